//! An XML document as rules see it: elements, attributes and text in one flat table, with the bytes where each was written.

use super::namespaces::Namespace;
use super::value::{Escapes, Piece, Pieces, Value, decoded, escaped};
use super::vocabulary::{Name, RowId, VOCABULARY};
use courant_text::source::Span;
use std::collections::HashMap;
use std::ops::Range;

/// What was read of an XML document. Offsets are 32 bits wide; the reader refuses what is longer.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<XmlNode>,
    pub(super) attributes: Vec<AttributeNode>,
    /// Namespaces that are not in our table, in the order in which they appear.
    pub(super) foreign: Vec<String>,
    /// The external identifier of the document type declaration.
    pub(super) doctype: Option<Span>,
    /// Whether the document says how a browser is to show it (xml-stylesheet).
    pub(super) has_stylesheet: bool,
    /// Whether tags did not match, so that it cannot be known what stands in what.
    pub(super) is_torn: bool,
    /// For elements with many children: the first child of each name.
    first_children: HashMap<u32, HashMap<Name, u32>>,
}

/// Nodes in an element from which on its children are indexed.
const LARGE: u32 = 500;

impl Tree {
    /// Indexes the children of large elements, since a channel is asked for them by each of its items.
    pub(super) fn index_children(&mut self) {
        let document = Document { text: "", tree: self };
        let first_of_each = |element: Element| {
            let mut first = HashMap::new();
            for child in element.children() {
                first.entry(child.name()).or_insert(child.index);
            }
            first
        };
        let large = document.elements().filter(|element| element.is_large());
        self.first_children = large.map(|element| (element.index, first_of_each(element))).collect();
    }
}

/// An element, or a piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct XmlNode {
    pub(super) kind: XmlNodeKind,
    pub(super) name: Name,
    pub(super) row: Option<RowId>,
    pub(super) namespace: Namespace,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) name_length: u16,
    /// Bytes of the prefix and its colon.
    pub(super) prefix_length: u16,
    pub(super) attribute_count: u16,
    pub(super) attributes_start: u32,
    pub(super) parent: u32,
    /// The first node that is no longer inside.
    pub(super) next: u32,
}

impl XmlNode {
    /// The text, of a node that is one.
    fn piece(&self) -> Piece {
        let escapes = if self.kind == XmlNodeKind::CData { Escapes::None } else { Escapes::Xml };
        Piece { start: self.start, end: self.end, escapes }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum XmlNodeKind {
    Element,
    Text,
    CData,
}

/// An attribute that is no namespace declaration.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttributeNode {
    pub(super) namespace: Namespace,
    pub(super) start: u32,
    pub(super) name_length: u16,
    /// Bytes of the prefix and its colon.
    pub(super) prefix_length: u16,
    pub(super) value_start: u32,
    pub(super) value_end: u32,
}

/// A document and the text that it was read from.
#[derive(Clone, Copy)]
pub(crate) struct Document<'a> {
    pub(super) text: &'a str,
    pub(super) tree: &'a Tree,
}

impl<'a> Document<'a> {
    pub(super) fn root(self) -> Option<Element<'a>> {
        self.element(0)
    }

    /// Whether a browser that opens it shows it as a page, so that XHTML in it may be for the browser alone.
    pub(super) fn is_page(self) -> bool {
        self.tree.has_stylesheet
    }

    /// All elements, in the order of the text.
    pub(super) fn elements(self) -> impl Iterator<Item = Element<'a>> {
        self.elements_among(0..self.tree.nodes.len())
    }

    /// The elements among some of the tree's nodes, in the order of the text.
    pub(super) fn elements_among(self, nodes: Range<usize>) -> impl Iterator<Item = Element<'a>> {
        nodes.filter_map(move |index| self.element(index as u32))
    }

    fn element(self, index: u32) -> Option<Element<'a>> {
        let node = self.tree.nodes.get(index as usize)?;
        (node.kind == XmlNodeKind::Element).then_some(Element { document: self, index, node })
    }

    fn slice(self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// An element of a document.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(super) document: Document<'a>,
    index: u32,
    node: &'a XmlNode,
}

