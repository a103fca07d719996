//! Attribute lists of kramdown and containers: what only says how something looks goes.

use super::code::code;
use crate::templates::Ahead;
use std::borrow::Cow;
use std::ops::Range;

/// The source without attribute lists, and with containers replaced by their titles. In code nothing is touched.
pub fn replaced(source: &str) -> Cow<'_, str> {
    let has = |mark: &str| memchr::memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
    if !["{:", ":::"].into_iter().any(has) {
        return Cow::Borrowed(source);
    }
    let mut scan = Scan {
        source,
        written: String::with_capacity(source.len()),
        attributes_end: Ahead::of("}"),
        line_end: Ahead::of("\n"),
        container_end: Ahead::of("\n"),
        equals: Ahead::of("="),
    };
    scan.all(code(source));
    Cow::Owned(scan.written)
}

struct Scan<'s> {
    source: &'s str,
    written: String,
    attributes_end: Ahead,
    /// What tells whether an attribute list is one.
    line_end: Ahead,
    equals: Ahead,
    container_end: Ahead,
}

impl Scan<'_> {
    fn all(&mut self, code: Vec<Range<usize>>) {
        let mut code = code.into_iter().peekable();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'{', b':', self.source.as_bytes().get(at..).unwrap_or_default()) {
            let start = at + found;
            self.write(at..start);
            while code.next_if(|range| range.end <= start).is_some() {}
            if let Some(range) = code.peek().filter(|range| range.start <= start) {
                self.write(start..range.end);
                at = range.end;
                continue;
            }
            at = self.one(start).unwrap_or_else(|| {
                self.write(start..start + 1);
                start + 1
            });
        }
        self.write(at..self.source.len());
    }

    fn write(&mut self, range: Range<usize>) {
        self.written.push_str(self.source.get(range).unwrap_or_default());
    }

    /// Replaces what begins here, and gives its end; `None` when nothing does.
    fn one(&mut self, start: usize) -> Option<usize> {
        let source = self.source;
        let rest = source.get(start..)?;
        if rest.starts_with("{:") {
            let inside = start + 2;
            let closed = self.attributes_end.next_from(source, inside)?;
            self.attributes(inside..closed)?;
            return Some(closed + 1);
        }
        if !rest.starts_with(":::") {
            return None;
        }
        // The last line may have no end.
        let inside = start + 3;
        let closed = self.container_end.next_from(source, inside).unwrap_or(source.len());
        self.container(source.get(inside..closed)?, start)?;
        Some((closed + 1).min(source.len()))
    }

    /// `{: .class #id}` belongs to what stands before it; `{:toc}` makes a list of contents of the item `TOC`.
    fn attributes(&mut self, place: Range<usize>) -> Option<()> {
        let inner = self.source.get(place.clone())?;
        let holds = |mark: &mut Ahead| mark.next_from(self.source, place.start).is_some_and(|at| at < place.end);
        let begins = inner.starts_with([' ', '.', '#']) || inner == "toc" || holds(&mut self.equals);
        if holds(&mut self.line_end) || !begins {
            return None;
        }
        if inner == "toc" {
            let line = self.written.strip_suffix('\n').unwrap_or(&self.written);
            let start = line.len() - line.bytes().rev().take(40).position(|byte| byte == b'\n').unwrap_or(0);
            if line.get(start..).is_some_and(|item| item.starts_with(['*', '-', '+', '1'])) {
                self.written.truncate(start);
            }
        }
        Some(())
    }

    /// `:::tip A title` to `:::` sets apart what is between.
    fn container(&mut self, inner: &str, start: usize) -> Option<()> {
        let before = self.source.get(..start)?;
        if !(before.is_empty() || before.ends_with('\n')) {
            return None;
        }
        let words = inner.trim_matches(|c: char| c == ':' || c.is_whitespace());
        let title = words.trim_start_matches(|c: char| c.is_alphanumeric() || "-_{}.".contains(c));
        match title.trim_matches(|c: char| "[]{}\"".contains(c) || c.is_whitespace()) {
            "" => self.written.push('\n'),
            title => self.written.push_str(&format!("\n**{title}**\n\n")),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn what_says_how_something_looks_goes() {
        let cases = [
            ("# A\n{: .no_toc #x}\n\n* TOC\n{:toc}\n\nb", "# A\n\n\n\n\nb"),
            (":::tip[Mind this]\n\nb\n\n:::\n", "\n**Mind this**\n\n\nb\n\n\n"),
            (":::note A title\nb\n:::\n", "\n**A title**\n\nb\n\n"),
            // What is none of it stays.
            ("`{: .x}` {:", "`{: .x}` {:"),
            ("std::::vec", "std::::vec"),
            ("a b\n{:toc}\n:::", "a b\n\n\n"),
        ];
        for (source, expected) in cases {
            assert_eq!(replaced(source), expected, "{source}");
        }
    }

    #[test]
    fn hostile_containers_end() {
        for piece in ["{:", ":::", "`{:", ":::a\n", "{:x=\n"] {
            let source = piece.repeat(20_000);
            assert!(replaced(&source).len() <= source.len() * 2, "{piece}");
        }
    }
}
