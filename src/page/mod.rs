//! What people see: the page of all feeds, a page for each article that has none of its own, and the stylesheet of both and of opened feeds.

mod article;
mod frame;
mod index;
mod moved;
mod write;

use crate::feed::{Feed, FileKind, Format, GENERATOR, STYLESHEET, SiteFile};
use write::Html;

pub use article::article;
pub use index::index;
pub use moved::moved;

/// The stylesheet: the user's, else Courant's own.
pub fn stylesheet(theme: Option<&str>) -> SiteFile {
    let text = match theme {
        None => include_str!("feed.css").to_string(),
        Some(theme) if theme.starts_with(&mark()) => theme.to_string(),
        // By the mark it is known as ours again, also when the theme has become another.
        Some(theme) => format!("{} the stylesheet of the project. */\n{theme}", mark()),
    };
    SiteFile { path: STYLESHEET.to_string(), kind: FileKind::Style, text }
}

/// How a stylesheet of ours begins.
fn mark() -> String {
    format!("/* {GENERATOR}:")
}

/// The links by which a browser or reader finds all feeds from a page of the site: one a line, for its `head`.
///
/// Feeds whose address is not known have none.
pub fn autodiscovery(feeds: &[Feed]) -> String {
    let mut html = Html::default();
    for feed in feeds.iter().filter(|feed| feed.is_offered()) {
        for format in &feed.formats {
            if let Some(address) = feed.address(format) {
                link(&mut html, feed, format, address.as_str());
                html.line();
            }
        }
    }
    html.finish()
}

/// `rel="alternate"` with the media type of a feed (HTML Living Standard, "Link type alternate").
fn link(html: &mut Html, feed: &Feed, format: Format, href: &str) {
    let title = format!("{} ({})", feed.title, format.title);
    html.void("link", &[("rel", "alternate"), ("type", format.media_type), ("title", &title), ("href", href)]);
}
