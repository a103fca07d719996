//! RSS: what items and channels need beyond single elements.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, item, whole};
use courant_text::source::Level;

/// An item has a title or a description.
pub static ITEM_EMPTY: Rule = Rule {
    code: "R001",
    name: "item-empty",
    level: Level::Error,
    group: Group::Rss,
    summary: "an item has a title or a description",
    why: "there is nothing to show",
    cite: Citation::new(
        "RSS 2.0",
        "Elements of <item>",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    ),
    w3c: &["ItemMustContainTitleOrDescription"],
    bad: &[
        channel("<⟦item⟧><link>https://example.org/bridge</link></item>"),
        channel("<⟦item⟧><title/><description> </description></item>"),
    ],
    good: &[channel("<item><description>Cyclists were first.</description></item>")],
    check: Check::Elements(&["item"], item_empty),
};

/// The title of an item is not empty.
pub static ITEM_TITLE_BLANK: Rule = Rule {
    code: "R010",
    name: "item-title-blank",
    level: Level::Warning,
    group: Group::Rss,
    summary: "the title of an item, where there is one, is not empty",
    why: "readers show an empty line, or a title like “(no title)”, and not the beginning of the text",
    cite: Citation::new(
        "RSS 2.0",
        "Elements of <item>",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    ),
    w3c: &["NotBlank"],
    bad: &[item("<⟦title⟧> </title><description>Cyclists were first.</description>")],
    good: &[channel("<item><description>Cyclists were first.</description></item>")],
    check: Check::Elements(&["item/title"], item_title_blank),
};

/// An item has a guid.
pub static GUID_MISSING: Rule = Rule {
    code: "R002",
    name: "guid-missing",
    level: Level::Warning,
    group: Group::Rss,
    summary: "an item has a guid",
    why: "readers tell items apart by other things, and show an item as new when those change",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "guid",
        "https://www.rssboard.org/rss-profile#element-channel-item-guid",
    ),
    w3c: &["MissingGuid"],
    bad: &[channel("<⟦item⟧><title>A bridge opens</title></item>")],
    good: &[item("<description>Cyclists were first.</description>")],
    check: Check::Elements(&["item"], guid_missing),
};

