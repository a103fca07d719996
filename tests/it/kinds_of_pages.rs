//! Pages of many kinds: what a subscriber reads of each, and what stands around it and is not read.

use crate::project::Project;
use serde_json::Value;

/// A page, and what its reading holds in this order and does not hold.
struct Kind {
    name: &'static str,
    html: &'static str,
    has: &'static [&'static str],
    lacks: &'static [&'static str],
}

#[test]
fn a_subscriber_reads_the_article_whole_and_nothing_around_it() {
    let mut wrong = Vec::new();
    for kind in KINDS {
        let article = shown(kind.html);
        let text = without_tags(article["content_html"].as_str().expect("a text"));
        let mut rest = text.as_str();
        for wanted in kind.has {
            match rest.find(wanted) {
                Some(at) => rest = &rest[at + wanted.len()..],
                None => wrong.push(format!("{}: lacks {wanted:?} in its place: {text:?}", kind.name)),
            }
        }
        let there = kind.lacks.iter().filter(|unwanted| text.contains(**unwanted));
        wrong.extend(there.map(|unwanted| format!("{}: holds {unwanted:?}: {text:?}", kind.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_page_that_holds_no_article_is_said_to_hold_none_and_is_not_published() {
    let pages = [
        (
            "<title>Just a moment...</title><body><h1>shop.example</h1><p>Verifying you are human. This may take a few seconds.</p>",
            "`Just a moment...`",
        ),
        (
            "<title>404 - Page not found | Harrow Post</title><body><main><h1>Page not found</h1><p>We looked everywhere.</p></main>",
            "missing pages",
        ),
        (
            "<html lang=de><title>Seite nicht gefunden</title><body><main><h1>Seite nicht gefunden</h1><p>Diese Seite gibt es nicht mehr.</p></main>",
            "missing pages",
        ),
        (
            "<title>Members</title><body><form><label>Name <input name=user></label><label>Password <input type=password></label></form>",
            "asks for a password",
        ),
        ("<title>App</title><body><div id=root></div><script src=/main.js></script>", "its scripts"),
    ];
    for (html, why) in pages {
        let project =
            Project::new(&[("seeds/a.html", html), ("seeds/b.md", "# Ferry\n\nThe ferry sails on Sundays.\n")]);
        project.write("courant.toml", "title = \"Harrow\"\nlink = \"https://harrow.example/\"\n");
        let run = project.courant(&["build"]);
        assert!(run.stderr.contains("a.html: holds no article") && run.stderr.contains(why), "{html}: {run:?}");
        assert_eq!(run.status, 1, "{run:?}");
        let feed = project.read("feeds/feed.json");
        assert!(feed.contains("The ferry sails") && !feed.contains("a.html"), "{html}: {feed}");
    }
}

#[test]
fn an_article_about_errors_or_one_that_states_when_it_was_published_is_never_refused() {
    let long = "<p>Error pages are read more often than any other page of a site, and hardly anybody writes them with care.</p>".repeat(20);
    let about = format!("<title>404 Not Found</title><body><article><h1>404 Not Found</h1>{long}</article>");
    let dated = "<title>Access denied</title><meta property=article:published_time content=2026-11-04><body><article><h1>Access denied</h1><p>The mole is closed to walkers.</p></article>";
    for html in [about.as_str(), dated] {
        let article = shown(html);
        assert!(remarks(&article).iter().all(|(level, _)| level != "error"), "{article}");
        assert!(!article["content_text"].as_str().unwrap_or_default().is_empty(), "{article}");
    }
}

#[test]
fn a_list_of_articles_is_told_and_so_is_a_text_that_could_not_be_told_apart() {
    let items: String = ["ferry", "baker", "statue", "bridge"]
        .map(|name| {
            format!("<li><h2><a href=\"/{name}\">News of the {name} in Harrow</a></h2><p>A few words on it.</p></li>")
        })
        .concat();
    let list = shown(&format!("<title>The Harrow Post</title><body><h1>The Harrow Post</h1><ul>{items}</ul>"));
    assert_eq!(list["content_text"], "", "{list}");
    assert!(
        remarks(&list).iter().any(|(level, text)| level == "warning" && text.contains("it is a list of others")),
        "{list}"
    );

    let furniture = shown(
        "<title>Notice</title><body><h1>Notice</h1><form><div class=promo><p>The mole is closed to walkers until the end of March, because the sea has broken it in two places.</p>\
         <p>Anglers may use the old pier, where the lamp is lit until ten in the evening.</p></div></form>",
    );
    let text = furniture["content_text"].as_str().unwrap_or_default();
    assert!(text.contains("The mole is closed") && text.contains("Anglers may use"), "{furniture}");
}

/// What a reader sees of simple HTML, captions and all.
fn without_tags(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

fn shown(html: &str) -> Value {
    let project = Project::new(&[("seeds/page.html", html)]);
    let run = project.courant(&["show", "--format", "json", "seeds/page.html"]);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

fn remarks(article: &Value) -> Vec<(String, String)> {
    let remarks = article["remarks"].as_array().cloned().unwrap_or_default();
    let field = |remark: &Value, name: &str| remark[name].as_str().unwrap_or_default().to_string();
    remarks.iter().map(|remark| (field(remark, "level"), field(remark, "message"))).collect()
}

const KINDS: &[Kind] = &[
    Kind {
        name: "a recipe with cards for its parts",
        html: "<title>Nettle bread</title><body><nav><a href=/>Home</a></nav><main><h1>Nettle bread</h1><div class=intro><p>My aunt baked this bread every spring, when the nettles by the mill were still young enough to be picked without gloves.</p></div>\
               <div class=facts><dl><dt>Serves</dt><dd>Six</dd><dt>Time</dt><dd>Two hours</dd></dl></div><div class=box><h2>You need</h2><ul><li>500 g flour</li><li>Salt</li></ul></div>\
               <div class=box><h2>Do this</h2><ol><li>Knead.</li><li>Wait an hour.</li><li>Bake.</li></ol></div><div class=tip><p>Eat it warm.</p></div><div class=share><a href=\"https://www.facebook.com/sharer/sharer.php?u=x\">Facebook</a></div></main>",
        has: &[
            "My aunt",
            "Serves",
            "Six",
            "You need",
            "500 g flour",
            "Salt",
            "Do this",
            "Knead.",
            "Bake.",
            "Eat it warm.",
        ],
        lacks: &["Facebook", "Home"],
    },
    Kind {
        name: "a changelog of short items",
        html: "<title>Changelog</title><body><header><a href=/>Buoy</a></header><main><h1>Changelog</h1><section><h2>2.1</h2><ul><li>Bells ring.</li><li>Fix a leak.</li></ul></section><section><h2>2.0</h2><h3>Breaking</h3><ul><li>Ropes are green.</li></ul><p>Thanks to all.</p></section></main>",
        has: &["2.1", "Bells ring.", "Fix a leak.", "2.0", "Breaking", "Ropes are green.", "Thanks to all."],
        lacks: &[],
    },
    Kind {
        name: "documentation of an interface",
        html: "<title>ring() - Buoy</title><body><div class=sidebar><ul><li><a href=a>start</a></li><li><a href=b>stop</a></li></ul></div><main><h1>ring()</h1><p>Rings the bell.</p><h2 id=syntax><a href=#syntax>Syntax</a></h2><pre><code>ring(times)</code></pre>\
               <h3>Parameters</h3><dl><dt><code>times</code></dt><dd>How often.</dd></dl><h3>Return value</h3><p>None.</p><div class=\"note notecard\"><p>Not in fog.</p></div><table><tr><th>Version</th><td>1.0</td></tr></table></main>",
        has: &[
            "Rings the bell.",
            "Syntax",
            "ring(times)",
            "Parameters",
            "times",
            "How often.",
            "None.",
            "Not in fog.",
            "Version",
            "1.0",
        ],
        lacks: &["start", "stop"],
    },
    Kind {
        name: "a poem with a refrain",
        html: "<title>The mole</title><body><article><h1>The mole</h1><p>The sea is grey,<br>the mole is long,</p><p>and we go home.</p><p>The lamp is lit,<br>the bell is rung,</p><p>and we go home.</p><p>No ship is late,<br>no song is sung,</p><p>and we go home.</p></article>",
        has: &[
            "The sea is grey",
            "and we go home.",
            "The lamp is lit",
            "and we go home.",
            "no song is sung",
            "and we go home.",
        ],
        lacks: &[],
    },
    Kind {
        name: "an interview",
        html: "<title>The keeper</title><body><main><article><h1>The keeper</h1><p>For forty years she has kept the lamp of Harrow, and now she talks about it for the first time.</p><p><b>Is it lonely?</b></p><p>No.</p><p><b>Never?</b></p><p>In fog, perhaps, when nobody comes for weeks and the only voice is that of the horn.</p><p><b>Thank you.</b></p></article></main>",
        has: &["forty years", "Is it lonely?", "No.", "Never?", "In fog, perhaps", "Thank you."],
        lacks: &[],
    },
    Kind {
        name: "a list of things that others sell",
        html: "<title>Four lamps</title><link rel=canonical href=https://harrow.example/lamps><body><article><h1>Four lamps</h1><p>We have tried every lamp that can be bought this year, and these are the ones that we would buy again.</p>\
               <h2><a href=https://one.example/lamp>1. The small one</a></h2><p>It fits in a pocket.</p><h2><a href=https://two.example/lamp>2. The bright one</a></h2><p>It lights the whole pier, and costs as much as a boat in a bad year.</p>\
               <ul><li><a href=https://three.example>The third</a></li><li><a href=https://four.example>The fourth</a></li></ul></article>",
        has: &[
            "We have tried",
            "1. The small one",
            "It fits",
            "2. The bright one",
            "It lights",
            "The third",
            "The fourth",
        ],
        lacks: &[],
    },
    Kind {
        name: "a dialogue as a chat",
        html: "<title>A talk at night</title><body><main><h1>A talk at night</h1><div class=row><b>Ann</b> Are you up?</div><div class=row><b>Ben</b> Yes.</div><div class=row><b>Ann</b> The lamp is out.</div><div class=row><b>Ben</b> I see it. Wait.</div></main>",
        has: &["Are you up?", "Yes.", "The lamp is out.", "I see it."],
        lacks: &[],
    },
    Kind {
        name: "short paragraphs in Japanese, each in a block of its own",
        html: "<html lang=ja><title>港の朝</title><body><nav><a href=/>ホーム</a></nav><div class=page><h1>港の朝</h1><div class=b><p>朝の港は静かで、船の音だけが聞こえる。猫が一匹、網の上で眠っていた。</p></div><div class=b><p>「早いね」と船長が言った。</p></div><div class=b><p>私は頷いた。</p></div></div>",
        has: &["朝の港は", "早いね", "私は頷いた。"],
        lacks: &["ホーム"],
    },
    Kind {
        name: "Arabic, with a list",
        html: "<html lang=ar dir=rtl><title>الميناء</title><body><nav><a href=/>الرئيسية</a></nav><article><h1>الميناء</h1><p>بني ميناء المدينة قبل مئتي عام عندما بدأت العبارات الأولى تعبر الخليج، ومنذ ذلك الحين تم توسيعه ثلاث مرات.</p><ul><li>السفن</li><li>الأسماك</li></ul><p>ثم عادوا إلى بيوتهم.</p></article>",
        has: &["بني ميناء", "السفن", "الأسماك", "ثم عادوا"],
        lacks: &["الرئيسية"],
    },
    Kind {
        name: "Thai, which puts no space between words",
        html: "<html lang=th><title>ท่าเรือ</title><body><main><h1>ท่าเรือ</h1><p>ท่าเรือของเมืองสร้างขึ้นเมื่อสองร้อยปีก่อนเมื่อเรือข้ามฟากลำแรกเริ่มข้ามอ่าว</p><p>ทุกคนกลับบ้าน</p></main>",
        has: &["ท่าเรือของเมือง", "ทุกคนกลับบ้าน"],
        lacks: &[],
    },
    Kind {
        name: "a table and nothing else",
        html: "<title>Tides</title><body><nav><a href=/>Home</a></nav><main><h1>Tides</h1><table><caption>November</caption><tr><th>Day</th><th>High</th></tr><tr><td>Monday</td><td>4.20 m</td></tr><tr><td>Tuesday</td><td>4.05 m</td></tr></table></main>",
        has: &["November", "Day", "High", "Monday", "4.20 m", "Tuesday"],
        lacks: &["Home"],
    },
    Kind {
        name: "a story in pictures",
        html: "<title>The storm in pictures</title><body><article><h1>The storm in pictures</h1><figure><img src=https://harrow.example/1.jpg alt=\"Waves\"><figcaption>Waves over the mole.</figcaption></figure><p>It came at noon.</p><figure><img src=https://harrow.example/2.jpg><figcaption>The broken lamp.</figcaption></figure><p>It left at dusk.</p></article>",
        has: &["Waves over the mole.", "It came at noon.", "The broken lamp.", "It left at dusk."],
        lacks: &[],
    },
    Kind {
        name: "a law with numbered clauses",
        html: "<title>Harbour order</title><body><main><article><h1>Harbour order</h1><section><h2>§ 1 Scope</h2><p>(1) This order applies to the harbour.</p><p>(2) It does not apply to rafts.</p></section><section><h2>§ 2 Fees</h2><ol type=a><li>Boats pay one crown.</li><li>Ships pay ten.</li></ol></section></article></main><footer><p>© Harrow</p></footer>",
        has: &["§ 1 Scope", "(1) This order", "(2) It does not", "§ 2 Fees", "Boats pay", "Ships pay ten."],
        lacks: &["© Harrow"],
    },
    Kind {
        name: "an old page laid out by tables",
        html: "<title>My boat</title><body><table width=100%><tr><td width=150><a href=a.html>Home</a><br><a href=b.html>Photos</a><br><a href=c.html>Guestbook</a></td><td><h1>My boat</h1>I bought the boat in spring, from a man who had built it with his own hands in a barn behind the mill, and paid for it with a cow.<p>She leaks.<p>But she sails.</td></tr></table>",
        has: &["I bought the boat", "She leaks.", "But she sails."],
        lacks: &["Guestbook"],
    },
    Kind {
        name: "WordPress",
        html: "<title>Spring – Harrow</title><body><main id=main><article class=\"post type-post\"><header class=entry-header><h1 class=entry-title>Spring</h1><div class=entry-meta><span class=posted-on>March 1, 2026</span></div></header><div class=entry-content><p>The swallows came back to the boat sheds on Monday, two weeks earlier than last year.</p><div class=wp-block-group><p>We were glad.</p></div><h2>Nests</h2><ul class=wp-block-list><li>Nine old ones</li><li>One new one</li></ul>\
               <div class=\"sharedaddy sd-sharing\"><h3>Share this:</h3><ul><li><a href=\"https://x.example/?share=facebook\">Facebook</a></li></ul></div></div><footer class=entry-footer>Tagged birds</footer></article><nav class=post-navigation><a href=/w>Winter</a></nav><div id=comments class=comments-area><h2>2 thoughts on Spring</h2><ol class=comment-list><li class=comment><p>How lovely, we saw them on Tuesday by the river and could not believe our eyes.</p></li></ol></div></main>",
        has: &["The swallows", "We were glad.", "Nests", "Nine old ones", "One new one"],
        lacks: &["Share this", "How lovely", "Winter"],
    },
    Kind {
        name: "Blogger",
        html: "<title>Harrow: Nets</title><body><div class=main><div class=\"blog-posts hfeed\"><div class=\"post hentry\"><h3 class=\"post-title entry-title\">Nets</h3><div class=\"post-body entry-content\">We mend nets on Fridays, when the boats are in and the men have nothing else to do than talk.<br><br>It is slow work.<br><br>I like it.</div><div class=post-footer>Posted by Ann</div></div></div><div class=comments id=comments><h4>1 comment:</h4><p>Come to us, our nets are worse than yours and nobody mends them at all.</p></div></div><div class=sidebar><h2>Archive</h2><ul><li><a href=/2025>2025</a></li></ul></div>",
        has: &["We mend nets", "It is slow work.", "I like it."],
        lacks: &["Come to us", "Archive"],
    },
    Kind {
        name: "Ghost",
        html: "<title>Ropes</title><body><main class=gh-main><article class=gh-article><header><h1>Ropes</h1></header><section class=\"gh-content gh-canvas\"><p>A rope is only as good as the hand that laid it, says the last ropemaker of the coast.</p><div class=\"kg-card kg-callout-card\"><div class=kg-callout-text>Wet ropes shrink.</div></div><p>She is 80.</p></section></article></main><section class=footer-cta><h2>Sign up for more</h2><form><input type=email></form></section>",
        has: &["A rope is only", "Wet ropes shrink.", "She is 80."],
        lacks: &["Sign up"],
    },
    Kind {
        name: "Substack",
        html: "<title>Fog</title><body><div class=single-post><article class=\"newsletter-post post\"><h1 class=post-title>Fog</h1><div class=available-content><div class=\"body markup\"><p>On some days the harbour is only a sound, and one walks along the quay with a hand on the wall.</p><p>Then the boats call to each other like cattle in the dark, each in a voice of its own, and the dogs of the town answer them until somebody opens a window.</p><p>I have written down which voice belongs to whom, and have been wrong only twice, once with the ferry and once with my brother, who had sold his boat.</p><h2>The horn</h2><p>It sounds like a cow.</p><div class=\"subscription-widget-wrap\"><p>Thanks for reading! Subscribe for free to receive new posts.</p><form><input type=email name=email></form></div><p>But we love it.</p></div></div></article></div>",
        has: &["On some days", "The horn", "It sounds like a cow.", "But we love it."],
        lacks: &["Subscribe for free"],
    },
    Kind {
        name: "Medium",
        html: "<title>Salt | by Ann Lee | Medium</title><body><div><article><div><section><div><h1>Salt</h1><p>Salt made this town rich, and for two centuries nobody here had to catch a fish to eat one.</p><p>Then it ended.</p><blockquote><p>We had white hands.</p></blockquote><pre><span>NaCl</span></pre><h2>What is left</h2><ul><li>A street</li><li>A name</li></ul></div></section></div></article></div>",
        has: &["Salt made", "Then it ended.", "We had white hands.", "NaCl", "What is left", "A street", "A name"],
        lacks: &[],
    },
    Kind {
        name: "Wikipedia",
        html: "<title>Mole (harbour) - Wikipedia</title><body><div id=mw-navigation><ul><li><a href=/r>Random article</a></li></ul></div><div id=content class=mw-body><h1 id=firstHeading>Mole (harbour)</h1><div id=mw-content-text><div class=mw-parser-output><p>A <b>mole</b> is a massive wall in the sea, made of stones or earth, that is used as a pier or a breakwater.</p><h2>Use</h2><p>Some carry lamps.<sup><a href=#cite_note-1>[1]</a></sup></p><h2>References</h2><div class=reflist><ol class=references><li id=cite_note-1><a href=#cite_ref-1>^</a> Lee, Ann (2020). <i>Walls in the sea</i>.</li></ol></div></div></div></div>",
        has: &["is a massive wall", "Use", "Some carry lamps.", "References", "Walls in the sea"],
        lacks: &["Random article"],
    },
    Kind {
        name: "Discourse, as it answers to programs: the first post is the article",
        html: "<title>Which paint for a hull? - Harrow Forum</title><body><div id=main-outlet><h1>Which paint for a hull?</h1><div itemscope itemtype=http://schema.org/DiscussionForumPosting><div class=\"topic-body crawler-post\"><div class=crawler-post-meta><span class=creator itemprop=author>ann</span></div><div class=post itemprop=text><p>I want to paint my boat this spring and do not know which paint lasts longest in salt water.</p><p>Any ideas?</p></div></div>\
               <div class=\"topic-body crawler-post\" itemprop=comment><div class=crawler-post-meta><span class=creator itemprop=author>ben</span></div><div class=post itemprop=text><p>Use the red one, it has lasted for nine years on mine and still looks as on the first day.</p></div></div></div></div>",
        has: &["I want to paint", "Any ideas?"],
        lacks: &["Use the red one"],
    },
    Kind {
        name: "a README on GitHub",
        html: "<title>ann/buoy: Rings bells</title><body><main><nav><a href=/ann>ann</a></nav><div id=readme><article class=\"markdown-body entry-content\"><h1>buoy</h1><p>Rings bells.</p><h2>Install</h2><pre>cargo install buoy</pre><h2>Use</h2><ul><li><code>buoy ring</code></li></ul><h2>License</h2><p>MIT</p></article></div></main>",
        has: &["Rings bells.", "Install", "cargo install buoy", "Use", "buoy ring", "License", "MIT"],
        lacks: &[],
    },
    Kind {
        name: "Sphinx",
        html: "<title>Bells — Buoy 2 documentation</title><body><div class=related role=navigation><a href=n>next</a></div><div class=document><div class=body role=main><section id=bells><h1>Bells<a class=headerlink href=#bells>¶</a></h1><p>Bells ring.</p><div class=\"admonition warning\"><p class=admonition-title>Warning</p><p>Loud.</p></div><dl class=\"py function\"><dt>ring(n)</dt><dd><p>Ring n times.</p></dd></dl></section></div></div><div class=sphinxsidebar><h3>Contents</h3></div>",
        has: &["Bells ring.", "Loud.", "ring(n)", "Ring n times."],
        lacks: &["next", "Contents"],
    },
    Kind {
        name: "MkDocs",
        html: "<title>Ropes - Buoy</title><body><header class=md-header><a href=/>Buoy</a></header><main class=md-main><div class=md-sidebar><nav><ul><li><a href=a>Lamps</a></li></ul></nav></div><div class=md-content><article class=\"md-content__inner md-typeset\"><h1>Ropes</h1><p>Tie them.</p><div class=tabbed-set><div class=tabbed-content><div class=tabbed-block><pre><code>tie --fast</code></pre></div><div class=tabbed-block hidden role=tabpanel><pre><code>tie --slow</code></pre></div></div></div><details class=note><summary>Old ropes</summary><p>Burn them.</p></details></article></div></main>",
        has: &["Tie them.", "tie --fast", "tie --slow", "Old ropes", "Burn them."],
        lacks: &["Lamps"],
    },
    Kind {
        name: "Docusaurus",
        html: "<title>Lamps | Buoy</title><body><nav class=navbar><a href=/>Buoy</a></nav><main><article><nav class=theme-doc-breadcrumbs><a href=/>Home</a></nav><div class=\"theme-doc-markdown markdown\"><header><h1>Lamps</h1></header><p>Lamps are green.</p><div class=\"theme-admonition alert alert--info\"><div>Tip</div><div><p>Clean them.</p></div></div><h2 id=next>Colours</h2><ul><li>Green</li><li>Red</li></ul></div></article><nav class=pagination-nav><a href=/ropes>Next Ropes</a></nav></main>",
        has: &["Lamps are green.", "Clean them.", "Colours", "Green", "Red"],
        lacks: &["Next Ropes", "Home"],
    },
    Kind {
        name: "a thread of phpBB: the first post is the article",
        html: "<title>Leaks - Forum</title><body><div id=page-body><h2 class=topic-title>Leaks</h2><div class=\"post bg2\"><dl class=postprofile><dt>ann</dt></dl><div class=postbody><div class=content>My boat leaks at the stern, and I have tried tar and wool and everything that my father told me.<br>What now?</div></div></div>\
               <div class=\"post bg1\"><dl class=postprofile><dt>ben</dt></dl><div class=postbody><div class=content>Sell it to somebody who cannot swim, that is what I did with mine, and never looked back.</div></div></div></div>",
        has: &["My boat leaks", "What now?"],
        lacks: &["Sell it"],
    },
    Kind {
        name: "a question with its answers",
        html: "<title>How to ring? - Q</title><body><div id=content itemscope itemtype=https://schema.org/Question><h1>How to ring?</h1><div class=question><div itemprop=text><p>I want to ring the bell from a script, and nothing that I have tried in three days has made a sound.</p><pre><code>ring()</code></pre></div></div>\
               <div id=replies><div itemprop=suggestedAnswer><p>Call it twice, because the first call only lifts the clapper, as the manual says on page nine.</p></div></div></div>",
        has: &["I want to ring", "ring()"],
        lacks: &["Call it twice"],
    },
    Kind {
        name: "questions that are asked often, whose answers are the article",
        html: "<title>Questions</title><body><main itemscope itemtype=https://schema.org/FAQPage><h1>Questions</h1><div itemprop=mainEntity itemscope itemtype=https://schema.org/Question><h2>When?</h2><div itemprop=acceptedAnswer><p>At noon.</p></div></div>\
               <div itemprop=mainEntity itemscope itemtype=https://schema.org/Question><h2>Where?</h2><div itemprop=acceptedAnswer><p>On the pier.</p></div></div></main>",
        has: &["When?", "At noon.", "Where?", "On the pier."],
        lacks: &[],
    },
    Kind {
        name: "a list of things whose headings lead to pages of the same site",
        html: "<title>Inns</title><link rel=canonical href=https://harrow.example/inns><body><article><h1>Inns</h1><p>There are more inns than churches in this town, and we have slept in each of them at least once.</p>\
               <h2><a href=/inns/1>1. The Anchor</a></h2><p>It has two beds, and a cook who can make soup out of anything, and does.</p><h2><a href=/inns/2>2. The Bell</a></h2><p>It is loud at noon and at midnight, and nobody knows who rings.</p><h2><a href=/inns/3>3. The Cow</a></h2><p>Milk.</p></article>",
        has: &[
            "There are more inns",
            "1. The Anchor",
            "It has two beds",
            "2. The Bell",
            "It is loud",
            "3. The Cow",
            "Milk.",
        ],
        lacks: &[],
    },
    Kind {
        name: "Chinese in sections without a class, and nothing that says where the article is",
        html: "<html lang=zh><title>海港</title><body><div class=top><a href=/>首页</a></div><div class=rich><h1>海港</h1><section><span>清晨的海港非常安静，只听得见船的声音，一只猫睡在渔网上，灯塔的光照着海面。</span></section><section><span>船长来了。</span></section><section><span>我们回家。</span></section></div>",
        has: &["清晨的海港", "船长来了。", "我们回家。"],
        lacks: &["首页"],
    },
];

/// Tables that only arrange a page (HTML Standard, section 4.9.1) are no tables to a reader; one of data is.
#[test]
fn tables_that_only_arrange_a_page_are_passed_through() {
    let body = "I bought the boat in spring, from a man who had built it with his own hands in a barn behind the mill.";
    let data = "<table><tr><td>Monday</td><td>4.20 m</td></tr><tr><td>Tuesday</td><td>4.05 m</td></tr></table>";
    let pages = [
        format!(
            "<table><tr><td><table><tr><td><h1>My boat</h1><p>{body}</p>{data}</td></tr></table></td></tr></table>"
        ),
        format!("<h1>My boat</h1><table role=presentation><tr><td><p>{body}</p>{data}<td>&nbsp;</table>"),
        format!("<h1>My boat</h1><table><tr><td><p>{body}</p></td></tr><tr><td>{data}</td></tr></table>"),
    ];
    for html in pages {
        let article = shown(&format!("<title>My boat</title><body>{html}"));
        let content = article["content_html"].as_str().expect("a text");
        assert_eq!(content.matches("<table").count(), 1, "{html}\n{content}");
        assert!(content.contains("<p>I bought the boat") && content.contains("<td>4.20 m</td>"), "{html}\n{content}");
    }
}
