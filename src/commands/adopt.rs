//! `courant adopt`: the ids and dates of feeds that subscribers have become promises of the ledger.

mod addresses;
mod feed_ids;
mod older;

use super::messages::{Progress, Volume};
use super::planning::{self, Terms};
use super::project::{self, Project};
use super::{Outcome, feeds, print};
use crate::cli::AdoptArguments;
use crate::compose::ComposedEntry;
use crate::failure::Failure;
use crate::feed::Entry;
use crate::ledger::{Adopted, Adoption, Filter, Ledger, OnConflict};
use crate::plan::Plan;
use crate::publish::{self, Lock};
use addresses::Advice;
use courant_text::date::{self, DateHints, Day, NotADate, Timestamp};
use courant_text::entry_id::EntryId;
use courant_text::text::escape_terminal;
use courant_validate::compare::{Evidence, Prior, matches};
use courant_validate::{Contents, FeedKind, Item, parse};
use feed_ids::OwnFeeds;
use older::Older;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Takes over what feeds promise, and says what was found.
pub fn run(arguments: &AdoptArguments) -> Result<Outcome, Failure> {
    let feeds = feeds(arguments)?;
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    let now = project::now(arguments.now.as_deref())?;
    // Before anything is made: where there are no articles, nothing is.
    let seeds = planning::articles(&project)?;
    let lock = if arguments.dry_run { None } else { Some(Lock::take(&project.state)?) };
    let ledger = publish::read_ledger(&project.ledger)?;
    let progress = Progress::new(seeds.seeds.len(), "articles", Volume::Ordinary);
    // A draft or an article of tomorrow may be in a feed all the same.
    let filter = Filter { drafts: true, future: true };
    let plan = planning::plan(&project, &ledger, seeds, Terms { now, filter, progress: &|| progress.tick() })?;
    progress.finish();
    let standing = if arguments.replace { OnConflict::Replaced } else { OnConflict::Kept };
    let mut survey = Survey::of(plan);
    let found = find(&survey.articles, &feeds);
    let mut report = take_over(&mut survey, &found, &feeds, standing);
    report.older = older::take_over(&mut survey, &found, &feeds, project.config.limit, now);
    let own = OwnFeeds::of(&project, &feeds)?;
    if !own.are_all(&feeds) {
        report.advice = addresses::advice(&project.config, &survey.articles, &found, &feeds);
    }
    report.feed_ids = feed_ids::take_over(&mut survey.ledger, &feeds, &own, now, standing);
    if let Some(_held) = &lock
        && survey.ledger != ledger
    {
        publish::write_ledger(&project.ledger, &survey.ledger)?;
        report.is_written = true;
    }
    report.unmatched = unmatched(&feeds, &found);
    print(report.describe(arguments, &project).as_bytes())
}

/// The feeds that were named, and what is in them.
fn feeds(arguments: &AdoptArguments) -> Result<Vec<(String, Contents)>, Failure> {
    let mut all = Vec::new();
    for path in &arguments.feeds {
        let before = all.len();
        for source in feeds::sources(path)? {
            let contents = parse(&source).contents();
            if let Some(contents) = contents {
                all.push((source.name, contents));
            }
        }
        if all.len() == before {
            return Err(Failure::new("reading", path, "this is no feed; name an RSS, Atom or JSON feed"));
        }
    }
    Ok(all)
}

/// The articles of a project as subscribers would see them, and what was promised.
struct Survey {
    /// The ledger as it was, but that records are where their articles are now.
    ledger: Ledger,
    /// Every article that is there, due or not.
    present: BTreeSet<String>,
    /// The articles that are due.
    articles: Vec<Surveyed>,
    /// Ids that authors state.
    stated: BTreeSet<String>,
    /// What tells this site from all others when an id is minted.
    site: String,
}

/// An article that is due.
struct Surveyed {
    path: String,
    /// What subscribers would know it by.
    id: EntryId,
    /// What they would see.
    item: Item,
    /// What else is known of it.
    composed: ComposedEntry,
}

/// The day that an article is dated by.
fn day_of(article: &Surveyed) -> Option<Day> {
    article.item.published.map(Timestamp::day)
}