/// A guid is unique in the world.
pub static GUID_NOT_UNIQUE: Rule = Rule {
    code: "R003",
    name: "guid-not-unique",
    level: Level::Warning,
    group: Group::Rss,
    summary: "a guid is unique in the world",
    why: "readers that keep items of all feeds together take the items of two feeds for one",
    cite: Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    w3c: &["NotSufficientlyUnique"],
    bad: &[item(r#"<guid isPermaLink="false">⟦42⟧</guid>"#)],
    good: &[item(r#"<guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid>"#)],
    check: Check::Elements(&["guid"], guid_not_unique),
};

/// The feed of comments is named by `wfw:commentRss`.
pub static COMMENT_RSS_CASE: Rule = Rule {
    code: "R004",
    name: "comment-rss-case",
    level: Level::Warning,
    group: Group::Extension,
    summary: "the feed of comments is named by `wfw:commentRss`",
    why: "readers look for this spelling",
    cite: Citation::new("Well-Formed Web", "wfw:commentRss", "https://www.rssboard.org/comment-api"),
    w3c: &["CommentRSS"],
    bad: &[item(
        r#"<⟦wfw:commentRSS⟧ xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://example.org/c.xml</wfw:commentRSS>"#,
    )],
    good: &[item(
        r#"<wfw:commentRss xmlns:wfw="http://wellformedweb.org/CommentAPI/">https://example.org/c.xml</wfw:commentRss>"#,
    )],
    check: Check::Elements(&["wfw:commentRSS"], comment_rss_case),
};

/// The elements of RSS have only its own attributes.
pub static ATTRIBUTE_OF_EXTENSION: Rule = Rule {
    code: "R005",
    name: "attribute-of-extension",
    level: Level::Advice,
    group: Group::Rss,
    summary: "the elements of RSS have only its own attributes",
    why: "readers pass others over",
    cite: Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss"),
    w3c: &["UseOfExtensionAttr"],
    bad: &[item(r#"<title ⟦x:short⟧="Bridge" xmlns:x="https://example.org/ns">A bridge opens</title>"#)],
    good: &[item(r#"<title xml:lang="en">A bridge opens</title>"#)],
    check: Check::EveryElement(attribute_of_extension),
};

/// Elements that are not of RSS are in a namespace, those inside extensions too.
pub static EXTENSION_WITHOUT_NAMESPACE: Rule = Rule {
    code: "R006",
    name: "extension-without-namespace",
    level: Level::Error,
    group: Group::Rss,
    summary: "elements that are not of RSS are in a namespace, those inside extensions too",
    why: "readers cannot tell whose element it is",
    cite: Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss"),
    w3c: &["NotInANamespace"],
    bad: &[item(r#"<x:photo xmlns:x="https://example.org/ns"><⟦date⟧>2026</date></x:photo>"#)],
    good: &[item(r#"<x:photo xmlns:x="https://example.org/ns"><x:date>2026</x:date></x:photo>"#)],
    check: Check::Entering(extension_without_namespace),
};

/// A feed tells its language.
pub static LANGUAGE_MISSING: Rule = Rule {
    code: "R007",
    name: "language-missing",
    level: Level::Advice,
    group: Group::Rss,
    summary: "a feed tells its language",
    why: "readers guess it, and do not offer translation",
    cite: Citation::new(
        "RSS 2.0",
        "Optional channel elements",
        "https://www.rssboard.org/rss-specification#optionalChannelElements",
    ),
    w3c: &["MissingDCLanguage"],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[channel("<language>en</language>")],
    check: Check::Elements(&["channel"], language_missing),
};

/// A feed may be fetched again within a day.
pub static TTL_LONG: Rule = Rule {
    code: "R008",
    name: "ttl-long",
    level: Level::Advice,
    group: Group::Rss,
    summary: "a feed may be fetched again within a day",
    why: "readers that obey `ttl` show news days late",
    cite: Citation::new(
        "RSS 2.0",
        "<ttl>",
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt",
    ),
    w3c: &[],
    bad: &[channel("<ttl>⟦10000⟧</ttl>")],
    good: &[channel("<ttl>60</ttl>")],
    check: Check::Elements(&["ttl"], ttl_long),
};

/// A feed has items.
pub static FEED_EMPTY: Rule = Rule {
    code: "R009",
    name: "feed-empty",
    level: Level::Advice,
    group: Group::Feed,
    summary: "a feed has items",
    why: "whoever subscribes sees nothing",
    cite: Citation::new(
        "RSS 2.0",
        "Elements of <item>",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &[],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[item("<description>Cyclists were first.</description>")],
    check: Check::Elements(&["channel", "atom:feed"], feed_empty),
};

fn is_blank(element: Element) -> bool {
    element.value().is_blank() && element.children().next().is_none()
}

/// Whether an item has neither a title nor a description; what is blank is none. A title alone that is blank is told as such.
fn is_silent(item: Element) -> bool {
    let is_title_alone = item.child("title").is_some() && item.child("description").is_none();
    !is_title_alone && ["title", "description"].iter().all(|name| item.child(name).is_none_or(is_blank))
}

fn item_title_blank(title: Element, reporter: &mut Reporter) {
    // Where there is no description either, that is told of the item.
    if is_blank(title) && !title.parent().is_some_and(is_silent) {
        reporter.at(title.name_span(), "this title is empty").help("leave it out, or write one");
    }
}

fn item_empty(item: Element, reporter: &mut Reporter) {
    if is_silent(item) {
        reporter
            .at(item.name_span(), "this item has neither a title nor a description")
            .help("write a `title` or a `description`");
    }
}

fn guid_missing(item: Element, reporter: &mut Reporter) {
    // The ancestors of RSS 2.0 have no guid. Their versions are short, and each item asks for it.
    let version = item.ancestors().last().and_then(|rss| rss.attribute("version"));
    let version = version.filter(|version| version.span().len() < 100).map(|version| version.value());
    let is_two = version.is_none_or(|version| version.trimmed().starts_with('2'));
    if is_two && item.child("guid").is_none() {
        reporter
            .at(item.name_span(), "this item has no guid")
            .help("write `<guid isPermaLink=\"false\">urn:uuid:...</guid>`, and never change it");
    }
}

/// Whether an id is a number, as many feeds have it.
pub(super) fn is_bare_number(id: &str) -> bool {
    !id.is_empty() && id.len() < 20 && id.bytes().all(|byte| byte.is_ascii_digit())
}

fn guid_not_unique(guid: Element, reporter: &mut Reporter) {
    let value = guid.value();
    let text = value.trimmed();
    if is_bare_number(text) {
        reporter
            .at(value.trimmed_span(), "a bare number is a guid of other feeds too")
            .help("write it like `tag:example.org,2026:42`; keep the guids of items that readers know already");
    }
}

fn comment_rss_case(element: Element, reporter: &mut Reporter) {
    let right = element.written().replace("commentRSS", "commentRss");
    reporter.at(element.name_span(), "this name is written in another case").help(format!("write `{right}`"));
}

fn is_core(element: Element) -> bool {
    element.namespace().prefix().is_empty()
        && element.row().is_some()
        && element.ancestors().last().unwrap_or(element).is("rss")
}

fn attribute_of_extension(element: Element, reporter: &mut Reporter) {
    if element.attributes().next().is_none() || !is_core(element) {
        return;
    }
    for attribute in element
        .attributes()
        .filter(|attribute| attribute.written().contains(':') && attribute.namespace().prefix() != "xml")
    {
        reporter.at(attribute.name_span(), format!("`{}` is no attribute of RSS", attribute.written()));
    }
}

fn extension_without_namespace(element: Element, reporter: &mut Reporter) {
    let Some(parent) = element.parent() else { return };
    let is_bare = element.namespace_uri().is_empty();
    let is_inside_extension = !parent.namespace_uri().is_empty() && parent.row().is_none();
    if is_bare && is_inside_extension && element.ancestors().last().is_some_and(|root| root.is("rss")) {
        reporter.at(element.name_span(), format!("`{}` is in no namespace", element.written()));
    }
}

fn language_missing(channel: Element, reporter: &mut Reporter) {
    let has_language = channel.child("language").is_some() || channel.child("dc:language").is_some();
    if !has_language
        && !std::iter::once(channel).chain(channel.ancestors()).any(|element| element.attribute("xml:lang").is_some())
    {
        reporter
            .at(channel.name_span(), "this feed does not tell its language")
            .help("write `<language>en</language>`");
    }
}

fn ttl_long(ttl: Element, reporter: &mut Reporter) {
    const A_DAY: u64 = 24 * 60;
    let value = ttl.value();
    if value.trimmed().parse::<u64>().is_ok_and(|minutes| minutes > A_DAY) {
        reporter.at(value.trimmed_span(), "readers may keep this feed for more than a day").help("write `60`");
    }
}

fn feed_empty(feed: Element, reporter: &mut Reporter) {
    // A list of podcasts holds them, or their episodes, by their ids (Podcasting 2.0, `podcast:medium`).
    if ["item", "atom:entry", "podcast:remoteItem", "podcast:liveItem"].iter().all(|name| feed.child(name).is_none()) {
        reporter.at(feed.name_span(), "this feed has no items");
    }
}
