//! What it is about: labels and their values.

use super::classes::{LineClass, is_chip};
use super::lines::{End, Line, unglued};
use super::spaced::{self, Elsewhere};
use super::view::View;
use crate::article::{Category, Known, Origin};
use crate::html::CleanHtml;
use crate::letters;
use crate::understand::categories;
use crate::understand::phrases::{Phrases, Use, fold, fold_into, is_unspaced};
use crate::understand::vocabulary::Vocabulary;
use std::cell::LazyCell;

/// The longest run of lines that can be subjects without a label.
const LONGEST_RUN: usize = 16;
/// So much of the body is looked at for evidence, in bytes.
const EVIDENCE_BYTES: usize = 100_000;

/// The subjects that a text names: beneath and behind labels, and below the text in lines whose words it has.
pub fn subjects(
    view: &View,
    classes: &[LineClass],
    vocabulary: &Vocabulary,
    content: &CleanHtml,
) -> Vec<Known<Category>> {
    let body = LazyCell::new(|| content.text());
    let mut found: Vec<Known<Category>> = Vec::new();
    let elsewhere = LazyCell::new(|| Elsewhere::of(view, classes));
    let mut add = |line: &Line, value: &str, alone: bool| {
        for name in apart(value) {
            // A line of one subject is followed by a line of the next.
            let several = alone && name == value && !glued(name) && spaced::may_be_several(name, view.phrases);
            let names = if several { elsewhere.split(line, name) } else { vec![name] };
            for name in names {
                let names =
                    if glued(name) { categories::split_glued(name, vocabulary, &body) } else { vec![name.to_string()] };
                let names = names.into_iter().filter(|name| is_subject(name) || is_year(name));
                found.extend(names.map(|name| Known::new(Category::named(name), Origin::Line(line.number))));
            }
        }
    };
    let is_value = |index: Option<usize>| index.and_then(|index| classes.get(index)) == Some(&LineClass::LabelValue);
    for (index, (line, class)) in view.lines.iter().zip(classes).enumerate() {
        match class {
            LineClass::LabelValue => {
                let alone = !is_value(index.checked_sub(1)) && !is_value(Some(index + 1));
                add(line, line.text, alone);
            }
            _ if class.is_body() => {}
            _ => {
                if let Some(value) = behind_label(line, view.phrases) {
                    add(line, value, true);
                }
            }
        }
    }
    if found.is_empty() {
        for (line, value) in unlabelled(view, classes, &body) {
            let value = unglued(value, view.phrases);
            let names = apart(&value).filter(|name| is_subject(name));
            found.extend(names.map(|name| Known::new(Category::named(name), Origin::Line(line.number))));
        }
    }
    found.truncate(60);
    found
}

/// What stands behind a label on its line, or behind the last one inside it: `Filed under: Harbours | Tags: Cranes`.
fn behind_label<'a>(line: &Line<'a>, phrases: Phrases) -> Option<&'a str> {
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

/// The words behind the first so many.
fn skip_words(text: &str, words: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..words {
        rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default().trim_start();
    }
    rest
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
        let before = line.text.get(..at).unwrap_or_default();
        let words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
        let says = |count: usize| {
            let label = words.iter().take(count).rev().copied().collect::<Vec<_>>().join(" ");
            phrases.uses_as_written(label.trim_start_matches(['|', '•', '·'])).has(Use::Tags)
        };
        let labelled = (1..=words.len()).any(says);
        let value = line.text.get(at..).unwrap_or_default().trim_start_matches([':', '：']);
        let value = if value.contains(',') { value.split('|').next().unwrap_or_default() } else { value };
        labelled.then_some(value.trim())
    };
    line.text.match_indices([':', '：']).filter_map(found).next_back()
}

/// Short lines below the text, one after the other, at least two of which are words of the body; and lines that begin with `#`.
fn unlabelled<'v, 'a>(view: &'v View<'a>, classes: &[LineClass], body: &str) -> Vec<(&'v Line<'a>, &'a str)> {
    let body =
        LazyCell::new(|| letters::to_lowercase(body.get(..body.floor_char_boundary(EVIDENCE_BYTES)).unwrap_or(body)));
    let outside = |index: &usize| classes.get(*index).is_some_and(|class| could_hold_subjects(*class));
    let below: Vec<usize> = (view.start + 1..view.lines.len()).filter(outside).take(400).collect();
    let mut run: Vec<usize> = Vec::new();
    let mut previous = usize::MAX;
    for &index in below.iter().chain([&usize::MAX]) {
        let line = view.lines.get(index).filter(|line| is_bare_subject(line));
        if line.is_none() || previous.checked_add(1) != Some(index) {
            if is_evident(view, &run, &body) {
                break;
            }
            run.clear();
        }
        if line.is_some() {
            run.push(index);
        }
        previous = index;
    }
    if !is_evident(view, &run, &body) {
        return on_one_line(view, classes, &body).into_iter().collect();
    }
    run.into_iter().filter_map(|index| view.lines.get(index)).map(|line| (line, line.text)).collect()
}

