//! Walks the vocabulary: what it says of each element and attribute is what a feed hears where it does otherwise.

use crate::namespaces::{KNOWN, NamespaceStatus};
use crate::vocabulary::{AttributeRule, Occurrence, Row, VOCABULARY};
use crate::{parse, validate};
use courant_text::source::{Level, Source};
use std::collections::BTreeMap;

/// For each kind of value what is right, and what is not; `-` where nothing is wrong that is there.
const SAMPLES: &[(&str, &str, &str)] = &[
    ("atom-content", "A bridge.", "-"),
    ("atom-html", "A bridge.", "-"),
    ("atom-text", "A bridge", "-"),
    ("atom-title", "A bridge", "-"),
    ("attribute-text", "A bridge", "-"),
    ("bitrate", "128", "zz"),
    ("boolean", "false", "no idea"),
    ("category-term", "harbour", "-"),
    ("comma-integers", "1,2", "a,b"),
    ("contact", "ada@example.org (Ada Example)", "Ada Example"),
    ("content-type", "text", "zz"),
    ("count", "12", "zz"),
    ("date3339", "2026-11-24T08:00:00Z", "24 Nov 2026"),
    ("date8601", "2026-11-24T08:00:00+0100", "24 Nov 2026"),
    ("date822", "Tue, 24 Nov 2026 08:00:00 GMT", "2026-11-24"),
    ("day", "Monday", "Montag"),
    ("email", "ada@example.org", "Ada Example"),
    ("enclosure-url", "https://example.org/a.mp3", "a.mp3"),
    ("expression", "full", "zz"),
    ("float", "1.5", "zz"),
    ("full-iri", "https://example.org/a", "a b"),
    ("geo-box", "42.9 -71.0 43.0 -69.0", "zz"),
    ("geo-circle", "42.9 -71.0 500", "zz"),
    ("geo-line", "42.9 -71.0 43.0 -69.0", "zz"),
    ("geo-point", "42.9 -71.0", "zz"),
    ("geo-polygon", "42.9 -71.0 43.0 -69.0 44.0 -70.0 42.9 -71.0", "zz"),
    ("guid", "https://example.org/bridge", "-"),
    ("hour", "1", "25"),
    ("html", "A bridge.", "-"),
    ("id", "urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a12", "a b"),
    ("image-height", "31", "401"),
    ("image-width", "88", "145"),
    ("integer", "12", "zz"),
    ("integer-list", "1,2", "zz"),
    ("integrity-type", "sri", "zz"),
    ("iri", "https://example.org/a", "http:/a b"),
    ("itunes-block", "Yes", "perhaps"),
    ("itunes-category", "Arts", "Bridges and Cranes"),
    ("itunes-duration", "1:02:03", "an hour"),
    ("itunes-episode-type", "full", "zz"),
    ("itunes-explicit", "false", "perhaps"),
    ("itunes-keywords", "bridge", "-"),
    ("itunes-text", "A bridge", "-"),
    ("itunes-type", "episodic", "zz"),
    ("language", "en", "e_n!"),
    ("latitude", "42.9", "91"),
    ("length", "1000", "zz"),
    ("link-relation", "related", "a b"),
    ("link-type", "text/html", "html"),
    ("live-status", "live", "zz"),
    ("longitude", "-71.0", "181"),
    ("media-adult", "false", "-"),
    ("media-algo", "md5", "zz"),
    ("media-hash", "dfdec888b72151965a34b4b59031290a", "-"),
    ("media-role", "author", "-"),
    ("media-scheme", "urn:simple", "-"),
    ("media-text", "A bridge", "-"),
    ("media-text-type", "plain", "zz"),
    ("medium", "video", "zz"),
    ("mime", "audio/mpeg", "mp3"),
    ("name", "Ada Example", "-"),
    ("npt", "0:00:10", "zz"),
    ("opml-version", "2.0", "9.0"),
    ("optional-text", "A bridge", "-"),
    ("outline-version", "RSS2", "zz"),
    ("podcast-image", "https://example.org/a.jpg", "a.jpg"),
    ("podcast-medium", "podcast", "zz"),
    ("port", "80", "70000"),
    ("positive", "12", "zz"),
    ("reference", "https://example.org/a", "a b"),
    ("restriction", "us", "-"),
    ("restriction-relation", "allow", "zz"),
    ("restriction-type", "country", "zz"),
    ("rss-version", "2.0", "9.0"),
    ("text", "A bridge", "-"),
    ("text-type", "text", "zz"),
    ("title", "A bridge", "-"),
    ("true-false", "true", "perhaps"),
    ("ttl", "60", "zz"),
    ("update-period", "daily", "often"),
    ("url", "https://example.org/a", "a b"),
    ("uuid", "917393e3-1b1e-5cef-ace4-edaa54e1f810", "zz"),
    ("w3cdtf", "2026-11-24", "24 Nov 2026"),
    ("yes-no", "yes", "perhaps"),
];

