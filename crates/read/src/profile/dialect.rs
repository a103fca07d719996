//! What Markdown means to one generator and not to another.

/// Where dialects of Markdown contradict each other. What means one thing wherever it means anything is read without a profile, and has no
/// field here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// `~words~` is struck out, as on GitHub (GFM 6.5); otherwise a single tilde behind a letter sets what is below the line (`H~2~O`, Pandoc).
    pub single_tilde_strikes: bool,
    /// `++some words++` were inserted; otherwise one word alone can be, because `++` stands in prose about programs (`++i` and `i++`).
    pub insertions: bool,
    /// Any `^word` at the end of a block names it (Obsidian, "Internal links"); otherwise one with a digit or a hyphen.
    pub block_ids: bool,
}

impl Dialect {
    /// What is read where no program is known.
    pub const COMMON: Dialect = Dialect { single_tilde_strikes: false, insertions: false, block_ids: false };

    /// GitHub's, as remark-gfm and pulldown-cmark read it.
    pub const GITHUB: Dialect = Dialect { single_tilde_strikes: true, ..Dialect::COMMON };
}
