//! Templates and MDX in articles of every generator: what a subscriber sees of them.

use crate::project::Project;
use serde_json::Value;

const CONFIG: &str =
    "title = \"Pier Notes\"\nlink = \"https://pier.example/\"\nfeed_url = \"https://pier.example/f/\"\n";

/// A generator, the name of an article's file, its body, words that its items show, and remarks that a build makes.
type Sample = (&'static str, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const SAMPLES: [Sample; 14] = [
    (
        "hugo",
        "a.md",
        "Lead {{< param place >}}.\n\n{{< figure src=\"/b.png\" alt=\"A boat\" >}}\n\n{{% notice tip %}}\nMind the **tide**.\n{{% /notice %}}\n\n\
         {{< tabs >}}\n{{< tab \"One\" >}}\nFirst.\n{{< /tab >}}\n{{< /tabs >}}\n\n{{< highlight go >}}\nfmt.Print(\"{{ .Title }}\")\n{{< /highlight >}}\n\n\
         {{< unknown 1 >}} Inline `{{</* youtube x */>}}` {{< youtube w7F >}}.",
        &[
            "Lead Pier.",
            "<img src=\"https://pier.example/b.png\" alt=\"A boat\">",
            "<strong>tide</strong>",
            "First.",
            "fmt.Print(\"{{ .Title }}\")",
            "<code>{{&lt; youtube x &gt;}}</code>",
            "https://www.youtube.com/watch?v=w7F",
        ],
        &["`{{< unknown 1 >}}`"],
    ),
    (
        "jekyll",
        "a.md",
        "{% assign who = page.place | upcase %}\nAt {{ who }} on {{ page.date | date: \"%-d %B %Y\" }}.\n\n![b]({{ site.baseurl }}/b.png){: .wide }\n\n\
         {% highlight ruby linenos %}\nputs 1 < 2\n{% endhighlight %}\n\n{% include figure.html src=\"/c.png\" caption=\"C\" %}\n\n{% raw %}`{{ x }}`{% endraw %}\n\n\
         {% for p in site.posts %}\n* [{{ p.title }}]({{ p.url }})\n{% endfor %}\nEnd {{ site.time }}.",
        &[
            "At PIER on 1 November 2026.",
            "/b.png",
            "puts 1 &lt; 2",
            "<figcaption>C</figcaption>",
            "<code>{{ x }}</code>",
            "End",
        ],
        &["`{% for p in site.posts %}`", "`{{ p.title }}` and 2 others"],
    ),
    (
        "zola",
        "a.md",
        "{{ youtube(id=\"w7F\") }}\n\n{% quote(author=\"Ada\") %}\nWords **of** weight.\n{% end %}\n\n`{{/* youtube(id=\"x\") */}}` {{ nobody(a=1) }} after.",
        &["https://www.youtube.com/watch?v=w7F", "Words <strong>of</strong> weight.", "— Ada", "after."],
        &["`{{ nobody(a=1) }}`"],
    ),
    (
        "eleventy",
        "a.md",
        "{% set x = place %}{{ title | upper }} at {{ x }}. {# A comment #}\n\n[Home]({{ '/home/' | url }}) {% image \"/b.png\", \"A boat\" %}\n\n{% if place == \"Quay\" %}Hidden{% else %}Shown{% endif %}",
        &["A at Pier.", "alt=\"A boat\"", "Home", "/b.png", "Shown"],
        &[],
    ),
    (
        "astro",
        "a.mdx",
        "import Chart from '../Chart.astro';\nimport boat from './boat.png';\n\nSet in {frontmatter.place}. {/* note */}\n\n<Chart data={[1, { a: 2 }]} client:load />\n\n<Image src={boat} alt=\"A boat\" />\n\n<Aside type=\"tip\">\n\nBring **warm** clothes.\n\n</Aside>",
        &["Set in Pier.", "boat.png\" alt=\"A boat\">", "<strong>warm</strong>"],
        &["`<Chart>`"],
    ),
    (
        "docusaurus",
        "a.md",
        "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\nLead.\n\n{/* truncate */}\n\n<Tabs>\n  <TabItem value=\"npm\" label=\"npm\">\n\n    ```bash\n    npm i {x}\n    ```\n\n  </TabItem>\n</Tabs>\n\n:::tip[Mind]\n\nThe tide.\n\n:::\n\n<img src={require('./b.png').default} style={{width: 3}} /> <b className=\"x\">bold</b>",
        &["Lead.", "<strong>npm</strong>", "npm i {x}", "The tide.", "b.png", "<b>bold</b>"],
        &[],
    ),
    (
        "next",
        "a.mdx",
        "export const meta = {\n  title: 'A',\n\n  tags: ['b'],\n}\n\n# A\n\n<Callout emoji=\"!\">\n  Mind the tide.\n</Callout>\n\n<CodeBlock language=\"js\">{`let a = {b: 1}`}</CodeBlock>\n\n{new Date().getFullYear()} <Tweet id=\"12\" /> ends.\n\nexport default ({ children }) => <Layout meta={meta}>{children}</Layout>",
        &["Mind the tide.", "let a = {b: 1}", "https://x.com/i/status/12", "ends."],
        &["`{new Date().getFullYear()}`"],
    ),
    (
        "hexo",
        "a.md",
        "{% codeblock A title lang:js %}\nlet a = 1 < 2;\n{% endcodeblock %}\n\n{% blockquote Ada, Notes %}\nWords.\n{% endblockquote %}\n\n{% img left /b.png 10 10 \"A boat\" %}\n\n{% link Docs https://docs.example/ %} {% note info %}Mind it.{% endnote %} {% nobody 1 %}",
        &["let a = 1 &lt; 2;", "— Ada, Notes", "/b.png", "<a href=\"https://docs.example/\">Docs</a>", "Mind it."],
        &["`{% nobody 1 %}`"],
    ),
    (
        "pelican",
        "a.md",
        "{% youtube w7F %} and {% img /b.png \"A boat\" %}\n\n{{ SITEURL }}/c.html and {% notebook a.ipynb %}.",
        &["https://www.youtube.com/watch?v=w7F", "/b.png", "/c.html"],
        &["`{% notebook a.ipynb %}`"],
    ),
    (
        "nikola",
        "a.md",
        "{{% raw %}}<b>raw</b>{{% /raw %}} {{% thumbnail \"/b.png\" alt=\"A boat\" %}}c{{% /thumbnail %}} {{% youtube w7F %}} {{% chart Bar %}}x{{% /chart %}}",
        &["<b>raw</b>", "/b.png", "https://www.youtube.com/watch?v=w7F", "x"],
        &[],
    ),
    (
        "vitepress",
        "a.md",
        "<script setup>\nconst a = 1\n</script>\n\n{{ $frontmatter.place }} `{{ x }}` {{ a + 1 }}\n\n::: tip Title\nMind.\n:::\n\n<Badge type=\"tip\" text=\"new\" /> end",
        &["Pier", "<code>{{ x }}</code>", "Mind.", "end"],
        &["`{{ a + 1 }}`"],
    ),
    ("obsidian", "a.md", "A `{{title}}` in code. %%hidden%%", &["<code>{{title}}</code>"], &[]),
    ("ghost", "a.md", "<p>Plain <b>words</b>.</p>", &["<b>words</b>"], &[]),
    (
        "jekyll",
        "a.html",
        "<p>At {{ page.place }}: <a href=\"{{ page.nowhere }}\">a link</a> <img src=\"{{ site.baseurl }}/b.png\"> {{ site.x }}.</p>\n<p>What the harbour looks like from the new pier is in the film {% youtube w7F %} of last year, which we made.</p>{% highlight html %}<b>{{ x }}</b>{% endhighlight %}\n<p>Some more words, so that there is an article to be read here.</p>",
        &[
            "At Pier:",
            "a link",
            "https://pier.example/b.png",
            "https://www.youtube.com/watch?v=w7F",
            "&lt;b&gt;{{ x }}&lt;/b&gt;",
        ],
        &["`{{ page.nowhere }}` and another one are"],
    ),
];

