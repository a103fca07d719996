//! Objects as JavaScript writes them: `export const metadata = { title: 'A bridge', date: new Date("2026-11-24") }`.
//!
//! Only literals are read; what has to be run says nothing. No crate for JSON5 takes what stands between them in real files: calls, names and
//! templates.

use super::value::{Node, Value};
use crate::parts::Part;

/// Values nested deeper than this are nobody's front matter.
const DEEPEST: usize = 32;

/// The object that an MDX file exports as what is known of it, and the first byte behind the statement. Only imports, comments and blank lines may
/// stand above it.
pub fn exported(text: &str) -> Option<(Node, usize)> {
    const NAMES: &[&str] = &["metadata", "meta", "frontmatter", "frontMatter", "article", "post"];
    let mut at = 0;
    while let Some(line) = text.part(at..).split_inclusive('\n').next() {
        let bare = line.trim();
        if let Some(rest) = bare.strip_prefix("export const ") {
            let (name, _) = rest.split_once('=')?;
            let name = name.split(':').next()?.trim();
            let opening = at + line.find('=')? + 1;
            let start = opening + text.part(opening..).find(|c: char| !c.is_whitespace())?;
            if !NAMES.contains(&name) || !text.part(start..).starts_with('{') {
                return None;
            }
            let mut script = Script { text, at: start };
            let value = script.value(0);
            // `};`, `} satisfies Metadata;`
            let rest = text.part(script.at..).split_inclusive('\n').next().unwrap_or_default();
            let is_of_statement = matches!(rest.trim(), "" | ";") || rest.trim().starts_with("satisfies ");
            return Some((Node { value, start }, script.at + if is_of_statement { rest.len() } else { 0 }));
        }
        let passes =
            bare.is_empty() || bare.starts_with("import ") || bare.starts_with("//") || bare.starts_with("{/*");
        if !passes {
            return None;
        }
        at += line.len();
    }
    None
}

/// The object of a whole text, with or without braces around it and `return` or `module.exports =` in front.
pub fn object(text: &str) -> Node {
    let start = text.find('{').unwrap_or(text.len());
    Node { value: Script { text, at: start }.value(0), start }
}

struct Script<'t> {
    text: &'t str,
    at: usize,
}

impl Script<'_> {
    fn peek(&self) -> Option<char> {
        self.text.part(self.at..).chars().next()
    }

    fn skip(&mut self) {
        loop {
            let rest = self.text.part(self.at..);
            let blank = rest.len() - rest.trim_start().len();
            let comment = match rest.trim_start() {
                rest if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                rest if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                _ => 0,
            };
            self.at += blank + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn take(&mut self, sign: char) -> bool {
        self.skip();
        let is_there = self.peek() == Some(sign);
        self.at += if is_there { sign.len_utf8() } else { 0 };
        is_there
    }

    /// A value; what is no literal says nothing, and is passed over up to the next comma or closing sign.
    fn value(&mut self, depth: usize) -> Value {
        self.skip();
        let value = match self.peek() {
            Some('{') if depth < DEEPEST => self.table(depth),
            Some('[') if depth < DEEPEST => self.list(depth),
            Some('"' | '\'' | '`') => self.text().map_or(Value::Nothing, Value::Text),
            _ => self.word(depth),
        };
        if depth == 0 {
            return value;
        }
        self.skip();
        if matches!(self.peek(), Some(',' | '}' | ']' | ')') | None) {
            return value;
        }
        // `"a" + b`: only its beginning is known.
        self.pass_over();
        Value::Nothing
    }

    fn table(&mut self, depth: usize) -> Value {
        self.take('{');
        let mut table = Vec::new();
        while !self.take('}') && self.peek().is_some() {
            let start = self.at;
            let key = self.key();
            if let Some(key) = key.filter(|_| self.take(':')) {
                self.skip();
                let start = self.at;
                table.push((key, Node { value: self.value(depth + 1), start }));
            } else {
                // `...others`, `draft,`, a method.
                self.pass_over();
            }
            self.take(',');
            self.steps_on(start);
        }
        Value::Table(table)
    }

    fn list(&mut self, depth: usize) -> Value {
        self.take('[');
        let mut list = Vec::new();
        while !self.take(']') && self.peek().is_some() {
            self.skip();
            let start = self.at;
            list.push(Node { value: self.value(depth + 1), start });
            self.take(',');
            self.steps_on(start);
        }
        Value::List(list)
    }

    /// A sign that belongs nowhere is left behind.
    fn steps_on(&mut self, start: usize) {
        if self.at == start {
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }

    fn key(&mut self) -> Option<String> {
        self.skip();
        match self.peek()? {
            '"' | '\'' => self.text(),
            _ => {
                let rest = self.text.part(self.at..);
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
                self.at += end;
                Some(rest.part(..end).to_string()).filter(|key| !key.is_empty())
            }
        }
    }

    /// A string; `None` for a template with values in it.
    fn text(&mut self) -> Option<String> {
        let quote = self.peek()?;
        self.at += quote.len_utf8();
        let mut text = String::new();
        let mut is_plain = true;
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '\\' => {
                    let escaped = self.peek()?;
                    self.at += escaped.len_utf8();
                    match escaped {
                        'n' | 'r' | 't' => text.push(' '),
                        'u' => text.extend(self.code_point()),
                        '\n' => {}
                        other => text.push(other),
                    }
                }
                '$' if quote == '`' && self.peek() == Some('{') => is_plain = false,
                _ if c == quote => return Some(text).filter(|_| is_plain),
                _ => text.push(c),
            }
        }
        None
    }

    /// `00e9` or `{1F600}` behind `\u`.
    fn code_point(&mut self) -> Option<char> {
        let rest = self.text.part(self.at..);
        let (digits, length) = match rest.strip_prefix('{') {
            Some(inside) => inside.split_once('}').map(|(digits, _)| (digits, digits.len() + 2))?,
            None => (rest.get(..4)?, 4),
        };
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += length;
        char::from_u32(code)
    }

    /// A number, `true`, or `new Date("2026-11-24")`, which is the text in it.
    fn word(&mut self, depth: usize) -> Value {
        let rest = self.text.part(self.at..);
        if let Some(inside) = rest.strip_prefix("new Date(").filter(|_| depth < DEEPEST) {
            self.at += rest.len() - inside.len();
            let value = self.value(depth + 1);
            self.take(')');
            return value;
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "_.-+".contains(c))).unwrap_or(rest.len());
        let word = rest.part(..end);
        self.at += end;
        let is_literal = matches!(word, "true" | "false") || word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        if is_literal { Value::Text(word.to_string()) } else { Value::Nothing }
    }

    /// Up to the comma or closing sign that ends the value here.
    fn pass_over(&mut self) {
        let mut depth = 0_usize;
        loop {
            self.skip();
            match self.peek() {
                None => return,
                Some(',' | '}' | ']' | ')') if depth == 0 => return,
                Some('"' | '\'' | '`') => {
                    self.text();
                    continue;
                }
                Some('{' | '[' | '(') => depth += 1,
                Some('}' | ']' | ')') => depth -= 1,
                Some(_) => {}
            }
            self.at += self.peek().map_or(0, char::len_utf8);
        }
    }
}
