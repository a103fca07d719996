//! Hugo.

use super::Profile;
use super::addresses::{Addresses, DatedNames, GENERAL};
use super::configuration::{Configuration, Document, FolderAddress, Keys, main_language};
use super::data_files::DataFiles;
use super::defaults::FolderDefaults;
use super::dialect::Dialect;
use super::keys::Meaning;
use super::layout::{Index, Layout};
use super::recognition::Sign;
use super::site::SiteValues;
use super::templates::TemplateForms;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "hugo",
    title: "Hugo",
    // Hugo, "Configure markup", extras: `insert`.
    dialect: Dialect { insertions: true, ..Dialect::COMMON },
    // https://gohugo.io/content-management/urls/ and https://gohugo.io/configuration/permalinks/
    addresses: Addresses {
        pattern: Some("/{path}/"),
        placeholders: &[
            (":lang_dir", "{lang_dir}"),
            (":path", "{path}"),
            (":year", "{year}"),
            (":month", "{month}"),
            (":monthname", "{month_name}"),
            (":day", "{day}"),
            (":yearday", "{i_year_day}"),
            (":weekday", "{weekday_number}"),
            (":weekdayname", "{weekday_name}"),
            (":section", "{section}"),
            (":sections", "{sections}"),
            (":title", "{title}"),
            (":slug", "{slug_or_title}"),
            (":filename", "{filename}"),
            (":slugorfilename", "{slug_or_filename}"),
            (":contentbasename", "{filename}"),
            (":slugorcontentbasename", "{slug_or_filename}"),
            (":2006", "{year}"),
            (":01", "{month}"),
            (":02", "{day}"),
            (":1", "{i_month}"),
            (":2", "{i_day}"),
            (":06", "{short_year}"),
            (":002", "{year_day}"),
            (":January", "{month_name}"),
            (":Jan", "{short_month}"),
            (":Monday", "{weekday_name}"),
            (":Mon", "{short_weekday}"),
            (":15", "{hour}"),
            (":04", "{minute}"),
            (":05", "{second}"),
        ],
        stated_slug: slug::<false, false>,
        file_name: path::<false, false>,
        bare_name: name::<false, false>,
        slug: slug::<false, false>,
        folder: path::<false, false>,
        title: title::<false, false>,
        category: slug::<false, false>,
        roots: &["content"],
        pages_are_folders: true,
        days_as_written: true,
        small_letters: true,
        of_site,
        ..GENERAL
    },
    // gohugo.io: "Configure Hugo", "Introduction" (files, environments), "All settings", "Languages"; "Page bundles".
    signs: &[
        Sign::alone("hugo.{toml,yaml,yml,json}"),
        Sign::alone("config/_default/{hugo,config}.{toml,yaml,yml,json}"),
        Sign::shared("config.{toml,yaml,yml,json}").says(&["baseURL", "baseurl", "BaseURL", "languageCode"]),
    ],
    configuration: Configuration {
        files: &[
            Document::of("hugo.{toml,yaml,yml,json}"),
            Document::of("config.{toml,yaml,yml,json}"),
            Document::of("config/_default/*"),
            Document::of("config/production/*"),
        ],
        keys: Keys {
            title: &["title", "languages.{lang}.title"],
            address: &["baseURL"],
            description: &["params.description", "description", "languages.{lang}.params.description"],
            language: &[
                "locale",
                "languageCode",
                "languages.{lang}.locale",
                "languages.{lang}.languageCode",
                "defaultContentLanguage",
            ],
            languages: &["languages"],
            time_zone: &["timeZone"],
            author: &["params.author", "author", "params.authors"],
            email: &["params.email"],
            source: &["contentDir"],
            output: &["publishDir"],
            undue: &["buildDrafts", "buildFuture", "buildExpired"],
            ..Keys::NONE
        },
        addresses: folder_addresses,
        defaults: |site| site.get(&["cascade"]).map(|cascade| cascaded(cascade, "")).unwrap_or_default(),
        dates: own_dates,
        ..Configuration::PLAIN
    },
    layout: Layout {
        source: "content",
        articles: &[],
        output: &["public"],
        index: Index::Article,
        has_bundles: true,
        hides_underscore: false,
        aside: &[],
        only: None,
    },
    // Shortcodes alone are read in content (gohugoio/hugoDocs, content-management/shortcodes).
    templates: TemplateForms { shortcodes: true, ..TemplateForms::NONE },
    // https://gohugo.io/content-management/front-matter/ and urls/: `url` is a path, `slug` its last part, `keywords` are for search engines.
    // `publishDate` says when a page is to appear, whatever its `date` (gohugo.io: "Configure front matter").
    keys: &[
        ("linktitle", Meaning::Nothing),
        ("url", Meaning::Page),
        ("aliases", Meaning::Aliases),
        ("date", Meaning::Published),
        ("publishdate", Meaning::Appears),
        ("pubdate", Meaning::Appears),
        ("published", Meaning::Appears),
    ],
    people_files: &["data/authors.*", "data/authors/*", "content/authors/*/_index.md"],
    draft_tags: &[],
    data_files: DataFiles::NONE,
};
/// How a site spells its addresses: as they are written, without accents.
type Spelling = (bool, bool);

