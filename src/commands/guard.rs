//! Stops a build that would show subscribers as new what they have, or take from them more than somebody takes down who means it.

use super::changes::{self, old_text};
use super::messages::{self, Volume};
use super::project::Project;
use crate::failure::Failure;
use crate::feed::{FileKind, SiteFile};
use crate::ledger::{Ledger, Record};
use crate::plan::{Plan, Rendered};
use courant_text::source::Source;
use courant_text::text::escape_terminal;
use courant_validate::compare::{DateChanged, IdChanged, Prior, Promises, Republish, is_doubtful, matches};
use courant_validate::{Item, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a build would do to subscribers that it does not do unasked.
#[derive(Debug, Default)]
pub struct Harm {
    /// What they would see again, feed by feed, by the path of the feed file.
    republishes: Vec<(String, Republish)>,
    /// What would be taken from them, feed by feed.
    removals: Vec<Removal>,
}

/// What would be taken from the subscribers of a feed.
#[derive(Debug)]
struct Removal {
    /// The path of the feed file.
    path: String,
    /// How many items the feed holds.
    held: usize,
    /// The items whose articles are not due any more.
    gone: Vec<Gone>,
}

/// An item whose article is not due any more.
#[derive(Clone, Debug)]
struct Gone {
    id: String,
    title: String,
}

/// What somebody has said that they mean.
#[derive(Clone, Copy, Debug, Default)]
pub struct Accepted {
    /// Subscribers may see as new what they have.
    pub new_ids: bool,
    /// What subscribers have may be taken from their feeds.
    pub removals: bool,
}

/// So many items may go from a feed without a question, and more as long as they are ...
const FORGIVEN: usize = 3;
/// ... no more than this part of it; but never all.
const PART: usize = 3;

impl Removal {
    /// Whether it is more than somebody who takes down an article does.
    fn is_large(&self) -> bool {
        let gone = self.gone.len();
        gone > 0 && (gone == self.held || (gone > FORGIVEN && gone.saturating_mul(PART) > self.held))
    }
}

/// Compares the feeds that are there with those that were built. `ledger` is the one that was there before.
pub fn look(project: &Project, ledger: &Ledger, plan: &Plan, rendered: &Rendered) -> Result<Harm, Failure> {
    let kept: BTreeSet<&str> =
        ledger.articles.values().flat_map(|record| [record.id.as_str(), record.id.uri()]).collect();
    let files = subscribed(plan, rendered);
    let mut harm = Harm::default();
    let mut renewed = BTreeSet::new();
    let conflicted = AtomicUsize::new(0);
    let look = |file| look_at_feed(project, &kept, plan, file, &conflicted);
    let found = changes::each(files, |file| changes::is_large(file), look)?;
    match conflicted.into_inner() {
        0 => {}
        1 => messages::advice("1 feed file holds the conflict of a merge, and is written anew"),
        count => messages::advice(&format!("{count} feed files hold the conflict of a merge, and are written anew")),
    }
    for feed in found.into_iter().flatten() {
        renewed.extend(feed.renewed);
        harm.republishes.extend((!feed.republish.is_empty()).then_some((feed.removal.path.clone(), feed.republish)));
        harm.removals.extend((!feed.removal.gone.is_empty()).then_some(feed.removal));
    }
    let removal = removal_from_ledger(project, ledger, plan, &harm.removals, &renewed);
    harm.removals.extend(removal);
    Ok(harm)
}

/// What would go of all articles that the ledger knows as published: in feeds, in archive documents, on pages. Feeds that are not committed are
/// published from a clone, where nothing else tells what subscribers have. What the feeds lose, `removals`, is called as it is there;
/// `renewed` are items that come back under another id.
fn removal_from_ledger(
    project: &Project,
    ledger: &Ledger,
    plan: &Plan,
    removals: &[Removal],
    renewed: &BTreeSet<String>,
) -> Option<Removal> {
    let held: Vec<_> = ledger.articles.iter().filter(|(_, record)| record.is_published).collect();
    // One whose author states another id is there.
    let is_due = |path: &str| plan.ledger.articles.get(path).is_some_and(|record| record.is_published);
    let is_known = |record: &Record| {
        let ids = [record.id.as_str(), record.id.uri()];
        plan.due.contains(record.id.as_str())
            || plan.expired.contains(record.id.as_str())
            || ids.iter().any(|id| renewed.contains(*id))
    };
    let in_feeds = removals.iter().flat_map(|removal| &removal.gone);
    let titles: BTreeMap<&str, &str> = in_feeds.map(|gone| (gone.id.as_str(), gone.title.as_str())).collect();
    let gone = held.iter().filter(|(path, record)| !is_known(record) && !is_due(path));
    let gone = gone.map(|(path, record)| {
        let title = titles.get(record.id.as_str()).map_or(path.as_str(), |title| *title);
        Gone { id: record.id.to_string(), title: title.to_string() }
    });
    let gone: Vec<Gone> = gone.collect();
    (!gone.is_empty()).then(|| Removal { path: plain(&project.ledger), held: held.len(), gone })
}

/// The feed files that can be subscribed to: all but archive documents.
pub fn subscribed<'a>(plan: &Plan, rendered: &'a Rendered) -> Vec<&'a SiteFile> {
    let feeds: BTreeSet<&str> = plan.stats.feeds.iter().map(|(folder, _)| folder.as_str()).collect();
    let files = rendered.files.iter().map(|checked| checked.file());
    let is_feed = |file: &&SiteFile| matches!(file.kind, FileKind::Feed(_)) && feeds.contains(file.folder());
    files.filter(is_feed).collect()
}

