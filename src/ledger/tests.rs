mod ids;
mod table;

use super::*;
use courant_html::CleanHtml;
use courant_read::article::{Category, Media, Origin, Person};
use courant_text::source::Level;

const LONG: &str = "<p>The new bridge opened on Friday morning, two months late, and cyclists were the first to cross it. \
    The mayor cut a ribbon, the band played, and the first lorry came at noon with bread for the island.</p>";

fn time(text: &str) -> Timestamp {
    courant_text::date::parse(text, &Default::default()).expect("a time of this test")
}

fn now() -> Timestamp {
    time("2026-11-24T08:00:00Z")
}

fn stated<T>(value: T) -> Option<Sourced<T>> {
    Some(Sourced::new(value, Origin::FrontMatter("key".into())))
}

/// An article with a title, a body and the date of 20 November 2026.
fn article(path: &str, title: &str, body: &str) -> Article {
    Article {
        path: path.into(),
        title: stated(title.to_string()),
        published: stated(time("2026-11-20T09:00:00+01:00")),
        content: CleanHtml::sanitise(body),
        ..Article::default()
    }
}

fn bridge(path: &str) -> Article {
    article(path, "The bridge opens", LONG)
}

/// Articles whose files hold just what is understood of them.
fn found(articles: Vec<Article>) -> Vec<FoundArticle> {
    let source = |article: &Article| {
        let file = Article { path: String::new(), ..article.clone() };
        SourceHash::of(format!("{file:?}").as_bytes())
    };
    let found = |article: Article| FoundArticle { source: source(&article), article };
    articles.into_iter().map(found).collect()
}

fn reconcile_at(ledger: &Ledger, articles: Vec<Article>, now: Timestamp) -> Reconciliation {
    ledger.reconcile("https://example.org/", found(articles), &[], now, Filter::default())
}

fn reconcile(ledger: &Ledger, articles: Vec<Article>) -> Reconciliation {
    reconcile_at(ledger, articles, now())
}

/// The ledger after a first build of these articles.
fn after(articles: Vec<Article>) -> Ledger {
    reconcile(&Ledger::default(), articles).ledger
}

/// What subscribers were told, whatever is known of the files, and whether feeds hold it now.
fn told(ledger: &Ledger) -> Ledger {
    let mut told = ledger.clone();
    for record in told.articles.values_mut() {
        record.source = SourceHash::default();
        record.is_published = true;
    }
    told
}

fn id_of<'a>(ledger: &'a Ledger, path: &str) -> &'a str {
    ledger.articles.get(path).map_or("none", |record| record.id.as_str())
}

/// Articles that each have a title and a body of their own; a long one unless they are called notes.
fn files(list: &str) -> Vec<Article> {
    let file = |file: &str| {
        let (path, text) = file.split_once('=').expect("path=text");
        let long = if text.starts_with("note") { "" } else { LONG };
        article(path, &format!("Title {text}"), &format!("{long}<p>{text}</p>"))
    };
    list.split_whitespace().map(file).collect()
}

#[test]
fn a_clock_that_goes_back_takes_nothing_from_subscribers() {
    let past = time("2020-01-01T00:00:00Z");
    let all = || vec![bridge("a.md"), article("b.md", "The quay", "<p>Other words.</p>")];
    let first = after(all());
    assert_eq!(reconcile_at(&first, all(), past).assigned.len(), 2);
    assert_eq!(reconcile_at(&first, all(), past).ledger, first);
    assert_eq!(reconcile_at(&Ledger::default(), all(), past).assigned.len(), 0, "nobody was told");
    let later = Article { published: stated(time("2027-01-01T00:00:00Z")), ..bridge("a.md") };
    assert_eq!(reconcile(&first, vec![later]).assigned.len(), 0, "its author states a later date");
    assert_eq!(first.newest_update(), Some(time("2026-11-20T09:00:00+01:00")));
}

