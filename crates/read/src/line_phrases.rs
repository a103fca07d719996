//! What lines say in many languages: labels, bylines, boilerplate and small words, all from one table.
//!
//! `phrases.tsv` has a row for each language and class: the language (`*`: any), the class, and phrases separated by `|`. A phrase is in
//! lower case; `#` stands for a number, `:` at the end says that a value follows on the line or beneath it, `*` at the end that
//! anything may follow. The rows of the text's own language, of English and of `*` are read together.

use crate::parts::Part;
use courant_text::lengths::Lengths;
use courant_text::letters::is_alphanumeric;
use foldhash::{HashMap, HashMapExt};
use std::sync::{LazyLock, OnceLock};

const TABLE: &str = include_str!("line_phrases.tsv");

/// What a phrase is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Use {
    /// Names a part of a publication, or a kind of article, above a title.
    Kicker,
    /// Says that the names of authors follow.
    Byline,
    /// Says that the name of somebody follows who edited, checked or translated.
    Editor,
    /// What somebody does for a living in a newsroom.
    Role,
    /// Names a newsroom, or those in it who sign without their names.
    Desk,
    /// A degree or licence that stands behind a name.
    Degree,
    /// Opens a portrait of an author.
    About,
    /// Says that the date of publication follows.
    Published,
    /// Says that the date of the last change follows.
    Updated,
    /// A moment as seen from a day that we do not know.
    Relative,
    /// How long reading takes.
    ReadingTime,
    /// Says who made a picture.
    Credit,
    /// Says that a caption follows.
    Caption,
    /// Says that subjects follow.
    Tags,
    /// Opens a list of other articles, or points at one.
    Related,
    /// Says that the text goes on below.
    Continues,
    /// Leads elsewhere on the site.
    Navigation,
    /// A button of a share bar.
    Share,
    /// A network that things are shared on.
    Network,
    /// Opens what readers said.
    Comments,
    /// Asks for a subscription or an address.
    Subscribe,
    /// Says that an advertisement is near.
    Advert,
    /// Small print.
    Legal,
    /// A remark of the editors' beside the text.
    Note,
    /// An agency that sells texts or pictures.
    Agency,
    /// A small word that running text is full of.
    Stop,
    /// A word with which sites call for something to be done, or speak of themselves.
    Call,
    /// Joins two names.
    And,
    /// A small word within a name.
    Particle,
    /// Says that a page is not there, or is kept from robots or from who has not signed in.
    Missing,
}

impl Use {
    const NAMES: [(&'static str, Use); 30] = [
        ("kicker", Use::Kicker),
        ("byline", Use::Byline),
        ("editor", Use::Editor),
        ("role", Use::Role),
        ("desk", Use::Desk),
        ("degree", Use::Degree),
        ("about", Use::About),
        ("published", Use::Published),
        ("updated", Use::Updated),
        ("relative", Use::Relative),
        ("reading-time", Use::ReadingTime),
        ("credit", Use::Credit),
        ("caption", Use::Caption),
        ("tags", Use::Tags),
        ("related", Use::Related),
        ("continues", Use::Continues),
        ("navigation", Use::Navigation),
        ("share", Use::Share),
        ("network", Use::Network),
        ("comments", Use::Comments),
        ("subscribe", Use::Subscribe),
        ("advert", Use::Advert),
        ("legal", Use::Legal),
        ("note", Use::Note),
        ("agency", Use::Agency),
        ("stop", Use::Stop),
        ("call", Use::Call),
        ("and", Use::And),
        ("particle", Use::Particle),
        ("missing", Use::Missing),
    ];

    fn named(name: &str) -> Option<Use> {
        Use::NAMES.iter().find(|(own, _)| *own == name).map(|(_, use_)| *use_)
    }
}

/// Several uses of one phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses(u32);

impl Uses {
    /// Whether this is one of them.
    pub fn has(self, use_: Use) -> bool {
        self.0 & (1 << use_ as u32) != 0
    }

