//! What Courant itself says to whoever opens a feed or a page, in their language where the table has it.

use courant_text::date::Timestamp;
use courant_text::language_tag::LanguageTag;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Something that is said, by its name in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// What has been opened.
    Banner,
    /// What to do with it.
    How,
    /// What to do with it when nobody knows its address.
    HowHere,
    /// The name of a field that holds the address of a feed.
    Address,
    /// Leads to the site.
    Site,
    /// Leads to the page of all feeds.
    All,
    /// Leads to an explanation of feeds.
    About,
    /// The heading of what a page offers.
    Subscribe,
    /// What feeds are for.
    Intro,
    /// Copies an address.
    Copy,
    /// It is done.
    Copied,
    /// The newest articles.
    Latest,
    /// The list of feeds.
    Feeds,
    /// The list of an article's categories.
    Categories,
    /// The list of languages.
    Languages,
    /// The list of authors.
    Authors,
    /// What the language calls itself.
    Name,
    /// The names of the months, with spaces between.
    Months,
    /// How a date is written: `{day}`, `{month}` (its name), `{year}`.
    Date,
}

impl Phrase {
    const ALL: [(Phrase, &'static str); 19] = [
        (Phrase::Banner, "banner"),
        (Phrase::How, "how"),
        (Phrase::HowHere, "how-here"),
        (Phrase::Address, "address"),
        (Phrase::Site, "site"),
        (Phrase::All, "all"),
        (Phrase::About, "about"),
        (Phrase::Subscribe, "subscribe"),
        (Phrase::Intro, "intro"),
        (Phrase::Copy, "copy"),
        (Phrase::Copied, "copied"),
        (Phrase::Latest, "latest"),
        (Phrase::Feeds, "feeds"),
        (Phrase::Categories, "categories"),
        (Phrase::Languages, "languages"),
        (Phrase::Authors, "authors"),
        (Phrase::Name, "name"),
        (Phrase::Months, "months"),
        (Phrase::Date, "date"),
    ];

    fn name(self) -> &'static str {
        Phrase::ALL.into_iter().find(|(phrase, _)| *phrase == self).map_or("", |(_, name)| name)
    }
}

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    language: &'static str,
}

impl Words {
    /// The words of this language, else English ones.
    pub fn of(language: Option<&LanguageTag>) -> Words {
        let known = |primary: &str| table().keys().map(|(language, _)| *language).find(|language| *language == primary);
        let language = language.and_then(|language| known(language.primary()));
        Words { language: language.unwrap_or("en") }
    }

    /// The words of this language, where the table has them.
    pub fn of_just(language: &LanguageTag) -> Option<Words> {
        Some(Words::of(Some(language))).filter(|words| words.language == language.primary())
    }

    /// The language that they are in.
    pub fn language(self) -> &'static str {
        self.language
    }

    /// The direction that they are written in.
    pub fn direction(self) -> &'static str {
        LanguageTag::parse(self.language).as_ref().map_or("ltr", direction)
    }

    /// The words for this.
    pub fn say(self, phrase: Phrase) -> &'static str {
        table().get(&(self.language, phrase.name())).copied().unwrap_or_default()
    }

    /// A day as people write it.
    pub fn date(self, date: Timestamp) -> String {
        let day = date.day();
        let month = self.say(Phrase::Months).split(' ').nth(day.month as usize - 1).unwrap_or_default();
        self.say(Phrase::Date)
            .replace("{day}", &day.day.to_string())
            .replace("{month}", month)
            .replace("{year}", &day.year.to_string())
    }
}

/// The direction of writing (HTML's `dir`): of the script where the tag names one, else of the language's usual one.
pub fn direction(language: &LanguageTag) -> &'static str {
    const LANGUAGES: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"];
    const SCRIPTS: &[&str] = &["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];
    let script = language.as_str().split('-').skip(1).find(|part| part.len() == 4);
    let is_rtl = script.map_or_else(|| LANGUAGES.contains(&language.primary()), |script| SCRIPTS.contains(&script));
    if is_rtl { "rtl" } else { "ltr" }
}

type Table = BTreeMap<(&'static str, &'static str), &'static str>;

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| rows().collect())
}

fn rows() -> impl Iterator<Item = ((&'static str, &'static str), &'static str)> {
    let lines = include_str!("ui_strings.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_language_has_every_phrase_once() {
        let languages: BTreeSet<_> = rows().map(|((language, _), _)| language).collect();
        assert_eq!(rows().count(), languages.len() * Phrase::ALL.len());
        for language in languages {
            let words = Words::of(LanguageTag::parse(language).as_ref());
            assert_eq!(words.language(), language);
            for (phrase, name) in Phrase::ALL {
                assert!(!words.say(phrase).trim().is_empty(), "{language} has no {name}");
            }
            assert_eq!(words.say(Phrase::Months).split(' ').count(), 12, "{language}");
        }
    }

    #[test]
    fn a_date_is_written_as_its_readers_write_it() {
        let date = Timestamp::from_unix(1_795_507_200).expect("2026-11-24");
        for (language, written) in [
            ("en-GB", "24 November 2026"),
            ("nl", "24 november 2026"),
            ("de", "24. November 2026"),
            ("es", "24 de noviembre de 2026"),
            ("ja", "2026年11月24日"),
            ("xx", "24 November 2026"),
        ] {
            assert_eq!(Words::of(LanguageTag::parse(language).as_ref()).date(date), written);
        }
    }

    #[test]
    fn a_direction_is_that_of_the_script() {
        for (language, written) in
            [("ar", "rtl"), ("he-IL", "rtl"), ("nl", "ltr"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("fa", "rtl")]
        {
            let language = LanguageTag::parse(language).expect("a tag");
            assert_eq!(direction(&language), written, "{language}");
        }
    }
}
