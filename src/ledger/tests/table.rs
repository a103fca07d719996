//! The ledger as a file: read as it was written, also what a merge of two branches has left.

use super::*;

/// A ledger as version 1 or 2 of the format has it: its rows end earlier, and no address is known to have moved.
fn in_format(version: usize, ledger: &Ledger) -> String {
    let cells = 5 + version;
    let rows = ledger.to_tsv();
    let rows = rows.lines().filter(|row| !row.starts_with("moved\t"));
    let cut = |row: &str| row.split('\t').take(cells).collect::<Vec<_>>().join("\t") + "\n";
    rows.map(cut).collect::<String>().replace("courant-ledger-3", &format!("courant-ledger-{version}"))
}

#[test]
fn a_ledger_is_a_table_that_is_read_as_it_was_written() {
    let mut first = after(vec![bridge("b.md"), article("a\tb\n\\\u{1b}[31m.md", "Odd", LONG)]);
    first.promise_feed("site", "", &[], now());
    first.promise_feed("site", "categories/-/", &[], now());
    first.publish_feed("categories/-/", FeedSubject::Category("-".into()), "-", &["rss", "atom"]);
    first.promise_links(&[("b.md", "https://example.org/b/")], None);
    first.moved.insert("https://example.org/a b\t/".into(), EntryId::mint(&["1"]));
    first.moved.insert("categories/x/".into(), EntryId::mint(&["2"]));
    let text = first.to_tsv();
    assert!(text.starts_with(HEADER) && text.contains("\ta\\tb\\n\\\\\\u{1b}[31m.md\t"), "{text}");
    assert!(text.lines().all(|line| line.split('\t').count() == 12), "{text}");
    assert_eq!(Ledger::from_tsv(&text).as_ref(), Ok(&first));
    // As Windows, a merge that keeps both sides, and an editor leave it.
    let rows: Vec<_> = text.lines().skip(1).collect();
    let shuffled: String = rows.iter().rev().chain(&rows).map(|row| format!("{row}\r\n")).collect();
    assert_eq!(Ledger::from_tsv(&format!("\u{FEFF}{}\r\n{shuffled}\n\n", HEADER.trim_end())), Ok(first));
    assert_eq!(Ledger::from_tsv(""), Ok(Ledger::default()));
}

proptest::proptest! {
    /// Whatever is remembered, and whatever it is called: what is written is read as the same.
    #[test]
    fn any_ledger_is_read_as_it_was_written(ledger in ledgers()) {
        let text = ledger.to_tsv();
        let read = Ledger::from_tsv(&text);
        proptest::prop_assert_eq!(read.as_ref(), Ok(&ledger), "{}", text);
        proptest::prop_assert!(text.lines().all(|row| row.split('\t').count() == 12), "{}", text);
        // Two branches without a difference, merged.
        proptest::prop_assert_eq!(Ledger::from_tsv(&format!("{text}{text}")), Ok(ledger));
    }
}

