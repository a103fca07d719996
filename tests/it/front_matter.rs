//! Front matter of every generator, as the people who subscribe see it: a folder of articles in, feeds out.

use crate::project::{Project, Run};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use serde_json::Value;

const CONFIG: &str = "title = \"T\"\nlink = \"https://me.example/\"\nfeed_url = \"https://me.example/feeds/\"\nlanguage = \"en\"\ncategory_feeds = false\n";

/// A built project of these articles.
fn built(config: &str, files: &[(&str, &str)]) -> (Project, Run) {
    let project = Project::new(&[]);
    project.write("courant.toml", format!("{CONFIG}{config}"));
    for (path, text) in files {
        project.write(path, text);
    }
    let run = project.courant(&["build"]);
    (project, run)
}

/// The items of the JSON Feed, the oldest first.
fn items(project: &Project) -> Vec<Value> {
    let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("a JSON Feed");
    let mut items = feed["items"].as_array().cloned().unwrap_or_default();
    items.reverse();
    items
}

/// The one item of a project with this one article, and what was said.
fn item(config: &str, path: &str, text: &str) -> (Value, String) {
    let (project, run) = built(config, &[(path, text)]);
    let item = items(&project).into_iter().next();
    (item.unwrap_or_else(|| panic!("{path}: {text}\n{run:?}")), run.stderr)
}