/// A stated slug: without signs, with a hyphen for white space. Accents and letters of all writing stay.
fn slug<const AS_WRITTEN: bool, const BARE: bool>(text: &str) -> String {
    cleaned(text.trim(), true, (AS_WRITTEN, BARE))
}

/// The name of a file in a pattern, where `+` is a space.
fn name<const AS_WRITTEN: bool, const BARE: bool>(text: &str) -> String {
    slug::<AS_WRITTEN, BARE>(&text.replace('+', " "))
}

/// A title, in which a slash is no border of folders.
fn title<const AS_WRITTEN: bool, const BARE: bool>(text: &str) -> String {
    name::<AS_WRITTEN, BARE>(&text.replace(['/', '\\'], "-"))
}

/// A part of the path of a file, in which each space is a hyphen.
fn path<const AS_WRITTEN: bool, const BARE: bool>(text: &str) -> String {
    cleaned(text, false, (AS_WRITTEN, BARE))
}

/// The rules of a site that spells its addresses so.
fn spelt<const AS_WRITTEN: bool, const BARE: bool>(rules: Addresses) -> Addresses {
    Addresses {
        small_letters: !AS_WRITTEN,
        stated_slug: slug::<AS_WRITTEN, BARE>,
        file_name: path::<AS_WRITTEN, BARE>,
        bare_name: name::<AS_WRITTEN, BARE>,
        slug: slug::<AS_WRITTEN, BARE>,
        folder: path::<AS_WRITTEN, BARE>,
        title: title::<AS_WRITTEN, BARE>,
        category: slug::<AS_WRITTEN, BARE>,
        ..rules
    }
}

/// What Hugo leaves in a path (gohugo.io: `urlize`, "Remove path accents"): letters, their marks, digits, and a few signs. White space is a hyphen; a
/// run of it is one in what is no path of a file.
fn cleaned(text: &str, joins_space: bool, (as_written, without_accents): Spelling) -> String {
    let bare = if without_accents { unaccented(text) } else { text.to_string() };
    let mut cleaned = String::with_capacity(bare.len());
    let mut space = false;
    for character in bare.chars() {
        if character.is_whitespace() {
            space = true;
            if !joins_space {
                cleaned.push('-');
            }
        } else if stays(character) {
            if joins_space && space && character != '-' && !cleaned.is_empty() && !cleaned.ends_with('-') {
                cleaned.push('-');
            }
            space = false;
            cleaned.push(character);
        }
    }
    if as_written { cleaned } else { cleaned.to_lowercase() }
}

fn stays(character: char) -> bool {
    // Digits of all writing, and no number in a circle, above the line or with a stroke.
    let is_digit = character.is_numeric() && !matches!(character, '\u{B2}'..='\u{BE}' | '\u{2070}'..='\u{24FF}');
    character.is_alphabetic() || is_digit || is_combining_mark(character) || "./\\_#+~-@".contains(character)
}

/// The letters without their accents.
fn unaccented(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect()
}

