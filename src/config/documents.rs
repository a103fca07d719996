//! What is made of the rows beside the parser: `courant init`'s file, the README's table and the JSON Schema.

use super::Config;
use super::key::{KeyTable, Row, Sample, Several};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// The longest line of a comment in `courant.toml`.
const WIDTH: usize = 110;

/// What stands under a key of a first configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value, as TOML; of tables all of them.
    pub toml: String,
    /// Where it comes from, where no person has said it.
    pub from: Option<String>,
}

/// A first `courant.toml`: every key with what it is for, those with an answer stated, the others as comments.
pub fn sample(answers: &BTreeMap<&str, Answer>) -> String {
    let mut text = String::from(
        "# What `courant build` makes of the articles in this folder. Every key has a default; a line with a # in front shows it or an example.\n\
         # Editors complete keys when `courant schema > courant.schema.json` was run and the next line begins with one # alone:\n\
         ##:schema ./courant.schema.json\n",
    );
    for row in Config::rows() {
        text.push('\n');
        text.push_str(&commented(row.documentation));
        match &row.table {
            None => text.push_str(&assignment(&row, answers.get(row.key))),
            Some((rows, several)) => match answers.get(row.key) {
                Some(Answer { toml, from }) => {
                    let from = from.as_ref().map(|from| commented(&format!("From {from}:"))).unwrap_or_default();
                    text.push_str(&format!("{from}{toml}"));
                }
                None => text.push_str(&table_sample(row.key, rows, *several)),
            },
        }
    }
    text
}

fn assignment(row: &Row, answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer { toml, from: Some(from) }) => {
            format!("{}{} = {toml}\n", commented(&format!("From {from}:")), row.key)
        }
        Some(Answer { toml, from: None }) => format!("{} = {toml}\n", row.key),
        None => format!("# {} = {}\n", row.key, row.sample.toml()),
    }
}

/// A table within the file, as comments: what each of its keys is for stands behind it. Tables within it come last, as TOML has it.
fn table_sample(name: &str, rows: &[Row], several: Several) -> String {
    let line = |row: &Row| match &row.table {
        Some((rows, several)) => table_sample(&format!("{name}.{}", row.key), rows, *several),
        None => format!("# {} = {} # {}\n", row.key, row.sample.toml(), one_line(row.documentation)),
    };
    let (plain, tables): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.table.is_none());
    let head = format!("# {}\n", table_head(name, several));
    plain.into_iter().chain(tables).fold(head, |text, row| text + &line(row))
}

fn table_head(name: &str, several: Several) -> String {
    if several == Several::Yes { format!("[[{name}]]") } else { format!("[{name}]") }
}

fn one_line(documentation: &str) -> String {
    documentation.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn commented(documentation: &str) -> String {
    let mut text = String::new();
    let mut length = 0;
    for word in documentation.split_whitespace() {
        if length == 0 || length + 1 + word.chars().count() > WIDTH {
            text.push_str(if text.is_empty() { "# " } else { "\n# " });
            length = 2;
        } else {
            text.push(' ');
            length += 1;
        }
        text.push_str(word);
        length += word.chars().count();
    }
    text + "\n"
}

/// The table of keys in Markdown, for the README.
pub fn readme_table() -> String {
    let head = "| key | is | default | what it is for |\n|---|---|---|---|\n".to_string();
    Config::rows().iter().fold(head, |text, row| text + &readme_rows("", row))
}

/// The row of a key, and where it is a table those of its keys; `above` names the tables that it stands in: `check.`.
fn readme_rows(above: &str, row: &Row) -> String {
    let Some((rows, several)) = &row.table else { return readme_row(row.key, row) };
    let name = format!("{above}{}", row.key);
    let head = table_head(&name, *several);
    let own = format!("| `{head}` | {} | | {} |\n", row.words, one_line(row.documentation));
    rows.iter().fold(own, |text, inner| match inner.table {
        Some(_) => text + &readme_rows(&format!("{name}."), inner),
        None => text + &readme_row(&format!("{head} {}", inner.key), inner),
    })
}

fn readme_row(name: &str, row: &Row) -> String {
    let default = match row.sample {
        Sample::Default(toml) => format!("`{toml}`"),
        Sample::Example(_) => String::new(),
    };
    format!("| `{name}` | {} | {default} | {} |\n", row.words, one_line(row.documentation))
}

/// The JSON Schema (draft 2020-12) of `courant.toml`.
pub fn schema() -> Json {
    let mut schema = table_schema(&Config::rows());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("courant.toml");
    schema["description"] = json!("What `courant build` makes of a folder of articles. Every key has a default.");
    schema
}

/// The JSON Schema of a table of these rows.
pub(super) fn table_schema(rows: &[Row]) -> Json {
    let properties: Map<String, Json> = rows.iter().map(|row| (row.key.to_string(), row_schema(row))).collect();
    let required: Vec<&str> = rows.iter().filter(|row| row.is_required).map(|row| row.key).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

fn row_schema(row: &Row) -> Json {
    let mut schema = row.schema.clone();
    schema["description"] = json!(one_line(row.documentation));
    match row.sample {
        Sample::Default(toml) => schema["default"] = json_of(toml),
        Sample::Example(toml) => schema["examples"] = json!([json_of(toml)]),
    }
    schema
}

/// A value of TOML as JSON.
fn json_of(toml: &str) -> Json {
    let document: BTreeMap<String, Json> = toml::from_str(&format!("value = {toml}")).expect("a sample is TOML");
    document.into_values().next().unwrap_or_default()
}
