//! Expressions of Liquid, Nunjucks, Jinja, Tera, Go and JavaScript, as far as values that are there answer them.
//!
//! Their crates do not serve here: `liquid`, `tera` and `minijinja` evaluate a template as a whole or fail at the first name that they do
//! not know, and what they evaluate may loop and grow. Here nothing loops, and each step pays for what it makes.

use super::filters;
use super::scope::{Answer, Scope};
use serde_json::Value;

/// What an expression comes to; [`Answer::Unknown`] for one that is none.
pub fn answer(text: &str, scope: &mut Scope) -> Answer {
    let mut parser = Parser { text, at: 0, depth: 0, scope };
    let answer = parser.any();
    parser.space();
    answer.filter(|_| parser.at == text.len()).unwrap_or(Answer::Unknown)
}

/// Whether a condition holds; `None` where only the generator knows.
pub fn holds(text: &str, scope: &mut Scope) -> Option<bool> {
    truth(&answer(text, scope))
}

fn truth(answer: &Answer) -> Option<bool> {
    match answer {
        Answer::Known(Value::Null | Value::Bool(false)) | Answer::Missing => Some(false),
        Answer::Known(Value::String(text)) => Some(!text.is_empty()),
        Answer::Known(_) => Some(true),
        Answer::Unknown => None,
    }
}

fn bool_answer(truth: Option<bool>) -> Answer {
    truth.map_or(Answer::Unknown, |truth| Answer::Known(Value::Bool(truth)))
}

struct Parser<'t, 's, 'a> {
    text: &'t str,
    at: usize,
    depth: usize,
    scope: &'s mut Scope<'a>,
}

/// How deep brackets may nest.
const DEEPEST: usize = 16;

