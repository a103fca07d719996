//! Character data between tags: what may not stand there.

use super::{XmlReader, is_legal, is_name};
use crate::document::XmlNodeKind;
use crate::syntax::SyntaxErrorKind;
use crate::value::{is_xml_space, xml_reference};
use courant_text::source::Span;
use std::collections::HashMap;
use std::sync::LazyLock;

impl XmlReader<'_> {
    /// Reads up to the next `<`.
    pub(super) fn text_to_next_tag(&mut self) -> Option<()> {
        let start = self.at;
        let rest = self.rest();
        let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        self.at = start + length;
        if length == 0 {
            return Some(());
        }
        if self.open.is_empty() {
            return self.text_outside(start);
        }
        self.push(XmlNodeKind::Text, start, self.at);
        self.references(start, self.at);
        let piece = self.slice(start, self.at);
        if piece.len() > 2
            && let Some(found) = memchr::memmem::find(piece.as_bytes(), b"]]>")
        {
            let at = start + found;
            self.errors
                .add(SyntaxErrorKind::CdataEndStray, at..at + 3, "`]]>` outside a CDATA section")
                .help("write `]]&gt;`")
                .fix(at..at + 3, "]]&gt;");
        }
        Some(())
    }

    /// Outside the root element only white space may stand.
    fn text_outside(&mut self, start: usize) -> Option<()> {
        let piece = self.slice(start, self.at);
        let trimmed = piece.trim_matches(is_xml_space);
        if trimmed.is_empty() {
            return Some(());
        }
        let from = start + piece.len() - piece.trim_start_matches(is_xml_space).len();
        let whose = if self.root_ended { "after" } else { "before" };
        self.errors.add(
            SyntaxErrorKind::TextOutsideRoot,
            from..from + trimmed.len(),
            format!("text {whose} the root element"),
        );
        Some(())
    }

    /// Checks every `&` between two places.
    pub(super) fn references(&mut self, start: usize, end: usize) {
        let mut at = start;
        while let Some(found) = memchr::memchr(b'&', self.text.as_bytes().get(at..end).unwrap_or_default()) {
            at += found;
            if xml_reference(self.slice(at + 1, end)).is_none_or(|(character, _)| !is_legal(character)) {
                self.reference(at, end);
            }
            at += 1;
        }
    }

    fn reference(&mut self, at: usize, end: usize) {
        let rest = self.slice(at + 1, end);
        let length = rest.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#' || byte == b'_'));
        let name = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        let behind = rest.as_bytes().get(name.len());
        // Browsers read these without their end, but not where they are the names of parameters (HTML Living Standard, "named character
        // reference state").
        if matches!(name, "amp" | "lt" | "gt" | "quot") && behind.is_none_or(|byte| !matches!(byte, b';' | b'=')) {
            let end = at + 1 + name.len();
            self.errors
                .add(SyntaxErrorKind::AmpersandBare, at..end, format!("`&{name}` has no `;` at its end"))
                .help(format!("write `&{name};`"))
                .fix(end..end, ";");
            return;
        }
        if name.is_empty() || behind != Some(&b';') {
            self.errors
                .add(SyntaxErrorKind::AmpersandBare, at..at + 1, "`&` that begins no reference")
                .help("write `&amp;`")
                .fix(at..at + 1, "&amp;");
            return;
        }
        let span = at..at + name.len() + 2;
        match name.strip_prefix('#') {
            Some(digits) => self.character_reference(digits, span),
            None => self.entity_reference(name, span),
        }
    }

    fn character_reference(&mut self, digits: &str, span: Span) {
        let written = self.slice(span.start, span.end);
        let number = match digits.strip_prefix('x') {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => digits.parse().ok(),
        };
        let is_number = digits.trim_start_matches('x').bytes().all(|byte| byte.is_ascii_hexdigit());
        match number.and_then(char::from_u32) {
            Some(character) if is_legal(character) => {}
            None if number.is_none() && !is_number => {
                let message = format!("`{written}` is no character reference");
                self.errors
                    .add(SyntaxErrorKind::AmpersandBare, span, message)
                    .help("write it like `&#160;` or `&#xA0;`");
            }
            _ => {
                self.errors.add(
                    SyntaxErrorKind::CharacterForbidden,
                    span,
                    format!("`{written}` stands for a character that XML forbids"),
                );
            }
        }
    }

    fn entity_reference(&mut self, name: &str, span: Span) {
        let predefined = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
        // With an external subset an entity may be declared there (XML 1.0, section 4.1, "Entity Declared").
        if predefined || self.tree.doctype.is_some() || self.entities.contains(&name) {
            return;
        }
        let character = html_character(name);
        let reported =
            self.errors.add(SyntaxErrorKind::EntityUndefined, span.clone(), format!("XML knows no entity `&{name};`"));
        match character {
            Some(character) => reported
                .help(format!("write `&#{};`", u32::from(character)))
                .fix(span, format!("&#{};", u32::from(character))),
            None if is_name(name) => reported.help(format!("write `&amp;{name};` if these characters are meant")),
            None => reported,
        };
    }

    /// Characters that XML forbids, anywhere in the text: one look at the whole.
    pub(super) fn forbidden_characters(&mut self) {
        let mut at = 0;
        while let Some(found) = next_suspect(self.text.as_bytes().get(at..).unwrap_or_default()) {
            at += found;
            let character = self.text.get(at..).and_then(|rest| rest.chars().next());
            let Some(character) = character else {
                at += 1;
                continue;
            };
            let end = at + character.len_utf8();
            if !is_legal(character) {
                let message = format!("the character U+{:04X} is forbidden in XML", u32::from(character));
                self.errors
                    .add(SyntaxErrorKind::CharacterForbidden, at..end, message)
                    .help("delete it")
                    .fix(at..end, "");
            }
            at = end;
        }
    }
}

