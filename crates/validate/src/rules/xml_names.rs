//! Names with prefixes, and what they are bound to.

use crate::rule::{Check, Citation, Group, Rule, item};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// A prefix is declared before it is used.
pub static PREFIX_UNDECLARED: Rule = Rule {
    code: "X060",
    name: "prefix-undeclared",
    level: Level::Error,
    group: Group::Xml,
    summary: "a prefix is declared before it is used",
    why: "strict readers refuse the whole feed, others lose these elements",
    cite: Citation::new("Namespaces in XML 1.0", "section 5", "https://www.w3.org/TR/xml-names/#nsc-NSDeclared"),
    w3c: &["MissingNamespace"],
    bad: &[item("<⟦dc⟧:creator>Ada Example</dc:creator>")],
    good: &[item(r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#)],
    check: Check::Syntax(SyntaxErrorKind::PrefixUndeclared),
};

/// The prefixes `xml` and `xmlns` are not declared.
pub static DECLARATION_RESERVED: Rule = Rule {
    code: "X061",
    name: "declaration-reserved",
    level: Level::Error,
    group: Group::Xml,
    summary: "the prefixes `xml` and `xmlns` are not declared",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("Namespaces in XML 1.0", "section 3", "https://www.w3.org/TR/xml-names/#xmlReserved"),
    w3c: &["SAXError"],
    bad: &[item(r#"<category ⟦xmlns:xmlns="https://example.org/"⟧>Harbour</category>"#)],
    good: &[item(r#"<category xml:lang="en">Harbour</category>"#)],
    check: Check::Syntax(SyntaxErrorKind::DeclarationReserved),
};

/// A prefix is not bound to an empty name.
pub static PREFIX_EMPTY: Rule = Rule {
    code: "X062",
    name: "prefix-empty",
    level: Level::Error,
    group: Group::Xml,
    summary: "a prefix is not bound to an empty name",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("Namespaces in XML 1.0", "section 5", "https://www.w3.org/TR/xml-names/#nsc-NoPrefixUndecl"),
    w3c: &["SAXError"],
    bad: &[item(r#"<category ⟦xmlns:a=""⟧>Harbour</category>"#)],
    good: &[item(r#"<category xmlns="">Harbour</category>"#)],
    check: Check::Syntax(SyntaxErrorKind::PrefixEmpty),
};

/// A name has one colon at most, with something on both sides.
pub static NAME_MALFORMED: Rule = Rule {
    code: "X063",
    name: "name-malformed",
    level: Level::Error,
    group: Group::Xml,
    summary: "a name has one colon at most, with something on both sides",
    why: "strict readers refuse the whole feed",
    cite: Citation::new("Namespaces in XML 1.0", "section 4", "https://www.w3.org/TR/xml-names/#ns-qualnames"),
    w3c: &["SAXError"],
    bad: &[item(r#"<⟦dc:creator:name⟧ xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator:name>"#)],
    good: &[item(r#"<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Ada Example</dc:creator>"#)],
    check: Check::Syntax(SyntaxErrorKind::NameMalformed),
};
