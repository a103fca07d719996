//! Addresses as they stand in an article: which of them may stay.

use std::borrow::Cow;

/// Schemes that lead somewhere and run nothing.
const LINKS: &[&str] = &[
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "geo", "gemini", "gopher", "irc", "ircs", "magnet",
    "matrix", "news", "nntp", "sip", "sips", "webcal", "xmpp",
];

/// Raster images; an SVG can hold scripts.
const RASTER: &[&str] = &[
    "data:image/png;",
    "data:image/jpeg;",
    "data:image/gif;",
    "data:image/webp;",
    "data:image/avif;",
    "data:image/bmp;",
];

/// An address to go to, if it is relative or of a scheme that runs nothing.
pub(super) fn link(value: &str) -> Option<Cow<'_, str>> {
    let value = trimmed(value);
    let allowed = scheme(&value).is_none_or(|scheme| LINKS.iter().any(|link| scheme.eq_ignore_ascii_case(link)));
    allowed.then_some(value)
}

/// The address of something that is fetched to be shown.
pub(super) fn resource(value: &str) -> Option<Cow<'_, str>> {
    let value = trimmed(value);
    let web = |scheme: &str| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (!value.is_empty() && scheme(&value).is_none_or(web)).then_some(value)
}

/// The address of a picture, or a raster picture written out as a `data:` URL.
pub(super) fn picture(value: &str) -> Option<Cow<'_, str>> {
    let written_out = |value: &str| {
        RASTER.iter().any(|start| value.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
    };
    let value = trimmed(value);
    if written_out(&value) { Some(value) } else { resource_of(value) }
}

fn resource_of(value: Cow<'_, str>) -> Option<Cow<'_, str>> {
    resource(&value).is_some().then_some(value)
}

/// The candidates of a `srcset`: each an address and its descriptor (`2x`, `640w`), which may be empty.
///
/// HTML Living Standard, "Parsing a srcset attribute", without the errors.
pub(super) fn candidates(value: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| is_space(c) || c == ',');
        if rest.is_empty() {
            return None;
        }
        let (url, after) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
        let bare = url.trim_end_matches(',');
        if bare.len() < url.len() {
            rest = after;
            return Some((bare, ""));
        }
        let (descriptor, after) = after.split_at(after.find(',').unwrap_or(after.len()));
        rest = after;
        Some((url, descriptor.trim_matches(is_space)))
    })
}

/// The address without what a browser passes over: control characters, also within it, and white space around it (URL Standard,
/// "basic URL parser"). Illegal characters go, and white space of all kinds, because programs differ in what they trim.
fn trimmed(value: &str) -> Cow<'_, str> {
    let is_passed_over = |c: char| c.is_ascii_control() || !courant_text::text::is_legal(c);
    // Only these bytes can be part of such a character.
    let may_be = |byte: u8| byte.is_ascii_control() || byte == 0xEF;
    if !value.bytes().any(may_be) || !value.contains(is_passed_over) {
        return Cow::Borrowed(value.trim());
    }
    // Trimmed last: what goes may have kept white space from the ends.
    let kept: String = value.chars().filter(|&c| !is_passed_over(c)).collect();
    Cow::Owned(kept.trim().to_string())
}

/// The scheme of an absolute address (RFC 3986 section 3.1), or what programs may take for one that leave NUL out, for which HTML's
/// tokenizer puts U+FFFD.
fn scheme(value: &str) -> Option<&str> {
    let (scheme, _) = value.split_once(':')?;
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    (begins && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.\u{FFFD}".contains(c))).then_some(scheme)
}

/// White space of HTML.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\u{C}' | '\r')
}
