//! Patterns of addresses: what stands for which part of an article; `rule` finds the one that made addresses which are there.

mod rule;

use crate::config::Config;
use courant_read::article::{Article, Category, Origin, Sourced};
use courant_read::profile::addresses::{Addresses, DatedNames, GENERAL, Slice, SlugReplaces, TELLING_FIELDS};
use courant_read::profile::configuration::main_language;
use courant_read::profile::site::SiteValues;
use courant_text::date::{Day, Timestamp, Zone};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
pub use rule::{Example, Found, find};
use std::collections::BTreeSet;

/// What stays itself in a path (RFC 3986 section 2.3), with the `/` between its parts.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// What RFC 3986 (section 3.3) lets stand in a path, which generators leave as it is.
const WHOLE_PATH: &AsciiSet = &PATH
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// A path with everything percent-encoded that would end it or leave it.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// What tells an article from others in an address, the surest first: those of [`TELLING_FIELDS`], and what only adopted ids are made of.
const PARTS: [&str; 11] = [
    "address",
    "path",
    "slug",
    "lower_path",
    "lower_slug",
    "title",
    "number",
    "slug_or_title",
    "slug_or_filename",
    "filename",
    "plain_slug",
];

/// What else there is of an article beside its dates, the surest first.
const MORE: [&str; 9] =
    ["dir", "section", "last_dir", "categories", "category", "slug_categories", "lang", "sections", "lang_dir"];

/// The parts that `permalink` knows, beside the date.
pub const PERMALINK: &[&str] = TELLING_FIELDS;
/// The parts that an id may be made of, beside the date.
pub const ID: &[&str] = &PARTS;

/// How the names of a site's articles become parts of addresses.
pub struct Naming {
    rules: Addresses,
    /// Where its clock hangs.
    zone: Option<Zone>,
    /// The main language of the site, as its generator names it.
    main_language: String,
    /// The folders that have a page of their own: sections, beside the first of a path.
    sections: BTreeSet<String>,
    /// The pattern of articles in another language than the site's.
    in_other_languages: Option<String>,
    /// The folders between those from which the generator counts and that of the articles, with `/` at the end.
    folders: String,
    /// What stays itself in a path.
    kept: &'static AsciiSet,
}

impl Naming {
    /// As the generator of the project's site has it, by what the site says of itself. `lists` are the paths of pages that list what is in their
    /// folders.
    pub fn of<'p>(config: &Config, site: &SiteValues, lists: impl IntoIterator<Item = &'p str>) -> Naming {
        let sections = lists.into_iter().filter_map(|path| Some(path.rsplit_once('/')?.0.to_string())).collect();
        let main_language = main_language(site).to_lowercase();
        let Some(profile) = config.profile else {
            return Naming {
                rules: GENERAL,
                zone: config.time_zone,
                main_language,
                sections,
                in_other_languages: None,
                folders: String::new(),
                kept: PATH,
            };
        };
        let rules = (profile.addresses.of_site)(site, profile.addresses);
        let in_other_languages = (rules.in_other_languages)(site);
        let articles = config.articles.trim_matches('/');
        let articles = if articles == "." { "" } else { articles };
        let below = |root: &&str| match articles.strip_prefix(*root)? {
            "" => Some(String::new()),
            rest if root.is_empty() => Some(format!("{rest}/")),
            rest => rest.strip_prefix('/').map(|rest| format!("{rest}/")),
        };
        let folders = rules.roots.iter().find_map(below).unwrap_or_default();
        let zone = config.time_zone;
        Naming { rules, zone, main_language, sections, in_other_languages, folders, kept: WHOLE_PATH }
    }

    /// The rules of the generator.
    pub fn rules(&self) -> &Addresses {
        &self.rules
    }

    /// The folder of the language of an article, which that of the main one has only where the site says so.
    fn language_folder(&self, article: &Article) -> String {
        let of_version = article.translation.as_ref().map(|version| version.language.as_str().to_lowercase());
        // `en` of a file is the site's `en-GB`.
        match of_version.filter(|tag| *tag != self.main_language) {
            Some(tag) => tag,
            None if self.rules.main_language_has_folder => self.main_language.clone(),
            None => String::new(),
        }
    }

    /// The sections that a folder lies in: the first folder of its path, and those below it that have a page of their own.
    fn sections<'f>(&self, within: &'f str) -> Vec<&'f str> {
        let mut sections = Vec::new();
        let mut end = 0;
        for (at, folder) in within.split('/').enumerate() {
            end += folder.len() + usize::from(at > 0);
            let path = within.get(..end).unwrap_or_default();
            let inside = path.strip_prefix(self.folders.as_str()).unwrap_or(path);
            if !folder.is_empty() && (at == 0 || self.sections.contains(inside)) {
                sections.push(folder);
            }
        }
        sections
    }

    /// The pattern of articles in another language than the site's, where these have one of their own.
    pub fn in_other_languages(&self) -> Option<&str> {
        self.in_other_languages.as_deref()
    }

    /// The folders between those from which the generator counts and that of the articles, with `/` at the end.
    pub fn folders(&self) -> &str {
        &self.folders
    }

    /// A path with everything percent-encoded that would end it or leave it.
    pub fn encode(&self, path: &str) -> String {
        utf8_percent_encode(path, self.kept).to_string()
    }
}

