//! `courant init`: a first configuration, commented.

use super::project::CONFIGURATION;
use super::site::FolderTree;
use super::{Outcome, messages, print};
use crate::config::{self, Answer, Config};
use crate::failure::Failure;
use crate::read::look_at;
use courant_read::article::Person;
use courant_read::profile::Profile;
use courant_read::profile::addresses::{Addresses, SiteFiles};
use courant_read::profile::configuration::{FolderAddress, Known, SiteConfiguration};
use courant_read::profile::recognition::{Recognized, SiteTree, recognize};
use courant_read::readers;
use courant_text::text::escape_terminal;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

/// Writes `courant.toml`, never over one that is there.
pub fn run(project: &Path) -> Result<Outcome, Failure> {
    let path = project.join(CONFIGURATION);
    // A link that leads nowhere is there too: `create_new` below would say so in other words.
    if look_at(&path)?.is_some() {
        return Err(Failure::new("writing", path, "it is there already; edit it, or remove it first"));
    }
    let mut known = FirstAnswers::of(project)?;
    if let Some(site) = &known.site {
        messages::say(&escape_terminal(site));
    }
    known.told.iter().for_each(|told| messages::advice(told));
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        ask(&mut known.answers);
    }
    let text = config::sample(&known.answers);
    std::fs::create_dir_all(project).map_err(|error| Failure::new("making", project, error))?;
    // `create_new`: another program may have been faster since we looked.
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::new("writing", &path, error))?;
    let next = match known.site {
        Some(_) => "look it through, then run `courant build`",
        None => "put articles into its folder of articles, then run `courant build`",
    };
    print(format!("wrote {}; {next}\n", path.display()).as_bytes())
}

/// Asks a person at a terminal for what is left.
fn ask(answers: &mut BTreeMap<&'static str, Answer>) {
    let questions = [
        ("title", "What is it called"),
        ("link", "Where is its site, as https://..."),
        ("language", "Which language is it in, as en or pt-BR"),
    ];
    for (key, words) in questions {
        if !answers.contains_key(key) {
            let answer = answered(key, words);
            if !answer.is_empty() {
                answers.insert(key, Answer { toml: quoted(&answer), from: None });
            }
        }
    }
}

/// What a person answers, once it is a value of the key; empty where it is left open.
fn answered(key: &str, words: &str) -> String {
    loop {
        let _ = write!(io::stderr(), "{words} (Enter leaves it open): ");
        let mut answer = String::new();
        let ended = io::stdin().lock().read_line(&mut answer).unwrap_or(0) == 0;
        let answer = answer.trim().to_string();
        match Config::parse(&format!("{key} = {}", quoted(&answer))) {
            Ok(_) => return answer,
            Err(_) if answer.is_empty() || ended => return String::new(),
            Err(mistakes) => mistakes.iter().for_each(|mistake| {
                let _ = writeln!(io::stderr(), "  {}", mistake.message);
            }),
        }
    }
}

/// What a folder says of itself before anybody is asked.
#[derive(Default)]
struct FirstAnswers {
    /// Which generator's site it is, and by what that is known.
    site: Option<String>,
    /// The values of keys.
    answers: BTreeMap<&'static str, Answer>,
    /// What could not be taken over.
    told: Vec<String>,
}

impl FirstAnswers {
    fn of(project: &Path) -> Result<FirstAnswers, Failure> {
        let tree = FolderTree::of(project);
        match recognize(&tree) {
            Some(found) => Ok(FirstAnswers::of_site(&found, &tree)),
            None => {
                let mut known = FirstAnswers::default();
                let articles = articles_of(project)?;
                if articles != Config::default().articles {
                    known.answers.insert("articles", Answer { toml: quoted(articles), from: None });
                }
                Ok(known)
            }
        }
    }

    /// What the configuration of a generator's site says.
    fn of_site(found: &Recognized, tree: &FolderTree) -> FirstAnswers {
        let Recognized { profile, folder, sign } = found;
        let site = SiteConfiguration::read(profile, folder, tree);
        let article = if profile.title.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
        let mut known = FirstAnswers {
            site: Some(format!("this is {article} {} site by its {folder}{sign}", profile.title)),
            ..FirstAnswers::default()
        };
        known.take("profile", quoted(profile.name), Some(format!("{folder}{sign}")));
        known.take_text("title", site.title());
        known.take_text("description", site.description());
        let address = site.address();
        let articles = articles_of_site(found, &site, tree);
        if let Some(address) = &address {
            let files = SiteFiles { configuration: &site, tree, folder, articles: &articles.value };
            known.take_permalink(profile, &files, address.value.trim_end_matches('/'));
            known.take_addresses(found, &site, address.value.trim_end_matches('/'));
        }
        known.take_text("link", address);
        known.take_text("language", site.language());
        known.take_text("time_zone", site.time_zone());
        if let Some(Known { value, from }) = site.author() {
            known.take("author", person(&value), Some(from));
        }
        known.take("articles", quoted(&articles.value), Some(articles.from));
        if let Some(Known { value, from }) = site.exclude() {
            let patterns: Vec<String> =
                value.iter().filter_map(|path| excluded(path, folder, &articles.value, tree)).collect();
            if !patterns.is_empty() {
                let list: Vec<String> = patterns.iter().map(|pattern| quoted(pattern)).collect();
                known.take("exclude", format!("[{}]", list.join(", ")), Some(from));
            }
        }
        for (path, names) in site.made() {
            known.told.push(format!(
                "{path}: `{names}` is made by the program and is not known here; state it in {CONFIGURATION}"
            ));
        }
        for (path, why) in &site.unread {
            known.told.push(format!("{path}: cannot be read: {why}; nothing of it is taken over"));
        }
        for setting in site.undue() {
            known.told.push(format!(
                "the site publishes what is not due by its `{setting}`; `courant build --drafts` and `--future` do so"
            ));
        }
        known
    }

