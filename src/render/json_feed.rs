//! JSON Feed 1.1.

use super::{description, enclosure_type, hub, said, stand_in};
use crate::feed::{AbsoluteUrl, Author, Delivery, Entry, Feed, JSON_FEED_FILE, OutputFormat};
use serde::Serialize;

/// JSON Feed 1.1.
pub static JSON_FEED: OutputFormat = OutputFormat {
    key: "json",
    title: "JSON",
    file_name: JSON_FEED_FILE,
    media_type: "application/feed+json",
    delivery: Delivery {
        group: "json",
        media_type: "application/feed+json",
        has_charset: false,
        compressed_as: Some("application/json"),
    },
    outline_version: None,
    banner: None,
    write,
};

/// The document.
fn write(feed: &Feed) -> String {
    let mut text = serde_json::to_string_pretty(&document(feed)).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<String>,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<Hub<'a>>,
    #[serde(rename = "_courant", skip_serializing_if = "Option::is_none")]
    history: Option<History>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Hub<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    url: &'a str,
}

/// What JSON Feed has no word for: that a document is an archive, and which one is to be subscribed to.
#[derive(Serialize)]
struct History {
    archive: bool,
    current_url: Option<String>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonAuthor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_courant", skip_serializing_if = "Extension::is_empty")]
    extension: Extension<'a>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

/// What JSON Feed has no word for (section "Extensions"): whose the entry is, and what is to be said about its picture.
#[derive(Default, PartialEq, Serialize)]
struct Extension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Source<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_credit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_alt: Option<&'a str>,
}

impl Extension<'_> {
    fn is_empty(&self) -> bool {
        *self == Extension::default()
    }
}

#[derive(PartialEq, Serialize)]
struct Source<'a> {
    title: &'a str,
    url: &'a str,
}

fn document(feed: &Feed) -> Document<'_> {
    Document {
        version: "https://jsonfeed.org/version/1.1",
        title: feed.title.as_str(),
        home_page_url: feed.home.as_ref().map(|home| home.as_str()),
        feed_url: feed.address(&JSON_FEED).map(|address| address.to_string()),
        next_url: feed.chain.previous.as_ref().and_then(in_folder),
        description: description(feed),
        icon: feed.icon.as_ref().map(|icon| icon.as_str()),
        authors: authors(&feed.authors),
        language: feed.language.as_ref().map(|language| language.as_str()),
        hubs: hub(feed).map(|hub| Hub { kind: "WebSub", url: hub.as_str() }).into_iter().collect(),
        history: feed.chain.current.as_ref().map(|current| History { archive: true, current_url: in_folder(current) }),
        items: feed.entries.iter().map(|entry| item(entry)).collect(),
    }
}

/// The document of this format in a folder.
fn in_folder(folder: &AbsoluteUrl) -> Option<String> {
    Some(folder.join(JSON_FEED.file_name)?.to_string())
}

/// Names and pages. Addresses for mail are for those who write to the author, not for everybody's collection.
fn authors(authors: &[Author]) -> Vec<JsonAuthor<'_>> {
    authors.iter().map(author).collect()
}

fn author(author: &Author) -> JsonAuthor<'_> {
    JsonAuthor { name: author.name.as_str(), url: author.url.as_ref().map(|url| url.as_str()) }
}

fn item(entry: &Entry) -> Item<'_> {
    let content = Some(entry.content.as_str()).filter(|content| !content.is_empty());
    let image = entry.image.as_ref();
    Item {
        id: entry.id.as_str(),
        url: entry.link.as_ref().map(|link| link.as_str()),
        title: (!entry.is_untitled).then_some(entry.title.as_str()),
        content_html: content,
        // An item has to have one of the two.
        content_text: content.is_none().then(|| stand_in(entry)),
        summary: said(&entry.summary),
        image: image.map(|image| image.url.as_str()),
        date_published: entry.published.rfc3339(),
        date_modified: entry.updated.rfc3339(),
        authors: authors(&entry.authors),
        tags: entry.categories.iter().map(|subject| subject.label.as_str()).collect(),
        language: entry.language.as_ref().map(|language| language.as_str()),
        attachments: entry.enclosures.iter().map(attachment).collect(),
        extension: Extension {
            rights: said(&entry.rights),
            source: entry
                .source
                .as_ref()
                .map(|source| Source { title: source.title.as_str(), url: source.url.as_str() }),
            image_credit: image.and_then(|image| said(&image.credit)),
            image_caption: image.and_then(|image| said(&image.caption)),
            image_alt: image.and_then(|image| said(&image.alt)),
        },
    }
}

fn attachment(enclosure: &crate::feed::Enclosure) -> Attachment<'_> {
    Attachment {
        url: enclosure.url.as_str(),
        mime_type: enclosure_type(enclosure),
        size_in_bytes: Some(enclosure.length_bytes).filter(|length| *length > 0),
    }
}
