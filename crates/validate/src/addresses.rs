//! Addresses: which form of one is the simplest, and which schemes are known. What is allowed in one at all says `courant_text::iri`.

use std::ops::Range;

pub(super) use courant_text::iri::{Wrong, is_web, not_ascii, scheme, wrong, wrong_characters};

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

/// The host of a web address, without user and port, and where it stands in the text.
pub(super) fn host(text: &str) -> Option<(&str, Range<usize>)> {
    let scheme = scheme(text).filter(|scheme| is_web(scheme))?;
    let start = scheme.len() + "://".len();
    let rest = text.get(scheme.len()..)?.strip_prefix("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let user = authority.rfind('@').map_or(0, |at| at + 1);
    let host = authority.get(user..)?;
    let length = match host.strip_prefix('[') {
        Some(literal) => literal.find(']')? + 2,
        None => host.find(':').unwrap_or(host.len()),
    };
    Some((host.get(..length)?, start + user..start + user + length))
}

/// The character percent-encoded, as UTF-8.
pub(super) fn encoded(character: char) -> String {
    let mut buffer = [0; 4];
    character.encode_utf8(&mut buffer).bytes().map(|byte| format!("%{byte:02X}")).collect()
}
