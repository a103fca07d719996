//! Bytes into text, as XML 1.0 appendix F finds the encoding, with what has to be told about it.

use super::Span;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How the bytes of a source became text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoding {
    /// The encoding that was used, by its usual name; `None` for a text that never was bytes.
    pub used: Option<&'static str>,
    /// The encoding that the XML declaration names, as it is written, and where.
    pub declared: Option<(String, Span)>,
    /// Whether a byte order mark stood before the text.
    pub byte_order_mark: bool,
    /// What is wrong, in the order of the text.
    pub troubles: Vec<DecodingTrouble>,
}

/// What is wrong with the encoding of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodingTrouble {
    /// Nobody knows an encoding by the declared name.
    Unknown(Span),
    /// The bytes are in another encoding than declared.
    OtherThanDeclared(Span),
    /// Bytes that mean nothing in the encoding; in the text U+FFFD stands for them.
    Meaningless {
        /// The first U+FFFD.
        span: Span,
        /// The bytes, the first four at most.
        bytes: Vec<u8>,
        /// How many such places there are.
        places: usize,
    },
}

/// Decodes a file. Never fails; see [`Decoding`].
pub(super) fn decode(bytes: Vec<u8>) -> (String, Decoding) {
    let mut decoding = Decoding::default();
    if let Some((width, big_endian, mark)) = wide(&bytes) {
        decoding.byte_order_mark = mark > 0;
        let text = from_wide(bytes.get(mark..).unwrap_or_default(), width, big_endian, &mut decoding);
        declared_otherwise(&text, &mut decoding);
        return (text, decoding);
    }
    let mark = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    decoding.byte_order_mark = mark > 0;
    let declared = declaration(&String::from_utf8_lossy(bytes.get(mark..bytes.len().min(1024)).unwrap_or_default()));
    decoding.declared = declared.clone();
    let encoding =
        declared.and_then(|(label, span)| single_bytes(&label, span, mark > 0, &mut decoding)).unwrap_or(UTF_8);
    decoding.used = Some(encoding.name());
    (from_narrow(bytes, mark, encoding, &mut decoding), decoding)
}

/// The encoding that a declaration names, for a text in which ASCII is ASCII; `None` where it is not to be believed.
fn single_bytes(label: &str, span: Span, marked: bool, decoding: &mut Decoding) -> Option<&'static Encoding> {
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        let wide = ["utf-32", "utf-32le", "utf-32be", "ucs-2", "ucs-4", "iso-10646-ucs-2", "iso-10646-ucs-4"];
        let known = wide.iter().any(|name| label.eq_ignore_ascii_case(name));
        let trouble = if known { DecodingTrouble::OtherThanDeclared } else { DecodingTrouble::Unknown };
        decoding.troubles.push(trouble(span));
        return None;
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if wide || (marked && encoding != UTF_8) {
        decoding.troubles.push(DecodingTrouble::OtherThanDeclared(span));
        return None;
    }
    Some(encoding)
}

/// For UTF-16 and UTF-32: bytes a unit, the byte order, and the length of the mark; `None` where ASCII is ASCII.
fn wide(bytes: &[u8]) -> Option<(usize, bool, usize)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some((4, false, 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((4, true, 4)),
        [0xFF, 0xFE, ..] => Some((2, false, 2)),
        [0xFE, 0xFF, ..] => Some((2, true, 2)),
        [0, 0, 0, first, ..] if *first != 0 => Some((4, true, 0)),
        [first, 0, 0, 0, ..] if *first != 0 => Some((4, false, 0)),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some((2, true, 0)),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some((2, false, 0)),
        _ => None,
    }
}

