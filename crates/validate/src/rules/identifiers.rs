//! Identifiers that follow a scheme of their own: tag:, urn:, UUIDs, e-mail addresses and media types.

use crate::addresses;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::iri;
use courant_text::source::Level;

/// A tag: URI names an authority, a date and something specific.
pub static TAG_INVALID: Rule = Rule {
    code: "I010",
    name: "tag-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "a tag: URI names an authority, a date and something specific",
    why: "nothing is unique about it, and another feed may use the same",
    cite: Citation::new("RFC 4151", "section 2.1", "https://www.rfc-editor.org/rfc/rfc4151#section-2.1"),
    w3c: &["InvalidTAG"],
    bad: &[entry("<id>⟦tag:example.org,26-11:bridge⟧</id>")],
    good: &[entry("<id>tag:example.org,2026-11-24:bridge</id>")],
    check: Check::Values(&[ValueKind("id"), ValueKind("full-iri")], tag_invalid),
};

/// A urn: URI names a namespace, then something in it.
pub static URN_INVALID: Rule = Rule {
    code: "I011",
    name: "urn-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "a urn: URI names a namespace, then something in it",
    why: "nothing is unique about it, and another feed may use the same",
    cite: Citation::new("RFC 8141", "section 2", "https://www.rfc-editor.org/rfc/rfc8141#section-2"),
    w3c: &["InvalidURN"],
    bad: &[entry("<id>⟦urn:example.org:bridge⟧</id>")],
    good: &[entry("<id>urn:isbn:0451450523</id>")],
    check: Check::Values(&[ValueKind("id"), ValueKind("full-iri")], urn_invalid),
};

/// A UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
pub static UUID_INVALID: Rule = Rule {
    code: "I012",
    name: "uuid-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "a UUID is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12",
    why: "nothing is unique about it, and another feed may use the same",
    cite: Citation::new("RFC 9562", "section 4", "https://www.rfc-editor.org/rfc/rfc9562#section-4"),
    w3c: &["InvalidUUID"],
    bad: &[entry("<id>⟦urn:uuid:bridge⟧</id>")],
    good: &[entry("<id>urn:uuid:5F3C1F0E-7d3b-5c48-8f0c-0a9b0d5a1a11</id>")],
    check: Check::Values(&[ValueKind("id"), ValueKind("full-iri")], uuid_invalid),
};

/// An id is in the form in which it will be found equal to itself.
pub static ID_NOT_CANONICAL: Rule = Rule {
    code: "I013",
    name: "id-not-canonical",
    level: Level::Warning,
    group: Group::Atom,
    summary: "an id is in the form in which it will be found equal to itself",
    why: "readers compare ids byte for byte; a program that normalises addresses makes another id of it",
    cite: Citation::new("RFC 4287", "section 4.2.6", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6"),
    w3c: &["NonCanonicalURI"],
    bad: &[entry("<id>⟦http://Example.org/bridge⟧</id>"), entry("<id>⟦http://example.org:80/bridge⟧</id>")],
    good: &[entry("<id>http://example.org/bridge</id>")],
    check: Check::Values(&[ValueKind("id")], id_not_canonical),
};

/// An e-mail address is an address alone.
pub static EMAIL_INVALID: Rule = Rule {
    code: "I014",
    name: "email-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "an e-mail address is an address alone",
    why: "readers that offer to write to the author cannot",
    cite: Citation::new("RFC 4287", "section 3.2.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.3")
        .by_vocabulary(),
    w3c: &["InvalidAddrSpec"],
    bad: &[
        entry("<author><name>Ada Example</name><email>⟦Ada &lt;ada@example.org&gt;⟧</email></author>"),
        entry("<author><name>Ada Example</name><⟦email⟧/></author>"),
    ],
    good: &[entry("<author><name>Ada Example</name><email>ada@example.org</email></author>")],
    check: Check::Values(&[ValueKind("email")], email_invalid),
};

/// A person in RSS is an e-mail address, with the name in parentheses behind it.
pub static CONTACT_INVALID: Rule = Rule {
    code: "I015",
    name: "contact-invalid",
    level: Level::Error,
    group: Group::Rss,
    summary: "a person in RSS is an e-mail address, with the name in parentheses behind it",
    why: "readers show the name as an address that does not exist; a name alone belongs into `dc:creator`",
    cite: Citation::new(
        "RSS 2.0",
        "<author>",
        "https://www.rssboard.org/rss-specification#ltauthorgtSubelementOfLtitemgt",
    ),
    w3c: &["InvalidContact"],
    bad: &[item("<author>⟦Ada Example⟧</author>"), item("<⟦author⟧/>")],
    good: &[item("<author>ada@example.org (Ada Example)</author>")],
    check: Check::Values(&[ValueKind("contact")], contact_invalid),
};

/// A person in RSS has a name beside the e-mail address.
pub static CONTACT_WITHOUT_NAME: Rule = Rule {
    code: "I016",
    name: "contact-without-name",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a person in RSS has a name beside the e-mail address",
    why: "readers show an address where a name should be",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "E-mail addresses",
        "https://www.rssboard.org/rss-profile#data-types-email",
    ),
    w3c: &["MissingRealName"],
    bad: &[item("<author>⟦ada@example.org⟧</author>")],
    good: &[item("<author>ada@example.org (Ada Example)</author>")],
    check: Check::Values(&[ValueKind("contact")], contact_without_name),
};

