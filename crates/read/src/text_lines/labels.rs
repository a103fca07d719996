//! Which lines are subjects: those beneath a label, and lists of them at the end of the text.

use super::keyword_values;
use super::line::{End, Line};
use super::line_class::LineClass;
use super::line_kinds::{is_bullet, is_tag};
use super::line_table::{LineId, LineTable};
use super::spaced;

/// A line that is surer than this to be text is no subject beneath a label.
const TEXT: f32 = 0.7;
/// So many words beneath a label are all its subjects on one line.
const SEVERAL: usize = 7;
/// So many lines below the text are looked at for subjects without a label.
const BELOW: usize = 1;

/// Gives the lines beneath a label that are its subjects their class.
pub fn mark_labels(table: &mut LineTable) {
    let mut open: Option<Beneath> = None;
    for (line, state) in table.lines.iter().zip(&mut table.states) {
        let class = state.class;
        if class == LineClass::Label {
            let bare = line.hits.label.is_empty() || line.shape.words <= label_words(line);
            open = bare.then(Beneath::default);
            continue;
        }
        let free = (state.confidence < TEXT || !class.is_body())
            && !matches!(class, LineClass::ShareBar | LineClass::Comments | LineClass::Title);
        if free && open.as_mut().is_some_and(|beneath| beneath.takes(line)) {
            state.class = LineClass::LabelValue;
        } else {
            open = None;
        }
    }
}

/// The lines beneath one label.
#[derive(Default)]
struct Beneath {
    first: Option<Layout>,
}

/// How the first subject beneath a label is laid out: the others are as it is.
struct Layout {
    /// It begins with `#`.
    hash: bool,
    /// A blank line stands before it.
    after_blank: bool,
    /// All subjects stand on this line.
    several: bool,
}

impl Beneath {
    /// Whether a line is one more of them.
    fn takes(&mut self, line: &Line) -> bool {
        let hash = line.text.starts_with('#');
        let list = || line.shape.words <= 40 && keyword_values::lists(line.text);
        let one = is_tag(line) || is_year(line) || list();
        let Some(first) = &self.first else {
            let run = spaced::is_run(line) && !line.date_alone;
            let several = run && line.shape.words >= SEVERAL;
            self.first = Some(Layout { hash, after_blank: line.after_blank, several });
            return one || run;
        };
        one && first.hash == hash && !first.several && (first.after_blank || !line.after_blank)
    }
}

fn is_year(line: &Line) -> bool {
    line.text.len() == 4 && line.text.chars().all(|c| c.is_ascii_digit())
}

fn label_words(line: &Line) -> usize {
    line.text.split([':', '：']).next().map_or(0, |label| label.split_whitespace().count())
}

/// Short names with commas between, at the end of the text or right below it, are its subjects and no part of it; so are words with
/// nothing but spaces between, most of which the text has too.
pub fn mark_last_keywords(table: &mut LineTable) {
    use LineClass::{Footer, LabelValue, Related};
    let Some(last) = table.last_of_body() else { return };
    for index in last..=last + BELOW {
        let Some(line) = table.lines.get(index) else { return };
        let class = table.class(index);
        let free = matches!(class, Footer | Related) || class.is_body() && !is_bullet(line.text);
        let commas = line.shape.commas >= 2 && line.shape.words <= line.shape.commas * 4 && line.shape.stop_words <= 2;
        let listed = commas && keyword_values::lists(line.text);
        let run = || table.confidence(index) < TEXT && is_named_run(table, index, line);
        let open = line.shape.end == End::None && line.hits.label.is_empty() && line.hits.first_words.is_empty();
        if index > table.start && free && open && (listed || run()) {
            table.set_class(index, LabelValue);
        }
    }
}

/// Four words or more of the text, and nothing that makes a sentence of them.
fn is_named_run(table: &LineTable, index: LineId, line: &Line) -> bool {
    let shape = &line.shape;
    let plain = shape.commas == 0 && shape.separators == 0 && shape.calls == 0 && shape.roles == 0 && !line.dated;
    let words = (4..=25).contains(&shape.words) && shape.stop_words * 6 <= shape.words;
    let signs = spaced::has_signs(line.text) || line.text.contains(['.', '’', '\'', '(']);
    plain && words && !signs && line.hits.whole.is_empty() && table.overlap_with_body(index) >= 0.5
}
