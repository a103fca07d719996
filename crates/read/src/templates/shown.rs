//! What known shortcodes, tags and components show, as Markdown. One table for all generators: their names hardly contradict each other, and
//! where they do, the arguments tell.

use super::arguments::Arguments;
use crate::article::Media;
use crate::picture::figure;
use courant_html::escape;

/// What stands in the place of a shortcode, tag or component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Words in the line.
    Inline(String),
    /// A link with these words, or its address where there are none, to this address.
    Link(String, String),
    /// Sound or film with this title, at this address.
    Media(String, String),
    /// A block of its own.
    Block(String),
    /// What is between its marks, with this before and behind it in the line.
    Around(String, String),
    /// What is between its marks, in a block that begins and ends like this.
    BlockAround(String, String),
    /// What is between its marks, as code in this language.
    Code(String),
    /// What is between its marks, as it is.
    Inner,
    /// Nothing, with all that is between its marks.
    Hidden,
    /// An address within a link.
    Address(String),
}

/// Words of the name, and the address of what has an id there.
type Elsewhere = (&'static [&'static str], fn(&Arguments) -> Option<String>);

/// Players and posts of other sites, in the order in which they are looked for.
const ELSEWHERE: [Elsewhere; 13] = [
    (&["youtube", "youtu"], |given| Some(format!("https://www.youtube.com/watch?v={}", id(given)?))),
    (&["vimeo"], |given| Some(format!("https://vimeo.com/{}", id(given)?))),
    (&["tweet", "twitter", "x"], |given| {
        let user = given.named(&["user"]).or_else(|| given.positional.get(1).and(given.first()));
        let id = given.named(&["id", "tweetid"]).or_else(|| given.positional.last().cloned())?;
        Some(format!("https://x.com/{}/status/{id}", user.as_deref().unwrap_or("i")))
    }),
    (&["instagram"], |given| Some(format!("https://www.instagram.com/p/{}/", id(given)?))),
    (&["gist"], |given| {
        let user = given.named(&["user", "username"]).or_else(|| given.positional.get(1).and(given.first()));
        let id = given.named(&["id"]).or_else(|| given.positional.get(1).cloned()).or_else(|| given.first())?;
        Some(user.filter(|_| !id.contains('.')).map_or_else(
            // Jekyll's and Hexo's `gist id file`.
            || format!("https://gist.github.com/{}", given.first().unwrap_or_else(|| id.clone())),
            |user| format!("https://gist.github.com/{user}/{id}"),
        ))
    }),
    (&["codepen"], |given| {
        let user = given.named(&["user", "username"]).or_else(|| given.positional.get(1).and(given.first()));
        let id = given
            .named(&["id", "slug", "hash"])
            .or_else(|| given.positional.get(1).cloned())
            .or_else(|| given.first())?;
        Some(format!("https://codepen.io/{}/pen/{id}", user.unwrap_or_else(|| "pen".to_string())))
    }),
    (&["jsfiddle"], |given| Some(format!("https://jsfiddle.net/{}/", id(given)?))),
    (&["codesandbox"], |given| Some(format!("https://codesandbox.io/s/{}", id(given)?))),
    (&["stackblitz"], |given| Some(format!("https://stackblitz.com/edit/{}", id(given)?))),
    (&["asciinema"], |given| Some(format!("https://asciinema.org/a/{}", id(given)?))),
    (&["bilibili"], |given| Some(format!("https://www.bilibili.com/video/{}/", id(given)?))),
    (&["soundcloud", "spotify", "mastodon", "toot", "bluesky", "bsky", "twitch", "tiktok"], |_| None),
    (&["iframe", "embed", "oembed", "linkcard", "bookmark", "githubcard"], |_| None),
];

/// Names of notes that are set apart.
const NOTES: [&str; 22] = [
    "note",
    "notice",
    "alert",
    "admonition",
    "admonish",
    "callout",
    "aside",
    "hint",
    "info",
    "tip",
    "warning",
    "warn",
    "danger",
    "important",
    "caution",
    "attention",
    "success",
    "question",
    "message",
    "box",
    "blurb",
    "message-box",
];

