//! A page, and how much visible text each part of it has, so that every question about a subtree costs little.

use crate::line_phrases::is_unspaced;
use courant_html::{Dom, is_in_line};
use std::cell::OnceCell;

/// Where a node is in an [`Outline`].
pub type Place = usize;

/// The nodes of a page in document order. The subtree of a node is the range from it to its `end`.
#[derive(Default)]
pub struct Outline {
    dom: Dom,
    /// What is known of each of its nodes.
    surroundings: Vec<Surroundings>,
    /// The visible text of all of them.
    whole: Weight,
    /// Which of them are of tables that only arrange what they hold; found when it is asked for.
    arranging: OnceCell<Vec<bool>>,
}

struct Surroundings {
    /// The innermost element around the node that makes a block.
    block: Place,
    /// Visible characters, and those among them that are links, before the node.
    before: Weight,
}

/// How much visible text there is, in characters, with white space folded.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Weight {
    /// All of it.
    pub characters: usize,
    /// Those of scripts that put no space between words.
    pub unspaced: usize,
    /// What stands in links.
    pub linked: usize,
}

impl Weight {
    /// The share of the text that is links, from 0 to 1; 1 where there is no text.
    pub fn link_density(self) -> f64 {
        if self.characters == 0 { 1.0 } else { self.linked as f64 / self.characters as f64 }
    }

    /// How much is said, in characters of a script with spaces: one of a script without them says as much as two and a half.
    pub fn length(self) -> usize {
        self.characters + self.unspaced * 3 / 2
    }
}

