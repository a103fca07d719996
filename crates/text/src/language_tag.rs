//! A language as BCP 47 names it.

use std::fmt;

/// A well-formed BCP 47 tag in its usual spelling (`nl`, `pt-BR`, `zh-Hant`), RFC 5646 section 2.1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads a tag as people write it (`en_US.UTF-8`, `NL`); `None` when it is not one.
    pub fn parse(text: &str) -> Option<LanguageTag> {
        let tag = text.trim().split('.').next().unwrap_or_default().replace('_', "-");
        let tag = oxilangtag::LanguageTag::parse_and_normalize(&tag).ok()?;
        let primary = tag.primary_language();
        // Longer subtags are reserved or never registered (RFC 5646 section 2.2.1): a word such as `english` is no language tag.
        (matches!(primary.len(), 2 | 3) || tag.as_str().starts_with("x-") || tag.as_str().starts_with("i-"))
            .then(|| LanguageTag(tag.into_inner()))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_people_write_them_and_words_are_none() {
        let cases = [
            ("NL", Some("nl")),
            ("en_US.UTF-8", Some("en-US")),
            ("zh-hant", Some("zh-Hant")),
            ("i-klingon", Some("i-klingon")),
            ("english", None),
            ("word", None),
            ("", None),
            ("e", None),
        ];
        for (written, tag) in cases {
            assert_eq!(LanguageTag::parse(written).map(|tag| tag.to_string()).as_deref(), tag, "{written}");
        }
    }
}
