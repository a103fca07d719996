//! An open folder on systems where nothing can be opened by the handle of a folder: by its path.

use super::{leads_down, leads_out};
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Opens a file to read it.
pub fn open_to_read(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// So many bytes at most from a place in a file.
pub fn read_at(file: &File, at: u64, most: usize) -> io::Result<Vec<u8>> {
    use std::io::{Read, Seek, SeekFrom};
    // A handle of its own has no place of its own, so that the place is looked for each time.
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// How many files this process may open at once is not limited here.
pub fn allow_open_files(wanted: u64) -> u64 {
    wanted
}

/// A folder. That nothing in it is reached through a link is looked at beforehand.
#[derive(Debug)]
pub struct OpenFolder {
    path: PathBuf,
}

impl OpenFolder {
    /// Opens a folder; it may itself be reached through links.
    pub fn open(path: &Path) -> io::Result<OpenFolder> {
        std::fs::metadata(path)?
            .is_dir()
            .then(|| OpenFolder { path: path.to_path_buf() })
            .ok_or_else(|| io::ErrorKind::NotADirectory.into())
    }

    /// Where it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file below it to read it.
    pub fn file(&self, below: &Path) -> io::Result<File> {
        File::open(self.place(below)?)
    }

    /// Opens a folder below it; itself for an empty path.
    pub fn folder(&self, below: &Path) -> io::Result<OpenFolder> {
        OpenFolder::open(&self.place(below)?)
    }

    /// Makes a file that is not there yet, to write to it.
    pub fn create(&self, name: &OsStr) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(self.path.join(name))
    }

    /// Makes a folder in it.
    pub fn make_folder(&self, name: &OsStr) -> io::Result<()> {
        std::fs::create_dir(self.path.join(name))
    }

    /// Gives a file in it another name, and takes the place of a file that has it.
    pub fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        std::fs::rename(self.path.join(from), self.path.join(to))
    }

    /// Removes a file in it.
    pub fn remove_file(&self, name: &OsStr) -> io::Result<()> {
        std::fs::remove_file(self.path.join(name))
    }

    /// Removes an empty folder in it.
    pub fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        std::fs::remove_dir(self.path.join(name))
    }

    /// What is there under a name; of a link, what it is itself.
    pub fn metadata(&self, name: &OsStr) -> io::Result<Metadata> {
        std::fs::symlink_metadata(self.path.join(name))
    }

    /// The names in it, in no order.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(&self.path)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    /// Nothing can be done here for what a loss of power does to a folder.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    fn place(&self, below: &Path) -> io::Result<PathBuf> {
        if !leads_down(below) {
            return Err(leads_out());
        }
        let mut place = self.path.clone();
        for name in below {
            place.push(name);
            if std::fs::symlink_metadata(&place)?.is_symlink() {
                return Err(io::Error::other("it is a link"));
            }
        }
        Ok(place)
    }
}
