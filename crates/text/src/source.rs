//! Text under examination and places in it: spans in bytes, positions as lines and columns from 1.

mod decoding;
mod line_index;

pub use decoding::{Decoding, DecodingTrouble, FoundBy, TextKind, decode};
use line_index::LineIndex;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// How much a finding or a remark matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
pub enum Level {
    /// A MUST is broken: readers may refuse the feed, or an article had to be kept out.
    Error,
    /// A SHOULD is broken, or readers are known to stumble.
    Warning,
    /// It would be better otherwise.
    Advice,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Advice => "advice",
        })
    }
}

/// Bytes of a [`Source`], from the first to before the last.
pub type Span = Range<usize>;

/// A place that a person can find in an editor: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// Line, from 1.
    pub line_number: usize,
    /// Column, from 1, in characters (Unicode scalar values).
    pub column_number: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line_number, self.column_number)
    }
}

/// A text under examination, with the name under which people know it.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path or address, as it is shown.
    pub name: String,
    /// The text, decoded, without a byte order mark.
    pub text: String,
    decoding: Decoding,
    lines: OnceLock<LineIndex>,
}

impl Source {
    /// A text and the name under which people know it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        let (mut text, mut decoding) = (text.into(), Decoding::default());
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
            decoding.byte_order_mark = true;
        }
        Source { name: name.into(), text, decoding, lines: OnceLock::new() }
    }

    /// Decodes a file as XML 1.0 appendix F says: byte order mark, first bytes, declaration, else UTF-8.
    ///
    /// Never fails: bytes that mean nothing become U+FFFD, and [`Source::decoding`] remembers what has to be told.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Source {
        let (text, decoding) = decode(Cow::Owned(bytes), TextKind::Xml);
        Source { name: name.into(), text: text.into_owned(), decoding, lines: OnceLock::new() }
    }

    /// How the bytes became text.
    pub fn decoding(&self) -> &Decoding {
        &self.decoding
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    ///
    /// The first call indexes the text, so that a million calls on one long line stay cheap.
    pub fn position(&self, offset: usize) -> Position {
        if offset == 0 {
            return Position { line_number: 1, column_number: 1 };
        }
        self.lines().position(&self.text, offset)
    }

    /// The same, with the column in code units of UTF-16, as some programs count.
    pub fn utf16_position(&self, offset: usize) -> Position {
        self.lines().utf16_position(&self.text, offset)
    }

    /// The bytes of a line, from 1, without what ends it; past the last line, the end.
    pub fn line(&self, line_number: usize) -> Span {
        self.lines().line(&self.text, line_number)
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// The line and column of a byte offset of `text`; LF, CRLF and a lone CR each end a line.
///
/// For many offsets of one text, [`Source::position`] is the cheaper way.
pub fn position(text: &str, offset: usize) -> Position {
    LineIndex::new(text).position(text, offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let text = "a\tb\r\nc\rd\n🜚e\u{301}f";
        let places =
            [(0, 1, 1), (2, 1, 3), (3, 1, 4), (5, 2, 1), (7, 3, 1), (9, 4, 1), (13, 4, 2), (14, 4, 3), (99, 4, 5)];
        for (offset, line_number, column_number) in places {
            assert_eq!(position(text, offset), Position { line_number, column_number }, "offset {offset}");
        }
    }

    /// Each text, what stands before the place, and its line, its column in characters and in code units of UTF-16.
    #[test]
    fn columns_are_those_that_editors_show() {
        let cases = [
            ("", "", (1, 1, 1)),
            ("a\r\nbc", "a\r", (1, 3, 3)),
            ("a\rbc", "a\rb", (2, 2, 2)),
            ("\tx", "\t", (1, 2, 2)),
            ("日本x", "日本", (1, 3, 3)),
            ("😀😀x", "😀😀", (1, 3, 5)),
            ("a\n😀x", "a\n😀", (2, 2, 3)),
            ("e\u{301}x", "e\u{301}", (1, 3, 3)),
        ];
        for (text, before, (line, characters, units)) in cases {
            let source = Source::new("places", text);
            let (place, utf16) = (source.position(before.len()), source.utf16_position(before.len()));
            let found = (place.line_number, place.column_number, utf16.column_number);
            assert_eq!((found, utf16.line_number), ((line, characters, units), line), "{text:?}");
        }
        let marked = Source::new("marked", "\u{FEFF}<x");
        assert_eq!(marked.position(1).column_number, 2);
    }

    #[test]
    fn a_line_is_without_its_end() {
        let source = Source::new("lines", "ab\r\nc\rd\n");
        let found: Vec<_> = (1..=6).map(|number| source.line(number)).collect();
        assert_eq!(found, [0..2, 4..5, 6..7, 8..8, 8..8, 8..8]);
    }

    #[test]
    fn a_position_inside_a_character_is_its_start() {
        assert_eq!(position("é", 1), Position { line_number: 1, column_number: 1 });
    }

    #[test]
    fn a_long_line_is_counted_in_steps() {
        let text = "é".repeat(30_000);
        let source = Source::new("long", text);
        assert_eq!(source.position(59_998), Position { line_number: 1, column_number: 30_000 });
    }
}
