//! The site that a project lies in: its generator's files on the disk.

use crate::disk;
use courant_read::profile::Profile;
use courant_read::profile::configuration::{MOST_BYTES, SiteConfiguration};
use courant_read::profile::recognition::{SiteTree, folder_of};
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::path::{Path, PathBuf};

/// The files of a site as they lie on the disk.
pub struct FolderTree<'a> {
    /// The folder of the project.
    pub root: &'a Path,
}

impl FolderTree<'_> {
    fn place(&self, path: &str) -> PathBuf {
        if path.is_empty() { self.root.to_path_buf() } else { self.root.join(path) }
    }
}

impl SiteTree for FolderTree<'_> {
    fn has(&self, path: &str) -> bool {
        std::fs::metadata(self.place(path)).is_ok()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.place(folder)) else { return Vec::new() };
        let mut names: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        // Sorted before it is cut: which they are must not depend on the disk.
        names.sort();
        names.truncate(1000);
        names
    }

    fn text(&self, path: &str) -> Option<Result<String, String>> {
        let place = self.place(path);
        std::fs::metadata(&place).ok().filter(|metadata| metadata.is_file())?;
        let bytes = disk::read(&place, MOST_BYTES as u64).map_err(|error| error.to_string());
        Some(bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_string())))
    }
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
        let tree = FolderTree { root };
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
