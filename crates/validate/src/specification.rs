//! Which specification speaks of what, so that a finding cites the one that its author has to read.

use super::feed_kind::FeedKind;

/// A place in a specification, and what stands in for it where it speaks of something else.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Citation {
    /// The specification as people call it: `RFC 4287`.
    pub specification: &'static str,
    /// The section as it names it: `section 4.2.6`.
    pub section: &'static str,
    /// Its address.
    pub url: &'static str,
    /// Places in specifications of other formats that say the same.
    pub(crate) also: &'static [Citation],
    /// Whether what the vocabulary says of the element at hand comes first: the rule is one of all vocabularies.
    pub(crate) is_by_vocabulary: bool,
}

impl Citation {
    /// A place in a specification.
    pub(crate) const fn new(specification: &'static str, section: &'static str, url: &'static str) -> Citation {
        Citation { specification, section, url, also: &[], is_by_vocabulary: false }
    }

    /// The same, and where other formats have it.
    pub(crate) const fn also(self, also: &'static [Citation]) -> Citation {
        Citation { also, ..self }
    }

    /// The same as an example: each element's own specification is cited.
    pub(crate) const fn by_vocabulary(self) -> Citation {
        Citation { is_by_vocabulary: true, ..self }
    }

    /// All places, each with what leads over to it: for a page about a rule.
    #[cfg(feature = "reports")]
    pub(super) fn places(&self) -> impl Iterator<Item = (&'static str, &Citation)> {
        let lead = if self.is_by_vocabulary { "each element's own specification, as " } else { "" };
        std::iter::once((lead, self)).chain(self.also.iter().map(|one| ("", one)))
    }

    /// The citation of a rule for a finding: the first that speaks of what was found.
    pub(super) fn for_finding(self, place: Place) -> Citation {
        let own = std::iter::once(self).chain(self.also.iter().copied()).find(|one| place.is_covered_by(one));
        let (first, second) = if self.is_by_vocabulary { (place.row, own) } else { (own, place.row) };
        first.or(second).or_else(|| extension(place.kind)).unwrap_or(self)
    }
}

/// Where something was found, as far as it decides what is cited.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// What the document is.
    pub(super) kind: FeedKind,
    /// The usual prefix of the element's vocabulary: empty for RSS, OPML and JSON Feed, and for one that nobody knows.
    pub(super) prefix: &'static str,
    /// What the vocabulary cites for the element.
    pub(super) row: Option<Citation>,
}

impl Place {
    /// A document as a whole.
    pub(super) fn document(kind: FeedKind) -> Place {
        Place { kind, prefix: "", row: None }
    }

    /// Whether a specification speaks of what is here; one that is not in the table speaks of all feeds.
    pub(super) fn is_covered_by(&self, citation: &Citation) -> bool {
        let Some((_, about)) = ABOUT.iter().find(|(name, _)| *name == citation.specification) else { return true };
        match about {
            About::Documents(kinds) => kinds.contains(&self.kind) || self.kind == FeedKind::Other,
            About::Vocabularies(prefixes, kinds) => {
                let is_nobodys = self.prefix.is_empty() || self.row.is_none();
                let is_of_document = is_nobodys && (kinds.contains(&self.kind) || self.kind == FeedKind::Other);
                prefixes.contains(&self.prefix) || is_of_document
            }
        }
    }
}

/// What a specification speaks of.
enum About {
    /// Everything in documents of these kinds.
    Documents(&'static [FeedKind]),
    /// The elements of these vocabularies wherever they are, and what no other vocabulary knows in documents of these kinds.
    Vocabularies(&'static [&'static str], &'static [FeedKind]),
}

const RSS: &[FeedKind] = &[FeedKind::Rss, FeedKind::Rdf];

/// The specifications that do not speak of all feeds.
const ABOUT: &[(&str, About)] = &[
    ("RSS 2.0", About::Vocabularies(&[], RSS)),
    ("RSS Best Practices Profile", About::Documents(RSS)),
    ("RFC 4287", About::Vocabularies(&["atom"], &[FeedKind::Atom])),
    ("JSON Feed 1.1", About::Documents(&[FeedKind::Json])),
    ("OPML 2.0", About::Documents(&[FeedKind::Opml])),
    ("Media RSS 1.5.1", About::Vocabularies(&["media"], &[])),
    ("A Podcaster’s Guide to RSS (Apple)", About::Vocabularies(&["itunes"], RSS)),
    ("Podcasting 2.0 namespace", About::Vocabularies(&["podcast"], &[])),
    ("RSS 1.0 Syndication module", About::Vocabularies(&["sy"], &[])),
    ("RSS 1.0 Slash module", About::Vocabularies(&["slash"], &[])),
    ("RSS 1.0 Content module", About::Vocabularies(&["content"], &[])),
    ("Well-Formed Web", About::Vocabularies(&["wfw"], &[])),
    ("DCMI Metadata Terms", About::Vocabularies(&["dc", "dcterms"], &[])),
    ("GeoRSS Simple", About::Vocabularies(&["georss", "gml"], &[])),
    ("W3C Basic Geo", About::Vocabularies(&["geo", "geourl", "icbm"], &[])),
];

const EXTENDING_RSS: Citation =
    Citation::new("RSS 2.0", "Extending RSS", "https://www.rssboard.org/rss-specification#extending-rss");
const EXTENDING_ATOM: Citation =
    Citation::new("RFC 4287", "section 6.1", "https://www.rfc-editor.org/rfc/rfc4287#section-6.1");
const EXTENDING_OPML: Citation = Citation::new("OPML 2.0", "Extending OPML", "https://opml.org/spec2.opml");
const EXTENDING_JSON_FEED: Citation =
    Citation::new("JSON Feed 1.1", "Extensions", "https://www.jsonfeed.org/version/1.1/");

/// Where a format says what may stand in it that it does not define itself.
fn extension(kind: FeedKind) -> Option<Citation> {
    match kind {
        FeedKind::Rss | FeedKind::Rdf => Some(EXTENDING_RSS),
        FeedKind::Atom => Some(EXTENDING_ATOM),
        FeedKind::Opml => Some(EXTENDING_OPML),
        FeedKind::Json => Some(EXTENDING_JSON_FEED),
        FeedKind::Other => None,
    }
}
