//! Bytes into text: one decoder for XML, HTML and plain text, which tells how it found the encoding and what has to be told about it.

use super::Span;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What a text is, which decides how it can declare its encoding, and what it is in where it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// It has an XML declaration, else it is UTF-8 (XML 1.0 section 4.3.3 and appendix F).
    Xml,
    /// It may have a `<meta charset>`; what its bytes can only be weighs more.
    Html,
    /// It declares nothing.
    Plain,
}

/// How bytes became text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decoding {
    /// The encoding that was used, by its usual name; `None` for a text that never was bytes.
    pub used: Option<&'static str>,
    /// How it was found.
    pub found_by: FoundBy,
    /// The encoding that the text names, as it is written, and where. Of HTML it is not asked where the bytes are UTF-8.
    pub declared: Option<(String, Span)>,
    /// Whether a byte order mark stood before the text.
    pub byte_order_mark: bool,
    /// What is wrong, in the order of the text.
    pub troubles: Vec<DecodingTrouble>,
}

/// How the encoding of a text was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum FoundBy {
    /// Not at all: it is UTF-8 where nothing says otherwise.
    #[default]
    Default,
    /// By the mark before the text.
    ByteOrderMark,
    /// By what the text says of itself.
    Declaration,
    /// By its bytes: where NUL stands in them, or what they would mean.
    Detection,
}

/// What is wrong with the encoding of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodingTrouble {
    /// Nobody knows an encoding by the declared name.
    Unknown(Span),
    /// The bytes are in another encoding than declared.
    OtherThanDeclared(Span),
    /// Bytes that mean nothing in the encoding; in the text U+FFFD stands for them.
    Meaningless {
        /// The first U+FFFD.
        span: Span,
        /// The bytes, the first four at most; none where the encoding is not UTF-8.
        bytes: Vec<u8>,
        /// How many such places there are.
        places: usize,
    },
}

impl Decoding {
    /// Where the first bytes stand that mean nothing in the encoding: the place of their U+FFFD in the text.
    pub fn damage(&self) -> Option<Span> {
        self.troubles.iter().find_map(|trouble| match trouble {
            DecodingTrouble::Meaningless { span, .. } => Some(span.clone()),
            _ => None,
        })
    }
}

/// The text of a file, without a byte order mark. Never fails: bytes that mean nothing become U+FFFD, and [`Decoding`] tells the rest.
///
/// Borrows where the bytes are the text already.
pub fn decode(bytes: Cow<'_, [u8]>, kind: TextKind) -> (Cow<'_, str>, Decoding) {
    let mut decoding = Decoding::default();
    let (form, mark) = marked(&bytes).map_or((None, 0), |(form, mark)| (Some(form), mark));
    decoding.byte_order_mark = mark > 0;
    let bytes = without_mark(bytes, mark);
    let form = match form {
        Some(form) => {
            decoding.found_by = FoundBy::ByteOrderMark;
            form
        }
        None => match kind {
            TextKind::Xml => unmarked_xml(&bytes, &mut decoding),
            TextKind::Html | TextKind::Plain => unmarked_text(&bytes, kind, &mut decoding),
        },
    };
    decoding.used = Some(form.name());
    let text = form.text_of(bytes, &mut decoding);
    if kind == TextKind::Xml {
        compare_declaration(&text, form, &mut decoding);
    }
    (text, decoding)
}

/// An encoding, with those that the web does not have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// One of the Encoding Standard's.
    Web(&'static Encoding),
    Utf32 {
        is_big_endian: bool,
    },
}

