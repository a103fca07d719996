//! `courant init`: a first configuration, commented.

use super::project::CONFIGURATION;
use super::{Outcome, print};
use crate::config::{self, Config};
use crate::failure::Failure;
use crate::read::look_at;
use courant_read::readers;
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
    let answers = if io::stdin().is_terminal() && io::stderr().is_terminal() { ask() } else { Answers::default() };
    let text = configuration(&answers, articles_of(project)?);
    std::fs::create_dir_all(project).map_err(|error| Failure::new("making", project, error))?;
    // `create_new`: another program may have been faster since we looked.
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| Failure::new("writing", &path, error))?;
    print(
        format!("wrote {}; put articles into its folder of articles, then run `courant build`\n", path.display())
            .as_bytes(),
    )
}

/// What a person at a terminal is asked.
#[derive(Default)]
struct Answers {
    title: String,
    link: String,
    language: String,
}

fn ask() -> Answers {
    let question = |words: &str, key: &str| {
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
    };
    Answers {
        title: question("What is it called", "title"),
        link: question("Where is its site, as https://...", "link"),
        language: question("Which language is it in, as en or pt-BR", "language"),
    }
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

fn configuration(answers: &Answers, articles: &str) -> String {
    let stated = [("title", &answers.title), ("link", &answers.link), ("language", &answers.language)];
    let stated = stated.into_iter().filter(|(_, answer)| !answer.is_empty());
    let mut stated: BTreeMap<&str, String> = stated.map(|(key, answer)| (key, quoted(answer))).collect();
    if articles != Config::default().articles {
        stated.insert("articles", quoted(articles));
    }
    config::sample(&stated)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With every comment taken off, each key of the sample is one that the configuration knows.
    #[test]
    fn the_sample_is_a_configuration() {
        let answers = Answers {
            title: "A \"quoted\" title\\".into(),
            link: "https://example.org/".into(),
            language: "nl".into(),
        };
        let text = configuration(&answers, ".");
        let config = Config::parse(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
        assert_eq!(config.title.as_deref(), Some("A \"quoted\" title\\"));
        assert_eq!(config.articles, ".");
        let is_key = |line: &&str| {
            line.strip_prefix("# ").is_some_and(|rest| {
                rest.starts_with('[') || rest.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
            })
        };
        let open: Vec<_> = configuration(&Answers::default(), "seeds")
            .lines()
            .filter(is_key)
            .map(|line| line[2..].to_string())
            .collect();
        let config =
            Config::parse(&open.join("\n")).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{}", open.join("\n")));
        assert!(open.len() > 20, "{open:?}");
        assert_eq!((config.feeds.len(), config.categories.len()), (1, 1));
    }
}
