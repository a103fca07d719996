//! The other commands as their users see them: `show`, `init`, `completions`, `man`.

use crate::project::Project;
use serde_json::Value;

const NOTE: &str = "---\ntitle: A note\ndate: 2026-11-20\nauthor: Ada Example\ntags: [Harbour]\n---\nThe first paragraph says it all.\n\n## A heading\n\n- one\n- two\n";

#[test]
fn show_prints_one_object_a_line_in_the_order_given() {
    let project = Project::new(&[("a.md", NOTE), ("b.md", "---\ntitle: [\n---\nText.\n")]);
    let run = project.courant(&["show", "--format", "json", "b.md", "missing.md", "a.md"]);
    assert_eq!(run.status, 2, "{run:?}");
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let paths: Vec<_> = lines.iter().map(|line| line["path"].as_str().unwrap_or_default()).collect();
    assert_eq!(paths, ["b.md", "missing.md", "a.md"]);
    assert!(lines[0]["remarks"][0]["line"].is_u64(), "{}", lines[0]);
    assert_eq!(lines[1].as_object().map(|object| object.len()), Some(2), "{}", lines[1]);
    assert!(lines[1]["remarks"][0]["message"].as_str().is_some_and(|message| message.contains("cannot be read")));
    let note = &lines[2];
    assert_eq!(note["title"], "A note");
    assert_eq!(note["authors"][0]["name"], "Ada Example");
    assert_eq!(note["categories"][0]["label"], "Harbour");
    assert_eq!(note["published"], "2026-11-20T00:00:00Z");
    assert_eq!(note["summary"], "The first paragraph says it all.");
    assert_eq!(note["content_text"], "The first paragraph says it all.\nA heading\none\ntwo");
    assert_eq!(note["from"]["title"], "front matter `title`");
}

#[test]
fn show_reads_standard_input_and_tells_its_kind() {
    let project = Project::new(&[]);
    let cases = [
        ("---\ntitle: Marked\n---\nText down here.\n", "Marked"),
        (
            "<!DOCTYPE html><html><head><title>Paged</title></head><body><article><h1>Paged</h1><p>Some text that is long enough to be read as an article.</p></article></body></html>",
            "Paged",
        ),
    ];
    for (input, title) in cases {
        let run = project.courant_with(&["show", "--format", "json", "-"], input);
        let value: Value = serde_json::from_str(run.stdout.trim()).expect("one object");
        assert_eq!(value["title"], title, "{run:?}");
        assert_eq!(value["path"], "-");
    }
}

#[test]
fn show_never_writes_what_a_terminal_would_obey() {
    let project = Project::new(&[(
        "esc.md",
        "---\ntitle: \"red \\x1b[31m and \\u202e back\"\n---\nText \u{1b}]8;;http://x\u{7}here.\n",
    )]);
    let run = project.courant(&["show", "esc.md"]);
    assert!(
        !run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{202e}') && !run.stdout.contains('\u{7}'),
        "{run:?}"
    );
}

#[test]
fn init_writes_a_configuration_that_builds_and_never_overwrites_one() {
    let project = Project::new(&[("seeds/a.md", NOTE)]);
    let run = project.courant(&["init"]);
    assert_eq!(run.status, 0, "{run:?}");
    let text = project.read("courant.toml");
    assert!(text.contains("# feed_url ="), "{text}");
    project.build();
    assert_eq!(project.titles("feeds/rss.xml"), ["A note"]);
    let again = project.courant(&["init"]);
    assert_eq!(again.status, 2, "{again:?}");
    assert_eq!(project.read("courant.toml"), text);
}

#[test]
fn init_finds_articles_that_lie_in_the_folder_itself() {
    let project = Project::new(&[("a.md", NOTE)]);
    project.courant(&["init"]);
    project.build();
    assert_eq!(project.titles("feeds/rss.xml"), ["A note"]);
}

#[test]
fn help_version_completions_and_manual_are_there() {
    let project = Project::new(&[]);
    let cases: &[(&[&str], &str)] = &[
        (&["--help"], "courant build --dry-run"),
        (&["build", "--help"], "Examples:"),
        #[cfg(feature = "serve")]
        (&["serve", "--help"], "courant serve --no-watch"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["completions", "bash"], "complete -F _courant"),
        (&["completions", "fish"], "dry-run"),
        (&["man"], ".TH courant"),
    ];
    for (arguments, shown) in cases {
        let run = project.courant(arguments);
        assert_eq!(run.status, 0, "{arguments:?}: {run:?}");
        assert!(run.stdout.contains(shown), "{arguments:?}: {}", run.stdout);
    }
}
