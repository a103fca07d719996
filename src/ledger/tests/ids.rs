//! Whose an id is: what an article keeps, brings, and may not take.

use super::*;

/// What is done to one article between two builds, where it lies then, and whether it stays the same for subscribers.
#[test]
fn an_id_stays_with_its_article() {
    let with = |change: &dyn Fn(&mut Article)| {
        let mut article = bridge("bridge.md");
        change(&mut article);
        article
    };
    let long = |text: &str| format!("{LONG}<p>{text}</p>");
    let cases: Vec<(&str, Article, bool)> = vec![
        ("nothing", bridge("bridge.md"), true),
        ("an edit", article("bridge.md", "The bridge opens", "<p>Other words.</p>"), true),
        ("another title and body", article("bridge.md", "Other", "<p>Other words.</p>"), true),
        ("a rename", bridge("archive/old-bridge.md"), true),
        ("another extension", bridge("bridge.txt"), true),
        ("a rename for a new title", article("bridges.md", "The bridges open", LONG), true),
        ("a move and an edit", article("archive/bridge.md", "The bridge opens", &long("At one.")), true),
        ("a rename and an edit", article("quay.md", "The bridge opens", &long("At one.")), true),
        (
            "a rename, an edit and another day",
            with(&|article| {
                article.path = "quay.md".into();
                article.content = CleanHtml::sanitise(&long("At one."));
                article.published = stated(time("2026-11-21T09:00:00+01:00"));
            }),
            false,
        ),
        ("another article elsewhere", article("quay.md", "The quay", "<p>Other words.</p>"), false),
        (
            "an article of a few words, renamed",
            article("quay.md", "The quay", LONG.get(..30).unwrap_or_default()),
            false,
        ),
        ("a new address", with(&|article| article.url = stated("http://example.net/x".to_string())), true),
        ("another slug", with(&|article| article.slug = Some("other".into())), true),
    ];
    let ledger = after(vec![bridge("bridge.md")]);
    for (change, article, stays) in cases {
        let path = article.path.clone();
        let second = reconcile(&ledger, vec![article]).ledger;
        assert_eq!(id_of(&second, &path) == id_of(&ledger, "bridge.md"), stays, "{change}");
    }
}

/// Files before and after, written `path=text`, and whose id each has then: an old path, or `new`.
#[test]
fn articles_that_change_places_keep_their_ids() {
    let cases = [
        ("a.md=1 b.md=2", "a.md=2 b.md=1", "a.md<b.md b.md<a.md"),
        // The article of the day gets a path of its own, and another takes its place.
        ("latest.md=1", "2026/1.md=1 latest.md=2", "2026/1.md<latest.md latest.md<new"),
        ("1.md=1 2.md=2", "1.md=3 2.md=1 3.md=2", "1.md<new 2.md<1.md 3.md<2.md"),
        // A copy is another article, and so is what is made of it.
        ("a.md=1", "a.md=1 b.md=1", "a.md<a.md b.md<new"),
        ("a.md=1", "a.md=1 b.md=2", "a.md<a.md b.md<new"),
        // Of several that fit, the file name decides, then the order of paths; no record goes to two.
        ("old/a.md=1 old/b.md=1", "new/b.md=1", "new/b.md<old/b.md"),
        ("old/a.md=1 old/b.md=1", "new/b.md=1 new/a.md=1", "new/a.md<old/a.md new/b.md<old/b.md"),
        ("a.md=1", "x.md=1 y.md=1", "x.md<a.md y.md<new"),
        ("a.md=1 b.md=1", "x.md=1 y.md=1", "x.md<a.md y.md<b.md"),
        ("2026/one/index.md=1 2026/two/index.md=1", "two/index.md=1", "two/index.md<2026/two/index.md"),
        // One is put in the place of another.
        ("a.md=1 b.md=2", "b.md=1", "b.md<a.md"),
        // A new one does not become one that is gone, and of two that might be it none is.
        ("a.md=1", "b.md=2", "b.md<new"),
        // Notes are too short to be known by their text alone: their titles tell that another has come.
        ("a.md=note-1 b.md=note-2", "a.md=note-2 b.md=note-1", "a.md<b.md b.md<a.md"),
        ("1.md=note-1 2.md=note-2", "1.md=note-3 2.md=note-1 3.md=note-2", "1.md<new 2.md<1.md 3.md<2.md"),
        ("a.md=note-1", "a.md=note-2", "a.md<a.md"),
    ];
    for (before, after_them, owners) in cases {
        let ledger = after(files(before));
        let second = reconcile(&ledger, files(after_them));
        for (path, owner) in owners.split(' ').filter_map(|pair| pair.split_once('<')) {
            let id = id_of(&second.ledger, path);
            match owner {
                "new" => assert!(!ledger.to_tsv().contains(id), "{before} to {after_them}: {path} is new"),
                _ => assert_eq!(id, id_of(&ledger, owner), "{before} to {after_them}: {path} was {owner}"),
            }
        }
    }
}

