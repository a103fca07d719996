//! What a line of a text can be.

use std::fmt;

/// What a line of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LineClass {
    /// The name of a part of the publication, above the title.
    Kicker,
    /// The title, and where it is said again.
    Title,
    /// A sentence or two between title and text that is no part of the text.
    Deck,
    /// Who wrote it.
    Byline,
    /// When it was published or changed, or how long it takes.
    DateLine,
    /// Who made a picture.
    Credit,
    /// What is printed beneath a picture.
    Caption,
    /// A heading within the text.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// Somebody's words, set apart.
    Quotation,
    /// A label, with or without its subjects.
    Label,
    /// A subject beneath its label.
    LabelValue,
    /// A pointer to another article, or one of a list of them.
    Related,
    /// A button of a share bar.
    ShareBar,
    /// A newsletter, a subscription, a cookie notice, an advertisement.
    Notice,
    /// What readers said, and where they are asked to.
    Comments,
    /// What stands above an article on every page of a site.
    Navigation,
    /// What stands below it.
    Footer,
}

impl LineClass {
    /// Whether its words are part of the article's body.
    pub fn is_body(self) -> bool {
        use LineClass::*;
        matches!(self, Heading | Paragraph | ListItem | Quotation)
    }
}

impl fmt::Display for LineClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            LineClass::Kicker => "kicker",
            LineClass::Title => "title",
            LineClass::Deck => "deck",
            LineClass::Byline => "byline",
            LineClass::DateLine => "date line",
            LineClass::Credit => "credit",
            LineClass::Caption => "caption",
            LineClass::Heading => "heading",
            LineClass::Paragraph => "paragraph",
            LineClass::ListItem => "list item",
            LineClass::Quotation => "quotation",
            LineClass::Label => "label",
            LineClass::LabelValue => "label value",
            LineClass::Related => "related",
            LineClass::ShareBar => "share bar",
            LineClass::Notice => "notice",
            LineClass::Comments => "comments",
            LineClass::Navigation => "navigation",
            LineClass::Footer => "footer",
        })
    }
}
