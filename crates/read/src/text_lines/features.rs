//! The reasons of the models: what speaks for a line being part of the article or its title, and what against.

use super::line::{End, Line};
use super::line_kinds::{is_boilerplate, is_bullet, is_credit, is_numbered, opens_tail};
use super::line_table::LineTable;
use super::weights::{Feature, features};
use crate::line_phrases::{Use, Uses};

/// What is true of a line by itself and by its two neighbours.
pub const LOCAL: &[Feature] = features![
    f("1 or 2 words", |v, i| own(v, i, |l| l.shape.words <= 2)),
    f("3 or 4 words", |v, i| own(v, i, |l| (3..=4).contains(&l.shape.words))),
    f("5 to 8 words", |v, i| own(v, i, |l| (5..=8).contains(&l.shape.words))),
    f("9 to 14 words", |v, i| own(v, i, |l| (9..=14).contains(&l.shape.words))),
    f("15 to 29 words", |v, i| own(v, i, |l| (15..=29).contains(&l.shape.words))),
    f("30 to 59 words", |v, i| own(v, i, |l| (30..=59).contains(&l.shape.words))),
    f("60 words or more", |v, i| own(v, i, |l| l.shape.words >= 60)),
    f("ends like a sentence", |v, i| own(v, i, |l| l.shape.end == End::Sentence)),
    f("ends with ? or !", |v, i| own(v, i, |l| l.shape.end == End::Cry)),
    f("ends with a colon", |v, i| own(v, i, |l| l.shape.end == End::Colon)),
    f("ends with a comma or dash", |v, i| own(v, i, |l| l.shape.end == End::Open)),
    f("ends with dots", |v, i| own(v, i, |l| l.shape.end == End::Ellipsis)),
    f("short, ends like a sentence", |v, i| own(v, i, |l| l.shape.words <= 8 && l.shape.end == End::Sentence)),
    f("long, no full stop", |v, i| own(v, i, |l| l.shape.words >= 15 && l.shape.end == End::None)),
    f("two or more sentences", |v, i| own(v, i, |l| l.shape.sentences >= 2)),
    f("share of small words", |v, i| own_share(v, i, |l| l.shape.stop_words * 2)),
    f("no small words", |v, i| own(v, i, |l| l.shape.stop_words == 0)),
    f("share of capitalised words", |v, i| own_share(v, i, |l| l.shape.capitalised)),
    f("every word capitalised", |v, i| own(v, i, |l| l.shape.words >= 2 && l.shape.capitalised >= l.shape.words)),
    f("all capitals", |v, i| own(v, i, |l| l.shape.letters >= 3 && l.shape.capitals * 10 > l.shape.letters * 9)),
    f("share of numbers", |v, i| own_share(v, i, |l| l.shape.numbers)),
    f("nothing but numbers and signs", |v, i| own(v, i, |l| l.shape.letters == 0)),
    f("begins in lower case", |v, i| own(v, i, |l| l.text.starts_with(char::is_lowercase))),
    f("begins with a quotation mark", |v, i| own(v, i, |l| l.text.starts_with(['"', '“', '„', '«', '»', '‘', '「']))),
    f("begins with a bullet", |v, i| own(v, i, |l| is_bullet(l.text))),
    f("begins with an arrow", |v, i| {
        own(v, i, |l| l.text.starts_with(['»', '›', '→', '▶', '►', '>', '←', '«', '‹', '+']))
    }),
    f("begins with a number and a stop", |v, i| own(v, i, |l| is_numbered(l.text))),
    f("words stand together", |v, i| own(v, i, |l| l.shape.glued > 0 && l.shape.words < 30)),
    f("many words stand together", |v, i| own(v, i, |l| l.shape.glued * 4 > l.shape.words)),
    f("signs between its parts", |v, i| own(v, i, |l| l.shape.separators > 0 && l.shape.words < 30)),
    f("an address", |v, i| own(v, i, |l| l.shape.addresses > 0)),
    f("one word that calls for something", |v, i| own(v, i, |l| l.shape.calls == 1)),
    f("two words that call for something", |v, i| own(v, i, |l| l.shape.calls == 2)),
    f("three words or more that call for something", |v, i| own(v, i, |l| l.shape.calls >= 3)),
    f("share of words that call for something", |v, i| own_share(v, i, |l| l.shape.calls * 3)),
    f("one word for what people do", |v, i| own(v, i, |l| l.shape.roles == 1)),
    f("two words or more for what people do", |v, i| own(v, i, |l| l.shape.roles >= 2)),
    f("opens with a phrase of a byline or date", |v, i| {
        own(v, i, |l| l.shape.words < 25 && l.hits.first_words.has_any(&[Use::Byline, Use::Published, Use::Updated]))
    }),
    f("opens with a phrase of boilerplate", |v, i| {
        own(v, i, |l| {
            l.hits.first_words.has_any(&[Use::Subscribe, Use::Comments, Use::Related, Use::Share, Use::About])
        })
    }),
    f("in brackets", |v, i| own(v, i, |l| l.text.starts_with(['(', '[', '*']) && l.text.ends_with([')', ']', '*']))),
    f("ends with a name in brackets", |v, i| own(v, i, |l| l.shape.words > 4 && ends_in_brackets(l.text))),
    f("the line before calls for something", |v, i| previous(v, i, |l| l.shape.calls >= 2)),
    f("the line after calls for something", |v, i| next(v, i, |l| l.shape.calls >= 2)),
    f("commas", |v, i| own(v, i, |l| l.shape.commas > 0)),
    f("stands twice", |v, i| own(v, i, |l| l.copies == 2)),
    f("stands three times or more", |v, i| own(v, i, |l| l.copies >= 3)),
    f("stands twice, long", |v, i| own(v, i, |l| l.copies >= 2 && l.shape.words >= 8)),
    f("after a blank line", |v, i| own(v, i, |l| l.after_blank)),
    f("before a blank line", |v, i| next(v, i, |l| l.after_blank)),
    f("a year or a time in a short line", |v, i| own(v, i, |l| l.shape.words < 15 && l.dated)),
    f("copyright sign", |v, i| own(v, i, |l| l.shape.words < 40 && l.shape.copyrights > 0)),
    f("a price", |v, i| own(v, i, |l| l.shape.words < 12 && l.shape.currencies > 0)),
    f("a phrase of a kicker", |v, i| hits(v, i, |u| u.has(Use::Kicker))),
    f("a phrase of a byline", |v, i| says(v, i, Use::Byline)),
    f("a phrase of a portrait", |v, i| says(v, i, Use::About)),
    f("a phrase of a date", |v, i| own(v, i, |l| l.hits.says(Use::Published) || l.hits.says(Use::Updated))),
    f("a moment without a day", |v, i| says(v, i, Use::Relative)),
    f("a reading time", |v, i| says(v, i, Use::ReadingTime)),
    f("a phrase of a credit", |v, i| says(v, i, Use::Credit)),
    f("a phrase of a caption", |v, i| says(v, i, Use::Caption)),
    f("a phrase of subjects", |v, i| own(v, i, |l| l.hits.whole.has(Use::Tags) || l.hits.label.has(Use::Tags))),
    f("a phrase of related articles", |v, i| hits(v, i, |u| u.has(Use::Related))),
    f("opens like a pointer to another article", |v, i| {
        own(v, i, |l| (l.hits.opening.has(Use::Related) || l.hits.label.has(Use::Related)) && l.hits.whole.is_empty())
    }),
    f("the text goes on below", |v, i| says(v, i, Use::Continues)),
    f("a phrase of navigation", |v, i| says(v, i, Use::Navigation)),
    f("a button of a share bar", |v, i| {
        own(v, i, |l| l.hits.whole.has_any(&[Use::Share, Use::Network]) || l.hits.opening.has(Use::Share))
    }),
    f("a phrase of comments", |v, i| says(v, i, Use::Comments)),
    f("a phrase of subscription", |v, i| says(v, i, Use::Subscribe)),
    f("an advertisement", |v, i| says(v, i, Use::Advert)),
    f("small print", |v, i| says(v, i, Use::Legal)),
    f("a note of the editors", |v, i| says(v, i, Use::Note)),
    f("an agency", |v, i| hits(v, i, |u| u.has(Use::Agency))),
    f("the line before is running text", |v, i| previous(v, i, dense)),
    f("the line before ends like a sentence", |v, i| {
        previous(v, i, |l| matches!(l.shape.end, End::Sentence | End::Cry))
    }),
    f("the line before ends with a colon", |v, i| previous(v, i, |l| l.shape.end == End::Colon)),
    f("the line before has 1 or 2 words", |v, i| previous(v, i, |l| l.shape.words <= 2)),
    f("the line before has 3 to 8 words", |v, i| previous(v, i, |l| (3..=8).contains(&l.shape.words))),
    f("the line before is boilerplate", |v, i| previous(v, i, is_boilerplate)),
    f("the line before is a bullet", |v, i| previous(v, i, |l| is_bullet(l.text))),
    f("the line before repeats", |v, i| previous(v, i, |l| l.copies >= 3)),
    f("the line after is running text", |v, i| next(v, i, dense)),
    f("the line after ends like a sentence", |v, i| next(v, i, |l| matches!(l.shape.end, End::Sentence | End::Cry))),
    f("the line after has 1 or 2 words", |v, i| next(v, i, |l| l.shape.words <= 2)),
    f("the line after has 3 to 8 words", |v, i| next(v, i, |l| (3..=8).contains(&l.shape.words))),
    f("the line after is boilerplate", |v, i| next(v, i, is_boilerplate)),
    f("the line after has a date", |v, i| next(v, i, |l| l.shape.words < 15 && l.dated)),
    f("the line before has a date", |v, i| previous(v, i, |l| l.shape.words < 15 && l.dated)),
    f("short, between running text", |v, i| {
        own(v, i, |l| l.shape.words <= 12) * previous(v, i, dense) * next(v, i, dense)
    }),
    f("short, neighbours of like length", like_neighbours),
    f("the first line", |_, i| yes(i == 0)),
    f("the last line", |v, i| yes(i + 1 == v.lines.len())),
];

