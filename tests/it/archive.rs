//! Archive documents: the whole history of a feed, in documents that stay as they are.

use crate::project::Project;
use std::collections::{BTreeMap, BTreeSet};

const CONFIG: &str = "title = \"Tides\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{path}/\"\n";

fn write(project: &Project, year: usize, number: usize) {
    let (month, day) = (1 + number / 28 % 12, 1 + number % 28);
    project.write(
        &format!("seeds/{year}/day-{number:03}.md"),
        format!("---\ntitle: Day {number} of {year}\ndate: {year}-{month:02}-{day:02}\n---\nThe tide rose at {number} and fell again.\n"),
    );
}

/// Articles of these years, so many of each.
fn tides(config: &str, years: &[(usize, usize)]) -> Project {
    let project = Project::new(&[("courant.toml", &format!("{CONFIG}{config}"))]);
    for (year, count) in years {
        (0..*count).for_each(|number| write(&project, *year, number));
    }
    project.build();
    project
}

fn archives(project: &Project) -> BTreeMap<String, Vec<u8>> {
    project.files("feeds").into_iter().filter(|(path, _)| path.contains("archive/")).collect()
}

fn names(project: &Project) -> String {
    let names = archives(project).into_keys().filter_map(|path| path.strip_suffix("/atom.xml").map(str::to_string));
    names.collect::<Vec<_>>().join(" ")
}

/// The address that a document names for a relation.
fn link(text: &str, rel: &str) -> Option<String> {
    let tag = text.split('<').find(|tag| tag.contains("link ") && tag.contains(&format!("rel=\"{rel}\"")))?;
    Some(tag.split_once("href=\"")?.1.split_once('"')?.0.to_string())
}

/// All ids that are found by going back from the document that is subscribed to.
fn history(project: &Project, name: &str, step: impl Fn(&str) -> Option<String>) -> BTreeSet<String> {
    let mut path = format!("feeds/{name}");
    let mut ids: BTreeSet<String> = project.ids(&path).into_iter().collect();
    while let Some(address) = step(&project.read(&path)) {
        path = address.strip_prefix("https://example.org/").expect("our own").to_string();
        ids.extend(project.ids(&path));
    }
    ids
}

#[test]
fn the_whole_history_is_found_from_the_feed_in_every_format() {
    let project = tides("", &[(2024, 60), (2025, 10), (2026, 120)]);
    assert_eq!(names(&project), "archive/2024/1 archive/2024/2 archive/2025/1 archive/2026/1 archive/2026/2");
    for name in ["rss.xml", "atom.xml"] {
        assert_eq!(project.ids(&format!("feeds/{name}")).len(), 50);
        assert_eq!(history(&project, name, |text| link(text, "prev-archive")).len(), 190, "{name}");
        let page = project.read(&format!("feeds/archive/2025/1/{name}"));
        let at = |rel: &str| link(&page, rel).unwrap_or_default();
        assert!(page.contains("<fh:archive"), "{page}");
        assert_eq!(at("current"), format!("https://example.org/feeds/{name}"));
        assert_eq!(at("self"), format!("https://example.org/feeds/archive/2025/1/{name}"));
        assert_eq!(at("next-archive"), format!("https://example.org/feeds/archive/2026/1/{name}"));
    }
    let next = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        value.get("next_url").and_then(|url| url.as_str()).map(str::to_string)
    };
    assert_eq!(history(&project, "feed.json", next).len(), 190);
    assert_eq!(project.feed("feeds/archive/2024/1/atom.xml").id, project.feed("feeds/atom.xml").id);
    let check = project.courant(&["check", "--deny", "warnings", "feeds"]);
    assert_eq!((check.status, check.stdout.as_str()), (0, ""), "{check:?}");
}

#[test]
fn a_page_stays_as_it_is_while_articles_come() {
    let project = tides("category_feeds = false\n", &[(2025, 130)]);
    assert_eq!(names(&project), "archive/2025/1 archive/2025/2");
    let before = archives(&project);
    (130..150).for_each(|number| write(&project, 2025, number));
    (0..30).for_each(|number| write(&project, 2026, number));
    project.build();
    assert_eq!(archives(&project).keys().filter(|path| path.ends_with("rss.xml")).count(), 3);
    for (path, bytes) in &before {
        let now = &archives(&project)[path];
        if path.contains("2025/2/") && !path.ends_with(".json") {
            // The link to the page that follows is added once.
            let now = String::from_utf8_lossy(now);
            let without: Vec<&str> = now.lines().filter(|line| !line.contains("next-archive")).collect();
            assert_eq!(without.join("\n"), String::from_utf8_lossy(bytes).trim_end(), "{path}");
        } else {
            assert_eq!(now, bytes, "{path}");
        }
    }
    // An edit is seen in its page, a removal moves what is behind it in its year; nobody's subscription is disturbed.
    let before = archives(&project);
    std::fs::remove_file(project.path("seeds/2025/day-140.md")).expect("it was there");
    project.build();
    assert_eq!(archives(&project)["archive/2025/1/atom.xml"], before["archive/2025/1/atom.xml"]);
    assert_eq!(history(&project, "atom.xml", |text| link(text, "prev-archive")).len(), 179);
}

#[test]
fn a_feed_that_holds_all_has_no_archive_and_one_that_grows_small_loses_it() {
    let project = tides("", &[(2026, 50)]);
    assert_eq!(names(&project), "");
    assert_eq!(link(&project.read("feeds/rss.xml"), "prev-archive"), None);
    project.write("courant.toml", format!("{CONFIG}limit = 20\n"));
    project.build();
    assert_eq!(names(&project), "archive/2026/1 archive/2026/2");
    assert_eq!(history(&project, "rss.xml", |text| link(text, "prev-archive")).len(), 50);
    for config in ["limit = 20\narchive = false\n", "limit = 0\n"] {
        project.write("courant.toml", format!("{CONFIG}{config}"));
        project.build();
        assert!(!project.exists("feeds/archive"), "{config}");
    }
}

#[test]
fn an_archive_of_one_page_is_valid_and_a_feed_by_choice_has_its_own() {
    let project =
        tides("limit = 60\n\n[[feed]]\nname = \"early\"\npaths = [\"2026/day-00*\"]\nlimit = 4\n", &[(2026, 61)]);
    assert_eq!(names(&project), "archive/2026/1 early/archive/2026/1 early/archive/2026/2");
    let check = project.courant(&["check", "--deny", "warnings", "feeds"]);
    assert_eq!((check.status, check.stdout.as_str()), (0, ""), "{check:?}");
}

#[test]
fn what_goes_into_an_archive_is_no_flood() {
    let project = tides("limit = 20\n", &[(2026, 30)]);
    (30..60).for_each(|number| write(&project, 2026, number));
    let run = project.courant(&["diff"]);
    assert_eq!((run.status, run.stdout.lines().next()), (0, Some("main feed: 20 new, 0 updated, 20 gone")), "{run:?}");
    project.build();
}

#[test]
fn a_hub_is_named_in_every_format() {
    let project = tides("hub = \"https://hub.example.net/\"\n", &[(2026, 1)]);
    for path in ["feeds/rss.xml", "feeds/atom.xml"] {
        assert_eq!(link(&project.read(path), "hub").as_deref(), Some("https://hub.example.net/"), "{path}");
    }
    let json: serde_json::Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    assert_eq!(json["hubs"][0]["url"], "https://hub.example.net/");
    assert_eq!(json["hubs"][0]["type"], "WebSub");
    assert_eq!(project.courant(&["check", "--deny", "warnings", "feeds"]).status, 0);
}
