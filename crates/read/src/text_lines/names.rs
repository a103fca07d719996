//! Names of persons as bylines have them, read from what follows a label or from a part of a line that has none.

use super::given_names::is_given_name;
use super::words::{inner, uses_of};
use crate::line_phrases::{Hits, Phrases, Use, fold, is_unspaced, openings};
use crate::parts::Part;

/// How much is known of a text before names are read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// A label says that names follow.
    Labelled,
    /// The same, and what is read is weighed before it counts: one word is a name too where a small word follows.
    Weighed,
    /// Nothing does.
    Bare,
    /// Nothing does, but a date or the place of the line makes one word a name.
    Placed,
}

impl Prior {
    fn has_label(self) -> bool {
        matches!(self, Prior::Labelled | Prior::Weighed)
    }
}

/// The names that a text begins with.
pub fn names(value: &str, phrases: Phrases, prior: Prior) -> Vec<String> {
    let value = segments(value).next().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in parts(value, phrases) {
        if let Some(last) = names.last_mut().filter(|_| is_degree(&part, phrases)) {
            last.push_str(", ");
            last.push_str(part.trim_end_matches(|c: char| !c.is_alphanumeric()));
            continue;
        }
        let Some(name) = name(&part, phrases, prior) else { break };
        let does = name.split_whitespace().any(|word| uses_of(word, phrases).has(Use::Role));
        // What somebody does follows their name: `Jane Roe, Senior Reporter`.
        if does && !names.is_empty() {
            break;
        }
        let agency = phrases.uses_as_written(&name).has(Use::Agency);
        // After a name of several words a single one is a title or a degree.
        if !names.is_empty() && !name.contains(' ') && !agency {
            break;
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The parts of a line between signs that part.
pub fn segments(text: &str) -> impl Iterator<Item = &str> {
    // Most texts have no sign that parts, which their bytes show: the first of each in UTF-8 is one of four.
    let may_part = |byte: u8| {
        matches!(byte, b'|' | b'(' | b')' | b'[' | b']' | b';' | b'\t' | b'@' | b'-' | b'/' | 0xC2 | 0xE2 | 0xE3 | 0xEF)
    };
    let is_one = !text.bytes().any(may_part);
    let parted = (!is_one).then(|| parted(text)).into_iter().flatten();
    is_one.then(|| text.trim()).filter(|segment| !segment.is_empty()).into_iter().chain(parted)
}

fn parted(text: &str) -> impl Iterator<Item = &str> {
    let signs =
        ['|', '•', '·', '—', '–', '(', ')', '[', ']', ';', '\t', '∙', '@', '»', '›', '©', '【', '】', '（', '）'];
    let pieces = text.split(signs).flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split(" / "));
    pieces.flat_map(|piece| piece.split("//")).map(str::trim).filter(|segment| !segment.is_empty())
}

/// What follows the byline's own words: `Jane Roe` of `By Jane Roe`; nothing where the name stands elsewhere.
pub fn labelled(text: &str, hits: Hits, phrases: Phrases) -> Option<&str> {
    if hits.first_words.has(Use::Editor) || hits.label.has(Use::Editor) {
        return None;
    }
    let value = if hits.closing_length > 0 {
        return text.get(..text.len().checked_sub(hits.closing_length)?).map(str::trim_end);
    } else if hits.label.has(Use::Byline) {
        text.split_once([':', '：', '=']).map(|(_, value)| value.trim())?
    } else if hits.first_words.has(Use::Byline) {
        skip_words(text, hits.first_words_length)
    } else {
        return None;
    };
    // `By: Text: Jane Roe` and `von: Jane Roe` have a second label.
    let inner = phrases.hits(&fold(value));
    if inner.label.has(Use::Byline) {
        value.split_once([':', '：']).map(|(_, value)| value.trim())
    } else if inner.opening.has(Use::Byline) {
        Some(skip_words(value, inner.first_words_length))
    } else {
        Some(value)
    }
}

/// A byline that begins inside a text: `Posted yesterday by Jane Roe`.
pub fn label_within(text: &str, phrases: Phrases) -> Option<&str> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        at += word.len();
        let first = at == word.len();
        if !first && phrases.opens_as_written(word.trim_end(), Use::Byline) {
            return text.get(at..).map(str::trim);
        }
    }
    None
}

