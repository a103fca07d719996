//! Findings for a person, for grep, for programs and for the services that run checks: one writer for each format.
//!
//! A report is an opening, a piece for each file, and a closing. Pieces are made on their own, so that they can be
//! made at the same time and printed one after the other without keeping all of them.

mod alike;
mod baseline;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
pub mod rule_pages;
mod sarif;
mod short;
mod statistics;

use crate::Diagnostic;
use crate::rule::{Citation, Rule};
use alike::Alike;
pub use baseline::{Baseline, BaselineMistake, Known};
use courant_text::source::{Level, Source};
pub use statistics::Statistics;
use std::borrow::Cow;

/// How findings are shown. What is said of each here, the help of the command line says too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum ReportFormat {
    /// For a person: the line, marks under the wrong part, what to write instead
    Human,
    /// A finding a line: path:line:column: level: message [code name]
    Short,
    /// A JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit XML
    Junit,
    /// The code quality report of GitLab
    Gitlab,
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

/// Whether findings of one rule in one file are one in a report for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// One is shown, and where the others are.
    Joined,
    /// Each is shown.
    Each,
}

impl ReportFormat {
    /// How many findings of one file are shown unless more are asked for. A person has seen enough, and the services
    /// take no more; a program wants all.
    pub fn most_findings(self) -> usize {
        match self {
            ReportFormat::Json => usize::MAX,
            ReportFormat::Sarif => 5_000,
            ReportFormat::Human
            | ReportFormat::Short
            | ReportFormat::Github
            | ReportFormat::Junit
            | ReportFormat::Gitlab => 1_000,
        }
    }

    /// Whether findings of one rule in one file are shown as one: a person has seen enough, and an annotation is for a person too.
    pub fn joins_alike(self) -> bool {
        matches!(self, ReportFormat::Human | ReportFormat::Github)
    }

    /// Whether it is meant for the eyes of a person, with colours that a terminal understands.
    pub fn has_colours(self) -> bool {
        self == ReportFormat::Human
    }
}

/// A report in a format.
#[derive(Clone, Debug)]
pub struct Report {
    format: ReportFormat,
    listing: Listing,
    /// By code.
    rules: Vec<&'static Rule>,
}

impl Report {
    /// A report in which findings of these rules may occur.
    pub fn new(format: ReportFormat, listing: Listing, rules: impl IntoIterator<Item = &'static Rule>) -> Report {
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|rule| rule.code);
        let listing = if format.joins_alike() { listing } else { Listing::Each };
        Report { format, listing, rules }
    }

    /// The findings that are shown one by one, each with those that are told with it.
    fn shown<'a>(&self, examined: &Examined<'a>) -> Vec<Alike<'a>> {
        match self.listing {
            Listing::Joined => alike::by_rule(examined.findings),
            Listing::Each => examined.findings.iter().map(|first| Alike { first, others: Vec::new() }).collect(),
        }
    }

    /// What comes before the first piece.
    pub fn opening(&self) -> String {
        match self.format {
            ReportFormat::Sarif => sarif::opening(&self.rules),
            ReportFormat::Junit => junit::OPENING.to_string(),
            ReportFormat::Gitlab => gitlab::OPENING.to_string(),
            ReportFormat::Human | ReportFormat::Short | ReportFormat::Json | ReportFormat::Github => String::new(),
        }
    }

    /// What shows one file; empty where there is nothing to show.
    pub fn piece(&self, examined: &Examined) -> String {
        match self.format {
            ReportFormat::Human => human::piece(examined, &self.shown(examined)),
            ReportFormat::Short => short::piece(examined),
            ReportFormat::Json => json::piece(examined),
            ReportFormat::Sarif => sarif::piece(examined, &self.rules),
            ReportFormat::Github => github::piece(examined, &self.shown(examined)),
            ReportFormat::Junit => junit::piece(examined),
            ReportFormat::Gitlab => gitlab::piece(examined),
        }
    }

    /// What comes between two pieces that are not empty.
    pub fn between(&self) -> &'static str {
        match self.format {
            ReportFormat::Sarif | ReportFormat::Gitlab => COMMA,
            _ => "",
        }
    }

    /// What comes after the last piece.
    pub fn closing(&self) -> &'static str {
        match self.format {
            ReportFormat::Sarif => sarif::CLOSING,
            ReportFormat::Junit => junit::CLOSING,
            ReportFormat::Gitlab => gitlab::CLOSING,
            ReportFormat::Human | ReportFormat::Short | ReportFormat::Json | ReportFormat::Github => "",
        }
    }
}

/// What stands between two objects of a list that is one document.
const COMMA: &str = ",\n";

/// The message class of the W3C Feed Validator that a finding answers to.
fn w3c(diagnostic: &Diagnostic) -> Option<&'static str> {
    diagnostic.rule.w3c.first().copied()
}

/// Where something is written, as people cite it: `RFC 4287, section 4.2.6 <address>`.
fn cite(citation: &Citation) -> String {
    let Citation { specification, section, url, .. } = citation;
    let section = if section.is_empty() { String::new() } else { format!(", {section}") };
    format!("{specification}{section} <{url}>")
}

/// Whether a name is an address rather than a path.
fn is_address(name: &str) -> bool {
    name.starts_with("http://") || name.starts_with("https://")
}

/// The name of a file where standard input, too, has to be one.
fn place_name(name: &str) -> &str {
    if name == "-" { "stdin" } else { name.strip_prefix("./").unwrap_or(name) }
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
pub(crate) mod tests;
