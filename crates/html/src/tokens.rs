//! Clean HTML, cut into tags and text: its form is so regular that this takes no more than finding `<` and `>`.

use super::elements::Element;
use memchr::memchr;
use std::borrow::Cow;
use std::ops::Range;

/// A piece of clean HTML.
#[derive(Clone, Debug)]
pub(super) enum Token<'a> {
    /// Text, escaped.
    Text(&'a str),
    /// A start tag: the element, and its attributes as they are written.
    Start(Element, &'a str),
    /// An end tag.
    End(Element),
}

/// The pieces of clean HTML, with their places.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn of(html: &'a str) -> Tokens<'a> {
        Tokens { html, at: 0 }
    }

    /// How many bytes are still to be cut.
    pub fn rest_bytes(&self) -> usize {
        self.html.len() - self.at
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (Token<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let tag = rest.strip_prefix('<').and_then(|tag| tag.get(..memchr(b'>', tag.as_bytes())?)).and_then(read_tag);
        let length = match &tag {
            Some((_, length)) => *length,
            None => memchr(b'<', rest.as_bytes()).unwrap_or(rest.len()).max(1),
        };
        self.at += length;
        let token = tag.map(|(token, _)| token).unwrap_or_else(|| Token::Text(rest.get(..length).unwrap_or_default()));
        Some((token, start..self.at))
    }
}

/// What stands between `<` and `>`, and the length with both.
fn read_tag(tag: &str) -> Option<(Token<'_>, usize)> {
    let length = tag.len() + 2;
    if let Some(name) = tag.strip_prefix('/') {
        return Some((Token::End(Element::named(name)?), length));
    }
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    Some((Token::Start(Element::named(name)?, attributes), length))
}

/// The names and unescaped values of attributes as clean HTML writes them.
pub(super) fn attributes(written: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after.trim_start();
        Some((name, unescape(value)))
    })
}

/// The text that escaped text stands for.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut plain = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    plain.push_str(before);
    while !rest.is_empty() {
        let known = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (length, character) = known.map_or((1, "&"), |(escape, character)| (escape.len(), *character));
        plain.push_str(character);
        rest = &rest[length..];
        let next = memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        plain.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(plain)
}

const ESCAPES: &[(&str, &str)] = &[("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
