//! MDX: Markdown with JSX, expressions, imports and exports (mdxjs.com, "What is MDX?").

use super::arguments::Arguments;
use super::expression;
use super::jsx::{JsxLexer, JsxTag, JsxValue, statement_length};
use super::layout::{begin_line, line_prefix, write_block};
use super::lexer::Ahead;
use super::scope::{Answer, Scope, written};
use super::shown::{CODE_FENCE, Shown, link, media, shown};
use super::unanswered::{self, UNANSWERED};
use super::{Filled, Page};
use crate::parts::Part;
use crate::picture::is_media;
use crate::profile::templates::Outputs;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::HashMap;

/// Whether a file is MDX: by its name, or, where the generator is not known, by an import whose component it uses.
pub fn is_mdx(path: &str, source: &str, page: &Page) -> bool {
    let forms = page.forms();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if forms.mdx.iter().any(|known| Some(*known) == ending.as_deref()) {
        return true;
    }
    forms.outputs == Outputs::Guessed && {
        let lines = memchr::memmem::find_iter(source.as_bytes(), b"import ").take(100);
        let mut left = source.len();
        let statements = lines.filter_map(|at| statement(source, at, &mut left));
        statements
            .flat_map(imported)
            .any(|name| memchr::memmem::find(source.as_bytes(), format!("<{name}").as_bytes()).is_some())
    }
}

/// The statement that begins at a place, where it is one: at the beginning of a paragraph, and with the words of one.
fn statement<'s>(source: &'s str, at: usize, left: &mut usize) -> Option<&'s str> {
    let before = source.part(..at);
    if !(before.is_empty() || before.ends_with('\n')) {
        return None;
    }
    let line = source.part(at..).lines().next()?;
    let words = line.strip_prefix("import ").map(str::trim_start);
    let imports = words.is_some_and(|words| {
        words.starts_with(['"', '\'', '{', '*']) || (words.contains(" from ") && words.contains(['"', '\'']))
    });
    let exports = line.strip_prefix("export ").is_some_and(|words| {
        let kinds = ["const ", "let ", "var ", "function ", "default ", "async ", "class ", "{", "*"];
        kinds.iter().any(|kind| words.trim_start().starts_with(kind))
    });
    (imports || exports).then(|| source.part(at..).part(..statement_length(source.part(at..), left)))
}

/// The names that a statement imports.
fn imported(statement: &str) -> Vec<&str> {
    let lines = statement.lines().filter_map(|line| line.strip_prefix("import "));
    let names = lines.filter_map(|line| Some(line.split_once(" from ")?.0));
    let words = names.flat_map(|names| names.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    words.filter(|word| word.starts_with(char::is_uppercase)).collect()
}

/// Fills in the MDX of a source.
pub fn filled<'s>(source: &'s str, page: &Page) -> Filled<'s> {
    let mut mdx = Mdx {
        source,
        lexer: JsxLexer::new(source),
        scope: Scope::new(page.values, page.context, source.len()),
        written: String::with_capacity(source.len()),
        open: Vec::new(),
        in_code: 0,
        left: source.len(),
        ticks: ticks(source),
        formula_end: Ahead::of("$$"),
        comment_end: Ahead::of("-->"),
        script_end: Ahead::of("</script>"),
        style_end: Ahead::of("</style>"),
        paragraph_end: Ahead::of("\n\n"),
        filled: Filled::default(),
    };
    mdx.all();
    Filled { text: Cow::Owned(unanswered::settled(mdx.written)), ..mdx.filled }
}

/// Where runs of backticks stand, by their lengths; those to come last.
fn ticks(source: &str) -> HashMap<usize, Vec<usize>> {
    let mut ticks: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'`', source.as_bytes().part(at..)) {
        let start = at + found;
        let length = run(source.part(start..), '`');
        ticks.entry(length).or_default().push(start);
        at = start + length;
    }
    ticks.values_mut().for_each(|places| places.reverse());
    ticks
}

fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

struct Mdx<'s, 'a> {
    source: &'s str,
    lexer: JsxLexer<'s>,
    scope: Scope<'a>,
    written: String,
    open: Vec<Element>,
    in_code: usize,
    /// How many bytes of statements may still be looked at in vain.
    left: usize,
    ticks: HashMap<usize, Vec<usize>>,
    formula_end: Ahead,
    comment_end: Ahead,
    script_end: Ahead,
    style_end: Ahead,
    paragraph_end: Ahead,
    filled: Filled<'s>,
}

/// A component that has begun.
struct Element {
    name: String,
    behind: Behind,
    /// Where what it holds begins in what is written.
    start: usize,
    /// How far its own line is indented.
    indent: usize,
}

enum Behind {
    Nothing,
    Words(String),
    Block(String),
    Code,
    /// What it holds goes.
    Hides,
}

