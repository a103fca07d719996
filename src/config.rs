//! `courant.toml`: each key is declared once, in a row of this file, and a mistake is shown where it stands.

mod documents;
mod key;
mod places;
mod types;

use Sample::{Default as DefaultsTo, Example};
use courant_read::profile::keys::{Meaning, OwnKeys};
use courant_read::remark::Mistake;
use courant_text::source::{Level, position};
use courant_validate::registry::{self, Selector};
use courant_validate::rule::Rule;
use documents::table_schema;
pub use documents::{Answer, readme_table, sample, schema};
use key::{KeyTable, Sample, keys};
use places::Places;
use serde::Deserialize;
use types::*;

keys! {
    /// What a project wants of its feeds.
    #[derive(Clone, Debug)]
    Config, written as Document {
        /// What subscribers see in their list of feeds.
        title = title: Optional<Text>, Example("\"The Harbour Post\"");
        /// What the feeds hold, in a sentence.
        description = description: Optional<Text>, Example("\"News from the harbour, every weekday\"");
        /// The site that the articles are on: links, and pictures in articles, start there.
        link = link: Optional<WebAddress>, Example("\"https://example.org/\"");
        /// The address under which the output folder is published. Feeds need it to say where they are.
        feed_url = feed_url: Optional<FolderAddress>, Example("\"https://example.org/feeds/\"");
        /// The language of the feeds, and of articles that neither state nor show theirs.
        language = language: Optional<Language>, Example("\"en\"");
        /// The generator that the articles are written for; `courant init` recognizes it.
        profile = profile: Optional<ProfileName>, Example("\"hugo\"");
        /// The folder of articles.
        articles = articles: ProjectPath, DefaultsTo("\"seeds\"");
        /// What in that folder is no article: files and folders in it, and patterns such as `drafts/*.md` or `**/_*`.
        exclude = exclude: List<ExcludePattern>, DefaultsTo("[]");
        /// The folder that the feeds are written to.
        output = output: ProjectPath, DefaultsTo("\"feeds\"");
        /// The file that remembers ids and dates: commit it.
        ledger = ledger: ProjectPath, DefaultsTo("\"ledger.tsv\"");
        /// The address of an article that states none, with `{path}`, `{slug}`, `{title}`, `{slug_or_title}`, `{filename}`, `{dir}`, `{section}`,
        /// `{category}`, `{categories}`, `{lang}`, `{year}`, `{month}`, `{day}`, `{i_month}`, `{i_day}`, `{short_year}`, `{hour}`, `{minute}` or
        /// `{second}` in it, each as the generator of `profile` writes it; with a `profile` and without `pages` it need not be stated where the
        /// site has the usual one.
        permalink = permalink: Optional<Permalink>, Example("\"https://example.org/{path}/\"");
        /// Who wrote articles that do not say, and who answers for the feeds. Also `{ name = "...", email = "...", url = "..." }`, or `[[author]]`
        /// for each of several: those with an `id` are whom articles name by it.
        author = author: Optional<Authors>, Example("\"Ada Example\"");
        /// Who may do what with the feeds.
        rights = rights: Optional<Text>, Example("\"© The Harbour Post, CC BY 4.0\"");
        /// A wide picture of the feed.
        logo = logo: Optional<WebAddress>, Example("\"https://example.org/logo.png\"");
        /// A square picture of the feed.
        icon = icon: Optional<WebAddress>, Example("\"https://example.org/icon.png\"");
        /// How many items a feed holds at most; 0 for all.
        limit = limit: Count, DefaultsTo("50");
        /// How many bytes a feed takes at most, by whole items; 0 for any.
        max_bytes = max_bytes: Count, DefaultsTo("1000000");
        /// Whole articles ("full"), or summaries alone ("summary").
        content = content: ContentKind, DefaultsTo("\"full\"");
        /// The longest summary, in characters; one that its author wrote may be twice as long.
        summary_characters = summary_characters: SummaryLength, DefaultsTo("300");
        /// Items past these limits go to archive documents, for those who want the whole history (needs `feed_url`).
        archive = archive: Flag, DefaultsTo("true");
        /// A WebSub hub, which tells subscribers of news at once.
        hub = hub: Optional<WebAddress>, Example("\"https://pubsubhubbub.appspot.com/\"");
        /// The formats that are written.
        formats = formats: Formats, DefaultsTo("[\"rss\", \"atom\", \"json\"]");
        /// A feed that is opened in a browser is a page.
        style = style: Flag, DefaultsTo("true");
        /// `index.html` in the output folder leads to all feeds.
        index = index: Flag, DefaultsTo("true");
        /// An article without an address of its own gets a page.
        pages = pages: Flag, DefaultsTo("false");
        /// A stylesheet of the project's own that takes the place of `feed.css`.
        theme = theme: Optional<ProjectPath>, Example("\"my.css\"");
        /// How many minutes a reader may wait before it asks again.
        ttl_minutes = ttl: Minutes, DefaultsTo("60");
        /// Where the clock hangs by which times are meant that state no offset, with its summer time. It goes before `utc_offset`.
        time_zone = time_zone: Optional<TimeZone>, Example("\"Europe/Amsterdam\"");
        /// The offset of times that state none.
        utc_offset = utc_offset: UtcOffset, DefaultsTo("\"+00:00\"");
        /// Articles in larger files are kept out.
        max_file_bytes = max_file_bytes: Bytes, DefaultsTo("10000000");
        /// Each category has a feed of its own.
        category_feeds = category_feeds: Flag, DefaultsTo("true");
        /// Each language has a feed of its own.
        language_feeds = language_feeds: Flag, DefaultsTo("false");
        /// Each author has a feed of their own.
        author_feeds = author_feeds: Flag, DefaultsTo("false");
        /// How many articles such a feed needs. Where it is left open two, and for a feed of a category one in a hundred of the site's articles; then
        /// at most 100 categories get one.
        min_articles = min_articles: Optional<Count>, Example("2");
        /// The names of folders are categories.
        folder_categories = folder_categories: Flag, DefaultsTo("true");
        /// More categories, from a file in the project: JSON as of IPTC Media Topics or SKOS, or a table of term, label, scheme, aliases.
        /// Articles name them in any language or by code; each is labelled in its article's language.
        vocabulary = vocabulary: Optional<ProjectPath>, Example("\"vocabulary.json\"");
        /// Categories for articles that name none: words of theirs that are a category elsewhere, or in the vocabulary.
        suggest = suggest: Flag, DefaultsTo("false");
        /// The site's own categories: how they are spelt, and what articles call them too.
        categories = category: Tables<CategoryConfig>, DefaultsTo("[]");
        /// The address of articles in some folders, where it differs from `permalink`.
        addresses = address: Tables<AddressConfig>, DefaultsTo("[]");
        /// A feed by choice, in its own folder: of the articles that meet every condition that it states.
        feeds = feed: Feeds, DefaultsTo("[]");
        /// What the site calls in its front matter what others call otherwise.
        front_matter = front_matter: Table<FrontMatterConfig>, DefaultsTo("{}");
        /// How articles are read.
        understand = understand: Table<UnderstandConfig>, DefaultsTo("{}");
        /// What `courant check` leaves out, counts as an error, or looks for alone: codes, names or groups of rules, or levels.
        check = check: Table<CheckConfig>, DefaultsTo("{}");
    }
}

