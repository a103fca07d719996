//! Categories: spelt as the site does, each once, and names that a scraper glued together taken apart.

use crate::article::{Category, Origin};
use crate::language_data::{self, Fact};
use crate::parts::Part;
use crate::ranked::Ranked;
use crate::vocabulary::Vocabulary;
use crate::words::key;
use courant_text::date::{self, DateHints, NotADate};
use courant_text::language_tag::LanguageTag;
use courant_text::letters::{self, is_alphanumeric};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Spells categories as the site does, else as the body does where it writes one as an abbreviation (`AI` for `Ai`), and gives up what
/// says the same twice or is no category: addresses, dates, numbers, sentences. A letter or a number stays where an author states that it
/// is a category (`tags: [C, 2024]`). The order stays.
pub fn tidy(
    mut found: Ranked<Category>,
    vocabulary: &Vocabulary,
    language: Option<&LanguageTag>,
    body: &str,
) -> Ranked<Category> {
    let names = found.all_taken().map(|candidate| name(&candidate.value.label).to_lowercase());
    let words = Words::among(body, &names.collect());
    let mut seen = HashSet::new();
    found.decide(|candidate| {
        let label = name(&candidate.value.label);
        let term = name(&candidate.value.term);
        let from_site = [&label, &term].into_iter().find_map(|name| vocabulary.find(name, language));
        let category = match from_site {
            Some(category) => category,
            None if is_category(&label) || is_stated(&candidate.origin, &label) => {
                as_written(&candidate.value, &label, &words)
            }
            None => return Err("is no name of a category"),
        };
        let is_new = seen.insert(key(&category.label));
        candidate.value = category;
        if is_new { Ok(()) } else { Err("says what another says") }
    });
    found
}

/// Splits names that a scraper glued together (`AiBeleid`), where the text or the vocabulary shows that they are two. The text is read
/// when the first of them needs it.
pub struct Splitter<'t> {
    vocabulary: &'t Vocabulary,
    body: &'t str,
    evidence: OnceCell<Evidence<'t>>,
}

impl<'t> Splitter<'t> {
    /// What shows which names are two.
    pub fn new(vocabulary: &'t Vocabulary, body: &'t str) -> Splitter<'t> {
        Splitter { vocabulary, body, evidence: OnceCell::new() }
    }

    /// The names, taken apart.
    pub fn split(&self, names: &str) -> Vec<String> {
        let pieces = pieces(names);
        if pieces.len() < 2 || pieces.len() > MOST_PIECES {
            return Some(names.trim()).filter(|name| !name.is_empty()).map(str::to_string).into_iter().collect();
        }
        let read = || Evidence { words: Words::of(self.body), vocabulary: self.vocabulary };
        let evidence = self.evidence.get_or_init(read);
        let parts = best_parts(names, &pieces, evidence);
        let parts = if evidence.is_enough(&parts) { parts } else { vec![names] };
        parts.into_iter().map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
    }
}

/// The longest name of a category, in characters: what is longer is a sentence.
const LONGEST: usize = 60;
/// More pieces than this are no list of names.
const MOST_PIECES: usize = 100;
/// Beyond so many bytes a text says nothing new about the spelling of names.
const READ: usize = 200_000;
/// The most pieces that one name has, as `GlaxoSmithKline`.
const PIECES_OF_A_NAME: usize = 4;

/// A name without what surrounds it: `#`, white space, escaped characters, punctuation at its end.
fn name(text: &str) -> String {
    let text: Cow<'_, str> = if text.contains('&') {
        let plain = [
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&#039;", "'"),
            ("&nbsp;", " "),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ];
        Cow::Owned(plain.into_iter().fold(text.to_string(), |text, (escaped, plain)| text.replace(escaped, plain)))
    } else {
        Cow::Borrowed(text)
    };
    let folded = text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '|' | '•' | '·' | '/' | '>' | '»' | '"' | '“' | '”')
    };
    let name = folded
        .trim_start_matches(|c| is_edge(c) || matches!(c, '#' | '-' | '–'))
        .trim_end_matches(|c| is_edge(c) || matches!(c, '-' | '–'));
    // `U.S.` and `Inc.` keep their full stop, `Politics.` does not.
    let stop_is_its_own = name.strip_suffix('.').is_some_and(|stem| stem.contains('.') || stem.chars().count() <= 3);
    if stop_is_its_own { name.to_string() } else { name.trim_end_matches('.').to_string() }
}

