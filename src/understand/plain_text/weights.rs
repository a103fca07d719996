//! How much each reason counts: linear models over the lines of a text, with their weights in one table.
//!
//! `weights.tsv` has a row for each model, reason and weight. The weights were fitted by logistic regression on articles in which people
//! marked what belongs to them. A reason is a sentence about a line, so that what the models decide can be read.

use super::view::View;
use std::collections::HashMap;

const TABLE: &str = include_str!("weights.tsv");

/// One reason of a model: what is true of a line, and how much.
pub struct Feature {
    /// What is true of the line, as a person is told.
    pub reason: &'static str,
    /// How much it is true of the line of this index: 0 not at all, 1 wholly.
    pub of: for<'v> fn(&View<'v>, usize) -> f32,
    /// Adds to the sum of each line how much it is true, times a weight.
    pub add: for<'v> fn(&View<'v>, weight: f32, sums: &mut [f32]),
}

/// The list of the features that a model weighs: `f("a reason", |view, index| how much it is true of a line)`, one after the other.
macro_rules! features {
    ($(f($reason:expr, $of:expr $(,)?)),* $(,)?) => {
        &[$(Feature {
            reason: $reason,
            of: $of,
            // One loop for each feature, in which a compiler can see what it does.
            add: |view, weight, sums| {
                let of: for<'v> fn(&View<'v>, usize) -> f32 = $of;
                for (index, sum) in sums.iter_mut().enumerate() {
                    *sum += of(view, index) * weight;
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
    features: Vec<&'static Feature>,
    weights: Vec<f32>,
    always: f32,
}

impl Model {
    /// The model of this name in the table. A reason without a row counts nothing.
    pub fn load(name: &str, features: &[&'static [Feature]]) -> Model {
        let table: HashMap<&str, f32> =
            rows().filter(|(model, ..)| *model == name).map(|(_, reason, weight)| (reason, weight)).collect();
        let weight = |reason: &str| table.get(reason).copied().unwrap_or(0.0);
        let features: Vec<&Feature> = features.iter().copied().flatten().collect();
        let weights = features.iter().map(|feature| weight(feature.reason)).collect();
        Model { features, weights, always: weight("always") }
    }

    /// The scores of the first lines, each as [`Model::score`] gives it.
    pub fn scores(&self, view: &View, lines: usize) -> Vec<f32> {
        let mut sums = vec![0.0; lines];
        for (feature, &weight) in self.features.iter().zip(&self.weights) {
            (feature.add)(view, weight, &mut sums);
        }
        sums.into_iter().map(|sum| self.always + sum).collect()
    }

    /// The sum of what speaks for a line and against it: 0 is undecided.
    pub fn score(&self, view: &View, index: usize) -> f32 {
        let weighted =
            self.features.iter().zip(&self.weights).map(|(feature, weight)| (feature.of)(view, index) * weight);
        self.always + weighted.sum::<f32>()
    }

    /// All that is true of a line, most telling first.
    pub fn reasons(&self, view: &View, index: usize) -> Vec<Reason> {
        let all = self.features.iter().zip(&self.weights);
        let mut reasons: Vec<Reason> = all
            .map(|(feature, &weight)| Reason { reason: feature.reason, amount: (feature.of)(view, index), weight })
            .filter(|reason| reason.amount != 0.0)
            .collect();
        reasons.sort_by(|a, b| (b.amount * b.weight).abs().total_cmp(&(a.amount * a.weight).abs()));
        reasons
    }
}

/// A score as a share of certainty: 0.5 is undecided.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, f32)> {
    TABLE.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::plain_text::{author_features, features, topic_features};
    use std::collections::BTreeSet;

    const MODELS: [(&str, &[&[Feature]]); 8] = [
        ("alone", &[features::ALONE]),
        ("among", &[features::AMONG]),
        ("settled", &features::SETTLED),
        ("title", &[features::TITLE]),
        ("lede", &[features::LEDE]),
        ("author", &[author_features::FEATURES]),
        ("topic", &[topic_features::FEATURES]),
        ("subject", &[topic_features::SEEN]),
    ];

    #[test]
    fn every_reason_has_a_weight_and_every_weight_a_reason() {
        let mut known = BTreeSet::new();
        for (model, table) in MODELS {
            known.insert((model, "always"));
            known.extend(table.iter().copied().flatten().map(|feature| (model, feature.reason)));
        }
        let stated: BTreeSet<(&str, &str)> = rows().map(|(model, reason, _)| (model, reason)).collect();
        let lost: Vec<_> = known.symmetric_difference(&stated).collect();
        assert!(lost.is_empty(), "in one of the two only: {lost:?}");
        assert_eq!(rows().count(), stated.len(), "a reason stands twice");
    }
}
