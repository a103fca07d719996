//! Where articles are read: the patterns of the configuration and of generators, and what authors state of addresses.

use crate::project::Project;
use serde_json::Value;
use std::collections::BTreeMap;

const SITE: &str = "title = \"T\"\nlink = \"https://e.example/blog/\"\nfeed_url = \"https://e.example/blog/feeds/\"\n";

/// The addresses of the items of the main feed, by their titles.
fn links(project: &Project) -> BTreeMap<String, String> {
    let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    let items = feed["items"].as_array().cloned().unwrap_or_default();
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_string();
    items.iter().map(|item| (text(item, "title"), text(item, "url"))).collect()
}

/// The address that one article gets: its configuration, the path of its file, what its front matter says beside title and date.
fn link(config: &str, path: &str, more: &str) -> (String, String) {
    let project = Project::new(&[("courant.toml", &format!("{SITE}{config}"))]);
    project
        .write(path, format!("---\ntitle: \"Été: C++ & more\"\ndate: 2024-03-05T04:06:07Z\n{more}---\nText of it.\n"));
    let run = project.build();
    let links = links(&project);
    (links.into_values().next().unwrap_or_default(), run.stderr)
}

#[test]
fn generators_have_their_own_addresses() {
    // The profile with what else is configured, the file, what it states, and where it is read below the site.
    let cases = [
        ("hugo\"\narticles = \"content", "content/posts/My Post.md", "", "posts/my-post/"),
        ("hugo\"\narticles = \"content/posts", "content/posts/x.md", "", "posts/x/"),
        ("hugo\"\narticles = \"content", "content/posts/x.md", "slug: PQ Certs\n", "posts/pq-certs/"),
        ("hugo\"\narticles = \"content", "content/posts/x/index.md", "", "posts/x/"),
        (
            "hugo\"\narticles = \"content",
            "content/posts/x.md",
            "url: /rules/on-board.html\nslug: s\n",
            "rules/on-board.html",
        ),
        ("hugo\"\narticles = \"content", "content/posts/x.md", "url: rules/plain\n", "rules/plain/"),
        ("hugo\"\narticles = \"content", "content/posts/x.md", "url: /:year/:slug/\n", "2024/%C3%A9t%C3%A9-c-more/"),
        ("jekyll\"\narticles = \".", "_posts/2024-03-05-what's-new.md", "", "2024/03/05/what's-new.html"),
        (
            "jekyll\"\narticles = \".",
            "essays/_posts/2024-03-05-x.md",
            "categories: [News, Sea Life]\n",
            "essays/news/sea%20life/2024/03/05/x.html",
        ),
        ("jekyll\"\narticles = \".", "_posts/travel/2024-03-05-x.md", "slug: The Slug\n", "2024/03/05/The-Slug.html"),
        ("jekyll\"\narticles = \"_posts", "_posts/2024-03-05-x.md", "permalink: /special/\n", "special/"),
        (
            "jekyll\"\narticles = \"_posts",
            "_posts/2024-03-05-x.md",
            "permalink: /:categories/:year/:title/\n",
            "2024/x/",
        ),
        ("zola\"\narticles = \"content", "content/blog/2024-03-05-Héhé there.md", "", "blog/hehe-there/"),
        (
            "eleventy\"\narticles = \"content",
            "content/blog/2024-03-05-UPPER.md",
            "slug: no\n",
            "blog/2024-03-05-UPPER/",
        ),
        (
            "eleventy\"\narticles = \"content",
            "content/blog/x.md",
            "permalink: \"/jugs/{{ title | slugify }}/index.html\"\n",
            "jugs/ete-c-and-more/",
        ),
        ("eleventy\"\narticles = \"content", "content/blog/x/x.md", "", "blog/x/"),
        ("astro\"\narticles = \"src/content/blog", "src/content/blog/My Post.md", "", "blog/my-post/"),
        ("astro\"\narticles = \"src/content/blog", "src/content/blog/x.md", "slug: a/b\n", "blog/a/b/"),
        ("docusaurus\"\narticles = \"blog", "blog/2024-03-05-x.md", "", "blog/2024/03/05/x"),
        ("docusaurus\"\narticles = \"blog", "blog/2024-03-05-x/index.md", "slug: /own\n", "blog/own"),
        (
            "hexo\"\narticles = \"source/_posts",
            "source/_posts/sub/Größe & more.md",
            "",
            "2024/03/05/sub/Gr%C3%B6%C3%9Fe%20&%20more/",
        ),
        (
            "hexo\"\narticles = \"source/_posts",
            "source/_posts/x.md",
            "permalink: prices/2025.html\n",
            "prices/2025.html",
        ),
        ("pelican\"\narticles = \"content", "content/2024-03-05-x.md", "", "ete-c-more.html"),
        ("pelican\"\narticles = \"content", "content/x.md", "slug: the-Slug\n", "the-Slug.html"),
        ("nikola\"\narticles = \"posts", "posts/My Post.md", "", "posts/my-post/"),
        ("vitepress\"\narticles = \"docs", "docs/posts/x.md", "", "posts/x.html"),
        ("obsidian", "seeds/My Notes/Q&A.md", "aliases: [Questions]\n", "My-Notes/Q-and-A"),
        ("ghost", "seeds/x.md", "slug: own\n", "own/"),
        // What is configured goes before what is usual; what is stated before both.
        (
            "hugo\"\narticles = \"content\"\npermalink = \"https://e.example/blog/{year}/{slug_or_title}/",
            "content/x.md",
            "",
            "2024/%C3%A9t%C3%A9-c-more/",
        ),
        (
            "hugo\"\narticles = \"content\"\npermalink = \"https://e.example/blog/{slug}/",
            "content/x.md",
            "url: /own/\n",
            "own/",
        ),
    ];
    for (config, path, more, expected) in cases {
        let (found, said) = link(&format!("profile = \"{config}\"\n"), path, more);
        assert_eq!(found, format!("https://e.example/blog/{expected}"), "{config} {path} {more}");
        assert!(!said.contains("not known here"), "{said}");
    }
}

