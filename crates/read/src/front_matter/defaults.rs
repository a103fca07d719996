//! Front matter that a site states in the place of its articles, behind what they state themselves.

use super::block::Block;
use super::value::{Node, Value};
use crate::context::ReadContext;
use crate::profile::keys::{Meaning, normal};
use serde_json::Value as Data;
use std::collections::BTreeSet;

/// The block of an article with what is stated for it elsewhere, under keys that say nothing which it says itself.
pub fn behind(mut block: Block, path: &str, context: &ReadContext) -> Block {
    let stated = context.defaults.of(path);
    if stated.is_empty() {
        return block;
    }
    let start = block.node.start;
    if block.node.value == Value::Nothing {
        block.node.value = Value::Table(Vec::new());
    }
    let Value::Table(table) = &mut block.node.value else { return block };
    let tables = context.key_tables();
    let known: BTreeSet<String> = table.iter().map(|(key, _)| normal(key)).collect();
    let meant: BTreeSet<Meaning> = known.iter().filter_map(|key| Some(tables.meaning(key)?.0)).collect();
    let is_open = |key: &str| {
        let own = normal(key);
        // Categories and tags are joined; what is nothing to a feed may be anything to a template.
        let is_one_of_several = |meaning: &Meaning| {
            matches!(meaning, Meaning::Categories | Meaning::Taxonomies | Meaning::Nested | Meaning::Nothing)
        };
        let meaning = tables.meaning(&own).map(|(meaning, _)| meaning).filter(|meaning| !is_one_of_several(meaning));
        !known.contains(&own) && meaning.is_none_or(|meaning| !meant.contains(&meaning))
    };
    for (key, mut value) in stated {
        if !is_open(&key) {
            continue;
        }
        let is_nested = tables.meaning(&normal(&key)).is_some_and(|(meaning, _)| meaning == Meaning::Nested);
        if let Data::Object(inner) = &mut value
            && is_nested
        {
            inner.retain(|key, _| is_open(key));
        }
        table.push((key, node(&value, start)));
    }
    block
}

/// The depth of what a configuration holds is bounded by its parser.
fn node(value: &Data, start: usize) -> Node {
    let value = match value {
        Data::Null => Value::Nothing,
        Data::String(text) => Value::Text(text.clone()),
        Data::Array(list) => Value::List(list.iter().map(|one| node(one, start)).collect()),
        Data::Object(table) => {
            Value::Table(table.iter().map(|(key, value)| (key.clone(), node(value, start))).collect())
        }
        other => Value::Text(other.to_string()),
    };
    Node { value, start }
}
