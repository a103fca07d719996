//! Markdown with or without front matter: CommonMark with tables, footnotes, strikethrough and task lists.

mod body;
mod comments;
mod figures;
mod notes;
mod render;
mod shortcodes;

use super::ReadContext;
use super::front_matter::{self, FrontMatter};
use crate::article::{Article, Origin, Sourced};
use crate::remark::Remark;
use body::Body;
use courant_text::source::{Level, position};
use shortcodes::Gone;

/// Reads a Markdown file. What it does not state is left open for [`super::read_article`] to complete.
pub fn read(text: &str, path: &str, context: &ReadContext) -> (Article, Vec<Remark>) {
    let FrontMatter { mut article, body_start, mut remarks } = front_matter::read(text, path, context);
    let (source, gone) = shortcodes::replaced(text.get(body_start..).unwrap_or_default());
    remarks.extend(gone.map(|gone| left_out(&gone, path).at(position(text, body_start + gone.start))));
    let body = body::read(&comments::removed(&source), article.title.as_ref().map(|title| title.value.as_str()));
    fill(&mut article, body);
    (article, remarks)
}

/// What the front matter states, and what the body shows, each alone.
pub fn stated_and_shown(text: &str, path: &str, context: &ReadContext) -> (Article, Article) {
    let FrontMatter { article: stated, body_start, .. } = front_matter::read(text, path, context);
    let (source, _) = shortcodes::replaced(text.get(body_start..).unwrap_or_default());
    let mut shown = Article::default();
    fill(&mut shown, body::read(&comments::removed(&source), None));
    (stated, shown)
}

fn left_out(gone: &Gone, path: &str) -> Remark {
    let others = if gone.count > 1 { format!(" and {} others are", gone.count - 1) } else { " is".to_string() };
    let message = format!("the shortcode `{}`{others} left out, write what it shows as Markdown or HTML", gone.name);
    Remark::new(Level::Warning, path, message)
}

/// What the body shows, where front matter does not state it.
fn fill(article: &mut Article, body: Body) {
    let from_body = |origin: Origin| move |text: String| Sourced::new(text, origin);
    article.title = article.title.take().or_else(|| body.title.map(from_body(Origin::Element("h1".to_string()))));
    let stated = article.summary.take().map(|known| Sourced { value: body::plain(&known.value), ..known });
    article.summary = stated.or_else(|| body.summary.map(from_body(Origin::Body)));
    article.image = article.image.take().or_else(|| body.image.map(|image| Sourced::new(image, Origin::Body)));
    article.media.extend(body.media.into_iter().map(|media| Sourced::new(media, Origin::Body)));
    article.content = body.content;
}

#[cfg(test)]
mod tests;
