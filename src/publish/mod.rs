//! From checked feeds to the disk: the ledger first, then each file whole or not at all, whatever happens in between.
//!
//! The rules of the output folder: it may itself be a link to a folder, but nothing that we write in it is one, because a rename would put a
//! file in the place of the link. What we did not write is never touched. What we wrote and is no longer due goes; what we wrote is
//! named in a manifest that lies in the folder itself, so that a copy of the folder knows it too.

mod atomic_file;
mod lock;
mod manifest;

pub use atomic_file::write_atomically;
pub use lock::Lock;

use crate::disk::{self, OpenFolder};
use crate::failure::{Failure, FailureKind, Reason};
use crate::feed::{FileKind, Format, PublishedFeed, SiteFile};
use crate::ledger::{FeedRecord, Ledger};
use crate::own_files;
use atomic_file::AtomicFile;
use courant_text::source::{Level, Source};
use courant_validate::{Diagnostic, FeedKind, parse, validate};
use manifest::Known;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file in which no error was found: the only thing that is ever published.
#[derive(Clone, Debug)]
pub struct Checked(SiteFile);

/// A file with errors, and all that was found in it.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The file.
    pub file: SiteFile,
    /// What the validator found in a feed or list of feeds.
    pub findings: Vec<Diagnostic>,
    /// What is wrong with a page.
    pub faults: Vec<String>,
}

impl Checked {
    /// Checks a file as text, as a stranger's would be. Findings below error level come along.
    pub fn check(file: SiteFile) -> Result<(Checked, Vec<Diagnostic>), Refused> {
        match file.kind {
            FileKind::Feed(_) | FileKind::Outline => Checked::check_feed(file),
            FileKind::Page | FileKind::MovedPage => Checked::check_page(file),
            // It is a constant of ours, or what the user has written: a stylesheet harms no reader, and runs nothing.
            FileKind::Style => Ok((Checked(file), Vec::new())),
        }
    }

    fn check_page(file: SiteFile) -> Result<(Checked, Vec<Diagnostic>), Refused> {
        let faults = courant_html::page_faults(&file.text);
        if faults.is_empty() {
            Ok((Checked(file), Vec::new()))
        } else {
            Err(Refused { file, findings: Vec::new(), faults })
        }
    }

    fn check_feed(file: SiteFile) -> Result<(Checked, Vec<Diagnostic>), Refused> {
        // The text is lent to the validator and taken back: a feed of all articles is worth no copy.
        let source = Source::new(file.path, file.text);
        let found = validate(&parse(&source));
        let file = SiteFile { path: source.name, text: source.text, kind: file.kind };
        if found.iter().any(|diagnostic| diagnostic.rule.level == Level::Error) {
            return Err(Refused { file, findings: found, faults: Vec::new() });
        }
        Ok((Checked(file), found))
    }

    /// The file.
    pub fn file(&self) -> &SiteFile {
        &self.0
    }
}

/// What publishing changed, by path inside the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// New or changed.
    pub written: Vec<String>,
    /// Not touched, because their bytes are the same.
    pub unchanged: Vec<String>,
    /// Ours, and no longer due.
    pub removed: Vec<String>,
    /// Somebody else's, and left alone: a page or stylesheet that we did not write stands where ours would.
    pub kept: Vec<(String, FileKind)>,
    /// No longer due, and written by somebody else since it was ours: left alone.
    pub left: Vec<String>,
}

/// When a file is put in its place: first what feeds lead to, then their histories, and last what readers ask for.
fn turn(file: &SiteFile, ledger: &Ledger) -> u8 {
    match file.kind {
        FileKind::Page | FileKind::MovedPage | FileKind::Style | FileKind::Outline => 0,
        FileKind::Feed(_) if !ledger.feeds.contains_key(file.folder()) => 1,
        FileKind::Feed(_) => 2,
    }
}

