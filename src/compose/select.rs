//! Which feeds there are, and which articles each holds.
//!
//! The articles and the configuration ask for feeds; those that the ledger knows as published are there in any case, at their addresses,
//! however many articles they are left with (`standing` says which is whose).

use super::standing::{Place, Row, Standing, formats, recognised};
use super::{Candidate, slug};
use crate::config::{CategoryConfig, Config, FeedConfig};
use crate::feed::{Format, PublishedFeed, Subject};
use crate::ledger::{FeedSubject, Ledger};
use courant_read::remark::Remark;
use courant_text::language_tag::LanguageTag;
use courant_text::source::Level;
use courant_text::text::Text;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One feed to be: its folder, what it says of itself, and all that it could hold, newest first.
#[derive(Clone)]
pub struct Selection<'a> {
    /// What it is a feed of.
    pub subject: FeedSubject,
    /// What subscribers see of that.
    pub name: Text,
    /// [`Feed::folder`](crate::feed::Feed::folder).
    pub folder: String,
    /// Its title.
    pub title: Text,
    /// Its description.
    pub description: Text,
    /// Its language, when it has one.
    pub language: Option<LanguageTag>,
    /// Its own limit.
    pub limit: Option<usize>,
    /// Where the items are that it no longer holds.
    pub past: Past,
    /// What it is written in.
    pub formats: Vec<Format>,
    /// [`Feed::leads_to`](crate::feed::Feed::leads_to).
    pub leads_to: Option<String>,
    /// All that it could hold.
    pub candidates: Vec<&'a Candidate<'a>>,
}

/// Where the items are that a feed no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// In archive documents of its own.
    Archived,
    /// In those of the main feed, of which it is a part.
    Elsewhere,
}

/// The feeds that are due, and what their maker should know of it.
pub struct Selected<'a> {
    /// The main one, then those of categories, languages and authors, then those by choice.
    pub selections: Vec<Selection<'a>>,
    /// Who gets no feed, and which feed nobody asks for.
    pub remarks: Vec<Remark>,
}

/// Every feed that is due: what articles and configuration ask for, and what was published before. `published` are the feeds that are there
/// and that the ledger knows no more of than their ids.
pub fn selections<'a>(
    config: &Config,
    all: &'a [Candidate<'a>],
    ledger: &Ledger,
    published: &BTreeMap<String, PublishedFeed>,
) -> Selected<'a> {
    let title = main_title(config);
    let categories = Categories::of(config);
    let groupings = groupings(config, &categories);
    let ledger = recognised(ledger, published, |folder, feed, name| meant(&groupings, all, folder, feed, name));
    let ledger = ledger.as_ref();
    let main = Selection {
        subject: FeedSubject::Main,
        name: Text::default(),
        folder: String::new(),
        description: config.description.as_deref().and_then(Text::line).unwrap_or_else(|| title.clone()),
        title: title.clone(),
        language: config.language.clone().or_else(|| common_language(all.iter())),
        limit: None,
        past: Past::Archived,
        formats: formats(config, ledger.feeds.get("")),
        leads_to: None,
        candidates: all.iter().collect(),
    };
    let mut selected = Selected { selections: vec![main], remarks: Vec::new() };
    let mut standing = Standing::new(config, ledger);
    for grouping in &groupings {
        grouped(config, &title, grouping, all, &mut standing, &mut selected);
    }
    for feed in &config.feeds {
        match standing.chosen(feed) {
            Ok(formats) => selected.selections.push(chosen(config, &title, feed, all, formats)),
            Err(remark) => selected.remarks.push(remark),
        }
    }
    for row in standing.no_longer_chosen() {
        selected.remarks.push(no_longer_chosen(&row));
        let name = Text::line(&row.record.state.name).unwrap_or_else(|| Text::new(row.folder));
        selected.selections.push(Selection {
            subject: row.subject.clone(),
            folder: row.folder.to_string(),
            description: name.clone(),
            title: name.clone(),
            language: config.language.clone(),
            limit: None,
            past: Past::Archived,
            formats: formats(config, Some(row.record)),
            leads_to: None,
            candidates: Vec::new(),
            name,
        });
    }
    follow(&mut selected.selections, ledger);
    selected.remarks.extend(emptied(&selected.selections));
    selected.remarks.extend(kept_formats(config, &selected.selections));
    selected
}

