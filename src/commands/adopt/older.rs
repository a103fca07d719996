//! Articles that a feed no longer holds. Subscribers of long standing know them: they get the ids that the program before gave them, where the
//! rule shows, and no date that would put them on top.

use super::{Found, Survey, Surveyed, day_of};
use crate::compose::pattern::{self, Example, ID};
use crate::ledger::{Adopted, Adoption, Ledger, OnConflict};
use courant_text::date::{Day, Timestamp};
use courant_text::entry_id::EntryId;
use courant_validate::Contents;
use courant_validate::compare::Evidence;
use std::collections::BTreeSet;

/// What became of the articles that the feeds no longer hold.
#[derive(Debug, Default)]
pub struct Older {
    /// The rules by which the ids of the feeds are made: how many of how many, and the pattern.
    pub rules: Vec<(usize, usize, String)>,
    /// How many articles got ids by them.
    pub ruled: usize,
    /// Articles without a date, and what they are dated, from the oldest on.
    pub undated: Vec<(String, Timestamp)>,
    /// What was not taken over, and why.
    pub refused: Vec<String>,
    /// Articles that the next build would show as new although they are no news, and how many items a feed may hold without them.
    pub flood: Option<(usize, usize)>,
}

/// Gives promises to the articles that the feeds no longer hold. `limit` is how many items the main feed is to hold, 0 for all.
pub fn take_over(
    survey: &mut Survey,
    found: &Found,
    feeds: &[(String, Contents)],
    limit: usize,
    now: Timestamp,
) -> Older {
    let mut older = Older::default();
    let items = || feeds.iter().flat_map(|(_, contents)| &contents.items);
    let newest = items().filter_map(|item| item.published).max();
    if found.known.is_empty() {
        return older;
    }
    let Survey { ledger, articles, present, stated, site } = survey;
    let is_older = |article: &Surveyed| {
        let date = article.item.published.filter(|_| article.composed.is_dated);
        !article.composed.is_draft && date.is_none_or(|date| date <= now && newest.is_none_or(|newest| date <= newest))
    };
    let rest: Vec<&Surveyed> = articles
        .iter()
        .enumerate()
        .filter(|(place, article)| !found.known.contains_key(place) && !ledger.articles.contains_key(&article.path))
        .map(|(_, article)| article)
        .filter(|article| is_older(article) && !stated.contains(article.id.as_str()))
        .collect();
    let rule = Rule::of(articles, found);
    older.rules = rule.told();
    let mut unknown = BTreeSet::new();
    let undated: Vec<&str> =
        rest.iter().filter(|article| !article.composed.is_dated).map(|article| article.path.as_str()).collect();
    let dates = below_all(ledger, undated.len());
    let mut dates = undated.into_iter().zip(dates);
    for article in rest {
        let date = if article.composed.is_dated { None } else { dates.next() };
        older.undated.extend(date.map(|(path, date)| (path.to_string(), date)));
        let id = rule.id_of(article, site);
        let is_ruled = id.is_some();
        if !is_ruled && rule != Rule::AsMinted {
            unknown.insert(article.path.as_str());
        }
        let published = date.map(|(_, date)| date).or(article.item.published);
        // What is dated by its author, and has the id that a build gives it, needs no promise.
        let Some(published) = published.filter(|_| is_ruled || date.is_some()) else { continue };
        let updated = article.item.updated.filter(|_| date.is_none()).unwrap_or(published);
        let id = id.unwrap_or_else(|| article.id.clone());
        let adoption = Adoption { path: article.path.clone(), id: id.clone(), published, updated };
        match ledger.adopt(adoption, present, OnConflict::Kept) {
            Adopted::Taken => older.ruled += usize::from(is_ruled),
            Adopted::Already | Adopted::Kept(_) => {}
            Adopted::Elsewhere(path) => older.refused.push(format!(
                "{}: by the rule of the others it would have the id `{id}`, which is that of {path}, and stays there",
                article.path
            )),
        }
    }
    older.flood = flood(ledger, articles, &unknown, found.known.len(), limit, now);
    older
}

