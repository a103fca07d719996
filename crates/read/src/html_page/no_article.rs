//! Pages that hold no article, and what is told of them.

use super::body::Instead;
use super::page::Page;
use crate::line_phrases::{Phrases, Use, fold};
use crate::reading::Reading;
use crate::remark::Remark;
use courant_text::source::Level;

/// What is said where a page holds no article, or where it cannot be told apart on it.
///
/// A page that is a wall, an error or a form to sign in is kept out of the feeds (an error), because nobody takes back what subscribers
/// were sent; one that states for machines that it is an article, or when it was published, never is.
pub fn remark(
    page: &Page,
    path: &str,
    reading: &Reading,
    instead: Option<Instead>,
    phrases: Phrases,
) -> Option<Remark> {
    let text = reading.rest.content.text();
    let length = text.chars().filter(|character| !character.is_whitespace()).count();
    let says = |what: &str| format!("{HOLDS_NONE}: {what}");
    let states_article = page.article().is_some()
        || !reading.published.is_open()
        || page.meta(&["og:type"]).is_some_and(|(_, kind)| kind == "article");
    let level = if states_article { Level::Warning } else { Level::Error };
    if length < MOST_ON_NOTICE {
        if let Some(title) = notice(page, reading, phrases) {
            let what =
                says(&format!("it is called `{title}`, as walls against robots and missing pages are; save it again"));
            return Some(Remark::new(level, path, what));
        }
        if length < MOST_ON_FORM && signs_in(page) {
            let what = says("it asks for a password; sign in, and save it again");
            return Some(Remark::new(level, path, what));
        }
    }
    let (level, what) = match instead {
        Some(Instead::List) => (Level::Warning, says("it is a list of others; save those")),
        Some(Instead::AllText) => (
            Level::Advice,
            "hardly any of its text reads as an article, and all is taken that is not marked as something else; mark the article as `<article>`".to_string(),
        ),
        None if length == 0 && !states_article && is_shell(page) => {
            (Level::Error, says("its scripts are to write all that it shows; save it from a browser"))
        }
        None => return None,
    };
    Some(Remark::new(level, path, what))
}

/// Whether a remark is one of these: what stands below front matter is an article because its author says so.
pub fn is_told_by(remark: &Remark) -> bool {
    remark.message.starts_with(HOLDS_NONE) || remark.message.starts_with("hardly any of its text")
}

const HOLDS_NONE: &str = "holds no article";

/// In characters without white space: a page with more text than this is no notice, whatever it is called.
const MOST_ON_NOTICE: usize = 1_200;

/// The same of a page that asks for a password: many articles have such a form beside them.
const MOST_ON_FORM: usize = 250;

/// What a page is called, where that says that it is a notice.
fn notice(page: &Page, reading: &Reading, phrases: Phrases) -> Option<String> {
    let title = reading.title.value().cloned();
    let called = title.into_iter().chain(page.heads());
    let parts = called.flat_map(|name| {
        let parts: Vec<String> = name.split(['|', '–', '—', '·']).map(|part| part.trim().to_string()).collect();
        std::iter::once(name).chain(parts)
    });
    parts.filter(|part| !part.is_empty()).find(|part| {
        let hits = phrases.hits(&fold(part.trim_end_matches(['.', '!', '…'])));
        hits.whole.has(Use::Missing) || hits.opening.has(Use::Missing)
    })
}

/// Whether a page asks for a password.
fn signs_in(page: &Page) -> bool {
    let outline = &page.outline;
    let asks = |place| outline.attribute(place, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
    outline.named(0, "input").any(asks)
}

/// Whether a page shows nothing without its scripts.
fn is_shell(page: &Page) -> bool {
    page.outline.named(0, "script").next().is_some()
}
