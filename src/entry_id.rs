//! An id as promised to subscribers: minted once, compared byte for byte, never rebuilt.

use std::fmt;

/// The id of an entry or a feed: an absolute URI (RFC 4287 section 4.2.6), kept byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(String);

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
        EntryId(format!("urn:uuid:{}", uuid::Uuid::new_v5(&COURANT, &name).hyphenated()))
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
        // The noncharacters at the end would be lost in XML, and two ids become one.
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"{}|\\^`\u{FFFE}\u{FFFF}".contains(c)) {
            return Err("an id is an address without spaces or quotes, write it like `urn:uuid:...` or `tag:example.org,2026:name`".into());
        }
        if has_bare_percent(text) {
            return Err(
                "an id is an address, in which `%` comes before two hexadecimal digits; write `%25` for it".into()
            );
        }
        match text.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) && !rest.is_empty() => Ok(EntryId(text.to_string())),
            _ => Err(format!(
                "an id has to be unique in the world, write it like `tag:example.org,2026:{text}` or leave it out"
            )),
        }
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The namespace of all ids that Courant mints. Changing it would make every item of every feed new.
const COURANT: uuid::Uuid = uuid::Uuid::from_u128(0x6f1d_2c1e_5a0b_5d3c_9c41_7b1f_0e8a_92d4);

/// Whether a `%` escapes nothing (RFC 3986 section 2.1).
pub fn has_bare_percent(text: &str) -> bool {
    let escapes =
        |at: usize| text.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
    text.match_indices('%').any(|(at, _)| !escapes(at))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}
