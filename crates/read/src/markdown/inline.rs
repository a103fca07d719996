//! What stands in lines and CommonMark does not know: marked and inserted words, what is set above and below the line, notes in the text,
//! abbreviations, emoji by their names, addresses as they are, names of blocks.

use super::addresses::{self, Kind};
use super::spans::with_formulas;
use crate::parts::Part;
use crate::profile::Dialect;
use courant_html::escape;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// What the source says elsewhere of what stands in its lines.
pub struct Known<'k> {
    /// What formulas' marks stand for.
    pub formulas: &'k [String],
    /// What is short for what.
    pub abbreviations: &'k [(&'k str, &'k str)],
    /// What signs mean that contradict each other.
    pub dialect: Dialect,
}

/// The events with all of it read.
pub fn read<'a>(events: Vec<Event<'a>>, known: &Known) -> Vec<Event<'a>> {
    let events = merged(events);
    let mut reading = Reading {
        known,
        shortened: shortened(known.abbreviations),
        shown: Vec::with_capacity(events.len() + events.len() / 8),
        depth: 0,
        linked: 0,
        literal: 0,
        in_code_block: false,
        marks: Default::default(),
        note: None,
        notes: Vec::new(),
    };
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let ends_block =
            matches!(events.peek(), Some(Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_))));
        reading.event(event, ends_block);
    }
    let mut shown = reading.shown;
    for (name, note) in reading.notes {
        shown.extend([Event::Start(Tag::FootnoteDefinition(name)), Event::Start(Tag::Paragraph)]);
        shown.extend(note);
        shown.extend([Event::End(TagEnd::Paragraph), Event::End(TagEnd::FootnoteDefinition)]);
    }
    shown.into_iter().map(|event| with_its_formulas(event, known.formulas)).collect()
}

/// Text that was cut at signs that mean nothing, in one piece.
fn merged(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut merged: Vec<Event> = Vec::with_capacity(events.len());
    let mut joined: Option<String> = None;
    for event in events {
        match (event, merged.last_mut()) {
            (Event::Text(text), Some(Event::Text(before))) => match &mut joined {
                Some(joined) => joined.push_str(&text),
                None => joined = Some(format!("{before}{text}")),
            },
            (event, last) => {
                if let (Some(joined), Some(last)) = (joined.take(), last) {
                    *last = Event::Text(joined.into());
                }
                merged.push(event);
            }
        }
    }
    if let (Some(joined), Some(last)) = (joined, merged.last_mut()) {
        *last = Event::Text(joined.into());
    }
    merged
}

/// The abbreviations by their first words, of each word no more than somebody would state.
fn shortened<'k>(abbreviations: &'k [(&'k str, &'k str)]) -> HashMap<&'k str, Vec<(&'k str, &'k str)>> {
    const MOST: usize = 8;
    let mut by_word: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for (short, long) in abbreviations {
        let same = by_word.entry(short.part(..word_length(short))).or_default();
        if same.len() < MOST {
            same.push((short, long));
            same.sort_by_key(|(short, _)| std::cmp::Reverse(short.len()));
        }
    }
    by_word
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

/// What is put around words with the same two signs at each end.
const MARKS: [(&str, &str, &str); 2] = [("==", "<mark>", "</mark>"), ("++", "<ins>", "</ins>")];

/// A sign that may begin something, and the place where it was written.
struct Mark {
    place: usize,
    depth: usize,
}

struct Reading<'k, 'a> {
    known: &'k Known<'k>,
    shortened: HashMap<&'k str, Vec<(&'k str, &'k str)>>,
    shown: Vec<Event<'a>>,
    /// How many elements of lines are open.
    depth: usize,
    /// How many of those are links or pictures.
    linked: usize,
    /// How many elements of HTML are open whose text is shown as it is.
    literal: usize,
    in_code_block: bool,
    marks: [Vec<Mark>; MARKS.len()],
    /// The note in the text that is open: where it was written, at which depth, and how many brackets are open in it.
    note: Option<(usize, usize, usize)>,
    notes: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
}

