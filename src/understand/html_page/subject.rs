//! What the article of a page is about: its section and its tags.

use super::json_ld;
use super::page::Page;
use crate::article::{Category, Known, Origin};

/// The part of the publication that the article stands in.
pub fn section(page: &Page) -> Option<Known<String>> {
    sections(page).into_iter().next()
}

/// All that is said to be the part of the publication that the article stands in, the surest first.
pub fn sections(page: &Page) -> Vec<Known<String>> {
    let stated = page.article().and_then(|object| json_ld::text(object, "articleSection"));
    let stated = stated.map(|text| Known::new(text, Origin::JsonLd("articleSection".to_string())));
    let keys = [
        "article:section",
        "og:article:section",
        "parsely-section",
        "sailthru.section",
        "section",
        "cxenseparse:section",
        "dc.subject",
    ];
    let metas = keys.into_iter().filter_map(|key| page.meta(&[key]));
    let metas = metas.map(|(key, text)| Known::new(text.to_string(), Origin::Meta(key.to_string())));
    stated.into_iter().chain(metas).chain(from_breadcrumbs(page)).collect()
}

/// The first step below the front page that still has one below it, or that is not the article itself.
fn from_breadcrumbs(page: &Page) -> Option<Known<String>> {
    let steps = json_ld::breadcrumbs(page.linked.objects());
    let heads = page.heads();
    let is_article = |step: &str| heads.iter().any(|head| super::title::shared_words(step, head) >= 0.8);
    let step = steps.get(1).filter(|step| steps.len() > 2 || !is_article(step))?;
    Some(Known::new(step.clone(), Origin::JsonLd("BreadcrumbList".to_string())))
}

/// The tags of the article, from the richest source that has any.
pub fn tags(page: &Page) -> Vec<Known<Category>> {
    let mut tags: Vec<Known<Category>> = Vec::new();
    let keywords = page.article().and_then(|object| object.get("keywords")).map(json_ld::texts).unwrap_or_default();
    add(&mut tags, keywords.iter().map(String::as_str), &Origin::JsonLd("keywords".to_string()));
    for key in ["article:tag", "og:article:tag", "parsely-tags", "sailthru.tags", "news_keywords", "keywords"] {
        if tags.is_empty() {
            add(&mut tags, page.metas_named(key), &Origin::Meta(key.to_string()));
        }
    }
    if tags.is_empty() {
        let outline = &page.outline;
        let linked: Vec<String> = (0..outline.len())
            .filter(|&place| outline.has_word(place, "rel", "tag"))
            .filter_map(|place| outline.short_text(place))
            .collect();
        add(&mut tags, linked.iter().map(String::as_str), &Origin::Element("[rel=tag]".to_string()));
    }
    tags
}

fn add<'a>(tags: &mut Vec<Known<Category>>, texts: impl Iterator<Item = &'a str>, origin: &Origin) {
    // More than a hundred tags are no tags, and comparing each with all must stay cheap.
    for text in texts.take(100) {
        for name in text.split([',', ';']).map(str::trim).filter(|name| !name.is_empty() && name.chars().count() <= 80)
        {
            if tags.len() < 100 && !tags.iter().any(|tag| tag.value.label.to_lowercase() == name.to_lowercase()) {
                tags.push(Known::new(Category::named(name), origin.clone()));
            }
        }
    }
}
