//! Where sentences end: Unicode's rules (UAX #29, section 5), with the abbreviations of the language.

use super::language_data::{self, Fact};
use crate::parts::Part;
use courant_text::language_tag::LanguageTag;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// The byte after each sentence of a text, without the white space that follows it. The last one is the end of the text.
pub fn ends(text: &str, language: Option<&LanguageTag>) -> Vec<usize> {
    let abbreviations = Abbreviations::for_language(language);
    let mut ends = Vec::new();
    let mut bounds = text.split_sentence_bound_indices().peekable();
    while let Some((start, part)) = bounds.next() {
        let end = start + part.trim_end().len();
        let goes_on = bounds.peek().is_some_and(|(_, next)| abbreviations.go_on(text.part(..end), next));
        if !goes_on && end > start {
            ends.push(end);
        }
    }
    ends
}

/// Whether a text ends as sentences do: with a mark that ends one, and perhaps quotation marks or brackets after it.
pub fn is_finished(text: &str) -> bool {
    let marks = text.trim_end().trim_end_matches(is_closing);
    marks.ends_with(is_terminal)
}

fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '។'
            | '။'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '“' | '’' | '»' | '›' | '«' | ')' | ']' | '」' | '』' | '）' | '】' | '》' | '〉' | '〕'
    )
}

/// What is known of the abbreviations of a language.
struct Abbreviations {
    known: [Option<&'static HashSet<&'static str>>; 2],
    has_ordinals: bool,
}

impl Abbreviations {
    fn for_language(language: Option<&LanguageTag>) -> Abbreviations {
        let primary = language.map_or("", |tag| tag.primary());
        let primary = if primary == "nb" || primary == "nn" { "no" } else { primary };
        Abbreviations { known: [WORDS.get("*"), WORDS.get(primary)], has_ordinals: ORDINALS.contains(primary) }
    }

    /// Whether the sentence goes on after a bound that Unicode's rules see.
    fn go_on(&self, before: &str, next: &str) -> bool {
        let next = next.trim_start_matches(|c: char| is_closing(c) || c.is_whitespace());
        let starts_small = next.chars().next().is_some_and(char::is_lowercase);
        if starts_small {
            // `"Why?" she asked`: only a full stop is looked at by rule SB8.
            return true;
        }
        let Some(before) = before.strip_suffix('.') else { return false };
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        self.ends_no_sentence(word)
    }

    /// Whether the full stop after this word ends no sentence.
    fn ends_no_sentence(&self, word: &str) -> bool {
        let characters = word.chars().count();
        if characters > 12 {
            return false;
        }
        let last = word.rsplit('.').next().unwrap_or_default();
        let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
        let is_ordinal = self.has_ordinals && characters <= 2 && word.chars().all(|c| c.is_ascii_digit());
        let lower = word.to_lowercase();
        (is_initial && characters <= 5)
            || is_ordinal
            || self.known.iter().flatten().any(|words| words.contains(lower.as_str()))
    }
}

static WORDS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut words: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in language_data::rows(Fact::Abbreviation) {
        words.entry(row.language).or_default().extend(row.entries.split('|'));
    }
    words
});

static ORDINALS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| language_data::rows(Fact::OrdinalPoint).map(|row| row.language).collect());
