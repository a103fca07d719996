//! What is published: feeds and entries that are complete, in types that leave nothing out.

use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::language_tag::LanguageTag;
use courant_text::text::Text;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use url::Position;

/// A format that a feed is written in: a row of the table `render::FORMATS`.
pub type Format = &'static OutputFormat;

/// The declaration of a format: all that the program knows of it stands in its row, which stands in its file in `render/`.
#[derive(Debug)]
#[non_exhaustive]
pub struct OutputFormat {
    /// Its name in `courant.toml`.
    pub key: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The name of the file inside the feed's folder.
    pub file_name: &'static str,
    /// The media type that autodiscovery and `rel="alternate"` name.
    pub media_type: &'static str,
    /// As what servers deliver it.
    pub delivery: Delivery,
    /// What OPML's `version` calls it; `None` where the list of feeds does not know it.
    pub outline_version: Option<&'static str>,
    /// Where what a browser shows is put; `None` where a browser cannot be told how to show it.
    pub banner: Option<BannerPlace>,
    /// Writes a feed.
    pub(crate) write: fn(&Feed) -> String,
}

/// As what servers deliver a format.
#[derive(Clone, Copy, Debug)]
pub struct Delivery {
    /// The name under which a server's configuration holds the formats that are delivered alike.
    pub group: &'static str,
    /// The media type in the header field. As XML without more a feed is the page that it has been made to be: of `application/rss+xml`
    /// Chromium shows the source.
    pub media_type: &'static str,
    /// Whether the header field names the encoding.
    pub has_charset: bool,
    /// The media type for hosts that compress by it, and do not know the right one (Cloudflare documentation, "Content compression").
    pub compressed_as: Option<&'static str>,
}

impl Delivery {
    /// Feeds in XML.
    pub(crate) const XML: Delivery =
        Delivery { group: "xml", media_type: "application/xml", has_charset: true, compressed_as: None };
}

/// Where what a browser shows is put into a document.
#[derive(Clone, Copy, Debug)]
pub struct BannerPlace {
    /// Behind the first of these.
    pub behind: &'static str,
    /// What its line begins with.
    pub indent: &'static str,
}

impl PartialEq for OutputFormat {
    fn eq(&self, other: &OutputFormat) -> bool {
        self.key == other.key
    }
}

impl Eq for OutputFormat {}

/// One feed, ready to be written in any format.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The folder of its files inside the output folder, with a `/` at the end unless empty: ``, `categories/ai/`.
    pub folder: String,
    /// Its id for Atom: minted once, kept in the ledger.
    pub id: EntryId,
    /// What subscribers see in their list.
    pub title: Text,
    /// What is in it, in a sentence.
    pub description: Text,
    /// The page that it is the feed of, when the configuration says.
    pub home: Option<AbsoluteUrl>,
    /// The address of [`Feed::folder`], when the configuration says: self and alternate links come from it.
    pub base: Option<AbsoluteUrl>,
    /// The formats that it is written in.
    pub formats: Vec<Format>,
    /// The language of its title, and of entries that state none.
    pub language: Option<LanguageTag>,
    /// Who answers for it.
    pub authors: Vec<Author>,
    /// Who may do what with it.
    pub rights: Option<Text>,
    /// A picture, 2:1 or wider.
    pub logo: Option<AbsoluteUrl>,
    /// A square picture.
    pub icon: Option<AbsoluteUrl>,
    /// How long a reader may wait before it asks again.
    pub ttl_minutes: u32,
    /// The newest [`Entry::updated`], never going backwards.
    pub updated: Timestamp,
    /// Whether a browser that opens it is shown a page.
    pub styled: bool,
    /// Whether there is a page of all feeds.
    pub listed: bool,
    /// The WebSub hub that tells subscribers of news (W3C WebSub section 4).
    pub hub: Option<AbsoluteUrl>,
    /// Where it stands among the documents of its feed.
    pub chain: Chain,
    /// The folder of the feed that it has become one with: who asks for it is led there. `None` for a feed of its own.
    pub leads_to: Option<String>,
    /// Newest first.
    pub entries: Vec<Arc<Entry>>,
}

/// Where a document stands among those of its feed (RFC 5005 section 4): the one that is subscribed to, and archive documents from the
/// newest to the oldest. Each is named by the address of its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The document that is subscribed to, in an archive document.
    pub current: Option<AbsoluteUrl>,
    /// The archive document with the next older entries.
    pub previous: Option<AbsoluteUrl>,
    /// The archive document with the next newer entries, in an archive document.
    pub next: Option<AbsoluteUrl>,
}

impl Chain {
    /// Whether the document is an archive document.
    pub fn is_archive(&self) -> bool {
        self.current.is_some()
    }

