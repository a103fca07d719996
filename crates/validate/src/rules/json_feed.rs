//! JSON Feed: which members its objects have, and of which type.

use crate::addresses;
use crate::json::{Json, JsonType};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, json_feed, json_item, whole};
use crate::value::Value;
use crate::vocabulary::{Expected, ValueKind};
use JsonType::{Array, Boolean, Number, Object, Text};
use courant_text::source::Level;

pub(super) const TOP_LEVEL: Citation = section("Top-Level");
pub(super) const ITEMS: Citation = section("Items");
const ATTACHMENTS: Citation = section("Attachments");

/// A section of the specification, which has one page.
pub(super) const fn section(section: &'static str) -> Citation {
    Citation::new("JSON Feed 1.1", section, "https://www.jsonfeed.org/version/1.1/")
}

/// A feed has `version`, `title` and `items`, an item has `id`.
pub static JSON_MEMBER_MISSING: Rule = Rule {
    code: "J010",
    name: "json-member-missing",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a feed has `version`, `title` and `items`, an item has `id`",
    why: "readers refuse the feed, or take its items for one",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[whole(r#"⟦{⟧"version": "https://jsonfeed.org/version/1.1", "items": []}"#)],
    good: &[
        json_feed(r#""description": "News""#),
        whole(
            r#"{"version": "https://jsonfeed.org/version/1.1", "\u0074itle": "Harbour Post", "feed_url": "https://example.org/f.json", "home_page_url": "https://example.org/", "items": []}"#,
        ),
    ],
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
    cite: TOP_LEVEL,
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
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[json_item(r#""tags": ⟦"harbour"⟧"#), json_feed(r#""title": ⟦null⟧"#)],
    good: &[json_item(r#""tags": ["harbour"]"#)],
    check: Check::Json(member_type),
};

/// An address is whole and put together as RFC 3986 says.
pub static JSON_URL: Rule = Rule {
    code: "J016",
    name: "json-url",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an address is whole and put together as RFC 3986 says",
    why: "readers cannot open it",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_item(r#""url": "⟦/bridge⟧""#)],
    good: &[json_item(r#""url": "https://example.org/bridge""#)],
    check: Check::Values(&[ValueKind("json-url")], url),
};

/// The authors of JSON Feed 1.1 are in `authors`.
pub static JSON_AUTHOR_OLD: Rule = Rule {
    code: "J017",
    name: "json-author-old",
    level: Level::Advice,
    group: Group::JsonFeed,
    summary: "the authors of JSON Feed 1.1 are in `authors`, whatever else is in `author` for older readers",
    why: "readers of the present version show no author",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[json_feed(r#""⟦author⟧": {"name": "Ada"}"#), json_item(r#""⟦author⟧": {"name": "Ada"}"#)],
    good: &[
        json_feed(r#""author": {"name": "Ada"}, "authors": [{"name": "Ada"}]"#),
        json_feed(r#""version": "https://jsonfeed.org/version/1", "author": {"name": "Ada"}"#),
    ],
    check: Check::Json(author_old),
};

/// A feed of version 1 has no members of version 1.1.
pub static JSON_MEMBER_NEWER: Rule = Rule {
    code: "J018",
    name: "json-member-newer",
    level: Level::Advice,
    group: Group::JsonFeed,
    summary: "a feed that says version 1 has no `authors` and no `language`, which came with 1.1",
    why: "readers that go by the version pass them over",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[json_feed(r#""version": "https://jsonfeed.org/version/1", "⟦language⟧": "en""#)],
    good: &[json_feed(r#""language": "en""#)],
    check: Check::Json(member_newer),
};

/// An author has a name, an address or a picture.
pub static JSON_AUTHOR_EMPTY: Rule = Rule {
    code: "J019",
    name: "json-author-empty",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "an author has a name, an address or a picture",
    why: "readers show an author who is nobody",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[json_item(r#""authors": [⟦{⟧}]"#), json_feed(r#""author": ⟦{⟧"_id": 7}"#)],
    good: &[json_item(r#""authors": [{"url": "https://example.org/ada"}]"#)],
    check: Check::Json(author_empty),
};

/// A member that the specification does not know begins with `_`.
pub static JSON_MEMBER_UNKNOWN: Rule = Rule {
    code: "J020",
    name: "json-member-unknown",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "a member that the specification does not know begins with `_`",
    why: "readers pass it over, and what it says is lost",
    cite: section("Extensions"),
    w3c: &[],
    bad: &[json_item(r#""⟦datePublished⟧": "2026-11-24T08:00:00Z""#), json_feed(r#""⟦generator⟧": "Courant""#)],
    good: &[json_feed(r#""_courant": {"generator": "Courant"}"#)],
    check: Check::Json(member_unknown),
};

/// The name of an extension is `_`, a letter, and no full stop.
pub static JSON_EXTENSION_NAME: Rule = Rule {
    code: "J021",
    name: "json-extension-name",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "the name of an extension is `_` and a letter, and has no full stop",
    why: "the next version of JSON Feed may give it another meaning",
    cite: section("Extensions"),
    w3c: &[],
    bad: &[json_feed(r#""⟦_1⟧": {}"#), json_item(r#""⟦_harbour.post⟧": {}"#)],
    good: &[json_item(r#""_harbour_post": {}"#)],
    check: Check::Json(extension_name),
};

/// The next page of a feed is another one.
pub static JSON_NEXT_URL_LOOPS: Rule = Rule {
    code: "J022",
    name: "json-next-url-loops",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "the next page of a feed is another one",
    why: "a reader that follows `next_url` fetches the same page until it gives up",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[json_feed(r#""next_url": "⟦https://example.org/feed.json⟧""#)],
    good: &[json_feed(r#""next_url": "https://example.org/feed-2.json""#)],
    check: Check::Json(next_url_loops),
};

/// A size is a whole number of bytes, and neither it nor a duration is negative.
pub static JSON_NUMBER_INVALID: Rule = Rule {
    code: "J023",
    name: "json-number-invalid",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a size is a whole number of bytes, and neither it nor a duration is negative",
    why: "readers refuse the feed, or show a recording of no length",
    cite: ATTACHMENTS,
    w3c: &[],
    bad: &[
        json_item(
            r#""attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": ⟦-1⟧}]"#,
        ),
        json_item(
            r#""attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": ⟦1.5⟧}]"#,
        ),
    ],
    good: &[json_item(
        r#""attachments": [{"url": "https://example.org/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1000, "duration_in_seconds": 61.5}]"#,
    )],
    check: Check::Json(number_invalid),
};

/// A feed tells its own address and that of its site.
pub static JSON_ADDRESS_MISSING: Rule = Rule {
    code: "J024",
    name: "json-address-missing",
    level: Level::Warning,
    group: Group::JsonFeed,
    summary: "a feed tells its own address and that of its site",
    why: "readers cannot lead to the site, and a copy of the feed does not lead back to it",
    cite: TOP_LEVEL,
    w3c: &[],
    bad: &[whole(
        r#"⟦{⟧"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "home_page_url": "https://example.org/", "items": []}"#,
    )],
    good: &[json_feed(r#""description": "News""#)],
    check: Check::Json(address_missing),
};

/// A feed has items.
pub static JSON_FEED_EMPTY: Rule = Rule {
    code: "J025",
    name: "json-feed-empty",
    level: Level::Advice,
    group: Group::JsonFeed,
    summary: "a feed has items",
    why: "whoever subscribes sees nothing",
    cite: ITEMS,
    w3c: &[],
    bad: &[json_feed(r#""⟦items⟧": []"#)],
    good: &[json_item(r#""title": "A bridge opens""#)],
    check: Check::Json(feed_empty),
};

/// An object of the specification.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Feed,
    Item,
    Author,
    Attachment,
    Hub,
}

/// A member that an object may have: its name, its type, and what rules of all formats are to check in its text.
struct Member {
    name: &'static str,
    json_type: JsonType,
    kind: ValueKind,
}

const fn member(name: &'static str, json_type: JsonType) -> Member {
    text(name, json_type, "-")
}

const fn text(name: &'static str, json_type: JsonType, kind: &'static str) -> Member {
    Member { name, json_type, kind: ValueKind(kind) }
}

const FEED: &[Member] = &[
    member("version", Text),
    text("title", Text, "json-text"),
    text("home_page_url", Text, "json-url"),
    text("feed_url", Text, "json-url"),
    text("description", Text, "json-text"),
    text("user_comment", Text, "json-plain"),
    text("next_url", Text, "json-url"),
    text("icon", Text, "json-url"),
    text("favicon", Text, "json-url"),
    text("language", Text, "language"),
    member("expired", Boolean),
    member("authors", Array),
    member("author", Object),
    member("hubs", Array),
    member("items", Array),
];
const ITEM: &[Member] = &[
    member("id", Text),
    text("url", Text, "json-url"),
    text("external_url", Text, "json-url"),
    text("title", Text, "json-text"),
    text("content_html", Text, "html"),
    text("content_text", Text, "json-plain"),
    text("summary", Text, "json-text"),
    text("image", Text, "json-url"),
    text("banner_image", Text, "json-url"),
    text("date_published", Text, "json-date"),
    text("date_modified", Text, "json-date"),
    text("language", Text, "language"),
    member("authors", Array),
    member("author", Object),
    member("tags", Array),
    member("attachments", Array),
];
const AUTHOR: &[Member] =
    &[text("name", Text, "json-text"), text("url", Text, "json-url"), text("avatar", Text, "json-url")];
const ATTACHMENT: &[Member] = &[
    text("url", Text, "json-url"),
    text("mime_type", Text, "mime"),
    text("title", Text, "json-text"),
    member("size_in_bytes", Number),
    member("duration_in_seconds", Number),
];
const HUB: &[Member] = &[member("type", Text), text("url", Text, "json-url")];

impl Part {
    fn members(self) -> &'static [Member] {
        match self {
            Part::Feed => FEED,
            Part::Item => ITEM,
            Part::Author => AUTHOR,
            Part::Attachment => ATTACHMENT,
            Part::Hub => HUB,
        }
    }

    /// Where the specification describes it.
    fn citation(self) -> &'static Citation {
        match self {
            Part::Item => &ITEMS,
            Part::Attachment => &ATTACHMENTS,
            Part::Feed | Part::Author | Part::Hub => &TOP_LEVEL,
        }
    }

    fn required(self) -> &'static [&'static str] {
        match self {
            Part::Feed => &["version", "title", "items"],
            Part::Item => &["id"],
            Part::Author => &[],
            Part::Attachment => &["url", "mime_type"],
            Part::Hub => &["type", "url"],
        }
    }

    fn knows(self, name: &str) -> Option<&'static Member> {
        self.members().iter().find(|member| member.name == name)
    }
}

/// The values that stand where an object of a feed has to, with what each has to be.
fn parts(root: Json) -> impl Iterator<Item = (Json, Part)> {
    fn inside<'a>(object: Json<'a>, name: &str, part: Part) -> impl Iterator<Item = (Json<'a>, Part)> + use<'a> {
        object.member(name).into_iter().flat_map(Json::elements).map(move |inside| (inside, part))
    }
    fn authors<'a>(object: Json<'a>) -> impl Iterator<Item = (Json<'a>, Part)> + use<'a> {
        let old = object.member("author").map(|author| (author, Part::Author));
        inside(object, "authors", Part::Author).chain(old)
    }
    fn within<'a>(item: Json<'a>) -> impl Iterator<Item = (Json<'a>, Part)> + use<'a> {
        inside(item, "attachments", Part::Attachment).chain(authors(item))
    }
    let of_feed = std::iter::once((root, Part::Feed)).chain(inside(root, "hubs", Part::Hub)).chain(authors(root));
    let mut items = inside(root, "items", Part::Item);
    let mut of_item = None;
    // A file of millions of empty items pays for no iterator over what they do not hold.
    let of_items = std::iter::from_fn(move || {
        if let Some(found) = of_item.as_mut().and_then(Iterator::next) {
            return Some(found);
        }
        let (item, part) = items.next()?;
        let holds_parts = item.inside().any(|member| matches!(member.key(), "attachments" | "authors" | "author"));
        of_item = holds_parts.then(|| within(item));
        Some((item, part))
    });
    of_feed.chain(of_items)
}

/// The objects of a feed.
fn objects(root: Json) -> impl Iterator<Item = (Json, Part)> {
    parts(root).filter(|(object, _)| object.json_type() == Object)
}

/// The texts of a feed, with what rules of all formats are to check in each.
pub(crate) fn values<'a>(
    root: Json<'a>,
) -> impl Iterator<Item = (ValueKind, &'static Citation, impl Fn() -> Value<'a>)> {
    objects(root).flat_map(|(object, part)| {
        object.inside().filter(|member| member.json_type() == Text).filter_map(move |member| {
            let kind = part.knows(member.key())?.kind;
            let is_required = part.required().contains(&member.key());
            let expected = Expected { is_required, may_be_empty: kind.0 != "json-text" };
            Some((kind, part.citation(), move || member.value().expected(expected)))
        })
    })
}

/// The first byte of an object, which stands for all that is not in it.
pub(super) fn brace(object: Json) -> std::ops::Range<usize> {
    object.span().start..object.span().start + 1
}

fn is_newer_than_1(root: Json) -> bool {
    root.text_member("version").is_none_or(|version| version.text != "https://jsonfeed.org/version/1")
}

fn member_missing(root: Json, reporter: &mut Reporter) {
    for (object, part) in objects(root) {
        if reporter.is_exhausted() {
            return;
        }
        for name in part.required().iter().filter(|name| object.member(name).is_none()) {
            reporter.at(brace(object), format!("this object has no `{name}`"));
        }
    }
}

fn version_unknown(root: Json, reporter: &mut Reporter) {
    let Some(version) = root.text_member("version") else { return };
    let known = ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"];
    if known.contains(&version.text.as_ref()) {
        return;
    }
    let reported =
        reporter.at(version.span(), "this is no version of JSON Feed").help("write `https://jsonfeed.org/version/1.1`");
    let bare = version.trimmed().trim_end_matches('/').replacen("http://", "https://", 1).replacen("//www.", "//", 1);
    if let Some(meant) = known.iter().find(|known| **known == bare) {
        reported.help(format!("write `{meant}`")).fix(version.span(), *meant);
    }
}

fn member_type(root: Json, reporter: &mut Reporter) {
    for (object, part) in parts(root) {
        if reporter.is_exhausted() {
            return;
        }
        if object.json_type() != Object {
            reporter.at(object.span(), format!("here an object has to stand, not {}", object.json_type().name()));
        }
        for member in object.inside() {
            let wanted = part.knows(member.key()).map(|known| known.json_type);
            if let Some(wanted) = wanted.filter(|wanted| *wanted != member.json_type()) {
                reporter.at(
                    member.span(),
                    format!("`{}` has to be {}, not {}", member.key(), wanted.name(), member.json_type().name()),
                );
            }
        }
        let tags = object.member("tags").into_iter().flat_map(Json::elements);
        for tag in tags.filter(|tag| tag.json_type() != Text) {
            reporter.at(tag.span(), format!("a tag has to be a string, not {}", tag.json_type().name()));
        }
    }
}

fn url(value: &Value, reporter: &mut Reporter) {
    if addresses::wrong(&value.text).is_some() || addresses::scheme(&value.text).is_none() {
        reporter
            .at(value.span(), format!("`{}` is no whole address", value.name))
            .help("write it like `https://example.org/page`");
    }
}

fn author_old(root: Json, reporter: &mut Reporter) {
    if !is_newer_than_1(root) {
        return;
    }
    let with_authors = objects(root).filter(|(_, part)| part.knows("author").is_some());
    for (object, _) in with_authors.filter(|(object, _)| object.member("authors").is_none()) {
        if let Some(author) = object.member("author") {
            reporter
                .at(author.key_span(), "version 1.1 names authors in `authors`")
                .help("write `\"authors\": [{…}]`, and `author` beside it as long as you care for older readers");
        }
    }
}

fn member_newer(root: Json, reporter: &mut Reporter) {
    if is_newer_than_1(root) {
        return;
    }
    for member in objects(root)
        .filter(|(_, part)| part.knows("author").is_some())
        .flat_map(|(object, _)| ["authors", "language"].into_iter().filter_map(move |name| object.member(name)))
    {
        reporter
            .at(member.key_span(), format!("version 1 has no `{}`", member.key()))
            .help("write `https://jsonfeed.org/version/1.1` as the version");
    }
}

fn author_empty(root: Json, reporter: &mut Reporter) {
    for (author, _) in objects(root).filter(|(_, part)| *part == Part::Author) {
        if !author.inside().any(|member| Part::Author.knows(member.key()).is_some()) {
            reporter.at(brace(author), "this author has no `name`, `url` or `avatar`").help("leave the author out");
        }
    }
}

fn member_unknown(root: Json, reporter: &mut Reporter) {
    // Names may come in another case: `datePublished` is meant for `date_published`.
    let plain = |name: &str| name.replace(['_', '-'], "").to_ascii_lowercase();
    for (object, part) in objects(root) {
        let unknown = |member: &Json| !member.key().starts_with('_') && part.knows(member.key()).is_none();
        for member in object.inside().filter(unknown) {
            let name = member.key();
            let reported = reporter.at(member.key_span(), format!("JSON Feed has no `{name}` here"));
            let plain_name = plain(name);
            match part.members().iter().find(|known| plain(known.name) == plain_name) {
                Some(meant) => reported.help(format!("write `{}`", meant.name)),
                None => reported.help(format!("write `_{name}` if it is an extension of yours")),
            };
        }
    }
}

fn extension_name(root: Json, reporter: &mut Reporter) {
    for member in objects(root).flat_map(|(object, _)| object.inside()) {
        let Some(name) = member.key().strip_prefix('_') else { continue };
        if !name.starts_with(char::is_alphabetic) || name.contains('.') {
            reporter.at(member.key_span(), "this is no name for an extension").help("write it like `_harbour_post`");
        }
    }
}

fn next_url_loops(root: Json, reporter: &mut Reporter) {
    let own = root.text_member("feed_url");
    if let Some(next) = root.text_member("next_url").filter(|next| own.is_some_and(|own| own.text == next.text)) {
        reporter.at(next.span(), "this leads to this page again").help("leave `next_url` out on the last page");
    }
}

fn number_invalid(root: Json, reporter: &mut Reporter) {
    for attachment in objects(root).filter(|(_, part)| *part == Part::Attachment).map(|(object, _)| object) {
        for name in ["size_in_bytes", "duration_in_seconds"] {
            let Some(number) = attachment.member(name).filter(|number| number.json_type() == Number) else { continue };
            let read = number.written().parse::<f64>().unwrap_or_default();
            if read < 0.0 {
                reporter.at(number.span(), format!("`{name}` is negative")).help("leave it out where it is not known");
            } else if name == "size_in_bytes" && read.fract() != 0.0 {
                reporter.at(number.span(), "there are no parts of bytes").help("write it like `24986239`");
            }
        }
    }
}

fn address_missing(root: Json, reporter: &mut Reporter) {
    if root.json_type() != Object {
        return;
    }
    for name in ["feed_url", "home_page_url"].iter().filter(|name| root.member(name).is_none()) {
        reporter.at(brace(root), format!("this feed has no `{name}`"));
    }
}

fn feed_empty(root: Json, reporter: &mut Reporter) {
    if let Some(items) =
        root.member("items").filter(|items| items.json_type() == Array && items.inside().next().is_none())
    {
        reporter.at(items.key_span(), "this feed has no items");
    }
}