/// What an element needs by a rule of its own, if the element that is looked at is not one.
const BESIDES: &[(&str, &str, &str)] = &[
    ("item", "title", "<title>A bridge</title>"),
    ("atom:entry", "atom:author", "<atom:author><atom:name>Ada Example</atom:name></atom:author>"),
    ("atom:entry", "atom:link", r#"<atom:link rel="alternate" href="https://example.org/bridge"/>"#),
    ("atom:entry", "atom:content", "<atom:content>A bridge.</atom:content>"),
    ("atom:entry", "atom:summary", "<atom:summary>A bridge.</atom:summary>"),
    ("atom:feed", "atom:author", "<atom:author><atom:name>Ada Example</atom:name></atom:author>"),
    ("itunes:owner", "itunes:email", "<itunes:email>ada@example.org</itunes:email>"),
    ("podcast:alternateEnclosure", "podcast:source", r#"<podcast:source uri="https://example.org/a.mp3"/>"#),
    ("media:group", "media:content", r#"<media:content url="https://example.org/a.mp4"/>"#),
];

/// Attributes that an element needs by a rule of its own.
const ATTRIBUTES: &[(&str, &str, &str)] = &[
    ("itunes:image", "href", "https://example.org/a.jpg"),
    ("media:restriction", "type", "country"),
    ("podcast:socialInteract", "uri", "https://example.org/a"),
];

/// The text of an element, or the value of an attribute in it, that is right there and not for all of its kind.
const OWN: &[(&str, &str, &str)] =
    &[("media:rating", "", "nonadult"), ("itunes:category/itunes:category", "text", "Books")];

fn own(place: &str, attribute: &str, kind: &str) -> &'static str {
    let own = OWN.iter().find(|(suffix, name, _)| place.ends_with(suffix) && *name == attribute);
    own.map_or_else(|| right(kind), |(.., value)| value)
}

fn right(kind: &str) -> &'static str {
    SAMPLES.iter().find(|(name, ..)| *name == kind).map_or("", |(_, right, _)| right)
}

fn wrong(kind: &str) -> Option<&'static str> {
    SAMPLES.iter().find(|(name, ..)| *name == kind).map(|(.., wrong)| *wrong).filter(|wrong| *wrong != "-")
}

/// What is done to the element at the end of a chain.
#[derive(Clone, Copy, Default)]
struct Change<'a> {
    /// Its text; the right one where there is none.
    content: Option<&'a str>,
    /// An attribute and its value.
    attribute: Option<(&'a str, &'a str)>,
    is_doubled: bool,
    /// What stands in it besides.
    inside: &'a str,
}

