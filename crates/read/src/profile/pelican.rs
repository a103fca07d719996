//! Pelican.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "pelican",
    title: "Pelican",
    dialect: Dialect::COMMON,
    // https://docs.getpelican.com/en/latest/settings.html#url-settings
    addresses: Addresses {
        pattern: Some("/{slug_or_title}.html"),
        placeholders: &[
            ("{slug}", "{slug_or_title}"),
            ("{category}", "{category}"),
            ("{lang}", "{lang}"),
            ("{date:%Y}", "{year}"),
            ("{date:%y}", "{short_year}"),
            ("{date:%m}", "{month}"),
            ("{date:%-m}", "{i_month}"),
            ("{date:%b}", "{short_month}"),
            ("{date:%B}", "{month_name}"),
            ("{date:%d}", "{day}"),
            ("{date:%-d}", "{i_day}"),
            ("{date:%H}", "{hour}"),
            ("{date:%M}", "{minute}"),
            ("{date:%S}", "{second}"),
            ("{date:%Y/%m/%d}", "{year}/{month}/{day}"),
            ("{date:%Y-%m-%d}", "{year}-{month}-{day}"),
        ],
        title: slugified,
        category: slugified,
        no_category: "misc",
        roots: &["content"],
        days_as_written: true,
        ..GENERAL
    },
    // docs.getpelican.com: "Settings"; `publishconf.py` is what is published.
    signs: &[Sign::alone("{pelicanconf,publishconf}.py")],
    configuration: Configuration {
        files: &[Document::of("pelicanconf.py"), Document::of("publishconf.py")],
        keys: Keys {
            title: &["SITENAME"],
            address: &["SITEURL", "FEED_DOMAIN"],
            description: &["SITESUBTITLE", "SITE_DESCRIPTION"],
            language: &["DEFAULT_LANG"],
            languages: &["SITE_LANGUAGES"],
            time_zone: &["TIMEZONE"],
            author: &["AUTHOR"],
            email: &["AUTHOR_EMAIL"],
            permalink: &["ARTICLE_URL"],
            source: &["PATH"],
            articles: &["ARTICLE_PATHS"],
            output: &["OUTPUT_PATH"],
            exclude: &["ARTICLE_EXCLUDES"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "content",
        articles: &[],
        output: &["output"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[("pages", Kind::Page)],
        only: None,
    },
    // Jinja and the tags of Liquid are plugins (getpelican/pelican, docs/plugins.rst).
    templates: TemplateForms { shortcodes: false, ..TemplateForms::GUESSED },
    // https://docs.getpelican.com/en/latest/content.html#file-metadata: `url` and `save_as` are paths.
    keys: &[("link", Meaning::Nothing)],
    people_files: &[],
};
/// Its `SLUG_REGEX_SUBSTITUTIONS`.
fn slugified(text: &str) -> String {
    slugs::django(text, &[])
}