/// What is true of a line by what was found around it.
pub const CONTEXT: &[Feature] = features![
    f("at the look before", |v, i| v.logit_at(i, 0)),
    f("the line before", |v, i| v.logit_at(i, -1)),
    f("the line after", |v, i| v.logit_at(i, 1)),
    f("two lines before", |v, i| v.logit_at(i, -2)),
    f("two lines after", |v, i| v.logit_at(i, 2)),
    f("text in the 4 lines before", |v, i| v.share_near(i, 4, 0)),
    f("text in the 4 lines after", |v, i| v.share_near(i, 0, 4)),
    f("text in the 10 lines before", |v, i| v.share_near(i, 10, 0)),
    f("text in the 10 lines after", |v, i| v.share_near(i, 0, 10)),
    f("text in the 25 lines around", |v, i| v.share_near(i, 25, 25)),
    f("text on both sides", |v, i| v.share_near(i, 6, 0) * v.share_near(i, 0, 6)),
    f("short with text on both sides", |v, i| {
        own(v, i, |l| l.shape.words <= 12) * v.share_near(i, 4, 0) * v.share_near(i, 0, 4)
    }),
    f("before nearly all text", |v, i| yes(v.share_before(i) < 0.02)),
    f("after nearly all text", |v, i| yes(v.share_before(i) > 0.98)),
    f("in the last tenth of the text", |v, i| yes((0.9..=0.98).contains(&v.share_before(i)))),
    f("before the title", |v, i| yes(v.title.is_some_and(|title| i < title))),
    f("the title", |v, i| yes(v.title == Some(i))),
    f("says the title again", |v, i| yes(v.title.is_some_and(|title| title != i && same(v, title, i)))),
    f("after the title, before the first paragraph", |v, i| yes(v.title.is_some_and(|title| title < i) && i < v.start)),
    f("a sentence after the title, before the first paragraph", |v, i| {
        yes(v.title.is_some_and(|title| title < i) && i < v.start) * own(v, i, |l| l.shape.words >= 8)
    }),
    f(
        "before the title, before the first paragraph",
        |v, i| yes(v.title.is_some_and(|title| i < title) && i < v.start),
    ),
    f("before the first paragraph", |v, i| yes(i < v.start)),
    f("the first paragraph", |v, i| yes(i == v.start)),
    f("below one opener of a tail", |v, i| yes(v.tails(i) == 1)),
    f("below two openers of a tail", |v, i| yes(v.tails(i) == 2)),
    f("below three openers of a tail", |v, i| yes(v.tails(i) >= 3)),
    f("1 to 3 lines below the opener of a tail", |v, i| yes((1..=3).contains(&v.since_tail(i)))),
    f("4 to 20 lines below the opener of a tail", |v, i| yes((4..=20).contains(&v.since_tail(i)))),
    f("opens a tail", |v, i| own(v, i, opens_tail)),
    f("opens a tail late in the text", |v, i| own(v, i, opens_tail) * v.share_before(i)),
    f("a tail was opened, and nearly all text is above", |v, i| yes(v.tails(i) > 0 && v.share_before(i) > 0.85)),
    f("after 1 to 3 lines that are none", |v, i| yes((1..=3).contains(&v.gap(i)))),
    f("after 4 to 9 lines that are none", |v, i| yes((4..=9).contains(&v.gap(i)))),
    f("after 10 lines or more that are none", |v, i| yes(v.gap(i) >= 10)),
    f("after 10 lines that are none, late", |v, i| yes(v.gap(i) >= 10 && v.share_before(i) > 0.5)),
    f("dense", |v, i| own(v, i, dense)),
    f("words of the body", |v, i| v.overlap_with_body(i)),
    f("words of the body, long", |v, i| v.overlap_with_body(i) * own(v, i, |l| l.shape.words >= 12)),
    f("words of the body, in the last tenth or below", |v, i| v.overlap_with_body(i) * yes(v.share_before(i) >= 0.9)),
    f("words of the title", |v, i| v.overlap_with_title(i)),
    f("words for what people do, late", |v, i| own(v, i, |l| l.shape.roles > 0) * yes(v.share_before(i) >= 0.85)),
    f("words that call for something, late", |v, i| own(v, i, |l| l.shape.calls > 0) * yes(v.share_before(i) >= 0.85)),
    f("words that call for something, early", |v, i| own(v, i, |l| l.shape.calls > 0) * yes(v.share_before(i) <= 0.1)),
    f("in the first tenth of the lines", |v, i| yes(i * 10 < v.lines.len())),
    f("in the second half of the lines", |v, i| yes(i * 2 > v.lines.len())),
    f("in the last tenth of the lines", |v, i| yes(i * 10 > v.lines.len() * 9)),
    f("little text below", |v, i| yes(v.share_before(i) > 0.7) * (1.0 - v.share_near(i, 0, 10))),
    f("a title-like line just above, no text around", |v, i| {
        previous(v, i, |l| l.shape.words <= 12 && l.shape.end == End::None) * (1.0 - v.share_near(i, 6, 6))
    }),
    f("below a boilerplate line", |v, i| previous(v, i, is_boilerplate)),
    f("above a boilerplate line", |v, i| next(v, i, is_boilerplate)),
    f("a short line among short lines", |v, i| {
        own(v, i, |l| l.shape.words <= 6) * previous(v, i, |l| l.shape.words <= 6) * next(v, i, |l| l.shape.words <= 6)
    }),
    f("a short line before text", |v, i| {
        own(v, i, |l| l.shape.words <= 12 && l.shape.end != End::Sentence) * next(v, i, |l| l.shape.words >= 15)
    }),
    f("a list after a colon", |v, i| {
        yes((1..=6).any(|o| v.line(i, -o).is_some_and(|l| l.shape.end == End::Colon && l.shape.words >= 4)))
    }),
];

