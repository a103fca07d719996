//! Dates as people write them: patterns over the numbers, words and marks of a line.

use super::lexer::{self, Kind, Token};
use super::moment::{self, Clock, Offset, full_year, gregorian_year};
use super::stated::{DateForm, StatedDate};
use super::timestamp::Day;
use super::words::{self, Convention, Meaning, Role};
use super::{DateHints, DateInLine, DateOrder, NotADate, Timestamp};

/// Reads a text that is nothing but a date.
pub fn whole(text: &str, hints: &DateHints) -> Result<StatedDate, NotADate> {
    let line = Line::new(text, hints, Extent::Whole);
    let start = line.skip(0, 4, |token| is_connector(token) || is(token, Role::Weekday));
    let Some(read) = (0..=start).rev().find_map(|at| line.date_and_time(at)) else {
        return Err(if line.is_relative() { NotADate::Relative } else { NotADate::Unrecognised });
    };
    if !line.ends_at(read.next) {
        return Err(NotADate::Unrecognised);
    }
    Ok(StatedDate {
        moment: read.moment(hints)?,
        day: read.day?,
        span: 0..text.len(),
        form: DateForm::Written,
        precision: moment::precision(read.clock),
        oddities: moment::oddities(read.clock),
    })
}

/// The dates inside a line.
pub fn find(text: &str, hints: &DateHints) -> Vec<DateInLine> {
    let line = Line::new(text, hints, Extent::Part);
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.tokens.len() {
        if let Some(read) = line.date_and_time(at) {
            found.push(DateInLine {
                span: line.span(at, read.next),
                date: read.moment(hints),
                has_time: read.clock.is_some(),
            });
            at = read.next;
        } else if let Some(next) = line.relative(at) {
            found.push(DateInLine { span: line.span(at, next), date: Err(NotADate::Relative), has_time: false });
            at = next;
        } else {
            at += 1;
        }
    }
    found
}

/// The order that a text shows by a date which can be read one way only.
pub fn order_shown(text: &str) -> Option<DateOrder> {
    if !text.contains(['/', '-', '.']) {
        return None;
    }
    let hints = DateHints::default();
    let line = Line { text, tokens: lexer::pieces(text), hints: &hints, extent: Extent::Part };
    (0..line.tokens.len()).find_map(|at| {
        let (first, second) =
            line.three_numbers(at).filter(|three| three.year_last()).map(|three| (three.a.0, three.b.0))?;
        match (first, second) {
            (13..=31, 1..=12) => Some(DateOrder::DayFirst),
            (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    })
}

/// How much of the text the date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// All of it, so that `24 Nov 26` can be nothing else.
    Whole,
    /// A part of a line that says other things.
    Part,
}

/// A date and perhaps a time, read from a line.
struct Read {
    day: Result<Day, NotADate>,
    clock: Option<Clock>,
    /// The token after the last.
    next: usize,
}

impl Read {
    fn moment(&self, hints: &DateHints) -> Result<Timestamp, NotADate> {
        self.day.and_then(|day| moment::moment(day, self.clock, hints))
    }
}

/// A line in pieces.
struct Line<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    hints: &'t DateHints,
    extent: Extent,
}

/// Three numbers divided by the same mark, each with its count of digits.
#[derive(Clone, Copy)]
struct Three {
    a: (u32, usize),
    b: (u32, usize),
    c: (u32, usize),
    mark: char,
}

impl Three {
    fn year_last(&self) -> bool {
        self.a.1 <= 2 && self.b.1 <= 2 && matches!(self.c.1, 2 | 4)
    }
}

