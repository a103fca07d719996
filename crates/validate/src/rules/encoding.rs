//! Encodings, declarations and document types: how the bytes of a feed become text.

use crate::document::Document;
use crate::rule::findings::Reporter;
use crate::rule::{Check, Citation, Group, Rule, whole};
use courant_text::source::Level;
use courant_text::source::{DecodingTrouble, Source};

/// The declared encoding is one that exists.
pub static ENCODING_UNKNOWN: Rule = Rule {
    code: "E001",
    name: "encoding-unknown",
    level: Level::Error,
    group: Group::Xml,
    summary: "the declared encoding is one that exists",
    why: "readers refuse the feed, or guess",
    cite: Citation::new("XML 1.0", "section 4.3.3", "https://www.w3.org/TR/xml/#charencoding"),
    w3c: &["UnknownEncoding"],
    bad: &[],
    good: &[],
    check: Check::Source(encoding_unknown),
};

/// A text is in the encoding that it declares.
pub static ENCODING_OTHER_THAN_DECLARED: Rule = Rule {
    code: "E002",
    name: "encoding-other-than-declared",
    level: Level::Error,
    group: Group::Xml,
    summary: "a text is in the encoding that it declares",
    why: "strict readers refuse the feed, others show wrong letters",
    cite: Citation::new("XML 1.0", "section 4.3.3", "https://www.w3.org/TR/xml/#charencoding"),
    w3c: &["UnicodeError"],
    bad: &[],
    good: &[],
    check: Check::Source(encoding_other_than_declared),
};

/// Every byte means something in the encoding of the text.
pub static BYTES_MEANINGLESS: Rule = Rule {
    code: "E003",
    name: "bytes-meaningless",
    level: Level::Error,
    group: Group::Xml,
    summary: "every byte means something in the encoding of the text",
    why: "strict readers refuse the feed, others show a mark instead of a letter",
    cite: Citation::new("XML 1.0", "section 4.3.3", "https://www.w3.org/TR/xml/#charencoding"),
    w3c: &["UnicodeError"],
    bad: &[],
    good: &[],
    check: Check::Source(bytes_meaningless),
};

/// A feed is in UTF-8 or UTF-16, which every XML parser has to know.
pub static ENCODING_NOT_UTF: Rule = Rule {
    code: "E004",
    name: "encoding-not-utf",
    level: Level::Advice,
    group: Group::Xml,
    summary: "a feed is in UTF-8 or UTF-16, which every XML parser has to know",
    why: "a parser need not know any other encoding",
    cite: Citation::new("XML 1.0", "section 2.2", "https://www.w3.org/TR/xml/#charsets"),
    w3c: &["NonstdEncoding"],
    bad: &[],
    good: &[],
    check: Check::Source(encoding_not_utf),
};

/// A feed is not in UTF-32.
pub static ENCODING_WIDE: Rule = Rule {
    code: "E005",
    name: "encoding-wide",
    level: Level::Warning,
    group: Group::Xml,
    summary: "a feed is not in UTF-32",
    why: "most parsers do not know it",
    cite: Citation::new("Encoding Standard", "Preface", "https://encoding.spec.whatwg.org/#preface"),
    w3c: &["ObscureEncoding"],
    bad: &[],
    good: &[],
    check: Check::Source(encoding_wide),
};

/// The XML declaration tells the encoding.
pub static ENCODING_UNDECLARED: Rule = Rule {
    code: "E006",
    name: "encoding-undeclared",
    level: Level::Advice,
    group: Group::Xml,
    summary: "the XML declaration tells the encoding",
    why: "a server or a proxy that states another one wins, and letters are wrong",
    cite: Citation::new("XML 1.0", "section 4.3.3", "https://www.w3.org/TR/xml/#charencoding"),
    w3c: &["MissingEncoding"],
    bad: &[],
    good: &[],
    check: Check::Source(encoding_undeclared),
};

/// A podcast is in UTF-8.
pub static PODCAST_NOT_UTF8: Rule = Rule {
    code: "E007",
    name: "podcast-not-utf8",
    level: Level::Warning,
    group: Group::Podcast,
    summary: "a podcast is in UTF-8",
    why: "Apple Podcasts takes no other encoding",
    cite: Citation::new(
        "Apple Podcasts RSS requirements",
        "Podcast RSS feed requirements",
        "https://podcasters.apple.com/support/823-podcast-requirements",
    ),
    w3c: &["NotUTF8"],
    bad: &[],
    good: &[],
    check: Check::Source(podcast_not_utf8),
};

