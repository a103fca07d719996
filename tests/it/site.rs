//! Sites of the generators that people have: what is recognised of them, which of their files are articles, and by whose clock.

use crate::project::{Project, Run};

/// Files of a project, by path.
type Files<'c> = &'c [(&'c str, &'c str)];

/// The dates of the items, as the Atom feed has them, by title.
fn dates(project: &Project) -> Vec<(String, String)> {
    let feed = project.feed("feeds/atom.xml");
    let date = |entry: &feed_rs::model::Entry| entry.published.map(|date| date.to_rfc3339()).unwrap_or_default();
    let title =
        |entry: &feed_rs::model::Entry| entry.title.as_ref().map(|title| title.content.clone()).unwrap_or_default();
    let mut dates: Vec<_> = feed.entries.iter().map(|entry| (title(entry), date(entry))).collect();
    dates.sort();
    dates
}

fn succeeds(run: &Run) {
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn times_are_by_the_clock_of_the_place_with_its_summer_time() {
    let article = |head: &str| format!("---\n{head}\n---\nText of it.\n");
    let project = Project::new(&[
        ("courant.toml", "time_zone = \"Europe/Amsterdam\"\nutc_offset = \"-05:00\"\n"),
        ("seeds/a.md", &article("title: A\ndate: 2026-01-15 12:00")),
        ("seeds/2026-07-15-b.md", &article("title: B")),
        ("seeds/c.md", &article("title: C\ndate: 2026-07-15T12:00:00-03:00\ntimezone: Asia/Tokyo")),
        ("seeds/d.md", &article("title: D\ndate: 2026-07-15 12:00\ntimezone: America/New_York")),
        ("seeds/e.html", "<title>E</title><h1>E</h1><time datetime=\"2026-07-16 08:00\">x</time><p>Text of it.</p>"),
        (
            "seeds/f.txt",
            "F is opened\n\nBy Ada\n17 July 2026, 08:00\n\nThe text of it is here, and it is long enough.\n",
        ),
    ]);
    succeeds(&project.courant(&["build", "."]));
    let expected = [
        ("A", "2026-01-15T11:00:00+00:00"),
        ("B", "2026-07-14T22:00:00+00:00"),
        ("C", "2026-07-15T15:00:00+00:00"),
        ("D", "2026-07-15T16:00:00+00:00"),
        ("E", "2026-07-16T06:00:00+00:00"),
        ("F is opened", "2026-07-17T06:00:00+00:00"),
    ];
    assert_eq!(dates(&project), expected.map(|(title, date)| (title.to_string(), date.to_string())));
    assert!(project.read("feeds/atom.xml").contains("2026-07-15T12:00:00-04:00"), "the offset is that of the place");
}

const ARTICLE: &str = "---\ntitle: TITLE\ndate: 2024-01-02\n---\nThe text of it.\n";

fn article(title: &str) -> String {
    ARTICLE.replace("TITLE", title)
}

/// The titles of all items, sorted.
fn titles(project: &Project) -> Vec<String> {
    dates(project).into_iter().map(|(title, _)| title).collect()
}

/// What is told of what is passed over, without the folder that stands before it.
fn passed(run: &Run) -> Vec<String> {
    let lines = run.stderr.lines().filter(|line| line.contains("passed over"));
    lines
        .filter_map(|line| Some(line.split_once(": ")?.1.split_once(": ").map_or(line, |(_, told)| told).to_string()))
        .collect()
}

#[test]
fn what_lies_among_articles_and_is_none_is_passed_over() {
    let article = article("A");
    let article = article.as_str();
    let page = "<!doctype html><title>Written</title><h1>Written</h1><p>By the generator.</p>";
    let cases: &[(&str, Files, &str)] = &[
        (
            "profile = \"hugo\"\narticles = \"content\"",
            &[
                ("content/posts/_index.md", article),
                ("content/_index.fr.md", article),
                ("content/posts/a/index.md", article),
                ("content/posts/a/note.md", "Not a page."),
                ("content/posts/a/demo/one.html", page),
                ("content/posts/a/form.txt", "Name: ___"),
            ],
            "2 list pages and 3 resources of articles are passed over",
        ),
        (
            "profile = \"jekyll\"\narticles = \".\"",
            &[
                ("_posts/2024-01-02-a.md", article),
                ("about.md", article),
                ("_layouts/post.html", page),
                ("_site/index.html", page),
                ("node_modules/x/a.md", article),
            ],
            "1 template, 1 page outside the folder of posts, 1 folder of the generator's output and 1 folder `node_modules` are passed over",
        ),
        (
            "articles = \".\"",
            &[
                ("a.md", article),
                ("node_modules/x/b.md", article),
                ("public/index.html", page),
                ("public/sitemap.xml", "<urlset/>"),
                ("public/b/index.html", page),
            ],
            "1 folder of the generator's output and 1 folder `node_modules` are passed over",
        ),
        (
            "exclude = [\"drafts/**\", \"**/wip-*\"]",
            &[("seeds/a.md", article), ("seeds/drafts/b.md", article), ("seeds/x/wip-c.md", article)],
            "2 files by `exclude` are passed over",
        ),
        (
            "profile = \"eleventy\"\narticles = \"src/blog\"",
            &[("src/blog/index.md", article), ("src/blog/a/index.md", article), ("src/blog/_includes/x.html", page)],
            "1 list page and 1 template are passed over",
        ),
        (
            "profile = \"vitepress\"\narticles = \"posts\"",
            &[("posts/index.md", article), ("posts/a.md", article), ("posts/README.md", article)],
            "1 list page and 1 page outside the folder of posts are passed over",
        ),
    ];
    for (configuration, files, told) in cases {
        let project = Project::new(files);
        project.write("courant.toml", format!("{configuration}\n"));
        let run = project.courant(&["build", "."]);
        succeeds(&run);
        assert_eq!(passed(&run), [*told], "{configuration}: {run:?}");
        assert_eq!(titles(&project), ["A"], "{configuration}");
    }
}

/// An author's own folder may be called like a generator's.
#[test]
fn a_folder_that_is_only_called_so_holds_articles() {
    let project = Project::new(&[
        ("courant.toml", "articles = \".\"\n"),
        ("public/a.md", &article("A")),
        ("build/index.html", "<title>B</title><h1>B</h1><time datetime=\"2024-01-02\">x</time><p>Its text.</p>"),
    ]);
    let run = project.courant(&["build", "."]);
    succeeds(&run);
    assert_eq!((titles(&project), passed(&run)), (vec!["A".to_string(), "B".to_string()], Vec::new()));
}

/// The lines of a first configuration that state something.
fn stated(project: &Project) -> Vec<String> {
    let text = project.read("courant.toml");
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(str::to_string).collect()
}

/// What each generator's own configuration says is what a first configuration states.
#[test]
fn a_site_is_recognized_and_its_configuration_taken_over() {
    let article = article("A");
    let article = article.as_str();
    let cases: &[(Files, &str, &[&str])] = &[
        (
            &[
                (
                    "hugo.toml",
                    "baseURL = 'https://h.example/blog/'\ntitle = 'The Kelp'\nlanguageCode = 'en-us'\ntimeZone = 'America/Halifax'\n[params]\ndescription = 'Of the sea'\n[params.author]\nname = 'Ilse'\nemail = 'i@h.example'\n",
                ),
                ("content/posts/a.md", article),
            ],
            "this is a Hugo site by its hugo.toml",
            &[
                "title = \"The Kelp\"",
                "description = \"Of the sea\"",
                "link = \"https://h.example/blog/\"",
                "language = \"en-US\"",
                "profile = \"hugo\"",
                "articles = \"content\"",
                "author = { name = \"Ilse\", email = \"i@h.example\" }",
                "time_zone = \"America/Halifax\"",
            ],
        ),
        (
            &[
                (
                    "config/_default/config.yaml",
                    "baseurl: https://wrong.example\ncontentDir: inhalt\ndefaultContentLanguage: de\n",
                ),
                ("config/_default/languages.de.toml", "title = 'Der Tang'\n"),
                ("config/_default/params.toml", "author = 'Ilse'\n"),
                ("config/production/config.yaml", "baseURL: https://h.example\n"),
                ("inhalt/a.md", article),
            ],
            "this is a Hugo site by its config/_default/config.yaml",
            &[
                "title = \"Der Tang\"",
                "link = \"https://h.example/\"",
                "language = \"de\"",
                "profile = \"hugo\"",
                "articles = \"inhalt\"",
                "author = \"Ilse\"",
            ],
        ),
        (
            &[
                (
                    "_config.yml",
                    "title: The Orchard\nurl: \"https://j.example\"\nbaseurl: \"/blog\"\nlang: fr\ntimezone: Europe/Paris\nauthor:\n  name: Ada\n  email: ada@j.example\ndescription: >\n  Of apples\n  and pears\n",
                ),
                ("_posts/2024-01-02-a.md", article),
                ("about.md", article),
            ],
            "this is a Jekyll site by its _config.yml",
            &[
                "title = \"The Orchard\"",
                "description = \"Of apples and pears\"",
                "link = \"https://j.example/blog/\"",
                "language = \"fr\"",
                "profile = \"jekyll\"",
                "articles = \"_posts\"",
                "author = { name = \"Ada\", email = \"ada@j.example\" }",
                "time_zone = \"Europe/Paris\"",
            ],
        ),
        (
            &[
                ("docs/_config.yml", "title: D\nurl: https://j.example/\n"),
                ("docs/boats/_posts/2024-01-02-a.md", article),
                ("docs/_posts/2024-01-02-b.md", article),
            ],
            "this is a Jekyll site by its docs/_config.yml",
            &["title = \"D\"", "link = \"https://j.example/\"", "profile = \"jekyll\"", "articles = \"docs\""],
        ),
        (
            &[
                (
                    "config.toml",
                    "base_url = \"https://z.example/\"\ntitle = \"Zed\"\ndefault_language = \"nl\"\nauthor = \"Zoë\"\n[languages.fr]\n",
                ),
                ("content/a.md", article),
            ],
            "this is a Zola site by its config.toml",
            &[
                "title = \"Zed\"",
                "link = \"https://z.example/\"",
                "language = \"nl\"",
                "profile = \"zola\"",
                "articles = \"content\"",
                "author = \"Zoë\"",
            ],
        ),
        (
            &[
                ("zola.toml", "base_url = \"https://z.example/sub\"\nignored_content = [\"*.draft.md\"]\n"),
                ("content/a.md", article),
            ],
            "this is a Zola site by its zola.toml",
            &[
                "link = \"https://z.example/sub/\"",
                "profile = \"zola\"",
                "articles = \"content\"",
                "exclude = [\"**/*.draft.md\"]",
            ],
        ),
        (
            &[
                (
                    "eleventy.config.js",
                    "export default async function (eleventyConfig) {\n  eleventyConfig.addPlugin(x, { a: 1 });\n}\nexport const config = { dir: { input: 'content', output: '_site', data: '../_data' } };\n",
                ),
                (
                    "_data/metadata.js",
                    "export default {\n  title: \"The Kiln\",\n  url: \"https://e.example/\",\n  language: \"en\",\n  description: 'Of clay',\n  author: { name: \"Tomás\", url: \"https://e.example/me/\" }\n}\n",
                ),
                ("content/blog/a.md", article),
            ],
            "this is an Eleventy site by its eleventy.config.js",
            &[
                "title = \"The Kiln\"",
                "description = \"Of clay\"",
                "link = \"https://e.example/\"",
                "language = \"en\"",
                "profile = \"eleventy\"",
                "articles = \"content/blog\"",
                "author = { name = \"Tomás\", url = \"https://e.example/me/\" }",
            ],
        ),
        (
            &[
                (".eleventy.js", "module.exports = function (c) { return { dir: { input: 'src' } } }"),
                ("src/_data/site.json", "{\"name\": \"K\", \"url\": \"https://e.example\"}"),
                ("src/posts/a.md", article),
            ],
            "this is an Eleventy site by its .eleventy.js",
            &["title = \"K\"", "link = \"https://e.example/\"", "profile = \"eleventy\"", "articles = \"src/posts\""],
        ),
        (
            &[
                (
                    "astro.config.mjs",
                    "import { defineConfig } from 'astro/config';\nexport default defineConfig({\n  site: 'https://a.example',\n  base: '/log',\n});\n",
                ),
                (
                    "src/consts.ts",
                    "// Place any global data in this file.\nexport const SITE_TITLE = 'Stars';\nexport const SITE_DESCRIPTION = 'Of the sky';\n",
                ),
                ("src/content/blog/a.md", article),
            ],
            "this is an Astro site by its astro.config.mjs",
            &[
                "title = \"Stars\"",
                "description = \"Of the sky\"",
                "link = \"https://a.example/log/\"",
                "profile = \"astro\"",
                "articles = \"src/content/blog\"",
            ],
        ),
        (
            &[
                ("astro.config.ts", "export default defineConfig({ site: SITE.website })"),
                (
                    "src/config.ts",
                    "export const SITE = {\n  website: \"https://a.example/\", // yours\n  author: \"Sat\",\n  title: \"Paper\",\n  lang: \"en\",\n  timezone: \"Asia/Bangkok\",\n} as const;\n",
                ),
                ("src/data/blog/a.md", article),
            ],
            "this is an Astro site by its astro.config.ts",
            &[
                "title = \"Paper\"",
                "link = \"https://a.example/\"",
                "language = \"en\"",
                "profile = \"astro\"",
                "articles = \"src/data/blog\"",
                "author = \"Sat\"",
                "time_zone = \"Asia/Bangkok\"",
            ],
        ),
        (
            &[
                (
                    "docusaurus.config.js",
                    "// @ts-check\nconst config = {\n  title: 'Dino',\n  tagline: 'Of bones',\n  url: 'https://d.example',\n  baseUrl: '/site/',\n  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },\n  presets: [['classic', /** @type {x} */ ({ blog: { path: 'news' } })]],\n};\nmodule.exports = config;\n",
                ),
                ("blog/2024-01-02-a.md", article),
            ],
            "this is a Docusaurus site by its docusaurus.config.js",
            &[
                "title = \"Dino\"",
                "description = \"Of bones\"",
                "link = \"https://d.example/site/\"",
                "language = \"en\"",
                "profile = \"docusaurus\"",
                "articles = \"blog\"",
            ],
        ),
        (
            &[
                (
                    "website/docusaurus.config.ts",
                    "import type {Config} from '@docusaurus/types';\nconst config: Config = { title: 'Dino', url: 'https://d.example', baseUrl: '/', presets: [['classic', { blog: { path: 'news' } } satisfies Options]] };\nexport default config;\n",
                ),
                ("website/news/a/index.md", article),
            ],
            "this is a Docusaurus site by its website/docusaurus.config.ts",
            &[
                "title = \"Dino\"",
                "link = \"https://d.example/\"",
                "profile = \"docusaurus\"",
                "articles = \"website/news\"",
            ],
        ),
        (
            &[
                ("next.config.js", "module.exports = { basePath: '/b' }"),
                (
                    "data/siteMetadata.js",
                    "/** @type {x} */\nconst siteMetadata = {\n  title: 'Next',\n  author: 'Nell',\n  language: 'en-us',\n  siteUrl: 'https://n.example',\n}\nmodule.exports = siteMetadata\n",
                ),
                ("data/blog/a.md", article),
            ],
            "this is a Next.js with MDX site by its next.config.js",
            &[
                "title = \"Next\"",
                "link = \"https://n.example/b/\"",
                "language = \"en-US\"",
                "profile = \"next\"",
                "articles = \"data/blog\"",
                "author = \"Nell\"",
            ],
        ),
        (
            &[("next.config.mjs", "export default {}"), ("content/posts/a.md", article)],
            "this is a Next.js with MDX site by its next.config.mjs",
            &["profile = \"next\"", "articles = \"content/posts\""],
        ),
        (
            &[
                (
                    "_config.yml",
                    "title: Hexe\nsubtitle: ''\ndescription: Of brooms\nauthor: Hilda\nlanguage:\n  - de\n  - en\ntimezone: 'Europe/Berlin'\nurl: https://x.example/child\nroot: /child/\npermalink: :year/:title/\nsource_dir: source\n",
                ),
                ("source/_posts/a.md", article),
            ],
            "this is a Hexo site by its _config.yml",
            &[
                "title = \"Hexe\"",
                "description = \"Of brooms\"",
                "link = \"https://x.example/child/\"",
                "language = \"de\"",
                "profile = \"hexo\"",
                "articles = \"source/_posts\"",
                "author = \"Hilda\"",
                "time_zone = \"Europe/Berlin\"",
            ],
        ),
        (
            &[
                ("_config.yml", "title: Hexe\nurl: https://x.example\nroot: /child/\nsource_dir: src\n"),
                ("src/_posts/a.md", article),
            ],
            "this is a Hexo site by its _config.yml",
            &[
                "title = \"Hexe\"",
                "link = \"https://x.example/child/\"",
                "profile = \"hexo\"",
                "articles = \"src/_posts\"",
            ],
        ),
        (
            &[
                (
                    "pelicanconf.py",
                    "AUTHOR = 'Rail'\nSITENAME = \"Night Trains\"\nSITEURL = ''\nPATH = 'content'\nTIMEZONE = 'Europe/Vienna'\nDEFAULT_LANG = 'en'\nARTICLE_EXCLUDES = ['extra']\n",
                ),
                ("publishconf.py", "import os\nfrom pelicanconf import *\nSITEURL = 'https://p.example'\n"),
                ("content/a.md", article),
                ("content/extra/robots.txt", "x"),
            ],
            "this is a Pelican site by its pelicanconf.py",
            &[
                "title = \"Night Trains\"",
                "link = \"https://p.example/\"",
                "language = \"en\"",
                "profile = \"pelican\"",
                "articles = \"content\"",
                "exclude = [\"extra/**\"]",
                "author = \"Rail\"",
                "time_zone = \"Europe/Vienna\"",
            ],
        ),
        (
            &[
                (
                    "pelicanconf.py",
                    "SITENAME = 'P'\nSITEURL = 'https://p.example/n'\nPATH = 'src'\nARTICLE_PATHS = ['blog']\n",
                ),
                ("src/blog/a.md", article),
            ],
            "this is a Pelican site by its pelicanconf.py",
            &["title = \"P\"", "link = \"https://p.example/n/\"", "profile = \"pelican\"", "articles = \"src/blog\""],
        ),
        (
            &[
                (
                    "conf.py",
                    "import time\nBLOG_AUTHOR = \"Nik\"\nBLOG_TITLE = {'en': 'Tesla', 'es': 'Tesla ES'}\nSITE_URL = \"https://k.example/\"\nBLOG_DESCRIPTION = \"Of light\"\nDEFAULT_LANG = \"en\"\nTRANSLATIONS = {\n    DEFAULT_LANG: \"\",\n    \"es\": \"./es\",\n}\nPOSTS = (\n    (\"posts/*.rst\", \"posts\", \"post.tmpl\"),\n    (\"posts/*.md\", \"posts\", \"post.tmpl\"),\n)\nTIMEZONE = \"Europe/Belgrade\"\n",
                ),
                ("posts/a.md", article),
            ],
            "this is a Nikola site by its conf.py",
            &[
                "title = \"Tesla\"",
                "description = \"Of light\"",
                "link = \"https://k.example/\"",
                "language = \"en\"",
                "profile = \"nikola\"",
                "articles = \"posts\"",
                "author = \"Nik\"",
                "time_zone = \"Europe/Belgrade\"",
            ],
        ),
        (
            &[
                (
                    "conf.py",
                    "BLOG_TITLE = 'T'\nSITE_URL = 'https://k.example/'\nPOSTS = ((\"blog/*.md\", \"blog\", \"post.tmpl\"),)\n",
                ),
                ("blog/a.md", article),
            ],
            "this is a Nikola site by its conf.py",
            &["title = \"T\"", "link = \"https://k.example/\"", "profile = \"nikola\"", "articles = \"blog\""],
        ),
        (
            &[
                (
                    ".vitepress/config.mts",
                    "import { defineConfig } from 'vitepress'\n// https://vitepress.dev\nexport default defineConfig({\n  title: \"Vue\",\n  description: \"Of views\",\n  lang: 'en-GB',\n  base: '/v/',\n  sitemap: { hostname: 'https://v.example' },\n})\n",
                ),
                ("posts/a.md", article),
                ("index.md", article),
            ],
            "this is a VitePress site by its .vitepress/config.mts",
            &[
                "title = \"Vue\"",
                "description = \"Of views\"",
                "link = \"https://v.example/v/\"",
                "language = \"en-GB\"",
                "profile = \"vitepress\"",
                "articles = \"posts\"",
            ],
        ),
        (
            &[
                ("docs/.vitepress/config.js", "module.exports = { title: 'V', srcExclude: ['**/TODO.md'] }"),
                ("docs/a.md", article),
            ],
            "this is a VitePress site by its docs/.vitepress/config.js",
            &["title = \"V\"", "profile = \"vitepress\"", "articles = \"docs\"", "exclude = [\"**/TODO.md\"]"],
        ),
        (
            &[
                (
                    "quartz.config.ts",
                    "import { QuartzConfig } from \"./quartz/cfg\"\nconst config: QuartzConfig = {\n  configuration: {\n    pageTitle: \"Garden\",\n    locale: \"en-US\",\n    baseUrl: \"q.example/notes\",\n    ignorePatterns: [\"private\", \"templates\", \".obsidian\"],\n    theme: { fontOrigin: \"googleFonts\" },\n  },\n  plugins: { transformers: [Plugin.FrontMatter()] },\n}\nexport default config\n",
                ),
                ("content/a.md", article),
                ("content/private/b.md", article),
            ],
            "this is an Obsidian or Quartz site by its quartz.config.ts",
            &[
                "title = \"Garden\"",
                "link = \"https://q.example/notes/\"",
                "language = \"en-US\"",
                "profile = \"obsidian\"",
                "articles = \"content\"",
                "exclude = [\"private/**\"]",
            ],
        ),
        (
            &[(".obsidian/app.json", "{}"), ("a.md", article)],
            "this is an Obsidian or Quartz site by its .obsidian",
            &["profile = \"obsidian\"", "articles = \".\""],
        ),
        (
            &[
                ("config.production.json", "{\"url\": \"https://g.example/\", \"database\": {\"client\": \"mysql\"}}"),
                ("content/posts/a.md", article),
            ],
            "this is a Ghost site by its config.production.json",
            &["link = \"https://g.example/\"", "profile = \"ghost\"", "articles = \"content/posts\""],
        ),
        (
            &[("ghost.json", "{}"), ("posts/a.md", article)],
            "this is a Ghost site by its ghost.json",
            &["profile = \"ghost\"", "articles = \"posts\""],
        ),
    ];
    for (files, said, expected) in cases {
        let project = Project::new(files);
        let run = project.courant(&["init", "."]);
        succeeds(&run);
        assert_eq!(run.stderr.lines().next(), Some(*said), "{run:?}");
        let stated: Vec<String> = stated(&project).into_iter().filter(|line| !line.starts_with("permalink")).collect();
        assert_eq!(stated, *expected, "{said}");
        let run = project.courant(&["build", "."]);
        succeeds(&run);
        assert!(titles(&project).contains(&"A".to_string()), "{said}: {run:?}");
    }
}

#[test]
fn a_first_configuration_says_where_each_value_comes_from() {
    let project = Project::new(&[
        ("_config.yml", "title: T\nurl: https://j.example\nbaseurl: /b\nfuture: true\ntimezone: Nowhere\n"),
        ("_posts/2024-01-02-a.md", &article("A")),
    ]);
    let run = project.courant(&["init", "."]);
    succeeds(&run);
    let text = project.read("courant.toml");
    assert!(
        text.contains("# From `url` in _config.yml and `baseurl` in _config.yml:\nlink = \"https://j.example/b/\""),
        "{text}"
    );
    assert!(text.contains("# From the layout of Jekyll sites:\narticles = \"_posts\""), "{text}");
    for told in ["`timezone` in _config.yml: `Nowhere` is no time zone", "by its `future`"] {
        assert!(run.stderr.contains(told), "{told}: {run:?}");
    }
}

/// Whatever stands in a configuration, the rest is taken over, and what is not is told.
#[test]
fn a_configuration_that_cannot_be_read_costs_nothing_but_itself() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_string()
        + &(b'b'..b'k')
            .map(|c| format!("{0}: &{0} [*{1},*{1},*{1},*{1},*{1},*{1},*{1},*{1}]\n", c as char, (c - 1) as char))
            .collect::<String>();
    let large = "# x\n".repeat(1 << 20);
    let deep = format!("title: {}", "[".repeat(100_000));
    let cases: &[(&str, &str, &str)] = &[
        ("_config.yml", "title: [", "_config.yml: cannot be read"),
        ("_config.yml", &bomb, "_config.yml: cannot be read"),
        ("_config.yml", &large, "_config.yml: cannot be read"),
        ("_config.yml", &deep, "_config.yml: cannot be read"),
        ("hugo.toml", "title = \n", "hugo.toml: cannot be read"),
        (
            "pelicanconf.py",
            "import os\nSITENAME = os.environ['X']\n",
            "pelicanconf.py: `SITENAME` is made by the program",
        ),
        (
            "docusaurus.config.js",
            "export default { title: t('x'), url: process.env.URL }",
            "`title`, `url` is made by the program",
        ),
        ("astro.config.mjs", "((((((((({{{{{{`${", ""),
        ("quartz.config.ts", "\u{0}", ""),
    ];
    for (path, text, told) in cases {
        let project = Project::new(&[(path, text), ("_posts/2024-01-02-a.md", &article("A"))]);
        let run = project.courant_within(&["init", "."], 1000, 20);
        succeeds(&run);
        assert!(run.stderr.contains(told), "{path}: {run:?}");
        assert!(project.read("courant.toml").contains("\nprofile = \""), "{path}");
        let run = project.courant_within(&["build", "."], 1000, 20);
        assert!([0, 2].contains(&run.status), "{run:?}");
        assert_eq!(
            run.stderr.contains("the site's configuration cannot be read"),
            told.contains("cannot be read"),
            "{run:?}"
        );
    }
}

