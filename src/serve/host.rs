//! Whom a request is for (RFC 9110 section 7.2, RFC 9112 section 3.2).

// What an address is, without a net.
use core::net::{IpAddr, Ipv6Addr};
use hyper::header::{HOST, HeaderMap};
use hyper::{Uri, Version};

/// The host that a request is for, without its port and brackets; empty where it names none. The error says what is wrong with it.
///
/// A request has one `Host` field at most, since HTTP/1.1 at least one, and its value has to be one. Where the target of the request is a whole
/// address, that one's host counts (RFC 9112 section 3.2.2).
pub fn host_of<'a>(version: Version, target: &'a Uri, headers: &'a HeaderMap) -> Result<&'a str, &'static str> {
    let mut fields = headers.get_all(HOST).iter();
    let field = fields.next();
    if fields.next().is_some() || (field.is_none() && version >= Version::HTTP_11) {
        return Err("A request has one Host field.\n");
    }
    let named = match field {
        Some(value) => value.to_str().ok().and_then(name_in).ok_or("The Host field names no host.\n")?,
        None => "",
    };
    match target.authority() {
        // Who is asking is not to be said in an address (RFC 9110 section 4.2.4).
        Some(authority) => name_in(authority.as_str()).ok_or("The address that is asked for names no host.\n"),
        None => Ok(named),
    }
}

/// The name in `uri-host [ ":" port ]` (RFC 3986 sections 3.2.2 and 3.2.3); nothing where it is otherwise.
fn name_in(text: &str) -> Option<&str> {
    let (name, rest) = match text.strip_prefix('[') {
        Some(inside) => {
            let (address, rest) = inside.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (address, rest)
        }
        None => {
            let (name, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
            (Some(name).filter(|name| is_registered_name(name))?, rest)
        }
    };
    let is_port = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
    is_port.then_some(name)
}

fn is_port(digits: &str) -> bool {
    digits.is_empty() || (digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.parse::<u16>().is_ok())
}

/// RFC 3986 section 3.2.2, `reg-name`: letters, digits, marks, and other bytes as `%` and two digits.
fn is_registered_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=".contains(&byte);
    let mut parts = name.split('%');
    let first = parts.next().unwrap_or_default();
    let is_encoded = |part: &str| part.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    first.bytes().all(is_plain) && parts.all(|part| is_encoded(part) && part.bytes().all(is_plain))
}

/// Whether a name is this machine's whoever answers for names: an address, or `localhost` (RFC 6761 section 6.3).
pub fn is_own_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(version: Version, target: &str, fields: &[&[u8]]) -> Result<String, &'static str> {
        let mut headers = HeaderMap::new();
        for field in fields {
            headers.append(HOST, field.to_vec().try_into().expect("a field of a header"));
        }
        host_of(version, &target.parse().expect("a target"), &headers).map(str::to_string)
    }

    #[test]
    fn a_host_is_one_name_with_or_without_a_port() {
        let good = [
            ("example.org", "example.org"),
            ("example.org:8080", "example.org"),
            ("example.org:", "example.org"),
            ("127.0.0.1:4000", "127.0.0.1"),
            ("[::1]:4000", "::1"),
            ("[::1]", "::1"),
            ("xn--caf-dma.example", "xn--caf-dma.example"),
            ("a_b.example", "a_b.example"),
            ("caf%C3%A9.example", "caf%C3%A9.example"),
            ("", ""),
        ];
        for (field, name) in good {
            assert_eq!(host(Version::HTTP_11, "/", &[field.as_bytes()]), Ok(name.to_string()), "{field}");
        }
        let bad: [&[u8]; 18] = [
            b"a b",
            b"x@evil",
            b"user:word@evil",
            b"a/b",
            b"a?b",
            b"a#b",
            b"a\\b",
            b"a,b:1:2",
            b"http://example.org",
            b"example.org:http",
            b"example.org:-1",
            b"example.org:65536",
            b"[::1",
            b"[example.org]",
            b"::1",
            b"caf\xc3\xa9.example",
            b"a%2",
            b"<a>",
        ];
        for field in bad {
            assert!(host(Version::HTTP_11, "/", &[field]).is_err(), "{}", String::from_utf8_lossy(field));
            assert!(host(Version::HTTP_10, "/", &[field]).is_err(), "{}", String::from_utf8_lossy(field));
        }
        assert!(host(Version::HTTP_11, "/", &[]).is_err());
        assert!(host(Version::HTTP_11, "/", &[b"a", b"a"]).is_err());
        assert_eq!(host(Version::HTTP_10, "/", &[]), Ok(String::new()));
    }

    #[test]
    fn a_whole_address_says_itself_whom_it_is_for() {
        let name = |target, field: &[u8]| host(Version::HTTP_11, target, &[field]);
        assert_eq!(name("http://example.org:80/a", b"other.example"), Ok("example.org".to_string()));
        assert_eq!(name("http://[::1]/", b"other.example"), Ok("::1".to_string()));
        assert!(name("http://user@example.org/", b"example.org").is_err());
        // A field that is none is refused all the same, and so is none at all.
        assert!(name("http://example.org/", b"a b").is_err());
        assert!(host(Version::HTTP_11, "http://example.org/", &[]).is_err());
    }

    #[test]
    fn a_preview_is_only_for_this_machine() {
        for own in ["localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.9.9.9", "::1", "192.168.0.7"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in ["example.org", "localhost.example.org", "127.0.0.1.example.org", "", "[example.org]"] {
            assert!(!is_own_name(other), "{other}");
        }
    }
}
