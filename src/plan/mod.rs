//! From articles to the plan of a build, and from the plan to checked files: the steps joined, without touching the disk or the clock.

mod aside;
mod files;

use crate::compose::{self, ComposedEntry, Composition, Material};
use crate::config::{CategoryConfig, Config};
use crate::feed::{AbsoluteUrl, FileList, PublishedFeed};
use crate::ledger::{Assigned, Filter, FoundArticle, Ledger, Moves, SourceHash};
use crate::page;
use crate::read::{DataText, Seeds};
use crate::redirects::Redirects;
use courant_read::article::{Article, Category, Person, Sourced};
use courant_read::boilerplate::Boilerplate;
use courant_read::front_matter::{cascade, read_data, unread_keys};
use courant_read::people::People;
use courant_read::profile::cascaded;
use courant_read::profile::data_files::{AroundArticles, DataFiles};
use courant_read::profile::defaults::Defaults;
use courant_read::profile::site::SiteValues;
use courant_read::remark::Remark;
use courant_read::suggest::suggest;
use courant_read::translation::{SiteLanguages, translations};
use courant_read::vocabulary::{Vocabulary, VocabularyEntry};
use courant_read::{ReadContext, STATES_NO_DATE, SourceFile, learn_boilerplate};
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::language_tag::LanguageTag;
use courant_text::source::Level;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use files::Rendered;

/// What a site says of itself, in the files of its generator.
#[derive(Clone, Debug, Default)]
pub struct SiteFacts {
    /// What its own configuration says.
    pub values: SiteValues,
    /// The languages that it says it is in.
    pub languages: Vec<LanguageTag>,
    /// The people whom its articles name by an id.
    pub people: People,
    /// The folder of articles inside the site.
    pub place: String,
}

/// What a plan is made of.
pub struct PlanRequest<'a> {
    /// What the project wants.
    pub config: &'a Config,
    /// The categories of the project's vocabulary file.
    pub vocabulary: &'a [VocabularyEntry],
    /// What the site says of itself.
    pub site: &'a SiteFacts,
    /// What subscribers were told.
    pub ledger: &'a Ledger,
    /// The feeds that lie in the output folder and of which the ledger does not know whether they are published, by folder.
    pub published: &'a BTreeMap<String, PublishedFeed>,
    /// The time of this build: what is dated later is not due.
    pub now: Timestamp,
    /// What is let in all the same.
    pub filter: Filter,
    /// Called once for each article that has been understood, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
}

/// What a build would do: what is promised, which feeds there are, and which files.
///
/// Every command that needs to know one of these makes a plan, and then writes it (`build`), shows it (`--dry-run`, `diff`, `links`) or compares
/// it (`adopt`). Nothing else knows which files there will be.
pub struct Plan {
    /// What subscribers will have been told when this is published.
    pub ledger: Ledger,
    /// The promises of before, each at the path where its article is now: no new article, no new feed.
    pub known: Ledger,
    /// Every feed, each with its entries; the main one first.
    pub composition: Composition,
    /// Every file that there will be.
    pub files: FileList,
    /// The articles that are due, by path.
    pub entries: Vec<ComposedEntry>,
    /// Every article that is there, due or not, and what could not be read.
    pub present: BTreeSet<String>,
    /// What tells this site from all others when an id is minted.
    pub site: String,
    /// Ids that authors state in articles which are due.
    pub stated: BTreeSet<String>,
    /// The ids of all articles that are due, as RSS and as Atom carry them, whichever feeds they are in.
    pub due: BTreeSet<String>,
    /// The ids of articles that are there and have expired, as their authors wanted.
    pub expired: BTreeSet<String>,
    /// What was noticed in the articles, and will be again.
    pub remarks: Vec<Remark>,
    /// What happened this once to what subscribers were promised.
    pub news: Vec<Remark>,
    /// Which articles are read elsewhere now than subscribers were told.
    pub moves: Moves,
    /// How much was read, and what there is to tell of it.
    pub stats: BuildStats,
    /// The moment from which the same articles make other feeds.
    pub next_change: Option<Timestamp>,
}

/// How much was read and made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildStats {
    /// Articles found.
    pub articles: usize,
    /// Articles in no feed: unfit, unread, or not due.
    pub kept_out: usize,
    /// The folder of each feed, and how many entries it holds.
    pub feeds: Vec<(String, usize)>,
    /// Of each folder with texts how they were read.
    pub texts: Vec<TextStats>,
}

/// The texts of a folder, which were read line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextStats {
    /// The folder.
    pub folder: String,
    /// How many there are.
    pub texts: usize,
    /// How sure their reading is on average, in percent.
    pub percent: u8,
    /// How many are rather read wrongly than rightly.
    pub doubtful: usize,
}

