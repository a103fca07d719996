//! One publisher at a time.

use super::{atomic_file, folder_of};
use crate::disk::OpenFolder;
use crate::failure::{Failure, FailureKind, Reason};
use std::error::Error;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Holds off other publishers of the same ledger until it is dropped.
///
/// The system lets go of it when the process ends, however it ends, so that a killed publisher is in nobody's way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// How long another publisher is waited for: most builds are over by then.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

impl Lock {
    /// Takes the lock of a state folder (made when missing); waits a while for another publisher, then says so.
    pub fn take(state: &Path) -> Result<Lock, Failure> {
        Lock::take_within(state, PATIENCE)
    }

    pub(super) fn take_within(state: &Path, patience: Duration) -> Result<Lock, Failure> {
        let (path, mut file) = match open(state) {
            // Nobody can write there, and so nobody holds a lock there: the ledger stays as it is, and the feeds go elsewhere.
            Err(failure) if is_read_only(&failure) => {
                let project = folder_of(state);
                let opened = File::open(project).map_err(|error| Failure::new("opening", project, error))?;
                (project.to_path_buf(), opened)
            }
            opened => opened?,
        };
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if started.elapsed() < patience => std::thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    return Err(Failure::new(
                        "locking",
                        &path,
                        Reason::from(format!("{holder} is publishing here; try again when it is done"))
                            .of_kind(FailureKind::Busy),
                    ));
                }
                Err(TryLockError::Error(error)) => {
                    return Err(Failure::new("locking", &path, atomic_file::advised(error)));
                }
            }
        }
        if path.is_file() {
            name_holder(&mut file).map_err(|error| Failure::new("writing", &path, atomic_file::advised(error)))?;
        }
        let _ = OpenFolder::open(state).map(|state| atomic_file::sweep(&state));
        Ok(Lock { _file: file })
    }
}

fn is_read_only(failure: &Failure) -> bool {
    let cause = failure.source().and_then(|source| source.downcast_ref::<io::Error>());
    cause.is_some_and(|error| error.kind() == io::ErrorKind::ReadOnlyFilesystem)
}

/// The file of the lock, and its place.
fn open(state: &Path) -> Result<(PathBuf, File), Failure> {
    make_state(state)?;
    let path = state.join("lock");
    // Not truncated: it may name a process that holds it.
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    // What is no file is not waited for.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK | libc::O_CLOEXEC);
    let opened = options.open(&path).and_then(|file| file.metadata().map(|metadata| (file, metadata)));
    let (file, metadata) = opened.map_err(|error| Failure::new("opening", &path, atomic_file::advised(error)))?;
    if !metadata.is_file() {
        return Err(Failure::new("opening", &path, "it is no regular file; remove it"));
    }
    Ok((path, file))
}

/// The folder of what need not be kept, which tells Git so itself.
fn make_state(state: &Path) -> Result<(), Failure> {
    if state.is_dir() {
        return Ok(());
    }
    super::make_folder(state)?;
    let ignore = state.join(".gitignore");
    std::fs::write(&ignore, "*\n").map_err(|error| Failure::new("writing", &ignore, atomic_file::advised(error)))
}

fn name_holder(file: &mut File) -> std::io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn holder(file: &mut File) -> String {
    let mut text = String::new();
    // The holder may not have written its number yet.
    let read = file.rewind().and_then(|()| file.take(20).read_to_string(&mut text));
    match (read, text.trim().parse::<u32>()) {
        (Ok(_), Ok(process)) => format!("process {process}"),
        _ => "another process".to_string(),
    }
}