/// How many of the items that the main feed would hold are no news and yet unknown, and how many it may hold without them.
fn flood(
    ledger: &Ledger,
    articles: &[Surveyed],
    unknown: &BTreeSet<&str>,
    held: usize,
    limit: usize,
    now: Timestamp,
) -> Option<(usize, usize)> {
    let date = |article: &Surveyed| {
        ledger.articles.get(&article.path).map(|record| record.published).or(article.item.published)
    };
    let mut due: Vec<(Option<Timestamp>, &str)> = articles
        .iter()
        .filter(|article| !article.composed.is_draft && date(article).is_none_or(|date| date <= now))
        .map(|article| (date(article), article.path.as_str()))
        .collect();
    due.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    let most = if limit == 0 { usize::MAX } else { limit };
    let count = due.iter().take(most).filter(|(_, path)| unknown.contains(path)).count();
    (count > 0).then_some((count, held))
}

/// Dates just before all that subscribers were told, a second apart, the oldest first; none where they were told none.
fn below_all(ledger: &Ledger, count: usize) -> Vec<Timestamp> {
    let oldest = ledger.articles.values().map(|record| record.published).min();
    oldest.map_or(Vec::new(), |oldest| before(oldest, count))
}

/// So many moments before another, a second apart, the oldest first.
pub fn before(moment: Timestamp, count: usize) -> Vec<Timestamp> {
    let back = |seconds: usize| {
        let seconds = i64::try_from(seconds).ok()?;
        Timestamp::from_unix(moment.unix().checked_sub(seconds)?)
    };
    (1..=count).rev().map(|seconds| back(seconds).unwrap_or(moment)).collect()
}

/// By which rule the ids of the feeds are made.
#[derive(Debug, PartialEq, Eq)]
enum Rule {
    /// None that shows.
    Unknown,
    /// A build gives the articles the ids that they have in the feeds.
    AsMinted,
    /// By patterns, of RSS and JSON Feed and of Atom.
    Patterns { text: Option<Shown>, atom: Option<Shown> },
}

/// A pattern, and of how many ids how many it gives.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    found: pattern::Found,
    of: usize,
}

impl Rule {
    fn of(articles: &[Surveyed], found: &Found) -> Rule {
        let (mut texts, mut atoms) = (Vec::new(), Vec::new());
        for (place, known) in &found.known {
            let Some(article) = articles.get(*place) else { continue };
            let days: Vec<Day> = day_of(article).into_iter().chain(known.days()).collect();
            texts.extend(known.text.map(|text| (article, days.clone(), text)));
            atoms.extend(known.atom.map(|text| (article, days, text)));
        }
        let pattern = |ids: &[(&Surveyed, Vec<Day>, &str)]| {
            let examples: Vec<Example> = ids
                .iter()
                .map(|(article, days, text)| Example { facts: &article.composed.facts, days, text })
                .collect();
            pattern::find(&examples, ID).map(|found| Shown { found, of: ids.len() })
        };
        let (text, atom) = (pattern(&texts), pattern(&atoms));
        let is_whole = (texts.is_empty() || text.is_some()) && (atoms.is_empty() || atom.is_some());
        let minted = found.known.values().filter(|known| known.by == Some(Evidence::Id)).count();
        if is_whole && (text.is_some() || atom.is_some()) {
            Rule::Patterns { text, atom }
        } else if minted * 5 >= found.known.len() * 4 {
            Rule::AsMinted
        } else {
            Rule::Unknown
        }
    }

    fn id_of(&self, article: &Surveyed, site: &str) -> Option<EntryId> {
        let Rule::Patterns { text, atom } = self else { return None };
        let day = day_of(article)?;
        let fill = |shown: &Option<Shown>| {
            let shown = shown.as_ref()?;
            article
                .composed
                .facts
                .says(&shown.found.pattern)
                .then(|| article.composed.facts.fill(&shown.found.pattern, day))
        };
        let (text_id, atom_id) = (fill(text), fill(atom));
        let is_whole = text.is_some() == text_id.is_some() && atom.is_some() == atom_id.is_some();
        is_whole.then(|| EntryId::adopted(text_id.as_deref(), atom_id.as_deref(), site)).flatten()
    }

    fn told(&self) -> Vec<(usize, usize, String)> {
        let Rule::Patterns { text, atom } = self else { return Vec::new() };
        let told = |shown: &Shown| (shown.found.count, shown.of, shown.found.pattern.clone());
        let mut told: Vec<_> = text.iter().chain(atom).map(told).collect();
        told.dedup();
        told
    }
}
