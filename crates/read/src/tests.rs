//! What is completed from path, text and configuration, and that no bytes at all can do harm.

use super::*;
use crate::article::{Origin, Person, Sourced};
use courant_text::language_tag::LanguageTag;
use proptest::prelude::*;

fn read_file(path: &str, text: &str, context: &ReadContext) -> (Article, Vec<Remark>) {
    read_article(&SourceFile::new(path, text), context)
}

#[test]
fn a_path_completes_title_date_slug_and_categories() {
    let text = "---\ntags: [bridges]\n---\nThe bridge opened on Monday morning.\n";
    let (article, _) = read_file("local/2026-11-24-a-bridge-opens.md", text, &ReadContext::default());
    assert_eq!(article.title, Some(Sourced::new("a bridge opens".into(), Origin::FileName)));
    assert_eq!(article.published.map(|known| known.value.rfc3339()).as_deref(), Some("2026-11-24T00:00:00Z"));
    assert_eq!(article.slug.as_deref(), Some("a-bridge-opens"));
    assert_eq!(article.section, Some(Sourced::new("local".into(), Origin::Folder)));
    let labels: Vec<_> = article.categories.iter().map(|category| category.value.label.as_str()).collect();
    assert_eq!(labels, ["bridges", "local"]);
}

/// The line at which a conflict is told of, if it is.
#[test]
fn what_a_merge_has_left_is_told_and_published_all_the_same() {
    let cases = [
        ("a.md", "---\ntitle: T\n---\nOne.\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> other\n", Some(5)),
        (
            "a.md",
            "---\n<<<<<<< HEAD\ntitle: T\n||||||| 1\ntitle: S\n=======\ntitle: U\n>>>>>>> other\n---\nOne.\n",
            Some(2),
        ),
        (
            "a.txt",
            "A title\n\nOne text of some length.\n<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> other\n",
            Some(4),
        ),
        ("a.html", "<title>T</title><p>One.</p>\n<<<<<<< HEAD\n=======\n>>>>>>> other\n", Some(2)),
        ("a.md", "T\n=======\nA heading, and `<<<<<<< HEAD` in a line.\n>>>>>>> far\n", None),
        ("a.md", "# T\n\n<<<<<<< HEAD\nand no more.\n", None),
    ];
    for (path, text, line) in cases {
        let (_, remarks) = read_file(path, text, &ReadContext::default());
        let told = remarks.iter().find(|remark| remark.message.contains("conflict of a merge"));
        assert_eq!(told.and_then(|remark| remark.position).map(|at| at.line_number), line, "{text}: {remarks:?}");
    }
}

#[test]
fn what_is_stated_goes_before_the_path() {
    let text = "---\ntitle: T\ndate: 2026-11-20\nslug: s\nsection: Harbour\n---\nText of it.\n";
    let context = ReadContext { folder_categories: false, ..ReadContext::default() };
    let (article, remarks) = read_file("local/2026-11-24-a-bridge-opens.md", text, &context);
    assert_eq!(article.published.map(|known| known.value.rfc3339()).as_deref(), Some("2026-11-20T00:00:00Z"));
    assert_eq!(article.slug.as_deref(), Some("s"));
    let labels: Vec<_> = article.categories.iter().map(|category| category.value.label.as_str()).collect();
    assert_eq!(labels, ["Harbour"]);
    assert!(remarks.is_empty(), "{remarks:?}");
}

#[test]
fn the_configuration_completes_author_and_language() {
    let person = Person { name: "The desk".into(), ..Person::default() };
    let context =
        ReadContext { author: Some(person.clone()), language: LanguageTag::parse("nl"), ..ReadContext::default() };
    let (article, _) = read_file("a.md", "OK 42", &context);
    assert_eq!(article.authors, [Sourced::new(person, Origin::Configuration)]);
    assert_eq!(article.language.map(|known| known.value.to_string()).as_deref(), Some("nl"));
    let (stated, _) = read_file("a.md", "---\nauthor: Ada\nlang: fr\n---\nOK 42", &context);
    assert_eq!(stated.authors[0].value.name, "Ada");
    assert_eq!(stated.language.map(|known| known.value.to_string()).as_deref(), Some("fr"));
}

#[test]
fn a_summary_never_repeats_the_title_and_a_long_one_is_cut() {
    let (article, _) =
        read_file("a.md", "---\ntitle: A bridge opens\nsummary: A bridge opens!\n---\nB.", &ReadContext::default());
    assert_ne!(article.summary.map(|known| known.value).as_deref(), Some("A bridge opens!"));
    let long = format!("---\ntitle: T\nsummary: {}\n---\nB.", "It is long. ".repeat(60));
    let (article, _) = read_file("a.md", &long, &ReadContext::default());
    let length = article.summary.map(|known| known.value.chars().count()).unwrap_or_default();
    assert!((1..=300).contains(&length), "{length}");
    let own = "It is long. ".repeat(45).trim_end().to_string();
    let (article, _) = read_file("a.md", &format!("---\ntitle: T\nsummary: {own}\n---\nB."), &ReadContext::default());
    assert_eq!(article.summary.map(|known| known.value), Some(own), "what its author wrote may be twice as long");
}

