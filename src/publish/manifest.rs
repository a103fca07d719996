//! Which files in the output folder are ours: only these may ever be removed.

use super::{holds, inside, write_atomically};
use crate::disk;
use crate::failure::Failure;
use crate::feed::{FileKind, INDEX, JSON_FEED_FILE, OUTLINE, STYLESHEET, SiteFile};
use crate::ledger::Ledger;
use crate::own_files::{self, HEAD_BYTES, MANIFEST};
use courant_text::source::Source;
use courant_validate::{FeedKind, parse};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The paths that the manifest names; none where there is no manifest.
pub fn read(output: &Path) -> Result<BTreeSet<String>, Failure> {
    Ok(text(output)?.map_or_else(BTreeSet::new, |text| own_files::named(&text)))
}

/// The text of the manifest, where there is one.
fn text(output: &Path) -> Result<Option<String>, Failure> {
    let path = output.join(MANIFEST);
    match disk::read(&path, disk::MOST_BYTES).and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other)) {
        Ok(text) => Ok(Some(text)),
        // Whatever stands in the place of the folder is told when it is made.
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

/// What is known of the files in the output folder.
pub struct Known {
    /// The paths that are ours.
    pub ours: BTreeSet<String>,
    /// The paths that the manifest names and where somebody else has written a file since.
    pub others: BTreeSet<String>,
}

/// The paths that are ours: those that the manifest names and, where it is lost or cut or a merge has been at it, those whose files say so
/// themselves and lie where `ledger` or the program says that files of ours are.
pub fn known(output: &Path, ledger: &Ledger) -> Result<Known, Failure> {
    let text = text(output)?;
    let mut paths = text.as_deref().map_or_else(BTreeSet::new, own_files::named);
    if text.as_deref().is_none_or(|text| !own_files::is_whole(text)) {
        find(output, "", DEEPEST, ledger, &mut paths)?;
    }
    let mut known = Known { ours: BTreeSet::new(), others: BTreeSet::new() };
    let is_believed = text.as_deref().is_some_and(own_files::is_before_marks);
    for path in paths {
        let is_ours = is_believed || !is_of_another(output, &path)?;
        if is_ours {
            known.ours.insert(path)
        } else {
            known.others.insert(path)
        };
    }
    Ok(known)
}

/// Whether somebody else has written a file where one of ours was, which the mark tells that ours would carry.
fn is_of_another(output: &Path, path: &str) -> Result<bool, Failure> {
    // What lies behind a link, or outside, is refused by whoever would write or remove it.
    let Some(place) =
        Some(path).filter(|path| own_files::must_be_marked(path)).and_then(|path| inside(output, path).ok())
    else {
        return Ok(false);
    };
    match std::fs::symlink_metadata(&place) {
        Ok(metadata) if metadata.is_file() => Ok(!own_files::is_marked(path, &head(&place)?)),
        Ok(_) => Ok(false),
        Err(error) if is_absence(&error) => Ok(false),
        Err(error) => Err(Failure::new("reading", place, error)),
    }
}

/// Whether a file that is not named in the manifest is ours all the same. One with the very bytes that are to be written may be called ours.
pub fn is_own(output: &Path, file: &SiteFile) -> Result<bool, Failure> {
    let place = output.join(&file.path);
    Ok(own_files::is_marked(&file.path, &head(&place)?) || holds(&place, file.text.as_bytes()))
}

/// Deeper than any file of ours: `a/feed/by/choice/archive/2026/1/rss.xml`.
const DEEPEST: usize = 16;

/// Adds the files below a folder that are ours by their marks.
fn find(
    output: &Path,
    folder: &str,
    deeper: usize,
    ledger: &Ledger,
    paths: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    let place = output.join(folder);
    let entries = match std::fs::read_dir(&place) {
        Ok(entries) => entries,
        // What we may not look into is not ours to remove, either.
        Err(error) if is_absence(&error) || error.kind() == io::ErrorKind::PermissionDenied => return Ok(()),
        Err(error) => return Err(Failure::new("reading", place, error)),
    };
    let mut object = None;
    for entry in entries {
        let entry = entry.map_err(|error| Failure::new("reading", &place, error))?;
        let kind = entry.file_type().map_err(|error| Failure::new("reading", entry.path(), error))?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        if kind.is_dir() {
            let inner = format!("{folder}{name}/");
            if deeper > 0 && may_hold(&inner, ledger) && text(&entry.path())?.is_none() {
                find(output, &inner, deeper - 1, ledger, paths)?;
            }
        } else if kind.is_file() && name == JSON_FEED_FILE {
            object = Some(format!("{folder}{name}"));
        } else if kind.is_file() && is_ours(output, folder, name, ledger)? {
            paths.insert(format!("{folder}{name}"));
        }
    }
    // JSON Feed has no place for a mark: the feeds beside it tell whose it is.
    let is_beside =
        |path: &String| path.strip_prefix(folder).is_some_and(|name| name.ends_with(".xml") && !name.contains('/'));
    if let Some(path) = object.filter(|_| paths.iter().any(is_beside)) {
        // Every JSON Feed says first which version of it it is (JSON Feed 1.1, "Top-level").
        if memchr::memmem::find(&head(&output.join(&path))?, b"//jsonfeed.org/version/").is_some() {
            paths.insert(path);
        }
    }
    Ok(())
}

/// Whether a file of ours may lie in a folder or below it: the output folder may be that of a whole site.
fn may_hold(folder: &str, ledger: &Ledger) -> bool {
    let first = ledger.feeds.range(folder.to_string()..).next();
    folder.starts_with(PAGES)
        || first.is_some_and(|(feed, _)| feed.starts_with(folder))
        || promised(folder, ledger).is_some()
}

/// The folder of pages of articles.
const PAGES: &str = "articles/";

/// Whether a file that no manifest names is ours: it has the name of one, lies where such a one lies, and says so.
fn is_ours(output: &Path, folder: &str, name: &str, ledger: &Ledger) -> Result<bool, Failure> {
    let path = format!("{folder}{name}");
    let is_place = match name {
        INDEX => folder.is_empty() || folder.starts_with(PAGES),
        OUTLINE | STYLESHEET => folder.is_empty(),
        _ => name.ends_with(".xml") && promised(folder, ledger).is_some(),
    };
    if !is_place {
        return Ok(false);
    }
    let head = head(&output.join(&path))?;
    if !own_files::is_marked(&path, &head) {
        return Ok(false);
    }
    // Only Atom has a place for the id of a feed.
    let text = String::from_utf8_lossy(&head).into_owned();
    let source = Source::new(path, text);
    let contents = parse(&source).contents().filter(|contents| contents.kind == FeedKind::Atom && !contents.is_archive);
    Ok(contents.is_none_or(|contents| promised(folder, ledger) == Some(contents.id.as_str())))
}

/// The id that was promised of the feed in a folder, or of the one whose archive the folder is of.
fn promised<'a>(folder: &str, ledger: &'a Ledger) -> Option<&'a str> {
    let of_feed = folder.find("archive/").and_then(|at| folder.get(..at)).unwrap_or(folder);
    ledger.feeds.get(of_feed).map(|feed| feed.id.uri())
}

