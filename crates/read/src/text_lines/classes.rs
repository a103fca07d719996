//! Which line is what.

use super::bylines;
use super::labels::{mark_labels, mark_last_keywords};
use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_kinds::{could_be_heading, is_boilerplate, is_bullet, is_credit, is_numbered, is_sentence, opens_tail};
use super::line_table::{LineId, LineTable};
use super::sentences::keep_sentences;
use super::trail;
use crate::line_phrases::Use;

/// From here on a line counts as part of the article.
const IN: f32 = 0.44;

/// Gives every line its class, by how sure the last pass is of each.
pub fn classify(table: &mut LineTable) {
    for index in 0..table.lines.len() {
        let class = class_of(table, index);
        table.set_class(index, class);
    }
    keep_lists_whole(table);
    mark_labels(table);
    take_in_headings(table);
    keep_sentences(table);
    mark_headings(table);
    mark_last_keywords(table);
}

fn class_of(table: &LineTable, index: LineId) -> LineClass {
    let confidence = table.confidence(index);
    let Some(line) = table.lines.get(index) else { return LineClass::Footer };
    if let Some(class) = class_by_title(table, index, line) {
        return class;
    }
    // A date between the paragraphs of a chronicle is a heading.
    if line.date_alone && (index <= table.start.saturating_add(1) || confidence < 0.9) {
        return LineClass::DateLine;
    }
    if let Some(class) = class_by_phrase(table, index, line, confidence) {
        return class;
    }
    if confidence < IN {
        let deck = could_be_deck(table, index, line);
        return if deck { LineClass::Deck } else { class_outside(table, index, line) };
    }
    if is_bullet(line.text) {
        LineClass::ListItem
    } else if is_quotation(line) {
        LineClass::Quotation
    } else {
        LineClass::Paragraph
    }
}

/// A line right below the title that says something, and that the text does not go on from.
fn could_be_deck(table: &LineTable, index: usize, line: &Line) -> bool {
    let below = table.below_title(index).is_some_and(|lines| lines <= 3) && index < table.start;
    below
        && (6..=80).contains(&line.shape.words)
        && line.hits.whole.is_empty()
        && line.shape.calls < 2
        && !line.dated
        && !table.recurs(index)
}

fn class_by_title(table: &LineTable, index: usize, line: &Line) -> Option<LineClass> {
    let title = table.title?;
    let title_line = table.lines.get(title)?;
    if index == title || (line.folded == title_line.folded && index < table.start) {
        return Some(LineClass::Title);
    }
    let above = index < title && title - index <= 2;
    let next = index + 1 == title;
    let kicker = || line.hits.whole.has(Use::Kicker) || trail::is_trail(line.text) || (next && looks_like_kicker(line));
    // `6 November 2023 / 9:18` is laid out like a path.
    (above && !line.dated && kicker()).then_some(LineClass::Kicker)
}

fn looks_like_kicker(line: &Line) -> bool {
    let shape = &line.shape;
    (1..=3).contains(&shape.words)
        && shape.length <= 30
        && shape.numbers == 0
        && shape.glued == 0
        && shape.separators == 0
        && shape.end == End::None
        && (shape.capitalised > 0 || shape.capitals == 0 && !line.text.contains(char::is_lowercase))
        && line.copies <= 2
        && line.hits.whole.is_empty()
        && line.hits.opening.is_empty()
}

/// What a line is by its phrases and signs alone, where those decide.
fn class_by_phrase(table: &LineTable, index: LineId, line: &Line, confidence: f32) -> Option<LineClass> {
    let hits = line.hits;
    let short = line.shape.words <= 12;
    if is_credit(line) {
        return Some(LineClass::Credit);
    }
    if line.closing_credit.is_some() {
        return Some(LineClass::Caption);
    }
    if confidence < 0.5 && hits.whole.has(Use::Tags) || (hits.label.has(Use::Tags) && short) {
        return Some(LineClass::Label);
    }
    if confidence >= 0.9 && !hits.whole.has_any(&[Use::Advert, Use::Continues, Use::Share, Use::Related]) {
        return None;
    }
    if hits.says(Use::Continues) && short || hits.whole.has(Use::Advert) {
        return Some(LineClass::Notice);
    }
    if hits.whole.has_any(&[Use::Share, Use::Network]) {
        return Some(LineClass::ShareBar);
    }
    if hits.whole.has(Use::Comments) {
        return Some(LineClass::Comments);
    }
    if hits.whole.has(Use::Related)
        || ((hits.opening.has(Use::Related) || hits.label.has(Use::Related)) && short && confidence < 0.7)
    {
        return Some(LineClass::Related);
    }
    if index < table.start.saturating_add(2) && bylines::signs(line, table.phrases) {
        return Some(LineClass::Byline);
    }
    let moment =
        hits.says(Use::Published) || hits.says(Use::Updated) || hits.says(Use::Relative) || hits.says(Use::ReadingTime);
    // `Published March 3, 2025 10:15 a.m.` ends like a sentence.
    let stated = line.shape.words <= 8 && hits.first_words.has_any(&[Use::Published, Use::Updated]);
    let dated = line.dated && (stated || !is_sentence(line));
    (confidence < 0.5 && short && (moment || dated)).then_some(LineClass::DateLine)
}

