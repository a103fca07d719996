//! From one article with its promises to one complete entry: addresses made absolute, lengths and types filled in.

use super::pattern::{encode, permalink};
use super::{author, carries_content};
use crate::config::Config;
use crate::feed::{AbsoluteUrl, Enclosure, Entry, Image, Publication, Subject};
use crate::ledger::Assigned;
use courant_read::article::{Article, Category, Media, StatedAddress};
use courant_read::readers;
use courant_read::remark::Remark;
use courant_read::summary;
use courant_text::source::Level;
use courant_text::text::Text;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// What lies beside an article.
pub struct Neighbours<'a> {
    files: &'a BTreeMap<String, u64>,
    /// Where the articles can be read, by path.
    addresses: BTreeMap<&'a str, AbsoluteUrl>,
}

impl<'a> Neighbours<'a> {
    /// The files and articles of a project.
    pub fn of(config: &Config, files: &'a BTreeMap<String, u64>, assigned: &'a [Assigned]) -> Neighbours<'a> {
        let address = |assigned: &'a Assigned| Some((assigned.article.path.as_str(), link(config, assigned)?));
        Neighbours { files, addresses: assigned.iter().filter_map(address).collect() }
    }
}

/// The entry, and what of the article could not be kept.
pub fn compose(config: &Config, neighbours: &Neighbours, assigned: &Assigned) -> (Entry, Vec<Remark>) {
    let article = &assigned.article;
    let link = link(config, assigned);
    let page = (config.pages && link.is_none()).then(|| page(assigned));
    let place = Place { neighbours, article, base: base(config, assigned, link.as_ref()) };
    let mut remarks = Vec::new();
    let content = content(&place, &mut remarks);
    let entry = Entry {
        id: assigned.id.clone(),
        title: title(article, &mut remarks),
        is_untitled: article.title.is_none(),
        summary: article.summary.as_ref().and_then(|summary| Text::line(&summary.value)),
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

fn title(article: &Article, remarks: &mut Vec<Remark>) -> Text {
    let Some(written) = article.title.as_ref().map(|title| title.value.as_str()) else { return first_words(article) };
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

/// Where the article can be read: as stated, else by the configured pattern, else where it stood first or what it is about.
fn link(config: &Config, assigned: &Assigned) -> Option<AbsoluteUrl> {
    let StatedAddress { canonical, elsewhere, .. } = &assigned.article.address;
    let stated = assigned.article.url.as_ref().and_then(|url| absolute(config, &url.value));
    let by_pattern = || absolute(config, &permalink(config.permalink.as_deref()?, assigned));
    let other = || [canonical, elsewhere].into_iter().flatten().find_map(|url| absolute(config, &url.value));
    stated.or_else(by_pattern).or_else(other)
}

/// The folder of the page that an article gets from us. It is made of what never changes, the id and the day of publication: a new title, a
/// rename or another category moves no page.
fn page(assigned: &Assigned) -> String {
    let hash = blake3::hash(assigned.id.as_str().as_bytes()).to_hex();
    format!("articles/{}-{}/", assigned.published.value.day(), hash.get(..12).unwrap_or_default())
}

/// An address as it is, or a path on the configured site.
fn absolute(config: &Config, url: &str) -> Option<AbsoluteUrl> {
    AbsoluteUrl::parse(url).or_else(|| config.link.as_ref()?.join(url))
}

/// What relative addresses in the article are relative to: its own address, else its folder on the site. A page of another site that the
/// article is about is neither.
fn base(config: &Config, assigned: &Assigned, link: Option<&AbsoluteUrl>) -> Option<AbsoluteUrl> {
    let article = &assigned.article;
    let elsewhere = article.address.elsewhere.as_ref().and_then(|url| absolute(config, &url.value));
    let host = |url: &AbsoluteUrl| url.as_url().host_str().map(str::to_string);
    let is_foreign = || config.link.as_ref().is_some_and(|site| link.and_then(host) != host(site));
    if elsewhere.is_none() || elsewhere.as_ref() != link || !is_foreign() {
        return link.cloned().or_else(|| config.link.as_ref()?.join(&encode(&article.path)));
    }
    let by_pattern = || absolute(config, &permalink(config.permalink.as_deref()?, assigned));
    by_pattern().or_else(|| config.link.as_ref()?.join(&encode(&article.path)))
}

fn content(place: &Place, remarks: &mut Vec<Remark>) -> Text {
    let mut lost = 0;
    let content = place.article.content.with_absolute_urls(&mut |reference| {
        let resolved = place.resolve(reference);
        // A link to a place in the article itself says nothing that its text does not.
        lost += usize::from(resolved.is_none() && !reference.starts_with('#'));
        resolved
    });
    if lost > 0 {
        let what = if lost == 1 { "1 address that leads" } else { &format!("{lost} addresses that lead") };
        let message = format!("has {what} nowhere outside this folder; set `link` or write addresses in full");
        remarks.push(Remark::new(Level::Warning, &place.article.path, message));
    }
    Text::new(content.as_str())
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
        match url::Url::parse(reference) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => {
                AbsoluteUrl::parse(reference).map(|url| url.to_string())
            }
            Ok(url) => Some(url.to_string()),
            Err(_) => self.of_article(reference).or_else(|| Some(self.base.as_ref()?.join(reference)?.to_string())),
        }
    }

    /// The address of another article that is named by its file, with the place in it that is named.
    fn of_article(&self, reference: &str) -> Option<String> {
        let file = reference.split(['#', '?']).next().unwrap_or(reference);
        readers::find_by_path(file)?;
        // As if the folder of articles were one of a site: what leaves it (`../../a.md`) is none of ours.
        let root = url::Url::parse("http://articles/articles/").ok()?;
        let here = root.join(&encode(&self.article.path)).ok()?;
        let found = if reference.starts_with('/') {
            root.join(reference.trim_start_matches('/'))
        } else {
            here.join(reference)
        };
        let found = found.ok().filter(|url| url.host_str() == Some("articles"))?;
        let path = percent_decode_str(found.path().strip_prefix("/articles/")?).decode_utf8().ok()?;
        let mut address = self.neighbours.addresses.get(path.as_ref())?.as_url().clone();
        if let Some(anchor) = found.fragment() {
            address.set_fragment(Some(anchor));
        }
        Some(address.to_string())
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
        // The address is resolved as if the folder of articles were a site, which also keeps `..` inside it.
        let root = url::Url::parse("http://articles/").ok()?;
        let here = root.join(&encode(&self.article.path)).ok()?;
        let candidates = [here.join(reference).ok()?, root.join(reference.trim_start_matches('/')).ok()?];
        candidates.iter().filter(|url| url.host_str() == Some("articles")).find_map(|url| {
            let path = percent_decode_str(url.path().trim_start_matches('/')).decode_utf8().ok()?;
            self.neighbours.files.get(path.as_ref()).copied()
        })
    }
}

/// The media type that the name of a file says.
fn media_type(url: &AbsoluteUrl) -> Option<Text> {
    let name = url.as_url().path_segments()?.next_back()?;
    mime_guess::from_path(name).first_raw().map(Text::new)
}
