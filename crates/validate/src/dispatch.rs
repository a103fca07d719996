//! Brings every rule to the places where it applies, and to no others.

use super::document::{Document, Element};
use super::json::Json;
use super::namespaces::KNOWN;
use super::parsed::Parsed;
use super::rule::findings::{Findings, Reporter, Subject};
use super::rule::{Check, Rule};
use super::syntax::SyntaxErrorKind;
use super::value::Value;
use super::vocabulary::{Name, VOCABULARY};
use super::web_page::WebPage;
use super::{Diagnostic, Settings, rules};
use courant_text::source::Source;
use foldhash::HashMap;
#[cfg(feature = "parallel")]
use rayon::prelude::*;
use std::ops::Range;
use std::sync::LazyLock;

/// Judges a feed by all rules.
pub(super) fn check(parsed: &Parsed, settings: &Settings) -> Vec<Diagnostic> {
    let mut findings = Findings::new(settings, parsed.kind());
    // What is wrong with a page as a feed is that it is none.
    if WebPage::of(parsed.source()).is_some() {
        let rule = &rules::structure::WEB_PAGE;
        for (_, check) in TABLE.source.iter().filter(|(known, _)| std::ptr::eq(*known, rule)) {
            check(parsed.source(), &mut findings.for_rule(rule, Subject::Document));
        }
        return findings.into_diagnostics();
    }
    for (rule, check) in &TABLE.source {
        check(parsed.source(), &mut findings.for_rule(rule, Subject::Document));
    }
    add_syntax_errors(parsed, &mut findings);
    if let Some(root) = parsed.json() {
        check_json(root, &mut findings);
    }
    if let Some(document) = parsed.document() {
        check_xml(document, &mut findings);
    }
    findings.into_diagnostics()
}

fn add_syntax_errors(parsed: &Parsed, findings: &mut Findings) {
    let rule = |kind: SyntaxErrorKind| TABLE.syntax.iter().find(|(known, _)| *known == kind).map(|(_, rule)| *rule);
    for error in parsed.syntax_errors() {
        rule(error.kind).into_iter().for_each(|rule| findings.add_syntax_error(rule, error));
    }
    for (kind, first, number) in &parsed.errors().unlisted {
        rule(*kind).into_iter().for_each(|rule| {
            findings.count(rule, first, rule.cite, *number);
        });
    }
}

fn check_json(root: Json, findings: &mut Findings) {
    for (rule, check) in &TABLE.json {
        check(root, &mut findings.for_rule(rule, Subject::Document));
    }
    for (kind, citation, value) in rules::json_feed::values(root) {
        if let Some(number) = TABLE.kinds.get(kind.0) {
            check_value(*number, &value(), Subject::Member(citation), findings.listed(), findings);
        }
    }
}

/// A document whose tags do not match is checked no further: what stands in what would be a guess.
fn check_xml(document: Document, findings: &mut Findings) {
    for (rule, check) in &TABLE.root {
        document
            .root()
            .into_iter()
            .for_each(|root| check(root, &mut findings.for_rule(rule, Subject::of_element(root))));
    }
    if document.tree.is_torn {
        return;
    }
    for (rule, check) in &TABLE.document {
        check(document, &mut findings.for_rule(rule, Subject::Document));
    }
    let parts: Vec<_> = (0..document.tree.nodes.len()).step_by(PART).map(|start| start..start + PART).collect();
    for parts in parts.chunks(PARTS_AT_ONCE) {
        check_parts(document, parts, findings);
    }
}

/// Nodes of a tree that are checked by one thread, one after the other.
const PART: usize = 4096;
/// Parts that are checked before their findings are added up; a rule that has found enough by then is asked no more.
const PARTS_AT_ONCE: usize = 32;

/// Checks the elements of some parts of a document, by as many threads as there are. Findings do not depend on their number.
fn check_parts(document: Document, parts: &[Range<usize>], findings: &mut Findings) {
    if let [part] = parts {
        return document.elements_among(part.clone()).for_each(|element| check_element(element, findings));
    }
    let check_part = |part: &Range<usize>| {
        let mut found = findings.continued();
        document.elements_among(part.clone()).for_each(|element| check_element(element, &mut found));
        found
    };
    #[cfg(feature = "parallel")]
    let found: Vec<_> = parts.par_iter().map(check_part).collect();
    #[cfg(not(feature = "parallel"))]
    let found: Vec<_> = parts.iter().map(check_part).collect();
    found.into_iter().for_each(|found| findings.add(found));
}

fn check_element(element: Element, findings: &mut Findings) {
    let around = element.parent();
    let namespace = element.namespace();
    let since = findings.listed();
    apply(&TABLE.every_element, element, findings);
    apply(TABLE.namespaces.get(namespace.index()).map_or(&[], Vec::as_slice), element, findings);
    if around.is_none_or(|around| around.namespace() != namespace) {
        apply(&TABLE.entering, element, findings);
    }
    // What stands where it does not belong is told once: what it would need there nobody knows.
    if element.is_misplaced() {
        return;
    }
    let subject = Subject::of_element(element);
    let parent = around.map_or(Name::UNKNOWN, Element::name);
    for target in TABLE.elements.get(element.name().index()).into_iter().flatten() {
        if target.parent.is_none_or(|wanted| wanted == parent) && !findings.is_exhausted(target.rule) {
            (target.check)(element, &mut findings.for_rule(target.rule, subject));
        }
    }
    let Some(row) = element.row().and_then(|row| VOCABULARY.row(row)) else { return };
    if !row.may_be_empty || TABLE.has_checks(row.content_number) {
        let value = element.value().expected(row.expected());
        // Where markup stands instead of text, that is told, and not that there is no text.
        if !value.is_blank() || element.children().next().is_none() {
            check_value(row.content_number, &value, subject, since, findings);
        }
    }
    for attribute in element.attributes() {
        if let Some(rule) = row.attributes.iter().find(|rule| attribute.is(rule.name)) {
            check_value(rule.kind_number, &attribute.value().expected(rule.expected()), subject, since, findings);
        }
    }
}

