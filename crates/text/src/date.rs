//! Dates: as people type them, and as RFC 822 and RFC 3339 want them.

mod lexer;
mod standard;
mod words;
mod written;

use crate::language_tag::LanguageTag;
use chrono::{DateTime, Datelike, FixedOffset};
use std::fmt;
use std::ops::Range;

/// A moment that every format can carry: whole seconds, years 1 to 9999, with the offset its author wrote.
///
/// Two of them are equal when they are the same moment, whatever their offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);

impl Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z; `None` outside the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Timestamp> {
        Timestamp::new(DateTime::from_timestamp(seconds, 0)?.fixed_offset())
    }

    /// Takes a chrono date; `None` outside the years 1 to 9999, in its own offset or in UTC.
    pub fn new(date: DateTime<FixedOffset>) -> Option<Timestamp> {
        let fits = |year: i32| (1..=9999).contains(&year);
        let whole = DateTime::from_timestamp(date.timestamp(), 0)?.with_timezone(date.offset());
        (fits(whole.year()) && fits(whole.naive_utc().year())).then_some(Timestamp(whole))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// The calendar date and time in the offset that its author wrote.
    pub fn date_time(self) -> DateTime<FixedOffset> {
        self.0
    }

    /// `2026-11-24T08:00:00Z` (RFC 3339), as Atom and JSON Feed want it.
    pub fn rfc3339(self) -> String {
        self.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }

    /// `Tue, 24 Nov 2026 08:00:00 +0000` (RFC 822 with the four-digit year of RFC 2822), as RSS wants it.
    pub fn rfc822(self) -> String {
        self.0.to_rfc2822()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

/// What is known about a date before it is read.
#[derive(Clone, Debug, Default)]
pub struct DateHints {
    /// The language it is written in: decides month names and, with its region, whether `3/4` is in March or April.
    pub language: Option<LanguageTag>,
    /// The offset of a time that states none, in seconds east of Greenwich.
    pub offset_seconds: i32,
    /// How the document writes its dates, where another of its dates shows it ([`order_shown`]).
    pub order: Option<DateOrder>,
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
pub enum NotADate {
    /// It says when as seen from a day that we do not know: `3 hours ago`, `yesterday`.
    Relative,
    /// It could be two days: `03/04/2026`.
    Ambiguous,
    /// There is no such day, time or offset, or its year is not within 1 to 9999.
    Impossible,
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
            NotADate::Unrecognised => format!("`{text}` is no date"),
        }
    }
}

/// A date inside a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes of the line, with the time and the zone.
    pub span: Range<usize>,
    /// The moment, or why it cannot be kept; never [`NotADate::Unrecognised`].
    pub date: Result<Timestamp, NotADate>,
    /// Whether it states a time of the day.
    pub has_time: bool,
}

/// The longest text that can be nothing but a date, in bytes.
const LONGEST: usize = 200;

/// Reads a text that is nothing but a date. A date without a time is its first second at the offset of `hints`.
///
/// Reads RFC 3339 and looser ISO 8601, RFC 822 (with a weekday that is wrong: the date counts), seconds since 1970, and what people
/// write in the languages of the table.
pub fn parse(text: &str, hints: &DateHints) -> Result<Timestamp, NotADate> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(NotADate::Unrecognised);
    }
    standard::read(text, hints).unwrap_or_else(|| written::whole(text, hints))
}

/// The dates inside a line, in their order. Made for lines such as bylines: a date needs its year to be one.
pub fn find(text: &str, hints: &DateHints) -> Vec<Found> {
    written::find(text, hints)
}

/// The order that a text shows by a date which can be read one way only: `24/11/2026` is day first.
pub fn order_shown(text: &str) -> Option<DateOrder> {
    written::order_shown(text)
}

/// The date at the beginning of a file's name (`news/2026-11-24-title.md`) or in its folders (`2026/11/24/title.md`), and what
/// follows it (`title.md`).
pub fn date_in_path<'p>(path: &'p str, hints: &DateHints) -> Option<(Timestamp, &'p str)> {
    standard::in_path(path, hints)
}

#[cfg(test)]
mod tests;