/// The beginning of a file; nothing of what is no file, or not there.
fn head(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::new("reading", path, error);
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Ok(Vec::new()),
        Err(error) if is_absence(&error) => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    }
    let mut head = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(failed)?;
    Ok(head)
}

/// Whether an error says that nothing is there.
pub fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Whether the place of a file is ours to write. A feed takes the place of a feed; but the `index.html` of a site whose
/// folder the feeds go into is not to be lost.
pub fn is_free(output: &Path, ours: &BTreeSet<String>, file: &SiteFile) -> Result<bool, Failure> {
    // No feed and no other page leads to one that only leads on: it is done without.
    if file.kind == FileKind::MovedPage && !is_open(output, &file.path) {
        return Ok(false);
    }
    if matches!(file.kind, FileKind::Feed(_)) || ours.contains(&file.path) {
        return Ok(true);
    }
    let place = output.join(&file.path);
    match std::fs::symlink_metadata(&place) {
        Ok(_) => is_own(output, file),
        Err(error) if is_absence(&error) => Ok(true),
        Err(error) => Err(Failure::new("reading", place, error)),
    }
}

/// Whether nothing but folders is on the way to a path below a folder, and no link there.
fn is_open(output: &Path, path: &str) -> bool {
    let mut place = output.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let is_fine = match std::fs::symlink_metadata(&place) {
            Ok(there) => {
                if parts.peek().is_some() {
                    there.is_dir()
                } else {
                    there.is_file()
                }
            }
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_fine {
            return false;
        }
    }
    true
}

/// Names the paths that are ours.
pub fn write(output: &Path, paths: &BTreeSet<&str>) -> Result<(), Failure> {
    let text = own_files::manifest(paths.iter().copied());
    let path = output.join(MANIFEST);
    if holds(&path, text.as_bytes()) { Ok(()) } else { write_atomically(&path, text.as_bytes()) }
}
