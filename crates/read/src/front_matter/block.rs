//! Where front matter begins and ends, and in which language it is written.

use super::script;
use super::value::{self, Mistake, Node, Value};
use crate::parts::Part;
use crate::profile::keys::{KeyTables, Meaning, normal};

/// Front matter as it stands at the head of a text.
#[derive(Debug)]
pub struct Block {
    /// What it says; places are those of the whole text.
    pub node: Node,
    /// The first byte after it.
    pub body_start: usize,
    /// What had to be left out of it, because it cannot be read.
    pub mistakes: Vec<Mistake>,
}

impl Block {
    fn new(node: Node, body_start: usize) -> Block {
        Block { node, body_start, mistakes: Vec::new() }
    }
}

/// Front matter between fences: YAML (`---`), TOML (`+++`), JSON (`;;;`, `---json` or bare braces), a JavaScript object (`---js`, as Eleventy
/// has it), and the lines of Nikola, `.. key: value`, bare or in a comment of HTML.
///
/// `None` where the text has none: a `---` above prose is a thematic break.
pub fn fenced(text: &str, tables: KeyTables) -> Result<Option<Block>, Mistake> {
    let start = text.len() - text.trim_start().len();
    let (opening, inside) = line_at(text, start);
    let opening = opening.trim_end();
    let (fence, language) = match opening {
        "---" | "---yaml" | "--- yaml" => ("---", Language::Yaml),
        "+++" | "---toml" | "--- toml" => (opening.part(..3), Language::Toml),
        "---json" | "--- json" => ("---", Language::Json),
        "---js" | "--- js" | "---javascript" | "--- javascript" => ("---", Language::Script),
        // Hexo (hexo-front-matter): three signs or more, closed by as many.
        _ if is_fence(opening, ';') => (opening, Language::Json),
        _ if is_fence(opening, '-') => (opening, Language::Yaml),
        _ => return Ok(bare_json(text, start)?.or_else(|| dotted(text, start, tables))),
    };
    match closing(text, inside, fence) {
        Some((end, body_start)) => closed(text, inside..end, body_start, language, tables),
        None => unclosed(text, start, inside, fence, language, tables),
    }
}

fn is_fence(line: &str, sign: char) -> bool {
    line.len() >= 3 && line.chars().all(|c| c == sign)
}

/// The forms without an opening fence: Hexo's keys down to `---` or `;;;`, the `Key: value` lines of Pelican and MultiMarkdown down to the first
/// blank line or `---`, and what MDX exports (`export const metadata = {...}`).
pub fn unopened(text: &str, tables: KeyTables) -> Option<Block> {
    closed_alone(text, tables).or_else(|| header(text, tables)).or_else(|| script::exported(text).map(from_export))
}

fn from_export((node, body_start): (Node, usize)) -> Block {
    Block::new(node, body_start)
}

/// Hexo: keys, and a line of `---` or `;;;` behind them. Every line above that has to be one of YAML's or JSON's, so that a text with a thematic
/// break is none.
fn closed_alone(text: &str, tables: KeyTables) -> Option<Block> {
    let mut at = text.len() - text.trim_start().len();
    let start = at;
    let mut known = false;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        let bare = line.trim_end();
        let language = if is_fence(bare, '-') { Language::Yaml } else { Language::Json };
        if at > start && (is_fence(bare, '-') || is_fence(bare, ';')) {
            let found = closed(text, start..at, next, language, tables).ok().flatten();
            return found
                .filter(|block| known && block.mistakes.is_empty() && matches!(block.node.value, Value::Table(_)));
        }
        match key_of(line) {
            Some(key) => known |= says_something(key, tables),
            None if at > start && (bare.is_empty() || line.starts_with([' ', '\t', '-', '#', ']', '}'])) => {}
            None => return None,
        }
        at = next;
    }
    None
}

