//! No byte in an article can break a feed: the nastiest strings in every field. Feeds are read back by a reader that we did not write; HTML by our
//! own tree, which `tests/readers/html_tree.py` holds against another parser's.

use crate::render::{bare_entry, findings, full_entry, full_feed};
use courant::feed::{AbsoluteUrl, Author, Enclosure, Entry, Feed, FileList, Format, Publication, Subject};
use courant::page;
use courant::render::json_feed::JSON_FEED;
use courant::render::{FORMATS, longest, longest_frame, outline, render};
use courant_html::{CleanHtml, Dom, Element, Writer, page_faults};
use courant_text::entry_id::EntryId;
use courant_text::language_tag::LanguageTag;
use courant_text::source::{Level, Source};
use courant_text::text::{Text, is_legal};
use courant_validate::{parse, validate};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::Arc;

/// What breaks feeds, or has broken somebody's.
pub const NASTY: &[&str] = &[
    "]]>",
    "]]]]>>",
    "<![CDATA[",
    "]]]]><![CDATA[>",
    "</item><item>",
    "</content></entry><entry>",
    "</title>",
    "-->",
    "<!--",
    "<?xml",
    "?>",
    "&#0;",
    "&#x1F;",
    "&amp;lt;",
    "&amp;",
    "&",
    "&nosuch;",
    "&lt",
    "<",
    ">",
    "\"",
    "'",
    "\" onload=\"x",
    "\\",
    "\\u0000",
    "\u{0}",
    "\u{1}",
    "\u{8}",
    "\u{b}",
    "\u{c}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{9f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{fffd}",
    "\u{1fffe}",
    "\u{10ffff}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\r",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{a0}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{200f}",
    "\u{e0041}",
    "e\u{301}\u{302}",
    "👩\u{200d}🚀",
    "𝔘",
    "שלום",
    "مرحبا",
    "中文",
    "a",
    "word",
    "0",
    ":",
    "/",
    "%",
    "%00",
    "%zz",
    "#",
    "?",
    "https://",
    "javascript:",
    "data:text/html,",
    "urn:uuid:",
    "<b>",
    "<script>alert(1)</script>",
    "<p title=\"",
    "<div",
    "</div>",
    "<table>",
    "<td>",
    "<li>",
    "<pre>\n",
    "<svg>",
    "<style>",
    "<iframe src=https://e.example>",
    "<a href=\"",
    "<img src=x onerror=y>",
    "{{x}}",
    "${x}",
    "\u{1F3F4}",
    "\u{ad}",
];

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(NASTY).prop_map(str::to_string),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// How many strings fill the fields of a feed and of an entry.
pub const STRINGS: usize = 24;

/// Several nasty strings in one value: fields are filled from it in turn.
fn nasties() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(nasty(), STRINGS)
}

/// An entry with something nasty in every field that can hold it. The number keeps its id apart from others'.
pub fn entry(number: usize, strings: &[String]) -> Entry {
    let text = |index: usize| Text::new(&strings[index]);
    let line = |index: usize| Text::line(&strings[index]).unwrap_or_else(|| Text::new("-"));
    let url = |index: usize| AbsoluteUrl::parse(&format!("https://e.example/{}", strings[index]));
    let clean = CleanHtml::sanitise(&strings[0])
        .with_absolute_urls(&mut |reference| Some(format!("{reference}{}", strings[1])));
    Entry {
        id: EntryId::stated(&format!("https://e.example/ids/{number}{}", strings[2]))
            .unwrap_or_else(|_| EntryId::mint(&[&number.to_string()])),
        title: Text::title(&strings[3]).unwrap_or_else(|| Text::new("-")),
        link: url(4),
        alternates: Vec::new(),
        page: Some(format!("articles/{number}/")),
        summary: Text::line(&strings[5]),
        content: Text::new(clean.as_str()),
        authors: vec![Author { name: line(6), email: Some(text(7)), url: url(8) }],
        categories: vec![
            Subject { term: line(9), label: line(10), scheme: Some(text(11)) },
            Subject { term: line(12), label: line(13), scheme: None },
        ],
        language: LanguageTag::parse("zh-Hant"),
        image: url(15).map(|url| courant::feed::Image {
            url,
            media_type: Some(text(16)),
            credit: Some(text(17)),
            caption: Text::line(&strings[18]),
            alt: Some(text(19)),
        }),
        enclosures: url(20).map(|url| Enclosure { url, media_type: line(21), length_bytes: 7 }).into_iter().collect(),
        rights: Some(text(22)),
        source: url(23).map(|url| Publication { title: line(22), url }),
        ..bare_entry()
    }
}