/// Whether a text can be the name of a category.
fn is_category(name: &str) -> bool {
    let characters = name.chars().count();
    let is_date =
        || !matches!(date::parse(name, &DateHints::default()), Err(NotADate::Unrecognised | NotADate::Relative));
    characters > 1 - usize::from(is_wide(name))
        && characters <= LONGEST
        && name.chars().any(char::is_alphabetic)
        && !is_address(name)
        && !NO_CATEGORIES.contains(name.to_lowercase().as_str())
        && !is_date()
}

/// Whether an author states a category in so many words, and it can stand as one.
fn is_stated(origin: &Origin, name: &str) -> bool {
    matches!(origin, Origin::FrontMatter(_) | Origin::JsonLd(_) | Origin::Meta(_))
        && name.chars().count() <= LONGEST
        && name.chars().any(char::is_alphanumeric)
        && !is_address(name)
        && !NO_CATEGORIES.contains(name.to_lowercase().as_str())
}

fn is_address(name: &str) -> bool {
    name.contains("://") || name.starts_with("www.") || (name.contains('@') && name.contains('.'))
}

/// One Chinese or Korean character can be a name; one letter cannot.
fn is_wide(name: &str) -> bool {
    name.chars().next().is_some_and(|c| c > '\u{2E80}')
}

/// The category with its label cleaned, and as the body writes it; a term that was nothing but the label goes with it.
fn as_written(category: &Category, label: &str, words: &Words<'_>) -> Category {
    let label = words.abbreviation(label).unwrap_or(label).to_string();
    let term = if category.term == category.label { label.clone() } else { category.term.clone() };
    Category { term, label, scheme: category.scheme.clone() }
}

/// Names that say that there is no category.
static NO_CATEGORIES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| language_data::rows(Fact::NoCategory).flat_map(|row| row.entries.split('|')).collect());

/// Names with capitals inside that are one name.
static CAMELS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| language_data::rows(Fact::Camel).flat_map(|row| row.entries.split('|')).collect());

/// What a text writes, to be asked whether it has a name.
#[derive(Default)]
struct Words<'t> {
    text: &'t str,
    lower: String,
    /// Every word, by its lower case.
    spellings: HashMap<String, Vec<&'t str>>,
}

