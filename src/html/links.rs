//! The addresses in clean HTML, each put in the place of another.

use super::elements::{Element, Value};
use super::tokens::{Token, Tokens, attributes};
use super::writer::{Place, escape_into, push_candidate};
use super::{CleanHtml, url};
use std::borrow::Cow;

/// Gives the address to write for the one that is written; `None` where it is to go.
type Resolve<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// The same HTML with every address as `resolve` gives it.
pub(super) fn resolved(clean: &CleanHtml, resolve: Resolve) -> CleanHtml {
    let html = clean.as_str();
    let mut written = String::with_capacity(html.len() + html.len() / 8);
    let mut copied = 0;
    // Links do not nest: one that leads nowhere is known until its end tag.
    let mut in_dead_link = false;
    for (token, place) in Tokens::of(html) {
        let replacement = match token {
            Token::Start(element, tag) if holds_address(tag) => Some(start_tag(element, tag, resolve)),
            Token::End(Element::A) if in_dead_link => Some(String::new()),
            _ => None,
        };
        if let Token::Start(Element::A, _) | Token::End(Element::A) = token {
            in_dead_link = matches!(token, Token::Start(..)) && replacement.as_deref() == Some("");
        }
        if let Some(replacement) = replacement {
            written.push_str(html.get(copied..place.start).unwrap_or_default());
            written.push_str(&replacement);
            copied = place.end;
        }
    }
    written.push_str(html.get(copied..).unwrap_or_default());
    CleanHtml(written)
}

fn holds_address(tag: &str) -> bool {
    ["href=", "src=", "srcset=", "poster=", "cite="].into_iter().any(|name| tag.contains(name))
}

/// The start tag with its addresses resolved; empty when nothing is left that it could do.
fn start_tag(element: Element, tag: &str, resolve: Resolve) -> String {
    let mut written = format!("<{}", element.name());
    let mut has_address = false;
    for (name, value) in attributes(tag) {
        let kind = element.value_of(name);
        let Some(value) = attribute(kind, value, resolve) else { continue };
        has_address |= matches!(name, "href" | "src" | "srcset");
        written.push(' ');
        written.push_str(name);
        written.push_str("=\"");
        escape_into(&mut written, &value, Place::Attribute);
        written.push('"');
    }
    let needs_address = matches!(element, Element::A | Element::Img | Element::Source | Element::Track);
    // What is left of a link without an address may still be where another leads.
    if needs_address && !has_address && !(element == Element::A && written.contains(" id=\"")) {
        return String::new();
    }
    written.push('>');
    written
}

/// The value as it is to be written, checked again: what `resolve` gives need not be clean.
fn attribute<'a>(kind: Option<Value>, value: Cow<'a, str>, resolve: Resolve) -> Option<Cow<'a, str>> {
    let owned = |address: Cow<str>| Cow::Owned(address.into_owned());
    match kind? {
        Value::Link => url::link(&resolve(&value)?).map(owned),
        Value::Resource => url::resource(&resolve(&value)?).map(owned),
        Value::Picture => url::picture(&resolve(&value)?).map(owned),
        Value::Pictures => {
            let mut candidates = String::new();
            for (address, descriptor) in url::candidates(&value) {
                let address = resolve(address);
                if let Some(address) = address.as_deref().and_then(url::resource) {
                    push_candidate(&mut candidates, &address, descriptor);
                }
            }
            (!candidates.is_empty()).then_some(Cow::Owned(candidates))
        }
        _ => Some(value),
    }
}
