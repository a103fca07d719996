//! From a folder on a disk to seeds: what is there, in an order that no disk decides.

use crate::failure::{Failure, Reason};
use courant_read::reader::Reader;
use courant_read::remark::Remark;
use courant_read::{SourceFile, readers};
use courant_text::date::Timestamp;
use courant_text::source::Level;
use ignore::{DirEntry, WalkBuilder};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Where to look, and what to pass over.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The project: its `.gitignore` counts.
    pub project: PathBuf,
    /// The folder of articles, inside the project.
    pub articles: PathBuf,
    /// Files and folders in it that are ours and no articles: the feeds, the ledger.
    pub ours: Vec<PathBuf>,
    /// How many bytes an article's file takes at most.
    pub max_file_bytes: u64,
}

impl Folder {
    /// Whether the project itself is the folder of articles, so that other things lie among them.
    fn is_project(&self) -> bool {
        self.articles == self.project
    }
}

/// All that a folder of articles holds.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    /// The articles, sorted by path.
    pub seeds: Vec<SourceFile>,
    /// Articles, and folders of them, that are there and could not be read: they are not gone.
    pub unread: Vec<String>,
    /// Other files, by path, with their length in bytes: pictures, sound, film.
    pub files: BTreeMap<String, u64>,
    /// What was passed over and why.
    pub remarks: Vec<Remark>,
}

/// Reads a folder of articles. Hidden files, files that `.gitignore` names and links are passed over.
pub fn folder(folder: &Folder) -> Result<Seeds, Failure> {
    let metadata = std::fs::metadata(&folder.articles).map_err(|error| {
        Failure::new(
            "reading",
            &folder.articles,
            Reason::from(error).advise("; name the folder of articles with `articles = \"...\"`"),
        )
    })?;
    if !metadata.is_dir() {
        return Err(Failure::new("reading", &folder.articles, "it is not a folder"));
    }
    is_no_link(folder)?;
    let mut seeds = Seeds::default();
    let mut found = Vec::new();
    for entry in walk(folder) {
        match entry {
            Ok(entry) => sort_in(folder, &entry, &mut found, &mut seeds),
            Err(error) => {
                let remark = unwalkable(folder, &error);
                if remark.path.is_empty() {
                    // Without the folder itself every feed would be empty.
                    return Err(Failure::new("reading", &folder.articles, Reason::caused_by(error)));
                }
                // A folder, or an article: what it held is not gone.
                seeds.unread.push(remark.path.clone());
                seeds.remarks.push(remark);
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let read: Vec<_> = found
        .into_par_iter()
        .map(|(path, kind, file)| (read_seed(&path, kind, &file, folder.max_file_bytes), path))
        .collect();
    for (outcome, path) in read {
        match outcome {
            Ok(seed) => seeds.seeds.push(seed),
            Err(remark) => {
                seeds.unread.push(path);
                seeds.remarks.push(remark);
            }
        }
    }
    seeds.remarks.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(seeds)
}

/// Links are not followed, so that behind one no article would be found, and every feed would be empty.
fn is_no_link(folder: &Folder) -> Result<(), Failure> {
    let Ok(relative) = folder.articles.strip_prefix(&folder.project) else { return Ok(()) };
    let mut place = folder.project.clone();
    for part in relative.components() {
        place.push(part);
        if std::fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()) {
            return Err(Failure::new(
                "reading",
                place,
                "it is a link, and links are not followed; put the folder itself here",
            ));
        }
    }
    Ok(())
}

/// Reads one file as an article that is known by `path`; the remark says why it could not be read.
pub fn read_seed(path: &str, reader: &'static Reader, file: &Path, max_bytes: u64) -> Result<SourceFile, Remark> {
    let unreadable = |error: io::Error| Remark::new(Level::Error, path, format!("cannot be read: {error}"));
    let handle = open(file).map_err(unreadable)?;
    let metadata = handle.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(not_a_file(path));
    }
    let mut bytes = Vec::with_capacity(metadata.len().min(max_bytes) as usize);
    // One byte more than allowed tells a file that is too large, also one that grows while it is read.
    handle.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        let message =
            format!("is larger than {max_bytes} bytes and is kept out; raise `max_file_bytes` if it is an article");
        return Err(Remark::new(Level::Error, path, message));
    }
    if bytes.trim_ascii().is_empty() {
        return Err(Remark::new(Level::Warning, path, "is empty"));
    }
    Ok(SourceFile { path: path.to_string(), reader, bytes, modified: modified(&metadata) })
}

