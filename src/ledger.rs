//! (being written)

use crate::article::{Article, Known};
use crate::date::Timestamp;
use crate::entry_id::EntryId;
use crate::remark::Remark;
use std::collections::BTreeMap;

/// What subscribers were told, also of articles since removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By the path of the article.
    pub articles: BTreeMap<String, Record>,
    /// By the folder of the feed (empty for the main one).
    pub feeds: BTreeMap<String, Record>,
}

/// What was promised about one article or feed.
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
}

/// A hash of what a subscriber sees of an article, without what the path, the domain or the configuration adds.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint(String);

/// An article with its promises.
#[derive(Clone, Debug)]
pub struct Settled {
    /// What its author meant.
    pub article: Article,
    /// What readers know it by.
    pub id: EntryId,
    /// When it was first published, and where that was found at first sight.
    pub published: Known<Timestamp>,
    /// When subscribers last saw it change.
    pub updated: Timestamp,
}

/// Which articles are let in although they are not due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Admit {
    /// Drafts.
    pub drafts: bool,
    /// Articles dated in the future.
    pub future: bool,
}

/// What settling came to.
#[derive(Clone, Debug, Default)]
pub struct Settlement {
    /// What subscribers will have been told when this is published.
    pub ledger: Ledger,
    /// The articles that are due, by path.
    pub settled: Vec<Settled>,
    /// Who stays out and why; what does not agree with what was promised.
    pub remarks: Vec<Remark>,
    /// Two articles claim one id: nothing may be published.
    pub conflict: bool,
    /// The moment from which the same articles settle otherwise: one comes due, or expires.
    pub next_change: Option<Timestamp>,
}

impl Ledger {
    /// Gives each article that is due its id and dates: those promised before, or new ones.
    ///
    /// `present` names articles that are there and could not be read: they are not gone, and their promises stay theirs.
    pub fn settle(
        &self,
        site: &str,
        articles: Vec<Article>,
        present: &[String],
        now: Timestamp,
        admit: Admit,
    ) -> Settlement {
        let _ = (site, articles, present, now, admit);
        Settlement::default()
    }

    /// The ledger as a file, sorted.
    pub fn to_tsv(&self) -> String {
        String::new()
    }

    /// The id of a feed and its `updated`, which is that of its newest entry and never goes backwards.
    pub fn promise_feed(
        &mut self,
        site: &str,
        folder: &str,
        entries: &[(&EntryId, Timestamp)],
        now: Timestamp,
    ) -> (EntryId, Timestamp) {
        let _ = (site, folder, entries);
        (EntryId::mint(&[folder]), now)
    }
}
