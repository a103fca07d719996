//! Saved pages: what their makers state for machines, what they show to readers, and the body of the article.
//!
//! The body is found by rules of our own (`body`) over the tree of a well-kept parser. On the pages of the evaluation they keep more of
//! the articles and less of what surrounds them (F1 of 4-word shingles 0.966) than the extraction libraries that could be used from
//! Rust: dom_smoothie 0.935, rs-trafilatura 0.939, the port of trafilatura 0.950.

mod about;
mod body;
mod byline;
mod dates;
mod figure;
mod json_ld;
mod keywords;
mod no_article;
mod outline;
mod page;
mod shared_words;
mod site_names;
mod standard;
mod tag_list;
mod title;
mod visible;

use crate::article::{Article, Origin, Sourced};
use crate::front_matter::{self, FrontMatter};
use crate::line_phrases::Phrases;
use crate::ranked::{Candidate, Ranked};
use crate::reader::{Input, Reader, begins_with};
use crate::reading::Reading;
use crate::remark::Remark;
use crate::templates;
use courant_html::{CleanHtml, Dom};
use courant_text::date::DateHints;
use courant_text::language_tag::LanguageTag;
use courant_text::source::{Level, TextKind, position};
use page::Page;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A saved page.
pub static READER: Reader = Reader {
    name: "html",
    about: "A saved page",
    extensions: &["html", "htm"],
    recognizes: |bytes| begins_with(bytes, &["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"]),
    text_kind: TextKind::Html,
    has_boilerplate: false,
    read,
};

/// Reads a saved page, with or without front matter. What it does not state is left open for [`crate::read`] to complete.
pub fn read(input: &Input) -> Reading {
    let is_head = input.context.profile.is_some_and(|profile| profile.data_files.head_of_page);
    if is_head && let Some(reading) = read_headed(input) {
        return reading;
    }
    front_matter::read_above(input, read_page, read_whole)
}

/// A page whose head states what front matter would; nothing where it states no title.
fn read_headed(input: &Input) -> Option<Reading> {
    let page = Page::of(Dom::of_page(input.text));
    let mut stated = page.named_metas();
    stated.insert("title".to_string(), page.heads().into_iter().next().and_then(|title| plain(&title))?.into());
    let FrontMatter { article, values, mut remarks, .. } = front_matter::read_table(stated, input.path, input.context);
    let shown = read_whole(input, &values);
    remarks.extend(shown.remarks);
    // What was said of the same page is said once.
    let rest = Article { content: shown.rest.content, media: shown.rest.media, ..Article::default() };
    let shown = Reading { path: shown.path, image: shown.image, rest, ..Reading::default() };
    Some(Reading { remarks, ..Reading::stated(article).or(shown) })
}

/// What stands below front matter is the article, and nothing else: its author's program fills it in and puts the page around it.
fn read_whole(input: &Input, stated: &Map<String, Value>) -> Reading {
    let filled = templates::filled_html(input.text, &templates::Page { values: stated, context: input.context });
    let mut reading = read_page(&input.with_text(&filled.text));
    reading.remarks.retain(|remark| !no_article::is_told_by(remark));
    // What has gone from the head of a page leaves blank lines.
    reading.rest.content = CleanHtml::sanitise(CleanHtml::sanitise(&filled.text).as_str().trim());
    reading.remarks.extend(filled.remarks(input.path, |start| position(input.text, start)));
    reading
}

fn read_page(input: &Input) -> Reading {
    let page = Page::of(standard::form(Dom::of_page(input.text)));
    let declared = about::languages(&page, input.detail);
    let reading = read_in_language(&page, input, declared);
    let Some((declared, spoken)) = about::other_language(&reading) else { return reading };
    let message = format!(
        "declares its language as `{declared}` and is written in `{spoken}`, which is taken; templates often leave a wrong `lang`"
    );
    let mut languages = reading.language;
    languages.replace(Candidate::stated(Sourced::new(spoken, Origin::Detected)));
    let mut reading = read_in_language(&page, input, languages);
    reading.remarks.push(Remark::new(Level::Advice, input.path, message));
    reading
}

/// What a page says when it is read as one in this language.
fn read_in_language(page: &Page, input: &Input, languages: Ranked<LanguageTag>) -> Reading {
    let language = languages.value();
    let hints = DateHints { language: language.cloned(), zone: input.context.zone, order: None };
    let phrases = Phrases::for_language(language.map_or("en", |tag| tag.primary()));
    let detail = input.detail;
    let site_name = about::site_name(page);
    let title = title::weigh(page, detail);
    let mut image = about::images(page, detail);
    if let Some(image) = image.taken_mut() {
        figure::complete(page, &mut image.value, phrases);
    }
    let heading = title::heading(page, title.value().map(String::as_str));
    let published = dates::published(page, &hints, detail);
    let updated = dates::updated(page, &hints, published.value(), detail);
    let mut reading = Reading {
        path: input.path.to_string(),
        authors: byline::weigh(page, heading, phrases, detail),
        section: keywords::sections(page, detail),
        summary: about::summaries(page, detail),
        categories: keywords::tags(page, heading, detail),
        language: languages,
        published,
        updated,
        image,
        title,
        ..Reading::default()
    };
    if reading.published.is_open() {
        reading.rest.unread_date = dates::unread(page, &hints);
    }
    reading.rest.url = about::address(page);
    reading.rest.site_name = site_name;
    reading.rest.rights = about::rights(page);
    // Lines of the body that name its authors are left out, so that these must be known before.
    let mut remarks = visible::complete(page, &mut reading, input, phrases);
    if reading.published.is_open() {
        reading.published.or(dates::called(page, &hints).map(Candidate::stated));
        remarks.retain(|_| reading.published.is_open());
    }
    reading.remarks = remarks;
    let known = body::BodyContext {
        title: reading.title.value().map(String::as_str),
        summary: reading.summary.value().map(String::as_str),
        authors: reading.authors.all_taken().map(|author| author.value.name.as_str()).collect(),
        has_image: !reading.image.is_open(),
        hints,
        phrases,
    };
    let body = body::read(page, &known);
    reading.rest.content = body::stated_where_missing(page, CleanHtml::sanitise(&body.html));
    let told = no_article::remark(page, input.path, &reading, body.instead, phrases);
    reading.remarks.extend(told);
    if reading.authors.is_open() {
        reading.authors.or(Ranked::stated(byline::anybody(page, phrases)));
    }
    reading
}

/// Text as a person reads it: entities decoded, tags gone, white space folded; `None` when nothing is left.
fn plain(text: &str) -> Option<String> {
    let decoded = if text.contains(['&', '<']) { Cow::Owned(courant_html::text_of(text)) } else { Cow::Borrowed(text) };
    let folded = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}

#[cfg(test)]
mod tests;
