//! What the models see of lines, names and keywords, as a person and the program that fits the weights are told it.

use super::line_class::LineClass;
use super::weights::Reason;

/// What one line was taken for, and why.
#[derive(Clone, Debug)]
pub struct LineReport {
    /// From 1.
    pub line_number: usize,
    /// What it is.
    pub class: LineClass,
    /// How sure it is that it belongs to the article, from 0 to 1.
    pub confidence: f32,
    /// What is true of it and of its neighbours, most telling first.
    pub local_pass: Vec<Reason>,
    /// What is true of its place among the others, most telling first; `local_pass` goes into it.
    pub context_pass: Vec<Reason>,
    /// The same once the others have been looked at so, most telling first; this decides, and `context_pass` goes into it.
    pub final_pass: Vec<Reason>,
    /// What speaks for it being the title, and what against.
    pub title: Vec<Reason>,
    /// What speaks for it being the summary, and what against; empty for lines that cannot be.
    pub lede: Vec<Reason>,
    /// The line.
    pub text: String,
}

/// A name that may be an author's, and why.
#[derive(Clone, Debug)]
pub struct NameReport {
    /// From 1.
    pub line_number: usize,
    /// What speaks for it and what against, most telling first.
    pub reasons: Vec<Reason>,
    /// How much: 0 is undecided.
    pub score: f32,
    /// Which of the readings of one run of words this is: the part of the line and the name in it.
    pub place: (usize, usize),
    /// The name.
    pub text: String,
}

/// What may be a subject of a text, and why.
#[derive(Clone, Debug)]
pub struct KeywordReport {
    /// From 1.
    pub line_number: usize,
    /// What speaks for it and what against, most telling first.
    pub reasons: Vec<Reason>,
    /// Which of the groups of the text it stands in.
    pub group: usize,
    /// Its name.
    pub text: String,
}
