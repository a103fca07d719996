//! The body of a Markdown file: its title heading, its summary, its pictures, and the HTML of the rest.

use super::inline::Known;
use super::plain::text_of;
use super::render::render;
use super::{blocks, callouts, code_blocks, figures, inline, notes, spans};
use crate::article::Media;
use crate::picture::is_media;
use crate::profile::Dialect;
use crate::reference::{Reference, ReferenceForm};
use crate::templates;
use crate::words::same_words;
use courant_html::CleanHtml;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// What a body shows.
pub struct Body {
    /// The heading that opens it, which is not in [`Body::content`] unless another title is stated.
    pub title: Option<String>,
    /// The text before `<!--more-->`.
    pub summary: Option<String>,
    /// Its first picture.
    pub image: Option<Media>,
    /// Sound and film that it shows as if they were pictures.
    pub media: Vec<Media>,
    /// All of it.
    pub content: CleanHtml,
}

/// Reads a body. A heading that opens it is its title, unless another one is stated.
pub fn read(source: &str, stated_title: Option<&str>, dialect: Dialect) -> Body {
    let blocks = blocks::rewritten(source, dialect);
    let spans = spans::set_aside(&blocks.source);
    let known = Known { formulas: &spans.formulas, abbreviations: &blocks.abbreviations, dialect };
    let events = templates::without_unanswered(bounded(Parser::new_ext(&spans.source, options(&spans.source))));
    let mut events = code_blocks::read(callouts::titled(inline::read(events, &known)));
    let title = take_title(&mut events, stated_title);
    let summary = take_summary(&mut events);
    let media = figures::link_media(&mut events);
    let (events, image) = figures::with_figures(events);
    let events = notes::gathered(events);
    let content = render(&events, source.len() + source.len() / 4);
    let image = image.or_else(|| figures::first_in(&content));
    Body { title, summary, image, media, content }
}

/// The words of a text that may be Markdown or HTML, on one line.
pub fn plain(text: &str) -> String {
    // Only what nobody writes into plain words is taken for a sign: `*` and `_` alone mean other things too.
    let has_signs = ["](", "**", "</", "<br", "<p>"].iter().any(|sign| text.contains(sign));
    if !has_signs {
        return text.to_string();
    }
    let text = read(text, None, Dialect::COMMON).content.text();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn options(source: &str) -> Options {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    // `[[1]](url)` is a link whose text is in brackets, and no note of Obsidian's.
    let linked_brackets = memchr::memmem::find(source.as_bytes(), b"]](").is_some();
    if linked_brackets { options } else { options | Options::ENABLE_WIKILINKS }
}

/// All events, but for nesting deeper than anybody reads, and anchors: a reader shows many articles on one page, where anchors would meet.
/// What names a note or a file of a vault becomes a reference.
fn bounded<'a>(parser: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    const DEEPEST: usize = 64;
    // Of each open element: whether it is shown, and whether it counts.
    let mut open: Vec<(bool, bool)> = Vec::new();
    // How many were open where an embedded note began.
    let mut links: Vec<usize> = Vec::new();
    // How many were open where brackets began that are text.
    let mut texts: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut in_embed = false;
    let mut in_bare_link = false;
    let mut events = Vec::new();
    for event in parser {
        match event {
            // `[[1, 2], [3, 4]]` and `[[ -f x ]]` name no note, and are text as they are.
            Event::Start(tag) if names_no_note(&tag) => {
                texts.push(open.len());
                open.push((false, false));
                events.push(Event::Text("[[".into()));
            }
            Event::Start(tag) => {
                let counts = nests(&tag);
                let shown = !counts || depth < DEEPEST;
                in_embed = shown && is_embedded_file(&tag);
                in_bare_link = !in_embed && is_bare_wiki_link(&tag);
                if is_embedded_note(&tag) {
                    links.push(open.len());
                }
                open.push((shown, counts && shown));
                depth += usize::from(counts && shown);
                if shown {
                    events.push(Event::Start(with_references(without_attributes(tag))));
                }
            }
            Event::End(tag) => {
                in_embed = false;
                in_bare_link = false;
                let (shown, counted) = open.pop().unwrap_or((true, false));
                depth -= usize::from(counted);
                // An embedded note is a link to it.
                let is_link = links.pop_if(|of| *of == open.len()).is_some();
                if texts.pop_if(|of| *of == open.len()).is_some() {
                    events.push(Event::Text("]]".into()));
                }
                if shown {
                    events.push(Event::End(if is_link { TagEnd::Link } else { tag }));
                }
            }
            // `![[boat.png|300]]` is a picture and its width.
            Event::Text(text) if in_embed && says_no_more(&text) => {}
            Event::Text(text) if in_embed && text.contains('|') => {
                let size = text.rsplit_once('|').filter(|(_, size)| says_no_more(size));
                events.push(Event::Text(size.map_or(text.to_string(), |(words, _)| words.to_string()).into()));
            }
            Event::Text(text) if in_bare_link && text.contains('#') => {
                events.push(Event::Text(place_in_note(&text).into()))
            }
            other => events.push(other),
        }
    }
    events
}

/// Two brackets around what no note is called: notes have no brackets in their names, and no space before them.
fn names_no_note(tag: &Tag) -> bool {
    let Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. } = tag else { return false };
    dest_url.contains(['[', ']']) || dest_url.trim_start().starts_with('-')
}

