//! Collects what rules find: capped for each rule, and put in the order of the text.

use super::{Citation, Rule};
use crate::document::Element;
use crate::feed_kind::FeedKind;
use crate::namespaces::Namespace;
use crate::reported::Reported;
use crate::specification::Place;
use crate::syntax::{COUNTED, LISTED, SyntaxError};
use crate::vocabulary::{Name, RowId, VOCABULARY};
use crate::{Diagnostic, Settings};
use courant_text::source::{Level, Span};

/// All findings of a text.
pub(crate) struct Findings<'s> {
    pub(crate) settings: &'s Settings,
    /// What the document is.
    kind: FeedKind,
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
    /// What is cited for those that are not listed.
    citation: Citation,
    rule: &'static Rule,
}

impl<'s> Findings<'s> {
    pub(crate) fn new(settings: &'s Settings, kind: FeedKind) -> Findings<'s> {
        Findings { settings, kind, list: Vec::new(), counts: Vec::new(), exhausted: Vec::new() }
    }

    /// The place where one rule tells what it finds in a subject.
    pub(crate) fn for_rule(&mut self, rule: &'static Rule, subject: Subject) -> Reporter<'_, 's> {
        Reporter { rule, subject, findings: self }
    }

    /// Tells what one rule finds.
    fn report(
        &mut self,
        rule: &'static Rule,
        subject: Subject,
        span: Span,
        message: impl Into<String>,
    ) -> Reported<'_> {
        let citation = rule.cite.for_finding(subject.place(self.kind));
        if self.count(rule, &span, citation, 1) > LISTED {
            return Reported::counted();
        }
        self.list.push(Diagnostic { rule, span, citation, message: message.into(), help: None, fix: None });
        let last = self.list.last_mut();
        last.map_or(Reported::counted(), |finding| Reported::new(&mut finding.help, &mut finding.fix))
    }

    /// Adds what is wrong with the form of the text, for which there is this rule.
    pub(crate) fn add_syntax_error(&mut self, rule: &'static Rule, error: &SyntaxError) {
        let SyntaxError { span, message, help, fix, .. } = error.clone();
        self.count(rule, &span, rule.cite, 1);
        self.list.push(Diagnostic { rule, span, citation: rule.cite, message, help, fix });
    }

    /// Findings of a later part of the same text, to be added to these when it has been checked.
    pub(crate) fn continued(&self) -> Findings<'s> {
        let counts = self.counts.iter().map(|count| Count { earlier: count.found, ..count.clone() }).collect();
        Findings {
            settings: self.settings,
            kind: self.kind,
            list: Vec::new(),
            counts,
            exhausted: self.exhausted.clone(),
        }
    }

    /// Adds the findings of a later part, as if they had been told here one by one.
    pub(crate) fn add(&mut self, later: Findings) {
        for finding in later.list {
            if self.count(finding.rule, &finding.span, finding.citation, 1) <= LISTED {
                self.list.push(finding);
            }
        }
        for count in later.counts {
            let unlisted = count.found - count.earlier.max(count.found.min(LISTED));
            if unlisted > 0 {
                self.count(count.rule, &count.first_unlisted, count.citation, unlisted);
            }
        }
    }

    /// All that was found, in the order of the text; what was not listed is told at its first place.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let Findings { mut list, counts, .. } = self;
        let unlisted = counts.into_iter().filter(|count| count.found > LISTED);
        list.extend(unlisted.map(Count::into_diagnostic));
        list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.code).cmp(&(b.span.start, b.span.end, b.rule.code)));
        list
    }

    /// How much is listed.
    pub(crate) fn listed(&self) -> usize {
        self.list.len()
    }

    /// Whether something but advice was told of this place after so much had been listed.
    pub(crate) fn is_told(&self, since: usize, place: &Span) -> bool {
        let later = self.list.get(since..).unwrap_or_default();
        let is_here = |span: &Span| span.start <= place.end && place.start <= span.end;
        later.iter().any(|finding| finding.rule.level != Level::Advice && is_here(&finding.span))
    }

    /// Whether a rule found so much that it need not be asked again.
    pub(crate) fn is_exhausted(&self, rule: &Rule) -> bool {
        !self.exhausted.is_empty() && self.exhausted.contains(&rule.code)
    }

    /// Counts what a rule found, the first of it here, and tells how much that is by now.
    pub(crate) fn count(&mut self, rule: &'static Rule, first: &Span, citation: Citation, number: usize) -> usize {
        match self.counts.iter().position(|count| count.rule.code == rule.code) {
            Some(0) => {}
            Some(index) => self.counts.swap(0, index),
            None => {
                self.counts.insert(0, Count { found: 0, earlier: 0, first_unlisted: first.clone(), citation, rule })
            }
        }
        let Some(count) = self.counts.first_mut() else { return 0 };
        let before = count.found;
        count.found += number;
        if before <= LISTED && count.found > LISTED {
            count.first_unlisted = first.clone();
            count.citation = citation;
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
        let Count { rule, first_unlisted: span, citation, .. } = self;
        Diagnostic { rule, span, citation, message, help: None, fix: None }
    }
}

/// What a rule is applied to, as far as it decides which specification a finding cites.
#[derive(Clone, Copy)]
pub(crate) enum Subject {
    /// The whole document.
    Document,
    /// An element or its attributes: its namespace, its name, and what the vocabulary says of it where it stands.
    Element(Namespace, Name, Option<RowId>),
    /// A member of a JSON Feed, described there.
    Member(&'static Citation),
}

impl Subject {
    pub(crate) fn of_element(element: Element) -> Subject {
        Subject::Element(element.namespace(), element.name(), element.row())
    }

    fn place(self, kind: FeedKind) -> Place {
        match self {
            Subject::Document => Place::document(kind),
            Subject::Element(namespace, name, row) => {
                // What may not stand here is described where it may.
                let row = row.or_else(|| VOCABULARY.any_row(name)).and_then(|row| VOCABULARY.row(row));
                let row = row.map(|row| row.citation);
                Place { kind, prefix: namespace.prefix(), row }
            }
            Subject::Member(citation) => Place { row: Some(*citation), ..Place::document(kind) },
        }
    }
}

/// The place where one rule tells what it finds.
pub(crate) struct Reporter<'f, 's> {
    rule: &'static Rule,
    subject: Subject,
    findings: &'f mut Findings<'s>,
}

impl Reporter<'_, '_> {
    /// What the person who asked wants to know.
    pub(crate) fn settings(&self) -> &Settings {
        self.findings.settings
    }

    /// Whether so much was found that no more is counted; a rule that looks at a whole document may stop then.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.findings.is_exhausted(self.rule)
    }

    /// What follows is about this element, not about the one that the rule was applied to.
    pub(crate) fn about(&mut self, element: Element) -> &mut Self {
        self.subject = Subject::of_element(element);
        self
    }

    /// Something is wrong here.
    pub(crate) fn at(&mut self, span: Span, message: impl Into<String>) -> Reported<'_> {
        self.findings.report(self.rule, self.subject, span, message)
    }
}
