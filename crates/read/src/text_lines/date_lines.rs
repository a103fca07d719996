//! When it was published and changed: the dates of a text, weighed.

use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_table::{LineId, LineTable};
use crate::article::Origin;
use crate::line_phrases::Use;
use crate::parts::Part;
use crate::ranked::{Candidate, Detail, Ranked};
use crate::remark::Remark;
use courant_text::date::{self, DateHints, NotADate, Timestamp, Zone};
use courant_text::language_tag::LanguageTag;
use courant_text::source::{Level, Position};

/// The dates that a text states of itself.
pub struct StatedDates {
    /// When it was published.
    pub published: Ranked<Timestamp>,
    /// When it was changed.
    pub updated: Ranked<Timestamp>,
}

/// How a text writes its dates: `03/04/2026` as its other dates do, where they can be read one way only.
pub fn hints(lines: &[Line], language: Option<LanguageTag>, zone: Zone) -> DateHints {
    let hints = DateHints { language, zone, order: None };
    let is_open = |line: &&Line| {
        let could_be = may_state_a_date(line) && line.text.contains(['/', '-']);
        could_be && date::find(line.text, &hints).iter().any(|found| found.date == Err(NotADate::Ambiguous))
    };
    let order = lines.iter().find(is_open).and_then(|_| lines.iter().find_map(|line| date::order_shown(line.text)));
    DateHints { order, ..hints }
}

/// Looks for dates near the title, then at the end, then anywhere in the short lines of the text.
pub fn find_dates(table: &LineTable, hints: &DateHints, detail: Detail) -> StatedDates {
    let found = find_all(table, hints);
    let published = found.iter().enumerate().filter(|(_, one)| !one.updated);
    // Of two that are as good the first is taken.
    let best = published.reduce(|best, next| if next.1.points > best.1.points { next } else { best });
    let best = best.filter(|(_, best)| best.points > 0).map(|(index, _)| index);
    let told = found.iter().enumerate().filter(|(index, _)| detail == Detail::All || Some(*index) == best);
    let published = told.map(|(index, one)| Candidate { is_taken: Some(index) == best, ..one.candidate(detail) });
    let updated = found.iter().find(|one| one.updated).map(|one| Candidate { is_taken: true, ..one.candidate(detail) });
    StatedDates { published: published.collect(), updated: updated.into_iter().collect() }
}

/// A remark about the first line above the text that says when, in a way that cannot be kept.
pub fn not_kept(table: &LineTable, hints: &DateHints, path: &str) -> Option<Remark> {
    let above = table.each().take(table.start.saturating_add(2));
    let dated = above.filter(|(_, state)| state.class == LineClass::DateLine);
    let (line, reason) = dated.filter_map(|(line, _)| Some((line, reason(line, hints)?))).next()?;
    let shown: String = line.text.chars().take(60).collect();
    let message = format!("{}, so that it is not kept; write it like `2026-11-24`", reason.told(&shown));
    let position = Position { line_number: line.number, column_number: 1 };
    Some(Remark::new(Level::Warning, path, message).at(position))
}

/// Why the date of a line cannot be kept.
fn reason(line: &Line, hints: &DateHints) -> Option<NotADate> {
    let found = date::find(line.text, hints).into_iter().find_map(|found| found.date.err());
    let whole = || date::parse(line.text, hints).err().filter(|reason| *reason != NotADate::Unrecognised);
    found.or_else(whole).or_else(|| line.hits.says(Use::Relative).then_some(NotADate::Relative))
}

/// A date on a line of the text.
struct Found<'a> {
    moment: Timestamp,
    line_number: usize,
    line: &'a str,
    updated: bool,
    points: i32,
}

impl Found<'_> {
    fn candidate(&self, detail: Detail) -> Candidate<Timestamp> {
        let reasons = match detail {
            Detail::Taken => Vec::new(),
            Detail::All => {
                let what = if self.updated { "says when it was changed" } else { "may say when it was published" };
                vec![what.to_string(), format!("in `{}`", self.line.chars().take(60).collect::<String>())]
            }
        };
        Candidate::weighed(self.moment, Origin::Line(self.line_number), self.points as f32, reasons)
    }
}