impl<'t> Line<'t> {
    fn new(text: &'t str, hints: &'t DateHints, extent: Extent) -> Line<'t> {
        let has_number = text.chars().any(|c| lexer::digit(c).is_some());
        // `Yesterday` needs no number, but then little else stands beside it.
        let may_have_date = has_number || text.split_whitespace().take(5).count() <= 4;
        Line { text, tokens: if may_have_date { lexer::tokens(text) } else { Vec::new() }, hints, extent }
    }

    fn language(&self) -> Option<&str> {
        self.hints.primary_language()
    }

    fn span(&self, first: usize, next: usize) -> std::ops::Range<usize> {
        let start = self.tokens.get(first).map_or(self.text.len(), |token| token.start);
        let end = next.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        start..end.max(start)
    }

    /// A date with its time after it, or before it.
    fn date_and_time(&self, at: usize) -> Option<Read> {
        if let Some(read) = self.year_after_clock(at) {
            return Some(read);
        }
        if let Some((day, next)) = self.date(at) {
            let joined = self.skip(next, 5, |token| is_connector(token) || is(token, Role::Weekday));
            let timed = (next..=joined).rev().find_map(|at| self.clock(at, &day));
            return Some(match timed {
                Some((clock, next)) => Read { day, clock: Some(clock), next },
                None => Read { day, clock: None, next },
            });
        }
        let (_, after_clock) = self.clock(at, &Err(NotADate::Unrecognised))?;
        let joined = self.skip(after_clock, 5, |token| is_connector(token) || is(token, Role::Weekday));
        let (day, next) = (after_clock..=joined).rev().find_map(|at| self.date(at))?;
        let (clock, _) = self.clock(at, &day)?;
        Some(Read { day, clock: Some(clock), next })
    }

    /// A day, with the token after it. Its numbers may make a day that does not exist.
    fn date(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let token = self.tokens.get(at)?;
        match token.kind {
            Kind::Number { .. } => self
                .numeric(at)
                .or_else(|| self.eight_digits(at))
                .or_else(|| self.day_month_year(at))
                .or_else(|| self.year_month_day(at)),
            Kind::Word(Some(meaning)) if meaning.era.is_some() => self.year_month_day(at),
            Kind::Word(Some(_)) | Kind::NumberedMonth(_) => self.month_day_year(at),
            _ => None,
        }
    }

    /// `23 februari 2026`, `le 1er mars 2026`, `24-Nov-2026`, `ngày 24 tháng 11 năm 2026`.
    fn day_month_year(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let day = self.number(at, 2)?;
        let month_at = self.skip(at + 1, 3, |token| is_connector(token) || is(token, Role::Day));
        let month = self.month(month_at)?;
        let year_at = self.skip(month_at + 1, 4, |token| is_connector(token) || is(token, Role::Year));
        let (year, next) = self.year(year_at, month_at)?;
        Some((self.day(year, month, day), next))
    }

    /// `Nov 24 08:00:00 CET 2026`, as programs write it.
    fn year_after_clock(&self, at: usize) -> Option<Read> {
        let month = self.month(at)?;
        let day = self.number(at + 1, 2)?;
        let clock_at = self.skip(at + 2, 1, is_connector);
        let (_, year_at) = self.clock(clock_at, &Err(NotADate::Unrecognised)).filter(|_| self.is_clock(clock_at))?;
        let (year, next) =
            self.year(year_at, at).filter(|_| self.digits(year_at).is_some_and(|(_, digits)| digits == 4))?;
        let day = self.day(year, month, day);
        let (clock, _) = self.clock(clock_at, &day)?;
        Some(Read { day, clock: Some(clock), next })
    }

    /// `November 24, 2026`, `Nov. 24th 2026`.
    fn month_day_year(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let month = self.month(at)?;
        let day_at = self.skip(at + 1, 2, is_connector);
        let day = self.number(day_at, 2)?;
        let year_at = self.skip(day_at + 1, 3, |token| is_connector(token) || is(token, Role::Day));
        let (year, next) = self.year(year_at, day_at).filter(|_| !self.is_clock(year_at))?;
        Some((self.day(year, month, day), next))
    }

    /// `2026. november 24.`, `2026年11月24日`, `2026-Nov-24`.
    fn year_month_day(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let (year, after_year) = self.year(at, at)?;
        let unit = |at: usize| self.tokens.get(at).is_some_and(|token| is(token, Role::Year));
        let month_at = self.skip(after_year, 3, |token| is_connector(token) || is(token, Role::Year));
        let tied = unit(after_year - 1)
            || (after_year..month_at).any(|at| unit(at) || matches!(self.mark(at), Some('.' | '-' | '/')));
        if !tied && self.extent == Extent::Part {
            // `in 2026, May 5 people` is no date.
            return None;
        }
        if let Some(day) = self.number(month_at, 2).filter(|_| tied) {
            // `2026. gada 24. novembris`
            let day_at = month_at;
            let month_at = self.skip(day_at + 1, 2, is_connector);
            return Some((self.day(year, self.month(month_at)?, day), month_at + 1));
        }
        let month = self.month(month_at)?;
        let day_at = self.skip(month_at + 1, 2, is_connector);
        let day = self.number(day_at, 2).filter(|_| !self.is_clock(day_at))?;
        let next = self.skip(day_at + 1, 1, |token| is(token, Role::Day));
        Some((self.day(year, month, day), next))
    }

    /// `2026-11-24`, `24.11.2026`, `3/4/26`.
    fn numeric(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let three = self.three_numbers(at)?;
        let next = at + 5;
        let Three { a, b, c, mark } = three;
        if a.1 == 4 && b.1 <= 2 && c.1 <= 2 {
            return Some((self.day_in_calendar(a.0, b.0, c.0), next));
        }
        if !three.year_last() {
            return None;
        }
        // Versions and parts of addresses look like short years.
        let looks_short = c.1 == 2 && mark != '/' && (a.1, b.1) != (2, 2);
        if looks_short && self.extent == Extent::Part {
            return None;
        }
        let year = if c.1 == 2 { full_year(c.0) } else { c.0 };
        let day = match self.order(three) {
            Some(Convention::YearFirst) if c.1 == 2 => self.day_in_calendar(full_year(a.0), b.0, c.0),
            Some(Convention::DayFirst) => self.day_in_calendar(year, b.0, a.0),
            Some(Convention::MonthFirst) => self.day_in_calendar(year, a.0, b.0),
            _ => Err(NotADate::Ambiguous),
        };
        Some((day, next))
    }

    /// Which of three numbers is the day, when the year stands last.
    fn order(&self, three: Three) -> Option<Convention> {
        let (first, second) = (three.a.0, three.b.0);
        let convention = self.hints.language.as_ref().map(|tag| words::convention(tag.as_str()));
        if convention == Some(Convention::YearFirst) && three.c.1 == 2 {
            return convention;
        }
        if first > 12 || (first == second && first >= 1) {
            return Some(Convention::DayFirst);
        }
        if second > 12 {
            return Some(Convention::MonthFirst);
        }
        match (self.hints.order, convention) {
            (Some(DateOrder::DayFirst), _) => Some(Convention::DayFirst),
            (Some(DateOrder::MonthFirst), _) => Some(Convention::MonthFirst),
            // Nobody writes the month first with full stops.
            _ if three.mark == '.' => Some(Convention::DayFirst),
            (None, known) => known,
        }
    }

    fn three_numbers(&self, at: usize) -> Option<Three> {
        let (a, b, c) = (self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?);
        let (mark, second) = (self.mark(at + 1)?, self.mark(at + 3)?);
        let same = mark == second && matches!(mark, '.' | '/' | '-' | '‐' | '‑' | '–' | '／');
        let spaced = |index: usize| self.tokens.get(index).is_some_and(|token| token.spaced);
        let tight = !spaced(at + 1) && !spaced(at + 3) && (mark == '.' || (!spaced(at + 2) && !spaced(at + 4)));
        let loose = mark == '/' && (1..=4).all(|index| spaced(at + index));
        let follows_number =
            at >= 2 && self.mark(at - 1).is_some_and(|before| before == mark || before == ':') && !spaced(at);
        let goes_on =
            self.mark(at + 5) == Some(mark) && self.digits(at + 6).is_some() && !spaced(at + 6) && !spaced(at + 5);
        // `01.02.2010-33` is the number of something; `01.02.2010-03.02.2010` and `01.02.2010-14:30` are dates.
        let is_tight = |index: usize| self.digits(index).is_some() && !spaced(index) && !spaced(index - 1);
        let has_suffix = matches!(self.mark(at + 5), Some('-' | '‐' | '‑' | '/'))
            && is_tight(at + 6)
            && !(matches!(self.mark(at + 7), Some('.' | '/' | '-' | ':')) && is_tight(at + 8));
        (same && (tight || loose) && !follows_number && !goes_on && !has_suffix).then_some(Three { a, b, c, mark })
    }

    /// `20261124`
    fn eight_digits(&self, at: usize) -> Option<(Result<Day, NotADate>, usize)> {
        let (value, _) = self.digits(at).filter(|&(_, digits)| digits == 8)?;
        let day = Day { year: (value / 10_000) as i32, month: value / 100 % 100, day: value % 100 };
        let sensible = (1900..2100).contains(&day.year) && (1..=12).contains(&day.month) && (1..=31).contains(&day.day);
        sensible.then_some((Ok(day), at + 1))
    }

    /// A year, with the token after it, its era and its `年`. Two digits are a year only where nothing else is possible.
    fn year(&self, at: usize, before: usize) -> Option<(i32, usize)> {
        let era = self.meaning(at).and_then(|meaning| meaning.era);
        let at = if era.is_some() { self.skip(at + 1, 1, |token| matches!(token.kind, Kind::Mark('.'))) } else { at };
        let (value, digits) = self.digits(at)?;
        let next = self.skip(at + 1, 1, |token| is(token, Role::Year));
        if let Some(era) = era {
            return Some((i32::try_from(value).ok()?.saturating_add(era), next));
        }
        let tied = before < at && matches!(self.mark(at - 1), Some('-' | '\'' | '’'));
        match digits {
            4 => Some((i32::try_from(value).ok()?, next)),
            2 if before < at && (tied || self.extent == Extent::Whole) => {
                Some((i32::try_from(full_year(value)).ok()?, next))
            }
            _ => None,
        }
    }

    /// A month, and in which calendar.
    fn month(&self, at: usize) -> Option<Month> {
        match self.tokens.get(at)?.kind {
            Kind::NumberedMonth(month) => Some(Month::Gregorian(month)),
            Kind::Word(Some(meaning)) => {
                let solar = meaning.solar_month.map(|month| Month::SolarHijri(u32::from(month)));
                solar.or_else(|| meaning.month(self.language()).map(|month| Month::Gregorian(u32::from(month))))
            }
            _ => None,
        }
    }

    fn day(&self, year: i32, month: Month, day: u32) -> Result<Day, NotADate> {
        let (year, month) = match month {
            Month::Gregorian(month) => (gregorian_year(year, self.language()), month),
            Month::SolarHijri(month) => return solar_hijri(year, month, day),
        };
        Ok(Day { year, month, day })
    }

    fn day_in_calendar(&self, year: u32, month: u32, day: u32) -> Result<Day, NotADate> {
        let year = i32::try_from(year).map_err(|_| NotADate::Impossible)?;
        if self.language() == Some("fa") && (1300..1500).contains(&year) {
            return solar_hijri(year, month, day);
        }
        Ok(Day { year: gregorian_year(year, self.language()), month, day })
    }

    /// A time of the day, with the token after it. `day` decides whether a zone keeps summer time.
    fn clock(&self, at: usize, day: &Result<Day, NotADate>) -> Option<(Clock, usize)> {
        let half = self.half(at);
        let at = at + usize::from(half.is_some());
        let hour = self.number(at, 2)?;
        let (minute, second, next) = self.minutes(at)?;
        let after = self.skip(next, 2, |token| {
            is(token, Role::Hour)
                || (is(token, Role::Filler) && !matches!(token.kind, Kind::Word(Some(m)) if m.is(Role::Am)))
        });
        let later = (next..=after).find_map(|at| self.half(at).map(|half| (half, at + 1)));
        let (half, next) = match (half, later) {
            (Some(half), _) => (Some(half), next),
            (None, Some((half, next))) => {
                (Some(half), self.skip(next, 1, |token| matches!(token.kind, Kind::Mark('.'))))
            }
            (None, None) => (None, next),
        };
        if minute.is_none()
            && half.is_none()
            && !self.tokens.get(next.checked_sub(1)?).is_some_and(|token| is(token, Role::Hour))
        {
            return None;
        }
        let hour = on_24_hours(hour, half)?;
        let minute = minute.unwrap_or(0);
        if hour > 24 || minute > 59 || second > Some(60) {
            return None;
        }
        let next = self.skip(next, 1, |token| is(token, Role::Hour));
        let (offset, next) = self.zone(next, day).unwrap_or((Offset::Unstated, next));
        Some((Clock { hour, minute, second, offset }, next))
    }

    /// The minutes and seconds after an hour: `10:15:30`, `10.15`, `10h15`, `10時15分`, or none.
    fn minutes(&self, hour_at: usize) -> Option<(Option<u32>, Option<u32>, usize)> {
        let two = |at: usize| self.digits(at).filter(|&(_, digits)| digits == 2).map(|(value, _)| value);
        let tight = |at: usize| self.tokens.get(at).is_some_and(|token| !token.spaced);
        let divider = hour_at + 1;
        match self.mark(divider) {
            Some(mark @ (':' | '.' | '：')) if tight(divider) && tight(hour_at + 2) => {
                let minute = two(hour_at + 2)?;
                let more = self.mark(hour_at + 3) == Some(mark) && tight(hour_at + 3) && tight(hour_at + 4);
                let Some(second) = two(hour_at + 4).filter(|_| more) else {
                    return Some((Some(minute), None, hour_at + 3));
                };
                let fraction = matches!(self.mark(hour_at + 5), Some('.' | ',')) && tight(hour_at + 6);
                let fraction = fraction && self.digits(hour_at + 6).is_some();
                Some((Some(minute), Some(second), hour_at + if fraction { 7 } else { 5 }))
            }
            _ if self.tokens.get(divider).is_some_and(|token| is(token, Role::Hour)) => {
                let after = self.tokens.get(divider + 1);
                let unit_follows = |at: usize, role: Role| self.tokens.get(at).is_some_and(|token| is(token, role));
                let minute = self.number(divider + 1, 2);
                // `8 h 15` ends there: in `8 h 15 ferries` the number belongs to what follows.
                let ends = self.tokens.get(divider + 2).is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
                let apart = two(divider + 1).is_some() && !tight(divider) && ends;
                let tied = after.is_some_and(|token| !token.spaced) || unit_follows(divider + 2, Role::Minute) || apart;
                let Some(minute) = minute.filter(|_| tied) else { return Some((None, None, divider + 1)) };
                let next = divider + 2 + usize::from(unit_follows(divider + 2, Role::Minute));
                let second = self.number(next, 2).filter(|_| unit_follows(next + 1, Role::Second));
                Some((Some(minute), second, next + if second.is_some() { 2 } else { 0 }))
            }
            _ => Some((None, None, divider)),
        }
    }

    fn is_clock(&self, at: usize) -> bool {
        self.mark(at + 1) == Some(':') && self.digits(at + 2).is_some()
    }

    fn half(&self, at: usize) -> Option<Role> {
        let meaning = self.meaning(at)?;
        [Role::Am, Role::Pm].into_iter().find(|&role| meaning.is(role))
    }

    /// The offset of a zone, in seconds, and the token after it: `CET`, `(GMT+1)`, `+01:00`, `ET`.
    fn zone(&self, at: usize, day: &Result<Day, NotADate>) -> Option<(Offset, usize)> {
        let opened = self.mark(at) == Some('(');
        let at = at + usize::from(opened);
        let close = |next: usize| next + usize::from(opened && self.mark(next) == Some(')'));
        let Some(meaning) = self.meaning(at) else {
            return self
                .numeric_offset(at)
                .map(|(offset, next)| (offset, close(next)))
                .or_else(|| self.unknown_zone(at));
        };
        // `et` is a word of French, `eastern time` is nothing else.
        let is_plain = self.is_upper_case(at) || self.written(at).contains(' ');
        if let Some(winter) = meaning.united_states_zone.filter(|_| is_plain) {
            let summer = day.is_ok_and(is_summer_in_the_united_states);
            return Some((Offset::Seconds(winter + if summer { 3600 } else { 0 }), close(at + 1)));
        }
        let named = |wanted: &str| meaning.zones.iter().find(|(name, _)| *name == wanted).map(|&(_, seconds)| seconds);
        let seconds = self.language().and_then(named).or_else(|| named("*"))?;
        match self.numeric_offset(at + 1).filter(|_| seconds == 0) {
            Some((more, next)) => Some((more, close(next))),
            None => Some((Offset::Seconds(seconds), close(at + 1))),
        }
    }

    /// `+01:00`, `-0500`, `+2`
    fn numeric_offset(&self, at: usize) -> Option<(Offset, usize)> {
        /// More than any place has ever had: `10:15 -20:30` is no time with an offset.
        const MOST_HOURS: u32 = 18;
        let is_east = match self.mark(at)? {
            '+' => true,
            '-' | '−' => false,
            _ => return None,
        };
        let tight = |at: usize| self.tokens.get(at).is_some_and(|token| !token.spaced);
        let (value, digits) = self.digits(at + 1).filter(|_| tight(at + 1))?;
        if digits == 4 {
            return Some((Offset::of(is_east, value / 100, value % 100, MOST_HOURS), at + 2));
        }
        let hours = Some(value).filter(|_| digits <= 2)?;
        let minutes =
            self.digits(at + 3).filter(|&(_, digits)| digits == 2 && self.mark(at + 2) == Some(':') && tight(at + 3));
        let (minutes, next) = minutes.map_or((0, at + 2), |(minutes, _)| (minutes, at + 4));
        Some((Offset::of(is_east, hours, minutes, MOST_HOURS), next))
    }

    /// A zone that nobody knows is Greenwich's (RFC 2822 section 4.3), in a text that is nothing but a date.
    fn unknown_zone(&self, at: usize) -> Option<(Offset, usize)> {
        let is_word = matches!(self.tokens.get(at)?.kind, Kind::Word(None));
        (self.extent == Extent::Whole && is_word && self.is_upper_case(at)).then_some((Offset::Seconds(0), at + 1))
    }

    fn is_upper_case(&self, at: usize) -> bool {
        let word = self.written(at);
        (1..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    fn written(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    /// Whether nothing follows that a date could not end with.
    fn ends_at(&self, at: usize) -> bool {
        let mut open = 0_usize;
        self.tokens.iter().skip(at).all(|token| {
            match token.kind {
                // `GMT+0100 (Central European Standard Time)`
                Kind::Mark('(' | '（' | '[') => open += 1,
                Kind::Mark(')' | '）' | ']') => open = open.saturating_sub(1),
                _ => {}
            }
            open > 0
                || is_connector(token)
                || is(token, Role::Weekday)
                || is(token, Role::Hour)
                || is(token, Role::Day)
                || matches!(token.kind, Kind::Mark(')' | '）' | ']' | ';'))
        })
    }

    /// Whether the text as a whole says when as seen from now.
    fn is_relative(&self) -> bool {
        (0..self.tokens.len()).any(|at| self.relative(at).is_some())
    }

    /// The end of `vor 3 Tagen`, `3 hours ago`, `yesterday at 10:15`, when it begins here.
    fn relative(&self, at: usize) -> Option<usize> {
        if self.meaning(at).is_some_and(|meaning| meaning.is_relative_day(self.language())) {
            let clock_at = self.skip(at + 1, 3, is_connector);
            let clock = (at + 1..=clock_at).rev().find_map(|at| self.clock(at, &Err(NotADate::Relative)));
            let alone = self.tokens.len() <= 4;
            return clock.map(|(_, next)| next).or(alone.then_some(at + 1));
        }
        (at..=at + 3).find_map(|number_at| {
            self.digits(number_at).filter(|&(_, digits)| digits <= 3)?;
            let before = self.folded(at, number_at)?;
            let known = words::relative_after(&before)?;
            // The longest that is known.
            let mut after = String::new();
            let mut end = known.contains(&after).then_some(number_at + 1);
            for (index, token) in self.tokens.iter().enumerate().skip(number_at + 1).take(4) {
                if !self.fold_into(token, &mut after) {
                    break;
                }
                end = if known.contains(&after) { Some(index + 1) } else { end };
            }
            end
        })
    }

    /// The words from one token to before another, folded, without spaces; `None` when a number is among them.
    fn folded(&self, from: usize, to: usize) -> Option<String> {
        let mut folded = String::new();
        let words = self.tokens.get(from..to)?.iter().all(|token| self.fold_into(token, &mut folded));
        words.then_some(folded)
    }

    /// Adds a word, folded, or a mark within one, which is left out; `false` when it is neither.
    fn fold_into(&self, token: &Token, folded: &mut String) -> bool {
        if let Kind::Word(_) = token.kind {
            folded.push_str(&words::fold(self.text.get(token.start..token.end).unwrap_or_default()));
        }
        matches!(token.kind, Kind::Word(_) | Kind::Mark('.' | '\'' | '’'))
    }

    /// The first token from here on, at most so many further, that is not one of these.
    fn skip(&self, at: usize, at_most: usize, these: impl Fn(&Token) -> bool) -> usize {
        at + self.tokens.iter().skip(at).take(at_most).take_while(|token| these(token)).count()
    }

    fn meaning(&self, at: usize) -> Option<&'static Meaning> {
        match self.tokens.get(at)?.kind {
            Kind::Word(meaning) => meaning,
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn digits(&self, at: usize) -> Option<(u32, usize)> {
        match self.tokens.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn number(&self, at: usize, most_digits: usize) -> Option<u32> {
        self.digits(at).filter(|&(_, digits)| digits <= most_digits).map(|(value, _)| value)
    }
}

/// A month of a calendar.
#[derive(Clone, Copy, Debug)]
enum Month {
    Gregorian(u32),
    SolarHijri(u32),
}

fn is(token: &Token, role: Role) -> bool {
    matches!(token.kind, Kind::Word(Some(meaning)) if meaning.is(role))
}

/// What stands between the parts of a date.
fn is_connector(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Mark(
            '.' | ','
                | '-'
                | '–'
                | '—'
                | '/'
                | '|'
                | '•'
                | '·'
                | '@'
                | '،'
                | '、'
                | '，'
                | '('
                | ')'
                | '°'
                | '\''
                | '’'
                | ':'
        )
    ) || is(token, Role::Filler)
}

fn on_24_hours(hour: u32, half: Option<Role>) -> Option<u32> {
    match half {
        Some(Role::Am) if hour == 12 => Some(0),
        Some(Role::Pm) if hour < 12 => Some(hour + 12),
        Some(_) if hour > 23 => None,
        _ => Some(hour),
    }
}

/// Whether clocks in the United States stand an hour ahead: from the second Sunday of March to the first of November.
fn is_summer_in_the_united_states(day: Day) -> bool {
    let sunday = |count: u32| {
        let first = Day { day: 1, ..day }.weekday_index();
        first.map(|days_since_monday| 1 + (6 - days_since_monday) + 7 * (count - 1))
    };
    match day.month {
        4..=10 => true,
        3 => sunday(2).is_some_and(|change| day.day >= change),
        11 => sunday(1).is_some_and(|change| day.day < change),
        _ => false,
    }
}

/// A day of the solar Hijri calendar, by the 33-year cycle that holds for the years 1244 to 1530 (Borkowski 1996).
fn solar_hijri(year: i32, month: u32, day: u32) -> Result<Day, NotADate> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !(1244..1530).contains(&year) || !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return Err(NotADate::Impossible);
    }
    // 1 Farvardin 1244 was 21 March 1865; leap years of the cycle are its years 1, 5, 9, 13, 17, 22, 26 and 30.
    let is_leap = |year: i32| matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30);
    let years: i64 = (1244..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
    let months = i64::from((month - 1) * 30 + (month - 1).min(6));
    let first = Day { year: 1865, month: 3, day: 21 };
    first.later(years + months + i64::from(day) - 1).ok_or(NotADate::Impossible)
}
