//! Quotations that are callouts: `> [!NOTE]` (GitHub, "Alerts"), `> [!tip]- Title` (Obsidian, "Callouts").

use super::openings::title_of_type;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The events with the first line of each callout as its title in bold: what the line says, or else the type.
pub fn titled(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let is_quote = |event: &Event| matches!(event, Event::Start(Tag::BlockQuote(_)));
    if !events.iter().any(is_quote) {
        return events;
    }
    let mut shown = Vec::with_capacity(events.len() + 8);
    let mut rest = events.into_iter().peekable();
    while let Some(event) = rest.next() {
        let begins = is_quote(&event);
        shown.push(event);
        if !begins || !matches!(rest.peek(), Some(Event::Start(Tag::Paragraph))) {
            continue;
        }
        shown.extend(rest.next());
        let Some(Event::Text(text)) = rest.peek() else { continue };
        let Some((kind, title)) = opening(text) else { continue };
        let (kind, title) = (kind.to_string(), title.to_string());
        rest.next();
        shown.push(Event::Start(Tag::Strong));
        let start = shown.len();
        if !title.is_empty() {
            shown.push(Event::Text(title.into()));
        }
        let is_end =
            |event: &Event| matches!(event, Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph));
        while let Some(event) = rest.next_if(|event| !is_end(event)) {
            shown.push(event);
        }
        if shown.len() == start {
            shown.push(Event::Text(title_of_type(&kind).into()));
        }
        shown.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)]);
        if !matches!(rest.next(), Some(Event::End(TagEnd::Paragraph))) {
            shown.push(Event::Start(Tag::Paragraph));
        }
    }
    shown
}

/// The type of a callout, and its title, which may be empty.
fn opening(text: &str) -> Option<(&str, &str)> {
    let (kind, title) = text.strip_prefix("[!")?.split_once(']')?;
    let kind = kind.split('|').next().unwrap_or_default().trim();
    let is_kind = kind.starts_with(char::is_alphabetic)
        && kind.len() <= 40
        && kind.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
    let unfolded = title.strip_prefix(['-', '+']).unwrap_or(title);
    let goes_on = !(unfolded.is_empty() || unfolded.starts_with(char::is_whitespace));
    (is_kind && !goes_on).then(|| (kind, unfolded.trim_start()))
}
