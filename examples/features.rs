//! What the models of plain text see in articles, for `tests/fit/fit.py`: the reasons of each model, then each line of each text.
//!
//! `cargo run --release --example features -- FILE...` prints, with tabs between: `model`, its name, its reasons; `number`, what it is, a
//! number by which names are claimed; `text`, the path, how
//! sure it is of the title and of the lines (as they are, and what is stated of both, in percent); then
//! for each line that says something its number and, for each model that looks at it, its name and `|reason=amount`; `name`, for each
//! name that may be an author's, its line, its place on the line, the name, and the same; `keyword`, for each name that may be a subject,
//! its line, its group, the name, and the same.

use courant_read::ReadContext;
use courant_read::text_lines::reports::{KeywordReport, LineReport, NameReport};
use courant_read::text_lines::weights::Reason;
use courant_read::text_lines::{Certainty, certainty, explain, keywords, names, numbers, reasons};
use std::fmt::Write;
use std::io;

fn main() -> io::Result<()> {
    for (model, reasons) in reasons() {
        println!("model\t{model}\t{}", reasons.join("\t"));
    }
    for (name, number) in numbers() {
        println!("number\t{name}\t{number}");
    }
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let lines: String = explain(&text, &path, &ReadContext::default()).iter().map(line).collect();
        let names: String = names(&text, &path, &ReadContext::default()).iter().map(name).collect();
        let keywords: String = keywords(&text, &path, &ReadContext::default()).iter().map(keyword).collect();
        let certainty = certainty(&text, &path, &ReadContext::default());
        let Certainty { title, lines: decided } = certainty;
        print!("text\t{path}\t{title}\t{decided}\t{}\n{lines}{names}{keywords}", certainty.percent());
    }
    Ok(())
}

fn told(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| format!("|{}={}", reason.reason, reason.amount)).collect()
}

fn name(report: &NameReport) -> String {
    let NameReport { line_number, place: (part, order), text, reasons, .. } = report;
    format!("name\t{line_number}\t{part}.{order}\t{}\tauthor{}\n", text.replace('\t', " "), told(reasons))
}

fn keyword(report: &KeywordReport) -> String {
    let KeywordReport { line_number, group, text, reasons } = report;
    format!("keyword\t{line_number}\t{group}\t{}\tkeyword local{}\n", text.replace('\t', " "), told(reasons))
}

fn line(report: &LineReport) -> String {
    let mut line = report.line_number.to_string();
    let models = [
        ("local", &report.local_pass),
        ("context", &report.context_pass),
        ("final", &report.final_pass),
        ("title", &report.title),
        ("lede", &report.lede),
    ];
    for (model, reasons) in models {
        // Writing to a string cannot fail.
        let _ = write!(line, "\t{model}{}", told(reasons));
    }
    line + "\n"
}
