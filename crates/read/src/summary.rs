//! Summaries: the lede of a body, and any text cut where a sentence ends.

use super::sentences;
use courant_html::{Block, BlockKind, CleanHtml};
use courant_text::date::{self, DateHints};
use courant_text::language_tag::LanguageTag;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The lede of a body: its first true paragraph, cut at the end of a sentence to at most `characters`.
pub fn lede(
    content: &CleanHtml,
    title: Option<&str>,
    language: Option<&LanguageTag>,
    characters: usize,
) -> Option<String> {
    let is_paragraph = |block: &Block| block.kind == BlockKind::Paragraph;
    let is_other = |block: &Block| matches!(block.kind, BlockKind::Quote | BlockKind::ListItem);
    let others = || {
        let mut paragraphs = 0;
        content.blocks().take_while(move |block| {
            paragraphs += usize::from(is_paragraph(block));
            paragraphs < LOOKED_AT
        })
    };
    let lede_of = |blocks: &mut dyn Iterator<Item = Block>| lede_of(blocks, title, language, characters);
    lede_of(&mut content.blocks().filter(is_paragraph)).or_else(|| lede_of(&mut others().filter(is_other)))
}

/// How many paragraphs are looked at: a lede stands near the beginning.
const LOOKED_AT: usize = 12;
/// The least room, in columns, of a paragraph that ends as sentences do. Measured against 924 publishers' own descriptions, as are the
/// next: the first such paragraph is nearest to them, and taking a later one, or two, for an anecdote or a question loses.
const SENTENCE: usize = 40;
/// The same for one that does not, such as a deck without its full stop.
const UNFINISHED: usize = 50;
/// Whole sentences that take less room than this say too little, when the next one does not fit.
const SHORT: usize = 25;

/// The lede among some blocks of a body, in their order.
fn lede_of(
    blocks: &mut dyn Iterator<Item = Block>,
    title: Option<&str>,
    language: Option<&LanguageTag>,
    characters: usize,
) -> Option<String> {
    let title = title.unwrap_or_default();
    let says_something = |text: &str| {
        let is_empty = plain(text).next().is_none();
        !is_empty && plain(text).ne(plain(title)) && !is_date(text, language)
    };
    let mut first: Option<String> = None;
    for block in blocks.take(LOOKED_AT) {
        let text = folded(&block.text).into_owned();
        if !says_something(&text) {
            continue;
        }
        let is_sentence = is_sentence(&text);
        if is_sentence || first.is_none() {
            first = Some(text);
        }
        if is_sentence {
            break;
        }
    }
    Some(cut(without_dateline(&first?), language, characters)).filter(|lede| !lede.is_empty())
}

/// A text cut at the end of a sentence to at most `characters`; at a clause or a word, with `…`, where the first sentence is longer.
/// White space is folded.
pub fn cut(text: &str, language: Option<&LanguageTag>, characters: usize) -> String {
    let text = folded(text);
    let Some(limit) = byte_of(&text, characters) else { return text.into_owned() };
    let window = byte_of(&text, characters.saturating_add(100)).unwrap_or(text.len());
    let ends = sentences::ends(text.get(..window).unwrap_or(&text), language);
    let whole = ends.into_iter().rfind(|&end| end <= limit && end < window).unwrap_or(0);
    let whole = text.get(..whole).unwrap_or_default();
    // `Yes.` alone says nothing, when the next sentence is what does not fit.
    if columns(whole) >= SHORT.min(characters) && !whole.is_empty() {
        whole.to_string()
    } else {
        cut_in_sentence(&text, characters)
    }
}

/// The beginning of a sentence that is too long, with `…`: to the end of a clause, or else of a word.
fn cut_in_sentence(text: &str, characters: usize) -> String {
    let Some(limit) = byte_of(text, characters.saturating_sub(1)) else { return text.to_string() };
    let half = byte_of(text, characters / 2).unwrap_or(0);
    let (mut clause, mut space, mut word) = (0, 0, 0);
    let mut previous = "";
    for (start, part) in text.split_word_bound_indices().take_while(|(start, _)| *start <= limit) {
        if previous.ends_with(is_clause_mark) && (part.starts_with(char::is_whitespace) || is_wide_mark(previous)) {
            clause = start;
        }
        if part.starts_with(char::is_whitespace) {
            space = start;
        }
        word = start;
        previous = part;
    }
    let end = [clause, space].into_iter().find(|&end| end > half).unwrap_or(if space > 0 { space } else { word });
    let kept = text.get(..end).unwrap_or_default().trim_end_matches(|c: char| {
        c.is_whitespace() || is_clause_mark(c) || matches!(c, '(' | '[' | '"' | '„' | '«' | '‘' | '（' | '「' | '『')
    });
    if kept.is_empty() { String::new() } else { format!("{kept}…") }
}

fn is_clause_mark(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '–' | '—' | '-' | '،' | '؛' | '、' | '，' | '；' | '：' | '･' | '・')
}

fn is_wide_mark(text: &str) -> bool {
    text.ends_with(['、', '，', '；', '：'])
}

