//! Nikola.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SiteFiles};
use super::configuration::{Configuration, Document, Keys, Known};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
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
        slug: slugified,
        title: slugified,
        category: slugified,
        usual,
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
    people_files: &["data/authors.*"],
    // getnikola.com/handbook.html: "The two-file format".
    data_files: DataFiles { of_article: &[".meta"], of_folder: &[] },
};

/// The folder of addresses that its POSTS has beside that of the articles, and how addresses end (conf.py: `POSTS`, `PRETTY_URLS`).
fn usual(site: &SiteFiles) -> Option<Known<String>> {
    let posts = site.configuration.setting("POSTS.0.1");
    let ugly = site.configuration.setting("PRETTY_URLS").filter(|known| known.value == Value::Bool(false));
    let from = [posts.as_ref(), ugly.as_ref()].into_iter().flatten().map(|known| known.from.clone());
    let from = from.collect::<Vec<_>>().join(" and ");
    // In several languages it is a table of texts.
    let posts = posts.as_ref().map(|known| known.value.get("").unwrap_or(&known.value));
    let folder = posts.and_then(Value::as_str).unwrap_or("posts").trim_matches('/');
    let before = if folder.is_empty() { String::new() } else { format!("/{folder}") };
    let behind = if ugly.is_some() { ".html" } else { "/" };
    (!from.is_empty()).then(|| Known { value: format!("{before}/{{path}}{behind}"), from })
}

/// Its `slugify`.
fn slugified(text: &str) -> String {
    slugs::django(text, &['+'])
}
