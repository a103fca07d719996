//! What subscribers would see change: two states of feeds, field by field. `diff`, `build --dry-run` and `build` tell it from here.

use crate::disk;
use crate::failure::Failure;
use crate::feed::SiteFile;
use crate::ledger::Ledger;
use crate::publish::{Checked, no_longer_due};
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::compare::{self, Changes, FieldChange};
use courant_validate::{Contents, FeedKind, Item, parse};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;

/// Two states of one feed, and what became of its items.
pub struct Difference {
    /// What the feed is called.
    name: String,
    old: State,
    new: State,
    changes: Changes,
}

/// Compares the feeds that are there with those that would be written; those that do not change are left out. The formats of one feed hold
/// the same items: the first tells for all, and of the others only what is theirs alone.
pub fn published(output: &Path, files: &[&SiteFile]) -> Result<Vec<Difference>, Failure> {
    let mut feeds: BTreeMap<usize, Vec<&SiteFile>> = BTreeMap::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files {
        let place = places.len();
        feeds.entry(*places.entry(file.folder()).or_insert(place)).or_default().push(file);
    }
    let is_large = |files: &Vec<&SiteFile>| files.iter().any(|file| is_large(file));
    let differences = each(feeds.into_values().collect(), is_large, |files| of_feed(output, &files))?;
    Ok(differences.into_iter().flatten().filter(|one| !one.is_empty()).collect())
}

/// A feed of more bytes than this is compared while no other is: the old and the new state are in memory at once.
const LARGE_BYTES: usize = 8_000_000;

/// Whether a feed is compared while no other is.
pub fn is_large(file: &SiteFile) -> bool {
    file.text.len() > LARGE_BYTES
}

/// Compares each, in their order; the large ones wait for each other.
pub fn each<T: Send, D: Send>(
    all: Vec<T>,
    is_large: impl Fn(&T) -> bool,
    compare: impl Fn(T) -> Result<D, Failure> + Sync,
) -> Result<Vec<D>, Failure> {
    let (large, small): (Vec<_>, Vec<_>) = all.into_iter().enumerate().partition(|(_, one)| is_large(one));
    let compared = |(place, one)| Ok((place, compare(one)?));
    let mut done = large.into_iter().map(compared).collect::<Result<Vec<_>, Failure>>()?;
    done.extend(small.into_par_iter().map(compared).collect::<Result<Vec<_>, Failure>>()?);
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, difference)| difference).collect())
}

