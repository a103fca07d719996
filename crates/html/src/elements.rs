//! The elements of HTML, each in one row: how it stands in a line, what it may hold, and whether it may stand in clean HTML.

/// What an element holds, as far as it decides how the text behind its start tag is cut and when it ends (HTML Standard, sections
/// 13.1.2, "Elements", and 13.2.6.4.7, 'The "in body" insertion mode').
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text and elements, to its end tag.
    Normal,
    /// The same; its end tag may be left out.
    Open,
    /// Nothing: it has no end tag.
    Void,
    /// Text to its end tag, in which `<` and `&` mean nothing.
    RawText,
    /// Text to its end tag, in which only `&` means something.
    EscapableRawText,
    /// A script: text to its end tag, but for an end tag in a comment in it.
    Script,
    /// Text to the end of the page.
    PlainText,
}

impl Content {
    /// What the element of this name, in small letters, holds in HTML.
    ///
    /// `<noscript>` holds elements, as it does for readers that run no scripts.
    pub fn of(name: &str) -> Content {
        Facts::of(name).map_or(Content::Normal, |facts| facts.content)
    }

    /// Whether it is text without tags.
    pub fn is_text(self) -> bool {
        matches!(self, Content::RawText | Content::EscapableRawText | Content::Script | Content::PlainText)
    }
}

/// How an element stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// It is part of a line, and goes on in the next block where that is not its end (section 13.2.4.3, "formatting").
    Formatting,
    /// It is text in a line.
    Phrase,
    /// It makes a block, or is no text.
    Other,
}

/// How an element of clean HTML stands among others: what HTML's parser makes of a page that leaves end tags out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A block: ends an open paragraph.
    Block,
    /// A heading: a block that no other heading may stand in.
    Heading,
    /// Part of a line.
    Inline,
    /// Part of a table: means nothing outside one.
    TablePart,
}

/// What the value of an attribute has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Any text.
    Text,
    /// An address to go to.
    Link,
    /// The address of something that is shown or played at once.
    Resource,
    /// The address of a picture: also one that is written out in a `data:` URL.
    Picture,
    /// Pictures with their widths or densities (`srcset`).
    Pictures,
    /// Digits.
    Number,
    /// Digits, perhaps with a sign.
    Integer,
    /// Nothing: it is there or not.
    Flag,
    /// The shape of a language tag.
    Language,
    /// A name without white space.
    Name,
    /// What language code is in, as HTML says it (HTML Standard, section 4.5.15): `language-rust`. Other classes go.
    CodeLanguage,
    /// One of these.
    OneOf(&'static [&'static str]),
}

/// What is known of an element of HTML.
struct Facts {
    name: &'static str,
    line: Line,
    content: Content,
    clean: Option<Element>,
}

impl Facts {
    fn of(name: &str) -> Option<&'static Facts> {
        let letter = usize::from(name.as_bytes().first()?.checked_sub(b'a')?);
        let range = usize::from(*STARTS.get(letter)?)..usize::from(*STARTS.get(letter + 1)?);
        ALL.get(range)?.iter().find(|facts| facts.name == name)
    }
}

/// Where the names with each letter begin, and where the last ends.
const STARTS: [u8; 27] = {
    let mut starts = [0; 27];
    let mut index = 0;
    while index < ALL.len() {
        let mut later = (ALL[index].name.as_bytes()[0] - b'a') as usize + 1;
        while later < starts.len() {
            starts[later] = index as u8 + 1;
            later += 1;
        }
        index += 1;
    }
    starts
};

/// Whether HTML has or had an element of this name, written in small letters.
pub fn is_known(name: &str) -> bool {
    Facts::of(name).is_some()
}

/// Whether an element is text in a line and makes no block of its own.
pub fn is_in_line(name: &str) -> bool {
    Facts::of(name).is_some_and(|facts| facts.line != Line::Other)
}

/// Whether an element goes on in the next block where its end tag is missing.
pub(crate) fn is_formatting(name: &str) -> bool {
    Facts::of(name).is_some_and(|facts| facts.line == Line::Formatting)
}

macro_rules! elements {
    ($($name:literal $line:ident $content:ident $(=> $variant:ident $role:ident [$($attribute:literal)*])?;)*) => {
        /// All elements that HTML has or had, in the order of the alphabet.
        const ALL: &[Facts] = &[$(Facts {
            name: $name,
            line: Line::$line,
            content: Content::$content,
            clean: elements!(@clean $($variant)?),
        },)*];

        /// An element that may stand in clean HTML.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Element {
            $($(#[doc = concat!("`<", $name, ">`")] $variant,)?)*
        }

        impl Element {
            /// All of them, in the order of the alphabet.
            pub const ALL: &'static [Element] = &[$($(Element::$variant,)?)*];

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $($(Element::$variant => $name,)?)*
                }
            }

            pub(crate) fn role(self) -> Role {
                match self {
                    $($(Element::$variant => Role::$role,)?)*
                }
            }

            fn own_attributes(self) -> &'static [&'static str] {
                match self {
                    $($(Element::$variant => &[$($attribute),*],)?)*
                }
            }
        }
    };
    (@clean) => { None };
    (@clean $variant:ident) => { Some(Element::$variant) };
}

