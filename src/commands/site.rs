//! The site that a project lies in: its generator's files on the disk.

use crate::disk::{self, OpenFolder};
use courant_read::profile::Profile;
use courant_read::profile::configuration::{MOST_BYTES, SiteConfiguration};
use courant_read::profile::recognition::{SiteTree, folder_of};
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::Path;

/// The files of a site as they lie on the disk. A link in it leads to what may be anybody's, and is not followed.
pub struct FolderTree {
    /// The folder of the project, where it can be opened.
    root: Option<OpenFolder>,
}

impl FolderTree {
    /// The files of the project in a folder.
    pub fn of(root: &Path) -> FolderTree {
        FolderTree { root: OpenFolder::open(root).ok() }
    }

    /// What is at a path; of a link, what it is itself.
    pub fn metadata(&self, path: &str) -> Option<Metadata> {
        let path = plain(path);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        self.folder(folder)?.metadata(OsStr::new(name)).ok()
    }

    fn folder(&self, path: &str) -> Option<OpenFolder> {
        self.root.as_ref()?.folder(Path::new(plain(path))).ok()
    }
}

impl SiteTree for FolderTree {
    fn has(&self, path: &str) -> bool {
        if path.is_empty() { self.root.is_some() } else { self.metadata(path).is_some() }
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let names = self.folder(folder).and_then(|folder| folder.names().ok()).unwrap_or_default();
        let mut names: Vec<String> = names.into_iter().filter_map(|name| name.into_string().ok()).collect();
        // Sorted before it is cut: which they are must not depend on the disk.
        names.sort();
        names.truncate(1000);
        names
    }

    fn text(&self, path: &str) -> Option<Result<String, String>> {
        let metadata = self.metadata(path)?;
        if metadata.is_symlink() {
            return Some(Err("it is a link, and links are not followed; put the file itself here".to_string()));
        }
        let root = self.root.as_ref().filter(|_| metadata.is_file())?;
        let file = root.file(Path::new(plain(path)));
        let bytes = file.and_then(|file| disk::read_whole(file, MOST_BYTES as u64)).map_err(|error| error.to_string());
        Some(bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_string())))
    }
}

/// A path inside the project, without what says that it is one.
fn plain(path: &str) -> &str {
    path.trim_start_matches("./").trim_end_matches('/')
}

/// A site, as far as its profile lets it be known.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Its folder inside the project, with `/` at its end; empty where it is the whole.
    pub folder: String,
    /// What its own configuration says.
    pub configuration: SiteConfiguration,
}

impl Site {
    /// The site of a project; nothing is known where it states no profile.
    pub fn of(root: &Path, profile: Option<&Profile>) -> Site {
        let Some(profile) = profile else { return Site::default() };
        let tree = FolderTree::of(root);
        let folder = folder_of(profile, &tree);
        Site { configuration: SiteConfiguration::read(profile, &folder, &tree), folder }
    }

    /// What could not be read of its configuration, which templates may ask for. Paths are inside the project.
    pub fn remarks(&self) -> Vec<Remark> {
        let unread = self.configuration.unread.iter();
        let told = |(path, why): &(String, String)| {
            let message =
                format!("the site's configuration cannot be read: {why}; what templates ask of it is left out");
            Remark::new(Level::Warning, format!("/{path}"), message)
        };
        unread.map(told).collect()
    }
}
