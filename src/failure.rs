//! The world said no: what we were doing, to which path, and why.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something outside the author's material went wrong: the disk, the configuration, the command line.
///
/// What is wrong with an article is a [`Remark`](courant_read::remark::Remark) instead, and work goes on.
#[derive(Debug)]
pub struct Failure {
    /// What we were doing, as "doing" reads after "while": `reading`, `writing`, `syncing`.
    pub doing: &'static str,
    /// The file or folder that it was done to.
    pub path: PathBuf,
    /// Why it could not be done, with what to do about it where we know.
    pub why: String,
}

impl Failure {
    /// Says that `doing` something to `path` failed because of `why`.
    pub fn new(doing: &'static str, path: impl AsRef<Path>, why: impl fmt::Display) -> Failure {
        Failure { doing, path: path.as_ref().to_path_buf(), why: why.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `{:?}` on a path escapes control characters, so that a file name cannot write to the terminal.
        write!(f, "{} {:?}: {}", self.doing, self.path, self.why)
    }
}

impl std::error::Error for Failure {}
