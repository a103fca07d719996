//! What the writers have to hold whatever a feed holds.

use super::{Examined, Finding, Listing, Report, ReportFormat};
use crate::rule::tests::RULE;
use crate::{Diagnostic, Fix};
use courant_text::source::{Level, Source, Span};

const NAME: &str = "feed.xml";

/// The report of one finding at a place of a text.
pub(super) fn report(format: ReportFormat, name: &str, text: &str, span: Span, message: &str) -> String {
    let source = Source::new(name, text);
    let diagnostic = Diagnostic {
        rule: &RULE,
        span: span.clone(),
        citation: RULE.cite,
        message: message.to_string(),
        help: Some("write another".to_string()),
        fix: Some(Fix { edits: vec![(span.clone(), message.to_string())] }),
    };
    let findings = [Finding { level: Level::Error, diagnostic: &diagnostic }];
    let report = Report::new(format, Listing::Joined, [&RULE]);
    format!(
        "{}{}{}",
        report.opening(),
        report.piece(&Examined { source: &source, findings: &findings }),
        report.closing()
    )
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
    let report = report(ReportFormat::Human, NAME, &text, span, "this guid is not the first");
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
        if format == ReportFormat::Human {
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

const FORMATS: [ReportFormat; 6] = [
    ReportFormat::Human,
    ReportFormat::Short,
    ReportFormat::Json,
    ReportFormat::Sarif,
    ReportFormat::Github,
    ReportFormat::Junit,
];

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
    let report = report(ReportFormat::Json, "a\nb.xml", "😀<a>\r\nbc", 4..11, "say \"no\"\n");
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
    let report = report(ReportFormat::Short, "a\nb.xml", "x\n日本", 5..8, "no\nname");
    assert_eq!(report, "a\\u{a}b.xml:2:2: error: no\\u{a}name [T001 guid-twice]\n");
}

#[test]
fn a_feed_forges_no_workflow_command() {
    let report = report(ReportFormat::Github, "a,b:c\n::error::x", "<a>b</a>", 3..4, "100 %\r\n::error file=x::forged");
    assert_eq!(report.lines().count(), 1, "{report}");
    assert_eq!(
        report,
        "::error file=a%2Cb%3Ac\\u{a}%3A%3Aerror%3A%3Ax,line=1,endLine=1,col=4,endColumn=5,title=T001 guid-twice::\
         100 %25\\u{d}\\u{a}::error file=x::forged%0Awrite another\n"
    );
}

#[test]
fn junit_is_well_formed_whatever_a_feed_holds() {
    let hostile = "]]></failure><x a='\"'>&amp;&#0;\u{FFFE}\u{FFFF}\0\u{1b}\u{9b}é😀";
    let report = report(ReportFormat::Junit, hostile, hostile, 0..4, hostile);
    let events: Result<Vec<_>, _> = xml::EventReader::from_str(&report).into_iter().collect();
    let events = events.unwrap_or_else(|error| panic!("{error}\n{report}"));
    let named = |name: &str| {
        events
            .iter()
            .filter(|event| matches!(event, xml::reader::XmlEvent::StartElement { name: found, .. } if found.local_name == name))
            .count()
    };
    assert_eq!((named("testsuite"), named("testcase"), named("failure"), named("x")), (1, 1, 1, 0), "{report}");
}

#[test]
fn a_feed_without_findings_is_a_case_that_passes() {
    let source = Source::new(NAME, "<rss/>");
    let report =
        Report::new(ReportFormat::Junit, Listing::Joined, []).piece(&Examined { source: &source, findings: &[] });
    assert!(report.contains("tests=\"1\" failures=\"0\"") && report.contains("no findings"), "{report}");
}

#[test]
fn sarif_counts_in_utf_16_and_carries_the_fix() {
    let text = "<a>😀b</a>\n";
    let at = text.find('b').expect("it is there");
    let report = report(ReportFormat::Sarif, "./da ta/ä:1.xml", text, at..at + 1, "c");
    let value: serde_json::Value = serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}\n{report}"));
    let run = &value["runs"][0];
    assert_eq!((&value["version"], &run["columnKind"]), (&"2.1.0".into(), &"utf16CodeUnits".into()));
    let (rule, result) = (&run["tool"]["driver"]["rules"][0], &run["results"][0]);
    assert_eq!(rule["id"], result["ruleId"]);
    assert_eq!(result["ruleIndex"], 0);
    assert_eq!(rule["helpUri"], RULE.cite.url);
    assert_eq!(rule["defaultConfiguration"]["level"], "error");
    let place = &result["locations"][0]["physicalLocation"];
    let region = serde_json::json!({ "startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 7 });
    assert_eq!(place["region"], region);
    assert_eq!(place["artifactLocation"]["uri"], "da%20ta/%C3%A4%3A1.xml");
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["deletedRegion"], region);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "c");
}