impl Survey {
    fn of(plan: Plan) -> Survey {
        let surveyed = |composed: ComposedEntry| Surveyed {
            path: composed.path.clone(),
            id: composed.entry.id.clone(),
            item: item(&composed.entry),
            composed,
        };
        let articles = plan.entries.into_iter().map(surveyed).collect();
        Survey { ledger: plan.known, present: plan.present, articles, stated: plan.stated, site: plan.site }
    }
}

/// An entry as a reader will know it from RSS.
fn item(entry: &Entry) -> Item {
    Item {
        id: entry.id.to_string(),
        title: entry.title.to_string(),
        link: entry.link.as_ref().map(|link| link.to_string()).unwrap_or_default(),
        content: entry.content.to_string(),
        published: Some(entry.published),
        updated: Some(entry.updated),
        ..Item::default()
    }
}

/// What feeds say of one article.
#[derive(Default)]
struct Known<'a> {
    /// The id in RSS or JSON Feed.
    text: Option<&'a str>,
    /// The id in Atom.
    atom: Option<&'a str>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    /// What a feed has in place of a date, and cannot be read as one.
    unread_date: Option<&'a str>,
    by: Option<Evidence>,
    /// Its address.
    link: Option<&'a str>,
    /// Where it stands: the feed, and the place in it.
    place: (usize, usize),
    /// Ids that a later feed gives.
    others: Vec<&'a str>,
    title: &'a str,
}

impl<'a> Known<'a> {
    fn add(&mut self, kind: FeedKind, item: &'a Item, by: Evidence) {
        // Where there is no guid, readers know an item by its address.
        let stated = if item.id.is_empty() { item.link.as_str() } else { item.id.as_str() };
        let id = if kind == FeedKind::Atom { &mut self.atom } else { &mut self.text };
        match id {
            Some(first) if *first != stated => self.others.push(stated),
            _ => *id = Some(stated).filter(|id| !id.is_empty()),
        }
        self.published = self.published.or(item.published);
        self.updated = self.updated.max(item.updated);
        self.unread_date = self.unread_date.or(item.unread_date.as_deref());
        self.by = self.by.or(Some(by));
        self.link = self.link.or(Some(item.link.as_str()).filter(|link| !link.is_empty()));
        self.title = if self.title.is_empty() { &item.title } else { self.title };
    }
}

impl Known<'_> {
    /// The days of the date that subscribers were told: there, and in Greenwich.
    fn days(&self) -> impl Iterator<Item = Day> {
        self.published.into_iter().flat_map(|date| [date.day(), date.utc_day()])
    }
}

/// What was found: by the place of the article what feeds say of it, and the items that are some article.
struct Found<'a> {
    known: BTreeMap<usize, Known<'a>>,
    matched: Vec<BTreeSet<usize>>,
}

fn find<'a>(articles: &[Surveyed], feeds: &'a [(String, Contents)]) -> Found<'a> {
    let items: Vec<Item> = articles.iter().map(|article| article.item.clone()).collect();
    let mut found = Found { known: BTreeMap::new(), matched: Vec::new() };
    for (number, (_, contents)) in feeds.iter().enumerate() {
        let pairs = matches(&contents.items, &items, Prior::Address);
        found.matched.push(pairs.iter().map(|pair| pair.old).collect());
        for pair in pairs {
            if let Some(item) = contents.items.get(pair.old) {
                let place = (number, pair.old);
                let known = found.known.entry(pair.new).or_insert_with(|| Known { place, ..Known::default() });
                known.add(contents.kind, item, pair.by);
            }
        }
    }
    found
}

/// What came of it, as a person is told.
#[derive(Default)]
struct Report {
    /// By what articles were found, and how many.
    by: BTreeMap<Evidence, usize>,
    /// Articles that have promises now: path, id, by what it was found.
    taken: Vec<(String, EntryId, Evidence)>,
    already: usize,
    /// What was not taken over, and why.
    refused: Vec<String>,
    /// Dates that no feed states, and what stands for them.
    undated: Vec<String>,
    /// Articles that no feed knows.
    unknown: usize,
    /// Items without an article: the feed, and the title.
    unmatched: Vec<(String, String)>,
    /// What became of the articles that the feeds no longer hold.
    older: Older,
    /// Where addresses differ.
    advice: Vec<Advice>,
    /// What became of the ids of feeds.
    feed_ids: Vec<String>,
    /// Whether the ledger is another now.
    is_written: bool,
}

