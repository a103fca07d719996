//! Start tags, end tags and attributes.

use super::{DEEPEST, OpenElement, XmlReader, name_length, scopes, starts_name};
use crate::document::{AttributeNode, XmlNode, XmlNodeKind};
use crate::namespaces::Namespace;
use crate::syntax::SyntaxErrorKind;
use crate::value::{Escapes, Piece, Pieces, Value, is_xml_space};
use crate::vocabulary::{Name, VOCABULARY};
use courant_text::source::Span;
use scopes::Scopes;

/// Attributes of one element; more than any vocabulary has.
pub(super) const MOST_ATTRIBUTES: usize = 256;

/// An attribute as it is written.
#[derive(Clone, Copy)]
pub(super) struct RawAttribute<'a> {
    name: &'a str,
    start: usize,
    value_start: usize,
    value_end: usize,
}

impl<'a> RawAttribute<'a> {
    /// Its name without prefix.
    fn local(&self) -> &'a str {
        self.name.split_once(':').map_or(self.name, |(_, local)| local)
    }
}

impl<'a> XmlReader<'a> {
    pub(super) fn start_tag(&mut self) -> Option<()> {
        let start = self.at;
        let length = name_length(self.slice(start + 1, self.text.len()));
        let name = self.slice(start + 1, start + 1 + length);
        if !name.chars().next().is_some_and(starts_name) {
            self.errors
                .add(SyntaxErrorKind::LessThanBare, start..start + 1, "`<` that begins no tag")
                .help("write `&lt;`");
            self.tree.is_torn = true;
            self.at = start + 1;
            return Some(());
        }
        self.at = start + 1 + length;
        let mut attributes = std::mem::take(&mut self.attributes);
        attributes.clear();
        self.read_attributes(name, &mut attributes)?;
        let is_empty = self.rest().starts_with('/');
        self.at += if is_empty { 2 } else { 1 };
        if self.open.len() >= DEEPEST {
            let message = format!("elements are nested deeper than {DEEPEST} levels");
            self.errors.add(SyntaxErrorKind::NestedTooDeep, start + 1..start + 1 + length, message);
            return None;
        }
        self.second_root(start..self.at);
        let open = self.open_element(start, name, &attributes);
        self.attributes = attributes;
        if is_empty {
            self.scopes.leave(self.open.len() + 1);
            self.close(open, self.at);
            self.root_ended |= self.open.is_empty();
        } else {
            self.open.push(open);
        }
        Some(())
    }

    fn second_root(&mut self, tag: Span) {
        if self.open.is_empty() && self.root_ended {
            self.errors.add(SyntaxErrorKind::SecondRoot, tag, "a second root element");
            self.tree.is_torn = true;
        }
    }

