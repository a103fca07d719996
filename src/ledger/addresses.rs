//! Addresses are promises like ids: what a feed is a feed of, which of its files are published, and where each article is read.

use super::Ledger;
use courant_text::entry_id::EntryId;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a feed is a feed of, whatever it is called and wherever it lies. In the ledger its kind and its key: `category:ai`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedSubject {
    /// Everything.
    Main,
    /// A category: the term that the site's own categories or its vocabulary give it, else its name; in lower case.
    Category(String),
    /// A language, by its tag in lower case.
    Language(String),
    /// Somebody's articles, by their name in lower case.
    Author(String),
    /// A `[[feed]]` of the configuration, by its name.
    Chosen(String),
}

const MAIN: &str = "main";

impl FeedSubject {
    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<FeedSubject> {
        if text == MAIN {
            return Some(FeedSubject::Main);
        }
        let (kind, key) = text.split_once(':').filter(|(_, key)| !key.is_empty())?;
        let of = match kind {
            "category" => FeedSubject::Category,
            "language" => FeedSubject::Language,
            "author" => FeedSubject::Author,
            "feed" => FeedSubject::Chosen,
            _ => return None,
        };
        Some(of(key.to_string()))
    }
}

impl fmt::Display for FeedSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedSubject::Main => f.write_str(MAIN),
            FeedSubject::Category(key) => write!(f, "category:{key}"),
            FeedSubject::Language(key) => write!(f, "language:{key}"),
            FeedSubject::Author(key) => write!(f, "author:{key}"),
            FeedSubject::Chosen(key) => write!(f, "feed:{key}"),
        }
    }
}

/// What is known of a feed at its address. Of one that a ledger of format 2 knows, nothing: whether it is published is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// What it is a feed of.
    pub subject: Option<FeedSubject>,
    /// What subscribers see of its subject: the name of a category, the title of a `[[feed]]`. Empty where there is none.
    pub name: String,
    /// The formats that it has been published in and stays in, by their keys: `atom`, `json`, `rss`.
    pub formats: BTreeSet<String>,
    /// The formats that are published no more, because somebody said so.
    pub retired: BTreeSet<String>,
}

impl FeedState {
    /// Whether subscribers can have it.
    pub fn is_published(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Whether somebody said that it is published no more, in any format.
    pub fn is_retired(&self) -> bool {
        self.formats.is_empty() && !self.retired.is_empty()
    }

    /// Ends a feed in a format, or in all of them: those that are given where it is not known in which it has been published. Whether that
    /// changes anything.
    pub fn retire(&mut self, format: Option<&str>, usual: &[&str]) -> bool {
        let ended: BTreeSet<String> = match format {
            Some(format) => BTreeSet::from([format.to_string()]),
            None if self.formats.is_empty() && self.retired.is_empty() => {
                usual.iter().map(|format| format.to_string()).collect()
            }
            None => self.formats.clone(),
        };
        self.formats.retain(|format| !ended.contains(format));
        let count = self.retired.len();
        self.retired.extend(ended);
        self.retired.len() > count
    }

    /// Takes that back. Whether it changes anything.
    pub fn bring_back(&mut self, format: Option<&str>) -> bool {
        let back: BTreeSet<String> = match format {
            Some(format) => self.retired.iter().filter(|retired| *retired == format).cloned().collect(),
            None => self.retired.clone(),
        };
        self.retired.retain(|format| !back.contains(format));
        let count = self.formats.len();
        self.formats.extend(back);
        self.formats.len() > count
    }

    /// What two branches know of one feed that have come from one state, where that is known: of each format what one side alone has changed;
    /// where both have, it is retired.
    pub(super) fn merged(base: Option<&FeedState>, ours: &FeedState, theirs: &FeedState) -> FeedState {
        // Of two subjects the same one is taken whichever side comes first.
        let called = |state: &FeedState| (state.subject.clone(), state.name.clone());
        let (our_call, their_call) = (called(ours), called(theirs));
        let (subject, name) = match base.map(called) {
            Some(base) if base == our_call => their_call,
            Some(base) if base == their_call => our_call,
            _ => our_call.max(their_call),
        };
        let mut state = FeedState { subject, name, ..FeedState::default() };
        let all = [&ours.formats, &ours.retired, &theirs.formats, &theirs.retired];
        for format in all.into_iter().flatten() {
            let stand = |state: &FeedState| (state.retired.contains(format), state.formats.contains(format));
            let (our_stand, their_stand) = (stand(ours), stand(theirs));
            let (is_retired, _) = match base.map(stand) {
                Some(base) if base == our_stand => their_stand,
                Some(base) if base == their_stand => our_stand,
                _ => our_stand.max(their_stand),
            };
            let names = if is_retired { &mut state.retired } else { &mut state.formats };
            names.insert(format.clone());
        }
        state
    }
}

impl Ledger {
    /// Remembers what a feed is a feed of, what it is called, and the formats that it is published in from now on. What it was a feed of
    /// before leads to it, as an address of before does: where that is a subject of its own again, it is found there.
    pub fn publish_feed(&mut self, folder: &str, subject: FeedSubject, name: &str, formats: &[&str]) {
        if let Some(record) = self.feeds.get_mut(folder) {
            self.moved.remove(&subject.to_string());
            if let Some(before) = record.state.subject.replace(subject.clone()).filter(|before| *before != subject) {
                self.moved.insert(before.to_string(), record.id.clone());
            }
            record.state.name = name.to_string();
            record.state.formats.extend(formats.iter().map(|format| format.to_string()));
        }
    }