fn take_over(survey: &mut Survey, found: &Found, feeds: &[(String, Contents)], standing: OnConflict) -> Report {
    let mut report = Report { unknown: survey.articles.len() - found.known.len(), ..Report::default() };
    let dates = dates_of_order(survey, found, feeds);
    for (place, known) in &found.known {
        let Some(article) = survey.articles.get(*place) else { continue };
        let by = known.by.unwrap_or(Evidence::Id);
        let date = dates.get(place).copied();
        let Some(adoption) = adoption(article, known, date, &survey.site) else {
            report.refused.push(format!("{}: its item has no id that a feed can carry", article.path));
            continue;
        };
        for other in &known.others {
            report.refused.push(format!("{}: another feed has the id `{other}`; the first one is right", article.path));
        }
        let id = adoption.id.clone();
        let undated = undated(&adoption, known, date);
        match survey.ledger.adopt(adoption, &survey.present, standing) {
            Adopted::Taken => {
                report.taken.push((article.path.clone(), id, by));
                report.undated.extend(undated);
            }
            Adopted::Already => report.already += 1,
            Adopted::Kept(record) => report.refused.push(format!(
                "{}: the ledger promises `{}` of {}, the feed says `{id}`; --replace takes what the feed says",
                article.path, record.id, record.published
            )),
            Adopted::Elsewhere(path) => {
                report.refused.push(format!("{}: `{id}` is the id of {path}, and stays there", article.path));
            }
        }
        *report.by.entry(by).or_default() += 1;
    }
    report
}

/// Dates for articles of which neither the feed nor they themselves say when they were published: below all that the feeds date, in the order
/// of the feeds. Where the feeds date nothing that order is kept, from the newest file on.
fn dates_of_order(survey: &Survey, found: &Found, feeds: &[(String, Contents)]) -> BTreeMap<usize, Timestamp> {
    let is_undated =
        |article: &&Surveyed| !article.composed.is_dated && !survey.ledger.articles.contains_key(&article.path);
    let undated = found.known.iter().filter(|(_, known)| known.published.is_none());
    let mut undated: Vec<(&Known, usize, &Surveyed)> = undated
        .filter_map(|(place, known)| Some((known, *place, survey.articles.get(*place).filter(is_undated)?)))
        .collect();
    undated.sort_by_key(|(known, ..)| known.place);
    let told = feeds.iter().flat_map(|(_, contents)| &contents.items).filter_map(|item| item.published).min();
    let newest = undated.iter().filter_map(|(_, _, article)| article.item.published).max();
    let mut dates = match (told, newest) {
        (Some(oldest), _) => older::before(oldest, undated.len()),
        (None, Some(newest)) => {
            let mut dates = older::before(newest, undated.len().saturating_sub(1));
            dates.push(newest);
            dates
        }
        (None, None) => Vec::new(),
    };
    dates.reverse();
    undated.into_iter().zip(dates).map(|((_, place, _), date)| (place, date)).collect()
}

/// `date` stands where neither the feed nor the article states one.
fn adoption(article: &Surveyed, known: &Known, date: Option<Timestamp>, site: &str) -> Option<Adoption> {
    // What is known by its id is known by all of it, also where this feed shows only one half.
    let is_same = known.by == Some(Evidence::Id);
    let id = if is_same { Some(article.id.clone()) } else { EntryId::adopted(known.text, known.atom, site) }?;
    let published = known.published.or(date).or(article.item.published)?;
    let updated = known.updated.unwrap_or(published);
    Some(Adoption { path: article.path.clone(), id, published, updated })
}

/// What is promised where the feeds do not say when, and why: a date that is made up is told.
fn undated(adoption: &Adoption, known: &Known, date: Option<Timestamp>) -> Option<String> {
    let Adoption { path, published, .. } = adoption;
    let reason = match known.unread_date {
        Some(text) => {
            let reason = date::parse(text, &DateHints::default()).err().unwrap_or(NotADate::Unrecognised);
            format!("the date of its item cannot be read, {}", reason.told(text))
        }
        None => "its item states no date".to_string(),
    };
    let why = if date.is_some() { "by its place in the feed" } else { "which the article is dated by a build" };
    known.published.is_none().then(|| format!("{path}: {reason}; it is promised as of {published}, {why}"))
}

