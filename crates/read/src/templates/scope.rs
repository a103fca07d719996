//! What templates can ask: the article's front matter, the site's configuration, and what they have set themselves.

use crate::context::ReadContext;
use crate::profile::site::named;
use courant_text::date::DateHints;
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

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

/// An answer where it stands.
enum Found<'v> {
    Known(&'v Value),
    Missing,
    Unknown,
}

/// Where names are looked up.
pub struct Scope<'a> {
    page: &'a Map<String, Value>,
    context: &'a ReadContext,
    set: HashMap<String, Answer>,
    /// What values may still cost, in bytes, so that no template makes much of little.
    left: usize,
    /// `jekyll.environment`.
    environment: Value,
    /// Where values stand that cost more than that: they are weighed once.
    too_large: HashSet<*const Value>,
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
        Scope {
            page,
            context,
            set: HashMap::new(),
            left: source_length.saturating_add(1_000_000),
            environment: Value::from("production"),
            too_large: HashSet::new(),
        }
    }

    /// How dates are read.
    pub fn date_hints(&self) -> DateHints {
        DateHints { language: self.context.language.clone(), zone: self.context.zone, ..DateHints::default() }
    }

    /// Gives a name to an answer.
    pub fn set(&mut self, name: &str, answer: Answer) {
        // What stands in its place may be another value.
        if self.set.contains_key(name) {
            self.too_large.clear();
        }
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

    /// What stands below these names. The first may be empty: `.Title` of Go. A value costs what it holds.
    pub fn get(&mut self, names: &[&str]) -> Answer {
        let copied = self.copied(self.find(names));
        self.paid(copied)
    }

    /// A value of its own with what it costs; where one stands that costs too much.
    fn copied(&self, found: Found) -> Result<(Answer, usize), *const Value> {
        let value = match found {
            Found::Known(value) => value,
            Found::Missing => return Ok((Answer::Missing, 0)),
            Found::Unknown => return Ok((Answer::Unknown, 0)),
        };
        let place = std::ptr::from_ref(value);
        let weight = if self.too_large.contains(&place) { None } else { weight(value, self.left) };
        weight.map(|weight| (Answer::Known(value.clone()), weight)).ok_or(place)
    }

    fn paid(&mut self, copied: Result<(Answer, usize), *const Value>) -> Answer {
        match copied {
            Ok((answer, weight)) => {
                self.left = self.left.saturating_sub(weight);
                answer
            }
            Err(place) => {
                self.too_large.insert(place);
                Answer::Unknown
            }
        }
    }

    fn find(&self, names: &[&str]) -> Found<'_> {
        let Some((first, rest)) = names.split_first() else { return Found::Unknown };
        if let Some(answer) = self.set.get(*first) {
            return match answer {
                Answer::Known(value) => below(value, rest).map_or(Found::Missing, Found::Known),
                Answer::Missing => Found::Missing,
                Answer::Unknown => Found::Unknown,
            };
        }
        match (*first, rest) {
            // Go: `.Site.Title`, `.Page.Params.x`, `.Params.x`, `$.Title`; Vue: `$frontmatter.title`.
            ("" | "$", ["Site", rest @ ..]) | ("site" | "$site" | "config", rest) => self.site(rest),
            ("" | "$", ["Page", rest @ ..]) => self.find(&[&[""], rest].concat()),
            ("" | "$", ["Params", rest @ ..]) => self.page(rest),
            ("" | "$", rest) => self.page(rest),
            ("page", ["Params" | "params", rest @ ..]) => self.page(rest),
            ("page" | "frontMatter" | "frontmatter" | "$frontmatter" | "props" | "post" | "article", rest) => {
                match rest {
                    ["frontmatter" | "frontMatter", rest @ ..] => self.page(rest),
                    rest => self.page(rest),
                }
            }
            ("jekyll", ["environment"]) => Found::Known(&self.environment),
            // Eleventy and Nunjucks know front matter by its own names, and data files by theirs.
            _ => match self.of_page(names).or_else(|| self.context.site.get(names)) {
                Some(value) => Found::Known(value),
                None => Found::Unknown,
            },
        }
    }

    fn page(&self, names: &[&str]) -> Found<'_> {
        match self.of_page(names) {
            Some(value) => Found::Known(value),
            None if names.first().is_none_or(|name| MADE_BY_GENERATOR.contains(&name.to_lowercase().as_str())) => {
                Found::Unknown
            }
            None => Found::Missing,
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

    fn site(&self, names: &[&str]) -> Found<'_> {
        let in_list = || {
            let (end, list) = names.split_last().filter(|(end, _)| ["first", "last"].contains(end))?;
            below(self.context.site.get(list)?, &[end])
        };
        let known = self.context.site.get(names).or_else(in_list);
        known.map_or(Found::Unknown, Found::Known)
    }

    /// What `{{< param x >}}` shows: the article's own value, else the site's.
    pub fn parameter(&mut self, name: &str) -> Answer {
        let names: Vec<&str> = name.split('.').collect();
        let found = self.of_page(&names).or_else(|| self.context.site.get(&[&["params"], names.as_slice()].concat()));
        let copied = self.copied(found.map_or(Found::Unknown, Found::Known));
        self.paid(copied)
    }
}

/// What is as many bytes as a value holds, or nearly; `None` where that is more than `most`, beyond which nothing is looked at.
fn weight(value: &Value, most: usize) -> Option<usize> {
    const EACH: usize = 16;
    let mut left = most;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        let own = match value {
            Value::String(text) => text.len(),
            Value::Array(list) => list.len(),
            Value::Object(table) => table.len(),
            _ => 0,
        };
        left = left.checked_sub(own.saturating_add(EACH))?;
        match value {
            Value::Array(list) => open.extend(list),
            Value::Object(table) => {
                for (key, value) in table {
                    left = left.checked_sub(key.len())?;
                    open.push(value);
                }
            }
            _ => {}
        }
    }
    Some(most - left)
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
