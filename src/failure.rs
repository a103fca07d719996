//! The world said no: what we were doing, to which path, and why.

use courant_read::remark::Mistake;
use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Something outside the author's material went wrong: the disk, the configuration, the command line.
///
/// What is wrong with an article is a [`Remark`](courant_read::remark::Remark) instead, and work goes on.
#[derive(Debug)]
pub struct Failure {
    /// What kind of trouble it is, for a program that has to decide what to do.
    pub kind: FailureKind,
    /// What we were doing, as "doing" reads after "while": `reading`, `writing`, `syncing`.
    pub doing: &'static str,
    /// The file or folder that it was done to.
    pub path: PathBuf,
    /// Why it could not be done, with what to do about it where we know.
    pub why: String,
    source: Option<Source>,
}

type Source = Box<dyn Error + Send + Sync>;

/// What kind of trouble a [`Failure`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// What was named is not there.
    NotFound,
    /// The system does not let us.
    Denied,
    /// There is no room left, or no larger file is allowed.
    NoSpace,
    /// Another process is at it.
    Busy,
    /// A file of the project (the configuration, the ledger, a vocabulary) says what cannot be understood.
    Malformed,
    /// It cannot be done as it was asked for.
    Usage,
    /// Anything else that the system says.
    System,
}

/// Why something could not be done: a text with what to do about it, its kind, and the error that was the cause.
#[derive(Debug)]
pub struct Reason {
    kind: FailureKind,
    text: String,
    source: Option<Source>,
}

impl Reason {
    /// What another error says, as its kind.
    pub fn caused_by(error: impl Error + Send + Sync + 'static) -> Reason {
        Reason { kind: FailureKind::System, text: error.to_string(), source: Some(Box::new(error)) }
    }

    /// The same with advice behind it: `; make room`.
    pub fn advise(self, advice: &str) -> Reason {
        Reason { text: format!("{}{advice}", self.text), ..self }
    }

    /// What kind of trouble it is.
    pub fn kind(&self) -> FailureKind {
        self.kind
    }

    /// The same as another kind.
    pub fn of_kind(self, kind: FailureKind) -> Reason {
        Reason { kind, ..self }
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Reason {
        let kind = match error.kind() {
            io::ErrorKind::NotFound => FailureKind::NotFound,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => FailureKind::Denied,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                FailureKind::NoSpace
            }
            io::ErrorKind::WouldBlock | io::ErrorKind::ResourceBusy => FailureKind::Busy,
            _ => FailureKind::System,
        };
        Reason::caused_by(error).of_kind(kind)
    }
}

impl From<Mistake> for Reason {
    fn from(mistake: Mistake) -> Reason {
        Reason::caused_by(mistake).of_kind(FailureKind::Malformed)
    }
}

impl From<String> for Reason {
    fn from(text: String) -> Reason {
        Reason { kind: FailureKind::Usage, text, source: None }
    }
}

impl From<&str> for Reason {
    fn from(text: &str) -> Reason {
        text.to_string().into()
    }
}

impl Failure {
    /// Says that `doing` something to `path` failed because of `why`.
    pub fn new(doing: &'static str, path: impl AsRef<Path>, why: impl Into<Reason>) -> Failure {
        let Reason { kind, text, source } = why.into();
        Failure { kind, doing, path: path.as_ref().to_path_buf(), why: text, source }
    }

    /// The same with what to do about it, or what came of it, behind its reason: `; make room`.
    pub fn advise(self, advice: &str) -> Failure {
        Failure { why: format!("{}{advice}", self.why), ..self }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // `{:?}` on a path escapes control characters, so that a file name cannot write to the terminal.
        write!(f, "{} {:?}: {}", self.doing, self.path, self.why)
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source: &(dyn Error + 'static) = self.source.as_deref()?;
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_kind_it_is_and_what_was_its_cause() {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let cases = [
            (Failure::new("reading", "a\u{1b}.md", missing()), FailureKind::NotFound, true),
            (Failure::new("reading", "a", Reason::from(missing()).advise("; look")), FailureKind::NotFound, true),
            (Failure::new("writing", "a", io::Error::from(io::ErrorKind::StorageFull)), FailureKind::NoSpace, true),
            (Failure::new("opening", "a", "it is a file"), FailureKind::Usage, false),
        ];
        for (failure, kind, has_source) in cases {
            assert_eq!((failure.kind, failure.source().is_some()), (kind, has_source), "{failure}");
        }
        let escaped = Failure::new("reading", "a\u{1b}.md", missing()).to_string();
        assert!(escaped.starts_with("reading \"a\\u{1b}.md\": "), "{escaped}");
    }
}
