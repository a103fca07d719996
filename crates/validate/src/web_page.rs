//! A web page where a feed was meant: what it is instead, and which feeds it leads to.

use crate::html_tags::Tags;
use courant_text::source::{Source, Span};

/// A web page in the place of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WebPage {
    /// The first tag.
    pub(crate) span: Span,
    pub(crate) kind: WebPageKind,
    /// The addresses of the feeds that it names, as it writes them.
    pub(crate) feeds: Vec<String>,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WebPageKind {
    /// It wants to know whether a person asks.
    Challenge,
    /// It wants a name and a password.
    Login,
    /// Any other.
    Page,
}

/// What pages that keep programs out say, in small letters: those of Cloudflare, DDoS-Guard, Imperva, HUMAN, DataDome, Anubis, AWS WAF.
const CHALLENGES: [&str; 12] = [
    "<title>just a moment",
    "<title>attention required! | cloudflare",
    "/cdn-cgi/challenge-platform/",
    "checking your browser",
    "<title>ddos-guard",
    "_incapsula_resource",
    "px-captcha",
    "captcha-delivery.com",
    "making sure you're not a bot",
    "awswafintegration",
    "verify you are human",
    "are you a robot",
];

/// What a page says is looked for in its beginning only: a challenge and a login are short.
const MOST_BYTES: usize = 64 * 1024;

impl WebPage {
    /// The page that a text is; nothing where it begins otherwise.
    pub(crate) fn of(source: &Source) -> Option<WebPage> {
        let text = source.text.as_str();
        let start = start_of_page(text)?;
        let head = text.get(..text.floor_char_boundary(start + MOST_BYTES)).unwrap_or_default();
        let small = head.to_ascii_lowercase();
        let tags = Tags::of(head);
        let mut feeds = Vec::new();
        let mut has_password = false;
        for tag in tags.all(head).filter(|tag| !tag.is_end) {
            let value =
                |name: &str| tag.attributes().find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| one.value);
            let is =
                |name: &str, wanted: &str| value(name).is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted));
            has_password |= tag.is("input") && is("type", "password");
            // HTML Living Standard, "alternate": with a feed's type it is the page's feed.
            let is_feed = tag.is("link")
                && value("rel")
                    .is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("alternate")))
                && ["application/rss+xml", "application/atom+xml", "application/feed+json"]
                    .iter()
                    .any(|kind| is("type", kind));
            if let Some(address) = value("href").filter(|_| is_feed) {
                feeds.push(address.trim().to_string());
            }
        }
        let kind = if CHALLENGES.iter().any(|sign| small.contains(sign)) {
            WebPageKind::Challenge
        } else if has_password && feeds.is_empty() {
            WebPageKind::Login
        } else {
            WebPageKind::Page
        };
        let end = text.get(start..)?.find('>').map_or(text.len(), |length| start + length + 1);
        Some(WebPage { span: start..end, kind, feeds })
    }
}

/// Where the document type or the root element of a page stands, behind the XML declaration and comments.
fn start_of_page(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        at += rest.len() - rest.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).len();
        let rest = text.get(at..)?;
        let end = if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else {
            let begins = |tag: &str| {
                let is_same = rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
                is_same
                    && rest
                        .get(tag.len()..)
                        .is_some_and(|after| after.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()))
            };
            return (begins("<!doctype html") || begins("<html") || begins("<head")).then_some(at);
        };
        at += end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Option<(WebPageKind, Vec<String>)> {
        WebPage::of(&Source::new("page", text)).map(|page| (page.kind, page.feeds))
    }

    #[test]
    fn a_page_is_told_from_a_feed_and_names_its_feeds() {
        let none = Vec::new;
        let cases = [
            ("<!doctype HTML><p>x", Some((WebPageKind::Page, none()))),
            ("<!-- a -->\n<HTML lang=en><body>x", Some((WebPageKind::Page, none()))),
            (
                "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\"><html/>",
                Some((WebPageKind::Page, none())),
            ),
            (
                "<!doctype html><link rel=\"alternate home\" type=application/rss+xml href=\" /feed?a=1&amp;b=2 \">",
                Some((WebPageKind::Page, vec!["/feed?a=1&b=2".to_string()])),
            ),
            ("<html><title>Just a moment...</title>", Some((WebPageKind::Challenge, none()))),
            ("<!doctype html><form><input name=p type=Password></form>", Some((WebPageKind::Login, none()))),
            ("<rss version=\"2.0\"><channel/></rss>", None),
            ("<?xml version=\"1.0\"?><feed/>", None),
            ("<!DOCTYPE rss><rss/>", None),
            ("<htmlx/>", None),
            ("{\"version\": \"<html>\"}", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(page(text), expected, "{text}");
        }
    }
}
