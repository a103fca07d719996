//! Eleventy.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::configuration::{Configuration, Document, Keys};
use super::data_files::DataFiles;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Kind, Layout};
use super::recognition::Sign;
use super::slugs;
use super::templates::{Outputs, TemplateForms};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "eleventy",
    title: "Eleventy",
    dialect: Dialect::COMMON,
    // https://www.11ty.dev/docs/permalinks/, https://www.11ty.dev/docs/data-eleventy-supplied/ and https://www.11ty.dev/docs/filters/slugify/
    addresses: Addresses {
        pattern: Some("/{path}/"),
        placeholders: &[
            ("{{page.fileSlug}}", "{slug}"),
            ("{{page.filePathStem}}", "{path}"),
            ("{{title|slugify}}", "{title}"),
            ("{{title|slug}}", "{title}"),
            ("{{slug}}", "{slug}"),
            ("{{slug|slugify}}", "{slug}"),
            ("{{page.date.getFullYear()}}", "{year}"),
            ("{{page.date.getUTCFullYear()}}", "{year}"),
            ("{{page.date|date:\"%Y\"}}", "{year}"),
            ("{{page.date|date:'%Y'}}", "{year}"),
            ("{{page.date|date:\"%m\"}}", "{month}"),
            ("{{page.date|date:'%m'}}", "{month}"),
            ("{{page.date|date:\"%d\"}}", "{day}"),
            ("{{page.date|date:'%d'}}", "{day}"),
            ("{{page.date|date:\"%Y/%m/%d\"}}", "{year}/{month}/{day}"),
            ("{{page.date|date:'%Y/%m/%d'}}", "{year}/{month}/{day}"),
            ("{{page.outputFileExtension}}", "html"),
            ("{{lang}}", "{lang}"),
        ],
        // The folder of its input: docs "Input Directory"; starters have `src` or `content`.
        roots: &["src", "content", ""],
        // Its data may hold a slug, which says nothing until a `permalink` asks for it.
        slug_replaces: SlugReplaces::Nothing,
        folder_named_files: true,
        // 11ty.dev/docs/permalinks/#skip-writing-to-the-file-system
        false_is_no_page: true,
        title: slugified,
        category: slugified,
        ..GENERAL
    },
    // 11ty.dev/docs: "Configuration", "Global data"; the data files are those of its starter projects.
    signs: &[Sign::alone("{.eleventy,eleventy.config}.{js,cjs,mjs,ts}")],
    configuration: Configuration {
        files: &[
            Document::of("{.eleventy,eleventy.config}.{js,cjs,mjs,ts}"),
            Document::below("{,src/,content/,source/,site/}_data/metadata.{js,cjs,mjs,json,yaml,yml,toml}", "metadata"),
            Document::below("{,src/,content/,source/,site/}_data/meta.{js,cjs,mjs,json,yaml,yml,toml}", "meta"),
            Document::below("{,src/,content/,source/,site/}_data/site.{js,cjs,mjs,json,yaml,yml,toml}", "site"),
        ],
        keys: Keys {
            title: &["metadata.title", "site.title", "site.name", "meta.title", "meta.siteName"],
            address: &["metadata.url", "site.url", "site.baseUrl", "meta.url"],
            description: &["metadata.description", "site.description", "meta.description", "meta.siteDescription"],
            language: &["metadata.language", "metadata.lang", "site.language", "site.lang", "meta.lang", "meta.locale"],
            author: &["metadata.author", "site.author", "meta.author", "meta.authorName"],
            email: &["metadata.author.email", "site.author.email", "site.email"],
            source: &["dir.input", "setInputDirectory", "config.dir.input"],
            output: &["dir.output", "setOutputDirectory", "config.dir.output"],
            ..Keys::NONE
        },
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "",
        articles: &[
            "blog",
            "posts",
            "content/blog",
            "content/posts",
            "_posts",
            "src/posts",
            "src/blog",
            "articles",
            "writing",
            "notes",
        ],
        output: &["_site", "dist", "public"],
        index: Index::ListAbove,
        has_bundles: false,
        hides_underscore: false,
        aside: &[("_includes", Kind::Template), ("_layouts", Kind::Template), ("_data", Kind::Template)],
        only: None,
    },
    // Liquid or Nunjucks runs before Markdown, also in code (11ty/11ty-website, docs/languages/markdown.md).
    templates: TemplateForms { outputs: Outputs::Values, shortcodes: false, in_code: true, ..TemplateForms::GUESSED },
    // https://www.11ty.dev/docs/permalinks/: `permalink` is the file that is written; `url` and `page` are supplied, not stated.
    keys: &[("url", Meaning::Nothing), ("eleventycomputed", Meaning::Nothing)],
    draft_tags: &[],
    people_files: &["_data/authors.*", "src/_data/authors.*"],
    // 11ty.dev/docs/data-template-dir: "Template and Directory Specific Data Files".
    data_files: DataFiles {
        of_article: &[".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js"],
        of_folder: &[".json", ".11tydata.json", ".11tydata.mjs", ".11tydata.cjs", ".11tydata.js"],
        ..DataFiles::NONE
    },
};
/// Its filter `slugify`: umlauts as German spells them, `and` for `&`, and the end of a contraction belongs to its word.
fn slugified(text: &str) -> String {
    let mut spelt = text.replace('&', " and ").replace("'s", "s").replace("'t", "t");
    for (letter, ascii) in
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("ß", "ss"), ("ẞ", "Ss")]
    {
        spelt = spelt.replace(letter, ascii);
    }
    slugs::ascii_words(&spelt)
}
