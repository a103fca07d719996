//! Writes the kept part of a page as simple HTML: paragraphs, headings, lists, quotations, tables, code, figures, links to embeds.

use super::picture::{Picture, picture};
use crate::html_page::outline::{Outline, Place, is_inline};
use crate::html_page::page::Page;
use courant_html::escape;
use std::borrow::Cow;

/// Writes the subtree of `root` without what `dropped` marks.
pub fn write(page: &Page, root: Place, dropped: &[bool]) -> String {
    let mut writer = Writer::new(page, root);
    let outline = &page.outline;
    let mut at = root;
    let end = outline.end(root);
    while at < end {
        writer.close_until(at);
        let skipped = dropped.get(at).copied().unwrap_or(true);
        at = if skipped { outline.end(at).max(at + 1) } else { writer.node(at) };
    }
    writer.close_until(end);
    writer.end_paragraph();
    writer.html
}

/// An element that is written and still open.
struct Open {
    /// Where its subtree ends.
    end: Place,
    /// The name to close.
    tag: &'static str,
    /// How long what is written was before it and behind its start tag.
    before: usize,
    inside: usize,
}

struct Writer<'a> {
    page: &'a Page,
    outline: &'a Outline,
    html: String,
    open: Vec<Open>,
    /// A paragraph that was opened for text that stands in no block of its own: how many elements were open then.
    paragraph: Option<usize>,
    /// Places of inline elements that hold blocks: they are passed through.
    holds_block: Vec<bool>,
    first: Place,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page, root: Place) -> Writer<'a> {
        let outline = &page.outline;
        let mut holds_block = vec![false; outline.subtree(root).len()];
        for place in outline.subtree(root).rev() {
            let blocks = !is_inline(outline.name(place))
                && !matches!(outline.name(place), "img" | "br" | "picture" | "source")
                || holds_block.get(place - root).copied().unwrap_or(false);
            let parent = outline.parent(place);
            if blocks
                && parent >= root
                && place != root
                && let Some(holds) = holds_block.get_mut(parent - root)
            {
                *holds = true;
            }
        }
        Writer { page, outline, html: String::new(), open: Vec::new(), paragraph: None, holds_block, first: root }
    }

    /// Writes what one node is, and says where to go on.
    fn node(&mut self, place: Place) -> Place {
        let inside = place + 1;
        let behind = self.outline.end(place).max(inside);
        if let Some(text) = self.outline.raw(place) {
            self.text(text);
            return inside;
        }
        match block_tag(self.outline.name(place)) {
            Block::Kept(tag) => {
                self.begin(tag, place);
                inside
            }
            Block::Through => {
                self.end_paragraph();
                inside
            }
            Block::Break => {
                self.line_break(place);
                inside
            }
            // A `<picture>` that somebody forgot to end holds what follows.
            Block::Picture if self.outline.weight(place).characters > 0 => inside,
            Block::Picture => {
                if let Some(picture) = picture(self.page, place) {
                    self.picture(&picture);
                }
                behind
            }
            Block::Figure => self.figure(place, behind),
            Block::Embed => {
                self.embed(place);
                behind
            }
            Block::Formula => {
                self.text(&self.formula(place));
                behind
            }
            Block::Inline(tag) if !self.holds_block.get(place - self.first).copied().unwrap_or(true) => {
                self.inline(tag, place);
                inside
            }
            Block::Inline(_) => inside,
            Block::Silent => behind,
        }
    }

    fn text(&mut self, text: &str) {
        let blank = text.chars().all(char::is_whitespace);
        if blank && !self.in_text() {
            return;
        }
        if !blank {
            self.begin_paragraph();
        }
        if self.in_preformatted() {
            self.html.push_str(&escape(text));
        } else {
            super::super::outline::push_folded(&mut self.html, &escape(text));
        }
    }

    fn in_preformatted(&self) -> bool {
        self.open.iter().any(|open| open.tag == "pre")
    }

    fn in_text(&self) -> bool {
        self.paragraph.is_some() || self.open.iter().any(|open| HOLDS_TEXT.contains(&open.tag))
    }

    /// Opens a paragraph, unless something that can hold text is open.
    fn begin_paragraph(&mut self) {
        if !self.in_text() {
            self.paragraph = Some(self.open.len());
            self.html.push_str("<p>");
        }
    }

    fn end_paragraph(&mut self) {
        let Some(depth) = self.paragraph.take() else { return };
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { break };
            self.close(&open);
        }
        let kept = self.html.trim_end().len();
        self.html.truncate(kept);
        match self.html.strip_suffix("<p>").map(str::len) {
            Some(before) => self.html.truncate(before),
            None => self.html.push_str("</p>\n"),
        }
    }

    fn begin(&mut self, tag: &'static str, place: Place) {
        self.end_paragraph();
        let before = self.html.len();
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        self.open.push(Open { end: self.outline.end(place), tag, before, inside: self.html.len() });
    }

    fn inline(&mut self, tag: &'static str, place: Place) {
        if tag.is_empty() {
            return;
        }
        let text = self.outline.weight(place).characters > 0;
        if text {
            self.begin_paragraph();
        }
        let before = self.html.len();
        match self.outline.attribute(place, "href").filter(|_| tag == "a") {
            Some(href) => {
                self.html.push_str("<a href=\"");
                self.html.push_str(&escape(&self.address(href.trim())));
                self.html.push_str("\">");
            }
            None if tag == "a" => return,
            None => {
                self.html.push('<');
                self.html.push_str(tag);
                self.html.push('>');
            }
        }
        self.open.push(Open { end: self.outline.end(place), tag, before, inside: self.html.len() });
    }

    /// A link's address: absolute where the page says where it was saved from, because that is what it is relative to. Marks within
    /// the page stay.
    fn address<'b>(&self, href: &'b str) -> Cow<'b, str> {
        let relative = self.page.base.is_some() && !href.is_empty() && !href.starts_with('#');
        let absolute = relative.then(|| self.page.absolute(href)).flatten();
        absolute.map_or(Cow::Borrowed(href), Cow::Owned)
    }

    fn line_break(&mut self, place: Place) {
        let only_lines = self.paragraph.is_some_and(|depth| depth == self.open.len());
        if only_lines && self.breaks_again(place) {
            self.end_paragraph();
        } else if self.in_text() {
            self.html.push_str("<br>");
        }
    }

    /// Whether another line break follows with nothing but white space between.
    fn breaks_again(&self, place: Place) -> bool {
        let mut next = place + 1;
        while self.outline.raw(next).is_some_and(|text| text.trim().is_empty()) {
            next += 1;
        }
        self.outline.name(next) == "br"
    }

    fn picture(&mut self, picture: &Picture) {
        if self.open.iter().any(|open| matches!(open.tag, "pre" | "h2" | "h3" | "h4" | "h5" | "h6")) {
            return;
        }
        self.html.push_str(&picture.html());
    }

    fn figure(&mut self, place: Place, behind: Place) -> Place {
        // A figure of thousands of nodes is a gallery, or meant to hurt: its parts are written one by one.
        if behind - place > MOST_IN_FIGURE {
            self.end_paragraph();
            return place + 1;
        }
        let pictures: Vec<Picture> = super::picture::pictures(self.page, place);
        let holds_more = ["table", "pre", "blockquote", "ul", "ol", "p"]
            .iter()
            .any(|name| self.outline.named(place, name).any(|found| !self.is_caption(found, place)));
        if pictures.is_empty() || holds_more && self.outline.weight(place).characters > 400 {
            self.end_paragraph();
            return place + 1;
        }
        self.end_paragraph();
        self.html.push_str("<figure>");
        for picture in pictures.iter().take(20) {
            self.html.push_str(&picture.html());
        }
        if let Some(caption) = super::picture::caption(self.outline, place) {
            self.html.push_str("<figcaption>");
            self.html.push_str(&escape(&caption));
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
        behind
    }

    fn is_caption(&self, place: Place, figure: Place) -> bool {
        self.outline
            .ancestors(place)
            .take_while(|&above| above > figure)
            .any(|above| self.outline.name(above) == "figcaption")
    }

    /// A formula as one line: its source where it states it (MathML Core, section 2.1: `annotation`; `alttext`), else its signs in a row.
    fn formula(&self, place: Place) -> String {
        let outline = self.outline;
        let is_source = |&inside: &Place| {
            outline.attribute(inside, "encoding").is_some_and(|kind| kind.to_ascii_lowercase().contains("tex"))
        };
        let source = outline.named(place, "annotation").find(is_source).and_then(|inside| outline.short_text(inside));
        let stated = || outline.attribute(place, "alttext").map(str::to_string);
        source.or_else(stated).or_else(|| outline.short_text(place)).unwrap_or_default()
    }

    /// What plays or shows something from elsewhere becomes a link to it.
    fn embed(&mut self, place: Place) {
        let outline = self.outline;
        let own = ["src", "data-src", "data-lazy-src", "data"].iter().find_map(|name| outline.attribute(place, name));
        let source = own.or_else(|| outline.named(place, "source").find_map(|inside| outline.attribute(inside, "src")));
        let Some(address) = source.and_then(|source| self.page.absolute(source)) else { return };
        self.end_paragraph();
        let title = self.outline.attribute(place, "title").map(str::trim).filter(|title| !title.is_empty());
        let text = title.unwrap_or(&address);
        self.html.push_str(&format!(
            "<figure><figcaption><a href=\"{}\">{}</a></figcaption></figure>\n",
            escape(&address),
            escape(text)
        ));
    }

    fn close_until(&mut self, at: Place) {
        while self.open.last().is_some_and(|open| open.end <= at) {
            if self.paragraph.is_some_and(|depth| depth >= self.open.len()) {
                self.end_paragraph();
                continue;
            }
            if let Some(open) = self.open.pop() {
                self.close(&open);
            }
        }
    }

    fn close(&mut self, open: &Open) {
        let inline = is_inline(open.tag);
        if !inline && open.tag != "pre" {
            let kept = self.html.trim_end().len();
            self.html.truncate(kept);
        }
        // What held nothing but what is left out shows nothing.
        if self.html.len() <= open.inside && !KEPT_EMPTY.contains(&open.tag) {
            self.html.truncate(open.before);
            return;
        }
        self.html.push_str("</");
        self.html.push_str(open.tag);
        self.html.push('>');
        if !inline {
            self.html.push('\n');
        }
    }
}

