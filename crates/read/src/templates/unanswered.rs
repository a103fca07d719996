//! What stands where a value is not known: it goes out of the text, and takes with it the link or picture whose address it is in.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::borrow::Cow;

/// Stands for a value that is not known, until Markdown is read. No document may hold this character.
pub const UNANSWERED: char = '\u{FFFE}';

/// How far a tag may reach to both sides, in bytes.
const LONGEST_TAG: usize = 2_000;

/// Takes tags of HTML out of Markdown that hold an unknown value, and items of lists that hold nothing else.
pub fn settled(text: String) -> String {
    if !text.contains(UNANSWERED) {
        return text;
    }
    let mut settled = String::with_capacity(text.len());
    let (mut copied, mut looked) = (0, 0);
    // Where the last tag began that has not ended.
    let mut begun = None;
    for (at, _) in text.match_indices(UNANSWERED) {
        for sign in memchr::memchr2_iter(b'<', b'>', text.as_bytes().get(looked..at).unwrap_or_default()) {
            begun = Some(looked + sign).filter(|sign| text.as_bytes().get(*sign) == Some(&b'<'));
        }
        looked = at;
        if at < copied {
            continue;
        }
        if let Some((start, end)) = begun.and_then(|start| tag_around(&text, start, at)) {
            settled.push_str(text.get(copied..start).unwrap_or_default());
            let is_link = text.get(start..).is_some_and(|tag| tag.starts_with("<a ") || tag.starts_with("<a\n"));
            if is_link {
                settled.push_str("<a>");
            } else {
                settled.push(UNANSWERED);
            }
            copied = end;
        }
    }
    settled.push_str(text.get(copied..).unwrap_or_default());
    if !settled.lines().any(is_empty_item) {
        return settled;
    }
    settled.split_inclusive('\n').filter(|line| !is_empty_item(line)).collect()
}

/// The tag that begins at one place and holds another.
fn tag_around(text: &str, start: usize, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let first = text.get(start + 1..)?.chars().next()?;
    let behind = bytes.get(at..bytes.len().min(at + LONGEST_TAG))?;
    let end = at + memchr::memchr(b'>', behind).filter(|_| at - start < LONGEST_TAG)? + 1;
    // The address of a Markdown link may stand between such brackets.
    let is_address = start.checked_sub(2).is_some_and(|before| bytes.get(before..start) == Some(b"]("));
    (!is_address && (first.is_ascii_alphabetic() || first == UNANSWERED)).then_some((start, end))
}

fn is_empty_item(line: &str) -> bool {
    if !line.contains(UNANSWERED) {
        return false;
    }
    let left = line.replace(UNANSWERED, "");
    let left = left.trim_matches(|c: char| c.is_whitespace() || c == '>');
    matches!(left, "*" | "-" | "+")
        || (left.ends_with(['.', ')']) && left.trim_end_matches(['.', ')']).parse::<u32>().is_ok())
}

/// Events without unknown values: a link whose address holds one is its words alone, a picture goes.
pub fn without_unanswered(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut kept = Vec::with_capacity(events.len());
    let mut links = Vec::new();
    let mut in_picture = 0usize;
    for event in events {
        match event {
            Event::Start(Tag::Image { ref dest_url, .. }) if in_picture > 0 || dest_url.contains(UNANSWERED) => {
                in_picture += 1
            }
            Event::End(TagEnd::Image) if in_picture > 0 => in_picture -= 1,
            _ if in_picture > 0 => {}
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                let goes = dest_url.contains(UNANSWERED);
                links.push(goes);
                if !goes {
                    kept.push(event);
                }
            }
            Event::End(TagEnd::Link) if links.pop() == Some(true) => {}
            Event::Text(text) => kept.push(Event::Text(without(text))),
            Event::Code(text) => kept.push(Event::Code(without(text))),
            Event::Html(text) => kept.push(Event::Html(without(text))),
            Event::InlineHtml(text) => kept.push(Event::InlineHtml(without(text))),
            other => kept.push(other),
        }
    }
    kept
}

fn without(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(UNANSWERED) { text.replace(UNANSWERED, "").into() } else { text }
}

/// The text without unknown values.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(UNANSWERED) { Cow::Owned(text.replace(UNANSWERED, "")) } else { Cow::Borrowed(text) }
}
