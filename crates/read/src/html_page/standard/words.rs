//! Single words and elements: readings beside ideographs, elements that a page made up, and whether something is hidden.

use super::Done;
use super::view::View;
use courant_html::{Edits, Piece, is_in_line};

/// A reading (`<rt>`) gets brackets for readers that know no ruby (HTML Standard, section 4.5.14), unless it has them.
pub fn reading(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    match view.name(place) {
        // The title of an article is not read aloud.
        "rt" | "rp" | "rtc" if view.ancestors(place).take(4).any(|above| view.name(above) == "h1") => {
            edits.remove(place)
        }
        "rtc" | "rb" => {
            edits.unwrap(place);
            return None;
        }
        "rt" => {
            let has_brackets = view.previous_element(place).is_some_and(|before| view.name(before) == "rp");
            if has_brackets || view.text(place).is_empty() {
                return None;
            }
            let bracket = |sign: &str| Piece::element("rp", [], vec![Piece::Text(sign.to_string())]);
            let reading = Piece::element("rt", [], vec![Piece::MovedFrom(place)]);
            edits.replace(place, vec![bracket("("), reading, bracket(")")]);
        }
        _ => return None,
    }
    Some(Done)
}

/// An element that HTML does not know is no block (HTML Standard, section 15.3.1: `display` is inline unless a style says otherwise):
/// one with a name of its own between words is part of their line.
pub fn own_element(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let name = view.name(place);
    let is_own = name.contains('-') && !name.starts_with("amp-") && name != "d-footnote" && !edits.has(place);
    if is_own && stands_between_words(view, place) && !view.holds_block(place) {
        edits.unwrap(place);
    }
    None
}

fn stands_between_words(view: &View, place: usize) -> bool {
    let parent = view.parent(place);
    let is_words = |beside: usize| match view.dom.text(beside) {
        Some(text) => text.chars().any(char::is_alphanumeric),
        None => is_in_line(view.name(beside)) && !view.text(beside).is_empty(),
    };
    let behind = view.dom.end(place);
    let next = (behind < view.dom.end(parent)).then_some(behind);
    let before = place.checked_sub(1).filter(|&before| before > parent);
    matches!(view.name(parent), "p" | "li" | "td" | "h1" | "h2" | "h3")
        || next.is_some_and(is_words)
        || before.is_some_and(is_words)
}

/// Whether an element is hidden until a script shows it.
pub fn is_hidden(view: &View, place: usize) -> bool {
    let hides = |style: &str| style.replace(' ', "").to_ascii_lowercase().contains("display:none");
    view.dom.attribute(place, "hidden").is_some()
        || view.attribute(place, "style").is_some_and(hides)
        || view.has_class(place, &["hidden", "d-none", "is-hidden", "hide"])
}
