//! Patterns of addresses: what stands for which part of an article, and which pattern made addresses that are there.

use crate::ledger::Assigned;
use courant_read::article::Article;
use courant_text::date::Day;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeSet;

/// What stays itself in a path (RFC 3986 section 2.3), with the `/` between its parts.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// A path with everything percent-encoded that would end it or leave it.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// What tells an article from others in an address, the surest first. Those of [`PERMALINK`] may stand in `permalink`.
const PARTS: [&str; 7] = ["address", "path", "slug", "lower_path", "lower_slug", "title", "number"];

/// The parts that `permalink` knows, beside the date.
pub const PERMALINK: &[&str] = &["path", "slug"];
/// The parts that an id may be made of, beside the date.
pub const ID: &[&str] = &PARTS;

/// What a pattern can say of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// By the places in [`PARTS`]; empty where there is none.
    parts: [String; PARTS.len()],
}

impl Facts {
    /// The facts of an article, of which is known where it can be read: `link`.
    pub fn of(article: &Article, link: Option<&str>) -> Facts {
        let path = bare_path(article.place());
        let slug = article.slug.as_deref().unwrap_or(path.rsplit('/').next().unwrap_or(path));
        let title = article.title.as_ref().map_or("", |title| &title.value);
        let address = link.and_then(|link| url::Url::parse(link).ok()).map_or(String::new(), |url| bare_address(&url));
        let number = article.number.clone().unwrap_or_default();
        // Hugo and Zola write addresses in small letters.
        let (lower_path, lower_slug) = (encode(&path.to_lowercase()), encode(&slug.to_lowercase()));
        Facts { parts: [address, encode(path), encode(slug), lower_path, lower_slug, in_ascii(title), number] }
    }

