//! `courant diff`: what subscribers will see, item by item.

use crate::project::Project;

const CONFIG: &str = "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\npermalink = \"https://example.org/{path}/\"\n";

fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-20\n---\n{body}\n")
}

fn feed(items: &[(&str, &str, &str)]) -> String {
    let item = |(id, title, body): &(&str, &str, &str)| {
        format!(
            "<item><title>{title}</title><guid isPermaLink=\"false\">{id}</guid><description>{body}</description></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://e.example/</link><description>d</description>{items}</channel></rss>"
    )
}

#[test]
fn two_feeds_are_compared_item_by_item() {
    let project = Project::new(&[]);
    project.write(
        "old.xml",
        feed(&[("a", "Stays", "x"), ("b", "Edited", "x"), ("c", "Goes", "x"), ("d", "Again", "The same few words.")]),
    );
    project.write(
        "new.xml",
        feed(&[("e", "Again", "The same few words."), ("f", "Comes", "x"), ("a", "Stays", "x"), ("b", "Edited", "y")]),
    );
    let run = project.courant(&["diff", "old.xml", "new.xml"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert_eq!(
        run.stdout,
        "new.xml: 1 new, 1 updated, 1 gone, 1 again as new\n  ! Again (its id was `d` and is `e`; same title)\n  + Comes\n  ~ Edited (content)\n      content: `x` -> `y`\n  - Goes\n"
    );
    let run = project.courant(&["diff", "--format", "json", "old.xml", "new.xml"]);
    assert_eq!(
        run.stdout,
        "{\"feed\":\"new.xml\",\"fields\":[],\"new\":[{\"id\":\"f\",\"title\":\"Comes\"}],\"updated\":[{\"id\":\"b\",\"title\":\"Edited\",\"fields\":[{\"name\":\"content\",\"old\":\"x\",\"new\":\"y\"}]}],\
         \"again_as_new\":[{\"title\":\"Again\",\"old_id\":\"d\",\"new_id\":\"e\",\"by\":\"title\"}],\"gone\":[{\"id\":\"c\",\"title\":\"Goes\"}],\"moved\":[]}\n"
    );
    assert_eq!(project.courant(&["diff", "new.xml", "new.xml"]).stdout, "nothing changes for subscribers\n");
    assert_eq!(project.courant(&["diff", "--format", "json", "new.xml", "new.xml"]).stdout, "");
}

#[test]
fn folders_are_compared_feed_by_feed() {
    let project = Project::new(&[]);
    project.write("old/a.xml", feed(&[("a", "A", "x")]));
    project.write("old/b/b.xml", feed(&[("b", "B", "x")]));
    project.write("new/a.xml", feed(&[("a", "A", "y")]));
    project.write("new/c.xml", feed(&[("c", "C", "x")]));
    let run = project.courant(&["diff", "old", "new"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(
        run.stdout,
        "a.xml: 0 new, 1 updated, 0 gone\n  ~ A (content)\n      content: `x` -> `y`\nb/b.xml: 0 new, 0 updated, 1 gone\n  - B\nc.xml: 1 new, 0 updated, 0 gone\n  + C\n"
    );
    let run = project.courant(&["diff", "old", "new/a.xml"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(project.courant(&["diff", "old"]).status, 2);
    project.write("page.html", "<html><body>x</body></html>");
    let run = project.courant(&["diff", "page.html", "new/a.xml"]);
    assert!(run.status == 2 && run.stderr.contains("this is no feed"), "nothing is told of what is no feed: {run:?}");
}

#[test]
fn a_feed_is_compared_with_the_one_of_its_kind_in_a_folder() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/a.md", article("Tides", "The water rose all day."));
    project.build();
    for kind in ["rss.xml", "atom.xml", "feed.json"] {
        project.write("old", project.read(&format!("feeds/{kind}")).replace("rose", "fell"));
        let run = project.courant(&["diff", "old", "feeds/"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.stdout.starts_with(&format!("feeds/{kind}: 0 new, 1 updated, 0 gone\n")), "{run:?}");
    }
    project.write("none/a/rss.xml", project.read("feeds/rss.xml"));
    let run = project.courant(&["diff", "feeds/rss.xml", "none"]);
    assert!(run.status == 2 && run.stderr.contains("no feed of that kind lies in this folder"), "{run:?}");
    project.write("two/a.xml", project.read("feeds/rss.xml"));
    project.write("two/b.xml", project.read("feeds/rss.xml"));
    let run = project.courant(&["diff", "feeds/rss.xml", "two"]);
    assert!(run.status == 2 && run.stderr.contains("`a.xml` and `b.xml` are both feeds of that kind"), "{run:?}");
}

#[test]
fn without_arguments_it_shows_what_the_next_build_changes() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/a.md", article("Tides", "The water rose all day."));
    project.build();
    project.write("seeds/a.md", article("Tides", "The water fell all day."));
    project.write("seeds/b.md", article("Boats", "They left the quay."));
    let before = (project.files("feeds"), project.read("ledger.tsv"));
    let run = project.courant(&["diff"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (
            0,
            "main feed: 1 new, 1 updated, 0 gone\n  + Boats\n  ~ Tides (content, updated, summary)\n      content: `<p>The water rose all day.</p>` -> \
             `<p>The water fell all day.</p>`\n      updated: nothing -> `2026-11-24T08:00:00Z`\n      summary: `The water rose all day.` -> `The \
             water fell all day.`\n"
        ),
        "{run:?}"
    );
    assert_eq!((project.files("feeds"), project.read("ledger.tsv")), before);
    let dry = project.courant(&["build", "--dry-run"]);
    assert_eq!(dry.stdout, format!("{}nothing was written (--dry-run)\n", run.stdout));
}

const FULL: &str = r#"<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>Tides</title><link>https://e.example/</link><description>Water</description><language>en</language><copyright>Ann</copyright><image><url>https://e.example/l.png</url><title>T</title><link>https://e.example/</link></image><atom:link rel="self" href="https://e.example/rss.xml"/><atom:link rel="hub" href="https://h.example/"/><item><title>One</title><link>https://e.example/1</link><guid>https://e.example/1</guid><pubDate>Tue, 01 Sep 2026 06:00:00 +0000</pubDate><description>In short.</description><content:encoded>&lt;p&gt;Body.&lt;/p&gt;</content:encoded><category>travel</category><dc:creator>Ann</dc:creator><dc:language>en</dc:language><comments>https://e.example/1#c</comments><enclosure url="https://e.example/a.mp3" length="1" type="audio/mpeg"/><media:thumbnail url="https://e.example/a.jpg"/><podcast:season>1</podcast:season></item></channel></rss>"#;

/// Each edit of a feed, and the line that tells it.
#[test]
fn every_field_that_a_subscriber_sees_is_told_with_its_old_and_new_value() {
    let edits = [
        ("<title>Tides</title>", "<title>High tides</title>", "  * title: `Tides` -> `High tides`"),
        (
            "<channel><title>Tides</title><link>https://e.example/",
            "<channel><title>Tides</title><link>https://n.example/",
            "  * link: `https://e.example/` -> `https://n.example/`",
        ),
        ("<description>Water</description>", "", "  * description: `Water` -> nothing"),
        ("<language>en</language>", "<language>nl</language>", "  * language: `en` -> `nl`"),
        ("l.png", "m.png", "  * image: `https://e.example/l.png` -> `https://e.example/m.png`"),
        ("<copyright>Ann<", "<copyright>Ben<", "  * rights: `Ann` -> `Ben`"),
        (
            "href=\"https://e.example/rss.xml\"",
            "href=\"https://e.example/f.xml\"",
            "  * self: `https://e.example/rss.xml` -> `https://e.example/f.xml`",
        ),
        ("https://h.example/", "https://i.example/", "  * hub: `https://h.example/` -> `https://i.example/`"),
        ("<title>One</title>", "<title>Two</title>", "  title: `One` -> `Two`"),
        (
            "<link>https://e.example/1<",
            "<link>https://e.example/one<",
            "  link: `https://e.example/1` -> `https://e.example/one`",
        ),
        ("Tue, 01 Sep 2026 06", "Wed, 02 Sep 2026 06", "  published: `2026-09-01T06:00:00Z` -> `2026-09-02T06:00:00Z`"),
        ("In short.", "In long.", "  summary: `In short.` -> `In long.`"),
        ("Body.", "Corpse.", "  content: `<p>Body.</p>` -> `<p>Corpse.</p>`"),
        ("travel", "Travel", "  categories: `travel` -> `Travel`"),
        (">Ann</dc:creator>", ">Bob</dc:creator>", "  authors: `Ann` -> `Bob`"),
        ("<dc:language>en<", "<dc:language>fr<", "  language: `en` -> `fr`"),
        ("#c<", "#d<", "  comments: `https://e.example/1#c` -> `https://e.example/1#d`"),
        (
            "length=\"1\"",
            "length=\"2\"",
            "  enclosures: `https://e.example/a.mp3 (audio/mpeg, 1 bytes)` -> `https://e.example/a.mp3 (audio/mpeg, 2 bytes)`",
        ),
        ("a.jpg", "b.jpg", "  image: `https://e.example/a.jpg` -> `https://e.example/b.jpg`"),
        ("season>1<", "season>2<", "  podcast:season: `1` -> `2`"),
    ];
    let project = Project::new(&[("old.xml", FULL)]);
    for (old, new, line) in edits {
        assert!(FULL.contains(old), "{old}");
        project.write("new.xml", FULL.replacen(old, new, 1));
        let run = project.courant(&["diff", "old.xml", "new.xml"]);
        assert_eq!(run.status, 0, "{old}: {run:?}");
        let told: Vec<&str> = run.stdout.lines().filter(|line| line.contains(" -> ")).collect();
        assert_eq!(told.iter().map(|told| told.trim()).collect::<Vec<_>>(), [line.trim()], "{old}: {run:?}");
    }
}

/// The same feed, spelt in two ways.
#[test]
fn another_spelling_is_no_change() {
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": [{"id": "1", "title": "a/b", "content_text": "x", "tags": ["sea"], "_x": {"a": 1, "b": "c"}}]}"#;
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>T &amp; U</title><entry><id>urn:x:1</id><title>A</title><updated>2026-09-01T06:00:00Z</updated><content type="html">&lt;b&gt;x&lt;/b&gt;</content></entry></feed>"#;
    let xhtml = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:x:1</id><updated>2026-09-01T06:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="a">é &amp; x</p></div></content></entry></feed>"#;
    let cases: &[(&str, &str, &str)] = &[
        (json, "Tides", r"T\u0069des"),
        (json, "\"title\": \"a/b\"", r#""\u0074itle": "a\/b""#),
        (json, r#"{"a": 1, "b": "c"}"#, r#"{"b":"c","a":1}"#),
        (json, ", ", " ,\n  "),
        (FULL, "&lt;p&gt;Body.&lt;/p&gt;", "<![CDATA[<p>Body.</p>]]>"),
        (FULL, "Body.", "B&#111;d<![CDATA[y]]>&#x2E;"),
        (FULL, "<item>", "\n  <!-- one -->\n  <item>\n"),
        (FULL, "06:00:00 +0000", "08:00:00 +0200"),
        (FULL, "url=\"https://e.example/a.jpg\"", "url = 'https://e.example/&#97;.jpg'"),
        (FULL, "dc:creator", "dc:creator "),
        (atom, "T &amp; U", "T &#38; U"),
        (atom, "2026-09-01T06:00:00Z", "2026-09-01T07:00:00+01:00"),
        (xhtml, "é &amp; x", "&#233; &#x26; x"),
        (xhtml, "class=\"a\"", "class='a'"),
    ];
    for (text, old, new) in cases {
        assert!(text.contains(old), "{old}");
        let project = Project::new(&[("old.feed", text)]);
        project.write("new.feed", text.replace(old, new));
        let run = project.courant(&["diff", "old.feed", "new.feed"]);
        assert_eq!((run.status, run.stdout.as_str()), (0, "nothing changes for subscribers\n"), "{old}: {run:?}");
    }
}

#[test]
fn a_long_text_is_shown_where_it_differs_and_whole_in_json() {
    let words = "The water rose all day and fell all night. ".repeat(40);
    let project = Project::new(&[]);
    project.write("old.xml", feed(&[("a", "A", &format!("{words}Ebb.{words}"))]));
    project.write("new.xml", feed(&[("a", "A", &format!("{words}Flood.{words}"))]));
    let run = project.courant(&["diff", "old.xml", "new.xml"]);
    let line = run.stdout.lines().find(|line| line.contains(" -> ")).expect("a line");
    assert!(line.contains("Ebb.") && line.contains("Flood.") && line.chars().count() < 200, "{line}");
    let run = project.courant(&["diff", "--format", "json", "old.xml", "new.xml"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).expect("one object");
    let field = &told["updated"][0]["fields"][0];
    assert_eq!(
        (field["name"].as_str(), field["old"].as_str().map(str::len)),
        (Some("content"), Some(words.trim_end().len() + words.len() + 4))
    );
}

#[test]
fn another_order_is_told_and_only_for_what_has_moved() {
    let items = [("a", "A", "x"), ("b", "B", "x"), ("c", "C", "x"), ("d", "D", "x")];
    let project = Project::new(&[]);
    project.write("old.xml", feed(&items));
    project.write("new.xml", feed(&[items[3], ("e", "E", "x"), items[0], items[1], items[2]]));
    let run = project.courant(&["diff", "old.xml", "new.xml"]);
    assert_eq!(
        run.stdout,
        "new.xml: 1 new, 0 updated, 0 gone, 1 in another place\n  + E\n  ^ D (was number 4 and is number 1)\n"
    );
}

/// A dry run, `diff` and the build itself tell one story; feeds without change are not in it, formats of one feed are told once.
#[test]
fn dry_run_diff_and_build_tell_the_same() {
    let config = format!("{CONFIG}limit = 2\n");
    let project = Project::new(&[("courant.toml", &config)]);
    let tagged = |category: &str, body: &str| {
        format!("---\ntitle: On the {category}\ndate: 2026-11-20\ntags: [{category}]\n---\n{body}\n")
    };
    for (name, category) in [("a", "sea"), ("b", "sea"), ("c", "land"), ("d", "land")] {
        project.write(&format!("seeds/{name}.md"), tagged(category, &format!("The text of {name}.")));
    }
    project.build();
    assert_eq!(project.courant(&["diff"]).stdout, "nothing changes for subscribers\n");
    project.write("courant.toml", config.replace("https://example.org/feeds/", "https://feeds.example.org/"));
    let diff = project.courant(&["diff"]);
    let addresses = diff.stdout.lines().filter(|line| line.contains("* self:")).count();
    let feeds = diff.stdout.lines().filter(|line| line.contains(" new, ")).count();
    assert_eq!((diff.status, addresses), (0, feeds), "each feed has a new address, told once: {diff:?}");
    assert!(feeds >= 3 && !diff.stdout.contains("atom.xml:"), "{diff:?}");
    assert_eq!(
        project.courant(&["build", "--dry-run"]).stdout,
        format!("{}nothing was written (--dry-run)\n", diff.stdout)
    );
    let built = project.build();
    assert!(built.stdout.contains(&diff.stdout), "{built:?} and {diff:?}");
    project.write("seeds/a.md", tagged("sea", "Another text."));
    let diff = project.courant(&["diff"]);
    assert!(diff.stdout.contains("categories/sea: 0 new, 1 updated"), "{diff:?}");
    assert!(!diff.stdout.contains("categories/land"), "nothing of that feed has changed: {diff:?}");
    let built = project.build();
    assert!(built.stdout.contains(&diff.stdout), "{built:?} and {diff:?}");
}

#[test]
fn a_file_that_goes_is_told_in_both_forms() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    project.write("seeds/a.md", article("Tides", "The water rose."));
    project.build();
    project.write("courant.toml", format!("{CONFIG}formats = [\"rss\", \"atom\"]\n"));
    assert_eq!(project.courant(&["retire", "feed.json"]).status, 0);
    let run = project.courant(&["diff"]);
    assert!(run.stdout.contains("feed.json: no longer due, would be removed\n"), "{run:?}");
    let run = project.courant(&["diff", "--format", "json"]);
    assert!(run.stdout.lines().any(|line| line == "{\"removed\":\"feed.json\"}"), "{run:?}");
}
