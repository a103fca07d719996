//! The lines of a text together: what the models look at.

use super::keyword::Keyword;
use super::line::Line;
use super::line_class::LineClass;
use super::line_kinds::opens_tail;
use super::name::Name;
use super::pairs::Pairs;
use super::words::{WordNumber, Words, bare};
use crate::article::Origin;
use crate::line_phrases::Phrases;
use courant_text::text::Text;
use std::collections::BTreeSet;

/// How far around a line the models look, in lines before it and after it.
const NEAR: [(usize, usize); 10] =
    [(4, 0), (0, 4), (10, 0), (0, 10), (25, 25), (6, 0), (0, 6), (6, 6), (60, 0), (0, 60)];

/// So many words that a line begins with are compared with others.
const COMPARED_WORDS: usize = 40;

/// What the longer words of a line have in common with the body.
#[derive(Clone, Copy, Debug, Default)]
pub struct Common {
    /// How many of them the body has too.
    pub shared: usize,
    /// How many it has not.
    pub other: usize,
    /// In how many lines of the body the one stands that stands in most.
    pub most_lines: u16,
}

/// The place of a line among those of its text that say something, from 0.
pub type LineId = usize;

/// What is known of one line so far: each pass over the text fills in more.
#[derive(Clone, Debug)]
pub struct LineState {
    /// What it is taken for; a footer until the final pass.
    pub class: LineClass,
    /// How sure the last pass is that it is part of the article, from 0 to 1: what decides.
    pub confidence: f32,
    /// The same by the pass before, of which the next one takes account; 0 before the local pass.
    pub confidence_before: f32,
    /// The same as the models count it.
    logit: f32,
    /// Certain characters before it.
    mass: f32,
    /// How many of its characters count.
    length: f32,
    /// How many characters stand near it, for each of [`NEAR`].
    length_near: [f32; NEAR.len()],
    /// The share of them that are sure.
    near: [f32; NEAR.len()],
    /// The share of the article's characters that stand in lines in a row which all seem to be the article, or none of them, this one being
    /// one.
    together: f32,
    /// How many lines that open a tail stand above it, and below the first running text.
    tails: u16,
    /// How many lines above such a line stood.
    since_tail: usize,
    /// How many lines in a row before it are not sure.
    gap: usize,
    /// Whether it stands in other articles of the folder too.
    pub recurs: bool,
    /// The share of the title's longer words that it has too; 0 before the title is known.
    shared_with_title: f32,
    /// The share of its longer words that the first paragraph begins with, or the one after it.
    shared_with_start: f32,
    /// The share of its longer words that the body has too.
    shared_with_body: f32,
    /// Whether its words were counted as those of the body.
    is_counted: bool,
    /// What its longer words have in common with the other lines of the body.
    common_with_body: Common,
    /// How likely it is to be the title, of the first lines; the least of the others.
    pub title_score: f32,
}

impl Default for LineState {
    fn default() -> LineState {
        LineState {
            class: LineClass::Footer,
            confidence: 0.0,
            confidence_before: 0.0,
            logit: logit(0.0),
            mass: 0.0,
            length: 0.0,
            length_near: [0.0; NEAR.len()],
            near: [0.0; NEAR.len()],
            together: 0.0,
            tails: 0,
            since_tail: usize::MAX,
            gap: 0,
            recurs: false,
            shared_with_title: 0.0,
            shared_with_start: 0.0,
            shared_with_body: 0.0,
            is_counted: false,
            common_with_body: Common::default(),
            title_score: f32::NEG_INFINITY,
        }
    }
}

/// All lines, and what is known of them so far.
pub struct LineTable<'a> {
    /// The phrases of its language.
    pub phrases: Phrases,
    /// The lines that say something.
    pub lines: &'a [Line<'a>],
    /// What is known of each, in the same order.
    pub states: Vec<LineState>,
    /// All their words.
    words: &'a Words<'a>,
    /// Certain characters of all lines.
    mass: f32,
    /// The title.
    pub title: Option<LineId>,
    /// The first line of the article's first true paragraph.
    pub start: LineId,
    /// The most characters that a line above `start` has that could be a title.
    longest_before_start: usize,
    /// How many lines of the body each word stands in.
    body_words: Vec<u16>,
    /// Of each word whether the file's name has it; empty where that has too few to tell anything.
    file_words: Vec<bool>,
    /// The names that may be the authors'. Empty before they were looked for.
    pub names: Vec<Name>,
    /// What may be its subjects. Empty before it was looked for.
    pub keywords: Vec<Keyword>,
}

