//! What front matter says, field by field, and the mistakes that are shown in it.

use super::*;
use crate::article::{Media, Person};

/// The fields that a text states and the mistakes in it, a line each.
fn check(path: &str, text: &str) -> String {
    let front_matter = read(text, path, &ReadContext::default());
    let article = &front_matter.article;
    let mut lines = Vec::new();
    let mut line = |field: &str, value: Option<String>| lines.extend(value.map(|value| format!("{field} {value}")));
    line("title", article.title.as_ref().map(|known| known.value.clone()));
    line("section", article.section.as_ref().map(|known| known.value.clone()));
    line("summary", article.summary.as_ref().map(|known| known.value.clone()));
    line("language", article.language.as_ref().map(|known| known.value.to_string()));
    for author in &article.authors {
        let Person { name, email, url } = &author.value;
        line(
            "author",
            Some(
                [Some(name), email.as_ref(), url.as_ref()]
                    .into_iter()
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" | "),
            ),
        );
    }
    let categories: Vec<_> = article.categories.iter().map(|category| category.value.label.clone()).collect();
    line("categories", (!categories.is_empty()).then(|| categories.join(" | ")));
    line("published", article.published.map_date());
    line("updated", article.updated.map_date());
    line("expires", article.expires.map(|date| date.rfc3339()));
    line("url", article.url.as_ref().map(|known| known.value.clone()));
    line("slug", article.slug.clone());
    line("site", article.site_name.as_ref().map(|known| known.value.clone()));
    line("image", article.image.as_ref().map(|known| media_line(&known.value)));
    for media in &article.media {
        line("media", Some(media_line(&media.value)));
    }
    line("rights", article.rights.as_ref().map(|known| known.value.clone()));
    line("id", article.id.as_ref().map(|known| known.value.clone()));
    line("draft", article.draft.then(|| "yes".to_string()));
    let body = text.get(front_matter.body_start..).unwrap_or_default();
    line("body", (front_matter.body_start == 0).then(|| body.lines().next().unwrap_or_default().to_string()));
    lines.extend(front_matter.remarks.iter().map(|remark| remark.to_string()));
    lines.join("\n")
}

trait MapDate {
    fn map_date(&self) -> Option<String>;
}

impl MapDate for Option<crate::article::Sourced<courant_text::date::Timestamp>> {
    fn map_date(&self) -> Option<String> {
        self.as_ref().map(|known| known.value.rfc3339())
    }
}

