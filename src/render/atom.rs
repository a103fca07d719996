//! Atom 1.0 (RFC 4287).

use super::browser::{self, XHTML};
use super::extension::{self, Element, HISTORY, MEDIA};
use super::{GENERATOR, description, enclosure_type, hub, looks_like_html, said, stand_in};
use crate::feed::{AbsoluteUrl, Author, BannerPlace, Delivery, Entry, Feed, OutputFormat, Subject};
use atom_syndication::{Category, Content, FixedDateTime, Generator, Link, Person, TextType, WriteConfig};
use courant_text::date::Timestamp;
use courant_text::entry_id::has_bare_percent;
use courant_text::language_tag::LanguageTag;
use std::collections::BTreeMap;

/// Atom 1.0 (RFC 4287).
pub static ATOM: OutputFormat = OutputFormat {
    key: "atom",
    title: "Atom",
    file_name: "atom.xml",
    media_type: "application/atom+xml",
    delivery: Delivery::XML,
    outline_version: Some("ATOM"),
    banner: Some(BannerPlace { behind: ">", indent: "  " }),
    write,
};

/// The document.
fn write(feed: &Feed) -> String {
    // The crate's own declaration names no encoding.
    let start = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_vec();
    let config = WriteConfig { write_document_declaration: false, indent_size: Some(2) };
    let bytes = document(feed).write_with_config(start, config).expect("writing to memory does not fail");
    let mut text = String::from_utf8(bytes).expect("strings were written");
    text.push('\n');
    text
}

fn document(feed: &Feed) -> atom_syndication::Feed {
    let media = feed.entries.iter().any(|entry| entry.image.is_some());
    let used = [(MEDIA, media), (HISTORY, feed.chain.is_archive()), (XHTML, feed.styled)];
    let used = used.into_iter().filter(|(_, used)| *used);
    let namespaces = used.map(|((prefix, uri), _)| (prefix.to_string(), uri.to_string()));
    atom_syndication::Feed {
        title: plain(feed.title.as_str(), None),
        id: feed.id.uri().to_string(),
        updated: date(feed.updated),
        authors: authors_of(feed),
        categories: Vec::new(),
        contributors: Vec::new(),
        generator: Some(Generator { value: GENERATOR.to_string(), uri: None, version: None }),
        icon: feed.icon.as_ref().map(|icon| icon.to_string()),
        links: links_of(feed),
        logo: feed.logo.as_ref().map(|logo| logo.to_string()),
        rights: said(&feed.rights).map(|rights| plain(rights, None)),
        subtitle: Some(plain(description(feed), None)),
        entries: feed.entries.iter().map(|entry| entry_of(feed, entry)).collect(),
        extensions: extension::for_atom(extension::archive(feed).into_iter().collect()),
        namespaces: namespaces.collect::<BTreeMap<_, _>>(),
        base: None,
        lang: feed.language.as_ref().map(|language| language.to_string()),
    }
}

/// A feed names its author unless each of its entries does (RFC 4287 section 4.1.1). Where nobody is named it is the feed itself: the
/// element may stand for an organisation (section 3.2), and its title is the one name that we have.
fn authors_of(feed: &Feed) -> Vec<Person> {
    let nobody = feed.authors.is_empty() && feed.entries.iter().any(|entry| entry.authors.is_empty());
    if nobody {
        return vec![Person { name: feed.title.to_string(), ..Person::default() }];
    }
    feed.authors.iter().map(person).collect()
}

fn person(author: &Author) -> Person {
    Person {
        name: author.name.to_string(),
        email: said(&author.email).filter(|email| is_mail_address(email)).map(str::to_string),
        uri: author.url.as_ref().map(|url| url.to_string()),
        ..Person::default()
    }
}

/// Whether it is an address as RFC 4287 section 3.2.3 wants it.
fn is_mail_address(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = parts.is_some_and(|(name, host)| {
        let labels = host.split('.').filter(|label| !label.is_empty()).count();
        !name.is_empty() && labels > 1 && labels == host.split('.').count() && !host.contains('@')
    });
    whole && text.chars().all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c))
}

/// The site is the only `alternate`: some readers take the first for it, and newsboat takes the last. The other formats are named by the
/// page of all feeds and by the site's own.
fn links_of(feed: &Feed) -> Vec<Link> {
    let mut links = Vec::new();
    links.extend(feed.home.as_ref().map(|home| link("alternate", home, Some("text/html"))));
    links.extend(feed.address(&ATOM).map(|own| link("self", &own, Some(ATOM.media_type))));
    let chain = feed.chain.links(&ATOM);
    links.extend(chain.map(|(rel, address)| link(rel, &address, Some(ATOM.media_type))));
    links.extend(hub(feed).map(|hub| link("hub", hub, None)));
    links
}

