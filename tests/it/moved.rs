//! Articles that are read elsewhere than subscribers were told: what is told of it, and what answers at the addresses of before.

use crate::project::{Project, Run};
use std::collections::BTreeMap;

const CONFIG: &str =
    "title = \"T\"\nlink = \"https://example.org/\"\nfeed_url = \"https://example.org/f/\"\noutput = \"public/f\"\n";
const PATTERN: &str = "permalink = \"https://example.org/{path}/\"\n";

fn article(title: &str, day: u32, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-11-{day:02}\n{more}\n---\nThe text of {title} is told here.\n")
}

/// A project with these articles, by the names of their files, built once.
fn built(config: &str, names: &[&str]) -> Project {
    let project = Project::new(&[("courant.toml", config)]);
    for (index, name) in names.iter().enumerate() {
        project.write(&format!("seeds/{name}.md"), article(&name.to_uppercase(), index as u32 + 1, ""));
    }
    project.build();
    project
}

fn rename(project: &Project, from: &str, to: &str) {
    std::fs::rename(project.path(&format!("seeds/{from}.md")), project.path(&format!("seeds/{to}.md"))).expect("there");
}

/// The lines of a build that say where articles are now; values of fields that change stand in backticks.
fn moves(run: &Run) -> Vec<&str> {
    run.stdout.lines().filter(|line| line.contains(" -> ") && !line.contains('`')).map(str::trim).collect()
}

/// The redirects of a host that takes a line for each.
fn redirects(project: &Project) -> BTreeMap<String, String> {
    let run = project.courant(&["deploy-files", "cloudflare", "--redirects"]);
    assert_eq!(run.status, 0, "{run:?}");
    let rules = run.stdout.lines().filter(|line| !line.starts_with('#'));
    let rule = |line: &str| match line.split(' ').collect::<Vec<_>>()[..] {
        [from, to, "301"] => (from.to_string(), to.to_string()),
        _ => panic!("{line}"),
    };
    rules.map(rule).collect()
}

fn pairs(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
    expected.iter().map(|(from, to)| (from.to_string(), format!("https://example.org{to}"))).collect()
}

#[test]
fn an_article_that_moves_is_told_once_and_redirected_in_one_step() {
    let config = format!("{CONFIG}{PATTERN}");
    let project = built(&config, &["a", "b"]);
    let before = project.ids("public/f/atom.xml");
    rename(&project, "a", "aa");
    let dry = project.courant(&["build", "--dry-run"]);
    let said = ["https://example.org/a/ -> https://example.org/aa/"];
    assert_eq!(moves(&dry), said);
    assert_eq!(moves(&project.courant(&["diff"])), said);
    let run = project.build();
    assert_eq!(moves(&run), said);
    let told = run.stdout.find("1 article has another address now:").expect("it says how many");
    assert!(told > run.stdout.find("main feed").expect("feeds are told first"), "{run:?}");
    assert_eq!(redirects(&project), pairs(&[("/a/", "/aa/")]));
    assert!(moves(&project.build()).is_empty(), "told once");
    // Another pattern for all: both addresses of before lead to the present one.
    project.write("courant.toml", format!("{CONFIG}permalink = \"https://example.org/{{year}}/{{slug}}/\"\n"));
    let run = project.build();
    assert!(run.stdout.contains("2 articles have another address now:"), "{run:?}");
    assert_eq!(redirects(&project), pairs(&[("/a/", "/2026/aa/"), ("/aa/", "/2026/aa/"), ("/b/", "/2026/b/")]));
    // Back again: what is there is not redirected, and nothing is lost.
    project.write("courant.toml", &config);
    project.build();
    let back = pairs(&[("/2026/aa/", "/aa/"), ("/2026/b/", "/b/"), ("/a/", "/aa/")]);
    assert_eq!(redirects(&project), back);
    rename(&project, "aa", "a");
    project.build();
    assert_eq!(redirects(&project).get("/a/"), None);
    assert_eq!(redirects(&project).get("/aa/").map(String::as_str), Some("https://example.org/a/"));
    assert_eq!(project.ids("public/f/atom.xml"), before, "nobody sees anything again");
    // Another article comes where one was before: it is read there.
    project.write("seeds/aa.md", article("Another", 3, ""));
    project.build();
    assert_eq!(redirects(&project).get("/aa/"), None);
}

