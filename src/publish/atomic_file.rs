//! A file that is written whole or not at all: beside its place, synced, then renamed.

use super::folder_of;
use crate::disk::OpenFolder;
use crate::failure::{Failure, FailureKind, Reason};
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes a file whole or not at all: beside it, synced, renamed, the folder synced.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error| Failure::new("writing", path, advised(error));
    let root = OpenFolder::open(folder_of(path)).map_err(failed)?;
    let name = path.file_name().ok_or_else(|| Failure::new("writing", path, "it has no name of a file"))?;
    AtomicFile::write(&root, Path::new(name), bytes)?.put()?;
    sync(&root)
}

/// A file that is written and synced beside its place, and goes again unless it is put there.
#[derive(Debug)]
pub struct AtomicFile<'a> {
    beside: TempSibling<'a>,
    name: OsString,
    path: PathBuf,
    /// Locked as long as it is open, which tells others that it is not abandoned.
    _open: Option<File>,
}

/// Removed when dropped.
#[derive(Debug)]
struct TempSibling<'a> {
    root: &'a OpenFolder,
    /// The folder it is in, below the root. It is opened when it is needed: of thousands not all can be held open.
    folder: PathBuf,
    name: Option<OsString>,
}

/// What begins and ends the names of files that are not yet in their place.
const START: &str = ".courant-";
const END: &str = ".new";

impl<'a> AtomicFile<'a> {
    /// Writes and syncs the bytes beside `below`, a path below `root` on which nothing is a link.
    ///
    /// A file that is there keeps its mode and, as far as the system allows, its owner.
    pub fn write(root: &'a OpenFolder, below: &Path, bytes: &[u8]) -> Result<AtomicFile<'a>, Failure> {
        let path = root.path().join(below);
        let failed = |error| Failure::new("writing", &path, advised(error));
        let name = below.file_name().ok_or_else(|| Failure::new("writing", &path, "it has no name of a file"))?;
        let folder = below.parent().unwrap_or(Path::new("")).to_path_buf();
        let open = root.folder(&folder).map_err(failed)?;
        let before = there(&open, name)?;
        let (mut file, temporary) = create_beside(&open).map_err(failed)?;
        // Where nothing can be locked, what is not in its place yet is never taken for abandoned.
        let _ = file.try_lock();
        let beside = TempSibling { root, folder, name: Some(temporary) };
        let written = (|| {
            if let Some(before) = &before {
                be_like(&file, before)?;
            }
            file.write_all(bytes)
        })();
        written.map_err(|error| Failure::new("writing", &path, needing(error, bytes.len())))?;
        // After a failure the system may have thrown the bytes away and say nothing the second time: there is none.
        file.sync_all().map_err(|error| Failure::new("syncing", &path, needing(error, bytes.len())))?;
        Ok(AtomicFile { beside, name: name.to_os_string(), path, _open: Some(file) })
    }

    /// Closes it, so that thousands can be ready at once. Whoever does so holds the lock of the folder.
    pub fn closed(self) -> AtomicFile<'a> {
        AtomicFile { _open: None, ..self }
    }

    /// The folder that it is in, below the root.
    pub fn folder(&self) -> &Path {
        &self.beside.folder
    }

    /// Puts it there. The folder has yet to be synced.
    pub fn put(mut self) -> Result<(), Failure> {
        let Some(temporary) = self.beside.name.as_deref() else { return Ok(()) };
        let renamed =
            self.beside.root.folder(&self.beside.folder).and_then(|folder| folder.rename(temporary, &self.name));
        renamed.map_err(|error| Failure::new("renaming to", &self.path, advised(error)))?;
        self.beside.name = None;
        Ok(())
    }
}

impl Drop for TempSibling<'_> {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // If it cannot be removed now, the next run sweeps it.
            let _ = self.root.folder(&self.folder).and_then(|folder| folder.remove_file(name));
        }
    }
}

/// What is in the place already; only a file may be replaced.
fn there(folder: &OpenFolder, name: &OsStr) -> Result<Option<Metadata>, Failure> {
    let path = || folder.path().join(name);
    match folder.metadata(name) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(metadata) if metadata.is_symlink() => Err(Failure::new(
            "writing",
            path(),
            "it is a link, which would be replaced by a file; remove it, or name what it leads to",
        )),
        Ok(_) => Err(Failure::new("writing", path(), "what is there is no file; remove it")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new("writing", path(), advised(error))),
    }
}

fn create_beside(folder: &OpenFolder) -> io::Result<(File, OsString)> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = OsString::from(format!("{START}{}-{count}{END}", std::process::id()));
        match folder.create(&name) {
            Ok(file) => return Ok((file, name)),
            // Another machine may write to the same folder with the same process number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn be_like(file: &File, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata()?;
    if (now.uid(), now.gid()) != (before.uid(), before.gid()) {
        // Only root may give a file away; whoever else may write the feeds may do so as themselves.
        let _ = fchown(file, Some(before.uid()), Some(before.gid()));
    }
    file.set_permissions(before.permissions())
}

#[cfg(not(unix))]
fn be_like(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Makes sure that what was renamed and removed in a folder stays so after a loss of power.
pub fn sync(folder: &OpenFolder) -> Result<(), Failure> {
    folder.sync().map_err(|error| unsynced(folder.path(), &error))
}

/// The same for a folder by its path.
pub fn sync_folder(folder: &Path) -> Result<(), Failure> {
    OpenFolder::open(folder).and_then(|folder| folder.sync()).map_err(|error| unsynced(folder, &error))
}

fn unsynced(folder: &Path, error: &io::Error) -> Failure {
    Failure::new("syncing", folder, format!("{error}; what was written may not outlive a loss of power"))
}

/// Removes what a killed run left beside its places. Only whoever holds the lock may do so.
pub fn sweep(folder: &OpenFolder) {
    sweep_those(folder, |_| true);
}

/// The same for whoever holds no lock: only what no process has open any more.
pub fn sweep_abandoned(folder: &OpenFolder) {
    sweep_those(folder, |file| file.try_lock().is_ok());
}

fn sweep_those(folder: &OpenFolder, is_left: impl Fn(&File) -> bool) {
    for name in folder.names().unwrap_or_default().iter().filter(|name| name.to_str().is_some_and(is_ours)) {
        let is_file = |file: &File| file.metadata().is_ok_and(|metadata| metadata.is_file());
        if folder.file(Path::new(name)).is_ok_and(|file| is_file(&file) && is_left(&file)) {
            let _ = folder.remove_file(name);
        }
    }
}

/// `.courant-123-4.new`, and nothing else.
fn is_ours(name: &str) -> bool {
    let numbers =
        name.strip_prefix(START).and_then(|rest| rest.strip_suffix(END)).and_then(|rest| rest.split_once('-'));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    numbers.is_some_and(|(process, count)| is_number(process) && is_number(count))
}

/// What the system says, and what to do about it where we know.
pub fn advised(error: io::Error) -> Reason {
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied => "; make it writable",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "; make room and try again",
        io::ErrorKind::FileTooLarge => "; raise the limit of file sizes (`ulimit -f`) and try again",
        _ => "",
    };
    Reason::from(error).advise(advice)
}

/// The same, with the room that was asked for where there was too little.
fn needing(error: io::Error, bytes: usize) -> Reason {
    let reason = advised(error);
    match reason.kind() {
        FailureKind::NoSpace => reason.advise(&format!(" ({bytes} bytes are needed)")),
        _ => reason,
    }
}
