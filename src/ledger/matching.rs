//! Which record is whose: the articles that are there against what was promised before.

use super::fingerprint::name;
use super::{Fingerprint, Record, SourceHash};
use courant_read::article::Article;
use courant_text::entry_id::EntryId;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An article that is due.
pub struct Candidate {
    /// What its author meant.
    pub article: Article,
    /// Of what subscribers will see.
    pub fingerprint: Fingerprint,
    /// Of its file.
    pub source: SourceHash,
    /// The id that its author states.
    pub stated: Option<EntryId>,
}

impl Candidate {
    /// Whether it is the very article of a record: the same file, or the same for subscribers.
    pub fn is_text_of(&self, record: &Record) -> bool {
        self.fingerprint.whole == record.fingerprint.whole || self.source.is_same(&record.source)
    }
}

/// For each candidate the path of the record that is its own, if it has one. `standing` names every path that has a file.
///
/// Rule by rule, as the room's first comment gives them; a record is taken once. Candidates come by path, so that the outcome
/// depends on nothing else.
pub fn matches<'a>(
    records: &'a BTreeMap<String, Record>,
    candidates: &[Candidate],
    standing: &BTreeSet<String>,
) -> Vec<Option<&'a str>> {
    let mut matches =
        Matches { records, candidates, standing, of: vec![None; candidates.len()], taken: BTreeSet::new() };
    matches.by_stated_id();
    matches.by_path(Candidate::is_text_of);
    matches.by_moved_text(|record| record.fingerprint.known(), |candidate| candidate.fingerprint.known());
    // The very file, which is understood otherwise now.
    matches.by_moved_text(|record| record.source.known(), |candidate| candidate.source.known());
    matches.by_path(|_, _| true);
    matches.by_part(|_, fingerprint, _| (!fingerprint.body.is_empty()).then(|| fingerprint.body.clone()));
    matches.by_part(|path, fingerprint, published| {
        (!fingerprint.title.is_empty()).then(|| format!("{}\n{}\n{}", fingerprint.title, published, name(path)))
    });
    // Renamed and edited at once; where nothing of that title and moment is doubled, it is that article.
    matches.by_part(|_, fingerprint, published| {
        (!fingerprint.title.is_empty()).then(|| format!("{}\n{published}", fingerprint.title))
    });
    matches.of
}

struct Matches<'a, 'b> {
    records: &'a BTreeMap<String, Record>,
    candidates: &'b [Candidate],
    standing: &'b BTreeSet<String>,
    /// By candidate.
    of: Vec<Option<&'a str>>,
    taken: BTreeSet<&'a str>,
}

