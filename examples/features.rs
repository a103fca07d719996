//! What the models of plain text see in articles, for `tests/fit/fit.py`: the reasons of each model, then each line of each text.
//!
//! `cargo run --release --example features -- FILE...` prints, with tabs between: `model`, its letter, its reasons; `text`, the path; then
//! for each line that says something its number and, for each model that looks at it, the letter and `|reason=amount`.

use courant::understand::House;
use courant::understand::plain_text::{LineReport, Reason, explain, reasons};
use std::fmt::Write;
use std::io;

fn main() -> io::Result<()> {
    for (model, reasons) in reasons() {
        println!("model\t{}\t{}", letter(model), reasons.join("\t"));
    }
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let lines: String = explain(&text, &path, &House::default()).iter().map(line).collect();
        print!("text\t{path}\n{lines}");
    }
    Ok(())
}

fn letter(model: &str) -> &str {
    model.get(..2).unwrap_or(model)
}

fn line(report: &LineReport) -> String {
    let mut line = report.line_number.to_string();
    let models = [("al", &report.alone), ("am", &report.among), ("ti", &report.title), ("le", &report.lede)];
    for (model, reasons) in models {
        let told = |reason: &Reason| format!("|{}={}", reason.reason, reason.amount);
        // Writing to a string cannot fail.
        let _ = write!(line, "\t{model}{}", reasons.iter().map(told).collect::<String>());
    }
    line + "\n"
}
