//! The tags in a text that may be HTML, as a browser would find them that puts it into a page.

use courant_html::{Content, Handler, Scripting, read_fragment};
use std::ops::Range;

/// A tag in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its name in the case in which it is written.
    pub(super) name: &'a str,
    /// Whether it is an end tag.
    pub(super) is_end: bool,
    range: (usize, usize),
    attributes: &'a [AttributePlaces],
    text: &'a str,
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TagAttribute<'a> {
    /// In the case in which it is written.
    pub(super) name: &'a str,
    pub(super) name_range: Range<usize>,
    /// Its character references resolved; empty where there is none.
    pub(super) value: &'a str,
    /// Where it is written, without its quotes.
    pub(super) value_range: Range<usize>,
}

/// What was found in a text, without the text.
#[derive(Debug, Default)]
pub(super) struct Tags {
    tags: Vec<TagPlaces>,
    attributes: Vec<AttributePlaces>,
    unended: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
struct TagPlaces {
    range: (usize, usize),
    name: (usize, usize),
    is_end: bool,
    /// Its attributes among all.
    attributes: (usize, usize),
}

#[derive(Debug)]
struct AttributePlaces {
    name: (usize, usize),
    value: (usize, usize),
    /// The value, where it is not what is written.
    resolved: Option<String>,
}

impl Tags {
    /// Finds the tags of a text; those of `<noscript>` both as readers see them that run scripts and as others do.
    pub(super) fn of(text: &str) -> Tags {
        let mut tags = Tags::default();
        if !text.contains('<') {
            return tags;
        }
        read_fragment(text, Scripting::Off, &mut Finder { text, tags: &mut tags });
        if tags.tags.iter().any(|tag| cut(text, tag.name).eq_ignore_ascii_case("noscript")) {
            read_fragment(text, Scripting::On, &mut Finder { text, tags: &mut tags });
            // What both see is found once.
            tags.tags.sort_by_key(|tag| tag.range);
            tags.tags.dedup_by_key(|tag| tag.range);
        }
        tags
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The tags, in the order of the text in which they were found.
    pub(super) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Tag<'a>> {
        self.tags.iter().map(move |places| Tag {
            name: cut(text, places.name),
            is_end: places.is_end,
            range: places.range,
            attributes: self.attributes.get(places.attributes.0..places.attributes.1).unwrap_or_default(),
            text,
        })
    }

    /// Where the start tag of an element of HTML begins that has no end.
    pub(super) fn unended(&self, text: &str) -> Option<Range<usize>> {
        let start = self.unended?;
        let name = text.get(start + 1..)?;
        let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
        is_html_element(name.get(..length)?).then_some(start..start + 1 + length)
    }
}

impl<'a> Tag<'a> {
    /// The whole of it in the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.0..self.range.1
    }

    /// Whether it is a tag of this element, whatever its case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Its attributes, in the order of the text; an end tag has none.
    pub(super) fn attributes(&self) -> impl Iterator<Item = TagAttribute<'a>> + use<'a> {
        let text = self.text;
        self.attributes.iter().map(move |places| TagAttribute {
            name: cut(text, places.name),
            name_range: places.name.0..places.name.1,
            value: places.resolved.as_deref().unwrap_or(cut(text, places.value)),
            value_range: places.value.0..places.value.1,
        })
    }
}

/// Whether HTML has or had an element of this name, in capital or small letters.
pub(super) fn is_html_element(name: &str) -> bool {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return courant_html::is_known(&name.to_ascii_lowercase());
    }
    courant_html::is_known(name)
}

fn cut(text: &str, (from, to): (usize, usize)) -> &str {
    text.get(from..to).unwrap_or_default()
}

struct Finder<'a> {
    text: &'a str,
    tags: &'a mut Tags,
}

impl Finder<'_> {
    fn add(&mut self, range: Range<usize>, name_start: usize, is_end: bool, attributes: (usize, usize)) {
        let named = self.text.as_bytes().get(name_start..range.end).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let name = (name_start, name_start + named.iter().position(ends).unwrap_or(named.len()));
        self.tags.tags.push(TagPlaces { range: (range.start, range.end), name, is_end, attributes });
    }
}

impl Handler for Finder<'_> {
    fn start_tag(&mut self, tag: &courant_html::Tag) -> Content {
        let first = self.tags.attributes.len();
        for attribute in tag.attributes() {
            let value = (attribute.value_span.start, attribute.value_span.end);
            let resolved = (cut(self.text, value) != attribute.value).then(|| attribute.value.to_string());
            let name = (attribute.name_span.start, attribute.name_span.end);
            self.tags.attributes.push(AttributePlaces { name, value, resolved });
        }
        let attributes = (first, self.tags.attributes.len());
        self.add(tag.span(), tag.span().start + 1, false, attributes);
        Content::Normal
    }

    fn end_tag(&mut self, tag: &courant_html::Tag) {
        self.add(tag.span(), tag.span().start + 2, true, (0, 0));
    }

    /// An instruction, which is a comment in HTML and was a tag in an old browser: `<?import>`.
    fn comment(&mut self, span: Range<usize>) {
        let rest = self.text.get(span.start + 1..).unwrap_or_default();
        if rest.strip_prefix('?').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic())) {
            let start = span.start + 1;
            self.add(span, start, false, (0, 0));
        }
    }

    fn end(&mut self, unended_tag: Option<usize>) {
        self.tags.unended = self.tags.unended.or(unended_tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found_where_they_stand() {
        let text =
            "1 < 2 <a href='x>&amp;y' B=c disabled/>z</A><!-- <b> --><br/>&eacute;<?import x><style><i></style> <b";
        let tags = Tags::of(text);
        let found: Vec<_> = tags.all(text).map(|tag| (&text[tag.range()], tag.name, tag.is_end)).collect();
        let expected = [
            ("<a href='x>&amp;y' B=c disabled/>", "a", false),
            ("</A>", "A", true),
            ("<br/>", "br", false),
            ("<?import x>", "?import", false),
            ("<style>", "style", false),
            ("</style>", "style", true),
        ];
        assert_eq!(found, expected);
        let first = tags.all(text).next().expect("there is a tag");
        let attributes: Vec<_> =
            first.attributes().map(|one| (&text[one.name_range], &text[one.value_range], one.value)).collect();
        assert_eq!(attributes, [("href", "x>&amp;y", "x>&y"), ("B", "c", "c"), ("disabled", "", "")]);
        assert_eq!(tags.unended(text), Some(text.len() - 2..text.len()));
    }

    #[test]
    fn what_is_live_with_or_without_scripts_is_found() {
        for text in ["<noscript><style></noscript><b>", "<noscript><b></noscript>"] {
            assert!(Tags::of(text).all(text).any(|tag| tag.is("b")), "{text}");
        }
    }
}