/// Names of what shows no more than what it holds.
const INNER: [&str; 40] = [
    "tabs",
    "tabbed",
    "tabset",
    "tabpane",
    "tabgroup",
    "codetabs",
    "code-group",
    "columns",
    "column",
    "cols",
    "col",
    "row",
    "grid",
    "steps",
    "step",
    "rawhtml",
    "raw-html",
    "raw",
    "html",
    "unsafe",
    "markdown",
    "md",
    "div",
    "section",
    "center",
    "lead",
    "card",
    "cards",
    "cardgrid",
    "fragment",
    "accordiongroup",
    "wrap",
    "wrapper",
    "container",
    "small",
    "katex",
    "math",
    "gallery",
    "p",
    "block",
];

/// Names of what is only there for the page around.
const NOTHING: [&str; 16] = [
    "toc",
    "tableofcontents",
    "icon",
    "fa",
    "fas",
    "fab",
    "br",
    "clear",
    "clearfix",
    "more",
    "break",
    "continue",
    "endtab",
    "script",
    "style",
    "head",
];

fn id(given: &Arguments) -> Option<String> {
    given.named(&["id", "videoid", "video_id", "video", "youtubeid", "code", "key"]).or_else(|| given.first())
}

/// What a shortcode, tag or component shows, where that is known. `is_pair` says whether something stands between two marks of it.
pub fn shown(given: &Arguments, is_pair: bool) -> Option<Shown> {
    let full = given.name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let name = full.to_lowercase().replace('_', "-");
    let name = name.as_str();
    let is = |words: &[&str]| names(full, words);
    let source =
        || given.named(&["src", "url", "image_path", "image", "path", "file", "href", "link", "source", "mp4", "mp3"]);
    let title =
        || given.named(&["title", "label", "summary", "header", "heading", "caption", "name", "tabname", "value"]);
    if let Some(address) = super::reference(given) {
        return Some(match name {
            "post-link" | "asset-link" => {
                let words = words_after(given, 1).or_else(|| given.first()).unwrap_or_default();
                Shown::Link(words, address)
            }
            "asset-img" => Shown::Block(picture(given, address)),
            _ => Shown::Address(address),
        });
    }
    match name {
        "comment" | "hidden" | "todo" => {
            return Some(if is_pair { Shown::Hidden } else { Shown::Inline(String::new()) });
        }
        // Hexo: `{% link text url %}`; one argument is Jekyll's, and a reference.
        "link" | "a" | "navlink" | "nextlink" if given.positional.len() > 1 => {
            // The words end where the address begins (hexo.io/docs/tag-plugins#Link).
            let is_address = |word: &String| word.contains("://") || word.starts_with(['/', '#', '?']);
            let place = given.positional.iter().position(is_address).filter(|place| *place > 0).unwrap_or(1);
            let words = given.positional.get(..place)?.join(" ");
            return Some(Shown::Link(words, given.positional.get(place)?.clone()));
        }
        "link" | "a" | "navlink" | "nextlink" | "button" | "btn" | "linkbutton" | "cta" => {
            return button(given, is_pair);
        }
        "kbd" | "key" | "keys" => {
            let key = |text: &str| format!("<kbd>{}</kbd>", escape(text));
            if is_pair {
                return Some(Shown::Around("<kbd>".to_string(), "</kbd>".to_string()));
            }
            let keys = given.named(&["text", "key", "keys"]).map_or_else(|| given.positional.clone(), |one| vec![one]);
            return (!keys.is_empty())
                .then(|| Shown::Inline(keys.iter().map(|text| key(text)).collect::<Vec<_>>().join("+")));
        }
        "badge" | "tag" | "label" | "abbr" | "mark" | "highlight-text" if !is_pair => {
            return given.named(&["text", "title", "label", "content"]).or_else(|| given.first()).map(Shown::Inline);
        }
        "highlight" | "code" | "codeblock" | "code-block" | "prism" | "sourcecode" if is_pair => {
            return Some(Shown::Code(language(given)));
        }
        "codeblock" | "code" if !is_pair => {
            let code = given.named(&["code", "children"])?;
            return Some(Shown::Block(fenced(&language(given), &code)));
        }
        "mermaid" | "plantuml" | "graphviz" | "dot" | "diagram" | "flowchart" | "sequence" if is_pair => {
            return Some(Shown::Code(name.to_string()));
        }
        "mermaid" => {
            return given.named(&["value", "chart", "code"]).map(|code| Shown::Block(fenced("mermaid", &code)));
        }
        "include-code" => {
            // Hexo keeps these files in `downloads/code` (hexojs/site, source/docs/tag-plugins.md).
            let is_option = |word: &&String| ["lang:", "from:", "to:"].iter().any(|option| word.starts_with(option));
            let words: Vec<&String> = given.positional.iter().filter(|word| !is_option(word)).collect();
            let (file, title) = words.split_last()?;
            let title = title.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
            let title = if title.is_empty() { file.to_string() } else { title };
            return Some(Shown::Link(title, format!("/downloads/code/{}", file.trim_start_matches('/'))));
        }
        "quote" | "blockquote" | "pullquote" | "epigraph" | "pull-quote" if is_pair => {
            let who = given.named(&["author", "attribution", "cite", "by"]);
            let named = [who, given.named(&["source", "title"])];
            let mut who = named.into_iter().flatten().collect::<Vec<_>>().join(", ");
            if who.is_empty() && name.contains("block") {
                // Hexo: `{% blockquote Author, Source address title %}`.
                let words = given.positional.iter().filter(|word| !word.contains("://")).map(String::as_str);
                who = words.collect::<Vec<_>>().join(" ");
            }
            let who = if who.is_empty() { who } else { format!("<p>— {}</p>\n\n", escape(&who)) };
            return Some(Shown::BlockAround("<blockquote>\n\n".to_string(), format!("{who}</blockquote>")));
        }
        "details" | "expand" | "collapse" | "collapsible" | "accordion" | "accordionitem" | "accordion-item"
        | "spoiler" | "folding" | "fold" | "dropdown" | "toggle" | "expandable" | "disclosure" => {
            let title = title().or_else(|| words_after(given, 0)).unwrap_or_default();
            let summary = if title.is_empty() { title } else { format!("<summary>{}</summary>\n\n", escape(&title)) };
            let around = Shown::BlockAround(format!("<details>\n\n{summary}"), "</details>".to_string());
            return is_pair.then_some(around);
        }
        "tab" | "tabitem" | "tab-item" | "tabpanel" | "codetab" => {
            // The label is what readers see; the value, a name for machines.
            let title = given.named(&["label", "title", "name", "header", "value"]).or_else(|| words_after(given, 0));
            let title = title.map_or(String::new(), |title| format!("<p><strong>{}</strong></p>\n\n", escape(&title)));
            return is_pair.then_some(Shown::BlockAround(title, String::new()));
        }
        "video" | "audio" | "videoplayer" | "audioplayer" if is_pair && source().is_none() => {
            return Some(Shown::Inner);
        }
        _ if NOTES.contains(&name) => return note(given, is_pair, name),
        _ if NOTHING.contains(&name) => {
            return Some(if is_pair { Shown::Hidden } else { Shown::Inline(String::new()) });
        }
        _ => {}
    }
    let provider = given.named(&["provider", "type"]).unwrap_or_default().to_lowercase();
    for (names, address) in &ELSEWHERE {
        if is(names) || names.contains(&provider.as_str()) {
            let stated =
                given.named(&["url", "src", "href", "link"]).or_else(|| id(given)).filter(|url| url.contains("://"));
            return Some(Shown::Link(String::new(), stated.or_else(|| address(given))?));
        }
    }
    let file = || {
        let names_file = |word: &&String| word.contains(['/', '.']);
        source().or_else(|| given.positional.iter().find(names_file).cloned()).or_else(|| given.first())
    };
    if is(&["figure", "image", "img", "picture", "photo", "thumbnail", "zoom"]) {
        return Some(Shown::Block(picture(given, file()?)));
    }
    // Nikola: `{{% media url=https://... %}}`.
    if name == "media" && !is_pair {
        return Some(Shown::Link(String::new(), file().filter(|address| address.contains("://"))?));
    }
    if name == "gallery" && !is_pair {
        let pictures = given.positional.iter().filter(|word| word.contains('.')).map(|url| picture(given, url.clone()));
        let pictures = pictures.collect::<Vec<_>>().join("\n\n");
        return (!pictures.is_empty()).then_some(Shown::Block(pictures));
    }
    if is(&["audio", "video", "podcast"]) {
        let title = given.named(&["title", "caption"]).unwrap_or_default();
        return Some(Shown::Media(title, file()?));
    }
    if INNER.contains(&name) {
        return Some(Shown::Inner);
    }
    None
}

