//! The namespaces that feeds use, under the prefixes by which the rules call them.

/// A namespace of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Namespace(pub(super) u16);

/// A namespace that we know.
#[derive(Debug)]
pub(super) struct KnownNamespace {
    /// The prefix by which the vocabulary calls it.
    pub(super) prefix: &'static str,
    /// Its name.
    pub(super) uri: &'static str,
    /// How it stands.
    pub(super) status: NamespaceStatus,
}

/// How a namespace stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NamespaceStatus {
    /// The vocabulary knows all its elements.
    Checked,
    /// It is used in feeds; its elements are not checked.
    Unchecked,
    /// It is a mistake for another name of the same prefix.
    Mistake,
    /// It was replaced by another name of the same prefix.
    Obsolete,
}

impl Namespace {
    /// No namespace: the elements of RSS and OPML.
    pub(super) const NONE: Namespace = Namespace(0);

    /// The namespace of this name, if we know it.
    pub(super) fn known(uri: &str) -> Option<Namespace> {
        KNOWN.iter().position(|known| known.uri == uri).map(|index| Namespace(index as u16))
    }

    /// The namespace at this place of a document's own list.
    pub(super) fn foreign(index: usize) -> Namespace {
        Namespace((KNOWN.len() + index).min(usize::from(u16::MAX)) as u16)
    }

    /// Its place in the table of namespaces; past its end, where we do not know it.
    pub(super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// What we know of it.
    pub(super) fn entry(self) -> Option<&'static KnownNamespace> {
        KNOWN.get(usize::from(self.0))
    }

    /// The prefix by which the vocabulary calls it; empty for none, and for one that we do not know.
    pub(super) fn prefix(self) -> &'static str {
        self.entry().map_or("", |known| known.prefix)
    }

    /// Its name.
    pub(super) fn uri(self, foreign: &[String]) -> &str {
        match self.entry() {
            Some(known) => known.uri,
            None => foreign.get(usize::from(self.0) - KNOWN.len()).map_or("", String::as_str),
        }
    }
}

const fn checked(prefix: &'static str, uri: &'static str) -> KnownNamespace {
    KnownNamespace { prefix, uri, status: NamespaceStatus::Checked }
}

const fn unchecked(prefix: &'static str, uri: &'static str) -> KnownNamespace {
    KnownNamespace { prefix, uri, status: NamespaceStatus::Unchecked }
}

const fn mistake(prefix: &'static str, uri: &'static str) -> KnownNamespace {
    KnownNamespace { prefix, uri, status: NamespaceStatus::Mistake }
}

const fn obsolete(prefix: &'static str, uri: &'static str) -> KnownNamespace {
    KnownNamespace { prefix, uri, status: NamespaceStatus::Obsolete }
}

