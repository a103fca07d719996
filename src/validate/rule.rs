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
}
