//! From one article with its promises to one complete entry: addresses made absolute, lengths and types filled in.

use super::addresses::Standing;
use super::references::{Index, Resolved};
use super::{author, carries_content};
use crate::config::Config;
use crate::feed::{AbsoluteUrl, Enclosure, Entry, Image, Publication, Subject};
use crate::ledger::Assigned;
use courant_read::article::{Article, Category, Media};
use courant_read::reference::{self, Reference};
use courant_read::remark::Remark;
use courant_read::summary;
use courant_text::source::Level;
use courant_text::text::Text;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What there is beside an article.
pub struct Neighbours<'a> {
    /// The articles and files of the site.
    pub index: &'a Index<'a>,
    /// The lengths of the files, by path.
    pub files: &'a BTreeMap<String, u64>,
}

/// The entry, and what of the article could not be kept.
pub fn compose(
    config: &Config,
    neighbours: &Neighbours,
    assigned: &Assigned,
    standing: &Standing,
) -> (Entry, Vec<Remark>) {
    let article = &assigned.article;
    let (link, page) = (standing.link.clone(), standing.page.clone());
    let place = Place { neighbours, article, base: standing.base.clone() };
    let mut remarks: Vec<Remark> = standing.remark.clone().into_iter().collect();
    let content = content(&place, &mut remarks);
    let entry = Entry {
        id: assigned.id.clone(),
        title: title(&place, &mut remarks),
        is_untitled: article.title.is_none(),
        summary: article.summary.as_ref().and_then(|summary| Text::line(&place.in_words(&summary.value))),
        content: if carries_content(config) { content } else { Text::default() },
        authors: article.authors.iter().filter_map(|person| author(&person.value)).collect(),
        categories: article.categories.iter().filter_map(|category| subject(&category.value)).collect(),
        published: assigned.published.value,
        updated: assigned.updated,
        language: article.language.as_ref().map(|language| language.value.clone()),
        image: article.image.as_ref().and_then(|image| place.image(&image.value)),
        enclosures: article.media.iter().filter_map(|media| place.enclosure(&media.value, &mut remarks)).collect(),
        rights: article.rights.as_ref().and_then(|rights| Text::line(&rights.value)),
        source: publication(config, article, link.as_ref()),
        link: link.or_else(|| config.feed_url.as_ref()?.join(page.as_deref()?)),
        page,
        alternates: Vec::new(),
    };
    (entry, remarks)
}

fn title(place: &Place, remarks: &mut Vec<Remark>) -> Text {
    let article = place.article;
    let Some(written) = article.title.as_ref().map(|title| place.in_words(&title.value)) else {
        return first_words(article);
    };
    let written = &*written;
    let title = Text::title(written);
    if let Some(title) = &title
        && title.as_str().ends_with('…')
        && !written.trim_end().ends_with('…')
    {
        remarks.push(Remark::new(
            Level::Warning,
            &article.path,
            "has a title too long for readers, which is cut; give it a shorter one",
        ));
    }
    title.unwrap_or_else(|| first_words(article))
}

/// What stands for a title where there is none and one is demanded (RFC 4287 section 4.1.2): the first words, else the path of the file.
fn first_words(article: &Article) -> Text {
    const MOST_CHARACTERS: usize = 80;
    let language = article.language.as_ref().map(|language| &language.value);
    let summary = article.summary.as_ref().map(|summary| summary.value.clone());
    let words = summary.unwrap_or_else(|| article.content.text());
    let words = Text::title(&summary::cut(&words, language, MOST_CHARACTERS));
    words.or_else(|| Text::line(&article.path)).unwrap_or_else(|| Text::new("-"))
}

fn content(place: &Place, remarks: &mut Vec<Remark>) -> Text {
    let mut lost = 0;
    let mut missed = Missed::default();
    let content = place.article.content.with_absolute_urls(&mut |reference| {
        let reference = reference.trim();
        let resolved = match place.known(reference) {
            Resolved::Address(address) => return Some(address),
            Resolved::Lost => {
                missed.add(reference);
                return None;
            }
            Resolved::Doubtful => {
                missed.add(reference);
                place.absolute(reference)
            }
            Resolved::AsWritten => place.absolute(reference),
        };
        // A link to a place in the article itself says nothing that its text does not.
        lost += usize::from(resolved.is_none() && !reference.starts_with('#'));
        resolved
    });
    if lost > 0 {
        let what = if lost == 1 { "1 address that leads" } else { &format!("{lost} addresses that lead") };
        let message = format!("has {what} nowhere outside this folder; set `link` or write addresses in full");
        remarks.push(Remark::new(Level::Warning, &place.article.path, message));
    }
    remarks.extend(missed.told(&place.article.path));
    Text::new(&reference::in_text(content.as_str(), |found| courant_html::escape(&place.shown(found))))
}

/// Links to articles and files of the site that lead to none.
#[derive(Default)]
struct Missed {
    count: usize,
    first: String,
}

