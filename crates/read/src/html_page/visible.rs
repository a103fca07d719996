//! What a page shows around its heading, for fields that it does not state for machines.

use super::body::lines::{Line, lines};
use super::byline;
use super::outline::Place;
use super::page::Page;
use super::title;
use crate::article::{Origin, Person, Sourced};
use crate::line_phrases::{Phrases, Use, fold};
use crate::ranked::{Candidate, Ranked};
use crate::reader::Input;
use crate::reading::Reading;
use crate::remark::Remark;
use crate::text_lines::{analyze, bylines, passes};
use courant_text::date::Timestamp;

/// How many lines before and after the heading say who wrote an article and when.
const BEFORE: usize = 8;
const AFTER: usize = 30;

/// Fills authors and dates that are still open from the lines around the heading, read as a plain text in the language of the page is.
/// Gives the remarks on a date there that cannot be kept.
pub fn complete(page: &Page, reading: &mut Reading, input: &Input, phrases: Phrases) -> Vec<Remark> {
    if !reading.authors.is_open() && !reading.published.is_open() {
        return Vec::new();
    }
    let Some(near) = around_heading(page, reading.title.value().map(String::as_str), phrases) else {
        return Vec::new();
    };
    let text = near.lines.join("\n");
    let language = reading.language.value().cloned().or_else(|| passes::language_of(&text));
    let head = analyze(&input.with_text(&text), language, |analysis| analysis.head);
    let title = reading.title.value().map(String::as_str);
    let section = reading.section.value().map(String::as_str);
    // Who is named above the text wrote it, whoever is portrayed below.
    for authors in [above_text(&near, phrases), head.authors] {
        let others = authors.into_iter().filter(|author| !near.is_of_figure(&author.value.name)).map(near_heading);
        reading.authors.or(byline::not_of_page(page, others, title, section));
    }
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

/// The people of the first short line between a heading and the text in which a part says that it names them: `5 min read · by Jane Roe`.
fn above_text(near: &Near, phrases: Phrases) -> Ranked<Person> {
    let above = near.lines.get(near.above.clone()).unwrap_or_default();
    let of_part = |part: &str| -> Vec<String> {
        let part = part.trim();
        let hits = phrases.hits(&fold(part));
        let opens = hits.opening.has(Use::Byline) && !hits.opening.has(Use::Desk) && !hits.whole.has(Use::Byline);
        let names = if opens { bylines::names_of_byline(part, phrases) } else { Vec::new() };
        names.into_iter().filter(|name| (2..=4).contains(&name.split_whitespace().count())).collect()
    };
    let of_line = |line: &String| {
        let parts = line.split(['·', '|', '•', '–', '—']);
        parts.map(of_part).find(|names| !names.is_empty()).filter(|_| line.chars().count() <= LONGEST_BYLINE)
    };
    let names = above.iter().find_map(of_line).unwrap_or_default().into_iter();
    Ranked::stated(names.map(|name| Sourced::new(Person { name, ..Person::default() }, shown())))
}

/// In characters: a longer line says more than who wrote an article.
const LONGEST_BYLINE: usize = 120;

/// The lines around a heading.
struct Near {
    lines: Vec<String>,
    /// Which of them say what a picture shows, or whose words a quotation is.
    in_figure: Vec<bool>,
    /// Which of them stand between the heading and the first running text.
    above: std::ops::Range<usize>,
}

impl Near {
    /// Whether somebody is named in figures alone: who is portrayed or quoted there.
    fn is_of_figure(&self, name: &str) -> bool {
        let named = |in_figure: bool| {
            self.lines.iter().zip(&self.in_figure).any(|(line, &within)| within == in_figure && line.contains(name))
        };
        named(true) && !named(false)
    }
}

fn around_heading(page: &Page, title: Option<&str>, phrases: Phrases) -> Option<Near> {
    let outline = &page.outline;
    let mut hidden = vec![false; outline.len()];
    let title = title?;
    let heading = title::heading(page, Some(title));
    let holds_heading = |place: Place| heading.is_some_and(|heading| outline.subtree(place).contains(&heading));
    // What a term of a list is called is nobody's name, but where it says that one follows.
    let is_term = |place: Place| {
        let says_byline = |text: String| phrases.hits(&fold(&text)).whole.has(Use::Byline);
        outline.name(place) == "dt" && !outline.short_text(place).is_some_and(says_byline)
    };
    let is_other = |place: &Place| {
        NEVER.contains(&outline.name(*place))
            || is_term(*place)
            || byline::is_comment(outline, *place) && !holds_heading(*place)
    };
    for place in (0..outline.len()).filter(is_other) {
        hidden.iter_mut().take(outline.end(place)).skip(place).for_each(|mark| *mark = true);
    }
    let body = outline.named(0, "body").next()?;
    let lines = lines(outline, body, &hidden);
    let line_of = |text: &str| lines.iter().position(|line| line.text == text);
    let at = line_of(title).or_else(|| line_of(&outline.short_text(heading?)?))?;
    let first = at.saturating_sub(BEFORE);
    let near = lines.get(first..lines.len().min(at + AFTER))?;
    let is_running = |line: &Line| line.length() >= 80 && line.link_density() < 0.4 && line.ends_as_sentence();
    let heading = at - first;
    let above =
        near.iter().skip(heading + 1).position(is_running).map_or(0..0, |lines| heading + 1..heading + 1 + lines);
    let in_figure = |line: &Line| {
        let mut above = outline.ancestors(line.places.start).take(MOST_AROUND);
        above.any(|above| matches!(outline.name(above), "figure" | "figcaption"))
    };
    Some(Near {
        lines: near.iter().map(|line| line.text.clone()).collect(),
        in_figure: near.iter().map(in_figure).collect(),
        above,
    })
}

/// How many elements around a line are looked at for a figure.
const MOST_AROUND: usize = 6;

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
