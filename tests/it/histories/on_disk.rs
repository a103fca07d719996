//! The same with the program itself and a folder on a disk: the guard, the publishing, retired feeds, branches that are merged, and what is lost
//! between two builds.

use super::{Files, Site, Step, moment, read_otherwise, step};
use crate::project::{Project, Run};
use courant::ledger::Ledger;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use std::collections::BTreeMap;
use std::fs;

/// How many histories are tried: each of their builds starts the program.
const HISTORIES: u32 = 24;

/// What happens between two builds.
#[derive(Clone, Debug)]
enum Event {
    Step(Step),
    /// The folder of articles is half there, and then whole again: so many in a hundred are missing for one build.
    HalfThere(usize),
    /// Somebody takes many articles down, and means it.
    TakenDown(usize),
    /// A feed is retired.
    Retired(Index),
    /// What need not be kept is not there.
    LostMemory,
    /// The list of our files in the output folder is not there, or cut.
    LostManifest(bool),
    /// The next build is made in a clone, with the feeds in it or without.
    Clone(bool),
    /// Somebody else has taken a step on a branch, which is merged.
    Branch(Box<Step>, Box<Step>),
}

fn event() -> impl Strategy<Value = Event> {
    let on_branch = || {
        prop_oneof![
            (0..3usize, 0..5usize).prop_map(|(folder, categories)| Step::Add { folder, categories, is_dated: true }),
            any::<Index>().prop_map(Step::EditBody),
        ]
    };
    prop_oneof![
        10 => step().prop_map(Event::Step),
        1 => (40..100usize).prop_map(Event::HalfThere),
        1 => (40..90usize).prop_map(Event::TakenDown),
        1 => any::<Index>().prop_map(Event::Retired),
        1 => Just(Event::LostMemory),
        1 => any::<bool>().prop_map(Event::LostManifest),
        1 => any::<bool>().prop_map(Event::Clone),
        2 => (on_branch(), on_branch()).prop_map(|(ours, theirs)| Event::Branch(Box::new(ours), Box::new(theirs))),
    ]
}

/// A site in a folder, and its subscriber.
struct OnDisk {
    project: Project,
    site: Site,
}

const LEDGER: &str = "ledger.tsv";

impl OnDisk {
    fn new() -> OnDisk {
        OnDisk { project: Project::new(&[]), site: Site::new() }
    }

    fn happen(&mut self, event: &Event) -> Result<(), String> {
        match event {
            Event::Step(step) => self.step(step),
            Event::HalfThere(percent) => {
                self.half_there(*percent)?;
                self.step(&Step::Nothing);
            }
            Event::TakenDown(percent) => {
                let gone = self.site.articles.len() * percent / 100;
                for _ in 0..gone {
                    let path = self.site.articles.keys().next().cloned();
                    let gone = path.and_then(|path| self.site.articles.remove_entry(&path));
                    self.site.deleted.extend(gone);
                }
                self.step(&Step::Nothing);
            }
            Event::Retired(which) => self.retire(which)?,
            Event::LostMemory => {
                let _ = fs::remove_dir_all(self.project.path(".courant"));
            }
            Event::LostManifest(is_cut) => {
                let text = self.project.read("feeds/.courant-files");
                match is_cut {
                    true => self.project.write("feeds/.courant-files", &text[..text.len() / 2]),
                    false => fs::remove_file(self.project.path("feeds/.courant-files")).expect("it is there"),
                }
            }
            Event::Clone(has_feeds) => self.project = self.cloned(*has_feeds),
            Event::Branch(ours, theirs) => return self.branches(ours, theirs),
        }
        self.publish()
    }

    fn step(&mut self, step: &Step) {
        let is_another_reader = matches!(step, Step::AnotherReader);
        self.site.take(step);
        if is_another_reader && self.project.exists(LEDGER) {
            self.project.write(LEDGER, read_otherwise(&self.ledger()).to_tsv());
        }
    }

    fn ledger(&self) -> Ledger {
        Ledger::from_tsv(&self.project.read(LEDGER)).expect("what was written can be read")
    }

