//! Which lines of the part of the page that holds the article are no part of the article.

use super::boilerplate::is_note;
use super::lines::{Line, LineKind};
use crate::html_page::outline::Place;
use crate::html_page::page::{Page, Target};
use crate::line_phrases::{Phrases, Use, fold};
use crate::text_lines::passes;
use courant_text::date::{self, DateHints};
use foldhash::{HashMap, HashMapExt};
use std::ops::Range;

/// What is known of the article before its body is.
pub struct BodyContext<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// What its makers say of it in a few words.
    pub summary: Option<&'a str>,
    /// Who wrote it.
    pub authors: Vec<&'a str>,
    /// Whether its makers state a picture for it, which readers show beside it.
    pub has_image: bool,
    /// How its dates are to be read.
    pub hints: DateHints,
    /// What its lines say in its language.
    pub phrases: Phrases,
}

/// For each line, why it is dropped, where it is.
pub fn reasons(page: &Page, core: Range<Place>, lines: &[Line], known: &BodyContext) -> Vec<Option<&'static str>> {
    let facts = Facts::of(page, core, lines, known);
    let mut reasons: Vec<Option<&'static str>> =
        lines.iter().enumerate().map(|(index, line)| facts.reason(index, line)).collect();
    headings_over_nothing(lines, &mut reasons);
    reasons
}

struct Facts<'a> {
    page: &'a Page,
    /// The innermost element that holds most of the text.
    core: Range<Place>,
    known: &'a BodyContext<'a>,
    /// Of each text, the line that says it first, and how many do.
    repeated: HashMap<&'a str, (usize, usize)>,
    /// How sure the reader of plain texts is of each line, from 0 to 1.
    sure: Vec<f32>,
    /// The first and the last line of running text.
    running: Option<(usize, usize)>,
    /// For each line, whether it stands in a section that is no part of the article.
    closing: Vec<bool>,
    /// Whether lines that are links are what the article is made of: a list of products, of books, of places.
    of_links: bool,
    /// Whether most of the text is said more than once: then that is what the article is.
    is_of_copies: bool,
    /// Whether the headings of its parts are links: a list of things, each with what is said of it.
    is_of_linked_headings: bool,
    /// For each line, whether it is one of the links that a line before them announces by a colon.
    announced: Vec<bool>,
}