/// Whether a name has one of these words in it, as a whole: `my-youtube`, `YouTubePlayer`, `figureImage`, and not `register` or `gisting`. What is
/// usual before or behind such a word may be written in one with it: `liteyoutube`.
fn names(name: &str, words: &[&str]) -> bool {
    /// No name has more words that matter.
    const MOST_PARTS: usize = 12;
    const USUAL: [&str; 14] = [
        "lite",
        "embed",
        "embedded",
        "player",
        "video",
        "post",
        "simple",
        "enhanced",
        "privacy",
        "responsive",
        "custom",
        "lazy",
        "js",
        "s",
    ];
    let lower = name.to_lowercase();
    let mut starts: Vec<usize> = Vec::new();
    let mut before = '-';
    for (at, c) in name.char_indices() {
        if c.is_alphanumeric() && (!before.is_alphanumeric() || (c.is_uppercase() && !before.is_uppercase())) {
            starts.push(at);
        }
        before = c;
    }
    starts.truncate(MOST_PARTS);
    // Letters whose small form has another length are in none of these words.
    let is_end = |at: usize| {
        at == lower.len()
            || starts.contains(&at)
            || lower.get(at..).is_some_and(|rest| rest.starts_with(['-', '_', '.']))
    };
    let is_word = |text: &str, word: &str| {
        let rest = text.strip_prefix(word).or_else(|| text.strip_suffix(word));
        rest.is_some_and(|rest| rest.is_empty() || (word.len() > 2 && USUAL.contains(&rest)))
    };
    words.iter().any(|word| {
        if word.len() < 3 {
            return lower == *word;
        }
        starts.iter().any(|&start| {
            let ends = (start..=lower.len())
                .skip(1)
                .filter(|&end| lower.is_char_boundary(end) && is_end(end))
                .take(MOST_PARTS);
            let mut parts = ends.filter_map(|end| lower.get(start..end));
            parts.any(|part| is_word(part, word))
        })
    })
}

