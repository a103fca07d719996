//! An id as promised to subscribers: minted once, compared byte for byte, never rebuilt.

use crate::iri::{self, Wrong, WrongId};
use std::fmt;

/// The id of an entry or a feed, kept byte for byte: an absolute URI (RFC 4287 section 4.2.6), the same in every format.
///
/// One that was adopted from feeds of another program may be two: the URI for Atom, which takes nothing else, and the text that
/// subscribers of RSS and JSON Feed know, which may be a bare number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    uri: String,
    /// Where it is not the URI.
    text: Option<String>,
}

impl EntryId {
    /// Mints a `urn:uuid:` id (RFC 9562, version 5) from what is known at first sight.
    ///
    /// The same parts always give the same id; the id shows none of them.
    pub fn mint(parts: &[&str]) -> EntryId {
        // Each part is preceded by its length, so that ["ab", "c"] and ["a", "bc"] differ.
        let mut name = Vec::new();
        for part in parts {
            name.extend_from_slice(&(part.len() as u64).to_be_bytes());
            name.extend_from_slice(part.as_bytes());
        }
        EntryId::of_uri(format!("urn:uuid:{}", uuid::Uuid::new_v5(&COURANT, &name).hyphenated()))
    }

    /// An id that an author or a ledger states; the error says what to write instead.
    pub fn stated(text: &str) -> Result<EntryId, String> {
        const LONGEST_BYTES: usize = 1000;
        if text.len() > LONGEST_BYTES {
            return Err(format!(
                "an id of {} bytes is too long for readers, keep it under {LONGEST_BYTES}",
                text.len()
            ));
        }
        match iri::wrong_id(text) {
            None => Ok(EntryId::of_uri(text.to_string())),
            Some(wrong) => Err(wrong_words(text, &wrong)),
        }
    }

    /// The id that an author means: an address as it is; `None` for a bare name (`intro`, `42`), which tells an article from the others of
    /// its site and no more. The error is that of [`EntryId::stated`], for what was meant as an address and is broken.
    pub fn meant(text: &str) -> Result<Option<EntryId>, String> {
        const LONGEST_NAME_BYTES: usize = 1000;
        let rest = iri::scheme(text).and_then(|scheme| text.get(scheme.len() + 1..));
        let is_address = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(char::is_whitespace));
        let is_name = !is_address && !text.trim().is_empty() && text.len() <= LONGEST_NAME_BYTES;
        if is_name { Ok(None) } else { EntryId::stated(text).map(Some) }
    }

    /// The id that a bare name comes to on a site: always the same, wherever the article lies and whatever it says.
    pub fn of_name(site: &str, name: &str) -> EntryId {
        EntryId::mint(&["stated", site, name])
    }

    /// An id that another program promised: `text` to subscribers of RSS or JSON Feed, `atom` to those of Atom; each counts for the other
    /// where there is only one. What is no URI cannot be an id of Atom: one is minted there, with `site` to tell it from that of other sites.
    ///
    /// `None` where neither is an id that a feed can carry.
    pub fn adopted(text: Option<&str>, atom: Option<&str>, site: &str) -> Option<EntryId> {
        let (text, atom) = (text.and_then(carried), atom.and_then(carried));
        let text = text.or(atom)?;
        let uri = atom.into_iter().chain([text]).find_map(|id| EntryId::stated(id).ok());
        let uri = uri.unwrap_or_else(|| EntryId::mint(&["adopted", site, text])).uri;
        Some(EntryId { text: (text != uri).then(|| text.to_string()), uri })
    }

    /// Reads what [`EntryId::kept`] wrote.
    pub fn from_kept(kept: &str) -> Result<EntryId, String> {
        // A URI holds no space.
        let Some((uri, text)) = kept.split_once(' ') else { return EntryId::stated_before(kept) };
        let text = carried(text)
            .ok_or("behind the space comes the id that subscribers of RSS know, write it or leave the space out")?;
        Ok(EntryId { text: Some(text.to_string()), ..EntryId::stated(uri)? })
    }

    /// An id as a ledger keeps it. One that Courant accepted as a URI before it knew better (`http://?p=12`) was promised: it stays what it is in
    /// RSS and JSON Feed, and gets a URI beside it for Atom, where no feed can have carried it.
    fn stated_before(kept: &str) -> Result<EntryId, String> {
        let is_promised =
            matches!(iri::wrong_id(kept), Some(WrongId::Address(Wrong::Form(what))) if what != iri::FRAGMENT_TWICE);
        if is_promised && iri::scheme(kept).is_some() && carried(kept) == Some(kept) {
            let uri = EntryId::mint(&["adopted", "", kept]).uri;
            return Ok(EntryId { uri, text: Some(kept.to_string()) });
        }
        EntryId::stated(kept)
    }

    /// All of it in a line: the URI, then after a space the text where it is another.
    pub fn kept(&self) -> String {
        self.text.as_ref().map_or_else(|| self.uri.clone(), |text| format!("{} {text}", self.uri))
    }

    /// The id in RSS and JSON Feed.
    pub fn as_str(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.uri)
    }

    /// The id in Atom.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    fn of_uri(uri: String) -> EntryId {
        EntryId { uri, text: None }
    }
}

