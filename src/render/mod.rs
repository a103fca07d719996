//! Writes a feed in its formats.
//!
//! The crates that write XML here are trusted with escaping only where they do it: both write control characters as they get them, and
//! `atom_syndication` writes attributes of extensions unescaped and required elements empty. What is legal is in the types
//! ([`courant_text::text::Text`]), and nothing required is left to their defaults.

pub mod atom;
mod browser;
mod extension;
pub mod json_feed;
mod opml;
pub mod rss;

pub use browser::can_be_styled;
pub use opml::{outline, outline_format};

use crate::feed::{AbsoluteUrl, Author, Enclosure, Entry, Feed, FileKind, Format, GENERATOR, SiteFile};
use courant_text::text::Text;

/// All formats, in the order in which they are offered to subscribers. A format is one file of this folder, and its row here.
pub static FORMATS: [Format; 3] = [&rss::RSS, &atom::ATOM, &json_feed::JSON_FEED];

/// Writes a feed in a format. It cannot fail: all that is required is in the types.
pub fn render(format: Format, feed: &Feed) -> SiteFile {
    let path = feed.path(format);
    let text = (format.write)(feed);
    let text = if feed.styled { browser::with_banner(feed, format, &path, text) } else { text };
    SiteFile { path, kind: FileKind::Feed(format), text }
}

/// How many bytes an entry takes at most, in any format: what is around a field (names, dates, indentation) and the field itself.
pub fn longest(entry: &Entry) -> usize {
    let authors = entry.authors.iter().map(|author| 130 + length_of_author(author));
    let categories = entry
        .categories
        .iter()
        .map(|subject| 90 + widest(&subject.term) + widest(&subject.label) + subject.scheme.as_ref().map_or(0, widest));
    let enclosures = entry.enclosures.iter().map(|file| 190 + widest_of(file.url.as_str()) + widest(&file.media_type));
    let image = entry.image.iter().map(|image| {
        let texts = [&image.media_type, &image.credit, &image.caption, &image.alt];
        260 + 2 * widest_of(image.url.as_str()) + texts.into_iter().flatten().map(widest).sum::<usize>()
    });
    let source = entry.source.iter().map(|source| 130 + widest(&source.title) + widest_of(source.url.as_str()));
    let texts =
        [&entry.summary, &entry.summary, &entry.rights].into_iter().flatten().map(|text| 80 + widest_line(text));
    let language = entry.language.iter().map(|language| 50 + 3 * language.as_str().len());
    // The link, and what leads there in a browser, with the title; a summary is said again there.
    let link = entry.link.iter().map(|link| 90 + 2 * widest_of(link.as_str()) + widest_line(&entry.title));
    let stand_in = entry.content.as_str().is_empty().then(|| 3 * widest_of(stand_in(entry)));
    let first_words = entry.is_untitled.then(|| 80 + widest(&entry.title));
    let fixed = 300
        + widest_line(&entry.title)
        + widest(&entry.content)
        + widest_of(entry.id.as_str()).max(widest_of(entry.id.uri()));
    let several = authors.chain(categories).chain(enclosures).sum::<usize>();
    fixed
        + several
        + image.chain(source).chain(texts).chain(language).chain(link).chain(stand_in).chain(first_words).sum::<usize>()
}

/// How many bytes a feed takes at most beside its entries, in any format.
pub fn longest_frame(feed: &Feed) -> usize {
    // The site is also where the picture leads; each format names the others.
    let chain = &feed.chain;
    let others = [(&chain.current, 2), (&chain.previous, 1), (&chain.next, 1), (&feed.hub, 1)];
    let addresses = [(&feed.home, 3), (&feed.base, 5), (&feed.logo, 1), (&feed.icon, 1)].into_iter().chain(others);
    let addresses = addresses.filter_map(|(url, times)| Some(times * widest_of(url.as_ref()?.as_str())));
    let authors = feed.authors.iter().map(|author| 130 + length_of_author(author));
    // The title is also that of the picture, and stands for the author and the description where there is none.
    let texts = 4 * widest(&feed.title) + widest(&feed.description) + feed.rights.as_ref().map_or(0, widest);
    // What a browser shows is in one language and a little longer in the longest.
    3900 + texts + 2 * widest_of(feed.id.uri()) + addresses.chain(authors).sum::<usize>()
}