/// The header form of Pelican and MultiMarkdown: `Key: value` lines from the first line to the first blank one, or to a closing `---`.
/// Indented lines go on with a value (https://python-markdown.github.io/extensions/meta_data/).
fn header(text: &str, tables: KeyTables) -> Option<Block> {
    let mut table: Vec<(String, Node)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        let bare = line.trim_end();
        if bare.is_empty() {
            break;
        }
        if !table.is_empty() && (is_fence(bare, '-') || bare == "...") {
            at = next;
            break;
        }
        // Python-Markdown's header ends at the first line that is none of it, blank or not.
        if key_of(line).is_none() && !line.starts_with([' ', '\t']) && table.len() > 1 {
            let are_known = table.iter().all(|(key, _)| tables.knows(key));
            if are_known {
                break;
            }
        }
        match (key_of(line), table.last_mut()) {
            (_, Some((key, node))) if line.starts_with([' ', '\t']) => {
                continue_value(node, line, line_start(at, line), is_list(key, tables));
            }
            (Some(key), _) => table.push((key.to_string(), header_value(at, line))),
            _ => return None,
        }
        at = next;
    }
    // A paragraph may begin like a key; one that only a file's head has decides.
    let known = table.first().is_some_and(|(key, _)| says_something(key, tables));
    known.then_some(Block::new(Node { value: Value::Table(table), start: 0 }, at))
}

/// Nikola (https://getnikola.com/handbook.html#metadata): lines of `.. key: value`, in a comment of HTML, or bare down to the first blank line.
fn dotted(text: &str, start: usize, tables: KeyTables) -> Option<Block> {
    let (opening, below) = line_at(text, start);
    let in_comment = opening.trim_end() == "<!--";
    let mut at = if in_comment { below } else { start };
    let mut table: Vec<(String, Node)> = Vec::new();
    let mut is_closed = !in_comment;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        let bare = line.trim();
        if in_comment && bare == "-->" {
            (at, is_closed) = (next, true);
            break;
        }
        match (bare.strip_prefix(".. ").and_then(key_of), table.last_mut()) {
            (Some(key), _) => {
                let inside = line.len() - line.trim_start().len() + ".. ".len();
                table.push((key.to_string(), header_value(at + inside, line.part(inside..))));
            }
            (None, None) if bare.is_empty() && in_comment => {}
            (None, Some(_)) if bare.is_empty() && in_comment => {}
            (None, Some((key, node))) if !bare.is_empty() && line.starts_with([' ', '\t']) => {
                continue_value(node, line, line_start(at, line), is_list(key, tables));
            }
            (None, Some(_)) if bare.is_empty() => break,
            _ => return None,
        }
        at = next;
    }
    let known = is_closed && table.iter().any(|(key, _)| says_something(key, tables));
    known.then_some(Block::new(Node { value: Value::Table(table), start }, at))
}

/// Whether a key is one by which front matter is told from a text: one that says something of an article, and in one sense only.
fn says_something(key: &str, tables: KeyTables) -> bool {
    let known = normal(key);
    match tables.meaning(&known) {
        Some((Meaning::Nothing, _)) => matches!(known.as_str(), "layout" | "weight"),
        Some((Meaning::PerhapsPublished | Meaning::PerhapsUpdated, _)) | None => false,
        Some(_) => true,
    }
}

/// Whether each line of a value is one of several.
fn is_list(key: &str, tables: KeyTables) -> bool {
    let meaning = tables.meaning(&normal(key)).map(|(meaning, _)| meaning);
    matches!(meaning, Some(Meaning::Categories | Meaning::SearchWords | Meaning::Authors))
}

fn line_start(at: usize, line: &str) -> usize {
    at + line.len() - line.trim_start().len()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
    Json,
    Script,
}