/// What is true of a line once its like have been looked at twice: its own marks, and what was found around it.
pub const FINAL: [&[Feature]; 3] = [CONTEXT, LOCAL, WIDE];

/// What is true of a line by what was found further off.
const WIDE: &[Feature] = features![
    f("text in the 60 lines before", |v, i| v.share_near(i, 60, 0)),
    f("text in the 60 lines after", |v, i| v.share_near(i, 0, 60)),
    f("ends with a credit", |v, i| own(v, i, |l| l.closing_credit.is_some())),
    f("ends with an agency", |v, i| own(v, i, |l| l.ends_with_agency)),
    f("the copyright sign behind words", |v, i| own(v, i, |l| l.shape.words <= 60
        && l.has_copyright()
        && l.text.rfind('©') > Some(5))),
    f("stands three times or more, long", |v, i| own(v, i, |l| l.copies >= 3 && l.shape.words >= 8)),
    f("three lines before", |v, i| v.logit_at(i, -3)),
    f("three lines after", |v, i| v.logit_at(i, 3)),
    f("share of the text that stands together with it", |v, i| v.share_together(i)),
    f("stands together with less than a tenth of the text", |v, i| {
        yes(v.confidence_at(i, 0) > 0.5 && v.share_together(i) < 0.1)
    }),
];

