#![doc = include_str!("../README.md")]

pub mod article;
pub mod boilerplate;
pub mod categories;
mod completion;
pub mod context;
pub mod decode;
pub mod file_name;
pub mod front_matter;
pub mod html_page;
pub mod language;
mod language_data;
pub mod line_phrases;
pub mod markdown;
mod parts;
pub mod people;
mod picture;
pub mod plain_text;
pub mod profile;
pub mod ranked;
pub mod reader;
pub mod readers;
pub mod reading;
pub mod reference;
pub mod remark;
mod sentences;
pub mod suggest;
pub mod summary;
mod templates;
pub mod text_lines;
pub mod translation;
pub mod vocabulary;
mod words;

use crate::article::Article;
use crate::boilerplate::Boilerplate;
use crate::ranked::Detail;
use crate::reader::Input;
use crate::remark::Remark;
pub use completion::STATES_NO_DATE;
pub use context::ReadContext;
use courant_text::source::{Level, Position};
pub use reader::SourceFile;
pub use reading::{Field, Reading};

/// Understands one article. Error-level remarks keep it out of the feeds.
pub fn read_article(source_file: &SourceFile, context: &ReadContext) -> (Article, Vec<Remark>) {
    read(source_file, context, Detail::Taken).into_article()
}

/// The same with the candidates that were weighed for each field: all of them, or those that the article has.
pub fn read(source_file: &SourceFile, context: &ReadContext, detail: Detail) -> Reading {
    let (text, mut remarks) = decode::decode(source_file);
    if remarks.iter().any(|remark| remark.level == Level::Error) {
        return Reading { path: source_file.path.clone(), remarks, ..Reading::default() };
    }
    let input = Input { text: &text, path: &source_file.path, context, detail };
    let mut reading = (source_file.reader.read)(&input);
    remarks.extend(merge_conflict(&text, &source_file.path));
    remarks.append(&mut reading.remarks);
    reading.remarks = remarks;
    reading.rest.file_time = source_file.modified;
    completion::complete(&mut reading, context, detail);
    reading
}

/// What a merge has left in an article. It may also be an article about merging, which shows it.
fn merge_conflict(text: &str, path: &str) -> Option<Remark> {
    const BEGINNING: &str = "<<<<<<< ";
    if !text.contains(BEGINNING) {
        return None;
    }
    let mut markers = [BEGINNING, "=======", ">>>>>>> "].into_iter().peekable();
    let mut line_number = None;
    for (index, line) in text.lines().enumerate() {
        if markers.next_if(|marker| line.starts_with(marker)).is_some() {
            line_number = line_number.or(Some(index + 1));
        }
    }
    let position = Position { line_number: line_number.filter(|_| markers.peek().is_none())?, column_number: 1 };
    let message =
        "holds the conflict of a merge, which is published as it stands; settle it, unless the article is about that";
    Some(Remark::new(Level::Warning, path, message).at(position))
}

/// Learns what recurs in the folders of files whose format knows no other way to tell an article from its surroundings.
pub fn learn_boilerplate<'f>(source_files: impl IntoIterator<Item = &'f SourceFile>) -> Boilerplate {
    let learns = source_files.into_iter().filter(|source_file| source_file.reader.has_boilerplate);
    Boilerplate::learn(learns.map(|source_file| (source_file.path.as_str(), decode::decode(source_file).0)))
}

#[cfg(test)]
mod tests;
