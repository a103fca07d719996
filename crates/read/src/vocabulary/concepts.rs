//! Concepts in JSON, as IPTC publishes Media Topics and others their SKOS vocabularies.

use super::VocabularyEntry;
use crate::article::Category;
use crate::language_data::{self, Fact};
use crate::remark::Mistake;
use courant_text::source::position;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The scheme of codes by what stands before their colon: the aliases of IPTC's catalogue of NewsCodes
/// (<https://iptc.org/std/NewsML-G2/guidelines/>, QCodes).
const SCHEMES: [(&str, &str); 3] = [
    ("medtop", "http://cv.iptc.org/newscodes/mediatopic/"),
    ("subj", "http://cv.iptc.org/newscodes/subjectcode/"),
    ("genre", "http://cv.iptc.org/newscodes/genre/"),
];

/// Reads a list of concepts, or an object that holds one.
pub fn parse(text: &str) -> Result<Vec<VocabularyEntry>, Mistake> {
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
    #[serde(alias = "conceptSet", alias = "@graph", alias = "graph")]
    concepts: Vec<Concept>,
}

/// A concept; nothing where it is retired, or where the object is something else, as a scheme is.
#[derive(Deserialize)]
#[serde(try_from = "Keys")]
struct Concept(Option<VocabularyEntry>);

#[derive(Deserialize)]
struct Keys {
    #[serde(rename = "type", alias = "@type")]
    kind: Option<Texts>,
    code: Option<String>,
    qcode: Option<String>,
    #[serde(alias = "skos:notation")]
    notation: Option<Texts>,
    term: Option<String>,
    #[serde(alias = "@id")]
    uri: Option<String>,
    #[serde(alias = "prefLabel", alias = "skos:prefLabel", alias = "label")]
    name: Option<Labels>,
    #[serde(alias = "altLabel", alias = "skos:altLabel")]
    aliases: Option<Labels>,
    #[serde(alias = "inScheme", alias = "skos:inScheme")]
    scheme: Option<Texts>,
    retired: Option<String>,
}

/// Names: by language, or with their language, or alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Labels {
    One(Label),
    Many(Vec<Label>),
    ByLanguage(BTreeMap<String, Texts>),
}

impl Labels {
    /// Each name with the language that is stated of it.
    fn all(self) -> Vec<(String, String)> {
        match self {
            Labels::One(label) => vec![label.pair()],
            Labels::Many(labels) => labels.into_iter().map(Label::pair).collect(),
            Labels::ByLanguage(labels) => {
                let pairs =
                    |(tag, texts): (String, Texts)| texts.all().into_iter().map(move |text| (tag.clone(), text));
                labels.into_iter().flat_map(pairs).collect()
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    Plain(String),
    Tagged {
        #[serde(alias = "@language", alias = "lang", default)]
        language: String,
        #[serde(alias = "@value")]
        value: String,
    },
}

impl Label {
    fn pair(self) -> (String, String) {
        match self {
            Label::Plain(value) => (String::new(), value),
            Label::Tagged { language, value } => (language, value),
        }
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(Text),
    Many(Vec<Text>),
}

/// A text, or an address as JSON-LD writes it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Address {
        #[serde(rename = "@id", alias = "uri")]
        id: String,
    },
}

impl Texts {
    fn all(self) -> Vec<String> {
        let texts = match self {
            Texts::One(text) => vec![text],
            Texts::Many(texts) => texts,
        };
        let plain = |text| match text {
            Text::Plain(text) | Text::Address { id: text } => text,
        };
        texts.into_iter().map(plain).filter(|text| !text.trim().is_empty()).collect()
    }

    fn first(self) -> Option<String> {
        self.all().into_iter().next()
    }
}

impl TryFrom<Keys> for Concept {
    type Error = String;

    fn try_from(keys: Keys) -> Result<Concept, String> {
        let is_other = |kind: &String| kind.ends_with("ConceptScheme") || kind.ends_with("Collection");
        if keys.retired.is_some_and(|when| !when.trim().is_empty())
            || keys.kind.is_some_and(|kinds| kinds.all().iter().any(is_other))
        {
            return Ok(Concept(None));
        }
        let notation = keys.notation.and_then(Texts::first);
        let code = [keys.code, keys.qcode, notation, keys.term].into_iter().flatten().next();
        let term = code.or_else(|| keys.uri.clone());
        let term = term.ok_or("a concept has no code, write it like `\"code\": \"medtop:15000000\"`")?;
        let names = keys.name.map(Labels::all).unwrap_or_default();
        let names = names.into_iter().filter(|(_, name)| !name.trim().is_empty());
        let mut labels = BTreeMap::new();
        for (tag, name) in names {
            labels.entry(tag_of(&tag)).or_insert(name);
        }
        let any = labels.iter().find(|(tag, _)| tag.starts_with("en")).or_else(|| labels.iter().next());
        let Some((_, label)) = any else {
            return Err(format!("`{term}` has no name, write it like `\"name\": {{\"en\": \"sport\"}}`"));
        };
        let label = label.clone();
        labels.remove("");
        let scheme = keys.scheme.and_then(Texts::first).or_else(|| scheme_of(&term, keys.uri.as_deref()));
        let mut aliases: Vec<String> =
            keys.aliases.map(Labels::all).unwrap_or_default().into_iter().map(|(_, name)| name).collect();
        aliases.extend(other_codes(&term, scheme.as_deref(), keys.uri));
        Ok(Concept(Some(VocabularyEntry { category: Category { term, label, scheme }, labels, aliases })))
    }
}

/// The scheme that a code belongs to by its beginning, else what its address has before the code.
fn scheme_of(term: &str, uri: Option<&str>) -> Option<String> {
    let (prefix, code) = term.split_once(':').unwrap_or(("", term));
    let known = SCHEMES.iter().find(|(known, _)| *known == prefix).map(|(_, scheme)| scheme.to_string());
    let before = || uri?.strip_suffix(code).filter(|before| before.ends_with(['/', '#'])).map(str::to_string);
    known.or_else(before)
}

/// What else identifies a concept: its code without what names a known scheme, and its address.
fn other_codes(term: &str, scheme: Option<&str>, uri: Option<String>) -> Vec<String> {
    let is_known = |prefix: &str| SCHEMES.iter().any(|(known, _)| *known == prefix);
    let bare = term.split_once(':').filter(|(prefix, _)| is_known(prefix)).map(|(_, code)| code);
    let address = uri.or_else(|| Some(format!("{}{}", scheme?, bare?)));
    [bare.map(str::to_string), address.filter(|address| address != term)].into_iter().flatten().collect()
}

/// A language as BCP 47 writes it: some vocabularies name the country instead.
fn tag_of(written: &str) -> String {
    ALIASES.iter().find(|(_, alias)| *alias == written).map_or(written, |(tag, _)| tag).to_string()
}

/// Languages, and what vocabularies call them that is no tag.
static ALIASES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let aliases = |row: language_data::Row| row.entries.split('|').map(move |alias| (row.language, alias));
    language_data::rows(Fact::Alias).flat_map(aliases).collect()
});
