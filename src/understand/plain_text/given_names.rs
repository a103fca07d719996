//! The names that parents give, in many languages: what tells a person from a heading or an outlet.

use std::collections::HashSet;
use std::sync::LazyLock;

/// In lower case, parted by space: among them those of the United States' census of 1990. Names that are ordinary words, months or
/// countries too are left out.
const TABLE: &str = include_str!("given_names.txt");

static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| TABLE.split_whitespace().collect());

/// Whether a word, in any case, is a given name; of `Jean-Luc` the first part counts.
pub fn is_given_name(word: &str) -> bool {
    let word = word.to_lowercase();
    let first = word.split('-').next().unwrap_or_default();
    NAMES.contains(word.as_str()) || NAMES.contains(first)
}