#[test]
fn without_a_profile_an_article_is_read_where_it_says() {
    let pattern = |pattern: &str| format!("permalink = \"https://e.example/blog/{pattern}\"\n");
    let cases = [
        ("{path}/", "seeds/news/0155.md", "slug: \"155\"\n", "news/155/"),
        ("{path}/", "seeds/news/0155.md", "", "news/0155/"),
        ("{path}/", "seeds/news/0155.md", "slug: /a/b/\n", "a/b/"),
        ("{slug}/", "seeds/news/x.md", "slug: PQ-Certs\n", "PQ-Certs/"),
        ("{dir}/{filename}.html", "seeds/a/b/2024-03-05-x.md", "slug: s\n", "a/b/2024-03-05-x.html"),
        ("{section}/{last_dir}/{title}", "seeds/a/b/x.md", "", "a/b/ete-c-more"),
        ("{dir}/{title}", "seeds/x.md", "", "ete-c-more"),
        (
            "{category}/{categories}/{slug}",
            "seeds/x.md",
            "categories: [Sea Life, News]\ntags: [no]\n",
            "sea-life/sea-life/news/x",
        ),
        ("{categories}/{slug}", "seeds/x.md", "tags: [no]\n", "x"),
        ("{lang}/{slug}", "seeds/x.md", "lang: fr\n", "fr/x"),
        ("{year}/{short_year}/{month}/{i_month}/{day}/{i_day}/{slug}", "seeds/x.md", "", "2024/24/03/3/05/5/x"),
        (
            "{hour}{minute}{second}-{short_month}-{month_name}-{year_day}-{slug}",
            "seeds/x.md",
            "",
            "040607-Mar-March-065-x",
        ),
        ("{slug}", "seeds/x.md", "permalink: /special/\n", "special/"),
        ("{slug}", "seeds/x.md", "url: /blog/special/\n", "special/"),
        ("{slug}", "seeds/x.md", "permalink: /:year/:title/\n", "x"),
    ];
    for (given, path, more, expected) in cases {
        let (found, _) = link(&pattern(given), path, more);
        assert_eq!(found, format!("https://e.example/blog/{expected}"), "{given} {path} {more}");
    }
    assert_eq!(link(&pattern("{slug}"), "seeds/x.md", "url: https://x.example/y\n").0, "https://x.example/y");
}

