//! Where the configuration of a site stands, and what its keys mean.

use super::Profile;
use super::defaults::FolderDefaults;
use super::literals::{self, Language};
use super::recognition::{SiteTree, alternatives};
use super::site::SiteValues;
use crate::article::Person;
use courant_text::language_tag::LanguageTag;
use serde_json::Value;

/// The configuration of a generator's sites.
#[derive(Clone, Copy, Debug)]
pub struct Configuration {
    /// Its files, those that go before others last.
    pub files: &'static [Document],
    /// What its keys are called.
    pub keys: Keys,
    /// The addresses of articles in some folders, which differ from the others.
    pub addresses: fn(&SiteValues) -> Vec<FolderAddress>,
    /// What is stated in the place of articles, what goes before others last.
    pub defaults: fn(&SiteValues) -> Vec<FolderDefaults>,
    /// The keys of front matter that say when an article was published, where a site has its own, the most decisive first.
    pub dates: fn(&SiteValues) -> Vec<String>,
    /// Whether an article without a title is called by the words of its file's name with capitals.
    pub capitalizes_names: bool,
    /// Whether an article without a title is called by its file's name as it is, digits and all: notes of a vault are.
    pub titles_are_names: bool,
    /// Whether a time of YAML without a zone and without quotation marks is one of Greenwich.
    pub yaml_times_are_utc: bool,
}

impl Configuration {
    /// Nothing, and nothing that a key alone does not say.
    pub const PLAIN: Configuration = Configuration {
        files: &[],
        keys: Keys::NONE,
        addresses: |_| Vec::new(),
        defaults: |_| Vec::new(),
        dates: |_| Vec::new(),
        capitalizes_names: false,
        titles_are_names: false,
        yaml_times_are_utc: false,
    };
}

/// How the addresses of some articles are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderAddress {
    /// Patterns of paths inside the folder that the site is made from; all where there is none.
    pub paths: Vec<String>,
    /// The pattern, in the generator's own words.
    pub pattern: String,
    /// The key where it stands.
    pub key: String,
}

/// A file of a configuration.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Where it is; of `{one,other}` the first that is there, of `folder/*` all.
    pub path: &'static str,
    /// The name below which templates find what it says; empty where that is the whole.
    pub below: &'static str,
}

impl Document {
    /// A file that says something of the whole site.
    pub const fn of(path: &'static str) -> Document {
        Document { path, below: "" }
    }

    /// The same, below a name.
    pub const fn below(path: &'static str, below: &'static str) -> Document {
        Document { path, below }
    }
}

/// Under which keys something stands, the most decisive first: `params.author`. `{lang}` is the main language of the site.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// What the site is called.
    pub title: &'static [&'static str],
    /// Its address.
    pub address: &'static [&'static str],
    /// The path below its host, where that is stated by itself.
    pub sub_path: &'static [&'static str],
    /// What it is about.
    pub description: &'static [&'static str],
    /// Its language.
    pub language: &'static [&'static str],
    /// All its languages: the names of a table, or a list.
    pub languages: &'static [&'static str],
    /// Where its clock hangs.
    pub time_zone: &'static [&'static str],
    /// Who writes it: a name or a table.
    pub author: &'static [&'static str],
    /// That person's address for mail.
    pub email: &'static [&'static str],
    /// The table of what tags are called, by what articles call them.
    pub tag_labels: &'static [&'static str],
    /// The pattern of the addresses of its articles.
    pub permalink: &'static [&'static str],
    /// Settings that change the usual addresses where they are true, and the pattern then.
    pub address_settings: &'static [(&'static str, &'static str)],
    /// The folder of what it is made from.
    pub source: &'static [&'static str],
    /// The folder of articles within that.
    pub articles: &'static [&'static str],
    /// The folder that it is written to.
    pub output: &'static [&'static str],
    /// What is no article.
    pub exclude: &'static [&'static str],
    /// Whether what is not due is published all the same: drafts, and articles of the future.
    pub undue: &'static [&'static str],
}

