//! Zola.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::{Outputs, TemplateForms};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "zola",
    title: "Zola",
    // pulldown-cmark's strikethrough.
    dialect: Dialect::GITHUB,
    // https://www.getzola.org/documentation/content/page/ and https://www.getzola.org/documentation/content/overview/
    addresses: Addresses {
        pattern: Some("/{path}/"),
        stated_slug: slugs::ascii_words,
        file_name: slugs::ascii_words,
        slug: slugs::ascii_words,
        folder: slugs::ascii_words,
        title: slugs::ascii_words,
        category: slugs::ascii_words,
        drops_date: true,
        roots: &["content"],
        pages_are_folders: true,
        ..GENERAL
    },
    // getzola.org/documentation: "Configuration", "Overview" of content, "Multilingual sites".
    signs: &[Sign::shared("config.toml").says(&["base_url"]), Sign::alone("zola.toml")],
    configuration: Configuration {
        files: &[Document::of("{zola,config}.toml")],
        keys: Keys {
            title: &["title", "extra.title"],
            address: &["base_url"],
            description: &["description"],
            language: &["default_language"],
            languages: &["languages"],
            author: &["author", "extra.author"],
            output: &["output_dir"],
            exclude: &["ignored_content"],
            ..Keys::NONE
        },
    },
    layout: Layout {
        source: "content",
        articles: &[],
        output: &["public"],
        index: Index::Article,
        has_bundles: true,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // Calls of shortcodes alone are read in content (getzola/zola, docs/content/documentation/content/shortcodes.md).
    templates: TemplateForms { outputs: Outputs::Calls, shortcodes: false, ..TemplateForms::GUESSED },
    // https://www.getzola.org/documentation/content/page/: `path` is the whole address.
    keys: &[("path", Meaning::Page), ("aliases", Meaning::Aliases)],
    draft_tags: &[],
    people_files: &["data/authors.*"],
    data_files: DataFiles::NONE,
};