proptest::proptest! {
    /// Whatever two branches have made of one ledger: merged, either way round and in either form, it can be read again, and no id of an article, no
    /// folder of a feed and no format that neither has retired is lost.
    #[test]
    fn a_merge_loses_nothing_and_can_be_read(base in ledgers(), ours in ledgers(), theirs in ledgers(), moves in 0u8..16) {
        // On one side some articles are at other paths, also at those of others.
        let mut theirs = theirs;
        let articles = std::mem::take(&mut theirs.articles);
        let paths: Vec<String> = articles.keys().cloned().collect();
        for (place, (path, record)) in articles.into_iter().enumerate() {
            let goes_on = moves & (1 << place) != 0;
            let path = if goes_on { paths.get(place + 1).cloned().unwrap_or(path + "x") } else { path };
            theirs.keep(path, record);
        }
        let rows = |ledger: &Ledger| ledger.to_tsv().lines().skip(1).map(|row| format!("{row}\n")).collect::<String>();
        let header = base.to_tsv().lines().next().map(|header| format!("{header}\n")).unwrap_or_default();
        let both = format!("{header}{}{}", rows(&ours), rows(&theirs));
        let conflict =
            format!("{header}<<<<<<< a\n{}||||||| o\n{}=======\n{}>>>>>>> b\n", rows(&ours), rows(&base), rows(&theirs));
        let settled = |text: &str| Ledger::settle(text, &|_| false).expect("rows of ledgers");
        let of_both = settled(&both).map_or_else(|| Ledger::from_tsv(&both).expect("rows of ledgers"), |merged| merged.ledger);
        for ledger in [
            Ledger::merge(&base, &ours, &theirs, &|_| false).ledger,
            Ledger::merge(&base, &theirs, &ours, &|path| path.ends_with('x')).ledger,
            settled(&conflict).expect("there are markers").ledger,
            of_both,
        ] {
            let again = Ledger::from_tsv(&ledger.to_tsv());
            proptest::prop_assert_eq!(again.as_ref(), Ok(&ledger));
            for side in [&ours, &theirs] {
                for record in side.articles.values() {
                    proptest::prop_assert!(ledger.holder(&record.id).is_some(), "{} is lost", record.id);
                }
                for (folder, record) in &side.feeds {
                    let there = ledger.feeds.get(folder).map(|there| &there.state);
                    let other = if std::ptr::eq(side, &ours) { &theirs } else { &ours };
                    let ends = |format: &String| [other, &base].iter().any(|other| {
                        other.feeds.get(folder).is_some_and(|feed| feed.state.retired.contains(format) || feed.state.formats.contains(format))
                    });
                    for format in record.state.formats.iter().filter(|format| !ends(format)) {
                        proptest::prop_assert!(there.is_some_and(|state| state.formats.contains(format)), "{folder} {format}");
                    }
                }
            }
        }
    }
}

/// Any ledger that the program may hold.
fn ledgers() -> impl proptest::strategy::Strategy<Value = Ledger> {
    use proptest::collection::{btree_map, btree_set};
    use proptest::prelude::*;
    let text = "[-a~\\\\\t\n\r\u{1b}\u{feff}é.,: ]{1,6}";
    let link = proptest::option::of("https?://[a-z]{1,3}\\.example/[-a-z%$^*()|?#\\\\é]{0,6}");
    let record = (0i64..100, 0i64..100, link, any::<bool>());
    let subject = prop_oneof![
        Just(FeedSubject::Main),
        text.prop_map(FeedSubject::Category),
        text.prop_map(FeedSubject::Language),
        text.prop_map(FeedSubject::Author),
        text.prop_map(FeedSubject::Chosen),
    ];
    let formats = || btree_set(prop_oneof![Just("rss"), Just("atom"), Just("json")].prop_map(str::to_string), 0..4);
    let state = (proptest::option::of(subject), proptest::option::of(text), formats(), formats());
    let articles = btree_map(text, record, 0..4);
    let feeds = btree_map(
        prop_oneof![Just(String::new()), Just("categories/é \\/".to_string()), Just("-/".to_string())],
        state,
        0..4,
    );
    let moved = btree_map(text.prop_filter("the main feed does not move", |text| text != "."), 0u8..9, 0..4);
    let day = |day: i64| Timestamp::from_unix(day * 86_400).expect("a day");
    (articles, feeds, moved).prop_map(move |(articles, feeds, moved)| {
        let article = |(path, (published, updated, link, is_known)): (String, (i64, i64, Option<String>, bool))| {
            let record = Record {
                id: EntryId::mint(&["article", &path]),
                published: day(published),
                updated: day(updated),
                fingerprint: if is_known {
                    Fingerprint::of(&article(&path, "One", LONG))
                } else {
                    Fingerprint::default()
                },
                source: if is_known { SourceHash::of(path.as_bytes()) } else { SourceHash::default() },
                link,
                is_published: is_known,
            };
            (path, record)
        };
        type State = (
            Option<FeedSubject>,
            Option<String>,
            std::collections::BTreeSet<String>,
            std::collections::BTreeSet<String>,
        );
        let feed = |(folder, (subject, name, formats, retired)): (String, State)| {
            let formats = formats.difference(&retired).cloned().collect();
            let state = FeedState { subject, name: name.unwrap_or_default(), formats, retired };
            let record = FeedRecord { id: EntryId::mint(&["feed", &folder]), updated: day(1), state };
            (folder, record)
        };
        Ledger {
            articles: articles.into_iter().map(article).collect(),
            feeds: feeds.into_iter().map(feed).collect(),
            moved: moved.into_iter().map(|(address, id)| (address, EntryId::mint(&[&id.to_string()]))).collect(),
        }
    })
}