    /// Whether one of these is one of them.
    pub fn has_any(self, uses: &[Use]) -> bool {
        uses.iter().any(|&use_| self.has(use_))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether there is none but perhaps this one.
    pub fn is_empty_but(self, use_: Use) -> bool {
        self.0 & !(1 << use_ as u32) == 0
    }

    fn with(self, use_: Use) -> Uses {
        Uses(self.0 | 1 << use_ as u32)
    }

    /// These and others.
    pub fn and(self, others: Uses) -> Uses {
        Uses(self.0 | others.0)
    }
}

/// What the phrases on a line say about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The line is nothing but this.
    pub whole: Uses,
    /// The line opens with this and a colon.
    pub label: Uses,
    /// The line opens with this, and anything may follow.
    pub opening: Uses,
    /// The line opens with this, whatever follows: weak evidence, for those who check what follows.
    pub first_words: Uses,
    /// How many words (characters, where they are not spaced) `first_words` has.
    pub first_words_length: usize,
    /// How many bytes at the end of the line say that a name stands before them: `記者` of `山本花子記者`.
    pub closing_length: usize,
}

impl Hits {
    /// Whether the line is, is labelled as or opens as this.
    pub fn says(self, use_: Use) -> bool {
        self.whole.has(use_) || self.label.has(use_) || self.opening.has(use_)
    }
}

/// The phrases that are read in a text of one language.
#[derive(Clone, Copy, Default)]
pub struct Phrases {
    /// Those of the language itself; those of English and of any language are always read.
    own: Option<&'static Table>,
}

/// What a phrase is used for.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// In whatever form the table has it.
    uses: Uses,
    /// Where anything may follow it.
    opening: Uses,
}

/// Phrases with their uses.
struct Table {
    entries: HashMap<&'static str, Entry>,
    /// Hardly anything that is looked up is a phrase.
    lengths: Lengths,
}

impl Table {
    fn get(&self, key: &str) -> Option<Entry> {
        if self.lengths.may_have(key) { self.entries.get(key).copied() } else { None }
    }
}

/// The rows of one language. Its table is made when a text is in that language: most runs need few.
#[derive(Default)]
struct Language {
    rows: Vec<Row>,
    table: OnceLock<Table>,
}

#[derive(Clone, Copy)]
struct Row {
    language: &'static str,
    use_: Use,
    phrases: &'static str,
}

impl Row {
    fn phrases(self) -> impl Iterator<Item = &'static str> {
        self.phrases.split('|')
    }
}

static LANGUAGES: LazyLock<HashMap<&'static str, Language>> = LazyLock::new(|| {
    let mut languages: HashMap<&'static str, Language> = HashMap::new();
    for row in rows() {
        languages.entry(row.language).or_default().rows.push(row);
    }
    languages
});

static COMMON: LazyLock<Table> = LazyLock::new(|| table(rows().filter(|row| matches!(row.language, "*" | "en"))));

fn table(rows: impl Iterator<Item = Row>) -> Table {
    let mut table = Table { entries: HashMap::new(), lengths: Lengths::new() };
    for row in rows {
        for phrase in row.phrases() {
            let (key, opens) = match phrase.strip_suffix('*') {
                Some(key) => (key, true),
                None => (phrase, false),
            };
            let key = key.trim_end_matches([' ', ':', '.', '：']);
            table.lengths.add(key);
            let entry = table.entries.entry(key).or_default();
            entry.uses = entry.uses.with(row.use_);
            if opens {
                entry.opening = entry.opening.with(row.use_);
            }
        }
    }
    table
}

/// The rows of the table. Those that cannot be read are passed over (a test finds them).
fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (language, use_, phrases) = (cells.next()?, cells.next().and_then(Use::named)?, cells.next()?);
        Some(Row { language, use_, phrases })
    })
}

/// What each phrase is used for in any language at all.
static EVERYWHERE: LazyLock<Table> = LazyLock::new(|| table(rows()));

