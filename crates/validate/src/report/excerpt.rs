//! The part of a text that a person needs to see around a place: whole lines where they are short, cut where they
//! are long, and nothing in it that a terminal would obey.

use super::is_obeyed;
use courant_text::source::{Source, Span};
use unicode_width::UnicodeWidthChar;

/// A few lines of a text, ready to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, ended by LF.
    pub text: String,
    /// The number of the first, from 1.
    pub line_number: usize,
    /// The bytes of `text` that show the place.
    pub marked: Span,
}

/// The most columns that a line is shown with: this many before the place, and this many from its start on.
const COLUMNS_BEFORE: usize = 60;
const COLUMNS_AFTER: usize = 110;

/// A place of more lines is shown by its first.
const MOST_LINES: usize = 6;

/// The lines of a place.
pub(super) fn excerpt(source: &Source, span: &Span) -> Excerpt {
    let text = source.text.as_str();
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let first = source.position(start).line_number;
    // A place that ends with the end of a line does not reach into the next.
    let last = source.position(end.saturating_sub(usize::from(end > start))).line_number;
    let last = if last - first < MOST_LINES { last } else { first };
    let mut excerpt = Excerpt { text: String::new(), line_number: first, marked: 0..0 };
    for number in first..=last {
        let line = source.line(number);
        let (from, to) = (start.clamp(line.start, line.end), end.clamp(line.start, line.end));
        let part = |range: Span| text.get(range).unwrap_or_default();
        push_ending(&mut excerpt.text, part(line.start..from));
        if number == first {
            excerpt.marked.start = excerpt.text.len();
        }
        let room = push_beginning(&mut excerpt.text, part(from..to), COLUMNS_AFTER);
        excerpt.marked.end = excerpt.text.len();
        if room > 0 {
            push_beginning(&mut excerpt.text, part(to..line.end), room);
        }
        excerpt.text.push('\n');
    }
    excerpt
}

/// Appends the text, or its last columns after a `…`.
fn push_ending(shown: &mut String, text: &str) {
    let mut room = COLUMNS_BEFORE;
    let kept = text.char_indices().rev().take_while(|&(_, c)| take(&mut room, c)).last();
    let from = kept.map_or(text.len(), |(at, _)| at);
    if from > 0 {
        shown.push('…');
    }
    push_shown(shown, text.get(from..).unwrap_or_default());
}

/// Appends the text, or its first columns and a `…`; returns the columns that are left.
fn push_beginning(shown: &mut String, text: &str, columns: usize) -> usize {
    let mut room = columns;
    let cut = text.char_indices().find(|&(_, c)| !take(&mut room, c));
    match cut {
        None => push_shown(shown, text),
        Some((to, _)) => {
            push_shown(shown, text.get(..to).unwrap_or_default());
            shown.push('…');
            return 0;
        }
    }
    room
}

/// Takes the columns of a character from the room, if there is enough. Characters without a width count too, so that
/// ten thousand accents on one letter are cut as well.
fn take(room: &mut usize, c: char) -> bool {
    let width = if c == '\t' { 4 } else { c.width().unwrap_or(1).max(1) };
    let enough = *room >= width;
    *room = room.saturating_sub(width);
    enough
}

fn push_shown(shown: &mut String, text: &str) {
    shown.extend(text.chars().map(visible));
}

/// A picture of a character that a terminal would obey. One character each, so that marks stay below what they mark.
fn visible(c: char) -> char {
    match c {
        '\t' => c,
        '\0'..='\u{1F}' => char::from_u32(u32::from(c) + 0x2400).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ if is_obeyed(c) => '\u{FFFD}',
        // Shown with no width of its own, these would hide where it stands.
        '\u{FEFF}' | '\u{200B}' | '\u{2060}' => '\u{FFFD}',
        _ => c,
    }
}