impl std::ops::AddAssign for Weight {
    fn add_assign(&mut self, more: Weight) {
        self.characters += more.characters;
        self.unspaced += more.unspaced;
        self.linked += more.linked;
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
    /// Whether a place is a table that only arranges what it holds, or a row or cell of one: to a reader it is no table.
    pub fn arranges(&self, place: Place) -> bool {
        self.arranging.get_or_init(|| arranging(self)).get(place).copied().unwrap_or(false)
    }

    /// Measures a page.
    pub fn of(dom: Dom) -> Outline {
        let mut surroundings = Vec::with_capacity(dom.len());
        let mut before = Weight::default();
        let mut open: Vec<Open> = Vec::new();
        for place in 0..dom.len() {
            while open.last().is_some_and(|around| dom.end(around.place) <= place) {
                open.pop();
            }
            let around = open.last().copied().unwrap_or_default();
            surroundings.push(Surroundings { block: around.block, before });
            if let Some(text) = dom.text(place).filter(|_| !around.silent) {
                before += weight_of(text, around.linked);
            }
            if dom.end(place) > place + 1 {
                open.push(around.with(&dom, place));
            }
        }
        Outline { dom, surroundings, whole: before, arranging: OnceCell::new() }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.dom.len()
    }

    /// The node and everything within it.
    pub fn subtree(&self, place: Place) -> std::ops::Range<Place> {
        self.dom.subtree(place)
    }

    /// The place behind the last node within this one.
    pub fn end(&self, place: Place) -> Place {
        self.dom.end(place)
    }

    /// The element that holds this node; the root holds itself.
    pub fn parent(&self, place: Place) -> Place {
        self.dom.parent(place)
    }

    /// The innermost element around this node that makes a block; the root where there is none.
    pub fn block(&self, place: Place) -> Place {
        self.surroundings.get(place).map_or(0, |around| around.block)
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
        self.dom.name(place)
    }

    /// An attribute of an element.
    pub fn attribute(&self, place: Place, wanted: &str) -> Option<&str> {
        self.dom.attribute(place, wanted)
    }

    /// Whether a list of words in an attribute (`class`, `rel`, `itemprop`) has this one.
    pub fn has_word(&self, place: Place, attribute: &str, word: &str) -> bool {
        self.attribute(place, attribute)
            .is_some_and(|value| value.split_ascii_whitespace().any(|found| found.eq_ignore_ascii_case(word)))
    }

    /// The characters of a text node, as they are.
    pub fn raw(&self, place: Place) -> Option<&str> {
        self.dom.text(place)
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
        let before = |place: Place| self.surroundings.get(place).map_or(self.whole, |around| around.before);
        let (from, to) = (before(place), before(self.end(place)));
        Weight {
            characters: to.characters.saturating_sub(from.characters),
            unspaced: to.unspaced.saturating_sub(from.unspaced),
            linked: to.linked.saturating_sub(from.linked),
        }
    }

    /// The elements of a subtree with this name.
    pub fn named<'a>(&'a self, within: Place, name: &'a str) -> impl Iterator<Item = Place> + 'a {
        self.dom.named(within, name)
    }
}

/// What holds within an element that is still open.
#[derive(Clone, Copy, Default)]
struct Open {
    place: Place,
    block: Place,
    silent: bool,
    linked: bool,
}

impl Open {
    /// What holds within an element that stands in this one.
    fn with(self, dom: &Dom, place: Place) -> Open {
        let name = dom.name(place);
        Open {
            place,
            block: if is_inline(name) { self.block } else { place },
            silent: self.silent || SILENT.contains(&name),
            linked: self.linked || name == "a" && dom.attribute(place, "href").is_some(),
        }
    }
}

/// Whether a node stands in a line of text and makes no block of its own: text, and elements that are text.
pub fn is_inline(name: &str) -> bool {
    name.is_empty() || is_in_line(name)
}

fn weight_of(text: &str, is_linked: bool) -> Weight {
    let (mut characters, mut unspaced) = (0, 0);
    let mut space = true;
    for character in text.chars() {
        let is_space = character.is_whitespace();
        characters += usize::from(!is_space || !space);
        unspaced += usize::from(is_unspaced(character));
        space = is_space;
    }
    if text.trim().is_empty() {
        return Weight::default();
    }
    Weight { characters, unspaced, linked: if is_linked { characters } else { 0 } }
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

/// Which places are tables that arrange what they hold, with their rows and cells: those that hold tables or headings, say so
/// (`role="presentation"`), or have one cell a row (HTML Standard, section 4.9.1, on tables for layout).
fn arranging(outline: &Outline) -> Vec<bool> {
    struct Table {
        end: Place,
        arranges: bool,
        rows: usize,
        cells: usize,
        headers: usize,
    }
    let mut tables: Vec<Table> = Vec::new();
    let mut within: Vec<usize> = Vec::new();
    let mut nearest: Vec<Option<usize>> = vec![None; outline.len()];
    for place in 0..outline.len() {
        while within.last().and_then(|&table| tables.get(table)).is_some_and(|table| table.end <= place) {
            within.pop();
        }
        let name = outline.name(place);
        if let Some(table) = within.last().and_then(|&table| tables.get_mut(table)) {
            table.arranges |= matches!(name, "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            table.rows += usize::from(name == "tr");
            table.cells += usize::from(name == "td");
            table.headers += usize::from(matches!(name, "th" | "caption"));
        }
        if name == "table" {
            let says_so =
                outline.attribute(place, "role").is_some_and(|role| matches!(role.trim(), "presentation" | "none"));
            within.push(tables.len());
            tables.push(Table { end: outline.end(place), arranges: says_so, rows: 0, cells: 0, headers: 0 });
        }
        if matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
            && let Some(slot) = nearest.get_mut(place)
        {
            *slot = within.last().copied();
        }
    }
    let arranges =
        |table: &Table| table.arranges || (table.headers == 0 && table.rows > 0 && table.cells <= table.rows);
    let arranges: Vec<bool> = tables.iter().map(arranges).collect();
    let is_part = |table: Option<usize>| table.and_then(|table| arranges.get(table).copied()).unwrap_or(false);
    nearest.into_iter().map(is_part).collect()
}
