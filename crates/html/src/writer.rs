//! The only maker of clean HTML: nothing that is written through it can come out unclean.

use super::elements::{Content, Element, Role, Value};
use super::hidden::Hidden;
use super::{CleanHtml, url};
use std::borrow::Cow;

/// Writes [`CleanHtml`] piece by piece.
///
/// Whatever is asked of it, what comes out is clean: names come from the allow list, text and values are escaped, addresses of
/// unknown schemes go, end tags that are missing are supplied, end tags too many and levels too deep are passed over. Each call
/// takes time in proportion to its own arguments.
///
/// ```
/// use courant_html::{Element, Writer};
///
/// let mut writer = Writer::new();
/// writer.open(Element::P, &[]);
/// writer.text("Fish & ");
/// writer.open(Element::A, &[("href", "javascript:alert(1)"), ("title", "\"chips\"")]);
/// writer.text("chips");
/// writer.raw("<b onclick='steal()'>now<script>alert(2)</script>");
/// assert_eq!(writer.finish().as_str(), "<p>Fish &amp; <a title=\"&quot;chips&quot;\">chips<b>now</b></a></p>");
/// ```
#[derive(Clone, Debug)]
pub struct Writer {
    html: String,
    /// The open elements, outermost first.
    open: Vec<Element>,
    /// How many of each element are open: most questions are whether any is.
    open_count: [u16; KINDS],
    /// How many of each element are not written because they would stand too deep, their end tags still to come.
    too_deep: [u32; KINDS],
    /// Where the content of the last `<pre>` begins: HTML passes over a line end there.
    pre_begins_at: Option<usize>,
    /// What is being passed over, from a piece of raw HTML to its end tag in a later piece.
    pub(super) hidden: Option<Hidden>,
    /// The content and the name of the element without tags in it that the last piece of raw HTML left open.
    pub(super) within: Option<(Content, String)>,
}

const KINDS: usize = Element::ALL.len();

/// Between these, an end tag of something outside means nothing.
const CELLS: &[Element] = &[Element::Td, Element::Th, Element::Caption];
const HEADINGS: &[Element] = &[Element::H1, Element::H2, Element::H3, Element::H4, Element::H5, Element::H6];
const SECTIONS_OF_A_TABLE: &[Element] = &[Element::Tbody, Element::Thead, Element::Tfoot, Element::Table];

impl Default for Writer {
    fn default() -> Writer {
        Writer::new()
    }
}

impl Writer {
    /// An empty text.
    pub fn new() -> Writer {
        Writer::with_capacity(0)
    }

    /// An empty text with room for so many bytes.
    pub fn with_capacity(length_bytes: usize) -> Writer {
        Writer {
            html: String::with_capacity(length_bytes),
            open: Vec::new(),
            open_count: [0; KINDS],
            too_deep: [0; KINDS],
            pre_begins_at: None,
            hidden: None,
            within: None,
        }
    }

    /// Opens an element, or writes a void one (`<br>`), with those of the attributes (names and values, unescaped) that may stand.
    ///
    /// What HTML's parser would close before it is closed: a paragraph before a block, a list item before the next. A picture
    /// without an address is not written; audio and video always get their controls.
    pub fn open(&mut self, element: Element, attributes: &[(&str, &str)]) {
        if self.passes_over(element) {
            return;
        }
        if !self.close_what_cannot_hold(element) {
            self.separate();
        } else if element.is_void() {
            self.write_tag(element, attributes);
        } else if self.open.len() >= CleanHtml::DEEPEST {
            self.flatten(element);
        } else {
            self.begin(element, attributes);
        }
    }

    fn begin(&mut self, element: Element, attributes: &[(&str, &str)]) {
        self.write_tag(element, attributes);
        self.push(element);
        self.pre_begins_at = (element == Element::Pre).then_some(self.html.len());
    }

