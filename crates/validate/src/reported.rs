//! What can be added to something that was found: help, and a correction.

use courant_text::source::Span;

/// A correction: what to write instead, and where. Its edits do not overlap and stand in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The bytes to replace, and what replaces them.
    pub edits: Vec<(Span, String)>,
}

/// Something that was found, to which help and a correction can be added; empty where it is only counted.
pub(crate) struct Reported<'f>(Option<(&'f mut Option<String>, &'f mut Option<Fix>)>);

impl<'f> Reported<'f> {
    /// What was found, by its help and its correction.
    pub(super) fn new(help: &'f mut Option<String>, fix: &'f mut Option<Fix>) -> Reported<'f> {
        Reported(Some((help, fix)))
    }

    /// Something that is counted and not listed.
    pub(super) fn counted() -> Reported<'f> {
        Reported(None)
    }

    /// What to write instead.
    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        if let Some((help, _)) = &mut self.0 {
            **help = Some(text.into());
        }
        self
    }

    /// A correction that cannot be wrong: what replaces these bytes.
    pub(super) fn fix(self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix_all([(span, replacement.into())])
    }

    /// The same of several places, in the order of the text.
    pub(super) fn fix_all(mut self, edits: impl IntoIterator<Item = (Span, String)>) -> Self {
        if let Some((_, fix)) = &mut self.0 {
            **fix = Some(Fix { edits: edits.into_iter().collect() });
        }
        self
    }
}
