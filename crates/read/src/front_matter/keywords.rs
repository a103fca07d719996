//! Categories as front matter names them.

use super::stated::{Stated, one_line, text_of, without_wiki_brackets};
use super::value::{Node, Value};
use crate::article::Category;

/// The subjects of one key.
///
/// One text means what its tool means by it: `a, b` and `a; b` are two everywhere, and so is `a, b; c` (Pelican); `#a #b` are two (Obsidian); `a b` is one (Hugo,
/// Eleventy, Pelican), but two under a plural key in a file that is named by its date, as every post of Jekyll is.
pub fn read(stated: &Stated, dated_name: bool) -> Vec<Category> {
    match &stated.node.value {
        Value::Text(text) => {
            let plural = stated.spelt.ends_with(['s', 'S']);
            names(text, dated_name && plural).iter().filter_map(|name| named(name)).collect()
        }
        Value::List(list) => list.iter().flat_map(one).collect(),
        Value::Table(_) if stated.spelt.eq_ignore_ascii_case("taxonomies") => Vec::new(),
        Value::Table(table) => table.iter().filter_map(|(name, _)| named(name)).collect(),
        Value::Nothing => Vec::new(),
    }
}

/// The key, where its value is a table of things that are no subjects: `tags: { a: { b: 1 } }`.
pub fn unread<'a>(stated: &'a Stated) -> Option<&'a str> {
    let Value::Table(table) = &stated.node.value else { return None };
    let is_odd = |node: &Node| matches!(node.value, Value::Table(_) | Value::List(_));
    let is_named = from_table(table).is_some() || stated.spelt.eq_ignore_ascii_case("taxonomies");
    (!is_named && table.iter().any(|(_, node)| is_odd(node))).then_some(stated.spelt.as_str())
}

fn names(text: &str, spaces_separate: bool) -> Vec<&str> {
    let marked = text.split_whitespace().all(|word| word.starts_with('#'));
    if text.contains(';') {
        text.split(';').collect()
    } else if text.contains(',') {
        text.split(',').collect()
    } else if marked || spaces_separate {
        text.split_whitespace().collect()
    } else {
        vec![text]
    }
}

/// One of a list; Hexo writes branches of its tree of categories as lists within it.
fn one(node: &Node) -> Vec<Category> {
    match &node.value {
        Value::Text(text) => named(text).into_iter().collect(),
        Value::Table(table) => from_table(table).into_iter().collect(),
        // The parsers bound the depth.
        Value::List(list) => list.iter().flat_map(one).collect(),
        Value::Nothing => Vec::new(),
    }
}

/// `{ term, label, scheme }` in Atom's words, or `{ name, slug }` and `{ label, permalink }` in those of generators.
fn from_table(table: &[(String, Node)]) -> Option<Category> {
    let text = |names: &[&str]| {
        names.iter().find_map(|name| {
            table.iter().find(|(key, _)| key.to_lowercase() == *name).and_then(|(_, node)| text_of(node)).map(one_line)
        })
    };
    let label = text(&["label", "name", "title", "term", "slug", "id"])?;
    let term = text(&["term", "slug", "id"]).unwrap_or_else(|| label.clone());
    Some(Category { term, label, scheme: text(&["scheme"]) })
}

fn named(text: &str) -> Option<Category> {
    let name = one_line(without_wiki_brackets(text).trim_start_matches('#'));
    (!name.is_empty()).then(|| Category::named(name))
}