impl Form {
    fn name(self) -> &'static str {
        match self {
            Form::Web(encoding) => encoding.name(),
            Form::Utf32 { is_big_endian: true } => "UTF-32BE",
            Form::Utf32 { is_big_endian: false } => "UTF-32LE",
        }
    }

    /// Whether a character of ASCII is not a byte of ASCII in it.
    fn is_wide(self) -> bool {
        !matches!(self, Form::Web(encoding) if encoding != UTF_16LE && encoding != UTF_16BE)
    }

    fn text_of<'a>(self, bytes: Cow<'a, [u8]>, decoding: &mut Decoding) -> Cow<'a, str> {
        let (text, is_damaged) = match self {
            Form::Web(encoding) if encoding == UTF_8 => return utf_8(bytes, decoding),
            Form::Web(encoding) => {
                let (text, is_damaged) = encoding.decode_without_bom_handling(&bytes);
                (text.into_owned(), is_damaged)
            }
            Form::Utf32 { is_big_endian } => utf_32(&bytes, is_big_endian),
        };
        if is_damaged {
            remember_replacements(&text, decoding);
        }
        Cow::Owned(text)
    }
}

/// By a byte order mark: the encoding, and the length of the mark. UTF-32 first: its mark begins like that of UTF-16.
fn marked(bytes: &[u8]) -> Option<(Form, usize)> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => Some((Form::Utf32 { is_big_endian: false }, 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((Form::Utf32 { is_big_endian: true }, 4)),
        _ => Encoding::for_bom(bytes).map(|(encoding, mark)| (Form::Web(encoding), mark)),
    }
}

fn without_mark(bytes: Cow<'_, [u8]>, mark: usize) -> Cow<'_, [u8]> {
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(mark..).unwrap_or_default()),
        Cow::Owned(mut bytes) => {
            bytes.drain(..mark);
            Cow::Owned(bytes)
        }
    }
}

/// XML without a mark: by its first bytes (appendix F), by its declaration, else UTF-8.
fn unmarked_xml(bytes: &[u8], decoding: &mut Decoding) -> Form {
    if let Some(form) = wide_by_first_bytes(bytes) {
        decoding.found_by = FoundBy::Detection;
        return form;
    }
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(LOOKED_AT_BYTES)).unwrap_or_default());
    let named = xml_declaration(&head).and_then(|(label, _)| Encoding::for_label(label.as_bytes()));
    match named.filter(|encoding| !Form::Web(encoding).is_wide()) {
        Some(encoding) => {
            decoding.found_by = FoundBy::Declaration;
            Form::Web(encoding)
        }
        None => Form::Web(UTF_8),
    }
}

/// UTF-16 and UTF-32, in which XML begins with a `<` or white space.
fn wide_by_first_bytes(bytes: &[u8]) -> Option<Form> {
    match bytes {
        [0, 0, 0, first, ..] if *first != 0 => Some(Form::Utf32 { is_big_endian: true }),
        [first, 0, 0, 0, ..] if *first != 0 => Some(Form::Utf32 { is_big_endian: false }),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(Form::Web(UTF_16BE)),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(Form::Web(UTF_16LE)),
        _ => None,
    }
}

/// What an XML declaration says of its encoding, and whether it is true.
fn compare_declaration(text: &str, used: Form, decoding: &mut Decoding) {
    let Some((label, span)) = xml_declaration(text) else { return };
    let named = Encoding::for_label(label.as_bytes()).map(Form::Web);
    let is_true = if used.is_wide() { names_wide(&label, used) } else { named == Some(used) };
    if !is_true {
        let is_known = used.is_wide() || named.is_some() || is_wide_name(&label);
        let trouble = if is_known { DecodingTrouble::OtherThanDeclared } else { DecodingTrouble::Unknown };
        decoding.troubles.insert(0, trouble(span.clone()));
    }
    decoding.declared = Some((label, span));
}

/// Whether a name is one of the encodings that a text is found to be in by its first bytes.
fn names_wide(label: &str, used: Form) -> bool {
    let label = label.to_ascii_uppercase();
    let (family, other_name) = match used {
        Form::Utf32 { .. } => ("UTF-32", "ISO-10646-UCS-4"),
        Form::Web(_) => ("UTF-16", "ISO-10646-UCS-2"),
    };
    label.starts_with(family) || label == other_name
}

/// Whether a name is of an encoding that the web does not have, and the bytes are not in.
fn is_wide_name(label: &str) -> bool {
    const NAMES: [&str; 7] = ["utf-32", "utf-32le", "utf-32be", "ucs-2", "ucs-4", "iso-10646-ucs-2", "iso-10646-ucs-4"];
    NAMES.iter().any(|name| label.eq_ignore_ascii_case(name))
}

