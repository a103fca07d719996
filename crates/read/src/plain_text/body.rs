//! The body of a text as clean HTML.

use crate::text_lines::line::Line;
use crate::text_lines::line_class::LineClass;
use crate::text_lines::line_kinds::is_bullet;
use crate::text_lines::line_table::LineTable;
use crate::text_lines::picture_lines::credit_and_caption_of;
use courant_html::{CleanHtml, Element, Writer};

/// The body: paragraphs, headings, lists, quotations, and captions as figures.
pub fn content(table: &LineTable) -> CleanHtml {
    let mut writer = Writer::with_capacity(table.lines.iter().map(|line| line.text.len() + 16).sum());
    let mut in_list = false;
    for (line, class) in table.each().map(|(line, state)| (line, state.class)) {
        if in_list && class != LineClass::ListItem {
            writer.close(Element::Ul);
        }
        if !in_list && class == LineClass::ListItem {
            writer.open(Element::Ul, &[]);
        }
        in_list = class == LineClass::ListItem;
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
    let (credit, caption) = credit_and_caption_of(line);
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

fn without_bullet(text: &str) -> &str {
    if !is_bullet(text) {
        return text;
    }
    let mut characters = text.chars();
    characters.next();
    characters.as_str().trim_start()
}
