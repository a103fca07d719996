//! Cuts a line into the numbers, words and marks that dates are made of.

use super::words::{self, Meaning, Role};

/// A piece of a line.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Whether white space stands before it.
    pub spaced: bool,
}

/// What a piece of a line is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A number, in the digits of any script.
    Number {
        /// Its value; the largest there is when it is longer.
        value: u32,
        /// How many digits it has.
        digits: usize,
    },
    /// A month given by its number: `11月`, `tháng 11`.
    NumberedMonth(u32),
    /// A word, or several that mean something together.
    Word(Option<&'static Meaning>),
    /// Anything else that is visible.
    Mark(char),
}

/// How far from a number a word may stand to matter.
const REACH: usize = 5;
/// In a line of at most so many pieces every word matters.
const SHORT_LINE: usize = 12;

/// The pieces of a line. Words that stand far from every number are left unread.
pub fn tokens(text: &str) -> Vec<Token> {
    let pieces = pieces(text);
    let matters = near_numbers(&pieces);
    let mut tokens = Vec::with_capacity(pieces.len());
    let mut index = 0;
    while let Some(piece) = pieces.get(index) {
        let read = if matters.get(index) == Some(&true) { read_word(text, &pieces, index) } else { (*piece, 1) };
        tokens.push(read.0);
        index += read.1;
    }
    number_months(tokens)
}

/// The value of a decimal digit of any script in use.
pub fn digit(c: char) -> Option<u32> {
    const ZEROS: [u32; 17] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0x1040,
        0x17E0, 0xFF10,
    ];
    c.to_digit(10).or_else(|| {
        let code = u32::from(c);
        if code < ZEROS[0] {
            return None;
        }
        let zero = ZEROS.iter().rev().find(|&&zero| zero <= code)?;
        (code - zero < 10).then_some(code - zero)
    })
}

/// The pieces of a line, its words unread.
pub fn pieces(text: &str) -> Vec<Token> {
    let mut pieces: Vec<Token> = Vec::new();
    let mut spaced = false;
    let mut previous = ' ';
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        // Within a word, as most characters stand.
        if c.is_ascii_lowercase()
            && previous.is_ascii_alphabetic()
            && !spaced
            && let Some(Token { kind: Kind::Word(_), end: last, .. }) = pieces.last_mut()
        {
            (*last, previous) = (end, c);
            continue;
        }
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        // Scrapers glue what stands side by side: `Ann LeeNovember 22, 2018`.
        let glued = c.is_uppercase() && previous.is_lowercase();
        if spaced
            || glued
            || words::stands_alone(previous)
            || !pieces.last_mut().is_some_and(|last| continues(last, c, end))
        {
            let kind = match digit(c) {
                Some(value) => Kind::Number { value, digits: 1 },
                None if words::is_word_character(c) => Kind::Word(None),
                None => Kind::Mark(c),
            };
            pieces.push(Token { kind, start, end, spaced });
        }
        spaced = false;
        previous = c;
    }
    unglued(pieces)
}

/// Parts a year from what a scraper glued to it: `March 4, 202412:45 PM`, `30.01.202430. Januar 2024`.
fn unglued(pieces: Vec<Token>) -> Vec<Token> {
    if !pieces.iter().any(|piece| matches!(piece.kind, Kind::Number { digits: 5..=7, .. })) {
        return pieces;
    }
    let mut parted: Vec<Token> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let (Kind::Number { value, digits: digits @ 5..=7 }, Some(before)) = (piece.kind, parted.last()) else {
            parted.push(piece);
            continue;
        };
        let rest_digits = digits - 4;
        let power = 10_u32.pow(rest_digits as u32);
        let is_ascii = piece.end - piece.start == digits;
        let in_date = matches!(before.kind, Kind::Word(_) | Kind::Mark('.' | '/' | ',' | '-'));
        if !(is_ascii && in_date && (1900..2100).contains(&(value / power))) {
            parted.push(piece);
            continue;
        }
        let border = piece.start + 4;
        parted.push(Token { kind: Kind::Number { value: value / power, digits: 4 }, end: border, ..piece });
        let rest = Kind::Number { value: value % power, digits: rest_digits };
        parted.push(Token { kind: rest, start: border, spaced: false, ..piece });
    }
    parted
}

