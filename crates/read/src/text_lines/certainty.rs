//! How sure the reading of a text as a whole is: how often texts of which as much is known are read as a person would read them.

use super::line::Line;
use super::line_table::{LineState, LineTable};
use super::weights::probability;

/// What the models are sure of.
#[derive(Clone, Copy, Debug)]
pub struct Certainty {
    /// The share of the chosen title among all lines that could be it, from 0 to 1.
    pub title: f32,
    /// How decided it is of each character whether it belongs to the article: 0 where all are undecided, 1 where all are certain.
    pub lines: f32,
}

// Fitted by tests/fit/certainty.py, so that of texts with a certainty of 80 % eight in ten have the right title and the right text.
const ALWAYS: f32 = -2.24;
const TITLE: f32 = 0.24;
const LINES: f32 = 1.56;

/// What a share of certainty is at most, so that its odds are finite.
const MOST: f32 = 0.999;
/// A line of so many bytes says as much as a longer one.
const LONG: usize = 2000;

impl Certainty {
    /// Of a text after all passes.
    pub fn from_table(table: &LineTable) -> Certainty {
        let scores = || table.states.iter().map(|state| state.title_score);
        let best = scores().fold(f32::NEG_INFINITY, f32::max);
        let title = 1.0 / scores().map(|score| (score - best).exp()).sum::<f32>().max(1.0);
        let length = |line: &Line| line.shape.length.min(LONG) as f32;
        let decided = |(line, state): (&Line, &LineState)| length(line) * (state.confidence * 2.0 - 1.0).abs();
        let all: f32 = table.lines.iter().map(length).sum();
        let lines = table.each().map(decided).sum::<f32>() / all.max(1.0);
        Certainty { title, lines }
    }

    /// The share of texts with this certainty that are read rightly, in percent.
    pub fn percent(self) -> u8 {
        let score = ALWAYS + TITLE * odds(self.title) + LINES * odds(self.lines);
        // From 0 to 100, so that nothing is cut off.
        (probability(score) * 100.0).round() as u8
    }
}

/// The logarithm of the odds of a share.
fn odds(share: f32) -> f32 {
    let share = share.clamp(1.0 - MOST, MOST);
    (share / (1.0 - share)).ln()
}
