//! What the model sees of what may be a subject: its label, its place, its group, its words, and the lines around.

use super::features::yes;
use super::given_names::is_given_name;
use super::keyword::{Keyword, Label, Parted};
use super::line::{End, Line};
use super::line_kinds::is_boilerplate;
use super::line_table::LineTable;
use super::weights::{Feature, features};
use super::words::bare;
use crate::line_phrases::Use;

/// What the first look says, which the second look weighs: one of a group that is sure speaks for the others.
pub const SEEN: &[Feature] = features![
    f("at the look before", |v, i| amount(v, i, |t| t.first.own)),
    f("its group at the look before", |v, i| amount(v, i, |t| t.first.group)),
    f("the surest of its group at the look before", |v, i| amount(v, i, |t| t.first.most_of_group)),
    f("the surest of all at the look before", |v, i| amount(v, i, |t| t.first.most)),
];

/// What speaks for a name being a subject of the text.
pub const FEATURES: &[Feature] = features![
    f("a label on its line", |v, i| own(v, i, |t| t.label == Label::Own)),
    f("a label on its line, below nearly all text", |v, i| own(v, i, |t| t.label == Label::Own && below(v, t))),
    f("a label on its line, before the text", |v, i| own(v, i, |t| t.label == Label::Own && t.line < v.start)),
    f("a label on its line, one subject", |v, i| own(v, i, |t| t.label == Label::Own && t.count == 1)),
    f("a label on its line, one subject of 4 words or more", |v, i| {
        own(v, i, |t| t.label == Label::Own && t.count == 1 && words(t) >= 4)
    }),
    f("a label above", |v, i| own(v, i, |t| t.label == Label::Above)),
    f("a label just above", |v, i| own(v, i, |t| beneath(t) && first_distance(t) == 1)),
    f("a label above, other lines between", |v, i| own(v, i, |t| beneath(t) && first_distance(t) > 1)),
    f("a label above, below nearly all text", |v, i| own(v, i, |t| beneath(t) && below(v, t))),
    f("a label above, before the text", |v, i| own(v, i, |t| beneath(t) && t.line < v.start)),
    f("a label above, below a tail", |v, i| own(v, i, |t| beneath(t) && v.tails(t.line) > 0)),
    f("a label above, one line", |v, i| own(v, i, |t| beneath(t) && t.lines.0 == t.lines.1)),
    f("a label above, several on the line", |v, i| own(v, i, |t| beneath(t) && t.parted != Parted::Lines)),
    f("a label above, more than 12 in its group", |v, i| own(v, i, |t| beneath(t) && t.count > 12)),
    f("a label above, more than 20 in its group", |v, i| own(v, i, |t| beneath(t) && t.count > 20)),
    f("a label above, in the order of the alphabet", |v, i| own(v, i, |t| beneath(t) && t.company.sorted)),
    f("a label above, the body has it", |v, i| own(v, i, |t| beneath(t) && t.times > 0)),
    f("a label above, the body has most of its group", |v, i| own(v, i, |t| beneath(t) && share(t) >= 0.5)),
    f("a label above, the body has none of its group", |v, i| own(v, i, |t| beneath(t) && t.company.named_count == 0)),
    f("a label above, 5 words or more", |v, i| own(v, i, |t| beneath(t) && words(t) >= 5)),
    f("a label above, the last of its group", |v, i| own(v, i, |t| beneath(t)
        && t.count > 1
        && t.order + 1 == t.count)),
    f("a label above, the last of its group, the body has it not", |v, i| {
        own(v, i, |t| beneath(t) && t.count > 1 && t.order + 1 == t.count && t.times == 0)
    }),
    f("its label stands for other things too", |v, i| own(v, i, |t| label(v, t, |l| l
        .hits
        .whole
        .has_any(&[Use::Related, Use::Navigation])))),
    f("its label speaks of more", |v, i| own(v, i, |t| label(v, t, speaks_of_more))),
    f("its label names categories", |v, i| own(v, i, |t| label(v, t, names_categories))),
    f("its label names categories, more than 5 in its group", |v, i| {
        own(v, i, |t| t.count > 5 && label(v, t, names_categories))
    }),
    f("its label stands twice", |v, i| own(v, i, |t| label(v, t, |l| l.copies > 1))),
    f("its label ends with a colon", |v, i| own(v, i, |t| label(v, t, |l| l.shape.end == End::Colon))),
    f("the last label of all", |v, i| own(v, i, |t| t.company.last_label)),
    f("the first label below the text begins", |v, i| own(v, i, |t| t.company.first_label)),
    f("no label, others have one below the text", |v, i| own(v, i, |t| bare_topic(t) && t.company.labels_below)),
    f("no label, others have one", |v, i| own(v, i, |t| bare_topic(t) && t.company.labels)),
    f("no label, taken for subjects by how its line stands", |v, i| own(v, i, |t| bare_topic(t) && t.marked)),
    f("a label, taken for subjects by how its line stands", |v, i| own(v, i, |t| labelled(t) && t.marked)),
    f("no label, just below the text", |v, i| own(v, i, |t| bare_topic(t) && below(v, t) && v.gap(t.lines.0) == 0)),
    f("no label, 2 to 4 lines below the text", |v, i| {
        own(v, i, |t| bare_topic(t) && below(v, t) && (1..=3).contains(&v.gap(t.lines.0)))
    }),
    f("no label, 5 to 10 lines below the text", |v, i| {
        own(v, i, |t| bare_topic(t) && below(v, t) && (4..=9).contains(&v.gap(t.lines.0)))
    }),
    f("no label, further below the text", |v, i| own(v, i, |t| bare_topic(t) && below(v, t) && v.gap(t.lines.0) >= 10)),
    f("no label, below a tail", |v, i| own(v, i, |t| bare_topic(t) && v.tails(t.line) > 0)),
    f("no label, a tail just above", |v, i| own(v, i, |t| bare_topic(t) && v.since_tail(t.lines.0) == 1)),
    f("no label, before the title", |v, i| own(v, i, |t| bare_topic(t) && v.title.is_some_and(|title| t.line < title))),
    f("no label, just before the title", |v, i| own(v, i, |t| bare_topic(t) && v.title == Some(t.lines.1 + 1))),
    f("no label, the first lines", |v, i| own(v, i, |t| bare_topic(t) && t.lines.0 == 0)),
    f("no label, between title and text", |v, i| {
        own(v, i, |t| bare_topic(t) && v.title.is_some_and(|title| t.line > title) && t.line < v.start)
    }),
    f("no label, between title and text, several on the line", |v, i| {
        own(v, i, |t| {
            bare_topic(t)
                && v.title.is_some_and(|title| t.line > title)
                && t.line < v.start
                && t.parted != Parted::Lines
        })
    }),
    f("no label, within the text", |v, i| own(v, i, |t| bare_topic(t) && t.line >= v.start && !below(v, t))),
    f("no label, in the last tenth of the text", |v, i| {
        own(v, i, |t| bare_topic(t) && (0.9..=0.98).contains(&v.share_before(t.line)))
    }),
    f("no label, one alone", |v, i| own(v, i, |t| bare_topic(t) && t.count == 1)),
    f("no label, 2 in its group", |v, i| own(v, i, |t| bare_topic(t) && t.count == 2)),
    f("no label, 3 to 6 in its group", |v, i| own(v, i, |t| bare_topic(t) && (3..=6).contains(&t.count))),
    f("no label, 7 to 12 in its group", |v, i| own(v, i, |t| bare_topic(t) && (7..=12).contains(&t.count))),
    f("no label, 13 or more in its group", |v, i| own(v, i, |t| bare_topic(t) && t.count > 12)),
    f("no label, signs between", |v, i| own(v, i, |t| bare_topic(t) && t.parted == Parted::Signs)),
    f("no label, commas between", |v, i| own(v, i, |t| bare_topic(t)
        && t.parted == Parted::Signs
        && line(v, t, |l| l.shape.commas > 0))),
    f("no label, put together", |v, i| own(v, i, |t| bare_topic(t) && t.parted == Parted::Glue)),
    f("no label, spaces between", |v, i| own(v, i, |t| bare_topic(t) && t.parted == Parted::Spaces)),
    f("no label, several on a line below the text", |v, i| {
        own(v, i, |t| bare_topic(t) && t.parted != Parted::Lines && below(v, t))
    }),
    f("no label, several on a line just below the text", |v, i| {
        own(v, i, |t| bare_topic(t) && t.parted != Parted::Lines && below(v, t) && v.gap(t.line) <= 2)
    }),
    f("no label, the body has it", |v, i| own(v, i, |t| bare_topic(t) && t.times > 0)),
    f("no label, share of its group that the body has", |v, i| amount(v, i, |t| if bare_topic(t) {
        share(t)
    } else {
        0.0
    })),
    f("no label, the body has most of 2 or more", |v, i| {
        own(v, i, |t| bare_topic(t) && t.count >= 2 && t.company.named_count >= 2 && share(t) >= 0.5)
    }),
    f("no label, the body has most of 2 or more, below the text", |v, i| {
        own(v, i, |t| bare_topic(t) && t.count >= 2 && t.company.named_count >= 2 && share(t) >= 0.5 && below(v, t))
    }),
    f("no label, the body has most of 3 or more, before a tail", |v, i| {
        own(v, i, |t| {
            bare_topic(t)
                && t.count >= 3
                && t.company.named_count >= 2
                && share(t) >= 0.5
                && below(v, t)
                && v.tails(t.line) == 0
        })
    }),
    f("no label, the body has none of its group", |v, i| own(v, i, |t| bare_topic(t) && t.company.named_count == 0)),
    f("no label, in the order of the alphabet", |v, i| own(v, i, |t| bare_topic(t) && t.company.sorted)),
    f("the body has it", |v, i| own(v, i, |t| t.times > 0)),
    f("the body has it 3 times or more", |v, i| own(v, i, |t| t.times >= 3)),
    f("the title has it", |v, i| own(v, i, |t| t.in_title)),
    f("no label, the title has it", |v, i| own(v, i, |t| bare_topic(t) && t.in_title)),
    f("share of its group that the body has", |v, i| amount(v, i, share)),
    f("the body has all of its words", |v, i| own(v, i, |t| t.times == 0
        && t.text.split(' ').all(|w| v.is_of_body(&bare(w))))),
    f("1 word", |v, i| own(v, i, |t| words(t) == 1)),
    f("2 words", |v, i| own(v, i, |t| words(t) == 2)),
    f("4 words", |v, i| own(v, i, |t| words(t) == 4)),
    f("5 words or more", |v, i| own(v, i, |t| words(t) >= 5)),
    f("1 or 2 letters", |v, i| own(v, i, |t| t.text.chars().count() <= 2)),
    f("begins in lower case", |v, i| own(v, i, |t| t.text.starts_with(char::is_lowercase))),
    f("begins in lower case, one of several", |v, i| own(v, i, |t| t.count > 1
        && t.text.starts_with(char::is_lowercase))),
    f("all capitals, 6 letters or more", |v, i| {
        own(v, i, |t| {
            t.text.chars().count() >= 6 && t.text.contains(char::is_uppercase) && !t.text.contains(char::is_lowercase)
        })
    }),
    f("begins with a number", |v, i| own(v, i, |t| t.text.starts_with(char::is_numeric))),
    f("ends with a number", |v, i| own(v, i, |t| t.text.ends_with(|c: char| c.is_numeric() || c == ')'))),
    f("a sign of headlines", |v, i| own(v, i, |t| t
        .text
        .contains(['?', '!', ':', '"', '“', '„', '«', '»', '=', '…', '©', '@', '|', '$', '%']))),
    f("a small word", |v, i| own(v, i, |t| t.text.split(' ').any(|w| v.phrases.is(&bare(w), Use::Stop)))),
    f("begins with a small word", |v, i| own(v, i, |t| t
        .text
        .split(' ')
        .next()
        .is_some_and(|w| v.phrases.is(&bare(w), Use::Stop)))),
    f("a word that calls for something", |v, i| own(v, i, |t| t
        .text
        .split(' ')
        .any(|w| v.phrases.is(&bare(w), Use::Call)))),
    f("a button of a share bar", |v, i| own(v, i, |t| says(t, &[Use::Share, Use::Network]))),
    f("a phrase of a kicker", |v, i| own(v, i, |t| says(t, &[Use::Kicker]))),
    f("a phrase of boilerplate", |v, i| {
        own(v, i, |t| {
            says(
                t,
                &[
                    Use::Navigation,
                    Use::Subscribe,
                    Use::Comments,
                    Use::Related,
                    Use::Legal,
                    Use::Advert,
                    Use::About,
                    Use::Continues,
                ],
            )
        })
    }),
    f("a phrase of subjects", |v, i| own(v, i, |t| says(t, &[Use::Tags]))),
    f("a phrase of something else", |v, i| {
        own(v, i, |t| {
            says(
                t,
                &[
                    Use::Byline,
                    Use::Published,
                    Use::Updated,
                    Use::Relative,
                    Use::ReadingTime,
                    Use::Credit,
                    Use::Caption,
                    Use::Note,
                    Use::Desk,
                    Use::Agency,
                    Use::Role,
                ],
            )
        })
    }),
    f("one of its group is of a share bar", |v, i| own(v, i, |t| t.company.shared)),
    f("one of its group is boilerplate", |v, i| own(v, i, |t| t.company.boilerplate)),
    f("no label, one of its group is boilerplate", |v, i| own(v, i, |t| bare_topic(t) && t.company.boilerplate)),
    f("its line opens as a byline", |v, i| own(v, i, |t| line(v, t, |l| l.hits.says(Use::Byline)))),
    f("its line is a credit", |v, i| own(v, i, |t| line(v, t, |l| l.hits.says(Use::Credit) || l.text.contains('©')))),
    f("its line is boilerplate", |v, i| own(v, i, |t| line(v, t, is_boilerplate))),
    f("its line has a date", |v, i| own(v, i, |t| line(v, t, |l| l.dated))),
    f("no label, its line has a date", |v, i| own(v, i, |t| bare_topic(t) && line(v, t, |l| l.dated))),
    f("its line has numbers", |v, i| own(v, i, |t| line(v, t, |l| l.shape.numbers > 0))),
    f("its line stands twice", |v, i| own(v, i, |t| line(v, t, |l| l.copies == 2))),
    f("its line stands three times or more", |v, i| own(v, i, |t| line(v, t, |l| l.copies > 2))),
    f("its line begins with a bullet or arrow", |v, i| own(v, i, |t| line(v, t, |l| l
        .text
        .starts_with(['•', '-', '–', '»', '›', '→', '*', '+', '>', '◼', '■'])))),
    f("a hash", |v, i| own(v, i, |t| line(v, t, |l| l.text.starts_with('#')))),
    f("a hash, other lines of its kind", |v, i| own(v, i, |t| line(v, t, |l| l.text.starts_with('#')) && t.count > 1)),
    f("many hashes on its line", |v, i| own(v, i, |t| line(v, t, |l| l.text.matches('#').count() >= 2))),
    f("how sure its line is to be text", |v, i| amount(v, i, |t| v.confidence_at(t.line, 0))),
    f("how sure its line is to be text, a label", |v, i| amount(v, i, |t| if labelled(t) {
        v.confidence_at(t.line, 0)
    } else {
        0.0
    })),
    f("stands in another group", |v, i| own(v, i, |t| t.company.groups == 2)),
    f("stands in another group with a label", |v, i| own(v, i, |t| t.company.labelled_elsewhere)),
    f("stands in three groups or more", |v, i| own(v, i, |t| t.company.groups > 2)),
    f("a person", |v, i| own(v, i, person)),
    f("a person, no label, alone", |v, i| own(v, i, |t| bare_topic(t) && t.count == 1 && person(t))),
    f("the line before is running text", |v, i| own(v, i, |t| before(v, t, |l| l.is_dense()))),
    f("the line before is a byline", |v, i| own(v, i, |t| before(v, t, |l| l.hits.says(Use::Byline)))),
    f("the line before has a date", |v, i| own(v, i, |t| before(v, t, |l| l.dated && l.shape.words <= 15))),
    f("the line before is a credit", |v, i| own(v, i, |t| before(v, t, |l| l.hits.says(Use::Credit)))),
    f("the line before is of a share bar", |v, i| own(v, i, |t| before(v, t, |l| l
        .hits
        .whole
        .has_any(&[Use::Share, Use::Network])))),
    f("the line before is boilerplate", |v, i| own(v, i, |t| before(v, t, is_boilerplate))),
    f("the line before is long", |v, i| own(v, i, |t| before(v, t, |l| l.shape.words >= 9))),
    f("the line before is short", |v, i| own(v, i, |t| before(v, t, |l| l.shape.words <= 3))),
    f("the line after is running text", |v, i| own(v, i, |t| after(v, t, |l| l.is_dense()))),
    f("the line after is a byline", |v, i| own(v, i, |t| after(v, t, |l| l.hits.says(Use::Byline)))),
    f("the line after has a date", |v, i| own(v, i, |t| after(v, t, |l| l.dated && l.shape.words <= 15))),
    f("the line after is of a share bar", |v, i| own(v, i, |t| after(v, t, |l| l
        .hits
        .whole
        .has_any(&[Use::Share, Use::Network])
        || l.hits.opening.has(Use::Share)))),
    f("the line after opens a tail", |v, i| own(v, i, |t| after(v, t, super::line_kinds::opens_tail))),
    f("the line after is boilerplate", |v, i| own(v, i, |t| after(v, t, is_boilerplate))),
    f("the line after is long", |v, i| own(v, i, |t| after(v, t, |l| l.shape.words >= 9))),
    f("the line after is short", |v, i| own(v, i, |t| after(v, t, |l| l.shape.words <= 3))),
    f("no line after", |v, i| own(v, i, |t| v.lines.get(t.lines.1 + 1).is_none())),
    f("parted by blank lines from both sides", |v, i| own(v, i, |t| blank(v, t.lines.0) && blank(v, t.lines.1 + 1))),
    f("the first of its group", |v, i| own(v, i, |t| t.count > 1 && t.order == 0)),
    f("no label, the first of its group, the body has it not", |v, i| {
        own(v, i, |t| bare_topic(t) && t.count > 2 && t.order == 0 && t.times == 0)
    }),
    f("no label, within 4 lines of the text, 2 or more, the body has one", |v, i| {
        own(v, i, |t| bare_topic(t) && near_end(v, t) && t.count >= 2 && t.company.named_count >= 1)
    }),
    f("no label, within 4 lines of the text, 3 or more, the body has 2", |v, i| {
        own(v, i, |t| bare_topic(t) && near_end(v, t) && t.count >= 3 && t.company.named_count >= 2)
    }),
    f("no label, within 4 lines of the text, 3 or more lines, the body has 2", |v, i| {
        own(v, i, |t| bare_topic(t) && near_end(v, t) && t.lines.1 >= t.lines.0 + 2 && t.company.named_count >= 2)
    }),
    f("the body has 2 of its group or more", |v, i| own(v, i, |t| t.company.named_count >= 2)),
    f("the body has 3 of its group or more", |v, i| own(v, i, |t| t.company.named_count >= 3)),
    f("the body has 3 of its group or more, no label", |v, i| own(v, i, |t| t.company.named_count >= 3
        && bare_topic(t))),
    f("most of its group begin in lower case", |v, i| own(v, i, |t| t.company.lower)),
    f("no label, most of its group begin in lower case", |v, i| own(v, i, |t| bare_topic(t) && t.company.lower)),
    f("one of its group has 5 words or more", |v, i| own(v, i, |t| t.company.long)),
    f("no label, one of its group has 5 words or more", |v, i| own(v, i, |t| bare_topic(t) && t.company.long)),
    f("one of its group has a number", |v, i| own(v, i, |t| t.company.numbered)),
    f("no label, the last of its group, the body has it not", |v, i| {
        own(v, i, |t| bare_topic(t) && t.count > 2 && t.order + 1 == t.count && t.times == 0)
    }),
];

