//! How the opening lines of containers and admonitions are read, and attribute lists.

/// What an opening line says of the block that begins.
#[derive(Debug, PartialEq, Eq)]
pub struct Opening {
    /// What shows above it.
    pub title: Option<String>,
    /// Whether it stands apart from the text around it; otherwise only its lines are kept.
    pub apart: bool,
    /// Whether the line is one by its words alone; otherwise only where the block also ends.
    pub sure: bool,
    /// Whether a heading that opens the block is its title (Quarto, "Callout Blocks").
    pub heading_is_title: bool,
}

/// The types that GitHub, Obsidian, Material for MkDocs, Docusaurus, VitePress, Starlight and Quarto document.
const TYPES: &[&str] = &[
    "abstract",
    "admonition",
    "alert",
    "aside",
    "attention",
    "bug",
    "caution",
    "check",
    "cite",
    "danger",
    "details",
    "done",
    "error",
    "example",
    "fail",
    "failure",
    "faq",
    "help",
    "hint",
    "important",
    "info",
    "missing",
    "note",
    "question",
    "quote",
    "seealso",
    "spoiler",
    "success",
    "summary",
    "tip",
    "tldr",
    "todo",
    "warning",
];

/// Whether programs know this type of callout.
pub fn is_type(name: &str) -> bool {
    TYPES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The title of a block that has none of its own: its type with a capital, as these programs show it in any language.
pub fn title_of_type(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase())
        .unwrap_or_default()
}

impl Opening {
    /// What follows the colons of `:::tip[Title]` (Docusaurus, Starlight), `::: tip Title` (VitePress), `::: {.callout-note title="T"}`
    /// (Quarto, Pandoc) and `:::{note} Title` (MyST).
    pub fn of_colons(text: &str) -> Option<Opening> {
        let (name, heading_is_title, listed_title, rest) = if let Some(inside) = text.strip_prefix('{') {
            let (list, rest) = inside.split_once('}')?;
            let bare = is_name(list.trim());
            if !bare && !is_attribute_list(list) {
                return None;
            }
            let class = list.split_whitespace().next().unwrap_or_default().trim_start_matches('.');
            let callout = class.strip_prefix("callout-");
            let is_callout = callout.is_some() || bare || is_type(class);
            (if is_callout { callout.unwrap_or(class) } else { "" }, callout.is_some(), title_in(list), rest)
        } else {
            let length = text.find(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).unwrap_or(text.len());
            let (name, rest) = text.split_at_checked(length)?;
            if name.is_empty() || !rest.is_empty() && !rest.starts_with([' ', '\t', '[', '{']) {
                return None;
            }
            (name, false, None, rest)
        };
        let (own, listed) = title_and_list(rest.trim());
        let title = listed_title.or(own).or(listed);
        let known = is_type(name);
        let shown = title.or_else(|| known.then(|| title_of_type(name)));
        Some(Opening { apart: shown.is_some(), title: shown, sure: known, heading_is_title })
    }

    /// `!!! note "Title"`, `??? note`, `???+ note` (Python-Markdown, "Admonition"; PyMdown Extensions, "Details"); `=== "Title"` ("Tabbed").
    pub fn of_marks(line: &str) -> Option<Opening> {
        let is_tab = line.starts_with("===");
        let rest = ["!!!", "???+", "???", "===!", "===+", "==="].iter().find_map(|mark| line.strip_prefix(mark))?;
        let rest = rest.trim();
        let (words, title) = match rest.split_once('"') {
            Some((words, quoted)) => (words.trim(), Some(quoted.strip_suffix('"')?.trim())),
            None => (rest, None),
        };
        let mut names = words.split_whitespace();
        if !words.split_whitespace().all(is_name) {
            return None;
        }
        if is_tab {
            let title = title.filter(|title| words.is_empty() && !title.is_empty())?;
            return Some(Opening {
                title: Some(title.to_string()),
                apart: false,
                sure: false,
                heading_is_title: false,
            });
        }
        let name = names.next()?;
        let sure = title.is_some();
        let title = title.map_or_else(|| title_of_type(name), str::to_string);
        // Three words are what somebody cried.
        let fits = sure || is_type(name) || names.next().is_none();
        let title = Some(title).filter(|title| !title.is_empty());
        fits.then_some(Opening { title, apart: true, sure, heading_is_title: false })
    }
}

/// A title in brackets or free words, and one of an attribute list behind the name.
fn title_and_list(rest: &str) -> (Option<String>, Option<String>) {
    let (words, list) = match rest.rsplit_once('{') {
        Some((words, list)) if rest.ends_with('}') => (words.trim(), Some(list.trim_end_matches('}'))),
        _ => (rest, None),
    };
    let words = words.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(words).trim();
    let words = words.strip_prefix('"').and_then(|inside| inside.strip_suffix('"')).unwrap_or(words);
    (Some(words.to_string()).filter(|words| !words.is_empty()), list.and_then(title_in))
}

