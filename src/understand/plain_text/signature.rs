//! Which names stand in a text where its authors may be named; `authors` weighs them.

use super::classes::LineClass;
use super::given_names::is_given_name;
use super::lines::{Line, bare, looks_dated, unglued};
use super::view::View;
use crate::date::{self, DateHints};
use crate::understand::phrases::{Hits, Phrases, Use, fold};
use std::collections::HashSet;

/// The longest line in which a byline is looked for, in words.
const LONGEST: usize = 25;
/// So many names are weighed at most, so that a list of thousands costs nothing.
const MOST: usize = 300;

/// A name, and how it stands on its line.
#[derive(Clone, Debug)]
pub struct Name {
    /// The index of its line.
    pub line: usize,
    /// The name.
    pub text: String,
    /// What says that a name follows.
    pub label: Label,
    /// How many parts of the line stand before its own.
    pub place: usize,
    /// How many parts the line has.
    pub parts: usize,
    /// How many names stand before it in its part.
    pub order: usize,
    /// The words with capitals behind it that may belong to it: this is the shorter reading of a run of them.
    pub rest: String,
    /// Whether a longer run of words was read as the name, and a shorter one is weighed too.
    pub long: bool,
    /// Whether words that are none of a name follow it at once.
    pub open: bool,
    /// Whether it stands near the title or the first paragraph, or before them.
    pub head: bool,
    /// Whether words for what somebody does stand beside it or in it.
    pub role: bool,
    /// In how many lines of the text the name stands.
    pub times: usize,
    /// In how many lines it stands alone.
    pub alone: usize,
    /// Whether one of its words stands in lower case elsewhere: then it is a word and no name.
    pub small: bool,
    /// Whether it stands on a line with a copyright sign.
    pub in_print: bool,
}

/// What says that a name follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A phrase at the beginning of its part of the line.
    Own,
    /// A phrase inside its part of the line.
    Within,
    /// A phrase on the line beside.
    Beside,
    /// A phrase that opens a portrait.
    Portrait,
    /// Nothing.
    None,
}

/// The names in a text that is known to be a byline, with or without its first words.
pub fn names_of_byline(text: &str, phrases: Phrases) -> Vec<String> {
    let text = unglued(text, phrases);
    let hits = phrases.hits(&fold(&text));
    let value = labelled(&text, hits, phrases).or_else(|| label_within(&text, phrases)).unwrap_or(&text);
    names(value, phrases, Trust::Labelled)
}

/// Whether a line is a byline: it opens as one, and a name follows or nothing.
pub fn signs(line: &Line, phrases: Phrases) -> bool {
    line.shape.words <= LONGEST
        && (line.hits.whole.has(Use::Byline)
            || labelled(line.text, line.hits, phrases)
                .is_some_and(|value| !names(value, phrases, Trust::Labelled).is_empty()))
}

/// How much is known of a text before names are read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// A label says that names follow.
    Labelled,
    /// Nothing does.
    Bare,
    /// Nothing does, but a date or the place of the line makes one word a name.
    Placed,
}

/// The names that may be the authors', in the order of the text.
pub fn find(view: &View, classes: &[LineClass], hints: &DateHints) -> Vec<Name> {
    let title = view.title.unwrap_or(0);
    let head_end = (view.start + 3).max(title + 8).min(view.lines.len());
    let last = classes.iter().rposition(|class| class.is_body()).unwrap_or(0);
    let mut found = Vec::new();
    for (index, line) in view.lines.iter().enumerate().skip(title.saturating_sub(12)) {
        let class = classes.get(index).copied().unwrap_or(LineClass::Footer);
        let outside = !class.is_body() || index < head_end || index + 1 >= last && line.shape.words <= 4;
        let named = matches!(class, LineClass::Title | LineClass::Credit);
        if outside && !named && line.shape.words <= LONGEST && line.shape.length <= 250 {
            on_line(view, index, line, hints, index < head_end, &mut found);
        }
        if found.len() >= MOST {
            break;
        }
    }
    count(view, &mut found);
    found
}

