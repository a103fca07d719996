//! Which line says best what the article is about.

use super::features;
use super::line_class::LineClass;
use super::line_table::{LineId, LineTable};
use super::weights::{Model, Reason, reasons_for};
use crate::ranked::{Candidate, Detail, Ranked};
use std::sync::LazyLock;

static LEDE: LazyLock<Model> = LazyLock::new(|| Model::load("lede", &[features::LEDE]));

/// The summary is one of so many lines from the first paragraph on.
const LEDE_WITHIN: usize = 8;

/// The deck or the paragraph that says best what the article is about.
pub fn weigh(table: &LineTable, detail: Detail) -> Ranked<String> {
    let near = (0..table.lines.len()).take_while(|&index| index <= table.start + LEDE_WITHIN);
    let fits = near.filter(|&index| could_be_lede(table, index));
    let scored: Vec<(usize, f32)> = fits.map(|index| (index, LEDE.score(table, index))).collect();
    let best = scored.iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| *index);
    let told = scored.iter().filter(|(index, _)| detail == Detail::All || Some(*index) == best);
    let candidate = |&(index, score): &(usize, f32)| {
        let reasons = reasons_for(detail, || LEDE.reasons(table, index));
        let weighed = Candidate::weighed(table.text(index)?, table.origin(index), score, reasons);
        Some(Candidate { is_taken: Some(index) == best, ..weighed })
    };
    told.filter_map(candidate).collect()
}

fn could_be_lede(table: &LineTable, index: LineId) -> bool {
    let fits = matches!(table.class(index), LineClass::Deck | LineClass::Paragraph | LineClass::Quotation);
    let below = table.title.is_none_or(|title| index > title) && index <= table.start + LEDE_WITHIN;
    fits && below && table.lines.get(index).is_some_and(|line| line.shape.words >= 5 && line.shape.length >= 30)
}

/// What speaks for a line being the summary, and what against; nothing for one that cannot be.
pub fn reasons(table: &LineTable, index: LineId) -> Vec<Reason> {
    if could_be_lede(table, index) { LEDE.reasons(table, index) } else { Vec::new() }
}