/// Elements that mean something by their place without holding anything.
const KEPT_EMPTY: [&str; 4] = ["td", "th", "tr", "pre"];

/// The most nodes that a figure has.
const MOST_IN_FIGURE: usize = 1_000;

/// Elements in which text may stand without a paragraph.
const HOLDS_TEXT: [&str; 14] =
    ["p", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "pre", "figcaption", "caption"];

enum Block {
    Kept(&'static str),
    Through,
    Break,
    Picture,
    Figure,
    Embed,
    Formula,
    Inline(&'static str),
    Silent,
}

/// What an element becomes.
fn block_tag(name: &str) -> Block {
    const KEPT: [&str; 22] = [
        "p",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ];
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "strong",
        "sub", "sup", "u", "var",
    ];
    if let Some(tag) = KEPT.iter().find(|tag| **tag == name) {
        return Block::Kept(tag);
    }
    if let Some(tag) = INLINE.iter().find(|tag| **tag == name) {
        return Block::Inline(tag);
    }
    match name {
        "h1" => Block::Kept("h2"),
        "br" => Block::Break,
        "img" | "amp-img" | "picture" => Block::Picture,
        "figure" => Block::Figure,
        "iframe" | "embed" | "object" | "amp-youtube" | "video" | "audio" => Block::Embed,
        "math" => Block::Formula,
        "script" | "style" | "template" | "noscript" | "svg" | "head" | "select" | "input" | "textarea" | "button"
        | "canvas" | "datalist" | "figcaption" => Block::Silent,
        name if is_inline(name) => Block::Inline(""),
        _ => Block::Through,
    }
}
