//! The language of a text: what the statistics of its letters say, corrected by the small words that near languages do not share.

use crate::article::{Origin, Sourced};
use crate::language_data::{self, Fact};
use crate::parts::Part;
use crate::ranked::{Candidate, Detail, Ranked};
use courant_text::language_tag::LanguageTag;
use courant_text::lengths::Lengths;
use courant_text::letters::is_alphabetic;
use foldhash::{HashMap, HashMapExt};
use memchr::memmem;
use std::sync::LazyLock;
use whatlang::{Lang, Script};

/// How much of a text is read, in bytes: the language shows long before.
const SAMPLE: usize = 20_000;
/// Fewer words than this in an alphabet that many languages share tell nothing.
const FEWEST_WORDS: usize = 8;
/// From so many words on the statistics of letters are right without more evidence.
const MANY_WORDS: usize = 40;

/// The language of a text, when it is certain enough to be told to subscribers.
pub fn detect(text: &str) -> Option<LanguageTag> {
    let small_words = SmallWords::count(sampled(text));
    if let Some(tag) = small_words.overwhelming() {
        return LanguageTag::parse(tag);
    }
    let sample = sample(text);
    // To weigh the letters takes longer than all else.
    let decisive = small_words.decisive().filter(|_| has_shared_alphabet(whatlang::detect_script(&sample)));
    if let Some(tag) = decisive {
        return LanguageTag::parse(tag);
    }
    let guess = whatlang::detect(&sample)?;
    let tag = match (guess.script(), guess.lang()) {
        (Script::Mandarin, Lang::Cmn) => chinese(&sample)?,
        (script, _) if has_shared_alphabet(Some(script)) => weighed(&small_words, &guess)?,
        (_, lang) => alone(&sample, &guess).then(|| tag_of(lang))?,
    };
    LanguageTag::parse(tag)
}

/// The language of a text that declares another one, when its small words leave no doubt and those of the declared language are hardly
/// there, or when its script has no letter of that language.
pub fn contradicting(declared: &LanguageTag, text: &str) -> Option<LanguageTag> {
    let sample = sample(text);
    let small_words = SmallWords::count([sample.as_str()]);
    let declared = match declared.primary() {
        // Norwegian is declared as either of its forms, and as a whole.
        "nb" | "nn" => "no",
        other => other,
    };
    let of = |tag: &str| small_words.counts.iter().find(|(known, _)| *known == tag).map_or(0, |&(_, count)| count);
    if !EVIDENCE.languages.contains(&declared) || of(declared) * 6 >= small_words.words.max(1) {
        return None;
    }
    let other_script = !has_shared_alphabet(whatlang::detect_script(&sample));
    // That a third language is as near as the one that is found says nothing for the declared one.
    let is_far = |tag: &LanguageTag| {
        let (most, own) = (of(tag.primary()), of(declared));
        // The small words of one language may be some of another's; then the letters have to speak against it too.
        let is_rare = |own: usize, most: usize| own * 2 <= most || own * 10 <= small_words.words && own < most;
        let by_letters =
            || whatlang::detect(&sample).is_some_and(|guess| guess.is_reliable() && tag_of(guess.lang()) != declared);
        small_words.words >= MANY_WORDS
            && small_words.has_plenty(most)
            && (own * 4 <= most || is_rare(own, most) && by_letters())
    };
    let found = detect(&sample)?;
    (found.primary() != declared && found.primary() != "nn" && (other_script || is_far(&found))).then_some(found)
}

/// The language of a text whose site is in a known one: another is taken only where more than a few words speak for it, which are few in
/// the site's, or a script that the site's language is not written in.
pub fn detect_beside(site: &LanguageTag, text: &str) -> Option<LanguageTag> {
    let found = detect(text)?;
    let own = match site.primary() {
        "nb" | "nn" => "no",
        other => other,
    };
    let small_words = SmallWords::count(sampled(text));
    let of = |tag: &str| small_words.counts.iter().find(|(known, _)| *known == tag).map_or(0, |&(_, count)| count);
    let is_far = || {
        let shares = has_shared_alphabet(whatlang::detect_script(&sample(text)));
        !shares || small_words.has_plenty(of(found.primary())) && of(own) * 2 < of(found.primary())
    };
    (found.primary() == site.primary() || found.primary() == own || is_far()).then_some(found)
}

