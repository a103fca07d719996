//! `courant explain` and `courant rules`: what is checked, and why.

use super::{Outcome, print, print_plain};
use crate::cli::RulesFormat;
use crate::failure::Failure;
use courant_validate::registry::{self, Selector};
use courant_validate::report::rule_pages;
use courant_validate::rule::Rule;

/// Explains rules, by their codes or names.
pub fn explain(words: &[String]) -> Result<Outcome, Failure> {
    let rule =
        |word: &String| registry::rule(word).ok_or_else(|| Failure::new("looking for", word, registry::unknown(word)));
    let rules: Vec<&Rule> = words.iter().map(rule).collect::<Result<_, _>>()?;
    let pages: Vec<String> = rules.iter().map(|rule| rule_pages::explain(rule)).collect();
    print(pages.join("\n").as_bytes())
}

/// Lists rules: those that are named by code, name, group or level, or all.
pub fn list(words: &[String], format: RulesFormat) -> Result<Outcome, Failure> {
    let selector = |word: &String| Selector::parse(word).map_err(|why| Failure::new("looking for", word, why));
    let selectors: Vec<Selector> = words.iter().map(selector).collect::<Result<_, _>>()?;
    let is_wanted = |rule: &&Rule| selectors.is_empty() || selectors.iter().any(|selector| selector.takes(rule));
    let rules: Vec<&Rule> = registry::rules().filter(is_wanted).collect();
    match format {
        RulesFormat::Text => print(rule_pages::table(&rules).as_bytes()),
        RulesFormat::Json => print_plain(rule_pages::json(&rules).as_bytes()),
    }
}