// Name, how it stands in a line, what it holds; and for those that may stand in clean HTML how, with which attributes of their own.
elements! {
    "a" Formatting Normal => A Inline ["href"];
    "abbr" Phrase Normal => Abbr Inline [];
    "acronym" Phrase Normal;
    "address" Other Normal => Address Block [];
    "applet" Other Normal;
    "area" Other Void;
    "article" Other Normal => Article Block [];
    "aside" Other Normal => Aside Block [];
    "audio" Other Normal => Audio Inline ["src" "controls"];
    "b" Formatting Normal => B Inline [];
    "base" Other Void;
    "basefont" Other Void;
    "bdi" Phrase Normal => Bdi Inline [];
    "bdo" Phrase Normal => Bdo Inline [];
    "bgsound" Other Void;
    "big" Formatting Normal;
    "blink" Other Normal;
    "blockquote" Other Normal => Blockquote Block ["cite"];
    "body" Other Open;
    "br" Other Void => Br Inline [];
    "button" Other Normal;
    "canvas" Other Normal;
    "caption" Other Open => Caption TablePart [];
    "center" Other Normal;
    "cite" Phrase Normal => Cite Inline [];
    "code" Formatting Normal => Code Inline ["class"];
    "col" Other Void => Col TablePart ["span"];
    "colgroup" Other Open => Colgroup TablePart ["span"];
    "data" Phrase Normal => Data Inline ["value"];
    "datalist" Other Normal;
    "dd" Other Open => Dd Block [];
    "del" Phrase Normal => Del Inline ["cite" "datetime"];
    "details" Other Normal => Details Block ["open"];
    "dfn" Phrase Normal => Dfn Inline [];
    "dialog" Other Normal;
    "dir" Other Normal;
    "div" Other Normal => Div Block [];
    "dl" Other Normal => Dl Block [];
    "dt" Other Open => Dt Block [];
    "em" Formatting Normal => Em Inline [];
    "embed" Other Void;
    "fencedframe" Other Normal;
    "fieldset" Other Normal;
    "figcaption" Other Normal => Figcaption Block [];
    "figure" Other Normal => Figure Block [];
    "font" Formatting Normal;
    "footer" Other Normal => Footer Block [];
    "form" Other Normal;
    "frame" Other Void;
    "frameset" Other Normal;
    "h1" Other Normal => H1 Heading [];
    "h2" Other Normal => H2 Heading [];
    "h3" Other Normal => H3 Heading [];
    "h4" Other Normal => H4 Heading [];
    "h5" Other Normal => H5 Heading [];
    "h6" Other Normal => H6 Heading [];
    "head" Other Open;
    "header" Other Normal => Header Block [];
    "hgroup" Other Normal => Hgroup Block [];
    "hr" Other Void => Hr Block [];
    "html" Other Open;
    "i" Formatting Normal => I Inline [];
    "iframe" Other RawText;
    "img" Other Void => Img Inline ["src" "srcset" "sizes" "alt" "width" "height"];
    "input" Other Void;
    "ins" Phrase Normal => Ins Inline ["cite" "datetime"];
    "isindex" Other Normal;
    "kbd" Phrase Normal => Kbd Inline [];
    "keygen" Other Void;
    "label" Other Normal;
    "legend" Other Normal;
    "li" Other Open => Li Block ["value"];
    "link" Other Void;
    "listing" Other Normal;
    "main" Other Normal => Main Block [];
    "map" Other Normal;
    "mark" Phrase Normal => Mark Inline [];
    "marquee" Other Normal;
    "math" Other Normal;
    "menu" Other Normal;
    "menuitem" Other Normal;
    "meta" Other Void;
    "meter" Other Normal;
    "multicol" Other Normal;
    "nav" Other Normal;
    "nextid" Other Normal;
    "nobr" Formatting Normal;
    "noembed" Other RawText;
    "noframes" Other RawText;
    "noscript" Other Normal;
    "object" Other Normal;
    "ol" Other Normal => Ol Block ["start" "reversed" "type"];
    "optgroup" Other Open;
    "option" Other Open;
    "output" Other Normal;
    "p" Other Open => P Block [];
    "param" Other Void;
    "picture" Other Normal => Picture Inline [];
    "plaintext" Other PlainText;
    "portal" Other Normal;
    "pre" Other Normal => Pre Block [];
    "progress" Other Normal;
    "q" Phrase Normal => Q Inline ["cite"];
    "rb" Phrase Open;
    "rp" Phrase Open => Rp Inline [];
    "rt" Phrase Open => Rt Inline [];
    "rtc" Other Open;
    "ruby" Phrase Normal => Ruby Inline [];
    "s" Formatting Normal => S Inline [];
    "samp" Phrase Normal => Samp Inline [];
    "script" Other Script;
    "search" Other Normal;
    "section" Other Normal => Section Block [];
    "select" Other Normal;
    "slot" Other Normal;
    "small" Formatting Normal => Small Inline [];
    "source" Other Void => Source Inline ["src" "srcset" "sizes" "type" "media" "width" "height"];
    "spacer" Other Normal;
    "span" Phrase Normal => Span Inline [];
    "strike" Formatting Normal;
    "strong" Formatting Normal => Strong Inline [];
    "style" Other RawText;
    "sub" Phrase Normal => Sub Inline [];
    "summary" Other Normal => Summary Block [];
    "sup" Phrase Normal => Sup Inline [];
    "svg" Other Normal;
    "table" Other Normal => Table Block [];
    "tbody" Other Open => Tbody TablePart [];
    "td" Other Open => Td TablePart ["colspan" "rowspan" "headers"];
    "template" Other Normal;
    "textarea" Other EscapableRawText;
    "tfoot" Other Open => Tfoot TablePart [];
    "th" Other Open => Th TablePart ["colspan" "rowspan" "headers" "scope"];
    "thead" Other Open => Thead TablePart [];
    "time" Phrase Normal => Time Inline ["datetime"];
    "title" Other EscapableRawText;
    "tr" Other Open => Tr TablePart [];
    "track" Other Void => Track Inline ["src" "kind" "srclang" "label" "default"];
    "tt" Formatting Normal;
    "u" Formatting Normal => U Inline [];
    "ul" Other Normal => Ul Block [];
    "var" Phrase Normal => Var Inline [];
    "video" Other Normal => Video Inline ["src" "poster" "controls" "width" "height"];
    "wbr" Phrase Void => Wbr Inline [];
    "xmp" Other RawText;
}

