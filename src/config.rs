//! `courant.toml`: every key has a default, and a mistake is shown where it stands.

use crate::feed::{AbsoluteUrl, Format};
use courant_read::remark::Mistake;
use courant_text::date::utc_offset;
use courant_text::language_tag::LanguageTag;
use courant_text::source::{Level, position};
use courant_validate::registry::{self, Selector};
use courant_validate::rule::Rule;
use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

/// What a project wants of its feeds.
#[derive(Clone, Debug)]
pub struct Config {
    /// What subscribers see in their list of feeds.
    pub title: Option<String>,
    /// What the feeds hold, in a sentence.
    pub description: Option<String>,
    /// The page that these are the feeds of.
    pub link: Option<AbsoluteUrl>,
    /// The address under which the output folder is published, with a `/` at its end.
    pub feed_url: Option<AbsoluteUrl>,
    /// The language of the feeds, and of articles that neither state nor show another.
    pub language: Option<LanguageTag>,
    /// The folder of articles, relative to the project.
    pub articles: String,
    /// The folder that feeds are written to, relative to the project.
    pub output: String,
    /// The file that remembers ids and dates, relative to the project.
    pub ledger: String,
    /// How many entries a feed holds; 0 for all.
    pub limit: usize,
    /// How many bytes a feed file takes at most, by whole entries; 0 for any.
    pub max_bytes: usize,
    /// How many bytes an article's file takes at most.
    pub max_file_bytes: u64,
    /// The address of an article that states none, with `{path}`, `{slug}`, `{year}`, `{month}` and `{day}`.
    pub permalink: Option<String>,
    /// Whether the main feed and feeds by choice keep what they no longer hold in archive documents.
    pub archive: bool,
    /// The WebSub hub that tells subscribers of news.
    pub hub: Option<AbsoluteUrl>,
    /// Who wrote articles that do not say, and who answers for the feeds.
    pub author: Option<PersonConfig>,
    /// Who may do what with the feeds.
    pub rights: Option<String>,
    /// A wide picture.
    pub logo: Option<AbsoluteUrl>,
    /// A square picture.
    pub icon: Option<AbsoluteUrl>,
    /// How many minutes readers may wait before they ask again.
    pub ttl_minutes: u32,
    /// Whether entries carry the article or its summary alone.
    pub content: Content,
    /// The longest summary, in characters; one that its author wrote may be twice as long.
    pub summary_characters: usize,
    /// The formats that are written.
    pub formats: Vec<Format>,
    /// Whether a feed that is opened in a browser is shown as a page.
    pub style: bool,
    /// Whether there is a page that leads to all feeds.
    pub index: bool,
    /// Whether an article without an address of its own gets a page.
    pub pages: bool,
    /// The stylesheet of feeds and pages, relative to the project; `None` for Courant's own.
    pub theme: Option<String>,
    /// The offset of times that state none, in seconds east of Greenwich.
    pub offset_seconds: i32,
    /// Whether the names of folders are categories.
    pub folder_categories: bool,
    /// Whether each category has a feed of its own.
    pub category_feeds: bool,
    /// Whether each language has a feed of its own.
    pub language_feeds: bool,
    /// Whether each author has a feed of their own.
    pub author_feeds: bool,
    /// How many articles such a feed needs.
    pub min_articles: usize,
    /// A file of categories that others publish, relative to the project.
    pub vocabulary: Option<String>,
    /// Whether articles that name no category get those of others that their words name.
    pub suggest: bool,
    /// The site's own categories.
    pub categories: Vec<CategoryConfig>,
    /// Feeds by choice.
    pub feeds: Vec<FeedConfig>,
    /// Texts that are read with less certainty are kept out, in percent; 0 keeps none out.
    pub min_certainty_percent: u8,
    /// What `courant check` looks for.
    pub check: CheckConfig,
}

/// Whether entries carry the article or its summary alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// The whole article.
    Full,
    /// Only the summary.
    Summary,
}

