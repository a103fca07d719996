//! `courant check`: what is wrong with feeds, yours or anybody's.

use super::check_request::{CheckRequest, CheckedFeed, Correcting, Links, Tally};
use super::feeds::{self, Candidate, Found};
use super::messages;
use super::{Outcome, fix, print, print_plain};
use crate::cli::CheckArguments;
use crate::failure::Failure;
use crate::publish::write_atomically;
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::parse;
use courant_validate::report::{Baseline, Known, ReportFormat};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Checks feeds and shows what was found, in the order of the paths.
pub fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let request = CheckRequest::from_arguments(arguments)?;
    let links = if arguments.links { Links::Asked } else { Links::Passed };
    let (mut candidates, unread) = candidates(&arguments.paths);
    if arguments.skip_others {
        // As if they had been found in a folder: what they hold says whether they are feeds.
        candidates.iter_mut().for_each(|candidate| candidate.found = Found::InFolder);
    }
    let excluded = exclude(&mut candidates, &request);
    let mut tally = Tally { unread, ..Tally::default() };
    let mut known = Vec::new();
    let mut output = Output { format: request.format, place: place(arguments, &request), started: false };
    output.print(&request.report.opening())?;
    // By batches, so that the first results come soon and memory does not grow with the list.
    for batch in candidates.chunks(BATCH) {
        let checked: Vec<_> = batch.par_iter().map(|candidate| check(candidate, links, &request)).collect();
        for one in checked {
            match one {
                Ok(None) => {}
                Ok(Some(checked)) => {
                    output.print_checked(&request, &checked)?;
                    tally.add(&checked.tally);
                    known.extend(checked.known);
                }
                Err(failure) => {
                    messages::failure(&failure);
                    tally.unread += 1;
                }
            }
        }
    }
    output.print(request.report.closing())?;
    if let Some(path) = arguments.baseline.as_deref().filter(|_| arguments.update_baseline) {
        return update_baseline(path, known, &tally);
    }
    output.conclude(&tally, &request, arguments)?;
    conclude(&tally, excluded, arguments)
}

/// Writes what was found; not where something could not be read, because what is in it would count as new the next time.
fn update_baseline(path: &Path, known: Vec<Known>, tally: &Tally) -> Result<Outcome, Failure> {
    all_read(tally)?;
    let number = known.len();
    write_atomically(path, Baseline::text(known).as_bytes())?;
    let name = path.to_string_lossy();
    messages::say(&format!(
        "wrote {} of {} to {}",
        count(number, "finding"),
        count(tally.feeds, "feed"),
        escape_terminal(&name)
    ));
    Ok(Outcome::Fine)
}

/// Leaves out what the configuration excludes of what lies in folders, and says how much that was.
fn exclude(candidates: &mut Vec<Candidate>, request: &CheckRequest) -> usize {
    let before = candidates.len();
    candidates.retain(|one| one.found == Found::Named || !request.rules.excludes(&one.path.to_string_lossy()));
    before - candidates.len()
}

/// How many files are checked before their findings are printed.
const BATCH: usize = 256;

/// Where the report is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    StandardOutput,
    /// A file, which gets what was gathered when all is done.
    File(PathBuf, String),
    /// Standard output is taken by a corrected feed.
    StandardError,
    /// Only the corrections are asked for.
    Nowhere,
}

fn place(arguments: &CheckArguments, request: &CheckRequest) -> Place {
    let writes_feed = arguments.paths.iter().any(|path| path == Path::new("-"));
    if arguments.statistics || arguments.update_baseline {
        return Place::Nowhere;
    }
    if let Some(path) = &arguments.output_file {
        return Place::File(path.clone(), String::new());
    }
    match request.correcting {
        Correcting::Showing => Place::Nowhere,
        Correcting::Writing if writes_feed => Place::StandardError,
        _ => Place::StandardOutput,
    }
}

/// The report, while it is being printed.
struct Output {
    format: ReportFormat,
    place: Place,
    /// Whether a piece has been printed.
    started: bool,
}

impl Output {
    fn print_checked(&mut self, request: &CheckRequest, checked: &CheckedFeed) -> Result<(), Failure> {
        checked.notes.iter().for_each(|note| messages::say(note));
        print_plain(&checked.result)?;
        if checked.piece.is_empty() {
            return Ok(());
        }
        if self.started {
            self.print(request.report.between())?;
        }
        self.started = true;
        self.print(&checked.piece)
    }

    /// The end of the report: how often each rule found something, where that was asked for or there is more than one feed to a person.
    fn conclude(&mut self, tally: &Tally, request: &CheckRequest, arguments: &CheckArguments) -> Result<(), Failure> {
        let statistics = &tally.statistics;
        if arguments.statistics {
            let json = request.format == ReportFormat::Json;
            return print_plain(if json { statistics.json() } else { statistics.table() }.as_bytes()).map(|_| ());
        }
        if request.format == ReportFormat::Human && tally.feeds > 1 && statistics.rules() > 1 {
            self.print(&statistics.table())?;
        }
        match &self.place {
            Place::File(path, text) => write_atomically(path, text.as_bytes()),
            _ => Ok(()),
        }
    }