    /// The address that a pattern gives an article of this day.
    pub fn fill(&self, pattern: &str, day: Day) -> String {
        let filled = PARTS.iter().zip(&self.parts);
        let filled =
            filled.fold(pattern.to_string(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        date_parts(day).into_iter().fold(filled, |text, (name, value)| text.replace(&format!("{{{name}}}"), &value))
    }

    /// Whether the article has every part that a pattern names.
    pub fn says(&self, pattern: &str) -> bool {
        PARTS.iter().all(|name| !pattern.contains(&format!("{{{name}}}")) || !self.part(name).is_empty())
    }

    fn part(&self, name: &str) -> &str {
        let place = PARTS.iter().position(|part| *part == name);
        place.and_then(|place| self.parts.get(place)).map_or("", String::as_str)
    }
}

/// `permalink` for an article with its promises.
pub fn permalink(pattern: &str, assigned: &Assigned) -> String {
    Facts::of(&assigned.article, None).fill(pattern, assigned.published.value.day())
}

fn date_parts(day: Day) -> [(&'static str, String); 3] {
    [("year", format!("{:04}", day.year)), ("month", format!("{:02}", day.month)), ("day", format!("{:02}", day.day))]
}

/// The path without extension; a bundle (`title/index.md`) goes by the name of its folder.
fn bare_path(path: &str) -> &str {
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    match bare.rsplit_once('/') {
        Some((folder, "index" | "_index")) => folder,
        _ => bare,
    }
}

/// The path of an address without what programs add to it or leave out.
fn bare_address(url: &url::Url) -> String {
    let path = url.path();
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path).trim_end_matches('/');
    path.to_string()
}

/// A title as programs make the last part of an address of it.
fn in_ascii(title: &str) -> String {
    let mut slug = String::new();
    for character in deunicode::deunicode(title).chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(character, '\'' | '"') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// An address that is there, and what is known of its article.
#[derive(Clone, Copy, Debug)]
pub struct Example<'a> {
    /// The article.
    pub facts: &'a Facts,
    /// The days that it may be dated by: its own, and those of its promise here and in Greenwich.
    pub days: &'a [Day],
    /// The address, or id.
    pub text: &'a str,
}

/// A pattern that gives most of some addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With placeholders.
    pub pattern: String,
    /// How many it gives.
    pub count: usize,
}

/// So many examples are looked at for patterns; all of them are looked at for how many a pattern gives.
const TRIED: usize = 20;

/// The pattern that gives these addresses, all or all but one in five, of parts among `parts`: a rule needs more than one example, unless
/// it is the address itself.
pub fn find(examples: &[Example], parts: &[&str]) -> Option<Found> {
    let patterns: BTreeSet<(usize, String)> =
        examples.iter().take(TRIED).flat_map(|example| candidates(example, parts)).collect();
    let gives = |pattern: &str, example: &Example| {
        example.days.iter().any(|day| example.facts.fill(pattern, *day) == example.text)
    };
    let counted = patterns.into_iter().map(|(rank, pattern)| {
        let count = examples.iter().filter(|example| gives(&pattern, example)).count();
        (count, rank, pattern)
    });
    // Of two that give as many, the one of the surer part, and of those the one with more of the date in it: articles of other years have others.
    let dated = |pattern: &str| ["{year}", "{month}", "{day}"].iter().filter(|name| pattern.contains(**name)).count();
    let (count, _, pattern) =
        counted.max_by_key(|(count, rank, pattern)| (*count, usize::MAX - rank, dated(pattern)))?;
    let is_rule = count > 1 || (count == 1 && pattern.contains("{address}"));
    (is_rule && (examples.len() - count) * 5 <= examples.len()).then_some(Found { pattern, count })
}

/// Patterns that give one address, with the place of their part in [`PARTS`].
fn candidates(example: &Example, parts: &[&str]) -> Vec<(usize, String)> {
    let mut candidates = Vec::new();
    for (rank, name) in PARTS.iter().enumerate().filter(|(_, name)| parts.contains(name)) {
        let value = example.facts.part(name);
        let Some((before, behind)) =
            example.text.rsplit_once(value).filter(|_| value.len() > usize::from(*name == "address"))
        else {
            continue;
        };
        if before.contains(['{', '}']) || behind.contains(['{', '}']) {
            continue;
        }
        candidates.push((rank, format!("{before}{{{name}}}{behind}")));
        // The address of an article has its date in it, or has none.
        for day in example.days.iter().filter(|_| *name != "address") {
            candidates.push((rank, format!("{}{{{name}}}{}", with_date(before, *day), with_date(behind, *day))));
        }
    }
    candidates
}

/// A text with placeholders for the parts of a date: a year, the month behind it and the day behind that.
fn with_date(text: &str, day: Day) -> String {
    let [(_, year), (_, month), (_, of_month)] = date_parts(day);
    let whole = format!("{year}{month}{of_month}");
    let mut dated = String::new();
    let mut rest = text;
    let mut next = "year";
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        dated.push_str(before);
        let (written, then) = match next {
            "month" if digits == month => ("{month}", "day"),
            "day" if digits == of_month => ("{day}", "year"),
            _ if digits == year => ("{year}", "month"),
            _ if digits == whole => ("{year}{month}{day}", "year"),
            _ => (digits, "year"),
        };
        dated.push_str(written);
        (next, rest) = (then, after);
    }
    dated + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use courant_read::article::{Origin, Sourced};

    /// `path|title|slug|number|link|day`.
    fn article(line: &str) -> (Facts, Day) {
        let cells: Vec<&str> = line.split('|').collect();
        let cell = |index: usize| cells.get(index).copied().unwrap_or_default();
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        let article = Article {
            path: cell(0).into(),
            title: some(cell(1)).map(|title| Sourced::new(title, Origin::FileName)),
            slug: some(cell(2)),
            number: some(cell(3)),
            ..Article::default()
        };
        let day = courant_text::date::calendar_day(cell(5)).expect("a day");
        (Facts::of(&article, Some(cell(4)).filter(|link| !link.is_empty())), day)
    }