/// All of them. The first is no namespace; of several names with one prefix the first is the right one.
pub(super) const KNOWN: &[KnownNamespace] = &[
    checked("", ""),
    unchecked("xml", "http://www.w3.org/XML/1998/namespace"),
    unchecked("xmlns", "http://www.w3.org/2000/xmlns/"),
    checked("atom", "http://www.w3.org/2005/Atom"),
    mistake("atom", "https://www.w3.org/2005/Atom"),
    mistake("atom", "http://www.w3.org/2005/Atom/"),
    mistake("atom", "http://www.w3.org/2005/atom"),
    obsolete("atom", "http://purl.org/atom/ns#"),
    checked("content", "http://purl.org/rss/1.0/modules/content/"),
    mistake("content", "https://purl.org/rss/1.0/modules/content/"),
    mistake("content", "http://purl.org/rss/1.0/modules/content"),
    checked("dc", "http://purl.org/dc/elements/1.1/"),
    mistake("dc", "https://purl.org/dc/elements/1.1/"),
    mistake("dc", "http://purl.org/dc/elements/1.1"),
    checked("dcterms", "http://purl.org/dc/terms/"),
    mistake("dcterms", "https://purl.org/dc/terms/"),
    mistake("dcterms", "http://purl.org/dc/terms"),
    checked("slash", "http://purl.org/rss/1.0/modules/slash/"),
    mistake("slash", "https://purl.org/rss/1.0/modules/slash/"),
    mistake("slash", "http://purl.org/rss/1.0/modules/slash"),
    checked("wfw", "http://wellformedweb.org/CommentAPI/"),
    mistake("wfw", "https://wellformedweb.org/CommentAPI/"),
    mistake("wfw", "http://wellformedweb.org/CommentAPI"),
    checked("sy", "http://purl.org/rss/1.0/modules/syndication/"),
    mistake("sy", "https://purl.org/rss/1.0/modules/syndication/"),
    mistake("sy", "http://purl.org/rss/1.0/modules/syndication"),
    checked("media", "http://search.yahoo.com/mrss/"),
    mistake("media", "https://search.yahoo.com/mrss/"),
    mistake("media", "https://search.yahoo.com/mrss"),
    mistake("media", "http://search.yahoo.com/mrss"),
    checked("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    mistake("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd/"),
    mistake("itunes", "https://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    mistake("itunes", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"),
    mistake("itunes", "https://www.itunes.com/dtds/podcast-1.0.dtd"),
    checked("podcast", "https://podcastindex.org/namespace/1.0"),
    mistake("podcast", "https://podcastindex.org/namespace/1.0/"),
    mistake("podcast", "http://podcastindex.org/namespace/1.0"),
    unchecked("podcast", "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"),
    checked("georss", "http://www.georss.org/georss"),
    mistake("georss", "https://www.georss.org/georss"),
    mistake("georss", "http://www.georss.org/georss/"),
    checked("gml", "http://www.opengis.net/gml"),
    checked("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    mistake("geo", "https://www.w3.org/2003/01/geo/wgs84_pos#"),
    mistake("geo", "http://www.w3.org/2003/01/geo/wgs84_pos"),
    checked("thr", "http://purl.org/syndication/thread/1.0"),
    mistake("thr", "https://purl.org/syndication/thread/1.0"),
    mistake("thr", "http://purl.org/syndication/thread/1.0/"),
    checked("fh", "http://purl.org/syndication/history/1.0"),
    mistake("fh", "https://purl.org/syndication/history/1.0"),
    mistake("fh", "http://purl.org/syndication/history/1.0/"),
    checked("app", "http://www.w3.org/2007/app"),
    obsolete("app", "http://purl.org/atom/app#"),
    checked("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    unchecked("cc", "http://web.resource.org/cc/"),
    unchecked("cc", "http://creativecommons.org/ns#"),
    unchecked("webfeeds", "http://webfeeds.org/rss/1.0"),
    unchecked("source", "http://source.scripting.com/"),
    unchecked("source", "https://source.scripting.com/"),
    checked("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"),
    unchecked("xhtml", "http://www.w3.org/1999/xhtml"),
    unchecked("svg", "http://www.w3.org/2000/svg"),
    unchecked("mathml", "http://www.w3.org/1998/Math/MathML"),
    unchecked("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    unchecked("rss1", "http://purl.org/rss/1.0/"),
    unchecked("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    unchecked("opensearch", "http://a9.com/-/spec/opensearch/1.1/"),
    unchecked("opensearch", "http://a9.com/-/spec/opensearchrss/1.0/"),
    unchecked("googleplay", "http://www.google.com/schemas/play-podcasts/1.0"),
    unchecked("acast", "https://schema.acast.com/1.0/"),
    unchecked("rawvoice", "http://www.rawvoice.com/rawvoiceRssModule/"),
    unchecked("spotify", "http://www.spotify.com/ns/rss"),
    unchecked("omny", "https://omny.fm/rss-extensions"),
    unchecked("psc", "http://podlove.org/simple-chapters"),
    unchecked("activity", "http://activitystrea.ms/spec/1.0/"),
    unchecked("poco", "http://portablecontacts.net/spec/1.0"),
    unchecked("ostatus", "http://ostatus.org/schema/1.0"),
    unchecked("mastodon", "http://mastodon.social/schema/1.0"),
    unchecked("yt", "http://www.youtube.com/xml/schemas/2015"),
    unchecked("gd", "http://schemas.google.com/g/2005"),
    unchecked("blogger", "http://schemas.google.com/blogger/2008"),
    unchecked("g", "http://base.google.com/ns/1.0"),
    unchecked("wp", "com-wordpress:feed-additions:1"),
    unchecked("snf", "http://www.smartnews.be/snf"),
    unchecked("nyt", "http://www.nytimes.com/namespaces/rss/2.0"),
    unchecked("prism", "http://prismstandard.org/namespaces/basic/2.0/"),
    checked("trackback", "http://madskills.com/public/xml/rss/module/trackback/"),
    unchecked("pingback", "http://madskills.com/public/xml/rss/module/pingback/"),
    checked("admin", "http://webns.net/mvcb/"),
    unchecked("annotate", "http://purl.org/rss/1.0/modules/annotate/"),
    unchecked("taxo", "http://purl.org/rss/1.0/modules/taxonomy/"),
    unchecked("sx", "http://feedsync.org/2007/feedsync"),
    unchecked("foaf", "http://xmlns.com/foaf/0.1/"),
    checked("geourl", "http://geourl.org/rss/module/"),
    checked("blogChannel", "http://backend.userland.com/blogChannelModule"),
    checked("icbm", "http://postneo.com/icbm"),
    unchecked("cf", "http://www.microsoft.com/schemas/rss/core/2005"),
    unchecked("xlink", "http://www.w3.org/1999/xlink"),
    unchecked("at", "http://purl.org/atompub/tombstones/1.0"),
    unchecked("ev", "http://purl.org/rss/1.0/modules/event/"),
];
