//! What templates become.

use super::*;
use crate::markdown;
use crate::profile;
use crate::profile::site::SiteValues;
use serde_json::json;

/// The text that templates leave, with code where Markdown has it.
fn text_of(source: &str, profile: &str) -> (String, Vec<String>) {
    let values = json!({
        "title": "Tides & boats", "tags": ["sea", "harbour"], "date": "2026-11-24", "image": "/boat.png", "draft": false, "n": "3",
        "extra": {"place": "Pier"}, "place name": "x",
    });
    let site = json!({"title": "Pier Notes", "baseurl": "/blog", "url": "https://pier.example", "author": {"name": "Ada"}, "data": {"list": ["a", "b"]}});
    let context =
        ReadContext { profile: profile::find(profile), site: SiteValues::new(site), ..ReadContext::default() };
    let Value::Object(values) = values else { panic!("a table") };
    let page = Page { values: &values, context: &context };
    let filled = filled(source, &page, markdown::code);
    let remarks = filled.remarks("a.md", |start| courant_text::source::position(source, start));
    (filled.text.into_owned(), remarks.iter().map(|remark| remark.to_string()).collect())
}

#[test]
fn shortcodes_become_what_they_show() {
    let figure =
        "\n\n<figure><img src=\"a.jpg\" alt=\"A boat\"><figcaption>A &quot;boat&quot;</figcaption></figure>\n\n";
    let cases = [
        ("{{< figure src=\"a.jpg\" alt='A boat' caption=\"A \\\"boat\\\"\" >}}", figure),
        ("{% include figure.html image_path=\"a.jpg\" alt=\"A boat\" caption='A \"boat\"' %}", figure),
        ("{% picture a.jpg alt=\"A boat\" caption='A \"boat\"' %}", figure),
        ("{{ figure(src=\"a.jpg\", alt=\"A boat\", caption='A \"boat\"') }}", figure),
        ("{{< youtube w7Ft2ymGmfc >}}", "<https://www.youtube.com/watch?v=w7Ft2ymGmfc>"),
        ("{{< youtube id=\"w7F\" autoplay=\"true\" >}}", "<https://www.youtube.com/watch?v=w7F>"),
        ("{{ youtube(id=\"w7F\") }}", "<https://www.youtube.com/watch?v=w7F>"),
        ("{% youtube https://youtu.be/w7F %}", "<https://youtu.be/w7F>"),
        ("{{< vimeo 146022717 >}}", "<https://vimeo.com/146022717>"),
        (
            "{{< x user=\"SanDiegoZoo\" id=\"1453110110599868418\" >}}",
            "<https://x.com/SanDiegoZoo/status/1453110110599868418>",
        ),
        ("{{< tweet 877500564405444608 >}}", "<https://x.com/i/status/877500564405444608>"),
        ("{{< instagram CxOWiQNP2MO >}}", "<https://www.instagram.com/p/CxOWiQNP2MO/>"),
        (
            "{{< gist jmooring 23932424365401ffa5e9d9810102a477 >}}",
            "<https://gist.github.com/jmooring/23932424365401ffa5e9d9810102a477>",
        ),
        ("{% gist 5555251 gist.md %}", "<https://gist.github.com/5555251>"),
        ("{% codepen ada abc %}", "<https://codepen.io/ada/pen/abc>"),
        ("[a]({{< ref \"about.md\" >}})", "[a](/.courant-reference/ref/about.md)"),
        ("{% highlight ruby %}\nputs\n{% endhighlight %}", "~~~~~~~~ruby\nputs\n~~~~~~~~"),
        ("{% codeblock A title lang:js %}\nlet a\n{% endcodeblock %}", "~~~~~~~~js\nlet a\n~~~~~~~~"),
        ("{{< highlight go \"linenos=table\" >}}{{ .Title }}{{< /highlight >}}", "~~~~~~~~go\n{{ .Title }}\n~~~~~~~~"),
        ("{{< mermaid >}}\ngraph\n{{< /mermaid >}}", "~~~~~~~~mermaid\ngraph\n~~~~~~~~"),
        ("{{< audio src=\"a.mp3\" title=\"Talk\" >}}", "![Talk](<a.mp3>)"),
        ("a{% comment %} b {{ c }} {% endcomment %}c", "ac"),
        ("a{# b #}c {#id}", "ac {#id}"),
        ("{{%/* note */%}} {{</* a */>}} {{/* x() */}}", "{{% note %}} {{< a >}} {{ x() }}"),
        ("{{< kbd \"Ctrl\" \"C\" >}}", "<kbd>Ctrl</kbd>+<kbd>C</kbd>"),
        ("{{< button href=\"/a b\" >}}Go{{< /button >}}", "<a href=\"/a%20b\">Go</a>"),
        ("{% link Docs https://e.example/ true %}", "[Docs](<https://e.example/>)"),
        (
            "{{< details \"More\" >}}\nIn\n{{< /details >}}",
            "\n\n<details>\n\n<summary>More</summary>\n\n\nIn\n\n\n</details>\n\n",
        ),
        ("{{% notice note %}}\nIn\n{{% /notice %}}", "\n\n<blockquote>\n\n\nIn\n\n\n</blockquote>\n\n"),
        (
            "1. A\n   {{< tip title=\"Mind\" >}}\n   B\n   {{< /tip >}}",
            "1. A\n   \n\n   <blockquote>\n\n   <p><strong>Mind</strong></p>\n\n   \n   B\n   \n\n   </blockquote>\n\n   ",
        ),
        ("{{< tabs >}}{{< tab \"One\" >}}A{{< /tab >}}{{< /tabs >}}", "\n\n<p><strong>One</strong></p>\n\nA\n\n\n\n"),
        ("{% quote(author=\"Ada\") %}A{% end %}", "\n\n<blockquote>\n\nA\n\n<p>— Ada</p>\n\n</blockquote>\n\n"),
        ("{% include_code A b lang:js a.js %}", "[A b](</downloads/code/a.js>)"),
        ("{{< param title >}}", "Tides & boats"),
        // What is none of it stays.
        ("`{{< figure src=\"a.jpg\" >}}` {{< x", "`{{< figure src=\"a.jpg\" >}}` {{< x"),
        ("```\n{% if a %}\n```\na:b {c} {:", "```\n{% if a %}\n```\na:b {c} {:"),
    ];
    for (source, expected) in cases {
        assert_eq!(text_of(source, ""), (expected.to_string(), vec![]), "{source}");
    }
}

