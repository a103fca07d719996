//! The types of the keys: how each is read, what is wrong with it, and its JSON Schema.

use super::key::{Complain, KeyTable, KeyType, Row, Sample, Several};
use super::table_schema;
use crate::feed::{AbsoluteUrl, Format, HISTORY, RESERVED_FOLDERS};
use crate::render::FORMATS;
use courant_read::profile::addresses::{FIELDS, TELLING_FIELDS, is_field};
use courant_read::profile::{self, PROFILES, Profile};
use courant_text::date::{Zone, utc_offset};
use courant_text::language_tag::LanguageTag;
use courant_validate::registry::{self, Selector};
use globset::{Glob, GlobBuilder, GlobMatcher};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Value as Json, json};
use std::fmt;
use std::marker::PhantomData;
use toml::Spanned;

/// A key that may be left open.
pub struct Optional<K>(PhantomData<K>);

impl<K: KeyType> KeyType for Optional<K> {
    type Written = K::Written;
    type Value = Option<K::Value>;
    const WORDS: &'static str = K::WORDS;

    fn read(key: &str, written: Spanned<K::Written>, complain: &mut Complain) -> Option<Self::Value> {
        Some(K::read(key, written, complain))
    }

    fn open(_: Sample) -> Self::Value {
        None
    }

    fn schema() -> Json {
        K::schema()
    }
}

/// A list.
pub struct List<K>(PhantomData<K>);

impl<K: KeyType> KeyType for List<K> {
    type Written = Vec<Spanned<K::Written>>;
    type Value = Vec<K::Value>;
    const WORDS: &'static str = "list";

    fn read(key: &str, written: Spanned<Self::Written>, complain: &mut Complain) -> Option<Self::Value> {
        Some(written.into_inner().into_iter().filter_map(|one| K::read(key, one, complain)).collect())
    }

    fn schema() -> Json {
        json!({"type": "array", "items": K::schema()})
    }
}

/// Tables of one kind, `[[feed]]`, or none.
pub struct Tables<T>(PhantomData<T>);

impl<T: KeyTable> KeyType for Tables<T> {
    type Written = Vec<Spanned<T::Written>>;
    type Value = Vec<T>;
    const WORDS: &'static str = "tables";

    fn read(_: &str, written: Spanned<Self::Written>, complain: &mut Complain) -> Option<Self::Value> {
        let table = |written: Spanned<T::Written>| {
            let start = written.span().start;
            T::read(written.into_inner(), start, complain)
        };
        Some(written.into_inner().into_iter().map(table).collect())
    }

    fn open(_: Sample) -> Self::Value {
        Vec::new()
    }

    fn schema() -> Json {
        json!({"type": "array", "items": table_schema(&T::rows())})
    }

    fn table() -> Option<(Vec<Row>, Several)> {
        Some((T::rows(), Several::Yes))
    }
}

/// A table, `[check]`.
pub struct Table<T>(PhantomData<T>);

impl<T: KeyTable> KeyType for Table<T> {
    type Written = T::Written;
    type Value = T;
    const WORDS: &'static str = "table";

    fn read(_: &str, written: Spanned<T::Written>, complain: &mut Complain) -> Option<T> {
        let start = written.span().start;
        Some(T::read(written.into_inner(), start, complain))
    }

    fn open(_: Sample) -> T {
        T::read(T::Written::default(), 0, &mut |_, _| ())
    }

    fn schema() -> Json {
        table_schema(&T::rows())
    }

    fn table() -> Option<(Vec<Row>, Several)> {
        Some((T::rows(), Several::No))
    }
}

/// `[[feed]]`, each with a name of its own.
pub struct Feeds;

impl KeyType for Feeds {
    type Written = <Tables<super::FeedConfig> as KeyType>::Written;
    type Value = Vec<super::FeedConfig>;
    const WORDS: &'static str = "tables";

    fn read(key: &str, written: Spanned<Self::Written>, complain: &mut Complain) -> Option<Self::Value> {
        let mut names = std::collections::BTreeSet::new();
        for feed in written.get_ref() {
            let Some(name) = &feed.get_ref().name else { continue };
            if !names.insert(name.get_ref().clone()) {
                let message = format!("two feeds are called `{}`, each needs a name of its own", name.get_ref());
                complain(name.span().start, message);
            }
        }
        Tables::<super::FeedConfig>::read(key, written, complain)
    }

