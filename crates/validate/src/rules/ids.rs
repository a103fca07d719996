//! Identity: what readers tell entries apart by.

use crate::addresses;
use crate::document::{Document, Element};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, feed, item};
use crate::value::Value;
use courant_text::source::Level;
use std::collections::HashMap;

/// No two items have one guid.
pub static GUID_TWICE: Rule = Rule {
    code: "I001",
    name: "guid-twice",
    level: Level::Error,
    group: Group::Feed,
    summary: "no two items have one guid",
    why: "readers show one of the two, and the other never appears",
    cite: Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    w3c: &["DuplicateValue"],
    bad: &[channel(
        r#"<item><title>A</title><guid isPermaLink="false">urn:a:1</guid></item><item><title>B</title><guid isPermaLink="false">⟦urn:a:1⟧</guid></item>"#,
    )],
    good: &[channel(
        r#"<item><title>A</title><guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid></item><item><title>B</title><guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a12</guid></item>"#,
    )],
    check: Check::Document(guid_twice),
};

/// Two entries of a feed have one id only when they are two states of one entry, with different dates.
pub static ENTRY_ID_TWICE: Rule = Rule {
    code: "I002",
    name: "entry-id-twice",
    level: Level::Warning,
    group: Group::Atom,
    summary: "two entries of a feed have one id only when they are two states of one entry, with different dates",
    why: "readers show one of the two, and the other never appears",
    cite: Citation::new("RFC 4287", "section 4.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"),
    w3c: &["DuplicateEntries"],
    bad: &[feed(
        r#"<entry><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><content>A</content><link rel="alternate" href="https://example.org/a"/></entry><entry><title>B</title><id>⟦urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11⟧</id><updated>2026-11-24T08:00:00Z</updated><content>B</content><link rel="alternate" href="https://example.org/b"/></entry>"#,
    )],
    good: &[feed(
        r#"<entry><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><content>A</content><link rel="alternate" href="https://example.org/a"/></entry><entry><title>B</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a12</id><updated>2026-11-24T08:00:00Z</updated><content>B</content><link rel="alternate" href="https://example.org/b"/></entry>"#,
    )],
    check: Check::Document(entry_id_twice),
};

