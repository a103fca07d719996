//! By which clock a time is meant that states no offset: a fixed one, or that of a place with its summer time.
//!
//! The rules of places come from the IANA time zone database in the crate `chrono-tz`, and not from the machine's own: the same articles give the same
//! feeds on every machine. (`jiff` with its bundled database would be a second library of dates beside `chrono`.)

use super::timestamp::Timestamp;
use chrono::{DateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use std::fmt;
use std::str::FromStr;

/// A clock, by its distance from Greenwich's or by the place where it hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Rule);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Offset(i32),
    Place(Tz),
}

impl Default for Zone {
    fn default() -> Zone {
        Zone::of_offset(0)
    }
}

impl Zone {
    /// So many seconds east of Greenwich, all year.
    pub const fn of_offset(seconds: i32) -> Zone {
        Zone(Rule::Offset(seconds))
    }

    /// A zone by its name in the IANA database, in any case (`Europe/Amsterdam`), or an offset (`+01:00`, `UTC`).
    pub fn parse(text: &str) -> Option<Zone> {
        let text = text.trim();
        if let Some(seconds) = super::utc_offset(text) {
            return Some(Zone::of_offset(seconds));
        }
        let in_any_case = || TZ_VARIANTS.into_iter().find(|known| known.name().eq_ignore_ascii_case(text));
        Tz::from_str(text).ok().or_else(in_any_case).map(|place| Zone(Rule::Place(place)))
    }

    /// The names that the database knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        TZ_VARIANTS.into_iter().map(Tz::name)
    }

    /// Its offset, in seconds, when its own clock shows so many seconds since 1970-01-01T00:00:00. Of an hour that the clock shows twice the
    /// first is meant; one that it leaves out is counted as if it had gone on as before.
    pub(super) fn offset_when(self, local_seconds: i64) -> i32 {
        let place = match self.0 {
            Rule::Offset(seconds) => return seconds,
            Rule::Place(place) => place,
        };
        let Some(local) = DateTime::from_timestamp(local_seconds, 0).map(|moment| moment.naive_utc()) else { return 0 };
        // Samoa has left out a whole day.
        let before = || local.checked_sub_signed(TimeDelta::hours(25));
        let offset = place.offset_from_local_datetime(&local).earliest();
        let offset = offset.or_else(|| place.offset_from_local_datetime(&before()?).earliest());
        // Whole minutes are all that feeds can write; before there were zones clocks went by the sun.
        offset.map_or(0, |offset| offset.fix().local_minus_utc() / 60 * 60)
    }
}

impl Zone {
    /// A moment by its clock; the moment as it is where that is in no year that formats have.
    pub fn local(self, time: Timestamp) -> Timestamp {
        let offset = self.offset_at(time.unix());
        let local = time.unix().checked_add(i64::from(offset));
        local.and_then(|local| Timestamp::from_local(local, offset)).unwrap_or(time)
    }

    /// Its offset, in seconds, so many seconds after 1970-01-01T00:00:00Z.
    fn offset_at(self, utc_seconds: i64) -> i32 {
        let place = match self.0 {
            Rule::Offset(seconds) => return seconds,
            Rule::Place(place) => place,
        };
        let moment = DateTime::from_timestamp(utc_seconds, 0).map(|moment| moment.naive_utc());
        // Whole minutes, as above.
        moment.map_or(0, |moment| place.offset_from_utc_datetime(&moment).fix().local_minus_utc() / 60 * 60)
    }
}

impl fmt::Display for Zone {
    /// As a configuration writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Rule::Place(place) => f.write_str(place.name()),
            Rule::Offset(seconds) => {
                let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
                write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{DateHints, parse};

    #[test]
    fn a_time_without_an_offset_is_by_the_clock_of_the_place() {
        let cases = [
            ("Europe/Amsterdam", "2026-01-15 12:00", "2026-01-15T12:00:00+01:00"),
            ("europe/amsterdam", "2026-07-15", "2026-07-15T00:00:00+02:00"),
            ("America/New_York", "July 4, 2026 9:30 am", "2026-07-04T09:30:00-04:00"),
            ("Asia/Kolkata", "2026-07-04T09:30:00", "2026-07-04T09:30:00+05:30"),
            ("Australia/Lord_Howe", "2026-01-04T09:30:00", "2026-01-04T09:30:00+11:00"),
            ("UTC", "2026-07-04T09:30:00", "2026-07-04T09:30:00Z"),
            ("-03:30", "2026-07-04T09:30:00", "2026-07-04T09:30:00-03:30"),
            // What is stated goes before the place.
            ("Europe/Amsterdam", "2026-07-15T12:00:00Z", "2026-07-15T12:00:00Z"),
            // Twice, and not at all.
            ("Europe/Amsterdam", "2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
            ("Europe/Amsterdam", "2026-03-29 02:30", "2026-03-29T02:30:00+01:00"),
            ("Pacific/Apia", "2011-12-30 10:00", "2011-12-30T10:00:00-10:00"),
            ("Europe/Amsterdam", "9999-12-31", "9999-12-31T00:00:00+01:00"),
            // By the sun of Brussels, 17 minutes and 30 seconds ahead.
            ("Europe/Brussels", "1850-01-01", "1850-01-01T00:00:00+00:17"),
        ];
        for (zone, text, expected) in cases {
            let hints = DateHints { zone: Zone::parse(zone).expect(zone), ..DateHints::default() };
            assert_eq!(parse(text, &hints).map(|date| date.rfc3339()).as_deref(), Ok(expected), "{zone} {text}");
        }
        for wrong in ["", "Amsterdam/Europe", "CEST+1", "Europe", "+25", "\u{0}"] {
            assert_eq!(Zone::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_zone_is_written_as_it_is_read() {
        for name in ["Europe/Amsterdam", "+05:30", "-03:30", "+00:00"] {
            assert_eq!(Zone::parse(name).map(|zone| zone.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Zone::parse("UTC"), Some(Zone::default()));
    }
}
