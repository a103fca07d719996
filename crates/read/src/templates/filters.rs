//! Filters of Liquid, Nunjucks, Jinja, Tera and Go: one table, in which a filter of several languages stands once.

use super::scope::{Answer, Scope, written};
use courant_html::escape;
use courant_text::date;
use serde_json::Value;

/// A value behind a filter; [`Answer::Unknown`] for a filter that is not known.
pub fn filtered(name: &str, value: Answer, arguments: &[Answer], scope: &mut Scope) -> Answer {
    if matches!(name, "default" | "d") {
        let stands = match &value {
            Answer::Known(Value::Null | Value::Bool(false)) | Answer::Missing => false,
            Answer::Known(Value::String(text)) => !text.is_empty(),
            _ => true,
        };
        return if stands { value } else { arguments.first().cloned().unwrap_or(Answer::Unknown) };
    }
    let Answer::Known(value) = value else { return value };
    let texts: Option<Vec<String>> = arguments
        .iter()
        .map(|argument| match argument {
            Answer::Known(value) => written(value),
            _ => None,
        })
        .collect();
    let made = texts.and_then(|arguments| match value {
        Value::Array(list) => of_list(name, list, &arguments, scope),
        value => of_text(name, &written(&value)?, &arguments, scope),
    });
    made.map_or(Answer::Unknown, Answer::Known)
}

fn of_list(name: &str, list: Vec<Value>, arguments: &[String], scope: &mut Scope) -> Option<Value> {
    match name {
        "first" => list.into_iter().next(),
        "last" => list.into_iter().next_back(),
        "size" | "length" | "len" => Some(Value::from(list.len())),
        "join" | "delimit" => {
            let words: Vec<String> = list.iter().map(written).collect::<Option<_>>()?;
            let between = arguments.first().map_or(" ", String::as_str);
            let length = words.iter().map(|word| word.len().saturating_add(between.len())).sum();
            scope.pays(length).then(|| Value::String(words.join(between)))
        }
        "array_to_sentence_string" => {
            let words: Vec<String> = list.iter().map(written).collect::<Option<_>>()?;
            let (last, before) = words.split_last()?;
            let text = match before {
                [] => last.clone(),
                [one] => format!("{one} and {last}"),
                more => format!("{}, and {last}", more.join(", ")),
            };
            scope.made(text)
        }
        _ => None,
    }
}

fn of_text(name: &str, text: &str, arguments: &[String], scope: &mut Scope) -> Option<Value> {
    let first = || arguments.first().map(String::as_str);
    let second = || arguments.get(1).map_or("", String::as_str);
    if !scope.pays(text.len()) {
        return None;
    }
    let made = match name {
        "upcase" | "upper" | "toUpperCase" => text.to_uppercase(),
        "downcase" | "lower" | "toLowerCase" => text.to_lowercase(),
        "capitalize" => {
            let mut characters = text.chars();
            characters.next().map_or(String::new(), |c| c.to_uppercase().chain(characters).collect())
        }
        "title" | "titlecase" | "titleize" => titled(text),
        "escape" | "e" | "h" | "xml_escape" | "escape_once" | "forceescape" | "htmlEscape" => escape(text).to_string(),
        "strip" | "trim" => text.trim().to_string(),
        "lstrip" => text.trim_start().to_string(),
        "rstrip" => text.trim_end().to_string(),
        "strip_newlines" => text.replace(['\n', '\r'], ""),
        "normalize_whitespace" => text.split_whitespace().collect::<Vec<_>>().join(" "),
        "append" => format!("{text}{}", first()?),
        "prepend" => format!("{}{text}", first()?),
        "remove" => text.replace(first().filter(|part| !part.is_empty())?, ""),
        "remove_first" => text.replacen(first()?, "", 1),
        "replace" | "replace_first" => {
            let part = first().filter(|part| !part.is_empty())?;
            let count = if name == "replace" { text.matches(part).count() } else { 1 };
            if !scope.pays(count.checked_mul(second().len())?) {
                return None;
            }
            text.replacen(part, second(), count)
        }
        "slugify" | "slug" | "urlize" | "anchorize" => slugified(text),
        "url_encode" | "urlencode" | "cgi_escape" | "uri_escape" => {
            url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
        }
        "size" | "length" | "len" => return Some(Value::from(text.chars().count())),
        "split" => {
            let between = first().filter(|between| !between.is_empty())?;
            return Some(text.split(between).map(Value::from).collect());
        }
        "date" => {
            let moment = date::parse(text, &scope.date_hints()).ok()?;
            moment.formatted(first()?)?
        }
        "date_to_string" => date::parse(text, &scope.date_hints()).ok()?.formatted("%d %b %Y")?,
        "date_to_long_string" => date::parse(text, &scope.date_hints()).ok()?.formatted("%d %B %Y")?,
        "date_to_xmlschema" => date::parse(text, &scope.date_hints()).ok()?.rfc3339(),
        "date_to_rfc822" => date::parse(text, &scope.date_hints()).ok()?.rfc822(),
        "relative_url" | "absolute_url" | "url" | "url_for" | "relURL" | "absURL" | "relLangURL" | "absLangURL" => {
            super::address_of(name, text)?
        }
        // What they do is done to all that an article shows.
        "markdownify" | "markdown" | "smartify" | "safe" | "safeHTML" | "raw" | "plainify" | "typogrify" | "string" => {
            text.to_string()
        }
        _ => return None,
    };
    scope.made(made)
}

fn titled(text: &str) -> String {
    let mut begins = true;
    let mut titled = String::with_capacity(text.len());
    for c in text.chars() {
        if begins {
            titled.extend(c.to_uppercase());
        } else {
            titled.push(c);
        }
        begins = c.is_whitespace();
    }
    titled
}

fn slugified(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}
