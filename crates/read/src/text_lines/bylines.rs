//! Which names stand in a text where its authors may be named; `authors` weighs them.

use super::given_names::is_given_name;
use super::line::{End, Line, looks_dated, unglued};
use super::line_class::LineClass;
use super::line_table::LineTable;
use super::mentions;
use super::name::{How, Label, Name};
use super::names::{
    Prior, is_handle, label_within, labelled, names, opening_name, segments, skip_words, told_of, whole_value,
};
use super::words::{bare, uses_of};
use crate::line_phrases::{Hits, Phrases, Use, Uses, fold};
use crate::parts::Part;
use courant_text::date::{self, DateHints};
use std::borrow::Cow;

/// The longest line in which a byline is looked for, in words.
const LONGEST: usize = 25;
/// So many names are weighed at most, so that a list of thousands costs nothing.
const MOST: usize = 300;

/// The names in a text that is known to be a byline, with or without its first words.
pub fn names_of_byline(text: &str, phrases: Phrases) -> Vec<String> {
    let text = unglued(text, phrases);
    let hits = phrases.hits(&fold(&text));
    let value = labelled(&text, hits, phrases).or_else(|| label_within(&text, phrases)).unwrap_or(&text);
    names(value, phrases, Prior::Labelled)
}

/// Whether a line is a byline: it opens as one, and a name follows or nothing.
pub fn signs(line: &Line, phrases: Phrases) -> bool {
    line.shape.words <= LONGEST
        && (line.hits.whole.has(Use::Byline)
            || labelled(line.text, line.hits, phrases)
                .is_some_and(|value| !names(value, phrases, Prior::Labelled).is_empty()))
}

/// The names that may be the authors', in the order of the text.
pub fn find(table: &LineTable, hints: &DateHints) -> Vec<Name> {
    let title = table.title.unwrap_or(0);
    let head_end = (table.start + 3).max(title + 8).min(table.lines.len());
    let last = table.last_of_body().unwrap_or(0);
    let mut found = Vec::new();
    for (index, line) in table.lines.iter().enumerate().skip(title.saturating_sub(12)) {
        let class = table.class(index);
        let head = index < head_end;
        let ends_text = index + 1 >= last && line.shape.words <= 4;
        let outside = !class.is_body() || head || ends_text || is_signature(table, class, index, line);
        let named = matches!(class, LineClass::Title | LineClass::Credit);
        if outside && !named && line.shape.words <= LONGEST && line.shape.length <= 250 {
            on_line(table, index, line, hints, head, &mut found);
        }
        let below = table.share_before(index) > 0.9;
        if below {
            in_print(table.phrases, index, line, &mut found);
        }
        if (below || !class.is_body()) && line.shape.words >= 6 && line.shape.roles > 0 {
            let name = told_of(line.text, table.phrases);
            add(&Stand::alone(index, Label::Told, head), name.into_iter().collect(), table.phrases, &mut found);
        }
        if found.len() >= MOST {
            break;
        }
    }
    mentions::read_words(table.phrases, &mut found);
    mentions::count(table, &mut found);
    found
}

/// Whether a line that counts as a heading may be a name beneath a text: a person's, far down.
fn is_signature(table: &LineTable, class: LineClass, index: usize, line: &Line) -> bool {
    class == LineClass::Heading
        && line.shape.words <= 4
        && table.share_before(index) > 0.5
        && line.text.split(' ').next().is_some_and(is_given_name)
}

/// Adds whom small print names as the owner: `Jane Roe` of `© 2024 Jane Roe. All rights reserved.`
fn in_print(phrases: Phrases, index: usize, line: &Line, found: &mut Vec<Name>) {
    let sign = |word: &&str| word.contains('©') || bare(word) == "copyright";
    if line.shape.words > LONGEST || !(line.has_copyright() || line.folded.contains("copyright")) {
        return;
    }
    let words = line.text.split_whitespace().skip_while(|word| !sign(word));
    let words = words.map(|word| word.trim_start_matches(['©', '(', '|']));
    let free =
        |word: &&str| sign(word) || !word.contains(char::is_alphabetic) || matches!(bare(word).as_str(), "by" | "c");
    let mut name: Vec<&str> = Vec::new();
    for word in words.skip_while(free).take(6) {
        let known = !uses_of(word, phrases).is_empty_but(Use::Particle);
        let capital = word.starts_with(char::is_uppercase);
        if !capital && !phrases.is(word, Use::Particle) || known && !name.is_empty() {
            break;
        }
        name.push(word.trim_end_matches(['.', ',', '®']));
        if word.ends_with(['.', ',']) {
            break;
        }
    }
    let name = name.join(" ");
    if name.chars().count() >= 3 && phrases.uses_as_written(&name).is_empty() {
        add(&Stand::alone(index, Label::Print, false), vec![name], phrases, found);
    }
}

