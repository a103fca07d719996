//! A vocabulary as others publish it: JSON as of IPTC Media Topics or SKOS, or a table of term, label, scheme and aliases.

use super::VocabularyEntry;
use crate::article::Category;
use crate::remark::Mistake;
use crate::source::position;
use crate::understand::language_facts::{self, Fact};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Reads a vocabulary: JSON where it begins as JSON does, else a table with tabs or commas. Retired concepts are left out.
pub fn parse(text: &str) -> Result<Vec<VocabularyEntry>, Vec<Mistake>> {
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim_start().starts_with(['[', '{']) { json(text).map_err(|mistake| vec![mistake]) } else { table(text) }
}

fn json(text: &str) -> Result<Vec<VocabularyEntry>, Mistake> {
    let document: Document = match text.trim_start().starts_with('[') {
        true => serde_json::from_str(text).map(|concepts| Document { concepts }),
        false => serde_json::from_str(text),
    }
    .map_err(|error| mistake_of(text, &error))?;
    Ok(document.concepts.into_iter().filter_map(|concept| concept.0).collect())
}

fn mistake_of(text: &str, error: &serde_json::Error) -> Mistake {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = text.floor_char_boundary((before + error.column().saturating_sub(1)).min(text.len()));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_string();
    Mistake { position: position(text, at), message }
}

#[derive(Deserialize)]
struct Document {
    #[serde(alias = "conceptSet", alias = "@graph")]
    concepts: Vec<Concept>,
}

/// A concept; nothing where it is retired.
#[derive(Deserialize)]
#[serde(try_from = "Keys")]
struct Concept(Option<VocabularyEntry>);

#[derive(Deserialize)]
struct Keys {
    code: Option<String>,
    qcode: Option<String>,
    notation: Option<String>,
    term: Option<String>,
    #[serde(alias = "@id")]
    uri: Option<String>,
    #[serde(alias = "prefLabel", alias = "label")]
    name: Option<Labels>,
    #[serde(alias = "altLabel")]
    aliases: Option<Labels>,
    #[serde(alias = "inScheme")]
    scheme: Option<Texts>,
    retired: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Labels {
    ByLanguage(BTreeMap<String, Texts>),
    Plain(Texts),
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    fn all(self) -> Vec<String> {
        match self {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        }
    }
}

impl TryFrom<Keys> for Concept {
    type Error = String;

