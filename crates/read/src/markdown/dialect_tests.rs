//! Markdown as programs have added to it, and prose that only looks like that.

use super::*;
use crate::context::ReadContext;
use crate::profile;
use crate::ranked::Detail;

fn html(text: &str, profile: Option<&str>) -> String {
    let context = &ReadContext { profile: profile.and_then(profile::find), ..ReadContext::default() };
    let (article, remarks) = read(&Input { text, path: "a.md", context, detail: Detail::Taken }).into_article();
    assert_eq!(remarks, [], "{text}");
    article.content.as_str().to_string()
}

fn shows(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(text, None), *expected, "{text}");
    }
}

#[test]
fn definition_lists_are_lists() {
    shows(&[
        (
            "Reef\n: Rock\n: Coral\n\nTide\n:   Moon",
            "<dl><dt>Reef</dt><dd>Rock</dd><dd>Coral</dd><dt>Tide</dt><dd>Moon</dd></dl>",
        ),
        ("Monday\n\n:   More.\n\n    Good.", "<dl><dt>Monday</dt><dd><p>More.</p><p>Good.</p></dd></dl>"),
        ("A *term*\n:   - a\n    - b", "<dl><dt>A <em>term</em></dt><dd><ul><li>a</li><li>b</li></ul></dd></dl>"),
        ("a :b\n:c", "<p>a :b\n:c</p>"),
        ("a\n\n:tada: b", "<p>a</p><p>🎉 b</p>"),
        ("`a`\n\n    : b\n", "<p><code>a</code></p><pre><code>: b\n</code></pre>"),
    ]);
}

#[test]
fn bare_addresses_are_links() {
    shows(&[
        (
            "Full list: https://e.example/1...2 and (www.e.example/a_b_c).",
            "<p>Full list: <a href=\"https://e.example/1...2\">https://e.example/1...2</a> and (<a href=\"http://www.e.example/a_b_c\">www.e.example/a_b_c</a>).</p>",
        ),
        ("To crew@e.example.", "<p>To <a href=\"mailto:crew@e.example\">crew@e.example</a>.</p>"),
        ("*https://e.example/a*", "<p><em><a href=\"https://e.example/a\">https://e.example/a</a></em></p>"),
        (
            "see https://e.example/_a_/*b*",
            "<p>see <a href=\"https://e.example/_a_/*b\">https://e.example/_a_/*b</a>*</p>",
        ),
        (
            "[https://e.example/](a) `https://e.example/`",
            "<p><a href=\"a\">https://e.example/</a> <code>https://e.example/</code></p>",
        ),
        (
            "<a href=\"b\">www.e.example</a> <kbd>a@e.example</kbd>",
            "<p><a href=\"b\">www.e.example</a> <kbd>a@e.example</kbd></p>",
        ),
        ("![www.e.example](a.png) b", "<p><img src=\"a.png\" alt=\"www.e.example\"> b</p>"),
        ("[a]: https://e.example/_b_\n\n[a]", "<p><a href=\"https://e.example/_b_\">a</a></p>"),
        ("@anna@social.example, git@e.example:a/b.git", "<p>@anna@social.example, git@e.example:a/b.git</p>"),
    ]);
}

#[test]
fn callouts_are_quotations_under_their_titles() {
    let tip = "<blockquote><p><strong>Mind <em>this</em></strong></p><p>a</p></blockquote>";
    for text in [
        "> [!tip] Mind *this*\n> a",
        "> [!TIP]- Mind *this*\n> a",
        "> [!my-own|side]+ Mind *this*\n>\n> a",
        "!!! tip \"Mind *this*\"\n    a",
        "???+ tip inline end \"Mind *this*\"\n\n    a",
        ":::tip[Mind *this*]\na\n:::",
        "::: tip Mind *this*\na\n:::",
        ":::: tip Mind *this*\n\na\n\n::::",
        "::: {.callout-tip title=\"Mind *this*\" collapse=\"true\"}\na\n:::",
        "::: {.callout-tip}\n## Mind *this*\na\n:::",
        ":::{tip} Mind *this*\na\n:::",
        ":::tip[Mind *this*]{#x .y}\na",
    ] {
        assert_eq!(html(text, None), tip, "{text}");
    }
    shows(&[
        ("> [!NOTE]\n> a", "<blockquote><p><strong>Note</strong></p><p>a</p></blockquote>"),
        ("> [!faq]- Why?", "<blockquote><p><strong>Why?</strong></p></blockquote>"),
        (
            "> [!note] A\n> b\n> > [!todo] C\n> > d",
            "<blockquote><p><strong>A</strong></p><p>b</p><blockquote><p><strong>C</strong></p><p>d</p></blockquote></blockquote>",
        ),
        (
            ":::::info\na\n:::warning[B]\nc\n:::\nd\n:::::\ne",
            "<blockquote><p><strong>Info</strong></p><p>a</p><blockquote><p><strong>B</strong></p><p>c</p></blockquote><p>d</p></blockquote><p>e</p>",
        ),
        (
            "!!! note\n    a\n\n    !!! tip\n        - b\n\n        ```\n        :::\n        ```\n\nc",
            "<blockquote><p><strong>Note</strong></p><p>a</p><blockquote><p><strong>Tip</strong></p><ul><li>b</li></ul><pre><code>:::\n</code></pre></blockquote></blockquote><p>c</p>",
        ),
        ("::: {.column}\na\n:::\n\n::: {#refs}\n:::\n", "<p>a</p>"),
        (
            "=== \"C\"\n\n    a\n\n=== \"D\"\n\n    b\n",
            "<p><strong>C</strong></p><p>a</p><p><strong>D</strong></p><p>b</p>",
        ),
        // What is none stays.
        ("> [!] a", "<blockquote><p>[!] a</p></blockquote>"),
        ("> see [!note]", "<blockquote><p>see [!note]</p></blockquote>"),
        ("[!note] a", "<p>[!note] a</p>"),
        ("!!! Attention\nall of you", "<p>!!! Attention\nall of you</p>"),
        ("> [!note](b) a", "<blockquote><p><a href=\"b\">!note</a> a</p></blockquote>"),
        ("a\n::: who knows what\nb", "<p>a\n::: who knows what\nb</p>"),
    ]);
}

