//! One finding a line, for grep and for editors.

use super::Examined;
use super::lines::Lines;
use crate::text::harmless;
use std::fmt::Write;

/// `path:line:column: level: message [code name]` for each finding.
pub(super) fn piece(examined: &Examined, lines: &Lines) -> String {
    let path = harmless(&examined.source.name);
    let mut piece = String::new();
    for finding in examined.findings {
        let place = lines.position(finding.diagnostic.span.start);
        let (message, rule) = (harmless(&finding.diagnostic.message), finding.diagnostic.rule);
        // Writing to a string cannot fail.
        let _ = writeln!(piece, "{path}:{place}: {}: {message} [{} {}]", finding.level, rule.code, rule.name);
    }
    piece
}
