//! Merging: two branches have built since they parted, and their ledgers become one in which nothing is lost that either has promised.

use super::table::{self, Contradictions};
use super::{FeedRecord, FeedState, Ledger, Record, feed_name};
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
    /// Merges two ledgers that have come from one, which is empty where it is not known. `is_there` says whether an article is at a path: of one
    /// that both sides have moved that tells where.
    ///
    /// Every id of an article that either has is in what comes out. Of an article that both know, the later update counts, and whatever one
    /// side alone has changed: its path, its first date, its address. Where the two have promised different ids to one path, that of the
    /// article that was published first stands, and the other is kept beside it.
    pub fn merge(base: &Ledger, ours: &Ledger, theirs: &Ledger, is_there: &dyn Fn(&str) -> bool) -> Merged {
        let mut merging = Merging { base, ours, theirs, is_there, merged: Merged::default() };
        merging.articles();
        merging.feeds();
        merging.moved();
        merging.merged
    }

    /// Reads a ledger as a merge has left it, with conflict markers or with the rows of both sides, and makes it one; `None` where nothing is
    /// left to settle.
    pub fn settle(text: &str, is_there: &dyn Fn(&str) -> bool) -> Result<Option<Merged>, Mistake> {
        let read = |text: &str| -> Result<Merged, Mistake> {
            Ok(joined(table::read(text, Contradictions::Parted)?, is_there))
        };
        let Some(Sides { base, ours, theirs }) = Sides::cut(text)? else {
            return Ok(Some(read(text)?).filter(|merged| !merged.decisions.is_empty()));
        };
        // What git has merged without a conflict stands among the rows of both sides.
        let (base, ours, theirs) = (read(&base)?.ledger, read(&ours)?.ledger, read(&theirs)?.ledger);
        Ok(Some(Ledger::merge(&base, &ours, &theirs, is_there)))
    }

    fn by_id(&self) -> BTreeMap<&EntryId, (&str, &Record)> {
        self.articles.iter().map(|(path, record)| (&record.id, (path.as_str(), record))).collect()
    }
}

/// Ledgers whose common origin is not known, as one.
pub(super) fn joined(layers: Vec<Ledger>, is_there: &dyn Fn(&str) -> bool) -> Merged {
    let mut layers = layers.into_iter();
    let first = Merged { ledger: layers.next().unwrap_or_default(), decisions: Vec::new() };
    layers.fold(first, |known, layer| {
        let merged = Ledger::merge(&Ledger::default(), &known.ledger, &layer, is_there);
        Merged { ledger: merged.ledger, decisions: [known.decisions, merged.decisions].concat() }
    })
}

struct Merging<'a> {
    base: &'a Ledger,
    ours: &'a Ledger,
    theirs: &'a Ledger,
    is_there: &'a dyn Fn(&str) -> bool,
    merged: Merged,
}

