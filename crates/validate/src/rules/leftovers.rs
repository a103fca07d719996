//! What a program that makes feeds has left in them by mistake: addresses of its own machine, variables without a value, templates and
//! Markdown that nobody filled in or converted. No specification forbids them, and no subscriber can use them.

use crate::addresses;
use crate::document::{Document, Element};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, item, json_item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use core::net::IpAddr;
use courant_text::source::Level;
use std::ops::Range;

const RSS_ITEM: Citation =
    Citation::new("RSS 2.0", "Elements of <item>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt");

/// An address is one that everybody can ask.
pub static ADDRESS_PRIVATE: Rule = Rule {
    code: "U009",
    name: "address-private",
    level: Level::Warning,
    group: Group::Feed,
    summary: "an address is one that everybody can ask, not of the machine or the network where the feed was made",
    why: "for subscribers it leads nowhere, or to something of their own",
    cite: Citation::new("RFC 6761", "section 6.3", "https://www.rfc-editor.org/rfc/rfc6761#section-6.3"),
    w3c: &[],
    bad: &[
        item("<link>http://⟦localhost⟧:4000/bridge/</link>"),
        item("<link>http://⟦192.168.1.20⟧/bridge/</link>"),
        item("<link>https://⟦[::1]⟧/bridge/</link>"),
        entry(r#"<link rel="enclosure" type="audio/mpeg" length="1" href="http://⟦studio.local⟧/a.mp3"/>"#),
        json_item(r#""url": "http://⟦127.0.0.1⟧:8080/bridge""#),
    ],
    good: &[
        item("<link>https://localhost.example/bridge</link>"),
        item("<link>https://172.15.0.1/bridge</link>"),
        item("<guid isPermaLink=\"false\">tag:localhost,2026:bridge</guid>"),
    ],
    check: Check::Values(ADDRESSES, address_private),
};

/// The scheme of an address stands once.
pub static SCHEME_TWICE: Rule = Rule {
    code: "U010",
    name: "scheme-twice",
    level: Level::Warning,
    group: Group::Feed,
    summary: "the scheme of an address stands once",
    why: "readers ask a server that is called `https`, and there is none",
    cite: Citation::new("RFC 3986", "section 3.2.2", "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2"),
    w3c: &[],
    bad: &[
        item("<link>⟦https://https://⟧example.org/bridge</link>"),
        item("<link>⟦https://http//⟧example.org/</link>"),
    ],
    good: &[item("<link>https://example.org/https://example.com/</link>")],
    check: Check::Values(ADDRESSES, scheme_twice),
};

const ADDRESSES: &[ValueKind] = &[
    ValueKind("url"),
    ValueKind("iri"),
    ValueKind("full-iri"),
    ValueKind("id"),
    ValueKind("enclosure-url"),
    ValueKind("json-url"),
];

/// A value is not what a program prints for one that it does not have.
pub static VALUE_UNSET: Rule = Rule {
    code: "T009",
    name: "value-unset",
    level: Level::Warning,
    group: Group::Text,
    summary: "a text is not what a program prints for a value that it does not have",
    why: "subscribers read `undefined` where a title or a name was meant",
    cite: RSS_ITEM.also(&[Citation::new(
        "RFC 4287",
        "section 4.1.2",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.2",
    )]),
    w3c: &[],
    bad: &[
        item("<title>⟦undefined⟧</title>"),
        item("<title>A bridge by ⟦[object Object]⟧</title>"),
        item("<link>https://example.org/⟦undefined⟧/bridge</link>"),
        entry("<title>⟦NaN⟧</title>"),
        json_item(r#""title": "⟦null⟧""#),
    ],
    good: &[
        item("<title>What is undefined in C</title>"),
        item("<title>Null</title>"),
        item("<link>https://example.org/javascript/undefined</link>"),
    ],
    check: Check::Values(
        &[
            ValueKind("title"),
            ValueKind("text"),
            ValueKind("name"),
            ValueKind("contact"),
            ValueKind("html"),
            ValueKind("atom-title"),
            ValueKind("atom-text"),
            ValueKind("atom-html"),
            ValueKind("itunes-text"),
            ValueKind("json-text"),
            ValueKind("url"),
            ValueKind("iri"),
            ValueKind("full-iri"),
            ValueKind("json-url"),
        ],
        value_unset,
    ),
};

/// Content holds no tags of a template that nobody filled in.
pub static TEMPLATE_SHOWN: Rule = Rule {
    code: "T010",
    name: "template-shown",
    level: Level::Warning,
    group: Group::Text,
    summary: "content holds no tags of a template that nobody filled in, outside of code",
    why: "subscribers read `{{ page.title }}` or `[/caption]` in the middle of the article",
    cite: RSS_ITEM.also(&[Citation::new(
        "RFC 4287",
        "section 4.1.3",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3",
    )]),
    w3c: &[],
    bad: &[
        item("<description>See ⟦{{ site.url }}⟧ for more.</description>"),
        item("<description>&lt;p&gt;⟦{% include note.html %}⟧&lt;/p&gt;</description>"),
        item(r#"<description>⟦{{&lt; figure src="a.png" >}}⟧</description>"#),
        item(r#"<description>⟦[caption id="x"]⟧The harbour[/caption]</description>"#),
        json_item(r#""content_html": "<p>⟦<%= post.title %>⟧</p>""#),
    ],
    good: &[
        item("<description>&lt;p&gt;Write &lt;code&gt;{{ site.url }}&lt;/code&gt;.&lt;/p&gt;</description>"),
        item("<description>&lt;pre&gt;{% if a %}&lt;/pre&gt; {a, {b}} and \\frac{{1}}{2}</description>"),
        item("<description>[1] and [caption] alone</description>"),
    ],
    check: Check::Values(&[ValueKind("html"), ValueKind("atom-html"), ValueKind("atom-content")], template_shown),
};

/// Content that readers take for HTML is not Markdown.
pub static MARKDOWN_SHOWN: Rule = Rule {
    code: "T011",
    name: "markdown-shown",
    level: Level::Warning,
    group: Group::Text,
    summary: "content that readers take for HTML is not Markdown",
    why: "readers show the marks, and all of it as one paragraph",
    cite: Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt")
        .also(&[Citation::new(
            "RFC 4287",
            "section 3.1.1.2",
            "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.2",
        )]),
    w3c: &[],
    bad: &[
        item("<description>⟦## The bridge⟧\n\nIt is **open**.</description>"),
        item("<description>See ⟦[the map](https://example.org/map)⟧.</description>"),
        json_item(r#""content_html": "A picture: ⟦![Harbour](https://example.org/a.png)⟧""#),
    ],
    good: &[
        item("<description>The ranks are # 1 and # 2, and 2 ** 3 is 8. [Sic] (so it was written)</description>"),
        item("<description>&lt;p&gt;Write &lt;code&gt;[a](https://example.org/)&lt;/code&gt;.&lt;/p&gt;</description>"),
    ],
    check: Check::Values(&[ValueKind("html")], markdown_shown),
};

/// A picture in content has an address.
pub static PICTURE_WITHOUT_ADDRESS: Rule = Rule {
    code: "M011",
    name: "picture-without-address",
    level: Level::Warning,
    group: Group::Text,
    summary: "a picture in content has an address in `src`",
    why: "readers run no scripts that load it later, and show nothing",
    cite: Citation::new(
        "HTML Living Standard",
        "section The img element",
        "https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element",
    ),
    w3c: &[],
    bad: &[
        item("<description>&lt;⟦img⟧ alt=\"Harbour\"&gt;</description>"),
        item(r#"<description>&lt;⟦img⟧ data-src="https://example.org/a.png" src=""&gt;</description>"#),
    ],
    good: &[item(r#"<description>&lt;img src="https://example.org/a.png" alt=""&gt;</description>"#)],
    check: Check::Values(
        &[ValueKind("html"), ValueKind("atom-html"), ValueKind("atom-content")],
        picture_without_address,
    ),
};

/// The items of a feed do not all lead to one address.
pub static LINKS_ALL_ONE: Rule = Rule {
    code: "I009",
    name: "links-all-one",
    level: Level::Warning,
    group: Group::Feed,
    summary: "the items of a feed do not all lead to one address",
    why: "readers that tell items apart by their links show one of them, and every click leads to the same page",
    cite: RSS_ITEM.also(&[Citation::new(
        "RFC 4287",
        "section 4.2.7.2",
        "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2",
    )]),
    w3c: &[],
    bad: &[channel(
        "<item><title>A</title><guid>https://example.org/a</guid><link>https://example.org/</link></item><item><title>B</title><guid>https://example.org/b</guid><link>⟦https://example.org/⟧</link></item>",
    )],
    good: &[
        channel(
            "<item><title>A</title><guid>https://example.org/a</guid><link>https://example.org/a</link></item><item><title>B</title><guid>https://example.org/b</guid><link>https://example.org/b</link></item>",
        ),
        channel("<item><title>A</title><guid>https://example.org/a</guid><link>https://example.org/a</link></item>"),
    ],
    check: Check::Document(links_all_one),
};

fn is_private(host: &str) -> bool {
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    match literal.parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified()
        }
        // RFC 6761 (localhost), RFC 6762 (local), RFC 8375 (home.arpa), and `internal`, which ICANN keeps for private use.
        Err(_) => {
            let host = host.trim_end_matches('.').to_ascii_lowercase();
            ["localhost", "local", "internal", "home.arpa"].iter().any(|private| {
                host.strip_suffix(private)
                    .is_some_and(|before| before.ends_with('.') || (before.is_empty() && *private == "localhost"))
            })
        }
    }
}

fn address_private(value: &Value, reporter: &mut Reporter) {
    let start = value.trimmed_start();
    let is_asked = |host: &str| reporter.settings().host.as_deref() == Some(host);
    let found = addresses::host(value.trimmed()).filter(|(host, _)| is_private(host) && !is_asked(host));
    if let Some((host, range)) = found {
        reporter
            .at(value.span_of(start + range.start..start + range.end), format!("nobody else can ask `{host}`"))
            .help("write the address under which the site is published");
    }
}

fn scheme_twice(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let Some((host, range)) = addresses::host(text).filter(|(host, _)| matches!(*host, "http" | "https")) else {
        return;
    };
    let after = text.get(range.end..).unwrap_or_default();
    let slashes = after.trim_start_matches(':');
    if slashes.starts_with("//") {
        let end = text.len() - slashes.len() + 2;
        let start = value.trimmed_start();
        reporter
            .at(value.span_of(start..start + end), format!("`{host}` stands in the place of the server"))
            .help("write the scheme once");
    }
}

fn value_unset(value: &Value, reporter: &mut Reporter) {
    const WORDS: [&str; 4] = ["undefined", "null", "NaN", "Invalid Date"];
    const OBJECT: &str = "[object Object]";
    let (text, start) = (value.trimmed(), value.trimmed_start());
    let found = if WORDS.contains(&text) {
        Some(0..text.len())
    } else if let Some(at) = memchr::memmem::find(text.as_bytes(), OBJECT.as_bytes()) {
        Some(at..at + OBJECT.len())
    } else {
        // Deeper down it may well be what a page is about.
        addresses::host(text).and_then(|(_, host)| {
            let path = text.get(host.end..)?;
            let first = path.find('/')? + 1;
            let segment = path.get(first..)?.split(['/', '?', '#']).next()?;
            let start = host.end + first;
            matches!(segment, "undefined" | "[object%20Object]").then_some(start..start + segment.len())
        })
    };
    if let Some(range) = found {
        let what = text.get(range.clone()).unwrap_or_default();
        let message = format!("`{what}` is what a program prints for a value that it does not have");
        reporter.at(value.span_of(start + range.start..start + range.end), message);
    }
}

/// The parts of a text that readers show as text: without tags, and without what stands in code.
fn shown(value: &Value) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    for tag in value.tags() {
        let range = tag.range();
        if depth == 0 && range.start > from {
            parts.push(from..range.start);
        }
        from = from.max(range.end);
        if ["code", "pre", "script", "style", "textarea", "kbd", "samp"].iter().any(|code| tag.is(code)) {
            depth = if tag.is_end { depth.saturating_sub(1) } else { depth + 1 };
        }
    }
    if depth == 0 && from < value.text.len() {
        parts.push(from..value.text.len());
    }
    parts
}

fn template_shown(value: &Value, reporter: &mut Reporter) {
    if memchr::memchr3(b'{', b'[', b'%', value.text.as_bytes()).is_none() {
        return;
    }
    for part in shown(value) {
        let text = value.text.get(part.clone()).unwrap_or_default();
        if let Some(found) = template_tag(text) {
            let range = part.start + found.start..part.start + found.end;
            let what: String = text.get(found).unwrap_or_default().chars().take(40).collect();
            reporter
                .at(value.span_of(range), format!("`{what}` is the tag of a template"))
                .help("have it filled in before the feed is written");
            return;
        }
    }
}

/// Where the first tag of a template stands: `{{ a.b }}`, `{% if %}`, `{{< a >}}`, `<%= a %>`, WordPress' `[caption id="x"]`.
fn template_tag(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 300;
    const FORMS: [(&str, &str); 5] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}"), ("<%", "%>")];
    let within = |start: usize, open: &str, close: &str| {
        let inner_start = start + open.len();
        let end = text.floor_char_boundary((inner_start + LONGEST).min(text.len()));
        let inner = text.get(inner_start..end)?;
        let length = inner.find(close)?;
        let inner = inner.get(..length)?;
        let said = inner.trim_start_matches(['-', '=', '#', '/', '~', '$', '.']).trim();
        // Braces in braces are mathematics or data, and what begins otherwise than with a name is no call.
        let is_call = said.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains(['{', '}', '\\', '\n']);
        is_call.then_some(start..inner_start + length + close.len())
    };
    let by_sign = text.match_indices(['{', '<']).find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let (open, close) = FORMS.iter().find(|(open, _)| rest.starts_with(open))?;
        within(start, open, close)
    });
    by_sign.or_else(|| shortcode(text))
}

/// A shortcode that comes with WordPress and has attributes (Shortcode API).
fn shortcode(text: &str) -> Option<Range<usize>> {
    const NAMES: [&str; 6] = ["caption", "gallery", "audio", "video", "playlist", "embed"];
    text.match_indices('[').find_map(|(start, _)| {
        let rest = text.get(start + 1..)?;
        let name = NAMES.iter().find(|name| rest.strip_prefix(**name).is_some_and(|after| after.starts_with(' ')))?;
        let end = rest.find(']')?;
        let attributes = rest.get(name.len()..end)?;
        (attributes.contains("=\"") && !attributes.contains('[')).then_some(start..start + end + 2)
    })
}

fn markdown_shown(value: &Value, reporter: &mut Reporter) {
    let text = value.text.as_ref();
    if memchr::memchr3(b'#', b'[', b'`', text.as_bytes()).is_none() || value.tags().next().is_some() {
        return;
    }
    if let Some(range) = markdown_link(text).or_else(|| markdown_heading(text)) {
        reporter
            .at(value.span_of(range), "this is Markdown, and readers take it for HTML")
            .help("have it converted to HTML before the feed is written");
    }
}

/// `[text](https://…)`, with a `!` before it for a picture.
fn markdown_link(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 300;
    text.match_indices("](").find_map(|(at, _)| {
        let destination = text.get(at + 2..)?;
        if !destination.starts_with("http://") && !destination.starts_with("https://") {
            return None;
        }
        let end = destination.find(')')?;
        let is_one_word = !destination.get(..end)?.contains('\n');
        let near = text.ceil_char_boundary(at.saturating_sub(LONGEST));
        let start = near + text.get(near..at)?.rfind('[')?;
        let start = if text.get(..start)?.ends_with('!') { start - 1 } else { start };
        is_one_word.then_some(start..at + 2 + end + 1)
    })
}

/// A line that begins with `#`, a space and a letter, where others of its kind or emphasis leave no doubt.
fn markdown_heading(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let marks = line.len() - line.trim_start_matches('#').len();
        let rest = line.get(marks..).unwrap_or_default();
        let is_heading = (1..=6).contains(&marks)
            && rest.starts_with(' ')
            && rest.trim_start().starts_with(char::is_alphabetic)
            && text.lines().count() > 1;
        if is_heading && (marks > 1 || text.contains("**") || text.contains("```")) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

fn picture_without_address(value: &Value, reporter: &mut Reporter) {
    if memchr::memchr(b'<', value.text.as_bytes()).is_none() {
        return;
    }
    let without = value.tags().find(|tag| {
        tag.is("img") && !tag.is_end && {
            let has = |name: &str| {
                tag.attributes().any(|one| one.name.eq_ignore_ascii_case(name) && !one.value.trim().is_empty())
            };
            !has("src") && !has("srcset")
        }
    });
    if let Some(tag) = without {
        let start = tag.range().start + 1;
        reporter
            .at(value.span_of(start..start + tag.name.len()), "this picture has no address in `src`")
            .help("write its address into `src`; scripts that load it later do not run in readers");
    }
}

/// One finding is enough: at the second item, which is the first that repeats.
fn links_all_one(document: Document, reporter: &mut Reporter) {
    let feed = document.root().map(|root| root.child("channel").unwrap_or(root));
    let items = feed.into_iter().flat_map(Element::children).filter(|item| item.is("item") || item.is("atom:entry"));
    let mut links = items.map(link_of);
    let Some(Some(first)) = links.next() else { return };
    let Some(Some(second)) = links.next() else { return };
    let is_same = |link: Option<Value>| link.is_some_and(|link| link.trimmed() == first.trimmed());
    if !first.trimmed().is_empty() && second.trimmed() == first.trimmed() && links.all(is_same) {
        reporter
            .at(second.trimmed_span(), "all items lead to this one address")
            .help("write the address of each item's own page");
    }
}

/// Where an item leads: `link`, or in Atom its first alternate.
fn link_of(item: Element) -> Option<Value> {
    if item.is("item") {
        return item.child("link").map(Element::value);
    }
    let is_alternate = |link: &Element| link.attribute_value("rel").is_none_or(|rel| rel.trimmed() == "alternate");
    item.children_named("atom:link").find(is_alternate)?.attribute_value("href")
}
