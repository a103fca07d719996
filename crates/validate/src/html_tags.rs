//! The tags in a text that may be HTML, as a browser would find them that puts it into a page.

use courant_html::{Content, Handler, Scripting, read_fragment, tokenize};
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
    ///
    /// Where a text is nested too deep to say what is text in it and what is a tag, all that may be a tag is one.
    pub(super) fn of(text: &str) -> Tags {
        let mut tags = Tags::default();
        if !text.contains('<') {
            return tags;
        }
        let mut is_exact = read_fragment(text, Scripting::Off, &mut Finder { text, start: 0, tags: &mut tags });
        let has_noscript = tags.tags.iter().any(|tag| cut(text, tag.name).eq_ignore_ascii_case("noscript"));
        if has_noscript {
            is_exact &= read_fragment(text, Scripting::On, &mut Finder { text, start: 0, tags: &mut tags });
        }
        if !is_exact {
            tags.add_all_that_may_be(text);
        }
        if has_noscript || !is_exact {
            // What is seen more than once is found once, as it was seen first.
            tags.tags.sort_by_key(|tag| tag.range.0);
            tags.tags.dedup_by_key(|tag| tag.range.0);
        }
        tags
    }

    /// Reads a tag at every `<` that may begin one: wherever a browser finds one, it is cut the same way.
    ///
    /// Tags that overlap would be read again and again. Where that has cost too much, they are read in pieces.
    fn add_all_that_may_be(&mut self, text: &str) {
        const MOST_READINGS: usize = 8;
        let mut room = text.len().saturating_mul(MOST_READINGS);
        let places = |byte: u8| memchr::memchr_iter(byte, text.as_bytes());
        let starts: Vec<usize> = places(b'<').filter(|&at| may_begin_tag(text, at)).collect();
        let ends: Vec<usize> = places(b'>').map(|at| at + 1).collect();
        for (index, &start) in starts.iter().enumerate() {
            let behind = ends.get(ends.partition_point(|&end| end <= start)..).unwrap_or_default();
            // Most tags end at the first `>`; in quotes there may be more.
            let steps =
                std::iter::successors(Some(1), |count| Some(count * 2)).take_while(|count| *count < behind.len());
            let is_read =
                steps.chain([behind.len()]).filter_map(|count| behind.get(count.checked_sub(1)?)).any(|&end| {
                    room = room.saturating_sub(end - start);
                    room > 0 && self.add_first(text.get(start..end).unwrap_or_default(), start)
                });
            if !is_read && room == 0 && !behind.is_empty() {
                self.add_piece(text, start..starts.get(index + 1).copied().unwrap_or(text.len()));
            }
        }
    }

    /// Reads a piece of a text, from where a tag may begin to where the next may, as all that it may be: a tag, or a part of one that
    /// began before it, in whatever quotes. All attributes that begin in it are those of one tag.
    fn add_piece(&mut self, text: &str, range: Range<usize>) {
        let (first_tag, first) = (self.tags.len(), self.attributes.len());
        for before in ["", "<a ", "<a b=", "<a b='", "<a b=\""] {
            // The end of a tag, in whatever quotes.
            let piece = format!("{before}{}>\">'>", text.get(range.clone()).unwrap_or_default());
            self.add_first(&piece, range.start.wrapping_sub(before.len()));
        }
        let mut attributes = self.attributes.split_off(first);
        attributes.retain(|attribute| range.contains(&attribute.name.0) && attribute.name.1 <= range.end);
        attributes.sort_by_key(|attribute| attribute.name);
        attributes.dedup_by_key(|attribute| attribute.name.0);
        for attribute in &mut attributes {
            attribute.value = (attribute.value.0.min(range.end), attribute.value.1.min(range.end));
        }
        self.attributes.append(&mut attributes);
        self.tags.truncate(first_tag + 1);
        if let Some(tag) = self.tags.get_mut(first_tag) {
            tag.range = (range.start, tag.range.1.min(range.end));
            tag.name = (tag.name.0, tag.name.1.min(range.end));
            tag.attributes = (first, self.attributes.len());
        }
    }

    /// Reads the tag with which a piece of a text begins; answers whether it ends.
    fn add_first(&mut self, piece: &str, start: usize) -> bool {
        let mut first = First { finder: Finder { text: piece, start, tags: self }, is_read: false };
        tokenize(piece, &mut first);
        first.is_read
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

/// Whether a tag, or an instruction, may begin at this `<`.
fn may_begin_tag(text: &str, start: usize) -> bool {
    let after = text.get(start + 1..).unwrap_or_default();
    after.strip_prefix(['/', '?']).unwrap_or(after).starts_with(|c: char| c.is_ascii_alphabetic())
}

struct Finder<'a> {
    /// What is read: all of the text, or a piece of it.
    text: &'a str,
    /// Where it begins in the text; what is read may have a beginning that is not in the text, which is then before it.
    start: usize,
    tags: &'a mut Tags,
}