/// Title, day and tags of an item, and its text.
fn shown(item: &Value) -> String {
    let text = |name: &str| item[name].as_str().unwrap_or("-").to_string();
    let tags: Vec<&str> = item["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let day: String = text("date_published").chars().take(10).collect();
    format!("{} | {day} | {} | {}", text("title"), tags.join(", "), text("content_html"))
}

#[test]
fn every_documented_form_of_front_matter_is_read_and_none_of_it_is_shown() {
    let keys = "A bridge | 2024-01-02 | boats, harbour | <p>Text.</p>";
    let cases = [
        // Nikola
        "<!--\n.. title: A bridge\n.. slug: bridge\n.. date: 2024-01-02 11:38:28 UTC+02:00\n.. tags: boats, harbour\n-->\n\nText.\n",
        "<!-- \n\n.. title: A bridge\n.. date: 2024-01-02\n.. tags: boats, harbour\n.. link:\n-->\nText.\n",
        ".. title: A bridge\n.. date: 2024-01-02\n.. tags: boats, harbour\n\nText.\n",
        // Pelican, and Python-Markdown's metadata
        "Title: A bridge\nDate: 2024-01-02 18:50\nTags: boats, harbour\n---\n\nText.\n",
        "Title: A bridge\nDate: 2024-01-02\nTags: boats, harbour\n\nText.\n",
        "Title: A bridge\nDate: 2024-01-02\nTags: boats\n      harbour\n\nText.\n",
        "Title: A\n    bridge\nDate: 2024-01-02\nTags: boats, harbour\n...\nText.\n",
        // Hexo
        "title: A bridge\ndate: 2024/1/2 10:00:00\ntags:\n- boats\n- harbour\n---\nText.\n",
        "title: \"A bridge\"\ndate: 2024-01-02\ntags: [boats, harbour]\n------\nText.\n",
        "\"title\": \"A bridge\",\n\"date\": \"2024-01-02\",\n\"tags\": [\"boats\", \"harbour\"]\n;;;\nText.\n",
        ";;;\n\"title\": \"A bridge\",\n\"date\": \"2024-01-02\",\n\"tags\": [\"boats\", \"harbour\"]\n;;;\nText.\n",
        "---\ntitle: A bridge\ndate: 2024-01-02\ncategories:\n- [boats, harbour]\n------\nText.\n",
        // Hugo and Zola
        "+++\ntitle = \"A bridge\"\ndate = 2024-01-02\ntags = [\"boats\", \"harbour\"]\n+++\nText.\n",
        "+++\ntitle = 'A bridge'\ndate = 2024-01-02T07:32:00\n[taxonomies]\ntags = ['boats', 'harbour']\n+++\nText.\n",
        "{\n  \"title\": \"A bridge\",\n  \"date\": \"2024-01-02\",\n  \"tags\": [\"boats\", \"harbour\"]\n}\n\nText.\n",
        // Eleventy
        "---js\n{\n  title: 'A bridge', // of steel\n  date: new Date(\"2024-01-02\"),\n  tags: ['boats', `harbour`],\n  more: () => { return 1; },\n}\n---\nText.\n",
        // MDX
        "import X from './x'\n\nexport const metadata = {\n  title: 'A bridge',\n  date: '2024-01-02',\n  author: people.ada,\n  tags: ['boats', 'harbour'],\n}\n\nText.\n",
        "export const meta: Meta = { title: \"A bridge\", date: \"2024-01-02\", tags: [\"boats\", \"harbour\"] };\nText.\n",
    ];
    for text in cases {
        let (item, _) = item("", "seeds/a.md", text);
        assert_eq!(shown(&item), keys, "{text}");
    }
}

#[test]
fn a_text_that_only_looks_like_front_matter_is_shown() {
    let cases = [
        ("A note: this is a text.\n\nMore.\n", "<p>A note: this is a text.</p>"),
        ("Year: 2020 was good.\n\nMore.\n", "<p>Year: 2020 was good.</p>"),
        ("Edited: it was not so.\n\nMore.\n", "<p>Edited: it was not so.</p>"),
        ("<!-- a remark -->\n\nText.\n", "<p>Text.</p>"),
        ("----\n\nText between rules.\n\n----\n\nMore.\n", "<p>Text between rules.</p>"),
        ("import taxes rose.\n\nMore.\n", "<p>import taxes rose.</p>"),
        (".. and so on\n\nMore.\n", "<p>.. and so on</p>"),
    ];
    for (text, shown) in cases {
        let (item, _) = item("", "seeds/2024-01-02-a.md", text);
        let html = item["content_html"].as_str().unwrap_or_default();
        assert!(html.contains(shown), "{text}: {html}");
    }
}

#[test]
fn dates_are_found_under_the_keys_of_all_generators_and_under_the_sites_own() {
    let published = [
        "date",
        "pubDate",
        "pubDatetime",
        "publishDate",
        "published_date",
        "publicationDate",
        "date_published",
        "posted",
        "post_date",
        "datetime",
        "release_date",
        "time",
        "written",
        "firstPublished",
        "added",
        "published_at",
        "created",
    ];
    for key in published {
        let (item, _) = item("", "seeds/a.md", &format!("---\ntitle: A\n{key}: 2024-01-02\n---\nText.\n"));
        assert_eq!(item["date_published"], "2024-01-02T00:00:00Z", "{key}");
    }
    let updated = [
        "updatedDate",
        "modDatetime",
        "edited",
        "last_modified",
        "lastUpdated",
        "modified_date",
        "update_date",
        "last_edited",
        "lastmod",
        "last_modified_at",
    ];
    for key in updated {
        let text = format!("---\ntitle: A\ndate: 2024-01-02\n{key}: 2024-05-06\n---\nText.\n");
        let (item, _) = item("", "seeds/a.md", &text);
        assert_eq!(item["date_modified"], "2024-05-06T00:00:00Z", "{key}");
    }
    let own = "[front_matter]\ndate = [\"opgenomen\"]\ntitle = [\"newstitle\"]\naudio = [\"geluid\"]\n";
    let text = "---\nnewstitle: Mine\ntitle: Theirs\nopgenomen: 2024-01-02\ndate: 2020-01-01\ngeluid: https://c.example/a.mp3\n---\nText.\n";
    let (item, _) = item(own, "seeds/a.md", text);
    assert_eq!(shown(&item), "Mine | 2024-01-02 |  | <p>Text.</p>");
    assert_eq!(item["attachments"][0]["url"], "https://c.example/a.mp3");
}

#[test]
fn a_word_that_may_be_no_date_is_none() {
    for line in ["time: 10:30", "posted: true", "added: 1200", "day: Monday", "edited: no"] {
        let (item, told) = item("", "seeds/2024-01-02-a.md", &format!("---\ntitle: A\n{line}\n---\nText.\n"));
        assert_eq!(item["date_published"], "2024-01-02T00:00:00Z", "{line}");
        assert_eq!(item["date_modified"], "2024-01-02T00:00:00Z", "{line}");
        assert!(!told.contains("warning"), "{line}: {told}");
    }
}

#[test]
fn keys_that_say_nothing_and_look_like_something_are_told_once() {
    let articles: Vec<(String, String)> = (1..=4)
        .map(|number| {
            let text =
                format!("---\ntitel: A {number}\nchecked_on: 2024-01-0{number}\nmood: fine\n---\nText {number}.\n");
            (format!("seeds/2024-02-0{number}-a.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = articles.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (_, run) = built("", &files);
    let lines: Vec<&str> = run.stderr.lines().filter(|line| line.contains("no key that is known")).collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(
        run.stderr.contains("`titel` here and in 3 more is no key that is known, did you mean `title`?"),
        "{run:?}"
    );
    assert!(run.stderr.contains("`checked_on` here and in 3 more holds a date"), "{run:?}");
    let (_, run) = built("[front_matter]\nignore = [\"checked_on\"]\ntitle = [\"titel\"]\n", &files);
    assert!(!run.stderr.contains("no key that is known"), "{run:?}");
}

/// Front matter with a mistake, the path, and words of what is told; the article is published.
#[test]
fn a_mistake_in_a_side_field_costs_that_field_alone() {
    let cases = [
        ("title: A\nauthor: ada\ntitle: B", "`title` is stated twice"),
        ("title: B\ndate: 2023-01-29 18:30:22 2023 -0800", "is no date"),
        ("title: B\nsummary: one: two", "needs quotes"),
        ("title: B\ntags: [a, b", "a bracket is not closed"),
        ("title: B\nlang: English", "is no language tag"),
        ("title: B\nimage: @home", "needs quotes"),
        ("title: B\nurl: https://exa mple.org/", "is no address"),
        ("title: B\nupdated: soon-ish", "is no date"),
        ("title: B\ndescription: [a, b]", "holds more than one value"),
        ("title: B\nauthors:\n  - email: a@example.org", "an author has no name"),
        ("title: B\nenclosure:\n  url: https://c.example/a.mp3\n  length: 12 MB", "no number of bytes"),
        ("title: B\nenclosure: 7", "`enclosure` names no file"),
        ("title: B\naudio: [12, 13]", "`audio` names no file"),
        ("title: B\nimage: 2024", "`image` names no picture"),
        ("title: B\ncover: {a: 1}", "`cover` names no picture"),
        ("title: B\ntags: {a: {b: 1}}", "`tags` holds values that name nothing"),
        ("title: B\nauthors: [7]", "an author has no name"),
        ("title: B\nauthors: {a: [1, 2]}", "`authors` holds a list under `a`"),
    ];
    for (lines, told) in cases {
        let (item, said) = item("", "seeds/2024-01-02-b.md", &format!("---\n{lines}\n---\nText.\n"));
        assert_eq!(item["title"], "B", "{lines}");
        assert_eq!(item["date_published"], "2024-01-02T00:00:00Z", "{lines}");
        assert_eq!(item["content_html"], "<p>Text.</p>", "{lines}");
        assert!(said.contains("warning: ") && said.contains(told), "{lines}: {said}");
    }
    // What says that there is no picture, or how it is shown, is no mistake.
    for line in ["image: false", "image: none", "cover: {hidden: true}", "cover: {alt: x, relative: 1}"] {
        let (_, said) = item("", "seeds/2024-01-02-b.md", &format!("---\ntitle: B\n{line}\n---\nText.\n"));
        assert!(!said.contains("names no picture"), "{line}: {said}");
    }
    // A comma too many in JSON costs nothing.
    for text in [
        "{\n\"title\": \"B, ]\",\n\"tags\": [\"a\",],\n}\nText.\n",
        ";;;\n\"title\": \"B, ]\",\n\"tags\": [\"a\" , ],\n;;;\nText.\n",
        "---json\n{\"title\": \"B, ]\", \"tags\": [\"a\",]}\n---\nText.\n",
    ] {
        let (item, said) = item("", "seeds/2024-01-02-b.md", text);
        assert_eq!(shown(&item), "B, ] | 2024-01-02 | a | <p>Text.</p>", "{text}");
        assert!(said.contains("JSON has no comma behind the last value"), "{text}: {said}");
    }
    // A table says more than the address.
    let text = "---\ntitle: B\ncanonical:\n  url: https://o.example/original\n  title: The original\n---\nText.\n";
    let (item, _) = item("", "seeds/2024-01-02-b.md", text);
    assert_eq!(item["url"], "https://o.example/original");
}

#[test]
fn what_leaves_in_doubt_what_an_article_is_keeps_it_out_and_is_told() {
    let cases = [
        ("seeds/b.md", "---\ntitle: B\ndate: soon-ish\n---\nText.\n"),
        ("seeds/b.md", "---\ntitle: B\ndate: 2024-01-02\ndate: 2024-01-03\n---\nText.\n"),
        ("seeds/b.md", "---\ntitle: B\ndate: 2024-01-02\n\nText.\n"),
        ("seeds/2024-01-02-b.md", "---\ntitle: a: b\n---\nText.\n"),
        ("seeds/2024-01-02-b.md", "---\ntitle: B\ndraft: maybe\n---\nText.\n"),
        ("seeds/2024-01-02-b.md", "---\ntitle: B\nid: urn:my post\n---\nText.\n"),
        ("seeds/2024-01-02-b.md", "---\ntitle: B\n\tdraft: true\n---\nText.\n"),
    ];
    for (path, text) in cases {
        let (project, run) = built("", &[("seeds/2024-01-01-a.md", "---\ntitle: A\n---\nA.\n"), (path, text)]);
        let titles: Vec<Value> = items(&project).into_iter().map(|item| item["title"].clone()).collect();
        assert_eq!(titles, ["A"], "{text}");
        assert!(run.status == 1 && run.stderr.contains(&format!("error: {path}:")), "{run:?}");
    }
}

#[test]
fn authors_are_the_people_who_are_named() {
    let cases = [
        ("Ada One, Ben Two, and Cid Three", "Ada One; Ben Two; Cid Three"),
        ("Ada One, Ben Two and Cid Three", "Ada One; Ben Two; Cid Three"),
        ("Ada One and Ben Two", "Ada One; Ben Two"),
        ("Ada One und Ben Two", "Ada One; Ben Two"),
        ("Ada One et Ben Two", "Ada One; Ben Two"),
        ("Ada One en Ben Two", "Ada One; Ben Two"),
        ("Ада Один и Ольга Два", "Ада Один; Ольга Два"),
        ("José Ortega y Gasset", "José Ortega y Gasset"),
        ("Ada One & Ben Two", "Ada One; Ben Two"),
        ("Hall & Sons", "Hall & Sons"),
        ("Ada One, Executive Director", "Ada One"),
        ("Martin King, Jr.", "Martin King, Jr."),
        ("Example, Ada; Sample, Ben", "Example, Ada; Sample, Ben"),
        ("[Ada One](https://ada.example/), *the* sailor", "Ada One <https://ada.example/>"),
        ("Ada One ([@ada](https://a.example/))", "Ada One <https://a.example/>"),
        ("<i lang=\"fr\">Ada One</i>", "Ada One"),
        ("<a href=\"https://ada.example/\">Ada One</a> and Ben Two", "Ada One <https://ada.example/>; Ben Two"),
        ("Ada One <ada@example.org>", "Ada One"),
        ("Ada One (photos)", "Ada One"),
        ("[[Ada One]]", "Ada One"),
        ("王丽、李明", "王丽; 李明"),
        ("By Ada One and Ben Two", "Ada One; Ben Two"),
        ("Por Ada One, Ben Two y Cid Three", "Ada One; Ben Two; Cid Three"),
        ("Ada One, Ben Two e Cid Three", "Ada One; Ben Two; Cid Three"),
        ("Ada One, Ben Two i Cid Three", "Ada One; Ben Two; Cid Three"),
        ("Ada One, José Ortega y Gasset", "Ada One; José Ortega y Gasset"),
        ("von Ardenne Manfred", "von Ardenne Manfred"),
        ("ada", "ada"),
    ];
    for (author, expected) in cases {
        let text = format!("---\ntitle: A\ndate: 2024-01-02\nauthor: '{author}'\n---\nText.\n");
        let (item, _) = item("", "seeds/a.md", &text);
        let name = |author: &Value| {
            let url = author["url"].as_str().map_or(String::new(), |url| format!(" <{url}>"));
            format!("{}{url}", author["name"].as_str().unwrap_or_default())
        };
        let names: Vec<String> = item["authors"].as_array().into_iter().flatten().map(name).collect();
        assert_eq!(names.join("; "), expected, "{author}");
    }
}

/// One of a list may name several, and a table of people is asked by name too.
#[test]
fn lists_of_authors_are_lists_of_people() {
    let table = "[[author]]\nid = \"ada\"\nname = \"Ada One\"\nurl = \"https://ada.example/\"\n[[author]]\nid = \"ben\"\nname = \"Ben Two\"\n";
    let cases = [
        ("", "[Ada One and Ben Two, Cid Three]", "Ada One; Ben Two; Cid Three"),
        ("", "['Example, Ada', 'Hall & Sons']", "Example, Ada; Hall & Sons"),
        (table, "ada and ben", "Ada One <https://ada.example/>; Ben Two"),
        (table, "ben, ada", "Ben Two; Ada One <https://ada.example/>"),
        (table, "Ada One", "Ada One <https://ada.example/>"),
        (table, "[ada, Cid Three]", "Ada One <https://ada.example/>; Cid Three"),
        (table, "Ada One and Cid Three", "Ada One <https://ada.example/>; Cid Three"),
    ];
    for (config, author, expected) in cases {
        let text = format!("---\ntitle: A\ndate: 2024-01-02\nauthors: {author}\n---\nText.\n");
        let (item, _) = item(config, "seeds/a.md", &text);
        let name = |author: &Value| {
            let url = author["url"].as_str().map_or(String::new(), |url| format!(" <{url}>"));
            format!("{}{url}", author["name"].as_str().unwrap_or_default())
        };
        let names: Vec<String> = item["authors"].as_array().into_iter().flatten().map(name).collect();
        assert_eq!(names.join("; "), expected, "{author}");
    }
}

/// TOML with a `path` is Zola's, whether the site is known or not; in YAML the key is anybody's.
#[test]
fn the_path_of_toml_is_an_address() {
    let (toml, _) = item("", "seeds/a.md", "+++\ntitle = 'A'\ndate = 2024-01-02\npath = 'own/place'\n+++\nText.\n");
    assert_eq!(toml["url"], "https://me.example/own/place/");
    let (yaml, _) = item("", "seeds/a.md", "---\ntitle: A\ndate: 2024-01-02\npath: own/place\n---\nText.\n");
    assert_eq!(yaml["url"], Value::Null);
}

/// Where a site says who somebody is, and how articles name them.
#[test]
fn ids_of_authors_are_looked_up_in_the_table_of_the_site() {
    let person = "name: Ada Example\nurl: https://ada.example/\n";
    let nested = "ada:\n  name: Ada Example\n  url: https://ada.example/\n";
    let cases = [
        ("", "_data/authors.yml", nested, "author: ada"),
        ("profile = \"jekyll\"\narticles = \"_posts\"\n", "_data/authors/ada.yml", person, "author: ada"),
        ("profile = \"docusaurus\"\narticles = \"blog\"\n", "blog/authors.yml", nested, "authors: [ada]"),
        (
            "profile = \"docusaurus\"\narticles = \"blog\"\n",
            "blog/authors.yml",
            nested,
            "authors:\n  - key: ada\n    title: Guest",
        ),
        (
            "profile = \"hugo\"\narticles = \"content\"\n",
            "data/authors/ada.toml",
            "name = \"Ada Example\"\nurl = \"https://ada.example/\"\n",
            "authors: [Ada]",
        ),
        (
            "profile = \"hugo\"\narticles = \"content\"\n",
            "content/authors/ada/_index.md",
            "---\ntitle: Ada Example\nurl: https://ada.example/\n---\n",
            "authors: [ada]",
        ),
        (
            "profile = \"eleventy\"\narticles = \"posts\"\n",
            "_data/authors.json",
            "[{\"id\": \"ada\", \"name\": \"Ada Example\", \"url\": \"https://ada.example/\"}]",
            "author: ada",
        ),
        (
            "[[author]]\nid = \"ada\"\nname = \"Ada Example\"\nurl = \"https://ada.example/\"\n",
            "unrelated.txt",
            "",
            "author: ada",
        ),
    ];
    for (config, path, text, line) in cases {
        let article = format!("---\ntitle: A\ndate: 2024-01-02\n{line}\n---\nText.\n");
        let folder = config.split_once("articles = \"").and_then(|(_, rest)| rest.split_once('"'));
        let place = format!("{}/2024-01-02-a.md", folder.map_or("seeds", |(folder, _)| folder));
        let (project, run) = built(config, &[(path, text), (&place, &article)]);
        let item = items(&project).into_iter().next().unwrap_or_else(|| panic!("{run:?}"));
        assert_eq!(item["authors"][0]["name"], "Ada Example", "{path}: {run:?}");
        assert_eq!(item["authors"][0]["url"], "https://ada.example/", "{path}");
        // The table is a part of what a build depends on.
        if text.contains("Ada") {
            project.write(path, text.replace("Ada Example", "Ada Other"));
            project.courant(&["build"]);
            assert_eq!(items(&project)[0]["authors"][0]["name"], "Ada Other", "{path}");
        }
    }
    // Another profile's files say nothing; who is not found is told.
    let article = "---\ntitle: A\ndate: 2024-01-02\nauthor: ben\n---\nText.\n";
    let (_, run) = built("", &[("_data/authors.yml", nested), ("seeds/a.md", article)]);
    assert!(run.stderr.contains("nobody of the site's authors has the id `ben`"), "{run:?}");
    let (_, run) = built("", &[("_data/authors.yml", "ada: [\n"), ("seeds/a.md", article)]);
    assert!(run.status == 0 && run.stderr.contains("_data/authors.yml:1:"), "{run:?}");
}

#[test]
fn words_for_search_engines_are_categories_only_where_nothing_else_is_stated() {
    let cases = [
        ("tags: [docker]\nkeywords:\n  - how to install docker at home", "docker"),
        ("categories: ops\nkeywords: a, b", "ops"),
        ("keywords: a, b", "a, b"),
        ("tags: []\nkeywords: [a]", "a"),
        ("keyword: x\ntopics: [y]", "y"),
    ];
    for (lines, expected) in cases {
        let (item, _) = item("", "seeds/2024-01-02-a.md", &format!("---\ntitle: A\n{lines}\n---\nText.\n"));
        let tags: Vec<&str> = item["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(tags.join(", "), expected, "{lines}");
    }
}

#[test]
fn an_article_without_text_is_told_of_only_where_subscribers_see_its_title_alone() {
    let cases = [
        ("title: A", "", true),
        ("title: A\ndescription: A", "", true),
        ("title: A\ndescription: We talk about boats.", "", false),
        ("title: A\naudio: https://c.example/a.mp3", "", false),
        ("title: A", "![A boat](/boat.jpg)\n", false),
        ("title: A", "Text.\n", false),
    ];
    for (lines, body, is_told) in cases {
        let (_, told) = item("", "seeds/2024-01-02-a.md", &format!("---\n{lines}\n---\n{body}"));
        assert_eq!(told.contains("subscribers see its title alone"), is_told, "{lines} {body}: {told}");
    }
}

#[test]
fn a_page_elsewhere_is_no_base_of_what_an_article_links_to() {
    let body = "See [the docs](docs/x.html) and ![](/shot.png) ![](pic.png).\n";
    for key in ["external_url", "link", "externalUrl"] {
        let text = format!("---\ntitle: Release\n{key}: https://other.example/releases/v1\n---\n{body}");
        let (item, _) = item("permalink = \"https://me.example/{slug}/\"\n", "seeds/2024-01-02-a.md", &text);
        assert_eq!(item["url"], "https://other.example/releases/v1", "{key}");
        let html = item["content_html"].as_str().unwrap_or_default();
        for address in
            ["https://me.example/a/docs/x.html", "https://me.example/shot.png", "https://me.example/a/pic.png"]
        {
            assert!(html.contains(address), "{key}: {html}");
        }
    }
    // Where the generator is known, the article has the address that it gives it.
    let text = format!("---\ntitle: Release\nexternal_url: https://other.example/v1\n---\n{body}");
    let config = "profile = \"jekyll\"\narticles = \"_posts\"\npermalink = \"https://me.example/{slug}/\"\n";
    assert_eq!(item(config, "_posts/2024-01-02-a.md", &text).0["url"], "https://me.example/a/");
}

#[test]
fn markup_in_a_title_is_read_and_text_about_markup_is_valid_in_all_feeds() {
    let cases = [
        ("'<i>Elements kinds</i> in V8'", "Elements kinds in V8"),
        ("Convert `<dl>` to **frames**", "Convert <dl> to frames"),
        ("Why <b> and <i> differ", "Why <b> and <i> differ"),
        ("Tom &amp; Jerry &lt;br&gt;", "Tom & Jerry <br>"),
        ("'`<script>alert(1)</script>`'", "<script>alert(1)</script>"),
        ("2 < 3 and AT&T", "2 < 3 and AT&T"),
    ];
    for (title, expected) in cases {
        let text = format!(
            "---\ntitle: {title}\ndescription: Use `<details>` and <b> for that, and &amp; too.\n---\nThe elements `<i>` and `<b>` differ.\n"
        );
        let (project, run) = built("", &[("seeds/2024-01-02-a.md", &text)]);
        assert_eq!(items(&project)[0]["title"], expected, "{run:?}");
        let checked = project.courant(&["check", "--deny", "warnings", "feeds"]);
        assert_eq!(checked.status, 0, "{title}: {checked:?}");
        for feed in ["feeds/rss.xml", "feeds/atom.xml"] {
            let title = project.feed(feed).entries.first().and_then(|entry| entry.title.clone()).expect("a title");
            let is_html = title.content_type.to_string() == "text/html";
            let plain = if is_html { courant_html::text_of(&title.content) } else { title.content };
            assert_eq!(plain, expected, "{feed}");
        }
    }
}

#[test]
fn a_note_without_a_title_has_none_but_in_atom_which_demands_one() {
    let note = "Rain again. The ferry is late.\n";
    let cases = [
        ("seeds/20261011100000.md", format!("---\ndate: 2026-10-11T10:00:00Z\n---\n{note}")),
        ("seeds/1984.md", format!("---\ndate: 2026-10-11T10:00:00Z\n---\n{note}")),
        ("seeds/2026-10-11/1.md", format!("---\ndate: 2026-10-11T10:00:00Z\n---\n{note}")),
        ("seeds/2026-10-11.md", note.to_string()),
        ("seeds/20261011.md", note.to_string()),
        ("seeds/2026-10-11-2.md", note.to_string()),
        ("seeds/2026-10-11-1430.md", note.to_string()),
        ("seeds/2026/10/11/3.md", note.to_string()),
        ("seeds/3f2a9c1e-77aa-4b1e-9d55-0c7a1f00ab12.md", format!("---\ndate: 2026-10-11\n---\n{note}")),
        ("seeds/a-note.md", format!("---\ntitle: \"\"\ndate: 2026-10-11T10:00:00Z\n---\n{note}")),
        ("seeds/a-note.md", format!("+++\ntitle = ''\ndate = 2026-10-11\n+++\n{note}")),
    ];
    for (path, text) in cases {
        let (project, run) = built("", &[(path, &text)]);
        let item = &items(&project)[0];
        assert_eq!(
            (&item["title"], &item["content_html"]),
            (&Value::Null, &"<p>Rain again. The ferry is late.</p>".into()),
            "{run:?}"
        );
        assert_eq!(project.feed("feeds/rss.xml").entries[0].title, None, "{path}");
        let atom = project.feed("feeds/atom.xml").entries[0].title.clone().expect("Atom demands a title");
        assert_eq!(atom.content, "Rain again. The ferry is late.", "{path}");
        let checked = project.courant(&["check", "--deny", "warnings", "feeds"]);
        assert_eq!(checked.status, 0, "{path}: {checked:?}");
    }
    // A name in words is a title.
    let (item, _) = item("", "seeds/a-note.md", &format!("---\ndate: 2026-10-11\n---\n{note}"));
    assert_eq!(item["title"], "a note");
}

#[test]
fn html_with_front_matter_is_the_article_whole() {
    let long = "The crew of the small harbour has worked on this for many years, and so many people helped. ".repeat(4);
    let bodies = [
        format!(
            "<p><em>This is the speech, word by word.</em></p>\n<div class=\"main-article\"><p>{long}</p><p>{long}</p></div>\n<p>Last words.</p>"
        ),
        format!(
            "<nav><a href=\"/x\">Part one</a></nav><article><p>{long}</p></article><aside><p>This is the speech.</p></aside><p>Last words.</p>"
        ),
        format!("<p>This is the speech.</p><footer><p>{long}</p><p>Last words.</p></footer>"),
        "<p>This is the speech.</p><p>Last words.</p>".to_string(),
        format!(
            "<ul><li>This is the speech.</li></ul><div class=\"comments\"><p>{long}</p></div><p class=\"share\">Last words.</p>"
        ),
    ];
    for body in bodies {
        let text = format!("---\ntitle: A speech\ndate: 2022-04-13\n---\n{body}\n");
        let (item, _) = item("", "seeds/a.html", &text);
        let html = item["content_html"].as_str().unwrap_or_default();
        let words = |html: &str| courant_html::text_of(html).split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words(html), words(&body), "{body}");
    }
    let nikola = "<!--\n.. title: A speech\n.. date: 2022-04-13\n-->\n<p>Words.</p><p>Last words.</p>\n";
    assert_eq!(
        shown(&item("", "seeds/a.html", nikola).0),
        "A speech | 2022-04-13 |  | <p>Words.</p><p>Last words.</p>"
    );
}

#[test]
fn a_language_is_found_in_prose_and_weighed_with_that_of_the_site() {
    let code = "arrow = function(x, y, h) {\n  polygon(c(x, x, x + h/2), c(y - h, y, y - (1 + sqrt(3)/2) * h))\n}\nplot(1, 1, type = \"n\", xlab = \"\", ylab = \"\")\nyr = seq(yrange[1], yrange[2], len = 50)\n".repeat(3);
    let chinese = "今天我想在地图上画一个小箭头，于是写了一个简单的函数，大家可以看看：";
    let dutch = "De brug over de haven is vandaag weer open voor het verkeer, zegt de gemeente, en dat is een week eerder dan was verwacht.";
    let cases = [
        (chinese, "", "zh-Hans"),
        (chinese, "language = \"nl\"\n", "zh-Hans"),
        (dutch, "", "nl"),
        (dutch, "language = \"fr\"\n", "nl"),
        ("Plot x y z.", "language = \"zh\"\n", "zh"),
        ("", "language = \"zh\"\n", "zh"),
    ];
    for (prose, config, expected) in cases {
        let text = format!("---\ntitle: 1\ndate: 2024-01-02\n---\n{prose}\n\n```r\n{code}```\n");
        let project = Project::new(&[("seeds/a.md", &text)]);
        project.write("courant.toml", format!("title = \"T\"\n{config}"));
        project.courant(&["build"]);
        assert_eq!(items(&project)[0]["language"], expected, "{prose} {config}");
    }
}

#[test]
fn sound_under_the_keys_of_podcasts_is_an_enclosure_and_goes_before_film() {
    let cases = [
        (
            "podcast_file: https://c.example/e.mp3\npodcast_bytes: 85157168\npodcast_duration: '01:41:22'",
            Some(85_157_168),
        ),
        ("video: https://c.example/f.mp4\naudio: https://c.example/e.mp3\nduration: '01:41:22'", None),
        ("enclosure: https://c.example/e.mp3\nenclosure_length: 1_234", Some(1234)),
        ("video_url: https://c.example/f.mp4\nmp3: https://c.example/e.mp3\nfilesize: 99", Some(99)),
        ("media:\n  url: https://c.example/e.mp3\n  size: 7\nvideo: f.mp4", Some(7)),
    ];
    for (lines, length) in cases {
        let (item, _) = item("", "seeds/2024-01-02-a.md", &format!("---\ntitle: A\n{lines}\n---\nNotes.\n"));
        let first = &item["attachments"][0];
        assert_eq!(first["url"], "https://c.example/e.mp3", "{lines}");
        assert_eq!(first["mime_type"], "audio/mpeg", "{lines}");
        assert_eq!(first["size_in_bytes"].as_u64(), length, "{lines}");
    }
}

/// A line of front matter as somebody might write it, right or wrong.
fn line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "title",
        "Title",
        "date",
        "Date",
        "tags",
        "categories",
        "author",
        "authors",
        "draft",
        "slug",
        "url",
        "permalink",
        "aliases",
        "canonical",
        "image",
        "audio",
        "podcast_bytes",
        "enclosure",
        "path",
        "publishDate",
        "\"title\"",
        "lang",
        "updated",
        "id",
        "summary",
        "extra",
        "titel",
        "checked",
        "layout",
        "weight",
        ".. title",
        ".. date",
        "published",
        "time",
    ]);
    let value = prop::sample::select(vec![
        "A bridge",
        "\"quoted",
        "'it's'",
        "a: b",
        "[a, b",
        "[a, b]",
        "[\"a\", \"b\",],",
        "{a: {b: 1}}",
        "{a: b}",
        "2024-01-02",
        "2024-13-45",
        "03/04/2024",
        "soon",
        "true",
        "maybe",
        "",
        "@home",
        "&x *x",
        "| ",
        ">",
        "- a",
        "https://exa mple/",
        "/a/",
        "{{ page.x }}",
        "<b>x</b>",
        "`<i>`",
        "…",
        "\u{E000}",
        "ada, and Ben Two",
        "0",
        "1_000",
        "\t",
        "---",
        "+++",
        "\"\"",
        "'a' # c",
        "[[a], [b, c]]",
        "new Date('2024-01-02')",
        "\\",
        "#",
    ]);
    let sign = prop::sample::select(vec![": ", ":", " = ", " "]);
    let indent = prop::sample::select(vec!["", "", "", "", "  ", "\t", "- "]);
    (indent, key, sign, value).prop_map(|(indent, key, sign, value)| format!("{indent}{key}{sign}{value}"))
}

fn odd_article() -> impl Strategy<Value = String> {
    let opening = prop::sample::select(vec![
        "---",
        "+++",
        ";;;",
        "---json",
        "---js",
        "<!--",
        "",
        "{",
        "export const metadata = {",
        "----",
        "---\u{a0}",
    ]);
    let closing = prop::sample::select(vec!["---", "+++", ";;;", "-->", "", "}", "};", "...", "------", "----"]);
    (opening, prop::collection::vec(line(), 0..7), closing, prop::bool::ANY).prop_map(
        |(opening, lines, closing, crlf)| {
            let text =
                format!("{opening}\n{}\n{closing}\n\nThe words of this article are its own.\n", lines.join("\n"));
            if crlf { text.replace('\n', "\r\n") } else { text }
        },
    )
}

/// 300 odd front matters, all forms mixed: an article is in the feed, or a line says why it is not.
#[test]
fn no_article_is_lost_without_a_line_that_says_why() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let project = Project::new(&[("courant.toml", &format!("{CONFIG}limit = 0\nmax_bytes = 0\n"))]);
    let mut texts = Vec::new();
    for number in 0..300 {
        let text = odd_article().new_tree(&mut runner).expect("an article").current();
        let text = text.replace("this article", &format!("article {number}"));
        let path = match number % 5 {
            0 => format!("seeds/2024-01-02-{number}.md"),
            1 => format!("seeds/{number}.md"),
            2 => format!("seeds/2024-01-02T10-00-{:02}Z-n{number}.md", number % 60),
            _ => format!("seeds/n{number}.md"),
        };
        project.write(&path, &text);
        texts.push((path, text));
    }
    let run = project.courant(&["build", "--verbose"]);
    assert!(run.status == 0 || run.status == 1, "{run:?}");
    let feed = project.read("feeds/feed.json");
    let is_published = |number: usize| feed.contains(&format!("The words of article {number} are its own"));
    let published = (0..texts.len()).filter(|number| is_published(*number)).count();
    assert!(published > 150, "{published}: {}", run.stderr);
    for (number, (path, text)) in texts.iter().enumerate() {
        // What a comment that nobody has closed hides is told of as an article without text.
        let says = |line: &str| line.starts_with("error") || line.contains("has no text");
        let is_told = run.stderr.lines().any(|line| says(line) && line.contains(&format!("{path}:")));
        // What is a draft is left out as its author says.
        let is_draft = text.contains("draft") || text.contains("published");
        assert!(is_published(number) || is_told || is_draft, "{path} is lost in silence: {text}");
    }
    let checked = project.courant(&["check", "feeds"]);
    assert_eq!(checked.status, 0, "{}", checked.stdout);
}

#[test]
fn what_is_meant_as_front_matter_and_keeps_an_article_back_is_never_published() {
    let kept = [
        "---\ntitle: T\ndraft: true\n{{ x }}: 1\n\nBody secret.",
        "---\ntitle: T\ndraft: true\n***\n\nBody secret.",
        "--\ntitle: T\ndraft: true\n--\n\nBody secret.",
        "# comment\n---\ntitle: T\ndraft: true\n---\nBody secret.",
        "<!-- c -->\n---\ntitle: T\ndraft: true\n---\nBody secret.",
        "\u{2014}\ntitle: T\ndraft: true\n\u{2014}\nBody secret.",
        "\u{2013}\u{2013}\u{2013}\ntitle: T\ndraft: true\n\u{2013}\u{2013}\u{2013}\nBody secret.",
        "taggs: x\ntitle: Odd\ndraft: true\ndate: 2024-01-01\n\nBody secret.",
        "\u{feff}A title\n\n---\ntitle: T\npublished: false\n---\nBody secret.",
        "---\n\ttitle: T\n\tdraft: true\n***\nBody secret.",
        "***\ntitle: T\nstatus: private\n***\nBody secret.",
        "Hello there.\n+++\ntitle = \"T\"\ndraft = true\n+++\nBody secret.",
        "- - -\ntitle: T\ndraft: yes # not yet\n- - -\nBody secret.",
        "----\ntitle: T\n% odd\ndraft: true\n\nBody secret.",
    ];
    let published = [
        "# How to draft\n\n```yaml\n---\ntitle: T\ndraft: true\n---\n```\n\nBody shown.",
        "# How to draft\n\n    ---\n    title: T\n    draft: true\n\nBody shown.",
        "Write this: draft: true\n\nBody shown.",
        "Some words.\n\ndraft: true\n\nBody shown.",
        "In Hugo it is draft: true, and in Jekyll published: false.\n\nBody shown.",
        "A day\n\n---\n\nBody shown, and a note: keep it.\n",
        "---\ntitle: T\ndraft: false\n***\n\nBody shown.",
        "# T\n\nA paragraph.\n\nAnother.\n\nAnd another.\n\nA fourth.\n\nA fifth.\n\n---\n\ntitle: T\ndraft: true\n\nBody shown.",
    ];
    for (index, text) in kept.into_iter().chain(published).enumerate() {
        let project =
            Project::new(&[("seeds/a.md", text), ("seeds/b.md", "---\ntitle: B\ndate: 2024-01-01\n---\nOther.\n")]);
        let run = project.courant(&["build", "."]);
        let feed = project.read("feeds/atom.xml");
        if index < kept.len() {
            assert!(!feed.contains("secret") && feed.contains("Other"), "{text}");
            let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("seeds/a.md")).collect();
            assert!(
                run.status == 1 && told.iter().any(|line| line.contains("kept out") || line.contains("not closed")),
                "{text}: {run:?}"
            );
        } else {
            assert!(run.status == 0 && feed.contains("Body shown"), "{text}: {run:?}");
        }
    }
}

