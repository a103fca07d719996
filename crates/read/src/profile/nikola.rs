//! Nikola.

use super::Profile;
use super::addresses::{Addresses, GENERAL};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "nikola",
    title: "Nikola",
    // https://getnikola.com/handbook.html: posts of the folder `posts` are read below `/posts/`.
    addresses: Addresses {
        pattern: Some("/posts/{path}/"),
        file_name: slugified,
        slug: slugified,
        title: slugified,
        category: slugified,
        ..GENERAL
    },
};

/// Its `slugify`.
fn slugified(text: &str) -> String {
    slugs::django(text, &['+'])
}
