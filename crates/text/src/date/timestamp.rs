//! A moment that every format can carry, and beside `zone` the only place that knows the crate `chrono`.

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, SecondsFormat, TimeZone, Timelike};
use std::fmt::{self, Write};

/// A moment that every format can carry: whole seconds, years 1 to 9999, with the offset its author wrote.
///
/// Two of them are equal when they are the same moment, whatever their offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<FixedOffset>);

/// A day of the Gregorian calendar as written: perhaps none that exists ([`Day::exists`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z; `None` outside the years 1 to 9999.
    pub fn from_unix(seconds: i64) -> Option<Timestamp> {
        Timestamp::from_local(0, 0)?.later(seconds)
    }

    /// Seconds since 1970-01-01T00:00:00 on clocks that are `offset_seconds` ahead of Greenwich's; `None` outside the years 1 to 9999, there
    /// or in Greenwich. An offset of a day or more, which no format can write, becomes that of Greenwich.
    pub(super) fn from_local(local_seconds: i64, offset_seconds: i32) -> Option<Timestamp> {
        let fits = |year: i32| (1..=9999).contains(&year);
        let utc_seconds = local_seconds.checked_sub(i64::from(offset_seconds))?;
        let offset = FixedOffset::east_opt(offset_seconds).or(FixedOffset::east_opt(0))?;
        let date = offset.timestamp_opt(utc_seconds, 0).single()?;
        (fits(date.year()) && fits(date.naive_utc().year())).then_some(Timestamp(date))
    }

    fn later(self, seconds: i64) -> Option<Timestamp> {
        Timestamp::from_local(self.unix().checked_add(seconds)?, 0)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(self) -> i64 {
        self.0.timestamp()
    }

    /// The day in the offset that its author wrote.
    pub fn day(self) -> Day {
        Day::of(&self.0)
    }

    /// The day in Greenwich.
    pub fn utc_day(self) -> Day {
        Day::of(&self.0.naive_utc())
    }

    /// The same moment by Greenwich's clock.
    pub fn in_utc(self) -> Timestamp {
        Timestamp(self.0.to_utc().fixed_offset())
    }

    /// Whether it is the first second of a day in the offset that its author wrote, as of a date without a time.
    pub fn is_midnight(self) -> bool {
        self.0.num_seconds_from_midnight() == 0
    }

    /// `2026-11-24T08:00:00Z` (RFC 3339), as Atom and JSON Feed want it.
    pub fn rfc3339(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Secs, true)
    }

    /// As a format of C's `strftime` says, with English names: `%-d %B %Y`; `None` for one that is none.
    pub fn formatted(self, format: &str) -> Option<String> {
        let mut text = String::new();
        write!(text, "{}", self.0.format(format)).ok()?;
        Some(text)
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

impl Day {
    fn of(date: &impl Datelike) -> Day {
        Day { year: date.year(), month: date.month(), day: date.day() }
    }

    fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day)
    }

    /// Whether the calendar has this day.
    pub fn exists(self) -> bool {
        self.date().is_some()
    }

    /// The day so many days later; `None` where one of them is none.
    pub(super) fn later(self, days: i64) -> Option<Day> {
        self.date()?.checked_add_signed(Duration::try_days(days)?).map(|date| Day::of(&date))
    }

    /// Seconds from 1970-01-01T00:00:00 to its first, by the same clock; `None` where there is no such day.
    pub(super) fn first_second(self) -> Option<i64> {
        Some(self.date()?.and_hms_opt(0, 0, 0)?.and_utc().timestamp())
    }

    /// The days since the Monday before, from 0; `None` where there is no such day.
    pub(super) fn weekday_index(self) -> Option<u32> {
        Some(self.date()?.weekday().num_days_from_monday())
    }

    /// Its number in the year, from 1; `None` where there is no such day.
    pub fn of_year(self) -> Option<u32> {
        Some(self.date()?.ordinal())
    }

    /// Its week by ISO 8601 and the year that the week belongs to; `None` where there is no such day.
    pub fn week(self) -> Option<(i32, u32)> {
        let week = self.date()?.iso_week();
        Some((week.year(), week.week()))
    }

    /// `Tue`, as RFC 822 abbreviates it; `None` where there is no such day.
    pub fn weekday(self) -> Option<&'static str> {
        const NAMES: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        NAMES.get(self.weekday_index()? as usize).copied()
    }
}

impl fmt::Display for Day {
    /// `2026-11-24`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