pub fn feed(strings: &[String], entries: Vec<Entry>) -> Feed {
    let url = |index: usize| AbsoluteUrl::parse(&format!("https://e.example/{}", strings[index]));
    Feed {
        title: Text::title(&strings[0]).unwrap_or_else(|| Text::new("-")),
        description: Text::new(&strings[1]),
        home: url(2),
        logo: url(3),
        icon: url(4),
        rights: Some(Text::new(&strings[5])),
        entries: entries.into_iter().map(Arc::new).collect(),
        ..full_feed()
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_item_stays_one_item(a in nasties(), b in nasties(), c in nasties()) {
        let entries = vec![entry(1, &a), entry(2, &b), bare_entry()];
        check(&feed(&c, entries));
    }

    #[test]
    fn any_html_becomes_clean(html in nasty(), more in nasty()) {
        check_clean(&CleanHtml::sanitise(&html));
        let mut writer = Writer::new();
        writer.open(Element::A, &[("href", &html), ("title", &more), (&more, &html), ("id", &more)]);
        writer.raw(&html);
        writer.text(&more);
        writer.raw(&more);
        writer.close(Element::P);
        check_clean(&writer.finish());
    }
}

/// Reads a feed back in every format, by parsers of the format alone and by a reader of feeds.
pub fn check(feed: &Feed) {
    for format in FORMATS {
        let file = render(format, feed);
        let longest: usize = feed.entries.iter().map(|entry| longest(entry)).sum();
        assert!(file.text.len() <= longest + longest_frame(feed), "{format:?} is longer than announced");
        if format == &JSON_FEED {
            check_json(feed, &file.text);
        } else {
            check_well_formed(&file.text);
        }
        // An error would keep every feed from being published.
        let errors: Vec<_> = findings(feed, format).into_iter().filter(|(level, _)| *level == Level::Error).collect();
        assert!(errors.is_empty(), "{format:?}: {errors:#?}");
        if breaks_feed_rs(feed) {
            continue;
        }
        let read = feed_rs::parser::Builder::new().sanitize_content(false).build().parse(file.text.as_bytes());
        let read = read.unwrap_or_else(|error| panic!("{format:?}: {error}\n{}", file.text));
        assert_eq!(folded(&shown(read.title.as_ref())), folded(feed.title.as_str()), "{format:?}");
        assert_eq!(read.entries.len(), feed.entries.len(), "{format:?}\n{}", file.text);
        for (read, entry) in read.entries.iter().zip(&feed.entries) {
            check_entry(format, read, entry);
        }
    }
    check_pages(feed);
}

/// Whether a name would make the reader end: feed-rs 3.0.0 cuts behind what looks like a mail address without regard to characters.
fn breaks_feed_rs(feed: &Feed) -> bool {
    let authors = feed.entries.iter().flat_map(|entry| &entry.authors).chain(&feed.authors);
    authors.into_iter().any(|author| author.name.as_str().contains('@') && !author.name.as_str().is_ascii())
}

/// Reads the pages of a feed as browsers do: what was said is text, and nothing runs but what is ours.
fn check_pages(feed: &Feed) {
    let index = page::index(std::slice::from_ref(feed), &FileList::default()).expect("a page of feeds is wanted");
    let document = check_page(&index.text);
    assert_eq!(named(&document, 0, "h1"), [folded(feed.title.as_str())]);
    let cards = (0..document.len()).filter(|&place| document.attribute(place, "class") == Some("cards"));
    let titles: Vec<String> = cards.flat_map(|place| named(&document, place, "span")).collect();
    let expected: Vec<String> = feed.entries.iter().take(6).map(|entry| folded(entry.title.as_str())).collect();
    assert_eq!((titles, named(&document, 0, "script").len()), (expected, 1));
    for entry in &feed.entries {
        let Some(page) = page::article(feed, entry) else { continue };
        let document = check_page(&page.text);
        assert_eq!(named(&document, 0, "h1").first().cloned().expect("a heading"), folded(entry.title.as_str()));
        for unsafe_name in ["script", "iframe", "object", "embed", "form", "base", "style"] {
            assert!(named(&document, 0, unsafe_name).is_empty(), "{unsafe_name} in {}", page.text);
        }
    }
    let outline = outline(std::slice::from_ref(feed)).expect("the address is known");
    check_well_formed(&outline.text);
    let found = validate(&parse(&Source::new(outline.path, outline.text)));
    assert!(found.iter().all(|finding| finding.rule.level != Level::Error), "{found:#?}");
}

/// The texts of all elements of a name within another.
fn named(document: &Dom, within: usize, name: &str) -> Vec<String> {
    let text = |place| document.subtree(place).filter_map(|part| document.text(part)).collect::<String>();
    document.named(within, name).map(|place| folded(&text(place))).collect()
}

fn check_page(text: &str) -> Dom {
    assert_eq!(page_faults(text), Vec::<String>::new(), "{text}");
    let document = Dom::of_page(text);
    for (name, _) in (0..document.len()).flat_map(|place| document.attributes(place)) {
        assert!(!name.starts_with("on"), "{text}");
    }
    document
}

/// What a reader shows of a title: one that says that it is HTML is HTML (RFC 4287 section 3.1.1).
fn shown(title: Option<&feed_rs::model::Text>) -> String {
    let Some(title) = title else { return String::new() };
    if title.content_type.subty() == "html" { courant_html::text_of(&title.content) } else { title.content.clone() }
}

fn check_entry(format: Format, read: &feed_rs::model::Entry, entry: &Entry) {
    assert_eq!(read.id, entry.id.as_str(), "{format:?}");
    assert_eq!(folded(&shown(read.title.as_ref())), folded(entry.title.as_str()), "{format:?}");
    assert_eq!(read.published.map(|date| date.timestamp()), Some(entry.published.unix()), "{format:?}");
    if let Some(link) = &entry.link {
        assert!(read.links.iter().any(|read| read.href == link.as_str()), "{format:?}: {link} not in {:?}", read.links);
    }
    let labels: Vec<String> =
        read.categories.iter().map(|read| folded(read.label.as_ref().unwrap_or(&read.term))).collect();
    let expected: Vec<String> = entry.categories.iter().map(|subject| folded(subject.label.as_str())).collect();
    assert_eq!(labels, expected, "{format:?}");
    if !entry.content.as_str().is_empty() {
        let content = read.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
        assert_eq!(folded(content), folded(entry.content.as_str()), "{format:?}");
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_well_formed(document: &str) {
    assert!(document.chars().all(is_legal));
    for event in xml::EventReader::from_str(document) {
        event.unwrap_or_else(|error| panic!("{error}\n{document}"));
    }
}

fn check_json(feed: &Feed, document: &str) {
    let value: serde_json::Value = serde_json::from_str(document).expect("JSON");
    let titles: Vec<&str> =
        value["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    let expected: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, expected);
}

/// Holds clean HTML against what its type promises, and against the tree that is made of it.
pub fn check_clean(clean: &CleanHtml) {
    let html = clean.as_str();
    assert_eq!(CleanHtml::sanitise(html).as_str(), html, "cleaning what is clean changes it");
    check_well_formed(&as_xml(html));
    let document = Dom::of_fragment(html);
    for place in (0..document.len()).filter(|&place| !document.name(place).is_empty()) {
        let name = document.name(place);
        assert!(name == "html" || Element::named(name).is_some(), "<{name}> in {html}");
        for (key, value) in document.attributes(place) {
            assert!(!key.starts_with("on") && !["style", "class", "srcdoc"].contains(&key), "{key} in {html}");
            let address = value.trim_start().to_ascii_lowercase();
            let is_address = ["href", "src", "poster", "cite"].contains(&key);
            let runs = ["javascript:", "vbscript:", "data:text", "data:image/svg", "data:application"];
            assert!(!is_address || !runs.iter().any(|scheme| address.starts_with(scheme)), "{value} in {html}");
        }
    }
    let text = clean.text();
    assert!(!text.contains("\n\n\n") || html.contains("<pre"), "{text:?}");
}

/// Clean HTML as a document of XML: void elements get the slash that XML wants.
fn as_xml(html: &str) -> String {
    let mut xml = String::from("<x>");
    for piece in html.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let name = tag.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
        xml.push_str(text);
        match tag.strip_suffix('>') {
            Some(open) if ["br", "col", "hr", "img", "source", "track", "wbr"].contains(&name) => {
                xml.push_str(open);
                xml.push_str("/>");
            }
            _ => xml.push_str(tag),
        }
    }
    xml + "</x>"
}

/// Kinds of payload by which scripts have come through sanitisers.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/x>alert(1)</script\u{c}>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onerror\u{c}=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><a xlink:href=\"//e.example\" href=\"javascript:alert(1)\">x</a></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=alert(1)>\">",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe><img title=\"</iframe><img src=x onerror=alert(1)>\">",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript&#58;alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='\u{0}\u{1}\u{1f} javascript:alert(1)'>x</a>",
    "<a href='java\u{0}script:alert(1)'>x</a>",
    "<a href='java\u{fffe}script:alert(1)'>x</a>",
    "<a href='\u{7f} javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='x' style='background:url(javascript:alert(1))' class=y>x</a>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<video poster='javascript:alert(1)'><source src='javascript:alert(1)' onerror=alert(1)></video>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button><input autofocus onfocus=alert(1)></form>",
    "<base href='javascript:/'><link rel=stylesheet href=x><meta http-equiv=refresh content='0;javascript:alert(1)'>",
    "<p onclick=alert(1) ONMOUSEOVER=alert(2) on\u{0}click=alert(3)>x</p>",
    "<div style='width:expression(alert(1))'>x</div><style>@import 'x'</style>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<?php echo '<script>alert(1)</script>' ?>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<marquee onstart=alert(1)>x</marquee><blink>y</blink><applet code=x></applet>",
    "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    "<table background='javascript:alert(1)'><td background='javascript:alert(1)'>x</td></table>",
    "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
    "<img alt='`><script>alert(1)</script>' src=x>",
    "<plaintext><script>alert(1)</script>",
    "<a id=x href=x ping='//e.example' target=_top download>x</a>",
    "<x-custom onclick=alert(1) is=y>z</x-custom>",
];

#[test]
fn no_payload_comes_through() {
    for payload in PAYLOADS {
        check_clean(&CleanHtml::sanitise(payload));
        for outer in ["<p>{}</p>", "<table><tr><td>{}", "<svg>{}</svg>", "<b><p>{}</b>", "<select>{}", "<ul><li>{}<li>"]
        {
            check_clean(&CleanHtml::sanitise(&outer.replace("{}", payload)));
        }
    }
}

#[test]
fn every_control_character_in_every_field() {
    let codes = (0..0xA0).chain([0xAD, 0x200B, 0x202E, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0x1FFFF, 0xE0001]);
    for character in codes.filter_map(char::from_u32) {
        let strings = vec![format!("a{character}b"); 24];
        check(&feed(&strings, vec![entry(1, &strings), full_entry()]));
    }
}

#[test]
fn what_is_very_long_stays_whole_or_is_cut_well() {
    let marks = format!("a{}", "\u{301}".repeat(10_000));
    let title = "<&\"> ".repeat(200_000);
    for text in [marks, title, "\u{202e}".repeat(1000), "]]>".repeat(10_000)] {
        let mut strings = vec!["x".to_string(); 24];
        // A title of a megabyte; content and summary show nothing more after some thousand characters.
        strings[3].clone_from(&text);
        for index in [0, 5] {
            strings[index] = text.chars().take(10_000).collect();
        }
        let entry = entry(1, &strings);
        assert!(entry.title.as_str().chars().count() <= 500);
        check(&feed(&vec!["x".to_string(); 24], vec![entry, bare_entry()]));
    }
}

#[test]
fn html_that_costs_others_dearly_costs_little() {
    let times = 20_000;
    let dear = [
        "<div>".repeat(times),
        "<b><p>".repeat(times),
        "<a href=x><table>".repeat(times),
        "</div></p></b>".repeat(times),
        "<p title=\"".repeat(times),
        "<!--".repeat(times),
        "<script></".repeat(times),
        "<svg><math>".repeat(times),
        format!("<p {}>", (0..times).map(|number| format!("a{number} ")).collect::<String>()),
        format!("<img srcset='{}'>", ", ".repeat(times)),
        "&".repeat(times * 4),
        "&CounterClockwiseContourIntegra".repeat(times),
        "<".repeat(times * 4),
    ];
    for html in dear {
        let clean = CleanHtml::sanitise(&html);
        assert!(clean.as_str().len() <= 12 * html.len() + 4096, "{}", html.get(..20).unwrap_or(&html));
        assert!(clean.blocks().count() <= html.len());
        clean.with_absolute_urls(&mut |_| None);
    }
}
