//! Numbers: whole where they have to be, and within what they may be.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, item, whole};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// A number that counts from one is a whole number above zero.
pub static NUMBER_NOT_POSITIVE: Rule = Rule {
    code: "V001",
    name: "number-not-positive",
    level: Level::Error,
    group: Group::Feed,
    summary: "a number that counts from one is a whole number above zero",
    why: "readers pass it over",
    cite: Citation::new(
        "RSS 2.0",
        "<ttl>",
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt",
    )
    .by_vocabulary(),
    w3c: &["InvalidPositiveInteger"],
    bad: &[channel("<ttl>⟦0⟧</ttl>"), channel("<ttl>⟦an hour⟧</ttl>")],
    good: &[channel("<ttl>60</ttl>")],
    check: Check::Values(&[ValueKind("positive"), ValueKind("ttl")], number_not_positive),
};

/// A number that is there has a value.
pub static NUMBER_BLANK: Rule = Rule {
    code: "V013",
    name: "number-blank",
    level: Level::Error,
    group: Group::Feed,
    summary: "a number that is there has a value",
    why: "readers pass it over, or take it for zero",
    cite: Citation::new(
        "RSS 2.0",
        "<ttl>",
        "https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt",
    )
    .by_vocabulary(),
    w3c: &["NotBlank"],
    bad: &[channel("<⟦ttl⟧/>"), channel("<⟦ttl⟧> </ttl>")],
    good: &[channel("<ttl> 60 </ttl>")],
    check: Check::Values(&[ValueKind("positive"), ValueKind("ttl")], number_blank),
};