/// What speaks for a line being the title.
pub const TITLE: &[Feature] = features![
    f("1 or 2 words", |v, i| own(v, i, |l| l.shape.words <= 2)),
    f("3 words", |v, i| own(v, i, |l| l.shape.words == 3)),
    f("4 words", |v, i| own(v, i, |l| l.shape.words == 4)),
    f("5 to 7 words", |v, i| own(v, i, |l| (5..=7).contains(&l.shape.words))),
    f("8 to 15 words", |v, i| own(v, i, |l| (8..=15).contains(&l.shape.words))),
    f("16 to 25 words", |v, i| own(v, i, |l| (16..=25).contains(&l.shape.words))),
    f("26 words or more", |v, i| own(v, i, |l| l.shape.words >= 26)),
    f("ends like a sentence", |v, i| own(v, i, |l| l.shape.end == End::Sentence)),
    f("ends with a colon", |v, i| own(v, i, |l| l.shape.end == End::Colon)),
    f("ends with dots", |v, i| own(v, i, |l| l.shape.end == End::Ellipsis)),
    f("two or more sentences", |v, i| own(v, i, |l| l.shape.sentences >= 2)),
    f("begins in lower case", |v, i| own(v, i, |l| l.text.starts_with(char::is_lowercase))),
    f("a phrase of the table", |v, i| own(v, i, |l| is_boilerplate(l) || !l.hits.whole.is_empty())),
    f("a phrase of a byline or date", |v, i| {
        own(v, i, |l| l.hits.says(Use::Byline) || l.hits.says(Use::Published) || l.hits.says(Use::Updated))
    }),
    f("a credit", |v, i| own(v, i, |l| l.hits.says(Use::Credit) || l.has_copyright())),
    f("a year or a time", |v, i| own(v, i, |l| l.dated)),
    f("every word capitalised, 4 words or fewer", |v, i| {
        own(v, i, |l| (1..=4).contains(&l.shape.words) && l.shape.capitalised >= l.shape.words)
    }),
    f("words stand together", |v, i| own(v, i, |l| l.shape.glued > 0)),
    f("signs between its parts", |v, i| own(v, i, |l| l.shape.separators > 0)),
    f("an address", |v, i| own(v, i, |l| l.shape.addresses > 0)),
    f("begins with an arrow or bullet", |v, i| {
        own(v, i, |l| is_bullet(l.text) || l.text.starts_with(['»', '›', '→', '▶', '►', '>', '←', '«', '‹', '+']))
    }),
    f("the first line", |_, i| yes(i == 0)),
    f("the second line", |_, i| yes(i == 1)),
    f("one of the first five lines", |_, i| yes(i < 5)),
    f("one of the first twelve lines", |_, i| yes(i < 12)),
    f("before the first paragraph", |v, i| yes(i < v.start)),
    f("1 line before the first paragraph", |v, i| yes(i + 1 == v.start)),
    f("2 lines before the first paragraph", |v, i| yes(i + 2 == v.start)),
    f("3 to 5 lines before the first paragraph", |v, i| yes(i < v.start && (3..=5).contains(&(v.start - i)))),
    f("6 to 10 lines before the first paragraph", |v, i| yes(i < v.start && (6..=10).contains(&(v.start - i)))),
    f("11 to 20 lines before the first paragraph", |v, i| yes(i < v.start && (11..=20).contains(&(v.start - i)))),
    f("more than 20 lines before the first paragraph", |v, i| yes(i < v.start && v.start - i > 20)),
    f("the first paragraph", |v, i| yes(i == v.start)),
    f("below the first paragraph", |v, i| yes(i > v.start)),
    f("far below the first paragraph", |v, i| yes(i > v.start + 3)),
    f("words of the body", |v, i| v.overlap_with_body(i)),
    f("words of the body, 4 words or more", |v, i| v.overlap_with_body(i) * own(v, i, |l| l.shape.words >= 4)),
    f("words of the first paragraph", |v, i| v.overlap_with_start(i)),
    f("words of the first paragraph, before it", |v, i| v.overlap_with_start(i) * yes(i < v.start)),
    f("words of the file name", |v, i| v.overlap_with_file_name(i)),
    f("stands twice", |v, i| own(v, i, |l| l.copies == 2)),
    f("stands three times or more", |v, i| own(v, i, |l| l.copies >= 3)),
    f("stood already", |v, i| yes(v.line(i, 0).is_some_and(|l| l.copies > 1 && stood_before(v, i)))),
    f("a byline or date just below", |v, i| yes((1..=3).any(|o| v.line(i, o).is_some_and(dated_or_signed)))),
    f("a byline or date on the next line", |v, i| next(v, i, dated_or_signed)),
    f("a byline or date just above", |v, i| previous(v, i, dated_or_signed)),
    f("a byline or date just above and just below", |v, i| {
        previous(v, i, dated_or_signed) * next(v, i, dated_or_signed)
    }),
    f("nothing but bylines, dates and short lines before the first paragraph", |v, i| yes(leads_to_start(v, i))),
    f("a kicker just above", |v, i| {
        previous(v, i, |l| l.hits.whole.has(Use::Kicker) || l.hits.whole.has(Use::Navigation))
    }),
    f("a short line just above", |v, i| previous(v, i, |l| l.shape.words <= 3)),
    f("running text on the next line", |v, i| next(v, i, dense)),
    f("a longer line on the next line", |v, i| {
        yes(v.line(i, 1).zip(v.line(i, 0)).is_some_and(|(n, l)| n.shape.words >= 10 && n.shape.words > l.shape.words))
    }),
    f("neighbours of like length", like_neighbours),
    f("share of small words", |v, i| own_share(v, i, |l| l.shape.stop_words * 2)),
    f("share of capitalised words", |v, i| own_share(v, i, |l| l.shape.capitalised)),
    f("all capitals", |v, i| own(v, i, |l| l.shape.letters >= 3 && l.shape.capitals * 10 > l.shape.letters * 9)),
    f("part of the running text", |v, i| v.confidence_at(i, 0)),
    f("the longest line before the first paragraph", |v, i| yes(i < v.start && v.is_longest_before_start(i))),
    f("after a blank line", |v, i| own(v, i, |l| l.after_blank)),
    f("no letters", |v, i| own(v, i, |l| l.shape.letters == 0)),
    f("parts like a path", |v, i| own(v, i, is_path)),
    f("a line above ends with it", |v, i| yes(v.ends_a_line_above(i))),
    f("a longer line holds it", |v, i| yes(v.is_held(i))),
    f("few words, a longer line just below", |v, i| {
        own(v, i, |l| l.shape.words <= 3) * yes((1..=2).any(|o| v.line(i, o).is_some_and(title_like)))
    }),
    f("a title-like line just above", |v, i| previous(v, i, title_like)),
    f("a title-like line just below", |v, i| next(v, i, title_like)),
    f("a title-like line two lines above", |v, i| yes(v.line(i, -2).is_some_and(title_like))),
    f("words that call for something", |v, i| own(v, i, |l| l.shape.calls > 0)),
    f("nothing but a date", |v, i| own(v, i, |l| l.date_alone)),
    f("a credit, or a caption with one", |v, i| { own(v, i, |l| is_credit(l) || l.closing_credit.is_some()) }),
    f("6 words or fewer, one for what people do", |v, i| own(v, i, |l| l.shape.roles > 0 && l.shape.words <= 6)),
    f("how many words of the body", |v, i| v.common_with_body(i).shared.min(5) as f32 / 5.0),
    f("how many words that the body has not", |v, i| v.common_with_body(i).other.min(4) as f32 / 4.0),
    f("how many lines of the body have a word of it", |v, i| f32::from(v.common_with_body(i).most_lines.min(6)) / 6.0),
];

