//! Links between articles, in the forms of the generators: where they lead in the feeds, and what is told of those that lead nowhere.

use crate::project::Project;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use std::collections::BTreeMap;

const SITE: &str = "title = \"T\"\nlink = \"https://e.example/\"\nfeed_url = \"https://e.example/feeds/\"\n";

/// The addresses that stand in the content of an item, in its order.
fn addresses(content: &str) -> Vec<String> {
    let marks = content.split(['<', '>']).flat_map(|tag| tag.split(' ').collect::<Vec<_>>());
    let values = marks.filter_map(|part| part.strip_prefix("href=\"").or_else(|| part.strip_prefix("src=\"")));
    values.map(|value| value.trim_end_matches('"').replace("&amp;", "&")).collect()
}

/// The items of the main feed by their titles: address, and content.
fn items(project: &Project) -> BTreeMap<String, (String, String)> {
    let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_string();
    let items = feed["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|item| (text(item, "title"), (text(item, "url"), text(item, "content_html")))).collect()
}

fn post(title: &str, more: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-01-02\n{more}---\n{body}\n")
}

/// A site, what its article `A` says, the addresses in it as subscribers get them, and what is told of it, if anything.
struct Case {
    what: &'static str,
    config: &'static str,
    /// The path of the article.
    path: &'static str,
    body: &'static str,
    /// The other files: one that ends in `.md` is an article with the name of its file as its title.
    others: &'static [&'static str],
    addresses: &'static [&'static str],
    told: &'static str,
}

