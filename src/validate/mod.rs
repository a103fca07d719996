//! (being written)

pub mod rule;

use crate::source::{Source, Span};
use rule::Rule;

/// One finding: a rule, and the place where it is broken.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static Rule,
    /// Exactly the wrong part.
    pub span: Span,
    /// What is wrong here.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// A correction that cannot be wrong, where there is one.
    pub fix: Option<Fix>,
}

/// A correction: what to write instead, and where. Its edits do not overlap and stand in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace, and what replaces them.
    pub edits: Vec<(Span, String)>,
}

/// Checks a feed: RSS 2.0, Atom 1.0 or JSON Feed. Findings come in the order of the text.
pub fn validate(source: &Source) -> Vec<Diagnostic> {
    let _ = source;
    Vec::new()
}

/// An item or entry of a feed, as a reader tells it from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `guid`, `atom:id` or JSON Feed's `id`; empty where there is none.
    pub id: String,
    /// Its title as plain text.
    pub title: String,
    /// The whole of it.
    pub span: Span,
}

/// The items of a feed, in its order; nothing for a text that is no feed.
pub fn items(source: &Source) -> Vec<Item> {
    let _ = source;
    Vec::new()
}
