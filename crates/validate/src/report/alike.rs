//! Findings of one rule in one text are one thing to a person: one is shown, and where the others are.

use super::{Examined, Finding};
use std::collections::HashMap;

/// The findings of one rule: the first, and those that are told in a line.
pub(super) struct Alike<'a> {
    /// Shown as a whole.
    pub(super) first: &'a Finding<'a>,
    /// What else the rule found, in the order of the text.
    pub(super) others: Vec<&'a Finding<'a>>,
}

/// The findings by rule, in the order of each one's first.
pub(super) fn by_rule<'a>(findings: &'a [Finding<'a>]) -> Vec<Alike<'a>> {
    let mut all: Vec<Alike<'a>> = Vec::new();
    let mut places: HashMap<&'static str, usize> = HashMap::new();
    for finding in findings {
        let place = *places.entry(finding.diagnostic.rule.code).or_insert(all.len());
        match all.get_mut(place) {
            Some(alike) => alike.others.push(finding),
            None => all.push(Alike { first: finding, others: Vec::new() }),
        }
    }
    all
}

/// How many other messages of a rule are told, and in how many lines each is said to be.
const MOST_MESSAGES: usize = 4;
const MOST_LINES: usize = 10;

impl Alike<'_> {
    /// The others in words, a line for each message: `and 97 more like this, in lines 12, 30, 31`.
    pub(super) fn in_words(&self, examined: &Examined) -> Vec<String> {
        let mut messages: Vec<(&str, Vec<usize>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for finding in &self.others {
            let message = finding.diagnostic.message.as_str();
            let place = *places.entry(message).or_insert(messages.len());
            if place == messages.len() {
                messages.push((message, Vec::new()));
            }
            let line = examined.source.position(finding.diagnostic.span.start).line_number;
            messages.get_mut(place).into_iter().for_each(|(_, lines)| lines.push(line));
        }
        // Those that say the very same come first.
        let own = self.first.diagnostic.message.as_str();
        messages.sort_by_key(|(message, _)| *message != own);
        let mut words: Vec<String> =
            messages.iter().take(MOST_MESSAGES).map(|(message, lines)| told(own, message, lines)).collect();
        let left: usize = messages.iter().skip(MOST_MESSAGES).map(|(_, lines)| lines.len()).sum();
        if left > 0 {
            words.push(format!("and {left} more by this rule"));
        }
        words
    }
}

fn told(own: &str, message: &str, lines: &[usize]) -> String {
    let number = lines.len();
    let places = in_lines(lines);
    match (message == own, number) {
        (true, _) => format!("and {number} more like this, {places}"),
        (false, 1) => format!("and {message}, {places}"),
        (false, _) => format!("and {number} times {message}, {places}"),
    }
}

/// `in line 12`, `in lines 12, 30, 31 and later`.
fn in_lines(lines: &[usize]) -> String {
    let mut different = lines.to_vec();
    different.dedup();
    let named: Vec<String> = different.iter().take(MOST_LINES).map(usize::to_string).collect();
    let later = if different.len() > MOST_LINES { " and later" } else { "" };
    format!("in line{} {}{later}", if different.len() == 1 { "" } else { "s" }, named.join(", "))
}
