//! The ids that feeds themselves have in Atom.

use crate::commands::project::Project;
use crate::disk;
use crate::failure::Failure;
use crate::feed::Format;
use crate::ledger::{FeedRecord, Ledger, OnConflict, feed_name};
use crate::publish;
use crate::render::FORMATS;
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::source::Source;
use courant_validate::{Contents, FeedKind, parse};
use std::collections::BTreeMap;
use std::path::Path;

/// What of the named feeds is ours, and what else is in the folder of feeds with them.
pub struct OwnFeeds {
    /// By the name under which a feed was read: its folder in the output folder.
    named: BTreeMap<String, String>,
    /// Feeds that lie beside those: the folder of each, and what is in it.
    beside: Vec<(String, Contents)>,
}

impl OwnFeeds {
    /// Looks which feeds lie in the folder of feeds, and reads the Atom feeds that lie there with them: whoever has lost the ledger has lost the
    /// ids of all.
    pub fn of(project: &Project, feeds: &[(String, Contents)]) -> Result<OwnFeeds, Failure> {
        let named: BTreeMap<String, String> =
            feeds.iter().filter_map(|(name, _)| Some((name.clone(), folder_of(project, name)?))).collect();
        let mut beside = Vec::new();
        if !named.is_empty() {
            for path in publish::ours(&project.output)? {
                let Some(folder) = folder_of_file(&path) else { continue };
                let is_folder = |name: &String| named.get(name).is_some_and(|named| *named == folder);
                if feeds.iter().any(|(name, contents)| contents.kind == FeedKind::Atom && is_folder(name)) {
                    continue;
                }
                let place = project.output.join(&path);
                let bytes = disk::read(&place, disk::MOST_BYTES);
                let bytes = bytes.map_err(|error| Failure::new("reading", &place, error))?;
                let source = Source::from_bytes(path.as_str(), bytes);
                let contents = parse(&source).contents();
                let contents = contents.filter(|contents| contents.kind == FeedKind::Atom && !contents.is_archive);
                beside.extend(contents.map(|contents| (folder, contents)));
            }
        }
        Ok(OwnFeeds { named, beside })
    }

    /// Whether nobody else has written any of these.
    pub fn are_all(&self, feeds: &[(String, Contents)]) -> bool {
        feeds.iter().all(|(name, _)| self.named.contains_key(name))
    }
}

/// The folder of a feed, where it is read from the folder of feeds or from its address.
fn folder_of(project: &Project, name: &str) -> Option<String> {
    let address = project.config.feed_url.as_ref().and_then(|feed_url| name.strip_prefix(feed_url.as_str()));
    let absolute = |path: &Path| path.canonicalize().ok();
    let path = absolute(Path::new(name)).zip(absolute(&project.output));
    let path = path.and_then(|(path, output)| Some(path.strip_prefix(output).ok()?.to_path_buf()));
    let path = path.map(|path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"));
    folder_of_file(address.map_or(path, |address| Some(address.to_string()))?.as_str())
}

/// The folder of a file that has the name of a feed.
fn folder_of_file(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let is_feed = FORMATS.iter().any(|format: &Format| format.file_name == name);
    is_feed.then(|| if folder.is_empty() { String::new() } else { format!("{folder}/") })
}

/// Takes over the id of each Atom feed: of one of ours for the feed that it is, of others the first for the main feed. What came of it, a line
/// for each that is worth one.
pub fn take_over(
    ledger: &mut Ledger,
    feeds: &[(String, Contents)],
    own: &OwnFeeds,
    now: Timestamp,
    standing: OnConflict,
) -> Vec<String> {
    let mut said = Vec::new();
    let mut is_main_done = false;
    for (name, contents) in feeds.iter().filter(|(_, contents)| contents.kind == FeedKind::Atom) {
        match own.named.get(name) {
            Some(folder) if !folder.is_empty() => said.extend(take_over_one(ledger, folder, contents, now, standing)),
            _ if is_main_done => {}
            _ => {
                is_main_done = true;
                said.extend(take_over_one(ledger, "", contents, now, standing));
            }
        }
    }
    let before = ledger.feeds.len();
    for (folder, contents) in &own.beside {
        if !ledger.feeds.contains_key(folder) {
            take_over_one(ledger, folder, contents, now, standing);
        }
    }
    // One whose id is that of something else is not among them: it gets another.
    let known = ledger.feeds.len() - before;
    if known > 0 {
        let feeds = if known == 1 {
            "feed in the folder of feeds keeps its id"
        } else {
            "feeds in the folder of feeds keep their ids"
        };
        said.push(format!("{known} other {feeds}, too"));
    }
    said
}

fn take_over_one(
    ledger: &mut Ledger,
    folder: &str,
    atom: &Contents,
    now: Timestamp,
    standing: OnConflict,
) -> Option<String> {
    let name = feed_name(folder);
    let id = EntryId::stated(&atom.id).ok()?;
    if atom.items.iter().any(|item| item.id == atom.id) || ledger.holder(&id).is_some() {
        return Some(format!(
            "`{id}` is the id of the Atom feed and of an entry, and readers could not tell the two: the feed gets another"
        ));
    }
    let mut others = ledger.feeds.iter().filter(|(other, _)| *other != folder);
    if let Some((other, _)) = others.find(|(_, feed)| feed.id.uri() == id.uri()) {
        let other = feed_name(other);
        return Some(format!("`{id}` is the id of {other} in the ledger, and is not taken for {name}"));
    }
    let newest = atom.items.iter().filter_map(|item| item.updated.max(item.published)).max();
    match ledger.feeds.get(folder) {
        Some(there) if there.id == id => None,
        Some(there) if standing == OnConflict::Kept => {
            Some(format!("{name} keeps its id `{}`; --replace takes `{id}`", there.id))
        }
        there => {
            let updated = there.map(|there| there.updated).max(newest).unwrap_or(now);
            let dated =
                if newest.is_none() { format!(", and no date that can be read: {updated}") } else { String::new() };
            let said = format!("{name} has the id `{id}`{dated}");
            let state = there.map(|there| there.state.clone()).unwrap_or_default();
            ledger.feeds.insert(folder.to_string(), FeedRecord { id, updated, state });
            Some(said)
        }
    }
}