    fn print(&mut self, text: &str) -> Result<(), Failure> {
        match &mut self.place {
            Place::File(_, gathered) => {
                gathered.push_str(&anstream::adapter::strip_str(text).to_string());
                Ok(())
            }
            Place::StandardOutput if self.format.has_colours() => print(text.as_bytes()).map(|_| ()),
            Place::StandardOutput => print_plain(text.as_bytes()).map(|_| ()),
            Place::StandardError => {
                messages::say(text.trim_end_matches('\n'));
                Ok(())
            }
            Place::Nowhere => Ok(()),
        }
    }
}

/// All files that the paths stand for, and how many paths could not be read.
fn candidates(paths: &[PathBuf]) -> (Vec<Candidate>, usize) {
    let mut all = Vec::new();
    let mut unread = 0;
    for path in paths {
        let (found, failures) = feeds::candidates(path);
        all.extend(found);
        failures.iter().for_each(messages::failure);
        unread += failures.len();
    }
    (all, unread)
}

fn check(candidate: &Candidate, links: Links, request: &CheckRequest) -> Result<Option<CheckedFeed>, Failure> {
    if let Some(address) = feeds::address(&candidate.path) {
        return check_address(address, links, request).map(Some);
    }
    let Some(bytes) = feeds::read(candidate)? else {
        return Ok(None);
    };
    if request.correcting != Correcting::Nothing {
        return fix::correct(candidate, bytes, request).map(Some);
    }
    let source = Source::from_bytes(candidate.path.to_string_lossy(), bytes);
    let shown = request.show(&source, &request.validate(&parse(&source)));
    Ok(Some(CheckedFeed { tally: Tally { feeds: 1, ..shown.tally }, ..shown }))
}

/// The address that an argument is, if it is one.
fn check_address(address: &str, links: Links, request: &CheckRequest) -> Result<CheckedFeed, Failure> {
    if request.correcting != Correcting::Nothing {
        return Err(Failure::new("correcting", address, "only files can be corrected"));
    }
    #[cfg(feature = "network")]
    return super::addresses::check(address, links, request);
    #[cfg(not(feature = "network"))]
    {
        let _ = links;
        Err(Failure::new("fetching", address, "this courant was built without the feature `network`"))
    }
}

fn conclude(tally: &Tally, excluded: usize, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if tally.feeds == 0 && tally.unread == 0 && !arguments.skip_others {
        let path = arguments.paths.first().cloned().unwrap_or_default();
        let why = match excluded {
            0 => "there is no feed in it".to_string(),
            number => {
                format!("there is no feed in it beside {} that `[check] exclude` leaves out", count(number, "file"))
            }
        };
        return Err(Failure::new("checking", path, why));
    }
    if !arguments.quiet {
        messages::say(&summary(tally, excluded, arguments));
    }
    all_read(tally)?;
    Ok(if tally.errors + tally.uncorrectable > 0 { Outcome::MaterialWrong } else { Outcome::Fine })
}

/// What could not be read may be as it should or not: nobody knows.
fn all_read(tally: &Tally) -> Result<(), Failure> {
    match tally.unread {
        0 => Ok(()),
        number => Err(Failure::new("checking", "feeds", format!("{} could not be read", count(number, "path")))),
    }
}

fn summary(tally: &Tally, excluded: usize, arguments: &CheckArguments) -> String {
    let corrected = match tally.corrected {
        0 => String::new(),
        number if arguments.dry_run => format!("{} would be corrected, leaving ", count(number, "finding")),
        number => format!("{} corrected, leaving ", count(number, "finding")),
    };
    let hidden = match tally.hidden {
        0 => String::new(),
        hidden => format!("; and {hidden} more that are not shown (--max-findings shows them)"),
    };
    let is_joined = !arguments.all && !arguments.statistics && arguments.format.joins_alike();
    let joined = match tally.statistics.beyond_first() {
        number if number > 0 && is_joined => {
            format!("; {number} of them are told beside one like them (--all shows each)")
        }
        _ => String::new(),
    };
    let known = match tally.known {
        0 => String::new(),
        number => format!("; {number} more that the baseline knows"),
    };
    let excluded = match excluded {
        0 => String::new(),
        number => format!("; {} passed over by `[check] exclude`", count(number, "file")),
    };
    format!(
        "{} checked: {corrected}{}, {}, {} advice{joined}{hidden}{known}{excluded}",
        count(tally.feeds, "feed"),
        count(tally.errors, "error"),
        count(tally.warnings, "warning"),
        tally.advice
    )
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
