//! Hexo.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::{Outputs, TemplateForms};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "hexo",
    title: "Hexo",
    // https://hexo.io/docs/permalinks: a title is the name of the file, with its folders below `_posts`.
    addresses: Addresses {
        pattern: Some("/{year}/{month}/{day}/{path}/"),
        placeholders: &[
            (":year", "{year}"),
            (":month", "{month}"),
            (":i_month", "{i_month}"),
            (":day", "{day}"),
            (":i_day", "{i_day}"),
            (":hour", "{hour}"),
            (":minute", "{minute}"),
            (":second", "{second}"),
            (":title", "{path}"),
            (":name", "{filename}"),
            (":post_title", "{title}"),
            (":category", "{categories}"),
            (":lang", "{lang}"),
        ],
        slug_replaces: SlugReplaces::Nothing,
        category: hyphenated,
        no_category: "uncategorized",
        ..GENERAL
    },
    // hexo.io/docs: "Configuration" (`url` has the path of `root`), "Writing".
    signs: &[
        Sign::shared("_config.yml").with("source/{_posts,_drafts}"),
        Sign::shared("_config.yml").says(&["source_dir:", "skip_render:", "hexo"]),
    ],
    configuration: Configuration {
        files: &[Document::of("_config.{yml,yaml,json}")],
        keys: Keys {
            title: &["title"],
            address: &["url"],
            sub_path: &["root"],
            description: &["description", "subtitle"],
            language: &["language"],
            languages: &["language"],
            time_zone: &["timezone"],
            author: &["author"],
            email: &["email"],
            permalink: &["permalink"],
            source: &["source_dir"],
            output: &["public_dir"],
            exclude: &["exclude"],
            undue: &["render_drafts"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "source",
        articles: &["_posts"],
        output: &["public"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // Nunjucks runs in posts, not in code (hexojs/site, source/docs/tag-plugins.md).
    templates: TemplateForms { outputs: Outputs::Values, shortcodes: false, ..TemplateForms::GUESSED },
    // https://hexo.io/docs/front-matter: `permalink` is the whole address.
    keys: &[],
    draft_tags: &[],
    people_files: &["source/_data/authors.*"],
    data_files: DataFiles::NONE,
    // hexo-renderer-markdown-it, README: the plugins that are on.
    dialect: Dialect { insertions: true, ..Dialect::COMMON },
}; // Each run of signs and white space is a hyphen (its `slugize`).
fn hyphenated(text: &str) -> String {
    slugs::trimmed(&slugs::hyphenated(text, |c| slugs::is_word(c) || "._".contains(c)))
}
