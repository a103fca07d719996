//! Text that is legal in XML, and text that is safe on a terminal.

use std::borrow::Cow;
use std::fmt;

/// Text that every format can carry: only characters of XML 1.0 section 2.2, lines ended by LF.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Keeps what is legal: other control characters and noncharacters are dropped, CRLF and CR become LF.
    pub fn new(text: &str) -> Text {
        Text(legal(text).into_owned())
    }

    /// One line: white space folded to single spaces and trimmed; `None` when nothing visible is left.
    pub fn line(text: &str) -> Option<Text> {
        let folded = legal(text).split_whitespace().collect::<Vec<_>>().join(" ");
        (!folded.is_empty()).then_some(Text(folded))
    }

    /// A line short enough for a title, ending in `…` where it had to be cut; `None` when nothing visible is left.
    pub fn title(text: &str) -> Option<Text> {
        Text::line(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, as a `String`.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether XML 1.0 (section 2.2, production `Char`) allows this character in a document.
pub fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text without the characters that XML forbids, with LF for CRLF and CR.
pub fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| is_legal(c) && c != '\r') {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unix.chars().filter(|&c| is_legal(c)).collect())
}

/// The text as a terminal may show it: control and bidi characters replaced by their escapes.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().flat_map(|c| if acts(c) { c.escape_unicode().collect::<Vec<_>>() } else { vec![c] }).collect(),
    )
}
