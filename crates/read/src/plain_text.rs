//! Text as a scraper leaves it: which line is what, and what the article's fields are.
//!
//! Models with weights say of every line, in three looks, how sure it is that it belongs to the article, and how likely it is to be the title
//! (`features`, `weights`); from that, the phrases of the table and the places of the lines each gets its class (`classes`); from the
//! classes come the fields (`bylines`, `date_lines`, `keywords`, `body`). Names of authors and subjects are weighed by models too (`authors`,
//! `keywords`).

mod author_features;
mod authors;
mod body;
mod bylines;
mod certainty;
mod classes;
mod credits;
mod date_lines;
mod features;
mod given_names;
mod keyword_candidates;
mod keyword_company;
mod keyword_features;
mod keyword_values;
mod keywords;
mod labels;
mod line_table;
mod lines;
mod mentions;
mod names;
mod pairs;
mod sentences;
mod spaced;
mod trail;
mod weights;
mod words;

use crate::article::{Category, Origin, Sourced};
use crate::context::ReadContext;
use crate::line_phrases::Phrases;
use crate::ranked::{Candidate, Detail, Ranked};
use crate::reader::{Input, Reader};
use crate::reading::Reading;
use crate::sentences::ends as sentences_of;
use crate::{front_matter, language};
pub use certainty::Certainty;
pub use classes::LineClass;
use courant_html::{CleanHtml, escape_text};
use courant_text::language_tag::LanguageTag;
use courant_text::source::TextKind;
use courant_text::text::Text;
use line_table::LineTable;
use lines::Line;
use std::sync::LazyLock;
pub use weights::Reason;
use weights::{Amounts, Model, probability, reasons_for};
use words::Words;

static LOCAL: LazyLock<Model> = LazyLock::new(|| Model::load("local", &[features::LOCAL]));
static CONTEXT: LazyLock<Model> = LazyLock::new(|| Model::load("context", &[features::CONTEXT]));
static FINAL: LazyLock<Model> = LazyLock::new(|| Model::load("final", &features::FINAL));
static LEDE: LazyLock<Model> = LazyLock::new(|| Model::load("lede", &[features::LEDE]));
static TITLE: LazyLock<Model> = LazyLock::new(|| Model::load("title", &[features::TITLE]));

/// Among so many first lines the title is looked for.
const TITLE_WITHIN: usize = 400;

/// So much less speaks for several sentences being the title, beside what the model says of them.
const SENTENCES: f32 = 3.0;

/// The summary is one of so many lines from the first paragraph on.
const LEDE_WITHIN: usize = 8;

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

/// Text as a scraper leaves it.
pub static READER: Reader = Reader {
    name: "text",
    about: "Text as a scraper leaves it",
    extensions: &["txt", "text"],
    recognizes: |_| true,
    text_kind: TextKind::Plain,
    has_boilerplate: true,
    read,
};

/// Reads a text as a scraper leaves it, with or without front matter. What it does not state is left open for [`crate::read`] to complete.
pub fn read(input: &Input) -> Reading {
    front_matter::read_above(input, |input| read_in(input, None))
}

/// Reads a text whose language may be known.
pub fn read_in(input: &Input, language: Option<LanguageTag>) -> Reading {
    let Input { text, path, context, detail } = *input;
    let known = language.map(|tag| Ranked::stated([Sourced::new(tag, Origin::Detected)]));
    let languages = known.unwrap_or_else(|| weigh_languages(text, detail));
    let language = languages.value().cloned();
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut titles = Ranked::default();
    let mut seen = see_and_tell(&lines, &words, path, phrases, context, |table, scores| {
        titles = weigh_titles(table, scores, detail);
    });
    let hints = date_lines::hints(&lines, language.clone(), context.offset_seconds);
    seen.table.names = bylines::find(&seen.table, &seen.classes, &hints);
    keywords::find(&mut seen.table, &mut seen.classes, &seen.confidence, &context.vocabulary);
    let Seen { table, classes, .. } = &seen;
    let content = body::content(table, classes);
    let dates = date_lines::find_dates(table, classes, &hints, detail);
    let mut remarks = Vec::new();
    if dates.published.is_open() {
        remarks.extend(date_lines::not_kept(table, classes, &hints, path));
    }
    let section = weigh_sections(sections(table, classes));
    let mut categories = keywords::weigh(table, detail);
    // The wider parts of a path say little: they count where nothing else is said.
    let wider = section.clone().into_iter().filter(|part| !part.is_taken);
    categories.or(wider.map(|part| Candidate::stated(Sourced::new(Category::named(part.value), part.origin))));
    let mut reading = Reading {
        path: path.to_string(),
        title: titles,
        section,
        summary: weigh_ledes(table, classes, detail),
        language: languages,
        authors: authors::weigh(table, detail),
        categories,
        published: dates.published,
        updated: dates.updated,
        image: body::weigh_pictures(table, classes, detail),
        remarks,
        ..Reading::default()
    };
    reading.rest.certainty_percent = Some(Certainty::of(&seen).percent());
    reading.rest.content = content;
    if reading.content().text().is_empty() {
        open_one_line(&mut reading, table);
    }
    reading
}

