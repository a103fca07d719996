//! Namespaces: known ones under their right name and usual prefix.

use crate::document::Element;
use crate::html_tags;
use crate::namespaces::{KNOWN, KnownNamespace, NamespaceStatus};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, item, whole};
use courant_text::source::Level;

/// A namespace is written as its specification writes it.
pub static NAMESPACE_MISSPELT: Rule = Rule {
    code: "N001",
    name: "namespace-misspelt",
    level: Level::Error,
    group: Group::Extension,
    summary: "a namespace is written as its specification writes it",
    why: "readers compare it letter for letter, and see elements that they do not know",
    cite: Citation::new("Namespaces in XML 1.0", "section 2.3", "https://www.w3.org/TR/xml-names/#NSNameComparison"),
    w3c: &["MediaRssNamespace"],
    bad: &[
        item(r#"<⟦media:title⟧ xmlns:media="http://search.yahoo.com/mrss">Bridge</media:title>"#),
        item(r#"<⟦dc:creator⟧ xmlns:dc="https://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#),
    ],
    good: &[item(r#"<media:title xmlns:media="http://search.yahoo.com/mrss/">Bridge</media:title>"#)],
    check: Check::Entering(namespace_misspelt),
};

/// The namespace of an extension is one that readers know.
pub static NAMESPACE_UNKNOWN: Rule = Rule {
    code: "N002",
    name: "namespace-unknown",
    level: Level::Advice,
    group: Group::Extension,
    summary: "the namespace of an extension is one that readers know",
    why: "readers pass its elements over",
    cite: Citation::new("RFC 4287", "section 6.1", "https://www.rfc-editor.org/rfc/rfc4287#section-6.1")
        .also(&[Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")]),
    w3c: &["UnknownNamespace"],
    bad: &[item(r#"<⟦x:photo⟧ xmlns:x="https://example.org/ns">a.png</x:photo>"#)],
    good: &[item(r#"<source:markdown xmlns:source="http://source.scripting.com/">*A bridge*</source:markdown>"#)],
    check: Check::Entering(namespace_unknown),
};

/// The elements of an extension are among those that Courant checks.
pub static NAMESPACE_UNCHECKED: Rule = Rule {
    code: "N003",
    name: "namespace-unchecked",
    level: Level::Advice,
    group: Group::Extension,
    summary: "the elements of an extension are among those that Courant checks",
    why: "what is wrong in them is not told here",
    cite: Citation::new("RFC 4287", "section 6.1", "https://www.rfc-editor.org/rfc/rfc4287#section-6.1")
        .also(&[Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")]),
    w3c: &["UnsupportedNamespace"],
    bad: &[entry(r#"<⟦gd:rating⟧ xmlns:gd="http://schemas.google.com/g/2005"/>"#)],
    good: &[item(r#"<media:title xmlns:media="http://search.yahoo.com/mrss/">Bridge</media:title>"#)],
    check: Check::Entering(namespace_unchecked),
};

/// The namespace of an extension is the one that it has today.
pub static EXTENSION_NAMESPACE_OBSOLETE: Rule = Rule {
    code: "N010",
    name: "extension-namespace-obsolete",
    level: Level::Warning,
    group: Group::Extension,
    summary: "the namespace of an extension is the one that it has today",
    why: "readers of today do not know its elements, and pass them over",
    cite: Citation::new("RFC 4287", "section 6.1", "https://www.rfc-editor.org/rfc/rfc4287#section-6.1")
        .also(&[Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss")]),
    w3c: &[],
    bad: &[entry(r#"<⟦app:edited⟧ xmlns:app="http://purl.org/atom/app#">2026-11-24T08:00:00Z</app:edited>"#)],
    good: &[entry(r#"<app:edited xmlns:app="http://www.w3.org/2007/app">2026-11-24T08:00:00Z</app:edited>"#)],
    check: Check::Entering(extension_namespace_obsolete),
};

/// A prefix that everybody knows means what everybody thinks.
pub static PREFIX_RESERVED: Rule = Rule {
    code: "N004",
    name: "prefix-reserved",
    level: Level::Warning,
    group: Group::Extension,
    summary: "a prefix that everybody knows means what everybody thinks",
    why: "readers that look at the prefix alone take the element for another",
    cite: Citation::new("Namespaces in XML 1.0", "section 3", "https://www.w3.org/TR/xml-names/#ns-decl"),
    w3c: &["ReservedPrefix"],
    bad: &[item(r#"<⟦dc:creator⟧ xmlns:dc="https://example.org/ns">Ada Example</dc:creator>"#)],
    good: &[item(r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#)],
    check: Check::Entering(prefix_reserved),
};

/// A known namespace has its usual prefix.
pub static PREFIX_UNUSUAL: Rule = Rule {
    code: "N005",
    name: "prefix-unusual",
    level: Level::Advice,
    group: Group::Extension,
    summary: "a known namespace has its usual prefix",
    why: "readers that look at the prefix alone pass the element over",
    cite: Citation::new("Namespaces in XML 1.0", "section 3", "https://www.w3.org/TR/xml-names/#ns-decl"),
    w3c: &["NonstdPrefix"],
    bad: &[item(r#"<⟦dublin:creator⟧ xmlns:dublin="http://purl.org/dc/elements/1.1/">Ada Example</dublin:creator>"#)],
    good: &[item(r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#)],
    check: Check::Entering(prefix_unusual),
};

/// XHTML stands inside content, not beside it.
pub static XHTML_MISPLACED: Rule = Rule {
    code: "N006",
    name: "xhtml-misplaced",
    level: Level::Warning,
    group: Group::Atom,
    summary: "XHTML stands inside content, not beside it",
    why: "readers pass it over",
    cite: Citation::new("RFC 4287", "section 6.4", "https://www.rfc-editor.org/rfc/rfc4287#section-6.4"),
    w3c: &["MisplacedXHTMLContent"],
    bad: &[entry(r#"<⟦x:img⟧ xmlns:x="http://www.w3.org/1999/xhtml" src="https://example.org/a.png"/>"#)],
    good: &[
        entry(
            r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><img src="https://example.org/a.png"/></div></content>"#,
        ),
        whole(
            r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml">
  <title>Harbour Post</title><id>https://example.org/</id><updated>2026-11-24T08:00:00Z</updated><author><name>Ada</name></author>
  <link href="https://example.org/"/><link rel="self" href="https://example.org/atom.xml" type="application/atom+xml"/>
  <entry><title>Bridge</title><id>https://example.org/1</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/1"/>
    <summary>Cyclists were first.</summary><h:a href="https://example.org/1">Bridge</h:a></entry>
</feed>
"#,
        ),
    ],
    check: Check::Elements(&["atom:entry"], xhtml_misplaced),
};

/// An element in an Atom feed is in a namespace.
pub static VOCABULARY_UNKNOWN: Rule = Rule {
    code: "N007",
    name: "vocabulary-unknown",
    level: Level::Warning,
    group: Group::Atom,
    summary: "an element in an Atom feed is in a namespace",
    why: "readers cannot tell whose element it is, and pass it over",
    cite: Citation::new("RFC 4287", "section 6.4", "https://www.rfc-editor.org/rfc/rfc4287#section-6.4"),
    w3c: &["UndeterminableVocabulary"],
    bad: &[entry(r#"<⟦rating⟧ xmlns="">5</rating>"#)],
    good: &[entry(r#"<x:rating xmlns:x="https://example.org/ns">5</x:rating>"#)],
    check: Check::Entering(vocabulary_unknown),
};

/// The name of a namespace is an address without spaces and line breaks.
pub static NAMESPACE_NO_ADDRESS: Rule = Rule {
    code: "N008",
    name: "namespace-no-address",
    level: Level::Error,
    group: Group::Xml,
    summary: "the name of a namespace is an address without spaces and line breaks",
    why: "strict readers refuse the feed, and others see elements that they do not know",
    cite: Citation::new("Namespaces in XML 1.0", "section 2.2", "https://www.w3.org/TR/xml-names/#iri-use"),
    w3c: &["SAXError"],
    bad: &[item(r#"<⟦x:photo⟧ xmlns:x="https://example.org/ a b">a.png</x:photo>"#)],
    good: &[item(r#"<x:photo xmlns:x="https://example.org/ns">a.png</x:photo>"#)],
    check: Check::Entering(namespace_no_address),
};

/// A feed of RSS 1.0 is checked as far as its form goes.
pub static RDF_NOT_CHECKED: Rule = Rule {
    code: "N009",
    name: "rdf-not-checked",
    level: Level::Advice,
    group: Group::Rss,
    summary: "a feed of RSS 1.0 is checked as far as its form goes",
    why: "newer formats are read by more readers",
    cite: Citation::new("RSS 2.0", "What is RSS?", "https://www.rssboard.org/rss-specification#whatIsRss"),
    w3c: &[],
    bad: &[whole(
        r#"<⟦rdf:RDF⟧ xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>"#,
    )],
    good: &[item("<description>Cyclists were first.</description>")],
    check: Check::Root(rdf_not_checked),
};

fn namespace_misspelt(element: Element, reporter: &mut Reporter) {
    // That of a feed as a whole has a rule of its own.
    if element.parent().is_none() {
        return;
    }
    let Some(known) = element.namespace().entry().filter(|known| known.status == NamespaceStatus::Mistake) else {
        return;
    };
    if let Some(right) = KNOWN.iter().find(|other| other.prefix == known.prefix) {
        reporter
            .at(
                element.name_span(),
                format!("`{}` is in the namespace `{}`, which nobody knows", element.written(), known.uri),
            )
            .help(format!("write `xmlns:{}=\"{}\"`", element.prefix(), right.uri));
    }
}

fn namespace_unknown(element: Element, reporter: &mut Reporter) {
    if !element.namespace_uri().is_empty()
        && element.namespace().entry().is_none()
        && element.parent().is_some()
        && !is_usual(element.prefix())
        && !in_content(element)
    {
        reporter.at(
            element.name_span(),
            format!(
                "`{}` is in the namespace `{}`, which readers do not know",
                element.written(),
                element.namespace_uri()
            ),
        );
    }
}

fn extension_namespace_obsolete(element: Element, reporter: &mut Reporter) {
    let is_obsolete = |known: &&KnownNamespace| known.status == NamespaceStatus::Obsolete && known.prefix != "atom";
    let Some(known) = element.namespace().entry().filter(is_obsolete) else { return };
    let reported = reporter.at(element.name_span(), format!("the namespace `{}` was replaced", known.uri));
    if let Some(present) =
        KNOWN.iter().find(|one| one.prefix == known.prefix && one.status != NamespaceStatus::Obsolete)
    {
        reported.help(format!("write `xmlns:{}=\"{}\"`", element.prefix(), present.uri));
    }
}

fn in_content(element: Element) -> bool {
    element.ancestors().any(|around| around.is("atom:content"))
}

fn namespace_unchecked(element: Element, reporter: &mut Reporter) {
    let Some(known) = element.namespace().entry() else { return };
    let is_told = matches!(known.prefix, "gd" | "rdf" | "rss1" | "xhtml" | "svg" | "mathml");
    if known.status == NamespaceStatus::Unchecked
        && element.parent().is_some()
        && is_told
        && !in_content(element)
        && known.prefix == "gd"
    {
        reporter.at(element.name_span(), format!("what `{}` may hold is not checked", element.written()));
    }
}

fn is_usual(prefix: &str) -> bool {
    !prefix.is_empty() && KNOWN.iter().any(|known| known.prefix == prefix)
}

fn prefix_reserved(element: Element, reporter: &mut Reporter) {
    let prefix = element.prefix();
    if prefix.is_empty() || element.namespace().prefix() == prefix {
        return;
    }
    let right = KNOWN.iter().find(|known| known.prefix == prefix && known.status == NamespaceStatus::Checked);
    if let Some(known) = right.filter(|_| element.namespace().entry().is_none()) {
        reporter.at(element.name_span(), format!("the prefix `{prefix}` usually means `{}`", known.uri));
    }
}

fn prefix_unusual(element: Element, reporter: &mut Reporter) {
    let usual = element.namespace().prefix();
    let status = element.namespace().entry().map(|known| known.status);
    let is_default = element.prefix().is_empty();
    if !is_default
        && usual != element.prefix()
        && !usual.is_empty()
        && usual != "atom"
        && status == Some(NamespaceStatus::Checked)
    {
        reporter.at(element.name_span(), format!("the usual prefix of this namespace is `{usual}`"));
    }
}

fn xhtml_misplaced(entry: Element, reporter: &mut Reporter) {
    // Where a stylesheet makes the feed a page, it is a link on that page, and readers are meant to pass it over.
    if entry.document.is_page() {
        return;
    }
    if let Some(child) = entry
        .children()
        .find(|child| child.namespace().prefix() == "xhtml" && html_tags::is_html_element(child.local()))
    {
        reporter
            .at(child.name_span(), format!("`{}` stands beside the content", child.written()))
            .help("move it into `content`");
    }
}

fn vocabulary_unknown(element: Element, reporter: &mut Reporter) {
    let is_bare = element.namespace_uri().is_empty();
    if is_bare
        && element.parent().is_some_and(|parent| parent.namespace().prefix() == "atom" && !parent.is("atom:content"))
    {
        reporter
            .at(element.name_span(), format!("`{}` is in no namespace", element.written()))
            .help("take `xmlns=\"\"` away if it is an element of Atom, or give it a namespace of its own");
    }
}

fn namespace_no_address(element: Element, reporter: &mut Reporter) {
    let uri = element.namespace_uri();
    if uri.contains(|c: char| c.is_whitespace()) {
        reporter.at(element.name_span(), format!("the namespace of `{}` holds white space", element.written()));
    }
}

fn rdf_not_checked(root: Element, reporter: &mut Reporter) {
    if root.namespace().prefix() == "rdf" && root.local() == "RDF" {
        reporter.at(root.name_span(), "this is RSS 1.0, of which only the form was checked");
    }
}
