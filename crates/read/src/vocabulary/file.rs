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

/// Rows of term, label, scheme and aliases, the last three as wished; aliases are parted by `|`. A first row that names the columns, `term`
/// among them, decides their order. Between commas it is CSV (RFC 4180); between tabs nothing is quoted (IANA, text/tab-separated-values).
/// Lines that begin with `#` are left out.
fn table(text: &str) -> Result<Vec<VocabularyEntry>, Vec<Mistake>> {
    // What follows the text is a row of its own, unless the text ends within quotation marks.
    let closed = format!("{text}\n{END}");
    let mut rows = reader(text).from_reader(closed.as_bytes());
    let (mut entries, mut mistakes, mut columns) = (Vec::new(), Vec::new(), Columns::default());
    for (index, row) in rows.records().enumerate() {
        // The text is UTF-8, and rows may be of any length: nothing is left that could be wrong.
        let row = row.expect("text in memory can be read");
        let start = row.position().map_or(0, |position| first_of_row(text, position.byte() as usize));
        if row.len() == 1 && row.get(0) == Some(END) {
            break;
        }
        if index == 0 && columns.take_from(&row) {
            continue;
        }
        let message = match columns.entry(&row) {
            _ if row.iter().any(|cell| cell.ends_with(END)) => {
                "a quotation mark opens here or below and is not closed, write it like `quay,\"Quays, old\"`"
            }
            Some(entry) => {
                entries.push(entry);
                continue;
            }
            None => "a row has no term, write it like `economy,Economy,https://example.org/subjects/,money|trade`",
        };
        mistakes.push(Mistake { position: position(text, start), message: message.to_string() });
    }
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// No cell holds it: XML has no such character.
const END: &str = "\u{1}";

fn reader(text: &str) -> csv::ReaderBuilder {
    let has_tabs = text.lines().find(|line| is_row(line)).is_some_and(|line| line.contains('\t'));
    let mut reader = csv::ReaderBuilder::new();
    reader.has_headers(false).flexible(true).comment(Some(b'#'));
    reader.delimiter(if has_tabs { b'\t' } else { b',' }).quoting(!has_tabs);
    reader
}

fn is_row(line: &str) -> bool {
    !line.trim().is_empty() && !line.starts_with('#')
}

/// Where a row begins: the reader tells where it began to look for it, before lines that are none.
fn first_of_row(text: &str, from: usize) -> usize {
    let lines = text.get(from..).unwrap_or_default().split_inclusive('\n');
    from + lines.take_while(|line| !is_row(line)).map(str::len).sum::<usize>()
}

/// Where the columns stand in a row.
struct Columns {
    term: usize,
    label: Option<usize>,
    scheme: Option<usize>,
    aliases: Option<usize>,
}

impl Default for Columns {
    fn default() -> Columns {
        Columns { term: 0, label: Some(1), scheme: Some(2), aliases: Some(3) }
    }
}

impl Columns {
    /// Takes the places from a row that names them; `false` for one that does not.
    fn take_from(&mut self, row: &csv::StringRecord) -> bool {
        let named = |name: &str| row.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
        let Some(term) = named("term") else { return false };
        *self = Columns { term, label: named("label"), scheme: named("scheme"), aliases: named("aliases") };
        true
    }

    /// The category of a row; `None` where it has no term.
    fn entry(&self, row: &csv::StringRecord) -> Option<VocabularyEntry> {
        // A cell may be broken into lines, a name is one.
        let cell = |place: Option<usize>| {
            let words = row.get(place?)?.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(words).filter(|cell| !cell.is_empty())
        };
        let term = cell(Some(self.term))?;
        let aliases = cell(self.aliases).unwrap_or_default();
        Some(VocabularyEntry {
            category: Category {
                label: cell(self.label).unwrap_or_else(|| term.clone()),
                scheme: cell(self.scheme),
                term,
            },
            labels: BTreeMap::new(),
            aliases: aliases.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_string).collect(),
        })
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
            // RFC 4180 section 2: line breaks, commas and doubled quotation marks in quoted cells, lines that end with CRLF or not at all.
            ("term,label\r\nquay,\"Quays,\r\nold\"", "quay Quays, old []"),
            ("quay,\"The \"\"old\"\" quays\"", "quay The \"old\" quays []"),
            ("quay,6\" quays,,kade\n", "quay 6\" quays [\"kade\"]"),
            ("aliases,Label,TERM\nkade,Quays,quay\n", "quay Quays [\"kade\"]"),
            ("# Our own\n\nquay,Quays\n", "quay Quays []"),
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
            ("quay,Quays\n\n# Below\n,Harbours\n", "4:1: a row has no term"),
            ("quay,Quays\nlock,\"Locks\nport,Port\n", "2:1: a quotation mark opens here"),
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
