//! The name of a tag, a shortcode or a component, and what it is given.

/// `name first "second one" key="value"`, `name(key="value")`, `<Name key={value}>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// As it is spelt; the name of an include is that of its file.
    pub name: String,
    /// Values without names, in order.
    pub positional: Vec<String>,
    /// Names in small letters, with their values.
    pub named: Vec<(String, String)>,
}

impl Arguments {
    /// Reads what stands between the marks of a tag or shortcode.
    pub fn of(inner: &str) -> Arguments {
        let inner = inner.trim();
        let end = inner.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(inner.len());
        let (name, rest) = inner.split_at_checked(end).unwrap_or((inner, ""));
        let mut arguments = Arguments { name: name.to_string(), ..Arguments::default() };
        let is_gap = |c: char| c.is_whitespace() || c == ',';
        let called = rest.trim_start().strip_prefix('(').map(|rest| rest.trim_end().trim_end_matches(')'));
        let mut rest = called.unwrap_or(rest).trim_start_matches(is_gap);
        while !rest.is_empty() {
            let length = rest.find(|c: char| is_gap(c) || c == '=').unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let key = after
                .trim_start()
                .strip_prefix('=')
                .filter(|_| !word.starts_with(['"', '\'', '`']) && !word.is_empty());
            let before = rest.len();
            let (value, after) = value(key.unwrap_or(rest), called.is_some() || key.is_some());
            match key {
                Some(_) => arguments.named.push((word.to_lowercase(), value)),
                None => arguments.positional.push(value),
            }
            rest = after.trim_start_matches(is_gap);
            if rest.len() >= before {
                break;
            }
        }
        arguments
    }

    /// The value with one of these names, the most decisive first.
    pub fn named(&self, names: &[&str]) -> Option<String> {
        let find = |name: &&str| self.named.iter().find(|(key, _)| key == name);
        names.iter().filter_map(find).map(|(_, value)| value.clone()).find(|value| !value.is_empty())
    }

    /// The first value without a name.
    pub fn first(&self) -> Option<String> {
        self.positional.first().cloned().filter(|value| !value.is_empty())
    }
}

/// One value, quoted or not, and what follows it. Words that nobody calls may have a comma: `{% blockquote Ada, Notes %}`.
fn value(text: &str, ends_at_comma: bool) -> (String, &str) {
    let text = text.trim_start();
    let Some(quote) = text.chars().next().filter(|c| "\"'`".contains(*c)) else {
        let length = text.find(|c: char| c.is_whitespace() || (c == ',' && ends_at_comma)).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(length).unwrap_or((text, ""));
        return (value.to_string(), rest);
    };
    let inside = text.get(1..).unwrap_or_default();
    let mut escaped = false;
    let mut value = String::new();
    for (at, c) in inside.char_indices() {
        match c {
            '\\' if !escaped && quote == '"' => escaped = true,
            c if c == quote && !escaped => return (value, inside.get(at + 1..).unwrap_or_default()),
            c => {
                escaped = false;
                value.push(c);
            }
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn arguments_are_read_in_every_language_s_way() {
        let cases = [
            (
                r#"figure src="a b.jpg" alt='A "boat"' wide"#,
                "figure",
                &["wide"][..],
                &[("src", "a b.jpg"), ("alt", "A \"boat\"")][..],
            ),
            (r#"youtube(id="w7", autoplay=true)"#, "youtube", &[], &[("id", "w7"), ("autoplay", "true")]),
            ("codeblock lang:js \"A title\" a.js", "codeblock", &["lang:js", "A title", "a.js"], &[]),
            (r#"x Key = "v" "\"q\"""#, "x", &["\"q\""], &[("key", "v")]),
            ("x ===", "x", &["==="], &[]),
            ("", "", &[], &[]),
        ];
        for (inner, name, positional, named) in cases {
            let arguments = Arguments::of(inner);
            assert_eq!(arguments.name, name, "{inner}");
            assert_eq!(arguments.positional, positional, "{inner}");
            let found: Vec<(&str, &str)> =
                arguments.named.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            assert_eq!(found, named, "{inner}");
        }
    }
}
