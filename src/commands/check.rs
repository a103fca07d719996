//! `courant check`: what is wrong with feeds, yours or anybody's.

use super::feeds::{self, Candidate};
use super::messages;
use super::project::{CONFIGURATION, parse_configuration, read_configuration};
use super::{Outcome, print, print_plain};
use crate::catalogue::{self, Selector};
use crate::cli::{CheckArguments, CheckFormat};
use crate::config::{CheckConfig, Config};
use crate::failure::Failure;
use crate::report::{Examined, Finding, Format, Report};
use crate::source::{Level, Source};
use crate::validate::{Diagnostic, validate};
use rayon::prelude::*;
use std::path::PathBuf;

/// Checks feeds and shows what was found, in the order of the paths.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let wanted = wanted(arguments)?;
    let (candidates, unread) = candidates(&arguments.paths);
    let mut tally = Tally { unread, ..Tally::default() };
    let mut output = Output { format: wanted.format, started: false };
    output.print(&wanted.report.opening())?;
    // By batches, so that the first results come soon and memory does not grow with the list.
    for batch in candidates.chunks(BATCH) {
        let checked: Vec<_> = batch.par_iter().map(|candidate| check(candidate, &wanted)).collect();
        for one in checked {
            match one {
                Ok(None) => {}
                Ok(Some(checked)) => {
                    output.print_piece(&wanted.report, &checked.piece)?;
                    tally.add(&checked.tally);
                }
                Err(failure) => {
                    messages::failure(&failure);
                    tally.unread += 1;
                }
            }
        }
    }
    output.print(wanted.report.closing())?;
    conclude(&tally, arguments)
}

/// How many files are checked before their findings are printed.
const BATCH: usize = 256;

/// What is to be found, and how it is to be shown.
struct Wanted {
    rules: CheckConfig,
    format: Format,
    report: Report,
    most_findings: usize,
}

/// Standard output, while a report is being printed.
struct Output {
    format: Format,
    /// Whether a piece has been printed.
    started: bool,
}

impl Output {
    fn print_piece(&mut self, report: &Report, piece: &str) -> Result<(), Failure> {
        if piece.is_empty() {
            return Ok(());
        }
        if self.started {
            self.print(report.between())?;
        }
        self.started = true;
        self.print(piece)
    }

    fn print(&self, text: &str) -> Result<(), Failure> {
        let print = if self.format.has_colours() { print } else { print_plain };
        print(text.as_bytes()).map(|_| ())
    }
}

/// What was found, in numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    feeds: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    /// Findings that are not shown because there are so many.
    hidden: usize,
    /// Files and folders that could not be read.
    unread: usize,
}

impl Tally {
    fn of(findings: &[Finding]) -> Tally {
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        Tally {
            feeds: 1,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            advice: count(Level::Advice),
            ..Tally::default()
        }
    }

    fn add(&mut self, other: &Tally) {
        self.feeds += other.feeds;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.hidden += other.hidden;
        self.unread += other.unread;
    }
}

/// A feed that was checked, ready to be printed.
struct Checked {
    piece: String,
    tally: Tally,
}

fn wanted(arguments: &CheckArguments) -> Result<Wanted, Failure> {
    let own = PathBuf::from(CONFIGURATION);
    let path = arguments.config.clone().or_else(|| own.exists().then_some(own));
    let config =
        path.map_or_else(|| Ok(Config::default()), |path| parse_configuration(&read_configuration(&path)?, &path))?;
    let mut rules = config.check;
    rules.allow.extend(selectors("--allow", &arguments.allow)?);
    rules.deny.extend(selectors("--deny", &arguments.deny)?);
    rules.only.extend(selectors("--only", &arguments.only)?);
    let format = match arguments.format {
        CheckFormat::Human => Format::Human,
        CheckFormat::Short => Format::Short,
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
        CheckFormat::Junit => Format::Junit,
    };
    Ok(Wanted {
        rules,
        format,
        report: Report::new(format, catalogue::rules()),
        most_findings: arguments.max_findings.unwrap_or(format.most_findings()),
    })
}

fn selectors(option: &str, words: &[String]) -> Result<Vec<Selector>, Failure> {
    words.iter().map(|word| Selector::parse(word).map_err(|why| Failure::new("reading", option, why))).collect()
}

/// All files that the paths stand for, and how many paths could not be read.
fn candidates(paths: &[PathBuf]) -> (Vec<Candidate>, usize) {
    let mut all = Vec::new();
    let mut unread = 0;
    for path in paths {
        match feeds::candidates(path) {
            Ok(found) => all.extend(found),
            Err(failure) => {
                messages::failure(&failure);
                unread += 1;
            }
        }
    }
    (all, unread)
}

fn check(candidate: &Candidate, wanted: &Wanted) -> Result<Option<Checked>, Failure> {
    let Some(bytes) = feeds::read(candidate)? else {
        return Ok(None);
    };
    let source = Source::from_bytes(candidate.path.to_string_lossy(), bytes);
    let diagnostics = validate(&source);
    let findings = findings(&diagnostics, &wanted.rules);
    let mut tally = Tally::of(&findings);
    let shown = worst(findings, wanted.most_findings);
    tally.hidden = tally.errors + tally.warnings + tally.advice - shown.len();
    let piece = wanted.report.piece(&Examined { source: &source, findings: &shown });
    Ok(Some(Checked { piece, tally }))
}

/// What is not allowed, at the level at which it counts.
fn findings<'a>(diagnostics: &'a [Diagnostic], rules: &CheckConfig) -> Vec<Finding<'a>> {
    diagnostics
        .iter()
        .filter_map(|diagnostic| rules.level(diagnostic.rule).map(|level| Finding { level, diagnostic }))
        .collect()
}

/// The worst findings, still in the order of the text.
fn worst(findings: Vec<Finding>, most: usize) -> Vec<Finding> {
    if findings.len() <= most {
        return findings;
    }
    let mut ranked: Vec<(usize, Finding)> = findings.into_iter().enumerate().collect();
    ranked.sort_by_key(|(index, finding)| (finding.level, *index));
    ranked.truncate(most);
    ranked.sort_by_key(|(index, _)| *index);
    ranked.into_iter().map(|(_, finding)| finding).collect()
}

fn conclude(tally: &Tally, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if tally.feeds == 0 && tally.unread == 0 {
        let path = arguments.paths.first().cloned().unwrap_or_default();
        return Err(Failure::new("checking", path, "there is no feed in it"));
    }
    if !arguments.quiet {
        messages::say(&summary(tally));
    }
    if tally.unread > 0 {
        return Err(Failure::new("checking", "feeds", format!("{} could not be read", count(tally.unread, "path"))));
    }
    Ok(if tally.errors > 0 { Outcome::MaterialWrong } else { Outcome::Fine })
}

fn summary(tally: &Tally) -> String {
    let hidden = match tally.hidden {
        0 => String::new(),
        hidden => format!("; {hidden} more are not shown (--max-findings shows more)"),
    };
    format!(
        "{} checked: {}, {}, {} advice{hidden}",
        count(tally.feeds, "feed"),
        count(tally.errors, "error"),
        count(tally.warnings, "warning"),
        tally.advice
    )
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
