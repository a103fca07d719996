//! Next.js with MDX.

use super::Profile;
use super::addresses::GENERAL;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile {
    name: "next",
    title: "Next.js with MDX",
    // Each site makes its routes itself.
    addresses: GENERAL,
};
