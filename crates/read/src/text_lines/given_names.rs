//! The names that parents give, in many languages: what tells a person from a heading or an outlet.

use courant_text::lengths::Lengths;
use foldhash::HashSet;
use std::sync::LazyLock;

/// In lower case, parted by space: among them those of the United States' census of 1990, and those that Faker (MIT licence) has for two
/// languages or more. Names that are ordinary words, months or countries too are left out.
const TABLE: &str = include_str!("given_names.txt");

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut lengths = Lengths::new();
    TABLE.split_whitespace().for_each(|name| lengths.add(name));
    Names { names: TABLE.split_whitespace().collect(), lengths }
});

struct Names {
    names: HashSet<&'static str>,
    /// Most words are none.
    lengths: Lengths,
}

/// Whether a word, in any case, is a given name; of `Jean-Luc` the first part counts.
pub fn is_given_name(word: &str) -> bool {
    let is_name = |word: &str| {
        let may_be = !word.is_ascii() || NAMES.lengths.may_have(word);
        may_be && NAMES.names.contains(word.to_lowercase().as_str())
    };
    is_name(word) || word.split_once('-').is_some_and(|(first, _)| is_name(first))
}