/// A number that counts is a whole number, zero or above.
pub static NUMBER_NEGATIVE: Rule = Rule {
    code: "V002",
    name: "number-negative",
    level: Level::Error,
    group: Group::Feed,
    summary: "a number that counts is a whole number, zero or above",
    why: "readers pass it over",
    cite: Citation::new("RFC 4287", "section 4.2.7.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.6")
        .by_vocabulary(),
    w3c: &["InvalidNonNegativeInteger"],
    bad: &[entry(r#"<link rel="enclosure" href="https://example.org/a.mp3" length="⟦-1⟧"/>"#)],
    good: &[entry(r#"<link rel="enclosure" href="https://example.org/a.mp3" length="0"/>"#)],
    check: Check::Values(&[ValueKind("count")], number_negative),
};

/// A whole number is written in digits.
pub static NUMBER_NOT_WHOLE: Rule = Rule {
    code: "V003",
    name: "number-not-whole",
    level: Level::Error,
    group: Group::Feed,
    summary: "a whole number is written in digits",
    why: "readers pass it over",
    cite: Citation::new("OPML 2.0", "What is a <head>?", "https://opml.org/spec2.opml").by_vocabulary(),
    w3c: &["InvalidInteger"],
    bad: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title><windowTop>⟦top⟧</windowTop></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title><windowTop>-12</windowTop></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Values(&[ValueKind("integer")], number_not_whole),
};

/// The length of an enclosure is a whole number.
pub static ENCLOSURE_LENGTH: Rule = Rule {
    code: "V004",
    name: "enclosure-length",
    level: Level::Error,
    group: Group::Rss,
    summary: "the length of an enclosure is a whole number",
    why: "podcast programs refuse the enclosure, or show a wrong size",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &["InvalidIntegerAttribute"],
    bad: &[item(r#"<enclosure url="https://example.org/a.mp3" length="⟦12 MB⟧" type="audio/mpeg"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="12345678" type="audio/mpeg"/>"#)],
    check: Check::Values(&[ValueKind("length")], enclosure_length),
};

/// The port of a cloud is a number from 1 to 65535.
pub static PORT_INVALID: Rule = Rule {
    code: "V014",
    name: "port-invalid",
    level: Level::Error,
    group: Group::Rss,
    summary: "the port of a cloud is a number from 1 to 65535",
    why: "readers cannot ask to be told of news",
    cite: Citation::new(
        "RSS 2.0",
        "<cloud>",
        "https://www.rssboard.org/rss-specification#ltcloudgtSubelementOfLtchannelgt",
    ),
    w3c: &["InvalidIntegerAttribute"],
    bad: &[
        channel(
            r#"<cloud domain="a.example.org" port="⟦0⟧" path="/RPC2" registerProcedure="ping" protocol="xml-rpc"/>"#,
        ),
        channel(
            r#"<cloud domain="a.example.org" port="⟦-80⟧" path="/RPC2" registerProcedure="ping" protocol="xml-rpc"/>"#,
        ),
        channel(r#"<cloud domain="a.example.org" port="⟦70000⟧" path="/" registerProcedure="" protocol="http-post"/>"#),
    ],
    good: &[channel(
        r#"<cloud domain="rpc.example.org" port="65535" path="/RPC2" registerProcedure="pingMe" protocol="xml-rpc"/>"#,
    )],
    check: Check::Values(&[ValueKind("port")], port_invalid),
};

/// The length of an enclosure is not negative.
pub static ENCLOSURE_LENGTH_NEGATIVE: Rule = Rule {
    code: "V005",
    name: "enclosure-length-negative",
    level: Level::Error,
    group: Group::Rss,
    summary: "the length of an enclosure is not negative",
    why: "podcast programs refuse the enclosure",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    ),
    w3c: &["InvalidNonNegativeInteger"],
    bad: &[item(r#"<enclosure url="https://example.org/a.mp3" length="⟦-5⟧" type="audio/mpeg"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="5" type="audio/mpeg"/>"#)],
    check: Check::Values(&[ValueKind("length")], enclosure_length_negative),
};

/// A decimal number is written in digits with a point.
pub static NUMBER_NOT_DECIMAL: Rule = Rule {
    code: "V006",
    name: "number-not-decimal",
    level: Level::Error,
    group: Group::Feed,
    summary: "a decimal number is written in digits with a point",
    why: "readers pass it over",
    cite: Citation::new("Media RSS 1.5.1", "<media:content>", "https://www.rssboard.org/media-rss").by_vocabulary(),
    w3c: &["InvalidFloat"],
    bad: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" framerate="⟦fast⟧"/>"#,
    )],
    good: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" framerate="29.97"/>"#,
    )],
    check: Check::Values(&[ValueKind("float")], number_not_decimal),
};

/// An image is 1 to 144 pixels wide.
pub static IMAGE_WIDTH: Rule = Rule {
    code: "V007",
    name: "image-width",
    level: Level::Error,
    group: Group::Rss,
    summary: "an image is 1 to 144 pixels wide",
    why: "readers do not show it, or distort it",
    cite: Citation::new(
        "RSS 2.0",
        "<image>",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt",
    ),
    w3c: &["InvalidWidth"],
    bad: &[channel(
        "<image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link><width>⟦145⟧</width></image>",
    )],
    good: &[channel(
        "<image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link><width>144</width></image>",
    )],
    check: Check::Values(&[ValueKind("image-width")], image_width),
};

/// An image is 1 to 400 pixels high.
pub static IMAGE_HEIGHT: Rule = Rule {
    code: "V008",
    name: "image-height",
    level: Level::Error,
    group: Group::Rss,
    summary: "an image is 1 to 400 pixels high",
    why: "readers do not show it, or distort it",
    cite: Citation::new(
        "RSS 2.0",
        "<image>",
        "https://www.rssboard.org/rss-specification#ltimagegtSubelementOfLtchannelgt",
    ),
    w3c: &["InvalidHeight"],
    bad: &[channel(
        "<image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link><height>⟦401⟧</height></image>",
    )],
    good: &[channel(
        "<image><url>https://example.org/a.png</url><title>Harbour Post</title><link>https://example.org/</link><height>400</height></image>",
    )],
    check: Check::Values(&[ValueKind("image-height")], image_height),
};

/// An hour is a number from 0 to 23.
pub static HOUR_INVALID: Rule = Rule {
    code: "V009",
    name: "hour-invalid",
    level: Level::Error,
    group: Group::Rss,
    summary: "an hour is a number from 0 to 23",
    why: "readers pass it over, and fetch the feed at the wrong time",
    cite: Citation::new("RSS 2.0", "<skipHours>", "https://www.rssboard.org/rss-specification#skiphoursandskipdays"),
    w3c: &["InvalidHour"],
    bad: &[channel("<skipHours><hour>⟦25⟧</hour></skipHours>")],
    good: &[channel("<skipHours><hour>0</hour><hour>23</hour></skipHours>")],
    check: Check::Values(&[ValueKind("hour")], hour_invalid),
};

/// Midnight is hour 0.
pub static HOUR_24: Rule = Rule {
    code: "V010",
    name: "hour-24",
    level: Level::Warning,
    group: Group::Profile,
    summary: "midnight is hour 0",
    why: "readers that count from 0 to 23 pass hour 24 over",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "skipHours",
        "https://www.rssboard.org/rss-profile#element-channel-skiphours",
    ),
    w3c: &["UseZeroForMidnight"],
    bad: &[channel("<skipHours><hour>⟦24⟧</hour></skipHours>")],
    good: &[channel("<skipHours><hour>0</hour></skipHours>")],
    check: Check::Elements(&["hour"], hour_24),
};

/// An hour or a day to skip is named once.
pub static HOUR_TWICE: Rule = Rule {
    code: "V011",
    name: "hour-twice",
    level: Level::Error,
    group: Group::Rss,
    summary: "an hour or a day to skip is named once",
    why: "readers that check it refuse the feed",
    cite: Citation::new("RSS 2.0", "<skipHours>", "https://www.rssboard.org/rss-specification#skiphoursandskipdays"),
    w3c: &["DuplicateValue"],
    bad: &[channel("<skipHours><hour>1</hour><hour>⟦1⟧</hour></skipHours>")],
    good: &[channel("<skipHours><hour>1</hour><hour>2</hour></skipHours>")],
    check: Check::Elements(&["skipHours", "skipDays"], hour_twice),
};

/// The length of an enclosure is known.
pub static ENCLOSURE_LENGTH_ZERO: Rule = Rule {
    code: "V012",
    name: "enclosure-length-zero",
    level: Level::Advice,
    group: Group::Podcast,
    summary: "the length of an enclosure is known",
    why: "podcast programs show no size and no progress",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    ),
    w3c: &[],
    bad: &[item(r#"<enclosure url="https://example.org/a.mp3" length="⟦0⟧" type="audio/mpeg"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="12345678" type="audio/mpeg"/>"#)],
    check: Check::Values(&[ValueKind("length")], enclosure_length_zero),
};

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_whole(text: &str) -> bool {
    is_digits(text.strip_prefix(['-', '+']).unwrap_or(text))
}

fn number_blank(value: &Value, reporter: &mut Reporter) {
    if value.is_blank() {
        reporter
            .at(value.span_or_name(), format!("`{}` is empty", value.name))
            .help(value.help_when_blank("write a whole number above zero"));
    }
}

fn number_not_positive(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let is_positive = is_digits(text) && text.bytes().any(|byte| byte != b'0');
    if !is_positive && !text.is_empty() {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no whole number above zero", value.name))
            .help(value.help_when_blank("write a number in digits, like `60`"));
    }
}

fn number_negative(value: &Value, reporter: &mut Reporter) {
    if !is_digits(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no whole number, zero or above", value.name))
            .help(value.help_when_blank("write a number in digits, like `12`"));
    }
}

fn number_not_whole(value: &Value, reporter: &mut Reporter) {
    if !value.is_blank() && !is_whole(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no whole number", value.name))
            .help(value.help_when_blank("write a number in digits, like `12`"));
    }
}

fn enclosure_length(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if !is_whole(text) {
        reporter
            .at(value.span(), format!("`{}` is no whole number", value.name))
            .help("write the size of the file in bytes, as `12345678`");
    }
}

/// RFC 3986, section 3.2.3, with what TCP can count.
fn port_invalid(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if !is_digits(text) || !text.parse::<u16>().is_ok_and(|port| port > 0) {
        reporter
            .at(value.span(), format!("`{}` is no number from 1 to 65535", value.name))
            .help("write the port at which the server of the cloud listens, like `80`");
    }
}

fn enclosure_length_negative(value: &Value, reporter: &mut Reporter) {
    if is_whole(value.trimmed()) && value.trimmed().starts_with('-') {
        reporter
            .at(value.span(), "a file is not shorter than nothing")
            .help("write the size of the file in bytes, or `0` where it is not known");
    }
}

fn enclosure_length_zero(value: &Value, reporter: &mut Reporter) {
    if value.trimmed() == "0" {
        reporter
            .at(value.span(), "the length of this enclosure is not known")
            .help("write the size of the file in bytes");
    }
}

fn number_not_decimal(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if text.parse::<f64>().is_err()
        || !text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'))
    {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no decimal number", value.name))
            .help("write it like `29.97`");
    }
}

fn image_width(value: &Value, reporter: &mut Reporter) {
    within(value, 1, 144, reporter);
}

fn image_height(value: &Value, reporter: &mut Reporter) {
    within(value, 1, 400, reporter);
}

fn hour_invalid(value: &Value, reporter: &mut Reporter) {
    within(value, 0, 24, reporter);
}

fn within(value: &Value, least: u32, most: u32, reporter: &mut Reporter) {
    let number = value.trimmed().parse::<u32>().ok().filter(|_| is_digits(value.trimmed()));
    if !number.is_some_and(|number| (least..=most).contains(&number)) {
        reporter.at(value.trimmed_span(), format!("`{}` is no number from {least} to {most}", value.name));
    }
}

fn hour_24(hour: Element, reporter: &mut Reporter) {
    let value = hour.value();
    if value.trimmed() != "24" {
        return;
    }
    let told = reporter.at(value.trimmed_span(), "midnight is hour 0");
    // A second 0 would be another mistake.
    let has_zero = hour.parent().is_some_and(|skip| skip.children().any(|other| other.value().trimmed() == "0"));
    if has_zero {
        told.help("leave it out, hour 0 is named already");
    } else {
        told.help("write `0`").fix(value.trimmed_span(), "0");
    }
}

fn hour_twice(skip: Element, reporter: &mut Reporter) {
    let mut seen = std::collections::HashSet::new();
    for child in skip.children().filter(|child| child.is("hour") || child.is("day")) {
        let value = child.value();
        let text = if value.trimmed() == "24" { "0" } else { value.trimmed() }.to_string();
        if !seen.insert(text) {
            reporter.at(value.trimmed_span(), format!("this `{}` is named twice", child.written()));
        }
    }
}
