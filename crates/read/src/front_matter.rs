//! Front matter: what an author states above an article, in the keys of Hugo, Jekyll, Zola, Eleventy, Pelican, Obsidian and Docusaurus.

mod block;
mod fields;
mod keys;
mod keywords;
mod media;
mod people;
mod stated;
mod value;

use crate::article::Article;
use crate::context::ReadContext;
use crate::reader::Input;
use crate::reading::Reading;
use crate::remark::Remark;
use block::Block;
use courant_text::source::{Level, position};
use serde_json::Map;
use value::{Mistake, Value};

/// What stands above a body.
#[derive(Debug)]
pub struct FrontMatter {
    /// What it states; everything else is open.
    pub article: Article,
    /// All of it, as templates ask for it.
    pub values: Map<String, serde_json::Value>,
    /// The first byte of the body.
    pub body_start: usize,
    /// What is wrong with it, each with its place in the file. All of them are at error level.
    pub remarks: Vec<Remark>,
}

/// Reads the front matter of a text, between fences (`---`, `+++`, `;;;`), as a JSON object, or as `Key: value` lines.
pub fn read(text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    let found = block::fenced(text).map(|block| block.or_else(|| block::header(text)));
    understood(found, text, path, context)
}

/// The same, but only between fences: `Key: value` lines mean something else in a scraped text.
pub fn read_fenced(text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    understood(block::fenced(text), text, path, context)
}

/// Reads what stands below fenced front matter, as generators let texts and pages have it too; what it states goes before what they show.
/// Lines are still counted from the head of the file.
pub fn read_above(input: &Input, read_body: impl FnOnce(&Input) -> Reading) -> Reading {
    let FrontMatter { article, body_start, remarks, .. } = read_fenced(input.text, input.path, input.context);
    let mut shown = match body_start {
        0 => read_body(input),
        start => read_body(&input.with_text(&without_head(input.text, start))),
    };
    let mut all = std::mem::take(&mut shown.remarks);
    all.extend(remarks);
    let reading = if body_start == 0 { shown } else { Reading::stated(article).or(shown) };
    Reading { remarks: all, ..reading }
}

/// A text with empty lines in place of what stands before `body_start`, in bytes.
fn without_head(text: &str, body_start: usize) -> String {
    let (head, body) = text.split_at_checked(body_start).unwrap_or(("", text));
    let ends: String = head.chars().filter(|c| *c == '\n').collect();
    ends + body
}

fn understood(found: Result<Option<Block>, Mistake>, text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    let mut mistakes = Vec::new();
    let mut article = Article { path: path.to_string(), ..Article::default() };
    let mut body_start = 0;
    let mut values = Map::new();
    match found {
        Ok(None) => {}
        Ok(Some(block)) => {
            body_start = block.body_start;
            if let Value::Table(table) = &block.node.value {
                mistakes = fields::read(table, &mut article, context);
                values = value::tree(table);
            } else if block.node.value != Value::Nothing {
                let message = "front matter is not keys and values, write it like `title: My article`".to_string();
                mistakes.push(Mistake { message, start: block.node.start });
            }
        }
        Err(mistake) => {
            // What follows cannot be told from the front matter, and half an article is none.
            body_start = text.len();
            mistakes.push(mistake);
        }
    }
    let remark = |mistake: Mistake| Remark::new(Level::Error, path, mistake.message).at(position(text, mistake.start));
    FrontMatter { article, values, body_start, remarks: mistakes.into_iter().map(remark).collect() }
}

#[cfg(test)]
mod tests;
