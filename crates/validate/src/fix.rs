//! Applies the corrections that cannot be wrong, and checks what comes of them.

use crate::rule::Rule;
use crate::{Diagnostic, Fix, Parsed, parse};
use courant_text::source::{Source, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A feed after its corrections.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text; only the bytes at fault differ.
    pub source: Source,
    /// How many findings were corrected.
    pub corrected: usize,
    /// What is still found in it.
    pub remaining: Vec<Diagnostic>,
}

/// Of corrections that touch each other every second one is made in a round: so many rounds do for any run of them. Each round leaves fewer
/// findings than the one before; the limit is for a text that was made to need a round for each.
const MOST_ROUNDS: usize = 64;

/// Corrects a feed until nothing is left to correct. `check` finds what is wrong; findings of rules that are not
/// `wanted` are left as they are. Each state of the text is read once.
///
/// A correction after which something is found that was not found before is not kept.
pub fn fix(source: &Source, check: impl Fn(&Parsed) -> Vec<Diagnostic>, wanted: impl Fn(&Rule) -> bool) -> Fixed {
    let mut state = State::new(source.clone(), &check);
    let mut corrected = 0;
    for _ in 0..MOST_ROUNDS {
        let all = |found: &Diagnostic| wanted(found.rule);
        let number = match attempt(&state, &all, &check) {
            Attempt::Nothing => 0,
            Attempt::Better(next, number) => {
                state = *next;
                number
            }
            Attempt::Harmful => rule_by_rule(&mut state, &check, &wanted),
        };
        corrected += number;
        if number == 0 {
            break;
        }
    }
    Fixed { source: state.source, corrected, remaining: state.findings }
}

/// A text, what is found in it, and what readers know it by.
struct State {
    source: Source,
    findings: Vec<Diagnostic>,
    /// The ids of the feed and of its items; `None` for what no reader knows as a feed.
    ids: Option<(String, Vec<String>)>,
}

impl State {
    fn new(source: Source, check: &impl Fn(&Parsed) -> Vec<Diagnostic>) -> State {
        let parsed = parse(&source);
        let (findings, ids) = (check(&parsed), parsed.ids());
        State { source, findings, ids }
    }

    /// Whether the feed and its items have the ids that they had; what no reader knew as a feed has promised none.
    fn keeps_ids(&self, next: &State) -> bool {
        self.ids.is_none() || self.ids == next.ids
    }
}

/// What came of some corrections.
enum Attempt {
    /// There were none.
    Nothing,
    /// They are made: the text then, and how many.
    Better(Box<State>, usize),
    /// They bring a finding that was not there before, or change the id of an item: to readers it would be another.
    Harmful,
}

/// Corrects the findings of one rule after the other, so that a correction that does harm keeps no other from helping; says how many.
fn rule_by_rule(
    state: &mut State,
    check: &impl Fn(&Parsed) -> Vec<Diagnostic>,
    wanted: &impl Fn(&Rule) -> bool,
) -> usize {
    let correctable = state.findings.iter().filter(|found| found.fix.is_some() && wanted(found.rule));
    let codes: BTreeSet<&str> = correctable.map(|found| found.rule.code).collect();
    let mut corrected = 0;
    for code in codes {
        if let Attempt::Better(next, number) = attempt(state, &|found: &Diagnostic| found.rule.code == code, check) {
            *state = *next;
            corrected += number;
        }
    }
    corrected
}

/// Corrects the chosen findings.
fn attempt(
    state: &State,
    chosen: &dyn Fn(&Diagnostic) -> bool,
    check: &impl Fn(&Parsed) -> Vec<Diagnostic>,
) -> Attempt {
    let chosen = state.findings.iter().filter(|found| chosen(found));
    let fixes = non_touching(chosen.filter_map(|found| found.fix.as_ref()), &state.source.text);
    if fixes.is_empty() {
        return Attempt::Nothing;
    }
    let edits: Vec<&(Span, String)> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    let source = Source::new(state.source.name.clone(), edited(&state.source.text, edits));
    let next = State::new(source, check);
    if is_better(&count(&state.findings), &count(&next.findings)) && state.keeps_ids(&next) {
        Attempt::Better(Box::new(next), fixes.len())
    } else {
        Attempt::Harmful
    }
}

/// The corrections that do not touch each other, the earlier before the later; each is taken whole or not at all.
fn non_touching<'a>(fixes: impl Iterator<Item = &'a Fix>, text: &str) -> Vec<&'a Fix> {
    let mut fixes: Vec<&Fix> = fixes.filter(|fix| is_sound(fix, text)).collect();
    fixes.sort_by_key(|fix| fix.edits.first().map(|(span, _)| span.start));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    fixes.retain(|fix| {
        let free = fix.edits.iter().all(|(span, _)| is_free(&taken, span));
        if free {
            taken.extend(fix.edits.iter().map(|(span, _)| (span.start, span.end)));
        }
        free
    });
    fixes
}

/// Whether the edits of a correction stand in order, apart from each other, and on the boundaries of characters.
fn is_sound(fix: &Fix, text: &str) -> bool {
    let in_order = fix.edits.is_sorted_by(|(left, _), (right, _)| left.end <= right.start && left.start < right.start);
    let in_text = fix.edits.iter().all(|(span, _)| text.get(span.clone()).is_some());
    !fix.edits.is_empty() && in_order && in_text
}

