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

use crate::failure::{Failure, FailureKind, Reason};
use crate::feed::{FileKind, SiteFile};
use crate::ledger::Ledger;
use atomic_file::AtomicFile;
use courant_text::source::{Level, Source};
use courant_validate::{Diagnostic, parse, validate};
use std::collections::BTreeSet;
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
            FileKind::Page => Checked::check_page(file),
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
    let ours = manifest::known(output, ledger)?;
    let (mut due_files, mut kept) = (Vec::new(), Vec::new());
    for file in files.iter().map(Checked::file) {
        if manifest::is_free(output, &ours, file)? { due_files.push(file) } else { kept.push(file) }
    }
    let files = due_files;
    let due: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for path in &due {
        inside(output, path)?;
    }
    make_folder(output)?;
    sweep(output, ledger_path, due.iter().copied().chain(ours.iter().map(String::as_str)));
    write_ledger(ledger_path, ledger)?;
    // Named before they are there: a file that a crash leaves behind is known to be ours.
    let all: BTreeSet<&str> = ours.iter().map(String::as_str).chain(due.iter().copied()).collect();
    manifest::write(output, &all)?;
    let mut published = replace(output, &files)?;
    published.removed = remove(output, ours.iter().map(String::as_str).filter(|path| !due.contains(path)))?;
    manifest::write(output, &due)?;
    published.kept = kept.into_iter().map(|file| (file.path.clone(), file.kind)).collect();
    Ok(published)
}

/// The files that were published, by path inside the output folder.
pub fn ours(output: &Path) -> Result<BTreeSet<String>, Failure> {
    manifest::read(output)
}

/// The files of ours that publishing these would remove, by path inside the output folder.
pub fn no_longer_due(output: &Path, files: &[&SiteFile], ledger: &Ledger) -> Result<Vec<String>, Failure> {
    let due: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let is_there = |path: &String| inside(output, path).is_ok_and(|place| place.is_file());
    let ours = manifest::known(output, ledger)?;
    Ok(ours.into_iter().filter(|path| !due.contains(path.as_str()) && is_there(path)).collect())
}

/// The ledger of a project; an empty one where there is none yet.
pub fn read_ledger(path: &Path) -> Result<Ledger, Failure> {
    Ledger::from_tsv(&read_ledger_text(path)?).map_err(|mistake| Failure::new("reading", path, mistake))
}

/// The text of a ledger, whatever is wrong with it; an empty one where there is none yet.
pub fn read_ledger_text(path: &Path) -> Result<String, Failure> {
    let bytes = match std::fs::read(path) {
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

/// Writes what has changed beside its place, then puts all of it in place.
fn replace(output: &Path, files: &[&SiteFile]) -> Result<Published, Failure> {
    let mut published = Published::default();
    let mut ready = Vec::new();
    for file in files {
        let path = inside(output, &file.path)?;
        if holds(&path, file.text.as_bytes()) {
            published.unchanged.push(file.path.clone());
            continue;
        }
        make_folders(output, &file.path)?;
        ready.push(AtomicFile::write(&path, file.text.as_bytes())?);
        published.written.push(file.path.clone());
    }
    let folders: BTreeSet<PathBuf> = ready.iter().map(|file| folder_of(file.path()).to_path_buf()).collect();
    for file in ready {
        file.put()?;
    }
    folders.iter().try_for_each(|folder| atomic_file::sync_folder(folder))?;
    Ok(published)
}

/// Removes files of ours, and folders that are empty without them.
fn remove<'a>(output: &Path, paths: impl Iterator<Item = &'a str>) -> Result<Vec<String>, Failure> {
    let mut removed = Vec::new();
    for path in paths {
        // Where somebody has put a link in the way, what lies behind it is not ours.
        let Ok(file) = inside(output, path) else { continue };
        match std::fs::remove_file(&file) {
            Ok(()) => removed.push(path.to_string()),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Failure::new("removing", &file, error)),
        }
        let folders = Path::new(path).ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty());
        for folder in folders {
            // A folder that holds anything else is not empty, and stays.
            let _ = std::fs::remove_dir(output.join(folder));
        }
    }
    Ok(removed)
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
fn sweep<'a>(output: &Path, ledger_path: &Path, ours: impl Iterator<Item = &'a str>) {
    let mut folders: BTreeSet<PathBuf> =
        ours.filter_map(|path| inside(output, path).ok()).map(|path| folder_of(&path).to_path_buf()).collect();
    folders.extend([output.to_path_buf(), folder_of(ledger_path).to_path_buf()]);
    folders.iter().for_each(|folder| atomic_file::sweep(folder));
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let is_as_long = std::fs::symlink_metadata(path)
        .is_ok_and(|metadata| metadata.is_file() && metadata.len() == bytes.len() as u64);
    is_as_long && std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// The folder that a file is in; the present one for a bare name.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the folders of a file inside the output folder, and sees to it that they outlive a crash.
fn make_folders(output: &Path, path: &str) -> Result<(), Failure> {
    let folders: Vec<&Path> = Path::new(path).ancestors().skip(1).collect();
    folders.into_iter().rev().try_for_each(|folder| make_folder(&output.join(folder)))
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    if path.is_dir() {
        return Ok(());
    }
    match std::fs::create_dir_all(path) {
        Ok(()) => atomic_file::sync_folder(folder_of(path)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(Failure::new(
            "making the folder",
            path,
            "a file or a broken link is in its place; remove it, or choose another `output`",
        )),
        Err(error) => Err(Failure::new("making the folder", path, atomic_file::advised(error))),
    }
}

#[cfg(test)]
mod tests;
