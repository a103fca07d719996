//! Next.js with MDX.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SiteFiles};
use super::configuration::{Configuration, Document, Keys, Known};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::routes::RouteFiles;
use super::templates::TemplateForms;
use serde_json::Value;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "next",
    title: "Next.js with MDX",
    // remark-gfm: `singleTilde` is on.
    dialect: Dialect::GITHUB,
    // Each site makes its routes itself.
    addresses: Addresses { usual, page_file: Some("page"), ..GENERAL },
    // nextjs.org/docs: "next.config.js", "MDX"; the data files are those of its starter projects.
    signs: &[
        Sign::shared("next.config.{js,mjs,ts,cjs}")
            .with("{content,posts,_posts,src/content,src/posts,data/blog,contents}"),
        Sign::shared("next.config.{js,mjs,ts,cjs}").says(&["@next/mdx", "createMDX", "withMDX"]),
    ],
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
            // Posts that are pages themselves: nextjs.org/docs/app/guides/mdx.
            "app/blog",
            "src/app/blog",
            "app/posts",
            "src/app/posts",
            "pages/blog",
            "src/pages/blog",
            "pages/posts",
            "src/pages/posts",
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
    draft_tags: &[],
    people_files: &["data/authors/*", "data/authors.*"],
    data_files: DataFiles::NONE,
};

const ENDINGS: &[&str] = &[".tsx", ".jsx", ".ts", ".js", ".mdx"];
/// nextjs.org/docs/app/getting-started/layouts-and-pages and nextjs.org/docs/pages/building-your-application/routing.
const APP: RouteFiles = RouteFiles { roots: &["app", "src/app"], page: "page", endings: ENDINGS };
const PAGES: RouteFiles = RouteFiles { roots: &["pages", "src/pages"], page: "", endings: ENDINGS };
const PAGES_IN_FOLDERS: RouteFiles = RouteFiles { roots: &["pages", "src/pages"], page: "index", endings: ENDINGS };

/// The route by which posts are shown; of posts that are routes themselves where they lie; else a route called like their folder, as content
/// layers have it whose paths begin with that (tailwind-nextjs-starter-blog: `data/blog` is read at `/blog`).
fn usual(site: &SiteFiles) -> Option<Known<String>> {
    let SiteFiles { configuration, tree, folder, articles } = site;
    let inside = articles.strip_prefix(folder).unwrap_or(articles);
    let root = ["src/app", "app", "src/pages", "pages"].iter().find_map(|root| {
        let below = inside.strip_prefix(root)?;
        (below.is_empty() || below.starts_with('/')).then_some(below)
    });
    let (folders, from) = match root {
        Some(below) => {
            let is_group = |name: &&str| name.starts_with('(') && name.ends_with(')');
            let names = below.split('/').filter(|name| !name.is_empty() && !is_group(name));
            (names.map(|name| format!("/{name}")).collect::<String>(), format!("the folder {articles}"))
        }
        None => {
            let routes = [APP, PAGES, PAGES_IN_FOLDERS];
            match routes.iter().find_map(|routes| routes.of_posts(folder, articles, *tree)) {
                Some(route) => (route.folders, route.from),
                None => {
                    let name = articles.rsplit('/').next().filter(|name| !matches!(*name, "" | "." | "content"))?;
                    let name = name.trim_start_matches('_');
                    (
                        format!("/{name}"),
                        format!("the folder {articles}, because no route of posts was found: is it right?"),
                    )
                }
            }
        }
    };
    let slash = configuration.setting("trailingSlash").filter(|known| known.value == Value::Bool(true));
    let behind = if slash.is_some() { "/" } else { "" };
    Some(Known { value: format!("{folders}/{{path}}{behind}"), from })
}
