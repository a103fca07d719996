//! Subjects on one line with nothing but spaces between them: which words are one subject.
//!
//! `Rivers Hans Brinker Delta of the Lek`: two words are parts of one subject where the text has them one after the other in another
//! place (`Hans Brinker`), and where the first cannot end a subject or the second cannot begin one (`of`, `&`, a number). Anywhere else one
//! subject ends and the next begins.

use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_kinds::is_boilerplate;
use super::line_table::LineTable;
use super::words::{bare, uses_of};
use crate::line_phrases::{Phrases, Use};
use crate::parts::Part;
use courant_text::letters;
use memchr::memmem::Finder;

/// So much of a text is looked at for evidence, in bytes.
const EVIDENCE_BYTES: usize = 100_000;
/// The most words that a line of subjects has.
const LONGEST: usize = 40;
/// Fewer words are one subject.
const FEWEST: usize = 3;
/// A line of so many words is hardly one subject.
const SEVERAL: usize = 5;

/// Whether a line may be several subjects with nothing but spaces between: many words and no sentence.
pub fn is_run(line: &Line) -> bool {
    let shape = &line.shape;
    (SEVERAL..=LONGEST).contains(&shape.words)
        && shape.length <= 600
        && matches!(shape.end, End::None | End::Open)
        && shape.commas == 0
        && shape.separators == 0
        && shape.calls == 0
        && shape.compact == 0
        && shape.stop_words * 6 <= shape.words
        && !has_signs(line.text)
        && line.hits.label.is_empty()
        && line.hits.first_words.is_empty()
        && !is_boilerplate(line)
}

/// Whether a text has signs that names do not have and headlines do.
pub fn has_signs(text: &str) -> bool {
    text.contains(['?', '!', ':', '"', '“', '„', '«', '='])
}

/// Whether what stands on a line, or behind a label, has as many words as several subjects, and is no sentence.
pub fn may_be_several(value: &str, phrases: Phrases) -> bool {
    let words = value.split_whitespace().count();
    let small = value.split_whitespace().filter(|word| uses_of(word, phrases).has(Use::Stop)).count();
    (FEWEST..=LONGEST).contains(&words) && small * 6 <= words && !has_signs(value)
}

/// What a text says in other places than its lines of subjects.
pub struct Elsewhere<'v, 'a> {
    table: &'v LineTable<'a>,
    /// In lower case.
    text: String,
}

impl<'v, 'a> Elsewhere<'v, 'a> {
    /// The lines of a text but for those that are subjects.
    pub fn read(table: &'v LineTable<'a>) -> Elsewhere<'v, 'a> {
        let mut text = String::new();
        for (line, state) in table.each() {
            if text.len() > EVIDENCE_BYTES {
                break;
            }
            if !matches!(state.class, LineClass::LabelValue | LineClass::Label) {
                let start = line.text.part(..line.text.floor_char_boundary(EVIDENCE_BYTES));
                start.split_whitespace().for_each(|word| text.extend([word, " "]));
                text.push('\n');
            }
        }
        Elsewhere { table, text: letters::to_lowercase(&text) }
    }

