//! What feed-rs understands of feeds, as a JSON object a line for each file: one of the readers of `tests/readers/agree.py`.
//!
//! `cargo run --example read_feed -- FILE...`; `null` for a file that it does not understand.

use feed_rs::model::{Entry, Feed, Link, MediaContent, Text};
use serde_json::{Value, json};
use std::io;

fn main() -> io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(path)?;
        println!("{}", feed_rs::parser::parse(bytes.as_slice()).map_or(Value::Null, |feed| understood(&feed)));
    }
    Ok(())
}

fn understood(feed: &Feed) -> Value {
    json!({
        "title": text(&feed.title),
        "description": text(&feed.description),
        "link": href(&feed.links, None),
        "self": href(&feed.links, Some("self")),
        "language": feed.language,
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    })
}

fn item(entry: &Entry) -> Value {
    let contents: Vec<&MediaContent> = entry.media.iter().flat_map(|media| &media.content).collect();
    let is_image = |content: &&&MediaContent| content.content_type.as_ref().is_some_and(|kind| kind.ty() == "image");
    let thumbnails =
        entry.media.iter().flat_map(|media| &media.thumbnails).map(|thumbnail| thumbnail.image.uri.clone());
    let images = contents.iter().filter(is_image).filter_map(|content| content.url.as_ref()).map(|url| url.to_string());
    let played = contents.iter().filter(|content| !is_image(content));
    let played = played.map(|file| (text_of(&file.url), text_of(&file.content_type), file.size));
    // What is attached in Atom and JSON Feed comes as a link with a type.
    let attached = entry.links.iter().filter(|link| match &link.rel {
        Some(rel) => rel == "enclosure",
        None => link.media_type.is_some(),
    });
    let attached = attached.map(|link| (Some(link.href.clone()), link.media_type.clone(), link.length));
    let files: Vec<_> = played.chain(attached).collect();
    json!({
        "id": entry.id,
        "title": text(&entry.title),
        "link": href(&entry.links, None),
        "published": entry.published.map(|date| date.timestamp()),
        "updated": entry.updated.map(|date| date.timestamp()),
        "authors": entry.authors.iter().map(|author| &author.name).collect::<Vec<_>>(),
        "categories": entry.categories.iter().map(|one| one.label.as_ref().unwrap_or(&one.term)).collect::<Vec<_>>(),
        "schemes": entry.categories.iter().map(|one| &one.scheme).collect::<Vec<_>>(),
        "summary": text(&entry.summary),
        "content": entry.content.as_ref().and_then(|content| content.body.as_ref()),
        "image": images.chain(thumbnails).next(),
        "enclosures": files.iter().map(|(url, ..)| url).collect::<Vec<_>>(),
        "enclosure types": files.iter().map(|(_, kind, _)| kind).collect::<Vec<_>>(),
        "enclosure lengths": files.iter().map(|(.., length)| length).collect::<Vec<_>>(),
        "language": entry.language,
    })
}

fn text_of(value: &Option<impl ToString>) -> Option<String> {
    value.as_ref().map(ToString::to_string)
}

fn text(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.content.as_str())
}

/// The first link of a relation; without one, that to what is read.
fn href<'a>(links: &'a [Link], rel: Option<&str>) -> Option<&'a str> {
    let is_meant = |link: &&Link| match rel {
        Some(rel) => link.rel.as_deref() == Some(rel),
        None => link.rel.as_deref().is_none_or(|rel| rel == "alternate"),
    };
    links.iter().find(is_meant).map(|link| link.href.as_str())
}
