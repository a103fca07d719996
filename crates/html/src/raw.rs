//! Anybody's HTML, read as HTML's tokenizer reads it and written through the [`Writer`].
//!
//! No tree is built: the usual builders take quadratic time on deep nesting, and the writer supplies the end tags that they would.
//! Safety does not depend on reading as a browser does, because the writer lets nothing unclean through whatever is read.

use super::elements::{Content, Element};
use super::hidden::{Ends, Hidden};
use super::tokenizer::{Handler, Tag, tokenize_within};
use super::url;
use super::writer::Writer;
use std::ops::Range;

/// What stands for a ticked box of a list of tasks.
pub const TICKED: &str = "☑ ";
/// What stands for an empty box of a list of tasks.
pub const UNTICKED: &str = "☐ ";

/// What says nothing to a reader.
const HIDDEN: &[(&str, Ends)] = &[
    ("script", Ends::AtItsTag),
    ("style", Ends::AtItsTag),
    ("title", Ends::AtItsTag),
    ("textarea", Ends::AtItsTag),
    ("iframe", Ends::AtItsTag),
    ("noembed", Ends::AtItsTag),
    ("noframes", Ends::AtItsTag),
    ("template", Ends::AtItsTag),
    ("svg", Ends::AtBlocks),
    ("select", Ends::AtBlocks),
    ("datalist", Ends::AtBlocks),
    ("annotation", Ends::AtBlocks),
    ("annotation-xml", Ends::AtBlocks),
];

/// Reads a piece of anybody's HTML.
struct Piece<'w> {
    writer: &'w mut Writer,
    /// Whether a line end would be the first thing in `<pre>`, where it means nothing.
    begins_pre: bool,
}

impl Handler for Piece<'_> {
    fn text(&mut self, text: &str, _: Range<usize>) {
        let begins_pre = std::mem::take(&mut self.begins_pre);
        let text = text.strip_prefix('\n').filter(|_| begins_pre).unwrap_or(text);
        self.writer.text(text);
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        self.begins_pre = tag.name() == "pre";
        if self.is_in_foreign_content() {
            self.writer.start(tag);
            return Content::Normal;
        }
        self.writer.start(tag);
        let content = Content::of(tag.name());
        self.writer.within = content.is_text().then(|| (content, tag.name().to_string()));
        content
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.begins_pre = false;
        self.writer.within = None;
        self.writer.end(tag.name());
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.writer.hidden.as_ref().is_some_and(|hidden| hidden.name == "svg")
    }
}

impl Writer {
    /// Writes a piece of anybody's HTML, cleaned.
    ///
    /// An element that it opens stays open for what is written next, as in `raw("<kbd>")`, `text("Ctrl")`, `raw("</kbd>")`. A tag or a
    /// comment has to be whole within the piece.
    pub fn raw(&mut self, html: &str) {
        let within = self.within.clone();
        let within = within.as_ref().map(|(content, name)| (*content, name.as_str()));
        tokenize_within(html, within, &mut Piece { writer: self, begins_pre: false });
    }

    fn start(&mut self, tag: &Tag) {
        if let Some(element) = Element::named(tag.name()) {
            let attributes: Vec<(&str, &str)> = tag.attributes().map(|one| (one.name, one.value)).collect();
            self.open(element, &attributes);
            return;
        }
        if let Some(hidden) = &mut self.hidden {
            hidden.nested += usize::from(hidden.name == tag.name() && !tag.closes_itself);
            return;
        }
        match tag.name() {
            "input" => self.tick_box(tag),
            "iframe" => self.frame(tag),
            _ => {}
        }
        if let Some(&(name, ends)) = HIDDEN.iter().find(|(name, _)| *name == tag.name())
            && !(name == "svg" && tag.closes_itself)
        {
            self.hidden = Some(Hidden { name, ends, nested: 0 });
        }
    }

    fn end(&mut self, name: &str) {
        match &mut self.hidden {
            Some(hidden) if hidden.name != name => {}
            Some(hidden) if hidden.nested > 0 => hidden.nested -= 1,
            Some(_) => self.hidden = None,
            None => match Element::named(name) {
                Some(Element::Br) => self.open(Element::Br, &[]),
                Some(element) => self.close(element),
                None => {}
            },
        }
    }

    /// A box of a list of tasks says whether the task is done; other fields of a form say nothing.
    fn tick_box(&mut self, tag: &Tag) {
        if tag.value("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
            self.text(if tag.value("checked").is_some() { TICKED } else { UNTICKED });
        }
    }

    /// A frame becomes a link to what it would have shown.
    fn frame(&mut self, tag: &Tag) {
        let Some(address) = tag.value("src").and_then(url::resource) else { return };
        if !(address.starts_with("http:") || address.starts_with("https:") || address.starts_with("//")) {
            return;
        }
        let title = tag.value("title").map(str::trim).filter(|title| !title.is_empty());
        self.open(Element::A, &[("href", &address)]);
        self.text(title.unwrap_or(&address));
        self.close(Element::A);
    }
}
