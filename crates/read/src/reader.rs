//! What a reader is, and what it is given.

use crate::context::ReadContext;
use crate::ranked::Detail;
use crate::reading::Reading;
use courant_text::date::Timestamp;
use courant_text::source::TextKind;
use std::fmt;

/// One format of articles: a row of the table in `readers`.
pub struct Reader {
    /// What people call it: `--kind markdown`.
    pub name: &'static str,
    /// What it reads, as a help text says it.
    pub about: &'static str,
    /// The ends of names of its files, in lower case.
    pub extensions: &'static [&'static str],
    /// Whether a file whose name does not say what it is begins as one of these does.
    pub recognizes: fn(&[u8]) -> bool,
    /// What its files are to the decoder, which knows how each declares its encoding.
    pub text_kind: TextKind,
    /// Whether lines that several files of a folder share are no part of any.
    pub has_boilerplate: bool,
    /// Reads one. What it does not state is left open for `read` to complete.
    pub read: for<'a> fn(&Input<'a>) -> Reading,
}

impl PartialEq for Reader {
    fn eq(&self, other: &Reader) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reader({})", self.name)
    }
}

/// What a reader is given.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The text of the file.
    pub text: &'a str,
    /// The path inside the folder of articles.
    pub path: &'a str,
    /// What the site says about all its articles.
    pub context: &'a ReadContext,
    /// How much it is to tell.
    pub detail: Detail,
}

impl<'a> Input<'a> {
    /// The same of another text.
    pub fn with_text<'b>(&self, text: &'b str) -> Input<'b>
    where
        'a: 'b,
    {
        Input { text, ..*self }
    }
}

/// A file as found.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path inside the folder of articles, `/` between its parts: what the ledger knows it by.
    pub path: String,
    /// What reads it.
    pub reader: &'static Reader,
    /// The bytes, in whatever encoding.
    pub bytes: Vec<u8>,
    /// When the file was last changed, where the system tells.
    pub modified: Option<Timestamp>,
}

/// Whether a file begins, after white space, with one of these in whatever case.
pub fn begins_with(bytes: &[u8], beginnings: &[&str]) -> bool {
    let bytes = bytes.trim_ascii_start();
    let begins =
        |start: &&str| bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()));
    beginnings.iter().any(begins)
}