fn find_all<'a>(table: &LineTable<'a>, hints: &DateHints) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    for (index, line) in table.lines.iter().enumerate().filter(|(_, line)| may_state_a_date(line)) {
        let text = line.unglued(table.phrases);
        let mut last_end = 0;
        for (place, found) in date::find(&text, hints).into_iter().enumerate() {
            let own = text.part(last_end..found.span.start);
            last_end = found.span.end;
            let Ok(moment) = found.date else { continue };
            let before = text.part(..found.span.start);
            let updated = says_updated(table, index, line, own, place);
            let behind = text.part(found.span.end..);
            let body = table.class(index).is_body();
            let says_so = !body && has_use(table, before, Use::Published);
            let told = !updated && !says_so && is_told(line, before, behind);
            let points = points(table, index, line) - place as i32 - if told { TOLD } else { 0 };
            all.push(Found { moment, line_number: line.number, line: line.text, updated, points });
        }
    }
    all
}

/// More than anything else can speak for a date.
const TOLD: i32 = 1_000;

/// Whether a date in running text is one of what the text tells: `The pool reopened on 12 May 1998.` One in a dateline, which something
/// that is no word parts from the rest, says when it was written: `LONDON, 12 May 2026 (AP) - The pool`.
fn is_told(line: &Line, before: &str, behind: &str) -> bool {
    // `On` may be a label, and opens sentences too.
    let is_long = before.trim().chars().count() >= 4;
    let labelled = line.hits.label.has(Use::Published) || is_long && line.hits.first_words.has(Use::Published);
    let parted = behind.trim_start().starts_with([')', ']', '(', '–', '—', '-', ':', '|', '/', '•', '·']);
    let opens = before.split_whitespace().count() <= WORDS_BEFORE_DATELINE && parted;
    let is_prose = line.shape.words > 8 && line.shape.end == End::Sentence;
    is_prose && !labelled && !opens
}

/// A place, an agency and a day of the week stand before the date of a dateline.
const WORDS_BEFORE_DATELINE: usize = 6;

fn may_state_a_date(line: &Line) -> bool {
    // A day and a year, or a month and a day of an era, have two digits.
    let digits = || line.text.chars().filter(|c| c.is_numeric()).take(2).count();
    line.shape.words <= 30 && line.shape.length <= 250 && digits() == 2
}

/// Whether a text has a word of this use.
fn has_use(table: &LineTable, text: &str, wanted: Use) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.any(|word| table.phrases.is(&word.to_lowercase(), wanted))
}

/// Whether a date is one of a change: its line says so between the date before it and itself, or the line above does.
fn says_updated(table: &LineTable, index: usize, line: &Line, before: &str, place: usize) -> bool {
    let above = || table.line(index, -1).is_some_and(|above| above.hits.whole.has(Use::Updated));
    let first = line.hits.first_words.has(Use::Updated) || line.hits.label.has(Use::Updated);
    (first && !line.hits.first_words.has(Use::Published)) && place == 0
        || has_use(table, before, Use::Updated)
        || (place == 0 && above())
}

/// How likely a line is to state when the article was published.
fn points(table: &LineTable, index: LineId, line: &Line) -> i32 {
    let title = table.title.unwrap_or(0);
    let class = table.class(index);
    let labelled = line.hits.first_words.has(Use::Published)
        || line.hits.label.has(Use::Published)
        || table.line(index, -1).is_some_and(|above| above.hits.whole.has(Use::Published));
    let signed = line.hits.says(Use::Byline);
    let mut points = match index.abs_diff(title) {
        0..=3 => 60,
        4..=8 => 50,
        9..=20 => 30,
        _ => 10,
    };
    points += if index > title && index <= table.start { 25 } else { 0 };
    points += if labelled { 30 } else { 0 };
    points += if signed { 10 } else { 0 };
    points += if line.shape.words <= 8 { 10 } else { 0 };
    points -= if class.is_body() { 40 } else { 0 };
    points -= if line.has_copyright() || line.hits.says(Use::Legal) { 40 } else { 0 };
    points -= if table.tails(index) > 0 { 40 } else { 0 };
    points -= if class == LineClass::Caption || class == LineClass::Credit { 20 } else { 0 };
    points
}

