//! Which line is the title.

use super::features;
use super::line;
use super::line_table::{LineId, LineTable};
use super::weights::{Model, Reason, reasons_for};
use crate::ranked::{Candidate, Detail, Ranked};
use std::sync::LazyLock;

static TITLE: LazyLock<Model> = LazyLock::new(|| Model::load("title", &[features::TITLE]));

/// Among so many first lines the title is looked for.
pub const TITLE_WITHIN: usize = 400;

/// So much less speaks for several sentences being the title, beside what the model says of them.
const SENTENCES: f32 = 3.0;

/// The line for which most speaks; what stands in other articles too is the title of none.
pub fn find(table: &LineTable, scores: &[f32]) -> Option<LineId> {
    let scored = scores.iter().copied().enumerate().filter(|&(index, _)| !table.recurs(index));
    // Of two that are equal the first wins.
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

/// What speaks for each of the first lines being the title.
pub fn scores(table: &LineTable) -> Vec<f32> {
    let scores = TITLE.scores(table, table.lines.len().min(TITLE_WITHIN)).into_iter().enumerate();
    scores.map(|(index, score)| score - if is_text(table, index) { SENTENCES } else { 0.0 }).collect()
}

/// Why, for each of the first lines: asked of the table that [`scores`] had.
pub fn reasons(table: &LineTable) -> Vec<Vec<Reason>> {
    (0..table.lines.len().min(TITLE_WITHIN)).map(|index| TITLE.reasons(table, index)).collect()
}

/// The title, among the first lines that were weighed.
pub fn weigh(table: &LineTable, detail: Detail) -> Ranked<String> {
    let scores = table.states.iter().map(|state| state.title_score).take(TITLE_WITHIN);
    let told = scores.enumerate().filter(|(index, _)| detail == Detail::All || Some(*index) == table.title);
    let candidate = |(index, score): (usize, f32)| {
        let reasons = reasons_for(detail, || TITLE.reasons(table, index));
        let weighed = Candidate::weighed(table.text(index)?, table.origin(index), score, reasons);
        Some(Candidate { is_taken: Some(index) == table.title, ..weighed })
    };
    told.filter_map(candidate).collect()
}

/// Whether a line is several sentences, which no title is while another line could be one.
pub fn is_text(table: &LineTable, index: LineId) -> bool {
    table.lines.get(index).is_some_and(|line| line.shape.sentences >= 2 && line.shape.end == line::End::Sentence)
}
