//! Addresses that stand in a text as they are (GFM, section 6.9, "Autolinks (extension)").

use crate::parts::Part;
use std::ops::Range;

/// What a part of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An address with its scheme.
    Url,
    /// An address that begins with `www.`.
    Www,
    /// An address of mail.
    Mail,
}

/// The addresses of a text, in order. It takes linear time.
pub fn find(text: &str) -> Vec<(Range<usize>, Kind)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut free_from) = (0, 0);
    while let Some(place) = memchr::memchr3(b':', b'@', b'.', bytes.get(at..).unwrap_or_default()) {
        let sign = at + place;
        at = sign + 1;
        let one = match bytes.get(sign) {
            Some(b':') => with_scheme(text, sign, free_from).map(|range| (range, Kind::Url)),
            Some(b'@') => mail(text, sign, free_from).map(|range| (range, Kind::Mail)),
            _ => www(text, sign, free_from).map(|range| (range, Kind::Www)),
        };
        if let Some((range, kind)) = one {
            at = range.end.max(at);
            free_from = range.end;
            found.push((range, kind));
        }
    }
    found
}

fn with_scheme(text: &str, colon: usize, free_from: usize) -> Option<Range<usize>> {
    let before = text.part(free_from..colon);
    let scheme = ["https", "http", "ftp"].into_iter().find(|scheme| {
        before
            .len()
            .checked_sub(scheme.len())
            .and_then(|start| before.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    })?;
    let start = colon - scheme.len();
    may_begin(text, start).then(|| url(text.part(start..)).map(|length| start..start + length))?
}

/// How long the address is that a text begins with, `https://` and what it leads to.
pub fn url(text: &str) -> Option<usize> {
    let host = text.find("://").filter(|colon| *colon <= 5)? + 3;
    text.part(host..)
        .starts_with(|c: char| c.is_alphanumeric() || c == '[')
        .then(|| length(text))
        .filter(|length| *length > host)
}

fn www(text: &str, dot: usize, free_from: usize) -> Option<Range<usize>> {
    let start = dot.checked_sub(3).filter(|start| *start >= free_from)?;
    let begins = text.get(start..dot).is_some_and(|word| word.eq_ignore_ascii_case("www"));
    if !begins || !may_begin(text, start) {
        return None;
    }
    let rest = text.part(dot + 1..);
    let is_of_host = |c: &char| c.is_alphanumeric() || "-_.".contains(*c);
    let host: usize = rest.chars().take(254).take_while(is_of_host).map(char::len_utf8).sum();
    let host = rest.part(..host).trim_end_matches('.');
    let last = host.rsplit('.').take(2);
    let is_host =
        host.contains('.') && host.split('.').all(|label| !label.is_empty()) && !last.collect::<String>().contains('_');
    is_host.then(|| start..start + length(text.part(start..)))
}

/// Whether an address may begin here: not in the middle of a word or of a path.
fn may_begin(text: &str, start: usize) -> bool {
    text.part(..start).chars().next_back().is_none_or(|c| !(c.is_ascii_alphanumeric() || "/@.-_\\".contains(c)))
}

/// How much of a text belongs to the address that it begins with: no white space, no sign that ends sentences, no bracket that was opened
/// outside.
fn length(text: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || c == '<' || c == '>' || c == '"' || is_wide_punctuation(c);
    let mut address = text.part(..text.find(is_end).unwrap_or(text.len()));
    let count = |sign: char| address.matches(sign).count();
    let mut closed_more = count(')').saturating_sub(count('('));
    loop {
        let last = address.chars().next_back();
        address = match last {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | ';') => address.part(..address.len() - 1),
            Some(']' | '}') if !address.contains(['[', '{']) => address.part(..address.len() - 1),
            Some(')') if closed_more > 0 => {
                closed_more -= 1;
                address.part(..address.len() - 1)
            }
            _ => return address.len(),
        };
    }
}

/// The signs of Chinese and Japanese sentences, which stand in no address.
fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FF01}' | '\u{FF08}' | '\u{FF09}' | '\u{FF0C}' | '\u{FF1A}' | '\u{FF1B}' | '\u{FF1F}' | '«' | '»' | '“' | '”' | '’' | '…')
}

fn mail(text: &str, sign: usize, free_from: usize) -> Option<Range<usize>> {
    let before = text.part(free_from..sign);
    let name =
        before.bytes().rev().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(byte)).count();
    let start = sign - name;
    // `@name@host` is an account, `ssh://git@host` was read as an address.
    if name == 0 || text.part(..start).ends_with(['@', '/', ':', '=']) && !text.part(..start).ends_with("mailto:") {
        return None;
    }
    let rest = text.part(sign + 1..);
    let host = rest.part(
        ..rest.bytes().take(254).take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count(),
    );
    let host = host.trim_end_matches(['.', '-', '_']);
    let after = text.part(sign + 1 + host.len()..);
    // `git@host:path`, `package@1.2.3`, `a@b.c/d`.
    let goes_on = after.starts_with(['/', '@'])
        || after.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()));
    let ends_in_letters = host
        .rsplit_once('.')
        .is_some_and(|(_, last)| last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let is_host = ends_in_letters && host.split('.').all(|label| !label.is_empty()) && !goes_on;
    is_host.then(|| start..sign + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_their_sentence_goes_on() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Full list: https://e.example/compare/1...2 and www.example.org.",
                &["https://e.example/compare/1...2", "www.example.org"],
            ),
            ("(see https://e.example/a_(b)) (www.e.example/x)", &["https://e.example/a_(b)", "www.e.example/x"]),
            (
                "Is it HTTP://E.example/?a=1&b=2? \"https://e.example/\"",
                &["HTTP://E.example/?a=1&b=2", "https://e.example/"],
            ),
            ("见https://e.example/a。再见", &["https://e.example/a"]),
            ("Write to crew+a@example.org. Or a.b@c-d.example!", &["crew+a@example.org", "a.b@c-d.example"]),
            ("mailto:a@e.example", &["a@e.example"]),
            ("http://localhost:8080/x, http://[::1]/", &["http://localhost:8080/x", "http://[::1]/"]),
            ("www.a_b.example www.a www.a..b www. xwww.e.example", &[]),
            ("https:// and http://, nohttps://e.example/", &[]),
            ("@anna@social.example a@b user@1.2.3 git@e.example:a/b.git pkg@e.example/x @e.example", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = find(text).into_iter().map(|(range, _)| text.part(range)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
