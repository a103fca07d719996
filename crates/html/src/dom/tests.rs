use super::*;
use crate::construction::DEEPEST;
use html5ever::ParseOpts;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use proptest::prelude::*;

/// A tree a node a line, the deeper the further in.
fn shown(dom: &Dom) -> String {
    let mut shown = String::new();
    let mut open: Vec<usize> = Vec::new();
    for place in 0..dom.len() {
        open.retain(|&around| place < dom.end(around));
        let attributes: Vec<String> = dom.attributes(place).map(|(name, value)| format!(" {name}={value:?}")).collect();
        let namespace = dom.namespace(place).filter(|&namespace| namespace != Namespace::Html);
        let prefix = namespace.map(|namespace| format!("{namespace:?} ")).unwrap_or_default();
        let text = dom.text(place).map(|text| format!("{text:?}")).unwrap_or_default();
        shown.push_str(&format!(
            "{}{prefix}{}{}{text}\n",
            " ".repeat(open.len()),
            dom.name(place),
            attributes.concat()
        ));
        assert_eq!(dom.parent(place), open.last().copied().unwrap_or(0), "{shown}");
        open.push(place);
    }
    shown
}

/// What html5ever makes of a page alone, with its own tokenizer and without limits.
fn unlimited(html: &str) -> Dom {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, drop_doctype: true, ..Default::default() };
    let options = ParseOpts { tree_builder, ..Default::default() };
    Dom::flat(html5ever::parse_document(Nodes::default(), options).one(html))
}

#[test]
fn a_page_is_read_as_browsers_read_it() {
    let cases = [
        ("<p>a<p>b", "html(head body(p(a) p(b)))"),
        ("a<!-- b --!><b>c", "html(head body(a - b(c)))"),
        ("<!--><i>a</i>--><!---><u>b</u>-->", "- html(head body(i(a) --> - u(b) -->))"),
        ("<?php <i>a</i> ?><!x><b></3></b>", "- html(head body(a ?> - b(-)))"),
        ("<iframe><!--</iframe><b>a</b>-->", "html(head body(iframe(<!--) b(a) -->))"),
        ("<style><!--</style><title><!--</title>a-->", "html(head(style(<!--) title(<!--)) body(a-->))"),
        ("<script><!--<script></script>--></script>a", "html(head(script(<!--<script></script>-->)) body(a))"),
        ("<svg><![CDATA[<b>a]]></svg><![CDATA[<b>a]]>", "html(head body(svg(<b>a) - a]]>))"),
        ("<svg><title><b>a", "html(head body(svg(title(b(a)))))"),
        ("<svg><p>a", "html(head body(svg p(a)))"),
        ("<template><b>a</template>b", "html(head(template) body(b))"),
        ("<table>a<tr><td>b", "html(head body(a table(tbody(tr(td(b))))))"),
        ("<b><p>a</b>b", "html(head body(b p(b(a) b)))"),
        ("<noscript><p>a</noscript>", "html(head(noscript) body(p(a)))"),
        ("<plaintext><b>a</plaintext>", "html(head body(plaintext(<b>a</plaintext>)))"),
        ("<b a=1 A=2 a=3>", "html(head body(b))"),
        ("<pre>\n\na</pre>", "html(head body(pre(\na)))"),
        ("a\0b&#0;<svg>\0", "html(head body(ab\u{FFFD} svg(\u{FFFD})))"),
    ];
    for (html, expected) in cases {
        let dom = Dom::of_page(html);
        assert_eq!(brief(&dom, 0), expected, "{html}");
    }
    assert_eq!(shown(&Dom::of_page("<b a=1 A=2 a=3>")), "\n html\n  head\n  body\n   b a=\"1\"\n");
    assert_eq!(brief(&Dom::of_fragment("<td>a<li>b"), 0), "html(a li(b))");
}

/// Names and what they hold in brackets; a comment is `-`.
fn brief(dom: &Dom, place: usize) -> String {
    let mut children = Vec::new();
    let mut child = place + 1;
    while child < dom.end(place) {
        children.push(brief(dom, child));
        child = dom.end(child);
    }
    let own = if dom.name(place).is_empty() {
        dom.text(place).unwrap_or(if place == 0 { "" } else { "-" })
    } else {
        dom.name(place)
    };
    match (place, children.is_empty()) {
        (0, _) => children.join(" "),
        (_, true) => own.to_string(),
        _ => format!("{own}({})", children.join(" ")),
    }
}

