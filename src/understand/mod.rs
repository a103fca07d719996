//! Bytes in, an article out, with remarks: never an error, whatever the bytes are.

pub mod categories;
pub mod front_matter;
pub mod html_page;
pub mod language;
pub mod markdown;
pub mod phrases;
pub mod plain_text;
pub mod summary;

use crate::article::{Article, Category, Person, Seed};
use crate::language_tag::LanguageTag;
use crate::remark::Remark;

/// What the site's configuration says about all its articles.
#[derive(Clone, Debug)]
pub struct House {
    /// The language of articles that neither state nor show another.
    pub language: Option<LanguageTag>,
    /// The site's own categories, with the other names that articles give them.
    pub vocabulary: Vec<VocabularyEntry>,
    /// The longest summary, in characters.
    pub summary_characters: usize,
    /// The offset of times that state none, in seconds east of Greenwich.
    pub offset_seconds: i32,
    /// Who wrote articles that do not say.
    pub author: Option<Person>,
    /// Whether the names of folders are sections and categories.
    pub folder_categories: bool,
}

impl Default for House {
    fn default() -> House {
        House {
            language: None,
            vocabulary: Vec::new(),
            summary_characters: 300,
            offset_seconds: 0,
            author: None,
            folder_categories: true,
        }
    }
}

/// A category of the site's own (`[[category]]`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// How it is spelt.
    pub category: Category,
    /// What articles call it too.
    pub aliases: Vec<String>,
}

/// Understands one article. Error-level remarks keep it out of the feeds.
pub fn article(seed: &Seed, house: &House) -> (Article, Vec<Remark>) {
    let _ = house;
    (Article { path: seed.path.clone(), ..Article::default() }, Vec::new())
}
