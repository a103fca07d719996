//! Rules as people and programs read about them: one explained, all in a table, `RULES.md`.

use super::json::line;
use super::{cite, safe};
use crate::rule::{Citation, Example, Frame, Rule};
use anstyle::{AnsiColor, Style};
use courant_text::source::Level;
use serde::Serialize;
use std::fmt::Write;

/// All that there is to know of a rule, for a person, in colours.
pub fn explain(rule: &Rule) -> String {
    let style = style(rule.level);
    let mut page = format!("{style}{}[{} {}]{style:#}\n\n", rule.level, rule.code, rule.name);
    let w3c = if rule.w3c.is_empty() { "none".to_string() } else { rule.w3c.join(", ") };
    let written_in =
        rule.cite.places().map(|(lead, citation)| format!("{lead}{}", cite(citation))).collect::<Vec<_>>().join("; ");
    let rows = [
        ("what", rule.summary),
        ("why", rule.why),
        ("written in", &written_in),
        ("group", rule.group.name()),
        ("W3C class", &w3c),
    ];
    for (title, text) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "  {title:10}  {text}");
    }
    if !rule.bad.is_empty() {
        page.push_str("\nWhat is between ⟦ and ⟧ is reported:\n");
        page.extend(rule.bad.iter().map(example));
    }
    if !rule.good.is_empty() {
        page.push_str("\nFine:\n");
        page.extend(rule.good.iter().map(example));
    }
    page.push_str("\nSo that it is not reported: ");
    let _ = writeln!(page, "--allow {}, or in courant.toml: [check] allow = [{:?}]", rule.name, rule.name);
    page
}

/// Rules, a line each: code, level, name, group and what is checked.
pub fn table(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut table = String::new();
    for rule in rules {
        let style = style(rule.level);
        let (level, group) = (rule.level.to_string(), rule.group.name());
        let _ = writeln!(
            table,
            "{}  {style}{level:7}{style:#}  {:width$}  {group:9}  {}",
            rule.code, rule.name, rule.summary
        );
    }
    table
}

/// A rule as programs read it.
#[derive(Serialize)]
struct RuleJson<'a> {
    code: &'a str,
    name: &'a str,
    level: Level,
    group: &'a str,
    summary: &'a str,
    why: &'a str,
    specification: &'a str,
    section: &'a str,
    url: &'a str,
    w3c: &'a [&'a str],
}

/// Rules, a JSON object a line.
pub fn json(rules: &[&Rule]) -> String {
    let object = |rule: &Rule| {
        line(&RuleJson {
            code: rule.code,
            name: rule.name,
            level: rule.level,
            group: rule.group.name(),
            summary: rule.summary,
            why: rule.why,
            specification: rule.cite.specification,
            section: rule.cite.section,
            url: rule.cite.url,
            w3c: rule.w3c,
        }) + "\n"
    };
    rules.iter().map(|rule| object(rule)).collect()
}

/// `RULES.md`: every rule, by group.
pub fn markdown(rules: &[&Rule]) -> String {
    let mut page = String::from(INTRODUCTION);
    let mut groups: Vec<_> = rules.iter().map(|rule| rule.group).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let of_group = || rules.iter().filter(|rule| rule.group == group);
        let _ = write!(page, "\n## {} ({})\n\n{HEAD}", group.name(), of_group().count());
        page.extend(of_group().map(|rule| row(rule)));
    }
    page
}

const INTRODUCTION: &str = "\
# What `courant check` looks for

This page is made of the rules themselves: `UPDATE=1 cargo test` writes it. `courant explain CODE` shows one rule with
examples; `--allow`, `--deny` and `--only` take a code, a name or the name of a group. An error breaks what its
specification demands, a warning is what readers are known to stumble over, advice would make the feed better. A finding
cites the specification of the format and vocabulary in which it is. The last column names the message of the W3C Feed
Validator that a rule answers to.
";

const HEAD: &str = "\
| code | name | level | what is right | otherwise | written in | W3C |
|---|---|---|---|---|---|---|
";

fn row(rule: &Rule) -> String {
    let places: Vec<_> = rule.cite.places().map(|(lead, citation)| format!("{lead}{}", link(citation))).collect();
    format!(
        "| {} | `{}` | {} | {} | {} | {} | {} |\n",
        rule.code,
        rule.name,
        rule.level,
        cell(rule.summary),
        cell(rule.why),
        places.join("; "),
        rule.w3c.join(", ")
    )
}

fn link(citation: &Citation) -> String {
    let section = if citation.section.is_empty() { String::new() } else { format!(", {}", citation.section) };
    format!("[{}{}]({})", cell(citation.specification), cell(&section), citation.url)
}

/// Text in a table of Markdown, in which nothing but code is markup.
fn cell(text: &str) -> String {
    let mut in_code = false;
    let mut cell = String::with_capacity(text.len());
    for c in text.chars() {
        in_code ^= c == '`';
        match c {
            '|' => cell.push_str("\\|"),
            '<' if !in_code => cell.push_str("&lt;"),
            '*' | '_' if !in_code => cell.extend(['\\', c]),
            _ => cell.push(c),
        }
    }
    cell
}

fn example(example: &Example) -> String {
    let within = match example.frame {
        Frame::Whole => "",
        Frame::Channel => "in channel: ",
        Frame::Item => "in item: ",
        Frame::Feed => "in feed: ",
        Frame::Entry => "in entry: ",
        Frame::JsonFeed => "in a JSON Feed: ",
        Frame::JsonItem => "in an item of a JSON Feed: ",
        Frame::Outlines => "in body: ",
    };
    let mut shown = String::new();
    for (index, line) in example.text.trim_end().lines().enumerate() {
        let start = if index == 0 { format!("  - {within}") } else { "    ".to_string() };
        let _ = writeln!(shown, "{start}{}", safe(line));
    }
    shown
}

fn style(level: Level) -> Style {
    let color = match level {
        Level::Error => AnsiColor::BrightRed,
        Level::Warning => AnsiColor::Yellow,
        Level::Advice => AnsiColor::BrightBlue,
    };
    color.on_default().bold()
}
