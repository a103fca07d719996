//! Jekyll.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::defaults::FolderDefaults;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::site::SiteValues;
use super::slugs;
use super::templates::{Outputs, TemplateForms};
use serde_json::Value;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "jekyll",
    title: "Jekyll",
    // https://jekyllrb.com/docs/permalinks/
    addresses: Addresses {
        pattern: Some("/{categories}/{year}/{month}/{day}/{slug}.html"),
        styles: &[
            ("date", "/:categories/:year/:month/:day/:title:output_ext"),
            ("pretty", "/:categories/:year/:month/:day/:title/"),
            ("ordinal", "/:categories/:year/:y_day/:title:output_ext"),
            ("weekdate", "/:categories/:year/W:week/:short_day/:title:output_ext"),
            ("none", "/:categories/:title:output_ext"),
        ],
        placeholders: &[
            (":year", "{year}"),
            (":short_year", "{short_year}"),
            (":month", "{month}"),
            (":i_month", "{i_month}"),
            (":short_month", "{short_month}"),
            (":long_month", "{month_name}"),
            (":day", "{day}"),
            (":i_day", "{i_day}"),
            (":y_day", "{year_day}"),
            (":w_year", "{week_year}"),
            (":week", "{week}"),
            (":w_day", "{week_day}"),
            (":short_day", "{short_weekday}"),
            (":long_day", "{weekday_name}"),
            (":hour", "{hour}"),
            (":minute", "{minute}"),
            (":second", "{second}"),
            (":title", "{slug}"),
            (":slug", "{plain_slug}"),
            (":name", "{plain_slug}"),
            (":basename", "{filename}"),
            (":path", "{path}"),
            (":collection", "posts"),
            (":categories", "{categories}"),
            (":slugified_categories", "{slug_categories}"),
            (":output_ext", ".html"),
        ],
        stated_slug: pretty,
        file_name: slugs::as_written,
        slug: pretty,
        title: pretty,
        category: str::to_lowercase,
        posts_folder: Some("_posts"),
        ..GENERAL
    },
    // jekyllrb.com/docs: "Configuration options", "Directory structure", "Posts"; jekyll-feed takes posts alone.
    signs: &[
        Sign::shared("_config.{yml,yaml,toml}").with("{_posts,_drafts,_layouts,_includes,Gemfile,_data}"),
        Sign::shared("_config.{yml,yaml,toml}"),
        Sign::alone("_config.{yml,yaml,toml}").says(&["jekyll", "baseurl:", "github-pages"]),
    ],
    configuration: Configuration {
        files: &[Document::of("_config.{yml,yaml,toml}")],
        keys: Keys {
            title: &["title", "name"],
            address: &["url"],
            sub_path: &["baseurl"],
            description: &["description", "tagline"],
            language: &["lang", "locale", "language"],
            languages: &["languages"],
            time_zone: &["timezone"],
            author: &["author", "author.name"],
            email: &["author.email", "email"],
            permalink: &["collections.posts.permalink", "permalink"],
            source: &["source"],
            output: &["destination"],
            exclude: &["exclude"],
            undue: &["future", "show_drafts", "unpublished"],
            ..Keys::NONE
        },
        defaults,
        // Psych reads it so; jekyll-feed then shows it by the site's clock.
        yaml_times_are_utc: true,
        capitalizes_names: true,
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["_posts"],
        output: &["_site"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[("_includes", Kind::Template), ("_layouts", Kind::Template), ("_data", Kind::Template)],
        only: Some("_posts"),
    },
    // Liquid runs before Markdown, also in code (jekyll/jekyll, docs/_docs/liquid.md).
    templates: TemplateForms { outputs: Outputs::Values, shortcodes: false, in_code: true, ..TemplateForms::GUESSED },
    // https://jekyllrb.com/docs/front-matter/ and the plugins jekyll-redirect-from and jekyll-feed.
    keys: &[("redirectto", Meaning::Nothing)],
    people_files: &["_data/authors.*", "_data/authors/*", "_authors/*"],
    dialect: Dialect::COMMON,
    draft_tags: &[],
    data_files: DataFiles::NONE,
}; // The mode `pretty` of its filter `slugify`, with the case of the name.
fn pretty(text: &str) -> String {
    slugs::trimmed(&slugs::hyphenated(text, |c| slugs::is_word(c) || "._~!$&'()+,;=@".contains(c)))
}

/// `defaults` (jekyllrb.com: "Front Matter Defaults"): the longer a path, the more it counts, and of two alike the later.
fn defaults(site: &SiteValues) -> Vec<FolderDefaults> {
    let rows = site.get(&["defaults"]).and_then(Value::as_array).into_iter().flatten();
    let row = |row: &Value| {
        let of = |name: &str| row.get("scope")?.get(name)?.as_str();
        let within = match of("type") {
            None => None,
            Some("post" | "posts") => Some("_posts"),
            Some("draft" | "drafts") => Some("_drafts"),
            // Pages and other collections are no posts.
            Some(_) => return None,
        };
        let values = row.get("values")?.as_object()?.clone();
        Some(FolderDefaults { path: of("path").unwrap_or_default().to_string(), within, values })
    };
    let mut found: Vec<FolderDefaults> = rows.filter_map(row).collect();
    found.sort_by_key(|one| (one.path.trim_matches('/').len(), one.within.is_some()));
    found
}
