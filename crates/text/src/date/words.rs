//! The table of words that dates are written with: `words.tsv`, read once.

use crate::lengths::Lengths;
use crate::letters::is_alphabetic;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a word means in dates, in all languages together.
#[derive(Debug, Default)]
pub struct Meaning {
    /// The months that it names, each with the language in which it does.
    pub months: Vec<(&'static str, u8)>,
    /// The month of the solar Hijri calendar that it names.
    pub solar_month: Option<u8>,
    /// The years to add to those that it counts: -543 for the Buddhist era.
    pub era: Option<i32>,
    /// The offsets of the zones that it names, in seconds, each with a language.
    pub zones: Vec<(&'static str, i32)>,
    /// The same for zones of the United States that keep daylight saving time (`ET`): the offset in winter.
    pub united_states_zone: Option<i32>,
    /// The languages in which it is a day as seen from an unknown one: `yesterday`.
    pub relative_day: Vec<&'static str>,
    /// What else it can be.
    pub roles: Vec<Role>,
}

/// What a word can be in a date, beside a month, an era or a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `Tuesday`.
    Weekday,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// Stands between the parts: `of`, `om`, `kl`.
    Filler,
    /// Follows an hour: `Uhr`, `h`, `時`.
    Hour,
    /// Follows a minute.
    Minute,
    /// Follows a second.
    Second,
    /// Follows a year: `年`.
    Year,
    /// Follows a day: `日`.
    Day,
    /// Makes a month of the number before it: `月`.
    MonthAfter,
    /// Makes a month of the number after it: `tháng`.
    MonthBefore,
}

/// How a language writes dates of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// `24/11/2026`.
    DayFirst,
    /// `11/24/2026`.
    MonthFirst,
    /// `2026/11/24`; with the year last it could be either.
    YearFirst,
    /// Its regions differ.
    Unknown,
}

impl Meaning {
    /// Whether the word can be this.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The month that it names in this language, or else in every language that knows it.
    pub fn month(&self, language: Option<&str>) -> Option<u8> {
        let named = |wanted: &str| self.months.iter().find(|(name, _)| *name == wanted).map(|&(_, month)| month);
        let (_, first) = *self.months.first()?;
        let agreed = self.months.iter().all(|&(_, month)| month == first);
        language.and_then(named).or(agreed.then_some(first))
    }

    /// Whether it is a day as seen from an unknown one, in this language, or in any when it is not known.
    pub fn is_relative_day(&self, language: Option<&str>) -> bool {
        language.map_or(!self.relative_day.is_empty(), |language| self.relative_day.contains(&language))
    }
}

/// The word or words of a table entry or a text, folded so that they can be compared; `None` when no entry has them.
pub fn meaning(folded: &str) -> Option<&'static Meaning> {
    TABLE.words.get(folded)
}

/// The offset of a zone that a language names otherwise than most, in seconds.
pub fn zone_in(language: &str, name: &str) -> Option<i32> {
    let meaning = meaning(&fold(name))?;
    meaning.zones.iter().find(|(known, _)| *known == language).map(|&(_, seconds)| seconds)
}

/// Whether an entry could begin with this word of ASCII, in any case: `false` is certain.
pub fn may_begin_entry(word: &str) -> bool {
    TABLE.lengths.may_have(word)
}

/// The most words that an entry beginning with this word has.
pub fn longest_entry(first_word: &str) -> usize {
    TABLE.longest.get(first_word).copied().unwrap_or(1)
}

/// The words that say when as seen from now, if a number stands between them and these (`vor # tagen`; folded, without spaces).
pub fn relative_after(before: &str) -> Option<&'static HashSet<String>> {
    TABLE.relative.get(before)
}

/// How dates of three numbers are written in a language, given as a tag (`en-GB`).
pub fn convention(tag: &str) -> Convention {
    let primary = tag.split('-').next().unwrap_or(tag);
    let region = tag.split('-').skip(1).find(|part| part.len() == 2);
    let regional = region.map(|region| format!("{primary}-{region}"));
    let known = |name: &str| TABLE.conventions.get(name).copied();
    regional.as_deref().and_then(known).or_else(|| known(primary)).unwrap_or(Convention::DayFirst)
}

/// A word without what may differ: lower case, no marks on Latin, Greek and Cyrillic letters.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let folded = word.nfkd().filter(|&c| !matches!(c, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{640}'));
    folded.flat_map(char::to_lowercase).filter(|&c| c != '\u{307}').map(|c| if c == 'ı' { 'i' } else { c }).collect()
}

