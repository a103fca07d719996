//! Who wrote the article of a page.

use super::json_ld::{self, Object};
use super::outline::{Outline, Place};
use super::page::Page;
use super::site_names::{hosts, key};
use crate::article::{Origin, Person, Sourced};
use crate::line_phrases::{Phrases, Use, fold};
use crate::ranked::{Candidate, Detail, Ranked};
use crate::text_lines::bylines;
use serde_json::Value;
use std::borrow::Cow;

/// The authors, from the surest source that names any besides the publication itself: JSON-LD, `<meta>`, `rel=author`, microdata,
/// h-entry and hCard, labels for shared links, and classes.
pub fn weigh(page: &Page, heading: Option<Place>, phrases: Phrases, detail: Detail) -> Ranked<Person> {
    let own = own_names(page);
    let stated = SOURCES.iter().map(|source| source(page));
    let labelled = std::iter::once_with(|| from_label(page, phrases));
    let shown = std::iter::once_with(|| from_classes(page, heading, phrases));
    let others = |people: Vec<Sourced<Person>>| -> Vec<Sourced<Person>> {
        let bare = people.into_iter().filter_map(|person| without_label(person, phrases));
        let bare = bare.flat_map(|person| apart(person, phrases));
        once(bare.filter(|person| !own.contains(&key(&person.value.name))).collect())
    };
    Ranked::in_order_of_trust(stated.chain(labelled).chain(shown).map(others), detail)
}

/// People of whom none is another with words before the name: `Jane Roe` and `All articles of Jane Roe`.
fn once(people: Vec<Sourced<Person>>) -> Vec<Sourced<Person>> {
    let names: Vec<String> = people.iter().map(|person| format!(" {}", person.value.name.to_lowercase())).collect();
    let is_longer = |name: &str| names.iter().any(|other| name.len() > other.len() && name.ends_with(other.as_str()));
    let longer: Vec<bool> = names.iter().map(|name| is_longer(name)).collect();
    people.into_iter().zip(longer).filter(|(_, longer)| !longer).map(|(person, _)| person).collect()
}

/// Two people whose names a small word joins: `Jane Roe and John Miller`. Each has two words or three that begin with capitals, as the
/// halves of most names of institutions have not.
fn apart(person: Sourced<Person>, phrases: Phrases) -> Vec<Sourced<Person>> {
    let words: Vec<&str> = person.value.name.split_whitespace().collect();
    let is_name = |words: &&[&str]| {
        (2..=3).contains(&words.len()) && words.iter().all(|word| word.starts_with(char::is_uppercase))
    };
    let halves: Vec<&[&str]> = words.split(|word| *word == "&" || phrases.is(&word.to_lowercase(), Use::And)).collect();
    if halves.len() < 2 || !halves.iter().all(is_name) {
        return vec![person];
    }
    let named = |half: &[&str]| Sourced::new(Person { name: half.join(" "), ..Person::default() }, person.from.clone());
    halves.into_iter().map(named).collect()
}

/// A name without the words that say that it is one: `View all posts by Jane Roe`. Nothing where there are only such words.
fn without_label(mut person: Sourced<Person>, phrases: Phrases) -> Option<Sourced<Person>> {
    let hits = phrases.hits(&fold(&person.value.name));
    if hits.whole.has_any(&[Use::Byline, Use::About]) && person.value.name.contains(' ') {
        return None;
    }
    // A newsroom's name opens as a byline does, and is all of the name.
    let labelled = hits.opening.has(Use::Byline) && !hits.opening.has(Use::Desk);
    let shown = matches!(person.from, Origin::Element(_)) || labelled;
    let names = if shown { bylines::names_of_byline(&person.value.name, phrases) } else { Vec::new() };
    if let Some(name) = names.into_iter().next().filter(|name| person.value.name.ends_with(name.as_str())) {
        person.value.name = name;
    }
    Some(person)
}

/// Drops, of people found on lines around a heading, those that are something else by what is known of the page: its own name, words
/// of the title, its section.
pub fn not_of_page(
    page: &Page,
    people: impl Iterator<Item = Candidate<Person>>,
    title: Option<&str>,
    section: Option<&str>,
) -> impl Iterator<Item = Candidate<Person>> {
    let own = own_names(page);
    let title = key(title.unwrap_or_default());
    let section = key(section.unwrap_or_default());
    let is_else = move |name: &str| own.iter().any(|one| one == name) || title.contains(name) || section == name;
    people.filter(move |person| !is_else(&key(&person.value.name)))
}

