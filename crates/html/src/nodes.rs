//! The nodes of a page while the tree builder puts them in their places.

use crate::elements::is_formatting;
use html5ever::interface::{Attribute, ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, Namespace, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// A node as the builder names it, which asks for the names of elements all the time.
#[derive(Clone, Debug)]
pub struct Handle {
    index: u32,
    namespace: Namespace,
    name: LocalName,
    /// The number of attributes of an element that goes on in the next block where its end tag is missing.
    formatting: Option<u32>,
}

impl Handle {
    fn nameless(index: u32) -> Handle {
        Handle { index, namespace: ns!(), name: local_name!(""), formatting: None }
    }

    pub fn name(&self) -> &LocalName {
        &self.name
    }

    /// How many attributes it has, if it goes on in the next block where its end tag is missing.
    pub fn formatting(&self) -> Option<u32> {
        self.formatting
    }
}

impl ElemName for &Handle {
    fn ns(&self) -> &Namespace {
        &self.namespace
    }

    fn local_name(&self) -> &LocalName {
        &self.name
    }
}

/// All nodes that the builder has made.
pub struct Nodes {
    arena: RefCell<Arena>,
    /// How many elements it has made.
    pub made: Cell<usize>,
    /// How many elements and attributes.
    pub weight: Cell<usize>,
}

struct Arena(Vec<Node>);

/// A node and its neighbours; where there is none, [`NONE`].
struct Node {
    parent: u32,
    previous: u32,
    next: u32,
    first: u32,
    last: u32,
    content: NodeContent,
}

/// How many attributes an element has at most.
pub const MOST_ATTRIBUTES: usize = 250;

const NONE: u32 = u32::MAX;
const DOCUMENT: u32 = 0;

/// What a node is.
pub enum NodeContent {
    /// The document, a comment, or what stands in a `<template>`.
    Nothing,
    Text(StrTendril),
    Element(Box<ElementNode>),
}

/// An element as it was made.
pub struct ElementNode {
    pub name: QualName,
    pub attributes: Vec<Attribute>,
    /// Holds what stands in a `<template>`, which is no part of the page.
    template: Option<u32>,
    holds_html: bool,
}

impl ElementNode {
    /// An element that no page has written.
    pub fn new(name: QualName, attributes: Vec<Attribute>) -> ElementNode {
        ElementNode { name, attributes, template: None, holds_html: false }
    }
}

impl Arena {
    fn make(&mut self, content: NodeContent) -> u32 {
        let index = u32::try_from(self.0.len()).ok().filter(|&index| index != NONE);
        self.0.push(Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, content });
        index.expect("memory for four thousand million nodes is more than there is")
    }

    fn node(&mut self, index: u32) -> Option<&mut Node> {
        self.0.get_mut(index as usize)
    }

    fn element(&mut self, index: u32) -> Option<&mut ElementNode> {
        match self.node(index).map(|node| &mut node.content) {
            Some(NodeContent::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// What a new child of `parent` before `next` would follow.
    fn previous(&mut self, parent: u32, next: u32) -> u32 {
        match self.node(next) {
            Some(next) => next.previous,
            None => self.node(parent).map_or(NONE, |parent| parent.last),
        }
    }

    /// Puts a node or text into `parent`, before `next` or at the end.
    fn insert(&mut self, parent: u32, next: u32, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.index);
                self.link(node.index, parent, next);
            }
            NodeOrText::AppendText(text) => {
                let previous = self.previous(parent, next);
                if let Some(Node { content: NodeContent::Text(known), .. }) = self.node(previous) {
                    known.push_tendril(&text);
                    return;
                }
                let index = self.make(NodeContent::Text(text));
                self.link(index, parent, next);
            }
        }
    }

    fn link(&mut self, index: u32, parent: u32, next: u32) {
        let previous = self.previous(parent, next);
        if let Some(node) = self.node(index) {
            (node.parent, node.previous, node.next) = (parent, previous, next);
        }
        self.join(parent, previous, index);
        self.join(parent, index, next);
    }

    fn detach(&mut self, index: u32) {
        let Some(node) = self.node(index) else { return };
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if parent != NONE {
            self.join(parent, previous, next);
        }
    }

    /// Makes two children neighbours; where one is [`NONE`], the other is the first or the last.
    fn join(&mut self, parent: u32, left: u32, right: u32) {
        match self.node(left) {
            Some(left) => left.next = right,
            None => self.node(parent).map_or((), |parent| parent.first = right),
        }
        match self.node(right) {
            Some(right) => right.previous = left,
            None => self.node(parent).map_or((), |parent| parent.last = left),
        }
    }

    fn move_children(&mut self, from: u32, to: u32) {
        while let Some(child) = self.node(from).map(|node| node.first).filter(|&child| child != NONE) {
            self.detach(child);
            self.link(child, to, NONE);
        }
    }
}

