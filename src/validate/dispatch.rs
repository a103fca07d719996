//! Brings every rule to the places where it applies, and to no others.

use super::document::{Document, Element};
use super::findings::Findings;
use super::rule::{Check, Rule};
use super::value::Value;
use super::vocabulary::{Kind, Name, VOCABULARY};
use super::{Diagnostic, Settings, Shape, json, reader, rules, shape};
use crate::source::Source;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Checks a text against all rules.
pub(super) fn check(source: &Source, settings: &Settings) -> Vec<Diagnostic> {
    let mut findings = Findings::new(settings);
    for (rule, check) in &TABLE.source {
        check(source, &mut findings.of(rule));
    }
    match shape(source) {
        Shape::Json => check_json(&source.text, &mut findings),
        Shape::Xml => check_xml(&source.text, &mut findings),
    }
    findings.into_diagnostics()
}

fn check_json(text: &str, findings: &mut Findings) {
    let tree = json::read(text, findings);
    let Some(root) = tree.as_ref().and_then(|tree| tree.root(text)) else { return };
    for (rule, check) in &TABLE.json {
        check(root, &mut findings.of(rule));
    }
    for (kind, value) in rules::json_feed::values(root) {
        check_value(kind, || value, findings);
    }
}

/// A document whose tags do not match is checked no further: what stands in what would be a guess.
fn check_xml(text: &str, findings: &mut Findings) {
    let tree = reader::read(text, findings);
    let document = Document { text, tree: &tree };
    for (rule, check) in &TABLE.root {
        document.root().into_iter().for_each(|root| check(root, &mut findings.of(rule)));
    }
    if tree.is_torn {
        return;
    }
    for (rule, check) in &TABLE.document {
        check(document, &mut findings.of(rule));
    }
    for element in document.elements() {
        check_element(element, findings);
    }
}

fn check_element(element: Element, findings: &mut Findings) {
    for (rule, check) in &TABLE.every_element {
        if !findings.is_exhausted(rule) {
            check(element, &mut findings.of(rule));
        }
    }
    let parent = element.parent().map_or(Name::UNKNOWN, Element::name);
    for target in TABLE.elements.get(element.name().index()).into_iter().flatten() {
        if target.parent.is_none_or(|wanted| wanted == parent) && !findings.is_exhausted(target.rule) {
            (target.check)(element, &mut findings.of(target.rule));
        }
    }
    let Some(said) = element.row().and_then(|row| VOCABULARY.rules(row)) else { return };
    check_value(said.content, || element.value(), findings);
    for attribute in element.attributes() {
        if let Some(expected) = said.attributes.iter().find(|expected| attribute.is(expected.name)) {
            check_value(expected.kind, || attribute.value(), findings);
        }
    }
}

fn check_value<'a>(kind: Kind, value: impl FnOnce() -> Value<'a>, findings: &mut Findings) {
    let Some(checks) = TABLE.values.get(kind.0) else { return };
    let value = value();
    for (rule, check) in checks {
        if !findings.is_exhausted(rule) {
            check(&value, &mut findings.of(rule));
        }
    }
}

type CheckValue = fn(&Value, &mut super::findings::Report);
type To<F> = Vec<(&'static Rule, F)>;

/// The rules by what they are applied to.
#[derive(Default)]
struct Table {
    source: To<fn(&Source, &mut super::findings::Report)>,
    root: To<fn(Element, &mut super::findings::Report)>,
    document: To<fn(Document, &mut super::findings::Report)>,
    json: To<fn(json::Json, &mut super::findings::Report)>,
    every_element: To<fn(Element, &mut super::findings::Report)>,
    /// By the name of the element.
    elements: Vec<Vec<Target>>,
    /// By the kind of the value.
    values: HashMap<&'static str, To<CheckValue>>,
}

struct Target {
    rule: &'static Rule,
    parent: Option<Name>,
    check: fn(Element, &mut super::findings::Report),
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    table.elements.resize_with(VOCABULARY.len(), Vec::new);
    for rule in rules::ALL {
        table.add(rule);
    }
    table
});

impl Table {
    fn add(&mut self, rule: &'static Rule) {
        match rule.check {
            Check::Reading => {}
            Check::Source(check) => self.source.push((rule, check)),
            Check::Root(check) => self.root.push((rule, check)),
            Check::Document(check) => self.document.push((rule, check)),
            Check::Json(check) => self.json.push((rule, check)),
            Check::EveryElement(check) => self.every_element.push((rule, check)),
            Check::Elements(selectors, check) => {
                for selector in selectors {
                    self.add_selector(rule, selector, check);
                }
            }
            Check::Values(kinds, check) => {
                for kind in kinds {
                    self.values.entry(kind.0).or_default().push((rule, check));
                }
            }
        }
    }

    fn add_selector(&mut self, rule: &'static Rule, selector: &str, check: fn(Element, &mut super::findings::Report)) {
        let (parent, name) = selector.rsplit_once('/').map_or((None, selector), |(parent, name)| (Some(parent), name));
        let parent = parent.map(|parent| VOCABULARY.find_written(parent));
        let name = VOCABULARY.find_written(name);
        if let Some(targets) = self.elements.get_mut(name.index()).filter(|_| name != Name::UNKNOWN) {
            targets.push(Target { rule, parent, check });
        }
    }
}