fn own(table: &LineTable, index: usize, holds: impl Fn(&Keyword) -> bool) -> f32 {
    yes(table.keywords.get(index).is_some_and(holds))
}

fn amount(table: &LineTable, index: usize, of: impl Fn(&Keyword) -> f32) -> f32 {
    table.keywords.get(index).map_or(0.0, of)
}

fn line(table: &LineTable, keyword: &Keyword, holds: impl Fn(&Line) -> bool) -> bool {
    table.lines.get(keyword.line).is_some_and(holds)
}

fn label(table: &LineTable, keyword: &Keyword, holds: impl Fn(&Line) -> bool) -> bool {
    keyword.label_line.and_then(|line| table.lines.get(line)).is_some_and(holds)
}

/// The line before the first of its group, its label left out.
fn before(table: &LineTable, keyword: &Keyword, holds: impl Fn(&Line) -> bool) -> bool {
    let first = keyword.label_line.map_or(keyword.lines.0, |label| label.min(keyword.lines.0));
    first.checked_sub(1).and_then(|line| table.lines.get(line)).is_some_and(holds)
}

fn after(table: &LineTable, keyword: &Keyword, holds: impl Fn(&Line) -> bool) -> bool {
    table.lines.get(keyword.lines.1 + 1).is_some_and(holds)
}