/// Each text, and what its author is told.
#[test]
fn what_is_missing_is_told() {
    let cases = [
        ("---\ndate: 2026-11-24\n---\n", vec!["warning: a.md: has no text; subscribers see its title alone"]),
        (
            "Text.\n",
            vec![
                "advice: a.md: states no date, so that its file's own is taken when it is first seen; state one, like `2026-11-24`",
            ],
        ),
        ("---\ntitle: [\n---\n", vec!["error: a.md:2:8: a bracket is not closed, write it like `tags: [one, two]`"]),
    ];
    for (text, expected) in cases {
        let (_, remarks) = read_file("a.md", text, &ReadContext::default());
        let shown: Vec<String> = remarks.iter().map(|remark| remark.to_string()).collect();
        assert_eq!(shown, expected, "{text}");
    }
}

/// Pieces out of which trouble is made.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    const KNOWN: &[&[u8]] = &[
        b"---\n",
        b"+++\n",
        b"{\"",
        b"title: ",
        b"date: 2026-11-20\n",
        b"tags: [a, b]\n",
        b"\"",
        b"'",
        b"\r\n",
        b"\r",
        b"# ",
        b"> ",
        b"- ",
        b"![a](b)",
        b"[[",
        b"]]",
        b"{{< ",
        b" >}}",
        b"{% ",
        b" %}",
        b"{:toc}",
        b":::",
        b"<!--more-->",
        b"<p>",
        b"</p>",
        b"<img src=x>",
        b"|a|\n|-|\n",
        b"[^1]",
        b"[^1]: ",
        b"`",
        b"```\n",
        b"*",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE",
        b"\xFE\xFF",
        b"\0",
        b"\xC3",
        "é".as_bytes(),
        "\u{202E}".as_bytes(),
        "日本".as_bytes(),
        b"&amp;",
        b"\x1B$B",
        b": ",
        b"\t",
        b"\n\n",
    ];
    prop_oneof![
        4 => (0..KNOWN.len()).prop_map(|index| KNOWN[index].to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..8),
        1 => "[a-z ]{1,12}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #[test]
    fn no_bytes_do_harm(pieces in proptest::collection::vec(piece(), 0..40), path in "[a-z0-9/._-]{0,20}") {
        let bytes = pieces.concat();
        for reader in readers::READERS {
            let source_file = SourceFile { path: path.clone(), reader, bytes: bytes.clone(), modified: None };
            let (article, remarks) = read_article(&source_file, &ReadContext::default());
            prop_assert_eq!(&article.path, &path);
            prop_assert!(article.summary.is_none_or(|known| known.value.chars().count() <= 600));
            let lines = bytes.len() + 1;
            prop_assert!(remarks.iter().filter_map(|remark| remark.position).all(|place| place.line_number <= lines));
        }
    }
}

/// A story that a site has on three pages loses nothing, whatever stands around it on each.
#[test]
fn three_scrapes_of_one_story_keep_every_paragraph() {
    let paragraphs = [
        "The dyke at Ravensand will be raised in 2028 and not next March, the water board said on Wednesday.",
        "There is not enough clay of the right kind, said its head, and they will not build with any other.",
        "People who live there had asked how many lorries would pass the school, and are glad of the delay.",
        "The dyke is safe until 2032.",
    ];
    let story =
        format!("A dyke is raised a year late\n\nBy Ann Lee\n\n14 October 2026\n\n{}\n", paragraphs.join("\n\n"));
    let texts = [
        format!("This site uses cookies.\n\nHome > News\n\n{story}\nRead also\nWhy clay is scarce\n\nComments (14)\n"),
        story.clone(),
        format!("NEWS\n\n{story}\nSubscribe to our newsletter\n"),
    ];
    let files = texts.iter().enumerate().map(|(at, text)| SourceFile::new(format!("{at}.txt"), text.as_str()));
    let files: Vec<SourceFile> = files.collect();
    let context = ReadContext { boilerplate: learn_boilerplate(&files), ..ReadContext::default() };
    for file in &files {
        let (article, _) = read_article(file, &context);
        let text = article.content.text();
        assert_eq!(paragraphs.iter().find(|paragraph| !text.contains(**paragraph)), None, "{}: {text}", file.path);
        assert_eq!(article.title.map(|title| title.value).as_deref(), Some("A dyke is raised a year late"));
    }
}

