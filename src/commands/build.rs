//! `courant build`: the main job.

use super::build_cache::{self, BuildCache};
use super::changes;
use super::guard::{self, Accepted};
use super::messages::{self, Progress, Volume};
use super::moves;
use super::planning::{self, Terms};
use super::project::{self, Project, STATE};
use super::{Outcome, print};
use crate::cli::BuildArguments;
use crate::failure::{Failure, FailureKind, Reason};
use crate::ledger::{Filter, Ledger};
use crate::plan::{BuildStats, Plan, Rendered, TextStats};
use crate::publish::{self, Lock, Published, Refused};
use crate::read::{self, Seeds, look_at};
use courant_read::remark::Remark;
use courant_text::date::Timestamp;
use courant_text::source::Level;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// Builds a project and says what came of it.
pub fn run(arguments: &BuildArguments) -> Result<Outcome, Failure> {
    let made = make(arguments)?;
    if volume(arguments) != Volume::Quiet || arguments.dry_run {
        print(made.feeds.as_bytes())?;
        print(made.summary.as_bytes())?;
    }
    Ok(made.outcome)
}

/// What came of a build.
#[derive(Debug)]
pub struct BuildOutcome {
    /// Whether all is well.
    pub outcome: Outcome,
    /// What was read and which feeds there are, or how they would change: lines.
    pub feeds: String,
    /// What changed for subscribers, which addresses have changed, and what was written: lines.
    pub summary: String,
    /// The moment from which the same articles make other feeds, in seconds since 1970.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub next_change: Option<i64>,
}

/// Builds a project. What is wrong is said at once, what there is to tell is in what comes back.
pub fn make(arguments: &BuildArguments) -> Result<BuildOutcome, Failure> {
    let started = Instant::now();
    let volume = volume(arguments);
    let mut project = Project::open(&arguments.project, arguments.config.as_deref(), arguments.out.as_deref())?;
    let now = project::now(arguments.now.as_deref())?;
    let accepted = Accepted { new_ids: arguments.accept_new_ids, removals: arguments.accept_removals };
    // Where there is nothing to build, not even the folder of the lock is made.
    let is_first = look_at(&project.state)?.is_none();
    let first = if is_first { Some(articles(&project, volume, accepted)?) } else { None };
    let lock = if arguments.dry_run { None } else { Some(take_lock(&mut project, arguments)?) };
    let ledger = remembered(&project, now, arguments.future)?;
    let seeds = match first {
        Some(seeds) => seeds,
        None => articles(&project, volume, accepted)?,
    };
    let inputs = build_cache::inputs(&project, arguments, &ledger, &seeds);
    if lock.is_some()
        && let Some(build_cache) = BuildCache::recall(&project, &inputs, now)
    {
        messages::remarks(&project.placed(&build_cache.remarks), volume);
        let unchanged = Published { unchanged: build_cache.files(), ..Published::default() };
        let told = Summary {
            stats: &build_cache.stats,
            published: &unchanged,
            remarks: &build_cache.remarks,
            moves: "",
            volume,
        };
        return Ok(told.made(started.elapsed(), build_cache.next_change()));
    }
    let progress = Progress::new(seeds.seeds.len(), "articles", volume);
    let filter = Filter { drafts: arguments.drafts, future: arguments.future };
    let mut plan = planning::plan(&project, &ledger, seeds, Terms { now, filter, progress: &|| progress.tick() })?;
    let rendered = plan.render(project.theme.as_deref());
    progress.finish();
    let next_change = plan.next_change.map(Timestamp::unix);
    let remarks = [plan.remarks.as_slice(), plan.news.as_slice()].concat();
    messages::remarks(&project.placed(&remarks), volume);
    let nothing = |outcome| BuildOutcome { outcome, feeds: String::new(), summary: String::new(), next_change };
    if let Some(failure) = nothing_fit(&project, &plan)? {
        forget_first(is_first, lock, &project);
        return Err(failure);
    }
    if !rendered.refused.is_empty() {
        return Ok(nothing(refuse(&rendered)));
    }
    let harm = guard::look(&project, &ledger, &plan, &rendered)?;
    let stops = harm.stops(accepted);
    let Some(lock) = lock else {
        if stops {
            harm.refuse(&project, &plan, accepted, volume, guard::WOULD_STOP);
        }
        let outcome = if stops { Outcome::MaterialWrong } else { outcome(&plan.remarks) };
        let summary = format!("{}nothing was written (--dry-run)\n", harm.removed().unwrap_or_default());
        return Ok(BuildOutcome {
            feeds: changes_of(&project, &plan, &rendered, volume)?,
            summary,
            ..nothing(outcome)
        });
    };
    if stops {
        harm.refuse(&project, &plan, accepted, volume, "nothing was published; the feeds are as they were");
        forget_first(is_first, Some(lock), &project);
        return Ok(nothing(Outcome::MaterialWrong));
    }
    let changed = news_of(&project, &plan, &rendered, volume)?;
    // From here on the folder may hold something else, also when this is cut short.
    BuildCache::forget(&project);
    let removed = harm.removed().unwrap_or_default();
    let moves = moves::told(&plan, listed(volume));
    let published = publish::publish(&lock, &project.output, &project.ledger, &plan.ledger, &rendered.files);
    if published.is_err() && volume != Volume::Quiet {
        // The ledger may be written by now, and with it the next build has nothing of this to tell.
        removed.lines().chain(moves.lines()).for_each(messages::say);
    }
    let published = published?;
    for (path, kind) in &published.kept {
        messages::not_ours(&project.output.join(path), *kind, path);
    }
    published.left.iter().for_each(|path| messages::no_longer_ours(&project.output.join(path)));
    // Learnt after publishing: only then is this what the folder holds.
    let inputs = build_cache::after(&inputs, &plan.ledger);
    BuildCache::of(inputs, now, &plan, &rendered).keep(&project);
    let told = Summary { stats: &plan.stats, published: &published, remarks: &remarks, moves: &moves, volume };
    let mut made = told.made(started.elapsed(), next_change);
    made.summary.insert_str(0, &removed);
    made.summary.insert_str(0, &changed);
    Ok(made)
}

