//! What a page states about its article besides title, people, dates and subjects.

use super::json_ld;
use super::page::Page;
use crate::article::{Media, Origin, Sourced};
use crate::language;
use crate::ranked::{Detail, Ranked};
use crate::reading::Reading;
use courant_html::{Block, BlockKind};
use courant_text::language_tag::LanguageTag;

/// The name of the publication.
pub fn site_name(page: &Page) -> Option<Sourced<String>> {
    let meta = page.meta(&["og:site_name", "application-name", "apple-mobile-web-app-title"]);
    let meta = meta.map(|(key, text)| Sourced::new(text.to_string(), Origin::Meta(key.to_string())));
    meta.or_else(|| Some(Sourced::new(page.stated("publisher")?, Origin::JsonLd("publisher".to_string()))))
}

/// Where the article can be read: http(s) only.
pub fn address(page: &Page) -> Option<Sourced<String>> {
    let canonical = page.links("canonical").find_map(|href| page.absolute(href));
    let canonical = canonical.map(|url| Sourced::new(url, Origin::Element("link[rel=canonical]".to_string())));
    canonical.or_else(|| {
        let (key, url) = page.meta(&["og:url", "twitter:url"])?;
        Some(Sourced::new(page.absolute(url)?, Origin::Meta(key.to_string())))
    })
}

/// What its makers say of it in a few words, the surest first.
pub fn summaries(page: &Page, detail: Detail) -> Ranked<String> {
    let keys = ["og:description", "description", "twitter:description", "dc.description", "dcterms.description"];
    let metas = keys.into_iter().map(|key| page.meta(&[key]));
    let metas =
        metas.map(|found| found.map(|(key, text)| Sourced::new(text.to_string(), Origin::Meta(key.to_string()))));
    let linked = || Some(Sourced::new(page.stated("description")?, Origin::JsonLd("description".to_string())));
    Ranked::in_order_of_trust(metas.chain(std::iter::once_with(linked)), detail)
}

/// The language that the page declares.
pub fn languages(page: &Page, detail: Detail) -> Ranked<LanguageTag> {
    let html = || {
        let declared = |place| LanguageTag::parse(page.outline.attribute(place, "lang")?);
        let tag = page.outline.named(0, "html").find_map(declared)?;
        Some(Sourced::new(tag, Origin::Element("html[lang]".to_string())))
    };
    let linked = || {
        let tag = LanguageTag::parse(&page.stated("inLanguage")?)?;
        Some(Sourced::new(tag, Origin::JsonLd("inLanguage".to_string())))
    };
    let meta = || {
        let (key, text) =
            page.meta(&["og:locale", "content-language", "dc.language", "dcterms.language", "language"])?;
        Some(Sourced::new(LanguageTag::parse(text)?, Origin::Meta(key.to_string())))
    };
    let sources: [&dyn Fn() -> Option<Sourced<LanguageTag>>; 3] = [&html, &linked, &meta];
    Ranked::in_order_of_trust(sources.iter().map(|source| source()), detail)
}

/// The language that an article declares, and the one that it is written in, where there is no doubt that they differ.
pub fn other_language(reading: &Reading) -> Option<(LanguageTag, LanguageTag)> {
    /// Enough to tell by, and little enough that looking costs nothing.
    const LOOKED_AT_BYTES: usize = 1_000;
    let declared = reading.language.value()?;
    let mut sample = String::new();
    let is_prose =
        |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_));
    for block in reading.content().blocks().filter(is_prose) {
        sample.push_str(&block.text);
        sample.push(' ');
        if sample.len() >= LOOKED_AT_BYTES {
            break;
        }
    }
    let spoken = language::contradicting(declared, &sample)?;
    Some((declared.clone(), spoken))
}

/// Who may do what with it, in words or by the address of a licence.
pub fn rights(page: &Page) -> Option<Sourced<String>> {
    let stated = ["copyrightNotice", "license"]
        .into_iter()
        .find_map(|property| Some(Sourced::new(page.stated(property)?, Origin::JsonLd(property.to_string()))));
    let meta = || {
        let (key, text) = page.meta(&["dcterms.rights", "dc.rights", "rights", "copyright", "dcterms.license"])?;
        Some(Sourced::new(text.to_string(), Origin::Meta(key.to_string())))
    };
    let linked = || {
        let address = page.links("license").find_map(|href| page.absolute(href))?;
        Some(Sourced::new(address, Origin::Element("link[rel=license]".to_string())))
    };
    stated.or_else(meta).or_else(linked)
}

/// The pictures that are said to stand for it, the surest first.
pub fn images(page: &Page, detail: Detail) -> Ranked<Media> {
    let media = |url: &str, origin: Origin| {
        let url = page.absolute(url)?;
        Some(Sourced::new(Media { url, ..Media::default() }, origin))
    };
    let keys = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "thumbnail"];
    let metas = keys.into_iter().map(|key| media(page.meta(&[key])?.1, Origin::Meta(key.to_string())));
    let linked = || {
        let stated = page.stating().find_map(|object| object.get("image").or_else(|| object.get("thumbnailUrl")));
        media(json_ld::addresses(stated?).first()?, Origin::JsonLd("image".to_string()))
    };
    Ranked::in_order_of_trust(metas.chain(std::iter::once_with(linked)), detail)
}