/// The language of a text where it is certain enough, and when all is asked for the others that speak from it: how many of its small
/// words each has, and what the statistics of its letters say. `site` is the language of the site, where that is known.
pub fn weigh(text: &str, site: Option<&LanguageTag>, detail: Detail) -> Ranked<LanguageTag> {
    let detected = site.map_or_else(|| detect(text), |site| detect_beside(site, text));
    if detail == Detail::Taken {
        return Ranked::stated(detected.map(|tag| Sourced::new(tag, Origin::Detected)));
    }
    let sample = sample(text);
    let SmallWords { words, counts } = SmallWords::count([sample.as_str()]);
    let by_words = counts.into_iter().take(5).filter_map(|(tag, count)| {
        let share = count as f32 / words.max(1) as f32;
        let why = vec![format!("{count} of {words} words are small words of it")];
        Some(Candidate::weighed(LanguageTag::parse(tag)?, Origin::Detected, share, why))
    });
    let by_letters = whatlang::detect(&sample).and_then(|guess| {
        let why = vec!["what the letters say".to_string()];
        let tag = LanguageTag::parse(tag_of(guess.lang()))?;
        Some(Candidate::weighed(tag, Origin::Body, guess.confidence() as f32, why))
    });
    let mut weighed: Vec<Candidate<LanguageTag>> = by_words.chain(by_letters).collect();
    match (weighed.iter_mut().find(|candidate| Some(&candidate.value) == detected.as_ref()), detected) {
        (Some(own), _) => (own.is_taken, own.origin) = (true, Origin::Detected),
        (None, Some(tag)) => weighed.insert(0, Candidate::stated(Sourced::new(tag, Origin::Detected))),
        (None, None) => {}
    }
    weighed.into_iter().collect()
}

/// The beginning of a text, without addresses: their letters are nobody's language.
fn sample(text: &str) -> String {
    sampled(text).collect::<Vec<_>>().join(" ")
}

/// Its words, with the punctuation around them.
fn sampled(text: &str) -> impl Iterator<Item = &str> {
    let text = text.part(..text.floor_char_boundary(SAMPLE));
    // Most texts have none, and a whole text is searched faster than each of its words.
    let has_address = ["://", "@", "www."].iter().any(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some());
    let is_address = |word: &str| word.contains("://") || word.contains('@') || word.starts_with("www.");
    text.split_whitespace().filter(move |word| !has_address || !is_address(word))
}

/// What the small words of a text say of its language.
struct SmallWords {
    /// How many words it has, small or not.
    words: usize,
    /// How many of them each language has among its small ones, most first.
    counts: Vec<(&'static str, usize)>,
}

impl SmallWords {
    fn count<'t>(texts: impl IntoIterator<Item = &'t str>) -> SmallWords {
        let evidence = &*EVIDENCE;
        let (mut words, mut counts) = (0, vec![0; evidence.languages.len()]);
        let mut lower = String::new();
        let mut take_in = |word: &str| {
            words += 1;
            lower.clear();
            if !word.is_ascii() {
                lower.push_str(&word.to_lowercase());
            } else if evidence.lengths.may_have(word) {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                return;
            }
            for &language in evidence.words.get(lower.as_str()).into_iter().flatten() {
                counts[language] += 1;
            }
        };
        for text in texts {
            // Most are one word and nothing else.
            if text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                take_in(text);
            } else {
                text.split(|c: char| !is_alphabetic(c)).filter(|word| !word.is_empty()).for_each(&mut take_in);
            }
        }
        let mut counts: Vec<(&'static str, usize)> =
            evidence.languages.iter().copied().zip(counts).filter(|(_, count)| *count > 0).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        SmallWords { words, counts }
    }

    /// The language whose small words leave no doubt: the statistics of letters, which weigh every language, need not be asked. Near
    /// languages share too many of these words for that, and Serbian has two scripts.
    fn overwhelming(&self) -> Option<&'static str> {
        let &(tag, most) = self.counts.first()?;
        let second = self.counts.get(1).map_or(0, |&(_, count)| count);
        let is_plain = self.words >= MANY_WORDS && most * 4 >= self.words && most * 2 >= second * 3;
        (is_plain && tag != "sr").then_some(tag)
    }

    /// The language that [`weighed`] finds whatever the letters say.
    fn decisive(&self) -> Option<&'static str> {
        let &(tag, most) = self.counts.first()?;
        let second = self.counts.get(1).map_or(0, |&(_, count)| count);
        let is_clear = most > second + second / 20 && most >= second + 2;
        (self.words >= FEWEST_WORDS && self.has_plenty(most) && is_clear && tag != "sr").then_some(tag)
    }

    /// Small words make up a quarter of a text and more; where they are rare, they are somebody else's.
    fn has_plenty(&self, of_one_language: usize) -> bool {
        of_one_language >= 3 && of_one_language * 8 >= self.words
    }
}

/// Whether many languages are written with an alphabet.
fn has_shared_alphabet(script: Option<Script>) -> bool {
    matches!(script, Some(Script::Latin | Script::Cyrillic))
}

/// A script of one language, or of few: some letters are enough.
fn alone(sample: &str, guess: &whatlang::Info) -> bool {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 12 && (guess.is_reliable() || letters >= 120)
}

