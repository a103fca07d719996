//! Addresses and names of the web: what RFC 3986 and RFC 3987 allow in them, what the schemes `tag:` and `urn:` ask for, and what all of
//! that comes to for an id of Atom (RFC 4287 section 4.2.6).
//!
//! Whoever writes ids and whoever judges them ask here, so that nothing is accepted that would make a feed invalid.

use crate::date::calendar_day;

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Wrong {
    /// A character that has to be percent-encoded: where it stands, and which.
    Character(usize, char),
    /// A character outside ASCII, which an IRI may have and a URI may not.
    NotAscii(usize, char),
    /// `%` without two hexadecimal digits.
    Percent(usize),
    /// It is put together wrongly: what.
    Form(&'static str),
}

/// What is said of an address with two fragments.
pub const FRAGMENT_TWICE: &str = "`#` stands in it twice";

/// The scheme of an address, before its colon; `None` for a relative reference.
pub fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// The first thing that is wrong with an address, a reference or an IRI.
pub fn wrong(address: &str) -> Option<Wrong> {
    wrong_character(address).or_else(|| wrong_form(address))
}

fn wrong_character(address: &str) -> Option<Wrong> {
    if address
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/'))
    {
        return None;
    }
    wrong_characters(address).next().map(|(at, character)| match character {
        '%' => Wrong::Percent(at),
        character => Wrong::Character(at, character),
    })
}

/// Every character that has to be percent-encoded, and each `%` without two hexadecimal digits: where, and which.
pub fn wrong_characters(address: &str) -> impl Iterator<Item = (usize, char)> {
    address.char_indices().filter(|&(at, character)| match character {
        '%' => {
            let digits = address.as_bytes().get(at + 1..at + 3);
            !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '[' | ']' | '@' | '!' | '$' | '&' | '\'' | '(' | ')' | '*'
        | '+' | ',' | ';' | '=' => false,
        character => {
            let is_lost = matches!(character, '\u{FFFE}' | '\u{FFFF}');
            character.is_ascii() || character.is_control() || character.is_whitespace() || is_lost
        }
    })
}

/// The first character outside ASCII.
pub fn not_ascii(address: &str) -> Option<Wrong> {
    address
        .char_indices()
        .find(|(_, character)| !character.is_ascii())
        .map(|(at, character)| Wrong::NotAscii(at, character))
}

fn wrong_form(address: &str) -> Option<Wrong> {
    if address.is_empty() {
        return None;
    }
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    if before_path.contains(':') && scheme(address).is_none() {
        return Some(Wrong::Form("what stands before the first `:` is no scheme"));
    }
    if address.matches('#').count() > 1 {
        return Some(Wrong::Form(FRAGMENT_TWICE));
    }
    let after_scheme = scheme(address).and_then(|scheme| address.get(scheme.len() + 1..));
    let is_web = scheme(address).is_some_and(is_web);
    let authority = after_scheme.unwrap_or(address).strip_prefix("//");
    match authority {
        None if is_web => Some(Wrong::Form("`//` and a host have to follow the scheme")),
        None if after_scheme.is_some_and(str::is_empty) => Some(Wrong::Form("nothing follows the scheme")),
        None => None,
        Some(rest) => wrong_authority(rest, is_web),
    }
}

fn wrong_authority(rest: &str, is_web: bool) -> Option<Wrong> {
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host_and_port = authority.rsplit('@').next().unwrap_or_default();
    let (host, port) = match host_and_port.strip_prefix('[') {
        Some(literal) => {
            let Some((address, port)) = literal.split_once(']') else {
                return Some(Wrong::Form("`[` in the host is never closed"));
            };
            if address.parse::<core::net::Ipv6Addr>().is_err() && !address.starts_with(['v', 'V']) {
                return Some(Wrong::Form("the host in `[` and `]` is no IPv6 address"));
            }
            (address, port.strip_prefix(':').unwrap_or(port))
        }
        None => host_and_port.split_once(':').unwrap_or((host_and_port, "")),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Wrong::Form("the port is no number"));
    }
    (is_web && host.is_empty()).then_some(Wrong::Form("it names no host"))
}

/// Whether an address of this scheme has a host.
pub fn is_web(scheme: &str) -> bool {
    ["http", "https", "ftp"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// What keeps a text from being an id of Atom (RFC 4287 section 4.2.6), in one enumeration for all who write or judge ids.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WrongId {
    /// It is empty.
    Empty,
    /// It has no scheme, so that it means another thing in each place.
    Relative,
    /// It is no IRI.
    Address(Wrong),
    /// It begins with `tag:` and is none (RFC 4151).
    Tag,
    /// It begins with `urn:` and is none (RFC 8141).
    Urn,
    /// What follows the namespace of a `urn:` is not allowed there (RFC 8141 section 2.2).
    UrnName,
    /// It begins with `urn:uuid:` and is no UUID (RFC 9562 section 4).
    Uuid,
}

/// The first thing that keeps a text from being an id of Atom; `None` for one that is valid.
///
/// ```
/// use courant_text::iri::wrong_id;
/// assert_eq!(wrong_id("urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11"), None);
/// assert!(wrong_id("http://?p=12").is_some());
/// ```
pub fn wrong_id(id: &str) -> Option<WrongId> {
    if id.is_empty() {
        return Some(WrongId::Empty);
    }
    if let Some(wrong) = wrong(id) {
        return Some(WrongId::Address(wrong));
    }
    if scheme(id).is_none() {
        return Some(WrongId::Relative);
    }
    let kinds = [
        (is_wrong_tag(id), WrongId::Tag),
        (is_wrong_urn(id), WrongId::Urn),
        (is_wrong_urn_name(id), WrongId::UrnName),
        (is_wrong_uuid(id), WrongId::Uuid),
    ];
    kinds.into_iter().find(|(is_wrong, _)| *is_wrong).map(|(_, wrong)| wrong)
}

/// What follows a prefix, whatever its case; `None` for a text without it.
fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Whether it begins with `tag:` and is no tag URI (RFC 4151 section 2.1): an authority, a comma, a date to the year, month or day, a colon,
/// and anything in ASCII.
pub fn is_wrong_tag(id: &str) -> bool {
    after(id, "tag:").is_some_and(|rest| !is_tag(rest))
}

fn is_tag(rest: &str) -> bool {
    let Some((entity, specific)) = rest.split_once(':') else { return false };
    let Some((authority, date)) = entity.split_once(',') else { return false };
    let (mailbox, domain) =
        authority.split_once('@').map_or((None, authority), |(mailbox, domain)| (Some(mailbox), domain));
    let is_label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        !label.is_empty() && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    let is_mailbox = |mailbox: &str| {
        !mailbox.is_empty() && mailbox.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    };
    let is_specific = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?#%".contains(&byte);
    domain.split('.').all(is_label)
        && mailbox.is_none_or(is_mailbox)
        && is_tag_date(date)
        && specific.bytes().all(is_specific)
}

/// `2026`, `2026-11` or `2026-11-24`. RFC 4151 asks for the form of a date; the 31st of June is a matter of its author.
fn is_tag_date(date: &str) -> bool {
    let day = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_string(),
    };
    let with_day_one = day.get(..8).map(|month| format!("{month}01"));
    let number = day.get(8..).and_then(|digits| digits.parse::<u32>().ok());
    day.len() == 10
        && with_day_one.is_some_and(|first| calendar_day(&first).is_some())
        && number.is_some_and(|day| (1..=31).contains(&day))
}

/// Whether it begins with `urn:` and names no namespace with something in it (RFC 8141 section 2).
pub fn is_wrong_urn(id: &str) -> bool {
    after(id, "urn:").is_some_and(|rest| !is_urn(rest))
}

fn is_urn(rest: &str) -> bool {
    let Some((namespace, specific)) = rest.split_once(':') else { return false };
    let is_namespace = (2..=32).contains(&namespace.len())
        && namespace.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !namespace.starts_with('-')
        && !namespace.ends_with('-');
    is_namespace && !namespace.eq_ignore_ascii_case("urn") && !specific.is_empty()
}

/// Whether it begins with `urn:` and a namespace, and what follows is empty or not made of the characters of a URI (RFC 8141 section 2.2).
pub fn is_wrong_urn_name(id: &str) -> bool {
    let name = after(id, "urn:").and_then(|rest| rest.split_once(':')).map(|(_, name)| name);
    name.is_some_and(|name| name.is_empty() || wrong_characters(name).next().is_some() || !name.is_ascii())
}

/// Whether it begins with `urn:uuid:` and is no UUID (RFC 9562 section 4).
pub fn is_wrong_uuid(id: &str) -> bool {
    after(id, "urn:uuid:").is_some_and(|rest| !is_uuid(rest))
}

/// Whether a text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562 section 4).
pub fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_right_or_tell_what_is_wrong() {
        for good in [
            "http://example.org/",
            "https://a:b@example.org:80/%C3%A9?q=1#f",
            "/a/b",
            "?q",
            "urn:isbn:0451450523",
            "mailto:a@example.org",
            "http://[::1]/",
        ] {
            assert_eq!(wrong(good), None, "{good}");
        }
        for (bad, what) in [
            ("http://example.org/a b", Wrong::Character(20, ' ')),
            ("http://example.org/%zz", Wrong::Percent(19)),
            ("http:/example.org/", Wrong::Form("`//` and a host have to follow the scheme")),
            ("http:///a", Wrong::Form("it names no host")),
            ("http://example.org:a/", Wrong::Form("the port is no number")),
        ] {
            assert_eq!(wrong(bad), Some(what), "{bad}");
        }
    }
}
