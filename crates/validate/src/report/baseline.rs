//! Findings that were there before, so that only new ones count: a table that is committed beside the feeds, a finding a line.

use super::fingerprint::Fingerprints;
use super::{Examined, Finding, place_name, safe};
use courant_text::source::Source;
use std::collections::BTreeSet;
use std::fmt::Write;

/// A finding as a baseline knows it: the file, and what stays of it when other lines change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    path: String,
    rule: String,
    fingerprint: String,
    message: String,
}

/// The findings of an earlier check.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    known: BTreeSet<(String, String)>,
}

/// A line of a baseline that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineMistake {
    /// Its number, from 1.
    pub line_number: usize,
    /// What is wrong with it.
    pub message: String,
}

/// The first line: what the file is.
const HEAD: &str = "# courant check --baseline: findings that were there before; --update-baseline writes it anew\tpath\trule\tfingerprint\tmessage";

impl Known {
    /// The findings of a text, in its order.
    pub fn of(examined: &Examined) -> Vec<Known> {
        let path = path_of(examined.source);
        let mut fingerprints = Fingerprints::default();
        let known = |finding: &Finding| Known {
            path: path.clone(),
            rule: format!("{} {}", finding.diagnostic.rule.code, finding.diagnostic.rule.name),
            fingerprint: fingerprints.next(examined.source, finding.diagnostic),
            message: safe(&finding.diagnostic.message).into_owned(),
        };
        examined.findings.iter().map(known).collect()
    }
}

impl Baseline {
    /// The text of a baseline of these findings, in the order of their paths.
    pub fn text(mut known: Vec<Known>) -> String {
        known.sort();
        let mut text = format!("{HEAD}\n");
        for Known { path, rule, fingerprint, message } in known {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{path}\t{rule}\t{fingerprint}\t{message}");
        }
        text
    }

    /// Reads what [`Baseline::text`] wrote; lines that begin with `#` and empty ones say nothing.
    pub fn parse(text: &str) -> Result<Baseline, BaselineMistake> {
        let mut known = BTreeSet::new();
        for (index, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t');
            let (Some(path), Some(_), Some(fingerprint)) = (cells.next(), cells.next(), cells.next()) else {
                let message = "expected path, rule, fingerprint and message with tabs between them".to_string();
                return Err(BaselineMistake { line_number: index + 1, message });
            };
            known.insert((path.to_string(), fingerprint.to_string()));
        }
        Ok(Baseline { known })
    }

    /// The findings of a text that it does not know, in the order of the text.
    pub fn new_findings<'a>(&self, source: &Source, findings: Vec<Finding<'a>>) -> Vec<Finding<'a>> {
        let path = path_of(source);
        let mut fingerprints = Fingerprints::default();
        let is_new = |finding: &Finding| {
            let fingerprint = fingerprints.next(source, finding.diagnostic);
            !self.known.contains(&(path.clone(), fingerprint))
        };
        findings.into_iter().filter(is_new).collect()
    }
}

/// The name of a text in a baseline: the same on every system, without what a table could not hold.
fn path_of(source: &Source) -> String {
    let path = safe(place_name(&source.name)).into_owned();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Diagnostic;
    use crate::rule::tests::RULE;
    use courant_text::source::Level;

    fn found(name: &str, text: &str) -> Vec<Known> {
        with_findings(name, text, |source, findings| Known::of(&Examined { source, findings }))
    }

    fn with_findings<T>(name: &str, text: &str, look: impl FnOnce(&Source, &[Finding]) -> T) -> T {
        let source = Source::new(name, text);
        let diagnostics: Vec<Diagnostic> = text
            .match_indices("wrong")
            .map(|(at, _)| Diagnostic {
                rule: &RULE,
                span: at..at + 5,
                citation: RULE.cite,
                message: "it is\twrong".into(),
                help: None,
                fix: None,
            })
            .collect();
        let findings: Vec<Finding> =
            diagnostics.iter().map(|diagnostic| Finding { level: Level::Error, diagnostic }).collect();
        look(&source, &findings)
    }

    fn new_lines(baseline: &Baseline, name: &str, text: &str) -> Vec<usize> {
        with_findings(name, text, |source, findings| {
            let new = baseline.new_findings(source, findings.to_vec());
            new.iter().map(|finding| source.position(finding.diagnostic.span.start).line_number).collect()
        })
    }

    #[test]
    fn what_was_there_is_known_wherever_it_has_moved_and_what_is_new_is_not() {
        let text = Baseline::text(found("./a.xml", "<a>wrong</a>\n<b>wrong</b>\n"));
        let baseline = Baseline::parse(&text).unwrap();
        assert_eq!(new_lines(&baseline, "a.xml", "\n\n<b>wrong</b>\n<a>wrong</a>\n"), [0; 0]);
        assert_eq!(new_lines(&baseline, "a.xml", "<a>wrong</a>\n<c>wrong</c>\n<a>wrong</a>\n"), [2, 3]);
        assert_eq!(new_lines(&baseline, "b.xml", "<a>wrong</a>\n"), [1]);
    }

    #[test]
    fn a_tab_in_a_name_or_a_message_stays_within_its_cell() {
        let text = Baseline::text(found("a\tb.xml", "wrong"));
        assert!(text.lines().skip(1).all(|line| line.split('\t').count() == 4), "{text}");
        assert_eq!(new_lines(&Baseline::parse(&text).unwrap(), "a\tb.xml", "wrong"), [0; 0]);
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let mistake = Baseline::parse("# head\na.xml\tE001 x\t0123:1\tm\n<<<<<<< HEAD\n").unwrap_err();
        assert_eq!(mistake.line_number, 3);
    }
}
