//! What subscribers would see change: the feeds that are there against those that would be written.

use crate::compare;
use crate::failure::Failure;
use crate::feed::FeedFile;
use crate::publish::no_longer_due;
use crate::source::Source;
use crate::text::harmless;
use crate::validate::{self, Item};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// Describes the changes of each feed; `listed` items of each kind are named.
pub fn describe(output: &Path, files: &[&FeedFile], listed: usize) -> Result<String, Failure> {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    for file in files {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // The formats of one feed hold the same items: the first tells for all.
        if seen.insert(folder) {
            describe_feed(&mut text, folder, &old_text(output, &file.path)?, file, listed);
        }
    }
    for path in no_longer_due(output, files)? {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}: no longer due, would be removed", harmless(&path));
    }
    text.push_str("nothing was written (--dry-run)\n");
    Ok(text)
}

/// The feed that is there; nothing where there is none.
pub fn old_text(output: &Path, path: &str) -> Result<String, Failure> {
    let path = output.join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

fn describe_feed(text: &mut String, folder: &str, old: &str, file: &FeedFile, listed: usize) {
    let items = |text: &str| validate::items(&Source::new(&file.path, text));
    let (old_items, new_items) = (items(old), items(&file.text));
    let changes = compare::changes((old, &old_items), (&file.text, &new_items));
    let name = if folder.is_empty() { "main feed" } else { folder };
    let (new, updated, gone) = (changes.new.len(), changes.updated.len(), changes.gone.len());
    // Writing to a string cannot fail.
    let _ = write!(text, "{name}: {new} new, {updated} updated, {gone} gone");
    let _ = match changes.renewed.len() {
        0 => writeln!(text),
        renewed => writeln!(text, ", {renewed} again as new"),
    };
    let title = |items: &[Item], place: usize| items.get(place).map(|item| harmless(&item.title).into_owned());
    let updated = changes
        .updated
        .iter()
        .filter_map(|update| Some(format!("{} ({})", title(&new_items, update.new)?, update.fields.join(", "))));
    let renewed = changes.renewed.iter().filter_map(|pair| {
        let (was, is) = (old_items.get(pair.old)?, new_items.get(pair.new)?);
        Some(format!(
            "{} (its id was {} and would be {})",
            title(&new_items, pair.new)?,
            harmless(&was.id),
            harmless(&is.id)
        ))
    });
    let kinds: [(char, Vec<String>); 4] = [
        ('!', renewed.collect()),
        ('+', changes.new.iter().filter_map(|place| title(&new_items, *place)).collect()),
        ('~', updated.collect()),
        ('-', changes.gone.iter().filter_map(|place| title(&old_items, *place)).collect()),
    ];
    for (sign, items) in kinds {
        for item in items.iter().take(listed) {
            let _ = writeln!(text, "  {sign} {item}");
        }
        if items.len() > listed {
            let _ = writeln!(text, "  {sign} and {} more", items.len() - listed);
        }
    }
}