const CASES: &[Case] = &[
    Case {
        what: "Jekyll's tags, with and without what stands before and behind them",
        config: "profile = \"jekyll\"\narticles = \"_posts\"\npermalink = \"https://e.example/blog/{year}/{slug}/\"\n",
        path: "_posts/2024-01-03-a.md",
        body: "[1]({% post_url 2024-01-02-first %}) [2]({% link _posts/2024-01-02-first.md %}) [3]({% post_url 2024-01-02-first %}#part)\n\
               [4]({% post_url sub/2024-01-01-deep %}) [5]({% link assets/x.pdf %})",
        others: &["_posts/2024-01-02-first.md", "_posts/sub/2024-01-01-deep.md"],
        addresses: &[
            "https://e.example/blog/2024/first/",
            "https://e.example/blog/2024/first/",
            "https://e.example/blog/2024/first/#part",
            "https://e.example/blog/2024/deep/",
            "https://e.example/assets/x.pdf",
        ],
        told: "",
    },
    Case {
        what: "Jekyll: a post that is not there",
        config: "profile = \"jekyll\"\narticles = \"_posts\"\n",
        path: "_posts/2024-01-03-a.md",
        body: "[1]({% post_url 2024-01-02-frist %}) [2]({% link _posts/2020-01-01-gone.md %}) [3](https://x.example/)",
        others: &["_posts/2024-01-02-first.md"],
        addresses: &["https://x.example/"],
        told: "has 2 links to what is no article or file that is published here, the first to `2024-01-02-frist`",
    },
    Case {
        what: "Zola's internal links",
        config: "profile = \"zola\"\narticles = \"content\"\n",
        path: "content/blog/a.md",
        body: "[1](@/blog/b.md#part) [2](@/blog/2024-01-01-dated/index.md) [3](@/blog/_index.md) `@/blog/b.md`",
        others: &["content/blog/b.md", "content/blog/2024-01-01-dated/index.md"],
        addresses: &["https://e.example/blog/b/#part", "https://e.example/blog/dated/", "https://e.example/blog/"],
        told: "",
    },
    Case {
        what: "Hugo's references, by path, by name, by bundle, and its own heading",
        config: "profile = \"hugo\"\narticles = \"content\"\n",
        path: "content/posts/a.md",
        body: "[1]({{< ref \"b\" >}}) [2]({{< relref \"b.md#why\" >}}) [3]({{< ref \"/notes/c.md\" >}}) [4]({{< ref \"kelp\" >}}) [5](kelp/index.md) [6](b.md)\n\
               [7]({{< ref \"lonely\" >}}) [8]({{< ref \"#here\" >}})",
        others: &[
            "content/posts/b.md",
            "content/notes/c.md",
            "content/posts/kelp/index.md",
            "content/notes/deep/lonely.md",
        ],
        addresses: &[
            "https://e.example/posts/b/",
            "https://e.example/posts/b/#why",
            "https://e.example/notes/c/",
            "https://e.example/posts/kelp/",
            "https://e.example/posts/kelp/",
            "https://e.example/posts/b/",
            "https://e.example/notes/deep/lonely/",
            "https://e.example/posts/a/#here",
        ],
        told: "",
    },
    Case {
        what: "Hugo: a name of two articles is that of none",
        config: "profile = \"hugo\"\narticles = \"content\"\n",
        path: "content/posts/a.md",
        body: "[1]({{< ref \"twin\" >}})",
        others: &["content/x/twin.md", "content/y/twin.md"],
        addresses: &[],
        told: "links to `twin`, which is no article",
    },
    Case {
        what: "a vault: paths from its root, names, embeds, headings, aliases of the file",
        config: "profile = \"obsidian\"\n",
        path: "seeds/notes/a.md",
        body: "[1](notes/b.md) [[notes/b|2]] [[b]] ![[notes/images/p.png]] ![p](notes/images/p.png) [[B#The Part]] ![[p.png|300]] ![[b]] [[images/p.png]]",
        others: &["seeds/notes/b.md", "seeds/notes/images/p.png"],
        addresses: &[
            "https://e.example/notes/b",
            "https://e.example/notes/b",
            "https://e.example/notes/b",
            "https://e.example/notes/images/p.png",
            "https://e.example/notes/images/p.png",
            "https://e.example/notes/b#the-part",
            "https://e.example/notes/images/p.png",
            "https://e.example/notes/b",
            "https://e.example/notes/images/p.png",
        ],
        told: "",
    },
    Case {
        what: "a vault without any profile",
        config: "permalink = \"https://e.example/{path}/\"\n",
        path: "seeds/notes/a.md",
        body: "[1](notes/b.md) [[b]] [[Private]] ![p](notes/images/p.png) ![q](images/p.png)",
        others: &["seeds/notes/b.md", "seeds/notes/images/p.png"],
        addresses: &[
            "https://e.example/notes/b/",
            "https://e.example/notes/b/",
            "https://e.example/notes/images/p.png",
            "https://e.example/notes/a/images/p.png",
        ],
        told: "links to `Private`, which is no article",
    },
    Case {
        what: "Pelican's forms",
        config: "profile = \"pelican\"\narticles = \"content\"\n",
        path: "content/travel/a.md",
        body: "[1]({filename}../first.md#top) [2]({filename}/first.md) [3](|filename|/first.md) [4]({static}/images/s.png) ![5]({attach}here.png) [6]({index}) \
               [7]({tag}Snow and ice) [8]({static}../pdfs/x.pdf)\n\n<a href=\"{filename}/first.md\">9</a> [10]({filename}/gone.md)",
        others: &["content/first.md", "content/images/s.png", "content/travel/here.png"],
        addresses: &[
            "https://e.example/first.html#top",
            "https://e.example/first.html",
            "https://e.example/first.html",
            "https://e.example/images/s.png",
            "https://e.example/here.png",
            "https://e.example/",
            "https://e.example/pdfs/x.pdf",
            "https://e.example/first.html",
        ],
        told: "links to `{filename}/gone.md`, which is no article",
    },
    Case {
        what: "Nikola's link://",
        config: "profile = \"nikola\"\narticles = \"posts\"\n",
        path: "posts/a.md",
        body: "[1](link://slug/b) [2](link://slug/b#part) [3](link://slug/none)",
        others: &["posts/b.md"],
        addresses: &["https://e.example/posts/b/", "https://e.example/posts/b/#part"],
        told: "links to `none`, which is no article",
    },
    Case {
        what: "Docusaurus: files, the project's folder, static files",
        config: "profile = \"docusaurus\"\narticles = \"blog\"\n",
        path: "blog/a.md",
        body: "[1](./2024-01-01-b.md) [2](@site/blog/2024-01-01-b.md#x) [3](@site/static/img/x.png) [4](pathname:///x.pdf)",
        others: &["blog/2024-01-01-b.md"],
        addresses: &[
            "https://e.example/blog/2024/01/01/b",
            "https://e.example/blog/2024/01/01/b#x",
            "https://e.example/img/x.png",
            "https://e.example/x.pdf",
        ],
        told: "",
    },
    Case {
        what: "Eleventy, VitePress: the file beside, and one from above",
        config: "profile = \"eleventy\"\narticles = \"content\"\n",
        path: "content/blog/day/index.md",
        body: "[1](../wheel.md) [2](/blog/wheel.md?x=1#y) [3](wheel.txt) ![s](./shelf.png) [4](/) [5](missing.md)",
        others: &["content/blog/wheel.md", "content/blog/day/shelf.png"],
        addresses: &[
            "https://e.example/blog/wheel/",
            "https://e.example/blog/wheel/?x=1#y",
            "https://e.example/blog/day/wheel.txt",
            "https://e.example/blog/day/shelf.png",
            "https://e.example/",
            "https://e.example/blog/day/missing.md",
        ],
        told: "links to `missing.md`, which is no article",
    },
    Case {
        what: "pages of our own: a neighbour's file is its page",
        config: "articles = \".\"\npages = true\n",
        path: "one.md",
        body: "See [two](two.md) and [two](./two.md#x).",
        others: &["two.md"],
        addresses: &["PAGE two", "PAGE two#x"],
        told: "",
    },
    Case {
        what: "what is none of it",
        config: "permalink = \"https://e.example/{path}/\"\n",
        path: "seeds/a.md",
        body: "[1](#x) [2](mailto:a@b.example) [3](https://x.example/b.md) [4](//x.example/b.md) [5](../../b.md) [6](b) [7](page.html) `[[b]]`\n\n    [[b]]",
        others: &["seeds/b.md"],
        addresses: &[
            "https://e.example/a/#x",
            "mailto:a@b.example",
            "https://x.example/b.md",
            "https://x.example/b.md",
            "https://e.example/b.md",
            "https://e.example/a/b",
            "https://e.example/a/page.html",
        ],
        told: "links to `../../b.md`, which is no article",
    },
];

