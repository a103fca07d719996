//! Who wrote it: names in bylines, weighed.

use super::classes::LineClass;
use super::lines::{Line, bare, looks_dated, unglued};
use super::view::View;
use crate::article::{Known, Origin, Person};
use crate::date::{self, DateHints};
use crate::understand::explain::Candidate as Weighed;
use crate::understand::phrases::{Hits, Phrases, Use, fold};
use std::collections::HashSet;

/// The longest line in which a byline is looked for, in words.
const LONGEST: usize = 25;
/// What names must have to be claimed.
const ENOUGH: i32 = 6;

/// The authors that a text names, in its order.
pub fn authors(view: &View, classes: &[LineClass], hints: &DateHints) -> Vec<Known<Person>> {
    let all = candidates(view, classes, hints);
    let Some(best) = all.iter().filter(|one| one.points >= ENOUGH).max_by_key(|one| (one.points, -(one.index as i64)))
    else {
        return Vec::new();
    };
    let mut seen = HashSet::new();
    let together = all.iter().filter(|one| one.stands_with(best));
    together
        .flat_map(|one| one.names.iter().map(|name| (one.index, name)))
        .filter(|(_, name)| seen.insert(name.to_lowercase()))
        .map(|(index, name)| {
            let line_number = view.lines.get(index).map_or(0, |line| line.number);
            Known::new(Person { name: name.clone(), ..Person::default() }, Origin::Line(line_number))
        })
        .take(12)
        .collect()
}

/// The names that were weighed, the names of one place together.
pub fn weighed(view: &View, classes: &[LineClass], hints: &DateHints) -> Vec<Weighed> {
    let told = |one: Candidate| {
        let why =
            if one.trust == Trust::Labelled { "a phrase says that names follow" } else { "nothing but the place" };
        let line_number = view.lines.get(one.index).map_or(0, |line| line.number);
        let enough = format!("{ENOUGH} are needed");
        let reasons = vec![why.to_string(), enough];
        Weighed::weighed(one.names.join(", "), Origin::Line(line_number), one.points as f32, reasons)
    };
    candidates(view, classes, hints).into_iter().map(told).collect()
}

/// Whether a line is a byline: it opens as one, and a name follows or nothing.
pub fn signs(line: &Line, phrases: Phrases) -> bool {
    line.shape.words <= LONGEST
        && (line.hits.whole.has(Use::Byline)
            || labelled(line.text, line.hits, phrases)
                .is_some_and(|value| !names(value, phrases, Trust::Labelled).is_empty()))
}

/// Names found on a line.
struct Candidate {
    index: usize,
    names: Vec<String>,
    points: i32,
    trust: Trust,
}

impl Candidate {
    /// Whether both are parts of one byline: the same kind of line, as good, and near.
    fn stands_with(&self, best: &Candidate) -> bool {
        let near = self.index.abs_diff(best.index) <= 2;
        self.index == best.index && self.points + 1 >= best.points
            || near && self.trust == best.trust && self.points >= best.points
    }
}

/// How much is known of a text before names are read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trust {
    /// A label says that names follow.
    Labelled,
    /// Nothing does.
    Bare,
}

fn candidates(view: &View, classes: &[LineClass], hints: &DateHints) -> Vec<Candidate> {
    let title = view.title.unwrap_or(0);
    let head_end = (view.start + 3).max(title + 8).min(view.lines.len());
    let outside = |index: &usize| !classes.get(*index).is_some_and(|class| class.is_body());
    let tail = (head_end..view.lines.len())
        .filter(outside)
        .filter(|&index| view.tails(index) <= 1 || view.since_tail(index) <= 3);
    let lines = (title.saturating_sub(6)..head_end).chain(tail);
    let mut found = Vec::new();
    for index in lines {
        let Some(line) = view.lines.get(index).filter(|line| line.shape.words <= LONGEST && line.shape.length <= 250)
        else {
            continue;
        };
        if classes.get(index) == Some(&LineClass::Title) || classes.get(index) == Some(&LineClass::Credit) {
            continue;
        }
        on_line(view, index, line, hints, index < head_end, &mut found);
    }
    found
}

