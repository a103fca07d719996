//! What subscribers were promised about each article and feed, and how an article gets its promises.
//!
//! The rules, in the order in which they win:
//!
//! 1. An `id` that an author states is the article's id, and brings the dates that were promised with it; but not that of an article that
//!    is still where it was, or of another that states it too and had it: those that may not have it stay out. A bare name (`intro`) is made
//!    into an address of the site's.
//! 2. The same text, or the same bytes, at the same path are the same article.
//! 3. An unknown path with the very text or bytes of a record whose file is gone is that article renamed. So it is when the file is there,
//!    but now holds an article of another title.
//! 4. A known path is the same article, edited.
//! 5. An unknown path with the body of one record whose file is gone, or with its title and date, is that article renamed and edited; only if
//!    there is no doubt which. Of several the one of the same file name goes first.
//! 6. Anything else is new: an id is minted, never one that was promised before.
//!
//! What feeds promised and the ledger does not know comes into it by [`Ledger::adopt`]: the ids as they are, byte for byte, the dates, and an
//! unknown fingerprint, so that the first build updates nothing. A promise that is in the ledger is not overwritten unless it is asked for.
//!
//! An article without a date is dated by its file when it is first seen. Where subscribers were promised something already, more than three new
//! ones that come together (each file written within a minute of the next) are dated before all promises instead: a clone and an archive give
//! all files one date, today's, and what is old would come out on top.
//!
//! A record is never dropped because its article is gone: put back, it is the same article. Dates: `published` is fixed at first sight;
//! `updated` moves only when both the [`Fingerprint`] and the [`SourceHash`] do, and never backwards: what its author has not touched was not
//! updated, however it is understood now. An article with a record at its path is due whatever the clock says, unless it is a draft or has
//! expired, or its author states a later date than subscribers were told.

mod addresses;
mod adopt;
mod fingerprint;
mod matching;
mod merge;
mod reconcile;
mod table;

pub use addresses::{FeedState, FeedSubject, Moves};
pub use adopt::{Adopted, Adoption, OnConflict};
pub use fingerprint::{Fingerprint, SourceHash};
pub use merge::Merged;

use courant_read::article::{Article, Sourced};
use courant_read::remark::{Mistake, Remark};
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use std::collections::BTreeMap;
use table::Contradictions;

/// How the folder of the main feed, which is empty, is written where something has to stand.
pub const MAIN_FEED: &str = ".";

/// The feed of a folder as a person calls it.
pub fn feed_name(folder: &str) -> &str {
    if folder.is_empty() { "the main feed" } else { folder }
}

/// What subscribers were told, also of articles since removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By the path of the article.
    pub articles: BTreeMap<String, Record>,
    /// By the folder of the feed (empty for the main one).
    pub feeds: BTreeMap<String, FeedRecord>,
    /// What led to an article or feed before and does no longer: of an article its link, of a feed its folder and what it was a feed of;
    /// each with the id of the article or feed, by which the present address is found.
    pub moved: BTreeMap<String, EntryId>,
}

/// What was promised about one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Minted or stated once.
    pub id: EntryId,
    /// Never changes.
    pub published: Timestamp,
    /// Never goes backwards.
    pub updated: Timestamp,
    /// Of what a subscriber sees.
    pub fingerprint: Fingerprint,
    /// Of the article's file when it was last published.
    pub source: SourceHash,
    /// The address that subscribers were last told; `None` where there was none, or where it is not known.
    pub link: Option<String>,
    /// Whether the article was due in the last build, so that feeds could hold it; not known, and `false`, before format 3.
    pub is_published: bool,
}

/// What was promised about one feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRecord {
    /// Minted once.
    pub id: EntryId,
    /// Never goes backwards.
    pub updated: Timestamp,
    /// What it is a feed of, and what of it is published.
    pub state: FeedState,
}

impl FeedRecord {
    /// Whether the ledger says what it is a feed of and whether it is published: before format 3 it did not.
    pub fn is_known(&self) -> bool {
        self.state.subject.is_some() || self.state.is_published() || self.state.is_retired()
    }
}

/// An article as it was found: what was understood of it, and of which bytes.
#[derive(Clone, Debug)]
pub struct FoundArticle {
    /// What its author meant.
    pub article: Article,
    /// Of its file.
    pub source: SourceHash,
}

