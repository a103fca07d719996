//! New articles that state no date, in a project whose subscribers have something already: what is news, and what a clone has dated.

use crate::project::Project;
use std::fs::File;
use std::time::{Duration, SystemTime};

const CONFIG: &str = "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{slug}/\"\n";

/// The day of the build, 2026-11-24T08:00:00Z.
const NOW: u64 = 1_795_507_200;

/// An article without a date, whose file was written so many seconds before the build.
fn undated(project: &Project, name: &str, seconds_ago: u64) {
    let path = format!("seeds/{name}.md");
    project.write(&path, format!("---\ntitle: {name}\n---\nThe text of {name}.\n"));
    let file = File::options().append(true).open(project.path(&path)).expect("it was written");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(NOW - seconds_ago)).expect("the time can be set");
}

/// A project that was built with two articles.
fn established() -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for (name, day) in [("first", 20), ("second", 21)] {
        project.write(&format!("seeds/{name}.md"), format!("---\ntitle: {name}\ndate: 2026-10-{day}\n---\nText.\n"));
    }
    project.build();
    project
}

/// The titles of the feed with their dates, in its order.
fn dated(project: &Project) -> Vec<(String, String)> {
    let feed = project.feed("feeds/rss.xml");
    let entry = |entry: &feed_rs::model::Entry| {
        let title = entry.title.as_ref().map(|title| title.content.clone()).unwrap_or_default();
        (title, entry.published.map(|date| date.format("%Y-%m-%d %H:%M:%S").to_string()).unwrap_or_default())
    };
    feed.entries.iter().map(entry).collect()
}

#[test]
fn one_new_article_and_a_few_are_news_of_today() {
    for count in [1, 3] {
        let project = established();
        (0..count).for_each(|number| undated(&project, &format!("new-{number}"), 10));
        let run = project.build();
        assert!(!run.stderr.contains("dated before"), "{run:?}");
        let dated = dated(&project);
        assert!(dated.iter().take(count).all(|(title, _)| title.starts_with("new-")), "on top: {dated:?}");
        assert!(dated.iter().take(count).all(|(_, date)| date == "2026-11-24 07:59:50"), "of today: {dated:?}");
    }
}

#[test]
fn files_that_a_clone_has_dated_come_below_what_subscribers_have() {
    let project = established();
    for number in 1..=30 {
        undated(&project, &format!("old-{number:02}"), number / 10);
    }
    let run = project.build();
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("dated before all")).collect();
    assert_eq!(told.len(), 1, "told once: {run:?}");
    assert!(
        told[0].contains("old-01.md: is new and states no date, and so are `old-02.md`, `old-03.md` and 27 more"),
        "{told:?}"
    );
    let before = dated(&project);
    let titles: Vec<&str> = before.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles.first_chunk(), Some(&["second", "first", "old-30", "old-29"]), "{before:?}");
    assert_eq!(before[2].1, "2026-10-19 23:59:59", "just below the oldest");
    assert_eq!(before[31].1, "2026-10-19 23:59:30");
    // Another clone, and an edit: what was promised stays.
    (1..=30).for_each(|number| undated(&project, &format!("old-{number:02}"), 5));
    let run = project.build();
    assert!(!run.stderr.contains("dated before all"), "told once: {run:?}");
    assert_eq!(dated(&project), before);
}

#[test]
fn files_of_their_own_times_are_news_each() {
    let project = established();
    (0..6).for_each(|number| undated(&project, &format!("new-{number}"), number * 3_600));
    project.build();
    let dated = dated(&project);
    assert!(dated.iter().take(6).all(|(_, date)| date.starts_with("2026-11-24")), "{dated:?}");
    assert_eq!(dated.last().map(|(title, _)| title.as_str()), Some("first"));
}

#[test]
fn an_article_written_later_is_news_beside_a_clone() {
    let project = established();
    (1..=5).for_each(|number| undated(&project, &format!("old-{number}"), 7_200));
    undated(&project, "new", 60);
    project.build();
    let titles: Vec<String> = dated(&project).into_iter().map(|(title, _)| title).collect();
    assert_eq!(
        titles.first_chunk().map(|first: &[String; 3]| first.each_ref().map(String::as_str)),
        Some(["new", "second", "first"])
    );
}

#[test]
fn what_states_a_date_is_dated_by_it_whenever_its_file_was_written() {
    let project = established();
    for number in 1..=9 {
        project.write(
            &format!("seeds/dated-{number}.md"),
            format!("---\ntitle: dated-{number}\ndate: 2026-11-0{number}\n---\nText {number}.\n"),
        );
    }
    let run = project.build();
    assert!(!run.stderr.contains("dated before all"), "{run:?}");
    assert_eq!(dated(&project)[0], ("dated-9".to_string(), "2026-11-09 00:00:00".to_string()));
}

#[test]
fn a_first_build_dates_files_by_themselves() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    (1..=9).for_each(|number| undated(&project, &format!("a-{number}"), 5));
    project.build();
    assert!(dated(&project).iter().all(|(_, date)| date == "2026-11-24 07:59:55"), "{:?}", dated(&project));
}
