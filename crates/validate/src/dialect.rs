//! The names of RSS 2.0 and Atom 1.0 for what RSS 1.0, RSS 0.90 and Atom 0.3 call otherwise, or have in another namespace.

use super::document::Element;

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

/// The first child that is called so.
pub(super) fn child<'a>(element: Element<'a>, name: &str) -> Option<Element<'a>> {
    element.child(name).or_else(|| element.children().find(|child| called(*child) == name))
}