/// Writes the elements of a chain, each inside the one before, after what stands around them.
fn write(out: &mut String, around: &str, chain: &[&Row], change: &Change) {
    let Some((row, inner)) = chain.split_first() else { return };
    let place = format!("{around}/{}", row.element);
    let is_target = inner.is_empty();
    for _ in 0..if is_target && change.is_doubled { 2 } else { 1 } {
        out.push_str(&format!("<{}", row.element));
        if matches!(row.element, "rss" | "atom:feed" | "atom:entry" | "opml") && !out.contains("xmlns:") {
            let mut seen = Vec::new();
            for known in
                KNOWN.iter().filter(|known| known.status == NamespaceStatus::Checked && !known.prefix.is_empty())
            {
                if !seen.contains(&known.prefix) {
                    seen.push(known.prefix);
                    out.push_str(&format!(" xmlns:{}=\"{}\"", known.prefix, known.uri));
                }
            }
            out.push_str(
                " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:cc=\"http://web.resource.org/cc/\"",
            );
        }
        let changed = change.attribute.filter(|_| is_target);
        for attribute in &row.attributes {
            match changed.filter(|(name, _)| *name == attribute.name) {
                Some((name, value)) => out.push_str(&format!(" {name}=\"{value}\"")),
                None if attribute.is_required => {
                    let value = own(&place, attribute.name, kind_of(attribute));
                    out.push_str(&format!(" {}=\"{value}\"", attribute.name));
                }
                None => {
                    let besides = ATTRIBUTES.iter().find(|(of, name, _)| *of == row.element && *name == attribute.name);
                    out.push_str(&besides.map_or(String::new(), |(_, name, value)| format!(" {name}=\"{value}\"")));
                }
            }
        }
        out.push('>');
        match change.content.filter(|_| is_target) {
            Some(content) => out.push_str(content),
            // What is elsewhere is not here too.
            None if changed.is_some_and(|(name, _)| name == "src") => {}
            None => out.push_str(own(&place, "", row.content.0)),
        }
        let next = inner.first().map_or("", |next| next.element);
        for (.., text) in BESIDES.iter().filter(|(around, name, _)| *around == row.element && *name != next) {
            out.push_str(text);
        }
        for child in VOCABULARY.required_children(VOCABULARY.find_written(row.element)) {
            if inner.first().is_none_or(|next| next.element != child.element) {
                write(out, &place, &[child], &Change::default());
            }
        }
        if is_target {
            out.push_str(change.inside);
        }
        write(out, &place, inner, change);
        out.push_str(&format!("</{}>", row.element));
    }
}

fn kind_of(attribute: &AttributeRule) -> &'static str {
    VOCABULARY.kinds().nth(attribute.kind_number).unwrap_or_default()
}

/// How often each rule finds something, and at which level.
fn findings(chain: &[&Row], change: &Change) -> BTreeMap<(&'static str, Level), usize> {
    let mut text = String::new();
    write(&mut text, "", chain, change);
    let mut found = BTreeMap::new();
    for one in validate(&parse(&Source::new("walk.xml", text))) {
        *found.entry((one.rule.code, one.rule.level)).or_insert(0) += 1;
    }
    found
}

/// What is found more often than before, advice left out.
fn more(
    before: &BTreeMap<(&'static str, Level), usize>,
    after: &BTreeMap<(&'static str, Level), usize>,
) -> Vec<&'static str> {
    let counted = |rule| before.get(rule).copied().unwrap_or_default();
    let new = after.iter().filter(|(rule, number)| rule.1 != Level::Advice && **number > counted(rule));
    new.flat_map(|(rule, number)| std::iter::repeat_n(rule.0, *number - counted(rule))).collect()
}

/// Every element that the vocabulary knows, each with the elements around it, from the root.
fn chains() -> Vec<Vec<&'static Row>> {
    VOCABULARY
        .all()
        .filter_map(|(parent, row)| {
            let mut chain = vec![row];
            let mut around = parent;
            while around != "/" {
                let (next, row) = VOCABULARY.all().find(|(next, row)| row.element == around && *next != around)?;
                chain.insert(0, row);
                around = next;
            }
            Some(chain)
        })
        .collect()
}

fn name(chain: &[&Row]) -> String {
    chain.iter().map(|row| row.element).collect::<Vec<_>>().join("/")
}