    fn open(sample: Sample) -> Self::Value {
        Tables::<super::FeedConfig>::open(sample)
    }

    fn schema() -> Json {
        Tables::<super::FeedConfig>::schema()
    }

    fn table() -> Option<(Vec<Row>, Several)> {
        Tables::<super::FeedConfig>::table()
    }
}

/// Declares a type that is read from one value of TOML by a function.
macro_rules! key_type {
    ($(#[doc = $doc:literal])+ $name:ident: $written:ty => $value:ty, $words:literal, $schema:expr, $read:expr) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl KeyType for $name {
            type Written = $written;
            type Value = $value;
            const WORDS: &'static str = $words;

            fn read(key: &str, written: Spanned<$written>, complain: &mut Complain) -> Option<$value> {
                let read: fn(&str, Spanned<$written>, &mut Complain) -> Option<$value> = $read;
                read(key, written, complain)
            }

            fn schema() -> Json {
                $schema
            }
        }
    };
}

key_type!(
    /// A text; one without letters is a key left open.
    Text: String => String, "text", json!({"type": "string"}),
    |_, written, _| Some(written.into_inner()).filter(|text| !text.trim().is_empty())
);
key_type!(
    /// `true` or `false`.
    Flag: bool => bool, "`true` or `false`", json!({"type": "boolean"}),
    |_, written, _| Some(written.into_inner())
);
key_type!(
    /// So many of something.
    Count: usize => usize, "number", json!({"type": "integer", "minimum": 0}),
    |_, written, _| Some(written.into_inner())
);
key_type!(
    /// So many bytes.
    Bytes: u64 => u64, "bytes", json!({"type": "integer", "minimum": 0}),
    |_, written, _| Some(written.into_inner())
);
key_type!(
    /// So many minutes, one at least.
    Minutes: u32 => u32, "minutes", json!({"type": "integer", "minimum": 0}),
    |_, written, _| Some(written.into_inner().max(1))
);
key_type!(
    /// An address on the web.
    WebAddress: String => AbsoluteUrl, "address", json!({"type": "string", "format": "uri"}), address
);
key_type!(
    /// The same with a `/` at its end, so that file names can be joined to it.
    FolderAddress: String => AbsoluteUrl, "address", json!({"type": "string", "format": "uri"}),
    |key, written, complain| address(key, written, complain).and_then(as_folder)
);
key_type!(
    /// The URI of a vocabulary.
    SchemeUri: String => String, "address", json!({"type": "string", "format": "uri"}), scheme
);
key_type!(
    /// A language tag (BCP 47).
    Language: String => LanguageTag, "language tag", json!({"type": "string"}), language
);
key_type!(
    /// A path that stays inside the project; anything else would let a configuration write where it likes.
    ProjectPath: String => String, "path", json!({"type": "string"}), inside
);
key_type!(
    /// The generator that a site is written for.
    ProfileName: String => &'static Profile, "generator", profile_schema(), profile
);
key_type!(
    /// The address of an article, with placeholders.
    Permalink: String => String, "address with placeholders", json!({"type": "string"}), permalink
);
key_type!(
    /// A person, by name or as a table, or several.
    Authors: OneOrSeveral => super::AuthorsConfig, "name, or tables", authors_schema(), authors
);
key_type!(
    /// Whether entries carry the article or its summary alone.
    ContentKind: super::Content => super::Content, "`\"full\"` or `\"summary\"`", json!({"enum": ["full", "summary"]}),
    |_, written, _| Some(written.into_inner())
);
key_type!(
    /// The length of a summary.
    SummaryLength: usize => usize, "characters", json!({"type": "integer", "minimum": 40}), summary_length
);
key_type!(
    /// The formats that are written.
    Formats: Vec<Spanned<String>> => Vec<Format>, "list of formats", formats_schema(), formats
);
key_type!(
    /// A time zone by its name (IANA).
    TimeZone: String => Zone, "time zone", json!({"type": "string"}), time_zone
);
key_type!(
    /// An offset from Greenwich.
    UtcOffset: String => Zone, "offset", json!({"type": "string", "pattern": "^(Z|UTC|[+-][0-9]{2}:?[0-9]{2})$"}), offset
);
key_type!(
    /// A share of the whole, in percent.
    Percent: f64 => u8, "0.0 to 1.0", json!({"type": "number", "minimum": 0, "maximum": 1}), percent
);
key_type!(
    /// Rules of the validator, by code, name, group or level.
    Rules: String => Selector, "rules", json!({"type": "string"}),
    |_, written, complain| {
        Selector::parse(written.get_ref()).map_err(|message| complain(written.span().start, message)).ok()
    }
);
key_type!(
    /// A pattern of paths.
    PathPattern: String => GlobMatcher, "pattern", json!({"type": "string"}), glob
);