#[test]
fn two_articles_that_change_places_are_not_redirected_away_from_each_other() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    let urls = |one: &str, two: &str| {
        project.write("seeds/one.md", article("One", 1, &format!("url: {one}")));
        project.write("seeds/two.md", article("Two", 2, &format!("url: {two}")));
        project.build()
    };
    urls("/x/", "/y/");
    assert_eq!(moves(&urls("/y/", "/x/")).len(), 2);
    assert_eq!(redirects(&project), BTreeMap::new());
    urls("/z/", "/x/");
    assert_eq!(redirects(&project), pairs(&[("/y/", "/z/")]));
}

#[test]
fn a_change_of_domain_is_told_once_and_not_item_by_item() {
    let names: Vec<String> = (0..12).map(|number| format!("a{number}")).collect();
    let project = built(&format!("{CONFIG}{PATTERN}"), &names.iter().map(String::as_str).collect::<Vec<_>>());
    rename(&project, "a3", "b3");
    project.build();
    for (from, to) in
        [("https://example.org/", "http://www.new.example/"), ("http://www.new.example/", "https://www.new.example/")]
    {
        let config = project.read("courant.toml").replace(from, to);
        project.write("courant.toml", config);
        let run = project.build();
        assert!(moves(&run).is_empty(), "{run:?}");
        let line = format!(
            "articles that were read at {} are read at {} now",
            from.trim_end_matches('/'),
            to.trim_end_matches('/')
        );
        assert_eq!(run.stdout.matches(&line).count(), 1, "{run:?}");
        // Who comes by way of the old host asks the new one for the path of before.
        assert_eq!(redirects(&project).get("/a3/"), Some(&format!("{to}b3/")));
    }
    // Domain and pattern at once: the items are told.
    project.write("courant.toml", CONFIG.to_string() + "permalink = \"https://example.org/x/{path}/\"\n");
    let run = project.build();
    assert_eq!(run.stdout.matches("articles that were read at").count(), 1, "{run:?}");
    assert!(
        run.stdout.contains("12 articles have another address now:") && run.stdout.contains("and 2 more"),
        "{run:?}"
    );
    assert_eq!(redirects(&project).get("/a3/").map(String::as_str), Some("https://example.org/x/b3/"));
    assert_eq!(redirects(&project).len(), 13);
}

/// Signs that mean something to a server, a shell or a pattern are what they are: each host is given the very path.
#[test]
fn whatever_is_in_an_address_is_redirected_literally() {
    let cases = [
        ("/p/a%20b/", "/n/a%20b/"),
        ("/p/%C3%BC$1%22q/", "/n/%22$1%22/"),
        ("/p/c%27c.html", "/n/c%27d.html"),
        ("/p/x.y(z)+%5E%7Bq%7D&;:@=,~!*", "/n/d?x=1&y=$1#frag"),
        ("/p/%E6%97%A5%E6%9C%AC/", "/n/%E6%97%A5/"),
        ("/p/%5C%5Cback/", "/n/b/"),
    ];
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for place in [0, 1] {
        for (index, (from, to)) in cases.iter().enumerate() {
            let address = if place == 0 { from } else { to };
            let text = article(&format!("N{index}"), index as u32 + 1, &format!("url: 'https://example.org{address}'"));
            project.write(&format!("seeds/n{index}.md"), text);
        }
        project.build();
    }
    let printed = |host: &str| {
        let run = project.courant(&["deploy-files", host, "--redirects"]);
        assert_eq!(run.status, 0, "{run:?}");
        run.stdout
    };
    // What stands for itself in each language.
    let cases: [(&str, &[&str]); 5] = [
        (
            "cloudflare",
            &[
                "\n/p/x.y(z)+%5E%7Bq%7D&;%3A@=,~!%2A https://example.org/n/d?x=1&y=$1#frag 301\n",
                "\n/p/%C3%BC$1%22q/ https://example.org/n/%22$1%22/ 301\n",
            ],
        ),
        (
            "netlify",
            &[
                "\n/p/a%20b/ https://example.org/n/a%20b/ 301\n",
                "\n/p/%E6%97%A5%E6%9C%AC/ https://example.org/n/%E6%97%A5/ 301\n",
            ],
        ),
        (
            "nginx",
            &[
                "\nlocation = \"/p/ü$1\\\"q/\" {\n    return 301 \"https://example.org/n/%22%241%22/\";\n}\n",
                "\nlocation = \"/p/x.y(z)+^{q}&;:@=,~!*\" {\n    return 301 \"https://example.org/n/d?x=1&y=%241#frag\";\n}\n",
            ],
        ),
        (
            "apache",
            &[
                "    RedirectMatch 301 \"^/p/ü\\\\x241\\\\x22q/$\" \"https://example.org/n/\\\"\\\\$1\\\"/\"\n",
                "    RedirectMatch 301 \"^/p/a\\\\x20b/$\" \"https://example.org/n/a b/\"\n",
            ],
        ),
        (
            "caddy",
            &[
                "path_regexp \"^/p/c\\x27c\\.html$\"\nredir @courant_moved_",
                " \"https://example.org/n/c%27d.html\" 301\n",
            ],
        ),
    ];
    for (host, lines) in cases {
        let text = printed(host);
        for line in lines {
            assert!(text.contains(line), "{host}: {line}\n{text}");
        }
        assert!(text.lines().filter(|line| line.contains("example.org")).count() >= 6, "{text}");
    }
    assert_eq!(project.courant(&["deploy-files", "github-pages", "--redirects"]).status, 2);
}

