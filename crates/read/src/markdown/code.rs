//! Where code stands in Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// Where code stands, in order.
pub fn code(source: &str) -> Vec<Range<usize>> {
    Parser::new_ext(source, Options::empty())
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect()
}
