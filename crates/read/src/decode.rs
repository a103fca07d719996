//! The text of an article's file, and a remark where its bytes are no text.

use crate::reader::SourceFile;
use crate::remark::Remark;
use courant_text::source::{self, Decoding, Level, position};
use std::borrow::Cow;

/// The text of a file without its byte order mark, so that offsets in it are positions in an editor; line ends stay as they are.
///
/// What cannot be decoded is U+FFFD, with one warning for all of it. A file that is no text is an error-level remark.
pub fn decode(source_file: &SourceFile) -> (Cow<'_, str>, Vec<Remark>) {
    let (text, decoding) = source::decode(Cow::Borrowed(&source_file.bytes), source_file.reader.text_kind);
    if !looks_like_text(&text, &decoding) {
        let message = "is no text that can be read; save it as UTF-8, or move it out of the folder of articles";
        return (Cow::Borrowed(""), vec![Remark::new(Level::Error, &source_file.path, message)]);
    }
    let remarks = damage(&text, &decoding, &source_file.path).into_iter().collect();
    (text, remarks)
}

/// Where the first bytes stand that say nothing in this encoding.
fn damage(text: &str, decoding: &Decoding, path: &str) -> Option<Remark> {
    if let Some(span) = decoding.damage() {
        let used = decoding.used.unwrap_or("UTF-8");
        let message =
            format!("has bytes that are no {used}, shown as `\u{FFFD}`; save the file as UTF-8 and write them again");
        return Some(Remark::new(Level::Warning, path, message).at(position(text, span.start)));
    }
    if !has_byte(text, is_control) {
        return None;
    }
    let offset = text.bytes().position(is_control)?;
    let message = match text.as_bytes().get(offset) {
        None | Some(0) => "has a NUL character, which no feed can carry; it is left out".to_string(),
        Some(byte) => format!("has the control character U+{byte:04X}, which no feed can carry; it is left out"),
    };
    Some(Remark::new(Level::Warning, path, message).at(position(text, offset)))
}

