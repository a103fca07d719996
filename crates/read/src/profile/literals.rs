//! What a configuration that is a program says in so many words: `key: "value"` in JavaScript and TypeScript, `KEY = 'value'` in Python.
//!
//! Nothing is run. What is made by an expression is not known, and its name is told. Whole parsers (oxc, swc; rustpython's, which is not kept up)
//! are larger than the rest of this crate, and give a syntax tree of which this little would still have to be found.
//!
//! The text is read once, from its beginning to its end, and no deeper than forty levels.

use serde_json::{Map, Value};

/// Which language a configuration is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// JavaScript or TypeScript, and so JSON with comments.
    Script,
    /// Python.
    Python,
}

/// What was read of a configuration.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literals {
    /// The tables that it exports, and beside them its names with their values.
    pub values: Map<String, Value>,
    /// The names of what it makes by expressions, as far as there are few.
    pub unread: Vec<String>,
}

/// More levels than any configuration has.
const DEEPEST: usize = 40;
/// The longest text that is taken for the name that it was given, in bytes: an address or a title is shorter.
const LONGEST_NAMED: usize = 500;
/// The longest text that is put together with `+`, in bytes.
const LONGEST_MADE: usize = 16_384;
/// More names than anybody would want to be told.
const MOST_UNREAD: usize = 200;

/// Reads the literal values of a configuration.
pub fn read(text: &str, language: Language) -> Literals {
    let tokens = Lexer { text, at: 0, language, is_first: true, last: None }.collect::<Vec<_>>();
    let mut reader = Reader { tokens: &tokens, at: 0, language, found: Literals::default(), path: Vec::new() };
    match language {
        Language::Script => reader.script(),
        Language::Python => reader.python(),
    }
    reader.found
}

#[derive(Clone, Debug, PartialEq)]
enum Token<'t> {
    Name(&'t str),
    Text(String),
    Number(&'t str),
    Mark(char),
    /// `=>`
    Arrow,
    /// `||`, `??`
    Or,
    /// A text that is made of others, or anything else that is no literal.
    Made,
}

struct Placed<'t> {
    token: Token<'t>,
    /// Whether it is the first of its line.
    is_first: bool,
    /// Whether it stands at the very beginning of its line.
    is_outermost: bool,
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    language: Language,
    is_first: bool,
    /// The mark before, by which a division is told from a pattern.
    last: Option<char>,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes white space and comments.
    fn pass_space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let space = rest.get(..rest.len() - trimmed.len()).unwrap_or_default();
            self.is_first |= space.contains('\n');
            self.at += space.len();
            let comment = match self.language {
                Language::Python if trimmed.starts_with('#') => trimmed.find('\n').unwrap_or(trimmed.len()),
                Language::Script if trimmed.starts_with("//") => trimmed.find('\n').unwrap_or(trimmed.len()),
                Language::Script if trimmed.starts_with("/*") => {
                    trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
                }
                _ => return,
            };
            self.at += comment;
        }
    }

    /// The text between quotation marks, which begin here.
    fn quoted(&mut self, quote: char, is_raw: bool, is_made: bool) -> Token<'t> {
        let triple = [quote; 3].iter().collect::<String>();
        let is_long = self.language == Language::Python && self.rest().starts_with(&triple);
        self.at += if is_long { 3 } else { 1 };
        let ends_with_line = !is_long && quote != '`';
        let (mut text, mut is_made) = (String::new(), is_made && self.language == Language::Python);
        let mut characters = self.rest().char_indices();
        while let Some((offset, c)) = characters.next() {
            if c == quote && (!is_long || self.rest().get(offset..).is_some_and(|rest| rest.starts_with(&triple))) {
                self.at += offset + if is_long { 3 } else { 1 };
                return if is_made { Token::Made } else { Token::Text(text) };
            }
            match c {
                '\n' if ends_with_line => {
                    self.at += offset;
                    return Token::Made;
                }
                '\\' if !is_raw => match characters.next().map(|(_, c)| c) {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('u') => {
                        let digits =
                            characters.as_str().get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                        match digits.and_then(char::from_u32) {
                            Some(c) => {
                                text.push(c);
                                characters.nth(3);
                            }
                            None => is_made = true,
                        }
                    }
                    Some('\n') | None => {}
                    Some(c) => text.push(c),
                },
                '$' if quote == '`' && characters.as_str().starts_with('{') => is_made = true,
                c => text.push(c),
            }
        }
        self.at = self.text.len();
        Token::Made
    }

    /// A pattern (`/[a-z]/g`), which may hold quotation marks.
    fn pattern(&mut self) -> Token<'t> {
        let (mut is_escaped, mut in_class) = (false, false);
        for (offset, c) in self.rest().char_indices().skip(1) {
            match c {
                '\n' => break,
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    self.at += offset + 1;
                    return Token::Made;
                }
                _ => {}
            }
        }
        self.at += 1;
        Token::Mark('/')
    }

    fn name(&mut self) -> Token<'t> {
        let rest = self.rest();
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default();
        self.at += end;
        // Python's `r"..."`, `u'...'`, `f"..."`.
        let is_prefix =
            self.language == Language::Python && name.len() <= 2 && name.bytes().all(|b| b"rRuUbBfF".contains(&b));
        match self.rest().chars().next() {
            Some(quote @ ('"' | '\'')) if is_prefix => {
                let (raw, made) = (name.contains(['r', 'R']), name.contains(['f', 'F', 'b', 'B']));
                self.quoted(quote, raw, made)
            }
            _ => Token::Name(name),
        }
    }

    fn number(&mut self) -> Token<'t> {
        let rest = self.rest();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let end = rest.char_indices().skip(1).find(|(_, c)| !is_part(*c)).map_or(rest.len(), |(end, _)| end);
        self.at += end;
        Token::Number(rest.get(..end).unwrap_or_default())
    }
}

