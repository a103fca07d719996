//! Which files in the output folder are ours: only these may ever be removed.

use super::{holds, write_atomically};
use crate::failure::Failure;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// Beside the feeds, so that it goes where they go: into a clone, onto another machine.
const NAME: &str = ".courant-files";
const FIRST_LINE: &str =
    "# Written by courant, which removes what is named here when it is no longer due. One path a line.";

/// The paths that are ours.
pub fn read(output: &Path) -> Result<BTreeSet<String>, Failure> {
    let path = output.join(NAME);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(text.lines().filter(|line| is_path(line)).map(str::to_string).collect()),
        // Whatever stands in the place of the folder is told when it is made.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(BTreeSet::new())
        }
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

/// Names the paths that are ours.
pub fn write(output: &Path, paths: &BTreeSet<&str>) -> Result<(), Failure> {
    let mut text = format!("{FIRST_LINE}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    let path = output.join(NAME);
    if holds(&path, text.as_bytes()) { Ok(()) } else { write_atomically(&path, text.as_bytes()) }
}

fn is_path(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '<', '=', '>', '|'])
}
