//! Hexo.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::slugs;

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
};

/// Each run of signs and white space is a hyphen (its `slugize`).
fn hyphenated(text: &str) -> String {
    slugs::trimmed(&slugs::hyphenated(text, |c| slugs::is_word(c) || "._".contains(c)))
}