/// What an article states as its address may be a stranger's word: it takes no address of the site, and leads nobody elsewhere.
#[test]
fn no_article_takes_over_an_address_of_the_site() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    let from = [
        "/",
        "/f/",
        "/f",
        "/f/rss.xml",
        "/f/categories/x/atom.xml",
        "/f/index.html",
        "/f/feeds.opml",
        "/f//feed.json",
        "/mine/",
    ];
    let to = ["/n/0/", "/n/1/", "/n/2/", "/n/3/", "/n/4/", "/n/5/", "/n/6/", "/n/7/", "https://evil.example/"];
    for addresses in [from, to] {
        for (index, address) in addresses.iter().enumerate() {
            let address =
                if address.starts_with('/') { format!("https://example.org{address}") } else { address.to_string() };
            let text = article(&format!("N{index}"), index as u32 + 1, &format!("url: '{address}'"));
            project.write(&format!("seeds/n{index}.md"), text);
        }
        project.build();
    }
    assert_eq!(redirects(&project), BTreeMap::new());
    for host in ["netlify", "nginx", "apache", "caddy"] {
        let run = project.courant(&["deploy-files", host, "--redirects"]);
        assert!(run.stderr.contains("not redirected: 9 addresses of before, the site's own"), "{run:?}");
        assert!(!run.stdout.contains("evil.example") && !run.stdout.contains("/n/"), "{run:?}");
    }
}

#[test]
fn redirects_are_written_where_each_host_looks_for_them() {
    let project = built(&format!("{CONFIG}{PATTERN}"), &["a", "b"]);
    let run = project.courant(&["deploy-files", "netlify"]);
    assert!(run.status == 0 && !project.exists("public/_redirects"), "nothing has moved: {run:?}");
    rename(&project, "a", "aa");
    project.build();
    for (host, place) in [("netlify", "public/_redirects"), ("nginx", "courant.nginx.conf"), ("caddy", "courant.caddy")]
    {
        let run = project.courant(&["deploy-files", host]);
        assert!(run.status == 0 && run.stdout.contains(&format!("wrote {place}\n")), "{run:?}");
        let text = project.read(place);
        assert!(text.contains("/a/") && text.contains("https://example.org/aa/"), "{text}");
    }
    // A file that somebody has changed stays.
    let theirs = "/mine /yours 301\n";
    project.write("public/_redirects", theirs);
    let run = project.courant(&["deploy-files", "netlify"]);
    assert!(run.status == 2 && run.stderr.contains("--force"), "{run:?}");
    assert_eq!(project.read("public/_redirects"), theirs);
    // The folder of feeds has an .htaccess, which is asked for nothing outside of it.
    let run = project.courant(&["deploy-files", "apache"]);
    assert!(run.stdout.contains("not redirected here: 1 address of before"), "{run:?}");
    assert!(!project.read("public/f/.htaccess").contains("/aa/"));
    let run = project.courant(&["deploy-files", "github-pages"]);
    assert!(run.stdout.contains("GitHub Pages has no redirects: 1 address of before"), "{run:?}");
    // A feed that has become one with another is redirected, whatever lies there.
    for (name, tag) in [("c", "Quai"), ("d", "Quai"), ("e", "Quay"), ("g", "Quay")] {
        project.write(&format!("seeds/{name}.md"), article(name, 5, &format!("tags: [{tag}]")));
    }
    project.build();
    project.write("courant.toml", format!("{CONFIG}{PATTERN}[[category]]\nterm = \"quay\"\naliases = [\"Quai\"]\n"));
    project.build();
    let run = project.courant(&["deploy-files", "netlify", "--redirects"]);
    let rule = "/f/categories/quai/rss.xml https://example.org/f/categories/quay/rss.xml 301!\n";
    assert!(run.stdout.contains(rule), "{run:?}");
}