#[test]
fn folders_may_have_patterns_of_their_own() {
    let config = format!(
        "{SITE}permalink = \"https://e.example/blog/{{slug}}/\"\n[[address]]\npaths = [\"notes/**\"]\npermalink = \"https://e.example/blog/n/{{year}}/{{slug}}/\"\n\
         [[address]]\npaths = [\"notes/deep/**\", \"tips/*\"]\npermalink = \"https://e.example/tips/{{slug}}\"\n"
    );
    let project = Project::new(&[("courant.toml", &config)]);
    for path in ["a", "notes/b", "notes/deep/c", "tips/d"] {
        project.write(&format!("seeds/{path}.md"), format!("---\ntitle: {path}\ndate: 2024-03-05\n---\nText.\n"));
    }
    project.build();
    let found = links(&project);
    let expected = [
        ("a", "https://e.example/blog/a/"),
        ("notes/b", "https://e.example/blog/n/2024/b/"),
        ("notes/deep/c", "https://e.example/blog/n/2024/c/"),
        ("tips/d", "https://e.example/tips/d"),
    ];
    assert_eq!(found, expected.map(|(title, link)| (title.to_string(), link.to_string())).into());
}

#[test]
fn a_stated_pattern_that_nobody_can_fill_is_told() {
    let (found, said) =
        link("profile = \"jekyll\"\narticles = \"_posts\"\n", "_posts/2024-03-05-x.md", "permalink: /:moon/:title/\n");
    assert_eq!(found, "https://e.example/blog/2024/03/05/x.html");
    assert!(said.contains("states an address with `:moon`, which is not known here"), "{said}");
}

#[test]
fn addresses_of_before_lead_on() {
    let cases = [
        (
            "profile = \"hugo\"\n",
            "aliases: [/old/rules/, sibling, \"https://e.example/x/\"]\n",
            vec!["/blog/old/rules/", "/blog/news/sibling", "/x/"],
        ),
        ("profile = \"pelican\"\n", "redirect_from: /older.html\n", vec!["/blog/older.html"]),
        ("", "aliases: [/old/, A name, name, /]\n", vec!["/blog/old/"]),
        ("profile = \"obsidian\"\n", "aliases: [Other, /x/]\n", vec![]),
    ];
    for (config, more, expected) in cases {
        let project = Project::new(&[(
            "courant.toml",
            &format!("{SITE}{config}permalink = \"https://e.example/blog/{{slug}}/\"\n"),
        )]);
        project.write("seeds/news/a.md", format!("---\ntitle: A\ndate: 2024-03-05\n{more}---\nText.\n"));
        project.write("seeds/news/b.md", "---\ntitle: B\ndate: 2024-03-06\naliases: [/a/]\n---\nText.\n");
        let run = project.build();
        assert!(!run.stdout.contains(" -> "), "nothing has moved: {run:?}");
        let run = project.courant(&["deploy-files", "cloudflare", "--redirects"]);
        let rules: Vec<&str> = run.stdout.lines().filter(|line| !line.starts_with('#') && line.contains(' ')).collect();
        let mut found: Vec<&str> = rules.iter().filter_map(|rule| rule.split(' ').next()).collect();
        let mut expected = expected.clone();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{more}: {run:?}");
        assert!(
            rules.iter().all(|rule| rule.contains("https://e.example/blog/a/")),
            "what is there is not led away: {rules:?}"
        );
        // The second build finds nothing new.
        let before = project.read("ledger.tsv");
        project.build();
        assert_eq!(project.read("ledger.tsv"), before);
    }
}

