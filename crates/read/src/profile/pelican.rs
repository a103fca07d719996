//! Pelican.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "pelican",
    title: "Pelican",
    // https://docs.getpelican.com/en/latest/settings.html#url-settings
    addresses: Addresses {
        pattern: Some("/{slug_or_title}.html"),
        placeholders: &[
            ("{slug}", "{slug_or_title}"),
            ("{category}", "{category}"),
            ("{lang}", "{lang}"),
            ("{date:%Y}", "{year}"),
            ("{date:%y}", "{short_year}"),
            ("{date:%m}", "{month}"),
            ("{date:%-m}", "{i_month}"),
            ("{date:%b}", "{short_month}"),
            ("{date:%B}", "{month_name}"),
            ("{date:%d}", "{day}"),
            ("{date:%-d}", "{i_day}"),
            ("{date:%H}", "{hour}"),
            ("{date:%M}", "{minute}"),
            ("{date:%S}", "{second}"),
            ("{date:%Y/%m/%d}", "{year}/{month}/{day}"),
            ("{date:%Y-%m-%d}", "{year}-{month}-{day}"),
        ],
        title: slugified,
        category: slugified,
        no_category: "misc",
        roots: &["content"],
        ..GENERAL
    },
};

/// Its `SLUG_REGEX_SUBSTITUTIONS`.
fn slugified(text: &str) -> String {
    slugs::django(text, &[])
}
