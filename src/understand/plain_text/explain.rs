//! The candidates for a field of a text, with what speaks for each and against it.

use super::view::View;
use super::{
    LEDE, Seen, TITLE, TITLE_WITHIN, authors, body, could_be_lede, language_of, lines, moments, phrases_for, see,
};
use super::{sections, signature, subjects};
use crate::article::Origin;
use crate::date::DateHints;
use crate::understand::explain::{Candidate, Field};
use crate::understand::plain_text::weights::Model;
use crate::understand::{House, language};

/// Reasons that count less are not told.
const TELLING: f32 = 0.2;
/// How many reasons are told of one candidate.
const REASONS: usize = 6;

/// The candidates for a field, in the order of the text.
pub fn candidates(text: &str, path: &str, house: &House, field: Field) -> Vec<Candidate> {
    let language = language_of(text);
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, house);
    let hints = DateHints { language, offset_seconds: house.offset_seconds, ..DateHints::default() };
    if field == Field::Authors {
        seen.view.names = signature::find(&seen.view, &seen.classes, &hints);
    }
    let Seen { view, classes, .. } = &seen;
    match field {
        Field::Title => {
            let score = |_: &View, index| seen.title_scores.get(index).copied().unwrap_or(0.0);
            by_model(&seen, &TITLE, score, |index| index < TITLE_WITHIN)
        }
        Field::Summary => {
            by_model(&seen, &LEDE, |view, index| LEDE.score(view, index), |index| could_be_lede(view, classes, index))
        }
        Field::Authors => authors::weighed(view),
        Field::Published => moments::weighed(view, classes, &hints),
        Field::Language => language::weighed_languages(text),
        Field::Categories => {
            let body = body::content(view, classes).text();
            let found = subjects::subjects(view, classes, &house.vocabulary, &body);
            found.into_iter().map(|known| stated(known.value.label, known.from)).collect()
        }
        Field::Section => sections(view, classes).into_iter().map(|known| stated(known.value, known.from)).collect(),
        Field::Image => body::pictures(view, classes).map(|(value, origin)| stated(value, origin)).collect(),
    }
}

fn stated(value: String, origin: Origin) -> Candidate {
    Candidate { value, origin, score: None, reasons: Vec::new(), won: false }
}

fn by_model(
    seen: &Seen,
    model: &Model,
    score: impl Fn(&View, usize) -> f32,
    may: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let lines = seen.view.lines.iter().enumerate().filter(|(index, _)| may(*index));
    lines
        .map(|(index, line)| {
            let reasons = model.reasons(&seen.view, index);
            let told = reasons.iter().map(|reason| (reason.reason, reason.amount * reason.weight));
            let told = told.filter(|(_, counts)| counts.abs() >= TELLING).take(REASONS);
            let told = told.map(|(reason, counts)| format!("{reason} {counts:+.1}")).collect();
            Candidate::weighed(line.text, Origin::Line(line.number), score(&seen.view, index), told)
        })
        .collect()
}