keys! {
    /// A category of the site's own (`[[category]]`).
    #[derive(Clone, Debug, PartialEq, Eq)]
    CategoryConfig, written as CategoryDocument {
        /// What identifies it within its scheme.
        term = term: Term, Example("\"ai\"");
        /// What a person is shown; the term where it is missing.
        label = label: Optional<Text>, Example("\"AI\"");
        /// The URI of the vocabulary that it comes from.
        scheme = scheme: Optional<SchemeUri>, Example("\"https://example.org/subjects/\"");
        /// What articles call it too.
        aliases = aliases: List<Text>, DefaultsTo("[]");
    }
}

keys! {
    /// The address of some articles (`[[address]]`); of several that take an article, the first.
    #[derive(Clone, Debug)]
    AddressConfig, written as AddressDocument {
        /// Paths that match any of these patterns, such as `"notes/**"`; all where there is none.
        paths = paths: List<PathPattern>, DefaultsTo("[]");
        /// The address, as in `permalink`.
        permalink = permalink: Optional<Permalink>, Example("\"https://example.org/notes/{slug}/\"");
    }
}

keys! {
    /// A feed by choice (`[[feed]]`): of the articles that meet every condition that it states.
    #[derive(Clone, Debug)]
    FeedConfig, written as FeedDocument {
        /// The folder of its files inside the output folder, without `/` at its end.
        name = name: FeedName, Example("\"long-reads\"");
        /// What subscribers see in their list.
        title = title: Optional<Text>, Example("\"Long reads\"");
        /// What is in it, in a sentence.
        description = description: Optional<Text>, Example("\"Sit down first\"");
        /// How many items it holds, where it differs from the others.
        limit = limit: Optional<Count>, Example("20");
        /// Any of these categories, by term or label.
        categories = categories: List<Text>, DefaultsTo("[]");
        /// Any of these languages; `pt` takes `pt-BR` too.
        languages = languages: List<Language>, DefaultsTo("[]");
        /// Any of these authors, by name.
        authors = authors: List<Text>, DefaultsTo("[]");
        /// Paths that match any of these patterns, such as `"long/**"`.
        paths = paths: List<PathPattern>, DefaultsTo("[]");
    }
}