impl<'a> LineTable<'a> {
    /// The lines before anything is known of them.
    pub fn new(lines: &'a [Line<'a>], words: &'a Words<'a>, path: &str, phrases: Phrases) -> LineTable<'a> {
        LineTable {
            phrases,
            lines,
            states: first_states(lines),
            words,
            mass: 0.0,
            title: None,
            start: 0,
            longest_before_start: 0,
            body_words: Vec::new(),
            file_words: words_of_file(path, words),
            names: Vec::new(),
            keywords: Vec::new(),
        }
    }

    /// Takes in which lines stand in other articles of the folder too.
    pub fn take_recurring(&mut self, recurring: &[bool]) {
        self.states.iter_mut().zip(recurring).for_each(|(state, recurs)| state.recurs = *recurs);
    }

    /// Takes in how sure a pass is of each line, for the next one.
    pub fn take_confidences(&mut self, confidences: &[f32]) {
        let (mut mass, mut gap) = (0.0, 0);
        for ((line, state), confidence) in self.lines.iter().zip(&mut self.states).zip(confidences) {
            (state.mass, state.gap) = (mass, gap);
            mass += confidence * line.shape.length.min(2000) as f32;
            gap = if *confidence > 0.5 { 0 } else { gap + 1 };
            state.confidence_before = *confidence;
            state.logit = logit(*confidence);
        }
        self.mass = mass;
        self.find_near(confidences);
        self.find_together();
        self.start = self.find_start();
        self.longest_before_start = self.lines.iter().take(self.start.min(400)).map(title_length).max().unwrap_or(0);
        self.find_tails();
    }

    /// Takes in how sure the last pass is, which decides.
    pub fn take_last_confidences(&mut self, confidences: &[f32]) {
        self.states.iter_mut().zip(confidences).for_each(|(state, confidence)| state.confidence = *confidence);
    }

    /// Takes in how likely each of the first lines is to be the title.
    pub fn take_title_scores(&mut self, scores: &[f32]) {
        self.states.iter_mut().zip(scores).for_each(|(state, score)| state.title_score = *score);
    }

    /// Compares the words of all lines with the first paragraph and with the body, for choosing the title.
    pub fn read_start(&mut self) {
        let first = self.lines.get(self.start..(self.start + 2).min(self.lines.len())).unwrap_or_default();
        let mut known = vec![None; self.words.count()];
        let stands = |word: WordNumber| {
            let lower = self.words.lower(word);
            first.iter().any(|line| line.folded_pairs.may_hold_text(&lower) && line.folded.contains(&*lower))
        };
        let mut shared = |word: WordNumber| {
            let known = known.get_mut(word.index());
            if known.is_some_and(|known| *known.get_or_insert_with(|| stands(word))) { 1.0 } else { 0.0 }
        };
        for (line, state) in self.lines.iter().zip(&mut self.states) {
            state.shared_with_start = share(line, &mut shared);
            state.common_with_body = common(line, state.is_counted, &self.body_words);
        }
    }

    /// Reads the words of the lines that are sure, once, for comparing titles with them.
    pub fn read_body(&mut self) {
        let mut counts = vec![0; self.words.count()];
        let mut last_line = vec![usize::MAX; self.words.count()];
        let lines = self.lines.iter().zip(&mut self.states);
        let is_body =
            |(line, state): &(&Line, &mut LineState)| state.confidence_before > 0.5 && line.shape.length >= 40;
        for (line, state) in lines.filter(is_body).take(40) {
            state.is_counted = true;
            for word in line.words.iter().flatten() {
                // A line counts once for a word that it has twice.
                if last_line[word.index()] != line.number {
                    last_line[word.index()] = line.number;
                    counts[word.index()] += 1;
                }
            }
        }
        // Twice as telling where several lines have a word.
        let telling = |word: WordNumber| match counts.get(word.index()).copied().unwrap_or(0) {
            0 => 0.0,
            1 => 0.3,
            2 => 0.8,
            _ => 1.0,
        };
        for (line, state) in self.lines.iter().zip(&mut self.states) {
            state.shared_with_body = share(line, telling);
        }
        self.body_words = counts;
    }

    /// Takes in which line is the title.
    pub fn entitle(&mut self, title: Option<usize>) {
        let words = title.and_then(|title| self.lines.get(title)).into_iter().flat_map(longer_words);
        let with_pairs = |word: String| {
            let pairs = Pairs::from_text(&word);
            (word, pairs)
        };
        let words: Vec<(String, Pairs)> = words.map(with_pairs).collect();
        let shared = |line: &Line| words.iter().filter(|(word, pairs)| line.folded_holds(word, pairs)).count();
        let share = |line: &Line| if words.is_empty() { 0.0 } else { shared(line) as f32 / words.len() as f32 };
        self.lines.iter().zip(&mut self.states).for_each(|(line, state)| state.shared_with_title = share(line));
        self.title = title;
    }

    /// The line that stands so far from another: before it when `offset` is negative.
    pub fn line(&self, index: usize, offset: isize) -> Option<&Line<'a>> {
        index.checked_add_signed(offset).and_then(|index| self.lines.get(index))
    }

    /// A line as plain text without what no text may have; `None` where nothing is left.
    pub fn text(&self, index: LineId) -> Option<String> {
        Some(Text::line(self.lines.get(index)?.text)?.into_string())
    }

    /// The place of a line in the text, as people count.
    pub fn origin(&self, index: usize) -> Origin {
        Origin::Line(self.lines.get(index).map_or(0, |line| line.number))
    }

    /// How sure the line is that stands so far from another; 0 where there is none.
    pub fn confidence_at(&self, index: LineId, offset: isize) -> f32 {
        let state = index.checked_add_signed(offset).and_then(|index| self.states.get(index));
        state.map_or(0.0, |state| state.confidence_before)
    }

    /// The same as the models count it, from -1 to 1: where there is no line, the least.
    pub fn logit_at(&self, index: usize, offset: isize) -> f32 {
        let state = index.checked_add_signed(offset).and_then(|index| self.states.get(index));
        state.map_or_else(|| logit(0.0), |state| state.logit)
    }

    /// The share of the article's text that stands before a line.
    pub fn share_before(&self, index: usize) -> f32 {
        let before = self.states.get(index).map_or(self.mass, |state| state.mass);
        if self.mass > 0.0 { before / self.mass } else { 0.0 }
    }

    /// The share of the characters near a line that are sure: so many lines before it and after it, one of `NEAR`, itself left out.
    pub fn share_near(&self, index: usize, before: usize, after: usize) -> f32 {
        let near = NEAR.iter().position(|near| *near == (before, after));
        debug_assert!(near.is_some(), "{before} lines before and {after} after are not in `NEAR`");
        near.and_then(|near| self.states.get(index)?.near.get(near)).copied().unwrap_or(0.0)
    }

    /// The share of the article's text that stands in one run of lines with this one.
    pub fn share_together(&self, index: usize) -> f32 {
        self.states.get(index).map_or(0.0, |state| state.together)
    }

    /// How many lines that open a tail stand above.
    pub fn tails(&self, index: usize) -> usize {
        self.states.get(index).map_or(0, |state| usize::from(state.tails))
    }

    /// How many lines ago a tail was opened; very many, when none was.
    pub fn since_tail(&self, index: usize) -> usize {
        self.states.get(index).map_or(usize::MAX, |state| state.since_tail)
    }

    /// How many lines in a row just before a line are not sure.
    pub fn gap(&self, index: usize) -> usize {
        self.states.get(index).map_or(0, |state| state.gap)
    }

    /// The share of a line's longer words that the body has too, twice as telling where several lines have them.
    pub fn overlap_with_body(&self, index: usize) -> f32 {
        self.states.get(index).map_or(0.0, |state| state.shared_with_body)
    }

    /// What the longer words of a line have in common with the other lines of the body.
    pub fn common_with_body(&self, index: usize) -> Common {
        self.states.get(index).map(|state| state.common_with_body).unwrap_or_default()
    }

    /// The share of the title's longer words that a line has too.
    pub fn overlap_with_title(&self, index: usize) -> f32 {
        self.states.get(index).map_or(0.0, |state| state.shared_with_title)
    }

    /// The share of a line's longer words that the first paragraph begins with, or the one after it.
    pub fn overlap_with_start(&self, index: usize) -> f32 {
        self.states.get(index).filter(|_| index != self.start).map_or(0.0, |state| state.shared_with_start)
    }

    /// The share of a line's longer words that the file's name has too.
    pub fn overlap_with_file_name(&self, index: usize) -> f32 {
        let Some(line) = self.lines.get(index) else { return 0.0 };
        if self.file_words.is_empty() {
            0.0
        } else {
            share(line, |word| if self.file_words.get(word.index()).is_some_and(|&named| named) { 1.0 } else { 0.0 })
        }
    }

    /// Whether no line above the first paragraph is longer than this one and could be a title.
    pub fn is_longest_before_start(&self, index: usize) -> bool {
        self.lines.get(index).map(title_length) == Some(self.longest_before_start)
    }

    /// How many lines below the title a line stands; `None` for the title itself and above it.
    pub fn below_title(&self, index: usize) -> Option<usize> {
        index.checked_sub(self.title.map_or(0, |title| title)).filter(|lines| *lines > 0)
    }

    /// Whether one of the lines above, within reach, is a path that ends with this line.
    pub fn ends_a_line_above(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index).filter(|line| line.shape.words >= 1 && line.text.len() >= 4) else {
            return false;
        };
        let above = self.lines.get(index.saturating_sub(12)..index).unwrap_or_default();
        above.iter().any(|other| other.text.len() > line.text.len() && other.text.ends_with(line.text))
    }

    /// Whether one of the lines around holds this one and more: `Comments on The title`.
    pub fn is_held(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index).filter(|line| line.shape.words >= 3) else { return false };
        let from = index.saturating_sub(15);
        let around = self.lines.get(from..(index + 25).min(self.lines.len())).unwrap_or_default();
        let longer = line.text.len() + 1..line.text.len() + 100;
        let mut longer = around.iter().filter(|other| longer.contains(&other.text.len()));
        line.text.len() < 300 && longer.any(|other| other.holds(line.text, &line.pairs))
    }

    /// Whether a line stands in other articles of the folder too.
    pub fn recurs(&self, index: usize) -> bool {
        self.states.get(index).is_some_and(|state| state.recurs)
    }

    /// Whether a line is running text rather than not.
    pub fn is_body(&self, index: usize) -> bool {
        self.confidence_at(index, 0) > 0.5 && self.lines.get(index).is_some_and(|line| line.shape.words > 12)
    }

    /// Whether several lines of the body have a word.
    pub fn is_of_body(&self, word: &str) -> bool {
        let number = self.words.number(word);
        number.and_then(|number| self.body_words.get(number.index())).is_some_and(|&lines| lines >= 2)
    }

    /// What a line is taken for; what is no line stands outside the article.
    pub fn class(&self, index: LineId) -> LineClass {
        self.states.get(index).map_or(LineClass::Footer, |state| state.class)
    }

    /// Takes a line for something else.
    pub fn set_class(&mut self, index: LineId, class: LineClass) {
        if let Some(state) = self.states.get_mut(index) {
            state.class = class;
        }
    }

    /// How sure the last pass is of a line; 0 where there is none.
    pub fn confidence(&self, index: LineId) -> f32 {
        self.states.get(index).map_or(0.0, |state| state.confidence)
    }

    /// Every line with what is known of it.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (&'a Line<'a>, &LineState)> + ExactSizeIterator {
        self.lines.iter().zip(&self.states)
    }

    /// The last line of the body.
    pub fn last_of_body(&self) -> Option<LineId> {
        self.states.iter().rposition(|state| state.class.is_body())
    }

    /// The share of the characters near each line that are sure.
    fn find_near(&mut self, confidences: &[f32]) {
        let certain: Vec<f32> =
            self.states.iter().zip(confidences).map(|(state, confidence)| state.length * confidence).collect();
        for (near, (before, after)) in NEAR.into_iter().enumerate() {
            for (state, sure) in self.states.iter_mut().zip(sums_near(&certain, before, after)) {
                let all = state.length_near[near];
                state.near[near] = if all > 0.0 { sure / all } else { 0.0 };
            }
        }
    }

    fn find_start(&self) -> usize {
        let strong = |index: &usize| {
            let dense = self.lines.get(*index).is_some_and(|line| line.is_dense());
            dense && self.confidence_at(*index, 0) > 0.5
        };
        let near_text = |index: &usize| self.share_near(*index, 0, 6) > 0.5;
        let all = 0..self.lines.len();
        let first = all.clone().filter(strong).find(near_text);
        first
            .or_else(|| all.clone().find(strong))
            .or_else(|| all.clone().find(|i| self.confidence_at(*i, 0) > 0.5))
            .unwrap_or(0)
    }

    fn find_together(&mut self) {
        let all = self.mass.max(1.0);
        let mut ends: Vec<f32> = self.states.iter().skip(1).map(|state| state.mass).collect();
        ends.push(self.mass);
        let mut from = 0;
        let is_same =
            |one: &LineState, next: &LineState| (one.confidence_before > 0.5) == (next.confidence_before > 0.5);
        for run in self.states.chunk_by_mut(is_same) {
            from += run.len();
            let start = run.first().map_or(0.0, |state| state.mass);
            let together = (ends.get(from - 1).copied().unwrap_or(0.0) - start) / all;
            run.iter_mut().for_each(|state| state.together = together);
        }
    }

    fn find_tails(&mut self) {
        let (mut count, mut since) = (0_u16, usize::MAX);
        for (index, (line, state)) in self.lines.iter().zip(&mut self.states).enumerate() {
            since = since.saturating_add(1);
            if index > self.start && opens_tail(line) {
                count = count.saturating_add(1);
                since = 0;
            }
            (state.tails, state.since_tail) = (count, since);
        }
    }
}

