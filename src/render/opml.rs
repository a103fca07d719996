//! OPML 2.0: the list of all feeds, for readers that take a whole list at once.

use crate::feed::{AbsoluteUrl, Feed, FileKind, Format, GENERATOR, OUTLINE, SiteFile};
use courant_html::escape;
use std::fmt::Write;

/// The list of feeds, each once, in the first of its formats that is XML; `None` where no address is known.
///
/// JSON Feed has no `type` in OPML 2.0 ("Subscription lists"), and readers of such lists look for RSS or Atom.
pub fn outline(feeds: &[Feed]) -> Option<SiteFile> {
    let main = feeds.first()?;
    let outlines: String = feeds.iter().filter(|feed| feed.is_offered()).filter_map(outline_of).collect();
    if outlines.is_empty() {
        return None;
    }
    let mut text =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- {GENERATOR} -->\n<opml version=\"2.0\">\n  <head>\n");
    // Writing to a string cannot fail.
    let _ = writeln!(text, "    <title>{}</title>", escape(main.title.as_str()));
    let _ = writeln!(text, "    <dateModified>{}</dateModified>", main.updated.rfc822());
    let _ = writeln!(text, "  </head>\n  <body>\n{outlines}  </body>\n</opml>");
    Some(SiteFile { path: OUTLINE.to_string(), kind: FileKind::Outline, text })
}

/// The format in which a feed is listed, and its address in it; `None` for a feed that the list leaves out.
pub fn outline_format(feed: &Feed) -> Option<(Format, AbsoluteUrl)> {
    let format = feed.formats.iter().copied().find(|format| format.outline_version.is_some())?;
    Some((format, feed.address(format)?))
}

fn outline_of(feed: &Feed) -> Option<String> {
    let (format, address) = outline_format(feed)?;
    let mut outline = String::from("    <outline");
    let mut attribute = |name: &str, value: &str| {
        let _ = write!(outline, " {name}=\"{}\"", escape(value));
    };
    attribute("type", "rss");
    attribute("text", feed.title.as_str());
    attribute("title", feed.title.as_str());
    attribute("description", super::description(feed));
    attribute("xmlUrl", address.as_str());
    if let Some(home) = &feed.home {
        attribute("htmlUrl", home.as_str());
    }
    if let Some(language) = &feed.language {
        attribute("language", language.as_str());
    }
    attribute("version", format.outline_version?);
    outline.push_str("/>\n");
    Some(outline)
}
