//! Files beside articles that state front matter for them: for one article, or for all of a folder.

use super::site::SiteValues;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How such files are called.
#[derive(Clone, Copy, Debug)]
pub struct DataFiles {
    /// What stands behind the name of an article without its own ending, those that go before others last.
    pub of_article: &'static [&'static str],
    /// What the configuration says of all articles in a folder, which is inside that of all.
    pub of_each: fn(&SiteValues, folder: &str) -> Map<String, Value>,
    /// Whether the head of a page of HTML is its front matter: `<meta name="tags">`.
    pub head_of_page: bool,
    /// What stands behind the name of a folder, in that folder, those that go before others last.
    pub of_folder: &'static [&'static str],
}

impl DataFiles {
    /// No such files.
    pub const NONE: DataFiles =
        DataFiles { of_article: &[], of_each: |_, _| Map::new(), head_of_page: false, of_folder: &[] };

    /// Those of articles whose generator is not known.
    pub const GUESSED: DataFiles = DataFiles { of_article: &[".meta"], ..DataFiles::NONE };

    /// For what a file states something, by its path inside the folder of articles, which has a name itself; and its rank among the files
    /// for the same.
    pub fn scope(&self, articles: &str, path: &str) -> Option<(Scope, usize)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let own = if folder.is_empty() { articles } else { folder };
        let own = own.rsplit('/').next().unwrap_or(own);
        let ending_of = |stem: &str, endings: &[&str]| {
            let ending = name.strip_prefix(stem)?;
            endings.iter().position(|known| *known == ending)
        };
        if let Some(rank) = ending_of(own, self.of_folder).filter(|_| !own.is_empty()) {
            return Some((Scope::Folder(folder.to_string()), rank));
        }
        // Of `a.11tydata.json` the longest ending counts.
        let endings = self.of_article.iter().enumerate().filter(|(_, ending)| name.ends_with(**ending));
        let (rank, ending) = endings.max_by_key(|(_, ending)| ending.len())?;
        let stem = path.strip_suffix(ending)?;
        (!stem.is_empty() && !stem.ends_with('/')).then(|| (Scope::Article(stem.to_string()), rank))
    }

    /// The files that may state something for all articles, in the folders that that of articles is in: `content/content.json`. The outermost
    /// first.
    pub fn above(&self, articles: &str) -> Vec<String> {
        let articles = articles.trim_matches('/');
        let folders = articles.match_indices('/').filter_map(|(end, _)| articles.get(..end));
        let files = |folder: &str| {
            let name = folder.rsplit('/').next().unwrap_or(folder).to_string();
            let folder = folder.to_string();
            self.of_folder.iter().map(move |ending| format!("{folder}/{name}{ending}"))
        };
        folders.flat_map(files).collect()
    }
}

impl Default for DataFiles {
    fn default() -> DataFiles {
        DataFiles::GUESSED
    }
}

/// For what a file states something. Paths are inside the folder of articles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// All articles in a folder, and in those below it; the folder of articles itself is empty.
    Folder(String),
    /// The article at this path, without the ending of its name.
    Article(String),
}

/// What is stated for articles beside them, by what it is stated for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AroundArticles {
    scopes: BTreeMap<Scope, Map<String, Value>>,
}

impl AroundArticles {
    /// Adds what a file states; it goes before what was added for the same.
    pub fn add(&mut self, scope: Scope, stated: Map<String, Value>) {
        let stated = match &scope {
            Scope::Folder(_) => without_collections(stated),
            Scope::Article(_) => stated,
        };
        put(self.scopes.entry(scope).or_default(), stated);
    }

