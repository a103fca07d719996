//! What the configuration of a site says, as its generator's templates know it.

use serde_json::{Map, Value};
use std::collections::HashMap;

/// The configuration of a site: a tree of names to texts, numbers, lists and tables, with the keys that its generator's templates know below
/// `site`, `.Site` or `config`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteValues {
    root: Map<String, Value>,
}

impl SiteValues {
    /// What a table holds; anything else holds nothing.
    pub fn new(value: Value) -> SiteValues {
        match value {
            Value::Object(root) => SiteValues { root },
            _ => SiteValues::default(),
        }
    }

    /// Whether nothing is known of the site.
    pub fn is_empty(&self) -> bool {
        self.root.is_empty()
    }

    /// What is below these names: `&["params", "author"]`. A name is first taken as it is spelt, and then in any case, as Hugo takes it. A
    /// number is a place in a list, `*` any place in it.
    pub fn get(&self, names: &[&str]) -> Option<&Value> {
        let (first, rest) = names.split_first()?;
        found(named(&self.root, first)?, rest)
    }

    /// The text below these names, where it is one that says something.
    pub fn text(&self, names: &[&str]) -> Option<&str> {
        self.get(names)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The whole tree.
    pub fn table(&self) -> &Map<String, Value> {
        &self.root
    }

    /// Puts another file of the same site over this one: tables are joined, all else is replaced.
    pub fn put(&mut self, other: SiteValues) {
        join(&mut self.root, other.root);
    }

    /// Puts a value below these names, in tables that are made where they are not there.
    pub fn put_below(&mut self, names: &[&str], value: Value) {
        let nested = names.iter().rev().fold(value, |value, name| {
            let mut table = Map::new();
            table.insert((*name).to_string(), value);
            Value::Object(table)
        });
        self.put(SiteValues::new(nested));
    }
}

/// What is below these names. There are few of them, so that few levels are searched.
fn found<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    let Some((name, rest)) = names.split_first() else { return Some(value) };
    match value {
        Value::Object(table) => found(named(table, name)?, rest),
        Value::Array(list) if *name == "*" => list.iter().find_map(|one| found(one, rest)),
        Value::Array(list) => found(list.get(name.parse::<usize>().ok()?)?, rest),
        _ => None,
    }
}

/// The value of a key as it is spelt, or else in any case. A table with more keys than anybody writes is asked for what is spelt alone.
pub(crate) fn named<'v>(table: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    const MOST_KEYS: usize = 1_000;
    let few = (table.len() <= MOST_KEYS).then_some(table);
    let in_any_case = || few?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    table.get(name).or_else(in_any_case)
}

/// The depth of what is joined is that of what a parser has read, which has its own limit.
fn join(under: &mut Map<String, Value>, over: Map<String, Value>) {
    // How each key is spelt that is there, by its small letters.
    let mut spelt: HashMap<String, String> = HashMap::with_capacity(under.len());
    for key in under.keys() {
        spelt.entry(key.to_ascii_lowercase()).or_insert_with(|| key.clone());
    }
    for (key, value) in over {
        let known = if under.contains_key(&key) { Some(&key) } else { spelt.get(&key.to_ascii_lowercase()) };
        match (known.and_then(|known| under.get_mut(known)), value) {
            (Some(Value::Object(known)), Value::Object(more)) => join(known, more),
            (Some(known), value) => *known = value,
            (None, value) => {
                spelt.insert(key.to_ascii_lowercase(), key.clone());
                under.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_found_by_the_names_that_lead_to_them() {
        let site = SiteValues::new(json!({"Title": " T ", "params": {"author": [{"name": "Ada"}]}, "empty": " "}));
        assert_eq!(site.text(&["title"]), Some("T"));
        assert_eq!(site.get(&["params", "author", "0", "name"]), Some(&json!("Ada")));
        assert_eq!(site.get(&["params", "author", "*", "name"]), Some(&json!("Ada")));
        for names in [&["params", "author", "1"][..], &["empty"], &["Title", "x"], &[]] {
            assert_eq!(site.text(names), None, "{names:?}");
        }
        assert!(SiteValues::new(json!(["a"])).is_empty());
    }

    #[test]
    fn a_file_with_many_names_is_joined_name_by_name() {
        let keys = |name: &str| (0..60_000).map(|n| (format!("{name}{n}"), json!(n))).collect::<Map<_, _>>();
        let mut site = SiteValues::new(Value::Object(keys("key")));
        site.put(SiteValues::new(Value::Object(keys("KEY"))));
        site.put(SiteValues::new(Value::Object(keys("other"))));
        assert_eq!(site.table().len(), 120_000);
        assert_eq!(site.get(&["key7"]), Some(&json!(7)));
    }

    #[test]
    fn a_file_over_another_replaces_what_it_names() {
        let mut site = SiteValues::new(json!({"baseURL": "a", "params": {"x": 1, "y": {"z": 1}}}));
        site.put(SiteValues::new(json!({"baseurl": "b", "params": {"y": {"w": 2}}})));
        site.put_below(&["menu", "main"], json!([1]));
        let expected = json!({"baseURL": "b", "params": {"x": 1, "y": {"z": 1, "w": 2}}, "menu": {"main": [1]}});
        assert_eq!(Value::Object(site.table().clone()), expected);
    }
}