/// `title="T"` of an attribute list.
fn title_in(list: &str) -> Option<String> {
    let list = list.trim();
    let found = list.strip_prefix("title=").or_else(|| list.split_once(" title=").map(|(_, value)| value))?;
    let quote = found.chars().next().filter(|c| "\"'".contains(*c));
    let value = match quote {
        Some(quote) => found.get(1..)?.split(quote).next()?,
        None => found.split_whitespace().next()?,
    };
    Some(value.to_string()).filter(|title| !title.is_empty())
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// Whether what stands between braces is a list of attributes: `.class #id key="value"` (Pandoc, "Attributes"), or behind a colon also words
/// (kramdown, "Attribute List Definitions").
pub fn is_attribute_list(inside: &str) -> bool {
    let (is_kramdown, list) = match inside.strip_prefix(':') {
        Some(list) => (true, list),
        None => (false, inside),
    };
    let (mut count, mut rest) = (0, list.trim());
    while !rest.is_empty() {
        let Some(length) = attribute(rest, is_kramdown) else { return false };
        count += 1;
        let (_, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if !(after.is_empty() || after.starts_with([' ', '\t', '\n', '\r', '.', '#'])) {
            return false;
        }
        rest = after.trim_start();
    }
    count > 0
}

/// How long the attribute is that a text begins with.
fn attribute(text: &str, is_kramdown: bool) -> Option<usize> {
    let name_length =
        |text: &str| text.find(|c: char| !(c.is_alphanumeric() || "-_:@/".contains(c))).unwrap_or(text.len());
    if let Some(name) = text.strip_prefix(['.', '#']) {
        return Some(name_length(name) + 1)
            .filter(|length| *length > 1 && !name.starts_with(|c: char| c.is_ascii_digit()));
    }
    let length = name_length(text);
    let (name, rest) = text.split_at_checked(length)?;
    let Some(value) = rest.strip_prefix('=').filter(|_| !name.is_empty()) else {
        return (is_kramdown && !name.is_empty()).then_some(length);
    };
    let value_length = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.find(quote)? + 2,
        _ => value.find(|c: char| c.is_whitespace() || "{}<>\"'=`".contains(c)).unwrap_or(value.len()),
    };
    (value_length > 0).then_some(length + 1 + value_length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_line_says_what_shows_above_its_block() {
        let titled = [
            ("tip", Some("Tip")),
            ("tip[A *good* one]", Some("A *good* one")),
            ("note Mind this", Some("Mind this")),
            ("details Click here {open}", Some("Click here")),
            ("{.callout-note title=\"By Quarto\" collapse=true}", Some("By Quarto")),
            ("{.callout-tip}", Some("Tip")),
            ("{note} A title", Some("A title")),
            ("{note}", Some("Note")),
            ("intro", None),
            ("code-group", None),
            ("{.column width=\"50%\"}", None),
            ("{#refs}", None),
        ];
        for (text, title) in titled {
            let opening = Opening::of_colons(text);
            assert_eq!(opening.map(|opening| opening.title), Some(title.map(str::to_string)), "{text}");
        }
        for text in ["a, b", "(x)", "{a b}", "{", "vec<u8>"] {
            assert_eq!(Opening::of_colons(text), None, "{text}");
        }
        let marked = [
            ("!!! note", Some("Note")),
            ("???+ warning \"Of the \\\"sea\\\"\"", Some("Of the \\\"sea\\\"")),
            ("!!! note inline end \"Aside\"", Some("Aside")),
            ("!!! note \"\"", None),
            ("=== \"One\"", Some("One")),
        ];
        for (line, title) in marked {
            let opening = Opening::of_marks(line);
            assert_eq!(opening.map(|opening| opening.title), Some(title.map(str::to_string)), "{line}");
        }
        for line in ["!!!", "!!! Wait, what?", "??? who knows that", "===", "=====", "!!! so \"he\" said"] {
            assert_eq!(Opening::of_marks(line), None, "{line}");
        }
    }

    #[test]
    fn attribute_lists_are_told_from_other_braces() {
        for list in [
            ": .a",
            ":.a.b #c",
            ": .tip width=\"70 px\"",
            ".x #id",
            "#id",
            "width=50%",
            ":toc",
            ":a: .b",
            ":\n.icon w=\"7\"",
        ] {
            assert!(is_attribute_list(list), "{list}");
        }
        for list in ["", ":", "a", " a, b ", "x: 1", ".5", "#1", "a = b", "...", ": a, b"] {
            assert!(!is_attribute_list(list), "{list}");
        }
    }
}