fn on_line(view: &View, index: usize, line: &Line, hints: &DateHints, head: bool, found: &mut Vec<Name>) {
    let phrases = view.phrases;
    if line.hits.whole.has(Use::Byline) && !line.hits.whole.has_any(&[Use::Share, Use::Related]) {
        let beside = [1, -1].into_iter().find_map(|offset| {
            let beside = view.line(index, offset).filter(|line| line.shape.words <= 12)?;
            let text = without_dates(&unglued(beside.text, phrases), hints);
            Some(names(&text, phrases, Trust::Labelled))
                .filter(|names| !names.is_empty())
                .and_then(|names| Some((index.checked_add_signed(offset)?, names)))
        });
        if let Some((at, names)) = beside {
            found.retain(|one| one.line != at);
            let stand = Stand { line: at, label: Label::Beside, place: 0, parts: 1, open: false, head, role: false };
            add(&stand, names, phrases, found);
        }
        return;
    }
    if found.last().is_some_and(|last| last.line == index && last.label == Label::Beside) {
        return;
    }
    let text = without_dates(&unglued(line.text, phrases), hints);
    let segments: Vec<&str> = segments(&text).collect();
    let dated = line.dated;
    for (place, segment) in segments.iter().enumerate() {
        let hits = phrases.hits(&fold(segment));
        let within = || if head && !view.is_body(index) || dated { label_within(segment, phrases) } else { None };
        let own = labelled(segment, hits, phrases).map(|value| (value, Label::Own));
        let portrait = || portrayed(segment, hits).map(|value| (value, Label::Portrait));
        let label = own.or_else(|| within().map(|value| (value, Label::Within))).or_else(portrait);
        let (names, label) = match label {
            Some((value, label)) if !value.is_empty() => (names(value, phrases, Trust::Labelled), label),
            Some((_, label)) => {
                (segments.get(place + 1).map_or_else(Vec::new, |next| names(next, phrases, Trust::Labelled)), label)
            }
            None if hits.whole.is_empty_but(Use::Agency) => {
                let placed = head && (dated || segments.len() == 1) || segments.len() == 1 && line.shape.words == 1;
                let names = names(segment, phrases, if placed { Trust::Placed } else { Trust::Bare });
                let first = || opening_name(segment, phrases).filter(|_| names.is_empty() && head && dated);
                match first() {
                    Some(name) => (vec![name], Label::None),
                    None => (names, Label::None),
                }
            }
            None => continue,
        };
        let names = names.iter().flat_map(|name| persons(name)).collect::<Vec<_>>();
        let stand = Stand {
            line: index,
            label,
            place,
            parts: segments.len(),
            open: names.last().is_some_and(|name| goes_on(segment, name)),
            head,
            role: has_role(&segments, place, phrases),
        };
        add(&stand, names, phrases, found);
    }
}

/// Where names were read.
struct Stand {
    line: usize,
    label: Label,
    place: usize,
    parts: usize,
    open: bool,
    head: bool,
    role: bool,
}

/// Adds names, and of a long run of capitals its first two words too: a role, an outlet or a subject may stand behind.
fn add(stand: &Stand, names: Vec<String>, phrases: Phrases, found: &mut Vec<Name>) {
    for (order, text) in names.into_iter().enumerate() {
        let short = shorter(&text, phrases).map(|(short, rest)| (short.to_string(), rest.to_string()));
        let name = |text: String, rest: String, long: bool| Name {
            line: stand.line,
            text,
            label: stand.label,
            place: stand.place,
            parts: stand.parts,
            order,
            rest,
            long,
            open: stand.open,
            head: stand.head,
            role: stand.role,
            times: 0,
            alone: 0,
            small: false,
            in_print: false,
        };
        found.push(name(text, String::new(), short.is_some()));
        found.extend(short.map(|(short, rest)| name(short, rest, false)));
    }
}

/// The first two words of a run of three or more (three, where the second is an initial or a small word), and the rest.
fn shorter(text: &str, phrases: Phrases) -> Option<(&str, &str)> {
    let mut wanted = 2;
    let mut end = 0;
    for (place, word) in text.split_inclusive(' ').enumerate() {
        if place == wanted {
            return Some((text.get(..end)?.trim_end(), text.get(end..)?));
        }
        let small = word.trim_end().trim_end_matches('.').chars().count() == 1
            || phrases.is(&word.trim_end().to_lowercase(), Use::Particle);
        wanted += usize::from(small && place > 0);
        end += word.len();
    }
    None
}

/// Several persons whose names stand together without a sign between: `Jane Roe John Miller`. A given name opens the next.
fn persons(run: &str) -> Vec<String> {
    let words: Vec<&str> = run.split(' ').collect();
    let mut persons = vec![Vec::new()];
    for (place, &word) in words.iter().enumerate() {
        let last_is_family =
            place > 0 && words.get(place - 1).is_some_and(|last| !is_given_name(last) && last.len() > 2);
        let own = persons.last().map_or(0, Vec::len);
        let may_open = is_given_name(word) && place + 1 < words.len() && words.len() >= 4;
        let named = persons.last().and_then(|own| own.first()).is_some_and(|first: &&str| is_given_name(first));
        if own >= 2 && last_is_family && may_open && named {
            persons.push(Vec::new());
        }
        if let Some(person) = persons.last_mut() {
            person.push(word);
        }
    }
    persons.iter().map(|words| words.join(" ")).collect()
}