fn media_line(media: &Media) -> String {
    let Media { url, media_type, length_bytes, credit, caption, alt } = media;
    let length = length_bytes.map(|length| length.to_string());
    let parts = [Some(url.clone()), media_type.clone(), length, credit.clone(), caption.clone(), alt.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

/// Each text as its tool would write it, and what it says.
#[test]
fn keys_of_every_tool_are_understood() {
    let cases = [
        // Hugo
        (
            "---\ntitle: T\ndate: 2026-11-20T09:00:00+01:00\npublishDate: 2026-11-22\nlastmod: 2026-11-23\nexpiryDate: 2027-01-01\nslug: my-t\nurl: posts/my-t/\nimages: [a.jpg, b.jpg]\nauthors: [Ada Example, Ben Sample]\nkeywords: [x, y]\ntags: [foo bar]\n---\n",
            "title T\nauthor Ada Example\nauthor Ben Sample\ncategories foo bar\npublished 2026-11-22T00:00:00Z\nupdated 2026-11-23T00:00:00Z\nexpires 2027-01-01T00:00:00Z\nurl /posts/my-t/\nslug my-t\nimage a.jpg",
        ),
        (
            "+++\ntitle = \"T: it's\"\ndate = 2026-11-20T09:00:00Z\ndraft = true\ntags = ['a', 'b']\n[params]\nauthor = 'Ada Example'\n[cover]\nimage = 'c.png'\nalt = 'A boat'\n+++\nBody",
            "title T: it's\nauthor Ada Example\ncategories a | b\npublished 2026-11-20T09:00:00Z\nimage c.png | A boat\ndraft yes",
        ),
        (
            "{\n  \"title\": \"T\",\n  \"date\": \"2026-11-20\",\n  \"tags\": [\"a\"]\n}\n\nBody",
            "title T\ncategories a\npublished 2026-11-20T00:00:00Z",
        ),
        // Jekyll
        (
            "---\nlayout: post\ntitle: T\ndate: 2026-11-20 09:00:00 +0100\ncategories: news local\ntags: big bridge\npermalink: /:year/:title/\nimage:\n  path: /a.jpg\n  alt: A boat\npublished: false\nlast_modified_at: 2026-11-21\nexcerpt: In short.\n---\n",
            "title T\nsummary In short.\ncategories news | local | big | bridge\npublished 2026-11-20T09:00:00+01:00\nupdated 2026-11-21T00:00:00Z\nimage /a.jpg | A boat\ndraft yes",
        ),
        // Zola
        (
            "+++\ntitle = \"T\"\ndate = 2026-11-20\nupdated = 2026-11-21\nauthors = [\"Ada Example\"]\n[taxonomies]\ntags = [\"a\"]\ncategories = [\"b\"]\ngenres = [\"c\"]\n[extra]\nlang = \"nl\"\n+++\n",
            "title T\nlanguage nl\nauthor Ada Example\ncategories b | a | c\npublished 2026-11-20T00:00:00Z\nupdated 2026-11-21T00:00:00Z",
        ),
        // Eleventy
        (
            "---json\n{\"title\": \"T\", \"tags\": \"a, b\", \"permalink\": false, \"eleventyExcludeFromCollections\": true}\n---\n",
            "title T\ncategories a | b\ndraft yes",
        ),
        // Pelican
        (
            "Title: T: a subtitle\nDate: 2026-11-20 10:20\nModified: 2026-11-21\nCategory: Local news\nTags: a, b c\nAuthors: Ada Example, Ben Sample\nSummary: One line\n  and another.\nStatus: draft\n\nBody: of the text\n",
            "title T: a subtitle\nsummary One line and another.\nauthor Ada Example\nauthor Ben Sample\ncategories Local news | a | b c\npublished 2026-11-20T10:20:00Z\nupdated 2026-11-21T00:00:00Z\ndraft yes",
        ),
        // Obsidian
        (
            "---\naliases: [x]\ntags: \"#harbour #bridge\"\ncreated: 2026-11-20T10:20\ncover: \"[[boat.jpg]]\"\nauthor: \"[[Ada Example]]\"\ndate:\ncssclass:\n---\n",
            "author Ada Example\ncategories harbour | bridge\npublished 2026-11-20T10:20:00Z\nimage boat.jpg",
        ),
        // Docusaurus
        (
            "---\nslug: /2026/my-t\nauthors:\n  - name: Ada Example\n    title: Editor\n    url: https://ada.example/\n  - ben\ntags:\n  - label: Bridges\n    permalink: /bridges\nlast_update:\n  date: 2026-11-21\n  author: x\nunlisted: false\nhide_table_of_contents: true\n---\n",
            "author Ada Example | https://ada.example/\nauthor ben\ncategories Bridges\nupdated 2026-11-21T00:00:00Z\nslug my-t",
        ),
        // Sound and film
        (
            "---\naudio: talk.mp3\nenclosure: |\n  https://example.org/a.mp3\n  1234567\n  audio/mpeg\npodcast:\n  url: b.ogg\n  size: 1_000\n  type: audio/ogg\nvideo: true\n---\n",
            "media talk.mp3\nmedia https://example.org/a.mp3 | audio/mpeg | 1234567\nmedia b.ogg | audio/ogg | 1000",
        ),
        // People
        (
            "---\nauthor: Ada Example <ada@example.org>\ncreator: ben@example.org (Ben Sample)\nauthors:\n  Cid Third:\n    email: cid@example.org\n  Dee Fourth: {}\n---\n",
            "author Ada Example | ada@example.org\nauthor Cid Third | cid@example.org\nauthor Dee Fourth\nauthor Ben Sample | ben@example.org",
        ),
        ("---\nauthor: Martin King, Jr.\n---\n", "author Martin King, Jr."),
        ("---\nauthor: Example, Ada; Sample, Ben\n---\n", "author Example, Ada\nauthor Sample, Ben"),
        // Values that look like something else, and their spellings
        (
            "---\nTITLE: 1984\nlang: no\nid: 0188F1A0-1111-4222-8333-123456789ABC\ncopyright: © 2026 Ada\nsource:\n  name: The Post\n  url: https://post.example/\nSection: News\ncanonical_url: https://example.org/t/\n---\n",
            "title 1984\nsection News\nlanguage no\nurl https://example.org/t/\nsite The Post\nrights © 2026 Ada\nid urn:uuid:0188f1a0-1111-4222-8333-123456789abc",
        ),
        ("\u{a}---\r\ntitle: T\r\ntags:\r\n- a\r\n- b\r\n...\r\nBody", "title T\ncategories a | b"),
        ("---\rtitle: T\r---\rBody", "title T"),
        (
            "---\ndate: 03/04/2026\nlastmod: 25/04/2026\n---\n",
            "published 2026-04-03T00:00:00Z\nupdated 2026-04-25T00:00:00Z",
        ),
        ("---\n---\nBody", ""),
        ("---\n# a comment\n---\nBody", ""),
        (";;;\n{\"title\": \"T\"}\n;;;\n", "title T"),
        ("----\ntitle: T\n----\n", "title T"),
    ];
    for (text, expected) in cases {
        assert_eq!(check("2026-11-20-t.md", text), expected, "{text}");
    }
}

/// A name with its date in front is how Jekyll knows a post.
#[test]
fn spaces_separate_tags_only_in_posts_of_jekyll() {
    let cases = [
        ("2026-11-20-t.md", "tags: cat and dog", "cat | and | dog"),
        ("t.md", "tags: cat and dog", "cat and dog"),
        ("2026-11-20-t.md", "category: cat and dog", "cat and dog"),
        ("2026-11-20-t.md", "tags: [cat and dog]", "cat and dog"),
        ("2026-11-20-t.md", "tags: cat and dog, bird", "cat and dog | bird"),
    ];
    for (path, line, names) in cases {
        assert_eq!(check(path, &format!("---\n{line}\n---\n")), format!("categories {names}"), "{path} {line}");
    }
}

/// What stands at the head of a text and is none.
#[test]
fn prose_is_no_front_matter() {
    let cases = [
        "---\n\nA text under a line: with a colon.\n\n---\n\nMore.\n",
        "---\nTwo words\n---\nMore.\n",
        "---\nA text under a line.\n",
        "---\n- a: list\n- of: two\n---\n",
        "---\nNote: a text under a line.\nIt goes on.\n",
        "Note: this is a paragraph.\n\nMore.\n",
        "Title: is a word that a paragraph\ncan begin with.\n",
        "{{< figure src=\"a.jpg\" >}}\n",
        "{ this is a text }\n",
        "----\nProse, and more of it.\n----\n",
        "# Title: x\n",
        "",
    ];
    for text in cases {
        assert_eq!(check("a.md", text), format!("body {}", text.lines().next().unwrap_or_default()), "{text}");
    }
}

/// Each mistake: what it costs (an error keeps the article out, a warning costs the field alone), the place where it is shown, and words of the
/// message.
#[test]
fn mistakes_are_shown_where_they_stand() {
    let cases = [
        ("error", "---\ntitle: a: b\n---\n", "2:9", "needs quotes"),
        ("warning", "---\r\ntitle: T\r\nsummary: a: b\r\n---\r\n", "3:11", "needs quotes"),
        ("error", "---\ntitle: \"Never closed\ndate: 2026-11-22\n---\n", "2:8", "not closed"),
        ("warning", "---\ntitle: T\ntitle: U\n---\n", "3:1", "`title` is stated twice, the last is taken"),
        ("error", "---\ntitle: T\n\ttags: x\n---\n", "3:1", "write spaces"),
        ("warning", "---\ntags: [a, b\n---\n", "2:7", "a bracket is not closed"),
        ("error", "---\ntitle: @home\n---\n", "2:8", "needs quotes"),
        ("error", "---\nästhetik: x\ntitle: 'it's'\n---\n", "3:12", "written twice"),
        ("error", "---\ntitle: [a, b]\n---\n", "2:8", "holds more than one value"),
        ("error", "---\ntitle: T\ndate: 2026-11-20\n", "1:1", "is not closed, write `---`"),
        ("error", "+++\ntitle = \"T\"\n", "1:1", "is not closed, write `+++`"),
        ("error", "+++\ntitle = T\n+++\n", "2:9", "front matter cannot be read"),
        ("warning", "+++\ntitle = \"T\"\ntitle = \"U\"\n+++\n", "3:1", "`title` is stated twice"),
        ("error", "{\n  \"title\": \"T\",\n  \"date\": }\n", "3:11", "front matter cannot be read"),
        ("error", ";;;\n[1]\n;;;\n", "2:1", "is not keys and values"),
        ("error", "---\ndate: yesterday\n---\n", "2:7", "not stated, write it like `date: 2026-11-24`"),
        ("error", "---\ndate: soon-ish\n---\n", "2:7", "`soon-ish` is no date"),
        ("error", "---\ndate: 2026-02-30\n---\n", "2:7", "there is no such day as `2026-02-30`"),
        ("error", "---\ndate: 03/04/2026\n---\n", "2:7", "could be two days"),
        ("warning", "+++\nexpires = \"x\"\n+++\n", "2:11", "`x` is no date"),
        ("error", "---\ndraft: maybe\n---\n", "2:8", "neither true nor false"),
        ("warning", "---\nlang: English\n---\n", "2:7", "`English` is no language tag"),
        ("error", "---\nid: urn:my post\n---\n", "2:5", "without spaces"),
        ("warning", "---\nurl: https://exa mple.org/\n---\n", "2:6", "is no address"),
        ("warning", "---\ncanonical: javascript:alert(1)\n---\n", "2:12", "is no address"),
        ("warning", "---\nenclosure:\n  url: a.mp3\n  length: 12 MB\n---\n", "4:11", "no number of bytes"),
        ("warning", "---\nauthors:\n  - email: a@example.org\n---\n", "3:5", "an author has no name"),
        ("error", "Title: T\nDate: soon\n\nText", "2:7", "`soon` is no date"),
    ];
    for (level, text, place, words) in cases {
        let front_matter = read(text, "a.md", &ReadContext::default());
        let remarks: Vec<String> = front_matter.remarks.iter().map(|remark| remark.to_string()).collect();
        let shown = remarks.first().map(String::as_str).unwrap_or_default();
        assert!(shown.starts_with(&format!("{level}: a.md:{place}: ")) && shown.contains(words), "{text}: {remarks:?}");
    }
}

/// Bombs are mistakes, and soon.
#[test]
fn hostile_front_matter_is_a_mistake() {
    let anchors: String = (1..40).map(|n| format!("a{n}: &a{n} [*a{}, *a{}]\n", n - 1, n - 1)).collect();
    let cases = [
        format!("---\n{}\n---\n", "[".repeat(20_000)),
        format!("---\ntitle: {}\n---\n", "{a: ".repeat(20_000)),
        format!("---\ntitle: T\na0: &a0 [x, x]\n{anchors}---\n"),
        format!("+++\na = {}\n+++\n", "[".repeat(20_000)),
        format!("{{\"a\": {}", "[".repeat(20_000)),
        format!("---\na:\n{}\n---\n", "- ".repeat(20_000)),
    ];
    for text in cases {
        let front_matter = read(&text, "a.md", &ReadContext::default());
        let head: String = text.chars().take(40).collect();
        assert!(front_matter.remarks.iter().any(|remark| remark.position.is_some()), "{head}: {front_matter:?}");
    }
}