    /// Remembers where each article is read, by its path; what it has left is kept as an address of before, with its id. One that has no
    /// address keeps the last that subscribers were told.
    ///
    /// Where more than half of the articles that were read at one host, and more than one, are read at another one under the paths of before,
    /// or at that of `site`, where none was, the site has moved: the path alone is compared then, and the new host is asked for
    /// addresses of before too. An article that is published elsewhere besides has moved alone.
    pub fn promise_links(&mut self, links: &[(&str, &str)], site: Option<&str>) -> Moves {
        let known = |path: &str| self.articles.get(path)?.link.clone();
        let site = site.and_then(host).filter(|site| !self.is_read_at(site));
        let hosts = moved_hosts(links.iter().filter_map(|(path, link)| Some((known(path)?, *link))), site);
        self.rebase(&hosts, links);
        let mut moves = Moves { articles: Vec::new(), hosts: hosts.into_iter().collect() };
        for (path, link) in links {
            let Some(record) = self.articles.get_mut(*path) else { continue };
            if let Some(old) = record.link.replace(link.to_string()).filter(|old| old != link) {
                self.moved.insert(old.clone(), record.id.clone());
                moves.articles.push((old, link.to_string()));
            }
        }
        // Where an article is read, none was read before: it has moved back, or another has come into its place.
        for (_, link) in links {
            self.moved.remove(*link);
        }
        moves
    }

    /// Remembers addresses at which authors say that their articles were read before, each with the path of its article. One at which an
    /// article is read, or from which another leads on, stays what it is.
    pub fn promise_aliases<'a>(&mut self, aliases: impl Iterator<Item = (&'a str, &'a str)>) {
        let present: BTreeSet<String> = self.articles.values().filter_map(|record| record.link.clone()).collect();
        for (path, alias) in aliases.filter(|(_, alias)| !present.contains(*alias)) {
            if let Some(record) = self.articles.get(path) {
                self.moved.entry(alias.to_string()).or_insert_with(|| record.id.clone());
            }
        }
    }

    /// Whether subscribers were last told to read an article at a host.
    fn is_read_at(&self, of: &str) -> bool {
        self.articles.values().any(|record| record.link.as_deref().and_then(host) == Some(of))
    }