/// An id without white space around it, if a feed can carry it so that every reader gets the same.
fn carried(id: &str) -> Option<&str> {
    const LONGEST_BYTES: usize = 4000;
    let id = id.trim();
    let is_lost = |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    (!id.is_empty() && id.len() <= LONGEST_BYTES && !id.contains(is_lost)).then_some(id)
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The namespace of all ids that Courant mints. Changing it would make every item of every feed new.
const COURANT: uuid::Uuid = uuid::Uuid::from_u128(0x6f1d_2c1e_5a0b_5d3c_9c41_7b1f_0e8a_92d4);

/// Whether a `%` escapes nothing (RFC 3986 section 2.1).
pub fn has_bare_percent(text: &str) -> bool {
    iri::wrong_characters(text).any(|(_, character)| character == '%')
}

/// What an author is told: what is wrong, and what to write.
fn wrong_words(id: &str, wrong: &WrongId) -> String {
    match wrong {
        WrongId::Address(Wrong::Percent(_)) => {
            "an id is an address, in which `%` comes before two hexadecimal digits; write `%25` for it".into()
        }
        WrongId::Address(Wrong::Form(iri::FRAGMENT_TWICE)) => {
            "an id is an address, in which `#` stands once at most; write `%23` for the others".into()
        }
        WrongId::Address(Wrong::Form(what)) => format!(
            "an id is an address, and `{id}` is none: {what}; write it like `https://example.org/name` or `tag:example.org,2026:name`, or \
             leave it out"
        ),
        WrongId::Address(_) => {
            "an id is an address without spaces or quotes, write it like `urn:uuid:...` or `tag:example.org,2026:name`"
                .into()
        }
        WrongId::Tag => "a tag: address names who and when, write it like `tag:example.org,2026-11-24:name`".into(),
        WrongId::Urn | WrongId::UrnName | WrongId::Uuid => {
            "a urn: address names its kind, write it like `urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11`".into()
        }
        WrongId::Empty | WrongId::Relative => {
            format!("an id has to be unique in the world, write it like `tag:example.org,2026:{id}` or leave it out")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_adopted_id_is_kept_byte_for_byte() {
        // What RSS and Atom said; what they will say.
        let cases = [
            (Some("https://e.example/?p=1"), None, Some(("https://e.example/?p=1", "https://e.example/?p=1"))),
            (None, Some("tag:e.example,2020:1"), Some(("tag:e.example,2020:1", "tag:e.example,2020:1"))),
            (
                Some("https://e.example/?p=1"),
                Some("tag:e.example,2020:1"),
                Some(("https://e.example/?p=1", "tag:e.example,2020:1")),
            ),
            (Some(" 42 at  e.example "), Some("urn:isbn:42"), Some(("42 at  e.example", "urn:isbn:42"))),
            (Some("42"), None, Some(("42", "urn:uuid:"))),
            (None, Some("/2020/a b"), Some(("/2020/a b", "urn:uuid:"))),
            (Some("http://?p=12"), None, Some(("http://?p=12", "urn:uuid:"))),
            (Some("at://did:plc:x/y"), None, Some(("at://did:plc:x/y", "urn:uuid:"))),
            (Some("http://[::1"), Some("http:x"), Some(("http://[::1", "urn:uuid:"))),
            (Some("https://e.example/ä{1}"), None, Some(("https://e.example/ä{1}", "urn:uuid:"))),
            (Some(" "), None, None),
            (Some("a\u{0}b"), Some(""), None),
            (None, None, None),
        ];
        for (text, atom, expected) in cases {
            let id = EntryId::adopted(text, atom, "e.example");
            let said = id.as_ref().map(|id| (id.as_str(), id.uri()));
            let is_said = match (said, expected) {
                (Some((text, uri)), Some((expected_text, start))) => text == expected_text && uri.starts_with(start),
                (said, expected) => said == expected,
            };
            assert!(is_said, "{text:?}, {atom:?}: {said:?}");
            assert!(id.as_ref().is_none_or(|id| EntryId::from_kept(&id.kept()).as_ref() == Ok(id)), "{id:?}");
        }
    }

    #[test]
    fn a_bare_number_is_another_id_of_atom_on_each_site() {
        let of = |site: &str| EntryId::adopted(Some("42"), None, site).map(|id| id.uri().to_string());
        assert_ne!(of("a.example"), of("b.example"));
        assert!(EntryId::from_kept("urn:isbn:1 ").is_err() && EntryId::from_kept("42").is_err());
    }

    #[test]
    fn an_id_that_was_promised_before_the_program_knew_better_is_kept() {
        for kept in ["http://", "http://?p=12", "at://did:plc:x/y", "http:x"] {
            let id = EntryId::from_kept(kept).expect("a promise");
            assert!(id.as_str() == kept && iri::wrong_id(id.uri()).is_none(), "{id:?}");
            assert_eq!(EntryId::from_kept(&id.kept()), Ok(id));
        }
        for wrong in ["", "42", "a b:c", "tag:x", "urn:x", "https://example.org/%", "https://example.org/#a#b"] {
            assert!(EntryId::from_kept(wrong).is_err(), "{wrong}");
        }
    }

    /// What an author may state, and what would make a feed invalid for all (RFC 4287 section 4.2.6).
    #[test]
    fn an_id_that_would_make_a_feed_invalid_is_refused() {
        let good = [
            "https://example.org/?p=12",
            "tag:example.org,2026:x",
            "tag:ada@example.org,2026-11-24:a/b",
            "urn:uuid:5f3c1f0e-7d3b-5c48-8f0c-0a9b0d5a1a11",
            "urn:isbn:9780141036144",
        ];
        let bad = [
            "",
            "12",
            "my post",
            "tag:example.org:x",
            "tag:example.org,26:x",
            "tag:example.org,2026:é",
            "tag:-a.org,2026:x",
            "urn:x",
            "urn:uuid:12",
            "https://example.org/%",
            "https://example.org/#a#b",
        ];
        for id in good {
            assert_eq!(EntryId::stated(id).map(|id| id.to_string()).as_deref(), Ok(id));
        }
        for id in bad {
            assert!(EntryId::stated(id).is_err(), "{id}");
        }
        for id in [
            "http://",
            "http:///x",
            "http://[::1",
            "http:x",
            "http://?p=12",
            "at://did:plc:x/y",
            "https://:80/",
            "mailto:",
            "9p:x/y:z",
        ] {
            assert!(EntryId::stated(id).is_err(), "{id}");
        }
        for name in ["intro", "42", "202501011200", "my post", "Chapter 2: the sea", "2026-11-24 10:00"] {
            assert_eq!(EntryId::meant(name), Ok(None), "{name}");
        }
        for broken in ["", "tag:example.org:x", "urn:x", "https://example.org/%", "https://example.org/a b"] {
            assert!(EntryId::meant(broken).is_err(), "{broken}");
        }
        assert_ne!(EntryId::of_name("a.example", "intro"), EntryId::of_name("b.example", "intro"));
    }
}
