//! Who made a picture, where a line ends with it: `What it shows. (Photo: Jane Roe)`, `What it shows. Photo: Jane Roe / Agency`.

use crate::line_phrases::{Phrases, Use, fold};
use crate::parts::Part;
use courant_text::letters::is_alphanumeric;
use std::ops::Range;

/// No credit is further than so many bytes from the end of its line.
const WITHIN: usize = 120;

/// A line of more words is a paragraph, whoever it names at its end.
const WORDS: usize = 60;

/// Where a line says what a picture shows and, behind it, who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingCredit {
    /// Where what it shows ends, in bytes.
    pub caption_end: usize,
    /// The label and who it is, in bytes.
    pub credit: Range<usize>,
}

/// The credit that a line of so many words ends with, in brackets or behind its label.
pub fn closing_credit(text: &str, words: usize, phrases: Phrases) -> Option<ClosingCredit> {
    if words > WORDS {
        return None;
    }
    bracketed(text, phrases).or_else(|| labelled(text, phrases))
}

/// Whether the last word of a line, or the last two, is the name of an agency: `What it shows. Jane Roe / Agency`.
pub fn ends_with_agency(text: &str, phrases: Phrases) -> bool {
    let end = text.trim_end_matches(|c: char| !is_alphanumeric(c));
    let mut starts = end.rmatch_indices(|c: char| !is_alphanumeric(c)).map(|(at, sign)| at + sign.len());
    let is_agency = |at: usize| end.get(at..).is_some_and(|name| phrases.uses_as_written(name).has(Use::Agency));
    let (last, two) = (starts.next(), starts.next());
    last.is_some_and(is_agency) || two.is_some_and(is_agency)
}

fn bracketed(text: &str, phrases: Phrases) -> Option<ClosingCredit> {
    let inner_end = text.strip_suffix(')').or_else(|| text.strip_suffix(").")).map(str::len)?;
    let open = text.get(..inner_end)?.rfind('(')?;
    let credit = open + 1..inner_end;
    let inner = text.get(credit.clone())?;
    let hits = phrases.hits(&fold(inner));
    let credits = hits.label.has(Use::Credit) || hits.opening.has(Use::Credit) || inner.starts_with('©');
    let caption_end = text.get(..open)?.trim_end().len();
    (credits && caption_end > 0 && inner.len() < WITHIN).then_some(ClosingCredit { caption_end, credit })
}

/// `What it shows. Photo: Jane Roe`. The words before the colon are a label of the table, and no more than a few names follow it.
fn labelled(text: &str, phrases: Phrases) -> Option<ClosingCredit> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(WITHIN));
    // Hardly any line has a colon there, whose bytes are found faster than a character.
    memchr::memchr2(b':', 0xEF, text.get(from..)?.as_bytes())?;
    let mut colons = text.get(from..)?.match_indices([':', '：']).map(|(at, _)| from + at);
    colons.find_map(|colon| {
        let (before, after) = text.split_at(colon);
        let names = after.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
        if !(1..=10).contains(&names) || after.contains(". ") {
            return None;
        }
        let start = label_start(before, phrases)?;
        let caption_end = text.get(..start)?.trim_end_matches([' ', '|', '–', '-', '/', '(', '[']).len();
        (caption_end > 0).then_some(ClosingCredit { caption_end, credit: start..text.len() })
    })
}

/// Where a label of credits begins that ends here: one to three words, the longest such. A scraper puts the first of them right behind
/// the caption as often as not: `A bridge in the fogCredit`.
fn label_start(before: &str, phrases: Phrases) -> Option<usize> {
    let trimmed = before.trim_end();
    let mut starts: Vec<usize> = Vec::new();
    let mut previous = ' ';
    let from = trimmed.ceil_char_boundary(trimmed.len().saturating_sub(WITHIN));
    for (at, character) in trimmed.part(from..).char_indices() {
        let parted = previous.is_whitespace() || matches!(previous, '(' | '[' | '|' | '/');
        if parted && !character.is_whitespace() || previous.is_lowercase() && character.is_uppercase() {
            starts.push(from + at);
        }
        previous = character;
    }
    let is_label = |at: &usize| trimmed.get(*at..).is_some_and(|label| phrases.uses_as_written(label).has(Use::Credit));
    starts.iter().rev().take(3).rev().copied().filter(|at| *at > 0).find(|at| is_label(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        let found = closing_credit(text, text.split_whitespace().count(), Phrases::for_language("de"))?;
        Some((text.get(..found.caption_end)?, text.get(found.credit)?))
    }

    #[test]
    fn a_credit_behind_a_caption_is_told_from_it() {
        assert_eq!(parts("The bridge. (Photo: Ann Lee)"), Some(("The bridge.", "Photo: Ann Lee")));
        assert_eq!(
            parts("Die Brücke im Nebel. Foto: Ann Lee/dpa"),
            Some(("Die Brücke im Nebel.", "Foto: Ann Lee/dpa"))
        );
        assert_eq!(parts("The bridge in the fogCredit: PA"), Some(("The bridge in the fog", "Credit: PA")));
        assert_eq!(parts("The bridge | Image credit: Ann Lee"), Some(("The bridge", "Image credit: Ann Lee")));
        assert_eq!(parts("She said: this is no credit"), None);
        assert_eq!(parts("Photo: Ann Lee"), None, "no caption");
        assert_eq!(parts("The photo: Ann saw it at once. She bought the boat and left."), None);
    }

    #[test]
    fn an_agency_at_the_end_is_seen() {
        for text in ["The bridge in May. Ann Lee / Getty Images", "Die Brücke – dpa", "The bridge (Ann Lee/AP)."] {
            assert!(ends_with_agency(text, Phrases::for_language("de")), "{text}");
        }
        assert!(!ends_with_agency("The bridge is open.", Phrases::for_language("en")));
        assert!(!ends_with_agency("", Phrases::for_language("en")));
    }
}