impl Element {
    /// The element of this name, written in small letters.
    pub fn named(name: &str) -> Option<Element> {
        Facts::of(name)?.clean
    }

    /// The heading of a level, from 1; what is deeper than 6 is 6.
    pub fn heading(level: u8) -> Element {
        match level {
            0 | 1 => Element::H1,
            2 => Element::H2,
            3 => Element::H3,
            4 => Element::H4,
            5 => Element::H5,
            _ => Element::H6,
        }
    }

    /// The level of a heading.
    pub(crate) fn level(self) -> Option<u8> {
        match self {
            Element::H1 => Some(1),
            Element::H2 => Some(2),
            Element::H3 => Some(3),
            Element::H4 => Some(4),
            Element::H5 => Some(5),
            Element::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether it has neither content nor an end tag.
    pub(crate) fn is_void(self) -> bool {
        Content::of(self.name()) == Content::Void
    }

    /// Whether what stands in it stands on lines of its own.
    pub(crate) fn is_block(self) -> bool {
        self.role() != Role::Inline
    }

    /// What this attribute must hold on this element; `None` for one that may not stand there.
    pub(crate) fn value_of(self, attribute: &str) -> Option<Value> {
        let allowed = GLOBAL.contains(&attribute) || self.own_attributes().contains(&attribute);
        allowed.then(|| value(self, attribute))
    }
}

/// Attributes of every element.
const GLOBAL: &[&str] = &["title", "lang", "dir", "id"];

fn value(element: Element, attribute: &str) -> Value {
    match attribute {
        "href" | "cite" => Value::Link,
        "src" if element == Element::Img => Value::Picture,
        "src" => Value::Resource,
        "poster" => Value::Picture,
        "srcset" => Value::Pictures,
        "width" | "height" | "colspan" | "rowspan" | "span" => Value::Number,
        "start" => Value::Integer,
        "value" if element == Element::Li => Value::Integer,
        "controls" | "open" | "reversed" | "default" => Value::Flag,
        "lang" | "srclang" => Value::Language,
        "id" => Value::Name,
        "class" => Value::CodeLanguage,
        "dir" => Value::OneOf(&["ltr", "rtl", "auto"]),
        "scope" => Value::OneOf(&["row", "col", "rowgroup", "colgroup"]),
        "kind" => Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"]),
        "type" if element == Element::Ol => Value::OneOf(&["1", "a", "A", "i", "I"]),
        _ => Value::Text,
    }
}
