//! The names that parents give, in many languages: what tells a person from a heading or an outlet.

use foldhash::HashSet;
use std::sync::LazyLock;

/// In lower case, parted by space; those that are ordinary words of a language too are left out.
const TABLE: &str = include_str!("given_names.txt");

static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| TABLE.split_whitespace().collect());

/// Whether a word, in any case, is a given name; of `Jean-Luc` the first part counts.
pub fn is_given_name(word: &str) -> bool {
    let word = word.to_lowercase();
    NAMES.contains(word.as_str()) || word.split_once('-').is_some_and(|(first, _)| NAMES.contains(first))
}
