//! What becomes of the items of a feed from one state to the next, as subscribers see it.
//!
//! Readers know an item by its id and nothing else: one whose id has changed comes back as new, and is gone at the same time. Telling
//! that from one article going and another coming takes the rest of what is known of both: their addresses, titles and texts.

mod likeness;
mod pair;
mod republish;

pub use pair::{Evidence, Pair, Prior, pairs};
pub use republish::{DateChanged, FORGIVEN, IdChanged, Promises, Republish};

use crate::{Contents, Field, Item};
use courant_text::date::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

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
    /// Items that stand elsewhere among the others, in old and new places: as few as explain the new order.
    pub moved: Vec<(usize, usize)>,
    /// What differs of the feed itself.
    pub feed: Vec<FieldChange>,
}

impl Changes {
    /// Whether subscribers see what they saw before.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// An item that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its place among the old items.
    pub old: usize,
    /// Its place among the new ones.
    pub new: usize,
    /// What differs.
    pub fields: Vec<FieldChange>,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// As people call it: `title`, `content`.
    pub name: String,
    /// What it said; empty where it was not there.
    pub old: String,
    /// What it says; empty where it is gone.
    pub new: String,
}

/// Compares two states of a feed in all that a subscriber sees; `None` where there is no such feed.
pub fn changes(old: Option<&Contents>, new: Option<&Contents>) -> Changes {
    let old_items = old.map(|contents| contents.items.as_slice()).unwrap_or_default();
    let new_items = new.map(|contents| contents.items.as_slice()).unwrap_or_default();
    let (both, left_old, left_new) = by_id(old_items, new_items);
    let mut changes = Changes { id_changed: pairs(&left_old, &left_new, Prior::Text), ..Changes::default() };
    let is_one_format = old.map(|old| old.kind) == new.map(|new| new.kind);
    let update = |(was, is): (usize, usize)| {
        let fields = update(old_items.get(was)?, new_items.get(is)?, is_one_format)?;
        Some(Update { old: was, new: is, fields })
    };
    changes.moved = moved(&both);
    changes.updated = both.into_iter().filter_map(update).collect();
    let renewed_old: Vec<usize> = changes.id_changed.iter().map(|pair| pair.old).collect();
    let renewed_new: Vec<usize> = changes.id_changed.iter().map(|pair| pair.new).collect();
    changes.gone = without(left_old.iter().map(|(place, _)| *place), renewed_old);
    changes.new = without(left_new.iter().map(|(place, _)| *place), renewed_new);
    if let (Some(old), Some(new)) = (old, new) {
        changes.feed = fields(&old.fields, &new.fields, is_one_format);
    }
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

/// What differs of an item; nothing where it does not.
fn update(old: &Item, new: &Item, is_one_format: bool) -> Option<Vec<FieldChange>> {
    let date = |date: Option<Timestamp>, item: &Item| {
        date.map_or_else(|| item.unread_date.clone().unwrap_or_default(), Timestamp::rfc3339)
    };
    let published = |item: &Item| date(item.published, item);
    let updated = |item: &Item| item.updated.map(Timestamp::rfc3339).unwrap_or_default();
    let change = |name: &str, old: String, new: String| FieldChange { name: name.to_string(), old, new };
    let mut changed = Vec::new();
    for (name, was, is) in
        [("title", &old.title, &new.title), ("link", &old.link, &new.link), ("content", &old.content, &new.content)]
    {
        if was != is {
            changed.push(change(name, was.clone(), is.clone()));
        }
    }
    // Two ways to write one moment are one date.
    if old.published != new.published || old.unread_date != new.unread_date {
        changed.push(change("published", published(old), published(new)));
    }
    if old.updated != new.updated {
        changed.push(change("updated", updated(old), updated(new)));
    }
    changed.retain(|change| change.old != change.new);
    changed.extend(fields(&old.fields, &new.fields, is_one_format));
    (!changed.is_empty()).then_some(changed)
}

/// The fields that differ, by name. What one format has no word for is not compared with another.
fn fields(old: &[Field], new: &[Field], is_one_format: bool) -> Vec<FieldChange> {
    let by_name = |fields: &[Field]| -> BTreeMap<String, String> {
        fields.iter().map(|field| (field.name.clone(), field.value.clone())).collect()
    };
    let (mut old, mut new) = (by_name(old), by_name(new));
    let names: BTreeSet<String> = old.keys().chain(new.keys()).cloned().collect();
    let change = |name: String| {
        let (was, is) = (old.remove(&name), new.remove(&name));
        let is_compared = is_one_format || (was.is_some() && is.is_some());
        (is_compared && was != is).then(|| FieldChange {
            name,
            old: was.unwrap_or_default(),
            new: is.unwrap_or_default(),
        })
    };
    names.into_iter().filter_map(change).collect()
}

/// The items outside a longest run of those that stand in the same order as before. Pairs come by their old places.
fn moved(both: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that ends the run with the smallest new place; and for each pair the one before it in its run.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(both.len()));
    let place = |index: &usize| both.get(*index).map(|(_, new)| *new);
    for (index, (_, new)) in both.iter().enumerate() {
        let length = ends.partition_point(|end| place(end) < Some(*new));
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let run = std::iter::successors(ends.last().copied(), |index| before.get(*index).copied().flatten());
    let run: HashSet<usize> = run.collect();
    both.iter().enumerate().filter(|(index, _)| !run.contains(index)).map(|(_, pair)| *pair).collect()
}

#[cfg(test)]
mod tests;
