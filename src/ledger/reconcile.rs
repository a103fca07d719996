//! Reconciling articles with what was promised: who is due, whose id and dates each gets, and what its author should know.

use super::matching::{Candidate, is_another, matches};
use super::{Assigned, Filter, Fingerprint, FoundArticle, Ledger, Reconciliation, Record};
use courant_read::article::{Article, Origin, Sourced};
use courant_read::remark::Remark;
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::source::Level;
use std::collections::{BTreeMap, BTreeSet};

/// What decides who is due.
pub struct Rules {
    /// The time of this build.
    pub now: Timestamp,
    /// Who is let in all the same.
    pub filter: Filter,
}

/// See [`Ledger::reconcile`].
pub fn reconcile(
    old: &Ledger,
    site: &str,
    mut articles: Vec<FoundArticle>,
    present: &[String],
    rules: &Rules,
) -> Reconciliation {
    articles.sort_by(|a, b| a.article.path.cmp(&b.article.path));
    let hidden = hidden(old, present);
    let standing: BTreeSet<String> = articles
        .iter()
        .map(|found| found.article.path.as_str())
        .chain(hidden.values().copied())
        .map(str::to_string)
        .collect();
    let mut remarks = Vec::new();
    let next_change = articles.iter().filter_map(|found| next_change(&found.article, rules)).min();
    let promised = KnownIds::of(old, site);
    let due = articles.into_iter().filter_map(|found| candidate(found, &promised, rules, &mut remarks));
    let due = without_hidden_owners(&hidden, due.collect(), &mut remarks);
    let due = without_ids_of_feeds(old, due, &mut remarks);
    let due = without_taken_ids(old, due, &mut remarks);
    let matches = matches(&old.articles, &due, &standing);
    let mut id_generator = IdGenerator::new(old, site, &due);
    let mut reconciliation = Reconciliation { ledger: old.clone(), remarks, next_change, ..Reconciliation::default() };
    let undated = UndatedArrivals::of(old, &due, &matches, rules.now);
    reconciliation.news.extend(undated.remark());
    // All that moves is taken away before anything is put down, so that two articles may change places.
    for path in matches.iter().flatten() {
        reconciliation.ledger.articles.remove(*path);
    }
    for (candidate, claimed) in due.into_iter().zip(matches) {
        let before = claimed.and_then(|path| Some((path, old.articles.get(path)?)));
        reconciliation.news.extend(news(old, &candidate, before));
        reconciliation.news.extend(before.and_then(|(_, record)| perhaps_edited(&candidate, record)));
        reconciliation.remarks.extend(before.and_then(|(_, record)| dated_otherwise(&candidate, record)));
        let date = undated.dates.get(&candidate.article.path).copied();
        let record = promise(&candidate, before.map(|(_, record)| record), date, rules, &mut id_generator);
        reconciliation.assigned.push(assigned(candidate.article, &record));
        if let Some(last) = reconciliation.assigned.last() {
            reconciliation.ledger.articles.insert(last.article.path.clone(), record);
        }
    }
    keep_replaced(old, &mut reconciliation.ledger);
    let due: BTreeSet<&EntryId> = reconciliation.assigned.iter().map(|assigned| &assigned.id).collect();
    for record in reconciliation.ledger.articles.values_mut() {
        record.is_published = due.contains(&record.id);
    }
    reconciliation
}

/// What was promised before, as it is looked up for one article.
struct KnownIds<'a> {
    old: &'a Ledger,
    site: &'a str,
    ids: BTreeSet<&'a EntryId>,
    /// Adopted ids that are one thing in RSS and another in Atom, by each of the two: an author who states either means both.
    doubles: BTreeMap<&'a str, &'a EntryId>,
}

impl<'a> KnownIds<'a> {
    fn of(old: &'a Ledger, site: &'a str) -> KnownIds<'a> {
        let records = || old.articles.values();
        let doubles = records().map(|record| &record.id).filter(|id| id.as_str() != id.uri());
        KnownIds {
            old,
            site,
            ids: records().map(|record| &record.id).collect(),
            doubles: doubles.flat_map(|id| [(id.as_str(), id), (id.uri(), id)]).collect(),
        }
    }

    /// The id that an author states. A bare name is an address minted from site and name; where a promise was made to the article's path
    /// before it had that name, or while the site was called otherwise, the promise stays.
    fn stated(&self, article: &Article) -> Result<Option<EntryId>, String> {
        let Some(text) = article.id.as_ref().map(|id| id.value.trim()) else { return Ok(None) };
        let meant = EntryId::meant(text)?;
        if let Some(double) = self.doubles.get(meant.as_ref().map_or(text, EntryId::uri)) {
            return Ok(Some(EntryId::clone(double)));
        }
        Ok(meant.or_else(|| {
            let named = EntryId::of_name(self.site, text);
            (self.ids.contains(&named) || !self.old.articles.contains_key(&article.path)).then_some(named)
        }))
    }

    /// Whether subscribers were told of the article with this date, or a later one: a clock that went back takes nothing from them.
    fn was_told(&self, article: &Article, date: Timestamp) -> bool {
        let record = self.old.articles.get(&article.path);
        record.is_some_and(|record| date <= record.published || is_its_day(date, record.published))
    }
}

