//! What is known of languages: small words, characters, abbreviations. `languages.tsv`, row by row.

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The language, as BCP 47 names it; `*` for any.
    pub language: &'static str,
    /// The entries, divided by `|`.
    pub entries: &'static str,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Small words; what near languages write in another way tells them apart.
    Evidence,
    /// Characters that the language's other script does not have.
    Characters,
    /// Words whose full stop ends no sentence unless a new one clearly begins.
    Abbreviation,
    /// Words whose full stop ends no sentence: a name follows.
    Title,
    /// A number with a full stop is an ordinal.
    OrdinalPoint,
}

/// The rows about one thing, in the order of the table.
pub fn rows(fact: Fact) -> impl Iterator<Item = Row> {
    let name = match fact {
        Fact::Evidence => "evidence",
        Fact::Characters => "characters",
        Fact::Abbreviation => "abbreviation",
        Fact::Title => "title",
        Fact::OrdinalPoint => "ordinal-point",
    };
    include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let mut fields = line.split('\t');
        let (language, named, entries) = (fields.next()?, fields.next()?, fields.next()?);
        (named == name).then_some(Row { language, entries })
    })
}