fn link(rel: &str, address: &AbsoluteUrl, media_type: Option<&str>) -> Link {
    Link {
        href: address.to_string(),
        rel: rel.to_string(),
        mime_type: media_type.map(str::to_string),
        ..Link::default()
    }
}

/// A date in the type of the crate, which writes it as RFC 3339 again.
fn date(date: Timestamp) -> FixedDateTime {
    date.rfc3339().parse().expect("it is a date of RFC 3339")
}

fn entry_of(feed: &Feed, entry: &Entry) -> atom_syndication::Entry {
    let language = entry.language.as_ref();
    atom_syndication::Entry {
        title: plain(entry.title.as_str(), language),
        id: entry.id.uri().to_string(),
        updated: date(entry.updated),
        authors: entry.authors.iter().map(person).collect(),
        categories: entry.categories.iter().map(category).collect(),
        contributors: Vec::new(),
        links: links_of_entry(entry),
        published: Some(date(entry.published)),
        rights: said(&entry.rights).map(|rights| plain(rights, None)),
        // `atom:source` is for entries copied from a feed, with that feed's id and date; what we know of the publication is a link.
        source: None,
        summary: said(&entry.summary).map(|summary| plain(summary, language)),
        content: content(entry),
        extensions: extension::for_atom(elements_of(feed, entry)),
        namespaces: BTreeMap::new(),
    }
}

fn elements_of(feed: &Feed, entry: &Entry) -> Vec<Element> {
    browser::entry(feed, entry).into_iter().chain(entry.image.iter().flat_map(extension::image)).collect()
}

/// The content as escaped HTML: parsers scramble or drop XHTML. An entry without content needs a link (RFC 4287 section 4.1.2); without
/// either its summary stands for it.
fn content(entry: &Entry) -> Option<Content> {
    let lang = entry.language.as_ref().map(|language| language.to_string());
    let of = |value: &str, kind: &str| Content {
        value: Some(value.to_string()),
        content_type: Some(kind.to_string()),
        lang: lang.clone(),
        ..Content::default()
    };
    if !entry.content.as_str().is_empty() {
        return Some(of(entry.content.as_str(), "html"));
    }
    let words = stand_in(entry);
    entry.link.is_none().then(|| match looks_like_html(words) {
        true => of(&courant_html::escape_text(words), "html"),
        false => of(words, "text"),
    })
}

fn links_of_entry(entry: &Entry) -> Vec<Link> {
    let mut links = Vec::new();
    links.extend(entry.link.as_ref().map(|address| link("alternate", address, Some("text/html"))));
    links.extend(entry.enclosures.iter().map(|enclosure| Link {
        // A length of nothing says that nobody knows.
        length: (enclosure.length_bytes > 0).then(|| enclosure.length_bytes.to_string()),
        ..link("enclosure", &enclosure.url, Some(enclosure_type(enclosure)))
    }));
    links.extend(
        entry
            .source
            .iter()
            .map(|source| Link { title: Some(source.title.to_string()), ..link("via", &source.url, None) }),
    );
    links
}

fn category(subject: &Subject) -> Category {
    Category {
        term: subject.term.to_string(),
        // A scheme is an IRI (RFC 4287 section 4.2.2.2); in use they are addresses, and one that is none would be an error.
        scheme: said(&subject.scheme).filter(|scheme| is_web_address(scheme)).map(str::to_string),
        label: Some(subject.label.to_string()),
    }
}

fn is_web_address(text: &str) -> bool {
    let stands = |c: char| !(c.is_whitespace() || c.is_control() || "<>\"{}|\\^`[]".contains(c));
    let one_fragment = text.matches('#').count() <= 1;
    AbsoluteUrl::parse(text).is_some() && text.chars().all(stands) && one_fragment && !has_bare_percent(text)
}

/// Plain text: with `html` parsers have shown tags.
/// Text about markup is escaped as HTML: readers that look for tags in plain text would find some (RFC 4287 section 3.1.1).
fn plain(text: &str, language: Option<&LanguageTag>) -> atom_syndication::Text {
    let (value, kind) = match looks_like_html(text) {
        true => (courant_html::escape_text(text), TextType::Html),
        false => (text.to_string(), TextType::Text),
    };
    atom_syndication::Text { value, base: None, lang: language.map(|language| language.to_string()), r#type: kind }
}
