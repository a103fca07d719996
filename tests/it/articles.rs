//! What is understood of each article of `tests/articles/<case>/`, as `courant show` prints it.
//!
//! A case is a folder with one article (`article.md`, `.txt` or `.html`, at any depth: the path says something too), the expected
//! `expected.json`, and a `courant.toml` where the configuration matters. `UPDATE=1` rewrites what is expected.

use crate::project::Project;
use courant_testing::{golden_difference, repository};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn articles_are_understood_as_expected() {
    let cases = cases();
    assert!(!cases.is_empty(), "the cases were not found");
    let differences: Vec<String> =
        cases.iter().filter_map(|case| golden_difference(case.join("expected.json"), &shown(case))).collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn cases() -> Vec<PathBuf> {
    let folder = repository().join("tests/articles");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder).expect("the cases are there").flatten().map(|entry| entry.path()).collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    cases
}

/// What `courant show` says of the one article of a case, with its fields in order.
fn shown(case: &Path) -> String {
    let article = article(case);
    let project = Project::new(&[]);
    if let Ok(config) = fs::read(case.join("courant.toml")) {
        project.write("courant.toml", config);
    }
    let path = format!("seeds/{article}");
    project.write(&path, fs::read(case.join(&article)).expect("the article can be read"));
    let run = project.courant(&["show", "--format", "json", &path]);
    assert!(
        serde_json::from_str::<Value>(&run.stdout).is_ok_and(|value| value.is_object()),
        "{}: {run:?}",
        case.display()
    );
    let mut text = String::new();
    pretty(&run.stdout, &mut text);
    text
}

/// The path inside the case of the file that is neither its configuration nor its expectation.
fn article(case: &Path) -> String {
    let (mut folders, mut files) = (vec![case.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let name = entry.file_name();
            if path.is_dir() {
                folders.push(path);
            } else if name != "expected.json" && name != "courant.toml" {
                files.push(path.strip_prefix(case).expect("below").to_string_lossy().into_owned());
            }
        }
    }
    assert_eq!(files.len(), 1, "{}: one article to a case", case.display());
    files.remove(0)
}

/// JSON on lines of its own, its fields in the order of the program, which serde_json's own values do not keep.
fn pretty(json: &str, text: &mut String) {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    let mut characters = json.trim().chars().peekable();
    while let Some(c) = characters.next() {
        let closes = |next: Option<&char>| matches!(next, Some('}' | ']'));
        match c {
            _ if quoted => {
                quoted = escaped || c != '"';
                escaped = !escaped && c == '\\';
                text.push(c);
            }
            '{' | '[' if closes(characters.peek()) => text.extend([c, characters.next().unwrap_or_default()]),
            '{' | '[' => {
                depth += 1;
                text.push(c);
                new_line(text, depth);
            }
            '}' | ']' => {
                depth -= 1;
                new_line(text, depth);
                text.push(c);
            }
            ',' => {
                text.push(c);
                new_line(text, depth);
            }
            ':' => text.push_str(": "),
            _ => {
                quoted = c == '"';
                text.push(c);
            }
        }
    }
    text.push('\n');
}

fn new_line(text: &mut String, depth: usize) {
    text.push('\n');
    text.extend(std::iter::repeat_n("  ", depth));
}