#[test]
fn references_lead_to_the_article_or_file_that_they_name() {
    for case in CASES {
        let project = Project::new(&[("courant.toml", &format!("{SITE}{}", case.config))]);
        project.write(case.path, post("A", "", case.body));
        for path in case.others {
            let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
            // A bundle is called by its folder.
            let name = if name == "index" { path.rsplit('/').nth(1).unwrap_or(name) } else { name };
            let name = name.trim_start_matches("2024-01-01-").trim_start_matches("2024-01-02-");
            project.write(path, if path.ends_with(".md") { post(name, "", "Text.") } else { "x".to_string() });
        }
        let run = project.build();
        let items = items(&project);
        let (_, content) = items.get("A").unwrap_or_else(|| panic!("{}: {items:?}", case.what));
        let page = |expected: &str| match expected.strip_prefix("PAGE ") {
            Some(named) => {
                let (title, anchor) = named
                    .split_once('#')
                    .map_or((named, String::new()), |(title, anchor)| (title, format!("#{anchor}")));
                format!("{}{anchor}", items.get(title).map_or("-", |(url, _)| url))
            }
            None => expected.to_string(),
        };
        let expected: Vec<String> = case.addresses.iter().map(|address| page(address)).collect();
        let mut found = addresses(content);
        // What Pelican has for tags is the site's own, as is an address with a scheme that nobody knows.
        found.retain(|address| !address.contains("/tag/"));
        assert_eq!(found, expected, "{}: {content}", case.what);
        let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("no article or file")).collect();
        match case.told {
            "" => assert!(told.is_empty(), "{}: {run:?}", case.what),
            words => assert!(told.len() == 1 && told[0].contains(words), "{}: {run:?}", case.what),
        }
        for path in ["feeds/feed.json", "feeds/rss.xml", "feeds/atom.xml"] {
            assert!(!project.read(path).contains("courant-reference"), "{}: {path}", case.what);
        }
    }
}

