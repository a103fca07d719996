//! A date as a text states it: the moment, the form that it is written in, and what is odd about it.

use super::timestamp::{Day, Timestamp};
use std::ops::Range;

/// A date as a text states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedDate {
    /// When it is.
    pub moment: Timestamp,
    /// The day that is written; after hour 24 the moment is of the next.
    pub day: Day,
    /// Its bytes of the text, without the white space around it.
    pub span: Range<usize>,
    /// The form that it is written in: the strictest that it fits.
    pub form: DateForm,
    /// How exactly it is given.
    pub precision: Precision,
    /// What is odd about it.
    pub oddities: Oddities,
}

impl StatedDate {
    /// Whether its form allows all of it. Hour 24, a space for the `T` and the zone `UTC` can be read, although their forms have no such thing.
    pub fn conforms(&self) -> bool {
        let foreign = [Oddity::Hour24, Oddity::SpaceForT, Oddity::UnlistedZone];
        !foreign.into_iter().any(|oddity| self.oddities.contains(oddity))
    }
}

/// The forms that a date can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateForm {
    /// `2026-11-24T08:00:00Z`: a date-time of RFC 3339 section 5.6. Atom, JSON Feed.
    Rfc3339,
    /// `Tue, 24 Nov 2026 08:00:00 +0000`: a date-time of RFC 822 section 5, with the years of RFC 2822 section 3.3, and the obsolete zones
    /// and comments of both. RSS, OPML.
    Rfc822,
    /// `2026-11-24`, `2026-11-24T08:00Z`: what W3C's note "Date and Time Formats" has beyond RFC 3339, which is less exact dates. Dublin Core.
    W3cDtf,
    /// `20261124T0800`, `2026-11-24T08:00:00,5+0100`: what else ISO 8601 allows, as far as it is in use, and its parts with a space between.
    Iso8601,
    /// `1795507200`, `1795507200000`: seconds or milliseconds since 1970.
    Unix,
    /// `24 november 2026 om 8 uur`: as people write, in the languages of the table.
    Written,
}

/// How exactly a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `2026`; the moment is its first second.
    Year,
    /// `2026-11`; the moment is its first second.
    Month,
    /// `2026-11-24`; the moment is its first second.
    Day,
    /// `08:00`
    Minute,
    /// `08:00:00`
    Second,
}

/// What can be odd about a date that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Oddity {
    /// `24 Nov 26`: RFC 822 has two digits, RFC 2822 section 4.3 calls them obsolete.
    TwoDigitYear,
    /// `Mon, 24 Nov 2026`, which is a Tuesday. RFC 2822 section 3.3: "MUST be the day-of-week implied by the date".
    WrongWeekday,
    /// `24:00:00`, the midnight that ends the day: in ISO 8601, but RFC 822 section 5.1 and RFC 3339 section 5.6 end with hour 23.
    Hour24,
    /// `23:59:60`: in RFC 2822 and RFC 3339, not in RFC 822.
    LeapSecond,
    /// `24 (sic) Nov 2026`: a comment of RFC 822 section 3.1.4.
    Comment,
    /// `+2359`: RFC 2822 section 3.3 allows -9959 to +9959 and RFC 3339 section 5.6 -23:59 to +23:59; no place has had less than -12:00 or
    /// more than +14:00 since there are zones.
    OffsetBeyondRange,
    /// `EST`: a name in place of an offset. RFC 2822 section 4.3 calls them obsolete and says what they mean.
    NamedZone,
    /// `A`, `Z`: a letter in place of an offset. RFC 822 confused east and west of all but `Z`, so that RFC 2822 section 4.3 takes them for UTC.
    MilitaryZone,
    /// `UTC`: a name that RFC 822 does not have, although everybody knows it.
    UnlistedZone,
    /// `t`, `z`, `nov`, `gmt`, `TUE`: not in the usual case. RFC 3339 section 5.6 allows both, RFC 4287 section 3.3 does not.
    UnusualCase,
    /// `2026-11-24 08:00:00Z`: RFC 3339 section 5.6 has a `T` there, and lets applications that want to read better have a space.
    SpaceForT,
    /// `Tue,24 Nov`, `24  Nov`: parts that are not divided by one space.
    UnusualSpace,
}

/// What is odd about one date: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Oddities(u16);

impl Oddities {
    /// Whether this is among them.
    pub fn contains(self, oddity: Oddity) -> bool {
        self.0 & Oddities::bit(oddity) != 0
    }

    /// Whether nothing is odd.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds one.
    pub(super) fn add(&mut self, oddity: Oddity) {
        self.0 |= Oddities::bit(oddity);
    }

    /// Adds all of another set.
    pub(super) fn with(self, others: Oddities) -> Oddities {
        Oddities(self.0 | others.0)
    }

    fn bit(oddity: Oddity) -> u16 {
        1 << (oddity as u16)
    }
}

impl FromIterator<Oddity> for Oddities {
    fn from_iter<I: IntoIterator<Item = Oddity>>(oddities: I) -> Oddities {
        let mut set = Oddities::default();
        oddities.into_iter().for_each(|oddity| set.add(oddity));
        set
    }
}
