//! Blocks that CommonMark does not know, written as blocks that it does: containers and admonitions become quotations under a title in bold,
//! marks for a list of contents and attribute lists go, definitions of abbreviations are taken out.
//!
//! Lines of code are left as they are, because there all this is the subject.

use super::inline::is_block_name;
use super::openings::{Opening, is_attribute_list};
use crate::parts::Part;
use crate::profile::Dialect;
use std::borrow::Cow;

/// A body in blocks of CommonMark.
pub struct Blocks<'s> {
    /// The source.
    pub source: Cow<'s, str>,
    /// What is short for what (PHP Markdown Extra, "Abbreviations").
    pub abbreviations: Vec<(&'s str, &'s str)>,
}

/// The source in blocks that CommonMark knows.
pub fn rewritten(source: &str, dialect: Dialect) -> Blocks<'_> {
    let has = |mark: &str| memchr::memmem::find(source.as_bytes(), mark.as_bytes()).is_some();
    let marks =
        [":::", "!!! ", "???", "===", "\n:", "{", "*[", "[[", "[TOC", "[toc", "[_", "<!-- toc", "markdown", "| ", "^"];
    if !marks.into_iter().any(has) {
        return Blocks { source: Cow::Borrowed(source), abbreviations: Vec::new() };
    }
    let lines: Vec<&str> = source.lines().collect();
    let is_closing = |line: &&str| line.trim_start_matches(MARGIN).len() >= 3 && bare_colons(line).is_some();
    let mut pass = Pass {
        dialect,
        last_closing: lines.iter().rposition(is_closing),
        lines,
        at: 0,
        written: String::with_capacity(source.len() + source.len() / 16),
        frames: Vec::new(),
        fence: None,
        raw_to: None,
        items: Vec::new(),
        last_item: None,
        after_blank: true,
        in_code: false,
        no_line_block_before: 0,
        endless_comment: false,
        abbreviations: Vec::new(),
    };
    while let Some(line) = pass.lines.get(pass.at).copied() {
        pass.at += 1;
        pass.line(line);
    }
    Blocks { source: Cow::Owned(pass.written), abbreviations: pass.abbreviations }
}

/// What stands before a line in quotations and lists.
const MARGIN: [char; 3] = [' ', '\t', '>'];

/// Deeper than this, containers are no longer told from what they stand in.
const DEEPEST: usize = 16;

/// How many colons a line is made of, if of nothing else.
fn bare_colons(line: &str) -> Option<usize> {
    let line = line.trim_matches(MARGIN);
    (line.len() >= 3 && line.bytes().all(|byte| byte == b':')).then_some(line.len())
}

/// A block that is open.
struct Frame<'s> {
    /// What stands before each of its lines.
    margin: &'s str,
    ends: Ends<'s>,
    /// Whether it is written as a quotation.
    apart: bool,
}

enum Ends<'s> {
    /// At a line of so many colons.
    Colons(usize),
    /// Where lines are no longer indented behind the margin.
    Dedent,
    /// At the end tag of this name; how many of the same name are open in it; whether the tag is written.
    Tag { name: &'s str, nested: usize, shown: bool },
}

struct Fence {
    mark: u8,
    length: usize,
}

struct Pass<'s> {
    dialect: Dialect,
    lines: Vec<&'s str>,
    /// The next line.
    at: usize,
    written: String,
    frames: Vec<Frame<'s>>,
    /// The block of code that is open.
    fence: Option<Fence>,
    /// What ends the HTML whose text is not read.
    raw_to: Option<&'static str>,
    /// Where the text of each open list item begins, in columns.
    items: Vec<usize>,
    /// Where the last line was written, if a list item began on it.
    last_item: Option<usize>,
    after_blank: bool,
    in_code: bool,
    /// The last line that bare colons stand on.
    last_closing: Option<usize>,
    no_line_block_before: usize,
    endless_comment: bool,
    abbreviations: Vec<(&'s str, &'s str)>,
}

/// The width of the blanks that a line begins with, in columns.
fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).fold(0, after)
}

/// The width of all that stands before a line's own text.
fn margin_width(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).fold(0, after)
}

fn after(column: usize, byte: u8) -> usize {
    if byte == b'\t' { column / 4 * 4 + 4 } else { column + 1 }
}

