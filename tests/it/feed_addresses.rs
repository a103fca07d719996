//! The address of a feed is a promise like an id: what subscribers of the feeds that were published find there afterwards.

use crate::project::{Project, Run};
use courant::config::Config;
use courant::ledger::{Filter, Ledger};
use courant::plan::{Plan, PlanRequest, SiteFacts, plan};
use courant::read::Seeds;
use courant_read::SourceFile;
use courant_text::date::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const CONFIG: &str = "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/f/\"\n\
                      permalink = \"https://example.org/{path}/\"\n";

fn article(title: &str, day: u32, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-{day:02}\n{more}\n---\nThe text of {title} is told here.\n")
}

fn tagged(title: &str, day: u32, tag: &str) -> String {
    article(title, day, &format!("tags: [\"{tag}\"]"))
}

/// A project with these articles, each with its tag, built once.
fn built(config: &str, articles: &[(&str, &str)]) -> Project {
    let project = Project::new(&[("courant.toml", config)]);
    for (index, (title, tag)) in articles.iter().enumerate() {
        project.write(&format!("seeds/{title}.md"), tagged(title, index as u32 + 1, tag));
    }
    project.build();
    project
}

/// What a subscriber of a feed sees in each of its formats: its id in Atom, and the titles.
fn seen(project: &Project, folder: &str) -> (String, Vec<String>) {
    let atom = format!("feeds/{folder}atom.xml");
    let titles = project.titles(&atom);
    assert_eq!(project.titles(&format!("feeds/{folder}rss.xml")), titles, "{folder}");
    let json: serde_json::Value =
        serde_json::from_str(&project.read(&format!("feeds/{folder}feed.json"))).expect("JSON");
    assert_eq!(json["items"].as_array().map(Vec::len), Some(titles.len()), "{folder}");
    (project.feed(&atom).id, titles)
}

fn listed(project: &Project) -> BTreeSet<String> {
    let outlines = project.read("feeds/feeds.opml");
    let addresses = outlines.split("xmlUrl=\"https://example.org/f/").skip(1);
    addresses
        .filter_map(|rest| Some(rest.split('"').next()?.rsplit_once('/').map_or("", |(folder, _)| folder).into()))
        .collect()
}

/// Whatever the exit status: a build that keeps one article out says 1, and publishes the others.
fn rebuilt(project: &Project) -> Run {
    let run = project.courant(&["build"]);
    assert!(run.status == 0 || run.status == 1 && !run.stderr.contains("nothing was published"), "{run:?}");
    let check = project.courant(&["check", "--quiet", "feeds"]);
    assert_eq!(check.status, 0, "{check:?}");
    run
}