    /// Writes text, unescaped as it is given.
    pub fn text(&mut self, text: &str) {
        if text.is_empty() || self.hidden.is_some() {
            return;
        }
        let start = self.html.len();
        escape_into(&mut self.html, text, Place::Text);
        let begins_pre = self.pre_begins_at == Some(start);
        if begins_pre && self.html.get(start..).is_some_and(|written| written.starts_with('\n')) {
            self.html.insert(start, '\n');
        }
    }

    /// Closes the innermost open element of this kind, and what is open within it; nothing where there is none.
    pub fn close(&mut self, element: Element) {
        if self.hidden.is_some() || self.was_flattened(element) {
            return;
        }
        let walls: &[Element] = match element {
            Element::Table => &[],
            Element::Li => &[Element::Ul, Element::Ol, Element::Td, Element::Th, Element::Caption],
            _ if element.role() == Role::TablePart => &[Element::Table],
            _ => CELLS,
        };
        let wanted = if element.level().is_some() { HEADINGS } else { &[element][..] };
        if let Some(index) = self.nearest(wanted, walls) {
            self.close_at(index);
        }
    }

    /// Closes what is open and gives the text.
    pub fn finish(mut self) -> CleanHtml {
        self.hidden = None;
        self.close_down_to(0);
        CleanHtml(self.html)
    }

    /// Whether the element stands in what is passed over, as within `<select>`. A block ends that where an author forgot to.
    fn passes_over(&mut self, element: Element) -> bool {
        if self.hidden.as_ref().is_some_and(|hidden| element.is_block() && hidden.ends_at_blocks()) {
            self.hidden = None;
        }
        self.hidden.is_some()
    }

    /// Supplies the end tags that HTML's parser would suppose before this element; `false` when it must not stand here at all.
    fn close_what_cannot_hold(&mut self, element: Element) -> bool {
        match element.role() {
            Role::Block | Role::Heading => {
                self.close_innermost(&[Element::P], CELLS);
                self.close_list_item_before(element);
                if element.role() == Role::Heading && self.open.last().is_some_and(|last| last.level().is_some()) {
                    self.close_down_to(self.open.len() - 1);
                }
            }
            Role::TablePart => {
                let holders = match element {
                    Element::Td | Element::Th => {
                        &[Element::Tr, Element::Tbody, Element::Thead, Element::Tfoot, Element::Table]
                    }
                    Element::Tr => SECTIONS_OF_A_TABLE,
                    Element::Col => &[Element::Colgroup, Element::Table],
                    _ => &[Element::Table][..],
                };
                let Some(holder) = self.nearest(holders, &[]) else { return false };
                self.close_down_to(holder + 1);
            }
            Role::Inline => match element {
                Element::A => self.close_innermost(&[Element::A], CELLS),
                Element::Rt | Element::Rp => self.close_innermost(&[Element::Rt, Element::Rp], &[Element::Ruby]),
                _ => {}
            },
        }
        true
    }

    fn close_list_item_before(&mut self, element: Element) {
        const WALLS: &[Element] = &[
            Element::Ul,
            Element::Ol,
            Element::Dl,
            Element::Td,
            Element::Th,
            Element::Caption,
            Element::Blockquote,
            Element::Section,
            Element::Article,
            Element::Aside,
            Element::Figure,
            Element::Details,
        ];
        match element {
            Element::Li => self.close_innermost(&[Element::Li], WALLS),
            Element::Dt | Element::Dd => self.close_innermost(&[Element::Dt, Element::Dd], WALLS),
            _ => {}
        }
    }

    fn close_innermost(&mut self, wanted: &[Element], walls: &[Element]) {
        if let Some(index) = self.nearest(wanted, walls) {
            self.close_down_to(index);
        }
    }

