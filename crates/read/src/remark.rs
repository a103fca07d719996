//! One thing noticed while reading an article: collected, with a place, and work goes on.

use courant_text::source::{Level, Position};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something about an author's material that its author would want to know.
///
/// [`Level::Error`] keeps the article out of the feeds; the other levels do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// How much it matters.
    pub level: Level,
    /// The article's path inside the folder of articles, or the file it is about.
    pub path: String,
    /// Where in that file, when we know.
    pub position: Option<Position>,
    /// What, and what to do about it: lower case, no full stop.
    pub message: String,
}

impl Remark {
    /// A remark about a whole file.
    pub fn new(level: Level, path: impl Into<String>, message: impl Into<String>) -> Remark {
        Remark { level, path: path.into(), position: None, message: message.into() }
    }

    /// The same remark, at a place in the file.
    pub fn at(self, position: Position) -> Remark {
        Remark { position: Some(position), ..self }
    }
}

impl fmt::Display for Remark {
    /// `warning: path:line:column: message`, with nothing in it that a terminal would obey.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.level, courant_text::text::escape_terminal(&self.path))?;
        if let Some(position) = self.position {
            write!(f, ":{position}")?;
        }
        write!(f, ": {}", courant_text::text::escape_terminal(&self.message))
    }
}

/// What is wrong with a file of the project itself (the configuration, the ledger, a vocabulary): nothing can be done until it is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where it stands.
    pub position: Position,
    /// What is wrong and what to write instead.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.position, courant_text::text::escape_terminal(&self.message))
    }
}

impl std::error::Error for Mistake {}
