//! Lines that stand in several articles of one folder: what a site prints on every page, and nobody wrote for this one.

use crate::line_phrases::is_unspaced;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::RangeInclusive;

/// In so many articles of a folder a line stands that is boilerplate.
const ARTICLES: usize = 3;
/// Lines beyond this of one text are not learnt from: it has shown by then what its site prints.
const LINES: usize = 5_000;
/// What is longer says something of its own, in characters; one of a script without spaces counts as two and a half.
const SHORT: usize = 60;
/// So many words that end as a sentence does are one; of a script without spaces three characters are a word.
const SENTENCE: usize = 4;

/// The lines that recur in each folder.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    folders: HashMap<String, Recurring>,
}

/// The lines that stand in several articles of a folder.
#[derive(Clone, Debug, Default)]
struct Recurring {
    /// Short lines at the edges of articles: boilerplate.
    short: HashSet<u64>,
    /// Running text, which is never boilerplate; but it is not what an article has of its own either.
    running: HashSet<u64>,
}

/// A line that says something.
#[derive(Clone, Copy)]
struct Line {
    /// What it is compared by.
    key: u64,
    /// Whether it is a sentence or as long as one.
    is_running: bool,
}

impl Boilerplate {
    /// Learns from all texts at once, each with its path.
    pub fn learn<'s>(files: impl IntoIterator<Item = (&'s str, Cow<'s, str>)>) -> Boilerplate {
        let mut texts: HashMap<&str, Vec<Vec<Line>>> = HashMap::new();
        for (path, text) in files {
            let lines: Vec<Line> = text.lines().filter_map(line).take(LINES).collect();
            texts.entry(folder(path)).or_default().push(lines);
        }
        let folders = texts.into_iter().map(|(folder, texts)| (folder.to_string(), Recurring::among(texts)));
        Boilerplate { folders: folders.filter(|(_, recurring)| !recurring.short.is_empty()).collect() }
    }

    /// Of each line of an article whether it is boilerplate: it recurs, is short, and stands above or below all that only this article
    /// says. None is where most of the text would be: then the article itself was stored several times.
    pub fn find(&self, path: &str, texts: &[&str]) -> Vec<bool> {
        let none = vec![false; texts.len()];
        let Some(known) = self.folders.get(folder(path)) else { return none };
        let lines: Vec<Option<Line>> = texts.iter().map(|text| line(text)).collect();
        let Some(own) = known.own_text(&lines) else { return none };
        let recurs = |(at, line): (usize, &Option<Line>)| {
            !own.contains(&at) && line.is_some_and(|line| !line.is_running && known.short.contains(&line.key))
        };
        let found: Vec<bool> = lines.iter().enumerate().map(recurs).collect();
        let length = |wanted: bool| -> usize {
            texts.iter().zip(&found).filter(|(_, found)| **found == wanted).map(|(text, _)| text.len()).sum()
        };
        if length(true) > length(false) { none } else { found }
    }
}

impl Recurring {
    /// What recurs in the texts of one folder. A story that was stored several times counts once.
    fn among(mut texts: Vec<Vec<Line>>) -> Recurring {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        texts.retain(|lines| {
            let running: HashSet<u64> = lines.iter().filter(|line| line.is_running).map(|line| line.key).collect();
            let shared = running.iter().filter(|key| counts.contains_key(key)).count();
            let is_copy = shared * 2 > running.len();
            if !is_copy {
                running.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
            }
            !is_copy
        });
        let running = recurring(counts);
        let known = Recurring { running, short: HashSet::new() };
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for lines in texts {
            let lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
            let Some(own) = known.own_text(&lines) else { continue };
            let edges = lines.iter().enumerate().filter(|(at, _)| !own.contains(at)).filter_map(|(_, line)| *line);
            let short: HashSet<u64> = edges.filter(|line| !line.is_running).map(|line| line.key).collect();
            short.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
        }
        Recurring { short: recurring(counts), ..known }
    }

    /// From the first to the last line of running text that no other article has; `None` where there is none.
    fn own_text(&self, lines: &[Option<Line>]) -> Option<RangeInclusive<usize>> {
        let is_own =
            |line: &Option<Line>| line.is_some_and(|line| line.is_running && !self.running.contains(&line.key));
        Some(lines.iter().position(is_own)?..=lines.iter().rposition(is_own)?)
    }
}

