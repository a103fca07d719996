//! VitePress.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "vitepress",
    title: "VitePress",
    // https://vitepress.dev/guide/routing
    addresses: Addresses {
        pattern: Some("/{path}.html"),
        roots: &["docs"],
        slug_replaces: SlugReplaces::Nothing,
        ..GENERAL
    },
};