/// What every line of a text was taken for, and why.
pub fn explain(text: &str, path: &str, context: &ReadContext) -> Vec<LineReport> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let (mut context_pass, mut title) = (Vec::new(), Vec::new());
    let mut seen = see_and_tell(&lines, &words, path, phrases, context, |table, _| {
        context_pass = (0..lines.len()).map(|index| CONTEXT.reasons(table, index)).collect();
        title = title_reasons(table);
    });
    keywords::find(&mut seen.table, &mut seen.classes, &seen.confidence, &context.vocabulary);
    let report = |(index, line): (usize, &Line)| LineReport {
        line_number: line.number,
        class: seen.classes.get(index).copied().unwrap_or(LineClass::Footer),
        confidence: seen.confidence.get(index).copied().unwrap_or(0.0),
        local_pass: LOCAL.reasons(&seen.table, index),
        context_pass: context_pass.get(index).cloned().unwrap_or_default(),
        final_pass: FINAL.reasons(&seen.table, index),
        title: title.get(index).cloned().unwrap_or_default(),
        lede: if could_be_lede(&seen.table, &seen.classes, index) {
            LEDE.reasons(&seen.table, index)
        } else {
            Vec::new()
        },
        text: line.text.to_string(),
    };
    lines.iter().enumerate().map(report).collect()
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

/// The names of a text that may be its authors'.
pub fn names(text: &str, path: &str, context: &ReadContext) -> Vec<NameReport> {
    let language = language_of(text);
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, context);
    let hints = date_lines::hints(&lines, language, context.offset_seconds);
    seen.table.names = bylines::find(&seen.table, &seen.classes, &hints);
    authors::reports(&seen.table)
}

/// How sure the reading of a text is.
pub fn certainty(text: &str, path: &str, context: &ReadContext) -> Certainty {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    Certainty::of(&see(&lines, &words, path, phrases, context))
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

/// What may be a subject in a text.
pub fn keywords(text: &str, path: &str, context: &ReadContext) -> Vec<KeywordReport> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, context);
    keywords::find(&mut seen.table, &mut seen.classes, &seen.confidence, &context.vocabulary);
    keywords::reports(&seen.table)
}

/// The reasons that each model weighs, by the model's name in the table of weights.
pub fn reasons() -> [(&'static str, Vec<&'static str>); 8] {
    let names = |features: &[&[weights::Feature]]| features.iter().copied().flatten().map(|f| f.reason).collect();
    [
        ("local", names(&[features::LOCAL])),
        ("context", names(&[features::CONTEXT])),
        ("final", names(&features::FINAL)),
        ("title", names(&[features::TITLE])),
        ("lede", names(&[features::LEDE])),
        ("author", names(&[author_features::FEATURES])),
        ("keyword local", names(&[keyword_features::FEATURES])),
        ("keyword context", names(&[keyword_features::SEEN])),
    ]
}

/// The numbers by which titles, authors and keywords are claimed, for programs that fit the weights.
pub fn numbers() -> [(&'static str, f32); 7] {
    [
        ("title within", TITLE_WITHIN as f32),
        ("author enough", authors::ENOUGH),
        ("author near", authors::NEAR),
        ("author listed", authors::LISTED),
        ("keyword enough", keywords::ENOUGH),
        ("keyword most", keywords::MOST_TOLD),
        ("keyword scale", keywords::SCALE),
    ]
}

/// How sure it is of each line that it belongs to the article, from 0 to 1, by the line's number from 1: for formats that know their
/// lines in other ways too.
pub fn line_confidences(text: &str) -> Vec<(usize, f32)> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let seen = look(&lines, &words, "", phrases, &ReadContext::default(), |_, _| {});
    lines.iter().zip(seen.confidence).map(|(line, confidence)| (line.number, confidence)).collect()
}

/// The names in a text that is known to be a byline, with or without its first words: `By Jane Roe and John Doe`.
pub fn names_of_byline(text: &str, phrases: Phrases) -> Vec<String> {
    bylines::names_of_byline(text, phrases)
}

/// Who made a picture and what is printed beneath it, as one line says both: `What it shows. (Photo: Jane Roe)`,
/// `What it shows. Photo: Jane Roe`.
pub fn credit_and_caption(text: &str, phrases: Phrases) -> (Option<String>, Option<String>) {
    let (lines, _) = lines::lines(text, phrases);
    let Some(line) = lines.first() else { return (None, None) };
    let (credit, caption) = body::credit_and_caption(line);
    (credit.map(str::to_string), caption.map(str::to_string))
}

