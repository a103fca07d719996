//! What people see: the page of all feeds, a page for each article that has none of its own, and the stylesheet of both and of opened feeds.

mod article;
mod frame;
mod index;
mod moved;
mod write;

use crate::feed::{Feed, FileKind, Format, STYLESHEET, SiteFile};
use write::Html;

pub use article::article;
pub use index::index;
pub use moved::moved;

/// The stylesheet: the user's, else Courant's own.
pub fn stylesheet(theme: Option<&str>) -> SiteFile {
    let text = theme.unwrap_or(include_str!("feed.css")).to_string();
    SiteFile { path: STYLESHEET.to_string(), kind: FileKind::Style, text }
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
