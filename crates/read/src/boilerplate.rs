//! Lines that stand in several articles of one folder: what a site prints on every page, and nobody wrote for this one.

use super::decode;
use crate::article::{Kind, SourceFile};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// In so many articles of a folder a line stands that is boilerplate.
const ARTICLES: usize = 3;
/// Lines beyond this of one text are not learnt from: it has shown by then what its site prints.
const LINES: usize = 5_000;

/// The lines that recur in each folder.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    folders: HashMap<String, HashSet<u64>>,
}

impl Boilerplate {
    /// Learns from all texts at once. Pages and Markdown have their own ways to tell an article from its surroundings.
    pub fn learn<'s>(source_files: impl IntoIterator<Item = &'s SourceFile>) -> Boilerplate {
        let mut counts: HashMap<&str, HashMap<u64, usize>> = HashMap::new();
        for source_file in source_files.into_iter().filter(|source_file| source_file.kind == Kind::PlainText) {
            let (text, _) = decode::decode(source_file);
            let lines: HashSet<u64> = text.lines().filter_map(key).take(LINES).collect();
            let folder = counts.entry(folder(&source_file.path)).or_default();
            lines.into_iter().for_each(|line| *folder.entry(line).or_default() += 1);
        }
        let recurring = |lines: HashMap<u64, usize>| {
            lines.into_iter().filter(|(_, count)| *count >= ARTICLES).map(|(line, _)| line).collect::<HashSet<u64>>()
        };
        let folders = counts.into_iter().map(|(folder, lines)| (folder.to_string(), recurring(lines)));
        Boilerplate { folders: folders.filter(|(_, lines)| !lines.is_empty()).collect() }
    }

    /// Of each line of an article whether it is boilerplate. None is where most of the text would be: then the article itself was stored
    /// several times.
    pub fn among(&self, path: &str, lines: &[&str]) -> Vec<bool> {
        let Some(known) = self.folders.get(folder(path)) else { return vec![false; lines.len()] };
        let recurs: Vec<bool> = lines.iter().map(|line| key(line).is_some_and(|line| known.contains(&line))).collect();
        let length = |wanted: bool| -> usize {
            lines.iter().zip(&recurs).filter(|(_, recurs)| **recurs == wanted).map(|(line, _)| line.len()).sum()
        };
        if length(true) > length(false) { vec![false; lines.len()] } else { recurs }
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a line is compared by; `None` for one that says nothing.
fn key(line: &str) -> Option<u64> {
    let line = line.trim();
    if !line.contains(char::is_alphabetic) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(path: &str, text: &str) -> SourceFile {
        SourceFile { path: path.into(), kind: Kind::PlainText, bytes: text.as_bytes().to_vec(), modified: None }
    }

    #[test]
    fn a_line_of_three_articles_of_one_folder_is_boilerplate() {
        let text = |own: &str| format!("{own} and says what no other article of this folder says.\nCall us.\n");
        let texts = ["One", "Two", "Three"].map(text);
        let mut source_files: Vec<SourceFile> =
            texts.iter().enumerate().map(|(at, text)| seed(&format!("news/{at}.txt"), text)).collect();
        let lines: Vec<&str> = texts[0].lines().collect();
        assert_eq!(Boilerplate::learn(&source_files).among("news/0.txt", &lines), [false, true]);
        assert_eq!(Boilerplate::learn(&source_files).among("sport/0.txt", &lines), [false, false], "another folder");
        source_files.pop();
        assert_eq!(
            Boilerplate::learn(&source_files).among("news/0.txt", &lines),
            [false, false],
            "two are a coincidence"
        );
    }

    #[test]
    fn an_article_that_was_stored_three_times_keeps_its_text() {
        let source_files: Vec<SourceFile> =
            (0..3).map(|at| seed(&format!("{at}.txt"), "The same article.\nIts text.\n")).collect();
        assert_eq!(
            Boilerplate::learn(&source_files).among("0.txt", &["The same article.", "Its text."]),
            [false, false]
        );
    }
}
