#![doc = include_str!("../README.md")]

mod blocks;
mod construction;
mod dom;
mod elements;
mod fragment;
mod hidden;
mod links;
mod nodes;
mod page;
mod policy;
mod raw;
mod text_of;
mod tokenizer;
mod url;
mod writer;

pub use blocks::{Block, BlockKind};
pub use construction::Scripting;
pub use dom::{Dom, Edits, Namespace, Piece};
pub use elements::{Content, Element, is_in_line, is_known};
pub use fragment::read_fragment;
pub use page::page_faults;
pub use policy::with_policies;
pub use raw::{TICKED, UNTICKED};
pub use text_of::text_of;
pub use tokenizer::{Attribute, Doctype, Handler, Tag, tokenize};
pub use writer::Writer;

/// HTML that is safe to show and complete in itself.
///
/// - Elements and attributes are those of the allow list: no script, handler, style, form, frame, SVG or MathML, and no class but
///   the language of code (`<code class="language-rust">`).
/// - Every element is closed; `<br>` and its like have no end tag and no slash; names are in small letters.
/// - Attribute values are in double quotes, with `&`, `<`, `>` and `"` escaped as `&amp;`, `&lt;`, `&gt;` and `&quot;`; in text the
///   first three are. There are no other character references, no comments and no declarations, so that `<` always begins a tag.
/// - Addresses are relative or of a scheme that runs nothing; only a picture may be written out in a `data:` URL (raster types).
/// - Characters are legal in XML (version 1.0, section 2.2); lines end in LF.
/// - No element stands deeper than [`CleanHtml::DEEPEST`].
///
/// Only a [`Writer`] makes one, so what holds here holds in every feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CleanHtml(String);

impl CleanHtml {
    /// The deepest nesting of elements. Browsers stop at 512; parsers of XML that recurse stop earlier.
    pub const DEEPEST: usize = 256;

    /// Makes any HTML clean: scripts, handlers, styles, forms and frames go, what they say stays where it can be read.
    ///
    /// A frame becomes a link, the box of a task a `☐` or `☑`. Takes linear time on any input.
    pub fn sanitise(html: &str) -> CleanHtml {
        let mut writer = Writer::with_capacity(html.len());
        writer.raw(html);
        writer.finish()
    }

    /// The same with every address (`href`, `src`, `srcset`, `poster`, `cite`) as `resolve` gives it; where it gives none, the
    /// attribute goes, and with it a picture that would show nothing and a link that would lead nowhere (its text stays).
    pub fn with_absolute_urls(&self, resolve: &mut dyn FnMut(&str) -> Option<String>) -> CleanHtml {
        links::resolved(self, resolve)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The blocks of text, in order: `content.blocks().find(|block| block.kind == BlockKind::Paragraph)` is the first paragraph.
    pub fn blocks(&self) -> impl Iterator<Item = Block> {
        blocks::blocks(&self.0).into_iter()
    }

    /// The text, a block a line, with headings and list items; without captions and credits (`figcaption`).
    pub fn text(&self) -> String {
        blocks::lines(&self.0)
    }
}

/// Text escaped for HTML, to stand between tags or in a double-quoted attribute.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    writer::escape_into(&mut escaped, text, writer::Place::Attribute);
    escaped
}

