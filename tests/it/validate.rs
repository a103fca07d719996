//! The validator on feeds as people write them, on broken ones, and on hostile ones.

use crate::properties::assert_sound;
use courant_testing::shared;
use courant_text::source::{Level, Source};
use courant_validate::examples::feed;
use courant_validate::rules::ALL;
use courant_validate::{Diagnostic, parse, validate};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Feeds of ours, written as large publishers write theirs.
fn feeds() -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds");
    files_in(&folder)
}

/// The cases of the W3C validator; nothing where they are not, which is said.
fn w3c_cases() -> Vec<(PathBuf, Vec<u8>)> {
    shared("w3c-cases").map(|folder| files_in(&folder)).unwrap_or_default()
}

fn files_in(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|ending| ["xml", "opml", "json"].iter().any(|known| ending == *known))
            {
                found.push((path.clone(), fs::read(&path).expect("it was listed")));
            }
        }
    }
    found.sort();
    found
}

fn check(name: &str, bytes: &[u8]) -> (Source, Vec<Diagnostic>) {
    let source = Source::from_bytes(name, bytes.to_vec());
    let findings = validate(&parse(&source));
    (source, findings)
}

fn told(source: &Source, findings: &[Diagnostic]) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let place = source.position(one.span.start);
        format!("{} {}: {place}: {} {}", source.name, one.rule.level, one.rule.code, one.message)
    };
    findings.iter().map(line).collect()
}

/// What their specification calls an error, and they write all the same.
const BACKED: [(&str, &str); 2] = [
    // RFC 4287, section 4.1.1: a feed has `updated`, and `published` is of entries.
    ("video-channel.xml", "element-missing"),
    ("video-channel.xml", "element-undefined"),
];