#[test]
fn what_a_reference_names_is_shown_as_it_is_written() {
    let project = Project::new(&[("courant.toml", SITE)]);
    project.write(
        "seeds/a.md",
        post("A", "", "![[my boat.png]]\n\nSee [[A note#Part|there]] and [x]({% post_url 2024-01-02-b %})."),
    );
    for arguments in [&["show", "seeds/a.md"][..], &["show", "--format", "json", "seeds/a.md"]] {
        let run = project.courant(arguments);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(!run.stdout.contains("courant-reference"), "{run:?}");
    }
}

#[test]
fn a_file_that_is_embedded_by_its_name_is_measured() {
    let project = Project::new(&[("courant.toml", &format!("{SITE}profile = \"obsidian\"\n"))]);
    project.write("seeds/notes/a.md", post("A", "", "![[talk.mp3]]"));
    project.write("seeds/sound/talk.mp3", "0123456789");
    project.build();
    let rss = project.read("feeds/rss.xml");
    assert!(rss.contains("<enclosure url=\"https://e.example/sound/talk.mp3\" length=\"10\""), "{rss}");
}

const NAMES: [&str; 6] = ["a", "b", "c", "index", "b-c", "2024-01-02-a"];
const FOLDERS: [&str; 5] = ["", "x/", "y/", "x/y/", "_posts/"];
const FORMS: [&str; 12] = [
    "{}.md",
    "./{}.md",
    "../{}.md",
    "x/{}.md",
    "/y/{}.md#p",
    "@/x/{}.md",
    "{{< ref \"{}\" >}}",
    "{% post_url {} %}",
    "{filename}{}.md",
    "WIKI{}",
    "WIKIx/{}",
    "link://slug/{}",
];

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24, rng_seed: RngSeed::Fixed(14), failure_persistence: None, ..ProptestConfig::default()
    })]
    /// A reference leads to an article of the name that it has, where there is one of it, or to none: never to another, and nothing of the form is left.
    #[test]
    fn no_reference_leads_to_another_article(
        articles in proptest::collection::btree_set((0..FOLDERS.len(), 0..NAMES.len()), 1..12),
        from in 0..FOLDERS.len(),
        links in proptest::collection::vec((0..FORMS.len(), 0..NAMES.len()), 1..10),
    ) {
        let project = Project::new(&[("courant.toml", &format!("{SITE}permalink = \"https://e.example/at/{{path}}/\"\n"))]);
        for (folder, name) in &articles {
            let path = format!("{}{}", FOLDERS[*folder], NAMES[*name]);
            project.write(&format!("seeds/{path}.md"), post(&path, "", "Text."));
        }
        let body: Vec<String> = links.iter().map(|(form, name)| {
            let target = FORMS[*form].replace("{}", NAMES[*name]);
            match target.strip_prefix("WIKI") {
                Some(target) => format!("[[{target}]]"),
                None => format!("[t]({target})"),
            }
        }).collect();
        project.write(&format!("seeds/{}own.md", FOLDERS[from]), post("Own", "", &body.join("\n\n")));
        let run = project.courant(&["build"]);
        prop_assert_eq!(run.status, 0, "{:?}", run);
        let items = items(&project);
        let known: Vec<&String> = items.values().map(|(url, _)| url).collect();
        let (_, content) = &items["Own"];
        prop_assert!(!content.contains("courant-reference") && !content.contains("{%"), "{}", content);
        for address in addresses(content) {
            let bare = address.split('#').next().unwrap_or_default().to_string();
            // What is none of the articles is the address as it was written.
            if bare.starts_with("https://e.example/at/") && bare.ends_with('/') && !bare.contains("own/") {
                prop_assert!(known.contains(&&bare), "{} is none of {:?}", bare, known);
                let name = bare.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                let bundles = ["x", "y", "index", "_posts"];
                // A file is also called by its name without the day that stands before it.
                let undated = name.strip_prefix("2024-01-02-").unwrap_or(name);
                let is_named = links.iter().any(|(_, link)| NAMES[*link].contains(undated));
                prop_assert!(bundles.contains(&name) || is_named, "{}", bare);
            }
        }
    }
}

