//! Lines of text: which line is what, who wrote them and when, and what they are about. What every format needs whose articles have lines
//! that nobody marked up stands here, below all readers.
//!
//! Models with weights say of every line, in three passes (`passes`), how sure it is that it belongs to the article, and how likely it is
//! to be the title (`features`, `weights`, `titles`); from that, the phrases of the table and the places of the lines each gets its class
//! (`classes`). One table of lines (`line_table`) holds what is known of each. From it come the fields (`bylines` and `authors`,
//! `date_lines`, `keywords`, `ledes`, `picture_lines`).

mod author_features;
pub mod authors;
pub mod bylines;
pub mod certainty;
mod classes;
mod credits;
pub mod date_lines;
mod features;
pub mod given_names;
mod keyword;
mod keyword_candidates;
mod keyword_company;
mod keyword_features;
mod keyword_values;
pub mod keywords;
mod labels;
pub mod ledes;
pub mod line;
pub mod line_class;
pub mod line_kinds;
pub mod line_table;
mod mentions;
pub mod name;
mod names;
mod pairs;
pub mod passes;
pub mod picture_lines;
pub mod reports;
mod sentences;
mod spaced;
pub mod titles;
pub mod trail;
pub mod weights;
mod words;

use crate::article::Person;
use crate::context::ReadContext;
use crate::ranked::Ranked;
use crate::reader::Input;
use crate::remark::Remark;
pub use certainty::Certainty;
use courant_text::date::Timestamp;
use courant_text::language_tag::LanguageTag;
use line_table::LineTable;
use passes::{language_of, phrases_for};
use reports::{KeywordReport, LineReport, NameReport};

/// A text after all passes: the title that was weighed, and the table in which names and keywords have been looked for.
pub struct Analysis<'a> {
    /// The title, among the first lines.
    pub titles: Ranked<String>,
    /// All lines, and what is known of them.
    pub table: LineTable<'a>,
    /// Who wrote it, and when.
    pub head: Head,
}

/// Who wrote a text, and when.
pub struct Head {
    /// Who wrote it.
    pub authors: Ranked<Person>,
    /// When it was published.
    pub published: Ranked<Timestamp>,
    /// When it was changed.
    pub updated: Ranked<Timestamp>,
    /// A date that cannot be kept, where no other is there.
    pub remark: Option<Remark>,
}

/// Analyzes a text in a language and hands on what it found.
pub fn analyze<R>(input: &Input, language: Option<LanguageTag>, read: impl FnOnce(Analysis) -> R) -> R {
    let Input { text, path, context, detail } = *input;
    let phrases = phrases_for(language.as_ref());
    let (lines, words) = line::lines(text, phrases);
    let mut titles = Ranked::default();
    let mut table = passes::run(&lines, &words, path, phrases, context, |table| titles = titles::weigh(table, detail));
    let hints = date_lines::hints(&lines, language, context.zone);
    table.names = bylines::find(&table, &hints);
    keywords::find(&mut table, &context.vocabulary);
    let dates = date_lines::find_dates(&table, &hints, detail);
    let remark = if dates.published.is_open() { date_lines::not_kept(&table, &hints, path) } else { None };
    let authors = authors::weigh(&table, detail);
    let head = Head { authors, published: dates.published, updated: dates.updated, remark };
    read(Analysis { titles, table, head })
}

/// What every line of a text was taken for, and why.
pub fn explain(text: &str, path: &str, context: &ReadContext) -> Vec<LineReport> {
    let phrases = phrases_for(language_of(text).as_ref());
    let (lines, words) = line::lines(text, phrases);
    let (mut context_pass, mut title) = (Vec::new(), Vec::new());
    let mut table = passes::run(&lines, &words, path, phrases, context, |table| {
        context_pass = passes::context_reasons(table);
        title = titles::reasons(table);
    });
    keywords::find(&mut table, &context.vocabulary);
    let report = |(index, (line, state)): (usize, (&line::Line, &line_table::LineState))| {
        let (local_pass, final_pass) = passes::local_and_final_reasons(&table, index);
        LineReport {
            line_number: line.number,
            class: state.class,
            confidence: state.confidence,
            local_pass,
            context_pass: context_pass.get(index).cloned().unwrap_or_default(),
            final_pass,
            title: title.get(index).cloned().unwrap_or_default(),
            lede: ledes::reasons(&table, index),
            text: line.text.to_string(),
        }
    };
    table.each().enumerate().map(report).collect()
}

