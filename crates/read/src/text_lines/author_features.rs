//! What the model sees of a name that may be an author's: its label, its place, its words, and the names beside it.

use super::features::yes;
use super::given_names::is_given_name;
use super::line::{End, Line};
use super::line_kinds::is_boilerplate;
use super::line_table::LineTable;
use super::name::{How, Label, Name};
use super::weights::{Feature, features};
use super::words::{bare, uses_of};
use crate::line_phrases::Use;

/// What speaks for a name being an author's.
pub const FEATURES: &[Feature] = features![
    f("a label", |v, i| own(v, i, |n| n.label == Label::Own)),
    f("a label inside the line", |v, i| own(v, i, |n| n.label == Label::Within)),
    f("a label on the line beside", |v, i| own(v, i, |n| n.label == Label::Beside)),
    f("a label, near the title", |v, i| own(v, i, |n| labelled(n) && n.head)),
    f("a label, below a tail", |v, i| own(v, i, |n| labelled(n) && v.tails(n.line) > 0)),
    f("a label, below the title", |v, i| {
        own(v, i, |n| labelled(n) && below(v, n).is_some_and(|d| (1..=5).contains(&d)))
    }),
    f("no label, 1 line below the title", |v, i| own(v, i, |n| bare_name(n) && below(v, n) == Some(1))),
    f("no label, 2 lines below the title", |v, i| own(v, i, |n| bare_name(n) && below(v, n) == Some(2))),
    f("no label, 3 to 5 lines below the title", |v, i| {
        own(v, i, |n| bare_name(n) && below(v, n).is_some_and(|d| (3..=5).contains(&d)))
    }),
    f("no label, 6 lines or more below the title, before the text", |v, i| {
        own(v, i, |n| bare_name(n) && below(v, n).is_some_and(|d| d >= 6) && n.line < v.start)
    }),
    f("no label, 2 or 3 lines above the title", |v, i| {
        own(v, i, |n| bare_name(n) && above(v, n).is_some_and(|d| (2..=3).contains(&d)))
    }),
    f("no label, 4 lines or more above the title", |v, i| {
        own(v, i, |n| bare_name(n) && above(v, n).is_some_and(|d| d >= 4))
    }),
    f("no label, just before the text", |v, i| own(v, i, |n| bare_name(n) && n.line + 1 == v.start)),
    f("no label, below the head", |v, i| own(v, i, |n| bare_name(n) && !n.head)),
    f("no label, far below a tail", |v, i| {
        own(v, i, |n| bare_name(n) && v.tails(n.line) > 0 && v.since_tail(n.line) > 3)
    }),
    f("no label, the first short line below the text", |v, i| {
        own(v, i, |n| bare_name(n) && !n.head && v.share_before(n.line) > 0.95 && v.gap(n.line) == 0)
    }),
    f("no label, one of the last two lines", |v, i| {
        own(v, i, |n| bare_name(n) && !n.head && n.line + 2 >= v.lines.len())
    }),
    f("a date on the line, no label", |v, i| own(v, i, |n| bare_name(n) && line(v, n, 0, |l| l.dated))),
    f("a date on the line, no label, near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && line(v, n, 0, |l| l.dated))
    }),
    f("a date on the line, below a tail", |v, i| own(v, i, |n| v.tails(n.line) > 0 && line(v, n, 0, |l| l.dated))),
    f("a moment on the next line, no label", |v, i| own(v, i, |n| bare_name(n) && line(v, n, 1, moment))),
    f("a moment near, near the title, no label", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && [-2, -1, 1, 2].iter().any(|&o| line(v, n, o, moment)))
    }),
    f("a moment near, far from the title", |v, i| {
        own(v, i, |n| bare_name(n) && !n.head && [-2, -1, 1, 2].iter().any(|&o| line(v, n, o, moment)))
    }),
    f("what somebody does beside it", |v, i| own(v, i, |n| n.role)),
    f("what somebody does on the next line", |v, i| own(v, i, |n| line(v, n, 1, does))),
    f("what somebody does near, no label, near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && (n.role || line(v, n, 1, does)))
    }),
    f("the next line begins with its first word", |v, i| own(v, i, |n| tells_of(v, n))),
    f("the next line begins with its first word, below the head", |v, i| own(v, i, |n| !n.head && tells_of(v, n))),
    f("the line before opens a portrait", |v, i| own(v, i, |n| line(v, n, -1, |l| l.hits.says(Use::About)))),
    f("the line before is running text", |v, i| own(v, i, |n| line(v, n, -1, |l| l.is_dense()))),
    f("the next line is running text", |v, i| own(v, i, |n| line(v, n, 1, |l| l.is_dense()))),
    f("the line before is boilerplate", |v, i| own(v, i, |n| line(v, n, -1, is_boilerplate))),
    f("the next line is boilerplate", |v, i| own(v, i, |n| line(v, n, 1, is_boilerplate))),
    f("a short line just above, no label", |v, i| {
        own(v, i, |n| bare_name(n) && line(v, n, -1, |l| l.shape.words <= 3 && !l.dated))
    }),
    f("a short line just below, no label", |v, i| {
        own(v, i, |n| bare_name(n) && line(v, n, 1, |l| l.shape.words <= 3 && !l.dated))
    }),
    f("an address for mail near", |v, i| {
        own(v, i, |n| (0..=2).any(|o| line(v, n, o, |l| l.shape.words <= 8 && l.text.contains('@'))))
    }),
    f("a credit on the line before", |v, i| own(v, i, |n| line(v, n, -1, |l| l.hits.says(Use::Credit)))),
    f("a credit sign on its line", |v, i| {
        own(v, i, |n| line(v, n, 0, |l| l.text.contains(['©', '/']) || l.hits.says(Use::Credit)))
    }),
    f("alone on its line, no label", |v, i| own(v, i, |n| bare_name(n) && whole_line(v, n))),
    f("the first part of its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.place == 0 && n.parts > 1)),
    f("not the first part of its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.place > 0)),
    f("four parts or more on its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.parts >= 4)),
    f("1 word", |v, i| own(v, i, |n| n.words == 1)),
    f("1 word, no label", |v, i| own(v, i, |n| bare_name(n) && n.words == 1)),
    f("2 words", |v, i| own(v, i, |n| n.words == 2)),
    f("3 words", |v, i| own(v, i, |n| n.words == 3)),
    f("begins with a given name", |v, i| own(v, i, |n| n.given)),
    f("begins with a given name, alone on its line", |v, i| {
        own(v, i, |n| bare_name(n) && n.given && n.words > 1 && whole_line(v, n))
    }),
    f("a given name, no label", |v, i| own(v, i, |n| bare_name(n) && n.given && n.words == 1)),
    f("the first with a given name below the title", |v, i| own(v, i, |n| n.head && n.given && is_first_person(v, n))),
    f("the only one with a given name near the title", |v, i| {
        own(v, i, |n| {
            n.head && n.given && !v.names.iter().any(|o| o.head && o.given && o.line != n.line && o.text != n.text)
        })
    }),
    f("another with a given name near the title", |v, i| {
        own(v, i, |n| {
            bare_name(n)
                && !(n.head && n.given)
                && v.names.iter().any(|o| o.head && o.given && o.words > 1 && o.line != n.line && o.text != n.text)
        })
    }),
    f("a given name further on", |v, i| own(v, i, |n| !n.given && n.text.split(' ').skip(1).any(is_given_name))),
    f("a longer reading with a given name", |v, i| own(v, i, |n| n.long && n.given)),
    f("words follow it, no label", |v, i| own(v, i, |n| bare_name(n) && n.open)),
    f("words follow it, a label", |v, i| own(v, i, |n| labelled(n) && n.open)),
    f("a label stands alone above it", |v, i| {
        own(v, i, |n| bare_name(n) && (1..=3).any(|o| line(v, n, -o, |l| l.hits.whole.has(Use::Byline))))
    }),
    f("a credit opens the next line or the one after, near the title", |v, i| {
        own(v, i, |n| n.head && (1..=2).any(|o| line(v, n, o, |l| l.hits.says(Use::Credit))))
    }),
    f("an initial or a small word inside", |v, i| own(v, i, |n| joined(v, n))),
    f("all capitals", |v, i| {
        own(v, i, |n| !n.text.contains(char::is_lowercase) && n.text.contains(char::is_uppercase))
    }),
    f("begins in lower case", |v, i| own(v, i, |n| n.text.starts_with(char::is_lowercase))),
    f("no capitals and no small letters", |v, i| {
        own(v, i, |n| !n.text.contains(|c: char| c.is_lowercase() || c.is_uppercase()))
    }),
    f("a sign or a number inside", |v, i| {
        own(v, i, |n| n.text.contains(|c: char| c.is_numeric() || matches!(c, '_' | '&' | '@' | '/' | ':')))
    }),
    f("a full stop inside a word", |v, i| {
        own(v, i, |n| {
            n.text
                .split(' ')
                .any(|w| w.trim_end_matches('.').chars().count() > 3 && w.trim_end_matches('.').contains('.'))
        })
    }),
    f("a word of the table", |v, i| { own(v, i, |n| !n.uses.is_empty_but(Use::Particle)) }),
    f("a word for what people do in it", |v, i| { own(v, i, |n| n.uses.has(Use::Role)) }),
    f("ends with a word for what people do", |v, i| { own(v, i, |n| n.last_uses.has(Use::Role)) }),
    f("an agency", |v, i| own(v, i, |n| n.agency)),
    f("all its words are words of the body", |v, i| own(v, i, |n| n.text.split(' ').all(|w| v.is_of_body(&bare(w))))),
    f("its last word is a word of the body", |v, i| {
        own(v, i, |n| n.words > 1 && n.text.rsplit(' ').next().is_some_and(|w| v.is_of_body(&bare(w))))
    }),
    f("its words stand small in the text", |v, i| own(v, i, |n| n.small)),
    f("stands in the title", |v, i| own(v, i, |n| in_title(v, n))),
    f("stands in one line", |v, i| own(v, i, |n| n.times <= 1)),
    f("stands in 2 or 3 lines", |v, i| own(v, i, |n| (2..=3).contains(&n.times))),
    f("stands in 6 lines or more", |v, i| own(v, i, |n| n.times >= 6)),
    f("stands alone in 2 or 3 lines", |v, i| own(v, i, |n| (2..=3).contains(&n.alone))),
    f("stands alone in 4 lines or more", |v, i| own(v, i, |n| n.alone >= 4)),
    f("below the text and near the title", |v, i| own(v, i, |n| !n.head && again(v, n, |o| o.head))),
    f("has a label elsewhere", |v, i| own(v, i, |n| again(v, n, |o| o.line != n.line && labelled(o)))),
    f("opens a portrait elsewhere", |v, i| {
        own(v, i, |n| again(v, n, |o| o.line != n.line && (o.label == Label::Portrait || !o.head && tells_of(v, o))))
    }),
    f("another has a label near the title", |v, i| {
        own(v, i, |n| {
            bare_name(n) && v.names.iter().any(|o| o.head && labelled(o) && o.line != n.line && o.text != n.text)
        })
    }),
    f("another has a label on this line", |v, i| {
        own(v, i, |n| bare_name(n) && v.names.iter().any(|o| o.line == n.line && labelled(o)))
    }),
    f("a name with a label stands above", |v, i| {
        own(v, i, |n| labelled(n) && v.names.iter().any(|o| o.line < n.line && labelled(o) && o.text != n.text))
    }),
    f("names with a label stand on 4 lines or more", |v, i| {
        own(v, i, |_| v.names.iter().filter(|o| labelled(o)).count() >= 4)
    }),
    f("another name stands just above", |v, i| {
        own(v, i, |n| v.names.iter().any(|o| o.line + 1 == n.line && !n.text.contains(&o.text)))
    }),
    f("5 names or more near", |v, i| {
        own(v, i, |n| v.names.iter().filter(|o| o.line.abs_diff(n.line) <= 6).count() >= 5)
    }),
    f("a longer reading", |v, i| own(v, i, |n| n.long)),
    f("a longer reading, its shorter one stands elsewhere", |v, i| own(v, i, |n| n.long && shorter_is_more(v, n))),
    f("a longer reading that stands elsewhere too", |v, i| own(v, i, |n| n.long && n.times > 1)),
    f("a shorter reading", |v, i| own(v, i, |n| !n.rest.is_empty())),
    f("a shorter reading that stands elsewhere without the rest", |v, i| {
        own(v, i, |n| !n.rest.is_empty() && longer_is_less(v, n))
    }),
    f("a shorter reading, the rest says something else", |v, i| {
        own(v, i, |n| n.rest.split(' ').any(|w| !w.is_empty() && !uses_of(w, v.phrases).is_empty_but(Use::Particle)))
    }),
    f("a shorter reading, the rest are words of the body", |v, i| {
        own(v, i, |n| !n.rest.is_empty() && n.rest.split(' ').all(|w| v.is_of_body(&bare(w))))
    }),
    f("a sentence ends the line", |v, i| own(v, i, |n| line(v, n, 0, |l| l.shape.end == End::Sentence))),
    f("8 words or more on the line, no label", |v, i| {
        own(v, i, |n| bare_name(n) && line(v, n, 0, |l| l.shape.words >= 8))
    }),
    f("small words on the line, no label", |v, i| {
        own(v, i, |n| bare_name(n) && line(v, n, 0, |l| l.shape.stop_words >= 2))
    }),
    f("stands in small print", |v, i| own(v, i, |n| n.in_print)),
    f("all that follows its label", |v, i| own(v, i, |n| n.how == How::Whole)),
    f("one word with a capital inside", |v, i| own(v, i, |n| n.how == How::Glued)),
    f("one word with a capital inside, stands elsewhere too", |v, i| own(v, i, |n| n.how == How::Glued && n.times > 1)),
    f("the first of two words that stand together", |v, i| own(v, i, |n| has_glued(v, n))),
    f("the end of a longer reading", |v, i| own(v, i, |n| n.how == How::End)),
    f("its line tells of it", |v, i| own(v, i, |n| n.label == Label::Told)),
    f("its line tells of it, below nearly all text", |v, i| {
        own(v, i, |n| n.label == Label::Told && v.share_before(n.line) > 0.98)
    }),
    f("its line tells of it, it stands near the title", |v, i| {
        own(v, i, |n| n.label == Label::Told && again(v, n, |o| o.head))
    }),
    f("behind a copyright sign", |v, i| own(v, i, |n| n.label == Label::Print)),
    f("behind a copyright sign, begins with a given name", |v, i| own(v, i, |n| n.label == Label::Print && n.given)),
    f("behind a copyright sign, no other name has a label", |v, i| {
        own(v, i, |n| n.label == Label::Print && !v.names.iter().any(labelled))
    }),
    f("behind a copyright sign, no name has a label or stands near the title", |v, i| {
        own(v, i, |n| n.label == Label::Print && !v.names.iter().any(|o| labelled(o) || o.head && o.given))
    }),
    f("names a newsroom", |v, i| own(v, i, |n| n.desk)),
    f("names a newsroom, no label", |v, i| own(v, i, |n| n.desk && bare_name(n))),
    f("names a newsroom, a label", |v, i| own(v, i, |n| n.desk && labelled(n))),
    f("names a newsroom, 1 word", |v, i| own(v, i, |n| n.desk && n.words == 1)),
    f("a degree stands behind it", |v, i| own(v, i, |n| n.text.contains(','))),
    f("a degree stands behind a longer reading", |v, i| own(v, i, |n| longer_has_degree(v, n))),
    f("a label, nothing else on the line", |v, i| own(v, i, |n| labelled(n) && n.parts == 1 && !n.open)),
    f("a label, nothing else on the line, below the text", |v, i| {
        own(v, i, |n| labelled(n) && n.parts == 1 && !n.open && v.share_before(n.line) > 0.95)
    }),
    f("a label, below nearly all text", |v, i| own(v, i, |n| labelled(n) && v.share_before(n.line) > 0.95)),
    f("a label, below nearly all text, no tail above", |v, i| {
        own(v, i, |n| labelled(n) && v.share_before(n.line) > 0.95 && v.tails(n.line) == 0)
    }),
    f("the first name with a label", |v, i| {
        own(v, i, |n| labelled(n) && !v.names.iter().any(|o| labelled(o) && o.line < n.line))
    }),
    f("a label, begins with a given name", |v, i| own(v, i, |n| labelled(n) && n.given)),
    f("a label, begins with a given name, 2 words or 3", |v, i| {
        own(v, i, |n| labelled(n) && n.given && (2..=3).contains(&n.words))
    }),
    f("a label, 1 word", |v, i| own(v, i, |n| labelled(n) && n.words == 1)),
    f("a label, 1 word, words follow it", |v, i| own(v, i, |n| labelled(n) && n.words == 1 && n.open)),
    f("a date on the line, a label", |v, i| own(v, i, |n| labelled(n) && line(v, n, 0, |l| l.dated))),
    f("no name has a label, alone on its line near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && whole_line(v, n) && !v.names.iter().any(labelled))
    }),
    f("no name has a label, begins with a given name, near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && n.given && n.words > 1 && !v.names.iter().any(labelled))
    }),
    f("no name has a label, begins with a given name, below the head", |v, i| {
        own(v, i, |n| bare_name(n) && !n.head && n.given && n.words > 1 && !v.names.iter().any(labelled))
    }),
    f("begins with a given name, a date on the line, no label, near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && n.given && line(v, n, 0, |l| l.dated))
    }),
    f("begins with a given name, a moment near, near the title, no label", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && n.given && [-2, -1, 1, 2].iter().any(|&o| line(v, n, o, moment)))
    }),
    f("begins with a given name, what somebody does beside it, no label", |v, i| {
        own(v, i, |n| bare_name(n) && n.given && (n.role || line(v, n, 1, does)))
    }),
    f("begins with a given name, not in running text, near the title, no label", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && n.given && n.words > 1 && n.in_body == 0)
    }),
    f("stands in running text", |v, i| own(v, i, |n| n.in_body > 0)),
    f("stands in 2 lines of running text or more", |v, i| own(v, i, |n| n.in_body > 1)),
    f("an address or an account has its last word, no label", |v, i| own(v, i, |n| bare_name(n) && n.addressed)),
    f("a dash before it, no label", |v, i| {
        own(v, i, |n| bare_name(n) && line(v, n, 0, |l| l.text.starts_with(['-', '–', '—', '/', '~', '('])))
    }),
    f("another name stands just below", |v, i| {
        own(v, i, |n| v.names.iter().any(|o| o.line == n.line + 1 && !n.text.contains(&o.text)))
    }),
    f("lines like titles just above and two below, below the head", |v, i| {
        own(v, i, |n| !n.head && line(v, n, -1, like_title) && line(v, n, 2, like_title))
    }),
    f("a longer reading has no label", |v, i| {
        own(v, i, |n| labelled(n) && v.names.iter().any(|o| stands_where(n, o) && bare_name(o)))
    }),
    f("not the first of its list, near the title", |v, i| own(v, i, |n| n.order > 0 && n.head)),
    f("an agency, near the title", |v, i| own(v, i, |n| n.head && n.agency)),
    f("an agency, near the title, the first part of its line", |v, i| {
        own(v, i, |n| n.head && n.agency && n.place == 0 && n.order == 0)
    }),
    f("an agency, near the title, a moment near", |v, i| {
        own(v, i, |n| n.head && n.agency && (-2..=2).any(|o| line(v, n, o, moment)))
    }),
    f("an agency, no person near the title", |v, i| {
        own(v, i, |n| n.head && n.agency && !v.names.iter().any(|o| o.head && (o.given || labelled(o))))
    }),
    f("stands behind a copyright sign elsewhere", |v, i| {
        own(v, i, |n| n.label != Label::Print && again(v, n, |o| o.label == Label::Print))
    }),
    f("behind a copyright sign, stands in running text", |v, i| {
        own(v, i, |n| n.label == Label::Print && n.in_body > 0)
    }),
    f("a longer reading, what somebody does on the line", |v, i| own(v, i, |n| n.long && n.role)),
    f("a shorter reading with a given name, no label", |v, i| {
        own(v, i, |n| bare_name(n) && !n.rest.is_empty() && n.given)
    }),
    f("a shorter reading, one word is left", |v, i| {
        own(v, i, |n| !n.rest.is_empty() && n.how != How::End && !n.rest.contains(' '))
    }),
    f("begins with a given name, alone, among the first 6 lines below the text", |v, i| {
        own(v, i, |n| under_text(v, n) && n.given && v.gap(n.line) <= 6)
    }),
    f("begins with a given name, alone below the text, the next line tells of it", |v, i| {
        own(v, i, |n| under_text(v, n) && n.given && tells_of(v, n))
    }),
    f("begins with a given name, alone below the text, no name has a label", |v, i| {
        own(v, i, |n| under_text(v, n) && n.given && !v.names.iter().any(labelled))
    }),
    f("begins with a given name, alone below the text, no other name does so above", |v, i| {
        own(v, i, |n| {
            let above = |o: &Name| o.line < n.line && o.given && o.words > 1 && o.same != n.same;
            under_text(v, n) && n.given && !v.names.iter().any(above)
        })
    }),
    f("alone below the text, what somebody does on the next line", |v, i| {
        own(v, i, |n| under_text(v, n) && line(v, n, 1, does))
    }),
    f("the only name with a label, below the text", |v, i| {
        own(v, i, |n| {
            let other = |o: &Name| labelled(o) && o.line != n.line && o.text != n.text;
            labelled(n) && !n.head && v.share_before(n.line) > 0.9 && !v.names.iter().any(other)
        })
    }),
    f("a label, below a tail, nothing else on the line", |v, i| {
        own(v, i, |n| labelled(n) && v.tails(n.line) > 0 && n.parts == 1 && !n.open)
    }),
    f("a label, below a tail, the next line is a moment", |v, i| {
        own(v, i, |n| labelled(n) && v.tails(n.line) > 0 && line(v, n, 1, moment))
    }),
    f("a label, the same with a label on other lines", |v, i| {
        own(v, i, |n| labelled(n) && again(v, n, |o| o.line != n.line && labelled(o)))
    }),
    f("a label, the line before is like a title", |v, i| {
        own(v, i, |n| labelled(n) && !n.head && line(v, n, -1, like_title))
    }),
    f("opens a portrait, no name has a label", |v, i| {
        own(v, i, |n| n.label == Label::Portrait && !v.names.iter().any(labelled))
    }),
    f("opens a portrait, no person near the title", |v, i| {
        own(v, i, |n| n.label == Label::Portrait && !v.names.iter().any(|o| o.head && o.given))
    }),
    f("opens a portrait, begins with a given name", |v, i| own(v, i, |n| n.label == Label::Portrait && n.given)),
    f("the first person whose line tells of it", |v, i| {
        own(v, i, |n| n.label == Label::Told && !v.names.iter().any(|o| o.label == Label::Told && o.line < n.line))
    }),
    f("1 word, no label, a date on the line", |v, i| {
        own(v, i, |n| bare_name(n) && n.words == 1 && line(v, n, 0, |l| l.dated))
    }),
    f("1 word, in lower case, a date on the line", |v, i| {
        own(v, i, |n| n.words == 1 && n.text.starts_with(char::is_lowercase) && line(v, n, 0, |l| l.dated))
    }),
    f("alone between the title and a moment", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && whole_line(v, n) && below(v, n).is_some() && line(v, n, 1, moment))
    }),
    f("its last word is a given name", |v, i| {
        own(v, i, |n| n.words > 1 && n.text.rsplit(' ').next().is_some_and(is_given_name))
    }),
];

