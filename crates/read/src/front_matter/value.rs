//! Values of front matter in whatever language it is written, each with the place where it stands.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use toml::de::{DeTable, DeValue};

/// A value and where it begins, in bytes of the text that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it says.
    pub value: Value,
    /// Its first byte.
    pub start: usize,
}

/// What front matter can say. Numbers, dates and truth values are the text that the author wrote: `1.10` stays `1.10`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A key without a value.
    Nothing,
    /// One value.
    Text(String),
    /// Some, in order.
    List(Vec<Node>),
    /// Keys as they are spelt, in order.
    Table(Vec<(String, Node)>),
}

/// Keys and values as templates ask for them. The parsers bound the depth.
pub fn tree(table: &[(String, Node)]) -> serde_json::Map<String, serde_json::Value> {
    fn of(node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Nothing => serde_json::Value::Null,
            Value::Text(text) if text == "true" || text == "false" => (text == "true").into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(list) => list.iter().map(of).collect(),
            Value::Table(table) => tree(table).into(),
        }
    }
    table.iter().map(|(key, node)| (key.clone(), of(node))).collect()
}

/// What stands in a file of data, as front matter that stands at `start`.
pub fn of_data(value: &serde_json::Value, start: usize) -> Node {
    use serde_json::Value as Data;
    let value = match value {
        Data::Null => Value::Nothing,
        Data::Bool(is_so) => Value::Text(is_so.to_string()),
        Data::Number(number) => Value::Text(number.to_string()),
        Data::String(text) => Value::Text(text.clone()),
        Data::Array(list) => Value::List(list.iter().map(|one| of_data(one, start)).collect()),
        Data::Object(table) => {
            Value::Table(table.iter().map(|(key, value)| (key.clone(), of_data(value, start))).collect())
        }
    };
    Node { value, start }
}

/// What is wrong with front matter, and the byte at which it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// In the words of the parser.
    pub message: String,
    /// Where.
    pub start: usize,
    /// Whether it leaves in doubt what the article is: a mistake in a side field costs that field alone.
    pub is_fatal: bool,
}

impl Mistake {
    /// What makes the whole front matter doubtful.
    pub fn fatal(message: impl Into<String>, start: usize) -> Mistake {
        Mistake { message: message.into(), start, is_fatal: true }
    }

    /// What is wrong with one field.
    pub fn of_field(message: impl Into<String>, start: usize) -> Mistake {
        Mistake { message: message.into(), start, is_fatal: false }
    }
}

/// Reads YAML 1.2. Aliases, depth and size are bounded far above what any article has, so that a bomb is a mistake.
pub fn yaml(text: &str) -> Result<Node, Mistake> {
    if text.trim().is_empty() {
        return Ok(Node { value: Value::Nothing, start: 0 });
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 32,
            flow_nesting_limit: 32,
            max_events: 100_000,
            max_aliases: 1_000,
            max_anchors: 1_000,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 10_000 },
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<Raw>(text, options) {
        Ok(raw) => Ok(raw.node(text)),
        Err(error) => {
            let start = error.location().map_or(0, |at| offset_of(text, at.line() as usize, at.column() as usize));
            let message = error.to_string();
            // The parser shows the value before a tab that cannot stand there.
            let tab = if message.contains("found a tab") {
                memchr::memchr(b'\t', text.as_bytes().get(start..).unwrap_or_default())
            } else {
                None
            };
            Err(Mistake::fatal(helpful(bare(&message)), start + tab.unwrap_or_default()))
        }
    }
}

/// The byte of a line and a column, both from 1, the column in characters.
fn offset_of(text: &str, line_number: usize, column_number: usize) -> usize {
    let mut start = 0;
    for _ in 1..line_number {
        let rest = text.get(start..).unwrap_or_default();
        let Some(end) = rest.find(['\n', '\r']) else { break };
        start += end + if rest.get(end..).is_some_and(|ending| ending.starts_with("\r\n")) { 2 } else { 1 };
    }
    let line = text.get(start..).unwrap_or_default();
    start + line.char_indices().nth(column_number.saturating_sub(1)).map_or(line.len(), |(offset, _)| offset)
}

/// A parser's message without the place, which a remark shows in front.
fn bare(message: &str) -> &str {
    let line = message.lines().next().unwrap_or_default();
    let line = line.find(" at line ").and_then(|end| line.get(..end)).unwrap_or(line);
    line.strip_prefix("error: ").unwrap_or(line)
}

