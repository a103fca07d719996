//! Ghost, exported to a folder.

use super::Profile;
use super::addresses::{Addresses, GENERAL};

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "ghost",
    title: "Ghost",
    // https://ghost.org/docs/themes/routing/
    addresses: Addresses {
        pattern: Some("/{slug}/"),
        placeholders: &[
            ("{slug}", "{slug}"),
            ("{year}", "{year}"),
            ("{month}", "{month}"),
            ("{day}", "{day}"),
            ("{primary_tag}", "{category}"),
        ],
        no_category: "all",
        ..GENERAL
    },
};
