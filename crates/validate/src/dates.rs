//! The dates of RFC 822 and RFC 3339, read as strictly as they are written down.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

/// What there is to say of a date that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The moment.
    pub(super) at: DateTime<FixedOffset>,
    /// The weekday that is written does not belong to the day.
    pub(super) wrong_weekday: bool,
    /// It is in the form of RFC 2822 with a zone that has one meaning; readers take no other for granted.
    pub(super) is_plain: bool,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const ZONES: [(&str, i32); 12] = [
    ("ut", 0),
    ("gmt", 0),
    ("z", 0),
    ("utc", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// A date of RFC 822, section 5, with the four-digit year of RFC 2822; `None` where it is none.
pub(super) fn rfc822(text: &str) -> Option<Dated> {
    let bare = without_comments(text);
    let lower = bare.trim().to_ascii_lowercase();
    let (weekday, rest) = match lower.split_once(',') {
        Some((weekday, rest)) => (Some(WEEKDAYS.iter().position(|name| *name == weekday.trim())?), rest),
        None => (None, lower.as_str()),
    };
    let [day, month, year, time, zone] = words(rest)?;
    let month_index = MONTHS.iter().position(|name| *name == month)?;
    let (hour, minute, second) = clock(time)?;
    let number = |digits: &str, lengths: &[usize]| -> Option<u32> {
        (lengths.contains(&digits.len()) && all_digits(digits)).then(|| digits.parse().ok())?
    };
    let date = NaiveDate::from_ymd_opt(
        full_year(number(year, &[2, 4])?, year.len()),
        month_index as u32 + 1,
        number(day, &[1, 2])?,
    )?;
    let offset_minutes = zone_minutes(zone)?;
    let local = midnight_at(date, hour, minute, second)?;
    let offset = FixedOffset::east_opt(offset_minutes * 60)?;
    let at = local.and_local_timezone(offset).single()?;
    let wrong_weekday = weekday.is_some_and(|weekday| weekday as u32 != date.weekday().num_days_from_monday());
    Some(Dated { at, wrong_weekday, is_plain: is_plain(text, zone) })
}

/// RFC 2822: single spaces, month and weekday in their usual case, a year of four digits, a zone with one meaning.
fn is_plain(text: &str, zone: &str) -> bool {
    let title_case = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(|first| first.is_ascii_uppercase())
            && letters.all(|letter| letter.is_ascii_lowercase())
    };
    let rest = match text.split_once(", ") {
        Some((weekday, rest)) if title_case(weekday) => rest,
        Some(_) => return false,
        None => text,
    };
    let parts: Vec<&str> = rest.split(' ').collect();
    let [day, month, year, time, shown_zone] = parts.as_slice() else { return false };
    let known =
        zone.len() == 5 || zone.len() >= 2 && zone != "utc" && shown_zone.bytes().all(|byte| byte.is_ascii_uppercase());
    all_digits(day) && title_case(month) && year.len() == 4 && time.len() >= 5 && known
}

/// Comments in parentheses, nested too, and quoted characters mean nothing in RFC 822.
fn without_comments(text: &str) -> String {
    let (mut kept, mut depth, mut quoted) = (String::with_capacity(text.len()), 0usize, false);
    for character in text.chars() {
        match character {
            _ if quoted => quoted = false,
            '\\' => quoted = true,
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                kept.push(' ');
            }
            _ if depth > 0 => {}
            _ => kept.push(character),
        }
    }
    kept
}

fn words(text: &str) -> Option<[&str; 5]> {
    let mut words = text.split_ascii_whitespace();
    let five = [words.next()?, words.next()?, words.next()?, words.next()?, words.next()?];
    words.next().is_none().then_some(five)
}

fn full_year(year: u32, digits: usize) -> i32 {
    // RFC 2822, section 4.3: two digits below 50 are of this century.
    let year = year as i32;
    match digits {
        2 if year < 50 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    }
}

fn clock(time: &str) -> Option<(u32, u32, u32)> {
    let mut parts = time.split(':');
    let two = |part: Option<&str>| -> Option<u32> {
        part.filter(|part| part.len() == 2 && all_digits(part)).and_then(|part| part.parse().ok())
    };
    let (hour, minute) = (two(parts.next())?, two(parts.next())?);
    let second = match parts.next() {
        Some(second) => two(Some(second))?,
        None => 0,
    };
    let fits = hour <= 24 && minute < 60 && second <= 60 && (hour < 24 || (minute, second) == (0, 0));
    (fits && parts.next().is_none()).then_some((hour, minute, second))
}

