//! Whether subscribers would see again what they have: the one thing that publishing refuses although nothing is wrong with the articles.

use super::{Evidence, Prior, by_id, pairs};
use crate::Item;
use courant_text::date::Timestamp;

/// What subscribers have, and would see as new or as of another time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Republish {
    /// Items that would come back under another id.
    pub id_changed: Vec<IdChanged>,
    /// Items whose dates would be others than those that subscribers were told.
    pub date_changed: Vec<DateChanged>,
}

/// An item that would come back under another id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdChanged {
    /// What subscribers have it as.
    pub title: String,
    /// The id that they know.
    pub old_id: String,
    /// The id that it would have.
    pub new_id: String,
    /// What shows that it is the same article.
    pub by: Evidence,
}

/// An item that would have another date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateChanged {
    /// What subscribers have it as.
    pub title: String,
    /// Its id.
    pub id: String,
    /// The date that subscribers were told.
    pub was: Timestamp,
    /// The date that it would have.
    pub is: Timestamp,
}

/// What is known of the ids in the feeds.
#[derive(Clone, Copy)]
pub struct Promises<'a> {
    /// Whether the ledger, as it was before, holds an id.
    pub is_kept: &'a dyn Fn(&str) -> bool,
    /// Whether an author states an id: it is then theirs to change.
    pub is_stated: &'a dyn Fn(&str) -> bool,
}

/// So many items of a feed may get another id because their authors now state one. More of them is no edit but a program at work.
pub const FORGIVEN: usize = 3;

impl Republish {
    /// What would happen to those who have the old items when they get the new ones.
    ///
    /// An item of the same article under another id is one too many, unless its author states the new id. A date that
    /// differs, or an update that goes back, is one too many where the ledger does not know the item: it was lost. Where it does, an author
    /// has edited it, or another branch is checked out than the one whose feeds are there.
    pub fn find(old: &[Item], new: &[Item], promises: Promises) -> Republish {
        let (both, left_old, left_new) = by_id(old, new);
        let id_changed = pairs(&left_old, &left_new, Prior::Text).into_iter().filter_map(|pair| {
            let (was, is) = (old.get(pair.old)?, new.get(pair.new)?);
            Some(IdChanged {
                title: was.title.clone(),
                old_id: was.identity().to_string(),
                new_id: is.identity().to_string(),
                by: pair.by,
            })
        });
        let is_wish = |item: &IdChanged| (promises.is_stated)(&item.new_id) && (promises.is_kept)(&item.old_id);
        let (wishes, mut id_changed): (Vec<IdChanged>, Vec<IdChanged>) = id_changed.partition(is_wish);
        if wishes.len() > FORGIVEN {
            id_changed.extend(wishes);
        }
        let date_changed = both.into_iter().filter_map(|(was, is)| {
            let (was, is) = (old.get(was)?, new.get(is)?);
            // What the ledger knows is its author's, or another branch's whose feeds lie here.
            let is_known = (promises.is_kept)(was.identity());
            let (from, to) = published_changed(was, is).or_else(|| updated_went_back(was, is)).filter(|_| !is_known)?;
            Some(DateChanged { title: was.title.clone(), id: was.identity().to_string(), was: from, is: to })
        });
        let date_changed = date_changed.collect();
        Republish { id_changed, date_changed }
    }

    /// Whether nobody sees anything again.
    pub fn is_empty(&self) -> bool {
        self.id_changed.is_empty() && self.date_changed.is_empty()
    }
}

fn published_changed(old: &Item, new: &Item) -> Option<(Timestamp, Timestamp)> {
    old.published.zip(new.published).filter(|(was, is)| was != is)
}

fn updated_went_back(old: &Item, new: &Item) -> Option<(Timestamp, Timestamp)> {
    old.updated.zip(new.updated).filter(|(was, is)| is < was)
}