#[test]
fn feeds_as_publishers_write_them_have_no_errors() {
    let feeds = feeds();
    assert!(feeds.len() >= 12, "there are only {}", feeds.len());
    let mut wrong = Vec::new();
    for (path, bytes) in feeds {
        let (source, mut findings) = check(&path.file_name().unwrap_or_default().to_string_lossy(), &bytes);
        assert!(!parse(&source).items().is_empty(), "{} has no items", source.name);
        findings.retain(|one| one.rule.level == Level::Error && !BACKED.contains(&(&source.name, one.rule.name)));
        wrong.extend(told(&source, &findings));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_finding_stands_in_the_text_and_in_its_order() {
    for (path, bytes) in feeds().into_iter().chain(w3c_cases()) {
        let (source, findings) = check(&path.to_string_lossy(), &bytes);
        assert_sound(&source, &findings);
    }
}

#[test]
fn a_feed_cut_off_anywhere_is_an_error_and_no_panic() {
    for (path, bytes) in feeds() {
        for end in (0..bytes.len().saturating_sub(20)).step_by(50) {
            let (source, findings) = check(&path.to_string_lossy(), &bytes[..end]);
            assert_sound(&source, &findings);
            let is_error = findings.iter().any(|one| one.rule.level == Level::Error);
            assert!(is_error, "{} cut off after {end} bytes", path.display());
        }
    }
}

#[test]
fn the_cases_of_the_w3c_cut_off_or_changed_make_no_panic() {
    for (index, (path, bytes)) in w3c_cases().into_iter().enumerate() {
        for end in (0..bytes.len()).step_by(50) {
            let (source, findings) = check(&path.to_string_lossy(), &bytes[..end]);
            assert_sound(&source, &findings);
        }
        if index % 4 == 0 {
            changed(&path, &bytes, 23);
        }
    }
}

#[test]
fn one_changed_byte_makes_no_panic() {
    for (path, bytes) in feeds() {
        changed(&path, &bytes, 7);
    }
}

/// Every so many bytes, one byte after the other is replaced by one that means much in XML, in JSON or in an encoding.
fn changed(path: &Path, bytes: &[u8], step: usize) {
    let telling = b"<>&\"'/=[]{}!?-:;\0\xFF\xC3\x80 ";
    for (round, at) in (0..bytes.len()).step_by(step).enumerate() {
        let mut changed = bytes.to_vec();
        changed[at] = telling[round % telling.len()];
        let (source, findings) = check(&path.to_string_lossy(), &changed);
        assert_sound(&source, &findings);
    }
}

#[test]
fn hostile_documents_are_told_by_name_and_cost_little() {
    let rss = |inside: &str| format!("<rss version=\"2.0\"><channel>{inside}</channel></rss>").into_bytes();
    let entities: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs = format!(
        "<!DOCTYPE rss [<!ENTITY l0 \"ha\">{entities}]><rss version=\"2.0\"><channel><title>&l9;</title></channel></rss>"
    );
    let outside = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"https://example.org/x\">%p;]>\
        <rss version=\"2.0\"><channel><title>&x;</title></channel></rss>";
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=\"1\"")).collect();
    let declarations: String = (0..200).map(|n| format!(" xmlns:p{n}=\"urn:{n}\"")).collect();
    let nested: String = (0..3_000).map(|n| format!("<a xmlns:p{n}=\"urn:{n}\">")).collect();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("billion laughs", "entity-declared", laughs.into_bytes()),
        ("external entities", "entity-declared", outside.into()),
        ("200,000 levels", "nested-too-deep", rss(&"<a>".repeat(200_000))),
        ("50,000 attributes", "attributes-too-many", rss(&format!("<a{attributes}/>"))),
        ("3,000 nested namespaces", "nested-too-deep", rss(&nested)),
        (
            "many namespaces at one place",
            "namespaces-too-many",
            rss(&format!("<a{declarations}><b{declarations}/></a>")),
        ),
        ("brackets without end", "json-malformed", b"[".repeat(1_000_000)),
        ("ampersands", "ampersand-bare", rss(&"&".repeat(300_000))),
        ("quotes that do not end", "tag-unended", rss(&"<a b='".repeat(100_000))),
        (
            "tags in text that do not end",
            "html-broken",
            rss(&format!("<description>{}</description>", "&lt;a b=\"".repeat(50_000))),
        ),
        ("sections without end", "section-unclosed", rss(&"<![CDATA[".repeat(50_000))),
        ("hours", "hour-invalid", rss(&format!("<skipHours>{}</skipHours>", "<hour>99</hour>".repeat(50_000)))),
        (
            "findings in many sections of one text",
            "markup-unsafe",
            rss(&format!("<description>{}</description>", "<![CDATA[<script>]]>".repeat(200_000))),
        ),
        (
            "end tags of nothing in many open elements",
            "tag-mismatched",
            rss(&format!("{}{}", "<a>".repeat(250), "</b>".repeat(1_000_000))),
        ),
        (
            "tags of nothing in a title",
            "title-like-markup",
            rss(&format!("<title>{}</title>", "&lt;zz>".repeat(500_000))),
        ),
        (
            "a channel whose items all ask for what is long",
            "podcast-type-invalid",
            format!(
                "<rss version=\"{spaces}2.0\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><itunes:type>{spaces}x\
                 </itunes:type>{}</channel></rss>",
                "<item/>".repeat(50_000),
                spaces = " ".repeat(100_000),
            )
            .into_bytes(),
        ),
        (
            "members that JSON Feed does not know",
            "json-member-unknown",
            format!("{{\"items\": [{}]}}", vec!["{\"datepublished\": 1}"; 100_000].join(",")).into_bytes(),
        ),
        (
            "an entity that never ends",
            "ampersand-bare",
            rss(&format!("<title>{}</title>", "&a".repeat(50_000) + &"a".repeat(1_000_000))),
        ),
        (
            "UTF-32",
            "encoding-wide",
            "<rss version=\"2.0\"/>".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        ),
        ("half a UTF-16", "bytes-meaningless", b"<\0r\0s\0s\0/\0>\0\xD8".to_vec()),
        ("no UTF-8", "bytes-meaningless", b"<rss>\xE9\xC0\x80\xED\xA0\x80</rss>".to_vec()),
        ("an encoding nobody knows", "encoding-unknown", b"<?xml version='1.0' encoding='foo'?><rss/>".to_vec()),
        (
            "UTF-16 declared, UTF-8 used",
            "encoding-other-than-declared",
            b"<?xml version='1.0' encoding='UTF-16'?><rss/>".to_vec(),
        ),
        ("JSON behind a mark", "json-not-utf8", b"\xEF\xBB\xBF{\"items\": []}".to_vec()),
        (
            "JSON in UTF-16",
            "json-not-utf8",
            "\u{FEFF}{\"items\": []}".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        ("nothing", "no-element", Vec::new()),
    ];
    for (what, rule, bytes) in cases {
        let (source, findings) = check(what, &bytes);
        assert_sound(&source, &findings);
        assert!(findings.iter().any(|one| one.rule.name == rule), "{what}: {:#?}", told(&source, &findings));
    }
}

#[test]
fn a_million_findings_are_a_thousand_and_a_number() {
    let text = format!("<rss version=\"2.0\"><channel>{}</channel></rss>", "<foo/>".repeat(50_000));
    let (source, findings) = check("many", text.as_bytes());
    let undefined: Vec<_> = findings.iter().filter(|one| one.rule.name == "element-undefined").collect();
    assert_eq!(undefined.len(), 1001, "{:?}", told(&source, &findings).first());
    let last = undefined.last().expect("there are 1,001");
    assert_eq!(last.message, "and 49000 like the 1000 above");
}