/// A large site offers a feed for what many of its articles are about, and not for each of its thousand tags.
#[test]
fn categories_get_a_feed_where_their_articles_are_many_enough_for_the_site() {
    let post = |n: usize, tags: &str| format!("---\ntitle: P{n}\ndate: 2024-01-02\ntags: [{tags}]\n---\nText {n}.\n");
    let project = Project::new(&[]);
    for n in 0..250 {
        let tags = format!("all, third{}, pair{}, {}", n / 3, n / 2, if n < 2 { "old" } else { "new" });
        project.write(&format!("seeds/p{n}.md"), post(n, &tags));
    }
    let feeds = |project: &Project| {
        let folders = std::fs::read_dir(project.path("feeds/categories")).expect("feeds of categories");
        let mut names: Vec<_> =
            folders.map(|folder| folder.expect("a folder").file_name().into_string().expect("a name")).collect();
        names.sort();
        names
    };
    // Three of 250 are enough; two, as on a small site, are not.
    let run = project.courant(&["build", "."]);
    succeeds(&run);
    let offered = feeds(&project);
    assert_eq!(offered.len(), 85, "all, new and 83 of three: {offered:?}");
    assert!(!offered.contains(&"old".to_string()));
    let told = "126 categories have no feed: of 250 articles a category gets one from 3 articles on, and 100 categories at most";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    // What is stated is what holds.
    project.write("courant.toml", "min_articles = 2\n");
    let run = project.courant(&["build", "."]);
    succeeds(&run);
    assert_eq!(feeds(&project).len(), 85 + 125 + 1);
    assert!(!run.stderr.contains("have no feed"), "{}", run.stderr);
    // What is published stays.
    project.write("courant.toml", "");
    succeeds(&project.courant(&["build", "."]));
    assert_eq!(feeds(&project).len(), 85 + 125 + 1);
}

