//! `courant diff`: what subscribers will see change, field by field.

use super::changes::{self, Difference, State};
use super::guard::{self, Accepted};
use super::messages::Volume;
use super::project::{self, Project};
use super::{Outcome, build, feeds, moves, print, print_plain};
use crate::cli::{DiffArguments, DiffFormat};
use crate::failure::Failure;
use courant_text::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Compares two states of feeds and says what became of each item; an item that comes back as new is something wrong.
pub fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let found = match (&arguments.old, &arguments.new) {
        (Some(old), Some(new)) => Some(between(old, new)?),
        _ => planned(arguments)?,
    };
    let Some(Found { differences, removed, moved, stops }) = found else { return Ok(Outcome::MaterialWrong) };
    let listed = if arguments.verbose { usize::MAX } else { 10 };
    match arguments.format {
        DiffFormat::Text => {
            print(changes::text(&differences, &removed, listed).as_bytes())?;
            print(moved.as_bytes())?
        }
        DiffFormat::Json => print_plain(changes::json(&differences, &removed).as_bytes())?,
    };
    Ok(if stops { Outcome::MaterialWrong } else { Outcome::Fine })
}

/// What there is to tell.
struct Found {
    differences: Vec<Difference>,
    /// The files that would go.
    removed: Vec<String>,
    /// Which addresses would be others: lines.
    moved: String,
    /// Whether something comes back as new, or so much would go that a build stops.
    stops: bool,
}

/// The feeds that are published against those that `build` would write; nothing where it could not build.
fn planned(arguments: &DiffArguments) -> Result<Option<Found>, Failure> {
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    let now = project::now(arguments.now.as_deref())?;
    let Some((ledger, plan, rendered)) = build::planned(&project, now)? else { return Ok(None) };
    let harm = guard::look(&project, &ledger, &plan, &rendered)?;
    let stops = harm.stops(Accepted::default());
    if stops {
        let volume = if arguments.verbose { Volume::Verbose } else { Volume::Ordinary };
        harm.refuse(&project, &plan, Accepted::default(), volume, guard::WOULD_STOP);
    }
    Ok(Some(Found {
        differences: changes::published(&project.output, &guard::subscribed(&plan, &rendered))?,
        removed: changes::removed(&project.output, &rendered.files, &plan.ledger)?,
        moved: moves::told(&plan, if arguments.verbose { usize::MAX } else { 10 }),
        stops,
    }))
}

/// Two feeds, or the feeds of two folders, each with the one of its name.
fn between(old: &Path, new: &Path) -> Result<Found, Failure> {
    let differences = pairs(old, new)?;
    let stops = differences.iter().any(Difference::republishes);
    Ok(Found { differences, removed: Vec::new(), moved: String::new(), stops })
}

fn pairs(old: &Path, new: &Path) -> Result<Vec<Difference>, Failure> {
    if !old.is_dir() && !new.is_dir() {
        return Ok(vec![Difference::between(&new.to_string_lossy(), only(old)?, only(new)?)]);
    }
    if !old.is_dir() {
        let old = only(old)?;
        let (name, found) = counterpart(&old, new)?;
        return Ok(vec![Difference::between(&new.join(name).to_string_lossy(), old, found)]);
    }
    if !new.is_dir() {
        return Err(Failure::new("comparing", new, "one is a folder and one is not; name two feeds or two folders"));
    }
    let (mut old_feeds, mut new_feeds) = (by_name(old)?, by_name(new)?);
    let names: BTreeSet<String> = old_feeds.keys().chain(new_feeds.keys()).cloned().collect();
    let mut state = |name: &str| (old_feeds.remove(name), new_feeds.remove(name));
    let difference = |name: &String| {
        let (old, new) = state(name);
        Difference::between(name, old.unwrap_or_default(), new.unwrap_or_default())
    };
    Ok(names.iter().map(difference).collect())
}

/// The feed of a folder itself that is written in what another one is: that of all articles, by its place.
fn counterpart(old: &State, folder: &Path) -> Result<(String, State), Failure> {
    let feeds = by_name(folder)?.into_iter();
    let mut feeds = feeds.filter(|(name, state)| !name.contains(['/', '\\']) && state.kind() == old.kind());
    match (feeds.next(), feeds.next()) {
        (Some(found), None) => Ok(found),
        (None, _) => Err(Failure::new(
            "comparing",
            folder,
            "no feed of that kind lies in this folder; name the feed to compare with",
        )),
        (Some((one, _)), Some((other, _))) => {
            let why = format!("`{one}` and `{other}` are both feeds of that kind; name the one to compare with");
            Err(Failure::new("comparing", folder, why))
        }
    }
}

fn only(path: &Path) -> Result<State, Failure> {
    let state = feeds::sources(path)?.into_iter().next().map(State::read);
    let failure = || Failure::new("reading", path, "this is no feed; name an RSS, Atom or JSON feed");
    state.filter(State::is_feed).ok_or_else(failure)
}

fn by_name(folder: &Path) -> Result<BTreeMap<String, State>, Failure> {
    let name = |source: &Source| {
        let path = Path::new(&source.name);
        path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
    };
    // Nobody subscribes to an archive document: what moves from a feed into one is gone for subscribers.
    let states = feeds::sources(folder)?.into_iter().map(|source| (name(&source), State::read(source)));
    Ok(states.filter(|(_, state)| state.is_subscribed()).collect())
}
