//! Lines and columns of many places in one text: each is found in a few steps, also on a line of 100 MB.

use crate::source::Position;

/// Where the lines of a text start, and how many characters stand before every so many bytes.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// For each block of [`BLOCK`] bytes, what stands before it.
    counts: Vec<Count>,
}

/// The byte order mark, which no editor counts as a character of the first line.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

const BLOCK: usize = 1024;

#[derive(Clone, Copy, Default)]
struct Count {
    characters: usize,
    /// Those that take two code units in UTF-16.
    astral: usize,
}

impl<'a> Lines<'a> {
    /// Reads the text once.
    pub(super) fn new(text: &'a str) -> Lines<'a> {
        Lines { text, starts: starts(text), counts: counts(text.as_bytes()) }
    }

    /// The line and column of a byte offset, the column in characters; an offset past the end is the end.
    pub(super) fn position(&self, offset: usize) -> Position {
        let (line_number, column) = self.place(offset);
        Position { line_number, column_number: column.characters + 1 }
    }

    /// The same, the column in UTF-16 code units.
    pub(super) fn utf16_position(&self, offset: usize) -> Position {
        let (line_number, column) = self.place(offset);
        Position { line_number, column_number: column.characters + column.astral + 1 }
    }

    /// The bytes of a line, from 1, without what ends it.
    pub(super) fn line(&self, line_number: usize) -> std::ops::Range<usize> {
        let index = line_number.saturating_sub(1);
        let start = self.starts.get(index).copied().unwrap_or(self.text.len());
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    fn place(&self, offset: usize) -> (usize, Count) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line_number = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line_number - 1).copied().unwrap_or(0);
        let (before_line, before) = (self.before(start), self.before(offset));
        let marked = line_number == 1 && offset > 0 && self.text.starts_with(BYTE_ORDER_MARK);
        let column = Count {
            characters: before.characters.saturating_sub(before_line.characters) - usize::from(marked),
            astral: before.astral.saturating_sub(before_line.astral),
        };
        (line_number, column)
    }

    /// What stands before a byte offset.
    fn before(&self, offset: usize) -> Count {
        let block = self.counts.get(offset / BLOCK).copied().unwrap_or_default();
        let rest = count(self.text.as_bytes().get(offset - offset % BLOCK..offset).unwrap_or_default());
        Count { characters: block.characters + rest.characters, astral: block.astral + rest.astral }
    }
}

/// Where each line starts; LF, CRLF and a lone CR each end one.
fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|at| at + 1)).collect()
}

fn counts(bytes: &[u8]) -> Vec<Count> {
    let mut before = Count::default();
    let mut counts = Vec::with_capacity(bytes.len() / BLOCK + 1);
    for block in bytes.chunks(BLOCK) {
        counts.push(before);
        let here = count(block);
        before = Count { characters: before.characters + here.characters, astral: before.astral + here.astral };
    }
    counts.push(before);
    counts
}

/// Characters by their first bytes: a byte `10xxxxxx` continues one, `11110xxx` begins one outside the first plane.
fn count(bytes: &[u8]) -> Count {
    Count {
        characters: bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count(),
        astral: bytes.iter().filter(|&&byte| byte >= 0xF0).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::position;

    /// Each text, the bytes before the place, and its line, column in characters, column in UTF-16 code units.
    #[test]
    fn places_are_where_editors_show_them() {
        let cases = [
            ("", "", (1, 1, 1)),
            ("abc", "ab", (1, 3, 3)),
            ("a\nb\nc", "a\nb\n", (3, 1, 1)),
            ("a\r\nbc", "a\r\nb", (2, 2, 2)),
            ("a\r\nbc", "a\r", (1, 3, 3)),
            ("a\rbc", "a\rb", (2, 2, 2)),
            ("\tx", "\t", (1, 2, 2)),
            ("日本x", "日本", (1, 3, 3)),
            ("😀😀x", "😀😀", (1, 3, 5)),
            ("a\n😀x", "a\n😀", (2, 2, 3)),
            ("\u{FEFF}<x", "\u{FEFF}<", (1, 2, 2)),
            ("\u{FEFF}<x", "", (1, 1, 1)),
            ("\u{FEFF}<x", "\u{FEFF}", (1, 1, 1)),
            ("\u{FEFF}<\n<x", "\u{FEFF}<\n<", (2, 2, 2)),
            ("e\u{301}x", "e\u{301}", (1, 3, 3)),
        ];
        for (text, before, (line, column, utf16)) in cases {
            let lines = Lines::new(text);
            let place = lines.position(before.len());
            let units = lines.utf16_position(before.len());
            assert_eq!(
                (place.line_number, place.column_number, units.column_number),
                (line, column, utf16),
                "{text:?}"
            );
        }
    }

    #[test]
    fn many_places_are_found_as_one_is() {
        let text = "aé日😀\r\n\rb\n".repeat(900);
        let lines = Lines::new(&text);
        for offset in (0..text.len() + 9).step_by(7) {
            assert_eq!(lines.position(offset), position(&text, offset), "{offset}");
        }
    }

    #[test]
    fn a_line_is_without_its_end() {
        let lines = Lines::new("ab\r\nc\rd\n");
        let found: Vec<_> = (1..=5).map(|number| lines.line(number)).collect();
        assert_eq!(found, [0..2, 4..5, 6..7, 8..8, 8..8]);
    }
}
