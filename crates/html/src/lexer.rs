//! Anybody's HTML, cut into tags and text as HTML's tokenizer cuts it (HTML Living Standard, "Tokenization"), in linear time.

use super::url::is_space;
use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// A piece of HTML. Comments, declarations and instructions are passed over.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text, its character references resolved.
    Text(Cow<'a, str>),
    /// A start tag.
    Start(Tag<'a>),
    /// The name of an end tag, in small letters.
    End(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    /// In small letters.
    pub name: Cow<'a, str>,
    attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Whether it is written `<name/>`.
    pub closes_itself: bool,
}

impl Tag<'_> {
    /// Names in small letters and resolved values, in their order.
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect()
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_ref())
    }
}

/// Reads HTML from its beginning to its end.
pub(super) struct Lexer<'a> {
    rest: &'a str,
}

impl<'a> Lexer<'a> {
    pub fn new(html: &'a str) -> Lexer<'a> {
        Lexer { rest: html }
    }

    /// How many bytes are still to be read.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// Passes over everything to the end tag of this name, or to the end.
    pub fn skip_to_end_of(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = memmem::find(self.rest.as_bytes().get(from..).unwrap_or_default(), b"</") {
            let start = from + at;
            let after = self.rest.get(start + 2..).unwrap_or_default();
            let named = after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            if named && !after[name.len()..].starts_with(|c: char| !is_space(c) && c != '/' && c != '>') {
                self.rest = &self.rest[start..];
                return;
            }
            from = start + 2;
        }
        self.rest = "";
    }

    /// Passes over a line end, which means nothing at the beginning of `<pre>`.
    pub fn skip_line_end(&mut self) {
        self.rest = self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix('\n')).unwrap_or(self.rest);
    }

    /// The next piece.
    pub fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            let length = self.text_length();
            if length > 0 {
                return Some(Token::Text(resolved(self.take(length), Within::Text)));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }

    /// How much text there is before the next markup.
    fn text_length(&self) -> usize {
        let bytes = self.rest.as_bytes();
        let mut from = 0;
        while let Some(at) = memchr(b'<', bytes.get(from..).unwrap_or_default()) {
            let next = bytes.get(from + at + 1).copied().unwrap_or(b' ');
            let closes = next == b'/' && from + at + 2 < bytes.len();
            if next.is_ascii_alphabetic() || closes || matches!(next, b'!' | b'?') {
                return from + at;
            }
            from += at + 1;
        }
        bytes.len()
    }

    /// Reads what begins with `<`; `None` for what is passed over.
    fn markup(&mut self) -> Option<Token<'a>> {
        if let Some(comment) = self.rest.strip_prefix("<!--") {
            self.rest = after_comment(comment);
            return None;
        }
        let is_end = self.rest.starts_with("</");
        self.rest = self.rest.get(1 + usize::from(is_end)..).unwrap_or_default();
        if !self.rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // `<!doctype`, `<?xml`, `</ `: a comment that ends at the next `>`.
            let end = memchr(b'>', self.rest.as_bytes()).map_or(self.rest.len(), |at| at + 1);
            self.take(end);
            return None;
        }
        let length = self.rest.find(|c: char| is_space(c) || matches!(c, '/' | '>')).unwrap_or(self.rest.len());
        let name = lower(self.take(length));
        let (attributes, closes_itself) = self.attributes()?;
        Some(if is_end { Token::End(name) } else { Token::Start(Tag { name, attributes, closes_itself }) })
    }

    /// The attributes up to the end of the tag, and whether it closes itself; `None` for a tag without an end, which is none.
    #[allow(clippy::type_complexity)]
    fn attributes(&mut self) -> Option<(Vec<(Cow<'a, str>, Cow<'a, str>)>, bool)> {
        let mut attributes = Vec::new();
        loop {
            let length = self.rest.find(|c: char| !is_space(c) && c != '/').unwrap_or(self.rest.len());
            let gap = self.take(length);
            if self.rest.is_empty() {
                return None;
            }
            if let Some(rest) = self.rest.strip_prefix('>') {
                self.rest = rest;
                return Some((attributes, gap.ends_with('/')));
            }
            // A `=` at the beginning of a name is part of it.
            let begins = usize::from(self.rest.starts_with('='));
            let found = self.rest[begins..].find(|c: char| is_space(c) || matches!(c, '/' | '>' | '='));
            let name = self.take(found.map_or(self.rest.len(), |at| at + begins));
            attributes.push((lower(name), self.attribute_value()));
        }
    }

    fn attribute_value(&mut self) -> Cow<'a, str> {
        let Some(value) = self.rest.trim_start_matches(is_space).strip_prefix('=') else { return Cow::Borrowed("") };
        self.rest = value.trim_start_matches(is_space);
        let quote = self.rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let value = match quote {
            Some(quote) => {
                self.take(1);
                let length = memchr(quote as u8, self.rest.as_bytes()).unwrap_or(self.rest.len());
                let value = self.take(length);
                self.take(1);
                value
            }
            None => self.take(self.rest.find(|c: char| is_space(c) || c == '>').unwrap_or(self.rest.len())),
        };
        resolved(value, Within::Attribute)
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

