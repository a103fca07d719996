//! `courant adopt`: moving from another program, and back from a lost ledger, without anything coming back as new.

use crate::project::Project;

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/posts/{slug}/\"\n";

const BRIDGE: &str = "The new bridge opened on Friday morning, two months late. Cyclists were the first to cross it, and the mayor cut a ribbon of blue silk while the band of the fire brigade played.";
const BOATS: &str = "Four quiet boats left the quay before dawn because herring had been seen near Texel by the pilot, who says that such a shoal has not come so far south for eleven winters.";
const TOOLS: &str = "The library lends tools now: a drill, a ladder and eleven rakes stand on the shelf beside the atlas, and whoever brings one back late pays in books, as the librarian puts it.";

fn article(title: &str, date: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n---\n{body}\n")
}

/// Three articles: one at its old address, one that has moved, one with another title and address.
fn harbour() -> Project {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/bridge.md", article("The bridge opens", "2026-11-01", BRIDGE));
    project.write("seeds/boats.md", article("\"Herring & the pilot's boats\"", "2026-11-02", BOATS));
    project.write("seeds/tools.md", article("Tools to lend", "2026-11-03", TOOLS));
    project.write("seeds/new.md", article("A story that no feed knows", "2026-11-04", "Short."));
    project
}

const HUGO: &str = r#"<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Posts</title><link>http://www.example.org/</link><description>d</description>
<item><title>Tools on loan</title><link>http://www.example.org/2026/tools-on-loan/</link><pubDate>Tue, 03 Nov 2026 10:30:00 +0100</pubDate><guid>http://www.example.org/2026/tools-on-loan/</guid><description>&lt;p&gt;TOOLS&lt;/p&gt;</description></item>
<item><title>Herring &amp; the pilot&#39;s boats</title><link>http://www.example.org/boats/</link><pubDate>Mon, 02 Nov 2026 10:30:00 +0100</pubDate><guid>http://www.example.org/boats/</guid><description>Short.</description></item>
<item><title>The bridge opens</title><link>http://www.example.org/posts/bridge/</link><pubDate>Sun, 01 Nov 2026 10:30:00 +0100</pubDate><guid>http://www.example.org/posts/bridge/</guid><description>&lt;p&gt;BRIDGE&lt;/p&gt;</description></item>
</channel></rss>"#;

const JEKYLL: &str = r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" ><generator uri="https://jekyllrb.com/">Jekyll</generator>
<link href="https://example.org/feed.xml" rel="self" type="application/atom+xml" /><updated>2026-11-20T08:00:00+00:00</updated><id>https://example.org/feed.xml</id><title type="html">Harbour</title>
<entry><title type="html">Tools on loan</title><link href="https://example.org/2026/11/03/tools.html" rel="alternate" type="text/html" title="x" /><published>2026-11-03T00:00:00+00:00</published><updated>2026-11-13T00:00:00+00:00</updated><id>https://example.org/2026/11/03/tools</id><content type="html" xml:base="https://example.org/">&lt;p&gt;TOOLS&lt;/p&gt;</content></entry>
<entry><title type="html">Herring &amp;amp; the pilot’s boats</title><link href="https://example.org/2026/11/02/boats.html" rel="alternate" type="text/html" /><published>2026-11-02T00:00:00+00:00</published><updated>2026-11-02T00:00:00+00:00</updated><id>https://example.org/2026/11/02/boats</id><content type="html">&lt;p&gt;BOATS&lt;/p&gt;</content></entry>
<entry><title type="html">The bridge opens</title><link href="https://example.org/posts/bridge.html" rel="alternate" type="text/html" /><published>2026-11-01T00:00:00+00:00</published><updated>2026-11-01T00:00:00+00:00</updated><id>https://example.org/posts/bridge</id><content type="html">&lt;p&gt;BRIDGE&lt;/p&gt;</content></entry>
</feed>"#;

