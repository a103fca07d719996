//! `courant ledger`: what subscribers were promised, shown, changed, and merged.

use super::project::Project;
use super::{Outcome, messages, print, print_plain};
use crate::cli::{LedgerCommand, LedgerFormat, LedgerProject, LedgerSetArguments};
use crate::failure::{Failure, FailureKind, Reason};
use crate::ledger::{FeedRecord, Ledger, MAIN_FEED, Merged, Record};
use crate::publish::{self, Lock};
use courant_text::date::{self, DateHints, Timestamp};
use courant_text::entry_id::EntryId;
use courant_text::text::escape_terminal;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Shows, changes or merges.
pub fn run(command: &LedgerCommand) -> Result<Outcome, Failure> {
    match command {
        LedgerCommand::Show { entries, format, project } => show(entries, *format, &open(project)?),
        LedgerCommand::Set(arguments) => set(arguments),
        LedgerCommand::Merge { ledgers, project } => match ledgers.as_slice() {
            [base, ours, theirs] => merge(base, ours, theirs),
            _ => settle(&open(project)?),
        },
    }
}

fn open(project: &LedgerProject) -> Result<Project, Failure> {
    Project::open(&project.project, project.config.as_deref(), None)
}

/// An entry of the ledger, as it is shown.
#[derive(Serialize)]
struct Shown<'a> {
    kind: &'static str,
    path: &'a str,
    id: &'a str,
    /// The id in Atom, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    atom_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    updated: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formats: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    retired: Vec<&'a str>,
}

impl<'a> Shown<'a> {
    fn article(path: &'a str, record: &'a Record) -> Shown<'a> {
        Shown {
            kind: "article",
            path,
            id: record.id.as_str(),
            atom_id: atom_id(&record.id),
            published: Some(record.published.rfc3339()),
            updated: record.updated.rfc3339(),
            link: record.link.as_deref(),
            subject: None,
            formats: Vec::new(),
            retired: Vec::new(),
        }
    }

    fn feed(folder: &'a str, record: &'a FeedRecord) -> Shown<'a> {
        Shown {
            kind: "feed",
            path: if folder.is_empty() { MAIN_FEED } else { folder },
            id: record.id.as_str(),
            atom_id: atom_id(&record.id),
            published: None,
            updated: record.updated.rfc3339(),
            link: None,
            subject: record.state.subject.as_ref().map(ToString::to_string),
            formats: record.state.formats.iter().map(String::as_str).collect(),
            retired: record.state.retired.iter().map(String::as_str).collect(),
        }
    }

    fn text(&self) -> String {
        let listed = |names: &[&str]| (!names.is_empty()).then(|| names.join(", "));
        let rows = [
            ("id", Some(self.id.to_string())),
            ("id in Atom", self.atom_id.map(str::to_string)),
            ("published", self.published.clone()),
            ("updated", Some(self.updated.clone())),
            ("link", self.link.map(str::to_string)),
            ("feed of", self.subject.clone()),
            ("formats", listed(&self.formats)),
            ("retired", listed(&self.retired)),
        ];
        let mut text = format!("{} {}\n", self.kind, escape_terminal(self.path));
        for (name, value) in rows.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            text.push_str(&format!("  {name:11} {}\n", escape_terminal(&value)));
        }
        text
    }
}

fn atom_id(id: &EntryId) -> Option<&str> {
    Some(id.uri()).filter(|uri| *uri != id.as_str())
}

fn show(entries: &[String], format: LedgerFormat, project: &Project) -> Result<Outcome, Failure> {
    let ledger = publish::read_ledger(&project.ledger)?;
    let found: Vec<Entry> = entries.iter().map(|entry| find(&ledger, project, entry)).collect::<Result<_, _>>()?;
    let articles = ledger.articles.iter().map(|(path, record)| Shown::article(path, record));
    let all = articles.chain(ledger.feeds.iter().map(|(folder, record)| Shown::feed(folder, record)));
    let is_wanted = |shown: &Shown| entries.is_empty() || found.iter().any(|entry| entry.is_of(shown));
    let wanted = all.filter(is_wanted);
    match format {
        LedgerFormat::Text => print(wanted.map(|shown| shown.text()).collect::<String>().as_bytes()),
        LedgerFormat::Json => {
            let line = |shown: Shown| format!("{}\n", serde_json::to_string(&shown).expect("strings are always JSON"));
            print_plain(wanted.map(line).collect::<String>().as_bytes())
        }
    }
}

/// Where an entry of the ledger stands in it.
enum Entry {
    /// The path of an article.
    Article(String),
    /// The folder of a feed.
    Feed(String),
}

