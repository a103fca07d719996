//! The words of one line in which somebody marks words up: a title with `<i>`, backticks or entities in it.

use crate::parts::Part;

/// The words without what only marks them up. What is written about markup stays: in backticks, escaped, or as a tag that opens nothing.
pub fn plain(text: &str) -> String {
    /// Nobody shows a longer line, and what looks for its other end is bounded.
    const LONGEST: usize = 2_000;
    if text.len() > LONGEST || !text.contains(['<', '`', '*', '_', '[', '&', '\\']) {
        return text.to_string();
    }
    let mut words = String::new();
    let mut open_tags: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = words.chars().next_back();
        let taken = match first {
            '`' => code(rest, &mut words),
            '<' => tag(rest, &mut words, &mut open_tags),
            '*' | '_' => emphasis(rest, before, &mut words),
            '[' => link(rest, &mut words),
            '&' => reference(rest, &mut words),
            '\\' => escaped(rest, &mut words),
            _ => None,
        };
        let taken = taken.unwrap_or_else(|| {
            words.push(first);
            first.len_utf8()
        });
        rest = rest.part(taken..);
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A span of code (CommonMark 6.1): as many backticks behind it as in front, and what is in it stands as it is.
fn code(rest: &str, words: &mut String) -> Option<usize> {
    let length = rest.len() - rest.trim_start_matches('`').len();
    let (fence, behind) = rest.split_at(length);
    let end = behind.find(fence)?;
    let inside = behind.part(..end);
    words.push_str(if inside.trim().is_empty() { inside } else { inside.trim() });
    Some(length + end + length)
}

/// A tag of an element within a line, where it is closed; two tags around nothing are what somebody writes about.
fn tag(rest: &str, words: &mut String, open_tags: &mut Vec<String>) -> Option<usize> {
    const INLINE: &[&str] = &[
        "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
        "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    ];
    let (inside, behind) = rest.strip_prefix('<')?.split_once('>')?;
    let closes = inside.starts_with('/');
    let bare = inside.trim_matches(['/', ' ']);
    let name = bare.split_whitespace().next()?.to_ascii_lowercase();
    let taken = Some(inside.len() + "<>".len());
    if matches!(name.as_str(), "br" | "wbr") {
        words.push_str(if name == "br" { " " } else { "" });
        return taken;
    }
    if closes {
        let place = open_tags.iter().rposition(|open| *open == name)?;
        open_tags.remove(place);
        return taken;
    }
    let closing = behind.to_ascii_lowercase().find(&format!("</{name}>"))?;
    let between = behind.get(..closing)?;
    let marks = !(between.trim().is_empty() || between.starts_with(' ') && between.ends_with(' '));
    if !INLINE.contains(&name.as_str()) || !marks {
        return None;
    }
    open_tags.push(name);
    taken
}

/// `**words**`, `*words*`, `_words_`, not within a word: `2*3*4`, `snake_case_name` and `__init__` are none.
fn emphasis(rest: &str, before: Option<char>, words: &mut String) -> Option<usize> {
    let sign = rest.chars().next()?;
    let length = rest.len() - rest.trim_start_matches(sign).len();
    if length > 2 || sign == '_' && length > 1 || before.is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let (fence, behind) = rest.split_at(length);
    let end = behind.match_indices(fence).map(|(at, _)| at).find(|at| {
        let next = behind.part(at + length..).chars().next();
        *at > 0 && next.is_none_or(|c| !c.is_alphanumeric() && c != sign)
    })?;
    let inside = behind.part(..end);
    if inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace) || inside.contains(sign) {
        return None;
    }
    words.push_str(&plain(inside));
    Some(length + end + length)
}

/// `[words](address)`
fn link(rest: &str, words: &mut String) -> Option<usize> {
    let (label, behind) = rest.strip_prefix('[')?.split_once("](")?;
    let (address, _) = behind.split_once(')')?;
    if label.contains('[') || address.contains(char::is_whitespace) || address.is_empty() {
        return None;
    }
    words.push_str(&plain(label));
    Some(label.len() + address.len() + "[]()".len())
}

/// A character reference of HTML.
fn reference(rest: &str, words: &mut String) -> Option<usize> {
    const LONGEST: usize = 32;
    let (name, _) = rest.strip_prefix('&')?.split_once(';')?;
    let fits = name.len() <= LONGEST && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
    let written = format!("&{name};");
    let meant = courant_html::text_of(&written);
    if !fits || meant == written {
        return None;
    }
    words.push_str(&meant);
    Some(written.len())
}

/// A sign of Markdown that stands for itself.
fn escaped(rest: &str, words: &mut String) -> Option<usize> {
    let sign = rest.chars().nth(1).filter(|sign| matches!(sign, '*' | '_' | '`' | '[' | ']' | '<'))?;
    words.push(sign);
    Some(1 + sign.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_are_read_and_what_is_said_about_them_stays() {
        let cases = [
            ("<i>Elements kinds</i> in V8", "Elements kinds in V8"),
            ("Convert `<dl>` to **frames**", "Convert <dl> to frames"),
            ("Why <b> and <i> differ", "Why <b> and <i> differ"),
            ("From <b> to </b>", "From <b> to </b>"),
            ("The <details> element", "The <details> element"),
            ("<em>One</em> and <EM class=\"x\">two</EM>", "One and two"),
            ("H<sub>2</sub>O<br>and more", "H2O and more"),
            ("Tom &amp; Jerry&#8217;s &lt;b&gt;", "Tom & Jerry’s <b>"),
            ("AT&T; a &b", "AT&T; a &b"),
            ("Review of *Dune* and _Emma_", "Review of Dune and Emma"),
            ("2*3*4 and 4 * 5 * 6", "2*3*4 and 4 * 5 * 6"),
            ("__init__ and snake_case_name", "__init__ and snake_case_name"),
            ("[Dune](https://x.example/) again", "Dune again"),
            ("[x] done (y)", "[x] done (y)"),
            ("a \\*star\\*", "a *star*"),
            ("``a ` b`` and `", "a ` b and `"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("Vec<T> and Option<i32>", "Vec<T> and Option<i32>"),
            ("`<i>a</i>` is `*b*`", "<i>a</i> is *b*"),
            ("****", "****"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
