//! Lines that speak of a picture: who made it, and what is printed beneath it.

use super::line::{self, Line};
use super::line_class::LineClass;
use super::line_kinds::is_credit;
use super::line_table::LineTable;
use crate::article::{Media, Origin, Sourced};
use crate::line_phrases::{Phrases, Use};
use crate::parts::Part;
use crate::ranked::{Detail, Ranked};

/// Who made the picture and what is printed beneath it, as one line says them: `© Name. What it shows.`
pub fn credit_and_caption_of<'a>(line: &Line<'a>) -> (Option<&'a str>, Option<&'a str>) {
    if let Some(found) = &line.closing_credit {
        let credit = line.text.get(found.credit.clone()).map(without_label);
        return (credit, line.text.get(..found.caption_end)).not_empty();
    }
    if !is_credit(line) {
        return (None, Some(line.text));
    }
    let bare = if line.hits.label.has(Use::Credit) {
        line.text.split_once([':', '：', '=']).map_or(line.text, |(_, value)| value)
    } else {
        line.text
    };
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '©' | 'ⓒ' | '(' | ')' | '[' | ']' | ':'));
    match end_of_credit(bare) {
        Some(end) => (bare.get(..end).map(str::trim), bare.get(end + 1..).map(str::trim)),
        None => (Some(bare), None),
    }
    .not_empty()
}

/// The full stop after which the caption begins: followed by a space and a capital, after a word that is no initial, and
/// with a sentence behind it.
fn end_of_credit(text: &str) -> Option<usize> {
    let found = text.match_indices(". ").find(|(at, _)| {
        let word = text.part(..*at).rsplit([' ', '/']).next().unwrap_or_default();
        let rest = text.part(at + 2..).trim_start();
        word.chars().count() > 2 && rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() >= 4
    });
    found.map(|(at, _)| at)
}

trait NotEmpty {
    fn not_empty(self) -> Self;
}

impl NotEmpty for (Option<&str>, Option<&str>) {
    fn not_empty(self) -> Self {
        (self.0.filter(|text| !text.is_empty()), self.1.filter(|text| !text.is_empty()))
    }
}

/// The picture that the first credit of a text is about, whose address is not known; and the others that it speaks of.
pub fn weigh_pictures(table: &LineTable, detail: Detail) -> Ranked<Media> {
    let speaks = table.each().filter(|(_, state)| matches!(state.class, LineClass::Credit | LineClass::Caption));
    let media = speaks.map(|(line, _)| {
        let (credit, caption) = credit_and_caption_of(line);
        let media =
            Media { credit: credit.map(str::to_string), caption: caption.map(str::to_string), ..Media::default() };
        [Sourced::new(media, Origin::Line(line.number))]
    });
    Ranked::in_order_of_trust(media, detail)
}

/// `Jane Roe` of `Photo: Jane Roe`.
fn without_label(credit: &str) -> &str {
    let value = credit.split_once([':', '：']).map_or(credit, |(_, value)| value);
    value.trim_matches(|c: char| c.is_whitespace() || c == '©')
}

/// Who made a picture and what is printed beneath it, as one line of any format says both: `What it shows. (Photo: Jane Roe)`,
/// `What it shows. Photo: Jane Roe`.
pub fn credit_and_caption(text: &str, phrases: Phrases) -> (Option<String>, Option<String>) {
    let (lines, _) = line::lines(text, phrases);
    let Some(line) = lines.first() else { return (None, None) };
    let (credit, caption) = credit_and_caption_of(line);
    (credit.map(str::to_string), caption.map(str::to_string))
}
