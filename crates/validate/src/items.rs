//! The items of a feed, as a reader knows them: what tells them from each other, and what a subscriber sees of them.

use super::dialect::{called, child, html_of};
use super::document::{Document, Element};
use super::feed_kind::FeedKind;
use super::fields::{self, Field};
use super::json::{self, Json};
use super::parsed::Parsed;
use super::value::escaped;
use courant_text::date::{DateHints, Timestamp, parse};
use courant_text::source::Span;

/// An item or entry of a feed, as a reader knows it. What is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// `guid`, `atom:id`, `rdf:about` or JSON Feed's `id`, without white space around it.
    pub id: String,
    /// Its title as it is written, which may be HTML.
    pub title: String,
    /// Its own address; a guid stands for it where the guid is one and there is no `link`.
    pub link: String,
    /// The body, as HTML; the summary where there is no body.
    pub content: String,
    /// When it was first published.
    pub published: Option<Timestamp>,
    /// When it last changed.
    pub updated: Option<Timestamp>,
    /// What stands where one of its dates should, where that is no date that can be read.
    pub unread_date: Option<String>,
    /// What else a subscriber sees of it; only [`Parsed::contents`] fills it.
    pub fields: Vec<Field>,
    /// The whole of it.
    pub span: Span,
}

impl Item {
    /// What readers tell it from others by: its id, where it has none its address, else its title.
    pub fn identity(&self) -> &str {
        let known = [&self.id, &self.link, &self.title];
        known.into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
    }
}

/// A feed, as a reader knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contents {
    /// `atom:id` of the feed; empty where there is none.
    pub id: String,
    /// What it is written in.
    pub kind: FeedKind,
    /// Whether it is an archive document (RFC 5005 section 4), which nobody subscribes to.
    pub is_archive: bool,
    /// What a subscriber sees of the feed itself.
    pub fields: Vec<Field>,
    /// Its items, in its order.
    pub items: Vec<Item>,
}

impl Parsed<'_> {
    /// The items of the feed, in its order; nothing for a text that is no feed.
    pub fn items(&self) -> Vec<Item> {
        self.contents_to(Depth::Whole).map(|contents| contents.items).unwrap_or_default()
    }

    /// The same without what they say ([`Item::content`] is empty), which for a large feed is most of it.
    pub fn heads(&self) -> Vec<Item> {
        self.contents_to(Depth::Heads).map(|contents| contents.items).unwrap_or_default()
    }

    /// What is in the feed; `None` for a text that is no feed.
    pub fn contents(&self) -> Option<Contents> {
        self.contents_to(Depth::Fields)
    }

    /// The ids of the feed and of its items; `None` for a text that is no feed.
    pub(super) fn ids(&self) -> Option<(String, Vec<String>)> {
        let contents = self.contents_to(Depth::Heads)?;
        Some((contents.id, contents.items.into_iter().map(|item| item.id).collect()))
    }

    fn contents_to(&self, depth: Depth) -> Option<Contents> {
        match (self.json(), self.document()) {
            (Some(root), _) => json_contents(root, depth),
            (_, Some(document)) => xml_contents(document, depth),
            _ => None,
        }
    }
}

/// How much is read of an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// What tells it from others, and its dates.
    Heads,
    /// Also what it says.
    Whole,
    /// Also its other fields.
    Fields,
}

fn json_contents(root: Json, depth: Depth) -> Option<Contents> {
    let items = root.member("items")?.elements().map(|item| json_item(item, depth)).collect();
    // JSON Feed has no word for it; ours is an extension.
    let archive = root.member("_courant").and_then(|ours| ours.member("archive"));
    let is_archive = archive.is_some_and(|archive| archive.written() == "true");
    let fields = if depth == Depth::Fields { fields::of_json_feed(root) } else { Vec::new() };
    Some(Contents { id: String::new(), kind: FeedKind::Json, is_archive, fields, items })
}

fn json_item(item: Json, depth: Depth) -> Item {
    let text = |name: &str| item.text_member(name).map(|value| value.trimmed().to_string()).unwrap_or_default();
    // Readers take a number for the string that it is written as (JSON Feed 1.1, "Items": `id`).
    let number =
        || item.member("id").filter(|id| id.json_type() == json::JsonType::Number).map(|id| id.written().to_string());
    let content = || Some(text("content_html")).filter(|html| !html.is_empty());
    let plain = || escaped(&first_said([text("content_text"), text("summary")]));
    let (published, updated) = (text("date_published"), text("date_modified"));
    Item {
        id: first_said([text("id"), number().unwrap_or_default()]),
        title: text("title"),
        link: first_said([text("url"), text("external_url")]),
        content: if depth == Depth::Heads { String::new() } else { content().unwrap_or_else(plain) },
        published: date(&published),
        updated: date(&updated),
        unread_date: unread([published, updated]),
        fields: if depth == Depth::Fields { fields::of_json_item(item) } else { Vec::new() },
        span: item.span(),
    }
}