/// Keeps records whose place another has taken, under a name that no article has: no id that was ever promised leaves the ledger.
fn keep_replaced(old: &Ledger, ledger: &mut Ledger) {
    let kept: BTreeSet<EntryId> = ledger.articles.values().map(|record| record.id.clone()).collect();
    for (path, record) in old.articles.iter().filter(|(_, record)| !kept.contains(&record.id)) {
        ledger.keep_aside(path, record.clone());
    }
}

/// The article, if it is due; else a remark says why it stays out.
fn candidate(found: FoundArticle, promised: &KnownIds, rules: &Rules, remarks: &mut Vec<Remark>) -> Option<Candidate> {
    let FoundArticle { article, source } = found;
    let stated = match promised.stated(&article) {
        Ok(stated) => stated,
        Err(message) => {
            let from = article.id.as_ref().map_or(String::new(), |id| format!("{}: ", id.from));
            remarks.push(Remark::new(Level::Error, &article.path, format!("{from}{message}")));
            return None;
        }
    };
    let candidate = Candidate { fingerprint: Fingerprint::of(&article), article, source, stated };
    if let Some(reason) = stays_out(&candidate, promised, rules) {
        remarks.push(Remark::new(Level::Advice, &candidate.article.path, reason));
        return None;
    }
    Some(candidate)
}

fn stays_out(candidate: &Candidate, promised: &KnownIds, rules: &Rules) -> Option<String> {
    let article = &candidate.article;
    if article.draft && !rules.filter.drafts {
        return Some("is a draft and stays out (--drafts lets it in)".to_string());
    }
    if let Some(expires) = article.expires.filter(|expires| *expires <= rules.now) {
        return Some(format!("has expired on {expires} and stays out"));
    }
    let date = comes(article)?;
    (date > rules.now && !rules.filter.future && !promised.was_told(article, date))
        .then(|| format!("is dated {date}, which is to come, and stays out until then (--future lets it in)"))
}

/// When an article is due: on the date that it states, and not before it is to appear.
fn comes(article: &Article) -> Option<Timestamp> {
    let published = article.published.as_ref().map(|published| published.value);
    published.into_iter().chain(article.appears).max()
}

/// When an article will come due or expire, if nothing but the time changes.
fn next_change(article: &Article, rules: &Rules) -> Option<Timestamp> {
    if article.draft && !rules.filter.drafts {
        return None;
    }
    let comes = comes(article).filter(|_| !rules.filter.future);
    let moments = [comes, article.expires].into_iter().flatten();
    moments.filter(|moment| *moment > rules.now).min()
}

/// The ids and paths of promised articles that could not be read, or that lie in a folder that could not.
fn hidden<'a>(old: &'a Ledger, present: &[String]) -> BTreeMap<&'a EntryId, &'a str> {
    let below = |path: &String| {
        let folder = format!("{path}/");
        let all = old.articles.range(folder.clone()..);
        let all = all.take_while(|(path, _)| path.starts_with(&folder)).chain(old.articles.get_key_value(path));
        all.map(|(path, record)| (&record.id, path.as_str())).collect::<Vec<_>>()
    };
    present.iter().flat_map(below).collect()
}

/// Keeps out articles that state the id of one that could not be read: that one may state it too.
fn without_hidden_owners(
    hidden: &BTreeMap<&EntryId, &str>,
    due: Vec<Candidate>,
    remarks: &mut Vec<Remark>,
) -> Vec<Candidate> {
    let mut kept = Vec::with_capacity(due.len());
    for candidate in due {
        match candidate.stated.as_ref().and_then(|id| Some((id, hidden.get(id)?))) {
            Some((id, owner)) => remarks.push(Remark::new(
                Level::Error,
                &candidate.article.path,
                format!("states the id `{id}`, which is that of `{owner}`; mend or remove that one first"),
            )),
            None => kept.push(candidate),
        }
    }
    kept
}