fn apply(checks: &[(&'static Rule, CheckElement)], element: Element, findings: &mut Findings) {
    for (rule, check) in checks {
        if !findings.is_exhausted(rule) {
            check(element, &mut findings.for_rule(rule, Subject::of_element(element)));
        }
    }
}

/// The rules of an element and of a kind know best what is wrong with a value; where they have said nothing of an empty one (`since` so much had
/// been found), those of every value tell it.
fn check_value(kind_number: usize, value: &Value, subject: Subject, since: usize, findings: &mut Findings) {
    let of_kind = TABLE.values.get(kind_number).map_or(&[][..], Vec::as_slice);
    for (rule, check) in of_kind {
        if !findings.is_exhausted(rule) {
            check(value, &mut findings.for_rule(rule, subject));
        }
    }
    let is_told =
        |findings: &Findings| findings.is_told(since, &value.span_or_name()) || findings.is_told(since, &value.span());
    if value.is_empty_wrongly() && !is_told(findings) {
        for (rule, check) in &TABLE.blank {
            if !findings.is_exhausted(rule) {
                check(value, &mut findings.for_rule(rule, subject));
            }
        }
    }
}

type CheckElement = fn(Element, &mut Reporter);
type CheckValue = fn(&Value, &mut Reporter);
type Checks<F> = Vec<(&'static Rule, F)>;

/// The rules by what they are applied to.
#[derive(Default)]
struct RuleTable {
    syntax: Vec<(SyntaxErrorKind, &'static Rule)>,
    source: Checks<fn(&Source, &mut Reporter)>,
    root: Checks<CheckElement>,
    document: Checks<fn(Document, &mut Reporter)>,
    json: Checks<fn(Json, &mut Reporter)>,
    every_element: Checks<CheckElement>,
    entering: Checks<CheckElement>,
    /// By the number of the namespace.
    namespaces: Vec<Checks<CheckElement>>,
    /// By the name of the element.
    elements: Vec<Vec<Target>>,
    /// The numbers of the kinds of values: those of the vocabulary, then those that only JSON has.
    kinds: HashMap<&'static str, usize>,
    /// By the number of the value's kind.
    values: Vec<Checks<CheckValue>>,
    /// On values that are empty and may not be.
    blank: Checks<CheckValue>,
}

struct Target {
    rule: &'static Rule,
    parent: Option<Name>,
    check: CheckElement,
}

static TABLE: LazyLock<RuleTable> = LazyLock::new(|| {
    let mut table = RuleTable::default();
    table.elements.resize_with(VOCABULARY.len(), Vec::new);
    table.namespaces.resize_with(KNOWN.len(), Vec::new);
    table.kinds = VOCABULARY.kinds().enumerate().map(|(number, kind)| (kind, number)).collect();
    table.values.resize_with(table.kinds.len(), Vec::new);
    for rule in rules::ALL {
        table.add(rule);
    }
    table
});

impl RuleTable {
    fn has_checks(&self, kind_number: usize) -> bool {
        self.values.get(kind_number).is_some_and(|checks| !checks.is_empty())
    }

    fn add(&mut self, rule: &'static Rule) {
        match rule.check {
            Check::Syntax(kind) => self.syntax.push((kind, rule)),
            #[cfg(any(test, feature = "http-checks"))]
            Check::Answers => {}
            Check::Source(check) => self.source.push((rule, check)),
            Check::Root(check) => self.root.push((rule, check)),
            Check::Document(check) => self.document.push((rule, check)),
            Check::Json(check) => self.json.push((rule, check)),
            Check::EveryElement(check) => self.every_element.push((rule, check)),
            Check::Entering(check) => self.entering.push((rule, check)),
            Check::Namespaces(prefixes, check) => {
                let namespaces = self.namespaces.iter_mut().zip(KNOWN);
                let wanted = namespaces.filter(|(_, known)| prefixes.contains(&known.prefix));
                wanted.for_each(|(checks, _)| checks.push((rule, check)));
            }
            Check::Elements(selectors, check) => {
                for selector in selectors {
                    self.add_selector(rule, selector, check);
                }
            }
            Check::Blank(check) => self.blank.push((rule, check)),
            Check::Values(kinds, check) => {
                for kind in kinds {
                    let next = self.values.len();
                    let number = *self.kinds.entry(kind.0).or_insert(next);
                    self.values.resize_with(next.max(number + 1), Vec::new);
                    self.values.get_mut(number).into_iter().for_each(|checks| checks.push((rule, check)));
                }
            }
        }
    }

    fn add_selector(&mut self, rule: &'static Rule, selector: &str, check: CheckElement) {
        let (parent, name) = selector.rsplit_once('/').map_or((None, selector), |(parent, name)| (Some(parent), name));
        let parent = parent.map(|parent| VOCABULARY.find_written(parent));
        let name = VOCABULARY.find_written(name);
        if let Some(targets) = self.elements.get_mut(name.index()).filter(|_| name != Name::UNKNOWN) {
            targets.push(Target { rule, parent, check });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_syntax_error_has_one_rule() {
        for kind in SyntaxErrorKind::ALL {
            let rules: Vec<&str> =
                TABLE.syntax.iter().filter(|(known, _)| known == kind).map(|(_, rule)| rule.name).collect();
            assert_eq!(rules.len(), 1, "{kind:?}: {rules:?}");
        }
        assert_eq!(TABLE.syntax.len(), SyntaxErrorKind::ALL.len());
    }
}