/// A large document is checked in parts, which its findings do not show: they are the first, in the order of the text.
#[test]
fn findings_of_a_large_document_are_the_first() {
    for (items, rest) in [(20_000, "and 19000 like the 1000 above"), (130_000, "and 99000 or more like the 1000 above")]
    {
        let text = format!("<rss version=\"2.0\"><channel>\n{}</channel></rss>", "<item><foo/></item>\n".repeat(items));
        let (source, findings) = check("large", text.as_bytes());
        assert_sound(&source, &findings);
        for rule in ["element-undefined", "item-empty"] {
            let told: Vec<_> = findings.iter().filter(|one| one.rule.name == rule).collect();
            let lines = told.iter().map(|one| source.position(one.span.start).line_number);
            assert!(lines.eq(2..=1002), "{rule} among {items} items");
            assert_eq!(told.last().map(|one| one.message.as_str()), Some(rest), "{rule}");
        }
    }
}

#[test]
fn the_table_of_rules_keeps_its_conventions() {
    let codes: Vec<&str> = ALL.iter().map(|rule| rule.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted, "codes are unique and in order");
    let names: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), ALL.len(), "names are unique");
    for rule in ALL {
        let code = rule.code;
        assert!(
            rule.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{code}: {}",
            rule.name
        );
        assert!(!rule.name.starts_with("no-") || rule.name == "no-element", "{code} is named for the defect");
        for text in [rule.summary, rule.why] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{code}: {text}");
            assert!(begins_small(text), "{code}: {text}");
        }
        assert!(rule.cite.url.starts_with("http"), "{code}: {}", rule.cite.url);
        assert!(rule.w3c.len() <= 1, "{code} answers to one class");
    }
}

/// Whether a text begins with a small letter, with code, or with a name, which is written as it is: an abbreviation or a maker.
fn begins_small(text: &str) -> bool {
    const NAMES: [&str; 4] = ["Apple", "Atom", "Courant", "Unicode"];
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_abbreviation = word.chars().filter(|c| c.is_uppercase()).count() > 1;
    !text.starts_with(char::is_uppercase) || is_abbreviation || NAMES.contains(&word)
}

#[test]
fn a_sentence_with_a_capital_is_no_summary() {
    assert!(!begins_small("Readers refuse it") && !begins_small("A feed is JSON"));
    assert!(
        begins_small("readers refuse it") && begins_small("HTML is escaped once") && begins_small("`T` is a capital")
    );
}

/// Every finding that an example marks: rule, what is marked, and where the rule is written.
fn marked() -> Vec<(&'static str, String)> {
    let examples = ALL.iter().flat_map(|rule| rule.bad.iter().map(move |example| (rule.code, example)));
    examples
        .flat_map(|(code, example)| {
            let (text, spans) = feed(example);
            spans.into_iter().map(move |span| (code, text.get(span).unwrap_or_default().to_string()))
        })
        .collect()
}

/// The examples are the table of positions: that each is reported there and nowhere else, no byte more or less, is asserted beside them
/// (`validate::examples`); here, that no file of rules is without.
#[test]
fn the_table_of_positions_is_large_and_has_something_from_every_file_of_rules() {
    let marked = marked();
    assert!(marked.len() >= 60, "only {} places are marked", marked.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/validate/src/rules");
    for file in fs::read_dir(folder).expect("the folder of rules").flatten() {
        let code = fs::read_to_string(file.path()).expect("it was listed");
        // Encodings and sizes are of bytes, which an example cannot mark.
        let is_table = !code.contains("pub static ")
            || ["encoding.rs", "limits.rs", "mod.rs"].iter().any(|name| file.file_name() == *name);
        let has_mark = marked.iter().any(|(rule, _)| code.contains(&format!("code: \"{rule}\"")));
        assert!(is_table || has_mark, "{}: no finding has its place asserted", file.path().display());
    }
}

/// What the W3C validator can say is answered by a rule of its class or of the class above it, or is on the page of deviations.
#[test]
fn every_message_of_the_w3c_is_answered_or_a_deviation() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(classes) = shared("reference/w3c-messages.tsv") else { return };
    let classes = fs::read_to_string(classes).expect("it is there");
    let deviations =
        fs::read_to_string(root.join("crates/validate/src/deviations.md")).expect("the page of deviations");
    let answered: BTreeSet<&str> =
        courant_validate::registry::rules().flat_map(|rule| rule.w3c.iter().copied()).collect();
    let mut open = Vec::new();
    for line in classes.lines().skip(1) {
        let columns: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
        let [level, class, _, _, _, parent] = columns[..] else { continue };
        let is_told = ["error", "warning"].contains(&level);
        let is_above = !["Error", "Warning", "InvalidValue"].contains(&parent) && answered.contains(parent);
        let is_deviation = deviations.split(|c: char| !c.is_alphanumeric()).any(|word| word == class);
        if is_told && !answered.contains(class) && !is_above && !is_deviation {
            open.push(class);
        }
    }
    assert!(open.is_empty(), "{open:?}");
}
