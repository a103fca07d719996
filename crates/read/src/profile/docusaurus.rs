//! Docusaurus.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::configuration::{Configuration, Document, Keys};
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::TemplateForms;

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
        file_name: dated,
        bare_name: dated,
        ..GENERAL
    },
    // docusaurus.io/docs: "docusaurus.config.js", "Blog" and its plugin (`exclude` hides `_`), "i18n".
    signs: &[Sign::alone("docusaurus.config.{js,ts,mjs,cjs}")],
    configuration: Configuration {
        files: &[Document::of("docusaurus.config.{js,ts,mjs,cjs}")],
        keys: Keys {
            title: &["title", "presets.0.1.blog.feedOptions.title"],
            address: &["url"],
            sub_path: &["baseUrl"],
            description: &["tagline"],
            language: &["i18n.defaultLocale"],
            languages: &["i18n.locales"],
            articles: &["presets.0.1.blog.path"],
            // docusaurus.io/docs/api/docusaurus-config#trailingSlash
            address_settings: &[("trailingSlash", "/blog/{path}/")],
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
    people_files: &["blog/authors.yml", "blog/authors.yaml", "authors.yml"],
};
/// The date before a name is a path: `2021-08-26-welcome` is read at `2021/08/26/welcome`.
fn dated(name: &str) -> String {
    let mut parts = name.splitn(4, '-');
    let is_number = |part: &&str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let year = parts.next().filter(|year| is_number(year, 4..=4));
    let month = parts.next().filter(|month| is_number(month, 1..=2));
    let day = parts.next().filter(|day| is_number(day, 1..=2));
    match (year, month, day, parts.next()) {
        (Some(year), Some(month), Some(day), Some(rest)) if !rest.is_empty() => format!("{year}/{month}/{day}/{rest}"),
        _ => slugs::as_written(name),
    }
}
