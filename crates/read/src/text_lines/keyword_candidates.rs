//! What may be a subject in a text: short lines in a row, parts of lines, and what stands behind labels; `keywords` weighs them.

use super::keyword::{Company, FirstScores, Keyword, Label, Parted};
use super::keyword_company as company;
use super::keyword_values::{apart, behind_label, glued, is_keyword, is_year, lists};
use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_table::LineTable;
use super::spaced::{self, Elsewhere};
use crate::categories::Splitter;
use crate::line_phrases::{Use, fold};
use crate::parts::Part;
use crate::vocabulary::Vocabulary;
use courant_text::letters;
use std::cell::LazyCell;

/// A line that is surer than this to be text names no subject.
const TEXT: f32 = 0.75;
/// So much of the body is looked at for evidence, in bytes.
const EVIDENCE_BYTES: usize = 100_000;
/// So many are weighed at most, so that a list of thousands costs nothing.
const MOST: usize = 600;

/// All that may be subjects, in the order of the text.
pub fn find(table: &LineTable, vocabulary: &Vocabulary) -> Vec<Keyword> {
    let all = text_of(table, |index, line| line.shape.words > 5 || table.class(index).is_body());
    let elsewhere = LazyCell::new(|| Elsewhere::read(table));
    let mut search = Search {
        table,
        splitter: Splitter::new(vocabulary, &all),
        elsewhere: &elsewhere,
        found: Vec::new(),
        groups: 0,
        run: Vec::new(),
        label: None,
    };
    for (index, line) in table.lines.iter().enumerate() {
        if search.found.len() >= MOST {
            break;
        }
        let class = table.class(index);
        let confidence = table.confidence(index);
        let text = class.is_body() && confidence >= TEXT;
        if class == LineClass::Title || table.recurs(index) {
            search.close();
            continue;
        }
        let value = if class.is_body() && confidence >= 0.9 || line.hits.whole.has(Use::Tags) {
            None
        } else {
            behind_label(line, table.phrases)
        };
        if class == LineClass::Label && value.is_none_or(str::is_empty)
            || !text && line.hits.whole.has(Use::Tags)
            || value.is_some_and(str::is_empty)
        {
            search.close();
            search.label = Some(index);
        } else if let Some(value) = value {
            search.close();
            search.several(index, line, value, Label::Own, Some(index));
            search.label = Some(index);
        } else if !text
            && could_be_subjects(line)
            && (!line.hits.whole.has(Use::Network) || search.label.is_some() && !search.run.is_empty())
        {
            search.take(index, line);
        } else {
            search.close();
        }
    }
    search.close();
    let mut found = search.found;
    if found.is_empty() {
        return found;
    }
    let body = text_of(table, |index, line| {
        let class = table.class(index);
        let confidence = table.confidence(index);
        class.is_body() && confidence >= TEXT && line.shape.words > 4
            || matches!(class, LineClass::Title | LineClass::Deck)
    });
    company::compare(table, &mut found, &letters::to_lowercase(&body));
    found
}

/// The lines of a kind, as much of them as is looked at.
fn text_of(table: &LineTable, is_wanted: impl Fn(usize, &Line) -> bool) -> String {
    let mut text = String::new();
    for (index, line) in table.lines.iter().enumerate() {
        if text.len() < EVIDENCE_BYTES && is_wanted(index, line) {
            text.push_str(line.text.part(..line.text.floor_char_boundary(EVIDENCE_BYTES)));
            text.push('\n');
        }
    }
    text
}

/// Whether a line may be a subject, or several.
fn could_be_subjects(line: &Line) -> bool {
    let shape = &line.shape;
    let short = (1..=8).contains(&shape.words) && shape.length <= 90;
    let ends = matches!(shape.end, End::None | End::Open) || shape.end == End::Sentence && shape.words <= 4;
    let letters = shape.letters > 1 || is_year(line.text);
    let list = shape.words <= 60 && lists(line.text);
    let stuck = shape.words <= 40 && shape.glued > 0 && shape.stop_words * 6 <= shape.words;
    letters
        && !line.date_alone
        && !is_something_else(line)
        && (short && ends || line.text.starts_with('#') && shape.words <= 40 || list || stuck || spaced::is_run(line))
}

/// Whether a line of many words may be several subjects, whatever stands beside it.
fn is_long_run(line: &Line) -> bool {
    line.shape.words >= 7 && spaced::is_run(line)
}

/// Whether a line is of something else by what it says.
fn is_something_else(line: &Line) -> bool {
    use Use::{About, Advert, Byline, Comments, Continues, Legal, Navigation, Related, Share, Subscribe};
    line.hits.whole.has_any(&[About, Advert, Byline, Comments, Continues, Legal, Navigation, Related, Share, Subscribe])
        || line.hits.says(Use::Relative)
        || line.hits.says(Use::ReadingTime)
        || line.hits.first_words.has(Use::Byline)
        || line.dated
            && line.shape.words <= 4
            && (line.shape.numbers * 2 > line.shape.words || has_clock(line.text))
            && !is_year(line.text)
}

fn has_clock(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit() && c != ':').any(|part| part.len() >= 4 && part.contains(':'))
}

