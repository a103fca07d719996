//! Nikola.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::TemplateForms;

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
    people_files: &["data/authors.*"],
};
/// Its `slugify`.
fn slugified(text: &str) -> String {
    slugs::django(text, &['+'])
}
