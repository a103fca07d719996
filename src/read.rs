//! From a folder on a disk to seeds: what is there, in an order that no disk decides.

mod data;
mod kinds;
mod own;
mod sorting;

use crate::disk::{OpenFolder, open_to_read};
use crate::failure::{Failure, FailureKind, Reason};
use crate::own_files;
use courant_read::SourceFile;
use courant_read::profile::layout::{Kind, Passed};
use courant_read::reader::Reader;
use courant_read::readers::{self, READERS};
use courant_read::remark::Remark;
use courant_text::date::Timestamp;
use courant_text::source::Level;
pub use data::DataText;
use ignore::{DirEntry, WalkBuilder};
use own::{Own, is_one_project};
use rayon::prelude::*;
pub use sorting::Sorting;
use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
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
    /// The folder that the feeds are written to, which may hold the articles too.
    pub output: PathBuf,
    /// Whether the project says itself that it is one, by a configuration or a ledger: else it may be a folder of projects.
    pub is_stated: bool,
    /// How many bytes an article's file takes at most.
    pub max_file_bytes: u64,
    /// By what an article is told from what else lies there.
    pub sorting: Sorting,
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
    /// Pages that list what is in their folders and are called `_index`, sorted by path. Their front matter may hold for what is below them.
    pub lists: Vec<SourceFile>,
    /// Other files, by path, with their length in bytes: pictures, sound, film.
    pub files: BTreeMap<String, u64>,
    /// What lies beside articles and states front matter for them.
    pub data: Vec<DataText>,
    /// What was passed over and why. A path is one inside the folder of articles; one that begins with `/` is one inside the project.
    pub remarks: Vec<Remark>,
    /// Files that look like articles and are of a kind that is not read: how many of which.
    pub other_kinds: Vec<String>,
    /// Files that readers would read, and that are no articles: how many of which.
    pub passed: String,
}

impl Seeds {
    /// Why there is nothing to publish, where not one article could be read.
    pub fn nothing_read(&self, folder: &Folder) -> Option<Failure> {
        let endings: Vec<String> =
            READERS.iter().flat_map(|reader| reader.extensions).map(|extension| format!(".{extension}")).collect();
        let passed = (!self.passed.is_empty()).then_some(&self.passed);
        let others: String = self.other_kinds.iter().chain(passed).map(|kind| format!("; {kind}")).collect();
        let why = format!(
            "it holds no article that can be read ({}){others}; name the folder of articles with `articles = \"...\"`",
            endings.join(", ")
        );
        let failure = || Failure::new("reading", &folder.articles, Reason::from(why).of_kind(FailureKind::NotFound));
        self.seeds.is_empty().then(failure)
    }
}

