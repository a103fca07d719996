//! How JSX is cut: tags with their attributes, and what stands between braces.
//!
//! The crate `markdown`, which reads MDX, does not serve: one tag that is not closed makes a whole article a mistake, and 100 KB of `<A>` take
//! it 1.5 s, of nested lists half a second. Nor does `mdxjs`, which makes JavaScript of it.

use crate::parts::Part;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsxTag<'s> {
    /// Its name; none is a fragment's.
    pub name: &'s str,
    /// `</name>`
    pub closes: bool,
    /// `<name />`
    pub stands_alone: bool,
    /// Its attributes, in order.
    pub attributes: Vec<(&'s str, JsxValue<'s>)>,
    /// The first byte behind it.
    pub end: usize,
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsxValue<'s> {
    /// Between quotes.
    Text(&'s str),
    /// Between braces.
    Expression(&'s str),
    /// Only its name is there.
    Nothing,
}

/// Cuts a source that is looked at from front to back.
pub struct JsxLexer<'s> {
    source: &'s str,
    /// How many bytes may still be looked at in vain, so that openings without ends cost no more than the source a few times.
    left: usize,
}

impl<'s> JsxLexer<'s> {
    /// For this source.
    pub fn new(source: &'s str) -> JsxLexer<'s> {
        JsxLexer { source, left: source.len().saturating_mul(2).saturating_add(10_000) }
    }

    /// The tag that begins with the `<` at this place.
    pub fn tag(&mut self, start: usize) -> Option<JsxTag<'s>> {
        if self.left == 0 {
            return None;
        }
        let mut seen = start;
        let tag = self.tag_from(start, &mut seen);
        if tag.is_none() {
            self.left = self.left.saturating_sub(seen - start);
        }
        tag
    }

    fn tag_from(&mut self, start: usize, seen: &mut usize) -> Option<JsxTag<'s>> {
        let source = self.source;
        let closes = source.part(start + 1..).starts_with('/');
        let at = start + 1 + usize::from(closes);
        let rest = source.part(at..);
        let length = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "_$.:-".contains(c))).unwrap_or(rest.len());
        let name = rest.part(..length);
        let mut tag = JsxTag { name, closes, stands_alone: false, attributes: Vec::new(), end: at + length };
        let behind = rest.part(length..).chars().next()?;
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && (behind.is_whitespace() || "/>{".contains(behind));
        let is_fragment = name.is_empty() && behind == '>';
        if !(begins || is_fragment) {
            return None;
        }
        loop {
            let rest = source.part(tag.end..);
            tag.end += rest.len() - rest.trim_start().len();
            *seen = tag.end;
            let rest = source.part(tag.end..);
            match rest.chars().next()? {
                '>' => {
                    tag.end += 1;
                    return Some(tag);
                }
                '/' if rest.starts_with("/>") => {
                    tag.end += 2;
                    tag.stands_alone = true;
                    return Some(tag);
                }
                '{' => tag.end = self.braces(tag.end)?,
                '/' | '<' | '"' | '\'' | '=' | '`' => return None,
                _ => {
                    let length =
                        rest.find(|c: char| c.is_whitespace() || "=/>{\"'<`".contains(c)).unwrap_or(rest.len());
                    let name = rest.part(..length);
                    tag.end += length;
                    let value = self.value(&mut tag.end)?;
                    tag.attributes.push((name, value));
                }
            }
        }
    }

    fn value(&mut self, end: &mut usize) -> Option<JsxValue<'s>> {
        let source = self.source;
        let Some(behind) = source.part(*end..).trim_start().strip_prefix('=') else { return Some(JsxValue::Nothing) };
        let behind = behind.trim_start();
        let start = source.len() - behind.len();
        let first = behind.chars().next()?;
        if first == '{' {
            *end = self.braces(start)?;
            return Some(JsxValue::Expression(source.part(start + 1..*end - 1)));
        }
        if first != '"' && first != '\'' {
            // HTML: `width=280`
            let length = behind.find(|c: char| c.is_whitespace() || "/>{<".contains(c)).unwrap_or(behind.len());
            *end = start + length;
            return Some(JsxValue::Text(behind.part(..length)));
        }
        let length = self.find(start + 1, first as u8)?;
        *end = start + 1 + length + 1;
        Some(JsxValue::Text(source.part(start + 1..start + 1 + length)))
    }

    /// How far a byte stands behind a place.
    fn find(&mut self, start: usize, byte: u8) -> Option<usize> {
        let rest = self.source.as_bytes().get(start..)?;
        let rest = rest.get(..rest.len().min(self.left)).unwrap_or_default();
        let found = memchr::memchr(byte, rest);
        if found.is_none() {
            self.left = self.left.saturating_sub(rest.len());
        }
        found
    }

    /// The first byte behind the brace that closes the one at this place. Strings, templates and comments of JavaScript hold none.
    pub fn braces(&mut self, start: usize) -> Option<usize> {
        let bytes = self.source.as_bytes();
        let bytes = bytes.get(..bytes.len().min(start.saturating_add(self.left)))?;
        let end = closed(bytes, start);
        if end.is_none() {
            self.left = self.left.saturating_sub(bytes.len().saturating_sub(start));
        }
        end
    }
}

