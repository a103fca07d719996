//! Which patterns give which addresses.

use super::*;
use courant_read::article::{Origin, Sourced};

/// `path|title|slug|number|link|day`.
fn article(line: &str) -> (Facts, Day) {
    let cells: Vec<&str> = line.split('|').collect();
    let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
    let article = Article {
        path: cell(0).into(),
        title: some(cell(1)).map(|title| Sourced::new(title, Origin::FileName)),
        slug: some(cell(2)),
        number: some(cell(3)),
        ..Article::default()
    };
    let day = courant_text::date::calendar_day(cell(5)).expect("a day");
    let facts = Facts::of(&article, &Naming::of(&Config::default(), &SiteValues::default(), []));
    (facts.at(url::Url::parse(cell(4)).ok().as_ref()), day)
}

const TIDES: &str = "posts/2026-11-03-tides.md|High tides|tides|12|https://n.example/p/tides/|2026-11-03";
const BOATS: &str =
    "posts/2025-02-28-boats.md|Four \u{201C}Boats\u{201D}, \u{e9}t\u{e9}|boats|7|https://n.example/p/boats/|2025-02-28";

/// What generators make of two articles, and the rule that it shows.
#[test]
fn the_rules_of_generators_are_found() {
    let cases = [
        (
            "the link as it is",
            "https://n.example/p/tides/",
            "https://n.example/p/boats/",
            "https://n.example{address}/",
        ),
        (
            "http, www, no slash",
            "http://www.n.example/p/tides",
            "http://www.n.example/p/boats",
            "http://www.n.example{address}",
        ),
        (
            "a file",
            "https://n.example/p/tides.html",
            "https://n.example/p/boats.html",
            "https://n.example{address}.html",
        ),
        (
            "Jekyll",
            "https://o.example/2026/11/03/tides",
            "https://o.example/2025/02/28/boats",
            "https://o.example/{year}/{month}/{day}/{slug}",
        ),
        (
            "Hugo, Zola",
            "https://o.example/blog/tides/",
            "https://o.example/blog/boats/",
            "https://o.example/blog/{slug}/",
        ),
        (
            "Pelican",
            "tag:o.example,2026-11-03:/tides.html",
            "tag:o.example,2025-02-28:/boats.html",
            "tag:o.example,{year}-{month}-{day}:/{slug}.html",
        ),
        (
            "Nikola",
            "https://o.example/posts/2026-11-03-tides/",
            "https://o.example/posts/2025-02-28-boats/",
            "https://o.example/{path}/",
        ),
        (
            "Hexo",
            "http://o.example/2026/11/03/high-tides/",
            "http://o.example/2025/02/28/four-boats-ete/",
            "http://o.example/{year}/{month}/{day}/{title}/",
        ),
        (
            "a tag with a year, by hand",
            "tag:o.example,2019:tides",
            "tag:o.example,2019:boats",
            "tag:o.example,2019:{slug}",
        ),
        (
            "a tag with the month",
            "tag:o.example,2026-11:/tides",
            "tag:o.example,2025-02:/boats",
            "tag:o.example,{year}-{month}:/{slug}",
        ),
        ("WordPress", "https://o.example/?p=12", "https://o.example/?p=7", "https://o.example/?p={number}"),
        (
            "Blogger",
            "tag:blogger.com,1999:blog-1.post-12",
            "tag:blogger.com,1999:blog-1.post-7",
            "tag:blogger.com,1999:blog-1.post-{number}",
        ),
        (
            "Jekyll, where the links are the bare names",
            "https://n.example/2026/11/03/p/tides",
            "https://n.example/2025/02/28/p/boats",
            "https://n.example/{year}/{month}/{day}/p/{slug}",
        ),
        ("a day in one number", "urn:o:20261103:tides", "urn:o:20250228:boats", "urn:o:{year}{month}{day}:{slug}"),
        (
            "a number that is no month of theirs",
            "https://o.example/2026/99/tides",
            "https://o.example/2025/99/boats",
            "https://o.example/{year}/99/{slug}",
        ),
        (
            "a number that is no day of theirs",
            "https://o.example/2026/11/99/tides",
            "https://o.example/2025/02/99/boats",
            "https://o.example/{year}/{month}/99/{slug}",
        ),
        (
            "a number before the year",
            "https://o.example/v2/2026/tides",
            "https://o.example/v2/2025/boats",
            "https://o.example/v2/{year}/{slug}",
        ),
        ("Ghost", "5f3c1f0e7d3b5c488f0c0a9b", "5f3c1f0e7d3b5c488f0c0a9c", "-"),
        ("numbers that nobody knows", "https://o.example/?p=112", "https://o.example/?p=98", "-"),
        ("two kinds", "https://o.example/tides", "tag:o.example,2025:boats", "-"),
    ];
    let ((tides, of_tides), (boats, of_boats)) = (article(TIDES), article(BOATS));
    for (what, one, other, expected) in cases {
        let examples = [
            Example { facts: &tides, days: &[of_tides], text: one },
            Example { facts: &boats, days: &[of_boats], text: other },
        ];
        let found = find(&examples, ID);
        assert_eq!(found.as_ref().map_or("-", |found| &found.pattern), expected, "{what}");
        if let Some(Found { pattern, count }) = found {
            assert_eq!((count, tides.fill(&pattern, of_tides)), (2, one.to_string()), "{what}");
        }
    }
    let one = [Example { facts: &tides, days: &[of_tides], text: "https://o.example/tides" }];
    assert_eq!(find(&one, ID), None, "one example is no rule");
    let one = [Example { facts: &tides, days: &[of_tides], text: "http://n.example/p/tides" }];
    let found = find(&one, ID).map(|found| found.pattern);
    assert_eq!(found.as_deref(), Some("http://n.example{address}"), "the whole address is");
    assert_eq!(find(&[], ID), None);
}