#[test]
fn no_more_than_a_hundred_categories_get_a_feed_by_themselves() {
    let project = Project::new(&[]);
    for n in 0..195 {
        let tags = (0..2).map(|m| format!("c{:03}", (n + m * 70) % 140)).collect::<Vec<_>>().join(", ");
        project.write(
            &format!("seeds/p{n}.md"),
            format!("---\ntitle: P{n}\ndate: 2024-01-02\ntags: [{tags}]\n---\nText {n}.\n"),
        );
    }
    let run = project.courant(&["build", "."]);
    succeeds(&run);
    assert_eq!(std::fs::read_dir(project.path("feeds/categories")).expect("feeds").count(), 100);
    assert!(run.stderr.contains("40 categories have no feed: of 195 articles"), "{}", run.stderr);
}

/// Of each item of the Atom feed its title, its language and its address, sorted.
fn languages(project: &Project) -> Vec<(String, String, String)> {
    let feed = project.read("feeds/atom.xml");
    let between = |text: &str, from: &str, to: &str| {
        let part = text.split_once(from).and_then(|(_, rest)| rest.split_once(to));
        part.map_or(String::new(), |(part, _)| part.to_string())
    };
    let item = |item: &str| {
        let title = between(item, "<title", "</title>");
        let (language, title) = title.split_once('>').unwrap_or_default();
        (title.to_string(), between(language, "\"", "\""), between(item, "<link href=\"", "\" rel=\"alternate\""))
    };
    let mut found: Vec<_> = feed.split("<entry").skip(1).map(item).collect();
    found.sort();
    found
}