impl Keys {
    /// No key for anything.
    pub const NONE: Keys = Keys {
        title: &[],
        address: &[],
        sub_path: &[],
        description: &[],
        language: &[],
        languages: &[],
        time_zone: &[],
        author: &[],
        email: &[],
        tag_labels: &[],
        permalink: &[],
        address_settings: &[],
        source: &[],
        articles: &[],
        output: &[],
        exclude: &[],
        undue: &[],
    };
}

/// A value of the configuration, and where it stands: `_config.yml`, `baseurl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// What it says.
    pub value: T,
    /// The file and the key.
    pub from: String,
}

impl<T> Known<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Known<U> {
        Known { value: change(self.value), from: self.from }
    }
}

/// The configuration of one site, as it was read.
#[derive(Clone, Debug, Default)]
pub struct SiteConfiguration {
    /// All of it, as templates know it.
    pub values: SiteValues,
    /// Each file with what it says, those that go before others last.
    files: Vec<(String, SiteValues)>,
    /// What a program makes: the file, and the names that it gives values to which are not written out.
    made: Vec<(String, Vec<String>)>,
    /// Files that could not be read, and why.
    pub unread: Vec<(String, String)>,
    /// The texts of the files: what a build depends on.
    pub texts: Vec<String>,
    of_profile: Option<Configuration>,
}

/// Larger files are no configuration that a person keeps, in bytes.
pub const MOST_BYTES: usize = 2 << 20;

impl SiteConfiguration {
    /// Reads what is there of the configuration of a site, whose folder ends in `/` or is the whole.
    pub fn read(profile: &Profile, folder: &str, tree: &dyn SiteTree) -> SiteConfiguration {
        let mut read = SiteConfiguration { of_profile: Some(profile.configuration), ..SiteConfiguration::default() };
        for file in profile.configuration.files {
            if let Some(inside) = file.path.strip_suffix("/*") {
                for name in tree.names(&format!("{folder}{inside}")) {
                    if format_of(&name).is_some() {
                        let below = names_of(&name);
                        read.take(&format!("{folder}{inside}/{name}"), &below, tree);
                    }
                }
                continue;
            }
            let paths = alternatives(file.path).into_iter().map(|path| format!("{folder}{path}"));
            if let Some(path) = paths.into_iter().find(|path| tree.has(path)) {
                let below = [file.below].into_iter().filter(|below| !below.is_empty());
                read.take(&path, &below.collect::<Vec<_>>(), tree);
            }
        }
        read
    }

    fn take(&mut self, path: &str, below: &[&str], tree: &dyn SiteTree) {
        let text = match tree.text(path) {
            Some(Ok(text)) if text.len() <= MOST_BYTES => text,
            Some(Ok(_)) => return self.unread.push((path.to_string(), "is larger than any configuration".to_string())),
            Some(Err(why)) => return self.unread.push((path.to_string(), why)),
            None => return,
        };
        match parse(path, &text) {
            Ok((values, made)) => {
                let mut placed = SiteValues::default();
                if below.is_empty() {
                    placed.put(values);
                } else {
                    placed.put_below(below, Value::Object(values.table().clone()));
                }
                let below = |name: String| below.iter().copied().chain([name.as_str()]).collect::<Vec<_>>().join(".");
                self.made.push((path.to_string(), made.into_iter().map(below).collect()));
                self.values.put(placed.clone());
                self.files.push((path.to_string(), placed));
            }
            Err(why) => self.unread.push((path.to_string(), why)),
        }
        self.texts.push(text);
    }

    fn keys(&self) -> Keys {
        self.of_profile.map_or(Keys::NONE, |of| of.keys)
    }

