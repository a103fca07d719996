//! Subjects as they stand on a line: behind a label, or several with signs between.

use super::line::{End, Line};
use super::names::skip_words;
use crate::line_phrases::{Phrases, Use, fold, fold_into};
use crate::parts::Part;

/// What stands behind a label on its line, or behind the last one inside it: `Filed under: Harbours | Tags: Cranes`.
pub fn behind_label<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
    if line.shape.words > 60 || line.shape.length > 600 || line.hits.whole.has(Use::Tags) {
        return None;
    }
    if let Some(value) = behind_colon(line, phrases) {
        return Some(value);
    }
    if line.hits.label.has(Use::Tags) {
        return line.text.split_once([':', '：']).map(|(_, value)| value.trim());
    }
    if line.hits.first_words.has(Use::Tags) {
        if line.text.contains('#') {
            return line.text.split_once('#').map(|(_, value)| value);
        }
        let value = skip_words(line.text, line.hits.first_words_length);
        if lists(value) || is_spaced(line, value) {
            return Some(value);
        }
    }
    behind_words(line, phrases)
}

/// `Tags Harbour Old Cranes`: behind a label of one word, several words that make no sentence.
fn is_spaced(line: &Line, value: &str) -> bool {
    let shape = &line.shape;
    line.hits.first_words_length == 1
        && (3..=25).contains(&value.split_whitespace().count())
        && shape.stop_words == 0
        && shape.calls == 0
        && shape.end == End::None
        && value.starts_with(char::is_alphabetic)
}

/// Whether a text is several short names with signs between, and no sentence.
pub fn lists(text: &str) -> bool {
    let parts = || text.split([',', '|', '•', '·', '#', '、', '،']).map(str::trim).filter(|part| !part.is_empty());
    let short = |part: &str| part.split_whitespace().count() <= 7 && part.chars().count() <= 60;
    parts().count() >= 2 && parts().all(short) && !text.ends_with(['.', '?', '!', ':'])
}

/// `filed under Harbours and tagged with Cranes, Quays`: what follows the last label of two words or more.
fn behind_words<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
    let mut value = None;
    let (mut previous, mut current, mut label) = (String::new(), String::new(), String::new());
    let mut at = 0;
    for word in line.text.split_inclusive(char::is_whitespace) {
        at += word.len();
        fold_into(word.trim_end(), &mut current);
        if !previous.is_empty() {
            label.clear();
            label.extend([&previous, " ", &current]);
            if phrases.is(&label, Use::Tags) {
                value = line.text.get(at..);
            }
        }
        std::mem::swap(&mut previous, &mut current);
    }
    // `Read more about this topic` has a label and no value.
    let told = |value: &&str| {
        let first = value.split_whitespace().next().map(fold).unwrap_or_default();
        !phrases.is(&first, Use::Stop)
    };
    value.map(|value| value.split('.').next().unwrap_or(value).trim()).filter(told)
}

fn behind_colon<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
    let found = |(at, _): (usize, &str)| {
        let before = line.text.part(..at);
        let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
        let says = |count: usize| {
            let label = words.iter().take(count).rev().copied().collect::<Vec<_>>().join(" ");
            phrases.uses_as_written(label.trim_start_matches(['|', '•', '·'])).has(Use::Tags)
        };
        let labelled = (1..=words.len()).any(says);
        let value = line.text.part(at..).trim_start_matches([':', '：']);
        let value = if value.contains(',') { value.split('|').next().unwrap_or_default() } else { value };
        labelled.then_some(value.trim())
    };
    line.text.match_indices([':', '：']).filter_map(found).next_back()
}

/// Several subjects on one line, taken apart.
pub fn apart(value: &str) -> impl Iterator<Item = &str> {
    value
        .split([',', ';', '|', '•', '·', '#', '、', '،', '→', '›', '\t'])
        .map(bare_name)
        .filter(|part| !part.is_empty())
}

/// A name without the signs that part it from the next.
fn bare_name(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | '"'))
}

/// Whether a small letter or a digit stands before a capital inside a word.
pub fn glued(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        let mut previous = ' ';
        word.trim_start_matches("Mc").trim_start_matches("Mac").chars().any(|c| {
            let here = (previous.is_lowercase() || previous.is_ascii_digit() || previous == ')') && c.is_uppercase();
            previous = c;
            here
        })
    })
}

/// A year is a subject where a label says so.
pub fn is_year(name: &str) -> bool {
    name.len() == 4 && name.chars().all(|c| c.is_ascii_digit()) && name.starts_with(['1', '2'])
}

pub fn is_keyword(name: &str) -> bool {
    let length = name.chars().count();
    let short = length == 1 && !name.chars().all(crate::line_phrases::is_unspaced);
    (1..=60).contains(&length)
        && !short
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 8
}
