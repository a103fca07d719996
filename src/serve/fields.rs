//! What the header fields of a request say (RFC 9110).

use hyper::HeaderMap;
use hyper::header::{ACCEPT_ENCODING, HeaderName};
use std::ops::Range;
use std::time::{Duration, UNIX_EPOCH};

/// How a file is encoded on its way (RFC 9110 section 8.4.1, RFC 7932).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As it is.
    Identity,
    /// RFC 1952.
    Gzip,
    /// RFC 7932.
    Brotli,
}

impl Encoding {
    /// All of them, the one that is best for most files first.
    pub const ALL: [Encoding; 3] = [Encoding::Brotli, Encoding::Gzip, Encoding::Identity];

    /// Its name in `Content-Encoding`; none for a file as it is.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Encoding::Identity => None,
            Encoding::Gzip => Some("gzip"),
            Encoding::Brotli => Some("br"),
        }
    }

    fn is_named(self, name: &str) -> bool {
        match self {
            Encoding::Identity => name.eq_ignore_ascii_case("identity"),
            Encoding::Brotli => name.eq_ignore_ascii_case("br"),
            // RFC 9110 section 8.4.1.3.
            Encoding::Gzip => name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip"),
        }
    }
}

/// The encodings that an answer may have, the best first (RFC 9110 section 12.5.3). Who says nothing gets files as they are.
pub fn acceptable(headers: &HeaderMap) -> Vec<Encoding> {
    let Some(list) = list(headers, ACCEPT_ENCODING) else { return vec![Encoding::Identity] };
    let members: Vec<(&str, u16)> = list.split(',').filter_map(weighted).collect();
    let weight = |encoding: Encoding| {
        let named = members.iter().find(|(name, _)| encoding.is_named(name));
        let any = || members.iter().find(|(name, _)| *name == "*");
        match (named.or_else(any), encoding) {
            // A file as it is need not be asked for, and comes last.
            (None, Encoding::Identity) => 1,
            (None, _) => 0,
            (Some((_, thousandths)), _) => thousandths.saturating_mul(2),
        }
    };
    let mut weighed: Vec<_> = Encoding::ALL.into_iter().map(|encoding| (encoding, weight(encoding))).collect();
    weighed.retain(|(_, weight)| *weight > 0);
    // Stable: of two that are equally welcome the better one.
    weighed.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    weighed.into_iter().map(|(encoding, _)| encoding).collect()
}

/// A member of a list and its weight in thousandths (RFC 9110 section 12.4.2).
fn weighted(member: &str) -> Option<(&str, u16)> {
    let mut parts = member.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    let weight: f32 = weight.map_or(Ok(1.0), str::parse).ok()?;
    (0.0..=1.0).contains(&weight).then_some((name, (weight * 1000.0).round() as u16))
}

/// What `If-Match` and `If-None-Match` hold (RFC 9110 sections 13.1.1 and 13.1.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tags {
    /// `*`.
    Any,
    /// Entity tags, each with whether it is weak; with their quotation marks.
    These(Vec<(bool, String)>),
}

impl Tags {
    /// Reads a field; `None` where there is none.
    pub fn of(headers: &HeaderMap, name: HeaderName) -> Option<Tags> {
        let text = list(headers, name)?;
        if text.trim() == "*" {
            return Some(Tags::Any);
        }
        let (mut tags, mut rest) = (Vec::new(), text.as_str());
        // A tag may hold a comma, so that the list cannot be split at them.
        while let Some(start) = rest.find('"') {
            let is_weak = rest[..start].ends_with("W/");
            let Some(length) = rest[start + 1..].find('"') else { break };
            let end = start + length + 2;
            tags.push((is_weak, rest[start..end].to_string()));
            rest = &rest[end..];
        }
        Some(Tags::These(tags))
    }

    /// Weak comparison (RFC 9110 section 8.8.3.2).
    pub fn hold(&self, tag: &str) -> bool {
        match self {
            Tags::Any => true,
            Tags::These(tags) => tags.iter().any(|(_, own)| own == tag),
        }
    }

    /// Strong comparison.
    pub fn hold_strongly(&self, tag: &str) -> bool {
        match self {
            Tags::Any => true,
            Tags::These(tags) => tags.iter().any(|(is_weak, own)| !is_weak && own == tag),
        }
    }
}

/// What `Range` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it: nothing is asked for, or nothing that is answered in part.
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes that there are not.
    Unsatisfiable,
}

/// The part of so many bytes that a `Range` names (RFC 9110 section 14.1.2). A list of several parts is answered whole, as section 14.2 lets us.
pub fn part(range: &str, length: u64) -> Part {
    let Some((unit, set)) = range.split_once('=') else { return Part::Whole };
    let Some((first, last)) = set.trim().split_once('-') else { return Part::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::Whole;
    }
    match (number(first), number(last)) {
        (Number::Is(first), Number::None) if first < length => Part::Bytes(first..length),
        (Number::Is(first), Number::Is(last)) if first <= last && first < length => {
            Part::Bytes(first..last.saturating_add(1).min(length))
        }
        (Number::None, Number::Is(1..)) if length > 0 => {
            let Number::Is(suffix) = number(last) else { return Part::Whole };
            Part::Bytes(length.saturating_sub(suffix)..length)
        }
        (Number::Is(first), Number::Is(last)) if first > last => Part::Whole,
        (Number::Is(_), Number::None | Number::Is(_)) | (Number::None, Number::Is(_)) => Part::Unsatisfiable,
        _ => Part::Whole,
    }
}

