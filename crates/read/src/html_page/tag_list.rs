//! Tags that a page shows to its readers: a short row of links beside the article, to pages of one subject each.

use super::outline::{Outline, Place};
use super::page::Page;

/// Words in `class` and `id` by which makers of pages name the tags of an article.
const NAMES: [&str; 14] = [
    "tag",
    "tags",
    "taglist",
    "taglinks",
    "topics",
    "keyword",
    "keywords",
    "themen",
    "schlagworte",
    "schlagwörter",
    "etiquetas",
    "temas",
    "tagi",
    "trefwoorden",
];

/// Parts of addresses of pages that show what has a tag.
const PATHS: [&str; 18] = [
    "tag",
    "tags",
    "topic",
    "topics",
    "thema",
    "themen",
    "schlagwort",
    "tema",
    "temas",
    "etiqueta",
    "etiquetas",
    "keyword",
    "keywords",
    "sujet",
    "sujets",
    "tagged",
    "onderwerp",
    "argomenti",
];

/// Words in `class` and `id` of what is about the whole site, or about other articles.
const ELSEWHERE: [&str; 18] = [
    "recommended",
    "teaser",
    "teasers",
    "card",
    "cards",
    "popular",
    "trending",
    "sidebar",
    "menu",
    "navigation",
    "nav",
    "cloud",
    "tagcloud",
    "widget",
    "header",
    "share",
    "sharing",
    "social",
];

const MOST_TAGS: usize = 30;
const MOST_CHARACTERS: usize = 800;
const LONGEST_TAG: usize = 60;

/// The tags in the first row of links below the heading that calls itself one, or whose links all lead to pages of tags.
pub fn tags(page: &Page, heading: Option<Place>) -> Vec<String> {
    let outline = &page.outline;
    let mut at = heading.map_or(0, |heading| outline.end(heading));
    while at < outline.len() {
        if is_elsewhere(outline, at) {
            at = outline.end(at).max(at + 1);
            continue;
        }
        let tags = row(outline, at);
        if !tags.is_empty() {
            return tags;
        }
        at += 1;
    }
    Vec::new()
}

/// The names in an element, where it is a row of tags and nothing else.
fn row(outline: &Outline, place: Place) -> Vec<String> {
    let weight = outline.weight(place);
    let fits = matches!(outline.name(place), "ul" | "ol" | "div" | "p" | "span" | "section" | "dl" | "footer")
        && (2..=MOST_CHARACTERS).contains(&weight.characters)
        && weight.linked * 10 >= weight.characters * 6;
    if !fits {
        return Vec::new();
    }
    let away = |&link: &Place| outline.attribute(link, "href").is_some_and(|href| !href.starts_with('#'));
    let links: Vec<Place> = outline.named(place, "a").filter(away).take(MOST_TAGS + 1).collect();
    let called = is_called(outline, place, &NAMES);
    let leads = |&link: &Place| outline.attribute(link, "href").is_some_and(leads_to_tag);
    if links.len() > MOST_TAGS || !(called || links.len() >= 2 && links.iter().all(leads)) {
        return Vec::new();
    }
    let names = links.into_iter().filter_map(|link| outline.short_text(link));
    let names: Vec<String> = names.map(|name| name.trim_start_matches('#').trim().to_string()).collect();
    let is_name = |name: &String| (2..=LONGEST_TAG).contains(&name.chars().count());
    // A single link of many words is the title of something.
    let is_title = names.len() == 1 && names.iter().any(|name| name.split_whitespace().count() > 4);
    if names.iter().all(is_name) && !is_title { names } else { Vec::new() }
}

/// Whether a part of an address, but not its last one, says that it leads to all that has a tag: `/tag/cheese`.
fn leads_to_tag(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path.rsplit('/').skip(1).take(4).any(|part| PATHS.contains(&part))
}

/// Whether an element is no place for the tags of the article: it leads to other parts of the site, or to other articles.
fn is_elsewhere(outline: &Outline, place: Place) -> bool {
    match outline.name(place) {
        "" => false,
        "nav" | "aside" | "header" | "form" | "script" | "style" => true,
        "footer" if !is_called(outline, place, &["article", "entry", "post", "meta"]) => true,
        _ => {
            is_called(outline, place, &ELSEWHERE)
                || is_called(outline, place, &["related"]) && !is_called(outline, place, &NAMES)
        }
    }
}

/// Whether the class or id of an element has one of these words.
fn is_called(outline: &Outline, place: Place, wanted: &[&str]) -> bool {
    let values = ["class", "id"].into_iter().filter_map(|name| outline.attribute(place, name));
    values.flat_map(super::body::class_words).any(|word| wanted.contains(&&*word))
}