/// What a published feed is a feed of, and what it calls that: `name` where its title tells, else what articles ask for in its folder.
fn meant(
    groupings: &[Grouping],
    all: &[Candidate],
    folder: &str,
    feed: &PublishedFeed,
    name: Option<&str>,
) -> (FeedSubject, String) {
    let path = folder.trim_end_matches('/');
    if path.is_empty() {
        return (FeedSubject::Main, String::new());
    }
    let of_kind = groupings.iter().find_map(|grouping| {
        let slug = path.strip_prefix(grouping.folder)?.strip_prefix('/')?;
        (!slug.contains('/') && name != Some(path)).then_some((grouping.value, slug))
    });
    let Some((value, slug)) = of_kind else { return (FeedSubject::Chosen(path.to_string()), feed.title.clone()) };
    // Names that come out alike are told apart behind their slug.
    let is_of =
        |name: &str| slug.strip_prefix(&slug::slug(name)).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    let asked = || all.iter().flat_map(|candidate| value.names(candidate)).filter(|name| is_of(name.as_str())).min();
    let name = name.filter(|name| is_of(name)).and_then(Text::line).or_else(asked).unwrap_or_else(|| Text::new(slug));
    (value.subject(&name), name.to_string())
}

/// Feeds of categories, languages and authors that no article asks for any more: none is left, or they are called otherwise.
fn emptied(selections: &[Selection]) -> Option<Remark> {
    let is_of_value = |selection: &&Selection| !matches!(selection.subject, FeedSubject::Main | FeedSubject::Chosen(_));
    let is_left = |selection: &&Selection| selection.candidates.is_empty() && selection.leads_to.is_none();
    let mut empty = selections.iter().filter(is_of_value).filter(is_left);
    let feed = empty.next()?.folder.trim_end_matches('/');
    let others = match empty.count() {
        0 => String::new(),
        1 => "; 1 more is empty (`courant retire --list` names all feeds)".to_string(),
        count => format!("; {count} more are empty (`courant retire --list` names all feeds)"),
    };
    let message = format!(
        "no article asks for the feed `{feed}` any more, there is none or it is called otherwise: for those who subscribe to it it stays, without \
         an article; `courant retire {feed}` ends it{others}"
    );
    Some(Remark::new(Level::Advice, "courant.toml", message))
}

/// The title that every feed's own begins with.
fn main_title(config: &Config) -> Text {
    let host = || config.link.as_ref().and_then(|link| link.as_url().host_str()).and_then(Text::line);
    // A feed has to have a title (RSS 2.0 "Required channel elements"); the missing key is remarked upon.
    config.title.as_deref().and_then(Text::line).or_else(host).unwrap_or_else(|| Text::new("Articles"))
}

/// The feeds that are made for each value of something.
struct Grouping<'c> {
    /// Whether values that have none get one.
    is_wanted: bool,
    folder: &'static str,
    value: Value<'c>,
}

/// Of what there is a feed for each.
#[derive(Clone, Copy)]
enum Value<'c> {
    Category(&'c Categories),
    Language,
    Author,
}

fn groupings<'c>(config: &Config, categories: &'c Categories) -> [Grouping<'c>; 3] {
    let grouping = |is_wanted, folder, value| Grouping { is_wanted, folder, value };
    [
        grouping(config.category_feeds, "categories", Value::Category(categories)),
        grouping(config.language_feeds, "languages", Value::Language),
        grouping(config.author_feeds, "authors", Value::Author),
    ]
}