/// Whether a place neither touches nor overlaps those taken, by their starts.
fn is_free(taken: &BTreeMap<usize, usize>, span: &Span) -> bool {
    let before = taken.range(..=span.end).next_back();
    before.is_none_or(|(_, &end)| end < span.start)
}

/// The text with the edits made.
fn edited(text: &str, mut edits: Vec<&(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| span.start);
    let mut result = String::with_capacity(text.len());
    let mut from = 0;
    for (span, replacement) in edits {
        result.push_str(text.get(from..span.start).unwrap_or_default());
        result.push_str(replacement);
        from = span.end;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}

fn count(findings: &[Diagnostic]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for found in findings {
        *counts.entry(found.rule.code).or_insert(0) += 1;
    }
    counts
}

/// Whether no rule is broken more often than before, and one less often.
fn is_better(before: &BTreeMap<&str, usize>, after: &BTreeMap<&str, usize>) -> bool {
    let was = |code: &str| before.get(code).copied().unwrap_or(0);
    after.iter().all(|(code, &number)| number <= was(code)) && after.values().sum::<usize>() < before.values().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::tests::RULE;

    /// A check that finds each of these words and would write the other in its place.
    fn finds(words: &'static [(&'static str, &'static str)]) -> impl Fn(&Parsed) -> Vec<Diagnostic> {
        move |parsed| {
            let text = &parsed.source().text;
            let found = words.iter().flat_map(|(word, better)| {
                text.match_indices(word).map(|(at, word)| {
                    let edits = vec![(at..at + word.len(), better.to_string())];
                    let (span, fix) = (at..at + word.len(), Some(Fix { edits }));
                    Diagnostic { rule: &RULE, span, citation: RULE.cite, message: String::new(), help: None, fix }
                })
            });
            found.collect()
        }
    }

    fn fixed(text: &str, words: &'static [(&'static str, &'static str)]) -> (String, usize) {
        let fixed = fix(&Source::new("feed.xml", text), finds(words), |_| true);
        (fixed.source.text, fixed.corrected)
    }

    #[test]
    fn only_the_bytes_at_fault_change() {
        assert_eq!(fixed("é bad\r\n日bad\t", &[("bad", "good")]), ("é good\r\n日good\t".to_string(), 2));
        assert_eq!(fixed("all is well", &[("bad", "good")]), ("all is well".to_string(), 0));
    }

    #[test]
    fn of_two_that_touch_one_is_made_after_the_other() {
        assert_eq!(fixed("ab", &[("a", "x"), ("b", "y")]), ("xy".to_string(), 2));
    }

    #[test]
    fn however_many_touch_all_are_made() {
        assert_eq!(fixed(&"a".repeat(1000), &[("a", "")]), (String::new(), 1000));
    }

    #[test]
    fn of_two_that_overlap_the_first_is_made() {
        assert_eq!(fixed("abc", &[("ab", "x"), ("bc", "y")]), ("xc".to_string(), 1));
    }

    #[test]
    fn corrections_that_do_harm_or_undo_each_other_are_left() {
        assert_eq!(fixed("a", &[("a", "b"), ("b", "a")]).1, 0);
        assert_eq!(fixed("a", &[("a", "bb"), ("b", "c")]), ("a".to_string(), 0));
        assert_eq!(fixed("a", &[("a", "aa")]), ("a".to_string(), 0));
    }

    #[test]
    fn an_id_stays_whatever_is_wrong_with_it() {
        let feed = "<rss><channel><item><guid>bad</guid><title>bad</title></item></channel></rss>";
        assert_eq!(fixed(feed, &[("bad", "good")]), (feed.to_string(), 0));
        let padded = "<rss><channel><item><guid> 1 </guid></item></channel></rss>";
        assert_eq!(fixed(padded, &[(" 1 ", "1")]).1, 1);
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><id>bad</id><title>bad</title></feed>";
        assert_eq!(fixed(atom, &[("bad", "good")]), (atom.to_string(), 0));
        let no_feed_yet = "<feed xmlns='bad'><id>1</id><entry><id>2</id></entry></feed>";
        assert_eq!(fixed(no_feed_yet, &[("bad", "http://www.w3.org/2005/Atom")]).1, 1);
    }

    #[test]
    fn findings_of_rules_that_are_not_wanted_are_left() {
        assert_eq!(fix(&Source::new("feed.xml", "bad"), finds(&[("bad", "good")]), |_| false).corrected, 0);
    }

    #[test]
    fn an_edit_that_leaves_the_text_is_not_made() {
        let check = |parsed: &Parsed| {
            let edits = vec![(1..2, "x".to_string())];
            let found = Diagnostic {
                rule: &RULE,
                span: 0..1,
                citation: RULE.cite,
                message: String::new(),
                help: None,
                fix: Some(Fix { edits }),
            };
            if parsed.source().text.contains('x') { vec![] } else { vec![found] }
        };
        assert_eq!(fix(&Source::new("feed.xml", "é"), check, |_| true).source.text, "é");
    }
}
