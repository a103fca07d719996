//! Which lines of the part of the page that holds the article are no part of the article.

use super::lines::{Line, LineKind};
use crate::line_phrases::{Phrases, Use, fold};
use crate::text_lines::passes;
use courant_text::date::{self, DateHints};
use foldhash::{HashMap, HashMapExt};

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
pub fn reasons(lines: &[Line], known: &BodyContext) -> Vec<Option<&'static str>> {
    let facts = Facts::of(lines, known);
    let mut reasons: Vec<Option<&'static str>> =
        lines.iter().enumerate().map(|(index, line)| facts.reason(index, line)).collect();
    headings_over_nothing(lines, &mut reasons);
    reasons
}

struct Facts<'a> {
    known: &'a BodyContext<'a>,
    repeated: HashMap<&'a str, usize>,
    /// How sure the reader of plain texts is of each line, from 0 to 1.
    sure: Vec<f32>,
    /// The first and the last line of running text.
    running: Option<(usize, usize)>,
    /// Whether lines that are links are what the article is made of: a list of products, of books, of places.
    of_links: bool,
    /// For each line, whether it is one of the links that a line before them announces by a colon.
    announced: Vec<bool>,
}

impl<'a> Facts<'a> {
    fn of(lines: &'a [Line], known: &'a BodyContext<'a>) -> Facts<'a> {
        let mut repeated = HashMap::new();
        for line in lines {
            *repeated.entry(line.text.as_str()).or_insert(0) += 1;
        }
        let is_running = |line: &Line| line.length() >= 80 && line.link_density() < 0.4 && line.ends_as_sentence();
        let first = lines.iter().position(is_running);
        let last = lines.iter().rposition(is_running);
        let linked: usize = lines.iter().filter(|line| is_link(line)).map(|line| line.length()).sum();
        let whole: usize = lines.iter().map(|line| line.length()).sum();
        Facts {
            known,
            sure: sure(lines, known),
            of_links: linked * 2 > whole,
            repeated,
            running: first.zip(last),
            announced: announced(lines),
        }
    }

    fn reason(&self, index: usize, line: &Line) -> Option<&'static str> {
        let rules: [(&'static str, &dyn Fn() -> bool); 8] = [
            ("links alone", &|| !self.of_links && is_link(line) && !self.is_said(index, line)),
            ("says what boilerplate says", &|| self.is_phrase(line)),
            ("stands there again and again", &|| self.is_repeated(line)),
            ("a date", &|| self.is_date(line)),
            ("names an author", &|| self.is_byline(line)),
            ("an address", &|| is_address(line)),
            ("reads like boilerplate", &|| self.reads_like_boilerplate(index, line)),
            ("a scrap between blocks", &|| self.is_scrap(index, line)),
        ];
        rules.into_iter().find(|(_, holds)| holds()).map(|(reason, _)| reason)
    }

    /// Whether a paragraph that is a link is something that the article says: a whole sentence before its last one, or what it announced.
    fn is_said(&self, index: usize, line: &Line) -> bool {
        let announced = self.announced.get(index).copied().unwrap_or(false);
        let sentence = line.ends_as_sentence() && !line.text.ends_with([':', '…', '：']);
        let before_last = self.running.is_some_and(|(_, last)| index < last);
        line.kind == LineKind::Paragraph && (announced || sentence && before_last)
    }

    fn is_phrase(&self, line: &Line) -> bool {
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
        hits.whole.has_any(&BOILERPLATE) || opens || linked && hits.label.has_any(&[Use::Related])
    }

    fn is_repeated(&self, line: &Line) -> bool {
        let times = self.repeated.get(line.text.as_str()).copied().unwrap_or(1);
        let short = times >= 3 && (8..60).contains(&line.length());
        let long = times >= 2 && line.length() >= 60;
        let very_often =
            times >= 3 && line.length() >= 60 && !matches!(line.kind, LineKind::Cell | LineKind::Preformatted);
        (short || long) && line.kind == LineKind::Loose || very_often
    }

    /// What the reader of plain texts takes for boilerplate by its words, its shape and its neighbours.
    fn reads_like_boilerplate(&self, index: usize, line: &Line) -> bool {
        let sure = self.sure.get(index).copied().unwrap_or(1.0);
        let kinds = matches!(line.kind, LineKind::Paragraph | LineKind::Loose | LineKind::Heading | LineKind::Item);
        kinds && sure < UNSURE
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
        dates > 0 && (dates * 2 >= line.length() || dates * 3 >= line.length() && says_so())
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
        names > 0 && !line.ends_as_sentence() && (line.kind == LineKind::Loose || told() * 2 >= line.length())
    }

    /// A few words in no paragraph, without the end of a sentence: a button, a label, a date.
    fn is_scrap(&self, index: usize, line: &Line) -> bool {
        let outside = self.running.is_none_or(|(first, last)| index < first || index > last);
        line.kind == LineKind::Loose && line.length() < 60 && !line.ends_as_sentence() && outside
    }
}

/// Below this a line is no part of the article.
const UNSURE: f32 = 0.05;

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
