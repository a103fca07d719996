//! The lines of a text together: what the models look at.

use super::bylines::Name;
use super::keyword_candidates::Keyword;
use super::lines::{Line, bare};
use super::pairs::Pairs;
use super::weights::Amounts;
use super::words::{WordNumber, Words};
use crate::article::Origin;
use crate::line_phrases::{Phrases, Use};
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

/// All lines, and what is known of them so far.
pub struct LineTable<'a> {
    /// The phrases of its language.
    pub phrases: Phrases,
    /// The lines that say something.
    pub lines: &'a [Line<'a>],
    /// All their words.
    words: &'a Words<'a>,
    /// How much the features are true that several models weigh and that no look changes.
    pub known: Amounts,
    /// How sure it is that each is part of the article, from 0 to 1. Empty before the first look.
    pub confidence: Vec<f32>,
    /// The same as the models count it.
    logits: Vec<f32>,
    /// Certain characters before each line, and one more: all of them.
    mass: Vec<f32>,
    /// How many characters each line has that count, and how many stand near it, for each of [`NEAR`].
    lengths: Vec<f32>,
    lengths_near: [Vec<f32>; NEAR.len()],
    /// The share of the characters near each line that are sure, for each of [`NEAR`].
    near: [Vec<f32>; NEAR.len()],
    /// The share of the article's characters that stand in lines in a row which all seem to be the article, or none of them, this one being
    /// one.
    together: Vec<f32>,
    /// How many lines that open a tail stand above each line, and below the first running text.
    tails: Vec<u16>,
    /// How many lines above such a line stood.
    since_tail: Vec<usize>,
    /// How many lines in a row before this one are not sure.
    gap: Vec<usize>,
    /// Of each line whether it stands in other articles of the folder too.
    pub recurring: Vec<bool>,
    /// The index of the title.
    pub title: Option<usize>,
    /// The share of the title's longer words that each line has too. Empty before the title is known.
    shared_with_title: Vec<f32>,
    /// The index of the first line of the article's first true paragraph.
    pub start: usize,
    /// The most characters that a line above `start` has that could be a title.
    longest_before_start: usize,
    /// The share of each line's longer words that the first paragraph begins with, or the one after it.
    shared_with_start: Vec<f32>,
    /// How many lines of the body each word stands in.
    body_words: Vec<u16>,
    /// The lines of the body whose words were counted.
    counted: Vec<usize>,
    /// The share of each line's longer words that the body has too.
    shared_with_body: Vec<f32>,
    /// What the longer words of each line have in common with the other lines of the body.
    common_with_body: Vec<Common>,
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
        // A long line counts no more than a paragraph.
        let lengths: Vec<f32> = lines.iter().map(|line| line.shape.length.min(300) as f32).collect();
        LineTable {
            phrases,
            lines,
            lengths_near: NEAR.map(|(before, after)| sums_near(&lengths, before, after)),
            lengths,
            words,
            file_words,
            known: Amounts::default(),
            confidence: Vec::new(),
            logits: Vec::new(),
            mass: Vec::new(),
            near: Default::default(),
            together: Vec::new(),
            tails: Vec::new(),
            since_tail: Vec::new(),
            gap: Vec::new(),
            recurring: Vec::new(),
            title: None,
            shared_with_title: Vec::new(),
            start: 0,
            longest_before_start: 0,
            shared_with_start: Vec::new(),
            body_words: Vec::new(),
            counted: Vec::new(),
            shared_with_body: Vec::new(),
            common_with_body: Vec::new(),
            names: Vec::new(),
            keywords: Vec::new(),
        }
    }

    /// Takes in how sure each line is.
    pub fn look(&mut self, confidence: Vec<f32>) {
        self.mass = Vec::with_capacity(confidence.len() + 1);
        self.gap = Vec::with_capacity(confidence.len());
        let (mut sum, mut gap) = (0.0, 0);
        for (line, confidence) in self.lines.iter().zip(&confidence) {
            self.mass.push(sum);
            self.gap.push(gap);
            sum += confidence * line.shape.length.min(2000) as f32;
            gap = if *confidence > 0.5 { 0 } else { gap + 1 };
        }
        self.mass.push(sum);
        let certain: Vec<f32> =
            self.lengths.iter().zip(&confidence).map(|(length, confidence)| length * confidence).collect();
        self.near = std::array::from_fn(|near| {
            let (before, after) = NEAR[near];
            let shares = sums_near(&certain, before, after).into_iter().zip(&self.lengths_near[near]);
            shares.map(|(confidence, &all)| if all > 0.0 { confidence / all } else { 0.0 }).collect()
        });
        self.together = self.find_together(&confidence);
        self.logits = confidence.iter().map(|confidence| logit(*confidence)).collect();
        self.confidence = confidence;
        self.start = self.find_start();
        self.longest_before_start = self.lines.iter().take(self.start.min(400)).map(title_length).max().unwrap_or(0);
        self.find_tails();
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
        self.shared_with_start = self.lines.iter().map(|line| share(line, &mut shared)).collect();
        self.common_with_body = (0..self.lines.len()).map(|index| self.find_common(index)).collect();
    }

    /// Reads the words of the lines that are sure, once, for comparing titles with them.
    pub fn read_body(&mut self) {
        let mut counts = vec![0; self.words.count()];
        let mut last_line = vec![usize::MAX; self.words.count()];
        let is_counted =
            |(_, (line, confidence)): &(usize, (&Line, &f32))| **confidence > 0.5 && line.shape.length >= 40;
        for (index, (line, _)) in self.lines.iter().zip(&self.confidence).enumerate().filter(is_counted).take(40) {
            self.counted.push(index);
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
        self.shared_with_body = self.lines.iter().map(|line| share(line, telling)).collect();
        self.body_words = counts;
    }

    /// Takes in which line is the title.
    pub fn entitle(&mut self, title: Option<usize>) {
        let words = title.and_then(|title| self.lines.get(title)).into_iter().flat_map(longer_words);
        let with_pairs = |word: String| {
            let pairs = Pairs::of(&word);
            (word, pairs)
        };
        let words: Vec<(String, Pairs)> = words.map(with_pairs).collect();
        let shared = |line: &Line| words.iter().filter(|(word, pairs)| line.folded_holds(word, pairs)).count();
        let share = |line: &Line| if words.is_empty() { 0.0 } else { shared(line) as f32 / words.len() as f32 };
        self.shared_with_title = self.lines.iter().map(share).collect();
        self.title = title;
    }

    /// The line that stands so far from another: before it when `offset` is negative.
    pub fn line(&self, index: usize, offset: isize) -> Option<&Line<'a>> {
        index.checked_add_signed(offset).and_then(|index| self.lines.get(index))
    }

    /// The place of a line in the text, as people count.
    pub fn origin(&self, index: usize) -> Origin {
        Origin::Line(self.lines.get(index).map_or(0, |line| line.number))
    }

    /// How sure the line is that stands so far from another; 0 where there is none.
    pub fn confidence_at(&self, index: usize, offset: isize) -> f32 {
        index.checked_add_signed(offset).and_then(|index| self.confidence.get(index)).copied().unwrap_or(0.0)
    }

    /// The same as the models count it, from -1 to 1: where there is no line, the least.
    pub fn logit_at(&self, index: usize, offset: isize) -> f32 {
        let logit_there = index.checked_add_signed(offset).and_then(|index| self.logits.get(index)).copied();
        logit_there.unwrap_or_else(|| logit(0.0))
    }

    /// The share of the article's text that stands before a line.
    pub fn share_before(&self, index: usize) -> f32 {
        let all = self.mass.last().copied().unwrap_or(0.0);
        if all > 0.0 { self.mass.get(index).copied().unwrap_or(all) / all } else { 0.0 }
    }

    /// The share of the characters near a line that are sure: so many lines before it and after it, one of [`NEAR`], itself left out.
    pub fn share_near(&self, index: usize, before: usize, after: usize) -> f32 {
        let near = NEAR.iter().position(|near| *near == (before, after));
        debug_assert!(near.is_some(), "{before} lines before and {after} after are not in `NEAR`");
        near.and_then(|near| self.near.get(near)?.get(index)).copied().unwrap_or(0.0)
    }

    /// The share of the article's text that stands in one run of lines with this one.
    pub fn share_together(&self, index: usize) -> f32 {
        self.together.get(index).copied().unwrap_or(0.0)
    }

    /// How many lines that open a tail stand above.
    pub fn tails(&self, index: usize) -> usize {
        self.tails.get(index).copied().unwrap_or(0) as usize
    }

    /// How many lines ago a tail was opened; very many, when none was.
    pub fn since_tail(&self, index: usize) -> usize {
        self.since_tail.get(index).copied().unwrap_or(usize::MAX)
    }

    /// How many lines in a row just before a line are not sure.
    pub fn gap(&self, index: usize) -> usize {
        self.gap.get(index).copied().unwrap_or(0)
    }

    /// The share of a line's longer words that the body has too, twice as telling where several lines have them.
    pub fn overlap_with_body(&self, index: usize) -> f32 {
        self.shared_with_body.get(index).copied().unwrap_or(0.0)
    }

    /// What the longer words of a line have in common with the other lines of the body.
    pub fn common_with_body(&self, index: usize) -> Common {
        self.common_with_body.get(index).copied().unwrap_or_default()
    }

    /// The share of the title's longer words that a line has too.
    pub fn overlap_with_title(&self, index: usize) -> f32 {
        self.shared_with_title.get(index).copied().unwrap_or(0.0)
    }

    /// The share of a line's longer words that the first paragraph begins with, or the one after it.
    pub fn overlap_with_start(&self, index: usize) -> f32 {
        self.shared_with_start.get(index).copied().filter(|_| index != self.start).unwrap_or(0.0)
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
        self.recurring.get(index).copied().unwrap_or(false)
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

    fn find_common(&self, index: usize) -> Common {
        let own = u16::from(self.counted.binary_search(&index).is_ok());
        let mut common = Common::default();
        for word in self.lines.get(index).into_iter().flat_map(|line| line.words.iter().take(COMPARED_WORDS)).flatten()
        {
            let lines = self.body_words.get(word.index()).copied().unwrap_or(0).saturating_sub(own);
            common.shared += usize::from(lines > 0);
            common.other += usize::from(lines == 0);
            common.most_lines = common.most_lines.max(lines);
        }
        common
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

    fn find_together(&self, confidence: &[f32]) -> Vec<f32> {
        let all = self.mass.last().copied().unwrap_or(0.0).max(1.0);
        let mut together = Vec::with_capacity(confidence.len());
        for run in confidence.chunk_by(|one, next| (*one > 0.5) == (*next > 0.5)) {
            let from = together.len();
            let mass = |index: usize| self.mass.get(index).copied().unwrap_or(0.0);
            together.resize(from + run.len(), (mass(from + run.len()) - mass(from)) / all);
        }
        together
    }

    fn find_tails(&mut self) {
        let (mut count, mut since) = (0_u16, usize::MAX);
        (self.tails, self.since_tail) = (0..self.lines.len())
            .map(|index| {
                since = since.saturating_add(1);
                if index > self.start && self.lines.get(index).is_some_and(opens_tail) {
                    count = count.saturating_add(1);
                    since = 0;
                }
                (count, since)
            })
            .unzip();
    }
}

/// Whether a line opens what stands beneath an article: comments, other articles, a portrait of its author. A pointer that names its
/// article (`Read also: A village builds its bridge`) stands inside the text as often.
pub fn opens_tail(line: &Line) -> bool {
    let opening = line.hits.opening.has_any(&[Use::Comments, Use::About]) && line.shape.words <= 9;
    line.hits.whole.has_any(&[Use::Comments, Use::Related, Use::About]) || opening
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
