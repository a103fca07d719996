//! What it is about: labels and their values.

use super::classes::LineClass;
use super::lines::Line;
use super::view::View;
use crate::article::{Category, Known, Origin};
use crate::understand::phrases::Use;
use crate::understand::{VocabularyEntry, categories};

/// The subjects that labels of a text name.
pub fn subjects(
    view: &View,
    classes: &[LineClass],
    vocabulary: &[VocabularyEntry],
    body: &str,
) -> Vec<Known<Category>> {
    let mut found: Vec<Known<Category>> = Vec::new();
    for (line, class) in view.lines.iter().zip(classes) {
        let value = match class {
            LineClass::Label => after_label(line),
            LineClass::LabelValue => line.text,
            _ => continue,
        };
        for name in apart(value) {
            let names =
                if glued(name) { categories::split_glued(name, vocabulary, body) } else { vec![name.to_string()] };
            let names = names.into_iter().filter(|name| is_subject(name));
            found.extend(names.map(|name| Known::new(Category::named(name), Origin::Line(line.number))));
        }
    }
    found.truncate(60);
    found
}

fn after_label<'a>(line: &Line<'a>) -> &'a str {
    if line.hits.label.has(Use::Tags) {
        line.text.split_once([':', '：']).map_or("", |(_, value)| value.trim())
    } else {
        ""
    }
}

/// Several subjects on one line, taken apart.
fn apart(value: &str) -> impl Iterator<Item = &str> {
    value
        .split([',', ';', '|', '•', '·', '#', '、', '،', '→', '›', '\t'])
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '.' | '-' | '"')))
        .filter(|part| !part.is_empty())
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

fn is_subject(name: &str) -> bool {
    let length = name.chars().count();
    (2..=60).contains(&length) && name.chars().any(char::is_alphabetic) && name.split_whitespace().count() <= 8
}