/// What a pattern can say of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// By the places in [`PARTS`]; empty where there is none.
    parts: [String; PARTS.len()],
    /// By the places in [`MORE`].
    more: [String; MORE.len()],
    /// Each of its sections.
    sections: Vec<String>,
    /// By which clock its day is counted, where that is not the one that its author wrote.
    zone: Option<Zone>,
    /// Whether names of months and days are in small letters too.
    small_letters: bool,
}

impl Facts {
    /// The facts of an article, of which is not known where it can be read.
    pub fn of(article: &Article, naming: &Naming) -> Facts {
        let rules = &naming.rules;
        let place = if naming.in_other_languages.is_some() { article.version_of() } else { article.place() };
        let whole = format!("{}{place}", naming.folders);
        let bare = bare_path(&whole, rules.page_file);
        let bare = if rules.folder_named_files { without_own_folder(bare) } else { bare };
        let (folders, file_name) = bare.rsplit_once('/').unwrap_or(("", bare));
        let (above, within) = around_posts(folders, rules.posts_folder);
        let lang_dir = naming.language_folder(article);
        // Sections are counted behind the language.
        let behind = within.strip_prefix(lang_dir.as_str()).filter(|_| article.translation.is_some());
        let in_sections = naming.sections(behind.map_or(within, |behind| behind.trim_start_matches('/')));
        let dir = each(within, rules.folder);
        let stated = article.address.slug.as_ref().map(|slug| slug.value.trim()).filter(|slug| !slug.is_empty());
        let stated = stated.filter(|_| rules.slug_replaces != SlugReplaces::Nothing);
        let of_name = article.slug.as_deref().filter(|_| {
            let by_name = || article.published.as_ref().is_some_and(|published| published.from == Origin::FileName);
            match rules.dated_names {
                DatedNames::AreSlugs(are) => are,
                DatedNames::AreSlugsWhereDating => by_name(),
            }
        });
        let stated = stated.or(of_name);
        // Understanding takes the date from the name of a file.
        let undated = article.slug.as_deref().filter(|_| article.address.slug.is_none()).unwrap_or(file_name);
        let of_file = (rules.file_name)(if rules.drops_date { undated } else { file_name });
        let path = match stated {
            Some(slug) if rules.slug_replaces == SlugReplaces::Path || slug.starts_with('/') => {
                slug.trim_matches('/').to_string()
            }
            Some(slug) => joined(&dir, &(rules.stated_slug)(slug.trim_matches('/'))),
            None => (rules.whole_path)(bare).unwrap_or_else(|| joined(&dir, &of_file)),
        };
        let has_folder = !rules.main_language_has_folder || article.place() != article.version_of();
        let path = if has_folder { path } else { joined(&lang_dir, &path) };
        let last = |slug: &str| slug.trim_matches('/').rsplit('/').next().unwrap_or_default().to_string();
        let title = (rules.title)(article.title.as_ref().map_or("", |title| &title.value));
        let stated_slug = stated.map(|slug| (rules.stated_slug)(&last(slug)));
        let slug_or_filename = stated_slug.clone().unwrap_or_else(|| (rules.bare_name)(file_name));
        let slug = stated_slug.clone().unwrap_or_else(|| (rules.slug)(undated));
        let slug_or_title = stated_slug.unwrap_or_else(|| title.clone());
        let plain_slug = plain(&stated.map_or_else(|| undated.to_string(), last));
        let number = article.number.clone().unwrap_or_default();
        let encode = |text: &str| naming.encode(text);
        let named = categories(&article.categories, above);
        let all = |rule: fn(&str) -> String| {
            let mut parts: Vec<String> = named.iter().map(|name| encode(&rule(name))).collect();
            let mut seen = BTreeSet::new();
            parts.retain(|part| !part.is_empty() && seen.insert(part.clone()));
            parts
        };
        let categories = all(rules.category);
        let category = categories.first().cloned().unwrap_or_else(|| encode(rules.no_category));
        let whole = if categories.is_empty() { encode(rules.no_category) } else { categories.join("/") };
        let sections: Vec<String> = in_sections.iter().map(|folder| encode(&(rules.folder)(folder))).collect();
        let section = match behind {
            Some(_) => sections.first().cloned().unwrap_or_default(),
            None => encode(dir.split('/').next().unwrap_or_default()),
        };
        let last_dir = dir.rsplit('/').next().unwrap_or_default();
        let language = article.language.as_ref().map_or(String::new(), |tag| tag.value.to_string());
        Facts {
            parts: [
                String::new(),
                encode(&path),
                encode(&slug),
                // Hugo and Zola write addresses in small letters.
                encode(&path.to_lowercase()),
                encode(&slug.to_lowercase()),
                encode(&title),
                number,
                encode(&slug_or_title),
                encode(&slug_or_filename),
                encode(&(rules.bare_name)(if rules.drops_date { undated } else { file_name })),
                encode(&plain_slug),
            ],
            more: [
                encode(&dir),
                section,
                encode(last_dir),
                whole,
                category,
                all(plain).join("/"),
                encode(&language),
                sections.join("/"),
                encode(&lang_dir),
            ],
            sections,
            zone: naming.zone.filter(|_| !rules.days_as_written),
            small_letters: rules.small_letters,
        }
    }

