//! Pictures, sound and film as front matter names them: an address, a list, or a table.

use super::stated::{Stated, one_line, quoted, text_of, without_wiki_brackets};
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

/// Sound and film under one key: an address, WordPress's three lines (address, length, type), a table, or a list of them.
pub fn enclosures(stated: &Stated) -> Result<Vec<Media>, Mistake> {
    let nodes = match &stated.node.value {
        Value::List(list) => list.as_slice(),
        _ => std::slice::from_ref(stated.node),
    };
    nodes.iter().filter_map(|node| enclosure(node).transpose()).collect()
}

fn enclosure(node: &Node) -> Result<Option<Media>, Mistake> {
    match &node.value {
        Value::Text(text) => Ok(from_lines(text)),
        Value::Table(table) => from_table(table),
        _ => Ok(None),
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

fn from_table(table: &[(String, Node)]) -> Result<Option<Media>, Mistake> {
    let Some(url) = find(table, ADDRESS_KEYS).and_then(text_of).and_then(address) else { return Ok(None) };
    let text = |names: &[&str]| find(table, names).and_then(text_of).map(one_line);
    let length_bytes = match find(table, &["length", "length_bytes", "size", "bytes", "filesize"]) {
        Some(node) => length(node)?,
        None => None,
    };
    Ok(Some(Media {
        url,
        length_bytes,
        media_type: text(&["type", "media_type", "mediatype", "mime", "mimetype", "mime_type"]),
        credit: text(&["credit"]),
        caption: text(&["caption", "title"]),
        alt: text(&["alt"]),
    }))
}

fn length(node: &Node) -> Result<Option<u64>, Mistake> {
    let Some(text) = text_of(node) else { return Ok(None) };
    let digits: String = text.chars().filter(|c| !"_ ".contains(*c)).collect();
    digits.parse().map(Some).map_err(|_| Mistake {
        message: format!("`{}` is no number of bytes, write it like `length: 1234567`", quoted(text)),
        start: node.start,
    })
}

const ADDRESS_KEYS: &[&str] =
    &["url", "src", "href", "image", "path", "file", "filename", "feature", "teaser", "link", "large", "mp3"];

/// An address or a path as the author wrote it; a truth value says only whether there is one.
fn address(text: &str) -> Option<String> {
    let text = without_wiki_brackets(text);
    let settled = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "none" | "null");
    (!settled && !text.is_empty()).then(|| text.to_string())
}

fn find<'a>(table: &'a [(String, Node)], names: &[&str]) -> Option<&'a Node> {
    names.iter().find_map(|name| table.iter().find(|(key, _)| key.to_lowercase() == *name).map(|(_, node)| node))
}
