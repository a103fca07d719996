//! What we check: one rule, one constant.

pub(crate) mod findings;

use super::document::{Document, Element};
use super::json::Json;
pub use super::specification::Citation;
use super::syntax::SyntaxErrorKind;
use super::value::Value;
use super::vocabulary::ValueKind;
use courant_text::source::{Level, Source};
use findings::Reporter;

/// One thing we check.
#[derive(Debug)]
pub struct Rule {
    /// Never reused: `R001`.
    pub code: &'static str,
    /// Names the defect, and reads well after "allow": `guid-twice`.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// The rules that are turned on and off as one.
    pub group: Group,
    /// What is checked, in a sentence.
    pub summary: &'static str,
    /// What happens to a subscriber where it is broken.
    pub why: &'static str,
    /// Where it is written. A finding cites what speaks of the format and vocabulary in which it is ([`Diagnostic::citation`](super::Diagnostic)).
    pub cite: Citation,
    /// The message class of the W3C Feed Validator that it answers to, if any.
    pub w3c: &'static [&'static str],
    /// Feeds that break it, the wrong parts marked.
    pub bad: &'static [Example],
    /// Feeds that come near it and do not break it.
    pub good: &'static [Example],
    /// How it is checked.
    pub(crate) check: Check,
}

/// Where rules come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Bytes, characters, XML 1.0 and namespaces in XML.
    Xml,
    /// What every feed needs, whatever its format.
    Feed,
    /// RSS 2.0 and its ancestors.
    Rss,
    /// The RSS Advisory Board's Best Practices Profile: advice beyond the specification.
    Profile,
    /// RFC 4287, and the RFCs that extend it.
    Atom,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// OPML 2.0.
    Opml,
    /// What a reader will show: HTML, text and languages.
    Text,
    /// Apple's podcast requirements and Podcasting 2.0.
    Podcast,
    /// Media RSS and the other extensions.
    Extension,
    /// What servers answer when a reader asks for a feed.
    Delivery,
}

impl Group {
    /// The name of the group, as it is written after `--allow`.
    pub fn name(self) -> &'static str {
        match self {
            Group::Xml => "xml",
            Group::Feed => "feed",
            Group::Rss => "rss",
            Group::Profile => "profile",
            Group::Atom => "atom",
            Group::JsonFeed => "json-feed",
            Group::Opml => "opml",
            Group::Text => "text",
            Group::Podcast => "podcast",
            Group::Extension => "extension",
            Group::Delivery => "delivery",
        }
    }
}

/// A piece of a feed, with `⟦` and `⟧` around exactly what is reported.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What stands around it.
    pub frame: Frame,
    /// The piece.
    pub text: &'static str,
}

/// What stands around an example: the rest of a feed that is right, without the elements that the example holds itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Nothing: the example is the whole.
    Whole,
    /// An RSS channel.
    Channel,
    /// An item of an RSS channel.
    Item,
    /// An Atom feed.
    Feed,
    /// An entry of an Atom feed.
    Entry,
    /// Members of a JSON Feed.
    JsonFeed,
    /// Members of an item of a JSON Feed.
    JsonItem,
    /// The body of an OPML document.
    Outlines,
}

/// A whole document as an example.
pub const fn whole(text: &'static str) -> Example {
    Example { frame: Frame::Whole, text }
}

/// An example inside an RSS channel.
pub const fn channel(text: &'static str) -> Example {
    Example { frame: Frame::Channel, text }
}

/// An example inside an RSS item.
pub const fn item(text: &'static str) -> Example {
    Example { frame: Frame::Item, text }
}

/// An example inside an Atom feed.
pub const fn feed(text: &'static str) -> Example {
    Example { frame: Frame::Feed, text }
}

/// An example inside an Atom entry.
pub const fn entry(text: &'static str) -> Example {
    Example { frame: Frame::Entry, text }
}

/// An example inside a JSON Feed.
pub const fn json_feed(text: &'static str) -> Example {
    Example { frame: Frame::JsonFeed, text }
}

/// An example inside an item of a JSON Feed.
pub const fn json_item(text: &'static str) -> Example {
    Example { frame: Frame::JsonItem, text }
}

/// An example inside the body of an OPML document.
pub const fn outlines(text: &'static str) -> Example {
    Example { frame: Frame::Outlines, text }
}

/// How a rule is checked: to what it is applied, and by which function.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// On what is wrong with the form of the text: there is one rule for each kind.
    Syntax(SyntaxErrorKind),
    /// On answers of servers, not on text.
    #[cfg(any(test, feature = "http-checks"))]
    Answers,
    /// On the text as a whole, whatever it is.
    Source(fn(&Source, &mut Reporter)),
    /// On the root element, even where tags do not match.
    Root(fn(Element, &mut Reporter)),
    /// On an XML document as a whole.
    Document(fn(Document, &mut Reporter)),
    /// On every element.
    EveryElement(fn(Element, &mut Reporter)),
    /// On every element that is in another namespace than the element around it, so that one finding stands for all inside.
    Entering(fn(Element, &mut Reporter)),
    /// On every element in the namespaces that have these usual prefixes.
    Namespaces(&'static [&'static str], fn(Element, &mut Reporter)),
    /// On the elements of these names: `atom:link`, or with a parent `item/guid`.
    Elements(&'static [&'static str], fn(Element, &mut Reporter)),
    /// On every element or attribute whose content the vocabulary says to be of one of these kinds.
    Values(&'static [ValueKind], fn(&Value, &mut Reporter)),
    /// On every element or attribute that is empty and may not be, by the vocabulary, if no rule of its kind tells it.
    Blank(fn(&Value, &mut Reporter)),
    /// On a JSON Feed as a whole.
    Json(fn(Json, &mut Reporter)),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Check")
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A rule for tests of what is done with findings.
    pub(crate) static RULE: Rule = Rule {
        code: "T001",
        name: "guid-twice",
        level: Level::Error,
        group: Group::Rss,
        summary: "two items have the same guid",
        why: "readers show one of them",
        cite: Citation::new("RSS 2.0", "guid", "https://www.rssboard.org/rss-specification#guid"),
        w3c: &["DuplicateValue", "Other"],
        bad: &[],
        good: &[],
        check: Check::Answers,
    };
}
