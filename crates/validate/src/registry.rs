//! Every rule there is, found by the words with which people name rules: codes, names, groups and levels.

use crate::rule::{Group, Rule};
use crate::rules;
use courant_text::source::Level;

/// Every rule, in the order in which they are listed.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    #[cfg(feature = "http-checks")]
    let of_answers: &[&Rule] = crate::http_checks::rules::ALL;
    #[cfg(not(feature = "http-checks"))]
    let of_answers: &[&Rule] = &[];
    rules::ALL.iter().chain(of_answers).copied()
}

/// The rule with this code or name, in capitals or not.
pub fn rule(word: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code.eq_ignore_ascii_case(word) || rule.name.eq_ignore_ascii_case(word))
}

/// Some of the rules, by a word for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// One rule, by its code.
    Rule(&'static str),
    /// All of a group.
    Group(Group),
    /// All of a level, and all that is worse: who denies advice denies warnings too.
    Level(Level),
}

impl Selector {
    /// Understands a code, a name, a group, `errors`, `warnings` or `advice`; else says what was probably meant.
    pub fn parse(word: &str) -> Result<Selector, String> {
        match word {
            "errors" => return Ok(Selector::Level(Level::Error)),
            "warnings" => return Ok(Selector::Level(Level::Warning)),
            "advice" => return Ok(Selector::Level(Level::Advice)),
            _ => {}
        }
        let one = rule(word).map(|rule| Selector::Rule(rule.code));
        one.or_else(|| group(word).map(Selector::Group)).ok_or_else(|| unknown(word))
    }

    /// Whether a rule is among them.
    pub fn takes(&self, rule: &Rule) -> bool {
        match self {
            Selector::Rule(code) => rule.code == *code,
            Selector::Group(group) => rule.group == *group,
            Selector::Level(level) => rule.level <= *level,
        }
    }
}

/// The group with this name.
pub fn group(word: &str) -> Option<Group> {
    rules().map(|rule| rule.group).find(|group| group.name().eq_ignore_ascii_case(word))
}

/// Says that no rule is called so, and which was probably meant.
pub fn unknown(word: &str) -> String {
    let words =
        rules().flat_map(|rule| [rule.code, rule.name, rule.group.name()]).chain(["errors", "warnings", "advice"]);
    match nearest(word, words) {
        Some(near) => format!("`{word}` names no rule, did you mean `{near}`?"),
        None => format!("`{word}` names no rule, `courant rules` lists them"),
    }
}

/// The word that is most like this one, if any is like it at all.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody types so long a name.
    let word: String = word.to_lowercase().chars().take(100).collect();
    // Letters that changed places or slipped, and words that did (`bare-ampersand`): each measure knows one of them.
    let alike =
        |known: &str| strsim::normalized_damerau_levenshtein(&word, known).max(strsim::sorensen_dice(&word, known));
    let measured = words.map(|known| (alike(&known.to_lowercase()), known));
    let best = measured.max_by(|left, right| left.0.total_cmp(&right.0))?;
    (best.0 >= 0.6).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_names_two_rules_or_a_rule_and_a_group() {
        let groups: BTreeSet<&str> = rules().map(|rule| rule.group.name()).collect();
        let mut words: BTreeSet<&str> = groups.into_iter().chain(["errors", "warnings", "advice"]).collect();
        for word in rules().flat_map(|rule| [rule.code, rule.name]) {
            assert!(words.insert(word), "{word}");
        }
    }

    #[test]
    fn rules_are_named_in_many_ways_and_mistakes_are_understood() {
        assert_eq!(Selector::parse("x005"), Ok(Selector::Rule("X005")));
        assert_eq!(Selector::parse("ampersand-bare"), Ok(Selector::Rule("X005")));
        assert_eq!(Selector::parse("xml"), Ok(Selector::Group(Group::Xml)));
        assert_eq!(Selector::parse("warnings"), Ok(Selector::Level(Level::Warning)));
        let cases = [
            ("ampersand-bear", "did you mean `ampersand-bare`?"),
            ("bare-ampersand", "did you mean `ampersand-bare`?"),
            ("X005x", "did you mean `X005`?"),
            ("warning", "did you mean `warnings`?"),
            ("", "`courant rules` lists them"),
            ("qqqqqqqqqqq", "`courant rules` lists them"),
        ];
        for (word, expected) in cases {
            let why = Selector::parse(word).expect_err(word);
            assert!(why.contains(expected), "{word}: {why}");
        }
        assert!(Selector::parse(&"x".repeat(1_000_000)).is_err());
    }

    #[test]
    fn a_level_takes_what_is_worse_too() {
        let takes =
            |selector: &Selector, level| rules().filter(|rule| rule.level == level).all(|rule| selector.takes(rule));
        let warnings = Selector::Level(Level::Warning);
        assert!(takes(&warnings, Level::Error) && takes(&warnings, Level::Warning));
        assert!(!takes(&warnings, Level::Advice));
    }
}
