//! What readers of an article see of what programs wrote into its page, in the markup that those programs document.

use crate::{ReadContext, SourceFile, read_article};

const BEFORE: &str = "<p>The council has opened the new ferry landing after two years of work, and the first boat left it at noon with all of its seats taken.</p>";
const BEHIND: &str = "<p>In the winter the landing will close at dusk, because the lamps along the quay have not been paid for and nobody knows who is to do so.</p>";

/// What is shown of an article that has this in its middle.
fn shown(middle: &str) -> String {
    let page = format!(
        "<!DOCTYPE html><html lang=en><head><title>The landing is open</title></head><body><article><h1>The landing is open</h1>{BEFORE}{middle}{BEHIND}</article></body></html>"
    );
    let (article, _) = read_article(&SourceFile::new("a.html", page.as_str()), &ReadContext::default());
    let html = article.content.as_str().to_string();
    assert!(html.contains("the first boat left it") && html.contains("nobody knows who"), "{html}");
    html
}

/// A part of a page, what of it readers see, and what they do not.
type Row<'a> = (&'a str, &'a [&'a str], &'a [&'a str]);

fn check(rows: &[Row]) {
    for (middle, has, lacks) in rows {
        let html = shown(middle);
        for text in *has {
            assert!(html.contains(text), "{middle}\nlacks {text}:\n{html}");
        }
        for text in *lacks {
            assert!(!html.contains(text), "{middle}\nhas {text}:\n{html}");
        }
    }
}

