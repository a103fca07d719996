//! Writes a page element by element: what is text stays text, whoever wrote it.

use courant_html::escape;
use courant_text::text::Text;

/// A page, or a part of one. Names are constants of ours; everything else is escaped.
#[derive(Debug, Default)]
pub(super) struct Html {
    text: String,
}

impl Html {
    /// A page from its document type on.
    pub fn page() -> Html {
        Html { text: "<!doctype html>\n".to_string() }
    }

    /// An element that holds something. An attribute without a value is written as HTML writes flags.
    pub fn element(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        content: impl FnOnce(&mut Html),
    ) {
        self.void(name, attributes);
        content(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element that holds a text and nothing else.
    pub fn words(&mut self, name: &'static str, attributes: &[(&'static str, &str)], text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element without content and end tag, such as `meta`.
    pub fn void(&mut self, name: &'static str, attributes: &[(&'static str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push(' ');
            self.text.push_str(attribute);
            if !value.is_empty() || *attribute == "alt" {
                self.text.push_str(&format!("=\"{}\"", escape(value)));
            }
        }
        self.text.push('>');
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.text.push_str(&escape(text));
    }

    /// The content of an entry, which is clean HTML: `<` begins a tag and nothing else.
    ///
    /// What may be wider than the screen and is scrolled then can be reached by keyboard (WCAG 2.2, 2.1.1).
    pub fn clean(&mut self, content: &Text) {
        let reachable =
            content.as_str().replace("<pre", "<pre tabindex=\"0\"").replace("<table", "<table tabindex=\"0\"");
        self.text.push_str(&reachable);
    }

    /// A constant of ours, as it is.
    pub fn constant(&mut self, text: &'static str) {
        self.text.push_str(text);
    }

    /// The end of a line, where a person who reads the source would want one.
    pub fn line(&mut self) {
        self.text.push('\n');
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }
}
