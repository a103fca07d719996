//! Addresses: legal, and whole where nothing tells what they are relative to.

use crate::addresses::{self, Wrong};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// An address is put together as RFC 3986 says.
pub static URL_INVALID: Rule = Rule {
    code: "U001",
    name: "url-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address is put together as RFC 3986 says",
    why: "readers cannot open it",
    cite: Citation::new("RFC 3986", "section 3", "https://www.rfc-editor.org/rfc/rfc3986#section-3"),
    w3c: &["InvalidLink"],
    bad: &[item("<link>⟦http:/example.org/bridge⟧</link>")],
    good: &[item("<link>https://example.org/bridge?a=1#b</link>")],
    check: Check::Values(
        &[ValueKind("url"), ValueKind("iri"), ValueKind("full-iri"), ValueKind("id"), ValueKind("reference")],
        url_invalid,
    ),
};

/// An address has no spaces and no other characters that must be percent-encoded.
pub static URL_CHARACTER_INVALID: Rule = Rule {
    code: "U002",
    name: "url-character-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address has no spaces and no other characters that must be percent-encoded",
    why: "readers cut the address at that character, and the link leads nowhere",
    cite: Citation::new("RFC 3986", "section 2", "https://www.rfc-editor.org/rfc/rfc3986#section-2"),
    w3c: &["InvalidUriChar"],
    bad: &[item("<link>https://example.org/a⟦ ⟧bridge</link>"), item("<link>https://example.org/⟦%⟧zz</link>")],
    good: &[item("<link>https://example.org/a%20bridge</link>")],
    check: Check::Values(
        &[ValueKind("url"), ValueKind("iri"), ValueKind("full-iri"), ValueKind("id"), ValueKind("reference")],
        url_character_invalid,
    ),
};

/// An address in RSS is a URI, in ASCII.
pub static URL_NOT_ASCII: Rule = Rule {
    code: "U003",
    name: "url-not-ascii",
    level: Level::Error,
    group: Group::Rss,
    summary: "an address in RSS is a URI, in ASCII",
    why: "readers that do not know IRIs cannot open it",
    cite: Citation::new("RSS Best Practices Profile", "URLs", "https://www.rssboard.org/rss-profile#data-types-url"),
    w3c: &["UriNotIri"],
    bad: &[item("<link>https://example.org/br⟦ü⟧cke</link>")],
    good: &[item("<link>https://example.org/br%C3%BCcke</link>")],
    check: Check::Values(&[ValueKind("url")], url_not_ascii),
};

/// An address is whole, with its scheme.
pub static URL_RELATIVE: Rule = Rule {
    code: "U004",
    name: "url-relative",
    level: Level::Error,
    group: Group::Feed,
    summary: "an address is whole, with its scheme",
    why: "nothing in RSS says what it is relative to, and readers cannot open it",
    cite: Citation::new(
        "RSS 2.0",
        "Elements of <item>",
        "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt",
    )
    .by_vocabulary(),
    w3c: &["InvalidFullLink"],
    bad: &[item("<link>⟦/bridge⟧</link>")],
    good: &[item("<link>https://example.org/bridge</link>")],
    check: Check::Values(&[ValueKind("url"), ValueKind("full-iri"), ValueKind("media-scheme")], url_relative),
};

