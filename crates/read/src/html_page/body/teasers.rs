//! Cards and lists that lead to other articles: neighbours made alike, each with a title that is a link.

use super::Running;
use crate::html_page::outline::{Outline, Place};

/// Drops, within `root`, rows of cards and lists of links.
pub fn drop(outline: &Outline, running: &Running, root: Place, dropped: &mut [bool]) {
    let whole = running.of(outline, root);
    let mut at = root;
    while at < outline.end(root) {
        let is_dropped = dropped.get(at).copied().unwrap_or(true);
        let small = running.of(outline, at) * 5 <= whole * 2;
        if is_dropped
            || small && at != root && (is_row_of_teasers(outline, at, dropped) || is_list_of_links(outline, at))
        {
            let end = outline.end(at).max(at + 1);
            dropped.iter_mut().take(end).skip(at).for_each(|mark| *mark = true);
            at = end;
        } else {
            at += 1;
        }
    }
}

fn is_row_of_teasers(outline: &Outline, place: Place, dropped: &[bool]) -> bool {
    if !matches!(outline.name(place), "div" | "section" | "ul" | "ol" | "article" | "main" | "nav") {
        return false;
    }
    let (mut teasers, mut others) = (0, 0);
    let mut first = "";
    let shown = |child: &Place| !dropped.get(*child).copied().unwrap_or(true) && outline.weight(*child).characters > 0;
    for child in outline.children(place).filter(shown) {
        let name = outline.name(child);
        let teaser = matches!(name, "div" | "li" | "article" | "a" | "section" | "td") && is_teaser(outline, child);
        if teaser && (first.is_empty() || first == name) {
            first = name;
            teasers += 1;
        } else if !matches!(name, "h2" | "h3" | "h4" | "h5" | "h6") {
            others += 1;
        }
    }
    teasers >= 3 && others * 4 <= teasers
}

/// A picture or a few lines with a title that leads elsewhere.
fn is_teaser(outline: &Outline, place: Place) -> bool {
    let weight = outline.weight(place);
    let size = outline.subtree(place).len();
    if weight.characters > 500 || size > 300 || weight.linked < 12 {
        return false;
    }
    let links = outline.subtree(place).filter(|&inside| outline.name(inside) == "a");
    let longest = links.map(|link| (outline.weight(link).characters, link)).max();
    let Some((characters, link)) = longest else { return false };
    let in_heading =
        |link| outline.ancestors(link).take_while(|&above| above >= place).any(|above| is_heading(outline, above));
    let holds_heading = outline.subtree(link).any(|inside| is_heading(outline, inside));
    let alone = characters * 10 >= weight.characters * 8;
    characters >= 12 && (in_heading(link) || holds_heading || alone)
}

fn is_heading(outline: &Outline, place: Place) -> bool {
    matches!(outline.name(place), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A list each of whose items is a link to another page.
fn is_list_of_links(outline: &Outline, place: Place) -> bool {
    if !matches!(outline.name(place), "ul" | "ol") {
        return false;
    }
    let weight = outline.weight(place);
    weight.link_density() > 0.85
        && !is_announced(outline, place)
        && outline.children(place).filter(|&child| outline.name(child) == "li").count() >= 2
}

/// Whether the text before ends in a colon: a list that a sentence opens is part of it.
fn is_announced(outline: &Outline, place: Place) -> bool {
    let mut before = (0..place).rev().take(200).filter_map(|before| outline.raw(before));
    before.find(|text| !text.trim().is_empty()).is_some_and(|text| text.trim_end().ends_with([':', '：']))
}
