//! Zola.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "zola",
    title: "Zola",
    // https://www.getzola.org/documentation/content/page/ and https://www.getzola.org/documentation/content/overview/
    addresses: Addresses {
        pattern: Some("/{path}/"),
        stated_slug: slugs::ascii_words,
        file_name: slugs::ascii_words,
        slug: slugs::ascii_words,
        folder: slugs::ascii_words,
        title: slugs::ascii_words,
        category: slugs::ascii_words,
        drops_date: true,
        roots: &["content"],
        pages_are_folders: true,
        ..GENERAL
    },
};
