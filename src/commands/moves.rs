//! Addresses that subscribers know and that have become others: what is told of them, and which files lead to which.

use crate::deploy::Redirect;
use crate::feed::{AbsoluteUrl, Format};
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::render::FORMATS;
use courant_text::text::escape_terminal;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Which addresses a build changes, `named` of each kind one by one: lines, none where it changes none.
pub fn told(plan: &Plan, named: usize) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    for (from, to) in &plan.moves.hosts {
        let _ = writeln!(
            text,
            "articles that were read at {} are read at {} now; let the old server, where there is one, redirect each path to the new one",
            escape_terminal(from),
            escape_terminal(to)
        );
    }
    list(
        &mut text,
        plan.moves.articles.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect(),
        ("article has another address now", "articles have another address now"),
        named,
    );
    let before: BTreeSet<&str> = plan.known.moved_feeds().into_keys().collect();
    let feeds = plan.ledger.moved_feeds().into_iter().filter(|(from, _)| !before.contains(from));
    list(
        &mut text,
        feeds.collect(),
        (
            "feed has become one with another, and goes on answering",
            "feeds have become one with others, and go on answering",
        ),
        named,
    );
    if text.contains(" -> ") {
        text.push_str(
            "  (`courant deploy-files` writes redirects from where they were, `courant serve` answers with them)\n",
        );
    }
    text
}

fn list(text: &mut String, moved: Vec<(&str, &str)>, (one, many): (&str, &str), named: usize) {
    if moved.is_empty() {
        return;
    }
    let _ = writeln!(text, "{} {}:", moved.len(), if moved.len() == 1 { one } else { many });
    for (from, to) in moved.iter().take(named) {
        let _ = writeln!(text, "  {} -> {}", escape_terminal(from), escape_terminal(to));
    }
    if moved.len() > named {
        let _ = writeln!(text, "  and {} more (--verbose names them)", moved.len() - named);
    }
}

/// Where articles were, and where they are.
pub fn links(ledger: &Ledger) -> Vec<Redirect> {
    let links = ledger.moved_links().into_iter().filter_map(|(from, to)| {
        Some(Redirect { from: AbsoluteUrl::parse(from)?, to: AbsoluteUrl::parse(to)?, has_file: false })
    });
    links.collect()
}

/// The files of feeds that have become one with another, by the folders of both.
pub fn files(ledger: &Ledger) -> Vec<(&str, &str, Format)> {
    let mut files = Vec::new();
    for (from, to) in ledger.moved_feeds() {
        let has = |folder: &str, format: &Format| {
            ledger.feeds.get(folder).is_some_and(|feed| feed.state.formats.contains(format.key))
        };
        let both = FORMATS.into_iter().filter(|format| has(from, format) && has(to, format));
        files.extend(both.map(|format| (from, to, format)));
    }
    files
}
