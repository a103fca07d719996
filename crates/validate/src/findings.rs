//! Collects what rules find: capped for each rule, and put in the order of the text.

use super::reported::Reported;
use super::rule::Rule;
use super::syntax::{COUNTED, LISTED, SyntaxError};
use super::{Diagnostic, Settings};
use courant_text::source::Span;

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
        if self.count(rule, &span, 1) > LISTED {
            return Reported::counted();
        }
        self.list.push(Diagnostic { rule, span, message: message.into(), help: None, fix: None });
        let last = self.list.last_mut();
        last.map_or(Reported::counted(), |finding| Reported::new(&mut finding.help, &mut finding.fix))
    }

    /// Adds what is wrong with the form of the text, for which there is this rule.
    pub(super) fn add_syntax_error(&mut self, rule: &'static Rule, error: &SyntaxError) {
        let SyntaxError { span, message, help, fix, .. } = error.clone();
        self.count(rule, &span, 1);
        self.list.push(Diagnostic { rule, span, message, help, fix });
    }

    /// Findings of a later part of the same text, to be added to these when it has been checked.
    pub(super) fn continued(&self) -> Findings<'s> {
        let counts = self.counts.iter().map(|count| Count { earlier: count.found, ..count.clone() }).collect();
        Findings { settings: self.settings, list: Vec::new(), counts, exhausted: self.exhausted.clone() }
    }

    /// Adds the findings of a later part, as if they had been told here one by one.
    pub(super) fn add(&mut self, later: Findings) {
        for finding in later.list {
            if self.count(finding.rule, &finding.span, 1) <= LISTED {
                self.list.push(finding);
            }
        }
        for count in later.counts {
            let unlisted = count.found - count.earlier.max(count.found.min(LISTED));
            if unlisted > 0 {
                self.count(count.rule, &count.first_unlisted, unlisted);
            }
        }
    }

    /// All that was found, in the order of the text; what was not listed is told at its first place.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let Findings { mut list, counts, .. } = self;
        let unlisted = counts.into_iter().filter(|count| count.found > LISTED);
        list.extend(unlisted.map(Count::into_diagnostic));
        list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.code).cmp(&(b.span.start, b.span.end, b.rule.code)));
        list
    }

    /// Whether a rule found so much that it need not be asked again.
    pub(super) fn is_exhausted(&self, rule: &Rule) -> bool {
        !self.exhausted.is_empty() && self.exhausted.contains(&rule.code)
    }

    /// Counts what a rule found, the first of it here, and tells how much that is by now.
    pub(super) fn count(&mut self, rule: &'static Rule, first: &Span, number: usize) -> usize {
        match self.counts.iter().position(|count| count.rule.code == rule.code) {
            Some(0) => {}
            Some(index) => self.counts.swap(0, index),
            None => self.counts.insert(0, Count { found: 0, earlier: 0, first_unlisted: first.clone(), rule }),
        }
        let Some(count) = self.counts.first_mut() else { return 0 };
        let before = count.found;
        count.found += number;
        if before <= LISTED && count.found > LISTED {
            count.first_unlisted = first.clone();
        }
        if before < COUNTED && count.found >= COUNTED {
            self.exhausted.push(rule.code);
        }
        count.found
    }
}

impl Count {
    fn into_diagnostic(self) -> Diagnostic {
        let or_more = if self.found >= COUNTED { " or more" } else { "" };
        let unlisted = self.found.min(COUNTED) - LISTED;
        let message = format!("and {unlisted}{or_more} like the {LISTED} above");
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
