//! What subscribers see over the life of a site: many random histories, and a reader that polls every feed after each build.
//!
//! The reader is an ordinary one: it knows an item by its guid or id alone, and a feed by its address. Whatever an author does, nothing comes
//! to it a second time, nothing goes that is still there, no feed address dies, no date goes back, and a build made again from what is
//! committed gives the same bytes.

mod on_disk;

use courant::config::Config;
use courant::feed::FileKind;
use courant::ledger::{Filter, Ledger};
use courant::plan::{PlanRequest, SiteFacts, plan};
use courant::read::Seeds;
use courant_read::SourceFile;
use courant_text::date::Timestamp;
use courant_text::source::Source;
use courant_validate::{FeedKind, parse};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// How many histories are tried.
const HISTORIES: u32 = 200;
const DAY_SECONDS: i64 = 86_400;
/// The first build of each history.
const FIRST_DAY: i64 = 1_795_507_200;

/// What an author, or somebody else, does between two builds.
#[derive(Clone, Debug)]
enum Step {
    Add {
        folder: usize,
        categories: usize,
        is_dated: bool,
    },
    EditBody(Index),
    EditTitle(Index),
    /// The author states another date, so many days earlier.
    Redate(Index, i64),
    Recategorise(Index, usize),
    /// The file gets another name.
    Rename(Index),
    /// The file goes into another folder.
    Move(Index, usize),
    /// Two files change places.
    Swap(Index, Index),
    Delete(Index),
    /// What was deleted comes back, where it was or elsewhere.
    Restore(Index, bool),
    /// A mistake in front matter that keeps the article out; the next step of this kind mends it.
    Spoil(Index),
    Permalink(usize),
    Limit(usize),
    Domain(usize),
    SettingsOfGroups(usize),
    /// All articles had been understood otherwise: the program is of another version.
    AnotherReader,
    /// The clock is wrong for this one build, by so many days.
    Clock(i64),
    /// Nothing: a build that is made again.
    Nothing,
}

fn step() -> impl Strategy<Value = Step> {
    let at = any::<Index>;
    prop_oneof![
        6 => (0..FOLDERS.len(), 0..CATEGORIES.len(), prop::bool::weighted(0.8))
            .prop_map(|(folder, categories, is_dated)| Step::Add { folder, categories, is_dated }),
        3 => at().prop_map(Step::EditBody),
        2 => at().prop_map(Step::EditTitle),
        1 => (at(), 1..90i64).prop_map(|(which, days)| Step::Redate(which, days)),
        2 => (at(), 0..CATEGORIES.len()).prop_map(|(which, categories)| Step::Recategorise(which, categories)),
        3 => at().prop_map(Step::Rename),
        2 => (at(), 0..FOLDERS.len()).prop_map(|(which, folder)| Step::Move(which, folder)),
        1 => (at(), at()).prop_map(|(one, other)| Step::Swap(one, other)),
        3 => at().prop_map(Step::Delete),
        3 => (at(), any::<bool>()).prop_map(|(which, elsewhere)| Step::Restore(which, elsewhere)),
        2 => at().prop_map(Step::Spoil),
        1 => (0..PERMALINKS.len()).prop_map(Step::Permalink),
        1 => (0..LIMITS.len()).prop_map(Step::Limit),
        1 => (0..DOMAINS.len()).prop_map(Step::Domain),
        1 => (0..SETTINGS_OF_GROUPS.len()).prop_map(Step::SettingsOfGroups),
        1 => Just(Step::AnotherReader),
        1 => prop::sample::select(vec![-30i64, -1, 1, 10]).prop_map(Step::Clock),
        1 => Just(Step::Nothing),
    ]
}

const FOLDERS: &[&str] = &["", "news/", "long reads/", "archive/2024/"];
const CATEGORIES: &[&[&str]] =
    &[&[], &["Harbour"], &["Café"], &["Cafe"], &["Harbour", "Café"], &["食事"], &["时事"], &["R+D", "Harbour"]];
const PERMALINKS: &[&str] = &["", "{path}/", "{year}/{month}/{slug}/", "{slug}.html"];
const LIMITS: &[usize] = &[0, 3, 50];
const DOMAINS: &[&str] = &["https://e.example/", "https://www.e.example/", "https://other.example/blog/"];
const SETTINGS_OF_GROUPS: &[&str] =
    &["", "category_feeds = false\n", "min_articles = 4\n", "formats = [\"rss\"]\n", "language_feeds = true\n"];

/// An article as its author knows it. Its key stands in its text, so that it can be told which one a reader has.
#[derive(Clone, Debug)]
struct Written {
    key: usize,
    title_version: usize,
    body_version: usize,
    date: Option<i64>,
    categories: usize,
    is_spoilt: bool,
}