/// What is at a path; nothing where there is nothing. Only that is absence: whatever else keeps us from looking, and a link that leads nowhere,
/// is a failure.
pub fn look_at(path: &Path) -> Result<Option<Metadata>, Failure> {
    let is_absence = |error: &io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    match std::fs::metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if is_absence(&error) => match std::fs::symlink_metadata(path) {
            Ok(_) => {
                let why = "it is a link that leads to nothing; put back what it led to, or remove it";
                Err(Failure::new("reading", path, Reason::from(why).of_kind(FailureKind::NotFound)))
            }
            Err(error) if is_absence(&error) => Ok(None),
            Err(error) => Err(Failure::new("reading", path, error)),
        },
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

/// Reads a folder of articles. Hidden files, files that `.gitignore` names, links, and files that Courant has written are passed over.
///
/// A folder that cannot be listed, or anything else that keeps us from knowing which articles there are, is a failure: what was not seen must
/// not be taken for gone.
pub fn folder(folder: &Folder) -> Result<Seeds, Failure> {
    let metadata = std::fs::metadata(&folder.articles).map_err(|error| {
        let advice = match error.kind() {
            io::ErrorKind::NotFound => "; name the folder of articles with `articles = \"...\"`",
            _ => "",
        };
        Failure::new("reading", &folder.articles, Reason::from(error).advise(advice))
    })?;
    if !metadata.is_dir() {
        return Err(Failure::new("reading", &folder.articles, "it is not a folder"));
    }
    is_no_link(folder)?;
    let root = open_articles(folder).map_err(|error| Failure::new("reading", &folder.articles, error))?;
    let (mut found, mut seeds) = walked(folder)?;
    let own = Own::of(folder, &found)?;
    found.articles.retain(|(path, ..)| !own.is_named(path));
    folder.sorting.sort(&mut found, &mut seeds.files);
    found.articles.sort_by(|a, b| a.0.cmp(&b.0));
    let read: Vec<_> = found
        .articles
        .into_par_iter()
        .map(|(path, kind, file)| {
            let below = file.strip_prefix(&folder.articles).unwrap_or(&file);
            (read_open(&path, kind, &file, root.file(below), folder.max_file_bytes), path)
        })
        .collect();
    seeds.lists = lists_of(&found.lists, folder, &root);
    let mut marked = Vec::new();
    for (outcome, path) in read {
        match outcome {
            Ok(seed) if own_files::is_marked(&path, beginning(&seed.bytes)) => marked.push(path),
            Ok(seed) => seeds.seeds.push(seed),
            Err(Unread::Unfit(remark)) => {
                seeds.unread.push(path);
                seeds.remarks.push(remark);
            }
            Err(Unread::Failed(failure)) => return Err(failure),
        }
    }
    data::read(folder, &root, &mut seeds);
    seeds.remarks.extend(own.remark(&marked));
    seeds.other_kinds = kinds::other_kinds(|name| folder.is_project() && is_about_project(name), seeds.files.keys());
    seeds.remarks.extend(seeds.other_kinds.iter().map(|kind| Remark::new(Level::Advice, "", kind.as_str())));
    if !found.passed.is_empty() {
        seeds.passed = found.passed.to_string();
        seeds.remarks.push(Remark::new(Level::Advice, "", seeds.passed.as_str()));
    }
    seeds.remarks.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(seeds)
}

/// The pages called `_index`. One that cannot be read says nothing: it is no article.
fn lists_of(found: &[(String, &'static Reader, PathBuf)], folder: &Folder, root: &OpenFolder) -> Vec<SourceFile> {
    let read = |(path, kind, file): &(String, &'static Reader, PathBuf)| {
        let below = file.strip_prefix(&folder.articles).unwrap_or(file);
        read_open(path, kind, file, root.file(below), folder.max_file_bytes).ok()
    };
    let mut lists: Vec<SourceFile> = found.iter().filter_map(read).collect();
    lists.sort_by(|a, b| a.path.cmp(&b.path));
    lists
}

/// Where the mark of a file of ours is.
fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(own_files::HEAD_BYTES)).unwrap_or_default()
}

/// What a walk has met.
#[derive(Default)]
struct Found {
    /// Files that are articles by their names.
    articles: Vec<(String, &'static Reader, PathBuf)>,
    /// The folders.
    folders: Vec<PathBuf>,
    /// Pages called `_index`.
    lists: Vec<(String, &'static Reader, PathBuf)>,
    /// What is no article although a reader would read it.
    passed: Passed,
}

/// Walks through the folder. What stands in the way of one article or one folder below it is a remark.
fn walked(folder: &Folder) -> Result<(Found, Seeds), Failure> {
    let (mut found, mut seeds) = (Found::default(), Seeds::default());
    let skipped = Arc::new(Mutex::new(Passed::default()));
    for entry in walk(folder, &skipped) {
        match entry {
            Ok(entry) => {
                is_ignored_as_said(folder, &entry, &mut seeds)?;
                sort_in(folder, &entry, &mut found, &mut seeds)?;
            }
            Err(error) => {
                let remark = unwalkable(folder, error)?;
                // A folder, or an article: what it held is not gone.
                seeds.unread.push(remark.path.clone());
                seeds.remarks.push(remark);
            }
        }
    }
    let mut of_folders = skipped.lock().unwrap_or_else(PoisonError::into_inner);
    found.passed.join(std::mem::take(&mut of_folders));
    if !folder.is_stated {
        is_one_project(folder, &seeds.files)?;
    }
    Ok((found, seeds))
}

/// What cannot be read in `.gitignore` may be what keeps a draft out. The walk passes over what the disk says of it.
fn is_ignored_as_said(folder: &Folder, entry: &DirEntry, seeds: &mut Seeds) -> Result<(), Failure> {
    let is_folder = entry.file_type().is_some_and(|file_type| file_type.is_dir());
    if is_folder && look_inside(entry.path(), GITIGNORE)?.is_some_and(|metadata| metadata.is_file()) {
        let path = entry.path().join(GITIGNORE);
        let read = open_to_read(&path).and_then(|mut file| file.read(&mut [0]));
        read.map_err(|error| Failure::new("reading", &path, error))?;
    }
    if let Some(error) = entry.error() {
        let place = entry.path().join(GITIGNORE);
        let path = match (place.strip_prefix(&folder.articles), place.strip_prefix(&folder.project)) {
            (Ok(path), _) => slashes_of(path),
            (_, path) => format!("/{}", slashes_of(path.unwrap_or(&place))),
        };
        seeds.remarks.push(Remark::new(Level::Warning, path, format!("is not understood: {}", said_of(error))));
    }
    Ok(())
}

const GITIGNORE: &str = ".gitignore";

/// What is in a folder under a name. A folder that we may not enter is told of by the walk, or by each article in it that cannot be read.
fn look_inside(folder: &Path, name: &str) -> Result<Option<Metadata>, Failure> {
    match look_at(&folder.join(name)) {
        Err(failure) if failure.kind == FailureKind::Denied => Ok(None),
        looked => looked,
    }
}

/// Whether a file begins as a ledger does.
pub fn begins_as_ledger(path: &Path) -> Result<bool, Failure> {
    let failed = |error: io::Error| Failure::new("reading", path, error);
    if look_at(path)?.is_none_or(|metadata| !metadata.is_file()) {
        return Ok(false);
    }
    let mut start = Vec::new();
    open_to_read(path).and_then(|file| file.take(15).read_to_end(&mut start)).map_err(failed)?;
    Ok(start == b"courant-ledger-")
}

/// The first file in a folder, by name, that begins as a ledger does.
pub fn ledger_in(folder: &Path) -> Result<Option<PathBuf>, Failure> {
    let failed = |error: io::Error| Failure::new("reading", folder, error);
    // Whatever else stands in its place is told when the folder is made.
    if !std::fs::metadata(folder).is_ok_and(|metadata| metadata.is_dir()) {
        return Ok(None);
    }
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_file() {
            paths.push(entry.path());
        }
    }
    paths.sort();
    for path in paths {
        if begins_as_ledger(&path)? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Links are not followed, so that behind one no article would be found, and every feed would be empty.
fn is_no_link(folder: &Folder) -> Result<(), Failure> {
    let Ok(relative) = folder.articles.strip_prefix(&folder.project) else { return Ok(()) };
    let mut place = folder.project.clone();
    for part in relative.components() {
        place.push(part);
        let metadata = std::fs::symlink_metadata(&place).map_err(|error| Failure::new("reading", &place, error))?;
        if metadata.is_symlink() {
            return Err(Failure::new(
                "reading",
                place,
                "it is a link, and links are not followed; put the folder itself here",
            ));
        }
    }
    Ok(())
}

/// Why a file gives no article.
#[derive(Debug)]
pub enum Unread {
    /// It is not what an article is, or we may not read it: its author is told, and the others go on.
    Unfit(Remark),
    /// The disk failed: what is in it may be an article as before.
    Failed(Failure),
}

impl Unread {
    fn of(path: &str, file: &Path, error: io::Error) -> Unread {
        let is_denied = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
        // In a folder that we may not enter nothing is known of any file.
        let is_hidden = is_denied(&error) && std::fs::symlink_metadata(file).is_err_and(|error| is_denied(&error));
        if is_of_the_file(&error) && !is_hidden {
            Unread::Unfit(Remark::new(Level::Error, path, format!("cannot be read: {error}")))
        } else {
            Unread::Failed(Failure::new("reading", file, error))
        }
    }

    /// What a person is told who asked for this one file.
    pub fn remark(self, path: &str) -> Remark {
        match self {
            Unread::Unfit(remark) => remark,
            Unread::Failed(failure) => Remark::new(Level::Error, path, format!("cannot be read: {}", failure.why)),
        }
    }
}

/// Whether an error says something of a file, and not of the disk that it is on.
fn is_of_the_file(error: &io::Error) -> bool {
    // A link, or a file, that has taken the place of a file or a folder since the walk.
    let is_link = cfg!(unix) && error.raw_os_error() == Some(libc::ELOOP);
    let kinds = [
        io::ErrorKind::CrossesDevices,
        io::ErrorKind::NotADirectory,
        io::ErrorKind::NotFound,
        io::ErrorKind::PermissionDenied,
    ];
    is_link || kinds.contains(&error.kind())
}

/// Opens the folder of articles, so that what is found in it is read in it, whatever takes its place meanwhile.
fn open_articles(folder: &Folder) -> io::Result<OpenFolder> {
    let is_below = |path: &&Path| path.components().all(|part| matches!(part, Component::Normal(_)));
    match folder.articles.strip_prefix(&folder.project).ok().filter(is_below) {
        Some(below) => OpenFolder::open(&folder.project)?.folder(below),
        None => OpenFolder::open(&folder.articles),
    }
}

/// Reads one file as an article that is known by `path`. A link is not followed.
pub fn read_seed(path: &str, reader: &'static Reader, file: &Path, max_bytes: u64) -> Result<SourceFile, Unread> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = Path::new(file.file_name().unwrap_or_default());
    read_open(path, reader, file, OpenFolder::open(folder).and_then(|folder| folder.file(name)), max_bytes)
}

fn read_open(
    path: &str,
    reader: &'static Reader,
    file: &Path,
    opened: io::Result<File>,
    max_bytes: u64,
) -> Result<SourceFile, Unread> {
    let unreadable = |error: io::Error| Unread::of(path, file, error);
    let handle = opened.map_err(unreadable)?;
    let metadata = handle.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Unread::Unfit(not_a_file(path)));
    }
    let mut bytes = Vec::with_capacity(metadata.len().min(max_bytes) as usize);
    // One byte more than allowed tells a file that is too large, also one that grows while it is read.
    handle.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(unreadable)?;
    let unfit = |level: Level, message: String| Err(Unread::Unfit(Remark::new(level, path, message)));
    if bytes.len() as u64 > max_bytes {
        let message =
            format!("is larger than {max_bytes} bytes and is kept out; raise `max_file_bytes` if it is an article");
        return unfit(Level::Error, message);
    }
    if bytes.trim_ascii().is_empty() {
        return unfit(Level::Warning, "is empty".to_string());
    }
    Ok(SourceFile { path: path.to_string(), reader, bytes, modified: modified(&metadata) })
}

fn walk(folder: &Folder, skipped: &Arc<Mutex<Passed>>) -> ignore::Walk {
    let (articles, ours) = (folder.articles.clone(), folder.ours.clone());
    let (sorting, skipped) = (folder.sorting.clone(), Arc::clone(skipped));
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
            if !on_the_way || ours.iter().any(|own| path == own) {
                return false;
            }
            let is_below = path.starts_with(&articles) && path != articles;
            let is_folder = entry.file_type().is_some_and(|file_type| file_type.is_dir());
            let inside = path.strip_prefix(&articles).ok().filter(|_| is_below && is_folder);
            let kind = inside.and_then(|inside| sorting.kind_of_folder(path, inside));
            if let Some(kind) = kind {
                skipped.lock().unwrap_or_else(PoisonError::into_inner).add(kind);
            }
            kind.is_none()
        })
        .build()
}

