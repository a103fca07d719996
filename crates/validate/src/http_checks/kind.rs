//! What kind of feed a file is, told from its first bytes.

/// What the first bytes of a file look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// RSS of any version but 1.0.
    Rss,
    /// RSS 1.0.
    Rdf,
    /// An Atom feed or entry.
    Atom,
    /// OPML.
    Opml,
    /// A JSON object: only the whole of it says whether it is a feed.
    Json,
    /// Anything else.
    Other,
}

/// How many bytes are looked at.
pub const HEAD_BYTES: usize = 16 * 1024;

/// The kind of feed that begins with these bytes, in whatever encoding.
pub fn kind(head: &[u8]) -> Kind {
    // In UTF-16 and UTF-32, ASCII has zeros between its bytes; without them it can be compared in every encoding.
    let narrow: Vec<u8> = head.iter().take(HEAD_BYTES).copied().filter(|&byte| byte != 0 && byte < 0x80).collect();
    let text = String::from_utf8_lossy(&narrow);
    let text = text.trim_start();
    if text.starts_with('{') {
        return Kind::Json;
    }
    match root(text) {
        Some("rss" | "channel") => Kind::Rss,
        Some("RDF") => Kind::Rdf,
        Some("feed") => Kind::Atom,
        // An entry document; other vocabularies have entries too.
        Some("entry") if text.contains("http://www.w3.org/2005/Atom") => Kind::Atom,
        Some("opml") => Kind::Opml,
        _ => Kind::Other,
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
            ("<rss version='2.0'>", Kind::Rss),
            ("\u{FEFF}\n<?xml version='1.0'?><!-- <html> --><rss>", Kind::Rss),
            ("<?xml-stylesheet href='a'?><feed xmlns='http://www.w3.org/2005/Atom'/>", Kind::Atom),
            ("<atom:feed xmlns:atom='x'>", Kind::Atom),
            ("<!DOCTYPE rss [<!ENTITY a '>'>]><rss>", Kind::Rss),
            ("<rdf:RDF>", Kind::Rdf),
            ("<opml>", Kind::Opml),
            ("<entry xmlns='http://www.w3.org/2005/Atom'>", Kind::Atom),
            ("<entry>", Kind::Other),
            (&utf16, Kind::Rss),
            ("{\"version\":", Kind::Json),
            ("<!DOCTYPE html><html><rss>", Kind::Other),
            ("<svg>", Kind::Other),
            ("rss", Kind::Other),
            ("<!-- never ended", Kind::Other),
            ("<", Kind::Other),
            ("", Kind::Other),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text.as_bytes()), expected, "{text}");
        }
    }
}