#[test]
fn signs_in_lines_are_read() {
    shows(&[
        ("==a *b*== c", "<p><mark>a <em>b</em></mark> c</p>"),
        ("これは==重要==です", "<p>これは<mark>重要</mark>です</p>"),
        ("a == b and c == d, x==y==z, ==", "<p>a == b and c == d, x==y==z, ==</p>"),
        ("*a ==b* c==", "<p><em>a ==b</em> c==</p>"),
        ("H~2~O x^2^ ~gone~ ~~gone~~", "<p>H<sub>2</sub>O x<sup>2</sup> <del>gone</del> <del>gone</del></p>"),
        ("2^10 and 3^10, a ~5 b ~6", "<p>2^10 and 3^10, a ~5 b ~6</p>"),
        (
            "++added++ {++two words++} C++ and D++, ++i and i++",
            "<p><ins>added</ins> <ins>two words</ins> C++ and D++, ++i and i++</p>",
        ),
        (
            "a^[note *b* [c](d)]. ^[1](e) a^2",
            "<p>a<sup><a href=\"#fn:1\">1</a></sup>. ^<a href=\"e\">1</a> a^2</p><hr><ol><li><p>note <em>b</em> <a href=\"d\">c</a></p></li></ol>",
        ),
        ("a ^[b", "<p>a ^[b</p>"),
        (
            ":tada::wave: `:tada:` 10:30:45 a:100:b :nothing: :+1:",
            "<p>🎉👋 <code>:tada:</code> 10:30:45 a:100:b :nothing: 👍</p>",
        ),
        (
            "*[HTML]: Hyper \"Text\"\n*[a b]: c\n\nHTML5, HTML and HTML. a b",
            "<p>HTML5, <abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr> and HTML. <abbr title=\"c\">a b</abbr></p>",
        ),
        (
            "A text. ^block-1\n\n- b ^37066d\n\n^list-2\n\nSo it is ^this",
            "<p>A text.</p><ul><li>b</li></ul><p>So it is ^this</p>",
        ),
        ("a [b](c){.x target=\"_blank\"} d{: .e}\n{: .f}", "<p>a <a href=\"c\">b</a> d</p>"),
        ("![a](b.png){width=50%}", "<figure><img src=\"b.png\" alt=\"a\"></figure>"),
        ("{a} {b: c} f{x} {.5}", "<p>{a} {b: c} f{x} {.5}</p>"),
    ]);
}

#[test]
fn what_signs_mean_is_as_the_profile_says() {
    let cases = [
        ("H~2~O", Some("docusaurus"), "<p>H<del>2</del>O</p>"),
        ("++two words++", Some("hexo"), "<p><ins>two words</ins></p>"),
        ("++two words++", Some("jekyll"), "<p>++two words++</p>"),
        ("So it is ^this", Some("obsidian"), "<p>So it is</p>"),
    ];
    for (text, profile, expected) in cases {
        assert_eq!(html(text, profile), expected, "{text}");
    }
}