impl Value<'_> {
    /// Those of an article.
    fn names(self, candidate: &Candidate) -> Vec<Text> {
        let entry = &candidate.entry;
        match self {
            Value::Category(categories) => entry.categories.iter().map(|one| categories.label(one)).collect(),
            Value::Language => entry.language.iter().map(|tag| Text::new(tag.as_str())).collect(),
            Value::Author => entry.authors.iter().map(|author| author.name.clone()).collect(),
        }
    }

    /// What the feed of a value is a feed of.
    fn subject(self, name: &Text) -> FeedSubject {
        let lower = || name.as_str().to_lowercase();
        match self {
            Value::Category(categories) => categories.subject(name.as_str()),
            Value::Language => FeedSubject::Language(lower()),
            Value::Author => FeedSubject::Author(lower()),
        }
    }

    /// Whether a feed is of one of these.
    fn has(self, subject: &FeedSubject) -> bool {
        match self {
            Value::Category(_) => matches!(subject, FeedSubject::Category(_)),
            Value::Language => matches!(subject, FeedSubject::Language(_)),
            Value::Author => matches!(subject, FeedSubject::Author(_)),
        }
    }

    /// What is meant today by a subject of before and its name, where articles ask for these.
    fn present(self, subject: &FeedSubject, name: &str, asked: &BTreeSet<FeedSubject>) -> FeedSubject {
        match self {
            Value::Category(categories) => categories.present(subject, name, asked),
            Value::Language | Value::Author => subject.clone(),
        }
    }
}

/// What the site calls its categories: articles of other languages label them otherwise.
struct Categories {
    /// By the term.
    labels: HashMap<String, Text>,
    /// The term of each label, in lower case; of several the first, so that it depends on nothing else.
    terms: HashMap<String, String>,
    /// The same of every name that a category has.
    aliases: HashMap<String, String>,
}

impl Categories {
    fn of(config: &Config) -> Categories {
        let label = |category: &CategoryConfig| Text::line(category.label.as_deref()?);
        let labels: HashMap<String, Text> =
            config.categories.iter().filter_map(|category| Some((category.term.clone(), label(category)?))).collect();
        let terms_and_labels = || {
            config.categories.iter().map(|category| {
                let label = labels.get(&category.term).map_or(category.term.as_str(), Text::as_str);
                (category.term.to_lowercase(), label.to_lowercase(), category)
            })
        };
        let mut terms: HashMap<String, String> = HashMap::new();
        for (term, label, _) in terms_and_labels() {
            let known = terms.entry(label).or_insert_with(|| term.clone());
            *known = term.min(known.clone());
        }
        // A term is its own: no other name takes that from it.
        let shown = |label: &str| terms.get(label).cloned().unwrap_or_default();
        let mut aliases: HashMap<String, String> =
            terms_and_labels().map(|(term, label, _)| (term, shown(&label))).collect();
        for (_, label, category) in terms_and_labels() {
            let names = category.aliases.iter().map(|name| name.trim().to_lowercase());
            for name in names.chain([label.clone()]) {
                aliases.entry(name).or_insert_with(|| shown(&label));
            }
        }
        Categories { labels, terms, aliases }
    }

    /// As a category of an article is shown on this site.
    fn label(&self, subject: &Subject) -> Text {
        self.labels.get(subject.term.as_str()).unwrap_or(&subject.label).clone()
    }

    /// What the feed of a label is a feed of.
    fn subject(&self, label: &str) -> FeedSubject {
        let label = label.to_lowercase();
        FeedSubject::Category(self.terms.get(&label).cloned().unwrap_or(label))
    }

    /// A category of before as the site has it today: by its term, as articles name it, by the name that is an alias of another now, or by
    /// its label where the term has changed.
    fn present(&self, subject: &FeedSubject, name: &str, asked: &BTreeSet<FeedSubject>) -> FeedSubject {
        let FeedSubject::Category(term) = subject else { return subject.clone() };
        let of = |term: &String| FeedSubject::Category(term.clone());
        if asked.contains(subject) {
            return subject.clone();
        }
        let name = name.to_lowercase();
        let known = self.aliases.get(term).or_else(|| self.aliases.get(&name)).map(of);
        known.or_else(|| Some(self.subject(&name)).filter(|named| asked.contains(named))).unwrap_or(subject.clone())
    }
}

/// Articles that share a name, whatever its case; the spelling shown is the one used most.
#[derive(Default)]
struct Group<'a> {
    spellings: BTreeMap<Text, usize>,
    candidates: Vec<&'a Candidate<'a>>,
}

