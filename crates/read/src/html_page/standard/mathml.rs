//! Formulas in MathML as one line of text, where nothing says how they are written in TeX.

use super::view::View;

/// A formula of MathML Core in a row: `a/b`, `x^2`, `√(x + 1)`.
pub fn in_a_row(view: &View, place: usize) -> String {
    let mut text = String::new();
    write(view, place, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(view: &View, place: usize, text: &mut String) {
    if let Some(raw) = view.dom.text(place) {
        // Invisible operators (function application to invisible plus) say how it is read, not how it looks.
        let shown = raw.trim().chars().filter(|sign| !('\u{2061}'..='\u{2064}').contains(sign));
        return text.extend(shown);
    }
    let parts: Vec<usize> =
        view.children(place).filter(|&part| !view.name(part).is_empty() || view.name(place).len() == 2).collect();
    let part = |index: usize| parts.get(index).copied();
    let grouped = |index: usize| part(index).map(|part| group(view, part)).unwrap_or_default();
    match view.name(place) {
        "annotation" | "annotation-xml" | "mphantom" | "script" | "style" => {}
        "mfrac" => text.push_str(&format!("{}/{}", grouped(0), grouped(1))),
        "msup" | "mover" => text.push_str(&format!("{}^{}", grouped(0), grouped(1))),
        "msub" | "munder" => text.push_str(&format!("{}_{}", grouped(0), grouped(1))),
        "msubsup" | "munderover" => text.push_str(&format!("{}_{}^{}", grouped(0), grouped(1), grouped(2))),
        "msqrt" => text.push_str(&format!("√({})", all(view, &parts))),
        "mroot" => {
            text.push_str(&format!("{}√({})", grouped(1), part(0).map(|part| all(view, &[part])).unwrap_or_default()))
        }
        "mspace" => text.push(' '),
        "mtext" => {
            view.children(place).filter_map(|part| view.dom.text(part)).for_each(|words| text.push_str(words));
        }
        "mtable" => text.push_str(&format!("[{}]", joined(view, &parts, "; "))),
        "mtr" | "mlabeledtr" => text.push_str(&joined(view, &parts, ", ")),
        "mfenced" => {
            let sign = |name, usual| view.dom.attribute(place, name).unwrap_or(usual);
            let inner = joined(view, &parts, sign("separators", ","));
            text.push_str(&format!("{}{inner}{}", sign("open", "("), sign("close", ")")));
        }
        "mo" => {
            let sign = all(view, &parts);
            let relates =
                matches!(sign.as_str(), "=" | "<" | ">" | "≤" | "≥" | "≠" | "≈" | "→" | "⇒" | "∈" | "≡" | "∼");
            text.push_str(&if relates { format!(" {sign} ") } else { sign });
        }
        _ => parts.iter().for_each(|&part| write(view, part, text)),
    }
}

fn all(view: &View, parts: &[usize]) -> String {
    let mut text = String::new();
    parts.iter().for_each(|&part| write(view, part, &mut text));
    text
}

fn joined(view: &View, parts: &[usize], between: &str) -> String {
    parts.iter().map(|&part| all(view, &[part])).collect::<Vec<_>>().join(between)
}

/// A part of a formula that something else refers to: in brackets, where it is more than one number, name or sign.
fn group(view: &View, place: usize) -> String {
    let text = all(view, &[place]);
    let is_one = text.chars().count() <= 1 || text.chars().all(char::is_alphanumeric) || text.ends_with(')');
    if is_one { text } else { format!("({text})") }
}
