//! Who wrote the article of a page.

use super::json_ld::{self, Object};
use super::page::Page;
use crate::article::{Known, Origin, Person};
use serde_json::Value;

/// The authors, from the surest source that names any besides the publication itself: JSON-LD, `<meta>`, `rel=author`.
pub fn read(page: &Page) -> Vec<Known<Person>> {
    let own = own_names(page);
    let others = |people: Vec<Known<Person>>| -> Vec<Known<Person>> {
        people.into_iter().filter(|person| !own.contains(&key(&person.value.name))).collect()
    };
    SOURCES.iter().map(|source| others(source(page))).find(|people| !people.is_empty()).unwrap_or_default()
}

/// Whoever the page states, the publication itself too: for pages that name nobody else.
pub fn anybody(page: &Page) -> Vec<Known<Person>> {
    SOURCES.iter().map(|source| source(page)).find(|people| !people.is_empty()).unwrap_or_default()
}

type ReadPeople = fn(&Page) -> Vec<Known<Person>>;

/// The surest first.
const SOURCES: [ReadPeople; 3] = [from_json_ld, from_metas, from_elements];

/// What the publication is called: its name, and the address of its site.
fn own_names(page: &Page) -> Vec<String> {
    let host =
        page.base.as_ref().and_then(|base| base.host_str()).map(|host| host.trim_start_matches("www.").to_string());
    let bare = host.as_deref().and_then(|host| host.rsplit_once('.')).map(|(bare, _)| bare.to_string());
    let site = page.meta(&["og:site_name"]).map(|(_, name)| name.to_string());
    site.into_iter().chain(page.stated("publisher")).chain(host).chain(bare).map(|name| key(&name)).collect()
}

fn key(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn from_json_ld(page: &Page) -> Vec<Known<Person>> {
    for object in page.stating() {
        for property in ["author", "creator"] {
            let people = object.get(property).map(|value| people(page, value)).unwrap_or_default();
            if !people.is_empty() {
                let origin = Origin::JsonLd(property.to_string());
                return people.into_iter().map(|person| Known::new(person, origin.clone())).collect();
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
                for name in object.get("name").map(json_ld::texts).unwrap_or_default() {
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

fn from_metas(page: &Page) -> Vec<Known<Person>> {
    for key in METAS {
        let mut people = Vec::new();
        page.metas_named(key).for_each(|name| add(&mut people, name, None));
        if !people.is_empty() {
            let origin = Origin::Meta(key.to_string());
            return people.into_iter().map(|person| Known::new(person, origin.clone())).collect();
        }
    }
    Vec::new()
}

fn from_elements(page: &Page) -> Vec<Known<Person>> {
    let outline = &page.outline;
    let mut people = Vec::new();
    for place in (0..outline.len()).filter(|&place| outline.has_word(place, "rel", "author")) {
        let url = outline.attribute(place, "href").and_then(|href| page.absolute(href));
        add(&mut people, &outline.short_text(place).unwrap_or_default(), url);
    }
    let origin = Origin::Element("[rel=author]".to_string());
    people.into_iter().map(|person| Known::new(person, origin.clone())).collect()
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
    letters >= 2
        && !address
        && words <= 7
        && text.chars().filter(char::is_ascii_digit).count() <= 2
        && text.chars().count() <= 60
}