impl<'t> Words<'t> {
    /// All words of a text.
    fn of(text: &'t str) -> Words<'t> {
        let text = beginning(text);
        Words { text, lower: letters::to_lowercase(text), spellings: spellings_in(text, |_| true) }
    }

    /// The spellings of a few words alone, given in lower case: to be asked for [`Words::abbreviation`] and nothing else.
    fn among(text: &'t str, wanted: &HashSet<String>) -> Words<'t> {
        // A name of several words is none of the text's.
        let wanted: HashSet<&String> = wanted.iter().filter(|word| word.chars().all(char::is_alphanumeric)).collect();
        if wanted.is_empty() {
            return Words::default();
        }
        let text = beginning(text);
        let mut lengths = [false; LONGEST * 4];
        let mut beyond_ascii = false;
        for word in &wanted {
            beyond_ascii |= !word.is_ascii();
            if let Some(length) = lengths.get_mut(word.len()) {
                *length = true;
            }
        }
        // The lower case of an ASCII word is as long; of others it may not be.
        let may_be = |word: &str| {
            if !word.is_ascii() {
                return beyond_ascii;
            }
            let fits = lengths.get(word.len()).is_some_and(|wanted| *wanted);
            fits && wanted.iter().any(|wanted| wanted.eq_ignore_ascii_case(word))
        };
        Words { text, lower: String::new(), spellings: spellings_in(text, may_be) }
    }

    /// How the text writes a word that is an abbreviation or has capitals inside, when it never writes it as given.
    fn abbreviation(&self, word: &str) -> Option<&'t str> {
        let written = self.spellings.get(&word.to_lowercase())?;
        let all_capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let has_capital_inside = |word: &str| word.chars().skip(1).any(char::is_uppercase);
        let mut fits = written
            .iter()
            .filter(|word| has_capital_inside(word) && (!all_capitals(word) || word.chars().count() <= 5));
        match (fits.next(), fits.next()) {
            (Some(one), None) if !written.contains(&word) => Some(one),
            _ => None,
        }
    }

    /// Whether the text has this name as it is written, as a word or words of their own.
    fn has_exactly(&self, name: &str) -> bool {
        occurs(self.text, name)
    }

    /// Whether the text has this name in whatever case; a short word that it writes small is another word (`Open`, `Tech`).
    fn has(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let is_word = name.chars().all(char::is_alphanumeric);
        if is_word {
            let long = name.chars().count() >= 5;
            return self.spellings.get(&lower).is_some_and(|written| long || written.iter().any(|&word| word != lower));
        }
        occurs(&self.lower, &lower)
    }
}

/// As much of a text as is read.
fn beginning(text: &str) -> &str {
    let end = (0..=READ.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.part(..end)
}

/// The words of a text that are worth a look, by their lower case.
fn spellings_in(text: &str, is_worth: impl Fn(&str) -> bool) -> HashMap<String, Vec<&str>> {
    let mut spellings: HashMap<String, Vec<&str>> = HashMap::new();
    let words = text.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty() && is_worth(word));
    for word in words {
        let known = spellings.entry(word.to_lowercase()).or_default();
        if !known.contains(&word) {
            known.push(word);
        }
    }
    spellings
}

/// Whether a text has a name between characters that are no letters or digits.
fn occurs(text: &str, name: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
            !is_part(before) && !is_part(after)
        })
}

/// What a text and the site's vocabulary say about parts of glued names.
struct Evidence<'t> {
    words: Words<'t>,
    vocabulary: &'t Vocabulary,
}

impl Evidence<'_> {
    fn is_known(&self, part: &str) -> bool {
        self.vocabulary.has(part) || self.words.has(part)
    }

    /// How good a part is as a name, when it is made of so many pieces.
    fn worth(&self, part: &str, pieces: usize) -> i32 {
        let part = part.trim().trim_start_matches('#');
        let gained = i32::try_from(pieces).unwrap_or(0);
        let is_one_name = || CAMELS.contains(part) || self.words.has_exactly(part) || self.vocabulary.has(part);
        match pieces {
            1 if self.is_known(part) => 2,
            1 if is_plain(part) => 0,
            1 => -4,
            _ if is_one_name() => 3 * gained,
            _ => -gained,
        }
    }

    /// Whether the parts are names: all of them known, or one of them and the rest plain words, or many plain words.
    fn is_enough(&self, parts: &[&str]) -> bool {
        let known = parts.iter().filter(|part| self.worth(part, pieces(part).len()) > 0).count();
        let all_fit = parts.iter().all(|part| is_plain(part) || self.worth(part, pieces(part).len()) > 0);
        all_fit && (known >= 1 || parts.len() >= 3)
    }
}

/// Whether a part looks like a name by itself: it begins with a capital and is no letter or syllable.
fn is_plain(part: &str) -> bool {
    let part = part.trim().trim_start_matches('#');
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capital = part.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let abbreviation = (2..=5).contains(&letters) && part.chars().all(|c| c.is_uppercase() || c.is_numeric());
    abbreviation || (capital && letters >= 4)
}

