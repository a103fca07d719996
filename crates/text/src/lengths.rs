//! How long the entries of a table of words are: enough to tell, in a few steps, that a word is none of them.

/// The lengths in bytes of entries in lower case, by their first two bytes; several pairs of bytes share a place.
pub struct Lengths([u64; 1024]);

impl Default for Lengths {
    fn default() -> Lengths {
        Lengths::new()
    }
}

impl Lengths {
    /// Those of no entry.
    pub const fn new() -> Lengths {
        Lengths([0; 1024])
    }

    /// Takes in an entry.
    pub fn add(&mut self, entry: &str) {
        let (place, length) = Lengths::place(entry);
        self.0[place] |= length;
    }

    /// Whether a word could be one of the entries, when letters of ASCII count alike in both cases: `false` is certain.
    pub fn may_have(&self, word: &str) -> bool {
        let (place, length) = Lengths::place(word);
        self.0[place] & length != 0
    }

    /// A number below 1024, and one bit: lengths beyond 63 share the last.
    fn place(word: &str) -> (usize, u64) {
        const CASE: u8 = b'a' - b'A';
        let byte = |index: usize| word.as_bytes().get(index).map_or(0, |byte| usize::from(byte | CASE));
        (((byte(0) << 5) ^ byte(1)) & 1023, 1 << word.len().min(63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_entry_is_never_ruled_out() {
        let mut lengths = Lengths::new();
        let entries =
            ["", "a", "by", "fotó:", "写真", "read more about this and a great deal else on the pages of this site"];
        entries.iter().for_each(|entry| lengths.add(entry));
        for word in entries.iter().map(|entry| entry.to_string()).chain(["By".to_string(), "READ".repeat(20)]) {
            assert!(lengths.may_have(&word), "{word}");
        }
        for word in ["to", "bye", "写", "harbour"] {
            assert!(!lengths.may_have(word), "{word}");
        }
    }
}
