//! What a body shows: its title, its pictures, and its HTML.

use super::*;
use crate::article::Article;
use crate::context::ReadContext;
use crate::ranked::Detail;
use crate::remark::Remark;
use courant_html::CleanHtml;

fn read_body(text: &str) -> (Article, Vec<Remark>) {
    let context = &ReadContext::default();
    read(&Input { text, path: "a.md", context, detail: Detail::Taken }).into_article()
}

#[test]
fn markdown_becomes_clean_html() {
    let cases = [
        ("a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>"),
        ("a  \nb\\\nc\nd", "<p>a<br>b<br>c\nd</p>"),
        (
            "[a](b \"c\") <d@example.org> <https://e.example/>",
            "<p><a href=\"b\" title=\"c\">a</a> <a href=\"mailto:d@example.org\">d@example.org</a> <a href=\"https://e.example/\">https://e.example/</a></p>",
        ),
        ("## A {#x .y}\n\nb", "<h2>A</h2><p>b</p>"),
        ("3. a\n4. b\n", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("- a\n  - b\n\n    c\n", "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li></ul>"),
        ("- [x] a\n- [ ] b\n", "<ul><li>☑ a</li><li>☐ b</li></ul>"),
        (
            "```rust\nfn a() {}\n```\n\n    <b>\n",
            "<pre><code class=\"language-rust\">fn a() {}\n</code></pre><pre><code>&lt;b&gt;\n</code></pre>",
        ),
        (
            "| a | b |\n|---|:-:|\n| c | |\n",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c</td><td></td></tr></tbody></table>",
        ),
        ("| a |\n|---|\n", "<table><thead><tr><th>a</th></tr></thead><tbody></tbody></table>"),
        ("> [!NOTE]\n> a\n", "<blockquote><p><strong>Note</strong></p><p>a</p></blockquote>"),
        (
            "a[^1] b[^x]\n\n[^x]: X[^1]\n[^1]: Y\n[^z]: Z\n",
            "<p>a<sup><a href=\"#fn:1\">1</a></sup> b<sup><a href=\"#fn:2\">2</a></sup></p><hr><ol><li><p>Y</p></li><li><p>X<sup><a href=\"#fn:1\">1</a></sup></p></li><li><p>Z</p></li></ol>",
        ),
        // Pictures
        ("![a](b.png)", "<figure><img src=\"b.png\" alt=\"a\"></figure>"),
        (
            "![a](b.png \"c\")\n\n*d*",
            "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c</figcaption></figure><p><em>d</em></p>",
        ),
        (
            "![a](b.png)\n\n*c & d*\n\ne",
            "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c &amp; d</figcaption></figure><p>e</p>",
        ),
        ("![a](b.png)\n*c*", "<figure><img src=\"b.png\" alt=\"a\"><figcaption>c</figcaption></figure>"),
        ("![a](b.png)\n\n*c* d", "<figure><img src=\"b.png\" alt=\"a\"></figure><p><em>c</em> d</p>"),
        ("a ![b *c*](d.png \"e\")", "<p>a <img src=\"d.png\" alt=\"b c\" title=\"e\"></p>"),
        ("![Talk](a.mp3)", "<p><a href=\"a.mp3\">Talk</a></p>"),
        // Obsidian
        ("[[note]] [[note|label]] [[1]](x)", "<p>[[note]] [[note|label]] <a href=\"x\">[1]</a></p>"),
        (
            "[[note]] [[A note#A part|label]] #tag",
            "<p><a href=\"/.courant-reference/wiki/note\">note</a> <a href=\"/.courant-reference/wiki/A%20note%23A%20part\">label</a> #tag</p>",
        ),
        (
            "[[note#Part]] [[#Part]]",
            "<p><a href=\"/.courant-reference/wiki/note%23Part\">note &gt; Part</a> <a href=\"/.courant-reference/wiki/%23Part\">Part</a></p>",
        ),
        (
            "![[boat.png|300]]\n\n![[a note]]",
            "<figure><img src=\"/.courant-reference/wiki/boat.png\" alt=\"\"></figure><p><a href=\"/.courant-reference/wiki/a%20note\">a note</a></p>",
        ),
        // Raw HTML
        ("a <b>c</b><script>alert(1)</script> <u onclick=\"x\">d</u>", "<p>a <b>c</b> <u>d</u></p>"),
        ("<div>\n<p\nclass=\"x\">a</p>\n</div>\n\nb", "<div>\n<p>a</p>\n</div>\n<p>b</p>"),
        ("<script>\nalert(1)\n</script>\n\na <!-- b --> c", "\n<p>a  c</p>"),
        ("<a href=\"javascript:x\">a</a> [b](javascript:x) ![c](javascript:x)", "<p><a>a</a> <a>b</a> </p>"),
    ];
    for (text, expected) in cases {
        assert_eq!(read_body(text).0.content.as_str(), expected, "{text}");
    }
}

/// Each text, the title that is found, and the text that is left.
#[test]
fn a_heading_that_opens_the_body_is_the_title() {
    let cases = [
        ("# A *title* `x`\n\nb", Some("A title x"), "b"),
        ("A title\n=======\n\nb", Some("A title"), "b"),
        ("<!-- lint off -->\n\n# A\n\nb", Some("A"), "b"),
        ("---\ntitle: A title!\n---\n# A Title\n\nb", Some("A title!"), "b"),
        ("---\ntitle: A\n---\n# B\n\nb", Some("A"), "B\nb"),
        ("a\n\n# B\n", None, "a\nB"),
        ("## B\n\nb", None, "B\nb"),
        ("#\n\nb", None, "b"),
    ];
    for (text, title, left) in cases {
        let (article, _) = read_body(text);
        assert_eq!(article.title.map(|known| known.value).as_deref(), title, "{text}");
        assert_eq!(article.content.text(), left, "{text}");
    }
}

#[test]
fn a_mark_ends_the_summary() {
    let cases = [
        ("# T\n\na *b*\n\nc\n\n<!--more-->\n\nd", Some("a b c")),
        ("a <!-- more --> b", Some("a")),
        ("a\n{/* truncate */}\n\nb", None),
        ("a\n\n<!-- truncate -->\n\nb", Some("a")),
        ("<!--more-->\n\nb", None),
        ("`<!--more-->` b", None),
        ("---\nsummary: s\n---\na\n\n<!--more-->\n\nb", Some("s")),
        ("---\nsummary: A **new** [bridge](x) & 2 * 3\n---\na", Some("A new bridge & 2 * 3")),
        ("---\nexcerpt: <p>A <em>new</em> bridge</p>\n---\na", Some("A new bridge")),
        ("---\nsummary: a * b * c < d\n---\na", Some("a * b * c < d")),
    ];
    for (text, summary) in cases {
        let (article, _) = read_body(text);
        assert_eq!(article.summary.map(|known| known.value).as_deref(), summary, "{text}");
        assert!(!article.content.as_str().contains("<!--"), "{text}");
    }
}

#[test]
fn the_first_true_picture_stands_for_the_article() {
    let cases = [
        ("a ![b](c.png) ![d](e.png)", Some("c.png")),
        ("[![b](badge.svg)](x) ![d](e.png)", Some("e.png")),
        ("![b](data:image/png;base64,AAAA)\n\n![d](e.png)", Some("e.png")),
        ("<p><img alt=\"x\" src=\"f.png?a=1&amp;b=2\"></p>\n", Some("f.png?a=1&b=2")),
        ("---\nimage: g.png\n---\n![d](e.png)", Some("g.png")),
        ("![a](b.mp4)", None),
    ];
    for (text, url) in cases {
        let (article, _) = read_body(text);
        assert_eq!(article.image.map(|known| known.value.url).as_deref(), url, "{text}");
    }
    assert_eq!(read_body("![a](b.mp4)").0.media[0].value.url, "b.mp4");
}

#[test]
fn shortcodes_that_are_left_out_are_told_where_they_stand() {
    let (_, remarks) = read_body("---\ntitle: T\n---\nA\n\n {{< weather x >}} {{< tides y >}}\n");
    let shown: Vec<String> = remarks.iter().map(|remark| remark.to_string()).collect();
    assert_eq!(
        shown,
        [
            "warning: a.md:6:2: `{{< weather x >}}` and another one are left out, write what it shows as Markdown or HTML"
        ]
    );
}

/// Nothing here may take more than a moment, or nest deeper than a parser of XML can follow.
#[test]
fn hostile_markdown_ends() {
    let pieces = [
        ">",
        "> ",
        "[",
        "![",
        "*",
        "**a",
        "`",
        "[a](",
        "<",
        "<b>",
        "- ",
        "1. ",
        "[^a]",
        "[^a]: [^a]\n",
        "|",
        "a|b\n",
        "~~",
        "&",
        "\\",
        "[[",
        "![[",
        "![a](b.svg)",
        "![![a](b.svg)](c.svg)",
        "#\n",
        "<!--",
        "<!--more-->",
        "{{<",
        "![a](b)\n\n",
        "*a*\n\n",
        "[a]: b\n",
        "\u{0}",
        "\r",
        "-\n",
        "***\n\n",
        "<div>\n\n",
        "```\n",
        "[x](<",
        "a_b_",
        "> [!",
        "> [!a]\n",
        "!!!",
        "!!! a\n    ",
        ":::",
        ":::a\n",
        "::::: tip b\n",
        "$",
        "$a ",
        "$a\\",
        "$$",
        "\\(",
        "\\\\[a",
        "\\begin{a}\n\\end{b}\n",
        "==",
        "==a ",
        "++a++ ",
        ":a",
        ": a\n",
        "^[",
        "^[a]",
        "*[",
        "*[a]: b\n",
        "{: .a",
        "{:\n",
        "x^a",
        "H~2~",
        "www.",
        "a@",
        "a@b.c",
        "http://",
        "http://a)",
        "| a\n",
        "| a\n|-\n",
        "<div markdown=\"1\">\n",
        "=== \"a\"\n\n    ",
        "<!-- toc -->\n- [a](#b)\n",
        "{::comment}\n",
        "[TOC]\n",
        "^a\n",
        "![",
    ];
    for piece in pieces {
        let text = piece.repeat(50_000 / piece.len());
        let (article, _) = read_body(&text);
        assert!(deepest(&article.content) <= CleanHtml::DEEPEST, "{piece}");
    }
    let table = format!("|{}\n|{}\n{}", "a|".repeat(300), "-|".repeat(300), "|\n".repeat(300));
    assert!(read_body(&table).0.content.as_str().len() < 40_000_000);
}

fn deepest(content: &CleanHtml) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in content.as_str().split('<').skip(1) {
        let void = ["br", "hr", "img", "wbr"].iter().any(|name| tag.starts_with(name));
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + usize::from(!void) };
        deepest = deepest.max(depth);
    }
    deepest
}
