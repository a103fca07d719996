//! Adopting: promises that another program made, or that the ledger has lost, come into it from the feeds that subscribers have.

use super::{Ledger, Record};
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

/// What subscribers were told about an article by a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The path of the article.
    pub path: String,
    /// What readers know it by.
    pub id: EntryId,
    /// When it was first published.
    pub published: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// What weighs more: what stands in the ledger, or what stands in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnConflict {
    /// A promise in the ledger stays.
    Kept,
    /// The feed is right; the promise that is replaced is kept beside it, under a name that no article has.
    Replaced,
}

/// What became of an adoption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// It is in the ledger now.
    Taken,
    /// It has been there before.
    Already,
    /// The article has this other promise, which stays.
    Kept(Record),
    /// The id is that of this other article, which is there, or of a feed.
    Elsewhere(String),
}

impl Ledger {
    /// Takes a promise over. `present` names every article that is there: a record whose article is gone may move to the one that it is now.
    pub fn adopt(&mut self, adoption: Adoption, present: &BTreeSet<String>, standing: OnConflict) -> Adopted {
        let Adoption { path, id, published, updated } = adoption;
        let holder = self.holder(&id);
        if let Some(holder) = &holder
            && *holder != path
            && present.contains(holder)
        {
            return Adopted::Elsewhere(holder.clone());
        }
        if let Some(feed) = self.feed_of(&id) {
            return Adopted::Elsewhere(feed);
        }
        if let Some(there) = self.articles.get_mut(&path) {
            if there.id == id && there.published == published {
                // A ledger from before knows no update since.
                let is_later = there.updated < updated;
                there.updated = there.updated.max(updated);
                return if is_later { Adopted::Taken } else { Adopted::Already };
            }
            if standing == OnConflict::Kept {
                return Adopted::Kept(there.clone());
            }
        }
        // What was known of the text stays known where only its place has changed.
        let moved = holder.and_then(|holder| self.articles.remove(&holder));
        let (fingerprint, source, link) =
            moved.map_or_else(Default::default, |moved| (moved.fingerprint, moved.source, moved.link));
        let record =
            Record { id, published, updated: updated.max(published), fingerprint, source, link, is_published: true };
        if let Some(replaced) = self.articles.insert(path.clone(), record) {
            self.keep_aside(&path, replaced);
        }
        Adopted::Taken
    }

    /// What a person calls the feed that has an id in Atom; readers could not tell an article with the same id from it.
    pub fn feed_of(&self, id: &EntryId) -> Option<String> {
        let (folder, _) = self.feeds.iter().find(|(_, feed)| feed.id.uri() == id.uri())?;
        Some(if folder.is_empty() { "the main feed".to_string() } else { format!("the feed {folder}") })
    }

    /// The path whose article has an id, in RSS or in Atom.
    pub fn holder(&self, id: &EntryId) -> Option<String> {
        let is_same = |record: &Record| record.id.as_str() == id.as_str() || record.id.uri() == id.uri();
        self.articles.iter().find(|(_, record)| is_same(record)).map(|(path, _)| path.clone())
    }

    /// Puts a record at a path; where there is one already, under a name that no article has.
    pub fn keep(&mut self, path: String, record: Record) {
        match self.articles.entry(path) {
            Entry::Vacant(place) => {
                place.insert(record);
            }
            Entry::Occupied(place) => {
                let path = place.key().clone();
                self.keep_aside(&path, record);
            }
        }
    }

    /// Keeps a record that has lost its path, under a name that no article has: no id that was ever promised leaves the ledger.
    pub(super) fn keep_aside(&mut self, path: &str, record: Record) {
        let mut place = format!("{path}~");
        while self.articles.contains_key(&place) {
            place.push('~');
        }
        self.articles.insert(place, record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_unix(day * 86_400).expect("a day")
    }

    fn adoption(path: &str, id: &str, published: i64) -> Adoption {
        let id = EntryId::adopted(Some(id), None, "e.example").expect("an id");
        Adoption { path: path.into(), id, published: day(published), updated: day(published) }
    }

    #[test]
    fn a_promise_in_the_ledger_stays_unless_it_is_to_be_replaced() {
        // The ledger, the articles that are there, what is adopted, what it comes to, and the ledger then.
        type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str], (&'a str, &'a str), OnConflict, &'a str, &'a str);
        let cases: &[Case] = &[
            (&[], &["a"], ("a", "1"), OnConflict::Kept, "taken", "a=1"),
            (&[("a", "1")], &["a"], ("a", "1"), OnConflict::Kept, "already", "a=1"),
            (&[("a", "1")], &["a"], ("a", "2"), OnConflict::Kept, "kept", "a=1"),
            (&[("a", "1")], &["a"], ("a", "2"), OnConflict::Replaced, "taken", "a=2 a~=1"),
            (&[("a", "1")], &["a", "b"], ("b", "1"), OnConflict::Replaced, "elsewhere a", "a=1"),
            (&[("a", "1")], &["b"], ("b", "1"), OnConflict::Kept, "taken", "b=1"),
            (&[("a", "1"), ("b", "2")], &["b"], ("b", "1"), OnConflict::Kept, "kept", "a=1 b=2"),
            (&[("a", "1"), ("b", "2")], &["b"], ("b", "1"), OnConflict::Replaced, "taken", "b=1 b~=2"),
        ];
        for (before, present, (path, id), standing, expected, after) in cases {
            let mut ledger = Ledger::default();
            for (path, id) in *before {
                ledger.adopt(adoption(path, id, 1), &BTreeSet::new(), OnConflict::Kept);
            }
            let present = present.iter().map(|path| path.to_string()).collect();
            let adopted = match ledger.adopt(adoption(path, id, 1), &present, *standing) {
                Adopted::Taken => "taken".to_string(),
                Adopted::Already => "already".to_string(),
                Adopted::Kept(_) => "kept".to_string(),
                Adopted::Elsewhere(path) => format!("elsewhere {path}"),
            };
            assert_eq!(adopted, *expected, "{before:?} {path} {id}");
            let rows = ledger.articles.iter().map(|(path, record)| format!("{path}={}", record.id));
            assert_eq!(rows.collect::<Vec<_>>().join(" "), *after, "{before:?} {path} {id}");
            assert_eq!(Ledger::from_tsv(&ledger.to_tsv()).as_ref(), Ok(&ledger));
        }
    }

    /// Readers could not tell an article from a feed of the same id, nor two articles, in RSS or in Atom.
    #[test]
    fn an_id_that_is_somebodys_in_any_format_is_adopted_by_nobody_else() {
        let mut ledger = Ledger::default();
        let (main, _) = ledger.promise_feed("site", "", &[], day(1));
        let (notes, _) = ledger.promise_feed("site", "notes/", &[], day(1));
        ledger.adopt(adoption("a", "7", 1), &BTreeSet::new(), OnConflict::Kept);
        let in_atom = ledger.articles["a"].id.uri().to_string();
        let cases =
            [(main.uri(), "the main feed"), (notes.uri(), "the feed notes/"), ("7", "a"), (in_atom.as_str(), "a")];
        let present = BTreeSet::from(["a".to_string(), "b".to_string()]);
        for (id, owner) in cases {
            let before = ledger.clone();
            let adopted = ledger.adopt(adoption("b", id, 1), &present, OnConflict::Replaced);
            assert_eq!(adopted, Adopted::Elsewhere(owner.to_string()), "{id}");
            assert_eq!(ledger, before, "{id}");
        }
    }
}