#[test]
fn names_out_of_a_nightmare_get_an_address_each() {
    for profile in [
        "hugo",
        "jekyll",
        "zola",
        "eleventy",
        "astro",
        "docusaurus",
        "hexo",
        "pelican",
        "nikola",
        "vitepress",
        "obsidian",
        "ghost",
    ] {
        let config = format!(
            "{SITE}profile = \"{profile}\"\npermalink = \"https://e.example/blog/{{categories}}/{{dir}}/{{slug}}/{{title}}/{{path}}\"\n"
        );
        let project = Project::new(&[("courant.toml", &config)]);
        let slugs = ["..", "/", "%2e%2e", "a b?c#d", "💥", "\\\\", "{path}", "://x", "é".repeat(300).as_str()]
            .map(str::to_string);
        for (index, slug) in slugs.iter().enumerate() {
            let text = format!(
                "---\ntitle: \"{index}: ???\"\ndate: 2024-03-05\nslug: \"{slug}\"\ncategories: [\"../..\", \"#\"]\n---\nText.\n"
            );
            // Posts of Jekyll lie in a folder of their own.
            let folder = if profile == "jekyll" { "_posts/2024-03-05-" } else { "" };
            project.write(&format!("seeds/d {index}/{folder}x{index}.md"), text);
        }
        project.build();
        let found = links(&project);
        assert_eq!(found.len(), slugs.len(), "{profile}");
        for (title, link) in found {
            assert!(link.starts_with("https://e.example/"), "{profile} {title}: {link}");
        }
    }
}

/// The addresses of the articles of a site that `courant init` takes over, by their titles and below the site, which is at `https://e.example/sub/`.
fn taken_over(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let project = Project::new(files);
    let run = project.courant(&["init", "."]);
    assert_eq!(run.status, 0, "{run:?}");
    let run = project.build();
    assert_eq!(run.status, 0, "{run:?}");
    let below = |url: String| url.strip_prefix("https://e.example/sub/").map_or(url.clone(), str::to_string);
    links(&project).into_iter().map(|(title, url)| (title, below(url))).collect()
}

fn article(title: &str, more: &str) -> String {
    format!("---\ntitle: \"{title}\"\ndate: 2024-03-05T10:00:00Z\n{more}---\nText of it.\n")
}

