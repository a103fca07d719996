//! The text that clean HTML holds, block by block.

use super::elements::Element;
use super::tokens::{Token, Tokens, attributes, unescape};

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
#[derive(Clone, Debug)]
pub struct Blocks<'a> {
    tokens: Tokens<'a>,
    open: Vec<Element>,
    /// The text of the block that is being read or was read last, white space folded.
    text: String,
    /// White space has been read that counts if more text follows in the block.
    space: bool,
    /// Within the mark of a footnote: a link to a place in the article, in `<sup>`.
    in_mark: bool,
}

impl<'a> Blocks<'a> {
    pub(super) fn of(html: &'a str) -> Blocks<'a> {
        Blocks { tokens: Tokens::of(html), open: Vec::new(), text: String::new(), space: false, in_mark: false }
    }

    fn kind(&self) -> BlockKind {
        if self.open.contains(&Element::Figcaption) {
            return BlockKind::Caption;
        }
        if self.open.contains(&Element::Blockquote) {
            return BlockKind::Quote;
        }
        self.open.iter().rev().find_map(|element| kind_of(*element)).unwrap_or(BlockKind::Paragraph)
    }

    /// The text of all blocks, a block a line, without captions.
    pub(super) fn lines(mut self) -> String {
        let mut lines = String::with_capacity(self.tokens.rest_bytes());
        while let Some(kind) = self.read() {
            if kind != BlockKind::Caption {
                if !lines.is_empty() {
                    lines.push('\n');
                }
                lines.push_str(&self.text);
            }
        }
        lines
    }

    /// Reads the next block into `text` and gives its kind.
    fn read(&mut self) -> Option<BlockKind> {
        self.text.clear();
        while let Some((token, _)) = self.tokens.next() {
            let kind = match token {
                Token::Text(text) => {
                    self.text(text);
                    None
                }
                Token::Start(element, written) => self.start(element, written),
                Token::End(element) => self.end(element),
            };
            if kind.is_some() {
                return kind;
            }
        }
        self.finished()
    }

    /// The kind of the block that has been read, if there is anything in it.
    fn finished(&mut self) -> Option<BlockKind> {
        self.space = false;
        if self.text.is_empty() {
            return None;
        }
        let kind = self.kind();
        if kind == BlockKind::Preformatted {
            self.text = self.text.trim_matches('\n').trim_end().to_string();
        }
        if self.text.trim().is_empty() {
            self.text.clear();
            return None;
        }
        Some(kind)
    }

    fn text(&mut self, escaped: &str) {
        if self.in_mark {
            return;
        }
        let text = unescape(escaped);
        if self.open.contains(&Element::Pre) && !self.kind_is_row() {
            self.text.push_str(&text);
            return;
        }
        // Most texts have single spaces and nothing else that is white.
        if is_folded(&text) {
            self.word(&text);
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

    /// Opens an element; gives the kind of the block that this ends.
    fn start(&mut self, element: Element, written: &str) -> Option<BlockKind> {
        let row = self.kind_is_row();
        match element {
            Element::Br if self.open.contains(&Element::Pre) => self.text.push('\n'),
            Element::Br => self.space = true,
            Element::A if self.open.last() == Some(&Element::Sup) => self.in_mark = leads_within(written),
            Element::Td | Element::Th if !self.text.is_empty() => self.text.push('\t'),
            _ if element.is_block() && row => self.space = true,
            _ => {}
        }
        let ends = element.is_block() && !row && !matches!(element, Element::Td | Element::Th);
        let kind = if ends { self.finished() } else { None };
        if !element.is_void() {
            self.open.push(element);
        }
        kind
    }

    /// Closes an element; gives the kind of the block that this ends.
    fn end(&mut self, element: Element) -> Option<BlockKind> {
        let within_row = self.kind_is_row() && !matches!(element, Element::Td | Element::Th);
        let cell = matches!(element, Element::Td | Element::Th);
        let kind = if element.is_block() && !cell && !within_row { self.finished() } else { None };
        self.space |= within_row && element.is_block();
        self.in_mark &= element != Element::A;
        self.open.pop();
        kind
    }
}

impl Iterator for Blocks<'_> {
    type Item = Block;

    fn next(&mut self) -> Option<Block> {
        let kind = self.read()?;
        Some(Block { kind, text: std::mem::take(&mut self.text) })
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
fn leads_within(written: &str) -> bool {
    attributes(written).any(|(name, value)| name == "href" && value.starts_with('#'))
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