impl<'a> Matches<'a, '_> {
    /// A stated id is the author's word for which article this is, wherever its file was before.
    fn by_stated_id(&mut self) {
        let paths: BTreeMap<&EntryId, &'a str> =
            self.records.iter().map(|(path, record)| (&record.id, path.as_str())).collect();
        for (index, candidate) in self.candidates.iter().enumerate() {
            if let Some(path) = candidate.stated.as_ref().and_then(|id| paths.get(id)) {
                self.take(index, path);
            }
        }
    }

    /// The record of the candidate's own path, where the two agree.
    fn by_path(&mut self, agree: impl Fn(&Candidate, &Record) -> bool) {
        for (index, candidate) in self.candidates.iter().enumerate() {
            if let Some((path, record)) = self.records.get_key_value(&candidate.article.path)
                && agree(candidate, record)
            {
                self.take(index, path);
            }
        }
    }

    /// The very text of a record that has lost it. Of several records the one with the same file name goes first, then the first by path.
    fn by_moved_text(
        &mut self,
        of_record: impl Fn(&Record) -> Option<&str>,
        of_candidate: impl Fn(&Candidate) -> Option<&str>,
    ) {
        let lost = self.lost_texts(of_record);
        let mut named: BTreeMap<(&str, &str), VecDeque<&'a str>> = BTreeMap::new();
        let mut any: BTreeMap<&str, VecDeque<&'a str>> = BTreeMap::new();
        for (path, whole) in &lost {
            named.entry((whole, name(path))).or_default().push_back(path);
            any.entry(whole).or_default().push_back(path);
        }
        for same_name in [true, false] {
            for index in self.orphans() {
                let Some(candidate) = self.candidates.get(index) else { continue };
                let Some(whole) = of_candidate(candidate) else { continue };
                let mut queue =
                    if same_name { named.get_mut(&(whole, name(&candidate.article.path))) } else { any.get_mut(whole) };
                while let Some(path) = queue.as_mut().and_then(|queue| queue.pop_front()) {
                    if self.take(index, path) {
                        break;
                    }
                }
            }
        }
    }

    /// Records whose file is gone, or now has another title: their paths and the hash of their text.
    fn lost_texts(&self, of_record: impl Fn(&'a Record) -> Option<&'a str>) -> Vec<(&'a str, &'a str)> {
        let replaced: BTreeSet<&str> = self
            .candidates
            .iter()
            .filter(|candidate| self.is_retitled(candidate))
            .map(|candidate| candidate.article.path.as_str())
            .collect();
        self.records
            .iter()
            .filter(|(path, _)| !self.taken.contains(path.as_str()))
            .filter(|(path, _)| !self.standing.contains(*path) || replaced.contains(path.as_str()))
            .filter_map(|(path, record)| Some((path.as_str(), of_record(record)?)))
            .collect()
    }

    /// Candidates that may have come from elsewhere: at an unknown path, or with another title than their path held before.
    fn orphans(&self) -> Vec<usize> {
        let comes_from_elsewhere = |candidate: &Candidate| {
            candidate.stated.is_none()
                && (!self.records.contains_key(&candidate.article.path) || self.is_retitled(candidate))
        };
        let open = self.candidates.iter().enumerate().filter(|(index, _)| self.is_open(*index));
        open.filter(|(_, candidate)| comes_from_elsewhere(candidate)).map(|(index, _)| index).collect()
    }

    /// Whether a candidate's path holds a file of another title than the article that was promised. That alone is an edit; where the very text
    /// of before is found elsewhere, two articles have changed places, or one has moved up.
    fn is_retitled(&self, candidate: &Candidate) -> bool {
        let record = self.records.get(&candidate.article.path);
        record.is_some_and(|record| is_retitled(record, candidate))
    }

    /// What a record whose file is gone shares with a candidate at an unknown path, if each is the only one of its kind.
    fn by_part(&mut self, key: impl Fn(&str, &Fingerprint, i64) -> Option<String>) {
        let gone = self
            .records
            .iter()
            .filter(|(path, _)| !self.standing.contains(*path) && !self.taken.contains(path.as_str()));
        let gone = unique(gone.filter_map(|(path, record)| {
            Some((key(path, &record.fingerprint, record.published.unix())?, path.as_str()))
        }));
        let new = self.orphans().into_iter().filter_map(|index| {
            let candidate = self.candidates.get(index)?;
            // Without a date of its author's an article's date is when its file was seen, which tells nothing.
            let published = candidate.article.published.as_ref().map_or(i64::MAX, |published| published.value.unix());
            let is_unknown = !self.records.contains_key(&candidate.article.path);
            Some((key(&candidate.article.path, &candidate.fingerprint, published).filter(|_| is_unknown)?, index))
        });
        for (key, index) in unique(new) {
            if let Some(path) = gone.get(&key) {
                self.take(index, path);
            }
        }
    }

    fn is_open(&self, index: usize) -> bool {
        self.of.get(index).is_some_and(Option::is_none)
    }

    /// Takes a record that nobody has taken, for a candidate that has none.
    fn take(&mut self, index: usize, path: &'a str) -> bool {
        match self.of.get_mut(index) {
            Some(open @ None) if self.taken.insert(path) => {
                *open = Some(path);
                true
            }
            _ => false,
        }
    }
}

/// Whether this is another article than the one that was promised: another file, with a title and a body, and neither is the old one.
pub(super) fn is_another(record: &Record, candidate: &Candidate) -> bool {
    is_retitled(record, candidate) && differ(&candidate.fingerprint.body, &record.fingerprint.body)
}

fn is_retitled(record: &Record, candidate: &Candidate) -> bool {
    !candidate.source.is_same(&record.source) && differ(&candidate.fingerprint.title, &record.fingerprint.title)
}

/// Whether both are known, and are not the same.
fn differ(now: &str, before: &str) -> bool {
    !now.is_empty() && !before.is_empty() && now != before
}

/// What is there under a key of its own.
fn unique<T>(pairs: impl Iterator<Item = (String, T)>) -> BTreeMap<String, T> {
    let mut ones = BTreeMap::new();
    let mut several = BTreeSet::new();
    for (key, value) in pairs {
        if ones.insert(key.clone(), value).is_some() {
            several.insert(key);
        }
    }
    ones.retain(|key, _| !several.contains(key));
    ones
}