/// 24:00 and second 60 are the next moment that has a number.
fn midnight_at(date: NaiveDate, hour: u32, minute: u32, second: u32) -> Option<chrono::NaiveDateTime> {
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(seconds))
}

fn zone_minutes(zone: &str) -> Option<i32> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Some(hours * 60);
    }
    let mut characters = zone.chars();
    let sign = match characters.next()? {
        '+' => 1,
        '-' => -1,
        letter if letter.is_ascii_lowercase() && letter != 'j' && zone.len() == 1 => return Some(0),
        _ => return None,
    };
    let digits = characters.as_str();
    if digits.len() != 4 || !all_digits(digits) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    (number % 100 < 60).then_some(sign * (number / 100 * 60 + number % 100))
}

/// A date-time of RFC 3339, section 5.6; `None` where it is none.
pub(super) fn rfc3339(text: &str) -> Option<DateTime<FixedOffset>> {
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't'])?;
    let zone_at = rest.find(['Z', 'z', '+', '-'])?;
    let (clock_text, zone) = rest.split_at_checked(zone_at)?;
    let (whole, fraction) = clock_text.split_once('.').map_or((clock_text, None), |(whole, part)| (whole, Some(part)));
    if whole.len() != 8 || fraction.is_some_and(|part| part.is_empty() || !all_digits(part)) {
        return None;
    }
    let (hour, minute, second) = clock(whole)?;
    let date = calendar_day(date)?;
    let offset = FixedOffset::east_opt(60 * numeric_zone(zone)?)?;
    (hour < 24).then_some(())?;
    midnight_at(date, hour, minute, second)?.and_local_timezone(offset).single()
}

/// `2026-11-24`.
pub(super) fn calendar_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shaped =
        year.len() == 4 && month.len() == 2 && day.len() == 2 && [year, month, day].iter().all(|part| all_digits(part));
    if !shaped || parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `Z`, `+02:00`.
fn numeric_zone(zone: &str) -> Option<i32> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    if hours.len() != 2 || minutes.len() != 2 || !all_digits(hours) || !all_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let total = hours * 60 + minutes;
    (hours < 24 && minutes < 60).then_some(if sign == "-" { -total } else { total })
}

/// A date of W3CDTF: a year, a month, a day, or a date-time with or without seconds.
pub(super) fn w3cdtf(text: &str) -> bool {
    match text.len() {
        4 => all_digits(text),
        7 => calendar_day(&format!("{text}-01")).is_some(),
        10 => calendar_day(text).is_some(),
        _ => rfc3339(text).is_some() || with_seconds(text).is_some_and(|text| rfc3339(&text).is_some()),
    }
}

/// W3CDTF lets seconds out.
fn with_seconds(text: &str) -> Option<String> {
    let (before, zone) = text.split_at_checked(16)?;
    Some(format!("{before}:00{zone}"))
}

/// The form of RFC 822 that every reader understands.
pub(super) fn plain_rfc822(at: DateTime<FixedOffset>) -> Option<String> {
    (1..=9999).contains(&at.year()).then(|| at.to_rfc2822())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc822_is_read_as_it_is_written_down() {
        let good = [
            "Tue, 24 Nov 2026 08:00:00 +0000",
            "24 Nov 2026 08:00 GMT",
            "Tue, 24 Nov 26 08:00:00 (noon) EST",
            "Thu, 31 Aug 2017 0:00:00 +0000",
        ];
        let read: Vec<bool> = good.iter().map(|text| rfc822(text).is_some()).collect();
        assert_eq!(read, [true, true, true, false]);
        for text in [
            "Tue 24 Nov 2026 08:00:00 +0000",
            "2026-11-24",
            "Tue, 31 Nov 2026 08:00:00 GMT",
            "Tue, 24 Nov 2026 25:00:00 GMT",
        ] {
            assert_eq!(rfc822(text), None, "{text}");
        }
        assert!(rfc822("Mon, 24 Nov 2026 08:00:00 +0000").is_some_and(|dated| dated.wrong_weekday));
    }

    #[test]
    fn rfc3339_is_read_as_it_is_written_down() {
        for text in ["2026-11-24T08:00:00Z", "2026-11-24T08:00:00.25+01:00", "2026-12-31T23:59:60Z"] {
            assert!(rfc3339(text).is_some(), "{text}");
        }
        for text in [
            "2026-11-24",
            "2026-11-24T08:00Z",
            "2026-11-24T08:00:00",
            "2026-02-29T08:00:00Z",
            "2026-11-24T24:00:00Z",
            "2026-11-24T08:00:00+0100",
        ] {
            assert!(rfc3339(text).is_none(), "{text}");
        }
    }
}
