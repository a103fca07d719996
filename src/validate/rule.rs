//! What we check: one rule, one constant.

use crate::source::Level;

/// One thing we check.
#[derive(Debug)]
pub struct Rule {
    /// Never reused: `R001`.
    pub code: &'static str,
    /// Names the defect, and reads well after "allow": `guid-twice`.
    pub name: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What is checked, in a sentence.
    pub summary: &'static str,
    /// What happens to a subscriber where it is broken.
    pub why: &'static str,
    /// Where it is written.
    pub cite: Citation,
    /// The message classes of the W3C Feed Validator that it answers to.
    pub w3c: &'static [&'static str],
}

/// A place in a specification.
#[derive(Debug)]
pub struct Citation {
    /// The specification as people call it: `RFC 4287`.
    pub specification: &'static str,
    /// The section as it names it: `section 4.2.6`.
    pub section: &'static str,
    /// Its address.
    pub url: &'static str,
}