fn on_line(view: &View, index: usize, line: &Line, hints: &DateHints, head: bool, found: &mut Vec<Candidate>) {
    let phrases = view.phrases;
    if line.hits.whole.has(Use::Byline) && !line.hits.whole.has_any(&[Use::Share, Use::Related]) {
        let beside = [1, -1].into_iter().find_map(|offset| {
            let beside = view.line(index, offset).filter(|line| line.shape.words <= 12)?;
            Some(names(&unglued(beside.text, phrases), phrases, Trust::Labelled)).filter(|names| !names.is_empty())
        });
        if let Some(names) = beside {
            found.push(Candidate { index, names, points: place_points(view, index) + 6, trust: Trust::Labelled });
        }
        return;
    }
    let text = without_dates(&unglued(line.text, phrases), hints);
    let segments: Vec<&str> = segments(&text).collect();
    let dated = line.dated;
    for (place, segment) in segments.iter().enumerate() {
        let hits = phrases.hits(&fold(segment));
        let within = || if head && !view.is_body(index) || dated { label_within(segment, phrases) } else { None };
        let label = labelled(segment, hits, phrases).or_else(within);
        let (names, trust) = match label {
            Some(value) if !value.is_empty() => (names(value, phrases, Trust::Labelled), Trust::Labelled),
            Some(_) => (
                segments.get(place + 1).map_or_else(Vec::new, |next| names(next, phrases, Trust::Labelled)),
                Trust::Labelled,
            ),
            None if !head && opens_portrait(view, index, segment) => {
                (names(segment, phrases, Trust::Bare), Trust::Bare)
            }
            None if head && hits.whole.is_empty_but(Use::Agency) => (names(segment, phrases, Trust::Bare), Trust::Bare),
            None => continue,
        };
        if names.is_empty() {
            continue;
        }
        let points = match trust {
            Trust::Labelled => 6,
            Trust::Bare if !head => 6,
            Trust::Bare => bare_points(view, index, &names, place, dated) + role_points(&segments, place, phrases),
        };
        found.push(Candidate { index, names, points: points + place_points(view, index), trust });
    }
}

/// Whether a line is a name, and the next tells of its bearer.
fn opens_portrait(view: &View, index: usize, segment: &str) -> bool {
    let next = view.line(index, 1).filter(|next| next.shape.words >= 8);
    let first = segment.split_whitespace().next().unwrap_or_default();
    first.len() > 1 && segment.contains(' ') && next.is_some_and(|next| next.text.starts_with(first))
}

/// What somebody does stands beside their name.
fn role_points(segments: &[&str], place: usize, phrases: Phrases) -> i32 {
    let role = |text: &str| text.split_whitespace().any(|word| phrases.is(&bare(word), Use::Role));
    let beside = segments.get(place + 1).is_some_and(|next| role(next));
    if beside || segments.get(place).is_some_and(|own| role(own)) { 3 } else { 0 }
}

fn place_points(view: &View, index: usize) -> i32 {
    match view.title {
        Some(title) if index > title && index <= view.start + 2 => 3,
        Some(title) if index > title && index <= title + 4 => 2,
        Some(title) if index < title && title - index <= 4 => 1,
        _ => 0,
    }
}

fn bare_points(view: &View, index: usize, names: &[String], place: usize, dated: bool) -> i32 {
    let near = |reach: isize| {
        (-reach..=reach).any(|offset| {
            offset != 0
                && view.line(index, offset).is_some_and(|line| {
                    let moment = line.hits.says(Use::ReadingTime) || line.hits.says(Use::Relative);
                    line.shape.words <= 15 && (moment || line.dated)
                })
        })
    };
    let mut points = if dated || near(1) {
        2
    } else if near(2) {
        1
    } else {
        0
    };
    points += i32::from(place == 0 || dated);
    let again = names.iter().any(|name| {
        let name = name.as_str();
        let mut others = view.lines.iter().enumerate().rev().take(120).filter(|(other, _)| *other > view.start + 1);
        others.any(|(_, line)| line.shape.words <= 60 && line.text.starts_with(name))
    });
    points += i32::from(again);
    let does = |line: &Line| line.shape.words <= 5 && line.shape.roles > 0;
    points += if view.line(index, 1).is_some_and(does) { 2 } else { 0 };
    let telling = names.iter().all(|name| name.split_whitespace().all(|word| view.is_of_body(&bare(word))));
    let in_title = view
        .title
        .and_then(|title| view.lines.get(title))
        .is_some_and(|title| names.iter().any(|name| title.text.contains(name.as_str())));
    points
        - if telling { 1 } else { 0 }
        - if in_title { 4 } else { 0 }
        - if names.iter().any(|name| !name.contains(' ')) { 2 } else { 0 }
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
        Trust::Labelled => (1..=5).contains(&words.len()) && (whole || words.len() >= 2),
        Trust::Bare if uncased => whole && words.len() <= 3 && (2..=18).contains(&length) && trimmed.chars().all(plain),
        Trust::Bare => {
            (2..=4).contains(&words.len())
                && whole
                && trimmed.chars().all(plain)
                && !words.iter().any(|word| is_common(word, phrases))
        }
    };
    let says_else = !phrases.uses(&fold(trimmed)).is_empty()
        || trust == Trust::Bare
            && words.first().is_some_and(|word| phrases.is(&bare(word), Use::Stop) && word.chars().count() > 1);
    let capital = uncased
        || words.first().is_some_and(|word| word.starts_with(char::is_uppercase))
        || trust == Trust::Labelled && whole;
    ((fits && capital && !says_else || agency) && (2..=60).contains(&length)).then(|| trimmed.to_string())
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
