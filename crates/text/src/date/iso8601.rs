//! The family of ISO 8601: RFC 3339, W3C's note, what else is in use, numbers alone, and dates in paths.

use super::cursor::Cursor;
use super::moment::{Clock, Offset, moment, oddities, precision};
use super::stated::{DateForm, Oddities, Oddity, Precision, StatedDate};
use super::timestamp::{Day, Timestamp};
use super::{DateHints, NotADate};

/// Reads dates with or without a time, and seconds since 1970; `None` when the text has another shape.
pub fn read(text: &str, hints: &DateHints) -> Option<Result<StatedDate, NotADate>> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_alone(text, hints);
    }
    Some(Parts::read(text)?.stated(text, hints))
}

/// Reads a date-time of RFC 3339; `None` when it is none.
pub fn rfc3339(text: &str) -> Option<Result<StatedDate, NotADate>> {
    let parts = Parts::read(text).filter(|parts| parts.form() == DateForm::Rfc3339)?;
    Some(parts.stated(text, &DateHints::default()))
}

/// Reads a date of W3C's note: `2026`, `2026-11`, `2026-11-24`, or with a time and an offset; `None` when it is none.
pub fn w3c_dtf(text: &str) -> Option<Result<StatedDate, NotADate>> {
    if matches!(text.len(), 4 | 7) {
        return year_and_month(text);
    }
    let parts = Parts::read(text)?;
    let allows = matches!(parts.form(), DateForm::Rfc3339 | DateForm::W3cDtf) && parts.divider != Some(b' ');
    allows.then(|| parts.stated(text, &DateHints::default()))
}

/// `2026`, `2026-11`
fn year_and_month(text: &str) -> Option<Result<StatedDate, NotADate>> {
    let mut cursor = Cursor::new(text);
    let year = cursor.number(4)? as i32;
    let month = if cursor.at_end() { None } else { cursor.take(b"-").and_then(|_| cursor.number(2)) };
    if !cursor.at_end() {
        return None;
    }
    let day = Day { year, month: month.unwrap_or(1), day: 1 };
    Some(moment(day, None, &DateHints::default()).map(|moment| StatedDate {
        moment,
        day,
        span: 0..text.len(),
        form: DateForm::W3cDtf,
        precision: if month.is_some() { Precision::Month } else { Precision::Year },
        oddities: Oddities::default(),
    }))
}

/// The parts of a date, as they are written.
struct Parts {
    day: Day,
    /// Whether the parts of the day are divided, as in `2026-11-24`.
    is_extended: bool,
    /// `T`, `t` or a space, where a time follows.
    divider: Option<u8>,
    time: Option<Time>,
}

/// A time, as it is written.
struct Time {
    clock: Clock,
    style: Style,
    /// The offset is `z`.
    has_small_z: bool,
}

/// What decides which standard allows a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `08:00:00.5+01:00`, `08:00Z`: RFC 3339 and W3C's note, but for the seconds.
    Internet,
    /// `0800`, `08:00:00,5`, `08:00 +01`, `08:00+0100`, or without an offset.
    Other,
}

impl Parts {
    fn read(text: &str) -> Option<Parts> {
        let mut cursor = Cursor::new(text);
        let extended = extended_day(&mut cursor);
        let day = extended.or_else(|| basic_day(&mut cursor))?;
        let mut parts = Parts { day, is_extended: extended.is_some(), divider: None, time: None };
        if !cursor.at_end() {
            // `2026-11-24 08:00 +01:00`; a word that follows is for the reader of written dates.
            parts.divider = Some(cursor.take(b"Tt ")?);
            parts.time = Some(time(&mut cursor)?);
        }
        cursor.at_end().then_some(parts)
    }

    fn form(&self) -> DateForm {
        match &self.time {
            _ if !self.is_extended => DateForm::Iso8601,
            None => DateForm::W3cDtf,
            Some(Time { style: Style::Other, .. }) => DateForm::Iso8601,
            Some(Time { clock, .. }) if clock.second.is_some() => DateForm::Rfc3339,
            Some(_) => DateForm::W3cDtf,
        }
    }