/// What would become of a feed file.
struct Comparison {
    republish: Republish,
    removal: Removal,
    /// The ids of items whose articles are not due under them, and that come back under others.
    renewed: Vec<String>,
}

fn look_at_feed(
    project: &Project,
    kept: &BTreeSet<&str>,
    plan: &Plan,
    file: &SiteFile,
    conflicted: &AtomicUsize,
) -> Result<Option<Comparison>, Failure> {
    let old = old_text(&project.output, &file.path)?;
    if changes::is_conflicted(&old) {
        // What subscribers have, the ledger says.
        conflicted.fetch_add(1, Ordering::Relaxed);
        return Ok(None);
    }
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
    let mut republish = Republish::find(&before, &after, promises);
    // Whose id is still that of an article is there: articles have changed places, or have gone from one feed to another.
    republish.id_changed.retain(|item| !plan.due.contains(&item.old_id));
    let (gone, renewed) = gone(plan, &before, &after);
    let removal = Removal { path: file.path.clone(), held: before.len(), gone };
    Ok(Some(Comparison { republish, removal, renewed }))
}

/// The items whose articles are not due any more, whatever the reason, but for those that their authors let expire. One that no longer fits the
/// feed or has left it for another is still due; one that comes back under another id is there, and its old id is told as well.
fn gone(plan: &Plan, before: &[Item], after: &[Item]) -> (Vec<Gone>, Vec<String>) {
    let is_gone = |item: &Item| !plan.due.contains(item.identity()) && !plan.expired.contains(item.identity());
    if !before.iter().any(is_gone) {
        return Default::default();
    }
    let matched: BTreeSet<usize> = matches(before, after, Prior::Text).into_iter().map(|pair| pair.old).collect();
    let items = before.iter().enumerate().filter(|(_, item)| is_gone(item));
    let (renewed, gone): (Vec<_>, Vec<_>) = items.partition(|(place, _)| matched.contains(place));
    let told = |item: &Item| Gone { id: item.identity().to_string(), title: item.title.clone() };
    let gone = gone.into_iter().map(|(_, item)| told(item)).collect();
    (gone, renewed.into_iter().map(|(_, item)| item.identity().to_string()).collect())
}

impl Harm {
    /// Whether it stops a build.
    pub fn stops(&self, accepted: Accepted) -> bool {
        self.republish_stops(accepted) || self.removal_stops(accepted)
    }

    fn republish_stops(&self, accepted: Accepted) -> bool {
        !self.republishes.is_empty() && !accepted.new_ids
    }

    fn removal_stops(&self, accepted: Accepted) -> bool {
        self.removals.iter().any(Removal::is_large) && !accepted.removals
    }

