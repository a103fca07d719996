//! HTML cut into tags, text and comments, as the HTML Standard's tokenizer cuts it (section 13.2.5, "Tokenization"), in linear time.
//!
//! The state machine is that of the crate `html5gum`. This is the only place where HTML is cut: whoever reads HTML in Courant is a
//! [`Handler`]. What the standard calls the state of the tokenizer is here the [`Content`] that an element holds: only whoever
//! follows the tree can say it, so the handler answers it for every start tag.

use crate::elements::Content;
use html5gum::{Emitter, Error, Readable, Reader, State, StringReader};
use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

/// What is done with the pieces of HTML, in their order.
pub trait Handler {
    /// Text between tags, its character references resolved and its line ends LF; never empty.
    ///
    /// Two calls in a row have a tag or a comment between them.
    fn text(&mut self, _text: &str, _span: Range<usize>) {}

    /// A start tag. What is answered says how the text behind it is cut: [`Content::of`] its name where no tree is followed.
    fn start_tag(&mut self, tag: &Tag) -> Content;

    /// An end tag.
    fn end_tag(&mut self, _tag: &Tag) {}

    /// A comment, or what the standard takes for one: `<!x>`, `<?x>`, `</3>`.
    fn comment(&mut self, _span: Range<usize>) {}

    /// `<!doctype html>`.
    fn doctype(&mut self, _doctype: &Doctype) {}

    /// Whether what is read stands in SVG or MathML, where `<![CDATA[` begins text and not a comment (section 13.2.5.42).
    fn is_in_foreign_content(&mut self) -> bool {
        false
    }

    /// The end of the text, and where a tag begins that has no end; such a tag is none.
    fn end(&mut self, _unended_tag: Option<usize>) {}
}

/// A tag, as the handler gets to see it.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'t> {
    /// Its name and the names and values of its attributes, one behind the other.
    text: &'t str,
    name: Place,
    attributes: &'t [AttributePlaces],
    span: Place,
    /// Whether it is written `<name/>`.
    pub closes_itself: bool,
}

/// From and to, in bytes.
type Place = (usize, usize);

/// An attribute: its name and its value in the tag's text, and where both are written.
#[derive(Clone, Copy, Debug, Default)]
struct AttributePlaces {
    name: Place,
    value: Place,
    name_span: Place,
    value_span: Place,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// In small letters.
    pub name: &'t str,
    /// Its character references resolved; empty where there is none.
    pub value: &'t str,
    /// Where the name is written.
    pub name_span: Range<usize>,
    /// Where the value is written, without its quotes; behind the name where there is none.
    pub value_span: Range<usize>,
}

impl<'t> Tag<'t> {
    /// Its name, in small letters.
    pub fn name(&self) -> &'t str {
        self.text.get(self.name.0..self.name.1).unwrap_or_default()
    }

    /// Where it is written, from its `<` to behind its `>`.
    pub fn span(&self) -> Range<usize> {
        self.span.0..self.span.1
    }

    /// Its attributes as they are written: of two with one name only the first counts.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'t>> + use<'t> {
        let text = self.text;
        let cut = move |(from, to): Place| text.get(from..to).unwrap_or_default();
        self.attributes.iter().map(move |places| Attribute {
            name: cut(places.name),
            value: cut(places.value),
            name_span: places.name_span.0..places.name_span.1,
            value_span: places.value_span.0..places.value_span.1,
        })
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&'t str> {
        self.attributes().find(|attribute| attribute.name == name).map(|attribute| attribute.value)
    }
}

/// `<!doctype html>` and its like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doctype {
    /// In small letters.
    pub name: Option<String>,
    /// `PUBLIC "..."`.
    pub public_id: Option<String>,
    /// `SYSTEM "..."`.
    pub system_id: Option<String>,
    /// Whether it is so broken that the page is to be shown as in the nineties.
    pub force_quirks: bool,
}

/// Cuts HTML that begins between tags.
pub fn tokenize(html: &str, handler: &mut dyn Handler) {
    tokenize_within(html, None, handler);
}

/// Cuts HTML that begins within an element that holds no tags: its content and its name, at whose end tag it ends.
pub fn tokenize_within(html: &str, within: Option<(Content, &str)>, handler: &mut dyn Handler) {
    let (content, name) = within.unwrap_or((Content::Normal, ""));
    let reader = Pausing { reader: html.to_reader(), values: 0 };
    let mut tokenizer = html5gum::Tokenizer::new_with_emitter(reader, Pieces::new(html, name, handler));
    if let Some(state) = state(content) {
        tokenizer.set_state(state);
    }
    // Behind a pause it goes on.
    while tokenizer.next().is_some() {}
}