impl Entry {
    fn is_of(&self, shown: &Shown) -> bool {
        match self {
            Entry::Article(path) => shown.kind == "article" && shown.path == path,
            Entry::Feed(folder) => {
                shown.kind == "feed" && shown.path == if folder.is_empty() { MAIN_FEED } else { folder }
            }
        }
    }
}

/// An entry by what a person calls it: the path of an article as it is typed here or as the ledger has it, the folder of a feed, an id.
fn find(ledger: &Ledger, project: &Project, named: &str) -> Result<Entry, Failure> {
    let path = in_articles(project, named);
    if let Some(path) = [path.as_str(), named].into_iter().find(|path| ledger.articles.contains_key(*path)) {
        return Ok(Entry::Article(path.to_string()));
    }
    let folder = match named.trim_end_matches('/') {
        MAIN_FEED => String::new(),
        folder => format!("{folder}/"),
    };
    if ledger.feeds.contains_key(&folder) {
        return Ok(Entry::Feed(folder));
    }
    let is_it = |id: &EntryId| id.as_str() == named || id.uri() == named;
    let article = ledger.articles.iter().find(|(_, record)| is_it(&record.id));
    let feed = || ledger.feeds.iter().find(|(_, record)| is_it(&record.id));
    if let Some((path, _)) = article {
        return Ok(Entry::Article(path.clone()));
    }
    if let Some((folder, _)) = feed() {
        return Ok(Entry::Feed(folder.clone()));
    }
    let names = ledger.articles.keys().chain(ledger.feeds.keys()).map(String::as_str);
    let near = courant_validate::registry::nearest(&path, names);
    let near = near.map_or("`courant ledger show` lists all".to_string(), |near| format!("did you mean `{near}`?"));
    let why = Reason::from(format!("nothing was promised of `{named}`; {near}")).of_kind(FailureKind::NotFound);
    Err(Failure::new("looking into", &project.ledger, why))
}

/// The path of an article inside the folder of articles, as the ledger has it.
fn in_articles(project: &Project, typed: &str) -> String {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let below = absolute(Path::new(typed)).zip(absolute(&project.articles));
    let below = below.and_then(|(path, articles)| Some(path.strip_prefix(articles).ok()?.to_path_buf()));
    below.map_or_else(|| typed.to_string(), |path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
}

fn set(arguments: &LedgerSetArguments) -> Result<Outcome, Failure> {
    let project = open(&arguments.project)?;
    let _held = Lock::take(&project.state)?;
    let before = publish::read_ledger(&project.ledger)?;
    let mut ledger = before.clone();
    let entry = find(&ledger, &project, &arguments.entry)?;
    let changed = match &entry {
        Entry::Article(path) => set_article(&mut ledger, path, arguments, &project)?,
        Entry::Feed(folder) => set_feed(&mut ledger, folder, arguments)?,
    };
    let was: String = before_and_after(&before, &entry);
    let is = before_and_after(&ledger, &changed);
    if before == ledger {
        return print(format!("{was}nothing is changed\n").as_bytes());
    }
    publish::write_ledger(&project.ledger, &ledger)?;
    let advice = "the next build publishes it; commit the ledger";
    print(format!("was {was}is  {is}{advice}\n").as_bytes())
}

fn before_and_after(ledger: &Ledger, entry: &Entry) -> String {
    match entry {
        Entry::Article(path) => ledger.articles.get(path).map(|record| Shown::article(path, record).text()),
        Entry::Feed(folder) => ledger.feeds.get(folder).map(|record| Shown::feed(folder, record).text()),
    }
    .unwrap_or_default()
}

fn set_article(
    ledger: &mut Ledger,
    path: &str,
    arguments: &LedgerSetArguments,
    project: &Project,
) -> Result<Entry, Failure> {
    let LedgerSetArguments { published, updated, id, path: to, .. } = arguments;
    let Some(mut record) = ledger.articles.remove(path) else { return Ok(Entry::Article(path.to_string())) };
    let before = record.clone();
    record.published = moment("--published", published.as_deref())?.unwrap_or(record.published);
    let is_stated = updated.is_some();
    record.updated = moment("--updated", updated.as_deref())?.unwrap_or(record.updated);
    if is_stated && record.updated < record.published {
        let why =
            format!("{} is before {}, when it was published; --published sets that", record.updated, record.published);
        return Err(Failure::new("reading", "--updated", why));
    }
    record.updated = record.updated.max(record.published);
    if let Some(id) = id {
        record.id = free_id(ledger, path, id)?;
    }
    let to = to.as_deref().map_or_else(|| path.to_string(), |to| in_articles(project, to));
    if let Some(there) = ledger.articles.get(&to) {
        let why = format!("`{to}` has a promise of its own, `{}`; move that first", there.id);
        return Err(Failure::new("changing", &project.ledger, why));
    }
    if record.id != before.id {
        ledger.keep(format!("{to}~"), before);
        messages::warning(&format!("{to}: subscribers will see it as new, because it has another id"));
    }
    ledger.articles.insert(to.clone(), record);
    Ok(Entry::Article(to))
}

fn set_feed(ledger: &mut Ledger, folder: &str, arguments: &LedgerSetArguments) -> Result<Entry, Failure> {
    let LedgerSetArguments { published, updated, id, path, .. } = arguments;
    let wrong = [("--published", published.is_some()), ("--updated", updated.is_some()), ("--path", path.is_some())];
    if let Some((option, _)) = wrong.into_iter().find(|(_, is_given)| *is_given) {
        let why = "a feed has no such promise: it is as new as its newest article, and stays at its address";
        return Err(Failure::new("changing a feed by", option, why));
    }
    if let Some(id) = id {
        let id = free_id(ledger, folder, id)?;
        if let Some(record) = ledger.feeds.get_mut(folder) {
            record.id = id;
        }
    }
    Ok(Entry::Feed(folder.to_string()))
}

fn moment(option: &str, text: Option<&str>) -> Result<Option<Timestamp>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let read = date::parse(text, &DateHints::default());
    let why = format!("`{text}` is no date, write it like `2026-11-24` or `2026-11-24T08:00:00Z`");
    read.map(Some).map_err(|_| Failure::new("reading", option, why))
}