/// The pieces between the places at which names may have been glued, each from its first byte to before its last.
fn pieces(names: &str) -> Vec<(usize, usize)> {
    let characters: Vec<(usize, char)> = names.char_indices().collect();
    let at = |index: usize| characters.get(index).map_or(' ', |&(_, c)| c);
    let mut starts = vec![0];
    for (index, &(start, c)) in characters.iter().enumerate().skip(1) {
        let (before, after, second) = (at(index - 1), at(index + 1), at(index + 2));
        // `McDonald`, `iPhone`: a name that begins so is one.
        let word: String = characters
            .part(..index)
            .iter()
            .rev()
            .map(|&(_, c)| c)
            .take_while(|c| c.is_alphanumeric())
            .take(4)
            .collect();
        let opens_a_name = matches!(word.as_str(), "cM" | "caM") || word.chars().count() == 1 && before.is_lowercase();
        let next_word = c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit());
        let after_capitals = c.is_uppercase() && before.is_uppercase() && after.is_lowercase() && second.is_lowercase();
        let after_bracket = c.is_alphanumeric() && matches!(before, ')' | ']' | '”' | '»' | '!' | '?');
        let hashtag = c == '#' && !before.is_whitespace() && after.is_alphanumeric();
        if (next_word && !opens_a_name) || after_capitals || after_bracket || hashtag {
            starts.push(start);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([names.len()]);
    starts.iter().copied().zip(ends).collect()
}

/// The division into names that is worth most.
fn best_parts<'n>(names: &'n str, pieces: &[(usize, usize)], evidence: &Evidence<'_>) -> Vec<&'n str> {
    let part = |first: usize, last: usize| names.part(pieces[first].0..pieces[last].1);
    // For each count of pieces: what the best division of them is worth, and where its last name begins.
    let mut best: Vec<(i32, usize)> = vec![(0, 0)];
    for count in 1..=pieces.len() {
        let firsts = count.saturating_sub(PIECES_OF_A_NAME)..count;
        let values = firsts.map(|first| (best[first].0 + evidence.worth(part(first, count - 1), count - first), first));
        best.push(values.max_by_key(|&(value, first)| (value, first)).unwrap_or((i32::MIN / 2, count - 1)));
    }
    let mut parts = Vec::new();
    let mut count = pieces.len();
    while count > 0 {
        let first = best[count].1;
        parts.push(part(first, count - 1));
        count = first;
    }
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Sourced;
    use crate::vocabulary::VocabularyEntry;

    fn tidy_stated(found: Vec<Sourced<Category>>, vocabulary: &Vocabulary, body: &str) -> Vec<Category> {
        tidy(Ranked::stated(found), vocabulary, None, body).into_sourced().map(|sourced| sourced.value).collect()
    }

    fn site() -> Vocabulary {
        let category = Category { term: "ai".into(), label: "AI".into(), scheme: Some("https://example.org/".into()) };
        let aliases = vec!["artificial intelligence".into()];
        Vocabulary::new(vec![VocabularyEntry { category, aliases, ..VocabularyEntry::default() }], None)
    }

    fn split_glued(names: &str, vocabulary: &Vocabulary, body: &str) -> Vec<String> {
        Splitter::new(vocabulary, body).split(names)
    }

    fn tidied(names: &[&str], vocabulary: &Vocabulary, body: &str) -> Vec<String> {
        let found = names.iter().map(|name| Sourced::new(Category::named(*name), Origin::Body)).collect();
        tidy_stated(found, vocabulary, body).into_iter().map(|category| category.label).collect()
    }

    #[test]
    fn each_category_once_in_one_spelling() {
        let table: &[(&[&str], &str, &[&str])] = &[
            (&["Politics", "politics", " POLITICS. ", "#politics"], "", &["Politics"]),
            (&["Café", "Cafe\u{301}", "R&amp;D", "R&D"], "", &["Café", "R&D"]),
            (&["C", "C++", "C#", "c++"], "", &["C++", "C#"]),
            (&["U.S.", "US", "Node.js", "NodeJS"], "", &["U.S.", "Node.js"]),
            (&["", " ", "#", "2026", "24 Nov 2026", "https://example.org/a", "a@example.org", "—"], "", &[]),
            (&["Uncategorized", "Geen categorie", "未分類", "経済", "核"], "", &["経済", "核"]),
            (&["A sentence that goes on and on until nobody could take it for a name"], "", &[]),
            (&["Ai", "Beleid"], "De AI race: AI wint.", &["AI", "Beleid"]),
            (&["Ai"], "Ai Weiwei over AI", &["Ai"]),
            (&["iphone", "openai"], "OpenAI and the iPhone", &["iPhone", "OpenAI"]),
            (&["Police"], "POLICE INVESTIGATE", &["Police"]),
            (&["china"], "China wins", &["china"]),
        ];
        for (names, body, expected) in table {
            assert_eq!(&tidied(names, &Vocabulary::default(), body), expected, "{names:?}");
        }
    }

    #[test]
    fn what_an_author_states_to_be_a_category_is_one() {
        let names = ["C", "R", "x", "2024", "", "#", "https://example.org/", "Uncategorized"];
        let stated = |name: &&str| Sourced::new(Category::named(*name), Origin::FrontMatter("tags".into()));
        let tidied = tidy_stated(names.iter().map(stated).collect(), &Vocabulary::default(), "");
        assert_eq!(tidied.into_iter().map(|category| category.label).collect::<Vec<_>>(), ["C", "R", "x", "2024"]);
    }

    #[test]
    fn the_site_spells_its_own_categories() {
        assert_eq!(tidied(&["Artificial Intelligence", "Ai", "Art"], &site(), "Ai"), ["AI", "Art"]);
        let found = vec![Sourced::new(Category::named("artificial-intelligence"), Origin::Body)];
        assert_eq!(tidy_stated(found, &site(), "").first().cloned(), site().find("ai", None));
    }

    #[test]
    fn glued_names_are_split_with_evidence_only() {
        let text =
            "De AI race van OpenAI: ChatGPT, zegt TechCrunch. In Colombia: Farc en JEP, noticias hoy. Open Tech You.";
        let table: &[(&str, &str, &[&str])] = &[
            ("AiBeleid", text, &["Ai", "Beleid"]),
            ("AiBeleid", "Het AiBeleid van AI", &["AiBeleid"]),
            ("AiBeleid", "", &["AiBeleid"]),
            ("OpenAI", text, &["OpenAI"]),
            ("OpenAI", "AI is Open", &["OpenAI"]),
            ("ChatGPT", text, &["ChatGPT"]),
            ("TechCrunch", "Tech", &["TechCrunch"]),
            ("YouTube", text, &["YouTube"]),
            ("iPhone", "Phone", &["iPhone"]),
            ("McDonald's", "Donald", &["McDonald's"]),
            ("OpenAIChatGPTTechCrunch", text, &["OpenAI", "ChatGPT", "TechCrunch"]),
            ("AIOpenAI", text, &["AI", "OpenAI"]),
            ("NoticiasNoticias hoyFarcJEP", text, &["Noticias", "Noticias hoy", "Farc", "JEP"]),
            ("NoticiasNoticias hoyFarcJEP", "", &["Noticias", "Noticias hoy", "Farc", "JEP"]),
            ("Afrique (continent)Politique", "La politique", &["Afrique (continent)", "Politique"]),
            ("Covid19Zorg", "zorg in de Zorg", &["Covid19", "Zorg"]),
            ("#AI#Beleid", text, &["#AI", "#Beleid"]),
            ("Beleid", text, &["Beleid"]),
            ("", text, &[]),
        ];
        let mut wrong = Vec::new();
        for (names, body, expected) in table {
            let got = split_glued(names, &Vocabulary::default(), body);
            if &got != expected {
                wrong.push(format!("{names:?}: {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(split_glued("AiBeleid", &site(), ""), ["Ai", "Beleid"]);
    }

    proptest::proptest! {
        #[test]
        fn splitting_loses_nothing(names in "[A-Ca-c0-9 #)é中“”'-]{0,60}", body in "[A-Ca-c0-9 é中]{0,60}") {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(letters(&split_glued(&names, &Vocabulary::default(), &body).concat()), letters(&names));
            let found = vec![Sourced::new(Category::named(names), Origin::Body)];
            proptest::prop_assert!(tidy_stated(found, &Vocabulary::default(), &body).len() <= 1);
        }
    }
}
