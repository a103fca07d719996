//! The XML declaration: version, encoding, standalone, in this order (XML 1.0, section 2.8).

use super::XmlReader;
use crate::syntax::SyntaxErrorKind;
use crate::value::is_xml_space;
use courant_text::source::Span;

impl<'a> XmlReader<'a> {
    pub(super) fn declaration(&mut self) {
        self.forbidden_characters();
        let is_declaration = self.text.strip_prefix("<?xml").is_some_and(|rest| rest.starts_with(is_xml_space));
        if !is_declaration {
            return;
        }
        let Some(end) = self.text.find("?>") else { return };
        let mut at = "<?xml".len();
        let mut names = Vec::new();
        while let Some((name, value, next)) = pseudo_attribute(self.slice(at, end)) {
            let value_span = at + value.start..at + value.end;
            self.declared(name, value_span);
            names.push(name);
            at += next;
        }
        let in_order = matches!(
            names.as_slice(),
            ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]
        );
        let rest = self.slice(at, end).trim_matches(is_xml_space);
        if !in_order || !rest.is_empty() {
            self.errors
                .add(SyntaxErrorKind::DeclarationMalformed, 0..end + 2, "this is no XML declaration")
                .help("write `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`");
        }
        self.at = end + 2;
    }

    fn declared(&mut self, name: &str, span: Span) {
        let value = self.slice(span.start, span.end);
        let is_version = |value: &str| {
            value
                .strip_prefix("1.")
                .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let wrong = match name {
            "version" if is_version(value) => return,
            "version" => SyntaxErrorKind::XmlVersionUnknown,
            "standalone" if !matches!(value, "yes" | "no") => SyntaxErrorKind::DeclarationMalformed,
            _ => return,
        };
        self.errors.add(wrong, span, format!("`{value}` is no value for `{name}` of the XML declaration"));
    }
}

/// A name, the place of its value, and what comes next.
fn pseudo_attribute(text: &str) -> Option<(&str, Span, usize)> {
    let trimmed = text.trim_start_matches(is_xml_space);
    if trimmed.len() == text.len() {
        return None;
    }
    let (name, rest) = trimmed.split_once('=')?;
    let rest = rest.trim_start_matches(is_xml_space);
    let quote = rest.chars().next().filter(|character| matches!(character, '"' | '\''))?;
    let value = rest.get(1..)?.split_once(quote)?.0;
    let start = text.len() - rest.len() + 1;
    Some((name.trim_end_matches(is_xml_space), start..start + value.len(), start + value.len() + 1))
}
