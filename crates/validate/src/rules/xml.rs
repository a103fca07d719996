//! XML as a whole: its declaration, its characters and its references.

use crate::rule::{Check, Citation, Group, Rule, item, whole};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// A document has a root element.
pub static NO_ELEMENT: Rule = Rule {
    code: "X001",
    name: "no-element",
    level: Level::Error,
    group: Group::Xml,
    summary: "a document has a root element",
    why: "readers say that the feed is broken, and show nothing",
    cite: Citation::new("XML 1.0", "section 2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    w3c: &["SAXError"],
    bad: &[whole(r#"<?xml version="1.0"?>"#)],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::NoElement),
};

/// The XML declaration has a version, then an encoding, then standalone.
pub static DECLARATION_MALFORMED: Rule = Rule {
    code: "X002",
    name: "declaration-malformed",
    level: Level::Error,
    group: Group::Xml,
    summary: "the XML declaration has a version, then an encoding, then standalone",
    why: "strict parsers stop at the first line, and the reader shows nothing",
    cite: Citation::new("XML 1.0", "section 2.8", "https://www.w3.org/TR/xml/#sec-prolog-dtd"),
    w3c: &["SAXError"],
    bad: &[
        whole(
            r#"⟦<?xml encoding="UTF-8" version="1.0"?>⟧<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
        ),
        whole(
            r#"<?xml version="1.0" standalone="⟦maybe⟧"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
        ),
    ],
    good: &[whole(
        r#"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::DeclarationMalformed),
};

/// The version of XML is 1.0.
pub static XML_VERSION_UNKNOWN: Rule = Rule {
    code: "X003",
    name: "xml-version-unknown",
    level: Level::Error,
    group: Group::Xml,
    summary: "the version of XML is 1.0",
    why: "parsers refuse a version that they do not know",
    cite: Citation::new("XML 1.0", "section 2.8", "https://www.w3.org/TR/xml/#sec-prolog-dtd"),
    w3c: &["BadXmlVersion"],
    bad: &[whole(
        r#"<?xml version="⟦2.0⟧"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<?xml version="1.1"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::XmlVersionUnknown),
};

/// Control characters and noncharacters do not stand in XML, not even as references.
pub static CHARACTER_FORBIDDEN: Rule = Rule {
    code: "X004",
    name: "character-forbidden",
    level: Level::Error,
    group: Group::Xml,
    summary: "control characters and noncharacters do not stand in XML, not even as references",
    why: "one such byte, pasted from a word processor, and strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.2", "https://www.w3.org/TR/xml/#charsets"),
    w3c: &["SAXError"],
    bad: &[item("<title>A⟦\u{b}⟧ bridge</title>"), item("<title>A⟦&#11;⟧ bridge</title>")],
    good: &[item("<title>A&#9;bridge &#x1F6B2;</title>")],
    check: Check::Syntax(SyntaxErrorKind::CharacterForbidden),
};

/// `&` begins a reference and nothing else.
pub static AMPERSAND_BARE: Rule = Rule {
    code: "X005",
    name: "ampersand-bare",
    level: Level::Error,
    group: Group::Xml,
    summary: "`&` begins a reference and nothing else",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.4", "https://www.w3.org/TR/xml/#syntax"),
    w3c: &["SAXError"],
    bad: &[item("<title>News ⟦&⟧ views</title>"), item("<title>Ends ⟦&amp⟧</title>")],
    good: &[item("<title>News &amp; views <![CDATA[& more]]></title>")],
    check: Check::Syntax(SyntaxErrorKind::AmpersandBare),
};

/// XML knows five entities; those of HTML are not among them.
pub static ENTITY_UNDEFINED: Rule = Rule {
    code: "X006",
    name: "entity-undefined",
    level: Level::Error,
    group: Group::Xml,
    summary: "XML knows five entities; those of HTML are not among them",
    why: "strict readers refuse the whole feed because of one `&nbsp;`",
    cite: Citation::new("XML 1.0", "section 4.1", "https://www.w3.org/TR/xml/#wf-entdeclared"),
    w3c: &["UndefinedNamedEntity"],
    bad: &[item("<title>Bikes⟦&nbsp;⟧first</title>")],
    good: &[item("<title>Bikes&#160;first, &lt;trains&gt; &quot;later&quot; &apos;on&apos;</title>")],
    check: Check::Syntax(SyntaxErrorKind::EntityUndefined),
};

/// `]]>` stands only at the end of a CDATA section.
pub static CDATA_END_STRAY: Rule = Rule {
    code: "X007",
    name: "cdata-end-stray",
    level: Level::Error,
    group: Group::Xml,
    summary: "`]]>` stands only at the end of a CDATA section",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.4", "https://www.w3.org/TR/xml/#syntax"),
    w3c: &["SAXError"],
    bad: &[item("<title>Bridges ⟦]]>⟧ open</title>")],
    good: &[item("<title><![CDATA[Bridges]]> ]] &gt; open</title>")],
    check: Check::Syntax(SyntaxErrorKind::CdataEndStray),
};

/// A text is shorter than 4 GiB.
pub static TOO_LONG: Rule = Rule {
    code: "X008",
    name: "too-long",
    level: Level::Error,
    group: Group::Xml,
    summary: "a text is shorter than 4 GiB",
    why: "no reader takes a feed of this size",
    cite: Citation::new("what readers were seen to do", "size limits", "https://www.rssboard.org/rss-specification"),
    w3c: &["ValidatorLimit"],
    bad: &[],
    good: &[],
    check: Check::Syntax(SyntaxErrorKind::TooLong),
};
