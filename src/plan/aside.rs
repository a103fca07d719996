//! What lies among articles and is none, where no profile says so: what the articles themselves show.

use crate::ledger::{Ledger, SourceHash};
use courant_read::article::Article;
use courant_read::profile::layout::{Kind, Passed, is_index, resources};
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::collections::BTreeSet;

/// Takes out what is no article, and tells of it. An `index` that states its date is an article, and what lies in its folder without a date
/// belongs to it; one without a date above articles that have one is a list of them. What subscribers were told of stays.
pub(super) fn set_aside(fit: &mut Vec<Article>, sources: &mut Vec<SourceHash>, ledger: &Ledger) -> Option<Remark> {
    let dated = || fit.iter().filter(|article| article.published.is_some()).map(|article| article.path.as_str());
    // Folders in which only the `index` is dated are one article.
    let with_others = folders_above(dated().filter(|path| !is_index(path)));
    let with_dated_index = folders_above(dated().filter(|path| is_index(path)));
    let bundles: BTreeSet<&str> = dated()
        .filter(|path| is_index(path))
        .map(folder_of)
        .filter(|folder| !folder.is_empty() && !with_others.contains(folder))
        .collect();
    let paths = || fit.iter().map(|article| article.path.as_str());
    let belongs = resources(paths());
    let in_bundle = |path: &str| {
        path.match_indices('/').any(|(end, _)| path.get(..end).is_some_and(|folder| bundles.contains(folder)))
    };
    let kind = |article: &Article| {
        let path = article.path.as_str();
        if ledger.articles.contains_key(path) || article.published.is_some() {
            return None;
        }
        if belongs.contains(path) && in_bundle(path) {
            return Some(Kind::Resource);
        }
        let folder = folder_of(path);
        let is_list = is_index(path) && (with_others.contains(folder) || with_dated_index.contains(folder));
        is_list.then_some(Kind::List)
    };
    let kinds: Vec<Option<Kind>> = fit.iter().map(kind).collect();
    let mut passed = Passed::default();
    kinds.iter().flatten().for_each(|kind| passed.add(*kind));
    if passed.is_empty() {
        return None;
    }
    let mut places = kinds.iter();
    fit.retain(|_| places.next().is_some_and(Option::is_none));
    let mut places = kinds.iter();
    sources.retain(|_| places.next().is_some_and(Option::is_none));
    Some(Remark::new(Level::Advice, "", format!("{passed}; a date in front matter makes a file an article of its own")))
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// All folders in which one of these files lies, or deeper; the folder of all articles is the empty path.
fn folders_above<'p>(paths: impl Iterator<Item = &'p str>) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::new();
    for path in paths {
        let mut folder = folder_of(path);
        while folders.insert(folder) && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
    folders
}
