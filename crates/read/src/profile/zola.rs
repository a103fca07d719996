//! Zola.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::site::SiteValues;
use super::slugs;
use super::templates::{Outputs, TemplateForms};
use serde_json::Value;

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
        bare_name: slugs::ascii_words,
        slug: slugs::ascii_words,
        folder: slugs::ascii_words,
        title: slugs::ascii_words,
        category: slugs::ascii_words,
        drops_date: true,
        roots: &["content"],
        pages_are_folders: true,
        of_site,
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
        ..Configuration::PLAIN
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
    people_files: &["data/authors.*"],
    draft_tags: &[],
    data_files: DataFiles::NONE,
};
/// `[slugify]` (getzola.org/documentation/getting-started/configuration, "Slugification strategies").
fn of_site(site: &SiteValues, rules: Addresses) -> Addresses {
    let of = |key: &str, on: fn(&str) -> String| match site.get(&["slugify", key]) {
        Some(Value::String(word)) if word == "off" => slugs::as_written,
        // Zola before 0.13 had `slugify_paths`, by true and false.
        Some(Value::Bool(false)) => slugs::as_written,
        Some(Value::String(word)) if word == "safe" => safe,
        _ => on,
    };
    let path = of("paths", slugs::ascii_words);
    Addresses {
        stated_slug: path,
        file_name: path,
        bare_name: path,
        slug: path,
        folder: path,
        title: path,
        category: of("taxonomies", slugs::ascii_words),
        drops_date: site.get(&["slugify", "paths_keep_dates"]) != Some(&Value::Bool(true)),
        ..rules
    }
}

/// What can be the name of a file everywhere.
fn safe(text: &str) -> String {
    text.chars().filter(|c| !"<>:\"/\\|?*\r\n".contains(*c)).collect::<String>().trim_matches([' ', '.']).to_string()
}