/// What two brackets hold is a note where it can be called so; bars in tables, sizes and lists of lists are what their authors mean.
#[test]
fn brackets_are_notes_where_a_note_can_be_called_so() {
    let config = "title = \"T\"\nlink = \"https://e.example/\"\npermalink = \"https://e.example/{path}/\"\n";
    let cases = [
        ("The matrix is [[1, 2], [3, 4]].", "The matrix is [[1, 2], [3, 4]].", "href"),
        ("A [[ -f x ]] is a test.", "A [[ -f x ]] is a test.", "href"),
        ("| a | b |\n|---|---|\n| [[boat\\|the boat]] | x |\n", ">the boat</a>", "\\"),
        ("![[pic.png|A boat|200]]", "alt=\"A boat\"", "200"),
        ("![[pic.png|200x100]]", "src=\"https://e.example/pic.png\"", "200"),
        ("See [[boat]] and [[boat|it]].", "<a href=\"https://e.example/boat/\">it</a>", "[["),
    ];
    for (text, expected, never) in cases {
        let text = format!("---\ntitle: A\ndate: 2024-01-02\n---\n{text}\n");
        let boat = "---\ntitle: Boat\ndate: 2024-01-01\n---\nText.\n";
        let project = Project::new(&[
            ("courant.toml", config),
            ("seeds/a.md", &text),
            ("seeds/boat.md", boat),
            ("seeds/pic.png", "x"),
        ]);
        assert_eq!(project.build().status, 0);
        let feed: serde_json::Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
        let html = feed["items"][0]["content_html"].as_str().unwrap_or_default().to_string();
        assert!(html.contains(expected) && !html.contains(never), "{text}: {html}");
    }
}

/// Jekyll's `post_url` names a post in a folder by that folder, with or without `_posts`.
#[test]
fn a_post_in_a_folder_is_found_by_its_path() {
    let config = "title = \"T\"\nlink = \"https://e.example/\"\nprofile = \"jekyll\"\narticles = \".\"\n";
    let post = |text: &str| format!("---\ntitle: A\n---\n{text}\n");
    for name in ["/sub/2024-01-01-deep", "sub/2024-01-01-deep"] {
        let text = post(&format!("See [it]({{% post_url {name} %}})."));
        let files = [
            ("courant.toml", config),
            ("_posts/2024-01-02-a.md", &text),
            ("sub/_posts/2024-01-01-deep.md", &post("Text.")),
        ];
        let project = Project::new(&files);
        assert_eq!(project.build().status, 0);
        assert!(
            project.read("feeds/feed.json").contains("https://e.example/sub/2024/01/01/deep.html\\\">it"),
            "{name}"
        );
    }
}

#[test]
fn a_name_that_thousands_of_notes_have_is_looked_up_at_once() {
    let references: String = (0..10_000).map(|_| "[[note]] [[d7/note]] [[Note.md]] [[pic.png]]\n\n").collect();
    let project = Project::new(&[
        (
            "courant.toml",
            &format!(
                "{SITE}permalink = \"https://e.example/{{path}}/\"\nprofile = \"obsidian\"\nmax_bytes = 50000000\n"
            ),
        ),
        ("seeds/a.md", &post("A", "", &references)),
        ("seeds/d1500/note.md", &post("N1500", "", "x")),
        ("seeds/d1500/b.md", &post("B", "", "[[note]]")),
    ]);
    for number in 0..1_500 {
        project
            .write(&format!("seeds/d{number}/note.md"), format!("---\ntitle: N{number}\ndate: 2023-01-02\n---\nx\n"));
        project.write(&format!("seeds/d{number}/pic.png"), "x");
    }
    let run = project.courant(&["build", "."]);
    assert_eq!(run.status, 0, "{run:?}");
    let items = items(&project);
    let of = |title: &str| addresses(&items.get(title).expect("the item").1);
    assert_eq!(of("B"), ["https://e.example/d1500/note/"]);
    assert!(of("A").iter().all(|address| address == "https://e.example/d7/note/"));
    assert!(of("A").len() > 100);
}