/// What changes in the formats of one feed.
fn of_feed(output: &Path, files: &[&SiteFile]) -> Result<Vec<Difference>, Failure> {
    let mut told: Vec<Difference> = Vec::new();
    for file in files {
        let (folder, old) = (file.folder().trim_end_matches('/'), old_text(output, &file.path)?);
        // Nobody has been told this: it is what a merge of two branches has left.
        if is_conflicted(&old) {
            continue;
        }
        let name = if folder.is_empty() { "main feed" } else { folder };
        let is_first = told.is_empty();
        // A further format of a feed that is there is news for nobody who has it.
        if !is_first && (old.is_empty() || old == file.text) {
            continue;
        }
        let name = if is_first { name.to_string() } else { format!("{name}, {}", file_name(&file.path)) };
        if old == file.text {
            told.push(Difference::between(&name, State::default(), State::default()));
            continue;
        }
        let new = State::read(Source::new(&file.path, file.text.as_str()));
        let mut difference = Difference::between(&name, State::read(Source::new(&file.path, old)), new);
        if let Some(first) = told.first() {
            difference.leave_out(first);
        }
        told.push(difference);
    }
    Ok(told)
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The files of ours that would go.
pub fn removed(output: &Path, files: &[Checked], ledger: &Ledger) -> Result<Vec<String>, Failure> {
    let files: Vec<&SiteFile> = files.iter().map(Checked::file).collect();
    no_longer_due(output, &files, ledger)
}

/// All of it for a person; `listed` items of each kind are named.
pub fn text(differences: &[Difference], removed: &[String], listed: usize) -> String {
    let mut text: String = differences.iter().filter(|one| !one.is_empty()).map(|one| one.text(listed)).collect();
    for path in removed {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: no longer due, would be removed", escape_terminal(path));
    }
    if text.is_empty() { "nothing changes for subscribers\n".to_string() } else { text }
}

/// All of it for a program: an object in a line for each feed that changes, and for each file that would go.
pub fn json(differences: &[Difference], removed: &[String]) -> String {
    let feeds = differences.iter().filter(|one| !one.is_empty()).map(|one| line(&one.object()));
    feeds.chain(removed.iter().map(|path| line(&Removed { removed: path }))).collect()
}

fn line(object: &impl Serialize) -> String {
    let line = serde_json::to_string(object).expect("strings are always JSON");
    format!("{line}\n")
}

/// Whether a merge has left its conflict in a feed, which is no feed then. In one that is whole no line begins so.
pub fn is_conflicted(feed: &str) -> bool {
    feed.lines().any(|line| line.starts_with("<<<<<<< "))
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

/// A state of a feed, read once; nothing where there is no feed.
#[derive(Default)]
pub struct State(Option<Contents>);

impl State {
    /// Reads what is in a feed; nothing in a text that is none.
    pub fn read(source: Source) -> State {
        State(parse(&source).contents())
    }

    /// Whether the text was a feed.
    pub fn is_feed(&self) -> bool {
        self.0.is_some()
    }

    /// What the feed is written in.
    pub fn kind(&self) -> Option<FeedKind> {
        self.0.as_ref().map(|contents| contents.kind)
    }

    /// Whether people subscribe to it: it is a feed, and no archive document.
    pub fn is_subscribed(&self) -> bool {
        self.0.as_ref().is_some_and(|contents| !contents.is_archive)
    }

    /// The same without what is most of it, and is in the changes as far as it has changed.
    fn compared(mut self) -> State {
        for item in self.0.iter_mut().flat_map(|contents| &mut contents.items) {
            (item.content, item.fields) = Default::default();
        }
        self
    }

    fn items(&self) -> &[Item] {
        self.0.as_ref().map(|contents| contents.items.as_slice()).unwrap_or_default()
    }

    fn item(&self, place: usize) -> Option<&Item> {
        self.items().get(place)
    }
}

/// By what an item is known in all formats of a feed, whose ids may differ.
type Known<'a> = (&'a str, &'a str);

fn known(item: &Item) -> Known<'_> {
    (&item.title, &item.link)
}

impl Difference {
    /// Compares two states of a feed.
    pub fn between(name: &str, old: State, new: State) -> Difference {
        let changes = compare::changes(old.0.as_ref(), new.0.as_ref());
        Difference { name: name.to_string(), old: old.compared(), new: new.compared(), changes }
    }

    /// Whether subscribers see what they saw before.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether something comes back as new.
    pub fn republishes(&self) -> bool {
        !self.changes.id_changed.is_empty()
    }

    /// Leaves out what another format of the same feed tells.
    fn leave_out(&mut self, first: &Difference) {
        let old = |places: &mut dyn Iterator<Item = usize>| -> BTreeSet<Known<'_>> {
            places.filter_map(|place| first.old.item(place)).map(known).collect()
        };
        let new = |places: &mut dyn Iterator<Item = usize>| -> BTreeSet<Known<'_>> {
            places.filter_map(|place| first.new.item(place)).map(known).collect()
        };
        let added = new(&mut first.changes.new.iter().copied());
        let gone = old(&mut first.changes.gone.iter().copied());
        let again = new(&mut first.changes.id_changed.iter().map(|pair| pair.new));
        let moved = new(&mut first.changes.moved.iter().map(|(_, new)| *new));
        let mut fields: BTreeSet<(Known<'_>, &str)> = BTreeSet::new();
        for update in &first.changes.updated {
            let item = first.new.item(update.new).map(known);
            fields.extend(
                item.into_iter().flat_map(|item| update.fields.iter().map(move |one| (item, one.name.as_str()))),
            );
        }
        let of_feed: BTreeSet<&str> = first.changes.feed.iter().map(|field| field.name.as_str()).collect();
        let (mine_old, mine_new) = (&self.old, &self.new);
        let is_in =
            |set: &BTreeSet<Known<'_>>, item: Option<&Item>| item.is_some_and(|item| set.contains(&known(item)));
        let changes = &mut self.changes;
        changes.new.retain(|place| !is_in(&added, mine_new.item(*place)));
        changes.gone.retain(|place| !is_in(&gone, mine_old.item(*place)));
        changes.id_changed.retain(|pair| !is_in(&again, mine_new.item(pair.new)));
        changes.moved.retain(|(_, place)| !is_in(&moved, mine_new.item(*place)));
        for update in &mut changes.updated {
            let item = mine_new.item(update.new).map(known);
            update.fields.retain(|field| item.is_none_or(|item| !fields.contains(&(item, field.name.as_str()))));
        }
        changes.updated.retain(|update| !update.fields.is_empty());
        changes.feed.retain(|field| !of_feed.contains(field.name.as_str()));
    }

    /// For a person; `listed` items of each kind are named.
    fn text(&self, listed: usize) -> String {
        let Changes { new, updated, id_changed, gone, moved, feed } = &self.changes;
        let mut text = escape_terminal(&self.name).into_owned();
        // Writing to a string cannot fail.
        let _ = write!(text, ": {} new, {} updated, {} gone", new.len(), updated.len(), gone.len());
        for (count, what) in [(id_changed.len(), "again as new"), (moved.len(), "in another place")] {
            text.push_str(&if count == 0 { String::new() } else { format!(", {count} {what}") });
        }
        text.push('\n');
        for field in feed {
            let _ = writeln!(text, "  * {}", field_line(field));
        }
        for (sign, items) in self.lines() {
            for item in items.iter().take(listed) {
                for (number, line) in item.iter().enumerate() {
                    let sign = if number == 0 { sign } else { ' ' };
                    let _ = writeln!(text, "  {sign} {line}");
                }
            }
            if items.len() > listed {
                let _ = writeln!(text, "  {sign} and {} more", items.len() - listed);
            }
        }
        text
    }

    /// The lines for each item, the worst first.
    fn lines(&self) -> [(char, Vec<Vec<String>>); 5] {
        let id_changed = self.id_changed().map(|item| {
            let IdChanged { title, old_id, new_id, by } = item;
            vec![escaped(&format!("{title} (its id was `{old_id}` and is `{new_id}`; same {by})"))]
        });
        let updated = self.updated().map(|item| {
            let names: Vec<&str> = item.fields.iter().map(|field| field.name.as_str()).collect();
            let title = escaped(&format!("{} ({})", item.title, names.join(", ")));
            let fields = item.fields.iter().map(|field| format!("  {}", field_line(field)));
            std::iter::once(title).chain(fields).collect()
        });
        let moved = self.moved().map(|item| {
            vec![escaped(&format!("{} (was number {} and is number {})", item.title, item.old_place, item.new_place))]
        });
        let titles = |items: Vec<One>| items.iter().map(|item| vec![escaped(item.title)]).collect();
        [
            ('!', id_changed.collect()),
            ('+', titles(self.added())),
            ('~', updated.collect()),
            ('-', titles(self.gone())),
            ('^', moved.collect()),
        ]
    }

    fn object(&self) -> Object<'_> {
        Object {
            feed: &self.name,
            fields: self.changes.feed.iter().map(Field::of).collect(),
            new: self.added(),
            updated: self.updated().map(Updated::of).collect(),
            again_as_new: self.id_changed().collect(),
            gone: self.gone(),
            moved: self.moved().collect(),
        }
    }

    fn added(&self) -> Vec<One<'_>> {
        self.changes.new.iter().filter_map(|place| self.new.item(*place)).map(One::of).collect()
    }

    fn gone(&self) -> Vec<One<'_>> {
        self.changes.gone.iter().filter_map(|place| self.old.item(*place)).map(One::of).collect()
    }

    fn updated(&self) -> impl Iterator<Item = UpdatedItem<'_>> {
        self.changes.updated.iter().filter_map(|update| {
            let item = self.new.item(update.new)?;
            Some(UpdatedItem { id: item.identity(), title: &item.title, fields: &update.fields })
        })
    }

    fn id_changed(&self) -> impl Iterator<Item = IdChanged<'_>> {
        self.changes.id_changed.iter().filter_map(|pair| {
            let (was, is) = (self.old.item(pair.old)?, self.new.item(pair.new)?);
            Some(IdChanged { title: &is.title, old_id: was.identity(), new_id: is.identity(), by: pair.by.name() })
        })
    }

    fn moved(&self) -> impl Iterator<Item = Moved<'_>> {
        self.changes.moved.iter().filter_map(|(old, new)| {
            let item = self.new.item(*new)?;
            Some(Moved { id: item.identity(), title: &item.title, old_place: old + 1, new_place: new + 1 })
        })
    }
}

