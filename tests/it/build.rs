//! `courant build` as its users see it: articles in, feeds and messages out.

use crate::project::Project;

const BRIDGE: &str = "---\ntitle: The bridge opens\ndate: 2026-11-20T09:00:00Z\ntags: [Harbour, Traffic]\n---\nThe new bridge opened on Friday morning, two months late. Cyclists were the first to cross it.\n\nThe mayor cut a ribbon, and the first lorry came at noon.\n";
const FERRY: &str = "---\ntitle: The ferry stops\ndate: 2026-11-21\ntags: [harbour]\n---\nThe last ferry left the quay on Saturday evening. It had carried people for ninety years.\n";
const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{path}/\"\n";

fn harbour() -> Project {
    Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE), ("seeds/ferry.md", FERRY)])
}

#[test]
fn a_folder_of_articles_becomes_three_feeds() {
    let project = harbour();
    let run = project.build();
    assert!(run.stdout.contains("2 articles read"), "{run:?}");
    for path in ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"] {
        assert_eq!(project.titles(path), ["The ferry stops", "The bridge opens"], "{path}");
        let feed = project.feed(path);
        let bridge = &feed.entries[1];
        assert_eq!(bridge.links[0].href, "https://example.org/bridge/", "{path}");
        assert_eq!(
            bridge.published.map(|date| date.to_rfc3339()).as_deref(),
            Some("2026-11-20T09:00:00+00:00"),
            "{path}"
        );
        let labels: Vec<_> =
            bridge.categories.iter().map(|category| category.label.clone().unwrap_or(category.term.clone())).collect();
        assert_eq!(labels, ["Harbour", "Traffic"], "{path}");
        let summary = bridge.summary.as_ref().map(|summary| summary.content.as_str());
        assert_eq!(
            summary,
            Some("The new bridge opened on Friday morning, two months late. Cyclists were the first to cross it."),
            "{path}"
        );
    }
}

#[test]
fn the_three_formats_carry_the_same_ids() {
    let project = harbour();
    project.build();
    let ids = project.ids("feeds/rss.xml");
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")), "{ids:?}");
    assert_eq!(project.ids("feeds/atom.xml"), ids);
    assert_eq!(project.ids("feeds/feed.json"), ids);
}

#[test]
fn a_category_with_two_articles_has_feeds_of_its_own_whatever_its_case() {
    let project = harbour();
    project.build();
    assert_eq!(project.titles("feeds/categories/harbour/atom.xml").len(), 2);
    assert!(!project.exists("feeds/categories/traffic"));
}

#[test]
fn a_folder_without_configuration_and_seeds_is_itself_the_folder_of_articles() {
    let project = Project::new(&[("bridge.md", BRIDGE), ("notes/ferry.md", FERRY)]);
    let run = project.build();
    assert_eq!(project.titles("feeds/rss.xml").len(), 2);
    assert!(run.stderr.contains("`link` is not set"), "{run:?}");
    // What was written is no article of the next build.
    let again = project.build();
    assert!(again.stdout.contains("2 articles read"), "{again:?}");
}

#[test]
fn an_unchanged_build_touches_nothing_and_says_the_same() {
    let project = harbour();
    project.write("seeds/draft.md", "---\ntitle: Not yet\ndraft: true\n---\nSoon.\n");
    let first = project.build();
    let files = project.files("feeds");
    let modified =
        std::fs::metadata(project.path("feeds/rss.xml")).and_then(|metadata| metadata.modified()).expect("a time");
    let second = project.build();
    assert_eq!(project.files("feeds"), files);
    assert_eq!(
        std::fs::metadata(project.path("feeds/rss.xml")).and_then(|metadata| metadata.modified()).expect("a time"),
        modified
    );
    assert!(second.stdout.contains("0 files written, 9 unchanged"), "{second:?}");
    assert_eq!(second.stderr, first.stderr);
    // The memory of the last build is a shortcut: without it the result is the same.
    std::fs::remove_dir_all(project.path(".courant")).expect("it was there");
    project.build();
    assert_eq!(project.files("feeds"), files);
}