/// The articles of a project. Where there are none nothing can be built, and feeds that are there are not emptied unless somebody says so.
fn articles(project: &Project, volume: Volume, accepted: Accepted) -> Result<Seeds, Failure> {
    let seeds = read::folder(&project.folder())?;
    let Some(failure) = seeds.nothing_read(&project.folder()) else { return Ok(seeds) };
    let is_published = published(project)?.is_some();
    if is_published && accepted.removals {
        return Ok(seeds);
    }
    messages::remarks(&project.placed(&seeds.remarks), volume);
    Err(if is_published {
        failure.advise("; the feeds are as they were, --accept-removals empties them")
    } else {
        failure
    })
}

/// Where every article is unfit, and nobody has a feed yet, there is nothing to publish.
fn nothing_fit(project: &Project, plan: &Plan) -> Result<Option<Failure>, Failure> {
    let unfit: BTreeSet<&str> =
        plan.remarks.iter().filter(|remark| remark.level == Level::Error).map(|remark| remark.path.as_str()).collect();
    let articles = plan.present.iter().filter(|path| !unfit.contains(path.as_str())).count();
    if articles > 0 || plan.present.is_empty() || published(project)?.is_some() {
        return Ok(None);
    }
    let why = format!("none of its {} can be published; nothing was written", count(plan.present.len(), "article"));
    Ok(Some(Failure::new("building from", &project.articles, Reason::from(why).of_kind(FailureKind::Malformed))))
}

