//! How much of a thing is too much for a feed: no reader is made for it, and attackers write it.

use crate::rule::{Check, Citation, Group, Rule};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// Elements are nested 256 levels deep at most.
pub static NESTED_TOO_DEEP: Rule = Rule {
    code: "X080",
    name: "nested-too-deep",
    level: Level::Error,
    group: Group::Xml,
    summary: "elements are nested 256 levels deep at most",
    why: "readers stop, or are stopped by the memory they need",
    cite: Citation::new("XML 1.0", "section 2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    w3c: &["ValidatorLimit"],
    bad: &[],
    good: &[],
    check: Check::Syntax(SyntaxErrorKind::NestedTooDeep),
};

/// A tag has 256 attributes at most.
pub static ATTRIBUTES_TOO_MANY: Rule = Rule {
    code: "X081",
    name: "attributes-too-many",
    level: Level::Error,
    group: Group::Xml,
    summary: "a tag has 256 attributes at most",
    why: "readers stop, or are stopped by the time they need",
    cite: Citation::new("XML 1.0", "section 3.1", "https://www.w3.org/TR/xml/#sec-starttags"),
    w3c: &["ValidatorLimit"],
    bad: &[],
    good: &[],
    check: Check::Syntax(SyntaxErrorKind::AttributesTooMany),
};

/// 256 declarations of namespaces at most are in force at one place.
pub static NAMESPACES_TOO_MANY: Rule = Rule {
    code: "X082",
    name: "namespaces-too-many",
    level: Level::Error,
    group: Group::Xml,
    summary: "256 declarations of namespaces at most are in force at one place",
    why: "readers stop, or are stopped by the time they need",
    cite: Citation::new("Namespaces in XML 1.0", "section 6.1", "https://www.w3.org/TR/xml-names/#scoping"),
    w3c: &["ValidatorLimit"],
    bad: &[],
    good: &[],
    check: Check::Syntax(SyntaxErrorKind::NamespacesTooMany),
};
