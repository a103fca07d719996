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
        let replaced = match token {
            Token::Start(element, tag) => may_hold_address(element) && !tag.is_empty(),
            Token::End(Element::A) => std::mem::take(&mut in_dead_link),
            _ => false,
        };
        if replaced {
            written.push_str(html.get(copied..place.start).unwrap_or_default());
            copied = place.end;
        }
        if let (Token::Start(element, tag), true) = (token, replaced) {
            let stands = write_start_tag(&mut written, element, tag, resolve);
            in_dead_link |= element == Element::A && !stands;
        }
    }
    written.push_str(html.get(copied..).unwrap_or_default());
    CleanHtml(written)
}

fn may_hold_address(element: Element) -> bool {
    use Element::{A, Audio, Blockquote, Del, Img, Ins, Q, Source, Track, Video};
    matches!(element, A | Audio | Blockquote | Del | Img | Ins | Q | Source | Track | Video)
}

/// Writes the start tag with its addresses resolved; nothing when there is nothing left that it could do.
fn write_start_tag(written: &mut String, element: Element, tag: &str, resolve: Resolve) -> bool {
    let start = written.len();
    let (mut has_address, mut lost_address, mut has_id) = (false, false, false);
    written.push('<');
    written.push_str(element.name());
    for (name, value) in attributes(tag) {
        let is_address = matches!(name, "href" | "src" | "srcset");
        let Some(value) = attribute(element.value_of(name), value, resolve) else {
            lost_address |= is_address;
            continue;
        };
        has_address |= is_address;
        has_id |= name == "id";
        written.push(' ');
        written.push_str(name);
        written.push_str("=\"");
        escape_into(written, &value, Place::Attribute);
        written.push('"');
    }
    written.push('>');
    // What is left of a link may still be where another leads.
    let is_idle = lost_address
        && !has_address
        && match element {
            Element::A => !has_id,
            Element::Img | Element::Source | Element::Track => true,
            _ => false,
        };
    if is_idle {
        written.truncate(start);
    }
    !is_idle
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
