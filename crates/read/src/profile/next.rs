//! Next.js with MDX.

use super::Profile;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile { name: "next", title: "Next.js with MDX" };