/// What the settings of a site change (gohugo.io: "All settings", "URL management").
fn of_site(site: &SiteValues, rules: Addresses) -> Addresses {
    let is_set = |name: &str| site.get(&[name]) == Some(&Value::Bool(true));
    let rules = match (is_set("disablePathToLower"), is_set("removePathAccents")) {
        (false, false) => rules,
        (false, true) => spelt::<false, true>(rules),
        (true, false) => spelt::<true, false>(rules),
        (true, true) => spelt::<true, true>(rules),
    };
    Addresses {
        pattern: if is_set("uglyURLs") { Some("/{path}.html") } else { rules.pattern },
        main_language_has_folder: is_set("defaultContentLanguageInSubdir"),
        dated_names: match dates(site).iter().position(|name| name == ":filename") {
            None => DatedNames::AreSlugs(false),
            Some(0) => DatedNames::AreSlugs(true),
            Some(_) => DatedNames::AreSlugsWhereDating,
        },
        ..rules
    }
}

/// Where the configuration says that the date of an article stands, in small letters: keys, and tokens like `:filename`
/// (gohugo.io: "Configure front matter").
fn dates(site: &SiteValues) -> Vec<String> {
    let listed = site.get(&["frontmatter", "date"]).and_then(Value::as_array);
    listed.into_iter().flatten().filter_map(Value::as_str).map(str::to_lowercase).collect()
}

/// The keys of such a list; none where the first of them is the usual one and no other is the site's own.
fn own_dates(site: &SiteValues) -> Vec<String> {
    const USUAL: &str = "date";
    let mut keys: Vec<String> = Vec::new();
    for name in dates(site) {
        match name.strip_prefix(':') {
            Some("default") => keys.push(USUAL.to_string()),
            // The name and the time of the file are taken where nothing is stated; of Git nothing is known.
            Some(_) => {}
            None => keys.push(name),
        }
    }
    // Behind the usual key nothing else is asked, and `publishDate` says what it says.
    let usual = keys.iter().position(|key| key == USUAL);
    keys.truncate(usual.map_or(keys.len(), |at| at + 1));
    if usual == Some(0) { Vec::new() } else { keys }
}

/// The addresses of each section, of the pages in it (gohugo.io: "Configure permalinks", "URL management"). Those of pages of sections and of terms
/// are of no article.
fn folder_addresses(site: &SiteValues) -> Vec<FolderAddress> {
    let names = |table: Option<&Value>| -> Vec<String> {
        table.and_then(Value::as_object).map(|table| table.keys().cloned().collect()).unwrap_or_default()
    };
    let languages = names(site.get(&["languages"]));
    let is_multilingual = languages.len() > 1;
    let mut found = Vec::new();
    for language in &languages {
        let key = format!("languages.{language}.permalinks");
        let Some(permalinks) = site.get(&["languages", language, "permalinks"]) else { continue };
        for (section, pattern, key) in sections(permalinks, &key) {
            let tag = language.to_lowercase();
            let paths = if *language == main_language(site) {
                vec![format!("{section}/**")]
            } else {
                vec![format!("{section}/**.{tag}.*"), format!("{tag}/{section}/**")]
            };
            found.push(FolderAddress { paths, pattern, key });
        }
    }
    // What holds for one language alone goes before what holds for the main one, which a path does not name.
    found.sort_by_key(|one| one.paths.len() == 1);
    let permalinks = site.get(&["permalinks"]);
    for (section, pattern, key) in permalinks.map(|table| sections(table, "permalinks")).unwrap_or_default() {
        let in_language = languages.iter().map(|language| format!("{}/{section}/**", language.to_lowercase()));
        let paths = std::iter::once(format!("{section}/**")).chain(in_language.filter(|_| is_multilingual)).collect();
        found.push(FolderAddress { paths, pattern, key });
    }
    for entry in permalinks.and_then(Value::as_array).into_iter().flatten() {
        let Some(pattern) = entry.get("pattern").and_then(Value::as_str) else { continue };
        let target = entry.get("target");
        let of = |name: &str| target.and_then(|target| target.get(name));
        let is_of_page = of("kind").and_then(Value::as_str).is_none_or(|kind| kind.contains("page"));
        if !is_of_page || of("sites").is_some() || of("lang").is_some() || of("environment").is_some() {
            continue;
        }
        let paths = of("path").and_then(Value::as_str).map(path_patterns).unwrap_or_default();
        found.push(FolderAddress { paths, pattern: pattern.to_string(), key: "permalinks".to_string() });
    }
    let is_ugly = |section: &str| match site.get(&["uglyURLs"]) {
        Some(Value::Object(sections)) => sections.get(section) == Some(&Value::Bool(true)),
        other => other == Some(&Value::Bool(true)),
    };
    let section_of =
        |paths: &[String]| paths.first().and_then(|path| path.split('/').next()).unwrap_or_default().to_string();
    for one in &mut found {
        if is_ugly(&section_of(&one.paths)) && one.pattern.ends_with('/') {
            one.pattern = format!("{}.html", one.pattern.trim_end_matches('/'));
        }
        if is_multilingual || site.get(&["defaultContentLanguageInSubdir"]) == Some(&Value::Bool(true)) {
            one.pattern = format!("/:lang_dir/{}", one.pattern.trim_start_matches('/'));
        }
    }
    if let Some(Value::Object(ugly)) = site.get(&["uglyURLs"]) {
        let known: Vec<String> = found.iter().map(|one| section_of(&one.paths)).collect();
        for (section, _) in ugly.iter().filter(|(name, is)| **is == Value::Bool(true) && !known.contains(name)) {
            let (paths, pattern) = (vec![format!("{section}/**")], ":path.html".to_string());
            found.push(FolderAddress { paths, pattern, key: "uglyURLs".to_string() });
        }
    }
    found
}