impl<'a> Facts<'a> {
    fn of(page: &'a Page, core: Range<Place>, lines: &'a [Line], known: &'a BodyContext<'a>) -> Facts<'a> {
        let mut repeated = HashMap::new();
        for (index, line) in lines.iter().enumerate() {
            repeated.entry(line.text.as_str()).or_insert((index, 0)).1 += 1;
        }
        let closing = closing_sections(lines, known.phrases);
        let is_running = |(index, line): (usize, &Line)| {
            !closing.get(index).copied().unwrap_or(false)
                && line.length() >= 80
                && line.link_density() < 0.4
                && line.ends_as_sentence()
        };
        let first = lines.iter().enumerate().position(is_running);
        let last = lines.iter().enumerate().rposition(is_running);
        let linked: usize = lines.iter().filter(|line| is_link(line)).map(|line| line.length()).sum();
        let whole: usize = lines.iter().map(|line| line.length()).sum();
        let is_copy =
            |index: usize, line: &Line| repeated.get(line.text.as_str()).is_some_and(|(first, _)| index > *first);
        let copied: usize =
            lines.iter().enumerate().filter(|(index, line)| is_copy(*index, line)).map(|(_, line)| line.length()).sum();
        Facts {
            page,
            core,
            is_of_linked_headings: is_of_linked_headings(lines),
            is_of_copies: copied * 3 > whole,
            known,
            sure: sure(lines, known),
            of_links: linked * 2 > whole,
            repeated,
            running: first.zip(last),
            closing,
            announced: announced(lines),
        }
    }

    fn reason(&self, index: usize, line: &Line) -> Option<&'static str> {
        let rules: [(&'static str, &dyn Fn() -> bool); 10] = [
            ("of a closing section", &|| self.closing.get(index).copied().unwrap_or(false)),
            ("links alone", &|| !self.of_links && is_link(line) && !self.is_said(index, line)),
            ("says what boilerplate says", &|| self.is_phrase(index, line)),
            ("stands there again and again", &|| self.is_repeated(index, line)),
            ("a date", &|| self.is_date(line)),
            ("names an author", &|| self.is_byline(line)),
            ("portrays an author", &|| self.is_portrait(line)),
            ("an address", &|| is_address(line)),
            ("reads like boilerplate", &|| self.reads_like_boilerplate(index, line)),
            ("a scrap between blocks", &|| self.is_scrap(index, line)),
        ];
        rules.into_iter().find(|(_, holds)| holds()).map(|(reason, _)| reason)
    }

    /// Whether a paragraph that is a link is something that the article says: a whole sentence before its last one, or what it announced.
    fn is_said(&self, index: usize, line: &Line) -> bool {
        let target = line.link.map_or(Target::Site, |link| self.page.target(link));
        if line.kind == LineKind::Heading {
            return target != Target::Site || self.is_of_linked_headings;
        }
        if self.is_in_note(line) {
            return true;
        }
        let announced = self.announced.get(index).copied().unwrap_or(false);
        let sentence = line.ends_as_sentence() && !line.text.ends_with([':', '…', '：']);
        let before_last = self.running.is_some_and(|(_, last)| index < last);
        let away = target == Target::Away && !self.is_outside(index);
        line.kind == LineKind::Paragraph && (announced || sentence && before_last || away)
    }

    /// Whether a line stands in a note to the article, or in a list of them.
    fn is_in_note(&self, line: &Line) -> bool {
        let outline = &self.page.outline;
        let mut above = outline.ancestors(line.places.start).take(NOTE_STEPS);
        above.any(|above| is_note(outline, above))
    }

    fn is_phrase(&self, index: usize, line: &Line) -> bool {
        const BOILERPLATE: [Use; 10] = [
            Use::Related,
            Use::Continues,
            Use::Navigation,
            Use::Share,
            Use::Network,
            Use::Comments,
            Use::Subscribe,
            Use::Advert,
            Use::Legal,
            Use::ReadingTime,
        ];
        if line.length() > 160 || line.kind == LineKind::Preformatted || line.kind == LineKind::Cell {
            return false;
        }
        let hits = self.known.phrases.hits(&fold(&line.text));
        let linked = line.link_density() > 0.3;
        if line.kind == LineKind::Heading {
            return hits.whole.has_any(&[Use::Related, Use::Comments, Use::Share, Use::Subscribe, Use::Advert]);
        }
        let opens = hits.opening.has_any(&BOILERPLATE) && (linked || line.length() < 80 && !line.ends_as_sentence());
        // What stands before the tags is left where they are not; in the middle of an article it may be a part's name.
        let labels_tags = self.is_outside(index) && hits.whole.has_any(&[Use::Tags]);
        hits.whole.has_any(&BOILERPLATE) || opens || labels_tags || linked && hits.label.has_any(&[Use::Related])
    }

    /// A few words that stand in no paragraph three times or more, and every longer text but the first time that it stands there.
    fn is_repeated(&self, index: usize, line: &Line) -> bool {
        let (first, times) = self.repeated.get(line.text.as_str()).copied().unwrap_or((index, 1));
        let short = times >= 3 && (8..60).contains(&line.length());
        let long = line.length() >= 60 && index > first && !self.is_of_copies;
        let often = times >= 3 && long && line.kind == LineKind::Paragraph;
        (short || long) && line.kind == LineKind::Loose || often
    }

    /// What the reader of plain texts takes for boilerplate by its words, its shape and its neighbours.
    fn reads_like_boilerplate(&self, index: usize, line: &Line) -> bool {
        let sure = self.sure.get(index).copied().unwrap_or(1.0);
        // A part of a page that is around what holds most of the text may be anything.
        let in_margin = self.running.is_some() && !self.core.contains(&line.places.start);
        let may = match line.kind {
            LineKind::Loose => true,
            LineKind::Paragraph | LineKind::Heading => in_margin || self.is_outside(index),
            LineKind::Item => line.link_density() > 0.5,
            _ => false,
        };
        may && sure < if in_margin { UNSURE_IN_MARGIN } else { UNSURE } && !self.is_in_note(line)
    }

    /// A short line that is little more than a date, with or without the words that say so.
    fn is_date(&self, line: &Line) -> bool {
        if line.length() > 90 || !matches!(line.kind, LineKind::Paragraph | LineKind::Loose | LineKind::Item) {
            return false;
        }
        if line.is_time {
            return true;
        }
        let dates = self.characters_of_dates(&line.text);
        let says_so = || {
            let opening = self.known.phrases.hits(&fold(&line.text)).opening;
            opening.has_any(&[Use::Published, Use::Updated]) && !line.ends_as_sentence()
        };
        dates > 0 && (dates * 2 >= line.weight.characters || dates * 3 >= line.weight.characters && says_so())
    }

    fn characters_of_dates(&self, text: &str) -> usize {
        let found = date::find(text, &self.known.hints);
        found.iter().filter_map(|found| text.get(found.span.clone())).map(|date| date.chars().count()).sum()
    }

    /// A short line that names an author of the article, or more of them, and says little else but when it was written.
    fn is_byline(&self, line: &Line) -> bool {
        if line.length() > 120 || !matches!(line.kind, LineKind::Paragraph | LineKind::Loose) {
            return false;
        }
        let named = |author: &&&str| author.chars().count() >= 5 && line.text.contains(**author);
        let names: usize = self.known.authors.iter().filter(named).map(|author| author.chars().count()).sum();
        let told = || names + self.characters_of_dates(&line.text);
        // A sentence says more than the name, which may not even be one.
        names > 0 && !line.ends_as_sentence() && (line.kind == LineKind::Loose || told() * 2 >= line.weight.characters)
    }

    /// A paragraph behind the article that names one of its authors: it says who that is.
    fn is_portrait(&self, line: &Line) -> bool {
        let named = |author: &&str| author.chars().count() >= 5 && line.text.contains(*author);
        let behind = line.places.start >= self.core.end && line.length() <= 800;
        behind && matches!(line.kind, LineKind::Paragraph | LineKind::Loose) && self.known.authors.iter().any(named)
    }

    /// A few words in no paragraph, without the end of a sentence: a button, a label, a date.
    fn is_scrap(&self, index: usize, line: &Line) -> bool {
        let scrap = line.kind == LineKind::Loose && line.length() < 60 && !line.ends_as_sentence();
        let says_nothing = !line.text.chars().any(char::is_alphabetic) && line.text.chars().count() < 16;
        scrap && (self.is_outside(index) || says_nothing)
    }

    /// Whether a line stands before or behind all running text. Where there is none, short lines are what the article is made of.
    fn is_outside(&self, index: usize) -> bool {
        self.running.is_some_and(|(first, last)| index < first || index > last)
    }
}

