//! Merging: two branches have built since they parted, and their ledgers become one in which nothing is lost that either has promised.

use super::table;
use super::{FeedRecord, Ledger, Record};
use courant_read::remark::Mistake;
use courant_text::entry_id::EntryId;
use std::collections::{BTreeMap, BTreeSet};

/// Two ledgers made one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What both have promised.
    pub ledger: Ledger,
    /// Where they had promised different things: what was taken, and why.
    pub decisions: Vec<String>,
}

impl Ledger {
    /// Merges two ledgers that have come from one, which is empty where it is not known.
    ///
    /// Every id of an article that either has is in what comes out. Of an article that both know, the later update counts, and whatever one
    /// side alone has changed: its path, its first date, its address. Where the two have promised different ids to one path, that of the
    /// article that was published first stands, and the other is kept beside it.
    pub fn merge(base: &Ledger, ours: &Ledger, theirs: &Ledger) -> Merged {
        let mut merged = Merged::default();
        merged.add_articles(base, ours, theirs);
        merged.add_feeds(base, ours, theirs);
        merged.add_moved(base, ours, theirs);
        merged
    }

    /// Reads a ledger as a merge has left it, with conflict markers or with the rows of both sides, and makes it one; `None` where nothing is
    /// left to settle. `is_there` says whether an article is at a path: of one that has been moved on one side that tells where.
    pub fn settle(text: &str, is_there: &dyn Fn(&str) -> bool) -> Result<Option<Merged>, Mistake> {
        let Some(Sides { base, ours, theirs }) = Sides::cut(text)? else {
            let (ledger, decisions) = table::read_settling(text, is_there)?;
            return Ok((!decisions.is_empty()).then_some(Merged { ledger, decisions }));
        };
        // What git has merged without a conflict stands among the rows of both sides.
        let read = |side: &str| table::read_settling(side, is_there).map(|(ledger, _)| ledger);
        Ok(Some(Ledger::merge(&read(&base)?, &read(&ours)?, &read(&theirs)?)))
    }

    fn by_id(&self) -> BTreeMap<&EntryId, (&str, &Record)> {
        self.articles.iter().map(|(path, record)| (&record.id, (path.as_str(), record))).collect()
    }
}

impl Merged {
    fn add_articles(&mut self, base: &Ledger, ours: &Ledger, theirs: &Ledger) {
        let (base, ours, theirs) = (base.by_id(), ours.by_id(), theirs.by_id());
        let ids: BTreeSet<&EntryId> = ours.keys().chain(theirs.keys()).copied().collect();
        let mut claims: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for id in ids {
            let (path, record) = match (ours.get(id), theirs.get(id)) {
                (Some(ours), Some(theirs)) => self.joined(base.get(id).copied(), *ours, *theirs),
                (Some((path, record)), None) | (None, Some((path, record))) => {
                    (path.to_string(), Record::clone(record))
                }
                (None, None) => continue,
            };
            let claimants = claims.entry(path).or_default();
            // What was published at the same time is ours first.
            let is_ours = |record: &Record| ours.contains_key(&record.id);
            let place = claimants
                .partition_point(|there| (there.published, !is_ours(there)) <= (record.published, !is_ours(&record)));
            claimants.insert(place, record);
        }
        // First whoever has a path, then whoever is kept beside it, so that no place beside is taken that another has.
        let mut aside = Vec::new();
        for (path, mut records) in claims {
            for other in records.split_off(records.len().min(1)) {
                let first = records.first().map_or("", |first| first.id.as_str());
                self.decisions.push(format!(
                    "{path}: both branches have promised it an id; `{first}`, published first, stays, and `{}` is kept beside it",
                    other.id
                ));
                aside.push((path.clone(), other));
            }
            self.ledger.articles.extend(records.pop().map(|first| (path, first)));
        }
        for (path, record) in aside {
            self.ledger.keep_aside(&path, record);
        }
    }

    /// An article that both sides know: where it is, and what is promised of it.
    fn joined(
        &mut self,
        base: Option<(&str, &Record)>,
        ours: (&str, &Record),
        theirs: (&str, &Record),
    ) -> (String, Record) {
        let path = changed(base.map(|base| base.0), ours.0, theirs.0).unwrap_or_else(|| {
            self.decisions.push(format!(
                "{}: the other branch has moved it to {}, this one's place stays; the next build finds where it is",
                ours.0, theirs.0
            ));
            ours.0
        });
        let (base, ours, theirs) = (base.map(|base| base.1), ours.1, theirs.1);
        let mut record = ours.clone();
        table::join(&mut record, theirs.clone());
        let first = changed(base.map(|base| &base.published), &ours.published, &theirs.published);
        record.published = first.copied().unwrap_or_else(|| {
            let first = ours.published.min(theirs.published);
            self.decisions.push(format!("{path}: the branches say when it was published; {first}, the earlier, stays"));
            first
        });
        record.updated = record.updated.max(record.published);
        let link = changed(base.map(|base| &base.link), &ours.link, &theirs.link);
        record.link = link.unwrap_or(&ours.link).clone();
        let is_published = changed(base.map(|base| &base.is_published), &ours.is_published, &theirs.is_published);
        record.is_published = is_published.copied().unwrap_or(true);
        (path.to_string(), record)
    }

