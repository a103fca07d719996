//! No HTML makes `show`, `build` or `check` slow or large, whatever stands before it that makes scanners believe a comment.

use crate::project::{Project, Run};
use serde_json::Value;

const FIRST: &str = "The village has built a bridge over the river, and it took the better part of two years.";

/// How large a page is about. What takes more than linear time or memory here takes minutes and gigabytes.
const BYTES: usize = 24_000;

/// Beginnings behind which a scanner that does not cut HTML as the standard does takes tags for text, or text for tags (HTML Standard,
/// sections 13.2.5 and 13.2.6).
const STRANGE: &[(&str, &str)] = &[
    ("nothing", ""),
    ("comment", "<!-- a -->"),
    ("comment-bang", "<!-- a --!>"),
    ("comment-empty", "<!-->"),
    ("comment-dash", "<!--->"),
    ("comment-nested", "<!-- <!-- -->"),
    ("instruction", "<?php '<!--' ?>"),
    ("declaration", "<!x <!-- >"),
    ("end-of-nothing", "</3 <!-- >"),
    ("cdata", "<![CDATA[<!-- ]]>"),
    ("script", "<script><!--</script>"),
    ("script-twice", "<script><!--<script></script>--></script>"),
    ("style", "<style><!--</style>"),
    ("title", "<title><!--</title>"),
    ("textarea", "<textarea><!--</textarea>"),
    ("iframe", "<iframe><!--</iframe>"),
    ("noframes", "<noframes><!--</noframes>"),
    ("noembed", "<noembed><!--</noembed>"),
    ("xmp", "<xmp><!--</xmp>"),
    ("noscript", "<noscript><b title=\"</noscript><!--\"></noscript>"),
    ("template", "<template><!-- a --!></template>"),
    ("template-open", "<template>"),
    ("svg-cdata", "<svg><![CDATA[<!-- ]]></svg>"),
    ("svg-style", "<svg><style><!-- a --!></style></svg>"),
    ("svg-open", "<svg>"),
    ("svg-html", "<svg><desc>"),
    ("math-cdata", "<math><![CDATA[<!-- ]]></math>"),
    ("math-html", "<math><mtext>"),
    ("select", "<select><option>"),
    ("table", "<table><tr><td>"),
    ("table-open", "<table>"),
    ("attribute", "<p title='<!--'>"),
];

/// Pieces that cost tree builders dearly, by the rules of section 13.2.6: depth, formatting that is repeated, elements before a table.
const DEAR: &[&str] = &[
    "<div>",
    "<b id=#><p>",
    "<b><p>x",
    "<a href=x><table>",
    "<i><b id=#></i>",
    "<svg><g>",
    "<font size=#><td>",
    "<dd>x</p>",
];

fn dear(piece: &str) -> String {
    (0..BYTES / piece.len()).map(|number| piece.replace('#', &number.to_string())).collect()
}

/// Every beginning before what costs, each with its name.
fn bodies() -> Vec<(String, String)> {
    let attributes = format!("<p {}>", dear("a# "));
    let of = |index: usize| DEAR.get(index).map_or_else(|| attributes.clone(), |piece| dear(piece));
    let body = |(index, (name, strange)): (usize, &(&str, &str))| {
        let kind = index % (DEAR.len() + 1);
        (format!("{name}-{kind}"), format!("{strange}{}", of(kind)))
    };
    // Nesting and formatting behind each; the others in turn.
    let behind_each = STRANGE.iter().flat_map(|(name, strange)| {
        [0, 1].map(|kind| (format!("{name}-with-{kind}"), format!("{strange}{}", of(kind))))
    });
    STRANGE.iter().enumerate().map(body).chain(behind_each).collect()
}

#[test]
fn html_that_costs_parsers_dearly_costs_show_and_build_little() {
    let project = Project::new(&[]);
    let bodies = bodies();
    let paths: Vec<String> = bodies.iter().map(|(name, _)| format!("seeds/{name}.html")).collect();
    for ((name, body), path) in bodies.iter().zip(&paths) {
        let page = format!(
            "<!DOCTYPE html><html lang=en><head><title>Of {name}</title></head>\
             <body><article><h1>Of {name}</h1><p>12 May 2026</p><p>{FIRST} {FIRST}</p>{body}</article></body></html>"
        );
        project.write(path, page);
    }
    let mut arguments = vec!["show", "--format", "json"];
    arguments.extend(paths.iter().map(String::as_str));
    let shown = limited(&project, &arguments);
    let articles: Vec<Value> =
        shown.stdout.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect();
    assert_eq!(articles.len(), bodies.len(), "{}", shown.stderr);
    for article in articles {
        let text = article["content_text"].as_str().unwrap_or_default();
        assert!(text.contains(FIRST), "{}", article["path"]);
        assert!(text.len() < 4 * BYTES, "{}: {} bytes", article["path"], text.len());
    }
    let built = limited(&project, &["build", "--quiet"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
}

#[test]
fn html_that_costs_parsers_dearly_costs_check_little() {
    let escape = |html: &str| html.replace('&', "&amp;").replace('<', "&lt;");
    let item = |(index, (name, body)): (usize, &(String, String))| {
        format!(
            "<item><title>Of {name}</title><guid isPermaLink=\"false\">{index}</guid><description>{}&lt;/p&gt;</description></item>",
            escape(body)
        )
    };
    let items: String = bodies().iter().enumerate().map(item).collect();
    let project = Project::new(&[(
        "feed.xml",
        &format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel><title>T</title>\
             <link>https://example.org/</link><description>D</description>{items}</channel></rss>"
        ),
    )]);
    let checked = limited(&project, &["check", "feed.xml"]);
    assert!(checked.status == 0 || checked.status == 1, "{} {}", checked.status, checked.stderr);
}

/// Runs the program with no more memory and time than is plenty for all pages at once; one alone took more than either before.
fn limited(project: &Project, arguments: &[&str]) -> Run {
    const MEGABYTES: usize = 1_500;
    const SECONDS: usize = 120;
    project.courant_within(arguments, MEGABYTES, SECONDS)
}
