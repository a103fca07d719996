//! How the marks of template languages are cut: Liquid, Nunjucks, Jinja and Tera (`{% %}`, `{{ }}`, `{# #}`), and the shortcodes of Hugo and
//! Nikola (`{{< >}}`, `{{% %}}`).

use crate::parts::Part;
use crate::profile::templates::{Outputs, TemplateForms};
use std::ops::Range;

/// What kind of mark one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `{{< name >}}` or `{{% name %}}`.
    Shortcode,
    /// `{% name %}`
    Tag,
    /// `{{ value }}`
    Output,
    /// `{# … #}`
    Comment,
}

/// How each begins and ends; the longer beginning first.
const FENCES: [(&str, &str, Form); 5] = [
    ("{{<", ">}}", Form::Shortcode),
    ("{{%", "%}}", Form::Shortcode),
    ("{{", "}}", Form::Output),
    ("{%", "%}", Form::Tag),
    ("{#", "#}", Form::Comment),
];

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'s> {
    /// Its kind.
    pub form: Form,
    /// Its bytes in the source.
    pub place: Range<usize>,
    /// What stands in it, without white space and the signs that take white space around it away.
    pub inner: &'s str,
    /// Whether white space before it goes.
    pub trims_before: bool,
    /// Whether white space behind it goes.
    pub trims_behind: bool,
    /// Whether it stands in code.
    pub in_code: bool,
    /// How it is written where it only shows how it is written: `{{</* name */>}}`.
    pub shows: Option<String>,
    /// What stands between it and its end, to be taken as it is: `{% raw %}`.
    pub raw: Option<Range<usize>>,
}

/// The next place of a mark. It is looked for again only once it has been passed, so that thousands of openings before one far end cost
/// no more than one.
pub struct Ahead {
    mark: &'static str,
    /// Where it stands next; the end of the source where it stands no more.
    next: Option<usize>,
}

impl Ahead {
    /// Nothing is looked for yet.
    pub fn of(mark: &'static str) -> Ahead {
        Ahead { mark, next: None }
    }

    /// Where the mark stands at or behind a place; no place may be before one that was asked for earlier.
    pub fn next_from(&mut self, source: &str, place: usize) -> Option<usize> {
        let rest = source.as_bytes().get(place..)?;
        let next = match self.next.filter(|&next| next >= place) {
            Some(next) => next,
            None => memchr::memmem::find(rest, self.mark.as_bytes()).map_or(source.len(), |length| place + length),
        };
        self.next = Some(next);
        Some(next).filter(|&next| next < source.len())
    }
}

/// The marks of a source, in order. `code` says where code stands, in order too.
pub fn marks<'s>(source: &'s str, code: &[Range<usize>], forms: &TemplateForms) -> Vec<Mark<'s>> {
    let mut lexer = Lexer {
        source,
        forms,
        ends: FENCES.map(|(_, closing, _)| Ahead::of(closing)),
        blank_lines: Ahead::of("\n\n"),
        raw_ends: ["raw", "verbatim"].map(|name| RawEnd {
            name,
            word: Ahead::of(if name == "raw" { "endraw" } else { "endverbatim" }),
            closed: None,
        }),
    };
    let mut code = code.iter().peekable();
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'{', source.as_bytes().part(at..)) {
        let start = at + found;
        while code.next_if(|range| range.end <= start).is_some() {}
        let code_end = code.peek().filter(|range| range.start <= start).map(|range| range.end);
        match lexer.mark(start, code_end) {
            Some(mark) => {
                at = mark.place.end;
                marks.push(mark);
            }
            None => at = start + 1,
        }
    }
    marks
}

struct Lexer<'s, 'f> {
    source: &'s str,
    forms: &'f TemplateForms,
    ends: [Ahead; FENCES.len()],
    blank_lines: Ahead,
    raw_ends: [RawEnd; 2],
}

/// The next end of what is taken as it is.
struct RawEnd {
    name: &'static str,
    word: Ahead,
    /// Where a word of an end stands, and where its mark is closed, if it is: many beginnings may ask for one end.
    closed: Option<(usize, Option<usize>)>,
}

/// The longest value that is filled in, in bytes.
const LONGEST_OUTPUT: usize = 2_000;

