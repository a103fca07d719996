//! Files that say who the authors of a site are: tables and lists in YAML, TOML and JSON, and a page for each person.

use super::block;
use super::people::{ids, of_table};
use super::value::{self, Mistake, Node, Value};
use crate::people::People;
use crate::profile::keys::{KeyTables, OwnKeys};
use crate::remark::Remark;
use courant_text::source::{Level, position};

/// Whether a file of this name may say who somebody is.
pub fn may_hold_people(path: &str) -> bool {
    Form::of(path).is_some()
}

/// Adds the people of a file of a site, and gives what is wrong with it.
///
/// `authors.yml` of Docusaurus and `_data/authors.yml` of Jekyll are tables by id; a list has the ids in its members; a file for each person is named
/// by the id.
pub fn read_people(path: &str, text: &str, people: &mut People) -> Option<Remark> {
    let nobody = || Remark::new(Level::Warning, path, "names nobody, write it like `ada: { name: Ada Example }`");
    match Form::of(path).map(|form| form.read(text)) {
        None | Some(Ok(Node { value: Value::Nothing, .. })) => None,
        Some(Ok(node)) => (!add_all(&node, own_id(path), people)).then(nobody),
        Some(Err(mistake)) => {
            let message = format!("{}; whom it names is not known", mistake.message);
            Some(Remark::new(Level::Warning, path, message).at(position(text, mistake.start)))
        }
    }
}

#[derive(Clone, Copy)]
enum Form {
    Yaml,
    Toml,
    Json,
    /// With front matter.
    Page,
}

impl Form {
    fn of(path: &str) -> Option<Form> {
        match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "yml" | "yaml" => Some(Form::Yaml),
            "toml" => Some(Form::Toml),
            "json" => Some(Form::Json),
            "md" | "mdx" | "markdown" | "html" => Some(Form::Page),
            _ => None,
        }
    }

    fn read(self, text: &str) -> Result<Node, Mistake> {
        match self {
            Form::Yaml => value::yaml(text),
            Form::Toml => value::toml(text),
            Form::Json => value::json(text),
            Form::Page => {
                let own = OwnKeys::default();
                let found = block::fenced(text, KeyTables::new(&own, &[]))?;
                Ok(found.map_or(Node { value: Value::Nothing, start: 0 }, |block| block.node))
            }
        }
    }
}

/// The id that a file is named by; a page in a folder of its own has the folder's name.
fn own_id(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name.rsplit_once('.').map_or(name, |(stem, _)| stem) {
        "index" | "_index" => folder.rsplit_once('/').map_or(folder, |(_, name)| name),
        stem => stem,
    }
}

/// Adds whom a value names; whether there was anybody.
fn add_all(node: &Node, own_id: &str, people: &mut People) -> bool {
    match &node.value {
        Value::List(list) => {
            let added = list.iter().filter(|one| add(ids(one), one, people)).count();
            added > 0
        }
        Value::Table(table) => {
            let is_member = |node: &Node| matches!(node.value, Value::Table(_));
            let wrapped = match table.as_slice() {
                [(key, inner)] if matches!(key.as_str(), "authors" | "people") => Some(inner),
                _ => None,
            };
            if let Some(inner) = wrapped {
                return add_all(inner, own_id, people);
            }
            // A person has plain values beside tables; a table of people has none.
            let is_person = table.iter().any(|(key, node)| !is_member(node) && is_name_key(key));
            if is_person {
                let known = std::iter::once(own_id).chain(ids(node)).collect();
                return add(known, node, people);
            }
            let added = table.iter().filter(|(id, one)| {
                let known = std::iter::once(id.as_str()).chain(ids(one)).collect();
                add(known, one, people)
            });
            added.count() > 0
        }
        _ => false,
    }
}

fn is_name_key(key: &str) -> bool {
    matches!(
        key.to_ascii_lowercase().as_str(),
        "name" | "title" | "display_name" | "displayname" | "fullname" | "full_name"
    )
}

fn add(ids: Vec<&str>, node: &Node, people: &mut People) -> bool {
    let Some(first) = ids.first() else { return false };
    let Some(person) = of_table(first, node) else { return false };
    ids.iter().for_each(|id| people.add(id, person.clone()));
    true
}
