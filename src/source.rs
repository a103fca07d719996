//! Text under examination and places in it: spans in bytes, positions as lines and columns from 1.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// How much a finding or a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A MUST is broken: readers may refuse the feed, or an article had to be kept out.
    Error,
    /// A SHOULD is broken, or readers are known to stumble.
    Warning,
    /// It would be better otherwise.
    Advice,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        })
    }
}

/// Bytes of a [`Source`], from the first to before the last.
pub type Span = Range<usize>;

/// A place that a person can find in an editor: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line_number: usize,
    /// Column, from 1, in characters (Unicode scalar values).
    pub column_number: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line_number, self.column_number)
    }
}

/// A text under examination, with the name under which people know it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path or address, as it is shown.
    pub name: String,
    /// The text, decoded.
    pub text: String,
}

impl Source {
    /// A text and the name under which people know it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize) -> Position {
        position(&self.text, offset)
    }
}

/// The line and column of a byte offset of `text`; LF, CRLF and a lone CR each end a line.
pub fn position(text: &str, offset: usize) -> Position {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (mut line_number, mut line_start) = (1, 0);
    let bytes = &text.as_bytes()[..end];
    for (index, &byte) in bytes.iter().enumerate() {
        let ends_line = byte == b'\n' || (byte == b'\r' && text.as_bytes().get(index + 1) != Some(&b'\n'));
        if ends_line {
            line_number += 1;
            line_start = index + 1;
        }
    }
    Position { line_number, column_number: text[line_start..end].chars().count() + 1 }
}
