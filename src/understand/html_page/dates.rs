//! When the article of a page was published, and when it last changed.

use super::json_ld;
use super::page::Page;
use crate::article::{Known, Origin};
use crate::date::{DateHints, Timestamp, parse};

/// What is published, and what is updated where that is later.
pub struct Dates {
    /// When the article was first published.
    pub published: Option<Known<Timestamp>>,
    /// When it last changed.
    pub updated: Option<Known<Timestamp>>,
}

const PUBLISHED: [&str; 22] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dc:date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
];
const UPDATED: [&str; 9] = [
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
];

/// Reads the dates that a page states.
pub fn read(page: &Page, hints: &DateHints) -> Dates {
    let date = |text: &str| parse(text, hints).ok();
    let from_json_ld = |property: &str| {
        let stated = page.stating().find_map(|object| date(&json_ld::text(object, property)?));
        stated.map(|value| Known::new(value, Origin::JsonLd(property.to_string())))
    };
    let from_metas = |keys: &[&str]| {
        let mut metas = keys.iter().filter_map(|key| Some((*key, page.meta(&[key])?.1)));
        metas.find_map(|(key, text)| Some(Known::new(date(text)?, Origin::Meta(key.to_string()))))
    };
    let published =
        from_json_ld("datePublished").or_else(|| from_metas(&PUBLISHED)).or_else(|| from_elements(page, hints));
    let updated = from_json_ld("dateModified").or_else(|| from_metas(&UPDATED));
    let later = |known: &Known<Timestamp>| published.as_ref().is_none_or(|published| known.value > published.value);
    Dates { updated: updated.filter(later), published }
}

/// All that the page states as the time of its publication, the surest first.
pub fn weighed(page: &Page, hints: &DateHints) -> Vec<Known<Timestamp>> {
    let linked = page.stating().filter_map(|object| json_ld::text(object, "datePublished"));
    let linked = linked.map(|text| (Origin::JsonLd("datePublished".to_string()), text));
    let metas = PUBLISHED.iter().filter_map(|key| page.meta(&[key]));
    let metas = metas.map(|(key, text)| (Origin::Meta(key.to_string()), text.to_string()));
    let stated = linked.chain(metas).filter_map(|(from, text)| Some(Known::new(parse(&text, hints).ok()?, from)));
    stated.chain(from_elements(page, hints)).collect()
}

fn from_elements(page: &Page, hints: &DateHints) -> Option<Known<Timestamp>> {
    let outline = &page.outline;
    let date = |place| {
        let stated = outline.attribute(place, "datetime").or_else(|| outline.attribute(place, "content"));
        let stated = stated.and_then(|text| parse(text, hints).ok());
        stated.or_else(|| parse(&outline.short_text(place)?, hints).ok())
    };
    let by_property = page.with_property("datePublished").find_map(date);
    let by_property =
        by_property.map(|value| Known::new(value, Origin::Element("[itemprop=datePublished]".to_string())));
    let by_time =
        || outline.named(0, "time").find_map(date).map(|value| Known::new(value, Origin::Element("time".to_string())));
    by_property.or_else(by_time)
}
