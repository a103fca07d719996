//! What tells whether a subscriber would see a difference between two states of an article.

use courant_read::article::{Article, Category, Media, Origin, Person, Sourced};
use memchr::memmem;
use std::borrow::Cow;
use std::fmt;

/// Hashes of what a subscriber sees of an article.
///
/// Three of them: of all that is seen, of the body alone, and of the title alone; the latter two find an article that was renamed and
/// edited at once, and are empty where they would tell nothing (a body of a few words, a title that is the file's name).
///
/// Seen are title, stated summary, content, authors, categories, image, sound and film, stated language, and rights. Left out is what no
/// author wrote: what comes from the path, the folder or the configuration, a summary or language derived from the body; and what may change
/// without a change of the article: its address, slug and dates, `http` or `https`, its own domain in the addresses that it names, and line
/// breaks outside preformatted text. Only an article that says nothing at all is told by the name of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    pub(super) whole: String,
    pub(super) body: String,
    pub(super) title: String,
}

/// How many hexadecimal digits of a hash are kept: enough that two of a million articles do not agree by chance.
const WHOLE_DIGITS: usize = 24;
const PART_DIGITS: usize = 12;

/// A shorter body may be that of many articles: `See the picture.`
const TELLING_BYTES: usize = 200;

impl Fingerprint {
    /// The fingerprint of an article as its author has it now.
    pub fn of(article: &Article) -> Fingerprint {
        let content = without_domain(article, article.content.as_str());
        let content = unbroken(&content);
        let body = blake3::hash(content.as_bytes());
        let title = stated(&article.title).map(|title| blake3::hash(unbroken(&title.to_lowercase()).as_bytes()));
        Fingerprint {
            whole: digits(&whole(article, &body), WHOLE_DIGITS),
            body: if content.len() < TELLING_BYTES { String::new() } else { digits(&body, PART_DIGITS) },
            title: title.map_or(String::new(), |title| digits(&title, PART_DIGITS)),
        }
    }

    /// Whether nothing is known yet of what subscribers saw: the record was taken over from a feed that something else had written.
    pub fn is_unknown(&self) -> bool {
        self.whole.is_empty()
    }

    /// The hash of all that is seen, if it is known.
    pub(super) fn known(&self) -> Option<&str> {
        (!self.is_unknown()).then_some(&self.whole)
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<Fingerprint> {
        if text == UNKNOWN {
            return Some(Fingerprint::default());
        }
        let mut parts = text.split('-').map(str::to_string);
        let fingerprint = Fingerprint { whole: parts.next()?, body: parts.next()?, title: parts.next()? };
        let is_hash =
            |part: &String, digits: usize| part.len() == digits && part.chars().all(|c| c.is_ascii_hexdigit());
        let is_part = |part: &String| part.is_empty() || is_hash(part, PART_DIGITS);
        let good = is_hash(&fingerprint.whole, WHOLE_DIGITS)
            && is_part(&fingerprint.body)
            && is_part(&fingerprint.title)
            && parts.next().is_none();
        good.then_some(fingerprint)
    }
}

/// What a file is called wherever it lies; a bundle (`title/index.md`) by its folder.
pub(super) fn name(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if name.starts_with("index.") && !folder.is_empty() {
        return folder.rsplit('/').next().unwrap_or(folder);
    }
    name
}

/// A hash of the bytes of an article's file, as its author has it; unknown where the ledger was written before there was one.
///
/// Together with the [`Fingerprint`] it tells an author's change from one of ours: a better reader, another article in the folder and another
/// vocabulary change what is understood, and no byte of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceHash(String);

impl SourceHash {
    /// The hash of a file. A byte order mark and the way in which lines end are left out: they change when a repository is checked out
    /// on another system.
    pub fn of(bytes: &[u8]) -> SourceHash {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut hasher = blake3::Hasher::new();
        let mut rest = bytes;
        while let Some(at) = memmem::find(rest, b"\r\n") {
            hasher.update(&rest[..at]);
            rest = &rest[at + 1..];
        }
        hasher.update(rest);
        SourceHash(digits(&hasher.finalize(), WHOLE_DIGITS))
    }

    /// Whether nothing is known of the file.
    pub fn is_unknown(&self) -> bool {
        self.0.is_empty()
    }

    /// The hash, if it is known.
    pub(super) fn known(&self) -> Option<&str> {
        (!self.is_unknown()).then_some(&self.0)
    }

    /// Whether both are known and are of the same bytes.
    pub fn is_same(&self, other: &SourceHash) -> bool {
        !self.is_unknown() && self == other
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<SourceHash> {
        let is_hash = text.len() == WHOLE_DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text == UNKNOWN { Some(SourceHash::default()) } else { is_hash.then(|| SourceHash(text.to_string())) }
    }
}

impl fmt::Display for SourceHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_unknown() { UNKNOWN } else { &self.0 })
    }
}

