//! (being written)

use crate::feed::{Feed, FeedFile, Format};

/// Writes a feed in a format. It cannot fail: all that is required is in the types.
pub fn render(format: Format, feed: &Feed) -> FeedFile {
    FeedFile { path: format!("{}{}", feed.folder, format.file_name()), format, text: String::new() }
}
