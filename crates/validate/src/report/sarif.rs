//! SARIF 2.1.0 (OASIS Standard), for code scanning services and editors.

use super::fingerprint::Fingerprints;
use super::json::line;
use super::{Examined, Finding, place_name, safe};
use crate::Diagnostic;
use crate::rule::Rule;
use courant_text::source::{Level, Source, Span};
use serde_json::{Value, json};

/// All before the first result: the tool and its rules.
pub(super) fn opening(rules: &[&'static Rule]) -> String {
    let driver = json!({
        "name": "courant",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    });
    let tool = line(&json!({ "driver": driver }));
    format!(
        "{{\"$schema\":{SCHEMA:?},\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{tool},\"columnKind\":\"utf16CodeUnits\",\"results\":[\n"
    )
}

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All after the last result.
pub(super) const CLOSING: &str = "\n]}]}\n";

/// The results of a file, a line each, with commas between them.
pub(super) fn piece(examined: &Examined, rules: &[&'static Rule]) -> String {
    let mut fingerprints = Fingerprints::default();
    let results = examined.findings.iter().map(|finding| line(&result(examined, finding, rules, &mut fingerprints)));
    results.collect::<Vec<_>>().join(super::COMMA)
}

/// A rule as section 3.49 describes one (`reportingDescriptor`).
fn descriptor(rule: &Rule) -> Value {
    let cite = super::cite(&rule.cite);
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": format!("{}: {}", rule.summary, rule.why) },
        "help": { "text": format!("{}\n\n{cite}", rule.why), "markdown": format!("{}\n\n{cite}", rule.why) },
        "helpUri": rule.cite.url,
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": ["feed"], "w3c": rule.w3c },
    })
}

fn result(examined: &Examined, finding: &Finding, rules: &[&'static Rule], fingerprints: &mut Fingerprints) -> Value {
    let (source, diagnostic) = (examined.source, finding.diagnostic);
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let mut result = json!({
        "ruleId": diagnostic.rule.code,
        "level": level(finding.level),
        "message": { "text": format!("{}{help}", diagnostic.message) },
        "locations": [{
            "physicalLocation": { "artifactLocation": artifact(&source.name), "region": region(source, &diagnostic.span) },
        }],
        "partialFingerprints": { "primaryLocationLineHash": fingerprints.next(source, diagnostic) },
    });
    if let Ok(index) = rules.binary_search_by_key(&diagnostic.rule.code, |rule| rule.code) {
        result["ruleIndex"] = index.into();
    }
    if let Some(fix) = fix(source, diagnostic) {
        result["fixes"] = json!([fix]);
    }
    result
}

/// Section 3.27.10; what SARIF calls a note is our advice.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice => "note",
    }
}

/// Section 3.4: a relative reference for a path below the root of the sources, else an absolute address.
fn artifact(name: &str) -> Value {
    if super::is_address(name) {
        return json!({ "uri": safe(name) });
    }
    let path = percent_encoding::utf8_percent_encode(place_name(name), PATH).to_string();
    let path = if cfg!(windows) { path.replace("%5C", "/") } else { path };
    if path.starts_with('/') {
        return json!({ "uri": format!("file://{path}") });
    }
    json!({ "uri": path, "uriBaseId": "%SRCROOT%" })
}

/// RFC 3986 section 3.3, without `:`, which a relative reference may not hold in its first segment.
const PATH: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b'+')
    .remove(b'=');

/// Section 3.30, with columns in UTF-16 code units as `columnKind` says.
fn region(source: &Source, span: &Span) -> Value {
    let (start, end) = (source.utf16_position(span.start), source.utf16_position(span.end.max(span.start)));
    json!({
        "startLine": start.line_number,
        "startColumn": start.column_number,
        "endLine": end.line_number,
        "endColumn": end.column_number,
    })
}

/// Section 3.55.
fn fix(source: &Source, diagnostic: &Diagnostic) -> Option<Value> {
    let edits = &diagnostic.fix.as_ref().filter(|fix| !fix.edits.is_empty())?.edits;
    let replacements: Vec<_> = edits
        .iter()
        .map(|(span, text)| json!({ "deletedRegion": region(source, span), "insertedContent": { "text": text } }))
        .collect();
    Some(json!({
        "description": { "text": diagnostic.help.as_deref().unwrap_or(diagnostic.rule.summary) },
        "artifactChanges": [{ "artifactLocation": artifact(&source.name), "replacements": replacements }],
    }))
}