/// Whether three headings or more, and most of those over text, are links.
fn is_of_linked_headings(lines: &[Line]) -> bool {
    let over_text = |pair: &&[Line]| match pair {
        [heading, text] => heading.kind == LineKind::Heading && text.kind != LineKind::Heading && !is_link(text),
        _ => false,
    };
    let headings = lines.windows(2).filter(over_text);
    let (linked, all) =
        headings.fold((0, 0), |(linked, all), pair| (linked + usize::from(pair.first().is_some_and(is_link)), all + 1));
    linked >= 3 && linked * 2 > all
}

/// For each line, whether it stands beneath a short line that says that the article is over: that its author is portrayed, that readers
/// speak, that an address is asked for, or that other articles follow, as far as those are links. Such a section ends with the next
/// heading that says something else.
fn closing_sections(lines: &[Line], phrases: Phrases) -> Vec<bool> {
    let whole: usize = lines.iter().map(Line::length).sum();
    let mut before = 0;
    let mut open: Option<Section> = None;
    let mut closing = Vec::with_capacity(lines.len());
    for line in lines {
        let may_open = line.length() <= LONGEST_OPENING
            && matches!(line.kind, LineKind::Heading | LineKind::Paragraph | LineKind::Loose);
        let opened = if may_open && before * 2 >= whole { section(line, phrases) } else { None };
        if line.kind == LineKind::Heading || opened.is_some() {
            open = opened;
        }
        before += line.length();
        closing.push(match open {
            None => false,
            Some(Section::OtherArticles) => line.link_density() > 0.5,
            Some(Section::Aside) => true,
        });
    }
    closing
}

