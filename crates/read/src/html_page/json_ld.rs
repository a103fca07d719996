//! JSON-LD as pages have it: in any shape, and often broken.

use super::plain;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// An object of JSON-LD.
pub type Object = Map<String, Value>;

/// The objects that a page states, of every type, outer before inner.
#[derive(Default)]
pub struct Linked {
    objects: Vec<Object>,
    by_id: HashMap<String, usize>,
}

/// How many objects are looked at, and how deep within each other: far more than a page has.
const MOST_OBJECTS: usize = 1_000;
const DEEPEST: usize = 8;

impl Linked {
    /// Reads the texts of a page's `<script type="application/ld+json">`.
    pub fn of<'a>(scripts: impl Iterator<Item = &'a str>) -> Linked {
        let mut linked = Linked::default();
        for script in scripts {
            for value in values(script) {
                linked.collect(value);
            }
        }
        linked
    }

    fn collect(&mut self, value: Value) {
        let mut open = vec![(value, 0)];
        while let Some((value, depth)) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev().map(|value| (value, depth))),
                Value::Object(object) if self.objects.len() < MOST_OBJECTS => {
                    for key in ["itemListElement", "mainEntity", "mainEntityOfPage", "@graph"] {
                        let inner = object.get(key).filter(|value| depth < DEEPEST && !value.is_string());
                        open.extend(inner.map(|inner| (inner.clone(), depth + 1)));
                    }
                    if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 1) {
                        self.by_id.entry(id.to_string()).or_insert(self.objects.len());
                    }
                    self.objects.push(object);
                }
                _ => {}
            }
        }
    }

    /// The objects, outer before inner, in the order of the page.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The object itself, or the one elsewhere in the page that it refers to by nothing but an `@id`.
    pub fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        let named = |key: &str| object.contains_key(key);
        if named("name") || named("headline") || named("url") {
            return object;
        }
        let id = object.get("@id").and_then(Value::as_str);
        id.and_then(|id| self.by_id.get(id)).and_then(|&index| self.objects.get(index)).unwrap_or(object)
    }
}

/// The names of the steps of the first breadcrumb trail, from the front page on.
pub fn breadcrumbs(objects: &[Object]) -> Vec<String> {
    let trail = objects.iter().find(|object| is_a(object, |name| name == "BreadcrumbList"));
    let Some(Value::Array(steps)) = trail.and_then(|trail| trail.get("itemListElement")) else { return Vec::new() };
    let name = |step: &Value| {
        let step = step.as_object()?;
        text(step, "name").or_else(|| text(step.get("item")?.as_object()?, "name"))
    };
    steps.iter().take(20).filter_map(name).collect()
}

/// Whether an object says that it is of a type that `wanted` accepts, with or without the address of schema.org.
pub fn is_a(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    let short = |name: &str| wanted(name.rsplit(['/', ':', '#']).next().unwrap_or(name));
    match object.get("@type").or_else(|| object.get("type")) {
        Some(Value::String(name)) => short(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(short),
        _ => false,
    }
}

/// A property as plain text on one line: a string, a number, the `name` or `@value` of an object, the first of a list.
pub fn text(object: &Object, property: &str) -> Option<String> {
    texts(object.get(property)?).into_iter().next()
}

/// All that a value says as plain texts.
pub fn texts(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.extend(plain(text)),
            Value::Number(number) => found.push(number.to_string()),
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) => {
                open.extend(["name", "headline", "@value", "alternateName"].iter().find_map(|key| object.get(*key)))
            }
            _ => {}
        }
    }
    found
}

/// A property that is one address or a list of them: strings, or objects with `url`, `contentUrl` or `@id`.
pub fn addresses(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => found.push(text.trim().to_string()),
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) => {
                open.extend(["url", "contentUrl", "thumbnailUrl", "@id"].iter().find_map(|key| object.get(*key)))
            }
            _ => {}
        }
    }
    found
}

/// All values of a script, also where it is broken in one of the usual ways.
fn values(script: &str) -> Vec<Value> {
    let trimmed = script.trim();
    if let Ok(value) = serde_json::from_str(trimmed) {
        return vec![value];
    }
    let repaired = repaired(trimmed);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&repaired).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    values
}

/// The script without HTML comments, CDATA marks, `//` lines, `/* */`, trailing commas and semicolons, and with control characters in strings as spaces.
fn repaired(script: &str) -> String {
    let script = script.replace("<![CDATA[", "").replace("]]>", "").replace("<!--", "").replace("-->", "");
    // Some programs escape it as if it were text.
    let script = if script.contains('"') { script } else { script.replace("&quot;", "\"").replace("&amp;", "&") };
    let start = script.find(['{', '[']).unwrap_or(0);
    let script = script.get(start..).unwrap_or_default();
    let mut out = String::with_capacity(script.len());
    let mut characters = script.chars().peekable();
    let mut in_string = false;
    while let Some(character) = characters.next() {
        match character {
            '\\' if in_string => {
                // An escape that JSON does not know (`\'`, `\$`) stands for its character.
                match characters.next() {
                    Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => out.extend(['\\', next]),
                    Some(next) if !next.is_control() => out.push(next),
                    _ => {}
                }
            }
            '"' if in_string && !ends_a_string(&characters) => out.push_str("\\\""),
            '"' => {
                in_string = !in_string;
                out.push('"');
            }
            control if control.is_control() => out.push(' '),
            ';' if !in_string => {}
            '/' if !in_string && characters.peek() == Some(&'/') => {
                characters.by_ref().find(|character| *character == '\n');
            }
            '/' if !in_string && characters.peek() == Some(&'*') => {
                let mut last = ' ';
                characters
                    .by_ref()
                    .find(|&character| std::mem::replace(&mut last, character) == '*' && character == '/');
            }
            '}' | ']' if !in_string => {
                let kept = out.trim_end().trim_end_matches(',').len();
                out.truncate(kept);
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// Whether a quote inside a string is its end: what follows it, white space apart, must be able to follow a string.
fn ends_a_string(rest: &std::iter::Peekable<std::str::Chars>) -> bool {
    // White space is looked over for a few characters only, so that a page of quotes stays linear.
    rest.clone().take(200).find(|character| !character.is_whitespace()).is_none_or(|next| ",:}]".contains(next))
}
