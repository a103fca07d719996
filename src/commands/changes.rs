//! What subscribers would see change: two states of feeds, item by item.

use crate::disk;
use crate::failure::Failure;
use crate::feed::SiteFile;
use crate::ledger::Ledger;
use crate::publish::{Checked, no_longer_due};
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::compare::{self, Changes};
use courant_validate::{Item, parse};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;

/// Two states of one feed, and what became of its items.
pub struct Difference {
    /// What the feed is called.
    name: String,
    old: Vec<Item>,
    new: Vec<Item>,
    changes: Changes,
}

/// Compares the feeds that are there with those that would be written. The formats of one feed hold the same items: the first tells for all.
pub fn published(output: &Path, files: &[&SiteFile]) -> Result<Vec<Difference>, Failure> {
    let mut differences = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if seen.insert(folder) {
            let name = if folder.is_empty() { "main feed" } else { folder };
            let old = State::read(Source::new(&file.path, old_text(output, &file.path)?));
            differences.push(Difference::between(name, old, State::read(Source::new(&file.path, file.text.as_str()))));
        }
    }
    Ok(differences)
}

/// A line for each file of ours that would go, for a person.
pub fn removed(output: &Path, files: &[Checked], ledger: &Ledger) -> Result<String, Failure> {
    let files: Vec<&SiteFile> = files.iter().map(Checked::file).collect();
    let paths = no_longer_due(output, &files, ledger)?;
    Ok(paths.iter().map(|path| format!("{}: no longer due, would be removed\n", escape_terminal(path))).collect())
}

/// The feed that is there; nothing where there is none.
pub fn old_text(output: &Path, path: &str) -> Result<String, Failure> {
    let path = output.join(path);
    match disk::read(&path, disk::MOST_BYTES) {
        Ok(bytes) => {
            Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
        }
        // Whatever stands in the place of the folder is told when it is made.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(String::new()),
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

/// A state of a feed, read once.
#[derive(Default)]
pub struct State {
    text: String,
    items: Vec<Item>,
    /// Whether people subscribe to it: it is a feed, and no archive document.
    pub is_subscribed: bool,
}

impl State {
    /// Reads what is in a feed; nothing in a text that is none.
    pub fn read(source: Source) -> State {
        let contents = parse(&source).contents();
        let is_subscribed = contents.as_ref().is_some_and(|contents| !contents.is_archive);
        let items = contents.map(|contents| contents.items).unwrap_or_default();
        State { text: source.text, items, is_subscribed }
    }
}

impl Difference {
    /// Compares two states of a feed.
    pub fn between(name: &str, old: State, new: State) -> Difference {
        let changes = compare::changes((&old.text, &old.items), (&new.text, &new.items));
        Difference { name: name.to_string(), old: old.items, new: new.items, changes }
    }

    /// Whether something comes back as new.
    pub fn republishes(&self) -> bool {
        !self.changes.id_changed.is_empty()
    }

    /// For a person; `listed` items of each kind are named.
    pub fn text(&self, listed: usize) -> String {
        let Changes { new, updated, id_changed, gone } = &self.changes;
        let again = if id_changed.is_empty() { String::new() } else { format!(", {} again as new", id_changed.len()) };
        let (name, new, updated, gone) = (escape_terminal(&self.name), new.len(), updated.len(), gone.len());
        let mut text = format!("{name}: {new} new, {updated} updated, {gone} gone{again}\n");
        for (sign, items) in self.lines() {
            for item in items.iter().take(listed) {
                // Writing to a string cannot fail.
                let _ = writeln!(text, "  {sign} {}", escape_terminal(item));
            }
            if items.len() > listed {
                let _ = writeln!(text, "  {sign} and {} more", items.len() - listed);
            }
        }
        text
    }

    /// A line for each item, the worst first.
    fn lines(&self) -> [(char, Vec<String>); 4] {
        let id_changed = self.id_changed().map(|item| {
            let IdChanged { title, old_id, new_id, by } = item;
            format!("{title} (its id was `{old_id}` and is `{new_id}`; same {by})")
        });
        let updated = self.updated().map(|item| format!("{} ({})", item.title, item.fields.join(", ")));
        let titles = |items: Vec<One>| items.iter().map(|item| item.title.to_string()).collect();
        [('!', id_changed.collect()), ('+', titles(self.added())), ('~', updated.collect()), ('-', titles(self.gone()))]
    }

    /// For a program: an object in a line.
    pub fn json(&self) -> String {
        let object = Object {
            feed: &self.name,
            new: self.added(),
            updated: self.updated().collect(),
            again_as_new: self.id_changed().collect(),
            gone: self.gone(),
        };
        let line = serde_json::to_string(&object).expect("strings are always JSON");
        format!("{line}\n")
    }

    fn added(&self) -> Vec<One<'_>> {
        self.changes.new.iter().filter_map(|place| self.new.get(*place)).map(One::of).collect()
    }

    fn gone(&self) -> Vec<One<'_>> {
        self.changes.gone.iter().filter_map(|place| self.old.get(*place)).map(One::of).collect()
    }

    fn updated(&self) -> impl Iterator<Item = Updated<'_>> {
        self.changes.updated.iter().filter_map(|update| {
            let item = self.new.get(update.new)?;
            Some(Updated { id: item.identity(), title: &item.title, fields: &update.fields })
        })
    }

    fn id_changed(&self) -> impl Iterator<Item = IdChanged<'_>> {
        self.changes.id_changed.iter().filter_map(|pair| {
            let (was, is) = (self.old.get(pair.old)?, self.new.get(pair.new)?);
            Some(IdChanged { title: &is.title, old_id: was.identity(), new_id: is.identity(), by: pair.by.name() })
        })
    }
}

#[derive(Serialize)]
struct Object<'a> {
    feed: &'a str,
    new: Vec<One<'a>>,
    updated: Vec<Updated<'a>>,
    again_as_new: Vec<IdChanged<'a>>,
    gone: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    id: &'a str,
    title: &'a str,
}

impl<'a> One<'a> {
    fn of(item: &'a Item) -> One<'a> {
        One { id: item.identity(), title: &item.title }
    }
}

#[derive(Serialize)]
struct Updated<'a> {
    id: &'a str,
    title: &'a str,
    fields: &'a [&'static str],
}

#[derive(Serialize)]
struct IdChanged<'a> {
    title: &'a str,
    old_id: &'a str,
    new_id: &'a str,
    by: &'static str,
}