    /// The first of these keys that `read` understands, with where it stands.
    fn first<T>(&self, keys: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<Known<T>> {
        let main_language = self.main_language();
        keys.iter().find_map(|key| {
            let key = key.replace("{lang}", &main_language);
            let names: Vec<&str> = key.split('.').collect();
            let (path, value) = self.files.iter().rev().find_map(|(path, values)| Some((path, values.get(&names)?)))?;
            Some(Known { value: read(value)?, from: format!("`{key}` in {path}") })
        })
    }

    /// The language that keys of the whole site are in.
    fn main_language(&self) -> String {
        main_language(&self.values).to_string()
    }

    /// What the site is called.
    pub fn title(&self) -> Option<Known<String>> {
        self.text(self.keys().title)
    }

    /// What it is about.
    pub fn description(&self) -> Option<Known<String>> {
        self.text(self.keys().description)
    }

    /// A text under one of these keys; of a text in several languages that in the main one.
    fn text(&self, keys: &[&str]) -> Option<Known<String>> {
        let main_language = self.main_language();
        self.first(keys, |value| {
            let text = text_of(value).or_else(|| text_of(value.as_object()?.get(&main_language)?))?;
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            (!line.is_empty()).then_some(line)
        })
    }

    /// Its address with its path below the host (Jekyll's `url` and `baseurl`), and with `/` at its end.
    pub fn address(&self) -> Option<Known<String>> {
        let has_host = |text: String| {
            let bare = text.trim().trim_end_matches('/').to_string();
            let absolute = if bare.contains("://") { bare } else { format!("https://{bare}") };
            let url = url::Url::parse(&absolute).ok()?;
            let is_host = url.host_str().is_some_and(|host| host.contains('.') || host == "localhost");
            (matches!(url.scheme(), "http" | "https") && is_host && !bare_path(&text)).then_some(absolute)
        };
        let address = self.first(self.keys().address, |value| has_host(text_of(value)?.to_string()))?;
        let sub_path = self.first(self.keys().sub_path, |value| {
            let path = text_of(value)?.trim().trim_matches('/');
            (!path.is_empty() && !path.contains("://")).then(|| path.to_string())
        });
        let joined = match sub_path {
            // Hexo's `url` has the path of `root` already.
            Some(path) if !address.value.ends_with(&format!("/{}", path.value)) => Known {
                value: format!("{}/{}/", address.value, path.value),
                from: format!("{} and {}", address.from, path.from),
            },
            _ => address.map(|address| format!("{address}/")),
        };
        Some(joined)
    }

    /// Its language.
    pub fn language(&self) -> Option<Known<String>> {
        self.first(self.keys().language, |value| {
            // Hexo has a list, the first of which is its own.
            let text = text_of(value).or_else(|| text_of(value.as_array()?.first()?))?;
            Some(tag_of(text)?.to_string())
        })
    }

    /// All its languages, where it states more than one.
    pub fn languages(&self) -> Vec<LanguageTag> {
        let names = self.first(self.keys().languages, |value| match value {
            Value::Object(table) => Some(table.keys().cloned().collect::<Vec<_>>()),
            // Astro: a text, or `{ path: "fr", codes: [...] }`.
            Value::Array(list) => Some(
                list.iter()
                    .filter_map(|one| text_of(one).or_else(|| text_of(one.get("path")?)))
                    .map(str::to_string)
                    .collect(),
            ),
            _ => None,
        });
        let tags = names.map(|known| known.value).unwrap_or_default();
        tags.iter().filter_map(|name| tag_of(name)).collect()
    }

    /// Where its clock hangs.
    pub fn time_zone(&self) -> Option<Known<String>> {
        self.text(self.keys().time_zone)
    }

    /// Who writes it.
    pub fn author(&self) -> Option<Known<Person>> {
        let email = self.text(self.keys().email).map(|known| known.value).filter(|email| email.contains('@'));
        let person = self.first(self.keys().author, |value| {
            let one = value.as_array().map_or(Some(value), |list| list.first())?;
            let of = |key: &str| one.get(key).and_then(text_of).map(str::trim).filter(|text| !text.is_empty());
            let name = text_of(one).map(str::trim).or_else(|| of("name")).filter(|name| !name.is_empty())?;
            let owned = |text: Option<&str>| text.map(str::to_string);
            Some(Person { name: name.to_string(), email: owned(of("email")), url: owned(of("url")) })
        })?;
        Some(person.map(|person| Person { email: person.email.or(email), ..person }))
    }

    /// The pattern of the addresses of its articles, in the generator's own words.
    pub fn permalink(&self) -> Option<Known<String>> {
        self.text(self.keys().permalink)
    }

    /// The addresses of articles in some folders, which differ from the others, of several that take an article the first.
    pub fn addresses(&self) -> Vec<FolderAddress> {
        self.of_profile.map(|of| (of.addresses)(&self.values)).unwrap_or_default()
    }

    /// The keys of front matter that say when an article was published, where the site has its own.
    pub fn dates(&self) -> Vec<String> {
        self.of_profile.map(|of| (of.dates)(&self.values)).unwrap_or_default()
    }

    /// The pattern of the usual addresses of its generator, where a setting changes them.
    pub fn usual_permalink(&self) -> Option<Known<&'static str>> {
        self.keys()
            .address_settings
            .iter()
            .find_map(|(key, pattern)| self.first(&[key], |value| (*value == Value::Bool(true)).then_some(*pattern)))
    }

