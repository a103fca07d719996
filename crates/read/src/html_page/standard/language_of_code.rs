//! What language a piece of code is in, as its highlighter says.

use super::view::View;

/// How far around a `<pre>` the language is looked for: `<div class="language-ruby highlighter-rouge"><div class="highlight"><pre>`.
const MOST_AROUND: usize = 4;

/// The language of the code in an element, in small letters.
pub fn language(view: &View, place: usize) -> Option<String> {
    let code = view.elements(place).skip(1).find(|&inside| view.name(inside) == "code");
    let inner = view.elements(place).skip(1).find(|&inside| view.name(inside) == "pre");
    let around = view.ancestors(place).take(MOST_AROUND).take_while(|&above| {
        !matches!(view.name(above), "article" | "main" | "body" | "html" | "section" | "td" | "li" | "")
            || view.name(above) == "td" && view.has_class(above, &["code"])
    });
    let near = code.into_iter().chain(inner).chain([place]);
    near.chain(around).find_map(|place| of_element(view, place))
}

fn of_element(view: &View, place: usize) -> Option<String> {
    const STATED: [&str; 7] = [
        "data-lang",
        "data-language",
        "data-enlighter-language",
        "data-code-language",
        "data-syntax",
        "data-mode",
        "data-wp-block-language",
    ];
    let by_attribute = || view.any_attribute(place, &STATED).and_then(name);
    // Of old WordPress and GitHub: `<pre lang="php">`; elsewhere it is the language of people.
    let by_lang = || view.attribute(place, "lang").filter(|_| view.name(place) == "pre").and_then(name);
    by_attribute().or_else(|| by_class(view, place)).or_else(by_lang)
}

fn by_class(view: &View, place: usize) -> Option<String> {
    const PREFIXES: [&str; 7] =
        ["language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "language:", "type-"];
    for class in view.classes(place) {
        let lower = class.to_ascii_lowercase();
        let prefixed = PREFIXES.iter().find_map(|prefix| lower.strip_prefix(prefix)).filter(|rest| !rest.is_empty());
        if let Some(language) = prefixed.and_then(name) {
            return Some(language);
        }
        // Sphinx: `<div class="highlight-python notranslate">`.
        if let Some(language) = lower.strip_prefix("highlight-").filter(|_| view.name(place) == "div").and_then(name) {
            return Some(language);
        }
    }
    behind_a_mark(view, place)
}

/// A language that stands by itself beside the name of the highlighter: `hljs python`, `sourceCode haskell`, `highlight js`,
/// `prettyprint lang-c`, `syntaxhighlighter java`, `brush: js;`.
fn behind_a_mark(view: &View, place: usize) -> Option<String> {
    const MARKS: [&str; 7] =
        ["hljs", "sourceCode", "syntaxhighlighter", "brush:", "rust-example-rendered", "src", "chroma"];
    const OTHER: [&str; 12] = [
        "hljs",
        "sourceCode",
        "numberSource",
        "numberLines",
        "lineAnchors",
        "nogutter",
        "gutter",
        "collapse",
        "wrap",
        "copyable",
        "chroma",
        "highlight",
    ];
    let marked = view.has_class(place, &MARKS) || view.name(place) == "figure" && view.has_class(place, &["highlight"]);
    if !marked {
        return None;
    }
    let mut others = view.classes(place).map(|class| class.trim_end_matches(';'));
    let bare = |class: &&str| {
        !OTHER.contains(class)
            && !MARKS.contains(class)
            && class.len() <= 20
            && class.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+#".contains(&byte))
    };
    let bare = others.find(bare);
    bare.and_then(name).or_else(|| {
        // Org mode: `<pre class="src src-sh">`.
        view.classes(place).find_map(|class| class.strip_prefix("src-")).and_then(name)
    })
}

/// A language as it stands behind `language-`; none where it is said that there is none.
fn name(text: &str) -> Option<String> {
    const NONE: [&str; 14] = [
        "none",
        "plain",
        "nohighlight",
        "no-highlight",
        "notranslate",
        "undefined",
        "null",
        "default",
        "auto",
        "off",
        "raw",
        "generic",
        "hljs",
        "code",
    ];
    let text = text.trim().trim_end_matches(';').to_ascii_lowercase();
    let is_name = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-_./".contains(&byte));
    (is_name && !text.is_empty() && text.len() <= 30 && !NONE.contains(&text.as_str())).then_some(text)
}
