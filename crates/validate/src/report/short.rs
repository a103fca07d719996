//! One finding a line, for grep and for editors.

use super::{Examined, safe};
use std::fmt::Write;

/// `path:line:column: level: message [code name]` for each finding.
pub(super) fn piece(examined: &Examined) -> String {
    let path = safe(&examined.source.name);
    let mut piece = String::new();
    for finding in examined.findings {
        let place = examined.source.position(finding.diagnostic.span.start);
        let (message, rule) = (safe(&finding.diagnostic.message), finding.diagnostic.rule);
        // Writing to a string cannot fail.
        let _ = writeln!(piece, "{path}:{place}: {}: {message} [{} {}]", finding.level, rule.code, rule.name);
    }
    piece
}