/// How far a declaration is looked for.
const LOOKED_AT_BYTES: usize = 4096;

/// The encoding that an XML declaration names, and where.
fn xml_declaration(text: &str) -> Option<(String, Span)> {
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

/// HTML and plain text without a mark: what the bytes can only be, what the text declares, else what they would mean most likely.
fn unmarked_text(bytes: &[u8], kind: TextKind, decoding: &mut Decoding) -> Form {
    if let Some(form) = wide_by_nul(bytes) {
        decoding.found_by = FoundBy::Detection;
        return form;
    }
    if is_utf_8(bytes) || is_damaged_utf_8(bytes) {
        return Form::Web(UTF_8);
    }
    if kind == TextKind::Html
        && let Some(encoding) = html_declaration(bytes)
    {
        decoding.found_by = FoundBy::Declaration;
        return Form::Web(encoding);
    }
    decoding.found_by = FoundBy::Detection;
    Form::Web(most_likely(bytes))
}

/// UTF-16 and UTF-32: the NUL bytes of their spaces and line ends give them away.
fn wide_by_nul(bytes: &[u8]) -> Option<Form> {
    memchr::memchr(0, bytes)?;
    let mut nul_at = [0usize; 4];
    for quad in bytes.chunks_exact(4) {
        for (count, byte) in nul_at.iter_mut().zip(quad) {
            *count += usize::from(*byte == 0);
        }
    }
    let quads = bytes.len() / 4;
    // Nearly every character of a text is below U+10000, so that two bytes of each four are NUL.
    let most = |count: usize| count * 10 > quads * 9;
    let is_whole = |form: &Form| is_whole(*form, bytes);
    if quads > 0 && most(nul_at[2]) && most(nul_at[3]) && !most(nul_at[0]) {
        return Some(Form::Utf32 { is_big_endian: false }).filter(is_whole);
    }
    if quads > 0 && most(nul_at[0]) && most(nul_at[1]) && !most(nul_at[3]) {
        return Some(Form::Utf32 { is_big_endian: true }).filter(is_whole);
    }
    let (little, big) = (spaces(bytes, u16::from_le_bytes), spaces(bytes, u16::from_be_bytes));
    let encoding = if little > big { UTF_16LE } else { UTF_16BE };
    // Even a text that is written without spaces has one or ends a line or a sentence in two hundred characters.
    let is_plausible = little.max(big) * 400 >= bytes.len() && little != big;
    is_plausible.then_some(Form::Web(encoding)).filter(is_whole)
}

/// Whether all bytes mean something in an encoding, but for a last character that the file lost half of.
fn is_whole(form: Form, bytes: &[u8]) -> bool {
    let text = form.text_of(Cow::Borrowed(bytes), &mut Decoding::default());
    !text.trim_end_matches('\u{FFFD}').contains(['\u{FFFD}', '\0'])
}

/// How many units of UTF-16 are white space or a full stop.
fn spaces(bytes: &[u8], number: fn([u8; 2]) -> u16) -> usize {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(number);
    units.filter(|unit| matches!(unit, 0x09 | 0x0A | 0x0D | 0x20 | 0x2E | 0x3000 | 0x3002 | 0xFF0C)).count()
}

fn is_utf_8(bytes: &[u8]) -> bool {
    // ISO-2022-JP is made of ASCII alone; its escapes give it away.
    memchr::memmem::find(bytes, b"\x1B$").is_none() && std::str::from_utf8(bytes).is_ok()
}

/// UTF-8 with a few bad bytes. Other encodings hardly ever look like its sequences, so two good ones for each bad one decide.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad > 0 && good >= bad * 2
}

