//! What the path of an article says: a title, a date, a slug, a folder.

use courant_text::date::{self, DateHints, Timestamp, Zone};
use courant_text::iri::is_uuid;

/// What a path says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileName {
    /// As it is written, without its ending; of a bundle that of its folder.
    pub name: String,
    /// The name in words: `2026-11-24-a-bridge-opens.md` is `a bridge opens`.
    pub title: Option<String>,
    /// From the name (`2026-11-24-title.md`) or from folders (`2026/11/24/title.md`).
    pub date: Option<Timestamp>,
    /// The name without its date, when it has one.
    pub slug: Option<String>,
    /// The first folder that says what is in it, in words.
    pub folder: Option<String>,
    /// Whether it lies among drafts, as Jekyll keeps them.
    pub draft: bool,
}

/// Reads a path inside the folder of articles. The day of a date begins by the clock of the zone.
pub fn parse(path: &str, zone: Zone) -> FileName {
    let stem = stem(path);
    let (folders, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let hints = DateHints { zone, ..DateHints::default() };
    let (date, rest) = match date::date_in_path(stem, &hints) {
        Some((date, rest)) => (Some(date), rest),
        None => (None, name),
    };
    let mut folders = folders.split('/');
    FileName {
        name: name.to_string(),
        title: in_words(rest),
        date,
        slug: (rest.len() < name.len() && !rest.is_empty()).then(|| rest.to_string()),
        draft: folders.clone().any(|folder| folder == "_drafts"),
        folder: folders.find(|folder| says_something(folder)).and_then(in_words),
    }
}

/// The path without its extension; a bundle, `a-bridge-opens/index.md`, is named by its folder.
fn stem(path: &str) -> &str {
    let (folders, file) = path.rsplit_once('/').map_or((None, path), |(folders, file)| (Some(folders), file));
    match (folders, without_extension(file)) {
        (Some(folders), "index" | "_index") => folders,
        (_, name) => path.get(..path.len() - file.len() + name.len()).unwrap_or(path),
    }
}

fn without_extension(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((name, _)) if !name.is_empty() => name,
        _ => file,
    }
}

/// Folders that generators have for all their articles, and folders of dates, say nothing about a subject.
fn says_something(folder: &str) -> bool {
    const OF_GENERATORS: &[&str] =
        &["content", "contents", "posts", "post", "articles", "article", "blog", "pages", "docs", "src", "source"];
    let name = folder.to_lowercase();
    name.contains(char::is_alphabetic) && !name.starts_with('_') && !OF_GENERATORS.contains(&name.as_str())
}

/// The words of a name; digits alone, a day and a UUID are what programs and diaries call notes, and say nothing.
fn in_words(name: &str) -> Option<String> {
    if is_uuid(name) {
        return None;
    }
    let words = name.replace(['-', '_'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    words.contains(char::is_alphabetic).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_title_date_slug_and_folder() {
        let cases = [
            ("a-bridge-opens.md", Some("a bridge opens"), None, None, None),
            ("2026-11-24-a-bridge.md", Some("a bridge"), Some("2026-11-24"), Some("a-bridge"), None),
            ("_posts/2026-1-2-x.md", Some("2026 1 2 x"), None, None, None),
            ("20261124_Brücke.txt", Some("Brücke"), Some("2026-11-24"), Some("Brücke"), None),
            ("2026-11-24.md", None, Some("2026-11-24"), None, None),
            ("2026-11-24-1430.md", None, Some("2026-11-24"), Some("1430"), None),
            ("2026-11-24T10:20:30Z-a-bridge.md", Some("a bridge"), Some("2026-11-24"), Some("a-bridge"), None),
            ("2026-11-24-10-20-30_x.md", Some("x"), Some("2026-11-24"), Some("x"), None),
            ("3f2a9c1e-77aa-4b1e-9d55-0c7a1f00ab12.md", None, None, None, None),
            ("news/2026/11/24/bridge.md", Some("bridge"), Some("2026-11-24"), None, Some("news")),
            ("blog/2026-11-24-a-bridge/index.md", Some("a bridge"), Some("2026-11-24"), Some("a-bridge"), None),
            ("content/long-reads/essay.md", Some("essay"), None, None, Some("long reads")),
            ("2026-13-40-x.md", Some("2026 13 40 x"), None, None, None),
            ("20261124123.txt", None, None, None, None),
            ("1984.md", None, None, None, None),
            ("日本/橋.md", Some("橋"), None, None, Some("日本")),
            ("a.b.md", Some("a.b"), None, None, None),
            ("-", None, None, None, None),
            ("", None, None, None, None),
        ];
        for (path, title, date, slug, folder) in cases {
            let name = parse(path, Zone::default());
            let date_shown = name.date.map(|date| date.day().to_string());
            let shown = (name.title.as_deref(), date_shown.as_deref(), name.slug.as_deref(), name.folder.as_deref());
            assert_eq!(shown, (title, date, slug, folder), "{path}");
        }
        assert!(parse("_drafts/x.md", Zone::default()).draft && !parse("posts/x.md", Zone::default()).draft);
    }
}