#[test]
fn a_lost_feed_file_comes_back() {
    let project = harbour();
    project.build();
    let text = project.read("feeds/atom.xml");
    std::fs::remove_file(project.path("feeds/atom.xml")).expect("it was there");
    project.build();
    assert_eq!(project.read("feeds/atom.xml"), text);
}

#[test]
fn ids_survive_a_rename_an_edit_and_a_new_domain() {
    let project = harbour();
    project.build();
    let ids = project.ids("feeds/atom.xml");
    std::fs::create_dir_all(project.path("seeds/archive")).expect("a folder");
    std::fs::rename(project.path("seeds/bridge.md"), project.path("seeds/archive/old-bridge.md")).expect("a rename");
    project.build();
    assert_eq!(project.ids("feeds/atom.xml"), ids, "after a rename");
    project.write("seeds/archive/old-bridge.md", BRIDGE.replace("at noon", "at one"));
    project.build();
    assert_eq!(project.ids("feeds/atom.xml"), ids, "after an edit");
    project.write("courant.toml", CONFIG.replace("https://example.org", "http://news.example.net"));
    project.build();
    assert_eq!(project.ids("feeds/atom.xml"), ids, "on a new domain");
    let updated = project.feed("feeds/atom.xml").entries[1].updated.map(|date| date.to_rfc3339());
    assert_eq!(updated.as_deref(), Some("2026-11-24T08:00:00+00:00"), "the edit alone moved it");
}

#[test]
fn an_article_put_back_keeps_its_id() {
    let project = harbour();
    project.build();
    let ids = project.ids("feeds/rss.xml");
    std::fs::remove_file(project.path("seeds/bridge.md")).expect("it was there");
    project.build();
    assert_eq!(project.ids("feeds/rss.xml"), ids[..1]);
    project.write("seeds/bridge.md", BRIDGE.replace("two months", "three months"));
    project.build();
    assert_eq!(project.ids("feeds/rss.xml"), ids);
}

#[test]
fn two_sites_with_the_same_file_names_share_no_id() {
    let (one, other) = (harbour(), harbour());
    other.write("courant.toml", CONFIG.replace("example.org", "example.net"));
    one.build();
    other.build();
    let others = other.ids("feeds/rss.xml");
    assert!(one.ids("feeds/rss.xml").iter().all(|id| !others.contains(id)));
    assert_ne!(one.feed("feeds/atom.xml").id, other.feed("feeds/atom.xml").id);
}

#[test]
fn of_two_articles_with_one_id_one_is_published_and_the_other_named() {
    let project = harbour();
    project.build();
    project.write("seeds/one.md", "---\ntitle: One\nid: tag:example.org,2026:x\n---\nThe first of two.\n");
    project.write("seeds/two.md", "---\ntitle: Two\nid: tag:example.org,2026:x\n---\nThe second of two.\n");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("error: seeds/two.md: states the id") && run.stderr.contains("`one.md`"), "{run:?}");
    assert_eq!(project.titles("feeds/rss.xml"), ["One", "The ferry stops", "The bridge opens"]);
    // What was published stays, whichever comes first by its name.
    project.write("seeds/a.md", "---\ntitle: A copy\nid: tag:example.org,2026:x\n---\nThe third.\n");
    std::fs::remove_file(project.path("seeds/two.md")).expect("it was written");
    let run = project.courant(&["build"]);
    assert!(run.stderr.contains("error: seeds/a.md: states the id"), "{run:?}");
    assert_eq!(project.titles("feeds/rss.xml"), ["One", "The ferry stops", "The bridge opens"]);
}

#[test]
fn a_mistake_in_front_matter_is_shown_where_it_stands_and_keeps_that_article_out() {
    let project = harbour();
    project.write("seeds/broken.md", "---\ntitle: \"Never closed\ndate: 2026-11-22\n---\nText.\n");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("error: seeds/broken.md:"), "{run:?}");
    assert_eq!(project.titles("feeds/rss.xml").len(), 2, "the others are published");
    assert!(!project.read("ledger.tsv").contains("broken.md"));
}