/// Puts an entry of the walk where it belongs: an article to read, another file, or a remark.
fn sort_in(folder: &Folder, entry: &DirEntry, found: &mut Found, seeds: &mut Seeds) -> Result<(), Failure> {
    let Some(file_type) = entry.file_type() else { return Ok(()) };
    if file_type.is_dir() {
        found.folders.push(entry.path().to_path_buf());
        return Ok(());
    }
    let Ok(relative) = entry.path().strip_prefix(&folder.articles) else { return Ok(()) };
    let Some(path) = relative.to_str().map(slashes) else {
        let path = relative.to_string_lossy();
        seeds.remarks.push(Remark::new(Level::Error, path, "has a name that is not UTF-8 and is kept out; rename it"));
        return Ok(());
    };
    let name = path.rsplit('/').next().unwrap_or(&path);
    if is_section(name) {
        found.passed.add(Kind::List);
        if let Some(reader) = readers::find_by_path(name).filter(|_| file_type.is_file()) {
            found.lists.push((path, reader, entry.path().to_path_buf()));
        }
        return Ok(());
    }
    if folder.is_project() && readers::find_by_path(name).is_some() && is_about_project(name) {
        let message = "is about the project by its name, and no article; put articles into a folder of their own (`articles = \"...\"`)";
        // One of them tells it.
        if !seeds.remarks.iter().any(|remark| remark.message == message) {
            seeds.remarks.push(Remark::new(Level::Advice, path, message));
        }
        return Ok(());
    }
    match readers::find_by_path(&path) {
        Some(reader) if file_type.is_file() => found.articles.push((path, reader, entry.path().to_path_buf())),
        Some(_) if file_type.is_symlink() => {
            seeds.remarks.push(Remark::new(
                Level::Warning,
                path,
                "is a link and is passed over; put the file itself here",
            ));
        }
        Some(_) => seeds.remarks.push(not_a_file(&path)),
        None if file_type.is_file() => match entry.metadata() {
            Ok(metadata) => drop(seeds.files.insert(path, metadata.len())),
            // Feeds say how long a sound is: no length is none.
            Err(error) => {
                let remark = unwalkable(folder, error)?;
                seeds.remarks.push(Remark { path, ..remark });
            }
        },
        None => {}
    }
    Ok(())
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
    is_about || (readers::find_by_path(&name).is_some() && matches!(name.as_str(), "robots.txt" | "requirements.txt"))
}