    /// Where the innermost of these stands among the open elements, if no wall is further in.
    fn nearest(&self, wanted: &[Element], walls: &[Element]) -> Option<usize> {
        if wanted.iter().all(|element| self.open_count[*element as usize] == 0) {
            return None;
        }
        for (index, open) in self.open.iter().enumerate().rev() {
            if wanted.contains(open) {
                return Some(index);
            }
            if walls.contains(open) {
                return None;
            }
        }
        None
    }

    /// Closes one element. Blocks that stand in it although it is part of a line (`<b><p>x</b>y</p>`) go on after it.
    fn close_at(&mut self, index: usize) {
        const MOST_RESUMED: usize = 4;
        let (element, above) = (self.open[index], self.open[index + 1..].to_vec());
        self.close_down_to(index);
        let crosses = element.role() == Role::Inline && above.iter().any(|open| open.is_block());
        if crosses && above.len() <= MOST_RESUMED {
            for resumed in above {
                // In another element now, which it may not stand in: a heading in a heading (`<h2><a><h3></a>`).
                if self.close_what_cannot_hold(resumed) {
                    self.begin(resumed, &[]);
                }
            }
        }
    }

    fn push(&mut self, element: Element) {
        self.open.push(element);
        self.open_count[element as usize] += 1;
    }

    fn close_down_to(&mut self, count: usize) {
        while self.open.len() > count {
            let Some(element) = self.open.pop() else { return };
            self.open_count[element as usize] -= 1;
            self.html.push_str("</");
            self.html.push_str(element.name());
            self.html.push('>');
        }
    }

    fn flatten(&mut self, element: Element) {
        self.too_deep[element as usize] = self.too_deep[element as usize].saturating_add(1);
        if element.is_block() {
            self.separate();
        }
    }

    /// Whether this end tag is taken to belong to an element that was not written.
    fn was_flattened(&mut self, element: Element) -> bool {
        let count = &mut self.too_deep[element as usize];
        if *count == 0 {
            return false;
        }
        *count -= 1;
        if element.is_block() {
            self.separate();
        }
        true
    }

    /// Keeps words apart that stood in different blocks.
    fn separate(&mut self) {
        if self.html.ends_with(|c: char| !c.is_whitespace() && c != '>') {
            self.html.push('\n');
        }
    }

    fn write_tag(&mut self, element: Element, attributes: &[(&str, &str)]) {
        let start = self.html.len();
        self.html.push('<');
        self.html.push_str(element.name());
        let mut written = Written::default();
        for (name, value) in attributes {
            if !written.has(name) && self.write_attribute(element, name, value) {
                written.add(name);
            }
        }
        let needs_address = matches!(element, Element::Img | Element::Source | Element::Track);
        if needs_address && !written.has("src") && !written.has("srcset") {
            self.html.truncate(start);
            return;
        }
        if matches!(element, Element::Audio | Element::Video) && !written.has("controls") {
            self.html.push_str(" controls=\"\"");
        }
        self.html.push('>');
    }

    fn write_attribute(&mut self, element: Element, name: &str, value: &str) -> bool {
        let Some(value) = element.value_of(name).and_then(|kind| checked(kind, value)) else { return false };
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape_into(&mut self.html, &value, Place::Attribute);
        self.html.push('"');
        true
    }
}

/// The names of the attributes that a tag has. No element may have more than there is room for.
#[derive(Default)]
struct Written<'a> {
    names: [&'a str; 16],
    count: usize,
}

impl<'a> Written<'a> {
    fn has(&self, name: &str) -> bool {
        self.names.iter().take(self.count).any(|written| *written == name)
    }

    fn add(&mut self, name: &'a str) {
        if let Some(free) = self.names.get_mut(self.count) {
            *free = name;
            self.count += 1;
        }
    }
}

