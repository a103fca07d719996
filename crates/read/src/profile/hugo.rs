//! Hugo.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "hugo",
    title: "Hugo",
    // Hugo, "Configure markup", extras: `insert`.
    dialect: Dialect { insertions: true, ..Dialect::COMMON },
    // https://gohugo.io/content-management/urls/ and https://gohugo.io/configuration/permalinks/
    addresses: Addresses {
        pattern: Some("/{path}/"),
        placeholders: &[
            (":year", "{year}"),
            (":month", "{month}"),
            (":monthname", "{month_name}"),
            (":day", "{day}"),
            (":yearday", "{i_year_day}"),
            (":weekdayname", "{weekday_name}"),
            (":section", "{section}"),
            (":sections", "{dir}"),
            (":sections[last]", "{last_dir}"),
            (":title", "{title}"),
            (":slug", "{slug_or_title}"),
            (":filename", "{filename}"),
            (":slugorfilename", "{slug}"),
            (":contentbasename", "{filename}"),
            (":slugorcontentbasename", "{slug}"),
            (":2006", "{year}"),
            (":01", "{month}"),
            (":02", "{day}"),
            (":1", "{i_month}"),
            (":2", "{i_day}"),
            (":06", "{short_year}"),
        ],
        stated_slug: urlized,
        file_name: of_path,
        slug: urlized,
        folder: of_path,
        title: urlized,
        category: urlized,
        roots: &["content"],
        pages_are_folders: true,
        ..GENERAL
    },
    // gohugo.io: "Configure Hugo", "Introduction" (files, environments), "All settings", "Languages"; "Page bundles".
    signs: &[
        Sign::alone("hugo.{toml,yaml,yml,json}"),
        Sign::alone("config/_default/{hugo,config}.{toml,yaml,yml,json}"),
        Sign::shared("config.{toml,yaml,yml,json}").says(&["baseURL", "baseurl", "BaseURL", "languageCode"]),
    ],
    configuration: Configuration {
        files: &[
            Document::of("hugo.{toml,yaml,yml,json}"),
            Document::of("config.{toml,yaml,yml,json}"),
            Document::of("config/_default/*"),
            Document::of("config/production/*"),
        ],
        keys: Keys {
            title: &["title", "languages.{lang}.title"],
            address: &["baseURL"],
            description: &["params.description", "description", "languages.{lang}.params.description"],
            language: &[
                "locale",
                "languageCode",
                "languages.{lang}.locale",
                "languages.{lang}.languageCode",
                "defaultContentLanguage",
            ],
            languages: &["languages"],
            time_zone: &["timeZone"],
            author: &["params.author", "author", "params.authors"],
            email: &["params.email"],
            permalink: &[
                "permalinks.page.posts",
                "permalinks.posts",
                "permalinks.page.post",
                "permalinks.post",
                "permalinks.page.blog",
                "permalinks.blog",
            ],
            source: &["contentDir"],
            output: &["publishDir"],
            undue: &["buildDrafts", "buildFuture", "buildExpired"],
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
    // Shortcodes alone are read in content (gohugoio/hugoDocs, content-management/shortcodes).
    templates: TemplateForms { shortcodes: true, ..TemplateForms::NONE },
    // https://gohugo.io/content-management/front-matter/ and urls/: `url` is a path, `slug` its last part, `keywords` are for search engines.
    keys: &[("linktitle", Meaning::Nothing), ("url", Meaning::Page), ("aliases", Meaning::Aliases)],
    draft_tags: &[],
    people_files: &["data/authors.*", "data/authors/*", "content/authors/*/_index.md"],
    data_files: DataFiles::NONE,
};
/// In small letters, without signs, with a hyphen for white space. Accents and letters of all writing stay.
fn urlized(text: &str) -> String {
    let mut slug = String::new();
    let mut space = false;
    for character in text.trim().to_lowercase().chars() {
        if stays(character) {
            if space && character != '-' && !slug.ends_with('-') {
                slug.push('-');
            }
            space = false;
            slug.push(character);
        } else if character.is_whitespace() {
            space = !slug.is_empty();
        }
    }
    slug
}

/// A part of the path of a file, in which each space is a hyphen before signs go.
fn of_path(text: &str) -> String {
    text.to_lowercase().replace(' ', "-").chars().filter(|c| stays(*c)).collect()
}

fn stays(character: char) -> bool {
    slugs::is_word(character) || matches!(character, '.' | '/' | '_' | '-' | '~' | '@')
}
