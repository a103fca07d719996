//! Docusaurus.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SiteFiles, SlugReplaces};
use super::configuration::{Configuration, Document, Keys, Known};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::templates::TemplateForms;
use serde_json::Value;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "docusaurus",
    title: "Docusaurus",
    // remark-gfm: `singleTilde` is on.
    dialect: Dialect::GITHUB,
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#markdown-front-matter and https://docusaurus.io/docs/blog
    addresses: Addresses {
        pattern: Some("/blog/{path}"),
        slug_replaces: SlugReplaces::Path,
        whole_path: dated,
        // docusaurus.io/docs/static-assets, docusaurus.io/docs/docusaurus-core#link
        roots_are_of_site: true,
        usual,
        ..GENERAL
    },
    // docusaurus.io/docs: "docusaurus.config.js", "Blog" and its plugin (`exclude` hides `_`), "i18n".
    signs: &[Sign::alone("docusaurus.config.{js,ts,mjs,cjs}")],
    configuration: Configuration {
        files: &[
            // docusaurus.io/docs/blog#global-tags
            Document::below("{blog,news,posts}/tags.{yml,yaml}", "tags"),
            Document::of("docusaurus.config.{js,ts,mjs,cjs}"),
        ],
        keys: Keys {
            title: &["title", "presets.*.*.blog.feedOptions.title"],
            address: &["url"],
            sub_path: &["baseUrl"],
            description: &["tagline"],
            language: &["i18n.defaultLocale"],
            languages: &["i18n.locales"],
            tag_labels: &["tags"],
            articles: &["presets.*.*.blog.path"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &["blog"],
        output: &["build"],
        index: Index::Article,
        has_bundles: false,
        hides_underscore: true,
        aside: &[],
        only: None,
    },
    // `.md` is MDX too (facebook/docusaurus, website/docs/guides/markdown-features).
    templates: TemplateForms { mdx: &["md", "mdx"], ..TemplateForms::NONE },
    // https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-blog#markdown-front-matter: `id` names a document within the site.
    keys: &[("id", Meaning::Nothing), ("titlemeta", Meaning::Nothing)],
    draft_tags: &[],
    people_files: &["blog/authors.yml", "blog/authors.yaml", "authors.yml"],
    data_files: DataFiles::NONE,
};

/// Where the blog stands, and whether addresses end in a slash (docusaurus.io/docs/api/docusaurus-config#trailingSlash and its plugin
/// `content-blog`: `routeBasePath`; `/` where a site is nothing but a blog).
fn usual(site: &SiteFiles) -> Option<Known<String>> {
    let of_preset = site.configuration.setting("presets.*.*.blog.routeBasePath");
    let of_plugin = || {
        let plugins = site.configuration.setting("plugins")?;
        let is_blog =
            |plugin: &&Value| plugin.get(0).and_then(Value::as_str).is_some_and(|name| name.contains("content-blog"));
        let path = plugins.value.as_array()?.iter().find(is_blog)?.get(1)?.get("routeBasePath")?.clone();
        Some(Known { value: path, from: plugins.from })
    };
    let route = of_preset.or_else(of_plugin);
    let slash = site.configuration.setting("trailingSlash").filter(|known| known.value == Value::Bool(true));
    let from = [route.as_ref(), slash.as_ref()].into_iter().flatten().map(|known| known.from.clone());
    let from = from.collect::<Vec<_>>().join(" and ");
    let route = route.as_ref().and_then(|known| known.value.as_str()).unwrap_or("blog").trim_matches('/');
    let before = if route.is_empty() { String::new() } else { format!("/{route}") };
    let behind = if slash.is_some() { "/" } else { "" };
    (!from.is_empty()).then(|| Known { value: format!("{before}/{{path}}{behind}"), from })
}

/// The date of a path goes before all of it: `deep/2021-08-26-welcome` is read at `2021/08/26/deep/welcome`, and so is `deep/2021/08/26/welcome`
/// (its plugin `content-blog`, `parseBlogFileName`). Of several the last is the date.
fn dated(path: &str) -> Option<String> {
    let starts = path.char_indices().rev().filter(|(_, c)| c.is_ascii_digit()).map(|(start, _)| start);
    starts.into_iter().find_map(|start| {
        let (day, length) = day_at(path.get(start..)?)?;
        let behind = path.get(start + length..)?;
        let behind = behind.strip_prefix(['-', '/']).unwrap_or(behind);
        Some(format!("{day}/{}{behind}", path.get(..start)?))
    })
}

/// A day at the beginning of a text, with `/` between its parts, and how many bytes it takes.
fn day_at(text: &str) -> Option<(String, usize)> {
    let digits = |at: usize, most: usize| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        rest.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count()
    };
    let divides = |at: usize| matches!(text.as_bytes().get(at), Some(b'-' | b'/'));
    if digits(0, 4) != 4 || !divides(4) {
        return None;
    }
    let month = digits(5, 2);
    let day_start = 5 + month + 1;
    let day = digits(day_start, 2);
    if month == 0 || !divides(5 + month) || day == 0 {
        return None;
    }
    let end = day_start + day;
    Some((text.get(..end)?.replace('-', "/"), end))
}