fn blank(table: &LineTable, line: usize) -> bool {
    table.lines.get(line).is_none_or(|line| line.after_blank)
}

fn labelled(keyword: &Keyword) -> bool {
    keyword.label != Label::None
}

fn bare_topic(keyword: &Keyword) -> bool {
    keyword.label == Label::None
}

fn beneath(keyword: &Keyword) -> bool {
    keyword.label == Label::Above
}

/// How many lines below its label its group begins.
fn first_distance(keyword: &Keyword) -> usize {
    keyword.label_line.map_or(0, |label| keyword.lines.0 - label)
}

fn below(table: &LineTable, keyword: &Keyword) -> bool {
    table.share_before(keyword.line) > 0.98
}

/// Whether its group stands within four lines of the end of the text.
fn near_end(table: &LineTable, keyword: &Keyword) -> bool {
    table.share_before(keyword.lines.0) > 0.95 && table.gap(keyword.lines.0) <= 3 && keyword.line > table.start
}

/// The share of its group that the body has.
fn share(keyword: &Keyword) -> f32 {
    keyword.company.named_count as f32 / keyword.count.max(1) as f32
}

fn words(keyword: &Keyword) -> usize {
    keyword.text.split_whitespace().count()
}

fn person(keyword: &Keyword) -> bool {
    (2..=3).contains(&words(keyword)) && keyword.text.split(' ').next().is_some_and(is_given_name)
}

fn says(keyword: &Keyword, uses: &[Use]) -> bool {
    keyword.uses.has_any(uses)
}

/// Whether a label promises more to read: it stands above other articles as often.
fn speaks_of_more(line: &Line) -> bool {
    ["more", "mehr", "meer", "plus", "más", "mais", "więcej", "mer", "mere", "altro", "weitere", "related", "explore"]
        .iter()
        .any(|word| line.folded.starts_with(word))
}

fn names_categories(line: &Line) -> bool {
    ["categor", "kategor", "catégor", "section", "seccion", "rubri", "cate", "カテゴ", "分类", "分類"]
        .iter()
        .any(|word| line.folded.starts_with(word))
}
