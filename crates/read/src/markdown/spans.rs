//! Parts of lines that Markdown would read as something else: formulas are put aside until it has been read, attribute lists go, addresses in
//! which signs of Markdown stand are marked as addresses.

use super::addresses;
use super::openings::is_attribute_list;
use crate::parts::Part;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A source whose formulas are put aside.
pub struct Spans<'s> {
    /// The source, with a mark for each formula.
    pub source: Cow<'s, str>,
    /// The formulas, as they are to be shown: TeX with its delimiters. Readers of feeds run no script and most take MathML apart, which makes
    /// 13 of a third; TeX is what the author wrote, and what extensions of readers look for.
    pub formulas: Vec<String>,
}

/// A mark of a formula is its number between these. They are in nobody's text, being for private use; a source that has them keeps its formulas
/// where they are.
const MARK: (char, char) = ('\u{F8F0}', '\u{F8F1}');

/// The source without what Markdown is not to see.
pub fn set_aside(source: &str) -> Spans<'_> {
    let has = |mark: &str| memchr::memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
    let has_any = ["$", "\\(", "\\[", "\\begin{", "{:", "]{", "){", "`{", "://"].into_iter().any(has);
    if !has_any || source.contains([MARK.0, MARK.1]) {
        return Spans { source: Cow::Borrowed(source), formulas: Vec::new() };
    }
    let mut scan = Scan {
        source,
        untouched: untouched(source),
        written: String::with_capacity(source.len()),
        copied: 0,
        formulas: Vec::new(),
        ahead: Ahead::default(),
        brackets: 0,
    };
    scan.all();
    scan.written.push_str(source.part(scan.copied..));
    Spans { source: Cow::Owned(scan.written), formulas: scan.formulas }
}

/// Text with its formulas again.
pub fn with_formulas(text: &str, formulas: &[String]) -> Option<String> {
    let mut rest = text.split_once(MARK.0)?;
    let mut shown = String::with_capacity(text.len() + 40);
    loop {
        let (before, after) = rest;
        shown.push_str(before);
        let (number, after) = after.split_once(MARK.1).unwrap_or((after, ""));
        shown.push_str(number.parse().ok().and_then(|number: usize| formulas.get(number)).map_or("", String::as_str));
        match after.split_once(MARK.0) {
            Some(next) => rest = next,
            None => {
                shown.push_str(after);
                return Some(shown);
            }
        }
    }
}

/// Where code, HTML and marked addresses stand, in order.
fn untouched(source: &str) -> Vec<Range<usize>> {
    let is_untouched = |event: &Event| {
        matches!(
            event,
            Event::Code(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::CodeBlock(_) | Tag::Link { link_type: LinkType::Autolink, .. })
        )
    };
    Parser::new_ext(source, Options::empty())
        .into_offset_iter()
        .filter(|(event, _)| is_untouched(event))
        .map(|(_, range)| range)
        .collect()
}

struct Scan<'s> {
    source: &'s str,
    untouched: Vec<Range<usize>>,
    written: String,
    /// Up to where the source is written.
    copied: usize,
    formulas: Vec<String>,
    ahead: Ahead,
    /// How many brackets are open in this paragraph.
    brackets: usize,
}

/// The next place of each mark that ends something. Each is looked for again only once it has been passed.
#[derive(Default)]
struct Ahead {
    dollar: Option<usize>,
    dollars: Option<usize>,
    blank_line: Option<usize>,
    marks: [Option<usize>; ENDS.len()],
    environment: Option<usize>,
    brace: Option<usize>,
}

/// Longer than any formula: what begins before that and ends behind it is looked at no closer.
const LONGEST: usize = 5_000;

/// How formulas in LaTeX's own delimiters begin and end; doubled where their author knew that Markdown takes one away (MathJax, "Using Markdown").
const ENDS: [(&str, &str, &str, &str); 4] = [
    ("\\\\(", "\\\\)", "\\(", "\\)"),
    ("\\\\[", "\\\\]", "\\[", "\\]"),
    ("\\(", "\\)", "\\(", "\\)"),
    ("\\[", "\\]", "\\[", "\\]"),
];

fn next(kept: &mut Option<usize>, from: usize, end: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
    let place = match kept.filter(|&place| place >= from) {
        Some(place) => place,
        None => find().map_or(end, |length| from + length),
    };
    *kept = Some(place);
    Some(place).filter(|&place| place < end)
}

