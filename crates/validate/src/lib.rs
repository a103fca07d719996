#![doc = include_str!("../README.md")]
//!
//! What is checked is a table, [`rules::ALL`]; how it gets to the places where it applies is `dispatch`.

mod addresses;
#[cfg(feature = "compare")]
pub mod compare;
mod dialect;
mod dispatch;
mod document;
pub mod examples;
mod feed_kind;
mod fields;
pub mod fix;
mod html_tags;
#[cfg(feature = "http-checks")]
pub mod http_checks;
mod items;
mod json;
mod mentions;
mod namespaces;
mod parsed;
mod reader;
pub mod registry;
#[cfg(feature = "reports")]
pub mod report;
mod reported;
pub mod rule;
pub mod rules;
mod specification;
mod syntax;
mod value;
mod vocabulary;
#[cfg(test)]
mod walk;
mod web_page;

use courant_text::date::Timestamp;
use courant_text::source::Span;
use rule::{Citation, Rule};

pub use feed_kind::FeedKind;
pub use fields::Field;
pub use items::{Contents, Item};
pub use mentions::{Mention, Role, Stated};
pub use parsed::{Parsed, parse};
pub use reported::Fix;
pub use syntax::{SyntaxError, SyntaxErrorKind};

/// One finding: a rule, and the place where it is broken.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule.
    pub rule: &'static Rule,
    /// Exactly the wrong part.
    pub span: Span,
    /// Where it is written, in a specification of the format and vocabulary that is meant.
    pub citation: Citation,
    /// What is wrong here.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// A correction that cannot be wrong, where there is one.
    pub fix: Option<Fix>,
}

/// What a check is to know beyond the text.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The time at which the feed is read; without it no date is in the future.
    pub now: Option<Timestamp>,
    /// The host of the server that the feed was read from: whoever reads it there can ask that server, private as it may be.
    pub host: Option<String>,
}

/// Judges a feed: RSS 2.0, Atom 1.0, JSON Feed or OPML. Findings come in the order of the text.
///
/// ```
/// use courant_text::source::Source;
/// use courant_validate::{parse, validate};
///
/// let source = Source::new("feed.xml", "<rss version=\"2.0\"><channel><title>News & views</title></channel></rss>");
/// let findings = validate(&parse(&source));
/// let first = &findings[0];
/// assert_eq!(source.position(first.span.start).to_string(), "1:21");
/// assert!(findings.iter().any(|finding| finding.rule.name == "ampersand-bare"));
/// ```
pub fn validate(parsed: &Parsed) -> Vec<Diagnostic> {
    validate_with(parsed, &Settings::default())
}

/// Judges a feed, knowing more than its text.
pub fn validate_with(parsed: &Parsed, settings: &Settings) -> Vec<Diagnostic> {
    dispatch::check(parsed, settings)
}
