//! (being written)

use crate::html::CleanHtml;
use crate::language_tag::LanguageTag;

/// The lede of a body: its first true paragraph, cut at the end of a sentence to at most `characters`.
pub fn lede(
    content: &CleanHtml,
    title: Option<&str>,
    language: Option<&LanguageTag>,
    characters: usize,
) -> Option<String> {
    let _ = (content, title, language, characters);
    None
}

/// A text cut at the end of a sentence to at most `characters`; at a word, where the first sentence is longer.
pub fn cut(text: &str, language: Option<&LanguageTag>, characters: usize) -> String {
    let _ = language;
    text.chars().take(characters).collect()
}
