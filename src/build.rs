//! From seeds to checked feed files: the steps joined, without touching the disk or the clock.

use crate::article::{Article, Kind, Seed};
use crate::article::{Category, Person};
use crate::compose::{self, Material};
use crate::config::{Config, PersonConfig};
use crate::date::Timestamp;
use crate::entry_id::EntryId;
use crate::feed::{Entry, Feed, Format};
use crate::ledger::{Admit, Ledger, Settled};
use crate::publish::{Checked, Refused};
use crate::read::Seeds;
use crate::remark::Remark;
use crate::render;
use crate::source::Level;
use crate::understand::furniture::Furniture;
use crate::understand::{self, House, VocabularyEntry};
use crate::validate::Item;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a build is made of.
pub struct Order<'a> {
    /// What the project wants.
    pub config: &'a Config,
    /// What subscribers were told.
    pub ledger: &'a Ledger,
    /// The time of this build: what is dated later is not due.
    pub now: Timestamp,
    /// What is let in all the same.
    pub admit: Admit,
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
    /// What there is to tell of it.
    pub account: Account,
    /// The moment from which the same articles make other feeds.
    pub next_change: Option<Timestamp>,
}

/// How much was read and made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Articles found.
    pub articles: usize,
    /// Articles in no feed: unfit, unread, or not due.
    pub kept_out: usize,
    /// The folder of each feed, and how many entries it holds.
    pub feeds: Vec<(String, usize)>,
}

/// Makes all feeds of a project.
pub fn build(order: &Order, seeds: Seeds) -> Built {
    let Seeds { seeds, unread, files, mut remarks } = seeds;
    let articles_count = seeds.len() + unread.len();
    let (fit, mut present, noticed) = understand_all(order, seeds);
    remarks.extend(noticed);
    present.extend(unread);
    let site = site(order.config);
    let settlement = order.ledger.settle(&site, fit, &present, order.now, order.admit);
    remarks.extend(settlement.remarks);
    let mut ledger = settlement.ledger;
    let material = Material { settled: &settlement.settled, files: &files, site: &site, now: order.now };
    let composition = compose::feeds(order.config, material, &mut ledger);
    remarks.extend(composition.remarks);
    let account = Account {
        articles: articles_count,
        kept_out: articles_count - settlement.settled.len(),
        feeds: composition.feeds.iter().map(|feed| (feed.folder.clone(), feed.entries.len())).collect(),
    };
    let states = |settled: &&Settled| {
        let id = settled.article.id.as_ref();
        id.is_some_and(|id| matches!(EntryId::meant(id.value.trim()), Ok(Some(_))))
    };
    let ids = |settled: &Settled| [settled.id.to_string(), settled.id.uri().to_string()];
    let stated = settlement.settled.iter().filter(states).flat_map(ids).collect();
    // The articles are in the feeds now; 10,000 of them are worth giving back before the documents are written.
    drop(settlement.settled);
    let (files, refused) = render_and_check(composition.feeds.into_iter().chain(composition.archives).collect());
    Built {
        ledger,
        files,
        refused,
        conflict: settlement.conflict,
        stated,
        remarks,
        news: settlement.news,
        account,
        next_change: settlement.next_change,
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
pub fn survey(order: &Order, seeds: Seeds) -> Survey {
    let Seeds { seeds, unread, files, mut remarks } = seeds;
    let paths: Vec<String> = seeds.iter().map(|seed| seed.path.clone()).collect();
    let (fit, mut unfit, noticed) = understand_all(order, seeds);
    remarks.extend(noticed);
    unfit.extend(unread.iter().cloned());
    let site = site(order.config);
    let settlement = order.ledger.settle(&site, fit, &unfit, order.now, order.admit);
    let promised: BTreeSet<&EntryId> = order.ledger.articles.values().map(|record| &record.id).collect();
    let mut ledger = settlement.ledger;
    ledger.articles.retain(|_, record| promised.contains(&record.id));
    let neighbours = compose::Neighbours::of(order.config, &files, &settlement.settled);
    let surveyed = |settled: &Settled| {
        let item = item(&compose::entry(order.config, &neighbours, settled));
        Surveyed { path: settled.article.path.clone(), id: settled.id.clone(), item }
    };
    let articles = settlement.settled.par_iter().map(surveyed).collect();
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
pub fn house(config: &Config) -> House {
    let entry = |category: &crate::config::CategoryConfig| VocabularyEntry {
        category: Category {
            term: category.term.clone(),
            label: category.label.clone().unwrap_or_else(|| category.term.clone()),
            scheme: category.scheme.clone(),
        },
        aliases: category.aliases.clone(),
    };
    House {
        language: config.language.clone(),
        vocabulary: config.categories.iter().map(entry).collect(),
        summary_characters: config.summary_characters,
        offset_seconds: config.offset_seconds,
        author: config.author.as_ref().map(person),
        folder_categories: config.folder_categories,
        furniture: Furniture::default(),
    }
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
fn understand_all(order: &Order, seeds: Vec<Seed>) -> (Vec<Article>, Vec<String>, Vec<Remark>) {
    let house = House { furniture: Furniture::learn(&seeds), ..house(order.config) };
    let understood: Vec<_> = seeds
        .into_par_iter()
        .map(|seed| {
            let understood = understand::article(&seed, &house);
            (order.progress)();
            understood
        })
        .collect();
    let (mut fit, mut unfit, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for (article, noticed) in understood {
        if noticed.iter().any(|remark| remark.level == Level::Error) {
            unfit.push(article.path);
        } else {
            fit.push(article);
        }
        remarks.extend(noticed);
    }
    (fit, unfit, remarks)
}

fn render_and_check(feeds: Vec<Feed>) -> (Vec<Checked>, Vec<Refused>) {
    let jobs: Vec<(&Feed, Format)> =
        feeds.iter().flat_map(|feed| feed.formats.iter().map(move |format| (feed, *format))).collect();
    let outcomes: Vec<_> =
        jobs.into_par_iter().map(|(feed, format)| Checked::check(render::render(format, feed))).collect();
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
