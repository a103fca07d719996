//! Feeds on a disk or on standard input: which files of a folder are feeds, and their bytes.

use crate::disk::MOST_BYTES;
use crate::failure::{Failure, Reason};
use courant_text::source::Source;
use courant_validate::FeedKind;
use ignore::{DirEntry, WalkBuilder};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file that may be a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// How we came to it.
    pub found: Found,
}

/// How we came to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Somebody named it, so it is meant to be a feed.
    Named,
    /// It lies in a folder that somebody named; only its bytes say whether it is a feed.
    InFolder,
}

/// The files that a path stands for: itself, or all that lie below it, in the order of their paths. Hidden files,
/// `node_modules` and links are passed over; what `.gitignore` names is not, because feeds are often built.
/// What cannot be looked into comes as a failure, and the rest is found all the same.
pub fn candidates(path: &Path) -> (Vec<Candidate>, Vec<Failure>) {
    // What is no folder is read in its turn, so that its trouble is told in its place. Addresses are no folders.
    if path == Path::new("-") || !path.is_dir() {
        return (vec![Candidate { path: path.to_path_buf(), found: Found::Named }], Vec::new());
    }
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(false).hidden(true).follow_links(false).filter_entry(|entry| !is_passed_over(entry));
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    for entry in walk.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                found.push(Candidate { path: entry.into_path(), found: Found::InFolder });
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure::new("looking into", path, Reason::caused_by(error))),
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    (found, failures)
}

fn is_passed_over(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name() == "node_modules"
}

/// Whether somebody named an address on the web.
pub fn address(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    let (scheme, _) = text.split_once("://")?;
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(text)
}

/// The feeds that a path stands for: of a file, of a folder, at an address.
pub fn sources(path: &Path) -> Result<Vec<Source>, Failure> {
    if let Some(address) = address(path) {
        return Ok(vec![fetched(address)?]);
    }
    let mut sources = Vec::new();
    let (candidates, unread) = candidates(path);
    if let Some(failure) = unread.into_iter().next() {
        return Err(failure);
    }
    for candidate in candidates {
        if let Some(bytes) = read(&candidate)? {
            sources.push(Source::from_bytes(candidate.path.to_string_lossy(), bytes));
        }
    }
    Ok(sources)
}

#[cfg(feature = "network")]
fn fetched(address: &str) -> Result<Source, Failure> {
    let (delivery, _) = super::fetch::Client::new().fetch(address)?;
    let status = delivery.exchanges.last().map_or(0, |answer| answer.status);
    if let Some(why) = super::fetch::without_feed(&delivery) {
        return Err(Failure::new("fetching", address, why));
    }
    if !matches!(status, 200 | 203) || delivery.is_cut {
        let why = if delivery.is_cut { "it is too large".to_string() } else { format!("the server says {status}") };
        return Err(Failure::new("fetching", address, why));
    }
    Ok(Source::from_bytes(address, delivery.body))
}

#[cfg(not(feature = "network"))]
fn fetched(address: &str) -> Result<Source, Failure> {
    Err(Failure::new("fetching", address, "this courant was built without the feature `network`"))
}

/// The bytes of a feed; nothing for a file in a folder that is none.
pub fn read(candidate: &Candidate) -> Result<Option<Vec<u8>>, Failure> {
    let failed = |error: io::Error| Failure::new("reading", &candidate.path, error);
    if candidate.path == Path::new("-") {
        return all_of(&mut io::stdin().lock()).map(Some).map_err(failed);
    }
    let mut file = File::open(&candidate.path).map_err(failed)?;
    let mut head = Vec::new();
    if candidate.found == Found::InFolder {
        file.by_ref().take(FeedKind::HEAD_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
        if FeedKind::of_head(&head) == FeedKind::Other {
            return Ok(None);
        }
    }
    let rest = all_of(&mut file).map_err(failed)?;
    head.extend(rest);
    let is_wanted = candidate.found == Found::Named || is_feed(&head);
    Ok(is_wanted.then_some(head))
}

fn all_of(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(io::Error::other(format!("it is larger than {MOST_BYTES} bytes")));
    }
    Ok(bytes)
}

/// Whether a file in a folder is a feed; of a JSON object only its claim says so.
fn is_feed(bytes: &[u8]) -> bool {
    match FeedKind::of_head(bytes) {
        FeedKind::Other => false,
        FeedKind::Json => memchr::memmem::find(bytes, b"jsonfeed.org").is_some(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_object_is_a_feed_when_it_says_so() {
        assert!(is_feed(b"{\"version\": \"https://jsonfeed.org/version/1.1\"}"));
        assert!(!is_feed(b"{\"name\": \"package\"}"));
    }
}