/// Text escaped for HTML, to stand between tags; quotation marks stay as they are.
pub fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    writer::escape_into(&mut escaped, text, writer::Place::Text);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_any_html_clean() {
        let cases = [
            // What may stand, stands.
            ("<p>a <em>b</em></p>", "<p>a <em>b</em></p>"),
            ("<P CLASS=x STYLE='y'>a</P>", "<p>a</p>"),
            ("<img src=a.png alt='1 < 2 & \"3\"'>", "<img src=\"a.png\" alt=\"1 &lt; 2 &amp; &quot;3&quot;\">"),
            ("a<br/>b<hr>", "a<br>b<hr>"),
            ("&eacute;&copy&nbsp;&#8364;&#x80;&amp;lt;&nosuch;", "é©\u{a0}€€&amp;lt;&amp;nosuch;"),
            ("<a href='?a=1&copy=2&amp;lt=3'>x</a>", "<a href=\"?a=1&amp;copy=2&amp;lt=3\">x</a>"),
            // Missing end tags are supplied where HTML supplies them.
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
            ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
            (
                "<table><tr><td>a<td>b<tr><th>c</table>d",
                "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>d",
            ),
            ("<td>a</td><td>b</td>", "a\nb"),
            ("<p>a<h2>b</h3>c", "<p>a</p><h2>b</h2>c"),
            ("<b><p>a</b>b</p>c", "<b><p>a</p></b><p>b</p>c"),
            ("<a href=x>a<a href=y>b</a></a>", "<a href=\"x\">a</a><a href=\"y\">b</a>"),
            ("<table><tr><td>a</div></p>b</td></tr></table>", "<table><tr><td>ab</td></tr></table>"),
            ("</p></div>a", "a"),
            // What runs or disturbs goes; what it says stays.
            ("a<script>b</script>c<style>d</style><ScRiPt>e</sCrIpT >f", "acf"),
            ("a<script>if (x) '</scripty>'</script>b", "ab"),
            ("a<script>b", "a"),
            ("<form><label>a</label><input value=b><button>c</button></form>", "ac"),
            ("<font color=red><center>a</center></font>", "a"),
            ("<svg><p>a</p></svg><svg/>b<svg><title>c</title><text>d</text></svg>e", "<p>a</p>be"),
            ("<math><mi>x</mi><annotation>\\TeX</annotation></math>", "x"),
            ("<select><option>a<option>b</select>c", "c"),
            ("<template><p>a</template>b", "b"),
            ("a<!-- <p>b -->c<!--> d<!doctype x><?php e ?>f", "ac df"),
            ("a < b <3 </ x>c", "a &lt; b &lt;3 c"),
            ("<p title=\"a", ""),
            (
                "<iframe src='https://v.example/1' title='A film'>x</iframe>",
                "<a href=\"https://v.example/1\">A film</a>",
            ),
            ("<iframe srcdoc='<p>'></iframe>a", "a"),
            ("<li><input type=checkbox checked> a<li><input type='checkbox'>b", "<li>☑  a</li><li>☐ b</li>"),
            // Attributes.
            ("<a href='JaVaScRiPt:alert(1)'>a</a>", "<a>a</a>"),
            ("<a href=' java\nscript:alert(1)'>a</a>", "<a>a</a>"),
            ("<a href='\u{1}java\0script&colon;alert(1)'>a</a>", "<a>a</a>"),
            ("<a href='mailto:a@b.example' onclick=x>a</a>", "<a href=\"mailto:a@b.example\">a</a>"),
            ("<img src='data:image/svg+xml;base64,x'><img>a", "a"),
            ("<img src='data:image/png;base64,AA=='>", "<img src=\"data:image/png;base64,AA==\">"),
            ("<a href='data:text/html,x'>a</a>", "<a>a</a>"),
            ("<img srcset='a.png 1x,javascript:b 2x,,c.png'>", "<img srcset=\"a.png 1x, c.png\">"),
            (
                "<video src=a.mp4 autoplay poster=b.jpg width='640px'>c</video>",
                "<video src=\"a.mp4\" poster=\"b.jpg\" controls=\"\">c</video>",
            ),
            (
                "<ol start=-3 type=A><li id='fn:1' id=2>a</ol>",
                "<ol start=\"-3\" type=\"A\"><li id=\"fn:1\">a</li></ol>",
            ),
            (
                "<pre class=x><code class='hljs language-c++ x'>a</code></pre><code class='hljs'>b</code><code class='language-\"'>c</code>",
                "<pre><code class=\"language-c++\">a</code></pre><code>b</code><code>c</code>",
            ),
            // Characters.
            ("a\u{0}\u{8}b\u{FFFE}\u{FFFF}c\u{FFFD}d\r\ne\rf]]>", "abc\u{FFFD}d\ne\nf]]&gt;"),
            ("<pre>\n\na</pre><pre>\nb</pre>", "<pre>\n\na</pre><pre>b</pre>"),
        ];
        for (html, clean) in cases {
            assert_eq!(CleanHtml::sanitise(html).as_str(), clean, "{html:?}");
            assert_eq!(CleanHtml::sanitise(clean).as_str(), clean, "a second time: {html:?}");
        }
    }

    #[test]
    fn raw_html_in_pieces_is_one_text() {
        let mut writer = Writer::new();
        writer.open(Element::P, &[]);
        writer.raw("<kbd title=x>");
        writer.text("<Ctrl>");
        writer.raw("</kbd><script>");
        writer.text("hidden");
        writer.open(Element::Em, &[]);
        writer.close(Element::Em);
        writer.raw("</script>");
        writer.text(" & so on");
        writer.close(Element::P);
        assert_eq!(writer.finish().as_str(), "<p><kbd title=\"x\">&lt;Ctrl&gt;</kbd> &amp; so on</p>");
    }

    #[test]
    fn nesting_has_an_end() {
        let clean = CleanHtml::sanitise(&format!("{}a{}<p>b", "<div>".repeat(100_000), "</div>".repeat(100_000)));
        let (opened, closed) = (clean.as_str().matches("<div>").count(), clean.as_str().matches("</div>").count());
        assert_eq!((opened, closed), (CleanHtml::DEEPEST, CleanHtml::DEEPEST));
        assert!(clean.as_str().ends_with("</div><p>b</p>"), "{clean:?}");
        assert_eq!(clean.text(), "a\nb");
    }

    #[test]
    fn text_is_a_block_a_line() {
        let html = "<h2>Of\n fish</h2><p>One &amp;\n two<br>three</p><figure><img src=a><figcaption>By <b>me</b></figcaption></figure>\
            <blockquote><p>said</p></blockquote><ul><li>a<p>b</p></li><li>c</li></ul><table><tr><th>x</th><td><p>y</p> z</td></tr></table>\
            <pre>\n  if\n    so</pre>loose<sup><a href='#fn1'>1</a></sup> end<sup>2</sup>";
        let text = CleanHtml::sanitise(html).text();
        let lines = ["Of fish", "One & two three", "said", "a", "b", "c", "x\ty z", "  if\n    so", "loose end2"];
        assert_eq!(text, lines.join("\n"));
        let kinds: Vec<BlockKind> = CleanHtml::sanitise(html).blocks().map(|block| block.kind).collect();
        use BlockKind::*;
        let expected =
            [Heading(2), Paragraph, Caption, Quote, ListItem, ListItem, ListItem, TableRow, Preformatted, Paragraph];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn addresses_are_made_absolute_or_go() {
        let html = "<p><a href='/a?b&amp;c' title=t>a</a> <a href='lost/1'>b <b>c</b></a><img src=lost><img src=i.png srcset='i.png 1x, lost 2x'>\
            <q cite=lost>q</q><video poster=p.png><source src=lost></video><a id=fn1>n</a><a href=lost id=fn2>m</a>\
            <img src=evil></p>";
        let clean = CleanHtml::sanitise(html).with_absolute_urls(&mut |reference| match reference {
            _ if reference.starts_with("lost") => None,
            "evil" => Some("javascript:\"<\u{1}".to_string()),
            _ => Some(format!("https://e.example/{}", reference.trim_start_matches('/'))),
        });
        let expected = "<p><a href=\"https://e.example/a?b&amp;c\" title=\"t\">a</a> b <b>c</b>\
            <img src=\"https://e.example/i.png\" srcset=\"https://e.example/i.png 1x\"><q>q</q>\
            <video poster=\"https://e.example/p.png\" controls=\"\"></video><a id=\"fn1\">n</a><a id=\"fn2\">m</a></p>";
        assert_eq!(clean.as_str(), expected);
    }

    #[test]
    fn the_allow_list_is_in_order_and_runs_nothing() {
        let names: Vec<&str> = Element::ALL.iter().map(|element| element.name()).collect();
        assert!(names.is_sorted(), "{names:?}");
        for element in Element::ALL {
            assert_eq!(Element::named(element.name()), Some(*element));
            for forbidden in ["class", "style", "onclick", "srcdoc", "action", "ping", "target", "name", "formaction"] {
                let names_a_language = *element == Element::Code && forbidden == "class";
                assert!(names_a_language || element.value_of(forbidden).is_none(), "{element:?} {forbidden}");
            }
        }
        for forbidden in
            ["script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "link", "meta"]
        {
            assert_eq!(Element::named(forbidden), None);
        }
    }
}
