//! Where the articles of a generator's sites lie, and what lies among them that is none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How the sites of a generator are laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// The folder that a site is made from, where its configuration names no other.
    pub source: &'static str,
    /// Where the articles are within that: the first folder that is there, else all of it.
    pub articles: &'static [&'static str],
    /// Where the site is written to.
    pub output: &'static [&'static str],
    /// What a file called `index` is.
    pub index: Index,
    /// Whether a folder with an `index` is one article, and all else in it belongs to that.
    pub has_bundles: bool,
    /// Whether what begins with `_` is a part of others.
    pub hides_underscore: bool,
    /// Folders, and files by their names with their endings, that are no articles wherever they lie.
    pub aside: &'static [(&'static str, Kind)],
    /// The only folder, wherever it lies, in which articles are: those whose names begin with a date. Where there is no such folder, files of such
    /// names are articles wherever they lie.
    pub only: Option<&'static str>,
}

/// What a file called `index` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// The article that its folder is called after.
    Article,
    /// A list of articles.
    List,
    /// A list in the folder of articles itself, and an article in the folders below it.
    ListAbove,
}

/// What is no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page that lists articles.
    List,
    /// A part of pages, or what new articles begin as.
    Template,
    /// A page that is no article: about, contact.
    Page,
    /// A file that belongs to the article in whose folder it lies.
    Resource,
    /// What a generator has written.
    Output,
    /// What a package manager has installed.
    Installed,
    /// What lies among the posts and is none by its name.
    Undated,
    /// What the configuration excludes.
    Excluded,
}

impl Kind {
    const fn words(self) -> [&'static str; 2] {
        match self {
            Kind::List => ["list page", "list pages"],
            Kind::Template => ["template", "templates"],
            Kind::Page => ["page outside the folder of posts", "pages outside the folder of posts"],
            Kind::Resource => ["resource of an article", "resources of articles"],
            Kind::Output => ["folder of the generator's output", "folders of the generator's output"],
            Kind::Installed => ["folder `node_modules`", "folders `node_modules`"],
            Kind::Undated => ["post without a date before its name", "posts without a date before their names"],
            Kind::Excluded => ["file by `exclude`", "files by `exclude`"],
        }
    }
}

/// How many files of each kind were passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed(BTreeMap<Kind, usize>);

impl Passed {
    /// Counts one more.
    pub fn add(&mut self, kind: Kind) {
        *self.0.entry(kind).or_default() += 1;
    }

    /// Counts what others have counted.
    pub fn join(&mut self, other: Passed) {
        for (kind, count) in other.0 {
            *self.0.entry(kind).or_default() += count;
        }
    }

    /// Whether nothing was passed over.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Passed {
    /// `2 list pages and 1 template are passed over, which are no articles`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told: Vec<String> =
            self.0.iter().map(|(kind, count)| format!("{count} {}", kind.words()[usize::from(*count != 1)])).collect();
        let is = if self.0.values().sum::<usize>() == 1 { "is" } else { "are" };
        match told.split_last() {
            Some((last, [])) => write!(f, "{last} {is} passed over"),
            Some((last, others)) => write!(f, "{} and {last} {is} passed over", others.join(", ")),
            None => Ok(()),
        }
    }
}

impl Layout {
    /// What a file is that a reader would read, by its path inside the folder of articles; nothing where it is an article. `place` is that folder
    /// inside the site.
    /// `has_only` says whether the folder is there that alone holds articles.
    pub fn kind(&self, place: &str, path: &str, has_only: bool) -> Option<Kind> {
        let stem = stem_of(path);
        let (folders, name) = path.rsplit_once('/').map_or(("", path), |(folders, name)| (folders, name));
        let folders = || folders.split('/').filter(|folder| !folder.is_empty());
        if is_section(path) {
            return Some(Kind::List);
        }
        let is_named = |known: &str| {
            folders().any(|folder| folder.eq_ignore_ascii_case(known)) || name.eq_ignore_ascii_case(known)
        };
        if let Some((_, kind)) = self.aside.iter().find(|(known, _)| is_named(known)) {
            return Some(*kind);
        }
        if self.hides_underscore && (name.starts_with('_') || folders().any(|folder| folder.starts_with('_'))) {
            return Some(Kind::Template);
        }
        let is_at_top = folders().next().is_none();
        if without_language(stem) == "index"
            && (self.index == Index::List || (self.index == Index::ListAbove && is_at_top))
        {
            return Some(Kind::List);
        }
        let only = self.only?;
        let is_draft = place.split('/').chain(folders()).any(|folder| folder == "_drafts");
        match lies_in(only, place, path) {
            _ if is_draft || is_dated(stem) => {
                (!is_draft && has_only && !lies_in(only, place, path)).then_some(Kind::Page)
            }
            true => Some(Kind::Undated),
            false => Some(Kind::Page),
        }
    }
}