#[test]
fn an_article_put_back_is_the_same() {
    let first = after(files("a.md=1 b.md=2"));
    let without = reconcile(&first, files("b.md=2"));
    assert_eq!(without.assigned.len(), 1);
    let back = reconcile(&without.ledger, files("a.md=1 b.md=2"));
    assert_eq!(back.ledger, first);
    // Also when another file has been laid over it in the meantime.
    let laid_over = reconcile(&first, files("b.md=1")).ledger;
    let restored = reconcile(&laid_over, files("a.md=1 b.md=2")).ledger;
    for path in ["a.md", "b.md"] {
        assert_eq!(id_of(&restored, path), id_of(&first, path), "{path}");
    }
}

#[test]
fn what_could_not_be_read_keeps_its_promise_and_gives_it_to_nobody() {
    let first = after(files("a.md=1"));
    let second = first.reconcile(
        "https://example.org/",
        found(files("b.md=1")),
        &["a.md".to_string()],
        now(),
        Filter::default(),
    );
    assert_eq!(id_of(&second.ledger, "a.md"), id_of(&first, "a.md"));
    assert_ne!(id_of(&second.ledger, "b.md"), id_of(&first, "a.md"));
    let folder = after(files("closed/a.md=1"));
    let moved = folder.reconcile(
        "https://example.org/",
        found(files("a.md=1")),
        &["closed".to_string()],
        now(),
        Filter::default(),
    );
    assert_ne!(id_of(&moved.ledger, "a.md"), id_of(&folder, "closed/a.md"), "its folder could not be read");
    let mut claims_it = files("b.md=1");
    claims_it[0].id = stated(id_of(&first, "a.md").to_string());
    let third =
        first.reconcile("https://example.org/", found(claims_it), &["a.md".to_string()], now(), Filter::default());
    assert!(third.assigned.is_empty() && third.remarks[0].message.contains("`a.md`"), "{:?}", third.remarks);
}

#[test]
fn the_same_first_build_gives_the_same_ids_and_another_site_gives_others() {
    let build =
        |site: &str, articles| Ledger::default().reconcile(site, found(articles), &[], now(), Filter::default()).ledger;
    assert_eq!(build("x", files("a.md=1 b.md=2")), build("x", files("b.md=2 a.md=1")));
    let a = |ledger: &Ledger| id_of(ledger, "a.md").to_string();
    assert_ne!(a(&build("x", files("a.md=1"))), a(&build("y", files("a.md=1"))));
    assert_ne!(a(&build("", files("a.md=1"))), a(&build("", files("a.md=2"))));
    assert_eq!(a(&build("x", files("a.md=1"))), a(&build("x", files("a.md=2"))), "an edit, and the ledger lost");
}

#[test]
fn a_stated_id_wins() {
    let with_id =
        |path: &str, text: &str, id: &str| Article { id: stated(id.to_string()), ..article(path, text, LONG) };
    let first = after(vec![with_id("a.md", "One", "tag:example.org,2026:a")]);
    assert_eq!(id_of(&first, "a.md"), "tag:example.org,2026:a");
    // With it an article is the same wherever it lies and whatever it says.
    let elsewhere = reconcile(&first, vec![with_id("z/b.md", "Two", "tag:example.org,2026:a")]);
    assert_eq!(elsewhere.ledger.articles["z/b.md"].published, first.articles["a.md"].published);
    assert_eq!(elsewhere.ledger.articles.len(), 1);
    // Another one is what its author wants, and subscribers notice.
    let changed = reconcile(&first, vec![with_id("a.md", "One", "tag:example.org,2026:x")]);
    assert_eq!(id_of(&changed.ledger, "a.md"), "tag:example.org,2026:x");
    assert!(changed.news[0].message.contains("see it as new"), "{:?}", changed.news);
    // One that readers could not use keeps its article out, and its promise stays.
    let bad = reconcile(&first, vec![with_id("a.md", "One", "tag:example.org:x")]);
    assert!(bad.assigned.is_empty() && bad.remarks[0].level == Level::Error);
    assert_eq!(told(&bad.ledger), told(&first));
}

