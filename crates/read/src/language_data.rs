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
    /// Words whose full stop ends no sentence.
    Abbreviation,
    /// A number with a full stop is an ordinal.
    OrdinalPoint,
    /// Names that say that there is no category, in lower case.
    NoCategory,
    /// Names with capitals inside that are one name.
    Camel,
    /// What vocabularies call the language that is no tag of it.
    Alias,
    /// Whose readers are given what is written in the language, where there is nothing in their own.
    ReadBy,
}

/// The rows about one thing, in the order of the table.
pub fn rows(fact: Fact) -> impl Iterator<Item = Row> {
    let name = match fact {
        Fact::Evidence => "evidence",
        Fact::Characters => "characters",
        Fact::Abbreviation => "abbreviation",
        Fact::OrdinalPoint => "ordinal-point",
        Fact::NoCategory => "no-category",
        Fact::Camel => "camel",
        Fact::Alias => "alias",
        Fact::ReadBy => "read-by",
    };
    include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(move |line| {
        let mut fields = line.split('\t');
        let (language, named, entries) = (fields.next()?, fields.next()?, fields.next()?);
        (named == name).then_some(Row { language, entries })
    })
}
