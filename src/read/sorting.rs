//! Which of the files that readers would read are articles.

use super::Found;
use crate::own_files::MANIFEST;
use courant_read::profile::data_files::DataFiles;
use courant_read::profile::layout::{Kind, Layout, is_section, lies_in, resources};
use globset::GlobMatcher;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// By what an article is told from what else lies in the folder of articles.
#[derive(Clone, Debug, Default)]
pub struct Sorting {
    /// What the configuration excludes: patterns of paths inside the folder of articles.
    pub exclude: Vec<GlobMatcher>,
    /// How the sites of the generator are laid out, where that is known.
    pub layout: Option<&'static Layout>,
    /// The folder of articles inside the site.
    pub place: String,
    /// How files are called that state front matter for articles.
    pub data_files: DataFiles,
    /// The paths of articles that subscribers have: they are articles, whatever they look like.
    pub published: BTreeSet<String>,
    /// The folders that the generator writes.
    pub outputs: Vec<PathBuf>,
}

impl Sorting {
    /// Takes out what is no article; what belongs to one goes to the other files.
    pub(super) fn sort(&self, found: &mut Found, files: &mut BTreeMap<String, u64>) {
        let mut passed = std::mem::take(&mut found.passed);
        let has_only = self
            .layout
            .and_then(|layout| layout.only)
            .is_some_and(|only| found.articles.iter().any(|(path, ..)| lies_in(only, &self.place, path)));
        let (articles, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut found.articles).into_iter().partition(|(path, ..)| self.kind(path, has_only).is_none());
        found.articles = articles;
        for (path, reader, place) in others {
            if let Some(kind) = self.kind(&path, has_only) {
                passed.add(kind);
                if is_section(&path) {
                    found.lists.push((path, reader, place));
                }
            }
        }
        if self.layout.is_some_and(|layout| layout.has_bundles) {
            let paths: Vec<String> = found.articles.iter().map(|(path, ..)| path.clone()).collect();
            let belong: BTreeSet<&str> = resources(paths.iter().map(String::as_str));
            found.articles.retain(|(path, _, place)| {
                if !belong.contains(path.as_str()) || self.published.contains(path) {
                    return true;
                }
                passed.add(Kind::Resource);
                // A link that leads to it is one to a file of the site; without a length it is none of ours any more.
                if let Ok(metadata) = std::fs::symlink_metadata(place) {
                    files.insert(path.clone(), metadata.len());
                }
                false
            });
        }
        found.passed = passed;
    }

    fn kind(&self, path: &str, has_only: bool) -> Option<Kind> {
        // What excludes a folder excludes all that is in it.
        let mut around = path.match_indices('/').filter_map(|(end, _)| path.get(..end)).chain([path]);
        if around.any(|path| self.exclude.iter().any(|pattern| pattern.is_match(path))) {
            return Some(Kind::Excluded);
        }
        let layout = self.layout.filter(|_| !self.published.contains(path));
        layout.and_then(|layout| layout.kind(&self.place, path, has_only))
    }

    /// What a folder among the articles is that holds none. `inside` is its path in the folder of articles.
    pub(super) fn kind_of_folder(&self, folder: &Path, inside: &Path) -> Option<Kind> {
        let below = format!("{}/", super::slashes(inside.to_str()?));
        if self.published.range(below.clone()..).next().is_some_and(|path| path.starts_with(&below)) {
            return None;
        }
        let name = folder.file_name()?.to_str()?;
        if name == "node_modules" {
            return Some(Kind::Installed);
        }
        (self.outputs.iter().any(|output| output == folder) || is_output(name, folder)).then_some(Kind::Output)
    }
}

/// Whether a folder is what a generator has written: it is called so, and holds a home page with what no author writes beside it.
fn is_output(name: &str, folder: &Path) -> bool {
    const NAMES: [&str; 6] = ["_site", "public", "dist", "build", "output", "out"];
    const WRITTEN: [&str; 8] = [
        "sitemap.xml",
        "sitemap-index.xml",
        "sitemap-0.xml",
        "404.html",
        "feed.xml",
        "rss.xml",
        "atom.xml",
        "index.xml",
    ];
    let has = |name: &str| folder.join(name).is_file();
    // What is ours is told from articles otherwise.
    NAMES.contains(&name) && !has(MANIFEST) && has("index.html") && WRITTEN.into_iter().any(has)
}