/// `![[boat.png]]`: a file by its name.
fn is_embedded_file(tag: &Tag) -> bool {
    matches!(tag, Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. } if is_media(dest_url))
}

/// `![[A note]]`: another note, which a feed cannot show within this one.
fn is_embedded_note(tag: &Tag) -> bool {
    matches!(tag, Tag::Image { link_type: LinkType::WikiLink { .. }, .. }) && !is_embedded_file(tag)
}

/// `[[A note#A part]]` without words of its own.
fn is_bare_wiki_link(tag: &Tag) -> bool {
    let (Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) = tag else { return false };
    matches!(link_type, LinkType::WikiLink { has_pothole: false })
}

/// `A note#A part` as Obsidian shows it.
fn place_in_note(text: &str) -> String {
    let parts = text.split('#').map(|part| part.trim().trim_start_matches('^'));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
}

/// Links that name notes and files of a vault, and those by which Nikola names a post, as references.
fn with_references(tag: Tag) -> Tag {
    // In a table the bar is written `\\|`.
    let wiki = |target: &str| CowStr::from(Reference::href(ReferenceForm::Wiki, target.trim_end_matches('\\')));
    let is_note = is_embedded_note(&tag);
    match tag {
        Tag::Image { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id } => {
            let dest_url = wiki(&dest_url);
            if is_note {
                Tag::Link { link_type, dest_url, title, id }
            } else {
                Tag::Image { link_type, dest_url, title, id }
            }
        }
        Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: wiki(&dest_url), title, id }
        }
        Tag::Link { link_type, dest_url, title, id } => {
            Tag::Link { link_type, dest_url: of_generator(dest_url), title, id }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: of_generator(dest_url), title, id }
        }
        other => other,
    }
}

/// An address with a scheme of a generator: Nikola's `link://` (getnikola.com/path_handlers.html) names an article, and what stands behind
/// `pathname://` of Docusaurus is a path (docusaurus.io/docs/advanced/routing).
fn of_generator(address: CowStr) -> CowStr {
    let reference = |form: ReferenceForm, target: &str| {
        let end = target.find(['#', '?']).unwrap_or(target.len());
        let (target, rest) = target.split_at_checked(end).unwrap_or((target, ""));
        CowStr::from(format!("{}{rest}", Reference::href(form, target)))
    };
    if let Some(slug) = address.strip_prefix("link://slug/") {
        return reference(ReferenceForm::Slug, slug);
    }
    if let Some(path) = address.strip_prefix("link://filename/") {
        return reference(ReferenceForm::SourcePath, path);
    }
    match address.strip_prefix("pathname://") {
        Some(path) => CowStr::from(path.to_string()),
        None => address,
    }
}

/// Whether the label of an embedded file is its size or its name, and says nothing of what it shows.
fn says_no_more(label: &str) -> bool {
    label.chars().all(|c| c.is_ascii_digit() || c == 'x') || is_media(label)
}

/// Whether an element can be nested in itself.
fn nests(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::Item
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::DefinitionList
            | Tag::DefinitionListDefinition
            | Tag::Link { .. }
    )
}

fn without_attributes(tag: Tag) -> Tag {
    match tag {
        Tag::Heading { level, .. } => Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() },
        other => other,
    }
}

/// The first-level heading that opens the body; it is taken out when it is the stated title or none is stated.
fn take_title(events: &mut Vec<Event>, stated: Option<&str>) -> Option<String> {
    let start = opening(events);
    let Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) = events.get(start) else { return None };
    let length = events.get(start..)?.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let title = text_of(events.get(start..start + length)?);
    let takes = !title.is_empty() && stated.is_none_or(|stated| same_words(stated, &title));
    if takes {
        events.drain(start..=start + length);
    }
    Some(title).filter(|title| !title.is_empty())
}

/// The first event after comments.
fn opening(events: &[Event]) -> usize {
    let mut at = 0;
    while let [Event::Start(Tag::HtmlBlock), rest @ ..] = events.get(at..).unwrap_or_default() {
        let Some(length) = rest.iter().position(|event| matches!(event, Event::End(TagEnd::HtmlBlock))) else { break };
        let html: String = rest.iter().take(length).filter_map(html_of).collect();
        if !(html.trim().starts_with("<!--") && html.trim().ends_with("-->")) || is_more(&html) {
            break;
        }
        at += length + 2;
    }
    at
}

fn html_of<'a>(event: &'a Event) -> Option<&'a str> {
    match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        _ => None,
    }
}

/// The text before the mark that ends a summary (Hugo, Jekyll, Zola, Docusaurus), which goes.
fn take_summary(events: &mut [Event]) -> Option<String> {
    let at = events.iter().position(|event| html_of(event).is_some_and(is_more))?;
    if let Some(mark) = events.get_mut(at) {
        *mark = match mark {
            Event::Html(_) => Event::Html(CowStr::Borrowed("")),
            _ => Event::InlineHtml(CowStr::Borrowed("")),
        };
    }
    Some(text_of(events.get(..at)?)).filter(|text| !text.is_empty())
}

/// `<!--more-->`, `<!-- more -->`, and the names that Docusaurus and Jekyll's sites give it.
fn is_more(html: &str) -> bool {
    let inside = html.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")).map(str::trim);
    inside.is_some_and(|word| {
        ["more", "truncate", "excerpt", "read more"].iter().any(|mark| word.eq_ignore_ascii_case(mark))
    })
}
