//! `courant diff`: what subscribers will see, item by item.

use super::changes::{self, Difference};
use super::project::{self, Project};
use super::{Outcome, build, feeds, guard, print, print_plain};
use crate::cli::{DiffArguments, DiffFormat};
use crate::failure::Failure;
use courant_text::source::Source;
use courant_validate::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Compares two states of feeds and says what became of each item; an item that comes back as new is something wrong.
pub fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let found = match (&arguments.old, &arguments.new) {
        (Some(old), Some(new)) => Some(between(old, new)?),
        _ => planned(arguments)?,
    };
    let Some(Found { differences, removed, republishes }) = found else { return Ok(Outcome::MaterialWrong) };
    let listed = if arguments.verbose { usize::MAX } else { 10 };
    match arguments.format {
        DiffFormat::Text => {
            print(differences.iter().map(|one| one.text(listed)).collect::<String>().as_bytes())?;
            print(removed.as_bytes())?;
        }
        DiffFormat::Json => {
            print_plain(differences.iter().map(Difference::json).collect::<String>().as_bytes())?;
        }
    }
    Ok(if republishes { Outcome::MaterialWrong } else { Outcome::Fine })
}

/// What there is to tell.
struct Found {
    differences: Vec<Difference>,
    /// A line for each file that would go.
    removed: String,
    /// Whether something comes back as new.
    republishes: bool,
}

/// The feeds that are published against those that `build` would write; nothing where it could not build.
fn planned(arguments: &DiffArguments) -> Result<Option<Found>, Failure> {
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    let now = project::now(arguments.now.as_deref())?;
    let Some((ledger, plan, rendered)) = build::planned(&project, now)? else { return Ok(None) };
    Ok(Some(Found {
        differences: changes::published(&project.output, &guard::subscribed(&plan, &rendered))?,
        removed: changes::removed(&project.output, &rendered.files)?,
        republishes: !guard::republished(&project, &ledger, &plan, &rendered)?.is_empty(),
    }))
}

/// Two feeds, or the feeds of two folders, each with the one of its name.
fn between(old: &Path, new: &Path) -> Result<Found, Failure> {
    let differences = pairs(old, new)?;
    let republishes = differences.iter().any(Difference::republishes);
    Ok(Found { differences, removed: String::new(), republishes })
}

fn pairs(old: &Path, new: &Path) -> Result<Vec<Difference>, Failure> {
    if !old.is_dir() && !new.is_dir() {
        return Ok(vec![Difference::of(&new.to_string_lossy(), &only(old)?, &only(new)?)]);
    }
    if !(old.is_dir() && new.is_dir()) {
        return Err(Failure::new("comparing", new, "one is a folder and one is not; name two feeds or two folders"));
    }
    let (old_feeds, new_feeds) = (by_name(old)?, by_name(new)?);
    let names: BTreeSet<&String> = old_feeds.keys().chain(new_feeds.keys()).collect();
    let nothing = Source::new("", "");
    let of = |feeds: &BTreeMap<String, Source>, name: &String| feeds.get(name).cloned().unwrap_or(nothing.clone());
    Ok(names.into_iter().map(|name| Difference::of(name, &of(&old_feeds, name), &of(&new_feeds, name))).collect())
}

fn only(path: &Path) -> Result<Source, Failure> {
    let source = feeds::sources(path)?.into_iter().next();
    source.ok_or_else(|| Failure::new("reading", path, "this is no feed; name an RSS, Atom or JSON feed"))
}

fn by_name(folder: &Path) -> Result<BTreeMap<String, Source>, Failure> {
    let name = |source: &Source| {
        let path = Path::new(&source.name);
        path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
    };
    // Nobody subscribes to an archive document: what moves from a feed into one is gone for subscribers.
    let is_subscribed = |source: &Source| parse(source).contents().is_some_and(|contents| !contents.is_archive);
    Ok(feeds::sources(folder)?.into_iter().filter(is_subscribed).map(|source| (name(&source), source)).collect())
}