/// What is wrong with a ledger, where it is shown, and what is said.
#[test]
fn a_mistake_in_a_ledger_is_shown_where_it_stands() {
    let after_row = |row: &str| format!("{HEADER}{ROW}{row}\n");
    let cell = |number: usize, text: &str| {
        let mut cells: Vec<_> = ROW.trim_end().split('\t').collect();
        cells[number] = text;
        format!("{HEADER}{}\n", cells.join("\t"))
    };
    let cases = [
        ("path\tid\n".to_string(), "1:1", "this is no ledger"),
        ("courant-ledger-4\tpath\n".to_string(), "1:1", "use a newer courant"),
        (HEADER.replace('\t', "    "), "1:1", "its tabs are lost"),
        ("<<<<<<< HEAD\n".to_string(), "1:1", "merge conflict"),
        (after_row("<<<<<<< HEAD"), "3:1", "`courant ledger merge` settles it"),
        (after_row("======="), "3:1", "merge conflict"),
        (after_row("article\ta.md"), "3:1", "this one has 2"),
        (after_row(&ROW.trim_end().replace("exa:x:1", "exa:x:2")), "3:9", "`a.md` has a row in line 2 already"),
        (after_row(&ROW.trim_end().replace("a.md", "b.md")), "3:14", "the id `exa:x:1` is that of line 2 already"),
        (cell(0, "post"), "2:1", "neither `article` nor `feed` nor `moved`"),
        (cell(1, ""), "2:9", "is no path"),
        (cell(1, "a\\q"), "2:9", "is written as `\\\\`"),
        (cell(1, "a\\u{110000}"), "2:9", "is no path"),
        (cell(2, "7"), "2:14", "an id has to be unique"),
        (cell(3, "yesterday"), "2:22", "write it like `2026-11-24T08:00:00Z`"),
        (cell(4, "2026-13-01T00:00:00Z"), "2:48", "is no time"),
        (cell(5, "abc"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef0123456--"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef0123456x--"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef01234567-abc-"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef01234567--0123456789ax"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef01234567---"), "2:69", "is no fingerprint"),
        (cell(5, "0123456789abcdef01234567-"), "2:69", "is no fingerprint"),
        (
            after_row("feed\t../x/\texa:x:2\t-\t2026-11-20T08:00:00Z\t-\t-\t-\t-\t-\t-\t-"),
            "3:6",
            "is no folder of a feed",
        ),
        (
            after_row("feed\t/x/\texa:x:2\t-\t2026-11-20T08:00:00Z\t-\t-\t-\t-\t-\t-\t-"),
            "3:6",
            "is no folder of a feed",
        ),
        (after_row("feed\tx\texa:x:2\t-\t2026-11-20T08:00:00Z\t-\t-\t-\t-\t-\t-\t-"), "3:6", "is no folder of a feed"),
        // Cut short, and not of an earlier format, whose header there is not.
        (after_row("feed\tx/\texa:x:2\t-\t2026-11-20T08:00:00Z\t-\t-"), "3:1", "this one has 7"),
        (cell(11, "went"), "2:81", "is neither `gone` nor `-`"),
        (cell(6, "abc"), "2:71", "is no hash of a file"),
        (cell(7, "javascript:1"), "2:73", "is no address"),
        (cell(7, "https://e.example/a b"), "2:73", "is no address"),
        (after_row("feed\tx/\texa:x:2\t-\t2026-11-20T08:00:00Z\t-\t-\t-\ttopic:x\tX\trss\t-"), "3:46", "`category:ai`"),
        (
            after_row("moved\thttps://e.example/\texa:x:1\nmoved\thttps://e.example/\texa:x:2")
                .replace(":1\n", &format!(":1{}\n", "\t-".repeat(9)))
                .trim_end()
                .to_string()
                + &"\t-".repeat(9),
            "4:7",
            "has a row in line 3 already",
        ),
    ];
    for (text, place, words) in cases {
        let mistake = Ledger::from_tsv(&text).expect_err(&text);
        assert_eq!(mistake.position.to_string(), place, "{text}: {mistake}");
        assert!(mistake.message.contains(words), "{text}: {mistake}");
    }
}

#[test]
fn a_merge_of_two_formats_is_read_as_what_both_sides_know() {
    let written = after(vec![bridge("a.md"), article("b.md", "Two", LONG)]);
    let (new, old) = (written.to_tsv(), in_format(1, &written));
    // Both sides are kept, in either order, with both headers.
    for old in [&old, &in_format(2, &written)] {
        for both in [format!("{new}{old}"), format!("{old}{new}")] {
            assert_eq!(Ledger::from_tsv(&both).as_ref(), Ok(&written), "{both}");
        }
    }
    // A feed that both sides have moved on keeps the later date; a header of a format to come is refused wherever it stands.
    let feed = |day: u32| {
        let mut ledger = written.clone();
        ledger.promise_feed("site", "", &[], time(&format!("2026-11-{day}T08:00:00Z")));
        ledger
    };
    let (earlier, later) = (feed(24), feed(25));
    assert_eq!(Ledger::from_tsv(&format!("{}{}", later.to_tsv(), earlier.to_tsv())).as_ref(), Ok(&later));
    let of_later_format = format!("{new}{}", new.replace("courant-ledger-3", "courant-ledger-9"));
    let mistake = Ledger::from_tsv(&of_later_format).expect_err("nobody knows format 9");
    assert!(mistake.to_string().starts_with("4:1: ") && mistake.message.contains("format 9"), "{mistake}");
    // One side has published an edit of the first: its later date, with the file that goes with it, is what is known.
    let mut edited = written.clone();
    let record = edited.articles.get_mut("a.md").expect("it is there");
    record.updated = time("2026-11-25T08:00:00Z");
    record.fingerprint = Fingerprint::of(&article("a.md", "One", "<p>Nothing of it is left.</p>"));
    record.source = SourceHash::of(b"edited");
    for both in [format!("{}{old}", edited.to_tsv()), format!("{new}{}", edited.to_tsv())] {
        assert_eq!(Ledger::from_tsv(&both).as_ref(), Ok(&edited), "{both}");
    }
}

#[test]
fn a_merge_of_two_branches_loses_no_address_and_revives_no_feed() {
    let mut base = after(vec![bridge("a.md")]);
    base.promise_feed("site", "notes/", &[], now());
    base.publish_feed("notes/", FeedSubject::Chosen("notes".into()), "Notes", &["rss"]);
    let id = base.articles["a.md"].id.clone();
    let told = |link: &str, moved: &[&str]| {
        let mut ledger = base.clone();
        ledger.promise_links(&[("a.md", link)], None);
        ledger.moved = moved.iter().map(|address| (address.to_string(), id.clone())).collect();
        ledger
    };
    // What the two branches tell, and what holds: the present address, and those that lead to it.
    type Told<'a> = (&'a str, &'a [&'a str]);
    let cases: [[Told; 3]; 3] = [
        [("http://e/1", &[]), ("http://e/2", &["http://e/1"]), ("http://e/2", &["http://e/1"])],
        [
            ("http://e/3", &["http://e/1"]),
            ("http://e/2", &["http://e/1"]),
            ("http://e/2", &["http://e/1", "http://e/3"]),
        ],
        [("http://e/1", &["http://e/2"]), ("http://e/1", &[]), ("http://e/1", &["http://e/2"])],
    ];
    for [(one, one_moved), (other, other_moved), (present, moved)] in cases {
        let (one, other) = (told(one, one_moved).to_tsv(), told(other, other_moved).to_tsv());
        for both in [format!("{one}{other}"), format!("{other}{one}")] {
            assert_eq!(Ledger::from_tsv(&both).as_ref(), Ok(&told(present, moved)), "{both}");
        }
    }
    // What one branch has retired and the other has gone on with is retired; what only one knows is known.
    let mut retired = base.clone();
    let state = &mut retired.feeds.get_mut("notes/").expect("it was promised").state;
    state.retired = std::mem::take(&mut state.formats);
    let (went_on, unknown) = (base.to_tsv(), in_format(2, &base));
    for both in [format!("{went_on}{}", retired.to_tsv()), format!("{}{unknown}{went_on}", retired.to_tsv())] {
        assert_eq!(Ledger::from_tsv(&both).as_ref(), Ok(&retired), "{both}");
    }
}

