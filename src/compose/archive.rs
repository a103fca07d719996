//! Archive documents (RFC 5005 section 4): all that a feed has held, in documents that stay as they are while new items come.
//!
//! The pages of a year are filled with its articles from the oldest to the newest, a fixed number in each. So the articles of a page are the
//! same whatever comes later: a page is published when the document that is subscribed to no longer holds all of it, and by then it is full,
//! or its year is over (unless that document holds fewer items than a page). The one thing that is added to it once is the link to the page
//! that follows. Someone who has read a page need never read it again.
//!
//! What else may change a page: an edit of an article in it is seen there too; an article that is removed, or comes with a date of the past,
//! moves those behind it within its year, and no other year.

use super::Candidate;
use crate::feed::{AbsoluteUrl, Chain, Feed};
use courant_text::date::Timestamp;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// How many articles a page holds at most. Another number would make all pages anew.
const PAGE: usize = 50;

/// The archive documents of a feed, the oldest first, and where the newest is. `candidates` are all that the feed could hold, `limit` is how
/// many it may; it holds its entries already. Nothing where it holds all, and where it has no address that documents could be linked by.
pub fn archives(feed: &Feed, candidates: &[&Candidate], limit: usize) -> (Vec<Feed>, Option<AbsoluteUrl>) {
    let (Some(base), true) = (&feed.base, feed.entries.len() < candidates.len()) else { return (Vec::new(), None) };
    let mut pages: Vec<Page> = pages(candidates, PAGE.min(limit).max(1));
    let held: HashSet<&str> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
    let is_needed = |page: &Page| page.candidates.iter().any(|candidate| !held.contains(candidate.entry.id.as_str()));
    let count = pages.iter().rposition(is_needed).map_or(0, |last| last + 1);
    pages.truncate(count);
    let addresses: Vec<Option<AbsoluteUrl>> = pages.iter().map(|page| base.join(&page.folder)).collect();
    let at = |place: Option<usize>| place.and_then(|place| addresses.get(place).cloned().flatten());
    let documents = pages.iter().enumerate().map(|(place, page)| {
        let chain =
            Chain { current: Some(base.clone()), previous: at(place.checked_sub(1)), next: at(place.checked_add(1)) };
        document(feed, page, at(Some(place)), chain)
    });
    (documents.collect(), at(count.checked_sub(1)))
}

/// A page to be.
struct Page<'a> {
    /// Inside the folder of the feed, with a `/` at the end.
    folder: String,
    /// The oldest first.
    candidates: Vec<&'a Candidate<'a>>,
}

fn pages<'a>(candidates: &[&'a Candidate<'a>], size: usize) -> Vec<Page<'a>> {
    let mut years: BTreeMap<i32, Vec<&Candidate>> = BTreeMap::new();
    for candidate in candidates {
        years.entry(year(candidate.entry.published)).or_default().push(candidate);
    }
    let mut pages = Vec::new();
    for (year, mut candidates) in years {
        // By nothing that an edit or a new name changes.
        candidates.sort_by(|a, b| (a.entry.published, &a.entry.id).cmp(&(b.entry.published, &b.entry.id)));
        pages.extend(candidates.chunks(size).enumerate().map(|(index, candidates)| Page {
            folder: format!("archive/{year:04}/{}/", index + 1),
            candidates: candidates.to_vec(),
        }));
    }
    pages
}

/// The year in which it was for everybody: an offset that is written otherwise moves nothing.
fn year(published: Timestamp) -> i32 {
    published.utc_day().year
}

/// The document of a page. It has the id of its feed, of which it is a part (RFC 5005 section 4).
fn document(feed: &Feed, page: &Page, base: Option<AbsoluteUrl>, chain: Chain) -> Feed {
    let newest = page.candidates.iter().map(|candidate| candidate.entry.updated).max();
    Feed {
        folder: format!("{}{}", feed.folder, page.folder),
        base,
        chain,
        updated: newest.unwrap_or(feed.updated),
        entries: page.candidates.iter().rev().map(|candidate| Arc::clone(&candidate.entry)).collect(),
        ..feed.clone()
    }
}
