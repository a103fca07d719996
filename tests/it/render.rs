//! One feed with everything in it, and one with next to nothing, in all formats: `tests/render/`, rewritten by `UPDATE=1 cargo test`.

use courant::feed::{AbsoluteUrl, Author, Chain, Enclosure, Entry, Feed, Format, Image, Publication, Subject};
use courant::render::{FORMATS, atom::ATOM, json_feed::JSON_FEED, longest, longest_frame, render, rss::RSS};
use courant_testing::assert_golden;
use courant_text::date::Timestamp;
use courant_text::entry_id::EntryId;
use courant_text::language_tag::LanguageTag;
use courant_text::source::{Level, Source};
use courant_text::text::Text;
use courant_validate::{Diagnostic, parse, validate};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A feed in which every field is set.
pub fn full_feed() -> Feed {
    Feed {
        folder: String::new(),
        id: EntryId::mint(&["the feed"]),
        title: Text::new("The Harbour Post & <Sons>"),
        description: Text::new("All that floats"),
        home: url("https://example.org/"),
        base: url("https://example.org/feeds/"),
        formats: FORMATS.to_vec(),
        language: LanguageTag::parse("en"),
        authors: vec![author("The Desk")],
        rights: Some(Text::new("© 2026 The Harbour Post")),
        logo: url("https://example.org/logo.png"),
        icon: url("https://example.org/icon.png"),
        ttl_minutes: 90,
        styled: true,
        listed: true,
        updated: at(1_795_507_200),
        hub: url("https://hub.example.org/"),
        chain: Chain { previous: url("https://example.org/feeds/archive/2026/1/"), ..Chain::default() },
        leads_to: None,
        entries: vec![Arc::new(full_entry()), Arc::new(bare_entry())],
    }
}

/// An entry in which every field is set.
pub fn full_entry() -> Entry {
    Entry {
        id: EntryId::mint(&["full"]),
        title: Text::new("Fish & <chips> “today”"),
        is_untitled: false,
        link: url("https://example.org/fish?a=1&b='2'"),
        alternates: Vec::new(),
        page: None,
        summary: Some(Text::new("Less than < 3 & \"more\".")),
        content: Text::new(
            "<p>Less than &lt; 3 &amp; <a href=\"https://example.org/?a=1&amp;b=2\">more</a>.</p>\n<pre>]]&gt;</pre>",
        ),
        authors: vec![author("Ada"), Author { name: Text::new("ب"), email: None, url: None }],
        categories: vec![
            Subject {
                term: Text::new("ai"),
                label: Text::new("AI & <ML>"),
                scheme: Some(Text::new("https://example.org/subjects")),
            },
            Subject { term: Text::new("Harbour"), label: Text::new("Harbour"), scheme: None },
        ],
        published: at(1_795_420_800),
        updated: at(1_795_507_200),
        language: LanguageTag::parse("nl"),
        image: Some(Image {
            url: url("https://example.org/fish.jpg?w=1&h=2").expect("an address"),
            media_type: Some(Text::new("image/jpeg")),
            credit: Some(Text::new("Photo & <Field>")),
            caption: Some(Text::new("A fish")),
            alt: Some(Text::new("Something silver")),
        }),
        enclosures: vec![enclosure("fish.mp3", "audio/mpeg", 1234), enclosure("fish.mp4", "video/mp4", 0)],
        rights: Some(Text::new("CC BY 4.0")),
        source: Some(Publication {
            title: Text::new("The Other Post"),
            url: url("https://other.example/").expect("an address"),
        }),
    }
}

/// An entry in which nothing is set that can be left out.
pub fn bare_entry() -> Entry {
    Entry {
        id: EntryId::mint(&["bare"]),
        title: Text::new("Nothing to say"),
        is_untitled: false,
        link: None,
        alternates: Vec::new(),
        page: None,
        summary: None,
        content: Text::default(),
        authors: Vec::new(),
        categories: Vec::new(),
        published: at(1_795_334_400),
        updated: at(1_795_334_400),
        language: None,
        image: None,
        enclosures: Vec::new(),
        rights: None,
        source: None,
    }
}

fn bare_feed() -> Feed {
    Feed {
        folder: "categories/ai/".to_string(),
        id: EntryId::mint(&["bare feed"]),
        title: Text::new("Bare"),
        description: Text::new("Bare"),
        home: None,
        base: None,
        formats: FORMATS.to_vec(),
        language: None,
        authors: Vec::new(),
        rights: None,
        logo: None,
        icon: None,
        ttl_minutes: 60,
        styled: false,
        listed: false,
        updated: at(1_795_334_400),
        hub: None,
        chain: Chain::default(),
        leads_to: None,
        entries: vec![Arc::new(bare_entry())],
    }
}

fn url(text: &str) -> Option<AbsoluteUrl> {
    AbsoluteUrl::parse(text)
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix(seconds).expect("a year that all formats can write")
}