/// What a page says of itself: `<meta charset>`, `<meta http-equiv>` or an XML declaration, as browsers look for them
/// (HTML, "prescan a byte stream to determine its encoding").
fn html_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOKED_AT_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    let label = value_after(&head, b"charset").or_else(|| value_after(&head, b"encoding"))?;
    // A page whose declaration can be read byte by byte is not what it declares there; and bytes that are no UTF-8 are not so because they
    // are declared to be.
    Encoding::for_label(label).filter(|encoding| !Form::Web(encoding).is_wide() && *encoding != UTF_8)
}

/// The value after `name =`, with or without quotes.
fn value_after<'a>(head: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut rest = head;
    while let Some(at) = memchr::memmem::find(rest, name) {
        rest = rest.get(at + name.len()..)?;
        if let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|byte| b"\"' />;?".contains(byte)).unwrap_or(value.len());
            return value.get(..end);
        }
    }
    None
}

fn most_likely(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

fn utf_8<'a>(bytes: Cow<'a, [u8]>, decoding: &mut Decoding) -> Cow<'a, str> {
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(broken_utf_8(bytes, decoding)),
        },
        Cow::Owned(bytes) => {
            let text = String::from_utf8(bytes);
            Cow::Owned(text.unwrap_or_else(|error| broken_utf_8(error.as_bytes(), decoding)))
        }
    }
}

fn broken_utf_8(bytes: &[u8], decoding: &mut Decoding) -> String {
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

/// The text of UTF-32, and whether some of it means nothing.
fn utf_32(bytes: &[u8], is_big_endian: bool) -> (String, bool) {
    let number = if is_big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
    let mut is_damaged = false;
    let text = bytes
        .chunks(4)
        .map(|quad| {
            let character = quad.try_into().ok().and_then(|quad| char::from_u32(number(quad)));
            is_damaged |= character.is_none();
            character.unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    (text, is_damaged)
}

/// Where the decoder had to give up, U+FFFD stands.
fn remember_replacements(text: &str, decoding: &mut Decoding) {
    let mut places = text.match_indices(char::REPLACEMENT_CHARACTER);
    if let Some((start, found)) = places.next() {
        let span = start..start + found.len();
        decoding.troubles.push(DecodingTrouble::Meaningless { span, bytes: Vec::new(), places: 1 + places.count() });
    }
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

    /// The same bytes are read by what their kind of text can declare, and each tells how it was found.
    #[test]
    fn every_kind_of_text_is_asked_for_what_it_declares() {
        use super::{FoundBy, TextKind, decode};
        use std::borrow::Cow;
        let russian = encoding_rs::WINDOWS_1251.encode("Новый мост открылся в понедельник утром.").0.into_owned();
        let page = [b"<meta charset=windows-1251>", &russian[..]].concat();
        let table: [(&[u8], TextKind, &str, FoundBy); 6] = [
            (&page, TextKind::Html, "windows-1251", FoundBy::Declaration),
            (&page, TextKind::Plain, "windows-1251", FoundBy::Detection),
            (&page, TextKind::Xml, "UTF-8", FoundBy::Default),
            (b"<?xml version='1.0' encoding='koi8-r'?><a/>", TextKind::Xml, "KOI8-R", FoundBy::Declaration),
            (b"\xFF\xFEa\0", TextKind::Plain, "UTF-16LE", FoundBy::ByteOrderMark),
            (b"<\0a\0/\0>\0", TextKind::Xml, "UTF-16LE", FoundBy::Detection),
        ];
        for (bytes, kind, used, found_by) in table {
            let (_, decoding) = decode(Cow::Borrowed(bytes), kind);
            assert_eq!((decoding.used, decoding.found_by), (Some(used), found_by), "{kind:?}");
        }
        let (text, _) = decode(Cow::Borrowed("plain".as_bytes()), TextKind::Plain);
        assert!(matches!(text, Cow::Borrowed("plain")), "what is UTF-8 already is not copied");
    }

    #[test]
    fn the_declared_name_is_where_it_is_written() {
        let source = Source::from_bytes("feed", b"<?xml version='1.0' encoding = \"foo\"?>".to_vec());
        let (label, span) = source.decoding().declared.clone().expect("it is declared");
        assert_eq!((label.as_str(), &source.text[span]), ("foo", "foo"));
    }
}
