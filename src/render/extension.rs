//! Elements of other namespaces, which RSS and Atom write alike: Media RSS 1.5.1.

use super::{enclosure_type, media_type, said};
use crate::feed::{Enclosure, Feed, Image};
use std::collections::BTreeMap;

/// The namespace of Atom, for its elements in RSS.
pub(super) const ATOM: (&str, &str) = ("atom", "http://www.w3.org/2005/Atom");
/// The namespace of feed history (RFC 5005).
pub(super) const HISTORY: (&str, &str) = ("fh", "http://purl.org/syndication/history/1.0");
/// The namespace of Media RSS.
pub(super) const MEDIA: (&str, &str) = ("media", "http://search.yahoo.com/mrss/");
/// The namespace of the syndication module.
pub(super) const SYNDICATION: (&str, &str) = ("sy", "http://purl.org/rss/1.0/modules/syndication/");

/// An element of another namespace, on its way into either crate.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// With its prefix: `media:content`.
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    pub fn new(name: &'static str) -> Element {
        Element { name, attributes: Vec::new(), text: String::new(), children: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((name, value.into()));
        self
    }

    pub fn with_text(self, text: impl Into<String>) -> Element {
        Element { text: text.into(), ..self }
    }

    /// Its name, with its prefix.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its value for a crate. An empty one keeps the writers from breaking a line within the element.
    fn value(&self) -> Option<String> {
        (self.children.is_empty() || !self.text.is_empty()).then(|| self.text.clone())
    }

    /// The part of its name after the prefix.
    fn local_name(&self) -> &'static str {
        self.name.rsplit(':').next().unwrap_or(self.name)
    }

    fn prefix(&self) -> &'static str {
        self.name.split(':').next().unwrap_or_default()
    }

    /// As the crate `rss` takes it, which escapes what it writes.
    fn into_rss(self) -> rss::extension::Extension {
        let mut children: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let (name, value) = (self.name.to_string(), self.value());
        for child in self.children {
            children.entry(child.local_name().to_string()).or_default().push(child.into_rss());
        }
        let attrs = self.attributes.into_iter().map(|(name, value)| (name.to_string(), value)).collect();
        rss::extension::Extension { name, value, attrs, children }
    }

    /// As the crate `atom_syndication` takes it, which writes attributes of extensions as they are: they are escaped here.
    fn into_atom(self) -> atom_syndication::extension::Extension {
        let mut children: BTreeMap<String, Vec<_>> = BTreeMap::new();
        let (name, value) = (self.name.to_string(), self.value());
        for child in self.children {
            children.entry(child.local_name().to_string()).or_default().push(child.into_atom());
        }
        let attrs =
            self.attributes.into_iter().map(|(name, value)| (name.to_string(), courant_html::escape(&value))).collect();
        atom_syndication::extension::Extension { name, value, attrs, children }
    }
}

/// The elements by prefix and name, as the crate `rss` takes them.
pub(super) fn for_rss(elements: Vec<Element>) -> rss::extension::ExtensionMap {
    let mut map = rss::extension::ExtensionMap::new();
    for element in elements {
        let (prefix, name) = (element.prefix().to_string(), element.local_name().to_string());
        map.entry(prefix).or_default().entry(name).or_default().push(element.into_rss());
    }
    map
}

/// The elements by prefix and name, as the crate `atom_syndication` takes them.
pub(super) fn for_atom(elements: Vec<Element>) -> atom_syndication::extension::ExtensionMap {
    let mut map = atom_syndication::extension::ExtensionMap::new();
    for element in elements {
        let (prefix, name) = (element.prefix().to_string(), element.local_name().to_string());
        map.entry(prefix).or_default().entry(name).or_default().push(element.into_atom());
    }
    map
}

/// What marks an archive document (RFC 5005 section 4); nothing in the document that is subscribed to.
pub(super) fn archive(feed: &Feed) -> Option<Element> {
    feed.chain.is_archive().then(|| Element::new("fh:archive"))
}

/// A picture: `media:content` with credit and description, and `media:thumbnail`. Never an enclosure, of which readers take one: that
/// is for sound or film.
pub(super) fn image(image: &Image) -> [Element; 2] {
    let mut content = Element::new("media:content").with("url", image.url.as_str()).with("medium", "image");
    if let Some(media_type) = image.media_type.as_ref().and_then(media_type) {
        content = content.with("type", media_type);
    }
    if let Some(description) = said(&image.caption).or(said(&image.alt)) {
        let element = Element::new("media:description").with("type", "plain").with_text(description);
        content.children.push(element);
    }
    if let Some(credit) = said(&image.credit) {
        content.children.push(Element::new("media:credit").with_text(credit));
    }
    [content, Element::new("media:thumbnail").with("url", image.url.as_str())]
}

/// Sound or film as `media:content`.
pub(super) fn enclosure(enclosure: &Enclosure) -> Element {
    let content =
        Element::new("media:content").with("url", enclosure.url.as_str()).with("type", enclosure_type(enclosure));
    let medium = enclosure_type(enclosure).split('/').next().filter(|kind| matches!(*kind, "audio" | "video"));
    let content = medium.map_or(content.clone(), |medium| content.with("medium", medium));
    if enclosure.length_bytes > 0 { content.with("fileSize", enclosure.length_bytes.to_string()) } else { content }
}