/// What stands in the ledger for a hash that is not known.
const UNKNOWN: &str = "-";

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unknown() {
            return f.write_str(UNKNOWN);
        }
        write!(f, "{}-{}-{}", self.whole, self.body, self.title)
    }
}

fn digits(hash: &blake3::Hash, count: usize) -> String {
    hash.to_hex().chars().take(count).collect()
}

fn whole(article: &Article, body: &blake3::Hash) -> blake3::Hash {
    let mut seen = Seen::default();
    if article.content.as_str().trim().is_empty() && stated(&article.title).is_none() {
        seen.field("name", name(&article.path));
    }
    seen.optional("title", stated(&article.title));
    seen.optional("summary", stated(&article.summary));
    seen.bytes("content", body.as_bytes());
    authors(&article.authors).for_each(|person| seen.person(person));
    // The label alone: term and scheme are how the configuration spells it.
    categories(&article.categories).for_each(|category| seen.field("category", &category.label.to_lowercase()));
    for media in stated(&article.image).into_iter().chain(article.media.iter().map(|media| &media.value)) {
        seen.media(article, media);
    }
    stated(&article.language).inspect(|language| seen.field("language", language.as_str()));
    seen.optional("rights", stated(&article.rights));
    blake3::hash(&seen.0)
}

fn stated<T>(known: &Option<Sourced<T>>) -> Option<&T> {
    known.as_ref().filter(|known| is_authors(&known.from)).map(|known| &known.value)
}

fn authors(known: &[Sourced<Person>]) -> impl Iterator<Item = &Person> {
    known.iter().filter(|person| is_authors(&person.from)).map(|person| &person.value)
}

fn categories(known: &[Sourced<Category>]) -> impl Iterator<Item = &Category> {
    known.iter().filter(|category| is_authors(&category.from)).map(|category| &category.value)
}

/// Whether somebody wrote it about this article; what is derived from the body is in the body.
fn is_authors(origin: &Origin) -> bool {
    match origin {
        Origin::FileName | Origin::Folder | Origin::FileTime | Origin::Configuration | Origin::Ledger => false,
        Origin::FirstParagraph | Origin::Body | Origin::Detected => false,
        Origin::FrontMatter(_) | Origin::JsonLd(_) | Origin::Meta(_) | Origin::Element(_) | Origin::Line(_) => true,
    }
}

/// Text with `http` for `https`, and without the article's own domain, so that neither makes a difference.
fn without_domain<'a>(article: &Article, text: &'a str) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(text);
    if memmem::find(text.as_bytes(), b"https://").is_some() {
        text = Cow::Owned(text.replace("https://", "http://"));
    }
    let own = article.url.as_ref().and_then(|url| url.value.split_once("://"));
    match own.and_then(|(_, rest)| rest.split(['/', '?', '#']).next()).filter(|host| !host.is_empty()) {
        Some(host) => Cow::Owned(text.replace(&format!("http://{host}/"), "/")),
        None => text,
    }
}

/// Text as one line, so that it does not matter where its author breaks lines; preformatted text stays as it is.
fn unbroken(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\n', bytes).is_none() || memmem::find(bytes, b"<pre").is_some() {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for part in text.split('\n').map(str::trim_ascii).filter(|part| !part.is_empty()) {
        line.push_str(part);
        line.push(' ');
    }
    line.pop();
    Cow::Owned(line)
}

/// Fields one after the other, in which no two run into each other.
#[derive(Default)]
struct Seen(Vec<u8>);

impl Seen {
    fn bytes(&mut self, name: &str, value: &[u8]) {
        for part in [name.as_bytes(), value] {
            self.0.extend_from_slice(&(part.len() as u64).to_le_bytes());
            self.0.extend_from_slice(part);
        }
    }

    fn field(&mut self, name: &str, value: &str) {
        self.bytes(name, value.as_bytes());
    }

    fn optional(&mut self, name: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.field(name, &unbroken(value));
        }
    }

    fn person(&mut self, person: &Person) {
        self.field("author", &person.name);
        self.optional("email", person.email.as_ref());
    }

    fn media(&mut self, article: &Article, media: &Media) {
        self.field("media", &without_domain(article, &media.url));
        let texts =
            [("type", &media.media_type), ("credit", &media.credit), ("caption", &media.caption), ("alt", &media.alt)];
        texts.into_iter().for_each(|(name, text)| self.optional(name, text.as_ref()));
    }
}
