//! The candidates for a field of a text, with what speaks for each and against it.

use super::{LEDE, Reason, Seen, authors, body, could_be_lede, language_of, lines, moments, phrases_for, see_and_tell};
use super::{sections, signature, subjects, title_reasons};
use crate::article::Origin;
use crate::explain::{Candidate, Field};
use crate::{House, language};

/// Reasons that count less are not told.
const TELLING: f32 = 0.2;
/// How many reasons are told of one candidate.
const REASONS: usize = 6;

/// The candidates for a field, in the order of the text.
pub fn candidates(text: &str, path: &str, house: &House, field: Field) -> Vec<Candidate> {
    let language = language_of(text);
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut title = Vec::new();
    let mut seen = see_and_tell(&lines, &words, path, phrases, house, |view| {
        if field == Field::Title {
            title = title_reasons(view);
        }
    });
    let hints = moments::hints(&lines, language, house.offset_seconds);
    if field == Field::Authors {
        seen.view.names = signature::find(&seen.view, &seen.classes, &hints);
    }
    if field == Field::Categories {
        subjects::find(&mut seen.view, &mut seen.classes, &seen.sure, &house.vocabulary);
    }
    let Seen { view, classes, .. } = &seen;
    match field {
        Field::Title => {
            let scored = seen.title_scores.iter().zip(&title).enumerate();
            scored.filter_map(|(index, (score, reasons))| by_model(&seen, index, *score, reasons)).collect()
        }
        Field::Summary => {
            let ledes = (0..view.lines.len()).filter(|&index| could_be_lede(view, classes, index));
            let by_lede = |index| by_model(&seen, index, LEDE.score(view, index), &LEDE.reasons(view, index));
            ledes.filter_map(by_lede).collect()
        }
        Field::Authors => authors::weighed(view),
        Field::Published => moments::weighed(view, classes, &hints),
        Field::Language => language::weighed_languages(text),
        Field::Categories => subjects::weighed(view),
        Field::Section => sections(view, classes).into_iter().map(|known| stated(known.value, known.from)).collect(),
        Field::Image => body::pictures(view, classes).map(|(value, origin)| stated(value, origin)).collect(),
    }
}

fn stated(value: String, origin: Origin) -> Candidate {
    Candidate { value, origin, score: None, reasons: Vec::new(), won: false }
}

fn by_model(seen: &Seen, index: usize, score: f32, reasons: &[Reason]) -> Option<Candidate> {
    let line = seen.view.lines.get(index)?;
    Some(Candidate::weighed(line.text, Origin::Line(line.number), score, told(reasons)))
}

/// The reasons that count most, as a person is told them: `a label +0.9`.
pub fn told(reasons: &[Reason]) -> Vec<String> {
    let counted = reasons.iter().map(|reason| (reason.reason, reason.amount * reason.weight));
    let telling = counted.filter(|(_, counts)| counts.abs() >= TELLING).take(REASONS);
    telling.map(|(reason, counts)| format!("{reason} {counts:+.1}")).collect()
}
