//! Code as its author wrote it: `<pre><code class="language-rust">`, without what a highlighter puts around and into it.

use super::language_of_code::language;
use super::lines_of_code::{LONGEST_LABEL, is_for_hands, is_numbers, lines};
use super::view::View;
use super::{Done, words};
use courant_html::{Edits, Piece};

/// What a highlighter has made of code: a `<pre>`, a table with a column of numbers, or a box of its own.
pub fn highlighted(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    match view.name(place) {
        "pre" => preformatted(view, place, edits),
        "table" => table(view, place, edits),
        "div" | "ol" | "figure" => own_box(view, place, edits),
        _ => None,
    }
}

/// Puts code where an element stood that showed what `root` holds.
fn stand(view: &View, place: usize, root: usize, edits: &mut Edits) -> Option<Done> {
    let pieces = lines(view, root);
    let class =
        language(view, root).or_else(|| language(view, place)).map(|name| ("class", format!("language-{name}")));
    remove_tools(view, place, edits);
    let code = Piece::element("code", class, pieces);
    edits.replace(place, vec![Piece::element("pre", [], vec![code])]);
    Some(Done)
}

fn preformatted(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    const HIGHLIGHTERS: [&str; 8] =
        ["prettyprint", "chroma", "shiki", "highlight", "CodeMirror-line", "syntax", "code", "wp-block-code"];
    // The rendered form stands beside it.
    if view.has_class(place, &["EnlighterJSRAW", "enlighter-raw"]) {
        let rendered = [view.next_element(place), view.previous_element(place)].into_iter().flatten();
        rendered.filter(|&beside| is_enlighter(view, beside)).for_each(|beside| edits.remove(beside));
    }
    let is_code = view.elements(place).skip(1).any(|inside| view.name(inside) == "code")
        || view.has_class(place, &HIGHLIGHTERS)
        || language(view, place).is_some();
    if is_code { stand(view, place, place, edits) } else { None }
}

fn is_enlighter(view: &View, place: usize) -> bool {
    view.has_class(place, &["EnlighterJSWrapper", "enlighter-default", "EnlighterJS", "crayon-syntax"])
}

/// A table of which one column numbers the lines of the other: Pygments, Rouge, Chroma, SyntaxHighlighter, GitHub.
fn table(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let mut cells = view.elements(place).filter(|&inside| matches!(view.name(inside), "td" | "th"));
    let first = cells.next()?;
    let is_digits = || view.text(first).chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    let is_of_lines = view.elements(first).take(DEEPEST_NUMBER).any(|inside| is_numbers(view, inside)) && is_digits();
    let second = view.next_element(first).filter(|_| is_of_lines)?;
    let holds_code = view.is_called(second, &["code"])
        || view.elements(second).any(|inside| matches!(view.name(inside), "pre" | "code"))
        || view.has_class(place, &["highlight"]);
    if !holds_code {
        return None;
    }
    let is_one_row = view.elements(place).filter(|&inside| view.name(inside) == "tr").nth(1).is_none();
    stand(view, place, if is_one_row { second } else { place }, edits)
}

/// Chroma: `<td class="lntd"><pre class="chroma"><code><span class="lnt">1`.
const DEEPEST_NUMBER: usize = 5;

/// Boxes of highlighters and editors that have no `<pre>` around their lines, and where the lines are.
const BOXES: [(&str, &[&str]); 10] = [
    ("syntaxhighlighter", &["code", "container"]),
    ("crayon-syntax", &["crayon-pre"]),
    ("CodeMirror", &["CodeMirror-code"]),
    ("cm-editor", &["cm-content"]),
    ("monaco-editor", &["view-lines"]),
    ("ace_editor", &["ace_text-layer"]),
    ("EnlighterJSWrapper", &["EnlighterJS"]),
    ("enlighter-default", &["enlighter"]),
    ("EnlighterJS", &[]),
    ("blob-wrapper", &["js-file-line-container", "highlight"]),
];

fn own_box(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    view.dom.attribute(place, "class")?;
    let known = BOXES.iter().find(|(class, _)| view.has_class(place, &[class]))?;
    if edits.has(place) {
        return Some(Done);
    }
    let raw = view.classed(place, &["enlighter-raw", "EnlighterJSRAW"]);
    let root = raw.or_else(|| {
        let mut inside = view.elements(place).skip(1);
        inside.find(|&inside| view.has_class(inside, known.1) && view.name(inside) != "code")
    });
    stand(view, place, root.unwrap_or(place), edits)
}

/// Takes away what stands right beside a piece of code for hands: a button that copies it, a label that says its language again.
fn remove_tools(view: &View, place: usize, edits: &mut Edits) {
    let mut at = place;
    for _ in 0..3 {
        for beside in [view.previous_element(at), view.next_element(at)].into_iter().flatten() {
            if is_tool(view, beside, place) {
                edits.remove(beside);
            }
        }
        at = view.parent(at);
        let more = view.dom.subtree(at).len() - view.dom.subtree(place).len();
        if !matches!(view.name(at), "div" | "figure" | "span") || more > MOST_AROUND {
            return;
        }
    }
}

/// How many nodes an element has besides the code that it is there for.
const MOST_AROUND: usize = 60;

fn is_tool(view: &View, beside: usize, code: usize) -> bool {
    if view.elements(beside).any(|inside| matches!(view.name(inside), "pre" | "img" | "table" | "p" | "figcaption")) {
        return false;
    }
    let text = view.text(beside);
    let is_short = text.chars().count() <= LONGEST_LABEL;
    let holds_button = view.elements(beside).any(|inside| is_for_hands(view, inside) && view.name(inside) != "svg");
    let says_language = || language(view, code).is_some_and(|language| language.eq_ignore_ascii_case(&text));
    is_short && (holds_button && !view.is_called(beside, &["title", "filename"]) || says_language())
}

/// A piece of code that is hidden behind the tab of another: it is shown to whoever chooses it, and what is shown first is no better.
pub fn hidden_tab(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    if !words::is_hidden(view, place) || !holds_code(view, place) {
        return None;
    }
    let alike = |beside: &usize| {
        view.name(*beside) == view.name(place)
            && view.attribute(*beside, "role") == view.attribute(place, "role")
            && holds_code(view, *beside)
    };
    let before = view.previous_element(place).filter(alike);
    if before.or_else(|| view.next_element(place).filter(alike)).is_some() {
        edits.unwrap(place);
    }
    None
}

fn holds_code(view: &View, place: usize) -> bool {
    view.elements(place).any(|inside| view.name(inside) == "pre")
}