    /// The addresses of articles in some folders.
    fn take_addresses(&mut self, found: &Recognized, site: &SiteConfiguration, address: &str) {
        let rules = rules_of(found.profile, site);
        let mut tables = String::new();
        for FolderAddress { paths, pattern, key } in site.addresses() {
            let path = match rules.translate(&pattern) {
                Ok(path) if rules.small_letters => path.to_lowercase(),
                Ok(path) => path,
                Err(unknown) => {
                    self.told.push(format!(
                        "`{key}`: `{}` is nothing that `permalink` has, and where its articles are read is not known; state it in `[[address]]`",
                        unknown.placeholder
                    ));
                    continue;
                }
            };
            let paths: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
            let permalink = quoted(&format!("{address}{path}"));
            let table = format!("[[address]]\npaths = [{}]\npermalink = {permalink}\n", paths.join(", "));
            match Config::parse(&table) {
                Ok(_) => tables.push_str(&table),
                Err(mistakes) => {
                    let why = mistakes.first().map(|mistake| mistake.message.clone()).unwrap_or_default();
                    self.told.push(format!("`{key}`: {why}"));
                }
            }
        }
        if !tables.is_empty() {
            let from = Some("the site's configuration".to_string());
            self.answers.insert("address", Answer { toml: tables, from });
        }
        let dates: Vec<String> = site.dates().iter().map(|key| quoted(key)).collect();
        if !dates.is_empty() {
            let table = format!("[front_matter]\ndate = [{}]\n", dates.join(", "));
            let from = Some("the site's configuration".to_string());
            self.answers.insert("front_matter", Answer { toml: table, from });
        }
    }

    /// The site's own pattern of addresses, or that which sites of its generator have where they state none.
    fn take_permalink(&mut self, profile: &Profile, files: &SiteFiles, address: &str) {
        let site = files.configuration;
        let rules = (profile.addresses.of_site)(&site.values, profile.addresses);
        let whole = |path: &str| if path.contains("://") { quoted(path) } else { quoted(&format!("{address}{path}")) };
        match site.permalink() {
            Some(Known { value, from }) => match rules.translate(&value) {
                Ok(path) => self.take("permalink", whole(&path), Some(from)),
                Err(unknown) => self.told.push(format!(
                    "{from}: `{}` is nothing that `permalink` has, and where articles are read is not known; state `permalink`",
                    unknown.placeholder
                )),
            },
            None => {
                let usual = rules.pattern.map(|pattern| (pattern.to_string(), format!("the addresses that {} sites have", profile.title)));
                let set = site.usual_permalink().map(|known| (known.value.to_string(), known.from));
                let set = (rules.usual)(files).map(|known| (known.value, known.from)).or(set);
                let usual = set.or(usual).map(|(pattern, from)| (whole(&pattern), from));
                if let Some((toml, from)) =
                    usual.filter(|(toml, _)| Config::parse(&format!("permalink = {toml}")).is_ok())
                {
                    self.take("permalink", toml, Some(from));
                }
            }
        }
    }

    fn take_text(&mut self, key: &'static str, known: Option<Known<String>>) {
        if let Some(Known { value, from }) = known {
            self.take(key, quoted(&value), Some(from));
        }
    }

    /// Takes a value that the configuration allows, and tells of any other.
    fn take(&mut self, key: &'static str, toml: String, from: Option<String>) {
        match Config::parse(&format!("{key} = {toml}")) {
            Ok(_) => drop(self.answers.insert(key, Answer { toml, from })),
            Err(mistakes) => {
                let why = mistakes.first().map(|mistake| mistake.message.clone()).unwrap_or_default();
                self.told.push(format!("{}: {why}", from.unwrap_or_default()));
            }
        }
    }
}

/// How a site's generator makes addresses, with what the site says of that.
fn rules_of(profile: &Profile, site: &SiteConfiguration) -> Addresses {
    (profile.addresses.of_site)(&site.values, profile.addresses)
}