#[test]
fn values_are_filled_in_from_front_matter_and_the_site() {
    let cases = [
        (
            "{{ page.title }} {{title}} {{ .Title }} {{ .Params.title }} {{ $frontmatter.title }}",
            "Tides & boats Tides & boats Tides & boats Tides & boats Tides & boats",
        ),
        (
            "{{ site.title }} {{ .Site.Title }} {{ config.title }} {{ site.author.name }}",
            "Pier Notes Pier Notes Pier Notes Ada",
        ),
        (
            "{{ page.extra.place }} {{ page[\"extra\"].place }} {{ site.data.list[1] }} {{ site.data.list.first }}",
            "Pier Pier b a",
        ),
        ("{{ page.date | date: \"%-d %B %Y\" }} {{ page.date | date_to_string }}", "24 November 2026 24 Nov 2026"),
        ("{{ page.title | upcase }} {{ title | lower }} {{ 'a b' | capitalize }}", "TIDES & BOATS tides & boats A b"),
        (
            "{{ page.subtitle | default: \"None\" }} {{ page.subtitle | default('None') }}{{ .Params.none | default \"x\" }}",
            "None Nonex",
        ),
        (
            "{{ page.tags | join: ', ' }} {{ tags | join(' + ') }} {{ page.tags | size }}",
            "sea, harbour sea + harbour 2",
        ),
        ("{{ 'a' | append: 'b' | prepend: 'c' | replace: 'a', 'x' }}", "cxb"),
        ("{{ page.title | slugify }} {{ page.title | escape }}", "tides-boats Tides &amp; boats"),
        ("{% assign x = page.extra.place | upcase %}{{ x }}{% set y = 3 %}{{ y }}", "PIER3"),
        ("{% capture x %}A {{ page.n }}{% endcapture %}[{{ x }}]", "[A 3]"),
        (
            "{% if page.image %}a{% else %}b{% endif %}{% if page.none %}c{% elsif page.n == 3 %}d{% else %}e{% endif %}",
            "ad",
        ),
        ("{% unless page.draft %}a{% endunless %}{% if page.n > 2 and page.tags contains 'sea' %}b{% endif %}", "ab"),
        ("{% if jekyll.environment == 'development' %}{{ x }}{% assign n = 1 %}{% endif %}a", "a"),
        ("a\n{%- if page.n -%}\n b \n{%- endif -%}\nc", "abc"),
        ("{{ site.url }}{{ site.baseurl }}/a.png", "https://pier.example/blog/a.png"),
        ("{{ \"{{\" }} x }}", "{{ x }}"),
        (
            "{{ 10 + 1 }} {{ 2 * 3 - 1 }} {{ 1/2 }} {{ 'a' + 'b' }} {{ 3-1 }} {{ -1 }} {{ page.n * 2 }}",
            "11 5 0.5 ab 2 -1 6",
        ),
    ];
    for (source, expected) in cases {
        // A tag says that it is a template.
        let (text, remarks) = text_of(&format!("{source}{{% comment %}}{{% endcomment %}}"), "");
        assert_eq!((text.as_str(), remarks), (expected, vec![]), "{source}");
    }
}

