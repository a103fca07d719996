//! Where front matter begins and ends, and in which language it is written.

use super::keys::is_known;
use super::value::{self, Mistake, Node, Value};
use crate::parts::Part;

/// Front matter as it stands at the head of a text.
#[derive(Debug)]
pub struct Block {
    /// What it says; places are those of the whole text.
    pub node: Node,
    /// The first byte after it.
    pub body_start: usize,
}

/// Front matter between fences: YAML (`---`), TOML (`+++`), JSON (`;;;`, `---json` or bare braces).
///
/// `None` where the text has none: a `---` above prose is a thematic break.
pub fn fenced(text: &str) -> Result<Option<Block>, Mistake> {
    let start = text.len() - text.trim_start().len();
    let (opening, inside) = line_at(text, start);
    let language = match opening.trim_end() {
        "---" | "---yaml" | "--- yaml" => Language::Yaml,
        "+++" | "---toml" | "--- toml" => Language::Toml,
        ";;;" | "---json" | "--- json" => Language::Json,
        _ => return bare_json(text, start),
    };
    let fence = opening.get(..3).unwrap_or_default();
    match closing(text, inside, fence) {
        Some((end, body_start)) => closed(text, inside..end, body_start, language),
        None => unclosed(text, start, inside, fence),
    }
}

/// The header form of Pelican and MultiMarkdown: `Key: value` lines from the first line to the first blank one.
pub fn header(text: &str) -> Option<Block> {
    let mut table: Vec<(String, Node)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        if line.trim().is_empty() {
            break;
        }
        match (key_of(line), table.last_mut()) {
            (_, Some((_, node))) if line.starts_with([' ', '\t']) => continue_value(node, line),
            (Some(key), _) => table.push((key.to_string(), header_value(text, at, line, key))),
            _ => return None,
        }
        at = next;
    }
    // A paragraph may begin like a key; one that only a file's head has decides.
    let known = table.first().is_some_and(|(key, _)| is_known(key));
    known.then_some(Block { node: Node { value: Value::Table(table), start: 0 }, body_start: at })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
    Json,
}

/// The line that begins at a byte, without its end, and where the next one begins. LF, CRLF and CR end a line.
fn line_at(text: &str, start: usize) -> (&str, usize) {
    let rest = text.part(start..);
    let Some(end) = rest.find(['\n', '\r']) else { return (rest, text.len()) };
    let (line, ending) = rest.split_at(end);
    (line, start + end + if ending.starts_with("\r\n") { 2 } else { 1 })
}

/// Where the closing fence begins, and the line after it.
fn closing(text: &str, mut at: usize, fence: &str) -> Option<(usize, usize)> {
    while at < text.len() {
        let (line, next) = line_at(text, at);
        let line = line.trim_end();
        if line == fence || (line == "..." && fence == "---") {
            return Some((at, next));
        }
        at = next;
    }
    None
}

fn closed(
    text: &str,
    inside: std::ops::Range<usize>,
    body_start: usize,
    language: Language,
) -> Result<Option<Block>, Mistake> {
    let block = text.get(inside.clone()).unwrap_or_default();
    let parsed = match language {
        Language::Yaml => value::yaml(block),
        Language::Toml => value::toml(block),
        Language::Json => value::json(block),
    };
    let prose = match &parsed {
        _ if language != Language::Yaml => false,
        Ok(node) => !is_table_of_keys(&node.value),
        Err(_) => !has_key_line(block) && !block.trim_start().starts_with(['[', '{']),
    };
    match parsed {
        _ if prose => Ok(None),
        Ok(node) => Ok(Some(Block { node: moved(node, inside.start), body_start })),
        Err(mistake) => Err(Mistake { start: mistake.start + inside.start, ..mistake }),
    }
}

/// Between two thematic breaks stands prose, whose first colon does not make it a table.
fn is_table_of_keys(value: &Value) -> bool {
    match value {
        Value::Nothing => true,
        Value::Text(_) => false,
        Value::List(_) => false,
        Value::Table(table) => table.iter().any(|(key, _)| is_known(key) || !key.contains(' ')),
    }
}

/// No closing fence: front matter whose author forgot it, when what follows is keys up to the first blank line.
fn unclosed(text: &str, start: usize, inside: usize, fence: &str) -> Result<Option<Block>, Mistake> {
    let mut at = inside;
    let mut known = false;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        if line.trim().is_empty() {
            break;
        }
        let nested = line.starts_with([' ', '\t', '-', '#']);
        match assigned_key(line, fence) {
            Some(key) => known |= is_known(key),
            None if nested => {}
            None => return Ok(None),
        }
        at = next;
    }
    if !known {
        return Ok(None);
    }
    let message = format!("front matter is not closed, write `{fence}` on a line of its own after its last key");
    Err(Mistake { message, start })
}

fn assigned_key<'a>(line: &'a str, fence: &str) -> Option<&'a str> {
    if fence == "+++" { line.split_once('=').map(|(key, _)| key.trim()) } else { key_of(line) }
}

/// An object at the very head of a text. `{{` and `{%` open something else.
fn bare_json(text: &str, start: usize) -> Result<Option<Block>, Mistake> {
    let rest = text.part(start..);
    let opens = rest.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with(['"', '}']));
    if !opens {
        return Ok(None);
    }
    let moved_mistake = |mistake: Mistake| Mistake { start: mistake.start + start, ..mistake };
    let length = value::json_length(rest).map_err(moved_mistake)?;
    let node = value::json(rest.part(..length)).map_err(moved_mistake)?;
    Ok(Some(Block { node: moved(node, start), body_start: start + length }))
}

/// The node with its places counted from elsewhere. The parsers bound the depth.
fn moved(mut node: Node, by: usize) -> Node {
    node.start += by;
    node.value = match node.value {
        Value::List(list) => Value::List(list.into_iter().map(|node| moved(node, by)).collect()),
        Value::Table(table) => Value::Table(table.into_iter().map(|(key, node)| (key, moved(node, by))).collect()),
        scalar => scalar,
    };
    node
}

fn has_key_line(block: &str) -> bool {
    block.lines().any(|line| key_of(line).is_some_and(|key| is_known(key) || !key.contains(' ')))
}

/// The key of `Key: value`, when the line begins with one.
fn key_of(line: &str) -> Option<&str> {
    const LONGEST_KEY: usize = 40;
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let fits = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let begins = key.starts_with(char::is_alphanumeric) || key.starts_with('_');
    let separated = rest.is_empty() || rest.starts_with([' ', '\t']);
    (begins && separated && key.len() <= LONGEST_KEY && key.chars().all(fits)).then_some(key)
}

fn header_value(text: &str, line_start: usize, line: &str, key: &str) -> Node {
    let after = line.find(':').map_or(line.len(), |colon| colon + 1);
    let written = line.part(after..);
    let start = line_start + after + (written.len() - written.trim_start().len());
    debug_assert!(start <= text.len() && !key.is_empty());
    Node { value: text_or_nothing(written.trim()), start }
}

fn continue_value(node: &mut Node, line: &str) {
    if let Value::Text(text) = &mut node.value {
        text.push(' ');
        text.push_str(line.trim());
    } else {
        node.value = text_or_nothing(line.trim());
    }
}

fn text_or_nothing(text: &str) -> Value {
    if text.is_empty() { Value::Nothing } else { Value::Text(text.to_string()) }
}