pub fn skip_words(text: &str, words: usize) -> &str {
    let mut rest = text.trim_start();
    // `文/王丽`, `记者王丽`: nothing but the phrase tells where the name begins.
    if rest.starts_with(is_unspaced) {
        let end = openings(rest).find(|&(_, length)| length == words).map_or(rest.len(), |(end, _)| end);
        return rest.part(end..).trim_start_matches([':', '：', ' ', '/', '／', '｜']);
    }
    for _ in 0..words {
        rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default().trim_start();
    }
    rest.trim_start_matches([':', ' '])
}

/// All that a label is followed by, where it is short enough for a newsroom's or a column's name: `Ask the Gardeners`.
pub fn whole_value(value: &str) -> Option<&str> {
    let value = segments(value).next().unwrap_or_default().trim_end_matches(',');
    let opens = value.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let closed = value.ends_with(|c: char| c.is_alphanumeric() || c == '.');
    let fits = (1..=5).contains(&value.split_whitespace().count()) && (3..=40).contains(&value.chars().count());
    // `From 8 to 5.` says when; `20 Minuten` and `9to5Mac` are names.
    let is_told = || value.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
    let is_amount = value.split_whitespace().next().is_some_and(|word| word.chars().all(|c| !c.is_alphabetic()));
    (opens && closed && fits && value.contains(char::is_alphabetic) && (!is_amount || is_told())).then_some(value)
}

/// Whether a word names a newsroom, by itself or after a hyphen: `Sports-Desk`.
pub fn is_desk(word: &str, phrases: Phrases) -> bool {
    let word = inner(word);
    let names_desk = |word: &str| phrases.uses_in_any_case(word).has(Use::Desk);
    names_desk(word) || word.rsplit_once('-').is_some_and(|(_, last)| names_desk(last))
}

/// The name that stands alone at the beginning of a portrait: `Jane Roe` of `Jane Roe is a reporter in Halifax.`
pub fn told_of(text: &str, phrases: Phrases) -> Option<String> {
    let run: Vec<&str> = text.split_whitespace().take(5).take_while(|word| is_of_name(word, phrases)).collect();
    let next = text.split_whitespace().nth(run.len())?;
    let goes_on = next.starts_with(char::is_lowercase) && run.iter().all(|word| !word.ends_with([',', '.', ':']));
    let name = name(&run.join(" "), phrases, Prior::Bare)?;
    let given = name.split(' ').next().is_some_and(is_given_name);
    (goes_on && given && (2..=4).contains(&run.len())).then_some(name)
}

/// The name that a part of a dated line opens with, where other words follow: `Jane Roe Last changed on`, `admin News`.
pub fn opening_name(segment: &str, phrases: Phrases) -> Option<String> {
    let moment = |text: &str| phrases.hits(&fold(text)).first_words.has_any(&[Use::Published, Use::Updated]);
    let mut name: Vec<&str> = Vec::new();
    let mut at = 0;
    for word in segment.split_inclusive(char::is_whitespace).take(4) {
        let rest = segment.part(at..);
        at += word.len();
        let word = word.trim_end();
        let known = uses_of(word, phrases).is_empty_but(Use::Particle) || is_desk(word, phrases);
        let free = known && !word.contains(char::is_numeric);
        let capital = word.starts_with(char::is_uppercase);
        if !free || moment(rest) || !capital && !name.is_empty() {
            break;
        }
        name.push(word.trim_end_matches(['.', ',']));
        if !capital || word.ends_with(['.', ',']) {
            break;
        }
    }
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    Some(name.join(" ")).filter(|name| name.chars().count() > 1 && name.chars().all(plain))
}

