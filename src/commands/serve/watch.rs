//! What a build is made of, and word of its changes.

use crate::commands::project::{CONFIGURATION, Project};
use crate::failure::{Failure, Reason};
use crate::read::look_at;
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime};

/// Where a system tells of no changes, the files are looked at this often.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// The places that a build reads, as the system names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    articles: PathBuf,
    /// Which folder that is: another that takes its place, as a mount does, is to be watched anew.
    folder: Option<Identity>,
    files: BTreeSet<PathBuf>,
    /// Written by builds, and none of their reasons.
    ours: Vec<PathBuf>,
}

impl Places {
    /// The places of a project.
    pub fn of(project: &Project, config: Option<&Path>) -> Places {
        let config = config.map_or_else(|| project.root.join(CONFIGURATION), Path::to_path_buf);
        let named = [&project.config.theme, &project.config.vocabulary];
        let named = named.into_iter().flatten().map(|path| project.root.join(path));
        Places {
            articles: real(&project.articles),
            folder: std::fs::metadata(&project.articles).ok().map(|metadata| identity(&metadata)),
            files: named.chain([config]).map(|path| real(&path)).collect(),
            ours: [&project.output, &project.ledger, &project.state].map(|path| real(path)).to_vec(),
        }
    }

    /// Whether a change at this path can change what is built.
    pub fn concern(&self, path: &Path) -> bool {
        if self.files.contains(path) {
            return true;
        }
        let Ok(inside) = path.strip_prefix(&self.articles) else { return false };
        let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
        // What is in an output folder that holds the articles too is told apart by the build.
        let is_ours = |own: &PathBuf| path.starts_with(own) && !self.articles.starts_with(own);
        !inside.iter().any(is_hidden) && !self.ours.iter().any(is_ours)
    }

    /// The folders to be watched: those of single files without what is below them.
    fn folders(&self) -> Vec<(&Path, RecursiveMode)> {
        let parents: BTreeSet<&Path> =
            self.files.iter().chain([&self.articles]).filter_map(|file| file.parent()).collect();
        let mut folders: Vec<_> = parents.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive)).collect();
        folders.retain(|(folder, _)| *folder != self.articles);
        folders.push((&self.articles, RecursiveMode::Recursive));
        folders
    }
}

/// What tells a folder from another at its path: its number on its disk, which one that is made later may get again, and when it was made.
type Identity = (u64, u64, Option<SystemTime>);

fn identity(metadata: &Metadata) -> Identity {
    #[cfg(unix)]
    let (disk, number) = (std::os::unix::fs::MetadataExt::dev(metadata), std::os::unix::fs::MetadataExt::ino(metadata));
    #[cfg(not(unix))]
    let (disk, number) = (0, 0);
    (disk, number, metadata.created().ok())
}

/// A path as the system names it, also of what is not there yet.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    absolute.canonicalize().unwrap_or_else(|_| match (absolute.parent(), absolute.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => absolute,
    })
}

/// Sends the paths of what changes there, until it is dropped.
pub fn watch(places: &Places, changes: &Sender<Vec<PathBuf>>) -> Result<Box<dyn Watcher + Send>, Failure> {
    let told = changes.clone();
    let handler = move |event: notify::Result<Event>| {
        // Reading is no change, and we read all the time. Where word was lost, anything may have changed.
        let paths = match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
            Ok(event) if event.need_rescan() => Vec::new(),
            Ok(event) => event.paths,
            Err(_) => Vec::new(),
        };
        let _ = told.send(paths);
    };
    let recommended = RecommendedWatcher::new(handler.clone(), Config::default());
    let watcher = recommended
        .and_then(|mut watcher| add(&mut watcher, places).map(|()| Box::new(watcher) as Box<dyn Watcher + Send>));
    watcher.or_else(|error| {
        let failed = |error: notify::Error| Failure::new("watching", &places.articles, Reason::caused_by(error));
        if look_at(&places.articles).is_ok_and(|there| there.is_none()) {
            return Err(failed(error));
        }
        // Too many folders, or a disk whose system says nothing: they are looked at.
        let mut watcher =
            PollWatcher::new(handler, Config::default().with_poll_interval(LOOK_EVERY)).map_err(failed)?;
        add(&mut watcher, places).map_err(failed)?;
        Ok(Box::new(watcher))
    })
}

fn add(watcher: &mut dyn Watcher, places: &Places) -> notify::Result<()> {
    places.folders().into_iter().try_for_each(|(folder, mode)| watcher.watch(folder, mode))
}