fn recurring(counts: HashMap<u64, usize>) -> HashSet<u64> {
    counts.into_iter().filter(|(_, count)| *count >= ARTICLES).map(|(key, _)| key).collect()
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A line as it is compared; `None` for one that says nothing.
fn line(text: &str) -> Option<Line> {
    let text = text.trim();
    if !text.contains(char::is_alphabetic) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Some(Line { key: hasher.finish(), is_running: is_running(text) })
}

/// Whether a line is running text: a sentence, or as long as one.
fn is_running(text: &str) -> bool {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    let length = text.chars().count() + unspaced * 3 / 2;
    let is_sentence = || {
        let ends = text.trim_end_matches(['"', '”', '’', '»', ')']);
        let words = text.split_whitespace().count() + unspaced / 3;
        words >= SENTENCE && ends.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟'])
    };
    length > SHORT || is_sentence()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(texts: &[(String, String)]) -> Boilerplate {
        Boilerplate::learn(texts.iter().map(|(path, text)| (path.as_str(), Cow::Borrowed(text.as_str()))))
    }

    #[test]
    fn a_line_of_three_articles_of_one_folder_is_boilerplate() {
        let text = |own: &str| format!("{own} and says what no other article of this folder says.\nCall us.\n");
        let texts = ["One", "Two", "Three"].map(text);
        let mut source_files: Vec<(String, String)> =
            texts.iter().enumerate().map(|(at, text)| (format!("news/{at}.txt"), text.to_string())).collect();
        let lines: Vec<&str> = texts[0].lines().collect();
        assert_eq!(learn(&source_files).find("news/0.txt", &lines), [false, true]);
        assert_eq!(learn(&source_files).find("sport/0.txt", &lines), [false, false], "another folder");
        source_files.pop();
        assert_eq!(learn(&source_files).find("news/0.txt", &lines), [false, false], "two are a coincidence");
    }

    #[test]
    fn an_article_that_was_stored_three_times_keeps_its_text() {
        let source_files: Vec<(String, String)> =
            (0..3).map(|at| (format!("{at}.txt"), "The same article.\nIts text.\n".to_string())).collect();
        assert_eq!(learn(&source_files).find("0.txt", &["The same article.", "Its text."]), [false, false]);
    }

    #[test]
    fn a_sentence_is_no_boilerplate_wherever_it_recurs_nor_is_what_stands_inside_an_article() {
        let closing = "Readers who write to us are asked to give their full name and the place where they live.";
        let text = |own: &str| {
            format!(
                "News\n{own} was opened on Monday.\nBackground\nIt is {own} that nobody had asked for.\n{closing}\nPrint\n"
            )
        };
        let texts = ["A bridge", "A tunnel", "A ferry"].map(text);
        let source_files: Vec<(String, String)> =
            texts.iter().enumerate().map(|(at, text)| (format!("{at}.txt"), text.to_string())).collect();
        let lines: Vec<&str> = texts[0].lines().collect();
        let found = learn(&source_files).find("0.txt", &lines);
        let found: Vec<&str> = lines.into_iter().zip(found).filter(|(_, found)| *found).map(|(line, _)| line).collect();
        assert_eq!(found, ["News", "Print"]);
    }

    #[test]
    fn three_scrapes_of_one_story_are_one_article() {
        let story = "The dyke is raised a year later than planned\nThe board said on Wednesday that there is no clay.\nHigh water\n\
                     The dyke is safe until 2032.\nBy Ann Lee\n";
        let texts = ["", "Home > News\nShare this\n", "Print\n"].map(|above| format!("{above}{story}Share this\n"));
        let source_files: Vec<(String, String)> =
            texts.iter().enumerate().map(|(at, text)| (format!("{at}.txt"), text.to_string())).collect();
        let boilerplate = learn(&source_files);
        for (at, text) in texts.iter().enumerate() {
            let lines: Vec<&str> = text.lines().collect();
            assert!(!boilerplate.find(&format!("{at}.txt"), &lines).contains(&true), "{text}");
        }
    }
}
