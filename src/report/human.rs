//! Findings as a compiler shows an error: the line, marks under exactly the wrong part, what to write instead.

use super::excerpt::{Excerpt, excerpt};
use super::lines::Lines;
use super::{Examined, Finding, citation};
use crate::source::Level;
use crate::text::harmless;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Origin, Renderer, Snippet};

/// The findings of a file, an empty line after each, in colours (whoever prints takes them away where they do not belong).
pub(super) fn piece(examined: &Examined, lines: &Lines) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(WIDE);
    let shown = |finding: &Finding| renderer.render(&[group(examined, finding, lines)]) + "\n\n";
    examined.findings.iter().map(shown).collect()
}

/// Lines are cut before, by the place that matters; the library need not cut them again.
const WIDE: usize = 1_000;

fn group<'a>(examined: &Examined<'a>, finding: &Finding<'a>, lines: &Lines) -> Group<'a> {
    let diagnostic = finding.diagnostic;
    let Excerpt { text, line_number, marked } = excerpt(&examined.source.text, &diagnostic.span, lines);
    let place = lines.position(diagnostic.span.start);
    let origin = Origin::path(harmless(&examined.source.name)).line(place.line_number).char_column(place.column_number);
    let snippet = Snippet::source(text).line_start(line_number).annotation(AnnotationKind::Primary.span(marked));
    let title = level(finding.level)
        .primary_title(harmless(&diagnostic.message))
        .id(format!("{} {}", diagnostic.rule.code, diagnostic.rule.name));
    let group = Group::with_title(title).element(origin).element(snippet);
    let helped = match &diagnostic.help {
        Some(help) => group.element(Shown::HELP.message(harmless(help))),
        None => group,
    };
    helped.element(Shown::NOTE.message(citation(diagnostic)))
}

fn level(level: Level) -> Shown<'static> {
    match level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Advice => Shown::INFO.with_name("advice"),
    }
}
