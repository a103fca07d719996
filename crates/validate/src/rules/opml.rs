//! OPML: lists of feeds, and other outlines.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, outlines, whole};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// A feed in a subscription list has `xmlUrl`.
pub static FEED_WITHOUT_ADDRESS: Rule = Rule {
    code: "O001",
    name: "feed-without-address",
    level: Level::Warning,
    group: Group::Opml,
    summary: "a feed in a subscription list has `xmlUrl`",
    why: "readers cannot subscribe to it",
    cite: Citation::new("OPML 2.0", "Subscription lists", "https://opml.org/spec2.opml"),
    w3c: &["MissingXmlURL"],
    bad: &[outlines(r#"<⟦outline⟧ text="Bridges" title="Bridges" type="rss"/>"#)],
    good: &[outlines(r#"<outline text="Bridges" title="Bridges" type="rss" xmlUrl="https://example.org/feed.xml"/>"#)],
    check: Check::Elements(&["outline"], feed_without_address),
};

/// A feed in a subscription list has `title`.
pub static FEED_WITHOUT_TITLE: Rule = Rule {
    code: "O002",
    name: "feed-without-title",
    level: Level::Warning,
    group: Group::Opml,
    summary: "a feed in a subscription list has `title`",
    why: "readers that look for it show an address",
    cite: Citation::new("OPML 2.0", "Subscription lists", "https://opml.org/spec2.opml"),
    w3c: &["MissingTitleAttr"],
    bad: &[outlines(r#"<⟦outline⟧ text="Bridges" type="rss" xmlUrl="https://example.org/feed.xml"/>"#)],
    good: &[outlines(r#"<outline text="Bridges" title="Bridges" type="rss" xmlUrl="https://example.org/feed.xml"/>"#)],
    check: Check::Elements(&["outline"], feed_without_title),
};

/// An outline that is a link or an inclusion has `url`.
pub static LINK_WITHOUT_ADDRESS: Rule = Rule {
    code: "O003",
    name: "link-without-address",
    level: Level::Warning,
    group: Group::Opml,
    summary: "an outline that is a link or an inclusion has `url`",
    why: "it leads nowhere",
    cite: Citation::new("OPML 2.0", "Inclusion", "https://opml.org/spec2.opml"),
    w3c: &["MissingUrlAttr"],
    bad: &[outlines(r#"<⟦outline⟧ text="Bridges" type="link"/>"#)],
    good: &[outlines(r#"<outline text="Bridges" type="link" url="https://example.org/"/>"#)],
    check: Check::Elements(&["outline"], link_without_address),
};

/// An outline is in OPML, not in the format before it.
pub static OUTLINE_DOCUMENT: Rule = Rule {
    code: "O004",
    name: "outline-document",
    level: Level::Warning,
    group: Group::Opml,
    summary: "an outline is in OPML, not in the format before it",
    why: "readers do not know it",
    cite: Citation::new("OPML 2.0", "What is an OPML document?", "https://opml.org/spec2.opml"),
    w3c: &["ObsoleteVersion"],
    bad: &[whole(r#"<⟦outlineDocument⟧ version="1.0"/>"#)],
    good: &[outlines(r#"<outline text="Bridges"/>"#)],
    check: Check::Root(outline_document),
};

/// The expanded lines are whole numbers with commas between.
pub static EXPANSION_STATE_INVALID: Rule = Rule {
    code: "O005",
    name: "expansion-state-invalid",
    level: Level::Error,
    group: Group::Opml,
    summary: "the expanded lines are whole numbers with commas between",
    why: "programs open other lines than the author left open",
    cite: Citation::new("OPML 2.0", "What is a <head>?", "https://opml.org/spec2.opml"),
    w3c: &["InvalidExpansionState"],
    bad: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title><expansionState>⟦1, two⟧</expansionState></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title><expansionState>1, 3, 17</expansionState></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Values(&[ValueKind("integer-list")], expansion_state_invalid),
};

fn type_of(outline: Element) -> String {
    outline.attribute_value("type").map_or_else(String::new, |kind| kind.trimmed().to_ascii_lowercase())
}

fn feed_without_address(outline: Element, reporter: &mut Reporter) {
    if type_of(outline) == "rss" && outline.attribute("xmlUrl").is_none() {
        reporter.at(outline.name_span(), "this feed has no `xmlUrl`");
    }
}

fn feed_without_title(outline: Element, reporter: &mut Reporter) {
    if type_of(outline) == "rss" && outline.attribute("title").is_none() {
        reporter.at(outline.name_span(), "this feed has no `title`").help("write the same as in `text`");
    }
}

fn link_without_address(outline: Element, reporter: &mut Reporter) {
    if matches!(type_of(outline).as_str(), "link" | "include") && outline.attribute("url").is_none() {
        reporter.at(outline.name_span(), "this outline has no `url`");
    }
}

fn outline_document(root: Element, reporter: &mut Reporter) {
    if root.written() == "outlineDocument" {
        reporter.at(root.name_span(), "this format came before OPML").help("write `<opml version=\"2.0\">`");
    }
}

fn expansion_state_invalid(value: &Value, reporter: &mut Reporter) {
    let is_number = |word: &str| word.trim().bytes().all(|byte| byte.is_ascii_digit());
    if !value.trimmed().split(',').all(is_number) {
        reporter.at(value.trimmed_span(), "this is no list of line numbers").help("write it like `1, 3, 17`");
    }
}
