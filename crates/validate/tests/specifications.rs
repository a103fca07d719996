//! What the specifications demand, sentence by sentence, and which rule holds it: `specifications/*.tsv`.

use courant_testing::{assert_golden, repository};
use courant_validate::registry;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

const FOLDER: &str = "crates/validate/specifications";

/// What makes of a sentence one that a document can break.
const WORDS: &[&str] =
    &["must", "must-not", "should", "should-not", "value", "required", "optional", "occurrence", "parent", "length"];

/// A table: its name, its first line, its rows.
type Table = (String, String, Vec<Vec<String>>);

fn tables() -> Vec<Table> {
    let mut files: Vec<_> = fs::read_dir(repository().join(FOLDER))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "tsv"))
        .collect();
    files.sort();
    let table = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("it is text");
        let head = text.lines().next().unwrap_or_default().to_string();
        let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
        (name, head, rows.map(|line| line.split('\t').map(str::to_string).collect()).collect())
    };
    files.into_iter().map(table).collect()
}

#[test]
fn every_sentence_names_rules_that_there_are_or_says_why_none_holds_it() {
    let codes: BTreeSet<&str> = registry::rules().map(|rule| rule.code).collect();
    let mut wrong = Vec::new();
    for (name, head, rows) in tables() {
        let says_where = head.contains("http") && (head.contains("at hand") || head.contains("from memory"));
        if !says_where || rows.is_empty() {
            wrong.push(format!("{name}: its first line says of which text it is made, and where that is"));
        }
        for row in rows {
            let [_, word, says, held_by, otherwise] = row.as_slice() else {
                wrong.push(format!("{name}: five columns: {row:?}"));
                continue;
            };
            let unknown: Vec<&str> = held_by.split_whitespace().filter(|code| !codes.contains(code)).collect();
            if !WORDS.contains(&word.as_str()) || says.is_empty() || !unknown.is_empty() {
                wrong.push(format!("{name}: {says}: `{word}`, unknown rules {unknown:?}"));
            }
            if held_by.is_empty() && otherwise.is_empty() {
                wrong.push(format!("{name}: {says}: no rule, and no reason"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `UPDATE=1` writes the counts anew.
#[test]
fn the_counts_are_those_of_the_tables() {
    let mut text = String::from(
        "# What the specifications demand\n\n\
         A table for each specification: section, what makes of the sentence one that a document can break, what it says in our words, the\n\
         rules that hold it, and why none does. *Open* is what a rule could hold and none does yet, or not wholly.\n\n\
         | table | made of | sentences | held | open | no matter of documents |\n|---|---|--:|--:|--:|--:|\n",
    );
    let mut sums = [0; 4];
    for (name, head, rows) in tables() {
        let is_open = |row: &&Vec<String>| row.get(4).is_some_and(|why| why.starts_with("gap"));
        let is_held = |row: &&Vec<String>| !is_open(row) && row.get(3).is_some_and(|codes| !codes.is_empty());
        let (open, held) = (rows.iter().filter(is_open).count(), rows.iter().filter(is_held).count());
        let counts = [rows.len(), held, open, rows.len() - held - open];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let [all, held, open, other] = counts;
        let made_of = head.trim_start_matches('#').trim();
        writeln!(text, "| [{name}]({name}) | {made_of} | {all} | {held} | {open} | {other} |")
            .expect("a string takes it");
    }
    let [all, held, open, other] = sums;
    writeln!(text, "| all | | {all} | {held} | {open} | {other} |").expect("a string takes it");
    assert_golden(format!("{FOLDER}/README.md"), &text);
}
