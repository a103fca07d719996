//! Keeps hostile markup away from parsers: nesting that would make them quadratic or deep is flattened before they see it.

use std::borrow::Cow;
use std::collections::HashMap;

/// The deepest nesting that a page may have. Real pages stay below 60.
const DEEPEST: usize = 250;

/// How many elements that carry formatting over from block to block (`<b><p>..</p><p>..`) may be open at once. Parsers repeat
/// all open ones in every new block (HTML Standard, "reconstruct the active formatting elements").
const MOST_FORMATTING: usize = 24;

const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that never hold others, or whose end is mostly left out; they do not count as nesting of their own.
const NO_NESTING: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "html", "head", "body", "rt",
    "rp", "path",
];

/// Elements whose content is text to its end tag, whatever stands in it.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noembed"];

/// The page, without the tags that nest deeper than [`DEEPEST`] and with a leading NUL-free text; borrowed when there are none.
pub fn flattened(html: &str) -> Cow<'_, str> {
    let mut kept: Option<String> = None;
    let mut copied_to = 0;
    let mut open = Nesting::default();
    let mut rest = 0;
    while let Some(tag) = next_tag(html, rest) {
        rest = tag.end;
        if !open.allows(&tag) {
            let out = kept.get_or_insert_with(|| String::with_capacity(html.len()));
            out.push_str(html.get(copied_to..tag.start).unwrap_or_default());
            copied_to = tag.end;
        } else if !tag.closes && RAW.contains(&tag.name.as_str()) {
            rest = end_of_raw(html, &tag);
        }
    }
    match kept {
        None => Cow::Borrowed(html),
        Some(mut out) => {
            out.push_str(html.get(copied_to..).unwrap_or_default());
            Cow::Owned(out)
        }
    }
}

/// What is open, as far as it can be told from tags alone.
#[derive(Default)]
struct Nesting {
    open: HashMap<String, usize>,
    depth: usize,
    formatting: usize,
    /// How often a parser had to repeat formatting so far.
    repeated: usize,
}

impl Nesting {
    fn allows(&mut self, tag: &Tag) -> bool {
        let formats = FORMATTING.contains(&tag.name.as_str());
        if NO_NESTING.contains(&tag.name.as_str()) {
            self.repeated += self.formatting;
            return true;
        }
        if tag.closes {
            return self.close(tag, formats);
        }
        // A page of a million unclosed `<b><p>` may not become many millions of elements.
        let most = if self.repeated > 100_000 { 1 } else { MOST_FORMATTING };
        if self.depth >= DEEPEST || formats && self.formatting >= most {
            return false;
        }
        if !formats {
            self.repeated += self.formatting;
        }
        self.depth += 1;
        self.formatting += usize::from(formats);
        *self.open.entry(tag.name.clone()).or_default() += 1;
        true
    }

    fn close(&mut self, tag: &Tag, formats: bool) -> bool {
        // An end tag without a start does nothing, but costs a parser a look through all that is open.
        let Some(count) = self.open.get_mut(&tag.name).filter(|count| **count > 0) else { return tag.name == "p" };
        *count -= 1;
        self.depth -= 1;
        self.formatting -= usize::from(formats);
        true
    }
}

struct Tag {
    start: usize,
    end: usize,
    name: String,
    closes: bool,
}

/// The next start or end tag at or after `from`; comments and declarations are passed over.
fn next_tag(html: &str, from: usize) -> Option<Tag> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memchr(b'<', bytes.get(at..)?)?;
        let after = bytes.get(start + 1..)?;
        if after.starts_with(b"!--") {
            let body = start + 4;
            at = memchr::memmem::find(bytes.get(body..)?, b"-->").map_or(bytes.len(), |found| body + found + 3);
            continue;
        }
        let closes = after.first() == Some(&b'/');
        let name_start = start + 1 + usize::from(closes);
        let name_length =
            bytes.get(name_start..)?.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        if name_length == 0 || !bytes.get(name_start)?.is_ascii_alphabetic() {
            at = start + 1;
            continue;
        }
        let name = html.get(name_start..name_start + name_length)?.to_ascii_lowercase();
        let end = end_of_tag(bytes, name_start + name_length);
        return Some(Tag { start, end, name, closes });
    }
}

/// Behind the `>` of a tag, which may stand in quotes before.
fn end_of_tag(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at + 1,
            b'=' => {
                at += 1;
                at +=
                    bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count());
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at).copied() {
                    let rest = bytes.get(at + 1..).unwrap_or_default();
                    at = memchr::memchr(quote, rest).map_or(bytes.len(), |found| at + 1 + found + 1);
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Where the text of a raw element ends: at its end tag.
fn end_of_raw(html: &str, tag: &Tag) -> usize {
    let bytes = html.as_bytes();
    let mut at = tag.end;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memmem::find(rest, b"</")) {
        let name = at + found + 2;
        if html.get(name..name + tag.name.len()).is_some_and(|name| name.eq_ignore_ascii_case(&tag.name)) {
            return at + found;
        }
        at = name;
    }
    bytes.len()
}
