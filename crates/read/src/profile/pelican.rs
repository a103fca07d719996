//! Pelican.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::site::SiteValues;
use super::slugs;
use super::templates::TemplateForms;
use serde_json::{Map, Value};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "pelican",
    title: "Pelican",
    dialect: Dialect::COMMON,
    // https://docs.getpelican.com/en/latest/settings.html#url-settings
    addresses: Addresses {
        pattern: Some("/{slug_or_title}.html"),
        placeholders: OF_TITLE,
        title: slugified,
        category: slugified,
        roots: &["content"],
        of_site,
        // ARTICLE_LANG_URL
        in_other_languages: |site| {
            let stated = site.text(&["ARTICLE_LANG_URL"]).unwrap_or("{slug}-{lang}.html");
            of_site(site, PROFILE.addresses).translate(stated).ok()
        },
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
    draft_tags: &[],
    people_files: &[],
    data_files: DataFiles { of_each: category, head_of_page: true, ..DataFiles::NONE },
};
/// What a slug is made of (SLUGIFY_SOURCE), where neither the header nor the name of the file states one (FILENAME_METADATA, PATH_METADATA).
fn of_site(site: &SiteValues, rules: Addresses) -> Addresses {
    let is_in_name = |key: &str| site.text(&[key]).is_some_and(|pattern| pattern.contains("(?P<slug>"));
    if is_in_name("FILENAME_METADATA") || is_in_name("PATH_METADATA") {
        Addresses { placeholders: OF_NAME, pattern: Some("/{slug}.html"), ..rules }
    } else if site.text(&["SLUGIFY_SOURCE"]) == Some("basename") {
        Addresses { placeholders: OF_NAME, pattern: Some("/{slug}.html"), slug: slugified, ..rules }
    } else {
        rules
    }
}

/// What every article has that does not say otherwise: the folder that it lies in as its category (USE_FOLDER_AS_CATEGORY), else that of the site
/// (DEFAULT_CATEGORY).
fn category(site: &SiteValues, folder: &str) -> Map<String, Value> {
    let uses_folders = site.get(&["USE_FOLDER_AS_CATEGORY"]) != Some(&Value::Bool(false));
    let name = folder.rsplit('/').next().filter(|name| uses_folders && !name.is_empty());
    let name = name.unwrap_or_else(|| site.text(&["DEFAULT_CATEGORY"]).unwrap_or("misc"));
    Map::from_iter([("category".to_string(), name.into())])
}

/// Its `SLUG_REGEX_SUBSTITUTIONS`.
fn slugified(text: &str) -> String {
    slugs::django(text, &[])
}

/// A placeholder, and what `permalink` has for it.
type Placeholder = (&'static str, &'static str);
/// The placeholders of its patterns where a slug is made of the title.
const OF_TITLE: &[Placeholder] = &with_slug(("{slug}", "{slug_or_title}"));
/// The same where it is made of the name of the file.
const OF_NAME: &[Placeholder] = &with_slug(("{slug}", "{slug}"));

/// The attributes of articles, and what `strftime` makes of their dates (docs.getpelican.com: "URL settings").
const fn with_slug(slug: Placeholder) -> [Placeholder; 22] {
    [
        slug,
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
        ("{date:%j}", "{year_day}"),
        ("{date:%H}", "{hour}"),
        ("{date:%M}", "{minute}"),
        ("{date:%S}", "{second}"),
        ("{date:%F}", "{year}-{month}-{day}"),
        ("{date:%Y/%m}", "{year}/{month}"),
        ("{date:%Y-%m}", "{year}-{month}"),
        ("{date:%Y/%m/%d}", "{year}/{month}/{day}"),
        ("{date:%Y/%b/%d}", "{year}/{short_month}/{day}"),
        ("{date:%Y-%m-%d}", "{year}-{month}-{day}"),
        ("{date:%Y%m%d}", "{year}{month}{day}"),
    ]
}
