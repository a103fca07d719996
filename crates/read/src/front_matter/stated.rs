//! A key of front matter with its value, and texts as they are told.

use super::keys;
use super::value::{Mistake, Node, Value};
use crate::article::Origin;

/// One key and its value.
pub struct Stated<'a> {
    /// Without case and separators, as the tables of keys spell it.
    pub key: String,
    /// As the author spells it, with the table that it stands in.
    pub spelt: String,
    /// Its value.
    pub node: &'a Node,
}

impl<'a> Stated<'a> {
    fn new(spelt: String, node: &'a Node) -> Stated<'a> {
        Stated { key: keys::normal(&spelt), spelt, node }
    }

    /// Keys at the top first, then those of the tables in which generators keep foreign keys.
    pub fn all(table: &'a [(String, Node)]) -> Vec<Stated<'a>> {
        let mut stated: Vec<Stated> = table.iter().map(|(key, node)| Stated::new(key.clone(), node)).collect();
        for (outer, node) in table {
            let Value::Table(inner) = &node.value else { continue };
            let name = keys::normal(outer);
            let kept_here = keys::NESTED.contains(&name.as_str());
            let taxonomy = name == "taxonomies";
            for (key, node) in inner.iter().filter(|_| kept_here || taxonomy) {
                let mut nested = Stated::new(key.clone(), node);
                if taxonomy
                    && !keys::CATEGORIES.contains(&nested.key.as_str())
                    && !keys::AUTHORS.contains(&nested.key.as_str())
                {
                    nested.key = name.clone();
                }
                nested.spelt = format!("{outer}.{key}");
                stated.push(nested);
            }
        }
        stated
    }

    /// Where its value was found.
    pub fn origin(&self) -> Origin {
        Origin::FrontMatter(self.spelt.clone())
    }

    /// The mistake that its value makes.
    pub fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake { message: message.into(), start: self.node.start }
    }

    /// Its value, when it is one text with something in it.
    pub fn text(&self) -> Option<&'a str> {
        text_of(self.node)
    }
}

/// The text of a node that is one text with something in it.
pub fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// A value as a message quotes it: not longer than a line.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = one_line(text);
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).chain(['…']).collect() }
}

/// White space folded to single spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Obsidian writes a note or a file as `[[name]]` or `[[name|label]]`.
pub fn without_wiki_brackets(text: &str) -> &str {
    let inner = text.trim().trim_start_matches('!').strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inner.map_or(text.trim(), |inner| inner.split('|').next().unwrap_or(inner).trim())
}
