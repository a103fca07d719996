//! Collects what rules find: capped for each rule, and put in the order of the text.

use super::rule::Rule;
use super::{Diagnostic, Fix, Settings};
use crate::source::Span;

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

struct Count {
    found: usize,
    first_unlisted: Span,
    rule: &'static Rule,
}

impl<'s> Findings<'s> {
    pub(super) fn new(settings: &'s Settings) -> Findings<'s> {
        Findings { settings, list: Vec::new(), counts: Vec::new(), exhausted: Vec::new() }
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
        let unlisted = counts.into_iter().filter(|count| count.found > LISTED_PER_RULE);
        list.extend(unlisted.map(Count::into_diagnostic));
        list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.code).cmp(&(b.span.start, b.span.end, b.rule.code)));
        list
    }

    /// Whether a rule found so much that it need not be asked again.
    pub(super) fn is_exhausted(&self, rule: &Rule) -> bool {
        !self.exhausted.is_empty() && self.exhausted.contains(&rule.code)
    }

    fn count(&mut self, rule: &'static Rule, span: &Span) -> usize {
        match self.counts.iter().position(|count| count.rule.code == rule.code) {
            Some(0) => {}
            Some(index) => self.counts.swap(0, index),
            None => self.counts.insert(0, Count { found: 0, first_unlisted: span.clone(), rule }),
        }
        let Some(count) = self.counts.first_mut() else { return 0 };
        count.found += 1;
        if count.found == LISTED_PER_RULE + 1 {
            count.first_unlisted = span.clone();
        }
        if count.found == COUNTED_PER_RULE {
            self.exhausted.push(rule.code);
        }
        count.found
    }
}

impl Count {
    fn into_diagnostic(self) -> Diagnostic {
        let or_more = if self.found >= COUNTED_PER_RULE { " or more" } else { "" };
        let message = format!("and {}{or_more} like the {LISTED_PER_RULE} above", self.found - LISTED_PER_RULE);
        Diagnostic { rule: self.rule, span: self.first_unlisted, message, help: None, fix: None }
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
