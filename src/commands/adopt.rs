//! `courant adopt`: the ids and dates of feeds that subscribers have become promises of the ledger.

use super::messages::{Progress, Volume};
use super::planning::{self, Terms};
use super::project::{self, Project};
use super::{Outcome, feeds, print};
use crate::cli::AdoptArguments;
use crate::compose::ComposedEntry;
use crate::failure::Failure;
use crate::feed::Entry;
use crate::ledger::{Adopted, Adoption, FeedRecord, Filter, Ledger, OnConflict};
use crate::plan::Plan;
use crate::publish::{self, Lock};
use crate::read;
use courant_text::date::{self, DateHints, NotADate, Timestamp};
use courant_text::entry_id::EntryId;
use courant_text::text::escape_terminal;
use courant_validate::compare::{Evidence, Prior, matches};
use courant_validate::{Contents, FeedKind, Item, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Takes over what feeds promise, and says what was found.
pub fn run(arguments: &AdoptArguments) -> Result<Outcome, Failure> {
    let feeds = feeds(arguments)?;
    let project = Project::open(&arguments.project, arguments.config.as_deref(), None)?;
    let now = project::now(arguments.now.as_deref())?;
    let lock = if arguments.dry_run { None } else { Some(Lock::take(&project.state)?) };
    let ledger = publish::read_ledger(&project.ledger)?;
    let seeds = read::folder(&project.folder())?;
    let progress = Progress::new(seeds.seeds.len(), Volume::Ordinary);
    // A draft or an article of tomorrow may be in a feed all the same.
    let filter = Filter { drafts: true, future: true };
    let plan = planning::plan(&project, &ledger, seeds, Terms { now, filter, progress: &|| progress.tick() });
    progress.finish();
    let standing = if arguments.replace { OnConflict::Replaced } else { OnConflict::Kept };
    let mut survey = Survey::of(plan);
    let found = find(&survey.articles, &feeds);
    let mut report = take_over(&mut survey, &found, standing);
    report.feed_id = take_over_feed(&mut survey.ledger, &feeds, now, standing);
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
}

impl Survey {
    fn of(plan: Plan) -> Survey {
        let surveyed =
            |one: &ComposedEntry| Surveyed { path: one.path.clone(), id: one.entry.id.clone(), item: item(&one.entry) };
        let articles = plan.entries.iter().map(surveyed).collect();
        Survey { ledger: plan.known, present: plan.present, articles, site: plan.site }
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
        self.title = if self.title.is_empty() { &item.title } else { self.title };
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
    for (_, contents) in feeds {
        let pairs = matches(&contents.items, &items, Prior::Address);
        found.matched.push(pairs.iter().map(|pair| pair.old).collect());
        for pair in pairs {
            if let Some(item) = contents.items.get(pair.old) {
                found.known.entry(pair.new).or_default().add(contents.kind, item, pair.by);
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
    /// What became of the id of the main feed.
    feed_id: Option<String>,
    /// Whether the ledger is another now.
    is_written: bool,
}

fn take_over(survey: &mut Survey, found: &Found, standing: OnConflict) -> Report {
    let mut report = Report { unknown: survey.articles.len() - found.known.len(), ..Report::default() };
    for (place, known) in &found.known {
        let Some(article) = survey.articles.get(*place) else { continue };
        let by = known.by.unwrap_or(Evidence::Id);
        let Some(adoption) = adoption(article, known, &survey.site) else {
            report.refused.push(format!("{}: its item has no id that a feed can carry", article.path));
            continue;
        };
        for other in &known.others {
            report.refused.push(format!("{}: another feed has the id `{other}`; the first one is right", article.path));
        }
        let id = adoption.id.clone();
        let undated = undated(&adoption, known);
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

fn adoption(article: &Surveyed, known: &Known, site: &str) -> Option<Adoption> {
    // What is known by its id is known by all of it, also where this feed shows only one half.
    let is_same = known.by == Some(Evidence::Id);
    let id = if is_same { Some(article.id.clone()) } else { EntryId::adopted(known.text, known.atom, site) }?;
    let published = known.published.or(article.item.published)?;
    let updated = known.updated.unwrap_or(published);
    Some(Adoption { path: article.path.clone(), id, published, updated })
}

/// What is promised where the feeds do not say when, and why: a date that is made up is told.
fn undated(adoption: &Adoption, known: &Known) -> Option<String> {
    let Adoption { path, published, .. } = adoption;
    let reason = match known.unread_date {
        Some(text) => {
            let reason = date::parse(text, &DateHints::default()).err().unwrap_or(NotADate::Unrecognised);
            format!("the date of its item cannot be read, {}", reason.told(text))
        }
        None => "its item states no date".to_string(),
    };
    known
        .published
        .is_none()
        .then(|| format!("{path}: {reason}; it is promised as of {published}, which the article is dated by a build"))
}

/// The id of the first Atom feed becomes that of the main feed.
fn take_over_feed(
    ledger: &mut Ledger,
    feeds: &[(String, Contents)],
    now: Timestamp,
    standing: OnConflict,
) -> Option<String> {
    let atom = feeds.iter().map(|(_, contents)| contents).find(|contents| contents.kind == FeedKind::Atom)?;
    let id = EntryId::stated(&atom.id).ok()?;
    if atom.items.iter().any(|item| item.id == atom.id) || ledger.holder(&id).is_some() {
        return Some(format!(
            "`{id}` is the id of the Atom feed and of an entry, and readers could not tell the two: the feed gets another"
        ));
    }
    let newest = atom.items.iter().filter_map(|item| item.updated.max(item.published)).max();
    match ledger.feeds.get("") {
        Some(there) if there.id == id => None,
        Some(there) if standing == OnConflict::Kept => {
            Some(format!("the main feed keeps its id `{}`; --replace takes `{id}`", there.id))
        }
        there => {
            let updated = there.map(|there| there.updated).max(newest).unwrap_or(now);
            let dated =
                if newest.is_none() { format!(", and no date that can be read: {updated}") } else { String::new() };
            let said = format!("the main feed has the id `{id}`{dated}");
            let state = there.map(|there| there.state.clone()).unwrap_or_default();
            ledger.feeds.insert(String::new(), FeedRecord { id, updated, state });
            Some(said)
        }
    }
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
        self.feed_id.iter().for_each(|said| text.push_str(&format!("{}\n", escape_terminal(said))));
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

fn list(text: &mut String, sign: char, lines: Vec<String>, named: usize) {
    for line in lines.iter().take(named) {
        text.push_str(&format!("  {sign} {}\n", escape_terminal(line)));
    }
    if lines.len() > named {
        text.push_str(&format!("  {sign} and {} more (--verbose names them)\n", lines.len() - named));
    }
}
