//! Files beside articles that state front matter for them.

use super::{Folder, Seeds};
use crate::disk::{self, OpenFolder};
use courant_read::profile::configuration::MOST_BYTES;
use courant_read::profile::data_files::Scope;
use courant_read::remark::Remark;
use courant_text::source::Level;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

/// A file that states front matter for articles beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataText {
    /// Where it lies inside the folder of articles; a path that begins with `/` is one inside the project.
    pub path: String,
    /// For what it states something.
    pub scope: Scope,
    /// What stands in it.
    pub text: String,
}

/// Reads the files of that kind: those above the folder of articles first, and of several for the same those that go before others last.
pub(super) fn read(folder: &Folder, root: &OpenFolder, seeds: &mut Seeds) {
    let files = folder.sorting.data_files;
    let articles = folder.articles.strip_prefix(&folder.project).ok().and_then(Path::to_str).unwrap_or_default();
    let articles = super::slashes(articles);
    let mut data = Vec::new();
    let mut take = |path: String, scope: Scope, text: io::Result<String>, remarks: &mut Vec<Remark>| match text {
        Ok(text) => data.push(DataText { path, scope, text }),
        Err(error) => {
            let message = format!("cannot be read: {error}; what it states for articles is left out");
            remarks.push(Remark::new(Level::Warning, path, message));
        }
    };
    for path in files.above(&articles) {
        let place = folder.project.join(&path);
        if std::fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_file()) {
            let text = disk::read(&place, MOST_BYTES as u64).and_then(as_text);
            take(format!("/{path}"), Scope::Folder(String::new()), text, &mut seeds.remarks);
        }
    }
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_string();
    let there: BTreeSet<String> = seeds.seeds.iter().map(|seed| stem(&seed.path)).collect();
    let is_asked = |scope: &Scope| match scope {
        Scope::Folder(_) => true,
        Scope::Article(stem) => there.contains(stem),
    };
    let inside = seeds.files.keys().filter_map(|path| Some((files.scope(&articles, path)?, path.clone())));
    let inside = inside.filter(|((scope, _), _)| is_asked(scope));
    let mut inside: Vec<_> = inside.collect();
    inside.sort();
    for ((scope, _), path) in inside {
        let text = root.file(Path::new(&path)).and_then(|file| {
            let mut bytes = Vec::new();
            file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
            as_text(bytes)
        });
        take(path, scope, text, &mut seeds.remarks);
    }
    seeds.data = data;
}

fn as_text(bytes: Vec<u8>) -> io::Result<String> {
    if bytes.len() > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than any file of data"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}
