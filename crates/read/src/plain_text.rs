//! Text as a scraper leaves it: which line is what, and what the article's fields are.
//!
//! Models with weights say of every line, in three looks, how sure it is that it belongs to the article, and how likely it is to be the title
//! (`features`, `weights`); from that, the phrases of the table and the places of the lines each gets its class (`classes`); from the
//! classes come the fields (`signature`, `moments`, `subjects`, `body`). Names of authors and subjects are weighed by models too (`authors`,
//! `subjects`).

mod author_features;
mod authors;
mod body;
mod certainty;
mod classes;
mod credits;
mod explain;
mod features;
mod given_names;
mod labels;
mod lines;
mod mentions;
mod moments;
mod names;
mod pairs;
mod sentences;
mod signature;
mod spaced;
mod subject_values;
mod subjects;
mod topic_company;
mod topic_features;
mod topics;
mod trail;
mod view;
mod weights;
mod words;

use super::phrases::Phrases;
use super::sentences::ends as sentences_of;
use super::{House, language};
use crate::article::{Article, Category, Known, Origin};
use crate::remark::Remark;
pub use certainty::Certainty;
pub use classes::LineClass;
use courant_html::{CleanHtml, escape_text};
use courant_text::language_tag::LanguageTag;
use courant_text::text::Text;
pub use explain::candidates;
use lines::Line;
use std::sync::LazyLock;
use view::View;
pub use weights::Reason;
use weights::{Amounts, Model, probability};
use words::Words;

static ALONE: LazyLock<Model> = LazyLock::new(|| Model::load("alone", &[features::ALONE]));
static AMONG: LazyLock<Model> = LazyLock::new(|| Model::load("among", &[features::AMONG]));
static SETTLED: LazyLock<Model> = LazyLock::new(|| Model::load("settled", &features::SETTLED));
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
    pub sure: f32,
    /// What is true of it and of its neighbours, most telling first.
    pub alone: Vec<Reason>,
    /// What is true of its place among the others, most telling first; `alone` goes into it.
    pub among: Vec<Reason>,
    /// The same once the others have been looked at so, most telling first; this decides, and `among` goes into it.
    pub settled: Vec<Reason>,
    /// What speaks for it being the title, and what against.
    pub title: Vec<Reason>,
    /// What speaks for it being the summary, and what against; empty for lines that cannot be.
    pub lede: Vec<Reason>,
    /// The line.
    pub text: String,
}

/// Reads a text as a scraper leaves it. What it does not state is left open for [`super::read_article`] to complete.
pub fn read(text: &str, path: &str, house: &House) -> (Article, Vec<Remark>) {
    read_in(text, path, house, None)
}

/// The same, of a text whose language may be known.
pub fn read_in(text: &str, path: &str, house: &House, language: Option<LanguageTag>) -> (Article, Vec<Remark>) {
    let language = language.or_else(|| language_of(text));
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, house);
    let hints = moments::hints(&lines, language.clone(), house.offset_seconds);
    seen.view.names = signature::find(&seen.view, &seen.classes, &hints);
    subjects::find(&mut seen.view, &mut seen.classes, &seen.sure, &house.vocabulary);
    let Seen { view, classes, .. } = &seen;
    let content = body::content(view, classes);
    let moments = moments::moments(view, classes, &hints);
    let mut remarks = Vec::new();
    if moments.published.is_none() {
        remarks.extend(moments::not_kept(view, classes, &hints, path));
    }
    let mut sections = sections(view, classes);
    let section = sections.pop();
    let mut categories = subjects::subjects(view);
    if categories.is_empty() {
        // The wider parts of a path say little: they count where nothing else is said.
        categories.extend(sections.into_iter().map(|known| Known::new(Category::named(known.value), known.from)));
    }
    let mut article = Article {
        path: path.to_string(),
        title: view.title.and_then(|index| stated(lines.get(index)?)),
        section,
        summary: lede(view, classes),
        language: language.map(|tag| Known::new(tag, Origin::Detected)),
        authors: authors::authors(view),
        categories,
        published: moments.published,
        updated: moments.updated,
        image: body::image(view, classes),
        certainty_percent: Some(Certainty::of(&seen).percent()),
        content,
        ..Article::default()
    };
    if article.content.text().is_empty() {
        open_one_line(&mut article, view);
    }
    (article, remarks)
}

