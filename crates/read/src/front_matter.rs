//! Front matter: what an author states above an article, in the keys of Hugo, Jekyll, Zola, Eleventy, Pelican, Obsidian and Docusaurus.

mod block;
mod fields;
mod inline;
mod keywords;
mod media;
mod names;
mod people;
mod people_file;
mod script;
mod stated;
mod value;

use crate::article::{Article, LooksLike, UnreadKey};
use crate::context::ReadContext;
use crate::profile::configuration;
use crate::profile::keys::normal;
use crate::reader::Input;
use crate::reading::Reading;
use crate::remark::Remark;
use block::Block;
use courant_text::source::{Level, position};
pub use people_file::{may_hold_people, read_people};
use serde_json::Map;
use std::collections::BTreeMap;
use value::{Mistake, Node, Value};

/// What stands above a body.
#[derive(Debug)]
pub struct FrontMatter {
    /// What it states; everything else is open.
    pub article: Article,
    /// All of it, as templates ask for it.
    pub values: Map<String, serde_json::Value>,
    /// The first byte of the body.
    pub body_start: usize,
    /// What is wrong with it, each with its place in the file. What leaves in doubt what the article is is at error level.
    pub remarks: Vec<Remark>,
}

/// Reads the front matter of a text: between fences (`---`, `+++`, `;;;`), as a JSON object, as `Key: value` lines, or as what MDX exports.
pub fn read(text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    let tables = context.key_tables();
    let found = block::fenced(text, tables).map(|block| block.or_else(|| block::unopened(text, tables)));
    understood(found, text, path, context)
}

/// The same, but only between fences: `Key: value` lines mean something else in a scraped text.
pub fn read_fenced(text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    understood(block::fenced(text, context.key_tables()), text, path, context)
}

/// What is told of keys that say nothing and look as if they were to say something: a line for each key of a site, with the number of articles.
pub fn unread_keys<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Vec<Remark> {
    let mut told: BTreeMap<&UnreadKey, (&str, usize, bool)> = BTreeMap::new();
    for article in articles {
        let is_dated = article.published.is_some();
        for key in &article.unread_keys {
            let (_, count, all_dated) = told.entry(key).or_insert((&article.path, 0, true));
            *count += 1;
            *all_dated &= is_dated;
        }
    }
    let remark = |(UnreadKey { key, looks_like }, (path, count, all_dated)): (&UnreadKey, (&str, usize, bool))| {
        let others = if count > 1 { format!(" here and in {} more", count - 1) } else { String::new() };
        let (level, message) = match looks_like {
            LooksLike::Key(meant) => {
                (Level::Warning, format!("`{key}`{others} is no key that is known, did you mean `{meant}`?"))
            }
            // A date that is needed, and is perhaps this one.
            LooksLike::Date => {
                let level = if all_dated { Level::Advice } else { Level::Warning };
                let name = key.rsplit('.').next().unwrap_or(key);
                let advice = format!("say in `[front_matter]` what it means: `date = [\"{name}\"]`, or `ignore`");
                (level, format!("`{key}`{others} holds a date and is no key that is known; {advice}"))
            }
        };
        Remark::new(level, path, message)
    };
    told.into_iter().map(remark).collect()
}

/// Reads what stands below fenced front matter, as generators let texts and pages have it too; what it states goes before what they show.
/// Lines are still counted from the head of the file, and `read_body` is told all that is stated. Without front matter the whole file is
/// `read_alone`.
pub fn read_above(
    input: &Input,
    read_alone: impl FnOnce(&Input) -> Reading,
    read_body: impl FnOnce(&Input, &Map<String, serde_json::Value>) -> Reading,
) -> Reading {
    let FrontMatter { article, values, body_start, remarks } = read_fenced(input.text, input.path, input.context);
    let mut shown = match body_start {
        0 => read_alone(input),
        start => read_body(&input.with_text(&without_head(input.text, start)), &values),
    };
    let mut all = std::mem::take(&mut shown.remarks);
    all.extend(remarks);
    let is_stated = body_start > 0 || !values.is_empty();
    let reading = if is_stated { Reading::stated(article).or(shown) } else { shown };
    Reading { remarks: all, ..reading }
}

