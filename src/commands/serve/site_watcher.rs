//! Keeps what is served as it ought to be: builds when articles change, and looks whether the feeds have.

use super::folder::{Folder, Scope};
use super::moved::Moved;
use super::server::Shared;
use super::watch::{Places, watch};
use crate::cli::BuildArguments;
use crate::commands::build;
use crate::commands::messages;
use crate::commands::project::{self, Project};
use crate::failure::Failure;
use crate::serve::{Audience, Site};
use notify::Watcher;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How often the folder of feeds is looked at, and how small a part of the time that may take.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const LOOK_PART: u32 = 20;

/// Several files that are saved together are one change: it is over when nothing has come for so long, or after a while.
const QUIET: Duration = Duration::from_millis(60);
const LONGEST_CHANGE: Duration = Duration::from_secs(1);

/// What is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watches {
    /// All that feeds are made of, and the feeds: for the author.
    Articles,
    /// Only the feeds: for everybody.
    Feeds,
}

/// What keeps the site.
pub struct SiteWatcher {
    arguments: BuildArguments,
    scope: Scope,
    moved: Moved,
    folder: Folder,
    next_change: Option<i64>,
    watching: Option<Watching>,
}

/// Word of changes, in a preview.
struct Watching {
    places: Places,
    watcher: Option<Box<dyn Watcher + Send>>,
    sender: Sender<Vec<PathBuf>>,
    changes: Receiver<Vec<PathBuf>>,
}

impl SiteWatcher {
    /// Looks at a project that is to be built as the arguments say.
    pub fn new(arguments: BuildArguments, watches: Watches) -> Result<SiteWatcher, Failure> {
        let project = open(&arguments)?;
        let watching = (watches == Watches::Articles).then(|| {
            let (sender, changes) = channel();
            Watching { places: Places::default(), watcher: None, sender, changes }
        });
        let scope = scope(&project, watches);
        let moved = Moved::of(&project);
        let mut site_watcher =
            SiteWatcher { arguments, scope, moved, folder: Folder::default(), next_change: None, watching };
        // Watched before it is built: what changes meanwhile is built again.
        site_watcher.settle_in(&project);
        Ok(site_watcher)
    }

    /// The folder that is served.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Builds and gives what is to be served first.
    pub fn first(&mut self) -> Result<Site, Failure> {
        match build::make(&self.arguments) {
            Ok(made) => {
                self.next_change = made.next_change;
                self.tell(&[made.feeds.as_str(), made.summary.as_str()]);
            }
            // Feeds that are there are served all the same, and a mistake may be mended while somebody watches.
            Err(failure) if self.watching.is_some() || self.scope.root.is_dir() => messages::failure(&failure),
            Err(failure) => return Err(failure),
        }
        let now = super::seconds_now().unwrap_or_default();
        self.scope.moved = self.moved.now();
        Ok(self.folder.now(&self.scope, now).unwrap_or_else(|| Site::new(Default::default(), self.scope.audience)))
    }

    /// Keeps the site until it is told to stop.
    pub fn keep(mut self, shared: &Arc<Shared>, stop: &AtomicBool) {
        let mut pause = LOOK_EVERY;
        while !stop.load(Ordering::Relaxed) {
            let is_due = self.wait(pause, stop);
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let started = Instant::now();
            let now = super::seconds_now().unwrap_or_default();
            let site = if is_due {
                self.build();
                self.scope.moved = self.moved.now();
                self.folder.now(&self.scope, now)
            } else {
                self.scope.moved = self.moved.now();
                self.folder.settled(&self.scope, now)
            };
            if let Some(site) = site {
                shared.replace(site);
            } else {
                pause = LOOK_EVERY.max(started.elapsed() * LOOK_PART);
            }
        }
    }

    /// Waits for a change that matters, at most this long; whether a build is due.
    fn wait(&mut self, pause: Duration, stop: &AtomicBool) -> bool {
        let until = Instant::now() + pause;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            if stop.load(Ordering::Relaxed) {
                return false;
            }
            let Some(watching) = &self.watching else {
                std::thread::sleep(left.min(Duration::from_millis(100)));
                continue;
            };
            match watching.changes.recv_timeout(left.min(Duration::from_millis(100))) {
                Ok(paths) if watching.concerns(&paths) => {
                    watching.let_settle();
                    return true;
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        self.watching.is_some() && (self.is_overdue() || self.has_appeared())
    }

    /// Whether the time has come for an article that was dated in the future, or that expires.
    fn is_overdue(&self) -> bool {
        let now = project::now(None).ok();
        self.next_change.zip(now).is_some_and(|(change, now)| change <= now.unix())
    }

    /// Whether there is now what could not be watched before.
    fn has_appeared(&mut self) -> bool {
        if self.watching.as_ref().is_none_or(|watching| watching.watcher.is_some()) {
            return false;
        }
        if let Ok(project) = open(&self.arguments) {
            self.settle_in(&project);
        }
        self.watching.as_ref().is_some_and(|watching| watching.watcher.is_some())
    }

    fn build(&mut self) {
        // The configuration may name other places now. What is wrong with it is said by the build.
        if let Ok(project) = open(&self.arguments) {
            self.scope = scope(&project, Watches::Articles);
            self.moved = Moved::of(&project);
            self.settle_in(&project);
        }
        match build::make(&self.arguments) {
            Ok(made) => {
                self.next_change = made.next_change;
                self.tell(&[made.summary.as_str()]);
            }
            Err(failure) => messages::failure(&failure),
        }
    }

    /// Watches the places of a project, if they are others than before.
    fn settle_in(&mut self, project: &Project) {
        let Some(watching) = &mut self.watching else { return };
        let places = Places::of(project, self.arguments.config.as_deref());
        if watching.places == places && watching.watcher.is_some() {
            return;
        }
        watching.watcher = watch(&places, &watching.sender).ok();
        watching.places = places;
    }

    fn tell(&self, texts: &[&str]) {
        if !self.arguments.quiet {
            texts.iter().flat_map(|text| text.lines()).for_each(messages::say);
        }
    }
}

impl Watching {
    fn concerns(&self, paths: &[PathBuf]) -> bool {
        paths.is_empty() || paths.iter().any(|path| self.places.concern(path))
    }

    /// Waits until no more changes come.
    fn let_settle(&self) {
        let started = Instant::now();
        while started.elapsed() < LONGEST_CHANGE && self.changes.recv_timeout(QUIET).is_ok() {}
    }
}

fn open(arguments: &BuildArguments) -> Result<Project, Failure> {
    Project::open(&arguments.project, arguments.config.as_deref(), arguments.out.as_deref())
}

/// What of a project is served. Where articles or the configuration lie among the feeds, only feeds are.
fn scope(project: &Project, watches: Watches) -> Scope {
    let absolute = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let output = absolute(&project.output).unwrap_or_default();
    let only_ours = [&project.articles, &project.root, &project.ledger]
        .into_iter()
        .any(|path| absolute(path).is_ok_and(|path| path.starts_with(&output)));
    let audience = match watches {
        Watches::Articles => Audience::Author,
        // As long as the feeds themselves say.
        Watches::Feeds => Audience::Everybody { max_age_seconds: u64::from(project.config.ttl_minutes) * 60 },
    };
    Scope { root: project.output.clone(), only_ours, audience, moved: Arc::default() }
}