#[test]
fn what_a_host_cannot_redirect_is_told() {
    let count = 2010;
    let project = Project::new(&[("courant.toml", &format!("{CONFIG}{PATTERN}archive = false\nlimit = 5\n"))]);
    for number in 0..count {
        let title = format!("Number {number}");
        project.write(&format!("seeds/{number}.txt"), format!("{title}\n\nThe text of it, number {number}.\n"));
    }
    project.write("seeds/query.md", article("Query", 1, "url: 'https://example.org/?p=12'"));
    project.write("seeds/other.md", article("Other", 2, "url: 'https://other.example/x/'"));
    project.write("seeds/long.md", article("Long", 3, &format!("url: 'https://example.org/{}/'", "x".repeat(990))));
    project.build();
    let config = project.read("courant.toml").replace("{path}", "n/{path}");
    project.write("courant.toml", config);
    for name in ["query", "other", "long"] {
        let moved = project.read(&format!("seeds/{name}.md"));
        let url = moved.lines().find(|line| line.starts_with("url")).expect("it states one").to_string();
        project.write(
            &format!("seeds/{name}.md"),
            moved.replace(&url, &format!("url: 'https://example.org/new/{name}/'")),
        );
    }
    project.build();
    let run = project.courant(&["deploy-files", "cloudflare", "--redirects"]);
    assert_eq!(run.stdout.lines().filter(|line| line.ends_with(" 301")).count(), 2000);
    for words in [
        "10 addresses of before; Cloudflare takes 2000 redirects",
        "1 address of before, told from others by what follows `?` alone",
        "1 address of before, longer than the 1000 characters",
        "1 address of before, at other hosts",
    ] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    let run = project.courant(&["deploy-files", "netlify", "--redirects"]);
    assert_eq!(run.stdout.lines().filter(|line| line.ends_with(" 301")).count(), 2011);
}

/// An article that had a page of ours gets an address of its own: whoever has kept the page comes to the article.
#[test]
fn a_page_stays_where_an_article_was_read_and_leads_on() {
    let project = built(&format!("{CONFIG}pages = true\n"), &["a", "b"]);
    let pages = |project: &Project| -> Vec<String> {
        let files = project.files("public/f").into_iter().map(|(path, _)| path);
        files.filter(|path| path.starts_with("articles/")).collect()
    };
    let before = pages(&project);
    assert_eq!(before.len(), 2);
    project.write("seeds/a.md", article("A", 1, "url: https://example.org/stories/a/?x=1&y=<2>"));
    let run = project.build();
    assert_eq!(moves(&run).len(), 1);
    assert_eq!(pages(&project), before);
    let leads = before.iter().map(|path| project.read(&format!("public/f/{path}")));
    let leads: Vec<String> = leads.filter(|page| page.contains("http-equiv=\"refresh\"")).collect();
    let [page] = &leads[..] else { panic!("{leads:?}") };
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://example.org/stories/a/?x=1&amp;y=%3C2%3E\">"),
        "{page}"
    );
    assert!(page.contains("content=\"0; url=https://example.org/stories/a/?x=1&amp;y=%3C2%3E\""), "{page}");
    let run = project.courant(&["deploy-files", "github-pages"]);
    assert!(run.stdout.contains("1 address of before get a page that leads on"), "{run:?}");
    // Back at its page, it is the article again.
    project.write("seeds/a.md", article("A", 1, ""));
    project.build();
    assert!(before.iter().all(|path| !project.read(&format!("public/f/{path}")).contains("refresh")));
}