#[test]
fn code_of_highlighters_is_code() {
    const TWO: &str = "let a = 1;\n  let b = 2;</code></pre>";
    check(&[
        // Prism with line numbers and a toolbar.
        (
            r##"<div class="code-toolbar"><pre class="line-numbers language-js" tabindex="0"><code class="language-js"><span class="token keyword">let</span> a <span class="token operator">=</span> <span class="token number">1</span><span class="token punctuation">;</span>
  <span class="token keyword">let</span> b <span class="token operator">=</span> <span class="token number">2</span><span class="token punctuation">;</span><span aria-hidden="true" class="line-numbers-rows"><span></span><span></span></span></code></pre><div class="toolbar"><div class="toolbar-item"><span>JavaScript</span></div><div class="toolbar-item"><button class="copy-to-clipboard-button"><span>Copy</span></button></div></div></div>"##,
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["Copy", "JavaScript"],
        ),
        // highlight.js, and its plugin for line numbers.
        (
            r##"<pre><code class="hljs javascript"><table class="hljs-ln"><tbody><tr><td class="hljs-ln-line hljs-ln-numbers" data-line-number="1"><div class="hljs-ln-n" data-line-number="1"></div></td><td class="hljs-ln-line hljs-ln-code" data-line-number="1"><span class="hljs-keyword">let</span> a = 1;</td></tr><tr><td class="hljs-ln-line hljs-ln-numbers" data-line-number="2"><div class="hljs-ln-n" data-line-number="2"></div></td><td class="hljs-ln-line hljs-ln-code" data-line-number="2">  <span class="hljs-keyword">let</span> b = 2;</td></tr></tbody></table></code></pre>"##,
            &["<pre><code class=\"language-javascript\">let a = 1;", TWO],
            &["<table"],
        ),
        // Rouge with a table, as Jekyll writes it.
        (
            "<div class=\"language-js highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code><table class=\"rouge-table\"><tbody><tr><td class=\"rouge-gutter gl\"><pre class=\"lineno\">1\n2\n</pre></td><td class=\"rouge-code\"><pre><span class=\"kd\">let</span> <span class=\"nx\">a</span> = 1;\n  <span class=\"kd\">let</span> b = 2;\n</pre></td></tr></tbody></table></code></pre></div></div>",
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["<table", ">1\n2"],
        ),
        // Pygments with `linenos=table`, as Sphinx and MkDocs write it.
        (
            "<div class=\"highlight-python notranslate\"><table class=\"highlighttable\"><tr><td class=\"linenos\"><div class=\"linenodiv\"><pre><span class=\"normal\">1</span>\n<span class=\"normal\">2</span></pre></div></td><td class=\"code\"><div class=\"highlight\"><pre><span></span><code><span class=\"n\">let</span> a = 1;\n  let b = 2;\n</code></pre></div></td></tr></table></div>",
            &["<pre><code class=\"language-python\">let a = 1;", TWO],
            &["<table", "<td>"],
        ),
        // Shiki without line breaks between its lines, and with a line that is empty.
        (
            r##"<pre class="shiki github-dark" style="background-color:#24292e" tabindex="0"><code class="language-ts"><span class="line"><span style="color:#F97583">let</span> a = 1;</span><span class="line"></span><span class="line highlighted">  let b = 2;</span></code></pre>"##,
            &["<pre><code class=\"language-ts\">let a = 1;\n\n  let b = 2;</code></pre>"],
            &[],
        ),
        // Docusaurus.
        (
            r##"<div class="language-jsx codeBlockContainer_Ckt0 theme-code-block"><div class="codeBlockTitle_Ktv7">src/a.js</div><div class="codeBlockContent_QJqH"><pre tabindex="0" class="prism-code language-jsx codeBlock_bY9V thin-scrollbar"><code class="codeBlockLines_e6Vv"><span class="token-line" style="color:#393A34"><span class="token plain">let a = 1;</span><br></span><span class="token-line" style="color:#393A34"><span class="token plain">  let b = 2;</span><br></span></code></pre><div class="buttonGroup_M5ko"><button type="button" aria-label="Copy code to clipboard" title="Copy" class="clean-btn"><span class="copyButtonIcons_IEyt" aria-hidden="true"><svg></svg></span></button></div></div></div>"##,
            &["<pre><code class=\"language-jsx\">let a = 1;", TWO],
            &["Copy"],
        ),
        // Hexo: a figure with a table, lines as spans with line breaks.
        (
            r##"<figure class="highlight js"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre><span class="line"><span class="keyword">let</span> a = <span class="number">1</span>;</span><br><span class="line">  let b = 2;</span><br></pre></td></tr></table></figure>"##,
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["<table", "1\n2"],
        ),
        // Hugo's Chroma with a table.
        (
            "<div class=\"highlight\"><div class=\"chroma\"><table class=\"lntable\"><tr><td class=\"lntd\"><pre tabindex=\"0\" class=\"chroma\"><code><span class=\"lnt\">1\n</span><span class=\"lnt\">2\n</span></code></pre></td><td class=\"lntd\"><pre tabindex=\"0\" class=\"chroma\"><code class=\"language-js\" data-lang=\"js\"><span class=\"line\"><span class=\"cl\"><span class=\"kd\">let</span> a = 1;\n</span></span><span class=\"line\"><span class=\"cl\">  let b = 2;\n</span></span></code></pre></td></tr></table></div></div>",
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["<table"],
        ),
        // GitHub's view of a file, and a gist in a page.
        (
            r##"<div class="gist"><div class="gist-file"><div class="gist-data"><div class="js-blob-code-container"><table class="highlight tab-size js-file-line-container" data-tab-size="8"><tr><td id="L1" class="blob-num js-line-number" data-line-number="1"></td><td id="LC1" class="blob-code blob-code-inner js-file-line"><span class="pl-k">let</span> a = 1;</td></tr><tr><td id="L2" class="blob-num js-line-number" data-line-number="2"></td><td id="LC2" class="blob-code blob-code-inner js-file-line">  let b = 2;</td></tr></table></div></div></div></div>"##,
            &["<pre><code>let a = 1;", TWO],
            &["<table"],
        ),
        // GitHub's Markdown, with its button.
        (
            "<div class=\"highlight highlight-source-js notranslate position-relative\" dir=\"auto\"><pre><span class=\"pl-k\">let</span> a = 1;\n  let b = 2;</pre><div class=\"zeroclipboard-container\"><clipboard-copy aria-label=\"Copy\" value=\"let\"><svg></svg></clipboard-copy></div></div>",
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["Copy"],
        ),
        // SyntaxHighlighter.
        (
            r##"<div><div id="highlighter_1" class="syntaxhighlighter  jscript"><div class="toolbar"><span><a href="#" class="toolbar_item command_help help">?</a></span></div><table border="0" cellpadding="0" cellspacing="0"><tbody><tr><td class="gutter"><div class="line number1 index0 alt2">1</div><div class="line number2 index1 alt1">2</div></td><td class="code"><div class="container"><div class="line number1 index0 alt2"><code class="jscript keyword">let</code> <code class="jscript plain">a = 1;</code></div><div class="line number2 index1 alt1"><code class="jscript spaces">&nbsp;&nbsp;</code><code class="jscript plain">let b = 2;</code></div></div></td></tr></tbody></table></div></div>"##,
            &["<pre><code class=\"language-jscript\">let a = 1;", TWO],
            &["<table", ">?"],
        ),
        // Crayon.
        (
            r##"<div id="crayon-5" class="crayon-syntax crayon-theme-classic"><div class="crayon-toolbar" data-settings=" mouseover"><span class="crayon-title"></span><div class="crayon-tools"><span class="crayon-language">JavaScript</span></div></div><div class="crayon-plain-wrap"><textarea class="crayon-plain print-no" readonly>let a = 1;</textarea></div><div class="crayon-main"><table class="crayon-table"><tr class="crayon-row"><td class="crayon-nums"><div class="crayon-nums-content"><div class="crayon-num" data-line="crayon-5-1">1</div><div class="crayon-num crayon-striped-num">2</div></div></td><td class="crayon-code"><div class="crayon-pre"><div class="crayon-line" id="crayon-5-1"><span class="crayon-m">let</span><span class="crayon-h"> </span>a = 1;</div><div class="crayon-line crayon-striped-line"><span class="crayon-h">&nbsp;&nbsp;</span>let b = 2;</div></div></td></tr></table></div></div>"##,
            &["<pre><code>let a = 1;", TWO],
            &["<table"],
        ),
        // EnlighterJS: what was written, which is hidden, and what is shown.
        (
            "<pre class=\"EnlighterJSRAW\" data-enlighter-language=\"js\" data-enlighter-theme=\"\" style=\"display: none;\">let a = 1;\n  let b = 2;</pre><div class=\"enlighter-default enlighter-v-standard\"><div class=\"enlighter-code\"><div class=\"enlighter\"><div class=\"enlighter-l\"><div><span class=\"enlighter-k1\">let</span> a = 1;</div></div></div></div></div>",
            &["<pre><code class=\"language-js\">let a = 1;", TWO],
            &["</pre>\n<pre"],
        ),
        // CodeMirror 5 and 6.
        (
            r##"<div class="CodeMirror cm-s-default"><div class="CodeMirror-scroll"><div class="CodeMirror-sizer"><div class="CodeMirror-lines" role="presentation"><div class="CodeMirror-code"><div><div class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber CodeMirror-gutter-elt">1</div></div><pre class=" CodeMirror-line " role="presentation"><span role="presentation"><span class="cm-keyword">let</span> a = 1;</span></pre></div><div><div class="CodeMirror-gutter-wrapper"><div class="CodeMirror-linenumber">2</div></div><pre class=" CodeMirror-line "><span>  let b = 2;</span></pre></div></div></div></div></div></div>"##,
            &["let a = 1;", TWO],
            &[],
        ),
        (
            r##"<div class="cm-editor"><div class="cm-scroller"><div class="cm-gutters" aria-hidden="true"><div class="cm-gutter cm-lineNumbers"><div class="cm-gutterElement">1</div></div></div><div class="cm-content" contenteditable="true" data-language="javascript"><div class="cm-line"><span>let</span> a = 1;</div><div class="cm-line">  let b = 2;</div></div></div></div>"##,
            &["<pre><code class=\"language-javascript\">let a = 1;", TWO],
            &[],
        ),
        // Pandoc numbers lines by links that hold nothing.
        (
            "<div class=\"sourceCode\" id=\"cb1\"><pre class=\"sourceCode js\"><code class=\"sourceCode javascript\"><span id=\"cb1-1\"><a href=\"#cb1-1\" aria-hidden=\"true\" tabindex=\"-1\"></a><span class=\"kw\">let</span> a = 1;</span>\n<span id=\"cb1-2\"><a href=\"#cb1-2\" aria-hidden=\"true\" tabindex=\"-1\"></a>  <span class=\"kw\">let</span> b = 2;</span></code></pre></div>",
            &["<pre><code class=\"language-javascript\">let a = 1;", TWO],
            &["<a href"],
        ),
        // Expressive Code: the name of a file stays.
        (
            r##"<div class="expressive-code"><figure class="frame has-title"><figcaption class="header"><span class="title">buoy.js</span></figcaption><pre data-language="js"><code><div class="ec-line"><div class="code"><span style="--0:#C792EA">let</span> a = 1;</div></div><div class="ec-line"><div class="code"><span class="indent">  </span>let b = 2;</div></div></code></pre><div class="copy"><button title="Copy to clipboard" data-copied="Copied!"><div></div></button></div></figure></div>"##,
            &["buoy.js", "<pre><code class=\"language-js\">let a = 1;", TWO],
            &["Copy"],
        ),
        // A link in code, as documentation of programs has it, stays; a plain `<pre>` is no code.
        (
            "<pre class=\"rust item-decl\"><code>fn <a href=\"https://doc.example/a\">a</a>()</code></pre><pre>Rose leaves,\n  when the rose is dead</pre>",
            &["<a href=\"https://doc.example/a\">a</a>", "<pre>Rose leaves,\n  when"],
            &["<pre><code>Rose"],
        ),
    ]);
}

