//! The body of a text as clean HTML, and the picture that it speaks of.

use super::classes::{LineClass, is_credit};
use super::features::is_bullet;
use super::line_table::LineTable;
use super::lines::Line;
use crate::article::{Media, Origin, Sourced};
use crate::line_phrases::Use;
use crate::ranked::{Detail, Ranked};
use courant_html::{CleanHtml, Element, Writer};

/// The body: paragraphs, headings, lists, quotations, and captions as figures.
pub fn content(table: &LineTable, classes: &[LineClass]) -> CleanHtml {
    let mut writer = Writer::with_capacity(table.lines.iter().map(|line| line.text.len() + 16).sum());
    let mut in_list = false;
    for (line, class) in table.lines.iter().zip(classes) {
        if in_list && *class != LineClass::ListItem {
            writer.close(Element::Ul);
        }
        if !in_list && *class == LineClass::ListItem {
            writer.open(Element::Ul, &[]);
        }
        in_list = *class == LineClass::ListItem;
        match class {
            LineClass::Heading => block(&mut writer, Element::H2, line.text),
            LineClass::Paragraph => block(&mut writer, Element::P, line.text),
            LineClass::ListItem => block(&mut writer, Element::Li, without_bullet(line.text)),
            LineClass::Quotation => quotation(&mut writer, line.text),
            LineClass::Credit | LineClass::Caption => figure(&mut writer, line),
            _ => {}
        }
    }
    writer.finish()
}

fn block(writer: &mut Writer, element: Element, text: &str) {
    writer.open(element, &[]);
    writer.text(text);
    writer.close(element);
}

fn quotation(writer: &mut Writer, text: &str) {
    writer.open(Element::Blockquote, &[]);
    block(writer, Element::P, text);
    writer.close(Element::Blockquote);
}

/// A caption stands as the caption of a figure; a credit alone belongs to a picture that the text does not have.
fn figure(writer: &mut Writer, line: &Line) {
    let (credit, caption) = credit_and_caption(line);
    let Some(caption) = caption else { return };
    writer.open(Element::Figure, &[]);
    writer.open(Element::Figcaption, &[]);
    writer.text(caption);
    if let Some(credit) = credit {
        writer.text(" (");
        writer.text(credit);
        writer.text(")");
    }
    writer.close(Element::Figcaption);
    writer.close(Element::Figure);
}

/// `Jane Roe` of `Photo: Jane Roe`.
fn without_label(credit: &str) -> &str {
    let value = credit.split_once([':', '：']).map_or(credit, |(_, value)| value);
    value.trim_matches(|c: char| c.is_whitespace() || c == '©')
}

fn without_bullet(text: &str) -> &str {
    if !is_bullet(text) {
        return text;
    }
    let mut characters = text.chars();
    characters.next();
    characters.as_str().trim_start()
}

/// Who made the picture and what is printed beneath it, as one line says them: `© Name. What it shows.`
pub fn credit_and_caption<'a>(line: &Line<'a>) -> (Option<&'a str>, Option<&'a str>) {
    if let Some(found) = &line.closing_credit {
        let credit = line.text.get(found.credit.clone()).map(without_label);
        return (credit, line.text.get(..found.caption_end)).not_empty();
    }
    if !is_credit(line) {
        return (None, Some(line.text));
    }
    let bare = if line.hits.label.has(Use::Credit) {
        line.text.split_once([':', '：', '=']).map_or(line.text, |(_, value)| value)
    } else {
        line.text
    };
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '©' | 'ⓒ' | '(' | ')' | '[' | ']' | ':'));
    match end_of_credit(bare) {
        Some(end) => (bare.get(..end).map(str::trim), bare.get(end + 1..).map(str::trim)),
        None => (Some(bare), None),
    }
    .not_empty()
}

/// The full stop after which the caption begins: followed by a space and a capital, after a word that is no initial, and
/// with a sentence behind it.
fn end_of_credit(text: &str) -> Option<usize> {
    let found = text.match_indices(". ").find(|(at, _)| {
        let word = text.get(..*at).unwrap_or_default().rsplit([' ', '/']).next().unwrap_or_default();
        let rest = text.get(at + 2..).unwrap_or_default().trim_start();
        word.chars().count() > 2 && rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() >= 4
    });
    found.map(|(at, _)| at)
}

trait NotEmpty {
    fn not_empty(self) -> Self;
}

impl NotEmpty for (Option<&str>, Option<&str>) {
    fn not_empty(self) -> Self {
        (self.0.filter(|text| !text.is_empty()), self.1.filter(|text| !text.is_empty()))
    }
}

/// The picture that the first credit of a text is about, whose address is not known; and the others that it speaks of.
pub fn weigh_pictures(table: &LineTable, classes: &[LineClass], detail: Detail) -> Ranked<Media> {
    let lines = table.lines.iter().zip(classes);
    let speaks = lines.filter(|(_, class)| matches!(class, LineClass::Credit | LineClass::Caption));
    let media = speaks.map(|(line, _)| {
        let (credit, caption) = credit_and_caption(line);
        let media =
            Media { credit: credit.map(str::to_string), caption: caption.map(str::to_string), ..Media::default() };
        [Sourced::new(media, Origin::Line(line.number))]
    });
    Ranked::in_order_of_trust(media, detail)
}
