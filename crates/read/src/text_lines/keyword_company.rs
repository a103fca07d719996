//! What is known of each name that may be a subject among the others: its group, its copies, the labels of the text.

use super::keyword::{Company, Keyword, Label};
use super::line_table::LineTable;
use crate::line_phrases::Use;
use foldhash::{HashMap, HashMapExt};
use memchr::memmem::Finder;

/// So many names in the order of the alphabet are so by intent.
const SORTED: usize = 5;

/// Compares all names with each other and with the body, which is given in lower case.
pub fn compare(table: &LineTable, keywords: &mut [Keyword], body: &str) {
    let names: Vec<String> = keywords.iter().map(|keyword| keyword.text.to_lowercase()).collect();
    let mut groups_of: HashMap<&str, Vec<(usize, bool)>> = HashMap::new();
    for (keyword, name) in keywords.iter_mut().zip(&names) {
        keyword.times = occurrences(body, name);
        let groups = groups_of.entry(name).or_default();
        if groups.last().is_none_or(|(last, _)| *last != keyword.group) {
            groups.push((keyword.group, labelled(keyword)));
        }
    }
    let with_label = || keywords.iter().filter(|keyword| labelled(keyword));
    let first = with_label().find(|keyword| keyword.line > table.start).map(|keyword| keyword.group);
    let last = with_label().next_back().map(|keyword| keyword.group);
    let below = with_label().any(|keyword| table.share_before(keyword.line) > 0.9);
    let mut names = names.iter();
    for group in keywords.chunk_by_mut(|one, next| one.group == next.group) {
        let own_names: Vec<&String> = names.by_ref().take(group.len()).collect();
        let common = Company {
            sorted: group.len() >= SORTED && own_names.is_sorted(),
            labels: last.is_some(),
            labels_below: below,
            first_label: group.first().map(|keyword| keyword.group) == first,
            last_label: group.first().map(|keyword| keyword.group) == last,
            ..of_group(group)
        };
        for (keyword, name) in group.iter_mut().zip(own_names) {
            let groups = groups_of.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
            let labelled_elsewhere = groups.iter().any(|(group, labelled)| *group != keyword.group && *labelled);
            keyword.company = Company { groups: groups.len(), labelled_elsewhere, ..common };
        }
    }
}

fn of_group(group: &[Keyword]) -> Company {
    use Use::{About, Comments, Legal, Navigation, Network, Share, Subscribe};
    let count = |holds: fn(&Keyword) -> bool| group.iter().filter(|keyword| holds(keyword)).count();
    Company {
        named_count: count(|keyword| keyword.times > 0),
        lower: group.len() > 1 && count(|keyword| keyword.text.starts_with(char::is_lowercase)) * 2 > group.len(),
        long: count(|keyword| keyword.text.split_whitespace().count() >= 5) > 0,
        numbered: count(|keyword| keyword.text.contains(char::is_numeric)) > 0,
        shared: count(|keyword| keyword.uses.has_any(&[Share, Network])) > 0,
        boilerplate: count(|keyword| keyword.uses.has_any(&[Navigation, Subscribe, Comments, Legal, About])) > 0,
        ..Company::default()
    }
}

fn labelled(keyword: &Keyword) -> bool {
    keyword.label != Label::None
}

/// How often a text has a name as words of their own, at most three times.
fn occurrences(text: &str, name: &str) -> usize {
    if name.is_empty() {
        return 0;
    }
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{0E00}');
    let own = |at: &usize| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        !is_part(before) && !is_part(after)
    };
    Finder::new(name).find_iter(text.as_bytes()).filter(own).take(3).count()
}
