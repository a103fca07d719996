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
mod outline;
mod page;
mod tag_list;
mod title;
mod visible;

use super::ReadContext;
use super::explain::{Candidate, Field, in_order_of_trust};
use super::line_phrases::Phrases;
use crate::article::{Article, Origin, Sourced};
use crate::remark::Remark;
use courant_html::{CleanHtml, Dom};
use courant_text::date::DateHints;
use courant_text::language_tag::LanguageTag;
use courant_text::source::Level;
use page::Page;
use std::borrow::Cow;

/// Reads a saved page. What it does not state is left open for [`super::read_article`] to complete.
pub fn read(text: &str, path: &str, context: &ReadContext) -> (Article, Vec<Remark>) {
    let page = Page::of(Dom::of_page(text));
    let (article, remarks) = in_language(&page, path, context, about::language(&page));
    let Some((declared, spoken)) = about::other_language(&article) else { return (article, remarks) };
    let message = format!(
        "declares its language as `{declared}` and is written in `{spoken}`, which is taken; templates often leave a wrong `lang`"
    );
    let (article, mut remarks) = in_language(&page, path, context, Some(Sourced::new(spoken, Origin::Detected)));
    remarks.push(Remark::new(Level::Advice, path, message));
    (article, remarks)
}

/// What a page says when it is read as one in this language.
fn in_language(
    page: &Page,
    path: &str,
    context: &ReadContext,
    language: Option<Sourced<LanguageTag>>,
) -> (Article, Vec<Remark>) {
    let hints = DateHints {
        language: language.as_ref().map(|known| known.value.clone()),
        offset_seconds: context.offset_seconds,
        order: None,
    };
    let dates = dates::read(page, &hints);
    let site_name = about::site_name(page);
    let title = title::read(page, site_name.as_ref().map(|known| known.value.as_str()));
    let title_text = title.as_ref().map(|known| known.value.as_str());
    let phrases = Phrases::of(language.as_ref().map_or("en", |known| known.value.primary()));
    let mut image = about::image(page);
    if let Some(image) = &mut image {
        figure::complete(page, &mut image.value, phrases);
    }
    let heading = title::heading(page, title_text);
    let mut article = Article {
        path: path.to_string(),
        authors: byline::read(page, heading, phrases),
        section: keywords::section(page),
        summary: about::summary(page),
        language,
        categories: keywords::tags(page, heading),
        published: dates.published,
        updated: dates.updated,
        url: about::address(page),
        site_name,
        image,
        rights: about::rights(page),
        title,
        ..Article::default()
    };
    // Lines of the body that name its authors are left out, so that these must be known before.
    let mut remarks = visible::complete(page, &mut article, context);
    if article.published.is_none() {
        article.published = dates::called(page, &hints);
        remarks.retain(|_| article.published.is_none());
    }
    let known = body::BodyContext {
        title: article.title.as_ref().map(|known| known.value.as_str()),
        summary: article.summary.as_ref().map(|known| known.value.as_str()),
        authors: article.authors.iter().map(|author| author.value.name.as_str()).collect(),
        has_image: article.image.is_some(),
        hints,
        phrases,
    };
    article.content = body::stated_where_missing(page, CleanHtml::sanitise(&body::read(page, &known)));
    if article.authors.is_empty() {
        article.authors = byline::anybody(page, phrases);
    }
    (article, remarks)
}

/// What was weighed for a field, the surest first. The first that holds is taken; of titles, `title::read` says which.
pub fn candidates(text: &str, context: &ReadContext, field: Field) -> Vec<Candidate> {
    let page = Page::of(Dom::of_page(text));
    let language = about::language(&page).map(|known| known.value);
    let hints = DateHints { language: language.clone(), offset_seconds: context.offset_seconds, order: None };
    let phrases = Phrases::of(language.as_ref().map_or("en", |tag| tag.primary()));
    let site_name = about::site_name(&page).map(|known| known.value);
    let heading = title::heading(&page, None);
    match field {
        Field::Title => title::weighed(&page, site_name.as_deref()),
        Field::Summary => stated(about::summaries(&page), |text| text.clone()),
        Field::Authors => stated(byline::named(&page, heading, phrases), |person| person.name.clone()),
        Field::Published => stated(dates::weighed(&page, &hints), |date| date.rfc3339()),
        Field::Language => stated(about::language(&page), |tag| tag.to_string()),
        Field::Categories => stated(keywords::tags(&page, heading), |category| category.label.clone()),
        Field::Section => stated(keywords::sections(&page), |text| text.clone()),
        Field::Image => stated(about::images(&page), |media| media.url.clone()),
    }
}

/// What is stated is not weighed: its place in the order of trust decides.
fn stated<T>(known: impl IntoIterator<Item = Sourced<T>>, show: impl Fn(&T) -> String) -> Vec<Candidate> {
    let told = |(index, known): (usize, Sourced<T>)| Candidate {
        value: show(&known.value),
        origin: known.from,
        score: None,
        reasons: vec![in_order_of_trust(index)],
        won: false,
    };
    known.into_iter().enumerate().map(told).collect()
}

/// Text as a person reads it: entities decoded, tags gone, white space folded; `None` when nothing is left.
fn plain(text: &str) -> Option<String> {
    let decoded = if text.contains(['&', '<']) { Cow::Owned(courant_html::text_of(text)) } else { Cow::Borrowed(text) };
    let folded = decoded.split_whitespace().collect::<Vec<_>>().join(" ");
    (!folded.is_empty()).then_some(folded)
}
