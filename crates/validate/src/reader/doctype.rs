//! The document type declaration: passed over, never obeyed.

use super::XmlReader;
use crate::syntax::SyntaxErrorKind;
use crate::value::is_xml_space;

impl<'a> XmlReader<'a> {
    pub(super) fn doctype(&mut self) -> Option<()> {
        let start = self.at;
        let is_here = self.tree.nodes.is_empty() && self.tree.doctype.is_none() && self.rest().starts_with("<!DOCTYPE");
        if !is_here {
            self.errors.add(
                SyntaxErrorKind::DoctypeMisplaced,
                start..start + 2,
                "`<!` that begins no comment and no CDATA section",
            );
            self.tree.is_torn = true;
            self.at = start + 2;
            return Some(());
        }
        let Some(end) = self.doctype_end(start + 2) else {
            let span = start..start + "<!DOCTYPE".len();
            self.errors.add(SyntaxErrorKind::SectionUnclosed, span, "this document type declaration is never closed");
            return None;
        };
        let declaration = self.slice(start, end);
        let head = declaration.split('[').next().unwrap_or_default();
        if head.split(is_xml_space).any(|word| matches!(word, "PUBLIC" | "SYSTEM")) {
            self.tree.doctype = Some(start..end);
        }
        self.entities(start, declaration);
        self.at = end;
        Some(())
    }

    /// The end of a declaration that begins before `at`, behind quotes, comments and the internal subset.
    fn doctype_end(&self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut depth = 1usize;
        while let Some(found) = bytes.get(at..)?.iter().position(|byte| matches!(byte, b'<' | b'>' | b'"' | b'\'')) {
            at += found;
            match bytes.get(at)? {
                b'<' if self.slice(at, at + 4) == "<!--" => at += self.slice(at, self.text.len()).find("-->")? + 3,
                b'<' if self.slice(at, at + 2) == "<?" => at += self.slice(at, self.text.len()).find("?>")? + 2,
                b'<' => {
                    depth += 1;
                    at += 1;
                }
                b'>' => {
                    depth -= 1;
                    at += 1;
                    if depth == 0 {
                        return Some(at);
                    }
                }
                quote => at += 2 + memchr::memchr(*quote, bytes.get(at + 1..)?)?,
            }
        }
        None
    }

    fn entities(&mut self, start: usize, declaration: &'a str) {
        let mut names = Vec::new();
        for (at, _) in declaration.match_indices("<!ENTITY") {
            let rest = declaration.get(at + "<!ENTITY".len()..).unwrap_or_default();
            let name = rest.split(is_xml_space).find(|word| !word.is_empty() && *word != "%").unwrap_or_default();
            names.push((name, start + at));
        }
        if let Some((name, at)) = names.first().copied() {
            let span = at..at + "<!ENTITY".len();
            self.errors
                .add(
                    SyntaxErrorKind::EntityDeclared,
                    span,
                    format!("the entity `{name}` is declared here, and readers do not expand it"),
                )
                .help("write the text itself where the entity is used");
        }
        // A lookup for each reference walks this list: a feed that means well declares a handful.
        self.entities = names.into_iter().map(|(name, _)| name).take(64).collect();
    }
}
