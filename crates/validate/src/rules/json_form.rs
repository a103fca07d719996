//! JSON as a whole.

use crate::rule::{Check, Citation, Group, Rule, json_feed, whole};
use crate::syntax::SyntaxErrorKind;
use courant_text::source::Level;

/// A JSON Feed is JSON, strictly.
pub static JSON_MALFORMED: Rule = Rule {
    code: "J001",
    name: "json-malformed",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a JSON Feed is JSON, strictly",
    why: "every reader refuses the whole feed",
    cite: Citation::new("RFC 8259", "section 2", "https://www.rfc-editor.org/rfc/rfc8259"),
    w3c: &[],
    bad: &[
        whole(r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": ⟦]⟧}"#),
        whole(r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [],⟦}⟧"#),
        json_feed(r#""description": "News ⟦\u⟧+04a of the harbour""#),
    ],
    good: &[json_feed(r#""description": "News \"of\" the harbour \ud83d\udeb2""#)],
    check: Check::Syntax(SyntaxErrorKind::JsonMalformed),
};

/// A member stands once in its object.
pub static JSON_MEMBER_TWICE: Rule = Rule {
    code: "J002",
    name: "json-member-twice",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a member stands once in its object",
    why: "readers disagree which of the two they show",
    cite: Citation::new("RFC 8259", "section 4", "https://www.rfc-editor.org/rfc/rfc8259"),
    w3c: &[],
    bad: &[
        json_feed(r#""description": "News", "⟦description⟧": "Olds""#),
        json_feed(r#""description": "News", "⟦d\u0065scription⟧": "Olds""#),
    ],
    good: &[json_feed(r#""description": "News""#)],
    check: Check::Syntax(SyntaxErrorKind::JsonMemberTwice),
};

/// A character beyond the first plane is written with both halves of its surrogate pair.
pub static JSON_SURROGATE_ALONE: Rule = Rule {
    code: "J030",
    name: "json-surrogate-alone",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "an escape stands for a character, alone or with the other half of its pair",
    why: "some readers refuse the whole feed, others show a mark of their own",
    cite: Citation::new("RFC 8259", "section 8.2", "https://www.rfc-editor.org/rfc/rfc8259#section-8.2"),
    w3c: &[],
    bad: &[json_feed(r#""description": "News ⟦\ud83d⟧ of the harbour""#)],
    good: &[json_feed(r#""description": "News \ud83d\udeb2 of the \ufffd harbour""#)],
    check: Check::Syntax(SyntaxErrorKind::JsonSurrogateAlone),
};
