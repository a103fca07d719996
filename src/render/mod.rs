//! Writes a feed in its formats.
//!
//! The crates that write XML here are trusted with escaping only where they do it: both write control characters as they get them, and
//! `atom_syndication` writes attributes of extensions unescaped and required elements empty. What is legal is in the types
//! ([`crate::text::Text`]), and nothing required is left to their defaults.

mod atom;
mod extension;
mod json_feed;
mod rss;

use crate::feed::{AbsoluteUrl, Author, Entry, Feed, FeedFile, Format};
use crate::text::Text;

/// What made the feed. Without a version, so that a new release changes no byte of a feed.
const GENERATOR: &str = "Courant";

/// Writes a feed in a format. It cannot fail: all that is required is in the types.
pub fn render(format: Format, feed: &Feed) -> FeedFile {
    let text = match format {
        Format::Rss => rss::write(feed),
        Format::Atom => atom::write(feed),
        Format::JsonFeed => json_feed::write(feed),
    };
    FeedFile { path: format!("{}{}", feed.folder, format.file_name()), format, text }
}

/// How many bytes an entry takes at most, in any format.
pub fn longest(entry: &Entry) -> usize {
    /// Names of elements, indentation, dates and namespaces of everything that an entry holds once.
    const AROUND: usize = 1400;
    /// The same for what it can hold several times.
    const AROUND_EACH: usize = 220;
    let authors = entry.authors.iter().map(length_of_author);
    let categories = entry
        .categories
        .iter()
        .map(|subject| widest(&subject.term) + widest(&subject.label) + subject.scheme.as_ref().map_or(0, widest));
    let enclosures = entry.enclosures.iter().map(|file| widest_of(file.url.as_str()) + widest(&file.media_type));
    let several: usize = authors.chain(categories).chain(enclosures).map(|length| length + AROUND_EACH).sum();
    let image = entry.image.iter().map(|image| {
        let texts = [&image.media_type, &image.credit, &image.caption, &image.alt];
        2 * widest_of(image.url.as_str()) + texts.into_iter().flatten().map(widest).sum::<usize>()
    });
    let source = entry.source.iter().map(|source| widest(&source.title) + widest_of(source.url.as_str()));
    let texts = [entry.summary.as_ref(), entry.rights.as_ref()].into_iter().flatten().map(widest);
    // Where there is neither content nor summary the title stands for them; the content stands for a summary that is not there.
    let once = 2 * widest(&entry.title) + widest(&entry.content) + widest_of(entry.id.as_str());
    let language = 5 * entry.language.as_ref().map_or(0, |language| language.as_str().len());
    let link = entry.link.as_ref().map_or(0, |link| widest_of(link.as_str()));
    AROUND + once + language + link + several + image.chain(source).chain(texts).sum::<usize>() + fallback(entry)
}

/// How many bytes a feed takes at most beside its entries, in any format.
pub fn longest_frame(feed: &Feed) -> usize {
    const AROUND: usize = 3000;
    let addresses = [&feed.home, &feed.base, &feed.logo, &feed.icon].into_iter().flatten();
    let addresses: usize = addresses.map(|address| 4 * widest_of(address.as_str())).sum();
    let authors: usize = feed.authors.iter().map(|author| length_of_author(author) + 200).sum();
    // The title is also that of the picture, and stands for the author and the description where there is none.
    let texts = 4 * widest(&feed.title) + widest(&feed.description) + feed.rights.as_ref().map_or(0, widest);
    AROUND + addresses + authors + texts + 2 * widest_of(feed.id.as_str())
}

fn length_of_author(author: &Author) -> usize {
    let url = author.url.as_ref().map_or(0, |url| widest_of(url.as_str()));
    widest(&author.name) + author.email.as_ref().map_or(0, widest) + url
}

/// What [`stand_in`] adds.
fn fallback(entry: &Entry) -> usize {
    if entry.content.as_str().is_empty() { widest_of(stand_in(entry)) } else { 0 }
}

fn widest(text: &Text) -> usize {
    widest_of(text.as_str())
}

/// How many bytes a text takes in the format that escapes it most.
fn widest_of(text: &str) -> usize {
    let extra = |byte| match byte {
        b'"' | b'\'' => 5,
        b'&' => 8,
        b'<' | b'>' => 7,
        b'\n' | b'\t' | b'\\' => 1,
        _ => 0,
    };
    text.len() + text.bytes().map(extra).sum::<usize>()
}

/// A text that is there and not blank: one reader refuses a feed with a blank credit.
fn said(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(Text::as_str).filter(|text| !text.trim().is_empty())
}

/// What a feed holds. Every format asks for it; where nothing is said the title has to do.
fn description(feed: &Feed) -> &str {
    if feed.description.as_str().trim().is_empty() { feed.title.as_str() } else { feed.description.as_str() }
}

/// What an entry says where a format wants content and there is none.
fn stand_in(entry: &Entry) -> &str {
    said(&entry.summary).unwrap_or(entry.title.as_str())
}

/// The addresses of a feed in its other formats, in the order in which they are offered.
fn other_formats(feed: &Feed, own: Format) -> impl Iterator<Item = (Format, AbsoluteUrl)> + '_ {
    let others = feed.formats.iter().copied().filter(move |format| *format != own);
    others.filter_map(|format| Some((format, feed.address(format)?)))
}