/// The document type of RSS 0.91 belongs to version 0.91.
pub static DOCTYPE_OTHER_VERSION: Rule = Rule {
    code: "E008",
    name: "doctype-other-version",
    level: Level::Error,
    group: Group::Rss,
    summary: "the document type of RSS 0.91 belongs to version 0.91",
    why: "a parser that validates refuses the feed",
    cite: Citation::new("RSS 2.0", "What is RSS?", "https://www.rssboard.org/rss-specification#whatIsRss"),
    w3c: &["InvalidDoctype"],
    bad: &[whole(
        r#"⟦<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">⟧<rss version="2.0"><channel><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    good: &[whole(
        r#"<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>Harbour Post</title><link>https://example.org/</link><description>News</description></channel></rss>"#,
    )],
    check: Check::Document(doctype_other_version),
};

/// A feed names no document type that lies elsewhere.
pub static DOCTYPE_EXTERNAL: Rule = Rule {
    code: "E009",
    name: "doctype-external",
    level: Level::Advice,
    group: Group::Xml,
    summary: "a feed names no document type that lies elsewhere",
    why: "readers do not fetch it, and entities that it declares are missing",
    cite: Citation::new("XML 1.0", "section 2.8", "https://www.w3.org/TR/xml/#sec-prolog-dtd"),
    w3c: &["DeprecatedDTD"],
    bad: &[whole(
        r#"⟦<!DOCTYPE opml SYSTEM "https://example.org/opml.dtd">⟧<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    good: &[whole(
        r#"<opml version="2.0"><head><title>Feeds</title></head><body><outline text="Bridges"/></body></opml>"#,
    )],
    check: Check::Document(doctype_external),
};

/// A feed is smaller than 5 MiB.
pub static FEED_TOO_LARGE: Rule = Rule {
    code: "E010",
    name: "feed-too-large",
    level: Level::Advice,
    group: Group::Feed,
    summary: "a feed is smaller than 5 MiB",
    why: "readers refuse it, or take so long that they are cut off",
    cite: Citation::new(
        "CommaFeed",
        "commafeed.http-client.max-response-size",
        "https://athou.github.io/commafeed/documentation/",
    ),
    w3c: &[],
    bad: &[],
    good: &[],
    check: Check::Source(feed_too_large),
};

/// A text that says ISO-8859-1 holds no characters of windows-1252.
pub static WINDOWS_CHARACTERS: Rule = Rule {
    code: "E011",
    name: "windows-characters",
    level: Level::Warning,
    group: Group::Xml,
    summary: "a text that says ISO-8859-1 holds no characters of windows-1252",
    why: "strict readers show nothing where a quotation mark or a dash was meant",
    cite: Citation::new("Encoding Standard", "Names and labels", "https://encoding.spec.whatwg.org/#names-and-labels"),
    w3c: &["BadCharacters"],
    bad: &[],
    good: &[],
    check: Check::Source(windows_characters),
};

/// A JSON Feed is in UTF-8, without a byte order mark.
pub static JSON_NOT_UTF8: Rule = Rule {
    code: "E012",
    name: "json-not-utf8",
    level: Level::Error,
    group: Group::JsonFeed,
    summary: "a JSON Feed is in UTF-8, without a byte order mark",
    why: "many parsers refuse it at its first character",
    cite: Citation::new("RFC 8259", "section 8.1", "https://www.rfc-editor.org/rfc/rfc8259#section-8.1"),
    w3c: &[],
    bad: &[],
    good: &[],
    check: Check::Source(json_not_utf8),
};

/// ISO 8859-1 has control characters where windows-1252 has quotation marks and dashes; the Encoding Standard reads both alike.
fn windows_characters(source: &Source, reporter: &mut Reporter) {
    let Some((label, _)) = &source.decoding().declared else { return };
    let is_latin =
        ["iso-8859-1", "iso8859-1", "latin1", "us-ascii"].iter().any(|name| label.eq_ignore_ascii_case(name));
    if !is_latin || source.decoding().used != Some("windows-1252") {
        return;
    }
    let is_windows = |character: char| character > '\u{FF}' || matches!(character, '\u{80}'..='\u{9F}');
    if let Some((at, character)) = source.text.char_indices().find(|(_, character)| is_windows(*character)) {
        reporter
            .at(at..at + character.len_utf8(), format!("this character is not in {label}"))
            .help("save the file as UTF-8 and write `UTF-8`, or write `windows-1252`");
    }
}

fn encoding_unknown(source: &Source, reporter: &mut Reporter) {
    for trouble in &source.decoding().troubles {
        if let DecodingTrouble::Unknown(span) = trouble {
            let label = source.text.get(span.clone()).unwrap_or_default();
            reporter
                .at(span.clone(), format!("there is no encoding called `{label}`"))
                .help("save the file as UTF-8 and write `UTF-8`");
        }
    }
}

