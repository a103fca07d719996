//! `_headers`, which Netlify and Cloudflare read alike but for rules that match the same path.
//!
//! Cloudflare joins the values of a field by commas unless a later rule takes the earlier value away (`! Name`); Netlify does not know that
//! sign, and the later, more special rule replaces the value.

use super::{Group, Wishes};
use std::fmt::Write;

/// How many rules Cloudflare reads (Cloudflare Pages documentation, "Headers").
pub(super) const MOST_RULES: usize = 100;

pub(super) fn netlify(wishes: &Wishes) -> (String, Vec<String>) {
    file(wishes, "Netlify", "")
}

pub(super) fn cloudflare(wishes: &Wishes) -> (String, Vec<String>) {
    file(wishes, "Cloudflare", "  ! Cache-Control\n")
}

fn file(wishes: &Wishes, host: &str, taking_away: &str) -> (String, Vec<String>) {
    let base = pattern(wishes.feed_url.as_url().path());
    let mut text = format!("# {host}: _headers in the folder that is published as the site.\n");
    let mut count = 0;
    for group in wishes.groups() {
        for name in &group.files {
            // A splat takes in the folders on the way, and matches nothing too.
            let splat = if group.is_feed { "*" } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n{base}{splat}{name}\n  Content-Type: {}\n  Cache-Control: public, max-age={}\n  X-Content-Type-Options: nosniff\n",
                content_type(&group),
                wishes.max_age_seconds()
            );
            count += 1;
        }
    }
    let mut notes = Vec::new();
    if wishes.config.archive {
        let chosen = wishes.config.feeds.iter().map(|feed| format!("{}/", feed.name));
        let folders: Vec<String> = std::iter::once(String::new()).chain(chosen).collect();
        let room = MOST_RULES.saturating_sub(count);
        for folder in folders.iter().take(room) {
            let _ = write!(
                text,
                "\n{base}{}archive/*\n{taking_away}  Cache-Control: public, max-age={}\n",
                pattern(folder),
                wishes.archive_max_age_seconds()
            );
        }
        if folders.len() > room {
            notes.push(format!(
                "{} archives are asked for as often as feeds: there is room for {MOST_RULES} rules",
                folders.len() - room
            ));
        }
    }
    (text, notes)
}

/// The content type by which the host compresses.
fn content_type(group: &Group) -> String {
    group.compressed_as.map_or_else(|| group.content_type(), str::to_string)
}

/// A path in which nothing is a splat or a placeholder.
fn pattern(path: &str) -> String {
    path.replace('*', "%2A").replace(':', "%3A")
}
