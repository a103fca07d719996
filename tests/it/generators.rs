//! Sites as their generators have them: `courant init` and `courant build` on the folder as it is.

use crate::project::Project;
use serde_json::Value;
use std::collections::BTreeMap;

/// Files of a project, by path.
type Files<'c> = &'c [(&'c str, &'c str)];

/// An item of the main feed, as JSON Feed has it, and what was told while it was made.
struct Site {
    items: BTreeMap<String, Value>,
    told: String,
}

impl Site {
    /// What `courant init` and `courant build` make of a folder.
    fn of(files: Files) -> Site {
        let project = Project::new(files);
        let init = project.courant(&["init", "."]);
        assert_eq!(init.status, 0, "{init:?}");
        Site::built(&project, &init.stderr)
    }

    /// What `courant build` makes of a project that is configured.
    fn built(project: &Project, told: &str) -> Site {
        let run = project.courant(&["build", ".", "--now", "2026-11-30T12:00:00Z"]);
        assert!(run.status < 2, "{run:?}");
        let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
        let items = feed["items"].as_array().cloned().unwrap_or_default();
        let title = |item: &Value| item["title"].as_str().unwrap_or_default().to_string();
        let items = items.into_iter().map(|item| (title(&item), item)).collect();
        Site { items, told: format!("{told}{}", run.stderr) }
    }

    fn item(&self, title: &str) -> &Value {
        self.items.get(title).unwrap_or_else(|| panic!("no {title:?} among {:?}: {}", self.items.keys(), self.told))
    }

    fn link(&self, title: &str) -> &str {
        self.item(title)["url"].as_str().unwrap_or_default()
    }

    fn content(&self, title: &str) -> &str {
        self.item(title)["content_html"].as_str().unwrap_or_default()
    }

