//! Text that a reader shows as it is: titles, names, labels.

use crate::document::Element;
use crate::html_tags;
use crate::reader;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, entry, item};
use crate::value::Value;
use crate::vocabulary::ValueKind;
use courant_text::source::Level;

/// Text that is shown as it is holds no HTML.
pub static HTML_IN_TEXT: Rule = Rule {
    code: "T001",
    name: "html-in-text",
    level: Level::Warning,
    group: Group::Text,
    summary: "text that is shown as it is holds no HTML",
    why: "some readers show the tags, others drop them; nobody sees what was meant",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Character data",
        "https://www.rssboard.org/rss-profile#data-types-characterdata",
    ),
    w3c: &["ContainsHTML"],
    bad: &[item("<title>A ⟦&lt;b&gt;⟧bridge&lt;/b&gt; opens</title>"), item("<title>AT⟦&amp;amp;⟧T builds</title>")],
    good: &[item("<title>1 &lt; 2 &amp; 3</title>"), item("<title>The &#x3C;b> element</title>")],
    check: Check::Values(
        &[
            ValueKind("title"),
            ValueKind("text"),
            ValueKind("name"),
            ValueKind("itunes-text"),
            ValueKind("itunes-keywords"),
            ValueKind("contact"),
            ValueKind("attribute-text"),
        ],
        html_in_text,
    ),
};

