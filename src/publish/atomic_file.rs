//! A file that is written whole or not at all: beside its place, synced, then renamed.

use super::folder_of;
use crate::failure::{Failure, Reason};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Writes a file whole or not at all: beside it, synced, renamed, the folder synced.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    AtomicFile::write(path, bytes)?.put()?;
    sync_folder(folder_of(path))
}

/// A file that is written and synced beside its place, and goes again unless it is put there.
#[derive(Debug)]
pub struct AtomicFile {
    path: PathBuf,
    beside: TempSibling,
}

/// Removed when dropped.
#[derive(Debug)]
struct TempSibling(Option<PathBuf>);

/// What begins and ends the names of files that are not yet in their place.
const START: &str = ".courant-";
const END: &str = ".new";

impl AtomicFile {
    /// Writes and syncs the bytes beside `path`.
    ///
    /// A file that is there keeps its mode and, as far as the system allows, its owner.
    pub fn write(path: &Path, bytes: &[u8]) -> Result<AtomicFile, Failure> {
        let before = there(path)?;
        let (mut file, beside) = create_beside(path)?;
        let written = (|| {
            if let Some(before) = &before {
                be_like(&file, before)?;
            }
            file.write_all(bytes)
        })();
        written.map_err(|error| Failure::new("writing", path, needing(error, bytes.len())))?;
        // After a failure the system may have thrown the bytes away and say nothing the second time: there is none.
        file.sync_all().map_err(|error| Failure::new("syncing", path, needing(error, bytes.len())))?;
        Ok(AtomicFile { path: path.to_path_buf(), beside })
    }

    /// Where it will be.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it there. The folder has yet to be synced.
    pub fn put(mut self) -> Result<(), Failure> {
        let Some(beside) = self.beside.0.as_deref() else { return Ok(()) };
        std::fs::rename(beside, &self.path).map_err(|error| Failure::new("renaming to", &self.path, advised(error)))?;
        self.beside.0 = None;
        Ok(())
    }
}

impl Drop for TempSibling {
    fn drop(&mut self) {
        if let Some(path) = &self.0 {
            // If it cannot be removed now, the next run sweeps it.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// What is in the place already; only a file may be replaced.
fn there(path: &Path) -> Result<Option<Metadata>, Failure> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata)),
        Ok(metadata) if metadata.is_symlink() => Err(Failure::new(
            "writing",
            path,
            "it is a link, which would be replaced by a file; remove it, or name what it leads to",
        )),
        Ok(_) => Err(Failure::new("writing", path, "what is there is no file; remove it")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new("writing", path, advised(error))),
    }
}

fn create_beside(path: &Path) -> Result<(File, TempSibling), Failure> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let folder = folder_of(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = folder.join(format!("{START}{}-{count}{END}", std::process::id()));
        match options.open(&beside) {
            Ok(file) => return Ok((file, TempSibling(Some(beside)))),
            // Another machine may write to the same folder with the same process number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::new("writing", path, advised(error))),
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

/// Makes sure that what was renamed in a folder stays so after a loss of power.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> Result<(), Failure> {
    match File::open(folder).and_then(|handle| handle.sync_all()) {
        // Some network file systems cannot, and say so this way.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        Err(error) => {
            Err(Failure::new("syncing", folder, format!("{error}; what was written may not outlive a loss of power")))
        }
        Ok(()) => Ok(()),
    }
}

#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> Result<(), Failure> {
    Ok(())
}

/// Removes what a killed run left beside its places. Only whoever holds the lock may do so.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|file_type| file_type.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_ours) {
            let _ = std::fs::remove_file(entry.path());
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
        io::ErrorKind::PermissionDenied => "; make it writable, or choose another folder with `output` or --out",
        io::ErrorKind::ReadOnlyFilesystem => "; choose another folder with `output` or --out",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; make room and build again, what is published is as it was"
        }
        io::ErrorKind::FileTooLarge => "; raise the limit of file sizes (`ulimit -f`), what is published is as it was",
        _ => "",
    };
    Reason::from(error).advise(advice)
}

fn needing(error: io::Error, bytes: usize) -> Reason {
    advised(error).advise(&format!(" ({bytes} bytes are needed)"))
}