    const TIDES: &str = "posts/2026-11-03-tides.md|High tides|tides|12|https://n.example/p/tides/|2026-11-03";
    const BOATS: &str = "posts/2025-02-28-boats.md|Four \u{201C}Boats\u{201D}, \u{e9}t\u{e9}|boats|7|https://n.example/p/boats/|2025-02-28";

    /// What generators make of two articles, and the rule that it shows.
    #[test]
    fn the_rules_of_generators_are_found() {
        let cases = [
            (
                "the link as it is",
                "https://n.example/p/tides/",
                "https://n.example/p/boats/",
                "https://n.example{address}/",
            ),
            (
                "http, www, no slash",
                "http://www.n.example/p/tides",
                "http://www.n.example/p/boats",
                "http://www.n.example{address}",
            ),
            (
                "a file",
                "https://n.example/p/tides.html",
                "https://n.example/p/boats.html",
                "https://n.example{address}.html",
            ),
            (
                "Jekyll",
                "https://o.example/2026/11/03/tides",
                "https://o.example/2025/02/28/boats",
                "https://o.example/{year}/{month}/{day}/{slug}",
            ),
            (
                "Hugo, Zola",
                "https://o.example/blog/tides/",
                "https://o.example/blog/boats/",
                "https://o.example/blog/{slug}/",
            ),
            (
                "Pelican",
                "tag:o.example,2026-11-03:/tides.html",
                "tag:o.example,2025-02-28:/boats.html",
                "tag:o.example,{year}-{month}-{day}:/{slug}.html",
            ),
            (
                "Nikola",
                "https://o.example/posts/2026-11-03-tides/",
                "https://o.example/posts/2025-02-28-boats/",
                "https://o.example/{path}/",
            ),
            (
                "Hexo",
                "http://o.example/2026/11/03/high-tides/",
                "http://o.example/2025/02/28/four-boats-ete/",
                "http://o.example/{year}/{month}/{day}/{title}/",
            ),
            (
                "a tag with a year, by hand",
                "tag:o.example,2019:tides",
                "tag:o.example,2019:boats",
                "tag:o.example,2019:{slug}",
            ),
            (
                "a tag with the month",
                "tag:o.example,2026-11:/tides",
                "tag:o.example,2025-02:/boats",
                "tag:o.example,{year}-{month}:/{slug}",
            ),
            ("WordPress", "https://o.example/?p=12", "https://o.example/?p=7", "https://o.example/?p={number}"),
            (
                "Blogger",
                "tag:blogger.com,1999:blog-1.post-12",
                "tag:blogger.com,1999:blog-1.post-7",
                "tag:blogger.com,1999:blog-1.post-{number}",
            ),
            (
                "Jekyll, where the links are the bare names",
                "https://n.example/2026/11/03/p/tides",
                "https://n.example/2025/02/28/p/boats",
                "https://n.example/{year}/{month}/{day}/p/{slug}",
            ),
            ("a day in one number", "urn:o:20261103:tides", "urn:o:20250228:boats", "urn:o:{year}{month}{day}:{slug}"),
            (
                "a number that is no month of theirs",
                "https://o.example/2026/99/tides",
                "https://o.example/2025/99/boats",
                "https://o.example/{year}/99/{slug}",
            ),
            (
                "a number that is no day of theirs",
                "https://o.example/2026/11/99/tides",
                "https://o.example/2025/02/99/boats",
                "https://o.example/{year}/{month}/99/{slug}",
            ),
            (
                "a number before the year",
                "https://o.example/v2/2026/tides",
                "https://o.example/v2/2025/boats",
                "https://o.example/v2/{year}/{slug}",
            ),
            ("Ghost", "5f3c1f0e7d3b5c488f0c0a9b", "5f3c1f0e7d3b5c488f0c0a9c", "-"),
            ("numbers that nobody knows", "https://o.example/?p=112", "https://o.example/?p=98", "-"),
            ("two kinds", "https://o.example/tides", "tag:o.example,2025:boats", "-"),
        ];
        let ((tides, of_tides), (boats, of_boats)) = (article(TIDES), article(BOATS));
        for (what, one, other, expected) in cases {
            let examples = [
                Example { facts: &tides, days: &[of_tides], text: one },
                Example { facts: &boats, days: &[of_boats], text: other },
            ];
            let found = find(&examples, ID);
            assert_eq!(found.as_ref().map_or("-", |found| &found.pattern), expected, "{what}");
            if let Some(Found { pattern, count }) = found {
                assert_eq!((count, tides.fill(&pattern, of_tides)), (2, one.to_string()), "{what}");
            }
        }
        let one = [Example { facts: &tides, days: &[of_tides], text: "https://o.example/tides" }];
        assert_eq!(find(&one, ID), None, "one example is no rule");
        let one = [Example { facts: &tides, days: &[of_tides], text: "http://n.example/p/tides" }];
        let found = find(&one, ID).map(|found| found.pattern);
        assert_eq!(found.as_deref(), Some("http://n.example{address}"), "the whole address is");
        assert_eq!(find(&[], ID), None);
    }