/// What Hugo 0.168 made of such sites.
#[test]
fn sections_of_hugo_have_addresses_of_their_own() {
    let site = "baseURL = 'https://e.example/sub/'\ntitle = 'T'\n";
    // More settings; a file, its title and what else it states; where it is read.
    let cases = [
        ("[permalinks]\nposts = '/:year/:slug/'", "posts/x.md", "A Title", "", "2024/a-title/"),
        ("[permalinks]\nposts = '/:year/:slug/'", "news/x.md", "A Title", "", "news/x/"),
        ("[permalinks]\nposts = '/:year/:slug/'", "x.md", "A Title", "", "x/"),
        ("[permalinks.page]\nposts = '/b/:slug/'\n[permalinks.section]\nposts = '/b/'", "posts/x.md", "A", "", "b/a/"),
        (
            "[permalinks]\nnotes = '/n/:contentbasename/'\nposts = '/p/:title/'",
            "notes/C++ & Rust.md",
            "A",
            "",
            "n/c-rust/",
        ),
        ("", "notes/C++ & Rust.md", "A", "", "notes/c++--rust/"),
        ("", "notes/hash#tag.md", "A", "", "notes/hash%23tag/"),
        ("", "notes/A+b, (c) [d] e!f's=g.md", "A", "", "notes/a+b-c-d-efsg/"),
        (
            "[permalinks]\nposts = '/:title/'",
            "posts/x.md",
            "E & C++ #x Été's — two  spaces a/b 100%",
            "",
            "e-c-%23x-%C3%A9t%C3%A9s-two-spaces-a-b-100/",
        ),
        (
            "[permalinks]\nposts = '/:weekday/:yearday/:monthname/:weekdayname/:slug/'",
            "posts/x.md",
            "A",
            "",
            "2/65/march/tuesday/a/",
        ),
        ("[permalinks]\nposts = '/:06/:1/:2/:January/:title/'", "posts/x.md", "A", "", "24/3/5/march/a/"),
        ("[permalinks]\nposts = '/Blog/:slug/'", "posts/x.md", "A", "", "blog/a/"),
        (
            "disablePathToLower = true\n[permalinks]\nposts = '/:monthname/:title/'",
            "posts/x.md",
            "Été",
            "",
            "March/%C3%89t%C3%A9/",
        ),
        ("removePathAccents = true", "posts/Ünder  two—dash.md", "A", "", "posts/under--twodash/"),
        ("uglyURLs = true", "posts/x.md", "A", "", "posts/x.html"),
        ("uglyURLs = true\n[permalinks]\nposts = '/:year/:slug/'", "posts/x.md", "A", "", "2024/a.html"),
        ("[uglyURLs]\nposts = true", "posts/x.md", "A", "", "posts/x.html"),
        ("[uglyURLs]\nposts = true", "notes/x.md", "A", "", "notes/x/"),
        ("[permalinks]\nposts = '/:sections/:slug/'", "posts/deep/more/x.md", "A", "", "posts/deep/a/"),
        (
            "[permalinks]\nposts = '/:sections[1:]/:sections[last]/:slug/'",
            "posts/deep/more/x.md",
            "A",
            "",
            "deep/deep/a/",
        ),
        ("[permalinks]\nposts = '/:slugorcontentbasename/'", "posts/2024-03-05-x.md", "A", "", "2024-03-05-x/"),
        ("[permalinks]\nposts = '/:slugorfilename/'", "posts/2024-03-05-x.md", "A", "slug: My Own\n", "my-own/"),
        (
            "[[permalinks]]\npattern = '/b/:slug/'\n[permalinks.target]\npath = '{/posts/**}'",
            "posts/x.md",
            "A",
            "",
            "b/a/",
        ),
        (
            "[[permalinks]]\npattern = '/b/:slug/'\n[permalinks.target]\npath = '{/posts/**}'",
            "news/x.md",
            "A",
            "",
            "news/x/",
        ),
        (
            "[languages.en]\n[languages.de]\n[permalinks]\nposts = '/:year/:slug/'",
            "posts/x.de.md",
            "A",
            "",
            "de/2024/a/",
        ),
        ("[languages.en]\n[languages.de]\n[permalinks]\nposts = '/:year/:slug/'", "posts/x.en.md", "A", "", "2024/a/"),
        (
            "[languages.en]\n[languages.de.permalinks]\nposts = '/artikel/:slug/'",
            "posts/x.de.md",
            "A",
            "",
            "de/artikel/a/",
        ),
        ("[languages.en]\n[languages.de.permalinks]\nposts = '/artikel/:slug/'", "posts/x.md", "A", "", "posts/x/"),
        ("defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.de]", "posts/x.md", "A", "", "en/posts/x/"),
        (
            "defaultContentLanguageInSubdir = true\n[languages.en]\n[languages.de]",
            "posts/x.de.md",
            "A",
            "",
            "de/posts/x/",
        ),
        ("[frontmatter]\ndate = [':filename', ':default']", "posts/2024-03-05-x.md", "A", "", "posts/x/"),
        ("", "posts/2024-03-05-x.md", "A", "", "posts/2024-03-05-x/"),
    ];
    for (settings, path, title, more, expected) in cases {
        let found = taken_over(&[
            ("hugo.toml", &format!("{site}{settings}\n")),
            ("content/posts/deep/_index.md", "---\ntitle: Deep\n---\n"),
            (&format!("content/{path}"), &article(title, more)),
        ]);
        assert_eq!(found.into_values().collect::<Vec<_>>(), [expected], "{settings} {path}");
    }
}