/// In characters; a line that opens a section is a heading or as short as one.
const LONGEST_OPENING: usize = 60;

/// What a section behind an article is about.
#[derive(Clone, Copy)]
enum Section {
    OtherArticles,
    Aside,
}

fn section(line: &Line, phrases: Phrases) -> Option<Section> {
    let whole = phrases.hits(&fold(&line.text)).whole;
    let is_heading = line.kind == LineKind::Heading;
    if whole.has_any(&[Use::About, Use::Comments]) || is_heading && whole.has_any(&[Use::Subscribe]) {
        Some(Section::Aside)
    } else if whole.has_any(&[Use::Related]) {
        Some(Section::OtherArticles)
    } else {
        None
    }
}

/// How far around a line the note that it belongs to is looked for.
const NOTE_STEPS: usize = 6;

/// Below this a line is no part of the article.
const UNSURE: f32 = 0.05;

/// The same for a line that stands around what holds most of the text.
const UNSURE_IN_MARGIN: f32 = 0.15;

/// So many lines, and so much of each, are shown to the reader of plain texts: far more than an article has, and lines beyond stay.
const MOST_LINES: usize = 4_000;
const MOST_OF_LINE_BYTES: usize = 4_000;

/// How sure the reader of plain texts is of each line, beneath the title.
fn sure(lines: &[Line], known: &BodyContext) -> Vec<f32> {
    let mut text = known.title.unwrap_or_default().to_string();
    for line in lines.iter().take(MOST_LINES) {
        text.push('\n');
        let shown = line.text.get(..line.text.floor_char_boundary(MOST_OF_LINE_BYTES)).unwrap_or(&line.text);
        text.push_str(&shown.replace(['\n', '\r'], " "));
    }
    let mut sure = vec![1.0; lines.len()];
    for (number, value) in passes::line_confidences(&text) {
        if let Some(sure) = number.checked_sub(2).and_then(|index| sure.get_mut(index)) {
            *sure = value;
        }
    }
    sure
}

/// Nothing but an address for mail or a page.
fn is_address(line: &Line) -> bool {
    let mut words = line.text.split_whitespace();
    let is_one = |word: &str| {
        word.contains('@') || word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
    };
    words.clone().count() <= 3 && words.all(is_one)
}

/// A whole line that is a link leads elsewhere: another article, a share button, a tag.
fn is_link(line: &Line) -> bool {
    line.link_density() > 0.85
        && !line.is_download
        && matches!(line.kind, LineKind::Paragraph | LineKind::Loose | LineKind::Heading)
}

/// For each line, whether it is a link in a row of them behind a line that ends in a colon.
fn announced(lines: &[Line]) -> Vec<bool> {
    let mut open = false;
    let told = |line: &Line| {
        let link = is_link(line);
        if !link {
            open = line.kind != LineKind::Heading && line.text.ends_with([':', '：']);
        }
        link && open
    };
    lines.iter().map(told).collect()
}

/// A heading with nothing beneath it, to the end, but dropped lines says nothing, unless it is a whole sentence.
fn headings_over_nothing(lines: &[Line], reasons: &mut [Option<&'static str>]) {
    for (line, reason) in lines.iter().zip(reasons).rev() {
        if reason.is_none() && (line.kind != LineKind::Heading || line.text.ends_with(['.', '。'])) {
            break;
        }
        *reason = reason.or(Some("a heading over nothing"));
    }
}
