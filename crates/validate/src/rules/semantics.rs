//! One thing said twice: by an element of RSS and by one of an extension.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, item};
use courant_text::source::Level;

/// A channel does not say one thing in RSS and in an extension too.
pub static CHANNEL_SAID_TWICE: Rule = Rule {
    code: "B020",
    name: "channel-said-twice",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a channel does not say one thing in RSS and in an extension too",
    why: "readers take one of the two, and not all the same",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Namespace elements",
        "https://www.rssboard.org/rss-profile#namespace-elements",
    ),
    w3c: &["DuplicateSemantics"],
    bad: &[channel(
        r#"<language>en</language><⟦dc:language⟧ xmlns:dc="http://purl.org/dc/elements/1.1/">en</dc:language>"#,
    )],
    good: &[channel(r#"<dc:language xmlns:dc="http://purl.org/dc/elements/1.1/">en</dc:language>"#)],
    check: Check::Elements(&["channel"], channel_said_twice),
};

/// An item does not say one thing in RSS and in an extension too.
pub static ITEM_SAID_TWICE: Rule = Rule {
    code: "B021",
    name: "item-said-twice",
    level: Level::Advice,
    group: Group::Profile,
    summary: "an item does not say one thing in RSS and in an extension too",
    why: "readers take one of the two, and not all the same",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Namespace elements",
        "https://www.rssboard.org/rss-profile#namespace-elements",
    ),
    w3c: &["DuplicateItemSemantics"],
    bad: &[item(
        r#"<author>ada@example.org (Ada Example)</author><⟦dc:creator⟧ xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#,
    )],
    good: &[item(r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#)],
    check: Check::Elements(&["item"], item_said_twice),
};

/// The full text of an item is in `content:encoded`, and nowhere else besides.
pub static CONTENT_SAID_TWICE: Rule = Rule {
    code: "B022",
    name: "content-said-twice",
    level: Level::Advice,
    group: Group::Profile,
    summary: "the full text of an item is in `content:encoded`, and nowhere else besides",
    why: "readers take one of the two, and not all the same",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "content:encoded",
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded",
    ),
    w3c: &["DuplicateDescriptionSemantics"],
    bad: &[item(
        r#"<description>Cyclists were first.</description><⟦atom:content⟧ type="text">Cyclists were first.</atom:content>"#,
    )],
    good: &[item("<description>Cyclists were first.</description><atom:summary>Cyclists were first.</atom:summary>")],
    check: Check::Elements(&["item"], content_said_twice),
};

const CHANNEL: &[(&str, &str)] = &[
    ("generator", "admin:generatorAgent"),
    ("managingEditor", "dc:creator"),
    ("pubDate", "dc:date"),
    ("language", "dc:language"),
    ("webMaster", "dc:publisher"),
    ("copyright", "dc:rights"),
    ("lastBuildDate", "dcterms:modified"),
    ("creativeCommons:license", "cc:license"),
];
const ITEM: &[(&str, &str)] = &[
    ("author", "dc:creator"),
    ("category", "dc:subject"),
    ("pubDate", "dc:date"),
    ("pubDate", "atom:published"),
    ("source", "dc:source"),
    ("creativeCommons:license", "cc:license"),
];

fn channel_said_twice(channel: Element, reporter: &mut Reporter) {
    said_twice(channel, CHANNEL, reporter);
}

fn item_said_twice(item: Element, reporter: &mut Reporter) {
    said_twice(item, ITEM, reporter);
}

fn said_twice(parent: Element, pairs: &[(&str, &str)], reporter: &mut Reporter) {
    for extension in parent.children().filter(|child| !child.prefix().is_empty()) {
        let Some((core, _)) = pairs.iter().find(|(_, name)| extension.is(name)) else { continue };
        if parent.child(core).is_some() {
            reporter
                .at(extension.name_span(), format!("`{}` says what `{core}` says already", extension.written()))
                .help("keep one of them");
        }
    }
}

fn content_said_twice(item: Element, reporter: &mut Reporter) {
    if item.child("description").is_none() {
        return;
    }
    let is_content = |child: &Element| child.is("atom:content") && child.attribute("src").is_none();
    let is_body = |child: &Element| child.namespace().prefix() == "xhtml" && child.local() == "body";
    if let Some(other) = item.children().find(|child| is_content(child) || is_body(child)) {
        reporter
            .at(other.name_span(), format!("`{}` says what `description` says already", other.written()))
            .help("write the summary into `description` and the full text into `content:encoded`");
    }
}
