//! One JSON object a line, for programs.

use super::{Examined, Finding, cite, is_obeyed, w3c};
use courant_text::source::Level;
use serde::Serialize;

/// A finding as programs read it; lines and columns from 1, columns in characters, the end after the last character.
#[derive(Serialize)]
struct FindingJson<'a> {
    path: &'a str,
    level: Level,
    code: &'static str,
    name: &'static str,
    w3c: Option<&'static str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: Option<&'a str>,
    cite: String,
}

/// An object on a line of its own for each finding.
pub(super) fn piece(examined: &Examined) -> String {
    let mut piece = String::new();
    for finding in examined.findings {
        piece.push_str(&line(&object(examined, finding)));
        piece.push('\n');
    }
    piece
}

fn object<'a>(examined: &Examined<'a>, finding: &Finding<'a>) -> FindingJson<'a> {
    let diagnostic = finding.diagnostic;
    let (start, end) = (examined.source.position(diagnostic.span.start), examined.source.position(diagnostic.span.end));
    FindingJson {
        path: &examined.source.name,
        level: finding.level,
        code: diagnostic.rule.code,
        name: diagnostic.rule.name,
        w3c: w3c(diagnostic),
        line: start.line_number,
        column: start.column_number,
        end_line: end.line_number,
        end_column: end.column_number,
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        cite: cite(&diagnostic.citation),
    }
}

/// JSON on one line, in which a terminal finds nothing to obey: C1 and bidi controls, which JSON leaves as they are,
/// are written as `\u....` too.
pub(super) fn line(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("strings and numbers can always be written as JSON");
    if text.is_ascii() || !text.chars().any(is_obeyed) {
        return text;
    }
    // Outside strings all is ASCII, so each of these stands in a string; and all of them are in the first plane.
    text.chars().fold(String::with_capacity(text.len()), |mut safe, c| {
        if is_obeyed(c) {
            safe.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            safe.push(c);
        }
        safe
    })
}
