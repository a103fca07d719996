//! Names of authors in one text, as people write them: lists in words, links, addresses, roles.

use super::stated::{one_line, without_wiki_brackets};
use crate::article::Person;
use crate::line_phrases::{Use, is_used_anywhere};
use crate::parts::Part;
use crate::text_lines::given_names::is_given_name;

/// The people whom a text names: `A; B`, `A, B, and C`, `A und B`, `[A](https://a.example/), editor`.
pub fn people(text: &str) -> Vec<Person> {
    let marked = Marked::of(without_byline(text));
    let named = split(&marked.text);
    named.into_iter().filter_map(|name| marked.person(&name)).collect()
}

/// The people whom one of a list names: `Ada One and Ben Two` are two, and what a comma divides is one, as in `Example, Ada`.
pub fn listed(text: &str) -> Vec<Person> {
    let marked = Marked::of(without_byline(text));
    let is_one = marked.text.contains([',', ';', '、', '，', '；', '(']);
    let named = if is_one { vec![marked.text.clone()] } else { joined(&marked.text, false) };
    named.into_iter().filter_map(|name| marked.person(&name)).collect()
}

/// The parts of a list in words that stand between its signs and words, whatever they are.
pub fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for word in text.replace([',', ';', '、', '，', '；'], " , ").split_whitespace() {
        match parts.last_mut() {
            Some(last) if word != "," && !is_used_anywhere(word, Use::And) => {
                last.push_str(if last.is_empty() { "" } else { " " });
                last.push_str(word);
            }
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// A text without the words that open a line of authors: `By Ada One`. One that may be a part of a name stays: `von`.
fn without_byline(text: &str) -> &str {
    let Some((first, rest)) = text.trim().split_once(char::is_whitespace) else { return text };
    let opens = is_used_anywhere(&first.to_lowercase(), Use::Byline) || first.ends_with(':') && first.len() > 1;
    let may_be_name = is_used_anywhere(&first.to_lowercase(), Use::Particle) || is_given_name(first);
    if opens && !may_be_name && rest.trim().contains(char::is_whitespace) { rest.trim() } else { text }
}

/// The one person whom a text names, with an address for mail or a page where they write one: `Ada Example <ada@example.org>`,
/// `ada@example.org (Ada Example)`, `[Ada Example](https://ada.example/)`.
pub fn person(text: &str) -> Option<Person> {
    let marked = Marked::of(text);
    marked.person(&marked.text)
}

/// A text without markup, and the addresses of its links: behind the words of each stands a mark with its number.
struct Marked {
    text: String,
    links: Vec<String>,
}

/// Private characters, which nobody's name has.
const MARKS: (char, char) = ('\u{E000}', '\u{E0FF}');

impl Marked {
    fn of(text: &str) -> Marked {
        let mut marked = Marked { text: String::new(), links: Vec::new() };
        let (start, end) = MARKS;
        let clean: String = text.chars().filter(|c| !(start..=end).contains(c)).collect();
        let mut rest = without_wiki_brackets(&clean);
        let mut open_link = None;
        while let Some(at) = rest.find(['[', '<', '*', '`', '&']) {
            marked.text.push_str(rest.part(..at));
            rest = rest.part(at..);
            let taken = marked.link(rest).or_else(|| marked.tag(rest, &mut open_link)).or_else(|| marked.sign(rest));
            rest = rest.part(taken.unwrap_or(rest.len())..);
        }
        marked.text.push_str(rest);
        marked
    }

    /// `[Ada](https://ada.example/)`: how many bytes it takes.
    fn link(&mut self, rest: &str) -> Option<usize> {
        let (label, behind) = rest.strip_prefix('[')?.split_once("](")?;
        let (address, _) = behind.split_once(')')?;
        if label.contains(['[', ']']) {
            return None;
        }
        self.text.push_str(label.trim_matches(['*', '`']));
        self.mark(address.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']));
        Some(label.len() + address.len() + "[]()".len())
    }

    /// `<i lang="fr">`, `</a>`: how many bytes it takes. What stands between `<` and `>` may also be an address.
    fn tag(&mut self, rest: &str, open_link: &mut Option<String>) -> Option<usize> {
        let (inside, _) = rest.strip_prefix('<')?.split_once('>')?;
        let name = inside.trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && (inside.contains('=') || !inside.contains('@') && !inside.contains("://"));
        if !is_tag {
            self.text.push_str(rest.part(..inside.len() + 2));
            return Some(inside.len() + 2);
        }
        if let Some((_, value)) = inside.split_once("href=") {
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let value = quote.map_or(value, |quote| value.trim_matches(quote));
            *open_link = value.split(['"', '\'']).next().map(str::to_string);
        } else if inside == "/a"
            && let Some(address) = open_link.take()
        {
            self.mark(&address);
        }
        Some(inside.len() + 2)
    }

    /// One sign that is no part of a name, or an entity.
    fn sign(&mut self, rest: &str) -> Option<usize> {
        const ENTITIES: &[(&str, &str)] = &[("&amp;", "&"), ("&nbsp;", " "), ("&#39;", "'"), ("&quot;", "\"")];
        if let Some((entity, meant)) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
            self.text.push_str(meant);
            return Some(entity.len());
        }
        let sign = rest.chars().next()?;
        if !matches!(sign, '*' | '`') {
            self.text.push(sign);
        }
        Some(sign.len_utf8())
    }

    fn mark(&mut self, address: &str) {
        let number = u32::try_from(self.links.len()).ok();
        let mark =
            number.and_then(|number| char::from_u32(u32::from(MARKS.0) + number)).filter(|mark| *mark <= MARKS.1);
        if let Some(mark) = mark {
            self.text.push(mark);
            self.links.push(address.to_string());
        }
    }

    /// The person of a part of the text.
    fn person(&self, part: &str) -> Option<Person> {
        let is_mark = |c: char| (MARKS.0..=MARKS.1).contains(&c);
        let link = part.chars().find(|c| is_mark(*c)).and_then(|mark| self.address(mark)).map(str::to_string);
        let text = one_line(&part.replace(is_mark, ""));
        let plain = plain_person(&text)?;
        let (email, url) = match link.as_deref().and_then(|link| link.strip_prefix("mailto:")) {
            Some(mail) => (Some(mail.to_string()), None),
            None => (None, link),
        };
        Some(Person { email: plain.email.or(email), url: plain.url.or(url), ..plain })
    }

    fn address(&self, mark: char) -> Option<&str> {
        let number = u32::from(mark).checked_sub(u32::from(MARKS.0))?;
        self.links.get(usize::try_from(number).ok()?).map(String::as_str)
    }
}

/// A name without markup.
fn plain_person(text: &str) -> Option<Person> {
    let within = |open: char, close: char| {
        let (before, rest) = text.split_once(open)?;
        let (inner, _) = rest.split_once(close)?;
        Some((before.trim(), inner.trim()))
    };
    if let Some((name, address)) = within('<', '>')
        && !name.is_empty()
    {
        return Some(with_address(name, address));
    }
    if let Some((before, inner)) = within('(', ')')
        && !before.is_empty()
        && !inner.is_empty()
    {
        return Some(match (is_mail(before), is_address(inner)) {
            (true, _) => with_address(inner, before),
            (_, true) => with_address(before, inner),
            // What is said about somebody is no part of their name.
            _ => with_address(before, ""),
        });
    }
    let name = text.trim_matches(['"', '“', '”']).trim();
    (!name.is_empty()).then(|| Person { name: name.to_string(), ..Person::default() })
}

fn is_address(text: &str) -> bool {
    is_mail(text.strip_prefix("mailto:").unwrap_or(text)) || text.contains("://")
}

fn with_address(name: &str, address: &str) -> Person {
    let address = address.strip_prefix("mailto:").unwrap_or(address);
    let email = is_mail(address).then(|| address.to_string());
    let url = address.contains("://").then(|| address.to_string());
    Person { name: name.trim_matches('"').to_string(), email, url }
}

fn is_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.contains(char::is_whitespace)
}

/// The parts of a text that name somebody each. `Example, Ada` and `King, Jr.` are one name.
fn split(text: &str) -> Vec<String> {
    let parts = |separators: &[char]| -> Vec<String> {
        outside_brackets(text, separators)
            .into_iter()
            .map(|part| one_line(&part))
            .filter(|name| !name.is_empty())
            .collect()
    };
    if text.contains([';', '；']) {
        return parts(&[';', '；']);
    }
    let parts = parts(&[',', '、', '，']);
    let last = parts.len().saturating_sub(1);
    // In a list the word before the last is one that joins, however short: `A B, C D y E F`.
    let listed: Vec<String> =
        parts.iter().enumerate().flat_map(|(at, part)| joined(part, at > 0 && at == last)).collect();
    // What somebody does follows their name.
    let people: Vec<&String> =
        listed.iter().enumerate().filter(|(at, part)| *at == 0 || !is_role(part)).map(|(_, part)| part).collect();
    match people.as_slice() {
        [only] => vec![only.to_string()],
        _ if people.iter().all(|name| is_whole(name)) => people.into_iter().cloned().collect(),
        _ => vec![one_line(text)],
    }
}

/// The parts between separators that stand in no brackets.
fn outside_brackets(text: &str, separators: &[char]) -> Vec<String> {
    let mut depth = 0_usize;
    let mut parts = vec![String::new()];
    for c in text.chars() {
        match c {
            '(' | '<' => depth += 1,
            ')' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(last) if depth > 0 || !separators.contains(&c) => last.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts
}

/// The names of one part, taken apart at words that join: `Ada One and Ben Two`, and `and Cid Three` behind a comma.
fn joined(part: &str, ends_list: bool) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let joins = |word: &str| word.chars().all(|c| !c.is_uppercase()) && is_used_anywhere(word, Use::And);
    let mut names = Vec::new();
    let mut from = 0;
    for (at, word) in words.iter().enumerate() {
        let (Some(left), Some(right)) = (words.get(from..at), words.get(at + 1..)) else { continue };
        let opens = at == 0 && words.len() > 1 && word.len() > 1;
        let ends = ends_list && left.len() >= 2 && right.len() >= 2;
        if joins(word) && (opens || ends || parts_two(left, word, right)) {
            names.extend((!left.is_empty()).then(|| left.join(" ")));
            from = at + 1;
        }
    }
    names.extend(words.get(from..).filter(|rest| !rest.is_empty()).map(|rest| rest.join(" ")));
    names
}

/// Whether a word between others joins two people, and is neither a part of a name (`Ortega y Gasset`) nor of that of a firm (`Hall & Sons`).
fn parts_two(left: &[&str], word: &str, right: &[&str]) -> bool {
    let given = |words: &[&str]| words.first().is_some_and(|word| is_given_name(word));
    let uncased =
        |words: &[&str]| words.iter().all(|word| word.chars().all(|c| !c.is_uppercase() && !c.is_lowercase()));
    // What follows the next word that joins is another name.
    let right: Vec<&str> = right.iter().copied().take_while(|word| !is_used_anywhere(word, Use::And)).collect();
    let whole = |words: &[&str]| words.len() >= 2 || uncased(words) && !words.is_empty();
    let letter = word.chars().count() == 1 && word.chars().all(|c| c.is_lowercase());
    match (whole(left), whole(&right)) {
        (true, true) => !letter || given(&right),
        _ => given(left) && given(&right) && left.len() == right.len(),
    }
}

/// Whether a part of a list is a name by itself: of two words, or of a script without capitals.
fn is_whole(name: &str) -> bool {
    name.contains(' ') || !name.is_ascii()
}

/// Whether a part of a list says what somebody does: `Executive Director`, `the sailor`, `editor at large`.
fn is_role(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let says = |word: &&str| is_used_anywhere(word.trim_matches(|c: char| !c.is_alphanumeric()), Use::Role);
    let opens_small = words.first().is_some_and(|word| {
        word.starts_with(char::is_lowercase) && !is_used_anywhere(word, Use::Particle) && words.len() > 1
    });
    let is_named = words.first().is_some_and(|word| is_given_name(word));
    opens_small || !is_named && words.iter().any(says)
}