/// An article with its promises.
#[derive(Clone, Debug)]
pub struct Assigned {
    /// What its author meant.
    pub article: Article,
    /// What readers know it by.
    pub id: EntryId,
    /// When it was first published, and where that was found at first sight.
    pub published: Sourced<Timestamp>,
    /// When subscribers last saw it change.
    pub updated: Timestamp,
}

/// Which articles are let in although they are not due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Drafts.
    pub drafts: bool,
    /// Articles dated in the future.
    pub future: bool,
}

/// What reconciling came to.
#[derive(Clone, Debug, Default)]
pub struct Reconciliation {
    /// What subscribers will have been told when this is published.
    pub ledger: Ledger,
    /// The articles that are due, by path.
    pub assigned: Vec<Assigned>,
    /// Who stays out and why; what does not agree with what was promised.
    pub remarks: Vec<Remark>,
    /// What happened to promises this once, and is not to be told again: an article was renamed, another took its place.
    pub news: Vec<Remark>,
    /// The moment from which the same articles reconcile otherwise: one comes due, or expires.
    pub next_change: Option<Timestamp>,
}

impl Ledger {
    /// Gives each article that is due its id and dates: those promised before, or new ones.
    ///
    /// `site` is what tells this site from all others, empty where nothing does: what an article says then goes into an id that is minted,
    /// beside its path. `present` names articles, and folders of them, that are there and could not be read: they are not gone, and their promises stay theirs.
    pub fn reconcile(
        &self,
        site: &str,
        articles: Vec<FoundArticle>,
        present: &[String],
        now: Timestamp,
        filter: Filter,
    ) -> Reconciliation {
        reconcile::reconcile(self, site, articles, present, &reconcile::Rules { now, filter })
    }

    /// The newest moment that subscribers were told of: no clock that goes right is before it, unless articles to come were let in.
    pub fn newest_update(&self) -> Option<Timestamp> {
        let articles = self.articles.values().map(|record| record.updated);
        articles.chain(self.feeds.values().map(|feed| feed.updated)).max()
    }

    /// Reads a ledger, or says where its first mistake is and what to do about it.
    pub fn from_tsv(text: &str) -> Result<Ledger, Mistake> {
        // Rows that stand twice, as a merge may leave them, are made one.
        table::read(text, Contradictions::Refused).map(|layers| merge::joined(layers, &|_| false).ledger)
    }

    /// The ledger as a file, sorted.
    pub fn to_tsv(&self) -> String {
        table::write(self)
    }

    /// The id of a feed and its `updated`, which is that of its newest entry and never goes backwards.
    ///
    /// Both are remembered, also while there is no such feed. An entry that leaves moves nothing: it is no modification that a publisher
    /// considers significant (RFC 4287 section 4.2.15), and dating it would take a clock. `entries` come newest first; `now` dates a feed
    /// that has never had one.
    pub fn promise_feed(
        &mut self,
        site: &str,
        folder: &str,
        entries: &[(&EntryId, Timestamp)],
        now: Timestamp,
    ) -> (EntryId, Timestamp) {
        let newest = entries.iter().map(|(_, updated)| *updated).max();
        let id = self.feeds.get(folder).map_or_else(
            || {
                // Without a configuration the oldest article tells one site's feeds from another's.
                let oldest = entries.last().map_or("", |(id, _)| id.as_str());
                self.unused_feed_id(EntryId::mint(&["feed", site, folder, oldest]))
            },
            |record| record.id.clone(),
        );
        let new = || FeedRecord { id, updated: newest.unwrap_or(now), state: FeedState::default() };
        let record = self.feeds.entry(folder.to_string()).or_insert_with(new);
        record.updated = record.updated.max(newest.unwrap_or(record.updated));
        (record.id.clone(), record.updated)
    }

    /// This id for a feed that is not in the ledger yet, or one made of it where something has that: an author may have copied the id of a feed
    /// that was lost, and readers could not tell the two.
    fn unused_feed_id(&self, mut id: EntryId) -> EntryId {
        let is_used = |id: &EntryId| self.holder(id).is_some() || self.feed_of(id).is_some();
        while is_used(&id) {
            id = EntryId::mint(&["feed", id.as_str()]);
        }
        id
    }
}

#[cfg(test)]
mod tests;