/// Each source, the text that is left of it, and what is told; an unknown value is written `?`.
#[test]
fn what_nobody_can_answer_goes_and_is_told() {
    let why = "left out, because neither front matter nor the site's configuration says what it stands for";
    let left = "left out, write what it shows as Markdown or HTML";
    let one = |place: &str, name: &str| vec![format!("warning: a.md:{place}: `{name}` is {why}")];
    let cases = [
        (
            "![a](https://m.example/{{ page.place }}.png)",
            "![a](https://m.example/?.png)",
            one("1:24", "{{ page.place }}"),
        ),
        ("[a]({{ config.fundUrl }}) b", "[a](?) b", one("1:5", "{{ config.fundUrl }}")),
        ("[a](x/{{ tag }}) b", "[a](x/?) b", one("1:7", "{{ tag }}")),
        ("a <img src=\"{{ site.x }}/a.png\" alt=\"b\"> c", "a ? c", one("1:13", "{{ site.x }}")),
        ("a <a href='{{ site.x }}'>b</a> c", "a <a>b</a> c", one("1:12", "{{ site.x }}")),
        ("a <https://e.example/{{ site.x }}> c", "a ? c", one("1:22", "{{ site.x }}")),
        (
            "* a\n* <{{ site.x }}>\n* {{ site.y }}\n",
            "* a\n",
            vec![format!("warning: a.md:2:4: `{{{{ site.x }}}}` and another one are {why}")],
        ),
        ("[a]: {{ site.x }}/b\n", "[a]: ?/b\n", one("1:6", "{{ site.x }}")),
        (
            "{% if user.here %}a{% else %}b{% endif %}",
            "ab",
            vec![format!("warning: a.md:1:1: `{{% if user.here %}}` is {left}")],
        ),
        ("{% for a in b %}c{% endfor %}", "c", vec![format!("warning: a.md:1:1: `{{% for a in b %}}` is {left}")]),
        (
            "{% include_relative x.md %} {% weather x %}",
            " ",
            vec![format!("warning: a.md:1:1: `{{% include_relative x.md %}}` and another one are {left}")],
        ),
        (
            "{{% unknown %}}Mind.{{% /unknown %}}{{< x9 >}}",
            "Mind.",
            vec![format!("warning: a.md:1:37: `{{{{< x9 >}}}}` is {left}")],
        ),
        ("{% assign x = y.z %}{{ x }}", "?", one("1:21", "{{ x }}")),
        (
            "{{ page.n / 0 }}{{ page.title * 3 }}",
            "??",
            vec![format!("warning: a.md:1:1: `{{{{ page.n / 0 }}}}` and another one are {why}")],
        ),
        (
            "{{ page.title | unknown }}{{ page.tags }}",
            "??",
            vec![format!("warning: a.md:1:1: `{{{{ page.title | unknown }}}}` and another one are {why}")],
        ),
        // Without a word that says so, it may be about Vue.
        (
            "Write {{ message }} so.",
            "Write {{ message }} so.",
            vec![
                "advice: a.md:1:7: `{{ message }}` is shown as written; state `profile` where a generator fills it in"
                    .to_string(),
            ],
        ),
    ];
    for (source, expected, told) in cases {
        let (text, remarks) = text_of(source, "");
        assert_eq!((text.replace(UNANSWERED, "?").as_str(), remarks), (expected, told), "{source}");
    }
}