#[test]
fn a_feed_stays_at_its_address_whatever_becomes_of_its_articles() {
    let quay = [("One", "Quay"), ("Two", "Quay"), ("Three", "Other")];
    // What happens, and what those who subscribe to the feed of the category have then.
    type Happens = fn(&Project);
    type Case = (&'static str, Happens, &'static [&'static str], &'static str);
    let cases: [Case; 9] = [
        (
            "a typing mistake",
            |project| project.write("seeds/Two.md", "---\ntitle: [Two\n---\nText.\n"),
            &["One"],
            "Quay",
        ),
        (
            "one is deleted",
            |project| std::fs::remove_file(project.path("seeds/Two.md")).expect("there"),
            &["One"],
            "Quay",
        ),
        (
            "both have another tag",
            |project| {
                project.write("seeds/One.md", tagged("One", 1, "Elsewhere"));
                project.write("seeds/Two.md", tagged("Two", 2, "Elsewhere"));
            },
            &[],
            "Quay",
        ),
        (
            "one is a draft",
            |project| project.write("seeds/One.md", article("One", 1, "tags: [Quay]\ndraft: true")),
            &["Two"],
            "Quay",
        ),
        (
            "no feeds of categories",
            |project| project.write("courant.toml", format!("{CONFIG}category_feeds = false\n")),
            &["Two", "One"],
            "Quay",
        ),
        (
            "more articles are asked for",
            |project| project.write("courant.toml", format!("{CONFIG}min_articles = 9\n")),
            &["Two", "One"],
            "Quay",
        ),
        (
            "it has another label",
            |project| {
                let category = "[[category]]\nterm = \"quay\"\nlabel = \"The waterside\"\n";
                project.write("courant.toml", format!("{CONFIG}{category}"));
            },
            &["Two", "One"],
            "The waterside",
        ),
        (
            "it is an alias of another",
            |project| {
                let category = "[[category]]\nterm = \"h\"\nlabel = \"Harbour\"\naliases = [\"Quay\"]\n";
                project.write("courant.toml", format!("{CONFIG}{category}"));
            },
            &["Two", "One"],
            "Harbour",
        ),
        (
            "it is an alias of another in a vocabulary file",
            |project| {
                project.write("terms.csv", "term,label,scheme,aliases\nh,Harbour,,Quay\n");
                project.write("courant.toml", format!("{CONFIG}vocabulary = \"terms.csv\"\n"));
            },
            &["Two", "One"],
            "Harbour",
        ),
    ];
    for (what, happens, titles, name) in cases {
        let project = built(CONFIG, &quay);
        let before = seen(&project, "categories/quay/");
        happens(&project);
        for _ in 0..2 {
            rebuilt(&project);
            let after = seen(&project, "categories/quay/");
            assert_eq!(
                (after.0.as_str(), after.1),
                (before.0.as_str(), titles.iter().map(|t| t.to_string()).collect()),
                "{what}"
            );
            assert!(listed(&project).contains("categories/quay"), "{what}");
            let title = project.feed("feeds/categories/quay/rss.xml").title.expect("a title").content;
            assert_eq!(title.strip_prefix("T: "), Some(name), "{what}");
        }
        // As it was: it has all of its articles again.
        project.write("courant.toml", CONFIG);
        project.write("seeds/One.md", tagged("One", 1, "Quay"));
        project.write("seeds/Two.md", tagged("Two", 2, "Quay"));
        rebuilt(&project);
        assert_eq!(seen(&project, "categories/quay/"), before, "{what}");
        assert_eq!(project.feed("feeds/categories/quay/rss.xml").title.expect("a title").content, "T: Quay", "{what}");
    }
}

#[test]
fn feeds_of_languages_and_authors_and_by_choice_stay_too() {
    let chosen = "[[feed]]\nname = \"long\"\ntitle = \"Long reads\"\npaths = [\"**\"]\n";
    let all = format!("{CONFIG}language_feeds = true\nauthor_feeds = true\n{chosen}");
    let project = Project::new(&[("courant.toml", &all)]);
    for (title, day) in [("One", 1), ("Two", 2)] {
        project.write(&format!("seeds/{title}.md"), article(title, day, "lang: de\nauthor: Ada Lovelace"));
    }
    project.build();
    let folders = ["languages/de/", "authors/ada-lovelace/", "long/"];
    let before = folders.map(|folder| seen(&project, folder));
    project.write("courant.toml", CONFIG);
    let run = rebuilt(&project);
    let after = folders.map(|folder| seen(&project, folder));
    assert_eq!(after[..2], before[..2], "switched off is what is new");
    assert_eq!(after[2], (before[2].0.clone(), vec![]));
    assert_eq!(project.feed("feeds/long/atom.xml").title.expect("a title").content, "Long reads");
    assert_eq!(run.stderr.matches("no `[[feed]]` is called `long` any more").count(), 1, "{run:?}");
    assert!(run.stderr.contains("`courant retire long` ends it"), "{run:?}");
    // New ones do not come.
    project.write("seeds/Three.md", article("Three", 3, "lang: fr\nauthor: Grace Hopper"));
    project.write("seeds/Four.md", article("Four", 4, "lang: fr\nauthor: Grace Hopper"));
    rebuilt(&project);
    assert!(!project.exists("feeds/languages/fr") && !project.exists("feeds/authors/grace-hopper"));
    project.write("courant.toml", &all);
    rebuilt(&project);
    assert_eq!(seen(&project, "long/").1.len(), 4);
}

#[test]
fn a_newcomer_never_takes_the_address_of_a_known_feed() {
    let cases = [
        ("Café", "Cafe", "cafe"),
        ("R+D", "R plus D", "r-plus-d"),
        ("Straße", "Strasse", "strasse"),
        ("食事", "时事", "shi-shi"),
        ("Ål", "Al", "al"),
    ];
    for (first, second, slug) in cases {
        for is_gone in [false, true] {
            let project = built(CONFIG, &[("A", first), ("B", first)]);
            let folder = format!("categories/{slug}/");
            let before = seen(&project, &folder);
            if is_gone {
                // The name is no one's any more when the other comes.
                project.write("seeds/A.md", tagged("A", 1, "Else"));
                project.write("seeds/B.md", tagged("B", 2, "Else"));
                rebuilt(&project);
            }
            project.write("seeds/C.md", tagged("C", 3, second));
            project.write("seeds/D.md", tagged("D", 4, second));
            let run = rebuilt(&project);
            let after = seen(&project, &folder);
            let expected = if is_gone { vec![] } else { before.1.clone() };
            assert_eq!(after, (before.0.clone(), expected), "{first} {second}");
            let newcomer = run.stdout.lines().find_map(|line| line.trim().strip_prefix(&format!("categories/{slug}-")));
            let newcomer =
                newcomer.and_then(|rest| rest.split('/').next()).expect("the other has an address of its own");
            let newcomer = seen(&project, &format!("categories/{slug}-{newcomer}/"));
            assert_eq!(newcomer.1, ["D", "C"], "{first} {second}");
            assert_ne!(newcomer.0, before.0);
            // Whoever is asked first: from a clone, and with the ledger alone, the same.
            let feeds = project.files("feeds");
            std::fs::remove_dir_all(project.path("feeds")).expect("there");
            std::fs::remove_dir_all(project.path(".courant")).expect("there");
            project.build();
            assert!(project.files("feeds") == feeds, "{first} {second}");
        }
    }
}

#[test]
fn two_feeds_that_become_one_go_on_at_both_addresses_and_may_be_parted() {
    let project = built(CONFIG, &[("A", "Café"), ("B", "Café"), ("C", "Coffee"), ("D", "Coffee")]);
    let (cafe, coffee) = (seen(&project, "categories/cafe/"), seen(&project, "categories/coffee/"));
    let joined =
        format!("{CONFIG}[[category]]\nterm = \"drinks\"\nlabel = \"Drinks\"\naliases = [\"Café\", \"Coffee\"]\n");
    project.write("courant.toml", &joined);
    let run = rebuilt(&project);
    assert!(run.stdout.contains("  categories/coffee/ -> categories/cafe/\n"), "{run:?}");
    let all = ["D", "C", "B", "A"].map(String::from).to_vec();
    for (folder, before) in [("categories/cafe/", &cafe), ("categories/coffee/", &coffee)] {
        assert_eq!(seen(&project, folder), (before.0.clone(), all.clone()), "{folder}");
        let own = format!("href=\"https://example.org/f/{folder}atom.xml\" rel=\"self\"");
        assert!(project.read(&format!("feeds/{folder}atom.xml")).contains(&own), "{folder}");
    }
    // Those who look for a feed are offered the one.
    assert!(listed(&project).contains("categories/cafe") && !listed(&project).contains("categories/coffee"));
    assert!(!project.read("feeds/index.html").contains("categories/coffee/"));
    assert!(!project.courant(&["links"]).stdout.contains("categories/coffee/"));
    let list = project.courant(&["retire", "--list"]).stdout;
    let row = list.lines().find(|row| row.contains("/categories/coffee/")).expect("it is listed");
    assert!(row.ends_with("leads to categories/cafe"), "{list}");
    assert!(!rebuilt(&project).stdout.contains(" -> "), "told once");
    // Every article is written anew, and the alias is no longer needed.
    for (index, title) in ["A", "B", "C", "D"].iter().enumerate() {
        project.write(&format!("seeds/{title}.md"), tagged(title, index as u32 + 1, "Drinks"));
    }
    project.write("courant.toml", CONFIG);
    rebuilt(&project);
    assert_eq!(seen(&project, "categories/coffee/"), (coffee.0.clone(), all.clone()));
    assert_eq!(seen(&project, "categories/cafe/"), (cafe.0.clone(), all));
    // Parted, each is what it was.
    for (index, (title, tag)) in [("A", "Café"), ("B", "Café"), ("C", "Coffee"), ("D", "Coffee")].iter().enumerate() {
        project.write(&format!("seeds/{title}.md"), tagged(title, index as u32 + 1, tag));
    }
    rebuilt(&project);
    assert_eq!((seen(&project, "categories/cafe/"), seen(&project, "categories/coffee/")), (cafe, coffee));
}

#[test]
fn a_format_that_feeds_were_published_in_goes_on_until_it_is_retired() {
    let project = built(CONFIG, &[("A", "Quay"), ("B", "Quay")]);
    project.write("courant.toml", format!("{CONFIG}formats = [\"rss\", \"atom\"]\n"));
    project.write("seeds/C.md", tagged("C", 3, "New"));
    project.write("seeds/D.md", tagged("D", 4, "New"));
    let run = rebuilt(&project);
    assert_eq!(seen(&project, "").1.len(), 4);
    assert_eq!(seen(&project, "categories/quay/").1, ["B", "A"]);
    assert!(project.exists("feeds/categories/new/rss.xml") && !project.exists("feeds/categories/new/feed.json"));
    assert_eq!(run.stderr.matches("`formats` does not name `json`").count(), 1, "{run:?}");
    let run = project.courant(&["retire", "feed.json", "feeds/categories/quay/feed.json"]);
    assert_eq!(run.status, 0, "{run:?}");
    let run = rebuilt(&project);
    assert!(!project.exists("feeds/feed.json") && !project.exists("feeds/categories/quay/feed.json"));
    assert!(project.exists("feeds/atom.xml") && !run.stderr.contains("`formats`"), "{run:?}");
    // Named again in the configuration, it comes where nobody has ended it.
    project.write("courant.toml", CONFIG);
    rebuilt(&project);
    assert!(project.exists("feeds/categories/new/feed.json") && !project.exists("feeds/feed.json"));
}

#[test]
fn a_retired_feed_goes_and_comes_back_when_somebody_says_so() {
    let project = built(CONFIG, &[("A", "Quay"), ("B", "Quay"), ("C", "Ships"), ("D", "Ships")]);
    let before = seen(&project, "categories/quay/");
    // By its folder, its address, its place on the disk, with and without the slash at its end.
    for named in
        ["categories/quay", "categories/quay/", "./feeds/categories/quay", "https://example.org/f/categories/quay/"]
    {
        let run = project.courant(&["retire", named]);
        assert!(run.status == 0 && run.stdout.contains("categories/quay: retired"), "{run:?}");
        assert!(project.exists("feeds/categories/quay/rss.xml"), "the next build removes it");
        let run = rebuilt(&project);
        assert!(
            !project.exists("feeds/categories/quay") && project.exists("feeds/categories/ships/rss.xml"),
            "{run:?}"
        );
        assert!(run.stderr.contains("the feed `categories/quay` is retired, and 2 articles would be in it"), "{run:?}");
        assert!(!listed(&project).contains("categories/quay") && !project.read("feeds/index.html").contains("quay"));
        let list = project.courant(&["retire", "--list"]).stdout;
        let row = list.lines().find(|row| row.contains("/categories/quay/")).expect("it is listed");
        assert!(row.contains("category quay (Quay)") && row.ends_with("retired (atom, json, rss)"), "{list}");
        let run = project.courant(&["retire", named]);
        assert!(run.status == 0 && run.stdout.contains("is retired already"), "{run:?}");
        let run = project.courant(&["retire", "--undo", named]);
        assert!(run.status == 0 && run.stdout.contains("published again"), "{run:?}");
        rebuilt(&project);
        assert_eq!(seen(&project, "categories/quay/"), before);
    }
    // One by choice, which the configuration goes on asking for.
    let config = format!("{CONFIG}[[feed]]\nname = \"all/long\"\npaths = [\"**\"]\n");
    project.write("courant.toml", &config);
    rebuilt(&project);
    let chosen = seen(&project, "all/long/");
    assert_eq!(project.courant(&["retire", "all/long"]).status, 0);
    let run = rebuilt(&project);
    assert!(!project.exists("feeds/all") && run.stderr.contains("`courant retire --undo all/long`"), "{run:?}");
    project.courant(&["retire", "--undo", "all/long"]);
    rebuilt(&project);
    assert_eq!(seen(&project, "all/long/"), chosen);
    // One of its files.
    assert_eq!(project.courant(&["retire", "categories/quay/atom.xml"]).status, 0);
    rebuilt(&project);
    assert!(!project.exists("feeds/categories/quay/atom.xml") && project.exists("feeds/categories/quay/rss.xml"));
    assert!(!project.read("feeds/categories/quay/rss.xml").contains("quay/atom.xml"), "nothing leads to it");
}

#[test]
fn what_cannot_be_retired_is_told_and_changes_nothing() {
    let project = built(CONFIG, &[("A", "Quay"), ("B", "Quay")]);
    let ledger = project.read("ledger.tsv");
    let cases: [(&[&str], &str); 9] = [
        (&["."], "the main feed cannot be retired"),
        (&["https://example.org/f/"], "the main feed cannot be retired"),
        (&["categories/quya"], "did you mean `categories/quay`?"),
        (&["Quay"], "did you mean `categories/quay`?"),
        (&["nothing-like-it"], "--list"),
        (&["https://other.example/f/categories/quay/"], "not below `feed_url`"),
        (&["rss.xml", "atom.xml", "feed.json"], "the last file of the main feed"),
        (&["categories/quay", "categories/xyzzy-plugh"], "there is no such feed"),
        (&["categories/quay/feed.xml"], "there is no such feed"),
    ];
    for (named, words) in cases {
        let run = project.courant(&[&["retire"], named].concat());
        assert!(run.status == 2 && run.stderr.contains(words), "{named:?}: {run:?}");
        assert_eq!(project.read("ledger.tsv"), ledger, "{named:?}");
    }
    let empty = Project::new(&[("courant.toml", CONFIG)]);
    let run = empty.courant(&["retire", "categories/quay"]);
    assert!(run.status == 2 && !empty.exists(".courant"), "{run:?}");
}

/// A ledger of format 2 does not know which of its feeds are published.
#[test]
fn a_ledger_of_format_2_revives_nothing_and_is_known_from_then_on() {
    let project = built(CONFIG, &[("A", "Quay"), ("B", "Quay")]);
    let before = seen(&project, "categories/quay/");
    let row = |row: &str| row.split('\t').take(7).collect::<Vec<_>>().join("\t") + "\n";
    let ledger: String =
        project.read("ledger.tsv").replace("courant-ledger-3", "courant-ledger-2").lines().map(row).collect();
    let gone = "feed\tcategories/gone/\turn:uuid:6ba7b810-9dad-51d1-80b4-00c04fd430c8\t-\t2026-11-01T00:00:00Z\t-\t-\n";
    let feeds = project.files("feeds");
    project.write("ledger.tsv", format!("{ledger}{gone}"));
    rebuilt(&project);
    assert!(project.files("feeds") == feeds, "no byte of the feeds is another");
    assert!(!project.exists("feeds/categories/gone"));
    assert!(project.courant(&["retire", "--list"]).stdout.contains("of an earlier ledger"));
    // Asked for, it has the id that it had; and what was published is kept from now on.
    project.write("seeds/C.md", tagged("C", 3, "Gone"));
    project.write("seeds/D.md", tagged("D", 4, "Gone"));
    project.write("seeds/B.md", tagged("B", 2, "Else"));
    rebuilt(&project);
    assert_eq!(seen(&project, "categories/gone/").0, "urn:uuid:6ba7b810-9dad-51d1-80b4-00c04fd430c8");
    assert_eq!(seen(&project, "categories/quay/"), (before.0, vec!["A".to_string()]));
}

/// The ledger as a version before format 3 has left it.
fn as_format_2(project: &Project) {
    let row = |row: &str| row.split('\t').take(7).collect::<Vec<_>>().join("\t") + "\n";
    let ledger = project.read("ledger.tsv").replace("courant-ledger-3", "courant-ledger-2");
    project.write("ledger.tsv", ledger.lines().filter(|line| !line.starts_with("moved")).map(row).collect::<String>());
}

/// What the ledger does not say of a feed, its files say: at the first build after the upgrade nothing that is published goes.
#[test]
fn the_first_build_with_a_ledger_of_format_2_takes_no_published_feed_away() {
    const CHOSEN: &str = "[[feed]]\nname = \"long\"\ntitle = \"Long reads\"\npaths = [\"**\"]\n";
    type Change = fn(&Project);
    let cases: [(&str, &str, Change, usize); 7] = [
        ("categories/r-and-d/", "", |project| project.write("seeds/B.md", tagged("B", 2, "Else")), 1),
        ("categories/r-and-d/", "", |project| fs::remove_file(project.path("seeds/B.md")).expect("there"), 1),
        ("categories/r-and-d/", "", |project| project.write("courant.toml", format!("min_articles = 9\n{CONFIG}")), 2),
        (
            "categories/r-and-d/",
            "",
            |project| project.write("courant.toml", format!("category_feeds = false\n{CONFIG}")),
            2,
        ),
        // Without a manifest the files say whose they are; under another title the folder tells.
        (
            "categories/r-and-d/",
            "",
            |project| {
                fs::remove_file(project.path("feeds/.courant-files")).expect("it is there");
                project.write("courant.toml", CONFIG.replace("\"T\"", "\"U\""));
                project.write("seeds/B.md", tagged("B", 2, "Else"));
            },
            1,
        ),
        ("long/", CHOSEN, |project| project.write("courant.toml", CONFIG), 0),
        ("languages/de/", "language_feeds = true\n", |project| project.write("courant.toml", CONFIG), 2),
    ];
    for (number, (folder, more, change, left)) in cases.into_iter().enumerate() {
        let project = Project::new(&[("courant.toml", "")]);
        let config = if more.starts_with('[') { format!("{CONFIG}{more}") } else { format!("{more}{CONFIG}") };
        project.write("courant.toml", config);
        for (index, title) in ["A", "B"].into_iter().enumerate() {
            let fields = "tags: [\"R&D\"]\nlang: de";
            project.write(&format!("seeds/{title}.md"), article(title, index as u32 + 1, fields));
        }
        project.build();
        let before = seen(&project, folder);
        as_format_2(&project);
        change(&project);
        rebuilt(&project);
        let after = seen(&project, folder);
        assert_eq!((after.0, after.1.len()), (before.0.clone(), left), "{number}");
        // What was recognised has the articles of its subject again, and nobody else takes its folder.
        let ledger = project.read("ledger.tsv");
        assert!(ledger.contains(&format!("feed\t{folder}\t{}", before.0)), "{number}: {ledger}");
        project.write(
            "courant.toml",
            if more.starts_with('[') { format!("{CONFIG}{more}") } else { format!("{more}{CONFIG}") },
        );
        for (index, title) in ["A", "B", "C"].into_iter().enumerate() {
            let fields = "tags: [\"R&D\"]\nlang: de";
            project.write(&format!("seeds/{title}.md"), article(title, index as u32 + 1, fields));
        }
        rebuilt(&project);
        assert_eq!(seen(&project, folder).1, ["C", "B", "A"], "{number}");
    }
    // A `[[feed]]` of a name that is refused by now.
    let project = built(&format!("{CONFIG}{CHOSEN}"), &[("A", "Quay"), ("B", "Quay")]);
    as_format_2(&project);
    fs::rename(project.path("feeds/long"), project.path("feeds/archive")).expect("renamed");
    for name in ["ledger.tsv", "feeds/.courant-files"] {
        project.write(name, project.read(name).replace("\tlong/\t", "\tarchive/\t").replace("long/", "archive/"));
    }
    let id = project.feed("feeds/archive/atom.xml").id;
    project.write("courant.toml", CONFIG);
    let run = rebuilt(&project);
    assert!(run.stderr.contains("`courant retire archive` ends it"), "{run:?}");
    assert_eq!(seen(&project, "archive/"), (id, vec![]));
    // A feed of somebody else's in the folder is none of ours.
    let project = built(CONFIG, &[("A", "Quay"), ("B", "Quay")]);
    as_format_2(&project);
    for name in ["rss.xml", "feed.json"] {
        fs::remove_file(project.path(&format!("feeds/categories/quay/{name}"))).expect("it is there");
    }
    let path = "feeds/categories/quay/atom.xml";
    let id = project.feed(path).id;
    project.write(path, project.read(path).replace(&id, "tag:example.org,2026:another"));
    project.write("seeds/B.md", tagged("B", 2, "Else"));
    rebuilt(&project);
    assert!(!listed(&project).contains("categories/quay"));
}

/// Subscribers of a feed that is empty because its value is called otherwise get nothing more, and its maker is told.
#[test]
fn a_feed_that_no_article_asks_for_any_more_is_told_once_a_build() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("courant.toml", format!("language_feeds = true\nauthor_feeds = true\n{CONFIG}"));
    let write = |language: &str, author: &str, tag: &str| {
        for day in 1..=2 {
            project.write(
                &format!("seeds/{day}.md"),
                article(&format!("N{day}"), day, &format!("lang: {language}\nauthor: {author}\ntags: [{tag}]")),
            );
        }
    };
    write("en", "Ada", "Quay");
    let run = project.build();
    assert!(!run.stderr.contains("no article asks"), "{run:?}");
    let told = |run: &Run| run.stderr.matches("no article asks for the feed").count();
    write("en-GB", "Ada", "Quay");
    for _ in 0..2 {
        let run = rebuilt(&project);
        assert!(told(&run) == 1 && run.stderr.contains("`courant retire languages/en` ends it"), "{run:?}");
    }
    write("en-GB", "Ada Lovelace", "Quay");
    let run = rebuilt(&project);
    assert!(told(&run) == 1 && run.stderr.contains("1 more is empty"), "{run:?}");
    write("en-GB", "Ada Lovelace", "Pier");
    let run = rebuilt(&project);
    assert!(told(&run) == 1 && run.stderr.contains("2 more are empty"), "{run:?}");
    for feed in ["languages/en", "authors/ada", "categories/quay"] {
        assert_eq!(project.courant(&["retire", feed]).status, 0);
    }
    assert_eq!(told(&rebuilt(&project)), 0);
    // One with an article less than it takes to get one is not empty, and one that leads to another goes on.
    project.write("seeds/2.md", article("N2", 2, "lang: en-GB\nauthor: Ada Lovelace"));
    assert_eq!(told(&rebuilt(&project)), 0);
    let merged = built(CONFIG, &[("A", "Quay"), ("B", "Quay"), ("C", "Pier"), ("D", "Pier")]);
    merged.write("courant.toml", format!("{CONFIG}[[category]]\nterm = \"quay\"\naliases = [\"Pier\"]\n"));
    assert_eq!(told(&rebuilt(&merged)), 0);
}