const WORDPRESS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour</title><link>https://example.org</link><description>d</description>
<item><title>Tools on loan</title><link>https://example.org/2026/11/tools/</link><pubDate>Tue, 03 Nov 2026 08:15:00 +0000</pubDate><guid isPermaLink="false">https://example.org/?p=14</guid><description><![CDATA[The library &#8230;]]></description><content:encoded><![CDATA[
<p>TOOLS</p>
]]></content:encoded></item>
<item><title>Herring &#038; the pilot&#8217;s boats</title><link>https://example.org/2026/11/boats/</link><pubDate>Mon, 02 Nov 2026 08:15:00 +0000</pubDate><guid isPermaLink="false">https://example.org/?p=12</guid><content:encoded><![CDATA[<p>BOATS</p>]]></content:encoded></item>
<item><title>The bridge opens</title><link>https://example.org/posts/bridge/?utm_source=rss&#038;utm_medium=rss</link><pubDate>Sun, 01 Nov 2026 08:15:00 +0000</pubDate><guid isPermaLink="false">7</guid><content:encoded><![CDATA[<p>BRIDGE</p>]]></content:encoded></item>
</channel></rss>"#;

fn filled(feed: &str) -> String {
    feed.replace("TOOLS", TOOLS).replace("BOATS", BOATS).replace("BRIDGE", BRIDGE)
}

fn guids(project: &Project, path: &str) -> Vec<String> {
    let text = project.read(path);
    let mut guids: Vec<String> = text
        .split("</guid>")
        .filter_map(|part| Some(part.rsplit_once("<guid")?.1.split_once('>')?.1.to_string()))
        .collect();
    guids.sort();
    guids
}