/// A guid that does not say `isPermaLink="false"` is the address of its item.
pub static GUID_NOT_PERMALINK: Rule = Rule {
    code: "I003",
    name: "guid-not-permalink",
    level: Level::Error,
    group: Group::Rss,
    summary: r#"a guid that does not say `isPermaLink="false"` is the address of its item"#,
    why: "readers open it as a link, and the subscriber gets nothing",
    cite: Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    w3c: &["InvalidHttpGUID"],
    bad: &[item("<guid>⟦bridge-2026⟧</guid>")],
    good: &[item(r#"<guid isPermaLink="false">bridge-2026</guid>"#)],
    check: Check::Elements(&["guid"], guid_not_permalink),
};

/// An id of Atom is an absolute IRI.
pub static ID_RELATIVE: Rule = Rule {
    code: "I004",
    name: "id-relative",
    level: Level::Error,
    group: Group::Atom,
    summary: "an id of Atom is an absolute IRI",
    why: "readers compare ids byte for byte in the whole world; a relative one is another feed's too",
    cite: Citation::new("RFC 4287", "section 4.2.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6"),
    w3c: &["InvalidFullLink"],
    bad: &[entry("<id>⟦bridge⟧</id>")],
    good: &[entry("<id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id>")],
    check: Check::Elements(&["atom:id"], id_relative),
};

/// An id of Atom is not empty.
pub static ID_EMPTY: Rule = Rule {
    code: "I005",
    name: "id-empty",
    level: Level::Error,
    group: Group::Feed,
    summary: "an id of Atom is not empty",
    why: "readers take all entries without id for one",
    cite: Citation::new("RFC 4287", "section 4.2.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6"),
    w3c: &["NotBlank"],
    bad: &[entry("<⟦id⟧> </id>")],
    good: &[entry("<id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id>")],
    check: Check::Elements(&["atom:id"], id_empty),
};

/// No two ids differ only in what a server takes for the same address.
pub static ID_NEARLY_TWICE: Rule = Rule {
    code: "I006",
    name: "id-nearly-twice",
    level: Level::Warning,
    group: Group::Feed,
    summary: "no two items have ids that differ only by `http` or `https`, by a `/` at the end or by the case of the host",
    why: "it is one item under two ids: everybody reads it twice",
    cite: Citation::new("RFC 4287", "section 4.2.6.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6.1").also(
        &[Citation::new(
            "RSS 2.0",
            "<guid>",
            "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt",
        )],
    ),
    w3c: &[],
    bad: &[
        channel(
            "<item><title>A</title><guid>https://example.org/bridge</guid></item><item><title>A</title><guid>⟦http://example.org/bridge/⟧</guid></item>",
        ),
        feed(
            r#"<entry><title>A</title><id>https://example.org/a</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/a"/></entry><entry><title>A</title><id>⟦https://example.org/a/⟧</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/a/"/></entry>"#,
        ),
    ],
    good: &[channel(
        "<item><title>A</title><guid>https://example.org/bridge</guid></item><item><title>B</title><guid>https://example.org/bridges</guid></item>",
    )],
    check: Check::Document(id_nearly_twice),
};

/// The ids of a feed are of one kind.
pub static ID_KINDS_MIXED: Rule = Rule {
    code: "I007",
    name: "id-kinds-mixed",
    level: Level::Advice,
    group: Group::Feed,
    summary: "the ids of a feed are of one kind",
    why: "where another program has begun to write the feed, readers show its old items again as new",
    cite: Citation::new("RFC 4287", "section 4.2.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6").also(&[
        Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    ]),
    w3c: &[],
    bad: &[channel(
        r#"<item><title>A</title><guid>https://example.org/a</guid></item><item><title>B</title><guid isPermaLink="false">⟦tag:example.org,2026:b⟧</guid></item>"#,
    )],
    good: &[channel(
        "<item><title>A</title><guid>https://example.org/a</guid></item><item><title>B</title><guid>http://example.com/b</guid></item>",
    )],
    check: Check::Document(id_kinds_mixed),
};

/// A guid that names its item without an address does not claim to be a permalink.
pub static GUID_NAME_AS_PERMALINK: Rule = Rule {
    code: "I008",
    name: "guid-name-as-permalink",
    level: Level::Error,
    group: Group::Rss,
    summary: "a guid that is a tag: or urn: URI says `isPermaLink=\"false\"`",
    why: "readers open the guid instead of the article",
    cite: Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    w3c: &["InvalidPermalink"],
    bad: &[item("<guid>⟦tag:example.org,2026:bridge⟧</guid>")],
    good: &[item(r#"<guid isPermaLink="false">tag:example.org,2026:bridge</guid>"#)],
    check: Check::Elements(&["guid"], guid_name_as_permalink),
};

/// The ids of all items, without the empty ones.
fn item_ids(document: Document) -> impl Iterator<Item = Value> {
    let feed = document.root().map(|root| root.child("channel").unwrap_or(root));
    let items = feed.into_iter().flat_map(Element::children).filter(|item| item.is("item") || item.is("atom:entry"));
    let ids = items.filter_map(|item| item.child(if item.is("item") { "guid" } else { "atom:id" }));
    ids.map(Element::value).filter(|id| !id.trimmed().is_empty())
}

fn id_nearly_twice(document: Document, reporter: &mut Reporter) {
    nearly_twice(item_ids(document), reporter);
}

/// Tells each id that only looks different from one before it.
pub(super) fn nearly_twice<'a>(ids: impl Iterator<Item = Value<'a>>, reporter: &mut Reporter) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for id in ids {
        let written = id.trimmed();
        let Some(near) = as_servers_take_it(written) else { continue };
        match seen.get(&near) {
            Some(first) if first != written => {
                reporter
                    .at(id.trimmed_span(), format!("this id is nearly that of another item, `{first}`"))
                    .help("keep the id under which readers know the item");
            }
            Some(_) => {}
            None => drop(seen.insert(near, written.to_string())),
        }
    }
}

/// An address without what servers mostly make no difference of; nothing for an id that is no address.
fn as_servers_take_it(id: &str) -> Option<String> {
    let rest = id.strip_prefix("https://").or_else(|| id.strip_prefix("http://"))?;
    let host_end = rest.find('/').unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(host_end)?;
    Some(format!("{}{}", host.to_ascii_lowercase(), path.trim_end_matches('/')))
}

/// One finding is enough: where the kind first changes.
fn id_kinds_mixed(document: Document, reporter: &mut Reporter) {
    let mut first = None;
    for id in item_ids(document) {
        let kind = kind_of(id.trimmed());
        let of_first = *first.get_or_insert(kind);
        if of_first != kind {
            reporter
                .at(id.trimmed_span(), format!("this id is {kind}, and those before it are {of_first}"))
                .help("keep the ids of items that readers know already, and give new items ids of their kind");
            return;
        }
    }
}

fn kind_of(id: &str) -> &'static str {
    match addresses::scheme(id).map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https") => "an address",
        Some("tag") => "a tag: URI",
        Some("urn") => "a URN",
        Some(_) => "another URI",
        None => "no URI",
    }
}