/// What an article says of its dates at first sight, and what subscribers are told.
#[test]
fn dates_at_first_sight() {
    let day = |day: u32| time(&format!("2026-11-{day:02}T00:00:00Z"));
    // Stated, of the file, stated as updated; published, updated.
    let cases = [
        (Some(20), Some(1), None, 20, 20),
        (None, Some(10), None, 10, 10),
        (None, Some(30), None, 24, 24),
        (None, None, None, 24, 24),
        (Some(20), None, Some(22), 20, 22),
        (Some(20), None, Some(10), 20, 20),
        (Some(20), None, Some(30), 20, 20),
    ];
    for (published, file, updated, told_published, told_updated) in cases {
        let article = Article {
            published: published.and_then(|date| stated(day(date))),
            file_time: file.map(day),
            updated: updated.and_then(|date| stated(day(date))),
            ..bridge("a.md")
        };
        let ledger = reconcile_at(&Ledger::default(), vec![article], day(24)).ledger;
        let record = &ledger.articles["a.md"];
        let told = (record.published, record.updated);
        assert_eq!(told, (day(told_published), day(told_updated)), "{published:?} {file:?} {updated:?}");
    }
}

/// After a first build on the 20th: whether the text has changed, what the author states, when it is built, and `updated` then: a day, and
/// the seconds after it.
#[test]
fn updated_moves_with_the_text_alone_and_never_backwards() {
    let day = |day: u32| time(&format!("2026-11-{day:02}T00:00:00Z"));
    let cases = [
        (false, None, 24, (20, 0)),
        (false, Some(23), 24, (20, 0)),
        (true, None, 24, (24, 0)),
        (true, Some(23), 24, (23, 0)),
        // Stated already when subscribers were told.
        (true, Some(20), 24, (24, 0)),
        (true, Some(10), 24, (24, 0)),
        (true, Some(30), 24, (24, 0)),
        // The clock was ahead, or was set back: readers take an edit for one only when it is later than what they have.
        (true, None, 15, (20, 1)),
        (true, Some(14), 15, (20, 1)),
        (false, None, 15, (20, 0)),
    ];
    let published = |article: Article| Article { published: stated(day(10)), ..article };
    let first = reconcile_at(
        &Ledger::default(),
        vec![published(Article { updated: stated(day(20)), ..bridge("a.md") })],
        day(20),
    );
    for (edited, updated, now, (told, seconds)) in cases {
        let told = Timestamp::from_unix(day(told).unix() + seconds).expect("a time");
        let mut article = published(if edited { article("a.md", "Edited", LONG) } else { bridge("a.md") });
        article.updated = updated.and_then(|date| stated(day(date)));
        let second = reconcile_at(&first.ledger, vec![article.clone()], day(now)).ledger;
        assert_eq!(second.articles["a.md"].updated, told, "{edited} {updated:?} {now}");
        assert_eq!(reconcile_at(&second, vec![article], day(now + 1)).ledger, second, "the same again moves nothing");
    }
}

#[test]
fn published_is_fixed_and_its_author_is_told() {
    let first =
        after(vec![Article { published: None, file_time: Some(time("2026-11-01T00:00:00Z")), ..bridge("a.md") }]);
    let second = reconcile(&first, vec![bridge("a.md")]);
    assert_eq!(second.assigned[0].published, Sourced::new(time("2026-11-01T00:00:00Z"), Origin::Ledger));
    assert!(second.remarks[0].message.starts_with("is dated 2026-11-20T09:00:00+01:00 now, and stays 2026-11-01"));
    assert_eq!(told(&second.ledger), told(&first));
}