impl Missed {
    fn add(&mut self, reference: &str) {
        self.count += 1;
        if self.count == 1 {
            self.first = match Reference::find(reference) {
                Some(found) => found.target + &found.rest,
                None => percent_decode_str(reference).decode_utf8_lossy().into_owned(),
            };
        }
    }

    fn told(self, path: &str) -> Option<Remark> {
        const LONGEST: usize = 80;
        let first: String = self.first.chars().take(LONGEST).collect();
        let message = match self.count {
            0 => return None,
            1 => format!("links to `{first}`, which is no article or file that is published here"),
            count => format!(
                "has {count} links to what is no article or file that is published here, the first to `{first}`"
            ),
        };
        Some(Remark::new(Level::Warning, path, message))
    }
}

fn subject(category: &Category) -> Option<Subject> {
    Some(Subject {
        term: Text::line(&category.term)?,
        label: Text::line(&category.label)?,
        scheme: category.scheme.as_deref().and_then(Text::line),
    })
}

/// The publication that an article was saved from, when it is not the configured site itself.
fn publication(config: &Config, article: &Article, link: Option<&AbsoluteUrl>) -> Option<Publication> {
    let title = Text::line(&article.site_name.as_ref()?.value)?;
    let url = link?.join("/")?;
    let own = config.link.as_ref().is_some_and(|site| site.as_url().host_str() == url.as_url().host_str());
    (!own).then_some(Publication { title, url })
}

/// Where an article stands: what its relative addresses mean, and which files lie beside it.
struct Place<'a> {
    neighbours: &'a Neighbours<'a>,
    article: &'a Article,
    base: Option<AbsoluteUrl>,
}

impl Place<'_> {
    /// An address as a feed must write it; `mailto:`, `tel:` and the like stay as they are.
    fn resolve(&self, reference: &str) -> Option<String> {
        let reference = reference.trim();
        match self.known(reference) {
            Resolved::Address(address) => Some(address),
            Resolved::Lost => None,
            Resolved::Doubtful | Resolved::AsWritten => self.absolute(reference),
        }
    }

    fn in_words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        reference::in_text(text, |found| self.shown(found))
    }

    /// A reference that stands in the words of an article: where it leads, or what it names.
    fn shown(&self, reference: &Reference) -> String {
        match self.known(&Reference::href(reference.form, &reference.target)) {
            Resolved::Address(address) => address + &reference.rest,
            _ => format!("{}{}", reference.target, reference.rest),
        }
    }

    /// What it names of the site's articles and files.
    fn known(&self, reference: &str) -> Resolved {
        self.neighbours.index.resolve(&self.article.path, self.base.as_ref(), reference)
    }

    /// An address that names nothing of the site's.
    fn absolute(&self, reference: &str) -> Option<String> {
        match url::Url::parse(reference) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                AbsoluteUrl::parse(reference).map(|url| url.to_string())
            }
            Ok(url) => Some(url.to_string()),
            Err(_) => Some(self.base.as_ref()?.join(reference)?.to_string()),
        }
    }

    fn image(&self, image: &Media) -> Option<Image> {
        // A text can credit a picture that was not saved with it: there is nothing to show then.
        let url = (!image.url.is_empty()).then(|| self.resolve(&image.url)).flatten()?;
        let url = AbsoluteUrl::parse(&url)?;
        let line = |text: &Option<String>| text.as_deref().and_then(Text::line);
        Some(Image {
            media_type: line(&image.media_type).or_else(|| media_type(&url)),
            url,
            credit: line(&image.credit),
            caption: line(&image.caption),
            alt: line(&image.alt),
        })
    }

    fn enclosure(&self, media: &Media, remarks: &mut Vec<Remark>) -> Option<Enclosure> {
        let Some(url) = self.resolve(&media.url).and_then(|url| AbsoluteUrl::parse(&url)) else {
            remarks.push(self.remark(&media.url, "has no address outside this folder and is left out; set `link`"));
            return None;
        };
        let stated = media.media_type.as_deref().and_then(Text::line);
        let Some(media_type) = stated.or_else(|| media_type(&url)) else {
            remarks.push(self.remark(&media.url, "is of no known type and is left out; state its `type`"));
            return None;
        };
        let length_bytes =
            self.length_of(&media.url).or(media.length_bytes).unwrap_or_else(|| {
                remarks.push(self.remark(
                    &media.url,
                    "is not among the articles, so that its length is not known; state its `length`",
                ));
                0
            });
        Some(Enclosure { url, media_type, length_bytes })
    }

    fn remark(&self, url: &str, what: &str) -> Remark {
        Remark::new(Level::Warning, &self.article.path, format!("`{url}` {what}"))
    }

    /// The length of a file that lies among the articles: beside this one, or as seen from their folder.
    fn length_of(&self, reference: &str) -> Option<u64> {
        let path = self.neighbours.index.file(&self.article.path, reference)?;
        self.neighbours.files.get(path).copied()
    }
}

/// The media type that the name of a file says.
fn media_type(url: &AbsoluteUrl) -> Option<Text> {
    let name = url.as_url().path_segments()?.next_back()?;
    mime_guess::from_path(name).first_raw().map(Text::new)
}