/// What is printed for readers of a shared link: `twitter:label1` says what `twitter:data1` is.
fn from_label(page: &Page, phrases: Phrases) -> Vec<Sourced<Person>> {
    let says_byline = |label: &str| phrases.hits(&fold(label)).whole.has(Use::Byline);
    let pairs = [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")];
    let named = pairs.into_iter().find(|(label, _)| page.meta(&[label]).is_some_and(|(_, text)| says_byline(text)));
    let Some((_, (key, text))) = named.and_then(|(_, data)| Some((data, page.meta(&[data])?))) else {
        return Vec::new();
    };
    let mut people = Vec::new();
    add(&mut people, text, None);
    people.into_iter().map(|person| Sourced::new(person, Origin::Meta(key.to_string()))).collect()
}

/// Words in `class` by which makers of pages name who wrote an article, and words that say that it is something else about them.
const CLASSES: [&str; 11] = [
    "author",
    "authors",
    "byline",
    "bylines",
    "autor",
    "autoren",
    "auteur",
    "autore",
    "contributor",
    "writer",
    "skribent",
];
const NOT_NAMES: [&str; 17] = [
    "bio",
    "role",
    "position",
    "description",
    "image",
    "img",
    "avatar",
    "photo",
    "picture",
    "social",
    "date",
    "time",
    "links",
    "follow",
    "more",
    "thumbnail",
    "icon",
];

/// Small elements whose class says that they are a byline: those that follow the heading, or that there is only one of. Names beside
/// every teaser of a list are those of other articles.
fn from_classes(page: &Page, heading: Option<Place>, phrases: Phrases) -> Vec<Sourced<Person>> {
    let outline = &page.outline;
    let class = |place| outline.attribute(place, "class").unwrap_or_default();
    let is_byline = |&place: &Place| {
        let small =
            (3..=LONGEST_BYLINE).contains(&outline.weight(place).characters) && outline.subtree(place).len() <= 60;
        let mut named = false;
        small
            && super::body::class_words(class(place)).all(|word| {
                named |= CLASSES.contains(&&*word);
                !NOT_NAMES.contains(&&*word)
            })
            && named
    };
    let places: Vec<Place> = (0..outline.len()).filter(is_byline).take(MOST_MARKED).collect();
    let alike = |&place: &Place| places.iter().filter(|&&other| class(other) == class(place)).count();
    let of_article = |place: &Place| alike(place) <= 3 && !in_comment(outline, *place) && !in_list(outline, *place);
    let near = |place: &&Place| heading.is_some_and(|heading| **place > heading);
    let own: Vec<Place> = places.iter().copied().filter(of_article).collect();
    let Some(&first) = own.iter().find(near).or(own.last()) else { return Vec::new() };
    let mut people = Vec::new();
    for &place in own.iter().filter(|&&place| class(place) == class(first)).chain([&first]) {
        for name in names_shown(outline, place, phrases) {
            if name.contains(' ') || name.chars().any(is_uncased) {
                add(&mut people, &name, None);
            }
        }
    }
    let origin = Origin::Element("[class~=author]".to_string());
    people.into_iter().take(MOST_AUTHORS).map(|person| Sourced::new(person, origin.clone())).collect()
}

const LONGEST_BYLINE: usize = 150;

/// Names in scripts without capitals may have no space in them.
fn is_uncased(character: char) -> bool {
    character.is_alphabetic() && !character.is_uppercase() && !character.is_lowercase()
}

/// The names in the first line of an element that has any.
fn names_shown(outline: &Outline, place: Place, phrases: Phrases) -> Vec<String> {
    let lines = super::body::lines::lines(outline, place, &vec![false; outline.end(place)]);
    let names = lines.iter().take(4).map(|line| bylines::names_of_byline(&line.text, phrases));
    names.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether an element stands beside the article, among what leads to others.
pub fn in_list(outline: &Outline, place: Place) -> bool {
    let leads_away = |place: Place| {
        let values = ["class", "id"].iter().filter_map(|name| outline.attribute(place, name));
        let mut words = values.flat_map(super::body::class_words);
        matches!(outline.name(place), "nav" | "footer" | "figure" | "figcaption")
            || words.any(|word| matches!(&*word, "related" | "recommended" | "teaser" | "card" | "popular" | "footer"))
    };
    outline.ancestors(place).take_while(|&above| !matches!(outline.name(above), "body" | "html")).any(leads_away)
}

/// Whoever the page states, the publication itself too: for pages that name nobody else.
pub fn anybody(page: &Page, phrases: Phrases) -> Vec<Sourced<Person>> {
    let bare = |people: Vec<Sourced<Person>>| -> Vec<Sourced<Person>> {
        people.into_iter().filter_map(|person| without_label(person, phrases)).collect()
    };
    SOURCES.iter().map(|source| bare(source(page))).find(|people| !people.is_empty()).unwrap_or_default()
}

type ReadPeople = fn(&Page) -> Vec<Sourced<Person>>;

/// The surest first.
const SOURCES: [ReadPeople; 5] = [from_json_ld, from_metas, from_elements, from_microdata, from_microformats];

/// What the publication is called: its name, and the address of its site.
fn own_names(page: &Page) -> Vec<String> {
    let site = page.meta(&["og:site_name"]).map(|(_, name)| name.to_string());
    site.into_iter().chain(page.stated("publisher")).chain(hosts(page)).map(|name| key(&name)).collect()
}

fn from_json_ld(page: &Page) -> Vec<Sourced<Person>> {
    for object in page.stating() {
        for property in ["author", "creator"] {
            let people = object.get(property).map(|value| people(page, value)).unwrap_or_default();
            if !people.is_empty() {
                let origin = Origin::JsonLd(property.to_string());
                return people.into_iter().map(|person| Sourced::new(person, origin.clone())).collect();
            }
        }
    }
    Vec::new()
}

fn people(page: &Page, value: &Value) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let values = match value {
        Value::Array(values) => values.iter().collect(),
        other => vec![other],
    };
    for value in values {
        match value {
            Value::Object(object) => {
                let object: &Object = page.linked.resolve(object);
                let url =
                    object.get("url").map(json_ld::addresses).and_then(|addresses| page.absolute(addresses.first()?));
                let part = |property| json_ld::text(object, property);
                let in_parts = || Some(format!("{} {}", part("givenName")?, part("familyName")?));
                let names = object.get("name").map(json_ld::texts).or_else(|| Some(vec![in_parts()?]));
                for name in names.unwrap_or_default() {
                    add(&mut people, &name, url.clone());
                }
            }
            other => json_ld::texts(other).iter().for_each(|name| add(&mut people, name, None)),
        }
    }
    people
}

const METAS: [&str; 14] = [
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc:creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "citation_author",
    "article.author",
    "og:article:author",
];

fn from_metas(page: &Page) -> Vec<Sourced<Person>> {
    for key in METAS {
        let mut people = Vec::new();
        page.metas_named(key).for_each(|name| add(&mut people, &family_name_last(name), None));
        if !people.is_empty() {
            let origin = Origin::Meta(key.to_string());
            return people.into_iter().map(|person| Sourced::new(person, origin.clone())).collect();
        }
    }
    Vec::new()
}

/// `Jane Roe` of `Roe, Jane`, as libraries write a name.
fn family_name_last(name: &str) -> Cow<'_, str> {
    let is_word = |part: &str| part.starts_with(char::is_uppercase) && !part.contains(char::is_whitespace);
    let halves = name.split_once(',').map(|(family, given)| (family.trim(), given.trim()));
    match halves.filter(|(family, given)| is_word(family) && is_word(given) && !given.contains(',')) {
        Some((family, given)) => Cow::Owned(format!("{given} {family}")),
        None => Cow::Borrowed(name),
    }
}