/// What people do to tags and to the configuration between two builds.
#[derive(Clone, Debug)]
struct Step {
    /// The tags of each article, by their places in [`TAGS`]; `None` for one that is not there.
    articles: Vec<Option<Vec<usize>>>,
    /// Which of [`CONFIGS`] are added to the configuration.
    config: Vec<usize>,
}

const TAGS: [&str; 8] = ["Café", "Cafe", "Coffee", "R+D", "R plus D", "食事", "时事", "cafe-9bfef552"];

const CONFIGS: [&[&str]; 5] = [
    &["min_articles = 2\n", "min_articles = 1\n"],
    &["category_feeds = true\n", "category_feeds = false\n"],
    &["formats = [\"rss\", \"atom\", \"json\"]\n", "formats = [\"atom\"]\n", "formats = [\"json\", \"rss\"]\n"],
    &["", "[[feed]]\nname = \"long\"\npaths = [\"**\"]\n"],
    &[
        "",
        "[[category]]\nterm = \"Coffee\"\nlabel = \"Café\"\n",
        "[[category]]\nterm = \"drinks\"\nlabel = \"Drinks\"\naliases = [\"Café\", \"Coffee\"]\n",
        "[[category]]\nterm = \"cafe\"\naliases = [\"café\"]\n[[category]]\nterm = \"rd\"\nlabel = \"R+D\"\naliases = [\"R plus D\", \"食事\"]\n",
    ],
];

