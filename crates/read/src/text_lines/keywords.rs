//! What it is about: the names that a text has where subjects stand, each weighed by models.

use super::keyword::{FirstScores, Keyword, Label};
use super::keyword_candidates;
use super::keyword_features::{FEATURES, SEEN};
use super::line_class::LineClass;
use super::line_table::LineTable;
use super::reports::KeywordReport;
use super::weights::{Model, probability, reasons_for};
use crate::article::Category;
use crate::parts::Part;
use crate::ranked::{Candidate, Detail, Ranked};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static KEYWORD_LOCAL: LazyLock<Model> = LazyLock::new(|| Model::load("keyword local", &[FEATURES]));
static KEYWORD_CONTEXT: LazyLock<Model> = LazyLock::new(|| Model::load("keyword context", &[SEEN]));

/// From here on a subject is claimed: what is claimed wrongly costs as much as what is missed.
pub const ENOUGH: f32 = 0.4;
/// More than this, for or against, says nothing new to the second model.
pub const MOST_TOLD: f32 = 6.0;
/// So much is one for the second model.
pub const SCALE: f32 = 3.0;
/// So many subjects are claimed at most.
const MOST: usize = 60;

/// Looks for all that may be a subject, weighs each by itself, and marks those that are claimed in the classes of their lines.
pub fn find(table: &mut LineTable, vocabulary: &Vocabulary) {
    table.keywords = keyword_candidates::find(table, vocabulary);
    look(table);
    leave_out_of_text(table);
}

/// The subjects that a text names, in its order, among all that were weighed.
pub fn weigh(table: &LineTable, detail: Detail) -> Ranked<Category> {
    let mut taken = 0;
    let mut ranked = Ranked::default();
    for (index, (keyword, is_claimed)) in table.keywords.iter().zip(claimed(table)).enumerate() {
        let is_taken = is_claimed && taken < MOST;
        taken += usize::from(is_taken);
        if is_taken || detail == Detail::All {
            ranked.extend([candidate(table, index, keyword, detail, is_taken)]);
        }
    }
    ranked
}

fn candidate(
    table: &LineTable,
    index: usize,
    keyword: &Keyword,
    detail: Detail,
    is_taken: bool,
) -> Candidate<Category> {
    let reasons = reasons_for(detail, || KEYWORD_LOCAL.reasons(table, index));
    let score = KEYWORD_CONTEXT.score(table, index);
    let category = Category::named(keyword.text.clone());
    Candidate { is_taken, ..Candidate::weighed(category, table.origin(keyword.line), score, reasons) }
}

/// Which are claimed. A line that was kept out of the text for its subjects has nothing else: one of them speaks for all.
fn claimed(table: &LineTable) -> Vec<bool> {
    let scores = KEYWORD_CONTEXT.scores(table, table.keywords.len());
    let mut claimed: Vec<bool> = scores.into_iter().map(|score| probability(score) >= ENOUGH).collect();
    let mut from = 0;
    for group in table.keywords.chunk_by(|one, next| one.group == next.group) {
        let own = claimed.get_mut(from..from + group.len()).unwrap_or_default();
        from += group.len();
        if own.contains(&true) && group.iter().all(|keyword| keyword.marked && keyword.label == Label::None) {
            own.fill(true);
        }
    }
    claimed
}

/// Takes in what speaks for each by itself, so that each can be weighed among its like.
fn look(table: &mut LineTable) {
    let scores: Vec<f32> = KEYWORD_LOCAL
        .scores(table, table.keywords.len())
        .into_iter()
        .map(|score| score.clamp(-MOST_TOLD, MOST_TOLD) / SCALE)
        .collect();
    let most = scores.iter().copied().fold(-MOST_TOLD, f32::max);
    let mut from = 0;
    for group in table.keywords.chunk_by_mut(|one, next| one.group == next.group) {
        let own = scores.part(from..from + group.len());
        from += group.len();
        let mean = own.iter().sum::<f32>() / own.len().max(1) as f32;
        let most_of_group = own.iter().copied().fold(-MOST_TOLD, f32::max);
        for (keyword, own) in group.iter_mut().zip(own) {
            keyword.first = FirstScores { own: *own, group: mean, most_of_group, most };
        }
    }
}

/// A line near the end of the text that is nothing but subjects is no part of it.
fn leave_out_of_text(table: &mut LineTable) {
    // Whether all keywords of a line are claimed, where it has any: of a list without end each line has its own.
    let mut lines = vec![None; table.lines.len()];
    for (keyword, is_claimed) in table.keywords.iter().zip(claimed(table)) {
        if let Some(all) = lines.get_mut(keyword.line) {
            *all = Some(all.unwrap_or(true) && is_claimed);
        }
    }
    for (index, all_claimed) in lines.into_iter().enumerate() {
        if all_claimed == Some(true) && table.class(index).is_body() && table.share_before(index) > 0.9 {
            table.set_class(index, LineClass::LabelValue);
        }
    }
}

/// All that was weighed with what the first look sees of each.
pub fn reports(table: &LineTable) -> Vec<KeywordReport> {
    let report = |(index, keyword): (usize, &Keyword)| KeywordReport {
        line_number: table.lines.get(keyword.line).map_or(0, |line| line.number),
        reasons: KEYWORD_LOCAL.reasons(table, index),
        group: keyword.group,
        text: keyword.text.clone(),
    };
    table.keywords.iter().enumerate().map(report).collect()
}
