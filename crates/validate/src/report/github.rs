//! Workflow commands of GitHub Actions, which show each finding beside its line.

use super::alike::Alike;
use super::{Examined, is_address, place_name, safe};
use courant_text::source::Level;

/// A command on a line of its own for each finding that is shown; GitHub shows ten of a kind for each step.
pub(super) fn piece(examined: &Examined, shown: &[Alike]) -> String {
    shown.iter().map(|alike| command(examined, alike)).collect()
}

fn command(examined: &Examined, alike: &Alike) -> String {
    let finding = alike.first;
    let (source, diagnostic) = (examined.source, finding.diagnostic);
    let (start, end) = (source.position(diagnostic.span.start), source.position(diagnostic.span.end));
    let kind = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "notice",
    };
    let file =
        if is_address(&source.name) { String::new() } else { format!("file={},", property(place_name(&source.name))) };
    // Columns are shown only for a place within one line.
    let columns = if start.line_number == end.line_number {
        format!(",col={},endColumn={}", start.column_number, end.column_number)
    } else {
        String::new()
    };
    let title = property(&format!("{} {}", diagnostic.rule.code, diagnostic.rule.name));
    let message = std::iter::once(data(&diagnostic.message))
        .chain(diagnostic.help.as_deref().map(data))
        .chain(alike.in_words(examined).iter().map(|others| data(others)))
        .collect::<Vec<_>>()
        .join("%0A");
    let (line, end_line) = (start.line_number, end.line_number.max(start.line_number));
    format!("::{kind} {file}line={line},endLine={end_line}{columns},title={title}::{message}\n")
}

/// A message, with the escapes that keep what a feed says from becoming a command: `%`, and the ends of lines, which
/// [`safe`] has taken away already.
fn data(text: &str) -> String {
    safe(text).replace('%', "%25")
}

/// The value of a property, in which `:` and `,` have a meaning too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
