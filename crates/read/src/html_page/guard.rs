//! Keeps hostile markup away from parsers: nesting that would make them quadratic or deep is flattened before they see it.

use foldhash::HashMap;
use std::borrow::Cow;

/// The deepest nesting that a page may have. Real pages stay below 60.
const DEEPEST: usize = 250;

/// How many elements that carry formatting over from block to block (`<b><p>..</p><p>..`) may be open at once. Parsers repeat
/// all open ones in every new block (HTML Standard, "reconstruct the active formatting elements").
const MOST_FORMATTING: usize = 24;

const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// How often formatting may be repeated before all of it is ended, so that pages do not grow to many times their size.
const MOST_REPEATED: usize = 100_000;

/// How many attributes of a tag are read. Parsers compare each with all before it; real tags stay below 60.
const MOST_ATTRIBUTES: usize = 250;

/// Whether an element counts as nesting: not one that never holds others, or whose end is mostly left out.
fn nests(name: &str) -> bool {
    !matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "p"
            | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "html"
            | "head"
            | "body"
            | "rt"
            | "rp"
            | "path"
    )
}

/// Elements whose content is text to its end tag, whatever stands in it.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "noembed"];

/// The page, without the tags that nest deeper than [`DEEPEST`], the attributes beyond [`MOST_ATTRIBUTES`], and what scripts and styles
/// say, which is half of many pages and nothing to us but where it is JSON-LD; borrowed when it has none of these.
pub fn flattened(html: &str) -> Cow<'_, str> {
    let mut kept = Kept { html, out: None, copied_to: 0 };
    let mut open = Nesting::default();
    let mut rest = 0;
    while let Some(tag) = next_tag(html, rest) {
        rest = tag.end;
        if !open.allows(&tag) {
            kept.replace(tag.start, tag.end, "");
            continue;
        }
        if open.repeated > MOST_REPEATED && open.formatting > 1 {
            kept.replace(tag.start, tag.start, &open.end_formatting());
        }
        if let Some(cut) = tag.cut {
            kept.replace(cut, tag.end, ">");
        }
        if !tag.closes && RAW.contains(&&*tag.name) {
            rest = end_of_raw(html, &tag);
            if !is_read(html, &tag, rest) {
                kept.replace(tag.end, rest, "");
            }
        }
    }
    kept.finish()
}

/// Whether the text of a raw element counts: JSON-LD, and all but scripts and styles. A script that holds another in a comment ends
/// later than it seems (HTML Standard, "script data double escaped state"), and stays as it is.
fn is_read(html: &str, tag: &Tag, end: usize) -> bool {
    if !matches!(&*tag.name, "script" | "style") {
        return true;
    }
    let holds = |from: usize, to: usize, wanted: &[u8]| {
        html.as_bytes().get(from..to).is_some_and(|bytes| memchr::memmem::find(bytes, wanted).is_some())
    };
    let is_json = html.get(tag.start..tag.end).is_some_and(|tag| tag.to_ascii_lowercase().contains("ld+json"));
    is_json || holds(tag.end, end, b"<!--")
}

/// A page of which some pieces are replaced; copied only once there is one.
struct Kept<'a> {
    html: &'a str,
    out: Option<String>,
    copied_to: usize,
}

impl<'a> Kept<'a> {
    fn replace(&mut self, from: usize, to: usize, by: &str) {
        let out = self.out.get_or_insert_with(|| String::with_capacity(self.html.len()));
        out.push_str(self.html.get(self.copied_to..from).unwrap_or_default());
        out.push_str(by);
        self.copied_to = to;
    }

    fn finish(self) -> Cow<'a, str> {
        let Some(mut out) = self.out else { return Cow::Borrowed(self.html) };
        out.push_str(self.html.get(self.copied_to..).unwrap_or_default());
        Cow::Owned(out)
    }
}

/// What is open, as far as it can be told from tags alone.
#[derive(Default)]
struct Nesting<'a> {
    open: HashMap<Cow<'a, str>, usize>,
    depth: usize,
    formatting: usize,
    /// How often a parser had to repeat formatting so far.
    repeated: usize,
}

impl<'a> Nesting<'a> {
    fn allows(&mut self, tag: &Tag<'a>) -> bool {
        if !nests(&tag.name) {
            self.repeated += self.formatting;
            return true;
        }
        let formats = FORMATTING.contains(&&*tag.name);
        if tag.closes {
            return self.close(tag, formats);
        }
        // A page of a million unclosed `<b><p>` may not become many millions of elements.
        let most = if self.repeated > MOST_REPEATED { 1 } else { MOST_FORMATTING };
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

    /// The end tags of all formatting that is open.
    fn end_formatting(&mut self) -> String {
        let mut tags = String::new();
        for name in FORMATTING {
            let count = self.open.remove(name).unwrap_or(0);
            tags.extend(std::iter::repeat_n(format!("</{name}>"), count));
            self.depth = self.depth.saturating_sub(count);
        }
        self.formatting = 0;
        tags
    }

    fn close(&mut self, tag: &Tag, formats: bool) -> bool {
        // An end tag without a start does nothing, but costs a parser a look through all that is open.
        let Some(count) = self.open.get_mut(&*tag.name).filter(|count| **count > 0) else { return tag.name == "p" };
        *count -= 1;
        self.depth -= 1;
        self.formatting -= usize::from(formats);
        true
    }
}

struct Tag<'a> {
    start: usize,
    end: usize,
    name: Cow<'a, str>,
    closes: bool,
    /// Where it has attributes enough.
    cut: Option<usize>,
}

/// The next start or end tag at or after `from`; comments and declarations are passed over.
fn next_tag(html: &str, from: usize) -> Option<Tag<'_>> {
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
        let name = html.get(name_start..name_start + name_length)?;
        let has_capital = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let name = if has_capital { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        let (end, cut) = end_of_tag(bytes, name_start + name_length);
        return Some(Tag { start, end, name, closes, cut });
    }
}

/// Behind the `>` of a tag, which may stand in quotes before; and where more than [`MOST_ATTRIBUTES`] begin.
fn end_of_tag(bytes: &[u8], from: usize) -> (usize, Option<usize>) {
    let (mut at, mut attributes, mut cut) = (from, 0, None);
    let mut between = false;
    while let Some(byte) = bytes.get(at).copied() {
        if byte == b'>' {
            return (at + 1, cut);
        }
        let separates = byte.is_ascii_whitespace() || byte == b'/';
        if between && !separates {
            attributes += 1;
            cut = cut.or((attributes > MOST_ATTRIBUTES).then_some(at));
        }
        between = separates;
        at += 1;
        if byte == b'=' {
            let spaces = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            at += bytes.get(at..).map_or(0, spaces);
            if let Some(quote @ (b'"' | b'\'')) = bytes.get(at).copied() {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                at = memchr::memchr(quote, rest).map_or(bytes.len(), |found| at + 1 + found + 1);
                // The next attribute may begin right behind the quotation mark.
                between = true;
            }
        }
    }
    (bytes.len(), cut)
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