key_type!(
    /// A file, a folder, or a pattern of paths.
    ExcludePattern: String => GlobMatcher, "pattern", json!({"type": "string"}), excluded
);

/// A text that has to be there.
pub struct Term;

impl KeyType for Term {
    type Written = String;
    type Value = String;
    const WORDS: &'static str = "text";
    const IS_REQUIRED: bool = true;

    fn read(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<String> {
        if written.get_ref().trim().is_empty() {
            let message = "a category needs a `term`, write it like `term = \"economy\"`";
            complain(written.span().start, message.to_string());
        }
        Some(written.into_inner())
    }

    fn missing(key: &str, table_start: usize, _: Sample, complain: &mut Complain) -> String {
        complain(table_start, format!("missing field `{key}`"));
        String::new()
    }

    fn schema() -> Json {
        json!({"type": "string", "minLength": 1})
    }
}

/// The name of a feed, which is that of its folder.
pub struct FeedName;

impl KeyType for FeedName {
    type Written = String;
    type Value = String;
    const WORDS: &'static str = "name";
    const IS_REQUIRED: bool = true;

    fn read(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<String> {
        let start = written.span().start;
        let name = written.into_inner();
        let is_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
        // Any feed may have a history.
        let taken = name.split('/').enumerate();
        let taken = taken
            .filter(|(place, part)| if *place == 0 { RESERVED_FOLDERS.contains(part) } else { *part == HISTORY })
            .map(|(_, part)| part)
            .next();
        if let Some(taken) = taken {
            let message = format!(
                "`{name}` cannot be a folder of feeds, because builds fill `{taken}` by themselves; write it like `name = \"long-reads\"`"
            );
            complain(start, message);
        } else if name.is_empty() || !name.chars().all(is_safe) || name.split('/').any(str::is_empty) {
            complain(start, format!("`{name}` cannot be a folder of feeds, write it like `name = \"long-reads\"`"));
        }
        Some(name)
    }

    fn missing(key: &str, table_start: usize, sample: Sample, complain: &mut Complain) -> String {
        Term::missing(key, table_start, sample, complain)
    }

    fn schema() -> Json {
        json!({"type": "string", "pattern": "^[a-z0-9_-]+(/[a-z0-9_-]+)*$"})
    }
}

fn address(key: &str, written: Spanned<String>, complain: &mut Complain) -> Option<AbsoluteUrl> {
    let text = written.get_ref();
    if text.trim().is_empty() {
        return None;
    }
    let url = AbsoluteUrl::parse(text);
    if url.is_none() {
        let message = format!("`{text}` is no web address, write it like `{key} = \"https://example.org/\"`");
        complain(written.span().start, message);
    }
    url
}

fn as_folder(url: AbsoluteUrl) -> Option<AbsoluteUrl> {
    if url.as_url().path().ends_with('/') {
        return Some(url);
    }
    let mut folder = url.as_url().clone();
    folder.set_path(&format!("{}/", url.as_url().path()));
    AbsoluteUrl::parse(folder.as_str())
}

fn scheme(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<String> {
    let text = written.get_ref();
    if url::Url::parse(text).is_err() {
        let message =
            format!("the scheme `{text}` is no address, write it like `scheme = \"https://example.org/subjects/\"`");
        complain(written.span().start, message);
    }
    Some(written.into_inner())
}

fn language(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<LanguageTag> {
    let tag = LanguageTag::parse(written.get_ref());
    if tag.is_none() {
        let text = written.get_ref();
        complain(written.span().start, format!("`{text}` is no language tag, write it like `en` or `pt-BR`"));
    }
    tag
}

fn inside(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<String> {
    let start = written.span().start;
    let path = written.into_inner();
    let trimmed = path.trim_end_matches('/');
    let leaves =
        path.starts_with('/') || path.contains('\\') || path.contains('\0') || path.split('/').any(|part| part == "..");
    if leaves || trimmed.is_empty() {
        complain(start, format!("`{path}` leaves the project, write a path inside it"));
    }
    Some(trimmed.trim_start_matches("./").to_string())
}

fn percent(_: &str, written: Spanned<f64>, complain: &mut Complain) -> Option<u8> {
    let share = *written.get_ref();
    if !(0.0..=1.0).contains(&share) {
        complain(written.span().start, format!("`{share}` is no share, write one from 0.0 to 1.0, like `0.5`"));
        return None;
    }
    Some((share * 100.0).round() as u8)
}

fn profile_schema() -> Json {
    json!({"enum": PROFILES.map(|profile| profile.name)})
}

fn profile(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<&'static Profile> {
    let start = written.span().start;
    let name = written.into_inner();
    let found = profile::find(&name.to_lowercase());
    if found.is_none() {
        let names = PROFILES.map(|profile| profile.name);
        let meant = match registry::nearest(&name, names.into_iter()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", names.map(|name| format!("`{name}`")).join(", ")),
        };
        complain(start, format!("`{name}` is no generator that is known here, {meant}"));
    }
    found
}

fn permalink(_: &str, written: Spanned<String>, complain: &mut Complain) -> Option<String> {
    let start = written.span().start;
    let pattern = written.into_inner();
    let holds = |names: &[&str]| names.iter().any(|name| pattern.contains(&format!("{{{name}}}")));
    let rest = without_fields(&pattern);
    if pattern.trim().is_empty() {
        return None;
    }
    if let Some((_, unknown)) = rest.split_once('{') {
        let unknown = unknown.split(['{', '}', '/']).next().unwrap_or_default();
        let known = FIELDS.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ");
        let meant = match registry::nearest(unknown, FIELDS.iter().copied()) {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None => format!("write one of {known}"),
        };
        complain(start, format!("`{{{unknown}}}` in `{pattern}` is no placeholder that is known here, {meant}"));
        return None;
    }
    if rest.contains('}') {
        complain(start, format!("`{pattern}` has a `}}` without the placeholder that it ends"));
        return None;
    }
    if !holds(TELLING_FIELDS) {
        let message =
            format!("`{pattern}` gives every article the same address, write it with `{{path}}` or `{{slug}}`");
        complain(start, message);
        return None;
    }
    Some(pattern)
}

/// A pattern without what stands for a part of an article.
fn without_fields(pattern: &str) -> String {
    let mut rest = pattern;
    let mut left = String::new();
    while let Some((before, from)) = rest.split_once('{') {
        left.push_str(before);
        match from.split_once('}') {
            Some((name, after)) if is_field(name) => rest = after,
            _ => {
                left.push('{');
                rest = from;
            }
        }
    }
    left + rest
}

fn summary_length(_: &str, written: Spanned<usize>, complain: &mut Complain) -> Option<usize> {
    if *written.get_ref() < 40 {
        complain(written.span().start, "a summary of under 40 characters says nothing, write 100 to 500".to_string());
    }
    Some(written.into_inner())
}

/// The formats by the names of their rows, in the order in which they are offered.
fn formats(_: &str, written: Spanned<Vec<Spanned<String>>>, complain: &mut Complain) -> Option<Vec<Format>> {
    let names = || FORMATS.iter().map(|format| format.key);
    if written.get_ref().is_empty() {
        let all: Vec<&str> = names().collect();
        complain(written.span().start, format!("no format is left to write, name at least one of {}", all.join(", ")));
    }
    for name in written.get_ref().iter().filter(|name| !names().any(|known| known == name.get_ref())) {
        let near = registry::nearest(name.get_ref(), names());
        let meant = near.map_or_else(|| names().collect::<Vec<_>>().join(" or "), str::to_string);
        complain(name.span().start, format!("`{}` is not known here, did you mean `{meant}`?", name.get_ref()));
    }
    let is_wanted = |format: &Format| written.get_ref().iter().any(|name| name.get_ref() == format.key);
    Some(FORMATS.into_iter().filter(is_wanted).collect())
}

fn formats_schema() -> Json {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.key).collect();
    json!({"type": "array", "items": {"enum": names}, "minItems": 1})
}

fn time_zone(key: &str, written: Spanned<String>, complain: &mut Complain) -> Option<Zone> {
    let text = written.get_ref().trim();
    let found = Zone::parse(text);
    if found.is_none() {
        let meant = match registry::nearest(text, Zone::names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write it like `{key} = \"Europe/Amsterdam\"`"),
        };
        complain(written.span().start, format!("`{text}` is no time zone, {meant}"));
    }
    found
}

fn offset(key: &str, written: Spanned<String>, complain: &mut Complain) -> Option<Zone> {
    let text = written.get_ref().trim();
    let found = utc_offset(text).map(Zone::of_offset);
    if found.is_none() {
        complain(written.span().start, format!("`{text}` is no offset, write it like `{key} = \"+01:00\"`"));
    }
    found
}

fn glob(key: &str, written: Spanned<String>, complain: &mut Complain) -> Option<GlobMatcher> {
    let glob = Glob::new(written.get_ref());
    let complaint = |error| complain(written.span().start, format!("{error}, write it like `{key} = [\"news/**\"]`"));
    glob.map(|glob| glob.compile_matcher()).map_err(complaint).ok()
}

/// A pattern of what is excluded. A folder may end in `/`; in one with a `/` inside a `*` stands for a part of a name, as in `.gitignore`.
fn excluded(key: &str, written: Spanned<String>, complain: &mut Complain) -> Option<GlobMatcher> {
    let pattern = written.get_ref().trim().trim_start_matches("./").trim_matches('/');
    let glob = GlobBuilder::new(pattern).literal_separator(pattern.contains('/')).build();
    let complaint =
        |error| complain(written.span().start, format!("{error}, write it like `{key} = [\"drafts\", \"**/_*\"]`"));
    glob.map(|glob| glob.compile_matcher()).map_err(complaint).ok()
}

/// `author` as it is written.
pub enum OneOrSeveral {
    Name(String),
    Table(AuthorTable),
    Several(Vec<AuthorTable>),
}

/// By hand, so that a mistake in a table is told as that.
impl<'de> Deserialize<'de> for OneOrSeveral {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrSeveral, D::Error> {
        deserializer.deserialize_any(OneOrSeveralVisitor)
    }
}

struct OneOrSeveralVisitor;

impl<'de> Visitor<'de> for OneOrSeveralVisitor {
    type Value = OneOrSeveral;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name, or a table like `{ name = \"Ada\", email = \"ada@example.org\" }`")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<OneOrSeveral, E> {
        Ok(OneOrSeveral::Name(name.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<OneOrSeveral, A::Error> {
        AuthorTable::deserialize(MapAccessDeserializer::new(map)).map(OneOrSeveral::Table)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrSeveral, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(OneOrSeveral::Several)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorTable {
    id: Option<String>,
    name: String,
    email: Option<String>,
    url: Option<String>,
}

fn authors(_: &str, written: Spanned<OneOrSeveral>, complain: &mut Complain) -> Option<super::AuthorsConfig> {
    let start = written.span().start;
    let tables = match written.into_inner() {
        OneOrSeveral::Name(name) => vec![AuthorTable { id: None, name, email: None, url: None }],
        OneOrSeveral::Table(table) => vec![table],
        OneOrSeveral::Several(tables) => tables,
    };
    let mut found = super::AuthorsConfig::default();
    for AuthorTable { id, name, email, url } in tables {
        let person = super::PersonConfig { name, email, url };
        match id {
            Some(id) if found.by_id.iter().any(|(known, _)| *known == id) => {
                complain(start, format!("two authors have the id `{id}`, each needs one of their own"));
            }
            Some(id) => found.by_id.push((id, person)),
            None => found.default = found.default.or(Some(person)),
        }
    }
    Some(found)
}

fn authors_schema() -> Json {
    let text = || json!({"type": "string"});
    let properties = json!({"id": text(), "name": text(), "email": text(), "url": text()});
    let table =
        json!({"type": "object", "properties": properties, "required": ["name"], "additionalProperties": false});
    json!({"anyOf": [text(), table, {"type": "array", "items": table}]})
}