/// Whether a character belongs to a word.
pub fn is_word_character(c: char) -> bool {
    is_alphabetic(c) || is_combining_mark(c) || c == '\u{200C}'
}

/// Whether a character is a word by itself: Chinese, Japanese and Korean do not divide words.
pub fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
}

/// The words of a text, folded. Everything else is between them.
fn folded_words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        return words.map(str::to_ascii_lowercase).collect();
    }
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if !is_word_character(c) {
            open = false;
        } else if let Some(word) = words.last_mut().filter(|_| open && !stands_alone(c)) {
            word.end = end;
        } else {
            words.push(start..end);
            open = !stands_alone(c);
        }
    }
    words.into_iter().filter_map(|word| text.get(word)).map(fold).collect()
}

struct Table {
    words: HashMap<String, Meaning>,
    /// How long the first words of entries are: most words of a text are none.
    lengths: Lengths,
    longest: HashMap<String, usize>,
    relative: HashMap<String, HashSet<String>>,
    conventions: HashMap<&'static str, Convention>,
}

/// About as many words have a meaning.
const WORDS: usize = 3000;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        words: HashMap::with_capacity(WORDS),
        lengths: Lengths::new(),
        longest: HashMap::new(),
        relative: HashMap::new(),
        conventions: HashMap::new(),
    };
    for row in include_str!("words.tsv").lines().filter(|row| !row.starts_with('#')) {
        let mut fields = row.split('\t');
        let (language, meaning, words) = (fields.next(), fields.next(), fields.next());
        let (Some(language), Some(meaning), Some(words)) = (language, meaning, words) else {
            panic!("words.tsv: three fields, divided by tabs, are needed: {row}");
        };
        words.split('|').for_each(|entry| table.add(language, meaning, entry.trim()));
    }
    table
});

impl Table {
    fn add(&mut self, language: &'static str, meaning: &'static str, entry: &'static str) {
        match meaning {
            "relative" => {
                let (before, after) = entry.split_once('#').expect("a span has its number");
                let after = folded_words(after).concat();
                self.relative.entry(folded_words(before).concat()).or_default().insert(after);
            }
            "order" => {
                self.conventions.insert(language, convention_named(entry));
            }
            _ => self.add_word(language, meaning, entry),
        }
    }

    fn add_word(&mut self, language: &'static str, meaning: &'static str, entry: &'static str) {
        let mut words = folded_words(entry);
        let Some(first) = words.first_mut() else {
            panic!("words.tsv: {language} {meaning}: an entry without letters")
        };
        let first = std::mem::take(first);
        self.lengths.add(&first);
        let folded = words.iter().skip(1).fold(first.clone(), |folded, word| folded + " " + word);
        if words.len() > 1 {
            let longest = self.longest.entry(first).or_insert(1);
            *longest = words.len().max(*longest);
        }
        let word = self.words.entry(folded).or_default();
        let (name, value) = meaning.split_once(' ').unwrap_or((meaning, ""));
        let number = || value.parse::<i32>().unwrap_or_else(|_| panic!("words.tsv: `{meaning}` needs a number"));
        match name {
            "month" => word.months.push((language, number() as u8)),
            "relative-day" => word.relative_day.push(language),
            "solar-hijri" => word.solar_month = Some(number() as u8),
            "era" => word.era = Some(number()),
            "zone" => word.zones.push((language, zone_seconds(number()))),
            "zone-us" => word.united_states_zone = Some(zone_seconds(number())),
            _ => word.roles.push(role_named(name)),
        }
    }
}

/// The seconds of an offset written `+0530`.
fn zone_seconds(hours_and_minutes: i32) -> i32 {
    hours_and_minutes / 100 * 3600 + hours_and_minutes % 100 * 60
}

fn convention_named(name: &str) -> Convention {
    match name {
        "d/m" => Convention::DayFirst,
        "m/d" => Convention::MonthFirst,
        "y/m/d" => Convention::YearFirst,
        _ => Convention::Unknown,
    }
}

fn role_named(name: &str) -> Role {
    match name {
        "weekday" => Role::Weekday,
        "am" => Role::Am,
        "pm" => Role::Pm,
        "filler" => Role::Filler,
        "hour" => Role::Hour,
        "minute" => Role::Minute,
        "second" => Role::Second,
        "year" => Role::Year,
        "day" => Role::Day,
        "month-after" => Role::MonthAfter,
        "month-before" => Role::MonthBefore,
        _ => panic!("words.tsv: no word can be `{name}`"),
    }
}
