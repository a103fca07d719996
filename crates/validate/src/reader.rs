//! Reads XML strictly (XML 1.0, Namespaces in XML 1.0), tells what is ill-formed, and goes on wherever the rest can be understood.
//!
//! No entity is ever expanded and nothing outside the text is fetched, so that the cost of a text is its length.

mod declaration;
mod doctype;
mod scopes;
mod tags;
mod text;

use super::document::{Tree, XmlNode, XmlNodeKind};
use super::namespaces::Namespace;
use super::syntax::{SyntaxErrorKind, SyntaxErrors};
use super::value::is_xml_space;
use super::vocabulary::{Name, VOCABULARY};
use courant_text::source::Span;
use scopes::Scopes;
use tags::RawAttribute;

/// Elements inside elements; readers use recursive parsers and give up long before.
pub(super) const DEEPEST: usize = 256;

/// Reads a document, and says what is wrong with its form.
pub(super) fn read(text: &str) -> (Tree, SyntaxErrors) {
    let (mut tree, mut errors) = (Tree::default(), SyntaxErrors::default());
    if u32::try_from(text.len()).is_err() {
        errors.add(SyntaxErrorKind::TooLong, 0..0, "this text is longer than 4 GiB");
        tree.is_torn = true;
        return (tree, errors);
    }
    let mut reader = XmlReader {
        text,
        at: 0,
        tree,
        errors,
        open: Vec::new(),
        scopes: Scopes::new(),
        attributes: Vec::new(),
        entities: Vec::new(),
        root_ended: false,
    };
    if reader.document().is_none() {
        reader.tree.is_torn = true;
    }
    reader.close_all();
    reader.tree.index_children();
    (reader.tree, reader.errors)
}

/// Whether HTML has an entity of this name that people write.
pub(super) fn is_html_entity(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || text::html_character(name).is_some()
}

/// The first reference that HTML would resolve: `&amp;`, `&eacute;`, `&#8217;`, and long names without their `;` such as `&omega`.
pub(super) fn html_reference(text: &str) -> Option<std::ops::Range<usize>> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let rest = text.get(at + 1..)?;
        let name_length = rest.bytes().take(32).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
        let name = rest.get(..name_length.unwrap_or(rest.len().min(32)))?;
        let is_ended = rest.as_bytes().get(name.len()) == Some(&b';');
        let is_number = name.strip_prefix('#').is_some_and(|digits| {
            let (digits, radix) = digits.strip_prefix(['x', 'X']).map_or((digits, 10), |digits| (digits, 16));
            digits.chars().all(|digit| digit.is_digit(radix)) && (is_ended || radix == 16)
        });
        let is_entity = (is_ended || name.len() > 4) && is_html_entity(name);
        (is_number || is_entity).then_some(at..at + 1 + name.len() + usize::from(is_ended))
    })
}

/// An element whose end tag has not been read.
#[derive(Clone, Copy)]
struct OpenElement {
    node: u32,
    name_start: u32,
    name_end: u32,
}

struct XmlReader<'a> {
    text: &'a str,
    at: usize,
    tree: Tree,
    errors: SyntaxErrors,
    open: Vec<OpenElement>,
    scopes: Scopes<'a>,
    /// The attributes of the tag that is being read.
    attributes: Vec<RawAttribute<'a>>,
    /// Entities that the document itself declares.
    entities: Vec<&'a str>,
    root_ended: bool,
}

impl<'a> XmlReader<'a> {
    /// `None` where the rest cannot be understood.
    fn document(&mut self) -> Option<()> {
        self.declaration();
        while self.at < self.text.len() {
            self.text_to_next_tag()?;
            if self.at < self.text.len() {
                self.markup()?;
            }
        }
        if self.tree.nodes.is_empty() {
            let end = self.text.trim_end_matches(is_xml_space).len();
            self.errors.add(SyntaxErrorKind::NoElement, end..end, "there is no element in this document");
            return None;
        }
        self.open.is_empty().then_some(())
    }

    /// What begins with `<`.
    fn markup(&mut self) -> Option<()> {
        let rest = self.rest();
        if rest.starts_with("</") {
            self.end_tag()
        } else if rest.starts_with("<!--") {
            self.comment()
        } else if rest.starts_with("<![CDATA[") {
            self.cdata()
        } else if rest.starts_with("<!") {
            self.doctype()
        } else if rest.starts_with("<?") {
            self.instruction()
        } else {
            self.start_tag()
        }
    }

    fn comment(&mut self) -> Option<()> {
        let start = self.at;
        let end = self.find("-->", start + 4, start..start + 4, "this comment is never closed")?;
        let inner = self.slice(start + 4, end);
        if let Some(dashes) = inner.find("--").or_else(|| inner.ends_with('-').then(|| inner.len() - 1)) {
            let at = start + 4 + dashes;
            self.errors.add(SyntaxErrorKind::CommentDashes, at..at + 2, "`--` inside a comment");
        }
        self.at = end + 3;
        Some(())
    }