/// Where a generator has an article.
fn path_of(profile: &str, name: &str) -> String {
    if profile == "jekyll" { format!("seeds/_posts/2026-11-01-{name}") } else { format!("seeds/{name}") }
}

/// The item of a project with this article alone, and what the build said.
fn item(profile_name: &str, name: &str, body: &str) -> (Value, String) {
    let profile = if profile_name.is_empty() { String::new() } else { format!("profile = \"{profile_name}\"\n") };
    let path = path_of(profile_name, name);
    let header = "---\ntitle: A\ndate: 2026-11-01\nplace: Pier\n---\n";
    let project =
        Project::new(&[("courant.toml", &format!("{CONFIG}{profile}")), (&path, &format!("{header}{body}\n"))]);
    let run = project.build();
    let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    (feed["items"][0].clone(), run.stdout + &run.stderr)
}

/// What is shown outside of code.
fn outside_of_code(html: &str) -> String {
    let mut shown = String::new();
    for part in html.split("<pre>").flat_map(|part| part.rsplit("</pre>").next()) {
        for part in part.split("<code>").flat_map(|part| part.rsplit("</code>").next()) {
            shown.push_str(part);
        }
    }
    shown
}

#[test]
fn nothing_of_a_template_shows_outside_of_code() {
    const MARKS: [&str; 14] =
        ["{{", "}}", "{%", "%}", "{#", "#}", "{<", "{/*", "*/", "import ", "export ", "={", "client:load", "\u{FFFE}"];
    let mut faults = Vec::new();
    for (profile, name, body, shows, told) in SAMPLES {
        let (item, said) = item(profile, name, body);
        let content = item["content_html"].as_str().unwrap_or_default();
        let mut fault =
            |what: &str, words: &str| faults.push(format!("{profile}/{name}: {what} {words}\n{content}\n{said}"));
        shows.iter().filter(|words| !content.contains(**words)).for_each(|words| fault("does not show", words));
        let field = |name: &str| item[name].as_str().unwrap_or_default().to_string();
        // The words of a summary may be those of code.
        let summary = if content.contains("<code>{{") { String::new() } else { field("summary") };
        for text in [field("title"), summary, outside_of_code(content)] {
            MARKS.iter().filter(|mark| text.contains(**mark)).for_each(|mark| fault("shows", mark));
        }
        told.iter().filter(|words| !said.contains(**words)).for_each(|words| fault("does not tell", words));
        let remarks = said.lines().filter(|line| line.contains("left out")).count();
        if remarks > 2 || (remarks > 0) == told.is_empty() {
            fault("tells too much or too little", "");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_value_that_nobody_knows_takes_its_link_or_picture_with_it() {
    let body = "{% assign release = site.data.releases.first %}\n\nWe announce {{ release.version }} today. See [the tag](https://e.example/{{ release.tag }}).\n\n\
                ![b](https://m.example/{{ page.where }}.png)\n\n{% for f in release.files %}\n* <{{ f.url }}>\n{% endfor %}\n\nEnd.";
    for profile in ["", "jekyll", "eleventy", "hexo"] {
        let (item, said) = item(profile, "a.md", body);
        let content = item["content_html"].as_str().unwrap_or_default();
        assert_eq!(content, "<p>We announce  today. See the tag.</p><p></p><p>End.</p>", "{profile}");
        assert_eq!(item["image"], Value::Null, "{profile}");
        let path = path_of(profile, "a.md");
        let told = "`{{ release.version }}` and 3 others are left out, because neither front matter nor the site's";
        assert!(said.contains(&format!("{path}:8:13: {told}")), "{profile}: {said}");
    }
}

#[test]
fn every_ending_of_markdown_is_read() {
    for ending in ["mdx", "mkd", "mkdn", "mdown", "mdwn", "qmd", "Rmd"] {
        let (item, said) = item("", &format!("a.{ending}"), "A *word*.\n\n```{r}\nx <- c(1)\n```");
        assert_eq!(
            item["content_html"], "<p>A <em>word</em>.</p><pre><code class=\"language-r\">x &lt;- c(1)\n</code></pre>",
            "{ending}"
        );
        assert!(!said.contains("is not read"), "{said}");
    }
}

#[test]
fn markdown_about_code_keeps_its_words() {
    let bodies = [
        "import x from 'y';\n\nis how you import.",
        "In Vue you write {{ message }} for a value.",
        "A set {a, b} and `{props.x}`.",
        "export default is a word of JavaScript.",
        "100 {% of it and {{ nothing.",
    ];
    for body in bodies {
        let (item, _) = item("", "a.md", body);
        let words = body.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ");
        let html = item["content_html"].as_str().unwrap_or_default().replace("<code>", "").replace("</code>", "");
        let shown = html.replace("</p><p>", " ").replace("<p>", "").replace("</p>", "");
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>().join(" "), words, "{body}");
    }
}

#[test]
fn templates_in_front_matter_are_filled_in_as_well() {
    let article = "---\ntitle: News of {{ page.place }}\ndescription: \"At {{ page.place | upcase }} {{ page.other }}\"\nimage: \"{{ site.baseurl }}/{{ page.place }}.png\"\n\
                   place: Pier\ndate: 2026-11-01\n---\nText.\n";
    let second = "---\ntitle: How {{ }} works in Vue\nimage: \"https://m.example/{{ page.where }}.png\"\ndate: 2026-11-02\n---\nText.\n";
    let project = Project::new(&[("courant.toml", CONFIG), ("seeds/a.md", article), ("seeds/b.md", second)]);
    let run = project.build();
    let feed: Value = serde_json::from_str(&project.read("feeds/feed.json")).expect("JSON");
    let (second, first) = (&feed["items"][0], &feed["items"][1]);
    assert_eq!(first["title"], "News of Pier");
    assert_eq!(first["summary"], "At PIER");
    assert_eq!(first["image"], "https://pier.example/Pier.png");
    assert_eq!(second["title"], "How {{ }} works in Vue");
    assert_eq!(second["image"], Value::Null);
    assert!(run.stderr.contains("`{{ page.where }}` is left out"), "{run:?}");
}
