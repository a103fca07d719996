//! The categories that a site knows: its own, and those of a vocabulary file, by every name they have.

mod file;

use super::categories::key;
use crate::article::Category;
use crate::language_tag::LanguageTag;
pub use file::parse;
use std::collections::{BTreeMap, HashMap};

/// A category, by all its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// How it is spelt.
    pub category: Category,
    /// How it is spelt in articles of a language, by its tag.
    pub labels: BTreeMap<String, String>,
    /// What articles call it too.
    pub aliases: Vec<String>,
}

/// All of them, found by name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<VocabularyEntry>,
    names: HashMap<String, usize>,
}

impl Vocabulary {
    /// Of two entries with one name the first has it.
    pub fn new(entries: Vec<VocabularyEntry>) -> Vocabulary {
        let mut names = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let own = [&entry.category.label, &entry.category.term];
            for name in own.into_iter().chain(entry.labels.values()).chain(&entry.aliases) {
                names.entry(key(name)).or_insert(index);
            }
        }
        Vocabulary { entries, names }
    }

    /// The category of this name, however it is written, labelled in a language where it has a label in it.
    pub fn find(&self, name: &str, language: Option<&LanguageTag>) -> Option<Category> {
        let entry = self.names.get(&key(name)).and_then(|&index| self.entries.get(index))?;
        let label = language.and_then(|tag| {
            let primary =
                |known: &str| known.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(tag.primary()));
            let exact = entry.labels.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag.as_str()));
            exact.or_else(|| entry.labels.iter().find(|(known, _)| primary(known)))
        });
        let label = label.map_or_else(|| entry.category.label.clone(), |(_, label)| label.clone());
        Some(Category { label, ..entry.category.clone() })
    }

    /// Whether there is a category of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&key(name))
    }

    /// Every name in the form in which names are compared.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_found_by_every_name_and_labelled_in_the_articles_language() {
        let text = r#"[{"code": "medtop:15", "name": {"en-GB": "sport", "de": "Sport", "se": "Sport och idrott"}}]"#;
        let vocabulary = Vocabulary::new(parse(text).expect("a vocabulary"));
        let label = |name: &str, language: &str| {
            vocabulary.find(name, LanguageTag::parse(language).as_ref()).map(|category| category.label)
        };
        assert_eq!(label("Sport", "de").as_deref(), Some("Sport"));
        assert_eq!(label("SPORT", "en-US").as_deref(), Some("sport"));
        assert_eq!(label("sport och idrott", "nl").as_deref(), Some("sport"), "English where the language has none");
        assert_eq!(label("medtop:15", "sv").as_deref(), Some("Sport och idrott"));
        assert_eq!(label("Harbour", "en"), None);
    }
}