/// The first byte behind what is opened at a place by `{`, `(` or `[`, or behind a statement that ends at an empty line.
fn closed(bytes: &[u8], start: usize) -> Option<usize> {
    let mut open: Vec<u8> = Vec::new();
    let mut at = start;
    loop {
        let byte = *bytes.get(at)?;
        let in_template = open.last() == Some(&b'`');
        match byte {
            b'\\' => at += 1,
            b'`' if in_template => drop(open.pop()),
            b'$' if in_template && bytes.get(at + 1) == Some(&b'{') => {
                open.push(b'{');
                at += 1;
            }
            _ if in_template => {}
            b'`' => open.push(b'`'),
            b'"' | b'\'' => at = string_end(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at += 3 + memchr::memmem::find(bytes.get(at + 2..)?, b"*/")?;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/')
                && at.checked_sub(1).and_then(|before| bytes.get(before)) != Some(&b':') =>
            {
                at += memchr::memchr(b'\n', bytes.get(at..)?)?;
            }
            b'{' => open.push(b'{'),
            b'}' => {
                open.pop();
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// The quote that ends a string, or its beginning where it is none: words of a language have apostrophes.
fn string_end(bytes: &[u8], start: usize) -> usize {
    /// The longest line that is looked through for it.
    const FARTHEST: usize = 2_000;
    let quote = bytes.get(start).copied().unwrap_or_default();
    let rest = bytes.get(start + 1..bytes.len().min(start + FARTHEST)).unwrap_or_default();
    let mut escaped = false;
    for (length, byte) in rest.iter().enumerate() {
        match *byte {
            b'\n' => break,
            b'\\' => escaped = !escaped,
            byte if byte == quote && !escaped => return start + 1 + length,
            _ => escaped = false,
        }
    }
    start
}

/// How many bytes the statement takes that begins with `import` or `export`: to an empty line outside of brackets. `left` is how many bytes
/// may still be looked at in vain.
pub fn statement_length(text: &str, left: &mut usize) -> usize {
    let (mut open, mut length, mut first) = (0usize, 0, None);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            first = first.or(Some(length));
            if open == 0 {
                return length;
            }
        }
        if length > *left {
            break;
        }
        let opens = line.bytes().filter(|byte| b"{([".contains(byte)).count();
        let closes = line.bytes().filter(|byte| b"})]".contains(byte)).count();
        open = (open + opens).saturating_sub(closes);
        length += line.len();
    }
    if open == 0 && length == text.len() {
        return length;
    }
    *left = left.saturating_sub(length);
    first.unwrap_or_else(|| memchr::memmem::find(text.as_bytes(), b"\n\n").map_or(text.len(), |at| at + 1))
}