    /// Says in a line what goes from the feeds, where something does.
    pub fn removed(&self) -> Option<String> {
        let mut seen = BTreeSet::new();
        let gone = self.removals.iter().flat_map(|removal| &removal.gone);
        let titles: Vec<&str> =
            gone.filter(|gone| seen.insert(gone.id.as_str())).map(|gone| gone.title.as_str()).collect();
        let named: Vec<String> =
            titles.iter().take(NAMED).map(|title| format!("`{}`", escape_terminal(title))).collect();
        let others = if titles.len() > NAMED { format!(" and {} more", titles.len() - NAMED) } else { String::new() };
        let items = if titles.len() == 1 { "item is" } else { "items are" };
        let line = format!("{} {items} no longer in the feeds: {}{others}\n", titles.len(), named.join(", "));
        (!titles.is_empty()).then_some(line)
    }

    /// Says what subscribers would see again or lose, and how to go on; the feeds that are there stay as they are. `ending` tells what came of it.
    pub fn refuse(&self, project: &Project, plan: &Plan, accepted: Accepted, volume: Volume, ending: &str) {
        let (republishes, removes) = (self.republish_stops(accepted), self.removal_stops(accepted));
        if republishes {
            tell(&lines(&self.republishes), volume);
        }
        if removes {
            tell(&self.removal_lines(project, plan), volume);
        }
        let root = plain(&project.root);
        let (here, there) = match root.as_str() {
            "" => (String::new(), String::new()),
            root => (format!(" --project {root}"), format!(" {root}")),
        };
        messages::say(ending);
        if republishes {
            // The formats of one feed may have promised different ids, and only one of them has the id of the feed.
            let first = self.republishes.first().map(|(path, _)| path);
            let is_beside = |path: &&String| {
                first.is_some_and(|first| Path::new(first).parent() == Path::new(path.as_str()).parent())
            };
            let feeds = self.republishes.iter().map(|(path, _)| path).filter(is_beside);
            let feeds: Vec<String> = feeds.map(|path| plain(&project.output.join(path))).collect();
            let ledger = plain(&project.ledger);
            messages::say(&format!("to keep what subscribers have: put the last committed {ledger} back, or"));
            messages::say(&format!("    courant adopt{here} {}", feeds.join(" ")));
        }
        if removes {
            messages::say(
                "to keep what subscribers have: put the articles back (all of a feed, or over a third and more than three of it or of all articles, would go)",
            );
        }
        let flags = [(republishes, " --accept-new-ids"), (removes, " --accept-removals")];
        let flags: String = flags.iter().filter(|(is_needed, _)| *is_needed).map(|(_, flag)| *flag).collect();
        messages::say(&format!("to publish all the same: courant build{flags}{there}"));
    }

    /// A line for each item that would go from a feed that loses too much, once, in whichever feeds and formats it is.
    fn removal_lines(&self, project: &Project, plan: &Plan) -> Vec<String> {
        let articles = plan.known.articles.iter();
        let paths: BTreeMap<&str, &str> = articles
            .flat_map(|(path, record)| [(record.id.as_str(), path.as_str()), (record.id.uri(), path.as_str())])
            .collect();
        let why = |gone: &Gone| match paths.get(gone.id.as_str()) {
            Some(path) if plan.present.contains(*path) => {
                format!(": {} is kept out", plain(&project.articles.join(path)))
            }
            Some(path) => format!(": {} is not there", plain(&project.articles.join(path))),
            None => String::new(),
        };
        let mut seen = BTreeSet::new();
        let mut lines = Vec::new();
        for removal in self.removals.iter().filter(|removal| removal.is_large()) {
            for gone in removal.gone.iter().filter(|gone| seen.insert(gone.id.clone())) {
                lines.push(format!("{}: `{}` would be gone{}", removal.path, gone.title, why(gone)));
            }
        }
        lines
    }
}

/// As a person would type it.
fn plain(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    escape_terminal(&path.display().to_string()).into_owned()
}

/// What is said of a build that would be stopped, where none was asked for.
pub const WOULD_STOP: &str = "`courant build` would stop here and publish nothing";

/// How many items are named.
const NAMED: usize = 10;

/// Says the first of these lines, or all.
fn tell(lines: &[String], volume: Volume) {
    let named = if volume == Volume::Verbose { usize::MAX } else { NAMED };
    for line in lines.iter().take(named) {
        messages::error(line);
    }
    if lines.len() > named {
        messages::error(&format!("and {} more like these (--verbose shows them)", lines.len() - named));
    }
}

/// A line for each item, once, in whichever feeds and formats it is.
fn lines(republishes: &[(String, Republish)]) -> Vec<String> {
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