/// What every line of a text was taken for, and why.
pub fn explain(text: &str, path: &str, house: &House) -> Vec<LineReport> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let (mut among, mut title) = (Vec::new(), Vec::new());
    let mut seen = see_and_tell(&lines, &words, path, phrases, house, |view| {
        among = (0..lines.len()).map(|index| AMONG.reasons(view, index)).collect();
        title = title_reasons(view);
    });
    subjects::find(&mut seen.view, &mut seen.classes, &seen.sure, &house.vocabulary);
    let report = |(index, line): (usize, &Line)| LineReport {
        line_number: line.number,
        class: seen.classes.get(index).copied().unwrap_or(LineClass::Footer),
        sure: seen.sure.get(index).copied().unwrap_or(0.0),
        alone: ALONE.reasons(&seen.view, index),
        among: among.get(index).cloned().unwrap_or_default(),
        settled: SETTLED.reasons(&seen.view, index),
        title: title.get(index).cloned().unwrap_or_default(),
        lede: if could_be_lede(&seen.view, &seen.classes, index) {
            LEDE.reasons(&seen.view, index)
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
pub fn names(text: &str, path: &str, house: &House) -> Vec<NameReport> {
    let language = language_of(text);
    let phrases = phrases_for(&language);
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, house);
    let hints = moments::hints(&lines, language, house.offset_seconds);
    seen.view.names = signature::find(&seen.view, &seen.classes, &hints);
    authors::reports(&seen.view)
}

/// How sure the reading of a text is.
pub fn certainty(text: &str, path: &str, house: &House) -> Certainty {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    Certainty::of(&see(&lines, &words, path, phrases, house))
}

/// What may be a subject of a text, and why.
#[derive(Clone, Debug)]
pub struct TopicReport {
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
pub fn topics(text: &str, path: &str, house: &House) -> Vec<TopicReport> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let mut seen = see(&lines, &words, path, phrases, house);
    subjects::find(&mut seen.view, &mut seen.classes, &seen.sure, &house.vocabulary);
    subjects::reports(&seen.view)
}

/// The reasons that each model weighs, by the model's name in the table of weights.
pub fn reasons() -> [(&'static str, Vec<&'static str>); 8] {
    let names = |features: &[&[weights::Feature]]| features.iter().copied().flatten().map(|f| f.reason).collect();
    [
        ("alone", names(&[features::ALONE])),
        ("among", names(&[features::AMONG])),
        ("settled", names(&features::SETTLED)),
        ("title", names(&[features::TITLE])),
        ("lede", names(&[features::LEDE])),
        ("author", names(&[author_features::FEATURES])),
        ("topic", names(&[topic_features::FEATURES])),
        ("subject", names(&[topic_features::SEEN])),
    ]
}

/// How sure it is of each line that it belongs to the article, from 0 to 1, by the line's number from 1: for formats that know their
/// lines in other ways too.
pub fn sure_lines(text: &str) -> Vec<(usize, f32)> {
    let phrases = phrases_for(&language_of(text));
    let (lines, words) = lines::lines(text, phrases);
    let seen = look(&lines, &words, "", phrases, &House::default(), |_| {});
    lines.iter().zip(seen.sure).map(|(line, sure)| (line.number, sure)).collect()
}

/// The names in a text that is known to be a byline, with or without its first words: `By Jane Roe and John Doe`.
pub fn names_of_byline(text: &str, phrases: Phrases) -> Vec<String> {
    signature::names_of_byline(text, phrases)
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
    view: View<'a>,
    /// How likely each of the first lines is to be the title.
    title_scores: Vec<f32>,
    sure: Vec<f32>,
    classes: Vec<LineClass>,
}

fn see<'a>(lines: &'a [Line<'a>], words: &'a Words<'a>, path: &str, phrases: Phrases, house: &House) -> Seen<'a> {
    see_and_tell(lines, words, path, phrases, house, |_| {})
}

/// `before_second` is told what the second look has before it, by which the title was chosen too.
fn see_and_tell<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    house: &House,
    before_second: impl FnOnce(&View),
) -> Seen<'a> {
    let mut seen = look(lines, words, path, phrases, house, before_second);
    seen.classes = classes::classes(&seen.view, &seen.sure, phrases);
    seen
}

/// Looks three times: each line with its neighbours, each among those that seem to be the article, and again among what that gave. The
/// classes are left open.
fn look<'a>(
    lines: &'a [Line<'a>],
    words: &'a Words<'a>,
    path: &str,
    phrases: Phrases,
    house: &House,
    before_second: impl FnOnce(&View),
) -> Seen<'a> {
    let mut view = View::new(lines, words, path, phrases);
    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
    view.recurring = house.furniture.among(path, &texts);
    view.known = Amounts::of(features::ALONE, &view);
    view.look(sureness(&view, &ALONE));
    view.read_body();
    view.read_start();
    let title_scores = title_scores(&view);
    view.entitle(title(&view, &title_scores));
    before_second(&view);
    view.look(sureness(&view, &AMONG));
    view.read_body();
    let sure = sureness(&view, &SETTLED);
    Seen { view, title_scores, sure, classes: Vec::new() }
}