/// `/` between the parts of a path on every system.
fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_string() }
}

fn not_a_file(path: &str) -> Remark {
    Remark::new(Level::Warning, path, "is no regular file and is passed over")
}

/// The remark on a folder or an article in it that we may not read; a failure where the folder of articles itself, or the way to it, cannot be read,
/// or the disk has failed.
fn unwalkable(folder: &Folder, error: ignore::Error) -> Result<Remark, Failure> {
    let is_passable = error.io_error().is_some_and(is_of_the_file);
    let is_folder = |path: &Path| std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let place = match path_of(&error) {
        // What a folder holds that cannot be listed is not known, and so it is not gone.
        Some(path) if is_passable && path != folder.articles && !is_folder(path) => {
            path.strip_prefix(&folder.articles).ok().map(slashes_of)
        }
        _ => None,
    };
    match place {
        Some(path) => Ok(Remark::new(Level::Error, path, format!("cannot be read: {}", said_of(&error)))),
        None => {
            let path = path_of(&error).unwrap_or(&folder.articles).to_path_buf();
            let why = format!("{}; which articles there are is not known, and nothing was changed", said_of(&error));
            let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
            Err(Failure::new("reading", path, io::Error::new(kind, why)))
        }
    }
}

/// What the system said, without the paths that each layer has put before it.
fn said_of(error: &ignore::Error) -> String {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = error.io_error().map(|error| error as _);
    let mut said = error.to_string();
    while let Some(inner) = cause {
        said = inner.to_string();
        cause = inner.source();
    }
    said
}

