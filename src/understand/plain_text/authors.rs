//! Who wrote it: the names that a text has where authors are named, each weighed by a model.

use super::NameReport;
use super::features::{is_furniture, yes};
use super::given_names::is_given_name;
use super::lines::{End, Line, bare};
use super::signature::{Label, Name};
use super::view::View;
use super::weights::{Feature, Model, features, probability};
use crate::article::{Known, Origin, Person};
use crate::understand::explain::Candidate;
use crate::understand::phrases::{Use, fold};
use std::collections::HashSet;
use std::sync::LazyLock;

static AUTHOR: LazyLock<Model> = LazyLock::new(|| Model::load("author", &[FEATURES]));

/// From here on a name is claimed: what is claimed wrongly costs as much as what is missed.
const ENOUGH: f32 = 0.35;
/// A name on another line than the surest is claimed too if it is so sure beside it.
const NEAR: f32 = 0.6;
/// So many names are claimed at most.
const MOST: usize = 12;
/// Reasons that count less are not told.
const TELLING: f32 = 0.2;
/// How many reasons are told of one name.
const REASONS: usize = 6;

/// The authors that a text names, in its order.
pub fn authors(view: &View) -> Vec<Known<Person>> {
    let mut scored: Vec<(usize, f32)> = scores(view).into_iter().enumerate().collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    let best = scored.first().and_then(|(index, score)| Some((view.names.get(*index)?.line, probability(*score))));
    scored.retain(|(index, score)| {
        let beside = best.is_some_and(|(line, _)| view.names.get(*index).is_some_and(|name| name.line == line));
        let near = best.is_some_and(|(_, best)| probability(*score) >= best * NEAR);
        probability(*score) >= ENOUGH && (beside || near)
    });
    let mut taken: Vec<usize> = Vec::new();
    let mut seen = HashSet::new();
    for (index, _) in scored {
        let Some(name) = view.names.get(index) else { continue };
        // One run of words is one name: the reading that more speaks for.
        let read = |other: &&usize| view.names.get(**other).is_some_and(|other| stands_where(name, other));
        if taken.iter().find(read).is_none() && seen.insert(fold(&name.text)) {
            taken.push(index);
        }
    }
    taken.truncate(MOST);
    taken.sort_unstable();
    let person = |index: usize| {
        let name = view.names.get(index)?;
        let line_number = view.lines.get(name.line)?.number;
        Some(Known::new(Person { name: name.text.clone(), ..Person::default() }, Origin::Line(line_number)))
    };
    taken.into_iter().filter_map(person).collect()
}

/// The names that were weighed, with what speaks for each and against it.
pub fn weighed(view: &View) -> Vec<Candidate> {
    let told = |(index, name): (usize, &Name)| {
        let reasons = AUTHOR.reasons(view, index);
        let reasons = reasons.iter().map(|reason| (reason.reason, reason.amount * reason.weight));
        let reasons = reasons.filter(|(_, counts)| counts.abs() >= TELLING).take(REASONS);
        let reasons = reasons.map(|(reason, counts)| format!("{reason} {counts:+.1}")).collect();
        let line_number = view.lines.get(name.line).map_or(0, |line| line.number);
        Candidate::weighed(name.text.clone(), Origin::Line(line_number), AUTHOR.score(view, index), reasons)
    };
    view.names.iter().enumerate().map(told).collect()
}

/// All names with what the model sees of each.
pub fn reports(view: &View) -> Vec<NameReport> {
    let report = |(index, name): (usize, &Name)| NameReport {
        line_number: view.lines.get(name.line).map_or(0, |line| line.number),
        reasons: AUTHOR.reasons(view, index),
        score: AUTHOR.score(view, index),
        place: (name.place, name.order),
        text: name.text.clone(),
    };
    view.names.iter().enumerate().map(report).collect()
}

fn scores(view: &View) -> Vec<f32> {
    AUTHOR.scores(view, view.names.len())
}

/// Whether two names are readings of the same words.
fn stands_where(one: &Name, other: &Name) -> bool {
    (one.line, one.place, one.order) == (other.line, other.place, other.order)
}

