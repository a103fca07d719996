//! Footnotes and side notes: a number in the text that leads to an item of a list behind it.

use super::Done;
use super::view::View;
use courant_html::{Edits, Piece, is_in_line};

/// What leads from a note back into the text goes: in a feed the text stands around it. What refers to a note stands above the line.
pub fn back_reference(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    // MediaWiki: `<span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span>`.
    if view.name(place) == "span" && view.has_class(place, &["mw-cite-backlink"]) {
        edits.remove(place);
        return Some(Done);
    }
    let href = view.attribute(place, "href").filter(|href| view.name(place) == "a" && href.contains('#'))?;
    let text = view.text(place);
    let has_number = text.chars().any(|c| c.is_ascii_digit());
    if is_back_reference(view, place, href, &text) && !has_number {
        edits.remove(place);
        return Some(Done);
    }
    let refers = view.has_class(place, &["footnote-anchor", "footnote-ref", "footnote-reference"])
        || view.attribute(place, "role") == Some("doc-noteref")
        || view.attribute(place, "epub:type") == Some("noteref");
    let is_raised = || {
        let near = view.ancestors(place).take(2).chain(view.elements(place));
        near.into_iter().any(|near| view.name(near) == "sup")
    };
    if refers && has_number && !is_raised() {
        edits.replace(place, vec![Piece::element("sup", [], vec![Piece::Moved(place)])]);
        return Some(Done);
    }
    None
}

fn is_back_reference(view: &View, place: usize, href: &str, text: &str) -> bool {
    const CALLED: [&str; 7] = [
        "backref",
        "backlink",
        "reversefootnote",
        "footnoteback",
        "footnotereturn",
        "footnotebackref",
        "footnotebacklink",
    ];
    const SAID: [&str; 4] = ["back to", "jump to footnote reference", "jump back", "return to"];
    let by_class = view.is_called(place, &CALLED)
        || view.is_called(place, &["footnote", "fn"]) && view.is_called(place, &["back", "return", "top"]);
    let by_role =
        view.attribute(place, "role") == Some("doc-backlink") || view.attribute(place, "rev") == Some("footnote");
    let said = view.any_attribute(place, &["aria-label", "title"]).unwrap_or_default().to_lowercase();
    let is_arrow =
        !text.is_empty() && text.chars().all(|c| "↩↑^⤴⏎↵⮐⇑↖⬆\u{FE0E}\u{FE0F}".contains(c) || c.is_whitespace());
    by_class || by_role || href.starts_with('#') && (is_arrow || SAID.iter().any(|words| said.starts_with(words)))
}

/// Notes that stand one behind the other, each in an element of its own, become the items of a list: Substack, docutils, AsciiDoctor,
/// word processors. A list of notes that calls itself an aside is none.
pub fn listed(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let is_list =
        view.has_class(place, &["footnotes", "footnote-list"]) || view.attribute(place, "role") == Some("doc-endnotes");
    if view.name(place) == "aside" && is_list {
        edits.rename(place, "section");
        return None;
    }
    if view.name(place) == "dl" && view.has_class(place, &["footnote"]) {
        let notes = view.children(place).filter(|&child| view.name(child) == "dd");
        let items = notes.map(|note| item(view, note, view.previous_element(note), edits)).collect();
        edits.replace(place, vec![Piece::element("ol", [], items)]);
        return None;
    }
    if edits.has(place) || !is_note(view, place) {
        return None;
    }
    let notes: Vec<usize> =
        std::iter::successors(Some(place), |&note| view.next_element(note).filter(|&next| is_note(view, next)))
            .collect();
    let items: Vec<Piece> = notes.iter().map(|&note| item(view, note, Some(note), edits)).collect();
    for &note in notes.iter().skip(1) {
        edits.remove(note);
    }
    edits.replace(place, vec![Piece::element("ol", [], items)]);
    None
}

/// Whether an element is one note: it is called so, holds no list of them, and begins with its number.
fn is_note(view: &View, place: usize) -> bool {
    let numbered = |id: &str| {
        ["ftn", "sdfootnote", "sdendnote", "edn", "_footnotedef_"]
            .iter()
            .any(|start| id.strip_prefix(start).is_some_and(|rest| rest.parse::<u32>().is_ok()))
    };
    let called = || {
        view.has_class(place, &["footnote"])
            || view.attribute(place, "role") == Some("doc-footnote")
            || view.attribute(place, "id").is_some_and(numbered)
    };
    matches!(view.name(place), "div" | "aside" | "p")
        && called()
        && view.dom.subtree(place).len() <= 1_000
        && label(view, place).is_some()
        && !view.children(place).any(|child| matches!(view.name(child), "ol" | "ul" | "table"))
}