/// The byte at which so many characters end, when there are more; never within a character as people see it.
fn byte_of(text: &str, characters: usize) -> Option<usize> {
    text.char_indices().nth(characters)?;
    let mut count = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        count += grapheme.chars().count();
        if count > characters {
            return Some(start);
        }
    }
    None
}

/// White space folded to single spaces.
fn folded(text: &str) -> Cow<'_, str> {
    let mut previous = ' ';
    let mut is_folded = true;
    for c in text.chars() {
        is_folded &= !c.is_whitespace() || (c == ' ' && previous != ' ');
        previous = c;
    }
    if is_folded && previous != ' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Letters and digits alone, in lower case: what two texts are compared by.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// How much room a text takes: Chinese, Japanese and Korean characters say as much as three letters.
fn columns(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if matches!(c, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}') { 3 } else { 1 }
        })
        .sum()
}

/// Whether a paragraph is running text, and no heading, credit, byline or label.
fn is_sentence(text: &str) -> bool {
    let room = columns(text);
    let is_credit = text.starts_with(['©', '®', '℗']) || text.starts_with("(c)");
    !is_credit && (room >= UNFINISHED || (room >= SENTENCE && sentences::is_finished(text)))
}

fn is_date(text: &str, language: Option<&LanguageTag>) -> bool {
    let hints = DateHints { language: language.cloned(), ..DateHints::default() };
    text.len() < 100 && date::parse(text, &hints) != Err(date::NotADate::Unrecognised)
}

/// A paragraph without the place and agency before it: `AMSTERDAM (ANP) - `, `KYIV, Nov. 24 (Reuters) — `, `【東京=共同】`.
fn without_dateline(text: &str) -> &str {
    let rest = after_brackets(text).or_else(|| after_dash(text)).unwrap_or(text).trim_start();
    if rest.is_empty() { text } else { rest }
}

/// The longest dateline, in bytes.
const LONGEST_DATELINE: usize = 90;

/// What follows `【東京=共同】`, `[서울=뉴시스]`, `（共同）` at the beginning.
fn after_brackets(text: &str) -> Option<&str> {
    let closing = match text.chars().next()? {
        '【' => '】',
        '[' => ']',
        '（' => '）',
        _ => return None,
    };
    let end = text.find(closing).filter(|&end| end <= LONGEST_DATELINE)?;
    text.get(end + closing.len_utf8()..)
}