fn on_line(table: &LineTable, index: usize, line: &Line, hints: &DateHints, head: bool, found: &mut Vec<Name>) {
    let phrases = table.phrases;
    let whole = line.hits.whole;
    let label = whole.has(Use::Byline) && (!whole.has(Use::Desk) || line.shape.end == End::Colon);
    if label && !whole.has_any(&[Use::Share, Use::Related]) {
        let beside = [1, -1].into_iter().find_map(|offset| {
            let beside = table.line(index, offset).filter(|line| line.shape.words <= 12)?;
            // `By Jane Roe` above `Contributor` says itself that a name follows.
            if labelled(beside.text, beside.hits, phrases).is_some_and(|value| !value.is_empty()) {
                return None;
            }
            let unglued = beside.unglued(phrases);
            let text = without_dates(&unglued, hints);
            Some(names(&text, phrases, Prior::Labelled))
                .filter(|names| !names.is_empty())
                .and_then(|names| Some((index.checked_add_signed(offset)?, names)))
        });
        if let Some((at, names)) = beside {
            found.retain(|one| one.line != at);
            add(&Stand::alone(at, Label::Beside, head), names, phrases, found);
        }
        return;
    }
    if found.last().is_some_and(|last| last.line == index && last.label == Label::Beside) {
        return;
    }
    let unglued = line.unglued(phrases);
    // What was not changed is dated as the line is.
    let dated = line.dated || matches!(unglued, Cow::Owned(_));
    let text = if dated { without_dates(&unglued, hints) } else { Cow::Borrowed(&*unglued) };
    let segments: Vec<&str> = segments(&text).collect();
    for (place, segment) in segments.iter().enumerate() {
        for Reading { names, label, how } in readings(table, index, line, &segments, place, head) {
            if names.is_empty() {
                continue;
            }
            let names = names.iter().flat_map(|name| persons(name)).collect::<Vec<_>>();
            let stand = Stand {
                line: index,
                label,
                how,
                place,
                parts: segments.len(),
                open: names.last().is_some_and(|name| goes_on(segment, name)),
                head,
                role: has_role(&segments, place, phrases),
            };
            add(&stand, names, phrases, found);
        }
    }
    if matches!(unglued, Cow::Owned(_)) {
        glued(phrases, index, line, hints, head, found);
    }
}

/// A way to read a part of a line.
struct Reading {
    names: Vec<String>,
    label: Label,
    how: How,
}

/// The ways to read a part of a line, none of which need be right.
fn readings(table: &LineTable, index: usize, line: &Line, segments: &[&str], place: usize, head: bool) -> Vec<Reading> {
    let phrases = table.phrases;
    let Some(segment) = segments.get(place) else { return Vec::new() };
    let hits = if *segment == line.text { line.hits } else { phrases.hits(&fold(segment)) };
    let read =
        |value: &str, label: Label| Reading { names: names(value, phrases, Prior::Weighed), label, how: How::Read };
    let bare = || {
        let placed = head && (line.dated || segments.len() == 1) || segments.len() == 1 && line.shape.words == 1;
        let mut names = names(segment, phrases, if placed { Prior::Placed } else { Prior::Bare });
        // `Jane Roe 7 hours`: a moment without a day.
        let timed = line.dated || line.hits.says(Use::Relative) || line.shape.words <= 5 && line.shape.numbers == 1;
        if names.is_empty() && head && timed {
            names.extend(opening_name(segment, phrases));
        }
        Reading { names, label: Label::None, how: How::Read }
    };
    let alone = hits.whole.is_empty_but(Use::Agency) || hits.whole.is_empty_but(Use::Particle);
    if hits.first_words.has(Use::Editor) || hits.label.has(Use::Editor) {
        return Vec::new();
    }
    if let Some(value) = labelled(segment, hits, phrases) {
        let own = if value.is_empty() { segments.get(place + 1).copied().unwrap_or_default() } else { value };
        let own = first_sentence(own);
        let mut found = read(own, Label::Own);
        if let Some(inner) = label_within(own, phrases).filter(|_| found.names.is_empty()) {
            found = read(inner, Label::Own);
        }
        if let Some(whole) = whole_value(own).filter(|_| found.names.is_empty() && !value.is_empty()) {
            found = Reading { names: vec![whole.to_string()], label: Label::Own, how: How::Whole };
        }
        if found.names.is_empty() && hits.whole.has(Use::Desk) {
            found = bare();
        }
        return vec![found];
    }
    let within = if head && !table.is_body(index) || line.dated { label_within(segment, phrases) } else { None };
    if let Some(value) = within {
        // A label is the small word of some names: `Anna von Berg`.
        let whole = (place == 0 && alone).then(bare).filter(|whole| whole.names.len() == 1);
        return std::iter::once(read(value, Label::Within)).chain(whole).collect();
    }
    if let Some(value) = portrayed(segment, hits) {
        return vec![read(value, Label::Portrait)];
    }
    if let Some(next) = segments.get(place + 1).filter(|_| hits.whole.has(Use::About)) {
        return vec![read(next, Label::Portrait)];
    }
    if alone || hits.whole.has(Use::Desk) { vec![bare()] } else { Vec::new() }
}