    fn stated(&self, text: &str, hints: &DateHints) -> Result<StatedDate, NotADate> {
        let clock = self.time.as_ref().map(|time| time.clock);
        let mut odd = oddities(clock);
        if self.divider == Some(b't') || self.time.as_ref().is_some_and(|time| time.has_small_z) {
            odd.add(Oddity::UnusualCase);
        }
        if self.divider == Some(b' ') {
            odd.add(Oddity::SpaceForT);
        }
        Ok(StatedDate {
            moment: moment(self.day, clock, hints)?,
            day: self.day,
            span: 0..text.len(),
            form: self.form(),
            precision: precision(clock),
            oddities: odd,
        })
    }
}

/// `20261124`, `202611240800`, `20261124080000`, or seconds (10 digits) or milliseconds (13) since 1970.
fn digits_alone(text: &str, hints: &DateHints) -> Option<Result<StatedDate, NotADate>> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let (moment, form, precision) = match text.len() {
        8 | 12 | 14 => {
            let day = Day { year: number(0, 4)? as i32, month: number(4, 6)?, day: number(6, 8)? };
            let clock = number(8, 10).map(|hour| Clock {
                hour,
                minute: number(10, 12).unwrap_or(0),
                second: number(12, 14),
                offset: Offset::Unstated,
            });
            (moment(day, clock, hints), DateForm::Iso8601, precision(clock))
        }
        10 | 13 => {
            let seconds = text.get(..10)?.parse().ok()?;
            (Timestamp::from_unix(seconds).ok_or(NotADate::OutOfRange), DateForm::Unix, Precision::Second)
        }
        _ => return None,
    };
    let span = 0..text.len();
    Some(moment.map(|moment| StatedDate {
        moment,
        day: moment.day(),
        span,
        form,
        precision,
        oddities: Oddities::default(),
    }))
}

/// `2026-11-24`
fn extended_day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let start = cursor.at;
    let day = (|| {
        let year = cursor.number(4)? as i32;
        cursor.take(b"-")?;
        let month = cursor.number(2)?;
        cursor.take(b"-")?;
        Some(Day { year, month, day: cursor.number(2)? })
    })();
    if day.is_none() {
        cursor.at = start;
    }
    day
}

/// `20261124`
fn basic_day(cursor: &mut Cursor<'_>) -> Option<Day> {
    let day = Day { year: cursor.number(4)? as i32, month: cursor.number(2)?, day: cursor.number(2)? };
    (!cursor.peek().is_some_and(|byte| byte.is_ascii_digit())).then_some(day)
}

/// `08:00`, `08:00:30.123`, `0800`, `080030`, with an offset: `Z`, `+01:00`, `+0100`, `+01`.
fn time(cursor: &mut Cursor<'_>) -> Option<Time> {
    let hour = cursor.number(2)?;
    let is_divided = cursor.take(b":").is_some();
    let minute = cursor.number(2)?;
    let mut second = None;
    let mut is_internet = is_divided;
    let more = cursor.peek().is_some_and(|byte| byte.is_ascii_digit());
    if (is_divided && cursor.take(b":").is_some()) || (!is_divided && more) {
        second = Some(cursor.number(2)?);
        if let Some(mark) = cursor.take(b".,") {
            let fraction = cursor.digits();
            is_internet &= mark == b'.' && !fraction.is_empty();
        }
    }
    is_internet &= cursor.take(b" ").is_none();
    let has_small_z = cursor.peek() == Some(b'z');
    let (offset, offset_is_internet) = if cursor.at_end() { (Offset::Unstated, false) } else { offset(cursor)? };
    let style = if is_internet && offset_is_internet { Style::Internet } else { Style::Other };
    Some(Time { clock: Clock { hour, minute, second, offset }, style, has_small_z })
}

/// An offset, and whether it is written as RFC 3339 has it.
fn offset(cursor: &mut Cursor<'_>) -> Option<(Offset, bool)> {
    if cursor.take(b"Zz").is_some() {
        return Some((Offset::Seconds(0), true));
    }
    let sign = cursor.take(b"+-")?;
    let hours = cursor.number(2)?;
    let is_divided = cursor.take(b":").is_some();
    // Hours alone (`+01`) are ISO 8601's; behind a colon minutes follow.
    let minutes = if cursor.at_end() && !is_divided { None } else { Some(cursor.number(2)?) };
    let offset = Offset::of(sign == b'+', hours, minutes.unwrap_or(0), 23);
    Some((offset, is_divided && minutes.is_some() && offset != Offset::Impossible))
}

