//! When it was published and changed: the dates of a text, weighed.

use super::classes::LineClass;
use super::lines::{Line, unglued};
use super::view::View;
use crate::article::{Known, Origin};
use crate::date::{self, DateHints, Timestamp};
use crate::understand::explain::Candidate;
use crate::understand::phrases::Use;

/// The dates that a text states of itself.
#[derive(Default)]
pub struct Moments {
    /// When it was published.
    pub published: Option<Known<Timestamp>>,
    /// When it was changed.
    pub updated: Option<Known<Timestamp>>,
}

/// Looks for dates near the title, then at the end, then anywhere in the short lines of the text.
pub fn moments(view: &View, classes: &[LineClass], hints: &DateHints) -> Moments {
    let found = found(view, classes, hints);
    let known = |one: &Found| Known::new(one.moment, Origin::Line(one.line_number));
    let updated = found.iter().find(|one| one.updated).map(known);
    let published = found.iter().filter(|one| !one.updated);
    // Of two that are as good the first is taken.
    let best = published.reduce(|best, next| if next.points > best.points { next } else { best });
    let published = best.filter(|best| best.points > 0).map(known);
    match published {
        Some(_) => Moments { published, updated },
        // The only date that a text states is the best that is known of its publication.
        None => Moments { published: updated, updated: None },
    }
}

/// The dates that were weighed.
pub fn weighed(view: &View, classes: &[LineClass], hints: &DateHints) -> Vec<Candidate> {
    let told = |one: Found| {
        let what = if one.updated { "says when it was changed" } else { "may say when it was published" };
        let reasons = vec![what.to_string(), format!("in `{}`", one.line.chars().take(60).collect::<String>())];
        Candidate::weighed(one.moment.rfc3339(), Origin::Line(one.line_number), one.points as f32, reasons)
    };
    found(view, classes, hints).into_iter().map(told).collect()
}

/// A date on a line of the text.
struct Found<'a> {
    moment: Timestamp,
    line_number: usize,
    line: &'a str,
    updated: bool,
    points: i32,
}

fn found<'a>(view: &View<'a>, classes: &[LineClass], hints: &DateHints) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    for (index, line) in view.lines.iter().enumerate().filter(|(_, line)| may_state_a_date(line)) {
        let text = unglued(line.text, view.phrases);
        for (place, found) in date::find(&text, hints).into_iter().enumerate() {
            let Ok(moment) = found.date else { continue };
            let before = text.get(..found.span.start).unwrap_or_default();
            let updated = says_updated(view, index, line, before, place);
            let points = points(view, classes, index, line) - place as i32;
            all.push(Found { moment, line_number: line.number, line: line.text, updated, points });
        }
    }
    all
}

fn may_state_a_date(line: &Line) -> bool {
    line.shape.words <= 30 && line.shape.length <= 250 && line.text.chars().any(char::is_numeric)
}

/// Whether a date is one of a change: its line says so before it, or the line above does.
fn says_updated(view: &View, index: usize, line: &Line, before: &str, place: usize) -> bool {
    let says = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| !word.is_empty() && view.phrases.is(&word.to_lowercase(), Use::Updated))
    };
    let above = || view.line(index, -1).is_some_and(|above| above.hits.whole.has(Use::Updated));
    let first = line.hits.first_words.has(Use::Updated) || line.hits.label.has(Use::Updated);
    (first && !line.hits.first_words.has(Use::Published)) && place == 0 || says(before) || (place == 0 && above())
}

/// How likely a line is to state when the article was published.
fn points(view: &View, classes: &[LineClass], index: usize, line: &Line) -> i32 {
    let title = view.title.unwrap_or(0);
    let class = classes.get(index).copied().unwrap_or(LineClass::Footer);
    let labelled = line.hits.first_words.has(Use::Published)
        || line.hits.label.has(Use::Published)
        || view.line(index, -1).is_some_and(|above| above.hits.whole.has(Use::Published));
    let signed = line.hits.says(Use::Byline);
    let mut points = match index.abs_diff(title) {
        0..=3 => 60,
        4..=8 => 50,
        9..=20 => 30,
        _ => 10,
    };
    points += if index > title && index <= view.start { 25 } else { 0 };
    points += if labelled { 30 } else { 0 };
    points += if signed { 10 } else { 0 };
    points += if line.shape.words <= 8 { 10 } else { 0 };
    points -= if class.is_body() { 40 } else { 0 };
    points -= if line.text.contains('©') || line.hits.says(Use::Legal) { 40 } else { 0 };
    points -= if view.tails(index) > 0 { 40 } else { 0 };
    points -= if class == LineClass::Caption || class == LineClass::Credit { 20 } else { 0 };
    points
}
