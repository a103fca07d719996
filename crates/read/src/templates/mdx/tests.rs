//! What MDX becomes.

use super::*;
use crate::context::ReadContext;
use serde_json::{Map, json};

fn text_of(source: &str) -> (String, Vec<String>) {
    let Value::Object(values) = json!({"title": "Tides", "n": "3"}) else { panic!("a table") };
    let context = ReadContext::default();
    let filled = filled(source, &Page { values: &values, context: &context });
    let remarks = filled.remarks("a.mdx", |start| courant_text::source::position(source, start));
    (filled.text.replace(UNANSWERED, "?"), remarks.iter().map(|remark| remark.to_string()).collect())
}

#[test]
fn what_is_for_the_generator_alone_goes() {
    let cases = [
        ("import A from 'a';\nimport {B} from \"b\"\n\nText.", "\nText."),
        ("import {\n  A,\n\n  B,\n} from 'a';\n\nText.", "\nText."),
        ("export const size = 3;\n\nIt is {size}, and {size * 2}.", "\nIt is 3, and 6."),
        ("export const meta = {\n  a: 1,\n\n  b: [2],\n};\n\nText.", "\nText."),
        ("export default ({children}) => <B>{children}</B>\n\nText.", "\nText."),
        ("A {/* comment */}b {/* over\nlines */}c", "A b c"),
        ("## A {/*an-id*/}\n## B {#id}", "## A \n## B {#id}"),
        ("A\n\n{/* truncate */}\n\nB", "A\n\n<!-- truncate -->\n\nB"),
        ("{frontMatter.title} {props.title} {`a`}{' '}{\"b\"}", "Tides Tides a b"),
        ("<>\nA\n</>", "\nA\n"),
        ("<Foo.Bar a={{b: '}'}} c={`}`} {...d}>\n**A**\n</Foo.Bar>", "\n**A**\n"),
        ("a <B>b</B> c", "a b c"),
        ("<Tabs>\n  <Foo>\n      A\n\n      - b\n  </Foo>\n</Tabs>", "\n\nA\n\n- b\n\n"),
        ("<style>{`a { b: c }`}</style>A<script>let a = {}</script>", "A"),
        // What is no MDX stays.
        (
            "imports are good.\n\nimport them with care.\n\nexport nothing",
            "imports are good.\n\nimport them with care.\n\nexport nothing",
        ),
        (
            "```js\nimport x from 'y';\n<A b={c}>{d}\n```\n`{e} <F>`",
            "```js\nimport x from 'y';\n<A b={c}>{d}\n```\n`{e} <F>`",
        ),
        ("- ```\n  {a}\n  ```\n", "- ```\n  {a}\n  ```\n"),
        ("a < b, \\{c}, $\\frac{a}{b}$ and\n\n$$\n{x}\n$$", "a < b, \\{c}, $\\frac{a}{b}$ and\n\n$$\n{x}\n$$"),
        ("{ never closed and <Neither", "{ never closed and <Neither"),
        ("<https://e.example/> <!-- {a} -->", "<https://e.example/> <!-- {a} -->"),
    ];
    for (source, expected) in cases {
        assert_eq!(text_of(source), (expected.to_string(), vec![]), "{source}");
    }
}

#[test]
fn known_components_become_what_they_show() {
    let figure = "\n\n<figure><img src=\"./b.png\" alt=\"A boat\"></figure>\n\n";
    let cases = [
        ("import b from './b.png'\n\n<Image src={b} alt=\"A boat\" />", format!("\n{figure}")),
        ("<Image src={require('./b.png').default} alt={'A boat'} />", figure.to_string()),
        ("<Figure\n  src=\"./b.png\"\n  alt=\"A boat\"\n/>", figure.to_string()),
        ("<img src=\"/b.png\" width={280} style={{ margin: 10 }} />", "<img src=\"/b.png\" width=\"280\">".to_string()),
        ("<YouTube id=\"abc\" />", "<https://www.youtube.com/watch?v=abc>".to_string()),
        ("<Tweet id=\"12\" />", "<https://x.com/i/status/12>".to_string()),
        ("<Link to=\"/a\">b</Link>", "<a href=\"/a\">b</a>".to_string()),
        (
            "<Admonition type=\"tip\" title=\"Mind\">\n\nA\n\n</Admonition>",
            "\n\n<blockquote>\n\n<p><strong>Mind</strong></p>\n\n\n\nA\n\n\n\n</blockquote>\n\n".to_string(),
        ),
        ("<CodeBlock language=\"js\">{`let a = {};`}</CodeBlock>", "~~~~~~~~js\nlet a = {};\n~~~~~~~~\n".to_string()),
        (
            "<Tabs><TabItem value=\"x\" label=\"X\">A</TabItem></Tabs>",
            "\n\n<p><strong>X</strong></p>\n\nA\n\n\n\n".to_string(),
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(text_of(source), (expected, vec![]), "{source}");
    }
}

#[test]
fn what_nobody_can_answer_goes_and_is_told() {
    let (text, told) = text_of(
        "a {posts.map((post) => <B>{post}</B>)} b\n\n<Chart data={[1]} client:load />\n\n<img src={x.y} />[c]({z})<D />",
    );
    assert_eq!(text, "a ? b\n\n\n\n?[c](?)");
    assert_eq!(
        told,
        [
            "warning: a.mdx:3:1: `<Chart>` and another one are left out, write what it shows as Markdown or HTML",
            "warning: a.mdx:1:3: `{posts.map((post) => <B>{post}</B>)}` and 2 others are left out, because neither front matter nor the site's \
             configuration says what it stands for",
        ]
    );
}

#[test]
fn markdown_is_mdx_where_it_uses_what_it_imports() {
    let (values, context) = (Map::new(), ReadContext::default());
    let page = Page { values: &values, context: &context };
    let cases = [
        ("a.mdx", "", true),
        ("a.md", "import Tabs from '@theme/Tabs';\n\n<Tabs>\n</Tabs>", true),
        ("a.md", "import { A, B } from './b'\n\nText <B />", true),
        ("a.md", "import x from 'y';\n\nis how you import `x`.", false),
        ("a.md", "Text.\n\nWe import Tabs from '<Tabs>'", false),
        ("a.md", "{a} <B>", false),
    ];
    for (path, source, expected) in cases {
        assert_eq!(is_mdx(path, source, &page), expected, "{path}: {source}");
    }
}

#[test]
fn hostile_mdx_costs_no_more_than_it_is_long() {
    let pieces = [
        "<A",
        "<A ",
        "<A>",
        "<A>\n\n",
        "{",
        "{`",
        "{\"",
        "<A b={",
        "<A b=\"",
        "{/*",
        "import a from 'b'\n",
        "export const a = {\n\n",
        "`",
        "`` ` ",
        "$",
        "$$",
        "<!--",
        "</A>",
        "<A/>",
        "<A></A>",
        "<Tab>\n",
        "{a}",
        "  <Tab title=\"x\">\n",
        "<style>",
        "```\n",
        "- ```",
        "\\",
        "<CodeBlock>",
        "<p>",
        "<div>\n",
        "{'",
        "<A b={'",
        "\u{FFFE}",
        "é{",
    ];
    for piece in pieces {
        let source = piece.repeat(50_000 / piece.len());
        let (text, _) = text_of(&source);
        assert!(text.len() <= source.len() * 12, "{piece}: {}", text.len());
    }
}
