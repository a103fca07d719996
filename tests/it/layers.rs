//! The direction of imports, and what pure rooms must not touch: ARCHITECTURE.md, "Rooms".

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may import. Nouns come first; nothing imports a room below it.
const ROOMS: &[(&str, &str)] = &[
    ("source", ""),
    ("text", ""),
    ("language_tag", ""),
    ("entry_id", ""),
    ("failure", ""),
    ("lengths", ""),
    ("letters", ""),
    ("date", "language_tag lengths letters"),
    ("html", "text"),
    ("remark", "source text"),
    ("article", "date html language_tag"),
    ("feed", "date entry_id language_tag text"),
    ("words", "date language_tag"),
    ("validate", "date source"),
    ("deliver", "source validate"),
    ("compare", "date html validate"),
    ("catalogue", "deliver source validate"),
    ("fix", "source validate"),
    ("config", "catalogue feed language_tag remark source text validate"),
    ("deploy", "config feed"),
    ("understand", "article date entry_id html language_tag lengths letters remark source text"),
    ("ledger", "article date entry_id html language_tag remark source text"),
    ("render", "date entry_id feed html language_tag text words"),
    ("page", "feed html language_tag text words"),
    ("compose", "article config date feed html language_tag ledger remark render source text"),
    ("report", "source text validate"),
    ("serve", "deliver html"),
    ("read", "article date failure remark source"),
    ("publish", "failure feed html ledger source text validate"),
    (
        "build",
        "article compose config date entry_id feed ledger page publish read remark render source understand validate",
    ),
    ("cli", ""),
    ("commands", "*"),
    ("main", "*"),
    ("lib", "*"),
];

/// Rooms that may touch the disk, the environment, the clock and the terminal.
const SHELL: &[&str] = &["read", "publish", "commands", "main"];

/// What only the shell may name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "println!",
    "eprintln!",
    "print!(",
    "std::io::std",
    "File::",
];

/// A foreign type stays in the room that needs it.
const FOREIGN: &[(&str, &str)] = &[
    ("rss::", "render"),
    ("atom_syndication::", "render"),
    ("html5ever::", "html"),
    ("clap::", "cli commands main"),
    ("annotate_snippets::", "report"),
    ("hyper::", "serve commands"),
    ("tokio::", "commands"),
    ("notify::", "commands"),
];

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: the room `{room}` is not in the table of {}", path.display(), file!()));
            continue;
        };
        let may: BTreeSet<&str> = allowed.split(' ').collect();
        for imported in rooms_named_in(&text) {
            if imported != room && *allowed != "*" && !may.contains(imported.as_str()) {
                wrong.push(format!("{}: `{room}` must not import `{imported}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn pure_rooms_touch_neither_disk_nor_clock() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources().into_iter().filter(|(room, ..)| !SHELL.contains(&room.as_str())) {
        let _ = room;
        for name in IMPURE.iter().filter(|name| text.contains(**name)) {
            wrong.push(format!("{}: a pure room names `{name}`", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn foreign_types_stay_where_they_are_needed() {
    let mut wrong = Vec::new();
    for (room, path, text) in sources() {
        for (name, rooms) in FOREIGN {
            let named = text
                .match_indices(name)
                .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
            // A module of our own may have the name of a crate: the rules about RSS are in `rules/rss.rs`.
            let is_own = text.contains(&format!("mod {};", name.trim_end_matches("::")));
            if named && !is_own && !rooms.split(' ').any(|allowed| allowed == room) {
                wrong.push(format!("{}: `{name}` belongs to {rooms}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every source file: its room, its path, and its text without tests and comments.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src is there").flatten() {
            let path = entry.path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    assert!(files.len() > 20, "the sources were not found: {files:?}");
    files.sort();
    files
        .into_iter()
        .map(|path| (room_of(&root, &path), code_of(&path), path))
        .map(|(room, code, path)| (room, path, code))
        .collect()
}

fn room_of(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).expect("it was found there");
    let first = relative.components().next().expect("a file has a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_string()
}

/// The code: without the test modules, which stand last, and without comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn rooms_named_in(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, prefix) in text.match_indices("crate::") {
        let rest = &text[at + prefix.len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            // `use crate::{a::B, c}`: the names after `{` and after each comma.
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![rest],
        };
        rooms.extend(names.into_iter().map(|name| {
            name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_string()
        }));
    }
    rooms
}