#[test]
fn what_is_behind_a_password_is_not_published_and_told() {
    let cases = [
        ("---\ntitle: A\ndate: 2024-01-02\npassword: hunter2\nabstract: locked\n---\nThe secret.\n", false),
        (".. title: A\n.. date: 2024-01-02\n.. password: x\n\nThe secret.\n", false),
        ("+++\ntitle = \"A\"\ndate = 2024-01-02\npost_password = \"x\"\n+++\nThe secret.\n", false),
        ("---\ntitle: A\ndate: 2024-01-02\npassword: \"\"\n---\nNo secret.\n", true),
        ("---\ntitle: A\ndate: 2024-01-02\npassword: false\n---\nNo secret.\n", true),
    ];
    for (text, is_open) in cases {
        let project =
            Project::new(&[("seeds/a.md", text), ("seeds/b.md", "---\ntitle: B\ndate: 2024-01-01\n---\nOther.\n")]);
        let run = project.build();
        let feed = project.read("feeds/atom.xml");
        assert_eq!(feed.contains("secret"), is_open, "{text}");
        let told = run
            .stderr
            .lines()
            .filter(|line| line.contains("not published, because a feed shows its text to all"))
            .count();
        assert_eq!(told, usize::from(!is_open), "{text}: {run:?}");
    }
}