fn groups<'a>(value: Value, all: &'a [Candidate<'a>]) -> BTreeMap<FeedSubject, Group<'a>> {
    let mut groups: BTreeMap<FeedSubject, Group> = BTreeMap::new();
    for candidate in all {
        let mut seen = BTreeSet::new();
        for name in value.names(candidate) {
            let subject = value.subject(&name);
            let group = groups.entry(subject.clone()).or_default();
            *group.spellings.entry(name).or_default() += 1;
            if seen.insert(subject) {
                group.candidates.push(candidate);
            }
        }
    }
    groups
}

/// Fewer articles make no feed, unless somebody asks for it.
const FEWEST: usize = 2;
/// More feeds of categories than this are no offer to anybody, unless somebody asks for them.
const MOST_FEEDS: usize = 100;

/// What a value needs to get a feed that is not there yet.
struct Need {
    articles: usize,
    /// How many feeds there may be of all values.
    feeds: usize,
}

impl Need {
    /// As stated; else it grows with the site for categories, of which articles name as many as they like.
    fn of(config: &Config, value: Value, articles: usize) -> Need {
        match (config.min_articles, value) {
            (Some(stated), _) => Need { articles: stated, feeds: usize::MAX },
            (None, Value::Category(_)) => Need { articles: articles.div_ceil(100).max(FEWEST), feeds: MOST_FEEDS },
            (None, Value::Language | Value::Author) => Need { articles: FEWEST, feeds: usize::MAX },
        }
    }

    /// How many have none, who would have one on a small site.
    fn told(&self, without: usize, articles: usize) -> Option<Remark> {
        let who = if without == 1 { "1 category has" } else { &format!("{without} categories have") };
        let message = format!(
            "{who} no feed: of {articles} articles a category gets one from {} articles on, and {MOST_FEEDS} categories at most; \
             `min_articles = {FEWEST}` gives one to each of {FEWEST} articles",
            self.articles
        );
        (without > 0 && self.feeds == MOST_FEEDS).then(|| Remark::new(Level::Advice, "courant.toml", message))
    }
}

/// Selects the feeds of a grouping: first those that are known, each where it is, then those that are new, where there is room.
fn grouped<'a>(
    config: &Config,
    title: &Text,
    grouping: &Grouping,
    all: &'a [Candidate<'a>],
    standing: &mut Standing,
    selected: &mut Selected<'a>,
) {
    let mut groups = groups(grouping.value, all);
    let asked: BTreeSet<FeedSubject> = groups.keys().cloned().collect();
    let need = Need::of(config, grouping.value, all.len());
    let is_due = |group: &Group| grouping.is_wanted && group.candidates.len() >= need.articles;
    let selection = |subject: &FeedSubject, name: Text, place: Place, candidates: Vec<&'a Candidate<'a>>| {
        let full_title = Text::new(&format!("{title}: {name}"));
        Selection {
            subject: subject.clone(),
            folder: place.folder,
            description: full_title.clone(),
            title: full_title,
            language: common_language(candidates.iter().copied()).or_else(|| config.language.clone()),
            limit: None,
            past: Past::Elsewhere,
            formats: place.formats,
            leads_to: None,
            candidates,
            name,
        }
    };
    let mut feeds: Vec<Selection> = Vec::new();
    let value = grouping.value;
    let rows =
        standing.rows(|subject| value.has(subject), &asked, |subject, name| value.present(subject, name, &asked));
    for (subject, rows) in rows {
        let group = groups.remove(&subject);
        let Some(main) = Row::standing(&rows, &subject) else {
            if let Some(group) = group.filter(is_due) {
                selected.remarks.extend(rows.first().map(|row| asked_for(row, group.candidates.len())));
            }
            continue;
        };
        if !main.record.state.is_published() && !group.as_ref().is_some_and(is_due) {
            continue;
        }
        let named = group.as_ref().and_then(|group| most_used(&group.spellings));
        let name = named.or_else(|| Text::line(&main.record.state.name)).unwrap_or_else(|| Text::new(main.folder));
        let candidates = group.map(|group| group.candidates).unwrap_or_default();
        let feed = selection(&subject, name, standing.take(main), candidates);
        // Others that have become one with it keep what they are, should they be parted again.
        let others = rows.iter().filter(|row| row.folder != main.folder && row.record.state.is_published());
        let others: Vec<Selection> = others
            .map(|row| {
                let Place { folder, formats } = standing.take(row);
                let name = Text::line(&row.record.state.name).unwrap_or_else(|| feed.name.clone());
                let leads_to = Some(feed.folder.clone());
                Selection { subject: row.subject.clone(), name, folder, formats, leads_to, ..feed.clone() }
            })
            .collect();
        feeds.push(feed);
        feeds.extend(others);
    }
    let many = groups.values().filter(|group| grouping.is_wanted && group.candidates.len() >= FEWEST).count();
    let mut new: Vec<(Text, FeedSubject, Group)> = groups
        .into_iter()
        .filter(|(_, group)| is_due(group))
        .filter_map(|(subject, group)| Some((most_used(&group.spellings)?, subject, group)))
        .collect();
    // Those of most articles come first, where there is no room for all.
    new.sort_by_key(|(name, _, group)| (Reverse(group.candidates.len()), name.as_str().to_lowercase()));
    new.truncate(need.feeds.saturating_sub(feeds.len()));
    selected.remarks.extend(need.told(many.saturating_sub(new.len()), all.len()));
    new.sort_by_key(|(name, ..)| name.as_str().to_lowercase());
    for (name, subject, group) in new {
        let place = standing.free(grouping.folder, &slug::slug(name.as_str()), name.as_str());
        feeds.push(selection(&subject, name, place, group.candidates));
    }
    feeds.sort_by_key(|feed| feed.name.as_str().to_lowercase());
    selected.selections.extend(feeds);
}

