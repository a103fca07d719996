//! What is neither a tag nor an attribute: comments, sections, instructions, and what stands outside the root element.

use crate::rule::{Check, Citation, Group, Rule, channel, item, whole};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// Only comments, instructions and white space stand outside the root element.
pub static TEXT_OUTSIDE_ROOT: Rule = Rule {
    code: "X020",
    name: "text-outside-root",
    level: Level::Error,
    group: Group::Xml,
    summary: "only comments, instructions and white space stand outside the root element",
    why: "strict readers refuse the whole feed; often a warning of the server or a script got into it",
    cite: Citation::new("XML 1.0", "section 2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    w3c: &["SAXError"],
    bad: &[whole(
        r#"⟦Warning: slow⟧ <opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<!-- Feeds --><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml><!-- end -->"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::TextOutsideRoot),
};

/// `--` does not stand inside a comment.
pub static COMMENT_DASHES: Rule = Rule {
    code: "X021",
    name: "comment-dashes",
    level: Level::Error,
    group: Group::Xml,
    summary: "`--` does not stand inside a comment",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.5", "https://www.w3.org/TR/xml/#sec-comments"),
    w3c: &["SAXError"],
    bad: &[channel("<!-- one ⟦--⟧ two -->")],
    good: &[channel("<!-- one - two -->")],
    check: Check::Syntax(SyntaxErrorKind::CommentDashes),
};

/// Comments, CDATA sections, instructions and declarations end.
pub static SECTION_UNCLOSED: Rule = Rule {
    code: "X022",
    name: "section-unclosed",
    level: Level::Error,
    group: Group::Xml,
    summary: "comments, CDATA sections, instructions and declarations end",
    why: "all that follows is lost to every reader",
    cite: Citation::new("XML 1.0", "section 2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    w3c: &["SAXError"],
    bad: &[
        whole(r#"<opml version="2.0">⟦<!--⟧ feeds <body></body></opml>"#),
        whole(r#"<opml version="2.0"><head><title>⟦<![CDATA[⟧Feeds</title></head></opml>"#),
    ],
    good: &[channel("<!-- one --><?two three?>")],
    check: Check::Syntax(SyntaxErrorKind::SectionUnclosed),
};

/// Nothing stands before the XML declaration.
pub static DECLARATION_LATE: Rule = Rule {
    code: "X023",
    name: "declaration-late",
    level: Level::Error,
    group: Group::Xml,
    summary: "nothing stands before the XML declaration",
    why: "strict readers refuse the whole feed because of a blank line before it",
    cite: Citation::new("XML 1.0", "section 2.8", "https://www.w3.org/TR/xml/#sec-prolog-dtd"),
    w3c: &["WPBlankLine"],
    bad: &[whole(
        r#"
⟦<?xml version="1.0"?>⟧<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<?xml version="1.0"?>
<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::DeclarationLate),
};

/// A processing instruction has a name.
pub static INSTRUCTION_NAMELESS: Rule = Rule {
    code: "X024",
    name: "instruction-nameless",
    level: Level::Error,
    group: Group::Xml,
    summary: "a processing instruction has a name",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.6", "https://www.w3.org/TR/xml/#sec-pi"),
    w3c: &["SAXError"],
    bad: &[channel("<?⟦⟧ ?>")],
    good: &[channel("<?php-like thing?>")],
    check: Check::Syntax(SyntaxErrorKind::InstructionNameless),
};

/// `<` begins a tag and nothing else.
pub static LESS_THAN_BARE: Rule = Rule {
    code: "X025",
    name: "less-than-bare",
    level: Level::Error,
    group: Group::Xml,
    summary: "`<` begins a tag and nothing else",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.4", "https://www.w3.org/TR/xml/#syntax"),
    w3c: &["SAXError"],
    bad: &[item("<title>1 ⟦<⟧ 2</title>")],
    good: &[item("<title>1 &lt; 2</title>")],
    check: Check::Syntax(SyntaxErrorKind::LessThanBare),
};

/// Every element ends.
pub static TAG_UNCLOSED: Rule = Rule {
    code: "X026",
    name: "tag-unclosed",
    level: Level::Error,
    group: Group::Xml,
    summary: "every element ends",
    why: "strict readers refuse the whole feed; often the file was cut off while it was written or fetched",
    cite: Citation::new("XML 1.0", "section 3", "https://www.w3.org/TR/xml/#sec-logical-struct"),
    w3c: &["SAXError"],
    bad: &[whole(r#"<opml version="2.0"><head><⟦title⟧>Feeds"#)],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::TagUnclosed),
};

/// A document type declaration stands once, before the root element.
pub static DOCTYPE_MISPLACED: Rule = Rule {
    code: "X027",
    name: "doctype-misplaced",
    level: Level::Error,
    group: Group::Xml,
    summary: "a document type declaration stands once, before the root element",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("XML 1.0", "section 2.8", "https://www.w3.org/TR/xml/#sec-prolog-dtd"),
    w3c: &["SAXError"],
    bad: &[channel("⟦<!⟧DOCTYPE rss>")],
    good: &[whole(
        r#"<!DOCTYPE opml><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::DoctypeMisplaced),
};

/// A feed declares no entities of its own.
pub static ENTITY_DECLARED: Rule = Rule {
    code: "X028",
    name: "entity-declared",
    level: Level::Warning,
    group: Group::Xml,
    summary: "a feed declares no entities of its own",
    why: "readers do not expand them, since attackers use them to exhaust memory or to read files; the text is missing for the subscriber",
    cite: Citation::new("XML 1.0", "section 4.2", "https://www.w3.org/TR/xml/#sec-entity-decl"),
    w3c: &["ContainsSystemEntity"],
    bad: &[whole(
        r#"<!DOCTYPE opml [ ⟦<!ENTITY⟧ port "Harbour"> ]><opml version="2.0"><head><title>&port;</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<!DOCTYPE opml><opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Syntax(SyntaxErrorKind::EntityDeclared),
};