/// The address of an enclosure is whole.
pub static ENCLOSURE_URL_INVALID: Rule = Rule {
    code: "U005",
    name: "enclosure-url-invalid",
    level: Level::Error,
    group: Group::Rss,
    summary: "the address of an enclosure is whole",
    why: "the subscriber gets no audio",
    cite: Citation::new(
        "RSS 2.0",
        "<enclosure>",
        "https://www.rssboard.org/rss-specification#ltenclosuregtSubelementOfLtitemgt",
    ),
    w3c: &["InvalidURLAttribute"],
    bad: &[item(r#"<enclosure url="⟦/a.mp3⟧" length="1" type="audio/mpeg"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>"#)],
    check: Check::Values(&[ValueKind("enclosure-url")], enclosure_url_invalid),
};

/// No white space stands around an address, an id, a date or an e-mail address of Atom.
pub static SPACE_AROUND: Rule = Rule {
    code: "U006",
    name: "space-around",
    level: Level::Error,
    group: Group::Atom,
    summary: "no white space stands around an address, an id, a date or an e-mail address of Atom",
    why: "readers compare ids byte for byte, and some take the white space for a part of the address",
    cite: Citation::new("RFC 4287", "section 2", "https://www.rfc-editor.org/rfc/rfc4287#section-2").by_vocabulary(),
    w3c: &["UnexpectedWhitespace"],
    bad: &[entry("<id>⟦ urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11⟧</id>")],
    good: &[entry("<title> A bridge opens </title>")],
    check: Check::Values(&[ValueKind("id"), ValueKind("iri"), ValueKind("email"), ValueKind("date3339")], space_around),
};

/// The scheme of an address is registered.
pub static SCHEME_UNREGISTERED: Rule = Rule {
    code: "U007",
    name: "scheme-unregistered",
    level: Level::Warning,
    group: Group::Feed,
    summary: "the scheme of an address is registered",
    why: "readers cannot open it",
    cite: Citation::new("RFC 3986", "section 3.1", "https://www.rfc-editor.org/rfc/rfc3986#section-3.1"),
    w3c: &["SchemeNotIANARegistered"],
    bad: &[entry("<id>⟦zzz⟧:10.1038/nature</id>")],
    good: &[entry("<id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id>")],
    check: Check::Values(
        &[ValueKind("id"), ValueKind("url"), ValueKind("iri"), ValueKind("full-iri")],
        scheme_unregistered,
    ),
};

/// An address that an extension of RSS takes over from a page is whole.
pub static REFERENCE_RELATIVE: Rule = Rule {
    code: "U008",
    name: "reference-relative",
    level: Level::Warning,
    group: Group::Extension,
    summary: "an address that an extension of RSS takes over from a page is whole",
    why: "the page that it leads from is not known where the feed is read",
    cite: Citation::new("RFC 3986", "section 5.1", "https://www.rfc-editor.org/rfc/rfc3986#section-5.1"),
    w3c: &["ContainsRelRef"],
    bad: &[channel(
        r#"<feedburner:feedFlare xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" href="⟦/add⟧" src="https://example.org/a.gif">Add</feedburner:feedFlare>"#,
    )],
    good: &[channel(
        r#"<feedburner:feedFlare xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" href="https://example.org/add" src="https://example.org/a.gif">Add</feedburner:feedFlare>"#,
    )],
    check: Check::Values(&[ValueKind("reference")], url_relative),
};

/// Brackets stand in an address only around an IPv6 host.
pub static BRACKET_IN_ADDRESS: Rule = Rule {
    code: "U011",
    name: "bracket-in-address",
    level: Level::Error,
    group: Group::Feed,
    summary: "`[` and `]` stand in an address only around an IPv6 host",
    why: "programs that follow the grammar refuse the address, and the subscriber gets nothing",
    cite: Citation::new("RFC 3986", "section 3.2.2", "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2"),
    w3c: &["InvalidUriChar"],
    bad: &[
        item("<link>https://example.org/⟦[⟧a]</link>"),
        item(r#"<enclosure url="https://example.org/a⟦[⟧1].mp3" length="1" type="audio/mpeg"/>"#),
        entry(r#"<link rel="related" href="https://example.org/?tag⟦[⟧]=a"/>"#),
    ],
    good: &[item("<link>https://[2001:db8::1]/a%5B1%5D</link>")],
    check: Check::Values(
        &[
            ValueKind("url"),
            ValueKind("iri"),
            ValueKind("full-iri"),
            ValueKind("reference"),
            ValueKind("enclosure-url"),
            ValueKind("json-url"),
        ],
        bracket_in_address,
    ),
};

fn bracket_in_address(value: &Value, reporter: &mut Reporter) {
    let (text, start) = (value.trimmed(), value.trimmed_start());
    if !text.contains(['[', ']']) || value.wrong_address().is_some() {
        return;
    }
    let path = addresses::host(text).map_or(0, |(_, host)| host.end);
    let span = |at: usize| value.span_of(start + at..start + at + 1);
    let brackets = || text.char_indices().filter(|(at, c)| *at >= path && matches!(c, '[' | ']'));
    if let Some((first, character)) = brackets().next() {
        let edits = brackets().take(MOST_ENCODED).map(|(at, character)| (span(at), addresses::encoded(character)));
        reporter
            .at(span(first), format!("`{character}` cannot stand in this part of an address"))
            .help(format!("write `{}`", addresses::encoded(character)))
            .fix_all(edits);
    }
}

fn enclosure_url_invalid(value: &Value, reporter: &mut Reporter) {
    let text = value.text.as_ref();
    if addresses::wrong(text).is_some() || !addresses::scheme(text).is_some_and(addresses::is_web) {
        reporter
            .at(value.span(), "the address of this enclosure is not whole")
            .help("write it like `https://example.org/episode.mp3`");
    }
}

fn space_around(value: &Value, reporter: &mut Reporter) {
    let trimmed = value.trimmed();
    if !value.is_attribute && !trimmed.is_empty() && trimmed.len() != value.text.len() {
        let span = value.span();
        reporter
            .at(span.clone(), format!("white space stands around this `{}`", value.name))
            .fix(span.clone(), value.trimmed_source());
    }
}

fn scheme_unregistered(value: &Value, reporter: &mut Reporter) {
    let Some(scheme) = addresses::scheme(value.trimmed()) else { return };
    if !addresses::is_registered(scheme) {
        let start = value.trimmed_start();
        reporter.at(value.span_of(start..start + scheme.len()), format!("`{scheme}` is no registered scheme"));
    }
}

fn url_invalid(value: &Value, reporter: &mut Reporter) {
    if let Some(Wrong::Form(what)) = value.wrong_address() {
        reporter.at(value.trimmed_span(), format!("`{}` is no address: {what}", value.name));
    }
}

/// White space around an address is passed over in the text of an element; in an attribute it is part of the address.
fn url_character_invalid(value: &Value, reporter: &mut Reporter) {
    if value.is_blank() {
        return;
    }
    let (text, start) =
        if value.is_attribute { (value.text.as_ref(), 0) } else { (value.trimmed(), value.trimmed_start()) };
    let is_trimmed = text.len() == value.trimmed().len();
    let (at, character) = match if is_trimmed { value.wrong_address().cloned() } else { addresses::wrong(text) } {
        Some(Wrong::Character(at, character)) => (start + at, character),
        Some(Wrong::Percent(at)) => (start + at, '%'),
        _ => return,
    };
    let span = |at: usize, character: char| value.span_of(at..at + character.len_utf8());
    let told = reporter.at(span(at, character), format!("`{}` cannot stand in an address", character.escape_debug()));
    // Browsers read `\\` as `/` and leave tabs and line breaks out (URL Standard, section 4.4); a host has no percent-encoding, and words without
    // a scheme are no address: what is meant there its author knows.
    let told = match character {
        '\\' => told.help("write `/`, or `%5C` where the sign itself is meant"),
        '\t' | '\n' | '\r' => told.help("write the address in one line, without white space in it"),
        character => told.help(format!("write `{}`", addresses::encoded(character))),
    };
    let path = addresses::host(text).map(|(_, host)| host.end);
    let is_safe = |(at, character): (usize, char)| {
        path.is_some_and(|path| at >= path) && !matches!(character, '\\' | '\t' | '\n' | '\r')
    };
    if addresses::wrong_characters(text).take(MOST_ENCODED).all(is_safe) {
        // All of them at once: a second correction would find nothing left to do.
        let edits = addresses::wrong_characters(text)
            .take(MOST_ENCODED)
            .map(|(at, character)| (span(start + at, character), addresses::encoded(character)));
        told.fix_all(edits);
    }
}

/// How many characters of one address are corrected at once.
const MOST_ENCODED: usize = 1000;

fn url_not_ascii(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let start = value.trimmed_start();
    let Some(Wrong::NotAscii(at, character)) = addresses::not_ascii(text) else { return };
    let span = value.span_of(start + at..start + at + character.len_utf8());
    reporter
        .at(span, format!("`{character}` stands in an address of RSS, which is in ASCII"))
        .help(format!("write `{}`", addresses::encoded(character)));
}

fn url_relative(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if value.wrong_address().is_none() && addresses::scheme(text).is_none() {
        reporter
            .at(
                value.trimmed_span(),
                if text.is_empty() {
                    format!("`{}` is empty", value.name)
                } else {
                    format!("`{}` is relative, and nothing says to what", value.name)
                },
            )
            .help("write it like `https://example.org/page`");
    }
}
