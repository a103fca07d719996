//! A name that may be an author's, and how it stands in its text.

use crate::line_phrases::Uses;

/// A name, and how it stands on its line.
#[derive(Clone, Debug)]
pub struct Name {
    /// The index of its line.
    pub line: usize,
    /// The name.
    pub text: String,
    /// What says that a name follows.
    pub label: Label,
    /// How it was read.
    pub how: How,
    /// How many parts of the line stand before its own.
    pub place: usize,
    /// How many parts the line has.
    pub parts: usize,
    /// How many names stand before it in its part.
    pub order: usize,
    /// The words with capitals behind it that may belong to it: this is the shorter reading of a run of them.
    pub rest: String,
    /// Whether a longer run of words was read as the name, and a shorter one is weighed too.
    pub long: bool,
    /// Whether words that are none of a name follow it at once.
    pub open: bool,
    /// Whether it stands near the title or the first paragraph, or before them.
    pub head: bool,
    /// Whether words for what somebody does stand beside it or in it.
    pub role: bool,
    /// How many words it has.
    pub words: usize,
    /// Whether it begins with a given name.
    pub given: bool,
    /// What its words are used for.
    pub uses: Uses,
    /// What its last word is used for.
    pub last_uses: Uses,
    /// Whether one of its words names a newsroom.
    pub desk: bool,
    /// Whether it is an agency's.
    pub agency: bool,
    /// The first of the names that are the same but for the case of their letters.
    pub same: usize,
    /// In how many lines of the text the name stands.
    pub times: usize,
    /// In how many lines it stands alone.
    pub alone: usize,
    /// Whether one of its words stands in lower case elsewhere: then it is a word and no name.
    pub small: bool,
    /// Whether it stands on a line with a copyright sign.
    pub in_print: bool,
    /// In how many lines of running text it stands.
    pub in_body: usize,
    /// Whether an address for mail or an account has its last word.
    pub addressed: bool,
}

/// What says that a name follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A phrase at the beginning of its part of the line.
    Own,
    /// A phrase inside its part of the line.
    Within,
    /// A phrase on the line beside.
    Beside,
    /// A phrase that opens a portrait.
    Portrait,
    /// Nothing, but the line goes on to tell of its bearer.
    Told,
    /// A copyright sign.
    Print,
    /// Nothing.
    None,
}

/// How a name was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As names are.
    Read,
    /// As all that its label is followed by.
    Whole,
    /// As one word, which may be two that a scraper put together.
    Glued,
    /// As the end of a run of words, from a given name on.
    End,
}
