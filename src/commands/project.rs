//! Where a project is, what it says of itself, and what time it is.

use super::people_files::PeopleFiles;
use super::site::Site;
use crate::config::Config;
use crate::disk;
use crate::failure::{Failure, FailureKind, Reason};
use crate::feed::AbsoluteUrl;
pub use crate::own_files::{CONFIGURATION, STATE};
use crate::publish;
use crate::read::{self, Folder, Sorting, look_at};
use courant_read::remark::Remark;
use courant_read::vocabulary::{self, VocabularyEntry};
use courant_text::date::{DateHints, Timestamp, parse};
use courant_text::source::Source;
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A project, with its places as paths that can be opened.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder.
    pub root: PathBuf,
    /// What it wants.
    pub config: Config,
    /// Its text, empty where there is none: part of what a build depends on.
    pub config_text: String,
    /// Its stylesheet, where it has one of its own.
    pub theme: Option<String>,
    /// The site that it lies in.
    pub site: Site,
    /// The categories of its vocabulary file.
    pub vocabulary: VocabularyFile,
    /// The people whom its articles name by an id.
    pub people: PeopleFiles,
    /// The folder of articles.
    pub articles: PathBuf,
    /// The folder of feeds.
    pub output: PathBuf,
    /// The ledger.
    pub ledger: PathBuf,
    /// The folder of what need not be kept: the lock, and the memory of the last build.
    pub state: PathBuf,
    /// Whether the folder says itself that it is a project: by a configuration or a ledger.
    pub is_stated: bool,
}

impl Project {
    /// Opens a project. `config` and `out` take the place of its own `courant.toml` and output folder.
    pub fn open(root: &Path, config: Option<&Path>, out: Option<&Path>) -> Result<Project, Failure> {
        match look_at(root)? {
            Some(metadata) if metadata.is_dir() => {}
            Some(_) => {
                let why = "it is a file; name the folder of the project (`courant show` takes a file)";
                return Err(Failure::new("opening", root, why));
            }
            None => {
                let why = Reason::from("there is no such folder").of_kind(FailureKind::NotFound);
                return Err(Failure::new("opening", root, why));
            }
        }
        let own = root.join(CONFIGURATION);
        let path = match config {
            Some(path) => Some(path.to_path_buf()),
            None => look_at(&own)?.map(|_| own.clone()),
        };
        let text = path.as_deref().map_or(Ok(String::new()), read_text)?;
        let mut config = parse_configuration(&text, path.as_deref().unwrap_or(&own))?;
        let is_stated = path.is_some() || look_at(&root.join(&config.ledger))?.is_some();
        if !is_stated {
            is_in_no_other(root)?;
        }
        if path.is_none() && look_at(&root.join(&config.articles))?.is_none() {
            // A folder with neither a configuration nor seeds is itself the folder of articles.
            config.articles = ".".to_string();
        }
        let place = |path: &str| if path == "." { root.to_path_buf() } else { root.join(path) };
        let theme = config.theme.as_ref().map(|path| root.join(path));
        Ok(Project {
            theme: theme.map(|path| read_text(&path)).transpose()?,
            articles: place(&config.articles),
            output: out.map_or_else(|| place(&config.output), Path::to_path_buf),
            ledger: place(&config.ledger),
            state: root.join(STATE),
            is_stated,
            root: root.to_path_buf(),
            config_text: text,
            site: Site::of(root, config.profile),
            vocabulary: read_vocabulary(root, &config)?,
            people: PeopleFiles::read(root, &config),
            config,
        })
    }

    /// The same remarks with paths that open from where the command runs: an article is known by its path inside its folder.
    pub fn placed(&self, remarks: &[Remark]) -> Vec<Remark> {
        let placed = |remark: &Remark| {
            let path = match remark.path.strip_prefix('/') {
                Some(path) => self.root.join(path),
                None if remark.path == CONFIGURATION => self.root.join(CONFIGURATION),
                None => self.articles.join(&remark.path),
            };
            let path = path.strip_prefix(".").unwrap_or(&path).to_string_lossy().into_owned();
            // The project itself.
            let path = if path.is_empty() { ".".to_string() } else { path };
            Remark { path, ..remark.clone() }
        };
        remarks.iter().map(placed).collect()
    }

