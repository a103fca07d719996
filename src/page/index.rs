//! The page of all feeds: what is in each, its addresses, and its newest articles.

use super::frame::{self, Head, origin};
use super::link;
use super::write::Html;
use crate::feed::{AbsoluteUrl, Entry, Feed, FileKind, SiteFile};
use crate::words::{Phrase, Words};

/// The page; `None` where there are no feeds, or nobody wants it.
pub fn index(feeds: &[Feed]) -> Option<SiteFile> {
    let main = feeds.first().filter(|feed| feed.listed)?;
    let words = Words::of(main.language.as_ref());
    let head = Head {
        language: words.language(),
        direction: words.direction(),
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

/// Where people are told what a feed is.
const ABOUT: &str = "https://aboutfeeds.com/";

/// Shows the buttons, which do nothing without it, and copies.
const SCRIPT: &str = "document.querySelectorAll('button').forEach(function(button){var field=button.previousElementSibling,\
label=button.textContent;button.hidden=false;button.onclick=function(){field.select();\
(navigator.clipboard?navigator.clipboard.writeText(field.value):Promise.reject()).catch(function(){document.execCommand('copy')})\
.then(function(){button.textContent=button.value;setTimeout(function(){button.textContent=label},2000)})}})";

/// The hash of [`SCRIPT`], by which the policy lets it run (CSP 3, "hash-source").
const SCRIPT_HASH: &str = "sha256-rMDG0aD+IbDoFVg+crQDSoGuIX/AAwTGavA6Kiwzrww=";

fn body(html: &mut Html, feeds: &[Feed], main: &Feed, words: Words) {
    html.element("header", &[], |html| header(html, main, words));
    html.line();
    html.element("main", &[], |html| {
        html.line();
        if !main.entries.is_empty() {
            html.element("section", &[("aria-labelledby", "latest")], |html| {
                html.words("h2", &[("id", "latest")], words.say(Phrase::Latest));
                latest(html, main, Pictures::Shown, words);
            });
            html.line();
        }
        others(html, main, feeds, words);
    });
    html.line();
    html.element("script", &[], |html| html.constant(SCRIPT));
    html.line();
}

/// What this is, how to subscribe to all of it, and where else to go.
fn header(html: &mut Html, main: &Feed, words: Words) {
    named(html, "h1", &[], main.title.as_str(), main);
    if main.description != main.title {
        named(html, "p", &[("class", "about")], main.description.as_str(), main);
    }
    html.words("p", &[], words.say(Phrase::Intro));
    addresses(html, main, words);
    html.element("p", &[("class", "ways")], |html| {
        if let Some(home) = &main.home {
            html.words("a", &[("href", home.as_str())], words.say(Phrase::Site));
            html.text(" ");
        }
        html.words("a", &[("href", ABOUT)], words.say(Phrase::About));
        if main.base.is_some() {
            html.text(" ");
            html.words("a", &[("href", "feeds.opml"), ("type", "text/x-opml")], "OPML");
        }
    });
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

/// The feeds beside the main one.
fn others(html: &mut Html, main: &Feed, feeds: &[Feed], words: Words) {
    let others = feeds.get(1..).unwrap_or_default();
    if others.is_empty() {
        return;
    }
    html.element("section", &[("aria-labelledby", "feeds")], |html| {
        html.words("h2", &[("id", "feeds")], words.say(Phrase::Feeds));
        html.element("ul", &[("class", "others")], |html| {
            html.line();
            for feed in others {
                html.element("li", &[], |html| other(html, main, feed, words));
                html.line();
            }
        });
    });
    html.line();
}

fn other(html: &mut Html, main: &Feed, feed: &Feed, words: Words) {
    // Under the name of the whole, the name of the part is enough.
    let title = feed.title.as_str();
    let part = title.strip_prefix(main.title.as_str()).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(title);
    named(html, "h3", &[], part, feed);
    if feed.description != feed.title {
        named(html, "p", &[], feed.description.as_str(), feed);
    }
    latest(html, feed, Pictures::LeftOut, words);
    addresses(html, feed, words);
}

/// The first address to copy, and a link to each format.
fn addresses(html: &mut Html, feed: &Feed, words: Words) {
    html.element("p", &[("class", "address")], |html| {
        if let Some(address) = feed.formats.first().and_then(|format| feed.address(*format)) {
            let label = format!("{}: {}", words.say(Phrase::Address), feed.title);
            html.void("input", &[("readonly", ""), ("aria-label", &label), ("value", address.as_str())]);
            let copied = words.say(Phrase::Copied);
            html.words("button", &[("type", "button"), ("hidden", ""), ("value", copied)], words.say(Phrase::Copy));
        }
        for format in &feed.formats {
            html.text(" ");
            let href = format!("{}{}", feed.folder, format.file_name());
            // Begins with what is seen, for those who speak to their machine (WCAG 2.2, 2.5.3).
            let label = format!("{}: {}", format.name(), feed.title);
            html.words("a", &[("href", &href), ("type", format.media_type()), ("aria-label", &label)], format.name());
        }
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pictures {
    Shown,
    LeftOut,
}

/// The newest articles of a feed: so many, and all of its pictures or none.
fn latest(html: &mut Html, feed: &Feed, pictures: Pictures, words: Words) {
    let (class, count) = match pictures {
        Pictures::Shown => ("cards", 6),
        Pictures::LeftOut => ("latest", 3),
    };
    if feed.entries.is_empty() {
        return;
    }
    html.element("ul", &[("class", class)], |html| {
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
