//! From seeds to checked feed files: the steps joined, without touching the disk or the clock.

use crate::compose::{self, Composition, Material};
use crate::config::{CategoryConfig, Config, PersonConfig};
use crate::feed::{Entry, Feed};
use crate::ledger::{Assigned, Filter, Ledger};
use crate::page;
use crate::publish::{Checked, Refused};
use crate::read::Seeds;
use crate::render;
use courant_read::ReadContext;
use courant_read::article::{Article, Kind, SourceFile};
use courant_read::article::{Category, Person};
use courant_read::boilerplate::Boilerplate;
use courant_read::remark::Remark;
use courant_read::suggest::suggest;
use courant_read::vocabulary::{Vocabulary, VocabularyEntry};
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::source::Level;
use courant_validate::Item;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a build is made of.
pub struct BuildRequest<'a> {
    /// What the project wants.
    pub config: &'a Config,
    /// The categories of the project's vocabulary file.
    pub vocabulary: &'a [VocabularyEntry],
    /// What subscribers were told.
    pub ledger: &'a Ledger,
    /// The stylesheet that takes the place of Courant's own.
    pub theme: Option<&'a str>,
    /// The time of this build: what is dated later is not due.
    pub now: Timestamp,
    /// What is let in all the same.
    pub filter: Filter,
    /// Called once for each article that has been understood, from any thread.
    pub progress: &'a (dyn Fn() + Sync),
}

/// What a build came to.
pub struct Built {
    /// What subscribers will have been told when this is published.
    pub ledger: Ledger,
    /// The feed files, checked, if none was refused.
    pub files: Vec<Checked>,
    /// Feed files with errors. When there is one, nothing may be published.
    pub refused: Vec<Refused>,
    /// Two articles claim one id, so that nothing may be published.
    pub conflict: bool,
    /// Ids that authors state in articles which are due.
    pub stated: BTreeSet<String>,
    /// What was noticed in the articles, and will be again.
    pub remarks: Vec<Remark>,
    /// What happened this once to what subscribers were promised.
    pub news: Vec<Remark>,
    /// The links to all feeds for the head of the user's own pages.
    pub autodiscovery: String,
    /// What there is to tell of it.
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

/// Makes all feeds of a project.
pub fn build(request: &BuildRequest, seeds: Seeds) -> Built {
    let Seeds { seeds, unread, files, mut remarks } = seeds;
    let articles_count = seeds.len() + unread.len();
    let house = house(request.config, request.vocabulary);
    let config = &with_vocabulary(request.config, &house.vocabulary);
    let (fit, mut present, noticed) = understand_all(request, house, seeds);
    remarks.extend(noticed);
    present.extend(unread);
    let texts = certainty(&fit);
    let site = site(request.config);
    let reconciliation = request.ledger.reconcile(&site, fit, &present, request.now, request.filter);
    remarks.extend(reconciliation.remarks);
    let mut ledger = reconciliation.ledger;
    let material = Material { assigned: &reconciliation.assigned, files: &files, site: &site, now: request.now };
    let mut composition = compose::feeds(config, material, &mut ledger);
    remarks.append(&mut composition.remarks);
    let stats = BuildStats {
        articles: articles_count,
        kept_out: articles_count - reconciliation.assigned.len(),
        feeds: composition.feeds.iter().map(|feed| (feed.folder.clone(), feed.entries.len())).collect(),
        texts,
    };
    let autodiscovery = page::autodiscovery(&composition.feeds);
    let states = |assigned: &&Assigned| {
        let id = assigned.article.id.as_ref();
        id.is_some_and(|id| matches!(EntryId::meant(id.value.trim()), Ok(Some(_))))
    };
    let ids = |assigned: &Assigned| [assigned.id.to_string(), assigned.id.uri().to_string()];
    let stated = reconciliation.assigned.iter().filter(states).flat_map(ids).collect();
    // The articles are in the feeds now; 10,000 of them are worth giving back before the documents are written.
    drop(reconciliation.assigned);
    let (files, refused) = render_and_check(&composition, request.theme);
    Built {
        ledger,
        files,
        refused,
        conflict: reconciliation.conflict,
        stated,
        remarks,
        news: reconciliation.news,
        autodiscovery,
        stats,
        next_change: reconciliation.next_change,
    }
}

/// What is known of the articles without any feed: what subscribers would see of each, and what they were promised.
pub struct Survey {
    /// The ledger as it was, but that records are where their articles are now.
    pub ledger: Ledger,
    /// Every article that is there, due or not.
    pub present: BTreeSet<String>,
    /// The articles that are due.
    pub articles: Vec<Surveyed>,
    /// What was noticed in the articles.
    pub remarks: Vec<Remark>,
    /// What tells this site from all others when an id is minted.
    pub site: String,
}

/// An article that is due.
pub struct Surveyed {
    /// Its path.
    pub path: String,
    /// What subscribers would know it by.
    pub id: EntryId,
    /// What they would see.
    pub item: Item,
}

/// Looks at all articles of a project as far as is needed to tell which is which.
pub fn survey(request: &BuildRequest, seeds: Seeds) -> Survey {
    let Seeds { seeds, unread, files, mut remarks } = seeds;
    let paths: Vec<String> = seeds.iter().map(|seed| seed.path.clone()).collect();
    let (fit, mut unfit, noticed) = understand_all(request, house(request.config, request.vocabulary), seeds);
    remarks.extend(noticed);
    unfit.extend(unread.iter().cloned());
    let site = site(request.config);
    let reconciliation = request.ledger.reconcile(&site, fit, &unfit, request.now, request.filter);
    let promised: BTreeSet<&EntryId> = request.ledger.articles.values().map(|record| &record.id).collect();
    let mut ledger = reconciliation.ledger;
    ledger.articles.retain(|_, record| promised.contains(&record.id));
    let neighbours = compose::Neighbours::of(request.config, &files, &reconciliation.assigned);
    let surveyed = |assigned: &Assigned| {
        let item = item(&compose::entry(request.config, &neighbours, assigned));
        Surveyed { path: assigned.article.path.clone(), id: assigned.id.clone(), item }
    };
    let articles = reconciliation.assigned.par_iter().map(surveyed).collect();
    Survey { ledger, present: paths.into_iter().chain(unread).collect(), articles, remarks, site }
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
        span: 0..0,
    }
}

