//! The reading page of an article that has no address of its own.

use super::frame::{self, Head};
use super::link;
use super::write::Html;
use crate::feed::{AbsoluteUrl, Enclosure, Entry, Feed, FileKind, Image, SiteFile, way_up};
use crate::ui_strings::{Phrase, Words, direction};
use courant_html::escape;
use courant_text::language_tag::LanguageTag;

/// The page of an entry; `None` for an entry that has its page elsewhere. `main` is the feed of all articles.
pub fn article(main: &Feed, entry: &Entry) -> Option<SiteFile> {
    let path = entry.page_path()?;
    let language = entry.language.as_ref().or(main.language.as_ref());
    let words = Words::of(language);
    let way = way_up(&path);
    let head = Head {
        language: language.map_or(words.language(), LanguageTag::as_str),
        direction: language.map_or("ltr", direction),
        title: format!("{} · {}", entry.title, main.title),
        description: entry.summary.as_ref().map(|summary| summary.as_str()),
        address: entry.link.clone(),
        class: "article",
        way_up: &way,
        // What the article itself shows, from where it has it.
        policy: "img-src 'self' http: https: data:; media-src http: https:".to_string(),
    };
    let more = |html: &mut Html| {
        // HTML Living Standard, "Link type alternate": the same in another language.
        for (language, address) in &entry.alternates {
            html.void("link", &[("rel", "alternate"), ("hreflang", language.as_str()), ("href", address.as_str())]);
            html.line();
        }
        for format in &main.formats {
            link(html, main, format, &format!("{way}{}", format.file_name));
            html.line();
        }
    };
    let text = frame::page(&head, more, |html| body(html, main, entry, &way, words));
    Some(SiteFile { path, kind: FileKind::Page, text })
}

fn body(html: &mut Html, main: &Feed, entry: &Entry, way: &str, words: Words) {
    html.element("nav", &[("aria-label", words.say(Phrase::Feeds)), ("lang", words.language())], |html| {
        let home = main.home.as_ref().map(|home| home.as_str());
        let index = Some(way).filter(|_| main.listed);
        match home.or(index) {
            Some(href) => html.words("a", &[("href", href), ("dir", "auto")], main.title.as_str()),
            None => html.words("span", &[("dir", "auto")], main.title.as_str()),
        }
        html.text(" ");
        let feed = main.formats.first().map(|format| format!("{way}{}", format.file_name)).unwrap_or_default();
        html.words("a", &[("href", if main.listed { way } else { &feed })], words.say(Phrase::Subscribe));
    });
    html.line();
    html.element("main", &[], |html| {
        html.line();
        html.element("article", &[], |html| {
            heading(html, entry, words);
            html.line();
            entry.enclosures.iter().for_each(|enclosure| player(html, entry, enclosure));
            html.element("div", &[("class", "content")], |html| html.clean(&entry.content));
            html.line();
            categories(html, entry, words);
        });
        html.line();
    });
    html.line();
}

fn heading(html: &mut Html, entry: &Entry, words: Words) {
    html.element("header", &[], |html| {
        html.words("h1", &[("dir", "auto")], entry.title.as_str());
        html.element("p", &[("class", "byline")], |html| {
            for author in &entry.authors {
                match &author.url {
                    Some(url) => html.words(
                        "a",
                        &[("href", url.as_str()), ("rel", "author"), ("dir", "auto")],
                        author.name.as_str(),
                    ),
                    None => html.words("span", &[("dir", "auto")], author.name.as_str()),
                }
                html.text(" ");
            }
            let datetime = entry.published.rfc3339();
            let attributes = [("datetime", datetime.as_str()), ("lang", words.language()), ("dir", words.direction())];
            html.words("time", &attributes, &words.date(entry.published));
        });
        // Most articles show it themselves.
        if let Some(image) = entry.image.as_ref().filter(|image| !shows(entry, &image.url)) {
            picture(html, image);
        }
    });
}

fn shows(entry: &Entry, url: &AbsoluteUrl) -> bool {
    entry.content.as_str().contains(&escape(url.as_str()))
}

/// Sound and film, to be played here; nothing is loaded before somebody asks for it.
fn player(html: &mut Html, entry: &Entry, enclosure: &Enclosure) {
    let name = match enclosure.media_type.as_str().split('/').next() {
        Some("audio") => "audio",
        Some("video") => "video",
        _ => return,
    };
    if !shows(entry, &enclosure.url) {
        let attributes = [
            ("src", enclosure.url.as_str()),
            ("controls", ""),
            ("preload", "none"),
            ("aria-label", entry.title.as_str()),
        ];
        html.element(name, &attributes, |_| ());
        html.line();
    }
}

fn picture(html: &mut Html, image: &Image) {
    let said = |text: &Option<courant_text::text::Text>| text.as_ref().map(|text| text.to_string()).unwrap_or_default();
    html.element("figure", &[], |html| {
        html.void("img", &[("src", image.url.as_str()), ("alt", &said(&image.alt))]);
        if image.caption.is_some() || image.credit.is_some() {
            html.element("figcaption", &[("dir", "auto")], |html| {
                html.text(&said(&image.caption));
                if let Some(credit) = &image.credit {
                    html.text(" ");
                    html.words("cite", &[], credit.as_str());
                }
            });
        }
    });
}

fn categories(html: &mut Html, entry: &Entry, words: Words) {
    if entry.categories.is_empty() && entry.rights.is_none() {
        return;
    }
    html.element("footer", &[], |html| {
        if !entry.categories.is_empty() {
            html.element("ul", &[("class", "categories"), ("aria-label", words.say(Phrase::Categories))], |html| {
                for subject in &entry.categories {
                    html.words("li", &[("dir", "auto")], subject.label.as_str());
                }
            });
        }
        if let Some(rights) = &entry.rights {
            html.words("p", &[("class", "rights"), ("dir", "auto")], rights.as_str());
        }
    });
}
