//! The page of all feeds: what is in each, its addresses, and its newest articles.

use super::frame::{self, Head, origin};
use super::link;
use super::write::Html;
use crate::feed::{AbsoluteUrl, Entry, Feed, FileKind, SiteFile};
use crate::words::{Phrase, Words, direction};

/// The page; `None` where there are no feeds, or nobody wants it.
pub fn index(feeds: &[Feed]) -> Option<SiteFile> {
    let main = feeds.first().filter(|feed| feed.listed)?;
    let words = Words::of(main.language.as_ref());
    let head = Head {
        language: words.language(),
        direction: crate::language_tag::LanguageTag::parse(words.language()).as_ref().map_or("ltr", direction),
        title: format!("{} · {}", main.title, words.say(Phrase::Feeds)),
        description: Some(main.description.as_str()),
        address: main.base.clone(),
        class: "feeds",
        way_up: "",
        policy: policy(main),
    };
    let more = |html: &mut Html| {
        for feed in feeds {
            for format in &feed.formats {
                // From here, so that it is right wherever the folder is looked at.
                link(html, feed, *format, &format!("{}{}", feed.folder, format.file_name()));
                html.line();
            }
        }
    };
    let text = frame::page(&head, more, |html| body(html, feeds, main, words));
    Some(SiteFile { path: "index.html".to_string(), kind: FileKind::Page, text })
}

/// Pictures of the site itself, and the one script.
fn policy(main: &Feed) -> String {
    let own: std::collections::BTreeSet<String> = sites(main).map(origin).collect();
    let own: Vec<String> = own.into_iter().collect();
    format!("img-src 'self' {}; script-src '{SCRIPT_HASH}'", own.join(" "))
}

/// Hosts that a visitor has come to: no other is asked for anything.
fn sites(feed: &Feed) -> impl Iterator<Item = &AbsoluteUrl> {
    feed.home.iter().chain(&feed.base)
}

/// Shows the buttons, which do nothing without it, and copies.
const SCRIPT: &str = "document.querySelectorAll('button').forEach(function(button){var field=button.previousElementSibling,\
label=button.textContent;button.hidden=false;button.onclick=function(){field.select();\
(navigator.clipboard?navigator.clipboard.writeText(field.value):Promise.reject()).catch(function(){document.execCommand('copy')})\
.then(function(){button.textContent=button.value;setTimeout(function(){button.textContent=label},2000)})}})";

/// The hash of [`SCRIPT`], by which the policy lets it run (CSP 3, "hash-source").
const SCRIPT_HASH: &str = "sha256-rMDG0aD+IbDoFVg+crQDSoGuIX/AAwTGavA6Kiwzrww=";

fn body(html: &mut Html, feeds: &[Feed], main: &Feed, words: Words) {
    html.element("header", &[], |html| {
        named(html, "h1", &[], main.title.as_str(), main);
        if main.description != main.title {
            named(html, "p", &[("class", "about")], main.description.as_str(), main);
        }
        html.words("p", &[], words.say(Phrase::Intro));
        html.element("p", &[("class", "ways")], |html| {
            if let Some(home) = &main.home {
                html.words("a", &[("href", home.as_str())], words.say(Phrase::Site));
                html.text(" ");
            }
            html.words("a", &[("href", "https://aboutfeeds.com/")], words.say(Phrase::About));
            if main.base.is_some() {
                html.text(" ");
                html.words("a", &[("href", "feeds.opml"), ("type", "text/x-opml")], "OPML");
            }
        });
    });
    html.line();
    html.element("main", &[], |html| {
        html.line();
        for (number, feed) in feeds.iter().enumerate() {
            section(html, feed, number, words);
            html.line();
        }
    });
    html.line();
    html.element("script", &[], |html| html.constant(SCRIPT));
    html.line();
}

/// An element with text in the language of the feed.
fn named(html: &mut Html, name: &'static str, attributes: &[(&'static str, &str)], text: &str, feed: &Feed) {
    let mut attributes = attributes.to_vec();
    if let Some(language) = &feed.language {
        attributes.push(("lang", language.as_str()));
    }
    attributes.push(("dir", "auto"));
    html.words(name, &attributes, text);
}

fn section(html: &mut Html, feed: &Feed, number: usize, words: Words) {
    let id = format!("feed-{number}");
    html.element("section", &[("aria-labelledby", &id)], |html| {
        named(html, "h2", &[("id", &id)], feed.title.as_str(), feed);
        if feed.description != feed.title && number > 0 {
            named(html, "p", &[], feed.description.as_str(), feed);
        }
        addresses(html, feed, words);
        let (count, pictures) = if number == 0 { (6, Pictures::Shown) } else { (3, Pictures::LeftOut) };
        latest(html, feed, count, pictures, words);
    });
}

/// The first address to copy, and a link to each format.
fn addresses(html: &mut Html, feed: &Feed, words: Words) {
    if let Some((_, address)) = feed.formats.first().and_then(|format| Some((format, feed.address(*format)?))) {
        html.element("p", &[("class", "address")], |html| {
            let label = format!("{}: {}", words.say(Phrase::Address), feed.title);
            html.void("input", &[("readonly", ""), ("aria-label", &label), ("value", address.as_str())]);
            let copied = words.say(Phrase::Copied);
            html.words("button", &[("type", "button"), ("hidden", ""), ("value", copied)], words.say(Phrase::Copy));
        });
    }
    html.element("p", &[("class", "formats")], |html| {
        html.words("span", &[], words.say(Phrase::Subscribe));
        for format in &feed.formats {
            html.text(" ");
            let href = format!("{}{}", feed.folder, format.file_name());
            let label = format!("{} ({})", feed.title, format.name());
            html.words("a", &[("href", &href), ("type", format.media_type()), ("aria-label", &label)], format.name());
        }
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Shown,
    LeftOut,
}

fn latest(html: &mut Html, feed: &Feed, count: usize, pictures: Pictures, words: Words) {
    if feed.entries.is_empty() {
        return;
    }
    html.words("h3", &[], words.say(Phrase::Latest));
    html.element("ul", &[("class", if pictures == Pictures::Shown { "cards" } else { "latest" })], |html| {
        for entry in feed.entries.iter().take(count) {
            html.element("li", &[], |html| item(html, feed, entry, pictures, words));
            html.line();
        }
    });
}

fn item(html: &mut Html, feed: &Feed, entry: &Entry, pictures: Pictures, words: Words) {
    let of_the_site = |url: &AbsoluteUrl| sites(feed).any(|site| origin(site) == origin(url));
    let picture = entry.image.as_ref().filter(|image| pictures == Pictures::Shown && of_the_site(&image.url));
    if let Some(image) = picture {
        // The title beside it says what it is of.
        html.void("img", &[("src", image.url.as_str()), ("alt", ""), ("loading", "lazy")]);
    }
    let mut attributes = vec![("dir", "auto")];
    attributes.extend(entry.language.iter().map(|language| ("lang", language.as_str())));
    html.element("span", &attributes, |html| match (&entry.page, &entry.link) {
        // From here, so that it can be looked at before it is published.
        (Some(page), _) => html.words("a", &[("href", page)], entry.title.as_str()),
        (None, Some(link)) => html.words("a", &[("href", link.as_str())], entry.title.as_str()),
        (None, None) => html.text(entry.title.as_str()),
    });
    html.text(" ");
    html.words("time", &[("datetime", &entry.published.rfc3339())], &words.date(entry.published));
}
