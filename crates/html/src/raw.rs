//! Anybody's HTML, read as HTML's tokenizer reads it and written through the [`Writer`].
//!
//! No tree is built: the usual builders take quadratic time on deep nesting, and the writer supplies the end tags that they would.
//! Safety does not depend on reading as a browser does, because the writer lets nothing unclean through whatever is read.

use super::elements::Element;
use super::lexer::{Lexer, Tag, Token};
use super::url;
use super::writer::Writer;

/// What stands for a ticked box of a list of tasks.
pub const TICKED: &str = "☑ ";
/// What stands for an empty box of a list of tasks.
pub const UNTICKED: &str = "☐ ";

/// Something that is passed over with all that is in it, until its end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hidden {
    name: &'static str,
    reading: Reading,
    /// How many of the same name are open within it.
    nested: usize,
}

/// How the content of something hidden is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// As text up to the end tag: tags in it are none.
    Raw,
    /// As HTML, to the end tag.
    Html,
    /// As HTML, to the end tag or to a block that cannot stand in it.
    Line,
}

impl Hidden {
    pub(super) fn ends_at_blocks(&self) -> bool {
        self.reading == Reading::Line
    }
}

/// What says nothing to a reader.
const HIDDEN: &[(&str, Reading)] = &[
    ("script", Reading::Raw),
    ("style", Reading::Raw),
    ("title", Reading::Raw),
    ("textarea", Reading::Raw),
    ("iframe", Reading::Raw),
    ("noembed", Reading::Raw),
    ("noframes", Reading::Raw),
    ("template", Reading::Html),
    ("svg", Reading::Line),
    ("select", Reading::Line),
    ("datalist", Reading::Line),
    ("annotation", Reading::Line),
    ("annotation-xml", Reading::Line),
];

impl Writer {
    /// Writes a piece of anybody's HTML, cleaned.
    ///
    /// An element that it opens stays open for what is written next, as in `raw("<kbd>")`, `text("Ctrl")`, `raw("</kbd>")`. A tag or a
    /// comment has to be whole within the piece.
    pub fn raw(&mut self, html: &str) {
        let mut lexer = Lexer::new(html);
        if let Some(Hidden { name, reading: Reading::Raw, .. }) = &self.hidden {
            lexer.skip_to_end_of(name);
        }
        while let Some(token) = lexer.next() {
            match token {
                Token::Text(text) => self.text(&text),
                Token::Start(tag) => self.start(&tag, &mut lexer),
                Token::End(name) => self.end(&name),
            }
        }
    }

    fn start(&mut self, tag: &Tag, lexer: &mut Lexer) {
        if let Some(element) = Element::named(&tag.name) {
            self.open(element, &tag.pairs());
            if element == Element::Pre {
                lexer.skip_line_end();
            }
            return;
        }
        if let Some(hidden) = &mut self.hidden {
            hidden.nested += usize::from(hidden.name == tag.name && !tag.closes_itself);
            return;
        }
        match tag.name.as_ref() {
            "input" => self.tick_box(tag),
            "iframe" => self.frame(tag),
            _ => {}
        }
        self.hide(tag, lexer);
    }

    fn hide(&mut self, tag: &Tag, lexer: &mut Lexer) {
        let Some(&(name, reading)) = HIDDEN.iter().find(|(name, _)| *name == tag.name) else { return };
        if name == "svg" && tag.closes_itself {
            return;
        }
        if reading == Reading::Raw {
            lexer.skip_to_end_of(name);
        }
        self.hidden = Some(Hidden { name, reading, nested: 0 });
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
