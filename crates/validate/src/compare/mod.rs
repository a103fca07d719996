//! What becomes of the items of a feed from one state to the next, as subscribers see it.
//!
//! Readers know an item by its id and nothing else: one whose id has changed comes back as new, and is gone at the same time. Telling
//! that from one article going and another coming takes the rest of what is known of both: their addresses, titles and texts.

mod likeness;
mod pair;
mod republish;

pub use pair::{Evidence, Pair, Prior, pairs};
pub use republish::{DateChanged, FORGIVEN, IdChanged, Promises, Republish};

use crate::Item;
use std::collections::{HashMap, HashSet, VecDeque};

/// What became of the items of one feed; items are named by their place among the old or the new ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New items of articles that were not there before.
    pub new: Vec<usize>,
    /// Items that are there under the same id, and differ.
    pub updated: Vec<Update>,
    /// Items that come back as new, because the id of an article has changed.
    pub id_changed: Vec<Pair>,
    /// Old items of articles that are no longer there.
    pub gone: Vec<usize>,
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its place among the old items.
    pub old: usize,
    /// Its place among the new ones.
    pub new: usize,
    /// What differs, as a person would call it: `title`, `content`.
    pub fields: Vec<&'static str>,
}

/// Compares two states of a feed. Both texts are those that the spans of the items are of.
pub fn changes(old: (&str, &[Item]), new: (&str, &[Item])) -> Changes {
    let (both, left_old, left_new) = by_id(old.1, new.1);
    let mut changes = Changes { id_changed: pairs(&left_old, &left_new, Prior::Text), ..Changes::default() };
    changes.updated = both.into_iter().filter_map(|(was, is)| update(old, new, was, is)).collect();
    let renewed_old: Vec<usize> = changes.id_changed.iter().map(|pair| pair.old).collect();
    let renewed_new: Vec<usize> = changes.id_changed.iter().map(|pair| pair.new).collect();
    changes.gone = without(left_old.iter().map(|(place, _)| *place), renewed_old);
    changes.new = without(left_new.iter().map(|(place, _)| *place), renewed_new);
    changes
}

/// Which new item each old one is: by id, then by what else they have in common.
pub fn matches(old: &[Item], new: &[Item], prior: Prior) -> Vec<Pair> {
    let (both, left_old, left_new) = by_id(old, new);
    let same = both.into_iter().map(|(old, new)| Pair { old, new, by: Evidence::Id });
    same.chain(pairs(&left_old, &left_new, prior)).collect()
}

/// Whether a comparison takes more than the ids: each side has items that the other has not.
pub fn is_doubtful(old: &[Item], new: &[Item]) -> bool {
    let (_, left_old, left_new) = by_id(old, new);
    !left_old.is_empty() && !left_new.is_empty()
}

/// Items with their places.
type Placed<'a> = Vec<(usize, &'a Item)>;

/// The places of items that readers take for the same, and what is left of both sides. Of items with one id readers see one; another of
/// them is neither new nor gone.
fn by_id<'a>(old: &'a [Item], new: &'a [Item]) -> (Vec<(usize, usize)>, Placed<'a>, Placed<'a>) {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (place, item) in old.iter().enumerate() {
        places.entry(item.identity()).or_default().push_back(place);
    }
    let (mut both, mut left_new) = (Vec::new(), Vec::new());
    for (place, item) in new.iter().enumerate() {
        match places.get_mut(item.identity()) {
            Some(same) => both.extend(same.pop_front().map(|was| (was, place))),
            None => left_new.push((place, item)),
        }
    }
    both.sort_unstable();
    let there: HashSet<&str> = new.iter().map(Item::identity).collect();
    let left_old = old.iter().enumerate().filter(|(_, item)| !there.contains(item.identity())).collect();
    (both, left_old, left_new)
}

fn without(places: impl Iterator<Item = usize>, mut taken: Vec<usize>) -> Vec<usize> {
    taken.sort_unstable();
    places.filter(|place| taken.binary_search(place).is_err()).collect()
}

fn update(old: (&str, &[Item]), new: (&str, &[Item]), was: usize, is: usize) -> Option<Update> {
    let (before, after) = (old.1.get(was)?, new.1.get(is)?);
    let compared = [
        ("title", before.title != after.title),
        ("link", before.link != after.link),
        ("content", before.content != after.content),
        ("published", before.published != after.published),
        ("updated", before.updated != after.updated),
    ];
    let mut fields: Vec<&str> = compared.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
    let written = old.0.get(before.span.clone()) != new.0.get(after.span.clone());
    if fields.is_empty() && written {
        fields.push("other fields");
    }
    (!fields.is_empty()).then_some(Update { old: was, new: is, fields })
}

#[cfg(test)]
mod tests;
