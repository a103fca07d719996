//! What templates can ask: the article's front matter, the site's configuration, and what they have set themselves.

use crate::context::ReadContext;
use courant_text::date::DateHints;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A value.
    Known(Value),
    /// Nothing: the article could say it and does not.
    Missing,
    /// What only the generator knows.
    Unknown,
}

/// Where names are looked up.
pub struct Scope<'a> {
    page: &'a Map<String, Value>,
    context: &'a ReadContext,
    set: HashMap<String, Answer>,
    /// What values may still cost, in bytes, so that no template makes much of little.
    left: usize,
}

/// The longest text that a template may make.
const LONGEST: usize = 16_384;

/// What a page has that its front matter does not state: only the generator knows it.
const MADE_BY_GENERATOR: [&str; 28] = [
    "url",
    "permalink",
    "relpermalink",
    "date",
    "slug",
    "path",
    "content",
    "excerpt",
    "summary",
    "next",
    "previous",
    "prev",
    "id",
    "collection",
    "inputpath",
    "fileslug",
    "outputpath",
    "filepathstem",
    "categories",
    "tags",
    "lang",
    "lastmod",
    "word_count",
    "reading_time",
    "toc",
    "dir",
    "name",
    "section",
];

impl<'a> Scope<'a> {
    /// The scope of an article with this front matter.
    pub fn new(page: &'a Map<String, Value>, context: &'a ReadContext, source_length: usize) -> Scope<'a> {
        Scope { page, context, set: HashMap::new(), left: source_length.saturating_add(1_000_000) }
    }

    /// How dates are read.
    pub fn date_hints(&self) -> DateHints {
        DateHints { language: self.context.language.clone(), zone: self.context.zone, ..DateHints::default() }
    }

    /// Gives a name to an answer.
    pub fn set(&mut self, name: &str, answer: Answer) {
        self.set.insert(name.to_string(), answer);
    }

    /// A text that a template makes; `None` once that is too much.
    pub fn made(&mut self, text: String) -> Option<Value> {
        self.pays(text.len()).then_some(Value::String(text))
    }

    /// Whether so many bytes may still be made, which are then made.
    pub fn pays(&mut self, length: usize) -> bool {
        match self.left.checked_sub(length.saturating_add(16)).filter(|_| length <= LONGEST) {
            Some(left) => {
                self.left = left;
                true
            }
            None => false,
        }
    }

    /// What stands below these names. The first may be empty: `.Title` of Go.
    pub fn get(&self, names: &[&str]) -> Answer {
        let Some((first, rest)) = names.split_first() else { return Answer::Unknown };
        if let Some(answer) = self.set.get(*first) {
            return match answer {
                Answer::Known(value) => {
                    below(value, rest).map_or(Answer::Missing, |value| Answer::Known(value.clone()))
                }
                other => other.clone(),
            };
        }
        match (*first, rest) {
            // Go: `.Site.Title`, `.Page.Params.x`, `.Params.x`, `$.Title`; Vue: `$frontmatter.title`.
            ("" | "$", ["Site", rest @ ..]) | ("site" | "$site" | "config", rest) => self.site(rest),
            ("" | "$", ["Page", rest @ ..]) => self.get(&[&[""], rest].concat()),
            ("" | "$", ["Params", rest @ ..]) => self.page(rest),
            ("" | "$", rest) => self.page(rest),
            ("page", ["Params" | "params", rest @ ..]) => self.page(rest),
            ("page" | "frontMatter" | "frontmatter" | "$frontmatter" | "props" | "post" | "article", rest) => {
                match rest {
                    ["frontmatter" | "frontMatter", rest @ ..] => self.page(rest),
                    rest => self.page(rest),
                }
            }
            ("jekyll", ["environment"]) => Answer::Known(Value::from("production")),
            // Eleventy and Nunjucks know front matter by its own names, and data files by theirs.
            _ => match self.of_page(names).or_else(|| self.context.site.get(names)) {
                Some(value) => Answer::Known(value.clone()),
                None => Answer::Unknown,
            },
        }
    }

    fn page(&self, names: &[&str]) -> Answer {
        match self.of_page(names) {
            Some(value) => Answer::Known(value.clone()),
            None if names.first().is_none_or(|name| MADE_BY_GENERATOR.contains(&name.to_lowercase().as_str())) => {
                Answer::Unknown
            }
            None => Answer::Missing,
        }
    }

    fn of_page(&self, names: &[&str]) -> Option<&Value> {
        let (first, rest) = names.split_first()?;
        let known = named(self.page, first).or_else(|| match self.page.get("params") {
            // Hugo keeps an article's own keys apart.
            Some(Value::Object(params)) => named(params, first),
            _ => None,
        });
        below(known?, rest)
    }

    fn site(&self, names: &[&str]) -> Answer {
        let in_list = || {
            let (end, list) = names.split_last().filter(|(end, _)| ["first", "last"].contains(end))?;
            below(self.context.site.get(list)?, &[end])
        };
        let known = self.context.site.get(names).or_else(in_list);
        known.map_or(Answer::Unknown, |value| Answer::Known(value.clone()))
    }

    /// What `{{< param x >}}` shows: the article's own value, else the site's.
    pub fn parameter(&self, name: &str) -> Answer {
        let names: Vec<&str> = name.split('.').collect();
        let of_site = || self.context.site.get(&[&["params"], names.as_slice()].concat());
        self.of_page(&names).or_else(of_site).map_or(Answer::Unknown, |value| Answer::Known(value.clone()))
    }
}

fn named<'v>(table: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let in_any_case = || table.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    table.get(name).or_else(in_any_case)
}

fn below<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().try_fold(value, |value, name| match (value, *name) {
        (Value::Object(table), name) => named(table, name),
        (Value::Array(list), "first") => list.first(),
        (Value::Array(list), "last") => list.last(),
        (Value::Array(list), name) => list.get(name.parse::<usize>().ok()?),
        _ => None,
    })
}

/// A value as a template writes it; `None` for one that no template writes as words.
pub fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}