/// One article in several languages: each has its language and its address, and its page leads to the others.
#[test]
fn translations_are_one_article_in_several_languages() {
    let post = |title: &str| format!("---\ntitle: {title}\ndate: 2024-01-02\n---\n1 2 3.\n");
    let base = "title = \"T\"\nlink = \"https://t.example/\"\nfeed_url = \"https://t.example/feeds/\"\nlanguage = \"en\"\npermalink = \"https://t.example/{path}/\"\n";
    let row = |title: &str, language: &str, address: &str| {
        (title.to_string(), language.to_string(), format!("https://t.example/{address}"))
    };
    // Without a profile: what lies beside it.
    let project = Project::new(&[("courant.toml", base)]);
    for (path, title) in [
        ("bridge.md", "The bridge"),
        ("bridge.fr.md", "Le pont"),
        ("boat/index.md", "The boat"),
        ("boat/index.fr.md", "Le bateau"),
        ("alone.fr.md", "Alone"),
        ("de/ship.md", "Das Schiff"),
        ("nl/ship.md", "Het schip"),
    ] {
        project.write(&format!("seeds/{path}"), post(title));
    }
    succeeds(&project.courant(&["build", "."]));
    let expected = [
        row("Alone", "en", "alone.fr/"),
        row("Das Schiff", "de", "de/ship/"),
        row("Het schip", "nl", "nl/ship/"),
        row("Le bateau", "fr", "fr/boat/"),
        row("Le pont", "fr", "bridge.fr/"),
        row("The boat", "en", "boat/"),
        row("The bridge", "en", "bridge/"),
    ];
    assert_eq!(languages(&project), expected);
    // With one: what the site says.
    let project = Project::new(&[
        ("courant.toml", &format!("{base}profile = \"hugo\"\narticles = \"content\"\n")),
        (
            "hugo.toml",
            "baseURL = 'https://t.example/'\ndefaultContentLanguage = 'en'\n[languages.en]\n[languages.fr]\ncontentDir = 'content/fr'\n",
        ),
        ("content/posts/bridge.md", &post("The bridge")),
        ("content/posts/bridge.fr.md", &post("Le pont")),
        ("content/fr/posts/boat.md", &post("Le bateau")),
        ("content/posts/node.js.md", &post("Node")),
    ]);
    succeeds(&project.courant(&["build", "."]));
    let expected = [
        row("Le bateau", "fr", "fr/posts/boat/"),
        row("Le pont", "fr", "fr/posts/bridge/"),
        row("Node", "en", "posts/node.js/"),
        row("The bridge", "en", "posts/bridge/"),
    ];
    assert_eq!(languages(&project), expected);
}

