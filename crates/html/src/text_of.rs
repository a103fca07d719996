//! The text of a few words that may be written as HTML.

use crate::elements::Content;
use crate::tokenizer::{Handler, Tag, tokenize};
use std::ops::Range;

/// What HTML says, without its tags and with its character references resolved; white space stays as it is.
///
/// ```
/// assert_eq!(courant_html::text_of("Fish &amp; <b>chips</b>"), "Fish & chips");
/// ```
pub fn text_of(html: &str) -> String {
    let mut collected = Collected(String::with_capacity(html.len()));
    tokenize(html, &mut collected);
    collected.0
}

struct Collected(String);

impl Handler for Collected {
    fn text(&mut self, text: &str, _: Range<usize>) {
        self.0.push_str(text);
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        Content::of(tag.name())
    }
}
