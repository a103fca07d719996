//! What of an output folder is known as ours without its manifest, by ledgers as earlier versions wrote them.

use super::super::*;
use super::{ANY_FORMAT, Place};
use crate::feed::OutputFormat;
use crate::own_files;
use std::fs;

const MAIN: &str = "urn:uuid:00000000-0000-5000-8000-000000000001";
const CAFE: &str = "urn:uuid:00000000-0000-5000-8000-000000000002";

/// The main feed, that of a category, and one by choice in two folders; formats and subjects are not known, as before format 3.
fn ledger() -> Ledger {
    let rows =
        [(".", MAIN), ("categories/cafe/", CAFE), ("long/reads/", "urn:uuid:00000000-0000-5000-8000-000000000003")];
    let rows: String =
        rows.iter().map(|(folder, id)| format!("feed\t{folder}\t{id}\t-\t2026-11-20T08:00:00Z\t-\t-\n")).collect();
    Ledger::from_tsv(&format!("courant-ledger-2\tpath\tid\tpublished\tupdated\tfingerprint\tsource\n{rows}"))
        .expect("a ledger of format 2")
}

fn atom(id: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Of {id}</title><id>{id}</id><generator>Courant</generator></feed>"
    )
}

static ATOM_FORMAT: OutputFormat = OutputFormat { key: "atom", file_name: "atom.xml", ..ANY_FORMAT };
static RSS_FORMAT: OutputFormat = OutputFormat { key: "rss", file_name: "rss.xml", ..ANY_FORMAT };
const FORMATS: [Format; 2] = [&ATOM_FORMAT, &RSS_FORMAT];

const RSS: &str = "<rss version=\"2.0\"><channel><title>T</title><generator>Courant</generator></channel></rss>";
const JSON: &str = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"T\", \"items\": []}";
const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><meta name=\"generator\" content=\"Courant\">";

fn found(files: &[(&str, &str)]) -> Vec<String> {
    let place = Place::new();
    write(&place, files);
    manifest::known(&place.path("feeds"), &ledger()).expect("it can be read").ours.into_iter().collect()
}

fn write(place: &Place, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = place.path("feeds").join(path);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
}

#[test]
fn a_file_is_known_by_its_name_its_place_and_its_mark() {
    let (main, cafe) = (atom(MAIN), atom(CAFE));
    let table: &[(&str, &str, bool)] = &[
        ("atom.xml", &main, true),
        ("atom.xml", &cafe, false),
        ("rss.xml", RSS, true),
        ("old-name.xml", RSS, true),
        ("rss.xml", "<rss version=\"2.0\"><channel><generator>Jekyll</generator></channel></rss>", false),
        ("categories/cafe/atom.xml", &cafe, true),
        ("categories/cafe/atom.xml", &main, false),
        ("categories/cafe/rss.xml", RSS, true),
        ("categories/tea/rss.xml", RSS, false),
        ("categories/rss.xml", RSS, false),
        ("long/reads/rss.xml", RSS, true),
        ("long/rss.xml", RSS, false),
        ("archive/2026/1/rss.xml", RSS, true),
        ("long/reads/archive/2026/12/rss.xml", RSS, true),
        ("categories/tea/archive/2026/1/rss.xml", RSS, false),
        ("index.html", PAGE, true),
        ("about/index.html", PAGE, false),
        ("articles/a/index.html", PAGE, true),
        ("articles/2026/a/index.html", PAGE, true),
        ("articles/a/index.html", "<!doctype html>\n<html lang=\"en\">", false),
        ("feeds.opml", "<?xml version=\"1.0\"?>\n<!-- Courant -->\n<opml>", true),
        ("articles/feeds.opml", "<?xml version=\"1.0\"?>\n<!-- Courant -->\n<opml>", false),
        ("feed.css", "/* Courant: what people see */", true),
        ("categories/cafe/feed.css", "/* Courant: what people see */", false),
        // Nothing but feeds beside it tells whose an object is.
        ("feed.json", JSON, false),
        (".hidden.xml", RSS, false),
        ("notes.txt", RSS, false),
    ];
    for (path, text, expected) in table {
        assert_eq!(found(&[(path, text)]).len(), usize::from(*expected), "{path}: {text:.60}");
    }
}