#[test]
fn drafts_future_and_expired_articles_stay_out_and_say_so() {
    let project = harbour();
    project.write("seeds/draft.md", "---\ntitle: Draft\ndate: 2026-11-01\ndraft: true\n---\nNot yet.\n");
    project.write("seeds/later.md", "---\ntitle: Later\ndate: 2027-01-01\n---\nSoon enough.\n");
    project.write("seeds/gone.md", "---\ntitle: Gone\ndate: 2026-01-01\nexpiryDate: 2026-06-01\n---\nNo more.\n");
    let run = project.build();
    assert_eq!(project.titles("feeds/rss.xml").len(), 2);
    for path in ["draft.md", "later.md", "gone.md"] {
        assert!(run.stderr.contains(path), "{path}: {run:?}");
    }
    let run = project.courant(&["build", "--drafts", "--future"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(project.titles("feeds/rss.xml"), ["Later", "The ferry stops", "The bridge opens", "Draft"]);
}

#[test]
fn an_article_comes_due_without_any_change_to_it() {
    let project = harbour();
    project.write("seeds/later.md", "---\ntitle: Later\ndate: 2027-01-01\n---\nSoon enough.\n");
    project.build();
    assert_eq!(project.titles("feeds/rss.xml").len(), 2);
    let run = project.courant(&["build", "--now", "2027-01-02T00:00:00Z"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(project.titles("feeds/rss.xml").len(), 3);
}

#[test]
fn a_dry_run_says_what_would_change_and_writes_nothing() {
    let project = harbour();
    project.build();
    assert_eq!(project.courant(&["retire", "categories/harbour"]).status, 0);
    let before = project.files("");
    std::fs::remove_file(project.path("seeds/ferry.md")).expect("it was there");
    project.write("seeds/bridge.md", BRIDGE.replace("at noon", "at one"));
    project.write(
        "seeds/quay.md",
        "---\ntitle: A quay is mended\ndate: 2026-11-23\n---\nWork on the quay began on Monday.\n",
    );
    let articles = project.files("seeds");
    let run = project.courant(&["build", "--dry-run"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stdout.contains("main feed: 1 new, 1 updated, 1 gone"), "{run:?}");
    assert!(run.stdout.contains("categories/harbour/rss.xml: no longer due"), "{run:?}");
    for line in ["+ A quay is mended", "~ The bridge opens", "- The ferry stops"] {
        assert!(run.stdout.contains(line), "{line}: {run:?}");
    }
    let unchanged = |files: &[(String, Vec<u8>)]| {
        files.iter().filter(|(path, _)| !path.starts_with("seeds/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(unchanged(&project.files("")), unchanged(&before));
    assert_eq!(project.files("seeds"), articles);
}

#[test]
fn feeds_that_are_retired_go_and_strangers_stay() {
    let project = harbour();
    project.build();
    project.write("feeds/mine.txt", "not Courant's");
    project.write("feeds/categories/harbour/mine.txt", "not Courant's");
    std::fs::remove_file(project.path("seeds/ferry.md")).expect("it was there");
    project.build();
    assert!(project.exists("feeds/categories/harbour/rss.xml"), "it has an article less than a new one needs");
    assert_eq!(project.courant(&["retire", "categories/harbour"]).status, 0);
    project.build();
    assert!(!project.exists("feeds/categories/harbour/rss.xml"));
    assert!(project.exists("feeds/mine.txt") && project.exists("feeds/categories/harbour/mine.txt"));
}

#[test]
fn the_limits_cut_by_whole_items_and_keep_the_newest() {
    let project = harbour();
    for day in 1..=9 {
        project.write(
            &format!("seeds/day-{day}.md"),
            format!("---\ntitle: Day {day}\ndate: 2026-10-0{day}\n---\n{}\n", "A sentence of some length. ".repeat(40)),
        );
    }
    project.write("courant.toml", format!("{CONFIG}limit = 4\n"));
    project.build();
    assert_eq!(project.titles("feeds/feed.json"), ["The ferry stops", "The bridge opens", "Day 9", "Day 8"]);
    project.write("courant.toml", format!("{CONFIG}limit = 0\nmax_bytes = 12000\n"));
    project.build();
    for path in ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"] {
        assert!(project.read(path).len() <= 12_000, "{path}");
        assert_eq!(project.titles(path), project.titles("feeds/rss.xml"));
    }
    let kept = project.titles("feeds/rss.xml").len();
    assert!((4..9).contains(&kept), "{kept}");
}

#[test]
fn chosen_feeds_hold_what_they_ask_for() {
    let project = harbour();
    project.write("seeds/long/essay.md", "---\ntitle: An essay\ndate: 2026-11-19\nlang: nl\nauthor: Ada Example\n---\nEen lang stuk over de haven, dat hier maar kort is.\n");
    project.write(
        "courant.toml",
        format!("{CONFIG}language_feeds = true\nauthor_feeds = true\nmin_articles = 1\n[[feed]]\nname = \"long-reads\"\ntitle = \"Long reads\"\npaths = [\"long/**\"]\n[[feed]]\nname = \"dutch\"\nlanguages = [\"nl\"]\n"),
    );
    project.build();
    assert_eq!(project.titles("feeds/long-reads/rss.xml"), ["An essay"]);
    assert_eq!(
        project.feed("feeds/long-reads/atom.xml").title.map(|title| title.content).as_deref(),
        Some("Long reads")
    );
    assert_eq!(project.titles("feeds/dutch/rss.xml"), ["An essay"]);
    assert_eq!(project.titles("feeds/languages/nl/feed.json"), ["An essay"]);
    assert_eq!(project.titles("feeds/authors/ada-example/atom.xml"), ["An essay"]);
}

#[test]
fn addresses_in_articles_become_absolute_and_harmful_markup_goes() {
    let project = harbour();
    project.write(
        "seeds/page.md",
        "---\ntitle: Addresses\ndate: 2026-11-22\n---\nA [link](../other/) and ![a boat](boat.png).\n\n<script>alert(1)</script><p onclick=\"x()\">Raw <a href=\"/root\">markup</a></p>\n",
    );
    project.build();
    for path in ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"] {
        let feed = project.feed(path);
        let content = feed.entries[0].content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
        for part in ["https://example.org/other/", "https://example.org/page/boat.png", "https://example.org/root"] {
            assert!(content.contains(part), "{path}: {part} in {content}");
        }
        assert!(!content.contains("script") && !content.contains("onclick"), "{path}: {content}");
    }
}

#[test]
fn an_enclosure_has_the_true_length_and_type_of_its_file() {
    let project = harbour();
    project.write("seeds/sound/talk.mp3", [0u8; 1234]);
    project.write(
        "seeds/sound/talk.md",
        "---\ntitle: A talk\ndate: 2026-11-22\naudio: talk.mp3\n---\nWe talked about the harbour for an hour.\n",
    );
    project.build();
    let rss = project.read("feeds/rss.xml");
    let enclosure = rss.split("<enclosure").nth(1).and_then(|rest| rest.split('>').next()).unwrap_or_default();
    assert!(enclosure.contains("length=\"1234\"") && enclosure.contains("audio/mpeg"), "{enclosure}");
    assert!(
        enclosure.contains("https://example.org/sound/talk/talk.mp3")
            || enclosure.contains("https://example.org/sound/talk.mp3"),
        "{enclosure}"
    );
}

#[cfg(unix)]
#[test]
fn strange_files_are_one_remark_each_and_the_rest_goes_on() {
    let project = harbour();
    project.write("seeds/empty.md", "");
    project.write("seeds/large.txt", "A line that is repeated.\n".repeat(5000));
    project.write("seeds/.hidden.md", BRIDGE);
    project.write("seeds/ignored.md", BRIDGE);
    project.write(".gitignore", "ignored.md\n");
    project.write("courant.toml", format!("{CONFIG}max_file_bytes = 100000\n"));
    std::os::unix::fs::symlink("/etc/hostname", project.path("seeds/link.txt")).expect("a link");
    std::os::unix::fs::symlink("..", project.path("seeds/loop")).expect("a link");
    let fifo = std::process::Command::new("mkfifo").arg(project.path("seeds/pipe.txt")).status().expect("mkfifo runs");
    assert!(fifo.success());
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    for path in ["empty.md", "large.txt", "link.txt", "pipe.txt"] {
        assert_eq!(run.stderr.lines().filter(|line| line.contains(path)).count(), 1, "{path}: {run:?}");
    }
    for path in ["hidden", "ignored", "loop"] {
        assert!(!run.stderr.contains(path), "{path}: {run:?}");
    }
    assert_eq!(project.titles("feeds/rss.xml").len(), 2);
}

#[test]
fn the_same_articles_give_the_same_bytes_elsewhere() {
    let (one, other) = (harbour(), Project::new(&[]));
    // Written in another order, at another time, built in another time zone.
    other.write("seeds/ferry.md", FERRY);
    other.write("seeds/bridge.md", BRIDGE);
    other.write("courant.toml", CONFIG);
    one.build();
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--now", "2026-12-31T23:00:00Z"])
        .env("TZ", "Pacific/Auckland")
        .env("LC_ALL", "tr_TR.UTF-8")
        .current_dir(other.root())
        .output()
        .expect("it runs");
    assert!(run.status.success(), "{run:?}");
    assert_eq!(one.files("feeds"), other.files("feeds"));
    assert_eq!(one.read("ledger.tsv"), other.read("ledger.tsv"));
}

#[test]
fn what_the_world_refuses_is_status_two_with_the_path() {
    let project = harbour();
    project.write("file", "not a folder");
    let cases: &[(&[&str], &str)] = &[
        (&["build", "missing"], "missing"),
        (&["build", "file"], "it is a file"),
        (&["build", "--config", "none.toml"], "none.toml"),
        (&["build", "--now", "soon"], "--now"),
        (&["build", "--out", "file"], "file"),
        (&["build", "--nonsense"], "--nonsense"),
    ];
    for (arguments, named) in cases {
        let run = project.courant(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains(named), "{arguments:?}: {run:?}");
        assert!(!run.stderr.contains("panicked"), "{run:?}");
    }
    project.write("courant.toml", "title = \"x\"\nlimit = \"many\"\n");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.stderr.contains("courant.toml")
            && run.stderr.contains("2:9")
            && run.stderr.matches("courant.toml").count() == 1,
        "{run:?}"
    );
}

#[test]
fn a_folder_of_articles_that_is_a_link_is_refused_and_the_feeds_stay() {
    let project = harbour();
    project.build();
    let before = project.files("feeds");
    std::fs::rename(project.path("seeds"), project.path("elsewhere")).expect("a rename");
    std::os::unix::fs::symlink("elsewhere", project.path("seeds")).expect("a link");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("seeds") && run.stderr.contains("it is a link"), "{run:?}");
    assert_eq!(project.files("feeds"), before);
}

#[test]
fn what_happened_once_is_told_once() {
    let project = harbour();
    project.build();
    std::fs::rename(project.path("seeds/bridge.md"), project.path("seeds/old-bridge.md")).expect("a rename");
    let run = project.build();
    assert!(run.stderr.contains("old-bridge.md: was `bridge.md` before"), "{run:?}");
    let again = project.build();
    assert!(!again.stderr.contains("was `bridge.md`"), "{again:?}");
}

#[test]
fn the_id_of_an_article_that_is_still_there_is_not_taken() {
    let project = harbour();
    project.build();
    let before = (project.files("feeds"), project.read("ledger.tsv"));
    let id = project.ids("feeds/rss.xml").remove(1);
    project.write(
        "seeds/quay.md",
        format!("---\ntitle: A quay\nid: {id}\ndate: 2026-11-22\n---\nWork on the quay began.\n"),
    );
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("quay.md: states the id") && run.stderr.contains("that of `bridge.md`"), "{run:?}");
    assert_eq!((project.files("feeds"), project.read("ledger.tsv")), before);
}

#[test]
fn a_clock_that_goes_back_empties_no_feed() {
    let project = harbour();
    project.build();
    let before = (project.files("feeds"), project.read("ledger.tsv"));
    let run = project.courant(&["build", "--now", "2020-09-13T12:26:40Z"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("when subscribers last saw a change"), "{run:?}");
    assert_eq!((project.files("feeds"), project.read("ledger.tsv")), before);
}

#[test]
fn a_lost_ledger_is_noticed_while_feeds_are_there() {
    let project = harbour();
    project.write("ledger.tsv", "");
    project.build();
    let before = project.files("feeds");
    project.write("ledger.tsv", "");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("ledger.tsv") && run.stderr.contains("`courant adopt feeds/"), "{run:?}");
    assert_eq!(project.files("feeds"), before);
    std::fs::remove_file(project.path("ledger.tsv")).expect("it was there");
    let run = project.courant(&["build"]);
    assert!(run.stderr.contains("ledger.tsv is not there, but feeds are"), "{run:?}");
}

#[test]
fn an_id_that_is_a_bare_name_keeps_nobody_out() {
    let project = harbour();
    for (name, id) in [("intro", "intro"), ("number", "42"), ("stamp", "202501011200")] {
        project.write(
            &format!("seeds/{name}.md"),
            format!("---\ntitle: The {name}\nid: {id}\ndate: 2026-11-22\n---\nAll there is to say of the {name}.\n"),
        );
    }
    project.build();
    let ids = project.ids("feeds/rss.xml");
    assert_eq!(ids.len(), 5);
    std::fs::rename(project.path("seeds/intro.md"), project.path("seeds/start.md")).expect("a rename");
    project.write("seeds/start.md", project.read("seeds/start.md").replace("The intro", "How to begin"));
    project.build();
    let mut renamed = project.ids("feeds/rss.xml");
    renamed.sort();
    assert_eq!(renamed, {
        let mut ids = ids;
        ids.sort();
        ids
    });
    project.write(
        "seeds/both.md",
        "---\ntitle: Both\nid: both\nguid: tag:example.org,2026:both\ndate: 2026-11-23\n---\nTwo ids, one address.\n",
    );
    project.build();
    assert_eq!(project.ids("feeds/rss.xml")[0], "tag:example.org,2026:both");
}

#[test]
fn a_chosen_feed_knows_the_other_names_of_a_category_and_an_empty_one_is_told_of() {
    let project = harbour();
    project.write(
        "courant.toml",
        format!("{CONFIG}[[category]]\nterm = \"harbour\"\naliases = [\"port\"]\n[[feed]]\nname = \"port\"\ncategories = [\"Port\"]\n[[feed]]\nname = \"none\"\ncategories = [\"Sea\"]\n"),
    );
    let run = project.build();
    assert_eq!(project.titles("feeds/port/rss.xml").len(), 2);
    assert!(run.stderr.contains("the feed `none` holds no article"), "{run:?}");
    assert!(!run.stderr.contains("the feed `port`"), "{run:?}");
}

#[test]
fn two_articles_with_one_address_are_told_of() {
    let project = harbour();
    for name in ["one", "two"] {
        project.write(
            &format!("seeds/{name}.md"),
            format!(
                "---\ntitle: The {name}\npermalink: /same/\ndate: 2026-11-22\n---\nAll there is to say of {name}.\n"
            ),
        );
    }
    let run = project.build();
    assert!(run.stderr.contains("two.md: has the address https://example.org/same/, and so has `one.md`"), "{run:?}");
}

#[test]
fn the_date_of_the_file_may_be_asked_for_by_name() {
    let project = harbour();
    project.write(
        "seeds/page.md",
        "---\ntitle: A page\ndate: git Last Modified\ntags: [C, 2024]\n---\nIt says when it was made.\n",
    );
    let run = project.build();
    assert!(run.stderr.contains("page.md: states no date"), "{run:?}");
    let feed = project.feed("feeds/atom.xml");
    let page = feed.entries.iter().find(|entry| entry.title.as_ref().is_some_and(|title| title.content == "A page"));
    let tags: Vec<_> = page.iter().flat_map(|page| &page.categories).map(|category| category.term.as_str()).collect();
    assert_eq!(tags, ["C", "2024"]);
}

#[test]
fn a_link_to_another_article_leads_to_its_address_and_comments_are_not_published() {
    let project = harbour();
    project.write(
        "seeds/notes/a day.md",
        "---\ntitle: A day\ndate: 2026-11-22\n---\nSee [one](../bridge.md#lorry), [two](./../ferry.md), [me](a%20day.md), [none](../../bridge.md).\n\n%%\nfor me alone\n%%\n\nThat was the day.\n",
    );
    project.build();
    for path in ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"] {
        let feed = project.feed(path);
        let content = feed.entries[0].content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
        for address in ["bridge/#lorry", "ferry/", "notes/a%20day/"] {
            assert!(content.contains(&format!("\"https://example.org/{address}\"")), "{path}: {address} in {content}");
        }
        assert!(!content.contains("for me alone"), "{path}: {content}");
    }
}

#[test]
fn files_about_a_project_are_no_articles_where_the_project_is_the_folder_of_articles() {
    let project = Project::new(&[("bridge.md", BRIDGE), ("_index.md", "# All\n\nA list.\n"), ("blank.md", " \n\n")]);
    for path in ["README.md", "LICENSE.txt", "robots.txt", "requirements.txt", "node_modules/x/guide.md"] {
        project.write(path, "# Of no interest\n\nTo subscribers of this feed, that is.\n");
    }
    let run = project.courant(&["build"]);
    assert_eq!(project.titles("feeds/rss.xml"), ["The bridge opens"], "{run:?}");
    assert_eq!(run.stderr.matches("is about the project").count(), 1, "{run:?}");
    assert!(run.stderr.contains("blank.md: is empty"), "{run:?}");
}

#[test]
fn advice_that_many_articles_are_given_is_said_once() {
    let project = harbour();
    for name in ["a", "b", "c", "d", "e"] {
        project.write(
            &format!("seeds/{name}.md"),
            format!("---\ntitle: The {name}\n---\nAll there is to say of {name}.\n"),
        );
    }
    let run = project.build();
    assert!(run.stderr.contains("seeds/a.md, seeds/b.md, seeds/c.md and 2 more: each states no date"), "{run:?}");
    assert_eq!(run.stderr.matches("states no date").count(), 1, "{run:?}");
}

/// A text of an agency with the line that stands below all of them.
fn agency(title: &str, day: u32, body: &str) -> String {
    let footer = "Harbour Press Agency";
    format!("{title}\n\n2026-11-{day:02}\n\n{body}\n\n{footer}\n")
}

fn updated(project: &Project) -> Vec<(String, String)> {
    let entry = |entry: feed_rs::model::Entry| {
        (entry.title.expect("a title").content, entry.updated.expect("an update").to_rfc3339())
    };
    let mut all: Vec<_> = project.feed("feeds/atom.xml").entries.into_iter().map(entry).collect();
    all.sort();
    all
}

#[test]
fn an_article_that_nobody_has_touched_is_never_updated() {
    let tide = agency(
        "The tide table has been drawn anew",
        3,
        "The harbour master had the table drawn anew after the quay was lengthened by a third last summer.",
    );
    let crane = "---\ntitle: A crane was taken down at the yard\ndate: 2026-11-04\ntags: [quay]\n---\nThe crane had stood at the yard since the year of the flood.\n";
    let lock = agency(
        "The lock keeper retires after forty years",
        5,
        "She has let some two hundred thousand ships through, and says that she remembers most of them.",
    );
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/tide.txt", &tide), ("seeds/crane.md", crane)]);
    let build = |now: &str| {
        let run = project.courant(&["build", "--now", now]);
        assert_eq!(run.status, 0, "{run:?}");
        run
    };
    build("2026-11-20T08:00:00Z");
    let before = updated(&project);
    // Another article comes into the folder, and what the crane's tag is called changes, with what subscribers see of it.
    let fingerprint = |project: &Project| -> String {
        let ledger = project.read("ledger.tsv");
        let row = ledger.lines().find(|row| row.contains("crane.md")).expect("a row");
        row.split('\t').nth(5).expect("a fingerprint").to_string()
    };
    let seen = fingerprint(&project);
    project.write("seeds/lock.txt", &lock);
    project.write(
        "courant.toml",
        format!("{CONFIG}summary_characters = 120\n[[category]]\nterm = \"harbour\"\naliases = [\"quay\"]\n"),
    );
    build("2026-11-21T08:00:00Z");
    assert_ne!(fingerprint(&project), seen, "nothing has changed, so that nothing is tried here");
    project.write("courant.toml", CONFIG);
    build("2026-11-21T09:00:00Z");
    let after = updated(&project);
    assert_eq!(after.len(), 3);
    assert!(before.iter().all(|one| after.contains(one)), "{before:?} {after:?}");
    // A ledger of format 1, as the last version has written it, tells as much.
    let ledger = project.read("ledger.tsv").replace("courant-ledger-3", "courant-ledger-1");
    let row = |row: &str| row.split('\t').take(6).collect::<Vec<_>>().join("\t") + "\n";
    let ledger: String = ledger.lines().map(row).collect();
    project.write("ledger.tsv", ledger);
    std::fs::remove_file(project.path("seeds/lock.txt")).expect("a text");
    build("2026-11-22T08:00:00Z");
    assert_eq!(updated(&project), before);
    // What its author changes is updated.
    project.write("seeds/tide.txt", tide.replace("by a third", "by a half"));
    build("2026-11-23T08:00:00Z");
    let moved: Vec<_> = updated(&project).into_iter().filter(|one| !before.contains(one)).collect();
    let expected = ("The tide table has been drawn anew".to_string(), "2026-11-23T08:00:00+00:00".to_string());
    assert_eq!(moved, [expected]);
}

/// What an article links to on a site whose address is not known, and what is said of that.
#[test]
fn addresses_that_lead_nowhere_are_counted_and_others_stay() {
    let cases = [
        ("[one](x/)", Some("has 1 address that leads nowhere outside this folder")),
        ("[one](x/) ![two](y.png) [three](/z)", Some("has 3 addresses that lead nowhere outside this folder")),
        ("[here](#place), [by mail](mailto:ann@e.example), [there](https://e.example/a)", None),
        ("[here](#place), [one](x/)", Some("has 1 address that leads nowhere outside this folder")),
    ];
    for (text, said) in cases {
        let article = format!("---\ntitle: Links\ndate: 2026-11-20\n---\nThere is {text} in it.\n");
        let project = Project::new(&[("courant.toml", "title = \"T\"\n"), ("seeds/links.md", &article)]);
        let run = project.build();
        match said {
            Some(said) => assert!(run.stderr.contains(said), "{text}: {run:?}"),
            None => assert!(!run.stderr.contains("outside this folder"), "{text}: {run:?}"),
        }
        let feed = project.read("feeds/atom.xml");
        for kept in ["mailto:ann@e.example", "https://e.example/a"] {
            assert_eq!(feed.contains(kept), text.contains(kept), "{text}: {kept}");
        }
    }
}

/// Where a page was saved from, and the publication that readers are told of: none where it is the site's own.
#[test]
fn a_page_saved_from_another_publication_names_it() {
    let cases = [
        ("https://herald.example/2026/bridge", Some("https://herald.example/")),
        ("https://example.org/2026/bridge", None),
    ];
    for (address, source) in cases {
        let page = format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>The bridge opens</title><link rel=\"canonical\" href=\"{address}\">\
             <meta property=\"og:site_name\" content=\"The Herald\"><meta property=\"article:published_time\" \
             content=\"2026-11-20T09:00:00Z\"></head><body><article><h1>The bridge opens</h1><p>The new bridge opened on Friday \
             morning, two months late. Cyclists were the first to cross it.</p></article></body></html>"
        );
        let project = Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.html", &page)]);
        project.build();
        let (rss, atom) = (project.read("feeds/rss.xml"), project.read("feeds/atom.xml"));
        let told = source.map(|source| format!("<source url=\"{source}\">The Herald</source>"));
        assert_eq!(rss.contains("<source"), told.is_some(), "{rss}");
        assert!(told.is_none_or(|told| rss.contains(&told)), "{rss}");
        assert_eq!(atom.contains("rel=\"via\""), source.is_some(), "{atom}");
    }
}