/// How sure, as the models count.
fn logit(confidence: f32) -> f32 {
    let confidence = confidence.clamp(0.018, 0.982);
    (confidence / (1.0 - confidence)).ln() / 4.0
}

/// The characters of a line, where it is short enough for a title.
fn title_length(line: &Line) -> usize {
    if line.shape.words <= 30 { line.shape.length } else { 0 }
}

/// The longer words that a line begins with, as they are compared.
fn longer_words(line: &Line) -> impl Iterator<Item = String> {
    line.text.split_whitespace().take(COMPARED_WORDS).map(bare).filter(|word| word.len() > 3)
}

/// Of each place the sum of the values so many places before it and after it, itself left out.
fn sums_near(values: &[f32], before: usize, after: usize) -> Vec<f32> {
    let mut sums = vec![0.0; values.len()];
    let mut add = |to: usize, from: usize| {
        let (sums, values) = (sums.get_mut(to..).unwrap_or_default(), values.get(from..).unwrap_or_default());
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
    };
    // One distance after the other, each for all places: so many are added at once.
    (1..=before).rev().for_each(|distance| add(distance, 0));
    (1..=after).for_each(|distance| add(0, distance));
    sums
}

/// The mean over the longer words that a line begins with.
fn share(line: &Line, mut of: impl FnMut(WordNumber) -> f32) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for &word in line.words.iter().take(COMPARED_WORDS).flatten() {
        sum += of(word);
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

/// What is known of the lines before the first pass.
fn first_states(lines: &[Line]) -> Vec<LineState> {
    // A long line counts no more than a paragraph.
    let lengths: Vec<f32> = lines.iter().map(|line| line.shape.length.min(300) as f32).collect();
    let mut states: Vec<LineState> =
        lengths.iter().map(|length| LineState { length: *length, ..LineState::default() }).collect();
    for (near, (before, after)) in NEAR.into_iter().enumerate() {
        for (state, sum) in states.iter_mut().zip(sums_near(&lengths, before, after)) {
            state.length_near[near] = sum;
        }
    }
    states
}

/// Of each word whether the name of the file has it, where that has enough words to tell anything.
fn words_of_file(path: &str, words: &Words) -> Vec<bool> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let named: BTreeSet<String> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect();
    let mut file_words = Vec::new();
    if named.len() >= 3 {
        file_words.resize(words.count(), false);
        for word in named.iter().filter_map(|word| words.number(word)) {
            file_words[word.index()] = true;
        }
    }
    file_words
}

/// What the longer words of a line have in common with the other lines of the body.
fn common(line: &Line, is_counted: bool, body_words: &[u16]) -> Common {
    let own = u16::from(is_counted);
    let mut common = Common::default();
    for word in line.words.iter().take(COMPARED_WORDS).flatten() {
        let lines = body_words.get(word.index()).copied().unwrap_or(0).saturating_sub(own);
        common.shared += usize::from(lines > 0);
        common.other += usize::from(lines == 0);
        common.most_lines = common.most_lines.max(lines);
    }
    common
}