#[test]
fn what_is_to_be_shown_as_it_is_written_is() {
    let cases = [
        ("Write `{% raw %}{{ site.baseurl }}{% endraw %}` in front.", "Write `{{ site.baseurl }}` in front."),
        ("{% raw %}\n```\n{{ page.title }}\n```\n{% endraw %}", "\n```\n{{ page.title }}\n```\n"),
        ("{%- raw -%}{% if a %}{%- endraw -%}", "{% if a %}"),
        ("{% verbatim %}{{ a }}{% endverbatim %}", "{{ a }}"),
        ("`{% raw %}` begins and `{% endraw %}` ends.", "`{% raw %}` begins and `{% endraw %}` ends."),
        ("`{{</* figure */>}}`", "`{{< figure >}}`"),
        ("`{{ \"{{\" }} a }}`", "`{{ a }}`"),
        ("```liquid\n{{ site.title }}{% x %}\n```", "```liquid\n{{ site.title }}{% x %}\n```"),
        ("    {{ site.title }}\n", "    {{ site.title }}\n"),
        ("{% raw %} never ends {{ page.title }}", " never ends Tides & boats"),
    ];
    for (source, expected) in cases {
        assert_eq!(text_of(source, "").0, expected, "{source}");
    }
}

#[test]
fn the_profile_says_what_is_a_template() {
    let cases = [
        ("hugo", "{{ .Title }} {% if %} {{< param title >}}", "{{ .Title }} {% if %} Tides & boats"),
        ("zola", "{{ page.title }} {{ vimeo(id=1) }}", "{{ page.title }} <https://vimeo.com/1>"),
        ("vitepress", "{{ $frontmatter.title }} {% x %}", "Tides & boats {% x %}"),
        ("jekyll", "`{{ page.title }}` {{ message }}", "`Tides & boats` ?"),
        ("hexo", "`{{ page.title }}` {{ message }}", "`{{ page.title }}` ?"),
        ("obsidian", "{{ title }} {% x %} {{< y >}}", "{{ title }} {% x %} {{< y >}}"),
    ];
    for (profile, source, expected) in cases {
        assert_eq!(text_of(source, profile).0.replace(UNANSWERED, "?"), expected, "{profile}: {source}");
    }
}

#[test]
fn hostile_templates_cost_no_more_than_they_are_long() {
    let pieces = [
        "{{<",
        "{%",
        "{{",
        "{#",
        "{# ",
        "{{ ",
        "{{a ",
        "{{< a >}}",
        "{% comment %}",
        "`{{<",
        "{% if a %}",
        "{% raw %}",
        "{% endif %}",
        "{{ a }}",
        "{{ \"",
        "{{ ((((((((",
        "{{ not not not ",
        "{% capture a %}",
        "{% if a %}{% else %}",
        "{{< a >}}{{< b >}}{{< /a >}}{{< /b >}}",
        "{{ page.title | append: page.title }}",
        "{% assign a = a | append: page.title %}",
        "<{{ page.x }}",
        "[a]({{ page.x }}",
        "{% assign a = \"xxxxxxxxxxxxxxxx\" %}{% assign a = a | replace: \"x\", a %}{{ a }}",
        "{{\"}}",
        "{{ a | split: '' }}",
        "\u{FFFE}",
        "{{< /a >}}",
        "{{< tab >}}",
        "{% highlight %}",
        "- {{< figure src=a >}}",
        "> {{< tab >}}{{< /tab >}}",
    ];
    for piece in pieces {
        let source = piece.repeat(50_000 / piece.len());
        let (text, _) = text_of(&source, "jekyll");
        let (guessed, _) = text_of(&source, "");
        let longest = text.len().max(guessed.len());
        assert!(longest <= source.len() * 40, "{piece}: {longest}");
    }
}