/// What speaks for a line being the best summary of the article.
pub const LEDE: &[Feature] = features![
    f("1 line below the title", |v, i| yes(v.below_title(i) == Some(1))),
    f("2 lines below the title", |v, i| yes(v.below_title(i) == Some(2))),
    f("3 to 5 lines below the title", |v, i| yes(v.below_title(i).is_some_and(|lines| (3..=5).contains(&lines)))),
    f("6 lines or more below the title", |v, i| yes(v.below_title(i).is_some_and(|lines| lines >= 6))),
    f("above the title", |v, i| yes(v.below_title(i).is_none())),
    f("before the first paragraph", |v, i| yes(i < v.start)),
    f("the first paragraph", |v, i| yes(i == v.start)),
    f("1 line below the first paragraph", |v, i| yes(i == v.start + 1)),
    f("2 lines below the first paragraph", |v, i| yes(i == v.start + 2)),
    f("3 lines or more below the first paragraph", |v, i| yes(i > v.start + 2)),
    f("7 words or fewer", |v, i| own(v, i, |l| l.shape.words <= 7)),
    f("8 to 14 words", |v, i| own(v, i, |l| (8..=14).contains(&l.shape.words))),
    f("15 to 24 words", |v, i| own(v, i, |l| (15..=24).contains(&l.shape.words))),
    f("25 to 39 words", |v, i| own(v, i, |l| (25..=39).contains(&l.shape.words))),
    f("40 to 69 words", |v, i| own(v, i, |l| (40..=69).contains(&l.shape.words))),
    f("70 words or more", |v, i| own(v, i, |l| l.shape.words >= 70)),
    f("ends like a sentence", |v, i| own(v, i, |l| l.shape.end == End::Sentence)),
    f("ends with ? or !", |v, i| own(v, i, |l| l.shape.end == End::Cry)),
    f("ends with a colon", |v, i| own(v, i, |l| l.shape.end == End::Colon)),
    f("ends with dots", |v, i| own(v, i, |l| l.shape.end == End::Ellipsis)),
    f("part of the article", |v, i| v.confidence_at(i, 0)),
    f("words of the title", |v, i| v.overlap_with_title(i)),
    f("words of the body", |v, i| v.overlap_with_body(i)),
    f("one word that calls for something", |v, i| own(v, i, |l| l.shape.calls == 1)),
    f("two words or more that call for something", |v, i| own(v, i, |l| l.shape.calls >= 2)),
    f("words for what people do", |v, i| own(v, i, |l| l.shape.roles > 0)),
    f("begins with a quotation mark", |v, i| own(v, i, |l| l.text.starts_with(['"', '“', '„', '«', '»', '‘', '「']))),
    f("begins in brackets or with a sign", |v, i| own(v, i, |l| l.text.starts_with(['(', '[', '*', '|', '>', '/']))),
    f("begins in lower case", |v, i| own(v, i, |l| l.text.starts_with(char::is_lowercase))),
    f("a bullet or a number", |v, i| own(v, i, |l| is_bullet(l.text) || is_numbered(l.text))),
    f("stands twice", |v, i| own(v, i, |l| l.copies >= 2)),
    f("a phrase of the table", |v, i| own(v, i, |l| !l.hits.label.is_empty() || !l.hits.opening.is_empty())),
    f("ends with a name in brackets", |v, i| own(v, i, |l| ends_in_brackets(l.text))),
    f("copyright sign", |v, i| own(v, i, |l| l.has_copyright())),
    f("a byline or date just above", |v, i| yes((1..=2).any(|o| v.line(i, -o).is_some_and(dated_or_signed)))),
    f("a byline or date just below", |v, i| yes((1..=2).any(|o| v.line(i, o).is_some_and(dated_or_signed)))),
    f("two or more sentences", |v, i| own(v, i, |l| l.shape.sentences >= 2)),
    f("running text just below", |v, i| next(v, i, dense)),
    f("share of small words", |v, i| own_share(v, i, |l| l.shape.stop_words * 2)),
    f("share of capitalised words", |v, i| own_share(v, i, |l| l.shape.capitalised)),
    f("a year or a time", |v, i| own(v, i, |l| l.dated)),
];

