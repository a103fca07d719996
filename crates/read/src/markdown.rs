//! Markdown with or without front matter: CommonMark with tables, footnotes, strikethrough and task lists.

mod body;
mod comments;
mod figures;
mod notes;
mod plain;
mod render;
mod shortcodes;

use crate::article::{Origin, Sourced};
use crate::front_matter::{self, FrontMatter};
use crate::parts::Part;
use crate::ranked::Candidate;
use crate::reader::{Input, Reader, begins_with};
use crate::reading::Reading;
use crate::remark::Remark;
use body::Body;
use courant_text::source::{Level, TextKind, position};
use shortcodes::Gone;

/// Markdown with or without front matter.
pub static READER: Reader = Reader {
    name: "markdown",
    about: "Markdown with or without front matter",
    extensions: &["md", "markdown"],
    recognizes: |bytes| begins_with(bytes, &["---\n", "---\r\n", "+++\n", "+++\r\n", "# "]),
    text_kind: TextKind::Plain,
    has_boilerplate: false,
    read,
};

/// Reads a Markdown file. What it does not state is left open for [`crate::read`] to complete.
pub fn read(input: &Input) -> Reading {
    let Input { text, path, context, .. } = *input;
    let FrontMatter { article, body_start, mut remarks } = front_matter::read(text, path, context);
    let (source, gone) = shortcodes::replaced(text.part(body_start..));
    remarks.extend(gone.map(|gone| left_out(&gone, path).at(position(text, body_start + gone.start))));
    let stated = Reading::stated(article);
    let body = body::read(&comments::removed(&source), stated.title.value().map(String::as_str));
    Reading { remarks, ..with_body(stated, body) }
}

fn left_out(gone: &Gone, path: &str) -> Remark {
    let others = if gone.count > 1 { format!(" and {} others are", gone.count - 1) } else { " is".to_string() };
    let message = format!("the shortcode `{}`{others} left out, write what it shows as Markdown or HTML", gone.name);
    Remark::new(Level::Warning, path, message)
}

/// What the body shows, where front matter does not state it.
fn with_body(mut stated: Reading, body: Body) -> Reading {
    if let Some(summary) = stated.summary.taken_mut() {
        summary.value = body::plain(&summary.value);
    }
    let heading = body.title.map(|title| Sourced::new(title, Origin::Element("h1".to_string())));
    stated.title.or(heading.map(Candidate::stated));
    stated.summary.or(body.summary.map(|summary| Candidate::stated(Sourced::new(summary, Origin::Body))));
    stated.image.or(body.image.map(|image| Candidate::stated(Sourced::new(image, Origin::Body))));
    stated.rest.media.extend(body.media.into_iter().map(|media| Sourced::new(media, Origin::Body)));
    stated.rest.content = body.content;
    stated
}

#[cfg(test)]
mod tests;