#[test]
fn hidden_tabs_of_code_are_kept() {
    let tabs = |hidden: &str| {
        format!(
            "<div class=tabs><div role=tabpanel><pre><code>npm i buoy</code></pre></div><div role=tabpanel {hidden}><pre><code>yarn add buoy</code></pre></div></div>"
        )
    };
    for hidden in ["hidden", "hidden=''", "style='display: none'", "class='tab-pane d-none'", "class=hidden"] {
        let html = shown(&tabs(hidden));
        assert!(html.contains("npm i buoy") && html.contains("yarn add buoy"), "{hidden}\n{html}");
    }
    // What is hidden beside code and is none stays hidden.
    let html = shown(
        "<div><div><pre><code>npm i buoy</code></pre></div><div hidden><p>Do you like our site as it is? Tell us.</p></div></div>",
    );
    assert!(html.contains("npm i buoy") && !html.contains("Do you like"), "{html}");
}

#[test]
fn formulas_stand_there_once() {
    let katex = r##"<span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>E</mi><mo>=</mo><mi>m</mi></mrow><annotation encoding="application/x-tex">E = m</annotation></semantics></math></span><span class="katex-html" aria-hidden="true"><span class="base"><span class="mord mathnormal">E</span></span></span></span>"##;
    check(&[
        (&format!("<p>We know {katex} by heart.</p>"), &["<p>We know \\(E = m\\) by heart.</p>"], &["EE", "mE"]),
        (&format!("<p>We know this:</p><span class=katex-display>{katex}</span>"), &["\\[E = m\\]"], &["\\("]),
        // MathJax 2, while its script stands there, and where it was taken out.
        (
            r##"<p>We know <span class="MathJax_Preview" style="color: inherit;"></span><span class="MathJax" id="MathJax-Element-1-Frame" tabindex="0" data-mathml="&lt;math&gt;&lt;mi&gt;E&lt;/mi&gt;&lt;/math&gt;"><nobr aria-hidden="true"><span class="math">E</span></nobr><span class="MJX_Assistive_MathML"><math><mi>E</mi></math></span></span><script type="math/tex" id="MathJax-Element-1">E = m</script> by heart.</p>"##,
            &["We know \\(E = m\\) by heart"],
            &["EE"],
        ),
        (
            r##"<p>We know <span class="MathJax" data-mathml="&lt;math&gt;&lt;msup&gt;&lt;mi&gt;c&lt;/mi&gt;&lt;mn&gt;2&lt;/mn&gt;&lt;/msup&gt;&lt;/math&gt;"><nobr aria-hidden="true"><span>c2</span></nobr></span> by heart.</p>"##,
            &["We know c^2 by heart"],
            &["c2"],
        ),
        (
            r##"<p>We know this:</p><span class="MathJax_Preview"></span><div class="MathJax_Display"><span class="MathJax"><nobr>E</nobr></span></div><script type="math/tex; mode=display">E = \frac{1}{2}</script>"##,
            &["<p>\\[E = \\frac{1}{2}\\]</p>"],
            &[],
        ),
        // MathJax 3 and 4.
        (
            r##"<p>It is <mjx-container class="MathJax" jax="SVG"><svg></svg><mjx-assistive-mml unselectable="on" display="inline"><math xmlns="http://www.w3.org/1998/Math/MathML"><msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt></math></mjx-assistive-mml></mjx-container> of it.</p>"##,
            &["<p>It is √(x+1) of it.</p>"],
            &[],
        ),
        (
            r##"<p>It is <mjx-container class="MathJax" jax="CHTML"><mjx-math data-latex="\frac{a}{b}" aria-hidden="true"><mjx-mi>a</mjx-mi></mjx-math></mjx-container> of it.</p>"##,
            &["<p>It is \\(\\frac{a}{b}\\) of it.</p>"],
            &[],
        ),
        // MediaWiki.
        (
            r##"<p>It is <span class="mwe-math-element mwe-math-element-inline"><span class="mwe-math-mathml-inline mwe-math-mathml-a11y" style="display: none;"><math xmlns="http://www.w3.org/1998/Math/MathML" alttext="{\displaystyle a^{2}}"><semantics><mi>a</mi><annotation encoding="application/x-tex">{\displaystyle a^{2}}</annotation></semantics></math></span><img src="https://wiki.example/api/rest_v1/media/math/render/svg/4b" class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\displaystyle a^{2}}"></span> of it.</p>"##,
            &["<p>It is \\(a^{2}\\) of it.</p>"],
            &["<img"],
        ),
        // MathML alone, LaTeXML, pictures.
        (
            "<p>It is <math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac><mo>&#x2062;</mo><msub><mi>x</mi><mi>i</mi></msub></math> of it.</p>",
            &["<p>It is (a+b)/2x_i of it.</p>"],
            &[],
        ),
        (
            r##"<p>It is <math class="ltx_Math" alttext="\alpha_{1}" display="inline"><msub><mi>α</mi><mn>1</mn></msub></math> of it.</p>"##,
            &["<p>It is \\(\\alpha_{1}\\) of it.</p>"],
            &[],
        ),
        (
            r##"<p>It is <img src="https://s0.wp.com/latex.php?latex=a%5E2&amp;bg=ffffff" alt="a^2" class="latex"> and <img src="https://latex.codecogs.com/svg.image?b" alt="$b$"> of it.</p>"##,
            &["<p>It is \\(a^2\\) and \\(b\\) of it.</p>"],
            &["<img"],
        ),
    ]);
}