#[cfg(test)]
mod tests {
    use crate::text_lines::tests::read_text;

    fn text(dated: &str) -> String {
        let body = "The bridge over the river opened on Monday after ten years of work and many delays.";
        format!("Bridge opens at last\n\n{dated}\n\n{body}\n\nIt is free for everybody.\n")
    }

    #[test]
    fn a_line_that_is_a_date_states_it_and_is_no_paragraph() {
        let table = [
            ("23 Nov 2026", Some("2026-11-23"), None),
            ("23.11.2026", Some("2026-11-23"), None),
            ("٢٣ نوفمبر ٢٠٢٦", Some("2026-11-23"), None),
            ("Updated: 23 Nov 2026", None, Some("2026-11-23")),
            ("Published 22 Nov 2026, updated 23 Nov 2026", Some("2026-11-22"), Some("2026-11-23")),
            ("Updated: 23 Nov 2026 | Published: 22 Nov 2026", Some("2026-11-22"), Some("2026-11-23")),
        ];
        for (line, published, updated) in table {
            let (article, remarks) = read_text(&text(line));
            let day = |known: Option<_>| {
                known.map(|known: crate::article::Sourced<super::Timestamp>| known.value.rfc3339()[..10].to_string())
            };
            assert_eq!(
                (day(article.published).as_deref(), day(article.updated).as_deref()),
                (published, updated),
                "{line}"
            );
            assert!(!article.content.text().contains(line), "{line}: {}", article.content.text());
            assert!(remarks.is_empty(), "{line}: {remarks:?}");
        }
    }

    #[test]
    fn a_date_that_the_text_tells_of_is_not_its_own() {
        let table = [
            ("The bridge was begun in 1931 and closed on 12 May 1998 because of rust in its cables.", None),
            ("On 20 May 2027 the ferry makes its last crossing, with a band on board.", None),
            (
                "HARBOUR TOWN, 12 May 2026 (AP) - The bridge has been painted green again, to the delight of many.",
                Some("2026-05-12"),
            ),
        ];
        for (line, published) in table {
            let (article, _) = read_text(&text(line));
            let day = article.published.map(|known| known.value.rfc3339()[..10].to_string());
            assert_eq!(day.as_deref(), published, "{line}");
        }
    }

    #[test]
    fn a_date_of_two_readings_is_read_as_the_others_of_its_text_are() {
        let table = [
            ("03/04/2026\nUpdated 25/04/2026", Some("2026-04-03")),
            ("03/04/2026\nUpdated 03/25/2026", Some("2026-03-04")),
            ("03/04/2026\nUpdated 05/05/2026", None),
        ];
        for (lines, published) in table {
            let (article, _) = read_text(&text(lines));
            let day = article.published.map(|known| known.value.rfc3339()[..10].to_string());
            assert_eq!(day.as_deref(), published, "{lines}");
        }
    }

    #[test]
    fn a_date_that_cannot_be_kept_is_named_with_its_line() {
        let table = [
            ("yesterday", "warning: a.txt:3:1: `yesterday` says when only as seen from a day that is not stated"),
            ("3 days ago", "warning: a.txt:3:1: `3 days ago` says when only as seen from a day that is not stated"),
            ("03/04/2026", "warning: a.txt:3:1: `03/04/2026` could be two days"),
        ];
        for (line, told) in table {
            let (article, remarks) = read_text(&text(line));
            assert!(article.published.is_none(), "{line}");
            let remarks: Vec<String> = remarks.iter().map(ToString::to_string).collect();
            assert_eq!(remarks, [format!("{told}, so that it is not kept; write it like `2026-11-24`")]);
        }
    }
}
