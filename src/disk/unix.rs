//! An open folder, by its handle: the kernel looks for names in it, and follows no link below it.

use super::{leads_down, leads_out};
use rustix::fs::{AtFlags, Dir, Mode, OFlags};
use rustix::io::retry_on_intr;
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Opens a file to read it, without waiting for the other end of a FIFO.
pub fn open_to_read(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK | libc::O_CLOEXEC).open(path)
}

/// So many bytes at most from a place in a file, which others may read at the same time.
pub fn read_at(file: &File, at: u64, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; most];
    let mut filled = 0;
    while let Some(free) = bytes.get_mut(filled..).filter(|free| !free.is_empty()) {
        match file.read_at(free, at + filled as u64) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// Asks the system to let this process open so many files at once, and tells how many it may.
pub fn allow_open_files(wanted: u64) -> u64 {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let now = limit.current.unwrap_or(wanted);
    let most = limit.maximum.map_or(wanted, |most| most.min(wanted));
    let is_raised =
        most > now && setrlimit(Resource::Nofile, Rlimit { current: Some(most), maximum: limit.maximum }).is_ok();
    if is_raised { most } else { now }
}

/// A folder that is open. Nothing in it is reached through a link.
#[derive(Debug)]
pub struct OpenFolder {
    handle: File,
    path: PathBuf,
}

const READ_FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

impl OpenFolder {
    /// Opens a folder; it may itself be reached through links.
    pub fn open(path: &Path) -> io::Result<OpenFolder> {
        let handle = retry_on_intr(|| rustix::fs::open(path, READ_FOLDER, Mode::empty()))?;
        Ok(OpenFolder { handle: File::from(handle), path: path.to_path_buf() })
    }

    /// Where it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file below it to read it, without waiting for the other end of a FIFO.
    pub fn file(&self, below: &Path) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(self.open_below(below, flags)?))
    }

    /// Opens a folder below it; itself for an empty path.
    pub fn folder(&self, below: &Path) -> io::Result<OpenFolder> {
        let handle = if below.as_os_str().is_empty() {
            self.handle.try_clone()?
        } else {
            File::from(self.open_below(below, READ_FOLDER)?)
        };
        Ok(OpenFolder { handle, path: self.path.join(below) })
    }

    /// Makes a file that is not there yet, to write to it.
    pub fn create(&self, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(0o644);
        Ok(File::from(retry_on_intr(|| rustix::fs::openat(&self.handle, name, flags, mode))?))
    }

    /// Makes a folder in it.
    pub fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::mkdirat(&self.handle, name, Mode::from_raw_mode(0o777))?)
    }

    /// Gives a file in it another name, and takes the place of a file that has it.
    pub fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::renameat(&self.handle, from, &self.handle, to)?)
    }

    /// Removes a file in it.
    pub fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    /// Removes an empty folder in it.
    pub fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::REMOVEDIR)?)
    }

    /// What is there under a name; of a link, what it is itself.
    #[cfg(target_os = "linux")]
    pub fn metadata(&self, name: &OsStr) -> io::Result<Metadata> {
        let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        File::from(retry_on_intr(|| rustix::fs::openat(&self.handle, name, flags, Mode::empty()))?).metadata()
    }

    /// What is there under a name; of a link, what it is itself.
    #[cfg(not(target_os = "linux"))]
    pub fn metadata(&self, name: &OsStr) -> io::Result<Metadata> {
        std::fs::symlink_metadata(self.path.join(name))
    }

    /// The names in it, in no order. Other than the standard library, this survives an error on closing the folder.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.handle)? {
            let name = entry?.file_name().to_bytes().to_vec();
            if name != b"." && name != b".." {
                names.push(OsString::from_vec(name));
            }
        }
        Ok(names)
    }

    /// Makes sure that what was made, renamed and removed in it stays so after a loss of power.
    pub fn sync(&self) -> io::Result<()> {
        match self.handle.sync_all() {
            // Some network file systems cannot, and say so this way.
            Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }

    fn open_below(&self, below: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        if !leads_down(below) || below.as_os_str().is_empty() {
            return Err(leads_out());
        }
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::ResolveFlags;
            use rustix::io::Errno;
            let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
            match retry_on_intr(|| rustix::fs::openat2(&self.handle, below, flags, Mode::empty(), resolve)) {
                // Linux before 5.6 does not know it, and some containers do not let it through.
                Err(Errno::NOSYS | Errno::PERM) => {}
                opened => return Ok(opened?),
            }
        }
        self.open_step_by_step(below, flags)
    }

    /// The same, each name in the folder that the one before has led to.
    fn open_step_by_step(&self, below: &Path, flags: OFlags) -> io::Result<OwnedFd> {
        #[cfg(target_os = "linux")]
        let on_the_way = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        #[cfg(not(target_os = "linux"))]
        let on_the_way = READ_FOLDER;
        let mut folder: Option<OwnedFd> = None;
        let mut names = below.iter().peekable();
        while let Some(name) = names.next() {
            let flags = if names.peek().is_some() { on_the_way } else { flags };
            let at = folder.as_ref().map_or(self.handle.as_fd(), OwnedFd::as_fd);
            let opened = retry_on_intr(|| rustix::fs::openat(at, name, flags | OFlags::NOFOLLOW, Mode::empty()))?;
            folder = Some(opened);
        }
        folder.ok_or_else(leads_out)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// As on a kernel without `openat2`.
    pub fn file_step_by_step(folder: &OpenFolder, below: &Path) -> io::Result<File> {
        Ok(File::from(folder.open_step_by_step(below, OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC)?))
    }
}