mod any {
    use super::*;
    use proptest::prelude::*;

    fn fragment() -> impl Strategy<Value = String> {
        let marks = [
            "{{ page.title }}",
            "{{ x }}",
            "{% if x %}",
            "{% endif %}",
            "{% else %}",
            "{% for a in b %}",
            "{% endfor %}",
            "{{< a >}}",
            "{{< /a >}}",
            "{{% tab \"x\" %}}",
            "{{% /tab %}}",
            "{% raw %}",
            "{% endraw %}",
            "{{",
            "}}",
            "{%",
            "%}",
            "`",
            "```\n",
            "\n\n",
            "\n",
            "- ",
            "> ",
            "<",
            ">",
            "[",
            "](",
            ")",
            "{#",
            "#}",
            "\"",
            "'",
            "{% highlight x %}",
            "{% endhighlight %}",
            "{{< figure src=\"a\" >}}",
            "|",
            "{{ 'x' | replace: 'x', 'é' }}",
            "é",
            "<a href=\"",
            "{% set a = 1 %}",
            "{% capture b %}",
            "{% endcapture %}",
            "<Tabs>",
            "</Tabs>",
            "<A b={",
            "}",
            "{/* c */}",
            "import A from 'b'\n",
            "export const a = {\n",
            "$",
            "$$",
            "<!--",
            "-->",
        ];
        prop_oneof![3 => prop::sample::select(marks.to_vec()).prop_map(str::to_string), 2 => "[a-z]{4,8}".prop_map(|word| format!(" W{word}W "))]
    }

    proptest! {
        /// Words are never part of a mark here, unless an opening and an end that belong to others make one of them.
        #[test]
        fn nothing_panics_and_words_outside_of_marks_stay(fragments in prop::collection::vec(fragment(), 0..40)) {
            let source = fragments.concat();
            for profile in ["", "jekyll", "hugo", "zola"] {
                let _ = text_of(&source, profile);
            }
            let (values, context) = (Map::new(), ReadContext::default());
            let _ = mdx::filled(&source, &Page { values: &values, context: &context });
        }

        #[test]
        fn words_around_whole_marks_stay(fragments in prop::collection::vec(whole(), 0..30)) {
            let source = fragments.concat();
            for profile in ["", "jekyll", "hugo", "zola"] {
                let (text, _) = text_of(&source, profile);
                for word in source.split_whitespace().filter(|word| word.starts_with('W')) {
                    prop_assert!(text.contains(word), "{}: {:?} in {:?} from {:?}", profile, word, text, source);
                }
            }
        }
    }

    fn whole() -> impl Strategy<Value = String> {
        let marks = [
            "{{ page.title }}",
            "{{ x }}",
            "{% if x %}",
            "{% endif %}",
            "{% for a in b %}",
            "{% endfor %}",
            "{{< a >}}",
            "{{< /a >}}",
            "{{% tab \"x\" %}}",
            "{{% /tab %}}",
            "{{< figure src=\"a\" >}}",
            "{% set a = 1 %}",
            "{% assign b = c %}",
            "\n\n",
            "\n",
            "- ",
            "{{ 'x' | upcase }}",
            "{% quote() %}",
            "{% end %}",
            "{% note %}",
            "{% endnote %}",
            "{% highlight x %}\n",
            "\n{% endhighlight %}\n",
            "{% raw %}",
            "{% endraw %}",
            "{{< details >}}",
            "{{< /details >}}",
        ];
        prop_oneof![3 => prop::sample::select(marks.to_vec()).prop_map(str::to_string), 2 => "[a-z]{4,8}".prop_map(|word| format!(" W{word}W "))]
    }
}
