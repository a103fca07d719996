//! A feed that has been read, once: its tree, and what is wrong with its form. What matters about it is for the rules to say.

use super::document::{Document, Tree};
use super::feed_kind::{ATOM, FeedKind};
use super::json::{self, Json, JsonTree};
use super::reader;
use super::syntax::{SyntaxError, SyntaxErrors};
use courant_text::source::Source;

/// A feed that has been read. Everything that is asked of a feed is asked of this: [`validate`](super::validate),
/// [`Parsed::items`], [`Parsed::mentions`] and what builds on them.
#[derive(Debug)]
pub struct Parsed<'s> {
    source: &'s Source,
    tree: ParsedTree,
    errors: SyntaxErrors,
}

#[derive(Debug)]
enum ParsedTree {
    Xml(Tree),
    Json(JsonTree),
    /// It begins like JSON and is none.
    Nothing,
}

/// Reads a feed: RSS, Atom, JSON Feed, OPML, or whatever else the text is. It never fails; what is wrong with its form is in
/// [`Parsed::syntax_errors`].
///
/// ```
/// use courant_text::source::Source;
/// use courant_validate::{FeedKind, parse, validate};
///
/// let source = Source::new("feed.xml", "<rss version='2.0'><channel><title>News & views</title><item><title>One</title></item></channel></rss>");
/// let parsed = parse(&source);
/// assert_eq!(parsed.kind(), FeedKind::Rss);
/// assert_eq!(parsed.items()[0].title, "One");
/// assert_eq!(parsed.syntax_errors()[0].message, "`&` that begins no reference");
/// assert!(validate(&parsed).iter().any(|finding| finding.rule.name == "link-missing"));
/// ```
pub fn parse(source: &Source) -> Parsed<'_> {
    match source.text.trim_start().bytes().next() {
        Some(b'{' | b'[') => {
            let (tree, errors) = json::read(&source.text);
            Parsed { source, tree: tree.map_or(ParsedTree::Nothing, ParsedTree::Json), errors }
        }
        _ => {
            let (tree, errors) = reader::read(&source.text);
            Parsed { source, tree: ParsedTree::Xml(tree), errors }
        }
    }
}

impl<'s> Parsed<'s> {
    /// The text that was read.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// What is wrong with the form of the text: of each kind the first thousand, in the order in which they were found.
    pub fn syntax_errors(&self) -> &[SyntaxError] {
        &self.errors.listed
    }

    pub(super) fn errors(&self) -> &SyntaxErrors {
        &self.errors
    }

    /// What it is written in, by its root.
    pub fn kind(&self) -> FeedKind {
        match &self.tree {
            ParsedTree::Xml(_) => self
                .document()
                .and_then(Document::root)
                .map_or(FeedKind::Other, |root| FeedKind::of_root(root.local(), root.namespace_uri() == ATOM)),
            ParsedTree::Json(_) | ParsedTree::Nothing => FeedKind::Json,
        }
    }

    pub(super) fn document(&self) -> Option<Document<'_>> {
        match &self.tree {
            ParsedTree::Xml(tree) => Some(Document { text: &self.source.text, tree }),
            ParsedTree::Json(_) | ParsedTree::Nothing => None,
        }
    }

    pub(super) fn json(&self) -> Option<Json<'_>> {
        match &self.tree {
            ParsedTree::Json(tree) => tree.root(&self.source.text),
            ParsedTree::Xml(_) | ParsedTree::Nothing => None,
        }
    }
}