fn steps() -> impl proptest::strategy::Strategy<Value = Vec<Step>> {
    use proptest::prelude::*;
    let article = proptest::option::weighted(0.8, proptest::collection::vec(0..TAGS.len(), 0..3));
    let config: Vec<_> = CONFIGS.iter().map(|choices| 0..choices.len()).collect();
    let step = (proptest::collection::vec(article, 5), config).prop_map(|(articles, config)| Step { articles, config });
    proptest::collection::vec(step, 2..7)
}

fn planned(step: &Step, ledger: &Ledger) -> Plan {
    let choices = CONFIGS.iter().zip(&step.config).map(|(choices, choice)| choices[*choice]);
    let config = Config::parse(&format!("{CONFIG}{}", choices.collect::<String>())).expect("a configuration");
    let file = |(number, tags): (usize, &Option<Vec<usize>>)| {
        let tags: Vec<String> = tags.as_ref()?.iter().map(|tag| format!("\"{}\"", TAGS[*tag])).collect();
        let text = article(&format!("N{number}"), number as u32 + 1, &format!("tags: [{}]", tags.join(", ")));
        Some(SourceFile::new(format!("{number}.md"), text.as_bytes()))
    };
    let seeds = step.articles.iter().enumerate().filter_map(file).collect();
    let now = Timestamp::from_unix(1_795_507_200).expect("a time");
    let (filter, published) = (Filter::default(), &BTreeMap::new());
    let request = PlanRequest {
        config: &config,
        vocabulary: &[],
        site: &SiteFacts::default(),
        ledger,
        published,
        now,
        filter,
        progress: &|| (),
    };
    plan(&request, Seeds { seeds, ..Seeds::default() })
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 200, ..Default::default() })]
    /// Whatever people do to tags and to the configuration: no feed leaves its address or changes its id, none takes that of another, the same
    /// again gives the same, and every category that is to have a feed has one that holds its articles and no others.
    #[test]
    fn no_feed_address_dies_whatever_people_do(steps in steps()) {
        let mut ledger = Ledger::default();
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut files: BTreeSet<String> = BTreeSet::new();
        for step in steps {
            let plan = planned(&step, &ledger);
            let feeds: BTreeMap<String, String> =
                plan.composition.feeds.iter().map(|feed| (feed.folder.clone(), feed.id.to_string())).collect();
            proptest::prop_assert_eq!(feeds.len(), plan.composition.feeds.len(), "two feeds in one folder");
            proptest::prop_assert_eq!(feeds.values().collect::<BTreeSet<_>>().len(), feeds.len(), "two feeds with one id");
            for (folder, id) in &known {
                proptest::prop_assert_eq!(feeds.get(folder), Some(id), "{}", folder);
            }
            for file in &files {
                proptest::prop_assert!(plan.files.has(file), "{}", file);
            }
            let is_feed = |path: &&String| [".xml", ".json"].iter().any(|end| path.ends_with(end));
            files.extend(plan.files.paths().filter(is_feed).cloned());
            known.extend(feeds);
            if step.config[1] == 0 {
                let enough = 2 - step.config[0];
                let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
                for composed in &plan.entries {
                    for subject in &composed.entry.categories {
                        let ids = groups.entry(subject.label.as_str().to_lowercase()).or_default();
                        ids.insert(composed.entry.id.to_string());
                    }
                }
                for (label, ids) in groups.into_iter().filter(|(_, ids)| ids.len() >= enough) {
                    let holds = plan.composition.feeds.iter().filter(|feed| {
                        let held: BTreeSet<String> = feed.entries.iter().map(|entry| entry.id.to_string()).collect();
                        feed.is_offered() && feed.title.as_str().to_lowercase() == format!("t: {label}") && held == ids
                    });
                    proptest::prop_assert_eq!(holds.count(), 1, "{} {:?}", label, step);
                }
            }
            let read = Ledger::from_tsv(&plan.ledger.to_tsv());
            proptest::prop_assert_eq!(read.as_ref(), Ok(&plan.ledger));
            let again = planned(&step, &plan.ledger);
            proptest::prop_assert_eq!(&again.ledger, &plan.ledger, "the same again promises something else");
            let places = |plan: &Plan| plan.files.paths().cloned().collect::<Vec<_>>();
            proptest::prop_assert_eq!(places(&again), places(&plan));
            ledger = plan.ledger;
        }
    }
}
