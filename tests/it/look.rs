//! What people see: feeds in a browser, the page of all feeds, pages of articles.

use crate::project::Project;
use courant_html::page_faults;

const CONFIG: &str = "title = \"The Harbour Post\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\nlanguage = \"en\"\n";
const BRIDGE: &str = "---\ntitle: The bridge opens\ndate: 2026-11-20T09:00:00Z\ntags: [Harbour]\nimage: https://example.org/bridge.jpg\n---\nThe new bridge opened on Friday morning, two months late. Cyclists & walkers were the first to cross it.\n";
const FERRY: &str = "---\ntitle: The ferry stops\ndate: 2026-11-21\ntags: [harbour]\nlink: https://example.org/ferry/\nauthor: Ada\n---\nThe last ferry left the quay on Saturday evening. It had carried people for ninety years.\n";
/// Everything by which a title or text could become markup or a script.
const HOSTILE: &str = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)> ]]> ?> --> <!-- &lt;b&gt; \u{202e}javascript:alert(1)";

fn harbour(more: &str) -> Project {
    let config = format!("{CONFIG}{more}");
    let project =
        Project::new(&[("courant.toml", config.as_str()), ("seeds/bridge.md", BRIDGE), ("seeds/ferry.md", FERRY)]);
    let run = project.build();
    assert_eq!(run.status, 0, "{run:?}");
    project
}

/// The addresses of the stylesheet, the links, and all that XHTML says, of a feed as it is written.
fn shown(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split("<?xml-stylesheet ").skip(1).filter_map(|rest| rest.split("?>").next()).collect();
    found.extend(text.split("<h:a ").skip(1).filter_map(|rest| rest.split("</h:a>").next()));
    found
}

#[test]
fn a_feed_in_a_browser_is_a_page_with_links() {
    let project = harbour("");
    for (path, way) in [("feeds/rss.xml", ""), ("feeds/categories/harbour/atom.xml", "../../")] {
        let text = project.read(path);
        let expected = [
            &format!("type=\"text/css\" href=\"{way}feed.css\""),
            "href=\"https://example.org/\">Visit the site",
            &format!("href=\"{}\">All feeds", if way.is_empty() { "./" } else { way }),
            "href=\"https://aboutfeeds.com/\">What is a feed?",
            "href=\"https://example.org/ferry/\">The ferry stops",
        ];
        assert_eq!(shown(&text), expected, "{path}");
        let address = path.replace("feeds/", "https://example.org/feeds/");
        assert!(text.contains(&format!(
            "<h:input readonly=\"readonly\" aria-label=\"Address of the feed\" value=\"{address}\"/>"
        )));
        assert_eq!(project.titles(path), ["The ferry stops", "The bridge opens"]);
        assert_eq!(
            project.feed(path).title.map(|title| title.content),
            project
                .feed("feeds/feed.json")
                .title
                .map(|title| { if way.is_empty() { title.content } else { format!("{}: harbour", title.content) } })
                .map(|title| title.replace("harbour", "Harbour")),
            "{path}"
        );
    }
    assert!(project.read("feeds/feed.css").contains("@namespace h"));
    // A browser would show the `&amp;` of a description.
    assert!(
        project
            .read("feeds/rss.xml")
            .contains("<h:p>The new bridge opened on Friday morning, two months late. Cyclists &amp; walkers were")
    );
}

#[test]
fn an_archive_document_in_a_browser_names_the_address_of_the_feed() {
    let current = courant::feed::AbsoluteUrl::parse("https://example.org/feeds/");
    let base = courant::feed::AbsoluteUrl::parse("https://example.org/feeds/archive/2026/1/");
    let chain = courant::feed::Chain { current, previous: None, next: None };
    let feed = courant::feed::Feed { folder: "archive/2026/1/".to_string(), base, chain, ..crate::render::full_feed() };
    let text = courant::render::render(&courant::render::rss::RSS, &feed).text;
    assert!(
        text.contains("value=\"https://example.org/feeds/rss.xml\"/>") && text.contains("href=\"../../../feed.css\"")
    );
}

#[test]
fn without_style_a_feed_holds_nothing_for_browsers() {
    let project = harbour("style = false\nindex = false\n");
    for path in ["feeds/rss.xml", "feeds/atom.xml"] {
        let text = project.read(path);
        assert!(!text.contains("xhtml") && !text.contains("stylesheet"), "{text}");
    }
    assert!(!project.exists("feeds/feed.css") && !project.exists("feeds/index.html"));
}

#[test]
fn readers_see_the_same_with_style_and_without() {
    let (with, without) = (harbour(""), harbour("style = false\n"));
    for path in ["feeds/rss.xml", "feeds/atom.xml"] {
        assert_eq!(format!("{:?}", with.feed(path)), format!("{:?}", without.feed(path)), "{path}");
    }
}

