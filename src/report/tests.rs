//! What the writers have to hold whatever a feed holds.

use super::{Examined, Finding, Format, piece};
use crate::source::{Level, Source, Span};
use crate::validate::rule::{Citation, Rule};
use crate::validate::{Diagnostic, Fix};

static RULE: Rule = Rule {
    code: "T001",
    name: "guid-twice",
    level: Level::Error,
    summary: "two items have the same guid",
    why: "readers show one of them",
    cite: Citation {
        specification: "RSS 2.0",
        section: "guid",
        url: "https://www.rssboard.org/rss-specification#guid",
    },
    w3c: &["DuplicateValue", "Other"],
};

const NAME: &str = "feed.xml";

/// The report of one finding at a place of a text.
pub(super) fn report(format: Format, name: &str, text: &str, span: Span, message: &str) -> String {
    let source = Source::new(name, text);
    let diagnostic = Diagnostic {
        rule: &RULE,
        span,
        message: message.to_string(),
        help: Some("write another".to_string()),
        fix: Some(Fix { edits: Vec::new() }),
    };
    let findings = [Finding { level: Level::Error, diagnostic: &diagnostic }];
    piece(format, &Examined { source: &source, findings: &findings })
}

/// The place that `«` and `»` mark, and the text without them.
fn marked(text: &str) -> (String, Span) {
    let start = text.find('«').expect("the case marks its place");
    let without = text.replacen('«', "", 1);
    let end = without.find('»').expect("the case marks its place");
    (without.replacen('»', "", 1), start..end)
}

fn human(text: &str) -> String {
    let (text, span) = marked(text);
    let report = report(Format::Human, NAME, &text, span, "this guid is not the first");
    anstream::adapter::strip_str(&report).to_string()
}

/// The line of the text and the line of marks below it, as they are shown.
fn line_and_marks(text: &str) -> (String, String) {
    let shown = human(text);
    let lines: Vec<&str> = shown.lines().filter_map(|line| Some(line.split_once('|')?.1)).collect();
    let at = lines.iter().position(|line| line.contains('^')).unwrap_or_else(|| panic!("no marks: {shown}"));
    (lines[at - 1].to_string(), lines[at].to_string())
}

#[test]
fn a_person_sees_the_line_the_mark_the_help_and_the_specification() {
    let expected = "\
error[T001 guid-twice]: this guid is not the first
 --> feed.xml:2:9
  |
2 |   <guid>a</guid>
  |         ^
  |
  = help: write another
  = note: RSS 2.0, guid <https://www.rssboard.org/rss-specification#guid>

";
    assert_eq!(human("<item>\n  <guid>«a»</guid>\n</item>"), expected);
}

/// The columns that the marks cover are those of the marked part, counted as a terminal shows it.
#[test]
fn marks_stay_below_what_they_mark() {
    use unicode_width::UnicodeWidthStr;
    let cases = [
        ("<a>«b»</a>", "b"),
        ("\t<a>«b»</a>", "b"),
        ("<a>日本«語»</a>", "語"),
        ("<a>«日本語»</a>", "日本語"),
        ("<a>😀«b»</a>", "b"),
        ("<a>e\u{301}«b»</a>", "b"),
        ("<a>\u{1b}[31m«b»</a>", "b"),
        ("<a>\u{202e}\u{9b}«b»</a>", "b"),
        ("<a>«\u{7}»</a>", "\u{2407}"),
        ("x\r\n<a>«b»</a>\r\ny", "b"),
        ("x\r<a>«b»</a>\ry", "b"),
    ];
    for (text, part) in cases {
        let (line, marks) = line_and_marks(text);
        let before = line.find(part).map(|at| line[..at].width());
        assert_eq!(before, marks.find('^'), "{text:?}\n{line}\n{marks}");
        assert_eq!(marks.matches('^').count(), part.width(), "{text:?}\n{line}\n{marks}");
    }
}