/// Those that hold for more than one page.
fn path_patterns(glob: &str) -> Vec<String> {
    all_path_patterns(glob).into_iter().filter(|path| path.contains('*')).collect()
}

/// The sections of a table of permalinks, each with its pattern and its key.
fn sections(permalinks: &Value, key: &str) -> Vec<(String, String, String)> {
    let of = |table: &Value, key: &str| -> Vec<(String, String, String)> {
        let rows = table.as_object().into_iter().flatten();
        rows.filter_map(|(name, pattern)| Some((name.clone(), pattern.as_str()?.to_string(), format!("{key}.{name}"))))
            .collect()
    };
    let mut found = permalinks.get("page").map(|table| of(table, &format!("{key}.page"))).unwrap_or_default();
    found.extend(of(permalinks, key));
    found.retain(|(section, ..)| !section.is_empty() && !section.contains(['*', '{', '[', '?', '/']));
    found
}

/// What a `cascade` states for the articles in a folder of the content, a table or several, of which the first goes before others
/// (gohugo.io: "Configure cascade"). One for some languages, kinds or environments alone is passed over, but that for pages.
pub fn cascaded(cascade: &Value, folder: &str) -> Vec<FolderDefaults> {
    let several = cascade.as_array().map_or(std::slice::from_ref(cascade), Vec::as_slice);
    let stated = several.iter().flat_map(|one| {
        let mut values = one.as_object().cloned().unwrap_or_default();
        let target = values.remove("target").or_else(|| values.remove("_target"));
        let of = |name: &str| target.as_ref()?.get(name)?.as_str();
        let holds = of("kind").is_none_or(|kind| kind.contains("page"))
            && ["lang", "environment"].iter().all(|name| of(name).is_none());
        let paths = of("path").map_or_else(|| vec![folder.to_string()], all_path_patterns);
        paths.into_iter().filter(move |_| holds).map(move |path| FolderDefaults {
            path,
            within: None,
            values: values.clone(),
        })
    });
    let mut stated: Vec<FolderDefaults> = stated.collect();
    stated.reverse();
    stated
}

/// `{/articles,/articles/**}` as patterns of paths of files.
fn all_path_patterns(glob: &str) -> Vec<String> {
    let inside =
        glob.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')).filter(|inside| !inside.contains('{'));
    let parts: Vec<&str> = inside.map_or(vec![glob], |inside| inside.split(',').collect());
    parts.into_iter().map(|part| part.trim().trim_start_matches('/').to_string()).collect()
}
