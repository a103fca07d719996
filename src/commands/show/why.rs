//! Why an article is understood as it is: what each line was taken for, and which candidates were weighed for a field.

use super::one_line;
use courant_read::decode::decode;
use courant_read::ranked::Candidate;
use courant_read::text_lines;
use courant_read::text_lines::reports::LineReport;
use courant_read::text_lines::weights::Reason;
use courant_read::{ReadContext, SourceFile};
use courant_text::text::escape_terminal;
use serde::Serialize;

/// A reason of a line that counts less is not told.
const TELLING: f32 = 0.3;
/// How many reasons of a line a person is told.
const REASONS: usize = 3;

/// Every line of a text that says something: its number, its class, how sure it is that it is part of the article, and why.
pub fn lines(source_file: &SourceFile, context: &ReadContext) -> String {
    reports(source_file, context).iter().map(line).collect()
}

/// The same as JSON, an object a line.
pub fn lines_json(path: &str, source_file: &SourceFile, context: &ReadContext) -> serde_json::Result<String> {
    reports(source_file, context)
        .iter()
        .map(|report| serde_json::to_string(&LineJson::of(path, report)).map(one_line))
        .collect()
}

/// The candidates for a field, those that the article has marked with `*`.
pub fn candidates(candidates: &[Candidate<String>]) -> String {
    if candidates.is_empty() {
        return "      nothing was found that could be it\n".to_string();
    }
    candidates.iter().map(candidate).collect()
}

/// The same as JSON, an object a line.
pub fn candidates_json(path: &str, candidates: &[Candidate<String>]) -> serde_json::Result<String> {
    let json = |candidate: &Candidate<String>| serde_json::to_string(&CandidateJson::of(path, candidate)).map(one_line);
    candidates.iter().map(json).collect()
}

fn reports(source_file: &SourceFile, context: &ReadContext) -> Vec<LineReport> {
    text_lines::explain(&decode(source_file).0, &source_file.path, context)
}

/// What decided, most telling first.
fn telling(report: &LineReport) -> impl Iterator<Item = &Reason> {
    report.final_pass.iter().chain(&report.local_pass).filter(|reason| counts(reason).abs() >= TELLING)
}

fn counts(reason: &Reason) -> f32 {
    reason.amount * reason.weight
}

fn line(report: &LineReport) -> String {
    let told = |reason: &Reason| format!("{} {:+.1}", reason.reason, counts(reason));
    let why = telling(report).take(REASONS).map(told).collect::<Vec<_>>().join(", ");
    let start: String = report.text.chars().take(100).collect();
    format!(
        "{:5}  {:11}  {:3.0} %  {}\n{:25}  ({why})\n",
        report.line_number,
        report.class,
        report.confidence * 100.0,
        escape_terminal(&start),
        ""
    )
}

fn candidate(candidate: &Candidate<String>) -> String {
    let mark = if candidate.is_taken { '*' } else { ' ' };
    let score = candidate.confidence.map_or_else(String::new, |score| format!("{score:.2}"));
    let start: String = candidate.value.chars().take(100).collect();
    let why = candidate.reasons.join(", ");
    let why = if why.is_empty() { why } else { format!("{:12}({})\n", "", escape_terminal(&why)) };
    format!(
        "  {mark} {score:>6}  {}  ({})\n{why}",
        escape_terminal(&start),
        escape_terminal(&candidate.origin.to_string())
    )
}

#[derive(Serialize)]
struct LineJson<'a> {
    path: &'a str,
    line: usize,
    class: String,
    /// From 0 to 1.
    sure: f32,
    why: Vec<ReasonJson>,
    text: &'a str,
}

#[derive(Serialize)]
struct ReasonJson {
    reason: &'static str,
    counts: f32,
}

impl<'a> LineJson<'a> {
    fn of(path: &'a str, report: &'a LineReport) -> LineJson<'a> {
        let why = telling(report).map(|reason| ReasonJson { reason: reason.reason, counts: counts(reason) });
        LineJson {
            path,
            line: report.line_number,
            class: report.class.to_string(),
            sure: report.confidence,
            why: why.collect(),
            text: &report.text,
        }
    }
}

#[derive(Serialize)]
struct CandidateJson<'a> {
    path: &'a str,
    value: &'a str,
    won: bool,
    score: Option<f32>,
    from: String,
    why: &'a [String],
}

impl<'a> CandidateJson<'a> {
    fn of(path: &'a str, candidate: &'a Candidate<String>) -> CandidateJson<'a> {
        let Candidate { value, origin, confidence, reasons, is_taken, .. } = candidate;
        CandidateJson { path, value, won: *is_taken, score: *confidence, from: origin.to_string(), why: reasons }
    }
}