fn note(given: &Arguments, is_pair: bool, name: &str) -> Option<Shown> {
    // `{{< callout type="info" >}}`, `{% note success %}`, `{{< alert "A text" >}}`.
    let given_words = words_after(given, 0).filter(|word| !NOTES.contains(&word.as_str()) && is_for_people(word));
    let title = given.named(&["title", "header", "heading", "label"]);
    let text = given.named(&["text", "content", "message", "body", "description"]);
    if !is_pair {
        let text = text.or(given_words).or_else(|| title.clone()).filter(|_| name != "box")?;
        return Some(Shown::BlockAround(format!("<blockquote>\n\n{text}\n\n"), "</blockquote>".to_string()));
    }
    let title =
        title.or(given_words).map_or(String::new(), |title| format!("<p><strong>{}</strong></p>\n\n", escape(&title)));
    Some(Shown::BlockAround(format!("<blockquote>\n\n{title}"), "</blockquote>".to_string()))
}

/// Whether the words that a note is given are its title, and not the name of its looks.
fn is_for_people(words: &str) -> bool {
    words.contains(' ') || words.starts_with(char::is_uppercase)
}

fn button(given: &Arguments, is_pair: bool) -> Option<Shown> {
    let url = given.named(&["href", "to", "url", "link", "relref", "src"]);
    if is_pair {
        let Some(url) = url.or_else(|| given.first()) else { return Some(Shown::Inner) };
        return Some(Shown::Around(format!("<a href=\"{}\">", escape(&address(&url))), "</a>".to_string()));
    }
    let url = url.or_else(|| given.positional.iter().find(|word| word.contains('/')).cloned())?;
    let named = given.named(&["text", "label", "title", "name", "content"]);
    let words = named.or_else(|| given.positional.iter().find(|word| !word.contains('/')).cloned());
    Some(Shown::Link(words.unwrap_or_default(), url))
}