impl<'s> Mdx<'s, '_> {
    fn all(&mut self) {
        let source = self.source;
        let mut at = 0;
        let mut line_begins = true;
        let mut paragraph_begins = true;
        while at < source.len() {
            let begins = line_begins && self.in_code == 0;
            if let Some(length) = begins.then(|| self.statement(at, paragraph_begins)).flatten() {
                at += length;
                continue;
            }
            line_begins = false;
            let rest = source.part(at..);
            let length = rest.find(['<', '{', '`', '$', '\\', '\n']).unwrap_or(rest.len());
            self.copy(at, at + length);
            at += length;
            let Some(sign) = source.part(at..).chars().next() else { break };
            let end = match sign {
                '\n' => {
                    let line = source.part(..at);
                    let line = line.part(memchr::memrchr(b'\n', line.as_bytes()).map_or(0, |at| at + 1)..);
                    paragraph_begins = line.trim().is_empty();
                    line_begins = true;
                    None
                }
                '\\' => source.part(at + 1..).chars().next().map(|next| self.copied(at, at + 1 + next.len_utf8())),
                '`' if self.in_code == 0 => Some(self.code(at)),
                '$' if self.in_code == 0 => self.formula(at),
                '{' => self.expression(at),
                '<' => self.markup(at),
                _ => None,
            };
            at = end.unwrap_or_else(|| self.copied(at, at + sign.len_utf8()));
        }
        while let Some(element) = self.open.pop() {
            if !matches!(element.behind, Behind::Hides) {
                self.end(element);
            }
        }
    }

    fn copied(&mut self, start: usize, end: usize) -> usize {
        self.copy(start, end);
        end
    }

    fn copy(&mut self, start: usize, end: usize) {
        self.written.push_str(&unanswered::plain(self.source.part(start..end)));
    }

    /// Imports and exports; what they name can be asked for.
    fn statement(&mut self, at: usize, paragraph_begins: bool) -> Option<usize> {
        let source = self.source;
        if !paragraph_begins {
            return self.fence(at);
        }
        let Some(statement) = statement(source, at, &mut self.left) else { return self.fence(at) };
        for line in statement.lines() {
            if let Some((name, file)) = line.strip_prefix("import ").and_then(|line| line.split_once(" from ")) {
                let file = file.trim().trim_end_matches(';').trim_matches(['"', '\'']);
                if is_media(file) {
                    self.scope.set(name.trim(), Answer::Known(Value::from(file)));
                }
            } else if let Some((name, value)) = line.strip_prefix("export const ").and_then(|line| line.split_once('='))
            {
                let name = name.split(':').next().unwrap_or_default().trim();
                let answer = expression::answer(value.trim().trim_end_matches(';'), &mut self.scope);
                self.scope.set(name, answer);
            }
        }
        Some(statement.len())
    }

    /// A block of code between fences.
    fn fence(&mut self, at: usize) -> Option<usize> {
        let length = fence_length(self.source.part(at..))?;
        self.copy(at, at + length);
        Some(length)
    }

    fn code(&mut self, at: usize) -> usize {
        let source = self.source;
        let length = run(source.part(at..), '`');
        let limit = self.paragraph_end.next_from(source, at).unwrap_or(source.len());
        let places = self.ticks.get_mut(&length);
        let close = places.and_then(|places| {
            while places.pop_if(|place| *place <= at).is_some() {}
            places.last().copied()
        });
        let end = close.filter(|close| *close < limit).map_or(at, |close| close);
        self.copied(at, end + length)
    }

    /// A formula, whose braces are TeX's.
    fn formula(&mut self, at: usize) -> Option<usize> {
        let source = self.source;
        if source.part(at..).starts_with("$$") {
            let end = self.formula_end.next_from(source, at + 2)?;
            return Some(self.copied(at, end + 2));
        }
        let line = source.part(at + 1..).lines().next()?;
        let length = line.char_indices().take(500).find(|(_, c)| *c == '$').map(|(length, _)| length)?;
        let inner = line.part(..length);
        let is_formula =
            !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
        is_formula.then(|| self.copied(at, at + length + 2))
    }

    fn expression(&mut self, at: usize) -> Option<usize> {
        let source = self.source;
        let end = self.lexer.braces(at)?;
        let inner = source.part(at + 1..end - 1).trim();
        let comment = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/"));
        if self.in_code > 0 {
            // `<CodeBlock>{`code`}</CodeBlock>`
            let Answer::Known(Value::String(code)) = expression::answer(inner, &mut self.scope) else { return None };
            self.written.push_str(code.trim_matches('\n'));
            return Some(end);
        }
        if let Some(comment) = comment {
            let word = comment.trim();
            if ["truncate", "more", "excerpt"].iter().any(|mark| word.eq_ignore_ascii_case(mark)) {
                self.written.push_str(&format!("<!-- {word} -->"));
            }
            return Some(end);
        }
        // `## Heading {#id}`
        if inner.starts_with('#') {
            return Some(self.copied(at, end));
        }
        if inner.is_empty() {
            return Some(end);
        }
        match expression::answer(inner, &mut self.scope) {
            Answer::Known(Value::Null | Value::Bool(_)) => {}
            Answer::Known(value) => match written(&value).filter(|text| self.scope.pays(text.len())) {
                Some(text) => self.written.push_str(&text),
                None => self.unanswered(at, end),
            },
            _ => self.unanswered(at, end),
        }
        Some(end)
    }

    fn unanswered(&mut self, start: usize, end: usize) {
        self.filled.unanswered.add(self.source.part(start..end), start);
        self.written.push(UNANSWERED);
    }

    /// A tag, a component, or a comment of HTML.
    fn markup(&mut self, at: usize) -> Option<usize> {
        let source = self.source;
        if source.part(at..).starts_with("<!--") {
            let end = self.comment_end.next_from(source, at)?;
            return Some(self.copied(at, end + 3));
        }
        let tag = self.lexer.tag(at)?;
        let end = tag.end;
        if self.in_code > 0 && !(tag.closes && self.open.last().is_some_and(|open| open.name == tag.name)) {
            return None;
        }
        if matches!(tag.name, "script" | "style") && !tag.closes && !tag.stands_alone {
            let (closing, ahead) = match tag.name {
                "script" => ("</script>", &mut self.script_end),
                _ => ("</style>", &mut self.style_end),
            };
            return ahead.next_from(source, end).map(|start| start + closing.len());
        }
        if tag.name.is_empty() {
            return Some(end);
        }
        if tag.name.starts_with(|c: char| c.is_ascii_lowercase()) && !tag.name.contains('.') {
            self.html(&tag, at);
        } else if tag.closes {
            self.close(tag.name);
        } else {
            self.component(&tag, at);
        }
        Some(end)
    }

    /// The attributes whose values are known, and whether an address is not.
    fn attributes(&mut self, tag: &JsxTag) -> (Vec<(String, String)>, bool) {
        let mut known = Vec::new();
        let mut is_open = false;
        for (name, value) in &tag.attributes {
            let value = match *value {
                JsxValue::Text(text) => Some(text.to_string()),
                JsxValue::Nothing => Some(String::new()),
                JsxValue::Expression(inner) => match expression::answer(inner.trim(), &mut self.scope) {
                    Answer::Known(value) => written(&value),
                    _ => None,
                },
            };
            match value {
                Some(value) => known.push((name.to_lowercase(), value)),
                None => is_open |= ["src", "href", "to", "url"].contains(name),
            }
        }
        (known, is_open)
    }

    /// An element of HTML, whose attributes may be JSX.
    fn html(&mut self, tag: &JsxTag, at: usize) {
        const BLOCKS: [&str; 17] = [
            "div",
            "details",
            "summary",
            "section",
            "article",
            "aside",
            "figure",
            "figcaption",
            "center",
            "header",
            "footer",
            "main",
            "nav",
            "blockquote",
            "ul",
            "ol",
            "li",
        ];
        let source = self.source;
        let (attributes, is_open) = self.attributes(tag);
        if is_open && tag.name != "a" {
            self.unanswered(at, tag.end);
            return;
        }
        let alone = source.part(tag.end..).lines().next().is_none_or(|line| line.trim().is_empty());
        if tag.name == "p" {
            // What it holds is a paragraph of Markdown.
            if line_prefix(&self.written).is_none() {
                self.written.push_str("\n\n");
            }
            return;
        }
        let mut html = format!("<{}{}", if tag.closes { "/" } else { "" }, tag.name);
        for (name, value) in attributes.iter().filter(|(name, _)| name != "style" && !name.starts_with("on")) {
            let name = if name == "classname" { "class" } else { name };
            let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            if is_name {
                html.push_str(&format!(" {name}=\"{}\"", value.replace('"', "&quot;")));
            }
        }
        html.push('>');
        if !BLOCKS.contains(&tag.name) || !alone {
            self.written.push_str(&html);
            if tag.stands_alone
                && !matches!(tag.name, "img" | "br" | "hr" | "source" | "wbr" | "input" | "embed" | "track" | "col")
            {
                self.written.push_str(&format!("</{}>", tag.name));
            }
        } else if line_prefix(&self.written).is_some() {
            write_block(&mut self.written, &html);
        } else {
            self.written.push_str(&html);
            self.written.push('\n');
        }
    }

    fn component(&mut self, tag: &JsxTag, at: usize) {
        let (named, is_open) = self.attributes(tag);
        let name = tag.name.rsplit('.').next().unwrap_or_default().to_string();
        let given = Arguments { name, positional: Vec::new(), named };
        let is_pair = !tag.stands_alone;
        let shows = shown(&given, is_pair).filter(|_| !is_open);
        let behind = match shows {
            Some(Shown::Inline(text) | Shown::Address(text)) => {
                self.written.push_str(&text);
                Behind::Nothing
            }
            Some(Shown::Link(text, url)) => {
                self.written.push_str(&link(&text, &url, false));
                Behind::Nothing
            }
            Some(Shown::Media(title, url)) => {
                self.written.push_str(&media(&title, &url, false));
                Behind::Nothing
            }
            Some(Shown::Block(text)) => {
                write_block(&mut self.written, &text);
                Behind::Nothing
            }
            Some(Shown::Around(before, after)) => {
                self.written.push_str(&before);
                Behind::Words(after)
            }
            Some(Shown::BlockAround(before, after)) => {
                write_block(&mut self.written, before.trim_end());
                Behind::Block(after)
            }
            Some(Shown::Code(language)) if is_pair => {
                begin_line(&mut self.written);
                self.written.push_str(&format!("{CODE_FENCE}{language}\n"));
                self.in_code += 1;
                Behind::Code
            }
            Some(Shown::Hidden) => Behind::Hides,
            Some(Shown::Inner) if is_pair => Behind::Nothing,
            _ => {
                if !is_pair || is_open {
                    self.filled.left_out.add(&format!("<{}>", tag.name), at);
                }
                Behind::Nothing
            }
        };
        let (start, indent) = (self.written.len(), line_prefix(&self.written).map_or(0, |(prefix, _)| prefix.len()));
        let element = Element { name: tag.name.to_string(), behind, start, indent };
        if is_pair {
            self.open.push(element);
        } else if !matches!(element.behind, Behind::Hides) {
            self.finish(element.behind);
        }
    }

    fn close(&mut self, name: &str) {
        if !self.open.iter().rev().take(64).any(|open| open.name == name) {
            return;
        }
        while let Some(element) = self.open.pop() {
            let is_it = element.name == name;
            self.end(element);
            if is_it {
                return;
            }
        }
    }

    fn end(&mut self, element: Element) {
        /// Deeper ones keep their white space.
        const DEEPEST: usize = 8;
        match element.behind {
            Behind::Hides => return self.written.truncate(element.start),
            Behind::Code => self.in_code = self.in_code.saturating_sub(1),
            _ if self.open.len() < DEEPEST => outdent(&mut self.written, element.start, element.indent),
            _ => {}
        }
        self.finish(element.behind);
    }

    fn finish(&mut self, behind: Behind) {
        match behind {
            Behind::Nothing | Behind::Hides => {}
            Behind::Words(words) => self.written.push_str(&words),
            Behind::Block(block) => write_block(&mut self.written, &block),
            Behind::Code => {
                begin_line(&mut self.written);
                self.written.push_str(CODE_FENCE);
                self.written.push('\n');
            }
        }
    }
}