/// The line without so many columns of blanks, if it begins with them.
fn without_columns(line: &str, columns: usize) -> Option<&str> {
    let mut column = 0;
    for (at, byte) in line.bytes().enumerate() {
        if column >= columns {
            return line.get(at..);
        }
        if !matches!(byte, b' ' | b'\t') {
            return None;
        }
        column = after(column, byte);
    }
    (column >= columns).then_some("")
}

/// How long the mark of a list item is that a line begins with, with the blanks behind it.
fn item_mark(line: &str) -> Option<usize> {
    let digits = line.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mark = line.get(digits..)?.chars().next()?;
    let fits = if digits == 0 { "-*+".contains(mark) } else { ".)".contains(mark) };
    let rest = line.get(digits + 1..).filter(|_| fits)?;
    let blanks = rest.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if rest.is_empty() {
        return Some(digits + 1);
    }
    (blanks > 0).then_some(digits + 1 + if blanks > 4 { 1 } else { blanks })
}

impl<'s> Pass<'s> {
    fn line(&mut self, raw: &'s str) {
        let raw = raw.trim_end_matches('\r');
        let rest = self.within(raw);
        if let Some(fence) = &self.fence {
            let mark = rest.trim_start_matches(MARGIN).trim_end();
            if mark.len() >= fence.length && mark.bytes().all(|byte| byte == fence.mark) {
                self.fence = None;
            }
            return self.write(rest);
        }
        if let Some(end) = self.raw_to {
            if holds(rest, end) {
                self.raw_to = None;
            }
            return self.write(rest);
        }
        if rest.trim().is_empty() {
            self.write("");
            self.after_blank = true;
            return;
        }
        let (after_blank, last_item) = (std::mem::take(&mut self.after_blank), self.last_item.take());
        let column = indent(rest);
        while self.items.last().is_some_and(|item| *item > column) {
            self.items.pop();
        }
        let base = self.items.last().copied().unwrap_or(0);
        self.in_code = column >= base + 4 && (after_blank || self.in_code);
        if self.in_code {
            return self.write(rest);
        }
        let margin = rest.part(..rest.len() - rest.trim_start_matches(MARGIN).len());
        let text = rest.part(margin.len()..);
        if let Some(item) = self.begins_item(text, column) {
            let start = self.written.len();
            self.opens_raw(item);
            self.write(rest);
            self.last_item = Some(start);
        } else if self.opens_raw(text) || !self.read(margin, text, last_item) {
            self.write(rest);
        }
    }