impl<'a> Reading<'_, 'a> {
    fn event(&mut self, event: Event<'a>, ends_block: bool) {
        match &event {
            Event::Text(text) if !self.in_code_block && self.literal == 0 => {
                let text = text.clone();
                self.text(&text, ends_block);
                return;
            }
            Event::Start(Tag::CodeBlock(_)) => self.in_code_block = true,
            Event::End(TagEnd::CodeBlock) => self.in_code_block = false,
            Event::Start(tag) if is_inline(&tag.to_end()) => {
                self.depth += 1;
                self.linked += usize::from(is_linked(&tag.to_end()));
            }
            Event::End(tag) if is_inline(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.linked -= usize::from(is_linked(tag) && self.linked > 0);
                let depth = self.depth;
                for marks in &mut self.marks {
                    while marks.last().is_some_and(|mark| mark.depth > depth) {
                        marks.pop();
                    }
                }
                if self.note.is_some_and(|(_, opened, _)| opened > depth) {
                    self.note = None;
                }
            }
            Event::Start(_) | Event::End(_) => self.end_block(),
            Event::InlineHtml(html) => self.html(html),
            _ => {}
        }
        self.shown.push(event);
    }

    fn end_block(&mut self) {
        self.marks.iter_mut().for_each(Vec::clear);
        (self.depth, self.linked, self.literal, self.note) = (0, 0, 0, None);
    }

    /// In a link, in code and in keys to press, nothing is read.
    fn html(&mut self, html: &str) {
        let is = |prefix: &str| {
            let name = html.strip_prefix(prefix).unwrap_or_default();
            ["a", "code", "kbd", "samp", "pre", "var", "tt", "svg"]
                .contains(&name.part(..word_length(name)).to_ascii_lowercase().as_str())
        };
        if is("</") {
            self.literal = self.literal.saturating_sub(1);
        } else if is("<") && !html.ends_with("/>") {
            self.literal += 1;
        }
    }

    fn text(&mut self, text: &str, ends_block: bool) {
        let text = if ends_block { without_block_id(text, self.known.dialect.block_ids) } else { text };
        let mut read_to = 0;
        if self.linked == 0 {
            for (range, kind) in addresses::find(text) {
                self.words(text, read_to..range.start);
                self.link(text.part(range.clone()), kind);
                read_to = range.end;
            }
        }
        self.words(text, read_to..text.len());
    }

    fn link(&mut self, address: &str, kind: Kind) {
        let (link_type, dest_url) = match kind {
            Kind::Url => (LinkType::Autolink, address.to_string()),
            Kind::Www => (LinkType::Autolink, format!("http://{address}")),
            Kind::Mail => (LinkType::Email, address.to_string()),
        };
        let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
        self.shown.push(Event::Start(Tag::Link { link_type, dest_url: dest_url.into(), title, id }));
        self.plain(address);
        self.shown.push(Event::End(TagEnd::Link));
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.shown.push(Event::Text(text.to_string().into()));
        }
    }

    /// Reads the signs of a part of a text.
    fn words(&mut self, text: &str, range: Range<usize>) {
        let bytes = text.as_bytes();
        let (mut at, mut copied) = (range.start, range.start);
        let has_abbreviations = !self.shortened.is_empty();
        while at < range.end {
            let byte = bytes.get(at).copied().unwrap_or_default();
            let begins_word = has_abbreviations && text.is_char_boundary(at) && !ends_word(text.part(..at));
            let length = match byte {
                b'=' | b'+' => self.mark(text, at, copied),
                b':' => self.emoji(text, at, copied),
                b'^' | b'[' | b']' => self.note(text, at, copied).or_else(|| self.set_off(text, at, copied)),
                b'~' => self.set_off(text, at, copied),
                _ if begins_word => self.abbreviation(text, at, copied),
                _ => None,
            };
            match length {
                Some(length) => {
                    at += length;
                    copied = at;
                }
                // A run of one sign is looked at once.
                None if matches!(byte, b'=' | b'+') => {
                    at += bytes.part(at..).iter().take_while(|next| **next == byte).count()
                }
                None => at += 1,
            }
        }
        self.plain(text.part(copied..range.end));
    }

    /// `==marked==` (Obsidian, markdown-it-mark, Hugo's extras) and `++inserted++` (markdown-it-ins).
    fn mark(&mut self, text: &str, at: usize, copied: usize) -> Option<usize> {
        let (index, &(sign, opening, closing)) =
            MARKS.iter().enumerate().find(|(_, (sign, ..))| text.part(at..).starts_with(sign))?;
        let (before, after) = (text.part(..at).chars().next_back(), text.part(at + 2..).chars().next());
        let same = |c: Option<char>| c.is_some_and(|c| sign.starts_with(c));
        if same(before) || same(after) {
            return None;
        }
        let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let begins_text = before.is_none() && !matches!(self.shown.last(), None | Some(Event::Start(_)));
        let may_end = (!is_blank(before) || begins_text) && !is_letter(after);
        let depth = self.depth;
        let marks = self.marks.get_mut(index)?;
        if let Some(mark) = marks.pop_if(|mark| may_end && mark.depth == depth) {
            self.plain(text.part(copied..at));
            let is_word = |events: &[Event]| {
                events.len() < 10
                    && !events.iter().any(|event| matches!(event, Event::Text(text) if text.contains(' ')))
            };
            let fits = sign != "++"
                || self.known.dialect.insertions
                || self.is_in_brace(mark.place, after)
                || is_word(self.shown.get(mark.place + 1..).unwrap_or_default());
            if !fits {
                self.plain(sign);
                return Some(sign.len());
            }
            if let Some(place) = self.shown.get_mut(mark.place) {
                *place = Event::InlineHtml(CowStr::Borrowed(opening));
            }
            self.forget_marks_from(mark.place);
            self.shown.push(Event::InlineHtml(CowStr::Borrowed(closing)));
            return Some(sign.len() + self.without_brace(mark.place, after));
        }
        if is_letter(before) || is_blank(after) && after.is_some() {
            return None;
        }
        self.plain(text.part(copied..at));
        let place = self.shown.len();
        self.marks.get_mut(index)?.push(Mark { place, depth });
        self.plain(sign);
        Some(sign.len())
    }

    /// Whether the signs stand in braces (CriticMarkup, which Material for MkDocs documents): `{++some words++}`.
    fn is_in_brace(&self, place: usize, after: Option<char>) -> bool {
        let before = place.checked_sub(1).and_then(|before| self.shown.get(before));
        after == Some('}') && matches!(before, Some(Event::Text(text)) if text.ends_with('{'))
    }

    /// Takes the braces away; how long the second is, if there are any.
    fn without_brace(&mut self, place: usize, after: Option<char>) -> usize {
        if !self.is_in_brace(place, after) {
            return 0;
        }
        if let Some(Event::Text(text)) = self.shown.get_mut(place - 1) {
            *text = text.strip_suffix('{').unwrap_or_default().to_string().into();
        }
        1
    }

    /// `H~2~O` and `x^2^`: one word behind a letter, a digit or a bracket (Pandoc, "Superscripts and subscripts": it holds no blank).
    fn set_off(&mut self, text: &str, at: usize, copied: usize) -> Option<usize> {
        const LONGEST: usize = 40;
        let sign = *text.as_bytes().get(at).filter(|sign| matches!(sign, b'^' | b'~'))?;
        let (before, after) = (text.part(..at), text.part(at + 1..));
        let is_behind = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '\u{F8F1}'))
            || before.is_empty() && matches!(self.shown.last(), Some(Event::End(_) | Event::Code(_)));
        let length = after.bytes().take(LONGEST).position(|byte| byte == sign || byte.is_ascii_whitespace())?;
        let inside = after.part(..length);
        let is_word = inside.contains(|c: char| c.is_alphanumeric() || "+-−*∞°".contains(c))
            && !inside.contains(char::is_whitespace);
        let rest = after.part(length..).as_bytes();
        if !is_behind || !is_word || rest.first() != Some(&sign) || rest.get(1) == Some(&sign) {
            return None;
        }
        let (opening, closing) = match sign {
            b'^' => ("<sup>", "</sup>"),
            _ if self.known.dialect.single_tilde_strikes => ("<del>", "</del>"),
            _ => ("<sub>", "</sub>"),
        };
        self.plain(text.part(copied..at));
        self.shown.push(Event::InlineHtml(CowStr::Borrowed(opening)));
        self.plain(inside);
        self.shown.push(Event::InlineHtml(CowStr::Borrowed(closing)));
        Some(length + 2)
    }

    fn forget_marks_from(&mut self, place: usize) {
        for marks in &mut self.marks {
            while marks.last().is_some_and(|mark| mark.place >= place) {
                marks.pop();
            }
        }
    }

    /// `:tada:` (GitHub's names, which the other programs took over).
    fn emoji(&mut self, text: &str, at: usize, copied: usize) -> Option<usize> {
        const LONGEST: usize = 40;
        if text.part(..at).ends_with(|c: char| c.is_alphanumeric() || c == '/') && copied != at {
            return None;
        }
        let rest = text.part(at + 1..);
        let length =
            rest.bytes().take(LONGEST).position(|byte| !(byte.is_ascii_alphanumeric() || b"_+-".contains(&byte)))?;
        let (name, after) = (rest.part(..length), rest.part(length..));
        let after = after.strip_prefix(':')?;
        if after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let emoji = emojis::get_by_shortcode(name)?;
        self.plain(text.part(copied..at));
        self.plain(emoji.as_str());
        Some(length + 2)
    }

    /// `^[a note in the text]` (Pandoc, "Inline notes"; Obsidian, "Footnotes").
    fn note(&mut self, text: &str, at: usize, copied: usize) -> Option<usize> {
        let sign = text.as_bytes().get(at)?;
        match (&mut self.note, sign) {
            (None, b'^') if text.part(at + 1..).starts_with('[') => {
                self.plain(text.part(copied..at));
                self.note = Some((self.shown.len(), self.depth, 0));
                self.plain("^[");
                Some(2)
            }
            (Some((_, _, open)), b'[') => {
                *open += 1;
                None
            }
            (Some((place, depth, open @ 0)), b']') if *depth == self.depth && *open == 0 => {
                let place = *place;
                self.note = None;
                self.plain(text.part(copied..at));
                let note = self.shown.split_off(place + 1);
                self.shown.truncate(place);
                if note.is_empty() {
                    self.plain("^[]");
                    return Some(1);
                }
                self.forget_marks_from(place);
                // No name of a note holds a blank.
                let name = CowStr::from(format!("in the text {}", self.notes.len()));
                self.shown.push(Event::FootnoteReference(name.clone()));
                self.notes.push((name, note));
                Some(1)
            }
            (Some((_, _, open)), b']') => {
                *open = open.saturating_sub(1);
                None
            }
            _ => None,
        }
    }

    /// What is short for something, where it first stands.
    fn abbreviation(&mut self, text: &str, at: usize, copied: usize) -> Option<usize> {
        let rest = text.part(at..);
        let candidates = self.shortened.get_mut(rest.part(..word_length(rest)))?;
        let found = candidates.iter().position(|(short, _)| {
            rest.strip_prefix(short).is_some_and(|after| !ends_word(short) || !after.starts_with(char::is_alphanumeric))
        })?;
        let (short, long) = candidates.remove(found);
        self.plain(text.part(copied..at));
        self.shown.push(Event::InlineHtml(format!("<abbr title=\"{}\">", escape(long)).into()));
        self.plain(short);
        self.shown.push(Event::InlineHtml(CowStr::Borrowed("</abbr>")));
        Some(short.len())
    }
}