/// The line that begins at a byte, without its end, and where the next one begins. LF, CRLF and CR end a line.
pub(super) fn line_at(text: &str, start: usize) -> (&str, usize) {
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
    tables: KeyTables,
) -> Result<Option<Block>, Mistake> {
    let block = text.get(inside.clone()).unwrap_or_default();
    let parsed = match language {
        Language::Yaml => value::yaml(block),
        Language::Toml => value::toml(block),
        Language::Json => json_members(block),
        Language::Script => Ok(script::object(block)),
    };
    let prose = match &parsed {
        _ if language != Language::Yaml => false,
        Ok(node) => !is_table_of_keys(&node.value, tables),
        Err(_) => !has_key_line(block, tables) && !block.trim_start().starts_with(['[', '{']),
    };
    let there = |mistake: Mistake| Mistake { start: mistake.start + inside.start, ..mistake };
    match parsed {
        _ if prose => Ok(None),
        Ok(node) => Ok(Some(Block::new(moved(node, inside.start), body_start))),
        Err(mistake) if language == Language::Json => {
            let mended = value::without_last_commas(block);
            let read = mended.and_then(|(mended, comma)| Some((json_members(&mended).ok()?, comma)));
            let Some((node, comma)) = read else { return Err(there(mistake)) };
            let mistakes = vec![there(Mistake::of_field(COMMA, comma))];
            Ok(Some(Block { node: moved(node, inside.start), body_start, mistakes }))
        }
        Err(mistake) if matches!(language, Language::Yaml | Language::Toml) => {
            let (table, mistakes) = entry_by_entry(block, language, tables, mistake.clone());
            if entries(block, language).is_empty() {
                return Err(there(mistake));
            }
            let node = Node { value: Value::Table(table), start: 0 };
            let mistakes = mistakes.into_iter().map(there).collect();
            Ok(Some(Block { node: moved(node, inside.start), body_start, mistakes }))
        }
        Err(mistake) => Err(there(mistake)),
    }
}

/// Hexo leaves out the braces of an object.
fn json_members(block: &str) -> Result<Node, Mistake> {
    if block.trim_start().starts_with(['{', '[']) {
        return value::json(block);
    }
    let back = |start: usize| start.saturating_sub(1);
    let node = value::json(&format!("{{{}\n}}", block.trim_end().trim_end_matches(',')));
    node.map(|node| replaced(node, &back)).map_err(|mistake| Mistake { start: back(mistake.start), ..mistake })
}

/// What can be read of a block with a mistake in it, each key by itself, and what is wrong with the others. One that says when or under which
/// name an article is published, or whether at all, leaves in doubt what it is.
fn entry_by_entry(
    block: &str,
    language: Language,
    tables: KeyTables,
    whole: Mistake,
) -> (Vec<(String, Node)>, Vec<Mistake>) {
    const MOST_TOLD: usize = 20;
    let mut table: Vec<(String, Node)> = Vec::new();
    let mut mistakes = Vec::new();
    for (start, end) in entries(block, language) {
        let entry = block.part(start..end);
        let key = key_written(entry, language);
        let read = match language {
            Language::Toml => value::toml(entry),
            _ => value::yaml(entry),
        };
        let decides = key.is_some_and(|key| decides(key, tables));
        match read.map(|node| moved(node, start)) {
            Ok(Node { value: Value::Table(members), .. }) => {
                for (key, node) in members {
                    if let Some(place) = table.iter().position(|(known, _)| *known == key) {
                        let differs = table.get(place).is_some_and(|(_, before)| before.value != node.value);
                        let is_fatal = differs && is_promised(&key, tables);
                        let taken = if is_fatal { "and not the same" } else { "the last is taken" };
                        let message = format!("`{key}` is stated twice, {taken}; keep one of them");
                        mistakes.push(Mistake { message, start: key_place(start, entry), is_fatal });
                        table.remove(place);
                    }
                    table.push((key, node));
                }
            }
            Ok(Node { value: Value::Nothing, .. }) => {}
            Ok(node) => mistakes.push(Mistake { start: node.start, is_fatal: false, ..whole.clone() }),
            Err(mistake) => {
                mistakes.push(Mistake { start: mistake.start + start, is_fatal: decides || key.is_none(), ..mistake });
            }
        }
    }
    if mistakes.is_empty() {
        // Each is right by itself, and together they are not.
        mistakes.push(whole);
    }
    mistakes.sort_by_key(|mistake| !mistake.is_fatal);
    mistakes.truncate(MOST_TOLD);
    (table, mistakes)
}

