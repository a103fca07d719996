//! How the sites of each generator are written: a generator is one file, and one row of the table here.
//!
//! Readers ask the profile for what generators do differently; nothing else in the program knows a generator by its name. What can be
//! recognized from an article alone is read without a profile.

pub mod addresses;
mod astro;
pub mod configuration;
pub mod data_files;
pub mod defaults;
mod dialect;
mod docusaurus;
mod eleventy;
mod ghost;
mod hexo;
mod hugo;
mod jekyll;
pub mod keys;
pub mod layout;
pub mod literals;
mod next;
mod nikola;
mod obsidian;
mod pelican;
pub mod recognition;
mod routes;
pub mod site;
mod slugs;
pub mod templates;
mod vitepress;
mod zola;

use configuration::Configuration;
pub use dialect::Dialect;
use layout::Layout;
use recognition::Sign;

/// What is particular to the sites of one generator.
pub struct Profile {
    /// What the configuration calls it: `profile = "jekyll"`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Where articles can be read.
    pub addresses: addresses::Addresses,
    /// The files by which a site is known.
    pub signs: &'static [Sign],
    /// Where the configuration of a site stands, and what it says.
    pub configuration: Configuration,
    /// Where the articles of a site lie, and what lies among them.
    pub layout: Layout,
    /// Which templates are filled in within articles.
    pub templates: templates::TemplateForms,
    /// The keys of front matter that mean something else to it than to others.
    pub keys: &'static [keys::Row],
    /// The tags that keep an article unpublished.
    pub draft_tags: &'static [&'static str],
    /// The files of the project that say who its authors are, most decisive first; `*` stands for any name without a `/`.
    pub people_files: &'static [&'static str],
    /// The files beside articles that state front matter for them.
    pub data_files: data_files::DataFiles,
    /// What Markdown means to it.
    pub dialect: Dialect,
}

/// What a `cascade` in the page of a folder states for the articles in it: the folder is one inside that of the content.
pub fn cascaded(cascade: &serde_json::Value, folder: &str) -> Vec<defaults::FolderDefaults> {
    hugo::cascaded(cascade, folder)
}

/// All profiles.
pub static PROFILES: [&Profile; 13] = [
    &hugo::PROFILE,
    &jekyll::PROFILE,
    &zola::PROFILE,
    &eleventy::PROFILE,
    &astro::PROFILE,
    &docusaurus::PROFILE,
    &next::PROFILE,
    &hexo::PROFILE,
    &pelican::PROFILE,
    &nikola::PROFILE,
    &vitepress::PROFILE,
    &obsidian::PROFILE,
    &ghost::PROFILE,
];

/// A heading as GitHub makes an anchor of it, and generators of notes after it.
pub(crate) fn github_anchor(heading: &str) -> String {
    slugs::github(heading)
}

/// The profile that the configuration calls so.
pub fn find(name: &str) -> Option<&'static Profile> {
    PROFILES.into_iter().find(|profile| profile.name == name)
}

/// The files that may say who the authors of a site are: those of its profile, or where that is not known those of all.
pub fn people_files(profile: Option<&'static Profile>) -> Vec<&'static str> {
    let profiles = profile.map_or(PROFILES.to_vec(), |profile| vec![profile]);
    profiles.into_iter().flat_map(|profile| profile.people_files).copied().collect()
}

impl PartialEq for Profile {
    fn eq(&self, other: &Profile) -> bool {
        self.name == other.name
    }
}

impl std::fmt::Debug for Profile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Profile({})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_profile_is_found_by_its_own_name() {
        let names: BTreeSet<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(names.len(), PROFILES.len());
        for profile in PROFILES {
            assert_eq!(find(profile.name), Some(profile));
            assert!(!profile.title.is_empty());
        }
        assert_eq!(find("Jekyll"), None);
    }
}
