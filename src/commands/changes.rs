//! What subscribers would see change: the feeds that are there against those that would be written.

use crate::failure::Failure;
use crate::feed::{FileKind, SiteFile};
use crate::publish::no_longer_due;
use crate::source::Source;
use crate::text::harmless;
use crate::validate::{self, Item};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Describes the changes of each feed; `listed` items of each kind are named.
pub fn describe(output: &Path, files: &[&SiteFile], listed: usize) -> Result<String, Failure> {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    for file in files.iter().filter(|file| matches!(file.kind, FileKind::Feed(_))) {
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
fn old_text(output: &Path, path: &str) -> Result<String, Failure> {
    let path = output.join(path);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(Failure::new("reading", path, error)),
    }
}

fn describe_feed(text: &mut String, folder: &str, old: &str, file: &SiteFile, listed: usize) {
    let (old, new) = (Source::new(&file.path, old), Source::new(&file.path, file.text.as_str()));
    let (old_items, new_items) = (by_id(&old), by_id(&new));
    let differs = |id: &str, item: &Item| {
        old_items.get(id).is_some_and(|was| old.text.get(was.span.clone()) != new.text.get(item.span.clone()))
    };
    let added: Vec<_> = new_items.iter().filter(|(id, _)| !old_items.contains_key(*id)).collect();
    let updated: Vec<_> = new_items.iter().filter(|(id, item)| differs(id, item)).collect();
    let gone: Vec<_> = old_items.iter().filter(|(id, _)| !new_items.contains_key(*id)).collect();
    let name = if folder.is_empty() { "main feed" } else { folder };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{name}: {} new, {} updated, {} gone", added.len(), updated.len(), gone.len());
    for (sign, items) in [('+', added), ('~', updated), ('-', gone)] {
        for (_, item) in items.iter().take(listed) {
            let _ = writeln!(text, "  {sign} {}", harmless(&item.title));
        }
        if items.len() > listed {
            let _ = writeln!(text, "  {sign} and {} more", items.len() - listed);
        }
    }
}

fn by_id(source: &Source) -> BTreeMap<String, Item> {
    validate::items(source).into_iter().map(|item| (item.id.clone(), item)).collect()
}
