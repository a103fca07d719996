//! What the models of plain text see in articles, for `tests/fit/fit.py`: the reasons of each model, then each line of each text.
//!
//! `cargo run --release --example features -- FILE...` prints, with tabs between: `model`, its letter, its reasons; `text`, the path, how
//! sure it is of the title and of the lines (as they are, and what is stated of both, in percent); then
//! for each line that says something its number and, for each model that looks at it, the letter and `|reason=amount`; `name`, for each
//! name that may be an author's, its line, its place on the line, the name, and the same; `topic`, for each name that may be a subject,
//! its line, its group, the name, and the same.

use courant_read::House;
use courant_read::plain_text::{
    Certainty, LineReport, NameReport, Reason, TopicReport, certainty, explain, names, reasons, topics,
};
use std::fmt::Write;
use std::io;

fn main() -> io::Result<()> {
    for (model, reasons) in reasons() {
        println!("model\t{}\t{}", letter(model), reasons.join("\t"));
    }
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let lines: String = explain(&text, &path, &House::default()).iter().map(line).collect();
        let names: String = names(&text, &path, &House::default()).iter().map(name).collect();
        let topics: String = topics(&text, &path, &House::default()).iter().map(topic).collect();
        let certainty = certainty(&text, &path, &House::default());
        let Certainty { title, lines: decided } = certainty;
        print!("text\t{path}\t{title}\t{decided}\t{}\n{lines}{names}{topics}", certainty.percent());
    }
    Ok(())
}

fn letter(model: &str) -> &str {
    model.get(..2).unwrap_or(model)
}

fn told(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| format!("|{}={}", reason.reason, reason.amount)).collect()
}

fn name(report: &NameReport) -> String {
    let NameReport { line_number, place: (part, order), text, reasons, .. } = report;
    format!("name\t{line_number}\t{part}.{order}\t{}\tau{}\n", text.replace('\t', " "), told(reasons))
}

fn topic(report: &TopicReport) -> String {
    let TopicReport { line_number, group, text, reasons } = report;
    format!("topic\t{line_number}\t{group}\t{}\tto{}\n", text.replace('\t', " "), told(reasons))
}

fn line(report: &LineReport) -> String {
    let mut line = report.line_number.to_string();
    let models = [
        ("al", &report.alone),
        ("am", &report.among),
        ("se", &report.settled),
        ("ti", &report.title),
        ("le", &report.lede),
    ];
    for (model, reasons) in models {
        // Writing to a string cannot fail.
        let _ = write!(line, "\t{model}{}", told(reasons));
    }
    line + "\n"
}