    /// Takes addresses at hosts that a site has left for those of its new hosts. Articles that are still read elsewhere have not moved with
    /// it; addresses of before lead on from either host.
    fn rebase(&mut self, hosts: &BTreeMap<String, String>, links: &[(&str, &str)]) {
        let present: BTreeMap<&str, &str> = links.iter().copied().collect();
        let rebased = |address: &str, present: Option<&str>| {
            let (from, to) = hosts.get_key_value(host(address)?)?;
            let has_moved = present.is_none_or(|present| host(present) == Some(to));
            has_moved.then(|| format!("{to}{}", at_host(address, from).unwrap_or_default()))
        };
        let mut places: BTreeMap<&EntryId, &str> = BTreeMap::new();
        for (path, record) in &mut self.articles {
            let present = present.get(path.as_str()).copied();
            if let Some(link) = record.link.as_deref().and_then(|link| rebased(link, present)) {
                record.link = Some(link);
            }
            if let Some(present) = present {
                places.insert(&record.id, present);
            }
        }
        let moved = self.moved.iter();
        let moved = moved.filter_map(|(address, id)| Some((rebased(address, places.get(id).copied())?, id.clone())));
        for (address, id) in moved.collect::<Vec<_>>() {
            self.moved.entry(address).or_insert(id);
        }
    }

    /// What feeds were feeds of before, by their ids.
    pub fn former_subjects(&self) -> BTreeMap<&EntryId, Vec<FeedSubject>> {
        let mut subjects: BTreeMap<&EntryId, Vec<FeedSubject>> = BTreeMap::new();
        for (subject, id) in self.moved.iter().filter(|(address, _)| !is_link(address)) {
            if let Some(subject) = FeedSubject::parse(subject) {
                subjects.entry(id).or_default().push(subject);
            }
        }
        subjects
    }

    /// The addresses under which articles were read before, each with the present one: in one step, however often it has moved.
    pub fn moved_links(&self) -> BTreeMap<&str, &str> {
        let links = self.articles.values().filter_map(|record| Some((&record.id, record.link.as_deref()?)));
        let links: BTreeMap<_, _> = links.collect();
        let present = |address: &str| {
            let mut present = *links.get(self.moved.get(address)?)?;
            // What an author gives another id leads on by that of before. No chain is longer than there are addresses.
            for _ in 0..self.moved.len() {
                match self.moved.get(present).and_then(|id| links.get(id)) {
                    Some(next) => present = next,
                    None => break,
                }
            }
            (present != address && !self.moved.contains_key(present)).then_some(present)
        };
        let addresses = self.moved.keys().filter(|address| is_link(address));
        addresses.filter_map(|address| Some((address.as_str(), present(address)?))).collect()
    }

    /// The folders of feeds that have become one with another, each with the folder of that one, which leads no further.
    pub fn moved_feeds(&self) -> BTreeMap<&str, &str> {
        let folders = self.feeds.iter().filter(|(_, record)| record.state.is_published());
        let folders: BTreeMap<_, _> = folders.map(|(folder, record)| (&record.id, folder.as_str())).collect();
        let moved = self.moved.iter().filter(|(address, _)| {
            !is_link(address) && self.feeds.get(*address).is_some_and(|record| record.state.is_published())
        });
        let moved = moved.filter_map(|(folder, id)| Some((folder.as_str(), *folders.get(id)?)));
        // Two branches may each have led the one to the other: nobody is led in a circle, nor on from where the main feed is.
        moved
            .filter(|(folder, present)| !folder.is_empty() && folder != present && !self.moved.contains_key(*present))
            .collect()
    }
}

/// What became of the addresses of articles in one build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// The address of before and the present one.
    pub articles: Vec<(String, String)>,
    /// The same of hosts, with their schemes: `https://example.org`.
    pub hosts: Vec<(String, String)>,
}

/// Whether an address of before is that of an article, and not the folder of a feed.
fn is_link(address: &str) -> bool {
    host(address).is_some()
}

/// Scheme and host of an address, without a `/` at the end.
fn host(address: &str) -> Option<&str> {
    let start =
        ["https://", "http://"].iter().find_map(|scheme| address.starts_with(scheme).then_some(scheme.len()))?;
    let end = address.get(start..)?.find(['/', '?', '#']).map_or(address.len(), |end| start + end);
    address.get(..end)
}

/// What follows the host in an address at this host.
fn at_host<'a>(address: &'a str, of: &str) -> Option<&'a str> {
    (host(address)? == of).then(|| address.get(of.len()..)).flatten()
}