/// The text of the body in lower case, made when a line may name a subject: few texts have one.
type Body<'b> = &'b dyn std::ops::Deref<Target = String>;

/// One line of several subjects beside the text, half of which are words of the body.
fn on_one_line<'v, 'a>(view: &'v View<'a>, classes: &[LineClass], body: Body) -> Option<(&'v Line<'a>, &'a str)> {
    let outside = |index: &usize| classes.get(*index).is_some_and(|class| could_hold_subjects(*class));
    let from = view.title.unwrap_or(0) + 1;
    let lines = (from..view.lines.len()).filter(outside).take(400).filter_map(|index| view.lines.get(index));
    let named = |line: &&Line| {
        let shape = &line.shape;
        let parted = shape.commas + shape.separators + shape.glued > 0;
        if !parted
            || shape.words > 25
            || shape.end != End::None
            || shape.numbers > 1
            || line.hits.first_words.has(Use::Byline)
        {
            return 0;
        }
        let text = line.unglued(view.phrases);
        let parts: Vec<&str> = apart(&text).collect();
        let small = parts.iter().all(|part| part.split_whitespace().count() <= 4);
        let is_button = |part: &&str| {
            view.phrases.uses_as_written(part).has_any(&[Use::Share, Use::Network, Use::Navigation, Use::Subscribe])
        };
        if parts.len() < 2 || !small || parts.iter().any(is_button) {
            return 0;
        }
        let named = parts.iter().filter(|part| part.chars().count() > 2 && body.contains(&part.to_lowercase())).count();
        if named >= 2 && named * 2 >= parts.len() { named } else { 0 }
    };
    let scored = lines.map(|line| (named(&line), line)).filter(|(named, _)| *named > 0);
    // Of two that name as many the first is taken.
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map(|(_, line)| (line, line.text))
}

fn could_hold_subjects(class: LineClass) -> bool {
    matches!(class, LineClass::Footer | LineClass::Related | LineClass::Navigation | LineClass::LabelValue)
}

fn is_bare_subject(line: &Line) -> bool {
    let shape = &line.shape;
    let hashed = line.text.starts_with('#');
    (hashed || ((1..=4).contains(&shape.words) && shape.length <= 40 && is_chip(line) && line.hits.whole.is_empty()))
        && shape.words <= 12
        && shape.letters > 1
        && shape.numbers < shape.words.max(1)
}

/// Whether at least two lines of a run, and half of it, are words of the body; hashes need none.
fn is_evident(view: &View, run: &[usize], body: Body) -> bool {
    if run.is_empty() || run.len() > LONGEST_RUN {
        return false;
    }
    let lines = run.iter().filter_map(|&index| view.lines.get(index));
    let hashed = lines.clone().any(|line| line.text.starts_with('#'));
    if run.len() == 1 && !hashed {
        return false;
    }
    let named = lines
        .clone()
        .filter(|line| line.text.starts_with('#') || body.contains(&bare_name(line.text).to_lowercase()))
        .count();
    named * 2 >= run.len() && (named >= 2 || (hashed && named == 1))
}

/// Several subjects on one line, taken apart.
fn apart(value: &str) -> impl Iterator<Item = &str> {
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
fn glued(name: &str) -> bool {
    let mut previous = ' ';
    name.chars().any(|c| {
        let here = (previous.is_lowercase() || previous.is_ascii_digit() || previous == ')') && c.is_uppercase();
        previous = c;
        here
    })
}

/// A year is a subject where a label says so.
fn is_year(name: &str) -> bool {
    name.len() == 4 && name.chars().all(|c| c.is_ascii_digit()) && name.starts_with(['1', '2'])
}

fn is_subject(name: &str) -> bool {
    let length = name.chars().count();
    let short = length == 1 && !name.chars().all(is_unspaced);
    (1..=60).contains(&length)
        && !short
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 8
}