fn ends_word(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn is_linked(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Link | TagEnd::Image)
}

/// A text without the name of its block (Obsidian, "Internal links": `^37066d` at the end of the block).
fn without_block_id(text: &str, any: bool) -> &str {
    let trimmed = text.trim_end();
    let Some(at) = trimmed.rfind('^').filter(|at| trimmed.len() - at <= 100) else { return text };
    let name = trimmed.part(at + 1..);
    let before = trimmed.part(..at);
    if is_block_name(name, any) && before.ends_with(char::is_whitespace) { before.trim_end() } else { text }
}

/// An event with what its marks of formulas stand for.
fn with_its_formulas<'a>(event: Event<'a>, formulas: &[String]) -> Event<'a> {
    if formulas.is_empty() {
        return event;
    }
    let shown = |text: CowStr<'a>| match with_formulas(&text, formulas) {
        Some(text) => text.into(),
        None => text,
    };
    match event {
        Event::Text(text) => Event::Text(shown(text)),
        Event::Code(text) => Event::Code(shown(text)),
        Event::Html(text) => Event::Html(shown(text)),
        Event::InlineHtml(text) => Event::InlineHtml(shown(text)),
        Event::FootnoteReference(name) => Event::FootnoteReference(shown(name)),
        Event::Start(Tag::FootnoteDefinition(name)) => Event::Start(Tag::FootnoteDefinition(shown(name))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url: shown(dest_url), title: shown(title), id })
        }
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Image { link_type, dest_url: shown(dest_url), title: shown(title), id })
        }
        other => other,
    }
}

/// Whether a word behind `^` names a block: `any` that can, or one that no sentence holds.
pub fn is_block_name(name: &str, any: bool) -> bool {
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name && (any || name.len() > 2 && name.contains(|c: char| c == '-' || c.is_ascii_digit()))
}
