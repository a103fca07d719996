//! What a page shows around its heading, for fields that it does not state for machines.

use super::body::lines::lines;
use super::byline;
use super::outline::Place;
use super::page::Page;
use super::title;
use crate::article::{Article, Origin, Sourced};
use crate::remark::Remark;
use crate::{ReadContext, plain_text};

/// How many lines before and after the heading say who wrote an article and when.
const BEFORE: usize = 8;
const AFTER: usize = 30;

/// Fills authors and dates that are still open from the lines around the heading, read as a plain text in the language of the page is.
/// Gives the remarks on a date there that cannot be kept.
pub fn complete(page: &Page, article: &mut Article, context: &ReadContext) -> Vec<Remark> {
    if !article.authors.is_empty() && article.published.is_some() {
        return Vec::new();
    }
    let title = article.title.as_ref().map(|title| title.value.as_str());
    let Some(text) = around_heading(page, title) else { return Vec::new() };
    let language = article.language.as_ref().map(|language| language.value.clone());
    let (seen, remarks) = plain_text::read_in(&text, &article.path, context, language);
    if article.authors.is_empty() {
        let authors = seen.authors.into_iter().map(|author| Sourced::new(author.value, shown())).collect();
        let title = article.title.as_ref().map(|title| title.value.as_str());
        let section = article.section.as_ref().map(|section| section.value.as_str());
        article.authors = byline::not_of_page(page, authors, title, section);
    }
    if article.published.is_none() {
        article.published = seen.published.map(|date| Sourced::new(date.value, shown()));
        let later = |date: &i64| article.published.as_ref().is_some_and(|published| published.value.unix() < *date);
        let updated =
            seen.updated.filter(|date| later(&date.value.unix())).map(|date| Sourced::new(date.value, shown()));
        article.updated = article.updated.take().or(updated);
    }
    let on_date = remarks.into_iter().filter(|_| article.published.is_none());
    // Its place among the lines is none in the file.
    on_date.map(|remark| Remark { position: None, ..remark }).collect()
}

fn shown() -> Origin {
    Origin::Element("line near h1".to_string())
}

fn around_heading(page: &Page, title: Option<&str>) -> Option<String> {
    let outline = &page.outline;
    let mut hidden = vec![false; outline.len()];
    let title = title?;
    let heading = title::heading(page, Some(title));
    let holds_heading = |place: Place| heading.is_some_and(|heading| outline.subtree(place).contains(&heading));
    let is_other = |place: &Place| {
        NEVER.contains(&outline.name(*place)) || byline::is_comment(outline, *place) && !holds_heading(*place)
    };
    for place in (0..outline.len()).filter(is_other) {
        hidden.iter_mut().take(outline.end(place)).skip(place).for_each(|mark| *mark = true);
    }
    let body = outline.named(0, "body").next()?;
    let lines = lines(outline, body, &hidden);
    let line_of = |text: &str| lines.iter().position(|line| line.text == text);
    let at = line_of(title).or_else(|| line_of(&outline.short_text(heading?)?))?;
    let near = lines.get(at.saturating_sub(BEFORE)..lines.len().min(at + AFTER))?;
    Some(near.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
}

/// Elements without lines of the article's own.
const NEVER: [&str; 15] = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "footer",
    "form",
    "button",
    "select",
    "head",
    "iframe",
    "aside",
    "textarea",
    "blockquote",
];