/// Publishes: the ledger first, then each file whole or not at all.
///
/// Every file is written beside its place and synced before the first takes its place, so that a disk that fills up
/// leaves all feeds as they were. After a crash at any moment each file is old or new, and publishing again does the rest.
pub fn publish(
    _held: &Lock,
    output: &Path,
    ledger_path: &Path,
    ledger: &Ledger,
    files: &[Checked],
) -> Result<Published, Failure> {
    let Known { ours, others } = manifest::known(output, ledger)?;
    let (mut due_files, mut kept) = (Vec::new(), Vec::new());
    for file in files.iter().map(Checked::file) {
        if manifest::is_free(output, &ours, file)? { due_files.push(file) } else { kept.push(file) }
    }
    let files = due_files;
    let due: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in &due {
        inside(output, path)?;
    }
    let as_it_was = |failure: Failure| failure.advise("; what is published is as it was");
    let root = make_folder(output).and_then(|()| open_output(output)).map_err(or_elsewhere).map_err(as_it_was)?;
    sweep(&root, ledger_path, due.iter().copied().chain(ours.iter().map(String::as_str)));
    write_ledger(ledger_path, ledger).map_err(as_it_was)?;
    // Named before they are there: a file that a crash leaves behind is known to be ours.
    let all: BTreeSet<&str> = ours.iter().map(String::as_str).chain(due.iter().copied()).collect();
    manifest::write(output, &all).map_err(or_elsewhere).map_err(as_it_was)?;
    let (mut published, ready) = write_beside(&root, &files, ledger).map_err(or_elsewhere).map_err(as_it_was)?;
    put_in_place(&root, ready)?;
    let finished = remove(&root, ours.iter().map(String::as_str).filter(|path| !due.contains(path)))
        .and_then(|removed| manifest::write(output, &due).map(|()| removed));
    published.removed = finished.map_err(|failure| {
        failure.advise("; all feeds that are due are published, and the next build removes what is not")
    })?;
    let is_left = |path: &&String| !kept.iter().any(|file| file.path == **path) && !due.contains(path.as_str());
    published.left = others.iter().filter(is_left).cloned().collect();
    published.kept = kept.into_iter().map(|file| (file.path.clone(), file.kind)).collect();
    Ok(published)
}

fn open_output(output: &Path) -> Result<OpenFolder, Failure> {
    OpenFolder::open(output).map_err(|error| Failure::new("opening", output, atomic_file::advised(error)))
}

/// The folder of feeds may be another one where this one does not let us.
fn or_elsewhere(failure: Failure) -> Failure {
    match failure.kind {
        FailureKind::Denied => failure.advise("; another folder can be chosen with `output` or --out"),
        _ => failure,
    }
}

/// The files that were published, by path inside the output folder.
pub fn ours(output: &Path) -> Result<BTreeSet<String>, Failure> {
    manifest::read(output)
}

/// The files of ours that publishing these would remove, by path inside the output folder.
pub fn no_longer_due(output: &Path, files: &[&SiteFile], ledger: &Ledger) -> Result<Vec<String>, Failure> {
    let due: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_there = |path: &String| inside(output, path).is_ok_and(|place| place.is_file());
    let ours = manifest::known(output, ledger)?.ours;
    Ok(ours.into_iter().filter(|path| !due.contains(path.as_str()) && is_there(path)).collect())
}

/// The feeds that are there, by folder, where the ledger knows an id of theirs and not whether they are published, and the main one; none
/// where it knows of all. A feed is there in a format where its file is ours and, in Atom, has the id that was promised.
pub fn published_feeds(
    output: &Path,
    ledger: &Ledger,
    formats: &[Format],
) -> Result<BTreeMap<String, PublishedFeed>, Failure> {
    let mut published: BTreeMap<String, PublishedFeed> = BTreeMap::new();
    if ledger.feeds.values().all(FeedRecord::is_known) {
        return Ok(published);
    }
    let ours = manifest::known(output, ledger)?.ours;
    for (folder, record) in ledger.feeds.iter().filter(|(folder, record)| folder.is_empty() || !record.is_known()) {
        for format in formats {
            let path = format!("{folder}{}", format.file_name);
            let Some(place) = ours.get(&path).and_then(|path| inside(output, path).ok()) else { continue };
            let bytes = match disk::read(&place, disk::MOST_BYTES) {
                Ok(bytes) => bytes,
                Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                    continue;
                }
                Err(error) => return Err(Failure::new("reading", place, error)),
            };
            let Some(contents) = parse(&Source::from_bytes(path, bytes)).contents() else { continue };
            if contents.kind == FeedKind::Atom && contents.id != record.id.uri() {
                continue;
            }
            let feed = published.entry(folder.clone()).or_default();
            feed.formats.insert(format.key.to_string());
            let title = contents.fields.into_iter().find(|field| field.name == "title");
            feed.title = title.map_or_else(|| std::mem::take(&mut feed.title), |title| title.value);
        }
    }
    Ok(published)
}

/// The ledger of a project; an empty one where there is none yet.
pub fn read_ledger(path: &Path) -> Result<Ledger, Failure> {
    Ledger::from_tsv(&read_ledger_text(path)?).map_err(|mistake| Failure::new("reading", path, mistake))
}