/// What stands before the end of a sentence, if that is a name or more: `Jane Roe` of `Jane Roe. Photographs by John Miller.` A full
/// stop behind the first word or the second belongs to a title: `Prof. Jane Roe`.
fn first_sentence(value: &str) -> &str {
    let mut ends = value.match_indices(". ").map(|(at, _)| value.get(..at).unwrap_or(value));
    let is_name = |name: &&str| {
        let last = name.rsplit(' ').next().unwrap_or_default();
        name.split_whitespace().count() >= 2 && last.chars().count() > 2 && !last.contains('.')
    };
    ends.find(is_name).unwrap_or(value)
}

/// Adds names of one word with a capital inside, which look like two words that a scraper put together.
fn glued(phrases: Phrases, index: usize, line: &Line, hints: &DateHints, head: bool, found: &mut Vec<Name>) {
    let text = without_dates(line.text, hints);
    let all: Vec<&str> = segments(&text).collect();
    for segment in &all {
        let own = labelled(segment, phrases.hits(&fold(segment)), phrases).map(|value| (value, Label::Own));
        let label = own.or_else(|| label_within(segment, phrases).map(|value| (value, Label::Within)));
        let (value, label) = label.unwrap_or((segment, Label::None));
        let mut words = value.split_whitespace();
        let Some(word) = words.next().filter(|word| is_handle(word, phrases) && is_glued(word)) else { continue };
        let next = words.next();
        let ends = next.is_none_or(|next| next.starts_with(char::is_lowercase) || !uses_of(next, phrases).is_empty());
        if !ends || label == Label::None && !line.dated && line.shape.words > 2 {
            continue;
        }
        // It is another reading of the words that were read apart.
        let apart = found.iter().rev().take_while(|name| name.line == index).find(|name| word.starts_with(&name.text));
        let (place, order) = apart.map_or((all.len(), 0), |name| (name.place, name.order));
        let stand = Stand {
            how: How::Glued,
            place,
            parts: all.len(),
            open: next.is_some(),
            ..Stand::alone(index, label, head)
        };
        found.push(stand.name(word.to_string(), order));
    }
}

fn is_glued(word: &str) -> bool {
    let mut small = false;
    word.chars().any(|c| {
        let inner = small && c.is_uppercase();
        small = c.is_lowercase() || c.is_ascii_digit();
        inner
    })
}

/// Where names were read, and how.
struct Stand {
    line: usize,
    label: Label,
    how: How,
    place: usize,
    parts: usize,
    open: bool,
    head: bool,
    role: bool,
}

impl Stand {
    /// The only part of its line.
    fn alone(line: usize, label: Label, head: bool) -> Stand {
        Stand { line, label, how: How::Read, place: 0, parts: 1, open: false, head, role: false }
    }