/// What is different about an article, what is said of it, and when that changes.
#[test]
fn who_is_not_due_stays_out_and_says_so() {
    let later = time("2026-12-01T00:00:00Z");
    let cases: Vec<(Article, &str, Option<Timestamp>)> = vec![
        (Article { draft: true, ..bridge("a.md") }, "is a draft", None),
        (Article { draft: true, published: stated(later), ..bridge("a.md") }, "is a draft", None),
        (Article { published: stated(later), ..bridge("a.md") }, "is dated 2026-12-01", Some(later)),
        (Article { expires: Some(now()), ..bridge("a.md") }, "has expired", None),
        (Article { expires: Some(later), ..bridge("a.md") }, "", Some(later)),
        (Article { published: stated(now()), ..bridge("a.md") }, "", None),
    ];
    let promised = after(vec![bridge("a.md")]);
    for (article, said, next_change) in cases {
        let reconciliation = reconcile(&promised, vec![article.clone()]);
        let remarks: Vec<_> =
            reconciliation.remarks.iter().map(|remark| (remark.level, remark.message.as_str())).collect();
        assert_eq!(reconciliation.assigned.is_empty(), !said.is_empty(), "{said}");
        assert!(said.is_empty() || (remarks[0].0 == Level::Advice && remarks[0].1.starts_with(said)), "{remarks:?}");
        assert_eq!(reconciliation.next_change, next_change, "{said}");
        assert_eq!(told(&reconciliation.ledger), told(&promised), "{said}");
        assert_ne!(reconcile(&Ledger::default(), vec![article]).ledger.articles.is_empty(), said.is_empty());
    }
    let all = vec![
        Article { draft: true, ..bridge("a.md") },
        Article { published: stated(later), ..article("b.md", "Later", "<p>Soon.</p>") },
    ];
    let filter = Filter { drafts: true, future: true };
    assert_eq!(Ledger::default().reconcile("", found(all), &[], now(), filter).assigned.len(), 2);
}

#[test]
fn what_nobody_wrote_and_what_may_move_is_no_change() {
    let from = |origin: Origin, value: &str| Some(Sourced::new(value.to_string(), origin));
    let linking = |address: &str, url: &str| Article {
        url: stated(url.to_string()),
        ..article("a.md", "Links", &format!("<p><a href=\"{address}\">Here</a> it is.</p>"))
    };
    let by = |name: &str, email: Option<&str>| {
        let person = Person { name: name.into(), email: email.map(str::to_string), ..Person::default() };
        Article { authors: stated(person).into_iter().collect(), ..bridge("a.md") }
    };
    let picture = |url: &str, alt: Option<&str>| {
        let image = Media { url: url.into(), alt: alt.map(str::to_string), ..Media::default() };
        Article { image: stated(image), ..bridge("a.md") }
    };
    let same = [
        (bridge("a.md"), Article { summary: from(Origin::FirstParagraph, "Derived."), ..bridge("a.md") }),
        (bridge("a.md"), Article { published: None, updated: stated(now()), ..bridge("a.md") }),
        (
            bridge("a.md"),
            Article { categories: vec![Sourced::new(Category::named("News"), Origin::Folder)], ..bridge("a.md") },
        ),
        (bridge("a.md"), article("a.md", "The bridge opens", &LONG.replace(", ", ",\n  "))),
        (
            linking("https://example.org/x", "https://example.org/a"),
            linking("http://example.net/x", "http://example.net/a"),
        ),
        (article("a.md", "A title alone", ""), article("b.md", "A title alone", "")),
        (Article { title: None, ..bridge("a.md") }, Article { title: None, ..bridge("b.md") }),
    ];
    for (before, now) in same {
        assert_eq!(Fingerprint::of(&before), Fingerprint::of(&now), "{now:?}");
    }
    let different = [
        (bridge("a.md"), Article { summary: stated("Stated.".to_string()), ..bridge("a.md") }),
        (
            bridge("a.md"),
            Article {
                categories: vec![Sourced::new(Category::named("News"), Origin::Body)],
                rights: stated("Free".into()),
                ..bridge("a.md")
            },
        ),
        (article("a.md", "Code", "<pre>a b</pre>"), article("a.md", "Code", "<pre>a  b</pre>")),
        (
            linking("https://example.org/x", "https://example.org/a"),
            linking("https://example.org/y", "https://example.org/a"),
        ),
        (article("a.md", "Code", "<pre>a\nb</pre>"), article("a.md", "Code", "<pre>a b</pre>")),
        (Article { title: None, ..article("a.md", "", "") }, Article { title: None, ..article("b.md", "", "") }),
        (by("Ann", None), by("Ben", None)),
        (by("Ann", None), by("Ann", Some("ann@example.org"))),
        (picture("https://example.org/a.jpg", None), picture("https://example.org/b.jpg", None)),
        (picture("https://example.org/a.jpg", None), picture("https://example.org/a.jpg", Some("A quay"))),
    ];
    for (before, now) in different {
        assert_ne!(Fingerprint::of(&before), Fingerprint::of(&now), "{now:?}");
    }
}

