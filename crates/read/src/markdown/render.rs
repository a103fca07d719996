//! Events of Markdown to clean HTML, written at once, without HTML in between that would have to be read again.

use super::code_blocks::{self, Info};
use super::plain::text_of;
use courant_html::{CleanHtml, Element, TICKED, UNTICKED, Writer};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

/// The HTML of a body.
pub fn render(events: &[Event], length_bytes: usize) -> CleanHtml {
    let mut writer = Writer::with_capacity(length_bytes);
    let mut in_table_head = false;
    let mut in_code = InCode::No;
    let mut rest = events;
    while let Some((event, after)) = rest.split_first() {
        rest = after;
        match event {
            Event::Start(Tag::HtmlBlock) => rest = raw_block(&mut writer, after),
            Event::Start(Tag::Image { dest_url, title, .. }) => rest = image(&mut writer, dest_url, title, after),
            Event::Start(Tag::CodeBlock(kind)) => in_code = begin_code(&mut writer, kind),
            Event::End(TagEnd::CodeBlock) => end_code(&mut writer, std::mem::replace(&mut in_code, InCode::No)),
            Event::Text(text) if in_code != InCode::No => writer.text(&code_blocks::without_marks(text)),
            Event::Start(tag) => {
                in_table_head |= *tag == Tag::TableHead;
                start(&mut writer, tag, in_table_head);
            }
            Event::End(tag) => {
                end(&mut writer, tag);
                in_table_head &= *tag != TagEnd::TableHead;
            }
            Event::Text(text) => writer.text(text),
            Event::Code(text) => {
                writer.open(Element::Code, &[]);
                writer.text(text);
                writer.close(Element::Code);
            }
            Event::Html(html) | Event::InlineHtml(html) => writer.raw(html),
            Event::SoftBreak => writer.text("\n"),
            Event::HardBreak => writer.open(Element::Br, &[]),
            Event::Rule => writer.open(Element::Hr, &[]),
            Event::TaskListMarker(done) => writer.text(if *done { TICKED } else { UNTICKED }),
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => writer.text(text),
        }
    }
    writer.finish()
}

/// Whether a block of code is open, and whether in a figure.
#[derive(PartialEq, Eq)]
enum InCode {
    No,
    Bare,
    UnderTitle,
}

/// Opens a block of code; under the title that its author gave it, where there is one.
fn begin_code(writer: &mut Writer, kind: &CodeBlockKind) -> InCode {
    let info = match kind {
        CodeBlockKind::Fenced(fence) => Info::of(fence),
        CodeBlockKind::Indented => Info::default(),
    };
    if let Some(title) = &info.title {
        writer.open(Element::Figure, &[]);
        writer.open(Element::Figcaption, &[]);
        writer.text(title);
        writer.close(Element::Figcaption);
    }
    writer.open(Element::Pre, &[]);
    match info.class() {
        Some(class) => writer.open(Element::Code, &[("class", &class)]),
        None => writer.open(Element::Code, &[]),
    }
    if info.title.is_some() { InCode::UnderTitle } else { InCode::Bare }
}

fn end_code(writer: &mut Writer, open: InCode) {
    writer.close(Element::Pre);
    if open == InCode::UnderTitle {
        writer.close(Element::Figure);
    }
}

/// Writes the lines of a block of HTML as one piece, because a tag may go over several.
fn raw_block<'e, 'a>(writer: &mut Writer, events: &'e [Event<'a>]) -> &'e [Event<'a>] {
    let length = events.iter().position(|event| matches!(event, Event::End(TagEnd::HtmlBlock))).unwrap_or(events.len());
    let (lines, rest) = events.split_at_checked(length).unwrap_or((events, &[]));
    let html: String = lines
        .iter()
        .filter_map(|event| match event {
            Event::Html(line) | Event::Text(line) => Some(line.as_ref()),
            _ => None,
        })
        .collect();
    writer.raw(&html);
    rest.get(1..).unwrap_or_default()
}

fn image<'e, 'a>(writer: &mut Writer, url: &str, title: &str, events: &'e [Event<'a>]) -> &'e [Event<'a>] {
    let length = events.iter().position(|event| matches!(event, Event::End(TagEnd::Image))).unwrap_or(events.len());
    let alt = text_of(events.get(..length).unwrap_or_default());
    let attributes = [("src", url), ("alt", alt.as_str()), ("title", title)];
    writer.open(Element::Img, if title.is_empty() { &attributes[..2] } else { &attributes });
    events.get(length + 1..).unwrap_or_default()
}

fn start(writer: &mut Writer, tag: &Tag, in_table_head: bool) {
    match tag {
        Tag::List(Some(first)) if *first != 1 => writer.open(Element::Ol, &[("start", &first.to_string())]),
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            writer.open(Element::A, &[("href", &format!("mailto:{dest_url}"))]);
        }
        Tag::Link { dest_url, title, .. } if title.is_empty() => writer.open(Element::A, &[("href", dest_url)]),
        Tag::Link { dest_url, title, .. } => writer.open(Element::A, &[("href", dest_url), ("title", title)]),
        Tag::TableHead => {
            writer.open(Element::Thead, &[]);
            writer.open(Element::Tr, &[]);
        }
        Tag::TableCell => writer.open(if in_table_head { Element::Th } else { Element::Td }, &[]),
        other => {
            if let Some(element) = element(&other.to_end()) {
                writer.open(element, &[]);
            }
        }
    }
}

fn end(writer: &mut Writer, tag: &TagEnd) {
    match tag {
        TagEnd::TableHead => {
            writer.close(Element::Thead);
            writer.open(Element::Tbody, &[]);
        }
        // The row or the head closes its cells.
        TagEnd::TableCell => {}
        other => {
            if let Some(element) = element(other) {
                writer.close(element);
            }
        }
    }
}

/// The element of a tag; `None` for one whose text alone is shown.
fn element(tag: &TagEnd) -> Option<Element> {
    Some(match tag {
        TagEnd::Paragraph => Element::P,
        TagEnd::Heading(level) => Element::heading(*level as u8),
        TagEnd::BlockQuote(_) => Element::Blockquote,
        TagEnd::List(true) => Element::Ol,
        TagEnd::List(false) => Element::Ul,
        TagEnd::Item => Element::Li,
        TagEnd::Table => Element::Table,
        TagEnd::TableHead => Element::Thead,
        TagEnd::TableRow => Element::Tr,
        TagEnd::Emphasis => Element::Em,
        TagEnd::Strong => Element::Strong,
        TagEnd::Strikethrough => Element::Del,
        TagEnd::DefinitionList => Element::Dl,
        TagEnd::DefinitionListTitle => Element::Dt,
        TagEnd::DefinitionListDefinition => Element::Dd,
        TagEnd::Link => Element::A,
        _ => return None,
    })
}
