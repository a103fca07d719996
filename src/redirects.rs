//! Where articles and feeds were before, and where each is now: the one list that redirects of hosts, those of `courant serve`, and the pages
//! that lead on are made from.
//!
//! Two addresses are one where their server is asked for the same path ([`AbsoluteUrl::asked_path`]), however they are written. What an article
//! states as its own address somebody else may have written, so that nothing is taken from the site, its feeds and other articles.

use crate::feed::{AbsoluteUrl, INDEX, OUTLINE, STYLESHEET};
use crate::ledger::Ledger;
use crate::render::FORMATS;
use std::collections::{BTreeMap, BTreeSet};

/// An address of before, and the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Where somebody asks.
    pub from: AbsoluteUrl,
    /// The path that the server of this address is asked for.
    pub path: String,
    /// Where it is.
    pub to: AbsoluteUrl,
    /// Whether a file is there all the same: a feed that has become one with another.
    pub has_file: bool,
}

/// Why an address of before is not redirected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unredirected {
    /// It is the site's own, or leads to strangers.
    Harmful,
    /// Something else is read or led on from there.
    Taken,
    /// It is told from others by its query.
    Query,
    /// It is a place in a page of which the rest is elsewhere.
    Fragment,
    /// Its path is no text.
    Unwritable,
}

/// What is redirected, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redirects {
    /// Each leads in one step to an address from which none leads on. No two have the same path at one server.
    pub list: Vec<Redirect>,
    /// The others, and why. One that its server answers as the present address needs no redirect, and is not among them.
    pub left: Vec<(AbsoluteUrl, Unredirected)>,
}

/// A page at its server: its host, its port, and the path that is asked for, in which `index.html` is its folder, as servers have it.
type Page<'a> = ((&'a str, Option<u16>), String);

fn page(address: &AbsoluteUrl) -> Option<Page<'_>> {
    let path = address.asked_path()?;
    let folder = path.strip_suffix(INDEX).filter(|folder| folder.ends_with('/'));
    Some((address.server(), folder.map_or(path.clone(), str::to_string)))
}

impl Redirects {
    /// What a ledger knows of addresses of before, for a site with its feeds at `feed_url` and its pages at `link`.
    pub fn of(ledger: &Ledger, feed_url: &AbsoluteUrl, link: Option<&AbsoluteUrl>) -> Redirects {
        let own: Vec<&AbsoluteUrl> = std::iter::once(feed_url).chain(link).collect();
        let links = ledger.moved_links().into_iter();
        let links = links.filter_map(|(from, to)| Some((AbsoluteUrl::parse(from)?, AbsoluteUrl::parse(to)?, false)));
        let candidates: Vec<_> = files(ledger, feed_url).into_iter().chain(links).collect();
        let read = ledger.articles.values().filter(|record| record.is_published);
        let read: Vec<AbsoluteUrl> = read.filter_map(|record| AbsoluteUrl::parse(record.link.as_deref()?)).collect();
        let present: BTreeSet<Page> =
            read.iter().chain(candidates.iter().map(|(_, to, _)| to)).filter_map(page).collect();
        let mut redirects = Redirects::default();
        let mut led: BTreeMap<Page, &AbsoluteUrl> = BTreeMap::new();
        for (from, to, has_file) in &candidates {
            let there = page(from);
            let is_same = there.is_some() && there == page(to);
            let url = from.as_url();
            let why = match (there, from.asked_path()) {
                _ if url.query().is_some() => Unredirected::Query,
                // A place in a page is the browser's to find.
                _ if is_same => continue,
                (Some(there), Some(path)) => {
                    if url.fragment().is_some() {
                        Unredirected::Fragment
                    } else if !leads_home(to, &own) || !has_file && is_own(from, feed_url, &own) {
                        Unredirected::Harmful
                    } else if present.contains(&there) {
                        Unredirected::Taken
                    } else if let Some(known) = led.get(&(from.server(), path.clone())) {
                        if *known == to {
                            continue;
                        }
                        Unredirected::Taken
                    } else {
                        led.insert((from.server(), path.clone()), to);
                        let (from, to, has_file) = (from.clone(), to.clone(), *has_file);
                        redirects.list.push(Redirect { from, path, to, has_file });
                        continue;
                    }
                }
                _ => Unredirected::Unwritable,
            };
            redirects.left.push((from.clone(), why));
        }
        redirects
    }
}

