//! What it is about: the names that a text has where subjects stand, each weighed by models.

use super::TopicReport;
use super::classes::LineClass;
use super::explain::told;
use super::topic_features::{FEATURES, SEEN};
use super::topics::{self, Label, Seen, Topic};
use super::view::View;
use super::weights::{Model, probability};
use crate::article::{Category, Known, Origin};
use crate::explain::Candidate;
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static TOPIC: LazyLock<Model> = LazyLock::new(|| Model::load("topic", &[FEATURES]));
static SUBJECT: LazyLock<Model> = LazyLock::new(|| Model::load("subject", &[SEEN]));

/// From here on a subject is claimed: what is claimed wrongly costs as much as what is missed.
const ENOUGH: f32 = 0.4;
/// So many subjects are claimed at most.
const MOST: usize = 60;

/// Looks for all that may be a subject, weighs each by itself, and marks those that are claimed in the classes of their lines.
pub fn find(view: &mut View, classes: &mut [LineClass], sure: &[f32], vocabulary: &Vocabulary) {
    view.topics = topics::find(view, classes, sure, vocabulary);
    look(view);
    leave_out_of_text(view, classes);
}

/// The subjects that a text names, in its order.
pub fn subjects(view: &View) -> Vec<Known<Category>> {
    let number = |topic: &Topic| view.lines.get(topic.line).map_or(0, |line| line.number);
    let category = |topic: &Topic| Known::new(Category::named(topic.text.clone()), Origin::Line(number(topic)));
    let all = view.topics.iter().zip(claimed(view));
    all.filter(|(_, claimed)| *claimed).map(|(topic, _)| category(topic)).take(MOST).collect()
}

/// Which are claimed. A line that was kept out of the text for its subjects has nothing else: one of them speaks for all.
fn claimed(view: &View) -> Vec<bool> {
    let scores = SUBJECT.scores(view, view.topics.len());
    let mut claimed: Vec<bool> = scores.into_iter().map(|score| probability(score) >= ENOUGH).collect();
    let mut from = 0;
    for group in view.topics.chunk_by(|one, next| one.group == next.group) {
        let own = claimed.get_mut(from..from + group.len()).unwrap_or_default();
        from += group.len();
        if own.contains(&true) && group.iter().all(|topic| topic.marked && topic.label == Label::None) {
            own.fill(true);
        }
    }
    claimed
}

/// Takes in what speaks for each by itself, so that each can be weighed among its like.
fn look(view: &mut View) {
    /// More than this, for or against, says nothing new.
    const MOST: f32 = 6.0;
    let scores: Vec<f32> =
        TOPIC.scores(view, view.topics.len()).into_iter().map(|score| score.clamp(-MOST, MOST) / 3.0).collect();
    let most = scores.iter().copied().fold(-MOST, f32::max);
    let mut from = 0;
    for group in view.topics.chunk_by_mut(|one, next| one.group == next.group) {
        let own = scores.get(from..from + group.len()).unwrap_or_default();
        from += group.len();
        let mean = own.iter().sum::<f32>() / own.len().max(1) as f32;
        let most_of_group = own.iter().copied().fold(-MOST, f32::max);
        for (topic, own) in group.iter_mut().zip(own) {
            topic.seen = Seen { own: *own, group: mean, most_of_group, most };
        }
    }
}

/// A line near the end of the text that is nothing but subjects is no part of it.
fn leave_out_of_text(view: &View, classes: &mut [LineClass]) {
    let claimed = claimed(view);
    let of_line = |index: usize| view.topics.iter().zip(&claimed).filter(move |(topic, _)| topic.line == index);
    for (index, class) in classes.iter_mut().enumerate().filter(|(_, class)| class.is_body()) {
        if view.share_before(index) > 0.9 && of_line(index).count() > 0 && of_line(index).all(|(_, claimed)| *claimed) {
            *class = LineClass::LabelValue;
        }
    }
}

/// What was weighed, with what speaks for each and against it.
pub fn weighed(view: &View) -> Vec<Candidate> {
    let candidate = |(index, topic): (usize, &Topic)| {
        let reasons = told(&TOPIC.reasons(view, index));
        let line_number = view.lines.get(topic.line).map_or(0, |line| line.number);
        Candidate::weighed(topic.text.clone(), Origin::Line(line_number), SUBJECT.score(view, index), reasons)
    };
    view.topics.iter().enumerate().map(candidate).collect()
}

/// All that was weighed with what the first look sees of each.
pub fn reports(view: &View) -> Vec<TopicReport> {
    let report = |(index, topic): (usize, &Topic)| TopicReport {
        line_number: view.lines.get(topic.line).map_or(0, |line| line.number),
        reasons: TOPIC.reasons(view, index),
        group: topic.group,
        text: topic.text.clone(),
    };
    view.topics.iter().enumerate().map(report).collect()
}