fn most_used(spellings: &BTreeMap<Text, usize>) -> Option<Text> {
    // Of spellings used equally often the first in order wins, so that the choice does not depend on the articles' order.
    spellings.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone())
}

/// A feed that nobody asks for any more, and that has become one with another before, goes on with that one.
fn follow(selections: &mut [Selection], ledger: &Ledger) {
    let folders: HashMap<_, &String> = ledger.feeds.iter().map(|(folder, record)| (&record.id, folder)).collect();
    for place in 0..selections.len() {
        let Some(selection) = selections.get(place).filter(|one| one.candidates.is_empty() && one.leads_to.is_none())
        else {
            continue;
        };
        let Some(target) = ledger.moved.get(&selection.folder).and_then(|id| folders.get(id)) else { continue };
        let of = |folder: &str| selections.iter().find(|other| other.folder == folder);
        // What it became one with may lead on, and no further: such a one leads to a feed of its own.
        let target = of(target).and_then(|other| other.leads_to.as_deref().map_or(Some(other), of)).cloned();
        let Some(target) = target.filter(|target| target.folder != selection.folder && target.leads_to.is_none())
        else {
            continue;
        };
        if let Some(selection) = selections.get_mut(place) {
            *selection = Selection {
                subject: selection.subject.clone(),
                name: selection.name.clone(),
                folder: selection.folder.clone(),
                formats: selection.formats.clone(),
                leads_to: Some(target.folder.clone()),
                ..target
            };
        }
    }
}

/// Articles ask for a feed that somebody has retired.
fn asked_for(row: &Row, articles: usize) -> Remark {
    let feed = row.folder.trim_end_matches('/');
    let message = format!(
        "the feed `{feed}` is retired, and {articles} articles would be in it; `courant retire --undo {feed}` brings it back"
    );
    Remark::new(Level::Advice, "courant.toml", message)
}

/// A feed by choice that is no longer in the configuration.
fn no_longer_chosen(row: &Row) -> Remark {
    let feed = row.folder.trim_end_matches('/');
    let message = format!(
        "no `[[feed]]` is called `{feed}` any more: for those who subscribe to it it stays, without an article; put it back, or \
         `courant retire {feed}` ends it"
    );
    Remark::new(Level::Advice, "courant.toml", message)
}

