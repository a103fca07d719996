//! What the tests of all crates share: output that is expected in files, and a word about what a test passes over.
//!
//! `UPDATE=1 cargo test` writes what is made over what is expected. The difference is then read like code.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of the repository, whichever crate is tested.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("this crate lies two folders down").to_path_buf()
}

/// Fails where `made` is not what the file holds; a path is taken from the folder of the repository.
#[track_caller]
pub fn assert_golden(path: impl AsRef<Path>, made: &str) {
    if let Some(difference) = golden_difference(path, made) {
        panic!("{difference}");
    }
}

/// How `made` differs from what the file holds, or `None`: for tests that look at many files before they fail.
pub fn golden_difference(path: impl AsRef<Path>, made: &str) -> Option<String> {
    Update::from_environment().difference(&repository().join(path), made)
}

/// Fails where the files below a folder are not `made`: names with `/` from that folder, in order, and bytes.
#[track_caller]
pub fn assert_golden_folder(folder: impl AsRef<Path>, made: &[(String, Vec<u8>)]) {
    if let Some(difference) = Update::from_environment().folder_difference(&repository().join(folder), made) {
        panic!("{difference}");
    }
}

/// Every file below a folder, with its bytes: names with `/` from that folder, in order. None where there is no such folder.
pub fn files_below(root: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut folders, mut files) = (vec![root.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("it was found there").to_string_lossy().replace('\\', "/");
                files.push((name, fs::read(path).expect("a file that is listed can be read")));
            }
        }
    }
    files.sort();
    files
}

/// Says in the output of the test run that something was not tested. CI counts these lines.
pub fn pass_over(what: &str) {
    // Not `eprintln!`, which the test harness keeps to itself while a test succeeds.
    writeln!(io::stderr(), "passed over: {what}").expect("standard error is open");
}

/// A file or folder of other people's material, which a clone does not have: below `COURANT_SHARED`, or below `../shared` beside the
/// repository. Where it is missing, that is said, and the test has nothing to do.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("COURANT_SHARED").unwrap_or_else(|| "../shared".into());
    let found = repository().join(folder).join(path);
    if found.exists() {
        return Some(found);
    }
    pass_over(&format!("no {path} in the folder of other people's cases"));
    None
}

/// Whether what is expected is compared or written.
#[derive(Clone, Copy, PartialEq)]
enum Update {
    No,
    Yes,
}

impl Update {
    fn from_environment() -> Update {
        if std::env::var_os("UPDATE").is_some_and(|value| !value.is_empty()) { Update::Yes } else { Update::No }
    }

    fn difference(self, path: &Path, made: &str) -> Option<String> {
        if self == Update::Yes {
            fs::write(path, made).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            return None;
        }
        // A file that is not there yet expects nothing, and its difference shows all of what is made.
        let expected = fs::read_to_string(path).unwrap_or_default();
        (expected != made).then(|| {
            let lines = similar::TextDiff::from_lines(expected.as_str(), made);
            let lines = lines.unified_diff().context_radius(1).header("expected", "made").to_string();
            format!("{}:\n{lines}\n{HOW_TO_UPDATE}", path.display())
        })
    }

    fn folder_difference(self, folder: &Path, made: &[(String, Vec<u8>)]) -> Option<String> {
        if self == Update::Yes {
            write_folder(folder, made).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
            return None;
        }
        let expected = files_below(folder);
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        if names(&expected) != names(made) {
            let (expected, made) = (names(&expected), names(made));
            return Some(format!("{}: expected {expected:#?}, made {made:#?}\n{HOW_TO_UPDATE}", folder.display()));
        }
        expected.iter().zip(made).find(|(expected, made)| expected != made).map(|((name, expected), (_, made))| {
            let made = String::from_utf8_lossy(made);
            let difference = Update::No.difference(&folder.join(name), &made);
            difference.unwrap_or_else(|| format!("{name}: {} bytes differ that are no text", expected.len()))
        })
    }
}

const HOW_TO_UPDATE: &str = "`UPDATE=1 cargo test` writes what is made; read its difference like code";

fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder"))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    #[test]
    fn a_file_that_differs_is_told_line_by_line_and_then_written() {
        let folder = folder();
        let path = folder.path().join("expected.txt");
        let told = Update::No.difference(&path, "one\n").expect("nothing is there yet");
        assert!(told.contains("+one") && told.contains("UPDATE=1"), "{told}");
        assert_eq!(Update::Yes.difference(&path, "one\ntwo\n"), None);
        assert_eq!(Update::No.difference(&path, "one\ntwo\n"), None);
        let told = Update::No.difference(&path, "one\nthree\n").expect("a line differs");
        assert!(told.contains("-two\n+three\n"), "{told}");
    }

    #[test]
    fn a_folder_differs_in_names_and_in_bytes_and_loses_what_is_not_made() {
        let folder = folder();
        let file = |name: &str, bytes: &[u8]| (name.to_string(), bytes.to_vec());
        let made = [file("a/b.txt", b"text"), file("c.bin", b"\xFF\x00")];
        assert!(Update::No.folder_difference(folder.path(), &made).is_some_and(|told| told.contains("a/b.txt")));
        fs::write(folder.path().join("old.txt"), "old").expect("there is room");
        assert_eq!(Update::Yes.folder_difference(folder.path(), &made), None);
        assert_eq!(files_below(folder.path()), made);
        assert_eq!(Update::No.folder_difference(folder.path(), &made), None);
        let other = [file("a/b.txt", b"text"), file("c.bin", b"\xFE\x00")];
        assert!(Update::No.folder_difference(folder.path(), &other).is_some_and(|told| told.contains("c.bin")));
    }
}
