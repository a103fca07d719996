//! A page as a flat list of nodes in document order, so that every question about a subtree is a range and costs little.

use courant_html::SharedText;
use dom_query::{Document, LocalName, NodeData, NodeRef};

/// Where a node is in an [`Outline`].
pub type Place = usize;

/// The nodes of a page in document order. The subtree of a node is the range from it to its `end`.
#[derive(Default)]
pub struct Outline {
    nodes: Vec<Node>,
    /// The visible text of all of them.
    whole: Weight,
}

struct Node {
    parent: Place,
    end: Place,
    /// The innermost element around it that makes a block.
    block: Place,
    content: Content,
    /// Visible characters, and those among them that are links, before this node.
    before: Weight,
}

enum Content {
    Element { name: LocalName, attributes: Vec<(LocalName, SharedText)> },
    Text(SharedText),
}

impl Content {
    /// The name of an element; empty for text.
    fn name(&self) -> &str {
        match self {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }
}

/// How much visible text there is, in characters, with white space folded.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Weight {
    /// All of it.
    pub characters: usize,
    /// What stands in links.
    pub linked: usize,
}

impl Weight {
    /// The share of the text that is links, from 0 to 1; 1 where there is no text.
    pub fn link_density(self) -> f64 {
        if self.characters == 0 { 1.0 } else { self.linked as f64 / self.characters as f64 }
    }
}

/// What holds more is no title, name or date.
const SHORT_CHARACTERS: usize = 1_000;
const SHORT_NODES: usize = 300;

/// What never shows as text.
const SILENT: [&str; 12] = [
    "script", "style", "template", "noscript", "svg", "head", "select", "datalist", "iframe", "video", "audio",
    "canvas",
];

impl Outline {
    /// Flattens a parsed page.
    pub fn of(document: &Document) -> Outline {
        let mut outline = Outline::default();
        let mut before = Weight::default();
        let mut open: Vec<(NodeRef, Open)> = Vec::new();
        let mut next = Some(document.root());
        while let Some(node) = next {
            let state = open.last().map(|(_, state)| *state).unwrap_or_default();
            let state = outline.push(&node, state, &mut before);
            open.push((node, state));
            next = node.first_child().or_else(|| outline.close(&mut open));
        }
        outline.whole = before;
        outline
    }

