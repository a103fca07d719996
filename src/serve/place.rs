//! What is meant by the path of an address.

use super::{Asset, Audience, EVENTS, SCRIPT, Site};
use crate::feed::asked_path;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use std::sync::Arc;

/// What is at a path.
#[derive(Clone, Debug)]
pub enum Found {
    /// A file.
    File(Arc<Asset>),
    /// A folder: it is at this path, which ends in a slash.
    Folder(String),
    /// What is elsewhere now, at this address or path.
    Moved(String),
    /// The script that reloads pages.
    Script,
    /// The stream that tells it when.
    Events,
    /// Nothing.
    Nothing,
}

/// What cannot stand in a path as it is (URL Standard, "path percent-encode set", and what means something in a header field).
const ENCODED: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'?').add(b'`').add(b'{').add(b'}').add(b'%');

impl Site {
    /// What is at the path of an address, which is decoded once.
    ///
    /// Only names that were found in the folder lead anywhere, so that no spelling of a path leads out of it.
    pub fn find(&self, path: &str) -> Found {
        if self.audience == Audience::Author && path == SCRIPT {
            return Found::Script;
        }
        if self.audience == Audience::Author && path == EVENTS {
            return Found::Events;
        }
        let Some(name) = path.strip_prefix('/').and_then(|path| percent_decode_str(path).decode_utf8().ok()) else {
            return Found::Nothing;
        };
        if let Some(place) = asked_path(path).and_then(|path| self.moved.get(path.trim_start_matches('/'))) {
            return Found::Moved(place.clone());
        }
        if let Some(file) = self.files.get(name.as_ref()) {
            return Found::File(file.clone());
        }
        let (folder, is_written_as_folder) = match name.strip_suffix('/') {
            Some(folder) => (folder, true),
            None => (name.as_ref(), name.is_empty()),
        };
        let index = if folder.is_empty() { "index.html".to_string() } else { format!("{folder}/index.html") };
        // `//` is a name of the root for no browser.
        let is_folder = (name.is_empty() || !folder.is_empty()) && self.folders.contains(folder);
        match self.files.get(&index).filter(|_| is_folder) {
            Some(file) if is_written_as_folder => Found::File(file.clone()),
            Some(_) => Found::Folder(format!("/{}/", utf8_percent_encode(folder, ENCODED))),
            None => Found::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn site(audience: Audience) -> Site {
        let files = ["index.html", "rss.xml", "a b/index.html", "é/index.html", "x/y.xml", "50%/index.html"];
        let asset = |path: &&str| (path.to_string(), Arc::new(Asset::memory(path, path.as_bytes().to_vec(), 0)));
        Site::new(files.iter().map(asset).collect::<BTreeMap<_, _>>(), audience)
    }

    fn found(site: &Site, path: &str) -> String {
        match site.find(path) {
            Found::File(file) => {
                String::from_utf8_lossy(file.bytes(super::super::Encoding::Identity).expect("held")).into_owned()
            }
            Found::Folder(place) | Found::Moved(place) => format!("-> {place}"),
            Found::Script => "script".to_string(),
            Found::Events => "events".to_string(),
            Found::Nothing => String::new(),
        }
    }

    #[test]
    fn only_what_is_in_the_folder_is_found() {
        let site = site(Audience::Everybody { max_age_seconds: 60 });
        let cases = [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/rss.xml", "rss.xml"),
            ("/%72ss.xml", "rss.xml"),
            ("/a%20b", "-> /a%20b/"),
            ("/a%20b/", "a b/index.html"),
            ("/%C3%A9", "-> /%C3%A9/"),
            ("/50%25", "-> /50%25/"),
            ("/x/y.xml", "x/y.xml"),
            ("/x%2Fy.xml", "x/y.xml"),
            ("/x", ""),
            ("/x/", ""),
            ("/rss.xml/", ""),
            ("//", ""),
            ("//rss.xml", ""),
            ("//e.example/..", ""),
            ("/../rss.xml", ""),
            ("/x/../rss.xml", ""),
            ("/x/%2e%2e/rss.xml", ""),
            ("/x/..%2frss.xml", ""),
            ("/x\\y.xml", ""),
            ("/%2572ss.xml", ""),
            ("/rss.xml%00", ""),
            ("/%ff", ""),
            ("rss.xml", ""),
            ("*", ""),
            ("", ""),
            (SCRIPT, ""),
            (EVENTS, ""),
        ];
        for (path, expected) in cases {
            assert_eq!(found(&site, path), expected, "{path}");
        }
    }

    #[test]
    fn what_has_moved_leads_to_where_it_is_whatever_lies_there() {
        let moved = [("x/y.xml", "/rss.xml"), ("é b/", "https://example.org/%C3%A9/"), ("gone/", "/a%20b/")];
        let moved = moved.into_iter().map(|(from, to)| (from.to_string(), to.to_string())).collect();
        let site = site(Audience::Everybody { max_age_seconds: 60 }).leading(Arc::new(moved));
        let cases = [
            ("/x/y.xml", "-> /rss.xml"),
            ("/%C3%A9%20b/", "-> https://example.org/%C3%A9/"),
            ("/gone/", "-> /a%20b/"),
            ("/gone", ""),
            ("/rss.xml", "rss.xml"),
        ];
        for (path, expected) in cases {
            assert_eq!(found(&site, path), expected, "{path}");
        }
    }

    #[test]
    fn the_author_gets_what_reloads_pages() {
        let site = site(Audience::Author);
        assert_eq!((found(&site, SCRIPT), found(&site, EVENTS)), ("script".to_string(), "events".to_string()));
    }
}