/// A list of names, taken apart at commas, slashes and words that join.
fn parts(value: &str, phrases: Phrases) -> impl Iterator<Item = String> {
    let pieces = value.split_whitespace().take(60).flat_map(move |word| {
        let joins = word == "+" || phrases.uses_in_any_case(word).has(Use::And);
        // A word that joins two names parts them as a comma does.
        let word = if joins { "," } else { word };
        word.split(['/', ',', '、', '，']).enumerate()
    });
    let mut pieces = pieces.peekable();
    std::iter::from_fn(move || {
        let mut part = String::with_capacity(32);
        while let Some((_, piece)) = pieces.next_if(|(index, _)| *index == 0 || part.is_empty()) {
            if !part.is_empty() && !piece.is_empty() {
                part.push(' ');
            }
            part.push_str(piece);
        }
        Some(part).filter(|part| !part.is_empty())
    })
}

/// Whether a part of a list is nothing but degrees: `PhD`, `M.P.H., R.D.`
fn is_degree(part: &str, phrases: Phrases) -> bool {
    let degree = |word: &str| {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.contains(char::is_uppercase) && phrases.uses_in_any_case(&letters).has(Use::Degree)
    };
    part.split_whitespace().all(degree)
}

/// A name: words with capitals, with the small words that names have between them.
fn name(text: &str, phrases: Phrases, prior: Prior) -> Option<String> {
    if phrases.uses_as_written(text).has(Use::Agency) && text.chars().count() >= 2 {
        return Some(text.trim_matches(|c: char| !c.is_alphanumeric()).to_string());
    }
    if prior.has_label() && is_handle(text, phrases) {
        return Some(text.trim_matches(|c: char| !c.is_alphanumeric()).to_string());
    }
    // `jroe on`, before a date.
    if prior == Prior::Weighed
        && let Some((handle, small)) = text.split_once(' ')
        && is_handle(handle, phrases)
        && phrases.is(small, Use::Stop)
    {
        return Some(handle.to_string());
    }
    let words = words_of_name(text, phrases, prior);
    let is_cased = |word: &&str| word.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if words.is_empty() || prior == Prior::Bare && words.len() < 2 && words.iter().any(is_cased) {
        return None;
    }
    let desk = words.iter().any(|word| is_desk(word, phrases));
    let whole = words.len() == text.split_whitespace().filter(|word| desk || !does(word, phrases)).count();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')').trim_end_matches('.');
    let length = trimmed.chars().count();
    let plain = |c: char| {
        c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '\u{93C}'..='\u{94D}' | '\u{900}'..='\u{903}')
    };
    let uncased = trimmed.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let fits = match prior {
        Prior::Labelled | Prior::Weighed => {
            let given = || words.first().is_some_and(|word| is_given_name(word));
            let single = || given() || prior == Prior::Weighed && stands_apart(text, &words, phrases);
            (1..=8).contains(&words.len()) && (whole || words.len() >= 2 || single())
        }
        Prior::Bare | Prior::Placed if uncased => {
            whole && words.len() <= 3 && (2..=18).contains(&length) && trimmed.chars().all(plain)
        }
        Prior::Bare | Prior::Placed => {
            let least = if prior == Prior::Placed { 1 } else { 2 };
            (least..=8).contains(&words.len())
                && whole
                && trimmed.chars().all(plain)
                && (desk || !words.iter().any(|word| is_common(word, phrases)))
        }
    };
    let says_else = !desk && !phrases.uses_as_written(trimmed).is_empty_but(Use::Particle)
        || !prior.has_label()
            && words.first().is_some_and(|word| uses_of(word, phrases).has(Use::Stop) && word.chars().count() > 1);
    let capital = uncased
        || desk
        || words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        || prior.has_label() && whole;
    (fits && capital && !says_else && (2..=90).contains(&length)).then(|| trimmed.to_string())
}