impl Written {
    fn text(&self) -> String {
        let Written { key, title_version, body_version, .. } = self;
        let mut text = format!("---\ntitle: \"Story {key} as told {title_version}\"\n");
        // Writing to a string cannot fail.
        if let Some(date) = self.date {
            let _ = writeln!(text, "date: {}", moment(date).rfc3339());
        }
        let _ = writeln!(text, "tags: {:?}", CATEGORIES[self.categories]);
        if self.is_spoilt {
            text.push_str("draft: perhaps\n");
        }
        let _ =
            write!(text, "---\nWhat story-key-{key}-ends says is its own, in version {body_version} of its words.\n");
        // Of half of them the text is long enough to be known by; the others are notes.
        if key % 2 == 0 {
            for sentence in 0..8 {
                let _ = write!(
                    text,
                    "\nThe {sentence}th thing that was seen in the harbour is told in story {key} alone.\n"
                );
            }
        }
        text
    }
}

/// A site over time, what is remembered of it, and what its subscribers have seen.
struct Site {
    articles: BTreeMap<String, Written>,
    deleted: Vec<(String, Written)>,
    ledger: Ledger,
    permalink: usize,
    limit: usize,
    domain: usize,
    settings_of_groups: usize,
    next_key: usize,
    now: i64,
    clock_ahead: i64,
    subscriber: Subscriber,
    /// The files that are published.
    last: Files,
}

/// Files by path in the output folder: whether each is a feed, and its text.
type Files = BTreeMap<String, (bool, String)>;

/// What an ordinary reader has kept.
#[derive(Default)]
struct Subscriber {
    /// Of each feed by its address in the output folder: its own id, where its format has one.
    feeds: BTreeMap<String, String>,
    /// Of each item by its id: which article it is, and when it was updated as far as was told.
    items: BTreeMap<String, (usize, Option<Timestamp>)>,
}

impl Site {
    fn new() -> Site {
        Site {
            articles: BTreeMap::new(),
            deleted: Vec::new(),
            ledger: Ledger::default(),
            permalink: 1,
            limit: 0,
            domain: 0,
            settings_of_groups: 0,
            next_key: 0,
            now: FIRST_DAY,
            clock_ahead: 0,
            subscriber: Subscriber::default(),
            last: Files::new(),
        }
    }

    fn path(&self, which: &Index) -> Option<String> {
        (!self.articles.is_empty())
            .then(|| self.articles.keys().nth(which.index(self.articles.len())).cloned())
            .flatten()
    }

    fn change(&mut self, which: &Index, change: impl FnOnce(&mut Written)) {
        if let Some(written) = self.path(which).and_then(|path| self.articles.get_mut(&path)) {
            change(written);
        }
    }

    /// A place that nothing has ever been in.
    fn fresh_place(&mut self, folder: usize) -> String {
        self.next_key += 1;
        format!("{}story-{}.md", FOLDERS[folder], self.next_key)
    }

    fn take(&mut self, step: &Step) {
        self.clock_ahead = 0;
        match step {
            Step::Add { folder, categories, is_dated } => {
                let path = self.fresh_place(*folder);
                let date = is_dated.then_some(self.now - DAY_SECONDS / 2);
                let written = Written {
                    key: self.next_key,
                    title_version: 0,
                    body_version: 0,
                    date,
                    categories: *categories,
                    is_spoilt: false,
                };
                self.articles.insert(path, written);
            }
            Step::EditBody(which) => self.change(which, |written| written.body_version += 1),
            Step::EditTitle(which) => self.change(which, |written| written.title_version += 1),
            Step::Redate(which, days) => self.change(which, |written| {
                written.date = written.date.map(|date| date - days * DAY_SECONDS);
            }),
            Step::Recategorise(which, categories) => self.change(which, |written| written.categories = *categories),
            Step::Rename(which) => self.relocate(which, None),
            Step::Move(which, folder) => self.relocate(which, Some(*folder)),
            Step::Swap(one, other) => {
                if let (Some(one), Some(other)) = (self.path(one), self.path(other))
                    && one != other
                {
                    let (first, second) = (self.articles[&one].clone(), self.articles[&other].clone());
                    // What cannot be read is taken for what was there.
                    if !first.is_spoilt && !second.is_spoilt {
                        self.articles.insert(one, second);
                        self.articles.insert(other, first);
                    }
                }
            }
            Step::Delete(which) => {
                let gone = self.path(which).and_then(|path| self.articles.remove_entry(&path));
                self.deleted.extend(gone);
            }
            Step::Restore(which, elsewhere) => {
                if !self.deleted.is_empty() {
                    let (place, written) = self.deleted.remove(which.index(self.deleted.len()));
                    let place = if *elsewhere { self.fresh_place(1) } else { place };
                    self.articles.insert(place, written);
                }
            }
            Step::Spoil(which) => self.change(which, |written| written.is_spoilt = !written.is_spoilt),
            Step::Permalink(which) => self.permalink = *which,
            Step::Limit(which) => self.limit = *which,
            Step::Domain(which) => self.domain = *which,
            Step::SettingsOfGroups(which) => self.settings_of_groups = *which,
            Step::AnotherReader => self.ledger = read_otherwise(&self.ledger),
            Step::Clock(days) => self.clock_ahead = days * DAY_SECONDS,
            Step::Nothing => {}
        }
        self.now += DAY_SECONDS;
    }