/// Whether a phrase is used so in any language: for what is short, and whose language nobody states.
pub fn is_used_anywhere(phrase: &str, use_: Use) -> bool {
    EVERYWHERE.get(&phrase.to_lowercase()).is_some_and(|entry| entry.uses.has(use_))
}

impl Phrases {
    /// The phrases for a language, by its primary subtag; English and what holds anywhere are always among them.
    pub fn for_language(primary: &str) -> Phrases {
        // Norwegian texts are found as Bokmål or Nynorsk; their newsrooms use the same phrases.
        let primary = if matches!(primary, "nb" | "nn") { "no" } else { primary };
        let language = LANGUAGES.get(primary).filter(|_| primary != "en");
        Phrases { own: language.map(|own| own.table.get_or_init(|| table(own.rows.iter().copied()))) }
    }

    /// What a whole phrase, as [`fold`] gives it, is used for.
    pub fn uses(self, folded: &str) -> Uses {
        self.look_up(folded).uses
    }

    /// The same of a word or phrase in any case.
    pub fn uses_in_any_case(self, phrase: &str) -> Uses {
        // Hardly any is in the table, which shows of one in ASCII before it is changed.
        if phrase.is_ascii() && !self.may_have(phrase) { Uses::default() } else { self.uses(&phrase.to_lowercase()) }
    }

    /// The same of a phrase as it is written.
    pub fn uses_as_written(self, phrase: &str) -> Uses {
        // Of a plain phrase nothing is folded but its case.
        if is_plain(phrase) { self.uses_in_any_case(phrase) } else { self.uses(&fold(phrase)) }
    }

    /// Whether a lower-case word is used so.
    pub fn is(self, word: &str, use_: Use) -> bool {
        self.uses(word).has(use_)
    }

    /// What the phrases on a line say, given as [`fold`] gives it.
    pub fn hits(self, folded: &str) -> Hits {
        let mut hits = Hits { whole: self.whole(folded), ..Hits::default() };
        // So the signs behind a label begin, of which hardly any line has one.
        if memchr::memchr3(b':', b'=', 0xEF, folded.as_bytes()).is_some() {
            let label = folded.split([':', '：', '=']).next().unwrap_or_default();
            hits.label = if label.len() < folded.len() { self.uses(label.trim_end()) } else { Uses::default() };
        }
        for (end, length) in openings(folded) {
            let opening = folded.part(..end).trim_end_matches([':', '.', ',', '：']);
            let entry = self.look_up(opening);
            if !entry.uses.is_empty() {
                hits.first_words = entry.uses;
                hits.first_words_length = length;
                hits.opening = hits.opening.and(entry.opening);
            }
        }
        if let Some((uses, length)) = self.closing(folded) {
            hits.opening = hits.opening.and(uses);
            hits.closing_length = length;
        }
        hits
    }

    /// What the last characters of a few of East Asia say, where they say that a name stands before them, and how long they are.
    fn closing(self, folded: &str) -> Option<(Uses, usize)> {
        /// A name has two characters to five, and a space may follow.
        const NAME: std::ops::RangeInclusive<usize> = 2..=6;
        const LONGEST: usize = 40;
        let is_east_asian =
            |c: char| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}');
        if folded.len() > LONGEST || !folded.chars().next_back().is_some_and(is_east_asian) {
            return None;
        }
        [3, 2].into_iter().find_map(|count| {
            let (at, _) = folded.char_indices().rev().nth(count - 1)?;
            let (name, closing) = folded.split_at_checked(at)?;
            let fits = NAME.contains(&name.chars().count()) && name.chars().all(|c| is_east_asian(c) || c == ' ');
            let uses = self.uses(closing);
            (fits && uses.has(Use::Byline)).then_some((uses, closing.len()))
        })
    }

    /// Whether a phrase of ASCII in any case could be in the table: `false` is certain.
    fn may_have(self, phrase: &str) -> bool {
        COMMON.lengths.may_have(phrase) || self.own.is_some_and(|own| own.lengths.may_have(phrase))
    }

    /// Whether a word as it is written opens a line so.
    pub fn opens_as_written(self, word: &str, use_: Use) -> bool {
        // A plain word has no opening but itself.
        let ruled_out = is_plain(word) && !word.contains(' ') && !self.may_have(word);
        !ruled_out && self.hits(&fold(word)).opening.has(use_)
    }

    fn whole(self, folded: &str) -> Uses {
        let bare = folded.trim_matches(|c: char| !is_alphanumeric(c) && c != '#');
        self.uses(folded).and(self.uses(bare))
    }

    fn look_up(self, key: &str) -> Entry {
        let common = COMMON.get(key).unwrap_or_default();
        match self.own.and_then(|own| own.get(key)) {
            Some(own) => Entry { uses: common.uses.and(own.uses), opening: common.opening.and(own.opening) },
            None => common,
        }
    }
}