/// A text construct of type `text` holds no HTML.
pub static HTML_UNDECLARED: Rule = Rule {
    code: "T002",
    name: "html-undeclared",
    level: Level::Warning,
    group: Group::Text,
    summary: "a text construct of type `text` holds no HTML",
    why: "readers show the tags",
    cite: Citation::new("RFC 4287", "section 3.1.1.1", "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.1"),
    w3c: &["ContainsUndeclaredHTML"],
    bad: &[entry("<title>A ⟦&lt;b&gt;⟧bridge&lt;/b&gt; opens</title>")],
    good: &[entry(r#"<title type="html">A &lt;b&gt;bridge&lt;/b&gt; opens</title>"#)],
    check: Check::Elements(
        &[
            "atom:title",
            "atom:subtitle",
            "atom:rights",
            "atom:summary",
            "atom:content",
            "media:title",
            "media:description",
            "media:text",
        ],
        html_undeclared,
    ),
};

/// An element that has a meaning has content.
pub static VALUE_BLANK: Rule = Rule {
    code: "T003",
    name: "value-blank",
    level: Level::Warning,
    group: Group::Text,
    summary: "an element that has a meaning has content",
    why: "readers show an empty line, or a title like “(no title)”",
    cite: Citation::new("RFC 4287", "section 4.2.14", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.14")
        .by_vocabulary(),
    w3c: &["NotBlank"],
    bad: &[item("<⟦category⟧> </category>")],
    good: &[item("<title>A bridge opens</title>")],
    check: Check::Blank(value_blank),
};

/// An attribute that is there has a value.
pub static ATTRIBUTE_BLANK: Rule = Rule {
    code: "T004",
    name: "attribute-blank",
    level: Level::Warning,
    group: Group::Atom,
    summary: "an attribute that is there has a value",
    why: "readers show an empty label, or do not know what the link is for",
    cite: Citation::new("RFC 4287", "section 4.2.7", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7")
        .by_vocabulary(),
    w3c: &["AttrNotBlank"],
    bad: &[entry(r#"<link rel="related" href="https://example.org/" ⟦title=""⟧/>"#)],
    good: &[entry(r#"<link rel="related" href="https://example.org/" title="Harbour"/>"#)],
    check: Check::Blank(attribute_blank),
};

/// A category of Atom has a term.
pub static CATEGORY_TERM_BLANK: Rule = Rule {
    code: "T012",
    name: "category-term-blank",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the term of a category is not empty",
    why: "readers show an empty label, or throw the entry among those without a category",
    cite: Citation::new("RFC 4287", "section 4.2.2.1", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.2.1"),
    w3c: &["NotBlank"],
    bad: &[entry(r#"<category ⟦term=""⟧/>"#)],
    good: &[entry(r#"<category term="harbour" label="The harbour"/>"#)],
    check: Check::Values(&[ValueKind("category-term")], category_term_blank),
};

/// Text holds no characters that come from reading it in the wrong encoding.
pub static CHARACTERS_MISTAKEN: Rule = Rule {
    code: "T005",
    name: "characters-mistaken",
    level: Level::Warning,
    group: Group::Text,
    summary: "text holds no characters that come from reading it in the wrong encoding",
    why: "readers show `â€™` where an apostrophe was meant",
    cite: Citation::new("Unicode Standard", "C1 controls", "https://www.unicode.org/versions/latest/"),
    w3c: &["BadCharacters"],
    bad: &[item("<description>It⟦â€™⟧s open</description>"), item("<description>It⟦&#146;⟧s open</description>")],
    good: &[item("<description>It’s open, António</description>")],
    check: Check::Values(
        &[
            ValueKind("json-text"),
            ValueKind("json-plain"),
            ValueKind("title"),
            ValueKind("text"),
            ValueKind("name"),
            ValueKind("html"),
            ValueKind("atom-title"),
            ValueKind("atom-text"),
            ValueKind("atom-html"),
            ValueKind("atom-content"),
        ],
        characters_mistaken,
    ),
};

/// The name of a person holds no e-mail address.
pub static EMAIL_IN_NAME: Rule = Rule {
    code: "T006",
    name: "email-in-name",
    level: Level::Warning,
    group: Group::Atom,
    summary: "the name of a person holds no e-mail address",
    why: "readers show it to everybody, and programs that gather addresses find it",
    cite: Citation::new("RFC 4287", "section 3.2.1", "https://www.rfc-editor.org/rfc/rfc4287#section-3.2.1"),
    w3c: &["ContainsEmail"],
    bad: &[entry("<author><name>⟦Ada Example &lt;ada@example.org&gt;⟧</name></author>")],
    good: &[entry("<author><name>Ada Example</name><email>ada@example.org</email></author>")],
    check: Check::Values(&[ValueKind("name")], email_in_name),
};

/// `<` before a letter in a title is written as a hexadecimal reference.
pub static TITLE_LIKE_MARKUP: Rule = Rule {
    code: "T007",
    name: "title-like-markup",
    level: Level::Advice,
    group: Group::Profile,
    summary: "`<` before a letter in a title is written as a hexadecimal reference",
    why: "readers that take titles for HTML drop what follows",
    cite: Citation::new(
        "RSS Best Practices Profile",
        "Character data",
        "https://www.rssboard.org/rss-profile#data-types-characterdata",
    ),
    w3c: &["CharacterData"],
    bad: &[item("<title>if a ⟦&lt;⟧b then</title>")],
    good: &[item("<title>if a &#x3C;b then</title>")],
    check: Check::Values(&[ValueKind("title")], title_like_markup),
};

/// HTML is escaped once.
pub static ESCAPED_TWICE: Rule = Rule {
    code: "T008",
    name: "escaped-twice",
    level: Level::Warning,
    group: Group::Text,
    summary: "HTML is escaped once",
    why: "readers show the tags as text",
    cite: Citation::new("RSS 2.0", "<description>", "https://www.rssboard.org/rss-specification#hrelementsOfLtitemgt")
        .also(&[Citation::new(
            "RFC 4287",
            "section 3.1.1.2",
            "https://www.rfc-editor.org/rfc/rfc4287#section-3.1.1.2",
        )]),
    w3c: &[],
    bad: &[item("<description>⟦&amp;lt;p&amp;gt;Cyclists were first.&amp;lt;/p&amp;gt;⟧</description>")],
    good: &[item("<description>&lt;p&gt;In HTML one writes &amp;lt;p&amp;gt;.&lt;/p&gt;</description>")],
    check: Check::Values(&[ValueKind("html"), ValueKind("atom-html")], escaped_twice),
};

fn html_in_text(value: &Value, reporter: &mut Reporter) {
    if let Some(range) = html(value) {
        let what = value.text.get(range.clone()).unwrap_or_default();
        reporter
            .at(value.span_of(range), format!("HTML in `{}`, which is shown as it is: `{what}`", value.name))
            .help("write plain text");
    }
}

/// The first tag of HTML or reference that only HTML resolves.
fn html(value: &Value) -> Option<std::ops::Range<usize>> {
    // A reference in hexadecimal is what the Profile recommends for text: what begins with one is no tag.
    let is_recommended = |range: &std::ops::Range<usize>| {
        let written = value.source_of(range.clone());
        written.starts_with("&#x") || written.starts_with("&#X")
    };
    let tags = value.tags().filter(|tag| html_tags::is_html_element(tag.name)).map(|tag| tag.range());
    let tag = tags.into_iter().find(|range| !is_recommended(range));
    tag.or_else(|| reader::html_reference(&value.text).filter(|entity| !is_recommended(entity)))
}

fn html_undeclared(element: Element, reporter: &mut Reporter) {
    let kind = element.attribute_value("type");
    let is_plain = kind.is_none_or(|kind| matches!(kind.trimmed(), "text" | "plain" | "text/plain" | ""));
    if !is_plain || element.children().next().is_some() {
        return;
    }
    let value = element.value();
    if let Some(range) = html(&value) {
        let end = element.name_span().end;
        let reported = reporter
            .at(value.span_of(range), format!("HTML in `{}`, which is of type `text`", element.written()))
            .help("write `type=\"html\"`");
        if element.attribute("type").is_none() {
            reported.fix(end..end, " type=\"html\"");
        }
    }
}

fn value_blank(value: &Value, reporter: &mut Reporter) {
    if !value.is_attribute {
        blank(value, reporter);
    }
}

fn attribute_blank(value: &Value, reporter: &mut Reporter) {
    if value.is_attribute {
        blank(value, reporter);
    }
}

fn category_term_blank(value: &Value, reporter: &mut Reporter) {
    if value.is_blank() {
        reporter
            .at(value.span_or_name(), "the term of this category is empty")
            .help("write the term, or leave the category out");
    }
}

fn blank(value: &Value, reporter: &mut Reporter) {
    reporter
        .at(value.span_or_name(), format!("`{}` is empty", value.name))
        .help(value.help_when_blank("write something into it"));
}

/// C1 controls come from windows-1252 read as ISO 8859-1; the pairs from UTF-8 read as windows-1252.
fn characters_mistaken(value: &Value, reporter: &mut Reporter) {
    for at in memchr::memchr2_iter(0xC2, 0xC3, value.text.as_bytes()) {
        let Some(length) = value.text.get(at..).and_then(mistaken) else { continue };
        reporter
            .at(
                value.span_of(at..at + length),
                format!("characters in `{}` that come from reading it in the wrong encoding", value.name),
            )
            .help("decode the text as UTF-8 before it is written into the feed");
        return;
    }
}

/// Bytes at the beginning of this text that nobody typed.
fn mistaken(text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let (first, second) = (characters.next()?, characters.next());
    match (first, second) {
        ('\u{80}'..='\u{9F}', _) => Some(first.len_utf8()),
        ('â', Some('€' | '\u{80}')) => Some(text.char_indices().nth(3).map_or(text.len(), |(end, _)| end)),
        ('Ã' | 'Â', Some(second @ '\u{A0}'..='\u{BF}')) => Some(first.len_utf8() + second.len_utf8()),
        _ => None,
    }
}

fn email_in_name(value: &Value, reporter: &mut Reporter) {
    let is_address = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        bare.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    };
    if value.text.split_whitespace().any(is_address) {
        reporter.at(value.trimmed_span(), "an e-mail address in a name").help("write it into `email`, or leave it out");
    }
}

fn title_like_markup(value: &Value, reporter: &mut Reporter) {
    for at in memchr::memchr_iter(b'<', value.text.as_bytes()) {
        let is_letter =
            value.text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        let written = value.source_of(at..at + 1);
        if is_letter && html(value).is_none() && !written.starts_with("&#x") && !written.starts_with("&#X") {
            reporter
                .at(value.span_of(at..at + 1), "some readers take this for the beginning of a tag")
                .help("write `&#x3C;`");
            return;
        }
    }
}

/// Certain only where nothing but escaped tags stands there.
fn escaped_twice(value: &Value, reporter: &mut Reporter) {
    let text = value.trimmed();
    let looks_escaped = text.starts_with("&lt;") && text.ends_with("&gt;") && text.contains("&lt;/");
    if looks_escaped && html_tags::Tags::of(text).is_empty() {
        reporter.at(value.trimmed_span(), format!("`{}` is escaped twice", value.name)).help("escape it once");
    }
}
