//! Stops a build that would show subscribers as new what they have.

use super::changes::{self, old_text};
use super::messages::{self, Volume};
use super::project::Project;
use crate::cli::BuildArguments;
use crate::failure::Failure;
use crate::feed::{FileKind, SiteFile};
use crate::ledger::Ledger;
use crate::plan::{Plan, Rendered};
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::compare::{DateChanged, IdChanged, Promises, Republish, is_doubtful};
use courant_validate::parse;
use std::collections::BTreeSet;
use std::path::Path;

/// What subscribers would see again, feed by feed, by the path of the feed file.
pub type Republishes = Vec<(String, Republish)>;

/// Compares the feeds that are there with those that were built. `ledger` is the one that was there before.
pub fn republished(
    project: &Project,
    ledger: &Ledger,
    plan: &Plan,
    rendered: &Rendered,
) -> Result<Republishes, Failure> {
    let kept: BTreeSet<&str> =
        ledger.articles.values().flat_map(|record| [record.id.as_str(), record.id.uri()]).collect();
    let files = subscribed(plan, rendered);
    let republishes =
        changes::each(files, |file| changes::is_large(file), |file| republished_in(project, &kept, plan, file))?;
    Ok(republishes.into_iter().flatten().collect())
}

/// The feed files that can be subscribed to: all but archive documents.
pub fn subscribed<'a>(plan: &Plan, rendered: &'a Rendered) -> Vec<&'a SiteFile> {
    let feeds: BTreeSet<&str> = plan.stats.feeds.iter().map(|(folder, _)| folder.as_str()).collect();
    let files = rendered.files.iter().map(|checked| checked.file());
    let is_feed = |file: &&SiteFile| matches!(file.kind, FileKind::Feed(_)) && feeds.contains(folder(&file.path));
    files.filter(is_feed).collect()
}

/// The folder of a feed file, with a `/` at its end unless empty.
fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|slash| path.get(..=slash)).unwrap_or_default()
}

fn republished_in(
    project: &Project,
    kept: &BTreeSet<&str>,
    plan: &Plan,
    file: &SiteFile,
) -> Result<Option<(String, Republish)>, Failure> {
    let old = old_text(&project.output, &file.path)?;
    if old.is_empty() || old == file.text {
        return Ok(None);
    }
    let (old, new) = (Source::new(&file.path, old), Source::new(&file.path, file.text.as_str()));
    let (old, new) = (parse(&old), parse(&new));
    let (mut before, mut after) = (old.heads(), new.heads());
    // What articles say is most of a feed, and is needed only where something went and something came.
    if is_doubtful(&before, &after) {
        (before, after) = (old.items(), new.items());
    }
    let promises = Promises { is_kept: &|id| kept.contains(id), is_stated: &|id| plan.stated.contains(id) };
    let republish = Republish::find(&before, &after, promises);
    Ok((!republish.is_empty()).then(|| (file.path.clone(), republish)))
}

/// Whether it stops a build.
pub fn stops(republishes: &Republishes, arguments: &BuildArguments) -> bool {
    !republishes.is_empty() && !arguments.accept_new_ids
}

/// How many items are named.
const NAMED: usize = 10;

/// Says what subscribers would see again, and how to go on; the feeds that are there stay as they are.
pub fn refuse(project: &Project, republishes: &Republishes, volume: Volume) {
    let named = if volume == Volume::Verbose { usize::MAX } else { NAMED };
    let lines = lines(republishes);
    for line in lines.iter().take(named) {
        messages::error(line);
    }
    if lines.len() > named {
        messages::error(&format!("and {} more like these (--verbose shows them)", lines.len() - named));
    }
    let plain = |path: &Path| {
        // As a person would type it.
        let path = path.strip_prefix(".").unwrap_or(path);
        escape_terminal(&path.display().to_string()).into_owned()
    };
    // The formats of one feed may have promised different ids, and only one of them has the id of the feed.
    let first = republishes.first().map_or("", |(path, _)| folder(path));
    let feeds = republishes.iter().map(|(path, _)| path).filter(|path| folder(path) == first);
    let feeds: Vec<String> = feeds.map(|path| plain(&project.output.join(path))).collect();
    let root = plain(&project.root);
    let (here, there) = match root.as_str() {
        "" => (String::new(), String::new()),
        root => (format!(" --project {root}"), format!(" {root}")),
    };
    let advice = [
        "nothing was published; the feeds are as they were".to_string(),
        format!("to keep what subscribers have: put the last committed {} back, or", plain(&project.ledger)),
        format!("    courant adopt{here} {}", feeds.join(" ")),
        format!("to publish all the same: courant build --accept-new-ids{there}"),
    ];
    advice.iter().for_each(|line| messages::say(line));
}

/// A line for each item, once, in whichever feeds and formats it is.
fn lines(republishes: &Republishes) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for (path, republish) in republishes {
        let id_changed = republish.id_changed.iter().map(|item| (item.old_id.as_str(), id_changed(path, item)));
        let date_changed = republish.date_changed.iter().map(|item| (item.id.as_str(), date_changed(path, item)));
        lines
            .extend(id_changed.chain(date_changed).filter(|(id, _)| seen.insert(id.to_string())).map(|(_, line)| line));
    }
    lines
}

fn id_changed(path: &str, item: &IdChanged) -> String {
    let IdChanged { title, old_id, new_id, by } = item;
    let by = by.name();
    format!("{path}: `{title}` would come back as new: its id was `{old_id}` and would be `{new_id}` (same {by})")
}

fn date_changed(path: &str, item: &DateChanged) -> String {
    let DateChanged { title, was, is, .. } = item;
    format!("{path}: `{title}` is dated {was} for subscribers and would be dated {is}")
}