/// What speaks for a name being an author's.
pub const FEATURES: &[Feature] = features![
    f("a label", |v, i| own(v, i, |n| n.label == Label::Own)),
    f("a label inside the line", |v, i| own(v, i, |n| n.label == Label::Within)),
    f("a label on the line beside", |v, i| own(v, i, |n| n.label == Label::Beside)),
    f("opens a portrait", |v, i| own(v, i, |n| n.label == Label::Portrait)),
    f("a label, near the title", |v, i| own(v, i, |n| labelled(n) && n.head)),
    f("a label, below a tail", |v, i| own(v, i, |n| labelled(n) && v.tails(n.line) > 0)),
    f("a label, below the title", |v, i| {
        own(v, i, |n| labelled(n) && below(v, n).is_some_and(|d| (1..=5).contains(&d)))
    }),
    f("a label, above the title", |v, i| own(v, i, |n| labelled(n) && above(v, n).is_some())),
    f("a label in running text", |v, i| own(v, i, |n| labelled(n) && v.is_body(n.line))),
    f("no label, 1 line below the title", |v, i| own(v, i, |n| bare_name(n) && below(v, n) == Some(1))),
    f("no label, 2 lines below the title", |v, i| own(v, i, |n| bare_name(n) && below(v, n) == Some(2))),
    f("no label, 3 to 5 lines below the title", |v, i| {
        own(v, i, |n| bare_name(n) && below(v, n).is_some_and(|d| (3..=5).contains(&d)))
    }),
    f("no label, 6 lines or more below the title, before the text", |v, i| {
        own(v, i, |n| bare_name(n) && below(v, n).is_some_and(|d| d >= 6) && n.line < v.start)
    }),
    f("no label, 1 line above the title", |v, i| own(v, i, |n| bare_name(n) && above(v, n) == Some(1))),
    f("no label, 2 or 3 lines above the title", |v, i| {
        own(v, i, |n| bare_name(n) && above(v, n).is_some_and(|d| (2..=3).contains(&d)))
    }),
    f("no label, 4 lines or more above the title", |v, i| {
        own(v, i, |n| bare_name(n) && above(v, n).is_some_and(|d| d >= 4))
    }),
    f("no label, just before the text", |v, i| own(v, i, |n| bare_name(n) && n.line + 1 == v.start)),
    f("no label, 1 to 3 lines into the text", |v, i| {
        own(v, i, |n| bare_name(n) && n.line > v.start && n.line <= v.start + 3)
    }),
    f("no label, below the head", |v, i| own(v, i, |n| bare_name(n) && !n.head)),
    f("no label, below a tail", |v, i| own(v, i, |n| bare_name(n) && v.tails(n.line) > 0)),
    f("no label, far below a tail", |v, i| {
        own(v, i, |n| bare_name(n) && v.tails(n.line) > 0 && v.since_tail(n.line) > 3)
    }),
    f("no label, below nearly all text", |v, i| {
        own(v, i, |n| bare_name(n) && !n.head && v.share_before(n.line) > 0.98)
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
    f("a moment on the line before, no label", |v, i| own(v, i, |n| bare_name(n) && line(v, n, -1, moment))),
    f("a moment two lines away, no label", |v, i| {
        own(v, i, |n| bare_name(n) && (line(v, n, 2, moment) || line(v, n, -2, moment)))
    }),
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
    f("the next line tells of people, below the head", |v, i| {
        own(v, i, |n| !n.head && line(v, n, 1, |l| l.shape.words >= 8 && l.shape.roles > 0))
    }),
    f("the line before opens a portrait", |v, i| own(v, i, |n| line(v, n, -1, |l| l.hits.says(Use::About)))),
    f("the line before is running text", |v, i| own(v, i, |n| line(v, n, -1, |l| l.is_dense()))),
    f("the next line is running text", |v, i| own(v, i, |n| line(v, n, 1, |l| l.is_dense()))),
    f("the line before is furniture", |v, i| own(v, i, |n| line(v, n, -1, is_furniture))),
    f("the next line is furniture", |v, i| own(v, i, |n| line(v, n, 1, is_furniture))),
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
    f("a credit on the next line", |v, i| own(v, i, |n| line(v, n, 1, |l| l.hits.says(Use::Credit)))),
    f("a credit sign on its line", |v, i| {
        own(v, i, |n| line(v, n, 0, |l| l.text.contains(['©', '/']) || l.hits.says(Use::Credit)))
    }),
    f("alone on its line, no label", |v, i| own(v, i, |n| bare_name(n) && whole_line(v, n))),
    f("the first part of its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.place == 0 && n.parts > 1)),
    f("not the first part of its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.place > 0)),
    f("four parts or more on its line, no label", |v, i| own(v, i, |n| bare_name(n) && n.parts >= 4)),
    f("not the first of its list", |v, i| own(v, i, |n| n.order > 0)),
    f("not the first of its list, no label", |v, i| own(v, i, |n| n.order > 0 && bare_name(n))),
    f("1 word", |v, i| own(v, i, |n| words(n) == 1)),
    f("1 word, no label", |v, i| own(v, i, |n| bare_name(n) && words(n) == 1)),
    f("2 words", |v, i| own(v, i, |n| words(n) == 2)),
    f("3 words", |v, i| own(v, i, |n| words(n) == 3)),
    f("4 words or more", |v, i| own(v, i, |n| words(n) >= 4)),
    f("begins with a given name", |v, i| own(v, i, given)),
    f("begins with a given name, no label", |v, i| own(v, i, |n| bare_name(n) && given(n) && words(n) > 1)),
    f("begins with a given name, no label, near the title", |v, i| {
        own(v, i, |n| bare_name(n) && n.head && given(n) && words(n) > 1)
    }),
    f("begins with a given name, alone on its line", |v, i| {
        own(v, i, |n| bare_name(n) && given(n) && words(n) > 1 && whole_line(v, n))
    }),
    f("a given name, no label", |v, i| own(v, i, |n| bare_name(n) && given(n) && words(n) == 1)),
    f("the first with a given name below the title", |v, i| own(v, i, |n| n.head && given(n) && is_first_person(v, n))),
    f("the only one with a given name near the title", |v, i| {
        own(v, i, |n| {
            n.head && given(n) && !v.names.iter().any(|o| o.head && given(o) && o.line != n.line && o.text != n.text)
        })
    }),
    f("another with a given name near the title", |v, i| {
        own(v, i, |n| {
            bare_name(n)
                && !(n.head && given(n))
                && v.names.iter().any(|o| o.head && given(o) && words(o) > 1 && o.text != n.text)
        })
    }),
    f("a given name further on", |v, i| own(v, i, |n| n.text.split(' ').skip(1).any(is_given_name) && !given(n))),
    f("a shorter reading with a given name", |v, i| own(v, i, |n| !n.rest.is_empty() && given(n))),
    f("a longer reading with a given name", |v, i| own(v, i, |n| n.long && given(n))),
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
    f("a word of the table", |v, i| {
        own(v, i, |n| n.text.split(' ').any(|w| !v.phrases.uses(&bare(w)).is_empty_but(Use::Particle)))
    }),
    f("a word for what people do in it", |v, i| {
        own(v, i, |n| n.text.split(' ').any(|w| v.phrases.is(&bare(w), Use::Role)))
    }),
    f("ends with a word for what people do", |v, i| {
        own(v, i, |n| n.text.rsplit(' ').next().is_some_and(|w| v.phrases.is(&bare(w), Use::Role)))
    }),
    f("an agency", |v, i| own(v, i, |n| v.phrases.is(&fold(&n.text), Use::Agency))),
    f("all its words are words of the body", |v, i| own(v, i, |n| n.text.split(' ').all(|w| v.is_of_body(&bare(w))))),
    f("its last word is a word of the body", |v, i| {
        own(v, i, |n| words(n) > 1 && n.text.rsplit(' ').next().is_some_and(|w| v.is_of_body(&bare(w))))
    }),
    f("its words stand small in the text", |v, i| own(v, i, |n| n.small)),
    f("stands in the title", |v, i| own(v, i, |n| in_title(v, n))),
    f("stands in one line", |v, i| own(v, i, |n| n.times <= 1)),
    f("stands in 2 or 3 lines", |v, i| own(v, i, |n| (2..=3).contains(&n.times))),
    f("stands in 6 lines or more", |v, i| own(v, i, |n| n.times >= 6)),
    f("stands alone in 2 or 3 lines", |v, i| own(v, i, |n| (2..=3).contains(&n.alone))),
    f("stands alone in 4 lines or more", |v, i| own(v, i, |n| n.alone >= 4)),
    f("near the title and below the text", |v, i| own(v, i, |n| n.head && again(v, n, |o| !o.head))),
    f("below the text and near the title", |v, i| own(v, i, |n| !n.head && again(v, n, |o| o.head))),
    f("has a label elsewhere", |v, i| own(v, i, |n| again(v, n, |o| o.line != n.line && labelled(o)))),
    f("opens a portrait elsewhere", |v, i| {
        own(v, i, |n| again(v, n, |o| o.line != n.line && (o.label == Label::Portrait || !o.head && tells_of(v, o))))
    }),
    f("another has a label near the title", |v, i| {
        own(v, i, |n| bare_name(n) && v.names.iter().any(|o| o.head && labelled(o) && o.text != n.text))
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
        own(v, i, |n| n.rest.split(' ').any(|w| !w.is_empty() && !v.phrases.uses(&bare(w)).is_empty_but(Use::Particle)))
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
];

fn own(view: &View, index: usize, holds: impl Fn(&Name) -> bool) -> f32 {
    yes(view.names.get(index).is_some_and(holds))
}

fn line(view: &View, name: &Name, offset: isize, holds: impl Fn(&Line) -> bool) -> bool {
    view.line(name.line, offset).is_some_and(holds)
}

fn labelled(name: &Name) -> bool {
    matches!(name.label, Label::Own | Label::Within | Label::Beside)
}

fn bare_name(name: &Name) -> bool {
    name.label == Label::None
}

fn below(view: &View, name: &Name) -> Option<usize> {
    name.line.checked_sub(view.title?).filter(|lines| *lines > 0 && name.head)
}

fn above(view: &View, name: &Name) -> Option<usize> {
    view.title?.checked_sub(name.line).filter(|lines| *lines > 0)
}

fn words(name: &Name) -> usize {
    name.text.split(' ').count()
}

fn given(name: &Name) -> bool {
    name.text.split(' ').next().is_some_and(is_given_name)
}

/// Whether no name of a person stands between the title and this one.
fn is_first_person(view: &View, name: &Name) -> bool {
    let title = view.title.unwrap_or(0);
    let between = |other: &&Name| other.line > title && other.line < name.line && given(other) && words(other) > 1;
    name.line > title && words(name) > 1 && !view.names.iter().any(|other| between(&other))
}

fn whole_line(view: &View, name: &Name) -> bool {
    line(view, name, 0, |line| line.text.len() <= name.text.len() + 2)
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
fn tells_of(view: &View, name: &Name) -> bool {
    let first = name.text.split(' ').next().unwrap_or_default();
    let tells = |line: &Line| line.shape.words >= 6 && line.text.split(' ').take(4).any(|word| word.starts_with(first));
    first.len() > 2 && (line(view, name, 1, tells) || line(view, name, 2, tells))
}

fn joined(view: &View, name: &Name) -> bool {
    let inner = name.text.split(' ').skip(1);
    let small = |word: &str| {
        word.trim_end_matches('.').chars().count() == 1 || view.phrases.is(&word.to_lowercase(), Use::Particle)
    };
    inner.into_iter().any(small)
}

fn in_title(view: &View, name: &Name) -> bool {
    view.title.and_then(|title| view.lines.get(title)).is_some_and(|title| title.text.contains(name.text.as_str()))
}

fn again(view: &View, name: &Name, holds: impl Fn(&Name) -> bool) -> bool {
    view.names.iter().any(|other| other.text.eq_ignore_ascii_case(&name.text) && holds(other))
}

fn shorter_is_more(view: &View, name: &Name) -> bool {
    view.names.iter().any(|other| stands_where(name, other) && !other.rest.is_empty() && other.times > name.times)
}

fn longer_is_less(view: &View, name: &Name) -> bool {
    view.names.iter().any(|other| stands_where(name, other) && other.rest.is_empty() && other.times < name.times)
}