impl<'t> Parser<'t, '_, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes a sign that comes next.
    fn takes(&mut self, sign: &str) -> bool {
        self.space();
        let takes = self.rest().starts_with(sign);
        self.at += if takes { sign.len() } else { 0 };
        takes
    }

    /// Takes a word that comes next as a whole.
    fn takes_word(&mut self, word: &str) -> bool {
        self.space();
        let takes = self.rest().strip_prefix(word).is_some_and(|rest| !rest.starts_with(is_of_name));
        self.at += if takes { word.len() } else { 0 };
        takes
    }

    fn any(&mut self) -> Option<Answer> {
        let mut left = self.all()?;
        loop {
            let coalesces = self.takes("??");
            if !coalesces && !self.takes("||") && !self.takes_word("or") {
                return Some(left);
            }
            let right = self.all()?;
            left = match truth(&left) {
                Some(true) => left,
                Some(false) => right,
                None if truth(&right) == Some(true) && !coalesces => bool_answer(None),
                None => Answer::Unknown,
            };
        }
    }

    fn all(&mut self) -> Option<Answer> {
        let mut left = self.compared()?;
        while self.takes("&&") || self.takes_word("and") {
            let right = self.compared()?;
            left = match (truth(&left), truth(&right)) {
                (Some(false), _) | (_, Some(false)) => bool_answer(Some(false)),
                (Some(true), _) => right,
                _ => Answer::Unknown,
            };
        }
        Some(left)
    }

    fn compared(&mut self) -> Option<Answer> {
        if self.takes_word("not") || (!self.rest().trim_start().starts_with("!=") && self.takes("!")) {
            self.depth += 1;
            let inner = if self.depth > DEEPEST { None } else { self.compared() };
            self.depth -= 1;
            return Some(bool_answer(truth(&inner?).map(|truth| !truth)));
        }
        let left = self.sum()?;
        for sign in ["===", "!==", "==", "!=", "<=", ">=", "<", ">"] {
            if self.takes(sign) {
                let right = self.sum()?;
                return Some(compare(&left, sign, &right));
            }
        }
        if self.takes_word("contains") {
            let right = self.sum()?;
            return Some(contains(&left, &right));
        }
        if self.takes_word("in") {
            let right = self.sum()?;
            return Some(contains(&right, &left));
        }
        if self.takes_word("is") {
            let negated = self.takes_word("not");
            if !self.takes_word("defined") {
                return None;
            }
            let defined = match left {
                Answer::Known(_) => Some(true),
                Answer::Missing => Some(false),
                Answer::Unknown => None,
            };
            return Some(bool_answer(defined.map(|defined| defined != negated)));
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Answer> {
        let mut left = self.product()?;
        loop {
            let sign = if self.takes("+") {
                '+'
            } else if self.takes("-") {
                '-'
            } else {
                return Some(left);
            };
            let right = self.product()?;
            left = self.calculated(&left, sign, &right);
        }
    }

    fn product(&mut self) -> Option<Answer> {
        let mut left = self.piped()?;
        loop {
            let sign = if self.takes("*") {
                '*'
            } else if self.takes("/") {
                '/'
            } else {
                return Some(left);
            };
            let right = self.piped()?;
            left = self.calculated(&left, sign, &right);
        }
    }

    /// Numbers are calculated with, and texts put together.
    fn calculated(&mut self, left: &Answer, sign: char, right: &Answer) -> Answer {
        let (Answer::Known(left), Answer::Known(right)) = (left, right) else { return Answer::Unknown };
        // Front matter's numbers are the texts that its author wrote.
        let number = |value: &Value| match value {
            Value::String(text) if sign != '+' => text.trim().parse::<f64>().ok(),
            value => value.as_f64(),
        };
        let number = match (number(left), sign, number(right)) {
            (Some(left), '+', Some(right)) => left + right,
            (Some(left), '-', Some(right)) => left - right,
            (Some(left), '*', Some(right)) => left * right,
            (Some(left), '/', Some(right)) => left / right,
            _ if sign == '+' => {
                let texts = super::scope::written(left).zip(super::scope::written(right));
                let made = texts.and_then(|(left, right)| self.scope.made(left + &right));
                return made.map_or(Answer::Unknown, Answer::Known);
            }
            _ => return Answer::Unknown,
        };
        // Beyond this, whole numbers have neighbours that are the same.
        const LARGEST: f64 = 9_007_199_254_740_992.0;
        if number.fract() == 0.0 && number.abs() < LARGEST {
            return Answer::Known(Value::from(number as i64));
        }
        serde_json::Number::from_f64(number).map_or(Answer::Unknown, |number| Answer::Known(Value::Number(number)))
    }

    fn piped(&mut self) -> Option<Answer> {
        let mut value = self.primary()?;
        while !self.rest().trim_start().starts_with("||") && self.takes("|") {
            self.space();
            let name = self.name()?;
            let arguments = self.arguments()?;
            value = filters::filtered(name, value, &arguments, self.scope);
        }
        Some(value)
    }

    /// `: a, b` of Liquid, `(a, b)` of Jinja, and `"a" "b"` of Go.
    fn arguments(&mut self) -> Option<Vec<Answer>> {
        let mut arguments = Vec::new();
        if self.takes("(") {
            while !self.takes(")") {
                arguments.push(self.argument()?);
                if !self.takes(",") && !self.rest().trim_start().starts_with(')') {
                    return None;
                }
            }
        } else if self.takes(":") {
            arguments.push(self.argument()?);
            while self.takes(",") {
                arguments.push(self.argument()?);
            }
        } else {
            while self.rest().trim_start().starts_with(['"', '\'']) {
                arguments.push(self.primary()?);
            }
        }
        Some(arguments)
    }

    /// A value, perhaps behind the name of what it is for: `value="x"`, `limit: 3`.
    fn argument(&mut self) -> Option<Answer> {
        self.space();
        let start = self.at;
        let named = self.name().is_some()
            && ((self.takes("=") && !self.rest().starts_with('='))
                || (self.takes(":") && !self.rest().starts_with(':')));
        if !named {
            self.at = start;
        }
        self.primary()
    }

    fn primary(&mut self) -> Option<Answer> {
        self.space();
        let rest = self.rest();
        let first = rest.chars().next()?;
        match first {
            '"' | '\'' | '`' => self.text_literal(first).map(|text| Answer::Known(Value::String(text))),
            '(' => {
                self.at += 1;
                self.depth += 1;
                let inner = if self.depth > DEEPEST { None } else { self.any() };
                self.depth -= 1;
                inner.filter(|_| self.takes(")"))
            }
            '0'..='9' | '-' => {
                let sign = usize::from(first == '-');
                let digits = rest.get(sign..)?;
                let length = digits.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(digits.len()) + sign;
                self.at += length;
                let number: serde_json::Number = rest.get(..length)?.parse().ok()?;
                Some(Answer::Known(Value::Number(number)))
            }
            _ => self.path(),
        }
    }

    fn text_literal(&mut self, quote: char) -> Option<String> {
        let inside = self.rest().get(1..)?;
        let mut text = String::new();
        let mut escaped = false;
        for (at, c) in inside.char_indices() {
            match c {
                '\\' if !escaped && inside.get(at + 1..)?.starts_with([quote, '\\']) => escaped = true,
                _ if c == quote && !escaped => {
                    self.at += at + 2;
                    // What a template of JavaScript holds is no text.
                    return Some(text).filter(|text| quote != '`' || !text.contains("${"));
                }
                _ => {
                    escaped = false;
                    text.push(c);
                }
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).filter(|name| !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// `page.title`, `.Params.x`, `site["title"]`, `site.authors[0].name`, `$frontmatter.title`.
    fn path(&mut self) -> Option<Answer> {
        let mut names: Vec<&str> = Vec::new();
        if self.rest().starts_with('.') {
            names.push("");
        } else {
            let name = self.name()?;
            match name {
                "true" | "True" => return Some(Answer::Known(Value::Bool(true))),
                "false" | "False" => return Some(Answer::Known(Value::Bool(false))),
                "nil" | "null" | "none" | "None" | "undefined" => return Some(Answer::Known(Value::Null)),
                "empty" | "blank" => return Some(Answer::Known(Value::String(String::new()))),
                _ => names.push(name),
            }
        }
        loop {
            let rest = self.rest();
            if rest.starts_with("?.") {
                self.at += 1;
            } else if rest.starts_with('(') {
                return self.call(&names);
            } else if rest.starts_with('[') {
                self.at += 1;
                self.space();
                let inner = self.rest();
                let name = match inner.chars().next()? {
                    quote @ ('"' | '\'') => inner.get(1..)?.split(quote).next()?,
                    _ => inner.split(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty())?,
                };
                self.at += name.len() + if inner.starts_with(['"', '\'']) { 2 } else { 0 };
                if !self.takes("]") {
                    return None;
                }
                names.push(name);
            } else if rest.starts_with('.') && names.len() < DEEPEST {
                self.at += 1;
                names.push(self.name()?);
            } else {
                return Some(self.scope.get(&names));
            }
        }
    }

    /// A call that makes an address of its argument, as a filter does, or asks for a file; no other is known.
    fn call(&mut self, names: &[&str]) -> Option<Answer> {
        self.depth += 1;
        let arguments = if self.depth > DEEPEST { None } else { self.arguments() };
        self.depth -= 1;
        let mut arguments = arguments?.into_iter();
        match names {
            ["url_for" | "relURL" | "absURL"] => {
                let value = arguments.next()?;
                Some(filters::filtered("relative_url", value, &[], self.scope))
            }
            // Docusaurus: a path below the address of the site.
            ["useBaseUrl"] => {
                let value = arguments.next()?;
                Some(filters::filtered("relative_url", value, &[], self.scope))
            }
            // `require('./boat.png').default` of webpack.
            ["require"] => {
                let _ = self.takes(".default");
                arguments.next()
            }
            _ => Some(Answer::Unknown),
        }
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "_$-".contains(c)
}

fn compare(left: &Answer, sign: &str, right: &Answer) -> Answer {
    let value = |answer: &Answer| match answer {
        Answer::Known(value) => Some(value.clone()),
        Answer::Missing => Some(Value::Null),
        Answer::Unknown => None,
    };
    let (Some(left), Some(right)) = (value(left), value(right)) else { return Answer::Unknown };
    let texts = (super::scope::written(&left), super::scope::written(&right));
    let equal = match &texts {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    };
    let ordered = || {
        let number = |text: Option<String>| text?.trim().parse::<f64>().ok();
        number(texts.0.clone())?.partial_cmp(&number(texts.1.clone())?)
    };
    bool_answer(match sign {
        "==" | "===" => Some(equal),
        "!=" | "!==" => Some(!equal),
        "<" => ordered().map(|order| order.is_lt()),
        ">" => ordered().map(|order| order.is_gt()),
        "<=" => ordered().map(|order| order.is_le()),
        _ => ordered().map(|order| order.is_ge()),
    })
}

fn contains(all: &Answer, one: &Answer) -> Answer {
    let Answer::Known(one) = one else { return Answer::Unknown };
    match all {
        Answer::Known(Value::Array(list)) => bool_answer(Some(list.contains(one))),
        Answer::Known(Value::String(text)) => bool_answer(one.as_str().map(|one| text.contains(one))),
        Answer::Missing => bool_answer(Some(false)),
        _ => Answer::Unknown,
    }
}
