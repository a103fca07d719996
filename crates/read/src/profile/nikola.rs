//! Nikola.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SiteFiles};
use super::configuration::{Configuration, Document, Keys, Known};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::site::SiteValues;
use super::slugs;
use super::templates::TemplateForms;
use serde_json::Value;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "nikola",
    title: "Nikola",
    dialect: Dialect::COMMON,
    // https://getnikola.com/handbook.html: posts of the folder `posts` are read below `/posts/`.
    addresses: Addresses {
        pattern: Some("/posts/{path}/"),
        file_name: slugified,
        bare_name: slugified,
        slug: slugified,
        title: slugified,
        category: slugified,
        usual,
        // conf.py: `TRANSLATIONS` has the folder of each language, which is called like it.
        in_other_languages: |site| Some(format!("/{{lang}}{}", pattern(site))),
        ..GENERAL
    },
    // getnikola.com/handbook.html: "Configuration" and "Creating a blog post"; conf.py says itself what its keys are.
    signs: &[Sign::shared("conf.py").says(&["BLOG_TITLE", "NIKOLA"])],
    configuration: Configuration {
        files: &[Document::of("conf.py")],
        keys: Keys {
            title: &["BLOG_TITLE"],
            address: &["BASE_URL", "SITE_URL"],
            description: &["BLOG_DESCRIPTION"],
            language: &["DEFAULT_LANG"],
            languages: &["TRANSLATIONS"],
            time_zone: &["TIMEZONE"],
            author: &["BLOG_AUTHOR"],
            email: &["BLOG_EMAIL"],
            articles: &["POSTS"],
            output: &["OUTPUT_FOLDER"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["posts"],
        output: &["output"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // Shortcodes alone are read in posts (getnikola/nikola, docs/manual.rst, "Shortcodes").
    templates: TemplateForms { shortcodes: true, ..TemplateForms::NONE },
    // https://getnikola.com/handbook.html#metadata-fields: `link` is the source of the content, `previewimage` its picture.
    keys: &[("link", Meaning::Elsewhere)],
    // getnikola.com/handbook.html: "tags", "Drafts" and "Private posts".
    draft_tags: &["draft", "private"],
    people_files: &["data/authors.*"],
    // getnikola.com/handbook.html: "The two-file format".
    data_files: DataFiles::GUESSED,
};

/// The folder of addresses that its POSTS has beside that of the articles, and how addresses end (conf.py: `POSTS`, `PRETTY_URLS`).
fn usual(site: &SiteFiles) -> Option<Known<String>> {
    let stated = ["POSTS.0.1", "PRETTY_URLS"].map(|key| Some(site.configuration.setting(key)?.from));
    let from = stated.into_iter().flatten().collect::<Vec<_>>().join(" and ");
    (!from.is_empty()).then(|| Known { value: pattern(&site.configuration.values), from })
}

fn pattern(site: &SiteValues) -> String {
    let posts = site.get(&["POSTS", "0", "1"]);
    // In several languages it is a table of texts.
    let posts = posts.map(|posts| posts.get("").unwrap_or(posts));
    let folder = posts.and_then(Value::as_str).unwrap_or("posts").trim_matches('/');
    let before = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let behind = if site.get(&["PRETTY_URLS"]) == Some(&Value::Bool(false)) { ".html" } else { "/" };
    format!("{before}/{{path}}{behind}")
}

/// Its `slugify`.
fn slugified(text: &str) -> String {
    slugs::django(text, &['+'])
}
