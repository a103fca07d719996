//! Findings as a compiler shows an error: the line, marks under exactly the wrong part, what to write instead.

use super::alike::Alike;
use super::excerpt::{Excerpt, excerpt};
use super::{Examined, Finding, cite, safe};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Shown, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use courant_text::source::Level;

/// The findings of a file, an empty line after each, in colours: whoever prints takes them away where they do not belong.
pub(super) fn piece(examined: &Examined, shown: &[Alike]) -> String {
    let renderer = Renderer::styled().hyperlink(false).decor_style(DecorStyle::Ascii).term_width(WIDE);
    shown.iter().map(|alike| drawn(examined, alike, &renderer)).collect()
}

/// Lines are cut before, around the place; the library need not cut them again.
const WIDE: usize = 1_000;

fn drawn(examined: &Examined, alike: &Alike, renderer: &Renderer) -> String {
    let finding = alike.first;
    let excerpt = excerpt(examined.source, &finding.diagnostic.span);
    let last_line = excerpt.line_number + excerpt.text.lines().count().saturating_sub(1);
    let rendered = renderer.render(&[group(finding, &alike.in_words(examined), excerpt)]);
    // The library would count the column in the excerpt that it is given, so the place is put in between by us.
    let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
    let place = examined.source.position(finding.diagnostic.span.start);
    let indent = " ".repeat(last_line.to_string().len());
    format!("{title}\n{indent}{ARROW}-->{ARROW:#} {}:{place}\n{rest}\n\n", safe(&examined.source.name))
}

/// The colour in which the library draws what surrounds the text.
const ARROW: Style = AnsiColor::BrightBlue.on_default().bold();

fn group<'a>(finding: &Finding<'a>, others: &[String], excerpt: Excerpt) -> Group<'a> {
    let diagnostic = finding.diagnostic;
    let snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line_number)
        .annotation(AnnotationKind::Primary.span(excerpt.marked));
    let title = level(finding.level)
        .primary_title(safe(&diagnostic.message))
        .id(format!("{} {}", diagnostic.rule.code, diagnostic.rule.name));
    let group = Group::with_title(title).element(snippet);
    let helped = match &diagnostic.help {
        Some(help) => group.element(Shown::HELP.message(safe(help))),
        None => group,
    };
    let cited = helped.element(Shown::NOTE.message(cite(&diagnostic.citation)));
    others.iter().fold(cited, |group, others| group.element(Shown::NOTE.message(safe(others).into_owned())))
}

fn level(level: Level) -> Shown<'static> {
    match level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Advice => Shown::INFO.with_name("advice"),
    }
}