fn encoding_other_than_declared(source: &Source, reporter: &mut Reporter) {
    for trouble in &source.decoding().troubles {
        if let DecodingTrouble::OtherThanDeclared(span) = trouble {
            let used = source.decoding().used.unwrap_or("UTF-8");
            reporter.at(span.clone(), format!("this text is in {used}")).help(format!("write `{used}`"));
        }
    }
}

fn bytes_meaningless(source: &Source, reporter: &mut Reporter) {
    for trouble in &source.decoding().troubles {
        let DecodingTrouble::Meaningless { span, bytes, places } = trouble else { continue };
        let shown: String = bytes.iter().take(4).map(|byte| format!(" {byte:02X}")).collect();
        let used = source.decoding().used.unwrap_or("UTF-8");
        let others = if *places > 1 { format!(", here and at {} more places", places - 1) } else { String::new() };
        let what = if shown.is_empty() { "bytes".to_string() } else { format!("the bytes{shown}") };
        reporter
            .at(span.clone(), format!("{what} mean nothing in {used}{others}"))
            .help("save the file as UTF-8, or declare the encoding in which it is");
    }
}

fn encoding_not_utf(source: &Source, reporter: &mut Reporter) {
    let Some((label, span)) = &source.decoding().declared else { return };
    if source.decoding().used.is_some_and(|used| !used.starts_with("UTF-")) {
        reporter
            .at(span.clone(), format!("a parser need not know `{label}`"))
            .help("save the file as UTF-8 and write `UTF-8`");
    }
}

fn encoding_wide(source: &Source, reporter: &mut Reporter) {
    if source.decoding().used.is_some_and(|used| used.starts_with("UTF-32")) {
        reporter.at(0..0, "this feed is in UTF-32").help("save the file as UTF-8");
    }
}

/// Where the whole of it is ASCII nothing can go wrong, and a byte order mark says as much as a declaration.
fn encoding_undeclared(source: &Source, reporter: &mut Reporter) {
    let decoding = source.decoding();
    let is_xml = source.text.trim_start().starts_with('<');
    if decoding.used.is_some() && decoding.declared.is_none() && !decoding.byte_order_mark && is_xml {
        reporter
            .at(0..0, "this feed does not tell its encoding")
            .help("write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>` at its beginning");
    }
}

fn json_not_utf8(source: &Source, reporter: &mut Reporter) {
    let decoding = source.decoding();
    if !source.text.trim_start().starts_with(['{', '[']) {
        return;
    }
    match decoding.used.filter(|used| *used != "UTF-8") {
        Some(used) => reporter.at(0..0, format!("this feed is in {used}")).help("save the file as UTF-8"),
        None if decoding.byte_order_mark => {
            reporter.at(0..0, "a byte order mark stands before this feed").help("save the file as UTF-8 without it")
        }
        None => return,
    };
}

fn podcast_not_utf8(source: &Source, reporter: &mut Reporter) {
    let decoding = source.decoding();
    let is_other = decoding.used.is_some_and(|used| used != "UTF-8");
    if is_other && source.text.contains("http://www.itunes.com/dtds/podcast-1.0.dtd") {
        let span = decoding.declared.as_ref().map_or(0..0, |(_, span)| span.clone());
        reporter.at(span, "this podcast is not in UTF-8").help("save the file as UTF-8 and write `UTF-8`");
    }
}

fn feed_too_large(source: &Source, reporter: &mut Reporter) {
    const SMALLEST_LIMIT: usize = 5 * 1024 * 1024;
    if source.text.len() > SMALLEST_LIMIT {
        let size = source.text.len() / 1024 / 1024;
        reporter
            .at(0..0, format!("this feed has {size} MiB, and some readers refuse more than 5"))
            .help("keep the newest items, and offer the others as an archive");
    }
}

fn doctype_other_version(document: Document, reporter: &mut Reporter) {
    let (Some(span), Some(root)) = (document.tree.doctype.clone(), document.root()) else { return };
    let is_netscape = document.text.get(span.clone()).is_some_and(|doctype| doctype.contains("DTD RSS 0.91"));
    if is_netscape && root.attribute_value("version").is_some_and(|version| version.trimmed() != "0.91") {
        reporter.at(span, "this document type is that of RSS 0.91").help("delete it");
    }
}

fn doctype_external(document: Document, reporter: &mut Reporter) {
    if let Some(span) = document.tree.doctype.clone() {
        reporter.at(span, "this document type lies elsewhere, and readers do not fetch it").help("delete it");
    }
}
