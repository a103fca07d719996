//! Which new item is which old one, when their ids do not say.

use super::likeness::{Sketch, address, words};
use crate::Item;
use courant_text::date::Timestamp;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

/// An old item and the new one that is the same article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The place of the old item.
    pub old: usize,
    /// The place of the new one.
    pub new: usize,
    /// What they have in common.
    pub by: Evidence,
}

/// What tells that two items are one article, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Their id.
    Id,
    /// Their address.
    Link,
    /// Their title.
    Title,
    /// What they say.
    Content,
}

impl Evidence {
    /// As a person would call it.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::Id => "id",
            Evidence::Link => "link",
            Evidence::Title => "title",
            Evidence::Content => "content",
        }
    }
}

/// How far it goes that two items have one address or one title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// One address is one article, and so is a title that only one item of each side has: two programs write one site.
    Address,
    /// Also its title or its text has to be the same: another article may have come to an address, and a column has one title every week.
    Text,
}

/// In hundredths, from which likeness on two texts are versions of one.
const ALIKE: usize = 50;
/// From which on that is so whatever their titles and addresses say: where two programs write one site, or both are of one moment ...
const NEARLY_THE_SAME: usize = 70;
/// ... and otherwise. What changes daily in a list of prices is little, and yesterday's is another article.
const THE_SAME: usize = 100;
/// How many items of one title or address are compared with each other; more of them are a series, not an article.
const MOST_NAMESAKES: usize = 8;

/// Pairs up old items with new ones, each at most once: by address, then by title, then by what they say. Of several with one title those of
/// one moment, of one day, or with one last part of their addresses belong together, and then the likest.
pub fn pairs(old: &[(usize, &Item)], new: &[(usize, &Item)], prior: Prior) -> Vec<Pair> {
    if old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let (old_known, new_known) = (compared(old), compared(new));
    let mut pairing = Pairing { old: &old_known, new: &new_known, found: BTreeMap::new(), taken: HashSet::new() };
    pairing.by_key(
        Evidence::Link,
        |known| Some(known.address.clone()),
        |was, is, namesakes| {
            let is_enough = prior == Prior::Address && namesakes == 1;
            is_enough || was.title == is.title || was.likeness(is) >= ALIKE
        },
    );
    pairing.by_key(Evidence::Title, |known| known.titled(known.item.published?.unix()), |_, _, _| true);
    if prior == Prior::Address {
        pairing.by_key(Evidence::Title, |known| known.titled(known.slug()?), |_, _, namesakes| namesakes == 1);
        for day in [Timestamp::day, Timestamp::utc_day] {
            pairing.by_key(
                Evidence::Title,
                |known| known.titled(day(known.item.published?)),
                |was, is, namesakes| namesakes == 1 || was.likeness(is) >= ALIKE,
            );
        }
    }
    pairing.by_key(
        Evidence::Title,
        |known| known.titled(""),
        |was, is, namesakes| match (prior, namesakes) {
            (Prior::Address, 1) => true,
            // A word or two that all of a series say tell none of them from another.
            (Prior::Address, _) => was.sketch().is_telling() && was.likeness(is) >= ALIKE,
            (Prior::Text, _) => was.likeness(is) >= ALIKE,
        },
    );
    pairing.by_content(prior);
    if prior == Prior::Address {
        // A page that has moved to another folder or host, under another title.
        pairing.by_key(
            Evidence::Link,
            |known| Some(format!("{} {}", known.item.published?.day(), known.slug()?)),
            |_, _, namesakes| namesakes == 1,
        );
    }
    let place = |side: &[(usize, &Item)], index: usize| side.get(index).map(|(place, _)| *place);
    let found = pairing.found.into_iter();
    found.filter_map(|(was, (is, by))| Some(Pair { old: place(old, was)?, new: place(new, is)?, by })).collect()
}

fn compared<'a>(items: &[(usize, &'a Item)]) -> Vec<Compared<'a>> {
    items.iter().map(|(_, item)| Compared::of(item)).collect()
}

/// What is compared of an item.
struct Compared<'a> {
    item: &'a Item,
    address: String,
    title: String,
    sketch: OnceCell<Sketch>,
}

