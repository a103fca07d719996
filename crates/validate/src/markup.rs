//! Finds the tags in a text that may be HTML, in one pass and without building a tree.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A tag in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Its name in the case in which it is written.
    pub(super) name: &'a str,
    range: (usize, usize),
    /// Whether it is an end tag.
    pub(super) is_end: bool,
    /// What stands between the name and `>`, and where.
    inside: &'a str,
    inside_start: usize,
}

/// A tag without the text that it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagPlaces {
    range: (usize, usize),
    name: (usize, usize),
    is_end: bool,
}

impl TagPlaces {
    /// The tag, in the text in which it was found.
    pub(super) fn tag<'a>(&self, text: &'a str) -> Tag<'a> {
        Tag {
            name: text.get(self.name.0..self.name.1).unwrap_or_default(),
            range: self.range,
            is_end: self.is_end,
            inside: text.get(self.name.1..self.range.1.saturating_sub(1)).unwrap_or_default(),
            inside_start: self.name.1,
        }
    }
}

/// An attribute of a tag without the text that it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct AttributePlaces {
    name: (usize, usize),
    value: (usize, usize),
}

impl AttributePlaces {
    /// The attribute, in the text in which it was found.
    pub(super) fn attribute<'a>(&self, text: &'a str) -> TagAttribute<'a> {
        let (name_range, value_range) = (self.name.0..self.name.1, self.value.0..self.value.1);
        TagAttribute {
            name: text.get(name_range.clone()).unwrap_or_default(),
            value: text.get(value_range.clone()).unwrap_or_default(),
            name_range,
            value_range,
        }
    }
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagAttribute<'a> {
    pub(super) name: &'a str,
    pub(super) name_range: Range<usize>,
    /// As it is written, without its quotes; empty where there is none.
    pub(super) value: &'a str,
    pub(super) value_range: Range<usize>,
}

/// The tags of a text, in its order; a `<` that begins none is passed over.
///
/// No byte is looked at more than twice, whatever the text: what cannot end a tag is never begun again from within.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', text.as_bytes().get(at..)?)?;
            match begin(text, start) {
                Begin::Tag(tag) => {
                    at = tag.range.1;
                    return Some(tag);
                }
                Begin::Nothing(next) => at = next,
            }
        }
    })
}

/// What a `<` begins.
enum Begin<'a> {
    Tag(Tag<'a>),
    /// No tag; the next one may begin here.
    Nothing(usize),
}

fn begin(text: &str, start: usize) -> Begin<'_> {
    let bytes = text.as_bytes();
    let rest = bytes.get(start..).unwrap_or_default();
    if rest.starts_with(b"<!--") {
        let end = memchr::memmem::find(rest, b"-->").map_or(text.len(), |end| start + end);
        return Begin::Nothing(end);
    }
    let is_end = rest.get(1) == Some(&b'/');
    let name_at = 1 + usize::from(is_end);
    let is_letter = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphabetic);
    let is_instruction = rest.get(name_at) == Some(&b'?') && is_letter(name_at + 1);
    if !is_letter(name_at) && !is_instruction {
        return Begin::Nothing(start + 1);
    }
    let name_start = start + name_at;
    let ends_name = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<');
    let named = bytes.get(name_start..).unwrap_or_default();
    let inside_start = name_start + named.iter().position(ends_name).unwrap_or(named.len());
    match tag_end(bytes, inside_start) {
        Ok(end) => Begin::Tag(Tag {
            name: text.get(name_start..inside_start).unwrap_or_default(),
            range: (start, end + 1),
            is_end,
            inside: text.get(inside_start..end).unwrap_or_default(),
            inside_start,
        }),
        Err(next) => Begin::Nothing(next),
    }
}

/// The `>` of a tag, outside values in quotes. A `<` before it means that this is no tag: then the place of that `<`.
fn tag_end(bytes: &[u8], mut at: usize) -> Result<usize, usize> {
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = rest.iter().position(|byte| matches!(byte, b'>' | b'<' | b'"' | b'\'')) else {
            return Err(bytes.len());
        };
        at += found;
        match bytes.get(at) {
            Some(b'>') => return Ok(at),
            Some(quote @ (b'"' | b'\'')) if follows_equals(bytes, at) => {
                let Some(length) = memchr::memchr(*quote, bytes.get(at + 1..).unwrap_or_default()) else {
                    return Err(bytes.len());
                };
                at += 2 + length;
            }
            Some(b'"' | b'\'') => at += 1,
            _ => return Err(at),
        }
    }
}

/// Only after `=` does a quote begin a value.
fn follows_equals(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).unwrap_or_default().iter().rev().take(16).find(|byte| !byte.is_ascii_whitespace()) == Some(&b'=')
}

impl TagAttribute<'_> {
    /// The attribute without its text.
    pub(super) fn places(&self) -> AttributePlaces {
        let (name, value) = (&self.name_range, &self.value_range);
        AttributePlaces { name: (name.start, name.end), value: (value.start, value.end) }
    }
}