/// What follows `AMSTERDAM (ANP) - `.
fn after_dash(text: &str) -> Option<&str> {
    let dashes = [" - ", " – ", " — ", " -- ", "- ", "– ", "— "];
    let (start, dash) =
        dashes.iter().filter_map(|dash| Some((text.find(dash)?, dash))).min_by_key(|(start, _)| *start)?;
    let dateline = text.get(..start).filter(|_| start <= LONGEST_DATELINE)?.trim_end();
    let first = dateline.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_place = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_uppercase);
    let has_agency = dateline.ends_with(')') && dateline.rfind('(').is_some_and(|open| dateline.len() - open <= 40);
    let shouts = dateline.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let starts_big = dateline.chars().next().is_some_and(|c| !c.is_lowercase());
    let few_words = dateline.split_whitespace().count() <= 8;
    let is_dateline =
        starts_big && few_words && (has_agency || (is_place(first) && (shouts || dateline.contains(','))));
    is_dateline.then(|| text.get(start + dash.len()..))?
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Language, limit, text, what is kept.
    #[test]
    fn texts_are_cut_where_sentences_end() {
        let table = [
            ("en", 300, "One sentence.  And\nanother.", "One sentence. And another."),
            (
                "en",
                60,
                "Dr. Lee came to the meeting at 10 a.m. on Monday. Then she left again.",
                "Dr. Lee came to the meeting at 10 a.m. on Monday.",
            ),
            (
                "en",
                70,
                "The price rose 3.5 percent to $1.20 in the U.S. market, J. K. Smith said. More follows.",
                "The price rose 3.5 percent to $1.20 in the U.S. market…",
            ),
            (
                "en",
                75,
                "“Why is the new bridge of this town not ready yet?” she asked the mayor. He said nothing.",
                "“Why is the new bridge of this town not ready yet?” she asked the mayor.",
            ),
            (
                "en",
                70,
                "He said: “The bridge of this town will never be ready in time.” Nobody laughed about that.",
                "He said: “The bridge of this town will never be ready in time.”",
            ),
            (
                "nl",
                75,
                "De brug, d.w.z. het middelste deel, is bijv. in mei klaar voor dhr. Jansen. Daarna volgt de rest.",
                "De brug, d.w.z. het middelste deel, is bijv. in mei klaar voor dhr. Jansen.",
            ),
            (
                "de",
                75,
                "Am 23. Februar wird z. B. Die Brücke in der Stadt für alle geöffnet, hieß es. Dann folgt der Rest.",
                "Am 23. Februar wird z. B. Die Brücke in der Stadt für alle geöffnet…",
            ),
            (
                "de",
                80,
                "Am 23. Februar wird z.B. Wasser in das neue Becken der Stadt gelassen. Dann folgt der Rest.",
                "Am 23. Februar wird z.B. Wasser in das neue Becken der Stadt gelassen.",
            ),
            (
                "fr",
                70,
                "M. Dupont a dit que le pont de la ville serait ouvert en mars. Les autres suivront plus tard.",
                "M. Dupont a dit que le pont de la ville serait ouvert en mars.",
            ),
            (
                "ja",
                30,
                "市長は橋がまだ完成していないと述べた。工事は来年まで続く見込みだ。費用も増える。",
                "市長は橋がまだ完成していないと述べた。",
            ),
            (
                "zh",
                24,
                "市长说，这座桥还没有完成，工程将继续到明年，费用也会比预计的高。",
                "市长说，这座桥还没有完成，工程将继续到明年…",
            ),
            (
                "ar",
                60,
                "هل يفتح الجسر الجديد في هذه المدينة قبل نهاية العام؟ قال العمدة إن العمل مستمر حتى الآن.",
                "هل يفتح الجسر الجديد في هذه المدينة قبل نهاية العام؟",
            ),
            (
                "hi",
                60,
                "महापौर ने कहा कि नया पुल अभी तक तैयार नहीं हुआ है। काम अगले साल तक चलेगा और खर्च बढ़ेगा।",
                "महापौर ने कहा कि नया पुल अभी तक तैयार नहीं हुआ है।",
            ),
            (
                "hy",
                50,
                "Քաղաքապետն ասաց, որ կամուրջը դեռ պատրաստ չէ։ Աշխատանքը կշարունակվի մինչև տարվա վերջ։",
                "Քաղաքապետն ասաց, որ կամուրջը դեռ պատրաստ չէ։",
            ),
            (
                "th",
                45,
                "นายกเทศมนตรีกล่าวว่าสะพานยังไม่แล้วเสร็จ และงานจะดำเนินต่อไปจนถึงปีหน้า",
                "นายกเทศมนตรีกล่าวว่าสะพานยังไม่แล้วเสร็จ…",
            ),
            (
                "en",
                30,
                "Constantinopolitanisation of antidisestablishmentarianism follows",
                "Constantinopolitanisation of…",
            ),
            ("en", 10, "Donaudampfschifffahrt", ""),
            ("en", 0, "Some text.", ""),
            ("en", 5, "e\u{301}e\u{301}e\u{301}e\u{301}", ""),
        ];
        let mut wrong = Vec::new();
        for (language, characters, text, expected) in table {
            let got = cut(text, LanguageTag::parse(language).as_ref(), characters);
            if got != expected || got.chars().count() > characters {
                wrong.push(format!("{text:?} to {characters}: {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_lede_is_the_first_true_paragraph() {
        let lede_of = |html: &str, title: &str| {
            lede(&CleanHtml::sanitise(html), Some(title), LanguageTag::parse("en").as_ref(), 300)
        };
        let bridge = "The new bridge of this town has opened to all cyclists.";
        let table = [
            (format!("<p>{bridge}</p><p>More.</p>"), bridge),
            (format!("<h2>The heading is long enough to be a sentence.</h2><p>{bridge}</p>"), bridge),
            (format!("<p>A bridge, opened</p><p>{bridge}</p>"), bridge),
            (format!("<p>24 November 2026, 10:15</p><p>By Ann Lee</p><p>{bridge}</p>"), bridge),
            (format!("<p>© Ann Lee / Agency. The bridge as it was seen in May.</p><p>{bridge}</p>"), bridge),
            (
                format!(
                    "<figure><img src=a.png><figcaption>The bridge seen from the east, in the month of May.</figcaption></figure><p>{bridge}</p>"
                ),
                bridge,
            ),
            (format!("<ul><li>The list says something that takes a sentence.</li></ul><p>{bridge}</p>"), bridge),
            (format!("<ul><li>{bridge}</li></ul>"), bridge),
            (format!("<p>AMSTERDAM (ANP) - {bridge}</p>"), bridge),
            (format!("<p>KYIV, Ukraine (AP) — {bridge}</p>"), bridge),
            (format!("<p>BERLIN, Nov. 24 — {bridge}</p>"), bridge),
            (format!("<p>[서울=뉴시스] {bridge}</p>"), bridge),
            (
                "<p>It opened - at last - to all the cyclists of this town.</p>".to_string(),
                "It opened - at last - to all the cyclists of this town.",
            ),
            ("<p>Opened.</p>".to_string(), "Opened."),
        ];
        for (html, expected) in table {
            assert_eq!(lede_of(&html, "A bridge opened").as_deref(), Some(expected), "{html}");
        }
        assert_eq!(lede_of("<p>A bridge opened!</p>", "A bridge opened"), None);
        assert_eq!(lede_of("", "A bridge opened"), None);
    }

    proptest::proptest! {
        #[test]
        fn a_cut_text_fits_and_is_a_beginning(text in "[a-zA-Z .,!?…。、中文กาé\u{301}“”\n-]{0,120}", characters in 0_usize..80) {
            let got = cut(&text, None, characters);
            proptest::prop_assert!(got.chars().count() <= characters);
            proptest::prop_assert!(folded(&text).starts_with(got.trim_end_matches('…')));
        }
    }
}