/// Simplified or traditional, by the characters that the other does not have.
fn chinese(sample: &str) -> Option<&'static str> {
    if sample.chars().filter(|c| c.is_alphabetic()).count() < 8 {
        return None;
    }
    let count = |wanted: &str| sample.chars().filter(|c| CHARACTERS.get(c).is_some_and(|&tag| tag == wanted)).count();
    let (simplified, traditional) = (count("zh-Hans"), count("zh-Hant"));
    Some(match () {
        () if simplified >= 2 && simplified > traditional * 4 => "zh-Hans",
        () if traditional >= 2 && traditional > simplified * 4 => "zh-Hant",
        () => "zh",
    })
}

/// The characters that one script of a language has and the other has not.
static CHARACTERS: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let mut scripts = HashMap::new();
    for row in language_data::rows(Fact::Characters) {
        for c in row.entries.chars() {
            // What both rows have tells nothing.
            scripts.entry(c).and_modify(|known| *known = "").or_insert(row.language);
        }
    }
    scripts
});

/// What the letters say, unless the small words say otherwise.
fn weighed(small_words: &SmallWords, guess: &whatlang::Info) -> Option<&'static str> {
    let &SmallWords { words, counts: ref evidence } = small_words;
    if words < FEWEST_WORDS {
        return None;
    }
    let by_letters = tag_of(guess.lang());
    let of = |tag: &str| evidence.iter().find(|(known, _)| *known == tag).map_or(0, |&(_, count)| count);
    let (by_words, most) = evidence.first().copied().unwrap_or((by_letters, 0));
    let second = evidence.get(1).map_or(0, |&(_, count)| count);
    let plenty = small_words.has_plenty(most);
    let clear = most > second + second / 20 && most >= of(by_letters) + 2;
    // Of two near languages that have as many of a few words, nobody knows which it is.
    let even = most == second && words < MANY_WORDS / 2;
    let tag = if by_words == by_letters || !plenty {
        (plenty && !even || guess.is_reliable() && words >= MANY_WORDS / 2).then_some(by_letters)
    } else if clear {
        Some(by_words)
    } else {
        (words >= MANY_WORDS).then_some(by_letters)
    };
    tag.map(|tag| if tag == "sr" && guess.script() == Script::Latin { "sr-Latn" } else { tag })
}

/// The small words of all languages.
struct Evidence {
    languages: Vec<&'static str>,
    /// Each with the places of the languages that have it.
    words: HashMap<&'static str, Vec<usize>>,
    /// How long those words are.
    lengths: Lengths,
}

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let mut evidence = Evidence { languages: Vec::new(), words: HashMap::new(), lengths: Lengths::new() };
    for row in language_data::rows(Fact::Evidence) {
        let known = evidence.languages.iter().position(|language| *language == row.language);
        let language = known.unwrap_or_else(|| {
            evidence.languages.push(row.language);
            evidence.languages.len() - 1
        });
        for entry in row.entries.split('|') {
            evidence.lengths.add(entry);
            let languages = evidence.words.entry(entry).or_default();
            if !languages.contains(&language) {
                languages.push(language);
            }
        }
    }
    evidence
});

