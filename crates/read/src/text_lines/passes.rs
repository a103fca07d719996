//! Three passes over the lines of a text: each line with its neighbours (local), each among those that seem to be the article (context),
//! and again among what that gave (final). Each pass fills in the one table of lines.

use super::classes;
use super::features;
use super::line::{self, Line};
use super::line_table::LineTable;
use super::titles;
use super::weights::{Amounts, Model, Reason, probability};
use super::words::Words;
use crate::context::ReadContext;
use crate::language;
use crate::line_phrases::Phrases;
use crate::ranked::{Detail, Ranked};
use courant_text::language_tag::LanguageTag;
use std::sync::LazyLock;

static LOCAL: LazyLock<Model> = LazyLock::new(|| Model::load("local", &[features::LOCAL]));
static CONTEXT: LazyLock<Model> = LazyLock::new(|| Model::load("context", &[features::CONTEXT]));
static FINAL: LazyLock<Model> = LazyLock::new(|| Model::load("final", &features::FINAL));

/// The table of a text after all passes, with the class of every line. `before_context` is told what the context pass has before it, by
/// which the title was chosen too.
pub fn run<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    context: &ReadContext,
    before_context: impl FnOnce(&LineTable),
) -> LineTable<'a> {
    let mut table = weigh(lines, words, path, phrases, context, before_context);
    classes::classify(&mut table);
    table
}

/// The same without the classes.
fn weigh<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    context: &ReadContext,
    before_context: impl FnOnce(&LineTable),
) -> LineTable<'a> {
    let mut table = LineTable::new(lines, words, path, phrases);
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    table.take_recurring(&context.boilerplate.find(path, &texts));
    let known = Amounts::measure(features::LOCAL, &table);
    table.take_confidences(&confidences(&table, &LOCAL, &known));
    table.read_body();
    table.read_start();
    let scores = titles::scores(&table);
    table.take_title_scores(&scores);
    table.entitle(titles::find(&table, &scores));
    before_context(&table);
    table.take_confidences(&confidences(&table, &CONTEXT, &known));
    table.read_body();
    table.take_last_confidences(&confidences(&table, &FINAL, &known));
    table
}

/// How sure a model is of each line; what stands in other articles too is no part of this one.
fn confidences(table: &LineTable, model: &Model, known: &Amounts) -> Vec<f32> {
    let scores = model.scores_with(table, table.lines.len(), known).into_iter().enumerate();
    scores.map(|(index, score)| if table.recurs(index) { 0.0 } else { probability(score) }).collect()
}

/// What is true of a line for the local pass, and what for the final one, most telling first.
pub fn local_and_final_reasons(table: &LineTable, index: usize) -> (Vec<Reason>, Vec<Reason>) {
    (LOCAL.reasons(table, index), FINAL.reasons(table, index))
}

/// The same for the context pass: asked of the table that it has before it.
pub fn context_reasons(table: &LineTable) -> Vec<Vec<Reason>> {
    (0..table.lines.len()).map(|index| CONTEXT.reasons(table, index)).collect()
}

/// How sure it is of each line that it belongs to the article, from 0 to 1, by the line's number from 1: for formats that know their
/// lines in other ways too.
pub fn line_confidences(text: &str) -> Vec<(usize, f32)> {
    let phrases = phrases_for(language_of(text).as_ref());
    let (lines, words) = line::lines(text, phrases);
    let table = weigh(&lines, &words, "", phrases, &ReadContext::default(), |_| {});
    table.each().map(|(line, state)| (line.number, state.confidence)).collect()
}

/// The language of the longest lines: menus and buttons are often in another.
pub fn weigh_languages(text: &str, detail: Detail) -> Ranked<LanguageTag> {
    let mut sample = String::new();
    for line in text.lines().filter(|line| line.len() > 120) {
        sample.push_str(line.get(..line.floor_char_boundary(600)).unwrap_or(line));
        sample.push('\n');
        if sample.len() > 4000 {
            break;
        }
    }
    if sample.len() < 400 {
        sample = text.get(..text.floor_char_boundary(4000)).unwrap_or(text).to_string();
    }
    language::weigh(&sample, None, detail)
}

pub fn language_of(text: &str) -> Option<LanguageTag> {
    weigh_languages(text, Detail::Taken).value().cloned()
}

/// The phrases of a language; those of English where it is not known.
pub fn phrases_for(language: Option<&LanguageTag>) -> Phrases {
    Phrases::for_language(language.map_or("en", LanguageTag::primary))
}