/// Where the first words of a folded line end, and how many they are: at most eight words, or eight characters of a script that
/// does not space them.
pub fn openings(folded: &str) -> impl Iterator<Item = (usize, usize)> {
    // A word ends at each space, but where characters beyond two bytes of UTF-8 stand.
    let is_short = folded.len() < OPENING && folded.bytes().fold(true, |all, byte| all & (byte < 0xE0));
    let spaces = || memchr::memchr_iter(b' ', folded.as_bytes());
    let ends = (is_short || folded.is_ascii())
        .then(|| spaces().chain([folded.len()]).take_while(|end| *end < OPENING).zip(1..=8));
    let others = if ends.is_some() { None } else { Some(openings_of_any_script(folded)) };
    ends.into_iter().flatten().chain(others.into_iter().flatten())
}

/// An opening ends within so many characters.
const OPENING: usize = 120;

fn openings_of_any_script(folded: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut words = 0;
    let mut characters = 0;
    let mut previous = ' ';
    let mut ends = folded.char_indices().chain(std::iter::once((folded.len(), ' '))).take(OPENING);
    std::iter::from_fn(move || {
        while words < 8 || characters < 9 {
            let (at, character) = ends.next()?;
            let unspaced = is_unspaced(previous);
            characters += 1;
            let word_ends = !unspaced && previous != ' ' && (character == ' ' || is_unspaced(character));
            previous = character;
            words += usize::from(word_ends);
            if (word_ends && words <= 8) || (unspaced && characters <= 9) {
                return Some((at, if unspaced { characters - 1 } else { words }));
            }
        }
        None
    })
}

/// For each byte whether it is a visible character of ASCII, or a space, that folding changes in its case at most.
const STAYS: [bool; 256] = {
    let mut stays = [false; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        stays[byte as usize] = !(byte.is_ascii_digit() || matches!(byte, b'`' | b'.' | b','));
        byte += 1;
    }
    stays
};

/// Whether a phrase is so short, and nothing but letters of ASCII with single spaces between them.
fn is_plain(phrase: &str) -> bool {
    let mut previous = b' ';
    let plain = |byte: u8| {
        let fits = byte.is_ascii_alphabetic() || byte == b' ' && previous != b' ';
        previous = byte;
        fits
    };
    phrase.len() <= 160 && !phrase.ends_with(' ') && phrase.bytes().all(plain)
}

/// Whether a character is of a script that does not put spaces between words.
pub fn is_unspaced(character: char) -> bool {
    character >= '\u{0E00}'
        && matches!(character, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF10}'..='\u{FFEF}')
}

/// The first 160 characters of a line as phrases are compared: lower case, straight apostrophes, single spaces, `#` for a number, without bullets and
/// arrows around it.
pub fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len().min(200));
    fold_into(line, &mut folded);
    folded
}