impl Merging<'_> {
    fn decide(&mut self, decision: String) {
        self.merged.decisions.push(decision);
    }

    fn articles(&mut self) {
        let (base, ours, theirs) = (self.base.by_id(), self.ours.by_id(), self.theirs.by_id());
        let ids: BTreeSet<&EntryId> = ours.keys().chain(theirs.keys()).copied().collect();
        let mut claims: BTreeMap<String, Vec<Record>> = BTreeMap::new();
        for id in ids {
            let (path, record) = match (ours.get(id), theirs.get(id)) {
                (Some(ours), Some(theirs)) => self.article(base.get(id).copied(), *ours, *theirs),
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
                self.decide(format!(
                    "{path}: has two ids; `{first}`, published first, stays, and `{}` is kept beside it",
                    other.id
                ));
                aside.push((path.clone(), other));
            }
            self.merged.ledger.articles.extend(records.pop().map(|first| (path, first)));
        }
        for (path, record) in aside {
            self.merged.ledger.keep_aside(&path, record);
        }
    }

    /// An article that both sides know: where it is, and what is promised of it.
    fn article(
        &mut self,
        base: Option<(&str, &Record)>,
        ours: (&str, &Record),
        theirs: (&str, &Record),
    ) -> (String, Record) {
        let path = changed(base.map(|base| base.0), ours.0, theirs.0).unwrap_or_else(|| {
            let theirs_is_there = (self.is_there)(theirs.0) && !(self.is_there)(ours.0);
            let (taken, left) = if theirs_is_there { (theirs.0, ours.0) } else { (ours.0, theirs.0) };
            self.decide(format!(
                "{taken}: the same article is at {left} on the other side; it stays what it is for subscribers"
            ));
            taken
        });
        let (base, ours, theirs) = (base.map(|base| base.1), ours.1, theirs.1);
        // What was seen goes with the update that showed it.
        let (newer, older) = if ours.updated < theirs.updated { (theirs, ours) } else { (ours, theirs) };
        let mut record = newer.clone();
        if record.fingerprint.is_unknown() {
            record.fingerprint = older.fingerprint.clone();
        }
        if record.source.is_unknown() && record.fingerprint == older.fingerprint {
            record.source = older.source.clone();
        }
        let first = changed(base.map(|base| &base.published), &ours.published, &theirs.published);
        record.published = first.copied().unwrap_or_else(|| {
            let first = ours.published.min(theirs.published);
            self.decide(format!("{path}: has two dates; {first}, the earlier, stays"));
            first
        });
        if record.published != newer.published {
            record.updated = record.updated.max(record.published);
        }
        record.link = self.link(base.map(|base| &base.link), ours, theirs).cloned();
        let is_published = changed(base.map(|base| &base.is_published), &ours.is_published, &theirs.is_published);
        record.is_published = is_published.copied().unwrap_or(true);
        (path.to_string(), record)
    }

    /// Where an article is read. Of two addresses the one that a side has left is not it.
    fn link<'l>(&self, base: Option<&Option<String>>, ours: &'l Record, theirs: &'l Record) -> Option<&'l String> {
        if let Some(link) = changed(base, &ours.link, &theirs.link) {
            return link.as_ref();
        }
        let has_left =
            |link: &String| [self.ours, self.theirs].iter().any(|side| side.moved.get(link) == Some(&ours.id));
        match (&ours.link, &theirs.link) {
            (Some(ours), Some(theirs)) => Some(match (has_left(ours), has_left(theirs)) {
                (true, false) => theirs,
                (false, true) => ours,
                // Nobody knows: the same one is taken whichever side comes first.
                _ => ours.min(theirs),
            }),
            (link, other) => link.as_ref().or(other.as_ref()),
        }
    }

    fn feeds(&mut self) {
        let folders: BTreeSet<&String> = self.ours.feeds.keys().chain(self.theirs.feeds.keys()).collect();
        for folder in folders {
            let mut record = match (self.ours.feeds.get(folder), self.theirs.feeds.get(folder)) {
                (Some(ours), Some(theirs)) => self.feed(folder, self.base.feeds.get(folder), ours, theirs),
                (Some(record), None) | (None, Some(record)) => record.clone(),
                (None, None) => continue,
            };
            let id = self.merged.ledger.unused_feed_id(record.id.clone());
            if id != record.id {
                self.decide(format!(
                    "{}: its id `{}` is that of something else; it gets `{id}`",
                    feed_name(folder),
                    record.id
                ));
                record.id = id;
            }
            self.merged.ledger.feeds.insert(folder.clone(), record);
        }
    }

    fn feed(&mut self, folder: &str, base: Option<&FeedRecord>, ours: &FeedRecord, theirs: &FeedRecord) -> FeedRecord {
        let id = changed(base.map(|base| &base.id), &ours.id, &theirs.id).unwrap_or_else(|| {
            self.decide(format!("{}: has two ids; `{}` stays, `{}` goes", feed_name(folder), ours.id, theirs.id));
            &ours.id
        });
        let mut state = FeedState::merged(base.map(|base| &base.state), &ours.state, &theirs.state);
        if folder.is_empty() && !state.is_published() && ours.state.is_published() {
            self.decide(
                "the main feed: each side has retired what the other publishes; what this one publishes stays"
                    .to_string(),
            );
            state = ours.state.clone();
        }
        FeedRecord { id: id.clone(), updated: ours.updated.max(theirs.updated), state }
    }

    /// Addresses of before lead to where things are now; the present address of something is none of them.
    fn moved(&mut self) {
        let (base, ours, theirs) = (&self.base.moved, &self.ours.moved, &self.theirs.moved);
        let addresses: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let (mut moved, mut decisions) = (BTreeMap::new(), Vec::new());
        for address in addresses {
            let (base, ours, theirs) = (base.get(address), ours.get(address), theirs.get(address));
            // What one side has taken back since they parted is taken back; else whoever knows says where it leads.
            let id = changed(Some(&base), &ours, &theirs).copied().unwrap_or_else(|| {
                if let (Some(ours), Some(theirs)) = (ours, theirs) {
                    decisions.push(format!("{address}: leads to `{ours}`, and not to `{theirs}`"));
                }
                ours.or(theirs)
            });
            moved.extend(id.map(|id| (address.clone(), id.clone())));
        }
        // Where both sides have moved an article, both addresses were told to subscribers.
        for record in [self.ours, self.theirs].iter().flat_map(|side| side.articles.values()) {
            if let Some(link) = &record.link {
                moved.entry(link.clone()).or_insert_with(|| record.id.clone());
            }
        }
        for link in self.merged.ledger.articles.values().filter_map(|record| record.link.as_ref()) {
            moved.remove(link);
        }
        self.merged.ledger.moved = moved;
        self.merged.decisions.extend(decisions);
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
            let is_nested = side == Side::Base && table::is_nested_marker(line);
            let is_text = !(table::is_marker(line) || is_nested);
            let is_in = |of: Side| is_text && (side == Side::All || side == of);
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
