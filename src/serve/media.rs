//! The media type under which a file is served.

use courant_validate::FeedKind;

/// The media type of a file, by its name and what it holds.
///
/// Browsers show the style of a feed only under `application/xml` or `text/xml`, and every reader takes the former. For JSON Feed the
/// standard has a type of its own (JSON Feed 1.1, "Suggestions for Publishers"), which no server knows by name.
pub fn media_type(path: &str, head: &[u8], is_utf8: bool) -> String {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let guess = || mime_guess::from_ext(&extension).first_raw();
    let essence = match extension.as_str() {
        "xml" | "rss" | "atom" | "rdf" => "application/xml",
        "opml" => "text/x-opml",
        "json" | "jsonfeed" => json(head),
        _ => guess().unwrap_or_else(|| of_content(head)),
    };
    // What is in another charset says so itself; JSON is never (RFC 8259 section 8.1).
    let has_charset = essence.starts_with("text/") || essence.ends_with("xml") || essence == "application/javascript";
    if has_charset && is_utf8 { format!("{essence}; charset=utf-8") } else { essence.to_string() }
}

/// The type of a file whose name says nothing.
fn of_content(head: &[u8]) -> &'static str {
    match FeedKind::of_head(head) {
        FeedKind::Rss | FeedKind::Rdf | FeedKind::Atom => "application/xml",
        FeedKind::Opml => "text/x-opml",
        FeedKind::Json => json(head),
        _ => "application/octet-stream",
    }
}

fn json(head: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(head.get(..FeedKind::HEAD_BYTES).unwrap_or(head));
    if head.contains("//jsonfeed.org/version/") { "application/feed+json" } else { "application/json" }
}

/// Whether files of this type become much shorter.
pub fn is_compressible(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.starts_with("text/")
        || essence.ends_with("xml")
        || essence.ends_with("json")
        || matches!(essence, "application/javascript" | "application/wasm" | "image/bmp" | "font/ttf" | "font/otf")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_browsers_show_and_readers_take() {
        let feed = "{\"version\": \"https://jsonfeed.org/version/1.1\"}";
        let cases = [
            ("rss.xml", "<rss>", "application/xml; charset=utf-8"),
            ("atom.xml", "<feed>", "application/xml; charset=utf-8"),
            ("a/feed.rss", "<rss>", "application/xml; charset=utf-8"),
            ("feed.json", feed, "application/feed+json"),
            ("list.json", "{}", "application/json"),
            ("feeds.opml", "<opml>", "text/x-opml; charset=utf-8"),
            ("index.html", "<p>", "text/html; charset=utf-8"),
            ("feed.css", "", "text/css; charset=utf-8"),
            ("a.mp3", "", "audio/mpeg"),
            ("a.PNG", "", "image/png"),
            ("a.svg", "<svg>", "image/svg+xml; charset=utf-8"),
            ("feed", "<rss>", "application/xml; charset=utf-8"),
            ("v1.2/feed", feed, "application/feed+json"),
            ("whatever", "?", "application/octet-stream"),
        ];
        for (path, head, expected) in cases {
            assert_eq!(media_type(path, head.as_bytes(), true), expected, "{path}");
        }
        assert_eq!(media_type("old.html", b"caf\xe9", false), "text/html");
    }

    #[test]
    fn what_is_compressed_already_is_not_compressed_again() {
        for long in ["application/xml", "application/feed+json", "text/html; charset=utf-8", "image/svg+xml"] {
            assert!(is_compressible(long), "{long}");
        }
        for short in ["image/png", "audio/mpeg", "application/zip", "application/octet-stream"] {
            assert!(!is_compressible(short), "{short}");
        }
    }
}