/// Formats that the configuration no longer names, and that feeds are published in.
fn kept_formats(config: &Config, selections: &[Selection]) -> Vec<Remark> {
    let mut kept: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for selection in selections {
        for format in selection.formats.iter().filter(|format| !config.formats.contains(format)) {
            let path = || format!("{}{}", selection.folder, format.file_name);
            kept.entry(format.key).or_insert_with(|| (0, path())).0 += 1;
        }
    }
    let remark = |(key, (count, path)): (&str, (usize, String))| {
        let message = format!(
            "`formats` does not name `{key}`, in which feeds are published: for those who subscribe to them {count} stay; \
             `courant retire {path}` ends the first"
        );
        Remark::new(Level::Advice, "courant.toml", message)
    };
    kept.into_iter().map(remark).collect()
}

fn chosen<'a>(
    config: &Config,
    main: &Text,
    feed: &FeedConfig,
    all: &'a [Candidate<'a>],
    formats: Vec<Format>,
) -> Selection<'a> {
    let categories: HashSet<String> = feed.categories.iter().flat_map(|name| names_of(config, name)).collect();
    let candidates: Vec<_> = all.iter().filter(|candidate| is_chosen(feed, &categories, candidate)).collect();
    let title =
        feed.title.as_deref().and_then(Text::line).unwrap_or_else(|| Text::new(&format!("{main}: {}", feed.name)));
    Selection {
        subject: FeedSubject::Chosen(feed.name.clone()),
        name: title.clone(),
        folder: format!("{}/", feed.name),
        description: feed.description.as_deref().and_then(Text::line).unwrap_or_else(|| title.clone()),
        title,
        language: common_language(candidates.iter().copied()).or_else(|| config.language.clone()),
        limit: feed.limit,
        past: Past::Archived,
        formats,
        leads_to: None,
        candidates,
    }
}
/// Whether an article meets what a feed asks for; `categories` are its categories' names in lower case.
fn is_chosen(feed: &FeedConfig, categories: &HashSet<String>, candidate: &Candidate) -> bool {
    let entry = &candidate.entry;
    let is_named = |name: &Text| categories.contains(&name.as_str().to_lowercase());
    let in_categories = || entry.categories.iter().any(|subject| is_named(&subject.term) || is_named(&subject.label));
    let languages =
        || feed.languages.iter().any(|wanted| entry.language.as_ref().is_some_and(|tag| speaks(tag, wanted)));
    let authors =
        || feed.authors.iter().any(|name| entry.authors.iter().any(|author| same(author.name.as_str(), name)));
    let paths = || feed.paths.iter().any(|glob| glob.is_match(&candidate.article.path));
    (feed.categories.is_empty() || in_categories())
        && (feed.languages.is_empty() || languages())
        && (feed.authors.is_empty() || authors())
        && (feed.paths.is_empty() || paths())
}

/// A category as a feed names it, and as the site's own categories do when it is one of them, under whatever name; in lower case.
fn names_of(config: &Config, name: &str) -> Vec<String> {
    let is_it = |category: &&CategoryConfig| {
        let names = [Some(&category.term), category.label.as_ref()].into_iter().flatten().chain(&category.aliases);
        names.into_iter().any(|known| same(known, name))
    };
    let own = config.categories.iter().filter(is_it).map(|category| category.term.to_lowercase());
    own.chain([name.trim().to_lowercase()]).collect()
}

fn same(left: &str, right: &str) -> bool {
    left.to_lowercase() == right.trim().to_lowercase()
}

/// Basic filtering of RFC 4647 section 3.3.1: `pt` takes `pt-BR`, `pt-BR` does not take `pt`.
fn speaks(tag: &LanguageTag, wanted: &LanguageTag) -> bool {
    let (tag, wanted) = (tag.as_str().to_lowercase(), wanted.as_str().to_lowercase());
    tag.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// The language that all entries share.
fn common_language<'a>(mut candidates: impl Iterator<Item = &'a Candidate<'a>>) -> Option<LanguageTag> {
    let first = candidates.next()?.entry.language.clone()?;
    candidates.all(|candidate| candidate.entry.language.as_ref() == Some(&first)).then_some(first)
}
