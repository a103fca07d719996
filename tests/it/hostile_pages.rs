//! No page can make reading it slow or lose the article around what is hostile in it: each of these once cost somebody's parser dearly.

use crate::project::Project;
use courant_read::article::Article;
use courant_read::{ReadContext, SourceFile, read_article};
use courant_text::source::Level;

const TITLE: &str = "A bridge that the village built";
const FIRST: &str = "The village has built a bridge over the river, and it took the better part of two years.";
const LAST: &str = "In the spring the children will walk to school over it, and nobody will need the ferry.";

/// How large each page is about. What takes more than linear time here takes minutes.
const BYTES: usize = 60_000;

fn page(head: &str, middle: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{TITLE}</title><meta property=og:title content='{TITLE}'>{head}</head>\
        <body><article><h1>{TITLE}</h1><p>{FIRST} {FIRST}</p>{middle}<p>{LAST} {LAST}</p></article></body></html>"
    )
}

fn read(html: &str) -> (Article, usize) {
    let source_file = SourceFile::new("a.html", html);
    let (article, remarks) = read_article(&source_file, &ReadContext::default());
    (article, remarks.iter().filter(|remark| remark.level == Level::Error).count())
}

fn filled(piece: &str) -> String {
    piece.repeat(BYTES / piece.len())
}

fn numbered(piece: &str) -> String {
    (0..BYTES / piece.len()).map(|number| piece.replace('#', &number.to_string())).collect()
}

fn check(head: &str, middle: &str) {
    let html = page(head, middle);
    let shown = html.get(370..470).unwrap_or_default();
    let (article, errors) = read(&html);
    assert_eq!(errors, 0, "{shown}");
    assert_eq!(article.title.map(|title| title.value).as_deref(), Some(TITLE), "{shown}");
    let text = article.content.text();
    assert!(text.contains(FIRST) && text.contains(LAST), "{shown}\n{:?}", text.get(..text.floor_char_boundary(700)));
    assert!(article.content.as_str().len() <= 8 * html.len(), "{shown}");
}

#[test]
fn markup_that_nests_or_repeats_loses_nothing() {
    let pieces = [
        "<b><p>",
        "<b><p>word ",
        "<a href=x><div>word ",
        "<a><b><div></a></b>",
        "<b><i></b></i>",
        "<nobr>x",
        "</div></b></p>",
        "</p>",
        "<br>",
        "word<br>",
        "word word<br><br>",
        "<br> <!--a-->",
        "<div><span>word ",
        "<span>w</span>",
        "<div>w</div>",
        "<div class='comment related share'>w</div>",
        "<p>word</p>",
        "<p>12 March 2026</p>",
        "<table><tr><td>x",
        "<figure><img src=x.png>",
        "<picture>",
        "<img src=a.png>",
        "<time>x</time>",
        "<svg><math>",
        "&",
        "&amp;",
        "<",
        "<style></style>",
        "a\u{301}",
    ];
    pieces.iter().for_each(|piece| check("", &filled(piece)));
    for piece in ["<ul>", "<ul><li>", "<li>", "<li>word", "<dl>", "<dl><dd>", "<dd>word"] {
        // Who leaves a list open puts what follows into it.
        check("", &format!("{}{}", filled(piece), "</ul></dl>".repeat(300)));
    }
    check("", &format!("{}</button>", filled("<button>x")));
    check("", &format!("{}</select>", filled("<select><option>")));
    check("", &format!("{}deep{}", "<div>".repeat(BYTES / 11), "</div>".repeat(BYTES / 11)));
    check("", &format!("<table><tr>{}</table>", filled("<td>x")));
    check("", &format!("<table>{}</table>", filled("word<b>x</b>")));
    check("", &format!("<plaintext>{}", filled("<p>word")));
}

#[test]
fn thousands_of_the_same_lose_nothing() {
    for piece in [
        "<font size=#><p>word",
        "<p>word#</p>",
        "<a href=/page/#>Link number #</a> ",
        "<p><a href=/page/#>Link number # goes to a page</a></p>",
        "<ul><li><a href=/page/#>Link number #</a></ul>",
        "<a rel=author href=/a/#>Person Number</a> ",
        "<h1>Title of # words</h1>",
        "<figure><img src=/i/#.png><figcaption>Caption #</figcaption></figure>",
        "<iframe src=http://example.org/#></iframe>",
    ] {
        check("", &numbered(piece));
    }
    check(&numbered("<meta name=author content='Person #'><meta property=article:tag content='tag #'>"), "");
}

