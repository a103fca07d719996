//! Tags and text made into a tree: the tree builder of the crate `html5ever` behind our tokenizer, and limits between the two.
//!
//! The tree builder follows HTML Standard section 13.2.6, "Tree construction", whose rules look through everything that is open at
//! almost every tag, and repeat formatting that is left open in each new block. What hostile pages make of that is bounded here, where
//! every tag passes on its way to the builder, by what the builder itself says is open. So nothing that a tag looks like, and no
//! comment or script around it, can get past the limits.

use crate::elements::{Content, is_formatting};
use crate::nodes::{Handle, MOST_ATTRIBUTES, Nodes};
use crate::tokenizer::{Doctype, Handler, Tag};
use html5ever::interface::{Attribute, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{self, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{Tracer, TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, QualName, local_name, ns};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

/// How many elements may be open, those that formatting holds open counted twice. Real pages stay below 60. What is nested deeper
/// is not lost: its tags are left out, and its text stands in what is open.
pub const DEEPEST: usize = 150;

/// The same for elements whose end tag is mostly left out, so that paragraphs and items stay apart where nesting has ended.
const DEEPEST_OF_OPEN: usize = 2 * DEEPEST;

/// How much formatting may be open or wait to be repeated. An element that is open and waits counts twice; one has the weight
/// [`FORMATTING_WEIGHT`] and that of its attributes, which the builder compares with each new one's.
const MOST_FORMATTING: usize = 48 * FORMATTING_WEIGHT;
const FORMATTING_WEIGHT: usize = 8;

/// Where formatting has been repeated [`MOST_REPEATED`] times: one element.
const MOST_FORMATTING_AFTERWARDS: usize = FORMATTING_WEIGHT;

/// How many more elements and attributes than there are in the text the builder may make before all formatting is ended, so that pages do not
/// grow to many times their size.
const MOST_REPEATED: usize = 20_000;

/// How many elements there may be that keep formatting within themselves: the builder goes through those that were not ended.
const MOST_ENCLOSING: usize = 2_000;

/// Whether the reader of a piece of HTML runs scripts. Where it does, `<noscript>` holds text (HTML Standard, section 4.12.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripting {
    /// It runs scripts.
    On,
    /// It runs none.
    Off,
}

/// A tree that is being built.
pub struct Construction {
    builder: TreeBuilder<Handle, Nodes>,
    /// The text, so that pieces of it need not be copied.
    html: StrTendril,
    limits: Limits,
}

struct Limits {
    /// How much the builder may make until it has to be asked anew what is open.
    room: usize,
    /// How many elements the builder had made when it was asked last.
    made_then: usize,
    /// Whether it has had a tag since.
    has_changed: bool,
    /// How much was open then.
    open: Census,
    most_formatting: usize,
    /// How many elements and attributes the text has so far.
    written: usize,
    /// How many more the builder may have made.
    most_repeated: usize,
    enclosing: usize,
    /// Start tags that were left out and whose end tags are still to come.
    left_out: HashMap<LocalName, usize>,
    /// Whether the builder has had all that is in the text, and nothing else.
    is_complete: bool,
}

/// What is open, or waits to be repeated.
#[derive(Clone, Debug, Default)]
struct Census {
    elements: usize,
    formatting_weight: usize,
}

impl Construction {
    /// Begins a page.
    pub fn of_page(html: &str) -> Construction {
        Construction::new(html, TreeBuilder::new(Nodes::default(), options(Scripting::Off)))
    }

    /// Begins a piece of HTML, as it stands in `<div>`.
    pub fn of_fragment(html: &str, scripting: Scripting) -> Construction {
        let nodes = Nodes::default();
        let name = QualName::new(None, ns!(html), local_name!("div"));
        let context = nodes.create_element(name, Vec::new(), Default::default());
        Construction::new(html, TreeBuilder::new_for_fragment(nodes, context, None, options(scripting)))
    }

    fn new(html: &str, builder: TreeBuilder<Handle, Nodes>) -> Construction {
        let limits = Limits {
            room: 0,
            made_then: 0,
            has_changed: true,
            open: Census::default(),
            most_formatting: MOST_FORMATTING,
            written: 0,
            most_repeated: MOST_REPEATED,
            enclosing: 0,
            left_out: HashMap::new(),
            is_complete: true,
        };
        Construction { builder, html: StrTendril::from(html), limits }
    }

    /// Whether no limit was reached, so that the tree is the one that the standard's rules make.
    pub fn is_complete(&self) -> bool {
        self.limits.is_complete
    }

    /// The tree.
    pub fn finish(self) -> Nodes {
        self.builder.sink
    }

    fn send(&mut self, token: Token) -> Content {
        self.limits.has_changed |= matches!(token, Token::TagToken(_));
        let result = self.builder.process_token(token, 1);
        self.end_formatting_that_multiplies();
        match result {
            TokenSinkResult::RawData(RawKind::Rcdata) => Content::EscapableRawText,
            TokenSinkResult::RawData(RawKind::Rawtext) => Content::RawText,
            TokenSinkResult::RawData(_) => Content::Script,
            TokenSinkResult::Plaintext => Content::PlainText,
            _ => Content::Normal,
        }
    }

    /// Whether a start tag may go to the builder.
    fn admits(&mut self, tag: &Tag, content: Content) -> bool {
        // These hold no element, but in SVG and MathML they do.
        if (content == Content::Void || content.is_text()) && !self.is_in_foreign_content() {
            return true;
        }
        if matches!(tag.name(), "object" | "applet" | "marquee" | "template") {
            self.limits.enclosing += 1;
            if self.limits.enclosing > MOST_ENCLOSING {
                return false;
            }
        }
        let made = self.builder.sink.made.get();
        if self.limits.has_changed && made.saturating_sub(self.limits.made_then) >= self.limits.room {
            self.count(made);
        }
        let open = &self.limits.open;
        let most = if content == Content::Open { DEEPEST_OF_OPEN } else { DEEPEST };
        open.elements < most && (open.formatting_weight < self.limits.most_formatting || !is_formatting(tag.name()))
    }

    /// Asks the builder what is open.
    fn count(&mut self, made: usize) {
        let counting = Counting { census: Cell::default(), formatting: RefCell::default() };
        self.builder.trace_handles(&counting);
        let limits = &mut self.limits;
        limits.open = counting.census.take();
        limits.made_then = made;
        limits.has_changed = false;
        let formatting_room = limits.most_formatting.saturating_sub(limits.open.formatting_weight);
        // An element that is made is opened at most once and waits at most once.
        limits.room = (DEEPEST.saturating_sub(limits.open.elements) / 2).min(formatting_room / (2 * FORMATTING_WEIGHT));
        if limits.open.elements < DEEPEST / 2 {
            limits.left_out.clear();
        }
    }

    /// Ends all formatting that is open or waits, once it has been repeated too often.
    fn end_formatting_that_multiplies(&mut self) {
        let repeated = self.builder.sink.weight.get().saturating_sub(self.limits.written);
        if repeated <= self.limits.most_repeated {
            return;
        }
        self.limits.is_complete = false;
        self.limits.most_repeated = repeated + MOST_REPEATED / 10;
        self.limits.most_formatting = MOST_FORMATTING_AFTERWARDS;
        let counting = Counting { census: Cell::default(), formatting: RefCell::default() };
        self.builder.trace_handles(&counting);
        for name in counting.formatting.take() {
            let tag = tokenizer::Tag {
                kind: TagKind::EndTag,
                name,
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            let _ = self.builder.process_token(Token::TagToken(tag), 1);
        }
        self.limits.room = 0;
    }

    fn tag(&self, tag: &Tag, kind: TagKind) -> tokenizer::Tag {
        let mut attributes: Vec<Attribute> = Vec::new();
        let mut had_duplicate_attributes = false;
        for attribute in tag.attributes().take(MOST_ATTRIBUTES) {
            let name = LocalName::from(attribute.name);
            if attributes.iter().any(|known| known.name.local == name) {
                had_duplicate_attributes = true;
                continue;
            }
            let value = self.shared(attribute.value, attribute.value_span);
            attributes.push(Attribute { name: QualName::new(None, ns!(), name), value });
        }
        let name = LocalName::from(tag.name());
        tokenizer::Tag { kind, name, self_closing: tag.closes_itself, attrs: attributes, had_duplicate_attributes }
    }

    /// A piece of the text that need not be copied where it says what is written.
    fn shared(&self, piece: &str, span: Range<usize>) -> StrTendril {
        const SHORT_BYTES: usize = 8;
        let is_written = piece.len() > SHORT_BYTES && self.html.get(span.clone()) == Some(piece);
        match (u32::try_from(span.start), u32::try_from(piece.len())) {
            (Ok(start), Ok(length)) if is_written => self.html.subtendril(start, length),
            _ => StrTendril::from(piece),
        }
    }
}

impl Handler for Construction {
    fn text(&mut self, text: &str, span: Range<usize>) {
        self.limits.written += 1;
        if !text.contains('\0') {
            self.send(Token::CharacterTokens(self.shared(text, span)));
            return;
        }
        for (index, piece) in text.split('\0').enumerate() {
            if index > 0 {
                self.send(Token::NullCharacterToken);
            }
            if !piece.is_empty() {
                self.send(Token::CharacterTokens(StrTendril::from(piece)));
            }
        }
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        if !self.admits(tag, Content::of(tag.name())) {
            self.limits.is_complete = false;
            if !(tag.closes_itself && self.is_in_foreign_content()) {
                *self.limits.left_out.entry(LocalName::from(tag.name())).or_default() += 1;
            }
            return Content::Normal;
        }
        self.limits.is_complete &= tag.attributes().nth(MOST_ATTRIBUTES).is_none();
        let tag = self.tag(tag, TagKind::StartTag);
        self.limits.written += 1 + tag.attrs.len();
        self.send(Token::TagToken(tag))
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.limits.written += 1;
        if !self.limits.left_out.is_empty() {
            let name = LocalName::from(tag.name());
            if let Some(count) = self.limits.left_out.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                return;
            }
        }
        let tag = self.tag(tag, TagKind::EndTag);
        self.send(Token::TagToken(tag));
    }

    fn comment(&mut self, _: Range<usize>) {
        self.send(Token::CommentToken(StrTendril::new()));
    }

    fn doctype(&mut self, doctype: &Doctype) {
        let text = |text: &Option<String>| text.as_deref().map(StrTendril::from);
        self.send(Token::DoctypeToken(tokenizer::Doctype {
            name: text(&doctype.name),
            public_id: text(&doctype.public_id),
            system_id: text(&doctype.system_id),
            force_quirks: doctype.force_quirks,
        }));
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn end(&mut self, _: Option<usize>) {
        self.send(Token::EOFToken);
        self.builder.end();
    }
}

/// Counts what the builder holds.
struct Counting {
    census: Cell<Census>,
    formatting: RefCell<Vec<LocalName>>,
}

impl Tracer for Counting {
    type Handle = Handle;

    fn trace_handle(&self, handle: &Handle) {
        let mut census = self.census.take();
        census.elements += 1;
        if let Some(attributes) = handle.formatting() {
            census.formatting_weight += FORMATTING_WEIGHT + attributes as usize;
            self.formatting.borrow_mut().push(handle.name().clone());
        }
        self.census.set(census);
    }
}

fn options(scripting: Scripting) -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled: scripting == Scripting::On, drop_doctype: true, ..TreeBuilderOpts::default() }
}
