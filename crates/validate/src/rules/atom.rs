//! Atom feeds and entries as wholes: what has to come together, and in which order.

use crate::document::{Document, Element};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, feed, whole};
use courant_text::source::Level;

/// Every entry has an author, its own or its feed's.
pub static AUTHOR_MISSING: Rule = Rule {
    code: "A001",
    name: "author-missing",
    level: Level::Error,
    group: Group::Atom,
    summary: "every entry has an author, its own or its feed's",
    why: "readers show nobody as the author, and some refuse the feed",
    cite: Citation::new("RFC 4287", "section 4.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"),
    w3c: &["MissingElement"],
    bad: &[whole(
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a10</id><updated>2026-11-24T08:00:00Z</updated><⟦entry⟧><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry></feed>"#,
    )],
    good: &[entry("<summary>Cyclists were first.</summary>")],
    check: Check::Elements(&["atom:entry"], author_missing),
};

/// An entry has content or an alternate link.
pub static CONTENT_MISSING: Rule = Rule {
    code: "A002",
    name: "content-missing",
    level: Level::Error,
    group: Group::Atom,
    summary: "an entry has content or an alternate link",
    why: "there is nothing to read and nothing to open",
    cite: Citation::new("RFC 4287", "section 4.1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"),
    w3c: &["MissingContentOrAlternate"],
    bad: &[feed(
        "<⟦entry⟧><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated></entry>",
    )],
    good: &[feed(
        r#"<entry><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/a"/></entry>"#,
    )],
    check: Check::Elements(&["atom:entry"], content_missing),
};