keys! {
    /// The site's own keys of front matter (`[front_matter]`), beside those that every generator knows: the most decisive first.
    #[derive(Clone, Debug, PartialEq, Eq)]
    FrontMatterConfig, written as FrontMatterDocument {
        /// Keys that hold the title.
        title = title: List<Text>, DefaultsTo("[]");
        /// Keys that hold the day of publication.
        date = date: List<Text>, DefaultsTo("[]");
        /// Keys that hold the day of the last change.
        updated = updated: List<Text>, DefaultsTo("[]");
        /// Keys that hold the day from which on an article is not shown.
        expires = expires: List<Text>, DefaultsTo("[]");
        /// Keys that name authors.
        author = author: List<Text>, DefaultsTo("[]");
        /// The same as `author`.
        authors = authors: List<Text>, DefaultsTo("[]");
        /// Keys that name categories.
        category = category: List<Text>, DefaultsTo("[]");
        /// The same as `category`.
        tags = tags: List<Text>, DefaultsTo("[]");
        /// Keys that hold the summary.
        summary = summary: List<Text>, DefaultsTo("[]");
        /// Keys that name the language.
        language = language: List<Text>, DefaultsTo("[]");
        /// Keys that name the picture.
        image = image: List<Text>, DefaultsTo("[]");
        /// Keys that name sound.
        audio = audio: List<Text>, DefaultsTo("[]");
        /// Keys that name film.
        video = video: List<Text>, DefaultsTo("[]");
        /// Keys that hold the address of the article on its site.
        url = url: List<Text>, DefaultsTo("[]");
        /// Keys that hold the address of a page elsewhere that the article is about.
        external_url = external_url: List<Text>, DefaultsTo("[]");
        /// Keys that hold the last part of the address.
        slug = slug: List<Text>, DefaultsTo("[]");
        /// Keys that hold the id that subscribers know an article by.
        id = id: List<Text>, DefaultsTo("[]");
        /// Keys that say with `true` that an article is not to be published yet.
        draft = draft: List<Text>, DefaultsTo("[]");
        /// Keys that say nothing a feed has.
        ignore = ignore: List<Text>, DefaultsTo("[]");
    }
}

keys! {
    /// How articles are read (`[understand]`).
    #[derive(Clone, Debug, PartialEq, Eq)]
    UnderstandConfig, written as UnderstandDocument {
        /// Texts that are read with less certainty are kept out: at 0.5 those of which half are read wrongly (`courant build` says how
        /// certain each folder is).
        min_certainty_percent = min_confidence: Percent, DefaultsTo("0.0");
    }
}

keys! {
    /// What `courant check` looks for (`[check]`).
    #[derive(Clone, Debug, Default)]
    CheckConfig, written as CheckDocument {
        /// Findings that are left out, such as `["profile"]`.
        allow = allow: List<Rules>, DefaultsTo("[]");
        /// Findings that count as errors, such as `["warnings"]`.
        deny = deny: List<Rules>, DefaultsTo("[]");
        /// Where it is not empty: the only findings that are not left out.
        only = only: List<Rules>, DefaultsTo("[]");
        /// Paths that are passed over in the folders that are checked, such as `["archive/**"]`; a file that is named is checked all the same.
        exclude = exclude: List<PathPattern>, DefaultsTo("[]");
        /// What is different for some files (`[[check.overrides]]`).
        overrides = overrides: Tables<CheckOverride>, DefaultsTo("[]");
    }
}

