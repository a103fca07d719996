//! Which files there will be, and their texts.

use crate::compose::Composition;
use crate::feed::{AbsoluteUrl, Feed, FileKind, FileList, Format, INDEX, MovedPage, OUTLINE, STYLESHEET, SiteFile};
use crate::page;
use crate::publish::{Checked, Refused};
use crate::redirects::Redirects;
use crate::render;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// The files of a plan with their texts, each checked as a stranger's would be.
#[derive(Default)]
pub struct Rendered {
    /// Those without an error.
    pub files: Vec<Checked>,
    /// Those with errors. When there is one, nothing may be published.
    pub refused: Vec<Refused>,
}

/// Every file that a composition comes to.
pub fn list(composition: &Composition) -> FileList {
    let Composition { feeds, archives, pages, moved, .. } = composition;
    let documents = feeds.iter().chain(archives);
    let documents =
        documents.flat_map(|feed| feed.formats.iter().map(|format| (feed.path(format), FileKind::Feed(format))));
    let pages = pages.iter().filter_map(|entry| Some((entry.page_path()?, FileKind::Page)));
    let moved = moved.iter().map(|page| (page.path.clone(), FileKind::MovedPage));
    let mut files: FileList = documents.chain(pages).chain(moved).collect();
    if feeds.iter().any(|feed| render::outline_format(feed).is_some()) {
        files.insert(OUTLINE.to_string(), FileKind::Outline);
    }
    if feeds.first().is_some_and(|main| main.listed) {
        files.insert(INDEX.to_string(), FileKind::Page);
    }
    let is_styled = |feed: &Feed| feed.styled && feed.formats.iter().any(|format| render::can_be_styled(format));
    if [FileKind::Page, FileKind::MovedPage].into_iter().any(|kind| files.of(kind).next().is_some())
        || feeds.iter().any(is_styled)
    {
        files.insert(STYLESHEET.to_string(), FileKind::Style);
    }
    files
}

/// The pages that lead from where articles were read before, wherever no other file is, and no folder of files.
pub fn moved_pages(base: &AbsoluteUrl, redirects: &Redirects, files: &FileList) -> Vec<MovedPage> {
    let mut taken: BTreeSet<String> = files.paths().map(|path| path.to_lowercase()).collect();
    let folders = |path: &str| {
        let path = path.to_lowercase();
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at).map(str::to_string));
        above.collect::<Vec<_>>()
    };
    let mut taken_folders: BTreeSet<String> = files.paths().flat_map(|path| folders(path)).collect();
    let articles = redirects.list.iter().filter(|redirect| !redirect.has_file);
    let pages = articles.filter_map(|redirect| MovedPage::at(base, &redirect.from, &redirect.to));
    let free = pages.filter(|page| {
        let path = page.path.to_lowercase();
        let above = folders(&page.path);
        let is_free = !taken.contains(&path)
            && !taken_folders.contains(&path)
            && above.iter().all(|folder| !taken.contains(folder));
        if is_free {
            taken.insert(path);
            taken_folders.extend(above);
        }
        is_free
    });
    free.collect()
}

/// Renders and checks them.
pub fn render(composition: &Composition, files: &FileList, theme: Option<&str>) -> Rendered {
    let Composition { feeds, archives, pages, moved, .. } = composition;
    let documents = feeds.iter().chain(archives);
    let jobs = documents.flat_map(|feed| feed.formats.iter().map(move |format| (feed, *format)));
    // Several times a document's length is taken while it is made and checked: the large ones wait for each other.
    let (large, small): (Vec<(&Feed, Format)>, Vec<_>) = jobs.partition(|(feed, _)| content_bytes(feed) > LARGE_BYTES);
    let mut outcomes: Vec<_> =
        large.iter().map(|(feed, format)| Checked::check(render::render(format, feed))).collect();
    let rendered = small.into_par_iter().map(|(feed, format)| render::render(format, feed));
    let once = once(feeds, files, theme);
    let articles = pages.par_iter().filter_map(|entry| page::article(feeds.first()?, entry));
    let moved = moved.par_iter().filter_map(|page| Some(page::moved(feeds.first()?, page)));
    outcomes.par_extend(rendered.chain(once).chain(articles).chain(moved).map(Checked::check));
    let mut rendered = Rendered::default();
    for outcome in outcomes {
        match outcome {
            // What is below error level in our own output is the reader's advice on the articles, which the remarks give.
            Ok((checked, _)) => rendered.files.push(checked),
            Err(refusal) => rendered.refused.push(refusal),
        }
    }
    debug_assert!(
        rendered
            .refused
            .iter()
            .map(|refused| &refused.file)
            .chain(rendered.files.iter().map(Checked::file))
            .map(|file| &file.path)
            .collect::<std::collections::BTreeSet<_>>()
            == files.paths().collect(),
        "what is rendered is what was planned"
    );
    rendered
}

/// The files of which a site has one.
fn once(feeds: &[Feed], files: &FileList, theme: Option<&str>) -> Vec<SiteFile> {
    let outline = files.has(OUTLINE).then(|| render::outline(feeds)).flatten();
    let index = files.has(INDEX).then(|| page::index(feeds, files)).flatten();
    let stylesheet = files.has(STYLESHEET).then(|| page::stylesheet(theme));
    [outline, index, stylesheet].into_iter().flatten().collect()
}

/// A feed with more content than this is rendered while no other is.
const LARGE_BYTES: usize = 8_000_000;

fn content_bytes(feed: &Feed) -> usize {
    feed.entries.iter().map(|entry| entry.content.as_str().len()).sum()
}
