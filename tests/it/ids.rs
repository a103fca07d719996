//! Ids: what an author may state is what an Atom feed may carry, and one bad id costs one article.

use crate::project::Project;
use courant_text::entry_id::EntryId;
use courant_text::source::{Level, Source};
use courant_validate::{parse, validate};
use proptest::prelude::*;

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\n";

/// Whether an Atom feed with an entry of this id has no error.
fn is_valid_in_atom(id: &str) -> bool {
    let id = id.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>urn:isbn:1</id>\
         <updated>2026-11-24T08:00:00Z</updated><author><name>Ada</name></author><link href=\"https://example.org/\"/>\
         <link rel=\"self\" href=\"https://example.org/atom.xml\"/><entry><title>A</title><id>{id}</id>\
         <updated>2026-11-24T08:00:00Z</updated><content>A</content><link href=\"https://example.org/a\"/></entry></feed>"
    );
    let source = Source::new("atom.xml", feed);
    !validate(&parse(&source)).iter().any(|finding| finding.rule.level == Level::Error)
}

#[test]
fn what_an_id_may_be_is_what_the_validator_lets_pass() {
    let starts = [
        "",
        "http:",
        "http://",
        "https://",
        "ftp:",
        "at://",
        "tag:",
        "urn:",
        "urn:uuid:",
        "URN:ISBN:",
        "9a:",
        "a+b:",
        ":",
        "mailto:",
    ];
    let middles = [
        "",
        "/",
        "x",
        "did:plc:x/y",
        "[::1",
        "[::1]",
        "[v1.x]",
        "[zz]",
        "?p=12",
        "#a",
        ":80",
        "h:80",
        "h:eighty",
        "u@",
        "u@h:1",
        "example.org,2026:x",
        "example.org,2026-06-31:x",
        "example.org,2026:é",
        "-a.org,2026:x",
        "isbn:é",
        "isbn:",
        "x:y",
        "5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11",
    ];
    let ends = ["", "/", "#a", "#a#b", "%", "%zz", "%41", "é", " x", "\u{a0}", "^", "\"", "{1}", "?a=b&c=d"];
    for start in starts {
        for middle in middles {
            for end in ends {
                let id = format!("{start}{middle}{end}");
                assert_eq!(EntryId::stated(&id).is_ok(), is_valid_in_atom(&id), "{id:?}");
            }
        }
    }
    proptest!(ProptestConfig::with_cases(2000), |(id in "(https?:|tag:|urn:|at:|[a-z]{1,4}:)?[-a-z0-9:/?#@,.%é\\[\\]]{0,20}")| {
        prop_assert_eq!(EntryId::stated(&id).is_ok(), is_valid_in_atom(&id), "{:?}", id);
    });
}

/// Each of these has stopped a whole site.
#[test]
fn an_article_with_a_bad_id_stays_out_and_the_others_are_published() {
    let long = format!("https://example.org/{}", "a".repeat(1_000_000));
    let bad = [
        "http://",
        "http:///x",
        "http://[::1",
        "http:x",
        "http://?p=12",
        "at://did:plc:x/y",
        "https://example.org/a b",
        &long,
    ];
    for id in bad {
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write("seeds/good.md", "---\ntitle: Good\ndate: 2026-11-20\n---\nThe water rose until noon.\n");
        project.write(
            "seeds/bad.md",
            format!("---\ntitle: Bad\nid: \"{id}\"\ndate: 2026-11-21\n---\nThe boats lay still.\n"),
        );
        let run = project.courant(&["build"]);
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.stderr.contains("error: seeds/bad.md:3:5: an id"), "{:.500}", run.stderr);
        assert!(run.stderr.len() < 1000, "{}", run.stderr.len());
        for feed in ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"] {
            assert_eq!(project.titles(feed), ["Good"], "{id:.50}");
        }
        project.write("seeds/bad.md", "---\ntitle: Mended\ndate: 2026-11-21\n---\nThe boats lay still.\n");
        project.build();
        assert_eq!(project.titles("feeds/atom.xml"), ["Mended", "Good"]);
    }
}

#[test]
fn a_blank_id_is_none() {
    for id in ["\"\"", "\"  \"", "", "~"] {
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write("seeds/a.md", format!("---\ntitle: A\nid: {id}\ndate: 2026-11-21\n---\nThe boats lay still.\n"));
        project.build();
        assert!(project.ids("feeds/atom.xml")[0].starts_with("urn:uuid:"), "{id}");
    }
}