#[test]
fn the_page_of_an_article_leads_to_its_versions() {
    let post = |title: &str| format!("---\ntitle: {title}\ndate: 2024-01-02\n---\n1 2 3.\n");
    let project = Project::new(&[
        ("courant.toml", "feed_url = \"https://t.example/feeds/\"\nlanguage = \"en\"\npages = true\n"),
        ("seeds/bridge.md", &post("The bridge")),
        ("seeds/bridge.fr.md", &post("Le pont")),
        ("seeds/other.md", &post("Other")),
    ]);
    succeeds(&project.courant(&["build", "."]));
    let mut pages = Vec::new();
    for folder in std::fs::read_dir(project.path("feeds/articles")).expect("pages") {
        pages.push(std::fs::read_to_string(folder.expect("a folder").path().join("index.html")).expect("a page"));
    }
    pages.sort_by_key(|page| page.matches("hreflang").count());
    let [other, one, two] = pages.as_slice() else { panic!("{}", pages.len()) };
    assert!(!other.contains("hreflang") && other.contains("Other"));
    for page in [one, two] {
        for language in ["en", "fr"] {
            assert_eq!(
                page.matches(&format!("hreflang=\"{language}\" href=\"https://t.example/feeds/articles/")).count(),
                1
            );
        }
    }
}