/// A text with every line classed.
struct Seen<'a> {
    table: LineTable<'a>,
    /// How likely each of the first lines is to be the title.
    title_scores: Vec<f32>,
    confidence: Vec<f32>,
    classes: Vec<LineClass>,
}

fn see<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    context: &ReadContext,
) -> Seen<'a> {
    see_and_tell(lines, words, path, phrases, context, |_, _| {})
}

/// `before_second` is told what the second look has before it, by which the title was chosen too.
fn see_and_tell<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    context: &ReadContext,
    before_second: impl FnOnce(&LineTable, &[f32]),
) -> Seen<'a> {
    let mut seen = look(lines, words, path, phrases, context, before_second);
    seen.classes = classes::classes(&seen.table, &seen.confidence, phrases);
    seen
}

/// Looks three times: each line with its neighbours, each among those that seem to be the article, and again among what that gave. The
/// classes are left open.
fn look<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    context: &ReadContext,
    before_second: impl FnOnce(&LineTable, &[f32]),
) -> Seen<'a> {
    let mut table = LineTable::new(lines, words, path, phrases);
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    table.recurring = context.boilerplate.find(path, &texts);
    table.known = Amounts::of(features::LOCAL, &table);
    table.look(confidences(&table, &LOCAL));
    table.read_body();
    table.read_start();
    let title_scores = title_scores(&table);
    table.entitle(title(&table, &title_scores));
    before_second(&table, &title_scores);
    table.look(confidences(&table, &CONTEXT));
    table.read_body();
    let confidence = confidences(&table, &FINAL);
    Seen { table, title_scores, confidence, classes: Vec::new() }
}

/// How sure a model is of each line; what stands in other articles too is no part of this one.
fn confidences(table: &LineTable, model: &Model) -> Vec<f32> {
    let scores = model.scores(table, table.lines.len()).into_iter().enumerate();
    scores.map(|(index, score)| if table.recurs(index) { 0.0 } else { probability(score) }).collect()
}

fn title(table: &LineTable, scores: &[f32]) -> Option<usize> {
    let scored = scores.iter().copied().enumerate().filter(|&(index, _)| !table.recurs(index));
    // Of two that are equal the first wins.
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

/// What speaks for each of the first lines being the title.
fn title_scores(table: &LineTable) -> Vec<f32> {
    let scores = TITLE.scores(table, table.lines.len().min(TITLE_WITHIN)).into_iter().enumerate();
    scores.map(|(index, score)| score - if is_text(table, index) { SENTENCES } else { 0.0 }).collect()
}

/// Why, for each of the first lines: asked of the table that [`title_scores`] had.
fn title_reasons(table: &LineTable) -> Vec<Vec<Reason>> {
    (0..table.lines.len().min(TITLE_WITHIN)).map(|index| TITLE.reasons(table, index)).collect()
}

/// The title, among the first lines that were weighed.
fn weigh_titles(table: &LineTable, scores: &[f32], detail: Detail) -> Ranked<String> {
    let told = scores.iter().enumerate().filter(|(index, _)| detail == Detail::All || Some(*index) == table.title);
    let candidate = |(index, score): (usize, &f32)| {
        let reasons = reasons_for(detail, || TITLE.reasons(table, index));
        let weighed = Candidate::weighed(line_text(table, index)?, table.origin(index), *score, reasons);
        Some(Candidate { is_taken: Some(index) == table.title, ..weighed })
    };
    told.filter_map(candidate).collect()
}

fn line_text(table: &LineTable, index: usize) -> Option<String> {
    Some(Text::line(table.lines.get(index)?.text)?.into_string())
}

/// Where several sentences on one line are all that there is: the first is the title, and all of them are the text.
fn open_one_line(reading: &mut Reading, table: &LineTable) {
    let Some(line) = table.title.filter(|&title| is_text(table, title)).and_then(|title| table.lines.get(title)) else {
        return;
    };
    let first =
        sentences_of(line.text, reading.language.value()).into_iter().next().and_then(|end| line.text.get(..end));
    if let Some(title) = first.and_then(|first| Text::line(first.trim_end_matches(['.', '。']))) {
        reading.title.replace(Candidate::stated(Sourced::new(title.into_string(), Origin::Line(line.number))));
        reading.rest.content = CleanHtml::sanitise(&format!("<p>{}</p>", escape_text(line.text)));
    }
}

/// Whether a line is several sentences, which no title is while another line could be one.
fn is_text(table: &LineTable, index: usize) -> bool {
    table.lines.get(index).is_some_and(|line| line.shape.sentences >= 2 && line.shape.end == lines::End::Sentence)
}

/// The names of the parts of the publication that the text stands in, widest first.
fn sections(table: &LineTable, classes: &[LineClass]) -> Vec<Sourced<String>> {
    let title = table.title.and_then(|title| table.lines.get(title)).map(|line| line.text);
    let mut kickers = table.lines.iter().zip(classes).filter(|(_, class)| **class == LineClass::Kicker);
    let Some((line, _)) = kickers.next_back() else { return Vec::new() };
    let named = |name: &str| Some(Sourced::new(Text::line(name)?.into_string(), Origin::Line(line.number)));
    let parts =
        if trail::is_trail(line.text) { trail::sections(line.text, title, table.phrases) } else { vec![line.text] };
    parts.into_iter().filter_map(named).collect()
}

/// The narrowest part is the section.
fn weigh_sections(mut parts: Vec<Sourced<String>>) -> Ranked<String> {
    let narrowest = parts.pop().map(Candidate::stated);
    parts.into_iter().map(|part| Candidate::stated(part).lost()).chain(narrowest).collect()
}

/// The deck or the paragraph that says best what the article is about.
fn weigh_ledes(table: &LineTable, classes: &[LineClass], detail: Detail) -> Ranked<String> {
    let near = (0..table.lines.len()).take_while(|&index| index <= table.start + LEDE_WITHIN);
    let fits = near.filter(|&index| could_be_lede(table, classes, index));
    let scored: Vec<(usize, f32)> = fits.map(|index| (index, LEDE.score(table, index))).collect();
    let best = scored.iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| *index);
    let told = scored.iter().filter(|(index, _)| detail == Detail::All || Some(*index) == best);
    let candidate = |&(index, score): &(usize, f32)| {
        let reasons = reasons_for(detail, || LEDE.reasons(table, index));
        let weighed = Candidate::weighed(line_text(table, index)?, table.origin(index), score, reasons);
        Some(Candidate { is_taken: Some(index) == best, ..weighed })
    };
    told.filter_map(candidate).collect()
}

