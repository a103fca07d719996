//! Collects what rules find: capped for each rule, and put in the order of the text.

use super::rule::Rule;
use super::{Diagnostic, Fix, Settings};
use crate::source::Span;
use std::collections::HashMap;

/// Findings of one rule that are listed; of the others only the number is told.
pub(super) const LISTED_PER_RULE: usize = 1000;

/// All findings of a text.
pub(crate) struct Findings<'s> {
    pub(super) settings: &'s Settings,
    list: Vec<Diagnostic>,
    counts: HashMap<&'static str, Count>,
}

struct Count {
    found: usize,
    first_unlisted: Span,
    rule: &'static Rule,
}

impl<'s> Findings<'s> {
    pub(super) fn new(settings: &'s Settings) -> Findings<'s> {
        Findings { settings, list: Vec::new(), counts: HashMap::new() }
    }

    /// The place where one rule tells what it finds.
    pub(super) fn of(&mut self, rule: &'static Rule) -> Report<'_, 's> {
        Report { rule, findings: self }
    }

    /// Tells what one rule finds.
    pub(super) fn tell(&mut self, rule: &'static Rule, span: Span, message: impl Into<String>) -> Told<'_> {
        if self.count(rule, &span) > LISTED_PER_RULE {
            return Told(None);
        }
        self.list.push(Diagnostic { rule, span, message: message.into(), help: None, fix: None });
        Told(self.list.last_mut())
    }

    /// All that was found, in the order of the text; what was not listed is told at its first place.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let Findings { mut list, counts, .. } = self;
        let unlisted = counts.into_values().filter(|count| count.found > LISTED_PER_RULE);
        list.extend(unlisted.map(|count| Diagnostic {
            rule: count.rule,
            span: count.first_unlisted,
            message: format!("and {} more like the {LISTED_PER_RULE} above", count.found - LISTED_PER_RULE),
            help: None,
            fix: None,
        }));
        list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.code).cmp(&(b.span.start, b.span.end, b.rule.code)));
        list
    }

    fn count(&mut self, rule: &'static Rule, span: &Span) -> usize {
        let count =
            self.counts.entry(rule.code).or_insert_with(|| Count { found: 0, first_unlisted: span.clone(), rule });
        count.found += 1;
        if count.found == LISTED_PER_RULE + 1 {
            count.first_unlisted = span.clone();
        }
        count.found
    }
}

/// The place where one rule tells what it finds.
pub(crate) struct Report<'f, 's> {
    rule: &'static Rule,
    findings: &'f mut Findings<'s>,
}

impl Report<'_, '_> {
    /// What the person who asked wants to know.
    pub(super) fn settings(&self) -> &Settings {
        self.findings.settings
    }

    /// Something is wrong here.
    pub(super) fn at(&mut self, span: Span, message: impl Into<String>) -> Told<'_> {
        self.findings.tell(self.rule, span, message)
    }
}

/// A finding that has been told, to which help can be added.
pub(super) struct Told<'f>(Option<&'f mut Diagnostic>);

impl Told<'_> {
    /// What to write instead.
    pub(super) fn help(self, help: impl Into<String>) -> Self {
        self.0.map_or(Told(None), |diagnostic| {
            diagnostic.help = Some(help.into());
            Told(Some(diagnostic))
        })
    }

    /// A correction that cannot be wrong: what replaces these bytes.
    pub(super) fn fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.0.map_or(Told(None), |diagnostic| {
            diagnostic.fix = Some(Fix { edits: vec![(span, replacement.into())] });
            Told(Some(diagnostic))
        })
    }
}
