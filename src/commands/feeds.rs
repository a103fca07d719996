//! Feeds on a disk or on standard input: which files of a folder are feeds, and their bytes.

use crate::failure::Failure;
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

/// The most bytes that are read of one file: a memory's worth of feed is a mistake, or `/dev/zero`.
pub const MOST_BYTES: u64 = 1 << 30;

/// The files that a path stands for: itself, or all that lie below it, in the order of their paths. Hidden files,
/// `node_modules` and links are passed over; what `.gitignore` names is not, because feeds are often built.
pub fn candidates(path: &Path) -> Result<Vec<Candidate>, Failure> {
    if path == Path::new("-") || !path.is_dir() {
        return Ok(vec![Candidate { path: path.to_path_buf(), found: Found::Named }]);
    }
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(false).hidden(true).follow_links(false).filter_entry(|entry| !is_passed_over(entry));
    let mut found = Vec::new();
    for entry in walk.build() {
        let entry = entry.map_err(|error| Failure::new("reading", path, error))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            found.push(Candidate { path: entry.into_path(), found: Found::InFolder });
        }
    }
    found.sort_by(|left, right| left.path.cmp(&right.path));
    Ok(found)
}

fn is_passed_over(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name() == "node_modules"
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
        file.by_ref().take(HEAD_BYTES).read_to_end(&mut head).map_err(failed)?;
        if looks_like(&head) == Looks::Otherwise {
            return Ok(None);
        }
    }
    let rest = all_of(&mut file).map_err(failed)?;
    head.extend(rest);
    let is_feed = candidate.found == Found::Named || looks_like(&head) != Looks::Otherwise && is_json_feed(&head);
    Ok(is_feed.then_some(head))
}

fn all_of(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(io::Error::other(format!("it is larger than {MOST_BYTES} bytes")));
    }
    Ok(bytes)
}

/// How much of a file is looked at to tell whether it is a feed.
const HEAD_BYTES: u64 = 16 * 1024;

/// What the first bytes of a file look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// An XML document whose root is that of a feed.
    Feed,
    /// A JSON object: only the whole of it says whether it is a feed.
    Json,
    /// Anything else.
    Otherwise,
}

fn looks_like(head: &[u8]) -> Looks {
    // In UTF-16 and UTF-32, ASCII has zeros between its bytes; without them it can be compared in every encoding.
    let narrow: Vec<u8> =
        head.iter().take(HEAD_BYTES as usize).copied().filter(|&byte| byte != 0 && byte < 0x80).collect();
    let text = String::from_utf8_lossy(&narrow);
    let text = text.trim_start();
    if text.starts_with('{') {
        return Looks::Json;
    }
    match root(text) {
        Some("rss" | "feed" | "RDF" | "opml" | "channel") => Looks::Feed,
        // An entry document of Atom; other vocabularies have entries too.
        Some("entry") if text.contains("http://www.w3.org/2005/Atom") => Looks::Feed,
        _ => Looks::Otherwise,
    }
}

/// The local name of the root element, behind the XML declaration, comments, instructions and the document type.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if let Some(instruction) = rest.strip_prefix('?') {
            instruction.split_once("?>")?.1
        } else if let Some(declaration) = rest.strip_prefix('!') {
            after_document_type(declaration)?
        } else {
            let name = rest.split(|c: char| c.is_whitespace() || "/>".contains(c)).next()?;
            return name.rsplit(':').next();
        }
    }
}

/// What follows the `>` of a document type declaration, whose internal subset holds `>` too.
fn after_document_type(declaration: &str) -> Option<&str> {
    let end = declaration.find(['[', '>'])?;
    match declaration.as_bytes().get(end) {
        Some(b'[') => declaration.get(end..)?.split_once("]")?.1.split_once('>').map(|(_, rest)| rest),
        _ => declaration.get(end + 1..),
    }
}

/// Whether a JSON object claims to be a feed. (What is no JSON object is not asked.)
fn is_json_feed(bytes: &[u8]) -> bool {
    looks_like(bytes) != Looks::Json || memchr::memmem::find(bytes, b"jsonfeed.org").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_by_what_it_holds() {
        let utf16: String = "<rss>".chars().flat_map(|c| [c, '\0']).collect();
        let cases = [
            ("<rss version='2.0'>", Looks::Feed),
            ("\u{FEFF}\n<?xml version='1.0'?><!-- <html> --><rss>", Looks::Feed),
            ("<?xml-stylesheet href='a'?><feed xmlns='http://www.w3.org/2005/Atom'/>", Looks::Feed),
            ("<atom:feed xmlns:atom='x'>", Looks::Feed),
            ("<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", Looks::Feed),
            ("<rdf:RDF>", Looks::Feed),
            ("<opml>", Looks::Feed),
            ("<entry xmlns='http://www.w3.org/2005/Atom'>", Looks::Feed),
            ("<entry>", Looks::Otherwise),
            (&utf16, Looks::Feed),
            ("{\"version\":", Looks::Json),
            ("<!DOCTYPE html><html><rss>", Looks::Otherwise),
            ("<svg>", Looks::Otherwise),
            ("rss", Looks::Otherwise),
            ("<!-- never ended", Looks::Otherwise),
            ("<", Looks::Otherwise),
            ("", Looks::Otherwise),
        ];
        for (text, expected) in cases {
            assert_eq!(looks_like(text.as_bytes()), expected, "{text}");
        }
        assert!(is_json_feed(b"{\"version\": \"https://jsonfeed.org/version/1.1\"}"));
        assert!(!is_json_feed(b"{\"name\": \"package\"}"));
    }
}