/// The first file of the feeds that are there: somebody may have subscribed to them.
fn published(project: &Project) -> Result<Option<String>, Failure> {
    let main = project.config.formats.iter().map(|format| format.file_name.to_string());
    for path in main.chain(publish::ours(&project.output)?) {
        if look_at(&project.output.join(&path))?.is_some() {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Takes the lock. A project that may only be read is built elsewhere all the same: the lock and the memory of the last build are there then.
fn take_lock(project: &mut Project, arguments: &BuildArguments) -> Result<Lock, Failure> {
    let taken = Lock::take(&project.state);
    match taken {
        Err(failure) if failure.kind == FailureKind::Denied && arguments.out.is_some() => {
            project.state = project.output.join(STATE);
            let lock = Lock::take(&project.state)?;
            let place = project.state.display();
            messages::advice(&format!("{failure}: the lock and the memory of the last build are in {place} instead"));
            Ok(lock)
        }
        taken => taken,
    }
}

/// A build that writes nothing leaves no folder for its lock either, where it has made that.
fn forget_first(is_first: bool, lock: Option<Lock>, project: &Project) {
    if is_first && lock.is_some() {
        // Only a convenience: what is left is ours, and is used by the next build.
        let _ = std::fs::remove_dir_all(&project.state);
    }
}

/// What a build would write, with the ledger as it is; nothing where it would refuse, which is said.
pub fn planned(project: &Project, now: Timestamp) -> Result<Option<(Ledger, Plan, Rendered)>, Failure> {
    let ledger = remembered(project, now, false)?;
    let seeds = articles(project, Volume::Quiet, Accepted::default())?;
    let mut plan = planning::plan(project, &ledger, seeds, Terms::of_build(now))?;
    let rendered = plan.render(project.theme.as_deref());
    if !rendered.refused.is_empty() {
        messages::remarks(&project.placed(&plan.remarks), Volume::Quiet);
        refuse(&rendered);
        return Ok(None);
    }
    Ok(Some((ledger, plan, rendered)))
}

/// The ledger, unless it was lost and the feeds are there: with an empty one their articles would be promised other things.
fn remembered(project: &Project, now: Timestamp, admits_future: bool) -> Result<Ledger, Failure> {
    let ledger = publish::read_ledger(&project.ledger)?;
    if ledger == Ledger::default() {
        is_not_among_feeds(project)?;
    }
    if ledger == Ledger::default()
        && let Some(feed) = published(project)?
    {
        let feed = project.output.join(feed);
        let feed = feed.strip_prefix(".").unwrap_or(&feed).display();
        let advice = format!("put the last committed one back, or run `courant adopt {feed}`");
        // One that is there and holds no row was cut short; none at all may be what somebody wants.
        let on_disk = look_at(&project.ledger)?;
        if on_disk.is_some() {
            let why = format!("it holds no promise, but feeds are there; {advice}");
            return Err(Failure::new("reading", &project.ledger, why));
        }
        if on_disk.is_none() {
            messages::warning(&format!(
                "{} is not there, but feeds are: what subscribers were promised is not known; {advice}",
                project.ledger.display()
            ));
        }
    }
    if let Some(newest) = ledger.newest_update().filter(|newest| now < *newest && !admits_future) {
        messages::warning(&format!(
            "it is {now} by the clock, which is before {newest}, when subscribers last saw a change; what changes now is not dated before that"
        ));
    }
    Ok(ledger)
}

/// Where there is no ledger, but one lies in the folder of feeds, it was there before that was refused: with a fresh one all would be promised anew.
fn is_not_among_feeds(project: &Project) -> Result<(), Failure> {
    if look_at(&project.ledger)?.is_some() {
        return Ok(());
    }
    let Some(there) = read::ledger_in(&project.output)? else { return Ok(()) };
    let plain = |path: &Path| path.strip_prefix(".").unwrap_or(path).display().to_string();
    let (there, here) = (plain(&there), plain(&project.ledger));
    let why = format!("it is not there, but a ledger lies in the folder of feeds; move it: mv {there} {here}");
    Err(Failure::new("reading", &project.ledger, Reason::from(why).of_kind(FailureKind::NotFound)))
}

fn volume(arguments: &BuildArguments) -> Volume {
    match (arguments.quiet, arguments.verbose) {
        (true, _) => Volume::Quiet,
        (_, true) => Volume::Verbose,
        _ => Volume::Ordinary,
    }
}

/// Says why nothing is published; the feeds that are there stay as they are.
fn refuse(rendered: &Rendered) -> Outcome {
    for Refused { file, findings, faults } in &rendered.refused {
        messages::refusal(&file.path, &file.text, findings);
        faults.iter().for_each(|fault| messages::fault(&file.path, fault));
    }
    messages::say("nothing was published; the feeds are as they were");
    Outcome::MaterialWrong
}

/// What subscribers would see change, as `diff` tells it.
fn changes_of(project: &Project, plan: &Plan, rendered: &Rendered, volume: Volume) -> Result<String, Failure> {
    let differences = changes::published(&project.output, &guard::subscribed(plan, rendered))?;
    let removed = changes::removed(&project.output, &rendered.files, &plan.ledger)?;
    let listed = listed(volume);
    let mut text = changes::text(&differences, &removed, listed);
    text.push_str(&moves::told(plan, listed));
    Ok(text)
}

/// The same of a build that writes: in short, and nothing where nobody has a feed yet or nothing changes.
fn news_of(project: &Project, plan: &Plan, rendered: &Rendered, volume: Volume) -> Result<String, Failure> {
    const LISTED: usize = 3;
    let subscribed = guard::subscribed(plan, rendered);
    if volume == Volume::Quiet || published(project)?.is_none() {
        return Ok(String::new());
    }
    let mut differences = changes::published(&project.output, &subscribed)?;
    let more = differences.len().saturating_sub(TOLD);
    let (listed, told) = if volume == Volume::Verbose { (usize::MAX, usize::MAX) } else { (LISTED, TOLD) };
    differences.truncate(told);
    if differences.is_empty() {
        return Ok(String::new());
    }
    let mut text = changes::text(&differences, &[], listed);
    if more > 0 && told < usize::MAX {
        text.push_str(&format!("and {more} more feeds change (--verbose shows them)\n"));
    }
    Ok(text)
}

/// How many of a kind are named.
fn listed(volume: Volume) -> usize {
    if volume == Volume::Verbose { usize::MAX } else { 10 }
}

/// Error-level remarks mean that an article was kept out: the rest is published, and the exit status says that something is wrong.
fn outcome(remarks: &[Remark]) -> Outcome {
    if remarks.iter().any(|remark| remark.level == Level::Error) { Outcome::MaterialWrong } else { Outcome::Fine }
}

/// How many feeds are told one by one.
const TOLD: usize = 12;

/// What there is to tell of a build that was published.
struct Summary<'a> {
    stats: &'a BuildStats,
    published: &'a Published,
    remarks: &'a [Remark],
    /// Which addresses have changed: lines.
    moves: &'a str,
    volume: Volume,
}

impl Summary<'_> {
    fn made(&self, took: Duration, next_change: Option<i64>) -> BuildOutcome {
        BuildOutcome { outcome: outcome(self.remarks), feeds: self.feeds(), summary: self.summary(took), next_change }
    }

    fn feeds(&self) -> String {
        let Summary { stats, published, volume, .. } = self;
        let mut text = String::new();
        let told = if *volume == Volume::Verbose { usize::MAX } else { TOLD };
        // Writing to a string cannot fail.
        let _ = write!(text, "{} read", count(stats.articles, "article"));
        if stats.kept_out > 0 {
            let _ = write!(text, ", {} kept out", stats.kept_out);
        }
        text.push('\n');
        for (folder, entries) in stats.feeds.iter().take(told) {
            let name = if folder.is_empty() { "main feed" } else { folder };
            let _ = writeln!(text, "  {name:40} {}", count(*entries, "item"));
        }
        if stats.feeds.len() > told {
            let _ = writeln!(text, "  and {} more feeds (--verbose shows them)", stats.feeds.len() - told);
        }
        for TextStats { folder, texts, percent, doubtful } in stats.texts.iter().take(told) {
            // The slash tells it from the feeds above.
            let name = if folder.is_empty() { "articles".to_string() } else { format!("{folder}/") };
            let _ = write!(text, "  {name:40} {} read line by line, {percent} % certain", count(*texts, "text"));
            text.push_str(&if *doubtful > 0 { format!(", {doubtful} less than 50 %\n") } else { "\n".to_string() });
        }
        if stats.texts.len() > told {
            let _ = writeln!(text, "  and {} more folders of texts (--verbose shows them)", stats.texts.len() - told);
        }
        if *volume == Volume::Verbose {
            for (what, paths) in [("wrote", &published.written), ("removed", &published.removed)] {
                paths.iter().for_each(|path| text.push_str(&format!("  {what} {path}\n")));
            }
        }
        text
    }

    fn summary(&self, took: Duration) -> String {
        format!(
            "{}{} written, {} unchanged, {} removed; {}; {:.2} s\n",
            self.moves,
            count(self.published.written.len(), "file"),
            self.published.unchanged.len(),
            self.published.removed.len(),
            count(self.remarks.len(), "remark"),
            took.as_secs_f64()
        )
    }
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