#[test]
fn headings_keep_their_words_and_lose_their_marks() {
    check(&[
        // Sphinx, MkDocs, VitePress, Docusaurus, rustdoc.
        (
            r##"<h2>Tides<a class="headerlink" href="#tides" title="Link to this heading">¶</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["¶"],
        ),
        (
            r##"<h2 id="tides">Tides<a class="headerlink" href="#tides" title="Permanent link">&para;</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["¶"],
        ),
        (
            r##"<h2 id="tides" tabindex="-1">Tides <a class="header-anchor" href="#tides" aria-label="Permalink to &quot;Tides&quot;">&#8203;</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["<a"],
        ),
        (
            r##"<h2 class="anchor anchorWithStickyNavbar_LWe7" id="tides">Tides<a href="#tides" class="hash-link" aria-label="Direct link to Tides" title="Direct link to Tides">#</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["#"],
        ),
        (
            r##"<h2 id="tides"><a class="doc-anchor" href="#tides">§</a>Tides</h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["§"],
        ),
        // mdBook, AsciiDoctor: the whole heading leads to itself.
        (
            r##"<h2 id="tides"><a class="header" href="#tides">Tides</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["<a"],
        ),
        (
            r##"<h2 id="_tides"><a class="anchor" href="#_tides"></a><a class="link" href="#_tides">Tides</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["<a"],
        ),
        // Starlight and GitHub, beside the heading.
        (
            r##"<div class="sl-heading-wrapper level-h2"><h2 id="tides">Tides</h2><a class="sl-anchor-link" href="#tides"><span aria-hidden="true" class="sl-anchor-icon"><svg></svg></span><span class="sr-only">Section titled “Tides”</span></a></div><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["Section titled"],
        ),
        (
            r##"<div class="markdown-heading"><h2 class="heading-element">Tides</h2><a id="user-content-tides" class="anchor" aria-label="Permalink: Tides" href="#tides"><span aria-hidden="true" class="octicon octicon-link"></span></a></div><p>They come and go twice a day.</p>"##,
            &["<h2>Tides</h2>"],
            &["<a"],
        ),
        // A link in a heading to another place stays, and a sign that is all of a heading.
        (
            r##"<h2>See <a href="https://sea.example/#tides">the tides</a></h2><p>They come and go twice a day.</p>"##,
            &["<h2>See <a href=\"https://sea.example/#tides\">the tides</a></h2>"],
            &[],
        ),
        (
            r##"<h2>C<a href="#sharp">#</a> and <a href="#c">C</a></h2><p>They come and go twice a day.</p>"##,
            &["and <a href=\"#c\">C</a></h2>"],
            &[],
        ),
    ]);
}

