//! Front matter: what an author states above an article, in the keys of Hugo, Jekyll, Zola, Eleventy, Pelican, Obsidian and Docusaurus.

mod block;
mod fields;
mod keys;
mod keywords;
mod media;
mod people;
mod value;

use super::ReadContext;
use crate::article::Article;
use crate::remark::Remark;
use block::Block;
use courant_text::source::{Level, position};
use std::borrow::Cow;
use value::{Mistake, Value};

/// What stands above a body.
#[derive(Debug)]
pub struct FrontMatter {
    /// What it states; everything else is open.
    pub article: Article,
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

/// A text with empty lines in place of its fenced front matter, so that lines are still counted from the head of the file.
pub fn blanked<'a>(text: &'a str, path: &str, context: &ReadContext) -> Cow<'a, str> {
    match read_fenced(text, path, context).body_start {
        0 => Cow::Borrowed(text),
        start => without_head(text, start),
    }
}

/// A text with empty lines in place of what stands before `body_start`, in bytes.
pub fn without_head(text: &str, body_start: usize) -> Cow<'_, str> {
    let (head, body) = text.split_at_checked(body_start).unwrap_or(("", text));
    let ends: String = head.chars().filter(|c| *c == '\n').collect();
    Cow::Owned(ends + body)
}

fn understood(found: Result<Option<Block>, Mistake>, text: &str, path: &str, context: &ReadContext) -> FrontMatter {
    let mut mistakes = Vec::new();
    let mut article = Article { path: path.to_string(), ..Article::default() };
    let mut body_start = 0;
    match found {
        Ok(None) => {}
        Ok(Some(block)) => {
            body_start = block.body_start;
            if let Value::Table(table) = &block.node.value {
                mistakes = fields::read(table, &mut article, context);
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
    FrontMatter { article, body_start, remarks: mistakes.into_iter().map(remark).collect() }
}

#[cfg(test)]
mod tests;
