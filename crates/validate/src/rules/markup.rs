//! HTML inside feeds: what is dangerous, what is broken, and what leads nowhere.

use crate::addresses;
use crate::document::Element;
use crate::html_tags::{self, TagAttribute};
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, channel, entry, item, json_item, whole};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// Content holds no scripts, plug-ins, frames of a page or redirections.
pub static MARKUP_UNSAFE: Rule = Rule {
    code: "M001",
    name: "markup-unsafe",
    level: Level::Warning,
    group: Group::Text,
    summary: "content holds no scripts, plug-ins, frames of a page or redirections",
    why: "readers cut them out, and what they were for is missing; a reader that does not is attacked",
    cite: Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt")
        .also(&[Citation::new("RFC 4287", "section 8.1", "https://www.rfc-editor.org/rfc/rfc4287#section-8.1")]),
    w3c: &["SecurityRisk"],
    bad: &[
        item(r#"<description>⟦&lt;script src="https://example.org/a.js"&gt;⟧&lt;/script&gt;</description>"#),
        json_item(r#""content_html": "⟦<script src=\"https://example.org/a.js\">⟧</script>""#),
        item("<description>&lt;!-- a --!&gt;⟦&lt;script&gt;⟧steal()&lt;/script&gt;</description>"),
        item(
            "<description>&lt;style&gt;&lt;!--&lt;/style&gt;⟦&lt;script&gt;⟧steal()&lt;/script&gt;--&gt;</description>",
        ),
        item(
            "<description>&lt;title&gt;&lt;!--&lt;/title&gt;⟦&lt;script&gt;⟧steal()&lt;/script&gt;--&gt;</description>",
        ),
    ],
    good: &[
        item(r#"<description>&lt;iframe src="https://example.org/video"&gt;&lt;/iframe&gt;</description>"#),
        item("<description>&lt;textarea&gt;&lt;script&gt;go()&lt;/script&gt;&lt;/textarea&gt;</description>"),
    ],
    check: Check::Values(
        &[
            ValueKind("html"),
            ValueKind("atom-html"),
            ValueKind("atom-content"),
            ValueKind("atom-title"),
            ValueKind("atom-text"),
            ValueKind("media-text"),
        ],
        markup_unsafe,
    ),
};

/// Content holds no scripts in attributes.
pub static HANDLER_UNSAFE: Rule = Rule {
    code: "M002",
    name: "handler-unsafe",
    level: Level::Warning,
    group: Group::Text,
    summary: "content holds no scripts in attributes",
    why: "readers cut them out, and what they were for is missing; a reader that does not is attacked",
    cite: Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt")
        .also(&[Citation::new("RFC 4287", "section 8.1", "https://www.rfc-editor.org/rfc/rfc4287#section-8.1")]),
    w3c: &["SecurityRiskAttr"],
    bad: &[
        item(r#"<description>&lt;a ⟦onclick⟧="steal()"&gt;Bridge&lt;/a&gt;</description>"#),
        item(r#"<description>&lt;a ⟦href⟧="javascript:steal()"&gt;Bridge&lt;/a&gt;</description>"#),
        item(r#"<description>&lt;a ⟦href⟧="java&amp;Tab;script&amp;colon;steal()"&gt;Bridge&lt;/a&gt;</description>"#),
        item(r#"<description>&lt;iframe ⟦srcdoc⟧="&lt;script&gt;steal()"&gt;&lt;/iframe&gt;</description>"#),
    ],
    good: &[
        item(r#"<description>&lt;a href="https://example.org/"&gt;Bridge&lt;/a&gt;</description>"#),
        item(
            r#"<description>&lt;img src="https://example.org/a.png" alt="the "ones", at "once more"&gt;</description>"#,
        ),
    ],
    check: Check::Values(
        &[
            ValueKind("html"),
            ValueKind("atom-html"),
            ValueKind("atom-content"),
            ValueKind("atom-title"),
            ValueKind("atom-text"),
            ValueKind("media-text"),
        ],
        handler_unsafe,
    ),
};

/// Content styles nothing beyond its own place.
pub static STYLE_UNSAFE: Rule = Rule {
    code: "M003",
    name: "style-unsafe",
    level: Level::Warning,
    group: Group::Text,
    summary: "content styles nothing beyond its own place",
    why: "it lies over the page of the reader, or runs scripts in old ones; readers cut styles out",
    cite: Citation::new(
        "HTML Living Standard",
        "section The style attribute",
        "https://html.spec.whatwg.org/multipage/",
    ),
    w3c: &["DangerousStyleAttr"],
    bad: &[item(r#"<description>&lt;p style="⟦position:absolute; top:0⟧"&gt;Bridge&lt;/p&gt;</description>"#)],
    good: &[item(r#"<description>&lt;p style="color: green; text-align: center"&gt;Bridge&lt;/p&gt;</description>"#)],
    check: Check::Values(&[ValueKind("html"), ValueKind("atom-html"), ValueKind("atom-content")], style_unsafe),
};

/// Content holds no styles that only a word processor knows.
pub static STYLE_OF_WORD_PROCESSOR: Rule = Rule {
    code: "M004",
    name: "style-of-word-processor",
    level: Level::Advice,
    group: Group::Text,
    summary: "content holds no styles that only a word processor knows",
    why: "no reader uses them, and the feed is larger for everybody",
    cite: Citation::new(
        "HTML Living Standard",
        "section The style attribute",
        "https://html.spec.whatwg.org/multipage/",
    ),
    w3c: &["DangerousStyleAttr"],
    bad: &[item(r#"<description>&lt;p style="⟦mso-no-proof: yes⟧"&gt;Bridge&lt;/p&gt;</description>"#)],
    good: &[item(r#"<description>&lt;p style="color: green"&gt;Bridge&lt;/p&gt;</description>"#)],
    check: Check::Values(
        &[ValueKind("html"), ValueKind("atom-html"), ValueKind("atom-content")],
        style_of_word_processor,
    ),
};

/// Addresses in content are whole.
pub static LINK_RELATIVE: Rule = Rule {
    code: "M005",
    name: "link-relative",
    level: Level::Warning,
    group: Group::Text,
    summary: "addresses in content are whole",
    why: "most readers do not know what they are relative to: pictures are missing, links lead nowhere",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Relative URLs",
        "https://www.rssboard.org/rss-profile#element-channel-item-description",
    ),
    w3c: &["ContainsRelRef"],
    bad: &[
        item(r#"<description>&lt;img src="⟦/a.png⟧"&gt;</description>"#),
        json_item(r#""content_html": "<img src=\"⟦/a.png⟧\">""#),
    ],
    good: &[item(
        r##"<description>&lt;a href="#note"&gt;1&lt;/a&gt; &lt;img src="https://example.org/a.png"&gt;</description>"##,
    )],
    check: Check::Values(&[ValueKind("html")], link_relative),
};

/// HTML in content ends its tags.
pub static HTML_BROKEN: Rule = Rule {
    code: "M006",
    name: "html-broken",
    level: Level::Warning,
    group: Group::Text,
    summary: "HTML in content ends its tags",
    why: "readers drop what follows",
    cite: Citation::new("HTML Living Standard", "section Start tags", "https://html.spec.whatwg.org/multipage/"),
    w3c: &["NotHtml"],
    bad: &[item("<description>Bridge ⟦&lt;a⟧ href=</description>")],
    good: &[item("<description>Bridge &lt;br&gt; 1 &lt; 2</description>")],
    check: Check::Values(
        &[
            ValueKind("html"),
            ValueKind("atom-html"),
            ValueKind("atom-content"),
            ValueKind("atom-title"),
            ValueKind("media-text"),
        ],
        html_broken,
    ),
};

/// XHTML holds no scripts, plug-ins, frames of a page or redirections.
pub static UNSAFE_ELEMENT: Rule = Rule {
    code: "M007",
    name: "unsafe-element",
    level: Level::Warning,
    group: Group::Text,
    summary: "XHTML holds no scripts, plug-ins, frames of a page or redirections",
    why: "readers cut them out, and what they were for is missing; a reader that does not is attacked",
    cite: Citation::new("RFC 4287", "section 8.1", "https://www.rfc-editor.org/rfc/rfc4287#section-8.1").also(&[
        Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt"),
    ]),
    w3c: &["SecurityRisk"],
    bad: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><⟦script⟧>steal()</script></div></content>"#,
    )],
    good: &[
        entry(r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>Bridge</b></div></content>"#),
        channel(r#"<xhtml:meta xmlns:xhtml="http://www.w3.org/1999/xhtml" name="robots" content="noindex"/>"#),
        whole(
            r#"<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet type="text/css" href="feed.css"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:div><h:meta name="viewport" content="width=device-width"/></h:div><title>Harbour Post</title><id>https://example.org/</id><updated>2026-11-24T08:00:00Z</updated><author><name>Ada</name></author>
  <link href="https://example.org/"/><link rel="self" href="https://example.org/atom.xml" type="application/atom+xml"/>
  <entry><title>Bridge</title><id>https://example.org/1</id><updated>2026-11-24T08:00:00Z</updated><link href="https://example.org/1"/>
    <summary>Cyclists were first.</summary></entry>
</feed>
"#,
        ),
    ],
    check: Check::Namespaces(&["xhtml"], unsafe_element),
};

/// XHTML holds no scripts in attributes.
pub static UNSAFE_ATTRIBUTE: Rule = Rule {
    code: "M008",
    name: "unsafe-attribute",
    level: Level::Warning,
    group: Group::Text,
    summary: "XHTML holds no scripts in attributes",
    why: "readers cut them out, and what they were for is missing; a reader that does not is attacked",
    cite: Citation::new("RFC 4287", "section 8.1", "https://www.rfc-editor.org/rfc/rfc4287#section-8.1").also(&[
        Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt"),
    ]),
    w3c: &["SecurityRiskAttr"],
    bad: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b ⟦onclick⟧="steal()">Bridge</b></div></content>"#,
    )],
    good: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b title="Bridge">Bridge</b></div></content>"#,
    )],
    check: Check::Namespaces(&["xhtml"], unsafe_attribute),
};

/// An element in the namespace of XHTML, or of Atom inside XHTML content, is one of HTML.
pub static XHTML_UNKNOWN: Rule = Rule {
    code: "M009",
    name: "xhtml-unknown",
    level: Level::Warning,
    group: Group::Text,
    summary: "an element in the namespace of XHTML, or of Atom inside XHTML content, is one of HTML",
    why: "readers drop it",
    cite: Citation::new("RFC 4287", "section 3.1.1.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3").also(
        &[Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt")],
    ),
    w3c: &["NotHtml"],
    bad: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><⟦bridge⟧>opens</bridge></div></content>"#,
    )],
    good: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><search>opens</search></div></content>"#,
    )],
    check: Check::Namespaces(&["xhtml", "atom"], xhtml_unknown),
};

/// XHTML styles nothing beyond its own place.
pub static XHTML_STYLE_UNSAFE: Rule = Rule {
    code: "M010",
    name: "xhtml-style-unsafe",
    level: Level::Warning,
    group: Group::Text,
    summary: "XHTML styles nothing beyond its own place",
    why: "it lies over the page of the reader, or runs scripts in old ones; readers cut styles out",
    cite: Citation::new("RFC 4287", "section 8.1", "https://www.rfc-editor.org/rfc/rfc4287#section-8.1").also(&[
        Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt"),
    ]),
    w3c: &["DangerousStyleAttr"],
    bad: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b style="⟦position: fixed⟧">Bridge</b></div></content>"#,
    )],
    good: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b style="color: green">Bridge</b></div></content>"#,
    )],
    check: Check::Namespaces(&["xhtml"], xhtml_style_unsafe),
};

const UNSAFE: [&str; 9] = ["script", "meta", "embed", "object", "applet", "base", "frameset", "frame", "?import"];

fn markup_unsafe(value: &Value, reporter: &mut Reporter) {
    for tag in value.tags().filter(|tag| !tag.is_end && UNSAFE.iter().any(|name| tag.is(name))) {
        reporter
            .at(value.span_of(tag.range()), format!("`<{}>` in content", tag.name))
            .help("leave it out, or put a link in its place");
    }
}

fn handler_unsafe(value: &Value, reporter: &mut Reporter) {
    for attribute in value.tag_attributes() {
        if is_script(attribute.name, attribute.value) {
            reporter
                .at(value.span_of(attribute.name_range), format!("a script in `{}`", attribute.name))
                .help("leave it out");
        }
    }
}

fn is_script(name: &str, value: &str) -> bool {
    // A handler is named by letters alone, and its value is the script: what a broken quotation leaves is none.
    let is_handler = name.len() > 4
        && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
        && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    if is_handler && !value.trim().is_empty() {
        return true;
    }
    if name.eq_ignore_ascii_case("srcdoc") {
        return holds_script(value, 1);
    }
    const ADDRESSES: [&str; 6] = ["href", "src", "action", "formaction", "data", "xlink:href"];
    ADDRESSES.iter().any(|known| name.eq_ignore_ascii_case(known)) && runs(value)
}

/// Whether a page that is written out in an attribute holds a script; one that holds pages in pages in pages is taken to hide one.
fn holds_script(page: &str, depth: usize) -> bool {
    const DEEPEST: usize = 4;
    let tags = html_tags::Tags::of(page);
    let is_live = |attribute: TagAttribute| match attribute.name.eq_ignore_ascii_case("srcdoc") {
        true => depth == DEEPEST || holds_script(attribute.value, depth + 1),
        false => is_script(attribute.name, attribute.value),
    };
    tags.all(page).any(|tag| (tag.is("script") && !tag.is_end) || tag.attributes().any(is_live))
}

/// Whether an address is a script: browsers pass over control characters and spaces before it, and over tabs and line ends within it
/// (URL Standard, section 4.4, "basic URL parser").
fn runs(address: &str) -> bool {
    let address = address.trim_start_matches(|c: char| c <= ' ');
    let begins = |script: &str| {
        let mut letters = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
        script.chars().all(|wanted| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&wanted)))
    };
    begins("javascript:") || begins("vbscript:")
}

fn style_unsafe(value: &Value, reporter: &mut Reporter) {
    styles(value, is_dangerous, "this style reaches beyond its own place", reporter);
}

fn style_of_word_processor(value: &Value, reporter: &mut Reporter) {
    styles(value, is_word_processor, "only a word processor knows this style", reporter);
}

fn styles(value: &Value, is_wrong: fn(&str) -> bool, message: &str, reporter: &mut Reporter) {
    for attribute in value.tag_attributes() {
        if attribute.name.eq_ignore_ascii_case("style") && is_wrong(attribute.value) {
            reporter.at(value.span_of(attribute.value_range), message).help("leave it out");
        }
    }
}

fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter(|declaration| !declaration.trim().is_empty()).map(|declaration| {
        let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
        (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase())
    })
}

fn is_dangerous(style: &str) -> bool {
    declarations(style).any(|(property, value)| {
        let covers = property == "position" && !matches!(value.as_str(), "static" | "relative");
        let runs = matches!(property.as_str(), "behavior" | "-moz-binding")
            || value.contains("expression(")
            || value.contains("javascript:");
        let is_none = value.is_empty();
        covers || runs || is_none || has_huge_length(&value)
    })
}

/// Nothing in a text is 10,000 pixels, points or letters away.
fn has_huge_length(value: &str) -> bool {
    value.split_whitespace().any(|word| {
        let digits = word.trim_start_matches('-').trim_end_matches(|c: char| c.is_ascii_alphabetic());
        word.ends_with(|c: char| c.is_ascii_alphabetic())
            && digits.parse::<f64>().is_ok_and(|number| number >= 10_000.0)
    })
}

fn is_word_processor(style: &str) -> bool {
    declarations(style).any(|(property, _)| property.starts_with("mso-") || property == "tab-stops")
}

fn link_relative(value: &Value, reporter: &mut Reporter) {
    for attribute in value.tag_attributes() {
        let is_address = ["href", "src"].iter().any(|known| attribute.name.eq_ignore_ascii_case(known));
        if is_address && is_relative(attribute.value) {
            reporter
                .at(value.span_of(attribute.value_range), format!("`{}` is relative", attribute.name))
                .help("write it like `https://example.org/page`");
        }
    }
}

fn is_relative(address: &str) -> bool {
    let address = address.trim();
    !address.is_empty() && !address.starts_with('#') && addresses::scheme(address).is_none()
}

fn html_broken(value: &Value, reporter: &mut Reporter) {
    if let Some(range) = value.unended_tag() {
        reporter.at(value.span_of(range), "this tag has no `>`");
    }
}

fn unsafe_element(element: Element, reporter: &mut Reporter) {
    // The width of a page is nothing to be afraid of, where a stylesheet makes the feed one.
    let is_width = element.local() == "meta"
        && element.attribute_value("name").is_some_and(|name| name.text == "viewport")
        && element.document.is_page();
    // Beside the items it stands in no content: `<xhtml:meta name="robots">` keeps a feed out of search engines.
    let is_about_feed = element.parent().is_some_and(|parent| parent.is("channel") || parent.is("atom:feed"))
        && element.attribute("http-equiv").is_none();
    if UNSAFE.contains(&element.local()) && !is_width && !(element.local() == "meta" && is_about_feed) {
        reporter
            .at(element.name_span(), format!("`{}` in content", element.written()))
            .help("leave it out, or put a link in its place");
    }
}

fn unsafe_attribute(element: Element, reporter: &mut Reporter) {
    for attribute in element.attributes().filter(|attribute| is_script(attribute.written(), &attribute.value().text)) {
        reporter.at(attribute.name_span(), format!("a script in `{}`", attribute.written())).help("leave it out");
    }
}

fn xhtml_unknown(element: Element, reporter: &mut Reporter) {
    let is_xhtml = element.namespace().prefix() == "xhtml" && !element.local().contains('-');
    let is_atom_in_xhtml = element.namespace().prefix() == "atom" && element.parent().is_some_and(holds_xhtml);
    if (is_xhtml && !html_tags::is_html_element(element.local())) || is_atom_in_xhtml {
        reporter.at(element.name_span(), format!("`{}` is no element of HTML", element.written()));
    }
}

fn holds_xhtml(element: Element) -> bool {
    element.namespace().prefix() == "atom"
        && element.attribute_value("type").is_some_and(|kind| kind.trimmed() == "xhtml")
}

fn xhtml_style_unsafe(element: Element, reporter: &mut Reporter) {
    if let Some(style) = element.attribute_value("style").filter(|style| is_dangerous(&style.text)) {
        reporter.at(style.span(), "this style reaches beyond its own place").help("leave it out");
    }
}