#[test]
fn a_ledger_of_format_1_is_read_and_dates_nothing_by_guessing() {
    let build = |ledger: &Ledger, body: &str, updated: Option<&str>| {
        let article =
            Article { updated: updated.and_then(|updated| stated(time(updated))), ..article("a.md", "One", body) };
        reconcile(ledger, vec![article])
    };
    let written = build(&Ledger::default(), LONG, None).ledger;
    let old = Ledger::from_tsv(&in_format(1, &written)).expect("a ledger of format 1");
    assert!(old.articles["a.md"].source.is_unknown());
    let same = build(&old, LONG, None);
    assert_eq!((same.ledger, same.news), (written, vec![]), "what is as it was is known from now on");
    let other = build(&old, "<p>Nothing of it is left.</p>", None);
    assert_eq!(other.ledger.articles["a.md"].updated, old.articles["a.md"].updated);
    assert!(other.news.iter().any(|remark| remark.message.contains("does not know its file")), "{:?}", other.news);
    let stating = build(&old, "<p>Nothing of it is left.</p>", Some("2026-11-23T10:00:00Z"));
    assert_eq!(stating.ledger.articles["a.md"].updated, time("2026-11-23T10:00:00Z"));
    assert_eq!(stating.news, []);
}

/// What either branch has promised of feeds and addresses is in what comes out, whichever side it is.
#[test]
fn a_merge_keeps_the_feeds_and_addresses_of_both_branches() {
    let mut base = after(vec![bridge("a.md")]);
    base.promise_feed("site", "", &[], now());
    base.promise_links(&[("a.md", "http://e/1")], None);
    let mut notes = base.clone();
    notes.promise_feed("site", "notes/", &[], now());
    notes.publish_feed("notes/", FeedSubject::Chosen("notes".into()), "Notes", &["rss"]);
    let mut moved = base.clone();
    moved.promise_feed("site", "categories/ai/", &[], now());
    moved.promise_links(&[("a.md", "http://e/2")], None);
    for (ours, theirs) in [(&notes, &moved), (&moved, &notes)] {
        let merged = Ledger::merge(&base, ours, theirs, &|_| true);
        assert_eq!(merged.decisions, Vec::<String>::new());
        let merged = merged.ledger;
        assert_eq!(merged.feeds.keys().collect::<Vec<_>>(), ["", "categories/ai/", "notes/"]);
        assert_eq!(merged.feeds["notes/"], notes.feeds["notes/"]);
        assert_eq!(merged.articles["a.md"].link.as_deref(), Some("http://e/2"));
        assert_eq!(merged.moved_links(), BTreeMap::from([("http://e/1", "http://e/2")]));
    }
    // Where both have moved it, the address that is given up was told to somebody, too; which one that is, no order of the branches decides.
    let mut elsewhere = base.clone();
    elsewhere.promise_links(&[("a.md", "http://e/3")], None);
    for (ours, theirs) in [(&moved, &elsewhere), (&elsewhere, &moved)] {
        let merged = Ledger::merge(&base, ours, theirs, &|_| true).ledger;
        assert_eq!(merged.moved_links(), BTreeMap::from([("http://e/1", "http://e/2"), ("http://e/3", "http://e/2")]));
    }
}