    /// What follows the marks of list items, where a line begins with such.
    fn begins_item(&mut self, text: &'s str, column: usize) -> Option<&'s str> {
        let (mut text, mut column, mut found) = (text, column, false);
        for _ in 0..DEEPEST {
            let Some(length) = item_mark(text) else { break };
            column += length;
            text = text.get(length..).unwrap_or_default();
            self.items.push(column);
            found = true;
        }
        found.then_some(text)
    }

    /// Whether a block of code or of HTML opens here whose text is not read.
    fn opens_raw(&mut self, text: &str) -> bool {
        let mark = text.bytes().next().unwrap_or_default();
        let length = text.bytes().take_while(|byte| *byte == mark).count();
        if matches!(mark, b'`' | b'~') && length >= 3 && !(mark == b'`' && text.part(length..).contains('`')) {
            self.fence = Some(Fence { mark, length });
            return true;
        }
        if mark != b'<' {
            return false;
        }
        let kinds = [
            ("<pre", "</pre>"),
            ("<script", "</script>"),
            ("<style", "</style>"),
            ("<textarea", "</textarea>"),
            ("<!--", "-->"),
        ];
        let begins = |opening: &str| text.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
        self.raw_to = kinds.into_iter().find(|(opening, end)| begins(opening) && !holds(text, end)).map(|(_, end)| end);
        self.raw_to.is_some()
    }

    /// What is left of a line behind the margins of the blocks that it stands in. Those that it does not stand in any more end.
    fn within(&mut self, raw: &'s str) -> &'s str {
        let mut rest = raw;
        let is_blank = raw.trim_matches(MARGIN).is_empty();
        for (index, frame) in self.frames.iter().enumerate() {
            let inside = match rest.strip_prefix(frame.margin) {
                Some(inside) => Some(inside),
                None if is_blank => Some(""),
                None if frame.margin.contains('>') => None,
                // Behind a blank line, what is indented less is no longer part of the list item that a container stands in.
                None => {
                    Some(rest.trim_start_matches([' ', '\t'])).filter(|_| !self.after_blank && frame.ends.are_told())
                }
            };
            let inside = match (inside, &frame.ends) {
                (Some(inside), Ends::Dedent) if !inside.trim().is_empty() => without_columns(inside, 4),
                (inside, _) => inside,
            };
            match inside {
                Some(inside) => rest = inside,
                None => {
                    self.end_from(index);
                    break;
                }
            }
        }
        rest
    }

    /// Writes a line in the blocks that are open.
    fn write(&mut self, line: &str) {
        let start = self.written.len();
        for frame in &self.frames {
            self.written.push_str(frame.margin);
            if frame.apart {
                self.written.push_str("> ");
            }
        }
        self.written.push_str(line);
        if line.is_empty() {
            let kept = self.written.trim_end_matches([' ', '\t']).len();
            self.written.truncate(kept.max(start));
        }
        self.written.push('\n');
    }

    /// Ends the blocks from this one on.
    fn end_from(&mut self, index: usize) {
        self.frames.truncate(index);
        self.fence = None;
        self.raw_to = None;
        self.items.clear();
        self.in_code = false;
        self.write("");
        self.after_blank = true;
    }

    /// Begins a block, with its title.
    fn begin(&mut self, margin: &'s str, opening: &Opening, ends: Ends<'s>) {
        self.write("");
        if !opening.apart {
            self.title(opening, margin);
        }
        let depth = self.frames.len();
        if depth < DEEPEST {
            self.frames.push(Frame { margin, ends, apart: opening.apart });
        }
        if opening.apart {
            self.title(opening, if depth < DEEPEST { "" } else { margin });
        }
        self.items.clear();
        self.after_blank = true;
    }

    fn title(&mut self, opening: &Opening, margin: &str) {
        if let Some(title) = &opening.title {
            self.write(&format!("{margin}<strong>{}</strong>", title.trim()));
            self.write("");
        }
    }

    /// Reads a line that may be none of CommonMark's; `false` when it is one of those.
    fn read(&mut self, margin: &'s str, text: &'s str, last_item: Option<usize>) -> bool {
        match text.bytes().next() {
            Some(b':') => self.colons(margin, text),
            Some(b'!' | b'?' | b'=') => self.marks(margin, text),
            Some(b'{') => self.attributes(text, last_item),
            Some(b'[' | b'$') => is_contents(text),
            Some(b'*') => self.abbreviation(text),
            Some(b'<') => self.tag(margin, text),
            Some(b'|') => self.line_block(margin, text),
            // It names the block before it (Obsidian, "Internal links").
            Some(b'^') => is_block_name(text.part(1..).trim_end(), self.dialect.block_ids),
            _ => false,
        }
    }

    fn colons(&mut self, margin: &'s str, text: &'s str) -> bool {
        let count = text.bytes().take_while(|byte| *byte == b':').count();
        // A definition has a blank behind its one colon; what begins with an emoji (`:tada:`) is none.
        if count == 1 && text.part(1..).starts_with([' ', '\t']) {
            return false;
        }
        if count < 3 || !self.container(margin, text, count) {
            self.write(&format!("{margin}\\{text}"));
        }
        true
    }

    fn container(&mut self, margin: &'s str, text: &'s str, count: usize) -> bool {
        let tail = text.part(count..).trim().trim_end_matches(':').trim();
        if tail.is_empty() {
            self.close_colons(count);
            return true;
        }
        let Some(mut opening) = Opening::of_colons(tail) else { return false };
        if !opening.sure && self.last_closing.is_none_or(|last| last < self.at) {
            return false;
        }
        let heading =
            self.lines.get(self.at..).unwrap_or_default().iter().take(3).position(|line| !line.trim().is_empty());
        if let Some(skipped) = heading.filter(|_| opening.heading_is_title)
            && let Some(line) = self.lines.get(self.at + skipped).map(|line| line.trim_matches(MARGIN))
            && line.starts_with('#')
        {
            opening.title = Some(line.trim_start_matches('#').trim().to_string());
            self.at += skipped + 1;
        }
        self.begin(margin, &opening, Ends::Colons(count));
        true
    }

    /// Ends the container that a line of so many colons ends: the innermost of as many (Docusaurus, VitePress: the outer has more), else one of
    /// fewer, else the innermost of all (Pandoc counts none).
    fn close_colons(&mut self, count: usize) {
        let find = |fits: &dyn Fn(usize) -> bool| {
            self.frames.iter().rposition(|frame| matches!(frame.ends, Ends::Colons(opened) if fits(opened)))
        };
        let ended =
            find(&|opened| opened == count).or_else(|| find(&|opened| opened <= count)).or_else(|| find(&|_| true));
        match ended {
            Some(index) => self.end_from(index),
            None => {
                self.write("");
                self.after_blank = true;
            }
        }
    }

    fn marks(&mut self, margin: &'s str, text: &'s str) -> bool {
        let Some(opening) = Opening::of_marks(text) else { return false };
        let width = self.lines.get(self.at - 1).map_or(0, |line| margin_width(line));
        let next =
            self.lines.get(self.at..).unwrap_or_default().iter().find(|line| !line.trim_matches(MARGIN).is_empty());
        let has_body = next.is_some_and(|line| margin_width(line) >= width + 4);
        if has_body || opening.sure {
            self.begin(margin, &opening, Ends::Dedent);
        }
        has_body || opening.sure
    }

    /// `{: .class}` belongs to the block before or after it; `{:toc}` makes a list of contents of the item before it.
    fn attributes(&mut self, text: &'s str, last_item: Option<usize>) -> bool {
        let line = text.trim_end();
        if line == "{::comment}" && !self.endless_comment {
            let rest = self.lines.get(self.at..).unwrap_or_default();
            match rest.iter().position(|line| matches!(line.trim(), "{:/comment}" | "{:/}")) {
                Some(length) => self.at += length + 1,
                None => self.endless_comment = true,
            }
            return true;
        }
        if line.starts_with("{::") || line.starts_with("{:/") {
            return line.ends_with('}');
        }
        if let Some(inside) = line.strip_prefix('{').and_then(|inside| inside.strip_suffix('}')) {
            if !is_attribute_list(inside) {
                return false;
            }
            if inside.trim_start_matches(':').trim_start().starts_with("toc")
                && let Some(start) = last_item
            {
                self.written.truncate(start);
            }
        } else {
            // `{:` and its list over several lines.
            let rest = self.lines.get(self.at..).unwrap_or_default();
            let Some(length) =
                rest.iter().take(6).position(|line| line.contains('}')).filter(|_| line.starts_with("{:"))
            else {
                return false;
            };
            let list = rest.part(..length + 1).join("\n");
            let inside = list.trim_end().strip_suffix('}').map(|rest| format!("{}\n{rest}", line.part(1..)));
            if !inside.is_some_and(|inside| is_attribute_list(&inside)) {
                return false;
            }
            self.at += length + 1;
        }
        let next = self.lines.get(self.at).map_or("", |line| line.trim_matches(MARGIN));
        if !(next.is_empty() || item_mark(next).is_some() || self.written.is_empty() || self.written.ends_with("\n\n"))
        {
            self.write("");
            self.after_blank = true;
        }
        true
    }

    /// `*[HTML]: Hyper Text` says what is short for what.
    fn abbreviation(&mut self, text: &'s str) -> bool {
        let Some((short, long)) = text.strip_prefix("*[").and_then(|rest| rest.split_once("]:")) else { return false };
        let (short, long) = (short.trim(), long.trim());
        let is_one = !short.is_empty() && !short.contains(['[', ']', '*']) && !long.ends_with('*');
        if is_one && !long.is_empty() {
            self.abbreviations.push((short, long));
        }
        is_one
    }

    /// `<div markdown="1">` holds Markdown (PHP Markdown Extra, "Markdown Inside HTML Blocks"; kramdown; Python-Markdown); `<!-- toc -->`
    /// begins a list of contents.
    fn tag(&mut self, margin: &'s str, text: &'s str) -> bool {
        if let Some(name) = text.strip_prefix("</") {
            return self.end_tag(margin, name);
        }
        if text.trim_end().eq_ignore_ascii_case("<!-- toc -->") {
            self.skip_contents();
            return true;
        }
        let name_length = text.part(1..).find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(0);
        let name = text.part(1..1 + name_length);
        if name.is_empty() {
            return false;
        }
        let stated = text.find('>').and_then(|end| Some((end, without_markdown(text.get(..end)?)?)));
        let Some((end, tag)) = stated else {
            if let Some(Frame { ends: Ends::Tag { name: open, nested, .. }, .. }) = self.frames.last_mut()
                && open.eq_ignore_ascii_case(name)
            {
                *nested += usize::from(!holds(text, &format!("</{name}")));
            }
            return false;
        };
        let inside = text.part(end + 1..);
        // A paragraph holds no blocks, and comes of itself.
        let shown = !name.eq_ignore_ascii_case("p");
        let closing = format!("</{}>", name.to_ascii_lowercase());
        let (inside, closes) = match inside.to_ascii_lowercase().trim_end().strip_suffix(closing.as_str()).map(str::len)
        {
            Some(length) => (inside.part(..length), true),
            None => (inside, false),
        };
        self.write("");
        let summary = if inside.trim_start().starts_with("<summary") { inside } else { "" };
        if shown {
            self.write(&format!("{margin}{tag}>{summary}"));
            self.write("");
        }
        if !closes && self.frames.len() < DEEPEST {
            self.frames.push(Frame { margin, ends: Ends::Tag { name, nested: 0, shown }, apart: false });
        }
        if summary.is_empty() && !inside.trim().is_empty() {
            self.write(inside.trim());
        }
        if closes {
            self.write("");
            if shown {
                self.write(&format!("{margin}{closing}"));
                self.write("");
            }
        }
        self.after_blank = true;
        true
    }

    fn end_tag(&mut self, margin: &str, text: &str) -> bool {
        let Some(Frame { ends: Ends::Tag { name, nested, shown }, .. }) = self.frames.last_mut() else {
            return false;
        };
        let fits = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if !fits {
            return false;
        }
        if *nested > 0 {
            *nested -= 1;
            return false;
        }
        let shown = *shown;
        self.end_from(self.frames.len() - 1);
        if shown {
            self.write(&format!("{margin}</{text}"));
            self.write("");
        }
        true
    }

    /// The list that markdown-toc and its like keep between `<!-- toc -->` and `<!-- tocstop -->`.
    fn skip_contents(&mut self) {
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let is_entry =
            |line: &&&str| line.trim().is_empty() || item_mark(line.trim_start()).is_some() && line.contains("](#");
        let length = rest.iter().take_while(is_entry).count();
        let ends = ["<!-- tocstop -->", "<!-- /toc -->", "<!-- endtoc -->"];
        if rest.get(length).is_some_and(|line| ends.contains(&line.trim().to_ascii_lowercase().as_str())) {
            self.at += length + 1;
        }
    }

    /// Lines behind bars keep their ends and their indents (Pandoc, "Line Blocks").
    fn line_block(&mut self, margin: &'s str, text: &'s str) -> bool {
        let inside = |line: &'s str| match line.strip_prefix("| ") {
            Some(inside) => {
                Some(inside).filter(|inside| !inside.contains('|') && !inside.trim_matches([' ', '-', ':']).is_empty())
            }
            None => (line == "|").then_some(""),
        };
        if self.at < self.no_line_block_before
            || !self.frames.is_empty()
            || !margin.is_empty()
            || inside(text).is_none()
        {
            return false;
        }
        let rest = self.lines.get(self.at - 1..).unwrap_or_default();
        let lines: Vec<&str> = rest.iter().map_while(|line| inside(line)).collect();
        let next_is_row = rest.get(lines.len()).is_some_and(|line| line.starts_with('|'));
        if lines.len() < 2 || next_is_row {
            self.no_line_block_before = self.at + lines.len();
            return false;
        }
        for (index, line) in lines.iter().enumerate() {
            let words = line.trim_start_matches(' ');
            let end = if index + 1 < lines.len() { "<br>" } else { "" };
            self.write(&format!("{}{}{end}", "\u{a0}".repeat(line.len() - words.len()), words.trim_end()));
        }
        self.at += lines.len() - 1;
        self.write("");
        self.after_blank = true;
        true
    }
}

impl Ends<'_> {
    /// Whether a line says where the block ends.
    fn are_told(&self) -> bool {
        !matches!(self, Ends::Dedent)
    }
}

