//! What an author says of a block of code, in the words of each program.

use super::openings::is_attribute_list;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::borrow::Cow;

/// What is known of a block of code.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Its language, in small letters.
    pub language: Option<String>,
    /// The file or the title that it stands under.
    pub title: Option<String>,
}

impl Info {
    /// Reads what stands behind the fence: ```` ```js {1,3} title="a.js" ```` (Docusaurus, Expressive Code), ```` ```{.python} ```` and
    /// ```` ```{r} ```` (Pandoc, Quarto), ```` ```ts [a.ts] ```` and ```` ```ts:line-numbers ```` (VitePress), ```` ```js:a.js ````,
    /// ```` ```python hl_lines="2" ```` (Python-Markdown), ```` ```js a.js ```` (Hexo).
    pub fn of(fence: &str) -> Info {
        let fence = fence.trim();
        if let Some(list) = fence.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or_default();
            let first = list.split([' ', ',', '\t']).next().unwrap_or_default();
            let is_list = is_attribute_list(list);
            let is_engine =
                !first.starts_with(['.', '#', '=']) && !first.contains('=') && first.chars().any(char::is_alphabetic);
            let language =
                if is_list && first.starts_with('.') || is_engine { name(first.trim_start_matches('.')) } else { None };
            return Info { language, title: value(list) };
        }
        let length = fence.find([' ', '\t', '{', ',', '[']).unwrap_or(fence.len());
        let (first, rest) = fence.split_at_checked(length).unwrap_or((fence, ""));
        let (first, file) = match first.split_once(':') {
            Some((first, file)) => (first, Some(file).filter(|file| file.contains(['.', '/']))),
            None => (first, None),
        };
        let language = if first.contains('=') { None } else { name(first) };
        let title = value(if language.is_some() { rest } else { fence });
        let bracketed = || {
            let (_, title) = rest.trim().strip_suffix(']')?.rsplit_once('[')?;
            Some(title.to_string())
        };
        let bare = || {
            let file = rest
                .split_whitespace()
                .next()
                .filter(|word| word.contains('.') && !word.contains(['=', '{', '"', '[', ',']));
            file.filter(|word| word.chars().all(|c| c.is_alphanumeric() || "._-/\\".contains(c))).map(str::to_string)
        };
        let title = title.or_else(|| file.map(str::to_string)).or_else(bracketed).or_else(bare);
        Info { language, title: title.filter(|title| !title.trim().is_empty()) }
    }

    /// The class that says the language.
    pub fn class(&self) -> Option<String> {
        self.language.as_ref().map(|language| format!("language-{language}"))
    }
}

/// The name of a language, without what says how its code is shown (`js-vue`, `diff-js` stay).
fn name(word: &str) -> Option<String> {
    let fits = !word.is_empty() && word.len() <= 40 && word.chars().all(|c| c.is_alphanumeric() || "-_.+#".contains(c));
    fits.then(|| word.to_lowercase())
}

/// `title="a.js"`, or what other programs call that.
fn value(list: &str) -> Option<String> {
    ["title=", "filename=", "file=", "caption=", "name="].iter().find_map(|key| {
        let at = list.find(key).filter(|at| {
            list.get(..*at).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '-'))
        })?;
        let value = list.get(at + key.len()..)?;
        let shown = match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
            _ => value.split([' ', '\t', ',', '}']).next()?,
        };
        Some(shown.to_string()).filter(|shown| !shown.is_empty())
    })
}

/// The events with what the first line of an indented block says of it as that (`:::python`, Python-Markdown's "CodeHilite"), and without
/// marks that only colour lines (`// [!code ++]`, VitePress).
pub fn read(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut opened = None;
    for index in 0..events.len() {
        match events.get(index) {
            Some(Event::Start(Tag::CodeBlock(kind))) => {
                opened = matches!(kind, CodeBlockKind::Indented).then_some(index)
            }
            Some(Event::End(TagEnd::CodeBlock)) => opened = None,
            Some(Event::Text(text)) if opened.is_some_and(|opened| opened + 1 == index) => {
                let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
                let language = first.strip_prefix(":::").and_then(|words| name(words.split_whitespace().next()?));
                if let (Some(language), Some(opened)) = (language, opened) {
                    let rest = Event::Text(rest.to_string().into());
                    set(&mut events, index, rest);
                    set(&mut events, opened, Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))));
                }
            }
            _ => {}
        }
    }
    events
}

fn set<'a>(events: &mut [Event<'a>], index: usize, event: Event<'a>) {
    if let Some(place) = events.get_mut(index) {
        *place = event;
    }
}

/// Code without the comments that tell VitePress how to colour its lines ("Code blocks": `// [!code highlight]`).
pub fn without_marks(code: &str) -> Cow<'_, str> {
    if memchr::memmem::find(code.as_bytes(), b"[!code ").is_none() {
        return Cow::Borrowed(code);
    }
    let mut kept = String::with_capacity(code.len());
    for line in code.split_inclusive('\n') {
        kept.push_str(without_mark(line).as_deref().unwrap_or(line));
    }
    Cow::Owned(kept)
}

fn without_mark(line: &str) -> Option<String> {
    let (before, after) = line.split_once("[!code ")?;
    let (mark, after) = after.split_once(']')?;
    let known = ["++", "--", "highlight", "hl", "focus", "error", "warning"];
    if !known.contains(&mark.split(':').next()?.trim()) {
        return None;
    }
    let before = before.trim_end();
    let (opening, closing) = [("<!--", "-->"), ("/*", "*/"), ("//", ""), ("#", ""), ("--", ""), (";", ""), ("%", "")]
        .into_iter()
        .find(|(opening, _)| before.ends_with(opening))?;
    let code = before.strip_suffix(opening)?.trim_end();
    let after = after.trim_start_matches([' ', '\t']);
    Some(format!("{code}{}", after.strip_prefix(closing).unwrap_or(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fence_says_the_language_and_the_title() {
        let cases = [
            ("js {1,3-5} title=\"src/a.js\" showLineNumbers", Some("js"), Some("src/a.js")),
            (" {.python .numberLines}", Some("python"), None),
            ("{r}", Some("r"), None),
            ("{python, echo=FALSE}", Some("python"), None),
            ("{linenos=table}", None, None),
            ("go {linenos=inline}", Some("go"), None),
            ("Python hl_lines=\"2\"", Some("python"), None),
            ("ts:twoslash", Some("ts"), None),
            ("ts:line-numbers {1}", Some("ts"), None),
            ("ts{1,3} [src/a b.ts]", Some("ts"), Some("src/a b.ts")),
            ("js:src/a.js", Some("js"), Some("src/a.js")),
            ("c++", Some("c++"), None),
            ("rust,no_run", Some("rust"), None),
            ("ruby a.rb", Some("ruby"), Some("a.rb")),
            ("title=\"a.js\"", None, Some("a.js")),
            ("", None, None),
        ];
        for (fence, language, title) in cases {
            let expected = Info { language: language.map(str::to_string), title: title.map(str::to_string) };
            assert_eq!(Info::of(fence), expected, "{fence}");
        }
    }

    #[test]
    fn marks_that_colour_lines_go() {
        let code = "a // [!code ++]\nb # [!code focus:2]\n<p> <!-- [!code --] -->\nc [!code] d // [!code x]\n";
        assert_eq!(without_marks(code), "a\nb\n<p>\nc [!code] d // [!code x]\n");
    }
}
