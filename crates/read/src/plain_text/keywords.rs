//! What it is about: the names that a text has where subjects stand, each weighed by models.

use super::KeywordReport;
use super::classes::LineClass;
use super::keyword_candidates::{self, Keyword, Label, Seen};
use super::keyword_features::{FEATURES, SEEN};
use super::line_table::LineTable;
use super::weights::{Model, probability, reasons_for};
use crate::article::Category;
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
pub fn find(table: &mut LineTable, classes: &mut [LineClass], confidence: &[f32], vocabulary: &Vocabulary) {
    table.keywords = keyword_candidates::find(table, classes, confidence, vocabulary);
    look(table);
    leave_out_of_text(table, classes);
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
        let own = scores.get(from..from + group.len()).unwrap_or_default();
        from += group.len();
        let mean = own.iter().sum::<f32>() / own.len().max(1) as f32;
        let most_of_group = own.iter().copied().fold(-MOST_TOLD, f32::max);
        for (keyword, own) in group.iter_mut().zip(own) {
            keyword.seen = Seen { own: *own, group: mean, most_of_group, most };
        }
    }
}

/// A line near the end of the text that is nothing but subjects is no part of it.
fn leave_out_of_text(table: &LineTable, classes: &mut [LineClass]) {
    let claimed = claimed(table);
    let of_line = |index: usize| table.keywords.iter().zip(&claimed).filter(move |(keyword, _)| keyword.line == index);
    for (index, class) in classes.iter_mut().enumerate().filter(|(_, class)| class.is_body()) {
        if table.share_before(index) > 0.9 && of_line(index).count() > 0 && of_line(index).all(|(_, claimed)| *claimed)
        {
            *class = LineClass::LabelValue;
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
