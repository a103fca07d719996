//! The items of a feed, as a reader knows them: what tells them from each other, and what a subscriber sees of them.

use super::document::{Document, Element};
use super::feed_kind::FeedKind;
use super::json::{self, Json};
use super::parsed::Parsed;
use courant_text::date::{DateHints, Timestamp, parse};
use courant_text::source::Span;

/// An item or entry of a feed, as a reader knows it. What is not there is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// `guid`, `atom:id` or JSON Feed's `id`, without white space around it.
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
    /// Its items, in its order.
    pub items: Vec<Item>,
}

impl Parsed<'_> {
    /// The items of the feed, in its order; nothing for a text that is no feed.
    pub fn items(&self) -> Vec<Item> {
        self.contents().map(|contents| contents.items).unwrap_or_default()
    }

    /// The same without what they say ([`Item::content`] is empty), which for a large feed is most of it.
    pub fn heads(&self) -> Vec<Item> {
        self.contents_to(Depth::Heads).map(|contents| contents.items).unwrap_or_default()
    }

    /// What is in the feed; `None` for a text that is no feed.
    pub fn contents(&self) -> Option<Contents> {
        self.contents_to(Depth::Whole)
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
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// All but what it says.
    Heads,
    /// All of it.
    Whole,
}

fn json_contents(root: Json, depth: Depth) -> Option<Contents> {
    let items = root.member("items")?.elements().map(|item| json_item(item, depth)).collect();
    // JSON Feed has no word for it; ours is an extension.
    let archive = root.member("_courant").and_then(|ours| ours.member("archive"));
    let is_archive = archive.is_some_and(|archive| archive.written() == "true");
    Some(Contents { id: String::new(), kind: FeedKind::Json, is_archive, items })
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
        span: item.span(),
    }
}

fn xml_contents(document: Document, depth: Depth) -> Option<Contents> {
    let root = document.root()?;
    let kind = if root.is("atom:feed") || root.is("atom:entry") { FeedKind::Atom } else { FeedKind::Rss };
    let entries = document.elements().filter(|element| element.is("item") || element.is("atom:entry"));
    let items: Vec<Item> = entries.map(|item| xml_item(item, depth)).collect();
    let is_feed = !items.is_empty() || kind == FeedKind::Atom || root.child("channel").is_some();
    let id = root.child("atom:id").map(|id| id.value().trimmed().to_string()).unwrap_or_default();
    let is_archive = root.child("channel").unwrap_or(root).child("fh:archive").is_some();
    is_feed.then_some(Contents { id, kind, is_archive, items })
}

fn xml_item(item: Element, depth: Depth) -> Item {
    let text = |names: &[&str]| {
        let said = names.iter().filter_map(|name| item.child(name)).map(|child| child.value().trimmed().to_string());
        said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    };
    let (stated, changed) = (text(&["pubDate", "atom:published", "dc:date"]), text(&["atom:updated"]));
    let (published, updated) = (date(&stated), date(&changed));
    Item {
        id: text(&["guid", "atom:id"]),
        title: text(&["title", "atom:title"]),
        link: first_said([text(&["link"]), alternate(item), permalink(item)]),
        content: if depth == Depth::Heads { String::new() } else { content(item) },
        // An Atom entry need not say when it was first published; its `updated` is all that readers then have.
        published: published.or(updated),
        updated,
        unread_date: unread([stated, changed]),
        span: item.span(),
    }
}

/// The address of an Atom entry (RFC 4287 section 4.2.7.2: without `rel` a link is an alternate).
fn alternate(item: Element) -> String {
    let is_alternate =
        |link: &Element| link.attribute_value("rel").is_none_or(|rel| matches!(rel.trimmed(), "" | "alternate"));
    let link = item.children_named("atom:link").find(is_alternate);
    link.and_then(|link| link.attribute_value("href")).map(|href| href.trimmed().to_string()).unwrap_or_default()
}

/// A guid that is the address of its item (RSS 2.0, `<guid>`).
fn permalink(item: Element) -> String {
    let guid = item
        .child("guid")
        .filter(|guid| guid.attribute_value("isPermaLink").is_none_or(|claim| claim.trimmed() != "false"));
    let text = guid.map(|guid| guid.value().trimmed().to_string()).unwrap_or_default();
    if text.starts_with("http://") || text.starts_with("https://") { text } else { String::new() }
}

fn content(item: Element) -> String {
    let of = |name: &str| item.child(name).map(html_of).unwrap_or_default();
    ["content:encoded", "atom:content", "description", "atom:summary"]
        .into_iter()
        .map(of)
        .find(|html| !html.is_empty())
        .unwrap_or_default()
}

/// What an element shows, as HTML (RFC 4287 section 3.1.1; in RSS everything is HTML).
fn html_of(element: Element) -> String {
    let kind = element.attribute_value("type");
    match kind.as_ref().map(|kind| kind.trimmed()) {
        Some("xhtml") => element.document.text.get(element.span()).unwrap_or_default().to_string(),
        None | Some("text") if element.is("atom:content") || element.is("atom:summary") => {
            escaped(element.value().trimmed())
        }
        _ => element.value().trimmed().to_string(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
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
    fn a_number_is_an_id_and_a_text_that_is_no_feed_has_no_items() {
        let source = Source::new("feed.json", r#"{"items": [{"id": 12, "content_text": "1 < 2"}]}"#);
        let items = parse(&source).items();
        assert_eq!(items.first().map(|item| (item.id.as_str(), item.content.as_str())), Some(("12", "1 &lt; 2")));
        for text in ["", "{}", "[1]", "<html><body>x</body></html>", "text"] {
            assert_eq!(parse(&Source::new("feed", text)).contents(), None, "{text}");
        }
    }
}
