//! What every reader is told beside the file itself.

use crate::article::Person;
use crate::boilerplate::Boilerplate;
use crate::people::People;
use crate::profile::Profile;
use crate::profile::data_files::AroundArticles;
use crate::profile::defaults::Defaults;
use crate::profile::keys::{KeyTables, OwnKeys};
use crate::profile::site::SiteValues;
use crate::translation::Translation;
use crate::vocabulary::Vocabulary;
use courant_text::date::Zone;
use courant_text::language_tag::LanguageTag;
use std::collections::BTreeMap;

/// What the site's configuration says about all its articles.
#[derive(Clone, Debug)]
pub struct ReadContext {
    /// The generator that the site is written for, where that is known.
    pub profile: Option<&'static Profile>,
    /// The articles that are versions of others in another language, by path.
    pub translations: BTreeMap<String, Translation>,
    /// What the site's own configuration says, which templates ask for.
    pub site: SiteValues,
    /// What the site states in the place of its articles.
    pub defaults: Defaults,
    /// What files beside articles state for them.
    pub around: AroundArticles,
    /// What keys of front matter mean on this site, where its own table says so.
    pub keys: OwnKeys,
    /// The people whom articles name by an id.
    pub people: People,
    /// The language of articles that neither state nor show another.
    pub language: Option<LanguageTag>,
    /// The site's own categories, with the other names that articles give them.
    pub vocabulary: Vocabulary,
    /// The longest summary, in characters; one that its author wrote may be twice as long.
    pub summary_characters: usize,
    /// By which clock times are meant that state no offset.
    pub zone: Zone,
    /// Who wrote articles that do not say.
    pub author: Option<Person>,
    /// Whether the names of folders are sections and categories.
    pub folder_categories: bool,
    /// The lines that recur in the articles of a folder.
    pub boilerplate: Boilerplate,
}

impl Default for ReadContext {
    fn default() -> ReadContext {
        ReadContext {
            profile: None,
            site: SiteValues::default(),
            translations: BTreeMap::new(),
            defaults: Defaults::default(),
            around: AroundArticles::default(),
            keys: OwnKeys::default(),
            people: People::default(),
            language: None,
            vocabulary: Vocabulary::default(),
            summary_characters: 300,
            zone: Zone::default(),
            author: None,
            folder_categories: true,
            boilerplate: Boilerplate::default(),
        }
    }
}

impl ReadContext {
    /// What the site calls a tag that articles call so.
    pub fn tag_label(&self, tag: &str) -> Option<&str> {
        let tables = self.profile?.configuration.keys.tag_labels;
        tables.iter().find_map(|table| self.site.text(&[table, tag, "label"]))
    }

    /// What keys of front matter mean on this site.
    pub fn key_tables(&self) -> KeyTables<'_> {
        KeyTables::new(&self.keys, self.profile.map_or(&[], |profile| profile.keys))
    }
}
