#![doc = include_str!("../README.md")]

pub mod article;
pub mod boilerplate;
pub mod categories;
pub mod decode;
pub mod explain;
pub mod file_name;
pub mod front_matter;
pub mod html_page;
pub mod language;
mod language_data;
pub mod line_phrases;
pub mod markdown;
pub mod plain_text;
pub mod remark;
mod sentences;
pub mod suggest;
pub mod summary;
pub mod vocabulary;

use crate::article::{Article, Category, Kind, Origin, Person, SourceFile, Sourced};
use crate::remark::Remark;
use boilerplate::Boilerplate;
use courant_text::language_tag::LanguageTag;
use courant_text::source::Level;
use file_name::FileName;
use vocabulary::Vocabulary;

/// What the site's configuration says about all its articles.
#[derive(Clone, Debug)]
pub struct ReadContext {
    /// The language of articles that neither state nor show another.
    pub language: Option<LanguageTag>,
    /// The site's own categories, with the other names that articles give them.
    pub vocabulary: Vocabulary,
    /// The longest summary, in characters; one that its author wrote may be twice as long.
    pub summary_characters: usize,
    /// The offset of times that state none, in seconds east of Greenwich.
    pub offset_seconds: i32,
    /// Who wrote articles that do not say.
    pub author: Option<Person>,
    /// Whether the names of folders are sections and categories.
    pub folder_categories: bool,
    /// The lines that recur in the articles of a folder.
    pub boilerplate: Boilerplate,
}

impl Default for ReadContext {
    fn default() -> ReadContext {
        ReadContext {
            language: None,
            vocabulary: Vocabulary::default(),
            summary_characters: 300,
            offset_seconds: 0,
            author: None,
            folder_categories: true,
            boilerplate: Boilerplate::default(),
        }
    }
}

/// Understands one article. Error-level remarks keep it out of the feeds.
pub fn read_article(source_file: &SourceFile, context: &ReadContext) -> (Article, Vec<Remark>) {
    let (text, mut remarks) = decode::decode(source_file);
    if remarks.iter().any(|remark| remark.level == Level::Error) {
        return (Article { path: source_file.path.clone(), ..Article::default() }, remarks);
    }
    let (mut article, noticed) = match source_file.kind {
        Kind::Markdown => markdown::read(&text, &source_file.path, context),
        Kind::HtmlPage => below_front_matter(&text, &source_file.path, context, html_page::read),
        Kind::PlainText => below_front_matter(&text, &source_file.path, context, plain_text::read),
    };
    remarks.extend(noticed);
    article.file_time = source_file.modified;
    complete(&mut article, context, &mut remarks);
    (article, remarks)
}

type Read = fn(&str, &str, &ReadContext) -> (Article, Vec<Remark>);

/// Generators let pages have front matter too; what it states goes before what the page shows.
fn below_front_matter(text: &str, path: &str, context: &ReadContext, read: Read) -> (Article, Vec<Remark>) {
    let front_matter = front_matter::read_fenced(text, path, context);
    if front_matter.body_start == 0 {
        let (article, mut remarks) = read(text, path, context);
        remarks.extend(front_matter.remarks);
        return (article, remarks);
    }
    let (shown, mut remarks) = read(&front_matter::without_head(text, front_matter.body_start), path, context);
    remarks.extend(front_matter.remarks);
    (stated_first(front_matter.article, shown), remarks)
}

fn stated_first(stated: Article, shown: Article) -> Article {
    let either = |first: Vec<_>, second| if first.is_empty() { second } else { first };
    Article {
        path: shown.path,
        title: stated.title.or(shown.title),
        section: stated.section.or(shown.section),
        summary: stated.summary.or(shown.summary),
        language: stated.language.or(shown.language),
        authors: if stated.authors.is_empty() { shown.authors } else { stated.authors },
        categories: stated.categories.into_iter().chain(shown.categories).collect(),
        published: stated.published.or(shown.published),
        updated: stated.updated.or(shown.updated),
        expires: stated.expires.or(shown.expires),
        url: stated.url.or(shown.url),
        slug: stated.slug.or(shown.slug),
        site_name: stated.site_name.or(shown.site_name),
        image: stated.image.or(shown.image),
        media: either(stated.media, shown.media),
        rights: stated.rights.or(shown.rights),
        id: stated.id.or(shown.id),
        draft: stated.draft || shown.draft,
        file_time: stated.file_time.or(shown.file_time),
        certainty_percent: shown.certainty_percent,
        content: shown.content,
    }
}

