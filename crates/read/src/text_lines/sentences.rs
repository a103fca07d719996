//! Sentences are text until something says otherwise: what a model is unsure of stays in the body without evidence against it.

use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_kinds::{could_be_heading, is_boilerplate, is_bullet, is_sentence, opens_tail};
use super::line_table::{LineId, LineTable};
use crate::line_phrases::Use;

/// A text of so many lines is no page with all that stands around an article: the place of a line says nothing in it.
const SHORT: usize = 40;

/// So many lines in a row beneath the text that end like no sentence are a list of something else.
const LIST: usize = 3;

/// Gives the sentences back that nothing speaks against, with the headings above them and the lists between them.
pub fn keep_sentences(table: &mut LineTable) {
    let short = table.lines.len() <= SHORT;
    let mut state = State::default();
    for (index, line) in table.lines.iter().enumerate() {
        let class = table.class(index);
        if table.title.is_some_and(|title| index <= title) || (!short && index < table.start) {
            continue;
        }
        let kept = if state.tail { None } else { find_kept_class(table, index, short, state.text) };
        if let Some(kept) = kept {
            table.set_class(index, kept);
        }
        state.take_in(line, kept.unwrap_or(class), table.recurs(index), short);
    }
    if table.last_of_body().is_none() {
        keep_all_sentences(table);
    }
}

/// What is known of the lines above.
#[derive(Default)]
struct State {
    /// Whether text stands above.
    text: bool,
    /// Whether what stands beneath an article has begun.
    tail: bool,
    /// How many lines in a row are neither text nor a picture's.
    outside: usize,
}

impl State {
    fn take_in(&mut self, line: &Line, class: LineClass, recurs: bool, short: bool) {
        use LineClass::{Caption, Credit, Deck, Heading, Title};
        if class.is_body() {
            *self = State { text: true, tail: false, outside: if class == Heading { self.outside } else { 0 } };
        } else if !matches!(class, Caption | Credit | Deck | Title) {
            self.outside += 1;
            let inside = short && is_inside_text(class);
            let told = recurs || (speaks_against(line) && !inside);
            let untold = if short { self.outside >= LIST } else { !is_inside_text(class) };
            self.tail |= self.text && (told || untold);
        }
    }
}

/// What stands between the paragraphs of a short text as often as beneath them.
fn is_inside_text(class: LineClass) -> bool {
    matches!(class, LineClass::Notice | LineClass::ShareBar | LineClass::DateLine | LineClass::Byline)
}

/// What a line that was taken for none of the text is after all.
fn find_kept_class(table: &LineTable, index: LineId, short: bool, text_above: bool) -> Option<LineClass> {
    let line = table.lines.get(index)?;
    let class = table.class(index);
    if !is_unsure(class) || table.recurs(index) || speaks_against(line) {
        return None;
    }
    let next = table.lines.get(index + 1);
    let next_is_text = || {
        table.class(index + 1).is_body()
            || next.is_some_and(|next| is_sentence(next) && !speaks_against(next) && !table.recurs(index + 1))
    };
    if class == LineClass::Deck {
        // A byline or a date between the deck and the text parts them.
        return (short && is_sentence(line) && next_is_text()).then_some(LineClass::Paragraph);
    }
    if is_bullet(line.text) {
        let above = index.checked_sub(1).map(|above| table.class(above));
        return (short && above.is_some_and(|class| class.is_body())).then_some(LineClass::ListItem);
    }
    if is_sentence(line) {
        return Some(LineClass::Paragraph);
    }
    let leads = short && text_above && next.is_some_and(|next| is_bullet(next.text));
    if leads && line.shape.end == End::Colon {
        return Some(LineClass::Paragraph);
    }
    let heads = short && text_above && could_be_heading(line) && line.hits.whole.is_empty();
    (heads && (leads || next_is_text())).then_some(LineClass::Heading)
}

/// The classes that a line gets when nothing is known of it but that the model is unsure.
fn is_unsure(class: LineClass) -> bool {
    matches!(class, LineClass::Footer | LineClass::Navigation | LineClass::Related | LineClass::Deck)
}

/// Without any paragraph whatever reads like one is the text.
fn keep_all_sentences(table: &mut LineTable) {
    for against in [false, true] {
        for (line, state) in table.lines.iter().zip(&mut table.states) {
            let free = is_unsure(state.class) && !state.recurs;
            if free && is_sentence(line) && (against || !speaks_against(line)) {
                state.class = LineClass::Paragraph;
            }
        }
        if table.last_of_body().is_some() {
            return;
        }
    }
}

/// Whether something on a line itself says that it is no part of an article: a phrase of boilerplate, words that call for something,
/// an address, or that it stands more than once.
fn speaks_against(line: &Line) -> bool {
    const AGAINST: [Use; 12] = [
        Use::Share,
        Use::Network,
        Use::Comments,
        Use::Subscribe,
        Use::Advert,
        Use::Legal,
        Use::Navigation,
        Use::Related,
        Use::About,
        Use::Continues,
        Use::Credit,
        Use::Tags,
    ];
    let hits = &line.hits;
    let labelled = hits.label.has_any(&AGAINST) || hits.says(Use::Continues) || hits.says(Use::Note);
    is_boilerplate(line)
        || labelled
        || opens_tail(line)
        || line.copies > 1
        || line.shape.calls >= 2
        || (line.shape.calls == 1 && line.shape.end == End::Cry)
        || line.shape.addresses > 0
        || line.text.contains(['©', '|'])
}

