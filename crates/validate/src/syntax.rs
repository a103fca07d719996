//! What is wrong with the form of a text: found while it is read, whatever it is about. Rules say how much each matters.

use super::reported::{Fix, Reported};
use courant_text::source::Span;
use std::fmt;

/// Errors of one kind that are listed; of the others only the number is known.
pub(super) const LISTED: usize = 1000;
/// A kind that was found so often is not looked for any more.
pub(super) const COUNTED: usize = 100_000;

/// Declares the kinds once: the enum, and how many there are.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// What can be wrong with the form of a text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum SyntaxErrorKind { $($(#[$doc])* $kind,)* }

        impl SyntaxErrorKind {
            /// All of them.
            pub const ALL: &[SyntaxErrorKind] = &[$(SyntaxErrorKind::$kind),*];
        }
    };
}

kinds! {
    /// There is no element (XML 1.0, section 2.1).
    NoElement,
    /// The XML declaration has not the form of one (section 2.8).
    DeclarationMalformed,
    /// The XML declaration names no version of XML 1 (section 2.8).
    XmlVersionUnknown,
    /// A character that XML forbids, as it is or as a reference (section 2.2).
    CharacterForbidden,
    /// `&` that begins no reference (section 2.4).
    AmpersandBare,
    /// A reference to an entity that nobody declares (section 4.1).
    EntityUndefined,
    /// `]]>` outside a CDATA section (section 2.4).
    CdataEndStray,
    /// The text has more than 4 GiB.
    TooLong,
    /// Text before or behind the root element (section 2.1).
    TextOutsideRoot,
    /// `--` in a comment (section 2.5).
    CommentDashes,
    /// A comment, CDATA section, processing instruction or document type declaration that does not end (section 2.1).
    SectionUnclosed,
    /// An XML declaration that is not the first thing (section 2.8).
    DeclarationLate,
    /// A processing instruction without a name (section 2.6).
    InstructionNameless,
    /// `<` that begins no tag (section 2.4).
    LessThanBare,
    /// An element that does not end (section 3).
    TagUnclosed,
    /// `<!` that begins no comment, CDATA section or document type declaration in its place (section 2.8).
    DoctypeMisplaced,
    /// An entity is declared, which readers do not expand (section 4.2).
    EntityDeclared,
    /// An end tag of another element than the one that is open (section 3).
    TagMismatched,
    /// A tag without `>` (section 3.1).
    TagUnended,
    /// An attribute that is not a name, `=` and a value in quotes (section 3.1).
    AttributeMalformed,
    /// `<` in the value of an attribute (section 3.1).
    AttributeLessThan,
    /// Two attributes of one name (section 3.1).
    AttributeTwice,
    /// A second root element (section 2.1).
    SecondRoot,
    /// A prefix that nobody declares (Namespaces in XML 1.0, section 5).
    PrefixUndeclared,
    /// A declaration of `xml`, of `xmlns` or of their namespaces (section 3).
    DeclarationReserved,
    /// A prefix that is declared to mean nothing (section 5).
    PrefixEmpty,
    /// A name with more than one colon, or with nothing beside it (section 4).
    NameMalformed,
    /// Elements in each other, deeper than readers go.
    NestedTooDeep,
    /// More attributes in a tag than any vocabulary has.
    AttributesTooMany,
    /// More declarations of namespaces than any feed needs.
    NamespacesTooMany,
    /// What JSON does not allow (RFC 8259, section 2); the rest cannot be read.
    JsonMalformed,
    /// Two members of one name in an object (RFC 8259, section 4).
    JsonMemberTwice,
    /// One half of a surrogate pair, which stands for no character (RFC 8259, section 8.2).
    JsonSurrogateAlone,
}

/// Something wrong with the form of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntaxError {
    /// What it is.
    pub kind: SyntaxErrorKind,
    /// Exactly the wrong part, in bytes.
    pub span: Span,
    /// What is wrong here, for a person.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// A correction that cannot be wrong, where there is one.
    pub fix: Option<Fix>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// All that is wrong with the form of a text. Of each kind a thousand are listed and the others counted, so that a hostile text costs no
/// memory.
#[derive(Debug, Default)]
pub(super) struct SyntaxErrors {
    pub(super) listed: Vec<SyntaxError>,
    counts: Vec<usize>,
    /// By kind, how many are not listed, and where the first of them is.
    pub(super) unlisted: Vec<(SyntaxErrorKind, Span, usize)>,
}

impl SyntaxErrors {
    /// Something is wrong here.
    pub(super) fn add(&mut self, kind: SyntaxErrorKind, span: Span, message: impl Into<String>) -> Reported<'_> {
        self.counts.resize(SyntaxErrorKind::ALL.len(), 0);
        let Some(count) = self.counts.get_mut(kind as usize) else { return Reported::counted() };
        *count += 1;
        if *count > LISTED {
            self.count_unlisted(kind, span);
            return Reported::counted();
        }
        self.listed.push(SyntaxError { kind, span, message: message.into(), help: None, fix: None });
        let last = self.listed.last_mut();
        last.map_or(Reported::counted(), |error| Reported::new(&mut error.help, &mut error.fix))
    }

    fn count_unlisted(&mut self, kind: SyntaxErrorKind, span: Span) {
        match self.unlisted.iter_mut().find(|(unlisted, ..)| *unlisted == kind) {
            Some((_, _, number)) => *number += 1,
            None => self.unlisted.push((kind, span, 1)),
        }
    }

    /// Whether so much of a kind was found that it need not be looked for any more.
    pub(super) fn is_exhausted(&self, kind: SyntaxErrorKind) -> bool {
        self.counts.get(kind as usize).is_some_and(|count| *count >= COUNTED)
    }
}