struct Search<'s, 'v, 'a, F: FnOnce() -> Elsewhere<'v, 'a>> {
    table: &'v LineTable<'a>,
    splitter: Splitter<'s>,
    elsewhere: &'s LazyCell<Elsewhere<'v, 'a>, F>,
    found: Vec<Keyword>,
    groups: usize,
    /// Lines in a row that each may be one.
    run: Vec<usize>,
    /// The label that they stand beneath.
    label: Option<usize>,
}

impl<'v, 'a, F: FnOnce() -> Elsewhere<'v, 'a>> Search<'_, 'v, 'a, F> {
    /// Takes in a line that may be a subject, or several.
    fn take(&mut self, index: usize, line: &Line<'a>) {
        let stuck = |part: &str| glued(part) && self.splitter.split(part).len() > 1;
        if apart(line.text).count() >= 2 || apart(line.text).any(stuck) || is_long_run(line) {
            self.end_run();
            self.several(index, line, line.text, self.reach(), self.label);
            return;
        }
        let blank = |index: usize| self.table.lines.get(index).is_some_and(|line| line.after_blank);
        match self.run.as_slice() {
            [] | [_] => {}
            [first, second] if blank(*second) != line.after_blank => {
                let (first, second) = (*first, *second);
                if line.after_blank {
                    self.end_run();
                } else {
                    self.run = vec![first];
                    self.end_run();
                    self.run = vec![second];
                }
            }
            [.., last] if blank(*last) != line.after_blank => self.end_run(),
            _ => {}
        }
        self.run.push(index);
    }

    /// What says of lines without a label of their own that they are subjects.
    fn reach(&self) -> Label {
        if self.label.is_some() { Label::Above } else { Label::None }
    }

    /// Ends a run of lines, and what its label reaches.
    fn close(&mut self) {
        self.end_run();
        self.label = None;
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.is_empty() {
            return;
        }
        // Each of several lines is a subject; one alone may be several.
        if let [index] = run.as_slice()
            && let Some(line) = self.table.lines.get(*index)
        {
            self.several(*index, line, line.text, self.reach(), self.label);
            return;
        }
        let lines = || run.iter().filter_map(|&index| Some((index, self.table.lines.get(index)?)));
        let items =
            lines().flat_map(|(index, line)| apart(line.text).map(move |part| (index, part.to_string()))).collect();
        self.add(items, self.reach(), self.label, Parted::Lines);
    }

    /// Takes in a line of several, or the part of it behind its label.
    fn several(&mut self, index: usize, line: &Line<'a>, value: &str, label: Label, label_line: Option<usize>) {
        let mut parted = if parts_of(value).len() > 1 { Parted::Signs } else { Parted::Lines };
        let mut items = Vec::new();
        for name in parts_of(value) {
            if glued(name) && !value.contains(&format!("#{name}")) {
                let split = self.splitter.split(name);
                if split.len() > 1 {
                    parted = Parted::Glue;
                }
                items.extend(split.into_iter().map(|name| (index, name)));
                continue;
            }
            let several = parts_of(value).len() == 1 && spaced::may_be_several(name, self.table.phrases);
            let names = if several { self.elsewhere.split(line, name) } else { vec![name] };
            if names.len() > 1 {
                parted = Parted::Spaces;
            }
            items.extend(names.into_iter().map(|name| (index, name.to_string())));
        }
        // A label may stand among them: `Health and FitnessTagsfitness`.
        let is_label = |(_, name): &(usize, String)| self.table.phrases.is(&fold(name), Use::Tags);
        if let Some(at) = items.iter().rposition(is_label).filter(|at| at + 1 < items.len()) {
            let behind = items.split_off(at + 1);
            items.pop();
            self.add(items, label, label_line, parted);
            self.add(behind, Label::Own, Some(index), parted);
            return;
        }
        self.add(items, label, label_line, parted);
    }

    fn add(&mut self, mut items: Vec<(usize, String)>, label: Label, label_line: Option<usize>, parted: Parted) {
        items.retain(|(_, name)| is_keyword(name) || is_year(name));
        let (Some(first), Some(last)) = (items.first().map(|item| item.0), items.last().map(|item| item.0)) else {
            return;
        };
        let count = items.len();
        let title = self.table.title.and_then(|title| self.table.lines.get(title));
        let group = self.groups;
        self.groups += 1;
        for (order, (line, text)) in items.into_iter().enumerate() {
            let folded = fold(&text);
            self.found.push(Keyword {
                line,
                text,
                label,
                parted,
                label_line,
                group,
                lines: (first, last),
                order,
                count,
                marked: self.table.class(line) == LineClass::LabelValue,
                uses: self.table.phrases.uses(&folded),
                in_title: title.is_some_and(|title| title.folded.contains(&folded)),
                times: 0,
                company: Company::default(),
                first: FirstScores::default(),
            });
        }
    }
}

/// Several subjects on one line, taken apart; a stroke parts them where nothing else does.
fn parts_of(value: &str) -> Vec<&str> {
    let parts: Vec<&str> = apart(value).collect();
    if value.matches(" / ").count() >= 2 || parts.len() == 1 && value.matches(" / ").count() == 1 {
        return parts
            .into_iter()
            .flat_map(|part| part.split(" / "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
    }
    parts
}
