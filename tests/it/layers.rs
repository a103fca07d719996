//! The direction of imports, and what pure rooms must not touch: ARCHITECTURE.md, "Rooms".

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may import: a crate of the workspace is one room, a module of the program is one. Nouns come first;
/// nothing imports a room below it.
const ROOMS: &[(&str, &str)] = &[
    ("courant_text", ""),
    ("courant_html", "courant_text"),
    ("courant_validate", "courant_text courant_html"),
    ("courant_read", "courant_text courant_html"),
    ("courant_testing", ""),
    ("disk", ""),
    ("failure", "courant_read"),
    ("feed", "courant_text"),
    ("own_files", "feed"),
    ("ui_strings", "courant_text"),
    ("ledger", "courant_html courant_read courant_text"),
    ("render", "courant_html courant_text feed ui_strings"),
    ("page", "courant_html courant_text feed ui_strings"),
    ("config", "courant_read courant_text courant_validate feed own_files render"),
    ("redirects", "feed ledger render"),
    ("deploy", "config feed redirects render"),
    ("compose", "config courant_html courant_read courant_text feed ledger render"),
    ("serve", "courant_html courant_validate feed"),
    ("read", "courant_read courant_text disk failure own_files"),
    ("publish", "courant_html courant_text courant_validate disk failure feed ledger own_files"),
    (
        "plan",
        "compose config courant_read courant_text courant_validate feed ledger page publish read redirects render",
    ),
    ("cli", "courant_read courant_validate deploy"),
    ("commands", "*"),
    ("main", "*"),
    ("lib", "*"),
];

/// Rooms that may touch the disk, the environment, the clock and the terminal.
const SHELL: &[&str] = &["courant_testing", "disk", "read", "publish", "commands", "main"];

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
    ("html5ever::", "courant_html"),
    ("html5gum::", "courant_html"),
    ("clap::", "cli commands courant_validate courant_read deploy main"),
    ("annotate_snippets::", "courant_validate"),
    ("hyper::", "serve commands"),
    ("tokio::", "commands"),
    ("notify::", "commands"),
    ("rustix::", "disk"),
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
        for imported in rooms_named_in(&room, &text) {
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
        for name in IMPURE.iter().filter(|name| is_used(&text, name)) {
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
            let named = is_named(&text, name);
            // A module of our own may have the name of a crate: the rules about RSS are in `rules/rss.rs`.
            let is_own = text.contains(&format!("mod {};", name.trim_end_matches("::")));
            if named && !is_own && !rooms.split(' ').any(|allowed| allowed == room) {
                wrong.push(format!("{}: `{name}` belongs to {rooms}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a text has a name that is not the end of a longer one: `File::open`, but not `SourceFile::new` or `own::File::open`.
fn is_named(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'))
}

/// Whether a text uses a name by whatever path: `std::time::Instant::now` is `Instant::now`, and `SourceFile::new` is no `File::new`.
fn is_used(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Every source file: its room, its path, and its text without tests and comments.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("src")];
    folders.extend(
        fs::read_dir(root.join("crates")).expect("crates are there").flatten().map(|entry| entry.path().join("src")),
    );
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources are there").flatten() {
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
        .map(|path| (room_of(root, &path), code_of(&path), path))
        .map(|(room, code, path)| (room, path, code))
        .collect()
}

fn room_of(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).expect("it was found there");
    let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    match names[0].as_ref() {
        "crates" => format!("courant_{}", names[1]),
        _ => names[1].trim_end_matches(".rs").to_string(),
    }
}

/// The code: without the test modules, which stand last, and without comments.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source file");
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The rooms that a file imports: other crates of the workspace, and in the program also its modules.
fn rooms_named_in(room: &str, text: &str) -> BTreeSet<String> {
    // `courant_text::source` names the crate; `courant_archive` in a server's file is no path.
    let crates = text.match_indices("courant_").filter_map(|(at, _)| text[at..].split_once("::").map(|(name, _)| name));
    let mut rooms: BTreeSet<String> =
        crates.filter(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).map(String::from).collect();
    if room.starts_with("courant_") {
        return rooms; // What a crate holds together, `crate::` names.
    }
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
