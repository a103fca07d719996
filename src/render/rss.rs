//! RSS 2.0 (RSS Advisory Board, 2.0.11) as its Best Practices Profile would have it.

use super::browser::{self, XHTML};
use super::extension::{self, ATOM, Element, HISTORY, MEDIA, SYNDICATION};
use super::{GENERATOR, description, enclosure_type, hub, other_formats, said};
use crate::feed::{Author, BannerPlace, Delivery, Entry, Feed, Format, OutputFormat};
use rss::extension::dublincore::DublinCoreExtension;
use rss::{Category, Channel, Enclosure, Guid, Image, Item, Source};
use std::collections::BTreeMap;

/// RSS 2.0.
pub static RSS: OutputFormat = OutputFormat {
    key: "rss",
    title: "RSS",
    file_name: "rss.xml",
    media_type: "application/rss+xml",
    delivery: Delivery::XML,
    outline_version: Some("RSS2"),
    banner: Some(BannerPlace { behind: "<channel>", indent: "    " }),
    write,
};

/// The document.
fn write(feed: &Feed) -> String {
    let channel = channel(feed);
    let bytes = channel.pretty_write_to(Vec::new(), b' ', 2).expect("writing to memory does not fail");
    let mut text = with_plain_titles(&String::from_utf8(bytes).expect("strings were written"));
    text.push('\n');
    text
}

/// `<` before a name in a title is written as a hexadecimal reference, by which readers know that it begins no tag (RSS Best Practices Profile,
/// "Character data"). The crate writes `&lt;`.
fn with_plain_titles(written: &str) -> String {
    let mut text = String::with_capacity(written.len() + 1);
    let mut rest = written;
    while let Some((before, title)) = rest.split_once("<title>") {
        text.push_str(before);
        text.push_str("<title>");
        let end = title.find("</title>").unwrap_or(title.len());
        let (title, behind) = title.split_at(end);
        let mut pieces = title.split("&lt;");
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let opens = piece.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            text.push_str(if opens { "&#x3C;" } else { "&lt;" });
            text.push_str(piece);
        }
        rest = behind;
    }
    text + rest
}

fn channel(feed: &Feed) -> Channel {
    let link = link(feed);
    let title = feed.title.to_string();
    let picture = feed.logo.as_ref().or(feed.icon.as_ref()).map(|url| Image {
        url: url.to_string(),
        title: title.clone(),
        link: link.clone(),
        ..Image::default()
    });
    Channel {
        title,
        link,
        description: description(feed).to_string(),
        language: feed.language.as_ref().map(|language| language.to_string()),
        copyright: said(&feed.rights).map(str::to_string),
        last_build_date: Some(feed.updated.rfc822()),
        generator: Some(GENERATOR.to_string()),
        ttl: Some(feed.ttl_minutes.max(1).to_string()),
        image: picture,
        dublin_core_ext: dublin_core(DublinCoreExtension { creators: names(&feed.authors), ..Default::default() }),
        extensions: extension::for_rss(channel_elements(feed)),
        namespaces: namespaces(feed),
        items: feed.entries.iter().map(|entry| item(feed, entry)).collect(),
        ..Channel::default()
    }
}

/// RSS requires the address of the site. Where the configuration names none it is where the feeds are, else the feed's own id, which
/// is a URI and leads nobody to a site that is not this feed's.
fn link(feed: &Feed) -> String {
    feed.home.as_ref().or(feed.base.as_ref()).map_or_else(|| feed.id.uri().to_string(), |url| url.to_string())
}

fn channel_elements(feed: &Feed) -> Vec<Element> {
    let link = |rel: &str, href: &str, format: Format| {
        Element::new("atom:link").with("href", href).with("rel", rel).with("type", format.media_type)
    };
    let mut elements = Vec::new();
    elements.extend(feed.address(&RSS).map(|address| link("self", address.as_str(), &RSS)));
    elements.extend(feed.chain.links(&RSS).map(|(rel, address)| link(rel, address.as_str(), &RSS)));
    elements.extend(other_formats(feed, &RSS).map(|(format, address)| link("alternate", address.as_str(), format)));
    elements.extend(hub(feed).map(|hub| Element::new("atom:link").with("href", hub.as_str()).with("rel", "hub")));
    elements.extend(extension::archive(feed));
    let (period, frequency) = pace(feed.ttl_minutes);
    elements.push(Element::new("sy:updatePeriod").with_text(period));
    elements.push(Element::new("sy:updateFrequency").with_text(frequency.to_string()));
    elements
}

