//! `courant check --fix`: feeds corrected where a correction cannot be wrong.

use super::check_request::{CheckRequest, CheckedFeed, Correcting, Tally};
use super::feeds::Candidate;
use crate::failure::Failure;
use crate::publish::write_atomically;
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
    let source = Source::from_bytes(name.clone(), bytes);
    let Some(before) = as_text.filter(|text| text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text) == source.text) else {
        let (piece, tally) = request.show(&source, &request.validate(&parse(&source)));
        let note = format!("{}: only feeds in UTF-8 can be corrected", escape_terminal(&name));
        return Ok(CheckedFeed {
            piece,
            tally: Tally { feeds: 1, ..tally },
            notes: vec![note],
            ..CheckedFeed::default()
        });
    };
    let fixed = fix(&source, |parsed| request.validate(parsed), |rule| request.rules.level(rule).is_some());
    let mark = if before.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { "" };
    let after = format!("{mark}{}", fixed.source.text);
    let (piece, tally) = request.show(&fixed.source, &fixed.remaining);
    let tally = Tally { feeds: 1, corrected: fixed.corrected, ..tally };
    let checked = CheckedFeed { piece, tally, ..CheckedFeed::default() };
    match request.correcting {
        Correcting::Showing => {
            Ok(CheckedFeed { piece: String::new(), result: diff(&name, &before, &after), ..checked })
        }
        _ if candidate.path == Path::new("-") => Ok(CheckedFeed { result: after, ..checked }),
        _ => write(&candidate.path, &fixed, &after).map(|notes| CheckedFeed { notes, ..checked }),
    }
}

fn write(path: &Path, fixed: &Fixed, text: &str) -> Result<Vec<String>, Failure> {
    if fixed.corrected == 0 {
        return Ok(Vec::new());
    }
    // Through a link, to the file that it means: the link itself is not to become a file.
    let target = path.canonicalize().map_err(|error| Failure::new("writing", path, error))?;
    write_atomically(&target, text.as_bytes())?;
    let number = fixed.corrected;
    let findings = if number == 1 { "finding" } else { "findings" };
    Ok(vec![format!("{}: corrected {number} {findings}", escape_terminal(&path.to_string_lossy()))])
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
