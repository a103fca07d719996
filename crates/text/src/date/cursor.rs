//! A place in a text of ASCII that is read byte by byte.

/// A place in a text that is read byte by byte.
#[derive(Clone)]
pub struct Cursor<'t> {
    text: &'t str,
    /// The next byte.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    /// At the beginning of a text.
    pub fn new(text: &'t str) -> Cursor<'t> {
        Cursor { text, at: 0 }
    }

    /// Whether nothing follows.
    pub fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The next byte.
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over one byte, if it is one of these, and tells which.
    pub fn take(&mut self, any_of: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| any_of.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    /// Steps over all bytes that are like this, and returns them.
    pub fn take_while(&mut self, is_wanted: impl Fn(u8) -> bool) -> &'t str {
        let start = self.at;
        while self.peek().is_some_and(&is_wanted) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Steps over digits, however many, and returns them.
    pub fn digits(&mut self) -> &'t str {
        self.take_while(|byte| byte.is_ascii_digit())
    }

    /// Steps over letters, however many, and returns them.
    pub fn letters(&mut self) -> &'t str {
        self.take_while(|byte| byte.is_ascii_alphabetic())
    }

    /// A number of exactly so many digits (at most 4), whatever follows.
    pub fn number(&mut self, digits: usize) -> Option<u32> {
        let text = self.text.as_bytes().get(self.at..self.at + digits)?;
        let value = text
            .iter()
            .try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))?;
        self.at += digits;
        Some(value)
    }
}