/// The words of a name that a text begins with.
fn words_of_name(text: &str, phrases: Phrases, prior: Prior) -> Vec<&str> {
    let initial = |word: &str| word.len() == 2 && word.ends_with('.');
    let joins = |place: usize, word: &str| {
        let small = uses_of(word, phrases).has(Use::Stop) && !phrases.uses_in_any_case(word).has(Use::Particle);
        place == 0 || initial(word) || !small
    };
    // `Jane Roe Photo: John Doe` has two names.
    let ends = |place: usize, word: &str| place >= 2 && uses_of(word, phrases).has(Use::Credit);
    let desk = |place: usize, word: &str| (place > 0 || prior.has_label()) && is_desk(word, phrases);
    let handle = |word: &str| prior == Prior::Weighed && word.starts_with(char::is_alphabetic) && !word.contains('@');
    let mut words: Vec<&str> = text
        .split_whitespace()
        .enumerate()
        .take_while(|&(place, word)| {
            let own = is_of_name(word, phrases) || desk(place, word);
            let handle =
                || handle(word) && word.contains(char::is_uppercase) && word.contains(|c: char| c.is_ascii_digit());
            (own || handle()) && joins(place, word) && !ends(place, word)
        })
        .map(|(_, word)| word)
        .collect();
    let desk = words.iter().any(|word| is_desk(word, phrases));
    let role = |word: &&str| uses_of(word, phrases).has(Use::Role);
    if !desk && let Some(place) = words.iter().skip(2).position(role) {
        words.truncate(place + 2);
    }
    while words.last().is_some_and(|word| phrases.uses_in_any_case(word).has(Use::Particle)) {
        words.pop();
    }
    // What somebody does stands behind the name in scripts without capitals.
    while words.len() > 1 && words.last().is_some_and(|word| is_uncased(word) && does(word, phrases)) {
        words.pop();
    }
    words
}

/// Whether a word says what somebody does: in scripts without capitals that is a label too.
fn does(word: &str, phrases: Phrases) -> bool {
    let uses = uses_of(word, phrases);
    uses.has(Use::Role) || is_uncased(word) && uses.has(Use::Byline)
}

fn is_uncased(word: &str) -> bool {
    word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase())
}

/// Whether one word is a name because words that are none follow it: `Anna` of `Anna on Monday`.
fn stands_apart(text: &str, words: &[&str], phrases: Phrases) -> bool {
    let Some(next) = text.split_whitespace().nth(words.len()) else { return false };
    let uses = uses_of(next, phrases);
    let small = next.starts_with(char::is_lowercase) && !uses.is_empty();
    let moment = uses.has_any(&[Use::Published, Use::Updated, Use::Relative]) || next.starts_with(char::is_numeric);
    let known = |word: &&str| !uses_of(word, phrases).is_empty() && !is_desk(word, phrases);
    words.len() == 1 && (small || moment) && !words.iter().any(known)
}

/// A name that somebody has on a site: one word, perhaps with a full stop inside.
pub fn is_handle(text: &str, phrases: Phrases) -> bool {
    let handle = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let length = text.chars().count();
    let uses = uses_of(text, phrases);
    handle
        && (3..=30).contains(&length)
        && text.starts_with(char::is_alphabetic)
        && (uses.is_empty() || is_desk(text, phrases))
}

fn is_common(word: &str, phrases: Phrases) -> bool {
    let uses = uses_of(word, phrases);
    !uses.is_empty() && !uses.has(Use::Particle) || uses.has(Use::Role)
}

fn is_of_name(word: &str, phrases: Phrases) -> bool {
    let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let digits = word.chars().any(|c| c.is_ascii_digit()) || word.contains('@');
    let moment = uses_of(word, phrases).has_any(&[Use::Published, Use::Updated, Use::Relative]);
    !digits && !moment && (capital || phrases.uses_in_any_case(word).has(Use::Particle))
}