#[test]
fn a_record_taken_over_from_elsewhere_is_met_without_an_update() {
    let mut ledger = after(vec![bridge("a.md")]);
    let adopted = ledger.clone();
    ledger.articles.get_mut("a.md").expect("it was assigned").fingerprint = Fingerprint::default();
    let read = Ledger::from_tsv(&ledger.to_tsv()).expect("it was written so");
    assert_eq!(reconcile(&read, vec![bridge("a.md")]).ledger, adopted);
}

#[test]
fn a_feed_keeps_its_id_and_never_goes_back() {
    let mut ledger = Ledger::default();
    let (one, two) = (EntryId::mint(&["1"]), EntryId::mint(&["2"]));
    let day = |day: u32| time(&format!("2026-11-{day:02}T00:00:00Z"));
    let (id, updated) = ledger.promise_feed("site", "", &[(&two, day(12)), (&one, day(10))], now());
    assert_eq!(updated, day(12));
    assert_eq!(ledger.promise_feed("other", "", &[(&one, day(10))], now()), (id.clone(), day(12)), "an entry left");
    assert_eq!(ledger.promise_feed("other", "", &[], now()), (id.clone(), day(12)), "the last one left");
    assert_eq!(ledger.promise_feed("other", "", &[(&one, day(14))], now()), (id, day(14)));
    let empty = ledger.promise_feed("site", "categories/ai/", &[], now());
    assert_eq!(empty, ledger.promise_feed("site", "categories/ai/", &[], day(30)), "no clock in an empty feed");
    assert_ne!(ledger.feeds[""].id, ledger.feeds["categories/ai/"].id);
    assert_eq!(Ledger::from_tsv(&ledger.to_tsv()), Ok(ledger));
}

const HEADER: &str =
    "courant-ledger-3\tpath\tid\tpublished\tupdated\tfingerprint\tsource\tlink\tsubject\tname\tformats\tretired\n";
const ROW: &str = "article\ta.md\texa:x:1\t2026-11-20T09:00:00+01:00\t2026-11-20T08:00:00Z\t-\t-\t-\t-\t-\t-\t-\n";

proptest::proptest! {
    /// Whatever people do to their files: no id is lost or held twice, nothing goes backwards, and the same again changes nothing.
    #[test]
    fn promises_hold_whatever_happens(builds in proptest::collection::vec(builds(), 1..6)) {
        let mut ledger = Ledger::default();
        for (articles, day) in builds {
            let now = time(&format!("2026-11-{:02}T00:00:00Z", day));
            let reconciliation = reconcile_at(&ledger, articles.clone(), now);
            let next = reconciliation.ledger;
            let ids = |ledger: &Ledger| ledger.articles.values().map(|record| record.id.clone()).collect::<std::collections::BTreeSet<_>>();
            proptest::prop_assert!(ids(&ledger).is_subset(&ids(&next)), "{}\nthen\n{}", ledger.to_tsv(), next.to_tsv());
            proptest::prop_assert_eq!(ids(&next).len(), next.articles.len());
            for record in ledger.articles.values() {
                let now = next.articles.values().find(|now| now.id == record.id).expect("it is a subset");
                proptest::prop_assert!(now.updated >= record.updated && now.published == record.published);
            }
            proptest::prop_assert_eq!(&reconcile_at(&next, articles, now).ledger, &next);
            proptest::prop_assert_eq!(Ledger::from_tsv(&next.to_tsv()), Ok(next.clone()));
            ledger = next;
        }
    }
}