/// Where no profile says it, dates tell an article from what belongs to one, and from a list of them.
#[test]
fn a_bundle_is_one_article_and_a_list_page_none_without_a_profile_too() {
    let undated = |title: &str| format!("---\ntitle: {title}\n---\nText of {title}.\n");
    let page = "<!doctype html><title>Demo one</title><div style=\"color:red\"></div>";
    let told = "; a date in front matter makes a file an article of its own";
    let cases: &[(Files, &[&str], &str)] = &[
        (
            &[
                ("demo/index.md", &article("A")),
                ("demo/aside.md", &undated("B")),
                ("demo/form.txt", "The form\n\nName: ___\n"),
                ("demo/demos/one.html", page),
            ],
            &["A"],
            "3 resources of articles are passed over",
        ),
        (&[("2024-01-02-a.md", &undated("A")), ("index.md", &undated("Blog"))], &["A"], "1 list page is passed over"),
        (
            &[("news/index.md", &undated("News")), ("news/2024/a.md", &article("A"))],
            &["A"],
            "1 list page is passed over",
        ),
        // A folder of articles whose list states a date as well: each is an article.
        (&[("news/index.md", &article("News")), ("news/a.md", &article("A"))], &["A", "News"], ""),
        // Nothing is dated: nothing is known.
        (&[("a/index.md", &undated("A")), ("a/b.md", &undated("B"))], &["A", "B"], ""),
        (&[("index.md", &article("A")), ("b.md", &undated("B"))], &["A", "B"], ""),
    ];
    for (files, expected, passed_over) in cases {
        let project = Project::new(&[]);
        for (path, text) in *files {
            project.write(&format!("seeds/{path}"), text);
        }
        let run = project.courant(&["build", "."]);
        succeeds(&run);
        assert_eq!(titles(&project), *expected, "{run:?}");
        assert_eq!(run.stderr.contains(&format!("{passed_over}{told}")), !passed_over.is_empty(), "{run:?}");
    }
}

/// What subscribers have is never taken for a list.
#[test]
fn an_article_that_was_published_stays_one() {
    let project = Project::new(&[("seeds/index.md", "---\ntitle: Home\n---\nAll of it.\n")]);
    succeeds(&project.courant(&["build", "."]));
    project.write("seeds/2024-01-02-a.md", "---\ntitle: A\n---\nText.\n");
    succeeds(&project.courant(&["build", "."]));
    assert_eq!(titles(&project), ["A", "Home"]);
}

/// Where articles are read, as the site says it or as its generator does.
#[test]
fn a_first_configuration_has_the_addresses_of_the_site() {
    let cases: &[(Files, &str, &str)] = &[
        (
            &[("hugo.toml", "baseURL = 'https://h.example/b/'"), ("content/a.md", "")],
            "permalink = \"https://h.example/b/{path}/\"",
            "",
        ),
        (
            &[("config.toml", "base_url = 'https://z.example'"), ("content/a.md", "")],
            "permalink = \"https://z.example/{path}/\"",
            "",
        ),
        (
            &[
                ("_config.yml", "url: https://j.example\nbaseurl: /b\npermalink: /:year/:title.html\n"),
                ("_posts/a.md", ""),
            ],
            "permalink = \"https://j.example/b/{year}/{slug}.html\"",
            "",
        ),
        (
            &[("_config.yml", "url: https://j.example\npermalink: /:moon/:title\n"), ("_posts/a.md", "")],
            "",
            "`:moon` is nothing that `permalink` has",
        ),
        // A setting may change the usual addresses.
        (
            &[
                (
                    "docusaurus.config.js",
                    "module.exports = { url: 'https://d.example', baseUrl: '/', trailingSlash: true };",
                ),
                ("blog/a.md", ""),
            ],
            "permalink = \"https://d.example/blog/{path}/\"",
            "",
        ),
        (
            &[
                (
                    ".vitepress/config.mjs",
                    "export default { sitemap: { hostname: 'https://v.example' }, cleanUrls: true }",
                ),
                ("posts/a.md", ""),
            ],
            "permalink = \"https://v.example/{path}\"",
            "",
        ),
        // Without an address nothing is read anywhere.
        (&[("_config.yml", "permalink: /:year/:title.html\n"), ("_posts/a.md", "")], "", ""),
    ];
    for (files, expected, told) in cases {
        let project = Project::new(files);
        let run = project.courant(&["init", "."]);
        succeeds(&run);
        let found = stated(&project).into_iter().find(|line| line.starts_with("permalink")).unwrap_or_default();
        assert_eq!(found, *expected, "{files:?}");
        assert!(run.stderr.contains(told), "{run:?}");
    }
}

/// Each item's title with its authors and categories, as the JSON Feed has them.
fn bylines(project: &Project) -> Vec<String> {
    let feed: serde_json::Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    let texts = |list: &serde_json::Value, key: Option<&str>| -> Vec<String> {
        let one = |one: &serde_json::Value| key.map_or(one, |key| &one[key]).as_str().unwrap_or_default().to_string();
        list.as_array().map(|list| list.iter().map(one).collect()).unwrap_or_default()
    };
    let item = |item: &serde_json::Value| {
        let (authors, tags) = (texts(&item["authors"], Some("name")), texts(&item["tags"], None));
        format!("{}: {}: {}", item["title"].as_str().unwrap_or_default(), authors.join(", "), tags.join(", "))
    };
    let mut items: Vec<String> =
        feed["items"].as_array().map(|items| items.iter().map(item).collect()).unwrap_or_default();
    items.sort();
    items
}

/// Jekyll's `defaults` and Hugo's `cascade` state front matter for all articles of a folder; what an article says itself goes before.
#[test]
fn what_a_site_states_for_a_folder_holds_for_its_articles() {
    let post = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\nText of it.\n");
    let project = Project::new(&[
        (
            "_config.yml",
            "title: T\nurl: https://e.example\nauthor: vera\ndefaults:\n  - scope: {path: ''}\n    values: {layout: post}\n  \
             - scope: {path: '_posts/travel', type: posts}\n    values: {author: ben, categories: [Away]}\n  \
             - scope: {path: '_posts/held'}\n    values: {published: false}\n  \
             - scope: {path: '', type: pages}\n    values: {author: nobody}\n  \
             - scope: {path: '_posts/moved'}\n    values: {permalink: '/m/:title/'}\n",
        ),
        ("_data/authors.yml", "vera:\n  name: Vera One\nben:\n  name: Ben Two\n"),
        ("_posts/2024-01-01-a.md", &post("A", "")),
        ("_posts/travel/2024-01-02-b.md", &post("B", "tags: [sea]\n")),
        ("_posts/travel/2024-01-03-c.md", &post("C", "author: Cid Three\n")),
        ("_posts/held/2024-01-04-d.md", &post("D", "")),
        ("_posts/moved/2024-01-05-e.md", &post("E", "")),
    ]);
    succeeds(&project.courant(&["init", "."]));
    succeeds(&project.build());
    let expected =
        ["A: Vera One: ", "B: Ben Two: Away, sea, travel", "C: Cid Three: Away, travel", "E: Vera One: moved"];
    assert_eq!(bylines(&project), expected);
    assert!(project.read("feeds/feed.json").contains("https://e.example/m/e/"));

    let project = Project::new(&[
        (
            "hugo.toml",
            "baseURL = 'https://e.example/'\n[cascade]\nauthor = 'Ada One'\n[cascade.target]\npath = '{/news/**}'\n",
        ),
        (
            "content/posts/_index.md",
            "---\ntitle: Posts\ncascade:\n  - params: {author: Ben Two}\n    tags: [sea]\n---\n",
        ),
        ("content/posts/held/_index.md", "+++\n[cascade]\ndraft = true\n+++\n"),
        ("content/news/a.md", &post("A", "date: 2024-01-01\n")),
        ("content/posts/b.md", &post("B", "date: 2024-01-02\ncategories: [News]\n")),
        ("content/posts/c.md", &post("C", "date: 2024-01-03\ntags: [red]\nauthor: Cid Three\n")),
        ("content/posts/held/d.md", &post("D", "date: 2024-01-04\n")),
        ("content/other/e.md", &post("E", "date: 2024-01-05\n")),
    ]);
    succeeds(&project.courant(&["init", "."]));
    succeeds(&project.build());
    let expected = ["A: Ada One: news", "B: Ben Two: News, sea", "C: Cid Three: red", "E: : other"];
    assert_eq!(bylines(&project), expected);
}