    /// A value of the configuration, with where it stands.
    pub fn setting(&self, key: &str) -> Option<Known<Value>> {
        self.first(&[key], |value| Some(value.clone()))
    }

    /// The folder of what it is made from, without `/` at its end.
    pub fn source(&self) -> Option<Known<String>> {
        self.folder(self.keys().source)
    }

    /// The folder of articles within that.
    pub fn articles(&self) -> Option<Known<String>> {
        self.folder(self.keys().articles)
    }

    /// The folder that it is written to.
    pub fn output(&self) -> Option<Known<String>> {
        self.folder(self.keys().output)
    }

    /// A folder inside the site; what leads out of it is none.
    fn folder(&self, keys: &[&str]) -> Option<Known<String>> {
        self.first(keys, |value| {
            // Nikola: `POSTS = (("posts/*.md", "posts", "post.tmpl"), ...)`.
            let first = |value: &Value| value.as_array().and_then(|list| list.first()).cloned();
            let inner = first(value).map(|inner| first(&inner).unwrap_or(inner));
            let text = text_of(inner.as_ref().unwrap_or(value))?;
            let text = text.split_once('*').map_or(text, |(folder, _)| folder);
            let inside = text.trim().trim_start_matches("./").trim_matches('/');
            let leaves =
                text.starts_with('/') || text.contains(['\\', '\0']) || inside.split('/').any(|part| part == "..");
            (!leaves && !inside.is_empty() && inside != ".").then(|| inside.to_string())
        })
    }

    /// Patterns of paths that are no articles.
    pub fn exclude(&self) -> Option<Known<Vec<String>>> {
        self.first(self.keys().exclude, |value| {
            let texts: Vec<String> = match value {
                Value::Array(list) => list.iter().filter_map(text_of).map(str::to_string).collect(),
                other => text_of(other).map(str::to_string).into_iter().collect(),
            };
            (!texts.is_empty()).then_some(texts)
        })
    }

    /// The settings by which the site publishes what is not due.
    pub fn undue(&self) -> Vec<String> {
        let is_true = |key: &&&str| self.first(&[**key], |value| value.as_bool().filter(|is_so| *is_so)).is_some();
        self.keys().undue.iter().filter(is_true).map(|key| key.to_string()).collect()
    }

    /// What the configuration says by a program, of all that would have been taken: the file, and the keys.
    pub fn made(&self) -> Vec<(String, String)> {
        let keys = self.keys();
        let asked =
            [keys.title, keys.address, keys.sub_path, keys.description, keys.language, keys.time_zone, keys.author];
        let asked: Vec<&str> = asked.iter().flat_map(|keys| keys.iter().copied()).collect();
        let mut made = Vec::new();
        for (path, names) in &self.made {
            let named: Vec<&str> = names.iter().map(String::as_str).filter(|name| asked.contains(name)).collect();
            if !named.is_empty() {
                made.push((path.clone(), named.join("`, `")));
            }
        }
        made
    }
}

/// The language that what a site says of itself is in, as its generator names it.
pub fn main_language(site: &SiteValues) -> &str {
    let names: [&[&str]; 3] = [&["defaultContentLanguage"], &["default_language"], &["DEFAULT_LANG"]];
    names.into_iter().find_map(|names| site.text(names)).unwrap_or("en")
}

