//! The items of a feed, as a reader tells them from each other.

use super::document::{Document, Element};
use super::findings::Findings;
use super::json::{self, Json};
use super::{Settings, Shape, reader, shape};
use crate::source::{Source, Span};

/// An item or entry of a feed, as a reader tells it from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `guid`, `atom:id` or JSON Feed's `id`; empty where there is none.
    pub id: String,
    /// Its title as plain text.
    pub title: String,
    /// The whole of it.
    pub span: Span,
}

/// The items of a feed, in its order; nothing for a text that is no feed.
pub fn items(source: &Source) -> Vec<Item> {
    let settings = Settings::default();
    let mut findings = Findings::new(&settings);
    match shape(source) {
        Shape::Json => {
            let tree = json::read(&source.text, &mut findings);
            tree.and_then(|tree| tree.root(&source.text).map(json_items)).unwrap_or_default()
        }
        Shape::Xml => {
            let tree = reader::read(&source.text, &mut findings);
            xml_items(Document { text: &source.text, tree: &tree })
        }
    }
}

fn json_items(root: Json) -> Vec<Item> {
    let items = root.member("items").into_iter().flat_map(Json::elements);
    let text = |item: Json, name: &str| item.text_member(name).map(|value| value.text.to_string()).unwrap_or_default();
    items.map(|item| Item { id: text(item, "id"), title: text(item, "title"), span: item.span() }).collect()
}

fn xml_items(document: Document) -> Vec<Item> {
    document.elements().filter(|element| element.is("item") || element.is("atom:entry")).map(xml_item).collect()
}

fn xml_item(item: Element) -> Item {
    let text = |names: [&str; 2]| {
        let found = item.children().find(|child| names.contains(&child.known()));
        found.map(|child| child.value().trimmed().to_string()).unwrap_or_default()
    };
    Item { id: text(["guid", "atom:id"]), title: text(["title", "atom:title"]), span: item.span() }
}