/// The names of a text that may be its authors'.
pub fn names(text: &str, path: &str, context: &ReadContext) -> Vec<NameReport> {
    let language = language_of(text);
    let phrases = phrases_for(language.as_ref());
    let (lines, words) = line::lines(text, phrases);
    let mut table = passes::run(&lines, &words, path, phrases, context, |_| {});
    let hints = date_lines::hints(&lines, language, context.zone);
    table.names = bylines::find(&table, &hints);
    authors::reports(&table)
}

/// How sure the reading of a text is.
pub fn certainty(text: &str, path: &str, context: &ReadContext) -> Certainty {
    let phrases = phrases_for(language_of(text).as_ref());
    let (lines, words) = line::lines(text, phrases);
    Certainty::from_table(&passes::run(&lines, &words, path, phrases, context, |_| {}))
}

/// What may be a keyword in a text.
pub fn keywords(text: &str, path: &str, context: &ReadContext) -> Vec<KeywordReport> {
    let phrases = phrases_for(language_of(text).as_ref());
    let (lines, words) = line::lines(text, phrases);
    let mut table = passes::run(&lines, &words, path, phrases, context, |_| {});
    keywords::find(&mut table, &context.vocabulary);
    keywords::reports(&table)
}

/// The models: the features that each weighs, by its name in the table of weights.
const MODELS: [(&str, &[&[weights::Feature]]); 8] = [
    ("local", &[features::LOCAL]),
    ("context", &[features::CONTEXT]),
    ("final", &features::FINAL),
    ("title", &[features::TITLE]),
    ("lede", &[features::LEDE]),
    ("author", &[author_features::FEATURES]),
    ("keyword local", &[keyword_features::FEATURES]),
    ("keyword context", &[keyword_features::SEEN]),
];

/// The reasons that each model weighs, by the model's name in the table of weights.
pub fn reasons() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    MODELS.iter().map(|(name, lists)| (*name, lists.iter().copied().flatten().map(|feature| feature.reason).collect()))
}

/// The numbers by which titles, authors and keywords are claimed, for programs that fit the weights.
pub fn numbers() -> [(&'static str, f32); 7] {
    [
        ("title within", titles::TITLE_WITHIN as f32),
        ("author enough", authors::ENOUGH),
        ("author near", authors::NEAR),
        ("author listed", authors::LISTED),
        ("keyword enough", keywords::ENOUGH),
        ("keyword most", keywords::MOST_TOLD),
        ("keyword scale", keywords::SCALE),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::plain_text;
    use crate::ranked::Detail;
    use std::collections::BTreeSet;

    #[test]
    fn every_reason_has_a_weight_and_every_weight_a_reason() {
        let mut known = BTreeSet::new();
        for (model, reasons) in reasons() {
            known.insert((model, "always"));
            known.extend(reasons.into_iter().map(|reason| (model, reason)));
        }
        let stated: BTreeSet<(&str, &str)> = weights::rows().map(|(model, reason, _)| (model, reason)).collect();
        let lost: Vec<_> = known.symmetric_difference(&stated).collect();
        assert!(lost.is_empty(), "in one of the two only: {lost:?}");
        assert_eq!(weights::rows().count(), stated.len(), "a reason stands twice");
    }

    #[test]
    fn the_reasons_that_are_told_of_a_title_are_those_that_chose_it() {
        let mut texts = 0;
        for file in texts_of_cases() {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let phrases = phrases_for(language_of(&text).as_ref());
            let (lines, words) = line::lines(&text, phrases);
            let table = passes::run(&lines, &words, "", phrases, &ReadContext::default(), |_| {});
            let told = explain(&text, "", &ReadContext::default());
            let titles = told.iter().zip(&table.states).enumerate().take(titles::TITLE_WITHIN);
            let always: Vec<f32> = titles
                .filter(|(index, _)| !titles::is_text(&table, *index))
                .map(|(_, (line, state))| {
                    state.title_score - line.title.iter().map(|why| why.amount * why.weight).sum::<f32>()
                })
                .collect();
            let is_same = |one: &f32| always.first().is_some_and(|first| (one - first).abs() < 0.01);
            assert!(always.iter().all(is_same), "{}: {always:?}", file.display());
            texts += 1;
        }
        assert!(texts > 10, "{texts} texts");
    }

    /// Reads a text of which nothing else is known.
    pub fn read_text(text: &str) -> (Article, Vec<Remark>) {
        let context = &ReadContext::default();
        (plain_text::READER.read)(&Input { text, path: "a.txt", context, detail: Detail::Taken }).into_article()
    }

    /// The texts of the cases in `tests/articles`.
    fn texts_of_cases() -> Vec<std::path::PathBuf> {
        let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/articles");
        let folders = std::fs::read_dir(cases).into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "txt")).collect()
    }
}