    /// Where its articles are, and what in there is no article.
    pub fn folder(&self) -> Folder {
        Folder {
            project: self.root.clone(),
            articles: self.articles.clone(),
            // An output folder that is the project itself holds the articles too.
            ours: [&self.output, &self.ledger, &self.state]
                .into_iter()
                .map(|path| self.as_found(path))
                .filter(|path| !self.articles.starts_with(path))
                .collect(),
            output: self.as_found(&self.output),
            is_stated: self.is_stated,
            max_file_bytes: self.config.max_file_bytes,
            sorting: self.sorting(),
        }
    }

    /// The folder of articles inside the site.
    pub fn place(&self) -> String {
        let site = self.site.folder.trim_end_matches('/');
        let articles = if self.config.articles == "." { "" } else { self.config.articles.as_str() };
        Path::new(articles).strip_prefix(site).ok().and_then(Path::to_str).unwrap_or(articles).to_string()
    }

    /// By what an article is told from what else lies in its folder.
    fn sorting(&self) -> Sorting {
        let exclude = self.config.exclude.clone();
        // What is wrong with the ledger is told where it is read to be written.
        let ledger = publish::read_ledger(&self.ledger).unwrap_or_default();
        let due = ledger.articles.into_iter().filter(|(_, record)| record.is_published);
        let published = due.map(|(path, _)| path).collect();
        let Some(profile) = self.config.profile else { return Sorting { exclude, published, ..Sorting::default() } };
        let site = self.site.folder.trim_end_matches('/');
        let output = self.site.configuration.output().map(|known| known.value);
        let outputs = profile.layout.output.iter().map(|folder| folder.to_string()).chain(output);
        let root = if site.is_empty() { self.root.clone() } else { self.root.join(site) };
        Sorting {
            exclude,
            layout: Some(&profile.layout),
            data_files: profile.data_files,
            place: self.place(),
            published,
            outputs: outputs.map(|folder| root.join(folder)).collect(),
        }
    }

    /// A path as it is met on the way from the root, however the command line has written it.
    fn as_found(&self, path: &Path) -> PathBuf {
        let absolute = |path: &Path| std::path::absolute(path).ok();
        let below = absolute(path).zip(absolute(&self.root));
        let below = below.and_then(|(path, root)| Some(self.root.join(path.strip_prefix(root).ok()?)));
        below.unwrap_or_else(|| path.to_path_buf())
    }
}

/// Refuses a folder that is a part of a project: its articles, or its feeds. What is built there would be promised a second time.
fn is_in_no_other(root: &Path) -> Result<(), Failure> {
    // What cannot be found by its true name has no folders around it that anybody could ask.
    let Ok(whole) = root.canonicalize() else { return Ok(()) };
    for around in whole.ancestors().skip(1) {
        let Ok(inside) = whole.strip_prefix(around) else { continue };
        let Some(part) = part_of(around, inside) else { continue };
        let depth = inside.components().count();
        let named = named_around(root, depth).unwrap_or_else(|| around.to_path_buf());
        let named = named.display();
        let why = format!(
            "it is {part} of the project `{named}`: run `courant build {named}`; if it is a project of its own, write a {CONFIGURATION} here"
        );
        return Err(Failure::new("opening", root, why));
    }
    Ok(())
}

/// The folder so many steps above, as a person who has written `root` would write it.
fn named_around(root: &Path, depth: usize) -> Option<PathBuf> {
    if root == Path::new(".") {
        return Some(std::iter::repeat_n("..", depth).collect());
    }
    let is_plain = root.components().all(|part| matches!(part, Component::Normal(_) | Component::RootDir));
    let around = root.ancestors().nth(depth).filter(|_| is_plain)?;
    Some(if around.as_os_str().is_empty() { PathBuf::from(".") } else { around.to_path_buf() })
}

/// What a folder is to the project around it, if there is one. What cannot be looked at up there is nobody's project.
fn part_of(around: &Path, inside: &Path) -> Option<&'static str> {
    let configuration = around.join(CONFIGURATION);
    let text = look_at(&configuration).ok()?.map(|_| read_text(&configuration).unwrap_or_default());
    let config = text.as_deref().and_then(|text| Config::parse(text).ok()).unwrap_or_default();
    let ledger = around.join(&config.ledger);
    let has_ledger = read::begins_as_ledger(&ledger).unwrap_or(false);
    if text.is_none() && !has_ledger {
        return None;
    }
    if config.output != "." && inside.starts_with(&config.output) {
        return Some("the folder of feeds");
    }
    let articles = if text.is_none() && look_at(&around.join(&config.articles)).ok()?.is_none() {
        "."
    } else {
        config.articles.as_str()
    };
    if articles != "." {
        return inside.starts_with(articles).then_some("the folder of articles");
    }
    // Where the whole folder may hold articles, only the ledger tells that this part of it does.
    let known = publish::read_ledger(&ledger).ok()?;
    let is_inside = |path: &String| Path::new(path).starts_with(inside);
    known.articles.keys().any(is_inside).then_some("a folder of articles")
}

