//! The lines of a piece of code, however its highlighter has cut them: by line breaks, blocks, spans, items or rows of a table; without
//! their numbers and without what is there for hands.

use super::view::View;
use courant_html::{Piece, is_in_line};

/// Code as text and the few elements that may stand in it.
pub fn lines(view: &View, place: usize) -> Vec<Piece> {
    let preformatted = std::iter::once(place)
        .chain(view.ancestors(place))
        .chain(view.elements(place))
        .any(|near| view.name(near) == "pre");
    let mut code = Code { view, preformatted, layers: vec![Vec::new()], written: 0, at_start: true, is_broken: false };
    code.inside(place, 0);
    code.finish()
}

struct Code<'a, 'b> {
    view: &'b View<'a>,
    /// Whether line breaks in its text are line breaks.
    preformatted: bool,
    /// What is written, in each element that is still open.
    layers: Vec<Vec<Piece>>,
    /// How many characters are written.
    written: usize,
    /// Whether nothing stands on the line yet.
    at_start: bool,
    /// Whether an element that was a line has ended, and its line break is to come.
    is_broken: bool,
}

/// Elements that may stand in code and mean something there.
const KEPT: [&str; 8] = ["a", "mark", "ins", "del", "strong", "em", "b", "i"];

/// Deeper than any page is built.
const DEEPEST: usize = 400;

impl Code<'_, '_> {
    fn inside(&mut self, place: usize, depth: usize) {
        let view = self.view;
        for child in view.children(place) {
            if let Some(text) = view.dom.text(child) {
                self.text(text, place);
            } else if !view.name(child).is_empty() && depth < DEEPEST && !is_for_hands(view, child) {
                self.element(child, depth + 1);
            }
        }
    }

    fn element(&mut self, place: usize, depth: usize) {
        let name = self.view.name(place);
        if name == "br" {
            self.is_broken = false;
            return self.push("\n");
        }
        if is_line(self.view, place) {
            if self.is_broken || !self.at_start {
                self.push("\n");
            }
            self.is_broken = false;
            let before = self.written;
            self.inside(place, depth);
            self.is_broken = self.written == before || !self.at_start || self.is_broken;
            return;
        }
        let kept = KEPT.iter().find(|kept| **kept == name);
        let href = self.view.attribute(place, "href").filter(|href| !href.starts_with('#'));
        let Some(kept) = kept.filter(|kept| **kept != "a" || href.is_some()) else { return self.inside(place, depth) };
        let before = self.written;
        self.layers.push(Vec::new());
        self.inside(place, depth);
        let inside = self.layers.pop().unwrap_or_default();
        if let Some(layer) = self.layers.last_mut().filter(|_| self.written > before) {
            layer.push(Piece::element(kept, href.map(|href| ("href", href.to_string())), inside));
        }
    }