/// `author`, as a name or a table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "NameOrTable")]
pub struct PersonConfig {
    /// As they sign.
    pub name: String,
    /// Their address for mail.
    pub email: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

/// A category of the site's own (`[[category]]`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryConfig {
    /// What identifies it within its scheme.
    pub term: String,
    /// What a person is shown; the term where it is missing.
    pub label: Option<String>,
    /// The URI of the vocabulary that it comes from.
    pub scheme: Option<String>,
    /// What articles call it too.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A feed by choice (`[[feed]]`): of the articles that meet every condition that it states.
#[derive(Clone, Debug)]
pub struct FeedConfig {
    /// The folder of its files inside the output folder, without `/` at its end.
    pub name: String,
    /// What subscribers see in their list.
    pub title: Option<String>,
    /// What is in it, in a sentence.
    pub description: Option<String>,
    /// How many entries it holds, where it differs from the others.
    pub limit: Option<usize>,
    /// Any of these categories, by term or label; any at all when empty.
    pub categories: Vec<String>,
    /// Any of these languages; `pt` takes `pt-BR` too.
    pub languages: Vec<LanguageTag>,
    /// Any of these authors, by name.
    pub authors: Vec<String>,
    /// Paths that match any of these patterns.
    pub paths: Vec<GlobMatcher>,
}

/// What `courant check` looks for (`[check]`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckConfig {
    /// Findings that are left out.
    pub allow: Vec<Selector>,
    /// Findings that count as errors.
    pub deny: Vec<Selector>,
    /// Where it is not empty: the only findings that are not left out.
    pub only: Vec<Selector>,
}

impl CheckConfig {
    /// The level at which the findings of a rule count; `None` where they are left out.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        let taken = |selectors: &[Selector]| selectors.iter().any(|selector| selector.takes(rule));
        if taken(&self.allow) || (!self.only.is_empty() && !taken(&self.only)) {
            return None;
        }
        Some(if taken(&self.deny) { Level::Error } else { rule.level })
    }
}

impl Default for Config {
    fn default() -> Config {
        // The empty document states nothing, so it cannot be mistaken.
        resolve(Keys::default(), &mut |_, _| ())
    }
}

impl Config {
    /// Reads the text of a `courant.toml`; all mistakes that can be told at once come together.
    pub fn parse(text: &str) -> Result<Config, Vec<Mistake>> {
        let keys: Keys = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            vec![Mistake { position: position(text, start), message: in_plain_words(error.message()) }]
        })?;
        let mut mistakes = Vec::new();
        let config = resolve(keys, &mut |start, message| {
            mistakes.push(Mistake { position: position(text, start), message });
        });
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }
}

/// What the library says of a document, in words that somebody who never saw Rust understands.
fn in_plain_words(said: &str) -> String {
    let said = said.replace('\n', ", ");
    let unknown = said.strip_prefix("unknown field `").or_else(|| said.strip_prefix("unknown variant `"));
    if let Some((written, known)) = unknown.and_then(|rest| rest.split_once('`')) {
        let known = known.split('`').skip(1).step_by(2);
        if let Some(near) = registry::nearest(written, known) {
            return format!("`{written}` is not known here, did you mean `{near}`?");
        }
    }
    match said.rsplit_once(", expected ") {
        Some((said, "usize" | "u64" | "u32")) => format!("{said}, expected a whole number that is not negative"),
        _ => said,
    }
}

