//! Addresses are promises like ids: what a feed is a feed of, which of its files are published, and where each article is read.

use super::Ledger;
use std::collections::BTreeSet;
use std::fmt;

/// What a feed is a feed of, whatever it is called and wherever it lies. In the ledger its kind and its key: `category:ai`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeedSubject {
    /// Everything.
    Main,
    /// A category: the term that the site's own categories or its vocabulary give it, else its name; in lower case.
    Category(String),
    /// A language, by its tag in lower case.
    Language(String),
    /// Somebody's articles, by their name in lower case.
    Author(String),
    /// A `[[feed]]` of the configuration, by its name.
    Chosen(String),
}

const MAIN: &str = "main";

impl FeedSubject {
    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<FeedSubject> {
        if text == MAIN {
            return Some(FeedSubject::Main);
        }
        let (kind, key) = text.split_once(':').filter(|(_, key)| !key.is_empty())?;
        let of = match kind {
            "category" => FeedSubject::Category,
            "language" => FeedSubject::Language,
            "author" => FeedSubject::Author,
            "feed" => FeedSubject::Chosen,
            _ => return None,
        };
        Some(of(key.to_string()))
    }
}

impl fmt::Display for FeedSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FeedSubject::Main => f.write_str(MAIN),
            FeedSubject::Category(key) => write!(f, "category:{key}"),
            FeedSubject::Language(key) => write!(f, "language:{key}"),
            FeedSubject::Author(key) => write!(f, "author:{key}"),
            FeedSubject::Chosen(key) => write!(f, "feed:{key}"),
        }
    }
}

/// What is known of a feed at its address. Of one that a ledger of format 2 knows, nothing: whether it is published is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// What it is a feed of.
    pub subject: Option<FeedSubject>,
    /// What subscribers see of its subject: the name of a category, the title of a `[[feed]]`. Empty where there is none.
    pub name: String,
    /// The formats that it has been published in and stays in, by their keys: `atom`, `json`, `rss`.
    pub formats: BTreeSet<String>,
    /// The formats that are published no more, because somebody said so.
    pub retired: BTreeSet<String>,
}

impl FeedState {
    /// Whether subscribers can have it.
    pub fn is_published(&self) -> bool {
        !self.formats.is_empty()
    }

    /// Whether somebody said that it is published no more, in any format.
    pub fn is_retired(&self) -> bool {
        self.formats.is_empty() && !self.retired.is_empty()
    }

    /// What two branches know of one feed: all that either has published, without what either has retired.
    pub(super) fn join(&mut self, other: FeedState) {
        self.formats.extend(other.formats);
        self.retired.extend(other.retired);
        self.formats.retain(|format| !self.retired.contains(format));
        // Of two subjects the same one is taken whichever side comes first.
        if (&self.subject, &self.name) < (&other.subject, &other.name) {
            (self.subject, self.name) = (other.subject, other.name);
        }
    }
}

impl Ledger {
    /// Remembers what a feed is a feed of, what it is called, and the formats that it is published in from now on.
    pub fn publish_feed(&mut self, folder: &str, subject: FeedSubject, name: &str, formats: &[&str]) {
        if let Some(record) = self.feeds.get_mut(folder) {
            record.state.subject = Some(subject);
            record.state.name = name.to_string();
            record.state.formats.extend(formats.iter().map(|format| format.to_string()));
        }
    }

    /// Remembers where each article is read, by its path. One that has no address keeps the last that subscribers were told.
    pub fn promise_links<'a>(&mut self, links: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (path, link) in links {
            if let Some(record) = self.articles.get_mut(path) {
                record.link = Some(link.to_string());
            }
        }
    }
}