    fn try_from(keys: Keys) -> Result<Concept, String> {
        if keys.retired.is_some_and(|when| !when.trim().is_empty()) {
            return Ok(Concept(None));
        }
        let term = [keys.code, keys.qcode, keys.notation, keys.term, keys.uri].into_iter().flatten().next();
        let term = term.ok_or("a concept has no code, write it like `\"code\": \"medtop:15000000\"`")?;
        let labels = match keys.name {
            Some(Labels::ByLanguage(labels)) => labels,
            Some(Labels::Plain(texts)) => BTreeMap::from([(String::new(), texts)]),
            None => return Err(format!("`{term}` has no name, write it like `\"name\": {{\"en\": \"sport\"}}`")),
        };
        let first = |texts: Texts| texts.all().into_iter().find(|text| !text.trim().is_empty());
        let mut labels: BTreeMap<String, String> =
            labels.into_iter().filter_map(|(tag, texts)| Some((tag_of(&tag), first(texts)?))).collect();
        let any = labels.iter().find(|(tag, _)| tag.starts_with("en")).or_else(|| labels.iter().next());
        let label = any.map_or_else(|| term.clone(), |(_, label)| label.clone());
        labels.remove("");
        let aliases = match keys.aliases {
            Some(Labels::ByLanguage(aliases)) => aliases.into_values().flat_map(Texts::all).collect(),
            Some(Labels::Plain(texts)) => texts.all(),
            None => Vec::new(),
        };
        let scheme = keys.scheme.and_then(first);
        Ok(Concept(Some(VocabularyEntry { category: Category { term, label, scheme }, labels, aliases })))
    }
}

/// A language as BCP 47 writes it: some vocabularies name the country instead.
fn tag_of(written: &str) -> String {
    let row = language_facts::rows(Fact::Alias).find(|row| row.entries.split('|').any(|entry| entry == written));
    row.map_or_else(|| written.to_string(), |row| row.language.to_string())
}

/// Rows of term, label, scheme and aliases, the last three as wished; aliases are parted by `|`.
fn table(text: &str) -> Result<Vec<VocabularyEntry>, Vec<Mistake>> {
    let (mut entries, mut mistakes) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let cells = cells(line.trim_end_matches(['\r', '\n']));
        let cell = |place: usize| cells.get(place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let header = index == 0 && cell(0).is_some_and(|cell| cell.eq_ignore_ascii_case("term"));
        match cell(0) {
            _ if header || line.trim().is_empty() || line.starts_with('#') => {}
            Some(term) => entries.push(VocabularyEntry {
                category: Category {
                    term: term.to_string(),
                    label: cell(1).unwrap_or(term).to_string(),
                    scheme: cell(2).map(str::to_string),
                },
                labels: BTreeMap::new(),
                aliases: cell(3).map_or_else(Vec::new, |names| names.split('|').map(str::to_string).collect()),
            }),
            None => mistakes.push(Mistake {
                position: position(text, start),
                message: "a row has no term, write it like `economy,Economy,https://example.org/subjects/,money|trade`"
                    .to_string(),
            }),
        }
        start += line.len();
    }
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// The cells of a row: between tabs where there is one, else between commas that no quotation marks hold.
fn cells(line: &str) -> Vec<String> {
    if line.contains('\t') {
        return line.split('\t').map(str::to_string).collect();
    }
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let doubled = character == '"' && quoted && characters.next_if_eq(&'"').is_some();
        match character {
            ',' if !quoted => cells.push(String::new()),
            '"' if !doubled => quoted = !quoted,
            other => cells.extend_last(other),
        }
    }
    cells
}

trait ExtendLast {
    fn extend_last(&mut self, character: char);
}

impl ExtendLast for Vec<String> {
    fn extend_last(&mut self, character: char) {
        if let Some(last) = self.last_mut() {
            last.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match parse(text) {
            Ok(entries) => {
                let told = |entry: &VocabularyEntry| {
                    format!("{} {} {:?}", entry.category.term, entry.category.label, entry.aliases)
                };
                entries.iter().map(told).collect::<Vec<_>>().join("; ")
            }
            Err(mistakes) => mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("; "),
        }
    }

    #[test]
    fn every_form_gives_the_same_entries() {
        let table = [
            ("term,label,scheme,aliases\nquay,\"Quays, old\",,kade|kai\n", r#"quay Quays, old ["kade", "kai"]"#),
            ("quay\tQuays, old\t\tkade|kai\n", r#"quay Quays, old ["kade", "kai"]"#),
            ("quay\n", "quay quay []"),
            (
                r#"[{"code": "q", "name": {"en": "Quays"}, "retired": ""}, {"code": "r", "retired": "2020"}]"#,
                "q Quays []",
            ),
            (
                r#"{"conceptSet": [{"qcode": "q", "uri": "https://example.org/q", "prefLabel": {"en-GB": "Quays"},
                    "altLabel": {"nl": ["kade"]}}]}"#,
                r#"q Quays ["kade"]"#,
            ),
            (r#"[{"term": "q", "label": "Quays", "aliases": ["kade"]}]"#, r#"q Quays ["kade"]"#),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        let table = [
            ("quay,Quays\n,Harbours\n", "2:1: a row has no term"),
            // Of a concept that lacks something the reader of JSON tells where it ends.
            ("[{\"name\": \"Quays\"}]", "1:19: a concept has no code"),
            ("[{\"code\": \"q\"}]", "`q` has no name"),
            ("[{\"code\": \"q\",\n]", "2:1: "),
        ];
        for (text, expected) in table {
            assert!(parse(text).is_err() && told(text).contains(expected), "{text}: {}", told(text));
        }
    }
}
