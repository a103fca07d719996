//! The addresses in clean HTML, each put in the place of another.

use super::elements::{Element, Value};
use super::tokenizer::{Attribute, Handler, Tag, tokenize};
use super::writer::{Place, escape_into, push_candidate};
use super::{CleanHtml, url};
use crate::elements::Content;
use std::borrow::Cow;

/// Gives the address to write for the one that is written; `None` where it is to go.
type Resolve<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// The same HTML with every address as `resolve` gives it.
pub(super) fn resolved(clean: &CleanHtml, resolve: Resolve) -> CleanHtml {
    let html = clean.as_str();
    let written = String::with_capacity(html.len() + html.len() / 8);
    let mut resolver = Resolver { html, written, copied: 0, in_dead_link: false, resolve };
    tokenize(html, &mut resolver);
    resolver.copy_to(html.len());
    CleanHtml(resolver.written)
}

struct Resolver<'a, 'r> {
    html: &'a str,
    written: String,
    /// How far the HTML has been copied or replaced.
    copied: usize,
    /// Links do not nest: one that leads nowhere is known until its end tag.
    in_dead_link: bool,
    resolve: Resolve<'r>,
}

impl Resolver<'_, '_> {
    fn copy_to(&mut self, end: usize) {
        self.written.push_str(self.html.get(self.copied..end).unwrap_or_default());
    }
}

impl Handler for Resolver<'_, '_> {
    fn start_tag(&mut self, tag: &Tag) -> Content {
        let element = Element::named(tag.name()).filter(|&element| may_hold_address(element));
        if let Some(element) = element.filter(|_| tag.attributes().next().is_some()) {
            self.copy_to(tag.span().start);
            self.copied = tag.span().end;
            let stands = write_start_tag(&mut self.written, element, tag, self.resolve);
            self.in_dead_link |= element == Element::A && !stands;
        }
        Content::Normal
    }

    fn end_tag(&mut self, tag: &Tag) {
        if tag.name() == "a" && std::mem::take(&mut self.in_dead_link) {
            self.copy_to(tag.span().start);
            self.copied = tag.span().end;
        }
    }
}

fn may_hold_address(element: Element) -> bool {
    use Element::{A, Audio, Blockquote, Del, Img, Ins, Q, Source, Track, Video};
    matches!(element, A | Audio | Blockquote | Del | Img | Ins | Q | Source | Track | Video)
}

/// Writes the start tag with its addresses resolved; nothing when there is nothing left that it could do.
fn write_start_tag(written: &mut String, element: Element, tag: &Tag, resolve: Resolve) -> bool {
    let start = written.len();
    let (mut has_address, mut lost_address, mut has_id) = (false, false, false);
    written.push('<');
    written.push_str(element.name());
    for Attribute { name, value, .. } in tag.attributes() {
        let is_address = matches!(name, "href" | "src" | "srcset");
        let Some(value) = attribute(element.value_of(name), Cow::Borrowed(value), resolve) else {
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
