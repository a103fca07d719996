//! Markdown with or without front matter, as it is written today: CommonMark with what GitHub, Obsidian, Pandoc, Python-Markdown and the
//! generators have added to it.

mod addresses;
mod blocks;
mod body;
mod callouts;
mod code;
mod code_blocks;
mod comments;
mod figures;
mod inline;
mod notes;
mod openings;
mod plain;
mod render;
mod spans;

use crate::article::{Origin, Sourced};
use crate::front_matter::{self, FrontMatter};
use crate::parts::Part;
use crate::profile::Dialect;
use crate::ranked::Candidate;
use crate::reader::{Input, Reader, begins_with};
use crate::reading::Reading;
use crate::templates::{self, Page, mdx};
use body::Body;
#[cfg(test)]
pub(crate) use code::code;
use courant_text::source::{TextKind, position};

/// Markdown with or without front matter.
pub static READER: Reader = Reader {
    name: "markdown",
    about: "Markdown with or without front matter",
    extensions: &["md", "markdown", "mdx", "mkd", "mkdn", "mdown", "mdwn", "qmd", "rmd"],
    recognizes: |bytes| begins_with(bytes, &["---\n", "---\r\n", "+++\n", "+++\r\n", "# "]),
    text_kind: TextKind::Plain,
    has_boilerplate: false,
    read,
};

/// Reads a Markdown file. What it does not state is left open for [`crate::read`] to complete.
pub fn read(input: &Input) -> Reading {
    let Input { text, path, context, .. } = *input;
    let FrontMatter { mut article, values, body_start, mut remarks } = front_matter::read(text, path, context);
    let page = Page { values: &values, context };
    remarks.extend(templates::fill_article(&mut article, &page, path));
    let source = text.part(body_start..);
    let filled = if mdx::is_mdx(path, source, &page) {
        mdx::filled(source, &page)
    } else {
        templates::filled(source, &page, code::code)
    };
    remarks.extend(filled.remarks(path, |start| position(text, body_start + start)));
    let stated = Reading::stated(article);
    let dialect = context.profile.map_or(Dialect::COMMON, |profile| profile.dialect);
    let body = body::read(&comments::removed(&filled.text), stated.title.value().map(String::as_str), dialect);
    Reading { remarks, ..with_body(stated, body) }
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
mod dialect_tests;
#[cfg(test)]
mod tests;