keys! {
    /// What `courant check` looks for in some files (`[[check.overrides]]`).
    #[derive(Clone, Debug, Default)]
    CheckOverride, written as CheckOverrideDocument {
        /// The paths of these files, such as `["archive/**"]`.
        paths = paths: List<PathPattern>, DefaultsTo("[]");
        /// Findings that are left out there besides.
        allow = allow: List<Rules>, DefaultsTo("[]");
        /// Findings that count as errors there besides.
        deny = deny: List<Rules>, DefaultsTo("[]");
    }
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

impl FrontMatterConfig {
    /// The table as readers ask it.
    pub fn own_keys(&self) -> OwnKeys {
        let rows = [
            (&self.title, Meaning::Title),
            (&self.date, Meaning::Published),
            (&self.updated, Meaning::Updated),
            (&self.expires, Meaning::Expires),
            (&self.author, Meaning::Authors),
            (&self.authors, Meaning::Authors),
            (&self.category, Meaning::Categories),
            (&self.tags, Meaning::Categories),
            (&self.summary, Meaning::Summary),
            (&self.language, Meaning::Language),
            (&self.image, Meaning::Image),
            (&self.audio, Meaning::Audio),
            (&self.video, Meaning::Film),
            (&self.url, Meaning::Page),
            (&self.external_url, Meaning::Elsewhere),
            (&self.slug, Meaning::Slug),
            (&self.id, Meaning::Id),
            (&self.draft, Meaning::Draft),
            (&self.ignore, Meaning::Nothing),
        ];
        OwnKeys::new(rows.into_iter().flat_map(|(keys, meaning)| keys.iter().map(move |key| (key.as_str(), meaning))))
    }
}

/// Everybody whom `author` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorsConfig {
    /// Who wrote articles that do not say, and answers for the feeds.
    pub default: Option<PersonConfig>,
    /// Those whom articles name by an id, with it.
    pub by_id: Vec<(String, PersonConfig)>,
}

/// Somebody whom the configuration names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonConfig {
    /// As they sign.
    pub name: String,
    /// Their address for mail.
    pub email: Option<String>,
    /// Their page.
    pub url: Option<String>,
}

impl CheckConfig {
    /// The level at which the findings of a rule count in a file; `None` where they are left out.
    pub fn level(&self, path: &str, rule: &Rule) -> Option<Level> {
        let path = plain_path(path);
        let here = || self.overrides.iter().filter(|one| one.paths.iter().any(|pattern| pattern.is_match(path)));
        let taken = |selectors: &[Selector]| selectors.iter().any(|selector| selector.takes(rule));
        let is_allowed = taken(&self.allow) || here().any(|one| taken(&one.allow));
        if is_allowed || (!self.only.is_empty() && !taken(&self.only)) {
            return None;
        }
        let is_denied = taken(&self.deny) || here().any(|one| taken(&one.deny));
        Some(if is_denied { Level::Error } else { rule.level })
    }

    /// Whether a file in a folder is passed over.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.is_match(plain_path(path)))
    }
}

/// A path as patterns have it.
fn plain_path(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

impl Default for Config {
    fn default() -> Config {
        // The empty document states nothing, so it cannot be mistaken.
        Config::read(Document::default(), 0, &mut |_, _| ())
    }
}

impl Config {
    /// Who wrote articles that do not say, and answers for the feeds.
    pub fn default_author(&self) -> Option<&PersonConfig> {
        self.author.as_ref()?.default.as_ref()
    }

    /// Reads the text of a `courant.toml`; all mistakes that can be told at once come together.
    pub fn parse(text: &str) -> Result<Config, Vec<Mistake>> {
        let document: Document = toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let message = of_key(text, start, in_plain_words(error.message()));
            vec![Mistake { position: position(text, start), message }]
        })?;
        let mut mistakes = Vec::new();
        let places = Places::of(&document);
        let mut complain = |start, message| mistakes.push(Mistake { position: position(text, start), message });
        let config = Config::read(document, 0, &mut complain);
        places.judge(&config, &mut complain);
        if mistakes.is_empty() { Ok(config) } else { Err(mistakes) }
    }
}

