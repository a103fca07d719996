//! Finds the line and column of an offset without reading the text again from its start.

use super::{Position, Span};

/// Bytes between two places whose number of characters is remembered.
const STEP: usize = 4096;

/// Where lines begin, and how many characters stand before every 4,096th byte.
#[derive(Clone, Debug)]
pub(super) struct LineIndex {
    line_starts: Vec<usize>,
    before_steps: Vec<Count>,
}

/// How many characters begin in a part of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    characters: usize,
    /// Code units of UTF-16: two for each character outside the first plane.
    utf16_units: usize,
}

impl LineIndex {
    pub(super) fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut line_starts = vec![0];
        for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_first_half_of_crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
            if !is_first_half_of_crlf {
                line_starts.push(end + 1);
            }
        }
        let mut total = Count::default();
        let mut before_steps = vec![total];
        for step in bytes.chunks(STEP) {
            total = total.plus(Count::of(step));
            before_steps.push(total);
        }
        LineIndex { line_starts, before_steps }
    }

    /// The line and column of an offset of the text that was indexed.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let (line_number, column) = self.place(text, offset);
        Position { line_number, column_number: column.characters + 1 }
    }

    /// The same, with the column in code units of UTF-16.
    pub(super) fn utf16_position(&self, text: &str, offset: usize) -> Position {
        let (line_number, column) = self.place(text, offset);
        Position { line_number, column_number: column.utf16_units + 1 }
    }

    /// A line, from 1, without what ends it.
    pub(super) fn line(&self, text: &str, line_number: usize) -> Span {
        let start_of = |index: usize| self.line_starts.get(index).copied().unwrap_or(text.len());
        let start = start_of(line_number.saturating_sub(1));
        let line = text.get(start..start_of(line_number)).unwrap_or_default();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The line of an offset, and what stands before it on that line.
    fn place(&self, text: &str, offset: usize) -> (usize, Count) {
        let end = text.floor_char_boundary(offset);
        let line_number = self.line_starts.partition_point(|&start| start <= end);
        let line_start = self.line_starts.get(line_number.saturating_sub(1)).copied().unwrap_or(0);
        let of_line = text.as_bytes().get(line_start..end).unwrap_or_default();
        let before = if of_line.len() <= STEP {
            Count::of(of_line)
        } else {
            self.before(text, end).minus(self.before(text, line_start))
        };
        (line_number, before)
    }

    fn before(&self, text: &str, offset: usize) -> Count {
        let step = offset / STEP;
        let before = self.before_steps.get(step).copied().unwrap_or_default();
        before.plus(Count::of(text.as_bytes().get(step * STEP..offset).unwrap_or_default()))
    }
}

impl Count {
    /// Counts by the first bytes of characters in UTF-8: `10xxxxxx` continues one, `11110xxx` begins one outside the
    /// first plane.
    fn of(bytes: &[u8]) -> Count {
        let (mut characters, mut outside) = (0, 0);
        // By so many that a byte can count them: then one instruction counts in many bytes at once.
        for block in bytes.chunks(usize::from(u8::MAX)) {
            characters += usize::from(block.iter().map(|byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>());
            outside += usize::from(block.iter().map(|byte| u8::from(*byte >= 0xF0)).sum::<u8>());
        }
        Count { characters, utf16_units: characters + outside }
    }

    fn plus(self, other: Count) -> Count {
        Count { characters: self.characters + other.characters, utf16_units: self.utf16_units + other.utf16_units }
    }

    fn minus(self, other: Count) -> Count {
        Count {
            characters: self.characters.saturating_sub(other.characters),
            utf16_units: self.utf16_units.saturating_sub(other.utf16_units),
        }
    }
}