fn length_of_author(author: &Author) -> usize {
    let url = author.url.as_ref().map_or(0, |url| widest_of(url.as_str()));
    widest(&author.name) + author.email.as_ref().map_or(0, widest) + url
}

fn widest(text: &Text) -> usize {
    widest_of(text.as_str())
}

/// The same of a line that Atom escapes twice where it looks like HTML.
fn widest_line(text: &Text) -> usize {
    if looks_like_html(text.as_str()) { 12 + 3 * widest(text) } else { widest(text) }
}

/// Whether readers might take a plain text for HTML: it has what could be a tag or a character reference.
fn looks_like_html(text: &str) -> bool {
    let opens = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let names = |rest: &str| {
        let name = rest.split(';').next().filter(|name| name.len() < rest.len()).unwrap_or_default();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    };
    text.split('<').skip(1).any(opens) || text.split('&').skip(1).any(names)
}

/// How many bytes a text takes in the format that escapes each of its characters most.
fn widest_of(text: &str) -> usize {
    text.bytes().map(|byte| usize::from(WIDEST[byte as usize])).sum()
}

/// How many bytes a byte takes in the format that escapes it most.
const WIDEST: [u8; 256] = {
    let mut widest = [1; 256];
    widest[b'"' as usize] = 6;
    widest[b'\'' as usize] = 6;
    widest[b'&' as usize] = 5;
    widest[b'<' as usize] = 4;
    widest[b'>' as usize] = 4;
    widest[b'\n' as usize] = 2;
    widest[b'\t' as usize] = 2;
    widest[b'\\' as usize] = 2;
    widest
};

/// A text that is there and not blank: one reader refuses a feed with a blank credit.
fn said(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(Text::as_str).filter(|text| !text.trim().is_empty())
}

/// The media type that a text states (RFC 6838 section 4.2), without its parameters.
fn media_type(text: &Text) -> Option<&str> {
    let is_name = |name: &str| {
        let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
        begins && name.len() <= 127 && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c))
    };
    let bare = text.as_str().split(';').next().unwrap_or_default().trim();
    let (kind, subtype) = bare.split_once('/')?;
    (is_name(kind) && is_name(subtype)).then_some(bare)
}

/// The media type of an enclosure; one that nobody can read is some file of any kind.
fn enclosure_type(enclosure: &Enclosure) -> &str {
    media_type(&enclosure.media_type).unwrap_or("application/octet-stream")
}

/// What a feed holds. Every format asks for it; where nothing is said the title has to do.
fn description(feed: &Feed) -> &str {
    if feed.description.as_str().trim().is_empty() { feed.title.as_str() } else { feed.description.as_str() }
}

/// What an entry says where a format wants content and there is none.
fn stand_in(entry: &Entry) -> &str {
    said(&entry.summary).unwrap_or(entry.title.as_str())
}

/// The hub of a feed. A hub knows a feed by the address in its self link: without one there is nothing to subscribe to.
fn hub(feed: &Feed) -> Option<&AbsoluteUrl> {
    feed.hub.as_ref().filter(|_| feed.base.is_some() && !feed.chain.is_archive())
}

/// The addresses of a feed in its other formats, in the order in which they are offered.
fn other_formats(feed: &Feed, own: Format) -> impl Iterator<Item = (Format, AbsoluteUrl)> + '_ {
    let others = feed.formats.iter().copied().filter(move |format| *format != own);
    others.filter_map(|format| Some((format, feed.address(format)?)))
}
