//! What tells whether a subscriber would see a difference between two states of an article.

use super::claim::name;
use crate::article::{Article, Category, Known, Media, Origin, Person};
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
        let title = article.title.as_ref().filter(|title| is_authors(&title.from));
        let mut body = Seen::default();
        body.words(&content);
        let mut title_alone = Seen::default();
        title_alone.words(&title.map_or(String::new(), |title| title.value.to_lowercase()));
        Fingerprint {
            whole: whole(article, &content).digits(WHOLE_DIGITS),
            body: if content.len() < TELLING_BYTES { String::new() } else { body.digits(PART_DIGITS) },
            title: title.map_or(String::new(), |_| title_alone.digits(PART_DIGITS)),
        }
    }

    /// Whether nothing is known yet of what subscribers saw: the record was taken over from a feed that something else had written.
    pub fn is_unknown(&self) -> bool {
        self.whole.is_empty()
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

const UNKNOWN: &str = "-";

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unknown() {
            return f.write_str(UNKNOWN);
        }
        write!(f, "{}-{}-{}", self.whole, self.body, self.title)
    }
}

fn whole(article: &Article, content: &str) -> Seen {
    let mut seen = Seen::default();
    if article.content.as_str().trim().is_empty() && stated(&article.title).is_none() {
        seen.field("name");
        seen.text(name(&article.path));
    }
    seen.field("title");
    stated(&article.title).inspect(|title| seen.words(title));
    seen.field("summary");
    stated(&article.summary).inspect(|summary| seen.words(summary));
    seen.field("content");
    // Line breaks and indentation are seen in preformatted text only.
    if content.contains("<pre") {
        seen.text(content)
    } else {
        seen.words(content)
    }
    authors(&article.authors).for_each(|person| seen.person(person));
    categories(&article.categories).for_each(|category| seen.category(category));
    seen.field("image");
    stated(&article.image).inspect(|image| seen.media(article, image));
    for media in &article.media {
        seen.field("media");
        seen.media(article, &media.value);
    }
    seen.field("language");
    stated(&article.language).inspect(|language| seen.text(language.as_str()));
    seen.field("rights");
    stated(&article.rights).inspect(|rights| seen.words(rights));
    seen
}

fn stated<T>(known: &Option<Known<T>>) -> Option<&T> {
    known.as_ref().filter(|known| is_authors(&known.from)).map(|known| &known.value)
}

fn authors(known: &[Known<Person>]) -> impl Iterator<Item = &Person> {
    known.iter().filter(|person| is_authors(&person.from)).map(|person| &person.value)
}

fn categories(known: &[Known<Category>]) -> impl Iterator<Item = &Category> {
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
fn without_domain(article: &Article, text: &str) -> String {
    let text = text.replace("https://", "http://");
    let own = article.url.as_ref().and_then(|url| url.value.split_once("://"));
    match own.and_then(|(_, rest)| rest.split(['/', '?', '#']).next()).filter(|host| !host.is_empty()) {
        Some(host) => text.replace(&format!("http://{host}/"), "/"),
        None => text,
    }
}

/// A hash of fields, in which no two fields run into each other.
#[derive(Default)]
struct Seen(blake3::Hasher);

impl Seen {
    fn field(&mut self, name: &str) {
        // 0 and 1 stand in no text that is published.
        self.0.update(&[0]);
        self.0.update(name.as_bytes());
        self.0.update(&[1]);
    }

    fn text(&mut self, text: &str) {
        self.0.update(text.as_bytes());
        self.0.update(&[1]);
    }

    /// Text in which white space of any kind and length is the same.
    fn words(&mut self, text: &str) {
        for word in text.split_whitespace() {
            self.0.update(word.as_bytes());
            self.0.update(b" ");
        }
        self.0.update(&[1]);
    }

    fn optional(&mut self, text: &Option<String>) {
        self.words(text.as_deref().unwrap_or_default());
    }

    fn person(&mut self, person: &Person) {
        self.field("author");
        self.words(&person.name);
        self.optional(&person.email);
    }

    /// The label alone: term and scheme are how the configuration spells it.
    fn category(&mut self, category: &Category) {
        self.field("category");
        self.words(&category.label.to_lowercase());
    }

    fn media(&mut self, article: &Article, media: &Media) {
        self.text(&without_domain(article, &media.url));
        for text in [&media.media_type, &media.credit, &media.caption, &media.alt] {
            self.optional(text);
        }
    }

    fn digits(&self, count: usize) -> String {
        self.0.finalize().to_hex().chars().take(count).collect()
    }
}