impl<'s> Scan<'s> {
    fn all(&mut self) {
        let bytes = self.source.as_bytes();
        let mut untouched = std::mem::take(&mut self.untouched).into_iter().peekable();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if !matches!(byte, b'$' | b'\\' | b'{' | b':' | b'[' | b']' | b'\n' | b'`' | b'<') {
                at += 1;
                continue;
            }
            while untouched.next_if(|range| range.end <= at).is_some() {}
            if let Some(range) = untouched.peek().filter(|range| range.start <= at) {
                at = range.end.max(at + 1);
                // The list behind code: `` `x`{.rust} ``.
                if bytes.get(at) == Some(&b'{') {
                    at = self.attributes(at);
                }
                continue;
            }
            at = match byte {
                b'$' => self.dollar(at),
                b'\\' => self.backslash(at),
                b'{' => self.attributes(at),
                b':' => self.address(at),
                b'[' => {
                    self.brackets += 1;
                    at + 1
                }
                b']' => {
                    self.brackets = self.brackets.saturating_sub(1);
                    at + 1
                }
                b'\n' => {
                    if self.paragraph_ends(at) == Some(at) {
                        self.brackets = 0;
                    }
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// Puts something else in the place of a part of the source.
    fn replace(&mut self, range: Range<usize>, with: &str) -> usize {
        self.written.push_str(self.source.part(self.copied..range.start));
        self.written.push_str(with);
        self.copied = range.end;
        range.end
    }

    /// Where a line without text begins next, at or behind a place: no formula goes over it.
    fn paragraph_ends(&mut self, from: usize) -> Option<usize> {
        let rest = self.source.as_bytes().part(from..);
        next(&mut self.ahead.blank_line, from, self.source.len(), || {
            memchr::memchr_iter(b'\n', rest).find(|at| {
                let line = rest.get(at + 1..).unwrap_or_default().iter().take(80);
                line.copied().find(|byte| !matches!(byte, b' ' | b'\t' | b'>' | b'\r')).is_none_or(|byte| byte == b'\n')
            })
        })
    }

    fn formula(&mut self, range: Range<usize>, opening: &str, inside: &str, closing: &str) -> usize {
        let number = self.formulas.len();
        // In a quotation or a list, what stands before each line is none of it.
        let margin = if inside.contains('\n') { self.margin(range.start) } else { "" };
        let inside = if margin.is_empty() { inside.to_string() } else { inside.replace(&format!("\n{margin}"), "\n") };
        self.formulas.push(format!("{opening}{inside}{closing}"));
        self.replace(range, &format!("{}{number}{}", MARK.0, MARK.1))
    }

    /// What a line begins with before its own text, if this place is near its beginning.
    fn margin(&self, at: usize) -> &'s str {
        let near = at.saturating_sub(100);
        let begins = memchr::memrchr(b'\n', self.source.as_bytes().part(near..at)).map(|found| near + found + 1);
        let Some(line) = begins.or((near == 0).then_some(0)).map(|begins| self.source.part(begins..at)) else {
            return "";
        };
        line.part(..line.len() - line.trim_start_matches([' ', '\t', '>']).len())
    }

    /// `$x$` and `$$x$$`. Prose with sums of money is none (Pandoc, "Math": no blank behind the first, none before the last, no digit behind it).
    fn dollar(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let end = self.paragraph_ends(at).unwrap_or(bytes.len());
        if bytes.get(at + 1) == Some(&b'$') {
            let inside = at + 2;
            let rest = bytes.get(inside..).unwrap_or_default();
            let closed = next(&mut self.ahead.dollars, inside, bytes.len(), || memchr::memmem::find(rest, b"$$"));
            return match closed {
                Some(closed) if closed < end && !self.source.part(inside..closed).trim().is_empty() => {
                    self.formula(at..closed + 2, "$$", self.source.part(inside..closed), "$$")
                }
                _ => inside,
            };
        }
        let inside = at + 1;
        let before = self.source.part(..at).chars().next_back();
        let opens = !before.is_some_and(|c| c.is_alphanumeric())
            && bytes.get(inside).is_some_and(|byte| !byte.is_ascii_whitespace());
        if !opens {
            return inside;
        }
        let from = inside + 1;
        let ends = |place: usize| {
            let (before, after) =
                (bytes.get(place - 1).copied().unwrap_or(b' '), bytes.get(place + 1).copied().unwrap_or(b' '));
            !before.is_ascii_whitespace()
                && !matches!(before, b'\\' | b'$')
                && !after.is_ascii_alphanumeric()
                && after != b'$'
        };
        let rest = bytes.get(from..).unwrap_or_default();
        let closed = next(&mut self.ahead.dollar, from, bytes.len(), || {
            memchr::memchr_iter(b'$', rest).find(|place| ends(from + place))
        });
        let closed = closed.filter(|closed| *closed < end && closed - inside < LONGEST);
        match closed.map(|closed| (closed, self.source.part(inside..closed))) {
            Some((closed, tex)) if is_no_prose(tex) => self.formula(at..closed + 1, "$", tex, "$"),
            _ => inside,
        }
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = self.source.part(at..);
        let end = self.paragraph_ends(at).unwrap_or(self.source.len());
        if rest.starts_with("\\begin{") && self.begins_line(at) {
            return self.environment(at, end);
        }
        let found = ENDS.iter().enumerate().find(|(_, (opening, ..))| rest.starts_with(opening));
        let Some((index, &(opening, closing, shown_opening, shown_closing))) = found else {
            // What is escaped means nothing.
            return at + 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
        };
        let inside = at + opening.len();
        let bytes = self.source.as_bytes().part(inside..);
        let length = self.source.len();
        let kept = self.ahead.marks.get_mut(index);
        let closed =
            kept.and_then(|kept| next(kept, inside, length, || memchr::memmem::find(bytes, closing.as_bytes())));
        let Some(closed) = closed.filter(|closed| *closed < end) else { return inside };
        let tex = self.source.part(inside..closed);
        let is_formula = match opening {
            "\\(" => has_tex(tex) || tex.trim().len() <= 2 && tex.trim().bytes().all(|byte| byte.is_ascii_alphabetic()),
            // `\[1\]` is an escaped bracket; a formula has lines of its own.
            "\\[" => has_tex(tex) && self.begins_line(at) && self.ends_line(closed + closing.len()),
            _ => true,
        };
        if is_formula && !tex.trim().is_empty() {
            self.formula(at..closed + closing.len(), shown_opening, tex, shown_closing)
        } else {
            inside
        }
    }

    /// `\begin{equation}` to `\end{equation}` on lines of their own (MathJax, "TeX and LaTeX input").
    fn environment(&mut self, at: usize, end: usize) -> usize {
        let inside = at + "\\begin{".len();
        let bytes = self.source.as_bytes().part(inside..);
        let name_length = memchr::memchr(b'}', bytes.get(..40).unwrap_or(bytes));
        let name = name_length.map_or("", |length| self.source.part(inside..inside + length));
        let end = end.min(at + LONGEST);
        let closed =
            next(&mut self.ahead.environment, inside, self.source.len(), || memchr::memmem::find(bytes, b"\\end{"));
        let closing = closed.filter(|closed| *closed < end && !name.is_empty());
        // Environments in it end first.
        let last = closing.and_then(|closed| {
            let closing = format!("\\end{{{name}}}");
            memchr::memmem::find(self.source.as_bytes().get(closed..end)?, closing.as_bytes())
                .map(|found| closed + found + closing.len())
        });
        match last {
            Some(last) => self.formula(at..last, "", self.source.part(at..last), ""),
            None => inside,
        }
    }

    fn begins_line(&self, at: usize) -> bool {
        let before = self.source.part(..at).trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with('\n')
    }

    fn ends_line(&self, at: usize) -> bool {
        let after = self.source.part(at..).trim_start_matches([' ', '\t', '\r']);
        after.is_empty() || after.starts_with('\n')
    }

    /// `[a](b){.x}`, `![a](b){width=50%}`, `**a**{: .x}`, `## A {: #b .c}`: what stands before it has these attributes.
    fn attributes(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(b'\n');
        let is_kramdown = bytes.get(at + 1) == Some(&b':');
        if !(is_kramdown || matches!(before, b')' | b']' | b'`')) {
            return at + 1;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let closed = next(&mut self.ahead.brace, at, bytes.len(), || memchr::memchr(b'}', rest));
        let end = self.paragraph_ends(at).unwrap_or(bytes.len());
        match closed.filter(|closed| *closed < end && closed - at < 500) {
            Some(closed)
                if is_attribute_list(self.source.part(at + 1..closed))
                    && names_something(self.source.part(at + 1..closed)) =>
            {
                let blanks = if bytes.get(closed + 1).is_none_or(|byte| *byte == b'\n') {
                    self.source.part(self.copied..at).len()
                        - self.source.part(self.copied..at).trim_end_matches(' ').len()
                } else {
                    0
                };
                self.replace(at - blanks..closed + 1, "")
            }
            _ => at + 1,
        }
    }

    /// An address in which signs of Markdown stand (`https://e.example/_a_/`), in angle brackets.
    fn address(&mut self, at: usize) -> usize {
        let Some(scheme) =
            ["https", "http"].iter().find(|scheme| self.source.part(self.copied..at).ends_with(**scheme))
        else {
            return at + 1;
        };
        let start = at - scheme.len();
        // What a reference stands for is an address already.
        let is_stated = self.source.part(..start).trim_end_matches(' ').ends_with("]:");
        let is_free = !is_stated
            && self.brackets == 0
            && self.source.part(..start).chars().next_back().is_none_or(|c| c.is_whitespace());
        match addresses::url(self.source.part(start..)).filter(|_| is_free) {
            Some(length) => {
                let url = self.source.part(start..start + length);
                let is_signed = url.contains(['*', '_', '~', '^', '$', '=', '+']) && !url.contains(['`', '[', '|']);
                if is_signed { self.replace(start..start + length, &format!("<{url}>")) } else { start + length }
            }
            None => at + 1,
        }
    }
}

/// Whether an attribute list has more than words, which braces behind a colon may hold for other reasons (`{:name}`).
fn names_something(list: &str) -> bool {
    list.contains(['.', '#', '=']) || list == ":toc"
}

/// Whether what stands between dollars can be a formula: it holds no Markdown, and is not a sentence between two prices.
fn is_no_prose(tex: &str) -> bool {
    let words = tex.split_whitespace().filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic)).count();
    let is_markdown = ["**", "](", "`", "://", "</"].iter().any(|sign| tex.contains(sign));
    !is_markdown && (words < 3 || tex.contains('\\'))
}

fn has_tex(text: &str) -> bool {
    text.contains(['\\', '^', '_', '=', '{', '+', '<'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(source: &str) -> Vec<String> {
        let Spans { source: marked, formulas } = set_aside(source);
        assert!(formulas.is_empty() || with_formulas(&marked, &formulas).is_some());
        formulas
    }

    #[test]
    fn formulas_are_kept_whole() {
        let cases = [
            ("a $x_1 * y_2$ b", "$x_1 * y_2$"),
            ("$$\na_1\n= b \\\\\n$$", "$$\na_1\n= b \\\\\n$$"),
            ("> $$\n> a\n> $$", "$$\na\n$$"),
            ("\\\\(\\vec{u}_{a}\\\\)", "\\(\\vec{u}_{a}\\)"),
            ("a \\(x^2\\) b", "\\(x^2\\)"),
            ("a \\(n\\) b", "\\(n\\)"),
            ("\\[\na_{1} = b \\\\\nc\n\\]", "\\[\na_{1} = b \\\\\nc\n\\]"),
            ("\\begin{equation}\na_1 * b\n\\end{equation}", "\\begin{equation}\na_1 * b\n\\end{equation}"),
            ("für $k$-fach", "$k$"),
        ];
        for (source, expected) in cases {
            assert_eq!(formulas(source), [expected], "{source}");
        }
    }

    #[test]
    fn prose_is_no_formula() {
        let cases = [
            "It costs $5 or $10 at the gate.",
            "From $5 to 10 $ and more",
            "Between $5 and ten of those dollars, then 6$.",
            "US$5 and CA$6",
            "$HOME/$USER",
            "`$x$` and\n\n    $y$\n",
            "\\$x\\$",
            "$a\n\nb$",
            "\\[1\\] and \\(see there\\)",
            "\\[sic\\]",
            "$ x $",
            "$**a**$",
        ];
        for source in cases {
            assert!(formulas(source).is_empty(), "{source}: {:?}", formulas(source));
        }
    }

    #[test]
    fn attribute_lists_go_and_addresses_are_marked() {
        let cases = [
            ("[a](b){.x} ![a](b){width=50%}.", "[a](b) ![a](b)."),
            ("## A {: #b .c}\n", "## A\n"),
            ("`x`{.rust} y", "`x` y"),
            ("a span{: .x}, b", "a span, b"),
            ("{: a, b} f(x){ return 1; } {:name} [a]{b}", "{: a, b} f(x){ return 1; } {:name} [a]{b}"),
            ("see https://e.example/_a_/ now", "see <https://e.example/_a_/> now"),
            ("*https://e.example/a* [https://e.example/_a_](b)", "*https://e.example/a* [https://e.example/_a_](b)"),
        ];
        for (source, expected) in cases {
            assert_eq!(set_aside(source).source, expected, "{source}");
        }
    }
}
