//! Text as a reader sees it, character references resolved, that still knows where each of its bytes was written.

use super::addresses::{self, Wrong};
use super::html_tags::{Tag, TagAttribute, Tags};
use super::vocabulary::Expected;
use courant_text::date::{DateForm, NotADate, StatedDate, read_form};
use courant_text::source::Span;
use smallvec::SmallVec;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// The content of an element or of an attribute.
pub(crate) struct Value<'a> {
    /// What a reader sees.
    pub(super) text: Cow<'a, str>,
    /// What it is the value of, as a person would call it: `guid`, `href of link`.
    pub(super) name: &'a str,
    source: &'a str,
    pieces: Pieces,
    /// Where the value stands when it is empty.
    place: Span,
    anchors: OnceCell<Vec<Anchor>>,
    tags: OnceCell<Tags>,
    wrong_address: OnceCell<Option<Wrong>>,
    rfc822: OnceCell<Result<StatedDate, NotADate>>,
    /// Whether it is the value of an attribute.
    pub(super) is_attribute: bool,
    /// What the vocabulary says of it.
    expected: Expected,
}

/// The parts of a value, of which there is hardly ever more than one.
pub(super) type Pieces = SmallVec<[Piece; 1]>;

/// A part of the source that a value is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether references are resolved in it: not in CDATA, nor in JSON.
    pub(super) escapes: Escapes,
}

/// How a piece of source becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Not at all: CDATA.
    None,
    /// `&amp;` and its like.
    Xml,
    /// `\"` and its like.
    Json,
}

/// From here on, text and source run side by side.
#[derive(Clone, Copy)]
struct Anchor {
    text: usize,
    source: usize,
}

