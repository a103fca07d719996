//! How alike two texts are, and two addresses: what stays of an article when something else writes its feed.

use courant_html::CleanHtml;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words in a row that are compared as one: enough that two articles on one subject share few.
const SHINGLE: usize = 3;

/// So many hashes stand for a text. The smallest of all are as good a sample as any, and the same from any text that is the same.
const SAMPLE: usize = 128;

/// What a text says, in few numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(Vec<u64>);

impl Sketch {
    /// The sketch of some HTML; markup, case and punctuation count for nothing.
    pub fn from_html(html: &str) -> Sketch {
        let text = words(html);
        let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let mut hashes: Vec<u64> = words.windows(SHINGLE.min(words.len()).max(1)).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(SAMPLE);
        Sketch(hashes)
    }

    /// How much two texts have in common, from 0 to 100 (the Jaccard index of their runs of words, estimated); 0 where one says nothing.
    pub fn likeness(&self, other: &Sketch) -> usize {
        let (mine, others): (HashSet<u64>, HashSet<u64>) =
            (self.0.iter().copied().collect(), other.0.iter().copied().collect());
        let mut union: Vec<u64> = mine.union(&others).copied().collect();
        union.sort_unstable();
        // A full sample says nothing of hashes beyond it.
        union.truncate(SAMPLE);
        let both = union.iter().filter(|hash| mine.contains(hash) && others.contains(hash)).count();
        (both * 100).checked_div(union.len()).unwrap_or(0)
    }

    /// Whether it is long enough that two articles do not say the same by chance: `See the picture.` is not.
    pub fn is_telling(&self) -> bool {
        const TELLING: usize = 8;
        self.0.len() >= TELLING
    }

    /// The hashes of the sample.
    pub fn hashes(&self) -> &[u64] {
        &self.0
    }
}

/// Both texts are hashed in one run of the program: nobody keeps these hashes.
fn hash(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// The words of some HTML, in small letters, with one space between them. Feeds escape titles once or twice, which makes no difference.
pub fn words(html: &str) -> String {
    let text = CleanHtml::sanitise(html).text();
    let text = if text.contains('&') { CleanHtml::sanitise(&text).text() } else { text };
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        // An apostrophe is straight in one program and curled in another.
        match character {
            '\'' | '’' | '‘' | '\u{AD}' => {}
            _ if character.is_alphanumeric() => words.extend(character.to_lowercase()),
            _ if words.ends_with(' ') || words.is_empty() => {}
            _ => words.push(' '),
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// What stays of an address when a site moves to https, drops `www.`, or writes its pages as folders; empty for what is no address.
pub fn address(link: &str) -> String {
    let Ok(url) = url::Url::parse(link.trim()) else { return String::new() };
    let Some(host) = url.host_str() else { return String::new() };
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path();
    let path = path.strip_suffix("index.html").or_else(|| path.strip_suffix("index.htm")).unwrap_or(path);
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    let kept: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_"))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{host}{}?{}", path.trim_end_matches('/'), kept.join("&"))
}
