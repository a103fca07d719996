//! The rest of a feed around an example of a rule, and the places that the example marks.

use super::rule::{Example, Frame};
use courant_text::source::Span;

/// An example as a whole feed, without its marks, and the marked places.
pub fn feed(example: &Example) -> (String, Vec<Span>) {
    let mut marked = frame(example);
    let mut spans = Vec::new();
    while let Some(open) = marked.find('⟦') {
        marked.replace_range(open..open + '⟦'.len_utf8(), "");
        let Some(close) = marked.find('⟧') else { break };
        marked.replace_range(close..close + '⟧'.len_utf8(), "");
        spans.push(open..close);
    }
    (marked, spans)
}

const RSS: &str = r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel>
"#;
const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
"#;
const CHANNEL: &[(&str, &str)] = &[
    ("<title", "<title>Harbour Post</title>\n"),
    ("<link", "<link>https://example.org/</link>\n"),
    ("<description", "<description>News of the harbour</description>\n"),
    ("rel=\"self\"", "<atom:link rel=\"self\" href=\"https://example.org/feed.xml\" type=\"application/rss+xml\"/>\n"),
];
const ITEM: &[(&str, &str)] = &[
    ("<title", "<title>A bridge opens</title>\n"),
    ("<link", "<link>https://example.org/bridge</link>\n"),
    ("<guid", "<guid isPermaLink=\"false\">urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</guid>\n"),
];
const FEED: &[(&str, &str)] = &[
    ("<title", "<title>Harbour Post</title>\n"),
    ("<id", "<id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a10</id>\n"),
    ("<updated", "<updated>2026-11-24T08:00:00Z</updated>\n"),
    ("<author", "<author><name>Ada Example</name></author>\n"),
    ("rel=\"self\"", "<link rel=\"self\" href=\"https://example.org/atom.xml\"/>\n"),
];
const ENTRY: &[(&str, &str)] = &[
    ("<title", "<title>A bridge opens</title>\n"),
    ("<id", "<id>urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11</id>\n"),
    ("<updated", "<updated>2026-11-24T08:00:00Z</updated>\n"),
    ("rel=\"alternate\"", "<link rel=\"alternate\" href=\"https://example.org/bridge\"/>\n"),
    ("<content", "<content>Cyclists were first.</content>\n"),
];
const JSON_FEED: &[(&str, &str)] = &[
    ("\"version\"", "\"version\": \"https://jsonfeed.org/version/1.1\",\n"),
    ("\"title\"", "\"title\": \"Harbour Post\",\n"),
    ("\"home_page_url\"", "\"home_page_url\": \"https://example.org/\",\n"),
    ("\"feed_url\"", "\"feed_url\": \"https://example.org/feed.json\",\n"),
    ("\"items\"", "\"items\": [],\n"),
];
const JSON_ITEM: &[(&str, &str)] = &[
    ("\"id\"", "\"id\": \"urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11\",\n"),
    ("\"content_", "\"content_text\": \"Cyclists were first.\",\n"),
];

fn frame(example: &Example) -> String {
    let text = example.text;
    match example.frame {
        Frame::Whole => text.to_string(),
        Frame::Channel => format!("{RSS}{}{text}\n</channel>\n</rss>\n", rest(CHANNEL, text)),
        Frame::Item => {
            let item = format!("<item>\n{}{text}\n</item>", rest(ITEM, text));
            format!("{RSS}{}{item}\n</channel>\n</rss>\n", rest(CHANNEL, ""))
        }
        Frame::Feed => format!("{ATOM}{}{text}\n</feed>\n", rest(FEED, text)),
        Frame::Entry => {
            let entry = format!("<entry>\n{}{text}\n</entry>", rest(ENTRY, text));
            format!("{ATOM}{}{entry}\n</feed>\n", rest(FEED, ""))
        }
        Frame::JsonFeed => format!("{{{}{text}}}\n", rest(JSON_FEED, text)),
        Frame::JsonItem => {
            let item = format!("{{{}{text}}}", rest(JSON_ITEM, text));
            let items = format!("\"items\": [{item}]");
            format!("{{{}{items}}}\n", rest(JSON_FEED, &items))
        }
        Frame::Outlines => {
            format!("<opml version=\"2.0\"><head><title>Feeds</title></head><body>\n{text}\n</body></opml>\n")
        }
    }
}

/// What is right and not in the example itself.
fn rest(defaults: &[(&str, &str)], example: &str) -> String {
    let own = outermost(example);
    defaults.iter().filter(|(sign, _)| !own.contains(sign)).map(|(_, text)| *text).collect()
}

