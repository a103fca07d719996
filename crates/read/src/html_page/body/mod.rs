//! The body of an article among all that a page shows.

mod boilerplate;
mod clean;
mod container;
pub mod lines;
pub mod picture;
mod teasers;
mod write;

use super::outline::{Outline, Place};
use super::page::Page;
use super::title;
pub use boilerplate::words as class_words;
pub use clean::BodyContext;
use courant_html::{CleanHtml, escape_text};
use serde_json::Value;
use std::ops::Range;

/// The article that a page holds.
pub struct Body {
    /// Its text as simple HTML.
    pub html: String,
    /// What was found instead of one article.
    pub instead: Option<Instead>,
}

/// What a page holds where it does not hold one article, told apart from what surrounds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Instead {
    /// Titles of other articles.
    List,
    /// Text of which hardly any reads as an article: all of it was taken that the page does not say to be something else.
    AllText,
}

/// Reads the article: the subtree that holds it, less what is known not to belong to it.
pub fn read(page: &Page, known: &BodyContext) -> Body {
    let outline = &page.outline;
    let everything = Running::of_page(outline, &[]);
    let heading = title::heading(page, known.title);
    let furniture = boilerplate::marked(outline, &everything, heading);
    let running = Running::of_page(outline, &furniture);
    let found = container::find(outline, &running, heading);
    let mut dropped = furniture.clone();
    let mut roots = found.parts;
    if let (Some(heading), Some(&first)) = (heading, roots.first()) {
        let is_lead = |place: Place| !known.has_image && picture::is_lead(page, place);
        let decks = container::decks(outline, &dropped, heading, first, known.summary, is_lead);
        roots.splice(0..0, decks);
    }
    drop_outside(outline, &roots, &mut dropped);
    let root = container::common(outline, &roots);
    drop_title(outline, root, known.title, heading, &mut dropped);
    teasers::drop(page, &running, root, &mut dropped);
    drop_lines(page, root, outline.subtree(found.core), known, &mut dropped);
    let left = kept(outline, root, &dropped);
    if left * 5 >= running.whole() && left > 0 {
        return Body { html: write::write(page, root, &dropped), instead: None };
    }
    let mut wide = if running.whole() > 0 { furniture } else { boilerplate::unseen(outline) };
    let body = container::body(outline);
    drop_title(outline, body, known.title, heading, &mut wide);
    let all = kept(outline, body, &wide);
    let mut without_teasers = wide.clone();
    teasers::drop(page, &running, body, &mut without_teasers);
    // What is left of a list of other articles is no article, and neither are they.
    if kept(outline, body, &without_teasers) * 2 < all {
        drop_lines(page, body, outline.subtree(body), known, &mut without_teasers);
        return Body { html: write::write(page, body, &without_teasers), instead: Some(Instead::List) };
    }
    Body { html: write::write(page, body, &wide), instead: (all > left).then_some(Instead::AllText) }
}

/// How much of a subtree is not dropped.
fn kept(outline: &Outline, root: Place, dropped: &[bool]) -> usize {
    let is_kept = |place: &Place| outline.raw(*place).is_some() && !dropped.get(*place).copied().unwrap_or(true);
    outline.subtree(root).filter(is_kept).map(|place| outline.weight(place).length()).sum()
}

/// The body that was found, or, where a page holds hardly any of it and its script is to write it, the `articleBody` of its JSON-LD.
pub fn stated_where_missing(page: &Page, found: CleanHtml) -> CleanHtml {
    let stated = page.article().and_then(|object| object.get("articleBody")).and_then(Value::as_str);
    let Some(stated) = stated.filter(|text| text.chars().count() >= FEWEST_STATED_CHARACTERS) else { return found };
    let html = if stated.contains("</") || stated.contains("<p") || stated.contains("<br") {
        stated.to_string()
    } else {
        let lines = stated.lines().filter_map(super::plain);
        lines.map(|line| format!("<p>{}</p>\n", escape_text(&line))).collect()
    };
    let stated = CleanHtml::sanitise(&html);
    let is_missing = found.text().chars().count() * 4 < stated.text().chars().count();
    if is_missing { stated } else { found }
}