    /// The links to the others in a format, by their relations.
    pub fn links(&self, format: Format) -> impl Iterator<Item = (&'static str, AbsoluteUrl)> + '_ {
        let links = [("current", &self.current), ("prev-archive", &self.previous), ("next-archive", &self.next)];
        links.into_iter().filter_map(move |(rel, folder)| Some((rel, folder.as_ref()?.join(format.file_name)?)))
    }
}

impl Feed {
    /// Whether it is offered to those who look for a feed. One that leads to another is for those who have it.
    pub fn is_offered(&self) -> bool {
        self.leads_to.is_none()
    }

    /// The path of this feed in a format, inside the output folder.
    pub fn path(&self, format: Format) -> String {
        format!("{}{}", self.folder, format.file_name)
    }

    /// What people subscribe to: this document, or the one whose archive it is.
    pub fn subscription(&self, format: Format) -> Option<AbsoluteUrl> {
        self.chain.current.as_ref().or(self.base.as_ref())?.join(format.file_name)
    }

    /// Where this feed is found in a format, when the configuration says where the feeds are.
    pub fn address(&self, format: Format) -> Option<AbsoluteUrl> {
        self.base.as_ref()?.join(format.file_name)
    }
}

/// One entry, complete.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What readers know it by.
    pub id: EntryId,
    /// Plain text, one line: the first words of one that has no title.
    pub title: Text,
    /// Whether its author gave it none: formats that can do without leave it out.
    pub is_untitled: bool,
    /// Where it can be read.
    pub link: Option<AbsoluteUrl>,
    /// Where its versions in other languages, and itself, can be read, by language; empty where it is in one alone.
    pub alternates: Vec<(LanguageTag, AbsoluteUrl)>,
    /// The folder of its reading page inside the output folder, with a `/` at the end; `None` where its page is elsewhere.
    pub page: Option<String>,
    /// Plain text, whole sentences; `None` for an article without any text.
    pub summary: Option<Text>,
    /// Clean HTML with absolute URLs, legal in XML; empty where only summaries are published.
    pub content: Text,
    /// All of them.
    pub authors: Vec<Author>,
    /// Without duplicates.
    pub categories: Vec<Subject>,
    /// When it was first published; never changes.
    pub published: Timestamp,
    /// When subscribers last saw it change.
    pub updated: Timestamp,
    /// Its language.
    pub language: Option<LanguageTag>,
    /// The picture that stands for it.
    pub image: Option<Image>,
    /// Sound and film, for podcast clients.
    pub enclosures: Vec<Enclosure>,
    /// Who may do what with it.
    pub rights: Option<Text>,
    /// The publication that it was taken from.
    pub source: Option<Publication>,
}

impl Entry {
    /// The path of its reading page inside the output folder, where it has one.
    pub fn page_path(&self) -> Option<String> {
        Some(format!("{}{INDEX}", self.page.as_ref()?))
    }
}

/// A page of the output folder that stands where an article was read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPage {
    /// The path inside the output folder.
    pub path: String,
    /// Where the article is read now.
    pub address: AbsoluteUrl,
}

impl MovedPage {
    /// The page for an address of before; `None` where no file of the output folder, whose address is `base`, is asked for by it.
    pub fn at(base: &AbsoluteUrl, from: &AbsoluteUrl, to: &AbsoluteUrl) -> Option<MovedPage> {
        const LONGEST_BYTES: usize = 200;
        const LONGEST_PATH_BYTES: usize = 1000;
        let path = from.asked_below(base).filter(|path| !path.is_empty())?;
        let path = if path.ends_with('/') { format!("{path}{INDEX}") } else { path };
        let is_name = |name: &str| {
            let is_safe = |c: char| !c.is_control() && !"\\:*?\"<>|".contains(c);
            !name.is_empty() && !name.starts_with('.') && name.len() <= LONGEST_BYTES && name.chars().all(is_safe)
        };
        let is_file = path.ends_with(".html") && path.len() <= LONGEST_PATH_BYTES && path.split('/').all(is_name);
        is_file.then(|| MovedPage { path, address: to.clone() })
    }
}

/// A person as a feed names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// As they sign.
    pub name: Text,
    /// Their address for mail.
    pub email: Option<Text>,
    /// Their page.
    pub url: Option<AbsoluteUrl>,
}

/// A category as a feed names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What identifies it within its scheme.
    pub term: Text,
    /// What a person is shown.
    pub label: Text,
    /// The URI of the vocabulary that it comes from.
    pub scheme: Option<Text>,
}

/// A picture with what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub url: AbsoluteUrl,
    /// Its media type, where its name tells.
    pub media_type: Option<Text>,
    /// Who made it.
    pub credit: Option<Text>,
    /// What is printed beneath it.
    pub caption: Option<Text>,
    /// What it shows.
    pub alt: Option<Text>,
}

