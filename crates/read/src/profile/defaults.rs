//! What a site states in the place of its articles, for all of a folder: Jekyll's `defaults`, Hugo's `cascade`.

use globset::{GlobBuilder, GlobMatcher};
use serde_json::{Map, Value};

/// Front matter for some articles, as the configuration of a site or the page of a folder states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FolderDefaults {
    /// A folder of the site, or a pattern of paths in it with `*`; all where it is empty.
    pub path: String,
    /// The folder that articles lie in wherever it is (`_posts`), and those that they may not lie in.
    pub within: Option<&'static str>,
    /// What is stated.
    pub values: Map<String, Value>,
}

/// What is stated for the articles of a site.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// What goes before others last.
    rows: Vec<(Scope, Option<&'static str>, Map<String, Value>)>,
    /// The folder of articles inside that which paths count from, with `/` at its end.
    place: String,
}

#[derive(Clone, Debug)]
enum Scope {
    Folder(String),
    Pattern(GlobMatcher),
}

impl Defaults {
    /// What is stated, what goes before others last, for articles in a folder of the site.
    pub fn new(stated: impl IntoIterator<Item = FolderDefaults>, place: &str) -> Defaults {
        let scope = |path: &str| {
            let path = path.trim_start_matches("./").trim_matches('/');
            if path.contains(['*', '{', '?', '[']) {
                let glob = GlobBuilder::new(path).literal_separator(true).build().ok()?;
                return Some(Scope::Pattern(glob.compile_matcher()));
            }
            Some(Scope::Folder(path.to_string()))
        };
        let row = |stated: FolderDefaults| Some((scope(&stated.path)?, stated.within, stated.values));
        let place = place.trim_matches('/');
        let place = if place.is_empty() || place == "." { String::new() } else { format!("{place}/") };
        Defaults { rows: stated.into_iter().filter_map(row).collect(), place }
    }

    /// What is stated for the article at a path inside the folder of articles.
    pub fn of(&self, path: &str) -> Map<String, Value> {
        let mut stated = Map::new();
        if self.rows.is_empty() {
            return stated;
        }
        let whole = format!("{}{path}", self.place);
        for (scope, within, values) in &self.rows {
            let takes = match scope {
                Scope::Folder(folder) => {
                    folder.is_empty()
                        || whole
                            .strip_prefix(folder.as_str())
                            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                }
                Scope::Pattern(pattern) => {
                    // A pattern of a folder holds for what lies in it; Hugo's paths have no endings.
                    let bare = whole.rsplit_once('.').map_or(whole.as_str(), |(bare, _)| bare);
                    let above = whole.match_indices('/').filter_map(|(end, _)| whole.get(..end));
                    above.chain([whole.as_str(), bare]).any(|path| pattern.is_match(path))
                }
            };
            if takes && within.is_none_or(|within| whole.split('/').any(|folder| folder == within)) {
                stated.extend(values.clone());
            }
        }
        stated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_stated_for_a_folder_holds_for_what_lies_in_it() {
        let row = |path: &str, within, value: Value| FolderDefaults {
            path: path.into(),
            within,
            values: value.as_object().cloned().unwrap_or_default(),
        };
        let stated = [
            row("", None, json!({"author": "Ada", "layout": "x"})),
            row("_posts/travel", None, json!({"author": "Ben"})),
            row("", Some("_drafts"), json!({"draft": true})),
            row("section/*/notes", None, json!({"lang": "fr"})),
        ];
        let defaults = Defaults::new(stated, "");
        let of = |path: &str, key: &str| defaults.of(path).get(key).cloned();
        assert_eq!(of("_posts/2024-01-01-x.md", "author"), Some(json!("Ada")));
        assert_eq!(of("_posts/travel/2024-01-01-x.md", "author"), Some(json!("Ben")));
        assert_eq!(of("_posts/travels/2024-01-01-x.md", "author"), Some(json!("Ada")));
        assert_eq!((of("_posts/x.md", "draft"), of("a/_drafts/x.md", "draft")), (None, Some(json!(true))));
        assert_eq!((of("section/a/notes/x.md", "lang"), of("section/notes/x.md", "lang")), (Some(json!("fr")), None));
        let inside = Defaults::new([row("_posts/travel", None, json!({"author": "Ben"}))], "_posts");
        assert_eq!(inside.of("travel/x.md").get("author"), Some(&json!("Ben")));
        assert!(inside.of("x.md").is_empty());
    }
}