/// Plans a build: articles are understood, get what was promised to them, and are put together to feeds. Nothing is rendered or written.
pub fn plan(request: &PlanRequest, seeds: Seeds) -> Plan {
    let Seeds { seeds, unread, lists, files: neighbours, data, mut remarks, .. } = seeds;
    let articles_count = seeds.len() + unread.len();
    let present = seeds.iter().map(|seed| seed.path.clone()).chain(unread.iter().cloned()).collect();
    let context = read_context(request.config, request.vocabulary, &request.site.people);
    let defaults = defaults(request, &lists, &context);
    let context = ReadContext { site: request.site.values.clone(), defaults, ..context };
    let files = request.config.profile.map_or(DataFiles::default(), |profile| profile.data_files);
    let folders = seeds.iter().map(|seed| seed.path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let around = AroundArticles::of_site(&context.site, &files, folders);
    let (around, untaken) = with_data(around, &data, &context);
    remarks.extend(untaken);
    let context = ReadContext { around, ..context };
    let config = &with_vocabulary(request.config, &context.vocabulary);
    let Understood { mut fit, mut sources, mut unfit, remarks: mut noticed } = understand(request, context, seeds);
    let found: BTreeSet<String> = fit.iter().map(|article| article.path.clone()).collect();
    if request.config.profile.is_none()
        && let Some(told) = aside::set_aside(&mut fit, &mut sources, request.ledger)
    {
        let kept: BTreeSet<&str> = fit.iter().map(|article| article.path.as_str()).collect();
        noticed.retain(|remark| !found.contains(&remark.path) || kept.contains(remark.path.as_str()));
        noticed.push(told);
    }
    let articles_count = articles_count - (found.len() - fit.len());
    remarks.extend(noticed);
    unfit.extend(unread);
    let texts = text_stats(&fit);
    let expired = expired(&fit, request.now);
    let found = fit.into_iter().zip(sources).map(|(article, source)| FoundArticle { article, source }).collect();
    let site = site(request.config);
    let reconciliation = request.ledger.reconcile(&site, found, &unfit, request.now, request.filter);
    remarks.extend(reconciliation.remarks);
    let known = known(request.ledger, &reconciliation.ledger);
    let mut ledger = reconciliation.ledger;
    let assigned = reconciliation.assigned;
    let published = request.published;
    let lists: Vec<String> = lists.into_iter().map(|list| list.path).collect();
    let material = Material {
        assigned: &assigned,
        files: &neighbours,
        generator: &request.site.values,
        lists: &lists,
        site: &site,
        published,
        now: request.now,
    };
    let (mut composition, entries) = compose::feeds(config, material, &mut ledger);
    remarks.append(&mut composition.remarks);
    let links = entries.iter().filter_map(|one| Some((one.path.as_str(), one.entry.link.as_ref()?.as_str())));
    let moves = ledger.promise_links(&links.collect::<Vec<_>>(), config.link.as_ref().map(AbsoluteUrl::as_str));
    ledger.promise_aliases(
        entries.iter().flat_map(|one| one.aliases.iter().map(|alias| (one.path.as_str(), alias.as_str()))),
    );
    if let Some(base) = config.feed_url.as_ref().filter(|_| config.pages) {
        let redirects = Redirects::of(&ledger, base, config.link.as_ref());
        composition.moved = files::moved_pages(base, &redirects, &files::list(&composition));
    }
    let stats = BuildStats {
        articles: articles_count,
        kept_out: articles_count - assigned.len(),
        feeds: composition.feeds.iter().map(|feed| (feed.folder.clone(), feed.entries.len())).collect(),
        texts,
    };
    let expired = both_ids(expired.iter().filter_map(|path| Some(&known.articles.get(path)?.id)));
    Plan {
        ledger,
        known,
        files: files::list(&composition),
        composition,
        entries,
        present,
        site,
        stated: stated_ids(&assigned),
        due: both_ids(assigned.iter().map(|assigned| &assigned.id)),
        expired,
        remarks,
        news: reconciliation.news,
        moves,
        stats,
        next_change: reconciliation.next_change,
    }
}

impl Plan {
    /// The links to all feeds for the head of the user's own pages.
    pub fn autodiscovery(&self) -> String {
        page::autodiscovery(&self.composition.feeds)
    }

    /// Writes every file and checks it. What is only in the articles is given back first: 10,000 of them are worth it.
    pub fn render(&mut self, theme: Option<&str>) -> Rendered {
        self.entries = Vec::new();
        files::render(&self.composition, &self.files, theme)
    }
}

/// The promises of before, each as it was, at the path where its article is now. One whose place another article has taken, or whose author
/// states another id now, stays where it was.
fn known(before: &Ledger, now: &Ledger) -> Ledger {
    let places: BTreeMap<&EntryId, &String> = now.articles.iter().map(|(path, record)| (&record.id, path)).collect();
    let place = |path: &String, id: &EntryId| {
        let there = places.get(id).map_or(path, |there| there);
        let is_aside = there.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('~'));
        if is_aside && !before.articles.contains_key(there) { path.clone() } else { there.clone() }
    };
    let mut known = Ledger { articles: BTreeMap::new(), ..before.clone() };
    for (path, record) in &before.articles {
        let place = place(path, &record.id);
        // Another was here before, and has moved: nothing that was promised leaves the ledger.
        let place = if known.articles.contains_key(&place) { path.clone() } else { place };
        known.keep(place, record.clone());
    }
    known
}

