//! The lines of a text, and what can be seen of each without its neighbours.

use super::credits::{ClosingCredit, closing_credit, ends_with_agency};
use super::pairs::Pairs;
use super::words::{WordNumber, Words, uses_of};
use crate::line_phrases::{Hits, Phrases, Use, fold, is_unspaced};
use crate::parts::Part;
use courant_text::date::{self, DateHints, NotADate};
use courant_text::letters::{is_alphabetic, is_alphanumeric};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// So many words of a line are kept for comparing it with others.
pub const KEPT_WORDS: usize = 120;
/// So many words tell how much of a line is running text.
const LOOKED_UP_WORDS: usize = 200;

/// One line that says something, and its shape.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// From 1, blank lines counted.
    pub number: usize,
    /// Without the space around it.
    pub text: &'a str,
    /// The pairs of bytes of `text`.
    pub pairs: Pairs,
    /// Its first characters as phrases are compared.
    pub folded: String,
    /// The pairs of bytes of `folded`.
    pub folded_pairs: Pairs,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// What was counted in it.
    pub shape: Shape,
    /// Its first words by their numbers; `None` for those too short to tell anything.
    pub words: Vec<Option<WordNumber>>,
    /// Whether a year, a day or a time of day stands in it.
    pub dated: bool,
    /// Whether it is nothing but a day, with or without a time.
    pub date_alone: bool,
    /// What its phrases say.
    pub hits: Hits,
    /// Who made a picture, where the line ends with it.
    pub closing_credit: Option<ClosingCredit>,
    /// Whether its last words are the name of an agency.
    pub ends_with_agency: bool,
    /// How many lines of the text are the same.
    pub copies: usize,
}

/// What was counted in a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Characters; one of a compact script counts as two and a half, so that lengths compare.
    pub length: usize,
    /// Words; three characters of a script without spaces are one.
    pub words: usize,
    /// Words that running text is full of.
    pub stop_words: usize,
    /// Words that call for something to be done on the site.
    pub calls: usize,
    /// Words for what people do for a living.
    pub roles: usize,
    /// Words with a capital.
    pub capitalised: usize,
    /// Words that are a number, or begin with one.
    pub numbers: usize,
    /// Letters.
    pub letters: usize,
    /// Capital letters.
    pub capitals: usize,
    /// Places where sentences end, within the line too.
    pub sentences: usize,
    /// Commas.
    pub commas: usize,
    /// Places where two words stand together without a space: `AiBeleid`.
    pub glued: usize,
    /// Signs that stand between the parts of a list on one line: `|`, `•`, `·`, ` / `.
    pub separators: usize,
    /// Signs that lead from one part of a path to the next: `>`, `»`, `›`, `→`.
    pub arrows: usize,
    /// Copyright signs.
    pub copyrights: usize,
    /// Signs of currencies.
    pub currencies: usize,
    /// Addresses of pages and for mail.
    pub addresses: usize,
    /// Characters of scripts that put a word into one to three of them: Chinese, Japanese, Korean, Thai and their like.
    pub compact: usize,
    /// How it ends.
    pub end: End,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// As a sentence ends, with or without a closing quotation mark.
    Sentence,
    /// With `?` or `!`.
    Cry,
    /// With `:`.
    Colon,
    /// With `,`, `;` or a dash: it goes on.
    Open,
    /// With `…` or `...`.
    Ellipsis,
    /// With a letter or anything else.
    #[default]
    None,
}

impl<'a> Line<'a> {
    /// Whether another text, whose pairs of bytes are given with it, is a part of this line's.
    pub fn holds(&self, part: &str, pairs: &Pairs) -> bool {
        self.pairs.may_hold(pairs) && self.text.contains(part)
    }

    /// The same of the line as phrases are compared.
    pub fn folded_holds(&self, part: &str, pairs: &Pairs) -> bool {
        self.folded_pairs.may_hold(pairs) && self.folded.contains(part)
    }