#[test]
fn formulas_stay_what_their_author_wrote() {
    shows(&[
        ("a $x_1 * y_2$, $\\vec{u}_{para}$ and $v$", "<p>a $x_1 * y_2$, $\\vec{u}_{para}$ and $v$</p>"),
        ("$$\na_1 *b* \\\\\n= c < d\n$$", "<p>$$\na_1 *b* \\\\\n= c &lt; d\n$$</p>"),
        ("\\\\(a_{1}\\\\) and \\(b_{2} * c_{3}\\)", "<p>\\(a_{1}\\) and \\(b_{2} * c_{3}\\)</p>"),
        ("\\[\n- a_1 = b\n\\]", "<p>\\[\n- a_1 = b\n\\]</p>"),
        ("$5 *or* $10, US$5 and **6$**", "<p>$5 <em>or</em> $10, US$5 and <strong>6$</strong></p>"),
        ("\\[1\\] \\(see *there*\\) \\$a\\$", "<p>[1] (see <em>there</em>) $a$</p>"),
        ("# Of $a_1$ and $b_1$", ""),
        (
            "[$a_1$](b \"$c_1$\") ![$d$](e.png)",
            "<p><a href=\"b\" title=\"$c_1$\">$a_1$</a> <img src=\"e.png\" alt=\"$d$\"></p>",
        ),
        ("\u{F8F0}0\u{F8F1} $a_1 b_1$", "<p>\u{F8F0}0\u{F8F1} $a_1 b_1$</p>"),
    ]);
    let context = &ReadContext::default();
    let input = Input { text: "# Of $a_1$ and $b_1$", path: "a.md", context, detail: Detail::Taken };
    assert_eq!(read(&input).into_article().0.title.map(|title| title.value).as_deref(), Some("Of $a_1$ and $b_1$"));
}

#[test]
fn code_says_its_language_and_its_title() {
    shows(&[
        (
            "```js {1,3} title=\"a.js\" showLineNumbers\nb // [!code ++]\n```\nc",
            "<figure><figcaption>a.js</figcaption><pre><code class=\"language-js\">b\n</code></pre></figure><p>c</p>",
        ),
        ("    :::python\n    a = 1\n", "<pre><code class=\"language-python\">a = 1\n</code></pre>"),
        ("```{r}\na\n```", "<pre><code class=\"language-r\">a\n</code></pre>"),
        (
            "```\n==a== :tada: $b$ www.e.example\n[TOC]\n```",
            "<pre><code>==a== :tada: $b$ www.e.example\n[TOC]\n</code></pre>",
        ),
        ("<pre><code class=\"language-js hljs\">a</code></pre>", "<pre><code class=\"language-js\">a</code></pre>"),
    ]);
}

#[test]
fn marks_for_programs_go_and_html_holds_markdown() {
    shows(&[
        (
            "[TOC]\n\na\n\n[[toc]]\n\n<!-- toc -->\n\nb\n\n1. TOC\n{:toc}\n\n${toc}\n\n[[_TOC_]]\n\nsee [TOC]",
            "<p>a</p><p>b</p><p>see [TOC]</p>",
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n{: .table }\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        ),
        ("## A {: #b .c}\n\n## D {#e}", "<h2>A</h2><h2>D</h2>"),
        ("<div markdown=\"1\">\n**a**\n</div>\n\nb", "<div>\n<p><strong>a</strong></p></div>\n<p>b</p>"),
        ("<p markdown=\"1\">*a*</p>\n", "<p><em>a</em></p>"),
        ("| The reef\n|   sleeps\n", "<p>The reef<br>\n\u{a0}\u{a0}sleeps</p>"),
        ("| a | b\n| c", "<p>| a | b\n| c</p>"),
    ]);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    /// Signs behind which no word is only said to a program.
    const SIGNS: &[&str] = &[
        "==", "$", "$$", "^", "~", "~~", "++", "[", "]", "\\(", "\\)", "\\[", "\\]", "> ", "- ", "1. ", "\n", "\n\n",
        "\n: ", ":", "*", "_", "**", "^[", "!!! ", "??? ", "=== ", "    ", " ", "{", "\\begin{", "www.", "https://",
        "@", ".", "|",
    ];

    fn pieces() -> impl Strategy<Value = Vec<String>> {
        let word = "w[a-z]{3}".prop_map(|word| word);
        let sign = prop::sample::select(SIGNS).prop_map(str::to_string);
        prop::collection::vec(prop_oneof![word, sign, Just(" ".to_string())], 1..60)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

        #[test]
        fn no_word_is_lost(pieces in pieces()) {
            let text = pieces.concat();
            // What a reference stands for, the name of a note and rows of tables are told to a program.
            prop_assume!(!text.contains("]:") && !text.contains("[[") && !text.contains("|-") && !text.contains("| -"));
            let context = &ReadContext::default();
            let input = Input { text: &text, path: "a.md", context, detail: Detail::Taken };
            let (article, _) = read(&input).into_article();
            let title = article.title.map(|title| title.value).unwrap_or_default();
            let shown = format!("{title}\n{}", article.content.as_str()).to_lowercase();
            for word in pieces.iter().filter(|piece| piece.starts_with('w') && piece.len() == 4 && *piece != "www.") {
                prop_assert!(shown.contains(word.as_str()), "{word} of {text:?} is not in {shown}");
            }
        }
    }
}
