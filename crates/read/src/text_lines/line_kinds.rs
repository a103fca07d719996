//! What a line is by its own words and signs, whatever stands around it.

use super::line::{End, Line};
use crate::line_phrases::Use;

/// Whether a line says who made a picture, alone or before the caption.
pub fn is_credit(line: &Line) -> bool {
    let short = line.shape.words <= 60;
    let labelled = line.hits.label.has(Use::Credit) || (line.hits.opening.has(Use::Credit) && line.shape.words <= 25);
    let signed = line.text.starts_with(['©', 'ⓒ']) && !line.hits.says(Use::Legal);
    let legal = signed && line.text.chars().take(40).filter(char::is_ascii_digit).count() >= 4;
    short && !legal && (signed || labelled)
}

/// Whether a line is nothing but boilerplate by its phrases.
pub fn is_boilerplate(line: &Line) -> bool {
    const BOILERPLATE: [Use; 9] = [
        Use::Share,
        Use::Network,
        Use::Comments,
        Use::Subscribe,
        Use::Advert,
        Use::Legal,
        Use::Navigation,
        Use::Related,
        Use::About,
    ];
    line.hits.whole.has_any(&BOILERPLATE) || line.hits.opening.has_any(&BOILERPLATE)
}

/// Whether a line begins as an item of a list does.
pub fn is_bullet(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    match first {
        Some('•' | '▪' | '■' | '●' | '◦' | '‣' | '✓' | '✔' | '·') => true,
        Some('-' | '*' | '–' | '—') => characters.next() == Some(' '),
        _ => false,
    }
}

/// Whether a line begins with a number and a full stop or bracket.
pub fn is_numbered(text: &str) -> bool {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text.chars().skip(digits);
    (1..=2).contains(&digits) && matches!(rest.next(), Some('.' | ')')) && rest.next().is_some_and(char::is_whitespace)
}

/// Whether a line opens what stands beneath an article: comments, other articles, a portrait of its author. A pointer that names its
/// article (`Read also: A village builds its bridge`) stands inside the text as often.
pub fn opens_tail(line: &Line) -> bool {
    let opening = line.hits.opening.has_any(&[Use::Comments, Use::About]) && line.shape.words <= 9;
    line.hits.whole.has_any(&[Use::Comments, Use::Related, Use::About]) || opening
}

/// Whether a line can be a subject: a few words, no sentence, nothing that says something else.
pub fn is_tag(line: &Line) -> bool {
    let shape = &line.shape;
    (1..=8).contains(&shape.words)
        && shape.length <= 90
        && matches!(shape.end, End::None | End::Open)
        && !is_boilerplate(line)
        && !line.dated
        && !line.hits.says(Use::Byline)
}

/// A few words that end like no sentence.
pub fn could_be_heading(line: &Line) -> bool {
    let shape = &line.shape;
    (1..=14).contains(&shape.words)
        && shape.length <= 110
        && matches!(shape.end, End::None | End::Cry)
        && !line.text.starts_with(|c: char| c.is_lowercase() || matches!(c, '"' | '“' | '„' | '«' | '(' | '-' | '–'))
        && line.hits.label.is_empty()
}

/// Whether a line reads like a sentence: several words and the end of one, in any script.
pub fn is_sentence(line: &Line) -> bool {
    let shape = &line.shape;
    let ends = matches!(shape.end, End::Sentence | End::Cry);
    let several = shape.words >= 3 || shape.compact >= 6;
    ends && several || line.is_unstopped_sentence()
}