fn own(table: &LineTable, index: usize, holds: impl Fn(&Name) -> bool) -> f32 {
    yes(table.names.get(index).is_some_and(holds))
}

fn line(table: &LineTable, name: &Name, offset: isize, holds: impl Fn(&Line) -> bool) -> bool {
    table.line(name.line, offset).is_some_and(holds)
}

fn labelled(name: &Name) -> bool {
    matches!(name.label, Label::Own | Label::Within | Label::Beside)
}

fn bare_name(name: &Name) -> bool {
    name.label == Label::None
}

fn below(table: &LineTable, name: &Name) -> Option<usize> {
    name.line.checked_sub(table.title?).filter(|lines| *lines > 0 && name.head)
}

fn above(table: &LineTable, name: &Name) -> Option<usize> {
    table.title?.checked_sub(name.line).filter(|lines| *lines > 0)
}

/// Whether no name of a person stands between the title and this one.
fn is_first_person(table: &LineTable, name: &Name) -> bool {
    let title = table.title.unwrap_or(0);
    let between = |other: &&Name| other.line > title && other.line < name.line && other.given && other.words > 1;
    name.line > title && name.words > 1 && !table.names.iter().any(|other| between(&other))
}

fn whole_line(table: &LineTable, name: &Name) -> bool {
    line(table, name, 0, |line| line.text.len() <= name.text.len() + 2)
}

