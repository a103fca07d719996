//! What a browser shows of a feed that somebody opens: a stylesheet, and a few elements of XHTML, which readers pass over.
//!
//! Never `title` or `link` of XHTML: one parser takes them for those of the channel.

use super::extension::Element;
use super::said;
use crate::feed::{BannerPlace, Entry, Feed, Format, STYLESHEET, way_up};
use crate::ui_strings::{Phrase, Words};
use courant_html::escape;
use std::fmt::Write;

/// The namespace of XHTML.
pub(super) const XHTML: (&str, &str) = ("h", "http://www.w3.org/1999/xhtml");

/// Where people are told what a feed is.
const ABOUT: &str = "https://aboutfeeds.com/";

/// Whether a browser shows a feed of this format as a page: XML takes a stylesheet (xml-stylesheet 1.0), JSON takes none.
pub fn can_be_styled(format: Format) -> bool {
    format.banner.is_some()
}

/// The document with its stylesheet and, before all else that it says, what a person is to see first. JSON stays as it is.
pub(super) fn with_banner(feed: &Feed, format: Format, path: &str, document: String) -> String {
    // Both crates write the root element first, with attributes that hold no `>`: namespaces and a language.
    let Some(BannerPlace { behind: opening, indent }) = format.banner else { return document };
    let Some((declaration, rest)) = document.split_once("?>\n") else { return document };
    let Some((start, body)) = rest.split_once(opening) else { return document };
    let style = format!("<?xml-stylesheet type=\"text/css\" href=\"{}{STYLESHEET}\"?>", way_up(path));
    format!("{declaration}?>\n{style}\n{start}{opening}\n{indent}{}{body}", banner(feed, format, path))
}

/// One element, so that a reader has one to pass over.
fn banner(feed: &Feed, format: Format, path: &str) -> String {
    let words = Words::of(feed.language.as_ref());
    // An archive document never gets anything new.
    let address = feed.subscription(format);
    let how = if address.is_some() { Phrase::How } else { Phrase::HowHere };
    let mut text = format!("<h:div lang=\"{}\" dir=\"{}\">", words.language(), words.direction());
    text.push_str("<h:meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "<h:p><h:strong>{}</h:strong> {}</h:p>",
        escape(words.say(Phrase::Banner)),
        escape(words.say(how))
    );
    if let Some(address) = address {
        let name = escape(words.say(Phrase::Address));
        let _ = write!(
            text,
            "<h:input readonly=\"readonly\" aria-label=\"{name}\" value=\"{}\"/>",
            escape(address.as_str())
        );
    }
    text.push_str("<h:p>");
    let folder = Some(way_up(path)).filter(|way| !way.is_empty()).unwrap_or_else(|| "./".to_string());
    let links = [
        (feed.home.as_ref().map(|home| home.as_str()), Phrase::Site),
        (feed.listed.then_some(folder.as_str()), Phrase::All),
        (Some(ABOUT), Phrase::About),
    ];
    for (href, phrase) in links {
        if let Some(href) = href {
            let _ = write!(text, "<h:a href=\"{}\">{}</h:a> ", escape(href), escape(words.say(phrase)));
        }
    }
    text.truncate(text.trim_end().len());
    text.push_str("</h:p></h:div>");
    text
}

/// What of an entry a browser cannot show otherwise: its title as a link.
pub(super) fn entry(feed: &Feed, entry: &Entry) -> Option<Element> {
    let link = entry.link.as_ref().filter(|_| feed.styled)?;
    Some(Element::new("h:a").with("href", link.as_str()).with_text(entry.title.as_str()))
}

/// The same of an item of RSS, whose description is HTML: a browser would show `&amp;`, so that what holds any is said again as text.
pub(super) fn item(feed: &Feed, of: &Entry) -> Vec<Element> {
    let summary = said(&of.summary).filter(|summary| feed.styled && summary.contains(['&', '<', '>']));
    entry(feed, of).into_iter().chain(summary.map(|summary| Element::new("h:p").with_text(summary))).collect()
}