    /// Writes what has changed of the articles and the configuration.
    fn write(&self) {
        let mut wanted: BTreeMap<String, String> =
            self.site.articles.iter().map(|(path, written)| (format!("seeds/{path}"), written.text())).collect();
        for (path, bytes) in self.project.files("seeds") {
            let path = format!("seeds/{path}");
            match wanted.get(&path) {
                Some(text) if text.as_bytes() == bytes => drop(wanted.remove(&path)),
                Some(_) => {}
                None => fs::remove_file(self.project.path(&path)).expect("it is there"),
            }
        }
        for (path, text) in wanted {
            self.project.write(&path, text);
        }
        self.project.write("courant.toml", self.site.configuration_text());
    }

    fn run(&self, options: &[&str]) -> Run {
        let now = moment(self.site.now + self.site.clock_ahead).rfc3339();
        self.project.courant(&[&["build", "--now", &now], options].concat())
    }

    /// What is published: the feeds and the ledger.
    fn published(&self) -> (Vec<(String, Vec<u8>)>, Option<String>) {
        (self.project.files("feeds"), self.project.exists(LEDGER).then(|| self.project.read(LEDGER)))
    }

    /// Builds and lets the subscriber look. What would take much away stops first, and changes nothing.
    fn publish(&mut self) -> Result<(), String> {
        self.write();
        let before = self.published();
        let fit = self.site.articles.values().filter(|written| !written.is_spoilt).count();
        let run = self.run(&[]);
        if run.stderr.contains("--accept-new-ids") {
            return Err(format!("subscribers would see something again: {run:?}"));
        }
        let run = if run.stderr.contains("--accept-removals") {
            if self.published() != before {
                return Err(format!("a build that has stopped has changed something: {run:?}"));
            }
            if fit == 0 {
                return Ok(());
            }
            self.run(&["--accept-removals"])
        } else {
            run
        };
        let is_spoilt = fit < self.site.articles.len();
        let expected = if fit == 0 { 2 } else { i32::from(is_spoilt) };
        if run.status != expected {
            return Err(format!("the exit status is not {expected}: {run:?}"));
        }
        if fit == 0 {
            return if self.published() == before {
                Ok(())
            } else {
                Err("nothing was read, and something changed".into())
            };
        }
        self.site.poll(&self.feeds())
    }

    fn feeds(&self) -> Files {
        let files = self.project.files("feeds").into_iter().map(|(path, bytes)| {
            let is_feed = ["rss.xml", "atom.xml", "feed.json"].iter().any(|name| path.ends_with(name));
            (path, (is_feed, String::from_utf8(bytes).expect("what is written is UTF-8")))
        });
        files.collect()
    }

    /// A build while many articles are missing stops, and nobody is told anything.
    fn half_there(&mut self, percent: usize) -> Result<(), String> {
        self.write();
        let before = self.published();
        let missing = (self.site.articles.len() * percent).div_ceil(100);
        let (all, known) = (self.site.articles.clone(), self.ledger());
        let gone: Vec<String> = all.keys().take(missing).cloned().collect();
        let published = |path: &&String| known.articles.get(*path).is_some_and(|record| record.is_published);
        let held = known.articles.values().filter(|record| record.is_published).count();
        let lost = gone.iter().filter(published).count();
        if lost <= 3 || lost * 3 <= held {
            return Ok(());
        }
        self.site.articles.retain(|path, _| !gone.contains(path));
        self.write();
        let run = self.run(&[]);
        self.site.articles = all;
        if run.status == 0 || self.published() != before {
            return Err(format!("{lost} of {held} articles were missing, and the build went on: {run:?}"));
        }
        Ok(())
    }

