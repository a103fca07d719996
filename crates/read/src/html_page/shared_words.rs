//! The words that two texts of a page share.

use std::collections::HashSet;

/// How much of the shorter of two texts the longer says too, in words, from 0 to 1.
pub fn shared_words(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    let shorter = one.len().min(other.len());
    if shorter == 0 { 0.0 } else { shared as f64 / shorter as f64 }
}

/// What is longer is no title; comparing it must stay cheap however often it is done.
const COMPARED_CHARACTERS: usize = 1_000;

/// The words of a text in lower case; of scripts without spaces the characters.
pub fn words(text: &str) -> HashSet<String> {
    let lower: String = text.chars().take(COMPARED_CHARACTERS).flat_map(char::to_lowercase).collect();
    let mut words = HashSet::new();
    for word in lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().any(is_ideograph) {
            words.extend(word.chars().map(String::from));
        } else {
            words.insert(word.to_string());
        }
    }
    words
}

/// Scripts that put no space between words.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{0E00}'..='\u{0E7F}')
}