/// What subscribers know an item by stays, byte for byte; Atom gets an address beside it.
#[test]
fn an_adopted_guid_that_is_no_uri_is_kept_byte_for_byte() {
    for guid in ["http://?p=12", "http:x", "at://did:plc:x/y", "http://[::1", "12 of May"] {
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write(
            "seeds/bridge.md",
            "---\ntitle: The bridge opens\ndate: 2026-11-20\n---\nCyclists were the first to cross.\n",
        );
        project.write("old.xml", format!("<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link><description>D</description><item><title>The bridge opens</title><guid isPermaLink=\"false\">{guid}</guid><pubDate>Fri, 20 Nov 2026 00:00:00 GMT</pubDate><description>Cyclists were the first to cross.</description></item></channel></rss>"));
        let run = project.courant(&["adopt", "old.xml"]);
        assert_eq!(run.status, 0, "{run:?}");
        project.build();
        assert_eq!(project.ids("feeds/rss.xml"), [guid]);
        assert_eq!(project.ids("feeds/feed.json"), [guid]);
        assert!(project.ids("feeds/atom.xml")[0].starts_with("urn:uuid:"));
        // A ledger that an earlier program has written holds the guid alone.
        let ledger = project.read("ledger.tsv");
        let both = ledger.lines().find_map(|line| line.strip_prefix("article\tbridge.md\t")?.split('\t').next());
        if guid.contains(':') {
            project.write("ledger.tsv", ledger.replace(both.expect("a row"), guid));
            project.write("seeds/quay.md", "---\ntitle: A quay\ndate: 2026-11-21\n---\nIt is long.\n");
            project.courant(&["build", "--accept-new-ids"]);
            assert_eq!(project.ids("feeds/rss.xml")[1], guid);
        }
    }
}

const BRIDGE: &str = "---\ntitle: The bridge opens\ndate: 2026-11-20\n---\nCyclists were the first to cross.\n";

fn atom(feed_id: &str, entry_id: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>{feed_id}</id><updated>2026-11-20T00:00:00Z</updated><author><name>Ada</name></author><entry><title>The bridge opens</title><id>{entry_id}</id><updated>2026-11-20T00:00:00Z</updated><content>Cyclists were the first to cross.</content></entry></feed>"
    )
}

/// The ledger that came of it could be read by no command again.
#[test]
fn a_feed_and_an_article_never_have_one_id() {
    let id = "https://example.org/";
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE)]);
    project.write("old.atom", atom(id, id));
    let run = project.courant(&["adopt", "old.atom"]);
    assert!(run.status == 0 && run.stdout.contains("the feed gets another"), "{run:?}");
    project.build();
    assert_eq!(project.ids("feeds/atom.xml"), [id]);
    assert_ne!(project.feed("feeds/atom.xml").id, id);
    project.build();
    // The other way round: the feed has it, and an author states it.
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE)]);
    project.write("old.atom", atom(id, "https://example.org/bridge"));
    assert_eq!(project.courant(&["adopt", "old.atom"]).status, 0);
    project.write("seeds/start.md", format!("---\ntitle: Start\nid: {id}\n---\nThe first page.\n"));
    let run = project.courant(&["build"]);
    assert!(run.status == 1 && run.stderr.contains("error: seeds/start.md: states the id"), "{run:?}");
    assert!(run.stderr.contains("that of the main feed"), "{run:?}");
    assert_eq!(project.titles("feeds/atom.xml"), ["The bridge opens"]);
    // And an article that would adopt it.
    project.write("seeds/start.md", "---\ntitle: Start\ndate: 2026-11-19\n---\nThe first page.\n");
    project.write(
        "other.atom",
        atom("urn:isbn:1", id)
            .replace("The bridge opens", "Start")
            .replace("Cyclists were the first to cross.", "The first page."),
    );
    let run = project.courant(&["adopt", "other.atom"]);
    assert!(run.status == 0 && run.stdout.contains("the main feed"), "{run:?}");
    project.build();
    // An author has copied the id that the feed will have: of a build whose ledger was lost.
    let project = || Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE)]);
    let first = project();
    first.build();
    let own = first.feed("feeds/atom.xml").id;
    let project = project();
    project.write("seeds/start.md", format!("---\ntitle: Start\nid: {own}\ndate: 2026-11-19\n---\nThe first page.\n"));
    project.build();
    assert!(project.ids("feeds/atom.xml").contains(&own));
    assert_ne!(project.feed("feeds/atom.xml").id, own);
    let before = project.read("ledger.tsv");
    project.build();
    assert_eq!(project.read("ledger.tsv"), before);
}

/// What is written is read back before it counts.
#[test]
fn a_ledger_that_could_not_be_read_again_is_not_written() {
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE)]);
    project.build();
    let before = project.read("ledger.tsv");
    let path = project.path("ledger.tsv");
    let good = courant::publish::read_ledger(&path).expect("a ledger");
    let id = good.articles.values().next().expect("an article").id.clone();
    let mut bad = good.clone();
    bad.feeds.values_mut().next().expect("a feed").id = id;
    let failure = courant::publish::write_ledger(&path, &bad).expect_err("two have one id");
    assert!(
        failure.to_string().contains("it could not be read again") && failure.to_string().contains("stays as it is")
    );
    assert_eq!(project.read("ledger.tsv"), before);
    courant::publish::write_ledger(&path, &good).expect("it is as it was");
}