/// A pattern that nothing is known for is told, and takes no address from the articles of other sections.
#[test]
fn a_pattern_of_a_section_that_nobody_can_fill_is_told() {
    let settings = "baseURL = 'https://e.example/sub/'\n[permalinks]\nposts = '/:moon/:slug/'\nnews = '/n/:slug/'\n";
    let article = article("A", "");
    let project = Project::new(&[("hugo.toml", settings), ("content/news/x.md", &article)]);
    let run = project.courant(&["init", "."]);
    assert!(run.stderr.contains("`permalinks.posts`: `:moon` is nothing that `permalink` has"), "{run:?}");
    assert_eq!(project.build().status, 0);
    assert_eq!(links(&project)["A"], "https://e.example/sub/n/a/");
}

/// What jekyll.rb's documentation says of its styles and placeholders, and getzola.org's of `[slugify]` and of names with dates.
#[test]
fn settings_of_jekyll_and_zola_change_addresses() {
    let jekyll = "url: https://e.example\nbaseurl: /sub\n";
    let zola = "base_url = \"https://e.example/sub\"\n";
    let post = "_posts/2024-12-30-A_boat.md";
    let cases = [
        ("_config.yml", format!("{jekyll}permalink: weekdate\n"), post, "2024/W01/Mon/A_boat.html"),
        ("_config.yml", format!("{jekyll}permalink: /:w_year/:week/:w_day/:title/\n"), post, "2025/01/1/A_boat/"),
        ("_config.yml", format!("{jekyll}permalink: /:collection/:title/\n"), post, "posts/A_boat/"),
        (
            "_config.yml",
            format!("{jekyll}permalink: pretty\ncollections:\n  posts:\n    permalink: /y/:title/\n"),
            post,
            "y/A_boat/",
        ),
        ("config.toml", zola.into(), "content/blog/2024-12-30T10:20:30Z-A boat.md", "blog/a-boat/"),
        ("config.toml", zola.into(), "content/blog/2024-12-30T10-20-30+02:00_A boat.md", "blog/a-boat/"),
        ("config.toml", zola.into(), "content/blog/2024-12-30_A boat.md", "blog/a-boat/"),
        (
            "config.toml",
            format!("{zola}[slugify]\npaths_keep_dates = true\n"),
            "content/blog/2024-12-30_A boat.md",
            "blog/2024-12-30-a-boat/",
        ),
        ("config.toml", format!("{zola}[slugify]\npaths = \"off\"\n"), "content/Blog/Été.md", "Blog/%C3%89t%C3%A9/"),
        (
            "config.toml",
            format!("{zola}[slugify]\npaths = \"safe\"\n"),
            "content/blog/Été: 2?.md",
            "blog/%C3%89t%C3%A9%202/",
        ),
        ("config.toml", format!("{zola}[slugify]\npaths = \"on\"\n"), "content/blog/Été.md", "blog/ete/"),
    ];
    for (file, settings, path, expected) in cases {
        let found = taken_over(&[(file, &settings), (path, "---\ntitle: A\n---\nText of it.\n")]);
        assert_eq!(found.get("A").map(String::as_str), Some(expected), "{settings} {path}");
    }
}

/// The day in an address is that of the site's clock, as generators count it; Hugo's and Pelican's is that of the date itself.
#[test]
fn the_day_of_an_address_is_by_the_clock_of_the_site() {
    let article = "---\ntitle: A\ndate: 2023-12-31T23:30:00Z\n---\nText of it.\n";
    for (config, path, expected) in [
        ("time_zone = \"Europe/Amsterdam\"", "seeds/x.md", "2024/01/01/x/"),
        ("utc_offset = \"+01:00\"", "seeds/x.md", "2023/12/31/x/"),
        ("profile = \"hugo\"\ntime_zone = \"Europe/Amsterdam\"", "seeds/x.md", "2023/12/31/x/"),
        ("profile = \"jekyll\"\ntime_zone = \"Asia/Tokyo\"", "seeds/_posts/2023-12-31-x.md", "2024/01/01/x/"),
    ] {
        let permalink = "permalink = \"https://e.example/{year}/{month}/{day}/{slug}/\"";
        let project = Project::new(&[("courant.toml", &format!("{SITE}{config}\n{permalink}\n")), (path, article)]);
        project.build();
        assert_eq!(links(&project)["A"], format!("https://e.example/{expected}"), "{config}");
    }
}