/// A project whose articles state their addresses, built once for each list of them.
fn stated(config: &str, builds: &[&[&str]]) -> Project {
    let project = Project::new(&[("courant.toml", config)]);
    for urls in builds {
        for (index, url) in urls.iter().enumerate() {
            let text = article(&format!("N{index}"), index as u32 + 1, &format!("url: '{url}'"));
            project.write(&format!("seeds/n{index}.md"), text);
        }
        project.build();
    }
    project
}

/// What each host is given, and what is said of the rest.
fn printed(project: &Project) -> [Run; 5] {
    let hosts = ["netlify", "cloudflare", "nginx", "apache", "caddy"];
    hosts.map(|host| {
        let run = project.courant(&["deploy-files", host, "--redirects"]);
        assert_eq!(run.status, 0, "{run:?}");
        run
    })
}

/// Addresses that a server answers alike are one: a correction of how they are written leads nowhere, least of all to itself.
#[test]
fn no_address_is_redirected_onto_itself() {
    let config = format!("{CONFIG}permalink = \"https://example.org/blog//{{slug}}/\"\npages = true\n");
    let project = built(&config, &["a", "b"]);
    project.write("courant.toml", config.replace("blog//", "blog/"));
    assert_eq!(moves(&project.build()).len(), 2);
    let from = ["/%61bc", "/a/index.html", "/x/y%2Fz", "/f/articles//p/", "/q", "/u/%2e%2Fv"];
    let to = ["/abc", "/a/", "/x/y/z", "/f/articles/p/", "/q?x=1", "/u/v"];
    let site = |path: &str| format!("https://example.org{path}");
    let (from, to) = (from.map(site), to.map(site));
    let lists = [&from, &to].map(|urls| urls.iter().map(String::as_str).collect::<Vec<_>>());
    let second = stated(&format!("{CONFIG}pages = true\n"), &[&lists[0], &lists[1]]);
    for project in [&project, &second] {
        for run in printed(project) {
            assert!(!run.stdout.contains("example.org"), "{run:?}");
        }
        let pages = project.files("public/f").into_iter().filter(|(path, _)| path.ends_with(".html"));
        let leads = pages.filter(|(_, page)| String::from_utf8_lossy(page).contains("refresh"));
        assert_eq!(leads.count(), 0);
    }
}

/// However an address is written, what is the site's own or another article's stays theirs.
#[test]
fn what_is_there_is_taken_by_no_spelling_of_its_address() {
    let (own, taken) = (
        ["/f/%72ss.xml", "/%66/feeds.opml", "/f/x/..%2Fatom.xml", "/%2F", "/index%2Ehtml", "/%66"],
        ["/notes#n1", "/x/y%2Fz", "/x//y", "/%6Dine/", "/k/index.html", "/s/"],
    );
    let present = ["/notes#n2", "/x/y/z", "/x/y", "/mine/", "/k/", "/s/?page=2"];
    let site = |path: &str| format!("https://example.org{path}");
    let before: Vec<String> = own.into_iter().chain(taken).chain(present).map(site).collect();
    let moved = (0..own.len() + taken.len()).map(|index| site(&format!("/new/{index}/")));
    let after: Vec<String> = moved.chain(present.map(site)).collect();
    let lists = [&before, &after].map(|urls| urls.iter().map(String::as_str).collect::<Vec<_>>());
    let project = stated(CONFIG, &[&lists[0], &lists[1]]);
    for run in printed(&project) {
        assert!(!run.stdout.contains("/new/"), "{run:?}");
        for words in [
            "6 addresses of before, the site's own",
            "5 addresses of before, where something",
            "1 address of before, places in",
        ] {
            assert!(run.stderr.contains(words), "{words}: {run:?}");
        }
    }
}