impl<'t> Iterator for Lexer<'t> {
    type Item = Placed<'t>;

    fn next(&mut self) -> Option<Placed<'t>> {
        self.pass_space();
        let rest = self.rest();
        let first = rest.chars().next()?;
        let is_first = std::mem::take(&mut self.is_first);
        let is_outermost = self.at == 0 || self.text.as_bytes().get(self.at - 1) == Some(&b'\n');
        let begins_value = self.last.is_none_or(|mark| "(,=:[!&|?{};+".contains(mark));
        let token = match first {
            '"' | '\'' => self.quoted(first, false, false),
            '`' if self.language == Language::Script => self.quoted(first, false, false),
            '/' if self.language == Language::Script && begins_value => self.pattern(),
            c if c.is_alphabetic() || c == '_' || c == '$' => self.name(),
            c if c.is_ascii_digit() => self.number(),
            '-' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) && begins_value => self.number(),
            _ if rest.starts_with("=>") => {
                self.at += 2;
                Token::Arrow
            }
            _ if rest.starts_with("||") || rest.starts_with("??") => {
                self.at += 2;
                Token::Or
            }
            _ if rest.starts_with("==") => {
                self.at += 2;
                Token::Made
            }
            c => {
                self.at += c.len_utf8();
                Token::Mark(c)
            }
        };
        self.last = match &token {
            Token::Mark(mark) => Some(*mark),
            Token::Arrow | Token::Or => Some('='),
            // `return /x/`
            Token::Name("return") => Some('('),
            _ => Some('a'),
        };
        Some(Placed { token, is_first, is_outermost })
    }
}

struct Reader<'a, 't> {
    tokens: &'a [Placed<'t>],
    at: usize,
    language: Language,
    found: Literals,
    /// The names that lead to the value that is being read.
    path: Vec<String>,
}