/// The path that an error of the walk is about, however deep it stands in it.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn slashes_of(path: &Path) -> String {
    slashes(&path.to_string_lossy())
}

/// When a file was last changed, if that is a time that feeds can carry.
fn modified(metadata: &Metadata) -> Option<Timestamp> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_unix(i64::try_from(since.as_secs()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(project: &str, articles: &str) -> Folder {
        Folder {
            project: project.into(),
            articles: articles.into(),
            ours: Vec::new(),
            output: "feeds".into(),
            is_stated: true,
            max_file_bytes: 1000,
            sorting: Sorting::default(),
        }
    }

    fn refused(path: Option<&str>, kind: io::ErrorKind) -> ignore::Error {
        let error = ignore::Error::Io(io::Error::from(kind));
        let error = match path {
            Some(path) => ignore::Error::WithPath { path: path.into(), err: Box::new(error) },
            None => error,
        };
        ignore::Error::WithDepth { depth: 1, err: Box::new(error) }
    }

    /// A disk that fails, which no test can order: only what lies below the folder of articles, and we may not read, is passed over.
    #[test]
    fn what_cannot_be_listed_is_no_absence() {
        let cases = [
            (".", "./seeds", Some("."), None),
            (".", "./seeds", Some("./"), None),
            (".", "./seeds", Some("./seeds"), None),
            (".", "./seeds", Some("./seeds/"), None),
            (".", ".", Some("."), None),
            (".", ".", Some("./"), None),
            (".", ".", Some("./news"), Some("news")),
            (".", "./seeds", Some("./seeds/news/a.md"), Some("news/a.md")),
            ("/p", "/p/a/b", Some("/p/a"), None),
            ("/p", "/p/a/b", Some("/p/a/b/c"), Some("c")),
            ("/p/", "/p/seeds", Some("/p"), None),
            (".", "./seeds", None, None),
        ];
        for (project, articles, path, expected) in cases {
            let failing = unwalkable(&folder(project, articles), refused(path, io::ErrorKind::Other));
            assert!(failing.is_err(), "{project} {articles} {path:?}: {failing:?}");
            let told = unwalkable(&folder(project, articles), refused(path, io::ErrorKind::PermissionDenied));
            match (told, expected) {
                (Ok(remark), Some(expected)) => assert_eq!(remark.path, expected),
                (Err(failure), None) => assert!(failure.to_string().contains("nothing was changed"), "{failure}"),
                (told, _) => panic!("{project} {articles} {path:?}: {told:?}"),
            }
        }
    }
}