fn key_place(start: usize, entry: &str) -> usize {
    start + entry.len() - entry.trim_start().len()
}

/// The key that an entry begins with.
fn key_written(entry: &str, language: Language) -> Option<&str> {
    let line = entry.lines().next()?;
    match language {
        Language::Toml if line.starts_with('[') => Some(line.trim_matches(['[', ']', ' '])),
        Language::Toml => line.split_once('=').map(|(key, _)| key.trim()),
        _ => key_of(line),
    }
}

/// Where the entries of a table begin and end: at a key that is not indented. What stands above the first is a part of it.
fn entries(block: &str, language: Language) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut at = 0;
    let mut in_table = false;
    while at < block.len() {
        let (line, next) = line_at(block, at);
        let opens = match language {
            Language::Toml if line.starts_with('[') => {
                in_table = true;
                true
            }
            Language::Toml => !in_table && line.starts_with(char::is_alphanumeric) && line.contains('='),
            _ => !line.starts_with([' ', '\t', '-', '#']) && key_of(line).is_some(),
        };
        if opens {
            starts.push(if starts.is_empty() { 0 } else { at });
        }
        at = next;
    }
    let ends = starts.iter().copied().skip(1).chain([block.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// Whether a value that cannot be read leaves in doubt what the article is.
fn decides(key: &str, tables: KeyTables) -> bool {
    let meaning = tables.meaning(&normal(key)).map(|(meaning, _)| meaning);
    is_promised(key, tables) || matches!(meaning, Some(Meaning::Title | Meaning::Draft | Meaning::Status))
}

/// Whether subscribers are promised what this key says.
fn is_promised(key: &str, tables: KeyTables) -> bool {
    let meaning = tables.meaning(&normal(key)).map(|(meaning, _)| meaning);
    matches!(meaning, Some(Meaning::Published | Meaning::Id))
}

/// Between two thematic breaks stands prose, whose first colon does not make it a table.
fn is_table_of_keys(value: &Value, tables: KeyTables) -> bool {
    match value {
        Value::Nothing => true,
        Value::Text(_) => false,
        Value::List(_) => false,
        Value::Table(table) => table.iter().any(|(key, _)| tables.knows(key) || !key.contains(' ')),
    }
}

/// No closing fence: front matter whose author forgot it, when what follows is keys up to the first blank line. One of other signs closes what
/// has nothing but keys above it.
fn unclosed(
    text: &str,
    start: usize,
    inside: usize,
    fence: &str,
    language: Language,
    tables: KeyTables,
) -> Result<Option<Block>, Mistake> {
    let mut at = inside;
    let mut known = false;
    while at < text.len() {
        let (line, next) = line_at(text, at);
        let bare = line.trim_end();
        if known && (is_fence(bare, '-') || is_fence(bare, ';')) {
            return closed(text, inside..at, next, language, tables);
        }
        if bare.is_empty() {
            break;
        }
        let nested = line.starts_with([' ', '\t', '-', '#']);
        match assigned_key(line, fence) {
            Some(key) => known |= says_something(key, tables),
            None if nested => {}
            None => return Ok(None),
        }
        at = next;
    }
    if !known {
        return Ok(None);
    }
    let message = format!("front matter is not closed, write `{fence}` on a line of its own after its last key");
    Err(Mistake::fatal(message, start))
}

fn assigned_key<'a>(line: &'a str, fence: &str) -> Option<&'a str> {
    if fence == "+++" { line.split_once('=').map(|(key, _)| key.trim()) } else { key_of(line) }
}