/// Takes the next character into a piece, where it belongs to it.
fn continues(piece: &mut Token, c: char, end: usize) -> bool {
    let belongs = match (&mut piece.kind, digit(c)) {
        (Kind::Number { value, digits }, Some(next)) => {
            *value = value.saturating_mul(10).saturating_add(next);
            *digits += 1;
            true
        }
        (Kind::Word(_), None) => words::is_word_character(c) && !words::stands_alone(c),
        _ => false,
    };
    if belongs {
        piece.end = end;
    }
    belongs
}

fn near_numbers(pieces: &[Token]) -> Vec<bool> {
    let mut near = vec![pieces.len() <= SHORT_LINE; pieces.len()];
    for (index, piece) in pieces.iter().enumerate() {
        if matches!(piece.kind, Kind::Number { .. }) {
            let last = (index + REACH + 1).min(near.len());
            near[index.saturating_sub(REACH)..last].fill(true);
        }
    }
    near
}

/// The word at this piece, with the pieces after it that belong to the same entry of the table; and how many pieces that is.
fn read_word(text: &str, pieces: &[Token], index: usize) -> (Token, usize) {
    let piece = pieces[index];
    let written = |token: &Token| match token.kind {
        Kind::Word(_) => text.get(token.start..token.end).filter(|word| word.len() <= 60),
        _ => None,
    };
    let word_of = |token: &Token| written(token).map(words::fold);
    let may_mean = |word: &&str| !word.is_ascii() || words::may_begin_entry(word);
    let Some(first) = written(&piece).filter(may_mean).map(words::fold) else { return (piece, 1) };
    let mut best = (words::meaning(&first), 1, piece.end);
    let mut joined = first;
    let longest = words::longest_entry(&joined);
    let (mut next, mut count) = (index + 1, 1);
    while count < longest {
        // `a.m.`, `พ.ย.`: a full stop between the words of an entry does not part them.
        if matches!(pieces.get(next).map(|token| token.kind), Some(Kind::Mark('.' | '-' | '\'' | '’'))) {
            next += 1;
        }
        let Some(word) = pieces.get(next).and_then(word_of) else { break };
        joined.push(' ');
        joined.push_str(&word);
        next += 1;
        count += 1;
        if let Some(meaning) = words::meaning(&joined) {
            best = (Some(meaning), next - index, pieces[next - 1].end);
        }
    }
    (Token { kind: Kind::Word(best.0), end: best.2, ..piece }, best.1)
}

/// Makes months of numbers that a word says are months.
fn number_months(tokens: Vec<Token>) -> Vec<Token> {
    let is = |token: Option<&Token>, role: Role| matches!(token, Some(Token { kind: Kind::Word(Some(meaning)), .. }) if meaning.is(role));
    let says_month = |token: &Token| is(Some(token), Role::MonthAfter) || is(Some(token), Role::MonthBefore);
    if !tokens.iter().any(says_month) {
        return tokens;
    }
    let mut read: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.iter().peekable();
    while let Some(token) = rest.next() {
        match token.kind {
            Kind::Number { value, digits: 1..=2 } if is(rest.peek().copied(), Role::MonthAfter) => {
                let end = rest.next().map_or(token.end, |unit| unit.end);
                read.push(Token { kind: Kind::NumberedMonth(value), end, ..*token });
            }
            Kind::Number { value, digits: 1..=2 } if is(read.last(), Role::MonthBefore) => {
                let unit = read.pop().unwrap_or(*token);
                read.push(Token { kind: Kind::NumberedMonth(value), end: token.end, ..unit });
            }
            _ => read.push(*token),
        }
    }
    read
}
