//! The allow list: which elements and attributes may stand in clean HTML, and what each of them may hold.

/// How an element stands among others: what HTML's parser makes of a page that leaves end tags out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A block: ends an open paragraph.
    Block,
    /// A heading: a block that no other heading may stand in.
    Heading,
    /// Part of a line.
    Inline,
    /// `<br>` and the like: no content, no end tag.
    Void,
    /// A void element that is a block: `<hr>`.
    VoidBlock,
    /// Part of a table: means nothing outside one.
    TablePart,
}

/// What the value of an attribute has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
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
    /// One of these.
    OneOf(&'static [&'static str]),
}

macro_rules! elements {
    ($($variant:ident $name:literal $role:ident [$($attribute:literal)*])*) => {
        /// An element that may stand in clean HTML.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Element {
            $(#[doc = concat!("`<", $name, ">`")] $variant,)*
        }

        impl Element {
            /// All of them, in the order of the alphabet.
            pub const ALL: &'static [Element] = &[$(Element::$variant,)*];

            /// The element of this name, written in small letters.
            pub fn named(name: &str) -> Option<Element> {
                match name {
                    $($name => Some(Element::$variant),)*
                    _ => None,
                }
            }

            /// Its name.
            pub fn name(self) -> &'static str {
                match self {
                    $(Element::$variant => $name,)*
                }
            }

            pub(super) fn role(self) -> Role {
                match self {
                    $(Element::$variant => Role::$role,)*
                }
            }

            fn own_attributes(self) -> &'static [&'static str] {
                match self {
                    $(Element::$variant => &[$($attribute),*],)*
                }
            }
        }
    };
}

elements! {
    A "a" Inline ["href"]
    Abbr "abbr" Inline []
    Address "address" Block []
    Article "article" Block []
    Aside "aside" Block []
    Audio "audio" Inline ["src" "controls"]
    B "b" Inline []
    Bdi "bdi" Inline []
    Bdo "bdo" Inline []
    Blockquote "blockquote" Block ["cite"]
    Br "br" Void []
    Caption "caption" TablePart []
    Cite "cite" Inline []
    Code "code" Inline []
    Col "col" TablePart ["span"]
    Colgroup "colgroup" TablePart ["span"]
    Data "data" Inline ["value"]
    Dd "dd" Block []
    Del "del" Inline ["cite" "datetime"]
    Details "details" Block ["open"]
    Dfn "dfn" Inline []
    Div "div" Block []
    Dl "dl" Block []
    Dt "dt" Block []
    Em "em" Inline []
    Figcaption "figcaption" Block []
    Figure "figure" Block []
    Footer "footer" Block []
    H1 "h1" Heading []
    H2 "h2" Heading []
    H3 "h3" Heading []
    H4 "h4" Heading []
    H5 "h5" Heading []
    H6 "h6" Heading []
    Header "header" Block []
    Hgroup "hgroup" Block []
    Hr "hr" VoidBlock []
    I "i" Inline []
    Img "img" Void ["src" "srcset" "sizes" "alt" "width" "height"]
    Ins "ins" Inline ["cite" "datetime"]
    Kbd "kbd" Inline []
    Li "li" Block ["value"]
    Main "main" Block []
    Mark "mark" Inline []
    Ol "ol" Block ["start" "reversed" "type"]
    P "p" Block []
    Picture "picture" Inline []
    Pre "pre" Block []
    Q "q" Inline ["cite"]
    Rp "rp" Inline []
    Rt "rt" Inline []
    Ruby "ruby" Inline []
    S "s" Inline []
    Samp "samp" Inline []
    Section "section" Block []
    Small "small" Inline []
    Source "source" Void ["src" "srcset" "sizes" "type" "media" "width" "height"]
    Span "span" Inline []
    Strong "strong" Inline []
    Sub "sub" Inline []
    Summary "summary" Block []
    Sup "sup" Inline []
    Table "table" Block []
    Tbody "tbody" TablePart []
    Td "td" TablePart ["colspan" "rowspan" "headers"]
    Tfoot "tfoot" TablePart []
    Th "th" TablePart ["colspan" "rowspan" "headers" "scope"]
    Thead "thead" TablePart []
    Time "time" Inline ["datetime"]
    Tr "tr" TablePart []
    Track "track" Void ["src" "kind" "srclang" "label" "default"]
    U "u" Inline []
    Ul "ul" Block []
    Var "var" Inline []
    Video "video" Inline ["src" "poster" "controls" "width" "height"]
    Wbr "wbr" Void []
}

impl Element {
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
    pub(super) fn level(self) -> Option<u8> {
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

    /// Whether it has neither content nor an end tag. A `<col>` is a part of a table as well.
    pub(super) fn is_void(self) -> bool {
        matches!(self.role(), Role::Void | Role::VoidBlock) || self == Element::Col
    }

    /// Whether what stands in it stands on lines of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(self.role(), Role::Inline | Role::Void)
    }

    /// What this attribute must hold on this element; `None` for one that may not stand there.
    pub(super) fn value_of(self, attribute: &str) -> Option<Value> {
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
        "dir" => Value::OneOf(&["ltr", "rtl", "auto"]),
        "scope" => Value::OneOf(&["row", "col", "rowgroup", "colgroup"]),
        "kind" => Value::OneOf(&["subtitles", "captions", "descriptions", "chapters", "metadata"]),
        "type" if element == Element::Ol => Value::OneOf(&["1", "a", "A", "i", "I"]),
        _ => Value::Text,
    }
}
