//! A key of front matter with its value, and texts as they are told.

use super::value::{Mistake, Node, Value};
use crate::article::Origin;
use crate::profile::keys::{self, KeyTables, Meaning};

/// One key and its value.
pub struct Stated<'a> {
    /// As the tables of keys spell it.
    pub key: String,
    /// As the author spells it, with the table that it stands in.
    pub spelt: String,
    /// Its value.
    pub node: &'a Node,
    /// What it says; `None` for a key that nobody knows.
    pub meaning: Option<Meaning>,
    /// How decisive it is among those that say the same: less is more.
    rank: (usize, usize),
}

impl<'a> Stated<'a> {
    fn new(spelt: &str, outer: Option<&str>, node: &'a Node, tables: KeyTables) -> Stated<'a> {
        let key = keys::normal(spelt);
        let (meaning, rank) = tables.meaning(&key).unzip();
        let spelt = outer.map_or_else(|| spelt.to_string(), |outer| format!("{outer}.{spelt}"));
        Stated { key, spelt, node, meaning, rank: (rank.unwrap_or(usize::MAX), 0) }
    }

    /// The keys that state something, the most decisive first; those at the top before those of the tables in which generators keep foreign
    /// keys.
    pub fn all(table: &'a [(String, Node)], tables: KeyTables) -> Vec<Stated<'a>> {
        let mut stated: Vec<Stated> = table.iter().map(|(key, node)| Stated::new(key, None, node, tables)).collect();
        for (outer, node) in table {
            let Value::Table(inner) = &node.value else { continue };
            let holder = tables.meaning(&keys::normal(outer)).map(|(meaning, _)| meaning);
            let taxonomy = holder == Some(Meaning::Taxonomies);
            for (key, node) in inner.iter().filter(|_| taxonomy || holder == Some(Meaning::Nested)) {
                let mut nested = Stated::new(key, Some(outer), node, tables);
                // Zola's taxonomies may be called anything.
                let named =
                    matches!(nested.meaning, Some(Meaning::Categories | Meaning::SearchWords | Meaning::Authors));
                if taxonomy && !named {
                    (nested.meaning, nested.rank.0) = (Some(Meaning::Taxonomies), usize::MAX);
                }
                nested.rank.1 = 1;
                stated.push(nested);
            }
        }
        stated.retain(|stated| stated.says());
        stated.sort_by_key(|stated| stated.rank);
        stated
    }

    /// A key without a value states nothing.
    fn says(&self) -> bool {
        match &self.node.value {
            Value::Nothing => false,
            Value::Text(text) => !text.trim().is_empty(),
            Value::List(list) => !list.is_empty(),
            Value::Table(table) => !table.is_empty(),
        }
    }

    /// Where its value was found.
    pub fn origin(&self) -> Origin {
        Origin::FrontMatter(self.spelt.clone())
    }

    /// The mistake that its value makes.
    pub fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake::of_field(message, self.node.start)
    }

    /// Its value, when it is one text with something in it.
    pub fn text(&self) -> Option<&'a str> {
        text_of(self.node)
    }
}

/// What was read under one key, and what is wrong in it: one bad value costs no other.
#[derive(Debug)]
pub struct Told<T> {
    /// In the order of the text.
    pub values: Vec<T>,
    /// Likewise.
    pub mistakes: Vec<Mistake>,
}

impl<T> Told<T> {
    /// Values with nothing wrong in them.
    pub fn plain(values: Vec<T>) -> Told<T> {
        Told { values, mistakes: Vec::new() }
    }

    /// What each reading gave.
    pub fn of(read: impl IntoIterator<Item = Result<T, Mistake>>) -> Told<T> {
        let mut told = Told::plain(Vec::new());
        for one in read {
            match one {
                Ok(value) => told.values.push(value),
                Err(mistake) => told.mistakes.push(mistake),
            }
        }
        told
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
