//! Obsidian or Quartz.

use super::Profile;
use super::addresses::{Addresses, GENERAL, SlugReplaces};
use super::slugs;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "obsidian",
    title: "Obsidian or Quartz",
    // https://quartz.jzhao.xyz/features/wikilinks and https://help.obsidian.md/publish/permalinks
    addresses: Addresses {
        pattern: Some("/{path}"),
        slug_replaces: SlugReplaces::Nothing,
        file_name: of_path,
        slug: of_path,
        folder: of_path,
        title: of_path,
        category: of_path,
        roots: &["content"],
        aliases_are_addresses: false,
        ..GENERAL
    },
};

/// A part of a path as Quartz has it: the case and the letters stay, signs that an address has no place for are spelt or go.
fn of_path(text: &str) -> String {
    let spelt = text.replace('&', "-and-").replace('%', "-percent");
    slugs::as_written(&spelt.replace(char::is_whitespace, "-").replace(['?', '#'], ""))
}