#[test]
fn an_object_is_known_by_the_feed_that_lies_beside_it() {
    let own = |files: &[(&str, &str)]| found(files).join(" ");
    assert_eq!(own(&[("rss.xml", RSS), ("feed.json", JSON)]), "feed.json rss.xml");
    // Another program may have its objects there, and its own feed.
    assert_eq!(own(&[("rss.xml", RSS), ("package.json", "{\"name\": \"x\"}")]), "rss.xml");
    assert_eq!(own(&[("rss.xml", RSS), ("index.json", JSON)]), "rss.xml");
    assert_eq!(own(&[("rss.xml", RSS), ("feed.json", "{\"name\": \"x\"}")]), "rss.xml");
    assert_eq!(own(&[("categories/cafe/rss.xml", RSS), ("feed.json", JSON)]), "categories/cafe/rss.xml");
    assert_eq!(
        own(&[("categories/cafe/rss.xml", RSS), ("categories/cafe/feed.json", JSON)]),
        "categories/cafe/feed.json categories/cafe/rss.xml"
    );
}

#[test]
fn another_output_folder_and_what_is_too_deep_are_left_alone() {
    let other = own_files::manifest(["rss.xml"]);
    assert!(found(&[("long/reads/rss.xml", RSS), ("long/reads/.courant-files", &other)]).is_empty());
    let deep = |folders: usize| format!("articles/{}index.html", "a/".repeat(folders));
    assert_eq!(found(&[(&deep(15), PAGE)]).len(), 1);
    assert_eq!(found(&[(&deep(16), PAGE)]).len(), 0);
}

/// What lies in the folder of a feed, and what is published of it.
#[test]
fn a_feed_is_published_in_the_formats_that_are_there() {
    let (main, cafe) = (atom(MAIN), atom(CAFE));
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[], ""),
        (&[("rss.xml", RSS)], "/rss"),
        (&[("atom.xml", &main), ("rss.xml", RSS)], "/atom /rss"),
        // Another feed's id, and no feed at all.
        (&[("atom.xml", &cafe), ("rss.xml", RSS)], "/rss"),
        (&[("categories/cafe/atom.xml", &cafe)], "categories/cafe/atom"),
        (&[("categories/cafe/atom.xml", &main)], ""),
        (&[("categories/cafe/atom.xml", "<generator>Courant</generator>")], ""),
        (&[("categories/tea/rss.xml", RSS)], ""),
    ];
    for (files, expected) in cases {
        for has_manifest in [false, true] {
            let place = Place::new();
            write(&place, files);
            if has_manifest {
                let named = files.iter().map(|(path, _)| *path);
                fs::create_dir_all(place.path("feeds")).expect("made");
                fs::write(place.path("feeds/.courant-files"), own_files::manifest(named)).expect("written");
            }
            let published = published_feeds(&place.path("feeds"), &ledger(), &FORMATS).expect("it can be read");
            let formats = published.iter().flat_map(|(folder, feed)| {
                feed.formats
                    .iter()
                    .map(move |format| format!("{}{format}", if folder.is_empty() { "/" } else { folder }))
            });
            assert_eq!(formats.collect::<Vec<_>>().join(" "), *expected, "{files:?}, {has_manifest}");
        }
    }
    let place = Place::new();
    write(&place, &[("atom.xml", &main)]);
    let published = published_feeds(&place.path("feeds"), &ledger(), &FORMATS).expect("it can be read");
    assert_eq!(published[""].title, format!("Of {MAIN}"));
    fs::create_dir_all(place.path("feeds/rss.xml")).expect("made");
    fs::write(place.path("feeds/.courant-files"), own_files::manifest(["rss.xml", "gone/atom.xml"])).expect("written");
    assert!(published_feeds(&place.path("feeds"), &ledger(), &FORMATS).is_err(), "a folder where a feed was");
}

/// Which of our files would go when only these are due.
#[test]
fn what_is_no_longer_due_is_ours_and_there() {
    let place = Place::new();
    place.publish(&[("rss.xml", RSS), ("a/rss.xml", RSS), ("b/rss.xml", RSS)]).expect("published");
    fs::remove_file(place.path("feeds/b/rss.xml")).expect("it was there");
    fs::write(place.path("feeds/c.xml"), RSS).expect("written");
    let due = SiteFile { path: "rss.xml".into(), kind: crate::feed::FileKind::Feed(&ANY_FORMAT), text: RSS.into() };
    let gone = no_longer_due(&place.path("feeds"), &[&due], &Ledger::default()).expect("it can be read");
    assert_eq!(gone, ["a/rss.xml"]);
    assert_eq!(ours(&place.path("feeds")).expect("it can be read").len(), 3);
}
