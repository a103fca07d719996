//! The candidates for a field of a text, with what speaks for each and against it.

use super::{
    LEDE, Reason, Seen, authors, body, could_be_lede, date_lines, language_of, lines, phrases_for, see_and_tell,
};
use super::{bylines, keywords, sections, title_reasons};
use crate::article::Origin;
use crate::explain::{Candidate, Field};
use crate::{ReadContext, language};

/// Reasons that count less are not told.
const TELLING: f32 = 0.2;
/// How many reasons are told of one candidate.
const REASONS: usize = 6;

/// The candidates for a field, in the order of the text.
pub fn candidates(text: &str, path: &str, context: &ReadContext, field: Field) -> Vec<Candidate> {
    let language = language_of(text);
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut title = Vec::new();
    let mut seen = see_and_tell(&lines, &words, path, phrases, context, |table| {
        if field == Field::Title {
            title = title_reasons(table);
        }
    });
    let hints = date_lines::hints(&lines, language, context.offset_seconds);
    if field == Field::Authors {
        seen.table.names = bylines::find(&seen.table, &seen.classes, &hints);
    }
    if field == Field::Categories {
        keywords::find(&mut seen.table, &mut seen.classes, &seen.confidence, &context.vocabulary);
    }
    let Seen { table, classes, .. } = &seen;
    match field {
        Field::Title => {
            let scored = seen.title_scores.iter().zip(&title).enumerate();
            scored.filter_map(|(index, (score, reasons))| by_model(&seen, index, *score, reasons)).collect()
        }
        Field::Summary => {
            let ledes = (0..table.lines.len()).filter(|&index| could_be_lede(table, classes, index));
            let by_lede = |index| by_model(&seen, index, LEDE.score(table, index), &LEDE.reasons(table, index));
            ledes.filter_map(by_lede).collect()
        }
        Field::Authors => authors::weighed(table),
        Field::Published => date_lines::weighed(table, classes, &hints),
        Field::Language => language::weighed_languages(text),
        Field::Categories => keywords::weighed(table),
        Field::Section => sections(table, classes).into_iter().map(|known| stated(known.value, known.from)).collect(),
        Field::Image => body::pictures(table, classes).map(|(value, origin)| stated(value, origin)).collect(),
    }
}

fn stated(value: String, origin: Origin) -> Candidate {
    Candidate { value, origin, score: None, reasons: Vec::new(), won: false }
}

fn by_model(seen: &Seen, index: usize, score: f32, reasons: &[Reason]) -> Option<Candidate> {
    let line = seen.table.lines.get(index)?;
    Some(Candidate::weighed(line.text, Origin::Line(line.number), score, told(reasons)))
}

/// The reasons that count most, as a person is told them: `a label +0.9`.
pub fn told(reasons: &[Reason]) -> Vec<String> {
    let counted = reasons.iter().map(|reason| (reason.reason, reason.amount * reason.weight));
    let telling = counted.filter(|(_, counts)| counts.abs() >= TELLING).take(REASONS);
    telling.map(|(reason, counts)| format!("{reason} {counts:+.1}")).collect()
}
