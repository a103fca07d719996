//! A page as a flat list of nodes in document order, so that every question about a subtree is a range and costs little.

use crate::construction::{Construction, Scripting};
use crate::nodes::{ElementNode, NodeContent, Nodes};
use crate::tokenizer::tokenize;
use html5ever::interface::Attribute;
use html5ever::{QualName, ns};
use std::ops::Range;

mod edits;
#[cfg(test)]
pub(crate) mod tests;

use edits::Target;
pub use edits::{Edits, Piece};

/// The nodes of a page or of a piece of HTML, in document order: elements, text, and empty nodes for the document and for comments.
///
/// A node is named by its place in the list, from 0, the document. The subtree of a node is the range from it to its [`Dom::end`].
///
/// ```
/// use courant_html::Dom;
///
/// let page = Dom::of_page("<title>Fish</title><p class=lede>Fish &amp; <b>chips");
/// let lede = page.named(0, "p").next().expect("there is a paragraph");
/// assert_eq!(page.attribute(lede, "class"), Some("lede"));
/// let text: String = page.subtree(lede).filter_map(|place| page.text(place)).collect();
/// assert_eq!(text, "Fish & chips");
/// ```
#[derive(Default)]
pub struct Dom {
    nodes: Vec<Node>,
}

struct Node {
    parent: u32,
    end: u32,
    content: NodeContent,
}

/// Where an element comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    MathMl,
}

impl Dom {
    /// Reads a page. Takes time and memory in proportion to its length, whatever is in it.
    pub fn of_page(html: &str) -> Dom {
        Dom::built(Construction::of_page(html), html)
    }

    /// Reads a piece of HTML as it stands in a page.
    pub fn of_fragment(html: &str) -> Dom {
        Dom::built(Construction::of_fragment(html, Scripting::Off), html)
    }

    fn built(mut construction: Construction, html: &str) -> Dom {
        tokenize(html, &mut construction);
        Dom::flat(construction.finish())
    }

    fn flat(nodes: Nodes) -> Dom {
        let mut flat = Flat::default();
        nodes.walk(&mut flat, Flat::open, Flat::close);
        flat.dom
    }

    /// The page with these edits. Takes time in proportion to its length and theirs.
    pub fn edited(mut self, edits: Edits) -> Dom {
        if edits.is_empty() {
            return self;
        }
        let contents = self.nodes.iter_mut().map(|node| std::mem::replace(&mut node.content, NodeContent::Nothing));
        let mut target = Edited { contents: contents.collect(), flat: Flat::default() };
        edits.carry_out(&self, &mut target);
        target.flat.dom
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is not even a document; never so after reading.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The node and everything within it.
    pub fn subtree(&self, place: usize) -> Range<usize> {
        place..self.end(place)
    }

    /// The place behind the last node within this one.
    pub fn end(&self, place: usize) -> usize {
        self.nodes.get(place).map_or(place, |node| node.end as usize)
    }

    /// The node that holds this one; the document holds itself.
    pub fn parent(&self, place: usize) -> usize {
        self.nodes.get(place).map_or(0, |node| node.parent as usize)
    }

    /// The name of an element: of HTML in small letters; empty for what is no element.
    pub fn name(&self, place: usize) -> &str {
        self.element(place).map_or("", |element| &element.name.local)
    }

    /// Where an element comes from.
    pub fn namespace(&self, place: usize) -> Option<Namespace> {
        Some(match self.element(place)?.name.ns {
            ns!(svg) => Namespace::Svg,
            ns!(mathml) => Namespace::MathMl,
            _ => Namespace::Html,
        })
    }

    /// The names and values of an element's attributes, in their order.
    pub fn attributes(&self, place: usize) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.element(place).map_or(&[][..], |element| &element.attributes);
        attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// An attribute of an element.
    pub fn attribute(&self, place: usize, wanted: &str) -> Option<&str> {
        self.attributes(place).find(|(name, _)| *name == wanted).map(|(_, value)| value)
    }

    /// What a text node says.
    pub fn text(&self, place: usize) -> Option<&str> {
        match self.nodes.get(place).map(|node| &node.content) {
            Some(NodeContent::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The elements of a subtree with this name.
    pub fn named<'a>(&'a self, within: usize, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.subtree(within).filter(move |&place| self.name(place) == name)
    }

    fn element(&self, place: usize) -> Option<&ElementNode> {
        match self.nodes.get(place).map(|node| &node.content) {
            Some(NodeContent::Element(element)) => Some(element),
            _ => None,
        }
    }
}

/// A [`Dom`] that is being written.
#[derive(Default)]
struct Flat {
    dom: Dom,
    open: Vec<u32>,
}

impl Flat {
    fn open(&mut self, content: NodeContent) {
        let place = self.dom.nodes.len() as u32;
        self.dom.nodes.push(Node { parent: self.open.last().copied().unwrap_or(0), end: place, content });
        self.open.push(place);
    }

    fn close(&mut self) {
        let end = self.dom.nodes.len() as u32;
        if let Some(node) = self.open.pop().and_then(|place| self.dom.nodes.get_mut(place as usize)) {
            node.end = end;
        }
    }
}

/// A [`Dom`] that is written anew.
struct Edited {
    /// What the nodes of the old one are, as long as they have not been taken.
    contents: Vec<NodeContent>,
    flat: Flat,
}

impl Target for Edited {
    fn taken(&mut self, place: usize) {
        let content = self.contents.get_mut(place);
        let content = content.map(|content| std::mem::replace(content, NodeContent::Nothing));
        self.flat.open(content.unwrap_or(NodeContent::Nothing));
    }

    fn element(&mut self, name: QualName, attributes: Vec<Attribute>) {
        self.flat.open(NodeContent::Element(Box::new(ElementNode::new(name, attributes))));
    }

    fn text(&mut self, text: &str) {
        self.flat.open(NodeContent::Text(text.into()));
        self.flat.close();
    }

    fn close(&mut self) {
        self.flat.close();
    }
}
