//! The RSS Advisory Board's Best Practices Profile, where it goes beyond RSS 2.0.

use super::atom_links::relation;
use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, item, whole};
use courant_text::source::Level;

/// An item has one enclosure.
pub static ENCLOSURE_TWICE: Rule = Rule {
    code: "B001",
    name: "enclosure-twice",
    level: Level::Warning,
    group: Group::Profile,
    summary: "an item has one enclosure",
    why: "most readers play one of them, and not all the same",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "enclosure",
        "https://www.rssboard.org/rss-profile#element-channel-item-enclosure",
    ),
    w3c: &["DuplicateEnclosure"],
    bad: &[item(
        r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/><⟦enclosure⟧ url="https://example.org/b.mp3" length="1" type="audio/mpeg"/>"#,
    )],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>"#)],
    check: Check::Elements(&["item"], enclosure_twice),
};

/// The title of the image is that of the channel.
pub static IMAGE_TITLE_DIFFERS: Rule = Rule {
    code: "B002",
    name: "image-title-differs",
    level: Level::Advice,
    group: Group::Profile,
    summary: "the title of the image is that of the channel",
    why: "readers show two names for one feed",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "image title",
        "https://www.rssboard.org/rss-profile#element-channel-image-title",
    ),
    w3c: &["ImageTitleDoesntMatch"],
    bad: &[channel(
        "<title>Harbour Post</title><image><url>https://example.org/a.png</url><title>⟦Logo⟧</title><link>https://example.org/</link></image><link>https://example.org/</link>",
    )],
    good: &[channel(
        "<title>Harbour Post</title><image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link></image><link>https://example.org/</link>",
    )],
    check: Check::Elements(&["image"], image_title_differs),
};

/// The link of the image is that of the channel.
pub static IMAGE_LINK_DIFFERS: Rule = Rule {
    code: "B003",
    name: "image-link-differs",
    level: Level::Advice,
    group: Group::Profile,
    summary: "the link of the image is that of the channel",
    why: "the image leads elsewhere than the name",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "image link",
        "https://www.rssboard.org/rss-profile#element-channel-image-link",
    ),
    w3c: &["ImageLinkDoesntMatch"],
    bad: &[channel(
        "<title>Harbour Post</title><image><url>https://example.org/a.png</url><title>Harbour Post</title><link>⟦https://example.org/about⟧</link></image><link>https://example.org/</link>",
    )],
    good: &[channel(
        "<title>Harbour Post</title><image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link></image><link>https://example.org/</link>",
    )],
    check: Check::Elements(&["image"], image_link_differs),
};

/// The image of a channel is a GIF, JPEG or PNG.
pub static IMAGE_FORMAT: Rule = Rule {
    code: "B004",
    name: "image-format",
    level: Level::Warning,
    group: Group::Rss,
    summary: "the image of a channel is a GIF, JPEG or PNG",
    why: "readers do not show it",
    cite: Citation::new(
        "RSS 2.0",
        "<image>",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt",
    ),
    w3c: &["ImageUrlFormat"],
    bad: &[channel(
        "<image><url>⟦https://example.org/a.tiff⟧</url><title>Harbour Post</title><link>https://example.org/</link></image>",
    )],
    good: &[channel(
        "<image><url>https://example.org/a.png?size=2</url><title>Harbour Post</title><link>https://example.org/</link></image>",
    )],
    check: Check::Elements(&["image/url"], image_format),
};

/// A summary in `description` stands before the full text in `content:encoded`.
pub static DESCRIPTION_AFTER_CONTENT: Rule = Rule {
    code: "B005",
    name: "description-after-content",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a summary in `description` stands before the full text in `content:encoded`",
    why: "readers that keep the last of the two show the summary only",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "content:encoded",
        "https://www.rssboard.org/rss-profile#namespace-elements-content-encoded",
    ),
    w3c: &["NeedDescriptionBeforeContent"],
    bad: &[item(
        "<⟦content:encoded⟧>Cyclists were first. Trains come later.</content:encoded><description>Cyclists were first.</description>",
    )],
    good: &[item(
        "<description>Cyclists were first.</description><content:encoded>Cyclists were first. Trains come later.</content:encoded>",
    )],
    check: Check::Elements(&["content:encoded"], description_after_content),
};

/// Items stand behind everything that is said of the channel.
pub static ITEM_MISPLACED: Rule = Rule {
    code: "B006",
    name: "item-misplaced",
    level: Level::Advice,
    group: Group::Profile,
    summary: "items stand behind everything that is said of the channel",
    why: "readers that read a feed while it arrives show it without what comes late",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Items",
        "https://www.rssboard.org/rss-profile#element-channel-item",
    ),
    w3c: &["MisplacedItem"],
    bad: &[channel(
        r#"<item><title>A bridge opens</title><guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid></item><⟦ttl⟧>60</ttl>"#,
    )],
    good: &[channel(
        r#"<ttl>60</ttl><item><title>A bridge opens</title><guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid></item>"#,
    )],
    check: Check::Elements(&["channel"], item_misplaced),
};

