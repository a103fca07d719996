//! Addresses that subscribers know and that have become others: what is told of them.

use crate::plan::Plan;
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
    let mut count = list(
        &mut text,
        plan.moves.articles.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect(),
        ("article has another address now", "articles have another address now"),
        named,
    );
    let before: BTreeSet<&str> = plan.known.moved_feeds().into_keys().collect();
    let feeds = plan.ledger.moved_feeds().into_iter().filter(|(from, _)| !before.contains(from));
    count += list(
        &mut text,
        feeds.collect(),
        (
            "feed has become one with another, and goes on answering",
            "feeds have become one with others, and go on answering",
        ),
        named,
    );
    if count > 0 {
        text.push_str(
            "  (`courant deploy-files` writes redirects from where they were, `courant serve` answers with them)\n",
        );
    }
    text
}

/// Lists what has moved, and gives how many have.
fn list(text: &mut String, moved: Vec<(&str, &str)>, (one, many): (&str, &str), named: usize) -> usize {
    if moved.is_empty() {
        return 0;
    }
    let _ = writeln!(text, "{} {}:", moved.len(), if moved.len() == 1 { one } else { many });
    for (from, to) in moved.iter().take(named) {
        let _ = writeln!(text, "  {} -> {}", escape_terminal(from), escape_terminal(to));
    }
    if moved.len() > named {
        let _ = writeln!(text, "  and {} more (--verbose names them)", moved.len() - named);
    }
    moved.len()
}