/// Calls a test with each element, and each attribute of it, in a feed without error: the chain, the attribute, and what is found there.
fn each_value(mut test: impl FnMut(&[&Row], Option<&AttributeRule>, &BTreeMap<(&'static str, Level), usize>)) {
    for chain in chains() {
        let Some(row) = chain.last() else { continue };
        test(&chain, None, &findings(&chain, &Change::default()));
        for attribute in &row.attributes {
            let change = Change {
                attribute: Some((attribute.name, own(&name(&chain), attribute.name, kind_of(attribute)))),
                ..Change::default()
            };
            test(&chain, Some(attribute), &findings(&chain, &change));
        }
    }
}

fn with<'a>(attribute: Option<&'a AttributeRule>, value: &'a str) -> Change<'a> {
    match attribute {
        Some(attribute) => Change { attribute: Some((attribute.name, value)), ..Change::default() },
        None => Change { content: Some(value), ..Change::default() },
    }
}

fn kind_and_emptiness(row: &Row, attribute: Option<&AttributeRule>) -> (&'static str, bool) {
    attribute.map_or((row.content.0, row.may_be_empty), |attribute| (kind_of(attribute), attribute.may_be_empty))
}

fn at(chain: &[&Row], attribute: Option<&AttributeRule>) -> String {
    name(chain) + &attribute.map_or(String::new(), |attribute| format!("/@{}", attribute.name))
}

/// Compared with what is expected, so that a change of either is read.
fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_kind_of_value_has_a_sample() {
    let without: Vec<_> = VOCABULARY
        .kinds()
        .filter(|kind| !matches!(*kind, "-" | "children" | "any") && right(kind).is_empty())
        .filter(|kind| !kind.starts_with("json-"))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn what_the_vocabulary_allows_is_no_error() {
    let mut wrong = Vec::new();
    each_value(|chain, attribute, found| {
        let errors: Vec<_> = found.keys().filter(|(_, level)| *level == Level::Error).map(|(code, _)| *code).collect();
        if !errors.is_empty() {
            wrong.push(format!("{}: {errors:?}", at(chain, attribute)));
        }
    });
    assert_none(&wrong);
}

#[test]
fn an_empty_value_is_told_once_where_it_may_not_be_empty() {
    let mut wrong = Vec::new();
    each_value(|chain, attribute, before| {
        let Some(row) = chain.last() else { return };
        let (kind, may_be_empty) = kind_and_emptiness(row, attribute);
        for blank in ["", " "] {
            let told = more(before, &findings(chain, &with(attribute, blank)));
            let is_right =
                if may_be_empty { !told.iter().any(|code| ["T003", "T004"].contains(code)) } else { told.len() == 1 };
            if !is_right {
                wrong.push(format!("{} ({kind}, {blank:?}): {told:?}", at(chain, attribute)));
            }
        }
    });
    assert_none(&wrong);
}

#[test]
fn a_value_of_another_kind_is_told() {
    let mut wrong_ones = Vec::new();
    each_value(|chain, attribute, before| {
        let Some(row) = chain.last() else { return };
        let (kind, _) = kind_and_emptiness(row, attribute);
        let Some(value) = wrong(kind) else { return };
        if more(before, &findings(chain, &with(attribute, value))).is_empty() {
            wrong_ones.push(format!("{} ({kind}): {value}", at(chain, attribute)));
        }
    });
    assert_none(&wrong_ones);
}

#[test]
fn an_element_that_may_stand_once_is_told_where_it_stands_twice() {
    let mut wrong = Vec::new();
    for chain in chains() {
        let Some(row) = chain.last().filter(|_| chain.len() > 1) else { continue };
        let before = findings(&chain, &Change::default());
        let told = more(&before, &findings(&chain, &Change { is_doubled: true, ..Change::default() }));
        let is_once = matches!(row.times, Occurrence::Once | Occurrence::AtMostOnce);
        if told.iter().filter(|code| **code == "S002").count() != usize::from(is_once) {
            wrong.push(format!("{}: {told:?}", name(&chain)));
        }
    }
    assert_none(&wrong);
}

#[test]
fn text_in_an_element_without_content_is_told_once() {
    let mut wrong = Vec::new();
    for chain in chains() {
        let Some(row) = chain.last().filter(|row| matches!(row.content.0, "-" | "children")) else { continue };
        let before = findings(&chain, &Change::default());
        let told = more(&before, &findings(&chain, &Change { content: Some("A bridge"), ..Change::default() }));
        if told != ["S006"] {
            wrong.push(format!("{} ({}): {told:?}", name(&chain), row.content.0));
        }
    }
    assert_none(&wrong);
}

/// An element of each vocabulary stands where none of its rows allows it, and nothing is missing in it.
#[test]
fn an_element_where_it_does_not_belong_is_told_once() {
    let mut wrong = Vec::new();
    let places: Vec<_> = chains()
        .into_iter()
        .filter(|chain| chain.last().is_some_and(|row| matches!(row.element, "skipDays" | "atom:author")))
        .collect();
    for place in places.iter().filter(|chain| chain.len() < 4) {
        let before = findings(place, &Change::default());
        let outer = VOCABULARY.find_written(place.last().map_or("", |row| row.element));
        for (_, row) in VOCABULARY.all() {
            let known = VOCABULARY.find_written(row.element);
            let prefix = row.element.split_once(':').map_or("", |(prefix, _)| prefix);
            let is_checked = KNOWN
                .iter()
                .find(|known| known.prefix == prefix)
                .is_some_and(|known| known.status == NamespaceStatus::Checked);
            if VOCABULARY.find_row(outer, known).is_some() || !is_checked {
                continue;
            }
            // What is in no namespace is foreign to Atom.
            let is_foreign = prefix.is_empty() && place.iter().any(|row| row.element.starts_with("atom:"));
            let expected = if is_foreign { "N007" } else { "S003" };
            let inside = format!("<{0}/>", row.element);
            let told = more(&before, &findings(place, &Change { inside: &inside, ..Change::default() }));
            if told != [expected] {
                wrong.push(format!("{} in {}: {told:?}", row.element, name(place)));
            }
        }
    }
    wrong.dedup();
    assert_none(&wrong);
}

/// No value is too long, and a long one is judged like a short one.
#[test]
fn a_long_value_of_another_kind_is_told_too() {
    let long = "z".repeat(70_000);
    let mut wrong = Vec::new();
    let mut kinds = std::collections::BTreeSet::new();
    each_value(|chain, attribute, before| {
        let Some(row) = chain.last() else { return };
        let (kind, _) = kind_and_emptiness(row, attribute);
        let is_judged = [
            "count",
            "date3339",
            "date822",
            "email",
            "length",
            "positive",
            "true-false",
            "uuid",
            "w3cdtf",
            "npt",
            "float",
        ];
        if !is_judged.contains(&kind) || !kinds.insert(kind) {
            return;
        }
        if more(before, &findings(chain, &with(attribute, &long))).is_empty() {
            wrong.push(format!("{} ({kind})", at(chain, attribute)));
        }
    });
    assert!(kinds.len() > 8, "{kinds:?}");
    assert_none(&wrong);
}

/// White space around the text of an element is passed over, but where Atom allows none.
#[test]
fn white_space_around_a_value_is_told_where_it_is_none() {
    const EXACT: &[&str] = &["id", "iri", "email", "date3339"];
    let mut wrong = Vec::new();
    each_value(|chain, attribute, before| {
        let Some(row) = chain.last().filter(|_| attribute.is_none()) else { return };
        let text = own(&name(chain), "", row.content.0);
        if text.is_empty() {
            return;
        }
        let padded = format!("\n  {text}\n");
        let told = more(before, &findings(chain, &with(None, &padded)));
        let expected: &[&str] = if EXACT.contains(&row.content.0) { &["U006"] } else { &[] };
        if told != expected {
            wrong.push(format!("{} ({}): {told:?}", name(chain), row.content.0));
        }
    });
    assert_none(&wrong);
}