    fn tags(&self, title: &str) -> Vec<&str> {
        self.item(title)["tags"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
    }

    fn authors(&self, title: &str) -> Vec<&str> {
        self.item(title)["authors"].as_array().into_iter().flatten().filter_map(|one| one["name"].as_str()).collect()
    }
}

/// Markdown with front matter of YAML.
fn post(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-03-05T10:00:00Z\n{more}---\n\nThe quay was full of people.\n")
}

#[test]
fn what_files_beside_articles_state_holds_for_them() {
    let site = Site::of(&[
        ("eleventy.config.js", "export const config = { dir: { input: 'content' } };\n"),
        ("_data/metadata.json", r#"{"title": "T", "url": "https://e.example/"}"#),
        ("content/content.json", r#"{"author": "Ada One"}"#),
        (
            "content/blog/blog.11tydata.js",
            "export default { tags: ['posts', 'sea'], permalink: '/log/{{ page.fileSlug }}/' };\n",
        ),
        ("content/blog/a.md", &post("A", "tags: red\n")),
        ("content/blog/b.md", "---\ntags: [blue]\n---\nThe text of it.\n"),
        (
            "content/blog/b.11tydata.cjs",
            "module.exports = { title: 'B', date: new Date('2024-03-06'), author: 'Ben Two' };\n",
        ),
        ("content/blog/deep/c.md", &post("C", "")),
        ("content/blog/deep/deep.json", r#"{"permalink": false, "tags": "wood"}"#),
        ("content/blog/deep/package.json", r#"{"title": "not of an article"}"#),
        ("content/blog/deep/broken.11tydata.json", "{"),
        ("content/blog/deep/broken.md", &post("Broken", "")),
    ]);
    assert_eq!(site.link("A"), "https://e.example/log/a/");
    assert_eq!((site.tags("A"), site.authors("A")), (vec!["red", "sea"], vec!["Ada One"]));
    assert_eq!((site.tags("B"), site.authors("B")), (vec!["blue", "sea"], vec!["Ben Two"]));
    assert_eq!(site.item("B")["date_published"], "2024-03-06T00:00:00Z");
    assert_eq!(site.tags("C"), ["sea", "wood", "deep"]);
    assert_eq!(site.link("C"), "", "it is written nowhere");
    assert_eq!(site.items.len(), 4);

    let nikola = Site::of(&[
        (
            "conf.py",
            "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/'\nDEFAULT_LANG = 'en'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nTIMEZONE = 'UTC'\n",
        ),
        ("posts/a.md", "The text of it, which is long enough.\n"),
        (
            "posts/a.meta",
            ".. title: The harbour\n.. slug: harbour\n.. date: 2024-03-05 10:00:00 UTC\n.. tags: sea, salt\n",
        ),
        ("posts/b.html", "<p>The text of it, which is long enough.</p>"),
        ("posts/b.meta", "---\ntitle: In HTML\ndate: 2024-03-06 10:00:00\n---\n"),
    ]);
    assert_eq!(nikola.link("The harbour"), "https://e.example/posts/harbour/");
    assert_eq!(nikola.tags("The harbour"), ["sea", "salt"]);
    assert_eq!(nikola.item("In HTML")["date_published"], "2024-03-06T10:00:00Z");
    assert_eq!(nikola.items.len(), 2);
}

/// A file of data is part of what a build depends on, and what cannot be read of it is told.
#[test]
fn files_of_data_are_read_anew_and_their_mistakes_told() {
    let article = post("A", "");
    let project = Project::new(&[
        ("courant.toml", "profile = \"eleventy\"\narticles = \"blog\"\nlink = \"https://e.example/\"\n"),
        ("blog/a.md", &article),
        ("blog/blog.json", r#"{"author": "Ada One"}"#),
    ]);
    assert_eq!(Site::built(&project, "").authors("A"), ["Ada One"]);
    project.write("blog/blog.json", r#"{"author": "Ben Two"}"#);
    assert_eq!(Site::built(&project, "").authors("A"), ["Ben Two"]);
    project.write("blog/blog.json", [0xff, 0xfe, b'x']);
    let told = Site::built(&project, "").told;
    assert!(told.contains("blog/blog.json: cannot be read"), "{told}");
    project.write("blog/blog.json", "x");
    project.write("blog/a.11tydata.js", "module.exports = { title: make() };\n");
    let told = Site::built(&project, "").told;
    assert!(told.contains("blog/a.11tydata.js: `title` is made by a program"), "{told}");
}

/// Each site with its generator's files, and where its posts are read.
#[test]
fn the_address_of_posts_is_what_the_site_says() {
    let cases: &[(&str, Files, &str)] = &[
        (
            "next, app router",
            &[
                ("next.config.mjs", "export default { trailingSlash: true }"),
                ("app/(site)/journal/[slug]/page.tsx", ""),
                ("app/tags/[tag]/page.tsx", ""),
                ("content/posts/a.mdx", ""),
            ],
            "journal/a/",
        ),
        (
            "next, pages router",
            &[
                ("next.config.js", "module.exports = { basePath: '/x' }"),
                ("pages/[slug].tsx", ""),
                ("pages/posts/[...slug].tsx", ""),
                ("_posts/a.mdx", ""),
            ],
            "x/posts/a",
        ),
        (
            "next, one route in src",
            &[("next.config.js", ""), ("src/app/writing/[slug]/page.jsx", ""), ("src/content/a.mdx", "")],
            "writing/a",
        ),
        (
            "next, the posts are the routes",
            &[
                ("next.config.mjs", "import createMDX from '@next/mdx'"),
                ("app/blog/layout.tsx", ""),
                ("app/blog/a/page.mdx", ""),
            ],
            "blog/a",
        ),
        ("next, nothing but a folder", &[("next.config.mjs", ""), ("data/blog/a.mdx", "")], "blog/a"),
        (
            "astro, another folder",
            &[
                ("astro.config.mjs", "export default defineConfig({ site: 'https://e.example' })"),
                ("src/pages/writing/[...id].astro", ""),
                ("src/pages/tags/[tag].astro", ""),
                ("src/content/blog/a.md", ""),
            ],
            "writing/a/",
        ),
        (
            "astro, at the root",
            &[
                ("astro.config.mjs", "export default defineConfig({ site: 'https://e.example' })"),
                ("src/pages/[...slug].astro", ""),
                ("src/content/posts/a.md", ""),
            ],
            "a/",
        ),
        (
            "astro, the posts are pages",
            &[
                ("astro.config.mjs", "export default defineConfig({ site: 'https://e.example' })"),
                ("src/pages/posts/a.md", ""),
            ],
            "posts/a/",
        ),
        (
            "docusaurus, another route",
            &[
                (
                    "docusaurus.config.js",
                    "module.exports = { url: 'https://e.example', presets: [[require.resolve('x'), { blog: { routeBasePath: 'log', path: 'news' } }]], trailingSlash: true }",
                ),
                ("news/2021-08-26-a.md", ""),
            ],
            "log/2021/08/26/a/",
        ),
        (
            "docusaurus, nothing but a blog",
            &[
                (
                    "docusaurus.config.ts",
                    "export default { url: 'https://e.example', presets: [['classic', { docs: false, blog: { routeBasePath: '/' } } satisfies X]] }",
                ),
                ("blog/2021/08/26/a/index.mdx", ""),
            ],
            "2021/08/26/a",
        ),
        (
            "docusaurus, the plugin alone",
            &[
                (
                    "docusaurus.config.js",
                    "module.exports = { url: 'https://e.example', plugins: [['@docusaurus/plugin-content-docs', { routeBasePath: 'no' }], ['@docusaurus/plugin-content-blog', { routeBasePath: 'news' }]] }",
                ),
                ("blog/a.md", ""),
            ],
            "news/a",
        ),
        (
            "nikola, ugly",
            &[
                (
                    "conf.py",
                    "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/'\nPOSTS = (('posts/*.md', 'log', 'post.tmpl'),)\nPRETTY_URLS = False\n",
                ),
                ("posts/a.md", ""),
            ],
            "log/a.html",
        ),
        (
            "nikola, at the root",
            &[
                (
                    "conf.py",
                    "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/'\nPOSTS = (('posts/*.md', '', 'post.tmpl'),)\n",
                ),
                ("posts/a.md", ""),
            ],
            "a/",
        ),
    ];
    let article = post("A", "");
    for (what, files, expected) in cases {
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| {
                let is_article = path.ends_with("/a.md")
                    || path.ends_with("a.mdx")
                    || path.contains("/a/")
                    || path.ends_with("-a.md");
                (*path, if is_article { article.as_str() } else { *text })
            })
            .collect();
        let site_data = ("data/siteMetadata.js", "export default { siteUrl: 'https://e.example' }");
        let files: Vec<_> = files.into_iter().chain(what.starts_with("next").then_some(site_data)).collect();
        let site = Site::of(&files);
        assert_eq!(site.link("A"), format!("https://e.example/{expected}"), "{what}: {}", site.told);
    }
}

const PELICAN: &str =
    "SITENAME = 'T'\nSITEURL = 'https://e.example/sub'\nPATH = 'content'\nDEFAULT_LANG = 'en'\nTIMEZONE = 'UTC'\n";

/// docs.getpelican.com: "Settings" and "Writing content".
#[test]
fn a_site_of_pelican_has_its_categories_languages_and_headers() {
    let page = "<html><head><title>In HTML</title><meta name=\"tags\" content=\"old, page\"><meta name=\"date\" content=\"2012-07-09 22:28\">\
                <meta name=\"modified\" content=\"2012-07-10 20:14\"><meta name=\"authors\" content=\"Ada One, Ben Two\"><meta name=\"category\" content=\"html\">\
                </head><body><p>The text of it.</p></body></html>";
    let site = Site::of(&[
        ("pelicanconf.py", PELICAN),
        ("content/a.md", "Title: A\nDate: 2024-03-05\nTags: sea, salt\n\nThe text of it.\n"),
        ("content/b.md", "Title: B boat\nDate: 2024-03-05 10:00\nThe text begins at once.\n"),
        ("content/deep/sea/c.md", "Title: C\nDate: 2024-03-05\nTags: one, two; three\n\nThe text of it.\n"),
        ("content/sea/d.md", "Title: D\nDate: 2024-03-05\nCategory: Own\n\nThe text of it.\n"),
        ("content/fr.md", "Title: Un bateau\nSlug: a-boat\nDate: 2024-03-05\nLang: fr\n\nLe texte.\n"),
        ("content/en.md", "Title: A boat\nDate: 2024-03-05\nLang: en\n\nThe text of it.\n"),
        ("content/page.html", page),
        ("content/prose.md", "Title: a word of old\nWeather: it is changing.\nThe text, dated 2024-03-05.\n"),
    ]);
    assert_eq!(site.tags("A"), ["misc", "sea", "salt"]);
    assert_eq!(site.tags("C")[..3], ["sea", "one, two", "three"]);
    assert_eq!(site.tags("D")[0], "Own");
    assert_eq!(site.content("B boat"), "<p>The text begins at once.</p>");
    assert_eq!(site.link("Un bateau"), "https://e.example/sub/a-boat-fr.html");
    assert_eq!(site.link("A boat"), "https://e.example/sub/a-boat.html");
    let html = site.item("In HTML");
    assert_eq!(
        (site.tags("In HTML"), site.authors("In HTML")),
        (vec!["html", "old", "page"], vec!["Ada One", "Ben Two"])
    );
    assert_eq!(
        (html["date_published"].as_str(), html["date_modified"].as_str()),
        (Some("2012-07-09T22:28:00Z"), Some("2012-07-10T20:14:00Z"))
    );
    assert_eq!(site.content("In HTML"), "<p>The text of it.</p>");
    assert!(site.items.keys().all(|title| title != "a word of old"), "it is prose: {:?}", site.items.keys());

    // The settings, and where `content/sea/2024-03-05-the_boat.md` with the title "First boat" is read.
    let cases = [
        ("", "first-boat.html"),
        ("SLUGIFY_SOURCE = 'basename'", "the_boat.html"),
        ("FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)'", "the_boat.html"),
        ("ARTICLE_URL = '{date:%Y}/{date:%j}/{category}/{slug}/'", "2024/065/sea/first-boat/"),
        ("USE_FOLDER_AS_CATEGORY = False\nARTICLE_URL = '{category}/{slug}.html'", "misc/first-boat.html"),
        (
            "USE_FOLDER_AS_CATEGORY = False\nDEFAULT_CATEGORY = 'At Sea'\nARTICLE_URL = '{category}/{slug}.html'",
            "at-sea/first-boat.html",
        ),
        ("DEFAULT_LANG = 'de'", "first-boat-en.html"),
        ("DEFAULT_LANG = 'de'\nARTICLE_LANG_URL = '{lang}/{slug}/'", "en/first-boat/"),
    ];
    for (settings, expected) in cases {
        let site = Site::of(&[
            ("pelicanconf.py", &format!("{PELICAN}{settings}\n")),
            (
                "content/sea/2024-03-05-the_boat.md",
                "Title: First boat\nDate: 2024-03-05\nLang: en\n\nThe text of it.\n",
            ),
        ]);
        assert_eq!(site.link("First boat"), format!("https://e.example/sub/{expected}"), "{settings}: {}", site.told);
    }
}

/// The addresses that stand in an item: of links, then of pictures.
fn addresses(html: &str) -> Vec<&str> {
    let of = |attribute: &'static str| html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next());
    of("href=\"").chain(of("src=\"")).collect()
}

#[test]
fn links_of_generators_lead_where_their_sites_have_it() {
    let head = "---\ntitle: A\ndate: 2024-03-05\n---\n\n";
    let docusaurus = "module.exports = { title: 'T', url: 'https://e.example', baseUrl: '/sub/' };\n";
    let vitepress = |more: &str| {
        format!(
            "export default {{ title: 'T', base: '/sub/', {more} sitemap: {{ hostname: 'https://e.example/sub/' }} }}\n"
        )
    };
    let (html, clean) = (vitepress(""), vitepress("cleanUrls: true,"));
    let other = "---\ntitle: B\ndate: 2024-03-01\nslug: the-b\n---\n\nThe text of it.\n";
    let nikola = "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/sub/'\nDEFAULT_LANG = 'en'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nTIMEZONE = 'UTC'\n";
    // The site's configuration, the article, another, what stands in the article, and where it leads below the site.
    let cases: &[(&str, &str, &str, &str, &str, &str)] = &[
        ("docusaurus.config.js", docusaurus, "blog/a.mdx", "blog/b.md", "[b](/blog/the-b?x#y)", "blog/the-b?x#y"),
        ("docusaurus.config.js", docusaurus, "blog/a.md", "blog/b.md", "![s](/img/s.png)", "img/s.png"),
        ("docusaurus.config.js", docusaurus, "blog/a.md", "blog/b.md", "![s](/sub/img/s.png)", "img/s.png"),
        (
            "docusaurus.config.js",
            docusaurus,
            "blog/a.mdx",
            "blog/b.md",
            "<img src={useBaseUrl('/img/s.png')} alt=\"s\" />",
            "img/s.png",
        ),
        ("docusaurus.config.js", docusaurus, "blog/a.md", "blog/b.md", "[x](pathname:///files/x.pdf)", "files/x.pdf"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "[b](./b#part)", "posts/b.html#part"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "[b](b.html)", "posts/b.html"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "[n](/notes/n)", "notes/n.html"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "[n](../guide/index.md)", "guide/"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "[n](/guide/)", "guide/"),
        (".vitepress/config.mts", &html, "posts/a.md", "posts/b.md", "![s](/s.png)", "s.png"),
        (".vitepress/config.mts", &clean, "posts/a.md", "posts/b.md", "[n](../notes/n.md)", "notes/n"),
        (".vitepress/config.mts", &clean, "posts/a.md", "posts/deep/b.md", "[b](./deep/b.html)", "posts/deep/b"),
        ("conf.py", nikola, "posts/a.md", "posts/b.md", "[b](link://filename/posts/b.md#x)", "posts/the-b/#x"),
        ("conf.py", nikola, "posts/a.md", "posts/b.md", "{{% doc %}}the-b{{% /doc %}}", "posts/the-b/"),
        ("conf.py", nikola, "posts/a.md", "posts/b.md", "{{% doc %}}Another <the-b>{{% /doc %}}", "posts/the-b/"),
    ];
    for (name, configuration, path, beside, body, expected) in cases {
        let site = Site::of(&[(name, configuration), (path, &format!("{head}{body}\n")), (beside, other)]);
        let content = site.content("A");
        assert_eq!(
            addresses(content),
            [format!("https://e.example/sub/{expected}")],
            "{body}: {content} {}",
            site.told
        );
    }
}

/// getnikola.com/handbook.html: "Creating multilingual sites"; vitepress.dev/guide/routing.
#[test]
fn a_version_without_a_date_has_that_of_its_original_and_an_index_its_folder() {
    let site = Site::of(&[
        (
            "conf.py",
            "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/'\nDEFAULT_LANG = 'en'\nTRANSLATIONS = {'en': '', 'es': './es'}\nPOSTS = (('posts/*.md', 'log', 'post.tmpl'),)\nTIMEZONE = 'UTC'\n",
        ),
        ("posts/two.md", ".. title: Two\n.. date: 2024-03-05 10:00:00\n\nThe text of it is here.\n"),
        ("posts/two.es.md", ".. title: Dos\n.. slug: dos\n\nEl texto está aquí.\n"),
    ]);
    assert_eq!(site.item("Dos")["date_published"], "2024-03-05T10:00:00Z");
    assert_eq!(site.link("Dos"), "https://e.example/es/log/dos/");
    assert!(!site.told.contains("states no date"), "{}", site.told);
    let site = Site::of(&[
        (".vitepress/config.mts", "export default { title: 'T', sitemap: { hostname: 'https://e.example' } }\n"),
        ("posts/deep/index.md", &post("A", "")),
        ("posts/b.md", &post("B", "")),
    ]);
    assert_eq!((site.link("A"), site.link("B")), ("https://e.example/posts/deep/", "https://e.example/posts/b.html"));
}

#[test]
fn what_a_site_says_of_tags_and_authors_is_taken() {
    let site = Site::of(&[
        ("docusaurus.config.js", "module.exports = { title: 'T', url: 'https://e.example', baseUrl: '/' };\n"),
        ("blog/tags.yml", "heat:\n  label: Heat and Fire\n  permalink: /heat\nglass:\n  label: Glass\n"),
        (
            "blog/a.md",
            &post("A", "tags: [heat, glass, Node.js]\nauthor: Joel One\nauthor_url: https://joel.example/\n"),
        ),
    ]);
    assert_eq!(site.tags("A"), ["Heat and Fire", "Glass", "Node.js"]);
    assert_eq!(site.item("A")["authors"][0]["url"], "https://joel.example/");

    let head = |title: &str, tags: &str| {
        format!("<!--\n.. title: {title}\n.. date: 2024-03-05 10:00:00 UTC\n.. tags: {tags}\n-->\n\nThe text of it.\n")
    };
    let site = Site::of(&[
        (
            "conf.py",
            "BLOG_TITLE = 'T'\nSITE_URL = 'https://e.example/'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n",
        ),
        ("posts/a.md", &head("A", "sea, drafts")),
        ("posts/b.md", &head("B", "sea, draft")),
        ("posts/c.md", &head("C", "private")),
    ]);
    assert_eq!(site.items.keys().collect::<Vec<_>>(), ["A"]);

    let site = Site::of(&[
        (
            "quartz.config.ts",
            "const config = { configuration: { pageTitle: 'T', baseUrl: 'e.example' } }\nexport default config\n",
        ),
        ("content/a.md", &post("A", "publish: true\nsocialImage: /img/a.png\n")),
        ("content/b.md", &post("B", "publish: false\n")),
    ]);
    assert_eq!(site.items.keys().collect::<Vec<_>>(), ["A"]);
    assert_eq!(site.item("A")["image"], "https://e.example/img/a.png");
}