fn holds(text: &str, part: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes())
        .chain(memchr::memchr_iter(b'-', text.as_bytes()).filter(|_| part == "-->"))
        .any(|at| {
            text.as_bytes().get(at..at + part.len()).is_some_and(|found| found.eq_ignore_ascii_case(part.as_bytes()))
        })
}

/// A mark for a list of contents: of Python-Markdown and Typora, VitePress, Azure and GitLab, markdown-it-toc-done-right.
fn is_contents(text: &str) -> bool {
    let text = text.trim_end();
    ["[toc]", "[[toc]]", "[_toc_]", "[[_toc_]]", "${toc}"].iter().any(|mark| mark.eq_ignore_ascii_case(text))
}

/// A start tag without the attribute that says that it holds Markdown, if it says so.
fn without_markdown(tag: &str) -> Option<String> {
    let (before, after) = tag.split_once(" markdown")?;
    let after = match after.strip_prefix('=') {
        Some(value) => ["\"1\"", "'1'", "\"block\"", "'block'", "1", "\"\""]
            .iter()
            .find_map(|stated| value.strip_prefix(stated))?,
        None => after,
    };
    (after.is_empty() || after.starts_with([' ', '\t', '/'])).then(|| format!("{before}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_other_dialects_become_blocks_of_commonmark() {
        let cases = [
            (":::tip[Mind *this*]\n\nb\n\n:::\nc", "\n> <strong>Mind *this*</strong>\n>\n>\n> b\n>\n\nc\n"),
            ("1. Step\n   ::: tip\n   Mind\n   :::\n", "1. Step\n\n   > <strong>Tip</strong>\n   >\n   > Mind\n\n"),
            ("> :::note\n> a\n> :::\n", "\n> > <strong>Note</strong>\n> >\n> > a\n\n"),
            ("!!! note\n\n    a\n\n        code\n\nb", "\n> <strong>Note</strong>\n>\n>\n> a\n>\n>     code\n>\n\nb\n"),
            (":::intro\na\n:::\n", "\na\n\n"),
            ("=== \"C\"\n\n    a\n", "\n<strong>C</strong>\n\n\na\n"),
            ("* TOC\n{:toc}\n\nb", "\nb\n"),
            ("a\n{: .x}\n\nb\n{:\n.icon width=\"70\"\n}\nc", "a\n\nb\n\nc\n"),
            ("[TOC]\n\n[[toc]]\n\n${toc}\n\na", "\n\n\na\n"),
            ("*[HTML]: Hyper Text\na", "a\n"),
            ("<div class=\"x\" markdown=\"1\">\n**a**\n</div>\n", "\n<div class=\"x\">\n\n**a**\n\n</div>\n\n"),
            ("<!-- toc -->\n\n- [A](#a)\n\n<!-- tocstop -->\na", "a\n"),
            ("| a\n|   b\n\nc", "a<br>\n\u{a0}\u{a0}b\n\n\nc\n"),
            ("{::comment}\na\n{:/comment}\nb", "b\n"),
            ("::: {.callout-note}\n## A title\nb\n:::", "\n> <strong>A title</strong>\n>\n> b\n\n"),
        ];
        for (source, expected) in cases {
            assert_eq!(rewritten(source, Dialect::COMMON).source, expected, "{source}");
        }
        let source = "*[HTML]: Hyper Text\n*[CSS]:\n*[note]: this is said loudly*\n";
        let Blocks { source, abbreviations } = rewritten(source, Dialect::COMMON);
        assert_eq!((source.as_ref(), abbreviations), ("*[note]: this is said loudly*\n", vec![("HTML", "Hyper Text")]));
    }

    /// Prose and code that look like one of these and are none.
    #[test]
    fn what_is_none_of_them_stays() {
        let cases = [
            "a\n: b\n",
            "std::::vec and a ::: b\n",
            "!!! Attention everyone\nread this\n",
            "!!! note\nnot indented\n",
            "??? who knows\n",
            "```\n:::tip\n!!! note\n    a\n{: .x}\n[TOC]\n```\n",
            "- ```\n  :::tip\n  ```\n",
            "    :::tip\n    a\n",
            "<pre>\n:::tip\n</pre>\n",
            "| a | b |\n|---|---|\n| c | d |\n",
            "| a\n|---\n| b\n",
            "{ x: 1 }\n{a}\n",
            "See [TOC] there.\n",
            "A title\n===\n",
        ];
        for source in cases {
            assert_eq!(rewritten(source, Dialect::COMMON).source, source);
        }
        for source in ["::: and then he left\n", ":::custom words that nothing ends\n", ":tada: a\n"] {
            assert_eq!(rewritten(&format!("a\n{source}"), Dialect::COMMON).source, format!("a\n\\{source}"));
        }
    }
}