fn from_elements(page: &Page) -> Vec<Sourced<Person>> {
    let outline = &page.outline;
    let marked = (0..outline.len()).filter(|&place| outline.has_word(place, "rel", "author"));
    let marked: Vec<Place> = marked.take(MOST_MARKED).collect();
    let named = |places: &mut dyn Iterator<Item = Place>| {
        let mut people = Vec::new();
        for place in places {
            let url = outline.attribute(place, "href").and_then(|href| page.absolute(href));
            add(&mut people, &outline.short_text(place).unwrap_or_default(), url);
        }
        people
    };
    let mut people = named(&mut marked.iter().copied());
    // Many names are mostly those of other articles.
    if people.len() > MOST_AUTHORS {
        people = named(&mut marked.iter().copied().filter(|&place| !in_list(outline, place)));
    }
    people.truncate(if people.len() > MOST_AUTHORS { 0 } else { MOST_AUTHORS });
    let origin = Origin::Element("[rel=author]".to_string());
    people.into_iter().map(|person| Sourced::new(person, origin.clone())).collect()
}

/// Elements that say by `itemprop=author` (HTML Standard, section 5) whose article it is.
fn from_microdata(page: &Page) -> Vec<Sourced<Person>> {
    let places = page.with_property("author").filter(|&place| page.outline.name(place) != "meta");
    marked_people(page, places, "[itemprop=author]")
}