#[test]
fn the_page_of_all_feeds_leads_to_each_in_every_format() {
    let project = harbour("");
    let page = project.read("feeds/index.html");
    for folder in ["", "categories/harbour/"] {
        for name in ["rss.xml", "atom.xml", "feed.json"] {
            assert!(page.contains(&format!("href=\"{folder}{name}\">")), "{folder}{name} in {page}");
            assert!(
                page.matches(&format!("href=\"{folder}{name}\"")).count() >= 2,
                "{folder}{name}: to find and to click"
            );
        }
        assert!(page.contains(&format!("value=\"https://example.org/feeds/{folder}rss.xml\"")));
    }
    assert!(page.contains("<a href=\"https://example.org/ferry/\">The ferry stops</a>"), "{page}");
    assert!(page.contains("<img src=\"https://example.org/bridge.jpg\""), "a picture of the site itself");
    assert_eq!(page_faults(&page), Vec::<String>::new());
}

#[test]
fn the_page_of_all_feeds_asks_no_other_host() {
    let project = harbour("");
    project.write(
        "seeds/bridge.md",
        BRIDGE.replace("https://example.org/bridge.jpg", "https://images.example.net/bridge.jpg"),
    );
    project.build();
    let page = project.read("feeds/index.html");
    assert!(!page.contains("images.example.net"), "{page}");
    assert!(page.contains("default-src 'none';") && page.contains("img-src 'self' https://example.org;"), "{page}");
}