/// What is wrong with `[1, 2,]`.
const COMMA: &str = "JSON has no comma behind the last value, and it is passed over; take it out";

/// An object at the very head of a text. `{{` and `{%` open something else.
fn bare_json(text: &str, start: usize) -> Result<Option<Block>, Mistake> {
    let rest = text.part(start..);
    let opens = rest.strip_prefix('{').is_some_and(|inside| inside.trim_start().starts_with(['"', '}']));
    if !opens {
        return Ok(None);
    }
    let moved_mistake = |mistake: Mistake| Mistake { start: mistake.start + start, ..mistake };
    let read = |rest: &str| {
        let length = value::json_length(rest)?;
        Ok((value::json(rest.part(..length))?, length))
    };
    let (node, length, mistakes) = match read(rest) {
        Ok((node, length)) => (node, length, Vec::new()),
        Err(mistake) => {
            let Some((mended, comma)) = value::without_last_commas(rest) else { return Err(moved_mistake(mistake)) };
            let (node, length) = read(&mended).map_err(moved_mistake)?;
            (node, length, vec![moved_mistake(Mistake::of_field(COMMA, comma))])
        }
    };
    Ok(Some(Block { node: moved(node, start), body_start: start + length, mistakes }))
}

/// The node with its places counted from elsewhere. The parsers bound the depth.
fn moved(node: Node, by: usize) -> Node {
    replaced(node, &|start| start + by)
}

fn replaced(node: Node, place: &dyn Fn(usize) -> usize) -> Node {
    let value = match node.value {
        Value::List(list) => Value::List(list.into_iter().map(|node| replaced(node, place)).collect()),
        Value::Table(table) => {
            Value::Table(table.into_iter().map(|(key, node)| (key, replaced(node, place))).collect())
        }
        scalar => scalar,
    };
    Node { value, start: place(node.start) }
}

fn has_key_line(block: &str, tables: KeyTables) -> bool {
    block.lines().any(|line| key_of(line).is_some_and(|key| tables.knows(key) || !key.contains(' ')))
}

/// The key of `Key: value`, when the line begins with one.
pub(super) fn key_of(line: &str) -> Option<&str> {
    const LONGEST_KEY: usize = 40;
    let (key, rest) = line.split_once(':')?;
    let key = key.trim_end().trim_matches(['"', '\'']);
    let fits = |c: char| c.is_alphanumeric() || "_-. ".contains(c);
    let begins = key.starts_with(char::is_alphanumeric) || key.starts_with('_');
    let separated = rest.is_empty() || rest.starts_with([' ', '\t']);
    (begins && separated && key.len() <= LONGEST_KEY && key.chars().all(fits)).then_some(key)
}

fn header_value(line_start: usize, line: &str) -> Node {
    let after = line.find(':').map_or(line.len(), |colon| colon + 1);
    let written = line.part(after..);
    let start = line_start + after + (written.len() - written.trim_start().len());
    Node { value: text_or_nothing(written.trim()), start }
}

/// A value that goes on in the next line: a text, or one of several.
fn continue_value(node: &mut Node, line: &str, start: usize, is_list: bool) {
    let more = Node { value: text_or_nothing(line.trim()), start };
    match &mut node.value {
        Value::List(list) => list.push(more),
        Value::Text(text) if !is_list => {
            text.push(' ');
            text.push_str(line.trim());
        }
        Value::Text(_) => {
            let first = Node { value: std::mem::replace(&mut node.value, Value::Nothing), start: node.start };
            node.value = Value::List(vec![first, more]);
        }
        _ => node.value = more.value,
    }
}

fn text_or_nothing(text: &str) -> Value {
    if text.is_empty() { Value::Nothing } else { Value::Text(text.to_string()) }
}
