//! What may be a keyword of a text, and how it stands in it.

use crate::line_phrases::Uses;

/// What may be a subject, and how it stands in the text.
#[derive(Clone, Debug)]
pub struct Keyword {
    /// The index of its line.
    pub line: usize,
    /// Its name.
    pub text: String,
    /// What says that subjects follow.
    pub label: Label,
    /// How it is parted from the next.
    pub parted: Parted,
    /// The index of its label's line.
    pub label_line: Option<usize>,
    /// Which run of lines it stands in, or which line of several.
    pub group: usize,
    /// The first line of its group and the last.
    pub lines: (usize, usize),
    /// How many of its group stand before it.
    pub order: usize,
    /// How many its group has.
    pub count: usize,
    /// Whether its line was taken for subjects by how it stands.
    pub marked: bool,
    /// What the table of phrases says of it.
    pub uses: Uses,
    /// Whether the title has it.
    pub in_title: bool,
    /// How often the body has it.
    pub times: usize,
    /// What is known of it among the others.
    pub company: Company,
    /// What speaks for it and its like at the first look.
    pub first: FirstScores,
}

/// What spoke at the first look, from 2 for to 2 against.
#[derive(Clone, Copy, Debug, Default)]
pub struct FirstScores {
    /// For itself.
    pub own: f32,
    /// For its group, on the mean.
    pub group: f32,
    /// For the surest of its group.
    pub most_of_group: f32,
    /// For the surest of the text.
    pub most: f32,
}

/// What says that subjects follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A phrase on their line.
    Own,
    /// A phrase on a line above.
    Above,
    /// Nothing.
    None,
}

/// How subjects are parted from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// Each stands on a line of its own.
    Lines,
    /// Signs stand between them.
    Signs,
    /// Nothing: a scraper put them together.
    Glue,
    /// Spaces, as between their words.
    Spaces,
}

/// What is known of a name among the others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Company {
    /// How many of its group the body has.
    pub named_count: usize,
    /// Whether its group stands in the order of the alphabet.
    pub sorted: bool,
    /// Whether most of its group begin in lower case.
    pub lower: bool,
    /// Whether one of its group has five words or more.
    pub long: bool,
    /// Whether one of its group has a number.
    pub numbered: bool,
    /// Whether one of its group is a button of a share bar.
    pub shared: bool,
    /// Whether one of its group leads elsewhere on the site.
    pub boilerplate: bool,
    /// In how many groups it stands.
    pub groups: usize,
    /// Whether it stands in another group with a label.
    pub labelled_elsewhere: bool,
    /// Whether it is of the first group with a label below the line on which the text begins.
    pub first_label: bool,
    /// Whether no group with a label stands below its own.
    pub last_label: bool,
    /// Whether a group of the text has a label.
    pub labels: bool,
    /// Whether one near the end of the text or below has.
    pub labels_below: bool,
}
