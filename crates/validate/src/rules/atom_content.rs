//! Text constructs and content of Atom: what their type promises.

use crate::document::Element;
use crate::html_tags;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// The type of a text construct is `text`, `html` or `xhtml`, not a media type.
pub static TEXT_TYPE_MEDIA_TYPE: Rule = Rule {
    code: "A040",
    name: "text-type-media-type",
    level: Level::Error,
    group: Group::Atom,
    summary: "the type of a text construct is `text`, `html` or `xhtml`, not a media type",
    why: "readers show the tags, or nothing",
    cite: Citation::new("RFC 4287", "section 3.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1"),
    w3c: &["InvalidTextType"],
    bad: &[entry(r#"<summary type="⟦text/plain⟧">Cyclists were first.</summary>"#)],
    good: &[entry(r#"<summary type="text">Cyclists were first.</summary>"#)],
    check: Check::Values(&[ValueKind("text-type")], text_type_media_type),
};

/// The type of a text construct is `text`, `html` or `xhtml`.
pub static TEXT_TYPE_UNKNOWN: Rule = Rule {
    code: "A041",
    name: "text-type-unknown",
    level: Level::Error,
    group: Group::Atom,
    summary: "the type of a text construct is `text`, `html` or `xhtml`",
    why: "readers show the tags, or nothing",
    cite: Citation::new("RFC 4287", "section 3.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1"),
    w3c: &["InvalidMIMEType"],
    bad: &[entry(r#"<summary type="⟦plain⟧">Cyclists were first.</summary>"#)],
    good: &[entry(r#"<summary type="html">Cyclists were first.</summary>"#)],
    check: Check::Values(&[ValueKind("text-type")], text_type_unknown),
};

/// The type of content is `text`, `html`, `xhtml` or a media type that is no container; with `src` it is a media type.
pub static CONTENT_TYPE_INVALID: Rule = Rule {
    code: "A042",
    name: "content-type-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "the type of content is `text`, `html`, `xhtml` or a media type that is no container; with `src` it is a media type",
    why: "readers do not know how to show it",
    cite: Citation::new("RFC 4287", "section 4.1.3.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.1"),
    w3c: &["InvalidMIMEType"],
    bad: &[
        entry(r#"<content type="⟦markdown⟧">Cyclists were first.</content>"#),
        entry(r#"<content type="⟦multipart/alternative⟧">Cyclists were first.</content>"#),
    ],
    good: &[entry(r#"<content type="text/x-markdown">Cyclists were first.</content>"#)],
    check: Check::Elements(&["atom:content"], content_type_invalid),
};

/// Content that is elsewhere tells its type.
pub static CONTENT_TYPE_MISSING: Rule = Rule {
    code: "A043",
    name: "content-type-missing",
    level: Level::Warning,
    group: Group::Atom,
    summary: "content that is elsewhere tells its type",
    why: "readers do not know whether they can show it",
    cite: Citation::new("RFC 4287", "section 4.1.3.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2"),
    w3c: &["MissingTypeAttr"],
    bad: &[entry(r#"<summary>A map</summary><⟦content⟧ src="https://example.org/a.pdf"/>"#)],
    good: &[entry(r#"<summary>A map</summary><content src="https://example.org/a.pdf" type="application/pdf"/>"#)],
    check: Check::Elements(&["atom:content"], content_type_missing),
};

/// Content that is elsewhere is empty here.
pub static CONTENT_BOTH: Rule = Rule {
    code: "A044",
    name: "content-both",
    level: Level::Error,
    group: Group::Atom,
    summary: "content that is elsewhere is empty here",
    why: "readers show one of the two, and not all the same",
    cite: Citation::new("RFC 4287", "section 4.1.3.2", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.2"),
    w3c: &["UnexpectedText"],
    bad: &[entry(
        r#"<summary>A map</summary><content src="https://example.org/a.pdf" type="application/pdf">⟦A map⟧</content>"#,
    )],
    good: &[entry(r#"<summary>A map</summary><content src="https://example.org/a.pdf" type="application/pdf"/>"#)],
    check: Check::Elements(&["atom:content"], content_both),
};

/// Text constructs and content of type `text` or `html` hold text, with its tags escaped.
pub static ELEMENT_IN_TEXT: Rule = Rule {
    code: "A045",
    name: "element-in-text",
    level: Level::Error,
    group: Group::Atom,
    summary: "text constructs and content of type `text` or `html` hold text, with its tags escaped",
    why: "readers show nothing, or text without its paragraphs",
    cite: Citation::new("RFC 4287", "section 3.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1"),
    w3c: &["UndefinedElement"],
    bad: &[entry("<title>A <⟦b⟧>bridge</b></title>")],
    good: &[entry(r#"<title type="html">A &lt;b&gt;bridge&lt;/b&gt;</title>"#)],
    check: Check::Elements(
        &["atom:title", "atom:subtitle", "atom:rights", "atom:summary", "atom:content"],
        element_in_text,
    ),
};

/// Content of type `html` is escaped.
pub static HTML_NOT_ESCAPED: Rule = Rule {
    code: "A046",
    name: "html-not-escaped",
    level: Level::Error,
    group: Group::Atom,
    summary: "content of type `html` is escaped",
    why: "readers show nothing, or text without its paragraphs",
    cite: Citation::new("RFC 4287", "section 3.1.1.2", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.2"),
    w3c: &["NotEscaped"],
    bad: &[entry(r#"<content type="html"><⟦p⟧>Cyclists were first.</p></content>"#)],
    good: &[entry(r#"<content type="html">&lt;p&gt;Cyclists were first.&lt;/p&gt;</content>"#)],
    check: Check::Elements(
        &["atom:title", "atom:subtitle", "atom:rights", "atom:summary", "atom:content"],
        html_not_escaped,
    ),
};

/// Content of type `xhtml` is one `div` in the namespace of XHTML.
pub static XHTML_DIV_MISSING: Rule = Rule {
    code: "A047",
    name: "xhtml-div-missing",
    level: Level::Error,
    group: Group::Atom,
    summary: "content of type `xhtml` is one `div` in the namespace of XHTML",
    why: "readers show nothing",
    cite: Citation::new("RFC 4287", "section 3.1.1.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"),
    w3c: &["MissingXhtmlDiv"],
    bad: &[entry(
        r#"<content type="xhtml"><⟦p⟧ xmlns="http://www.w3.org/1999/xhtml">Cyclists were first.</p></content>"#,
    )],
    good: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Cyclists were first.</p></div></content>"#,
    )],
    check: Check::Elements(
        &["atom:title", "atom:subtitle", "atom:rights", "atom:summary", "atom:content"],
        xhtml_div_missing,
    ),
};

/// The tags of XHTML content are not escaped.
pub static XHTML_ESCAPED: Rule = Rule {
    code: "A048",
    name: "xhtml-escaped",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the tags of XHTML content are not escaped",
    why: "readers show the tags",
    cite: Citation::new("RFC 4287", "section 3.1.1.3", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.3"),
    w3c: &["NotInline"],
    bad: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A ⟦&lt;b&gt;⟧bridge&lt;/b&gt;</div></content>"#,
    )],
    good: &[entry(
        r#"<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bridge</b></div></content>"#,
    )],
    check: Check::Elements(
        &["atom:title", "atom:subtitle", "atom:rights", "atom:summary", "atom:content"],
        xhtml_escaped,
    ),
};

/// A piece of HTML is of type `html`, not of the media type of a whole page.
pub static HTML_FRAGMENT_TYPE: Rule = Rule {
    code: "A049",
    name: "html-fragment-type",
    level: Level::Warning,
    group: Group::Atom,
    summary: "a piece of HTML is of type `html`, not of the media type of a whole page",
    why: "readers look for a page and show nothing, or the tags",
    cite: Citation::new("RFC 4287", "section 4.1.3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3"),
    w3c: &["HtmlFragment"],
    bad: &[entry(r#"<content type="⟦text/html⟧">A &lt;b&gt;bridge&lt;/b&gt;</content>"#)],
    good: &[entry(r#"<content type="html">A &lt;b&gt;bridge&lt;/b&gt;</content>"#)],
    check: Check::Elements(&["atom:content"], html_fragment_type),
};

/// Content that is neither text nor XML is in Base64.
pub static BASE64_INVALID: Rule = Rule {
    code: "A050",
    name: "base64-invalid",
    level: Level::Error,
    group: Group::Atom,
    summary: "content that is neither text nor XML is in Base64",
    why: "readers cannot decode it",
    cite: Citation::new("RFC 4287", "section 4.1.3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3"),
    w3c: &["NotBase64"],
    bad: &[entry(r#"<summary>A map</summary><content type="image/png">⟦see the map⟧</content>"#)],
    good: &[entry(r#"<summary>A map</summary><content type="image/png">aGFyYm91cg==</content>"#)],
    check: Check::Elements(&["atom:content"], base64_invalid),
};

/// Content of an XML media type is one element.
pub static XML_CONTENT_MIXED: Rule = Rule {
    code: "A051",
    name: "xml-content-mixed",
    level: Level::Error,
    group: Group::Atom,
    summary: "content of an XML media type is one element",
    why: "readers cannot show it",
    cite: Citation::new("RFC 4287", "section 4.1.3.3", "https://www.rfc-editor.org/rfc/rfc4287#section-4.1.3.3"),
    w3c: &["UnexpectedText"],
    bad: &[entry(r#"<content type="image/svg+xml">⟦A map⟧<svg xmlns="http://www.w3.org/2000/svg"/></content>"#)],
    good: &[entry(r#"<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"/></content>"#)],
    check: Check::Elements(&["atom:content"], xml_content_mixed),
};

fn kind_of(element: Element) -> String {
    element.attribute_value("type").map_or_else(|| "text".to_string(), |kind| kind.trimmed().to_ascii_lowercase())
}

fn is_text_type(kind: &str) -> bool {
    matches!(kind, "text" | "html" | "xhtml")
}

fn text_type_media_type(value: &Value, reporter: &mut Reporter) {
    if super::identifiers::is_media_type(value.trimmed()) {
        reporter.at(value.span(), "the type of a text is no media type").help("write `text`, `html` or `xhtml`");
    }
}

fn text_type_unknown(value: &Value, reporter: &mut Reporter) {
    let kind = value.text.as_ref();
    if !kind.trim().is_empty() && !is_text_type(kind) && !super::identifiers::is_media_type(kind) {
        reporter.at(value.span(), "this is no type of a text").help("write `text`, `html` or `xhtml`");
    }
}

fn content_type_invalid(content: Element, reporter: &mut Reporter) {
    let Some(kind) = content.attribute_value("type") else { return };
    let is_elsewhere = content.attribute("src").is_some();
    let is_media = super::identifiers::is_media_type(kind.trimmed());
    let is_container = ["multipart/", "message/"].iter().any(|container| kind.trimmed().starts_with(container));
    let is_right = if is_media { !is_container } else { !is_elsewhere && is_text_type(kind.trimmed()) };
    if !is_right && !kind.trimmed().is_empty() {
        reporter
            .at(kind.span(), "content cannot be of this type")
            .help("write `html`, `text`, `xhtml`, or a media type such as `image/png`");
    }
}

fn content_type_missing(content: Element, reporter: &mut Reporter) {
    if content.attribute("src").is_some() && content.attribute("type").is_none() {
        reporter.at(content.name_span(), "this content is elsewhere and does not tell its type");
    }
}

fn content_both(content: Element, reporter: &mut Reporter) {
    if content.attribute("src").is_none() {
        return;
    }
    let value = content.value();
    if !value.trimmed().is_empty() {
        reporter.at(value.trimmed_span(), "this content is elsewhere and here too").help("delete one of the two");
    } else if let Some(child) = content.children().next() {
        reporter.at(child.name_span(), "this content is elsewhere and here too").help("delete one of the two");
    }
}

fn element_in_text(element: Element, reporter: &mut Reporter) {
    let is_elsewhere = element.is("atom:content") && element.attribute("src").is_some();
    if kind_of(element) == "text" || is_elsewhere {
        for child in element.children() {
            reporter
                .at(
                    child.name_span(),
                    format!("`{}` inside `{}`, which holds text", child.written(), element.written()),
                )
                .help("escape it and write `type=\"html\"`");
        }
    }
}

fn html_not_escaped(element: Element, reporter: &mut Reporter) {
    if !matches!(kind_of(element).as_str(), "html" | "text/html") {
        return;
    }
    if let Some(child) = element.children().next() {
        reporter
            .at(child.name_span(), format!("`{}` is of type `html` and not escaped", element.written()))
            .help("write `&lt;` for `<` and `&amp;` for `&`");
    }
}

fn xhtml_div_missing(element: Element, reporter: &mut Reporter) {
    if kind_of(element) != "xhtml" || element.attribute("src").is_some() {
        return;
    }
    match element.children().next() {
        Some(child) if child.namespace().prefix() == "xhtml" && child.local() == "div" => {}
        Some(child) => drop(
            reporter
                .at(child.name_span(), format!("`{}` of type `xhtml` has to be one `div`", element.written()))
                .help("write `<div xmlns=\"http://www.w3.org/1999/xhtml\">`"),
        ),
        None => drop(
            reporter
                .at(element.name_span(), format!("`{}` of type `xhtml` has no `div`", element.written()))
                .help("write `<div xmlns=\"http://www.w3.org/1999/xhtml\">`"),
        ),
    }
}

fn xhtml_escaped(element: Element, reporter: &mut Reporter) {
    if kind_of(element) != "xhtml" {
        return;
    }
    for inner in std::iter::once(element).chain(element.descendants()) {
        // Code shown to readers is escaped on purpose.
        if matches!(inner.local(), "code" | "pre" | "kbd" | "samp" | "tt") {
            continue;
        }
        let value = inner.value();
        if let Some(tag) = value.tags().find(|tag| html_tags::is_html_element(tag.name)) {
            reporter
                .at(value.span_of(tag.range()), "an escaped tag in XHTML")
                .help("write the tag itself, or `type=\"html\"`");
            return;
        }
    }
}

fn html_fragment_type(content: Element, reporter: &mut Reporter) {
    let Some(kind) = content.attribute_value("type").filter(|_| content.attribute("src").is_none()) else { return };
    let is_page = match kind.trimmed() {
        "text/html" => content.value().text.to_ascii_lowercase().contains("<html"),
        "application/xhtml+xml" => content.children().next().is_some_and(|child| child.local() == "html"),
        _ => return,
    };
    if !is_page {
        reporter.at(kind.span(), "this is a piece of HTML and not a page").help(if kind.trimmed() == "text/html" {
            "write `html`"
        } else {
            "write `xhtml`"
        });
    }
}

fn base64_invalid(content: Element, reporter: &mut Reporter) {
    if content.attribute("src").is_some() || !super::atom::is_base64_type(&kind_of(content)) {
        return;
    }
    let value = content.value();
    let digits: Vec<u8> = value.text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let body = digits.iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
    let padding = digits.get(body..).unwrap_or_default();
    let is_base64 = digits.len().is_multiple_of(4) && matches!(padding, [] | [b'='] | [b'=', b'=']);
    if !is_base64 {
        reporter.at(value.trimmed_span(), "this is no Base64");
    }
}

fn xml_content_mixed(content: Element, reporter: &mut Reporter) {
    let kind = kind_of(content);
    let is_xml = kind.ends_with("+xml") || kind.ends_with("/xml");
    let value = content.value();
    if is_xml
        && kind != "application/xhtml+xml"
        && content.attribute("src").is_none()
        && content.children().next().is_some()
        && !value.trimmed().is_empty()
    {
        reporter.at(value.trimmed_span(), "text beside the element of XML content");
    }
}
