//! The files in which a site says who its authors are: where they are is the profile's to say.

use crate::config::Config;
use crate::disk::{self, OpenFolder};
use courant_read::article::Person;
use courant_read::front_matter::read_people;
use courant_read::people::People;
use courant_read::profile;
use courant_read::remark::Remark;
use courant_text::source::{Level, Source};
use globset::GlobBuilder;
use std::path::{Path, PathBuf};

/// The people whom the articles of a project name by an id.
#[derive(Clone, Debug, Default)]
pub struct PeopleFiles {
    /// The paths and texts of the files: part of what a build depends on.
    pub texts: String,
    /// What they say, and the configuration before them.
    pub people: People,
    /// What is wrong with them: whom they name is then known by the id alone.
    pub remarks: Vec<Remark>,
}

impl PeopleFiles {
    /// Reads them. Where no profile is stated, the files of all are looked for.
    pub fn read(root: &Path, config: &Config) -> PeopleFiles {
        let mut found = PeopleFiles::default();
        for (id, person) in config.author.iter().flat_map(|authors| &authors.by_id) {
            let person = person.clone();
            found.people.add(id, Person { name: person.name, email: person.email, url: person.url });
        }
        // A folder that cannot be looked into is told of where articles are looked for.
        let Ok(folder) = OpenFolder::open(root) else { return found };
        let mut paths = Vec::new();
        for pattern in profile::people_files(config.profile) {
            let parts: Vec<&str> = pattern.split('/').collect();
            for path in matching(&folder, &parts) {
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        for path in paths {
            found.add(&folder, &path);
        }
        found
    }

    fn add(&mut self, folder: &OpenFolder, path: &Path) {
        /// A list of people is no library.
        const MOST_BYTES: u64 = 4 << 20;
        let name = path.to_string_lossy().replace('\\', "/");
        let read = folder.file(path).and_then(|file| disk::read_whole(file, MOST_BYTES));
        let source = match read {
            Ok(bytes) => Source::from_bytes(name.clone(), bytes),
            Err(error) => {
                let message = format!("cannot be read, and whom it names is not known: {error}");
                self.remarks.push(Remark::new(Level::Warning, format!("/{name}"), message));
                return;
            }
        };
        self.texts.push_str(&format!("{name}\n{}\n", source.text));
        if let Some(remark) = read_people(&name, &source.text, &mut self.people) {
            self.remarks.push(Remark { path: format!("/{name}"), ..remark });
        }
    }
}

/// The files below a folder whose paths have such parts, in the order of their names.
fn matching(folder: &OpenFolder, parts: &[&str]) -> Vec<PathBuf> {
    /// A site has fewer authors than that.
    const MOST_FILES: usize = 5_000;
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let Ok(glob) = GlobBuilder::new(first).literal_separator(true).build() else { return Vec::new() };
    let matcher = glob.compile_matcher();
    let mut names = folder.names().unwrap_or_default();
    names.sort();
    let mut found = Vec::new();
    for name in names.into_iter().filter(|name| matcher.is_match(name)) {
        let path = PathBuf::from(&name);
        if rest.is_empty() {
            let is_file = folder.metadata(&name).is_ok_and(|metadata| metadata.is_file());
            let is_shown = !name.to_string_lossy().starts_with('.');
            found.extend(
                (is_file && is_shown && courant_read::front_matter::may_hold_people(&path.to_string_lossy()))
                    .then_some(path),
            );
        } else if let Ok(below) = folder.folder(Path::new(&name)) {
            found.extend(matching(&below, rest).into_iter().map(|inside| path.join(inside)));
        }
        if found.len() >= MOST_FILES {
            break;
        }
    }
    found
}