/// The value as it may be written, if it may.
fn checked(kind: Value, value: &str) -> Option<Cow<'_, str>> {
    let trimmed = value.trim_matches(url::is_space);
    let shaped = |fits: bool| fits.then_some(Cow::Borrowed(trimmed));
    match kind {
        Value::Text => Some(Cow::Borrowed(value)),
        Value::Link => url::link(value),
        Value::Resource => url::resource(value),
        Value::Picture => url::picture(value),
        Value::Pictures => pictures(value).map(Cow::Owned),
        Value::Flag => Some(Cow::Borrowed("")),
        Value::Number => shaped(is_number(trimmed)),
        Value::Integer => shaped(is_number(trimmed.strip_prefix(['-', '+']).unwrap_or(trimmed))),
        Value::Language => shaped(is_word(trimmed, 35, "-") && trimmed.is_ascii()),
        Value::Name => shaped(is_word(trimmed, 200, "-_.:")),
        Value::CodeLanguage => code_language(trimmed).map(Cow::Borrowed),
        Value::OneOf(choices) => {
            let choice = choices.iter().find(|choice| **choice == trimmed);
            choice
                .or_else(|| choices.iter().find(|choice| choice.eq_ignore_ascii_case(trimmed)))
                .map(|c| Cow::Borrowed(*c))
        }
    }
}

/// The class that names the language of code.
fn code_language(classes: &str) -> Option<&str> {
    let is_language = |class: &&str| class.strip_prefix("language-").is_some_and(|name| is_word(name, 40, "-_.+#"));
    classes.split_ascii_whitespace().find(is_language)
}

/// A `srcset` with its candidates written in one way, without those whose address may not stand.
fn pictures(value: &str) -> Option<String> {
    let mut written = String::new();
    for (address, descriptor) in url::candidates(value) {
        if let Some(address) = url::resource(address) {
            push_candidate(&mut written, &address, descriptor);
        }
    }
    (!written.is_empty()).then_some(written)
}

/// Adds a candidate to a `srcset`. A comma at the end of an address would end it too early, and is encoded.
pub(super) fn push_candidate(written: &mut String, address: &str, descriptor: &str) {
    if !written.is_empty() {
        written.push_str(", ");
    }
    let bare = address.trim_matches(',');
    written.extend(std::iter::repeat_n("%2C", address.len() - address.trim_start_matches(',').len()));
    written.push_str(bare);
    written.extend(std::iter::repeat_n("%2C", address.trim_start_matches(',').len() - bare.len()));
    if !descriptor.is_empty() {
        written.push(' ');
        written.push_str(descriptor);
    }
}

fn is_number(value: &str) -> bool {
    (1..=9).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_word(value: &str, longest: usize, also: &str) -> bool {
    (1..=longest).contains(&value.len()) && value.chars().all(|c| c.is_alphanumeric() || also.contains(c))
}

/// Where text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Text,
    /// In a value in double quotes.
    Attribute,
}

/// Adds text, escaped for its place, without the characters that XML forbids and with LF for CRLF and CR.
pub(super) fn escape_into(html: &mut String, text: &str, place: Place) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        if PLAIN[byte as usize] {
            continue;
        }
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if place == Place::Attribute => "&quot;",
            b'"' => continue,
            b'\r' if bytes.get(index + 1) == Some(&b'\n') => "",
            b'\r' => "\n",
            // The first byte of U+FFFE and U+FFFF, and of many harmless ones.
            0xEF if !matches!(bytes.get(index + 1..index + 3), Some([0xBF, 0xBE | 0xBF])) => continue,
            _ => "",
        };
        html.push_str(text.get(copied..index).unwrap_or_default());
        html.push_str(replacement);
        copied = index + if byte == 0xEF { 3 } else { 1 };
    }
    html.push_str(text.get(copied..).unwrap_or_default());
}

/// Bytes that stand for themselves everywhere.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut control = 0;
    while control < 0x20 {
        plain[control] = matches!(control as u8, b'\t' | b'\n');
        control += 1;
    }
    plain[b'&' as usize] = false;
    plain[b'<' as usize] = false;
    plain[b'>' as usize] = false;
    plain[b'"' as usize] = false;
    plain[0xEF] = false;
    plain
};
