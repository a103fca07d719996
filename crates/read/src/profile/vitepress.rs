//! VitePress.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::templates::{Outputs, TemplateForms};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    dialect: Dialect::COMMON,
    // https://vitepress.dev/guide/routing
    addresses: Addresses {
        pattern: Some("/{path}.html"),
        roots: &["docs", ""],
        slug_replaces: SlugReplaces::Nothing,
        // vitepress.dev/guide/asset-handling#base-url, vitepress.dev/guide/routing#linking-between-pages
        roots_are_of_site: true,
        links_are_routes: true,
        ..GENERAL
    },
    // vitepress.dev/reference/site-config.
    signs: &[
        Sign::alone(".vitepress/config.{js,ts,mjs,mts,cjs}"),
        Sign::alone(".vitepress/config/index.{js,ts,mjs,mts}"),
    ],
    configuration: Configuration {
        files: &[
            Document::of(".vitepress/config/{shared,en,index}.{js,ts,mjs,mts}"),
            Document::of(".vitepress/config.{js,ts,mjs,mts,cjs}"),
        ],
        keys: Keys {
            title: &["title"],
            address: &["sitemap.hostname", "themeConfig.siteUrl"],
            sub_path: &["base"],
            description: &["description"],
            language: &["lang"],
            languages: &["locales"],
            author: &["themeConfig.author"],
            source: &["srcDir"],
            output: &["outDir"],
            exclude: &["srcExclude"],
            // vitepress.dev/guide/routing#generating-clean-url
            address_settings: &[("cleanUrls", "/{path}")],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["posts", "blog", "articles"],
        output: &[".vitepress/dist"],
        index: Index::ListAbove,
        has_bundles: false,
        hides_underscore: false,
        aside: &[("README.md", Kind::Page)],
        only: None,
    },
    // Vue fills in `{{ … }}` outside of code (vuejs/vitepress, docs/en/guide/using-vue.md).
    templates: TemplateForms { outputs: Outputs::Values, ..TemplateForms::NONE },
    // https://vitepress.dev/reference/frontmatter-config
    keys: &[],
    draft_tags: &[],
    people_files: &[".vitepress/authors.*"],
    data_files: DataFiles::NONE,
};
