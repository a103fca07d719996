//! What is to be otherwise in a page that was read.

use super::Dom;
use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, ns};
use std::collections::HashMap;

/// What is to be otherwise in a [`Dom`], by the places of its nodes. [`Dom::edited`] carries it out.
///
/// ```
/// use courant_html::{Dom, Edits, Piece};
///
/// let page = Dom::of_page("<p><big>Fish</big> and <tt>chips</tt>");
/// let mut edits = Edits::default();
/// let place = |name| page.named(0, name).next().expect("it is there");
/// edits.unwrap(place("big"));
/// edits.replace(place("tt"), vec![Piece::element("code", [], vec![Piece::Moved(place("tt") + 1)])]);
/// let page = page.edited(edits);
/// let code = page.named(0, "code").next().expect("it is there");
/// assert_eq!(page.text(code + 1), Some("chips"));
/// assert_eq!(page.named(0, "big").count(), 0);
/// ```
#[derive(Default)]
pub struct Edits {
    changes: HashMap<usize, Change>,
    endings: HashMap<usize, Vec<Piece>>,
}

enum Change {
    Unwrap,
    Rename(&'static str),
    Replace(Vec<Piece>),
}

/// A part of what takes the place of a node.
pub enum Piece {
    /// Text.
    Text(String),
    /// A node of the page with all that is in it, as it is edited. It can stand in one place only: where it is asked for twice, the
    /// second place gets an empty node.
    Moved(usize),
    /// What stands in an element of the page, without the element.
    MovedFrom(usize),
    /// A new element of HTML: its name, its attributes, and what stands in it.
    Element(&'static str, Vec<(&'static str, String)>, Vec<Piece>),
}

impl Piece {
    /// A new element of HTML.
    pub fn element(
        name: &'static str,
        attributes: impl IntoIterator<Item = (&'static str, String)>,
        inside: Vec<Piece>,
    ) -> Piece {
        Piece::Element(name, attributes.into_iter().collect(), inside)
    }
}

impl Edits {
    /// Whether nothing is to be otherwise.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.endings.is_empty()
    }

    /// The node goes, with all that is in it.
    pub fn remove(&mut self, place: usize) {
        self.replace(place, Vec::new());
    }

    /// The element goes, and what is in it stays.
    pub fn unwrap(&mut self, place: usize) {
        self.changes.insert(place, Change::Unwrap);
    }

    /// The element gets the name of another one of HTML, and loses its attributes.
    pub fn rename(&mut self, place: usize, name: &'static str) {
        self.changes.insert(place, Change::Rename(name));
    }

    /// Something else stands where the node stood.
    pub fn replace(&mut self, place: usize, pieces: Vec<Piece>) {
        self.changes.insert(place, Change::Replace(pieces));
    }

    /// More stands at the end of the element.
    pub fn append(&mut self, place: usize, pieces: impl IntoIterator<Item = Piece>) {
        self.endings.entry(place).or_default().extend(pieces);
    }

    /// Whether the node itself is to be otherwise already.
    pub fn has(&self, place: usize) -> bool {
        self.changes.contains_key(&place)
    }

    pub(super) fn carry_out<T: Target>(mut self, dom: &Dom, target: &mut T) {
        let mut open = vec![Work::Node(0)];
        while let Some(work) = open.pop() {
            match work {
                Work::Node(place) => self.node(dom, place, target, &mut open),
                Work::Children(next, end) if next < end => {
                    open.push(Work::Children(dom.end(next).max(next + 1), end));
                    open.push(Work::Node(next));
                }
                Work::Children(..) => {}
                Work::Pieces(mut pieces) => {
                    let Some(piece) = pieces.next() else { continue };
                    open.push(Work::Pieces(pieces));
                    match piece {
                        Piece::Text(text) => target.text(&text),
                        Piece::Moved(place) => open.push(Work::Node(place)),
                        Piece::MovedFrom(place) => open.push(Work::Children(place + 1, dom.end(place))),
                        Piece::Element(name, attributes, inside) => {
                            target.element(new_name(name), new_attributes(attributes));
                            open.extend([Work::Close, Work::Pieces(inside.into_iter())]);
                        }
                    }
                }
                Work::Close => target.close(),
            }
        }
    }

    fn node(&mut self, dom: &Dom, place: usize, target: &mut impl Target, open: &mut Vec<Work>) {
        let ending = self.endings.remove(&place).unwrap_or_default().into_iter();
        match self.changes.remove(&place) {
            Some(Change::Replace(pieces)) => return open.push(Work::Pieces(pieces.into_iter())),
            Some(Change::Unwrap) => {}
            Some(Change::Rename(name)) => {
                target.element(new_name(name), Vec::new());
                open.push(Work::Close);
            }
            None => {
                target.taken(place);
                open.push(Work::Close);
            }
        }
        open.push(Work::Pieces(ending));
        open.push(Work::Children(place + 1, dom.end(place)));
    }
}

/// What edits are carried out on.
pub(super) trait Target {
    /// Opens the node that stood at this place.
    fn taken(&mut self, place: usize);
    /// Opens a new element.
    fn element(&mut self, name: QualName, attributes: Vec<Attribute>);
    /// Adds text.
    fn text(&mut self, text: &str);
    /// Closes the node that was opened last.
    fn close(&mut self);
}

enum Work {
    Node(usize),
    Children(usize, usize),
    Pieces(std::vec::IntoIter<Piece>),
    Close,
}

fn new_name(name: &str) -> QualName {
    QualName::new(None, ns!(html), LocalName::from(name))
}

fn new_attributes(attributes: Vec<(&'static str, String)>) -> Vec<Attribute> {
    let named = |name: &str| QualName::new(None, ns!(), LocalName::from(name));
    attributes
        .into_iter()
        .map(|(name, value)| Attribute { name: named(name), value: StrTendril::from(value.as_str()) })
        .collect()
}