/// An example without its marks, and without the elements, arrays and objects that have titles and ids of their own.
fn outermost(example: &str) -> String {
    const INNER: [(&str, &str); 8] = [
        ("<source", "</source>"),
        ("<app:collection", "</app:collection>"),
        ("<item", "</item>"),
        ("<entry", "</entry>"),
        ("<image", "</image>"),
        ("<textInput", "</textInput>"),
        ("[", "]"),
        ("{", "}"),
    ];
    let marks: &[char] = &['⟦', '⟧'];
    let mut own = example.replace(marks, "");
    for (begin, end) in INNER {
        while let Some(start) = own.find(begin)
            && let Some(length) = own.get(start..).and_then(|rest| rest.find(end))
        {
            own.replace_range(start + begin.len()..start + length + end.len(), "…");
            own.replace_range(start..start + 1, "…");
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::Rule;
    use crate::{Diagnostic, FeedKind, Parsed, parse, rules, validate};
    use courant_text::source::{Level, Source};

    fn findings(example: &Example) -> (String, Vec<Span>, Vec<Diagnostic>) {
        let (text, spans) = feed(example);
        let found = validate(&parse(&Source::new(example.text, text.clone())));
        (text, spans, found)
    }

    fn complaint(rule: &Rule, example: &Example, what: &str, found: &[Diagnostic], text: &str) -> String {
        let found: Vec<String> = found
            .iter()
            .map(|one| format!("  {} {} at {:?} `{}`", one.rule.code, one.message, one.span, &text[one.span.clone()]))
            .collect();
        format!("{} {}: {what}: {}\n{}", rule.code, rule.name, example.text, found.join("\n"))
    }

    #[test]
    fn bad_examples_are_reported_exactly_where_they_are_marked() {
        let mut wrong = Vec::new();
        for rule in rules::ALL {
            for example in rule.bad {
                let (text, marked, found) = findings(example);
                let places: Vec<Span> =
                    found.iter().filter(|one| one.rule.code == rule.code).map(|one| one.span.clone()).collect();
                let is_right = if marked.is_empty() { !places.is_empty() } else { places == marked };
                if !is_right {
                    wrong.push(complaint(
                        rule,
                        example,
                        &format!("marked {marked:?}, reported {places:?}"),
                        &found,
                        &text,
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn good_examples_have_no_error_and_nothing_of_their_rule() {
        let mut wrong = Vec::new();
        for rule in rules::ALL {
            for example in rule.good {
                let (text, _, found) = findings(example);
                if found.iter().any(|one| one.rule.code == rule.code || one.rule.level == Level::Error) {
                    wrong.push(complaint(rule, example, "should be silent", &found, &text));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// The specifications that documents of a kind are not about. Atom's own elements in RSS are: RFC 4287 is cited for them alone.
    fn is_foreign(kind: FeedKind, specification: &str, is_atom_element: bool) -> bool {
        let foreign: &[&str] = match kind {
            FeedKind::Rss | FeedKind::Rdf if is_atom_element => &["JSON Feed", "OPML"],
            FeedKind::Rss | FeedKind::Rdf => &["RFC 4287", "JSON Feed", "OPML"],
            FeedKind::Atom => &["RSS 2.0", "RSS Best Practices Profile", "JSON Feed", "OPML"],
            FeedKind::Opml => &["RSS 2.0", "RSS Best Practices Profile", "RFC 4287", "JSON Feed", "Media RSS"],
            FeedKind::Json => &["RSS 2.0", "RSS Best Practices Profile", "RFC 4287", "OPML", "Media RSS"],
            FeedKind::Other => &[],
        };
        foreign.iter().any(|name| specification.starts_with(name))
    }

    fn is_atom_element(parsed: &Parsed, span: &Span) -> bool {
        let around =
            |element: &crate::document::Element| element.span().start <= span.start && span.end <= element.span().end;
        let innermost = parsed.document().and_then(|document| document.elements().filter(around).last());
        innermost.is_some_and(|element| element.namespace().prefix() == "atom")
    }

    /// Everything that is found in the examples of all rules, which are in all formats.
    #[test]
    fn a_finding_cites_a_specification_of_its_format_or_vocabulary() {
        let mut seen = std::collections::BTreeMap::new();
        let mut wrong = Vec::new();
        for example in rules::ALL.iter().flat_map(|rule| rule.bad.iter().chain(rule.good)) {
            let (text, _) = feed(example);
            let source = Source::new(example.text, text);
            let parsed = parse(&source);
            for found in validate(&parsed) {
                *seen.entry(parsed.kind()).or_insert(0) += 1;
                let specification = found.citation.specification;
                if is_foreign(parsed.kind(), specification, is_atom_element(&parsed, &found.span)) {
                    wrong.push(format!("{:?} {}: {specification}: {}", parsed.kind(), found.rule.name, example.text));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(seen.len() >= 6 && seen.values().all(|number| *number > 0), "{seen:?}");
    }
}
