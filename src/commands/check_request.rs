//! What `courant check` is to look for and how it is to show it: from the command line and `courant.toml`.

use super::project::{self, configuration_here, parse_configuration, read_text};
use crate::cli::CheckArguments;
use crate::config::{CheckConfig, Config};
use crate::failure::Failure;
use courant_text::source::{Level, Source};
use courant_validate::registry::{self, Selector};
use courant_validate::report::{Baseline, Examined, Finding, Known, Listing, Report, ReportFormat, Statistics};
use courant_validate::rule::Rule;
use courant_validate::{Diagnostic, Parsed, Settings, validate_with};

/// What is to be found, and how it is to be shown.
pub struct CheckRequest {
    /// Which findings count, and how much.
    pub rules: CheckConfig,
    /// How they are shown.
    pub format: ReportFormat,
    /// Writes them.
    pub report: Report,
    /// How many of one file are shown.
    pub most_findings: usize,
    /// What becomes of findings that were there before.
    before: Before,
    /// Whether and how feeds are corrected.
    pub correcting: Correcting,
    settings: Settings,
}

/// Whether and how feeds are corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correcting {
    /// They are left as they are.
    Nothing,
    /// The corrections are shown.
    Showing,
    /// The files are written.
    Writing,
}

/// What becomes of findings that were there before.
enum Before {
    /// They count like all others.
    Counts,
    /// Those that a baseline knows do not count.
    Known(Baseline),
    /// What is found now is to be a baseline.
    Gathered,
}

/// What was found, in numbers.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Feeds that were checked.
    pub feeds: usize,
    /// Findings, by the level at which they count.
    pub errors: usize,
    /// See `errors`.
    pub warnings: usize,
    /// See `errors`.
    pub advice: usize,
    /// Findings that are not shown because there are so many.
    pub hidden: usize,
    /// Findings that the baseline knows.
    pub known: usize,
    /// By rule, those that count.
    pub statistics: Statistics,
    /// Findings that were corrected.
    pub corrected: usize,
    /// Feeds that were to be corrected, and cannot be.
    pub uncorrectable: usize,
    /// Files, folders and addresses that could not be read.
    pub unread: usize,
}

/// Whether the addresses in a feed that was fetched are asked too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// They are.
    Asked,
    /// Only the feed is.
    Passed,
}

/// A feed that was checked, ready to be printed.
#[derive(Debug, Default)]
pub struct CheckedFeed {
    /// Its part of the report.
    pub piece: String,
    /// What was asked for besides: a diff, or the corrected feed.
    pub result: Vec<u8>,
    /// What a person is told besides.
    pub notes: Vec<String>,
    /// What was found, in numbers.
    pub tally: Tally,
    /// What was found, for a baseline.
    pub known: Vec<Known>,
}

impl CheckRequest {
    /// Understands the command line and the configuration.
    pub fn from_arguments(arguments: &CheckArguments) -> Result<CheckRequest, Failure> {
        let format = arguments.format;
        let listing = if arguments.all { Listing::Each } else { Listing::Joined };
        // What is joined is never many.
        let is_joined = listing == Listing::Joined && format.joins_alike();
        let most_findings = if is_joined { usize::MAX } else { format.most_findings() };
        Ok(CheckRequest {
            rules: rules(arguments)?,
            format,
            report: Report::new(format, listing, registry::rules()),
            most_findings: arguments.max_findings.unwrap_or(most_findings),
            before: before(arguments)?,
            settings: Settings { now: Some(project::now(arguments.now.as_deref())?), host: None },
            correcting: match (arguments.fix, arguments.dry_run) {
                (false, _) => Correcting::Nothing,
                (true, true) => Correcting::Showing,
                (true, false) => Correcting::Writing,
            },
        })
    }

    /// All that is wrong with a feed, wanted or not.
    pub fn validate(&self, parsed: &Parsed) -> Vec<Diagnostic> {
        validate_with(parsed, &self.settings)
    }

    /// The same of a feed that was read from a server.
    #[cfg(feature = "network")]
    pub fn validate_from(&self, host: Option<&str>, parsed: &Parsed) -> Vec<Diagnostic> {
        validate_with(parsed, &Settings { host: host.map(str::to_string), ..self.settings.clone() })
    }

    /// The level at which a rule counts in a text.
    pub fn level(&self, name: &str, rule: &Rule) -> Option<Level> {
        self.rules.level(name, rule)
    }

    /// The part of the report about a text, and what was found in numbers.
    pub fn show<'a>(&self, source: &'a Source, diagnostics: &'a [Diagnostic]) -> CheckedFeed {
        let finding = |diagnostic: &'a Diagnostic| {
            self.level(&source.name, diagnostic.rule).map(|level| Finding { level, diagnostic })
        };
        let all: Vec<Finding> = diagnostics.iter().filter_map(finding).collect();
        let (number, mut known) = (all.len(), Vec::new());
        let findings = match &self.before {
            Before::Counts => all,
            Before::Known(baseline) => baseline.new_findings(source, all),
            Before::Gathered => {
                known = Known::of(&Examined { source, findings: &all });
                all
            }
        };
        let mut tally = Tally { known: number - findings.len(), ..Tally::of(&findings) };
        let shown = worst(findings, self.most_findings);
        tally.hidden = tally.findings() - shown.len();
        let piece = self.report.piece(&Examined { source, findings: &shown });
        CheckedFeed { piece, tally, known, ..CheckedFeed::default() }
    }
}

impl Tally {
    fn of(findings: &[Finding]) -> Tally {
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        Tally {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            advice: count(Level::Advice),
            statistics: Statistics::of(findings),
            ..Tally::default()
        }
    }

    fn findings(&self) -> usize {
        self.errors + self.warnings + self.advice
    }

    /// Adds what was found elsewhere.
    pub fn add(&mut self, other: &Tally) {
        self.feeds += other.feeds;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.advice += other.advice;
        self.hidden += other.hidden;
        self.known += other.known;
        self.statistics.add(&other.statistics);
        self.corrected += other.corrected;
        self.uncorrectable += other.uncorrectable;
        self.unread += other.unread;
    }
}

/// What the configuration says, and the command line beyond it.
fn rules(arguments: &CheckArguments) -> Result<CheckConfig, Failure> {
    let config = match configuration_here(arguments.config.as_deref())? {
        Some(path) => parse_configuration(&read_text(&path)?, &path)?,
        None => Config::default(),
    };
    let mut rules = config.check;
    rules.allow.extend(selectors("--allow", &arguments.allow)?);
    rules.deny.extend(selectors("--deny", &arguments.deny)?);
    rules.only.extend(selectors("--only", &arguments.only)?);
    Ok(rules)
}

fn before(arguments: &CheckArguments) -> Result<Before, Failure> {
    let Some(path) = arguments.baseline.as_deref() else { return Ok(Before::Counts) };
    if arguments.update_baseline {
        return Ok(Before::Gathered);
    }
    if !path.exists() {
        return Err(Failure::new("reading", path, "there is no such baseline; --update-baseline writes it"));
    }
    let baseline = Baseline::parse(&read_text(path)?).map_err(|mistake| {
        let why = format!("line {}: {}; --update-baseline writes it anew", mistake.line_number, mistake.message);
        Failure::new("reading", path, why)
    })?;
    Ok(Before::Known(baseline))
}

fn selectors(option: &str, words: &[String]) -> Result<Vec<Selector>, Failure> {
    words.iter().map(|word| Selector::parse(word).map_err(|why| Failure::new("reading", option, why))).collect()
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