#[cfg(test)]
mod tests {
    use crate::text_lines::tests::read_text;

    fn body(text: &str) -> String {
        read_text(text).0.content.text()
    }

    #[test]
    fn every_paragraph_of_a_short_text_is_kept() {
        let table = [
            (
                "en",
                "Council approves new bridge",
                "The city council approved a new bridge on Monday. It will cost ten million euros.",
                "Work starts in spring.",
            ),
            (
                "en",
                "Council approves new bridge",
                "The city council approved a new bridge on Monday. It will cost ten million euros.",
                "“I have done what I could,” she said.",
            ),
            (
                "en",
                "Council approves new bridge",
                "The city council approved a new bridge on Monday. It will cost ten million euros.",
                "The bridge opens in 2028.",
            ),
            (
                "de",
                "Stadtrat stimmt für neue Brücke",
                "Der Stadtrat hat am Montag einer neuen Brücke zugestimmt. Sie kostet zehn Millionen Euro.",
                "Die Arbeiten beginnen im Frühjahr.",
            ),
            (
                "fr",
                "Le conseil approuve un nouveau pont",
                "Le conseil municipal a approuvé lundi un nouveau pont sur le fleuve. Il coûtera dix millions d’euros.",
                "Les travaux commencent au printemps.",
            ),
            (
                "es",
                "El consejo aprueba un nuevo puente",
                "El consejo municipal aprobó el lunes un nuevo puente sobre el río. Costará diez millones de euros.",
                "Las obras empiezan en primavera.",
            ),
            (
                "nl",
                "Raad stemt in met nieuwe brug",
                "De gemeenteraad heeft maandag ingestemd met een nieuwe brug. De brug kost tien miljoen euro.",
                "Het werk begint in het voorjaar.",
            ),
            (
                "ru",
                "Горсовет одобрил новый мост",
                "В понедельник городской совет одобрил строительство нового моста. Он обойдётся в десять миллионов евро.",
                "Работы начнутся весной.",
            ),
            (
                "ko",
                "시의회, 새 다리 승인",
                "시의회는 월요일 강 위에 새 다리를 놓는 계획을 승인했다. 비용은 천만 유로이다.",
                "공사는 봄에 시작된다.",
            ),
            (
                "ja",
                "市議会、新しい橋を承認",
                "市議会は月曜日、川に新しい橋を架ける計画を承認した。費用は一千万ユーロである。",
                "工事は春に始まる。",
            ),
            ("zh", "市议会批准新桥", "市议会星期一批准在河上建一座新桥。工程将耗资一千万欧元。", "工程将于春天开始。"),
            (
                "ar",
                "المجلس يوافق على جسر جديد",
                "وافق مجلس المدينة يوم الاثنين على بناء جسر جديد فوق النهر بتكلفة عشرة ملايين يورو.",
                "سيبدأ العمل في الربيع.",
            ),
            (
                "th",
                "สภาเมืองอนุมัติสะพานใหม่",
                "สภาเมืองอนุมัติการสร้างสะพานใหม่ข้ามแม่น้ำเมื่อวันจันทร์ โดยใช้งบประมาณสิบล้านยูโร",
                "การก่อสร้างจะเริ่มในฤดูใบไม้ผลิปีหน้า และจะใช้เวลาสองปี",
            ),
            (
                "hi",
                "परिषद ने नए पुल को मंज़ूरी दी",
                "नगर परिषद ने सोमवार को नदी पर एक नए पुल को मंज़ूरी दी। इस पर एक करोड़ यूरो खर्च होंगे।",
                "काम वसंत में शुरू होगा।",
            ),
        ];
        for (language, title, first, last) in table {
            let both = body(&format!("{title}\n\n{first}\n\n{last}\n"));
            assert!(both.contains(first) && both.contains(last), "{language}: {both:?}");
            assert!(body(&format!("{title}\n\n{first}\n")).contains(first), "{language}, one paragraph");
        }
    }

    #[test]
    fn what_something_speaks_against_is_left_out() {
        let article = "Council approves new bridge\n\nThe city council approved a new bridge over the river on Monday, and it will \
                       cost ten million euros.\n\nWork starts in spring.\n\n";
        let table = [
            ("a request", "Sign up for our newsletter to get the news every day.", "newsletter"),
            ("small print", "© 2026 The Harbour Post. All rights reserved.", "rights"),
            ("comments", "Comments\n\nWhat a fine bridge that is.", "fine bridge"),
            ("other articles", "Related articles\n\nA village builds its own bridge.", "village"),
        ];
        for (name, tail, dropped) in table {
            let body = body(&format!("{article}{tail}\n"));
            assert!(body.contains("Work starts in spring.") && !body.contains(dropped), "{name}: {body:?}");
        }
    }

    #[test]
    fn headings_lists_and_what_follows_a_picture_stay() {
        let text = "City council approves new bridge\n\nThe city council approved a new bridge over the river on Monday.\n\nBackground\n\n\
                    The first plan was made in 1974.\n\n- A cycle path\n- A tram line\n\nPhoto: Jane Roe\n\nWork starts in spring.\n";
        let body = body(text);
        for kept in ["Background", "The first plan", "A cycle path", "A tram line", "Work starts"] {
            assert!(body.contains(kept), "{kept}: {body:?}");
        }
    }
}