/// Keeps out articles that state the id of a feed, which readers know as that of the whole.
fn without_ids_of_feeds(old: &Ledger, due: Vec<Candidate>, remarks: &mut Vec<Remark>) -> Vec<Candidate> {
    let of_feed = |candidate: &Candidate| {
        let id = candidate.stated.as_ref()?;
        Some((id.clone(), old.feed_of(id)?))
    };
    let (kept, others): (Vec<_>, Vec<_>) =
        due.into_iter().map(|candidate| (of_feed(&candidate), candidate)).partition(|(feed, _)| feed.is_none());
    for (found, candidate) in others {
        let message = found.map(|(id, feed)| {
            format!("states the id `{id}`, which is that of {feed}; give it another, or leave it out")
        });
        remarks.extend(message.map(|message| Remark::new(Level::Error, &candidate.article.path, message)));
    }
    kept.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Keeps out articles that state the id of another one: readers would see one of them. It is that of the article that had it, else of the first
/// by path.
fn without_taken_ids(old: &Ledger, due: Vec<Candidate>, remarks: &mut Vec<Remark>) -> Vec<Candidate> {
    let holders: BTreeMap<&EntryId, &str> =
        holders(old, &due).into_iter().filter_map(|path| Some((&old.articles.get(path)?.id, path))).collect();
    let mut claims: BTreeMap<&EntryId, Vec<&Candidate>> = BTreeMap::new();
    for candidate in &due {
        if let Some(id) = &candidate.stated {
            claims.entry(id).or_default().push(candidate);
        }
    }
    let mut kept_out: BTreeMap<String, String> = BTreeMap::new();
    for (id, claiming) in &claims {
        let owner = match (holders.get(*id), claiming.as_slice()) {
            (Some(holder), _) => *holder,
            (None, [_, _, ..]) => owner(old, id, claiming),
            (None, _) => continue,
        };
        for candidate in claiming.iter().filter(|candidate| candidate.article.path != owner) {
            let message = format!("states the id `{id}`, which is that of `{owner}`; give it another, or leave it out");
            kept_out.insert(candidate.article.path.clone(), message);
        }
    }
    let mut kept = Vec::with_capacity(due.len());
    for candidate in due {
        match kept_out.remove(&candidate.article.path) {
            Some(message) => remarks.push(Remark::new(Level::Error, &candidate.article.path, message)),
            None => kept.push(candidate),
        }
    }
    kept
}

/// The path of the article whose id it is, among several that state it: what has the text of before, else what stands where it stood.
fn owner<'a>(old: &Ledger, id: &EntryId, claiming: &[&'a Candidate]) -> &'a str {
    let before = old.articles.iter().find(|(_, record)| record.id == *id);
    let is_text = |candidate: &&&Candidate| before.is_some_and(|(_, record)| candidate.is_text_of(record));
    let is_there = |candidate: &&&Candidate| before.is_some_and(|(path, _)| *path == candidate.article.path);
    let found = claiming.iter().find(is_text).or_else(|| claiming.iter().find(is_there)).or(claiming.first());
    found.map_or("", |candidate| candidate.article.path.as_str())
}

/// Articles that are where they were, and whose id another article states now. It is no such thing when that one is the article that
/// was here, moved away, and another has come in its place.
fn holders<'a>(old: &Ledger, due: &'a [Candidate]) -> Vec<&'a str> {
    let stating: BTreeMap<&EntryId, &Candidate> =
        due.iter().filter_map(|candidate| Some((candidate.stated.as_ref()?, candidate))).collect();
    let holds = |candidate: &&Candidate| {
        let record = old.articles.get(&candidate.article.path);
        let record = record.filter(|_| candidate.stated.is_none());
        record.and_then(|record| Some((record, stating.get(&record.id)?))).is_some_and(|(record, other)| {
            let moved = other.is_text_of(record) && !candidate.is_text_of(record);
            !moved && (!is_another(record, candidate) || is_another(record, other))
        })
    };
    due.iter().filter(holds).map(|candidate| candidate.article.path.as_str()).collect()
}

/// What an author should know of how an article got its promises.
fn news(old: &Ledger, candidate: &Candidate, before: Option<(&str, &Record)>) -> Option<Remark> {
    let path = candidate.article.path.as_str();
    let (level, message) = match before {
        Some((from, _)) if from != path => {
            (Level::Advice, format!("was `{from}` before, and stays what it is for subscribers"))
        }
        Some((_, record)) => {
            let id = candidate.stated.as_ref().filter(|id| **id != record.id)?;
            (Level::Warning, format!("has the id `{id}` now and had `{}`: subscribers will see it as new", record.id))
        }
        None if old.articles.contains_key(path) => {
            let what = "is another article than the one that was here, whose id has gone with it: this one is new";
            (Level::Warning, what.to_string())
        }
        None => return None,
    };
    Some(Remark::new(level, path, message))
}

