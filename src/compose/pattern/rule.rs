//! The rule that addresses follow which are there: the pattern that gives most of them.

use super::{Facts, MORE, PARTS, date_parts};
use courant_text::date::Day;
use std::collections::BTreeSet;

/// An address that is there, and what is known of its article.
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    /// The article.
    pub facts: &'a Facts,
    /// The days that it may be dated by: its own, and those of its promise here and in Greenwich.
    pub days: &'a [Day],
    /// The address, or id.
    pub text: &'a str,
}

/// A pattern that gives most of some addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With placeholders.
    pub pattern: String,
    /// How many it gives.
    pub count: usize,
}

/// So many examples are looked at for patterns; all of them are looked at for how many a pattern gives.
const TRIED: usize = 20;

/// The pattern that gives these addresses, all or all but one in five, of parts among `parts`: a rule needs more than one example, unless
/// it is the address itself.
pub fn find(examples: &[Example], parts: &[&str]) -> Option<Found> {
    let patterns: BTreeSet<(usize, String)> =
        examples.iter().take(TRIED).flat_map(|example| candidates(example, parts)).collect();
    let gives = |pattern: &str, example: &Example| {
        example.days.iter().any(|day| example.facts.fill(pattern, *day) == example.text)
    };
    let counted = patterns.into_iter().map(|(rank, pattern)| {
        let count = examples.iter().filter(|example| gives(&pattern, example)).count();
        (count, rank, pattern)
    });
    // Of two that give as many, the one of the surer part, and of those the one with more of the date in it: articles of other years have others.
    let dated = |pattern: &str| ["{year}", "{month}", "{day}"].iter().filter(|name| pattern.contains(**name)).count();
    // A folder that all have in common is rather the site's than theirs.
    let more = |pattern: &str| {
        let place = MORE.iter().position(|name| pattern.contains(&format!("{{{name}}}")));
        place.map_or(usize::MAX, |place| MORE.len() - place)
    };
    let (count, _, pattern) =
        counted.max_by_key(|(count, rank, pattern)| (*count, usize::MAX - rank, dated(pattern), more(pattern)))?;
    let is_rule = count > 1 || (count == 1 && pattern.contains("{address}"));
    (is_rule && (examples.len() - count) * 5 <= examples.len()).then_some(Found { pattern, count })
}

/// Patterns that give one address, with the place of their part in [`PARTS`].
fn candidates(example: &Example, parts: &[&str]) -> Vec<(usize, String)> {
    let mut candidates = Vec::new();
    for (rank, name) in PARTS.iter().enumerate().filter(|(_, name)| parts.contains(name)) {
        let value = example.facts.part(name);
        let Some((before, behind)) =
            example.text.rsplit_once(value).filter(|_| value.len() > usize::from(*name == "address"))
        else {
            continue;
        };
        if before.contains(['{', '}']) || behind.contains(['{', '}']) {
            continue;
        }
        // What stands before it may be a date, and folders or categories of the article.
        let of_article = example.facts.more().filter_map(|(name, value)| with_more(before, name, value));
        for before in std::iter::once(before.to_string()).chain(of_article) {
            // The address of an article has its date in it, or has none.
            for day in example.days.iter().filter(|_| *name != "address") {
                candidates.push((rank, format!("{}{{{name}}}{}", with_date(&before, *day), with_date(behind, *day))));
            }
            candidates.push((rank, format!("{before}{{{name}}}{behind}")));
        }
    }
    candidates
}

/// A text with a placeholder for folders in it that are this part of an article.
fn with_more(text: &str, name: &str, value: &str) -> Option<String> {
    let (before, behind) = text.split_once(&format!("/{value}/"))?;
    Some(format!("{before}/{{{name}}}/{behind}"))
}

/// A text with placeholders for the parts of a date: a year, the month behind it and the day behind that.
fn with_date(text: &str, day: Day) -> String {
    let [(_, year), (_, month), (_, of_month)] = date_parts(day);
    let whole = format!("{year}{month}{of_month}");
    let mut dated = String::new();
    let mut rest = text;
    let mut next = "year";
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        dated.push_str(before);
        let (written, then) = match next {
            "month" if digits == month => ("{month}", "day"),
            "day" if digits == of_month => ("{day}", "year"),
            _ if digits == year => ("{year}", "month"),
            _ if digits == whole => ("{year}{month}{day}", "year"),
            _ => (digits, "year"),
        };
        dated.push_str(written);
        (next, rest) = (then, after);
    }
    dated + rest
}
