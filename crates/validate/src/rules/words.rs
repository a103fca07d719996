//! Values that are one of a few words.

use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, item, outlines, whole};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// `isPermaLink` is `true` or `false`.
pub static PERMALINK_NOT_BOOLEAN: Rule = Rule {
    code: "V020",
    name: "permalink-not-boolean",
    level: Level::Error,
    group: Group::Rss,
    summary: "`isPermaLink` is `true` or `false`",
    why: "readers take anything else for true, and open the guid as a link",
    cite: Citation::new("RSS 2.0", "<guid>", "https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt"),
    w3c: &["InvalidBooleanAttribute"],
    bad: &[item(r#"<guid isPermaLink="⟦no⟧">https://example.org/bridge</guid>"#)],
    good: &[item(r#"<guid isPermaLink="true">https://example.org/bridge</guid>"#)],
    check: Check::Values(&[ValueKind("boolean")], permalink_not_boolean),
};

/// A yes-or-no value is `true` or `false`.
pub static NOT_TRUE_OR_FALSE: Rule = Rule {
    code: "V021",
    name: "not-true-or-false",
    level: Level::Error,
    group: Group::Feed,
    summary: "a yes-or-no value is `true` or `false`",
    why: "readers pass it over",
    cite: Citation::new("OPML 2.0", "What is an <outline>?", "https://opml.org/spec2.opml").by_vocabulary(),
    w3c: &["InvalidTrueFalse"],
    bad: &[outlines(r#"<outline text="Bridges" isComment="⟦yes⟧"/>"#)],
    good: &[outlines(r#"<outline text="Bridges" isComment="false"/>"#)],
    check: Check::Values(&[ValueKind("true-false")], not_true_or_false),
};

/// The value is `yes` or `no`.
pub static NOT_YES_OR_NO: Rule = Rule {
    code: "V022",
    name: "not-yes-or-no",
    level: Level::Error,
    group: Group::Feed,
    summary: "the value is `yes` or `no`",
    why: "readers pass it over",
    cite: Citation::new("RFC 5023", "section 13.1.1", "https://www.rfc-editor.org/rfc/rfc5023#section-13.1.1")
        .by_vocabulary(),
    w3c: &["InvalidYesNo"],
    bad: &[entry(r#"<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>⟦true⟧</app:draft></app:control>"#)],
    good: &[entry(r#"<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>"#)],
    check: Check::Values(&[ValueKind("yes-no")], not_yes_or_no),
};

/// A day to skip is an English weekday.
pub static DAY_INVALID: Rule = Rule {
    code: "V023",
    name: "day-invalid",
    level: Level::Error,
    group: Group::Rss,
    summary: "a day to skip is an English weekday",
    why: "readers pass it over, and fetch the feed on the wrong day",
    cite: Citation::new("RSS 2.0", "<skipDays>", "https://www.rssboard.org/rss-specification#skiphoursandskipdays"),
    w3c: &["InvalidDay"],
    bad: &[channel("<skipDays><day>⟦Zondag⟧</day></skipDays>")],
    good: &[channel("<skipDays><day>Sunday</day></skipDays>")],
    check: Check::Values(&[ValueKind("day")], day_invalid),
};

/// `sy:updatePeriod` is hourly, daily, weekly, monthly or yearly.
pub static UPDATE_PERIOD_INVALID: Rule = Rule {
    code: "V024",
    name: "update-period-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "`sy:updatePeriod` is hourly, daily, weekly, monthly or yearly",
    why: "readers pass it over, and fetch the feed as they please",
    cite: Citation::new(
        "RSS 1.0 Syndication module",
        "sy:updatePeriod",
        "https://web.resource.org/rss/1.0/modules/syndication/",
    ),
    w3c: &["InvalidUpdatePeriod"],
    bad: &[channel(
        r#"<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">⟦often⟧</sy:updatePeriod>"#,
    )],
    good: &[channel(
        r#"<sy:updatePeriod xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">hourly</sy:updatePeriod>"#,
    )],
    check: Check::Values(&[ValueKind("update-period")], update_period_invalid),
};

/// `slash:hit_parade` is whole numbers with commas between.
pub static HIT_PARADE_INVALID: Rule = Rule {
    code: "V025",
    name: "hit-parade-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "`slash:hit_parade` is whole numbers with commas between",
    why: "readers pass it over",
    cite: Citation::new("RSS 1.0 Slash module", "slash:hit_parade", "https://web.resource.org/rss/1.0/modules/slash/"),
    w3c: &["InvalidCommaSeparatedIntegers"],
    bad: &[item(
        r#"<slash:hit_parade xmlns:slash="http://purl.org/rss/1.0/modules/slash/">⟦1,two⟧</slash:hit_parade>"#,
    )],
    good: &[item(
        r#"<slash:hit_parade xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3,2,1,0</slash:hit_parade>"#,
    )],
    check: Check::Values(&[ValueKind("comma-integers")], hit_parade_invalid),
};

/// A language is a tag of BCP 47.
pub static LANGUAGE_INVALID: Rule = Rule {
    code: "V026",
    name: "language-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "a language is a tag of BCP 47",
    why: "readers do not offer translation, hyphenate wrongly and read aloud in the wrong voice",
    cite: Citation::new("BCP 47 (RFC 5646)", "section 2.1", "https://www.rfc-editor.org/rfc/rfc5646#section-2.1"),
    w3c: &["InvalidLanguage"],
    bad: &[channel("<language>⟦English⟧</language>"), channel("<language>⟦en_GB⟧</language>")],
    good: &[channel("<language>en-GB</language>")],
    check: Check::Values(&[ValueKind("language")], language_invalid),
};

/// The version of RSS is 2.0, or one that 2.0 grew out of.
pub static RSS_VERSION_UNKNOWN: Rule = Rule {
    code: "V027",
    name: "rss-version-unknown",
    level: Level::Error,
    group: Group::Rss,
    summary: "the version of RSS is 2.0, or one that 2.0 grew out of",
    why: "readers that look at it do not know how to read the feed",
    cite: Citation::new("RSS 2.0", "What is RSS?", "https://www.rssboard.org/rss-specification#whatIsRss"),
    w3c: &["InvalidRSSVersion"],
    bad: &[whole(
        r#"<rss version="⟦3.0⟧"><channel><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[whole(
        r#"<rss version="2.0"><channel><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    check: Check::Values(&[ValueKind("rss-version")], rss_version_unknown),
};

/// The version of OPML is 1.0, 1.1 or 2.0.
pub static OPML_VERSION_UNKNOWN: Rule = Rule {
    code: "V028",
    name: "opml-version-unknown",
    level: Level::Error,
    group: Group::Opml,
    summary: "the version of OPML is 1.0, 1.1 or 2.0",
    why: "programs that look at it do not know how to read the list",
    cite: Citation::new("OPML 2.0", "What is an OPML document?", "https://opml.org/spec2.opml"),
    w3c: &["InvalidOPMLVersion"],
    bad: &[whole(
        r#"<opml version="⟦3⟧"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Values(&[ValueKind("opml-version")], opml_version_unknown),
};

/// The version of a feed in a subscription list is RSS, RSS1, RSS2 or scriptingNews.
pub static OUTLINE_VERSION_UNKNOWN: Rule = Rule {
    code: "V029",
    name: "outline-version-unknown",
    level: Level::Warning,
    group: Group::Opml,
    summary: "the version of a feed in a subscription list is RSS, RSS1, RSS2 or scriptingNews",
    why: "programs that look at it do not know how to read the feed",
    cite: Citation::new("OPML 2.0", "Subscription lists", "https://opml.org/spec2.opml"),
    w3c: &["InvalidOutlineVersion"],
    bad: &[outlines(
        r#"<outline text="Bridges" type="rss" title="Bridges" xmlUrl="https://example.org/feed.xml" version="⟦9⟧"/>"#,
    )],
    good: &[outlines(
        r#"<outline text="Bridges" type="rss" title="Bridges" xmlUrl="https://example.org/feed.xml" version="RSS2"/>"#,
    )],
    check: Check::Values(&[ValueKind("outline-version")], outline_version_unknown),
};

/// The type of an outline is one that programs know.
pub static OUTLINE_TYPE_UNKNOWN: Rule = Rule {
    code: "V030",
    name: "outline-type-unknown",
    level: Level::Warning,
    group: Group::Opml,
    summary: "the type of an outline is one that programs know, where OPML does not leave it free as in 2.0",
    why: "programs do not know what to do with it",
    cite: Citation::new("OPML 2.0", "What is an <outline>?", "https://opml.org/spec2.opml"),
    w3c: &["InvalidOutlineType"],
    bad: &[whole(
        r#"<opml version="1.1"><head><title>Feeds</title></head><body><outline text="Bridges" type="⟦bridge⟧"/></body></opml>"#,
    )],
    good: &[
        whole(
            r#"<opml version="1.1"><head><title>Feeds</title></head><body><outline text="Bridges" type="link" url="https://example.org/"/></body></opml>"#,
        ),
        outlines(r#"<outline text="Bridges" type="bridge"/>"#),
    ],
    check: Check::Elements(&["outline"], outline_type_unknown),
};

/// `xml:lang` is a tag of BCP 47.
pub static XML_LANG_INVALID: Rule = Rule {
    code: "V031",
    name: "xml-lang-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "`xml:lang` is a tag of BCP 47",
    why: "readers do not offer translation, hyphenate wrongly and read aloud in the wrong voice",
    cite: Citation::new("XML 1.0", "section 2.12", "https://www.w3.org/TR/xml/#sec-lang-tag"),
    w3c: &["InvalidLanguage"],
    bad: &[entry(r#"<rights xml:lang="⟦English⟧">CC0</rights>"#)],
    good: &[entry(r#"<rights xml:lang="">CC0</rights>"#)],
    check: Check::EveryElement(xml_lang_invalid),
};

fn xml_lang_invalid(element: Element, reporter: &mut Reporter) {
    if element.attributes().next().is_none() {
        return;
    }
    if let Some(language) = element.attribute_value("xml:lang").filter(|language| !language.text.is_empty()) {
        language_invalid(&language, reporter);
    }
}

/// Whether the case of a word matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterCase {
    /// It is part of the word.
    Fixed,
    /// Apple takes a word in any case.
    Any,
}

/// Reports a value that is none of these words; where it differs in case only, the word is a sure correction.
pub(super) fn one_of(value: &Value, letter_case: LetterCase, words: &[&str], reporter: &mut Reporter) {
    let text = value.trimmed();
    let meant = words.iter().find(|word| word.eq_ignore_ascii_case(text));
    if meant.is_some_and(|word| letter_case == LetterCase::Any || *word == text) {
        return;
    }
    let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let reported = reporter
        .at(value.trimmed_span(), format!("`{}` has a value that it cannot have", value.name))
        .help(format!("write one of {list}"));
    if let Some(meant) = meant {
        reported.fix(value.trimmed_span(), *meant);
    }
}

fn permalink_not_boolean(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["true", "false"], reporter);
}

fn not_true_or_false(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["true", "false"], reporter);
}

fn not_yes_or_no(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["yes", "no"], reporter);
}

fn day_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(
        value,
        LetterCase::Fixed,
        &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        reporter,
    );
}

fn update_period_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["hourly", "daily", "weekly", "monthly", "yearly"], reporter);
}

fn rss_version_unknown(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["2.0", "0.91", "0.92", "0.93", "0.94"], reporter);
}

fn opml_version_unknown(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["2.0", "1.1", "1.0"], reporter);
}

fn outline_version_unknown(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["RSS", "RSS1", "RSS2", "scriptingNews"], reporter);
}

/// OPML 2.0 leaves the types to those who write outlines; before it, there are those that programs know.
fn outline_type_unknown(outline: Element, reporter: &mut Reporter) {
    let is_free = |root: Element| root.attribute_value("version").is_some_and(|version| version.trimmed() == "2.0");
    if outline.document.root().is_some_and(is_free) {
        return;
    }
    if let Some(value) = outline.attribute_value("type") {
        one_of(
            &value,
            LetterCase::Fixed,
            &["rss", "link", "include", "atom", "text", "audio", "photo", "collection", "category"],
            reporter,
        );
    }
}

fn hit_parade_invalid(value: &Value, reporter: &mut Reporter) {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if !value.trimmed().split(',').all(|word| is_number(word.trim())) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no list of whole numbers", value.name))
            .help("write it like `3,2,1,0`");
    }
}

fn language_invalid(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let primary = text.split('-').next().unwrap_or_default();
    let is_tag = oxilangtag::LanguageTag::parse(text).is_ok()
        && (matches!(primary.len(), 2 | 3) || matches!(primary, "i" | "x"));
    if is_tag {
        return;
    }
    let reported = reporter
        .at(value.trimmed_span(), format!("`{}` is no tag of a language", value.name))
        .help("write it like `en` or `pt-BR`");
    let dashed = text.replace('_', "-");
    if dashed != text && oxilangtag::LanguageTag::parse(dashed.as_str()).is_ok() {
        reported.fix(value.trimmed_span(), dashed);
    }
}
