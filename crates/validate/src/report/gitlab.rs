//! The report of code quality that GitLab shows in merge requests: a JSON list of issues, each with a fingerprint, a severity and a line
//! (GitLab, "Code Quality", custom tools).

use super::fingerprint::Fingerprints;
use super::json::line;
use super::{Examined, Finding, place_name};
use courant_text::source::Level;
use serde_json::{Value, json};

/// What comes before the first issue.
pub(super) const OPENING: &str = "[\n";

/// What comes after the last.
pub(super) const CLOSING: &str = "\n]\n";

/// The issues of a file, a line each, with commas between them.
pub(super) fn piece(examined: &Examined) -> String {
    let mut fingerprints = Fingerprints::default();
    let issues = examined.findings.iter().map(|finding| line(&issue(examined, finding, &mut fingerprints)));
    issues.collect::<Vec<_>>().join(super::COMMA)
}

fn issue(examined: &Examined, finding: &Finding, fingerprints: &mut Fingerprints) -> Value {
    let (source, diagnostic) = (examined.source, finding.diagnostic);
    let path = place_name(&source.name);
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    // It has to be the only one of its kind in the report, so the path is part of it.
    let fingerprint = blake3::hash(format!("{path} {}", fingerprints.next(source, diagnostic)).as_bytes()).to_hex();
    json!({
        "description": format!("{}{help}", diagnostic.message),
        "check_name": format!("{} {}", diagnostic.rule.code, diagnostic.rule.name),
        "fingerprint": fingerprint.as_str(),
        "severity": severity(finding.level),
        "location": { "path": path, "lines": { "begin": source.position(diagnostic.span.start).line_number } },
    })
}

/// GitLab has five: info, minor, major, critical, blocker.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Advice => "info",
    }
}