impl<'a> Value<'a> {
    pub(super) fn new(name: &'a str, source: &'a str, pieces: Pieces, place: Span) -> Value<'a> {
        let text = match pieces.as_slice() {
            [] => Cow::Borrowed(""),
            [piece] => decoded(source, piece),
            several => Cow::Owned(several.iter().map(|piece| decoded(source, piece)).collect()),
        };
        Value {
            text,
            name,
            source,
            pieces,
            place,
            anchors: OnceCell::new(),
            tags: OnceCell::new(),
            wrong_address: OnceCell::new(),
            rfc822: OnceCell::new(),
            is_attribute: false,
            expected: Expected::ANYTHING,
        }
    }

    /// The same, as the value of an attribute.
    pub(super) fn of_attribute(self) -> Value<'a> {
        Value { is_attribute: true, ..self }
    }

    /// The same, as a value that the vocabulary says this of.
    pub(super) fn expected(self, expected: Expected) -> Value<'a> {
        Value { expected, ..self }
    }

    /// Whether nothing but white space is there.
    pub(super) fn is_blank(&self) -> bool {
        self.trimmed().is_empty()
    }

    /// Whether nothing is there, where the vocabulary says that something has to be.
    pub(super) fn is_empty_wrongly(&self) -> bool {
        self.is_blank() && !self.expected.may_be_empty
    }

    /// What to do about an empty value, which would be written as in the example; leaving out what is required makes it worse.
    pub(super) fn help_when_blank(&self, example: &str) -> String {
        if self.expected.is_required { example.to_string() } else { format!("leave it out, or {example}") }
    }

    /// Where the text without white space around it begins in the text.
    pub(super) fn trimmed_start(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(is_xml_space).len()
    }

    /// The text read as a date of RFC 822; the first call reads it.
    pub(super) fn rfc822(&self) -> &Result<StatedDate, NotADate> {
        self.rfc822.get_or_init(|| read_form(self.trimmed(), DateForm::Rfc822))
    }

    /// The tags in the text, if it is taken for HTML; the first call finds them.
    pub(super) fn tags(&self) -> impl Iterator<Item = Tag<'_>> {
        self.found_tags().all(&self.text)
    }

    /// The attributes of all start tags in the text, if it is taken for HTML.
    pub(super) fn tag_attributes(&self) -> impl Iterator<Item = TagAttribute<'_>> {
        self.tags().flat_map(|tag| tag.attributes())
    }

    /// Where a tag begins in the text that has no end, if it is taken for HTML.
    pub(super) fn unended_tag(&self) -> Option<Range<usize>> {
        self.found_tags().unended(&self.text)
    }

    fn found_tags(&self) -> &Tags {
        self.tags.get_or_init(|| Tags::of(&self.text))
    }

    /// What is wrong with the text without white space around it, as an address; the first call looks.
    pub(super) fn wrong_address(&self) -> Option<&Wrong> {
        self.wrong_address.get_or_init(|| addresses::wrong(self.trimmed())).as_ref()
    }

    /// Where these bytes of the text were written.
    pub(super) fn span_of(&self, range: Range<usize>) -> Span {
        if self.pieces.is_empty() {
            return self.place.clone();
        }
        let start = self.source_offset(range.start);
        // The end is sought from the last byte, so that it does not run on over the markup between two pieces.
        let end = if range.end > range.start { self.source_end(range.end) } else { start };
        start..end.max(start)
    }

    /// Where the whole of it was written; the tag, where nothing was.
    pub(super) fn span(&self) -> Span {
        if self.text.is_empty() { self.place.clone() } else { self.span_of(0..self.text.len()) }
    }

    /// The text without white space around it.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim_matches(is_xml_space)
    }

    /// What is written for these bytes of the text.
    pub(super) fn source_of(&self, range: Range<usize>) -> &'a str {
        self.source.get(self.span_of(range)).unwrap_or_default()
    }

    /// Where the value was written, or its place where it is blank.
    pub(super) fn span_or_name(&self) -> Span {
        if self.trimmed().is_empty() { self.place.clone() } else { self.span() }
    }

    /// Where the text without white space around it was written; the tag, where it is empty.
    pub(super) fn trimmed_span(&self) -> Span {
        let trimmed = self.trimmed();
        if trimmed.is_empty() {
            return self.place.clone();
        }
        let start = self.trimmed_start();
        self.span_of(start..start + trimmed.len())
    }

    /// The source of the text without white space around it.
    pub(super) fn trimmed_source(&self) -> &'a str {
        self.source.get(self.trimmed_span()).unwrap_or_default()
    }

    fn source_offset(&self, offset: usize) -> usize {
        let anchors = self.anchors();
        let index = anchors.partition_point(|anchor| anchor.text <= offset);
        index
            .checked_sub(1)
            .and_then(|index| anchors.get(index))
            .map_or(self.place.start, |anchor| anchor.source + (offset - anchor.text))
    }

    fn source_end(&self, offset: usize) -> usize {
        let anchors = self.anchors();
        let index = anchors.partition_point(|anchor| anchor.text < offset);
        let Some(anchor) = index.checked_sub(1).and_then(|index| anchors.get(index)) else { return self.place.end };
        let end = anchor.source + (offset - anchor.text);
        match anchors.get(index) {
            // The last character was written as a reference: its source is longer than itself.
            Some(next) if next.text == offset => next.source_before(end, self),
            _ => end,
        }
    }

    fn anchors(&self) -> &[Anchor] {
        self.anchors.get_or_init(|| {
            let mut anchors = Vec::new();
            let mut text = 0;
            for piece in &self.pieces {
                anchors.push(Anchor { text, source: piece.start as usize });
                let raw = raw(self.source, piece);
                let mut at = 0;
                while let Some((start, end, resolved)) = next_escape(raw, at, piece.escapes) {
                    text += start - at + resolved.len_utf8();
                    at = end;
                    anchors.push(Anchor { text, source: piece.start as usize + end });
                }
                text += raw.len() - at;
            }
            anchors
        })
    }
}

impl Anchor {
    /// The end of the source before this anchor: itself within a piece, the piece's end between two.
    fn source_before(&self, end: usize, value: &Value) -> usize {
        match value.pieces.binary_search_by_key(&self.source, |piece| piece.start as usize) {
            Ok(index) if index > 0 => value.pieces.get(index - 1).map_or(end, |piece| piece.end as usize),
            _ => self.source,
        }
    }
}