fn xml_contents(document: Document, depth: Depth) -> Option<Contents> {
    let root = document.root()?;
    let kind = match called(root) {
        "atom:feed" | "atom:entry" => FeedKind::Atom,
        _ if root.local() == "RDF" => FeedKind::Rdf,
        _ => FeedKind::Rss,
    };
    let entries = document.elements().filter(|element| matches!(called(*element), "item" | "atom:entry"));
    let items: Vec<Item> = entries.map(|item| xml_item(item, depth)).collect();
    let channel = child(root, "channel");
    let is_feed = !items.is_empty() || kind == FeedKind::Atom || channel.is_some();
    let id = child(root, "atom:id").map(|id| id.value().trimmed().to_string()).unwrap_or_default();
    let is_archive = channel.unwrap_or(root).child("fh:archive").is_some();
    let fields = if depth == Depth::Fields { fields::of_feed(root) } else { Vec::new() };
    is_feed.then_some(Contents { id, kind, is_archive, fields, items })
}

fn xml_item(item: Element, depth: Depth) -> Item {
    let text = |names: &[&str]| {
        let said = names.iter().filter_map(|name| child(item, name)).map(|child| child.value().trimmed().to_string());
        said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    };
    let (stated, changed) = (text(&["pubDate", "atom:published", "dc:date"]), text(&["atom:updated"]));
    let (published, updated) = (date(&stated), date(&changed));
    Item {
        id: first_said([text(&["guid", "atom:id"]), about(item)]),
        title: text(&["title", "atom:title"]),
        link: first_said([text(&["link"]), alternate(item), permalink(item)]),
        content: if depth == Depth::Heads { String::new() } else { content(item) },
        // An Atom entry need not say when it was first published; its `updated` is all that readers then have.
        published: published.or(updated),
        updated,
        unread_date: unread([stated, changed]),
        fields: if depth == Depth::Fields { fields::of_item(item) } else { Vec::new() },
        span: item.span(),
    }
}

/// What an item of RSS 1.0 is known by: its `rdf:about` (RSS 1.0 section 5.5, "must be unique with respect to any other").
fn about(item: Element) -> String {
    item.attribute_value("rdf:about").map(|about| about.trimmed().to_string()).unwrap_or_default()
}

/// The address of an Atom entry (RFC 4287 section 4.2.7.2: without `rel` a link is an alternate).
fn alternate(item: Element) -> String {
    let is_alternate =
        |link: &Element| link.attribute_value("rel").is_none_or(|rel| matches!(rel.trimmed(), "" | "alternate"));
    let link = item.children().filter(|child| called(*child) == "atom:link").find(is_alternate);
    link.and_then(|link| link.attribute_value("href")).map(|href| href.trimmed().to_string()).unwrap_or_default()
}

/// A guid that is the address of its item (RSS 2.0, `<guid>`).
fn permalink(item: Element) -> String {
    let guid = child(item, "guid")
        .filter(|guid| guid.attribute_value("isPermaLink").is_none_or(|claim| claim.trimmed() != "false"));
    let text = guid.map(|guid| guid.value().trimmed().to_string()).unwrap_or_default();
    if text.starts_with("http://") || text.starts_with("https://") { text } else { String::new() }
}

fn content(item: Element) -> String {
    let of = |name: &str| child(item, name).map(html_of).unwrap_or_default();
    ["content:encoded", "atom:content", "description", "atom:summary"]
        .into_iter()
        .map(of)
        .find(|html| !html.is_empty())
        .unwrap_or_default()
}