/// The name that a part of a dated line opens with, where other words follow: `Jane Roe Last changed on`, `admin News`.
fn opening_name(segment: &str, phrases: Phrases) -> Option<String> {
    let moment = |text: &str| phrases.hits(&fold(text)).first_words.has_any(&[Use::Published, Use::Updated]);
    let mut name: Vec<&str> = Vec::new();
    let mut at = 0;
    for word in segment.split_inclusive(char::is_whitespace).take(4) {
        let rest = segment.get(at..).unwrap_or_default();
        at += word.len();
        let word = word.trim_end();
        let free = phrases.uses(&bare(word)).is_empty_but(Use::Particle) && !word.contains(char::is_numeric);
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

/// Whether words follow a name in its part of the line, without a comma between.
fn goes_on(segment: &str, name: &str) -> bool {
    let rest = segment.split_once(name).map(|(_, rest)| rest).unwrap_or_default();
    rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphanumeric)
}

/// Sees where else the names stand.
fn count(view: &View, found: &mut [Name]) {
    if found.is_empty() {
        return;
    }
    let ends = |c: char| matches!(c, ',' | '.' | ':' | ';' | '?' | '!');
    let words =
        view.lines.iter().take(120).flat_map(|line| line.text.split(' ')).map(|word| word.trim_end_matches(ends));
    let small: HashSet<&str> = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
    let print: Vec<&str> = view.lines.iter().map(|line| line.text).filter(|text| text.contains('©')).collect();
    let is_small = |word: &str| word.chars().count() > 3 && small.contains(word.to_lowercase().as_str());
    for name in found {
        let own = name.text.as_str();
        let lines = view.lines.iter().take(600).filter(|line| line.text.contains(own));
        (name.times, name.alone) = lines
            .fold((0, 0), |(times, alone), line| (times + 1, alone + usize::from(line.text.len() <= own.len() + 2)));
        name.small = own.contains(char::is_uppercase) && own.split(' ').any(is_small);
        name.in_print = print.iter().any(|line| line.contains(own));
    }
}

/// The value of a phrase that opens a portrait: `Jane Roe` of `About Jane Roe`.
fn portrayed(text: &str, hits: Hits) -> Option<&str> {
    let opens = hits.first_words.has(Use::About) && hits.opening.has(Use::About);
    opens.then(|| skip_words(text, hits.first_words_length)).filter(|value| !value.is_empty())
}

/// Whether what somebody does stands beside a part of a line, or in it.
fn has_role(segments: &[&str], place: usize, phrases: Phrases) -> bool {
    let role = |text: &&str| text.split_whitespace().any(|word| phrases.is(&bare(word), Use::Role));
    segments.get(place + 1).is_some_and(role) || segments.get(place).is_some_and(role)
}

/// The parts of a line between signs that part.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', '•', '·', '—', '–', '(', ')', ';', '\t', '∙', '@'])
        .map(str::trim)
        .filter(|segment| !segment.is_empty())
}

/// The line with a sign that parts in place of its dates.
fn without_dates(text: &str, hints: &DateHints) -> String {
    if !looks_dated(text) {
        return text.to_string();
    }
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for found in date::find(text, hints) {
        kept.push_str(text.get(end..found.span.start).unwrap_or_default());
        kept.push('|');
        end = found.span.end;
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept
}

/// What follows the byline's own words: `Jane Roe` of `By Jane Roe`; nothing where the name stands elsewhere.
fn labelled(text: &str, hits: Hits, phrases: Phrases) -> Option<&str> {
    if hits.first_words.has(Use::Editor) || hits.label.has(Use::Editor) {
        return None;
    }
    let value = if hits.label.has(Use::Byline) {
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
    } else {
        Some(value)
    }
}

/// A byline that begins inside a text: `Posted yesterday by Jane Roe`.
fn label_within(text: &str, phrases: Phrases) -> Option<&str> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        at += word.len();
        let first = at == word.len();
        if !first && phrases.hits(&fold(word.trim_end())).opening.has(Use::Byline) {
            return text.get(at..).map(str::trim);
        }
    }
    None
}

fn skip_words(text: &str, words: usize) -> &str {
    let mut rest = text.trim_start();
    for _ in 0..words {
        rest = rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default().trim_start();
    }
    rest.trim_start_matches([':', ' '])
}

