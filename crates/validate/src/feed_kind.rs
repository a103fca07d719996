//! What a feed is written in, told by its root or by its first bytes.

/// What a feed is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FeedKind {
    /// RSS of any version but 1.0.
    Rss,
    /// RSS 1.0.
    Rdf,
    /// An Atom feed or entry.
    Atom,
    /// OPML.
    Opml,
    /// JSON Feed, or any JSON object: only the whole of it says whether it is a feed.
    Json,
    /// Anything else.
    Other,
}

/// The namespace of Atom.
pub(super) const ATOM: &str = "http://www.w3.org/2005/Atom";

impl FeedKind {
    /// How many bytes [`FeedKind::of_head`] looks at.
    pub const HEAD_BYTES: usize = 16 * 1024;

    /// The kind of feed that begins with these bytes, in whatever encoding.
    ///
    /// ```
    /// use courant_validate::FeedKind;
    ///
    /// assert_eq!(FeedKind::of_head(b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>"), FeedKind::Atom);
    /// assert_eq!(FeedKind::of_head(b"<!DOCTYPE html><html>"), FeedKind::Other);
    /// ```
    pub fn of_head(head: &[u8]) -> FeedKind {
        // In UTF-16 and UTF-32, ASCII has zeros between its bytes; without them it can be compared in every encoding.
        let mut narrow = head.get(..Self::HEAD_BYTES).unwrap_or(head).to_vec();
        narrow.retain(|&byte| byte != 0 && byte < 0x80);
        // All of it is ASCII.
        let text = String::from_utf8(narrow).unwrap_or_default();
        let text = text.trim_start();
        if text.starts_with('{') {
            return FeedKind::Json;
        }
        // Other vocabularies have entries too.
        root(text).map_or(FeedKind::Other, |name| FeedKind::of_root(name, text.contains(ATOM)))
    }

    /// The kind of a feed whose root element has this name without prefix.
    pub(super) fn of_root(name: &str, is_atom: bool) -> FeedKind {
        match name {
            "rss" | "channel" => FeedKind::Rss,
            "RDF" => FeedKind::Rdf,
            "feed" => FeedKind::Atom,
            "entry" if is_atom => FeedKind::Atom,
            "opml" => FeedKind::Opml,
            _ => FeedKind::Other,
        }
    }
}
/// The local name of the root element, behind the XML declaration, comments, instructions and the document type.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if let Some(instruction) = rest.strip_prefix('?') {
            instruction.split_once("?>")?.1
        } else if let Some(declaration) = rest.strip_prefix('!') {
            after_document_type(declaration)?
        } else {
            let name = rest.split(|c: char| c.is_whitespace() || "/>".contains(c)).next()?;
            return name.rsplit(':').next();
        }
    }
}

/// What follows the `>` of a document type declaration, whose internal subset holds `>` too.
fn after_document_type(declaration: &str) -> Option<&str> {
    let end = declaration.find(['[', '>'])?;
    match declaration.as_bytes().get(end) {
        Some(b'[') => declaration.get(end..)?.split_once("]")?.1.split_once('>').map(|(_, rest)| rest),
        _ => declaration.get(end + 1..),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_known_by_what_it_holds() {
        let utf16: String = "<rss>".chars().flat_map(|c| [c, '\0']).collect();
        let cases = [
            ("<rss version='2.0'>", FeedKind::Rss),
            ("\u{FEFF}\n<?xml version='1.0'?><!-- <html> --><rss>", FeedKind::Rss),
            ("<?xml-stylesheet href='a'?><feed xmlns='http://www.w3.org/2005/Atom'/>", FeedKind::Atom),
            ("<atom:feed xmlns:atom='x'>", FeedKind::Atom),
            ("<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", FeedKind::Rss),
            ("<rdf:RDF>", FeedKind::Rdf),
            ("<opml>", FeedKind::Opml),
            ("<entry xmlns='http://www.w3.org/2005/Atom'>", FeedKind::Atom),
            ("<entry>", FeedKind::Other),
            (&utf16, FeedKind::Rss),
            ("{\"version\":", FeedKind::Json),
            ("<!DOCTYPE html><html><rss>", FeedKind::Other),
            ("<svg>", FeedKind::Other),
            ("rss", FeedKind::Other),
            ("<!-- never ended", FeedKind::Other),
            ("<", FeedKind::Other),
            ("", FeedKind::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(FeedKind::of_head(text.as_bytes()), expected, "{text}");
        }
    }
}
