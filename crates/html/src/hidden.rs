//! What is passed over of anybody's HTML, from one piece of it to the next.

/// Something that is passed over with all that is in it, until its end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// The name of its tags.
    pub name: &'static str,
    /// Where it ends.
    pub ends: Ends,
    /// How many of the same name are open within it.
    pub nested: usize,
}

/// Where something hidden ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// At its end tag.
    AtItsTag,
    /// At its end tag, or at a block that cannot stand in it.
    AtBlocks,
}

impl Hidden {
    /// Whether a block ends it that cannot stand in it.
    pub fn ends_at_blocks(&self) -> bool {
        self.ends == Ends::AtBlocks
    }
}
