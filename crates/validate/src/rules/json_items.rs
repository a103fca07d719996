//! The items of a JSON Feed: what tells them from each other, what they say, and when they were written.

use super::ids::nearly_twice;
use super::json_feed::{ITEMS, brace};
use super::rss2::is_bare_number;
use crate::html_tags;
use crate::json::{Json, JsonType};
use crate::reader;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Group, Rule, json_feed, json_item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;
use std::collections::HashSet;

/// An item has `content_html` or `content_text`.
pub static JSON_CONTENT_MISSING: Rule = Rule {
    code: "J013",
    name: "json-content-missing",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an item has `content_html` or `content_text`",
    why: "there is nothing to read",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_feed(r#""items": [⟦{⟧"id": "urn:a:1", "title": "A bridge opens"}]"#)],
    good: &[json_item(r#""content_html": "<p>Cyclists were first.</p>""#)],
    check: Check::Json(content_missing),
};

/// A date is written as RFC 3339 says.
pub static JSON_DATE: Rule = Rule {
    code: "J014",
    name: "json-date",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a date is written as RFC 3339 says",
    why: "readers sort the item wrongly, or give it the time at which they first saw it",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_item(r#""date_published": "⟦24 Nov 2026⟧""#)],
    good: &[json_item(r#""date_published": "2026-11-24T08:00:00+01:00""#)],
    check: Check::Values(&[ValueKind("json-date")], date),
};

/// No two items have one id.
pub static JSON_ID_TWICE: Rule = Rule {
    code: "J015",
    name: "json-id-twice",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "no two items have one id",
    why: "readers show one of the two, and the other never appears",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_feed(r#""items": [{"id": "urn:a:1", "content_text": "A"}, {"id": "⟦urn:a:1⟧", "content_text": "B"}]"#)],
    good: &[json_feed(r#""items": [{"id": "urn:a:1", "content_text": "A"}, {"id": "urn:a:2", "content_text": "B"}]"#)],
    check: Check::Json(id_twice),
};

/// An id is not empty.
pub static JSON_ID_EMPTY: Rule = Rule {
    code: "J026",
    name: "json-id-empty",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an id is not empty",
    why: "readers pass the item over, or take all items without id for one",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_item(r#""id": ⟦""⟧"#)],
    good: &[json_item(r#""id": "https://example.org/bridge""#)],
    check: Check::Json(id_empty),
};

/// An id is unique in the world.
pub static JSON_ID_NOT_UNIQUE: Rule = Rule {
    code: "J027",
    name: "json-id-not-unique",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "an id is unique in the world, best the address of its item",
    why: "readers that keep items of all feeds together take the items of two feeds for one",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_item(r#""id": "⟦42⟧""#)],
    good: &[json_item(r#""id": "tag:example.org,2026:42""#)],
    check: Check::Json(id_not_unique),
};

/// Plain text holds no HTML.
pub static JSON_TEXT_WITH_HTML: Rule = Rule {
    code: "J028",
    name: "json-text-with-html",
    level: Level::Advice,
    group: Group::JsonFeed,
    summary: "titles, summaries and names are plain text, and hold no HTML",
    why: "readers show `&amp;` and `<b>` as they are written, or guess",
    cite: ITEMS,
    w3c: &[],
    bad: &[
        json_item(r#""title": "Bridge ⟦&amp;⟧ harbour""#),
        json_item(r#""summary": "⟦<p>⟧Cyclists were first.</p>""#),
    ],
    good: &[json_item(r#""title": "Bridge & harbour: 1 < 2""#)],
    check: Check::Values(&[ValueKind("json-text")], text_with_html),
};

/// No two ids differ only in what a server takes for the same address.
pub static JSON_ID_NEARLY_TWICE: Rule = Rule {
    code: "J029",
    name: "json-id-nearly-twice",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "no two items have ids that differ only by `http` or `https`, by a `/` at the end or by the case of the host",
    why: "it is one item under two ids: everybody reads it twice",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_feed(
        r#""items": [{"id": "https://example.org/a", "content_text": "A"}, {"id": "⟦http://example.org/a⟧", "content_text": "A"}]"#,
    )],
    good: &[json_feed(
        r#""items": [{"id": "https://example.org/a", "content_text": "A"}, {"id": "https://example.org/b", "content_text": "B"}]"#,
    )],
    check: Check::Json(id_nearly_twice),
};

fn items(root: Json) -> impl Iterator<Item = Json> {
    root.member("items").into_iter().flat_map(Json::elements).filter(|item| item.json_type() == JsonType::Object)
}

fn ids(root: Json) -> impl Iterator<Item = Value> {
    items(root).filter_map(|item| item.text_member("id"))
}

fn content_missing(root: Json, reporter: &mut Reporter) {
    for item in items(root) {
        if item.member("content_html").is_none() && item.member("content_text").is_none() {
            reporter.at(brace(item), "this item has neither `content_html` nor `content_text`");
        }
    }
}

fn date(value: &Value, reporter: &mut Reporter) {
    if !super::dates::is_rfc3339(&value.text) {
        reporter
            .at(value.span(), format!("`{}` is not a date of RFC 3339", value.name))
            .help("write it like `2026-11-24T08:00:00Z`");
    }
}

fn id_twice(root: Json, reporter: &mut Reporter) {
    let mut seen = HashSet::new();
    for id in ids(root).filter(|id| !id.text.is_empty()) {
        if !seen.insert(id.text.to_string()) {
            reporter
                .at(id.span(), "another item has this id too")
                .help("give each item an id of its own, and never change it");
        }
    }
}

fn id_nearly_twice(root: Json, reporter: &mut Reporter) {
    nearly_twice(ids(root), reporter);
}

fn id_empty(root: Json, reporter: &mut Reporter) {
    for id in ids(root).filter(|id| id.trimmed().is_empty()) {
        reporter.at(id.span(), "this id is empty").help("write the address of the item, and never change it");
    }
}

fn id_not_unique(root: Json, reporter: &mut Reporter) {
    for id in ids(root).filter(|id| is_bare_number(id.trimmed())) {
        reporter
            .at(id.span(), "a bare number is an id of other feeds too")
            .help("write it like `tag:example.org,2026:42`; keep the ids of items that readers know already");
    }
}

fn text_with_html(value: &Value, reporter: &mut Reporter) {
    let tag = value.tags().find(|tag| html_tags::is_html_element(tag.name)).map(|tag| tag.range());
    if let Some(range) = tag.or_else(|| reader::html_reference(&value.text)) {
        reporter
            .at(value.span_of(range), format!("HTML in `{}`, which is plain text", value.name))
            .help("write the text without tags, and characters as they are");
    }
}