fn picture(given: &Arguments, url: String) -> String {
    let positional = (given.name == "asset_img" || given.name == "img").then(|| {
        // Hexo: `{% img class file width height "title 'alt'" %}`.
        let behind = given.positional.iter().skip_while(|word| !word.contains('.')).skip(1);
        let said = behind.filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
        said.map(|word| word.replace(['\'', '"'], "")).collect::<Vec<_>>().join(" ")
    });
    // Eleventy: `{% image file, "alt" %}`.
    let second = given.positional.get(1).filter(|_| given.name == "image" && given.positional.len() == 2);
    let alt = given.named(&["alt"]).or_else(|| second.cloned());
    let caption = [
        given.named(&["title"]),
        given.named(&["caption"]).filter(|caption| given.named(&["title"]).as_ref() != Some(caption)),
    ];
    let caption = caption.into_iter().flatten().collect::<Vec<_>>().join(". ");
    let caption = Some(caption).filter(|caption| !caption.is_empty()).or(positional.filter(|words| !words.is_empty()));
    figure(&Media { url, caption, credit: given.named(&["attr", "credit"]), alt, ..Media::default() })
}

fn language(given: &Arguments) -> String {
    let named = given.named(&["lang", "language", "type", "syntax"]);
    let prefixed = || given.positional.iter().find_map(|word| word.strip_prefix("lang:").map(str::to_string));
    let first =
        || given.first().filter(|_| matches!(given.name.as_str(), "highlight" | "code" | "prism" | "sourcecode"));
    let language = named.or_else(prefixed).or_else(first).unwrap_or_default();
    if language.chars().all(|c| c.is_alphanumeric() || "+-#_.".contains(c)) { language } else { String::new() }
}

/// Longer than any that the code itself could hold by chance.
pub const CODE_FENCE: &str = "~~~~~~~~";

fn fenced(language: &str, code: &str) -> String {
    format!("{CODE_FENCE}{language}\n{}\n{CODE_FENCE}", code.trim_matches('\n'))
}

/// The words given behind so many others, on one line.
fn words_after(given: &Arguments, count: usize) -> Option<String> {
    let words: Vec<&str> = given.positional.iter().skip(count).map(String::as_str).collect();
    Some(words.join(" ")).filter(|words| !words.is_empty())
}

/// Words that stand in a line and within brackets as they are.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        for c in word.chars() {
            if "[]\\".contains(c) {
                words.push('\\');
            }
            words.push(c);
        }
    }
    words
}

/// An address between `<` and `>`.
fn address(url: &str) -> String {
    let mut address = String::with_capacity(url.len());
    for c in url.trim().chars() {
        match c {
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            c if c.is_whitespace() => address.push_str("%20"),
            c => address.push(c),
        }
    }
    address
}

/// A link as Markdown or as HTML.
pub fn link(text: &str, url: &str, in_html: bool) -> String {
    let address = address(url);
    match (in_html, text) {
        (false, "") if url.contains("://") => format!("<{address}>"),
        (false, "") => format!("[{}](<{address}>)", words(url)),
        (false, text) => format!("[{}](<{address}>)", words(text)),
        (true, text) => {
            let text = if text.is_empty() { url } else { text };
            format!("<a href=\"{}\">{}</a>", escape(&address), escape(text))
        }
    }
}

/// Sound or film as Markdown or as HTML.
pub fn media(title: &str, url: &str, in_html: bool) -> String {
    if in_html { link(title, url, true) } else { format!("![{}](<{}>)", words(title), address(url)) }
}