#[test]
fn headings_beside_the_title_keep_their_places() {
    let html = shown(
        "<h1>First part</h1><p>It is about tides and what they do.</p><h2>A part of it</h2><p>It is about the moon, which does it.</p><h1>Second part</h1><p>It is about lamps and who pays for them.</p>",
    );
    for heading in ["<h2>First part</h2>", "<h3>A part of it</h3>", "<h2>Second part</h2>"] {
        assert!(html.contains(heading), "{heading}\n{html}");
    }
    assert!(!html.contains("The landing is open"), "{html}");
}

#[test]
fn captions_stand_beneath_their_pictures() {
    let figure: &[&str] = &[
        "alt=\"The quay\"",
        "<figcaption>The quay in <a href=\"https://sea.example/may\">May</a></figcaption></figure>",
    ];
    let image = "<img src='https://sea.example/q.jpg' alt='The quay' width=300 height=200>";
    let text = "The quay in <a href='https://sea.example/may'>May</a>";
    for markup in [
        // WordPress: the shortcode, with and without HTML5; the block; Blogger; MediaWiki before and since 2022; Medium; Substack.
        format!(
            "<div id=attachment_5 class='wp-caption aligncenter' style='width: 310px'><a href='https://sea.example/q.jpg'>{image}</a><p id=caption-attachment-5 class=wp-caption-text>{text}</p></div>"
        ),
        format!(
            "<figure id=attachment_5 class='wp-caption alignnone'>{image}<figcaption class=wp-caption-text>{text}</figcaption></figure>"
        ),
        format!(
            "<dl class='wp-caption alignleft'><dt class=wp-caption-dt>{image}</dt><dd class=wp-caption-dd>{text}</dd></dl>"
        ),
        format!(
            "<div class='wp-block-image'><figure class='aligncenter size-large'>{image}<figcaption class='wp-element-caption'>{text}</figcaption></figure></div>"
        ),
        format!(
            "<table align=center cellpadding=0 class=tr-caption-container style='margin: auto'><tbody><tr><td style='text-align: center'><a href='https://sea.example/q.jpg'>{image}</a></td></tr><tr><td class=tr-caption style='text-align: center'>{text}</td></tr></tbody></table>"
        ),
        format!(
            "<div class='thumb tright'><div class=thumbinner style='width:222px'><a href='/wiki/File:Q.jpg' class=image>{image}</a> <div class=thumbcaption>{text}</div></div></div>"
        ),
        format!(
            "<figure typeof='mw:File/Thumb'><a href='/wiki/File:Q.jpg' class=mw-file-description>{image}</a><figcaption>{text}</figcaption></figure>"
        ),
        format!(
            "<figure class='paragraph-image'><div role=button tabindex=0><picture><source srcset='https://sea.example/640/q.jpg 640w' type=image/webp>{image}</picture></div><figcaption class='md ff'>{text}</figcaption></figure>"
        ),
        format!(
            "<div class=captioned-image-container><figure><a class=image-link href='https://sea.example/q.jpg'><div class=image2-inset><picture>{image}</picture></div></a><figcaption class=image-caption>{text}</figcaption></figure></div>"
        ),
        // AsciiDoctor, docutils, and a page by hand.
        format!("<div class=imageblock><div class=content>{image}</div><div class=title>{text}</div></div>"),
        format!(
            "<div class='figure align-default' id=id1>{image}<p class=caption><span class=caption-text>{text}</span></p></div>"
        ),
        format!("<div class=photo>{image}<span class='photo-caption'>{text}</span></div>"),
    ] {
        check(&[(&markup, figure, &["<table", "<dl"])]);
    }
}

