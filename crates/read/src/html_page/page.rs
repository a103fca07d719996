//! A saved page, parsed once, as all readers of its fields share it.

use super::json_ld::{self, Linked, Object};
use super::outline::{Outline, Place};
use super::shared_words::shared_words;
use courant_html::Dom;
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::rc::Rc;
use url::Url;

/// A page and what its makers state in it for machines.
pub struct Page {
    /// Its nodes.
    pub outline: Outline,
    /// Its `<meta>` elements.
    pub metas: Vec<Meta>,
    /// Its JSON-LD.
    pub linked: Linked,
    /// Which of the JSON-LD objects is the article that the page is about.
    article: Option<usize>,
    /// What relative addresses are relative to.
    pub base: Option<Url>,
}

/// Where a link leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// To a place in the same page.
    Within,
    /// To another page of the site.
    Site,
    /// To another site, or to something that is no page.
    Away,
}

/// One `<meta>`, by its `property`, `name` or `itemprop`, in lower case.
pub struct Meta {
    /// What it is about: `og:title`.
    pub key: String,
    /// What it says, white space folded; shared by all the names of one element.
    pub content: Rc<str>,
}

impl Page {
    /// Reads a parsed page.
    pub fn of(dom: Dom) -> Page {
        let outline = Outline::of(dom);
        let linked = Linked::of(scripts(&outline));
        let metas = metas(&outline);
        let mut page = Page { outline, metas, linked, article: None, base: None };
        page.base = page.address_of_itself();
        page.article = page.article_object();
        page
    }

    /// The first non-empty `<meta>` of these names, in the order of the names, and its name.
    pub fn meta<'a>(&'a self, keys: &[&'a str]) -> Option<(&'a str, &'a str)> {
        keys.iter().find_map(|&key| self.metas_named(key).next().map(|content| (key, content)))
    }

    /// All `<meta>` of this name.
    pub fn metas_named<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.metas.iter().filter(move |meta| meta.key == key).map(|meta| &*meta.content)
    }

    /// What each `<meta name>` says, by its name; the last of several counts, and `keywords` are tags.
    pub fn named_metas(&self) -> Map<String, Value> {
        let mut named = Map::new();
        for place in self.outline.named(0, "meta") {
            let name = self.outline.attribute(place, "name").map(str::trim).filter(|name| !name.is_empty());
            let content = self.outline.attribute(place, "content").and_then(super::plain);
            if let (Some(name), Some(content)) = (name, content) {
                let name = name.to_lowercase();
                named.insert(if name == "keywords" { "tags".to_string() } else { name }, content.into());
            }
        }
        named
    }

    /// The JSON-LD object of the article that the page is about.
    pub fn article(&self) -> Option<&Object> {
        self.linked.objects().get(self.article?)
    }

    /// The JSON-LD objects that speak of the page, the article first, then the page itself.
    pub fn stating(&self) -> impl Iterator<Item = &Object> {
        let pages = self.linked.objects().iter().filter(|object| json_ld::is_a(object, is_page_type));
        self.article().into_iter().chain(pages)
    }

    /// A property as the article or the page states it.
    pub fn stated(&self, property: &str) -> Option<String> {
        self.stating().find_map(|object| match object.get(property)? {
            Value::Object(inner) => {
                json_ld::text(self.linked.resolve(inner), "name").or(json_ld::text(object, property))
            }
            _ => json_ld::text(object, property),
        })
    }

    /// An http(s) address, made absolute where it is not and the page says where it was saved from.
    pub fn absolute(&self, address: &str) -> Option<String> {
        let address = address.trim();
        let url = match &self.base {
            Some(base) => base.join(address).ok()?,
            None => Url::parse(address).ok()?,
        };
        matches!(url.scheme(), "http" | "https").then(|| url.to_string())
    }

    /// Where a link leads, seen from this page.
    pub fn target(&self, link: Place) -> Target {
        let href = self.outline.attribute(link, "href").unwrap_or_default().trim();
        if href.is_empty() || href.starts_with('#') {
            return Target::Within;
        }
        let Ok(url) = Url::parse(href) else { return Target::Site };
        let Some(base) = &self.base else { return Target::Away };
        if url.fragment().is_some()
            && url.path() == base.path()
            && url.query() == base.query()
            && url.host() == base.host()
        {
            return Target::Within;
        }
        let bare = |url: &Url| url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host).to_string());
        let is_same = match (bare(&url), bare(base)) {
            (Some(one), Some(other)) => {
                one == other || one.ends_with(&format!(".{other}")) || other.ends_with(&format!(".{one}"))
            }
            _ => false,
        };
        if is_same { Target::Site } else { Target::Away }
    }

    /// The elements that carry this word in `itemprop`.
    pub fn with_property<'a>(&'a self, property: &'a str) -> impl Iterator<Item = Place> + 'a {
        (0..self.outline.len()).filter(move |&place| self.outline.has_word(place, "itemprop", property))
    }

    fn address_of_itself(&self) -> Option<Url> {
        let http =
            |address: &str| Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let base = self.outline.named(0, "base").find_map(|place| http(self.outline.attribute(place, "href")?));
        base.or_else(|| self.links("canonical").find_map(http))
            .or_else(|| http(self.meta(&["og:url", "twitter:url"])?.1))
    }

    /// The addresses of `<link rel=...>` in the page.
    pub fn links<'a>(&'a self, relation: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.outline
            .named(0, "link")
            .filter(move |&place| self.outline.has_word(place, "rel", relation))
            .filter_map(|place| self.outline.attribute(place, "href"))
    }

    /// Of several articles, the one whose address or headline is that of the page; a list of teasers has neither.
    fn article_object(&self) -> Option<usize> {
        let heads = self.heads();
        let own = self.own_addresses();
        let same_headline = |object: &Object| {
            let headline =
                json_ld::text(object, "headline").or_else(|| json_ld::text(object, "name")).unwrap_or_default();
            heads.iter().any(|head| shared_words(&headline, head) >= 0.5)
        };
        let same_address = |object: &Object| addresses_of(object).any(|key| own.contains(&key));
        let score = |object: &Object| {
            let (same_headline, same_address) = (same_headline(object), same_address(object));
            let written =
                ["datePublished", "author", "headline"].iter().filter(|key| object.contains_key(**key)).count();
            let article = json_ld::is_a(object, is_article_type);
            8 * usize::from(article) + 4 * usize::from(same_headline) + 3 * usize::from(same_address) + written
        };
        let candidates = self.linked.objects().iter().enumerate();
        let candidates =
            candidates.filter(|(_, object)| json_ld::is_a(object, |name| is_article_type(name) || is_work_type(name)));
        // A film in an article has an author and a date of its own.
        let is_within = |object: &Object| json_ld::is_a(object, |name| name == "VideoObject");
        let candidates =
            candidates.filter(|(_, object)| !is_within(object) || same_headline(object) || same_address(object));
        // `max_by_key` takes the last of equals; the first is wanted.
        candidates.rev().max_by_key(|(_, object)| score(object)).map(|(index, _)| index)
    }

    fn own_addresses(&self) -> HashSet<String> {
        self.links("canonical").chain(self.meta(&["og:url"]).map(|(_, url)| url)).map(address_key).collect()
    }

    /// The headline of the article in JSON-LD, where there can be no doubt that this page's article is meant: no other object has one,
    /// or it has the page's address or the words of its title.
    pub fn headline(&self) -> Option<String> {
        let object = self.article()?;
        let headline = json_ld::text(object, "headline")?;
        let others = self.linked.objects().iter().filter(|object| object.contains_key("headline")).nth(1).is_some();
        let same_words = || self.heads().iter().any(|head| shared_words(&headline, head) >= 0.5);
        let own = self.own_addresses();
        let same_address = || addresses_of(object).any(|key| own.contains(&key));
        (!others || same_words() || same_address()).then_some(headline)
    }

    /// What the page calls itself outside its body.
    pub fn heads(&self) -> Vec<String> {
        let title = self.outline.named(0, "title").map(|place| self.title_text(place)).find(|text| !text.is_empty());
        let metas = ["og:title", "twitter:title"]
            .into_iter()
            .filter_map(|key| self.meta(&[key]))
            .map(|(_, text)| text.to_string());
        metas.chain(title).collect()
    }

    /// The text of `<title>`, which is no visible text.
    pub fn title_text(&self, place: Place) -> String {
        let raw: String = self.outline.subtree(place).filter_map(|place| self.outline.raw(place)).collect();
        super::plain(&raw).unwrap_or_default()
    }
}

