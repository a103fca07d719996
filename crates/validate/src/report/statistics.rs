//! How often each rule found something.

use super::json::line;
use crate::rule::Rule;
use courant_text::source::Level;
use serde_json::json;
use std::collections::BTreeMap;

/// How often each rule found something, over many feeds.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// By code.
    rules: BTreeMap<&'static str, Count>,
}

#[derive(Clone, Copy, Debug)]
struct Count {
    rule: &'static Rule,
    level: Level,
    findings: usize,
    feeds: usize,
}

impl Statistics {
    /// Of the findings of one feed.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a super::Finding<'a>>) -> Statistics {
        let mut statistics = Statistics::default();
        for finding in findings {
            let rule = finding.diagnostic.rule;
            let empty = Count { rule, level: finding.level, findings: 0, feeds: 1 };
            statistics.rules.entry(rule.code).or_insert(empty).findings += 1;
        }
        statistics
    }

    /// Adds those of other feeds.
    pub fn add(&mut self, other: &Statistics) {
        for (code, count) in &other.rules {
            let sum = self.rules.entry(code).or_insert(Count { findings: 0, feeds: 0, ..*count });
            sum.findings += count.findings;
            sum.feeds += count.feeds;
            // Where a rule counts more in some places than in others, by the place where it counts most.
            sum.level = sum.level.min(count.level);
        }
    }

    /// How many rules found something.
    pub fn rules(&self) -> usize {
        self.rules.len()
    }

    /// How many findings there are by each rule beyond its first in each feed.
    pub fn beyond_first(&self) -> usize {
        self.rules.values().map(|count| count.findings.saturating_sub(count.feeds)).sum()
    }

    /// A line for each rule, the most frequent of the worst level first.
    pub fn table(&self) -> String {
        let rows = self.sorted();
        let widest = rows.iter().map(|count| count.findings.to_string().len()).max().unwrap_or(0);
        let row = |count: &&Count| {
            let Count { rule, level, findings, feeds } = count;
            let feeds = if *feeds == 1 { "in 1 feed".to_string() } else { format!("in {feeds} feeds") };
            format!("{findings:>widest$}  {:<7}  {} {}  {feeds}\n", level.to_string(), rule.code, rule.name)
        };
        rows.iter().map(row).collect()
    }

    /// A JSON object a line for each rule, in the same order: `code`, `name`, `level`, `findings`, `feeds`.
    pub fn json(&self) -> String {
        let object = |count: &&Count| {
            let Count { rule, level, findings, feeds } = count;
            let level = level.to_string();
            line(&json!({"code": rule.code, "name": rule.name, "level": level, "findings": findings, "feeds": feeds}))
                + "\n"
        };
        self.sorted().iter().map(object).collect()
    }

    fn sorted(&self) -> Vec<&Count> {
        let mut rows: Vec<&Count> = self.rules.values().collect();
        rows.sort_by_key(|count| (count.level, std::cmp::Reverse(count.findings)));
        rows
    }
}
