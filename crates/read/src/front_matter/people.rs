//! Authors as front matter names them: names, `Name <mail>`, tables, lists, and maps from names to tables.

use super::stated::{Stated, one_line, text_of, without_wiki_brackets};
use super::value::{Mistake, Node, Value};
use crate::article::Person;

/// The people of one key.
pub fn read(stated: &Stated) -> Result<Vec<Person>, Mistake> {
    match &stated.node.value {
        Value::Text(text) => Ok(names(text).into_iter().filter_map(|name| person(&name)).collect()),
        Value::List(list) => list.iter().map(|node| one(stated, node)).collect(),
        Value::Table(table) if is_person(table) => Ok(vec![one(stated, stated.node)?]),
        // `authors: { Ada Example: { email: ada@example.org } }`
        Value::Table(table) => table.iter().map(|(name, node)| named(stated, name, node)).collect(),
        Value::Nothing => Ok(Vec::new()),
    }
}

/// A name as people sign, with an address for mail or a page where they write one: `Ada Example <ada@example.org>`,
/// `ada@example.org (Ada Example)`.
pub fn person(text: &str) -> Option<Person> {
    let text = one_line(without_wiki_brackets(text));
    let within = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        let (inner, _) = rest.split_once(close)?;
        Some((before.trim().to_string(), inner.trim().to_string()))
    };
    if let Some((name, address)) = within('<', '>')
        && !name.is_empty()
    {
        return Some(with_address(name, &address));
    }
    if let Some((address, name)) = within('(', ')')
        && is_mail(&address)
        && !name.is_empty()
    {
        return Some(with_address(name, &address));
    }
    (!text.is_empty()).then(|| Person { name: text, ..Person::default() })
}

fn with_address(name: String, address: &str) -> Person {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let email = is_mail(address).then(|| address.to_string());
    let url = address.contains("://").then(|| address.to_string());
    Person { name: name.trim_matches('"').to_string(), email, url }
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.contains(char::is_whitespace)
}

/// Several names in one text: `A; B`, or `A, B` where each is a whole name (`Example, Ada` and `King, Jr.` are not).
fn names(text: &str) -> Vec<String> {
    let split = |separator: char| -> Vec<String> {
        text.split(separator).map(one_line).filter(|name| !name.is_empty()).collect()
    };
    if text.contains(';') {
        return split(';');
    }
    let parts = split(',');
    let whole = |name: &String| name.contains(' ') || !name.is_ascii();
    if parts.len() > 1 && parts.iter().all(whole) { parts } else { vec![text.to_string()] }
}

fn is_person(table: &[(String, Node)]) -> bool {
    table.iter().any(|(key, node)| matches!(node.value, Value::Text(_)) && is_person_key(key))
}

const NAME_KEYS: &[&str] = &["name", "display_name", "displayname", "fullname", "full_name", "title"];
const MAIL_KEYS: &[&str] = &["email", "mail", "e-mail"];
const PAGE_KEYS: &[&str] = &["url", "uri", "link", "website", "homepage", "site", "web"];

fn is_person_key(key: &str) -> bool {
    let key = key.to_lowercase();
    [NAME_KEYS, MAIL_KEYS, PAGE_KEYS].iter().any(|keys| keys.contains(&key.as_str()))
}

fn one(stated: &Stated, node: &Node) -> Result<Person, Mistake> {
    let found = match &node.value {
        Value::Text(text) => person(text),
        Value::Table(table) => find(table, NAME_KEYS).and_then(person).map(|person| completed(person, table)),
        _ => None,
    };
    found.ok_or_else(|| {
        let message = format!("an author has no name, write it like `{}: Ada Example`", stated.spelt);
        Mistake { message, start: node.start }
    })
}

fn named(stated: &Stated, name: &str, node: &Node) -> Result<Person, Mistake> {
    let table = match &node.value {
        Value::Table(table) => table.as_slice(),
        _ => &[],
    };
    let shown = find(table, NAME_KEYS).unwrap_or(name);
    match person(shown) {
        Some(person) => Ok(completed(person, table)),
        None => one(stated, node),
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
