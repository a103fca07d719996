//! Writes the kept part of a page as simple HTML: paragraphs, headings, lists, quotations, tables, code, figures, links to embeds.

use super::picture::{self, Picture, picture};
use crate::html_page::outline::{Outline, Place, is_inline};
use crate::html_page::page::Page;
use courant_html::escape;
use foldhash::HashSet;
use std::borrow::Cow;

/// Writes the subtree of `root` without what `dropped` marks.
pub fn write(page: &Page, root: Place, dropped: &[bool]) -> String {
    let is_dropped = |place: Place| dropped.get(place).copied().unwrap_or(true);
    let mut writer = Writer::new(page, root, is_dropped);
    let outline = &page.outline;
    let mut at = root;
    let end = outline.end(root);
    while at < end {
        if let Some((_, behind)) = writer.captioned.take_if(|(caption_end, _)| *caption_end <= at) {
            at = behind;
            continue;
        }
        writer.close_until(at);
        // All of a caption is shown, also who made the picture.
        let is_left_out = is_dropped(at) && writer.captioned.is_none();
        at = if is_left_out { outline.end(at).max(at + 1) } else { writer.node(at) };
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
    /// Where the caption that is being written ends, and where its figure does, of which nothing else is written.
    captioned: Option<(Place, Place)>,
    /// What links of the article lead to within it.
    targets: HashSet<&'a str>,
    /// How many levels its headings are lowered: the title of the article stands above the highest.
    lowered: usize,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page, root: Place, is_dropped: impl Fn(Place) -> bool) -> Writer<'a> {
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
        let kept = || outline.subtree(root).filter(|&place| !is_dropped(place));
        let targets = kept().filter(|&place| outline.name(place) == "a");
        let targets = targets.filter_map(|place| outline.attribute(place, "href")?.strip_prefix('#')).collect();
        let has_first = kept().any(|place| outline.name(place) == "h1" && outline.weight(place).characters > 0);
        Writer {
            page,
            outline,
            html: String::new(),
            open: Vec::new(),
            paragraph: None,
            holds_block,
            first: root,
            captioned: None,
            targets,
            lowered: usize::from(has_first),
        }
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
            // A caption is a few lines, whatever they are made of.
            Block::Kept(_) | Block::Caption | Block::Through if self.is_open("figcaption") => {
                if !self.html.ends_with([' ', '>']) {
                    self.html.push(' ');
                }
                inside
            }
            Block::Kept(_) if self.outline.arranges(place) => {
                self.end_paragraph();
                inside
            }
            Block::Kept(tag) => {
                self.begin(tag, place);
                inside
            }
            Block::Heading(level) => {
                const LEVELS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];
                let level = (level + self.lowered).clamp(2, 6);
                self.begin(LEVELS.get(level - 2).copied().unwrap_or("h6"), place);
                inside
            }
            Block::Rule => {
                self.end_paragraph();
                if self.open.iter().all(|open| matches!(open.tag, "blockquote" | "details")) {
                    self.html.push_str("<hr>\n");
                }
                behind
            }
            Block::Caption => {
                self.begin(if self.is_open("figure") { "figcaption" } else { "p" }, place);
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
        } else if self.open.last().is_some_and(|open| open.inside == self.html.len() && !is_inline(open.tag)) {
            super::super::outline::push_folded(&mut self.html, escape(text.trim_start()).as_ref());
        } else {
            super::super::outline::push_folded(&mut self.html, &escape(text));
        }
    }

    fn in_preformatted(&self) -> bool {
        self.is_open("pre")
    }

    fn is_open(&self, tag: &str) -> bool {
        self.open.iter().any(|open| open.tag == tag)
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
        self.start_tag(tag, place);
        self.open.push(Open { end: self.outline.end(place), tag, before, inside: self.html.len() });
    }

    /// A start tag with what its element says by attributes, and its id where a link leads to it.
    fn start_tag(&mut self, tag: &str, place: Place) {
        let outline = self.outline;
        self.html.push('<');
        self.html.push_str(tag);
        let own = ATTRIBUTES.iter().filter(|(name, _)| *name == tag).flat_map(|(_, own)| own.iter());
        for name in own {
            let Some(value) = outline.attribute(place, name) else { continue };
            let value = if *name == "cite" { self.address(value.trim()) } else { Cow::Borrowed(value) };
            self.html.push_str(&format!(" {name}=\"{}\"", escape(&value)));
        }
        let id = outline.attribute(place, "id").filter(|id| self.targets.contains(id));
        if let Some(id) = id {
            self.html.push_str(&format!(" id=\"{}\"", escape(id)));
        }
        self.html.push('>');
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
            None => self.start_tag(tag, place),
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
        let caption = self.outline.named(place, "figcaption").find(|&caption| !self.outline.text(caption).is_empty());
        let pictures: Vec<Picture> = super::picture::pictures(self.page, place);
        let holds_more = ["table", "pre", "blockquote", "ul", "ol", "p", "figure"]
            .iter()
            .any(|name| self.outline.named(place, name).any(|found| found != place && !self.is_caption(found, place)));
        self.end_paragraph();
        if pictures.is_empty() || holds_more && self.outline.weight(place).characters > 400 {
            let is_player = ["iframe", "embed", "object", "video", "audio"]
                .iter()
                .any(|name| self.outline.named(place, name).next().is_some());
            if caption.is_some() && !is_player && self.outline.weight(place).characters < MOST_CHARACTERS_IN_FIGURE {
                self.begin("figure", place);
            }
            return place + 1;
        }
        let Some(caption) = caption else {
            self.html.push_str("<figure>");
            self.figure_pictures(&pictures);
            if let Some(caption) = super::picture::caption(self.outline, place) {
                self.html.push_str(&format!("<figcaption>{}</figcaption>", escape(&caption)));
            }
            self.html.push_str("</figure>\n");
            return behind;
        };
        self.begin("figure", place);
        self.figure_pictures(&pictures);
        self.captioned = Some((self.outline.end(caption), behind));
        caption
    }

    fn figure_pictures(&mut self, pictures: &[Picture]) {
        for picture in pictures.iter().take(MOST_PICTURES_IN_FIGURE) {
            self.html.push_str(&picture.html());
        }
    }

    fn is_caption(&self, place: Place, figure: Place) -> bool {
        self.outline
            .ancestors(place)
            .take_while(|&above| above > figure)
            .any(|above| self.outline.name(above) == "figcaption")
    }

    /// What plays or shows something from elsewhere becomes a link to it.
    fn embed(&mut self, place: Place) {
        let outline = self.outline;
        let own = ["src", "data-src", "data-lazy-src", "data"].iter().find_map(|name| outline.attribute(place, name));
        // Of several forms the one that most programs play.
        let source = own.or_else(|| {
            let sources = || outline.named(place, "source").filter_map(|inside| outline.attribute(inside, "src"));
            let plays_everywhere = |source: &&str| {
                let path = source.split(['?', '#']).next().unwrap_or_default();
                [".mp4", ".mp3", ".m4a"].iter().any(|ending| path.ends_with(ending))
            };
            sources().find(plays_everywhere).or_else(|| sources().next())
        });
        let Some(address) = source.and_then(|source| picture::usable(self.page, source)) else { return };
        self.end_paragraph();
        let title = ["title", "aria-label"].iter().find_map(|name| outline.attribute(place, name)).map(str::trim);
        let text = title.filter(|title| !title.is_empty()).unwrap_or(&address);
        let tag = if self.is_open("figure") { "p" } else { "figure" };
        let link = format!("<a href=\"{}\">{}</a>", escape(&address), escape(text));
        self.html.push_str(&match tag {
            "p" => format!("<p>{link}</p>\n"),
            _ => format!("<figure><figcaption>{link}</figcaption></figure>\n"),
        });
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
        // What held nothing but what is left out shows nothing, whatever space was around that.
        if inline && self.html.get(open.inside..).is_some_and(|inside| inside.trim().is_empty()) {
            let has_space = self.html.len() > open.inside;
            self.html.truncate(open.before);
            if has_space && !self.html.ends_with([' ', '\n', '>']) {
                self.html.push(' ');
            }
            return;
        }
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

/// The most nodes that a figure has, and the most pictures that are written of it.
const MOST_IN_FIGURE: usize = 1_000;
const MOST_PICTURES_IN_FIGURE: usize = 20;

/// What holds more is no figure but an article that somebody called so.
const MOST_CHARACTERS_IN_FIGURE: usize = 5_000;

/// What elements say by attributes (HTML Standard, sections 4.4.5, 4.4.8, 4.5.22 and 4.9).
const ATTRIBUTES: [(&str, &[&str]); 8] = [
    ("ol", &["start", "reversed", "type"]),
    ("li", &["value"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("blockquote", &["cite"]),
    ("q", &["cite"]),
    ("code", &["class"]),
    ("details", &["open"]),
];

/// Elements in which text may stand without a paragraph.
const HOLDS_TEXT: [&str; 15] =
    ["p", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "pre", "figcaption", "caption", "summary"];

enum Block {
    Kept(&'static str),
    Through,
    Break,
    Picture,
    Figure,
    Embed,
    Heading(usize),
    Caption,
    Rule,
    Inline(&'static str),
    Silent,
}

/// What an element becomes.
fn block_tag(name: &str) -> Block {
    const KEPT: [&str; 19] = [
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
        "details",
        "summary",
    ];
    const INLINE: [&str; 23] = [
        "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp",
        "small", "strong", "sub", "sup", "u", "var",
    ];
    if let Some(tag) = KEPT.iter().find(|tag| **tag == name) {
        return Block::Kept(tag);
    }
    if let Some(tag) = INLINE.iter().find(|tag| **tag == name) {
        return Block::Inline(tag);
    }
    match name {
        "h1" => Block::Heading(1),
        "h2" => Block::Heading(2),
        "h3" => Block::Heading(3),
        "h4" => Block::Heading(4),
        "h5" => Block::Heading(5),
        "h6" => Block::Heading(6),
        "hr" => Block::Rule,
        "figcaption" => Block::Caption,
        "br" => Block::Break,
        "img" | "amp-img" | "picture" => Block::Picture,
        "figure" => Block::Figure,
        "iframe" | "embed" | "object" | "video" | "audio" => Block::Embed,
        "script" | "style" | "template" | "noscript" | "svg" | "head" | "select" | "input" | "textarea" | "button"
        | "canvas" | "datalist" => Block::Silent,
        name if is_inline(name) => Block::Inline(""),
        _ => Block::Through,
    }
}