/// The folder of articles of a site, inside the project.
fn articles_of_site(found: &Recognized, site: &SiteConfiguration, tree: &FolderTree) -> Known<String> {
    let Recognized { profile, folder, .. } = found;
    let layout = &profile.layout;
    let below = |above: &str, inside: &str| match (above.trim_end_matches('/'), inside) {
        (above, "") => above.to_string(),
        ("", inside) => inside.to_string(),
        (above, inside) => format!("{above}/{inside}"),
    };
    let usual = || format!("the layout of {} sites", profile.title);
    let stated = site.source();
    let from = stated.as_ref().map_or_else(usual, |known| known.from.clone());
    let source = stated.map_or_else(|| layout.source.to_string(), |known| known.value);
    let source = below(folder, &source);
    let whole = |path: String| if path.is_empty() { ".".to_string() } else { path };
    // Jekyll: `boats/_posts` beside `_posts`.
    let is_spread =
        |only: &str| tree.names(&source).iter().any(|name| tree.has(&below(&source, &format!("{name}/{only}"))));
    if layout.only.is_some_and(is_spread) {
        return Known { value: whole(source), from };
    }
    let stated = site.articles().map(|Known { value, from }| Known { value: below(&source, &value), from });
    if let Some(known) = stated.filter(|known| tree.has(&known.value)) {
        return known;
    }
    let usual_place = layout.articles.iter().map(|inside| below(&source, inside)).find(|place| tree.has(place));
    match usual_place {
        Some(place) => Known { value: place, from },
        None if source.is_empty() || tree.has(&source) => Known { value: whole(source), from },
        None => Known { value: whole(folder.trim_end_matches('/').to_string()), from: usual() },
    }
}

/// What a site excludes as a pattern of paths inside the folder of articles; nothing where that holds no such thing.
fn excluded(path: &str, site: &str, articles: &str, tree: &FolderTree) -> Option<String> {
    let path = path.trim().trim_start_matches("./").trim_matches('/');
    let articles = if articles == "." { "" } else { articles };
    let in_site = format!("{site}{path}");
    let inside = match in_site.strip_prefix(articles).map(|rest| rest.trim_start_matches('/')) {
        Some(inside) if !inside.is_empty() => inside.to_string(),
        _ => path.to_string(),
    };
    if inside.is_empty() || inside.split('/').any(|part| part == "..") {
        return None;
    }
    if inside.contains(['*', '{', '[', '?']) {
        // A pattern of names is one of names wherever they lie.
        return Some(if inside.contains('/') { inside } else { format!("**/{inside}") });
    }
    let place = if articles.is_empty() { inside.clone() } else { format!("{articles}/{inside}") };
    let metadata = tree.metadata(&place)?;
    if metadata.is_dir() { Some(format!("{inside}/**")) } else { readers::find_by_path(&inside).map(|_| inside) }
}

/// A person as TOML.
fn person(person: &Person) -> String {
    let Person { name, email, url } = person;
    if email.is_none() && url.is_none() {
        return quoted(name);
    }
    let parts = [("name", Some(name)), ("email", email.as_ref()), ("url", url.as_ref())];
    let parts = parts.iter().filter_map(|(key, value)| Some(format!("{key} = {}", quoted(value.as_ref()?))));
    format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
}

/// `seeds`, unless the articles lie in the folder itself.
fn articles_of(project: &Path) -> Result<&'static str, Failure> {
    let failed = |error: io::Error| Failure::new("reading", project, error);
    if look_at(project)?.is_none() || look_at(&project.join("seeds"))?.is_some_and(|metadata| metadata.is_dir()) {
        return Ok("seeds");
    }
    for entry in std::fs::read_dir(project).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let is_article = |name: &str| readers::find_by_path(name).is_some() && !name.eq_ignore_ascii_case("readme.md");
        if name.to_str().is_some_and(is_article) {
            return Ok(".");
        }
    }
    Ok("seeds")
}

/// A TOML basic string: what JSON escapes, TOML escapes alike (TOML 1.0 "String", RFC 8259 section 7).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With every comment taken off, each key of the sample is one that the configuration knows.
    #[test]
    fn the_sample_is_a_configuration() {
        let answer = |text: &str| Answer { toml: quoted(text), from: Some("`x` in a file\nof two lines".into()) };
        let answers = [("title", "A \"quoted\" title\\"), ("link", "https://example.org/"), ("articles", ".")];
        let text = config::sample(&answers.map(|(key, text)| (key, answer(text))).into());
        let config = Config::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
        assert_eq!(config.title.as_deref(), Some("A \"quoted\" title\\"));
        assert_eq!(config.articles, ".");
        let is_key = |line: &&str| {
            line.strip_prefix("# ").is_some_and(|rest| {
                rest.starts_with('[') || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
            })
        };
        let open: Vec<_> =
            config::sample(&BTreeMap::new()).lines().filter(is_key).map(|line| line[2..].to_string()).collect();
        let config =
            Config::parse(&open.join("\n")).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{}", open.join("\n")));
        assert!(open.len() > 20, "{open:?}");
        assert_eq!((config.feeds.len(), config.categories.len()), (1, 1));
    }
}
