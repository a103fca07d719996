//! Feeds in several documents: RFC 5005, and the parts of RFC 5023 that stand in feeds.

use super::atom_links::relation;
use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, feed};
use courant_text::source::Level;

/// Links to other pages of a feed stand in the feed, not in an entry.
pub static HISTORY_IN_ENTRY: Rule = Rule {
    code: "A060",
    name: "history-in-entry",
    level: Level::Warning,
    group: Group::Atom,
    summary: "links to other pages of a feed stand in the feed, not in an entry",
    why: "readers that look for older entries do not find them",
    cite: Citation::new("RFC 5005", "section 3", "https://www.rfc-editor.org/rfc/rfc5005#section-3"),
    w3c: &["FeedHistoryRelInEntry"],
    bad: &[entry(r#"<link rel="⟦next⟧" href="https://example.org/atom2.xml"/>"#)],
    good: &[feed(r#"<link rel="next" href="https://example.org/atom2.xml"/>"#)],
    check: Check::Elements(&["atom:entry/atom:link", "item/atom:link"], history_in_entry),
};

/// A complete feed has no other pages.
pub static PAGE_OF_COMPLETE_FEED: Rule = Rule {
    code: "A061",
    name: "page-of-complete-feed",
    level: Level::Error,
    group: Group::Atom,
    summary: "a complete feed has no other pages",
    why: "readers delete entries that are on the other pages",
    cite: Citation::new("RFC 5005", "section 2", "https://www.rfc-editor.org/rfc/rfc5005#section-2"),
    w3c: &["FeedRelInCompleteFeed"],
    bad: &[feed(
        r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="⟦next⟧" href="https://example.org/atom2.xml"/>"#,
    )],
    good: &[feed(r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>"#)],
    check: Check::Elements(&["atom:feed", "channel"], page_of_complete_feed),
};

/// The current document of a complete feed is itself.
pub static CURRENT_NOT_SELF: Rule = Rule {
    code: "A062",
    name: "current-not-self",
    level: Level::Error,
    group: Group::Atom,
    summary: "the current document of a complete feed is itself",
    why: "readers delete entries that are in the other document",
    cite: Citation::new("RFC 5005", "section 2", "https://www.rfc-editor.org/rfc/rfc5005#section-2"),
    w3c: &["CurrentNotSelfInCompleteFeed"],
    bad: &[feed(
        r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="self" href="https://example.org/atom.xml"/><link rel="current" href="⟦https://example.org/new.xml⟧"/>"#,
    )],
    good: &[feed(
        r#"<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="self" href="https://example.org/atom.xml"/><link rel="current" href="https://example.org/atom.xml"/>"#,
    )],
    check: Check::Elements(&["atom:feed", "channel"], current_not_self),
};

/// Nothing comes before the first page or after the last.
pub static PAGE_PAST_END: Rule = Rule {
    code: "A063",
    name: "page-past-end",
    level: Level::Error,
    group: Group::Atom,
    summary: "nothing comes before the first page or after the last",
    why: "readers that follow the links go round in a circle",
    cite: Citation::new("RFC 5005", "section 3", "https://www.rfc-editor.org/rfc/rfc5005#section-3"),
    w3c: &["LinkPastEnd"],
    bad: &[feed(
        r#"<link rel="self" href="https://example.org/atom.xml"/><link rel="first" href="https://example.org/atom.xml"/><⟦link⟧ rel="previous" href="https://example.org/atom0.xml"/>"#,
    )],
    good: &[feed(
        r#"<link rel="self" href="https://example.org/atom.xml"/><link rel="first" href="https://example.org/atom.xml"/><link rel="next" href="https://example.org/atom2.xml"/>"#,
    )],
    check: Check::Elements(&["atom:feed", "channel"], page_past_end),
};

/// An archive document leads to the one before it, or is complete.
pub static ARCHIVE_INCOMPLETE: Rule = Rule {
    code: "A064",
    name: "archive-incomplete",
    level: Level::Warning,
    group: Group::Atom,
    summary: "an archive document leads to the one before it, or is complete",
    why: "readers that look for older entries stop here",
    cite: Citation::new("RFC 5005", "section 4", "https://www.rfc-editor.org/rfc/rfc5005#section-4"),
    w3c: &["ArchiveIncomplete"],
    bad: &[feed(r#"<⟦fh:archive⟧ xmlns:fh="http://purl.org/syndication/history/1.0"/>"#)],
    good: &[feed(
        r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="prev-archive" href="https://example.org/2025.xml"/><link rel="current" href="https://example.org/atom.xml"/>"#,
    )],
    check: Check::Elements(&["fh:archive"], archive_incomplete),
};

/// An archive document leads to the current one.
pub static ARCHIVE_WITHOUT_CURRENT: Rule = Rule {
    code: "A065",
    name: "archive-without-current",
    level: Level::Warning,
    group: Group::Atom,
    summary: "an archive document leads to the current one",
    why: "readers that come upon it subscribe to a document that never changes",
    cite: Citation::new("RFC 5005", "section 4", "https://www.rfc-editor.org/rfc/rfc5005#section-4"),
    w3c: &["MissingCurrentInArchive"],
    bad: &[feed(
        r#"<⟦fh:archive⟧ xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="prev-archive" href="https://example.org/2025.xml"/>"#,
    )],
    good: &[feed(
        r#"<fh:archive xmlns:fh="http://purl.org/syndication/history/1.0"/><link rel="prev-archive" href="https://example.org/2025.xml"/><link rel="current" href="https://example.org/atom.xml"/>"#,
    )],
    check: Check::Elements(&["fh:archive"], archive_without_current),
};

/// A collection that is named in a feed has a title and what it accepts, nothing else of Atom.
pub static COLLECTION_WITH_METADATA: Rule = Rule {
    code: "A066",
    name: "collection-with-metadata",
    level: Level::Warning,
    group: Group::Atom,
    summary: "a collection that is named in a feed has a title and what it accepts, nothing else of Atom",
    why: "readers pass it over",
    cite: Citation::new("RFC 5023", "section 8.3.3", "https://www.rfc-editor.org/rfc/rfc5023#section-8.3.3"),
    w3c: &["QuestionableUsage"],
    bad: &[entry(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title><⟦id⟧>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a12</id></app:collection>"#,
    )],
    good: &[entry(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title></app:collection>"#,
    )],
    check: Check::Elements(&["app:collection"], collection_with_metadata),
};

const PAGES: [&str; 6] = ["next", "previous", "first", "last", "prev-archive", "next-archive"];

/// Categories that are elsewhere are described there alone.
pub static CATEGORIES_BOTH: Rule = Rule {
    code: "A067",
    name: "categories-both",
    level: Level::Error,
    group: Group::Atom,
    summary: "`app:categories` with `href` has neither `fixed` nor `scheme`",
    why: "publishing programs do not know which of the two holds",
    cite: Citation::new("RFC 5023", "section 7.2.1", "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"),
    w3c: &["ConflictingCatAttr"],
    bad: &[feed(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title><app:categories href="https://example.org/cats" ⟦fixed⟧="yes"/></app:collection>"#,
    )],
    good: &[feed(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title><app:categories fixed="yes"><category term="harbour"/></app:categories></app:collection>"#,
    )],
    check: Check::Elements(&["app:categories"], categories_both),
};

/// Categories that are elsewhere are not listed here.
pub static CATEGORIES_NOT_EMPTY: Rule = Rule {
    code: "A068",
    name: "categories-not-empty",
    level: Level::Error,
    group: Group::Atom,
    summary: "`app:categories` with `href` is empty",
    why: "publishing programs do not know which of the two lists holds",
    cite: Citation::new("RFC 5023", "section 7.2.1", "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"),
    w3c: &["ConflictingCatChildren"],
    bad: &[feed(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title><app:categories href="https://example.org/cats"><⟦category⟧ term="harbour"/></app:categories></app:collection>"#,
    )],
    good: &[feed(
        r#"<app:collection xmlns:app="http://www.w3.org/2007/app" href="https://example.org/"><title>Bridges</title><app:categories href="https://example.org/cats"/></app:collection>"#,
    )],
    check: Check::Elements(&["app:categories"], categories_not_empty),
};

fn links(feed: Element) -> impl Iterator<Item = Element> {
    feed.children_named("atom:link")
}

fn address(feed: Element, wanted: &str) -> Option<String> {
    let link = links(feed).find(|link| relation(*link) == wanted)?;
    link.attribute_value("href").map(|href| href.trimmed().to_string())
}

fn history_in_entry(link: Element, reporter: &mut Reporter) {
    let relation = relation(link);
    if (PAGES.contains(&relation.as_str()) || relation == "current")
        && let Some(rel) = link.attribute_value("rel")
    {
        reporter
            .at(rel.span(), format!("`{relation}` is a page of a feed, not of an entry"))
            .help("move the link into the feed");
    }
}

fn page_of_complete_feed(feed: Element, reporter: &mut Reporter) {
    if feed.child("fh:complete").is_none() {
        return;
    }
    for rel in links(feed).filter_map(|link| link.attribute_value("rel")).filter(|rel| PAGES.contains(&rel.trimmed())) {
        reporter.at(rel.span(), "a complete feed has no other pages").help("leave out the link, or `fh:complete`");
    }
}

fn current_not_self(feed: Element, reporter: &mut Reporter) {
    if feed.child("fh:complete").is_none() {
        return;
    }
    let current = links(feed).find(|link| relation(*link) == "current").and_then(|link| link.attribute_value("href"));
    if let Some(current) = current.filter(|current| address(feed, "self").is_some_and(|own| own != current.trimmed())) {
        reporter.at(current.span(), "this complete feed calls another document current");
    }
}

fn page_past_end(feed: Element, reporter: &mut Reporter) {
    let Some(own) = address(feed, "self") else { return };
    for (end, beyond) in [("first", "previous"), ("last", "next")] {
        let link = links(feed).find(|link| relation(*link) == beyond);
        if let Some(link) = link.filter(|_| address(feed, end).as_ref() == Some(&own)) {
            reporter.at(link.name_span(), format!("this is the {end} page, and it has a `{beyond}` one"));
        }
    }
}

/// The feed of an archive element; a second such element is not looked at.
fn archive_of(archive: Element) -> Option<Element> {
    archive.parent().filter(|feed| feed.child("fh:archive").is_some_and(|first| first.span() == archive.span()))
}

fn archive_incomplete(archive: Element, reporter: &mut Reporter) {
    let Some(feed) = archive_of(archive) else { return };
    // The only archive document of a feed has none before it.
    let leads_on = ["prev-archive", "next-archive", "current"].iter().any(|rel| address(feed, rel).is_some());
    if !leads_on && feed.child("fh:complete").is_none() {
        reporter
            .at(archive.name_span(), "this archive document leads to no other")
            .help("write `<link rel=\"prev-archive\" href=\"https://...\"/>`");
    }
}

fn archive_without_current(archive: Element, reporter: &mut Reporter) {
    if archive_of(archive).is_some_and(|feed| address(feed, "current").is_none() && feed.child("fh:complete").is_none())
    {
        reporter
            .at(archive.name_span(), "this archive document does not lead to the current one")
            .help("write `<link rel=\"current\" href=\"https://...\"/>`");
    }
}

fn collection_with_metadata(collection: Element, reporter: &mut Reporter) {
    if let Some(child) = collection.children().find(|child| child.is("atom:id") || child.is("atom:updated")) {
        reporter.at(child.name_span(), format!("`{}` has no meaning inside a collection", child.written()));
    }
}

fn categories_both(categories: Element, reporter: &mut Reporter) {
    let here = ["fixed", "scheme"].into_iter().filter_map(|name| categories.attribute(name));
    for attribute in here.filter(|_| categories.attribute("href").is_some()) {
        reporter
            .at(attribute.name_span(), format!("`{}` stands beside `href`", attribute.written()))
            .help("say it in the document at `href`");
    }
}

fn categories_not_empty(categories: Element, reporter: &mut Reporter) {
    if let Some(first) = categories.children().next().filter(|_| categories.attribute("href").is_some()) {
        reporter.at(first.name_span(), "categories stand here and at `href`").help("keep one of the two lists");
    }
}