    fn name(&self, text: String, order: usize) -> Name {
        Name {
            line: self.line,
            text,
            label: self.label,
            how: self.how,
            place: self.place,
            parts: self.parts,
            order,
            rest: String::new(),
            long: false,
            open: self.open,
            head: self.head,
            role: self.role,
            words: 0,
            given: false,
            uses: Uses::default(),
            last_uses: Uses::default(),
            desk: false,
            agency: false,
            same: 0,
            times: 0,
            alone: 0,
            small: false,
            in_print: false,
            in_body: 0,
            addressed: false,
        }
    }
}

/// Adds names, and of a long run of capitals its first two words too: a role, an outlet or a subject may stand behind. Where a given
/// name opens no more than its end, that end too.
fn add(stand: &Stand, names: Vec<String>, phrases: Phrases, found: &mut Vec<Name>) {
    for (order, text) in names.into_iter().enumerate() {
        let short = shorter(&text, phrases)
            .map(|(short, rest)| Name { rest: rest.to_string(), ..stand.name(short.to_string(), order) });
        let end = from_given_name(&text).map(|(before, end)| Name {
            rest: before.to_string(),
            how: How::End,
            ..stand.name(end.to_string(), order)
        });
        found.push(Name { long: short.is_some() || end.is_some(), ..stand.name(text, order) });
        found.extend(short);
        found.extend(end);
    }
}

/// What stands before the given name in a run of words, and the run from there on: `Sports Editor` and `Jane Roe`.
fn from_given_name(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for (place, word) in text.split_inclusive(' ').enumerate() {
        let end = at + word.len();
        if is_given_name(word.trim_end()) {
            let more = text.get(end..).is_some_and(|rest| !rest.is_empty());
            return Some((text.get(..at)?.trim_end(), text.get(at..)?)).filter(|_| (1..=3).contains(&place) && more);
        }
        at = end;
    }
    None
}

/// The first two words of a run of three or more (three, where the second is an initial or a small word), and the rest.
fn shorter(text: &str, phrases: Phrases) -> Option<(&str, &str)> {
    let mut wanted = 2;
    let mut end = 0;
    for (place, word) in text.split_inclusive(' ').enumerate() {
        if place == wanted {
            return Some((text.get(..end)?.trim_end_matches([' ', ',']), text.get(end..)?));
        }
        let small = word.trim_end().trim_end_matches('.').chars().count() == 1
            || phrases.uses_in_any_case(word.trim_end()).has(Use::Particle);
        wanted += usize::from(small && place > 0);
        end += word.len();
    }
    None
}

/// Several persons whose names stand together without a sign between: `Jane Roe John Miller`. A given name opens the next.
fn persons(run: &str) -> Vec<String> {
    let words: Vec<&str> = run.split(' ').collect();
    if words.len() < 4 {
        return vec![run.to_string()];
    }
    let mut persons = vec![Vec::new()];
    for (place, &word) in words.iter().enumerate() {
        let last_is_family =
            place > 0 && words.get(place - 1).is_some_and(|last| !is_given_name(last) && last.len() > 2);
        let own = persons.last().map_or(0, Vec::len);
        let may_open = is_given_name(word) && place + 1 < words.len();
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

/// Whether words follow a name in its part of the line, without a comma between.
fn goes_on(segment: &str, name: &str) -> bool {
    let rest = segment.split_once(name).map(|(_, rest)| rest).unwrap_or_default();
    rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphanumeric)
}

/// The value of a phrase that opens a portrait: `Jane Roe` of `About Jane Roe`.
fn portrayed(text: &str, hits: Hits) -> Option<&str> {
    let opens = hits.first_words.has(Use::About) && hits.opening.has(Use::About);
    opens.then(|| skip_words(text, hits.first_words_length)).filter(|value| !value.is_empty())
}

/// Whether what somebody does stands beside a part of a line, or in it.
fn has_role(segments: &[&str], place: usize, phrases: Phrases) -> bool {
    let role = |text: &&str| text.split_whitespace().any(|word| uses_of(word, phrases).has(Use::Role));
    segments.get(place + 1).is_some_and(role) || segments.get(place).is_some_and(role)
}

/// The line with a sign that parts in place of its dates.
fn without_dates<'t>(text: &'t str, hints: &DateHints) -> Cow<'t, str> {
    if !looks_dated(text) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for found in date::find(text, hints) {
        kept.push_str(text.part(end..found.span.start));
        kept.push('|');
        end = found.span.end;
    }
    kept.push_str(text.part(end..));
    Cow::Owned(kept)
}