fn author(name: &str) -> Author {
    Author { name: Text::new(name), email: Some(Text::new("desk@example.org")), url: url("https://example.org/desk") }
}

fn enclosure(name: &str, media_type: &str, length_bytes: u64) -> Enclosure {
    let url = url(&format!("https://example.org/{name}")).expect("an address");
    Enclosure { url, media_type: Text::new(media_type), length_bytes }
}

#[test]
fn documents_are_as_expected() {
    for (name, feed) in [("full", full_feed()), ("bare", bare_feed())] {
        for format in FORMATS {
            let file = render(format, &feed);
            assert_eq!(file.path, format!("{}{}", feed.folder, format.file_name));
            assert_golden(format!("tests/render/{name}.{}", format.file_name), &file.text);
        }
    }
}

#[test]
fn no_entry_is_longer_than_it_is_said_to_be() {
    for entry in entries_of_one_field() {
        let (mut with, mut without) = (full_feed(), full_feed());
        with.entries = vec![Arc::new(bare_entry()), Arc::new(entry.clone())];
        without.entries = vec![Arc::new(bare_entry())];
        for format in FORMATS {
            // Media RSS is declared when the first entry uses it: that belongs to the frame.
            let declaration =
                " xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:atom=\"http://www.w3.org/2005/Atom\"".len();
            let length = render(format, &with).text.len() - render(format, &without).text.len();
            let announced = longest(&entry) + if format == &JSON_FEED { 0 } else { declaration };
            assert!(length <= announced, "{format:?}: {length} > {announced} {entry:?}");
        }
    }
}

/// The full entry, the bare one, and the bare one with each field of the full one alone.
fn entries_of_one_field() -> Vec<Entry> {
    let (full, bare) = (full_entry(), bare_entry());
    vec![
        Entry { link: full.link.clone(), ..bare.clone() },
        Entry { summary: full.summary.clone(), ..bare.clone() },
        Entry { content: full.content.clone(), ..bare.clone() },
        Entry { authors: full.authors.clone(), ..bare.clone() },
        Entry { categories: full.categories.clone(), ..bare.clone() },
        Entry { updated: full.updated, ..bare.clone() },
        Entry { language: full.language.clone(), ..bare.clone() },
        Entry { image: full.image.clone(), ..bare.clone() },
        Entry { enclosures: full.enclosures.clone(), ..bare.clone() },
        Entry { rights: full.rights.clone(), ..bare.clone() },
        Entry { source: full.source.clone(), ..bare.clone() },
        full,
        bare,
    ]
}

#[test]
fn no_frame_is_longer_than_it_is_said_to_be() {
    for feed in [full_feed(), bare_feed()] {
        // An entry that makes every namespace be declared, and no author be named.
        let entry = Entry { authors: Vec::new(), ..full_entry() };
        let feed = Feed { entries: vec![Arc::new(entry.clone())], ..feed };
        for format in FORMATS {
            let length = render(format, &feed).text.len();
            let announced = longest_frame(&feed) + longest(&entry);
            assert!(length <= announced, "{format:?}: {length} > {announced}");
            // What a browser shows is longer in some languages.
            for language in ["en", "de", "ru", "ar", "ja"] {
                let language = LanguageTag::parse(language);
                let empty = Feed { entries: Vec::new(), language, styled: true, listed: true, ..feed.clone() };
                let length = render(format, &empty).text.len();
                assert!(length <= longest_frame(&empty), "{format:?}: {length} > {}", longest_frame(&empty));
            }
        }
    }
}

#[test]
fn years_that_few_expect_are_written_with_four_digits() {
    for (seconds, rss, atom) in [
        (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 +0000", "0001-01-01T00:00:00"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 +0000", "9999-12-31T23:59:59"),
    ] {
        let feed = Feed { updated: at(seconds), ..bare_feed() };
        assert!(render(&RSS, &feed).text.replace(", 1 ", ", 01 ").contains(rss));
        assert!(render(&ATOM, &feed).text.contains(atom));
    }
}

#[test]
fn the_validator_finds_only_what_a_configuration_leaves_open() {
    let names = |feed: &Feed| {
        let found = FORMATS.into_iter().flat_map(|format| findings(feed, format));
        found.map(|(_, finding)| finding.split(':').next().unwrap_or_default().to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&full_feed()), BTreeSet::new());
    // What a configuration would have to say.
    let missing = ["json-address-missing", "language-missing", "self-link-missing", "self-missing"].map(str::to_string);
    assert_eq!(names(&bare_feed()), BTreeSet::from(missing));
}

/// What the validator, which shares no code with the writers, finds: `rule: message: text`.
pub fn findings(feed: &Feed, format: Format) -> Vec<(Level, String)> {
    let source = Source::new(format.file_name, render(format, feed).text);
    let finding = |found: Diagnostic| {
        let text = source.text.get(found.span).unwrap_or_default();
        (found.rule.level, format!("{}: {}: {text}", found.rule.name, found.message))
    };
    validate(&parse(&source)).into_iter().map(finding).collect()
}