/// The shortest tag of BCP 47 for a language that ISO 639-3 names with three letters. Norwegian is told as a whole (`no`), as
/// publishers do.
#[rustfmt::skip]
fn tag_of(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo", Lang::Eng => "en", Lang::Rus => "ru", Lang::Cmn => "zh", Lang::Spa => "es", Lang::Por => "pt",
        Lang::Ita => "it", Lang::Ben => "bn", Lang::Fra => "fr", Lang::Deu => "de", Lang::Ukr => "uk", Lang::Kat => "ka",
        Lang::Ara => "ar", Lang::Hin => "hi", Lang::Jpn => "ja", Lang::Heb => "he", Lang::Yid => "yi", Lang::Pol => "pl",
        Lang::Amh => "am", Lang::Jav => "jv", Lang::Kor => "ko", Lang::Nob => "no", Lang::Dan => "da", Lang::Swe => "sv",
        Lang::Fin => "fi", Lang::Tur => "tr", Lang::Nld => "nl", Lang::Hun => "hu", Lang::Ces => "cs", Lang::Ell => "el",
        Lang::Bul => "bg", Lang::Bel => "be", Lang::Mar => "mr", Lang::Kan => "kn", Lang::Ron => "ro", Lang::Slv => "sl",
        Lang::Hrv => "hr", Lang::Srp => "sr", Lang::Mkd => "mk", Lang::Lit => "lt", Lang::Lav => "lv", Lang::Est => "et",
        Lang::Tam => "ta", Lang::Vie => "vi", Lang::Urd => "ur", Lang::Tha => "th", Lang::Guj => "gu", Lang::Uzb => "uz",
        Lang::Pan => "pa", Lang::Aze => "az", Lang::Ind => "id", Lang::Tel => "te", Lang::Pes => "fa", Lang::Mal => "ml",
        Lang::Ori => "or", Lang::Mya => "my", Lang::Nep => "ne", Lang::Sin => "si", Lang::Khm => "km", Lang::Tuk => "tk",
        Lang::Aka => "ak", Lang::Zul => "zu", Lang::Sna => "sn", Lang::Afr => "af", Lang::Lat => "la", Lang::Slk => "sk",
        Lang::Cat => "ca", Lang::Tgl => "fil", Lang::Hye => "hy", Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_languages_are_told_apart() {
        let table = [
            (
                "da",
                "Kommunen siger, at broen ikke bliver færdig før efter sommeren, og at det koster flere penge end ventet.",
            ),
            (
                "no",
                "Kommunen sier at broen ikke blir ferdig før etter sommeren, og at det koster mer penger enn noen hadde ventet.",
            ),
            (
                "nn",
                "Kommunen seier at brua ikkje vert ferdig før etter sommaren, og at det kostar meir enn nokon hadde venta frå før.",
            ),
            (
                "sv",
                "Kommunen säger att bron inte blir klar förrän efter sommaren, och att det kostar mer pengar än väntat.",
            ),
            (
                "cs",
                "Starosta řekl, že most není hotový a že se práce podle plánu protáhnou ještě o rok, protože už chybí peníze.",
            ),
            (
                "sk",
                "Starosta povedal, že most nie je hotový a že sa práce podľa plánu pretiahnu ešte o rok, lebo už chýbajú peniaze, ktoré boli.",
            ),
            (
                "id",
                "Wali kota mengatakan bahwa jembatan itu belum bisa dibuka karena pekerjaan tersebut tidak selesai pada saat ini.",
            ),
            (
                "ms",
                "Datuk bandar berkata bahawa jambatan itu belum boleh dibuka kerana kerja tersebut tidak siap ketika ini, katanya.",
            ),
            (
                "hr",
                "Gradonačelnik je rekao da most neće biti gotov prije srpnja jer je vrijeme bilo loše i nije se moglo raditi cijeli tjedan.",
            ),
            (
                "sr-Latn",
                "Gradonačelnik je rekao da most neće biti gotov pre jula jer je vreme bilo loše i nije moglo da se radi cele nedelje.",
            ),
            (
                "sr",
                "Градоначелник је рекао да мост неће бити готов пре јула јер је време било лоше и није могло да се ради.",
            ),
            (
                "nl",
                "De burgemeester zegt dat de brug niet klaar is en dat het werk nog een jaar langer duurt dan men had verwacht.",
            ),
            (
                "af",
                "Die burgemeester het gesê dat die brug nie klaar is nie en dat hulle vir nog baie maande daaraan sal werk.",
            ),
            (
                "gl",
                "O alcalde dixo que a ponte non estará rematada ata xullo e que custará máis do que pensaba a xunta, xa que tamén chove.",
            ),
            (
                "ca",
                "L’alcalde ha dit que el pont no estarà acabat fins al juliol i que costarà més diners dels que també havien previst amb els veïns.",
            ),
            ("zh-Hans", "市长说，这座桥还没有完成，工程将继续到明年，费用也会比预计的高。"),
            ("zh-Hant", "市長說，這座橋還沒有完成，工程將繼續到明年，費用也會比預計的高。"),
            ("ja", "市長によると、橋はまだ完成しておらず、工事は来年まで続く見込みだ。"),
            ("ko", "시장은 다리가 아직 완공되지 않았으며 공사가 내년까지 계속될 것이라고 말했다."),
            ("th", "นายกเทศมนตรีกล่าวว่าสะพานยังไม่แล้วเสร็จและงานจะดำเนินต่อไปจนถึงปีหน้า"),
            (
                "uk",
                "Мер сказав, що міст ще не готовий і що роботи триватимуть до наступного року, бо грошей було замало.",
            ),
            (
                "bg",
                "Кметът каза, че мостът още не е готов и че работата ще продължи до следващата година, защото парите са малко.",
            ),
        ];
        for (expected, text) in table {
            let got = detect(text).map(|tag| tag.to_string());
            assert_eq!(got.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_few_words_are_no_certainty() {
        for text in [
            "",
            "De brug",
            "Real Madrid FC Barcelona",
            "OpenAI ChatGPT Nvidia iPhone Netflix",
            "2026",
            "日本",
            "Ja, det er en bro",
            // Danish and Norwegian, Slovene and Croatian have the same small words here.
            "Hun sa at hun ikke kunne komme i dag, fordi toget var forsinket.",
            "Rekla je, da danes ne more priti, ker je imel vlak zamudo.",
            "http://www.example.org/een/brug/van/het/dorp",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }
}