/// How often the feed is to be asked for, in the words of the syndication module: so many times in a period.
fn pace(ttl_minutes: u32) -> (&'static str, u32) {
    const PERIODS: [(u32, &str); 5] = [
        (60, "hourly"),
        (24 * 60, "daily"),
        (7 * 24 * 60, "weekly"),
        (30 * 24 * 60, "monthly"),
        (365 * 24 * 60, "yearly"),
    ];
    let ttl_minutes = ttl_minutes.max(1);
    let period = PERIODS.into_iter().find(|(minutes, _)| ttl_minutes <= *minutes);
    period.map_or(("yearly", 1), |(minutes, name)| (name, minutes / ttl_minutes))
}

/// The namespaces that the extensions use; the crate adds those of `content` and `dc`.
fn namespaces(feed: &Feed) -> BTreeMap<String, String> {
    let media = feed.entries.iter().any(|entry| entry.image.is_some() || entry.enclosures.len() > 1);
    let atom = feed.base.is_some() || feed.entries.iter().any(|entry| entry.updated != entry.published);
    let history = feed.chain.is_archive();
    let used = [(SYNDICATION, true), (MEDIA, media), (ATOM, atom), (HISTORY, history), (XHTML, feed.styled)];
    let used = used.into_iter().filter(|(_, used)| *used);
    used.map(|((prefix, uri), _)| (prefix.to_string(), uri.to_string())).collect()
}

fn item(feed: &Feed, entry: &Entry) -> Item {
    let content = entry.content.as_str();
    // An item has a title or a description.
    let first_words = entry.is_untitled.then_some(entry.title.as_str());
    Item {
        title: (!entry.is_untitled).then(|| entry.title.to_string()),
        link: entry.link.as_ref().map(|link| link.to_string()),
        // Readers take a description for HTML.
        description: said(&entry.summary).or(first_words).map(courant_html::escape_text),
        categories: categories(entry),
        enclosure: entry.enclosures.first().map(|enclosure| Enclosure {
            url: enclosure.url.to_string(),
            length: enclosure.length_bytes.to_string(),
            mime_type: enclosure_type(enclosure).to_string(),
        }),
        // A permalink would be broken by the first move; readers compare the text alone.
        guid: Some(Guid { value: entry.id.to_string(), permalink: false }),
        pub_date: Some(entry.published.rfc822()),
        source: entry
            .source
            .as_ref()
            .map(|publication| Source { url: publication.url.to_string(), title: Some(publication.title.to_string()) }),
        content: (!content.is_empty()).then(|| content.to_string()),
        extensions: extension::for_rss(item_elements(feed, entry)),
        // `author` would have to hold an address for mail, which some readers then show.
        dublin_core_ext: dublin_core(DublinCoreExtension {
            creators: names(&entry.authors),
            languages: entry.language.iter().map(|language| language.to_string()).collect(),
            rights: said(&entry.rights).into_iter().map(str::to_string).collect(),
            ..Default::default()
        }),
        ..Item::default()
    }
}

/// The extension, unless it says nothing: it would declare its namespace all the same.
fn dublin_core(extension: DublinCoreExtension) -> Option<DublinCoreExtension> {
    (extension != DublinCoreExtension::default()).then_some(extension)
}

fn names(authors: &[Author]) -> Vec<String> {
    authors.iter().map(|author| author.name.to_string()).collect()
}

fn categories(entry: &Entry) -> Vec<Category> {
    let category = |subject: &crate::feed::Subject| Category {
        name: subject.label.to_string(),
        domain: said(&subject.scheme).map(str::to_string),
    };
    entry.categories.iter().map(category).collect()
}

fn item_elements(feed: &Feed, entry: &Entry) -> Vec<Element> {
    let mut elements = browser::item(feed, entry);
    // feed-rs takes `media:content` for all that there is, and would lose the enclosure: the picture goes by its thumbnail alone.
    let is_lone = entry.enclosures.len() == 1;
    let picture = entry.image.iter().flat_map(extension::image);
    elements.extend(picture.filter(|element| !is_lone || element.name() == "media:thumbnail"));
    // RSS has room for one enclosure; more of them confuse podcast clients.
    elements.extend(entry.enclosures.iter().skip(1).map(extension::enclosure));
    if entry.updated != entry.published {
        // A new pubDate would make the item look new.
        elements.push(Element::new("atom:updated").with_text(entry.updated.rfc3339()));
    }
    elements
}
