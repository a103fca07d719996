//! The republish guard: a build that would show subscribers as new what they have is stopped, and nothing else is.

use crate::project::{Project, Run};

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{path}/\"\n";
const SENTENCES: [&str; 4] = [
    "The new bridge opened on Friday morning, two months late. Cyclists were the first to cross it.",
    "Four quiet boats left the quay before dawn. Herring had been seen near Texel.",
    "The library lends tools now: a drill, a ladder and eleven rakes are on the shelf.",
    "Nobody knows who painted the lighthouse. The paint is dry and the mayor is pleased.",
];

fn article(number: usize) -> String {
    let day = number + 10;
    format!(
        "---\ntitle: Story number {number}\ndate: 2026-11-{day}T09:00:00Z\n---\n{} {}\n",
        SENTENCES[number % 4],
        "It rained. ".repeat(number)
    )
}

fn harbour() -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for number in 0..4 {
        project.write(&format!("seeds/story-{number}.md"), article(number));
    }
    project.build();
    project
}

fn remove(project: &Project, path: &str) {
    std::fs::remove_file(project.path(path)).expect("it was there");
}

/// The build is stopped and says these words; feeds and ledger are as they were.
fn stopped(project: &Project, words: &[&str]) -> Run {
    let before = (project.files("feeds"), std::fs::read(project.path("ledger.tsv")).ok());
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    for word in words.iter().chain(&["nothing was published", "--accept-new-ids", "courant adopt"]) {
        assert!(run.stderr.contains(word), "{word}: {run:?}");
    }
    assert_eq!((project.files("feeds"), std::fs::read(project.path("ledger.tsv")).ok()), before);
    run
}

#[test]
fn a_lost_ledger_is_no_flood_while_ids_and_dates_come_out_the_same() {
    let project = harbour();
    let feeds = project.files("feeds");
    remove(&project, "ledger.tsv");
    project.build();
    assert_eq!(project.files("feeds"), feeds);
}

#[test]
fn a_lost_ledger_is_stopped_where_it_held_what_the_articles_do_not() {
    let project = harbour();
    std::fs::rename(project.path("seeds/story-1.md"), project.path("seeds/renamed.md")).expect("a rename");
    project.build();
    let ledger = project.read("ledger.tsv");
    remove(&project, "ledger.tsv");
    stopped(&project, &["`Story number 1` would come back as new", "(same link)"]);
    project.write("ledger.tsv", ledger);
    project.build();
}

#[test]
fn a_lost_ledger_is_stopped_where_dates_would_be_rewritten() {
    let project = harbour();
    project.write(
        "seeds/undated.md",
        "# Undated\n\nA text that nobody has dated, of which only the ledger knows the day.\n",
    );
    project.write("seeds/story-2.md", article(2).replace("rakes", "spades"));
    project.build();
    let ledger = project
        .read("ledger.tsv")
        .replace("2026-11-24T08:00:00Z\t2026-11-24T08:00:00Z", "2026-11-02T08:00:00Z\t2026-11-02T08:00:00Z");
    project.write("ledger.tsv", ledger);
    assert_eq!(project.courant(&["build", "--accept-new-ids"]).status, 0);
    remove(&project, "ledger.tsv");
    stopped(&project, &["`Undated` is dated 2026-11-02T08:00:00Z", "`Story number 2` is dated 2026-11-24T08:00:00Z"]);
    let run = project.courant(&["build", "--accept-new-ids"]);
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn an_article_renamed_and_edited_beyond_recognition_by_the_ledger_is_stopped() {
    let project = harbour();
    remove(&project, "seeds/story-3.md");
    project.write("seeds/lighthouse.md", article(3).replace("pleased", "cross").replace("2026-11-13", "2026-11-14"));
    stopped(&project, &["`Story number 3` would come back as new", "(same title)"]);
    let dry = project.courant(&["build", "--dry-run"]);
    assert_eq!(dry.status, 1, "{dry:?}");
    assert!(dry.stdout.contains("0 new, 0 updated, 0 gone, 1 again as new"), "{dry:?}");
    let run = project.courant(&["build", "--accept-new-ids"]);
    assert_eq!(run.status, 0, "{run:?}");
    project.build();
}

#[test]
fn a_feed_that_something_else_wrote_is_not_replaced() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/story-0.md", article(0));
    let foreign = "<rss version=\"2.0\"><channel><title>T</title><item><title>Story number 0</title><link>http://example.org/story-0</link><guid>http://example.org/story-0</guid></item></channel></rss>";
    project.write("feeds/rss.xml", foreign);
    stopped(&project, &["its id was `http://example.org/story-0`"]);
}

