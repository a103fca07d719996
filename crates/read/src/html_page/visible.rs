//! What a page shows around its heading, for fields that it does not state for machines.

use super::body::lines::lines;
use super::byline;
use super::outline::Place;
use super::page::Page;
use super::title;
use crate::article::Origin;
use crate::ranked::Candidate;
use crate::reader::Input;
use crate::reading::Reading;
use crate::remark::Remark;
use crate::text_lines::{analyze, passes};
use courant_text::date::Timestamp;

/// How many lines before and after the heading say who wrote an article and when.
const BEFORE: usize = 8;
const AFTER: usize = 30;

/// Fills authors and dates that are still open from the lines around the heading, read as a plain text in the language of the page is.
/// Gives the remarks on a date there that cannot be kept.
pub fn complete(page: &Page, reading: &mut Reading, input: &Input) -> Vec<Remark> {
    if !reading.authors.is_open() && !reading.published.is_open() {
        return Vec::new();
    }
    let Some(text) = around_heading(page, reading.title.value().map(String::as_str)) else { return Vec::new() };
    let language = reading.language.value().cloned().or_else(|| passes::language_of(&text));
    let head = analyze(&input.with_text(&text), language, |analysis| analysis.head);
    let title = reading.title.value().map(String::as_str);
    let section = reading.section.value().map(String::as_str);
    let authors = byline::not_of_page(page, head.authors.into_iter().map(near_heading), title, section);
    reading.authors.or(authors);
    if reading.published.is_open() {
        reading.published.or(head.published.into_iter().map(near_heading));
        let published = reading.published.value().copied();
        let is_later = |date: &Candidate<Timestamp>| published.is_some_and(|published| published < date.value);
        reading.updated.or(head.updated.into_iter().filter(is_later).map(near_heading));
    }
    let on_date = head.remark.into_iter().filter(|_| reading.published.is_open());
    // Its place among the lines is none in the file.
    on_date.map(|remark| Remark { position: None, ..remark }).collect()
}

/// A candidate of a line that is none of the file.
fn near_heading<T>(candidate: Candidate<T>) -> Candidate<T> {
    Candidate { origin: shown(), ..candidate }
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