impl<'t> Reader<'_, 't> {
    fn token(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    fn is_mark(&self, mark: char) -> bool {
        self.token() == Some(&Token::Mark(mark))
    }

    fn take(&mut self, mark: char) -> bool {
        let is_it = self.is_mark(mark);
        self.at += usize::from(is_it);
        is_it
    }

    fn script(&mut self) {
        // What a function gives back counts where nothing else is exported (Eleventy).
        let (mut exported, mut given_back) = (Map::new(), Map::new());
        // JSON with comments is a table and nothing else.
        if self.is_mark('{')
            && let Some(Value::Object(table)) = self.value(0)
        {
            exported = table;
        }
        while let Some(token) = self.token().cloned() {
            self.at += 1;
            match token {
                Token::Name("const" | "let" | "var") => self.declaration(),
                Token::Name("default") => self.exported(&mut exported),
                Token::Name("exports") if self.take('=') => self.exported(&mut exported),
                Token::Name("return") if self.is_mark('{') => {
                    if let Some(Value::Object(table)) = self.value(0) {
                        given_back.extend(table);
                    }
                }
                // `eleventyConfig.setInputDirectory("src")`
                Token::Name(name) if name.starts_with("set") && self.is_mark('(') => {
                    if let (Some(Token::Text(text)), Some(Token::Mark(')'))) = (self.after(1), self.after(2)) {
                        let text = text.clone();
                        self.found.values.insert(name.to_string(), Value::String(text));
                    }
                }
                _ => {}
            }
        }
        let given = if exported.is_empty() { given_back } else { exported };
        self.found.values.extend(given);
    }

    fn after(&self, steps: usize) -> Option<&Token<'t>> {
        self.tokens.get(self.at + steps).map(|placed| &placed.token)
    }

    /// `const site: Config = {...}`, behind the first word.
    fn declaration(&mut self) {
        let Some(Token::Name(name)) = self.token().cloned() else { return };
        self.at += 1;
        // A type stands between the name and the value; a pattern (`const { a } = b`) is none of ours.
        let mut depth = 0usize;
        while let Some(token) = self.token() {
            match token {
                Token::Mark('=') if depth == 0 => break,
                Token::Mark(';') if depth == 0 => return,
                Token::Mark('(' | '[' | '{' | '<') => depth += 1,
                Token::Mark(')' | ']' | '}' | '>') => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
        }
        if self.take('=') {
            self.named(name);
        }
    }

    /// The value of a name at the outermost level.
    fn named(&mut self, name: &str) {
        self.path.push(name.to_string());
        match self.value(0) {
            Some(value) => drop(self.found.values.insert(name.to_string(), value)),
            None => self.is_unread(),
        }
        self.path.pop();
    }

    /// `export default {...}`, or a name with that value.
    fn exported(&mut self, exported: &mut Map<String, Value>) {
        let name = match (self.token(), self.after(1)) {
            // The body of a function is looked through for what it gives back.
            (Some(Token::Name("async" | "function" | "class")), _) => return,
            (Some(Token::Name(name)), next) if !matches!(next, Some(Token::Mark('(' | '.'))) => Some(*name),
            _ => None,
        };
        let value = match name {
            Some(name) => self.found.values.get(name).cloned(),
            None if self.is_mark('(') => return,
            None => self.value(0),
        };
        if let Some(Value::Object(table)) = value {
            exported.extend(table);
        }
    }

    fn python(&mut self) {
        while let Some(placed) = self.tokens.get(self.at) {
            self.at += 1;
            if let Token::Name(name) = placed.token
                && placed.is_outermost
            {
                // `NAME: str = "..."`
                if self.is_mark(':') && matches!(self.after(2), Some(Token::Mark('='))) {
                    self.at += 2;
                }
                if self.take('=') {
                    self.named(name);
                }
            }
        }
    }

    fn is_unread(&mut self) {
        if self.found.unread.len() < MOST_UNREAD {
            self.found.unread.push(self.path.join("."));
        }
    }

    /// The value that begins here, if it is a literal; whatever it is, all of it is passed.
    fn value(&mut self, depth: usize) -> Option<Value> {
        let mut value = self.operand(depth);
        loop {
            match self.token() {
                Some(Token::Or) => {
                    self.at += 1;
                    let other = self.operand(depth);
                    value = value.or(other);
                }
                Some(Token::Mark('+')) => {
                    self.at += 1;
                    value = match (value, self.operand(depth)) {
                        (Some(Value::String(left)), Some(Value::String(right)))
                            if left.len() + right.len() <= LONGEST_MADE =>
                        {
                            Some(Value::String(left + &right))
                        }
                        _ => None,
                    };
                }
                // `{...} satisfies Config`, `"x" as const`
                Some(Token::Name("as" | "satisfies")) if self.language == Language::Script => {
                    self.pass_expression();
                    return value;
                }
                _ if self.ends_here() => return value,
                _ => {
                    self.pass_expression();
                    return None;
                }
            }
        }
    }

    /// Whether a value ends before this token.
    fn ends_here(&self) -> bool {
        let Some(placed) = self.tokens.get(self.at) else { return true };
        match placed.token {
            Token::Mark(',' | ';' | ')' | ']' | '}') => true,
            // Without a semicolon the line ends it.
            Token::Mark(mark) => placed.is_first && !matches!(mark, '.' | '?' | ':' | '*' | '&' | '|' | '(' | '['),
            Token::Arrow | Token::Or => false,
            _ => placed.is_first,
        }
    }

    fn operand(&mut self, depth: usize) -> Option<Value> {
        let token = self.token().cloned()?;
        if depth > DEEPEST {
            self.pass_expression();
            return None;
        }
        match token {
            Token::Text(text) => {
                self.at += 1;
                let mut text = text;
                // Python joins texts that stand side by side.
                while let (Language::Python, Some(Token::Text(more))) = (self.language, self.token()) {
                    if self.tokens.get(self.at).is_some_and(|placed| placed.is_outermost) {
                        break;
                    }
                    text.push_str(more);
                    self.at += 1;
                }
                Some(Value::String(text))
            }
            Token::Number(number) => {
                self.at += 1;
                number.replace('_', "").parse::<serde_json::Number>().ok().map(Value::Number)
            }
            Token::Mark('{') => {
                self.at += 1;
                Some(Value::Object(self.table(depth)))
            }
            Token::Mark('[') => {
                self.at += 1;
                Some(self.list(depth, ']'))
            }
            Token::Mark('(') if self.language == Language::Python => {
                self.at += 1;
                let Value::Array(mut list) = self.list(depth, ')') else { return None };
                let is_tuple = list.len() != 1
                    || matches!(
                        self.tokens.get(self.at.saturating_sub(2)).map(|placed| &placed.token),
                        Some(Token::Mark(','))
                    );
                // `("one " "two")` is a text in parentheses.
                if is_tuple { Some(Value::Array(list)) } else { list.pop() }
            }
            Token::Name("true" | "True") => self.constant(Value::Bool(true)),
            Token::Name("false" | "False") => self.constant(Value::Bool(false)),
            Token::Name("null" | "undefined" | "None") => self.constant(Value::Null),
            // `new Date("2026-11-24")` is what it is made of.
            Token::Name("new")
                if self.after(1) == Some(&Token::Name("Date"))
                    && self.after(2) == Some(&Token::Mark('('))
                    && matches!(self.after(3), Some(Token::Text(_) | Token::Number(_)))
                    && self.after(4) == Some(&Token::Mark(')')) =>
            {
                self.at += 3;
                let written = self.operand(depth + 1);
                self.at += 1;
                written
            }
            Token::Name("function" | "async" | "class" | "new" | "await") => {
                self.pass_expression();
                None
            }
            Token::Name(name) => {
                self.at += 1;
                match self.token() {
                    Some(Token::Mark('(')) if self.language == Language::Script => {
                        self.at += 1;
                        self.argument(depth)
                    }
                    _ if self.ends_here() || matches!(self.token(), Some(Token::Mark('+') | Token::Or)) => {
                        self.known(name)
                    }
                    // `process.env.URL || "..."`
                    Some(Token::Mark('.')) if self.language == Language::Script => {
                        while self.take('.') || self.take('?') {
                            self.at += usize::from(matches!(self.token(), Some(Token::Name(_))));
                        }
                        if self.ends_here() || self.token() == Some(&Token::Or) {
                            return None;
                        }
                        self.pass_expression();
                        None
                    }
                    _ => {
                        self.pass_expression();
                        None
                    }
                }
            }
            Token::Made => {
                self.at += 1;
                None
            }
            _ => {
                self.pass_expression();
                None
            }
        }
    }

    /// The value of a name. Only what is short: tables that hold each other twice, or texts, would grow beyond all bounds.
    fn known(&self, name: &str) -> Option<Value> {
        let is_short = |value: &&Value| match value {
            Value::String(text) => text.len() <= LONGEST_NAMED,
            value => !value.is_object() && !value.is_array(),
        };
        self.found.values.get(name).filter(is_short).cloned()
    }

    fn constant(&mut self, value: Value) -> Option<Value> {
        self.at += 1;
        Some(value)
    }

    /// The first table among the arguments of a call: `defineConfig({...})`.
    fn argument(&mut self, depth: usize) -> Option<Value> {
        let Value::Array(list) = self.list(depth, ')') else { return None };
        list.into_iter().find(Value::is_object)
    }

    /// A list, behind its first mark.
    fn list(&mut self, depth: usize, end: char) -> Value {
        let mut list = Vec::new();
        while self.token().is_some() && !self.take(end) {
            let before = self.at;
            list.extend(self.value(depth + 1));
            // What is wrong with the brackets ends it.
            if !self.take(',') && !self.is_mark(end) {
                self.at += usize::from(self.at == before);
                if self.token().is_some_and(|token| matches!(token, Token::Mark(')' | ']' | '}'))) {
                    break;
                }
            }
        }
        Value::Array(list)
    }

    /// A table, behind its first mark.
    fn table(&mut self, depth: usize) -> Map<String, Value> {
        let mut table = Map::new();
        while let Some(token) = self.token().cloned() {
            if self.take('}') {
                break;
            }
            let before = self.at;
            self.at += 1;
            let key = match token {
                Token::Name(name) if self.language == Language::Python => {
                    self.known(name).and_then(|value| value.as_str().map(str::to_string))
                }
                Token::Name(name) => Some(name.to_string()),
                Token::Text(text) => Some(text),
                Token::Number(number) => Some(number.to_string()),
                Token::Mark(',') => continue,
                Token::Mark(')' | ']') => break,
                // `...others`, `[computed]: value`
                _ => None,
            };
            self.path.push(key.clone().unwrap_or_default());
            let has_value = self.take(':');
            match key {
                Some(key) if has_value => match self.value(depth + 1) {
                    Some(value) => drop(table.insert(key, value)),
                    None => self.is_unread(),
                },
                // `{ title }`
                Some(key) if self.is_mark(',') || self.is_mark('}') => {
                    let known = self.known(&key);
                    table.extend(known.map(|value| (key, value)));
                }
                // A method, or what only has its place: all of it is passed.
                _ => {
                    self.at = before;
                    self.pass_member();
                }
            }
            self.path.pop();
            self.at += usize::from(self.at == before);
        }
        table
    }

    /// Passes all that belongs to an expression: until a mark that ends it, or its line does.
    fn pass_expression(&mut self) {
        let mut depth = 0usize;
        let mut is_begun = false;
        while let Some(placed) = self.tokens.get(self.at) {
            match placed.token {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') if depth == 0 => return,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                Token::Mark(',' | ';') if depth == 0 => return,
                _ if depth == 0 && is_begun && self.ends_here() && !self.goes_on() => return,
                _ => {}
            }
            is_begun = true;
            self.at += 1;
        }
    }

    /// Whether the token before asks for another: an expression goes on behind an operator at the end of a line.
    fn goes_on(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map(|placed| &placed.token);
        matches!(
            before,
            Some(Token::Arrow | Token::Or | Token::Mark('+' | '-' | '*' | '=' | '?' | ':' | '&' | '|' | '.' | '!'))
        )
    }

    /// Passes a member of a table that is no key with its value, up to the comma behind it.
    fn pass_member(&mut self) {
        let mut depth = 0usize;
        while let Some(token) = self.token() {
            match token {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') if depth == 0 => return,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                Token::Mark(',') if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn script(text: &str) -> Value {
        Value::Object(read(text, Language::Script).values)
    }

    #[test]
    fn a_table_that_is_exported_is_read() {
        let cases = [
            (
                "export default { title: 'T', n: 3, yes: true, list: ['a', 1,], in: { 'a-b': \"c\" } }",
                json!({"title": "T", "n": 3, "yes": true, "list": ["a", 1], "in": {"a-b": "c"}}),
            ),
            ("module.exports = { a: 'b' };", json!({"a": "b"})),
            (
                "import x from 'y'\nexport default defineConfig({ site: `https://e.example`, plugins: [x({a: 1}), /['\"]/g] })",
                json!({"site": "https://e.example", "plugins": [{"a": 1}]}),
            ),
            (
                "// @ts-check\n/** it's */\nconst config: Config<'x'> = { url: 'https://e.example' } satisfies Config\nexport default config",
                json!({"config": {"url": "https://e.example"}, "url": "https://e.example"}),
            ),
            (
                "export const TITLE = 'a' + 'b'\nexport const URL = process.env.URL || 'https://e.example'\nexport const SITE = { title: TITLE } as const",
                json!({"TITLE": "ab", "URL": "https://e.example", "SITE": {"title": "ab"}}),
            ),
            (
                "module.exports = function (c) { c.setInputDirectory('src'); if (a) { b() }\n return { dir: { output: '_site' } } }",
                json!({"setInputDirectory": "src", "dir": {"output": "_site"}}),
            ),
            (
                "export default async function (c) {\n  c.addFilter('x', (a) => { return { no: 1 } })\n}\nexport const config = { dir: { input: 'in' } }",
                json!({"config": {"dir": {"input": "in"}}, "no": 1}),
            ),
            (
                "const c = {\n  a: 'it\\'s',\n  async f() { return { b: 'no' } },\n  ...other,\n  [k]: 'v',\n  g: () => ({ x: 1 }),\n  b: 'yes'\n}\nmodule.exports = c",
                json!({"c": {"a": "it's", "b": "yes"}, "a": "it's", "b": "yes"}),
            ),
            (
                "{ // comments in JSON\n \"a\": [1, {\"b\": null}], /* and */ \"c\": -1.5 }",
                json!({"a": [1, {"b": null}], "c": -1.5}),
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(script(text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_python_are_read() {
        let text = "#!/usr/bin/env python\nimport os\nAUTHOR = u'Ada'\nSITENAME: str = \"It's #1\"\nURL = os.environ['URL']\nLANG = 'en'\n\
                    if True:\n    NOT = 'this'\nPATHS = ['a', \"b\"]\nPOSTS = (\n    (\"posts/*.md\", \"posts\", \"post.tmpl\"),\n)\n\
                    TITLES = {LANG: 'T', 'fr': 'U'}\nLONG = ('one '\n  'two')\nDOC = \"\"\"a\n\"b\" c\"\"\"\nN = 10\nFEED = None\nF = f'{LANG}'\n";
        let Literals { values, unread } = read(text, Language::Python);
        let expected = json!({
            "AUTHOR": "Ada", "SITENAME": "It's #1", "LANG": "en", "PATHS": ["a", "b"], "POSTS": [["posts/*.md", "posts", "post.tmpl"]],
            "TITLES": {"en": "T", "fr": "U"}, "LONG": "one two", "DOC": "a\n\"b\" c", "N": 10, "FEED": null
        });
        assert_eq!(Value::Object(values), expected);
        assert_eq!(unread, ["URL", "F"]);
    }

    #[test]
    fn what_is_made_is_told() {
        let text = "export default {\n url: process.env.URL,\n title: `a ${b}`,\n base: a ? '/' : '/x/',\n deep: { x: f(1), y: 'y' },\n z: 'z' }";
        let Literals { values, unread } = read(text, Language::Script);
        assert_eq!(Value::Object(values), json!({"deep": {"y": "y"}, "z": "z"}));
        assert_eq!(unread, ["url", "title", "base", "deep.x"]);
    }

    #[test]
    fn texts_that_hold_each_other_twice_stay_short() {
        let python = "A = 'title'\n".to_string() + &"A = A + A\n".repeat(60) + "B = 'b'\n";
        let found = read(&python, Language::Python);
        assert!(found.values.values().all(|value| value.to_string().len() < 2 * LONGEST_NAMED));
        assert_eq!(found.values.get("B"), Some(&json!("b")));
        assert_eq!(found.unread.first().map(String::as_str), Some("A"));
        let script: String = (1..60).map(|n| format!("const a{n} = a{} + a{}\n", n - 1, n - 1)).collect();
        let found = read(&format!("const a0 = 'title'\n{script}"), Language::Script);
        assert_eq!(found.values.get("a1"), Some(&json!("titletitle")));
        assert_eq!(found.values.get("a50"), None);
        assert!(found.unread.contains(&"a50".to_string()));
    }

    #[test]
    fn hostile_text_costs_no_more_than_its_length() {
        let doubling: String = (1..60).map(|n| format!("const a{n} = {{ x: a{}, y: a{} }}\n", n - 1, n - 1)).collect();
        let texts = [
            "{".repeat(200_000),
            "[{a:".repeat(100_000),
            "const a = (".repeat(50_000),
            "export default ".repeat(50_000),
            "a = '''".to_string() + &"\\'".repeat(100_000),
            "return {".repeat(50_000) + &"}".repeat(50_000),
            "{a:b(".repeat(50_000),
            "}])".repeat(50_000),
            doubling,
            "\u{0}\u{feff}const \u{1f600} = `${`${`".to_string(),
        ];
        for text in &texts {
            for language in [Language::Script, Language::Python] {
                let found = read(text, language);
                assert!(
                    found.values.len() < 200 && found.unread.len() <= MOST_UNREAD,
                    "{}",
                    &text[..20.min(text.len())]
                );
            }
        }
    }
}
