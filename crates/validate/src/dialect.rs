//! The names of RSS 2.0 and Atom 1.0 for what RSS 1.0, RSS 0.90 and Atom 0.3 call otherwise, or have in another namespace; and what each of
//! them takes for HTML.

use super::document::Element;
use super::value::escaped;

/// Namespaces in which RSS has been written; its elements have the names that they have in RSS 2.0, which are in none.
const RSS: [&str; 5] = [
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
];

/// The namespace of Atom 0.3.
const ATOM_03: &str = "http://purl.org/atom/ns#";

/// What we know of RSS.
const RSS_NAMES: [&str; 12] =
    ["rss", "channel", "item", "title", "link", "description", "image", "url", "pubDate", "guid", "author", "category"];

/// What Atom 0.3 calls the elements of Atom 1.0.
const ATOM_NAMES: [(&str, &str); 14] = [
    ("feed", "atom:feed"),
    ("entry", "atom:entry"),
    ("id", "atom:id"),
    ("title", "atom:title"),
    ("link", "atom:link"),
    ("tagline", "atom:subtitle"),
    ("summary", "atom:summary"),
    ("content", "atom:content"),
    ("issued", "atom:published"),
    ("modified", "atom:updated"),
    ("author", "atom:author"),
    ("name", "atom:name"),
    ("copyright", "atom:rights"),
    ("generator", "atom:generator"),
];

/// What an element is called in the vocabulary, whatever version of its format it is written in; its name as written where it is in none.
pub(super) fn called<'a>(element: Element<'a>) -> &'a str {
    let (known, local) = (element.known(), element.local());
    if !known.is_empty() {
        return known;
    }
    let namespace = element.namespace_uri();
    let of_rss = RSS_NAMES.into_iter().find(|name| *name == local && RSS.contains(&namespace));
    let of_atom = ATOM_NAMES.into_iter().find(|(old, _)| *old == local && namespace == ATOM_03);
    of_rss.or(of_atom.map(|(_, name)| name)).unwrap_or(element.written())
}

/// The first child that is called so. What has the name of its standard has children that have theirs.
pub(super) fn child<'a>(element: Element<'a>, name: &str) -> Option<Element<'a>> {
    let otherwise = || element.children().find(|child| called(*child) == name);
    let is_of_dialect = || element.known().is_empty() || element.namespace_uri() == ATOM_03;
    element.child(name).or_else(|| if is_of_dialect() { otherwise() } else { None })
}

/// What an element shows, as HTML (RFC 4287 section 3.1.1; in RSS everything is HTML). Atom 0.3 names media types.
pub(super) fn html_of(element: Element) -> String {
    let kind = element.attribute_value("type");
    match kind.as_ref().map(|kind| kind.trimmed()) {
        Some("xhtml" | "application/xhtml+xml") => element.plain_content().trim().to_string(),
        None | Some("text" | "text/plain") if matches!(called(element), "atom:content" | "atom:summary") => {
            escaped(element.value().trimmed())
        }
        _ => element.value().trimmed().to_string(),
    }
}
