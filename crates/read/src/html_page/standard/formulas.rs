//! Formulas, once each however often a page has them: as the TeX that they were written in, between the signs that TeX has for a formula in
//! a line (`\(`, `\)`) and on a line of its own (`\[`, `\]`), else as one line of text.

use super::view::View;
use super::{Done, mathml};
use courant_html::{Dom, Edits, Piece};

/// How a formula stands in its text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Display {
    Inline,
    Block,
}

/// What KaTeX, MathJax 2 to 4, MediaWiki, pandoc and MathML show as a formula.
pub fn rendered(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    match view.name(place) {
        "script" => scripted(view, place, edits),
        "math" => {
            let text = of_math(view, place, Display::Inline)?;
            stand(view, place, text, edits)
        }
        "mjx-container" => {
            let stated = view.elements(place).find_map(|inside| view.attribute(inside, "data-latex"));
            let display =
                if view.attribute(place, "display") == Some("true") { Display::Block } else { Display::Inline };
            let text = stated.map(|tex| tex_between(tex, display)).or_else(|| within(view, place, display))?;
            stand(view, place, text, edits)
        }
        "span" | "div" | "nobr" | "p" if view.dom.attribute(place, "class").is_some() => classed(view, place, edits),
        _ => None,
    }
}

fn classed(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let has = |classes: &[&str]| view.has_class(place, classes);
    if has(&["katex-display"]) {
        let text = within(view, place, Display::Block)?;
        return stand(view, place, text, edits);
    }
    if has(&["katex"]) || has(&["mwe-math-element"]) {
        let display = if has(&["mwe-math-element-block"]) { Display::Block } else { Display::Inline };
        let text = within(view, place, display).or_else(|| {
            let alt = view.elements(place).find_map(|inside| view.attribute(inside, "alt"))?;
            Some(tex_between(alt, display))
        })?;
        return stand(view, place, text, edits);
    }
    if has(&MATHJAX_2) {
        return mathjax_2(view, place, edits);
    }
    if has(&["math"]) && has(&["inline", "display"]) {
        let text = view.text(place);
        let is_bare = view.children(place).all(|child| view.dom.text(child).is_some());
        let is_marked = text.starts_with(['$', '\\']) && text.ends_with(['$', ')', ']']);
        let display = if has(&["display"]) { Display::Block } else { Display::Inline };
        return if is_bare && !is_marked && !text.is_empty() {
            stand(view, place, tex_between(&text, display), edits)
        } else {
            None
        };
    }
    None
}

/// The classes of what MathJax 2 puts before its `<script type="math/tex">`.
const MATHJAX_2: [&str; 9] = [
    "MathJax_Preview",
    "MathJax",
    "MathJax_Display",
    "MathJax_SVG",
    "MathJax_SVG_Display",
    "MathJax_CHTML",
    "MathJax_PHTML",
    "MathJax_MathML",
    "mjx-chtml",
];

fn mathjax_2(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let is_script = |place: usize| {
        view.name(place) == "script" && view.attribute(place, "type").is_some_and(|kind| kind.starts_with("math/"))
    };
    let behind: Vec<usize> =
        std::iter::successors(view.next_element(place), |&next| view.next_element(next)).take(2).collect();
    let goes_on = |next: &usize| is_script(*next) || view.has_class(*next, &MATHJAX_2);
    if behind.first().is_some_and(goes_on)
        && (behind.iter().any(|&next| is_script(next)) || view.text(place).is_empty())
    {
        edits.remove(place);
        return Some(Done);
    }
    let display = if view.has_class(place, &["MathJax_Display", "MathJax_SVG_Display"]) {
        Display::Block
    } else {
        Display::Inline
    };
    let stated = view.elements(place).find_map(|inside| view.attribute(inside, "data-mathml"));
    let text = stated.and_then(|markup| of_markup(markup, display)).or_else(|| within(view, place, display))?;
    stand(view, place, text, edits)
}