    /// Retires one of the feeds of categories; its subscribers do not ask for it again.
    fn retire(&mut self, which: &Index) -> Result<(), String> {
        let feeds = self.site.subscriber.feeds.keys();
        let folders: Vec<String> = feeds
            .filter_map(|path| Some(path.rsplit_once('/')?.0.to_string()))
            .filter(|folder| folder.starts_with("cat"))
            .collect();
        if folders.is_empty() {
            return Ok(());
        }
        let folder = &folders[which.index(folders.len())];
        let run = self.project.courant(&["retire", folder]);
        if run.status != 0 {
            return Err(format!("{folder} cannot be retired: {run:?}"));
        }
        self.site.subscriber.feeds.retain(|path, _| !path.starts_with(&format!("{folder}/")));
        Ok(())
    }

    /// What a version control system has of it.
    fn cloned(&self, has_feeds: bool) -> Project {
        let clone = Project::new(&[]);
        let is_kept = |path: &str| !path.starts_with(".courant/") && (has_feeds || !path.starts_with("feeds/"));
        for (path, bytes) in self.project.files("").into_iter().filter(|(path, _)| is_kept(path)) {
            clone.write(&path, bytes);
        }
        clone
    }

    /// Two take a step each from the same state; ours is published, theirs is merged and published with ours.
    fn branches(&mut self, ours: &Step, theirs: &Step) -> Result<(), String> {
        self.write();
        let base = (self.site.articles.clone(), self.project.read(LEDGER));
        let mut other = OnDisk { project: self.cloned(false), site: self.site.on_a_branch() };
        other.site.take(theirs);
        other.write();
        let run = other.run(&[]);
        if !matches!(run.status, 0 | 1) {
            return Err(format!("the branch: {run:?}"));
        }
        self.step(ours);
        self.publish()?;
        // Files as git merges them, where only one of the two has touched each.
        for (path, written) in &other.site.articles {
            let (was, is) = (base.0.get(path), self.site.articles.get(path));
            if was.map(super::Written::text) == is.map(super::Written::text) {
                self.site.articles.insert(path.clone(), written.clone());
            }
        }
        self.site.next_key = self.site.next_key.max(other.site.next_key);
        let theirs = other.project.read(LEDGER);
        self.project.write("base.tsv", &base.1);
        self.project.write("theirs.tsv", theirs);
        let run = self.project.courant(&["ledger", "merge", "base.tsv", LEDGER, "theirs.tsv"]);
        if run.status != 0 {
            return Err(format!("the ledgers cannot be merged: {run:?}"));
        }
        for file in ["base.tsv", "theirs.tsv"] {
            fs::remove_file(self.project.path(file)).expect("it was written");
        }
        self.site.take(&Step::Nothing);
        self.publish()
    }

    /// A clone gives the same bytes.
    fn clone_and_build(&self) -> Result<(), String> {
        let clone = OnDisk { project: self.cloned(false), site: self.site.on_a_branch() };
        let run = clone.run(&["--accept-removals"]);
        let feeds =
            |files: Files| -> Files { files.into_iter().filter(|(path, _)| path != ".courant-files").collect() };
        let (here, there) = (feeds(self.feeds()), feeds(clone.feeds()));
        match here.keys().chain(there.keys()).find(|path| here.get(*path) != there.get(*path)) {
            Some(path) => Err(format!("a build of a clone gives another {path}: {run:?}")),
            None => Ok(()),
        }
    }
}

#[test]
fn the_program_itself_loses_nothing_on_a_disk() {
    // A test finds the same today and tomorrow.
    let config = ProptestConfig {
        cases: HISTORIES,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(13),
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    };
    proptest!(config, |(events in prop::collection::vec(event(), 4..16))| {
        let mut site = OnDisk::new();
        for folder in 0..5 {
            site.step(&Step::Add { folder: folder % 2, categories: folder, is_dated: folder != 3 });
        }
        site.publish().map_err(TestCaseError::fail)?;
        for (number, event) in events.iter().enumerate() {
            site.happen(event).map_err(|wrong| TestCaseError::fail(format!("at event {number}, {event:?}: {wrong}")))?;
        }
        if site.site.articles.values().all(|written| !written.is_spoilt) {
            site.clone_and_build().map_err(TestCaseError::fail)?;
        }
    });
}
