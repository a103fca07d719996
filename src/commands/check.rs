//! `courant check`: what is wrong with feeds, yours or anybody's.

use super::feeds::{self, Candidate, Found};
use super::messages;
use super::wanted::{Correcting, Tally, Wanted};
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
    let wanted = Wanted::of(arguments)?;
    let links = if arguments.links { Links::Asked } else { Links::Passed };
    let (mut candidates, unread) = candidates(&arguments.paths);
    if arguments.skip_others {
        // As if they had been found in a folder: what they hold says whether they are feeds.
        candidates.iter_mut().for_each(|candidate| candidate.found = Found::InFolder);
    }
    let mut tally = Tally { unread, ..Tally::default() };
    let mut output = Output { format: wanted.format, place: place(arguments, &wanted), started: false };
    output.print(&wanted.report.opening())?;
    // By batches, so that the first results come soon and memory does not grow with the list.
    for batch in candidates.chunks(BATCH) {
        let checked: Vec<_> = batch.par_iter().map(|candidate| check(candidate, links, &wanted)).collect();
        for one in checked {
            match one {
                Ok(None) => {}
                Ok(Some(checked)) => {
                    output.print_checked(&wanted, &checked)?;
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

/// A feed that was checked, ready to be printed.
#[derive(Debug, Default)]
pub struct Checked {
    /// Its part of the report.
    pub piece: String,
    /// What was asked for besides: a diff, or the corrected feed.
    pub result: String,
    /// What a person is told besides.
    pub notes: Vec<String>,
    /// What was found, in numbers.
    pub tally: Tally,
}

/// Where the report is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    StandardOutput,
    /// Standard output is taken by a corrected feed.
    StandardError,
    /// Only the corrections are asked for.
    Nowhere,
}

fn place(arguments: &CheckArguments, wanted: &Wanted) -> Place {
    let writes_feed = arguments.paths.iter().any(|path| path == Path::new("-"));
    match wanted.correcting {
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
    fn print_checked(&mut self, wanted: &Wanted, checked: &Checked) -> Result<(), Failure> {
        checked.notes.iter().for_each(|note| messages::say(note));
        print_plain(checked.result.as_bytes())?;
        if checked.piece.is_empty() {
            return Ok(());
        }
        if self.started {
            self.print(wanted.report.between())?;
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

fn check(candidate: &Candidate, links: Links, wanted: &Wanted) -> Result<Option<Checked>, Failure> {
    if let Some(address) = feeds::address(&candidate.path) {
        return check_address(address, links, wanted).map(Some);
    }
    let Some(bytes) = feeds::read(candidate)? else {
        return Ok(None);
    };
    if wanted.correcting != Correcting::Nothing {
        return fix::correct(candidate, bytes, wanted).map(Some);
    }
    let source = Source::from_bytes(candidate.path.to_string_lossy(), bytes);
    let (piece, tally) = wanted.show(&source, &wanted.validate(&parse(&source)));
    Ok(Some(Checked { piece, tally: Tally { feeds: 1, ..tally }, ..Checked::default() }))
}

/// Whether the addresses in a feed that was fetched are asked too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// They are.
    Asked,
    /// Only the feed is.
    Passed,
}

/// The address that an argument is, if it is one.
fn check_address(address: &str, links: Links, wanted: &Wanted) -> Result<Checked, Failure> {
    if wanted.correcting != Correcting::Nothing {
        return Err(Failure::new("correcting", address, "only files can be corrected"));
    }
    #[cfg(feature = "network")]
    return super::addresses::check(address, links, wanted);
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
    Ok(if tally.errors > 0 { Outcome::MaterialWrong } else { Outcome::Fine })
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