/// The element with the number that a note begins with.
fn label(view: &View, place: usize) -> Option<usize> {
    let is_number = |text: &str| {
        let bare = text.trim_matches(|c: char| "[]().: *†‡§".contains(c));
        text.chars().count() <= 6 && !text.is_empty() && bare.chars().all(|c| c.is_ascii_digit())
    };
    let first_text =
        view.dom.subtree(place).find(|&inside| view.dom.text(inside).is_some_and(|text| !text.trim().is_empty()))?;
    let inside = view.ancestors(first_text).take_while(|&above| above > place);
    inside
        .take(5)
        .filter(|&above| is_in_line(view.name(above)) || view.name(above) == "dt")
        .filter(|&above| is_number(&view.text(above)))
        .last()
}

/// One note as an item of a list, without its number.
fn item(view: &View, note: usize, named: Option<usize>, edits: &mut Edits) -> Piece {
    if let Some(label) = label(view, note) {
        edits.remove(label);
    }
    let of_label = || label(view, note).and_then(|label| view.attribute(label, "id"));
    let id = named.and_then(|named| view.attribute(named, "id")).or_else(of_label);
    Piece::element("li", id.map(|id| ("id", id.to_string())), vec![Piece::MovedFrom(note)])
}

/// Side notes that stand in the lines of the text, which a style sets beside it, become footnotes behind the text.
pub fn gather(view: &View, edits: &mut Edits) {
    let mut notes: Vec<usize> = Vec::new();
    let mut behind = 0;
    for place in 0..view.dom.len() {
        if place >= behind && is_side_note(view, place) && !edits.has(place) && notes.len() < MOST_NOTES {
            behind = view.dom.end(place);
            notes.push(place);
        }
    }
    let Some((&first, &last)) = notes.first().zip(notes.last()) else { return };
    let holder = |place: usize| {
        let around = view.ancestors(place);
        around.into_iter().find(|&above| {
            !is_in_line(view.name(above)) && !matches!(view.name(above), "p" | "li" | "td" | "blockquote")
        })
    };
    let Some(holder) = holder(first).and_then(|around| {
        std::iter::once(around).chain(view.ancestors(around)).find(|&around| view.dom.end(around) > last)
    }) else {
        return;
    };
    let mut items = Vec::new();
    for (index, &note) in notes.iter().enumerate() {
        let number = (index + 1).to_string();
        let id = format!("note-{number}");
        let link = Piece::element("a", [("href", format!("#{id}"))], vec![Piece::Text(number)]);
        edits.replace(note, vec![Piece::element("sup", [], vec![link])]);
        remove_switch(view, note, edits);
        if let Some(mark) =
            view.classed(note, &["ltx_note_content"]).and_then(|content| view.classed(content, &["ltx_note_mark"]))
        {
            edits.remove(mark);
        }
        let content = view.classed(note, &["ltx_note_content"]).unwrap_or(note);
        items.push(Piece::element("li", [("id", id)], vec![Piece::MovedFrom(content)]));
    }
    let list = Piece::element("ol", [], items);
    edits.append(holder, [Piece::element("section", [("role", "doc-endnotes".to_string())], vec![list])]);
}

/// Far more than a text has.
const MOST_NOTES: usize = 2_000;

/// Whether an element is a note in the line that it belongs to: Tufte CSS and what follows it, Distill, LaTeXML.
fn is_side_note(view: &View, place: usize) -> bool {
    let called = match view.name(place) {
        "d-footnote" => true,
        "span" | "small" | "aside" => {
            view.has_class(place, &["sidenote", "marginnote", "side-note", "margin-note"])
                || view.has_class(place, &["ltx_note"]) && view.has_class(place, &["ltx_role_footnote"])
        }
        _ => false,
    };
    called
        && view.is_in_text(place)
        && view.dom.subtree(place).len() <= 1_000
        && !view.text(place).is_empty()
        && !view.elements(place).any(|inside| matches!(view.name(inside), "img" | "picture" | "figure"))
}

/// The label and the box by which Tufte CSS shows a note on small screens.
fn remove_switch(view: &View, note: usize, edits: &mut Edits) {
    let before = std::iter::successors(view.previous_element(note), |&before| view.previous_element(before));
    for before in before.take(2).filter(|&before| matches!(view.name(before), "label" | "input")) {
        edits.remove(before);
    }
}
