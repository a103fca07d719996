//! A vocabulary as others publish it: JSON as of IPTC Media Topics or SKOS, or a table of term, label, scheme and aliases.

use super::{VocabularyEntry, concepts};
use crate::article::Category;
use crate::remark::Mistake;
use courant_text::source::position;
use std::collections::BTreeMap;

/// Reads a vocabulary: JSON where it begins as JSON does, else a table with tabs or commas. Retired concepts are left out.
pub fn parse(text: &str) -> Result<Vec<VocabularyEntry>, Vec<Mistake>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let is_json = text.trim_start().starts_with(['[', '{']);
    if is_json { concepts::parse(text).map_err(|mistake| vec![mistake]) } else { table(text) }
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
                r#"q Quays ["kade", "https://example.org/q"]"#,
            ),
            (r#"[{"term": "q", "label": "Quays", "aliases": ["kade"]}]"#, r#"q Quays ["kade"]"#),
            (
                r#"{"@context": {}, "@graph": [{"@id": "https://example.org/", "@type": "skos:ConceptScheme"},
                    {"@id": "https://example.org/q", "@type": ["skos:Concept"], "skos:notation": "q",
                     "skos:prefLabel": [{"@language": "en", "@value": "Quays"}, {"@language": "de", "@value": "Kais"}],
                     "skos:altLabel": {"@language": "nl", "@value": "kade"}}]}"#,
                r#"q Quays ["kade", "https://example.org/q"]"#,
            ),
            (
                r#"{"graph": [{"uri": "https://example.org/q", "type": "skos:Concept",
                    "prefLabel": {"lang": "en", "value": "Quays"}, "altLabel": [{"lang": "nl", "value": "kade"}, "kai"]}]}"#,
                r#"https://example.org/q Quays ["kade", "kai"]"#,
            ),
        ];
        for (text, expected) in table {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_code_that_states_no_scheme_is_of_the_one_that_its_beginning_or_its_address_names() {
        let scheme = |text: &str| parse(text).ok().and_then(|entries| entries.first()?.category.scheme.clone());
        let table = [
            (r#"[{"code": "medtop:15000000", "name": "sport"}]"#, Some("http://cv.iptc.org/newscodes/mediatopic/")),
            (
                r#"[{"code": "quays:1", "uri": "https://example.org/quays/1", "name": "Old quays"}]"#,
                Some("https://example.org/quays/"),
            ),
            (
                r#"[{"code": "medtop:1", "scheme": "https://example.org/", "name": "sport"}]"#,
                Some("https://example.org/"),
            ),
            (r#"[{"code": "s:1", "name": "sport"}]"#, None),
            (r#"[{"uri": "https://example.org/1", "name": "sport"}]"#, None),
        ];
        for (text, expected) in table {
            assert_eq!(scheme(text).as_deref(), expected, "{text}");
        }
        let aliases =
            parse(r#"[{"code": "medtop:15000000", "name": "sport"}]"#).expect("a vocabulary").remove(0).aliases;
        assert_eq!(aliases, ["15000000", "http://cv.iptc.org/newscodes/mediatopic/15000000"]);
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