impl Finder<'_> {
    fn add(&mut self, range: Range<usize>, name_start: usize, is_end: bool, attributes: (usize, usize)) {
        let named = self.text.as_bytes().get(name_start..range.end).unwrap_or_default();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let name = (name_start, name_start + named.iter().position(ends).unwrap_or(named.len()));
        let (range, name) = (self.place((range.start, range.end)), self.place(name));
        self.tags.tags.push(TagPlaces { range, name, is_end, attributes });
    }

    /// Where a place of what is read is in the text.
    fn place(&self, (from, to): (usize, usize)) -> (usize, usize) {
        (self.start.wrapping_add(from), self.start.wrapping_add(to))
    }
}

impl Handler for Finder<'_> {
    fn start_tag(&mut self, tag: &courant_html::Tag) -> Content {
        let first = self.tags.attributes.len();
        for attribute in tag.attributes() {
            let value = (attribute.value_span.start, attribute.value_span.end);
            let resolved = (cut(self.text, value) != attribute.value).then(|| attribute.value.to_string());
            let name = self.place((attribute.name_span.start, attribute.name_span.end));
            let value = self.place(value);
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

/// Finds the tag with which what is read begins, and no other.
struct First<'a> {
    finder: Finder<'a>,
    is_read: bool,
}

impl Handler for First<'_> {
    fn start_tag(&mut self, tag: &courant_html::Tag) -> Content {
        if !std::mem::replace(&mut self.is_read, true) {
            self.finder.start_tag(tag);
        }
        Content::PlainText
    }

    fn end_tag(&mut self, tag: &courant_html::Tag) {
        if !std::mem::replace(&mut self.is_read, true) {
            self.finder.end_tag(tag);
        }
    }

    fn comment(&mut self, span: Range<usize>) {
        if !std::mem::replace(&mut self.is_read, true) {
            self.finder.comment(span);
        }
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

    /// The handlers that run, where they are written.
    fn handlers(text: &str) -> Vec<usize> {
        let tags = Tags::of(text);
        let attributes = tags.all(text).flat_map(|tag| tag.attributes());
        attributes.filter(|one| one.name == "onerror").map(|one| one.name_range.start).collect()
    }

    #[test]
    fn what_is_live_behind_the_limits_of_the_tree_is_found() {
        let formatting: String = (0..48).map(|id| format!("<b id={id}>")).collect();
        let deep = "<div>".repeat(160);
        let objects = "<object></object>".repeat(2_001);
        let many: String = (0..300).map(|number| format!(" a{number}")).collect();
        let table = [
            ("style in SVG too deep", &*deep, "<svg><style><img src=x onerror=a()></style></svg>"),
            ("the way out of SVG is one too many", &*formatting, "<svg><b><![CDATA[><img src=x onerror=a()>]]>"),
            (
                "an end tag that ends nothing",
                &*objects,
                "<svg><foreignObject><object></foreignObject><![CDATA[><img src=x onerror=a()>]]>",
            ),
            (
                "more attributes than are kept",
                &*format!("<svg><font{many} color=c>"),
                "<![CDATA[><img src=x onerror=a()>]]>",
            ),
            ("both in one", &*deep, "<![CDATA[><svg><style><img src=x onerror=a()></style></svg>"),
            ("a quote between", &*deep, "<style><a title='</style><svg><style><img src=x onerror=a()></style></svg>"),
            ("a `>` in quotes", &*deep, "<svg><style><img alt='>>>>>' src=x onerror=a()></style></svg>"),
            ("for readers that run scripts", &*deep, "<noscript><svg><style></noscript><img src=x onerror=a()>"),
        ];
        for (name, before, text) in table {
            let text = format!("{before}{text}");
            assert_eq!(handlers(&text), [text.find("onerror").expect("it is there")], "{name}");
        }
    }

    #[test]
    fn what_is_no_tag_is_none_within_the_limits() {
        let deep = "<div>".repeat(100);
        for text in ["<svg></svg><style><img onerror=a()></style>", "<svg><![CDATA[><img onerror=a()>]]></svg>"] {
            assert_eq!(handlers(&format!("{deep}{text}")), [0; 0], "{text}");
        }
    }

    #[test]
    fn tags_that_overlap_behind_the_limits_are_read_in_linear_time() {
        let deep = "<svg>".repeat(160);
        for piece in ["<a b=\"", "<a ", "<a<a", "<a/b=", "<a b='>", "<a b=\"<a c='>", "</a ", "<?a ", "<!--<style>"] {
            let text = format!("{deep}{}<script><img onerror=a()>", piece.repeat(5_000));
            assert!(Tags::of(&text).all(&text).any(|tag| tag.is("script")), "{piece}");
            assert!(!handlers(&text).is_empty(), "{piece}");
        }
        let costly = format!("{deep}<!--{}b='-->", "<a ".repeat(200));
        for tag in
            ["<img alt='<b title=\"' onerror=a()>", "<img alt=\"<b title='\" onerror=a()>", "<img alt=<b/ onerror=a()>"]
        {
            let text = format!("{costly}<style>{tag}");
            assert!(handlers(&text).contains(&text.rfind("onerror").expect("it is there")), "{tag}");
        }
    }
}
