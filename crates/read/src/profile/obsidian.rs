//! Obsidian or Quartz.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "obsidian",
    title: "Obsidian or Quartz",
    // Obsidian, "Internal links": a block is linked to by the name behind it.
    dialect: Dialect { block_ids: true, ..Dialect::COMMON },
    // https://quartz.jzhao.xyz/features/wikilinks and https://help.obsidian.md/publish/permalinks
    addresses: Addresses {
        pattern: Some("/{path}"),
        slug_replaces: SlugReplaces::Nothing,
        file_name: of_path,
        bare_name: of_path,
        slug: of_path,
        folder: of_path,
        title: of_path,
        category: of_path,
        roots: &["content"],
        aliases_are_addresses: false,
        ..GENERAL
    },
    // quartz.jzhao.xyz: "Configuration"; help.obsidian.md: "Configuration folder", "Templates".
    signs: &[Sign::alone("quartz.config.{ts,js}"), Sign::shared(".obsidian")],
    configuration: Configuration {
        files: &[Document::of("quartz.config.{ts,js}")],
        keys: Keys {
            title: &["configuration.pageTitle", "config.configuration.pageTitle"],
            address: &["configuration.baseUrl", "config.configuration.baseUrl"],
            language: &["configuration.locale", "config.configuration.locale"],
            exclude: &["configuration.ignorePatterns", "config.configuration.ignorePatterns"],
            ..Keys::NONE
        },
        // Obsidian help, "Internal links", and Quartz, "Authoring Content": the title is the name of the file.
        titles_are_names: true,
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["content"],
        output: &["public"],
        index: Index::ListAbove,
        has_bundles: false,
        hides_underscore: false,
        aside: &[("templates", Kind::Template), ("private", Kind::Page)],
        only: None,
    },
    // Notes have no templates.
    templates: TemplateForms::NONE,
    // https://help.obsidian.md/properties and https://quartz.jzhao.xyz/authoring-content: `aliases` are other names, and addresses that lead on.
    keys: &[("cssclasses", Meaning::Nothing), ("cssclass", Meaning::Nothing)],
    draft_tags: &[],
    people_files: &[],
    data_files: DataFiles::NONE,
};
/// A part of a path as Quartz has it: the case and the letters stay, signs that an address has no place for are spelt or go.
fn of_path(text: &str) -> String {
    let spelt = text.replace('&', "-and-").replace('%', "-percent");
    slugs::as_written(&spelt.replace(char::is_whitespace, "-").replace(['?', '#'], ""))
}