/// A state of a small folder, and the day on which it is built.
fn builds() -> impl proptest::strategy::Strategy<Value = (Vec<Article>, u32)> {
    use proptest::prelude::*;
    let file = (0usize..4, 0u32..4, 0u32..12, any::<bool>());
    (proptest::collection::btree_map(0usize..6, file, 0..5), 1u32..29).prop_map(|(files, day)| {
        let article = |(path, (title, body, id, draft)): (usize, (usize, u32, u32, bool))| Article {
            draft: draft && body == 0,
            id: (id < 3).then(|| Sourced::new(format!("exa:x:{id}"), Origin::Body)),
            ..article(
                &format!("{}/{}.md", path % 2, path / 2),
                &format!("Title {title}"),
                &format!("{LONG}<p>{body}</p>"),
            )
        };
        (files.into_iter().map(article).collect(), day)
    })
}

/// What the file and what is understood of it do between two builds, what is known of the file before, and whether subscribers are told of an
/// update.
#[test]
fn an_article_is_updated_when_its_author_has_changed_it() {
    let read = |body: &str, bytes: &str| FoundArticle {
        article: article("a.md", "One", body),
        source: SourceHash::of(bytes.as_bytes()),
    };
    let build = |ledger: &Ledger, found: FoundArticle, now: &str| {
        ledger.reconcile("https://example.org/", vec![found], &[], time(now), Filter::default())
    };
    let (first, other) = (LONG, "<p>Nothing of it is left.</p>");
    let cases = [
        ("nothing", (first, "bytes"), false),
        ("another reader, vocabulary or neighbour", (other, "bytes"), false),
        ("what nobody sees", (first, "other bytes"), false),
        ("line ends and a byte order mark", (other, "\u{FEFF}bytes"), false),
        ("an edit", (other, "other bytes"), true),
    ];
    for (change, (body, bytes), is_update) in cases {
        let before = build(&Ledger::default(), read(first, "bytes"), "2026-11-24T08:00:00Z").ledger;
        let after = build(&before, read(body, bytes), "2026-11-25T08:00:00Z").ledger;
        assert_eq!(after.articles["a.md"].updated != before.articles["a.md"].updated, is_update, "{change}");
        // What was understood otherwise is known now: the next build has nothing to tell of it.
        let next = build(&after, read(body, bytes), "2026-11-26T08:00:00Z").ledger;
        assert_eq!(next, after, "{change}");
    }
}

/// How many articles without a date come together, how many seconds lie between their files, and who is named where they are no news.
#[test]
fn undated_articles_that_come_together_are_dated_before_all_that_was_promised() {
    let first = after(vec![bridge("a.md")]);
    let cases = [
        (3, 0, None),
        (4, 0, Some("`n1.md`, `n2.md` and 1 more")),
        (4, 60, Some("`n1.md`, `n2.md` and 1 more")),
        (4, 61, None),
        (6, 1, Some("`n1.md`, `n2.md` and 3 more")),
    ];
    for (count, apart, named) in cases {
        let undated = |number: i64| Article {
            published: None,
            file_time: Timestamp::from_unix(now().unix() - 1000 + apart * number),
            ..article(&format!("n{number}.md"), &format!("New {number}"), &format!("<p>What is new in {number}.</p>"))
        };
        let come: Vec<Article> = (0..count).map(undated).chain([bridge("a.md")]).collect();
        let second = reconcile(&first, come.clone());
        let published = |path: &str| second.ledger.articles[path].published;
        let paths: Vec<String> = (0..count).map(|number| format!("n{number}.md")).collect();
        let are_before = paths.iter().all(|path| published(path) < published("a.md"));
        assert_eq!(are_before, named.is_some(), "{count} {apart}");
        assert_eq!(second.news.len(), usize::from(named.is_some()), "{:?}", second.news);
        assert!(second.news.iter().all(|told| told.path == "n0.md" && told.message.contains(named.unwrap_or("-"))));
        // Their order is that of their paths, and as they are dated they stay.
        assert!(named.is_none() || paths.is_sorted_by_key(|path| published(path)), "{count} {apart}");
        assert_eq!(reconcile(&second.ledger, come).ledger, second.ledger);
        assert_eq!(reconcile(&Ledger::default(), (0..count).map(undated).collect()).news, [], "a first build");
    }
}

