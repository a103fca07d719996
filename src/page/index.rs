//! The page of all feeds: what is in each, its addresses, and its newest articles.

use super::frame::{self, Head, origin};
use super::link;
use super::write::Html;
use crate::feed::{AbsoluteUrl, Entry, Feed, FileKind, FileList, INDEX, OUTLINE, SiteFile};
use crate::ui_strings::{Phrase, Words};

/// The page; `None` where there are no feeds. It links to nothing that is not among the files.
pub fn index(feeds: &[Feed], files: &FileList) -> Option<SiteFile> {
    let main = feeds.first()?;
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
        for feed in feeds.iter().filter(|feed| feed.is_offered()) {
            for format in &feed.formats {
                // From here, so that it is right wherever the folder is looked at.
                link(html, feed, format, &feed.path(format));
                html.line();
            }
        }
    };
    let text = frame::page(&head, more, |html| body(html, feeds, files, words));
    Some(SiteFile { path: INDEX.to_string(), kind: FileKind::Page, text })
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

fn body(html: &mut Html, feeds: &[Feed], files: &FileList, words: Words) {
    let Some(main) = feeds.first() else { return };
    html.element("header", &[], |html| header(html, main, files, words));
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
fn header(html: &mut Html, main: &Feed, files: &FileList, words: Words) {
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
        if files.has(OUTLINE) {
            html.text(" ");
            html.words("a", &[("href", OUTLINE), ("type", "text/x-opml")], "OPML");
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

/// The feeds beside the main one, each kind under its own heading.
fn others(html: &mut Html, main: &Feed, feeds: &[Feed], words: Words) {
    // As many as a person may look through; beyond them a title and an address are enough.
    const WITH_ARTICLES: usize = 60;
    let shown = if feeds.len() <= WITH_ARTICLES { Articles::Shown } else { Articles::LeftOut };
    for (start, phrase) in KINDS {
        let of_kind: Vec<&Feed> =
            feeds.iter().skip(1).filter(|feed| feed.is_offered() && kind(feed) == start).collect();
        if of_kind.is_empty() {
            continue;
        }
        let id = phrase_id(start);
        html.element("section", &[("aria-labelledby", id)], |html| {
            html.words("h2", &[("id", id)], words.say(phrase));
            html.element("ul", &[("class", "others")], |html| {
                html.line();
                for feed in of_kind {
                    html.element("li", &[], |html| other(html, main, feed, shown, words));
                    html.line();
                }
            });
        });
        html.line();
    }
}

/// The kinds of feed by where their folders begin, as they are shown: those that somebody has chosen first.
const KINDS: [(&str, Phrase); 4] = [
    ("", Phrase::Feeds),
    ("categories/", Phrase::Categories),
    ("languages/", Phrase::Languages),
    ("authors/", Phrase::Authors),
];

fn kind(feed: &Feed) -> &'static str {
    KINDS.into_iter().map(|(start, _)| start).rfind(|start| feed.folder.starts_with(start)).unwrap_or_default()
}

fn phrase_id(start: &'static str) -> &'static str {
    if start.is_empty() { "feeds" } else { start.trim_end_matches('/') }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Articles {
    Shown,
    LeftOut,
}

fn other(html: &mut Html, main: &Feed, feed: &Feed, articles: Articles, words: Words) {
    named(html, "h3", &[], part(main, feed), feed);
    if feed.description != feed.title {
        named(html, "p", &[], feed.description.as_str(), feed);
    }
    if articles == Articles::Shown {
        latest(html, feed, Pictures::LeftOut, words);
    }
    addresses(html, feed, words);
}

/// Under the name of the whole the name of the part is enough; a language calls itself by its own name.
fn part<'a>(main: &Feed, feed: &'a Feed) -> &'a str {
    let own_name = feed.language.as_ref().filter(|_| kind(feed) == "languages/").and_then(Words::of_just);
    let title = feed.title.as_str();
    let part = title.strip_prefix(main.title.as_str()).and_then(|rest| rest.strip_prefix(": "));
    own_name.map(|words| words.say(Phrase::Name)).or(part).unwrap_or(title)
}

/// The first address to copy, and a link to each format.
fn addresses(html: &mut Html, feed: &Feed, words: Words) {
    html.element("p", &[("class", "address")], |html| {
        if let Some(address) = feed.formats.first().and_then(|format| feed.address(format)) {
            let label = format!("{}: {}", words.say(Phrase::Address), feed.title);
            html.void("input", &[("readonly", ""), ("aria-label", &label), ("value", address.as_str())]);
            let copied = words.say(Phrase::Copied);
            html.words("button", &[("type", "button"), ("hidden", ""), ("value", copied)], words.say(Phrase::Copy));
        }
        for format in &feed.formats {
            html.text(" ");
            let href = feed.path(format);
            // Begins with what is seen, for those who speak to their machine (WCAG 2.2, 2.5.3).
            let label = format!("{}: {}", format.title, feed.title);
            html.words("a", &[("href", &href), ("type", format.media_type), ("aria-label", &label)], format.title);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_lets_this_script_run_and_no_other() {
        // A browser tells whether the hash is right (tests/readers/axe.mjs clicks the button); here it cannot be forgotten.
        let known = ("95661bf597f75acc", "sha256-rMDG0aD+IbDoFVg+crQDSoGuIX/AAwTGavA6Kiwzrww=");
        let changed =
            "the script has changed, so has its hash: `openssl dgst -sha256 -binary | base64`, then this test";
        assert_eq!(
            (blake3::hash(SCRIPT.as_bytes()).to_hex().get(..16), SCRIPT_HASH),
            (Some(known.0), known.1),
            "{changed}"
        );
    }
}