/// The text of a ledger, whatever is wrong with it; an empty one where there is none yet.
pub fn read_ledger_text(path: &Path) -> Result<String, Failure> {
    let bytes = match disk::read(path, disk::MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(String::new()),
        Err(error) => return Err(Failure::new("reading", path, error)),
    };
    String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes().iter().take(error.utf8_error().valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        let why = format!("line {line} is not UTF-8; put the last committed ledger back");
        Failure::new("reading", path, Reason::from(why).of_kind(FailureKind::Malformed))
    })
}

/// Writes the ledger of a project, after its text has been read back: one that no command could read again never takes the place of one
/// that can be.
pub fn write_ledger(path: &Path, ledger: &Ledger) -> Result<(), Failure> {
    let text = ledger.to_tsv();
    if holds(path, text.as_bytes()) {
        return Ok(());
    }
    let unreadable = |why: String| {
        let why = format!("it could not be read again ({why}), and stays as it is");
        Failure::new("writing", path, Reason::from(why).of_kind(FailureKind::Malformed))
    };
    match Ledger::from_tsv(&text) {
        Ok(read) if read == *ledger => {}
        Ok(_) => return Err(unreadable("other promises would be read than are written".to_string())),
        Err(mistake) => return Err(unreadable(mistake.to_string())),
    }
    let written = make_folder(folder_of(path)).and_then(|()| write_atomically(path, text.as_bytes()));
    written.map_err(|failure| match failure.kind {
        // Another output folder would not help: the ledger stays with the articles.
        FailureKind::Denied => {
            let said = failure.why.split("; ").next().unwrap_or_default();
            let why = format!("{said}; what is new is promised there: make it writable, or build where it may be written, and commit it");
            Failure::new("writing", path, Reason::from(why).of_kind(FailureKind::Denied))
        }
        _ => failure,
    })
}

/// Writes what has changed beside its place.
/// What comes back is in the order in which it is to be put there.
fn write_beside<'a>(
    root: &'a OpenFolder,
    files: &[&SiteFile],
    ledger: &Ledger,
) -> Result<(Published, Vec<AtomicFile<'a>>), Failure> {
    let mut published = Published::default();
    let mut ready = Vec::new();
    for file in files {
        inside(root.path(), &file.path)?;
        let below = Path::new(&file.path);
        let is_the_same = root.file(below).is_ok_and(|there| holds_open(there, file.text.as_bytes()));
        if is_the_same {
            published.unchanged.push(file.path.clone());
            continue;
        }
        make_folders(root, folder_below(below))?;
        ready.push((*file, AtomicFile::write(root, below, file.text.as_bytes())?.closed()));
    }
    ready.sort_by_key(|(file, _)| turn(file, ledger));
    published.written = ready.iter().map(|(file, _)| file.path.clone()).collect();
    Ok((published, ready.into_iter().map(|(_, file)| file).collect()))
}

/// Puts what was written in its place.
fn put_in_place(root: &OpenFolder, ready: Vec<AtomicFile>) -> Result<(), Failure> {
    let folders: BTreeSet<PathBuf> = ready.iter().map(|file| file.folder().to_path_buf()).collect();
    let all = ready.len();
    for (number, file) in ready.into_iter().enumerate() {
        file.put().map_err(|failure| match number {
            0 => or_elsewhere(failure).advise("; what is published is as it was"),
            _ => failure.advise(&format!("; {number} of {all} files are new, the next build replaces the others")),
        })?;
    }
    folders.iter().try_for_each(|folder| sync_below(root, folder)).map_err(|failure| {
        failure.advise(&format!("; {all} of {all} files are new, the next build removes what is no longer due"))
    })
}

fn sync_below(root: &OpenFolder, below: &Path) -> Result<(), Failure> {
    match root.folder(below) {
        Ok(folder) => atomic_file::sync(&folder),
        Err(error) => Err(Failure::new("opening", root.path().join(below), error)),
    }
}

/// Removes files of ours, and folders that are empty without them. When it is done, a loss of power brings none of them back.
fn remove<'a>(root: &OpenFolder, paths: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Failure> {
    let mut removed = Vec::new();
    let mut changed = BTreeSet::new();
    for path in paths {
        // Where somebody has put a link in the way, what lies behind it is not ours.
        if inside(root.path(), path).is_err() {
            continue;
        }
        let below = Path::new(path);
        match remove_one(root, below, OpenFolder::remove_file) {
            Ok(()) => removed.push(path.to_string()),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Failure::new("removing", root.path().join(path), error)),
        }
        changed.insert(folder_below(below).to_path_buf());
        for folder in below.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty()) {
            // A folder that holds anything else is not empty, and stays.
            if remove_one(root, folder, OpenFolder::remove_folder).is_ok() {
                changed.insert(folder_below(folder).to_path_buf());
            }
        }
    }
    for folder in changed {
        match root.folder(&folder) {
            Ok(folder) => atomic_file::sync(&folder)?,
            // It has gone itself, which its own folder remembers.
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Failure::new("opening", root.path().join(&folder), error)),
        }
    }
    Ok(removed)
}

