//! What programs write into pages for their scripts and styles, in the elements that HTML has for it: code with its highlighting,
//! formulas, captions, players, cards that are links, notes beside the text, marks at headings.
//!
//! All readers of a page see it in this form, so that none has to know a program. What stands here follows from what those programs
//! document, or from what elements are in HTML; what belongs to the article and what does not is no question here.

mod captions;
mod cards;
mod code;
mod formulas;
mod headings;
mod language_of_code;
mod lines_of_code;
mod mathml;
mod notes;
mod players;
mod view;
mod words;

use courant_html::{Dom, Edits};
use view::View;

/// The page with what is known to stand for something else as that. Takes time in proportion to its length.
pub fn form(dom: Dom) -> Dom {
    let mut edits = Edits::default();
    let view = View::of(&dom);
    let mut place = 0;
    while place < dom.len() {
        let known = if view.name(place).is_empty() {
            None
        } else {
            RULES.iter().find_map(|rule| rule(&view, place, &mut edits)).map(|Done| dom.end(place))
        };
        place = known.unwrap_or(place + 1).max(place + 1);
    }
    notes::gather(&view, &mut edits);
    dom.edited(edits)
}

/// Said by a rule that knows what an element is: nothing in it is looked at any more.
struct Done;

/// Looks at one element, and says what it is to be.
type Rule = fn(&View, usize, &mut Edits) -> Option<Done>;

const RULES: [Rule; 13] = [
    headings::mark,
    formulas::rendered,
    formulas::picture,
    code::highlighted,
    code::hidden_tab,
    captions::noscript,
    captions::captioned,
    players::player,
    cards::card,
    notes::back_reference,
    notes::listed,
    words::reading,
    words::own_element,
];

#[cfg(test)]
mod tests;
