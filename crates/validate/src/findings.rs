//! Collects what rules find: capped for each rule, and put in the order of the text.

use super::rule::Rule;
use super::{Diagnostic, Fix, Settings};
use courant_text::source::Span;

/// Findings of one rule that are listed; of the others only the number is told.
const LISTED_PER_RULE: usize = 1000;
/// A rule that found so much is not asked any more.
const COUNTED_PER_RULE: usize = 100_000;

/// All findings of a text.
pub(crate) struct Findings<'s> {
    pub(super) settings: &'s Settings,
    list: Vec<Diagnostic>,
    /// By rule, the one that found something last before the others: a broken text breaks few rules, often.
    counts: Vec<Count>,
    exhausted: Vec<&'static str>,
}

#[derive(Clone)]
struct Count {
    found: usize,
    /// Of these, what was found before these findings were continued from others.
    earlier: usize,
    first_unlisted: Span,
    rule: &'static Rule,
}

impl<'s> Findings<'s> {
    pub(super) fn new(settings: &'s Settings) -> Findings<'s> {
        Findings { settings, list: Vec::new(), counts: Vec::new(), exhausted: Vec::new() }
    }

    /// The place where one rule tells what it finds.
    pub(super) fn for_rule(&mut self, rule: &'static Rule) -> Reporter<'_, 's> {
        Reporter { rule, findings: self }
    }

    /// Tells what one rule finds.
    pub(super) fn report(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Reported<'_> {
        if self.count(rule, &span, 1) > LISTED_PER_RULE {
            return Reported(None);
        }
        self.list.push(Diagnostic { rule, span, message: message.into(), help: None, fix: None });
        Reported(self.list.last_mut())
    }

    /// Findings of a later part of the same text, to be added to these when it has been checked.
    pub(super) fn continued(&self) -> Findings<'s> {
        let counts = self.counts.iter().map(|count| Count { earlier: count.found, ..count.clone() }).collect();
        Findings { settings: self.settings, list: Vec::new(), counts, exhausted: self.exhausted.clone() }
    }

    /// Adds the findings of a later part, as if they had been told here one by one.
    pub(super) fn add(&mut self, later: Findings) {
        for finding in later.list {
            if self.count(finding.rule, &finding.span, 1) <= LISTED_PER_RULE {
                self.list.push(finding);
            }
        }
        for count in later.counts {
            let unlisted = count.found - count.earlier.max(count.found.min(LISTED_PER_RULE));
            if unlisted > 0 {
                self.count(count.rule, &count.first_unlisted, unlisted);
            }
        }
    }

    /// All that was found, in the order of the text; what was not listed is told at its first place.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let Findings { mut list, counts, .. } = self;
        let unlisted = counts.into_iter().filter(|count| count.found > LISTED_PER_RULE);
        list.extend(unlisted.map(Count::into_diagnostic));
        list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.code).cmp(&(b.span.start, b.span.end, b.rule.code)));
        list
    }

    /// Whether a rule found so much that it need not be asked again.
    pub(super) fn is_exhausted(&self, rule: &Rule) -> bool {
        !self.exhausted.is_empty() && self.exhausted.contains(&rule.code)
    }

    /// Counts what a rule found, the first of it here, and tells how much that is by now.
    fn count(&mut self, rule: &'static Rule, first: &Span, number: usize) -> usize {
        match self.counts.iter().position(|count| count.rule.code == rule.code) {
            Some(0) => {}
            Some(index) => self.counts.swap(0, index),
            None => self.counts.insert(0, Count { found: 0, earlier: 0, first_unlisted: first.clone(), rule }),
        }
        let Some(count) = self.counts.first_mut() else { return 0 };
        let before = count.found;
        count.found += number;
        if before <= LISTED_PER_RULE && count.found > LISTED_PER_RULE {
            count.first_unlisted = first.clone();
        }
        if before < COUNTED_PER_RULE && count.found >= COUNTED_PER_RULE {
            self.exhausted.push(rule.code);
        }
        count.found
    }
}

impl Count {
    fn into_diagnostic(self) -> Diagnostic {
        let or_more = if self.found >= COUNTED_PER_RULE { " or more" } else { "" };
        let unlisted = self.found.min(COUNTED_PER_RULE) - LISTED_PER_RULE;
        let message = format!("and {unlisted}{or_more} like the {LISTED_PER_RULE} above");
        Diagnostic { rule: self.rule, span: self.first_unlisted, message, help: None, fix: None }
    }
}

/// The place where one rule tells what it finds.
pub(crate) struct Reporter<'f, 's> {
    rule: &'static Rule,
    findings: &'f mut Findings<'s>,
}

impl Reporter<'_, '_> {
    /// What the person who asked wants to know.
    pub(super) fn settings(&self) -> &Settings {
        self.findings.settings
    }

    /// Whether so much was found that no more is counted; a rule that looks at a whole document may stop then.
    pub(super) fn is_exhausted(&self) -> bool {
        self.findings.is_exhausted(self.rule)
    }

    /// Something is wrong here.
    pub(super) fn at(&mut self, span: Span, message: impl Into<String>) -> Reported<'_> {
        self.findings.report(self.rule, span, message)
    }
}

/// A finding that has been told, to which help can be added.
pub(super) struct Reported<'f>(Option<&'f mut Diagnostic>);

impl Reported<'_> {
    /// What to write instead.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.0.map_or(Reported(None), |diagnostic| {
            diagnostic.help = Some(help.into());
            Reported(Some(diagnostic))
        })
    }

    /// A correction that cannot be wrong: what replaces these bytes.
    pub(super) fn fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.0.map_or(Reported(None), |diagnostic| {
            diagnostic.fix = Some(Fix { edits: vec![(span, replacement.into())] });
            Reported(Some(diagnostic))
        })
    }
}
