//! Dates: in the form of their format, of a day that exists, with the right weekday.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, feed, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::date::{DateForm, DateHints, NotADate, Oddity, StatedDate, Timestamp, read, read_form};
use courant_text::source::Level;

/// A date in RSS is written as RFC 822 says.
pub static DATE_NOT_RFC822: Rule = Rule {
    code: "D001",
    name: "date-not-rfc822",
    level: Level::Error,
    group: Group::Rss,
    summary: "a date in RSS is written as RFC 822 says",
    why: "readers sort the entry wrongly, or give it the time at which they first saw it",
    cite: Citation::new(
        "RSS 2.0",
        "<pubDate>",
        "https://www.rssboard.org/rss-specification#ltpubdategtSubelementOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &["InvalidRFC2822Date"],
    bad: &[
        item("<pubDate>⟦2026-11-24⟧</pubDate>"),
        item("<pubDate>⟦Tue, 31 Nov 2026 08:00:00 GMT⟧</pubDate>"),
        item("<pubDate>⟦Mon, 04 May 2026 24:00:00 GMT⟧</pubDate>"),
        item("<pubDate>⟦Mon, 04 May 2026 10:00:00 UTC⟧</pubDate>"),
        item("<⟦pubDate⟧> </pubDate>"),
    ],
    good: &[item("<pubDate>Tue, 24 Nov 2026 08:00:00 +0000</pubDate>")],
    check: Check::Values(&[ValueKind("date822")], date_not_rfc822),
};

/// A date in Atom is written as RFC 3339 says.
pub static DATE_NOT_RFC3339: Rule = Rule {
    code: "D002",
    name: "date-not-rfc3339",
    level: Level::Error,
    group: Group::Feed,
    summary: "a date in Atom is written as RFC 3339 says",
    why: "readers sort the entry wrongly, or give it the time at which they first saw it",
    cite: Citation::new("RFC 4287", "section 3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.3"),
    w3c: &["InvalidRFC3339Date"],
    bad: &[
        entry("<⟦published⟧/>"),
        entry("<published>⟦2026-11-24⟧</published>"),
        entry("<published>⟦2026-02-29T08:00:00Z⟧</published>"),
    ],
    good: &[entry("<published>2026-11-24T08:00:00.25+01:00</published>")],
    check: Check::Values(&[ValueKind("date3339")], date_not_rfc3339),
};

/// The dates of live items and of a schedule are written as ISO 8601 says; they lie in the future by their nature.
pub static DATE_NOT_ISO8601: Rule = Rule {
    code: "D010",
    name: "date-not-iso8601",
    level: Level::Error,
    group: Group::Podcast,
    summary: "the date of a live item or of a schedule is written as ISO 8601 says",
    why: "programs do not know when the show begins",
    cite: Citation::new(
        "Podcasting 2.0 namespace",
        "podcast:liveItem",
        "https://podcasting2.org/docs/podcast-namespace/tags/live-item",
    ),
    w3c: &[],
    bad: &[channel(
        r#"<podcast:liveItem xmlns:podcast="https://podcastindex.org/namespace/1.0" status="pending" start="⟦next Sunday⟧"><guid>https://example.org/a</guid><enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/></podcast:liveItem>"#,
    )],
    good: &[
        channel(
            r#"<podcast:liveItem xmlns:podcast="https://podcastindex.org/namespace/1.0" status="pending" start="2036-09-26T07:30:00.000-0600"><guid>https://example.org/a</guid><enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/></podcast:liveItem>"#,
        ),
        channel(
            r#"<podcast:updateFrequency xmlns:podcast="https://podcastindex.org/namespace/1.0" rrule="FREQ=WEEKLY" dtstart="2036-09-26">weekly</podcast:updateFrequency>"#,
        ),
    ],
    check: Check::Values(&[ValueKind("date8601")], date_not_iso8601),
};

/// The weekday of a date is that of its day.
pub static WEEKDAY_WRONG: Rule = Rule {
    code: "D003",
    name: "weekday-wrong",
    level: Level::Error,
    group: Group::Rss,
    summary: "the weekday of a date is that of its day",
    why: "one of the two is wrong; some readers then refuse the date and sort the entry wrongly",
    cite: Citation::new("RFC 822", "section 5.2", "https://www.rfc-editor.org/rfc/rfc822#section-5.2"),
    w3c: &["IncorrectDOW"],
    bad: &[item("<pubDate>⟦Mon⟧, 24 Nov 2026 08:00:00 +0000</pubDate>")],
    good: &[item("<pubDate>Tue, 24 Nov 2026 08:00:00 +0000</pubDate>")],
    check: Check::Values(&[ValueKind("date822")], weekday_wrong),
};

/// A date has a year of four digits, single spaces, and a zone that has one meaning.
pub static DATE_UNUSUAL: Rule = Rule {
    code: "D004",
    name: "date-unusual",
    level: Level::Warning,
    group: Group::Profile,
    summary: "a date has a year of four digits, single spaces, and a zone that has one meaning",
    why: "readers understand such dates differently, hours apart",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Dates",
        "https://www.rssboard.org/rss-profile#data-types-datetime",
    ),
    w3c: &["ProblematicalRFC822Date"],
    bad: &[
        item("<pubDate>⟦Tue, 24 Nov 26 08:00:00 +0000⟧</pubDate>"),
        item("<pubDate>⟦tue, 24 nov 2026 08:00:00 A⟧</pubDate>"),
        item("<pubDate>⟦Mon, 04 (x) May 2026 10:00 GMT⟧</pubDate>"),
        item("<pubDate>⟦Mon, 04 May 2026 10:00:00 +2359⟧</pubDate>"),
    ],
    good: &[item("<pubDate>24 Nov 2026 08:00 GMT</pubDate>")],
    check: Check::Values(&[ValueKind("date822")], date_unusual),
};