/// The author of an `h-entry`, or of its forerunner hAtom.
fn from_microformats(page: &Page) -> Vec<Sourced<Person>> {
    let outline = &page.outline;
    let is_author = |&place: &Place| {
        let has = |word| outline.has_word(place, "class", word);
        has("p-author") || has("author") && (has("vcard") || has("h-card"))
    };
    marked_people(page, (0..outline.len()).filter(is_author), ".p-author")
}

fn marked_people(page: &Page, places: impl Iterator<Item = Place>, selector: &str) -> Vec<Sourced<Person>> {
    let outline = &page.outline;
    let mut people = Vec::new();
    for place in places.take(MOST_MARKED).filter(|&place| !in_comment(outline, place)) {
        let small = outline.weight(place).characters <= 200 && outline.subtree(place).len() <= 100;
        let named = outline.subtree(place).filter(|_| small).find(|&inside| is_name_of(outline, inside));
        let name = named.and_then(|inside| match outline.attribute(inside, "content") {
            Some(content) => super::plain(content),
            None => outline.short_text(inside),
        });
        let name = name.or_else(|| outline.short_text(place)).unwrap_or_default();
        let link = outline.named(place, "a").find_map(|link| page.absolute(outline.attribute(link, "href")?));
        add(&mut people, &name, link.filter(|_| small));
    }
    // Many names are those of other articles.
    people.truncate(if people.len() > MOST_AUTHORS { 0 } else { MOST_AUTHORS });
    let origin = Origin::Element(selector.to_string());
    people.into_iter().map(|person| Sourced::new(person, origin.clone())).collect()
}

const MOST_MARKED: usize = 40;
const MOST_AUTHORS: usize = 6;

fn is_name_of(outline: &Outline, place: Place) -> bool {
    outline.has_word(place, "itemprop", "name")
        || ["fn", "p-name"].iter().any(|class| outline.has_word(place, "class", class))
}

/// Whether somebody who comments is meant, and not who wrote the article.
pub fn in_comment(outline: &Outline, place: Place) -> bool {
    let above = outline.ancestors(place).take_while(|&above| !matches!(outline.name(above), "body" | "html"));
    std::iter::once(place).chain(above).any(|place| is_comment(outline, place))
}

/// Whether an element calls itself a comment or holds them.
pub fn is_comment(outline: &Outline, place: Place) -> bool {
    let values = ["class", "id", "itemprop", "itemtype"].iter().filter_map(|name| outline.attribute(place, name));
    let mut words = values.flat_map(super::body::class_words);
    !matches!(outline.name(place), "html" | "body")
        && words.any(|word| matches!(&*word, "comment" | "comments" | "commentlist" | "review" | "respond"))
}

/// Adds the people that a text names, when it names any and they are not there yet.
fn add(people: &mut Vec<Person>, text: &str, url: Option<String>) {
    for name in text.split([';', '|', ',']).map(str::trim).filter(|name| is_name(name)) {
        if people.len() < 50 && !people.iter().any(|person| person.name.to_lowercase() == name.to_lowercase()) {
            people.push(Person { name: name.to_string(), email: None, url: url.clone() });
        }
    }
}

/// Whether a text can be the name of somebody: no address, no number, no sentence.
fn is_name(text: &str) -> bool {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    let words = text.split_whitespace().count();
    let address = text.contains("://") || text.contains("www.") || text.contains('@') || text.contains('/');
    // A place in a template that was never filled is nobody, and neither is the account of whoever runs the program.
    let nobody = matches!(
        text.to_lowercase().as_str(),
        "author" | "none" | "null" | "undefined" | "[object object]" | "admin" | "administrator" | "root"
    ) || !text.contains(' ') && text.matches('.').count() >= 2 && !text.ends_with('.');
    letters >= 2
        && !nobody
        && !address
        && words <= 7
        && text.chars().filter(char::is_ascii_digit).count() <= 2
        && text.chars().count() <= 60
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_behind_other_words_is_no_second_person() {
        let named = |name: &str| Sourced::new(Person { name: name.into(), ..Person::default() }, Origin::Body);
        let people = ["Jane Roe", "All articles of Jane Roe", "Mary Jane Roeder"].map(named);
        let left: Vec<String> = once(people.to_vec()).into_iter().map(|person| person.value.name).collect();
        assert_eq!(left, ["Jane Roe", "Mary Jane Roeder"]);
    }
}