    /// The same of an article that can be read at this address.
    pub fn at(mut self, link: Option<&url::Url>) -> Facts {
        if let (Some(address), Some(link)) = (self.parts.first_mut(), link) {
            *address = bare_address(link);
        }
        self
    }

    /// The address that a pattern gives an article of this day.
    pub fn fill(&self, pattern: &str, day: Day) -> String {
        self.filled(pattern, day, ["00"; 3])
    }

    /// The address that a pattern gives an article of this time.
    pub fn fill_at(&self, pattern: &str, time: Timestamp) -> String {
        let time = self.zone.map_or(time, |zone| zone.local(time));
        let written = time.rfc3339();
        let mut clock = written.get(11..19).unwrap_or_default().split(':');
        let mut next = || clock.next().unwrap_or("00");
        self.filled(pattern, time.day(), [next(), next(), next()])
    }

    fn filled(&self, pattern: &str, day: Day, clock: [&str; 3]) -> String {
        let mut filled = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        while let Some((before, from)) = rest.split_once('{') {
            filled.push_str(before);
            let known = from.split_once('}').and_then(|(name, after)| Some((self.value(name, day, clock)?, after)));
            let Some((value, after)) = known else {
                filled.push('{');
                rest = from;
                continue;
            };
            filled.push_str(&value);
            // A part that is empty leaves no folder without a name.
            let is_doubled = value.is_empty() && filled.ends_with('/');
            rest = after.strip_prefix('/').filter(|_| is_doubled).unwrap_or(after);
        }
        filled + rest
    }

    /// Whether the article has every part that a pattern names.
    pub fn says(&self, pattern: &str) -> bool {
        PARTS.iter().all(|name| !pattern.contains(&format!("{{{name}}}")) || !self.part(name).is_empty())
    }

    fn value(&self, name: &str, day: Day, clock: [&str; 3]) -> Option<String> {
        let known = PARTS.iter().zip(&self.parts).chain(MORE.iter().zip(&self.more)).find(|(part, _)| **part == name);
        let of_sections = || {
            let folders: Vec<&str> = self.sections.iter().map(String::as_str).collect();
            Some(Slice::of(name, "sections")?.take(&folders).join("/"))
        };
        known.map(|(_, value)| value.clone()).or_else(of_sections).or_else(|| self.dated(name, day)).or_else(|| {
            let names = ["hour", "minute", "second"];
            names.iter().zip(clock).find(|(part, _)| **part == name).map(|(_, value)| value.to_string())
        })
    }

    fn dated(&self, name: &str, day: Day) -> Option<String> {
        let part = date_part(name, day)?;
        Some(if self.small_letters { part.to_lowercase() } else { part })
    }

    fn part(&self, name: &str) -> &str {
        let place = PARTS.iter().position(|part| *part == name);
        place.and_then(|place| self.parts.get(place)).map_or("", String::as_str)
    }

