//! Front matter: what an author states above an article, in the keys of Hugo, Jekyll, Zola, Eleventy, Pelican, Obsidian and Docusaurus.

mod block;
mod defaults;
mod fields;
mod inline;
mod keywords;
mod media;
mod names;
mod people;
mod people_file;
mod script;
mod stated;
mod stray;
mod value;

use crate::article::{Article, LooksLike, UnreadKey};
use crate::context::ReadContext;
use crate::profile::configuration;
use crate::profile::keys::{self, KeyTables, Meaning, normal};
use crate::reader::Input;
use crate::reading::Reading;
use crate::remark::Remark;
use block::Block;
use courant_text::source::{Level, position};
pub use people_file::{may_hold_people, read_people};
use serde_json::Map;
use std::collections::BTreeMap;
use value::{Mistake, Node, Value};

/// What keys of TOML mean where the generator is not known.
const TOML: &[keys::Row] = &[("path", Meaning::Page)];

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
    let found = found.and_then(|block| match stray::withheld(text, tables).filter(|_| block.is_none()) {
        Some(mistake) => Err(mistake),
        None => Ok(block),
    });
    understood(found, text, path, context)
}

/// The same, but only between fences: `Key: value` lines mean something else in a scraped text.
pub fn read_fenced(text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    understood(block::fenced(text, context.key_tables()), text, path, context)
}

/// To some generators a timestamp of YAML 1.1 without a zone is one of Greenwich (yaml.org/type/timestamp), while the same in quotation marks is a text
/// and by the clock of the site.
fn in_utc(mut block: Block, text: &str, context: &ReadContext) -> Block {
    let is_asked = context.profile.is_some_and(|profile| profile.configuration.yaml_times_are_utc);
    if !is_asked || !text.trim_start().starts_with("---") {
        return block;
    }
    let Value::Table(table) = &mut block.node.value else { return block };
    for (_, node) in table {
        let is_bare = text.as_bytes().get(node.start).is_some_and(u8::is_ascii_digit);
        if let Value::Text(value) = &mut node.value
            && is_bare
            && is_yaml_time(value)
        {
            value.push('Z');
        }
    }
    block
}

/// `2024-7-4 8:00:00.5`, with seconds and without a zone.
fn is_yaml_time(text: &str) -> bool {
    let Some((day, clock)) = text.split_once(['T', 't', ' ', '\t']) else { return false };
    let numbers = |text: &str, mark: char, lengths: [std::ops::RangeInclusive<usize>; 3]| {
        let parts: Vec<&str> = text.split(mark).collect();
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        parts.len() == 3
            && parts.iter().zip(lengths).all(|(part, length)| is_number(part) && length.contains(&part.len()))
    };
    let clock = clock.trim_start();
    let whole = clock
        .split_once('.')
        .map_or(clock, |(whole, fraction)| if fraction.bytes().all(|byte| byte.is_ascii_digit()) { whole } else { "" });
    numbers(day, '-', [4..=4, 1..=2, 1..=2]) && numbers(whole, ':', [1..=2, 2..=2, 2..=2])
}

/// What the page of a folder states for the articles in it: `cascade` of a Hugo site's `_index.md`, a table or several.
pub fn cascade(text: &str, context: &ReadContext) -> Option<serde_json::Value> {
    let block = block::fenced(text, context.key_tables()).ok()??;
    let Value::Table(table) = &block.node.value else { return None };
    value::tree(table).remove("cascade")
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
    let found = found.map(|block| block.map(|block| defaults::behind(in_utc(block, text, context), path, context)));
    let around = context.around.of(path);
    match found {
        Ok(None) if around.is_empty() => {}
        Ok(None) => {
            let table = with_around(&[], &around);
            mistakes = fields::read(&table, context.key_tables(), &mut article, context);
            values = around;
        }
        Ok(Some(block)) => {
            body_start = block.body_start;
            if let Value::Table(table) = &block.node.value {
                // Of generators whose front matter is TOML Zola alone has `path`, the whole address.
                let is_toml = context.profile.is_none() && text.trim_start().starts_with("+++");
                let tables = if is_toml { KeyTables::new(&context.keys, TOML) } else { context.key_tables() };
                let table = &with_around(table, &around);
                mistakes = fields::read(table, tables, &mut article, context);
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