/// The ids that authors state, as RSS and as Atom carry them.
fn stated_ids(assigned: &[Assigned]) -> BTreeSet<String> {
    let states = |assigned: &&Assigned| {
        let id = assigned.article.id.as_ref();
        id.is_some_and(|id| matches!(EntryId::meant(id.value.trim()), Ok(Some(_))))
    };
    both_ids(assigned.iter().filter(states).map(|assigned| &assigned.id))
}

/// Ids as RSS and as Atom carry them.
fn both_ids<'a>(ids: impl Iterator<Item = &'a EntryId>) -> BTreeSet<String> {
    ids.flat_map(|id| [id.to_string(), id.uri().to_string()]).collect()
}

/// The paths of articles that have expired.
fn expired(articles: &[Article], now: Timestamp) -> Vec<String> {
    let has_expired = |article: &&Article| article.expires.is_some_and(|expires| expires <= now);
    articles.iter().filter(has_expired).map(|article| article.path.clone()).collect()
}

/// What the configuration, the vocabulary file and the site's files of people say to the understanding of articles.
pub fn read_context(config: &Config, vocabulary: &[VocabularyEntry], people: &People) -> ReadContext {
    let entry = |category: &CategoryConfig| VocabularyEntry {
        category: Category {
            term: category.term.clone(),
            label: category.label.clone().unwrap_or_else(|| category.term.clone()),
            scheme: category.scheme.clone(),
        },
        aliases: category.aliases.clone(),
        ..VocabularyEntry::default()
    };
    ReadContext {
        profile: config.profile,
        site: SiteValues::default(),
        defaults: Defaults::default(),
        around: AroundArticles::default(),
        translations: BTreeMap::new(),
        keys: config.front_matter.own_keys(),
        people: people.clone(),
        language: config.language.clone(),
        vocabulary: Vocabulary::new(
            config.categories.iter().map(entry).chain(vocabulary.iter().cloned()).collect(),
            config.language.clone(),
        ),
        summary_characters: config.summary_characters,
        zone: config.time_zone.unwrap_or(config.utc_offset),
        author: config.default_author().map(|author| known_person(compose::person_of(author), people)),
        folder_categories: config.folder_categories,
        boilerplate: Boilerplate::default(),
    }
}

/// Somebody whom the site's configuration names by an id (Jekyll's `author: ada`), as its files of people know them.
fn known_person(named: Person, people: &People) -> Person {
    let known = people.find(&named.name).filter(|_| named.email.is_none() && named.url.is_none());
    known.cloned().unwrap_or(named)
}

/// What the site states in the place of its articles: in its configuration, and in the pages of their folders.
fn defaults(request: &PlanRequest, lists: &[SourceFile], context: &ReadContext) -> Defaults {
    let Some(profile) = request.config.profile else { return Defaults::default() };
    let place = request.site.place.trim_matches('/');
    // Paths of content count from its own folder.
    let roots = profile.addresses.roots.iter();
    let place = roots.filter_map(|root| place.strip_prefix(root)).next().unwrap_or(place).trim_matches('/');
    let mut stated = (profile.configuration.defaults)(&request.site.values);
    for list in lists {
        let text = String::from_utf8_lossy(&list.bytes);
        let folder = list.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = [place, folder].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        stated.extend(cascade(&text, context).map(|cascade| cascaded(&cascade, &folder)).unwrap_or_default());
    }
    Defaults::new(stated, place)
}

/// What files beside articles state for them, and what of it could not be taken.
fn with_data(mut around: AroundArticles, data: &[DataText], context: &ReadContext) -> (AroundArticles, Vec<Remark>) {
    let mut remarks = Vec::new();
    for DataText { path, scope, text } in data {
        match read_data(path, text, context) {
            Ok((stated, made)) => {
                around.add(scope.clone(), stated);
                if !made.is_empty() {
                    let message = format!("`{}` is made by a program and is left out", made.join("`, `"));
                    remarks.push(Remark::new(Level::Advice, path, message));
                }
            }
            Err(why) => {
                let message = format!("cannot be read: {why}; what it states for articles is left out");
                remarks.push(Remark::new(Level::Warning, path, message));
            }
        }
    }
    (around, remarks)
}

