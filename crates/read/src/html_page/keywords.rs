//! What the article of a page is about: its section and its tags.

use super::json_ld;
use super::outline::Place;
use super::page::Page;
use super::shared_words::shared_words;
use super::tag_list;
use crate::article::{Category, Origin, Sourced};
use crate::ranked::{Detail, Ranked};
use std::collections::HashSet;

/// The part of the publication that the article stands in, the surest first.
pub fn sections(page: &Page, detail: Detail) -> Ranked<String> {
    let stated = || {
        let text = json_ld::text(page.article()?, "articleSection")?;
        Some(Sourced::new(text, Origin::JsonLd("articleSection".to_string())))
    };
    let keys = [
        "article:section",
        "og:article:section",
        "parsely-section",
        "sailthru.section",
        "section",
        "cxenseparse:section",
        "dc.subject",
    ];
    let metas = keys.into_iter().map(|key| page.meta(&[key]));
    let metas =
        metas.map(|found| found.map(|(key, text)| Sourced::new(text.to_string(), Origin::Meta(key.to_string()))));
    let trail = std::iter::once_with(|| from_breadcrumbs(page));
    Ranked::in_order_of_trust(std::iter::once_with(stated).chain(metas).chain(trail), detail)
}

/// The first step below the front page that still has one below it, or that is not the article itself.
fn from_breadcrumbs(page: &Page) -> Option<Sourced<String>> {
    let (steps, origin) = match json_ld::breadcrumbs(page.linked.objects()) {
        steps if steps.is_empty() => {
            (marked_breadcrumbs(page), Origin::Element("[itemtype$=BreadcrumbList]".to_string()))
        }
        steps => (steps, Origin::JsonLd("BreadcrumbList".to_string())),
    };
    let heads = page.heads();
    let is_article = |step: &str| heads.iter().any(|head| shared_words(step, head) >= 0.8);
    let step = steps.get(1).filter(|step| steps.len() > 2 || !is_article(step))?;
    Some(Sourced::new(step.clone(), origin))
}

/// The names of the steps of a trail that is marked up as microdata, from the front page on.
fn marked_breadcrumbs(page: &Page) -> Vec<String> {
    let outline = &page.outline;
    let is_trail = |&place: &Place| {
        outline.attribute(place, "itemtype").is_some_and(|kind| kind.trim_end_matches('/').ends_with("BreadcrumbList"))
    };
    let Some(trail) = (0..outline.len()).find(is_trail) else { return Vec::new() };
    let names = outline.subtree(trail).filter(|&place| outline.has_word(place, "itemprop", "name"));
    let name = |place| match outline.attribute(place, "content") {
        Some(content) => super::plain(content),
        None => outline.short_text(place),
    };
    names.take(20).filter_map(name).collect()
}

/// The tags of the article, from the surest source that has any: what is stated for machines, what is marked as tags, and what is
/// shown as a row of them. Keywords come last, as many sites say the same in them on all their pages.
pub fn tags(page: &Page, heading: Option<Place>, detail: Detail) -> Ranked<Category> {
    let mut sources = stated_tags(page);
    let first = sources.iter().position(|tags| !tags.is_empty());
    if let Some(first) = first
        && let Some(apart) = one_by_one(&sources, first)
    {
        sources.swap(first, apart);
    }
    let linked = || {
        let outline = &page.outline;
        let places = (0..outline.len()).filter(|&place| outline.has_word(place, "rel", "tag"));
        let linked: Vec<String> = places.filter_map(|place| outline.short_text(place)).collect();
        named(page, &linked, Origin::Element("[rel=tag]".to_string()))
    };
    let shown = || named(page, &tag_list::tags(page, heading), Origin::Element("[class~=tags]".to_string()));
    let visible = std::iter::once_with(linked).chain(std::iter::once_with(shown));
    Ranked::in_order_of_trust(sources.into_iter().chain(visible), detail)
}

/// What each source that is made for machines states, the surest first.
fn stated_tags(page: &Page) -> Vec<Vec<Sourced<Category>>> {
    let keywords = page.article().and_then(|object| object.get("keywords")).map(json_ld::texts).unwrap_or_default();
    let stated = named(page, &keywords, Origin::JsonLd("keywords".to_string()));
    let metas = METAS.iter().map(|key| {
        let texts: Vec<String> = page.metas_named(key).map(str::to_string).collect();
        named(page, &texts, Origin::Meta(key.to_string()))
    });
    std::iter::once(stated).chain(metas).collect()
}

/// Several words in a row are several tags where a source below has the same words one by one: that source.
fn one_by_one(sources: &[Vec<Sourced<Category>>], first: usize) -> Option<usize> {
    let [tag] = sources.get(first)?.as_slice() else { return None };
    let words: HashSet<&str> = tag.value.label.split_whitespace().collect();
    let is_same = |tags: &Vec<Sourced<Category>>| {
        tags.len() >= 2 && tags.iter().all(|tag| tag.value.label.split_whitespace().all(|word| words.contains(word)))
    };
    Some(first + 1 + sources.iter().skip(first + 1).position(is_same)?)
}

const METAS: [&str; 6] =
    ["article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords"];

/// The tags that texts name, each once.
fn named(page: &Page, texts: &[String], origin: Origin) -> Vec<Sourced<Category>> {
    let host = page.base.as_ref().and_then(|base| base.host_str()).map(|host| host.trim_start_matches("www."));
    let mut tags: Vec<Sourced<Category>> = Vec::new();
    // More than a hundred tags are no tags, and comparing each with all must stay cheap.
    for label in texts.iter().take(100).flat_map(|text| labels(text)) {
        let known = tags.iter().any(|tag| tag.value.label.to_lowercase() == label.to_lowercase());
        if tags.len() < 100 && !known && !is_for_machines(label) && Some(label) != host {
            tags.push(Sourced::new(Category::named(label), origin.clone()));
        }
    }
    tags
}

/// The labels in a text, without what says that they are some: `Category: Cheese`, `topic/cheese`.
fn labels(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split([',', ';', '|', '、']).flat_map(|part| {
        let words = part.split_whitespace();
        // Chinese and Japanese have no space between words, so that several are several labels.
        let apart = words.clone().count() >= 3 && words.clone().all(|word| word.chars().all(is_ideograph));
        let whole = (!apart).then_some(part);
        whole.into_iter().chain(words.take(if apart { 100 } else { 0 }))
    });
    let bare = parts.map(|label| without_kind(label.trim()));
    bare.filter(|label| !label.is_empty() && label.chars().count() <= 80)
}

/// Words by which programs say what kind of label follows.
const KINDS: [&str; 14] = [
    "category",
    "categories",
    "section",
    "sections",
    "tag",
    "tags",
    "topic",
    "topics",
    "subject",
    "keyword",
    "keywords",
    "organization",
    "person",
    "location",
];

fn without_kind(label: &str) -> &str {
    let Some((kind, rest)) = label.split_once([':', '/']) else { return label };
    let kind = kind.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    if KINDS.contains(&kind.as_str()) { rest.trim() } else { label }
}

/// Whether a label is the number of something in a database: a UUID, a hash, a long number.
fn is_for_machines(label: &str) -> bool {
    let (mut digits, mut length) = (0, 0);
    for character in label.chars().filter(|character| *character != '-') {
        if !character.is_ascii_hexdigit() {
            return false;
        }
        digits += usize::from(character.is_ascii_digit());
        length += 1;
    }
    digits == length && length >= 6 || digits >= 4 && length >= 16
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}
