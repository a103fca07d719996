//! Who wrote it: names in bylines.

use super::classes::LineClass;
use super::features::looks_dated;
use super::lines::{Line, bare};
use super::view::View;
use crate::article::{Known, Origin, Person};
use crate::understand::phrases::{Phrases, Use, fold};

/// The longest byline, in words.
const LONGEST: usize = 25;

/// The authors that a text names, in its order.
pub fn authors(view: &View, classes: &[LineClass], phrases: Phrases) -> Vec<Known<Person>> {
    let labelled = |index: &usize| named_on(view, *index, phrases);
    let candidates: Vec<usize> = candidates(view, classes);
    let found = candidates.iter().find_map(|index| labelled(index).map(|names| (*index, names)));
    let found = found.or_else(|| bare_name(view, classes, phrases));
    let Some((index, names)) = found else { return Vec::new() };
    let line_number = view.lines.get(index).map_or(0, |line| line.number);
    let person = |name| Known::new(Person { name, ..Person::default() }, Origin::Line(line_number));
    names.into_iter().map(person).collect()
}

/// Whether a line is a byline: it opens as one, and a name follows or nothing.
pub fn signs(line: &Line, phrases: Phrases) -> bool {
    line.shape.words <= LONGEST
        && (byline_value(line, phrases).is_some_and(|value| !names(value, phrases, Trust::Labelled).is_empty()))
}

/// The lines in which a byline may stand, most trusted first: near the title, then in the whole text's short lines.
fn candidates(view: &View, classes: &[LineClass]) -> Vec<usize> {
    let title = view.title.unwrap_or(0);
    let head_end = (view.start + 3).max(title + 8);
    let short = |index: &usize| view.lines.get(*index).is_some_and(|line| line.shape.words <= LONGEST);
    let outside = |index: &usize| !classes.get(*index).is_some_and(|class| class.is_body());
    let head = (title..head_end.min(view.lines.len())).filter(short);
    let above = (0..title).rev().take(6).filter(short);
    let below = (head_end..view.lines.len())
        .filter(short)
        .filter(outside)
        .filter(|&index| view.tails(index) <= 1 || view.since_tail(index) <= 3);
    head.chain(above).chain(below).collect()
}

fn named_on(view: &View, index: usize, phrases: Phrases) -> Option<Vec<String>> {
    let line = view.lines.get(index)?;
    let value = byline_value(line, phrases).or_else(|| within_date_line(line, phrases))?;
    let value = if value.is_empty() {
        let next = view.line(index, 1).filter(|next| next.shape.words <= 12)?;
        next.text
    } else {
        value
    };
    Some(names(value, phrases, Trust::Labelled)).filter(|names| !names.is_empty())
}

/// What follows the byline's own words: `Jane Roe` of `By Jane Roe`; nothing where the name stands on the next line.
fn byline_value<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
    let hits = line.hits;
    if hits.whole.has(Use::Byline) && !hits.whole.has_any(&[Use::Share, Use::Credit]) {
        return Some("");
    }
    if hits.label.has(Use::Byline) {
        return line.text.split_once([':', '：', '=']).map(|(_, value)| value.trim());
    }
    if !hits.first_words.has(Use::Byline) || line.shape.words > LONGEST {
        return None;
    }
    let _ = phrases;
    Some(skip_words(line.text, hits.first_words_length))
}

/// A byline inside a line with a date: `12 May 2024 by Jane Roe`.
fn within_date_line<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
    if line.shape.words > LONGEST || !looks_dated(line.text) {
        return None;
    }
    let mut at = 0;
    for word in line.text.split_inclusive(char::is_whitespace) {
        at += word.len();
        let hit = at > word.len() && phrases.is(&fold(word.trim_end_matches(':')), Use::Byline);
        if hit {
            return line.text.get(at..).map(str::trim);
        }
    }
    None
}

fn skip_words(text: &str, words: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..words {
        rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default().trim_start();
    }
    rest.trim_start_matches([':', ' '])
}

/// A line near title and date that is nothing but a name.
fn bare_name(view: &View, classes: &[LineClass], phrases: Phrases) -> Option<(usize, Vec<String>)> {
    let title = view.title?;
    let end = view.start.max(title + 6).min(view.lines.len());
    let near_date = |index: usize| {
        (-2..=2).any(|offset| {
            offset != 0
                && view.line(index, offset).is_some_and(|line| {
                    line.shape.words <= 15
                        && (looks_dated(line.text) || line.hits.says(Use::ReadingTime) || line.hits.says(Use::Relative))
                })
        })
    };
    (title + 1..end).find_map(|index| {
        let line = view.lines.get(index)?;
        let body = classes.get(index).is_some_and(|class| class.is_body());
        let fits = !body && (2..=12).contains(&line.shape.words) && line.hits.whole.is_empty() && near_date(index);
        let names = if fits { names(line.text, phrases, Trust::Bare) } else { Vec::new() };
        (!names.is_empty()).then_some((index, names))
    })
}

/// How much is known of a text before names are read in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// A label says that names follow.
    Labelled,
    /// Nothing does.
    Bare,
}

/// The names that a text begins with.
fn names(value: &str, phrases: Phrases, trust: Trust) -> Vec<String> {
    let value = value.split(['|', '•', '·', '(', '—', '–', '\t', ';']).next().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in parts(value, phrases) {
        match name(&part, phrases, trust) {
            Some(name) if !names.contains(&name) => names.push(name),
            Some(_) => {}
            None => break,
        }
    }
    names.truncate(12);
    names
}

/// A list of names, taken apart at commas, slashes and words that join.
fn parts(value: &str, phrases: Phrases) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in value.split_whitespace().take(60) {
        let joins = phrases.is(&word.to_lowercase(), Use::And);
        let (word, ends) = match word.strip_suffix([',', '/']) {
            Some(inner) => (inner, true),
            None => (word, false),
        };
        if joins {
            parts.push(String::new());
            continue;
        }
        for (index, piece) in word.split(['/', ',']).enumerate() {
            if index > 0 {
                parts.push(String::new());
            }
            if let Some(last) = parts.last_mut() {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(piece);
            }
        }
        if ends {
            parts.push(String::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A name: words with capitals, with the small words that names have between them.
fn name(text: &str, phrases: Phrases, trust: Trust) -> Option<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let small = word.to_lowercase();
        let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
        let digits = word.chars().any(|c| c.is_ascii_digit());
        if digits
            || word.contains('@')
            || phrases.uses(&bare(word)).has_any(&[Use::Published, Use::Updated])
            || looks_dated(word)
        {
            break;
        }
        if !(capital || phrases.is(&small, Use::Particle)) {
            break;
        }
        words.push(word);
    }
    while words.last().is_some_and(|word| phrases.is(&word.to_lowercase(), Use::Particle)) {
        words.pop();
    }
    let whole = words.len() == text.split_whitespace().count();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')').trim_end_matches('.');
    let uses = phrases.uses(&fold(trimmed));
    let fits = match trust {
        Trust::Labelled => (1..=5).contains(&words.len()) && (whole || words.len() >= 2),
        Trust::Bare => {
            (2..=4).contains(&words.len())
                && whole
                && trimmed.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’'))
        }
    };
    let role = |word: &&str| phrases.is(&bare(word), Use::Role);
    let says_else = !uses.is_empty() || (trust == Trust::Bare && words.iter().any(role));
    (fits && !says_else && trimmed.chars().count() >= 2 && trimmed.chars().count() <= 60).then(|| trimmed.to_string())
}
