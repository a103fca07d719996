//! Astro.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SiteFiles, SlugReplaces};
use super::configuration::{Configuration, Document, Keys, Known};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::routes::RouteFiles;
use super::slugs;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "astro",
    title: "Astro",
    // remark-gfm: `singleTilde` is on.
    dialect: Dialect::GITHUB,
    // https://docs.astro.build/en/guides/content-collections/: the id of an entry, which its blog template has below `/blog/`.
    addresses: Addresses {
        pattern: Some("/blog/{path}/"),
        slug_replaces: SlugReplaces::Path,
        file_name: slugs::github,
        bare_name: slugs::github,
        slug: slugs::github,
        folder: slugs::github,
        title: slugs::github,
        category: slugs::github,
        aliases_are_addresses: true,
        usual,
        ..GENERAL
    },
    // docs.astro.build: "Configuration reference", "Content collections" (`_` hides), "Internationalization"; the names of constants are those of its templates.
    signs: &[Sign::alone("astro.config.{mjs,js,ts,cjs,mts}")],
    configuration: Configuration {
        files: &[
            Document::of("astro.config.{mjs,js,ts,cjs,mts}"),
            Document::of("src/{consts,constants,config,site.config,siteConfig,site}.{ts,js,mjs}"),
        ],
        keys: Keys {
            title: &["SITE.title", "SITE_TITLE", "siteConfig.title", "SITE.name", "site.title", "TITLE"],
            address: &["site", "SITE.website", "SITE.url", "siteConfig.url", "SITE_URL"],
            sub_path: &["base"],
            description: &[
                "SITE.desc",
                "SITE.description",
                "SITE_DESCRIPTION",
                "siteConfig.description",
                "site.description",
                "DESCRIPTION",
            ],
            language: &["i18n.defaultLocale", "SITE.lang", "siteConfig.lang", "SITE_LANG", "LOCALE"],
            languages: &["i18n.locales"],
            time_zone: &["SITE.timezone"],
            author: &["SITE.author", "siteConfig.author", "AUTHOR"],
            email: &["SITE.email"],
            output: &["outDir"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "src",
        articles: &[
            "content/blog",
            "content/posts",
            "data/blog",
            "content/post",
            "content/articles",
            "pages/posts",
            "pages/blog",
            "content",
        ],
        output: &["dist"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: true,
        aside: &[],
        only: None,
    },
    // Markdown has no templates, MDX has expressions (withastro/docs, guides/integrations-guide/mdx).
    templates: TemplateForms::NONE,
    // https://docs.astro.build/en/guides/content-collections/: keys are the site's own but for `slug`.
    keys: &[],
    draft_tags: &[],
    people_files: &["src/content/authors/*", "src/data/authors.*"],
    data_files: DataFiles::NONE,
};

/// docs.astro.build/en/guides/routing.
const ROUTES: RouteFiles = RouteFiles { roots: &["src/pages"], page: "", endings: &[".astro", ".ts", ".js"] };

/// The route by which posts are shown, and of posts that are pages themselves where they lie.
fn usual(site: &SiteFiles) -> Option<Known<String>> {
    let SiteFiles { tree, folder, articles, .. } = site;
    let pages = articles.strip_prefix(folder).unwrap_or(articles).strip_prefix("src/pages");
    if let Some(below) = pages.filter(|below| below.is_empty() || below.starts_with('/')) {
        return Some(Known { value: format!("{below}/{{path}}/"), from: format!("the folder {articles}") });
    }
    let route = ROUTES.of_posts(folder, articles, *tree)?;
    Some(Known { value: format!("{}/{{path}}/", route.folders), from: route.from })
}