    /// Only the place changes: where it is new, or its folder.
    fn relocate(&mut self, which: &Index, folder: Option<usize>) {
        let Some(path) = self.path(which) else { return };
        let name = path.rsplit('/').next().unwrap_or(&path).to_string();
        let place = match folder {
            Some(folder) => format!("{}{name}", FOLDERS[folder]),
            None => self.fresh_place(0),
        };
        if !self.articles.contains_key(&place)
            && let Some(written) = self.articles.remove(&path)
        {
            self.articles.insert(place, written);
        }
    }

    fn configuration_text(&self) -> String {
        let domain = DOMAINS[self.domain];
        let mut text = format!("title = \"A site\"\nlink = \"{domain}\"\nfeed_url = \"{domain}feeds/\"\n");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "language = \"en\"\nlimit = {}", LIMITS[self.limit]);
        if !PERMALINKS[self.permalink].is_empty() {
            let _ = writeln!(text, "permalink = \"{domain}{}\"", PERMALINKS[self.permalink]);
        }
        text.push_str(SETTINGS_OF_GROUPS[self.settings_of_groups]);
        text
    }

    /// The same site in somebody else's hands, which no subscriber sees; what is added there is another story than any here.
    fn on_a_branch(&self) -> Site {
        Site {
            articles: self.articles.clone(),
            permalink: self.permalink,
            limit: self.limit,
            domain: self.domain,
            settings_of_groups: self.settings_of_groups,
            next_key: self.next_key + 10,
            now: self.now,
            clock_ahead: self.clock_ahead,
            ..Site::new()
        }
    }

    fn seeds(&self) -> Seeds {
        let files = self.articles.iter().map(|(path, written)| SourceFile::new(path.as_str(), written.text().as_str()));
        Seeds { seeds: files.collect(), ..Seeds::default() }
    }

    /// A build: the ledger after it, and the files by path with whether each is a feed.
    fn build(&self) -> (Ledger, Files) {
        let config = Config::parse(&self.configuration_text()).expect("a good configuration");
        let now = moment(self.now + self.clock_ahead);
        // As it is read from the disk.
        let ledger = Ledger::from_tsv(&self.ledger.to_tsv()).expect("what was written can be read");
        let filter = Filter::default();
        let (published, progress) = (&BTreeMap::new(), &|| ());
        let request = PlanRequest {
            config: &config,
            vocabulary: &[],
            site: &SiteFacts::default(),
            ledger: &ledger,
            published,
            now,
            filter,
            progress,
        };
        let mut plan = plan(&request, self.seeds());
        let rendered = plan.render(None);
        assert!(rendered.refused.is_empty(), "{:#?}", rendered.refused);
        let files = rendered.files.iter().map(|checked| checked.file());
        let files = files.map(|file| (file.path.clone(), (matches!(file.kind, FileKind::Feed(_)), file.text.clone())));
        (plan.ledger, files.collect())
    }

    /// Builds, publishes, and lets the subscriber look.
    fn publish(&mut self) -> Result<(), String> {
        let (ledger, files) = self.build();
        self.ledger = ledger;
        self.poll(&files)?;
        self.last = files;
        Ok(())
    }

    /// Builds again from what is committed: articles, configuration and ledger.
    fn clone_and_build(&self) -> Result<(), String> {
        let (ledger, files) = self.build();
        if let Some(path) = self.last.keys().chain(files.keys()).find(|path| files.get(*path) != self.last.get(*path)) {
            return Err(format!("a build of a clone gives another {path}"));
        }
        if ledger != self.ledger {
            return Err("a build of a clone gives another ledger".to_string());
        }
        Ok(())
    }

    fn poll(&mut self, files: &Files) -> Result<(), String> {
        for path in self.subscriber.feeds.keys() {
            if !files.contains_key(path) {
                return Err(format!("{path} has subscribers, and is not there"));
            }
        }
        let is_subscribed = |path: &&String| !path.starts_with("archive/") && !path.contains("/archive/");
        for (path, (is_feed, text)) in files {
            if *is_feed && is_subscribed(&path) {
                self.poll_feed(path, text)?;
            }
        }
        Ok(())
    }

    fn poll_feed(&mut self, path: &str, text: &str) -> Result<(), String> {
        let contents = parse(&Source::new(path, text)).contents().ok_or_else(|| format!("{path} is no feed"))?;
        // Neither RSS nor JSON Feed gives a feed an id.
        if contents.kind == FeedKind::Atom {
            let known = self.subscriber.feeds.entry(path.to_string()).or_insert_with(|| contents.id.clone());
            if *known != contents.id {
                return Err(format!("{path} was `{known}` and is `{}`", contents.id));
            }
        } else {
            self.subscriber.feeds.entry(path.to_string()).or_default();
        }
        let mut keys = BTreeSet::new();
        for item in &contents.items {
            let key = key_of(&item.content).ok_or_else(|| format!("{path}: `{}` is empty", item.title))?;
            if !keys.insert(key) {
                return Err(format!("{path} has story {key} twice"));
            }
            if let Some((other, _)) = self.subscriber.items.iter().find(|(id, (had, _))| *had == key && **id != item.id)
            {
                return Err(format!("{path}: story {key} comes again as `{}`, it was `{other}`", item.id));
            }
            let (had, updated) = self.subscriber.items.entry(item.id.clone()).or_insert((key, item.updated));
            if *had != key {
                return Err(format!("{path}: `{}` was story {had} and is story {key}", item.id));
            }
            if item.updated.is_some() && item.updated < *updated {
                return Err(format!("{path}: `{}` was updated {updated:?} and is now {:?}", item.id, item.updated));
            }
            *updated = item.updated.max(*updated);
        }
        if !path.contains('/') {
            self.is_complete(path, &keys)?;
        }
        Ok(())
    }

    /// Whether all are there that the main feed has to hold: every article that can be read, or as many as fit.
    fn is_complete(&self, path: &str, keys: &BTreeSet<usize>) -> Result<(), String> {
        let there = self.articles.values().filter(|written| !written.is_spoilt);
        let missing: Vec<usize> = there.map(|written| written.key).filter(|key| !keys.contains(key)).collect();
        let limit = LIMITS[self.limit];
        // An article of today is not due by a clock that is behind, unless subscribers have it.
        let has = |key: &usize| self.subscriber.items.values().any(|(had, _)| had == key);
        let lost: Vec<usize> = missing.into_iter().filter(|key| self.clock_ahead >= 0 || has(key)).collect();
        if lost.is_empty() || (limit > 0 && keys.len() >= limit) {
            return Ok(());
        }
        Err(format!("{path} lacks the stories {lost:?}, and holds {keys:?}"))
    }
}

