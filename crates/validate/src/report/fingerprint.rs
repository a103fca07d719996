//! By what a service or a baseline knows a finding again after other lines have changed.

use crate::Diagnostic;
use courant_text::source::{Source, Span};
use std::collections::HashMap;

/// The findings of one text that have been seen, so that each of several alike is told apart by its number.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// Of the next finding: a hash of the rule and the line around it, and how many like it came before.
    pub(super) fn next(&mut self, source: &Source, diagnostic: &Diagnostic) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(diagnostic.rule.code.as_bytes());
        hasher.update(context(source, &diagnostic.span).trim().as_bytes());
        let hash: String = hasher.finalize().to_hex().chars().take(16).collect();
        let count = self.seen.entry(hash.clone()).or_insert(0);
        *count += 1;
        format!("{hash}:{count}")
    }
}

/// The line of a place; of a long one only what is near.
fn context<'a>(source: &'a Source, span: &Span) -> &'a str {
    const NEAR: usize = 100;
    let line = source.line(source.position(span.start).line_number);
    let text = source.text.as_str();
    let near = if line.len() <= 5 * NEAR {
        line
    } else {
        let (start, end) = (span.start.saturating_sub(NEAR).max(line.start), (span.start + NEAR).min(line.end));
        text.ceil_char_boundary(start)..text.floor_char_boundary(end)
    };
    text.get(near).unwrap_or_default()
}