impl Default for Nodes {
    fn default() -> Nodes {
        let mut arena = Arena(Vec::new());
        arena.make(NodeContent::Nothing);
        Nodes { arena: RefCell::new(arena), made: Cell::new(0), weight: Cell::new(0) }
    }
}

impl Nodes {
    /// Goes through the document in its order: `open` gets what each node is, and `close` is called where it ends.
    pub fn walk<T>(self, target: &mut T, open: fn(&mut T, NodeContent), close: fn(&mut T)) {
        let mut arena = self.arena.into_inner();
        let mut at = DOCUMENT;
        while let Some(node) = arena.node(at) {
            open(target, std::mem::replace(&mut node.content, NodeContent::Nothing));
            let (mut ended, mut next) = (at, node.first);
            while next == NONE {
                close(target);
                let Some(node) = arena.node(ended) else { return };
                (ended, next) = (node.parent, node.next);
                if ended == NONE {
                    return;
                }
            }
            at = next;
        }
    }

    fn make_element(&self, element: ElementNode) -> Handle {
        self.made.set(self.made.get() + 1);
        self.weight.set(self.weight.get() + 1 + element.attributes.len());
        let (namespace, name) = (element.name.ns.clone(), element.name.local.clone());
        let formats = namespace == ns!(html) && is_formatting(&name);
        let formatting = formats.then_some(element.attributes.len() as u32);
        let index = self.arena.borrow_mut().make(NodeContent::Element(Box::new(element)));
        Handle { index, namespace, name, formatting }
    }
}

impl TreeSink for Nodes {
    type Handle = Handle;
    type Output = Nodes;
    type ElemName<'a> = &'a Handle;

    fn finish(self) -> Nodes {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(DOCUMENT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a Handle {
        target
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let template = flags.template.then(|| self.arena.borrow_mut().make(NodeContent::Nothing));
        let holds_html = flags.mathml_annotation_xml_integration_point;
        self.make_element(ElementNode { name, attributes, template, holds_html })
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::nameless(self.arena.borrow_mut().make(NodeContent::Nothing))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::nameless(self.arena.borrow_mut().make(NodeContent::Nothing))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.arena.borrow_mut().insert(parent.index, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let arena = &mut *self.arena.borrow_mut();
        match arena.node(element.index).map_or(NONE, |node| node.parent) {
            NONE => arena.insert(previous.index, NONE, child),
            parent => arena.insert(parent, element.index, child),
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let arena = &mut *self.arena.borrow_mut();
        let parent = arena.node(sibling.index).map_or(NONE, |node| node.parent);
        arena.insert(parent, sibling.index, child);
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = self.arena.borrow_mut().element(target.index).and_then(|element| element.template);
        Handle::nameless(contents.unwrap_or(target.index))
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.index == other.index
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Some(element) = self.arena.borrow_mut().element(target.index) {
            for attribute in attributes {
                let room = element.attributes.len() < MOST_ATTRIBUTES;
                if room && element.attributes.iter().all(|known| known.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.arena.borrow_mut().detach(target.index);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        self.arena.borrow_mut().move_children(node.index, parent.index);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.arena.borrow_mut().element(handle.index).is_some_and(|element| element.holds_html)
    }
}