/// A formula that a script is to show: MathJax, and what takes its form.
fn scripted(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    let kind = view.attribute(place, "type")?.to_ascii_lowercase();
    let display = if kind.contains("mode=display") { Display::Block } else { Display::Inline };
    let source: String = view.children(place).filter_map(|inside| view.dom.text(inside)).collect();
    let text = match kind.split(';').next()?.trim() {
        "math/tex" | "math/latex" => tex_between(&source, display),
        "math/mml" => of_markup(&source, display)?,
        "math/asciimath" => source.trim().to_string(),
        _ => return None,
    };
    stand(view, place, text, edits)
}

/// A picture of a formula, whose alternative text is its TeX.
pub fn picture(view: &View, place: usize, edits: &mut Edits) -> Option<Done> {
    const CLASSES: [&str; 7] = [
        "latex",
        "tex",
        "mwe-math-fallback-image-inline",
        "mwe-math-fallback-image-display",
        "ql-img-inline-formula",
        "ql-img-displayed-equation",
        "mathtex",
    ];
    const MADE_AT: [&str; 7] = [
        "latex.codecogs.com/",
        "/latex.php?",
        "/math/render/",
        "chart?cht=tx",
        "/equation?tex=",
        "mathtex.cgi",
        "mimetex.cgi",
    ];
    if view.name(place) != "img" {
        return None;
    }
    let is_shown = |source: &str| MADE_AT.iter().any(|host| source.contains(host));
    let source = view.any_attribute(place, &["src", "data-src", "data-lazy-src"]).unwrap_or_default();
    let is_formula =
        view.has_class(place, &CLASSES) || is_shown(source.get(..source.floor_char_boundary(100)).unwrap_or_default());
    let alt = view.attribute(place, "alt").filter(|_| is_formula)?;
    let is_block = view.has_class(place, &["mwe-math-fallback-image-display", "ql-img-displayed-equation"]);
    let display = if is_block { Display::Block } else { Display::Inline };
    stand(view, place, tex_between(alt, display), edits)
}

/// Puts a formula where an element stood that showed it.
fn stand(view: &View, place: usize, text: String, edits: &mut Edits) -> Option<Done> {
    let is_block = text.starts_with("\\[") && !view.is_in_text(place);
    let text = Piece::Text(text);
    edits.replace(place, vec![if is_block { Piece::element("p", [], vec![text]) } else { text }]);
    Some(Done)
}

/// The first formula in MathML of a subtree.
fn within(view: &View, place: usize, display: Display) -> Option<String> {
    let math = view.elements(place).find(|&inside| view.name(inside) == "math")?;
    of_math(view, math, display)
}

/// A formula that stands in a piece of markup of its own.
fn of_markup(markup: &str, display: Display) -> Option<String> {
    let dom = Dom::of_fragment(markup);
    let view = View::of(&dom);
    let math = view.dom.named(0, "math").next()?;
    of_math(&view, math, display)
}

/// A formula in MathML (MathML Core, section 2.1): its source where it states it (`annotation`, `alttext`), else its signs in a row.
fn of_math(view: &View, place: usize, display: Display) -> Option<String> {
    let is_block =
        view.attribute(place, "display") == Some("block") || view.attribute(place, "mode") == Some("display");
    let display = if is_block { Display::Block } else { display };
    let is_tex = |&inside: &usize| {
        view.name(inside) == "annotation"
            && view.attribute(inside, "encoding").is_some_and(|kind| kind.to_ascii_lowercase().contains("tex"))
    };
    let source = view.elements(place).find(is_tex).map(|inside| view.text(inside)).filter(|tex| !tex.is_empty());
    let source = source.or_else(|| view.attribute(place, "alttext").map(str::to_string));
    match source {
        Some(source) => Some(tex_between(&source, display)),
        None => Some(mathml::in_a_row(view, place)).filter(|text| !text.is_empty()),
    }
}

/// TeX between the signs that say that it is a formula, without those that it has.
fn tex_between(source: &str, display: Display) -> String {
    let mut tex = source.split_whitespace().collect::<Vec<_>>().join(" ");
    let marks =
        [("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("$", "$"), ("{\\displaystyle ", "}"), ("{\\textstyle ", "}")];
    for (open, close) in marks {
        if let Some(inner) = tex.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            tex = inner.trim().to_string();
        }
    }
    match display {
        Display::Inline => format!("\\({tex}\\)"),
        Display::Block => format!("\\[{tex}\\]"),
    }
}