/// The same, written over a string that is used again.
pub fn fold_into(line: &str, folded: &mut String) {
    folded.clear();
    if line.len() <= 160 && line.bytes().all(|byte| byte.is_ascii_lowercase()) {
        folded.push_str(line);
        return;
    }
    let inner = line.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '»' | '›' | '→' | '▶' | '►' | '•' | '>' | '…' | '←' | '▸' | '▼')
    });
    let end = match inner.as_bytes().get(..160) {
        Some(bytes) if !bytes.is_ascii() => inner.char_indices().nth(160).map_or(inner.len(), |(end, _)| end),
        _ => inner.len().min(160),
    };
    let mut rest = inner.part(..end);
    loop {
        // Of most characters nothing changes but their case.
        let mut after_space = folded.ends_with(' ');
        let mut stays = |byte: u8| {
            let stays = STAYS[usize::from(byte)] && !(after_space && byte == b' ');
            after_space = byte == b' ';
            stays
        };
        let plain = rest.bytes().position(|byte| !stays(byte)).unwrap_or(rest.len());
        let start = folded.len();
        folded.push_str(rest.part(..plain));
        folded.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        let mut characters = rest.part(plain..).chars();
        let Some(character) = characters.next() else { break };
        rest = characters.as_str();
        match character {
            '’' | '‘' | 'ʼ' | '´' | '`' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            '.' | ',' if folded.ends_with('#') => folded.push(character),
            c if c.is_numeric() && c.is_ascii() => {
                // `1,200` is one number, as `1` is.
                let bare = folded.trim_end_matches(['.', ',']).len();
                if folded.get(..bare).is_some_and(|text| text.ends_with('#')) {
                    folded.truncate(bare);
                } else {
                    folded.push('#');
                }
            }
            c if c.is_ascii() => folded.push(c),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_row_of_the_table_can_be_read() {
        for (index, line) in TABLE.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            let place = format!("phrases.tsv, line {}", index + 1);
            assert_eq!(cells.len(), 3, "{place}: language, class and phrases, with tabs between them");
            assert!(Use::named(cells[1]).is_some(), "{place}: no such class: {}", cells[1]);
            for phrase in cells[2].split('|') {
                assert!(!phrase.trim().is_empty() && phrase == phrase.trim(), "{place}: an empty or padded phrase");
                assert_eq!(phrase, phrase.to_lowercase(), "{place}: in lower case, as lines are compared");
                assert!(!phrase.trim_end_matches('*').contains('*'), "{place}: `*` only at the end: {phrase}");
            }
        }
    }

    #[test]
    fn no_phrase_stands_twice_in_one_class_of_a_language() {
        let mut seen = BTreeSet::new();
        for row in rows() {
            let Row { language, use_, .. } = row;
            for phrase in row.phrases() {
                assert!(seen.insert((language, use_ as u32, phrase)), "{language}: {use_:?}: {phrase} stands twice");
            }
        }
    }

    #[test]
    fn a_line_is_compared_without_its_bullets_numbers_and_case() {
        assert_eq!(fold("  »  Read  More… "), "read more");
        assert_eq!(fold("1,204 Comments"), "# comments");
        assert_eq!(fold("Editor’s note:"), "editor's note:");
    }

    #[test]
    fn a_phrase_is_found_as_a_whole_as_a_label_and_as_an_opening() {
        let dutch = Phrases::for_language("nl");
        assert!(dutch.hits(&fold("Onderwerp:")).whole.has(Use::Tags));
        assert!(dutch.hits(&fold("Onderwerp: Haven")).label.has(Use::Tags));
        assert!(dutch.hits(&fold("Tekst gaat verder onder de foto")).opening.has(Use::Continues));
        assert!(dutch.hits(&fold("Leave a reply")).whole.has(Use::Comments), "English boilerplate is everywhere");
        assert!(!dutch.hits(&fold("Verwandte Artikel")).whole.has(Use::Related));
        assert!(Phrases::for_language("ja").hits("写真：田中").label.has(Use::Credit));
    }
}
