//! Words and names of two texts, compared.

use unicode_normalization::UnicodeNormalization;

/// Whether two texts have the same words in the same order, in whatever case and with whatever signs between them.
pub fn same_words(one: &str, other: &str) -> bool {
    fn words(text: &str) -> impl Iterator<Item = String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
    }
    words(one).eq(words(other))
}

/// What two names are compared by: no case, spaces, hyphens or full stops; `C++` and `C#` stay what they are.
pub fn key(name: &str) -> String {
    // Most names and words; the general way takes ten times as long.
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return name.to_ascii_lowercase();
    }
    let letters =
        name.nfkc().filter(|&c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '_' | '.' | ',' | '\'' | '’' | '"'));
    letters.flat_map(char::to_lowercase).collect()
}
