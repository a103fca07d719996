//! `courant check` and its kin as their users see them.

use crate::project::{Project, Run};
use courant_testing::assert_golden;
use serde_json::Value;
use std::fs;

const GOOD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Harbour Post</title><link>https://example.org/</link><description>News</description><language>en</language>
<atom:link rel="self" href="https://example.org/feed.xml" type="application/rss+xml"/>
<item><title>A bridge opens</title><link>https://example.org/bridge</link><description>Cyclists were first.</description>
<guid isPermaLink="false">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid></item>
</channel></rss>
"#;

/// A feed with one error: an ampersand that begins no reference.
fn bad() -> String {
    GOOD.replace("A bridge opens", "Bridge & harbour")
}

fn check(files: &[(&str, &str)], arguments: &[&str]) -> Run {
    Project::new(files).courant(&[&["check"], arguments].concat())
}

fn objects(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn the_exit_status_says_whether_there_are_errors() {
    let cases: &[(&[&str], i32)] = &[
        (&["good.xml"], 0),
        (&["bad.xml"], 1),
        (&["good.xml", "bad.xml"], 1),
        (&["missing.xml"], 2),
        (&["missing.xml", "bad.xml"], 2),
        (&["empty"], 2),
        (&["--allow", "ampersand-bare", "bad.xml"], 0),
        (&["--allow", "X005", "bad.xml"], 0),
        (&["--allow", "x005", "bad.xml"], 0),
        (&["--allow", "xml", "bad.xml"], 0),
        (&["--only", "X005", "bad.xml"], 1),
        (&["--only", "guid-twice,json-feed", "bad.xml"], 0),
        (&["--allow", "no-such-rule", "good.xml"], 2),
        (&["--format", "no-such-format", "good.xml"], 2),
        (&[], 2),
    ];
    let bad = bad();
    for (arguments, status) in cases {
        let run = check(&[("good.xml", GOOD), ("bad.xml", &bad), ("empty/readme.txt", "no feed")], arguments);
        assert_eq!(run.status, *status, "{arguments:?}: {run:?}");
    }
}

#[test]
fn a_feed_that_is_well_is_met_with_silence_and_a_summary() {
    let run = check(&[("good.xml", GOOD)], &["good.xml"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", "1 feed checked: 0 errors, 0 warnings, 0 advice\n"));
    let quiet = check(&[("good.xml", GOOD)], &["--quiet", "good.xml"]);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn a_person_sees_where_the_error_is() {
    let run = check(&[("bad.xml", &bad())], &["bad.xml"]);
    assert!(run.stdout.starts_with("error[X005 ampersand-bare]: "), "{}", run.stdout);
    assert!(run.stdout.contains("\n --> bad.xml:5:21\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\n5 | <item><title>Bridge & harbour</title>"), "{}", run.stdout);
    assert!(run.stdout.contains("\n  |                     ^\n"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
    let coloured = check(&[("bad.xml", &bad())], &["--color", "always", "bad.xml"]);
    assert!(coloured.stdout.contains('\u{1b}'), "{}", coloured.stdout);
}

#[test]
fn programs_read_the_path_as_given_and_findings_in_the_order_of_the_paths() {
    let bad = bad();
    let files = [("b/bad.xml", bad.as_str()), ("a/bad.xml", &bad), ("a/good.xml", GOOD)];
    let run = check(&files, &["--format", "json", "./b/bad.xml", "a"]);
    let paths: Vec<_> = objects(&run).iter().map(|object| object["path"].to_string()).collect();
    assert_eq!(paths, ["\"./b/bad.xml\"", "\"a/bad.xml\""]);
    let first = &objects(&run)[0];
    assert_eq!((&first["code"], &first["level"]), (&"X005".into(), &"error".into()), "{first}");
    assert_eq!((&first["line"], &first["column"], &first["end_column"]), (&5.into(), &21.into(), &22.into()));
}

#[test]
fn feeds_are_found_by_what_they_hold() {
    let bad = bad();
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": 3}"#;
    let files = [
        ("site/no-extension", bad.as_str()),
        ("site/deep/er/feed.html", &bad),
        ("site/page.xml", "<html><body>&</body></html>"),
        ("site/package.json", r#"{"name": "&"}"#),
        ("site/feed.json", json),
        ("site/.hidden/feed.xml", &bad),
        ("site/node_modules/feed.xml", &bad),
        ("site/ignored.xml", &bad),
        ("site/.gitignore", "ignored.xml"),
    ];
    let run = check(&files, &["--format", "json", "site"]);
    let mut paths: Vec<_> =
        objects(&run).iter().map(|object| object["path"].as_str().unwrap_or_default().to_string()).collect();
    paths.dedup();
    assert_eq!(paths, ["site/deep/er/feed.html", "site/feed.json", "site/ignored.xml", "site/no-extension"], "{run:?}");
}

#[test]
fn files_that_are_named_are_feeds_unless_others_are_skipped() {
    let files = [("page.xml", "<html/>"), ("good.xml", GOOD)];
    assert_eq!(check(&files, &["page.xml"]).status, 1);
    let run = check(&files, &["--skip-others", "page.xml", "good.xml"]);
    assert_eq!((run.status, run.stderr.starts_with("1 feed checked")), (0, true), "{run:?}");
    assert_eq!(check(&files, &["--skip-others", "page.xml"]).status, 0);
}

#[test]
fn standard_input_is_a_feed_too() {
    let run = Project::new(&[]).courant_with(&["check", "--format", "short", "-"], &bad());
    assert!(run.stdout.starts_with("-:5:21: error: "), "{run:?}");
    assert_eq!(run.status, 1);
}

#[test]
fn the_configuration_allows_and_denies_and_the_command_line_adds_to_it() {
    let bad = bad();
    let files =
        |toml: &'static str| [("courant.toml", toml), ("bad.xml", bad.as_str())].map(|(a, b)| (a, b.to_string()));
    let status = |toml, arguments: &[&str]| {
        let files = files(toml);
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        check(&files, &[arguments, &["bad.xml"]].concat()).status
    };
    assert_eq!(status("[check]\nallow = [\"ampersand-bare\"]\n", &[]), 0);
    assert_eq!(status("[check]\nonly = [\"guid-twice\"]\n", &[]), 0);
    assert_eq!(status("[check]\nonly = [\"guid-twice\"]\n", &["--only", "X005"]), 1);
    let run = check(&[("courant.toml", "[check]\nallow = [\"ampersand-bear\"]\n"), ("bad.xml", &bad)], &["bad.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("courant.toml:2:10: `ampersand-bear` names no rule, did you mean `ampersand-bare`?"));
}

#[test]
fn what_is_denied_counts_as_an_error() {
    // `<rss>` without a self link is well by RSS 2.0, and not by the Profile: below error level.
    let feed = GOOD.lines().filter(|line| !line.contains("rel=\"self\"")).collect::<Vec<_>>().join("\n");
    let levels = |arguments: &[&str]| {
        let run = check(&[("feed.xml", &feed)], &[&["--format", "json", "feed.xml"], arguments].concat());
        let levels: Vec<_> = objects(&run).iter().map(|object| object["level"].to_string()).collect();
        (levels, run.status)
    };
    let (plain, status) = levels(&[]);
    assert!(!plain.contains(&"\"error\"".to_string()), "{plain:?}");
    assert_eq!(status, 0);
    let (denied, status) = levels(&["--deny", "advice"]);
    assert_eq!(denied, vec!["\"error\""; plain.len()]);
    assert_eq!(status, i32::from(!plain.is_empty()));
}

#[test]
fn many_findings_are_capped_the_worst_are_shown_and_the_rest_is_counted() {
    let many = GOOD.replace("A bridge opens", &"& ".repeat(90)).replace("<link>https", "<link> https");
    let run = |arguments: &[&str]| check(&[("feed.xml", &many)], &[arguments, &["feed.xml"]].concat());
    let all = objects(&run(&["--format", "json"])).len();
    let few = run(&["--format", "json", "--max-findings", "3"]);
    let levels: Vec<_> = objects(&few).iter().map(|object| object["level"].to_string()).collect();
    assert_eq!(levels, ["\"error\"", "\"error\"", "\"error\""]);
    assert!(few.stderr.contains(&format!("; and {} more that are not shown", all - 3)), "{all} {few:?}");
}

#[test]
fn sarif_is_one_document_and_junit_another() {
    let bad = bad();
    let files = [("a.xml", bad.as_str()), ("b.xml", &bad), ("c.xml", GOOD)];
    let run = check(&files, &["--format", "sarif", "."]);
    let sarif: Value = serde_json::from_str(&run.stdout).expect("a JSON document");
    let uris: Vec<_> = sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].to_string())
        .collect();
    assert_eq!(uris, ["\"a.xml\"", "\"b.xml\""]);
    assert!(sarif["runs"][0]["tool"]["driver"]["rules"].as_array().is_some_and(|rules| rules.len() > 20));
    let empty: Value = serde_json::from_str(&check(&files, &["--format", "sarif", "c.xml"]).stdout).expect("JSON");
    assert_eq!(empty["runs"][0]["results"], serde_json::json!([]));
    let junit = check(&files, &["--format", "junit", "."]).stdout;
    assert_eq!((junit.matches("<testsuite ").count(), junit.matches("<failure ").count()), (3, 2), "{junit}");
    assert!(junit.ends_with("</testsuites>\n"), "{junit}");
}

#[test]
fn nothing_in_a_feed_or_in_its_name_reaches_the_terminal_raw() {
    let hostile = "\u{1b}]8;;http://x\u{7}\u{9b}31m\u{202e}& \r";
    let feed = GOOD.replace("A bridge opens", hostile);
    let name = "\u{1b}[31m\u{202e}.xml";
    for format in ["human", "short", "json", "sarif", "github", "junit"] {
        let run = check(&[(name, &feed)], &["--color", "never", "--format", format, "."]);
        let raw = |text: &str| text.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\r']);
        assert!(!raw(&run.stdout) && !raw(&run.stderr), "{format}: {run:?}");
        assert_eq!(run.status, 1, "{format}: {run:?}");
    }
}

#[test]
fn corrections_change_only_the_bytes_at_fault() {
    let feed = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n").replace("A bridge", "Bridge&nbsp;é"));
    let project = Project::new(&[("feed.xml", &feed)]);
    let dry = project.courant(&["check", "--fix", "--dry-run", "feed.xml"]);
    assert!(dry.stdout.starts_with("--- feed.xml\n+++ feed.xml\n@@ "), "{dry:?}");
    assert_eq!(project.read("feed.xml"), feed, "a dry run writes nothing");
    let run = project.courant(&["check", "--fix", "feed.xml"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("feed.xml: corrected 1 finding\n"), "{run:?}");
    assert_eq!(project.read("feed.xml"), feed.replace("&nbsp;", "&#160;"));
    let again = project.courant(&["check", "--fix", "feed.xml"]);
    assert!(again.stderr.starts_with("1 feed checked: 0 errors"), "{again:?}");
    let piped = project.courant_with(&["check", "--fix", "-"], &feed);
    assert_eq!(piped.stdout, feed.replace("&nbsp;", "&#160;"));
}

#[test]
fn a_feed_in_another_encoding_is_not_corrected() {
    let latin: Vec<u8> = GOOD
        .replace("UTF-8", "ISO-8859-1")
        .replace("A bridge", "Bridge&nbsp;é")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect();
    let project = Project::new(&[]);
    project.write("feed.xml", &latin);
    let run = project.courant(&["check", "--fix", "feed.xml"]);
    assert!(run.stderr.contains("feed.xml: only feeds in UTF-8 can be corrected"), "{run:?}");
    assert_eq!(fs::read(project.path("feed.xml")).expect("it is there"), latin);
}

#[test]
fn rules_are_explained_and_listed() {
    let project = Project::new(&[]);
    let run = project.courant(&["explain", "x005"]);
    assert!(run.stdout.starts_with("error[X005 ampersand-bare]\n") && run.stdout.contains("⟦&⟧"), "{run:?}");
    let near = project.courant(&["explain", "ampersand-bear"]);
    assert_eq!(near.status, 2);
    assert!(near.stderr.contains("did you mean `ampersand-bare`?"), "{near:?}");
    let all = project.courant(&["rules"]).stdout.lines().count();
    let group = project.courant(&["rules", "xml"]).stdout;
    assert!(
        group.lines().all(|line| line.split_whitespace().nth(3) == Some("xml")) && group.lines().count() < all,
        "{group}"
    );
    let json = project.courant(&["rules", "--format", "json", "X005"]);
    assert_eq!(objects(&json)[0]["name"], "ampersand-bare");
}

/// The page is made of the rules: `UPDATE=1 cargo test` writes it.
#[test]
fn the_page_of_rules_is_the_rules() {
    let rules: Vec<_> = courant_validate::registry::rules().collect();
    assert_golden("RULES.md", &courant_validate::report::rule_pages::markdown(&rules));
}

/// A feed in which one rule finds something twice, and another once.
fn thrice() -> String {
    GOOD.replace("A bridge opens", "Bridge & harbour & quay")
        .replace("<link>https://example.org/bridge", "<link>bridge")
}

#[test]
fn a_person_sees_one_finding_of_a_rule_in_a_file_and_the_others_in_a_line() {
    let run = check(&[("feed.xml", &thrice())], &["feed.xml"]);
    assert_eq!(run.stdout.matches("error[X005").count(), 1, "{run:?}");
    assert!(run.stdout.contains("= note: and 1 more like this, in line 5\n"), "{run:?}");
    assert!(run.stderr.contains("; 1 of them are told beside one like them (--all shows each)"), "{run:?}");
    let all = check(&[("feed.xml", &thrice())], &["--all", "feed.xml"]);
    assert_eq!(all.stdout.matches("error[X005").count(), 2, "{all:?}");
    assert!(!all.stderr.contains("--all"), "{all:?}");
}

#[test]
fn statistics_say_how_often_each_rule_found_something() {
    let thrice = thrice();
    let files = [("a.xml", thrice.as_str()), ("b.xml", &thrice)];
    let run = check(&files, &["--statistics", "a.xml", "b.xml"]);
    assert!(run.stdout.starts_with("4  error    X005 ampersand-bare  in 2 feeds\n"), "{run:?}");
    let json = check(&files, &["--statistics", "--format", "json", "a.xml", "b.xml"]);
    let first = &objects(&json)[0];
    assert_eq!((&first["code"], &first["findings"], &first["feeds"]), (&"X005".into(), &4.into(), &2.into()));
    // A person who checks several feeds sees the same table below the findings.
    let person = check(&files, &["a.xml", "b.xml"]);
    assert!(person.stdout.ends_with(&run.stdout), "{person:?}");
}

#[test]
fn only_what_a_baseline_does_not_know_counts() {
    let project = Project::new(&[("a.xml", &thrice()), ("b.xml", &bad())]);
    let missing = project.courant(&["check", "--baseline", "known.tsv", "a.xml"]);
    assert_eq!(missing.status, 2, "{missing:?}");
    assert!(missing.stderr.contains("there is no such baseline; --update-baseline writes it"), "{missing:?}");
    let written = project.courant(&["check", "--baseline", "known.tsv", "--update-baseline", "a.xml", "b.xml"]);
    assert_eq!((written.status, written.stdout.as_str()), (0, ""), "{written:?}");
    assert!(written.stderr.starts_with("wrote "), "{written:?}");
    let known = project.courant(&["check", "--baseline", "known.tsv", "./a.xml", "b.xml"]);
    assert_eq!((known.status, known.stdout.as_str()), (0, ""), "{known:?}");
    assert!(known.stderr.contains("0 errors") && known.stderr.contains(" more that the baseline knows"), "{known:?}");
    // The same lines further down, and one more mistake.
    let moved = format!("{}\n", thrice().replace("<channel>", "<channel>\n\n").replace("News<", "News & more<"));
    fs::write(project.path("a.xml"), moved).unwrap();
    let new = project.courant(&["check", "--format", "short", "--baseline", "known.tsv", "a.xml", "b.xml"]);
    assert_eq!((new.status, new.stdout.lines().count()), (1, 1), "{new:?}");
    assert!(new.stdout.starts_with("a.xml:5:"), "{new:?}");
    fs::write(project.path("known.tsv"), "<<<<<<< HEAD\n").unwrap();
    let torn = project.courant(&["check", "--baseline", "known.tsv", "a.xml"]);
    assert_eq!(torn.status, 2, "{torn:?}");
    assert!(torn.stderr.contains("known.tsv") && torn.stderr.contains("line 1: "), "{torn:?}");
}

#[test]
fn a_baseline_is_not_written_while_something_cannot_be_read() {
    let project = Project::new(&[("a.xml", &bad()), ("known.tsv", "# of before\n")]);
    let run = project.courant(&["check", "--baseline", "known.tsv", "--update-baseline", "a.xml", "missing.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(fs::read_to_string(project.path("known.tsv")).unwrap(), "# of before\n");
}

#[test]
fn a_report_goes_into_a_file_without_colours() {
    let project = Project::new(&[("bad.xml", &bad())]);
    let run = project.courant(&["check", "--color", "always", "--output-file", "report.txt", "bad.xml"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("1 feed checked: 1 error"), "{run:?}");
    let report = fs::read_to_string(project.path("report.txt")).unwrap();
    assert!(report.starts_with("error[X005 ampersand-bare]: "), "{report}");
}

#[test]
fn the_configuration_passes_over_files_and_rules_in_some_of_them() {
    let bad = bad();
    let toml = "[check]\nexclude = [\"old/**\"]\n[[check.overrides]]\npaths = [\"legacy.xml\"]\nallow = [\"X005\"]\n";
    let files = [("courant.toml", toml), ("old/a.xml", &bad), ("legacy.xml", &bad), ("new.xml", &bad)];
    let run = check(&files, &["--format", "short", "."]);
    let places: Vec<_> = run.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(places, ["./new.xml"], "{run:?}");
    assert!(run.stderr.contains("; 1 file passed over by `[check] exclude`"), "{run:?}");
    assert_eq!(check(&files, &["--format", "short", "old/a.xml"]).status, 1);
    let alone = check(&files, &["old"]);
    assert!(alone.stderr.contains("beside 1 file that `[check] exclude` leaves out"), "{alone:?}");
}

/// What a correction would turn into something else is left to its author.
#[test]
fn a_correction_never_changes_what_is_meant() {
    let fixed = |from: &str, to: &str| {
        let feed = GOOD.replace(from, to);
        assert!(feed != GOOD, "{from}");
        Project::new(&[]).courant_with(&["check", "--fix", "--quiet", "-"], &feed).stdout
    };
    let link = "https://example.org/bridge</link>";
    for kept in [
        "https://example.org/a\\bridge</link>",
        "https://example.org/a\n  bridge</link>",
        "https://exam ple.org/bridge</link>",
        "the bridge</link>",
    ] {
        assert!(fixed(link, kept).contains(kept), "{kept}");
    }
    assert!(fixed(link, "https://example.org/a bridge</link>").contains("https://example.org/a%20bridge</link>"));
    assert!(fixed("A bridge opens", "AT&amp T").contains("<title>AT&amp; T</title>"));
    assert!(fixed("A bridge opens", "a?b&lt=c").contains("<title>a?b&amp;lt=c</title>"));
    let hours = "<skipHours><hour>0</hour><hour>24</hour></skipHours>";
    assert!(fixed("<language>", &format!("{hours}<language>")).contains(hours));
}