/// The document as it is written; what has rules beyond its type keeps its place.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Keys {
    title: Option<String>,
    description: Option<String>,
    link: Option<Spanned<String>>,
    feed_url: Option<Spanned<String>>,
    language: Option<Spanned<String>>,
    articles: Option<Spanned<String>>,
    output: Option<Spanned<String>>,
    ledger: Option<Spanned<String>>,
    limit: Option<usize>,
    max_bytes: Option<usize>,
    max_file_bytes: Option<u64>,
    archive: Option<bool>,
    hub: Option<Spanned<String>>,
    permalink: Option<Spanned<String>>,
    author: Option<PersonConfig>,
    rights: Option<String>,
    logo: Option<Spanned<String>>,
    icon: Option<Spanned<String>>,
    ttl: Option<u32>,
    content: Option<Content>,
    summary_characters: Option<Spanned<usize>>,
    formats: Option<Spanned<Vec<FormatName>>>,
    style: Option<bool>,
    index: Option<bool>,
    pages: Option<bool>,
    theme: Option<Spanned<String>>,
    utc_offset: Option<Spanned<String>>,
    folder_categories: Option<bool>,
    category_feeds: Option<bool>,
    language_feeds: Option<bool>,
    author_feeds: Option<bool>,
    min_articles: Option<usize>,
    vocabulary: Option<Spanned<String>>,
    suggest: Option<bool>,
    category: Vec<Spanned<CategoryConfig>>,
    feed: Vec<FeedKeys>,
    understand: UnderstandKeys,
    check: CheckKeys,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct UnderstandKeys {
    min_confidence: Option<Spanned<f64>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CheckKeys {
    allow: Vec<Spanned<String>>,
    deny: Vec<Spanned<String>>,
    only: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedKeys {
    name: Spanned<String>,
    title: Option<String>,
    description: Option<String>,
    limit: Option<usize>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    languages: Vec<Spanned<String>>,
    #[serde(default)]
    authors: Vec<String>,
    #[serde(default)]
    paths: Vec<Spanned<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FormatName {
    Rss,
    Atom,
    Json,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a name, or a table like `{ name = \"Ada\", email = \"ada@example.org\" }`")]
enum NameOrTable {
    Name(String),
    Table(PersonTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonTable {
    name: String,
    email: Option<String>,
    url: Option<String>,
}

impl From<NameOrTable> for PersonConfig {
    fn from(value: NameOrTable) -> PersonConfig {
        match value {
            NameOrTable::Name(name) => PersonConfig { name, email: None, url: None },
            NameOrTable::Table(PersonTable { name, email, url }) => PersonConfig { name, email, url },
        }
    }
}

/// Told of each mistake: the byte where it stands, and the message.
type Complain<'a> = dyn FnMut(usize, String) + 'a;

const MAX_FILE_BYTES: u64 = 10_000_000;

fn resolve(keys: Keys, complain: &mut Complain) -> Config {
    let folder = |value: Option<Spanned<String>>, default: &str, complain: &mut Complain| {
        value.map_or(default.to_string(), |value| inside(value, complain))
    };
    Config {
        title: stated(keys.title),
        description: stated(keys.description),
        link: address("link", keys.link, complain),
        feed_url: address("feed_url", keys.feed_url, complain).and_then(as_folder),
        language: keys.language.and_then(|value| language(&value, complain)),
        articles: folder(keys.articles, "seeds", complain),
        output: folder(keys.output, "feeds", complain),
        ledger: folder(keys.ledger, "ledger.tsv", complain),
        limit: keys.limit.unwrap_or(50),
        max_bytes: keys.max_bytes.unwrap_or(1_000_000),
        max_file_bytes: keys.max_file_bytes.unwrap_or(MAX_FILE_BYTES),
        archive: keys.archive.unwrap_or(true),
        hub: address("hub", keys.hub, complain),
        permalink: keys.permalink.and_then(|value| permalink(value, complain)),
        author: keys.author,
        rights: stated(keys.rights),
        logo: address("logo", keys.logo, complain),
        icon: address("icon", keys.icon, complain),
        ttl_minutes: keys.ttl.unwrap_or(60).max(1),
        content: keys.content.unwrap_or(Content::Full),
        summary_characters: keys.summary_characters.map_or(300, |value| summary_characters(&value, complain)),
        formats: keys.formats.map_or(Format::ALL.to_vec(), |value| formats(value, complain)),
        style: keys.style.unwrap_or(true),
        index: keys.index.unwrap_or(true),
        pages: keys.pages.unwrap_or(false),
        theme: keys.theme.map(|value| inside(value, complain)),
        offset_seconds: keys.utc_offset.and_then(|value| offset(&value, complain)).unwrap_or(0),
        folder_categories: keys.folder_categories.unwrap_or(true),
        category_feeds: keys.category_feeds.unwrap_or(true),
        language_feeds: keys.language_feeds.unwrap_or(false),
        author_feeds: keys.author_feeds.unwrap_or(false),
        min_articles: keys.min_articles.unwrap_or(2),
        vocabulary: keys.vocabulary.map(|value| inside(value, complain)),
        suggest: keys.suggest.unwrap_or(false),
        categories: keys.category.into_iter().filter_map(|value| category(value, complain)).collect(),
        feeds: feeds(keys.feed, complain),
        min_certainty_percent: keys.understand.min_confidence.map_or(0, |value| percent(&value, complain)),
        check: CheckConfig {
            allow: selectors(&keys.check.allow, complain),
            deny: selectors(&keys.check.deny, complain),
            only: selectors(&keys.check.only, complain),
        },
    }
}

/// An empty string in a configuration is a key left open.
fn stated(value: Option<String>) -> Option<String> {
    value.filter(|text| !text.trim().is_empty())
}

fn address(key: &str, value: Option<Spanned<String>>, complain: &mut Complain) -> Option<AbsoluteUrl> {
    let value = value.filter(|value| !value.get_ref().trim().is_empty())?;
    let url = AbsoluteUrl::parse(value.get_ref());
    if url.is_none() {
        let written = value.get_ref();
        complain(
            value.span().start,
            format!("`{written}` is no web address, write it like `{key} = \"https://example.org/\"`"),
        );
    }
    url
}

/// The same address with a `/` at its end, so that file names can be joined to it.
fn as_folder(url: AbsoluteUrl) -> Option<AbsoluteUrl> {
    if url.as_url().path().ends_with('/') {
        return Some(url);
    }
    let mut folder = url.as_url().clone();
    folder.set_path(&format!("{}/", url.as_url().path()));
    AbsoluteUrl::parse(folder.as_str())
}

fn language(value: &Spanned<String>, complain: &mut Complain) -> Option<LanguageTag> {
    let tag = LanguageTag::parse(value.get_ref());
    if tag.is_none() {
        let written = value.get_ref();
        complain(value.span().start, format!("`{written}` is no language tag, write it like `en` or `pt-BR`"));
    }
    tag
}

/// A path that stays inside the project; anything else would let a configuration write where it likes.
fn inside(value: Spanned<String>, complain: &mut Complain) -> String {
    let start = value.span().start;
    let path = value.into_inner();
    let trimmed = path.trim_end_matches('/');
    let leaves =
        path.starts_with('/') || path.contains('\\') || path.contains('\0') || path.split('/').any(|part| part == "..");
    if leaves || trimmed.is_empty() {
        complain(start, format!("`{path}` leaves the project, write a path inside it"));
    }
    trimmed.trim_start_matches("./").to_string()
}

fn percent(value: &Spanned<f64>, complain: &mut Complain) -> u8 {
    let share = *value.get_ref();
    if !(0.0..=1.0).contains(&share) {
        complain(value.span().start, format!("`{share}` is no share, write one from 0.0 to 1.0, like `0.5`"));
        return 0;
    }
    (share * 100.0).round() as u8
}

const PLACEHOLDERS: [&str; 5] = ["path", "slug", "year", "month", "day"];

fn permalink(value: Spanned<String>, complain: &mut Complain) -> Option<String> {
    let start = value.span().start;
    let pattern = value.into_inner();
    let known = PLACEHOLDERS.map(|name| format!("{{{name}}}"));
    let rest = known.iter().fold(pattern.clone(), |rest, name| rest.replace(name, ""));
    if pattern.trim().is_empty() {
        return None;
    }
    if rest.contains(['{', '}']) {
        complain(start, format!("`{pattern}` has a placeholder that is not one of {}", known.join(", ")));
        return None;
    }
    if !pattern.contains("{path}") && !pattern.contains("{slug}") {
        complain(
            start,
            format!("`{pattern}` gives every article the same address, write it with `{{path}}` or `{{slug}}`"),
        );
        return None;
    }
    Some(pattern)
}

fn summary_characters(value: &Spanned<usize>, complain: &mut Complain) -> usize {
    if *value.get_ref() < 40 {
        complain(value.span().start, "a summary of under 40 characters says nothing, write 100 to 500".to_string());
    }
    *value.get_ref()
}

fn formats(value: Spanned<Vec<FormatName>>, complain: &mut Complain) -> Vec<Format> {
    let start = value.span().start;
    let names = value.into_inner();
    if names.is_empty() {
        complain(start, "no format is left to write, name at least one of `rss`, `atom` and `json`".to_string());
    }
    let wanted = |format: &Format| {
        names.iter().any(|name| {
            matches!(
                (name, format),
                (FormatName::Rss, Format::Rss)
                    | (FormatName::Atom, Format::Atom)
                    | (FormatName::Json, Format::JsonFeed)
            )
        })
    };
    Format::ALL.into_iter().filter(wanted).collect()
}

/// `+01:00`, `-0530`, `Z` or `UTC`, in seconds.
fn offset(value: &Spanned<String>, complain: &mut Complain) -> Option<i32> {
    let written = value.get_ref().trim();
    let found = utc_offset(written);
    if found.is_none() {
        complain(value.span().start, format!("`{written}` is no offset, write it like `utc_offset = \"+01:00\"`"));
    }
    found
}

fn category(value: Spanned<CategoryConfig>, complain: &mut Complain) -> Option<CategoryConfig> {
    let start = value.span().start;
    let category = value.into_inner();
    if category.term.trim().is_empty() {
        complain(start, "a category needs a `term`, write it like `term = \"economy\"`".to_string());
        return None;
    }
    if let Some(scheme) = &category.scheme
        && url::Url::parse(scheme).is_err()
    {
        complain(
            start,
            format!("the scheme `{scheme}` is no address, write it like `scheme = \"https://example.org/subjects/\"`"),
        );
        return None;
    }
    Some(category)
}

fn feeds(all: Vec<FeedKeys>, complain: &mut Complain) -> Vec<FeedConfig> {
    let mut names = std::collections::BTreeSet::new();
    let mut feeds = Vec::new();
    for keys in all {
        let start = keys.name.span().start;
        let feed = feed(keys, complain);
        if !names.insert(feed.name.clone()) {
            complain(start, format!("two feeds are called `{}`, each needs a name of its own", feed.name));
        }
        feeds.push(feed);
    }
    feeds
}

fn feed(keys: FeedKeys, complain: &mut Complain) -> FeedConfig {
    let start = keys.name.span().start;
    let name = keys.name.into_inner();
    let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_/".contains(c);
    // These folders belong to the feeds that every build makes by itself.
    let taken = name.split('/').next().is_some_and(|first| matches!(first, "categories" | "languages" | "authors"));
    if name.is_empty() || !name.chars().all(safe) || name.split('/').any(str::is_empty) || taken {
        complain(start, format!("`{name}` cannot be a folder of feeds, write it like `name = \"long-reads\"`"));
    }
    FeedConfig {
        name,
        title: stated(keys.title),
        description: stated(keys.description),
        limit: keys.limit,
        categories: keys.categories,
        languages: keys.languages.iter().filter_map(|value| language(value, complain)).collect(),
        authors: keys.authors,
        paths: keys.paths.iter().filter_map(|value| glob(value, complain)).collect(),
    }
}

fn glob(value: &Spanned<String>, complain: &mut Complain) -> Option<GlobMatcher> {
    match Glob::new(value.get_ref()) {
        Ok(glob) => Some(glob.compile_matcher()),
        Err(error) => {
            complain(value.span().start, format!("{error}, write it like `paths = [\"news/**\"]`"));
            None
        }
    }
}

fn selectors(words: &[Spanned<String>], complain: &mut Complain) -> Vec<Selector> {
    let selector = |word: &Spanned<String>| {
        Selector::parse(word.get_ref()).map_err(|message| complain(word.span().start, message)).ok()
    };
    words.iter().filter_map(selector).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each mistake, and the place and words with which it is shown.
    #[test]
    fn a_mistake_is_shown_where_it_stands() {
        let cases = [
            ("titel = \"x\"", "1:1", "did you mean `title`?"),
            ("zzz = 1", "1:1", "unknown field `zzz`, expected one of `title`"),
            ("limit = -1", "1:9", "expected a whole number that is not negative"),
            ("formats = [\"jsn\"]", "1:12", "did you mean `json`?"),
            ("author = 3", "1:10", "expected a name, or a table"),
            ("title = 3", "1:9", "invalid type"),
            ("title = \"x\"\nlink = \"example.org\"", "2:8", "is no web address"),
            ("language = \"dutch language\"", "1:12", "is no language tag"),
            ("output = \"../up\"", "1:10", "leaves the project"),
            ("output = \"/tmp\"", "1:10", "leaves the project"),
            ("permalink = \"https://example.org/{title}/\"", "1:13", "placeholder"),
            ("permalink = \"https://example.org/\"", "1:13", "the same address"),
            ("formats = []", "1:11", "no format is left"),
            ("utc_offset = \"Amsterdam\"", "1:14", "is no offset"),
            ("[[feed]]\nname = \"categories/ai\"", "2:8", "cannot be a folder"),
            ("[[feed]]\nname = \"a\"\n[[feed]]\nname = \"a\"", "4:8", "two feeds are called"),
            ("[[feed]]\nname = \"a\"\npaths = [\"[\"]", "3:10", "error parsing glob"),
            ("[check]\nallow = [\"advice\", \"warning\"]", "2:20", "did you mean `warnings`?"),
            ("[check]\ndeny = [\"zzzz\"]", "2:9", "names no rule, `courant rules` lists them"),
            ("[check]\nonlly = []", "2:1", "did you mean `only`?"),
            ("title = \"x", "1:11", "invalid basic string"),
        ];
        for (text, place, words) in cases {
            let mistakes = Config::parse(text).expect_err(text);
            assert_eq!(mistakes[0].position.to_string(), place, "{text}: {mistakes:?}");
            assert!(mistakes[0].message.contains(words), "{text}: {mistakes:?}");
        }
    }

    #[test]
    fn an_empty_configuration_is_complete() {
        let config = Config::parse("").expect("nothing is stated, so nothing is wrong");
        assert_eq!((config.articles.as_str(), config.output.as_str(), config.limit), ("seeds", "feeds", 50));
        assert_eq!(config.formats, Format::ALL);
    }

    #[test]
    fn the_address_of_the_feeds_ends_in_a_slash() {
        let config = Config::parse("feed_url = \"https://example.org/feeds\"").expect("a good address");
        assert_eq!(config.feed_url.map(|url| url.to_string()).as_deref(), Some("https://example.org/feeds/"));
    }

    #[test]
    fn an_author_is_a_name_or_a_table() {
        let name = Config::parse("author = \"Ada\"").expect("a name").author;
        let table = Config::parse("author = { name = \"Ada\" }").expect("a table").author;
        assert_eq!(name, table);
        assert_eq!(name.map(|person| person.name).as_deref(), Some("Ada"));
    }
}
