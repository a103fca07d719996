//! (being written)

use crate::feed::{Entry, Feed, FeedFile, Format};

/// Writes a feed in a format. It cannot fail: all that is required is in the types.
pub fn render(format: Format, feed: &Feed) -> FeedFile {
    FeedFile { path: format!("{}{}", feed.folder, format.file_name()), format, text: String::new() }
}

/// How many bytes an entry takes at most, in any format.
pub fn longest(entry: &Entry) -> usize {
    entry.content.as_str().len()
}

/// How many bytes a feed takes at most beside its entries, in any format.
pub fn longest_frame(feed: &Feed) -> usize {
    feed.title.as_str().len()
}