/// What is shorter is a teaser.
const FEWEST_STATED_CHARACTERS: usize = 400;

/// Drops what is in none of the parts.
fn drop_outside(outline: &Outline, parts: &[Place], dropped: &mut [bool]) {
    let mut from = 0;
    let end = outline.len();
    let ends: Vec<(Place, Place)> = parts.iter().map(|&part| (part, outline.end(part))).chain([(end, end)]).collect();
    for (part, part_end) in ends {
        // A table for layout may hold a part: what does is not outside.
        let outside = |&place: &Place| outline.end(place) <= part;
        let shown = |&place: &Place| outline.raw(place).is_some() || shows(outline.name(place));
        for place in (from..part).filter(outside).filter(shown) {
            if let Some(mark) = dropped.get_mut(place) {
                *mark = true;
            }
        }
        from = from.max(part_end);
    }
}

/// Whether an element shows something without text.
fn shows(name: &str) -> bool {
    matches!(
        name,
        "img" | "amp-img" | "picture" | "figure" | "iframe" | "embed" | "object" | "video" | "audio" | "hr" | "table"
    )
}

/// The characters of running text before each node.
pub struct Running(Vec<usize>);

impl Running {
    /// Text in blocks of some length that are no lists of links, outside what is dropped. Where most blocks are short, as in poems,
    /// talks and lists, all of them count.
    fn of_page(outline: &Outline, dropped: &[bool]) -> Running {
        let mut long = Vec::with_capacity(outline.len() + 1);
        let mut any = Vec::with_capacity(outline.len() + 1);
        let (mut in_long, mut in_any) = (0, 0);
        for place in 0..outline.len() {
            long.push(in_long);
            any.push(in_any);
            // The document is a node without a name, as a text is, and holds all.
            if place > 0 && outline.raw(place).is_some() && !dropped.get(place).copied().unwrap_or(false) {
                let holder = outline.block(place);
                let weight = outline.weight(holder);
                if weight.link_density() < 0.4 && !outline.name(holder).starts_with('h') {
                    let length = outline.weight(place).length();
                    in_any += length;
                    in_long += if weight.length() >= LEAST_IN_BLOCK { length } else { 0 };
                }
            }
        }
        long.push(in_long);
        any.push(in_any);
        Running(if in_long * 3 < in_any { any } else { long })
    }

    /// All of it.
    fn whole(&self) -> usize {
        self.0.last().copied().unwrap_or(0)
    }

    /// How much of it a subtree has.
    pub fn of(&self, outline: &Outline, place: Place) -> usize {
        let before = |place: Place| self.0.get(place).or(self.0.last()).copied().unwrap_or(0);
        before(outline.end(place)).saturating_sub(before(place))
    }
}

/// The length from which a block of text is a paragraph beyond doubt.
const LEAST_IN_BLOCK: usize = 60;

fn drop_lines(page: &Page, root: Place, core: Range<Place>, known: &BodyContext, dropped: &mut [bool]) {
    let outline = &page.outline;
    let lines = lines::lines(outline, root, dropped);
    let reasons = clean::reasons(page, core, &lines, known);
    for (line, _) in lines.iter().zip(reasons).filter(|(_, reason)| reason.is_some()) {
        for place in line.places.clone().filter(|&place| outline.raw(place).is_some()) {
            if let Some(mark) = dropped.get_mut(place) {
                *mark = true;
            }
        }
    }
}

/// Drops what stands for the title: the heading that was found to be it, and every other that says the same.
fn drop_title(outline: &Outline, root: Place, title: Option<&str>, heading: Option<Place>, dropped: &mut [bool]) {
    let Some(title) = title.map(str::to_lowercase) else { return };
    let says_title = |place: Place| outline.short_text(place).is_some_and(|text| text.to_lowercase() == title);
    let mut at = root;
    while at < outline.end(root) {
        let is_heading = matches!(outline.name(at), "h1" | "h2" | "h3");
        if heading == Some(at) || is_heading && says_title(at) {
            let end = outline.end(at).max(at + 1);
            dropped.iter_mut().take(end).skip(at).for_each(|mark| *mark = true);
            at = end;
        } else {
            at += 1;
        }
    }
}
