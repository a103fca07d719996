//! `courant check`: what is wrong with feeds, yours or anybody's.

use super::check_request::{CheckRequest, CheckedFeed, Correcting, Links, Tally};
use super::feeds::{self, Candidate, Found};
use super::messages;
use super::{Outcome, fix, print, print_plain};
use crate::cli::CheckArguments;
use crate::failure::Failure;
use courant_text::source::Source;
use courant_validate::parse;
use courant_validate::report::ReportFormat;
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
    let mut tally = Tally { unread, ..Tally::default() };
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
                }
                Err(failure) => {
                    messages::failure(&failure);
                    tally.unread += 1;
                }
            }
        }
    }
    output.print(request.report.closing())?;
    conclude(&tally, arguments)
}

/// How many files are checked before their findings are printed.
const BATCH: usize = 256;

/// Where the report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    StandardOutput,
    /// Standard output is taken by a corrected feed.
    StandardError,
    /// Only the corrections are asked for.
    Nowhere,
}

fn place(arguments: &CheckArguments, request: &CheckRequest) -> Place {
    let writes_feed = arguments.paths.iter().any(|path| path == Path::new("-"));
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

    fn print(&self, text: &str) -> Result<(), Failure> {
        match self.place {
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
    let (piece, tally) = request.show(&source, &request.validate(&parse(&source)));
    Ok(Some(CheckedFeed { piece, tally: Tally { feeds: 1, ..tally }, ..CheckedFeed::default() }))
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

fn conclude(tally: &Tally, arguments: &CheckArguments) -> Result<Outcome, Failure> {
    if tally.feeds == 0 && tally.unread == 0 && !arguments.skip_others {
        let path = arguments.paths.first().cloned().unwrap_or_default();
        return Err(Failure::new("checking", path, "there is no feed in it"));
    }
    if !arguments.quiet {
        messages::say(&summary(tally, arguments.dry_run));
    }
    if tally.unread > 0 {
        return Err(Failure::new("checking", "feeds", format!("{} could not be read", count(tally.unread, "path"))));
    }
    Ok(if tally.errors + tally.uncorrectable > 0 { Outcome::MaterialWrong } else { Outcome::Fine })
}

fn summary(tally: &Tally, dry_run: bool) -> String {
    let corrected = match tally.corrected {
        0 => String::new(),
        number if dry_run => format!("{} would be corrected, leaving ", count(number, "finding")),
        number => format!("{} corrected, leaving ", count(number, "finding")),
    };
    let hidden = match tally.hidden {
        0 => String::new(),
        hidden => format!("; and {hidden} more that are not shown (--max-findings shows them)"),
    };
    format!(
        "{} checked: {corrected}{}, {}, {} advice{hidden}",
        count(tally.feeds, "feed"),
        count(tally.errors, "error"),
        count(tally.warnings, "warning"),
        tally.advice
    )
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