#[test]
fn pictures_for_readers_without_scripts_are_shown_once() {
    let count = |middle: &str| {
        let html = shown(middle);
        assert!(html.contains("https://sea.example/q.jpg"), "{middle}\n{html}");
        (html.matches("<img").count(), html)
    };
    for middle in [
        "<p><noscript><img src='https://sea.example/q.jpg' alt=q></noscript></p>",
        "<figure><img src='data:image/gif;base64,R0lGODlh' class=lazy data-src='https://sea.example/q.jpg'><noscript><img src='https://sea.example/q.jpg'></noscript></figure>",
        "<figure><img src='data:image/gif;base64,R0lGODlh' class=lazy><noscript><img src='https://sea.example/q.jpg'></noscript></figure>",
        "<span><img alt='' src='data:image/gif;base64,R0l' decoding=async data-nimg=fill><noscript><img src='https://sea.example/q.jpg' data-nimg=fill></noscript></span>",
        "<div><noscript><a href='/big'><picture><source srcset='https://sea.example/q.webp'><img src='https://sea.example/q.jpg'></picture></a></noscript><img class=lazyload data-srcset='https://sea.example/q.jpg 300w'></div>",
    ] {
        let (images, html) = count(middle);
        assert_eq!(images, 1, "{middle}\n{html}");
    }
    let html =
        shown("<noscript><img height=1 width=1 style='display:none' src='https://count.example/tr?id=1'></noscript>");
    assert!(!html.contains("count.example"), "{html}");
}

#[test]
fn sound_and_film_become_links() {
    let watched: &[&str] = &["href=\"https://www.youtube.com/watch?v=abc123XYZ_0\""];
    check(&[
        ("<lite-youtube videoid=abc123XYZ_0 playlabel='A tour of the bay'></lite-youtube>", watched, &[]),
        (
            "<lite-youtube videoid=abc123XYZ_0 playlabel='A tour of the bay'></lite-youtube>",
            &[">A tour of the bay</a>"],
            &[],
        ),
        (
            "<lite-youtube videoid=abc123XYZ_0><a href='https://youtube.com/watch?v=abc123XYZ_0' class=lty-playbtn title=Play><span class=lyt-visually-hidden>A tour</span></a></lite-youtube>",
            watched,
            &[],
        ),
        ("<amp-youtube data-videoid=abc123XYZ_0 layout=responsive width=480 height=270></amp-youtube>", watched, &[]),
        (
            "<amp-vimeo data-videoid=27246366 layout=responsive width=500 height=281></amp-vimeo>",
            &["https://vimeo.com/27246366"],
            &[],
        ),
        (
            "<amp-audio width=auto src='https://sea.example/a.mp3'><div fallback>No.</div></amp-audio>",
            &["https://sea.example/a.mp3"],
            &[],
        ),
        (
            "<figure class=wp-block-audio><audio controls src=/a.mp3></audio><figcaption>The horn</figcaption></figure>",
            &["href=\"/a.mp3\"", "The horn"],
            &[],
        ),
        (
            "<div class=wp-video><video class=wp-video-shortcode controls><source type=video/webm src=/v.webm><source type=video/mp4 src=/v.mp4></video></div>",
            &["href=\"/v.mp4\""],
            &[],
        ),
        ("<video src=films/v.mp4 title='The bay' controls></video>", &["<a href=\"films/v.mp4\">The bay</a>"], &[]),
    ]);
}