#[test]
fn a_place_without_width_is_marked_too() {
    for text in ["«»", "<a>«»", "<a>\n«»", "<a>«»</a>\n", "<a>\n\n«»\n"] {
        assert!(human(text).contains('^'), "{text:?}: {}", human(text));
    }
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("{}«wrong»{}", "<item/>".repeat(20_000), "<item/>".repeat(20_000));
    let (line, marks) = line_and_marks(&text);
    assert!(line.chars().count() < 200, "{line}");
    assert_eq!(line.find("wrong").map(|at| line[..at].chars().count()), marks.find('^'), "{line}\n{marks}");
    assert!(human(&text).contains("feed.xml:1:140001"), "{}", human(&text));
    let long = format!("<a>«{}»</a>", "日".repeat(5_000));
    assert!(human(&long).lines().all(|line| line.chars().count() < 250), "{}", human(&long));
    let accents = format!("<a>«e{}»</a>", "\u{301}".repeat(10_000));
    assert!(human(&accents).len() < 2_000, "{}", human(&accents).len());
}

#[test]
fn a_place_of_several_lines_is_shown_whole_when_it_is_short() {
    let shown = human("<a>\n«<b>\n</b>»\n</a>");
    assert!(shown.contains("<b>") && shown.contains("</b>") && !shown.contains("</a>"), "{shown}");
    let long = human(&format!("«{}»", "<b>\n".repeat(100)));
    assert!(long.lines().count() < 12, "{long}");
}

/// Feeds write what they like; a terminal obeys none of it, in no format.
#[test]
fn nothing_reaches_a_terminal_raw() {
    let hostile = "\u{1b}]8;;http://x\u{7}\u{1b}[2J\r\u{9b}31m\u{202e}\u{2066}\u{200f}\u{2028}\u{85}\0\u{7f}";
    let text = format!("<a>{hostile}<b>{hostile}</b>{hostile}</a>");
    let start = text.find("<b>").expect("it is there");
    for format in FORMATS {
        let report = report(format, hostile, &text, start..text.len(), hostile);
        let plain = anstream::adapter::strip_str(&report).to_string();
        let raw: Vec<char> = plain.chars().filter(|&c| c != '\n' && super::is_obeyed(c)).collect();
        assert!(raw.is_empty(), "{format:?}: {raw:?} in {plain:?}");
        if format == Format::Human {
            // The only sequences that are left are colours.
            let colours = report
                .split("\u{1b}[")
                .skip(1)
                .all(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m'));
            assert!(colours, "{report:?}");
        } else {
            assert_eq!(plain, report, "{format:?}");
        }
    }
}

const FORMATS: [Format; 3] = [Format::Human, Format::Short, Format::Json];

#[test]
fn every_span_can_be_shown() {
    let text = "<a>é日😀\r\n\u{FEFF}x\r</a>\n";
    for start in 0..text.len() + 3 {
        for end in 0..text.len() + 3 {
            for format in FORMATS {
                assert!(!report(format, NAME, text, start..end, "message").is_empty(), "{format:?} {start}..{end}");
            }
        }
    }
}

#[test]
fn a_program_reads_one_object_a_line() {
    let report = report(Format::Json, "a\nb.xml", "😀<a>\r\nbc", 4..11, "say \"no\"\n");
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines.len(), 1, "{report}");
    let value: serde_json::Value = serde_json::from_str(lines[0]).expect("JSON");
    let expected = serde_json::json!({
        "path": "a\nb.xml", "level": "error", "code": "T001", "name": "guid-twice", "w3c": "DuplicateValue",
        "line": 1, "column": 2, "end_line": 2, "end_column": 3, "message": "say \"no\"\n", "help": "write another",
        "cite": "RSS 2.0, guid <https://www.rssboard.org/rss-specification#guid>",
    });
    assert_eq!(value, expected);
}

#[test]
fn grep_reads_one_finding_a_line() {
    let report = report(Format::Short, "a\nb.xml", "x\n日本", 5..8, "no\nname");
    assert_eq!(report, "a\\u{a}b.xml:2:2: error: no\\u{a}name [T001 guid-twice]\n");
}