/// A sound or film with all that RSS 2.0 requires of an enclosure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it is.
    pub url: AbsoluteUrl,
    /// Its media type.
    pub media_type: Text,
    /// Its true length.
    pub length_bytes: u64,
}

/// The publication that an entry was taken from (RSS `source`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its name.
    pub title: Text,
    /// Its address.
    pub url: AbsoluteUrl,
}

/// A file of the output folder, as it is to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// The path inside the output folder, `/` between its parts: `categories/ai/rss.xml`.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
    /// The document.
    pub text: String,
}

impl SiteFile {
    /// The folder that it is in, as [`Feed::folder`] says it: with a `/` at its end unless empty.
    pub fn folder(&self) -> &str {
        self.path.rfind('/').and_then(|slash| self.path.get(..=slash)).unwrap_or_default()
    }
}

/// A feed as it lies in the output folder, of which the ledger does not say what it is a feed of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublishedFeed {
    /// Its title.
    pub title: String,
    /// The formats that it is there in, by their keys.
    pub formats: BTreeSet<String>,
}

/// What a file of the output folder is; it decides how the file is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A feed.
    Feed(Format),
    /// The list of all feeds (OPML 2.0).
    Outline,
    /// A page for people.
    Page,
    /// A page that leads to where an article is read now.
    MovedPage,
    /// The stylesheet of feeds and pages.
    Style,
}

/// What feeds and pages say that they were made by, by which they are known as ours again. Without a version, so that a new release changes
/// no byte of a feed.
pub const GENERATOR: &str = "Courant";
/// The folders inside the output folder that every build fills by itself, so that no feed by choice may be called so: the history, pages of
/// articles, and the feeds per author, category and language.
pub const RESERVED_FOLDERS: [&str; 5] = [HISTORY, "articles", "authors", "categories", "languages"];
/// The folder of archive documents, inside that of the feed whose history they are.
pub const HISTORY: &str = "archive";
/// The stylesheet inside the output folder.
pub const STYLESHEET: &str = "feed.css";
/// The file of a feed in JSON Feed, the format that has no place for a mark.
pub const JSON_FEED_FILE: &str = "feed.json";
/// The list of all feeds inside the output folder.
pub const OUTLINE: &str = "feeds.opml";
/// The page of all feeds inside the output folder, and that of an article inside its own folder.
pub const INDEX: &str = "index.html";

/// Which files there will be: the only place that a link to one of them is made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileList(BTreeMap<String, FileKind>);

impl FileList {
    /// Takes a file in.
    pub fn insert(&mut self, path: String, kind: FileKind) {
        self.0.insert(path, kind);
    }

    /// Whether there will be a file at a path inside the output folder.
    pub fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.keys()
    }

    /// The paths of the files of a kind.
    pub fn of(&self, kind: FileKind) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(_, of)| **of == kind).map(|(path, _)| path.as_str())
    }
}

impl FromIterator<(String, FileKind)> for FileList {
    fn from_iter<I: IntoIterator<Item = (String, FileKind)>>(files: I) -> FileList {
        FileList(files.into_iter().collect())
    }
}

/// The way from a file inside the output folder to that folder: `../../` for `categories/ai/rss.xml`, nothing for `rss.xml`.
pub fn way_up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// An `http` or `https` address (RFC 3986), percent-encoded so that it stands anywhere without harm but for `&`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AbsoluteUrl(url::Url);

impl AbsoluteUrl {
    /// Reads an address; `None` when it is no absolute `http` or `https` address with a host.
    ///
    /// What the URL Standard lets stand and RFC 3986 does not (`%` before anything but two digits, `|`, `[`) is percent-encoded.
    pub fn parse(text: &str) -> Option<AbsoluteUrl> {
        let url = url::Url::parse(text.trim()).ok()?;
        let web = matches!(url.scheme(), "http" | "https") && url.has_host();
        // `{{x}}` is a host to the URL Standard; RFC 3986 (section 3.2.2) has no place for it, and no name of a host is written so.
        let is_host = url.domain().is_none_or(|name| encoded(name) == name);
        if !web || !is_host {
            return None;
        }
        let before_host = encoded(&url[..Position::BeforeHost]);
        let after_host = encoded(&url[Position::AfterHost..]);
        if before_host.len() + after_host.len() + url[Position::BeforeHost..Position::AfterHost].len()
            == url.as_str().len()
        {
            return Some(AbsoluteUrl(url));
        }
        let host = &url[Position::BeforeHost..Position::AfterHost];
        url::Url::parse(&format!("{before_host}{host}{after_host}")).ok().map(AbsoluteUrl)
    }