/// Hosts that most of their articles have left for another one, from old and present addresses: where each is read under its path of before,
/// or at the host of the site where that is new. One article alone may have been on a page of somebody else, unless it is all that there is.
fn moved_hosts<'a>(links: impl Iterator<Item = (String, &'a str)>, site: Option<&str>) -> BTreeMap<String, String> {
    let mut hosts: BTreeMap<String, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for (old, new) in links {
        if let (Some(from), Some(to)) = (host(&old), host(new)) {
            let (all, counts) = hosts.entry(from.to_string()).or_default();
            *all += 1;
            if from != to && (site == Some(to) || at_host(&old, from) == at_host(new, to)) {
                *counts.entry(to).or_default() += 1;
            }
        }
    }
    let is_small = hosts.values().map(|(all, _)| all).sum::<usize>() == 1;
    let moved = hosts.into_iter().filter_map(|(old, (all, counts))| {
        let (host, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (count * 2 > all && (count > 1 || is_small)).then(|| (old, host.to_string()))
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{FeedState, Fingerprint, Record, SourceHash};
    use courant_text::date::Timestamp;

    fn id(name: &str) -> EntryId {
        EntryId::mint(&[name])
    }

    /// A ledger whose articles were last read at these addresses.
    fn ledger(links: &[(&str, &str)]) -> Ledger {
        let mut ledger = Ledger::default();
        for (path, link) in links {
            let record = Record {
                id: id(path),
                published: Timestamp::from_unix(0).expect("a time"),
                updated: Timestamp::from_unix(0).expect("a time"),
                fingerprint: Fingerprint::default(),
                source: SourceHash::default(),
                link: (!link.is_empty()).then(|| link.to_string()),
                is_published: true,
            };
            ledger.articles.insert(path.to_string(), record);
        }
        ledger
    }

    /// What is told, build after build: the present addresses, the hosts that have moved, how many articles have, and what is redirected.
    #[test]
    fn addresses_of_before_lead_to_the_present_one() {
        let mut known = ledger(&[("a", ""), ("b", "http://e/b"), ("c", "http://e/c")]);
        type Told<'t> = (&'t [(&'t str, &'t str)], &'t [(&'t str, &'t str)], usize, &'t [(&'t str, &'t str)]);
        let builds: [Told; 8] = [
            // What was not known is no move.
            (&[("a", "http://e/a"), ("b", "http://e/b"), ("c", "http://e/c")], &[], 0, &[]),
            (&[("a", "http://e/a"), ("b", "http://e/B")], &[], 1, &[("http://e/b", "http://e/B")]),
            // Around in a circle.
            (&[("a", "http://e/B"), ("b", "http://e/a")], &[], 2, &[("http://e/b", "http://e/a")]),
            (&[("a", "http://e/a"), ("b", "http://e/b")], &[], 2, &[("http://e/B", "http://e/a")]),
            // The host, and one article with it.
            (
                &[("a", "https://f:8/a"), ("b", "https://f:8/x"), ("c", "https://f:8/c")],
                &[("http://e", "https://f:8")],
                1,
                &[
                    ("http://e/B", "https://f:8/a"),
                    ("https://f:8/B", "https://f:8/a"),
                    ("https://f:8/b", "https://f:8/x"),
                ],
            ),
            // One article alone goes to another host: its old address is that of the old host.
            (
                &[("a", "https://g/a"), ("b", "https://f:8/x"), ("c", "https://f:8/c")],
                &[],
                1,
                &[
                    ("http://e/B", "https://g/a"),
                    ("https://f:8/B", "https://g/a"),
                    ("https://f:8/a", "https://g/a"),
                    ("https://f:8/b", "https://f:8/x"),
                ],
            ),
            // Nothing is known of an article without an address, or that is none of the ledger's.
            (
                &[("x", "https://g/x")],
                &[],
                0,
                &[
                    ("http://e/B", "https://g/a"),
                    ("https://f:8/B", "https://g/a"),
                    ("https://f:8/a", "https://g/a"),
                    ("https://f:8/b", "https://f:8/x"),
                ],
            ),
            (
                &[("b", "https://f:8/B")],
                &[],
                1,
                &[
                    ("http://e/B", "https://g/a"),
                    ("https://f:8/a", "https://g/a"),
                    ("https://f:8/b", "https://f:8/B"),
                    ("https://f:8/x", "https://f:8/B"),
                ],
            ),
        ];
        for (links, hosts, count, redirects) in builds {
            let moves = known.promise_links(links, None);
            let hosts: Vec<(String, String)> =
                hosts.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect();
            assert_eq!((moves.hosts, moves.articles.len()), (hosts, count), "{links:?}");
            assert_eq!(known.moved_links(), redirects.iter().copied().collect(), "{links:?}");
            assert_eq!(Ledger::from_tsv(&known.to_tsv()).as_ref(), Ok(&known));
        }
    }

    proptest::proptest! {
        /// Wherever articles go, also into each other's places: an address that was told once is somebody's, or leads to one who was there.
        #[test]
        fn no_address_that_was_told_leads_nowhere(builds in proptest::collection::vec(proptest::collection::btree_map(0usize..4, 0usize..6, 0..5), 1..9)) {
            let paths = ["a", "b", "c", "d"];
            let mut known = ledger(&paths.map(|path| (path, "")));
            let mut told: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
            for build in builds {
                let links: Vec<(&str, String)> =
                    build.iter().map(|(path, place)| (paths[*path], format!("https://e.example/{place}"))).collect();
                let given: Vec<(&str, &str)> = links.iter().map(|(path, link)| (*path, link.as_str())).collect();
                let moves = known.promise_links(&given, None);
                proptest::prop_assert!(moves.hosts.is_empty());
                for (path, link) in &links {
                    told.entry(link.clone()).or_default().insert(path);
                }
                let redirects = known.moved_links();
                for (address, paths) in &told {
                    let is_present = known.articles.values().any(|record| record.link.as_deref() == Some(address));
                    let to = redirects.get(address.as_str()).copied();
                    proptest::prop_assert!(is_present || to.is_some(), "{} leads nowhere", address);
                    if let Some(to) = to {
                        proptest::prop_assert!(!redirects.contains_key(to), "{} leads on from {}", to, address);
                        proptest::prop_assert!(given.iter().all(|(_, link)| link != address), "{} is present", address);
                        let is_theirs = |path: &&str| {
                            let own = known.articles[*path].link.as_deref();
                            own == Some(to) || own.is_some_and(|own| known.moved.contains_key(own))
                        };
                        proptest::prop_assert!(paths.iter().any(is_theirs), "{} leads to {}", address, to);
                    }
                }
                proptest::prop_assert!(known.promise_links(&given, None).articles.is_empty(), "told once");
            }
        }
    }

    /// Which hosts a site has left, from the paths and hosts of before and after, and what is known besides.
    #[test]
    fn a_site_has_moved_where_its_paths_have() {
        type Told<'t> = (&'t [(&'t str, &'t str)], Option<&'t str>, usize, usize);
        let cases: [Told; 8] = [
            // Everything, path by path; also http to https.
            (&[("http://e/1", "https://e/1"), ("http://e/2", "https://e/2")], None, 1, 0),
            (&[("https://e/1", "https://f/1")], None, 1, 0),
            // Two that went to other pages elsewhere have moved alone, whatever the site is called.
            (&[("https://e/1", "https://m/@me/1"), ("https://e/2", "https://m/@me/2")], Some("https://e/"), 0, 2),
            (&[("https://e/1", "https://m/@me/1"), ("https://e/2", "https://m/@me/2")], None, 0, 2),
            // The site itself is there now, under another pattern.
            (&[("https://e/1", "https://m/x/1"), ("https://e/2", "https://m/x/2")], Some("https://m/"), 1, 2),
            // It was there before: these two have come home.
            (
                &[("https://e/1", "https://m/x/1"), ("https://e/2", "https://m/x/2"), ("https://m/3", "https://m/3")],
                Some("https://m/"),
                0,
                2,
            ),
            // One that stays has not moved with the others.
            (
                &[("https://e/1", "https://f/1"), ("https://e/2", "https://f/2"), ("https://e/3", "https://e/3")],
                None,
                1,
                0,
            ),
            // Hosts that change places.
            (
                &[
                    ("https://e/1", "https://f/1"),
                    ("https://e/2", "https://f/2"),
                    ("https://f/3", "https://e/3"),
                    ("https://f/4", "https://e/4"),
                ],
                None,
                2,
                0,
            ),
        ];
        for (links, site, hosts, articles) in cases {
            let paths = ["a", "b", "c", "d"];
            let of = |links: Vec<&'static str>| paths.into_iter().zip(links).collect::<Vec<_>>();
            let mut known = ledger(&of(links.iter().map(|(old, _)| *old).collect()));
            known.moved.insert("https://e/0".into(), id("a"));
            let moves = known.promise_links(&of(links.iter().map(|(_, new)| *new).collect()), site);
            assert_eq!((moves.hosts.len(), moves.articles.len()), (hosts, articles), "{links:?} {moves:?}");
            assert_eq!(
                known.moved_links().get("https://e/0").copied(),
                links.first().map(|(_, new)| *new),
                "{links:?}"
            );
        }
    }

    #[test]
    fn feeds_that_name_each_other_lead_nobody() {
        let feed = |id: &str| crate::ledger::FeedRecord {
            id: EntryId::mint(&[id]),
            updated: Timestamp::from_unix(0).expect("a time"),
            state: FeedState { formats: BTreeSet::from(["rss".to_string()]), ..FeedState::default() },
        };
        let mut known = Ledger::default();
        for folder in ["", "a/", "b/", "c/"] {
            known.feeds.insert(folder.to_string(), feed(folder));
        }
        type Moved<'t> = &'t [(&'t str, &'t str)];
        let cases: [(Moved, Moved); 5] = [
            (&[("a/", "b/")], &[("a/", "b/")]),
            (&[("a/", "b/"), ("b/", "a/")], &[]),
            (&[("a/", "b/"), ("b/", "c/")], &[("b/", "c/")]),
            (&[("a/", "b/"), ("b/", "c/"), ("c/", "a/")], &[]),
            (&[("a/", "a/"), ("", "b/"), ("c/", "")], &[]),
        ];
        for (moved, led) in cases {
            let row = |(from, to): &(&str, &str)| (from.to_string(), EntryId::mint(&[to]));
            known.moved = moved.iter().map(row).collect();
            assert_eq!(known.moved_feeds(), led.iter().copied().collect(), "{moved:?}");
        }
    }

    /// A ledger that somebody has edited, or that says nonsense, leads nobody in a circle.
    #[test]
    fn no_chain_of_addresses_is_endless() {
        let mut known = ledger(&[("a", "http://e/1"), ("b", "http://e/2"), ("c", "http://e/3")]);
        let moved =
            [("http://e/1", "b"), ("http://e/2", "a"), ("http://e/0", "a"), ("http://e/9", "c"), ("http://e/8", "x")];
        known.moved = moved.into_iter().map(|(from, path)| (from.to_string(), id(path))).collect();
        assert_eq!(known.moved_links(), BTreeMap::from([("http://e/9", "http://e/3")]));
        known.moved.insert("http://e/3".into(), id("y"));
        assert_eq!(known.moved_links(), BTreeMap::new());
    }

    #[test]
    fn what_is_retired_stays_so_until_it_is_brought_back() {
        let set = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<BTreeSet<_>>();
        let mut state = FeedState { formats: set(&["atom", "rss"]), ..FeedState::default() };
        assert!(state.retire(Some("rss"), &[]) && !state.retire(Some("rss"), &[]));
        assert!(state.is_published() && !state.is_retired());
        assert!(state.retire(None, &["json"]) && state.is_retired() && !state.retire(None, &["json"]));
        assert_eq!(state.retired, set(&["atom", "rss"]), "what it was published in");
        assert!(!state.bring_back(Some("json")) && state.bring_back(Some("atom")) && state.bring_back(None));
        assert_eq!((state.formats, state.retired), (set(&["atom", "rss"]), set(&[])));
        let mut unknown = FeedState::default();
        assert!(!unknown.is_retired() && unknown.retire(None, &["json"]) && unknown.is_retired());
    }
}
