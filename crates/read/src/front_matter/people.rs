//! Authors as front matter names them: names, `Name <mail>`, tables, lists, and maps from names to tables.

use super::names as written;
use super::stated::{Stated, Told, text_of};
use super::value::{Mistake, Node, Value};
use crate::article::Person;
use crate::people::People;

/// The people of one key: as they sign, or by the ids of the site's table of people.
pub fn read(stated: &Stated, people: &People) -> Told<Person> {
    let mut told = written_people(stated, people);
    let unknown = told.values.iter().filter(|person| !people.is_empty() && is_id(person) && !people.has(person));
    let mistakes: Vec<Mistake> = unknown
        .map(|person| {
            let name = &person.name;
            stated.mistake(format!(
                "nobody of the site's authors has the id `{name}`, which is shown as a name; add it to them"
            ))
        })
        .collect();
    told.mistakes.extend(mistakes);
    told
}

/// Whether somebody is named as nobody signs: in one word without a capital.
fn is_id(person: &Person) -> bool {
    let name = &person.name;
    name.is_ascii() && !name.contains([' ', '@', '.']) && name.starts_with(|c: char| c.is_ascii_lowercase())
}

fn written_people(stated: &Stated, people: &People) -> Told<Person> {
    match &stated.node.value {
        Value::Text(text) => {
            // `ada and ben`, who are in the site's table.
            let by_id: Option<Vec<Person>> = written::parts(text).iter().map(|id| people.find(id).cloned()).collect();
            let named = by_id.filter(|named| !named.is_empty());
            Told::plain(
                named
                    .unwrap_or_else(|| written::people(text).into_iter().map(|person| known(person, people)).collect()),
            )
        }
        Value::List(list) => Told::of(list.iter().flat_map(|node| match &node.value {
            Value::Text(text) if people.find(text).is_none() => several(stated, text, node, people),
            _ => vec![one(stated, node, people)],
        })),
        Value::Table(table) if is_person(table) => Told::of([one(stated, stated.node, people)]),
        // `authors: { Ada Example: { email: ada@example.org } }`
        Value::Table(table) => Told::of(table.iter().map(|(name, node)| named(stated, name, node, people))),
        Value::Nothing => Told::plain(Vec::new()),
    }
}

/// The people of one text of a list, of which each is a mistake that names nobody.
fn several(stated: &Stated, text: &str, node: &Node, people: &People) -> Vec<Result<Person, Mistake>> {
    let named = written::listed(text);
    if named.len() < 2 {
        return vec![one(stated, node, people)];
    }
    named.into_iter().map(|person| Ok(known(person, people))).collect()
}

/// The person whom the site's table has by this id, else the person as written.
fn known(person: Person, people: &People) -> Person {
    let plain = person.email.is_none() && person.url.is_none();
    let found = people.find(&person.name).or_else(|| people.called(&person.name));
    found.filter(|_| plain).cloned().unwrap_or(person)
}

/// Somebody of a table of people, where the key is the id: `ada: { name: Ada Example, url: ... }`, `ada: Ada Example`.
pub fn of_table(id: &str, node: &Node) -> Option<Person> {
    let table = match &node.value {
        Value::Text(text) => return written::person(text),
        Value::Table(table) => table.as_slice(),
        _ => return None,
    };
    let name = find(table, NAME_KEYS).unwrap_or(id);
    written::person(name).map(|person| completed(person, table))
}

/// The ids by which a table of a list names somebody: `- id: ada`, `- username: ada`.
pub fn ids(node: &Node) -> Vec<&str> {
    const ID_KEYS: &[&str] = &["id", "key", "username", "slug", "short_name", "shortname", "handle", "nick"];
    let Value::Table(table) = &node.value else { return Vec::new() };
    ID_KEYS.iter().filter_map(|key| find(table, std::slice::from_ref(key))).collect()
}

fn is_person(table: &[(String, Node)]) -> bool {
    table.iter().any(|(key, node)| matches!(node.value, Value::Text(_)) && is_person_key(key))
}

const NAME_KEYS: &[&str] =
    &["name", "display_name", "displayname", "fullname", "full_name", "realname", "real_name", "title"];
const MAIL_KEYS: &[&str] = &["email", "mail", "e-mail"];
const PAGE_KEYS: &[&str] = &["url", "uri", "link", "website", "homepage", "site", "web"];

fn is_person_key(key: &str) -> bool {
    let key = key.to_lowercase();
    [NAME_KEYS, MAIL_KEYS, PAGE_KEYS, &["key", "id"]].iter().any(|keys| keys.contains(&key.as_str()))
}

fn one(stated: &Stated, node: &Node, people: &People) -> Result<Person, Mistake> {
    let found = match &node.value {
        // One of a list is one person, whatever stands in the name.
        Value::Text(text) => written::person(text).map(|person| known(person, people)),
        Value::Table(table) => {
            // Docusaurus: `- key: ada`, and what differs in this article.
            let by_id = || ids(node).into_iter().find_map(|id| people.find(id).cloned());
            let named = NAME_KEYS.iter().filter(|key| **key != "title");
            let by_name = named.copied().find_map(|key| find(table, &[key])).and_then(written::person);
            // Beside an id a title is what somebody does.
            let by_title = || find(table, &["title"]).filter(|_| ids(node).is_empty()).and_then(written::person);
            let person = by_name.or_else(by_id).or_else(by_title);
            // An id that nobody has is still who wrote it.
            let person = person.or_else(|| ids(node).first().and_then(|id| written::person(id)));
            person.map(|person| completed(person, table))
        }
        _ => None,
    };
    // Nobody is called by a number.
    let found =
        found.filter(|person| person.name.chars().any(|c| !c.is_numeric()) || !matches!(node.value, Value::Text(_)));
    found.ok_or_else(|| {
        let message = format!("an author has no name, write it like `{}: Ada Example`", stated.spelt);
        Mistake::of_field(message, node.start)
    })
}

fn named(stated: &Stated, name: &str, node: &Node, people: &People) -> Result<Person, Mistake> {
    match of_table(name, node) {
        _ if matches!(node.value, Value::List(_)) => {
            let key = &stated.spelt;
            Err(stated.mistake(format!("`{key}` holds a list under `{name}`, write it like `{key}: [Ada Example]`")))
        }
        Some(person) => Ok(known(person, people)),
        None => match written::person(name) {
            Some(person) => Ok(known(person, people)),
            None => one(stated, node, people),
        },
    }
}

fn completed(person: Person, table: &[(String, Node)]) -> Person {
    let email = find(table, MAIL_KEYS).map(|mail| mail.strip_prefix("mailto:").unwrap_or(mail).to_string());
    let url = find(table, PAGE_KEYS).map(str::to_string);
    Person { email: email.or(person.email), url: url.or(person.url), ..person }
}

fn find<'a>(table: &'a [(String, Node)], names: &[&str]) -> Option<&'a str> {
    let is = |key: &str, name: &str| key.to_lowercase() == name;
    names.iter().find_map(|name| table.iter().find(|(key, _)| is(key, name)).and_then(|(_, node)| text_of(node)))
}
