//! Reads JSON strictly (RFC 8259) into a flat table of values, each with the bytes where it was written.

use super::syntax::{SyntaxErrorKind, SyntaxErrors};
use super::value::{Escapes, Piece, Value, decoded, json_escape};
use courant_text::source::Span;
use foldhash::HashSet;
use std::borrow::Cow;

/// Arrays and objects inside each other.
const DEEPEST: usize = 128;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JsonType {
    Null,
    Boolean,
    Number,
    Text,
    Array,
    Object,
}

impl JsonType {
    /// What a person calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            JsonType::Null => "null",
            JsonType::Boolean => "a boolean",
            JsonType::Number => "a number",
            JsonType::Text => "a string",
            JsonType::Array => "an array",
            JsonType::Object => "an object",
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct JsonNode {
    json_type: JsonType,
    start: u32,
    end: u32,
    /// The first node that is no longer inside.
    next: u32,
    /// The member's name.
    key: Option<Key>,
}

/// The name of a member. What it is is its value, however it is spelt: `"\u0069d"` is `id` (RFC 8259, section 8.3).
#[derive(Clone, Copy, Debug)]
struct Key {
    /// Where it is written, without its quotes.
    start: u32,
    end: u32,
    /// Where its value is, if it is written with escapes.
    unescaped: Option<u32>,
}

/// All values of a text, each before those inside it.
#[derive(Debug, Default)]
pub(super) struct JsonTree {
    nodes: Vec<JsonNode>,
    /// The values of names that are written with escapes.
    unescaped_keys: Vec<String>,
}

/// A value in a text.
#[derive(Clone, Copy)]
pub(crate) struct Json<'a> {
    text: &'a str,
    tree: &'a JsonTree,
    index: usize,
    node: &'a JsonNode,
}

impl JsonTree {
    /// The outermost value.
    pub(super) fn root<'a>(&'a self, text: &'a str) -> Option<Json<'a>> {
        self.nodes.first().map(|node| Json { text, tree: self, index: 0, node })
    }
}

impl<'a> Json<'a> {
    pub(super) fn json_type(self) -> JsonType {
        self.node.json_type
    }

    /// The values directly inside an array or object.
    pub(super) fn inside(self) -> impl Iterator<Item = Json<'a>> {
        let mut at = self.index + 1;
        std::iter::from_fn(move || {
            let node = self.tree.nodes.get(at).filter(|_| at < self.node.next as usize)?;
            let found = Json { index: at, node, ..self };
            at = (node.next as usize).max(at + 1);
            Some(found)
        })
    }

    /// The elements of an array; nothing for any other value.
    pub(super) fn elements(self) -> impl Iterator<Item = Json<'a>> {
        self.inside().filter(move |_| self.json_type() == JsonType::Array)
    }

    /// The first member of this name.
    pub(super) fn member(self, name: &str) -> Option<Json<'a>> {
        self.inside().find(|member| member.key() == name)
    }

    /// The member of this name, if it is a string.
    pub(super) fn text_member(self, name: &str) -> Option<Value<'a>> {
        self.member(name).filter(|member| member.json_type() == JsonType::Text).map(Json::value)
    }

    /// The name of a member, its escapes resolved; the value as it is written, where it has no name.
    pub(super) fn key(self) -> &'a str {
        let unescaped = self.node.key.and_then(|key| key.unescaped);
        let value = unescaped.and_then(|index| self.tree.unescaped_keys.get(index as usize));
        value.map_or_else(|| self.slice(self.key_span()), String::as_str)
    }

    /// The name of a member as it is written, without its quotes; the value itself, where it has no name.
    pub(super) fn key_span(self) -> Span {
        self.node.key.map_or_else(|| self.span(), |key| key.start as usize..key.end as usize)
    }

    /// The value, with its quotes or brackets.
    pub(super) fn span(self) -> Span {
        self.node.start as usize..self.node.end as usize
    }

    /// What is written.
    pub(super) fn written(self) -> &'a str {
        self.slice(self.span())
    }

    /// The text of a string.
    pub(super) fn value(self) -> Value<'a> {
        let (start, end) = (self.node.start + 1, self.node.end.saturating_sub(1));
        let piece = Piece { start, end, escapes: Escapes::Json };
        let pieces = Some(piece).filter(|_| start < end).into_iter().collect();
        let name = if self.node.key.is_some() { self.key() } else { "" };
        Value::new(name, self.text, pieces, self.span())
    }

    fn slice(self, span: Span) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }
}

