//! JUnit XML, which services that run checks read: each feed a suite, each finding a case.

use super::{Examined, Finding, safe};
use courant_text::source::Level;
use courant_text::text::is_legal;

/// All before the first suite.
pub(super) const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"courant check\">\n";

/// All after the last suite.
pub(super) const CLOSING: &str = "</testsuites>\n";

/// The suite of a feed. Findings at error level are failures; a feed without any findings is a case that passes.
pub(super) fn piece(examined: &Examined) -> String {
    let name = escape(&examined.source.name);
    let cases: String = examined.findings.iter().map(|finding| case(examined, finding, &name)).collect();
    let cases =
        if cases.is_empty() { format!("    <testcase classname=\"{name}\" name=\"no findings\"/>\n") } else { cases };
    let failures = examined.findings.iter().filter(|finding| finding.level == Level::Error).count();
    let tests = examined.findings.len().max(1);
    format!("  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">\n{cases}  </testsuite>\n")
}

fn case(examined: &Examined, finding: &Finding, path: &str) -> String {
    let diagnostic = finding.diagnostic;
    let place = examined.source.position(diagnostic.span.start);
    let (code, name) = (escape(diagnostic.rule.code), escape(diagnostic.rule.name));
    let message = escape(&diagnostic.message);
    let help = diagnostic.help.as_ref().map(|help| format!("\n{}", escape(help))).unwrap_or_default();
    let text =
        format!("{path}:{place}: {}: {message}{help}\n{}", finding.level, escape(&super::cite(&diagnostic.citation)));
    let body = match finding.level {
        Level::Error => format!("<failure type=\"{name}\" message=\"{message}\">{text}</failure>"),
        Level::Warning | Level::Advice => format!("<system-out>{text}</system-out>"),
    };
    let line = place.line_number;
    format!(
        "    <testcase classname=\"{path}\" name=\"{code} {name} at {place}\" file=\"{path}\" line=\"{line}\">{body}</testcase>\n"
    )
}

/// Text for XML: legal, and nothing in it is markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ if is_legal(c) => escaped.push(c),
            _ => escaped.extend(c.escape_unicode()),
        }
    }
    escaped
}
