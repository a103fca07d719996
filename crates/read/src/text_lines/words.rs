//! The words of a text, each known by a number, so that lines are compared without reading them again.

use crate::line_phrases::{Phrases, Uses};
use courant_text::letters::is_alphanumeric;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// Stands for a word in all its spellings: with a capital or without, with punctuation around it or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordNumber(u32);

impl WordNumber {
    /// Its place in a list with one entry for each of [`Words::count`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// `None` for a word of three bytes or less: it tells nothing of what a text is about.
    pub number: Option<WordNumber>,
    /// What the table of phrases says of it.
    pub uses: Uses,
}

/// The words that were met in a text.
pub struct Words<'a> {
    phrases: Phrases,
    known: HashMap<Cow<'a, str>, Word>,
    /// Of each word that has a number one spelling, without the punctuation around it.
    spellings: Vec<&'a str>,
    /// The word that is looked up, in lower case.
    lower: String,
}

impl<'a> Words<'a> {
    /// None yet, of a text of so many bytes.
    pub fn new(phrases: Phrases, text_bytes: usize) -> Words<'a> {
        // A page of running text says something new with every third word.
        Words {
            phrases,
            known: HashMap::with_capacity((text_bytes / 16).min(2000)),
            spellings: Vec::new(),
            lower: String::new(),
        }
    }

    /// What is known of a word as it stands in the text; one that is new gets a number.
    pub fn take_in(&mut self, word: &'a str) -> Word {
        let inner = inner(word);
        if let Some(&known) = self.known.get(inner) {
            return known;
        }
        self.lower.clear();
        if inner.is_ascii() {
            self.lower.push_str(inner);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower += &inner.to_lowercase();
        }
        if self.lower == inner {
            return self.add(Cow::Borrowed(inner), inner);
        }
        let known = self.known.get(self.lower.as_str()).copied();
        let word = known.unwrap_or_else(|| self.add(Cow::Owned(self.lower.clone()), inner));
        self.known.insert(Cow::Borrowed(inner), word);
        word
    }

    /// The number of a word in lower case without the punctuation around it, if the text has it.
    pub fn number(&self, lower: &str) -> Option<WordNumber> {
        self.known.get(lower)?.number
    }

    /// How many numbers were given.
    pub fn count(&self) -> usize {
        self.spellings.len()
    }

    /// The word of a number in lower case, as it is compared.
    pub fn lower(&self, number: WordNumber) -> Cow<'a, str> {
        let spelling = self.spellings.get(number.index()).copied().unwrap_or_default();
        let is_lower = spelling.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_lower { Cow::Borrowed(spelling) } else { Cow::Owned(spelling.to_lowercase()) }
    }

    fn add(&mut self, lower: Cow<'a, str>, spelling: &'a str) -> Word {
        let number = (lower.len() > 3).then_some(WordNumber(self.spellings.len() as u32));
        if number.is_some() {
            self.spellings.push(spelling);
        }
        let word = Word { number, uses: self.phrases.uses(&lower) };
        self.known.insert(lower, word);
        word
    }
}

/// What a word is used for, in any case and with punctuation around it or without.
pub fn uses_of(word: &str, phrases: Phrases) -> Uses {
    phrases.uses_in_any_case(inner(word))
}

/// A word in lower case without the punctuation around it.
pub fn bare(word: &str) -> String {
    inner(word).to_lowercase()
}

/// A word without the punctuation around it.
pub fn inner(word: &str) -> &str {
    // Most words have none.
    let ends = word.as_bytes().first().zip(word.as_bytes().last());
    if ends.is_some_and(|(first, last)| first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric()) {
        return word;
    }
    word.trim_matches(|c: char| !is_alphanumeric(c))
}