/// A channel has no text input.
pub static TEXT_INPUT_USED: Rule = Rule {
    code: "B007",
    name: "text-input-used",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a channel has no text input",
    why: "no reader shows it",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "textInput",
        "https://www.rssboard.org/rss-profile#element-channel-textinput",
    ),
    w3c: &["AvoidTextInput"],
    bad: &[channel(
        "<⟦textInput⟧><title>Find</title><description>Find</description><name>q</name><link>https://example.org/</link></textInput>",
    )],
    good: &[channel("<ttl>60</ttl>")],
    check: Check::Elements(&["textInput"], text_input_used),
};

/// A channel that counts comments tells when it was built.
pub static SLASH_WITHOUT_DATE: Rule = Rule {
    code: "B008",
    name: "slash-without-date",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a channel that counts comments tells when it was built",
    why: "readers do not know how old the number is",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "slash:comments",
        "https://www.rssboard.org/rss-profile#namespace-elements-slash-comments",
    ),
    w3c: &["SlashDate"],
    bad: &[item(r#"<⟦slash:comments⟧ xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments>"#)],
    good: &[channel(
        r#"<lastBuildDate>Tue, 24 Nov 2026 08:00:00 GMT</lastBuildDate><item><title>A</title><guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments></item>"#,
    )],
    check: Check::Elements(&["slash:comments"], slash_without_date),
};

/// A channel tells its own address.
pub static SELF_LINK_MISSING: Rule = Rule {
    code: "B009",
    name: "self-link-missing",
    level: Level::Warning,
    group: Group::Profile,
    summary: "a channel tells its own address",
    why: "a reader that was given the file cannot subscribe, and a feed that moves is lost",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "atom:link",
        "https://www.rssboard.org/rss-profile#namespace-elements-atom-link",
    ),
    w3c: &["MissingAtomSelfLink"],
    bad: &[whole(
        r#"<rss version="2.0"><⟦channel⟧><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[channel(r#"<atom:link rel="self" href="https://example.org/feed.xml" type="application/rss+xml"/>"#)],
    check: Check::Elements(&["channel"], self_link_missing),
};

fn enclosure_twice(item: Element, reporter: &mut Reporter) {
    if let Some(second) = item.children_named("enclosure").nth(1) {
        reporter
            .at(second.name_span(), "a second enclosure in this item")
            .help("offer other files as `media:content` or `podcast:alternateEnclosure`");
    }
}

/// Compares a child of the image with that of the channel.
fn differs(image: Element, name: &str, reporter: &mut Reporter) {
    let of = |parent: Element| parent.child(name).map(|child| child.value().trimmed().to_string());
    let (Some(child), Some(wanted)) = (image.child(name), image.parent().and_then(of)) else { return };
    let value = child.value();
    if !value.trimmed().is_empty() && value.trimmed() != wanted {
        reporter
            .at(value.trimmed_span(), format!("this `{name}` is not that of the channel"))
            .help(format!("write `{wanted}`"));
    }
}

fn image_title_differs(image: Element, reporter: &mut Reporter) {
    differs(image, "title", reporter);
}

fn image_link_differs(image: Element, reporter: &mut Reporter) {
    differs(image, "link", reporter);
}

/// Only an ending that names another kind of file is told; an address without one may lead to anything.
fn image_format(url: Element, reporter: &mut Reporter) {
    const OTHERS: [&str; 9] = ["tiff", "tif", "bmp", "ico", "svg", "pdf", "webp", "psd", "html"];
    let value = url.value();
    let path = value.trimmed().split(['?', '#']).next().unwrap_or_default();
    let ending =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| OTHERS.contains(&ending.as_str())) {
        reporter.at(value.trimmed_span(), "this image is no GIF, JPEG or PNG");
    }
}

fn description_after_content(content: Element, reporter: &mut Reporter) {
    let Some(item) = content.parent().filter(|parent| parent.is("item")) else { return };
    let described_first =
        item.child("description").is_some_and(|description| description.span().start < content.span().start);
    if !described_first {
        reporter
            .at(content.name_span(), "no `description` stands before this full text")
            .help("write a summary into `description`, before it");
    }
}

fn item_misplaced(channel: Element, reporter: &mut Reporter) {
    let mut after = channel.children().skip_while(|child| !child.is("item"));
    if let Some(late) = after.find(|child| child.row().is_some() && !child.is("item")) {
        reporter
            .at(late.name_span(), format!("`{}` stands behind the first item", late.written()))
            .help("move it before the items");
    }
}

fn text_input_used(input: Element, reporter: &mut Reporter) {
    reporter.at(input.name_span(), "no reader shows a text input").help("leave it out");
}

fn slash_without_date(comments: Element, reporter: &mut Reporter) {
    let channel = comments.ancestors().find(|element| element.is("channel"));
    if channel.is_some_and(|channel| channel.child("lastBuildDate").is_none()) {
        reporter.at(comments.name_span(), "the channel has no `lastBuildDate`");
    }
}

fn self_link_missing(channel: Element, reporter: &mut Reporter) {
    // The ancestors of RSS 2.0 have no extensions.
    let is_two = channel
        .parent()
        .and_then(|rss| rss.attribute_value("version"))
        .is_none_or(|version| version.trimmed().starts_with('2'));
    if is_two && !channel.children_named("atom:link").any(|link| relation(link) == "self") {
        reporter
            .at(channel.name_span(), "this feed does not tell its own address")
            .help("write `<atom:link rel=\"self\" href=\"https://...\" type=\"application/rss+xml\"/>`");
    }
}