    /// Its text as [`unglued`] gives it.
    pub fn unglued(&self, phrases: Phrases) -> Cow<'a, str> {
        if self.shape.glued > 0 { unglued(self.text, phrases) } else { Cow::Borrowed(self.text) }
    }

    /// Whether it has the sign `©`.
    pub fn has_copyright(&self) -> bool {
        self.shape.copyrights > 0 && self.text.contains('©')
    }

    /// Whether it is a sentence of running text by itself.
    pub fn is_dense(&self) -> bool {
        let shape = &self.shape;
        shape.length >= 60
            && matches!(shape.end, End::Sentence | End::Cry)
            && (shape.stop_words * 5 >= shape.words
                || shape.words < shape.length / 12
                || shape.compact * 2 >= shape.letters)
    }

    /// Whether it is as long as a sentence of a script that marks no ends of sentences: Thai and Lao part them with a space.
    pub fn is_unstopped_sentence(&self) -> bool {
        let unstopped = |c: &char| matches!(c, '\u{0E00}'..='\u{0EFF}');
        self.shape.end == End::None && self.text.chars().filter(unstopped).take(36).count() == 36
    }
}

/// The lines that say something, in order, and their words.
pub fn lines(text: &str, phrases: Phrases) -> (Vec<Line<'_>>, Words<'_>) {
    // Most lines are longer.
    let mut lines = Vec::with_capacity((text.len() / 64).min(1000));
    let mut words = Words::new(phrases, text.len());
    let mut after_blank = true;
    for (index, raw) in text.split('\n').enumerate() {
        let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if trimmed.is_empty() {
            after_blank = true;
            continue;
        }
        let folded = fold(trimmed);
        let hits = phrases.hits(&folded);
        let (shape, own_words) = measure(trimmed, &mut words);
        lines.push(Line {
            number: index + 1,
            text: trimmed,
            pairs: Pairs::from_text(trimmed),
            folded_pairs: Pairs::from_text(&folded),
            folded,
            after_blank,
            shape,
            words: own_words,
            dated: looks_dated(trimmed),
            date_alone: is_date_alone(trimmed, &shape),
            hits,
            closing_credit: closing_credit(trimmed, shape.words, phrases),
            ends_with_agency: ends_with_agency(trimmed, phrases),
            copies: 1,
        });
        after_blank = false;
    }
    count_copies(&mut lines);
    (lines, words)
}

/// Whether a year of our time, a day with its month in numbers, or a time of day stands in a line.
pub fn looks_dated(text: &str) -> bool {
    has_year(text.as_bytes()) || text.len() < 120 && has_clock(text.as_bytes())
}

/// Whether a line is nothing but a day, with or without a time. A year alone heads a part of a text as often.
fn is_date_alone(text: &str, shape: &Shape) -> bool {
    let digits = || text.chars().filter(|c| c.is_numeric()).count();
    // A day and a year, or a month and a day of an era, have two digits.
    let may = shape.words <= 10 && digits() >= if shape.length > 4 { 2 } else { 5 };
    may && matches!(date::parse(text, &DateHints::default()), Ok(_) | Err(NotADate::Ambiguous))
}

fn has_year(text: &[u8]) -> bool {
    memchr::memchr2_iter(b'1', b'2', text).any(|at| {
        let (before, rest) = text.split_at(at);
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).take(5).count();
        digits == 4
            && matches!(rest, [b'1', b'9', ..] | [b'2', b'0', ..])
            && !before.last().is_some_and(u8::is_ascii_digit)
    })
}

fn has_clock(text: &[u8]) -> bool {
    text.windows(4).any(|four| {
        matches!(four, [a, b':' | b'.' | b'h', c, d] if a.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit() && *c < b'6')
    })
}

/// Characters that show nothing and that scrapers leave.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{00AD}' | '\u{2060}')
}

fn count_copies(lines: &mut [Line]) {
    let mut copies: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
    for line in lines.iter() {
        *copies.entry(line.text).or_default() += 1;
    }
    let counted: Vec<usize> = lines.iter().map(|line| copies.get(line.text).copied().unwrap_or(1)).collect();
    for (line, copies) in lines.iter_mut().zip(counted) {
        line.copies = copies;
    }
}

