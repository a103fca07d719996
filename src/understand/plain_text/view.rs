//! The lines of a text together: what the models look at.

use super::lines::{Line, bare};
use super::signature::Name;
use crate::understand::phrases::{Phrases, Use};
use std::collections::{HashMap, HashSet};

/// All lines, and what is known of them so far.
#[derive(Default)]
pub struct View<'a> {
    /// The phrases of its language.
    pub phrases: Phrases,
    /// The lines that say something.
    pub lines: &'a [Line<'a>],
    /// How sure it is that each is part of the article, from 0 to 1. Empty before the first look.
    pub sure: Vec<f32>,
    /// Certain characters before each line, and one more: all of them.
    mass: Vec<f32>,
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
    /// The index of the first line of the article's first true paragraph.
    pub start: usize,
    /// The names that may be the authors'. Empty before they were looked for.
    pub names: Vec<Name>,
    /// How many lines each telling word of the body stands in.
    body_words: HashMap<String, u16>,
    /// The words of the file's name.
    file_words: HashSet<String>,
}

impl<'a> View<'a> {
    /// The lines before anything is known of them.
    pub fn new(lines: &'a [Line<'a>], path: &str, phrases: Phrases) -> View<'a> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let file_words =
            name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect();
        View { phrases, lines, file_words, ..View::default() }
    }

    /// Takes in how sure each line is.
    pub fn look(&mut self, sure: Vec<f32>) {
        self.mass = Vec::with_capacity(sure.len() + 1);
        self.gap = Vec::with_capacity(sure.len());
        let (mut sum, mut gap) = (0.0, 0);
        for (line, sure) in self.lines.iter().zip(&sure) {
            self.mass.push(sum);
            self.gap.push(gap);
            sum += sure * line.shape.length.min(2000) as f32;
            gap = if *sure > 0.5 { 0 } else { gap + 1 };
        }
        self.mass.push(sum);
        self.sure = sure;
        self.start = self.find_start();
        self.find_tails();
    }

    /// Reads the words of the lines that are sure, once, for comparing titles with them.
    pub fn read_body(&mut self) {
        let mut counts: HashMap<String, u16> = HashMap::new();
        let sure = self.lines.iter().zip(&self.sure).filter(|(line, sure)| **sure > 0.5 && line.shape.length >= 40);
        for (line, _) in sure.take(40) {
            let words: HashSet<String> =
                line.text.split_whitespace().take(120).map(bare).filter(|word| word.len() > 3).collect();
            for word in words {
                *counts.entry(word).or_default() += 1;
            }
        }
        self.body_words = counts;
    }

    /// The line that stands so far from another: before it when `offset` is negative.
    pub fn line(&self, index: usize, offset: isize) -> Option<&Line<'a>> {
        index.checked_add_signed(offset).and_then(|index| self.lines.get(index))
    }

    /// How sure the line is that stands so far from another; 0 where there is none.
    pub fn sure_at(&self, index: usize, offset: isize) -> f32 {
        index.checked_add_signed(offset).and_then(|index| self.sure.get(index)).copied().unwrap_or(0.0)
    }

    /// The share of the article's text that stands before a line.
    pub fn share_before(&self, index: usize) -> f32 {
        let all = self.mass.last().copied().unwrap_or(0.0);
        if all > 0.0 { self.mass.get(index).copied().unwrap_or(all) / all } else { 0.0 }
    }

    /// The share of the characters near a line that are sure: `reach` lines before it and after it, itself left out.
    pub fn share_near(&self, index: usize, before: usize, after: usize) -> f32 {
        let from = index.saturating_sub(before);
        let to = index.saturating_add(after + 1).min(self.lines.len());
        let near = (from..to).filter(|&other| other != index);
        let (mut sure, mut all) = (0.0, 0.0);
        for other in near {
            let length = self.lines.get(other).map_or(0, |line| line.shape.length.min(300)) as f32;
            all += length;
            sure += length * self.sure.get(other).copied().unwrap_or(0.0);
        }
        if all > 0.0 { sure / all } else { 0.0 }
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
        let Some(line) = self.lines.get(index) else { return 0.0 };
        share(line, |word| match self.body_words.get(word).copied().unwrap_or(0) {
            0 => 0.0,
            1 => 0.3,
            2 => 0.8,
            _ => 1.0,
        })
    }

    /// The share of the title's longer words that a line has too.
    pub fn overlap_with_title(&self, index: usize) -> f32 {
        let (Some(line), Some(title)) = (self.lines.get(index), self.title.and_then(|title| self.lines.get(title)))
        else {
            return 0.0;
        };
        share(title, |word| if line.folded.contains(word) { 1.0 } else { 0.0 })
    }

    /// The share of a line's longer words that the first paragraph begins with, or the one after it.
    pub fn overlap_with_start(&self, index: usize) -> f32 {
        let Some(line) = self.lines.get(index).filter(|_| index != self.start) else { return 0.0 };
        let first = self.lines.get(self.start..(self.start + 2).min(self.lines.len())).unwrap_or_default();
        share(line, |word| f32::from(u8::from(first.iter().any(|line| line.folded.contains(word)))))
    }

    /// The share of a line's longer words that the file's name has too.
    pub fn overlap_with_file_name(&self, index: usize) -> f32 {
        let Some(line) = self.lines.get(index) else { return 0.0 };
        if self.file_words.len() < 3 {
            0.0
        } else {
            share(line, |word| f32::from(u8::from(self.file_words.contains(word))))
        }
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
        let holds = |other: &Line| {
            (line.text.len() + 1..line.text.len() + 100).contains(&other.text.len()) && other.text.contains(line.text)
        };
        line.text.len() < 300 && around.iter().any(holds)
    }

    /// Whether a line stands in other articles of the folder too.
    pub fn recurs(&self, index: usize) -> bool {
        self.recurring.get(index).copied().unwrap_or(false)
    }

    /// Whether a line is running text rather than not.
    pub fn is_body(&self, index: usize) -> bool {
        self.sure_at(index, 0) > 0.5 && self.lines.get(index).is_some_and(|line| line.shape.words > 12)
    }

    /// Whether several lines of the body have a word.
    pub fn is_of_body(&self, word: &str) -> bool {
        self.body_words.get(word).is_some_and(|&lines| lines >= 2)
    }

    fn find_start(&self) -> usize {
        let strong = |index: &usize| {
            let dense = self.lines.get(*index).is_some_and(|line| line.is_dense());
            dense && self.sure_at(*index, 0) > 0.5
        };
        let near_text = |index: &usize| self.share_near(*index, 0, 6) > 0.5;
        let all = 0..self.lines.len();
        let first = all.clone().filter(strong).find(near_text);
        first
            .or_else(|| all.clone().find(strong))
            .or_else(|| all.clone().find(|i| self.sure_at(*i, 0) > 0.5))
            .unwrap_or(0)
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

fn share(line: &Line, of: impl Fn(&str) -> f32) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for word in line.text.split_whitespace().take(40).map(bare).filter(|word| word.len() > 3) {
        sum += of(&word);
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}
