//! What an author meant: an article as understood, before anything is promised about it.

use crate::translation::Translation;
use courant_html::CleanHtml;
use courant_text::date::Timestamp;
use courant_text::language_tag::LanguageTag;
use std::fmt;

/// What the author of one article meant. Nothing in it is a promise yet.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The path of its file, inside the folder of articles.
    pub path: String,
    /// Plain text, one line.
    pub title: Option<Sourced<String>>,
    /// Whether its author says that it has no title.
    pub is_untitled: bool,
    /// The part of the publication that it stands in: a kicker, `articleSection`, a breadcrumb.
    pub section: Option<Sourced<String>>,
    /// Plain text, whole sentences.
    pub summary: Option<Sourced<String>>,
    /// The language of title and body.
    pub language: Option<Sourced<LanguageTag>>,
    /// People or organisations, in the order of the article.
    pub authors: Vec<Sourced<Person>>,
    /// Without duplicates, most telling first.
    pub categories: Vec<Sourced<Category>>,
    /// When it was first published.
    pub published: Option<Sourced<Timestamp>>,
    /// Why what it states as the date of its publication is none that can be kept, where it states no other.
    pub unread_date: Option<String>,
    /// When its author says it last changed.
    pub updated: Option<Sourced<Timestamp>>,
    /// From when on it is to be shown, where that is not the date of its publication.
    pub appears: Option<Timestamp>,
    /// From when on it is no longer to be shown.
    pub expires: Option<Timestamp>,
    /// Where it can be read: an address, or a path on the site (`/2026/title/`).
    pub url: Option<Sourced<String>>,
    /// The last part of its address as its author wishes it.
    pub slug: Option<String>,
    /// All that it states about its address, as its author wrote it: what each means is the profile's to say.
    pub address: StatedAddress,
    /// Of which article it is the version in another language.
    pub translation: Option<Translation>,
    /// The publication that it was saved from.
    pub site_name: Option<Sourced<String>>,
    /// The one picture that stands for it.
    pub image: Option<Sourced<Media>>,
    /// Sound and film that belong to it.
    pub media: Vec<Sourced<Media>>,
    /// Who may do what with it.
    pub rights: Option<Sourced<String>>,
    /// The number that the program which it comes from knew it by: WordPress's.
    pub number: Option<String>,
    /// The id that its author states: an address, or a bare name that is made into one (`EntryId::of_name`).
    pub id: Option<Sourced<String>>,
    /// Keys of its front matter that say nothing here, and look as if they were to say something.
    pub unread_keys: Vec<UnreadKey>,
    /// Not to be published yet.
    pub draft: bool,
    /// When its file was last changed: the date of last resort, and no statement of the author's.
    pub file_time: Option<Timestamp>,
    /// How sure the reading of a text is, in percent: which line is the title, and which lines are the article. `None` where the article is
    /// marked up, and nothing was guessed line by line.
    pub certainty_percent: Option<u8>,
    /// The body, without title, summary line, byline, credit lines and boilerplate. URLs are as the author wrote them.
    pub content: CleanHtml,
}

/// What front matter states about an address, each as it is written there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedAddress {
    /// Its address on its own site: a path, an address, or how the generator is to make it (`/:year/:title/`).
    pub page: Option<Sourced<String>>,
    /// Whether it is stated to have no page: `permalink: false`.
    pub is_unwritten: bool,
    /// The last part of its address, or, to Docusaurus and others, a path with `/`.
    pub slug: Option<Sourced<String>>,
    /// The address of its first place, which may be on another site.
    pub canonical: Option<Sourced<String>>,
    /// The page elsewhere that it is about. Nothing in the article is relative to it.
    pub elsewhere: Option<Sourced<String>>,
    /// Where it stood before, or (Obsidian) what else it is called.
    pub aliases: Vec<String>,
}

impl Article {
    /// The path from which its address is made: that of its file, or, of a version in another language, what generators make of it.
    pub fn place(&self) -> &str {
        self.translation.as_ref().map_or(&self.path, |translation| &translation.place)
    }

    /// The path that all its versions share.
    pub fn version_of(&self) -> &str {
        self.translation.as_ref().map_or(&self.path, |translation| &translation.of)
    }
}

/// A key of front matter that says nothing here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadKey {
    /// As it is spelt.
    pub key: String,
    /// What is told of it.
    pub looks_like: LooksLike,
}

/// Why a key that says nothing is told of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LooksLike {
    /// It holds a date.
    Date,
    /// It is one letter away from this key.
    Key(String),
}

/// A value, and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// What was found.
    pub value: T,
    /// Where.
    pub from: Origin,
}

impl<T> Sourced<T> {
    /// A value and where it was found.
    pub fn new(value: T, from: Origin) -> Sourced<T> {
        Sourced { value, from }
    }
}

/// Where a field of an [`Article`] was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// This key of the front matter.
    FrontMatter(String),
    /// This property of a JSON-LD object.
    JsonLd(String),
    /// A `<meta>` of this name, property or itemprop.
    Meta(String),
    /// An element, as a CSS selector would name it: `h1`, `time`, `link[rel=canonical]`.
    Element(String),
    /// This line of a text, from 1.
    Line(usize),
    /// The first true paragraph of the body.
    FirstParagraph,
    /// Words of the body.
    Body,
    /// The name of the file.
    FileName,
    /// The folder that the file is in.
    Folder,
    /// When the file was last changed.
    FileTime,
    /// A guess from the whole text that is good enough to keep.
    Detected,
    /// `courant.toml`.
    Configuration,
    /// What subscribers were told before.
    Ledger,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::FrontMatter(key) => write!(f, "front matter `{key}`"),
            Origin::JsonLd(property) => write!(f, "JSON-LD `{property}`"),
            Origin::Meta(name) => write!(f, "meta `{name}`"),
            Origin::Element(selector) => write!(f, "element `{selector}`"),
            Origin::Line(line_number) => write!(f, "line {line_number}"),
            Origin::FirstParagraph => f.write_str("first paragraph"),
            Origin::Body => f.write_str("body"),
            Origin::FileName => f.write_str("file name"),
            Origin::Folder => f.write_str("folder"),
            Origin::FileTime => f.write_str("file time"),
            Origin::Detected => f.write_str("detected"),
            Origin::Configuration => f.write_str("configuration"),
            Origin::Ledger => f.write_str("ledger"),
        }
    }
}

/// Somebody who made something.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// As they sign.
    pub name: String,
    /// Their address for mail.
    pub email: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

/// A subject, in Atom's words (RFC 4287 section 4.2.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Category {
    /// What identifies it within its scheme.
    pub term: String,
    /// What a person is shown.
    pub label: String,
    /// The URI of the vocabulary that it comes from.
    pub scheme: Option<String>,
}

impl Category {
    /// A category that is nothing but its name.
    pub fn named(name: impl Into<String>) -> Category {
        let name = name.into();
        Category { term: name.clone(), label: name, scheme: None }
    }
}

/// A picture, sound or film.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// Where it is: an address, or a path as the author wrote it.
    pub url: String,
    /// Its media type, when somebody states it: `audio/mpeg`.
    pub media_type: Option<String>,
    /// Its true length, when somebody states it.
    pub length_bytes: Option<u64>,
    /// Who made it.
    pub credit: Option<String>,
    /// What is printed beneath it.
    pub caption: Option<String>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
}
