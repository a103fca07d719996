//! Headings without the marks that stand at them: a link to themselves, `#`, `¶`, `[edit]`.

use super::Done;
use super::view::View;
use courant_html::Edits;

/// Takes away a mark at a heading, and the link of a heading that leads to itself; its words stay.
pub fn mark(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    if view.has_class(place, &EDIT) {
        edits.remove(place);
        return Some(Done);
    }
    if view.name(place) != "a" {
        return None;
    }
    let leads = view.attribute(place, "href");
    let heading = view.ancestors(place).take(4).find(|&above| is_heading(view.name(above)));
    let text = view.text(place);
    let to_mark = leads.is_some_and(|href| href.contains('#'));
    if to_mark && is_sign(&text) {
        // A sign that is all of a heading is its words.
        if heading.is_none_or(|heading| view.text_but(heading, Some(place)).chars().any(char::is_alphanumeric)) {
            edits.remove(place);
            return Some(Done);
        }
    }
    let beside = || [view.previous_element(place), view.next_element(place)].into_iter().flatten();
    if heading.is_none()
        && to_mark
        && calls_itself_anchor(view, place)
        && beside().any(|beside| is_heading(view.name(beside)))
    {
        edits.remove(place);
        return Some(Done);
    }
    let heading = heading?;
    let rest = view.text_but(heading, Some(place));
    let is_whole = !rest.chars().any(char::is_alphanumeric);
    if is_whole {
        if leads.is_none_or(|href| href.starts_with('#')) {
            edits.unwrap(place);
        }
        return None;
    }
    if to_mark && calls_itself_anchor(view, place) || leads.is_some_and(|href| href.contains("action=edit")) {
        edits.remove(place);
        return Some(Done);
    }
    None
}

pub fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// What MediaWiki and DokuWiki put at a section for those who edit it.
const EDIT: [&str; 3] = ["mw-editsection", "editsection", "secedit"];

/// Whether a link shows a sign alone, or nothing but a picture of one.
fn is_sign(text: &str) -> bool {
    let is_of_private_use = |c: char| ('\u{E000}'..='\u{F8FF}').contains(&c);
    text.chars().count() <= 3
        && !text.is_empty()
        && text.chars().all(|c| "#¶§🔗⚓∞⌗¤☍\u{FE0F}\u{FE0E}".contains(c) || c.is_whitespace() || is_of_private_use(c))
        || text.is_empty()
}

/// Whether a link that is a part of a heading says in its class or title, as programs that write documentation do, that it is there to be
/// copied.
fn calls_itself_anchor(view: &View, place: usize) -> bool {
    const CLASSES: [&str; 14] = [
        "anchor",
        "headerlink",
        "permalink",
        "anchorlink",
        "headeranchor",
        "hashlink",
        "headinglink",
        "paralink",
        "bookmark",
        "sectionlink",
        "headline",
        "octicon",
        "permalinks",
        "pilcrow",
    ];
    const SAID: [&str; 8] = [
        "permalink",
        "permanent link",
        "link to this",
        "direct link to",
        "link to heading",
        "link to section",
        "anchor",
        "section titled",
    ];
    let by_class = view.is_called(place, &CLASSES)
        || view.has_class(
            place,
            &["header-anchor", "heading-anchor", "hash-link", "anchor-link", "header-link", "heading-link"],
        );
    let said = view
        .any_attribute(place, &["title", "aria-label"])
        .map(str::to_lowercase)
        .unwrap_or_else(|| view.text(place).to_lowercase());
    let is_hidden = view.elements(place).any(|inside| view.has_class(inside, &["sr-only", "visually-hidden"]));
    by_class || SAID.iter().any(|words| said.starts_with(words)) || is_hidden
}
