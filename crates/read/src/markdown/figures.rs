//! Pictures that stand alone become figures; sound and film shown as pictures become links.

use super::plain::text_of;
use crate::article::Media;
use crate::picture::{figure, plays};
use courant_html::CleanHtml;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

/// Makes links of the sound and film that a body shows with the sign for pictures, and gives them.
pub fn link_media(events: &mut [Event]) -> Vec<Media> {
    let mut media = Vec::new();
    let mut open = Vec::new();
    for event in events.iter_mut() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                let plays = plays(dest_url);
                open.push(plays);
                if plays {
                    media.push(Media { url: dest_url.to_string(), ..Media::default() });
                    *event = Event::Start(link_to(dest_url.clone()));
                }
            }
            Event::End(TagEnd::Image) if open.pop() == Some(true) => *event = Event::End(TagEnd::Link),
            _ => {}
        }
    }
    media
}

fn link_to(dest_url: CowStr<'_>) -> Tag<'_> {
    Tag::Link { link_type: LinkType::Inline, dest_url, title: CowStr::Borrowed(""), id: CowStr::Borrowed("") }
}

/// The events with a figure for each picture that is a paragraph of its own, and the first picture of all.
///
/// The title of a picture is its caption, or a paragraph after it that is emphasised from end to end.
pub fn with_figures(events: Vec<Event<'_>>) -> (Vec<Event<'_>>, Option<Media>) {
    let mut first = None;
    let mut shown = Vec::with_capacity(events.len());
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        if let Some((picture, length)) = alone(rest) {
            let (caption, caption_length) = match &picture.caption {
                Some(caption) => (Some(caption.clone()), 0),
                None => emphasised(rest.get(length..).unwrap_or_default()),
            };
            let picture = Media { caption, ..picture };
            shown.push(Event::Html(figure(&picture).into()));
            first = first.or_else(|| Some(picture).filter(stands_for_article));
            rest = rest.get(length + caption_length..).unwrap_or_default();
            continue;
        }
        if first.is_none() && matches!(event, Event::Start(Tag::Image { .. })) {
            first = picture(rest).map(|(picture, _)| picture).filter(stands_for_article);
        }
        shown.push(event.clone());
        rest = after;
    }
    (shown, first)
}

/// A picture that is all there is in a paragraph but for an emphasised line, and how many events the paragraph takes.
fn alone(events: &[Event]) -> Option<(Media, usize)> {
    let [Event::Start(Tag::Paragraph), rest @ ..] = events else { return None };
    let (picture, length) = picture(rest)?;
    match rest.get(length..)? {
        [Event::End(TagEnd::Paragraph), ..] => Some((picture, length + 2)),
        [Event::SoftBreak | Event::HardBreak, line @ ..] if picture.caption.is_none() => {
            let (caption, line_length) = emphasised_line(line)?;
            Some((Media { caption: Some(caption), ..picture }, length + line_length + 2))
        }
        _ => None,
    }
}

/// The picture that begins here, and how many events it takes.
fn picture(events: &[Event]) -> Option<(Media, usize)> {
    let [Event::Start(Tag::Image { dest_url, title, .. }), rest @ ..] = events else { return None };
    let end = rest.iter().position(|event| matches!(event, Event::End(TagEnd::Image)))?;
    let line = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let media = Media {
        url: dest_url.to_string(),
        alt: line(text_of(rest.get(..end)?)),
        caption: line(title.to_string()),
        ..Media::default()
    };
    Some((media, end + 2))
}

/// A paragraph that is emphasised from end to end, and how many events it takes.
fn emphasised(events: &[Event]) -> (Option<String>, usize) {
    let line = match events {
        [Event::Start(Tag::Paragraph), line @ ..] => emphasised_line(line),
        _ => None,
    };
    line.map_or((None, 0), |(caption, length)| (Some(caption), length + 1))
}

/// The words of an emphasis that ends its paragraph, and how many events there are to that end.
fn emphasised_line(events: &[Event]) -> Option<(String, usize)> {
    let [Event::Start(Tag::Emphasis), inside @ ..] = events else { return None };
    let end = inside.iter().position(|event| matches!(event, Event::End(TagEnd::Emphasis)))?;
    let ends = matches!(inside.get(end + 1), Some(Event::End(TagEnd::Paragraph)));
    ends.then(|| (text_of(inside.get(..end).unwrap_or_default()), end + 3))
}

/// A picture in the text of a page, or a drawing of lines, is decoration.
fn stands_for_article(picture: &Media) -> bool {
    let path = picture.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    !path.is_empty() && !path.starts_with("data:") && !path.ends_with(".svg")
}

/// The first picture of clean HTML, in which no value holds a `>` or a `"`: one that the author wrote as HTML.
pub fn first_in(content: &CleanHtml) -> Option<Media> {
    content.as_str().split("<img ").skip(1).find_map(|rest| {
        let tag = rest.split('>').next()?;
        let value = |name: &str| {
            let value = tag.split_once(&format!("{name}=\""))?.1.split('"').next()?;
            let value = value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            Some(value).filter(|value| !value.trim().is_empty())
        };
        let picture = Media { url: value("src")?, alt: value("alt"), ..Media::default() };
        Some(picture).filter(stands_for_article)
    })
}