fn could_be_lede(table: &LineTable, classes: &[LineClass], index: usize) -> bool {
    let class = classes.get(index).copied().unwrap_or(LineClass::Footer);
    let fits = matches!(class, LineClass::Deck | LineClass::Paragraph | LineClass::Quotation);
    let below = table.title.is_none_or(|title| index > title) && index <= table.start + LEDE_WITHIN;
    fits && below && table.lines.get(index).is_some_and(|line| line.shape.words >= 5 && line.shape.length >= 30)
}

/// The language of the longest lines: menus and buttons are often in another.
fn weigh_languages(text: &str, detail: Detail) -> Ranked<LanguageTag> {
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
    language::weigh(&sample, detail)
}

fn language_of(text: &str) -> Option<LanguageTag> {
    weigh_languages(text, Detail::Taken).value().cloned()
}

fn phrases_for(language: &Option<LanguageTag>) -> Phrases {
    Phrases::of(language.as_ref().map_or("en", LanguageTag::primary))
}

/// Reads a text of which nothing else is known.
#[cfg(test)]
fn read_text(text: &str) -> (crate::article::Article, Vec<crate::remark::Remark>) {
    let context = &ReadContext::default();
    read(&Input { text, path: "a.txt", context, detail: Detail::Taken }).into_article()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reasons_that_are_told_of_a_title_are_those_that_chose_it() {
        let mut texts = 0;
        for file in texts_of_cases() {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let phrases = phrases_for(&language_of(&text));
            let (lines, words) = lines::lines(&text, phrases);
            let seen = see(&lines, &words, "", phrases, &ReadContext::default());
            let always: Vec<f32> = explain(&text, "", &ReadContext::default())
                .iter()
                .zip(&seen.title_scores)
                .enumerate()
                .filter(|(index, _)| !is_text(&seen.table, *index))
                .map(|(_, (line, score))| score - line.title.iter().map(|why| why.amount * why.weight).sum::<f32>())
                .collect();
            let is_same = |one: &f32| always.first().is_some_and(|first| (one - first).abs() < 0.01);
            assert!(always.iter().all(is_same), "{}: {always:?}", file.display());
            texts += 1;
        }
        assert!(texts > 10, "{texts} texts");
    }

    /// The texts of the cases in `tests/articles`.
    fn texts_of_cases() -> Vec<std::path::PathBuf> {
        let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/articles");
        let folders = std::fs::read_dir(cases).into_iter().flatten().flatten();
        let files = folders.flat_map(|folder| std::fs::read_dir(folder.path()).into_iter().flatten().flatten());
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "txt")).collect()
    }
}