#[test]
fn what_programs_write_for_parts_loses_nothing_without_end() {
    let closed = [
        "<pre class=language-js><button>copy</button>a</pre>",
        "<table><tr><td class=gutter>1<td class=code><pre>a</pre></table>",
        "<div class=CodeMirror><pre class=CodeMirror-line>a</pre></div>",
        "<div role=tabpanel hidden><pre>a</pre></div>",
        "<p>word <span class=katex><math><mi>x</mi></math></span></p>",
        "<span class=MathJax_Preview></span>",
        "<noscript><img src=/i/#.png></noscript>",
        "<div class=photo><img src=/i/#.png><p class=caption>Caption #</p></div>",
        "<div class=onebox><a href=https://a.example/#>Card #</a></div>",
        "<div class=footnote id=f#><a href=#r#>1</a><p>Note #</p></div>",
        "<p>word<span class=sidenote>Note #</span></p>",
        "<h2 id=h#>Part # <a href=#h#>¶</a></h2><p>word</p>",
        "<p><ruby>a<rt>b</rt></ruby></p>",
        "<p>word <x-y>z</x-y></p>",
        "<lite-youtube videoid=a#></lite-youtube>",
    ];
    closed.iter().for_each(|piece| check("", &numbered(piece)));
    let left_open = [
        "<div class='wp-caption caption'><img src=a.png>",
        "<pre><code class=line>",
        "<div class=katex>",
        "<div class=onebox>",
        "<div class=footnote><a>1</a>",
        "<span class=sidenote>x",
        "<x-y>x",
        "<table><tr><td class=gutter>1<td>",
    ];
    left_open.iter().for_each(|piece| check("", &format!("{}{}", filled(piece), "</div></pre>".repeat(300))));
}

#[test]
fn attributes_without_end_lose_nothing() {
    check("", &format!("<div {}>x</div>", numbered("a#=b ")));
    check("", &format!("<div {}>x</div>", numbered("a#='>'b#=c/")));
    check("", &format!("<div title='{}'>x</div>", filled("x ")));
    check("", &format!("<div class='{}'>x</div>", filled("x ")));
    check("", &format!("<a href='{}'>x</a>", filled("x/")));
    check("", &format!("<figure><img srcset='{}'></figure>", filled("x.png 2w, ")));
}

#[test]
fn long_texts_stay_whole() {
    let sentence = filled("One more sentence of a paragraph that has no end. ");
    let (article, _) = read(&page("", &format!("<p>{sentence}</p>")));
    assert!(article.content.text().contains(sentence.trim_end()));
    check("", &format!("<p>{}</p>", "x".repeat(BYTES)));
    check("", &format!("<pre>{}</pre>", filled("line\n")));
}

#[test]
fn linked_data_of_any_shape_hides_nothing() {
    let scripts = [
        "{\"@graph\":[".repeat(BYTES / 11),
        format!("{}{{}}{}", "[{\"@type\":\"NewsArticle\",\"mainEntity\":".repeat(100), "}]".repeat(100)),
        format!("{}\"{}\"{}", "{\"mainEntity\":".repeat(100), "x".repeat(BYTES), "}".repeat(100)),
        format!("[{}{{}}]", numbered("{\"@type\":\"NewsArticle\",\"headline\":\"Another #\"},")),
        format!("{{\"@type\":\"NewsArticle\",\"author\":[{}\"x y\"]}}", numbered("{\"name\":\"Person #\"},")),
        filled("{\"a\":\"b\""),
        filled("{\"a\":\"\"      "),
        filled("{\"a\":[\"x\",   \n"),
        format!("{{\"a\":[\"x\"{}", filled(",   ]")),
        filled("{} "),
    ];
    scripts.iter().for_each(|script| check(&format!("<script type=application/ld+json>{script}</script>"), ""));
    check(&filled("<script type=application/ld+json>{}</script>"), "");
}

/// What is left open at the end hides what follows, as it does in every browser, but not what came before.
#[test]
fn what_is_left_open_hides_only_what_follows() {
    for piece in ["<!--", "<template>", "<template><p>word ", "<script>", "<textarea>", "<svg><foreignObject><div>"] {
        let (article, errors) = read(&page("", &filled(piece)));
        assert_eq!(errors, 0, "{piece}");
        assert!(article.content.text().contains(FIRST), "{piece}");
    }
}

/// A NUL or two are damage, and the rest is readable; a file of them is no text.
#[test]
fn a_nul_is_left_out_and_a_file_of_them_is_kept_out() {
    check("", "<p>Some\0body wrote a NUL.</p>");
    assert_eq!(read(&page("", &"\0".repeat(BYTES))).1, 1);
}

/// What is shown of a file, by a program that may take no more memory and processor time than is plenty: each that is shown so once took
/// more than one of them.
fn shown(file: &str, text: &str) -> String {
    const MEGABYTES: usize = 1_500;
    const SECONDS: usize = 40;
    let project = Project::new(&[(file, text)]);
    let run = project.courant_within(&["show", "--format", "json", file], MEGABYTES, SECONDS);
    assert_eq!(run.status, 0, "{file}: {}", run.stderr);
    run.stdout
}

#[test]
fn a_meta_of_many_names_costs_its_content_once() {
    let names = "author keywords ".repeat(25_000);
    let content = "One more word of it. ".repeat(5_000);
    let meta = |attribute: &str| format!("<meta {attribute}='{names}' content='{content}'>");
    let html = page(&format!("{}{}", meta("name"), meta("property")), "");
    assert!(shown("a.html", &html).contains(FIRST));
}