#[test]
fn an_article_without_an_address_gets_a_page_that_keeps_its_address() {
    let project = harbour("pages = true\n");
    let link = |title: &str| {
        let feed = project.feed("feeds/atom.xml");
        let entry = feed.entries.iter().find(|entry| entry.title.as_ref().is_some_and(|own| own.content == title));
        entry.unwrap_or_else(|| panic!("no {title}")).links[0].href.clone()
    };
    assert_eq!(link("The ferry stops"), "https://example.org/ferry/");
    let address = link("The bridge opens");
    let path = address.strip_prefix("https://example.org/").expect("below the feeds");
    assert!(path.starts_with("feeds/articles/2026-11-20-"), "{path}");
    let page = project.read(&format!("{path}index.html"));
    for part in [
        "<h1 dir=\"auto\">The bridge opens</h1>",
        "20 November 2026</time>",
        "Cyclists &amp; walkers",
        "src=\"https://example.org/bridge.jpg\"",
        ">Harbour</li>",
        "href=\"../../feed.css\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    // Another title, another file: the same page.
    std::fs::remove_file(project.path("seeds/bridge.md")).expect("it is there");
    project.write("seeds/crossing.md", BRIDGE);
    project.build();
    project.write("seeds/crossing.md", BRIDGE.replace("The bridge opens", "The crossing opens"));
    project.build();
    assert_eq!(link("The crossing opens"), address);
}

#[test]
fn a_page_reads_from_right_to_left_where_its_language_does() {
    let project = harbour("pages = true\n");
    project.write("seeds/mina.md", "---\ntitle: الميناء القديم\nlang: ar\ndate: 2026-11-22\n---\nيفتح الميناء القديم أبوابه للمشاة هذا الأسبوع بعد عامين من العمل.\n");
    project.build();
    let pages: Vec<String> = project
        .files("feeds/articles")
        .into_iter()
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    assert!(pages.iter().any(|page| page.contains("<html lang=\"ar\" dir=\"rtl\">")), "{pages:?}");
}

#[test]
fn whatever_an_article_says_stays_text() {
    let quoted = serde_json::Value::from(HOSTILE).to_string();
    let article = format!(
        "---\ntitle: {quoted}\ndescription: {quoted}\nauthor: {quoted}\ntags: [{quoted}]\nrights: {quoted}\nimage: {{src: https://example.org/a.jpg, alt: {quoted}, caption: {quoted}, credit: {quoted}}}\nlang: en\ndate: 2026-11-22\n---\n{HOSTILE}\n"
    );
    let config = format!(
        "title = {quoted}\ndescription = {quoted}\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/feeds/\"\npages = true\nmin_articles = 1\n"
    );
    let project = Project::new(&[("courant.toml", config.as_str()), ("seeds/hostile.md", article.as_str())]);
    let run = project.build();
    assert!(project.exists("feeds/index.html"), "{run:?}");
    let pages = project.files("feeds").into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<(String, String)> =
        pages.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect();
    assert_eq!(pages.len(), 2, "the page of all feeds and one article");
    for (path, page) in pages {
        assert_eq!(page_faults(&page), Vec::<String>::new(), "{path}");
        assert_eq!(page.matches("<script>").count(), usize::from(path == "index.html"), "{path}");
        assert!(!page.contains("<img src=x") && !page.contains("<!--"), "{path}: {page}");
    }
}

#[test]
fn what_is_written_is_found_right_by_check() {
    let project = harbour("pages = true\n");
    let run = project.courant(&["check", "--deny", "warnings", "feeds"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert!(
        project.read("feeds/feeds.opml").contains("xmlUrl=\"https://example.org/feeds/categories/harbour/rss.xml\"")
    );
}

#[test]
fn a_page_that_somebody_else_wrote_is_left_alone() {
    let project =
        Project::new(&[("courant.toml", CONFIG), ("seeds/bridge.md", BRIDGE), ("feeds/index.html", "<p>My site")]);
    let run = project.build();
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stderr.contains("index.html: is not Courant's and is left as it is"), "{run:?}");
    assert_eq!(project.read("feeds/index.html"), "<p>My site");
    assert!(!project.read("feeds/.courant-files").contains("index.html"));
    // Nor is it removed when no page is wanted any more.
    project.write("courant.toml", format!("{CONFIG}index = false\n"));
    project.build();
    assert_eq!(project.read("feeds/index.html"), "<p>My site");
}

#[test]
fn a_theme_takes_the_place_of_the_stylesheet() {
    let project = harbour("theme = \"looks/mine.css\"\n".replace("theme", "# theme").as_str());
    project.write("looks/mine.css", "body { color: teal }\n");
    project.write("courant.toml", format!("{CONFIG}theme = \"looks/mine.css\"\n"));
    project.build();
    assert_eq!(project.read("feeds/feed.css"), "/* Courant: the stylesheet of the project. */\nbody { color: teal }\n");
    project.write("looks/mine.css", "body { color: navy }\n");
    project.build();
    assert_eq!(project.read("feeds/feed.css"), "/* Courant: the stylesheet of the project. */\nbody { color: navy }\n");
}

#[test]
fn links_are_printed_for_the_pages_of_a_site() {
    let project = harbour("");
    let run = project.courant(&["links"]);
    assert_eq!(run.stdout.lines().count(), 6, "{run:?}");
    let first = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"The Harbour Post (RSS)\" href=\"https://example.org/feeds/rss.xml\">";
    assert_eq!(run.stdout.lines().next(), Some(first));
    project.write("courant.toml", "title = \"x\"\n");
    let run = project.courant(&["links"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("`feed_url` is not set"), "{run:?}");
}

/// The relative addresses in a page or a feed: in `href` and `src`, whichever element has them, and of the stylesheet.
fn relative_addresses(text: &str) -> Vec<String> {
    let values = ["href=\"", "src=\""].into_iter().flat_map(|start| text.split(start).skip(1));
    let values = values.filter_map(|rest| rest.split('"').next());
    values.filter(|value| !value.contains(':') && !value.starts_with('#')).map(String::from).collect()
}

#[test]
fn nothing_links_to_a_file_that_is_not_written() {
    let configurations = [
        "formats = [\"json\"]\n",
        "formats = [\"json\"]\npages = true\nstyle = false\n",
        "formats = [\"atom\"]\nindex = false\n",
        "formats = [\"atom\", \"json\"]\nindex = false\npages = true\n",
        "index = false\nstyle = false\narchive = true\nlimit = 1\n",
        "style = false\n",
        "pages = true\n",
    ];
    let mut linked = 0;
    for more in configurations {
        let config = format!("{CONFIG}{more}");
        let project =
            Project::new(&[("courant.toml", config.as_str()), ("seeds/bridge.md", BRIDGE), ("seeds/ferry.md", FERRY)]);
        let run = project.build();
        assert_eq!(run.status, 0, "{more}: {run:?}");
        for (path, bytes) in project.files("feeds") {
            let text = String::from_utf8_lossy(&bytes);
            let folder = std::path::Path::new(&path).parent().expect("it is in the folder").to_path_buf();
            for address in relative_addresses(&text) {
                let target = folder.join(address.split('#').next().unwrap_or_default());
                let place = project.path(&format!("feeds/{}", target.display()));
                let place = if place.is_dir() { place.join("index.html") } else { place };
                assert!(place.is_file(), "{more}: {path} links to {address}, which is not there");
                linked += 1;
            }
        }
    }
    assert!(linked > 50, "{linked} links");
}

#[test]
fn the_page_of_feeds_offers_a_list_only_of_feeds_that_the_list_can_hold() {
    let with_list = |more: &str| harbour(more).read("feeds/index.html").contains("feeds.opml");
    assert!(with_list(""));
    // OPML 2.0 has no type for JSON Feed.
    assert!(!with_list("formats = [\"json\"]\n"));
}
