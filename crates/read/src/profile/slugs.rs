//! What the rules by which generators make parts of addresses are made of. The rules themselves stand with their generators.

use unicode_normalization::char::is_combining_mark;

/// The text as it is.
pub fn as_written(text: &str) -> String {
    text.to_string()
}

/// Words of small ASCII letters and digits with a hyphen between each two; other writing is spelt in Latin letters.
pub fn ascii_words(text: &str) -> String {
    let spelt = deunicode::deunicode(text).to_ascii_lowercase();
    hyphenated(&spelt, |c| c.is_ascii_alphanumeric()).trim_matches('-').to_string()
}

/// Words of small ASCII letters and digits, in which an apostrophe or a quotation mark ends no word: `dont`.
pub fn title_words(text: &str) -> String {
    let spelt = deunicode::deunicode(text).replace(['\'', '"'], "");
    ascii_words(&spelt)
}

/// The characters that stay, with a hyphen for each run of others.
pub fn hyphenated(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut in_run = false;
    for character in text.chars() {
        let is_kept = stays(character);
        if is_kept {
            slug.push(character);
        } else if !in_run {
            slug.push('-');
        }
        in_run = !is_kept;
    }
    slug
}

/// The same without a hyphen at either end.
pub fn trimmed(slug: &str) -> String {
    let slug = slug.strip_prefix('-').unwrap_or(slug);
    slug.strip_suffix('-').unwrap_or(slug).to_string()
}

/// In ASCII, without what is neither a letter, a digit, `_` nor among `kept`, in small letters, with a hyphen for each run of hyphens and white space:
/// the rule of Django, which Pelican and Nikola have from there.
pub fn django(text: &str, kept: &[char]) -> String {
    let spelt = deunicode::deunicode(text);
    let stays = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-' || c.is_whitespace() || kept.contains(c);
    let bare: String = spelt.chars().filter(stays).collect();
    hyphenated(bare.trim(), |c| c != '-' && !c.is_whitespace()).to_ascii_lowercase()
}

/// In small letters, without what is neither a letter, a mark, a digit, `-` nor `_`, with a hyphen for each space: the rule of GitHub's headings.
pub fn github(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let stays = |c: &char| is_word(*c) || matches!(c, '-' | '_' | ' ');
    lower.chars().filter(stays).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A letter, a mark on one, or a digit, of any writing.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_makes_its_own_of_awkward_names() {
        let cases = [
            ("Été à l’île", "ete-a-l-ile", "ete-a-lile", "été-à-lîle"),
            ("C++ & Node.js 20", "c-node-js-20", "c-nodejs-20", "c--nodejs-20"),
            ("日本", "ri-ben", "ri-ben", "日本"),
            ("  a_b - c  ", "a-b-c", "a_b-c", "a_b---c"),
            ("", "", "", ""),
            ("!?", "", "", ""),
        ];
        for (text, ascii, of_django, of_github) in cases {
            assert_eq!(ascii_words(text), ascii, "{text}");
            assert_eq!(django(text, &[]), of_django, "{text}");
            assert_eq!(github(text), of_github, "{text}");
        }
        assert_eq!(title_words("Don't \"stop\""), "dont-stop");
        assert_eq!(trimmed(&hyphenated("(a b)", char::is_alphanumeric)), "a-b");
    }
}