impl<'a> Element<'a> {
    /// Its name as the vocabulary has it, `atom:link`; empty for an element that we do not know.
    pub(super) fn known(self) -> &'static str {
        VOCABULARY.name(self.node.name)
    }

    pub(super) fn is(self, known: &str) -> bool {
        self.known() == known
    }

    pub(super) fn name(self) -> Name {
        self.node.name
    }

    /// What the vocabulary says of it where it stands; `None` where it may not stand.
    pub(super) fn row(self) -> Option<RowId> {
        self.node.row
    }

    /// Whether it, or what it stands in, is known, but not where it stands. What stands in an unknown element is free.
    pub(super) fn is_misplaced(self) -> bool {
        let is_out_of_place = |element: Element| {
            let is_known = element.row().is_none() && element.name() != Name::UNKNOWN;
            is_known && element.parent().is_some_and(|parent| parent.row().is_some())
        };
        is_out_of_place(self) || self.parent().is_some_and(is_out_of_place)
    }

    /// Its name as it is written, with its prefix.
    pub(super) fn written(self) -> &'a str {
        let start = self.node.start + 1;
        self.document.slice(start, start + u32::from(self.node.name_length))
    }

    /// Its name without prefix.
    pub(super) fn local(self) -> &'a str {
        match self.node.prefix_length {
            0 => self.written(),
            _ => self.written().rsplit(':').next().unwrap_or_default(),
        }
    }

    /// Its prefix; empty where it has none.
    pub(super) fn prefix(self) -> &'a str {
        let start = self.node.start + 1;
        self.document.slice(start, start + u32::from(self.node.prefix_length.saturating_sub(1)))
    }

    pub(super) fn namespace(self) -> Namespace {
        self.node.namespace
    }

    pub(super) fn namespace_uri(self) -> &'a str {
        self.node.namespace.uri(&self.document.tree.foreign)
    }

    pub(super) fn parent(self) -> Option<Element<'a>> {
        self.document.element(self.node.parent).filter(|_| self.index != 0)
    }

    /// The elements around it, from the inside.
    pub(super) fn ancestors(self) -> impl Iterator<Item = Element<'a>> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    pub(super) fn children(self) -> impl Iterator<Item = Element<'a>> {
        self.nodes().filter_map(move |(index, _)| self.document.element(index))
    }

    fn is_large(self) -> bool {
        self.node.next - self.index >= LARGE
    }

    /// The first child of this name.
    pub(super) fn child(self, known: &str) -> Option<Element<'a>> {
        if !self.is_large() {
            return self.children().find(|child| child.is(known));
        }
        let first_children = self.document.tree.first_children.get(&self.index)?;
        self.document.element(*first_children.get(&VOCABULARY.find_written(known))?)
    }

    /// Whether a child of this name says just this word, whatever its case. A channel may be asked by each of its items, so that what is
    /// longer than any word is not read.
    pub(super) fn child_is_word(self, known: &str, word: &str) -> bool {
        const LONG: usize = 1000;
        let child = self.child(known).filter(|child| child.span().len() < LONG);
        child.is_some_and(|child| child.value().trimmed().eq_ignore_ascii_case(word))
    }

    pub(super) fn children_named(self, known: &str) -> impl Iterator<Item = Element<'a>> {
        self.children().filter(move |child| child.is(known))
    }

    /// All elements inside it, in the order of the text.
    pub(super) fn descendants(self) -> impl Iterator<Item = Element<'a>> {
        (self.index + 1..self.node.next).filter_map(move |index| self.document.element(index))
    }

    pub(super) fn attributes(self) -> impl Iterator<Item = Attribute<'a>> {
        let start = self.node.attributes_start as usize;
        let nodes = self.document.tree.attributes.get(start..start + usize::from(self.node.attribute_count));
        nodes.unwrap_or_default().iter().map(move |node| Attribute { element: self, node })
    }

    /// The attribute of this name, as `length` or `xml:lang`.
    pub(super) fn attribute(self, known: &str) -> Option<Attribute<'a>> {
        self.attributes().find(|attribute| attribute.is(known))
    }

    /// The value of an attribute; `None` where it has none.
    pub(super) fn attribute_value(self, known: &str) -> Option<Value<'a>> {
        self.attribute(known).map(Attribute::value)
    }

    /// The text that stands directly in it.
    pub(super) fn value(self) -> Value<'a> {
        let pieces: Pieces =
            self.nodes().filter(|(_, node)| node.kind != XmlNodeKind::Element).map(|(_, node)| node.piece()).collect();
        Value::new(self.written(), self.document.text, pieces, self.name_span())
    }

    /// What is in it, with all of it spelt in one way: two elements with one content have one text.
    pub(super) fn plain_content(self) -> String {
        let mut content = String::new();
        let mut open: Vec<Element> = Vec::new();
        let close_before = |index: u32, open: &mut Vec<Element<'a>>, content: &mut String| {
            while let Some(closed) = open.pop_if(|element| element.node.next <= index) {
                content.push_str(&format!("</{}>", closed.written()));
            }
        };
        for index in self.index + 1..self.node.next {
            close_before(index, &mut open, &mut content);
            if let Some(element) = self.document.element(index) {
                content.push_str(&format!("<{}", element.written()));
                for attribute in element.attributes() {
                    let value = escaped(&attribute.value().text);
                    content.push_str(&format!(" {}=\"{value}\"", attribute.written()));
                }
                content.push('>');
                open.push(element);
            } else if let Some(node) = self.document.tree.nodes.get(index as usize) {
                content.push_str(&escaped(&decoded(self.document.text, &node.piece())));
            }
        }
        close_before(u32::MAX, &mut open, &mut content);
        content
    }

    /// Pieces of text that stand directly in it.
    pub(super) fn text_spans(self) -> impl Iterator<Item = Span> {
        self.nodes()
            .filter(|(_, node)| node.kind != XmlNodeKind::Element)
            .map(|(_, node)| node.start as usize..node.end as usize)
    }

    /// The whole of it, both tags included.
    pub(super) fn span(self) -> Span {
        self.node.start as usize..self.node.end as usize
    }

    /// Its name in its start tag.
    pub(super) fn name_span(self) -> Span {
        let start = self.node.start as usize + 1;
        start..start + usize::from(self.node.name_length)
    }

    fn nodes(self) -> impl Iterator<Item = (u32, &'a XmlNode)> {
        let nodes = &self.document.tree.nodes;
        let mut at = self.index + 1;
        std::iter::from_fn(move || {
            let index = at;
            let node = nodes.get(index as usize).filter(|_| index < self.node.next)?;
            at = node.next.max(index + 1);
            Some((index, node))
        })
    }
}