/// The names that a text begins with.
fn names(value: &str, phrases: Phrases, trust: Trust) -> Vec<String> {
    let value = segments(value).next().unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for part in parts(value, phrases) {
        let Some(name) = name(&part, phrases, trust) else { break };
        let does = name.split_whitespace().any(|word| phrases.is(&bare(word), Use::Role));
        // What somebody does follows their name: `Jane Roe, Senior Reporter`.
        if does && !names.is_empty() {
            break;
        }
        let agency = phrases.is(&fold(&name), Use::Agency);
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

/// A list of names, taken apart at commas, slashes and words that join.
fn parts(value: &str, phrases: Phrases) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in value.split_whitespace().take(60) {
        if phrases.is(&word.to_lowercase(), Use::And) {
            parts.push(String::new());
            continue;
        }
        for (index, piece) in word.split(['/', ',', '、', '，']).enumerate() {
            if index > 0 {
                parts.push(String::new());
            }
            if let Some(last) = parts.last_mut().filter(|_| !piece.is_empty()) {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(piece);
            }
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A name: words with capitals, with the small words that names have between them.
fn name(text: &str, phrases: Phrases, trust: Trust) -> Option<String> {
    if trust == Trust::Labelled && is_handle(text, phrases) {
        return Some(text.trim_matches(|c: char| !c.is_alphanumeric()).to_string());
    }
    let joins = |place: usize, word: &str| {
        place == 0 || !phrases.is(&bare(word), Use::Stop) || phrases.is(&word.to_lowercase(), Use::Particle)
    };
    let mut words: Vec<&str> = text
        .split_whitespace()
        .enumerate()
        .take_while(|(place, word)| is_of_name(word, phrases) && joins(*place, word))
        .map(|(_, word)| word)
        .collect();
    let role = |word: &&str| phrases.is(&bare(word), Use::Role);
    if words.len() > 2
        && let Some(place) = words.iter().skip(2).position(role)
    {
        words.truncate(place + 2);
    }
    while words.last().is_some_and(|word| phrases.is(&word.to_lowercase(), Use::Particle)) {
        words.pop();
    }
    let whole = words.len() == text.split_whitespace().filter(|word| !role(word)).count();
    let joined = words.join(" ");
    let trimmed = joined.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')').trim_end_matches('.');
    let length = trimmed.chars().count();
    let plain = |c: char| {
        c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’' | '\u{93C}'..='\u{94D}' | '\u{900}'..='\u{903}')
    };
    let uncased = trimmed.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let agency = phrases.is(&fold(trimmed), Use::Agency);
    let fits = match trust {
        Trust::Labelled => {
            let single = || words.first().is_some_and(|word| is_given_name(word));
            (1..=8).contains(&words.len()) && (whole || words.len() >= 2 || single())
        }
        Trust::Bare | Trust::Placed if uncased => {
            whole && words.len() <= 3 && (2..=18).contains(&length) && trimmed.chars().all(plain)
        }
        Trust::Bare | Trust::Placed => {
            let least = if trust == Trust::Placed { 1 } else { 2 };
            (least..=8).contains(&words.len())
                && whole
                && trimmed.chars().all(plain)
                && !words.iter().any(|word| is_common(word, phrases))
        }
    };
    let says_else = !phrases.uses(&fold(trimmed)).is_empty()
        || trust != Trust::Labelled
            && words.first().is_some_and(|word| phrases.is(&bare(word), Use::Stop) && word.chars().count() > 1);
    let capital = uncased
        || words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        || trust == Trust::Labelled && whole;
    ((fits && capital && !says_else || agency) && (2..=90).contains(&length)).then(|| trimmed.to_string())
}

/// A name that somebody has on a site: one word, perhaps with a full stop inside.
fn is_handle(text: &str, phrases: Phrases) -> bool {
    let handle = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
    let length = text.chars().count();
    handle
        && (3..=30).contains(&length)
        && text.starts_with(char::is_alphabetic)
        && phrases.uses(&bare(text)).is_empty()
}

fn is_common(word: &str, phrases: Phrases) -> bool {
    let uses = phrases.uses(&bare(word));
    !uses.is_empty() && !uses.has(Use::Particle) || uses.has(Use::Role)
}

fn is_of_name(word: &str, phrases: Phrases) -> bool {
    let capital = word.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_uppercase() || !c.is_lowercase());
    let digits = word.chars().any(|c| c.is_ascii_digit()) || word.contains('@');
    let moment = phrases.uses(&bare(word)).has_any(&[Use::Published, Use::Updated, Use::Relative]);
    !digits && !moment && (capital || phrases.is(&word.to_lowercase(), Use::Particle))
}
