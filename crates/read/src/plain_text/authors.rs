//! Who wrote it: the names that a text has where authors are named, each weighed by a model.

use super::NameReport;
use super::author_features::{FEATURES, stands_where};
use super::bylines::Name;
use super::explain::told;
use super::line_table::LineTable;
use super::weights::{Model, probability};
use crate::article::{Origin, Person, Sourced};
use crate::explain::Candidate;
use crate::line_phrases::fold;
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

/// The authors that a text names, in its order.
pub fn authors(table: &LineTable) -> Vec<Sourced<Person>> {
    let mut scored: Vec<(usize, f32)> = scores(table).into_iter().enumerate().collect();
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
    let person = |index: usize| {
        let name = table.names.get(index)?;
        let line_number = table.lines.get(name.line)?.number;
        Some(Sourced::new(Person { name: name.text.clone(), ..Person::default() }, Origin::Line(line_number)))
    };
    taken.into_iter().filter_map(person).collect()
}

/// The names that were weighed, with what speaks for each and against it.
pub fn weighed(table: &LineTable) -> Vec<Candidate> {
    let candidate = |(index, name): (usize, &Name)| {
        let reasons = told(&AUTHOR.reasons(table, index));
        let line_number = table.lines.get(name.line).map_or(0, |line| line.number);
        Candidate::weighed(name.text.clone(), Origin::Line(line_number), AUTHOR.score(table, index), reasons)
    };
    table.names.iter().enumerate().map(candidate).collect()
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
