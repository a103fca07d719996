//! Dates in the forms of standards, read byte by byte: ISO 8601, RFC 3339, seconds since 1970, and dates in paths.

use super::{DateHints, NotADate, Timestamp};
use chrono::{Duration, FixedOffset, NaiveDate, NaiveTime};

/// A calendar day as written: perhaps none that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year of the Gregorian calendar.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

/// A time of the day as written: perhaps none that exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The hour; 24 is the midnight that ends the day.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second; 60 is a leap second.
    pub second: u32,
    /// The offset in seconds east of Greenwich, where one is stated.
    pub offset_seconds: Option<i32>,
}

/// The moment of a day and a time; without a time the first second of the day.
pub fn moment(day: Day, clock: Option<Clock>, hints: &DateHints) -> Result<Timestamp, NotADate> {
    let clock = clock.unwrap_or_default();
    let exact_end = clock.hour == 24 && clock.minute == 0 && clock.second == 0;
    let date = NaiveDate::from_ymd_opt(day.year, day.month, day.day);
    let hour = if exact_end { 0 } else { clock.hour };
    let time = NaiveTime::from_hms_opt(hour, clock.minute, if clock.second == 60 { 59 } else { clock.second });
    let offset = match clock.offset_seconds {
        Some(seconds) => FixedOffset::east_opt(seconds),
        None => FixedOffset::east_opt(hints.offset_seconds).or(FixedOffset::east_opt(0)),
    };
    let (Some(date), Some(time), Some(offset)) = (date, time, offset) else { return Err(NotADate::Impossible) };
    let days = if exact_end { Duration::days(1) } else { Duration::zero() };
    date.and_time(time)
        .checked_add_signed(days)
        .and_then(|local| local.and_local_timezone(offset).single())
        .and_then(Timestamp::new)
        .ok_or(NotADate::Impossible)
}

/// Reads ISO 8601 dates with or without a time, and seconds since 1970; `None` when the text has another shape.
pub fn read(text: &str, hints: &DateHints) -> Option<Result<Timestamp, NotADate>> {
    let bytes = text.as_bytes();
    if bytes.iter().all(u8::is_ascii_digit) {
        return digits_alone(text, hints);
    }
    let mut cursor = Cursor { bytes, at: 0 };
    let day = extended_day(&mut cursor).or_else(|| basic_day(&mut cursor))?;
    if cursor.at_end() {
        return Some(moment(day, None, hints));
    }
    if !cursor.take(b"Tt") {
        // `2026-11-24 08:00 +01:00`; a word that follows is for the reader of written dates.
        cursor.take(b" ").then_some(())?;
    }
    let clock = clock(&mut cursor)?;
    cursor.at_end().then(|| moment(day, Some(clock), hints))
}

/// `20261124`, `202611240800`, `20261124080000`, or seconds (10 digits) or milliseconds (13) since 1970.
fn digits_alone(text: &str, hints: &DateHints) -> Option<Result<Timestamp, NotADate>> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    match text.len() {
        8 | 12 | 14 => {
            let day = Day { year: number(0, 4)? as i32, month: number(4, 6)?, day: number(6, 8)? };
            let clock = number(8, 10).map(|hour| Clock {
                hour,
                minute: number(10, 12).unwrap_or(0),
                second: number(12, 14).unwrap_or(0),
                offset_seconds: None,
            });
            Some(moment(day, clock, hints))
        }
        10 | 13 => {
            let seconds = text.get(..10)?.parse().ok()?;
            Some(Timestamp::from_unix(seconds).ok_or(NotADate::Impossible))
        }
        _ => None,
    }
}

fn extended_day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let start = cursor.at;
    let day = (|| {
        let year = cursor.number(4)? as i32;
        cursor.take(b"-").then_some(())?;
        let month = cursor.number(2)?;
        cursor.take(b"-").then_some(())?;
        Some(Day { year, month, day: cursor.number(2)? })
    })();
    if day.is_none() {
        cursor.at = start;
    }
    day
}

fn basic_day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let day = Day { year: cursor.number(4)? as i32, month: cursor.number(2)?, day: cursor.number(2)? };
    (!cursor.peek().is_some_and(|byte| byte.is_ascii_digit())).then_some(day)
}

/// `08:00`, `08:00:30.123`, `0800`, `080030`, with an offset: `Z`, `+01:00`, `+0100`, `+01`.
fn clock(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let hour = cursor.number(2)?;
    let divided = cursor.take(b":");
    let minute = cursor.number(2)?;
    let mut second = 0;
    let more = cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
    if (divided && cursor.take(b":")) || (!divided && more) {
        second = cursor.number(2)?;
        if cursor.take(b".,") {
            cursor.digits();
        }
    }
    cursor.take(b" ");
    let offset_seconds = if cursor.at_end() { None } else { Some(offset(cursor)?) };
    Some(Clock { hour, minute, second, offset_seconds })
}

fn offset(cursor: &mut Cursor<'_>) -> Option<i32> {
    if cursor.take(b"Zz") {
        return Some(0);
    }
    let sign = match cursor.peek()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    cursor.at += 1;
    let hours = cursor.number(2)? as i32;
    cursor.take(b":");
    let minutes = if cursor.at_end() { 0 } else { cursor.number(2)? as i32 };
    Some(offset_of(sign, hours, minutes))
}

/// Seconds east of Greenwich; more than a day where there is no such offset, so that it is refused.
pub fn offset_of(sign: i32, hours: i32, minutes: i32) -> i32 {
    if hours > 18 || minutes > 59 { i32::MAX } else { sign * (hours * 3600 + minutes * 60) }
}

/// The date in a path, and what follows it.
pub fn in_path<'p>(path: &'p str, hints: &DateHints) -> Option<(Timestamp, &'p str)> {
    let name_start = path.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let name = path.get(name_start..)?;
    if let Some((day, length)) = day_at_start(name) {
        let rest = name.get(length..)?;
        let divided = rest.strip_prefix(['-', '_', ' ']);
        if divided.is_some() || rest.is_empty() || rest.starts_with('.') {
            let rest = divided.unwrap_or(rest).trim_start_matches(['-', '_', ' ']);
            return Some((moment(day, None, hints).ok()?, rest));
        }
    }
    let mut folders = path.get(..name_start)?.split(['/', '\\']).filter(|part| !part.is_empty()).rev();
    let number = |part: &str, digits: usize| {
        (part.len() <= digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok())?
    };
    let (day, month, year) = (folders.next()?, folders.next()?, folders.next()?);
    let year = (year.len() == 4).then_some(year)?;
    let day = Day { year: number(year, 4)? as i32, month: number(month, 2)?, day: number(day, 2)? };
    Some((moment(day, None, hints).ok()?, name))
}

fn day_at_start(name: &str) -> Option<(Day, usize)> {
    let mut cursor = Cursor { bytes: name.as_bytes(), at: 0 };
    let day = extended_day(&mut cursor).or_else(|| basic_day(&mut cursor))?;
    Some((day, cursor.at))
}

/// A place in bytes that are read one after the other.
struct Cursor<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Steps over one byte, if it is one of these.
    fn take(&mut self, any_of: &[u8]) -> bool {
        let takes = self.peek().is_some_and(|byte| any_of.contains(&byte));
        self.at += usize::from(takes);
        takes
    }

    fn digits(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
    }

    /// A number of exactly so many digits (at most 4).
    fn number(&mut self, digits: usize) -> Option<u32> {
        let text = self.bytes.get(self.at..self.at + digits)?;
        let value = text
            .iter()
            .try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))?;
        self.at += digits;
        Some(value)
    }
}
