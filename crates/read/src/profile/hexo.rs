//! Hexo.

use super::Profile;

/// What is particular to sites of this generator.
pub static PROFILE: Profile = Profile { name: "hexo", title: "Hexo" };
