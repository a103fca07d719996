//! Findings for a person, for grep, for programs and for the services that run checks: one writer for each format.
//!
//! A report is an opening, a piece for each file, and a closing. Pieces are made on their own, so that they can be
//! made at the same time and printed one after the other without keeping all of them.

mod excerpt;
mod human;
mod json;
mod short;

use crate::source::{Level, Source};
use crate::validate::Diagnostic;
use std::borrow::Cow;

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As a compiler shows an error, for a person.
    Human,
    /// One finding a line: `path:line:column: level: message [code name]`.
    Short,
    /// One JSON object a line.
    Json,
}

/// A finding, at the level at which it counts here.
#[derive(Clone, Copy, Debug)]
pub struct Finding<'a> {
    /// The rule's level, or [`Level::Error`] where the finding is denied.
    pub level: Level,
    /// What was found.
    pub diagnostic: &'a Diagnostic,
}

/// A feed that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Examined<'a> {
    /// Its text and its name as it was given.
    pub source: &'a Source,
    /// What is to be shown, in the order of the text.
    pub findings: &'a [Finding<'a>],
}

impl Format {
    /// How many findings of one file are shown unless more are asked for. A person has seen enough, and the services
    /// take no more; a program wants all.
    pub fn most_findings(self) -> usize {
        match self {
            Format::Json => usize::MAX,
            Format::Human | Format::Short => 1_000,
        }
    }
}

/// The piece of a report that shows one file; empty where there is nothing to show.
pub fn piece(format: Format, examined: &Examined) -> String {
    match format {
        Format::Human => human::piece(examined),
        Format::Short => short::piece(examined),
        Format::Json => json::piece(examined),
    }
}

/// The message class of the W3C Feed Validator that a finding answers to.
fn w3c(diagnostic: &Diagnostic) -> Option<&'static str> {
    diagnostic.rule.w3c.first().copied()
}

/// Where the rule of a finding is written, as people cite it: `RFC 4287, section 4.2.6 <address>`.
fn citation(diagnostic: &Diagnostic) -> String {
    let cite = &diagnostic.rule.cite;
    let section = if cite.section.is_empty() { String::new() } else { format!(", {}", cite.section) };
    format!("{}{section} <{}>", cite.specification, cite.url)
}

/// The text with an escape in place of each character that a terminal may obey.
fn safe(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    text.chars().fold(Cow::default(), |mut safe, c| {
        if is_obeyed(c) {
            safe.to_mut().extend(c.escape_unicode())
        } else {
            safe.to_mut().push(c)
        }
        safe
    })
}

/// Whether a terminal may obey a character instead of showing it: controls, what changes the direction of the text
/// around it, and the separators that some take for the end of a line.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests;