fn class_outside(table: &LineTable, index: usize, line: &Line) -> LineClass {
    let hits = line.hits;
    let below_tail = table.tails(index) > 0 && !hits.says(Use::Legal) && !is_boilerplate(line);
    if hits.says(Use::Subscribe) || hits.says(Use::Advert) {
        LineClass::Notice
    } else if hits.says(Use::Comments) {
        LineClass::Comments
    } else if hits.says(Use::Share) {
        LineClass::ShareBar
    } else if index < table.start {
        LineClass::Navigation
    } else if below_tail || hits.says(Use::Related) || opens_tail(line) {
        LineClass::Related
    } else {
        LineClass::Footer
    }
}

/// A line that is somebody's words from the first to the last sign, and not a long speech.
fn is_quotation(line: &Line) -> bool {
    let inner = |open: char, close: char| {
        let inside = line.text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|inside| !inside.contains([open, close]))
    };
    (6..=60).contains(&line.shape.words) && (inner('“', '”') || inner('„', '“') || inner('«', '»') || inner('»', '«'))
}

/// An item right after an item of the text is one too.
fn keep_lists_whole(table: &mut LineTable) {
    let mut in_list = false;
    for (line, state) in table.lines.iter().zip(&mut table.states) {
        let class = state.class;
        let outside = matches!(class, LineClass::Footer | LineClass::Navigation | LineClass::Related | LineClass::Deck);
        if in_list && outside && is_bullet(line.text) {
            state.class = LineClass::ListItem;
        }
        in_list = state.class == LineClass::ListItem;
    }
}

/// How sure a line must be that stands like a heading between paragraphs, with nothing but pictures between.
const HEADING: f32 = 0.2;

/// Takes in a short line before a paragraph of the text when what parts it from the paragraph above is a picture, an advertisement or a
/// pointer: those make it look as if the text had ended.
fn take_in_headings(table: &mut LineTable) {
    use LineClass::{Caption, Credit, Footer, Heading, Notice, Related};
    let mut text_above = false;
    for (index, line) in table.lines.iter().enumerate() {
        let class = table.class(index);
        let follows = table.lines.get(index + 1).is_some_and(|next| next.is_dense())
            && table.class(index + 1) == LineClass::Paragraph;
        let near = table.confidence(index) >= HEADING;
        if class == Footer && text_above && follows && near && could_be_heading(line) && line.hits.whole.is_empty() {
            table.set_class(index, Heading);
            continue;
        }
        text_above = class.is_body() || text_above && matches!(class, Credit | Caption | Notice | Related);
    }
}

/// A short line between paragraphs that ends like no sentence is a heading; one among its like is an item of a list.
fn mark_headings(table: &mut LineTable) {
    let body: Vec<LineId> = (0..table.lines.len()).filter(|&index| table.class(index).is_body()).collect();
    for (place, &index) in body.iter().enumerate() {
        let Some(line) = table.lines.get(index) else { continue };
        let after = body.get(place + 1).and_then(|&next| table.lines.get(next));
        let before = place.checked_sub(1).and_then(|place| body.get(place)).and_then(|&before| table.lines.get(before));
        if table.class(index) == LineClass::Paragraph
            && could_be_heading(line)
            && after.is_some_and(is_paragraph)
            && before.is_none_or(could_precede_heading)
        {
            table.set_class(index, LineClass::Heading);
        }
    }
}

fn is_paragraph(line: &Line) -> bool {
    line.is_dense()
        || (line.shape.words >= 10 && line.shape.end != End::None)
        || is_bullet(line.text)
        || is_numbered(line.text)
}

fn could_precede_heading(line: &Line) -> bool {
    line.shape.words >= 8 || line.shape.end != End::None && line.shape.end != End::Colon || is_bullet(line.text)
}