#[test]
fn a_class_that_repeats_a_word_costs_one_look_at_what_it_holds() {
    let held = "<i>w</i> ".repeat(10_000);
    for word in ["toolbar ", "caption ", "caption toolbar-"] {
        let html = page("", &format!("<div class='{}'>{held}</div>", word.repeat(100_000)));
        assert!(shown("a.html", &html).contains(FIRST), "{word}");
    }
}

#[test]
fn shortcodes_before_one_far_end_cost_one_look_for_it() {
    const LONGEST: usize = 8_000_000;
    let cases = [("{:x ", "}"), ("{{a ", "}}"), ("{{ ", "}}"), ("x::: ", ""), ("{:x\n", "}"), ("{:x ", " \n=}")];
    for (opening, end) in cases {
        let openings = opening.repeat(LONGEST / opening.len());
        let markdown = format!("# {TITLE}\n\n{FIRST}\n\n{openings}{end}\n\n{LAST}\n");
        let shown = shown("a.md", &markdown);
        assert!(shown.contains(FIRST) && shown.contains(LAST), "{opening}");
    }
}

#[test]
fn marks_of_templates_and_mdx_cost_their_length() {
    const LONGEST: usize = 400_000;
    let cases = [
        ("a.md", "{{ page.x }}"),
        ("a.md", "{% if a %}"),
        ("a.md", "{% capture a %}"),
        ("a.md", "{{< tab >}}"),
        ("a.md", "<{{ page.x }}"),
        ("a.md", "{% assign a = a | append: page.title %}{{ a }}"),
        ("a.mdx", "<A"),
        ("a.mdx", "<A>\n\n"),
        ("a.mdx", "{"),
        ("a.mdx", "{`"),
        ("a.mdx", "<A b={"),
        ("a.mdx", "export const a = {\n\n"),
        ("a.mdx", "<script>"),
        ("a.mdx", "<style>"),
        ("a.md", "{% \""),
        ("a.md", "{{ page.many | size }}"),
        ("a.md", "{{ page.many | join: page.long }}"),
        ("a.md", "{% if page.many contains page.long %}"),
        ("a.md", "{{ page.long }}"),
        ("a.md", "{{ page.nowhere }}"),
        ("a.md", "{{< param many >}}"),
    ];
    let many: String = (0..20_000).map(|number| format!("- word {number}\n")).collect();
    let keys: String = (0..10_000).map(|number| format!("k{number}: 1\n")).collect();
    let long = "long ".repeat(40_000);
    for (file, mark) in cases {
        let large = if mark.contains("page.") || mark.contains("many") {
            format!("many:\n{many}{keys}long: {long}\n")
        } else {
            String::new()
        };
        let front_matter = format!("---\ntitle: {TITLE}\n{large}---\n");
        let marks = mark.repeat(LONGEST / mark.len());
        let shown = shown(file, &format!("{front_matter}{FIRST}\n\n{marks}\n\n{LAST}\n"));
        assert!(shown.contains(FIRST), "{file}: {mark}");
    }
}

#[test]
fn an_end_of_what_is_raw_that_is_none_is_looked_at_once() {
    let begins = "{% raw %}".repeat(20_000);
    let blanks = " ".repeat(1_000_000);
    for between in ["", "{% \""] {
        let text = format!("---\ntitle: {TITLE}\n---\n{FIRST}\n\n{begins}\n{between}{{%endraw{blanks}x\n\n{LAST}\n");
        assert!(shown("a.md", &text).contains(FIRST));
    }
}

#[test]
fn addresses_in_linked_data_are_sought_among_those_of_the_page_at_once() {
    let addresses = |count: usize, before: &str, behind: &str| -> String {
        (0..count).map(|number| format!("{before}e/{number:06}/{behind}")).collect()
    };
    let links = addresses(100_000, "<link rel=canonical href=", "a>");
    let urls = addresses(200_000, "\"", "b\",");
    let script = format!("{{\"@type\":\"NewsArticle\",\"url\":[{urls}\"x\"]}}");
    let html = page(&format!("{links}<script type=application/ld+json>{script}</script>"), "");
    assert!(shown("a.html", &html).contains(FIRST));
}

#[test]
fn a_text_of_short_lines_without_end_costs_each_line_once() {
    let numbered = |before: &str, count: usize| (0..count).map(|number| format!("{before}{number}\n")).collect();
    let lists: [String; 5] = [
        "* a b\n".repeat(170_000),
        numbered("- harbour tide ", 20_000),
        numbered("TIDE ", 20_000),
        "x\n\n".repeat(20_000),
        numbered("Tags: harbour, tide ", 20_000),
    ];
    for list in lists {
        let text = format!("{TITLE}\n\n{FIRST}\n\n{list}\n");
        assert!(shown("a.txt", &text).contains(FIRST), "{}", list.lines().next().unwrap_or_default());
    }
}