    fn text(&mut self, text: &str, parent: usize) {
        let in_table = matches!(self.view.name(parent), "table" | "tbody" | "thead" | "tr" | "ol" | "ul");
        let is_blank = text.chars().all(|c| c.is_ascii_whitespace());
        if is_blank && (in_table || !self.preformatted && text.contains('\n')) {
            return;
        }
        let mut text = text.replace('\r', "");
        if !self.preformatted {
            text = text.replace('\n', " ").replace(['\u{200B}', '\u{FEFF}'], "");
        }
        // Highlighters keep spaces by what HTML does not fold; no language of code has it.
        let text = text.replace('\u{A0}', " ");
        if self.is_broken {
            if is_blank && !text.contains('\n') {
                return;
            }
            self.is_broken = false;
            if !text.trim_start_matches([' ', '\t']).starts_with('\n') {
                self.push("\n");
            }
        }
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        let Some(layer) = self.layers.last_mut().filter(|_| !text.is_empty()) else { return };
        self.written += text.len();
        self.at_start = text.ends_with('\n');
        match layer.last_mut() {
            Some(Piece::Text(known)) => known.push_str(text),
            _ => layer.push(Piece::Text(text.to_string())),
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        let mut pieces = self.layers.drain(..).next().unwrap_or_default();
        // HTML leaves out a line break right behind `<pre>`, and in code it is none of the author's.
        if let Some(Piece::Text(text)) = pieces.first_mut() {
            let first = text.find(|c: char| !c.is_whitespace()).and_then(|at| text.get(..at)?.rfind('\n'));
            *text = first.and_then(|at| text.get(at + 1..)).unwrap_or(text).to_string();
        }
        if let Some(Piece::Text(text)) = pieces.last_mut() {
            text.truncate(text.trim_end().len());
        }
        pieces
    }
}

/// Whether an element is a line of code: a block, a row, an item, or one that is called so.
fn is_line(view: &View, place: usize) -> bool {
    const CALLED: [&str; 5] = ["line", "code-line", "loc", "blob-code-inner", "codeline"];
    let name = view.name(place);
    if matches!(name, "table" | "tbody" | "thead" | "td" | "th" | "code") {
        // In a `<pre>` without other text each `<code>` is a line.
        return name == "code" && is_one_of_several_codes(view, place);
    }
    if !is_in_line(name) && !name.contains('-') {
        return true;
    }
    let style = view.attribute(place, "style").unwrap_or_default().replace(' ', "");
    let is_called = |class: &str| {
        CALLED.contains(&class)
            || class.ends_with("-line") && !class.ends_with("-number-line")
            || class.ends_with("__line")
            || class.ends_with("_line")
    };
    style.contains("display:block") || view.classes(place).any(is_called)
}

fn is_one_of_several_codes(view: &View, place: usize) -> bool {
    let neighbours = [view.previous_element(place), view.next_element(place)];
    view.name(view.parent(place)) == "pre" && neighbours.into_iter().flatten().any(|beside| view.name(beside) == "code")
}

/// Whether an element in or beside code is no code: the number of a line, a button, a label for screen readers, what only scripts use.
pub fn is_for_hands(view: &View, place: usize) -> bool {
    match view.name(place) {
        "button" | "script" | "style" | "svg" | "textarea" | "template" | "noscript" | "input" | "select" | "img"
        | "clipboard-copy" => return true,
        _ => {}
    }
    if view.has_class(place, &["sr-only", "visually-hidden", "screen-reader-text"]) {
        return true;
    }
    is_numbers(view, place)
        || view.is_called(place, &["copy", "copybutton", "clipboard"])
            && view.text(place).chars().count() <= LONGEST_LABEL
            && !view.elements(place).any(|inside| matches!(view.name(inside), "pre" | "code"))
}

/// In characters: what is longer is no label of a button.
pub const LONGEST_LABEL: usize = 30;

/// Whether an element holds the number of a line or those of all of them, and nothing else.
pub fn is_numbers(view: &View, place: usize) -> bool {
    const CALLED: [&str; 20] = [
        "linenos",
        "lineno",
        "linenodiv",
        "lnt",
        "ln",
        "lnlinks",
        "gutter",
        "rouge-gutter",
        "blob-num",
        "crayon-nums",
        "crayon-num",
        "linenumber",
        "linenumbers",
        "line-number",
        "line-numbers",
        "line-numbers-rows",
        "num",
        "nums",
        "lnum",
        "cm-gutters",
    ];
    let by_class = || {
        view.has_class(place, &CALLED)
            || view.classes(place).any(|class| {
                let lower = class.to_ascii_lowercase();
                ["line-number", "linenumber", "gutter", "ln-num", "ln-n"].iter().any(|word| lower.contains(word))
            })
    };
    let by_attribute = || {
        view.attribute(place, "aria-hidden") == Some("true")
            || view.attribute(place, "data-line-number").is_some()
            || view.attribute(place, "unselectable").is_some()
            || view.attribute(place, "style").is_some_and(|style| style.contains("user-select"))
    };
    (by_class() || by_attribute()) && {
        let mut texts = view.dom.subtree(place).filter_map(|inside| view.dom.text(inside));
        texts.all(|text| text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.'))
    }
}