    /// Resolves a reference against this address (RFC 3986 section 5).
    pub fn join(&self, reference: &str) -> Option<AbsoluteUrl> {
        AbsoluteUrl::parse(self.0.join(reference.trim()).ok()?.as_str())
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The parsed address.
    pub fn as_url(&self) -> &url::Url {
        &self.0
    }

    /// The server that it is asked of: its host, and its port where that is not the usual one. A server answers for `http` and `https`.
    pub fn server(&self) -> (&str, Option<u16>) {
        (self.0.host_str().unwrap_or_default().trim_end_matches('.'), self.0.port())
    }

    /// The path that its server is asked for, as [`asked_path`] tells it: without what follows `?` and `#`.
    pub fn asked_path(&self) -> Option<String> {
        asked_path(self.0.path())
    }

    /// The rest of that path below the folder `base`; `None` where it is not below it.
    pub fn asked_below(&self, base: &AbsoluteUrl) -> Option<String> {
        let path = self.asked_path().filter(|_| self.server() == base.server())?;
        path.strip_prefix(&base.asked_path()?).map(str::to_string)
    }
}

/// The path that a server is asked for by the path of an address, as servers look for it: percent-decoded once, with one `/` where there are
/// several, and without `.` and `..` (RFC 3986 sections 2.1 and 5.2.4). `None` where that is no text that a path may be.
pub fn asked_path(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok().filter(|path| !path.contains(char::is_control))?;
    let mut names: Vec<&str> = Vec::new();
    let mut is_folder = true;
    for part in decoded.split('/') {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            ".." => drop(names.pop()),
            "" | "." => {}
            name => names.push(name),
        }
    }
    let end = if is_folder && !names.is_empty() { "/" } else { "" };
    Some(format!("/{}{end}", names.join("/")))
}

/// A part of an address with everything percent-encoded that RFC 3986 (appendix A) has no place for there.
fn encoded(part: &str) -> String {
    let mut encoded = String::with_capacity(part.len());
    let mut in_fragment = false;
    for (index, character) in part.char_indices() {
        let is_escape =
            || part.as_bytes().get(index + 1..index + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        match character {
            '%' if !is_escape() => encoded.push_str("%25"),
            '#' if in_fragment => encoded.push_str("%23"),
            '"' | '<' | '>' | '[' | '\\' | ']' | '^' | '`' | '{' | '|' | '}' => {
                encoded.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ => encoded.push(character),
        }
        in_fragment |= character == '#';
    }
    encoded
}

impl fmt::Display for AbsoluteUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_for_one_path_however_it_is_written() {
        let cases = [
            ("", Some("/")),
            ("//", Some("/")),
            ("/a//b/", Some("/a/b/")),
            ("/%61bc", Some("/abc")),
            ("/x/y%2Fz", Some("/x/y/z")),
            ("/x/y%2f..%2Fz", Some("/x/z")),
            ("/x/%2e%2E/%2e%2E/y/.", Some("/y/")),
            ("/%2572ss.xml", Some("/%72ss.xml")),
            ("/100%/%C3%BC", Some("/100%/ü")),
            ("/a%0Ab", None),
            ("/a%00", None),
            ("/%FF", None),
        ];
        for (path, expected) in cases {
            assert_eq!(asked_path(path).as_deref(), expected, "{path}");
        }
        let address = |text: &str| AbsoluteUrl::parse(text).expect(text);
        let base = address("https://e.org/f/");
        for (text, below) in [
            ("http://e.org./f//%61/?x#y", Some("a/")),
            ("https://e.org/f/", Some("")),
            ("https://e.org/f", None),
            ("https://e.org:8/f/a", None),
            ("https://f.org/f/a", None),
        ] {
            assert_eq!(address(text).asked_below(&base).as_deref(), below, "{text}");
        }
    }

    #[test]
    fn an_address_is_percent_encoded() {
        let cases = [
            (" HTTPS://Example.org/a b?c d#e f ", Some("https://example.org/a%20b?c%20d#e%20f")),
            ("https://example.org/100%?a=%zz&b=%41", Some("https://example.org/100%25?a=%25zz&b=%41")),
            (
                "https://example.org/[a]|{b}?[c]|^`#d#e",
                Some("https://example.org/%5Ba%5D%7C%7Bb%7D?%5Bc%5D%7C%5E%60#d%23e"),
            ),
            ("http://[::1]:8080/[", Some("http://[::1]:8080/%5B")),
            ("https://u%:p@example.org/", Some("https://u%25:p@example.org/")),
            ("https://bücher.example/é", Some("https://xn--bcher-kva.example/%C3%A9")),
            ("https:{{x}}//example.org/", None),
            ("/a", None),
            ("ftp://example.org/", None),
            ("mailto:a@example.org", None),
        ];
        for (text, expected) in cases {
            assert_eq!(AbsoluteUrl::parse(text).as_ref().map(AbsoluteUrl::as_str), expected, "{text}");
        }
    }
}