/// A reader that makes the state machine come back from time to time: from one attribute in double quotes to the next its functions call
/// each other, deeper and deeper on the stack.
struct Pausing<'a> {
    reader: StringReader<'a>,
    /// How many pieces of such values have been read since the last pause.
    values: usize,
}

#[derive(Debug)]
struct Pause;

impl std::fmt::Display for Pause {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("a pause")
    }
}

impl std::error::Error for Pause {}

impl Reader for Pausing<'_> {
    type Error = Pause;

    fn read_byte(&mut self) -> Result<Option<u8>, Pause> {
        let Ok(byte) = self.reader.read_byte();
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, Pause> {
        let Ok(found) = self.reader.try_read_string(text, case_sensitive);
        Ok(found)
    }

    fn read_until<'b>(&'b mut self, wanted: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Pause> {
        const MOST_VALUES: usize = 64;
        // Only here is all that the machine knows in its state, so that it goes on where it was.
        let is_value = wanted.starts_with(b"\"&\0");
        self.values += usize::from(is_value);
        if is_value && self.values > MOST_VALUES {
            self.values = 0;
            return Err(Pause);
        }
        let Ok(read) = self.reader.read_until(wanted, buffer);
        Ok(read)
    }
}

fn state(content: Content) -> Option<State> {
    match content {
        Content::Normal | Content::Open | Content::Void => None,
        Content::RawText => Some(State::RawText),
        Content::EscapableRawText => Some(State::RcData),
        Content::Script => Some(State::ScriptData),
        Content::PlainText => Some(State::PlainText),
    }
}

/// Puts together what the state machine finds, and hands it on.
struct Pieces<'a> {
    html: &'a str,
    handler: &'a mut dyn Handler,
    /// How far the machine has read.
    position: usize,
    text: Text,
    /// Where the last tag or comment ended.
    ended: usize,
    /// Where the tag or comment begins that is being read, while it is.
    begun: Option<usize>,
    is_end_tag: bool,
    closes_itself: bool,
    /// The name of the tag and its attributes, one behind the other.
    tag: Vec<u8>,
    name: Place,
    attributes: Vec<AttributePlaces>,
    /// The name of the last start tag: only its end tag ends text without tags.
    last_start_tag: Vec<u8>,
    doctype: Doctype,
}

/// Text that has been read and not yet been handed on.
#[derive(Default)]
struct Text {
    span: Range<usize>,
    /// What it says, where that is not what is written there.
    resolved: Vec<u8>,
    is_resolved: bool,
}

impl<'a> Pieces<'a> {
    fn new(html: &'a str, last_start_tag: &str, handler: &'a mut dyn Handler) -> Pieces<'a> {
        Pieces {
            html,
            handler,
            position: 0,
            text: Text::default(),
            ended: 0,
            begun: None,
            is_end_tag: false,
            closes_itself: false,
            tag: Vec::new(),
            name: (0, 0),
            attributes: Vec::new(),
            last_start_tag: last_start_tag.as_bytes().to_vec(),
            doctype: Doctype::default(),
        }
    }

    fn hand_on_text(&mut self) {
        let span = std::mem::take(&mut self.text.span);
        if std::mem::take(&mut self.text.is_resolved) {
            self.handler.text(&text_of(&self.text.resolved), span);
            self.text.resolved.clear();
        } else if let Some(text) = self.html.get(span.clone()).filter(|text| !text.is_empty()) {
            self.handler.text(text, span);
        }
    }

    fn begin_tag(&mut self, is_end_tag: bool) {
        self.is_end_tag = is_end_tag;
        self.closes_itself = false;
        self.tag.clear();
        self.attributes.clear();
        self.name = (0, 0);
    }

    fn span_to_here(&mut self) -> Place {
        self.ended = self.position;
        (self.begun.take().unwrap_or(self.position), self.position)
    }
}