/// The key that stands in the text of an item.
fn key_of(content: &str) -> Option<usize> {
    content.split_once("story-key-")?.1.split_once("-ends")?.0.parse().ok()
}

fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_unix(seconds).expect("a year that all formats can write")
}

/// The same promises by another reader: what was understood of each file has another fingerprint, its bytes have the same hash.
fn read_otherwise(ledger: &Ledger) -> Ledger {
    const FINGERPRINT: &str = "fingerprint";
    let text = ledger.to_tsv();
    let column = text.lines().next().and_then(|header| header.split('\t').position(|name| name == FINGERPRINT));
    let column = column.expect("a column of fingerprints");
    let shifted = |cell: &str| cell.chars().map(shift).collect::<String>();
    let row = |line: &str| {
        let cells = line.split('\t').enumerate();
        let is_article = line.starts_with("article\t");
        let cells =
            cells.map(|(place, cell)| if is_article && place == column { shifted(cell) } else { cell.to_string() });
        cells.collect::<Vec<_>>().join("\t")
    };
    let text: String = text.lines().map(|line| format!("{}\n", row(line))).collect();
    Ledger::from_tsv(&text).expect("fingerprints of the same form")
}

fn shift(digit: char) -> char {
    match digit {
        '0'..='8' => char::from_u32(u32::from(digit) + 1).unwrap_or(digit),
        '9' => '0',
        _ => digit,
    }
}

#[test]
fn an_ordinary_reader_misses_nothing_and_sees_nothing_twice() {
    // A test finds the same today and tomorrow.
    let config = ProptestConfig {
        cases: HISTORIES,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(13),
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    };
    proptest!(config, |(steps in prop::collection::vec(step(), 4..24))| {
        let mut site = Site::new();
        for folder in 0..4 {
            site.take(&Step::Add { folder: folder % 2, categories: folder, is_dated: folder != 3 });
        }
        site.publish().map_err(TestCaseError::fail)?;
        for (number, step) in steps.iter().enumerate() {
            site.take(step);
            site.publish().map_err(|wrong| TestCaseError::fail(format!("after step {number}, {step:?}: {wrong}")))?;
        }
        site.clone_and_build().map_err(TestCaseError::fail)?;
    });
}
