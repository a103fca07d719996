//! Media RSS 1.5.1.

use crate::addresses;
use crate::document::Element;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, item};
use crate::rules::words::{LetterCase, one_of};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;
use std::collections::HashSet;
use std::sync::LazyLock;

/// `expression` is sample, full or nonstop.
pub static MEDIA_EXPRESSION_INVALID: Rule = Rule {
    code: "P001",
    name: "media-expression-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "`expression` is sample, full or nonstop",
    why: "readers pass it over",
    cite: Citation::new("Media RSS 1.5.1", "<media:content>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaExpression"],
    bad: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" expression="⟦half⟧"/>"#,
    )],
    good: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" expression="full"/>"#,
    )],
    check: Check::Values(&[ValueKind("expression")], media_expression_invalid),
};

/// `medium` is image, audio, video, document or executable.
pub static MEDIA_MEDIUM_INVALID: Rule = Rule {
    code: "P002",
    name: "media-medium-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "`medium` is image, audio, video, document or executable",
    why: "readers do not know how to show it",
    cite: Citation::new("Media RSS 1.5.1", "<media:content>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaMedium"],
    bad: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" medium="⟦film⟧"/>"#,
    )],
    good: &[item(
        r#"<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.mp4" medium="video"/>"#,
    )],
    check: Check::Values(&[ValueKind("medium")], media_medium_invalid),
};

/// A rating is one of its scheme.
pub static MEDIA_RATING_INVALID: Rule = Rule {
    code: "P003",
    name: "media-rating-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a rating is one of its scheme",
    why: "readers that keep things from children show it, or hide it from all",
    cite: Citation::new("Media RSS 1.5.1", "<media:rating>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaRating"],
    bad: &[item(
        r#"<media:rating xmlns:media="http://search.yahoo.com/mrss/" scheme="urn:simple">⟦12⟧</media:rating>"#,
    )],
    good: &[item(r#"<media:rating xmlns:media="http://search.yahoo.com/mrss/" scheme="urn:mpaa">pg</media:rating>"#)],
    check: Check::Elements(&["media:rating"], media_rating_invalid),
};

/// A hash is in hexadecimal digits, as many as its method gives.
pub static MEDIA_HASH_INVALID: Rule = Rule {
    code: "P004",
    name: "media-hash-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a hash is in hexadecimal digits, as many as its method gives",
    why: "programs that verify what they fetched throw it away",
    cite: Citation::new("Media RSS 1.5.1", "<media:hash>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaHash"],
    bad: &[item(r#"<media:hash xmlns:media="http://search.yahoo.com/mrss/" algo="md5">⟦abc⟧</media:hash>"#)],
    good: &[item(
        r#"<media:hash xmlns:media="http://search.yahoo.com/mrss/">dfdec888b72151965a34b4b59031290a</media:hash>"#,
    )],
    check: Check::Elements(&["media:hash"], media_hash_invalid),
};

/// A restriction without type is `all` or `none`.
pub static MEDIA_RESTRICTION_INVALID: Rule = Rule {
    code: "P005",
    name: "media-restriction-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a restriction without type is `all` or `none`",
    why: "readers show what they should not, or nothing",
    cite: Citation::new("Media RSS 1.5.1", "<media:restriction>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaRestriction"],
    bad: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow">⟦nl⟧</media:restriction>"#,
    )],
    good: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow">all</media:restriction>"#,
    )],
    check: Check::Elements(&["media:restriction"], media_restriction_invalid),
};

/// A restriction allows or denies.
pub static MEDIA_RESTRICTION_RELATION: Rule = Rule {
    code: "P006",
    name: "media-restriction-relation",
    level: Level::Error,
    group: Group::Extension,
    summary: "a restriction allows or denies",
    why: "readers show what they should not, or nothing",
    cite: Citation::new("Media RSS 1.5.1", "<media:restriction>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaRestrictionRel"],
    bad: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="⟦forbid⟧">all</media:restriction>"#,
    )],
    good: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="deny">all</media:restriction>"#,
    )],
    check: Check::Values(&[ValueKind("restriction-relation")], media_restriction_relation),
};