/// Pieces of markup, each of which starts, ends or breaks something.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\r\n",
    "\r",
    "é",
    "&amp;",
    "&lt",
    "&notit;",
    "&#65",
    "&#x80;",
    "&#0;",
    "&",
    "\0",
    "<",
    ">",
    "</",
    "<!",
    "<?x>",
    "</3>",
    "<!x>",
    "<!--",
    "-->",
    "--!>",
    "<!-->",
    "<!--->",
    "--",
    "<!-- b --!>",
    "<![CDATA[",
    "]]>",
    "<!doctype html>",
    "<!DOCTYPE x PUBLIC 'y' \"z\">",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<B ID=x>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<nobr>",
    "</nobr>",
    "<font size=1>",
    "</font>",
    "<em class='a b'>",
    "</em>",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<tbody>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<col>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dd>",
    "<dt>",
    "<select>",
    "</select>",
    "<option>",
    "</option>",
    "<optgroup>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<input type=hidden>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<script",
    "</script",
    "<iframe>",
    "</iframe>",
    "<noscript>",
    "</noscript>",
    "<noframes>",
    "</noframes>",
    "<noembed>",
    "<xmp>",
    "</xmp>",
    "<plaintext>",
    "<svg>",
    "</svg>",
    "<svg/>",
    "<path/>",
    "<path>",
    "<foreignObject>",
    "</foreignobject>",
    "<desc>",
    "</desc>",
    "<math>",
    "</math>",
    "<mi>",
    "</mi>",
    "<mtext>",
    "<annotation-xml encoding='text/html'>",
    "</annotation-xml>",
    "<mglyph>",
    "<template>",
    "</template>",
    "<object>",
    "</object>",
    "<marquee>",
    "<applet>",
    "<head>",
    "</head>",
    "<body class=x>",
    "</body>",
    "<html lang=en>",
    "</html>",
    "<frameset>",
    "<frame>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=x alt>",
    "<image>",
    "<pre>\n",
    "</pre>",
    "<listing>",
    "<h1>",
    "</h2>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "<rb>",
    "<rtc>",
    "<x-y>",
    "</x-y>",
    "<base>",
    "<meta>",
    "<a b='c>",
    "d\">",
    "\"",
    "'",
    "=",
    "/",
    "<a/b c = d e=\"f&amp;g\" h='i&j=k&lt=' i=&copy;>",
    "<search>",
    "<dialog>",
];

pub(crate) fn markup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn limits_and_tokenizer_change_nothing_in_what_is_within_them(html in markup()) {
        prop_assert_eq!(shown(&Dom::of_page(&html)), shown(&unlimited(&html)), "{:?}", html);
    }
}

/// How often a page of so many bytes holds a piece.
fn filled(piece: &str, bytes: usize) -> String {
    (0..bytes / piece.len()).map(|number| piece.replace('#', &number.to_string())).collect()
}

/// Pieces of which a page full takes builders without limits more than linear time or memory.
const DEAR: &[&str] = &[
    "<div>",
    "<b><p>",
    "<b id=#><p>",
    "<b id=#><p>x",
    "<a href=x><div>word",
    "<a><b><div></a></b>",
    "<b><i></b></i>",
    "<nobr>x",
    "<font size=#>",
    "</div></b></p>",
    "</p>",
    "<p>",
    "<p>x</p>",
    "<hr>",
    "<li>",
    "<dd>x",
    "<option>",
    "<button>",
    "<table><tr><td>x",
    "<table>a<b>x",
    "<table><b>",
    "<table><td>x</td>y",
    "<svg><math>",
    "<svg>",
    "<math><mi>",
    "<svg><desc>",
    "<rt>",
    "<rb>",
    "<template>",
    "<template><td></template>",
    "<table><object></table><b></b>",
    "<object><b id=#>",
    "<svg><input><style><p/>",
    "<svg><desc><input><hr>",
    "<math><br><link>",
    "<body a#=b>",
    "<html a#>",
    "<x#>",
    "<x-#>a</x-#>",
    "<b a b c d e f g h i j k l m n o p q r s t=#>",
    "<form><input>",
    "<ruby><rt><b>",
    "<select><option><b>",
    "<a id=#>",
    "<b><table><td></b>",
    "<b><b><b><b><p></b></b></b></b>",
    "<b id=#><i><p></b>",
    "<p><b id=#><i id=#><u>",
    "<frameset>",
];

#[test]
fn a_page_takes_time_and_memory_in_proportion_to_its_length() {
    for piece in DEAR {
        for around in ["", "<div>", "<b>", "<svg>", "<svg><input>", "<table><td>"] {
            let html = format!("{}{}", around.repeat(150), filled(piece, 20_000));
            let dom = Dom::of_page(&html);
            let tags = html.matches('<').count();
            assert!(dom.len() <= 4 * tags + 30_000, "{around} {piece}: {} nodes of {tags} tags", dom.len());
            assert!(deepest(&dom) <= 3 * DEEPEST, "{around} {piece}: {} deep", deepest(&dom));
        }
    }
    let attributes = format!("<p {}>a", filled("a# ", 60_000));
    assert!(Dom::of_page(&attributes).attributes(4).count() < 300);
}

fn deepest(dom: &Dom) -> usize {
    let mut depth = vec![0; dom.len()];
    (1..dom.len()).for_each(|place| depth[place] = depth[dom.parent(place)] + 1);
    depth.into_iter().max().unwrap_or(0)
}
