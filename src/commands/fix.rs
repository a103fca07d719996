//! `courant check --fix`: feeds corrected where a correction cannot be wrong.

use super::check_request::{CheckRequest, CheckedFeed, Correcting, Tally};
use super::feeds::Candidate;
use crate::failure::Failure;
use crate::publish::{sweep_abandoned, write_atomically};
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::fix::{Fixed, fix};
use courant_validate::parse;
use similar::{Algorithm, TextDiff};
use std::io::IsTerminal;
use std::path::Path;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// Corrects a feed, and says what is left to do.
pub fn correct(candidate: &Candidate, bytes: Vec<u8>, request: &CheckRequest) -> Result<CheckedFeed, Failure> {
    let name = candidate.path.to_string_lossy();
    let as_text = String::from_utf8(bytes.clone()).ok();
    let source = Source::from_bytes(name.clone(), bytes.clone());
    let is_passed_on = candidate.path == Path::new("-") && request.correcting == Correcting::Writing;
    let Some(before) = as_text.filter(|text| text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text) == source.text) else {
        let shown = request.show(&source, &request.validate(&parse(&source)));
        // Whoever puts what comes out in the place of what went in is not to lose it.
        let (result, passed_on) = if is_passed_on { (bytes, ", it is passed on as it is") } else { (Vec::new(), "") };
        let note = format!("{}: only feeds in UTF-8 can be corrected{passed_on}", escape_terminal(&name));
        let tally = Tally { feeds: 1, uncorrectable: 1, ..shown.tally };
        return Ok(CheckedFeed { result, tally, notes: vec![note], ..shown });
    };
    let fixed = fix(&source, |parsed| request.validate(parsed), |rule| request.level(&source.name, rule).is_some());
    let mark = if before.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
    let after = format!("{mark}{}", fixed.source.text);
    let shown = request.show(&fixed.source, &fixed.remaining);
    let tally = Tally { feeds: 1, corrected: fixed.corrected, ..shown.tally };
    let checked = CheckedFeed { tally, ..shown };
    match request.correcting {
        Correcting::Showing => {
            Ok(CheckedFeed { piece: String::new(), result: diff(&name, &before, &after).into_bytes(), ..checked })
        }
        _ if is_passed_on => Ok(CheckedFeed { result: after.into_bytes(), ..checked }),
        _ => write(&candidate.path, &fixed, &after).map(|notes| CheckedFeed { notes, ..checked }),
    }
}

fn write(path: &Path, fixed: &Fixed, text: &str) -> Result<Vec<String>, Failure> {
    // Through a link, to the file that it means: the link itself is not to become a file.
    let target = path.canonicalize().map_err(|error| Failure::new("writing", path, error))?;
    target.parent().into_iter().for_each(sweep_abandoned);
    if fixed.corrected == 0 {
        return Ok(Vec::new());
    }
    let names = hard_links(&target);
    write_atomically(&target, text.as_bytes())?;
    let number = fixed.corrected;
    let findings = if number == 1 { "finding" } else { "findings" };
    let name = escape_terminal(&path.to_string_lossy()).into_owned();
    let mut notes = vec![format!("{name}: corrected {number} {findings}")];
    if names > 1 {
        // It may be a copy that somebody keeps, and is not to change then.
        notes.push(format!("{name}: the file had {names} names (hard links); under the others it is as it was"));
    }
    Ok(notes)
}

/// How many names a file has.
#[cfg(unix)]
fn hard_links(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(1, |metadata| std::os::unix::fs::MetadataExt::nlink(&metadata))
}

#[cfg(not(unix))]
fn hard_links(_: &Path) -> u64 {
    1
}

/// What would change, as `patch` reads it; on a terminal without anything that it would obey.
fn diff(name: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let name = escape_terminal(name);
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(before, after);
    let diff = diff.unified_diff().context_radius(3).header(&name, &name).to_string();
    if std::io::stdout().is_terminal() {
        diff.lines().map(|line| escape_terminal(line).into_owned() + "\n").collect()
    } else {
        diff
    }
}
