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
        Some(LanguageTag(tag.into_inner()))
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