#[test]
fn a_new_domain_edits_additions_and_removals_never_stop_a_build() {
    let project = harbour();
    project.write(
        "courant.toml",
        CONFIG.replace("https://example.org", "http://news.example.net").replace("{path}", "{year}/{slug}"),
    );
    project.build();
    project.write("seeds/story-0.md", article(0).replace("Friday", "Saturday"));
    project.write("seeds/story-1.md", article(1).replace("Story number 1", "Herring"));
    project.write("seeds/story-7.md", article(7));
    remove(&project, "seeds/story-2.md");
    project.build();
    // Another article at an address that was somebody else's.
    project.write("seeds/story-0.md", "---\ntitle: Tides\ndate: 2026-11-22T09:00:00Z\n---\nThe water fell all day, and the boats lay on the sand. The pilot slept until the evening, when it rose again.\n");
    project.build();
    project.write("seeds/story-2.md", article(2));
    project.build();
    project.write("seeds/story-7.md", article(7).replace("date:", "id: tag:example.org,2026:seven\ndate:"));
    let run = project.build();
    assert!(run.stderr.contains("subscribers will see it as new"), "{run:?}");
}

/// Another branch is checked out than the one whose feeds lie here: what the ledger knows stops nothing, and adopt takes the later update.
#[test]
fn a_ledger_of_another_branch_stops_nothing_and_adopt_takes_the_later_update() {
    let project = harbour();
    let ledger = project.read("ledger.tsv");
    let text = project.read("seeds/story-1.md");
    project.write("seeds/story-1.md", format!("{text}\nAnd the sun came out.\n"));
    project.build();
    let updated = |project: &Project| {
        let entries = project.feed("feeds/atom.xml").entries;
        let is_it = |title: &str| title.ends_with('1');
        let mut entries =
            entries.into_iter().filter(|entry| entry.title.as_ref().is_some_and(|title| is_it(&title.content)));
        entries.next().and_then(|entry| entry.updated).expect("a date")
    };
    let told = updated(&project);
    project.write("ledger.tsv", &ledger);
    project.write("seeds/story-1.md", &text);
    let run = project.courant(&["adopt", "feeds/rss.xml", "feeds/atom.xml"]);
    assert!(run.stdout.contains("1 promises taken over"), "{run:?}");
    project.build();
    assert_eq!(updated(&project), told);
    project.write("ledger.tsv", &ledger);
    project.build();
    assert!(updated(&project) < told);
}

/// Two articles change places: for a category's feed one goes and another comes under its address, and neither is new to the site.
#[test]
fn articles_that_change_places_between_feeds_are_known() {
    let text = "The harbour board met on Monday to decide about the quay, and nobody expected the vote to be so close.";
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for (folder, number) in [("food", 1), ("food", 2), ("port", 1), ("port", 2)] {
        let article = format!("---\ntitle: {folder} {number}\ndate: 2026-11-1{number}\n---\n{text}\n");
        project.write(&format!("seeds/{folder}/a{number}.md"), article);
    }
    project.build();
    let (food, port) = (project.read("seeds/food/a2.md"), project.read("seeds/port/a2.md"));
    let mut before = project.ids("feeds/rss.xml");
    project.write("seeds/food/a2.md", port);
    project.write("seeds/port/a2.md", food);
    project.build();
    let mut after = project.ids("feeds/rss.xml");
    before.sort();
    after.sort();
    assert_eq!(before, after);
}
