//! What the vocabulary says: which elements and attributes have to be there, may be there, and how often.

use crate::document::Element;
use crate::namespaces::{KnownNamespace, NamespaceStatus};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, feed, item, whole};
use crate::value::is_xml_space;
use crate::vocabulary::{AttributeRule, Name, Occurrence, VOCABULARY};
use crate::web_page::{WebPage, WebPageKind};
use courant_text::source::{Level, Source};

/// What a specification requires is there.
pub static ELEMENT_MISSING: Rule = Rule {
    code: "S001",
    name: "element-missing",
    level: Level::Error,
    group: Group::Feed,
    summary: "what a specification requires is there",
    why: "readers show nothing, or an entry without name, date or identity",
    cite: Citation::new("RFC 4287", "section 4.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1")
        .by_vocabulary(),
    w3c: &["MissingElement"],
    bad: &[whole(
        r#"<rss version="2.0"><channel><title>Harbour Post</title><link>https://example.org/</link><description>News</description><⟦image⟧><title>Harbour Post</title><link>https://example.org/</link></image></channel></rss>"#,
    )],
    good: &[feed(r#"<category term="harbour"/>"#)],
    check: Check::EveryElement(element_missing),
};

/// A channel, an image and a text input have a title.
pub static TITLE_MISSING: Rule = Rule {
    code: "S010",
    name: "title-missing",
    level: Level::Error,
    group: Group::Rss,
    summary: "a channel, an image and a text input have a title",
    why: "readers show an address, or nothing, as the name of the feed",
    cite: Citation::new(
        "RSS 2.0",
        "Required channel elements",
        "https://www.rssboard.org/rss-specification#requiredChannelElements",
    )
    .by_vocabulary(),
    w3c: &["MissingTitle"],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[channel("<title>Harbour Post</title>")],
    check: Check::Elements(&["channel", "image", "textInput"], title_missing),
};

/// A channel, an image and a text input have a link.
pub static LINK_MISSING: Rule = Rule {
    code: "S011",
    name: "link-missing",
    level: Level::Error,
    group: Group::Rss,
    summary: "a channel, an image and a text input have a link",
    why: "readers cannot lead to the site",
    cite: Citation::new(
        "RSS 2.0",
        "Required channel elements",
        "https://www.rssboard.org/rss-specification#requiredChannelElements",
    )
    .by_vocabulary(),
    w3c: &["MissingLink"],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><title>Harbour Post</title><description>News</description></channel></rss>"#,
    )],
    good: &[channel("<link>https://example.org/</link>")],
    check: Check::Elements(&["channel", "image", "textInput"], link_missing),
};

/// A channel and a text input have a description.
pub static DESCRIPTION_MISSING: Rule = Rule {
    code: "S012",
    name: "description-missing",
    level: Level::Error,
    group: Group::Rss,
    summary: "a channel and a text input have a description",
    why: "readers that require it refuse the feed",
    cite: Citation::new(
        "RSS 2.0",
        "Required channel elements",
        "https://www.rssboard.org/rss-specification#requiredChannelElements",
    )
    .by_vocabulary(),
    w3c: &["MissingDescription"],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><title>Harbour Post</title><link>https://example.org/</link></channel></rss>"#,
    )],
    good: &[channel("<description>News of the harbour</description>")],
    check: Check::Elements(&["channel", "textInput"], description_missing),
};

/// The root of an Atom feed is in the namespace of Atom.
pub static NAMESPACE_MISSING: Rule = Rule {
    code: "S013",
    name: "namespace-missing",
    level: Level::Error,
    group: Group::Feed,
    summary: "the root of an Atom feed is in the namespace of Atom",
    why: "readers do not know it for a feed",
    cite: Citation::new("RFC 4287", "section 1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"),
    w3c: &["MissingNamespace"],
    bad: &[whole("<⟦feed⟧><title>Harbour Post</title></feed>")],
    good: &[whole(
        r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Post</a:title><a:id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a10</a:id><a:updated>2026-11-24T08:00:00Z</a:updated></a:feed>"#,
    )],
    check: Check::Root(namespace_missing),
};

