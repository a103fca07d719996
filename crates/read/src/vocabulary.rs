//! The categories that a site knows: its own, and those of a vocabulary file, by every name they have.

mod concepts;
mod file;

use super::language_data::{self, Fact};
use super::words::key;
use crate::article::Category;
use courant_text::language_tag::LanguageTag;
pub use file::parse;
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

impl VocabularyEntry {
    /// How it is spelt in articles of a language.
    fn label(&self, language: Option<&LanguageTag>) -> &str {
        let label = language.and_then(|tag| label_for(tag.as_str(), &self.labels));
        label.unwrap_or(&self.category.label)
    }

    fn labelled(&self, language: Option<&LanguageTag>) -> Category {
        Category { label: self.label(language).to_string(), ..self.category.clone() }
    }
}

/// The label that readers of a language are given (RFC 4647 section 3.4), else one of the same language from elsewhere.
fn label_for<'l>(tag: &str, labels: &'l BTreeMap<String, String>) -> Option<&'l str> {
    let of = |wanted: &str| labels.iter().find(|(known, _)| known.eq_ignore_ascii_case(wanted));
    let near = |tag: &str| {
        READ_BY.iter().filter(|(_, readers)| readers.eq_ignore_ascii_case(tag)).find_map(|(known, _)| of(known))
    };
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let shorter = std::iter::successors(Some(tag), |tag| Some(tag.rsplit_once('-')?.0));
    let found = shorter.into_iter().find_map(|tag| of(tag).or_else(|| near(tag)));
    found.or_else(|| labels.iter().find(|(known, _)| primary(known) == primary(tag))).map(|(_, label)| label.as_str())
}

/// Languages, and those whose readers are given what is written in them.
static READ_BY: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let readers = |row: language_data::Row| row.entries.split('|').map(move |readers| (row.language, readers));
    language_data::rows(Fact::ReadBy).flat_map(readers).collect()
});

/// All of them, found by name.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: Vec<VocabularyEntry>,
    /// By each name, in the form in which names are compared, those that have it, in their order.
    names: HashMap<String, Vec<usize>>,
    site: Option<LanguageTag>,
}

impl Vocabulary {
    /// These categories; `site` is the language that the site itself is written in.
    pub fn new(entries: Vec<VocabularyEntry>, site: Option<LanguageTag>) -> Vocabulary {
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let own = [&entry.category.label, &entry.category.term];
            for name in own.into_iter().chain(entry.labels.values()).chain(&entry.aliases) {
                let known = names.entry(key(name)).or_default();
                if known.last() != Some(&index) {
                    known.push(index);
                }
            }
        }
        Vocabulary { entries, names, site }
    }

    /// The category of this name, however it is written, labelled in a language where it has a label in it. Of several with one name it is
    /// the first that is called so in that language.
    pub fn find(&self, name: &str, language: Option<&LanguageTag>) -> Option<Category> {
        let any = || self.named(name).next().map(|entry| entry.labelled(self.read_by(language)));
        self.find_called(name, language).or_else(any)
    }

    /// The first category that is called so in a language; in its own first one, where none is given.
    pub fn find_called(&self, name: &str, language: Option<&LanguageTag>) -> Option<Category> {
        let language = self.read_by(language);
        // What has no labels by language is called by its names in all of them.
        let is_called = |entry: &&VocabularyEntry| entry.labels.is_empty() || key(entry.label(language)) == key(name);
        self.named(name).find(is_called).map(|entry| entry.labelled(language))
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &VocabularyEntry> {
        self.names.get(&key(name)).into_iter().flatten().filter_map(|&index| self.entries.get(index))
    }

    /// The language of an article as its site would state it: one that is English belongs to a site that is American.
    fn read_by<'t>(&'t self, language: Option<&'t LanguageTag>) -> Option<&'t LanguageTag> {
        self.site.as_ref().filter(|site| language.is_some_and(|tag| tag.as_str() == site.primary())).or(language)
    }

    /// Its categories as the site itself calls them.
    pub fn of_site(&self) -> impl Iterator<Item = (Category, &VocabularyEntry)> {
        self.entries.iter().map(|entry| (entry.labelled(self.site.as_ref()), entry))
    }

    /// Whether there is a category of this name.
    pub fn has(&self, name: &str) -> bool {
        self.has_key(&key(name))
    }

    /// The same, of a name in the form in which names are compared.
    pub fn has_key(&self, key: &str) -> bool {
        self.names.contains_key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUBJECTS: &str = r#"[
        {"code": "medtop:15", "name": {"en-GB": "sport", "en-US": "sports", "de": "Sport", "se": "Sport och idrott", "no-NB": "idrett",
            "pt-BR": "esporte", "pt-PT": "desporto", "zh-Hans": "体育", "zh-Hant": "體育"}},
        {"code": "s:1", "name": {"en-GB": "interest rate", "dk": "rente"}},
        {"code": "s:2", "name": {"en-GB": "pension", "de": "Rente"}}]"#;

    fn label(name: &str, language: &str, site: &str) -> Option<String> {
        let vocabulary = Vocabulary::new(parse(SUBJECTS).expect("a vocabulary"), LanguageTag::parse(site));
        vocabulary.find(name, LanguageTag::parse(language).as_ref()).map(|category| category.label)
    }

    #[test]
    fn a_category_is_found_by_every_name_and_labelled_in_the_articles_language() {
        let table = [
            ("Sport", "de", "Sport"),
            ("SPORT", "en-US", "sports"),
            ("medtop:15", "sv", "Sport och idrott"),
            ("sport och idrott", "nl", "sport"),
            ("sport", "no", "idrett"),
            ("sport", "nn-NO", "idrett"),
            ("sport", "nb", "idrett"),
            ("sport", "se", "sport"),
            ("sport", "pt", "esporte"),
            ("sport", "pt-AO", "desporto"),
            ("sport", "zh", "体育"),
            ("sport", "zh-TW", "體育"),
            ("sport", "zh-Hant-HK", "體育"),
            ("sport", "en-AU", "sport"),
        ];
        for (name, language, expected) in table {
            assert_eq!(label(name, language, "").as_deref(), Some(expected), "{name} {language}");
        }
        assert_eq!(label("Harbour", "en", ""), None);
    }

    #[test]
    fn a_language_without_a_country_is_that_of_the_sites_country() {
        assert_eq!(label("sport", "en", "en-US").as_deref(), Some("sports"));
        assert_eq!(label("sport", "en-GB", "en-US").as_deref(), Some("sport"));
        assert_eq!(label("sport", "de", "en-US").as_deref(), Some("Sport"));
    }

    #[test]
    fn a_name_means_what_it_means_in_the_articles_language() {
        assert_eq!(label("Rente", "de", "").as_deref(), Some("Rente"));
        assert_eq!(label("rente", "da", "").as_deref(), Some("rente"));
        assert_eq!(
            label("Rente", "en", "").as_deref(),
            Some("interest rate"),
            "the first, where the language has no such name"
        );
    }
}