    fn cdata(&mut self) -> Option<()> {
        let start = self.at;
        let end = self.find("]]>", start + 9, start..start + 9, "this CDATA section is never closed")?;
        if self.open.is_empty() {
            self.errors.add(
                SyntaxErrorKind::TextOutsideRoot,
                start..end + 3,
                "a CDATA section outside the root element",
            );
        } else {
            self.push(XmlNodeKind::CData, start + 9, end);
        }
        self.at = end + 3;
        Some(())
    }

    fn instruction(&mut self) -> Option<()> {
        let start = self.at;
        let end = self.find("?>", start + 2, start..start + 2, "this processing instruction is never closed")?;
        let target = self.slice(start + 2, end).split(is_xml_space).next().unwrap_or_default();
        let span = start + 2..start + 2 + target.len();
        if target.eq_ignore_ascii_case("xml") {
            self.errors
                .add(
                    SyntaxErrorKind::DeclarationLate,
                    start..end + 2,
                    "the XML declaration is not the first thing in the file",
                )
                .help("delete everything that stands before `<?xml`, blank lines too");
        } else if !is_name(target) {
            self.errors.add(SyntaxErrorKind::InstructionNameless, span, "a processing instruction without a name");
        }
        self.tree.has_stylesheet |= target == "xml-stylesheet";
        self.at = end + 2;
        Some(())
    }

    /// Adds a piece of text to the innermost element.
    fn push(&mut self, kind: XmlNodeKind, start: usize, end: usize) {
        // What stands in what is not known any more, so that nobody will ask for text.
        if start == end || self.tree.is_torn {
            return;
        }
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(XmlNode {
            kind,
            name: Name::UNKNOWN,
            row: None,
            namespace: Namespace::NONE,
            start: start as u32,
            end: end as u32,
            name_length: 0,
            prefix_length: 0,
            attribute_count: 0,
            attributes_start: 0,
            parent: self.open.last().map_or(0, |open| open.node),
            next: index + 1,
        });
    }

    /// Ends what is still open at the end of the text.
    fn close_all(&mut self) {
        let unclosed = self.open.last().copied().filter(|_| self.at >= self.text.len());
        if let Some(open) = unclosed {
            let span = open.name_start as usize..open.name_end as usize;
            let name = self.slice(span.start, span.end);
            self.errors.add(SyntaxErrorKind::TagUnclosed, span, format!("`<{name}>` is never closed"));
        }
        while let Some(open) = self.open.pop() {
            self.close(open, self.text.len());
        }
    }

    fn close(&mut self, open: OpenElement, end: usize) {
        let next = self.tree.nodes.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(open.node as usize) {
            node.end = end as u32;
            node.next = next;
        }
    }

    /// The next place of a delimiter; told as unclosed where there is none.
    fn find(&mut self, delimiter: &str, from: usize, span: Span, message: &str) -> Option<usize> {
        let found = memchr::memmem::find(self.text.as_bytes().get(from..).unwrap_or_default(), delimiter.as_bytes());
        if found.is_none() {
            self.errors.add(SyntaxErrorKind::SectionUnclosed, span, message).help(format!("end it with `{delimiter}`"));
        }
        found.map(|offset| from + offset)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The name of the document's parent, so to speak: what the root element stands in.
    fn parent_name(&self) -> Name {
        match self.open.last() {
            Some(open) => self.tree.nodes.get(open.node as usize).map_or(Name::UNKNOWN, |node| node.name),
            None => VOCABULARY.find_written("/"),
        }
    }
}

/// Whether this is a name of XML 1.0, section 2.3.
fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(starts_name) && name.len() == name_length(name)
}

/// Bytes of a name at the beginning of this text.
fn name_length(text: &str) -> usize {
    let at = text.bytes().position(|byte| !IN_NAME[usize::from(byte)]).unwrap_or(text.len());
    match text.as_bytes().get(at) {
        Some(byte) if !byte.is_ascii() => {
            text.char_indices().find(|(_, character)| !continues_name(*character)).map_or(text.len(), |(at, _)| at)
        }
        _ => at,
    }
}

/// The ASCII characters that may stand in a name.
const IN_NAME: [bool; 256] = {
    let mut in_name = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        in_name[byte as usize] = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        byte += 1;
    }
    in_name
};

fn starts_name(character: char) -> bool {
    matches!(character, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

fn continues_name(character: char) -> bool {
    starts_name(character)
        || matches!(character, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether XML 1.0 (section 2.2, production `Char`) allows this character in a document.
fn is_legal(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