/// A date of Dublin Core is written as W3CDTF says.
pub static DATE_NOT_W3CDTF: Rule = Rule {
    code: "D005",
    name: "date-not-w3cdtf",
    level: Level::Error,
    group: Group::Extension,
    summary: "a date of Dublin Core is written as W3CDTF says",
    why: "readers sort the entry wrongly, or give it the time at which they first saw it",
    cite: Citation::new("W3CDTF", "Formats", "https://www.w3.org/TR/NOTE-datetime"),
    w3c: &["InvalidW3CDTFDate"],
    bad: &[
        item(r#"<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">⟦24.11.2026⟧</dc:date>"#),
        item(r#"<⟦dc:date⟧ xmlns:dc="http://purl.org/dc/elements/1.1/"/>"#),
    ],
    good: &[item(r#"<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-11-24T08:00+01:00</dc:date>"#)],
    check: Check::Values(&[ValueKind("w3cdtf")], date_not_w3cdtf),
};

/// A date is not in the future.
pub static DATE_IN_FUTURE: Rule = Rule {
    code: "D006",
    name: "date-in-future",
    level: Level::Warning,
    group: Group::Feed,
    summary: "a date is not in the future",
    why: "readers hide the entry until then, or keep it on top of all others",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Dates",
        "https://www.rssboard.org/rss-profile#data-types-datetime",
    )
    .also(&[Citation::new("RFC 4287", "section 3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.3")]),
    w3c: &["ImplausibleDate"],
    bad: &[],
    good: &[],
    check: Check::Values(&[ValueKind("date822"), ValueKind("date3339"), ValueKind("json-date")], date_in_future),
};

/// A date is of the time since there are feeds.
pub static DATE_IMPLAUSIBLE: Rule = Rule {
    code: "D007",
    name: "date-implausible",
    level: Level::Warning,
    group: Group::Feed,
    summary: "a date is of the time since there are feeds",
    why: "readers sort the entry to the end, where nobody sees it, or keep it on top for years",
    cite: Citation::new("RFC 3339", "section 1", "https://www.rfc-editor.org/rfc/rfc3339#section-1"),
    w3c: &["ImplausibleDate"],
    bad: &[
        item("<pubDate>⟦Thu, 01 Jan 1970 00:00:00 GMT⟧</pubDate>"),
        entry("<published>⟦2999-11-24T08:00:00Z⟧</published>"),
    ],
    good: &[item("<pubDate>Tue, 24 Nov 1987 08:00:00 GMT</pubDate>")],
    check: Check::Values(&[ValueKind("date822"), ValueKind("date3339"), ValueKind("json-date")], date_implausible),
};

/// The `T` and `Z` of a date in Atom are capitals.
pub static DATE_LOWER_CASE: Rule = Rule {
    code: "D008",
    name: "date-lower-case",
    level: Level::Error,
    group: Group::Atom,
    summary: "the `T` and `Z` of a date in Atom are capitals",
    why: "strict readers refuse the date, and sort the entry wrongly",
    cite: Citation::new("RFC 4287", "section 3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.3"),
    w3c: &["InvalidRFC3339Date"],
    bad: &[entry("<published>⟦2026-11-24t08:00:00z⟧</published>")],
    good: &[entry("<published>2026-11-24T08:00:00Z</published>")],
    check: Check::Values(&[ValueKind("date3339")], date_lower_case),
};

/// A feed is as new as its newest item.
pub static FEED_OLDER_THAN_ITEM: Rule = Rule {
    code: "D009",
    name: "feed-older-than-item",
    level: Level::Advice,
    group: Group::Feed,
    summary: "a feed is as new as its newest item",
    why: "readers and servers that go by its date believe that nothing has changed",
    cite: Citation::new(
        "RSS 2.0",
        "Optional channel elements, <lastBuildDate>",
        "https://www.rssboard.org/rss-specification#optionalChannelElements",
    )
    .by_vocabulary(),
    w3c: &[],
    bad: &[
        channel(
            "<lastBuildDate>⟦Mon, 23 Nov 2026 08:00:00 GMT⟧</lastBuildDate><item><title>A bridge opens</title><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>",
        ),
        feed(
            r#"<updated>⟦2026-11-23T08:00:00Z⟧</updated><entry><title>A bridge opens</title><id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/bridge"/></entry>"#,
        ),
    ],
    good: &[channel(
        "<lastBuildDate>Tue, 24 Nov 2026 09:00:00 +0100</lastBuildDate><item><title>A bridge opens</title><pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>",
    )],
    check: Check::Elements(&["channel", "atom:feed"], feed_older_than_item),
};

/// What is odd about a date of RFC 822 that readers take differently, and what is said of it. A zone by its name is old, but has one meaning.
const ODD: [(Oddity, &str); 6] = [
    (Oddity::TwoDigitYear, "its year has two digits"),
    (Oddity::MilitaryZone, "its zone is a letter"),
    (Oddity::OffsetBeyondRange, "no place is so far from UTC"),
    (Oddity::Comment, "it has a comment"),
    (Oddity::UnusualCase, "it is not in the usual case"),
    (Oddity::UnusualSpace, "its parts are not divided by one space"),
];

/// Whether a text is a date in the form of RFC 3339 with a `T`; its year may be one that few have an article of.
pub(super) fn is_rfc3339(text: &str) -> bool {
    is_in_form(&read_form(text, DateForm::Rfc3339))
}

fn is_in_form(date: &Result<StatedDate, NotADate>) -> bool {
    date.as_ref().map_or_else(|reason| *reason == NotADate::OutOfRange, StatedDate::conforms)
}

/// What a date means that is in the form of another format, or nearly in its own.
fn meant(text: &str) -> Option<Timestamp> {
    let date = read(text, &DateHints::default()).ok()?;
    matches!(date.form, DateForm::Rfc822 | DateForm::Rfc3339).then_some(date.moment)
}

/// The date of a value, in the form of RFC 822 or RFC 3339.
fn stated(value: &Value) -> Result<Timestamp, NotADate> {
    let rfc822 = value.rfc822().as_ref().map(|date| date.moment);
    rfc822.or_else(|_| read_form(value.trimmed(), DateForm::Rfc3339).map(|date| date.moment))
}

/// Feeds begin in 1997, and articles older than that are in them; the first of January 1970 is a program that had no date.
fn date_implausible(value: &Value, reporter: &mut Reporter) {
    const FIRST_DAY: i64 = 86_400;
    let is_implausible = match stated(value) {
        Ok(moment) => moment.unix() <= FIRST_DAY || moment.day().year > 2200,
        Err(reason) => reason == NotADate::OutOfRange,
    };
    if is_implausible {
        reporter.at(value.trimmed_span(), format!("this `{}` is hardly meant", value.name));
    }
}

fn date_lower_case(value: &Value, reporter: &mut Reporter) {
    let date = read_form(value.trimmed(), DateForm::Rfc3339);
    if date.is_ok_and(|date| date.oddities.contains(Oddity::UnusualCase)) {
        let right = value.text.to_ascii_uppercase();
        reporter
            .at(value.span(), "`T` and `Z` have to be capitals")
            .help(format!("write `{right}`"))
            .fix(value.span(), right);
    }
}

fn date_not_rfc822(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if text.is_empty() {
        return date_empty(value, "write it like `Tue, 24 Nov 2026 08:00:00 +0000`", reporter);
    }
    if is_in_form(value.rfc822()) {
        return;
    }
    let told = reporter.at(value.trimmed_span(), format!("`{}` is not a date of RFC 822", value.name));
    match meant(text).map(Timestamp::rfc822) {
        Some(plain) => told.help(format!("write `{plain}`")).fix(value.trimmed_span(), plain),
        None => told.help("write it like `Tue, 24 Nov 2026 08:00:00 +0000`"),
    };
}

fn date_empty(value: &Value, example: &str, reporter: &mut Reporter) {
    reporter.at(value.span_or_name(), format!("`{}` is empty", value.name)).help(value.help_when_blank(example));
}

fn date_not_rfc3339(value: &Value, reporter: &mut Reporter) {
    if value.is_blank() {
        return date_empty(value, "write the date of the last change, like `2026-11-24T08:00:00Z`", reporter);
    }
    // White space around the text of an element has a rule of its own; in an attribute it is part of the date.
    let text = if value.is_attribute { value.text.as_ref() } else { value.trimmed() };
    if is_rfc3339(text) {
        return;
    }
    let told = reporter.at(value.span(), format!("`{}` is not a date of RFC 3339", value.name));
    match meant(value.trimmed()).map(Timestamp::rfc3339) {
        Some(plain) => told.help(format!("write `{plain}`")).fix(value.span(), plain),
        None => told.help("write it like `2026-11-24T08:00:00Z`"),
    };
}

fn date_not_iso8601(value: &Value, reporter: &mut Reporter) {
    const FORMS: [DateForm; 3] = [DateForm::Rfc3339, DateForm::W3cDtf, DateForm::Iso8601];
    if FORMS.iter().any(|form| read_form(value.trimmed(), *form).is_ok()) {
        return;
    }
    let told = reporter.at(value.span_or_name(), format!("`{}` is not a date of ISO 8601", value.name));
    told.help("write it like `2026-11-24T08:00:00+01:00`");
}

fn weekday_wrong(value: &Value, reporter: &mut Reporter) {
    let Ok(date) = value.rfc822() else { return };
    let Some(right) = date.day.weekday().filter(|_| date.oddities.contains(Oddity::WrongWeekday)) else { return };
    let written = value.trimmed().split(',').next().unwrap_or_default();
    let start = value.text.find(written).unwrap_or_default();
    let span = value.span_of(start..start + written.len());
    reporter
        .at(span.clone(), format!("this day was not a {written}"))
        .help(format!("write `{right}`"))
        .fix(span, right);
}

fn date_unusual(value: &Value, reporter: &mut Reporter) {
    let Ok(date) = value.rfc822() else { return };
    let odd: Vec<&str> =
        ODD.iter().filter(|(oddity, _)| date.oddities.contains(*oddity)).map(|(_, said)| *said).collect();
    if !odd.is_empty() {
        let message = format!("readers do not all understand this `{}`: {}", value.name, odd.join(", "));
        let is_far = date.oddities.contains(Oddity::OffsetBeyondRange);
        let plain = if is_far { date.moment.in_utc() } else { date.moment };
        reporter.at(value.trimmed_span(), message).help(format!("write it like `{}`", plain.rfc822()));
    }
}

fn date_not_w3cdtf(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if text.is_empty() {
        date_empty(value, "write it like `2026-11-24T08:00:00Z`", reporter);
    } else if !is_in_form(&read_form(text, DateForm::W3cDtf)) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is not a date of W3CDTF", value.name))
            .help("write it like `2026-11-24T08:00:00Z`");
    }
}

fn date_in_future(value: &Value, reporter: &mut Reporter) {
    const A_DAY: i64 = 86_400;
    let Some(now) = reporter.settings().now else { return };
    if stated(value).is_ok_and(|moment| moment.unix() > now.unix() + A_DAY) {
        reporter.at(value.trimmed_span(), format!("this `{}` is in the future", value.name));
    }
}

fn feed_older_than_item(feed: Element, reporter: &mut Reporter) {
    let at = |date: Element| stated(&date.value()).ok();
    let Some(own) = feed.child("lastBuildDate").or_else(|| feed.child("atom:updated").filter(|_| feed.is("atom:feed")))
    else {
        return;
    };
    let dates = feed.children().filter_map(|item| item.child(if item.is("item") { "pubDate" } else { "atom:updated" }));
    let newest = dates.filter_map(at).max();
    if at(own).zip(newest).is_some_and(|(own, newest)| own < newest) {
        reporter
            .about(own)
            .at(own.value().trimmed_span(), format!("an item is newer than this `{}`", own.written()))
            .help("write the date of the newest item, or a later one");
    }
}