/// An entry whose content is elsewhere or in Base64 has a summary.
pub static SUMMARY_MISSING: Rule = Rule {
    code: "A003",
    name: "summary-missing",
    level: Level::Error,
    group: Group::Atom,
    summary: "an entry whose content is elsewhere or in Base64 has a summary",
    why: "readers have nothing to show",
    cite: Citation::new("RFC 4287", "section 4.1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"),
    w3c: &["MissingSummary"],
    bad: &[feed(
        r#"<⟦entry⟧><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><content type="image/png">aGFyYm91cg==</content></entry>"#,
    )],
    good: &[entry(r#"<content src="https://example.org/a.pdf" type="application/pdf"/><summary>A map</summary>"#)],
    check: Check::Elements(&["atom:entry"], summary_missing),
};

/// An entry has content or a summary.
pub static TEXT_MISSING: Rule = Rule {
    code: "A004",
    name: "text-missing",
    level: Level::Advice,
    group: Group::Atom,
    summary: "an entry has content or a summary",
    why: "readers show a title and nothing else",
    cite: Citation::new("RFC 4287", "section 4.1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2"),
    w3c: &["MissingTextualContent"],
    bad: &[feed(
        r#"<⟦entry⟧><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/a"/></entry>"#,
    )],
    good: &[entry("<summary>Cyclists were first.</summary>")],
    check: Check::Elements(&["atom:entry"], text_missing),
};

/// What is said of a feed stands before its entries.
pub static METADATA_MISPLACED: Rule = Rule {
    code: "A005",
    name: "metadata-misplaced",
    level: Level::Error,
    group: Group::Atom,
    summary: "what is said of a feed stands before its entries",
    why: "readers that read a feed while it arrives show it without title and author",
    cite: Citation::new("RFC 4287", "section 4.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.1"),
    w3c: &["MisplacedMetadata"],
    bad: &[feed(
        "<entry><title>A</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry><⟦rights⟧>CC0</rights>",
    )],
    good: &[feed("<rights>CC0</rights>")],
    check: Check::Elements(&["atom:feed"], metadata_misplaced),
};

/// The source of an entry tells its id, title and date.
pub static SOURCE_INCOMPLETE: Rule = Rule {
    code: "A006",
    name: "source-incomplete",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the source of an entry tells its id, title and date",
    why: "readers cannot say where the entry comes from",
    cite: Citation::new("RFC 4287", "section 4.2.11", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.11"),
    w3c: &["MissingSourceElement"],
    bad: &[entry("<⟦source⟧><title>Other Post</title><updated>2026-11-24T08:00:00Z</updated></source>")],
    good: &[entry(
        "<source><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a12</id><title>Other Post</title><updated>2026-11-24T08:00:00Z</updated></source>",
    )],
    check: Check::Elements(&["atom:source"], source_incomplete),
};

/// The entries of a feed do not all have one id.
pub static ENTRIES_ALL_ONE_ID: Rule = Rule {
    code: "A007",
    name: "entries-all-one-id",
    level: Level::Error,
    group: Group::Atom,
    summary: "the entries of a feed do not all have one id",
    why: "readers show one entry, and no other ever appears",
    cite: Citation::new("RFC 4287", "section 4.2.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6"),
    w3c: &["DuplicateIds"],
    bad: &[feed(
        "<⟦entry⟧><title>A</title><id>urn:a1:a</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry><entry><title>B</title><id>urn:a1:a</id><updated>2026-11-24T09:00:00Z</updated><content>B</content></entry><entry><title>C</title><id>urn:a1:a</id><updated>2026-11-24T10:00:00Z</updated><content>C</content></entry>",
    )],
    good: &[feed(
        "<entry><title>A</title><id>urn:a1:a</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry><entry><title>B</title><id>urn:a1:b</id><updated>2026-11-24T09:00:00Z</updated><content>B</content></entry>",
    )],
    check: Check::Elements(&["atom:feed"], entries_all_one_id),
};

/// Entries have dates of their own.
pub static UPDATED_EQUAL: Rule = Rule {
    code: "A008",
    name: "updated-equal",
    level: Level::Advice,
    group: Group::Atom,
    summary: "entries have dates of their own",
    why: "readers sort entries with one date as they please",
    cite: Citation::new("RFC 4287", "section 4.2.15", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15"),
    w3c: &["DuplicateUpdated"],
    bad: &[feed(
        "<entry><title>A</title><id>urn:a1:a</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry><entry><title>B</title><id>urn:a1:b</id><updated>⟦2026-11-24T08:00:00Z⟧</updated><content>B</content></entry>",
    )],
    good: &[feed(
        "<entry><title>A</title><id>urn:a1:a</id><updated>2026-11-24T08:00:00Z</updated><content>A</content></entry><entry><title>B</title><id>urn:a1:b</id><updated>2026-11-24T09:00:00Z</updated><content>B</content></entry>",
    )],
    check: Check::Elements(&["atom:feed"], updated_equal),
};

/// The elements of an Atom feed are written without prefix.
pub static PREFIX_ON_ATOM: Rule = Rule {
    code: "A009",
    name: "prefix-on-atom",
    level: Level::Advice,
    group: Group::Atom,
    summary: "the elements of an Atom feed are written without prefix",
    why: "some readers look for `feed` and not for `atom:feed`",
    cite: Citation::new("RFC 4287", "section 1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"),
    w3c: &["AvoidNamespacePrefix"],
    bad: &[whole(
        r#"<⟦a:feed⟧ xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Post</a:title><a:id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a10</a:id><a:updated>2026-11-24T08:00:00Z</a:updated></a:feed>"#,
    )],
    good: &[feed("<rights>CC0</rights>")],
    check: Check::Document(prefix_on_atom),
};

fn author_missing(entry: Element, reporter: &mut Reporter) {
    let own = entry.child("atom:author").is_some();
    let of_source = entry.child("atom:source").is_some_and(|source| source.child("atom:author").is_some());
    let of_feed = entry.parent().is_some_and(|feed| !feed.is("atom:feed") || feed.child("atom:author").is_some());
    if !own && !of_source && !of_feed {
        reporter
            .at(entry.name_span(), "this entry has no author, and neither has its feed")
            .help("write `<author><name>...</name></author>` into the feed");
    }
}

fn has_alternate(entry: Element) -> bool {
    entry
        .children_named("atom:link")
        .any(|link| link.attribute_value("rel").is_none_or(|rel| rel.trimmed() == "alternate"))
}

fn content_missing(entry: Element, reporter: &mut Reporter) {
    if entry.child("atom:content").is_none() && !has_alternate(entry) {
        reporter.at(entry.name_span(), "this entry has neither content nor an alternate link");
    }
}

fn text_missing(entry: Element, reporter: &mut Reporter) {
    let is_blank = |child: &Element| {
        child.value().is_blank() && child.children().next().is_none() && child.attribute("src").is_none()
    };
    let says_nothing = |name: &str| entry.child(name).as_ref().is_none_or(is_blank);
    if says_nothing("atom:content") && says_nothing("atom:summary") {
        reporter
            .at(entry.name_span(), "this entry has neither content nor a summary")
            .help("write its text into `content`, or what it is about into `summary`");
    }
}

fn summary_missing(entry: Element, reporter: &mut Reporter) {
    let Some(content) = entry.child("atom:content") else { return };
    let is_elsewhere = content.attribute("src").is_some();
    let is_base64 = content.attribute_value("type").is_some_and(|kind| is_base64_type(kind.trimmed()));
    if (is_elsewhere || is_base64) && entry.child("atom:summary").is_none() {
        reporter.at(entry.name_span(), "the content of this entry cannot be shown, and it has no summary");
    }
}

/// A media type that is neither text nor XML: RFC 4287, section 4.1.3.3, number 6.
pub(super) fn is_base64_type(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_xml = essence.ends_with("+xml") || essence.ends_with("/xml");
    essence.contains('/') && !essence.starts_with("text/") && !is_xml
}

fn metadata_misplaced(feed: Element, reporter: &mut Reporter) {
    let mut after = feed.children().skip_while(|child| !child.is("atom:entry"));
    if let Some(late) = after.find(|child| child.namespace().prefix() == "atom" && !child.is("atom:entry")) {
        reporter
            .at(late.name_span(), format!("`{}` stands behind the first entry", late.written()))
            .help("move it before the entries");
    }
}

fn source_incomplete(source: Element, reporter: &mut Reporter) {
    for name in ["atom:id", "atom:title", "atom:updated"] {
        if source.child(name).is_none() {
            reporter.at(source.name_span(), format!("this source has no `{}`", name.trim_start_matches("atom:")));
        }
    }
}

fn entries_all_one_id(feed: Element, reporter: &mut Reporter) {
    let mut ids = feed
        .children_named("atom:entry")
        .map(|entry| entry.child("atom:id").map(|id| id.value().trimmed().to_string()));
    let Some(first) = ids.next().flatten() else { return };
    let mut others = 0;
    if ids.all(|id| {
        others += 1;
        id.as_ref() == Some(&first)
    }) && others > 1
        && let Some(entry) = feed.child("atom:entry")
    {
        reporter.at(entry.name_span(), "all entries of this feed have one id");
    }
}

fn updated_equal(feed: Element, reporter: &mut Reporter) {
    let mut seen = std::collections::HashSet::new();
    for updated in feed.children_named("atom:entry").filter_map(|entry| entry.child("atom:updated")) {
        let value = updated.value();
        if !value.trimmed().is_empty() && !seen.insert(value.trimmed().to_string()) {
            reporter.at(value.trimmed_span(), "another entry has the same date");
        }
    }
}

fn prefix_on_atom(document: Document, reporter: &mut Reporter) {
    let Some(root) = document.root() else { return };
    if root.namespace().prefix() == "atom" && !root.prefix().is_empty() {
        reporter
            .at(root.name_span(), format!("`{}` is written with a prefix", root.written()))
            .help("write `<feed xmlns=\"http://www.w3.org/2005/Atom\">`");
    }
}