fn from_wide(bytes: &[u8], width: usize, big_endian: bool, decoding: &mut Decoding) -> String {
    decoding.used = Some(match (width, big_endian) {
        (2, true) => "UTF-16BE",
        (2, false) => "UTF-16LE",
        (_, true) => "UTF-32BE",
        (_, false) => "UTF-32LE",
    });
    let mut text = if width == 2 { from_utf16(bytes, big_endian) } else { from_utf32(bytes, big_endian) };
    if !bytes.len().is_multiple_of(width) {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    remember_replacements(&text, decoding);
    text
}

fn from_utf16(bytes: &[u8], big_endian: bool) -> String {
    let unit = |pair: &[u8; 2]| if big_endian { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    let (pairs, _) = bytes.as_chunks::<2>();
    char::decode_utf16(pairs.iter().map(unit)).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn from_utf32(bytes: &[u8], big_endian: bool) -> String {
    let unit = |four: &[u8; 4]| if big_endian { u32::from_be_bytes(*four) } else { u32::from_le_bytes(*four) };
    let (fours, _) = bytes.as_chunks::<4>();
    fours.iter().map(|four| char::from_u32(unit(four)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The declared encoding of a text that was found to be UTF-16 or UTF-32 by its first bytes.
fn declared_otherwise(text: &str, decoding: &mut Decoding) {
    decoding.declared = declaration(text);
    let (Some((label, span)), Some(used)) = (&decoding.declared, decoding.used) else { return };
    let label = label.to_ascii_uppercase();
    let family = used.get(..6).unwrap_or(used);
    let other_name = if family == "UTF-16" { "ISO-10646-UCS-2" } else { "ISO-10646-UCS-4" };
    if !label.starts_with(family) && label != other_name {
        let trouble = DecodingTrouble::OtherThanDeclared(span.clone());
        decoding.troubles.insert(0, trouble);
    }
}

fn from_narrow(mut bytes: Vec<u8>, mark: usize, encoding: &'static Encoding, decoding: &mut Decoding) -> String {
    bytes.drain(..mark);
    if encoding == UTF_8 {
        return String::from_utf8(bytes).unwrap_or_else(|error| from_broken_utf8(error.as_bytes(), decoding));
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(&bytes);
    let text = text.into_owned();
    if had_errors {
        remember_replacements(&text, decoding);
    }
    text
}

fn from_broken_utf8(bytes: &[u8], decoding: &mut Decoding) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut first, mut places) = (None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert_with(|| (text.len(), chunk.invalid().to_vec()));
            places += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    if let Some((start, bytes)) = first {
        let span = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
        decoding.troubles.push(DecodingTrouble::Meaningless { span, bytes, places });
    }
    text
}

/// Where the decoder had to give up, U+FFFD stands.
fn remember_replacements(text: &str, decoding: &mut Decoding) {
    let mut places = text.match_indices(char::REPLACEMENT_CHARACTER);
    if let Some((start, found)) = places.next() {
        let span = start..start + found.len();
        decoding.troubles.push(DecodingTrouble::Meaningless { span, bytes: Vec::new(), places: 1 + places.count() });
    }
}

/// The encoding that an XML declaration names, and where.
fn declaration(text: &str) -> Option<(String, Span)> {
    let start = text.len() - text.trim_start().len();
    let head = text.get(start..)?.strip_prefix("<?xml")?;
    let head = head.get(..head.find("?>")?)?;
    let at = head.find("encoding")? + "encoding".len();
    let rest = head.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = rest.get(1..)?.split(quote).next()?;
    let from = start + "<?xml".len() + (head.len() - rest.len()) + 1;
    Some((label.to_string(), from..from + label.len()))
}

#[cfg(test)]
mod tests {
    use super::super::Source;

    fn decoded(bytes: &[u8]) -> (String, Option<&'static str>, usize) {
        let source = Source::from_bytes("feed", bytes.to_vec());
        (source.text.clone(), source.decoding().used, source.decoding().troubles.len())
    }

    #[test]
    fn encodings_are_found_by_their_first_bytes() {
        let units = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let points = |text: &str, big: bool| -> Vec<u8> {
            text.chars()
                .flat_map(|c| if big { u32::from(c).to_be_bytes() } else { u32::from(c).to_le_bytes() })
                .collect()
        };
        for (mark, text) in [("", "<é/>"), ("\u{FEFF}", "<é/>")] {
            let whole = format!("{mark}{text}");
            for (bytes, name) in [
                (whole.clone().into_bytes(), "UTF-8"),
                (units(&whole, true), "UTF-16BE"),
                (units(&whole, false), "UTF-16LE"),
                (points(&whole, true), "UTF-32BE"),
                (points(&whole, false), "UTF-32LE"),
            ] {
                assert_eq!(decoded(&bytes), (text.to_string(), Some(name), 0), "{bytes:?}");
            }
        }
    }

    #[test]
    fn declarations_are_believed_where_they_can_be_true() {
        let cases: [(&[u8], &str, usize); 5] = [
            (b"<?xml version='1.0' encoding='windows-1252'?><a>\xE9\x80</a>", "é€</a>", 0),
            (b"<?xml version='1.0' encoding=\"foo\"?><a>ok</a>", "ok</a>", 1),
            (b"<?xml version='1.0' encoding='UTF-16'?><a>ok</a>", "ok</a>", 1),
            (b"<?xml version='1.0' encoding='utf-8'?><a>\xE9</a>", "\u{FFFD}</a>", 1),
            (b"\xEF\xBB\xBF<?xml version='1.0' encoding='windows-1252'?><a>\xC3\xA9</a>", "é</a>", 1),
        ];
        for (bytes, end, troubles) in cases {
            let (text, _, found) = decoded(bytes);
            assert!(text.ends_with(end), "{text}");
            assert_eq!(found, troubles, "{text}");
        }
    }

    #[test]
    fn the_declared_name_is_where_it_is_written() {
        let source = Source::from_bytes("feed", b"<?xml version='1.0' encoding = \"foo\"?>".to_vec());
        let (label, span) = source.decoding().declared.clone().expect("it is declared");
        assert_eq!((label.as_str(), &source.text[span]), ("foo", "foo"));
    }
}
