//! Pictures, sound and film as front matter names them: an address, a list, or a table.

use super::stated::{Stated, Told, one_line, quoted, text_of, without_wiki_brackets};
use super::value::{Mistake, Node, Value};
use crate::article::Media;

/// The picture of a value; `None` where it names none (`image: false`, a table of settings).
pub fn image(node: &Node) -> Option<Media> {
    match &node.value {
        Value::Text(text) => address(text).map(|url| Media { url, ..Media::default() }),
        Value::List(list) => list.iter().find_map(image),
        Value::Table(table) => {
            let text = |names: &[&str]| find(table, names).and_then(text_of).map(one_line);
            Some(Media {
                url: find(table, ADDRESS_KEYS).and_then(text_of).and_then(address)?,
                alt: text(&["alt", "alttext", "alt_text"]),
                caption: text(&["caption", "title"]),
                credit: text(&["credit", "credits", "attribution", "photographer", "author"]),
                ..Media::default()
            })
        }
        Value::Nothing => None,
    }
}

/// Whether a value says by itself that there is no picture, or is a table of settings that speaks of one elsewhere.
pub fn says_none(node: &Node) -> bool {
    match &node.value {
        Value::Text(text) => !is_number(text),
        Value::List(list) => list.iter().all(says_none),
        Value::Table(table) => find(table, ADDRESS_KEYS).is_some() || !table.iter().all(|(_, node)| says_number(node)),
        Value::Nothing => true,
    }
}

fn says_number(node: &Node) -> bool {
    text_of(node).is_some_and(is_number)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Sound and film under one key: an address, WordPress's three lines (address, length, type), a table, or a list of them.
pub fn enclosures(stated: &Stated) -> Told<Media> {
    let nodes = match &stated.node.value {
        Value::List(list) => list.as_slice(),
        _ => std::slice::from_ref(stated.node),
    };
    let mut told = Told::plain(Vec::new());
    for node in nodes {
        match &node.value {
            Value::Text(text) if is_number(text) => {
                let key = &stated.spelt;
                told.mistakes
                    .push(stated.mistake(format!("`{key}` names no file, write it like `{key}: /sound/x.mp3`")));
            }
            Value::Text(text) => told.values.extend(from_lines(text)),
            Value::Table(table) => from_table(table, &mut told),
            _ => {}
        }
    }
    told
}

/// The address of a value: a text, or what a table calls its address.
pub fn reference(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Table(table) => find(table, ADDRESS_KEYS).and_then(text_of),
        _ => text_of(node),
    }
}

fn from_lines(text: &str) -> Option<Media> {
    let mut parts = text.split_whitespace();
    let url = address(parts.next()?)?;
    let rest: Vec<&str> = parts.collect();
    let length_bytes = rest.first().and_then(|length| length.parse().ok());
    if !rest.is_empty() && length_bytes.is_none() {
        // A name with spaces in it.
        return address(text).map(|url| Media { url, ..Media::default() });
    }
    Some(Media { url, length_bytes, media_type: rest.get(1).map(|part| part.to_string()), ..Media::default() })
}

fn from_table(table: &[(String, Node)], told: &mut Told<Media>) {
    let Some(url) = find(table, ADDRESS_KEYS).and_then(text_of).and_then(address) else { return };
    let text = |names: &[&str]| find(table, names).and_then(text_of).map(one_line);
    let length = find(table, &["length", "length_bytes", "size", "bytes", "filesize"]);
    let length = length.and_then(|node| Some((text_of(node)?, node)));
    let length_bytes = length.and_then(|(text, _)| bytes(text));
    if let Some((text, node)) = length.filter(|_| length_bytes.is_none()) {
        let message = format!("`{}` is no number of bytes, write it like `length: 1234567`", quoted(text));
        told.mistakes.push(Mistake::of_field(message, node.start));
    }
    told.values.push(Media {
        url,
        length_bytes,
        media_type: text(&["type", "media_type", "mediatype", "mime", "mimetype", "mime_type"]),
        credit: text(&["credit"]),
        caption: text(&["caption", "title"]),
        alt: text(&["alt"]),
    });
}

/// A number of bytes as people write it: `1_234_567`, `1 234 567`.
pub fn bytes(text: &str) -> Option<u64> {
    text.chars().filter(|c| !"_ ,".contains(*c)).collect::<String>().parse().ok()
}

const ADDRESS_KEYS: &[&str] =
    &["url", "src", "href", "image", "path", "file", "filename", "feature", "teaser", "link", "large", "mp3"];

/// An address or a path as the author wrote it; a truth value says only whether there is one.
fn address(text: &str) -> Option<String> {
    let text = without_wiki_brackets(text);
    let settled = is_number(text)
        || matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "none" | "null");
    (!settled && !text.is_empty()).then(|| text.to_string())
}

fn find<'a>(table: &'a [(String, Node)], names: &[&str]) -> Option<&'a Node> {
    names.iter().find_map(|name| table.iter().find(|(key, _)| key.to_lowercase() == *name).map(|(_, node)| node))
}