fn unmatched(feeds: &[(String, Contents)], found: &Found) -> Vec<(String, String)> {
    let mut unmatched = Vec::new();
    for ((name, contents), matched) in feeds.iter().zip(&found.matched) {
        let left = contents.items.iter().enumerate().filter(|(place, _)| !matched.contains(place));
        unmatched.extend(left.map(|(_, item)| (name.clone(), item.title.clone())));
    }
    unmatched
}

/// How many of each kind are named.
const NAMED: usize = 20;

impl Report {
    fn describe(&self, arguments: &AdoptArguments, project: &Project) -> String {
        let named = if arguments.verbose { usize::MAX } else { NAMED };
        let mut text = String::new();
        // What was found by title or content is worth a look; of what was found by its address there is a number.
        let doubtful = |(_, _, by): &&(String, EntryId, Evidence)| arguments.verbose || *by > Evidence::Link;
        let taken =
            self.taken.iter().filter(doubtful).map(|(path, id, by)| format!("{path} is {id} (same {})", by.name()));
        list(&mut text, '+', taken.collect(), named);
        list(&mut text, '!', self.refused.clone(), named);
        list(&mut text, '!', self.older.refused.clone(), named);
        list(&mut text, '!', self.undated.clone(), named);
        let without = self.unmatched.iter().map(|(feed, title)| format!("{feed}: no article for `{title}`"));
        list(&mut text, '?', without.collect(), named);
        let by: Vec<String> = self.by.iter().map(|(by, count)| format!("{count} by {}", by.name())).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} promises taken over, {} there already, {} not taken",
            self.taken.len(),
            self.already,
            self.refused.len()
        );
        let found: usize = self.by.values().sum();
        let how = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
        let _ = writeln!(
            text,
            "{found} articles found{how}, {} in no feed, {} items without an article",
            self.unknown,
            self.unmatched.len()
        );
        self.describe_older(&mut text, arguments.verbose);
        for Advice { what, line } in &self.advice {
            let _ = writeln!(text, "{}", escape_terminal(what));
            line.iter().for_each(|line| text.push_str(&format!("    {}\n", escape_terminal(line))));
        }
        self.feed_ids.iter().for_each(|said| text.push_str(&format!("{}\n", escape_terminal(said))));
        if arguments.dry_run {
            text.push_str("nothing was written (--dry-run)\n");
        } else if self.is_written {
            let _ = writeln!(
                text,
                "{} is written; `courant build --dry-run` shows what subscribers will see",
                project.ledger.display()
            );
        }
        text
    }
}

impl Report {
    /// What became of the articles that no feed holds.
    fn describe_older(&self, text: &mut String, is_verbose: bool) {
        let Older { rules, ruled, undated, flood, .. } = &self.older;
        for (count, of, pattern) in rules {
            let what = if pattern.contains("{address}") { " ({address}: the path of the article's link)" } else { "" };
            let said = format!("{count} of {of} ids are made as `{pattern}`{what}");
            let _ = writeln!(text, "{}", escape_terminal(&said));
        }
        if *ruled > 0 {
            let _ = writeln!(text, "{ruled} articles that no feed holds any more have ids made in that way");
        }
        if let (Some((_, oldest)), Some((_, newest))) = (undated.first(), undated.last()) {
            let shown = if is_verbose { usize::MAX } else { 3 };
            let mut paths: Vec<&str> = undated.iter().take(shown).map(|(path, _)| path.as_str()).collect();
            let more = format!("and {} more", undated.len().saturating_sub(shown));
            paths.extend((undated.len() > shown).then_some(more.as_str()));
            let said = format!(
                "{} articles in no feed state no date, and are dated before all that subscribers have, in the order of their paths ({oldest} to \
                 {newest}): {}",
                undated.len(),
                paths.join(", ")
            );
            let _ = writeln!(text, "{}", escape_terminal(&said));
        }
        if let Some((count, limit)) = flood {
            let _ = writeln!(
                text,
                "no rule shows by which the ids of these feeds are made: subscribers would see {count} older article{} as new, which the feeds no \
                 longer hold; none of them with this line in courant.toml\n    limit = {limit}",
                if *count == 1 { "" } else { "s" }
            );
        }
    }
}

fn list(text: &mut String, sign: char, lines: Vec<String>, named: usize) {
    for line in lines.iter().take(named) {
        text.push_str(&format!("  {sign} {}\n", escape_terminal(line)));
    }
    if lines.len() > named {
        text.push_str(&format!("  {sign} and {} more (--verbose names them)\n", lines.len() - named));
    }
}