fn remove_one(
    root: &OpenFolder,
    below: &Path,
    remove: impl Fn(&OpenFolder, &OsStr) -> io::Result<()>,
) -> io::Result<()> {
    let name = below.file_name().ok_or(io::ErrorKind::NotFound)?;
    remove(&root.folder(folder_below(below))?, name)
}

/// The place of a file of ours. A path that leaves the folder, or that a link leads elsewhere, is refused.
fn inside(output: &Path, path: &str) -> Result<PathBuf, Failure> {
    let relative = Path::new(path);
    let is_plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || path.is_empty() || path.contains(['\\', '\0']) {
        return Err(Failure::new("writing", output.join(relative), "the path leaves the folder of feeds"));
    }
    let mut place = output.to_path_buf();
    for part in relative.components() {
        place.push(part);
        if std::fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()) {
            let why = "it is a link, which publishing would replace by a file; remove it, or choose another `output`";
            return Err(Failure::new("writing", place, why));
        }
    }
    Ok(place)
}

/// Sweeps what a killed run left beside the ledger and in folders that are ours.
fn sweep<'a>(root: &OpenFolder, ledger_path: &Path, ours: impl Iterator<Item = &'a str>) {
    let mut folders: BTreeSet<&Path> = ours.map(|path| folder_below(Path::new(path))).collect();
    folders.insert(Path::new(""));
    let below = folders.into_iter().filter_map(|folder| root.folder(folder).ok());
    below.chain(OpenFolder::open(folder_of(ledger_path))).for_each(|folder| atomic_file::sweep(&folder));
}

/// Sweeps what a killed run left in a folder that nobody publishes to.
pub fn sweep_abandoned(folder: &Path) {
    // What a publisher has ready is closed, and under its own lock: in its folders it sweeps itself.
    // What cannot be looked at is not taken for absent.
    let is_absent = |path: PathBuf| std::fs::symlink_metadata(path).is_err_and(|error| manifest::is_absence(&error));
    let is_published = folder.ancestors().any(|above| !is_absent(above.join(own_files::MANIFEST)));
    if !is_published && let Ok(folder) = OpenFolder::open(folder) {
        atomic_file::sweep_abandoned(&folder);
    }
}

/// Whether a file holds just these bytes. It may be written where it is a link: whoever replaces it says so.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file && disk::open_to_read(path).is_ok_and(|file| holds_open(file, bytes))
}

fn holds_open(file: File, bytes: &[u8]) -> bool {
    let is_as_long = file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    is_as_long && disk::read_whole(file, bytes.len() as u64).is_ok_and(|there| there == bytes)
}

/// The folder that a file is in; the present one for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The folder that a file below another one is in; empty for that one itself.
fn folder_below(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Makes folders inside the output folder, and sees to it that they outlive a crash.
fn make_folders(root: &OpenFolder, below: &Path) -> Result<(), Failure> {
    if below.as_os_str().is_empty() || root.folder(below).is_ok() {
        return Ok(());
    }
    let above = folder_below(below);
    make_folders(root, above)?;
    let path = root.path().join(below);
    let made = below.file_name().ok_or(io::ErrorKind::InvalidInput.into()).and_then(|name| {
        let above = root.folder(above)?;
        above.make_folder(name).map(|()| above)
    });
    atomic_file::sync(&made.map_err(|error| not_made(&path, error))?)
}

/// Makes a folder, and those that it lies in, and sees to it that they outlive a crash.
fn make_folder(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    let above = folder_of(path);
    if above != path && std::fs::symlink_metadata(above).is_err() {
        make_folder(above)?;
    }
    std::fs::create_dir(path).map_err(|error| not_made(path, error))?;
    atomic_file::sync_folder(above)
}

fn not_made(path: &Path, error: io::Error) -> Failure {
    if error.kind() == io::ErrorKind::AlreadyExists {
        let why = "a file or a broken link is in its place; remove it, or choose another `output`";
        return Failure::new("making the folder", path, why);
    }
    Failure::new("making the folder", path, atomic_file::advised(error))
}

#[cfg(test)]
mod tests;