/// What running Hugo 0.168 and Jekyll 4.3 made of the same dates.
#[test]
fn dates_are_those_of_the_generator() {
    let post = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}---\nText of it.\n");
    let project = Project::new(&[
        ("hugo.toml", "baseURL = 'https://e.example/'\n[frontmatter]\ndate = ['added', ':default']\n"),
        ("content/a.md", &post("A", "date: 2024-01-02T10:00:00Z\npublishDate: 2024-03-04T10:00:00Z\n")),
        ("content/b.md", &post("B", "date: 2024-01-02T10:00:00Z\npublishDate: 2999-03-04T10:00:00Z\n")),
        ("content/c.md", &post("C", "pubdate: 2024-01-03T10:00:00Z\n")),
        ("content/d.md", &post("D", "added: 2024-01-04T10:00:00Z\ndate: 2023-01-02T10:00:00Z\n")),
    ]);
    succeeds(&project.courant(&["init", "."]));
    let run = project.build();
    assert_eq!(titles(&project), ["A", "C", "D"], "{run:?}");
    assert!(run.stderr.contains("content/b.md: is dated 2999-03-04T10:00:00Z, which is to come"), "{run:?}");
    let of = |project: &Project, title: &str| {
        dates(project).into_iter().find(|(known, _)| known == title).unwrap_or_default().1
    };
    assert_eq!(of(&project, "A"), "2024-01-02T10:00:00+00:00");
    assert_eq!(of(&project, "D"), "2024-01-04T10:00:00+00:00");

    let project = Project::new(&[
        ("_config.yml", "title: T\nurl: https://e.example\ntimezone: America/New_York\n"),
        ("_posts/2024-07-04-a.md", &post("A", "date: 2024-07-04 08:00:00\n")),
        ("_posts/2024-07-04-b.md", &post("B", "date: '2024-07-04 08:00:00'\n")),
        ("_posts/2024-07-04-c.md", &post("C", "date: 2024-07-04 08:00\n")),
        ("_posts/2024-07-04-d.md", &post("D", "date: 2024-07-04 08:00:00 +0200\n")),
        ("_posts/2024-07-04-e.md", &post("E", "")),
    ]);
    succeeds(&project.courant(&["init", "."]));
    succeeds(&project.build());
    let expected = [("A", "08:00"), ("B", "12:00"), ("C", "12:00"), ("D", "06:00"), ("E", "04:00")];
    for (title, time) in expected {
        assert_eq!(of(&project, title), format!("2024-07-04T{time}:00+00:00"), "{title}");
    }
}

/// What is excluded by a file, a folder, a folder with a slash, and patterns.
#[test]
fn files_folders_and_patterns_are_excluded() {
    let files = ["a.md", "drafts/b.md", "drafts/deep/c.md", "_d.md", "sub/_e.md"];
    let cases = [
        ("[\"drafts\"]", "a _d sub/_e"),
        ("[\"drafts/\"]", "a _d sub/_e"),
        ("[\"./drafts/**\"]", "a _d sub/_e"),
        ("[\"drafts/*\"]", "a _d sub/_e"),
        ("[\"drafts/*.md\"]", "a drafts/deep/c _d sub/_e"),
        ("[\"drafts/deep\"]", "a drafts/b _d sub/_e"),
        ("[\"**/_*\"]", "a drafts/b drafts/deep/c"),
        ("[\"a.md\", \"sub/_e.md\"]", "drafts/b drafts/deep/c _d"),
        ("[\"draft\"]", "a drafts/b drafts/deep/c _d sub/_e"),
    ];
    for (exclude, expected) in cases {
        let project = Project::new(&[("courant.toml", &format!("exclude = {exclude}\n"))]);
        for path in files {
            project.write(&format!("seeds/{path}"), article(path.trim_end_matches(".md")));
        }
        succeeds(&project.build());
        let mut expected: Vec<&str> = expected.split(' ').collect();
        expected.sort_unstable();
        assert_eq!(titles(&project), expected, "{exclude}");
    }
    let project = Project::new(&[("courant.toml", "exclude = 7\n"), ("seeds/a.md", &article("A"))]);
    let run = project.courant(&["build", "."]);
    assert!(run.status == 2 && run.stderr.contains("`exclude` has a value of the wrong kind"), "{run:?}");
}

/// A post of Jekyll has a date before its name, and lies in `_posts`; where no such folder is there, the folder of articles is it.
#[test]
fn posts_of_jekyll_are_known_by_their_names() {
    let post = |title: &str| format!("---\ntitle: {title}\n---\nText of it.\n");
    let project = Project::new(&[
        ("courant.toml", "profile = \"jekyll\"\narticles = \".\"\n"),
        ("_posts/2024-01-02-a.md", &post("A")),
        ("_posts/deep/2024-1-3-b.md", &post("B")),
        ("news/_posts/2024-01-04-c.md", &post("C")),
        ("_posts/no-date.md", &post("D")),
        ("2024-01-05-page.md", &post("E")),
        ("about.md", &post("F")),
    ]);
    let run = project.build();
    assert_eq!(titles(&project), ["A", "B", "C"]);
    assert_eq!(
        passed(&run),
        ["2 pages outside the folder of posts and 1 post without a date before its name are passed over"]
    );
    let project = Project::new(&[
        ("courant.toml", "profile = \"jekyll\"\n"),
        ("seeds/2024-01-02-my-first-post.md", "---\nlayout: post\n---\nText of it.\n"),
        ("seeds/about.md", &post("F")),
    ]);
    let run = project.build();
    assert_eq!(titles(&project), ["My First Post"]);
    assert_eq!(passed(&run), ["1 page outside the folder of posts is passed over"]);
}