impl<'a> Compared<'a> {
    fn of(item: &'a Item) -> Compared<'a> {
        Compared { item, address: address(&item.link), title: words(&item.title), sketch: OnceCell::new() }
    }

    fn sketch(&self) -> &Sketch {
        self.sketch.get_or_init(|| Sketch::from_html(&self.item.content))
    }

    fn is_as_old_as(&self, other: &Compared) -> bool {
        self.item.published.is_some() && self.item.published == other.item.published
    }

    /// Its title, if it has one, with what tells it from others of that title.
    fn titled(&self, which: impl fmt::Display) -> Option<String> {
        (!self.title.is_empty()).then(|| format!("{}\n{which}", self.title))
    }

    /// The last part of its address.
    fn slug(&self) -> Option<&str> {
        let path = self.address.split('?').next()?;
        path.rsplit_once('/').map(|(_, slug)| slug).filter(|slug| !slug.is_empty())
    }

    fn likeness(&self, other: &Compared) -> usize {
        self.sketch().likeness(other.sketch())
    }
}

struct Pairing<'a, 'b> {
    old: &'b [Compared<'a>],
    new: &'b [Compared<'a>],
    /// By the index of the old one.
    found: BTreeMap<usize, (usize, Evidence)>,
    /// New ones that are somebody's.
    taken: HashSet<usize>,
}

impl Pairing<'_, '_> {
    /// Pairs up items with one key that agree in the rest, of several the likest; `agree` is also told how many of either side have the
    /// key at most.
    fn by_key(
        &mut self,
        by: Evidence,
        key: impl Fn(&Compared) -> Option<String>,
        agree: impl Fn(&Compared, &Compared, usize) -> bool,
    ) {
        let (olds, news) = (by_key(self.old, &key), by_key(self.new, &key));
        let mut groups: Vec<(&Vec<usize>, &Vec<usize>)> =
            olds.iter().filter_map(|(key, mine)| Some((mine, news.get(key)?))).collect();
        groups.sort_unstable();
        for (mine, others) in groups {
            let namesakes = mine.len().max(others.len());
            for was in mine.iter().filter(|was| !self.found.contains_key(was)).copied().collect::<Vec<_>>() {
                let Some(known) = self.old.get(was) else { continue };
                let open = others.iter().copied().filter(|is| !self.taken.contains(is)).take(MOST_NAMESAKES);
                let open = open.filter_map(|is| Some((is, self.new.get(is)?)));
                let agreeing: Vec<_> = open.filter(|(_, other)| agree(known, other, namesakes)).collect();
                let likest = match agreeing.as_slice() {
                    [(only, _)] => Some(*only),
                    several => several
                        .iter()
                        .max_by_key(|(is, other)| (known.likeness(other), usize::MAX - is))
                        .map(|(is, _)| *is),
                };
                if let Some(is) = likest {
                    self.take(was, is, by);
                }
            }
        }
    }

    /// Pairs up what says nearly the same. Only items that share a run of words are compared.
    fn by_content(&mut self, prior: Prior) {
        let mut sharing: HashMap<u64, Vec<usize>> = HashMap::new();
        for (is, known) in self.new.iter().enumerate().filter(|(is, _)| !self.taken.contains(is)) {
            for hash in known.sketch().hashes() {
                sharing.entry(*hash).or_default().push(is);
            }
        }
        for (was, known) in self.old.iter().enumerate() {
            if !self.found.contains_key(&was)
                && let Some(is) = self.likest(known, &sharing)
                && self.new.get(is).is_some_and(|other| says_the_same(known, other, prior))
            {
                self.take(was, is, Evidence::Content);
            }
        }
    }

    /// The new item that shares most with an old one.
    fn likest(&self, known: &Compared, sharing: &HashMap<u64, Vec<usize>>) -> Option<usize> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for sharers in known.sketch().hashes().iter().filter_map(|hash| sharing.get(hash)) {
            // What everybody says tells nothing.
            sharers.iter().take(MOST_NAMESAKES).for_each(|is| *shared.entry(*is).or_default() += 1);
        }
        let open = shared.into_iter().filter(|(is, _)| !self.taken.contains(is));
        open.max_by_key(|(is, count)| (*count, usize::MAX - is)).map(|(is, _)| is)
    }

    fn take(&mut self, was: usize, is: usize, by: Evidence) {
        if !self.found.contains_key(&was) && self.taken.insert(is) {
            self.found.insert(was, (is, by));
        }
    }
}

/// The places of items by a key that they have.
fn by_key(side: &[Compared], key: impl Fn(&Compared) -> Option<String>) -> HashMap<String, Vec<usize>> {
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, known) in side.iter().enumerate() {
        if let Some(key) = key(known).filter(|key| !key.is_empty()) {
            places.entry(key).or_default().push(index);
        }
    }
    places
}

fn says_the_same(was: &Compared, is: &Compared, prior: Prior) -> bool {
    let enough = if prior == Prior::Address || was.is_as_old_as(is) { NEARLY_THE_SAME } else { THE_SAME };
    was.sketch().is_telling() && is.sketch().is_telling() && was.likeness(is) >= enough
}
