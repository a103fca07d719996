//! What a reader makes of a file: its fields, each with the candidates that were weighed for it.

use crate::article::{Article, Category, Media, Person};
use crate::ranked::{Candidate, Ranked};
use crate::remark::Remark;
use courant_html::CleanHtml;
use courant_text::date::Timestamp;
use courant_text::language_tag::LanguageTag;

/// An article as a reader understands it, before it is settled what is promised about it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Reading {
    /// The path of its file.
    pub path: String,
    /// Plain text, one line.
    pub title: Ranked<String>,
    /// The part of the publication that it stands in.
    pub section: Ranked<String>,
    /// Plain text, whole sentences.
    pub summary: Ranked<String>,
    /// The language of title and body.
    pub language: Ranked<LanguageTag>,
    /// People or organisations.
    pub authors: Ranked<Person>,
    /// What it is about.
    pub categories: Ranked<Category>,
    /// When it was first published.
    pub published: Ranked<Timestamp>,
    /// When its author says it last changed.
    pub updated: Ranked<Timestamp>,
    /// The one picture that stands for it.
    pub image: Ranked<Media>,
    /// The fields for which nothing is weighed: an article without those above.
    pub rest: Article,
    /// What was noticed; one at error level keeps the article out.
    pub remarks: Vec<Remark>,
}

/// A field whose candidates can be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Field {
    /// The title
    Title,
    /// The summary
    Summary,
    /// Who wrote it
    Authors,
    /// When it was published
    Published,
    /// Its language
    Language,
    /// What it is about
    Categories,
    /// The part of the publication
    Section,
    /// Its picture
    Image,
}

/// The most candidates that are told, besides those that are taken.
const TOLD: usize = 12;

impl Reading {
    /// What an author states in so many words.
    pub fn stated(mut article: Article) -> Reading {
        Reading {
            path: article.path.clone(),
            title: Ranked::stated(article.title.take()),
            section: Ranked::stated(article.section.take()),
            summary: Ranked::stated(article.summary.take()),
            language: Ranked::stated(article.language.take()),
            authors: Ranked::stated(std::mem::take(&mut article.authors)),
            categories: Ranked::stated(std::mem::take(&mut article.categories)),
            published: Ranked::stated(article.published.take()),
            updated: Ranked::stated(article.updated.take()),
            image: Ranked::stated(article.image.take()),
            rest: article,
            remarks: Vec::new(),
        }
    }

    /// What is stated above a body goes before what the body shows; categories and pictures, sound and film are those of both.
    pub fn or(mut self, shown: Reading) -> Reading {
        self.title.or(shown.title);
        self.section.or(shown.section);
        self.summary.or(shown.summary);
        self.language.or(shown.language);
        self.authors.or(shown.authors);
        self.categories.extend(shown.categories);
        self.published.or(shown.published);
        self.updated.or(shown.updated);
        self.image.or(shown.image);
        self.remarks.extend(shown.remarks);
        Reading { rest: stated_first(self.rest, shown.rest), ..self }
    }

    /// The article that was understood: of each field what is taken.
    pub fn into_article(self) -> (Article, Vec<Remark>) {
        let article = Article {
            path: self.path,
            title: self.title.into_sourced().next(),
            section: self.section.into_sourced().next(),
            summary: self.summary.into_sourced().next(),
            language: self.language.into_sourced().next(),
            authors: self.authors.into_sourced().collect(),
            categories: self.categories.into_sourced().collect(),
            published: self.published.into_sourced().next(),
            updated: self.updated.into_sourced().next(),
            image: self.image.into_sourced().next(),
            ..self.rest
        };
        (article, self.remarks)
    }

    /// The candidates for a field as a person is shown them, those that the article has first.
    pub fn candidates(&self, field: Field) -> Vec<Candidate<String>> {
        let mut shown = match field {
            Field::Title => self.title.shown(String::clone),
            Field::Summary => self.summary.shown(String::clone),
            Field::Authors => self.authors.shown(|person| person.name.clone()),
            Field::Published => self.published.shown(|date| date.rfc3339()),
            Field::Language => self.language.shown(|tag| tag.to_string()),
            Field::Categories => self.categories.shown(|category| category.label.clone()),
            Field::Section => self.section.shown(String::clone),
            Field::Image => self.image.shown(shown_media),
        };
        let taken = shown.iter().filter(|candidate| candidate.is_taken).count();
        shown.truncate(taken.max(TOLD));
        shown
    }

    /// The body.
    pub fn content(&self) -> &CleanHtml {
        &self.rest.content
    }
}

fn stated_first(stated: Article, shown: Article) -> Article {
    Article {
        is_untitled: stated.is_untitled,
        unread_date: stated.unread_date.or(shown.unread_date),
        appears: stated.appears.or(shown.appears),
        expires: stated.expires.or(shown.expires),
        url: stated.url.or(shown.url),
        slug: stated.slug.or(shown.slug),
        address: stated.address,
        unread_keys: stated.unread_keys,
        site_name: stated.site_name.or(shown.site_name),
        media: if stated.media.is_empty() { shown.media } else { stated.media },
        rights: stated.rights.or(shown.rights),
        number: stated.number.or(shown.number),
        id: stated.id.or(shown.id),
        draft: stated.draft || shown.draft,
        file_time: stated.file_time.or(shown.file_time),
        certainty_percent: shown.certainty_percent,
        content: shown.content,
        ..Article::default()
    }
}

fn shown_media(media: &Media) -> String {
    let parts = [Some(media.url.as_str()), media.credit.as_deref(), media.caption.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
}