/// The files of feeds that have become one with another: where each was, and where that one's is.
fn files(ledger: &Ledger, feed_url: &AbsoluteUrl) -> Vec<(AbsoluteUrl, AbsoluteUrl, bool)> {
    let mut files = Vec::new();
    for (from, to) in ledger.moved_feeds() {
        let has =
            |folder: &str, key: &str| ledger.feeds.get(folder).is_some_and(|feed| feed.state.formats.contains(key));
        let both = FORMATS.into_iter().filter(|format| has(from, format.key) && has(to, format.key));
        let file = |folder: &str, name: &str| feed_url.join(&format!("{folder}{name}"));
        files
            .extend(both.filter_map(|format| Some((file(from, format.file_name)?, file(to, format.file_name)?, true))));
    }
    files
}

/// Whether nobody is led elsewhere than to the site or its feeds.
fn leads_home(to: &AbsoluteUrl, own: &[&AbsoluteUrl]) -> bool {
    own.iter().any(|own| own.server() == to.server())
}

/// Whether an address is the site's or its feeds' own, which no article may have: `/`, `link`, and files of a build.
fn is_own(from: &AbsoluteUrl, feed_url: &AbsoluteUrl, own: &[&AbsoluteUrl]) -> bool {
    let Some((server, path)) = page(from) else { return true };
    let is_at = |own: &&AbsoluteUrl| {
        own.server() == server
            && own.asked_path().is_some_and(|own| own.trim_end_matches('/') == path.trim_end_matches('/'))
    };
    let is_file = from.asked_below(feed_url).is_some_and(|below| {
        let name = below.rsplit('/').next().unwrap_or_default();
        let names = FORMATS.iter().map(|format| format.file_name).chain([INDEX, OUTLINE, STYLESHEET]);
        names.into_iter().any(|own| own.eq_ignore_ascii_case(name))
    });
    path == "/" || own.iter().any(is_at) || is_file
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{FeedRecord, FeedState, Fingerprint, Record, SourceHash};
    use courant_text::date::Timestamp;
    use courant_text::entry_id::EntryId;
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    fn address(text: &str) -> AbsoluteUrl {
        AbsoluteUrl::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    fn time() -> Timestamp {
        Timestamp::from_unix(0).expect("a time")
    }

    /// A ledger whose articles were read at one address after another, build by build.
    fn ledger(builds: &[Vec<(usize, String)>]) -> Ledger {
        let mut ledger = Ledger::default();
        for (article, _) in builds.iter().flatten() {
            let record = Record {
                id: EntryId::mint(&[&article.to_string()]),
                published: time(),
                updated: time(),
                fingerprint: Fingerprint::default(),
                source: SourceHash::default(),
                link: None,
                is_published: true,
            };
            ledger.articles.insert(article.to_string(), record);
        }
        for build in builds {
            let links: Vec<(String, &str)> =
                build.iter().map(|(path, link)| (path.to_string(), link.as_str())).collect();
            let links: Vec<(&str, &str)> = links.iter().map(|(path, link)| (path.as_str(), *link)).collect();
            ledger.promise_links(&links, None);
        }
        ledger
    }

    /// What is led where, and what is not and why, of one article after another that has moved.
    #[test]
    fn nothing_is_taken_from_what_is_there() {
        use Unredirected::{Fragment, Harmful, Query, Taken, Unwritable};
        type Case<'t> = (&'t str, &'t str, &'t [&'t str], Result<&'t str, Option<Unredirected>>);
        let cases: [Case; 25] = [
            ("https://e.org/a", "https://e.org/b", &[], Ok("/a")),
            ("https://e.org/%61//b", "https://e.org/c", &[], Ok("/a/b")),
            // It is there already.
            ("https://e.org/blog//p/", "https://e.org/blog/p/", &[], Err(None)),
            ("https://e.org/%61bc", "https://e.org/abc", &[], Err(None)),
            ("http://e.org/a", "https://e.org/a", &[], Err(None)),
            ("https://e.org/a#x", "https://e.org/a?y", &[], Err(None)),
            ("https://e.org/a/index.html", "https://e.org/a/", &[], Err(None)),
            ("https://e.org/x/%2e%2e/a", "https://e.org/a", &[], Err(None)),
            // Others are read there.
            ("https://e.org/x/y%2Fz", "https://e.org/b", &["https://e.org/x/y/z"], Err(Some(Taken))),
            ("https://e.org/x//y", "https://e.org/b", &["https://e.org/x/y#z"], Err(Some(Taken))),
            ("https://e.org/x", "https://e.org/b", &["https://e.org/x?page=2"], Err(Some(Taken))),
            ("https://e.org/x/index.html", "https://e.org/b", &["http://e.org/x/"], Err(Some(Taken))),
            ("https://e.org/notes#n1", "https://e.org/notes/one", &["https://e.org/notes#n2"], Err(Some(Fragment))),
            ("https://e.org/notes#n1", "https://e.org/notes/one", &[], Err(Some(Fragment))),
            ("https://e.org/?p=1", "https://e.org/b", &[], Err(Some(Query))),
            ("https://e.org/%FF", "https://e.org/b", &[], Err(Some(Unwritable))),
            // The site's own.
            ("https://e.org/feeds/%72ss.xml", "https://e.org/b", &[], Err(Some(Harmful))),
            ("https://e.org/f%65eds/x/..%2fRSS.xml", "https://e.org/b", &[], Err(Some(Harmful))),
            ("https://e.org/%2E", "https://e.org/b", &[], Err(Some(Harmful))),
            ("https://e.org/index%2Ehtml", "https://e.org/b", &[], Err(Some(Harmful))),
            ("https://e.org/feeds", "https://e.org/b", &[], Err(Some(Harmful))),
            ("https://e.org/a", "https://evil.example/", &[], Err(Some(Harmful))),
            ("https://e.org/a", "https://e.org:8443/", &[], Err(Some(Harmful))),
            // At another host another page.
            ("https://e.org/a", "https://www.e.org/a", &[], Ok("/a")),
            ("https://www.e.org/feeds/rss.xml", "https://e.org/b", &[], Ok("/feeds/rss.xml")),
        ];
        for (from, to, others, expected) in cases {
            let others = others.iter().enumerate().map(|(index, link)| (index + 2, link.to_string()));
            let build = |of: &str| {
                std::iter::once((0, of.to_string())).chain(others.clone()).chain([(1, "https://e.org/here".into())])
            };
            let ledger = ledger(&[build(from).collect(), build(to).collect()]);
            let redirects =
                Redirects::of(&ledger, &address("https://e.org/feeds/"), Some(&address("https://www.e.org/")));
            let led = redirects.list.iter().map(|redirect| (redirect.path.as_str(), redirect.to.as_str()));
            assert_eq!(
                led.collect::<Vec<_>>(),
                expected.map(|path| (path, to)).into_iter().collect::<Vec<_>>(),
                "{from}"
            );
            let left = redirects.left.iter().map(|(_, why)| *why);
            assert_eq!(left.collect::<Vec<_>>(), expected.err().flatten().into_iter().collect::<Vec<_>>(), "{from}");
        }
    }

    const HOSTS: [&str; 4] = ["https://e.org", "https://feeds.e.org", "http://e.org", "https://m.example"];
    const PATHS: [&str; 24] = [
        "",
        "/a",
        "/%61",
        "//a",
        "/a/",
        "/a//",
        "/a/index.html",
        "/a%2Findex.html",
        "/a?x",
        "/a#x",
        "/b/../a",
        "/b%2F..%2Fa",
        "/b",
        "/b#1",
        "/f/rss.xml",
        "/f/%72ss.xml",
        "/f//",
        "/f/c/rss.xml",
        "/f/d/atom.xml",
        "/f/x.html",
        "/%FF",
        "/é",
        "/%C3%A9",
        "/f/d/%61tom.xml",
    ];

    fn addresses() -> impl Strategy<Value = String> {
        (0..HOSTS.len() * 3, 0..PATHS.len()).prop_map(|(host, path)| {
            // Most are at the first host.
            let host = HOSTS.get(host).unwrap_or(&HOSTS[0]);
            address(&format!("{host}{}", PATHS[path])).to_string()
        })
    }

    fn histories() -> impl Strategy<Value = Vec<Vec<(usize, String)>>> {
        let build = proptest::collection::btree_map(0usize..5, addresses(), 0..6);
        proptest::collection::vec(build.prop_map(|links| links.into_iter().collect()), 1..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2000, rng_seed: RngSeed::Fixed(13), failure_persistence: None, ..ProptestConfig::default()
        })]
        /// Whoever follows a redirect is where the article is read, in one step and on the site's own hosts; nobody who asks for what is there is led away.
        #[test]
        fn whoever_follows_arrives(
            builds in histories(),
            stray in proptest::collection::vec((addresses(), 0usize..6), 0..4),
            feeds in proptest::collection::vec((0usize..3, 0usize..3), 0..3),
            is_one_host in any::<bool>(),
        ) {
            let mut ledger = ledger(&builds);
            // As a merge or an editor leaves it.
            for (address, article) in stray {
                ledger.moved.insert(address, EntryId::mint(&[&article.to_string()]));
            }
            let folders = ["c/", "d/", ""];
            for folder in folders {
                let state = FeedState { formats: ["atom", "rss"].map(str::to_string).into(), ..FeedState::default() };
                ledger.feeds.insert(folder.to_string(), FeedRecord { id: EntryId::mint(&["feed", folder]), updated: time(), state });
            }
            for (from, to) in feeds {
                ledger.moved.insert(folders[from].to_string(), EntryId::mint(&["feed", folders[to]]));
            }
            let feed_url = address(if is_one_host { "https://e.org/f/" } else { "https://feeds.e.org/f/" });
            let link = address("https://e.org/");
            let redirects = Redirects::of(&ledger, &feed_url, Some(&link));
            let links = ledger.articles.values().filter_map(|record| record.link.as_deref());
            let present: BTreeSet<_> = links.clone().filter_map(|link| Some((address(link).server().0.to_string(), address(link).asked_path()?))).collect();
            let mut rules = BTreeMap::new();
            for redirect in &redirects.list {
                let asked = (redirect.from.server().0.to_string(), redirect.path.clone());
                prop_assert!(!present.contains(&asked), "{:?} takes what is there", redirect);
                prop_assert!(redirect.from.as_url().fragment().is_none() && redirect.from.as_url().query().is_none());
                prop_assert!(rules.insert(asked, redirect).is_none(), "two for one path: {:?}", redirect);
                prop_assert!([&feed_url, &link].iter().any(|own| own.server() == redirect.to.server()), "{:?} leads away", redirect);
            }
            for redirect in &redirects.list {
                let there = redirect.to.asked_path().map(|path| (redirect.to.server().0.to_string(), path));
                prop_assert!(there.as_ref().is_none_or(|there| !rules.contains_key(there)), "{:?} leads on", redirect);
                let own = address(feed_url.as_str()).server().0.to_string();
                let is_feed = |path: &str| redirect.from.server() == feed_url.server() && path.starts_with("/f/") && path.ends_with(".xml");
                if redirect.has_file {
                    prop_assert!(is_feed(&redirect.path) && there.is_some_and(|(server, path)| server == own && path.starts_with("/f/")));
                } else {
                    prop_assert!(!is_feed(&redirect.path) && redirect.path != "/", "{:?} takes a feed", redirect);
                    prop_assert!(links.clone().any(|link| link == redirect.to.as_str()), "{:?} leads nowhere", redirect);
                }
            }
            // Each of before leads on, or is told.
            for (from, to) in ledger.moved_links() {
                let (from, to) = (address(from), address(to));
                let is_there = page(&from) == page(&to) && page(&from).is_some();
                let asked = from.asked_path().map(|path| (from.server().0.to_string(), path));
                let is_led = asked.is_some_and(|asked| rules.get(&asked).is_some_and(|rule| rule.to == to));
                prop_assert!(is_there || is_led || redirects.left.iter().any(|(left, _)| *left == from), "{} is forgotten", from);
            }
        }
    }
}
