//! What the words of the names are that `bylines` found, and where else in the text they stand.

use super::given_names::is_given_name;
use super::line_table::LineTable;
use super::name::Name;
use super::names::is_desk;
use super::pairs::Pairs;
use super::words::{bare, uses_of};
use crate::line_phrases::{Phrases, Use, Uses};
use foldhash::{HashMap, HashMapExt};

/// Sees what the words of the names are.
pub fn read_words(phrases: Phrases, found: &mut [Name]) {
    let mut known = HashMap::new();
    for (index, name) in found.iter_mut().enumerate() {
        name.same = *known.entry(name.text.to_ascii_lowercase()).or_insert(index);
        name.words = name.text.split(' ').count();
        name.given = name.text.split(' ').next().is_some_and(is_given_name);
        name.uses = name.text.split(' ').fold(Uses::default(), |uses, word| uses.and(uses_of(word, phrases)));
        name.last_uses = uses_of(name.text.rsplit(' ').next().unwrap_or_default(), phrases);
        name.desk = name.text.split(' ').any(|word| is_desk(word, phrases));
        name.agency = phrases.uses_as_written(&name.text).has(Use::Agency);
    }
}

/// Sees where else in the text the names stand.
pub fn count(table: &LineTable, found: &mut [Name]) {
    if found.is_empty() {
        return;
    }
    let print: Vec<&str> = table.lines.iter().filter(|line| line.has_copyright()).map(|line| line.text).collect();
    let is_small = |word: &str| word.chars().count() > 3 && stands_small(table, &word.to_lowercase());
    let addressed = table.lines.iter().filter(|line| line.shape.length <= 300 && line.text.contains('@')).take(60);
    let accounts = addressed.flat_map(|line| line.text.split(' ')).filter(|word| word.contains('@'));
    let accounts: Vec<String> = accounts.map(str::to_lowercase).collect();
    for name in found {
        let own = name.text.as_str();
        let pairs = Pairs::from_text(own);
        for (index, line) in table.lines.iter().enumerate().take(600).filter(|(_, line)| line.holds(own, &pairs)) {
            name.times += 1;
            name.alone += usize::from(line.text.len() <= own.len() + 2);
            name.in_body += usize::from(index >= table.start && table.is_body(index));
        }
        name.small = own.contains(char::is_uppercase) && own.split(' ').any(is_small);
        name.in_print = print.iter().any(|line| line.contains(own));
        let last = own.rsplit(' ').next().map(bare).filter(|last| last.len() > 3);
        name.addressed = last.is_some_and(|last| accounts.iter().any(|word| word.contains(&last)));
    }
}

/// Whether a word in lower case stands so in the first lines of a text.
fn stands_small(table: &LineTable, word: &str) -> bool {
    let ends = |c: char| matches!(c, ',' | '.' | ':' | ';' | '?' | '!');
    let pairs = Pairs::from_text(word);
    let mut lines = table.lines.iter().take(120).filter(|line| line.holds(word, &pairs));
    word.starts_with(char::is_lowercase)
        && lines.any(|line| line.text.split(' ').any(|other| other.trim_end_matches(ends) == word))
}