/// The root of a feed is in no namespace that looks like that of Atom and is another.
pub static NAMESPACE_INVALID: Rule = Rule {
    code: "S014",
    name: "namespace-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "the root of a feed is in no namespace that looks like that of Atom and is another",
    why: "readers do not know it for a feed",
    cite: Citation::new("RFC 4287", "section 1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-1.2")
        .also(&[Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")]),
    w3c: &["InvalidNamespace"],
    bad: &[whole(r#"<⟦feed⟧ xmlns="http://www.w3.org/2005/atom"><title>Harbour Post</title></feed>"#)],
    good: &[feed(r#"<category term="harbour"/>"#)],
    check: Check::Root(namespace_invalid),
};

/// A feed uses no namespace that was replaced.
pub static NAMESPACE_OBSOLETE: Rule = Rule {
    code: "S015",
    name: "namespace-obsolete",
    level: Level::Error,
    group: Group::Feed,
    summary: "a feed is in no namespace that was replaced",
    why: "readers of today do not know its elements",
    cite: Citation::new("RFC 4287", "section 1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-1.2"),
    w3c: &["ObsoleteNamespace"],
    bad: &[whole(r#"<⟦feed⟧ version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour Post</title></feed>"#)],
    good: &[feed(r#"<category term="harbour"/>"#)],
    check: Check::Entering(namespace_obsolete),
};

/// An element that may stand once does not stand twice.
pub static ELEMENT_TWICE: Rule = Rule {
    code: "S002",
    name: "element-twice",
    level: Level::Error,
    group: Group::Feed,
    summary: "an element that may stand once does not stand twice",
    why: "readers take one of the two, and not all the same",
    cite: Citation::new("RFC 4287", "section 4.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1")
        .by_vocabulary(),
    w3c: &["DuplicateElement"],
    bad: &[
        item("<title>A bridge opens</title><⟦title⟧>A bridge</title>"),
        entry("<updated>2026-11-24T08:00:00Z</updated><⟦updated⟧>2026-11-24T09:00:00Z</updated>"),
    ],
    good: &[item("<category>Harbour</category><category>Bridges</category>")],
    check: Check::EveryElement(element_twice),
};

/// An element of a namespace that defines its elements is one of them, in a place that is meant for it.
pub static ELEMENT_UNDEFINED: Rule = Rule {
    code: "S003",
    name: "element-undefined",
    level: Level::Error,
    group: Group::Feed,
    summary: "an element of a namespace that defines its elements is one of them, in a place that is meant for it",
    why: "readers pass it over, and what it says is lost",
    cite: Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")
        .by_vocabulary(),
    w3c: &["UndefinedElement"],
    bad: &[
        item("<⟦published⟧>2026-11-24T08:00:00Z</published>"),
        entry("<⟦pubDate⟧>2026-11-24T08:00:00Z</pubDate>"),
        item(
            r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><⟦rdf:Description⟧ xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></dc:creator>"#,
        ),
        whole("<feed><title>Harbour Post</title><⟦pubDate⟧/></feed>"),
    ],
    good: &[item(r#"<x:anything xmlns:x="https://example.org/ns">free</x:anything>"#)],
    check: Check::EveryElement(element_undefined),
};

/// An attribute that a specification requires is there.
pub static ATTRIBUTE_MISSING: Rule = Rule {
    code: "S004",
    name: "attribute-missing",
    level: Level::Error,
    group: Group::Feed,
    summary: "an attribute that a specification requires is there",
    why: "readers cannot use the element without it",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &["MissingAttribute"],
    bad: &[item(r#"<⟦enclosure⟧ url="https://example.org/a.mp3" length="1000"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1000" type="audio/mpeg"/>"#)],
    check: Check::EveryElement(attribute_missing),
};

/// An element has only the attributes that its specification gives it, and those of other namespaces.
pub static ATTRIBUTE_UNEXPECTED: Rule = Rule {
    code: "S005",
    name: "attribute-unexpected",
    level: Level::Error,
    group: Group::Feed,
    summary: "an element has only the attributes that its specification gives it, and those of other namespaces",
    why: "readers pass it over, and what it says is lost",
    cite: Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")
        .by_vocabulary(),
    w3c: &["UnexpectedAttribute"],
    bad: &[item(r#"<guid ⟦isPermalink⟧="false">urn:uuid:2c54b8a7-1c6f-5a7e-9f11-6d1f5e0c7a01</guid>"#)],
    good: &[item(
        r#"<guid xml:lang="en" x:kind="a" xmlns:x="https://example.org/ns" isPermaLink="false">urn:uuid:2c54b8a7-1c6f-5a7e-9f11-6d1f5e0c7a01</guid>"#,
    )],
    check: Check::EveryElement(attribute_unexpected),
};

/// Text does not stand between the elements of a structure, nor in an element that is empty.
pub static TEXT_UNEXPECTED: Rule = Rule {
    code: "S006",
    name: "text-unexpected",
    level: Level::Error,
    group: Group::Feed,
    summary: "text does not stand between the elements of a structure, nor in an element that is empty",
    why: "readers pass it over, and what it says is lost",
    cite: Citation::new(
        "RSS 2.0",
        "Elements of <item>",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &["UnexpectedText"],
    bad: &[
        item("⟦Cyclists were first.⟧"),
        item(r#"<enclosure url="https://example.org/a.mp3" length="1000" type="audio/mpeg">⟦a.mp3⟧</enclosure>"#),
    ],
    good: &[item("<description>Cyclists were first.</description>")],
    check: Check::EveryElement(text_unexpected),
};

/// A feed is RSS, Atom, JSON Feed or OPML.
pub static NOT_A_FEED: Rule = Rule {
    code: "S007",
    name: "not-a-feed",
    level: Level::Error,
    group: Group::Feed,
    summary: "a feed is RSS, Atom, JSON Feed or OPML",
    why: "no reader can subscribe to it",
    cite: Citation::new("RFC 4287", "section 4", "https://www.rfc-editor.org/rfc/rfc4287#section-4"),
    w3c: &["UndefinedElement"],
    bad: &[whole("<⟦sitemap⟧><page>Not found</page></sitemap>")],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Root(not_a_feed),
};

/// A feed is no web page.
pub static WEB_PAGE: Rule = Rule {
    code: "S008",
    name: "web-page",
    level: Level::Error,
    group: Group::Feed,
    summary: "what is at the place of a feed is a feed, and no web page",
    why: "readers show an error; often the address is that of the site, a login has come before it, or something keeps programs out",
    cite: Citation::new(
        "HTML Living Standard",
        "section Link type \"alternate\"",
        "https://html.spec.whatwg.org/multipage/links.html#rel-alternate",
    ),
    w3c: &["UndefinedElement"],
    bad: &[
        whole("⟦<html>⟧<body>Not found</body></html>"),
        whole("⟦<!DOCTYPE html>⟧<html><head><title>Just a moment...</title></head><body><br></body></html>"),
    ],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Source(web_page),
};

/// How many of the feeds that a page names are told.
const MOST_FEEDS: usize = 5;

fn web_page(source: &Source, reporter: &mut Reporter) {
    let Some(page) = WebPage::of(source) else { return };
    let (message, help) = match page.kind {
        WebPageKind::Challenge => (
            "this is a page that asks whether a person is there, and not a feed",
            "let everybody have the feed's address without that question: readers are programs".to_string(),
        ),
        WebPageKind::Login => (
            "this is a page that asks for a password, and not a feed",
            "let everybody have the feed's address without a login".to_string(),
        ),
        WebPageKind::Page if page.feeds.is_empty() => (
            "this is a web page, and not a feed",
            "give the address of the feed; the page names none with `<link rel=\"alternate\">`".to_string(),
        ),
        WebPageKind::Page => {
            let named: Vec<String> = page.feeds.iter().take(MOST_FEEDS).map(|feed| format!("`{feed}`")).collect();
            ("this is a web page, and not a feed", format!("the page names as its feed {}", named.join(", ")))
        }
    };
    reporter.at(page.span, message).help(help);
}

fn element_missing(element: Element, reporter: &mut Reporter) {
    if element.is_misplaced() {
        return;
    }
    for child in VOCABULARY.required_children(element.name()) {
        let has_own_rule = matches!(child.element, "title" | "link" | "description");
        if !has_own_rule && element.child(child.element).is_none() {
            reporter.at(element.name_span(), format!("`{}` has no `{}`", element.written(), child.element));
        }
    }
}

fn title_missing(element: Element, reporter: &mut Reporter) {
    required(element, "title", reporter);
}

fn link_missing(element: Element, reporter: &mut Reporter) {
    required(element, "link", reporter);
}

fn description_missing(element: Element, reporter: &mut Reporter) {
    required(element, "description", reporter);
}

fn required(element: Element, child: &str, reporter: &mut Reporter) {
    if element.child(child).is_none() {
        reporter.at(element.name_span(), format!("`{}` has no `{child}`", element.written()));
    }
}

fn namespace_missing(root: Element, reporter: &mut Reporter) {
    if root.namespace_uri().is_empty() && matches!(root.written(), "feed" | "entry") {
        let end = root.name_span().end;
        reporter
            .at(root.name_span(), format!("`{}` is in no namespace", root.written()))
            .help("write `xmlns=\"http://www.w3.org/2005/Atom\"`")
            .fix(end..end, " xmlns=\"http://www.w3.org/2005/Atom\"");
    }
}

fn namespace_invalid(root: Element, reporter: &mut Reporter) {
    if root.namespace().entry().is_some_and(|known| known.status != NamespaceStatus::Mistake) {
        return;
    }
    let (what, help) = match root.local() {
        "feed" | "entry" => ("which is not that of Atom", "write `xmlns=\"http://www.w3.org/2005/Atom\"`"),
        "rss" => ("and RSS is in none", "take its declaration away"),
        _ => return,
    };
    let message = format!("`{}` is in the namespace `{}`, {what}", root.written(), root.namespace_uri());
    reporter.at(root.name_span(), message).help(help);
}

fn namespace_obsolete(element: Element, reporter: &mut Reporter) {
    // That of an extension is foreign markup, which breaks no feed (RFC 4287, section 6): it has a rule of its own.
    let is_of_feed = |known: &&KnownNamespace| known.status == NamespaceStatus::Obsolete && known.prefix == "atom";
    if let Some(known) = element.namespace().entry().filter(is_of_feed) {
        reporter.at(element.name_span(), format!("the namespace `{}` was replaced", known.uri));
    }
}

fn element_twice(element: Element, reporter: &mut Reporter) {
    let mut seen = Vec::new();
    for child in element.children() {
        let Some(row) = child.row().and_then(|row| VOCABULARY.row(row)) else { continue };
        if !matches!(row.times, Occurrence::Once | Occurrence::AtMostOnce) {
            continue;
        }
        if seen.contains(&row.slot) {
            let message = format!("`{}` stands in this `{}` twice", child.written(), element.written());
            reporter.at(child.name_span(), message).help("keep one of them");
        } else {
            seen.push(row.slot);
        }
    }
}

/// Elements of namespaces that we do not check, and what stands in them, are free; so is what stands in an unknown element.
fn element_undefined(element: Element, reporter: &mut Reporter) {
    let Some(parent) = element.parent().filter(|_| element.row().is_none()) else { return };
    let is_checked = element.namespace().entry().is_some_and(|known| known.status == NamespaceStatus::Checked);
    let is_free = parent.row().is_none() || holds_anything(parent);
    // What is in no namespace is in none of Atom's either, and foreign to it (RFC 4287, section 6.4): that has a rule of its own.
    let is_bare_in_atom = element.namespace_uri().is_empty() && parent.namespace().prefix() == "atom";
    let is_undefined = is_checked && !is_free && !is_bare_in_atom;
    if !is_undefined && !is_in_plain_text(element, parent) && !is_unknown_to_atom(element, parent) {
        return;
    }
    let reported = reporter
        .about(parent)
        .at(element.name_span(), format!("`{}` has no meaning inside `{}`", element.written(), parent.written()));
    if let Some(places) = places_of(element) {
        reported.help(format!("it belongs into {places}"));
    }
}

/// The elements that an element may stand in, as a person would list them.
fn places_of(element: Element) -> Option<String> {
    const NAMED: usize = 4;
    let places: Vec<_> = VOCABULARY.parents(element.name()).map(|parent| format!("`{parent}`")).collect();
    match places.len().checked_sub(NAMED) {
        _ if places.is_empty() => None,
        None | Some(0) => Some(places.join(" or ")),
        Some(more) => Some(format!("{} or {more} others", places.get(..NAMED).unwrap_or_default().join(", "))),
    }
}

/// Outside RDF an element of Dublin Core holds a string (Guidelines for Implementing Dublin Core in XML, recommendation 6).
fn is_in_plain_text(element: Element, parent: Element) -> bool {
    parent.namespace().prefix() == "dc" && parent.row().is_some() && !element.namespace_uri().is_empty()
}

/// A `feed` that lacks its namespace is meant for Atom, and what Atom does not know will still be unknown when it has one.
fn is_unknown_to_atom(element: Element, parent: Element) -> bool {
    let is_meant = parent.parent().is_none() && parent.namespace_uri().is_empty() && parent.written() == "feed";
    let is_atom = |local: &str| VOCABULARY.find_written(&format!("atom:{local}")) != Name::UNKNOWN;
    is_meant && element.namespace_uri().is_empty() && !is_atom(element.local())
}

fn holds_anything(element: Element) -> bool {
    element
        .row()
        .and_then(|row| VOCABULARY.row(row))
        .is_some_and(|row| matches!(row.content.0, "any" | "atom-content" | "atom-title" | "atom-text" | "atom-html"))
}

fn attribute_missing(element: Element, reporter: &mut Reporter) {
    let has_own_rule = |name: &str| name == "href" && element.is("atom:link");
    for expected in
        attributes_of(element).iter().filter(|expected| expected.is_required && !has_own_rule(expected.name))
    {
        if element.attribute(expected.name).is_none() {
            reporter.at(element.name_span(), format!("`{}` has no attribute `{}`", element.written(), expected.name));
        }
    }
}

fn attribute_unexpected(element: Element, reporter: &mut Reporter) {
    // The type of an outline may bring attributes of its own; only those of subscription lists are known.
    let is_free = element.is("outline") && element.attribute_value("type").is_none_or(|kind| kind.text != "rss");
    if element.row().is_none() || is_free {
        return;
    }
    let expected = attributes_of(element);
    for attribute in element
        .attributes()
        .filter(|attribute| attribute.namespace().prefix().is_empty() && !attribute.written().contains(':'))
    {
        let found = expected.iter().any(|expected| attribute.is(expected.name));
        if !found {
            let reported = reporter.at(
                attribute.name_span(),
                format!("`{}` has no attribute `{}`", element.written(), attribute.written()),
            );
            let meant = expected.iter().find(|expected| expected.name.eq_ignore_ascii_case(attribute.written()));
            if let Some(meant) = meant {
                reported.help(format!("write `{}`", meant.name)).fix(attribute.name_span(), meant.name);
            }
        }
    }
}

fn attributes_of(element: Element) -> &'static [AttributeRule] {
    element.row().and_then(|row| VOCABULARY.row(row)).map_or(&[], |row| row.attributes.as_slice())
}

fn text_unexpected(element: Element, reporter: &mut Reporter) {
    let (where_, help) = match element.row().and_then(|row| VOCABULARY.row(row)).map(|row| row.content.0) {
        Some("children") => ("between the elements of", "write it into an element, or leave it out"),
        Some("-") => ("inside", "say it in an attribute, or leave it out"),
        _ => return,
    };
    for span in element.text_spans() {
        let text = element.document.text.get(span.clone()).unwrap_or_default();
        let trimmed = text.trim_matches(is_xml_space);
        if !trimmed.is_empty() {
            let start = span.start + text.len() - text.trim_start_matches(is_xml_space).len();
            let message = format!("text {where_} `{}`", element.written());
            reporter.at(start..start + trimmed.len(), message).help(help);
        }
    }
}

fn not_a_feed(root: Element, reporter: &mut Reporter) {
    let is_feed = matches!(root.known(), "rss" | "atom:feed" | "atom:entry" | "opml");
    let is_told = matches!(root.local(), "feed" | "entry" | "RDF");
    if !is_feed && !is_told {
        reporter
            .at(root.name_span(), format!("`{}` is the root of no feed that we know", root.written()))
            .help("a feed begins with `rss`, `feed` or `entry` in the namespace of Atom, or `opml`");
    }
}
