use super::*;
use crate::article::Origin;
use crate::html::CleanHtml;

const LONG: &str = "<p>The new bridge opened on Friday morning, two months late, and cyclists were the first to cross it. \
    The mayor cut a ribbon, the band played, and the first lorry came at noon with bread for the island.</p>";

fn time(text: &str) -> Timestamp {
    chrono::DateTime::parse_from_rfc3339(text).ok().and_then(Timestamp::new).expect("a time of this test")
}

fn now() -> Timestamp {
    time("2026-11-24T08:00:00Z")
}

fn stated<T>(value: T) -> Option<Known<T>> {
    Some(Known::new(value, Origin::FrontMatter("key".into())))
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

fn settle_at(ledger: &Ledger, articles: Vec<Article>, now: Timestamp) -> Settlement {
    ledger.settle("https://example.org/", articles, &[], now, Admit::default())
}

fn settle(ledger: &Ledger, articles: Vec<Article>) -> Settlement {
    settle_at(ledger, articles, now())
}

/// The ledger after a first build of these articles.
fn after(articles: Vec<Article>) -> Ledger {
    settle(&Ledger::default(), articles).ledger
}

fn id_of<'a>(ledger: &'a Ledger, path: &str) -> &'a str {
    ledger.articles.get(path).map_or("none", |record| record.id.as_str())
}

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
        ("a rename and an edit", article("quay.md", "The bridge opens", &long("At one.")), false),
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
        let second = settle(&ledger, vec![article]).ledger;
        assert_eq!(id_of(&second, &path) == id_of(&ledger, "bridge.md"), stays, "{change}");
    }
}
