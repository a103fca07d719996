//! Tags and attributes as XML wants them.

use crate::rule::{Check, Citation, Group, Rule, item, whole};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// Every end tag ends the element that was begun last.
pub static TAG_MISMATCHED: Rule = Rule {
    code: "X040",
    name: "tag-mismatched",
    level: Level::Error,
    group: Group::Xml,
    summary: "every end tag ends the element that was begun last",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 3", "https://www.w3.org/TR/xml/#GIMatch"),
    w3c: &["SAXError"],
    bad: &[item("<title>A <b>bridge</⟦title⟧>")],
    good: &[item("<title>A bridge</title >")],
    check: Check::Syntax(SyntaxErrorKind::TagMismatched),
};

/// Every tag ends with `>`.
pub static TAG_UNENDED: Rule = Rule {
    code: "X041",
    name: "tag-unended",
    level: Level::Error,
    group: Group::Xml,
    summary: "every tag ends with `>`",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 3.1", "https://www.w3.org/TR/xml/#sec-starttags"),
    w3c: &["SAXError"],
    bad: &[
        whole(r#"<opml version="2.0"><head>⟦<title⟧ <b/></head></opml>"#),
        whole(r#"<opml version="2.0"><head>⟦</head⟧</opml>"#),
    ],
    good: &[item(
        r#"<title
>A bridge</title
>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::TagUnended),
};

/// An attribute is a name, `=` and a value in quotes, with white space before it.
pub static ATTRIBUTE_MALFORMED: Rule = Rule {
    code: "X042",
    name: "attribute-malformed",
    level: Level::Error,
    group: Group::Xml,
    summary: "an attribute is a name, `=` and a value in quotes, with white space before it",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 3.1", "https://www.w3.org/TR/xml/#NT-Attribute"),
    w3c: &["SAXError"],
    bad: &[
        item("<guid ⟦isPermaLink=false⟧>urn:uuid:2c54b8a7-1c6f-5a7e-9f11-6d1f5e0c7a01</guid>"),
        item("<guid ⟦isPermaLink⟧>https://example.org/bridge</guid>"),
        item(r#"<enclosure url="https://example.org/a.mp3"⟦length⟧="1" type="audio/mpeg"/>"#),
    ],
    good: &[item("<guid isPermaLink = 'false'>urn:uuid:2c54b8a7-1c6f-5a7e-9f11-6d1f5e0c7a01</guid>")],
    check: Check::Syntax(SyntaxErrorKind::AttributeMalformed),
};

/// `<` does not stand in the value of an attribute.
pub static ATTRIBUTE_LESS_THAN: Rule = Rule {
    code: "X043",
    name: "attribute-less-than",
    level: Level::Error,
    group: Group::Xml,
    summary: "`<` does not stand in the value of an attribute",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 3.1", "https://www.w3.org/TR/xml/#CleanAttrVals"),
    w3c: &["SAXError"],
    bad: &[item(r#"<category domain="https://example.org/⟦<⟧">Harbour</category>"#)],
    good: &[item(r#"<category domain="https://example.org/&lt;>">Harbour</category>"#)],
    check: Check::Syntax(SyntaxErrorKind::AttributeLessThan),
};

/// An attribute stands once in a tag.
pub static ATTRIBUTE_TWICE: Rule = Rule {
    code: "X044",
    name: "attribute-twice",
    level: Level::Error,
    group: Group::Xml,
    summary: "an attribute stands once in a tag",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 3.1", "https://www.w3.org/TR/xml/#uniqattspec"),
    w3c: &["SAXError"],
    bad: &[item(
        r#"<guid isPermaLink="false" ⟦isPermaLink⟧="false">urn:uuid:2c54b8a7-1c6f-5a7e-9f11-6d1f5e0c7a01</guid>"#,
    )],
    good: &[item(r#"<category domain="https://example.org/" xml:lang="en">Harbour</category>"#)],
    check: Check::Syntax(SyntaxErrorKind::AttributeTwice),
};

/// A document has one root element.
pub static SECOND_ROOT: Rule = Rule {
    code: "X045",
    name: "second-root",
    level: Level::Error,
    group: Group::Xml,
    summary: "a document has one root element",
    why: "strict readers refuse the whole feed; often two feeds were written into one file",
    cite: Citation::new("XML 1.0", "section 2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    w3c: &["SAXError"],
    bad: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>⟦<opml version="2.0">⟧</opml>"#,
    )],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::SecondRoot),
};