/// The configuration with the categories of the vocabulary file among the site's own, in the site's language.
fn with_vocabulary(config: &Config, vocabulary: &Vocabulary) -> Config {
    let category = |(category, entry): (Category, &VocabularyEntry)| CategoryConfig {
        term: category.term,
        label: Some(category.label),
        scheme: category.scheme,
        aliases: entry.labels.values().chain(&entry.aliases).cloned().collect(),
    };
    Config { categories: vocabulary.of_site().map(category).collect(), ..config.clone() }
}

/// What tells this site from all others when an id is minted; empty when the configuration does not say. Later changes of it change no id:
/// those are in the ledger. Without the scheme, so that even a lost ledger survives a move to https.
fn site(config: &Config) -> String {
    let address = config.link.as_ref().and_then(|link| link.as_str().split_once("://"));
    // One site may hold two projects, which differ in their titles.
    address.map_or(String::new(), |(_, rest)| format!("{rest}\n{}", config.title.as_deref().unwrap_or_default()))
}

/// What was understood of the articles, in the order of their files.
#[derive(Default)]
struct Understood {
    /// The articles that may go on.
    fit: Vec<Article>,
    /// The hash of the file of each of them.
    sources: Vec<SourceHash>,
    /// The paths of those that may not.
    unfit: Vec<String>,
    remarks: Vec<Remark>,
}

fn understand(request: &PlanRequest, context: ReadContext, files: Vec<SourceFile>) -> Understood {
    let site = SiteLanguages {
        main: request.config.language.clone(),
        all: request.site.languages.clone(),
        is_stated: request.config.profile.is_some(),
    };
    let translations = translations(files.iter().map(|file| file.path.as_str()), &site);
    let context = ReadContext { boilerplate: learn_boilerplate(&files), translations, ..context };
    let read: Vec<_> = files
        .into_par_iter()
        .map(|file| {
            let read = courant_read::read_article(&file, &context);
            (request.progress)();
            (read, SourceHash::of(&file.bytes))
        })
        .collect();
    let mut understood = Understood::default();
    for ((article, mut noticed), source) in read {
        noticed.extend(doubt(&article, request.config.understand.min_certainty_percent));
        if noticed.iter().any(|remark| remark.level == Level::Error) {
            understood.unfit.push(article.path);
        } else {
            understood.fit.push(article);
            understood.sources.push(source);
        }
        understood.remarks.extend(noticed);
    }
    date_versions(&mut understood);
    understood.remarks.extend(unread_keys(&understood.fit));
    if request.config.suggest {
        suggest(&mut understood.fit, &context.vocabulary);
    }
    understood
}

/// A version in another language that states no date has that of the article which it is a version of, as Nikola has it.
fn date_versions(understood: &mut Understood) {
    let is_open = |article: &Article| article.published.is_none() && article.translation.is_some();
    if !understood.fit.iter().any(is_open) {
        return;
    }
    let dated = |article: &Article| Some((article.path.clone(), article.published.clone()?));
    let dates: BTreeMap<String, Sourced<Timestamp>> = understood.fit.iter().filter_map(dated).collect();
    let mut now_dated = BTreeSet::new();
    for article in understood.fit.iter_mut().filter(|article| is_open(article)) {
        if let Some(date) = dates.get(article.version_of()) {
            article.published = Some(date.clone());
            now_dated.insert(article.path.clone());
        }
    }
    let is_settled = |remark: &Remark| now_dated.contains(&remark.path) && remark.message.starts_with(STATES_NO_DATE);
    understood.remarks.retain(|remark| !is_settled(remark));
}

/// What keeps a text out that is read with too little certainty.
fn doubt(article: &Article, min_percent: u8) -> Option<Remark> {
    let percent = article.certainty_percent.filter(|percent| *percent < min_percent)?;
    let message = format!(
        "is understood with a certainty of {percent} %, less than `min_confidence`; \
         see `courant show --lines`, or allow less"
    );
    Some(Remark::new(Level::Error, &article.path, message))
}

/// Of each folder with texts how sure their reading is.
fn text_stats(articles: &[Article]) -> Vec<TextStats> {
    let mut folders: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (article, percent) in articles.iter().filter_map(|article| Some((article, article.certainty_percent?))) {
        let folder = article.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(percent);
    }
    let guessed = |(folder, percents): (&str, Vec<u8>)| {
        let sum: usize = percents.iter().copied().map(usize::from).sum();
        TextStats {
            folder: folder.to_string(),
            texts: percents.len(),
            percent: u8::try_from(sum / percents.len().max(1)).unwrap_or(100),
            doubtful: percents.iter().filter(|percent| **percent < 50).count(),
        }
    };
    folders.into_iter().map(guessed).collect()
}