impl Emitter for Pieces<'_> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start_tag = name.unwrap_or_default().to_vec();
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_eof(&mut self) {
        self.hand_on_text();
        let unended = self.begun.take().filter(|&start| starts_tag(self.html, start));
        self.handler.end(unended);
    }

    fn emit_string(&mut self, piece: &[u8]) {
        // A `<` that was read turned out to be text.
        self.begun = None;
        let start = self.position.saturating_sub(piece.len());
        let text = &mut self.text;
        let is_first = !text.is_resolved && text.span.is_empty();
        let is_written = self.html.as_bytes().get(start..self.position) == Some(piece);
        if is_written && !text.is_resolved && (is_first || text.span.end == start) {
            text.span = if is_first { start..self.position } else { text.span.start..self.position };
            return;
        }
        if !text.is_resolved {
            text.resolved.extend_from_slice(self.html.get(text.span.clone()).unwrap_or_default().as_bytes());
            text.is_resolved = true;
        }
        if is_first {
            // What is written may be shorter than what it says, or longer.
            text.span.start = self.ended;
        }
        text.span.end = self.position;
        text.resolved.extend_from_slice(piece);
    }

    fn start_open_tag(&mut self) {
        self.begun = Some(self.position.saturating_sub(1));
    }

    fn init_start_tag(&mut self) {
        self.begin_tag(false);
    }

    fn init_end_tag(&mut self) {
        self.begin_tag(true);
    }

    fn push_tag_name(&mut self, piece: &[u8]) {
        self.tag.extend_from_slice(piece);
        self.name.1 = self.tag.len();
    }

    fn init_attribute(&mut self) {
        let (at, start) = (self.tag.len(), self.position.saturating_sub(1));
        let (here, name) = ((at, at), (start, self.position));
        self.attributes.push(AttributePlaces { name: here, value: here, name_span: name, value_span: name });
    }

    fn push_attribute_name(&mut self, piece: &[u8]) {
        self.tag.extend_from_slice(piece);
        let (length, position) = (self.tag.len(), self.position);
        if let Some(attribute) = self.attributes.last_mut() {
            attribute.name.1 = length;
            attribute.value = (length, length);
            attribute.name_span.1 = position;
            attribute.value_span = (position, position);
        }
    }

    fn init_attribute_value(&mut self) {
        if let Some(attribute) = self.attributes.last_mut() {
            attribute.value_span = (self.position, self.position);
        }
    }

    fn push_attribute_value(&mut self, piece: &[u8]) {
        self.tag.extend_from_slice(piece);
        if let Some(attribute) = self.attributes.last_mut() {
            attribute.value.1 = self.tag.len();
            attribute.value_span.1 = self.position;
        }
    }

    fn set_self_closing(&mut self) {
        self.closes_itself = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.hand_on_text();
        let span = self.span_to_here();
        let text = text_of(&self.tag);
        let tag =
            Tag { text: &text, name: self.name, attributes: &self.attributes, span, closes_itself: self.closes_itself };
        if self.is_end_tag {
            self.handler.end_tag(&tag);
            return None;
        }
        self.last_start_tag.clear();
        self.last_start_tag.extend_from_slice(tag.name().as_bytes());
        state(self.handler.start_tag(&tag))
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && !self.last_start_tag.is_empty() && self.last_start_tag == self.tag
    }

    fn init_comment(&mut self) {
        self.hand_on_text();
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {
        let (start, end) = self.span_to_here();
        self.handler.comment(start..end);
    }

    fn init_doctype(&mut self) {
        self.hand_on_text();
        self.doctype = Doctype::default();
    }

    fn push_doctype_name(&mut self, piece: &[u8]) {
        push(&mut self.doctype.name, piece);
    }

    fn set_doctype_public_identifier(&mut self, piece: &[u8]) {
        self.doctype.public_id = Some(text_of(piece).into_owned());
    }

    fn set_doctype_system_identifier(&mut self, piece: &[u8]) {
        self.doctype.system_id = Some(text_of(piece).into_owned());
    }

    fn push_doctype_public_identifier(&mut self, piece: &[u8]) {
        push(&mut self.doctype.public_id, piece);
    }

    fn push_doctype_system_identifier(&mut self, piece: &[u8]) {
        push(&mut self.doctype.system_id, piece);
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn emit_current_doctype(&mut self) {
        self.span_to_here();
        self.handler.doctype(&self.doctype);
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.handler.is_in_foreign_content()
    }
}

/// Bytes that come from a text, of which only ASCII has been changed.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// Names of document types that count are of ASCII letters; others need not be kept letter by letter.
fn push(text: &mut Option<String>, piece: &[u8]) {
    text.get_or_insert_default().push_str(&text_of(piece));
}

/// Whether a tag begins here, and not text or a comment.
fn starts_tag(html: &str, start: usize) -> bool {
    let after = html.get(start + 1..).unwrap_or_default();
    after.strip_prefix('/').unwrap_or(after).starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each piece as it is written, and what it says.
    struct Written<'a>(&'a str, Vec<String>);

    impl Handler for Written<'_> {
        fn text(&mut self, text: &str, span: Range<usize>) {
            self.1.push(format!("{:?} {text:?}", &self.0[span]));
        }

        fn start_tag(&mut self, tag: &Tag) -> Content {
            self.1.push(format!("{} {}", &self.0[tag.span()], tag.name()));
            for one in tag.attributes() {
                let (name, value) = (&self.0[one.name_span], &self.0[one.value_span]);
                self.1.push(format!("{name}={value} {}={}", one.name, one.value));
            }
            Content::of(tag.name())
        }

        fn end_tag(&mut self, tag: &Tag) {
            self.1.push(format!("{} /{}", &self.0[tag.span()], tag.name()));
        }

        fn comment(&mut self, span: Range<usize>) {
            self.1.push(format!("comment {}", &self.0[span]));
        }

        fn end(&mut self, unended_tag: Option<usize>) {
            self.1.extend(unended_tag.map(|start| format!("unended {}", &self.0[start..])));
        }
    }

    fn cut(html: &str) -> Vec<String> {
        let mut written = Written(html, Vec::new());
        tokenize(html, &mut written);
        written.1
    }

    #[test]
    fn each_piece_is_found_where_it_is_written() {
        let cases: [(&str, &[&str]); 11] = [
            ("a&amp;b", &["\"a&amp;b\" \"a&b\""]),
            ("é\r\n&notit; &", &["\"é\\r\\n&notit; &\" \"é\\n¬it; &\""]),
            (
                "<A HREF='x&amp;y' b c = d/>",
                &["<A HREF='x&amp;y' b c = d/> a", "HREF=x&amp;y href=x&y", "b= b=", "c=d/ c=d/"],
            ),
            ("<a b=\"\" c=''>", &["<a b=\"\" c=''> a", "b= b=", "c= c="]),
            ("<a b=c&lt;d&>", &["<a b=c&lt;d&> a", "b=c&lt;d& b=c<d&"]),
            ("<!-->a</3>b<?c>", &["comment <!-->", "\"a\" \"a\"", "comment </3>", "\"b\" \"b\"", "comment <?c>"]),
            ("<!-- a --!>b<!-- c", &["comment <!-- a --!>", "\"b\" \"b\"", "comment <!-- c"]),
            ("<title><b></title >x", &["<title> title", "\"<b>\" \"<b>\"", "</title > /title", "\"x\" \"x\""]),
            ("<title>\0a</title>&lt", &["<title> title", "\"\\0a\" \"\u{FFFD}a\"", "</title> /title", "\"&lt\" \"<\""]),
            ("1 < 2 <b", &["\"1 < 2 \" \"1 < 2 \"", "unended <b"]),
            ("<script>a<b</script", &["<script> script", "\"a<b</script\" \"a<b</script\""]),
        ];
        for (html, expected) in cases {
            assert_eq!(cut(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_take_no_stack() {
        let attributes: String =
            (0..50_000).map(|number| format!(" a{number}=\"{number}&amp;\" b='c' d=e f")).collect();
        let pieces = cut(&format!("<p{attributes}>a"));
        assert_eq!(pieces.len(), 200_002);
        assert_eq!(pieces.get(197), Some(&"a49=49&amp; a49=49&".to_string()));
    }

    proptest! {
        /// Places are places in the text, whatever it is, and no two pieces overlap.
        #[test]
        fn pieces_follow_each_other(html in crate::dom::tests::markup()) {
            struct Ends(usize);
            impl Ends {
                fn add(&mut self, span: Range<usize>) {
                    assert!(self.0 <= span.start && span.start <= span.end, "{} {span:?}", self.0);
                    self.0 = span.end;
                }
            }
            impl Handler for Ends {
                fn text(&mut self, text: &str, span: Range<usize>) {
                    assert!(!text.is_empty());
                    self.add(span);
                }

                fn start_tag(&mut self, tag: &Tag) -> Content {
                    let mut inside = Ends(tag.span().start);
                    for attribute in tag.attributes() {
                        inside.add(attribute.name_span);
                        inside.add(attribute.value_span);
                    }
                    assert!(inside.0 < tag.span().end);
                    self.add(tag.span());
                    Content::of(tag.name())
                }

                fn end_tag(&mut self, tag: &Tag) {
                    self.add(tag.span());
                }

                fn comment(&mut self, span: Range<usize>) {
                    self.add(span);
                }
            }
            let mut ends = Ends(0);
            tokenize(&html, &mut ends);
            assert!(ends.0 <= html.len() && html.is_char_boundary(ends.0));
        }
    }
}