/// What became of `a.md`, what the article says that states its id now, and whether that one is kept out.
#[test]
fn an_id_is_not_taken_from_an_article_that_is_still_there() {
    let first = after(vec![bridge("a.md")]);
    let id = id_of(&first, "a.md").to_string();
    let other = "<p>Other words, which have nothing to do with any bridge that was ever opened here, nor with the ferry, nor with bread, nor with anything that a mayor has cut, on any day of that year.</p>";
    let more = "<p>And again other words, about a quay that was mended on a Monday in the rain, by forty men with shovels and one with a whistle, who went home in the dark and came again on Tuesday.</p>";
    let cases = [
        (bridge("a.md"), article("b.md", "The quay", other), true),
        (article("a.md", "The bridge opens", other), article("b.md", "The quay", more), true),
        (article("a.md", "Other", more), article("b.md", "The quay", other), true),
        // Moved away, and another article has come in its place.
        (article("a.md", "The quay", other), bridge("b.md"), false),
        (Article { draft: true, ..bridge("a.md") }, bridge("b.md"), false),
    ];
    for (here, mut newcomer, is_taken) in cases {
        newcomer.id = stated(id.clone());
        let reconciliation = reconcile(&first, vec![here.clone(), newcomer.clone()]);
        let told: Vec<_> = reconciliation.remarks.iter().filter(|remark| remark.level == Level::Error).collect();
        assert_eq!(told.len(), usize::from(is_taken), "{here:?} {newcomer:?}: {told:?}");
        assert!(told.iter().all(|told| told.path == "b.md" && told.message.contains("`a.md`")), "{told:?}");
        assert_eq!(id_of(&reconciliation.ledger, if is_taken { "a.md" } else { "b.md" }), id);
    }
}

#[test]
fn a_bare_name_is_an_id_that_survives_a_rename_and_takes_no_promise_away() {
    let named = |path: &str, title: &str, name: &str| Article {
        id: stated(name.to_string()),
        ..article(path, title, &format!("<p>All there is to say of {title}, and it is enough.</p>"))
    };
    let first = after(vec![named("a.md", "One", "intro"), named("b.md", "Two", "42")]);
    let id = id_of(&first, "a.md").to_string();
    assert!(id.starts_with("urn:uuid:") && id != id_of(&first, "b.md"));
    assert_eq!(
        id_of(&reconcile(&first, vec![named("z/c.md", "Three", "intro")]).ledger, "z/c.md"),
        id,
        "renamed, rewritten"
    );
    // An article that had an id before it had a name, and a site that is called otherwise now.
    let before = after(vec![article("a.md", "One", LONG)]);
    let with_name = Article { id: stated("intro".to_string()), ..article("a.md", "One", LONG) };
    assert_eq!(told(&reconcile(&before, vec![with_name]).ledger), told(&before));
    let renamed = first.reconcile(
        "https://example.net/",
        found(vec![named("a.md", "One", "intro")]),
        &[],
        now(),
        Filter::default(),
    );
    assert_eq!(id_of(&renamed.ledger, "a.md"), id);
    // What subscribers of RSS know by that name is it.
    let mut adopted = before.clone();
    if let (Some(record), Some(id)) = (adopted.articles.get_mut("a.md"), EntryId::adopted(Some("7"), None, "x")) {
        record.id = id;
    }
    let moved = reconcile(&adopted, vec![named("b.md", "Two", "7")]);
    assert_eq!(id_of(&moved.ledger, "b.md"), "7");
    assert_eq!(reconcile(&first, vec![named("a.md", "One", "x")]).assigned.len(), 1);
    let alike = reconcile(&Ledger::default(), vec![named("a.md", "One", "x"), named("b.md", "Two", "x")]);
    assert_eq!(alike.assigned.len(), 1);
}

/// Articles of before, articles with one id now (`path=text`), and which of them has it.
#[test]
fn of_two_articles_that_state_one_id_the_one_that_had_it_is_published() {
    let texts = |files: &str| -> Vec<Article> {
        let pairs = files.split(' ').filter_map(|file| file.split_once('='));
        let with_id = |(path, text): (&str, &str)| {
            let draft = text == "draft";
            let body = format!("<p>All there is to say of {text}, and it is enough.</p>");
            Article { id: stated("tag:example.org,2026:a".to_string()), draft, ..article(path, text, &body) }
        };
        pairs.map(with_id).collect()
    };
    let cases = [
        ("", "a.md=one b.md=two", "a.md"),
        ("b.md=two", "a.md=one b.md=two", "b.md"),
        ("b.md=two", "a.md=one b.md=three", "b.md"),
        // Moved, and copied: what has the very text of before is it.
        ("b.md=two", "b.md=three c.md=two d.md=four", "c.md"),
        ("z.md=two", "b.md=three c.md=two", "c.md"),
        ("", "a.md=draft b.md=two", "b.md"),
    ];
    for (before, now, owner) in cases {
        let first = if before.is_empty() { Ledger::default() } else { after(texts(before)) };
        let files = texts(now);
        let number = files.len();
        let reconciliation = reconcile(&first, files);
        let assigned: Vec<&str> =
            reconciliation.assigned.iter().map(|assigned| assigned.article.path.as_str()).collect();
        assert_eq!(assigned, [owner], "{before} then {now}");
        let told = reconciliation.remarks.iter().filter(|remark| remark.message.contains(&format!("`{owner}`")));
        let kept_out = if now.contains("draft") { 0 } else { number - 1 };
        assert_eq!(told.filter(|remark| remark.level == Level::Error).count(), kept_out, "{before} then {now}");
        assert_eq!(id_of(&reconciliation.ledger, owner), "tag:example.org,2026:a");
    }
}