/// Files before and after, written `path=text`, and what is told of each path.
#[test]
fn what_becomes_of_promises_is_told() {
    let another = "is another article than the one that was here";
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);
    let cases: [Case; 6] = [
        ("a.md=1", "a.md=1", &[]),
        ("a.md=1", "a.md=1 b.md=2", &[]),
        ("a.md=1", "a.md=1x", &[]),
        ("a.md=1", "b.md=1", &[("b.md", "was `a.md` before, and stays what it is for subscribers")]),
        ("a.md=1", "2026/1.md=1 a.md=2", &[("2026/1.md", "was `a.md` before"), ("a.md", another)]),
        ("a.md=1 b.md=2", "b.md=1", &[("b.md", "was `a.md` before")]),
    ];
    for (before, after_them, told) in cases {
        let second = reconcile(&after(files(before)), files(after_them));
        let news: Vec<(&str, &str)> =
            second.news.iter().map(|remark| (remark.path.as_str(), remark.message.as_str())).collect();
        assert_eq!(news.len(), told.len(), "{before} to {after_them}: {news:?}");
        for ((path, message), (told_path, words)) in news.iter().zip(told) {
            assert!(path == told_path && message.starts_with(words), "{before} to {after_them}: {news:?}");
        }
    }
}

/// What subscribers were told, what is stated now and where that stands, and whether its author is told that it stays as it was.
#[test]
fn a_date_that_says_something_else_is_told_of_and_the_day_of_a_moment_is_not() {
    let stated_in = |origin: Origin, text: &str| Some(Sourced::new(time(text), origin));
    let key = || Origin::FrontMatter("date".into());
    let cases = [
        ("2026-11-20T15:00:00Z", key(), "2026-11-20T15:00:00Z", false),
        ("2026-11-20T15:00:00Z", key(), "2026-11-20T16:00:00+01:00", false),
        ("2026-11-20T15:00:00Z", key(), "2026-11-20", false),
        ("2026-11-20T15:00:00Z", key(), "2026-11-20T14:00:00Z", true),
        ("2026-11-20T23:59:59Z", key(), "2026-11-20", false),
        ("2026-11-21T00:00:00Z", key(), "2026-11-20", true),
        ("2026-11-20T15:00:00Z", key(), "2026-11-18", true),
        // What was found by chance is no statement.
        ("2026-11-20T15:00:00Z", Origin::Line(3), "2026-11-18", false),
    ];
    for (told, origin, says, is_remarked) in cases {
        let first = after(vec![Article { published: stated(time(told)), ..bridge("a.md") }]);
        let second = reconcile(&first, vec![Article { published: stated_in(origin, says), ..bridge("a.md") }]);
        assert_eq!(second.remarks.len(), usize::from(is_remarked), "{told} {says}: {:?}", second.remarks);
        assert_eq!(second.ledger.articles["a.md"].published, time(told), "{told} {says}");
    }
}

