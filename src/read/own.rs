//! Files of ours among the articles, and projects of their own.

use super::{Folder, Found, begins_as_ledger, look_inside, slashes};
use crate::disk;
use crate::failure::Failure;
use crate::own_files::{self, CONFIGURATION, LEDGER, MANIFEST};
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files of ours among the articles, as the manifests name them that lie there.
pub(super) struct Own {
    /// By path inside the folder of articles; the value tells whether the present output folder is the one that they are in.
    paths: BTreeMap<String, bool>,
    /// Those of them that would have been read, and are of another output folder.
    met: Vec<String>,
}

impl Own {
    pub(super) fn of(folder: &Folder, found: &Found) -> Result<Own, Failure> {
        let mut paths = BTreeMap::new();
        for place in &found.folders {
            let manifest = place.join(MANIFEST);
            if look_inside(place, MANIFEST)?.is_none_or(|metadata| !metadata.is_file()) {
                continue;
            }
            let read = disk::read(&manifest, disk::MOST_BYTES);
            let text = read.map_err(|error| Failure::new("reading", &manifest, error))?;
            let text = String::from_utf8_lossy(&text);
            let is_present = *place == folder.output;
            for path in own_files::named(&text) {
                let path = place.join(path);
                let Some(path) = path.strip_prefix(&folder.articles).ok().and_then(Path::to_str) else { continue };
                paths.insert(slashes(path), is_present);
            }
        }
        let met = found.articles.iter().map(|(path, ..)| path).filter(|path| paths.get(*path) == Some(&false));
        Ok(Own { met: met.cloned().collect(), paths })
    }

    pub(super) fn is_named(&self, path: &str) -> bool {
        self.paths.contains_key(path)
    }

    /// Tells once of what was passed over; `marked` carries our mark, and no manifest names it. What the build itself writes among the articles
    /// needs no word.
    pub(super) fn remark(&self, marked: &[String]) -> Option<Remark> {
        let mut passed: Vec<&String> = self.met.iter().chain(marked).collect();
        passed.sort();
        let (first, others) = passed.split_first()?;
        let message = match others.len() {
            0 => "is a page that Courant has written, and no article".to_string(),
            count => format!("and {count} more files here are pages that Courant has written, and no articles"),
        };
        Some(Remark::new(Level::Advice, first.as_str(), message))
    }
}

/// A folder of projects is no folder of articles: the pages and notes of each would be published as articles of one.
pub(super) fn is_one_project(folder: &Folder, files: &BTreeMap<String, u64>) -> Result<(), Failure> {
    let mut projects = BTreeSet::new();
    for path in files.keys() {
        let (place, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(place, name)| (place, name));
        let is_project = match name {
            CONFIGURATION => true,
            LEDGER => begins_as_ledger(&folder.articles.join(path))?,
            _ => false,
        };
        if is_project && (!place.is_empty() || !folder.is_project()) {
            projects.insert(folder.articles.join(place));
        }
    }
    let Some(first) = projects.first() else { return Ok(()) };
    let first = first.strip_prefix(".").unwrap_or(first).display();
    let others = if projects.len() > 1 { format!(", and {} more are", projects.len() - 1) } else { String::new() };
    let why = format!(
        "`{first}` is a project of its own{others}: run `courant build {first}`; if all of this is one project, write a {CONFIGURATION} here"
    );
    Err(Failure::new("reading", &folder.project, why))
}