/// White space of XML 1.0, section 2.3.
pub(super) fn is_xml_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

fn raw<'a>(source: &'a str, piece: &Piece) -> &'a str {
    source.get(piece.start as usize..piece.end as usize).unwrap_or_default()
}

/// A text as HTML, or as XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The text of a piece, its escapes resolved.
pub(super) fn decoded<'a>(source: &'a str, piece: &Piece) -> Cow<'a, str> {
    let raw = raw(source, piece);
    let Some(first) = next_escape(raw, 0, piece.escapes) else { return Cow::Borrowed(raw) };
    let mut text = String::with_capacity(raw.len());
    let (mut at, mut next) = (0, Some(first));
    while let Some((start, end, resolved)) = next {
        text.push_str(raw.get(at..start).unwrap_or_default());
        text.push(resolved);
        at = end;
        next = next_escape(raw, at, piece.escapes);
    }
    text.push_str(raw.get(at..).unwrap_or_default());
    Cow::Owned(text)
}

/// The next escape that stands for one character: where it begins and ends, and the character.
fn next_escape(raw: &str, from: usize, escapes: Escapes) -> Option<(usize, usize, char)> {
    let lead = match escapes {
        Escapes::None => return None,
        Escapes::Xml => b'&',
        Escapes::Json => b'\\',
    };
    let mut at = from;
    loop {
        let start = at + memchr::memchr(lead, raw.as_bytes().get(at..)?)?;
        let rest = raw.get(start + 1..)?;
        let resolved = if escapes == Escapes::Xml { xml_reference(rest) } else { json_escape(rest) };
        if let Some((character, length)) = resolved {
            return Some((start, start + 1 + length, character));
        }
        at = start + 1;
    }
}

/// What a `\` stands for, read after it, and its length.
pub(super) fn json_escape(rest: &str) -> Option<(char, usize)> {
    let character = match rest.bytes().next()? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        byte @ (b'"' | b'\\' | b'/') => char::from(byte),
        b'u' => return unicode_escape(rest),
        _ => return None,
    };
    Some((character, 1))
}

fn unicode_escape(rest: &str) -> Option<(char, usize)> {
    let is_hexadecimal = |digits: &&str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = |at: usize| u32::from_str_radix(rest.get(at..at + 4).filter(is_hexadecimal)?, 16).ok();
    let high = unit(1)?;
    if let Some(character) = char::from_u32(high) {
        return Some((character, 5));
    }
    let low = rest.get(5..7).filter(|lead| *lead == "\\u").and_then(|_| unit(7));
    let pair = low.and_then(|low| char::decode_utf16([high as u16, low as u16]).next()?.ok());
    Some(pair.map_or((char::REPLACEMENT_CHARACTER, 5), |character| (character, 11)))
}

/// What a reference stands for, read after its `&`, and its length.
pub(super) fn xml_reference(rest: &str) -> Option<(char, usize)> {
    let bytes = rest.as_bytes();
    // Escaped HTML is made of these: they are worth a look before any search.
    match bytes {
        [b'l', b't', b';', ..] => return Some(('<', 3)),
        [b'g', b't', b';', ..] => return Some(('>', 3)),
        [b'a', b'm', b'p', b';', ..] => return Some(('&', 4)),
        [b'q', b'u', b'o', b't', b';', ..] => return Some(('"', 5)),
        _ => {}
    }
    let end = memchr::memchr(b';', bytes.get(..bytes.len().min(12))?)?;
    let name = rest.get(..end)?;
    let character = match name {
        "apos" => '\'',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    Some((character, end + 1))
}

fn number(digits: &str) -> Option<u32> {
    match digits.strip_prefix('x') {
        Some(hexadecimal) if hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            u32::from_str_radix(hexadecimal, 16).ok()
        }
        None if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok(),
        _ => None,
    }
}