/// Some articles that are read on a page elsewhere are no change of domain: what was told of the others still holds.
#[test]
fn articles_that_go_elsewhere_take_no_redirect_of_the_others_along() {
    for count in [2, 3] {
        let config = format!("{CONFIG}{PATTERN}");
        let project = built(&config, &["a", "b", "c", "d"]);
        rename(&project, "a", "aa");
        rename(&project, "d", "dd");
        project.build();
        let both = redirects(&project);
        assert_eq!(both, pairs(&[("/a/", "/aa/"), ("/d/", "/dd/")]));
        for (index, name) in ["b", "c", "aa"].into_iter().take(count).enumerate() {
            let title = if name == "aa" { "A" } else { name };
            let url = format!("url: https://medium.com/@me/{index}");
            let day = if name == "aa" { 1 } else { index as u32 + 2 };
            project.write(&format!("seeds/{name}.md"), article(&title.to_uppercase(), day, &url));
        }
        let run = project.build();
        assert!(!run.stdout.contains("articles that were read at"), "{run:?}");
        assert_eq!(moves(&run).len(), count, "{run:?}");
        let left = if count == 2 { both } else { pairs(&[("/d/", "/dd/")]) };
        assert_eq!(redirects(&project), left);
        // Home again, everything is as it was.
        for (name, day) in [("b", 2), ("c", 3), ("aa", 1)] {
            let title = if name == "aa" { "A" } else { name };
            project.write(&format!("seeds/{name}.md"), article(&title.to_uppercase(), day, ""));
        }
        project.build();
        assert_eq!(redirects(&project), pairs(&[("/a/", "/aa/"), ("/d/", "/dd/")]));
    }
}

/// Feeds and articles at two hosts have the same paths for different things: each host is told its own.
#[test]
fn each_host_is_told_its_own_redirects() {
    let config = "title = \"T\"\nlink = \"https://e.org/\"\nfeed_url = \"https://feeds.e.org/\"\noutput = \"public\"\n";
    let project = stated(
        config,
        &[
            &["https://feeds.e.org/a", "https://e.org/b", "https://feeds.e.org/c", "https://e.org/d"],
            &["https://e.org/a", "https://feeds.e.org/b", "https://e.org/c2", "https://e.org/d2"],
        ],
    );
    let run = project.courant(&["deploy-files", "cloudflare", "--redirects"]);
    let lines: Vec<&str> = run.stdout.lines().skip(2).collect();
    let expected = [
        "# For feeds.e.org, and for no other host:",
        "/a https://e.org/a 301",
        "/c https://e.org/c2 301",
        "# For e.org, and for no other host:",
        "/b https://feeds.e.org/b 301",
        "/d https://e.org/d2 301",
    ];
    assert_eq!(lines, expected, "{run:?}");
    // The file beside the feeds is asked for what is asked of their host.
    let run = project.courant(&["deploy-files", "cloudflare"]);
    assert!(run.stdout.contains("2 addresses of before, at other hosts"), "{run:?}");
    let file = project.read("public/_redirects");
    assert!(file.ends_with("/a https://e.org/a 301\n/c https://e.org/c2 301\n") && !file.contains("/b"), "{file}");
    for run in printed(&project) {
        let (_, parts) = run.stdout.split_once("# For feeds.e.org").expect("its part");
        let (feeds, site) = parts.split_once("# For e.org").expect("its part");
        assert!(feeds.contains("https://e.org/a") && !feeds.contains("https://feeds.e.org/b"), "{run:?}");
        assert!(site.contains("https://feeds.e.org/b") && !site.contains("https://e.org/a"), "{run:?}");
    }
    // One that stays where the feeds are: the site has not moved.
    let (before, after) = ("https://feeds.e.org/x.html", "https://e.org/x.html");
    let (stays, config) = ("https://feeds.e.org/y.html", format!("{config}pages = true\n"));
    let project = stated(&config, &[&[before, stays], &[after, stays]]);
    assert!(project.read("public/x.html").contains("0; url=https://e.org/x.html"));
}

/// A merge of two branches may leave feeds that lead to each other: nobody is sent around.
#[test]
fn feeds_that_lead_to_each_other_are_redirected_nowhere() {
    let project = Project::new(&[("courant.toml", CONFIG)]);
    for (name, tag) in [("c", "Quai"), ("d", "Quai"), ("e", "Quay"), ("g", "Quay"), ("h", "Port"), ("i", "Port")] {
        project.write(&format!("seeds/{name}.md"), article(name, 5, &format!("tags: [{tag}]")));
    }
    project.build();
    let ledger = project.read("ledger.tsv");
    let id = |folder: &str| {
        let row = ledger.lines().find(|line| line.starts_with(&format!("feed\t{folder}\t"))).expect("a row");
        row.split('\t').nth(2).expect("an id").to_string()
    };
    let feed = |name: &str| format!("categories/{name}/");
    let cases: [(&[(&str, &str)], usize); 4] = [
        (&[("quai", "quay")], 3),
        (&[("quai", "quay"), ("quay", "quai")], 0),
        (&[("quai", "quay"), ("quay", "port")], 3),
        (&[("quai", "quay"), ("quay", "port"), ("port", "quai")], 0),
    ];
    for (moved, count) in cases {
        let rows: String = moved
            .iter()
            .map(|(from, to)| format!("moved\t{}\t{}{}\n", feed(from), id(&feed(to)), "\t-".repeat(9)))
            .collect();
        project.write("ledger.tsv", format!("{ledger}{rows}"));
        for run in printed(&project) {
            let rules = run.stdout.matches("/rss.xml").count() + run.stdout.matches("/rss\\.xml").count();
            let rules = rules + run.stdout.matches("/rss\\\\.xml").count();
            assert_eq!(rules, if count == 0 { 0 } else { 2 }, "{moved:?}: {run:?}");
        }
    }
}