#[test]
fn a_feed_of_another_program_is_taken_over_and_the_first_build_floods_nobody() {
    // The feed, its ids, and how many articles are found by link, title and content.
    let cases: [(&str, &str, [&str; 3]); 3] = [
        (
            "hugo.xml",
            HUGO,
            [
                "http://www.example.org/2026/tools-on-loan/",
                "http://www.example.org/boats/",
                "http://www.example.org/posts/bridge/",
            ],
        ),
        (
            "jekyll.xml",
            JEKYLL,
            [
                "https://example.org/2026/11/02/boats",
                "https://example.org/2026/11/03/tools",
                "https://example.org/posts/bridge",
            ],
        ),
        ("wordpress.xml", WORDPRESS, ["7", "https://example.org/?p=12", "https://example.org/?p=14"]),
    ];
    for (name, feed, ids) in cases {
        let project = harbour();
        project.write(name, filled(feed));
        let run = project.courant(&["adopt", name]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(
            run.stdout
                .contains("3 articles found (1 by link, 1 by title, 1 by content), 1 in no feed, 0 items without"),
            "{name}: {run:?}"
        );
        let built = project.build();
        assert!(!built.stderr.contains("is dated"), "{name}: {built:?}");
        let written = guids(&project, "feeds/rss.xml");
        assert_eq!(written.len(), 4, "{name}");
        assert!(ids.iter().all(|id| written.iter().any(|guid| guid == id)), "{name}: {written:?}");
        let run = project.courant(&["diff", name, "feeds/rss.xml"]);
        assert_eq!(run.status, 0, "{name}: {run:?}");
        assert!(run.stdout.contains("1 new, 3 updated, 0 gone\n"), "{name}: {run:?}");
        let published = project.read("ledger.tsv");
        let again = project.courant(&["adopt", name]);
        assert!(again.stdout.contains("0 promises taken over, 3 there already"), "{again:?}");
        assert_eq!(project.read("ledger.tsv"), published);
        assert_eq!(project.courant(&["check", "feeds"]).status, 0);
    }
}

#[test]
fn an_item_without_a_guid_is_known_by_its_address() {
    let project = harbour();
    let feed = "<rss version=\"2.0\"><channel><title>T</title><item><title>The bridge opens</title><link>http://example.org/bridge.php?id=7</link></item></channel></rss>";
    project.write("old.xml", feed);
    project.courant(&["adopt", "old.xml"]);
    project.build();
    assert!(guids(&project, "feeds/rss.xml").contains(&"http://example.org/bridge.php?id=7".to_string()));
}

#[test]
fn dates_and_the_id_of_the_feed_are_taken_over_too() {
    let project = harbour();
    project.write("jekyll.xml", filled(JEKYLL));
    let dry = project.courant(&["adopt", "--dry-run", "jekyll.xml"]);
    assert!(dry.stdout.contains("nothing was written") && !project.exists("ledger.tsv"), "{dry:?}");
    project.courant(&["adopt", "jekyll.xml"]);
    project.build();
    let feed = project.feed("feeds/atom.xml");
    assert_eq!(feed.id, "https://example.org/feed.xml");
    let tools =
        feed.entries.iter().find(|entry| entry.id == "https://example.org/2026/11/03/tools").expect("it is there");
    assert_eq!(tools.updated.map(|date| date.to_rfc3339()).as_deref(), Some("2026-11-13T00:00:00+00:00"));
}

#[test]
fn rss_and_atom_may_have_promised_different_ids() {
    let project = harbour();
    project.write("a.xml", filled(WORDPRESS));
    project.write("b.xml", filled(JEKYLL));
    let run = project.courant(&["adopt", "a.xml", "b.xml"]);
    assert_eq!(run.status, 0, "{run:?}");
    project.build();
    assert!(guids(&project, "feeds/rss.xml").contains(&"7".to_string()));
    assert!(project.ids("feeds/atom.xml").contains(&"https://example.org/posts/bridge".to_string()));
    // An author who states either means the same article.
    project.write(
        "seeds/bridge.md",
        article("The bridge opens", "2026-11-01", BRIDGE)
            .replace("title", "id: https://example.org/posts/bridge\ntitle"),
    );
    project.build();
    assert!(guids(&project, "feeds/rss.xml").contains(&"7".to_string()));
}

#[test]
fn a_promise_in_the_ledger_stays_unless_it_is_to_be_replaced() {
    let project = harbour();
    project.build();
    let ledger = project.read("ledger.tsv");
    project.write("wordpress.xml", filled(WORDPRESS));
    let run = project.courant(&["adopt", "wordpress.xml"]);
    assert!(run.stdout.contains("0 promises taken over, 0 there already, 3 not taken"), "{run:?}");
    assert_eq!(project.read("ledger.tsv"), ledger);
    let run = project.courant(&["adopt", "--replace", "wordpress.xml"]);
    assert!(run.stdout.contains("3 promises taken over"), "{run:?}");
    assert_eq!(project.courant(&["build"]).status, 1, "those who have the minted ids would see all again");
    assert_eq!(project.courant(&["build", "--accept-new-ids"]).status, 0);
    assert!(guids(&project, "feeds/rss.xml").contains(&"https://example.org/?p=12".to_string()));
}

#[test]
fn a_lost_ledger_is_made_again_from_the_feeds_that_are_published() {
    let project = harbour();
    project.build();
    std::fs::rename(project.path("seeds/boats.md"), project.path("seeds/herring.md")).expect("a rename");
    project.build();
    let ids = project.ids("feeds/atom.xml");
    std::fs::remove_file(project.path("ledger.tsv")).expect("it was there");
    let run = project.courant(&["build"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("courant adopt feeds/rss.xml"), "{run:?}");
    project.courant(&["adopt", "feeds/rss.xml"]);
    project.build();
    assert_eq!(project.ids("feeds/atom.xml"), ids);
}

#[test]
fn an_article_that_the_ledger_did_not_recognise_gets_its_id_back() {
    let project = harbour();
    project.build();
    let ids = project.ids("feeds/rss.xml");
    std::fs::remove_file(project.path("seeds/tools.md")).expect("it was there");
    project.write("seeds/lending.md", article("Tools to lend", "2026-11-04", &TOOLS.replace("rakes", "spades")));
    assert_eq!(project.courant(&["build"]).status, 1);
    let run = project.courant(&["adopt", "feeds/rss.xml"]);
    assert!(run.stdout.contains("1 promises taken over, 3 there already"), "{run:?}");
    project.build();
    assert_eq!(project.ids("feeds/rss.xml"), ids);
}

/// Each date, and what is promised or told in its place.
#[test]
fn no_date_is_made_up_without_a_word() {
    let table = [
        ("Sun, 01 (x) Nov 2026 10:00 GMT", "2026-11-01T10:00:00Z", ""),
        ("Sun, 01 Nov 2026 24:00:00 GMT", "2026-11-02T00:00:00Z", ""),
        ("Sun, 01 Nov 2026 10:00:00 +2359", "2026-11-01T10:00:00+23:59", ""),
        ("Sun, 31 Nov 2026 10:00:00 GMT", "2026-11-05T08:00:00Z", "there is no such day as `Sun, 31 Nov 2026"),
        ("yesterday", "2026-11-05T08:00:00Z", "cannot be read, `yesterday` says when only as seen from a day"),
        ("", "2026-11-05T08:00:00Z", "its item states no date; it is promised as of 2026-11-05T08:00:00Z"),
    ];
    for (date, promised, told) in table {
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write("seeds/bridge.md", "---\ntitle: The bridge opens\n---\nShort.\n");
        let item = format!("<title>The bridge opens</title><guid>urn:x:1</guid><pubDate>{date}</pubDate>");
        project.write(
            "old.xml",
            format!("<rss version=\"2.0\"><channel><title>T</title><item>{item}</item></channel></rss>"),
        );
        let run = project.courant(&["adopt", "--now", "2026-11-05T08:00:00Z", "old.xml"]);
        assert!(
            project.read("ledger.tsv").contains(&format!("\t{promised}\t")),
            "{date}: {}",
            project.read("ledger.tsv")
        );
        assert_eq!(
            run.stdout.contains(told) && run.stdout.contains("promised as of"),
            !told.is_empty(),
            "{date}: {run:?}"
        );
    }
}

#[test]
fn what_is_no_feed_is_a_failure_and_what_has_no_article_is_named() {
    let project = harbour();
    project.write("page.html", "<html><body>x</body></html>");
    let run = project.courant(&["adopt", "page.html"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(run.stderr.contains("this is no feed"), "{run:?}");
    project.write("other.json", r#"{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": [{"id": 1, "content_text": "Nobody has this."}, {"id": 2, "title": "tools to lend", "content_text": "x"}]}"#);
    let run = project.courant(&["adopt", "other.json"]);
    assert!(
        run.stdout.contains("tools.md is 2 (same title)") && run.stdout.contains("1 items without an article"),
        "{run:?}"
    );
    project.build();
    assert!(project.read("feeds/feed.json").contains("\"id\": \"2\""));
}

#[test]
fn what_is_adopted_dates_nothing_that_the_feed_does_not_know() {
    let project = harbour();
    let run = project.courant(&["build", "--now", "2026-11-20T08:00:00Z"]);
    assert_eq!(run.status, 0, "{run:?}");
    let row = || {
        let ledger = project.read("ledger.tsv");
        ledger.lines().find(|row| row.contains("new.md")).map(String::from).expect("a row")
    };
    let before = row();
    // Edited since, and in no feed that is adopted.
    project.write("seeds/new.md", article("A story that no feed knows", "2026-11-04", "Short, and longer now."));
    project.write("old.xml", HUGO.replace("TOOLS", TOOLS).replace("BRIDGE", BRIDGE));
    let run = project.courant(&["adopt", "--replace", "--now", "2026-11-21T08:00:00Z", "old.xml"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(project.read("ledger.tsv").contains("http://www.example.org/boats/"), "something was taken over");
    assert_eq!(row(), before);
    let run = project.courant(&["build", "--accept-new-ids", "--now", "2026-11-22T08:00:00Z"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(row().contains("2026-11-22T08:00:00Z"), "the edit is an update of the next build: {}", row());
}

fn rss(items: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link><description>d</description>{items}</channel></rss>"
    )
}

/// What Hugo, .NET and MySQL write where nobody has stated a date: in a feed, and in front matter.
#[test]
fn the_year_one_is_no_date_of_an_item_or_an_article() {
    let none = ["0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01", "0000-00-00 00:00:00"];
    for date in none {
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write("seeds/about.md", "---\ntitle: About\n---\nWho writes here, and why.\n");
        project.write(
            "old.xml",
            rss(&format!("<item><title>About</title><guid>urn:x:about</guid><pubDate>{date}</pubDate></item>")),
        );
        let run = project.courant(&["adopt", "--now", "2026-11-05T08:00:00Z", "old.xml"]);
        assert!(run.stdout.contains("is what programs write where there is no date"), "{date}: {run:?}");
        assert!(project.read("ledger.tsv").contains("\t2026-11-05T08:00:00Z\t"), "{date}: {run:?}");
        let project = Project::new(&[("courant.toml", CONFIG)]);
        project.write("seeds/about.md", article("About", &format!("\"{date}\""), "Who writes here, and why."));
        let run = project.courant(&["build"]);
        assert_eq!(run.status, 0, "{date}: the article is published: {run:?}");
        assert!(run.stderr.contains("is what programs write where there is no date"), "{date}: {run:?}");
        let feed = project.read("feeds/rss.xml");
        assert!(feed.contains("<item>") && !feed.contains(" 0001 "), "{date}: {feed}");
    }
}

/// A series under one title: each issue keeps the id that its readers have.
#[test]
fn issues_of_one_title_are_adopted_by_their_days() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    let mut items = String::new();
    for week in (1..=10).rev() {
        project.write(
            &format!("seeds/issue-{week}.md"),
            article("Weekly notes", &format!("2026-09-{:02}", week * 2), "What was new this week."),
        );
        items.push_str(&format!(
            "<item><title>Weekly notes</title><link>https://example.org/?p={week}</link><guid isPermaLink=\"false\">https://example.org/?p={week}</guid><pubDate>{:02} Sep 2026 18:30:00 +0000</pubDate><description>x</description></item>",
            week * 2
        ));
    }
    project.write("old.xml", rss(&items));
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(run.stdout.contains("10 promises taken over") && run.stdout.contains("0 items without"), "{run:?}");
    let ledger = project.read("ledger.tsv");
    for week in 1..=10 {
        let row = ledger.lines().find(|row| row.contains(&format!("issue-{week}.md"))).unwrap_or_default();
        assert!(row.contains(&format!("?p={week}\t")), "issue {week}: {row}");
    }
    project.build();
    assert!(project.courant(&["diff", "old.xml", "feeds/rss.xml"]).stdout.contains("0 new"), "nothing comes again");
}

/// A site of twenty articles, of which the old feed held the ten newest, and what subscribers of long standing know.
struct ShortFeed {
    project: Project,
    known: String,
}

impl ShortFeed {
    /// `id` makes the guid of an article of a number; a date is stated where `is_dated`.
    fn new(config: &str, is_dated: bool, id: impl Fn(usize) -> String) -> ShortFeed {
        let project = Project::new(&[("courant.toml", config)]);
        let item = |number: usize| {
            format!(
                "<item><title>Post {number}</title><link>https://example.org/posts/post-{number}/</link><guid isPermaLink=\"false\">{}</guid><pubDate>{number:02} Jan 2024 10:00:00 +0000</pubDate><description>Text {number}.</description></item>",
                id(number)
            )
        };
        let items = |from: usize| rss(&(from..=20).rev().map(item).collect::<String>());
        for number in 1..=20 {
            let date = if is_dated { format!("date: 2024-01-{number:02}\n") } else { String::new() };
            project.write(
                &format!("seeds/post-{number}.md"),
                format!("---\ntitle: Post {number}\n{date}wordpress_id: {}\n---\nText {number}.\n", number * 3),
            );
        }
        project.write("old.xml", items(11));
        let known = items(1);
        project.write("known.xml", &known);
        ShortFeed { project, known }
    }
}

/// Each program's guids, with the rule that `adopt` names.
#[test]
fn articles_that_a_short_feed_no_longer_holds_get_ids_by_its_rule() {
    type Id = fn(usize) -> String;
    let rules: [(&str, Id, &str); 7] = [
        ("the link", |number| format!("https://example.org/posts/post-{number}/"), "https://example.org{address}/"),
        (
            "http and www",
            |number| format!("http://www.example.org/posts/post-{number}"),
            "http://www.example.org{address}",
        ),
        (
            "a file elsewhere",
            |number| format!("https://old.example/post-{number}.html"),
            "https://old.example/{path}.html",
        ),
        (
            "Jekyll",
            |number| format!("https://example.org/2024/01/{number:02}/post-{number}"),
            "https://example.org/{year}/{month}/{day}/{path}",
        ),
        (
            "Pelican",
            |number| format!("tag:example.org,2024-01-{number:02}:/post-{number}.html"),
            "tag:example.org,{year}-{month}-{day}:/{path}.html",
        ),
        ("WordPress", |number| format!("https://example.org/?p={}", number * 3), "https://example.org/?p={number}"),
        ("a bare number", |number| format!("{}", number * 3), "{number}"),
    ];
    for (what, id, rule) in rules {
        let ShortFeed { project, known } = ShortFeed::new(CONFIG, true, id);
        let run = project.courant(&["adopt", "old.xml"]);
        assert_eq!(run.status, 0, "{what}: {run:?}");
        assert!(run.stdout.contains(&format!("10 of 10 ids are made as `{rule}`")), "{what}: {run:?}");
        assert!(run.stdout.contains("10 articles that no feed holds any more have ids"), "{what}: {run:?}");
        project.build();
        let diff = project.courant(&["diff", "known.xml", "feeds/rss.xml"]);
        assert!(diff.stdout.contains(": 0 new, 20 updated, 0 gone\n"), "{what}: nobody sees anything again: {diff:?}");
        assert_eq!(guids(&project, "feeds/rss.xml").len(), known.matches("<item>").count());
        // What is written later gets an id of its own, and comes as new.
        project.write("seeds/post-21.md", "---\ntitle: Post 21\ndate: 2024-01-21\nwordpress_id: 63\n---\nText.\n");
        project.build();
        let new: Vec<String> =
            guids(&project, "feeds/rss.xml").into_iter().filter(|guid| guid.starts_with("urn:uuid:")).collect();
        assert_eq!(new.len(), 1, "{what}");
    }
}

#[test]
fn where_no_rule_shows_the_flood_is_told_and_a_limit_proposed() {
    // As Ghost makes them.
    let id = |number: usize| format!("5f3c1f0e7d3b5c488f{:06x}", number * 7919 % 65_536);
    let ShortFeed { project, .. } = ShortFeed::new(CONFIG, true, id);
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(run.stdout.contains("subscribers would see 10 older articles as new"), "{run:?}");
    let line = run.stdout.lines().find(|line| line.trim().starts_with("limit = ")).expect("a line to copy").trim();
    assert_eq!(line, "limit = 10");
    project.write("courant.toml", format!("{CONFIG}{line}\n"));
    project.build();
    let diff = project.courant(&["diff", "old.xml", "feeds/rss.xml"]);
    assert!(diff.stdout.contains(": 0 new, 10 updated, 0 gone\n"), "{diff:?}");
    // A feed that holds all of the site floods nobody.
    let all = ShortFeed::new(CONFIG, true, id);
    let run = all.project.courant(&["adopt", "known.xml"]);
    assert!(!run.stdout.contains("as new"), "{run:?}");
}

#[test]
fn articles_that_are_news_or_drafts_get_no_old_ids() {
    let ShortFeed { project, .. } =
        ShortFeed::new(CONFIG, true, |number| format!("https://example.org/posts/post-{number}/"));
    project.write("seeds/draft.md", "---\ntitle: D\ndate: 2024-01-02\ndraft: true\n---\nText.\n");
    project.write("seeds/news.md", "---\ntitle: N\ndate: 2024-02-02\n---\nText.\n");
    project.write("seeds/stated.md", "---\ntitle: S\nid: urn:x:stated\ndate: 2024-01-02\n---\nText.\n");
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(run.stdout.contains("10 articles that no feed holds any more have ids"), "{run:?}");
    let ledger = project.read("ledger.tsv");
    for name in ["draft", "news", "stated"] {
        assert!(!ledger.contains(&format!("{name}.md")), "{name}: {ledger}");
    }
    let before = ledger;
    let again = project.courant(&["adopt", "old.xml"]);
    assert!(again.stdout.contains("0 promises taken over, 10 there already"), "{again:?}");
    assert_eq!(project.read("ledger.tsv"), before);
}

/// A clone dates every file today: what the feed no longer holds is old all the same.
#[test]
fn undated_articles_beside_an_adopted_feed_are_dated_below_it() {
    for limit in ["limit = 10\n", ""] {
        let config = format!("{CONFIG}{limit}");
        let ShortFeed { project, .. } =
            ShortFeed::new(&config, false, |number| format!("https://example.org/posts/post-{number}/"));
        let run = project.courant(&["adopt", "old.xml"]);
        assert!(run.stdout.contains("10 articles in no feed state no date, and are dated before all"), "{run:?}");
        assert!(run.stdout.contains("post-1.md, post-10.md, post-2.md, and 7 more"), "{run:?}");
        project.build();
        let diff = project.courant(&["diff", "known.xml", "feeds/rss.xml"]);
        assert!(diff.stdout.contains(": 0 new, "), "{limit}: {diff:?}");
        let feed = project.feed("feeds/rss.xml");
        let dates: Vec<String> =
            feed.entries.iter().filter_map(|entry| entry.published).map(|date| date.to_rfc3339()).collect();
        assert!(dates.iter().all(|date| date.starts_with("2024-01-")), "none is dated today: {dates:?}");
        assert_eq!(
            feed.entries.first().and_then(|entry| entry.title.as_ref()).map(|title| title.content.as_str()),
            Some("Post 20")
        );
    }
}

/// Neither the items nor the articles state dates: the order of the feed stays.
#[test]
fn a_feed_without_dates_keeps_its_order() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    let names = ["delta", "alpha", "charlie", "bravo"];
    let item = |name: &&str| format!("<item><title>{name}</title><guid>urn:x:{name}</guid></item>");
    for name in names {
        project.write(&format!("seeds/{name}.md"), format!("---\ntitle: {name}\n---\nText of {name}.\n"));
    }
    project.write("old.xml", rss(&names.iter().map(item).collect::<String>()));
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(run.stdout.contains("by its place in the feed"), "{run:?}");
    project.build();
    let titles: Vec<String> = project
        .feed("feeds/rss.xml")
        .entries
        .iter()
        .filter_map(|entry| entry.title.as_ref())
        .map(|title| title.content.clone())
        .collect();
    assert_eq!(titles, names);
}

#[test]
fn the_permalink_of_the_old_links_is_proposed() {
    let config = CONFIG.replace("/posts/{slug}/", "/{slug}.html");
    let ShortFeed { project, .. } = ShortFeed::new(&config, true, |number| format!("urn:x:{}", number * 7919 % 65_536));
    let run = project.courant(&["adopt", "--dry-run", "old.xml"]);
    assert!(run.stdout.contains("10 of 10 links differ from those of the feeds"), "{run:?}");
    let line = run.stdout.lines().find(|line| line.trim().starts_with("permalink = ")).expect("a line to copy").trim();
    let rest: String =
        config.lines().filter(|line| !line.starts_with("permalink")).map(|line| format!("{line}\n")).collect();
    project.write("courant.toml", format!("{rest}{line}\n"));
    let run = project.courant(&["adopt", "old.xml"]);
    assert!(!run.stdout.contains("links differ"), "{run:?}");
    project.build();
    let diff = project.courant(&["diff", "old.xml", "feeds/rss.xml"]);
    assert!(!diff.stdout.contains("      link:"), "the links are as they were: {diff:?}");
}

#[test]
fn another_site_and_another_address_of_the_feed_are_told() {
    let project = harbour();
    project.write("jekyll.xml", filled(JEKYLL).replace("https://example.org/", "https://old.example/"));
    let run = project.courant(&["adopt", "jekyll.xml"]);
    assert!(
        run.stdout.contains("the feeds lead to https://old.example, and `link` is https://example.org/"),
        "{run:?}"
    );
    assert!(
        run.stdout.contains(
            "subscribers ask for https://old.example/feed.xml, and the feed will be at https://example.org/feeds/atom.xml"
        ),
        "{run:?}"
    );
    let project = harbour();
    project.write("courant.toml", "title = \"T\"\n");
    project.write("jekyll.xml", filled(JEKYLL));
    let run = project.courant(&["adopt", "jekyll.xml"]);
    assert!(run.stdout.contains("    link = \"https://example.org/\"\n"), "{run:?}");
    assert!(run.stdout.contains("    feed_url = \"https://example.org/\"\n"), "{run:?}");
}

#[test]
fn a_feed_of_rss_1_is_adopted_and_compared() {
    let project = harbour();
    let item = |name: &str, title: &str, day: usize| {
        format!(
            "<item rdf:about=\"http://example.org/{name}\"><title>{title}</title><link>http://example.org/{name}.html</link><dc:date>2026-11-{day:02}T10:30+01:00</dc:date></item>"
        )
    };
    let items = item("lend", "Tools to lend", 3) + &item("bridge", "The bridge opens", 1);
    project.write(
        "old.rdf",
        format!(
            "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"http://example.org/\"><title>Harbour</title><link>http://example.org/</link><description>d</description></channel>{items}</rdf:RDF>"
        ),
    );
    let run = project.courant(&["adopt", "old.rdf"]);
    assert!(run.stdout.contains("2 promises taken over"), "{run:?}");
    project.build();
    let written = guids(&project, "feeds/rss.xml");
    assert!(written.contains(&"http://example.org/lend".to_string()), "{written:?}");
    let diff = project.courant(&["diff", "old.rdf", "feeds/rss.xml"]);
    assert!(diff.stdout.contains(": 2 new, 2 updated, 0 gone\n  * description: `d` -> "), "{diff:?}");
}

/// The ledger is lost, and the feeds are there: each keeps its own id, also those that were not named.
#[test]
fn feeds_of_our_own_keep_the_ids_that_each_has() {
    let text = |tag: &str, day: usize| {
        format!(
            "---\ntitle: Of {tag} {day}\ndate: 2026-11-0{day}\ntags: [{tag}]\n---\nWhat there is to tell of {tag} on day {day}.\n"
        )
    };
    for named in [
        &["feeds/rss.xml", "feeds/atom.xml"][..],
        &["feeds/rss.xml"],
        &["feeds/categories/tea/rss.xml", "feeds/categories/tea/atom.xml"],
        &["feeds/categories/tea/rss.xml", "./feeds/categories/boats/atom.xml", "feeds/atom.xml"],
    ] {
        let project = Project::new(&[("courant.toml", "link = \"https://e.example/\"\n")]);
        for day in 1..=4 {
            project.write(&format!("seeds/a{day}.md"), text(if day % 2 == 0 { "tea" } else { "boats" }, day));
        }
        project.build();
        let feeds = ["feeds/atom.xml", "feeds/categories/tea/atom.xml", "feeds/categories/boats/atom.xml"];
        let items = project.ids("feeds/atom.xml");
        // Ids that no build would make again.
        let before = feeds.map(|feed| {
            let id = project.feed(feed).id;
            let other = format!("tag:e.example,2024:{feed}");
            project.write(feed, project.read(feed).replace(&id, &other));
            other
        });
        std::fs::remove_file(project.path("ledger.tsv")).expect("it was there");
        let run = project.courant(&[&["adopt"], named].concat());
        assert_eq!(run.status, 0, "{run:?}");
        assert!(!run.stdout.contains("301"), "nothing is to be redirected: {run:?}");
        let run = project.courant(&["build"]);
        assert_eq!(run.status, 0, "{named:?}: {run:?}");
        assert_eq!(project.ids("feeds/atom.xml"), items);
        assert_eq!(feeds.map(|feed| project.feed(feed).id), before, "{named:?}");
    }
}