/// A restriction is by country, by address or by sharing.
pub static MEDIA_RESTRICTION_TYPE: Rule = Rule {
    code: "P007",
    name: "media-restriction-type",
    level: Level::Error,
    group: Group::Extension,
    summary: "a restriction is by country, by address or by sharing",
    why: "readers show what they should not, or nothing",
    cite: Citation::new("Media RSS 1.5.1", "<media:restriction>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaRestrictionType"],
    bad: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="⟦city⟧">Delft</media:restriction>"#,
    )],
    good: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="deny" type="sharing"/>"#,
    )],
    check: Check::Values(&[ValueKind("restriction-type")], media_restriction_type),
};

/// A country is named by its two letters of ISO 3166.
pub static MEDIA_COUNTRY_INVALID: Rule = Rule {
    code: "P008",
    name: "media-country-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a country is named by its two letters of ISO 3166",
    why: "readers show it in the wrong countries, or in none",
    cite: Citation::new("Media RSS 1.5.1", "<media:restriction>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidCountryCode"],
    bad: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="country">nl ⟦zz⟧</media:restriction>"#,
    )],
    good: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="country">nl be</media:restriction>"#,
    )],
    check: Check::Elements(&["media:restriction"], media_country_invalid),
};

/// The addresses of a restriction are whole.
pub static MEDIA_ADDRESS_RELATIVE: Rule = Rule {
    code: "P009",
    name: "media-address-relative",
    level: Level::Error,
    group: Group::Extension,
    summary: "the addresses of a restriction are whole",
    why: "nothing says what they are relative to",
    cite: Citation::new("Media RSS 1.5.1", "<media:restriction>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidFullLink"],
    bad: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="uri">⟦/images⟧</media:restriction>"#,
    )],
    good: &[item(
        r#"<media:restriction xmlns:media="http://search.yahoo.com/mrss/" relationship="allow" type="uri">https://example.org/</media:restriction>"#,
    )],
    check: Check::Elements(&["media:restriction"], media_address_relative),
};