enum Number {
    None,
    Is(u64),
    Wrong,
}

fn number(text: &str) -> Number {
    match text.trim() {
        "" => Number::None,
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Number::Is(digits.parse().unwrap_or(u64::MAX)),
        _ => Number::Wrong,
    }
}

/// The moment that a field names, in seconds since 1970, in any of the three forms (RFC 9110 section 5.6.7).
pub fn moment(headers: &HeaderMap, name: HeaderName) -> Option<u64> {
    let since = httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()?.duration_since(UNIX_EPOCH);
    Some(since.ok()?.as_secs())
}

/// A moment as header fields write it.
pub fn http_date(seconds: u64) -> String {
    // Beyond the year 9999 there is no such date.
    const LAST: u64 = 253_402_300_799;
    httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(seconds.min(LAST)))
}

/// All lines of a field as one list.
fn list(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    (!lines.is_empty()).then(|| lines.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::{HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH};

    fn headers(name: HeaderName, lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(&name, HeaderValue::from_static(line));
        }
        headers
    }

    #[test]
    fn encodings_are_chosen_by_weight_and_identity_comes_last() {
        use Encoding::{Brotli, Gzip, Identity};
        let cases: &[(&[&'static str], &[Encoding])] = &[
            (&[], &[Identity]),
            (&[""], &[Identity]),
            (&["gzip"], &[Gzip, Identity]),
            (&["gzip, deflate, br, zstd"], &[Brotli, Gzip, Identity]),
            (&["gzip", "br"], &[Brotli, Gzip, Identity]),
            (&["gzip;q=1.0, br;q=0.5"], &[Gzip, Brotli, Identity]),
            (&["GZIP ; Q=0.2"], &[Gzip, Identity]),
            (&["x-gzip"], &[Gzip, Identity]),
            (&["br;q=0, *"], &[Gzip, Identity]),
            (&["*;q=0"], &[]),
            (&["identity;q=0"], &[]),
            (&["identity;q=0, gzip"], &[Gzip]),
            (&["*;q=0, identity"], &[Identity]),
            (&["identity, gzip;q=0.5"], &[Identity, Gzip]),
            (&["gzip;q=0.001"], &[Gzip, Identity]),
            (&["gzip;q=high, br;q=7"], &[Identity]),
        ];
        for (lines, expected) in cases {
            assert_eq!(acceptable(&headers(ACCEPT_ENCODING, lines)), *expected, "{lines:?}");
        }
    }

    #[test]
    fn tags_are_read_with_commas_in_them() {
        let tags = |lines: &[&'static str]| Tags::of(&headers(IF_NONE_MATCH, lines), IF_NONE_MATCH);
        assert_eq!(tags(&[]), None);
        assert_eq!(tags(&[" * "]), Some(Tags::Any));
        let list = tags(&["\"a,b\", W/\"c\"", "\"d\""]).expect("a list");
        assert!(list.hold("\"a,b\"") && list.hold("\"c\"") && list.hold("\"d\"") && !list.hold("\"a\""));
        assert!(list.hold_strongly("\"d\"") && !list.hold_strongly("\"c\""));
        for nothing in ["", "a", "\"a", ","] {
            assert_eq!(tags(&[nothing]), Some(Tags::These(Vec::new())), "{nothing}");
        }
    }

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        let cases = [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=0-99", Part::Bytes(0..10)),
            ("Bytes = 2-4", Part::Bytes(2..5)),
            ("bytes=9-", Part::Bytes(9..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-99", Part::Bytes(0..10)),
            ("bytes=10-", Part::Unsatisfiable),
            ("bytes=10-11", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=99999999999999999999-", Part::Unsatisfiable),
            ("bytes=1-99999999999999999999", Part::Bytes(1..10)),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes", Part::Whole),
            ("", Part::Whole),
        ];
        for (range, expected) in cases {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Unsatisfiable);
        assert_eq!(part("bytes=-1", 0), Part::Unsatisfiable);
    }

    #[test]
    fn dates_are_read_in_all_three_forms() {
        for form in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            let headers = headers(IF_MODIFIED_SINCE, &[form]);
            assert_eq!(moment(&headers, IF_MODIFIED_SINCE), Some(784_111_777), "{form}");
        }
        assert_eq!(moment(&headers(IF_MODIFIED_SINCE, &["yesterday"]), IF_MODIFIED_SINCE), None);
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert!(http_date(u64::MAX).ends_with("9999 23:59:59 GMT"));
    }
}
