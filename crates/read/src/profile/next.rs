//! Next.js with MDX.

use super::Profile;
use super::addresses::GENERAL;
use super::configuration::{Configuration, Document, Keys};
use super::dialect::Dialect;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::templates::TemplateForms;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "next",
    title: "Next.js with MDX",
    // remark-gfm: `singleTilde` is on.
    dialect: Dialect::GITHUB,
    // Each site makes its routes itself.
    addresses: GENERAL,
    // nextjs.org/docs: "next.config.js", "MDX"; the data files are those of its starter projects.
    signs: &[Sign::shared("next.config.{js,mjs,ts,cjs}")
        .with("{content,posts,_posts,src/content,src/posts,data/blog,contents}")],
    configuration: Configuration {
        files: &[
            Document::of("next.config.{js,mjs,ts,cjs}"),
            Document::of(
                "{data,config,src/config,src/data,lib,src/lib,.}/{siteMetadata,site-metadata,siteConfig,site.config,site,config,constants}.{js,ts,mjs,cjs}",
            ),
        ],
        keys: Keys {
            title: &["title", "siteMetadata.title", "siteConfig.title", "siteConfig.name", "SITE_TITLE", "SITE_NAME"],
            address: &["siteUrl", "siteMetadata.siteUrl", "siteConfig.url", "siteConfig.siteUrl", "SITE_URL"],
            sub_path: &["basePath"],
            description: &["description", "siteMetadata.description", "siteConfig.description", "SITE_DESCRIPTION"],
            language: &["language", "siteMetadata.language", "siteMetadata.locale", "i18n.defaultLocale", "locale"],
            languages: &["i18n.locales"],
            author: &["author", "siteMetadata.author", "siteConfig.author"],
            email: &["email", "siteMetadata.email"],
            output: &["distDir"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &[
            "content/posts",
            "content/blog",
            "posts",
            "_posts",
            "data/blog",
            "src/content/posts",
            "src/content/blog",
            "src/posts",
            "contents/posts",
            "src/content",
            "content",
        ],
        output: &["out", ".next"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // MDX has expressions (vercel/next.js, docs/app/guides/mdx).
    templates: TemplateForms::NONE,
    // Next.js with MDX has no keys of its own.
    keys: &[],
    people_files: &["data/authors/*", "data/authors.*"],
};