/// Whether an article lies in a folder of this name.
pub fn lies_in(known: &str, place: &str, path: &str) -> bool {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    place.split('/').chain(folders.split('/')).any(|folder| folder == known)
}

/// Whether a name begins with a date as Jekyll wants it: `2024-3-5-x` (jekyllrb.com, "Posts").
fn is_dated(stem: &str) -> bool {
    let mut parts = stem.splitn(4, '-');
    let mut number = |lengths: std::ops::RangeInclusive<usize>| {
        parts.next().is_some_and(|part| lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    number(2..=4) && number(1..=2) && number(1..=2) && parts.next().is_some()
}

/// The name of a file without its folders and its ending.
pub(crate) fn stem_of(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a file is the page of its folder, a section of the site: it is called `_index`, in whatever language.
pub fn is_section(path: &str) -> bool {
    without_language(stem_of(path)) == "_index"
}

/// Whether a file is called `index`, in whatever language.
pub fn is_index(path: &str) -> bool {
    without_language(stem_of(path)) == "index"
}

fn without_language(stem: &str) -> &str {
    stem.split_once('.').map_or(stem, |(name, _)| name)
}

/// Of files that readers would read those that belong to the article in whose folder they lie: it has an `index`, and is no folder of articles
/// (gohugo.io/content-management/page-bundles, getzola.org "Asset colocation"). `paths` are inside the folder of articles.
pub fn resources<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> BTreeSet<&'p str> {
    let folder_of = |path: &'p str| path.rsplit_once('/').map(|(folder, _)| folder);
    let bundles: BTreeSet<&str> = paths.clone().filter(|path| is_index(path)).filter_map(folder_of).collect();
    let belongs = |path: &&'p str| {
        let Some(folder) = folder_of(path) else { return false };
        // Also a folder within the bundle that has an `index` of its own is a part of it.
        let above = folder.match_indices('/').filter_map(|(end, _)| folder.get(..end));
        above.into_iter().any(|above| bundles.contains(above)) || (bundles.contains(folder) && !is_index(path))
    };
    paths.filter(belongs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::find;

    #[test]
    fn what_is_no_article_is_known_by_its_place() {
        let cases = [
            ("hugo", "content", "posts/_index.md", Some(Kind::List)),
            ("hugo", "content", "posts/a/index.md", None),
            ("hugo", "content", "about.md", None),
            ("jekyll", "_posts", "2024-01-01-a.md", None),
            ("jekyll", "", "about.md", Some(Kind::Page)),
            ("jekyll", "", "boats/_posts/2024-01-01-a.md", None),
            ("jekyll", "", "_drafts/a.md", None),
            ("jekyll", "", "_layouts/post.html", Some(Kind::Template)),
            ("zola", "content", "_index.fr.md", Some(Kind::List)),
            ("eleventy", "blog", "index.md", Some(Kind::List)),
            ("eleventy", "blog", "a/index.md", None),
            ("eleventy", "", "_includes/a.html", Some(Kind::Template)),
            ("docusaurus", "blog", "_part.mdx", Some(Kind::Template)),
            ("docusaurus", "blog", "2024-01-01-a/index.md", None),
            ("hexo", "source/_posts", "a.md", None),
            ("pelican", "content", "pages/about.md", Some(Kind::Page)),
            ("vitepress", "posts", "index.md", Some(Kind::List)),
            ("vitepress", "posts", "a.md", None),
            ("obsidian", "", "Templates/Daily.md", Some(Kind::Template)),
            ("astro", "src/content/blog", "_draft.md", Some(Kind::Template)),
        ];
        for (name, place, path, expected) in cases {
            let layout = find(name).expect(name).layout;
            assert_eq!(layout.kind(place, path, true), expected, "{name} {place} {path}");
        }
    }

    #[test]
    fn what_lies_in_a_bundle_belongs_to_it() {
        let paths =
            ["index.md", "a.md", "b/index.md", "b/index.fr.md", "b/c.md", "b/d/e.html", "b/d/index.md", "f/g.md"];
        let found = resources(paths.into_iter());
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["b/c.md", "b/d/e.html", "b/d/index.md"]);
    }

    #[test]
    fn what_is_passed_over_is_told_by_kind_and_number() {
        let mut passed = Passed::default();
        assert!(passed.is_empty());
        passed.add(Kind::Template);
        assert_eq!(passed.to_string(), "1 template is passed over");
        passed.add(Kind::List);
        passed.add(Kind::List);
        passed.add(Kind::Excluded);
        assert_eq!(passed.to_string(), "2 list pages, 1 template and 1 file by `exclude` are passed over");
    }
}
