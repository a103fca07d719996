//! Dates: one grammar for all of them, as people type them and as standards want them.
//!
//! ```
//! use courant_text::date::{DateForm, DateHints, Oddity, read};
//!
//! let date = read("Mon, 24 Nov 26 08:00 GMT", &DateHints::default()).expect("a date");
//! assert_eq!(date.moment.rfc3339(), "2026-11-24T08:00:00Z");
//! assert_eq!(date.form, DateForm::Rfc822);
//! assert!(date.oddities.contains(Oddity::WrongWeekday) && date.oddities.contains(Oddity::TwoDigitYear));
//! ```

mod cursor;
mod iso8601;
mod lexer;
mod moment;
mod rfc822;
mod stated;
mod timestamp;
mod words;
mod written;
mod zone;

use crate::language_tag::LanguageTag;
use std::ops::Range;

pub use iso8601::{calendar_day, utc_offset};
pub use stated::{DateForm, Oddities, Oddity, Precision, StatedDate};
pub use timestamp::{Day, Timestamp};
pub use zone::Zone;

/// What is known about a date before it is read.
#[derive(Clone, Debug, Default)]
pub struct DateHints {
    /// The language it is written in: decides month names and, with its region, whether `3/4` is in March or April.
    pub language: Option<LanguageTag>,
    /// By which clock a time is meant that states no offset.
    pub zone: Zone,
    /// How the document writes its dates, where another of its dates shows it ([`order_shown`]).
    pub order: Option<DateOrder>,
}

impl DateHints {
    fn primary_language(&self) -> Option<&str> {
        self.language.as_ref().map(LanguageTag::primary)
    }
}

/// Which number comes first in a date whose year comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `24/11/2026`.
    DayFirst,
    /// `11/24/2026`.
    MonthFirst,
}

/// Why a text is not a date that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotADate {
    /// It says when as seen from a day that we do not know: `3 hours ago`, `yesterday`.
    Relative,
    /// It could be two days: `03/04/2026`.
    Ambiguous,
    /// There is no such day, time or offset.
    Impossible,
    /// There is such a day, of a year that is not within 1 to 9999.
    OutOfRange,
    /// What programs write where nobody has stated a date: of the year 1 (Go, .NET) or `0000-00-00` (MySQL).
    Unset,
    /// It is no date at all.
    Unrecognised,
}

impl NotADate {
    /// What is wrong with a text that a person wrote as a date, given as it is to be shown.
    pub fn told(self, text: &str) -> String {
        match self {
            NotADate::Relative => format!("`{text}` says when only as seen from a day that is not stated"),
            NotADate::Ambiguous => format!("`{text}` could be two days"),
            NotADate::Impossible => format!("there is no such day as `{text}`"),
            NotADate::OutOfRange => format!("`{text}` is of a year that feeds cannot carry"),
            NotADate::Unset => format!("`{text}` is what programs write where there is no date"),
            NotADate::Unrecognised => format!("`{text}` is no date"),
        }
    }
}

/// A date inside a line, as people write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateInLine {
    /// Its bytes of the line, with the time and the zone.
    pub span: Range<usize>,
    /// The moment, or why it cannot be kept; never [`NotADate::Unrecognised`].
    pub date: Result<Timestamp, NotADate>,
    /// Whether it states a time of the day.
    pub has_time: bool,
}

/// The longest text that can be nothing but a date, in bytes.
const LONGEST: usize = 200;

/// The moment of a text that is nothing but a date: see [`read`].
pub fn parse(text: &str, hints: &DateHints) -> Result<Timestamp, NotADate> {
    read(text, hints).map(|date| date.moment)
}

/// Reads a text that is nothing but a date, with white space around it. A date without a time is its first second by the clock of `hints`.
///
/// Reads all forms, the strictest first. A weekday that is wrong counts for nothing: the date is right. A date of the year 1 is none
/// ([`NotADate::Unset`]), although it has a form that [`read_form`] knows.
pub fn read(text: &str, hints: &DateHints) -> Result<StatedDate, NotADate> {
    let bare = text.trim();
    if bare.len() > LONGEST {
        return Err(NotADate::Unrecognised);
    }
    let standard = || iso8601::read(bare, hints).or_else(|| rfc822::read(bare, hints));
    let date = standard().unwrap_or_else(|| written::whole(bare, hints))?;
    if is_unset(date.day) {
        return Err(NotADate::Unset);
    }
    let start = text.len() - text.trim_start().len();
    Ok(StatedDate { span: start..start + bare.len(), ..date })
}

/// Reads a text that is a date in this form and nothing else; in any other it is [`NotADate::Unrecognised`]. RFC 3339 is a part of W3C's
/// note, and both are parts of ISO 8601.
///
/// Hour 24 is read in every form, a space for the `T` in that of RFC 3339, and `UTC` in that of RFC 822; [`StatedDate::conforms`] tells.
pub fn read_form(text: &str, form: DateForm) -> Result<StatedDate, NotADate> {
    let hints = &DateHints::default();
    let is_unix = |date: &Result<StatedDate, NotADate>| date.as_ref().is_ok_and(|date| date.form == DateForm::Unix);
    let read = match form {
        DateForm::Rfc3339 => iso8601::rfc3339(text),
        DateForm::W3cDtf => iso8601::w3c_dtf(text),
        DateForm::Rfc822 => rfc822::read(text, hints),
        DateForm::Iso8601 => iso8601::read(text, hints).filter(|date| !is_unix(date)),
        DateForm::Unix => iso8601::read(text, hints).filter(is_unix),
        DateForm::Written => Some(written::whole(text, hints)),
    };
    read.unwrap_or(Err(NotADate::Unrecognised))
}

/// The dates inside a line, in their order. Made for lines such as bylines: a date needs its year to be one.
pub fn find(text: &str, hints: &DateHints) -> Vec<DateInLine> {
    let mut found = written::find(text, hints);
    for one in found.iter_mut().filter(|one| one.date.is_ok_and(|date| is_unset(date.day()))) {
        one.date = Err(NotADate::Unset);
    }
    found
}

/// The order that a text shows by a date which can be read one way only: `24/11/2026` is day first.
pub fn order_shown(text: &str) -> Option<DateOrder> {
    written::order_shown(text)
}

/// The date at the beginning of a file's name (`news/2026-11-24-title.md`) or in its folders (`2026/11/24/title.md`), and what
/// follows it (`title.md`).
pub fn date_in_path<'p>(path: &'p str, hints: &DateHints) -> Option<(Timestamp, &'p str)> {
    iso8601::in_path(path, hints).filter(|(date, _)| !is_unset(date.day()))
}

/// Whether a day stands for none: no feed is of the year 1, and programs that have no date begin to count there.
fn is_unset(day: Day) -> bool {
    day.year == 1
}

#[cfg(test)]
mod tests;