/// The next byte that may belong to a forbidden character: control characters, and what begins U+F000 to U+FFFF.
fn next_suspect(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let suspect = |byte: u8| (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0xEF;
    for (index, block) in bytes.chunks(BLOCK).enumerate() {
        // Without a branch for each byte, so that a clean block costs a few vector instructions.
        if block.iter().fold(false, |any, byte| any | (*byte < b' ') | (*byte == 0xEF))
            && let Some(at) = block.iter().position(|byte| suspect(*byte))
        {
            return Some(index * BLOCK + at);
        }
    }
    None
}

/// The character of an entity that HTML has and XML has not; only those that people write into feeds.
pub(crate) fn html_character(name: &str) -> Option<char> {
    const NAMES: &str = "nbsp\u{A0} iexcl\u{A1} cent\u{A2} pound\u{A3} yen\u{A5} sect\u{A7} uml\u{A8} copy\u{A9} laquo\u{AB} shy\u{AD} \
        reg\u{AE} deg\u{B0} plusmn\u{B1} acute\u{B4} micro\u{B5} para\u{B6} middot\u{B7} raquo\u{BB} frac14\u{BC} frac12\u{BD} \
        frac34\u{BE} iquest\u{BF} Agrave\u{C0} Aacute\u{C1} Acirc\u{C2} Atilde\u{C3} Auml\u{C4} Aring\u{C5} AElig\u{C6} \
        Ccedil\u{C7} Egrave\u{C8} Eacute\u{C9} Ecirc\u{CA} Euml\u{CB} Iacute\u{CD} Icirc\u{CE} Ntilde\u{D1} Oacute\u{D3} Ouml\u{D6} \
        times\u{D7} Oslash\u{D8} Uacute\u{DA} Uuml\u{DC} szlig\u{DF} agrave\u{E0} aacute\u{E1} acirc\u{E2} atilde\u{E3} auml\u{E4} \
        aring\u{E5} aelig\u{E6} ccedil\u{E7} egrave\u{E8} eacute\u{E9} ecirc\u{EA} euml\u{EB} igrave\u{EC} iacute\u{ED} icirc\u{EE} \
        iuml\u{EF} ntilde\u{F1} ograve\u{F2} oacute\u{F3} ocirc\u{F4} otilde\u{F5} ouml\u{F6} oslash\u{F8} ugrave\u{F9} uacute\u{FA} \
        ucirc\u{FB} uuml\u{FC} yuml\u{FF} Alpha\u{391} Beta\u{392} Gamma\u{393} Delta\u{394} Sigma\u{3A3} \
        Omega\u{3A9} alpha\u{3B1} beta\u{3B2} gamma\u{3B3} delta\u{3B4} epsilon\u{3B5} lambda\u{3BB} sigma\u{3C3} omega\u{3C9} \
        OElig\u{152} oelig\u{153} ensp\u{2002} emsp\u{2003} thinsp\u{2009} ndash\u{2013} \
        mdash\u{2014} lsquo\u{2018} rsquo\u{2019} sbquo\u{201A} ldquo\u{201C} rdquo\u{201D} bdquo\u{201E} bull\u{2022} hellip\u{2026} \
        prime\u{2032} lsaquo\u{2039} rsaquo\u{203A} euro\u{20AC} trade\u{2122} larr\u{2190} rarr\u{2192} minus\u{2212}";
    static TABLE: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
        let entries = NAMES.split(' ').filter_map(|entry| entry.char_indices().next_back().map(|last| (entry, last)));
        entries.map(|(entry, (end, character))| (entry.get(..end).unwrap_or_default(), character)).collect()
    });
    TABLE.get(name).copied()
}
