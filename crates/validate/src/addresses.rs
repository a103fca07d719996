//! Addresses: what RFC 3986 and RFC 3987 allow, and what is wrong where they do not.

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A character that has to be percent-encoded: where it stands, and which.
    Character(usize, char),
    /// A character outside ASCII, which an IRI may have and a URI may not.
    NotAscii(usize, char),
    /// `%` without two hexadecimal digits.
    Percent(usize),
    /// It is put together wrongly: what.
    Form(&'static str),
}

/// The scheme of an address, before its colon; `None` for a relative reference.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut bytes = scheme.bytes();
    let is_scheme = bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic())
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

/// The first thing that is wrong with an address, a reference or an IRI.
pub(super) fn wrong(address: &str) -> Option<Wrong> {
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
pub(super) fn wrong_characters(address: &str) -> impl Iterator<Item = (usize, char)> {
    address.char_indices().filter(|&(at, character)| match character {
        '%' => {
            let digits = address.as_bytes().get(at + 1..at + 3);
            !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        'a'..='z' | 'A'..='Z' | '0'..='9' => false,
        '-' | '.' | '_' | '~' | ':' | '/' | '?' | '#' | '[' | ']' | '@' | '!' | '$' | '&' | '\'' | '(' | ')' | '*'
        | '+' | ',' | ';' | '=' => false,
        character => character.is_ascii() || character.is_control() || character.is_whitespace(),
    })
}

/// The first character outside ASCII.
pub(super) fn not_ascii(address: &str) -> Option<Wrong> {
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
        return Some(Wrong::Form("`#` stands in it twice"));
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
pub(super) fn is_web(scheme: &str) -> bool {
    ["http", "https", "ftp"].iter().any(|web| scheme.eq_ignore_ascii_case(web))
}

/// Whether an address is in the form of RFC 3986, section 6.2: lower case where case means nothing, no port that goes without saying, a
/// path, no encoded character that needs no encoding, and hexadecimal digits in capitals.
pub(super) fn is_canonical(address: &str) -> bool {
    let Some(scheme) = scheme(address) else { return true };
    let rest = address.get(scheme.len() + 1..).unwrap_or_default();
    let is_lower = |text: &str| !text.bytes().any(|byte| byte.is_ascii_uppercase());
    if !is_lower(scheme) || !has_canonical_escapes(address) {
        return false;
    }
    let Some(rest) = rest.strip_prefix("//").filter(|_| is_web(scheme)) else { return true };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let usual_port = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => ":21",
    };
    is_lower(authority)
        && !authority.ends_with(usual_port)
        && !authority.ends_with(':')
        && path.starts_with('/')
        && !has_dots(path)
}

fn has_dots(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').any(|segment| matches!(segment, "." | ".."))
}

fn has_canonical_escapes(address: &str) -> bool {
    address.match_indices('%').all(|(at, _)| {
        let digits = address.get(at + 1..at + 3).unwrap_or_default();
        let byte = u8::from_str_radix(digits, 16).unwrap_or_default();
        let needs_none = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        !needs_none && !digits.bytes().any(|byte| byte.is_ascii_lowercase())
    })
}

/// Whether a scheme is among those that IANA registers, of those that feeds were seen to use.
pub(super) fn is_registered(scheme: &str) -> bool {
    const SCHEMES: &str = "about acct acr adiumxtra aim apt bitcoin callto cid crid cvs data dav dict dns dntp ed2k facetime feed feedready \
        file finger fish ftp geo git gizmoproject go gopher gtalk h323 http https iax icap icon im imap info ipfs ipn ipp irc irc6 ircs iris \
        itms jabber jar ldap ldaps lightning magnet mailto maps market message mid mms modem msrp mtqp mumble mupdate mvn news nfs ni nntp \
        opaquelocktoken paparazzi payto platform pop pres prospero proxy psyc query res rmi rsync rtmp rtsp secondlife service session sftp \
        sgn shttp sieve sip sips skype smb sms snmp soldat spotify ssh steam stun stuns svn tag tel telnet tftp things tip tn3270 turn tv udp \
        unreal urn ut2004 vemmi ventrilo view-source wais web3 webcal ws wss wtai wyciwyg xcon xfire xmpp xri ymsgr did at ethereum matrix";
    if is_web(scheme) {
        return true;
    }
    let lower = scheme.to_ascii_lowercase();
    SCHEMES.split_ascii_whitespace().any(|known| known == lower)
}

/// The character percent-encoded, as UTF-8.
pub(super) fn encoded(character: char) -> String {
    let mut buffer = [0; 4];
    character.encode_utf8(&mut buffer).bytes().map(|byte| format!("%{byte:02X}")).collect()
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