/// A message about the type of a value, with the key that it stands under.
fn of_key(text: &str, start: usize, message: String) -> String {
    let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let key = text.get(line_start..start).and_then(|before| before.split_once('=')).map(|(key, _)| key.trim());
    match key.filter(|key| !key.is_empty() && message.starts_with("invalid type")) {
        Some(key) => format!("`{key}` has a value of the wrong kind: {message}"),
        None => message,
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
            ("profile = \"jekyl\"", "1:11", "did you mean `jekyll`?"),
            ("permalink = \"https://example.org/{titel}/\"", "1:13", "did you mean `{title}`?"),
            ("permalink = \"https://example.org/{zzzzzz}/\"", "1:13", "write one of {path}, {slug}"),
            ("permalink = \"https://example.org/{slug}}/\"", "1:13", "without the placeholder"),
            ("permalink = \"https://example.org/{year}/\"", "1:13", "the same address"),
            ("[[address]]\npermalink = \"https://example.org/{path/\"", "2:13", "placeholder"),
            ("permalink = \"https://example.org/\"", "1:13", "the same address"),
            ("formats = []", "1:11", "no format is left"),
            ("utc_offset = \"Amsterdam\"", "1:14", "is no offset"),
            ("time_zone = \"Europe/Amsterdm\"", "1:13", "did you mean `Europe/Amsterdam`?"),
            ("time_zone = \"Bielefeld\"", "1:13", "is no time zone"),
            ("[[feed]]\nname = \"categories/ai\"", "2:8", "cannot be a folder"),
            ("[[feed]]\nname = \"archive/2026/1\"", "2:8", "builds fill `archive` by themselves"),
            ("[[feed]]\nname = \"long/archive/2026/1\"", "2:8", "builds fill `archive`"),
            ("[[feed]]\nname = \"articles\"", "2:8", "builds fill `articles`"),
            ("ledger = \"feeds/rss.xml\"", "1:10", "the ledger lies in the folder of feeds"),
            ("output = \"public\"\ntheme = \"public/my.css\"", "2:9", "the theme lies in the folder of feeds"),
            ("vocabulary = \"s.json\"\noutput = \"s.json\"", "1:14", "the vocabulary lies in the folder of feeds"),
            ("output = \"ledger.tsv/feeds\"", "1:10", "the ledger lies where the folder of feeds is to be"),
            ("output = \"./ledger.tsv\"", "1:10", "the ledger lies in"),
            ("output = \".\"\nledger = \"feed.json\"", "2:10", "a build writes a file of this name"),
            ("output = \".courant\"", "1:10", "is what need not be kept"),
            ("output = \"courant.toml\"", "1:10", "is the configuration"),
            ("ledger = \".courant/ledger.tsv\"", "1:10", "is what need not be kept"),
            ("vocabulary = \"a.tsv\"\nledger = \"a.tsv\"", "2:10", "is the vocabulary"),
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
    fn places_that_are_in_nobodys_way_are_taken() {
        for text in [
            "output = \".\"\narticles = \".\"",
            "output = \"public/feeds\"\ntheme = \"public/my.css\"",
            "output = \"feeds\"\nledger = \"feeds.tsv\"",
            "[[feed]]\nname = \"archives\"\n[[feed]]\nname = \"long/articles\"",
            "output = \".\"\nledger = \"data/feed.json\"",
        ] {
            assert!(Config::parse(text).is_ok(), "{text}: {:?}", Config::parse(text).err());
        }
    }

    #[test]
    fn an_empty_configuration_is_complete() {
        let config = Config::parse("").expect("nothing is stated, so nothing is wrong");
        assert_eq!((config.articles.as_str(), config.output.as_str(), config.limit), ("seeds", "feeds", 50));
        assert_eq!(config.formats, crate::render::FORMATS);
    }

    #[test]
    fn the_address_of_the_feeds_ends_in_a_slash() {
        let config = Config::parse("feed_url = \"https://example.org/feeds\"").expect("a good address");
        assert_eq!(config.feed_url.map(|url| url.to_string()).as_deref(), Some("https://example.org/feeds/"));
    }

    /// A row whose default or example has a mistake would only be seen by whoever leaves the key open, or copies the example.
    #[test]
    fn what_a_row_shows_is_a_value_of_its_key() {
        for row in Config::rows().iter().filter(|row| row.table.is_none()) {
            let text = format!("{} = {}", row.key, row.sample.toml());
            assert!(Config::parse(&text).is_ok(), "{text}: {:?}", Config::parse(&text).err());
            assert!(row.documentation.trim().ends_with('.'), "{}", row.key);
        }
    }

    #[test]
    fn what_has_to_be_there_is_asked_for() {
        for (text, place) in [("\n[[category]]\nlabel = \"AI\"", "2:1"), ("[[feed]]\ntitle = \"x\"", "1:1")] {
            let mistakes = Config::parse(text).expect_err(text);
            assert!(mistakes[0].message.starts_with("missing field `"), "{mistakes:?}");
            assert_eq!(mistakes[0].position.to_string(), place, "{text}");
        }
    }

    #[test]
    fn an_author_is_a_name_or_a_table() {
        let name = Config::parse("author = \"Ada\"").expect("a name").author;
        let table = Config::parse("author = { name = \"Ada\" }").expect("a table").author;
        assert_eq!(name, table);
        assert_eq!(name.and_then(|authors| authors.default).map(|person| person.name).as_deref(), Some("Ada"));
    }
}