    fn add_feeds(&mut self, base: &Ledger, ours: &Ledger, theirs: &Ledger) {
        let folders: BTreeSet<&String> = ours.feeds.keys().chain(theirs.feeds.keys()).collect();
        for folder in folders {
            let record = match (ours.feeds.get(folder), theirs.feeds.get(folder)) {
                (Some(ours), Some(theirs)) => self.joined_feed(folder, base.feeds.get(folder), ours, theirs),
                (Some(record), None) | (None, Some(record)) => record.clone(),
                (None, None) => continue,
            };
            self.ledger.feeds.insert(folder.clone(), record);
        }
    }

    fn joined_feed(
        &mut self,
        folder: &str,
        base: Option<&FeedRecord>,
        ours: &FeedRecord,
        theirs: &FeedRecord,
    ) -> FeedRecord {
        let id = changed(base.map(|base| &base.id), &ours.id, &theirs.id).unwrap_or_else(|| {
            let name = if folder.is_empty() { "the main feed" } else { folder };
            self.decisions.push(format!(
                "{name}: both branches have promised it an id; `{}` of this branch stays, `{}` goes",
                ours.id, theirs.id
            ));
            &ours.id
        });
        let state = changed(base.map(|base| &base.state), &ours.state, &theirs.state).cloned().unwrap_or_else(|| {
            let mut state = ours.state.clone();
            state.join(theirs.state.clone());
            state
        });
        FeedRecord { id: id.clone(), updated: ours.updated.max(theirs.updated), state }
    }

    /// Addresses of before lead to where things are now; the present address of something is none of them.
    fn add_moved(&mut self, base: &Ledger, ours: &Ledger, theirs: &Ledger) {
        let mut moved = ours.moved.clone();
        for (address, id) in &theirs.moved {
            let known = ours.moved.get(address);
            if known.is_none() || known == base.moved.get(address) {
                moved.insert(address.clone(), id.clone());
            }
        }
        // Where each side has moved an article from elsewhere, the address of the one that did not win was told to subscribers, too.
        for (record, id) in
            [ours, theirs].iter().flat_map(|side| side.articles.values().map(|record| (record, &record.id)))
        {
            if let Some(link) = &record.link {
                moved.entry(link.clone()).or_insert_with(|| id.clone());
            }
        }
        for record in self.ledger.articles.values() {
            if let Some(link) = &record.link {
                moved.remove(link);
            }
        }
        self.ledger.moved = moved;
    }
}

/// What became of a value on two branches: what one of them alone has changed; `None` where both have, and differ.
fn changed<'a, T: PartialEq + ?Sized>(base: Option<&T>, ours: &'a T, theirs: &'a T) -> Option<&'a T> {
    if ours == theirs || base == Some(theirs) { Some(ours) } else { (base == Some(ours)).then_some(theirs) }
}

/// A ledger with conflict markers as three, each with the lines of its side at the numbers that they have in the file.
#[derive(Default)]
struct Sides {
    base: String,
    ours: String,
    theirs: String,
}

/// Where a line of such a ledger belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    All,
    Ours,
    Base,
    Theirs,
}

impl Sides {
    /// `None` where there are no markers.
    fn cut(text: &str) -> Result<Option<Sides>, Mistake> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if !text.lines().any(table::is_marker) {
            return Ok(None);
        }
        let (mut sides, mut side) = (Sides::default(), Side::All);
        for (line_index, line) in text.lines().enumerate() {
            if table::is_marker(line) {
                side = match (side, line.as_bytes().first()) {
                    (Side::All, Some(b'<')) => Side::Ours,
                    (Side::Ours, Some(b'|')) => Side::Base,
                    (Side::Ours | Side::Base, Some(b'=')) => Side::Theirs,
                    (Side::Theirs, Some(b'>')) => Side::All,
                    _ => return Err(misplaced(line_index + 1, line)),
                };
            }
            let is_in = |of: Side| !table::is_marker(line) && (side == Side::All || side == of);
            let parts =
                [(&mut sides.base, Side::Base), (&mut sides.ours, Side::Ours), (&mut sides.theirs, Side::Theirs)];
            for (part, of) in parts {
                part.push_str(if is_in(of) { line } else { "" });
                part.push('\n');
            }
        }
        if side == Side::All { Ok(Some(sides)) } else { Err(misplaced(text.lines().count(), "the end")) }
    }
}

fn misplaced(line_number: usize, line: &str) -> Mistake {
    let message = format!(
        "`{line}` comes where no such conflict marker can: some were deleted by hand; `git checkout --merge` makes the conflict anew"
    );
    table::mistake(line_number, 1, message)
}
