//! A piece of HTML cut as a browser cuts it that puts it into a page, with the places of its tags.

use crate::construction::{Construction, Scripting};
use crate::elements::Content;
use crate::tokenizer::{Doctype, Handler, Tag, tokenize};
use std::ops::Range;

/// Cuts a piece of HTML as it is cut where it stands in a page. What the handler answers counts for nothing.
///
/// How the text behind a tag is cut follows from the tree only where SVG, MathML or templates are involved: only then is one built.
/// The answer is whether every piece is cut as a browser cuts it: the tree has limits, and what is left out of it may change that.
///
/// ```
/// use courant_html::{Content, Handler, Scripting, Tag, read_fragment};
///
/// struct Scripts(Vec<usize>);
/// impl Handler for Scripts {
///     fn start_tag(&mut self, tag: &Tag) -> Content {
///         self.0.extend((tag.name() == "script").then_some(tag.span().start));
///         Content::Normal
///     }
/// }
/// let mut scripts = Scripts(Vec::new());
/// read_fragment("<style><!--</style><script></script><textarea><script>", Scripting::Off, &mut scripts);
/// assert_eq!(scripts.0, [19]);
/// ```
pub fn read_fragment(html: &str, scripting: Scripting, handler: &mut dyn Handler) -> bool {
    if may_need_tree(html) {
        let mut following = Following { tree: Construction::of_fragment(html, scripting), handler };
        tokenize(html, &mut following);
        following.tree.is_complete()
    } else {
        tokenize(html, &mut ByName { scripting, handler });
        true
    }
}

/// Whether HTML holds the beginning of a tag, in capital or small letters, behind which names alone say nothing.
fn may_need_tree(html: &str) -> bool {
    let begins = |at: usize, name: &str| {
        html.as_bytes().get(at + 1..=at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', html.as_bytes()).any(|at| ["svg", "math", "template"].iter().any(|name| begins(at, name)))
}

/// Answers by the names of elements alone.
struct ByName<'h> {
    scripting: Scripting,
    handler: &'h mut dyn Handler,
}

impl Handler for ByName<'_> {
    fn text(&mut self, text: &str, span: Range<usize>) {
        self.handler.text(text, span);
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        self.handler.start_tag(tag);
        match tag.name() {
            "noscript" if self.scripting == Scripting::On => Content::RawText,
            name => Content::of(name),
        }
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.handler.end_tag(tag);
    }

    fn comment(&mut self, span: Range<usize>) {
        self.handler.comment(span);
    }

    fn doctype(&mut self, doctype: &Doctype) {
        self.handler.doctype(doctype);
    }

    fn end(&mut self, unended_tag: Option<usize>) {
        self.handler.end(unended_tag);
    }
}

/// Answers what the tree says.
struct Following<'h> {
    tree: Construction,
    handler: &'h mut dyn Handler,
}

impl Handler for Following<'_> {
    fn text(&mut self, text: &str, span: Range<usize>) {
        self.handler.text(text, span.clone());
        self.tree.text(text, span);
    }

    fn start_tag(&mut self, tag: &Tag) -> Content {
        self.handler.start_tag(tag);
        self.tree.start_tag(tag)
    }

    fn end_tag(&mut self, tag: &Tag) {
        self.handler.end_tag(tag);
        self.tree.end_tag(tag);
    }

    fn comment(&mut self, span: Range<usize>) {
        self.handler.comment(span.clone());
        self.tree.comment(span);
    }

    fn doctype(&mut self, doctype: &Doctype) {
        self.handler.doctype(doctype);
        self.tree.doctype(doctype);
    }

    fn is_in_foreign_content(&mut self) -> bool {
        self.tree.is_in_foreign_content()
    }

    fn end(&mut self, unended_tag: Option<usize>) {
        self.handler.end(unended_tag);
        self.tree.end(unended_tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::tests::markup;
    use proptest::prelude::*;

    #[derive(Default)]
    struct Pieces(Vec<String>);

    impl Handler for Pieces {
        fn text(&mut self, text: &str, _: Range<usize>) {
            self.0.push(text.to_string());
        }

        fn start_tag(&mut self, tag: &Tag) -> Content {
            self.0.push(format!("<{}> {:?}", tag.name(), tag.span()));
            Content::Normal
        }

        fn end_tag(&mut self, tag: &Tag) {
            self.0.push(format!("</{}> {:?}", tag.name(), tag.span()));
        }

        fn comment(&mut self, span: Range<usize>) {
            self.0.push(format!("comment {span:?}"));
        }
    }

    fn cut(html: &str, read: impl Fn(&mut Pieces)) -> Vec<String> {
        let mut pieces = Pieces::default();
        read(&mut pieces);
        assert!(pieces.0.len() <= html.len());
        pieces.0
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        /// Without SVG, MathML and templates, names say what the tree would say.
        #[test]
        fn names_say_what_the_tree_says(html in markup(), is_on in any::<bool>()) {
            let scripting = if is_on { Scripting::On } else { Scripting::Off };
            let by_tree = cut(&html, |pieces| {
                let tree = Construction::of_fragment(&html, scripting);
                tokenize(&html, &mut Following { tree, handler: pieces });
            });
            let by_name = cut(&html, |pieces| assert!(read_fragment(&html, scripting, pieces)));
            prop_assert_eq!(by_name, by_tree, "{:?}", html);
        }
    }
}