/// A text with empty lines in place of what stands before `body_start`, in bytes.
fn without_head(text: &str, body_start: usize) -> String {
    let (head, body) = text.split_at_checked(body_start).unwrap_or(("", text));
    let ends: String = head.chars().filter(|c| *c == '\n').collect();
    ends + body
}

/// The same of what stands elsewhere in a file: in the head of a page. Nothing where that says nothing.
pub fn read_table(stated: Map<String, serde_json::Value>, path: &str, context: &ReadContext) -> FrontMatter {
    let table: Vec<(String, Node)> =
        stated.iter().map(|(key, value)| (key.clone(), value::of_data(value, 0))).collect();
    let table = (!table.is_empty()).then_some(Value::Table(table));
    let block = table.map(|value| Block { node: Node { value, start: 0 }, body_start: 0, mistakes: Vec::new() });
    understood(Ok(block), "", path, context)
}

fn understood(found: Result<Option<Block>, Mistake>, text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    let mut mistakes = Vec::new();
    let mut article = Article { path: path.to_string(), ..Article::default() };
    let mut body_start = 0;
    let mut values = Map::new();
    let around = context.around.of(path);
    match found {
        Ok(None) if around.is_empty() => {}
        Ok(None) => {
            let table = with_around(&[], &around);
            mistakes = fields::read(&table, &mut article, context);
            values = around;
        }
        Ok(Some(block)) => {
            body_start = block.body_start;
            if let Value::Table(table) = &block.node.value {
                let table = &with_around(table, &around);
                mistakes = fields::read(table, &mut article, context);
                values = value::tree(table);
            } else if block.node.value != Value::Nothing {
                let message = "front matter is not keys and values, write it like `title: My article`";
                mistakes.push(Mistake::fatal(message, block.node.start));
            }
            mistakes.extend(block.mistakes);
            mistakes.sort_by_key(|mistake| mistake.start);
        }
        Err(mistake) => {
            // What follows cannot be told from the front matter, and half an article is none.
            body_start = text.len();
            mistakes.push(mistake);
        }
    }
    let remark = |mistake: Mistake| {
        let level = if mistake.is_fatal { Level::Error } else { Level::Warning };
        Remark::new(level, path, mistake.message).at(position(text, mistake.start))
    };
    FrontMatter { article, values, body_start, remarks: mistakes.into_iter().map(remark).collect() }
}

/// What an article states itself, and behind it what is stated beside it under other keys. Lists are joined.
fn with_around(table: &[(String, Node)], around: &Map<String, serde_json::Value>) -> Vec<(String, Node)> {
    let mut all = table.to_vec();
    let places: BTreeMap<String, usize> =
        table.iter().enumerate().map(|(place, (key, _))| (normal(key), place)).collect();
    for (key, value) in around {
        let known = normal(key);
        let Node { value: more, start } = value::of_data(value, 0);
        match places.get(&known).and_then(|place| all.get_mut(*place)).map(|(_, node)| node) {
            None => all.push((key.clone(), Node { value: more, start })),
            Some(own) => match (&mut own.value, more) {
                (Value::List(list), Value::List(more)) => list.extend(more),
                (Value::Text(_), Value::List(more)) if known == "tags" => {
                    let first = std::mem::replace(own, Node { value: Value::Nothing, start: own.start });
                    *own =
                        Node { start: first.start, value: Value::List(std::iter::once(first).chain(more).collect()) };
                }
                _ => {}
            },
        }
    }
    all
}

/// What a file of data beside articles states, and the names of what it makes by a program.
///
/// # Errors
///
/// Why it cannot be read, in one line.
pub fn read_data(
    path: &str,
    text: &str,
    context: &ReadContext,
) -> Result<(Map<String, serde_json::Value>, Vec<String>), String> {
    let tables = context.key_tables();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !path.ends_with(".meta") {
        let (values, made) = configuration::parse(path, text)?;
        let says = |name: &String| tables.knows(name);
        return Ok((values.table().clone(), made.into_iter().filter(says).collect()));
    }
    let block = block::fenced(text, tables).map_err(|mistake| mistake.message)?;
    match block.or_else(|| block::unopened(text, tables)).map(|block| block.node.value) {
        Some(Value::Table(table)) => Ok((value::tree(&table), Vec::new())),
        _ => Err("holds no keys".to_string()),
    }
}

#[cfg(test)]
mod tests;
