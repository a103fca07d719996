//! Addresses: legal, and whole where nothing tells what they are relative to.

use crate::source::Level;
use crate::validate::addresses::{self, Wrong};
use crate::validate::findings::Report;
use crate::validate::rule::{Check, Citation, Group, Rule, item};
use crate::validate::value::Value;
use crate::validate::vocabulary::Kind;

/// An address is put together as RFC 3986 says.
pub static URL_INVALID: Rule = Rule {
    code: "U001",
    name: "url-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address is put together as RFC 3986 says",
    why: "readers cannot open it",
    cite: Citation {
        specification: "RFC 3986",
        section: "section 3",
        url: "https://www.rfc-editor.org/rfc/rfc3986#section-3",
    },
    w3c: &["InvalidLink"],
    bad: &[item("<link>⟦http:/example.org/bridge⟧</link>")],
    good: &[item("<link>https://example.org/bridge?a=1#b</link>")],
    check: Check::Values(&[Kind("url"), Kind("iri"), Kind("full-iri")], url_invalid),
};

/// An address has no spaces and no other characters that must be percent-encoded.
pub static URL_CHARACTER_INVALID: Rule = Rule {
    code: "U002",
    name: "url-character-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address has no spaces and no other characters that must be percent-encoded",
    why: "readers cut the address at that character, and the link leads nowhere",
    cite: Citation {
        specification: "RFC 3986",
        section: "section 2",
        url: "https://www.rfc-editor.org/rfc/rfc3986#section-2",
    },
    w3c: &["InvalidUriChar"],
    bad: &[item("<link>https://example.org/a⟦ ⟧bridge</link>"), item("<link>https://example.org/⟦%⟧zz</link>")],
    good: &[item("<link>https://example.org/a%20bridge</link>")],
    check: Check::Values(&[Kind("url"), Kind("iri"), Kind("full-iri")], url_character_invalid),
};

/// An address in RSS is a URI, in ASCII.
pub static URL_NOT_ASCII: Rule = Rule {
    code: "U003",
    name: "url-not-ascii",
    level: Level::Error,
    group: Group::Rss,
    summary: "an address in RSS is a URI, in ASCII",
    why: "readers that do not know IRIs cannot open it",
    cite: Citation {
        specification: "RSS Best Practices Profile",
        section: "URLs",
        url: "https://www.rssboard.org/rss-profile#data-types-url",
    },
    w3c: &["UriNotIri"],
    bad: &[item("<link>https://example.org/br⟦ü⟧cke</link>")],
    good: &[item("<link>https://example.org/br%C3%BCcke</link>")],
    check: Check::Values(&[Kind("url")], url_not_ascii),
};

/// An address is whole, with its scheme.
pub static URL_RELATIVE: Rule = Rule {
    code: "U004",
    name: "url-relative",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address is whole, with its scheme",
    why: "nothing in RSS says what it is relative to, and readers cannot open it",
    cite: Citation {
        specification: "RSS 2.0",
        section: "Elements of <item>",
        url: "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    },
    w3c: &["InvalidFullLink"],
    bad: &[item("<link>⟦/bridge⟧</link>")],
    good: &[item("<link>https://example.org/bridge</link>")],
    check: Check::Values(&[Kind("url"), Kind("full-iri")], url_relative),
};

fn url_invalid(value: &Value, report: &mut Report) {
    if let Some(Wrong::Form(what)) = addresses::wrong(value.trimmed()) {
        report.at(value.trimmed_span(), format!("`{}` is no address: {what}", value.name));
    }
}

fn url_character_invalid(value: &Value, report: &mut Report) {
    let text = value.trimmed();
    let start = value.text.find(text).unwrap_or_default();
    let (at, character) = match addresses::wrong(text) {
        Some(Wrong::Character(at, character)) => (start + at, character),
        Some(Wrong::Percent(at)) => (start + at, '%'),
        _ => return,
    };
    let span = value.span_of(at..at + character.len_utf8());
    let encoded = addresses::encoded(character);
    report
        .at(span.clone(), format!("`{}` cannot stand in an address", character.escape_debug()))
        .help(format!("write `{encoded}`"))
        .fix(span, encoded);
}

fn url_not_ascii(value: &Value, report: &mut Report) {
    let text = value.trimmed();
    let start = value.text.find(text).unwrap_or_default();
    let Some(Wrong::NotAscii(at, character)) = addresses::not_ascii(text) else { return };
    let span = value.span_of(start + at..start + at + character.len_utf8());
    report
        .at(span, format!("`{character}` stands in an address of RSS, which is in ASCII"))
        .help(format!("write `{}`", addresses::encoded(character)));
}

fn url_relative(value: &Value, report: &mut Report) {
    let text = value.trimmed();
    if !text.is_empty() && addresses::wrong(text).is_none() && addresses::scheme(text).is_none() {
        report
            .at(value.trimmed_span(), format!("`{}` is relative, and nothing says to what", value.name))
            .help("write it like `https://example.org/page`");
    }
}