fn guid_twice(document: Document, reporter: &mut Reporter) {
    let mut seen = HashMap::new();
    let in_item = |id: &Element| id.parent().is_some_and(|item| item.is("item"));
    let is_id = |element: &Element| element.is("guid") || (element.is("atom:id") && in_item(element));
    for id in document.elements().filter(is_id) {
        let value = id.value();
        let text = value.trimmed().to_string();
        if text.is_empty() {
            continue;
        }
        if seen.insert((id.name(), text), ()).is_some() {
            reporter
                .at(value.trimmed_span(), "another item has this id too")
                .help("give each item a guid of its own, and never change it");
        }
    }
}

fn entry_id_twice(document: Document, reporter: &mut Reporter) {
    let mut seen = HashMap::new();
    for entry in document.elements().filter(|element| element.is("atom:entry")) {
        let Some(id) = entry.child("atom:id") else { continue };
        let updated = entry.child("atom:updated").map(|updated| updated.value().trimmed().to_string());
        let value = id.value();
        let key = (value.text.to_string(), updated);
        if !value.trimmed().is_empty() && seen.insert(key, ()).is_some() {
            reporter
                .at(value.trimmed_span(), "another entry has this id too")
                .help("give each entry an id of its own, and never change it");
        }
    }
}

fn guid_not_permalink(guid: Element, reporter: &mut Reporter) {
    let claim = guid.attribute_value("isPermaLink");
    let value = guid.value();
    let text = value.trimmed();
    let is_no_claim = claim.as_ref().is_some_and(|claim| claim.trimmed() == "false");
    if is_no_claim && !text.is_empty() {
        return;
    }
    let is_address = addresses::scheme(text).is_some_and(addresses::is_web) && addresses::wrong(text).is_none();
    if !is_address && !names_without_address(text) {
        if text.is_empty() {
            reporter
                .at(value.trimmed_span(), "this guid is empty")
                .help("write a guid that no other item has, and never change it");
            return;
        }
        claims_permalink(guid, &value, "this guid claims to be a permalink and is no address", reporter);
    }
}

fn guid_name_as_permalink(guid: Element, reporter: &mut Reporter) {
    let value = guid.value();
    let is_claim = guid.attribute_value("isPermaLink").is_none_or(|claim| claim.trimmed() != "false");
    if is_claim && names_without_address(value.trimmed()) {
        claims_permalink(guid, &value, "this guid claims to be a permalink, and nothing can be opened by it", reporter);
    }
}

/// A URI that names something and does not say where it is.
fn names_without_address(id: &str) -> bool {
    addresses::scheme(id).is_some_and(|scheme| ["tag", "urn"].iter().any(|name| scheme.eq_ignore_ascii_case(name)))
}

fn claims_permalink(guid: Element, value: &Value, message: &str, reporter: &mut Reporter) {
    let reported = reporter.at(value.trimmed_span(), message).help("write `<guid isPermaLink=\"false\">`");
    match guid.attribute("isPermaLink") {
        Some(attribute) => reported.fix(attribute.span(), "isPermaLink=\"false\""),
        None => reported.fix(guid.name_span().end..guid.name_span().end, " isPermaLink=\"false\""),
    };
}

fn id_relative(id: Element, reporter: &mut Reporter) {
    let value = id.value();
    let text = value.trimmed();
    if !text.is_empty() && addresses::scheme(text).is_none() {
        reporter
            .at(value.trimmed_span(), "this id is not absolute")
            .help("write it like `urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11`, and never change it");
    }
}

fn id_empty(id: Element, reporter: &mut Reporter) {
    if id.value().trimmed().is_empty() {
        reporter
            .at(id.name_span(), format!("this `{}` is empty", id.written()))
            .help("write it like `urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11`, and never change it");
    }
}
