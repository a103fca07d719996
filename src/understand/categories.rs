//! (being written)

use super::VocabularyEntry;
use crate::article::{Category, Known};

/// Spells categories as the site does, and drops what says the same twice.
pub fn tidy(found: Vec<Known<Category>>, vocabulary: &[VocabularyEntry], body: &str) -> Vec<Known<Category>> {
    let _ = (vocabulary, body);
    found
}

/// Splits names that a scraper glued together (`AiBeleid`), where the body or the vocabulary shows that they are two.
pub fn split_glued(names: &str, vocabulary: &[VocabularyEntry], body: &str) -> Vec<String> {
    let _ = (vocabulary, body);
    vec![names.to_string()]
}