/// Whether a short line says when, on which day or how long ago, or how long reading takes.
fn moment(line: &Line) -> bool {
    let says = line.hits.says(Use::ReadingTime) || line.hits.says(Use::Relative);
    line.shape.words <= 15 && (says || line.dated)
}

fn does(line: &Line) -> bool {
    line.shape.words <= 6 && line.shape.roles > 0
}

/// Whether the next line tells of the name's bearer.
fn tells_of(table: &LineTable, name: &Name) -> bool {
    let first = name.text.split(' ').next().unwrap_or_default();
    let tells = |line: &Line| line.shape.words >= 6 && line.text.split(' ').take(4).any(|word| word.starts_with(first));
    first.len() > 2 && (line(table, name, 1, tells) || line(table, name, 2, tells))
}

fn joined(table: &LineTable, name: &Name) -> bool {
    let inner = name.text.split(' ').skip(1);
    let small = |word: &str| {
        word.trim_end_matches('.').chars().count() == 1 || table.phrases.uses_in_any_case(word).has(Use::Particle)
    };
    inner.into_iter().any(small)
}

fn in_title(table: &LineTable, name: &Name) -> bool {
    table.title.and_then(|title| table.lines.get(title)).is_some_and(|title| title.text.contains(name.text.as_str()))
}