#[test]
fn cards_become_links() {
    let card: &[&str] = &["<a href=\"https://boats.example/guide\">A guide to boats</a>", "All that one has to know"];
    check(&[
        (
            r##"<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://boats.example/guide"><div class="kg-bookmark-content"><div class="kg-bookmark-title">A guide to boats</div><div class="kg-bookmark-description">All that one has to know.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://boats.example/i.png" alt=""><span class="kg-bookmark-author">Boats</span></div></div></a></figure>"##,
            card,
            &[],
        ),
        (
            r##"<figure id="1"><a href="https://boats.example/guide" class="bookmark source"><div class="bookmark-info"><div class="bookmark-text"><div class="bookmark-title">A guide to boats</div><div class="bookmark-description">All that one has to know.</div></div><div class="bookmark-href">https://boats.example/guide</div></div></a></figure>"##,
            card,
            &[],
        ),
        (
            r##"<div class="graf graf--mixtapeEmbed"><a href="https://boats.example/guide" class="markup--anchor markup--mixtapeEmbed-anchor" title="x"><strong class="markup--strong">A guide to boats</strong><br><em class="markup--em">All that one has to know.</em>boats.example</a></div>"##,
            &["<a href=\"https://boats.example/guide\">A guide to boats</a>"],
            &[],
        ),
        (
            r##"<aside class="onebox allowlistedgeneric" data-onebox-src="https://boats.example/guide"><header class="source"><a href="https://boats.example/guide" target="_blank">Boats</a></header><article class="onebox-body"><h3><a href="https://boats.example/guide">A guide to boats</a></h3><p>All that one has to know.</p></article></aside>"##,
            card,
            &[],
        ),
        (
            r##"<blockquote class="wp-embedded-content" data-secret="x"><a href="https://boats.example/guide">A guide to boats</a></blockquote><iframe class="wp-embedded-content" sandbox="allow-scripts" src="https://boats.example/guide/embed/#?secret=x"></iframe>"##,
            &["<a href=\"https://boats.example/guide\">A guide to boats</a>"],
            &["/embed/"],
        ),
    ]);
}

#[test]
fn footnotes_are_a_list_behind_the_text() {
    check(&[
        // pandoc, cmark-gfm, kramdown, Python-Markdown, markdown-it, WordPress: a list already; what leads back goes.
        (
            r##"<p>It is old.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p><section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol><li id="fn1"><p>As old as the pier.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"##,
            &["<sup>1</sup>", "<li id=\"fn1\">", "As old as the pier."],
            &["↩"],
        ),
        (
            r##"<p>It is old.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><div class="footnote"><hr><ol><li id="fn:1"><p>As old as the pier.&#160;<a class="footnote-backref" href="#fnref:1" title="Jump back to footnote 1 in the text">&#8617;</a></p></li></ol></div>"##,
            &["<sup><a href=\"#fn:1\">1</a></sup>", "<li id=\"fn:1\">", "As old as the pier."],
            &["↩"],
        ),
        (
            r##"<p>It is old.<sup data-fn="a-1" class="fn"><a href="#a-1" id="a-1-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="a-1">As old as the pier. <a href="#a-1-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>"##,
            &["<sup><a href=\"#a-1\">1</a></sup>", "<li id=\"a-1\">", "As old as the pier."],
            &["↩"],
        ),
        // MediaWiki.
        (
            r##"<p>It is old.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup></p><div class="mw-references-wrap"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">As old as the pier.</span></li></ol></div>"##,
            &["<sup><a href=\"#cite_note-1\">[1]</a></sup>", "<li id=\"cite_note-1\">As old as the pier."],
            &["^"],
        ),
        // Substack, docutils, AsciiDoctor: each note by itself.
        (
            r##"<p>It is old.<a class="footnote-anchor" data-component-name="FootnoteAnchorToDOM" id="footnote-anchor-1" href="#footnote-1" target="_self">1</a></p><div class="footnote" data-component-name="FootnoteToDOM"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number" contenteditable="false" target="_self">1</a><div class="footnote-content"><p>As old as the pier.</p></div></div><div class="footnote"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a><div class="footnote-content"><p>The lamps are older still.</p></div></div>"##,
            &[
                "<sup><a href=\"#footnote-1\">1</a></sup>",
                "<ol><li id=\"footnote-1\"><p>As old as the pier.</p>",
                "<li><p>The lamps are older still.</p>",
            ],
            &["footnote-anchor-1\">1"],
        ),
        (
            r##"<p>It is old<a class="footnote-reference brackets" href="#id2" id="id1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a>.</p><aside class="footnote-list brackets"><aside class="footnote brackets" id="id2" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>As old as the pier.</p></aside></aside>"##,
            &["<sup><a href=\"#id2\">[1]</a></sup>", "<ol><li id=\"id2\">", "As old as the pier."],
            &["#id1"],
        ),
        (
            r##"<p>It is old.<sup class="footnote">[<a id="_footnoteref_1" class="footnote" href="#_footnotedef_1" title="View footnote.">1</a>]</sup></p><div id="footnotes"><hr><div class="footnote" id="_footnotedef_1"><a href="#_footnoteref_1">1</a>. As old as the pier.</div></div>"##,
            &["<li id=\"_footnotedef_1\">", "As old as the pier."],
            &["_footnoteref_1"],
        ),
    ]);
}