/// Pages that lead on are ours to leave out: whatever lies where one would, everything else is published, and it is told.
#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_a_page_that_leads_on_stops_no_build() {
    use std::fs;
    use std::os::unix::fs::symlink;
    let names =
        ["file/x.html", "link/x.html", "gone/x.html", "folder.html", "theirs.html", "alias.html", "fine/x.html"];
    let site = |path: &str| format!("https://example.org/f/{path}");
    let before = names.map(site);
    let after = [0, 1, 2, 3, 4, 5, 6].map(|index| format!("https://example.org/new/{index}"));
    let lists = [&before, &after].map(|urls| urls.iter().map(String::as_str).collect::<Vec<_>>());
    let project = stated(&format!("{CONFIG}pages = true\n"), &[&lists[0]]);
    project.write("public/f/file", "theirs");
    project.write("elsewhere/x.txt", "theirs");
    symlink("../../elsewhere", project.path("public/f/link")).expect("linked");
    symlink("nowhere", project.path("public/f/gone")).expect("linked");
    fs::create_dir(project.path("public/f/folder.html")).expect("made");
    project.write("public/f/theirs.html", "<p>theirs</p>");
    symlink("theirs.html", project.path("public/f/alias.html")).expect("linked");
    for (index, url) in lists[1].iter().enumerate() {
        let text = article(&format!("N{index}"), index as u32 + 1, &format!("url: '{url}'"));
        project.write(&format!("seeds/n{index}.md"), text);
    }
    for _ in 0..2 {
        let run = project.build();
        for name in &names[..6] {
            let line = format!("public/f/{name}: is not Courant's and is left as it is");
            assert_eq!(run.stderr.matches(&line).count(), 1, "{name}: {run:?}");
        }
        project.write("seeds/more.md", article("More", 9, ""));
    }
    assert!(project.read("public/f/fine/x.html").contains("https://example.org/new/6"));
    assert_eq!(project.titles("public/f/atom.xml").len(), 8);
    assert_eq!(project.read("public/f/theirs.html"), "<p>theirs</p>");
    assert_eq!(project.read("public/f/file"), "theirs");
    assert_eq!(fs::read_dir(project.path("elsewhere")).expect("there").count(), 1);
}

/// A page that leads on is a redirect: what an article may not have of a server, it may not have of a page.
#[test]
fn no_page_leads_to_strangers_or_from_where_others_are_read() {
    let from = ["/f/about.html", "/f/%61.html", "/f/b.html#x", "/f/index.html", "/f/c.html", "/f/fine.html"];
    let others = ["/f/a.html"];
    let to = [
        "https://evil.example/",
        "https://example.org/1",
        "https://example.org/2",
        "https://example.org/3",
        "https://example.org:8443/",
        "https://example.org/5",
    ];
    let others = others.map(|path| format!("https://example.org{path}"));
    let before: Vec<String> =
        from.iter().map(|path| format!("https://example.org{path}")).chain(others.clone()).collect();
    let after: Vec<String> = to.iter().map(|url| url.to_string()).chain(others).collect();
    let lists = [&before, &after].map(|urls| urls.iter().map(String::as_str).collect::<Vec<_>>());
    let project = stated(&format!("{CONFIG}pages = true\n"), &[&lists[0], &lists[1]]);
    let pages = project.files("public/f").into_iter();
    let leads = pages.filter(|(_, page)| String::from_utf8_lossy(page).contains("http-equiv=\"refresh\""));
    assert_eq!(leads.map(|(path, _)| path).collect::<Vec<_>>(), ["fine.html"]);
}
