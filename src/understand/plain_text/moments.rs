//! When it was published and changed: the dates of a text, weighed.

use super::classes::LineClass;
use super::lines::{Line, unglued};
use super::view::View;
use crate::article::{Known, Origin};
use crate::date::{self, DateHints, Timestamp};
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
    let mut best: Option<(i32, usize, Known<Timestamp>)> = None;
    let mut updated = None;
    for (index, line) in view.lines.iter().enumerate() {
        if !may_state_a_date(line) {
            continue;
        }
        let text = unglued(line.text, view.phrases);
        for (place, found) in date::find(&text, hints).into_iter().enumerate() {
            let Ok(moment) = found.date else { continue };
            let known = Known::new(moment, Origin::Line(line.number));
            let before = text.get(..found.span.start).unwrap_or_default();
            if says_updated(view, index, line, before, place) {
                updated = updated.or(Some(known));
                continue;
            }
            let points = points(view, classes, index, line) - place as i32;
            if best.as_ref().is_none_or(|(most, ..)| points > *most) {
                best = Some((points, index, known));
            }
        }
    }
    let published = best.filter(|(points, ..)| *points > 0).map(|(.., known)| known);
    match published {
        Some(_) => Moments { published, updated },
        // The only date that a text states is the best that is known of its publication.
        None => Moments { published: updated, updated: None },
    }
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
