//! (being written)

use crate::failure::Failure;
use crate::feed::FeedFile;
use crate::ledger::Ledger;
use crate::validate::Diagnostic;
use std::path::Path;

/// A feed file in which the validator found no error: the only thing that is ever published.
#[derive(Clone, Debug)]
pub struct Checked(FeedFile);

impl Checked {
    /// Checks a file as text, as a stranger's would be. Findings below error level come along.
    pub fn check(file: FeedFile) -> Result<(Checked, Vec<Diagnostic>), (FeedFile, Vec<Diagnostic>)> {
        Ok((Checked(file), Vec::new()))
    }

    /// The file.
    pub fn file(&self) -> &FeedFile {
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
}

/// Holds off other publishers of the same ledger until it is dropped.
#[derive(Debug)]
pub struct Lock;

impl Lock {
    /// Takes the lock of a state folder (made when missing); waits a while for another publisher, then says so.
    pub fn take(state: &Path) -> Result<Lock, Failure> {
        let _ = state;
        Ok(Lock)
    }
}

/// Publishes: the ledger first, then each file whole or not at all.
pub fn publish(
    lock: &Lock,
    output: &Path,
    ledger_path: &Path,
    ledger: &Ledger,
    files: &[Checked],
) -> Result<Published, Failure> {
    let _ = (lock, output, ledger_path, ledger, files);
    Ok(Published::default())
}

/// The ledger of a project; an empty one where there is none yet.
pub fn read_ledger(path: &Path) -> Result<Ledger, Failure> {
    let _ = path;
    Ok(Ledger::default())
}

/// Writes a file whole or not at all: beside it, synced, renamed, the folder synced.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| Failure::new("writing", path, error))
}