/// `2026-11-24`, and nothing else, if there is such a day.
pub fn calendar_day(text: &str) -> Option<Day> {
    let mut cursor = Cursor::new(text);
    extended_day(&mut cursor).filter(|day| cursor.at_end() && day.exists())
}

/// `Z`, `UTC`, `+01:00`, `-0530`: in seconds east of Greenwich; `None` for anything else.
pub fn utc_offset(text: &str) -> Option<i32> {
    if text == "UTC" {
        return Some(0);
    }
    let mut cursor = Cursor::new(text);
    match offset(&mut cursor)? {
        (Offset::Seconds(seconds), _) if cursor.at_end() => Some(seconds),
        _ => None,
    }
}

/// The date in a path, and what follows it.
pub fn in_path<'p>(path: &'p str, hints: &DateHints) -> Option<(Timestamp, &'p str)> {
    let name_start = path.rfind(['/', '\\']).map_or(0, |slash| slash + 1);
    let name = path.get(name_start..)?;
    if let Some((day, length)) = day_at_start(name) {
        let rest = name.get(length..)?;
        if let Some((clock, rest)) = clock_in_name(rest) {
            return Some((moment(day, Some(clock), hints).ok()?, rest));
        }
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
    let above = folders.next()?;
    // What lies in a folder that is called by its day: `2026-11-24-title/notes.md`.
    if let Some((day, length)) = day_at_start(above)
        && above.get(length..).is_some_and(|rest| rest.starts_with(['-', '_', ' ']))
    {
        return Some((moment(day, None, hints).ok()?, name));
    }
    let dated = |year: &str, month: &str, day: &str| {
        let year = (year.len() == 4).then_some(year)?;
        Some(Day { year: number(year, 4)? as i32, month: number(month, 2)?, day: number(day, 2)? })
    };
    let second = folders.next()?;
    // `2026/11/24-title.md`
    if let Some((day, rest)) = name.split_once(['-', '_']).filter(|(day, rest)| day.len() == 2 && !rest.is_empty())
        && let Some(day) = dated(second, above, day)
    {
        return Some((moment(day, None, hints).ok()?, rest));
    }
    Some((moment(dated(folders.next()?, second, above)?, None, hints).ok()?, name))
}

/// The time behind the day in the name of a file, in which signs that names cannot have are others: `T10:20:00Z`, `-10-20-00`, ` 10.20.00`. It
/// has seconds: `-1430-` may be any number. Also gives what follows it.
fn clock_in_name(rest: &str) -> Option<(Clock, &str)> {
    let mut cursor = Cursor::new(rest);
    cursor.take(b"Tt -_")?;
    let two = |cursor: &mut Cursor| cursor.number(2).filter(|number| *number < 60);
    let hour = two(&mut cursor).filter(|hour| *hour < 24)?;
    cursor.take(b":-._")?;
    let minute = two(&mut cursor)?;
    cursor.take(b":-._")?;
    let second = two(&mut cursor)?;
    let mut clock = Clock { hour, minute, second: Some(second), ..Clock::default() };
    let mut behind = rest.get(cursor.at..)?;
    if let Some(after) = behind.strip_prefix(['Z', 'z']) {
        clock.offset = Offset::Seconds(0);
        behind = after;
    } else if let Some((seconds, after)) = offset_in_name(behind) {
        clock.offset = Offset::Seconds(seconds);
        behind = after;
    }
    let divided = behind.strip_prefix(['-', '_', ' ']);
    (divided.is_some() || behind.is_empty() || behind.starts_with('.'))
        .then(|| (clock, divided.unwrap_or(behind).trim_start_matches(['-', '_', ' '])))
}

/// `+02:00`, `+0200`.
fn offset_in_name(text: &str) -> Option<(i32, &str)> {
    let mut cursor = Cursor::new(text);
    let sign = if cursor.take(b"+-")? == b'-' { -1 } else { 1 };
    let hour = cursor.number(2).filter(|hour| *hour < 24)?;
    let _ = cursor.take(b":");
    let minute = cursor.number(2).filter(|minute| *minute < 60)?;
    Some((sign * (hour * 3600 + minute * 60) as i32, text.get(cursor.at..)?))
}

fn day_at_start(name: &str) -> Option<(Day, usize)> {
    let mut cursor = Cursor::new(name);
    let day = extended_day(&mut cursor).or_else(|| basic_day(&mut cursor))?;
    Some((day, cursor.at))
}