pub fn yes(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

fn own(table: &LineTable, index: usize, holds: impl Fn(&Line) -> bool) -> f32 {
    yes(table.line(index, 0).is_some_and(holds))
}

fn previous(table: &LineTable, index: usize, holds: impl Fn(&Line) -> bool) -> f32 {
    yes(table.line(index, -1).is_some_and(holds))
}

fn next(table: &LineTable, index: usize, holds: impl Fn(&Line) -> bool) -> f32 {
    yes(table.line(index, 1).is_some_and(holds))
}

fn own_share(table: &LineTable, index: usize, count: impl Fn(&Line) -> usize) -> f32 {
    table.line(index, 0).map_or(0.0, |line| (count(line) as f32 / line.shape.words.clamp(1, 200) as f32).min(1.0))
}

fn hits(table: &LineTable, index: usize, holds: impl Fn(Uses) -> bool) -> f32 {
    own(table, index, |line| holds(line.hits.whole))
}

fn says(table: &LineTable, index: usize, use_: Use) -> f32 {
    own(table, index, |line| line.hits.says(use_))
}

fn dated_or_signed(line: &Line) -> bool {
    let signed = line.hits.says(Use::Byline) && line.shape.words <= 15;
    signed
        || (line.shape.words <= 15 && line.dated)
        || line.hits.says(Use::ReadingTime)
        || line.hits.says(Use::Relative)
}

fn like_neighbours(table: &LineTable, index: usize) -> f32 {
    let words = |offset| table.line(index, offset).map_or(0, |line| line.shape.words);
    let (before, own, after) = (words(-1), words(0), words(1));
    yes((3..=20).contains(&own) && before.abs_diff(own) <= 3 && after.abs_diff(own) <= 3)
}

fn same(table: &LineTable, one: usize, other: usize) -> bool {
    table.line(one, 0).zip(table.line(other, 0)).is_some_and(|(one, other)| one.folded == other.folded)
}

fn stood_before(table: &LineTable, index: usize) -> bool {
    let text = table.line(index, 0).map(|line| line.text);
    table.lines.iter().take(index.min(200)).any(|line| Some(line.text) == text)
}

/// Whether no line that could be a title stands between a line and the first paragraph.
fn leads_to_start(table: &LineTable, index: usize) -> bool {
    let between = table.lines.get(index + 1..table.start).unwrap_or_default();
    index < table.start && between.len() <= 12 && !between.iter().any(title_like)
}

fn dense(line: &Line) -> bool {
    line.is_dense()
}

/// `What it shows (Jane Roe/Agency)`: a caption with its credit.
fn ends_in_brackets(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inner)| inner) else {
        return false;
    };
    inner.len() < 80 && inner.starts_with(char::is_uppercase) && inner.contains(['/', ':', ' '])
}

/// `Home / News / The title`: where a page stands.
fn is_path(line: &Line) -> bool {
    let signs = || line.text.matches(" / ").count() + line.text.matches(" | ").count() + line.shape.arrows;
    // Hardly any line has as many.
    line.shape.separators + line.shape.arrows >= 2 && signs() >= 2
}

fn title_like(line: &Line) -> bool {
    (5..=20).contains(&line.shape.words)
        && matches!(line.shape.end, End::None | End::Cry)
        && !dated_or_signed(line)
        && !is_boilerplate(line)
}