fn measure<'a>(text: &'a str, words: &mut Words<'a>) -> (Shape, Vec<Option<WordNumber>>) {
    let mut shape = Shape::default();
    let mut numbers = Vec::with_capacity((text.len() / 6 + 1).min(KEPT_WORDS));
    let mut unspaced = 0_usize;
    for word in text.split_whitespace() {
        let bare = match measure_plain(word, &mut shape) {
            Some(bare) => bare,
            None => {
                measure_word(word, &mut shape, &mut unspaced);
                word
            }
        };
        let kept = numbers.len() < KEPT_WORDS;
        if !kept && shape.words > LOOKED_UP_WORDS {
            continue;
        }
        let word = words.take_in(bare);
        if kept {
            numbers.push(word.number);
        }
        if shape.words <= LOOKED_UP_WORDS {
            shape.stop_words += usize::from(word.uses.has(Use::Stop));
            shape.calls += usize::from(word.uses.has(Use::Call));
            shape.roles += usize::from(word.uses.has(Use::Role));
        }
    }
    shape.length += shape.compact * 3 / 2;
    // A line that has but one or two such characters has a word all the same.
    shape.words += (unspaced / 3).max(unspaced.min(1));
    shape.end = end(text);
    (shape, numbers)
}

/// A line with ` | ` where a scraper put two words together: between a small letter or digit and a capital with a small letter behind it. Names that are
/// written so (`McDonald`, `DeSiato`) stay: what stands before the capital is short, and what follows is no word of the table.
pub fn unglued(text: &str, phrases: Phrases) -> Cow<'_, str> {
    let mut apart = String::new();
    let mut written = 0;
    for (at, character) in text.char_indices() {
        if !character.is_uppercase() || !stands_together(text, at) {
            continue;
        }
        let before = text.part(..at);
        let left = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let right = text.part(at..).split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let number = left.chars().all(|c| c.is_ascii_digit());
        let parts = number || left.chars().count() > 3 || uses_of(left, phrases).has(Use::Byline);
        if parts || !uses_of(right, phrases).is_empty() {
            apart.push_str(text.part(written..at));
            apart.push_str(" | ");
            written = at;
        }
    }
    if written == 0 {
        return Cow::Borrowed(text);
    }
    apart.push_str(text.part(written..));
    Cow::Owned(apart)
}

fn stands_together(text: &str, at: usize) -> bool {
    let before = text.part(..at).chars().next_back();
    let after = text.part(at..).chars().nth(1);
    before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || c == ')') && after.is_some_and(char::is_lowercase)
}

/// The same of a word of small letters, perhaps with a capital before them and a comma or full stop behind, as most are: the word
/// without that sign.
fn measure_plain<'a>(word: &'a str, shape: &mut Shape) -> Option<&'a str> {
    let (letters, sign) = match word.as_bytes() {
        [letters @ .., sign @ (b',' | b'.')] => (letters, Some(*sign)),
        letters => (letters, None),
    };
    let (first, rest) = letters.split_first()?;
    if !first.is_ascii_alphabetic() || !rest.iter().all(u8::is_ascii_lowercase) {
        return None;
    }
    let capital = usize::from(first.is_ascii_uppercase());
    shape.length += word.len();
    shape.words += 1;
    shape.letters += letters.len();
    shape.capitals += capital;
    shape.capitalised += capital;
    shape.commas += usize::from(sign == Some(b','));
    shape.sentences += usize::from(sign == Some(b'.'));
    word.get(..letters.len())
}

