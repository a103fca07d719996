//! JSON Feed: what has to be there, and of which type.

use crate::source::Level;
use crate::validate::addresses;
use crate::validate::dates::rfc3339;
use crate::validate::findings::Report;
use crate::validate::json::{Json, Shape};
use crate::validate::rule::{Check, Citation, Group, Rule, json_feed, json_item, whole};
use crate::validate::value::Value;
use std::collections::HashSet;

/// A feed has `version`, `title` and `items`, an item has `id`.
pub static JSON_MEMBER_MISSING: Rule = Rule {
    code: "J010",
    name: "json-member-missing",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a feed has `version`, `title` and `items`, an item has `id`",
    why: "readers refuse the feed, or take its items for one",
    cite: Citation {
        specification: "JSON Feed 1.1",
        section: "Top-Level",
        url: "https://www.jsonfeed.org/version/1.1/",
    },
    w3c: &[],
    bad: &[whole(r#"⟦{⟧"version": "https://jsonfeed.org/version/1.1", "items": []}"#)],
    good: &[json_feed(r#""description": "News""#)],
    check: Check::Json(member_missing),
};

/// `version` is the address of a version of JSON Feed.
pub static JSON_VERSION_UNKNOWN: Rule = Rule {
    code: "J011",
    name: "json-version-unknown",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "`version` is the address of a version of JSON Feed",
    why: "readers know a JSON Feed by it",
    cite: Citation {
        specification: "JSON Feed 1.1",
        section: "Top-Level",
        url: "https://www.jsonfeed.org/version/1.1/",
    },
    w3c: &[],
    bad: &[json_feed(r#""version": "⟦1.1⟧""#)],
    good: &[json_feed(r#""version": "https://jsonfeed.org/version/1""#)],
    check: Check::Json(version_unknown),
};

/// Every member has the type that the specification gives it.
pub static JSON_MEMBER_TYPE: Rule = Rule {
    code: "J012",
    name: "json-member-type",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "every member has the type that the specification gives it",
    why: "readers refuse the feed, or pass the member over",
    cite: Citation {
        specification: "JSON Feed 1.1",
        section: "Top-Level",
        url: "https://www.jsonfeed.org/version/1.1/",
    },
    w3c: &[],
    bad: &[json_item(r#""tags": ⟦"harbour"⟧"#), json_feed(r#""title": ⟦null⟧"#)],
    good: &[json_item(r#""tags": ["harbour"]"#)],
    check: Check::Json(member_type),
};

/// An item has `content_html` or `content_text`.
pub static JSON_CONTENT_MISSING: Rule = Rule {
    code: "J013",
    name: "json-content-missing",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an item has `content_html` or `content_text`",
    why: "there is nothing to read",
    cite: Citation { specification: "JSON Feed 1.1", section: "Items", url: "https://www.jsonfeed.org/version/1.1/" },
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
    cite: Citation { specification: "JSON Feed 1.1", section: "Items", url: "https://www.jsonfeed.org/version/1.1/" },
    w3c: &[],
    bad: &[json_item(r#""date_published": "⟦24 Nov 2026⟧""#)],
    good: &[json_item(r#""date_published": "2026-11-24T08:00:00+01:00""#)],
    check: Check::Json(date),
};

/// No two items have one id.
pub static JSON_ID_TWICE: Rule = Rule {
    code: "J015",
    name: "json-id-twice",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "no two items have one id",
    why: "readers show one of the two, and the other never appears",
    cite: Citation { specification: "JSON Feed 1.1", section: "Items", url: "https://www.jsonfeed.org/version/1.1/" },
    w3c: &[],
    bad: &[json_feed(r#""items": [{"id": "urn:a:1", "content_text": "A"}, {"id": "⟦urn:a:1⟧", "content_text": "B"}]"#)],
    good: &[json_feed(r#""items": [{"id": "urn:a:1", "content_text": "A"}, {"id": "urn:a:2", "content_text": "B"}]"#)],
    check: Check::Json(id_twice),
};

/// An address is whole and put together as RFC 3986 says.
pub static JSON_URL: Rule = Rule {
    code: "J016",
    name: "json-url",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an address is whole and put together as RFC 3986 says",
    why: "readers cannot open it",
    cite: Citation { specification: "JSON Feed 1.1", section: "Items", url: "https://www.jsonfeed.org/version/1.1/" },
    w3c: &[],
    bad: &[json_item(r#""url": "⟦/bridge⟧""#)],
    good: &[json_item(r#""url": "https://example.org/bridge""#)],
    check: Check::Json(url),
};

use Shape::{Array, Boolean, Number, Object, Text};

const FEED: &[(&str, Shape)] = &[
    ("version", Text),
    ("title", Text),
    ("home_page_url", Text),
    ("feed_url", Text),
    ("description", Text),
    ("user_comment", Text),
    ("next_url", Text),
    ("icon", Text),
    ("favicon", Text),
    ("language", Text),
    ("expired", Boolean),
    ("authors", Array),
    ("author", Object),
    ("hubs", Array),
    ("items", Array),
];
const ITEM: &[(&str, Shape)] = &[
    ("id", Text),
    ("url", Text),
    ("external_url", Text),
    ("title", Text),
    ("content_html", Text),
    ("content_text", Text),
    ("summary", Text),
    ("image", Text),
    ("banner_image", Text),
    ("date_published", Text),
    ("date_modified", Text),
    ("language", Text),
    ("authors", Array),
    ("author", Object),
    ("tags", Array),
    ("attachments", Array),
];
const AUTHOR: &[(&str, Shape)] = &[("name", Text), ("url", Text), ("avatar", Text)];
const ATTACHMENT: &[(&str, Shape)] =
    &[("url", Text), ("mime_type", Text), ("title", Text), ("size_in_bytes", Number), ("duration_in_seconds", Number)];
const HUB: &[(&str, Shape)] = &[("type", Text), ("url", Text)];

/// The objects of a feed with the table that says what may be in them.
fn objects<'a>(root: Json<'a>) -> Vec<(Json<'a>, &'static [(&'static str, Shape)])> {
    let mut objects = vec![(root, FEED)];
    let inside = |object: Json<'a>, name: &str| object.member(name).into_iter().flat_map(Json::elements);
    objects.extend(inside(root, "hubs").map(|hub| (hub, HUB)));
    for item in inside(root, "items") {
        objects.push((item, ITEM));
        objects.extend(inside(item, "attachments").map(|attachment| (attachment, ATTACHMENT)));
    }
    let authors: Vec<_> = objects
        .iter()
        .filter(|(_, table)| std::ptr::eq(*table, FEED) || std::ptr::eq(*table, ITEM))
        .flat_map(|(object, _)| inside(*object, "authors").chain(object.member("author")))
        .collect();
    objects.extend(authors.into_iter().map(|author| (author, AUTHOR)));
    objects
}

fn items(root: Json) -> impl Iterator<Item = Json> {
    root.member("items").into_iter().flat_map(Json::elements).filter(|item| item.shape() == Object)
}

fn brace(object: Json) -> std::ops::Range<usize> {
    object.span().start..object.span().start + 1
}

fn member_missing(root: Json, report: &mut Report) {
    for (object, table) in objects(root).into_iter().filter(|(object, _)| object.shape() == Object) {
        let required: &[&str] = match table {
            _ if std::ptr::eq(table, FEED) => &["version", "title", "items"],
            _ if std::ptr::eq(table, ITEM) => &["id"],
            _ if std::ptr::eq(table, ATTACHMENT) => &["url", "mime_type"],
            _ if std::ptr::eq(table, HUB) => &["type", "url"],
            _ => &[],
        };
        for name in required.iter().filter(|name| object.member(name).is_none()) {
            report.at(brace(object), format!("this object has no `{name}`"));
        }
    }
}

fn version_unknown(root: Json, report: &mut Report) {
    let Some(version) = root.text_member("version") else { return };
    let known = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"];
    if !known.contains(&version.text.as_ref()) {
        report.at(version.span(), "this is no version of JSON Feed").help("write `https://jsonfeed.org/version/1.1`");
    }
}

fn member_type(root: Json, report: &mut Report) {
    for (object, table) in objects(root) {
        if object.shape() != Object {
            report.at(object.span(), format!("here an object has to stand, not {}", object.shape().name()));
        }
        for member in object.inside() {
            let wanted = table.iter().find(|(name, _)| *name == member.key()).map(|(_, shape)| *shape);
            if let Some(wanted) = wanted.filter(|wanted| *wanted != member.shape()) {
                report.at(
                    member.span(),
                    format!("`{}` has to be {}, not {}", member.key(), wanted.name(), member.shape().name()),
                );
            }
        }
        let tags = object.member("tags").into_iter().flat_map(Json::elements);
        for tag in tags.filter(|tag| tag.shape() != Text) {
            report.at(tag.span(), format!("a tag has to be a string, not {}", tag.shape().name()));
        }
    }
}

fn content_missing(root: Json, report: &mut Report) {
    for item in items(root) {
        if item.member("content_html").is_none() && item.member("content_text").is_none() {
            report.at(brace(item), "this item has neither `content_html` nor `content_text`");
        }
    }
}

fn date(root: Json, report: &mut Report) {
    for value in
        items(root).flat_map(|item| ["date_published", "date_modified"].map(|name| item.text_member(name))).flatten()
    {
        if rfc3339(&value.text).is_none() {
            report
                .at(value.span(), format!("`{}` is not a date of RFC 3339", value.name))
                .help("write it like `2026-11-24T08:00:00Z`");
        }
    }
}

fn id_twice(root: Json, report: &mut Report) {
    let mut seen = HashSet::new();
    for id in items(root).filter_map(|item| item.text_member("id")) {
        if !seen.insert(id.text.to_string()) {
            report
                .at(id.span(), "another item has this id too")
                .help("give each item an id of its own, and never change it");
        }
    }
}

fn url(root: Json, report: &mut Report) {
    const ADDRESSES: &[&str] = &[
        "home_page_url",
        "feed_url",
        "next_url",
        "icon",
        "favicon",
        "url",
        "external_url",
        "image",
        "banner_image",
        "avatar",
    ];
    let is_wrong = |value: &Value| addresses::wrong(&value.text).is_some() || addresses::scheme(&value.text).is_none();
    for (object, _) in objects(root) {
        for value in ADDRESSES.iter().filter_map(|name| object.text_member(name)).filter(is_wrong) {
            report
                .at(value.span(), format!("`{}` is no whole address", value.name))
                .help("write it like `https://example.org/page`");
        }
    }
}
