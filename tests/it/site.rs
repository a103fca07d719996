//! Sites of the generators that people have: what is recognised of them, which of their files are articles, and by whose clock.

use crate::project::{Project, Run};

/// The dates of the items, as the Atom feed has them, by title.
fn dates(project: &Project) -> Vec<(String, String)> {
    let feed = project.feed("feeds/atom.xml");
    let date = |entry: &feed_rs::model::Entry| entry.published.map(|date| date.to_rfc3339()).unwrap_or_default();
    let title =
        |entry: &feed_rs::model::Entry| entry.title.as_ref().map(|title| title.content.clone()).unwrap_or_default();
    let mut dates: Vec<_> = feed.entries.iter().map(|entry| (title(entry), date(entry))).collect();
    dates.sort();
    dates
}

fn succeeds(run: &Run) {
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn times_are_by_the_clock_of_the_place_with_its_summer_time() {
    let article = |head: &str| format!("---\n{head}\n---\nText of it.\n");
    let project = Project::new(&[
        ("courant.toml", "time_zone = \"Europe/Amsterdam\"\nutc_offset = \"-05:00\"\n"),
        ("seeds/a.md", &article("title: A\ndate: 2026-01-15 12:00")),
        ("seeds/2026-07-15-b.md", &article("title: B")),
        ("seeds/c.md", &article("title: C\ndate: 2026-07-15T12:00:00-03:00\ntimezone: Asia/Tokyo")),
        ("seeds/d.md", &article("title: D\ndate: 2026-07-15 12:00\ntimezone: America/New_York")),
        ("seeds/e.html", "<title>E</title><h1>E</h1><time datetime=\"2026-07-16 08:00\">x</time><p>Text of it.</p>"),
        (
            "seeds/f.txt",
            "F is opened\n\nBy Ada\n17 July 2026, 08:00\n\nThe text of it is here, and it is long enough.\n",
        ),
    ]);
    succeeds(&project.courant(&["build", "."]));
    let expected = [
        ("A", "2026-01-15T11:00:00+00:00"),
        ("B", "2026-07-14T22:00:00+00:00"),
        ("C", "2026-07-15T15:00:00+00:00"),
        ("D", "2026-07-15T16:00:00+00:00"),
        ("E", "2026-07-16T06:00:00+00:00"),
        ("F is opened", "2026-07-17T06:00:00+00:00"),
    ];
    assert_eq!(dates(&project), expected.map(|(title, date)| (title.to_string(), date.to_string())));
    assert!(project.read("feeds/atom.xml").contains("2026-07-15T12:00:00-04:00"), "the offset is that of the place");
}