fn escaped(line: &str) -> String {
    escape_terminal(&line.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// `title: `Tides` -> `High tides``, in one line.
fn field_line(field: &FieldChange) -> String {
    let (old, new) = shortened(&field.old, &field.new);
    let shown = |text: String| if text.is_empty() { "nothing".to_string() } else { format!("`{text}`") };
    escape_terminal(&format!("{}: {} -> {}", field.name, shown(old), shown(new))).into_owned()
}

/// Two texts, each in one line and cut down to where they differ, with a little of what is around.
fn shortened(old: &str, new: &str) -> (String, String) {
    const AROUND: usize = 20;
    const LONGEST: usize = 70;
    let line = |text: &str| -> Vec<char> { text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect() };
    let (mut old_line, mut new_line) = (line(old), line(new));
    if old_line == new_line {
        // They differ in white space alone.
        (old_line, new_line) = (old.escape_debug().collect(), new.escape_debug().collect());
    }
    let before = old_line.iter().zip(&new_line).take_while(|(one, other)| one == other).count();
    let least = old_line.len().min(new_line.len()) - before;
    let behind = old_line.iter().rev().zip(new_line.iter().rev()).take(least).take_while(|(one, other)| one == other);
    let behind = behind.count();
    let cut = |line: &[char]| {
        if line.len() <= LONGEST {
            return line.iter().collect::<String>();
        }
        let start = before.saturating_sub(AROUND);
        let end = (line.len() - behind + AROUND).min(line.len()).min(start + LONGEST);
        let shown: String = line.iter().skip(start).take(end - start).collect();
        format!("{}{shown}{}", if start > 0 { "…" } else { "" }, if end < line.len() { "…" } else { "" })
    };
    (cut(&old_line), cut(&new_line))
}

/// A feed that changes, for a program. The names stay as they are: README, "What changes".
#[derive(Serialize)]
struct Object<'a> {
    feed: &'a str,
    fields: Vec<Field<'a>>,
    new: Vec<One<'a>>,
    updated: Vec<Updated<'a>>,
    again_as_new: Vec<IdChanged<'a>>,
    gone: Vec<One<'a>>,
    moved: Vec<Moved<'a>>,
}

#[derive(Serialize)]
struct Removed<'a> {
    removed: &'a str,
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

/// An item that differs, and in what.
struct UpdatedItem<'a> {
    id: &'a str,
    title: &'a str,
    fields: &'a [FieldChange],
}

#[derive(Serialize)]
struct Updated<'a> {
    id: &'a str,
    title: &'a str,
    fields: Vec<Field<'a>>,
}

impl<'a> Updated<'a> {
    fn of(item: UpdatedItem<'a>) -> Updated<'a> {
        Updated { id: item.id, title: item.title, fields: item.fields.iter().map(Field::of).collect() }
    }
}

#[derive(Serialize)]
struct Field<'a> {
    name: &'a str,
    old: &'a str,
    new: &'a str,
}

impl<'a> Field<'a> {
    fn of(field: &'a FieldChange) -> Field<'a> {
        Field { name: &field.name, old: &field.old, new: &field.new }
    }
}

#[derive(Serialize)]
struct IdChanged<'a> {
    title: &'a str,
    old_id: &'a str,
    new_id: &'a str,
    by: &'static str,
}

#[derive(Serialize)]
struct Moved<'a> {
    id: &'a str,
    title: &'a str,
    old_place: usize,
    new_place: usize,
}