/// Says that a date was changed after subscribers were told another.
fn dated_otherwise(candidate: &Candidate, record: &Record) -> Option<Remark> {
    let stated = candidate.article.published.as_ref().filter(|published| is_statement(&published.from))?;
    let (now, was) = (stated.value, record.published);
    let message = format!(
        "is dated {now} now, and stays {was} as subscribers were told; `courant ledger set --published` changes that"
    );
    let differs = now != was && !is_its_day(now, was);
    differs.then(|| Remark::new(Level::Advice, &candidate.article.path, message))
}

/// Whether a date without a time of day is that of a moment, wherever on earth: what was adopted from a feed has its time of day.
fn is_its_day(date: Timestamp, moment: Timestamp) -> bool {
    const DAY_SECONDS: u64 = 86_400;
    date.is_midnight() && date.unix().abs_diff(moment.unix()) < DAY_SECONDS
}

/// Whether an author wrote it down as what it is, and it was not found by chance.
fn is_statement(origin: &Origin) -> bool {
    matches!(origin, Origin::FrontMatter(_) | Origin::JsonLd(_) | Origin::Meta(_))
}

/// So many undated articles may come together as news; so many are named where they are none.
const A_FEW: usize = 3;

/// New articles without a date that come together: no news, but a clone, a checkout or an unpacked archive, which has dated all files alike.
/// They are dated before all that subscribers were told, a second apart in the order of their paths.
#[derive(Default)]
struct UndatedArrivals {
    /// By path.
    dates: BTreeMap<String, Timestamp>,
}

impl UndatedArrivals {
    /// One new article is news, and so are a few: they are dated by their files, as in a first build. `of` says of each candidate which
    /// record is its own.
    fn of(old: &Ledger, due: &[Candidate], of: &[Option<&str>], now: Timestamp) -> UndatedArrivals {
        let Some(oldest) = old.articles.values().map(|record| record.published).min() else {
            return UndatedArrivals::default();
        };
        let new = due.iter().zip(of).filter(|(_, record)| record.is_none()).map(|(candidate, _)| &candidate.article);
        let undated = new.filter(|article| article.published.is_none());
        let mut arrivals: Vec<(Timestamp, &str)> =
            undated.map(|article| (first_published(article, now), article.path.as_str())).collect();
        arrivals.sort_unstable();
        let together = arrivals.chunk_by(|one, next| is_one_moment(one.0, next.0)).filter(|run| run.len() > A_FEW);
        let mut paths: Vec<&str> = together.flatten().map(|(_, path)| *path).collect();
        paths.sort_unstable();
        let dated = paths.iter().rev().zip(1i64..).filter_map(|(path, seconds)| {
            Some((path.to_string(), Timestamp::from_unix(oldest.unix().checked_sub(seconds)?)?))
        });
        UndatedArrivals { dates: dated.collect() }
    }

    /// Which, how they are dated, and why.
    fn remark(&self) -> Option<Remark> {
        let (first, _) = self.dates.first_key_value()?;
        let (oldest, newest) = (self.dates.values().min()?, self.dates.values().max()?);
        let others: Vec<String> = self.dates.keys().skip(1).take(A_FEW - 1).map(|path| format!("`{path}`")).collect();
        // There are more of them than a few.
        let more = self.dates.len().saturating_sub(A_FEW);
        let message = format!(
            "is new and states no date, and so are {} and {more} more; their files are all of one moment, as after a clone, so that they are no news: they are \
             dated before all that subscribers have, {oldest} to {newest}; state their dates, or add them one by one",
            others.join(", ")
        );
        Some(Remark::new(Level::Warning, first, message))
    }
}

/// Whether files were written in one go.
fn is_one_moment(one: Timestamp, next: Timestamp) -> bool {
    const PAUSE_SECONDS: u64 = 60;
    one.unix().abs_diff(next.unix()) <= PAUSE_SECONDS
}