/// How many bytes a block of code takes that begins with its fence here; one that is not closed goes to the end.
fn fence_length(text: &str) -> Option<usize> {
    let is_margin = |c: char| c == ' ' || c == '\t' || c == '>';
    let first = text.lines().next()?;
    let mut opening = first.trim_start_matches(is_margin);
    // In an item of a list.
    if let Some(item) = opening.strip_prefix(['-', '*', '+']).filter(|item| item.starts_with(' ')) {
        opening = item.trim_start();
    }
    let sign = opening.chars().next().filter(|sign| "`~".contains(*sign))?;
    let fence = run(opening, sign);
    if fence < 3 || (sign == '`' && opening.part(fence..).contains('`')) {
        return None;
    }
    let mut length = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        length += line.len();
        let closing = line.trim_start_matches(is_margin);
        if index > 0 && run(closing, sign) >= fence && closing.trim_start_matches(sign).trim().is_empty() {
            return Some(length);
        }
    }
    Some(text.len())
}

/// Takes away what lines of a component are indented more than it: in MDX that makes no code.
fn outdent(written: &mut String, start: usize, indent: usize) {
    let held = written.split_off(start.min(written.len()));
    let Some((first, lines)) = held.split_once('\n') else { return written.push_str(&held) };
    let margin = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let filled = lines.lines().filter(|line| !line.trim().is_empty());
    let more = filled.map(margin).min().unwrap_or_default().saturating_sub(indent);
    written.push_str(first);
    for line in lines.split('\n') {
        written.push('\n');
        written.push_str(line.get(more.min(margin(line))..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests;