/// The type of a text is plain or html.
pub static MEDIA_TEXT_TYPE: Rule = Rule {
    code: "P010",
    name: "media-text-type",
    level: Level::Error,
    group: Group::Extension,
    summary: "the type of a text is plain or html",
    why: "readers show the tags",
    cite: Citation::new("Media RSS 1.5.1", "<media:title>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidMediaTextType"],
    bad: &[item(
        r#"<media:title xmlns:media="http://search.yahoo.com/mrss/" type="⟦text/html⟧">A bridge</media:title>"#,
    )],
    good: &[item(r#"<media:title xmlns:media="http://search.yahoo.com/mrss/" type="plain">A bridge</media:title>"#)],
    check: Check::Values(&[ValueKind("media-text-type")], media_text_type),
};

/// A time in a film is written as NPT says.
pub static MEDIA_TIME_INVALID: Rule = Rule {
    code: "P011",
    name: "media-time-invalid",
    level: Level::Error,
    group: Group::Extension,
    summary: "a time in a film is written as NPT says",
    why: "readers show the picture at the wrong moment",
    cite: Citation::new("Media RSS 1.5.1", "<media:thumbnail>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidNPTTime"],
    bad: &[item(
        r#"<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.png" time="⟦late⟧"/>"#,
    )],
    good: &[item(
        r#"<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://example.org/a.png" time="12:05:01.123"/>"#,
    )],
    check: Check::Values(&[ValueKind("npt")], media_time_invalid),
};

/// A role of the EBU scheme is in lower case and is one of its roles.
pub static MEDIA_ROLE_UNKNOWN: Rule = Rule {
    code: "P012",
    name: "media-role-unknown",
    level: Level::Error,
    group: Group::Extension,
    summary: "a role is in lower case, and one of the EBU scheme has letters only",
    why: "readers show no role",
    cite: Citation::new("Media RSS 1.5.1", "<media:credit>", "https://www.rssboard.org/media-rss"),
    w3c: &["InvalidCreditRole"],
    bad: &[item(
        r#"<media:credit xmlns:media="http://search.yahoo.com/mrss/" role="⟦Diva⟧">Ada Example</media:credit>"#,
    )],
    good: &[item(
        r#"<media:credit xmlns:media="http://search.yahoo.com/mrss/" role="photographer">Ada Example</media:credit>"#,
    )],
    check: Check::Elements(&["media:credit"], media_role_unknown),
};

/// A group holds more than one form of one thing.
pub static MEDIA_GROUP_SINGLE: Rule = Rule {
    code: "P013",
    name: "media-group-single",
    level: Level::Warning,
    group: Group::Extension,
    summary: "a group holds more than one form of one thing",
    why: "nothing; the group says nothing",
    cite: Citation::new("Media RSS 1.5.1", "<media:group>", "https://www.rssboard.org/media-rss"),
    w3c: &["MediaGroupWithoutAlternatives"],
    bad: &[item(r#"<⟦media:group⟧ xmlns:media="http://search.yahoo.com/mrss/"/>"#)],
    good: &[item(
        r#"<media:group xmlns:media="http://search.yahoo.com/mrss/"><media:content url="https://example.org/a.mp4"/></media:group>"#,
    )],
    check: Check::Elements(&["media:group"], media_group_single),
};

/// `media:adult` was replaced by `media:rating`.
pub static MEDIA_ADULT_REPLACED: Rule = Rule {
    code: "P014",
    name: "media-adult-replaced",
    level: Level::Warning,
    group: Group::Extension,
    summary: "`media:adult` was replaced by `media:rating`",
    why: "readers look for the rating",
    cite: Citation::new("Media RSS 1.5.1", "<media:adult>", "https://www.rssboard.org/media-rss"),
    w3c: &["DeprecatedMediaAdult"],
    bad: &[item(r#"<⟦media:adult⟧ xmlns:media="http://search.yahoo.com/mrss/">false</media:adult>"#)],
    good: &[item(r#"<media:rating xmlns:media="http://search.yahoo.com/mrss/">nonadult</media:rating>"#)],
    check: Check::Elements(&["media:adult"], media_adult_replaced),
};

fn media_expression_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["sample", "full", "nonstop"], reporter);
}

fn media_medium_invalid(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["image", "audio", "video", "document", "executable"], reporter);
}

fn media_restriction_relation(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["allow", "deny"], reporter);
}

fn media_restriction_type(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["country", "uri", "sharing"], reporter);
}

fn media_text_type(value: &Value, reporter: &mut Reporter) {
    one_of(value, LetterCase::Fixed, &["plain", "html"], reporter);
}

fn media_rating_invalid(rating: Element, reporter: &mut Reporter) {
    let scheme = rating
        .attribute_value("scheme")
        .map_or_else(|| "urn:simple".to_string(), |scheme| scheme.trimmed().to_string());
    let value = rating.value();
    let text = value.trimmed().to_ascii_lowercase();
    let is_right = match scheme.as_str() {
        "urn:simple" => matches!(text.as_str(), "adult" | "nonadult"),
        "urn:mpaa" => matches!(text.as_str(), "g" | "nc-17" | "pg" | "pg-13" | "r" | "x"),
        "urn:v-chip" => matches!(
            text.as_str(),
            "14+"
                | "18+"
                | "c"
                | "c8"
                | "g"
                | "pg"
                | "tv-14"
                | "tv-g"
                | "tv-ma"
                | "tv-pg"
                | "tv-y"
                | "tv-y7"
                | "tv-y7-fv"
        ),
        "urn:icra" => is_icra(&text),
        _ => true,
    };
    if !is_right {
        reporter.at(value.trimmed_span(), format!("this is no rating of `{scheme}`"));
    }
}

/// `r (nz 1 sz 1 vz 1 lz 1 oz 1 cz 1)`: one statement for each of nudity, sex, violence, language, other and context.
fn is_icra(text: &str) -> bool {
    let Some(inner) = text.strip_prefix("r (").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let words: Vec<&str> = inner.split_whitespace().collect();
    let subjects = words.iter().step_by(2).filter_map(|word| word.chars().next());
    words.len().is_multiple_of(2) && subjects.clone().all(|subject| "nsvloc".contains(subject)) && !inner.contains("mz")
}

fn media_hash_invalid(hash: Element, reporter: &mut Reporter) {
    let method = hash.attribute_value("algo").map_or_else(|| "md5".to_string(), |method| method.trimmed().to_string());
    let length = match method.as_str() {
        "md5" => 32,
        "sha-1" => 40,
        _ => {
            if let Some(algo) = hash.attribute_value("algo").filter(|algo| !algo.is_blank()) {
                reporter
                    .at(algo.span(), format!("`{method}` is no way to hash that readers know"))
                    .help("write `md5` or `sha-1`");
            }
            return;
        }
    };
    let value = hash.value();
    let text = value.trimmed();
    if text.len() != length || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        reporter
            .at(value.trimmed_span(), format!("a hash of {method} has {length} hexadecimal digits"))
            .help("write the hash of the file in hexadecimal digits, or leave it out");
    }
}

/// The type of a restriction, and what it names.
fn restriction<'d>(element: Element<'d>, wanted: &str) -> Option<Value<'d>> {
    let kind = element.attribute_value("type").map_or_else(String::new, |kind| kind.trimmed().to_string());
    (kind == wanted).then(|| element.value())
}