#[test]
fn side_notes_become_footnotes() {
    let has: &[&str] =
        &["It is old<sup><a href=\"#note-1\">1</a></sup> and", "<ol><li id=\"note-1\">As old as the pier.</li>"];
    check(&[
        // Tufte CSS, numbered and not; Distill; LaTeXML.
        (
            r##"<p>It is old<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1" class="margin-toggle"/><span class="sidenote">As old as the pier.</span> and dear to all of us.</p>"##,
            has,
            &["dear to all of us. As old"],
        ),
        (
            r##"<p>It is old<label for="mn-1" class="margin-toggle">&#8853;</label><input type="checkbox" id="mn-1" class="margin-toggle"/><span class="marginnote">As old as the pier.</span> and dear to all of us.</p>"##,
            has,
            &["⊕"],
        ),
        (r##"<p>It is old<d-footnote>As old as the pier.</d-footnote> and dear to all of us.</p>"##, has, &[]),
        (
            r##"<p>It is old<span id="footnote1" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">1</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup>As old as the pier.</span></span></span> and dear to all of us.</p>"##,
            has,
            &[],
        ),
        (r##"<p>It is old<small class="sidenote">As old as the pier.</small> and dear to all of us.</p>"##, has, &[]),
    ]);
}

#[test]
fn lists_tables_and_quotations_keep_what_they_say() {
    check(&[
        (
            "<ol start=3 type=a><li>Cast off the line.<li value=7>Row to the buoy.</ol>",
            &["<ol start=\"3\" type=\"a\">", "<li value=\"7\">"],
            &[],
        ),
        (
            "<table><caption>Tides in May</caption><thead><tr><th scope=col colspan=2>Day</th></tr></thead><tbody><tr><td rowspan=2>Monday, the first</td><td>High at noon</td></tr></tbody></table>",
            &[
                "<caption>Tides in May</caption>",
                "<th colspan=\"2\" scope=\"col\">Day</th>",
                "<td rowspan=\"2\">Monday",
            ],
            &[],
        ),
        (
            "<dl><dt>Ebb</dt><dd>The water that goes out.</dd></dl>",
            &["<dl><dt>Ebb</dt>", "<dd>The water that goes out.</dd>"],
            &[],
        ),
        (
            "<details><summary>When does it close?</summary><p>It closes when the sun has set.</p></details>",
            &["<details><summary>When does it close?</summary>", "<p>It closes when the sun has set.</p>"],
            &[],
        ),
        (
            "<figure class=quote><blockquote cite='https://sea.example/said'><p>It is deep.</p></blockquote><figcaption>Mara Lind, pilot</figcaption></figure>",
            &["<blockquote cite=\"https://sea.example/said\">", "<figcaption>Mara Lind, pilot</figcaption></figure>"],
            &[],
        ),
        (
            "<blockquote class=twitter-tweet><p lang=en dir=ltr>The landing is open at last.</p>&mdash; Harbour (@harbour) <a href='https://twitter.com/harbour/status/1'>May 1, 2026</a></blockquote><script async src='https://platform.twitter.com/widgets.js'></script>",
            &["<blockquote><p>The landing is open at last.</p>", "https://twitter.com/harbour/status/1"],
            &[],
        ),
        (
            "<p>港の<ruby>灯台<rt>とうだい</rt></ruby>は古い。<ruby>海<rp>（</rp><rt>うみ</rt><rp>）</rp></ruby></p>",
            &["<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>", "<rp>（</rp><rt>うみ</rt>"],
            &[],
        ),
        (
            "<p>It was <g-emoji class=g-emoji alias=boat>⛵</g-emoji> in the bay, and <my-term>ebb</my-term> came.</p>",
            &["It was ⛵ in the bay, and ebb came.</p>"],
            &[],
        ),
    ]);
}