#[test]
fn sarif_knows_a_finding_again_after_lines_have_come_before_it() {
    let fingerprints = |text: &str| {
        let places = text.match_indices("wrong");
        let source = Source::new(NAME, text);
        let diagnostics: Vec<_> = places
            .map(|(at, _)| Diagnostic {
                rule: &RULE,
                span: at..at + 5,
                citation: RULE.cite,
                message: "m".into(),
                help: None,
                fix: None,
            })
            .collect();
        let findings: Vec<_> =
            diagnostics.iter().map(|diagnostic| Finding { level: Level::Error, diagnostic }).collect();
        let report = Report::new(ReportFormat::Sarif, Listing::Joined, [&RULE]);
        let piece = report.piece(&Examined { source: &source, findings: &findings });
        piece
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line.trim_end_matches(',')).expect(line))
            .map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string())
            .collect::<Vec<_>>()
    };
    let before = fingerprints("<a>wrong</a>\n<b>wrong</b>\n  <a>wrong</a>\n");
    let after = fingerprints("<new/>\n\n<a>wrong</a>\n <b>wrong</b>\n<a>wrong</a>\n");
    assert_eq!(before, after);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "{before:?}");
}

/// Four findings of one rule, three that say the same and one that says something else.
fn several(format: ReportFormat, listing: Listing) -> String {
    let text = "<a>1</a>\n<a>2</a>\n<a>3</a>\n<a>4</a>\n";
    let source = Source::new(NAME, text);
    let diagnostic = |(at, message): (usize, &str)| Diagnostic {
        rule: &RULE,
        span: at..at + 1,
        citation: RULE.cite,
        message: message.to_string(),
        help: None,
        fix: None,
    };
    let diagnostics = [
        (3, "this is not the first"),
        (12, "that is long"),
        (21, "this is not the first"),
        (30, "this is not the first"),
    ]
    .map(diagnostic);
    let findings: Vec<_> = diagnostics.iter().map(|diagnostic| Finding { level: Level::Error, diagnostic }).collect();
    let piece = Report::new(format, listing, [&RULE]).piece(&Examined { source: &source, findings: &findings });
    anstream::adapter::strip_str(&piece).to_string()
}

#[test]
fn a_person_sees_one_finding_of_a_rule_and_where_the_others_are() {
    let shown = several(ReportFormat::Human, Listing::Joined);
    assert_eq!(shown.matches("error[T001").count(), 1, "{shown}");
    assert!(
        shown.contains("  = note: and 2 more like this, in lines 3, 4\n  = note: and that is long, in line 2\n"),
        "{shown}"
    );
    assert_eq!(several(ReportFormat::Human, Listing::Each).matches("error[T001").count(), 4);
}

#[test]
fn an_annotation_says_where_its_like_are_and_programs_get_each() {
    let shown = several(ReportFormat::Github, Listing::Joined);
    assert_eq!(shown.lines().count(), 1, "{shown}");
    assert!(
        shown.contains("::this is not the first%0Aand 2 more like this, in lines 3, 4%0Aand that is long, in line 2"),
        "{shown}"
    );
    for format in [ReportFormat::Short, ReportFormat::Json, ReportFormat::Sarif, ReportFormat::Gitlab] {
        assert_eq!(several(format, Listing::Joined).lines().count(), 4, "{format:?}");
    }
}

#[test]
fn gitlab_gets_a_list_of_issues_each_with_a_fingerprint_of_its_own() {
    let report = Report::new(ReportFormat::Gitlab, Listing::Joined, [&RULE]);
    let text = format!("{}{}{}", report.opening(), several(ReportFormat::Gitlab, Listing::Joined), report.closing());
    let issues: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let fingerprints: std::collections::BTreeSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].to_string()).collect();
    assert_eq!((issues.len(), fingerprints.len()), (4, 4), "{text}");
    assert_eq!((&issues[1]["severity"], &issues[1]["check_name"]), (&"major".into(), &"T001 guid-twice".into()));
    assert_eq!(issues[1]["location"], serde_json::json!({"path": NAME, "lines": {"begin": 2}}));
}
