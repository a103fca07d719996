//! Astro.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "astro",
    title: "Astro",
    // https://docs.astro.build/en/guides/content-collections/: the id of an entry, which its blog template has below `/blog/`.
    addresses: Addresses {
        pattern: Some("/blog/{path}/"),
        slug_replaces: SlugReplaces::Path,
        file_name: slugs::github,
        slug: slugs::github,
        folder: slugs::github,
        title: slugs::github,
        category: slugs::github,
        aliases_are_addresses: true,
        ..GENERAL
    },
};