fn again(table: &LineTable, name: &Name, holds: impl Fn(&Name) -> bool) -> bool {
    table.names.iter().any(|other| other.same == name.same && holds(other))
}

fn shorter_is_more(table: &LineTable, name: &Name) -> bool {
    table.names.iter().any(|other| stands_where(name, other) && !other.rest.is_empty() && other.times > name.times)
}

fn longer_is_less(table: &LineTable, name: &Name) -> bool {
    table.names.iter().any(|other| stands_where(name, other) && other.rest.is_empty() && other.times < name.times)
}

/// Whether a name of several words without a label stands alone on its line beneath the text.
fn under_text(table: &LineTable, name: &Name) -> bool {
    bare_name(name) && !name.head && name.words > 1 && whole_line(table, name) && table.share_before(name.line) > 0.9
}

/// Whether another reading takes the word whole whose first part this is.
fn has_glued(table: &LineTable, name: &Name) -> bool {
    name.how != How::Glued && table.names.iter().any(|other| stands_where(name, other) && other.how == How::Glued)
}

fn longer_has_degree(table: &LineTable, name: &Name) -> bool {
    !name.text.contains(',') && table.names.iter().any(|other| stands_where(name, other) && other.text.contains(','))
}

/// Whether a line is as long as titles are and ends like one.
fn like_title(line: &Line) -> bool {
    (5..=20).contains(&line.shape.words) && line.shape.end != End::Sentence && !line.dated
}

/// Whether two names are readings of the same words.
pub fn stands_where(one: &Name, other: &Name) -> bool {
    (one.line, one.place, one.order) == (other.line, other.place, other.order)
}
