//! Who wrote it: the names that a text has where authors are named, each weighed by a model.

use super::author_features::{FEATURES, stands_where};
use super::line_table::LineTable;
use super::name::Name;
use super::reports::NameReport;
use super::weights::{Model, probability, reasons_for};
use crate::article::Person;
use crate::line_phrases::fold;
use crate::ranked::{Candidate, Detail, Ranked};
use std::collections::HashSet;
use std::sync::LazyLock;

static AUTHOR: LazyLock<Model> = LazyLock::new(|| Model::load("author", &[FEATURES]));

/// From here on a name is claimed: what is claimed wrongly costs as much as what is missed.
pub const ENOUGH: f32 = 0.35;
/// A name on another line than the surest is claimed too if it is so sure beside it.
pub const NEAR: f32 = 0.95;
/// One of a list of names, of which another is the surest, is claimed from here on.
pub const LISTED: f32 = 0.2;
/// So many names are claimed at most.
const MOST: usize = 12;

/// Who a text says has written it, in its order, among the names that were weighed.
pub fn weigh(table: &LineTable, detail: Detail) -> Ranked<Person> {
    let scores = scores(table);
    let claimed = claimed(table, &scores);
    let names = table.names.iter().zip(scores).enumerate();
    let told = names.filter(|(index, _)| detail == Detail::All || claimed.contains(index));
    let candidate = |(index, (name, score)): (usize, (&Name, f32))| {
        let person = Person { name: name.text.clone(), ..Person::default() };
        let reasons = reasons_for(detail, || AUTHOR.reasons(table, index));
        let weighed = Candidate::weighed(person, table.origin(name.line), score, reasons);
        Candidate { is_taken: claimed.contains(&index), ..weighed }
    };
    told.map(candidate).collect()
}

/// Which names are claimed, in the order of the text.
fn claimed(table: &LineTable, scores: &[f32]) -> Vec<usize> {
    let mut scored: Vec<(usize, f32)> = scores.iter().copied().enumerate().collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let best = scored.first().and_then(|&(index, score)| Some((table.names.get(index)?, probability(score))));
    let Some((best, most)) = best.filter(|(_, most)| *most >= ENOUGH) else { return Vec::new() };
    scored.retain(|&(index, score)| {
        let confidence = probability(score);
        let Some(name) = table.names.get(index) else { return false };
        let least = match (name.line == best.line, name.place == best.place) {
            (true, true) => LISTED,
            (true, false) => ENOUGH,
            _ => (most * NEAR).max(ENOUGH),
        };
        confidence >= least
    });
    let mut taken: Vec<usize> = Vec::new();
    let mut seen = HashSet::new();
    for (index, _) in scored {
        let Some(name) = table.names.get(index) else { continue };
        // One run of words is one name: the reading that more speaks for.
        let read = |other: &&usize| table.names.get(**other).is_some_and(|other| stands_where(name, other));
        if taken.iter().find(read).is_none() && seen.insert(fold(&name.text)) {
            taken.push(index);
        }
    }
    taken.truncate(MOST);
    taken.sort_unstable();
    taken
}

/// All names with what the model sees of each.
pub fn reports(table: &LineTable) -> Vec<NameReport> {
    let report = |(index, name): (usize, &Name)| NameReport {
        line_number: table.lines.get(name.line).map_or(0, |line| line.number),
        reasons: AUTHOR.reasons(table, index),
        score: AUTHOR.score(table, index),
        place: (name.place, name.order),
        text: name.text.clone(),
    };
    table.names.iter().enumerate().map(report).collect()
}

fn scores(table: &LineTable) -> Vec<f32> {
    AUTHOR.scores(table, table.names.len())
}