    /// Closes what ends here, and gives the node that follows.
    fn close<'a>(&mut self, open: &mut Vec<(NodeRef<'a>, Open)>) -> Option<NodeRef<'a>> {
        let end = self.nodes.len();
        while let Some((closed, state)) = open.pop() {
            if let Some(node) = self.nodes.get_mut(state.place) {
                node.end = end;
            }
            if let Some(next) = closed.next_sibling() {
                return Some(next);
            }
        }
        None
    }

    fn push(&mut self, node: &NodeRef, around: Open, before: &mut Weight) -> Open {
        let content = node.query(|node| match &node.data {
            NodeData::Element(element) => Content::Element {
                name: element.name.local.clone(),
                attributes: element
                    .attrs
                    .iter()
                    .map(|attribute| (attribute.name.local.clone(), attribute.value.clone()))
                    .collect(),
            },
            NodeData::Text { contents } => Content::Text(contents.clone()),
            _ => Content::Text(SharedText::new()),
        });
        let content = content.unwrap_or_else(|| Content::Text(SharedText::new()));
        let mut state = Open { place: self.nodes.len(), ..around };
        let weight_before = *before;
        match &content {
            Content::Element { name, attributes } => {
                state.silent |= SILENT.contains(&&**name);
                state.linked |= &**name == "a" && attributes.iter().any(|(name, _)| &**name == "href");
            }
            Content::Text(text) if !state.silent => {
                let characters = folded_length(text);
                before.characters += characters;
                before.linked += if state.linked { characters } else { 0 };
            }
            Content::Text(_) => {}
        }
        if !is_inline(content.name()) {
            state.block = state.place;
        }
        self.nodes.push(Node { parent: around.place, end: 0, block: around.block, content, before: weight_before });
        state
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node and everything within it.
    pub fn subtree(&self, place: Place) -> std::ops::Range<Place> {
        place..self.end(place)
    }

    /// The place behind the last node within this one.
    pub fn end(&self, place: Place) -> Place {
        self.nodes.get(place).map_or(place, |node| node.end)
    }

    /// The element that holds this node; the root holds itself.
    pub fn parent(&self, place: Place) -> Place {
        self.nodes.get(place).map_or(0, |node| node.parent)
    }

    /// The innermost element around this node that makes a block; the root where there is none.
    pub fn block(&self, place: Place) -> Place {
        self.nodes.get(place).map_or(0, |node| node.block)
    }

    /// The elements that hold this node, innermost first, without the node itself.
    pub fn ancestors(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        std::iter::successors(Some(place), |&place| (place != 0).then(|| self.parent(place))).skip(1)
    }

    /// The nodes directly within this one.
    pub fn children(&self, place: Place) -> impl Iterator<Item = Place> + '_ {
        let end = self.end(place);
        let first = (place + 1 < end).then_some(place + 1);
        std::iter::successors(first, move |&child| Some(self.end(child)).filter(|&next| next < end && next > child))
    }

    /// The name of an element; empty for text.
    pub fn name(&self, place: Place) -> &str {
        self.nodes.get(place).map_or("", |node| node.content.name())
    }

    /// An attribute of an element.
    pub fn attribute(&self, place: Place, wanted: &str) -> Option<&str> {
        match self.nodes.get(place).map(|node| &node.content) {
            Some(Content::Element { attributes, .. }) => {
                attributes.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| &**value)
            }
            _ => None,
        }
    }

    /// Whether a list of words in an attribute (`class`, `rel`, `itemprop`) has this one.
    pub fn has_word(&self, place: Place, attribute: &str, word: &str) -> bool {
        self.attribute(place, attribute)
            .is_some_and(|value| value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
    }

    /// The characters of a text node, as they are.
    pub fn raw(&self, place: Place) -> Option<&str> {
        match self.nodes.get(place).map(|node| &node.content) {
            Some(Content::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The visible text of a subtree, white space folded, with a space between blocks.
    pub fn text(&self, place: Place) -> String {
        self.text_without(place, |_| false)
    }

    /// The visible text of an element that can be a title, a name, a date; `None` for one that holds too much for that, so that
    /// asking it of every element costs little however they are nested.
    pub fn short_text(&self, place: Place) -> Option<String> {
        let fits = self.weight(place).characters <= SHORT_CHARACTERS && self.subtree(place).len() <= SHORT_NODES;
        fits.then(|| self.text(place)).filter(|text| !text.is_empty())
    }

    /// The same without the subtrees that `left_out` names.
    pub fn text_without(&self, place: Place, left_out: impl Fn(Place) -> bool) -> String {
        let mut text = String::new();
        let mut at = place;
        let end = self.end(place);
        while at < end {
            if let Some(raw) = self.raw(at) {
                push_folded(&mut text, raw);
                at += 1;
            } else if at != place && (SILENT.contains(&self.name(at)) || left_out(at)) {
                push_space(&mut text);
                at = self.end(at).max(at + 1);
            } else {
                if !is_inline(self.name(at)) {
                    push_space(&mut text);
                }
                at += 1;
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// How much visible text a subtree has.
    pub fn weight(&self, place: Place) -> Weight {
        let before = |place: Place| self.nodes.get(place).map_or(self.whole, |node| node.before);
        let (from, to) = (before(place), before(self.end(place)));
        Weight {
            characters: to.characters.saturating_sub(from.characters),
            linked: to.linked.saturating_sub(from.linked),
        }
    }

    /// The elements of a subtree with this name.
    pub fn named<'a>(&'a self, within: Place, name: &'a str) -> impl Iterator<Item = Place> + 'a {
        self.subtree(within).filter(move |&place| self.name(place) == name)
    }
}

/// What holds at an element that is still open.
#[derive(Clone, Copy, Default)]
struct Open {
    place: Place,
    block: Place,
    silent: bool,
    linked: bool,
}

/// Whether an element stands in a line of text and makes no block of its own.
pub fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "" | "a"
            | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

fn folded_length(text: &str) -> usize {
    let mut characters = 0;
    let mut space = true;
    for character in text.chars() {
        let is_space = character.is_whitespace();
        characters += usize::from(!is_space || !space);
        space = is_space;
    }
    if text.trim().is_empty() { 0 } else { characters }
}

/// Adds text with its white space folded to single spaces.
pub fn push_folded(text: &mut String, raw: &str) {
    if raw.starts_with(char::is_whitespace) {
        push_space(text);
    }
    for (index, word) in raw.split_whitespace().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    if raw.ends_with(char::is_whitespace) {
        push_space(text);
    }
}

fn push_space(text: &mut String) {
    if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}
