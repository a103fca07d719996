//! How much each reason counts: linear models over the lines of a text, with their weights in one table.
//!
//! `weights.tsv` has a row for each model, reason and weight. The weights were fitted by logistic regression on articles in which people
//! marked what belongs to them. A reason is a sentence about a line, so that what the models decide can be read.

use super::line_table::LineTable;
use crate::ranked::Detail;
use std::collections::HashMap;

const TABLE: &str = include_str!("weights.tsv");

/// One reason of a model: what is true of a line, and how much.
pub struct Feature {
    /// What is true of the line, as a person is told.
    pub reason: &'static str,
    /// How much it is true of the line of this index: 0 not at all, 1 wholly.
    pub of: for<'v> fn(&LineTable<'v>, usize) -> f32,
    /// The same of the first lines, as many as there is room for.
    pub fill: for<'v> fn(&LineTable<'v>, amounts: &mut [f32]),
}

/// The list of the features that a model weighs: `f("a reason", |table, index| how much it is true of a line)`, one after the other.
macro_rules! features {
    ($(f($reason:expr, $of:expr $(,)?)),* $(,)?) => {
        &[$(Feature {
            reason: $reason,
            of: $of,
            // One loop for each feature, in which a compiler can see what it does.
            fill: |table, amounts| {
                let of: for<'v> fn(&LineTable<'v>, usize) -> f32 = $of;
                for (index, amount) in amounts.iter_mut().enumerate() {
                    *amount = of(table, index);
                }
            },
        }),*]
    };
}
pub(super) use features;

/// Why a line got its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason {
    /// What is true of the line.
    pub reason: &'static str,
    /// How much it is true, from 0 to 1.
    pub amount: f32,
    /// How much it counts; below 0 it speaks against.
    pub weight: f32,
}

/// A model: its features, each with its weight, and what counts for every line.
pub struct Model {
    parts: Vec<Part>,
    always: f32,
}

/// Features that a model weighs and another may weigh too.
struct Part {
    features: &'static [Feature],
    weights: Vec<f32>,
}

/// How much each of a list of features is true of each line, for models that weigh the same.
#[derive(Default)]
pub struct Amounts {
    features: &'static [Feature],
    /// Those of the first feature, then those of the second, and so on.
    amounts: Vec<f32>,
}

impl Amounts {
    /// A text of more lines is looked at anew: it would take too much memory.
    const MOST_LINES: usize = 2000;

    /// Those of features to which nothing else matters than the lines themselves.
    pub fn measure(features: &'static [Feature], table: &LineTable) -> Amounts {
        let lines = table.lines.len();
        if !(1..=Amounts::MOST_LINES).contains(&lines) {
            return Amounts::default();
        }
        let mut amounts = vec![0.0; features.len() * lines];
        features
            .iter()
            .zip(amounts.chunks_exact_mut(lines))
            .for_each(|(feature, amounts)| (feature.fill)(table, amounts));
        Amounts { features, amounts }
    }

    /// Those of one of the features, if they are of this list.
    fn get(&self, features: &[Feature], index: usize) -> Option<&[f32]> {
        let lines = self.amounts.len().checked_div(self.features.len())?;
        self.amounts.get(index * lines..(index + 1) * lines).filter(|_| std::ptr::eq(self.features, features))
    }
}

impl Model {
    /// The model of this name in the table. A reason without a row counts nothing.
    pub fn load(name: &str, features: &[&'static [Feature]]) -> Model {
        let table: HashMap<&str, f32> =
            rows().filter(|(model, ..)| *model == name).map(|(_, reason, weight)| (reason, weight)).collect();
        let weight = |reason: &str| table.get(reason).copied().unwrap_or(0.0);
        let part = |features: &&'static [Feature]| Part {
            features,
            weights: features.iter().map(|feature| weight(feature.reason)).collect(),
        };
        Model { parts: features.iter().map(part).collect(), always: weight("always") }
    }

    /// Each feature with its weight.
    fn weighted(&self) -> impl Iterator<Item = (&'static Feature, f32)> {
        self.parts.iter().flat_map(|part| part.features.iter().zip(part.weights.iter().copied()))
    }

    /// The scores of the first lines, each as [`Model::score`] gives it.
    pub fn scores(&self, table: &LineTable, lines: usize) -> Vec<f32> {
        self.scores_with(table, lines, &Amounts::default())
    }

    /// The same where some amounts are known already.
    pub fn scores_with(&self, table: &LineTable, lines: usize, known: &Amounts) -> Vec<f32> {
        let mut sums = vec![0.0; lines];
        let mut own = vec![0.0; lines];
        for part in &self.parts {
            for (index, (feature, &weight)) in part.features.iter().zip(&part.weights).enumerate() {
                let known = known.get(part.features, index);
                let amounts = known.unwrap_or_else(|| {
                    (feature.fill)(table, &mut own);
                    &own
                });
                sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount * weight);
            }
        }
        sums.into_iter().map(|sum| self.always + sum).collect()
    }

    /// The sum of what speaks for a line and against it: 0 is undecided.
    pub fn score(&self, table: &LineTable, index: usize) -> f32 {
        self.always + self.weighted().map(|(feature, weight)| (feature.of)(table, index) * weight).sum::<f32>()
    }

    /// All that is true of a line, most telling first.
    pub fn reasons(&self, table: &LineTable, index: usize) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self
            .weighted()
            .map(|(feature, weight)| Reason { reason: feature.reason, amount: (feature.of)(table, index), weight })
            .filter(|reason| reason.amount != 0.0)
            .collect();
        reasons.sort_by(|a, b| (b.amount * b.weight).abs().total_cmp(&(a.amount * a.weight).abs()));
        reasons
    }
}

/// Reasons that count less are not told.
const TELLING: f32 = 0.2;
/// How many reasons are told of one candidate.
const TOLD: usize = 6;

/// The reasons that count most, as a person is told them: `a label +0.9`.
pub fn tell_reasons(reasons: &[Reason]) -> Vec<String> {
    let counted = reasons.iter().map(|reason| (reason.reason, reason.amount * reason.weight));
    let telling = counted.filter(|(_, counts)| counts.abs() >= TELLING).take(TOLD);
    telling.map(|(reason, counts)| format!("{reason} {counts:+.1}")).collect()
}

/// The same, where all is asked for: finding reasons takes longer than weighing them.
pub fn reasons_for(detail: Detail, reasons: impl FnOnce() -> Vec<Reason>) -> Vec<String> {
    match detail {
        Detail::Taken => Vec::new(),
        Detail::All => tell_reasons(&reasons()),
    }
}

/// A score as a share of certainty: 0.5 is undecided.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The rows of the table: a model, a reason of its own, and the weight of it.
pub fn rows() -> impl Iterator<Item = (&'static str, &'static str, f32)> {
    TABLE.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?.parse().ok()?))
    })
}