/// What an author is told: the frequent mistakes in words that say what to write instead, others as the parser calls them.
fn helpful(message: &str) -> String {
    const SAID_BETTER: &[(&str, &str)] = &[
        ("mapping values are not allowed", "a value with `: ` in it needs quotes, write it like `title: \"One: two\"`"),
        ("found a tab", "a tab cannot indent front matter, write spaces"),
        ("unclosed quote", "a quotation mark is not closed, write another one at the end of the value"),
        ("unclosed bracket", "a bracket is not closed, write it like `tags: [one, two]`"),
        (
            "unexpected character",
            "a value that begins with this character needs quotes, write it like `title: \"@home\"`",
        ),
        ("trailing content after single-quoted", "a `'` within single quotes is written twice, like `'it''s'`"),
        ("recursion limit", "values are nested deeper than front matter can be"),
        ("multiple YAML documents", "front matter ends at the first line of `---`, remove this one"),
    ];
    if let Some(key) = message.strip_prefix("duplicate mapping key: ") {
        let key = key.split(", set ").next().unwrap_or(key);
        return format!("`{key}` is stated twice, keep one of them");
    }
    let better = SAID_BETTER.iter().find(|(part, _)| message.contains(part));
    better.map_or_else(|| format!("front matter cannot be read: {message}"), |(_, words)| words.to_string())
}

/// What serde gives: a scalar that is no text is marked only, because its spelling is in the source.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Nothing,
    Bare,
    Text(String),
    List(Vec<Raw>),
    Table(Vec<(String, Raw)>),
}

impl Raw {
    fn node(self, source: &str) -> Node {
        let span = self.0.defined.span();
        let start = span.byte_offset().unwrap_or_default() as usize;
        let end = start.saturating_add(span.byte_len().unwrap_or_default() as usize);
        let value = match self.0.value {
            RawValue::Nothing => Value::Nothing,
            RawValue::Bare => Value::Text(source.get(start..end).unwrap_or_default().trim().to_string()),
            RawValue::Text(text) => Value::Text(text),
            // The budget bounds the depth.
            RawValue::List(list) => Value::List(list.into_iter().map(|raw| raw.node(source)).collect()),
            RawValue::Table(table) => {
                Value::Table(table.into_iter().map(|(key, raw)| (key, raw.node(source))).collect())
            }
        };
        Node { value, start }
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawValue, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
        Ok(RawValue::Bare)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_string()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Nothing)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawValue, D::Error> {
        RawValue::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(RawValue::Table(table))
    }
}

/// Reads TOML 1.1.
pub fn toml(text: &str) -> Result<Node, Mistake> {
    match DeTable::parse(text) {
        Ok(table) => Ok(Node { value: toml_table(table.get_ref()), start: 0 }),
        Err(error) => {
            let start = error.span().map(|span| span.start).unwrap_or_default();
            Err(Mistake::fatal(format!("front matter cannot be read: {}", bare(error.message())), start))
        }
    }
}

/// The parser bounds the depth.
fn toml_table(table: &DeTable<'_>) -> Value {
    let node =
        |value: &toml::Spanned<DeValue<'_>>| Node { start: value.span().start, value: toml_value(value.get_ref()) };
    let mut entries: Vec<(String, Node)> =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), node(value))).collect();
    entries.sort_by_key(|(_, node)| node.start);
    Value::Table(entries)
}

fn toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Text(number.to_string()),
        DeValue::Float(number) => Value::Text(number.to_string()),
        DeValue::Boolean(truth) => Value::Text(truth.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(
            items.iter().map(|item| Node { start: item.span().start, value: toml_value(item.get_ref()) }).collect(),
        ),
        DeValue::Table(table) => toml_table(table),
    }
}

/// The text with a space for each comma behind which an object or an array ends, which RFC 8259 does not allow and editors let in; and the first
/// of them. `None` where there is none.
pub fn without_last_commas(text: &str) -> Option<(String, usize)> {
    let mut bytes = text.as_bytes().to_vec();
    let (mut in_string, mut is_escaped) = (false, false);
    let (mut comma, mut first) = (None, None);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_string => is_escaped = true,
            b'"' => {
                in_string = !in_string;
                comma = None;
            }
            _ if in_string => {}
            b',' => comma = Some(at),
            b'}' | b']' => {
                if let Some(place) = comma.take() {
                    if let Some(byte) = bytes.get_mut(place) {
                        *byte = b' ';
                    }
                    first = first.or(Some(place));
                }
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
    }
    Some((String::from_utf8(bytes).ok()?, first?))
}

/// Reads JSON (RFC 8259), which YAML 1.2 takes in whole and with places; the strict pass comes first.
pub fn json(text: &str) -> Result<Node, Mistake> {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => yaml(text),
        Err(error) => Err(Mistake::fatal(json_message(&error), json_offset(text, &error))),
    }
}

/// How many bytes the JSON value takes with which a text begins.
pub fn json_length(text: &str) -> Result<usize, Mistake> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => Ok(values.byte_offset()),
        Some(Err(error)) => Err(Mistake::fatal(json_message(&error), json_offset(text, &error))),
        None => Ok(0),
    }
}

fn json_message(error: &serde_json::Error) -> String {
    format!("front matter cannot be read: {}", bare(&error.to_string()))
}

/// Lines from 1 and columns in bytes, as serde_json counts them, to an offset.
fn json_offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    (before + error.column().saturating_sub(1)).min(text.len())
}