/// A person in RSS is written as address and name, in this order.
pub static CONTACT_FORM: Rule = Rule {
    code: "I017",
    name: "contact-form",
    level: Level::Advice,
    group: Group::Profile,
    summary: "a person in RSS is written as address and name, in this order",
    why: "readers that look for the name in parentheses do not find it",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "E-mail addresses",
        "https://www.rssboard.org/rss-profile#data-types-email",
    ),
    w3c: &["EmailFormat"],
    bad: &[item("<author>⟦Ada Example &lt;ada@example.org&gt;⟧</author>")],
    good: &[item("<author>ada@example.org (Ada Example)</author>")],
    check: Check::Values(&[ValueKind("contact")], contact_form),
};

/// A media type has two parts, as `audio/mpeg`.
pub static MIME_TYPE_INVALID: Rule = Rule {
    code: "I018",
    name: "mime-type-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "a media type has two parts, as `audio/mpeg`",
    why: "podcast programs do not know that they can play it",
    cite: Citation::new("RFC 6838", "section 4.2", "https://www.rfc-editor.org/rfc/rfc6838#section-4.2"),
    w3c: &["InvalidMIMEAttribute"],
    bad: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="⟦mp3⟧"/>"#)],
    good: &[item(r#"<enclosure url="https://example.org/a.mp3" length="1" type="audio/mpeg"/>"#)],
    check: Check::Values(&[ValueKind("mime")], mime_type_invalid),
};

/// The type of a link is a media type of two parts.
pub static LINK_TYPE_INVALID: Rule = Rule {
    code: "I019",
    name: "link-type-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "the type of a link is a media type of two parts",
    why: "readers do not know what the link leads to",
    cite: Citation::new("RFC 4287", "section 4.2.7.3", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.3"),
    w3c: &["InvalidMIMEType"],
    bad: &[entry(r#"<link href="https://example.org/bridge.pdf" rel="related" type="⟦pdf⟧"/>"#)],
    good: &[entry(r#"<link href="https://example.org/bridge.pdf" rel="related" type="application/pdf"/>"#)],
    check: Check::Values(&[ValueKind("link-type")], link_type_invalid),
};

fn tag_invalid(value: &Value, reporter: &mut Reporter) {
    if iri::is_wrong_tag(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no tag: URI", value.name))
            .help("write it like `tag:example.org,2026-11-24:page`");
    }
}

/// What stands in the namespace of a urn: URI is made of the characters of a path.
pub static URN_NAME_INVALID: Rule = Rule {
    code: "I020",
    name: "urn-name-invalid",
    level: Level::Error,
    group: Group::Feed,
    summary: "what stands in the namespace of a urn: URI is not empty, and made of the characters of an address",
    why: "programs that take it apart refuse it",
    cite: Citation::new("RFC 8141", "section 2.2", "https://www.rfc-editor.org/rfc/rfc8141#section-2.2"),
    w3c: &["InvalidNSS"],
    bad: &[entry("<id>⟦urn:isbn:04514^50523⟧</id>")],
    good: &[entry("<id>urn:isbn:0451450523</id>")],
    check: Check::Values(&[ValueKind("id"), ValueKind("full-iri")], urn_name_invalid),
};

fn urn_name_invalid(value: &Value, reporter: &mut Reporter) {
    if iri::is_wrong_urn_name(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), "what stands behind the namespace of this urn: URI is not allowed there")
            .help("write it like `urn:isbn:0451450523`");
    }
}

fn urn_invalid(value: &Value, reporter: &mut Reporter) {
    if iri::is_wrong_urn(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no urn: URI", value.name))
            .help("write it like `urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11`");
    }
}

fn uuid_invalid(value: &Value, reporter: &mut Reporter) {
    if iri::is_wrong_uuid(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no UUID", value.name))
            .help("write it like `urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11`");
    }
}

fn id_not_canonical(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if value.wrong_address().is_none() && addresses::scheme(text).is_some() && !addresses::is_canonical(text) {
        reporter
            .at(value.trimmed_span(), format!("this `{}` has a simpler form that means the same", value.name))
            .help("keep it where readers know it already; write the next ids in lower case, without port");
    }
}

fn email_invalid(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    if text.is_empty() {
        let help = value.help_when_blank("write it like `ada@example.org`");
        reporter.at(value.span_or_name(), format!("`{}` is empty", value.name)).help(help);
    } else if !is_email(text) {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no e-mail address", value.name))
            .help("write it like `ada@example.org`");
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_atom =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte) || !byte.is_ascii();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || !byte.is_ascii())
    };
    let is_quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    !local.is_empty()
        && (is_quoted || local.bytes().all(is_atom))
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// `mailto:ada%40example.org` of RFC 6068.
fn is_mailto(text: &str) -> bool {
    text.strip_prefix("mailto:")
        .is_some_and(|rest| is_email(rest.replace("%40", "@").split(['%', '?']).next().unwrap_or_default()))
}

/// The address of a person in RSS, and whether the name stands behind it in parentheses: `None` where there is no address.
fn address_of(text: &str) -> Option<(&str, bool)> {
    let bare = text.strip_prefix("mailto:").unwrap_or(text);
    // A comment may stand right behind the address (RFC 822, section 3.1.4), and may be empty.
    let end = bare.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(bare.len());
    let (address, name) = bare.split_at_checked(end).unwrap_or((bare, ""));
    let has_name = name.trim().starts_with('(') && name.trim().ends_with(')');
    is_email(address).then_some((address, has_name))
}

fn in_angles(text: &str) -> bool {
    text.split_once('<').and_then(|(_, rest)| rest.trim_end().strip_suffix('>')).is_some_and(is_email)
}

fn contact_invalid(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let is_contact = in_angles(text)
        || is_mailto(text)
        || address_of(text).is_some_and(|(address, has_name)| has_name || address.len() == text.len());
    if text.is_empty() {
        let help = value.help_when_blank("write it like `ada@example.org (Ada Example)`");
        reporter.at(value.span_or_name(), format!("`{}` is empty", value.name)).help(help);
    } else if !is_contact {
        reporter
            .at(value.trimmed_span(), format!("`{}` is no e-mail address with a name", value.name))
            .help("write it like `ada@example.org (Ada Example)`, or the name alone in `dc:creator`");
    }
}

fn contact_without_name(value: &Value, reporter: &mut Reporter) {
    if address_of(value.trimmed()).is_some_and(|(_, has_name)| !has_name) {
        reporter
            .at(value.trimmed_span(), format!("`{}` has no name", value.name))
            .help("write it like `ada@example.org (Ada Example)`");
    }
}

fn contact_form(value: &Value, reporter: &mut Reporter) {
    if in_angles(value.trimmed()) {
        reporter
            .at(value.trimmed_span(), format!("in `{}` the address stands behind the name", value.name))
            .help("write it like `ada@example.org (Ada Example)`");
    }
}

/// RFC 6838, section 4.2, with parameters.
pub(super) fn is_media_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphanumeric())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    essence.split_once('/').is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype))
}

fn mime_type_invalid(value: &Value, reporter: &mut Reporter) {
    if !is_media_type(value.text.as_ref()) {
        reporter.at(value.span(), format!("`{}` is no media type", value.name)).help("write it like `audio/mpeg`");
    }
}

fn link_type_invalid(value: &Value, reporter: &mut Reporter) {
    if !is_media_type(value.text.as_ref()) {
        reporter.at(value.span(), "the type of this link is no media type").help("write it like `text/html`");
    }
}