fn walk(folder: &Folder) -> ignore::Walk {
    let (articles, ours) = (folder.articles.clone(), folder.ours.clone());
    let among_others = folder.is_project();
    WalkBuilder::new(&folder.project)
        .hidden(true)
        .git_ignore(true)
        // What else is on a machine must not change what a feed holds.
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .ignore(false)
        .parents(false)
        .follow_links(false)
        .filter_entry(move |entry| {
            let path = entry.path();
            let on_the_way = path.starts_with(&articles) || articles.starts_with(path);
            let installed = among_others && entry.file_name() == "node_modules";
            on_the_way && !installed && !ours.iter().any(|own| path == own)
        })
        .build()
}

/// Puts an entry of the walk where it belongs: an article to read, another file, or a remark.
fn sort_in(folder: &Folder, entry: &DirEntry, found: &mut Vec<(String, &'static Reader, PathBuf)>, seeds: &mut Seeds) {
    let Ok(relative) = entry.path().strip_prefix(&folder.articles) else { return };
    let Some(file_type) = entry.file_type().filter(|file_type| !file_type.is_dir()) else { return };
    let Some(path) = relative.to_str().map(slashes) else {
        let path = relative.to_string_lossy();
        seeds.remarks.push(Remark::new(Level::Error, path, "has a name that is not UTF-8 and is kept out; rename it"));
        return;
    };
    let name = path.rsplit('/').next().unwrap_or(&path);
    if is_section(name) {
        return;
    }
    if folder.is_project() && is_about_project(name) {
        let message = "is about the project by its name, and no article; put articles into a folder of their own (`articles = \"...\"`)";
        // One of them tells it.
        if !seeds.remarks.iter().any(|remark| remark.message == message) {
            seeds.remarks.push(Remark::new(Level::Advice, path, message));
        }
        return;
    }
    match readers::find_by_path(&path) {
        Some(reader) if file_type.is_file() => found.push((path, reader, entry.path().to_path_buf())),
        Some(_) if file_type.is_symlink() => {
            seeds.remarks.push(Remark::new(
                Level::Warning,
                path,
                "is a link and is passed over; put the file itself here",
            ));
        }
        Some(_) => seeds.remarks.push(not_a_file(&path)),
        None if file_type.is_file() => {
            seeds.files.insert(path, entry.metadata().map_or(0, |metadata| metadata.len()));
        }
        None => {}
    }
}

/// Hugo's page of a section: a list of articles, and none itself.
fn is_section(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, _)| stem == "_index")
        && readers::find_by_path(name) == readers::find_by_name("markdown")
}

/// Files that lie in the folder of a project and are about it: `README.md`, `LICENSE.txt`.
fn is_about_project(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.split(['.', '_', '-']).next().unwrap_or(&name);
    let is_about = matches!(stem, "readme" | "license" | "changelog" | "contributing");
    readers::find_by_path(&name).is_some() && (is_about || matches!(name.as_str(), "robots.txt" | "requirements.txt"))
}

/// `/` between the parts of a path on every system.
fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_string() }
}

fn not_a_file(path: &str) -> Remark {
    Remark::new(Level::Warning, path, "is no regular file and is passed over")
}

fn unwalkable(folder: &Folder, error: &ignore::Error) -> Remark {
    let path = match error {
        ignore::Error::WithPath { path, .. } => {
            path.strip_prefix(&folder.articles).unwrap_or(path).to_string_lossy().into_owned()
        }
        _ => folder.articles.to_string_lossy().into_owned(),
    };
    Remark::new(Level::Error, path, format!("cannot be read: {error}"))
}

/// Opens without following a link in the last place, and without waiting for the other end of a FIFO.
#[cfg(unix)]
pub fn open(file: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().read(true).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK | libc::O_CLOEXEC).open(file)
}

/// Opens a file.
#[cfg(not(unix))]
pub fn open(file: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(file)
}

/// When a file was last changed, if that is a time that feeds can carry.
fn modified(metadata: &Metadata) -> Option<Timestamp> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_unix(i64::try_from(since.as_secs()).ok()?)
}