/// A byte that stands for a character that XML does not have; a page break is white space that many old texts have.
fn is_control(byte: u8) -> bool {
    // Without a branch, so that many are compared at once.
    (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') & (byte != b'\x0C')
}

/// Whether a text has such a byte. A whole block is looked at before anything is decided: processors compare many bytes at once, but not
/// where each may be the last.
fn has_byte(text: &str, is_wanted: impl Fn(u8) -> bool) -> bool {
    let in_block = |block: &[u8]| block.iter().fold(0, |found, &byte| found | u8::from(is_wanted(byte))) != 0;
    text.as_bytes().chunks(256).any(in_block)
}

/// How many characters nobody types: control characters and U+FFFD. Bytes are counted, which are looked at faster.
fn strange_characters(text: &str) -> usize {
    let bytes = text.as_bytes();
    let acts = |byte: u8| is_control(byte) | (byte == 0x7F);
    let of_one_byte = if has_byte(text, acts) { bytes.iter().filter(|&&byte| acts(byte)).count() } else { 0 };
    let is_strange = |at: &usize| matches!(bytes.get(*at..), Some([0xC2, 0x80..=0x9F, ..] | [0xEF, 0xBF, 0xBD, ..]));
    of_one_byte + memchr::memchr2_iter(0xC2, 0xEF, bytes).filter(is_strange).count()
}

/// Whether people could have typed this: one character in twenty may be a control character or damaged. Hardly anything but a text is
/// UTF-8 by chance: there one in three may, and they are left out.
fn looks_like_text(text: &str, decoding: &Decoding) -> bool {
    let strange = strange_characters(text);
    let is_utf_8 = decoding.used == Some("UTF-8") && decoding.damage().is_none();
    let one_in = if is_utf_8 { 3 } else { 20 };
    strange == 0 || strange * one_in <= text.chars().count() || (strange <= 3 && !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::Reader;
    use crate::{html_page, markdown, plain_text};

    fn check(bytes: &[u8], reader: &'static Reader) -> (String, Vec<String>) {
        let source_file = SourceFile { path: "a".into(), reader, bytes: bytes.to_vec(), modified: None };
        let (text, remarks) = decode(&source_file);
        (text.into_owned(), remarks.iter().map(|remark| remark.to_string()).collect())
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    fn utf_32(text: &str, bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
        text.chars().flat_map(|c| bytes(c as u32)).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Überall Grüße: 50 € für “Kaffee”.\r\nZweite Zeile.\n";
        let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let cases: Vec<(&str, Vec<u8>)> = vec![
            ("UTF-8", text.into()),
            ("UTF-8 with a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            ("UTF-16LE", utf_16(text, u16::to_le_bytes)),
            ("UTF-16BE", utf_16(text, u16::to_be_bytes)),
            ("UTF-16LE with a mark", utf_16(&format!("\u{FEFF}{text}"), u16::to_le_bytes)),
            ("UTF-16BE with a mark", utf_16(&format!("\u{FEFF}{text}"), u16::to_be_bytes)),
            ("UTF-32LE", utf_32(text, u32::to_le_bytes)),
            ("UTF-32BE", utf_32(text, u32::to_be_bytes)),
            ("UTF-32LE with a mark", utf_32(&format!("\u{FEFF}{text}"), u32::to_le_bytes)),
            ("UTF-32BE with a mark", utf_32(&format!("\u{FEFF}{text}"), u32::to_be_bytes)),
            ("windows-1252", windows),
        ];
        for (name, bytes) in cases {
            assert_eq!(check(&bytes, &markdown::READER), (text.to_string(), vec![]), "{name}");
        }
    }

    #[test]
    fn texts_of_other_scripts_are_detected() {
        let cases = [
            (
                encoding_rs::WINDOWS_1251,
                "Новый мост открылся в понедельник утром. Первыми по нему проехали велосипедисты.",
            ),
            (encoding_rs::SHIFT_JIS, "新しい橋が月曜日の朝に開通しました。最初に渡ったのは自転車の人々でした。"),
            (encoding_rs::EUC_KR, "새 다리가 월요일 아침에 개통되었다. 가장 먼저 건넌 것은 자전거였다."),
            (encoding_rs::GBK, "新桥于星期一早上开通，最先过桥的是骑自行车的人。市长为大桥剪彩。"),
            (encoding_rs::WINDOWS_1253, "Η νέα γέφυρα άνοιξε τη Δευτέρα το πρωί, με δύο μήνες καθυστέρηση."),
            (encoding_rs::ISO_2022_JP, "新しい橋が月曜日の朝に開通しました。"),
        ];
        for (encoding, text) in cases {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(check(&bytes, &plain_text::READER).0, text, "{}", encoding.name());
        }
        let chinese = "新桥于星期一早上开通。\n最先过桥的是骑自行车的人。\n";
        assert_eq!(check(&utf_16(chinese, u16::to_le_bytes), &plain_text::READER).0, chinese);
    }

    #[test]
    fn a_page_says_its_encoding_unless_its_bytes_say_otherwise() {
        let cases: [(&[u8], &str); 6] = [
            (b"<meta charset=\"windows-1250\">\xE8", "č"),
            (b"<meta http-equiv=content-type content='text/html; charset=iso-8859-2'>\xE8", "č"),
            (b"<?xml version=\"1.0\" encoding='windows-1250'?>\xE8", "č"),
            (b"<meta charset=\"windows-1252\">\xC4\x8D", "č"),
            (b"<meta charset=\"utf-16\">\xC4\x8D", "č"),
            (b"<meta charset=\"foo\">\xC4\x8D", "č"),
        ];
        for (bytes, end) in cases {
            let (text, remarks) = check(bytes, &html_page::READER);
            assert!(text.ends_with(end) && remarks.is_empty(), "{text} {remarks:?}");
        }
    }

    #[test]
    fn damage_is_shown_where_it_stands() {
        let long = "Grüße aus dem Hafen, schöne Grüße. ".repeat(9);
        let place = long.chars().count() + 1;
        for bad in [&b"\xFF"[..], b"\xC0\xAF", b"\xED\xA0\xBD\xED\xB8\x80", b"\xE2\x82"] {
            let (text, remarks) = check(&[b"\r\n", long.as_bytes(), bad].concat(), &plain_text::READER);
            assert!(text.ends_with('\u{FFFD}'), "{text}");
            assert_eq!(remarks.len(), 1, "{remarks:?}");
            assert!(
                remarks[0].starts_with(&format!("warning: a:2:{place}: has bytes that are no UTF-8")),
                "{remarks:?}"
            );
        }
        let mut odd = utf_16("\u{FEFF}Odd", u16::to_le_bytes);
        odd.push(b'x');
        assert!(check(&odd, &plain_text::READER).1[0].starts_with("warning: a:1:4: has bytes that are no UTF-16LE"));
    }

    #[test]
    fn what_is_no_text_is_an_error_and_a_stray_nul_is_not() {
        let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        for bytes in [&noise[..], b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0", b"\0", b"\0\0\0\0\0\0\0\0"] {
            let (text, remarks) = check(bytes, &plain_text::READER);
            assert!(text.is_empty() && remarks[0].starts_with("error: a: is no text"), "{remarks:?}");
        }
        let stray = format!("{}\0{}", "A line.\n".repeat(30), "Another line. ".repeat(30));
        assert_eq!(
            check(stray.as_bytes(), &plain_text::READER).1,
            ["warning: a:31:1: has a NUL character, which no feed can carry; it is left out"]
        );
    }

    #[test]
    fn a_text_with_stray_control_characters_is_read() {
        let text = "Short\u{1}\u{2}\u{3}\u{4}\0 text\n\nOne sen\u{7}tence with it.\n";
        let (read, remarks) = check(text.as_bytes(), &plain_text::READER);
        assert_eq!(read, text);
        assert_eq!(
            remarks,
            ["warning: a:1:6: has the control character U+0001, which no feed can carry; it is left out"]
        );
    }
}
