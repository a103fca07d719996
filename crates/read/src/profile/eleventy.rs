//! Eleventy.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "eleventy",
    title: "Eleventy",
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
        // Its data may hold a slug, which says nothing until a `permalink` asks for it.
        slug_replaces: SlugReplaces::Nothing,
        title: slugified,
        category: slugified,
        ..GENERAL
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