/// Whether a text is a path alone.
fn bare_path(text: &str) -> bool {
    text.trim().is_empty() || text.trim().starts_with(['/', '.', '{', '<'])
}

fn text_of(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A language as generators write it: `en-us`, `pt_BR`.
fn tag_of(text: &str) -> Option<LanguageTag> {
    LanguageTag::parse(&text.trim().replace('_', "-")).filter(|tag| tag.primary().len() <= 3)
}

/// Hugo's folder of configurations: a file is the table that its name says, `menus.en.toml` that of one language
/// (gohugo.io/configuration/introduction).
fn names_of(file_name: &str) -> Vec<&str> {
    let mut parts = file_name.split('.');
    let (name, language) = (parts.next().unwrap_or_default(), parts.next());
    let language = language.filter(|_| parts.next().is_some());
    let name = (!matches!(name, "hugo" | "config")).then_some(name);
    match language {
        Some(language) if name == Some("languages") => vec!["languages", language],
        Some(language) => ["languages", language].into_iter().chain(name).collect(),
        None => name.into_iter().collect(),
    }
}

/// The languages that configurations are written in.
#[derive(Clone, Copy)]
enum Format {
    Toml,
    Yaml,
    Literals(Language),
}

fn format_of(path: &str) -> Option<Format> {
    match path.rsplit_once('.')?.1 {
        "toml" => Some(Format::Toml),
        "yml" | "yaml" => Some(Format::Yaml),
        // JSON with comments too.
        "json" | "jsonc" | "json5" | "js" | "cjs" | "mjs" | "ts" | "cts" | "mts" => {
            Some(Format::Literals(Language::Script))
        }
        "py" => Some(Format::Literals(Language::Python)),
        _ => None,
    }
}

/// What a file says, and the names of what it makes by a program.
///
/// # Errors
///
/// What is wrong with it, in one line.
pub(crate) fn parse(path: &str, text: &str) -> Result<(SiteValues, Vec<String>), String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first_line =
        |message: String| message.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_string();
    match format_of(path) {
        Some(Format::Toml) => {
            let table = toml::from_str::<toml::Table>(text).map_err(|error| first_line(error.message().to_string()))?;
            let value =
                serde_json::to_value(dates_as_texts(toml::Value::Table(table))).map_err(|error| error.to_string())?;
            Ok((SiteValues::new(value), Vec::new()))
        }
        Some(Format::Yaml) => {
            if text.trim().is_empty() {
                return Ok((SiteValues::default(), Vec::new()));
            }
            let value = yaml(text).map_err(first_line)?;
            if value.is_object() || value.is_null() {
                Ok((SiteValues::new(value), Vec::new()))
            } else {
                Err("holds no keys".to_string())
            }
        }
        Some(Format::Literals(language)) => {
            let literals::Literals { values, unread } = literals::read(text, language);
            Ok((SiteValues::new(Value::Object(values)), unread))
        }
        None => Ok((SiteValues::default(), Vec::new())),
    }
}

/// TOML's own dates, which JSON has not.
fn dates_as_texts(value: toml::Value) -> toml::Value {
    match value {
        toml::Value::Datetime(date) => toml::Value::String(date.to_string()),
        toml::Value::Array(list) => toml::Value::Array(list.into_iter().map(dates_as_texts).collect()),
        toml::Value::Table(table) => {
            toml::Value::Table(table.into_iter().map(|(key, value)| (key, dates_as_texts(value))).collect())
        }
        other => other,
    }
}

/// YAML with bounds that no configuration comes near, so that a bomb is a mistake. Of a key that is stated twice the last counts, as in Ruby.
fn yaml(text: &str) -> Result<Value, String> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: 64,
            flow_nesting_limit: 64,
            max_events: 1_000_000,
            max_aliases: 10_000,
            max_anchors: 10_000,
        },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 100_000 },
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options::<Value>(text, options).map_err(|error| error.to_string())
}