/// Reads a text, and says what is wrong with its form. No tree where it is no JSON.
pub(super) fn read(text: &str) -> (Option<JsonTree>, SyntaxErrors) {
    let mut reader =
        JsonReader { text, at: 0, tree: JsonTree::default(), open: Vec::new(), errors: SyntaxErrors::default() };
    match reader.all() {
        Ok(()) => (Some(reader.tree), reader.errors),
        Err(Malformed { span, message }) => {
            reader.errors.add(SyntaxErrorKind::JsonMalformed, span, message);
            (None, reader.errors)
        }
    }
}

struct Malformed {
    span: Span,
    message: String,
}

/// An array or object whose end has not been read, and the names of its members.
struct OpenValue<'a> {
    node: usize,
    names: HashSet<Cow<'a, str>>,
}

struct JsonReader<'a> {
    text: &'a str,
    at: usize,
    tree: JsonTree,
    open: Vec<OpenValue<'a>>,
    errors: SyntaxErrors,
}

impl<'a> JsonReader<'a> {
    fn all(&mut self) -> Result<(), Malformed> {
        if u32::try_from(self.text.len()).is_err() {
            return Err(Malformed { span: 0..0, message: "this text is longer than 4 GiB".to_string() });
        }
        self.value(None)?;
        while !self.open.is_empty() {
            self.member_or_end()?;
        }
        self.skip_space();
        if self.at < self.text.len() {
            return self.malformed(self.text.len() - self.at, "text after the end of the JSON value");
        }
        Ok(())
    }

    /// The next member or element of what is open, or its end.
    fn member_or_end(&mut self) -> Result<(), Malformed> {
        self.skip_space();
        let Some(node) = self.open.last().map(|open| open.node) else { return Ok(()) };
        let is_object = self.tree.nodes.get(node).is_some_and(|node| node.json_type == JsonType::Object);
        let is_first = node + 1 == self.tree.nodes.len();
        let closing = if is_object { b'}' } else { b']' };
        if self.peek() == Some(closing) {
            self.at += 1;
            self.close(node);
            return Ok(());
        }
        if !is_first {
            self.expect(b',', "here `,` or the end of the array or object has to stand")?;
            self.skip_space();
        }
        let key = if is_object { Some(self.key()?) } else { None };
        self.value(key)
    }

    fn key(&mut self) -> Result<Key, Malformed> {
        if self.peek() != Some(b'"') {
            return self.malformed(1, "here the name of a member has to stand, in double quotes");
        }
        let (start, end) = self.string()?;
        let name = decoded(self.text, &Piece { start: start as u32, end: end as u32, escapes: Escapes::Json });
        let unescaped = matches!(name, Cow::Owned(_)).then_some(self.tree.unescaped_keys.len() as u32);
        self.tree.unescaped_keys.extend(unescaped.map(|_| name.to_string()));
        let is_twice = self.open.last_mut().is_some_and(|open| !open.names.insert(name.clone()));
        if is_twice {
            let message = format!("the member `{name}` is written twice, and readers take one of the two");
            self.errors.add(SyntaxErrorKind::JsonMemberTwice, start..end, message);
        }
        self.skip_space();
        self.expect(b':', "here `:` has to stand")?;
        Ok(Key { start: start as u32, end: end as u32, unescaped })
    }

    fn value(&mut self, key: Option<Key>) -> Result<(), Malformed> {
        self.skip_space();
        let start = self.at;
        let json_type = match self.peek() {
            Some(b'{') => JsonType::Object,
            Some(b'[') => JsonType::Array,
            Some(b'"') => JsonType::Text,
            Some(b'-' | b'0'..=b'9') => JsonType::Number,
            _ => self.word()?,
        };
        match json_type {
            JsonType::Object | JsonType::Array => return self.open(json_type, key),
            JsonType::Text => drop(self.string()?),
            JsonType::Number => self.number()?,
            JsonType::Null | JsonType::Boolean => {}
        }
        let next = self.tree.nodes.len() as u32 + 1;
        self.tree.nodes.push(JsonNode { json_type, start: start as u32, end: self.at as u32, next, key });
        Ok(())
    }