/// Fills what the article itself leaves open, from its path, its text and the configuration.
fn complete(article: &mut Article, context: &ReadContext, remarks: &mut Vec<Remark>) {
    let name = file_name::of(&article.path, context.offset_seconds);
    let text = article.content.text();
    let is_kept_out = remarks.iter().any(|remark| remark.level == Level::Error);
    if text.trim().is_empty() && !is_kept_out {
        remarks.push(Remark::new(Level::Warning, &article.path, "has no text; subscribers see its title alone"));
    }
    complete_date(article, &name);
    if article.published.is_none() && !is_kept_out {
        let message =
            "states no date, so that its file's own is taken when it is first seen; state one, like `2026-11-24`";
        remarks.push(Remark::new(Level::Advice, &article.path, message));
    }
    article.title = article.title.take().or_else(|| Some(Sourced::new(name.title.clone()?, Origin::FileName)));
    complete_language(article, context, &text);
    complete_summary(article, context);
    complete_categories(article, &name, context, &text);
    if article.authors.is_empty() {
        let author = context.author.clone().map(|author| Sourced::new(author, Origin::Configuration));
        article.authors.extend(author);
    }
    article.slug = article.slug.take().or(name.slug);
    article.draft |= name.draft;
}

/// A date in the file's name goes before one that was only found in the text, unless that says the same day with its hour. An article
/// that says only when it last changed was there by then: nothing else that is known of its publication is nearer.
fn complete_date(article: &mut Article, name: &FileName) {
    take_date_of_name(article, name);
    if article.published.is_none() {
        article.published = article.updated.clone();
    }
}

fn take_date_of_name(article: &mut Article, name: &FileName) {
    let Some(named) = name.date else { return };
    let keeps = article.published.as_ref().is_some_and(|known| {
        let stated = !matches!(known.from, Origin::Line(_) | Origin::Body);
        stated || known.value.day() == named.day()
    });
    if !keeps {
        article.published = Some(Sourced::new(named, Origin::FileName));
    }
}

fn complete_language(article: &mut Article, context: &ReadContext, text: &str) {
    /// More text makes detection slower and hardly better: of 972 articles 968 are right by their first 200 characters.
    const LOOKED_AT_CHARACTERS: usize = 600;
    if article.language.is_none() {
        let title = article.title.as_ref().map_or("", |title| title.value.as_str());
        let mut sample = format!("{title}\n{}", beginning(text, LOOKED_AT_CHARACTERS));
        sample.truncate(beginning(&sample, LOOKED_AT_CHARACTERS).len());
        let detected = language::detect(&sample).map(|tag| Sourced::new(tag, Origin::Detected));
        let configured = || context.language.clone().map(|tag| Sourced::new(tag, Origin::Configuration));
        article.language = detected.or_else(configured);
    }
}

fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The author's own summary, else the lede; never what the title says already. What an author wrote may be twice as long as what is
/// made of an article before it is cut: then it is the article itself.
fn complete_summary(article: &mut Article, context: &ReadContext) {
    let language = article.language.as_ref().map(|language| &language.value);
    let title = article.title.as_ref().map(|title| title.value.as_str());
    let repeats_title = |text: &str| title.is_some_and(|title| same_words(title, text));
    let stated = article.summary.take().filter(|known| !known.value.trim().is_empty() && !repeats_title(&known.value));
    article.summary = match stated {
        Some(known) if known.value.chars().count() > context.summary_characters.saturating_mul(2) => {
            Some(Sourced { value: summary::cut(&known.value, language, context.summary_characters), ..known })
        }
        Some(known) => Some(known),
        None => summary::lede(&article.content, title, language, context.summary_characters)
            .map(|lede| Sourced::new(lede, Origin::FirstParagraph)),
    };
}

fn same_words(one: &str, other: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
    }
    words(one).eq(words(other))
}

/// What is stated, the section, and the folder, spelt as the site spells them.
fn complete_categories(article: &mut Article, name: &FileName, context: &ReadContext, text: &str) {
    let folder = name.folder.clone().filter(|_| context.folder_categories);
    let language = article.language.as_ref().map(|known| &known.value);
    let mut found = std::mem::take(&mut article.categories);
    if let Some(section) = &article.section {
        found.insert(0, Sourced::new(Category::named(section.value.clone()), section.from.clone()));
    }
    if let Some(folder) = folder {
        found.push(Sourced::new(Category::named(folder.clone()), Origin::Folder));
        article.section = article.section.take().or_else(|| Some(Sourced::new(folder, Origin::Folder)));
    }
    article.categories = categories::tidy(found, &context.vocabulary, language, text);
}

#[cfg(test)]
mod tests;
