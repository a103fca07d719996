//! What the path of an article says: a title, a date, a slug, a folder.

/// What a path says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileName {
    /// The name in words: `2026-11-24-a-bridge-opens.md` is `a bridge opens`.
    pub title: Option<String>,
    /// `2026-11-24`, from the name or from folders (`2026/11/24/`); always a year, a month and a day, maybe of no calendar.
    pub date: Option<String>,
    /// The name without its date, when it has one.
    pub slug: Option<String>,
    /// The first folder that says what is in it, in words.
    pub folder: Option<String>,
    /// Whether it lies among drafts, as Jekyll keeps them.
    pub draft: bool,
}

/// Reads a path inside the folder of articles.
pub fn of(path: &str) -> FileName {
    let mut folders: Vec<&str> = path.split('/').collect();
    let file = folders.pop().unwrap_or_default();
    let mut name = without_extension(file);
    // A bundle, `a-bridge-opens/index.md`, is named by its folder.
    if matches!(name, "index" | "_index") {
        name = folders.pop().unwrap_or_default();
    }
    let (date, rest) = match dated(name) {
        Some((date, rest)) => (Some(date), rest),
        None => (dated_folders(&folders), name),
    };
    FileName {
        title: if rest.is_empty() { date.clone() } else { in_words(rest) },
        slug: (rest.len() < name.len() && !rest.is_empty()).then(|| rest.to_string()),
        folder: folders.iter().find(|folder| says_something(folder)).and_then(|folder| in_words(folder)),
        draft: folders.contains(&"_drafts"),
        date,
    }
}

fn without_extension(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((name, _)) if !name.is_empty() => name,
        _ => file,
    }
}

/// `2026-11-24-title`, `2026_11_24 title`, `20261124-title`: the date, and what follows it.
fn dated(name: &str) -> Option<(String, &str)> {
    let (year, rest) = digits(name, 4)?;
    let compact = rest.starts_with(|c: char| c.is_ascii_digit());
    let separated = |rest: &'_ str| -> Option<usize> { rest.starts_with(['-', '_', '.']).then_some(1) };
    let skip = |rest: &str| if compact { Some(0) } else { separated(rest) };
    let rest = rest.get(skip(rest)?..)?;
    let (month, rest) = digits(rest, 2)?;
    let rest = rest.get(skip(rest)?..)?;
    let (day, rest) = digits(rest, 2)?;
    let title = rest.trim_start_matches(['-', '_', '.', ' ']);
    let ends = rest.is_empty() || rest.len() > title.len() || rest.starts_with('T');
    (ends && plausible(year, month, day)).then(|| (format!("{year}-{month}-{day}"), title))
}

fn plausible(year: &str, month: &str, day: &str) -> bool {
    let within = |text: &str, range: std::ops::RangeInclusive<u32>| text.parse().is_ok_and(|n| range.contains(&n));
    within(year, 1900..=2999) && within(month, 1..=12) && within(day, 1..=31)
}

fn digits(text: &str, count: usize) -> Option<(&str, &str)> {
    let (head, rest) = text.split_at_checked(count)?;
    head.bytes().all(|byte| byte.is_ascii_digit()).then_some((head, rest))
}

/// `2026/11/24/`, anywhere in the path.
fn dated_folders(folders: &[&str]) -> Option<String> {
    folders.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            plausible(year, month, day).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => None,
    })
}

/// Folders that generators have for all their articles, and folders of dates, say nothing about a subject.
fn says_something(folder: &str) -> bool {
    const OF_GENERATORS: &[&str] =
        &["content", "contents", "posts", "post", "articles", "article", "blog", "pages", "docs", "src", "source"];
    let name = folder.to_lowercase();
    name.contains(char::is_alphabetic) && !name.starts_with('_') && !OF_GENERATORS.contains(&name.as_str())
}

fn in_words(name: &str) -> Option<String> {
    let words = name.replace(['-', '_'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
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
            ("2026-11-24.md", Some("2026-11-24"), Some("2026-11-24"), None, None),
            ("news/2026/11/24/bridge.md", Some("bridge"), Some("2026-11-24"), None, Some("news")),
            ("blog/2026-11-24-a-bridge/index.md", Some("a bridge"), Some("2026-11-24"), Some("a-bridge"), None),
            ("content/long-reads/essay.md", Some("essay"), None, None, Some("long reads")),
            ("2026-13-40-x.md", Some("2026 13 40 x"), None, None, None),
            ("20261124123.txt", Some("20261124123"), None, None, None),
            ("1984.md", Some("1984"), None, None, None),
            ("日本/橋.md", Some("橋"), None, None, Some("日本")),
            ("a.b.md", Some("a.b"), None, None, None),
            ("-", None, None, None, None),
            ("", None, None, None, None),
        ];
        for (path, title, date, slug, folder) in cases {
            let name = of(path);
            let shown = (name.title.as_deref(), name.date.as_deref(), name.slug.as_deref(), name.folder.as_deref());
            assert_eq!(shown, (title, date, slug, folder), "{path}");
        }
        assert!(of("_drafts/x.md").draft && !of("posts/x.md").draft);
    }
}