/// The addresses under which an object can be read.
fn addresses_of(object: &Object) -> impl Iterator<Item = String> + '_ {
    let values = ["url", "mainEntityOfPage", "@id"].into_iter().filter_map(|key| object.get(key));
    values.flat_map(json_ld::addresses).map(|address| address_key(&address))
}

/// An address without what differs between spellings of the same: scheme, `www.`, query, fragment, last slash.
fn address_key(address: &str) -> String {
    let address = address.trim();
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    bare.strip_prefix("www.").unwrap_or(bare).to_ascii_lowercase()
}

fn is_article_type(name: &str) -> bool {
    name.ends_with("Article")
        || name.ends_with("Posting")
        || matches!(name, "Report" | "Recipe" | "Review" | "BlogPost")
}

fn is_work_type(name: &str) -> bool {
    matches!(
        name,
        "CreativeWork"
            | "HowTo"
            | "VideoObject"
            | "PodcastEpisode"
            | "Course"
            | "QAPage"
            | "Question"
            | "Book"
            | "Chapter"
    )
}

fn is_page_type(name: &str) -> bool {
    name.ends_with("WebPage") || name.ends_with("ItemPage")
}

fn scripts(outline: &Outline) -> impl Iterator<Item = &str> {
    let is_json_ld = |place: &Place| {
        outline.attribute(*place, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
    };
    outline.named(0, "script").filter(is_json_ld).filter_map(|place| outline.raw(place + 1))
}

/// How many names of one `<meta>` are heeded. One or two are usual (`og:title twitter:title`); what has thousands is no metadata, and who
/// reads a field would read the whole content once for each.
const NAMES_PER_META: usize = 16;

fn metas(outline: &Outline) -> Vec<Meta> {
    let mut metas = Vec::new();
    for place in outline.named(0, "meta") {
        // Some pages, and programs that save them, write `value` for `content`, and mean no other thing.
        let stated = ["content", "value"].into_iter().find_map(|name| outline.attribute(place, name));
        let Some(content) = stated.and_then(super::plain) else { continue };
        let content: Rc<str> = content.into();
        let values = ["property", "name", "itemprop", "http-equiv"].into_iter();
        let names = values.filter_map(|key| outline.attribute(place, key)).flat_map(str::split_ascii_whitespace);
        let named = |name: &str| Meta { key: name.to_ascii_lowercase(), content: Rc::clone(&content) };
        metas.extend(names.take(NAMES_PER_META).map(named));
    }
    metas
}