impl<'a> Tag<'a> {
    /// The tag without its text.
    pub(super) fn places(&self) -> TagPlaces {
        let name = (self.inside_start - self.name.len(), self.inside_start);
        TagPlaces { range: self.range, name, is_end: self.is_end }
    }

    /// The whole of it in the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.0..self.range.1
    }

    /// Whether it is a tag of this element, whatever its case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its attributes, in the order of the text.
    pub(super) fn attributes(&self) -> impl Iterator<Item = TagAttribute<'a>> + use<'a> {
        let (inside, offset) = (self.inside, self.inside_start);
        let mut at = 0;
        std::iter::from_fn(move || {
            let (attribute, next) = attribute_at(inside, at, offset)?;
            at = next;
            Some(attribute)
        })
    }
}

fn attribute_at(inside: &str, from: usize, offset: usize) -> Option<(TagAttribute<'_>, usize)> {
    let bytes = inside.as_bytes();
    let skip = |at: usize, what: fn(u8) -> bool| {
        let rest = bytes.get(at..).unwrap_or_default();
        at + rest.iter().position(|byte| !what(*byte)).unwrap_or(rest.len())
    };
    let start = skip(from, |byte| byte.is_ascii_whitespace() || byte == b'/');
    let end = skip(start, |byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'/'));
    if start >= bytes.len() {
        return None;
    }
    let name = inside.get(start..end)?;
    let equals = skip(end, |byte| byte.is_ascii_whitespace());
    let (value, next) = if bytes.get(equals) == Some(&b'=') {
        let value_start = skip(equals + 1, |byte| byte.is_ascii_whitespace());
        match bytes.get(value_start) {
            Some(quote @ (b'"' | b'\'')) => {
                let length = memchr::memchr(*quote, bytes.get(value_start + 1..)?)?;
                (value_start + 1..value_start + 1 + length, value_start + length + 2)
            }
            _ => {
                let value_end = skip(value_start, |byte| !byte.is_ascii_whitespace());
                (value_start..value_end, value_end)
            }
        }
    } else {
        (end..end, end.max(start + 1))
    };
    let attribute = TagAttribute {
        name,
        name_range: offset + start..offset + end,
        value: inside.get(value.clone())?,
        value_range: offset + value.start..offset + value.end,
    };
    Some((attribute, next))
}

/// Whether HTML has or had an element of this name.
pub(super) fn is_html_element(name: &str) -> bool {
    const NAMES: &str = " a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br \
        button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fencedframe \
        fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins \
        isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed \
        noframes noscript object ol optgroup option output p param picture plaintext portal pre progress q rb rp rt rtc ruby s samp script \
        search section select slot small source spacer span strike strong style sub summary sup svg table tbody td template textarea tfoot \
        th thead time title tr track tt u ul var video wbr xmp ";
    static TABLE: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split_ascii_whitespace().collect());
    const LONGEST: usize = 16;
    name.len() <= LONGEST && TABLE.contains(name.to_ascii_lowercase().as_str())
}

/// The first reference that HTML would resolve: `&amp;`, `&eacute;`, `&#8217;`, and long names without their `;` such as `&omega`.
pub(super) fn entity(text: &str) -> Option<Range<usize>> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let rest = text.get(at + 1..)?;
        let name_length = rest.bytes().take(32).position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'));
        let name = rest.get(..name_length.unwrap_or(rest.len().min(32)))?;
        let is_ended = rest.as_bytes().get(name.len()) == Some(&b';');
        let is_number = name.strip_prefix('#').is_some_and(|digits| {
            let (digits, radix) = digits.strip_prefix(['x', 'X']).map_or((digits, 10), |digits| (digits, 16));
            digits.chars().all(|digit| digit.is_digit(radix)) && (is_ended || radix == 16)
        });
        let is_entity = (is_ended || name.len() > 4) && super::reader::is_html_entity(name);
        (is_number || is_entity).then_some(at..at + 1 + name.len() + usize::from(is_ended))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found_where_they_stand() {
        let text = "1 < 2 <a href='x>y' B=c disabled/>z</A><!-- <b> --><br/>&eacute;";
        let found: Vec<_> = tags(text).map(|tag| (&text[tag.range()], tag.name, tag.is_end)).collect();
        let expected = [("<a href='x>y' B=c disabled/>", "a", false), ("</A>", "A", true), ("<br/>", "br", false)];
        assert_eq!(found, expected);
        let first = tags(text).next().expect("there is a tag");
        let attributes: Vec<_> =
            first.attributes().map(|one| (&text[one.name_range], &text[one.value_range])).collect();
        assert_eq!(attributes, [("href", "x>y"), ("B", "c"), ("disabled", "")]);
        assert_eq!(entity(text).map(|range| &text[range]), Some("&eacute;"));
    }
}
