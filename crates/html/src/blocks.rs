//! The text that clean HTML holds, block by block.

use super::elements::Element;
use super::tokenizer::{Handler, Tag, tokenize};
use crate::elements::Content;
use std::ops::Range;

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, not escaped: white space folded, one line (but for [`BlockKind::Preformatted`]), never empty.
    pub text: String,
}

/// What a block of text is. Whatever stands in a caption or a quotation counts as that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or text that stands outside every other block.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list, or a term or its description.
    ListItem,
    /// Something quoted: `<blockquote>`.
    Quote,
    /// What is printed beneath a picture: `<figcaption>`.
    Caption,
    /// Text whose line ends count: `<pre>`.
    Preformatted,
    /// A row of a table, its cells separated by tabs; or the table's title.
    TableRow,
}

/// The blocks of text of clean HTML, in order. Pictures say nothing here, and neither do the marks of footnotes.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    read(html, &mut |kind, text| blocks.push(Block { kind, text: std::mem::take(text) }));
    blocks
}

/// The text of all blocks, a block a line, without captions.
pub(super) fn lines(html: &str) -> String {
    let mut lines = String::with_capacity(html.len());
    read(html, &mut |kind, text| {
        if kind != BlockKind::Caption {
            if !lines.is_empty() {
                lines.push('\n');
            }
            lines.push_str(text);
        }
    });
    lines
}

fn read(html: &str, found: &mut dyn FnMut(BlockKind, &mut String)) {
    let mut reader = BlockReader { found, open: Vec::new(), text: String::new(), space: false, in_mark: false };
    tokenize(html, &mut reader);
    reader.finish();
}

struct BlockReader<'a> {
    found: &'a mut dyn FnMut(BlockKind, &mut String),
    open: Vec<Element>,
    /// The text of the block that is being read, white space folded.
    text: String,
    /// White space has been read that counts if more text follows in the block.
    space: bool,
    /// Within the mark of a footnote: a link to a place in the article, in `<sup>`.
    in_mark: bool,
}

impl Handler for BlockReader<'_> {
    fn text(&mut self, text: &str, _: Range<usize>) {
        self.add(text);
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        if let Some(element) = Element::named(tag.name()) {
            self.start(element, tag);
        }
        Content::Normal
    }

    fn end_tag(&mut self, tag: &Tag) {
        if let Some(element) = Element::named(tag.name()) {
            self.end(element);
        }
    }
}

impl BlockReader<'_> {
    fn kind(&self) -> BlockKind {
        if self.open.contains(&Element::Figcaption) {
            return BlockKind::Caption;
        }
        if self.open.contains(&Element::Blockquote) {
            return BlockKind::Quote;
        }
        self.open.iter().rev().find_map(|element| kind_of(*element)).unwrap_or(BlockKind::Paragraph)
    }

    /// Ends the block that has been read, if there is anything in it.
    fn finish(&mut self) {
        self.space = false;
        if self.text.is_empty() {
            return;
        }
        let kind = self.kind();
        if kind == BlockKind::Preformatted {
            self.text = self.text.trim_matches('\n').trim_end().to_string();
        }
        if !self.text.trim().is_empty() {
            (self.found)(kind, &mut self.text);
        }
        self.text.clear();
    }

    fn add(&mut self, text: &str) {
        if self.in_mark {
            return;
        }
        if self.open.contains(&Element::Pre) && !self.kind_is_row() {
            self.text.push_str(text);
            return;
        }
        // Most texts have single spaces and nothing else that is white.
        if is_folded(text) {
            self.word(text);
            return;
        }
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            self.space |= index > 0;
            self.word(word);
        }
    }

    /// Adds text without white space but for single spaces.
    fn word(&mut self, word: &str) {
        let bare = word.trim_matches(' ');
        self.space |= word.starts_with(' ');
        if bare.is_empty() {
            return;
        }
        // Beside the tab between two cells there is no space.
        if self.space && !self.text.is_empty() && !self.text.ends_with('\t') {
            self.text.push(' ');
        }
        self.text.push_str(bare);
        self.space = word.ends_with(' ');
    }

    fn kind_is_row(&self) -> bool {
        self.open.iter().any(|element| matches!(element, Element::Td | Element::Th))
    }

    fn start(&mut self, element: Element, tag: &Tag) {
        let row = self.kind_is_row();
        match element {
            Element::Br if self.open.contains(&Element::Pre) => self.text.push('\n'),
            Element::Br => self.space = true,
            Element::A if self.open.last() == Some(&Element::Sup) => self.in_mark = leads_within(tag),
            Element::Td | Element::Th if !self.text.is_empty() => self.text.push('\t'),
            _ if element.is_block() && row => self.space = true,
            _ => {}
        }
        if element.is_block() && !row && !matches!(element, Element::Td | Element::Th) {
            self.finish();
        }
        if !element.is_void() {
            self.open.push(element);
        }
    }

    fn end(&mut self, element: Element) {
        let cell = matches!(element, Element::Td | Element::Th);
        let within_row = self.kind_is_row() && !cell;
        if element.is_block() && !cell && !within_row {
            self.finish();
        }
        self.space |= within_row && element.is_block();
        self.in_mark &= element != Element::A;
        self.open.pop();
    }
}

fn kind_of(element: Element) -> Option<BlockKind> {
    match element {
        Element::Pre => Some(BlockKind::Preformatted),
        Element::Li | Element::Dt | Element::Dd => Some(BlockKind::ListItem),
        Element::Tr | Element::Caption => Some(BlockKind::TableRow),
        _ => element.level().map(BlockKind::Heading),
    }
}

/// Whether a link leads to a place in the article itself.
fn leads_within(tag: &Tag) -> bool {
    tag.value("href").is_some_and(|address| address.starts_with('#'))
}

/// Whether the only white space is single spaces.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // Without branches, so that many are compared at once.
    let others = bytes.iter().fold(false, |others, &byte| others | (byte < b' '));
    let doubled = pairs.fold(false, |doubled, (&byte, &next)| doubled | ((byte == b' ') & (next == b' ')));
    !others && !doubled
}