/// What follows a comment, of which `<!--` is read.
fn after_comment(comment: &str) -> &str {
    if let Some(rest) = comment.strip_prefix('>').or_else(|| comment.strip_prefix("->")) {
        return rest;
    }
    let mut from = 0;
    while let Some(at) = memmem::find(comment.as_bytes().get(from..).unwrap_or_default(), b"--") {
        let after = comment.get(from + at + 2..).unwrap_or_default();
        if let Some(rest) = after.strip_prefix('>').or_else(|| after.strip_prefix("!>")) {
            return rest;
        }
        from += at + 1;
    }
    ""
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

/// Where a character reference stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Text,
    Attribute,
}

/// The text with its character references resolved (HTML Living Standard, "Character reference state").
fn resolved(text: &str, within: Within) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut resolved = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    resolved.push_str(before);
    while !rest.is_empty() {
        // `rest` begins with `&`.
        let length = reference(rest, within, &mut resolved).unwrap_or_else(|| {
            resolved.push('&');
            1
        });
        rest = rest.get(length..).unwrap_or_default();
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        resolved.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(resolved)
}

/// Resolves the reference that the text begins with and gives its length; `None` when it is only an ampersand.
fn reference(text: &str, within: Within, resolved: &mut String) -> Option<usize> {
    if text.starts_with("&#") { numeric(text, resolved) } else { named(text, within, resolved) }
}

fn numeric(text: &str, resolved: &mut String) -> Option<usize> {
    let (radix, start) = if text.get(2..3).is_some_and(|x| x.eq_ignore_ascii_case("x")) { (16, 3) } else { (10, 2) };
    let digits = text.get(start..)?;
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    // What does not fit is above the last character all the same.
    let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
    let windows = code.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize).copied().flatten());
    let character = windows.or_else(|| char::from_u32(code).filter(|c| *c != '\0')).unwrap_or('\u{FFFD}');
    resolved.push(character);
    let end = start + length;
    Some(end + usize::from(text[end..].starts_with(';')))
}

fn named(text: &str, within: Within, resolved: &mut String) -> Option<usize> {
    const LONGEST_NAME: usize = 32;
    let name = text.get(1..)?;
    let letters = name.bytes().take(LONGEST_NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let closed = usize::from(name[letters..].starts_with(';'));
    // Old names need no `;`, and may be the beginning of a longer word: the longest that is known counts.
    let known = (2..=letters + closed).rev().find_map(|length| {
        let found = NAMED_ENTITIES.get(name.get(..length)?)?;
        (found.0 != 0).then_some((length, *found))
    });
    let (length, (first, second)) = known?;
    let open = !name[..length].ends_with(';');
    let continues = name[length..].starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if within == Within::Attribute && open && continues {
        return None;
    }
    resolved.extend([first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
    Some(length + 1)
}
