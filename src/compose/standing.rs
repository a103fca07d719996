//! Feeds that the ledger knows: they stand at their addresses, whoever comes after them.

use super::slug;
use crate::config::{Config, FeedConfig};
use crate::feed::{Format, PublishedFeed};
use crate::ledger::{FeedRecord, FeedState, FeedSubject, Ledger};
use crate::render;
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A feed that the ledger knows by what it is a feed of.
#[derive(Clone)]
pub struct Row<'l> {
    /// Its folder.
    pub folder: &'l str,
    /// What was promised.
    pub record: &'l FeedRecord,
    /// What it is a feed of, as it was published.
    pub subject: FeedSubject,
}

impl<'l> Row<'l> {
    /// Of several feeds that mean one subject today the one that is its feed: that which has always been, else the first by folder. `None`
    /// where all of them are retired.
    pub fn standing<'r>(rows: &'r [Row<'l>], subject: &FeedSubject) -> Option<&'r Row<'l>> {
        let published = || rows.iter().filter(|row| row.record.state.is_published());
        let known = published().find(|row| row.subject == *subject).or_else(|| published().next());
        known.or_else(|| rows.iter().find(|row| !row.record.state.is_retired()))
    }
}

/// Where a feed is, and in which formats.
pub struct Place {
    /// Its folder.
    pub folder: String,
    /// Its formats.
    pub formats: Vec<Format>,
}

/// What is known of feeds, and which folders have been taken in this build.
pub struct Standing<'l> {
    config: &'l Config,
    ledger: &'l Ledger,
    taken: BTreeSet<String>,
}

impl<'l> Standing<'l> {
    /// What a ledger knows.
    pub fn new(config: &'l Config, ledger: &'l Ledger) -> Standing<'l> {
        Standing { config, ledger, taken: BTreeSet::new() }
    }

    /// The feeds of a kind by what they are feeds of today, in the order of their folders. One that nobody asks for by that is what it was
    /// before, if somebody asks for that.
    pub fn rows(
        &self,
        is_own: impl Fn(&FeedSubject) -> bool,
        asked: &BTreeSet<FeedSubject>,
        present: impl Fn(&FeedSubject, &str) -> FeedSubject,
    ) -> BTreeMap<FeedSubject, Vec<Row<'l>>> {
        let mut rows: BTreeMap<FeedSubject, Vec<Row>> = BTreeMap::new();
        let former = self.ledger.former_subjects();
        for (folder, record) in &self.ledger.feeds {
            if let Some(subject) = record.state.subject.as_ref().filter(|subject| is_own(subject)) {
                let row = Row { folder, record, subject: subject.clone() };
                let mut now = present(subject, &record.state.name);
                if !asked.contains(&now) {
                    let before = former.get(&record.id).into_iter().flatten().map(|subject| present(subject, ""));
                    now = before.into_iter().find(|before| asked.contains(before)).unwrap_or(now);
                }
                rows.entry(now).or_default().push(row);
            }
        }
        rows
    }

    /// The place of a feed that is known.
    pub fn take(&mut self, row: &Row) -> Place {
        self.taken.insert(row.folder.to_string());
        Place { folder: row.folder.to_string(), formats: formats(self.config, Some(row.record)) }
    }

    /// A place for a feed that is not: in the folder of its name, unless that is or was another feed's.
    pub fn free(&mut self, parent: &str, plain: &str, name: &str) -> Place {
        let numbered = (2u32..).map(|number| slug::marked(plain, &format!("{name}\n{number}")));
        let slugs = [plain.to_string(), slug::marked(plain, name)].into_iter().chain(numbered);
        let folder = slugs.map(|slug| format!("{parent}/{slug}/")).find(|folder| {
            // Of a feed of format 2 nobody knows what it was of: it is that of who comes there first, as it was before.
            let known = self.ledger.feeds.get(folder);
            !self.taken.contains(folder) && known.is_none_or(|record| record.state.subject.is_none())
        });
        let folder = folder.unwrap_or_default();
        self.taken.insert(folder.clone());
        let formats = formats(self.config, self.ledger.feeds.get(&folder));
        Place { folder, formats }
    }

    /// The formats of a feed by choice; why there is none of it.
    pub fn chosen(&mut self, feed: &FeedConfig) -> Result<Vec<Format>, Remark> {
        let FeedConfig { name, .. } = feed;
        let record = self.ledger.feeds.get(&format!("{name}/"));
        let state = record.map(|record| &record.state);
        if state.is_some_and(|state| state.is_retired()) {
            let message = format!(
                "the feed `{name}` is retired, and a `[[feed]]` asks for it; `courant retire --undo {name}` brings it back"
            );
            return Err(Remark::new(Level::Advice, "courant.toml", message));
        }
        Ok(formats(self.config, record))
    }

    /// Feeds by choice that are published, and that the configuration does not name.
    pub fn no_longer_chosen(&self) -> Vec<Row<'l>> {
        let is_chosen = |name: &String| self.config.feeds.iter().any(|feed| feed.name == *name);
        let rows = self.rows(
            |subject| matches!(subject, FeedSubject::Chosen(_)),
            &BTreeSet::new(),
            |subject, _| subject.clone(),
        );
        let left = rows.into_iter().filter(|(subject, _)| match subject {
            FeedSubject::Chosen(name) => !is_chosen(name),
            _ => false,
        });
        left.flat_map(|(_, rows)| rows).filter(|row| row.record.state.is_published()).collect()
    }
}

/// The ledger with what the published feeds say of themselves, where it does not say it: rows of earlier formats have only an id. `meant` says
/// what a feed of a folder is a feed of, with the name that its title gives that, and what it calls it.
pub fn recognised<'l>(
    ledger: &'l Ledger,
    published: &BTreeMap<String, PublishedFeed>,
    meant: impl Fn(&str, &PublishedFeed, Option<&str>) -> (FeedSubject, String),
) -> Cow<'l, Ledger> {
    let mut known = Cow::Borrowed(ledger);
    let of_all = published.get("").map(|main| format!("{}: ", main.title));
    for (folder, feed) in published {
        if ledger.feeds.get(folder).is_none_or(FeedRecord::is_known) || feed.formats.is_empty() {
            continue;
        }
        let name = of_all.as_deref().and_then(|start| feed.title.strip_prefix(start));
        let (subject, name) = meant(folder, feed, name);
        if let Some(record) = known.to_mut().feeds.get_mut(folder) {
            record.state =
                FeedState { subject: Some(subject), name, formats: feed.formats.clone(), retired: BTreeSet::new() };
        }
    }
    known
}

/// The formats that a feed is written in: those of the configuration, and those that it has been published in; none that was retired.
pub fn formats(config: &Config, record: Option<&FeedRecord>) -> Vec<Format> {
    let has = |formats: &BTreeSet<String>, format: &Format| formats.contains(format.key);
    let is_kept = |format: &Format| record.is_some_and(|record| has(&record.state.formats, format));
    let is_retired = |format: &Format| record.is_some_and(|record| has(&record.state.retired, format));
    let kept = render::FORMATS.iter().filter(|format| is_kept(format) && !config.formats.contains(format));
    config.formats.iter().chain(kept).filter(|format| !is_retired(format)).copied().collect()
}
