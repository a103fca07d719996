//! Which feeds there are, and which articles each holds.

use super::{Candidate, slug};
use crate::config::{CategoryConfig, Config, FeedConfig};
use crate::feed::Subject;
use crate::ledger::FeedSubject;
use courant_text::language_tag::LanguageTag;
use courant_text::text::Text;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One feed to be: its folder, what it says of itself, and all that it could hold, newest first.
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

/// Every feed that is due: the main one, then those of categories, languages and authors, then the configured ones.
pub fn selections<'a>(config: &Config, all: &'a [Candidate<'a>]) -> Vec<Selection<'a>> {
    let title = main_title(config);
    let mut selections = vec![Selection {
        subject: FeedSubject::Main,
        name: Text::default(),
        folder: String::new(),
        description: config.description.as_deref().and_then(Text::line).unwrap_or_else(|| title.clone()),
        title: title.clone(),
        language: config.language.clone().or_else(|| common_language(all.iter())),
        limit: None,
        past: Past::Archived,
        candidates: all.iter().collect(),
    }];
    for grouping in groupings(config) {
        if grouping.is_wanted {
            selections.extend(grouped(config, &title, &grouping, all));
        }
    }
    selections.extend(config.feeds.iter().map(|feed| chosen(config, &title, feed, all)));
    selections
}

/// The title that every feed's own begins with.
fn main_title(config: &Config) -> Text {
    let host = || config.link.as_ref().and_then(|link| link.as_url().host_str()).and_then(Text::line);
    // A feed has to have a title (RSS 2.0 "Required channel elements"); the missing key is remarked upon.
    config.title.as_deref().and_then(Text::line).or_else(host).unwrap_or_else(|| Text::new("Articles"))
}

type Naming<'c> = Box<dyn Fn(&Candidate) -> Vec<Text> + 'c>;

/// The feeds that are made for each value of something.
struct Grouping<'c> {
    is_wanted: bool,
    folder: &'static str,
    /// The values of an article.
    named: Naming<'c>,
    /// What the feed of a value is a feed of.
    subject: Box<dyn Fn(&Text) -> FeedSubject + 'c>,
}

fn groupings(config: &Config) -> [Grouping<'_>; 3] {
    let labels = labels_of_site(config);
    // Of several terms with one label the first, so that it depends on nothing else.
    let mut terms: HashMap<String, String> = HashMap::new();
    for (term, label) in &labels {
        let term = term.to_lowercase();
        let known = terms.entry(label.as_str().to_lowercase()).or_insert_with(|| term.clone());
        *known = term.min(known.clone());
    }
    let label = move |subject: &Subject| labels.get(subject.term.as_str()).unwrap_or(&subject.label).clone();
    let categories = move |candidate: &Candidate| candidate.entry.categories.iter().map(&label).collect();
    let languages =
        |candidate: &Candidate| candidate.entry.language.iter().map(|tag| Text::new(tag.as_str())).collect();
    let authors = |candidate: &Candidate| candidate.entry.authors.iter().map(|author| author.name.clone()).collect();
    let lower = |name: &Text| name.as_str().to_lowercase();
    let category = move |name: &Text| {
        let name = lower(name);
        FeedSubject::Category(terms.get(&name).cloned().unwrap_or(name))
    };
    [
        Grouping {
            is_wanted: config.category_feeds,
            folder: "categories",
            named: Box::new(categories),
            subject: Box::new(category),
        },
        Grouping {
            is_wanted: config.language_feeds,
            folder: "languages",
            named: Box::new(languages),
            subject: Box::new(move |name| FeedSubject::Language(lower(name))),
        },
        Grouping {
            is_wanted: config.author_feeds,
            folder: "authors",
            named: Box::new(authors),
            subject: Box::new(move |name| FeedSubject::Author(lower(name))),
        },
    ]
}

/// What the site calls its categories, by their terms: articles of other languages label them otherwise.
fn labels_of_site(config: &Config) -> HashMap<&str, Text> {
    let label = |category: &'_ CategoryConfig| Text::line(category.label.as_deref()?);
    config.categories.iter().filter_map(|category| Some((category.term.as_str(), label(category)?))).collect()
}

/// Articles that share a name, whatever its case; the spelling shown is the one used most.
#[derive(Default)]
struct Group<'a> {
    spellings: BTreeMap<Text, usize>,
    candidates: Vec<&'a Candidate<'a>>,
}

fn grouped<'a>(config: &Config, title: &Text, grouping: &Grouping, all: &'a [Candidate<'a>]) -> Vec<Selection<'a>> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for candidate in all {
        let mut seen = BTreeSet::new();
        for name in (grouping.named)(candidate) {
            let key = name.as_str().to_lowercase();
            let group = groups.entry(key.clone()).or_default();
            *group.spellings.entry(name).or_default() += 1;
            if seen.insert(key) {
                group.candidates.push(candidate);
            }
        }
    }
    groups.retain(|_, group| group.candidates.len() >= config.min_articles);
    let mut taken = BTreeSet::new();
    let groups = groups.into_values().filter_map(|group| {
        let name = most_used(&group.spellings)?;
        let plain = slug::slug(name.as_str());
        let slug = if taken.contains(&plain) { slug::marked(&plain, name.as_str()) } else { plain };
        taken.insert(slug.clone());
        let full_title = Text::new(&format!("{title}: {name}"));
        Some(Selection {
            subject: (grouping.subject)(&name),
            folder: format!("{}/{slug}/", grouping.folder),
            description: full_title.clone(),
            title: full_title,
            language: common_language(group.candidates.iter().copied()).or_else(|| config.language.clone()),
            limit: None,
            past: Past::Elsewhere,
            candidates: group.candidates,
            name,
        })
    });
    groups.collect()
}

fn most_used(spellings: &BTreeMap<Text, usize>) -> Option<Text> {
    // Of spellings used equally often the first in order wins, so that the choice does not depend on the articles' order.
    spellings.iter().rev().max_by_key(|(_, count)| **count).map(|(name, _)| name.clone())
}

fn chosen<'a>(config: &Config, main: &Text, feed: &FeedConfig, all: &'a [Candidate<'a>]) -> Selection<'a> {
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
