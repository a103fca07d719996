//! Writes the trees of pages, for programs that compare them with those of other parsers.
//!
//! The pages come from standard input, a record separator (U+001E) behind each; so do their trees go to standard output: a node a line,
//! indented by its depth, `<html p class="x">` or `"text"`, with quotes, `\`, line ends and what is not ASCII written as in Rust.

use courant_html::{Dom, Namespace};
use std::io::{self, Read, Write};

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    let pages = input.strip_suffix('\u{1E}').unwrap_or(&input);
    let mut output = io::BufWriter::new(io::stdout().lock());
    for page in pages.split('\u{1E}') {
        write!(output, "{}\u{1E}", tree(&Dom::of_page(page)))?;
    }
    output.flush()
}

fn tree(dom: &Dom) -> String {
    let mut tree = String::new();
    let mut depths = vec![0; dom.len()];
    for place in 1..dom.len() {
        let depth = depths[dom.parent(place)] + 1;
        depths[place] = depth;
        let indent = " ".repeat(depth - 1);
        if let Some(text) = dom.text(place) {
            tree.push_str(&format!("{indent}\"{}\"\n", text.escape_default()));
        } else if let Some(namespace) = dom.namespace(place) {
            tree.push_str(&format!("{indent}<{} {}{}>\n", prefix(namespace), dom.name(place), attributes(dom, place)));
        }
    }
    tree
}

fn prefix(namespace: Namespace) -> &'static str {
    match namespace {
        Namespace::Html => "html",
        Namespace::Svg => "svg",
        Namespace::MathMl => "math",
    }
}

fn attributes(dom: &Dom, place: usize) -> String {
    let mut attributes: Vec<String> =
        dom.attributes(place).map(|(name, value)| format!(" {name}=\"{}\"", value.escape_default())).collect();
    attributes.sort();
    attributes.concat()
}
