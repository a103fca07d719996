//! Files as they are on a disk that others write to as well: what is opened lies below the folder it was looked for in, whatever links
//! somebody puts in the way meanwhile, and what is read whole is a file and has an end.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "elsewhere.rs")]
mod open_folder;

pub use open_folder::{OpenFolder, allow_open_files, open_to_read, read_at};

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that are read of a ledger or a feed: a memory's worth of it is a mistake.
pub const MOST_BYTES: u64 = 1 << 30;
/// The most bytes of what a person writes for Courant: a configuration, a stylesheet, a vocabulary.
pub const MOST_TEXT_BYTES: u64 = 64 << 20;

/// All of a file. What is no regular file (a FIFO, a device, a folder) is an error and is not waited for, and so is one with more than
/// `most` bytes; a link to a file is followed.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    read_whole(open_to_read(path)?, most)
}

/// The same of a file that is open.
pub fn read_whole(file: File, most: u64) -> io::Result<Vec<u8>> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    let too_large =
        || io::Error::new(io::ErrorKind::InvalidInput, format!("it is larger than {most} bytes, and is not read"));
    if metadata.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // One byte more than allowed tells a file that grows while it is read.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large()) } else { Ok(bytes) }
}

/// Whether each part of a path is a plain name, so that the path leads down and nowhere else.
fn leads_down(path: &Path) -> bool {
    path.components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

fn leads_out() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the path leads out of the folder")
}

#[cfg(test)]
mod tests;