/// A note of a vault is called as its file is (Obsidian help, "Internal links"); elsewhere a file called by a day has no title.
#[test]
fn a_note_of_a_vault_is_called_by_the_name_of_its_file() {
    let titles = |profile: &str| {
        let config = format!("title = \"T\"\nlink = \"https://e.example/\"\n{profile}");
        let project = Project::new(&[
            ("courant.toml", &config),
            ("seeds/2025-03-15.md", "A day."),
            ("seeds/my-note.md", "A note."),
        ]);
        let run = project.courant(&["build", "--now", "2026-11-30T12:00:00Z"]);
        assert_eq!(run.status, 0, "{run:?}");
        let feed: serde_json::Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
        let mut titles: Vec<String> =
            feed["items"].as_array().expect("items").iter().map(|item| item["title"].to_string()).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles("profile = \"obsidian\"\n"), ["\"2025-03-15\"", "\"my-note\""]);
    assert_eq!(titles(""), ["\"my note\"", "null"]);
}

#[test]
fn an_index_above_each_of_thousands_of_articles_is_told_from_them() {
    let project = Project::new(&[("courant.toml", "title = \"T\"\n")]);
    for number in 0..3_000 {
        project.write(&format!("seeds/d{number}/index.md"), "# A list\n\nThe text of it.\n");
        project.write(&format!("seeds/d{number}/a.md"), article(&format!("A{number}")));
    }
    let run = project.courant(&["build", "."]);
    succeeds(&run);
    assert_eq!(
        passed(&run),
        ["3000 list pages are passed over; a date in front matter makes a file an article of its own"]
    );
}

#[cfg(unix)]
#[test]
fn a_configuration_behind_a_link_is_not_read_and_told() {
    let elsewhere = Project::new(&[
        ("secret.yml", "url: https://e.example\ntoken: hunter2\nmenu:\n  - hunter2\n"),
        ("_default/params.toml", "token = 'hunter2'\n"),
    ]);
    let cases = [
        ("jekyll", "_posts/2024-01-02-a.md", "_config.yml", "secret.yml", "{{ site.token }}"),
        ("hugo", "content/posts/a.md", "config/_default", "_default", "{{< param token >}}"),
    ];
    for (profile, article, link, target, template) in cases {
        let (folder, _) = article.split_once('/').expect("a folder");
        let project = Project::new(&[
            ("courant.toml", &format!("profile = \"{profile}\"\narticles = \"{folder}\"\n")),
            (article, &format!("---\ntitle: A\ndate: 2024-01-02\n---\nThe text: {template}.\n")),
        ]);
        project.write("config/x.txt", "");
        std::os::unix::fs::symlink(elsewhere.path(target), project.path(link)).expect("a link");
        let run = project.courant(&["build", "."]);
        let feed = project.read("feeds/atom.xml");
        assert!(feed.contains("The text:") && !feed.contains("hunter2"), "{profile}: {feed}");
        let is_told = run.stderr.contains("it is a link, and links are not followed");
        assert_eq!(is_told, link.contains('.'), "{profile}: {run:?}");
    }
}

#[test]
fn a_name_in_which_that_of_a_site_is_hidden_shows_nothing_of_it() {
    let cases = [
        ("a.md", "{{< register id=\"5\" >}}", ""),
        ("a.mdx", "<RegisterForm id=\"5\"/>", ""),
        ("a.md", "{{< devimeodata id=\"5\" >}}", ""),
        ("a.md", "{{< gist me 5 >}}", "https://gist.github.com/me/5"),
        ("a.mdx", "<YouTubePlayer id=\"5\"/>", "https://www.youtube.com/watch?v=5"),
        ("a.mdx", "<LiteYouTubeEmbed id=\"5\"/>", "https://www.youtube.com/watch?v=5"),
        ("a.md", "{{< my-vimeo 5 >}}", "https://vimeo.com/5"),
        ("a.md", "{{< vimeo_simple 5 >}}", "https://vimeo.com/5"),
        ("a.md", "{% youtubeplayer 5 %}", "https://www.youtube.com/watch?v=5"),
    ];
    for (file, mark, address) in cases {
        let project = Project::new(&[]);
        project.write(
            &format!("seeds/{file}"),
            format!("---\ntitle: A\ndate: 2024-01-02\n---\nBefore it.\n\n{mark}\n\nBehind it.\n"),
        );
        let run = project.courant(&["build", "."]);
        let feed = project.read("feeds/feed.json");
        assert!(feed.contains("Behind it"), "{mark}: {run:?}");
        match address {
            "" => assert!(!feed.contains("gist.github.com") && !feed.contains("vimeo.com"), "{mark}: {feed}"),
            address => assert!(feed.contains(address), "{mark}: {feed}"),
        }
    }
}

#[test]
fn articles_that_were_published_stay_where_a_folder_comes_to_look_like_output() {
    let page = |title: &str| {
        format!(
            "<!doctype html><title>{title}</title><h1>{title}</h1><p>The text of {title}, which is long enough.</p>"
        )
    };
    let names = ["public", "_site", "build", "deep/out"];
    for folder in names {
        let project = Project::new(&[]);
        for (name, title) in [("index", "one"), ("two", "two")] {
            project.write(&format!("seeds/{folder}/{name}.html"), page(title));
        }
        succeeds(&project.courant(&["build", "."]));
        project.write(&format!("seeds/{folder}/404.html"), page("lost"));
        project.write(&format!("seeds/{folder}/sitemap.xml"), "<urlset/>");
        let run = project.courant(&["build", "."]);
        succeeds(&run);
        let titles = titles(&project);
        assert!(titles.contains(&"two".to_string()) && titles.contains(&"one".to_string()), "{folder}: {run:?}");
    }
}

#[test]
fn articles_that_were_published_stay_when_a_profile_is_stated() {
    let project = Project::new(&[
        ("courant.toml", "articles = \"seeds\"\n"),
        ("seeds/_posts/2024-01-02-a.md", &article("A")),
        ("seeds/about.md", &article("About")),
    ]);
    succeeds(&project.courant(&["build", "."]));
    project.write("courant.toml", "articles = \"seeds\"\nprofile = \"jekyll\"\n");
    project.write("seeds/contact.md", article("Contact"));
    succeeds(&project.courant(&["build", "."]));
    assert_eq!(titles(&project), ["A", "About"]);
}

/// Folders are kept aside by their names; an article that is called like one is an article.
#[test]
fn an_article_that_is_called_like_a_folder_of_templates_is_one() {
    let cases = [
        ("obsidian", "Private.md", "private/a.md"),
        ("obsidian", "notes/templates.md", "Templates/daily.md"),
        ("astro", "components/a.md", "_drafts/a.md"),
        ("pelican", "pages.md", "pages/about.md"),
        ("vitepress", "readme-first.md", "posts/README.md"),
    ];
    for (profile, article, aside) in cases {
        let project = Project::new(&[("courant.toml", &format!("title = \"T\"\nprofile = \"{profile}\"\n"))]);
        let text = |title: &str| format!("---\ntitle: {title}\ndate: 2024-01-02\n---\nText of it.\n");
        project.write(&format!("seeds/{article}"), text("kept"));
        project.write(&format!("seeds/{aside}"), text("aside"));
        let run = project.courant(&["build", "."]);
        succeeds(&run);
        assert_eq!(titles(&project), ["kept"], "{profile} {article}: {run:?}");
    }
}