fn measure_word(word: &str, shape: &mut Shape, unspaced: &mut usize) {
    let mut characters = word.chars();
    let mut previous = ' ';
    let first = word.chars().find(|c| is_alphanumeric(*c));
    while let Some(character) = characters.next() {
        shape.length += 1;
        if character.is_ascii_lowercase() {
            // Nearly every character, of which nothing else is counted.
            shape.letters += 1;
            previous = character;
            continue;
        }
        *unspaced += usize::from(is_unspaced(character));
        shape.compact += usize::from(is_unspaced(character) || matches!(character, '\u{AC00}'..='\u{D7AF}'));
        shape.letters += usize::from(is_alphabetic(character));
        shape.capitals += usize::from(character.is_uppercase());
        let next = characters.clone().next();
        match character {
            ',' | '、' | '，' | '،' => shape.commas += 1,
            '|' | '•' | '·' | '›' | '»' | '/' | '∙' | '–' if next.is_none() && previous == ' ' => {
                shape.separators += 1
            }
            '|' | '•' | '·' => shape.separators += 1,
            '。' | '！' | '？' => shape.sentences += 1,
            '.' | '!' | '?' | '।' | '؟' | '…'
                if next.is_none_or(|next| matches!(next, '"' | '”' | '“' | '’' | '»' | ')')) =>
            {
                shape.sentences += 1;
            }
            _ => {}
        }
        match character {
            '>' | '»' | '›' | '→' => shape.arrows += 1,
            '©' | 'ⓒ' | '℗' => shape.copyrights += 1,
            '€' | '$' | '£' => shape.currencies += 1,
            _ => {}
        }
        if (previous.is_lowercase() || previous.is_ascii_digit() || previous == ')')
            && character.is_uppercase()
            && next.is_some_and(char::is_lowercase)
        {
            shape.glued += 1;
        }
        previous = character;
    }
    shape.words += usize::from(word.chars().any(|c| is_alphanumeric(c) && !is_unspaced(c)));
    shape.capitalised += usize::from(first.is_some_and(char::is_uppercase));
    shape.numbers += usize::from(first.is_some_and(char::is_numeric));
    shape.addresses += usize::from(is_address(word));
}

fn is_address(word: &str) -> bool {
    let has = |sign: u8| word.as_bytes().contains(&sign);
    let mail = || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    has(b':') && word.contains("://") || word.starts_with("www.") || has(b'@') && mail()
}

fn end(text: &str) -> End {
    let inner = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '”' | '“' | '’' | '\'' | '»' | '«' | ')' | ']' | '」' | '』' | '）' | '*')
    });
    let mut backwards = inner.chars().rev();
    match backwards.next() {
        Some('…') => End::Ellipsis,
        Some('.') if backwards.next() == Some('.') => End::Ellipsis,
        Some('.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។') => End::Sentence,
        Some('?' | '!' | '？' | '！' | '؟') => End::Cry,
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '-' | '–' | '—' | '、') => End::Open,
        _ => End::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        measure(text, &mut Words::new(Phrases::for_language("en"), text.len())).0
    }

    #[test]
    fn blank_lines_are_noted_and_left_out() {
        let (lines, _) = lines("\u{FEFF}One\r\n\r\n \u{200B} \nTwo\nThree", Phrases::for_language("en"));
        let seen: Vec<(usize, &str, bool)> =
            lines.iter().map(|line| (line.number, line.text, line.after_blank)).collect();
        assert_eq!(seen, [(1, "One", true), (4, "Two", true), (5, "Three", false)]);
    }

    #[test]
    fn words_of_every_script_are_counted_alike() {
        assert_eq!(shape("The bridge opened on Monday.").words, 5);
        assert_eq!(shape("The bridge opened on Monday.").stop_words, 2);
        assert_eq!(shape("橋は月曜日に開通した。").words, 3);
        assert_eq!(shape("橋は月曜日に開通した。").end, End::Sentence);
    }

    #[test]
    fn ends_and_glue_are_seen() {
        assert_eq!(shape("“It is open.”").end, End::Sentence);
        assert_eq!(shape("Wait...").end, End::Ellipsis);
        assert_eq!(shape("HavenBruggen").glued, 1);
        assert_eq!(shape("OpenAI").glued, 0);
        assert_eq!(shape("Harbour | Bridges • Water").separators, 2);
    }
}