/// What subscribers are told from now on; `date` stands where its author states none.
fn promise(
    candidate: &Candidate,
    before: Option<&Record>,
    date: Option<Timestamp>,
    rules: &Rules,
    id_generator: &mut IdGenerator,
) -> Record {
    let article = &candidate.article;
    let (fingerprint, source) = (candidate.fingerprint.clone(), candidate.source.clone());
    let said = article.updated.as_ref().map(|updated| updated.value).filter(|updated| *updated <= rules.now);
    match before {
        None => {
            let published = date.unwrap_or_else(|| first_published(article, rules.now));
            let id = candidate.stated.clone().unwrap_or_else(|| id_generator.mint(candidate));
            let updated = said.map_or(published, |said| said.max(published));
            Record { id, published, updated, fingerprint, source, link: None, is_published: true }
        }
        Some(record) => {
            let is_same = !is_edited(candidate, record);
            let moved = said.filter(|said| *said > record.updated).unwrap_or(rules.now);
            let updated = if is_same { record.updated } else { moved.max(next_update(record, rules.now)) };
            let id = candidate.stated.clone().unwrap_or_else(|| record.id.clone());
            let (published, link) = (record.published, record.link.clone());
            Record { id, published, updated: updated.max(published), fingerprint, source, link, is_published: true }
        }
    }
}

/// The earliest that an edit can be dated. By a clock that was ahead once, subscribers were told of a time to come: every edit until then is a
/// second later than the one before, or no reader would see it.
fn next_update(record: &Record, now: Timestamp) -> Timestamp {
    let is_ahead = record.updated > now;
    let next = Timestamp::from_unix(record.updated.unix().saturating_add(1)).filter(|_| is_ahead);
    next.unwrap_or(record.updated)
}

/// Whether its author has changed what subscribers see of it: the file is another, and so is what is understood of it. Where the ledger does not
/// know the file (it is of format 1), nobody can say, and nothing is dated by guessing.
fn is_edited(candidate: &Candidate, record: &Record) -> bool {
    let is_edit =
        if record.source.is_unknown() { says_updated(candidate, record) } else { candidate.source != record.source };
    is_edit && is_seen_otherwise(candidate, record)
}

fn is_seen_otherwise(candidate: &Candidate, record: &Record) -> bool {
    !record.fingerprint.is_unknown() && record.fingerprint.whole != candidate.fingerprint.whole
}

/// Says that nobody knows whether an article was edited.
fn perhaps_edited(candidate: &Candidate, record: &Record) -> Option<Remark> {
    let message = "is understood otherwise than before, and the ledger does not know its file (before format 2 it knew none), so that an \
                   edit cannot be told from another reading: for subscribers it is not updated; if it was edited, `courant ledger set \
                   --updated` says so";
    let is_open = is_seen_otherwise(candidate, record) && record.source.is_unknown();
    (is_open && !says_updated(candidate, record)).then(|| Remark::new(Level::Warning, &candidate.article.path, message))
}

/// Whether its author states that it was updated after what subscribers know.
fn says_updated(candidate: &Candidate, record: &Record) -> bool {
    candidate.article.updated.as_ref().is_some_and(|updated| updated.value > record.updated)
}

/// As stated, else when the file was last changed; a file's time in the future says nothing.
fn first_published(article: &Article, now: Timestamp) -> Timestamp {
    let stated = article.published.as_ref().map(|published| published.value);
    stated.unwrap_or_else(|| article.file_time.map_or(now, |time| time.min(now)))
}

fn assigned(article: Article, record: &Record) -> Assigned {
    let from = match &article.published {
        Some(stated) if stated.value == record.published => stated.from.clone(),
        None if article.file_time == Some(record.published) => Origin::FileTime,
        _ => Origin::Ledger,
    };
    Assigned {
        id: record.id.clone(),
        published: Sourced::new(record.published, from),
        updated: record.updated,
        article,
    }
}

/// Mints ids that nobody has.
struct IdGenerator<'a> {
    site: &'a str,
    known: BTreeSet<EntryId>,
}

impl<'a> IdGenerator<'a> {
    fn new(old: &Ledger, site: &'a str, due: &[Candidate]) -> IdGenerator<'a> {
        let promised = old.articles.values().map(|record| &record.id);
        let stated = due.iter().filter_map(|candidate| candidate.stated.as_ref());
        IdGenerator { site, known: promised.chain(stated).cloned().collect() }
    }

    /// The path alone tells an article from the others of its site, so that even without the ledger an edit changes no id. A site that
    /// says nothing of itself is told from others by what its articles say.
    fn mint(&mut self, candidate: &Candidate) -> EntryId {
        let says = if self.site.is_empty() { candidate.fingerprint.whole.as_str() } else { "" };
        let path = candidate.article.path.as_str();
        let mut ordinal = 1usize;
        loop {
            // The first article of a path, then a second one after the first was moved away, and so on.
            let id = EntryId::mint(&["article", self.site, path, says, &ordinal.to_string()]);
            if self.known.insert(id.clone()) {
                return id;
            }
            ordinal = ordinal.saturating_add(1);
        }
    }
}