impl<'s> Lexer<'s, '_> {
    fn mark(&mut self, start: usize, code_end: Option<usize>) -> Option<Mark<'s>> {
        let source = self.source;
        let rest = source.part(start..);
        let index =
            FENCES.iter().position(|&(opening, _, form)| rest.starts_with(opening) && self.reads(form, rest))?;
        let (opening, closing, form) = FENCES.get(index)?;
        let inside = start + opening.len();
        let ends = self.ends.get_mut(index)?;
        let mut closed = ends.next_from(source, inside)?;
        // What begins once more before it ends is none.
        let again = if *form == Form::Comment { opening } else { &opening.part(..2) };
        let stops = |closed: usize| {
            let inner = source.part(inside..closed);
            let quoted = || inner.trim_start().starts_with(['"', '\'', '`']);
            memchr::memmem::find(inner.as_bytes(), again.as_bytes()).filter(|_| !quoted())
        };
        if stops(closed).is_some() || (*form == Form::Output && closed - inside > LONGEST_OUTPUT) {
            return None;
        }
        let ends_with_paragraph = *form != Form::Shortcode;
        if ends_with_paragraph && self.blank_lines.next_from(source, inside).is_some_and(|blank| blank + 1 < closed) {
            return None;
        }
        // `{{ "}}" }}`
        if source.part(inside..closed).trim() == "\"" || source.part(inside..closed).trim() == "'" {
            closed = ends.next_from(source, closed + 1)?;
        }
        let mut inner = source.part(inside..closed);
        if *form != Form::Shortcode && memchr::memmem::find(inner.as_bytes(), b"\n\n").is_some() {
            return None;
        }
        let mut place = start..closed + closing.len();
        // `{{{ value }}}`
        if *form == Form::Output && inner.starts_with('{') {
            inner = inner.part(1..);
            place.end += usize::from(source.part(place.end..).starts_with('}'));
        }
        let trims_before = inner.starts_with('-') && *form != Form::Shortcode;
        let trims_behind = inner.ends_with('-') && inner.len() > 1 && *form != Form::Shortcode;
        let inner = inner.part(usize::from(trims_before)..inner.len() - usize::from(trims_behind)).trim();
        let shown = inner.strip_prefix("/*").and_then(|shown| shown.strip_suffix("*/"));
        let shows = shown.map(|shown| format!("{opening} {} {closing}", shown.trim()));
        let mut mark = Mark {
            form: *form,
            place,
            inner,
            trims_before,
            trims_behind,
            in_code: code_end.is_some(),
            shows,
            raw: None,
        };
        if *form == Form::Tag {
            self.take_raw(&mut mark, code_end);
        }
        Some(mark)
    }

    fn reads(&self, form: Form, rest: &str) -> bool {
        match form {
            Form::Shortcode => self.forms.shortcodes,
            Form::Tag => self.forms.tags,
            // `{#name}` is the name of a heading.
            Form::Comment => {
                self.forms.tags && rest.get(2..3).is_some_and(|next| next == " " || next == "-" || next == "\n")
            }
            Form::Output => self.forms.outputs != Outputs::Text,
        }
    }

    /// `{% raw %}` goes up to its end, within the same code where it stands in code, unless templates are filled in there too.
    fn take_raw(&mut self, mark: &mut Mark<'s>, code_end: Option<usize>) -> Option<()> {
        let RawEnd { name, word, closed } = self.raw_ends.iter_mut().find(|end| end.name == mark.inner)?;
        let inside = mark.place.end;
        let source = self.source;
        let word = word.next_from(source, inside)?;
        // `{%-  endraw`
        let before = source.as_bytes().get(inside.max(word.saturating_sub(8))..word)?;
        let opening = memchr::memmem::rfind(before, b"{%")?;
        let margin = before.part(opening + 2..);
        let is_end = margin.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'-');
        let closes = || {
            let behind = source.part(word + "end".len() + name.len()..);
            let rest = behind.trim_start_matches(|c: char| c.is_whitespace() || c == '-').strip_prefix("%}")?;
            Some(source.len() - rest.len())
        };
        let end = match *closed {
            Some((known, end)) if known == word => end,
            _ => closed.insert((word, closes())).1,
        }?;
        if !is_end || code_end.is_some_and(|code_end| end > code_end && !self.forms.in_code) {
            return None;
        }
        mark.raw = Some(inside..word - before.len() + opening);
        mark.place.end = end;
        Some(())
    }
}