    #[test]
    fn names_in_small_letters_are_found() {
        let articles = [article("blog/High-Tides.md|||||2026-11-03"), article("blog/boats.md|||||2025-02-28")];
        let texts = ["https://o.example/high-tides/", "https://o.example/boats/"];
        let examples: Vec<Example> = articles
            .iter()
            .zip(texts)
            .map(|((facts, day), text)| Example { facts, days: std::slice::from_ref(day), text })
            .collect();
        let found = find(&examples, ID).map(|found| found.pattern);
        assert_eq!(found.as_deref(), Some("https://o.example/{lower_slug}/"));
    }

    #[test]
    fn a_bundle_is_called_by_its_folder() {
        let cases = [
            ("posts/tides.md", "posts/tides"),
            ("posts/tides/index.md", "posts/tides"),
            ("posts/tides/_index.md", "posts/tides"),
            ("posts/tides/1.md", "posts/tides/1"),
            ("index.md", "index"),
        ];
        for (path, expected) in cases {
            let (facts, day) = article(&format!("{path}|||||2026-11-03"));
            assert_eq!(facts.fill("{path}", day), expected, "{path}");
            assert!(facts.says("{year}/{path}") && !facts.says("{path}/{number}"), "{path}");
        }
    }

    #[test]
    fn one_in_five_may_be_another() {
        let articles: Vec<(Facts, Day)> =
            (10..20).map(|day| article(&format!("p{day}.md|||||2026-11-{day}"))).collect();
        for (others, expected) in [(0, Some(10)), (2, Some(8)), (3, None)] {
            let text = |number: usize| {
                if number < others {
                    format!("urn:x:{}", number * 7)
                } else {
                    format!("https://o.example/p{}/", number + 10)
                }
            };
            let texts: Vec<String> = (0..10).map(text).collect();
            let examples: Vec<Example> = articles
                .iter()
                .zip(&texts)
                .map(|((facts, day), text)| Example { facts, days: std::slice::from_ref(day), text })
                .collect();
            assert_eq!(find(&examples, ID).map(|found| found.count), expected, "{others} others");
        }
    }

    #[test]
    fn a_permalink_is_made_of_what_it_may_hold() {
        let ((tides, of_tides), (boats, of_boats)) = (article(TIDES), article(BOATS));
        let examples = [
            Example { facts: &tides, days: &[of_tides], text: "https://o.example/2026/11/tides/" },
            Example { facts: &boats, days: &[of_boats], text: "https://o.example/2025/02/boats/" },
        ];
        let found = find(&examples, PERMALINK).map(|found| found.pattern);
        assert_eq!(found.as_deref(), Some("https://o.example/{year}/{month}/{slug}/"));
    }
}