#[test]
fn names_in_small_letters_are_found() {
    let articles = [article("blog/High-Tides.md|||||2026-11-03"), article("blog/boats.md|||||2025-02-28")];
    let texts = ["https://o.example/high-tides/", "https://o.example/boats/"];
    let examples: Vec<Example> = articles
        .iter()
        .zip(texts)
        .map(|((facts, day), text)| Example { facts, days: std::slice::from_ref(day), text })
        .collect();
    let found = find(&examples, ID).map(|found| found.pattern);
    assert_eq!(found.as_deref(), Some("https://o.example/{lower_slug}/"));
}

#[test]
fn a_bundle_is_called_by_its_folder() {
    let cases = [
        ("posts/tides.md", "posts/tides"),
        ("posts/tides/index.md", "posts/tides"),
        ("posts/tides/_index.md", "posts/tides"),
        ("posts/tides/1.md", "posts/tides/1"),
        ("index.md", "index"),
    ];
    for (path, expected) in cases {
        let (facts, day) = article(&format!("{path}|||||2026-11-03"));
        assert_eq!(facts.fill("{path}", day), expected, "{path}");
        assert!(facts.says("{year}/{path}") && !facts.says("{path}/{number}"), "{path}");
    }
}

#[test]
fn one_in_five_may_be_another() {
    let articles: Vec<(Facts, Day)> = (10..20).map(|day| article(&format!("p{day}.md|||||2026-11-{day}"))).collect();
    for (others, expected) in [(0, Some(10)), (2, Some(8)), (3, None)] {
        let text = |number: usize| {
            if number < others {
                format!("urn:x:{}", number * 7)
            } else {
                format!("https://o.example/p{}/", number + 10)
            }
        };
        let texts: Vec<String> = (0..10).map(text).collect();
        let examples: Vec<Example> = articles
            .iter()
            .zip(&texts)
            .map(|((facts, day), text)| Example { facts, days: std::slice::from_ref(day), text })
            .collect();
        assert_eq!(find(&examples, ID).map(|found| found.count), expected, "{others} others");
    }
}

/// What Jekyll makes of articles with categories, with more than one and with none, and others of theirs.
#[test]
fn folders_and_categories_are_found_in_addresses() {
    let article = |path: &str, categories: &[&str], title: &str| {
        let of = |name: &&str| Sourced::new(Category::named(*name), Origin::FrontMatter("categories".into()));
        let article = Article {
            path: path.into(),
            title: Some(Sourced::new(title.into(), Origin::FileName)),
            categories: categories.iter().map(of).collect(),
            slug: path.rsplit(['/', '.']).nth(1).and_then(|name| name.get(11..)).map(str::to_string),
            ..Article::default()
        };
        Facts::of(&article, &Naming::of(&Config::default(), &SiteValues::default(), []))
    };
    let days = [(2026, 11, 3), (2025, 2, 28), (2025, 3, 1)].map(|(year, month, day)| Day { year, month, day });
    let facts = [
        article("x/2026-11-03-tides.md", &["News", "Sea"], "T"),
        article("x/2025-02-28-boats.md", &["Notes"], "B"),
        article("y/2025-03-01-eels.md", &[], "E"),
    ];
    let cases = [
        (
            ["/news/sea/2026/11/03/tides.html", "/notes/2025/02/28/boats.html", "/2025/03/01/eels.html"],
            "/{categories}/{year}/{month}/{day}/{slug}.html",
        ),
        (["/x/2026/tides/", "/x/2025/boats/", "/y/2025/eels/"], "/{dir}/{year}/{slug}/"),
        (["/x/tides/", "/x/boats/", "/x/eels/"], "/x/{slug}/"),
        (["/p/2026-11-03-tides", "/p/2025-02-28-boats", "/p/2025-03-01-eels"], "/p/{year}-{month}-{day}-{slug}"),
    ];
    for (texts, expected) in cases {
        let examples: Vec<Example> = facts
            .iter()
            .zip(&days)
            .zip(texts)
            .map(|((facts, day), text)| Example { facts, days: std::slice::from_ref(day), text })
            .collect();
        let found = find(&examples, PERMALINK).map(|found| (found.pattern, found.count));
        assert_eq!(found, Some((expected.to_string(), 3)), "{texts:?}");
    }
}

#[test]
fn a_permalink_is_made_of_what_it_may_hold() {
    let ((tides, of_tides), (boats, of_boats)) = (article(TIDES), article(BOATS));
    let examples = [
        Example { facts: &tides, days: &[of_tides], text: "https://o.example/2026/11/tides/" },
        Example { facts: &boats, days: &[of_boats], text: "https://o.example/2025/02/boats/" },
    ];
    let found = find(&examples, PERMALINK).map(|found| found.pattern);
    assert_eq!(found.as_deref(), Some("https://o.example/{year}/{month}/{slug}/"));
}
