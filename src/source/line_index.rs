//! Finds the line and column of an offset without reading the text again from its start.

use super::Position;

/// Bytes between two places whose number of characters is remembered.
const STEP: usize = 4096;

/// Where lines begin, and how many characters stand before every 4,096th byte.
#[derive(Clone, Debug)]
pub(super) struct LineIndex {
    line_starts: Vec<usize>,
    characters_before: Vec<usize>,
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
        let mut total = 0;
        let mut characters_before = vec![0];
        for chunk in bytes.chunks(STEP) {
            total += characters_in(chunk);
            characters_before.push(total);
        }
        LineIndex { line_starts, characters_before }
    }

    /// The line and column of an offset of the text that was indexed.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let mut end = offset.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let line_number = self.line_starts.partition_point(|&start| start <= end);
        let line_start = self.line_starts.get(line_number.saturating_sub(1)).copied().unwrap_or(0);
        let column_number = self.characters_to(text, end) - self.characters_to(text, line_start) + 1;
        Position { line_number, column_number }
    }

    fn characters_to(&self, text: &str, offset: usize) -> usize {
        let step = offset / STEP;
        let before = self.characters_before.get(step).copied().unwrap_or(0);
        before + characters_in(text.as_bytes().get(step * STEP..offset).unwrap_or_default())
    }
}

/// Characters that begin in these bytes of UTF-8.
fn characters_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}