/// The address of the output folder, for a command that can do nothing without: `doing` it to the project.
pub fn feed_url<'a>(project: &'a Project, doing: &'static str) -> Result<&'a AbsoluteUrl, Failure> {
    let why =
        "`feed_url` is not set; write `feed_url = \"https://example.org/feeds/\"`, the address of the folder of feeds";
    project.config.feed_url.as_ref().ok_or_else(|| Failure::new(doing, &project.root, why))
}

/// The categories that others publish, as the project uses them.
#[derive(Clone, Debug, Default)]
pub struct VocabularyFile {
    /// Its text, empty where there is none: part of what a build depends on.
    pub text: String,
    /// What it says.
    pub entries: Vec<VocabularyEntry>,
}

/// Reads the vocabulary file that a configuration names, or says where its mistakes are.
pub fn read_vocabulary(root: &Path, config: &Config) -> Result<VocabularyFile, Failure> {
    let Some(path) = config.vocabulary.as_ref().map(|path| root.join(path)) else {
        return Ok(VocabularyFile::default());
    };
    let text = read_text(&path)?;
    let entries = vocabulary::parse(&text).map_err(|mistakes| {
        let places: Vec<_> = mistakes.iter().map(|mistake| format!("{}:{mistake}", path.display())).collect();
        Failure::new("reading", &path, Reason::from(places.join("; ")).of_kind(FailureKind::Malformed))
    })?;
    Ok(VocabularyFile { text, entries })
}

/// The configuration of a command that needs no project: the one that it is told, else the one in the present folder, where there is one.
pub fn configuration_here(told: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
    let own = PathBuf::from(CONFIGURATION);
    match told {
        Some(path) => Ok(Some(path.to_path_buf())),
        None => Ok(look_at(&own)?.map(|_| own)),
    }
}

/// Reads a configuration, or says where its mistakes are.
pub fn parse_configuration(text: &str, path: &Path) -> Result<Config, Failure> {
    Config::parse(text).map_err(|mistakes| {
        let places: Vec<_> = mistakes.iter().map(|mistake| format!("{}:{mistake}", path.display())).collect();
        Failure::new("reading", "configuration", Reason::from(places.join("; ")).of_kind(FailureKind::Malformed))
    })
}

/// The text of a file that the configuration names, or of itself, without a byte order mark.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = disk::read(path, disk::MOST_TEXT_BYTES).map_err(|error| Failure::new("reading", path, error))?;
    let source = Source::from_bytes(path.to_string_lossy(), bytes);
    if let Some(damage) = source.decoding().damage() {
        let place = format!("{}:{}", path.display(), source.position(damage.start));
        return Err(Failure::new("reading", place, "bytes that are no UTF-8; save the file as UTF-8"));
    }
    Ok(source.text)
}

/// The time of this build: as told, else `SOURCE_DATE_EPOCH`, else the clock's.
pub fn now(told: Option<&str>) -> Result<Timestamp, Failure> {
    if let Some(text) = told {
        return parse(text, &DateHints::default()).map_err(|_| {
            Failure::new("reading", "--now", format!("`{text}` is no time, write it like `2026-11-24T08:00:00Z`"))
        });
    }
    // Empty is what a script leaves that unsets it.
    if let Some(text) = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|text| !text.trim().is_empty()) {
        let epoch = text.trim().parse().ok().and_then(Timestamp::from_unix);
        return epoch.ok_or_else(|| {
            Failure::new("reading", "SOURCE_DATE_EPOCH", format!("`{text}` is no number of seconds since 1970"))
        });
    }
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    since
        .and_then(Timestamp::from_unix)
        .ok_or_else(|| Failure::new("reading", "the clock", "it shows no time that a feed can carry; use --now"))
}