fn first_said<const COUNT: usize>(texts: [String; COUNT]) -> String {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

fn date(text: &str) -> Option<Timestamp> {
    parse(text, &DateHints::default()).ok()
}

/// The first of these texts that says something and no date.
fn unread(texts: [String; 2]) -> Option<String> {
    texts.into_iter().find(|text| !text.is_empty() && date(text).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;
    use courant_text::source::Source;

    #[test]
    fn every_format_says_the_same_of_an_item() {
        let rss = r#"<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>A &amp;amp; B</title>
            <guid>https://e.example/a</guid><description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded>
            <pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>"#;
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><entry><title type="html">A &amp;amp; B</title><id> https://e.example/a </id>
            <link rel="self" href="x"/><link href="https://e.example/a"/><content type="html">&lt;p>long&lt;/p></content><updated>2026-11-24T08:00:00Z</updated></entry></feed>"#;
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "https://e.example/a", "url": "https://e.example/a", "title": "A &amp; B",
            "content_html": "<p>long</p>", "date_published": "2026-11-24T09:00:00+01:00"}]}"#;
        for (text, id) in [(rss, ""), (atom, "urn:f"), (json, "")] {
            let contents = parse(&Source::new("feed", text)).contents().expect("a feed");
            assert_eq!(contents.id, id);
            let item = contents.items.first().expect("an item");
            assert_eq!((item.id.as_str(), item.link.as_str()), ("https://e.example/a", "https://e.example/a"));
            assert_eq!((item.title.as_str(), item.content.as_str()), ("A &amp; B", "<p>long</p>"));
            assert_eq!(item.published.map(Timestamp::unix), Some(1_795_507_200));
        }
    }

    #[test]
    fn older_formats_are_read_too() {
        let rdf = r##"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel rdf:about="https://e.example/rss"><title>T</title><link>https://e.example/</link><description>d</description>
            <items><rdf:Seq><rdf:li rdf:resource="https://e.example/a"/></rdf:Seq></items></channel><image rdf:about="i"><title>T</title><url>https://e.example/i.png</url></image>
            <item rdf:about="https://e.example/a"><title>A</title><link>https://e.example/a.html</link><description>x</description><dc:date>2026-11-24T08:00Z</dc:date>
            <content:encoded>&lt;p&gt;x&lt;/p&gt;</content:encoded><dc:creator>Ann</dc:creator></item></rdf:RDF>"##;
        let rdf_090 = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title>
            <link>https://e.example/</link><description>d</description></channel><item><title>A</title><link>https://e.example/a.html</link></item></rdf:RDF>"#;
        let rss_091 = r#"<rss version="0.91"><channel><title>T</title><link>https://e.example/</link><description>d</description><language>en</language>
            <item><title>A</title><link>https://e.example/a.html</link><description>x</description></item></channel></rss>"#;
        let atom_03 = r#"<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><link rel="alternate" type="text/html" href="https://e.example/"/><tagline>d</tagline>
            <entry><title>A</title><link rel="alternate" href="https://e.example/a.html"/><id>tag:e.example,2004:a</id><issued>2026-11-24T08:00:00Z</issued><modified>2026-11-25T08:00:00Z</modified>
            <author><name>Ann</name></author><content type="text/html" mode="escaped">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"#;
        let json_10 = r#"{"version": "https://jsonfeed.org/version/1", "title": "T", "description": "d", "home_page_url": "https://e.example/", "author": {"name": "T"},
            "items": [{"id": "1", "title": "A", "url": "https://e.example/a.html", "author": {"name": "Ann"}, "content_html": "<p>x</p>", "date_published": "2026-11-24T08:00:00Z"}]}"#;
        let cases = [
            (rdf, "https://e.example/a", FeedKind::Rdf, "<p>x</p>", true, "Ann"),
            (rdf_090, "", FeedKind::Rdf, "", false, ""),
            (rss_091, "", FeedKind::Rss, "x", false, ""),
            (atom_03, "tag:e.example,2004:a", FeedKind::Atom, "<p>x</p>", true, "Ann"),
            (json_10, "1", FeedKind::Json, "<p>x</p>", true, "Ann"),
        ];
        let said = |fields: &[Field], name: &str| {
            fields.iter().find(|field| field.name == name).map(|field| field.value.clone()).unwrap_or_default()
        };
        for (text, id, kind, content, is_dated, author) in cases {
            let contents = parse(&Source::new("feed", text)).contents().expect("a feed");
            assert_eq!((contents.kind, contents.items.len()), (kind, 1), "{text}");
            let item = contents.items.first().expect("an item");
            assert_eq!((item.id.as_str(), item.title.as_str(), item.content.as_str()), (id, "A", content), "{text}");
            assert_eq!(item.link, "https://e.example/a.html", "{text}");
            assert_eq!(item.published.map(Timestamp::unix), is_dated.then_some(1_795_507_200), "{text}");
            assert_eq!(said(&item.fields, "authors"), author, "{text}");
            let feed = ["title", "link", "description"].map(|name| said(&contents.fields, name));
            assert_eq!(feed, ["T", "https://e.example/", "d"], "{text}");
        }
        let contents = parse(&Source::new("feed", rdf)).contents().expect("a feed");
        assert_eq!(said(&contents.fields, "image"), "https://e.example/i.png");
    }

    #[test]
    fn a_number_is_an_id_and_a_text_that_is_no_feed_has_no_items() {
        let source = Source::new("feed.json", r#"{"items": [{"id": 12, "content_text": "1 < 2"}]}"#);
        let items = parse(&source).items();
        assert_eq!(items.first().map(|item| (item.id.as_str(), item.content.as_str())), Some(("12", "1 &lt; 2")));
        for text in ["", "{}", "[1]", "<html><body>x</body></html>", "text"] {
            assert_eq!(parse(&Source::new("feed", text)).contents(), None, "{text}");
        }
    }
}
