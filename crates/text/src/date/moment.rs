//! From a day and a time as they are written to a moment.

use super::stated::{Oddities, Oddity, Precision};
use super::timestamp::{Day, Timestamp};
use super::{DateHints, NotADate};

/// A time of the day as written: perhaps none that exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The hour; 24 is the midnight that ends the day.
    pub hour: u32,
    /// The minute.
    pub minute: u32,
    /// The second, where one is written; 60 is a leap second.
    pub second: Option<u32>,
    /// How far it is ahead of Greenwich's.
    pub offset: Offset,
}

/// How far a clock is ahead of Greenwich's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offset {
    /// It does not say.
    #[default]
    Unstated,
    /// In seconds east of Greenwich.
    Seconds(i32),
    /// What is written is none.
    Impossible,
}

impl Offset {
    /// Of so many hours and minutes, of which there may be `most_hours`.
    pub fn of(is_east: bool, hours: u32, minutes: u32, most_hours: u32) -> Offset {
        match i32::try_from(hours * 3600 + minutes * 60) {
            Ok(seconds) if hours <= most_hours && minutes <= 59 => {
                Offset::Seconds(if is_east { seconds } else { -seconds })
            }
            _ => Offset::Impossible,
        }
    }
}

/// The moment of a day and a time; without a time the first second of the day.
///
/// A leap second is the second before it, since that is what every clock that knows none has shown (POSIX counts 59 twice).
pub fn moment(day: Day, clock: Option<Clock>, hints: &DateHints) -> Result<Timestamp, NotADate> {
    if day == (Day { year: 0, month: 0, day: 0 }) {
        return Err(NotADate::Unset);
    }
    let clock = clock.unwrap_or_default();
    let second = clock.second.unwrap_or(0);
    let in_day = clock.hour < 24 && clock.minute < 60 && second <= 60;
    let ends_day = clock.hour == 24 && clock.minute == 0 && second == 0;
    let first = day.first_second().filter(|_| in_day || ends_day).ok_or(NotADate::Impossible)?;
    let seconds = i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(second.min(59));
    let offset_seconds = match clock.offset {
        Offset::Seconds(seconds) => seconds,
        Offset::Unstated => hints.zone.offset_when(first + seconds),
        Offset::Impossible => return Err(NotADate::Impossible),
    };
    // East of Greenwich the first hours of the year 1 are before it.
    let is_unset = day.year == 1 && clock.offset == Offset::Unstated;
    let reason = if is_unset { NotADate::Unset } else { NotADate::OutOfRange };
    Timestamp::from_local(first + seconds, offset_seconds).ok_or(reason)
}

/// How exactly a date with this time is given.
pub fn precision(clock: Option<Clock>) -> Precision {
    match clock {
        None => Precision::Day,
        Some(Clock { second: None, .. }) => Precision::Minute,
        Some(_) => Precision::Second,
    }
}

/// What is odd about a time, whatever form it is written in.
pub fn oddities(clock: Option<Clock>) -> Oddities {
    /// Clocks are set at most 12 hours behind Greenwich's and 14 ahead (the IANA time zone database, since 1900).
    const IN_USE: std::ops::RangeInclusive<i32> = -12 * 3600..=14 * 3600;
    let Some(clock) = clock else { return Oddities::default() };
    let is_odd = |oddity: Oddity| match oddity {
        Oddity::Hour24 => clock.hour == 24,
        Oddity::LeapSecond => clock.second == Some(60),
        Oddity::OffsetBeyondRange => matches!(clock.offset, Offset::Seconds(seconds) if !IN_USE.contains(&seconds)),
        _ => false,
    };
    [Oddity::Hour24, Oddity::LeapSecond, Oddity::OffsetBeyondRange]
        .into_iter()
        .filter(|oddity| is_odd(*oddity))
        .collect()
}

/// RFC 2822 section 4.3: 00 to 49 are this century's, 50 to 99 the last one's.
pub fn full_year(two_digits: u32) -> u32 {
    two_digits + if two_digits < 50 { 2000 } else { 1900 }
}

/// Thai years are those of the Buddhist era, where they are not of our time.
pub fn gregorian_year(year: i32, language: Option<&str>) -> i32 {
    if language == Some("th") && (2400..2700).contains(&year) { year - 543 } else { year }
}