/// An attribute of an element.
#[derive(Clone, Copy)]
pub(crate) struct Attribute<'a> {
    pub(super) element: Element<'a>,
    node: &'a AttributeNode,
}

impl<'a> Attribute<'a> {
    /// Whether it is this one: `length`, `xml:lang`.
    pub(super) fn is(self, known: &str) -> bool {
        if self.node.namespace == Namespace::NONE {
            return self.written() == known;
        }
        match known.split_once(':') {
            None => false,
            Some((prefix, local)) => self.local() == local && self.node.namespace.prefix() == prefix,
        }
    }

    /// Its name as it is written, with its prefix.
    pub(super) fn written(self) -> &'a str {
        self.element.document.slice(self.node.start, self.node.start + u32::from(self.node.name_length))
    }

    /// Its name without prefix.
    pub(super) fn local(self) -> &'a str {
        self.written().get(usize::from(self.node.prefix_length)..).unwrap_or_default()
    }

    pub(super) fn namespace(self) -> Namespace {
        self.node.namespace
    }

    pub(super) fn value(self) -> Value<'a> {
        let (start, end) = (self.node.value_start, self.node.value_end);
        let piece = Piece { start, end, escapes: Escapes::Xml };
        let pieces = Some(piece).filter(|_| start < end).into_iter().collect();
        Value::new(self.written(), self.element.document.text, pieces, self.span()).of_attribute()
    }

    /// Its name.
    pub(super) fn name_span(self) -> Span {
        let start = self.node.start as usize;
        start..start + usize::from(self.node.name_length)
    }

    /// The whole of it, name and value.
    pub(super) fn span(self) -> Span {
        self.node.start as usize..(self.node.value_end as usize + 1).min(self.element.document.text.len())
    }
}
