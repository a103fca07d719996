//! What all pages have in common: the head with its policy, and the way to the site.

use super::write::Html;
use crate::feed::{AbsoluteUrl, GENERATOR, STYLESHEET};

/// What the head of a page says.
pub(super) struct Head<'a> {
    /// The language of what frames the page.
    pub language: &'a str,
    /// Its direction.
    pub direction: &'a str,
    /// The title.
    pub title: String,
    /// What is on it, in a sentence.
    pub description: Option<&'a str>,
    /// Where it is published.
    pub address: Option<AbsoluteUrl>,
    /// What kind of page it is, for the stylesheet.
    pub class: &'static str,
    /// The way to the output folder.
    pub way_up: &'a str,
    /// What may be loaded beside its stylesheet: the rest of a content security policy.
    pub policy: String,
}

/// A whole page: `more` goes into the head, `body` into the body.
pub(super) fn page(head: &Head, more: impl FnOnce(&mut Html), body: impl FnOnce(&mut Html)) -> String {
    let mut html = Html::page();
    html.element("html", &[("lang", head.language), ("dir", head.direction)], |html| {
        html.line();
        html.element("head", &[], |html| {
            html.line();
            write_head(html, head);
            more(html);
        });
        html.line();
        html.element("body", &[("class", head.class)], |html| {
            html.line();
            body(html);
        });
        html.line();
    });
    html.line();
    html.finish()
}

fn write_head(html: &mut Html, head: &Head) {
    html.void("meta", &[("charset", "utf-8")]);
    // Before anything that it is to govern.
    let policy = format!("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; {}", head.policy);
    html.void("meta", &[("http-equiv", "content-security-policy"), ("content", &policy)]);
    html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
    html.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
    html.void("meta", &[("name", "generator"), ("content", GENERATOR)]);
    html.line();
    html.words("title", &[], &head.title);
    html.line();
    if let Some(description) = head.description {
        html.void("meta", &[("name", "description"), ("content", description)]);
        html.line();
    }
    if let Some(address) = &head.address {
        html.void("link", &[("rel", "canonical"), ("href", address.as_str())]);
        html.line();
    }
    html.void("link", &[("rel", "stylesheet"), ("href", &format!("{}{STYLESHEET}", head.way_up))]);
    html.line();
}

/// Scheme, host and port of an address, as a policy names them (CSP 3, "host-source").
pub(super) fn origin(address: &AbsoluteUrl) -> String {
    address.as_url().origin().ascii_serialization()
}