    /// The subjects of a line, or of the part of it that stands behind a label, that [`may_be_several`].
    pub fn split<'t>(&self, line: &Line, value: &'t str) -> Vec<&'t str> {
        let own = line.text.to_lowercase();
        let own = Own { copies: Finder::new(&own).find_iter(self.text.as_bytes()).count(), line: own };
        let parts = self.parts(value, &own);
        // Of a few words that the text says nothing of, nobody knows.
        let known = parts.iter().filter(|part| self.has(&part.to_lowercase(), &own)).count();
        let words = value.split_whitespace().count();
        if known * 2 >= parts.len() || words >= SEVERAL { parts } else { vec![value] }
    }

    fn parts<'t>(&self, value: &'t str, own: &Own) -> Vec<&'t str> {
        let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
        let (mut previous, mut in_brackets) = ("", false);
        for word in value.split_inclusive(char::is_whitespace) {
            let word_at = at;
            at += word.len();
            let word = word.trim_end();
            if word.is_empty() {
                continue;
            }
            if !previous.is_empty() && !in_brackets && !self.are_one(previous, word, own) {
                parts.extend(value.get(from..word_at).map(str::trim));
                from = word_at;
            }
            in_brackets = !word.contains(')') && (in_brackets || word.contains('('));
            previous = word;
        }
        parts.extend(value.get(from..).map(str::trim));
        parts
    }

    /// Whether two words that follow each other are parts of one subject.
    fn are_one(&self, first: &str, second: &str, own: &Own) -> bool {
        let (left, right) = (bare(first), bare(second));
        let small = |word: &str| word.is_empty() || self.table.phrases.is(word, Use::Stop);
        // `The` with a capital begins a subject; a word in lower case that the text has nowhere else is none by itself.
        small(&left)
            || small(&right) && !second.starts_with(char::is_uppercase)
            || first.ends_with('.')
            || second.starts_with('(')
            || right.chars().all(|c| c.is_ascii_digit())
            || is_lower(second) && !self.has(&right, own)
            || self.has(&format!("{left} {right}"), own)
    }

    /// Whether the text has a phrase in another place than in a line of subjects itself.
    fn has(&self, phrase: &str, own: &Own) -> bool {
        let finder = Finder::new(phrase);
        occurrences(&self.text, phrase, &finder) > occurrences(&own.line, phrase, &finder) * own.copies
    }
}

fn is_lower(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// A line of subjects itself, which is no evidence of what it means.
struct Own {
    /// In lower case.
    line: String,
    /// How often the text that is looked at has it.
    copies: usize,
}

/// How often a text has a phrase as words of their own.
fn occurrences(text: &str, phrase: &str, finder: &Finder) -> usize {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let own = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|after| after.chars().next());
        !is_part(before) && !is_part(after)
    };
    finder.find_iter(text.as_bytes()).filter(own).count()
}

#[cfg(test)]
mod tests {
    use crate::text_lines::tests::read_text;

    /// The subjects of an article about a bridge, below which these lines stand.
    fn subjects(lines: &str) -> Vec<String> {
        let text = format!(
            "The new harbour bridge opens at last\nBy Jane Roe\n3 March 2026\n\
             The harbour bridge over the Lek opened on Monday after ten years of work, said Ada Lindqvist, who planned it.\n\
             Green Wharf, the quarter beside it, gets a tram line in spring, and a cycle path a year later.\n\
             It is the first bridge of its kind, and no ship will have to wait for it any longer.\n{lines}\n"
        );
        let (article, _) = read_text(&text);
        article.categories.into_iter().map(|known| known.value.label).collect()
    }

    #[test]
    fn words_that_the_text_has_together_are_one_subject() {
        let several = ["Harbour", "Ada Lindqvist", "Green Wharf", "tram line"];
        let table: [(&str, &[&str]); 7] = [
            ("Tags\nHarbour Ada Lindqvist Green Wharf tram line", &several),
            ("Tags: Harbour Ada Lindqvist Green Wharf tram line", &several),
            ("Tags Harbour Ada Lindqvist Green Wharf tram line", &several),
            // What follows such a line is something else.
            ("Tags\nHarbour Ada Lindqvist Green Wharf tram line\nJane Roe", &several),
            ("Tags: Trams & Rails Green Wharf Plan 2030", &["Trams & Rails", "Green Wharf", "Plan 2030"]),
            // A few words of which the text says nothing stay together.
            ("Tags: Municipal budget debate", &["Municipal budget debate"]),
            // So do those of a line among others.
            ("Tags\nHarbour of Green Wharf\nTram line", &["Harbour of Green Wharf", "Tram line"]),
        ];
        for (lines, expected) in table {
            assert_eq!(subjects(lines), expected, "{lines}");
        }
    }

    #[test]
    fn a_headline_beneath_a_label_is_not_taken_apart() {
        for lines in
            ["Tags: Will the tram line ever get to Green Wharf?", "Tags: The bridge and the tram line of the city"]
        {
            assert!(subjects(lines).len() <= 1, "{lines}: {:?}", subjects(lines));
        }
    }
}