    /// The parts of [`MORE`] that there are, with their names.
    fn more(&self) -> impl Iterator<Item = (&'static str, &str)> {
        MORE.into_iter()
            .zip(&self.more)
            .map(|(name, value)| (name, value.as_str()))
            .filter(|(_, value)| !value.is_empty())
    }
}

/// The folders before that of posts, and those of the path without it.
fn around_posts<'f>(folders: &'f str, posts: Option<&str>) -> (&'f str, &'f str) {
    let Some(posts) = posts else { return ("", folders) };
    if let Some(within) = folders.strip_prefix(posts).filter(|within| within.is_empty() || within.starts_with('/')) {
        return ("", within.trim_start_matches('/'));
    }
    match folders.split_once(&format!("/{posts}")) {
        Some((above, within)) if within.is_empty() || within.starts_with('/') => {
            (above, within.trim_start_matches('/'))
        }
        _ => ("", folders),
    }
}

fn each(folders: &str, rule: fn(&str) -> String) -> String {
    folders.split('/').map(rule).collect::<Vec<_>>().join("/")
}

fn joined(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_string() } else { format!("{dir}/{name}") }
}

/// Small letters and digits of all writing, with a hyphen between each two words.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// The folders that are categories, and the categories that an author states as such: tags are in no address.
fn categories(stated: &[Sourced<Category>], folders: &str) -> Vec<String> {
    let is_category = |from: &Origin| {
        let Origin::FrontMatter(key) = from else { return false };
        let key = key.rsplit('.').next().unwrap_or(key).to_lowercase();
        matches!(key.as_str(), "category" | "categories")
    };
    let of_folders = folders.split('/').filter(|folder| !folder.is_empty()).map(str::to_string);
    let stated = stated.iter().filter(|category| is_category(&category.from));
    of_folders.chain(stated.map(|category| category.value.label.clone())).collect()
}

/// A part of a day, by its name in a pattern.
fn date_part(name: &str, day: Day) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let month = || MONTHS.get((day.month as usize).checked_sub(1)?).copied();
    let weekday = day.weekday().unwrap_or_default();
    let weekday_place = || WEEKDAYS.into_iter().position(|name| name.starts_with(weekday));
    Some(match name {
        "year" => format!("{:04}", day.year),
        "short_year" => format!("{:02}", day.year.rem_euclid(100)),
        "month" => format!("{:02}", day.month),
        "i_month" => day.month.to_string(),
        "short_month" => month()?.get(..3)?.to_string(),
        "month_name" => month()?.to_string(),
        "day" => format!("{:02}", day.day),
        "i_day" => day.day.to_string(),
        "year_day" => format!("{:03}", day.of_year()?),
        "i_year_day" => day.of_year()?.to_string(),
        "week_year" => format!("{:04}", day.week()?.0),
        "week" => format!("{:02}", day.week()?.1),
        "week_day" => (weekday_place()? + 1).to_string(),
        "weekday_number" => ((weekday_place()? + 1) % 7).to_string(),
        "short_weekday" => weekday.to_string(),
        "weekday_name" => WEEKDAYS.into_iter().find(|name| name.starts_with(weekday))?.to_string(),
        _ => return None,
    })
}

fn date_parts(day: Day) -> [(&'static str, String); 3] {
    [("year", format!("{:04}", day.year)), ("month", format!("{:02}", day.month)), ("day", format!("{:02}", day.day))]
}

/// The path without extension; a bundle (`title/index.md`) goes by the name of its folder.
fn bare_path<'p>(path: &'p str, page_file: Option<&str>) -> &'p str {
    let bare = path.rsplit_once('.').map_or(path, |(bare, _)| bare);
    match bare.rsplit_once('/') {
        Some((folder, "index" | "_index")) => folder,
        Some((folder, name)) if Some(name) == page_file => folder,
        _ => bare,
    }
}

/// `boats` of `boats/boats`.
fn without_own_folder(bare: &str) -> &str {
    match bare.rsplit_once('/') {
        Some((folder, name)) if folder.rsplit('/').next() == Some(name) => folder,
        _ => bare,
    }
}

/// The path of an address without what programs add to it or leave out.
fn bare_address(url: &url::Url) -> String {
    let path = url.path();
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let path = path.strip_suffix(".html").unwrap_or(path).trim_end_matches('/');
    path.to_string()
}

#[cfg(test)]
mod tests;
