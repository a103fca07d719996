//! Text that is legal in XML, and text that is safe on a terminal.

use std::borrow::Cow;
use std::fmt;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

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

    /// A line fit for a title; `None` when nothing visible is left.
    ///
    /// A title stands among others and between a reader's own words, so nothing in it may reach beyond it or pretend to be another:
    /// - embeddings, overrides and isolates of writing direction (U+202A to U+202E, U+2066 to U+2069) are dropped, not balanced:
    ///   readers isolate a title themselves, and the marks U+200E, U+200F and U+061C, which stay, do for words within it;
    /// - what shows nothing and shapes nothing is dropped (zero-width spaces, soft hyphens, tags, other format characters); joiners and
    ///   variation selectors stay, and so do tags after a black flag (the flags of England, Scotland and Wales);
    /// - of a run of combining marks [`MOST_MARKS`] stay;
    /// - it is cut at [`LONGEST_TITLE`] characters, between two graphemes (UAX #29), and ends in `…` then.
    pub fn title(text: &str) -> Option<Text> {
        let kept = without_spoofing(&legal(text));
        let line = Text::line(&kept)?.0;
        line.chars().any(is_visible).then(|| Text(cut(line)))
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

/// How many combining marks in a row a title keeps. No writing system stacks more; 10,000 of them cover the page.
pub const MOST_MARKS: usize = 8;

/// How many characters (Unicode scalar values) of a title are kept, with the `…` where it is cut.
pub const LONGEST_TITLE: usize = 500;

/// The text without characters by which a title would act beyond itself.
fn without_spoofing(text: &str) -> String {
    let (mut marks, mut in_flag) = (0, false);
    let keep = |c: &char| {
        marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
        let is_tag = matches!(c, '\u{E0020}'..='\u{E007F}');
        in_flag = *c == '\u{1F3F4}' || (in_flag && is_tag);
        marks <= MOST_MARKS && (!is_spoofing(*c) || (in_flag && is_tag))
    };
    text.chars().filter(keep).collect()
}

/// What directs or hides other text and shows nothing itself.
fn is_spoofing(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E007F}')
        // The control characters that XML allows; a line end among them (U+0085) is white space.
        || (character.is_control() && !character.is_whitespace())
}

/// Whether a character shows something of its own: no mark, no joiner, no filler.
fn is_visible(character: char) -> bool {
    let blank = character.is_whitespace()
        || is_combining_mark(character)
        || matches!(character,
            '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{200C}'..='\u{200F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}'
            | '\u{E0100}'..='\u{E01EF}');
    !blank && !is_spoofing(character)
}

/// The line cut between two graphemes, or within one that alone is too long.
fn cut(line: String) -> String {
    let Some((limit, _)) = line.char_indices().nth(LONGEST_TITLE) else { return line };
    let room = line.char_indices().nth(LONGEST_TITLE - 1).map_or(limit, |(at, _)| at);
    let head = line.get(..limit).unwrap_or_default();
    let boundary = head.grapheme_indices(true).map(|(at, _)| at).take_while(|at| *at <= room).last();
    let end = boundary.filter(|at| *at > 0).unwrap_or(room);
    format!("{}…", line.get(..end).unwrap_or_default().trim_end())
}

/// Whether XML 1.0 (section 2.2, production `Char`) allows this character in a document.
pub fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The text without the characters that XML forbids, with LF for CRLF and CR.
pub fn legal(text: &str) -> Cow<'_, str> {
    // Nearly every text is legal, and bytes tell that faster than characters: only these can be part of one that is not.
    let may_be_illegal = |byte: u8| (byte < b' ' && byte != b'\n' && byte != b'\t') || byte == 0xEF;
    if !text.bytes().any(may_be_illegal) || text.chars().all(|c| is_legal(c) && c != '\r') {
        return Cow::Borrowed(text);
    }
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(unix.chars().filter(|&c| is_legal(c)).collect())
}

/// The text as a terminal may show it: control and bidi characters replaced by their escapes.
pub fn escape_terminal(text: &str) -> Cow<'_, str> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_visible_line() {
        let cases = [
            (" A  title\r\n on two lines ", Some("A title on two lines")),
            ("a\u{0}\u{7}\u{85}b\u{9F}\u{FFFE}\u{2028}c", Some("a b c")),
            // Direction: what would reach beyond the title goes, marks stay.
            ("\u{202E}gnp.exe\u{2066}x", Some("gnp.exex")),
            ("שלום\u{200F}! abc", Some("שלום\u{200F}! abc")),
            // Invisible: joiners and selectors shape what is seen.
            ("p\u{200B}a\u{AD}y\u{2060}pal\u{FEFF}", Some("paypal")),
            (
                "می\u{200C}خواهم 👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}",
                Some("می\u{200C}خواهم 👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}"),
            ),
            (
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} a\u{E0067}",
                Some("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} a"),
            ),
            ("\u{200B}\u{200D}\u{3164}\u{301} \u{E0041}", None),
            (" \n\t", None),
            // Markup is text.
            ("<b>1 & 2</b> ]]>", Some("<b>1 & 2</b> ]]>")),
        ];
        for (text, title) in cases {
            assert_eq!(Text::title(text).as_ref().map(Text::as_str), title, "{text:?}");
        }
    }

    #[test]
    fn a_title_is_cut_between_graphemes() {
        let marks = Text::title(&format!("e{}", "\u{301}".repeat(10_000))).expect("an e is left");
        assert_eq!(marks.as_str().chars().count(), 1 + MOST_MARKS);
        let exact = "x".repeat(LONGEST_TITLE);
        assert_eq!(Text::title(&exact).expect("a title").as_str(), exact);
        let family = "👨\u{200D}👩\u{200D}👧";
        let long = Text::title(&family.repeat(200_000)).expect("a title");
        assert_eq!(long.as_str(), format!("{}…", family.repeat(99)));
        let one_grapheme = Text::title(&"👨\u{200D}".repeat(10_000)).expect("a title");
        assert_eq!(one_grapheme.as_str().chars().count(), LONGEST_TITLE);
        let words = Text::title(&"word ".repeat(1000)).expect("a title");
        assert!(words.as_str().ends_with("word wor…") || words.as_str().ends_with("word…"), "{words}");
    }
}
