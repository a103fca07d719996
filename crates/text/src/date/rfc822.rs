//! Dates of RFC 822 section 5, as RFC 2822 sections 3.3 and 4.3 take them: `Tue, 24 Nov 2026 08:00:00 +0000`.

use super::cursor::Cursor;
use super::moment::{Clock, Offset, full_year, gregorian_year, moment, oddities, precision};
use super::stated::{DateForm, Oddities, Oddity, StatedDate};
use super::timestamp::Day;
use super::{DateHints, NotADate, words};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The zones that RFC 822 section 5.1 names, with their hours east of Greenwich. Greenwich's own are not odd.
const ZONES: [(&str, i32); 10] = [
    ("UT", 0),
    ("GMT", 0),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
];

/// Reads a date in this form; `None` when it has another.
///
/// Hour 24 and a wrong weekday are read, and told. Letters may be in any case (RFC 822 section 3.4.7).
pub fn read(text: &str, hints: &DateHints) -> Option<Result<StatedDate, NotADate>> {
    let mut reader = Reader { cursor: Cursor::new(text), odd: Oddities::default() };
    let weekday = reader.weekday()?;
    let day = reader.day(hints)?;
    reader.space()?;
    let clock = reader.clock(hints)?;
    reader.gap();
    if !reader.cursor.at_end() {
        return None;
    }
    let right_weekday = day.weekday_index();
    if weekday.is_some_and(|weekday| Some(weekday) != right_weekday) {
        reader.odd.add(Oddity::WrongWeekday);
    }
    Some(moment(day, Some(clock), hints).map(|moment| StatedDate {
        moment,
        day,
        span: 0..text.len(),
        form: DateForm::Rfc822,
        precision: precision(Some(clock)),
        oddities: reader.odd.with(oddities(Some(clock))),
    }))
}

struct Reader<'t> {
    cursor: Cursor<'t>,
    odd: Oddities,
}

impl Reader<'_> {
    /// `Tue, `: the days since Monday, or that there is none.
    fn weekday(&mut self) -> Option<Option<u32>> {
        self.gap();
        if self.cursor.peek()?.is_ascii_digit() {
            return Some(None);
        }
        let name = self.cursor.letters();
        let index = self.named(&WEEKDAYS, name)?;
        let before = self.gap();
        self.cursor.take(b",")?;
        if before != Gap::None || self.gap() != Gap::Space {
            self.odd.add(Oddity::UnusualSpace);
            self.gap();
        }
        Some(Some(index))
    }

    /// `24 Nov 2026`
    fn day(&mut self, hints: &DateHints) -> Option<Day> {
        let day = self.cursor.digits();
        let day = Some(day).filter(|day| matches!(day.len(), 1 | 2))?.parse().ok()?;
        self.space()?;
        let name = self.cursor.letters();
        let month = self.named(&MONTHS, name)? + 1;
        self.space()?;
        let digits = self.cursor.digits();
        let year: u32 = Some(digits).filter(|year| matches!(year.len(), 2 | 4))?.parse().ok()?;
        if digits.len() == 2 {
            self.odd.add(Oddity::TwoDigitYear);
            return Some(Day { year: full_year(year) as i32, month, day });
        }
        Some(Day { year: gregorian_year(year as i32, hints.primary_language()), month, day })
    }

    /// `08:00:00 +0000`; the seconds may be missing.
    fn clock(&mut self, hints: &DateHints) -> Option<Clock> {
        let hour = self.cursor.number(2)?;
        self.cursor.take(b":")?;
        let minute = self.cursor.number(2)?;
        let second = if self.cursor.take(b":").is_some() { Some(self.cursor.number(2)?) } else { None };
        self.space()?;
        Some(Clock { hour, minute, second, offset: self.zone(hints)? })
    }

    /// `+0000`, `GMT`, `EST`, `A`
    fn zone(&mut self, hints: &DateHints) -> Option<Offset> {
        if let Some(sign) = self.cursor.take(b"+-") {
            let (hours, minutes) = (self.cursor.number(2)?, self.cursor.number(2)?);
            return Some(Offset::of(sign == b'+', hours, minutes, 99));
        }
        let name = self.cursor.letters();
        let offset_seconds = match name.len() {
            1 => self.letter(name)?,
            _ => self.named_zone(name, hints)?,
        };
        if !name.bytes().all(|byte| byte.is_ascii_uppercase()) {
            self.odd.add(Oddity::UnusualCase);
        }
        Some(Offset::Seconds(offset_seconds))
    }

    /// There is no `J`.
    fn letter(&mut self, name: &str) -> Option<i32> {
        self.odd.add(Oddity::MilitaryZone);
        (!name.eq_ignore_ascii_case("j")).then_some(0)
    }

    fn named_zone(&mut self, name: &str, hints: &DateHints) -> Option<i32> {
        if name.eq_ignore_ascii_case("UTC") {
            self.odd.add(Oddity::UnlistedZone);
            return Some(0);
        }
        let (_, hours) = ZONES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        if *hours != 0 {
            self.odd.add(Oddity::NamedZone);
        }
        // `CST` is China's in Chinese.
        let spoken = hints.primary_language().and_then(|language| words::zone_in(language, name));
        Some(spoken.unwrap_or(hours * 3600))
    }

    /// The place of a name in a list, in any case.
    fn named(&mut self, names: &[&str], name: &str) -> Option<u32> {
        let index = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
        if names.get(index) != Some(&name) {
            self.odd.add(Oddity::UnusualCase);
        }
        u32::try_from(index).ok()
    }

    /// What has to stand between two parts.
    fn space(&mut self) -> Option<()> {
        match self.gap() {
            Gap::None => return None,
            Gap::Space => {}
            Gap::Wide => self.odd.add(Oddity::UnusualSpace),
        }
        Some(())
    }

    /// Steps over white space and comments (RFC 822 section 3.1.4). With a comment in it, a gap is as good as a space.
    fn gap(&mut self) -> Gap {
        let is_space = |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let gap = match self.cursor.take_while(is_space) {
            "" => Gap::None,
            " " => Gap::Space,
            _ => Gap::Wide,
        };
        if self.comment().is_none() {
            return gap;
        }
        self.odd.add(Oddity::Comment);
        self.cursor.take_while(is_space);
        while self.comment().is_some() {
            self.cursor.take_while(is_space);
        }
        Gap::Space
    }

    /// Steps over a comment, with those that are in it; a `\` makes the next character nothing but itself. One that is not closed is none.
    fn comment(&mut self) -> Option<()> {
        let mut cursor = self.cursor.clone();
        cursor.take(b"(")?;
        let mut depth = 1_usize;
        while depth > 0 {
            cursor.take_while(|byte| !matches!(byte, b'(' | b')' | b'\\'));
            match cursor.take(b"()\\")? {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => cursor.at += 1,
            }
        }
        self.cursor = cursor;
        Some(())
    }
}

/// What stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    /// One space.
    Space,
    /// More, or a tab, or a line end.
    Wide,
}