/// How sure a model is of each line; what stands in other articles too is no part of this one.
fn sureness(view: &View, model: &Model) -> Vec<f32> {
    let scores = model.scores(view, view.lines.len()).into_iter().enumerate();
    scores.map(|(index, score)| if view.recurs(index) { 0.0 } else { probability(score) }).collect()
}

fn title(view: &View, scores: &[f32]) -> Option<usize> {
    let scored = scores.iter().copied().enumerate().filter(|&(index, _)| !view.recurs(index));
    // Of two that are equal the first wins.
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(index, _)| index)
}

/// What speaks for each of the first lines being the title.
fn title_scores(view: &View) -> Vec<f32> {
    let scores = TITLE.scores(view, view.lines.len().min(TITLE_WITHIN)).into_iter().enumerate();
    scores.map(|(index, score)| score - if is_text(view, index) { SENTENCES } else { 0.0 }).collect()
}

/// Why, for each of the first lines: asked of the view that [`title_scores`] had.
fn title_reasons(view: &View) -> Vec<Vec<Reason>> {
    (0..view.lines.len().min(TITLE_WITHIN)).map(|index| TITLE.reasons(view, index)).collect()
}

/// Where several sentences on one line are all that there is: the first is the title, and all of them are the text.
fn open_one_line(article: &mut Article, view: &View) {
    let Some(line) = view.title.filter(|&title| is_text(view, title)).and_then(|title| view.lines.get(title)) else {
        return;
    };
    let language = article.language.as_ref().map(|language| &language.value);
    let first = sentences_of(line.text, language).into_iter().next().and_then(|end| line.text.get(..end));
    if let Some(title) = first.and_then(|first| Text::line(first.trim_end_matches(['.', '。']))) {
        article.title = Some(Known::new(title.into_string(), Origin::Line(line.number)));
        article.content = CleanHtml::sanitise(&format!("<p>{}</p>", escape_text(line.text)));
    }
}

/// Whether a line is several sentences, which no title is while another line could be one.
fn is_text(view: &View, index: usize) -> bool {
    view.lines.get(index).is_some_and(|line| line.shape.sentences >= 2 && line.shape.end == lines::End::Sentence)
}

fn stated(line: &Line) -> Option<Known<String>> {
    Some(Known::new(Text::line(line.text)?.into_string(), Origin::Line(line.number)))
}

/// The names of the parts of the publication that the text stands in, widest first.
fn sections(view: &View, classes: &[LineClass]) -> Vec<Known<String>> {
    let title = view.title.and_then(|title| view.lines.get(title)).map(|line| line.text);
    let mut kickers = view.lines.iter().zip(classes).filter(|(_, class)| **class == LineClass::Kicker);
    let Some((line, _)) = kickers.next_back() else { return Vec::new() };
    let named = |name: &str| Some(Known::new(Text::line(name)?.into_string(), Origin::Line(line.number)));
    let parts =
        if trail::is_trail(line.text) { trail::sections(line.text, title, view.phrases) } else { vec![line.text] };
    parts.into_iter().filter_map(named).collect()
}

/// The deck or the paragraph that says best what the article is about.
fn lede(view: &View, classes: &[LineClass]) -> Option<Known<String>> {
    let candidates = (0..view.lines.len()).take_while(|&index| index <= view.start + LEDE_WITHIN);
    let scored =
        candidates.filter(|&index| could_be_lede(view, classes, index)).map(|index| (index, LEDE.score(view, index)));
    let best = scored.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.and_then(|(index, _)| stated(view.lines.get(index)?))
}

fn could_be_lede(view: &View, classes: &[LineClass], index: usize) -> bool {
    let class = classes.get(index).copied().unwrap_or(LineClass::Footer);
    let fits = matches!(class, LineClass::Deck | LineClass::Paragraph | LineClass::Quotation);
    let below = view.title.is_none_or(|title| index > title) && index <= view.start + LEDE_WITHIN;
    fits && below && view.lines.get(index).is_some_and(|line| line.shape.words >= 5 && line.shape.length >= 30)
}

/// The language of the longest lines: menus and buttons are often in another.
fn language_of(text: &str) -> Option<LanguageTag> {
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
    language::detect(&sample)
}

fn phrases_for(language: &Option<LanguageTag>) -> Phrases {
    Phrases::of(language.as_ref().map_or("en", LanguageTag::primary))
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
            let seen = see(&lines, &words, "", phrases, &House::default());
            let always: Vec<f32> = explain(&text, "", &House::default())
                .iter()
                .zip(&seen.title_scores)
                .enumerate()
                .filter(|(index, _)| !is_text(&seen.view, *index))
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