    fn open(&mut self, json_type: JsonType, key: Option<Key>) -> Result<(), Malformed> {
        if self.open.len() >= DEEPEST {
            return self.malformed(1, &format!("arrays and objects are nested deeper than {DEEPEST} levels"));
        }
        let node = self.tree.nodes.len();
        self.tree.nodes.push(JsonNode { json_type, start: self.at as u32, end: self.at as u32, next: 0, key });
        self.open.push(OpenValue { node, names: HashSet::default() });
        self.at += 1;
        Ok(())
    }

    fn close(&mut self, node: usize) {
        self.open.pop();
        let next = self.tree.nodes.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(node) {
            node.end = self.at as u32;
            node.next = next;
        }
    }

    fn word(&mut self) -> Result<JsonType, Malformed> {
        for (word, json_type) in [("null", JsonType::Null), ("true", JsonType::Boolean), ("false", JsonType::Boolean)] {
            if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
                self.at += word.len();
                return Ok(json_type);
            }
        }
        self.malformed(
            1,
            "here a value has to stand: a string, a number, an object, an array, `true`, `false` or `null`",
        )
    }

    /// Reads a string and gives its text without the quotes, as it is written.
    fn string(&mut self) -> Result<(usize, usize), Malformed> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let Some(found) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\') || *byte < b' ') else {
                return self.malformed(1, "this string has no closing quote");
            };
            at += found;
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok((start, at));
                }
                Some(b'\\') => at += 1 + self.escape_length(at)?,
                _ => {
                    self.at = at;
                    return self
                        .malformed(1, "a control character has to be escaped in a string, a line break as `\\n`");
                }
            }
        }
    }

    fn escape_length(&mut self, at: usize) -> Result<usize, Malformed> {
        let resolved = json_escape(self.text.get(at + 1..).unwrap_or_default());
        if resolved.is_none() {
            self.at = at;
            return self.malformed(2, "this is no escape of JSON");
        }
        let unit = self.text.get(at + 2..at + 6).unwrap_or_default();
        let is_replaced = resolved.is_some_and(|(character, _)| character == char::REPLACEMENT_CHARACTER);
        if is_replaced && !unit.eq_ignore_ascii_case("fffd") {
            let message = "this half of a surrogate pair stands for no character";
            self.errors
                .add(SyntaxErrorKind::JsonSurrogateAlone, at..at + 6, message)
                .help("write the character itself, or both halves");
        }
        Ok(resolved.map_or(1, |(_, length)| length))
    }

    /// RFC 8259, section 6: no leading zeros, digits on both sides of the point.
    fn number(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            let from = reader.at;
            while reader.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                reader.at += 1;
            }
            reader.at > from
        };
        self.at += usize::from(self.peek() == Some(b'-'));
        let has_leading_zero = self.peek() == Some(b'0');
        let whole = self.at;
        let mut good = digits(self) && !(has_leading_zero && self.at > whole + 1);
        if self.peek() == Some(b'.') {
            self.at += 1;
            good &= digits(self);
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            good &= digits(self);
        }
        if good {
            return Ok(());
        }
        let length = self.at - start;
        self.at = start;
        self.malformed(length.max(1), "this is no number of JSON")
    }

    fn expect(&mut self, byte: u8, message: &str) -> Result<(), Malformed> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        self.malformed(1, message)
    }

    /// An error here, over so many bytes as there are.
    fn malformed<T>(&self, length: usize, message: &str) -> Result<T, Malformed> {
        let mut end = (self.at + length).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        Err(Malformed { span: self.at..end, message: message.to_string() })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let spaces = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.at += spaces.unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8259, section 8.3: names are compared when their escapes are resolved.
    #[test]
    fn a_name_is_its_value_and_not_its_spelling() {
        let text = r#"{"\u0069d": "1", "title": "A", "\u0074itle": "B"}"#;
        let (tree, errors) = read(text);
        let root = tree.as_ref().and_then(|tree| tree.root(text)).expect("JSON");
        assert_eq!(root.member("id").map(Json::written), Some("\"1\""));
        let twice: Vec<_> = errors.listed.iter().map(|error| (error.kind, &text[error.span.clone()])).collect();
        assert_eq!(twice, [(SyntaxErrorKind::JsonMemberTwice, r"\u0074itle")]);
    }
}