/// Where articles were read, where they are read now, and the hosts that are taken for one.
#[test]
fn a_site_has_moved_where_most_of_its_articles_have() {
    let cases = [
        ("o o o o", "n n n n", "o>n"),
        ("o o o o", "n n n o", "o>n"),
        ("o o o o o", "n n n o o", "o>n"),
        ("o o o o", "n n o o", ""),
        ("o o o", "n m o", ""),
        ("o", "n", "o>n"),
        // One article alone may have been on a page of somebody else.
        ("o p p p", "n p p p", ""),
        ("o o p p", "n n q q", "o>n p>q"),
    ];
    for (before, now, expected) in cases {
        let places: Vec<(String, &str, &str)> = before
            .split(' ')
            .zip(now.split(' '))
            .enumerate()
            .map(|(number, (was, is))| (format!("{number}.md"), was, is))
            .collect();
        let mut ledger = after(places.iter().map(|(path, ..)| article(path, path, path)).collect());
        let mut promise = |is_before: bool| {
            let link = |(number, (path, was, is)): (usize, &(String, &str, &str))| {
                (path.clone(), format!("https://{}.example/{number}", if is_before { was } else { is }))
            };
            let links: Vec<(String, String)> = places.iter().enumerate().map(link).collect();
            let links: Vec<(&str, &str)> = links.iter().map(|(path, link)| (path.as_str(), link.as_str())).collect();
            ledger.promise_links(&links, None)
        };
        promise(true);
        let host = |host: &str| host.trim_start_matches("https://").trim_end_matches(".example").to_string();
        let moves = promise(false);
        let hosts: Vec<String> = moves.hosts.iter().map(|(from, to)| format!("{}>{}", host(from), host(to))).collect();
        assert_eq!(hosts.join(" "), expected, "{before} to {now}");
    }
}

/// What is read of an article and of which bytes, before and after it was renamed, and whether it is the same then.
#[test]
fn an_article_renamed_is_known_by_its_bytes_and_by_its_text() {
    let read = |path: &str, title: &str, body: &str, bytes: &str| FoundArticle {
        article: article(path, title, body),
        source: SourceHash::of(bytes.as_bytes()),
    };
    let (note, other) = ("<p>A note.</p>", "<p>Quite another note.</p>");
    let cases = [
        ("nothing else", ("One", note, "bytes"), true),
        ("a better reader", ("Read otherwise", other, "bytes"), true),
        ("written otherwise, and it says the same", ("One", note, "other bytes"), true),
        ("another note", ("Two", other, "other bytes"), false),
    ];
    for (change, (title, body, bytes), is_same) in cases {
        let build = |ledger: &Ledger, found: FoundArticle| {
            ledger.reconcile("https://example.org/", vec![found], &[], now(), Filter::default()).ledger
        };
        let before = build(&Ledger::default(), read("a.md", "One", note, "bytes"));
        let after = build(&before, read("notes/b.md", title, body, bytes));
        assert_eq!(id_of(&after, "notes/b.md") == id_of(&before, "a.md"), is_same, "{change}");
    }
}

/// Feeds `a/` and `b/` are published, `c/` is not, `d/` is none; what led to `b/`, and what leads there.
#[test]
fn a_feed_that_has_become_one_with_another_leads_there() {
    let mut ledger = Ledger::default();
    for folder in ["a/", "b/", "c/"] {
        ledger.promise_feed("site", folder, &[], now());
    }
    for folder in ["a/", "b/"] {
        ledger.publish_feed(folder, FeedSubject::Category(folder.into()), folder, &["rss"]);
    }
    let id = |folder: &str| ledger.feeds[folder].id.clone();
    let (to_b, to_c) = (id("b/"), id("c/"));
    let before = ["a/", "c/", "d/", "http://e/a", "category:x"];
    ledger.moved = before.into_iter().map(|address| (address.to_string(), to_b.clone())).collect();
    assert_eq!(ledger.moved_feeds(), BTreeMap::from([("a/", "b/")]));
    assert_eq!(ledger.former_subjects(), BTreeMap::from([(&to_b, vec![FeedSubject::Category("x".into())])]));
    ledger.moved.insert("a/".into(), to_c);
    assert_eq!(ledger.moved_feeds(), BTreeMap::new(), "nobody can have that one");
}
