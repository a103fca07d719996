//! Questions about the nodes of a page that was just read.

use crate::html_page::body::class_words;
use courant_html::{Dom, is_in_line};

/// A page, and what is asked of it.
pub struct View<'a> {
    pub dom: &'a Dom,
}

/// What holds more is no label, caption or formula.
const MOST_NODES: usize = 2_000;

impl<'a> View<'a> {
    pub fn of(dom: &'a Dom) -> View<'a> {
        View { dom }
    }

    pub fn name(&self, place: usize) -> &'a str {
        self.dom.name(place)
    }

    pub fn attribute(&self, place: usize, name: &str) -> Option<&'a str> {
        self.dom.attribute(place, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// The first of these attributes that says something.
    pub fn any_attribute(&self, place: usize, names: &[&str]) -> Option<&'a str> {
        names.iter().find_map(|name| self.attribute(place, name))
    }

    /// The classes of an element as they are written.
    pub fn classes(&self, place: usize) -> impl Iterator<Item = &'a str> + 'a {
        self.dom.attribute(place, "class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether it has one of these classes.
    pub fn has_class(&self, place: usize, classes: &[&str]) -> bool {
        self.classes(place).any(|class| classes.contains(&class))
    }

    /// Whether one of its classes has one of these words in it.
    pub fn is_called(&self, place: usize, wanted: &[&str]) -> bool {
        class_words(self.dom.attribute(place, "class").unwrap_or_default()).any(|word| wanted.contains(&&*word))
    }

    pub fn parent(&self, place: usize) -> usize {
        self.dom.parent(place)
    }

    /// The elements around, innermost first, to the root.
    pub fn ancestors(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(place), |&place| (place != 0).then(|| self.dom.parent(place))).skip(1)
    }

    pub fn children(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.dom.end(place);
        let first = (place + 1 < end).then_some(place + 1);
        std::iter::successors(first, move |&child| Some(self.dom.end(child)).filter(|&next| next < end && next > child))
    }

    /// The elements of a subtree, itself first, as far as it is looked into.
    pub fn elements(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        self.dom.subtree(place).take(MOST_NODES).filter(|&inside| !self.name(inside).is_empty())
    }

    /// The first element of a subtree with one of these classes.
    pub fn classed(&self, place: usize, classes: &[&str]) -> Option<usize> {
        self.elements(place).find(|&inside| self.has_class(inside, classes))
    }

    /// The element behind this one in the same parent, with nothing but white space between.
    pub fn next_element(&self, place: usize) -> Option<usize> {
        let end = self.dom.end(self.parent(place));
        let mut next = self.dom.end(place).max(place + 1);
        while next < end {
            match self.dom.text(next) {
                Some(text) if !text.trim().is_empty() => return None,
                None if !self.name(next).is_empty() => return Some(next),
                _ => next = self.dom.end(next).max(next + 1),
            }
        }
        None
    }

    /// The element before this one in the same parent, with nothing but white space between.
    pub fn previous_element(&self, place: usize) -> Option<usize> {
        let parent = self.parent(place);
        let mut at = place;
        loop {
            let last = at.checked_sub(1).filter(|&last| last > parent)?;
            at = std::iter::successors(Some(last), |&inner| Some(self.parent(inner)))
                .find(|&inner| self.parent(inner) == parent)?;
            match self.dom.text(at) {
                Some(text) if !text.trim().is_empty() => return None,
                None if !self.name(at).is_empty() => return Some(at),
                _ => {}
            }
        }
    }

    /// What a subtree says, white space folded, as far as it is looked into.
    pub fn text(&self, place: usize) -> String {
        self.text_but(place, None)
    }

    /// The same without one element in it.
    pub fn text_but(&self, place: usize, left_out: Option<usize>) -> String {
        let mut text = String::new();
        let mut at = place;
        let end = self.dom.end(place).min(place + MOST_NODES);
        while at < end {
            if let Some(raw) = self.dom.text(at) {
                crate::html_page::outline::push_folded(&mut text, raw);
            } else if Some(at) == left_out || SILENT.contains(&self.name(at)) {
                at = self.dom.end(at).max(at + 1);
                continue;
            } else if !is_in_line(self.name(at)) && !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            at += 1;
        }
        text.truncate(text.trim_end().len());
        text.replace(['\u{200B}', '\u{FEFF}', '\u{2060}'], "")
    }

    /// Whether it stands in a line of text, as far as its parent says.
    pub fn is_in_text(&self, place: usize) -> bool {
        let around = self.name(self.parent(place));
        is_in_line(around)
            || matches!(
                around,
                "p" | "li"
                    | "td"
                    | "th"
                    | "dd"
                    | "dt"
                    | "figcaption"
                    | "caption"
                    | "summary"
                    | "h1"
                    | "h2"
                    | "h3"
                    | "h4"
                    | "h5"
                    | "h6"
            )
    }

    /// Whether a subtree holds an element that makes a block.
    pub fn holds_block(&self, place: usize) -> bool {
        self.elements(place).skip(1).any(|inside| {
            let name = self.name(inside);
            !is_in_line(name)
                && !matches!(name, "img" | "br" | "svg" | "path" | "use" | "source" | "picture")
                && !name.contains('-')
        })
    }
}

/// Elements whose text is no text of the page.
const SILENT: [&str; 6] = ["script", "style", "template", "noscript", "svg", "textarea"];