/// An id that nothing else in the ledger has. What is kept beside a path is free for the article that is there: it had that id once.
fn free_id(ledger: &mut Ledger, path: &str, text: &str) -> Result<EntryId, Failure> {
    let id = EntryId::stated(text).map_err(|why| Failure::new("reading", "--id", why))?;
    let is_beside = |holder: &str| holder.strip_prefix(path).is_some_and(|rest| rest.bytes().all(|byte| byte == b'~'));
    if let Some(holder) = ledger.holder(&id) {
        if !is_beside(&holder) {
            return Err(Failure::new("reading", "--id", format!("`{id}` is the id of `{holder}`")));
        }
        ledger.articles.remove(&holder);
    }
    match ledger.feed_of(&id) {
        Some(feed) => Err(Failure::new("reading", "--id", format!("`{id}` is the id of {feed}"))),
        None => Ok(id),
    }
}

/// As a merge driver of git is called: the result goes to where `ours` is.
fn merge(base: &PathBuf, ours: &PathBuf, theirs: &PathBuf) -> Result<Outcome, Failure> {
    // Where the branches have no common ledger, git names an empty file; one with conflicts of its own is settled first.
    let read = |path: &PathBuf| match std::fs::metadata(path)
        .map_err(|error| Failure::new("reading", path, error))
        .and_then(|_| read_settled(path, &|_| false))?
    {
        (_, Some(settled)) => Ok(settled.ledger),
        (ledger, None) => Ok(ledger),
    };
    let merged = Ledger::merge(&read(base)?, &read(ours)?, &read(theirs)?, &|_| false);
    publish::write_ledger(ours, &merged.ledger)?;
    tell(&merged);
    Ok(Outcome::Fine)
}

/// Settles the conflicts in the ledger of a project.
fn settle(project: &Project) -> Result<Outcome, Failure> {
    let _held = Lock::take(&project.state)?;
    let is_there = |path: &str| std::fs::symlink_metadata(project.articles.join(path)).is_ok();
    let (_, settled) = read_settled(&project.ledger, &is_there)?;
    let Some(merged) = settled else {
        return print(format!("{} has no conflicts\n", project.ledger.display()).as_bytes());
    };
    publish::write_ledger(&project.ledger, &merged.ledger)?;
    tell(&merged);
    let count = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let articles = count(merged.ledger.articles.len(), "article");
    let feeds = count(merged.ledger.feeds.len(), "feed");
    print(format!("{}: {articles} and {feeds} of both sides; commit it\n", project.ledger.display()).as_bytes())
}

/// A ledger, and what its conflicts come to where a merge has left some.
fn read_settled(path: &Path, is_there: &dyn Fn(&str) -> bool) -> Result<(Ledger, Option<Merged>), Failure> {
    let text = publish::read_ledger_text(path)?;
    let settled = Ledger::settle(&text, is_there).map_err(|mistake| Failure::new("reading", path, mistake))?;
    if settled.is_some() {
        return Ok((Ledger::default(), settled));
    }
    let ledger = Ledger::from_tsv(&text).map_err(|mistake| Failure::new("reading", path, mistake))?;
    Ok((ledger, None))
}

fn tell(merged: &Merged) {
    merged.decisions.iter().for_each(|decision| messages::warning(decision));
}
