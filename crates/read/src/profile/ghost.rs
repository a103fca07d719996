//! Ghost, exported to a folder.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "ghost",
    title: "Ghost",
    dialect: Dialect::COMMON,
    // https://ghost.org/docs/themes/routing/
    addresses: Addresses {
        pattern: Some("/{slug}/"),
        placeholders: &[
            ("{slug}", "{slug}"),
            ("{year}", "{year}"),
            ("{month}", "{month}"),
            ("{day}", "{day}"),
            ("{primary_tag}", "{category}"),
        ],
        no_category: "all",
        ..GENERAL
    },
    // docs.ghost.org: "Configuration"; the folders are those of the programs that write exports as files.
    signs: &[Sign::alone("config.production.json").says(&["ghost", "mysql", "sqlite3"]), Sign::alone("ghost.json")],
    configuration: Configuration {
        files: &[Document::of("config.production.json")],
        keys: Keys { address: &["url"], title: &["title"], ..Keys::NONE },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["posts", "_posts", "content/posts", "content"],
        output: &[],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // Exports have no templates.
    templates: TemplateForms::NONE,
    // The fields of https://docs.ghost.org/content-api/posts: `url` is where it stood.
    keys: &[("primarytag", Meaning::Categories), ("primaryauthor", Meaning::Authors)],
    draft_tags: &[],
    people_files: &[],
    data_files: DataFiles::NONE,
};