/// The candidates for a field, and whether the article has them.
fn candidates(path: &str, text: &str, field: Field) -> Vec<(bool, String)> {
    let reading = read(&SourceFile::new(path, text), &ReadContext::default(), Detail::All);
    reading.candidates(field).into_iter().map(|one| (one.is_taken, one.value)).collect()
}

fn taken(values: &[&str]) -> Vec<(bool, String)> {
    values.iter().map(|value| (true, value.to_string())).collect()
}

#[test]
fn what_a_text_has_stands_before_what_it_was_weighed_against() {
    let text = "News\nThe ferry sails again after a long winter\nBy Ann Lee\n3 May 2026\nThe ferry left the \
        quay on Monday morning with forty people and a dog on board.\nIt will sail twice a day until the end of \
        October, the company said.\nUpdated 4 May 2026\n";
    let title = candidates("ferry.txt", text, Field::Title);
    assert_eq!(title.first(), Some(&(true, "The ferry sails again after a long winter".to_string())));
    assert!(title.contains(&(false, "News".to_string())), "{title:?}");
    assert_eq!(candidates("ferry.txt", text, Field::Authors), taken(&["Ann Lee"]));
    let published = candidates("ferry.txt", text, Field::Published);
    assert_eq!(published.first(), Some(&(true, "2026-05-03T00:00:00Z".to_string())));
    assert_eq!(candidates("ferry.txt", text, Field::Section), taken(&["News"]));
    assert!(candidates("ferry.txt", text, Field::Summary).len() >= 2);
}

#[test]
fn what_is_stated_and_not_weighed_is_told_too() {
    let text = "---\ntitle: The ferry\n---\n# It sails\n\nIt left the quay.\n";
    let titles = [(true, "The ferry".to_string()), (false, "It sails".to_string()), (false, "ferry".to_string())];
    assert_eq!(candidates("ferry.md", text, Field::Title), titles);
    assert_eq!(candidates("ferry.md", text, Field::Image), []);
}

#[test]
fn of_a_page_all_that_it_states_is_told() {
    let page = "<html lang=en><head><title>The ferry sails | Quay</title><meta property=og:site_name content=Quay>\
        <meta property=og:description content='It sails again.'><meta name=description content='A ferry sails.'>\
        <script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"The ferry sails again\"}</script>\
        </head><body><h1>The ferry sails</h1><p>The ferry left the quay on Monday.</p></body></html>";
    let title = candidates("ferry.html", page, Field::Title);
    assert_eq!(title.first(), Some(&(true, "The ferry sails again".to_string())));
    assert!(title.contains(&(false, "The ferry sails".to_string())), "{title:?}");
    let summary = candidates("ferry.html", page, Field::Summary);
    assert_eq!(
        summary.get(..2),
        Some(&[(true, "It sails again.".to_string()), (false, "A ferry sails.".to_string())][..])
    );
}

/// Each value that the article has is marked and no other, though one is a part of another.
#[test]
fn a_value_that_is_a_part_of_another_is_marked_for_itself() {
    let story = "The new bridge was opened on Monday after three years of work, and the first cars crossed it at noon.";
    let front_matter = format!(
        "---\ntitle: A bridge\nauthors: [Ann Leeson, Ann Lee]\ntags: [smart cities, art]\ndate: 2026-05-04\n---\n{story}\n"
    );
    assert_eq!(candidates("a.md", &front_matter, Field::Authors), taken(&["Ann Leeson", "Ann Lee"]));
    assert_eq!(candidates("a.md", &front_matter, Field::Categories), taken(&["smart cities", "art"]));
    let page = format!(
        "<html lang=en><head><title>A bridge</title><meta name=author content='Ann Lee'>\
         <meta name=keywords content='Smart cities, art, fine art, Art'></head>\
         <body><article><h1>A bridge</h1><p class=byline>By Ann Leeson</p><p>{story}</p></article></body></html>"
    );
    let authors = [(true, "Ann Lee".to_string()), (false, "Ann Leeson".to_string())];
    assert_eq!(candidates("a.html", &page, Field::Authors).get(..2), Some(&authors[..]));
    assert_eq!(candidates("a.html", &page, Field::Categories), taken(&["Smart cities", "art", "fine art"]));
    let text =
        format!("The bridge opens over the river\n\nBy Ann Leeson and Ann Lee\n\n2026-05-04\n\n{story}\n\n{story}\n");
    assert_eq!(candidates("a.txt", &text, Field::Authors).get(..2), Some(&taken(&["Ann Leeson", "Ann Lee"])[..]));
}