/// What the configuration says to the understanding of articles.
pub fn house(config: &Config, vocabulary: &[VocabularyEntry]) -> ReadContext {
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
        language: config.language.clone(),
        vocabulary: Vocabulary::new(
            config.categories.iter().map(entry).chain(vocabulary.iter().cloned()).collect(),
            config.language.clone(),
        ),
        summary_characters: config.summary_characters,
        offset_seconds: config.offset_seconds,
        author: config.author.as_ref().map(person),
        folder_categories: config.folder_categories,
        boilerplate: Boilerplate::default(),
    }
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

fn person(person: &PersonConfig) -> Person {
    Person { name: person.name.clone(), email: person.email.clone(), url: person.url.clone() }
}

/// What tells this site from all others when an id is minted; empty when the configuration does not say. Later changes of it change no id:
/// those are in the ledger. Without the scheme, so that even a lost ledger survives a move to https.
fn site(config: &Config) -> String {
    let address = config.link.as_ref().and_then(|link| link.as_str().split_once("://"));
    // One site may hold two projects, which differ in their titles.
    address.map_or(String::new(), |(_, rest)| format!("{rest}\n{}", config.title.as_deref().unwrap_or_default()))
}

/// The articles that may go on, the paths of those that may not, and all remarks, in the order of the seeds.
fn understand_all(
    request: &BuildRequest,
    house: ReadContext,
    seeds: Vec<SourceFile>,
) -> (Vec<Article>, Vec<String>, Vec<Remark>) {
    let house = ReadContext { boilerplate: Boilerplate::learn(&seeds), ..house };
    let understood: Vec<_> = seeds
        .into_par_iter()
        .map(|seed| {
            let understood = courant_read::read_article(&seed, &house);
            (request.progress)();
            understood
        })
        .collect();
    let (mut fit, mut unfit, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for (article, mut noticed) in understood {
        noticed.extend(doubt(&article, request.config.min_certainty_percent));
        if noticed.iter().any(|remark| remark.level == Level::Error) {
            unfit.push(article.path);
        } else {
            fit.push(article);
        }
        remarks.extend(noticed);
    }
    if request.config.suggest {
        suggest(&mut fit, &house.vocabulary);
    }
    (fit, unfit, remarks)
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
fn certainty(articles: &[Article]) -> Vec<TextStats> {
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

fn render_and_check(composition: &Composition, theme: Option<&str>) -> (Vec<Checked>, Vec<Refused>) {
    let Composition { feeds, archives, pages, .. } = composition;
    let documents = feeds.iter().chain(archives);
    let jobs = documents.flat_map(|feed| feed.formats.iter().map(move |format| (feed, *format)));
    // Several times a document's length is taken while it is made and checked: the large ones wait for each other.
    let (large, small): (Vec<_>, Vec<_>) = jobs.partition(|(feed, _)| content_bytes(feed) > LARGE_BYTES);
    let rendered = small.into_par_iter().map(|(feed, format)| render::render(format, feed));
    let once = [render::outline(feeds), page::index(feeds), page::stylesheet(feeds, pages, theme)];
    let main = feeds.first();
    let articles = pages.par_iter().filter_map(|entry| page::article(main?, entry));
    let mut outcomes: Vec<_> =
        large.iter().map(|(feed, format)| Checked::check(render::render(*format, feed))).collect();
    outcomes.par_extend(rendered.chain(once.into_par_iter().flatten()).chain(articles).map(Checked::check));
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            // What is below error level in our own output is the reader's advice on the articles, which the remarks give.
            Ok((checked, _)) => files.push(checked),
            Err(refusal) => refused.push(refusal),
        }
    }
    (files, refused)
}

/// A feed with more content than this is rendered while no other is.
const LARGE_BYTES: usize = 8_000_000;

fn content_bytes(feed: &Feed) -> usize {
    feed.entries.iter().map(|entry| entry.content.as_str().len()).sum()
}

/// What an article is, by its name, else by how it begins.
pub fn kind_of(path: &str, bytes: &[u8]) -> Kind {
    let begins_with = |start: &str| {
        bytes.trim_ascii_start().get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes()))
    };
    Kind::of(path).unwrap_or_else(|| {
        if ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"].into_iter().any(begins_with) {
            Kind::HtmlPage
        } else if ["---\n", "---\r\n", "+++\n", "+++\r\n", "# "].into_iter().any(begins_with) {
            Kind::Markdown
        } else {
            Kind::PlainText
        }
    })
}