    /// What the configuration says of the articles in each of these folders, which anything that is added goes before.
    pub fn of_site<'f>(site: &SiteValues, files: &DataFiles, folders: impl Iterator<Item = &'f str>) -> AroundArticles {
        let mut around = AroundArticles::default();
        for folder in folders {
            let stated = (files.of_each)(site, folder);
            if !stated.is_empty() {
                around.scopes.entry(Scope::Folder(folder.to_string())).or_insert(stated);
            }
        }
        around
    }

    /// What is stated for the article at a path: by its own file, then by its folder, then by those above.
    pub fn of(&self, path: &str) -> Map<String, Value> {
        let mut stated = Map::new();
        if self.scopes.is_empty() {
            return stated;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let above = folder.match_indices('/').filter_map(|(end, _)| folder.get(..end));
        let folders = std::iter::once("").chain(above).chain((!folder.is_empty()).then_some(folder));
        let file_start = path.len() - path.rsplit('/').next().unwrap_or(path).len();
        let stem_end = path.rfind('.').filter(|dot| *dot > file_start).unwrap_or(path.len());
        let own = path.get(..stem_end).map(|stem| Scope::Article(stem.to_string()));
        for scope in folders.map(|folder| Scope::Folder(folder.to_string())).chain(own) {
            if let Some(more) = self.scopes.get(&scope) {
                put(&mut stated, more.clone());
            }
        }
        stated
    }
}

/// What all posts of a folder are tagged with is the name of their collection, and says nothing of any of them
/// (11ty.dev/docs/collections; the starter project leaves these out of its lists of tags).
fn without_collections(mut stated: Map<String, Value>) -> Map<String, Value> {
    const COLLECTIONS: [&str; 8] = ["all", "nav", "post", "posts", "blog", "article", "articles", "notes"];
    let is_collection = |tag: &Value| tag.as_str().is_some_and(|tag| COLLECTIONS.contains(&tag));
    match stated.get_mut("tags") {
        Some(Value::Array(tags)) => tags.retain(|tag| !is_collection(tag)),
        Some(tag) if is_collection(tag) => drop(stated.remove("tags")),
        _ => {}
    }
    stated
}

/// Puts what is stated nearer to an article over what is stated farther away: lists are joined, tables too, all else is replaced
/// (11ty.dev/docs/data-deep-merge).
pub fn put(under: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Object(known)), Value::Object(more)) => put(known, more),
            (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
            // `tags: red` is a list of one.
            (Some(Value::Array(known)), more @ Value::String(_)) if key == "tags" => known.push(more),
            (_, value) => drop(under.insert(key, value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::find;
    use serde_json::json;

    #[test]
    fn a_file_states_something_for_an_article_or_a_folder() {
        let folder = |path: &str| Some(Scope::Folder(path.to_string()));
        let article = |path: &str| Some(Scope::Article(path.to_string()));
        let cases = [
            ("eleventy", "content/blog", "blog.json", folder("")),
            ("eleventy", "content/blog", "sea/sea.11tydata.js", folder("sea")),
            ("eleventy", "content/blog", "sea/a.11tydata.json", article("sea/a")),
            ("eleventy", "content/blog", "a.json", article("a")),
            ("eleventy", "content/blog", "a.js", None),
            ("eleventy", ".", ".json", None),
            ("nikola", "posts", "deep/a.meta", article("deep/a")),
            ("nikola", "posts", "posts.meta", article("posts")),
            ("hugo", "content", "posts/posts.json", None),
        ];
        for (name, articles, path, expected) in cases {
            let files = find(name).expect(name).data_files;
            assert_eq!(files.scope(articles, path).map(|(scope, _)| scope), expected, "{name} {path}");
        }
        let files = find("eleventy").expect("a profile").data_files;
        assert!(files.above("content/blog").contains(&"content/content.11tydata.js".to_string()));
        assert!(files.above("posts").is_empty());
    }

    #[test]
    fn what_is_stated_nearer_goes_before() {
        let mut around = AroundArticles::default();
        let mut add = |scope: Scope, value: Value| match value {
            Value::Object(table) => around.add(scope, table),
            other => panic!("{other}"),
        };
        add(Scope::Folder(String::new()), json!({"author": "Ada", "tags": ["posts", "sea"], "x": {"a": 1}}));
        add(Scope::Folder("news".into()), json!({"author": "Ben", "tags": "red", "x": {"b": 2}}));
        add(Scope::Article("news/a".into()), json!({"title": "T", "tags": ["posts"]}));
        let expected = json!({"author": "Ben", "tags": ["sea", "red", "posts"], "x": {"a": 1, "b": 2}, "title": "T"});
        assert_eq!(Value::Object(around.of("news/a.md")), expected);
        assert_eq!(around.of("other/b.md").get("author"), Some(&json!("Ada")));
        assert_eq!(around.of("newsroom/b.md").get("author"), Some(&json!("Ada")));
        assert_eq!(AroundArticles::default().of("a"), Map::new());
    }
}