fn words<'v>(value: &'v Value) -> impl Iterator<Item = (usize, &'v str)> {
    value.text.split_whitespace().map(|word| (word.as_ptr() as usize - value.text.as_ptr() as usize, word))
}

fn media_restriction_invalid(element: Element, reporter: &mut Reporter) {
    // A type that is empty is told, and then nobody knows what the restriction names.
    let Some(value) = restriction(element, "").filter(|_| element.attribute("type").is_none()) else { return };
    if !matches!(value.trimmed(), "all" | "none" | "") {
        reporter
            .at(value.trimmed_span(), "a restriction without type is `all` or `none`")
            .help("write `type=\"country\"` or `type=\"uri\"`");
    }
}

fn media_country_invalid(element: Element, reporter: &mut Reporter) {
    let Some(value) = restriction(element, "country") else { return };
    for (at, word) in words(&value).filter(|(_, word)| !is_country(word)) {
        reporter.at(value.span_of(at..at + word.len()), format!("`{word}` is no country"));
    }
}

fn media_address_relative(element: Element, reporter: &mut Reporter) {
    let Some(value) = restriction(element, "uri") else { return };
    for (at, word) in
        words(&value).filter(|(_, word)| addresses::scheme(word).is_none() || addresses::wrong(word).is_some())
    {
        reporter.at(value.span_of(at..at + word.len()), format!("`{word}` is no whole address"));
    }
}

/// ISO 3166-1, two letters.
fn is_country(word: &str) -> bool {
    const COUNTRIES: &str = "ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq br bs bt bv bw by bz ca \
        cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh \
        gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la \
        lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu \
        nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv sx sy sz tc \
        td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";
    static TABLE: LazyLock<HashSet<&str>> = LazyLock::new(|| COUNTRIES.split_ascii_whitespace().collect());
    TABLE.contains(word.to_ascii_lowercase().as_str())
}

/// RFC 2326, section 3.6: seconds, or hours, minutes and seconds.
fn media_time_invalid(value: &Value, reporter: &mut Reporter) {
    let whole = value.trimmed().split('.').next().unwrap_or_default();
    let fraction = value.trimmed().split_once('.').map_or("0", |(_, fraction)| fraction);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = whole.split(':').collect();
    let below_sixty =
        |text: &str| digits(text) && text.len() <= 2 && text.parse::<u32>().is_ok_and(|number| number < 60);
    let is_time = match parts.as_slice() {
        ["now"] => true,
        [seconds] => digits(seconds),
        // Hours may be left out: the specification itself writes `00:01`.
        [minutes, seconds] => below_sixty(minutes) && below_sixty(seconds),
        [hours, minutes, seconds] => digits(hours) && below_sixty(minutes) && below_sixty(seconds),
        _ => false,
    };
    if !is_time || !(fraction.is_empty() || digits(fraction)) {
        reporter.at(value.span(), format!("`{}` is no time", value.name)).help("write it like `12:05:01.123`");
    }
}

/// The roles of the EBU scheme (EBU Role Codes), as Media RSS writes them: lower case, and with spaces.
fn media_role_unknown(credit: Element, reporter: &mut Reporter) {
    let is_ebu = credit.attribute_value("scheme").is_none_or(|scheme| scheme.trimmed() == "urn:ebu");
    let Some(role) = credit.attribute_value("role") else { return };
    let is_letter = |c: char| c.is_lowercase() || matches!(c, ' ' | '-' | '/' | '\'' | '(' | ')');
    let is_role = if is_ebu { role.trimmed().chars().all(is_letter) } else { !role.text.contains(char::is_uppercase) };
    if !is_role {
        reporter.at(role.span(), "a role is in lower case").help(format!("write `{}`", role.trimmed().to_lowercase()));
    }
}

fn media_group_single(group: Element, reporter: &mut Reporter) {
    if group.child("media:content").is_none() {
        reporter.at(group.name_span(), "this group holds no `media:content`");
    }
}

fn media_adult_replaced(adult: Element, reporter: &mut Reporter) {
    reporter.at(adult.name_span(), "`media:adult` was replaced").help("write `<media:rating>nonadult</media:rating>`");
}