    fn open_element(&mut self, start: usize, name: &'a str, attributes: &[RawAttribute<'a>]) -> OpenElement {
        let depth = self.open.len() + 1;
        self.declare_all(attributes, depth);
        let namespace = self.element_namespace(name, start);
        let (attributes_start, attribute_count) = self.push_attributes(attributes);
        let (prefix_length, local) = match memchr::memchr(b':', name.as_bytes()) {
            Some(colon) => (colon + 1, name.rsplit(':').next().unwrap_or(name)),
            None => (0, name),
        };
        let known = VOCABULARY.find(namespace, local);
        let row = VOCABULARY.find_row(self.parent_name(), known).filter(|_| known != Name::UNKNOWN);
        let index = self.tree.nodes.len() as u32;
        self.tree.nodes.push(XmlNode {
            kind: XmlNodeKind::Element,
            name: known,
            row,
            namespace,
            start: start as u32,
            end: self.at as u32,
            name_length: name.len().min(usize::from(u16::MAX)) as u16,
            prefix_length: prefix_length.min(usize::from(u16::MAX)) as u16,
            attribute_count,
            attributes_start,
            parent: self.open.last().map_or(0, |open| open.node),
            next: index + 1,
        });
        OpenElement { node: index, name_start: start as u32 + 1, name_end: (start + 1 + name.len()) as u32 }
    }

    /// Reads attributes up to the `>` or `/>` of the tag; `None` where it never comes.
    fn read_attributes(&mut self, tag: &str, attributes: &mut Vec<RawAttribute<'a>>) -> Option<()> {
        let tag_start = self.at - tag.len() - 1;
        let mut too_many = false;
        loop {
            let had_space = self.skip_space();
            match self.text.as_bytes().get(self.at) {
                Some(b'>') => return Some(()),
                Some(b'/') if self.rest().starts_with("/>") => return Some(()),
                None | Some(b'<') => {
                    let span = tag_start..tag_start + 1 + tag.len();
                    self.errors.add(SyntaxErrorKind::TagUnended, span, format!("the tag `<{tag}` has no `>`"));
                    return None;
                }
                Some(_) => {}
            }
            let Some(attribute) = self.attribute() else { continue };
            if !had_space {
                let span = attribute.start..attribute.start + attribute.name.len();
                self.errors.add(SyntaxErrorKind::AttributeMalformed, span, "there is no space before this attribute");
            }
            if attributes.len() < MOST_ATTRIBUTES {
                attributes.push(attribute);
            } else if !too_many {
                too_many = true;
                let message = format!("more than {MOST_ATTRIBUTES} attributes in one tag");
                let span = attribute.start..attribute.start + attribute.name.len();
                self.errors.add(SyntaxErrorKind::AttributesTooMany, span, message);
            }
        }
    }

    /// One attribute; `None` where it is malformed, which is told.
    fn attribute(&mut self) -> Option<RawAttribute<'a>> {
        let start = self.at;
        let name = self.slice(start, start + name_length(self.rest()));
        if !name.chars().next().is_some_and(starts_name) {
            return self.malformed(start, "this is no attribute");
        }
        self.at += name.len();
        self.skip_space();
        if !self.rest().starts_with('=') {
            return self.malformed(start, &format!("the attribute `{name}` has no value"));
        }
        self.at += 1;
        self.skip_space();
        let Some(quote) = self.text.as_bytes().get(self.at).copied().filter(|byte| matches!(byte, b'"' | b'\'')) else {
            return self.malformed(start, &format!("the value of `{name}` has no quotes"));
        };
        let value_start = self.at + 1;
        let Some(length) = memchr::memchr(quote, self.text.as_bytes().get(value_start..)?) else {
            let message = format!("the value of `{name}` has no closing quote");
            self.errors.add(SyntaxErrorKind::AttributeMalformed, start..start + name.len(), message);
            self.at = self.text.len();
            return None;
        };
        let value_end = value_start + length;
        self.at = value_end + 1;
        self.attribute_value(name, value_start, value_end);
        Some(RawAttribute { name, start, value_start, value_end })
    }

    fn attribute_value(&mut self, name: &str, start: usize, end: usize) {
        self.references(start, end);
        if let Some(at) = memchr::memchr(b'<', self.text.as_bytes().get(start..end).unwrap_or_default()) {
            let span = start + at..start + at + 1;
            let message = format!("`<` in the value of `{name}`");
            self.errors
                .add(SyntaxErrorKind::AttributeLessThan, span.clone(), message)
                .help("write `&lt;`")
                .fix(span, "&lt;");
        }
    }

    /// Tells about a malformed attribute, and goes on behind it.
    fn malformed(&mut self, start: usize, message: &str) -> Option<RawAttribute<'a>> {
        let rest = self.slice(start, self.text.len());
        let ends =
            |(at, character): &(usize, char)| *at > 0 && (is_xml_space(*character) || matches!(character, '>' | '<'));
        let length = rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at);
        let length = if rest.get(..length).is_some_and(|piece| piece.ends_with('/')) && length > 1 {
            length - 1
        } else {
            length
        };
        self.errors
            .add(SyntaxErrorKind::AttributeMalformed, start..start + length, message)
            .help("write it like `name=\"value\"`");
        self.at = self.at.max(start + length);
        None
    }

    fn declare_all(&mut self, attributes: &[RawAttribute<'a>], depth: usize) {
        for attribute in attributes {
            let Some(prefix) = declared_prefix(attribute.name) else { continue };
            let value = self.attribute_text(attribute);
            let span = attribute.start..attribute.value_end + 1;
            self.reserved(prefix, value.as_str(), span.clone());
            if !self.scopes.declare(prefix, &value, depth, &mut self.tree.foreign) {
                let message = format!("more than {} namespaces are declared here", scopes::MOST);
                self.errors.add(SyntaxErrorKind::NamespacesTooMany, span, message);
            }
        }
    }

    /// Namespaces in XML 1.0, section 3: what may not be declared, and section 2.2: what may not be undeclared.
    fn reserved(&mut self, prefix: &str, uri: &str, span: Span) {
        let is_xml = uri == "http://www.w3.org/XML/1998/namespace";
        if prefix == "xmlns" || (prefix == "xml") != is_xml || uri == "http://www.w3.org/2000/xmlns/" {
            self.errors.add(
                SyntaxErrorKind::DeclarationReserved,
                span,
                "`xml` and `xmlns` are bound for good and cannot be declared",
            );
        } else if uri.is_empty() && !prefix.is_empty() {
            let message = format!("the prefix `{prefix}` is bound to nothing");
            self.errors.add(SyntaxErrorKind::PrefixEmpty, span, message);
        }
    }

    fn attribute_text(&self, attribute: &RawAttribute<'a>) -> String {
        let piece =
            Piece { start: attribute.value_start as u32, end: attribute.value_end as u32, escapes: Escapes::Xml };
        Value::new(attribute.name, self.text, Pieces::from_elem(piece, 1), 0..0).text.into_owned()
    }

    fn element_namespace(&mut self, name: &'a str, start: usize) -> Namespace {
        let prefix = self.prefix(name, start + 1);
        self.scopes.resolve(prefix).unwrap_or_else(|| self.undeclared(prefix, start + 1))
    }

    fn push_attributes(&mut self, attributes: &[RawAttribute<'a>]) -> (u32, u16) {
        let attributes_start = self.tree.attributes.len();
        for attribute in attributes.iter().filter(|attribute| declared_prefix(attribute.name).is_none()) {
            let prefix = self.prefix(attribute.name, attribute.start);
            let namespace = match prefix {
                "" => Namespace::NONE,
                _ => self.scopes.resolve(prefix).unwrap_or_else(|| self.undeclared(prefix, attribute.start)),
            };
            self.tree.attributes.push(AttributeNode {
                namespace,
                start: attribute.start as u32,
                name_length: attribute.name.len().min(usize::from(u16::MAX)) as u16,
                prefix_length: if prefix.is_empty() { 0 } else { (prefix.len() + 1).min(usize::from(u16::MAX)) as u16 },
                value_start: attribute.value_start as u32,
                value_end: attribute.value_end as u32,
            });
        }
        self.attributes_twice(attributes, attributes_start);
        let count = self.tree.attributes.len() - attributes_start;
        (attributes_start as u32, count.min(MOST_ATTRIBUTES) as u16)
    }

    /// XML 1.0, section 3.1, and Namespaces in XML 1.0, section 6.3: one attribute of a name, however its prefix is spelt.
    fn attributes_twice(&mut self, written: &[RawAttribute<'a>], attributes_start: usize) {
        // Nearly always there are few, of which no two have one name even without their prefixes.
        let are_few = written.len() < 16;
        let mut pairs =
            written.iter().enumerate().flat_map(|(at, one)| written.iter().take(at).map(move |two| (one, two)));
        if are_few && !pairs.any(|(one, two)| one.local() == two.local()) {
            return;
        }
        let nodes = self.tree.attributes.get(attributes_start..).unwrap_or_default().iter();
        let declarations = written.iter().filter(|attribute| declared_prefix(attribute.name).is_some());
        let local = |node: &AttributeNode| {
            self.slice(
                node.start as usize + usize::from(node.prefix_length),
                node.start as usize + usize::from(node.name_length),
            )
        };
        let mut names: Vec<(Namespace, &str, usize, usize)> = nodes
            .map(|node| (node.namespace, local(node), node.start as usize, usize::from(node.name_length)))
            .chain(declarations.map(|one| (Namespace(1), one.name, one.start, one.name.len())))
            .collect();
        names.sort_by_key(|(namespace, local, start, _)| (namespace.0, *local, *start));
        let twice: Vec<_> = names
            .windows(2)
            .filter_map(|pair| match pair {
                [(first, name, ..), (second, same, start, length)] if first == second && name == same => {
                    Some((*start, *length))
                }
                _ => None,
            })
            .collect();
        for (start, length) in twice {
            let message = format!("the attribute `{}` is written twice", self.slice(start, start + length));
            self.errors.add(SyntaxErrorKind::AttributeTwice, start..start + length, message);
        }
    }

    /// The prefix of a name; a name with more than one colon, or nothing beside it, is told.
    fn prefix(&mut self, name: &'a str, start: usize) -> &'a str {
        let Some((prefix, local)) = name.split_once(':') else { return "" };
        if prefix.is_empty() || local.is_empty() || local.contains(':') {
            let message = format!("`{name}` is no name with a prefix");
            self.errors.add(SyntaxErrorKind::NameMalformed, start..start + name.len(), message);
        }
        prefix
    }

    fn undeclared(&mut self, prefix: &str, start: usize) -> Namespace {
        if !prefix.is_empty() {
            let usual = Scopes::usual(prefix);
            let reported = self.errors.add(
                SyntaxErrorKind::PrefixUndeclared,
                start..start + prefix.len(),
                format!("the prefix `{prefix}` is not declared"),
            );
            if let Some(known) = usual.and_then(Namespace::entry) {
                reported.help(format!("write `xmlns:{prefix}=\"{}\"` on the root element", known.uri));
            }
            return usual.unwrap_or_else(|| Namespace::foreign(usize::from(u16::MAX)));
        }
        Namespace::NONE
    }

    pub(super) fn end_tag(&mut self) -> Option<()> {
        let start = self.at;
        let length = match self.open.last() {
            Some(open) if self.ends(open) => (open.name_end - open.name_start) as usize,
            _ => name_length(self.slice(start + 2, self.text.len())),
        };
        let name = self.slice(start + 2, start + 2 + length);
        self.at = start + 2 + name.len();
        self.skip_space();
        if !self.rest().starts_with('>') {
            self.errors.add(
                SyntaxErrorKind::TagUnended,
                start..start + 2 + name.len(),
                format!("the tag `</{name}` has no `>`"),
            );
            return None;
        }
        self.at += 1;
        let span = start + 2..start + 2 + name.len();
        let Some(open) = self.open.last().copied() else {
            self.errors.add(SyntaxErrorKind::TagMismatched, span, format!("`</{name}>` ends nothing"));
            self.tree.is_torn = true;
            return Some(());
        };
        let opened = self.slice(open.name_start as usize, open.name_end as usize);
        if opened != name {
            self.mismatched(name, opened, span);
            // Each may be sought among all that is open.
            return (!self.errors.is_exhausted(SyntaxErrorKind::TagMismatched)).then_some(());
        }
        self.open.pop();
        self.leave(open);
        Some(())
    }

    /// Whether the end tag that begins here is `</name>` of this element, as nearly all are.
    fn ends(&self, open: &OpenElement) -> bool {
        let bytes = self.text.as_bytes();
        let opened = bytes.get(open.name_start as usize..open.name_end as usize).unwrap_or_default();
        let rest = bytes.get(self.at + 2..).unwrap_or_default();
        rest.starts_with(opened) && rest.get(opened.len()) == Some(&b'>')
    }

    fn leave(&mut self, open: OpenElement) {
        self.scopes.leave(self.open.len() + 1);
        self.close(open, self.at);
        self.root_ended |= self.open.is_empty();
    }

    /// Ends everything up to the element that is meant; an end tag of nothing is passed over.
    fn mismatched(&mut self, name: &str, opened: &str, span: Span) {
        let message = format!("`</{name}>` stands where `</{opened}>` has to");
        self.errors.add(SyntaxErrorKind::TagMismatched, span, message).help(format!("close `<{opened}>` first"));
        self.tree.is_torn = true;
        let text = self.text;
        let meant = |open: &OpenElement| text.get(open.name_start as usize..open.name_end as usize) == Some(name);
        if self.open.iter().any(meant) {
            while let Some(open) = self.open.pop() {
                self.leave(open);
                if meant(&open) {
                    break;
                }
            }
        }
    }

    fn skip_space(&mut self) -> bool {
        let rest = self.rest().as_bytes();
        let length = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).unwrap_or(rest.len());
        self.at += length;
        length > 0
    }
}

/// The prefix that an attribute declares, empty for the default namespace; `None` for every other attribute.
fn declared_prefix(name: &str) -> Option<&str> {
    if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") }
}
